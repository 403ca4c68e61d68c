//! The best few of a million quotes, by what the typed words are worth in each:
//! blocks that cannot hold any of them are passed over.

use crate::search::{
    bits::{Bits, Ones},
    slot::{BLOCK, Slot},
};

/// How many are found.
pub(super) const BEST: usize = 256;

/// Blocks between two looks at whether to stop.
const STRETCH: usize = 8192;

/// Lower than any total.
const LOWEST: i16 = i16::MIN;

/// A search for the best.
#[derive(Debug, Default)]
pub(super) struct Combining {
    /// For each block, the most a quote in it can come to.
    bounds: Vec<u16>,
    /// Blocks are visited in rounds, the promising ones first, so that most of
    /// the others need no visit: from which bound on, below which.
    rounds: Vec<(u16, u16)>,
    round: usize,
    at: usize,
    threshold: i16,
    best: Vec<(i16, u32)>,
}

/// What the length of a quote takes from its total, for each length.
pub(super) type Penalties = [i16; 256];

impl Combining {
    /// Begins.
    pub(super) fn new(slots: &[&Slot]) -> Combining {
        let blocks = slots.first().map_or(0, |slot| slot.most.len());
        let mut bounds = vec![0_u16; blocks];
        for slot in slots {
            for (bound, &most) in bounds.iter_mut().zip(&slot.most) {
                *bound = bound.wrapping_add(u16::from(most));
            }
        }
        let most = bounds.iter().copied().max().unwrap_or(0);
        let (high, middle) = (most - most / 4, most / 2);
        Combining {
            bounds,
            rounds: vec![(high, u16::MAX), (middle, high), (1, middle)],
            round: 0,
            at: 0,
            threshold: LOWEST,
            best: Vec::with_capacity(2 * BEST),
        }
    }

    /// Goes on for a while, among some quotes. Returns whether there is more to do.
    pub(super) fn advance(
        &mut self,
        slots: &[&Slot],
        among: &Bits,
        lengths: &[u8],
        penalties: &Penalties,
    ) -> bool {
        let Some(&(from, below)) = self.rounds.get(self.round) else {
            return false;
        };
        let end = (self.at + STRETCH).min(self.bounds.len());
        for block in self.at..end {
            let bound = self.bounds[block];
            let hopeless = i16::try_from(bound).is_ok_and(|bound| bound <= self.threshold);
            if bound < from || below <= bound || hopeless || among.block(block) == 0 {
                continue;
            }
            self.block(block, slots, among.block(block), lengths, penalties);
        }
        self.at = end;
        if end == self.bounds.len() {
            (self.round, self.at) = (self.round + 1, 0);
        }
        self.round < self.rounds.len()
    }

    fn block(
        &mut self,
        block: usize,
        slots: &[&Slot],
        among: u64,
        lengths: &[u8],
        penalties: &Penalties,
    ) {
        let base = block * BLOCK;
        let range = base..(base + BLOCK).min(lengths.len());
        let mut totals = [0_i16; BLOCK];
        for slot in slots {
            for (total, &impact) in totals.iter_mut().zip(&slot.impacts[range.clone()]) {
                // Eight bytes cannot overflow; unchecked, the loop is eight at once.
                *total = total.wrapping_add(i16::from(impact));
            }
        }
        if totals.iter().copied().max().unwrap_or(LOWEST) <= self.threshold {
            return;
        }
        let lengths = &lengths[range];
        for bit in Ones(among) {
            let at = bit as usize;
            let (total, length) = (totals[at], lengths[at]);
            if total <= self.threshold {
                continue;
            }
            let total = total - penalties[usize::from(length)];
            if self.threshold < total {
                self.best
                    .push((total, u32::try_from(base + at).unwrap_or(u32::MAX)));
                if self.best.len() == 2 * BEST {
                    self.prune();
                }
            }
        }
    }

    /// Keeps the best; of equals, the earlier.
    fn prune(&mut self) {
        if self.best.len() <= BEST {
            return;
        }
        let order = |a: &(i16, u32), b: &(i16, u32)| b.0.cmp(&a.0).then(a.1.cmp(&b.1));
        self.best.select_nth_unstable_by(BEST - 1, order);
        self.best.truncate(BEST);
        self.threshold = self
            .best
            .iter()
            .map(|&(total, _)| total)
            .min()
            .unwrap_or(LOWEST);
    }

    /// Returns the best: totals and quotes.
    pub(super) fn finish(mut self) -> Vec<(i16, u32)> {
        self.prune();
        self.best
    }
}
