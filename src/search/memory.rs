//! What is kept between keys: what each typed word is worth, and which quotes
//! each sieve lets through.

use std::sync::Arc;

use crate::{
    model::Corpus,
    search::{
        index::Index,
        rank::Readings,
        sieve::{Sieve, Sifting},
        slot::Slot,
    },
};

/// The most typed words that are kept: those of a query, and as many that were
/// typed before it.
const SLOTS: usize = 10;

/// The most sieves that are kept.
const SIEVES: usize = 12;

/// What is kept between the searches of one library; for another it begins anew.
#[derive(Debug, Default)]
pub struct Memory {
    index: Arc<()>,
    slots: Vec<Slot>,
    sieves: Vec<Sifting>,
    pub(super) readings: Readings,
    now: u64,
}

impl Memory {
    /// Forgets what is not of an index.
    pub(super) fn turn_to(&mut self, index: &Index) {
        if !Arc::ptr_eq(&self.index, &index.identity) {
            *self = Memory {
                index: Arc::clone(&index.identity),
                ..Memory::default()
            };
        }
        // A query may have more sieves than are kept after it.
        self.sieves.sort_by_key(|kept| std::cmp::Reverse(kept.used));
        self.sieves.truncate(SIEVES);
    }

    /// Returns where a typed word is kept, the one least used making room.
    pub(super) fn slot(&mut self, index: &Index, typed: &str, begun: bool) -> usize {
        self.now += 1;
        let known = |slot: &Slot| slot.typed == typed && slot.begun == begun;
        let at = self.slots.iter().position(known).unwrap_or_else(|| {
            let at = if self.slots.len() < SLOTS {
                self.slots.push(Slot::default());
                self.slots.len() - 1
            } else {
                let least = (0..SLOTS).min_by_key(|&at| self.slots[at].used);
                least.unwrap_or(0)
            };
            self.slots[at].prepare(index, typed, begun);
            at
        });
        self.slots[at].used = self.now;
        at
    }

    /// Returns what is kept of a typed word.
    pub(super) fn at(&self, slot: usize) -> &Slot {
        &self.slots[slot]
    }

    /// Returns what is kept of a typed word, to be filled in.
    pub(super) fn edit(&mut self, slot: usize) -> &mut Slot {
        &mut self.slots[slot]
    }

    /// Returns where a sieve is kept, until the next search.
    pub(super) fn sieve(&mut self, corpus: &Corpus, index: &Index, sieve: Sieve) -> usize {
        self.now += 1;
        let known = self.sieves.iter().position(|kept| kept.sieve == sieve);
        let at = known.unwrap_or_else(|| {
            self.sieves.push(Sifting::new(corpus, index, sieve));
            self.sieves.len() - 1
        });
        self.sieves[at].used = self.now;
        at
    }

    /// Returns a sieve.
    pub(super) fn sifting(&self, at: usize) -> &Sifting {
        &self.sieves[at]
    }

    /// Returns a sieve, to be gone on with.
    pub(super) fn sift(&mut self, at: usize) -> &mut Sifting {
        &mut self.sieves[at]
    }
}
