//! Words kept one after the other, and found again by their letters.

use std::ops::Range;

use crate::search::number::narrow;

/// Stands for no word.
const NONE: u32 = u32::MAX;

/// Words, one after the other, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words {
    pool: String,
    ends: Vec<u32>,
}

impl Words {
    /// Returns how many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns a word; the empty one for a place that is not there.
    pub(super) fn at(&self, term: usize) -> &str {
        self.pool.get(self.range(term)).unwrap_or_default()
    }

    /// Returns a word's bytes.
    pub(super) fn bytes(&self, term: usize) -> &[u8] {
        self.pool
            .as_bytes()
            .get(self.range(term))
            .unwrap_or_default()
    }

    fn range(&self, term: usize) -> Range<usize> {
        let start = term.checked_sub(1).map_or(0, |before| self.ends[before]);
        start as usize..self.ends.get(term).map_or(0, |&end| end as usize)
    }

    /// Adds a word at the end.
    pub(super) fn push(&mut self, word: &str) {
        self.pool.push_str(word);
        self.ends.push(narrow(self.pool.len()));
    }

    /// Returns every word in order.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|term| self.at(term))
    }

    /// Returns the first word, of sorted ones, that is not before `word`.
    pub(super) fn lower_bound(&self, word: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.bytes(middle) < word.as_bytes() {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Takes the words apart, for keeping.
    pub(super) fn parts(&self) -> (&str, &[u32]) {
        (&self.pool, &self.ends)
    }

    /// Puts together what was taken apart; `None` where it cannot be words
    /// that are sorted, each once.
    pub(super) fn from_parts(pool: String, ends: Vec<u32>) -> Option<Words> {
        let mut start = 0;
        for &end in &ends {
            pool.get(start..end as usize)
                .filter(|word| !word.is_empty())?;
            start = end as usize;
        }
        let words = Words { pool, ends };
        let sorted = (1..words.len()).all(|at| words.bytes(at - 1) < words.bytes(at));
        (start == words.pool.len() && sorted).then_some(words)
    }

    /// Returns the bytes it takes.
    pub(super) fn size(&self) -> usize {
        self.pool.len() + 4 * self.ends.len()
    }
}

/// Where each word is, by its letters: open addressing, at most half full.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    slots: Vec<u32>,
}

impl Table {
    /// Makes the table of words that are each there once.
    pub(super) fn new(words: &Words) -> Table {
        let mut table = Table {
            slots: vec![NONE; (words.len() * 2).next_power_of_two().max(16)],
        };
        for term in 0..words.len() {
            table.put(words.bytes(term), narrow(term));
        }
        table
    }

    fn put(&mut self, word: &[u8], term: u32) {
        let mask = self.slots.len() - 1;
        let mut at = hash(word) as usize & mask;
        while self.slots[at] != NONE {
            at = (at + 1) & mask;
        }
        self.slots[at] = term;
    }

    /// Returns the place of a word.
    pub(super) fn find(&self, words: &Words, word: &str) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash(word.as_bytes()) as usize & mask;
        loop {
            match self.slots[at] {
                NONE => return None,
                term if words.bytes(term as usize) == word.as_bytes() => return Some(term),
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// Returns the bytes it takes.
    pub(super) fn size(&self) -> usize {
        4 * self.slots.len()
    }
}

/// Gives each new word the next number.
#[derive(Debug, Default)]
pub(super) struct Interner {
    pub(super) words: Words,
    table: Table,
}

impl Interner {
    /// Returns the number of a word, and whether it is new.
    pub(super) fn number(&mut self, word: &str) -> (u32, bool) {
        if let Some(term) = self.table.find(&self.words, word) {
            return (term, false);
        }
        self.words.push(word);
        let term = narrow(self.words.len() - 1);
        if self.table.slots.len() <= self.words.len() * 2 {
            self.table = Table::new(&self.words);
        } else {
            self.table.put(word.as_bytes(), term);
        }
        (term, true)
    }
}

/// Mixes a word's letters; the same on every machine, since it is never kept.
pub(super) fn hash(word: &[u8]) -> u32 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut mixed = word.len() as u64;
    let mut chunks = word.chunks_exact(8);
    for chunk in &mut chunks {
        let eight = chunk.try_into().map_or(0, u64::from_le_bytes);
        mixed = (mixed.rotate_left(5) ^ eight).wrapping_mul(ODD);
    }
    let rest = chunks.remainder().iter();
    let eight = rest.fold(0, |eight, &byte| eight << 8 | u64::from(byte));
    mixed = (mixed.rotate_left(5) ^ eight).wrapping_mul(ODD);
    let half = |bits: u64| u32::try_from(bits & u64::from(u32::MAX)).unwrap_or(0);
    half(mixed) ^ half(mixed >> 32).rotate_left(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_letters() {
        let mut interner = Interner::default();
        for n in 0..1000 {
            assert_eq!(interner.number(&format!("word{n}")), (n, true));
        }
        assert_eq!(interner.number("word77"), (77, false));
        assert_eq!(interner.table.find(&interner.words, "word"), None);
        assert_eq!(Table::default().find(&Words::default(), "word"), None);
    }
}
