//! Things that were read lately, kept while there is room for them.

use std::collections::{BTreeMap, HashMap};

/// Things that were read lately, each by a number: as many as there is room
/// for. What was least lately asked for is let go first.
#[derive(Debug)]
pub(super) struct Desk<T> {
    /// The most bytes of all things together.
    room: usize,
    /// The bytes of all things together.
    taken: usize,
    things: HashMap<usize, Thing<T>>,
    /// Which thing was asked for when; the least lately asked for first.
    order: BTreeMap<u64, usize>,
    /// How often anything was put here or asked for.
    uses: u64,
}

#[derive(Debug)]
struct Thing<T> {
    item: T,
    bytes: usize,
    used: u64,
}

impl<T: Clone> Desk<T> {
    /// Makes one with room for so many bytes.
    pub(super) fn new(room: usize) -> Desk<T> {
        Desk {
            room,
            taken: 0,
            things: HashMap::new(),
            order: BTreeMap::new(),
            uses: 0,
        }
    }

    /// Returns the thing of a number, if it is still here.
    pub(super) fn get(&mut self, number: usize) -> Option<T> {
        let thing = self.things.get_mut(&number)?;
        self.order.remove(&thing.used);
        self.uses += 1;
        thing.used = self.uses;
        self.order.insert(self.uses, number);
        Some(thing.item.clone())
    }

    /// Puts a thing here that takes so many bytes, and lets go what there is no
    /// room for any more. One that is larger than all room stays until the next
    /// one comes.
    pub(super) fn put(&mut self, number: usize, bytes: usize, item: T) {
        self.take(number);
        self.uses += 1;
        let used = self.uses;
        while self.room < self.taken.saturating_add(bytes)
            && let Some((_, last)) = self.order.pop_first()
        {
            self.take(last);
        }
        self.taken += bytes;
        self.order.insert(used, number);
        self.things.insert(number, Thing { item, bytes, used });
    }

    fn take(&mut self, number: usize) {
        if let Some(thing) = self.things.remove(&number) {
            self.order.remove(&thing.used);
            self.taken -= thing.bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_least_lately_asked_for_is_let_go() {
        let mut desk = Desk::new(10);
        let held = |desk: &Desk<char>| {
            let mut all: Vec<char> = desk.things.values().map(|thing| thing.item).collect();
            all.sort_unstable();
            (String::from_iter(all), desk.taken, desk.order.len())
        };
        for (number, item) in "abc".chars().enumerate() {
            desk.put(number, 3, item);
        }
        assert_eq!(held(&desk), ("abc".to_owned(), 9, 3));
        // Asked for again, the first is younger than the second.
        assert_eq!(desk.get(0), Some('a'));
        desk.put(3, 3, 'd');
        assert_eq!(held(&desk), ("acd".to_owned(), 9, 3));
        assert_eq!(desk.get(1), None);
        // Another thing under a number takes the place of the first.
        desk.put(0, 4, 'e');
        assert_eq!(held(&desk), ("cde".to_owned(), 10, 3));
        // What is larger than all room lies there alone.
        desk.put(9, 11, 'z');
        assert_eq!(held(&desk), ("z".to_owned(), 11, 1));
        desk.put(2, 1, 'y');
        assert_eq!(held(&desk), ("y".to_owned(), 1, 1));
    }
}
