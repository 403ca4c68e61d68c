//! A library of events of any size, made up: the same for the same size.

use std::fmt::Write;

use attache::{
    briefing::{self, Stock},
    model::Corpus,
};

use crate::made::{Chance, draft, word};

/// Events of a file.
const EVENTS: usize = 500;

/// Returns a corpus of so many events: half of them on a day, the rest dated in
/// every other way, some undated; two of 200 actors each, eight sorts.
pub(crate) fn events(events: usize) -> Corpus {
    let mut chance = Chance(3);
    let mut stock = Stock::default();
    let drafts: Vec<_> = (0..events.div_ceil(EVENTS))
        .filter_map(|at| {
            let toml = happenings(at, EVENTS.min(events - at * EVENTS), &mut chance);
            draft(&mut stock, &format!("events-{at}.toml"), &toml)
        })
        .collect();
    briefing::link(&stock, &drafts)
}

fn happenings(at: usize, events: usize, chance: &mut Chance) -> String {
    const KINDS: [&str; 8] = [
        "vote",
        "summit",
        "statement",
        "treaty",
        "test",
        "talks",
        "visit",
        "report",
    ];
    let mut toml = format!(
        "schema = 1\n[briefing]\nid = \"events-{at}\"\ntitle = \"Made\"\n\
         [source.s]\ntype = \"report\"\ntitle = \"Chronicle {}\"\n",
        at % 40
    );
    for actor in 0..200 {
        let (first, last) = (word(actor), word(actor * 7 + 3000));
        let _ = write!(
            toml,
            "[actor.a{actor}]\nkind = \"state\"\nname = \"{first} {last}\"\n"
        );
    }
    for event in 0..events {
        let (one, other) = (chance.below(200), chance.below(200));
        let title: Vec<String> = (0..4 + chance.below(6))
            .map(|_| word(chance.rank()))
            .collect();
        let importance = ["key", "normal", "normal", "minor"][chance.below(4)];
        let _ = write!(
            toml,
            "[event.e{event}]\ntitle = \"{}\"\nkind = \"{}\"\nsource = \"s\"\n\
             actors = [\"a{one}\"{}]\nimportance = \"{importance}\"\n",
            title.join(" "),
            KINDS[chance.below(KINDS.len())],
            if one == other {
                String::new()
            } else {
                format!(", \"a{other}\"")
            },
        );
        let _ = writeln!(toml, "{}", dated(chance));
    }
    toml
}

/// Returns the line that dates an event, or none.
fn dated(chance: &mut Chance) -> String {
    let year = 1946 + chance.below(79);
    let (month, day) = (1 + chance.below(12), 1 + chance.below(28));
    let date = match chance.below(20) {
        0..10 => format!("{year}-{month:02}-{day:02}"),
        10..13 => format!("{year}-{month:02}"),
        13 => format!("{year}"),
        14 => format!("{year}-{month:02}~"),
        15 => format!("{year}-{month:02}-{day:02}?"),
        16 => format!("[{year}-{month:02}..{}]", year + 1),
        17 => format!("{year}-{month:02}-{day:02}/{}", year + 1 + chance.below(3)),
        18 if day < 3 => format!("{year}-{month:02}/.."),
        18 => format!("{year}-XX"),
        _ if day < 3 => return String::new(),
        _ => format!("{year}-{month:02}-{day:02}T{:02}:30Z", chance.below(24)),
    };
    format!("date = \"{date}\"")
}
