//! Which things records have: those that some record has are looked among.

use crate::{
    arena::Id,
    model::Corpus,
    query::{asked::Asked, names::meant},
};

/// Which things records have.
pub(super) struct Had {
    /// A thing and a record that has it, as places; a pair may come twice.
    pairs: Vec<(usize, usize)>,
    things: usize,
    records: usize,
}

impl Had {
    /// Collects what is had, of so many things: the place of each and the record.
    pub(super) fn new<T: Asked>(
        corpus: &Corpus,
        things: usize,
        collect: impl FnOnce(&mut dyn FnMut(usize, Id<T>)),
    ) -> Had {
        let mut pairs = Vec::new();
        collect(&mut |thing, record| pairs.push((thing, record.index())));
        Had {
            pairs,
            things,
            records: T::all(corpus).len(),
        }
    }

    /// Asks each record for the places of what it has, of so many things.
    pub(super) fn of_each<T: Asked>(
        corpus: &Corpus,
        things: usize,
        of: impl Fn(&T, &mut dyn FnMut(usize)),
    ) -> Had {
        Had::new(corpus, things, |found| {
            for (id, record) in T::all(corpus).iter() {
                of(record, &mut |thing| found(thing, id));
            }
        })
    }

    /// Says of how many things there are, where that is known only afterwards.
    pub(super) fn with_things(self, things: usize) -> Had {
        Had { things, ..self }
    }

    /// Returns the same with other places for the things.
    pub(super) fn by(&self, things: usize, place: impl Fn(usize) -> usize) -> Had {
        let pairs = self.pairs.iter();
        Had {
            pairs: pairs
                .map(|(thing, record)| (place(*thing), *record))
                .collect(),
            things,
            records: self.records,
        }
    }

    /// Returns for each thing whether a record has it.
    pub(super) fn among(&self) -> Vec<bool> {
        let mut among = vec![false; self.things];
        for (thing, _) in &self.pairs {
            among[*thing] = true;
        }
        among
    }

    /// Returns for each record whether it has a thing that is meant.
    pub(super) fn meant(&self, meant: &[bool]) -> Vec<bool> {
        let mut fits = vec![false; self.records];
        for (thing, record) in &self.pairs {
            fits[*record] |= meant[*thing];
        }
        fits
    }

    /// Returns for each record whether it has a thing that values mean by one of
    /// these names, looking among what records have.
    pub(super) fn fitting<'a>(
        &self,
        values: &[String],
        names: impl Iterator<Item = (usize, &'a str)>,
    ) -> Vec<bool> {
        let among = self.among();
        let names = names.filter(|(thing, _)| among[*thing]);
        self.meant(&meant(values, self.things, names))
    }

    /// Returns for each thing how many of some records have it.
    pub(super) fn counts(mut self, is_given: &[bool]) -> Vec<usize> {
        self.pairs.sort_unstable();
        self.pairs.dedup();
        let mut counts = vec![0; self.things];
        for (thing, record) in self.pairs {
            counts[thing] += usize::from(is_given[record]);
        }
        counts
    }
}
