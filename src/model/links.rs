//! What belongs to what: for each `A`, its `B`s, in one flat table.

use crate::arena::Id;

/// For each `A`, its `B`s in arena order, without repeats (compressed sparse
/// rows: one list of all items, and where each row begins).
#[derive(Debug, Clone)]
pub struct Links<A, B> {
    starts: Vec<u32>,
    items: Vec<Id<B>>,
    of: std::marker::PhantomData<fn(A)>,
}

impl<A, B> Links<A, B> {
    /// Makes the table for `rows` many `A`s from pairs in any order; pairs may
    /// repeat.
    pub fn new(rows: usize, mut pairs: Vec<(Id<A>, Id<B>)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let mut starts = Vec::with_capacity(rows + 1);
        let mut at = 0;
        for row in 0..rows {
            starts.push(Id::<B>::new(at).raw());
            while pairs.get(at).is_some_and(|(a, _)| a.index() == row) {
                at += 1;
            }
        }
        starts.push(Id::<B>::new(at).raw());
        Links {
            starts,
            items: pairs.into_iter().map(|(_, b)| b).collect(),
            of: std::marker::PhantomData,
        }
    }
    /// Returns the `B`s of an `A`; empty for an id from another corpus.
    pub fn of(&self, id: Id<A>) -> &[Id<B>] {
        let bound = |at: usize| self.starts.get(at).map(|&n| n as usize);
        match (bound(id.index()), bound(id.index() + 1)) {
            (Some(from), Some(to)) => self.items.get(from..to).unwrap_or_default(),
            _ => &[],
        }
    }
}

impl<A, B> Default for Links<A, B> {
    fn default() -> Self {
        Links {
            starts: Vec::new(),
            items: Vec::new(),
            of: std::marker::PhantomData,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_hold_their_own_items_sorted_and_once() {
        let id = |n| Id::<u8>::new(n);
        let to = |n| Id::<char>::new(n);
        let links = Links::new(
            3,
            vec![
                (id(2), to(5)),
                (id(0), to(7)),
                (id(0), to(1)),
                (id(0), to(7)),
            ],
        );
        assert_eq!(links.of(id(0)), [to(1), to(7)]);
        assert!(links.of(id(1)).is_empty());
        assert_eq!(links.of(id(2)), [to(5)]);
        assert!(links.of(id(9)).is_empty());
    }
}
