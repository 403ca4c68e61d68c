//! Sets of quotes, one bit each.

use crate::model::QuoteId;

/// A set of quotes of one library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// Returns the empty set of so many quotes.
    pub(super) fn none(len: usize) -> Bits {
        Bits {
            words: vec![0; len.div_ceil(64)],
            len,
        }
    }

    /// Returns the set of all.
    pub(super) fn all(len: usize) -> Bits {
        let mut bits = Bits {
            words: vec![u64::MAX; len.div_ceil(64)],
            len,
        };
        bits.trim();
        bits
    }

    /// Returns the set of those for which `holds` says so, asked in order.
    pub(super) fn of(len: usize, mut holds: impl FnMut(u32) -> bool) -> Bits {
        let mut bits = Bits::none(len);
        for at in 0..u32::try_from(len).unwrap_or(u32::MAX) {
            if holds(at) {
                bits.set(at);
            }
        }
        bits
    }

    /// Clears what lies past the end.
    fn trim(&mut self) {
        let over = self.words.len() * 64 - self.len;
        if let Some(last) = self.words.last_mut() {
            *last &= u64::MAX >> over;
        }
    }

    /// Adds a quote; one that is not there is nothing.
    pub(super) fn set(&mut self, at: u32) {
        if let Some(word) = self.words.get_mut(at as usize >> 6) {
            *word |= 1 << (at & 63);
        }
    }

    /// Adds the quotes whose byte is not zero.
    pub(super) fn set_marked(&mut self, bytes: &[u8]) {
        const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
        // Brings the lowest bit of each byte together in the highest byte.
        const GATHER: u64 = 0x0102_0408_1020_4080;
        for (word, block) in self.words.iter_mut().zip(bytes.chunks(64)) {
            for (eighth, bytes) in block.chunks(8).enumerate() {
                let mut eight = [0; 8];
                eight[..bytes.len()].copy_from_slice(bytes);
                let eight = u64::from_le_bytes(eight);
                let marked = (((eight & LOW) + LOW) | eight) & !LOW;
                *word |= ((marked >> 7).wrapping_mul(GATHER) >> 56) << (8 * eighth);
            }
        }
    }

    /// Takes a quote out.
    pub(super) fn clear(&mut self, at: u32) {
        if let Some(word) = self.words.get_mut(at as usize >> 6) {
            *word &= !(1 << (at & 63));
        }
    }

    /// Adds a run of quotes.
    pub(super) fn set_range(&mut self, range: std::ops::Range<usize>) {
        for at in range {
            self.set(u32::try_from(at).unwrap_or(u32::MAX));
        }
    }

    /// Whether a quote is in the set.
    pub(super) fn has(&self, at: u32) -> bool {
        let word = self.words.get(at as usize >> 6);
        word.is_some_and(|word| word >> (at & 63) & 1 == 1)
    }

    /// Whether a quote is in the set.
    pub(super) fn holds(&self, id: QuoteId) -> bool {
        self.has(id.raw())
    }

    /// Returns the 64 quotes of a block.
    pub(super) fn block(&self, at: usize) -> u64 {
        self.words.get(at).copied().unwrap_or(0)
    }

    /// Returns how many are in the set.
    pub(super) fn count(&self) -> usize {
        self.words
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    /// Takes out what another set does not have.
    pub(super) fn intersect(&mut self, other: &Bits) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Adds what another set has.
    pub(super) fn unite(&mut self, other: &Bits) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// Turns it round.
    pub(super) fn invert(&mut self) {
        self.words.iter_mut().for_each(|word| *word = !*word);
        self.trim();
    }

    /// Takes everything out.
    pub(super) fn empty(&mut self) {
        self.words.fill(0);
    }

    /// Returns the quotes of some blocks that are in the set, in order.
    pub(super) fn within(&self, blocks: std::ops::Range<usize>) -> impl Iterator<Item = u32> + '_ {
        let first = blocks.start;
        let end = blocks.end.min(self.words.len());
        let words = self.words.get(first..end).unwrap_or_default();
        words.iter().enumerate().flat_map(move |(at, &word)| {
            let base = u32::try_from((first + at) * 64).unwrap_or(u32::MAX);
            Ones(word).map(move |bit| base + bit)
        })
    }

    /// Returns how many blocks there are.
    pub(super) fn blocks(&self) -> usize {
        self.words.len()
    }
}

/// The places of the bits of a number.
pub(super) struct Ones(pub(super) u64);

impl Iterator for Ones {
    type Item = u32;
    fn next(&mut self) -> Option<u32> {
        let bit = self.0.trailing_zeros();
        (bit < 64).then(|| {
            self.0 &= self.0 - 1;
            bit
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_a_set() {
        let mut bits = Bits::of(130, |at| at % 3 == 0);
        assert_eq!(bits.count(), 44);
        assert_eq!(bits.within(2..9).collect::<Vec<_>>(), [129]);
        bits.invert();
        assert_eq!(
            (bits.count(), bits.has(129), bits.has(1)),
            (86, false, true)
        );
        bits.intersect(&Bits::all(130));
        assert_eq!(bits.count(), 86);
        bits.set(4_000_000);
        assert_eq!(Bits::all(64).count(), 64);
        assert_eq!(Bits::all(0).count(), 0);
    }

    #[test]
    fn bytes_that_are_not_zero_are_members() {
        let bytes: Vec<u8> = (0..200_u8)
            .map(|n| if n % 7 == 3 { n } else { 0 })
            .collect();
        let mut bits = Bits::none(bytes.len());
        bits.set_marked(&bytes);
        let expect = Bits::of(bytes.len(), |at| bytes[at as usize] != 0);
        assert_eq!(bits, expect);
    }
}
