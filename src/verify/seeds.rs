//! Where a text's words stand: by the rare ones of a quote one finds where to
//! look for something like it, without reading the text.

use std::ops::Range;

use crate::text::words;

/// The words of a text, to be looked up.
#[derive(Debug, Clone, Default)]
pub(super) struct Seeds {
    /// A number for each word, and the byte at which it begins; sorted.
    places: Vec<(u32, u32)>,
}

/// The most places that are looked at for a quote.
const MOST: usize = 512;

/// A stretch in which something like a quote may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    /// The byte at which it would begin, give or take what was edited.
    pub(super) start: usize,
    /// How many of its words stand where they would.
    votes: usize,
}

impl Seeds {
    /// Finds the words of a text without typography.
    pub(super) fn new(text: &str) -> Seeds {
        let mut places: Vec<(u32, u32)> = numbered(text)
            .map(|(number, at)| (number, u32::try_from(at).unwrap_or(u32::MAX)))
            .collect();
        places.sort_unstable();
        Seeds { places }
    }

    /// Returns where something like a text may stand, in a stretch of what was
    /// read, that differs in at most `most` letters, the likeliest first; few,
    /// whatever the text.
    pub(super) fn spots(&self, text: &str, most: usize, stretch: Range<usize>) -> Vec<Spot> {
        let mut sought: Vec<(&[(u32, u32)], usize)> = numbered(text)
            .map(|(number, at)| (self.of(number, &stretch), at))
            .collect();
        // Each word that stands nowhere takes a letter at least.
        if most < sought.iter().filter(|(found, _)| found.is_empty()).count() {
            return Vec::new();
        }
        sought.retain(|(found, _)| !found.is_empty());
        sought.sort_by_key(|(found, at)| (found.len(), *at));
        let mut starts = Vec::new();
        for (found, at) in sought.into_iter().take(16) {
            if MOST < starts.len() + found.len() && !starts.is_empty() {
                break;
            }
            let found = found.iter().take(MOST);
            starts.extend(found.map(|(_, place)| (*place as usize).saturating_sub(at)));
        }
        starts.sort_unstable();
        let near = |a: &usize, b: &usize| b - a <= most + 8;
        let mut spots: Vec<Spot> = starts
            .chunk_by(near)
            .filter_map(|chunk| {
                Some(Spot {
                    start: *chunk.get(chunk.len() / 2)?,
                    votes: chunk.len(),
                })
            })
            .collect();
        spots.sort_by_key(|spot| (std::cmp::Reverse(spot.votes), spot.start));
        spots.truncate(4);
        spots
    }

    fn of(&self, number: u32, stretch: &Range<usize>) -> &[(u32, u32)] {
        let before = |end: usize| {
            let end = (number, u32::try_from(end).unwrap_or(u32::MAX));
            self.places.partition_point(|place| *place < end)
        };
        let (start, end) = (before(stretch.start), before(stretch.end));
        self.places.get(start..end).unwrap_or_default()
    }
}

/// Returns the words of a text as numbers that are the same in any case, each
/// with the byte at which it begins.
fn numbered(text: &str) -> impl Iterator<Item = (u32, usize)> + '_ {
    words(text).map(|at| {
        let word = text.get(at.clone()).unwrap_or_default();
        let bytes = word.bytes().map(|b| u32::from(b.to_ascii_lowercase()));
        // FNV-1a: two words with one number cost a look in vain.
        let number = bytes.fold(0x811c_9dc5_u32, |n, b| (n ^ b).wrapping_mul(0x0100_0193));
        (number, at.start)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_say_where_to_look() {
        let filler = "and so on it goes ".repeat(50);
        let text = format!("{filler}a treaty on tides {filler}");
        let seeds = Seeds::new(&text);
        let at = text.find("a treaty").unwrap();
        let spots = seeds.spots("A treaty of tides", 2, 0..text.len());
        assert_eq!(spots.first().map(|spot| spot.start), Some(at));
        assert!(seeds.spots("A treaty of tides", 2, 0..at).is_empty());
        assert!(
            seeds
                .spots("zebras quagga okapi", 1, 0..text.len())
                .is_empty()
        );
        assert!(seeds.spots("", 1, 0..text.len()).is_empty());
    }
}
