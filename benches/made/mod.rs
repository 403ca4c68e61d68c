//! What made libraries have in common: chance that is always the same, words
//! as often as in real text (Zipf), with nothing of anybody's in them.

use std::sync::Arc;

use attache::{
    briefing::{self, Draft, Stock},
    text::Clean,
};

/// Different words.
const WORDS: usize = 60_000;

/// Numbers that look like chance and are always the same (`SplitMix64`).
#[derive(Debug)]
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// Returns a number below another.
    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ mixed >> 31) % most.max(1) as u64).unwrap_or(0)
    }

    /// Returns the rank of a word: the first ones often, the last ones seldom.
    pub(crate) fn rank(&mut self) -> usize {
        // The product of chances is near to what Zipf's law asks for.
        let mut most = WORDS;
        for _ in 0..2 {
            most = self.below(most) + 1;
        }
        most - 1
    }
}

/// Returns the word of a rank: the commonest are the shortest.
pub(crate) fn word(rank: usize) -> String {
    const PARTS: &[&str] = &[
        "an", "de", "li", "tor", "sec", "mi", "ver", "no", "pal", "gre", "st", "ion", "um", "ca",
        "re", "pro",
    ];
    let (mut rest, mut word) = (rank + 1, String::new());
    while 0 < rest {
        word.push_str(PARTS[rest % PARTS.len()]);
        rest /= PARTS.len();
    }
    word
}

/// Returns the draft of a text.
pub(crate) fn draft(stock: &mut Stock, name: &str, toml: &str) -> Option<Arc<Draft>> {
    let reading = briefing::read(&Clean::line(name), toml.as_bytes());
    reading.draft.map(|draft| stock.keep(draft))
}
