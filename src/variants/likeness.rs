//! How like two texts are: which of their words stand in both, in the same order.

use std::cmp::{Ordering, Reverse};

use crate::text;

/// Letters of a word from which on it says what a text is about; shorter ones
/// mostly join others, and count less.
const LONG: usize = 4;

/// What a short word counts, of a long one's hundred.
const SHORT: u32 = 35;

/// Words of a text that are looked at: of longer ones, the first.
const MOST: usize = 600;

/// A text's words, made ready to be compared.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    folded: String,
    /// Where they stand in the folded text.
    ranges: Vec<(u32, u32)>,
    /// What all words count together.
    weight: u32,
    /// How each word begins and what it counts, sorted: words that begin otherwise are never alike.
    begins: Vec<(u64, u32)>,
}

/// How like two texts are, from 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Likeness {
    /// Of all words of both, the share that stands in both in one order.
    pub(super) whole: f32,
    /// Of the words of the shorter, the same share: 1 where one is a part of
    /// the other.
    pub(super) part: f32,
    /// What the words of the shorter count, in long words.
    pub(super) long: f32,
}

impl Words {
    pub(super) fn new(text: &str) -> Words {
        let folded = text::fold(text);
        let ranges = text::words(&folded).take(MOST);
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let ranges: Vec<(u32, u32)> = ranges
            .map(|range| (narrow(range.start), narrow(range.end)))
            .collect();
        let mut made = Words {
            folded,
            ranges,
            ..Words::default()
        };
        let mut begins: Vec<(u64, u32)> = made
            .iter()
            .map(|word| (begin(word), weight(word)))
            .collect();
        // The heaviest first, so that these are paired with the heaviest.
        begins.sort_unstable_by_key(|&(begin, weight)| (begin, Reverse(weight)));
        made.weight = begins.iter().map(|(_, weight)| weight).sum();
        made.begins = begins;
        made
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        let word = |&(start, end): &(u32, u32)| self.folded.get(start as usize..end as usize);
        self.ranges
            .iter()
            .map(move |range| word(range).unwrap_or(""))
    }

    /// Returns how like two texts are at most; quickly.
    pub(super) fn at_most(&self, other: &Words) -> Likeness {
        let (mut mine, mut its) = (
            self.begins.iter().peekable(),
            other.begins.iter().peekable(),
        );
        let mut shared = 0;
        while let (Some((a, weight)), Some((b, more))) = (mine.peek(), its.peek()) {
            match a.cmp(b) {
                Ordering::Less => drop(mine.next()),
                Ordering::Greater => drop(its.next()),
                Ordering::Equal => {
                    shared += (*weight).max(*more);
                    mine.next();
                    its.next();
                }
            }
        }
        self.shared(other, shared)
    }

    /// Returns how like two texts are.
    pub(super) fn likeness(&self, other: &Words) -> Likeness {
        let its: Vec<&str> = other.iter().collect();
        // The heaviest common subsequence, row by row.
        let mut row = vec![0_u32; its.len() + 1];
        for word in self.iter() {
            let mut before = 0;
            for (at, other) in its.iter().enumerate() {
                let above = row.get(at + 1).copied().unwrap_or(0);
                let left = row.get(at).copied().unwrap_or(0);
                let both = if alike(word, other) {
                    before + weight(word).min(weight(other))
                } else {
                    0
                };
                before = above;
                if let Some(cell) = row.get_mut(at + 1) {
                    *cell = above.max(left).max(both);
                }
            }
        }
        self.shared(other, row.last().copied().unwrap_or(0))
    }

    fn shared(&self, other: &Words, shared: u32) -> Likeness {
        let shorter = self.weight.min(other.weight);
        Likeness {
            whole: ratio(2 * shared, self.weight + other.weight).min(1.0),
            part: ratio(shared, shorter).min(1.0),
            long: ratio(shorter, 100),
        }
    }
}

fn weight(word: &str) -> u32 {
    // Of a script that does not write words apart, a character is a word.
    let long = LONG <= word.len() && LONG <= word.chars().count() || word.chars().any(text::is_cjk);
    if long { 100 } else { SHORT }
}

/// Returns how a word begins: its first letters, in eight bytes at most.
fn begin(word: &str) -> u64 {
    let letters = word.bytes().take(LONG);
    letters.fold(0, |begin, letter| begin << 8 | u64::from(letter))
}

/// Whether two words are the same, but for their endings: `behavior` is
/// `behaviour`, and `tech` is no `technology`.
fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    LONG <= same && 2 * a.len().max(b.len()) <= 3 * same
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a share of words is shown in percent"
)]
fn ratio(part: u32, of: u32) -> f32 {
    if of == 0 {
        0.0
    } else {
        part as f32 / of as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_alike_but_for_their_endings() {
        for (a, b, same) in [
            ("behavior", "behaviour", true),
            ("apologize", "apologise", true),
            ("end", "ends", false),
            ("tech", "technology", false),
            ("not", "now", false),
            ("", "", true),
        ] {
            assert_eq!(alike(a, b), same, "{a} {b}");
        }
    }

    #[test]
    fn nothing_is_more_like_than_at_most() {
        let texts = [
            "",
            "…",
            "A says this of the lamp and the toll.",
            "a says this, of lamps and tolls",
            "The toll and the lamp: of this, A says.",
            "B says that nobody says anything.",
            "灯塔很重要",
            "灯塔不重要",
        ];
        for a in texts {
            for b in texts {
                let (a, b) = (Words::new(a), Words::new(b));
                let (most, found) = (a.at_most(&b), a.likeness(&b));
                assert!(
                    found.whole <= most.whole && found.part <= most.part,
                    "{a:?} {b:?}"
                );
                assert_eq!(found, b.likeness(&a));
            }
        }
    }
}
