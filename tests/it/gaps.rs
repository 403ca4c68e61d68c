//! Where nobody has looked, or not lately.

use attache::{
    briefing::{self, Stock},
    date::Date,
    model::Corpus,
    stances::{self, Gap, Lack, Members},
    text::Clean,
};

/// A briefing on two issues: Anna stands on both, Boats on one, and so on.
const LAKE: &str = r#"
schema = 1
[briefing]
id = "lake"
title = "The Lake"
[defaults]
source = "log"
[source.log]
type = "report"
title = "Harbor Log"
[actor.anna]
kind = "person"
name = "Anna"
[actor.boats]
kind = "organization"
name = "Boats"
[actor.town]
kind = "state"
name = "Town"
[issue.level]
proposition = "The lake should be higher."
label = "Level"
[issue.toll]
proposition = "Boats should pay a toll."
label = "Toll"
[quote.early]
text = "She says early."
date = "1999"
locator = "p. 1"
[quote.late]
text = "She says late."
date = "2010-05"
locator = "p. 2"
[[position]]
actor = "anna"
issue = "toll"
stance = "opposes"
basis = "stated"
evidence = ["early"]
[[position]]
actor = ["anna", "boats"]
issue = "level"
stance = "supports"
basis = "reported"
evidence = ["late"]
[[position]]
actor = "town"
issue = "toll"
stance = "silent"
basis = "inferred"
evidence = ["early"]
"#;

/// A briefing that has nothing to do with it.
const RIVER: &str = r#"
schema = 1
[briefing]
id = "river"
title = "The River"
[source.log]
type = "report"
title = "River Log"
[actor.mill]
kind = "organization"
name = "Mill"
[issue.dam]
proposition = "The river should have a dam."
label = "Dam"
[quote.q]
text = "It says so."
date = "2001"
source = "log"
locator = "p. 1"
[[position]]
actor = "mill"
issue = "dam"
stance = "supports"
basis = "stated"
evidence = ["q"]
"#;

fn corpus(texts: &[&str]) -> Corpus {
    let mut stock = Stock::default();
    let mut drafts = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let reading = briefing::read(&Clean::line(&format!("{at}.toml")), text.as_bytes());
        assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
        drafts.extend(reading.draft.map(|draft| stock.keep(draft)));
    }
    briefing::link(&stock, &drafts)
}

fn told(corpus: &Corpus, gaps: &[Gap]) -> Vec<String> {
    let told = gaps.iter().map(|gap| {
        let (actor, issue) = (&corpus.actors[gap.actor], &corpus.issues[gap.issue]);
        let latest = gap.latest.as_ref().map(|date| format!(" {date}"));
        let (lack, latest) = (gap.lack.name(), latest.unwrap_or_default());
        format!("{} {}: {lack}{latest}", actor.key, issue.key)
    });
    told.collect()
}

#[track_caller]
fn check(as_of: &str, older: &str, expect: &[&str]) {
    let corpus = corpus(&[LAKE, RIVER]);
    let [as_of, older] = [as_of, older].map(|date| date.parse::<Date>().ok());
    let gaps = stances::gaps(
        &corpus,
        Members::Apart,
        |_| true,
        as_of.as_ref(),
        older.as_ref(),
    );
    assert_eq!(told(&corpus, &gaps), expect);
}

#[test]
fn what_is_lacking_is_told_by_weight() {
    // Anna has two positions, and each issue has two speakers.
    check(
        "",
        "",
        &[
            "anna level: only-others 2010-05",
            "boats level: only-others 2010-05",
            "boats toll: nobody",
            "town level: nobody",
        ],
    );
}

#[test]
fn evidence_is_old_that_is_older_than_asked_for() {
    check(
        "",
        "2000",
        &[
            "anna level: only-others 2010-05",
            "anna toll: old 1999",
            "boats level: only-others 2010-05",
            "boats toll: nobody",
            "town level: nobody",
            "town toll: old 1999",
        ],
    );
    // What may be of that year is not older for certain.
    check(
        "2005",
        "1999-06",
        &[
            "anna level: nobody",
            "boats level: nobody",
            "boats toll: nobody",
            "town level: nobody",
        ],
    );
}

#[test]
fn what_is_shown_later_is_lacking() {
    let corpus = corpus(&[LAKE]);
    let as_of: Date = "2009".parse().unwrap();
    let gaps = stances::gaps(&corpus, Members::Apart, |_| true, Some(&as_of), None);
    assert!(gaps.iter().all(|gap| gap.lack == Lack::Nobody));
    assert_eq!(gaps.len(), 4);
}

#[test]
fn what_has_ended_is_no_gap() {
    let ended = LAKE.replace("basis = \"stated\"", "basis = \"stated\"\nuntil = \"2003\"");
    let corpus = corpus(&[&ended]);
    let gaps = told(
        &corpus,
        &stances::gaps(&corpus, Members::Apart, |_| true, None, None),
    );
    assert!(
        gaps.iter().all(|gap| !gap.starts_with("anna toll")),
        "{gaps:?}"
    );
}

#[test]
fn the_order_of_files_changes_nothing() {
    let [there, back] = [[LAKE, RIVER], [RIVER, LAKE]].map(|texts| {
        let corpus = corpus(&texts);
        told(
            &corpus,
            &stances::gaps(&corpus, Members::Apart, |_| true, None, None),
        )
    });
    assert_eq!(there, back);
}

#[test]
fn only_positions_that_count_are_known() {
    let corpus = corpus(&[LAKE]);
    let first = corpus.positions.iter().map(|(id, _)| id).next();
    let gaps = stances::gaps(&corpus, Members::Apart, |id| Some(id) != first, None, None);
    let told = told(&corpus, &gaps);
    assert!(told.contains(&"anna toll: nobody".to_owned()), "{told:?}");
    assert!(stances::gaps(&corpus, Members::Apart, |_| false, None, None).is_empty());
}

#[test]
fn who_is_counted_with_its_state_lacks_nothing_of_its_own() {
    let mayor = "name = \"Anna\"\nmember_of = [{ actor = \"town\", role = \"mayor\" }]";
    let corpus = corpus(&[&LAKE.replace("name = \"Anna\"", mayor)]);
    let gaps = |members| {
        let gaps = stances::gaps(&corpus, members, |_| true, None, None);
        told(&corpus, &gaps)
    };
    let apart = [
        "anna level: only-others 2010-05",
        "boats level: only-others 2010-05",
        "boats toll: nobody",
        "town level: nobody",
    ];
    assert_eq!(gaps(Members::Apart), apart);
    // What the mayor said of the toll is the town's own word.
    let under = [
        "town level: only-others 2010-05",
        "boats level: only-others 2010-05",
        "boats toll: nobody",
    ];
    assert_eq!(gaps(Members::Under), under);
}
