//! All hits that are not among the best, in order: by what was looked up alone,
//! since nobody reads a thousand quotes' texts to rank them.

use crate::{
    arena::Id,
    search::{
        bits::Bits,
        combine::Penalties,
        hits::{Hit, How},
        number::narrow,
        slot::{BLOCK, Slot},
        weights::STEPS,
    },
};

/// Blocks between two looks at whether to stop.
const STRETCH: usize = 1024;

/// Totals are sorted by counting: as many as there may be, and how far they
/// reach below zero.
const TOTALS: usize = 4096;
const BELOW: i16 = 2047;

/// The rest of the hits.
#[derive(Debug, Default)]
pub(super) struct Rest {
    /// The best, sorted by id: they are not among the rest.
    best: Vec<u32>,
    at: usize,
    /// Quotes and their places in the order, and how many have each place.
    found: Vec<(u32, u16)>,
    counts: Vec<u32>,
}

impl Rest {
    /// Begins with all hits as the files have them.
    pub(super) fn in_file_order() -> Rest {
        Rest::default()
    }

    /// Begins with the best left out.
    pub(super) fn new(mut best: Vec<u32>) -> Rest {
        best.sort_unstable();
        Rest {
            best,
            counts: vec![0; 2 * TOTALS],
            ..Rest::default()
        }
    }

    /// Lists more hits as the files have them. Returns whether there is more to do.
    pub(super) fn list(&mut self, hits: &Bits, found: &mut Vec<Hit>) -> bool {
        let ids = hits.within(self.at..self.at + STRETCH);
        found.extend(ids.map(|id| Hit {
            quote: Id::from_raw(id),
            score: 0.0,
            how: How::Filter,
        }));
        self.at += STRETCH;
        self.at < hits.blocks()
    }

    /// Weighs more hits. Returns whether there is more to do.
    pub(super) fn weigh(
        &mut self,
        slots: &[&Slot],
        hits: &Bits,
        whole: &Bits,
        lengths: &[u8],
        penalties: &Penalties,
    ) -> bool {
        let end = (self.at + STRETCH).min(hits.blocks());
        for block in self.at..end {
            if hits.block(block) == 0 {
                continue;
            }
            let range = block * BLOCK..((block + 1) * BLOCK).min(lengths.len());
            let mut totals = [0_i16; BLOCK];
            for slot in slots {
                for (total, &impact) in totals.iter_mut().zip(&slot.impacts[range.clone()]) {
                    *total = total.wrapping_add(i16::from(impact));
                }
            }
            for id in hits.within(block..block + 1) {
                if self.best.binary_search(&id).is_ok() {
                    continue;
                }
                let length = lengths[id as usize];
                let total = totals[id as usize % BLOCK] - penalties[usize::from(length)];
                let place = place(total, whole.has(id));
                self.counts[usize::from(place)] += 1;
                self.found.push((id, place));
            }
        }
        self.at = end;
        end < hits.blocks()
    }

    /// Puts the rest behind the best, none of them better than the last of these.
    pub(super) fn append(self, slots: &[&Slot], whole: &Bits, found: &mut Vec<Hit>) {
        let mut at = 0;
        let mut starts = Vec::with_capacity(self.counts.len());
        for count in &self.counts {
            starts.push(at);
            at += *count as usize;
        }
        let mut sorted = vec![(0, 0); self.found.len()];
        for &(id, place) in &self.found {
            let at = &mut starts[usize::from(place)];
            sorted[*at] = (id, place);
            *at += 1;
        }
        let lowest = found.iter().map(|hit| hit.score).fold(f32::MAX, f32::min);
        found.extend(sorted.into_iter().map(|(id, place)| {
            let plain = || slots.iter().all(|slot| slot.plain.has(id));
            let how = match whole.has(id) {
                false => How::SomeWords,
                true if plain() => How::AllWords,
                true => How::Corrected,
            };
            let total = BELOW - i16::try_from(usize::from(place) % TOTALS).unwrap_or(0);
            Hit {
                quote: Id::from_raw(id),
                score: (f32::from(total) / STEPS).min(lowest),
                how,
            }
        }));
    }
}

/// Returns the place of a total: those with all words first, then the highest.
fn place(total: i16, whole: bool) -> u16 {
    let below = BELOW - total.clamp(BELOW + 1 - 4096, BELOW);
    let place = u16::try_from(below).unwrap_or(0);
    place
        + if whole {
            0
        } else {
            u16::try_from(narrow(TOTALS)).unwrap_or(0)
        }
}
