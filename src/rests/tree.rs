//! Everything that leans on a record, directly or through something else.

use std::collections::HashSet;

use crate::{
    arena::Id,
    model::{Actor, Corpus, Entry, Issue, Provenance},
    rests::{
        falls::{Fall, blank, falls},
        leans::{How, Leans},
    },
};

/// What rests on a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rests {
    /// Everything that leans on it, each record once, by the first path found:
    /// each stands after what it leans on, and before what comes next beside that.
    pub items: Vec<Item>,
    /// The positions that would lose support if the record could not be relied
    /// on, in the order of the library.
    pub falls: Vec<Fall>,
    /// The cells in which no position would be left that anything shows, in the
    /// order of the library.
    pub blank: Vec<(Id<Actor>, Id<Issue>)>,
    /// Which sources are the same: by these, origins are counted.
    pub provenance: Provenance,
}

/// A record that leans on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// The record.
    pub entry: Entry,
    /// How it leans.
    pub how: How,
    /// The place in [`Rests::items`] of what it leans on; `None` where that is
    /// the record asked about.
    pub on: Option<usize>,
    /// How many steps it is from the record asked about, counted from one.
    pub steps: usize,
}

impl Rests {
    /// Returns the path by which a record leans on the one asked about: from
    /// that one to the record, each with how it leans on the one before. Empty
    /// for a place past the end.
    pub fn path(&self, at: usize) -> Vec<Item> {
        let item = |at: usize| self.items.get(at).copied();
        let back = |item_: &Item| item_.on.and_then(item);
        let mut path: Vec<Item> = std::iter::successors(item(at), back).collect();
        path.reverse();
        path
    }
}

/// Returns what rests on a source, a quote, an event or an actor: for an actor,
/// on what it wrote and said. On positions and judgments rest judgments only.
pub fn rests(corpus: &Corpus, entry: Entry) -> Rests {
    let leans = Leans::new(corpus);
    // Several files may define a source: it is the same record.
    let same = |entry: Entry| match entry {
        Entry::Source(id) => Entry::Source(leans.provenance.first(id)),
        other => other,
    };
    let mut seen = HashSet::from([same(entry)]);
    let mut items: Vec<Item> = Vec::new();
    let mut next: Vec<Item> = Vec::new();
    let push = |next: &mut Vec<Item>, entry: Entry, on: Option<usize>, steps: usize| {
        let found = leans.on(entry).into_iter().rev();
        next.extend(found.map(|(how, entry)| Item {
            entry,
            how,
            on,
            steps,
        }));
    };
    push(&mut next, entry, None, 1);
    while let Some(item) = next.pop() {
        if seen.insert(same(item.entry)) {
            items.push(item);
            push(&mut next, item.entry, Some(items.len() - 1), item.steps + 1);
        }
    }
    let positions = items.iter().filter_map(|item| match item.entry {
        Entry::Position(id) => Some(id),
        _ => None,
    });
    let falls = falls(corpus, &leans.provenance, entry, positions);
    let blank = blank(corpus, &falls);
    Rests {
        items,
        falls,
        blank,
        provenance: leans.provenance,
    }
}
