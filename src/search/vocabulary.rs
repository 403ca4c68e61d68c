//! Every word of a library, sorted, with what is needed to find those like it.

use std::borrow::Cow;

use crate::search::{
    stems::{Spoken, Stems},
    words::{Table, Words},
};

/// The longest word whose letters are compared, in letters.
pub(super) const LONGEST: usize = 48;

/// Words, sorted, each once.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    pub(super) words: Words,
    /// For each word, which letters it has.
    pub(super) bags: Vec<u32>,
    pub(super) stems: Vec<Stems>,
    table: Table,
}

impl Vocabulary {
    /// Makes the vocabulary of sorted words; `known` says what their stems are
    /// where that was found out before.
    pub(super) fn new(
        words: Words,
        spoken: &Spoken,
        known: impl Fn(usize, usize) -> Option<u32>,
    ) -> Vocabulary {
        let stems = Stems::all(&words, spoken, known);
        Vocabulary::with_stems(words, stems)
    }

    /// Puts a vocabulary together.
    pub(super) fn with_stems(words: Words, stems: Vec<Stems>) -> Vocabulary {
        Vocabulary {
            bags: words.iter().map(|word| bag(&letters(word))).collect(),
            table: Table::new(&words),
            words,
            stems,
        }
    }

    /// Returns the place of a word.
    pub(super) fn find(&self, word: &str) -> Option<u32> {
        self.table.find(&self.words, word)
    }

    /// Returns the words that begin with some letters, as a range of places.
    pub(super) fn begun(&self, typed: &str) -> std::ops::Range<usize> {
        let from = self.words.lower_bound(typed);
        let begins = |term: usize| self.words.bytes(term).starts_with(typed.as_bytes());
        let (mut low, mut high) = (from, self.words.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if begins(middle) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        from..low
    }

    /// Returns the bytes it takes.
    pub(super) fn size(&self) -> usize {
        let stems: usize = self.stems.iter().map(Stems::size).sum();
        self.words.size() + 4 * self.bags.len() + self.table.size() + stems
    }
}

/// Returns a word's letters, a byte each: those that are not ASCII by a hash,
/// so that a slip in Cyrillic is one slip.
pub(super) fn letters(word: &str) -> Cow<'_, [u8]> {
    if word.is_ascii() {
        return Cow::Borrowed(word.as_bytes());
    }
    let byte = |c: char| {
        let code = u32::from(c);
        let mixed = code ^ code >> 7 ^ code >> 14;
        u8::try_from(if c.is_ascii() {
            code
        } else {
            mixed & 127 | 128
        })
        .unwrap_or(128)
    };
    Cow::Owned(word.chars().map(byte).collect())
}

/// Returns which letters there are, one bit for each of a to z.
pub(super) fn bag(letters: &[u8]) -> u32 {
    let bit = |&letter: &u8| match letter {
        b'a'..=b'z' => 1 << (letter - b'a'),
        b'0'..=b'9' => 1 << 26,
        _ => 1 << (27 + letter % 5),
    };
    letters.iter().map(bit).fold(0, |bag, bit: u32| bag | bit)
}
