//! In which order issues and actors stand.

use std::cmp::Reverse;

use crate::{
    arena::Id,
    date::{Date, SortKey},
    model::{Actor, Corpus, Issue},
    stances::{
        hold::Cell,
        matrix::{Agreement, Matrix, Row},
        similar,
    },
    text,
};

/// The order of the issues.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// The most split first; those with fewer than two speakers last.
    #[default]
    Disagreement,
    /// The least split first; those with fewer than two speakers last.
    Agreement,
    /// By label.
    Name,
    /// As files have them.
    File,
    /// The latest change of a stance first; those without one last.
    Recent,
}

/// The order of the actors.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Columns {
    /// Those that agree beside each other, so that camps stand together.
    #[default]
    Similar,
    /// Those that agree most with this one first, itself before them; those
    /// that share no issue with it last.
    With(Id<Actor>),
    /// Those with most positions first.
    Most,
    /// By name.
    Name,
    /// As files have them.
    File,
}

impl Order {
    /// Every order, its name for scripts, and how it is said.
    pub const ALL: [(Order, &'static str, &'static str); 5] = [
        (Order::Disagreement, "disagreement", "by disagreement"),
        (Order::Agreement, "agreement", "by agreement"),
        (Order::Name, "name", "by name"),
        (Order::File, "file", "in file order"),
        (Order::Recent, "recent", "by latest change"),
    ];

    /// How it is said, such as "by name".
    pub fn words(self) -> &'static str {
        let found = Order::ALL.iter().find(|(order, ..)| *order == self);
        found.map_or("", |(.., words)| words)
    }
}

impl Matrix {
    /// Puts the issues in order, by their cells as they are now.
    pub fn sort_rows(&mut self, corpus: &Corpus, order: Order) {
        let label = |row: &Row| {
            let issue = &corpus.issues[row.issue];
            (text::fold(&issue.label), issue.key.to_string())
        };
        let mut rows = std::mem::take(&mut self.rows);
        match order {
            Order::File => rows.sort_by_key(|row| row.issue),
            Order::Name => rows.sort_by_cached_key(label),
            Order::Disagreement => rows.sort_by_cached_key(|row| {
                let split = row.split.map(|split| Reverse(Sorted(split)));
                (split.is_none(), split, Reverse(row.speakers), label(row))
            }),
            Order::Agreement => rows.sort_by_cached_key(|row| {
                let split = row.split.map(Sorted);
                (split.is_none(), split, Reverse(row.speakers), label(row))
            }),
            Order::Recent => {
                rows.sort_by_cached_key(|row| {
                    (Reverse(self.changed(corpus, row.issue)), label(row))
                });
            }
        }
        self.rows = rows;
    }

    /// Puts the actors in order, by their cells as they are now.
    pub fn sort_actors(&mut self, corpus: &Corpus, order: Columns) {
        let name = |id: &Id<Actor>| {
            let actor = &corpus.actors[*id];
            (text::fold(&actor.name), actor.key.to_string())
        };
        let mut actors = std::mem::take(&mut self.actors);
        self.camps.clear();
        match order {
            Columns::File => actors.sort_unstable(),
            Columns::Name => actors.sort_by_cached_key(name),
            Columns::Most => {
                let counts = self.tracks().counts();
                let count = |id: &Id<Actor>| counts.get(id).copied().unwrap_or_default();
                actors.sort_by_cached_key(|id| (Reverse(count(id)), name(id)));
            }
            Columns::With(one) => actors.sort_by_cached_key(|&id| {
                let agreement = self.agreement(one, id);
                let share = agreement.map(|Agreement { share, .. }| Reverse(Sorted(share)));
                let issues = agreement.map(|agreement| Reverse(agreement.issues));
                (id != one, share.is_none(), share, issues, name(&id))
            }),
            Columns::Similar => {
                // By name first: what is alike in all else must not stand as files have it.
                actors.sort_by_cached_key(name);
                (actors, self.camps) = similar::order(self, &actors);
            }
        }
        self.actors = actors;
    }

    /// Returns when the latest change of a stance on an issue began.
    fn changed(&self, corpus: &Corpus, issue: Id<Issue>) -> Option<SortKey> {
        let began = |cell: &Cell| {
            let since = corpus.positions.get(cell.since?)?.since.as_ref();
            cell.was.and(since).map(Date::sort_key)
        };
        self.row(issue).filter_map(|(_, cell)| began(cell)).max()
    }
}

/// A number that sorts; what is not a number comes last.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Sorted(f64);

impl Eq for Sorted {}
impl PartialOrd for Sorted {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Sorted {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}
