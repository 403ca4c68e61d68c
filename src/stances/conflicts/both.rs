//! Records that show both that somebody is for and that somebody is against.

use std::collections::{BTreeSet, HashMap};

use crate::{
    arena::Id,
    model::{Actor, Corpus, Entry, Evidence, Issue, Position},
    stances::conflicts::{
        cells::{opposed, ways},
        rule::{Conflict, Rule},
    },
};

/// Finds records that are evidence of being for and of being against: of one
/// actor, or, if they are quotes, of any two. Two actors may well vote opposite
/// ways at one event.
pub(super) fn both_ways(corpus: &Corpus, positions: &[Id<Position>], found: &mut Vec<Conflict>) {
    let mut shown: HashMap<(Evidence, Id<Issue>), Vec<Id<Position>>> = HashMap::new();
    for &id in positions {
        let position = &corpus.positions[id];
        for &piece in &position.evidence {
            let held = shown.entry((piece, position.issue)).or_default();
            if held.last() != Some(&id) {
                held.push(id);
            }
        }
    }
    for ((piece, issue), positions) in shown {
        let own = of_one_actor(corpus, issue, &positions);
        if own.is_empty() && matches!(piece, Evidence::Event(_)) {
            continue;
        }
        let cells = own
            .into_iter()
            .map(|(actor, pair)| (Some((actor, issue)), pair));
        let mut cells: Vec<_> = cells.collect();
        if cells.is_empty() {
            cells.extend(first_opposed(corpus, &positions).map(|pair| (None, pair)));
        }
        for (cell, [one, other]) in cells {
            let (what, entry) = match piece {
                Evidence::Quote(id) => ("quote", Entry::Quote(id)),
                Evidence::Event(id) => ("event", Entry::Event(id)),
            };
            let ways = ways(corpus, &positions);
            found.push(Conflict {
                rule: Rule::BothWays,
                cell,
                places: vec![Entry::Position(one), Entry::Position(other), entry],
                words: format!("1 {what} is evidence of opposite stances: {ways}"),
            });
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
