//! Who stands where: the bundled briefings as of several dates, checked by
//! hand, and what holds for any library.

use std::{collections::BTreeMap, fmt::Write as _, sync::Arc};

use attache::{
    arena::Id,
    date::{Bound, Date, Day, Relation},
    library::Library,
    model::{Corpus, Entry, Evidence, Token},
    stances::{self, Cell, Columns, Matrix, Members, Order, Row, Side, Tracks, Turn},
};
use proptest::{
    prelude::{
        Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof,
        proptest,
    },
    sample::select,
    test_runner::FileFailurePersistence,
};

use crate::{
    harness::{Screen, bundled, library_of},
    made::date,
};

/// Returns the whole matrix of a briefing as of a date: a line for each pair
/// that has a position at any date.
fn matrix(briefing: &str, as_of: &str) -> String {
    let library = bundled();
    let corpus = &library.corpus;
    let named = |id| corpus.briefing_of(Entry::Position(id));
    let date: Date = as_of.parse().expect("a date");
    let tracks = Tracks::new(corpus, Members::Apart, |id| {
        named(id).is_some_and(|id| corpus.briefings[id].key.as_str() == briefing)
    });
    let mut text = String::new();
    for &issue in tracks.issues() {
        writeln!(text, "{}", corpus.issues[issue].key).expect("text");
        for &actor in tracks.actors() {
            if tracks.history(actor, issue, None).is_empty() {
                continue;
            }
            let cell = tracks.cell(actor, issue, Some(&date));
            writeln!(text, "  {:20}{}", corpus.actors[actor].key, words(&cell)).expect("text");
        }
    }
    text
}

fn words(cell: &Cell) -> String {
    let Some(stance) = cell.stance else {
        let later = if cell.later { " later" } else { "" };
        let ended = if cell.ended { " ended" } else { "" };
        return format!("·{ended}{later}");
    };
    let basis = cell.basis.map_or("", Token::token);
    let mut words = format!("{} {basis} {}", stance.token(), cell.records);
    for (is, word) in [
        (cell.possibly, " possibly"),
        (cell.contested, " contested"),
        (cell.later, " later"),
    ] {
        if is {
            words.push_str(word);
        }
    }
    words
}

/// What the article says was said and done by the day before the code: the
/// American strategy of May 2011 alone.
#[test]
fn before_the_code_only_the_american_strategy_speaks() {
    assert_eq!(
        matrix("cyber-code-2011", "2011-09-11"),
        "\
international-norms
  us-allies           · later
  united-states       · later
  russia              · later
  china               · later
  united-kingdom      · later
state-authority
  russia              · later
  china               · later
  markoff             · later
free-flow
  united-states       supports stated 2
  russia              · later
  china               · later
  united-kingdom      · later
ict-as-weapons
  russia              · later
  china               · later
no-force
  united-states       mixed inferred 1
  russia              · later
  china               · later
state-responsibility
  healey              · later
  russia              · later
  china               · later
armed-conflict-law
  healey              · later
  russia              · later
  china               · later
term-information-security
  united-states       · later
  russia              · later
  china               · later
take-up-code
  healey              · later
  united-states       · later
  russia              · later
  china               · later
  tajikistan          · later
  uzbekistan          · later
  markoff             · later
un-framework
  russia              · later
  china               · later
"
    );
}

/// On the day of the code its own words count; what Wang, Healey and Markoff
/// said of it afterwards does not, nor what the article of November reports.
#[test]
fn on_the_day_of_the_code_its_own_words_count() {
    assert_eq!(
        matrix("cyber-code-2011", "2011-09-12"),
        "\
international-norms
  us-allies           · later
  united-states       · later
  russia              supports reported 2
  china               supports stated 2
  united-kingdom      · later
state-authority
  russia              supports stated 3
  china               supports stated 3
  markoff             · later
free-flow
  united-states       supports stated 2
  russia              · later
  china               · later
  united-kingdom      · later
ict-as-weapons
  russia              supports reported 1
  china               supports reported 1
no-force
  united-states       mixed inferred 1
  russia              supports stated 2
  china               supports stated 2 later
state-responsibility
  healey              · later
  russia              · later
  china               · later
armed-conflict-law
  healey              · later
  russia              · later
  china               · later
term-information-security
  united-states       · later
  russia              supports reported 1
  china               supports reported 1
take-up-code
  healey              · later
  united-states       · later
  russia              supports reported 1
  china               supports stated 1
  tajikistan          supports reported 1
  uzbekistan          supports reported 1
  markoff             · later
un-framework
  russia              supports reported 1
  china               supports stated 1
"
    );
}

/// By the end of the month of the article all of it counts: Healey of 21
/// September, Markoff of 27 September, Wang of 20 October, and the reporter.
#[test]
fn by_the_month_of_the_article_all_of_it_counts() {
    assert_eq!(
        matrix("cyber-code-2011", "2011-11"),
        "\
international-norms
  us-allies           supports reported 1
  united-states       supports reported 1
  russia              supports reported 2
  china               supports stated 3
  united-kingdom      supports reported 1
state-authority
  russia              supports stated 3
  china               supports stated 3
  markoff             opposes inferred 1
free-flow
  united-states       supports stated 3
  russia              opposes reported 2
  china               opposes reported 2
  united-kingdom      supports reported 1
ict-as-weapons
  russia              supports reported 1
  china               supports reported 1
no-force
  united-states       mixed inferred 1
  russia              supports stated 2
  china               supports stated 3
state-responsibility
  healey              supports reported 1
  russia              silent reported 2
  china               silent reported 2
armed-conflict-law
  healey              supports stated 2
  russia              silent reported 2
  china               silent reported 2
term-information-security
  united-states       leans-against reported 1
  russia              supports reported 1
  china               supports reported 1
take-up-code
  healey              opposes reported 3
  united-states       leans-against reported 2
  russia              supports reported 1
  china               supports stated 2
  tajikistan          supports reported 1
  uzbekistan          supports reported 1
  markoff             leans-against inferred 2
un-framework
  russia              supports reported 1
  china               supports stated 2
"
    );
}

/// Returns how the actors stand on an issue of a briefing as of a date, those
/// not known left out: `+` supports, `-` opposes, `0` neutral; then the basis
/// if it is no vote.
fn voted(briefing: &str, issue: &str, as_of: &str) -> String {
    let matrix = matrix(briefing, as_of);
    let mut lines = matrix.lines().skip_while(|line| *line != issue).skip(1);
    let mut found: Vec<String> = lines
        .by_ref()
        .take_while(|line| line.starts_with(' '))
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            let actor = words.next()?;
            let sign = match words.next()? {
                "supports" => "+",
                "opposes" => "-",
                "neutral" => "0",
                _ => return None,
            };
            let basis = words.next()?;
            let basis = if basis == "voted" { "" } else { basis };
            Some(
                format!("{sign}{actor} {basis}")
                    .trim_end()
                    .replace(' ', "/"),
            )
        })
        .collect();
    found.sort_unstable();
    found.join(" ")
}

/// Briefing, issue, date, and how the actors stand by then.
const VOTES: &[(&str, &str, &str, &str)] = &[
    // The resolutions that Russia brings: 8 December 2005 and 5 December 2018.
    ("cyber-rules-un", "russian-resolution", "2005-12-07", ""),
    (
        "cyber-rules-un",
        "russian-resolution",
        "2005-12-08",
        "+china +estonia +france +russia +united-kingdom -united-states",
    ),
    (
        "cyber-rules-un",
        "russian-resolution",
        "2018-12-04",
        "+china +estonia +france +russia +united-kingdom -united-states",
    ),
    (
        "cyber-rules-un",
        "russian-resolution",
        "2018-12-05",
        "+belarus +china +cuba +kazakhstan +russia +singapore -albania -estonia -france \
         -united-kingdom -united-states 0brazil",
    ),
    ("cyber-rules-un", "us-resolution", "2018-12-21", ""),
    (
        "cyber-rules-un",
        "us-resolution",
        "2018-12-22",
        "+albania +brazil +estonia +france +kazakhstan +singapore +united-kingdom \
         +united-states -china -cuba -russia 0belarus",
    ),
    ("cyber-rules-un", "un-cybercrime", "2019-12-26", ""),
    (
        "cyber-rules-un",
        "un-cybercrime",
        "2019-12-27",
        "+belarus +china +cuba +kazakhstan +russia +singapore -albania -estonia -france \
         -united-kingdom -united-states 0brazil",
    ),
    // The mandate to negotiate: 23 December 2016.
    ("nuclear-ban", "ban-mandate", "2016-12-22", ""),
    (
        "nuclear-ban",
        "ban-mandate",
        "2016-12-23",
        "+austria +brazil +costa-rica +cuba +ireland +kazakhstan +mexico +new-zealand \
         +south-africa -france -japan -russia -united-kingdom -united-states 0china \
         0netherlands",
    ),
    // The adoption, 7 July 2017, then 5 December 2018.
    ("nuclear-ban", "ban", "2017-07-06", ""),
    (
        "nuclear-ban",
        "ban",
        "2017-07-07",
        "-france/reported -netherlands -united-kingdom/reported -united-states/reported \
         0singapore",
    ),
    // By then Cuba has ratified and Kazakhstan signed.
    (
        "nuclear-ban",
        "ban",
        "2018-12-04",
        "+cuba/stated +kazakhstan/stated -france/reported -netherlands \
         -united-kingdom/reported -united-states/reported 0singapore",
    ),
    (
        "nuclear-ban",
        "ban",
        "2018-12-05",
        "+austria +brazil +cuba/stated +kazakhstan/stated +south-africa -china -france -japan \
         -netherlands -russia -united-kingdom -united-states 0north-korea 0singapore",
    ),
];

#[test]
fn votes_turn_cells_on_the_day_of_the_vote() {
    for &(briefing, issue, as_of, expected) in VOTES {
        assert_eq!(voted(briefing, issue, as_of), expected, "{issue} {as_of}");
    }
}

/// What a made library is asked: its positions, each as actor, issue, stance and
/// what else it says, on a paraphrase of the day given.
fn made_of(positions: &[(&str, &str, &str, &str, &str)]) -> Arc<Library> {
    let mut out = "schema = 1\n\n[briefing]\nid = \"made\"\ntitle = \"Made\"\n\n\
        [source.s]\ntype = \"report\"\ntitle = \"Report\"\n\n"
        .to_owned();
    for actor in ["land", "other", "third", "fourth"] {
        let _ = writeln!(
            out,
            "[actor.{actor}]\nkind = \"state\"\nname = \"{actor}\"\n"
        );
    }
    for minister in ["minister", "retired"] {
        let _ = writeln!(
            out,
            "[actor.{minister}]\nkind = \"person\"\nname = \"{minister}\"\n\
             member_of = [{{ actor = \"land\" }}]\n"
        );
    }
    for issue in ["i", "j", "k"] {
        let _ = writeln!(
            out,
            "[issue.{issue}]\nproposition = \"{issue} should be.\"\n"
        );
    }
    for (n, (actor, issue, stance, day, more)) in positions.iter().enumerate() {
        let capacity = if *actor == "retired" {
            "former"
        } else {
            "official"
        };
        let _ = writeln!(
            out,
            "[quote.q{n}]\nkind = \"paraphrase\"\nsource = \"s\"\ntext = \"Made up {n}\"\n\
             date = \"{day}\"\ncapacity = \"{capacity}\"\n\n[[position]]\nactor = \"{actor}\"\n\
             issue = \"{issue}\"\nstance = \"{stance}\"\nevidence = [\"q{n}\"]\n{more}\n"
        );
    }
    library_of(&out)
}

fn asked(library: &Library, members: Members, as_of: &str) -> Matrix {
    let tracks = Tracks::new(&library.corpus, members, |_| true);
    Matrix::new(&tracks, Some(&as_of.parse().expect("a date")))
}

#[test]
fn a_split_is_the_deviation_of_the_scores_and_specials_have_none() {
    let library = made_of(&[
        ("land", "i", "supports", "2001", ""),
        ("other", "i", "opposes", "2001", ""),
        ("third", "i", "silent", "2001", ""),
        ("land", "j", "leans-for", "2001", ""),
        ("other", "j", "mixed", "2001", ""),
        ("third", "j", "unclear", "2001", ""),
    ]);
    let matrix = asked(&library, Members::Apart, "2002");
    let rows: Vec<_> = matrix
        .rows
        .iter()
        .map(|row| (row.split, row.speakers))
        .collect();
    assert_eq!(rows, [(Some(2.0), 2), (None, 1)]);
    let id = |key| library.corpus.actor(key).expect("an actor");
    let agreement = matrix
        .agreement(id("land"), id("other"))
        .expect("a shared issue");
    assert!(agreement.share.abs() < f64::EPSILON && agreement.issues == 1);
    assert_eq!(matrix.agreement(id("land"), id("third")), None);
}

#[test]
fn another_stance_contests_one_while_both_may_be_held() {
    let library = made_of(&[
        ("land", "i", "opposes", "1990", "until = \"1999-12-31\""),
        ("land", "i", "supports", "1995-01-01", ""),
        ("other", "i", "opposes", "1990", ""),
        ("other", "i", "supports", "1995-01-01", ""),
        ("third", "i", "opposes", "1995", ""),
        ("third", "i", "supports", "1995-06-01", ""),
    ]);
    let contested = |as_of: &str| -> Vec<bool> {
        let matrix = asked(&library, Members::Apart, as_of);
        let cell = |key| {
            let actor = library.corpus.actor(key).expect("an actor");
            let issue = library.corpus.issue("i").expect("an issue");
            *matrix.of(actor, issue).expect("a cell")
        };
        ["land", "other", "third"]
            .map(|key| cell(key).contested)
            .to_vec()
    };
    // The first says until when it lasts; of the third the order is not known.
    assert_eq!(contested("1996-01-01"), [true, false, true]);
    assert_eq!(contested("1999-12-31"), [true, false, true]);
    assert_eq!(contested("2000-01-01"), [false, false, true]);
}

#[test]
fn who_serves_a_state_speaks_for_it_but_not_out_of_office() {
    let library = made_of(&[
        ("minister", "i", "supports", "2001", ""),
        ("retired", "j", "opposes", "2001", ""),
    ]);
    let held = |members| {
        let matrix = asked(&library, members, "2002");
        let key = |id| library.corpus.actors[id].key.to_string();
        matrix
            .cells()
            .map(|(actor, ..)| key(actor))
            .collect::<Vec<_>>()
    };
    assert_eq!(held(Members::Apart), ["minister", "retired"]);
    assert_eq!(held(Members::Under), ["land", "retired"]);
}

#[test]
fn those_who_agree_stand_beside_each_other() {
    let mut positions = Vec::new();
    for issue in ["i", "j", "k"] {
        for (actor, stance) in [
            ("land", "supports"),
            ("other", "opposes"),
            ("third", "supports"),
            ("fourth", "leans-against"),
        ] {
            positions.push((actor, issue, stance, "2001", ""));
        }
    }
    let library = made_of(&positions);
    let mut matrix = asked(&library, Members::Apart, "2002");
    let mut order = |columns| {
        matrix.sort_actors(&library.corpus, columns);
        let key = |id: &Id<_>| library.corpus.actors[*id].key.to_string();
        matrix.actors.iter().map(key).collect::<Vec<_>>()
    };
    assert_eq!(
        order(Columns::Similar),
        ["land", "third", "fourth", "other"]
    );
    let other = library.corpus.actor("other").expect("an actor");
    let actor = |key: &str| library.corpus.actor(key).expect("an actor");
    assert!(!matrix.are_apart(actor("land"), actor("third")));
    assert!(!matrix.are_apart(actor("fourth"), other));
    assert!(matrix.are_apart(actor("third"), actor("fourth")));
    let mut order = |columns| {
        matrix.sort_actors(&library.corpus, columns);
        let key = |id: &Id<_>| library.corpus.actors[*id].key.to_string();
        matrix.actors.iter().map(key).collect::<Vec<_>>()
    };
    assert_eq!(
        order(Columns::With(other)),
        ["other", "fourth", "land", "third"]
    );
}

#[test]
fn a_change_lies_between_what_dates_allow() {
    let library = made_of(&[
        ("land", "i", "opposes", "2001-05-05", ""),
        ("land", "i", "supports", "2003-06", ""),
        ("other", "i", "opposes", "2001-05-05", ""),
        (
            "other",
            "i",
            "supports",
            "2004-01-01",
            "date = \"[..2003]\"",
        ),
    ]);
    let tracks = Tracks::new(&library.corpus, Members::Apart, |_| true);
    let when: Vec<String> = tracks.changes().iter().map(Turn::when).collect();
    // Of the other, what began by 2003 may be older than what was seen in 2001.
    assert_eq!(
        when,
        [
            "on 5 May 2001; which of the two came first is not known",
            "between 1 June 2003 and 30 June 2003",
        ]
    );
}

/// A piece of evidence: a quote or a vote, and its date; empty for none.
#[derive(Debug, Clone)]
struct Piece {
    is_event: bool,
    date: String,
}

/// What one position is made from.
#[derive(Debug, Clone)]
struct Position {
    actors: Vec<usize>,
    issue: usize,
    stance: &'static str,
    basis: &'static str,
    date: String,
    until: String,
    /// Places among the pieces.
    evidence: Vec<usize>,
}

#[derive(Debug, Clone)]
struct Made {
    pieces: Vec<Piece>,
    positions: Vec<Position>,
}

/// Mostly dates near each other: else hardly two of them meet.
fn near() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => (2000u16..2012, 1u8..=12, 1u8..=28).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
        2 => (2000u16..2012, 1u8..=12).prop_map(|(y, m)| format!("{y}-{m:02}")),
        1 => (2000u16..2012).prop_map(|y| format!("[..{y}]")),
        1 => (2000u16..2012, 1u16..5).prop_map(|(y, n)| format!("{y}/{}", y + n)),
        1 => date(),
        1 => Just(String::new()),
    ]
}

fn made() -> impl Strategy<Value = Made> {
    let piece = (any::<bool>(), near()).prop_map(|(is_event, date)| Piece { is_event, date });
    let position = (
        prop::collection::vec(0usize..4, 1..3),
        0usize..3,
        select(
            &[
                "supports",
                "leans-for",
                "neutral",
                "leans-against",
                "opposes",
                "mixed",
                "unclear",
                "silent",
            ][..],
        ),
        select(&["stated", "voted", "reported", "inferred"][..]),
        prop_oneof![2 => Just(String::new()), 1 => near()],
        prop_oneof![5 => Just(String::new()), 1 => near()],
        prop::collection::vec(0usize..12, 1..4),
    )
        .prop_map(
            |(mut actors, issue, stance, basis, date, until, mut evidence)| {
                for list in [&mut actors, &mut evidence] {
                    list.sort_unstable();
                    list.dedup();
                }
                Position {
                    actors,
                    issue,
                    stance,
                    basis,
                    date,
                    until,
                    evidence,
                }
            },
        );
    (
        prop::collection::vec(piece, 12),
        prop::collection::vec(position, 1..14),
    )
        .prop_map(|(pieces, positions)| Made { pieces, positions })
}

/// Writes a briefing; records in the order of the places given.
fn briefing(made: &Made, positions: &[usize], things: &[usize]) -> String {
    let mut out = "schema = 1\n\n[briefing]\nid = \"made\"\ntitle = \"Made\"\n\n\
        [source.s]\ntype = \"report\"\ntitle = \"Report\"\n\n"
        .to_owned();
    for &n in things {
        if n < 4 {
            let _ = writeln!(out, "[actor.a{n}]\nkind = \"state\"\nname = \"Land {n}\"\n");
        }
        if n < 3 {
            let _ = writeln!(
                out,
                "[issue.i{n}]\nproposition = \"Thing {n} should be.\"\n"
            );
        }
        let Some(piece) = made.pieces.get(n) else {
            continue;
        };
        let kind = if piece.is_event { "event" } else { "quote" };
        let words = if piece.is_event {
            "title"
        } else {
            "source = \"s\"\ntext"
        };
        let _ = writeln!(out, "[{kind}.p{n}]\n{words} = \"Made up {n}\"");
        if !piece.date.is_empty() {
            let _ = writeln!(out, "date = \"{}\"", piece.date);
        }
        out.push('\n');
    }
    for &at in positions {
        let position = &made.positions[at];
        let list = |names: Vec<String>| names.join(", ");
        let actors = position
            .actors
            .iter()
            .map(|n| format!("\"a{n}\""))
            .collect();
        let evidence = position.evidence.iter().map(|&n| {
            let typed = if made.pieces[n].is_event {
                "event."
            } else {
                ""
            };
            format!("\"{typed}p{n}\"")
        });
        let _ = writeln!(
            out,
            "[[position]]\nactor = [{}]\nissue = \"i{}\"\nstance = \"{}\"\nbasis = \"{}\"\nevidence = [{}]",
            list(actors),
            position.issue,
            position.stance,
            position.basis,
            list(evidence.collect()),
        );
        for (key, date) in [("date", &position.date), ("until", &position.until)] {
            if !date.is_empty() {
                let _ = writeln!(out, "{key} = \"{date}\"");
            }
        }
        out.push('\n');
    }
    out
}

/// What each cell says, by the names of its actor and its issue.
type Cells = BTreeMap<(String, String), String>;

/// What a matrix says: the cells, and the orders of rows and columns, by names.
fn said(text: &str, as_of: &str) -> (Cells, Vec<Vec<String>>) {
    let library = library_of(text);
    let corpus = &library.corpus;
    let date: Date = as_of.parse().expect("a date");
    let tracks = Tracks::new(corpus, Members::Apart, |_| true);
    let mut matrix = Matrix::new(&tracks, Some(&date));
    let key = |id| corpus.actors[id].key.to_string();
    let shown = |evidence: Option<Evidence>| match evidence {
        Some(Evidence::Quote(id)) => corpus.quotes.words(id).to_owned(),
        Some(Evidence::Event(id)) => corpus.events[id].title.to_string(),
        None => String::new(),
    };
    let cells = matrix
        .cells()
        .map(|(actor, issue, cell)| {
            let cell = format!("{} {:?} {}", words(cell), cell.change, shown(cell.latest));
            ((key(actor), corpus.issues[issue].key.to_string()), cell)
        })
        .collect();
    let mut orders = Vec::new();
    for (order, ..) in Order::ALL {
        if order != Order::File {
            matrix.sort_rows(corpus, order);
            let rows = matrix.rows.iter();
            orders.push(
                rows.map(|row| format!("{} {:?}", corpus.issues[row.issue].key, row.split))
                    .collect(),
            );
        }
    }
    let first = corpus.actor("a0").filter(|id| matrix.actors.contains(id));
    let with = first.map(Columns::With);
    for order in [Columns::Similar, Columns::Most, Columns::Name]
        .into_iter()
        .chain(with)
    {
        matrix.sort_actors(corpus, order);
        orders.push(matrix.actors.iter().map(|&id| key(id)).collect());
    }
    orders.push(said_beside(corpus, &date, shown));
    (cells, orders)
}

/// Returns what is said of two actors side by side, and by which evidence.
fn said_beside(
    corpus: &Corpus,
    date: &Date,
    shown: impl Fn(Option<Evidence>) -> String,
) -> Vec<String> {
    let actors = ["a0", "a1"].into_iter().filter_map(|key| corpus.actor(key));
    let sides: Vec<Side> = actors
        .map(|actor| Side {
            actor,
            as_of: Some(date.clone()),
            briefing: None,
        })
        .collect();
    let (rows, tracks) = stances::beside(corpus, Members::Apart, |_| true, &sides);
    let mut said: Vec<String> = rows
        .iter()
        .map(|row| {
            let strongest = sides.iter().zip(&tracks).map(|(side, tracks)| {
                let (actor, as_of) = (side.actor, side.as_of.as_ref());
                shown(stances::strongest(corpus, tracks, actor, row.issue, as_of))
            });
            let strongest: Vec<String> = strongest.collect();
            let issue = &corpus.issues[row.issue].key;
            format!("{issue} {} {:?} {strongest:?}", row.differs, row.apart)
        })
        .collect();
    said.sort();
    said
}

/// Whether something dated so is after the end of a day for certain.
fn is_after(date: &str, day: &str) -> bool {
    let (Ok(date), Ok(day)) = (date.parse::<Date>(), day.parse::<Date>()) else {
        return false;
    };
    date.compare(&day) == Relation::After
}

/// A library in which what is later than a day was not written: its evidence,
/// and the positions that rest on nothing else or began later.
fn known_by(made: &Made, day: &str) -> Made {
    let is_late = |n: &usize| is_after(&made.pieces[*n].date, day);
    let positions = made.positions.iter().filter_map(|position| {
        let evidence: Vec<usize> = position
            .evidence
            .iter()
            .copied()
            .filter(|n| !is_late(n))
            .collect();
        // Without a date of its own it begins with the first dated evidence.
        let dated = |n: &&usize| !made.pieces[**n].date.is_empty();
        let mut shown = position.evidence.iter().filter(dated).peekable();
        let begins_late = is_after(&position.date, day)
            || (position.date.is_empty() && shown.peek().is_some() && shown.all(is_late));
        (!evidence.is_empty() && !begins_late).then(|| Position {
            evidence,
            ..position.clone()
        })
    });
    Made {
        pieces: made.pieces.clone(),
        positions: positions.collect(),
    }
}

fn in_order(made: &Made) -> String {
    let positions: Vec<usize> = (0..made.positions.len()).collect();
    let things: Vec<usize> = (0..made.pieces.len()).collect();
    briefing(made, &positions, &things)
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
            "tests/proptest-regressions/stances.txt",
        ))),
        ..ProptestConfig::with_cases(192)
    })]

    /// The matrix as of a day is that of a library in which nothing later was
    /// ever written.
    #[test]
    fn nothing_later_is_used(made in made(), y in 2000u16..2012, m in 1u8..=12, d in 1u8..=28) {
        let day = format!("{y}-{m:02}-{d:02}");
        let (now, _) = said(&in_order(&made), &day);
        let (then, _) = said(&in_order(&known_by(&made, &day)), &day);
        for (pair, cell) in &now {
            let without = |text: &str| text.replace(" later", "");
            let then = then.get(pair).map_or("· None ".to_owned(), |cell| without(cell));
            prop_assert_eq!(without(cell), then, "{:?}", pair);
        }
    }

    /// What is held for certain began for certain and was shown for certain.
    #[test]
    fn what_is_only_possibly_before_is_marked(
        made in made(), y in 2000u16..2012, m in 1u8..=12, d in 1u8..=28,
    ) {
        let day: Date = format!("{y}-{m:02}-{d:02}").parse().expect("a date");
        let library = library_of(&in_order(&made));
        let corpus = &library.corpus;
        let tracks = Tracks::new(corpus, Members::Apart, |_| true);
        let is_by = |last: Option<Day>| last.is_some_and(|last| Some(last) <= day.last_day());
        for &issue in tracks.issues() {
            for &actor in tracks.actors() {
                let cell = tracks.cell(actor, issue, Some(&day));
                let Some(id) = cell.current.filter(|_| !cell.possibly) else { continue };
                let position = &corpus.positions[id];
                let began = position.since.as_ref().map(|since| since.beginning().1);
                prop_assert!(is_by(began.and_then(Bound::day)));
                let mut dates = position.evidence.iter().map(|evidence| evidence.date(corpus));
                prop_assert!(dates.any(|date| is_by(date.and_then(Date::last_day))));
            }
        }
    }

    /// The order of records changes nothing but what is in the order of files.
    #[test]
    fn the_order_of_records_changes_nothing(
        (made, positions, things) in made().prop_flat_map(|made| {
            let positions = Just((0..made.positions.len()).collect::<Vec<_>>()).prop_shuffle();
            let things = Just((0..made.pieces.len()).collect::<Vec<_>>()).prop_shuffle();
            (Just(made), positions, things)
        }),
        year in 2000u16..2014,
    ) {
        let day = format!("{year}-06-15");
        prop_assert_eq!(said(&in_order(&made), &day), said(&briefing(&made, &positions, &things), &day));
    }

    /// Agreement is the same from both sides, and whole with oneself.
    #[test]
    fn agreement_is_symmetric(made in made(), year in 2000u16..2014) {
        let library = library_of(&in_order(&made));
        let tracks = Tracks::new(&library.corpus, Members::Apart, |_| true);
        let date: Date = format!("{year}").parse().expect("a date");
        let matrix = Matrix::new(&tracks, Some(&date));
        for &a in &matrix.actors {
            for &b in &matrix.actors {
                let agreement = matrix.agreement(a, b);
                prop_assert_eq!(agreement, matrix.agreement(b, a));
                prop_assert!(agreement.is_none_or(|agreement| (0.0..=1.0).contains(&agreement.share)));
            }
            let score = |row: &Row| matrix.of(a, row.issue).and_then(Cell::score);
            let speaks = matrix.rows.iter().find_map(score).is_some();
            let own = matrix.agreement(a, a).map(|agreement| agreement.share);
            prop_assert_eq!(own, speaks.then_some(1.0));
        }
    }

    /// Rows and columns swapped twice are as before.
    #[test]
    fn transposing_twice_is_the_identity(
        made in made(), width in 20u16..200, height in 5u16..60,
        moves in prop::collection::vec(select(&["h", "j", "k", "l", "}"][..]), 0..6),
    ) {
        let mut screen = Screen::new(width, height, library_of(&in_order(&made)));
        screen.press("4");
        for key in moves {
            screen.press(key);
        }
        // The last row may tell of the key before.
        screen.press("^");
        let before = screen.rows();
        screen.press("a");
        screen.press("a");
        prop_assert_eq!(before, screen.rows());
    }
}
