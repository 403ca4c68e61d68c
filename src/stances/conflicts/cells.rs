//! The positions of each actor on each issue, and which way a position goes.

use std::collections::HashSet;

use crate::{
    arena::Id,
    date::Date,
    model::{Actor, Corpus, Evidence, Issue, Position, Token},
};

/// The positions of an actor on an issue that count, by when they begin; those
/// without a date first. Never empty.
pub(super) struct Group {
    pub(super) actor: Id<Actor>,
    pub(super) issue: Id<Issue>,
    pub(super) positions: Vec<Id<Position>>,
}

impl Group {
    /// Returns the actor and the issue.
    pub(super) fn cell(&self) -> CellOf {
        (self.actor, self.issue)
    }

    /// Returns what shows these positions, each once, in their order.
    pub(super) fn evidence(&self, corpus: &Corpus) -> Vec<Evidence> {
        let mut known: HashSet<Evidence> = HashSet::new();
        let positions = self.positions.iter();
        let evidence = positions.flat_map(|&id| &corpus.positions[id].evidence);
        let evidence = evidence.copied().filter(|piece| known.insert(*piece));
        evidence.collect()
    }
}

/// An actor on an issue.
type CellOf = (Id<Actor>, Id<Issue>);

/// Returns positions by whose they are and what they are on.
pub(super) fn groups(corpus: &Corpus, positions: &[Id<Position>]) -> Vec<Group> {
    let mut held: Vec<(CellOf, Id<Position>)> = Vec::with_capacity(positions.len());
    for &id in positions {
        let position = &corpus.positions[id];
        let cells = position.actors.iter().map(|&actor| (actor, position.issue));
        held.extend(cells.map(|cell| (cell, id)));
    }
    held.sort_unstable();
    held.dedup();
    let groups = held.chunk_by(|a, b| a.0 == b.0).filter_map(|group| {
        let ((actor, issue), _) = *group.first()?;
        let mut positions: Vec<Id<Position>> = group.iter().map(|(_, id)| *id).collect();
        // Most cells have one position.
        if 1 < positions.len() {
            positions.sort_by_cached_key(|&id| {
                let position = &corpus.positions[id];
                let file = &corpus.files[position.origin.file];
                let since = position.since.as_ref().map(Date::sort_key);
                (since, corpus.briefing_key(file), position.number)
            });
        }
        Some(Group {
            actor,
            issue,
            positions,
        })
    });
    groups.collect()
}

/// Whether two positions go opposite ways: one for, the other against.
pub(super) fn opposed(corpus: &Corpus, a: Id<Position>, b: Id<Position>) -> bool {
    way(corpus, a) * way(corpus, b) < 0
}

/// Returns 1 for a position that is for, −1 for one against, 0 for the rest.
pub(super) fn way(corpus: &Corpus, id: Id<Position>) -> i8 {
    corpus.positions[id].stance.score().map_or(0, i8::signum)
}

/// Returns how many positions are for and how many against, in words.
pub(super) fn ways(corpus: &Corpus, positions: &[Id<Position>]) -> String {
    let count = |wanted: i8| {
        let ways = positions.iter().map(|&id| way(corpus, id));
        ways.filter(|way| *way == wanted).count()
    };
    format!("{} for, {} against", count(1), count(-1))
}

/// Returns a position's stance and dates in words: `supports since May 2011`.
pub(super) fn held(position: &Position) -> String {
    let since = match &position.since {
        None => " (no date)".to_owned(),
        Some(date) => format!(", {}", date.words_since()),
    };
    let until = position.until.as_ref();
    let until = until.map_or_else(String::new, |date| format!(" until {}", date.words()));
    format!("{}{since}{until}", position.stance.meaning())
}
