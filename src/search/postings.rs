//! Which quotes each word stands in: their ids in order, as differences, seven
//! bits a byte. A posting takes 1.4 bytes.

use crate::search::number::narrow;

/// For each term, the quotes it stands in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Postings {
    bytes: Vec<u8>,
    /// For each term: where its bytes end, how many quotes, the last of them.
    ends: Vec<u32>,
    counts: Vec<u32>,
    lasts: Vec<u32>,
}

impl Postings {
    /// Returns how many quotes a term stands in.
    pub(super) fn count(&self, term: usize) -> usize {
        self.counts.get(term).map_or(0, |&count| count as usize)
    }

    /// Returns how many terms there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns how many postings there are.
    pub(super) fn total(&self) -> usize {
        self.counts.iter().map(|&count| count as usize).sum()
    }

    fn run(&self, term: usize) -> &[u8] {
        let start = term.checked_sub(1).map_or(0, |before| self.ends[before]);
        let end = self.ends.get(term).map_or(0, |&end| end as usize);
        self.bytes.get(start as usize..end).unwrap_or_default()
    }

    /// Calls with each quote a term stands in, in order.
    pub(super) fn each(&self, term: usize, mut found: impl FnMut(u32)) {
        let mut id = 0_u32;
        let mut bytes = self.run(term).iter();
        while let Some(&byte) = bytes.next() {
            let mut gap = u32::from(byte & 127);
            if 127 < byte {
                for (&byte, shift) in bytes.by_ref().zip([7, 14, 21, 28]) {
                    gap |= u32::from(byte & 127) << shift;
                    if byte < 128 {
                        break;
                    }
                }
            }
            // What a broken file says may be any number; whoever is called knows.
            id = id.wrapping_add(gap);
            found(id);
        }
    }

    /// Adds the next term: its quotes, in order, each once.
    pub(super) fn push(&mut self, ids: &[u32]) {
        let mut before = 0;
        for &id in ids {
            put(&mut self.bytes, id - before);
            before = id;
        }
        self.close(ids.len(), before);
    }

    /// Adds the next term: what other postings have for it, one after the
    /// other, each moved up by so much. They are in order.
    pub(super) fn join(&mut self, runs: &[(&Postings, usize, u32)]) {
        let (mut count, mut last) = (0, 0);
        for &(postings, term, up) in runs {
            let bytes = postings.run(term);
            let head = bytes.iter().position(|&byte| byte < 128).unwrap_or(0);
            let (first, rest) = bytes.split_at((head + 1).min(bytes.len()));
            let shifts = first.iter().zip([0, 7, 14, 21, 28]);
            let first = shifts.fold(0, |id, (&byte, shift)| id | u32::from(byte & 127) << shift);
            put(&mut self.bytes, first.wrapping_add(up).wrapping_sub(last));
            self.bytes.extend_from_slice(rest);
            count += postings.count(term);
            last = postings.lasts[term] + up;
        }
        self.close(count, last);
    }

    fn close(&mut self, count: usize, last: u32) {
        self.ends.push(narrow(self.bytes.len()));
        self.counts.push(narrow(count));
        self.lasts.push(last);
    }

    /// Adds the terms of others behind one's own.
    pub(super) fn append(&mut self, other: &Postings) {
        let start = narrow(self.bytes.len());
        self.bytes.extend_from_slice(&other.bytes);
        self.ends.extend(other.ends.iter().map(|end| end + start));
        self.counts.extend_from_slice(&other.counts);
        self.lasts.extend_from_slice(&other.lasts);
    }

    /// Returns postings with room for so many bytes and terms.
    pub(super) fn with_room(bytes: usize, terms: usize) -> Postings {
        Postings {
            bytes: Vec::with_capacity(bytes),
            ends: Vec::with_capacity(terms),
            counts: Vec::with_capacity(terms),
            lasts: Vec::with_capacity(terms),
        }
    }

    /// Returns the bytes it takes.
    pub(super) fn size(&self) -> usize {
        self.bytes.len() + 12 * self.ends.len()
    }

    /// Takes the postings apart, for keeping: bytes, ends, counts, lasts.
    pub(super) fn parts(&self) -> (&[u8], [&[u32]; 3]) {
        (&self.bytes, [&self.ends, &self.counts, &self.lasts])
    }

    /// Puts together what was taken apart; `None` where it cannot be postings
    /// of so many quotes.
    pub(super) fn from_parts(
        bytes: Vec<u8>,
        [ends, counts, lasts]: [Vec<u32>; 3],
        quotes: usize,
    ) -> Option<Postings> {
        let terms = ends.len();
        let fits = counts.len() == terms
            && lasts.len() == terms
            && ends.is_sorted()
            && ends.last().map_or(0, |&end| end as usize) == bytes.len()
            && counts
                .iter()
                .all(|&count| (1..=quotes).contains(&(count as usize)))
            && lasts.iter().all(|&last| (last as usize) < quotes);
        let postings = Postings {
            bytes,
            ends,
            counts,
            lasts,
        };
        // A run is whole where its last byte ends a number, and has a byte for each.
        let whole = |term| {
            let run = postings.run(term);
            run.last().is_some_and(|&byte| byte < 128) && postings.count(term) <= run.len()
        };
        (fits && (0..terms).all(whole)).then_some(postings)
    }
}

fn put(bytes: &mut Vec<u8>, mut gap: u32) {
    while 127 < gap {
        bytes.push(u8::try_from(gap & 127).unwrap_or_default() | 128);
        gap >>= 7;
    }
    bytes.push(u8::try_from(gap).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(postings: &Postings, term: usize) -> Vec<u32> {
        let mut ids = Vec::new();
        postings.each(term, |id| ids.push(id));
        ids
    }

    #[test]
    fn what_is_put_in_comes_out() {
        let lists: [&[u32]; 3] = [&[0, 1, 128, 40_000, 9_000_000], &[7], &[300, 4_000_000_000]];
        let mut postings = Postings::default();
        for ids in &lists {
            postings.push(ids);
        }
        for (term, ids) in lists.iter().enumerate() {
            assert_eq!(all(&postings, term), *ids);
        }
        let mut joined = Postings::default();
        joined.join(&[(&postings, 1, 0), (&postings, 0, 1000)]);
        assert_eq!(all(&joined, 0), [7, 1000, 1001, 1128, 41_000, 9_001_000]);
        let mut plain = Postings::default();
        plain.push(&all(&joined, 0));
        assert_eq!(joined, plain);
    }
}
