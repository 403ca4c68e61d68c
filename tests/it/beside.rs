//! Stands side by side, and the evidence that shows a stand best.

use attache::{
    briefing::{self, Stock},
    date::Date,
    model::{Corpus, Evidence},
    stances::{self, Compared, Members, Side, Tracks},
    text::Clean,
};

/// Who and on what: the same in both briefings.
const SHARED: &str = r#"
[defaults]
source = "log"
[source.log]
type = "report"
title = "Harbor Log"
[actor.town]
kind = "state"
name = "Town"
[actor.anna]
kind = "person"
name = "Anna"
member_of = [{ actor = "town" }]
[actor.boats]
kind = "organization"
name = "Boats"
[issue.level]
proposition = "The lake should be higher."
label = "Level"
[issue.toll]
proposition = "Boats should pay a toll."
label = "Toll"
"#;

const LAKE: &str = r#"
[event.meeting]
title = "The town meets"
date = "2006"
[quote.told]
text = "Boats says this of the town."
speaker = "boats"
date = "2004"
locator = "p. 1"
[quote.own]
text = "Anna says this."
speaker = "anna"
date = "2002"
locator = "p. 2"
[quote.short]
text = "The town is for it."
kind = "paraphrase"
speaker = "town"
date = "2005"
locator = "p. 3"
[quote.turned]
text = "Anna says that."
speaker = "anna"
date = "2010-05-04"
locator = "p. 4"
[[position]]
actor = "town"
issue = "level"
stance = "supports"
basis = "stated"
evidence = ["told", "own", "short", "event.meeting"]
[[position]]
actor = "town"
issue = "level"
stance = "opposes"
basis = "stated"
evidence = ["turned"]
[[position]]
actor = "boats"
issue = "level"
stance = "leans-for"
basis = "reported"
evidence = ["told"]
[[position]]
actor = "boats"
issue = "toll"
stance = "silent"
basis = "inferred"
evidence = ["told"]
"#;

const PORT: &str = r#"
[quote.other]
text = "Anna says something else."
speaker = "anna"
date = "2003"
locator = "p. 5"
[[position]]
actor = "town"
issue = "toll"
stance = "supports"
basis = "stated"
evidence = ["other"]
"#;

fn corpus(order: [usize; 2]) -> Corpus {
    corpus_of(order, LAKE)
}

fn corpus_of(order: [usize; 2], lake: &str) -> Corpus {
    let briefings = [("lake", lake), ("port", PORT)];
    let mut stock = Stock::default();
    let mut drafts = Vec::new();
    for at in order {
        let (key, own) = briefings[at];
        let text =
            format!("schema = 1\n[briefing]\nid = \"{key}\"\ntitle = \"The {key}\"\n{SHARED}{own}");
        let reading = briefing::read(&Clean::line(&format!("{key}.toml")), text.as_bytes());
        assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
        drafts.extend(reading.draft.map(|draft| stock.keep(draft)));
    }
    briefing::link(&stock, &drafts)
}

fn date(text: &str) -> Option<Date> {
    text.parse().ok()
}

fn side(corpus: &Corpus, actor: &str, as_of: &str) -> Side {
    Side {
        actor: corpus.actor(actor).expect("an actor"),
        as_of: date(as_of),
        briefing: None,
    }
}

fn rows(corpus: &Corpus, sides: &[Side]) -> Vec<String> {
    let (rows, tracks) = stances::beside(corpus, Members::Apart, |_| true, sides);
    assert_eq!(tracks.len(), sides.len());
    let mut told: Vec<String> = rows.iter().map(|row| said(corpus, row)).collect();
    told.sort();
    told
}

fn said(corpus: &Corpus, row: &Compared) -> String {
    let cells = row.cells.iter().map(|cell| format!("{:?}", cell.stance));
    let cells = cells.collect::<Vec<_>>().join(" ");
    let key = &corpus.issues[row.issue].key;
    format!("{key}: {cells} {:?} {}", row.apart, row.differs)
}

fn best(corpus: &Corpus, as_of: &str) -> Option<String> {
    let tracks = Tracks::new(corpus, Members::Apart, |_| true);
    let (town, level) = (corpus.actor("town")?, corpus.issue("level")?);
    let best = stances::strongest(corpus, &tracks, town, level, date(as_of).as_ref())?;
    Some(match best {
        Evidence::Quote(id) => corpus.quotes.at(id).key.to_string(),
        Evidence::Event(id) => corpus.events[id].key.to_string(),
    })
}

#[test]
fn a_stance_without_a_score_differs_but_is_not_apart() {
    for order in [[0, 1], [1, 0]] {
        let corpus = corpus(order);
        let sides = ["town", "boats"].map(|actor| side(&corpus, actor, "2007"));
        assert_eq!(
            rows(&corpus, &sides),
            [
                "level: Some(Supports) Some(LeansFor) Some(1) true",
                "toll: Some(Supports) Some(Silent) None true",
            ]
        );
    }
}

#[test]
fn sides_changed_about_are_as_far_apart() {
    let corpus = corpus([0, 1]);
    let sides = ["boats", "town"].map(|actor| side(&corpus, actor, "2011"));
    assert_eq!(
        rows(&corpus, &sides),
        [
            "level: Some(LeansFor) Some(Opposes) Some(3) true",
            "toll: Some(Silent) Some(Supports) None true",
        ]
    );
}

#[test]
fn where_nobody_looked_nothing_differs() {
    let corpus = corpus([0, 1]);
    let sides = ["town", "anna"].map(|actor| side(&corpus, actor, "2011"));
    assert_eq!(
        rows(&corpus, &sides),
        [
            "level: Some(Opposes) None None false",
            "toll: Some(Supports) None None false",
        ]
    );
}

#[test]
fn the_best_evidence_is_the_actors_own_and_not_later() {
    for order in [[0, 1], [1, 0]] {
        let corpus = corpus(order);
        assert_eq!(best(&corpus, "2001"), None);
        // Of the town's own there is a quotation: no later report, no
        // paraphrase, no meeting shows it better.
        assert_eq!(best(&corpus, "2007").as_deref(), Some("own"));
        assert_eq!(best(&corpus, "2011").as_deref(), Some("turned"));
    }
}

/// Checks that of two quotes of the town's the first shows its stand better,
/// whichever stands first in the file.
#[track_caller]
fn check_better(better: &str, worse: &str, bases: [&str; 2]) {
    let quote = |key: &str, keys: &str| {
        format!(
            "[quote.{key}]\ntext = \"It says {key}.\"\nspeaker = \"town\"\nlocator = \"p. 1\"\n{keys}\n"
        )
    };
    let position = |key: &str, basis: &str| {
        format!(
            "[[position]]\nactor = \"town\"\nissue = \"level\"\nstance = \"supports\"\nbasis = \"{basis}\"\nevidence = [\"{key}\"]\n"
        )
    };
    let quotes = [quote("better", better), quote("worse", worse)];
    let positions = [position("better", bases[0]), position("worse", bases[1])];
    for [a, b] in [[0, 1], [1, 0]] {
        let (first, second) = (&quotes[a], &quotes[b]);
        let text = format!("{first}{second}{}{}", positions[a], positions[b]);
        let corpus = corpus_of([0, 1], &text);
        assert_eq!(best(&corpus, "2011").as_deref(), Some("better"));
    }
}

#[test]
fn evidence_is_better_by_kind_office_basis_and_time() {
    let stated = ["stated", "stated"];
    let (early, late) = ("date = \"2001\"", "date = \"2005\"");
    let with = |date: &str, keys: &str| format!("{date}\n{keys}");
    let excerpt = "kind = \"excerpt\"";
    let paraphrase = "kind = \"paraphrase\"";
    check_better(early, &with(late, excerpt), stated);
    check_better(&with(early, excerpt), &with(late, paraphrase), stated);
    let official = "capacity = \"official\"";
    for capacity in ["personal", "former", "anonymous"] {
        let capacity = format!("capacity = \"{capacity}\"");
        check_better(&with(early, official), &with(late, &capacity), stated);
    }
    check_better(early, late, ["voted", "inferred"]);
    check_better(late, early, stated);
    // All else alike, by the words: "better" comes before "worse".
    check_better(late, late, stated);
}

#[test]
fn before_a_change_is_the_last_day_without_it() {
    let corpus = corpus([0, 1]);
    let tracks = Tracks::new(&corpus, Members::Apart, |_| true);
    let town = corpus.actor("town").expect("an actor");
    let sides = |as_of, back| {
        let date = date(as_of);
        let sides = stances::before_and_after(&tracks, town, date.as_ref(), back)?;
        Some(rows(&corpus, &sides))
    };
    assert_eq!(
        sides("2011", 0).as_deref(),
        Some(
            &[
                "level: Some(Supports) Some(Opposes) Some(4) true".to_owned(),
                "toll: Some(Supports) Some(Supports) Some(0) false".to_owned(),
            ][..]
        )
    );
    let two = stances::before_and_after(&tracks, town, None, 0).expect("a change");
    assert_eq!(two[0].as_of, date("2010-05-03"));
    assert_eq!(sides("2011", 1), None);
    assert_eq!(sides("2010-05-03", 0), None);
}

#[test]
fn each_briefing_tells_its_own() {
    let corpus = corpus([0, 1]);
    let tracks = Tracks::new(&corpus, Members::Apart, |_| true);
    let town = corpus.actor("town").expect("an actor");
    let sides = stances::editions(&corpus, &tracks, town, None);
    assert_eq!(
        rows(&corpus, &sides),
        [
            "level: Some(Opposes) None None false",
            "toll: None Some(Supports) None false",
        ]
    );
    let boats = corpus.actor("boats").expect("an actor");
    assert_eq!(stances::editions(&corpus, &tracks, boats, None).len(), 1);
}
