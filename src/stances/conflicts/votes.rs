//! Votes and the positions that rest on them.

use std::collections::BTreeMap;

use crate::{
    arena::Id,
    model::{Actor, Basis, Corpus, Entry, Event, Evidence, Issue, Position, Token, Votes},
    stances::conflicts::{
        cells::{Group, opposed, way, ways},
        rule::{Conflict, Rule},
    },
    text::plural,
};

/// Finds positions that rest on a vote which does not name the actor, where no
/// other vote that they rest on does.
pub(super) fn unnamed(corpus: &Corpus, group: &Group, found: &mut Vec<Conflict>) {
    for &id in &group.positions {
        let votes = votes_of(corpus, id);
        let named = |votes: &Votes| votes.actors().any(|actor| actor == group.actor);
        if votes.is_empty() || votes.iter().any(|(_, votes)| named(votes)) {
            continue;
        }
        let events = votes.iter().map(|(event, _)| Entry::Event(*event));
        let count = plural(votes.len(), "vote", "votes");
        found.push(Conflict {
            rule: Rule::VoteApart,
            cell: Some(group.cell()),
            places: std::iter::once(Entry::Position(id)).chain(events).collect(),
            words: format!("{}, and not named in {count}", basis(corpus, id)),
        });
    }
}

/// A vote, and an issue on which positions rest on it.
type VoteOn = (Id<Event>, Id<Issue>);

/// Finds votes at which actors voted alike and are recorded as for and against
/// one issue because of it.
pub(super) fn apart(corpus: &Corpus, positions: &[Id<Position>], found: &mut Vec<Conflict>) {
    let mut resting: BTreeMap<VoteOn, Vec<Id<Position>>> = BTreeMap::new();
    for &id in positions {
        for (event, _) in votes_of(corpus, id) {
            let issue = corpus.positions[id].issue;
            resting.entry((event, issue)).or_default().push(id);
        }
    }
    for ((event, _), positions) in resting {
        let Some(votes) = &corpus.events[event].votes else {
            continue;
        };
        for (word, side) in [
            ("yes", &votes.yes),
            ("no", &votes.no),
            ("abstained", &votes.abstain),
        ] {
            found.extend(split(corpus, event, &positions, word, side));
        }
    }
}

/// Finds the positions of those on one side of a vote that go opposite ways.
fn split(
    corpus: &Corpus,
    event: Id<Event>,
    positions: &[Id<Position>],
    word: &str,
    side: &[Id<Actor>],
) -> Option<Conflict> {
    let actors = |id: Id<Position>| &corpus.positions[id].actors;
    let is_here = |id: Id<Position>| actors(id).iter().any(|actor| side.contains(actor));
    let mut here: Vec<Id<Position>> = positions
        .iter()
        .copied()
        .filter(|&id| is_here(id))
        .collect();
    // The fewer stand out: they are looked at first.
    let against = here.iter().filter(|&&id| way(corpus, id) < 0).count();
    let fewer = if 2 * against <= here.len() { -1 } else { 1 };
    let first = here.iter().position(|&id| way(corpus, id) == fewer)?;
    here.swap(0, first);
    let one = *here.first()?;
    // One actor both ways is another rule's.
    let other = here.iter().position(|&id| {
        let same = actors(id).iter().all(|actor| actors(one).contains(actor));
        opposed(corpus, one, id) && !same
    })?;
    here.swap(1, other);
    let said = if word == "abstained" {
        word.to_owned()
    } else {
        format!("voted {word}")
    };
    let count = plural(here.len(), "position", "positions");
    let words = format!("{count} of those who {said}: {}", ways(corpus, &here));
    let places = here.into_iter().map(Entry::Position);
    Some(Conflict {
        rule: Rule::VoteApart,
        cell: None,
        places: places.chain([Entry::Event(event)]).collect(),
        words,
    })
}

/// Returns the votes that a position rests on, if its basis is a vote.
fn votes_of(corpus: &Corpus, id: Id<Position>) -> Vec<(Id<Event>, &Votes)> {
    let position = &corpus.positions[id];
    if position.basis != Some(Basis::Voted) {
        return Vec::new();
    }
    let events = position
        .evidence
        .iter()
        .filter_map(|evidence| match evidence {
            Evidence::Event(event) => Some(*event),
            Evidence::Quote(_) => None,
        });
    events
        .filter_map(|event| Some((event, corpus.events[event].votes.as_ref()?)))
        .collect()
}

fn basis(corpus: &Corpus, id: Id<Position>) -> &'static str {
    corpus.positions[id].basis.map_or("", Token::meaning)
}
