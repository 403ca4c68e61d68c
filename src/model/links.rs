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
    pub fn new(rows: usize, pairs: &[(Id<A>, Id<B>)]) -> Self {
        // Rows are counted, then filled: a million pairs come nearly in order.
        let mut starts = vec![0_u32; rows + 1];
        for (a, _) in pairs {
            if let Some(count) = starts.get_mut(a.index() + 1) {
                *count += 1;
            }
        }
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        let mut next = starts.clone();
        let count = starts.last().map_or(0, |&end| end as usize);
        let mut items = vec![Id::<B>::from_raw(0); count];
        for &(a, b) in pairs.iter().filter(|(a, _)| a.index() < rows) {
            let at = &mut next[a.index()];
            items[*at as usize] = b;
            *at += 1;
        }
        let mut links = Links {
            starts,
            items,
            of: std::marker::PhantomData,
        };
        links.put_in_order();
        links
    }

    /// Sorts each row and drops what stands in it twice.
    fn put_in_order(&mut self) {
        let mut kept = 0;
        let mut start = 0;
        for row in 1..self.starts.len() {
            let end = self.starts[row] as usize;
            let first = kept;
            let items = &mut self.items;
            if !items[start..end].is_sorted() {
                items[start..end].sort_unstable();
            }
            for at in start..end {
                let item = items[at];
                if first == kept || items[kept - 1] != item {
                    items[kept] = item;
                    kept += 1;
                }
            }
            start = end;
            self.starts[row] = Id::<B>::new(kept).raw();
        }
        self.items.truncate(kept);
        self.items.shrink_to_fit();
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
            &[
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
