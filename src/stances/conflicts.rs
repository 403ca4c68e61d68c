//! What does not fit together, found by rule: what an analyst looks at first,
//! and judges. A rule says what stands in the records and nothing of why.
//!
//! A new rule is a line of [`Rule`] and a function that finds it, called below.

mod rule;

mod cells;

mod pieces;

mod both;
mod evidence;
mod times;
mod votes;
mod wording;

pub use rule::{Conflict, Rule};

use crate::{
    model::{Corpus, Entry, Token},
    stances::conflicts::{cells::groups, pieces::Pieces},
};

/// Returns what does not fit together in the positions and judgments that
/// count: rule by rule, then by the ids of actor and issue, then by the names
/// of the records, so that the order of files and records decides nothing.
pub fn conflicts(corpus: &Corpus, counts: impl Fn(Entry) -> bool) -> Vec<Conflict> {
    let positions = corpus.positions.iter().map(|(id, _)| id);
    let positions: Vec<_> = positions
        .filter(|&id| counts(Entry::Position(id)))
        .collect();
    let judgments = corpus.judgments.iter().map(|(id, _)| id);
    let judgments = judgments.filter(|&id| counts(Entry::Judgment(id)));
    let mut found = Vec::new();
    let mut pieces = Pieces::new(corpus);
    for group in groups(corpus, &positions) {
        times::opposite(corpus, &group, &mut found);
        votes::unnamed(corpus, &group, &mut found);
        evidence::weak(corpus, &mut pieces, &group, &mut found);
    }
    both::both_ways(corpus, &positions, &mut found);
    votes::apart(corpus, &positions, &mut found);
    wording::negated_leads(corpus, &positions, &mut found);
    wording::odds_and_confidence(corpus, judgments, &mut found);
    found.sort_by_cached_key(|conflict| (key(corpus, conflict), names(corpus, conflict)));
    found
}

/// The place of a rule, and the ids of actor and issue.
type Key<'a> = (Option<usize>, Option<(&'a str, &'a str)>);

fn key<'a>(corpus: &'a Corpus, conflict: &Conflict) -> Key<'a> {
    let rule = Rule::ALL
        .iter()
        .position(|(rule, ..)| *rule == conflict.rule);
    let cell = conflict.cell.map(|(actor, issue)| {
        let (actor, issue) = (&corpus.actors[actor], &corpus.issues[issue]);
        (actor.key.as_str(), issue.key.as_str())
    });
    (rule, cell)
}

fn names(corpus: &Corpus, conflict: &Conflict) -> Vec<String> {
    let places = conflict.places.iter();
    places
        .map(|&place| corpus.reference(place).to_string())
        .collect()
}
