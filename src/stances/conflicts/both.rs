//! Records that show both that somebody is for and that somebody is against.

use std::collections::BTreeSet;

use crate::{
    arena::Id,
    model::{Actor, Corpus, Entry, Event, Evidence, Issue, Position, QuoteId},
    stances::conflicts::{
        cells::{opposed, ways},
        rule::{Conflict, Rule},
    },
};

/// Finds records that are evidence of being for and of being against: of one
/// actor, or, if they are quotes, of any two. Two actors may well vote opposite
/// ways at one event.
pub(super) fn both_ways(corpus: &Corpus, positions: &[Id<Position>], found: &mut Vec<Conflict>) {
    let mut shown: Vec<(Piece, Id<Issue>, Id<Position>)> = Vec::with_capacity(positions.len());
    for &id in positions {
        let position = &corpus.positions[id];
        let pieces = position
            .evidence
            .iter()
            .map(|evidence| Piece::of(*evidence));
        shown.extend(pieces.map(|piece| (piece, position.issue, id)));
    }
    shown.sort_unstable();
    shown.dedup();
    for group in shown.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let Some(&(piece, issue, _)) = group.first().filter(|_| 1 < group.len()) else {
            continue;
        };
        let positions: Vec<Id<Position>> = group.iter().map(|(.., id)| *id).collect();
        let own = of_one_actor(corpus, issue, &positions);
        let cells = own
            .into_iter()
            .map(|(actor, pair)| (Some((actor, issue)), pair));
        let mut cells: Vec<_> = cells.collect();
        if cells.is_empty() && piece.is_words() {
            cells.extend(first_opposed(corpus, &positions).map(|pair| (None, pair)));
        }
        for (cell, [one, other]) in cells {
            let what = if piece.is_words() { "quote" } else { "event" };
            let ways = ways(corpus, &positions);
            found.push(Conflict {
                rule: Rule::BothWays,
                cell,
                places: vec![Entry::Position(one), Entry::Position(other), piece.entry()],
                words: format!("1 {what} is evidence of opposite stances: {ways}"),
            });
        }
    }
}

/// A piece of evidence, in an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    Quote(QuoteId),
    Event(Id<Event>),
}

impl Piece {
    fn of(evidence: Evidence) -> Piece {
        match evidence {
            Evidence::Quote(id) => Piece::Quote(id),
            Evidence::Event(id) => Piece::Event(id),
        }
    }

    fn is_words(self) -> bool {
        matches!(self, Piece::Quote(_))
    }

    fn entry(self) -> Entry {
        match self {
            Piece::Quote(id) => Entry::Quote(id),
            Piece::Event(id) => Entry::Event(id),
        }
    }
}

type Pair = [Id<Position>; 2];

/// Returns each actor who has opposite ones among some positions, and two that are.
fn of_one_actor(
    corpus: &Corpus,
    issue: Id<Issue>,
    positions: &[Id<Position>],
) -> Vec<(Id<Actor>, Pair)> {
    if first_opposed(corpus, positions).is_none() {
        return Vec::new();
    }
    let actors = positions
        .iter()
        .flat_map(|&id| &corpus.positions[id].actors);
    let actors: BTreeSet<Id<Actor>> = actors.copied().collect();
    let of = |actor: Id<Actor>| {
        let own = positions.iter().copied();
        let own = own.filter(|&id| {
            let position = &corpus.positions[id];
            position.issue == issue && position.actors.contains(&actor)
        });
        let own: Vec<Id<Position>> = own.collect();
        Some((actor, first_opposed(corpus, &own)?))
    };
    actors.into_iter().filter_map(of).collect()
}

fn first_opposed(corpus: &Corpus, positions: &[Id<Position>]) -> Option<Pair> {
    let (&first, rest) = positions
        .iter()
        .enumerate()
        .map(|(at, id)| (id, positions.split_at(at + 1).1))
        .find(|(first, rest)| rest.iter().any(|&id| opposed(corpus, **first, id)))?;
    let other = rest.iter().find(|&&id| opposed(corpus, first, id))?;
    Some([first, *other])
}
