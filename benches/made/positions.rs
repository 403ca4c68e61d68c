//! A library of positions of any size, made up: the same for the same size.

use std::fmt::Write;

use attache::{
    briefing::{self, Stock},
    model::Corpus,
};

use crate::made::{Chance, draft, word};

/// Positions of a file.
const POSITIONS: usize = 1000;

/// Returns a corpus of so many actors, issues and positions: each position is
/// of one actor on one issue, rests on one to three votes and statements of
/// some day of forty years, and a tenth are mixed, unclear or silent.
pub(crate) fn positions(actors: usize, issues: usize, positions: usize) -> Corpus {
    let mut chance = Chance(5);
    let mut stock = Stock::default();
    let drafts: Vec<_> = (0..positions.div_ceil(POSITIONS))
        .filter_map(|at| {
            let some = POSITIONS.min(positions - at * POSITIONS);
            let toml = stands(at, (actors, issues, some), &mut chance);
            draft(&mut stock, &format!("positions-{at}.toml"), &toml)
        })
        .collect();
    briefing::link(&stock, &drafts)
}

fn stands(
    at: usize,
    (actors, issues, positions): (usize, usize, usize),
    chance: &mut Chance,
) -> String {
    const STANCES: [&str; 10] = [
        "supports",
        "supports",
        "leans-for",
        "neutral",
        "neutral",
        "leans-against",
        "opposes",
        "opposes",
        "opposes",
        "mixed",
    ];
    const BASES: [&str; 4] = ["stated", "voted", "reported", "inferred"];
    let mut toml = format!("schema = 1\n[briefing]\nid = \"p-{at}\"\ntitle = \"Made\"\n");
    for actor in 0..actors {
        let _ = write!(
            toml,
            "[actor.a{actor}]\nkind = \"state\"\nname = \"{} {actor}\"\n",
            word(actor)
        );
    }
    for issue in 0..issues {
        let _ = write!(
            toml,
            "[issue.i{issue}]\nproposition = \"{} {issue} should be.\"\n",
            word(chance.rank())
        );
    }
    for event in 0..200 {
        let (year, month, day) = (
            1980 + chance.below(40),
            1 + chance.below(12),
            1 + chance.below(28),
        );
        let _ = write!(
            toml,
            "[event.e{event}]\ntitle = \"Vote {event}\"\ndate = \"{year}-{month:02}-{day:02}\"\n"
        );
    }
    for _ in 0..positions {
        let evidence: Vec<String> = (0..=chance.below(3))
            .map(|_| format!("\"event.e{}\"", chance.below(200)))
            .collect();
        let _ = write!(
            toml,
            "[[position]]\nactor = \"a{}\"\nissue = \"i{}\"\nstance = \"{}\"\nbasis = \"{}\"\n\
             evidence = [{}]\n",
            chance.below(actors),
            chance.below(issues),
            STANCES[chance.below(STANCES.len())],
            BASES[chance.below(BASES.len())],
            evidence.join(", "),
        );
    }
    toml
}
