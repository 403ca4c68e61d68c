//! What is looked for in a pane: words matched as the search matches them.

use crate::text;

/// How words are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// What is typed begins a word.
    Typed,
    /// So it does, or is a slip of the finger for one, or another inflection.
    Slips,
}

/// Words to look for, in any order: each begins a word of the text, or is one
/// but for a slip.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needle {
    typed: String,
    folded: String,
    words: Vec<String>,
}

impl Needle {
    /// Returns what is looked for by what is typed.
    ///
    /// ```
    /// use attache::ui::needle::{How, Needle};
    /// let needle = Needle::new("Souverain right");
    /// assert!(needle.fits("the right of a souveräin state", How::Typed));
    /// assert!(!needle.fits("the right", How::Typed));
    /// let needle = Needle::new("soveriegn");
    /// assert!(!needle.fits("Sovereign states", How::Typed));
    /// assert!(needle.fits("Sovereign states", How::Slips));
    /// ```
    pub fn new(typed: &str) -> Needle {
        let folded = text::fold(typed.trim());
        let words = text::words(&folded)
            .filter_map(|range| folded.get(range))
            .map(str::to_owned)
            .collect();
        Needle {
            typed: typed.trim().to_owned(),
            folded,
            words,
        }
    }

    /// Returns what was typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// Whether every word typed is in a text.
    pub fn fits(&self, text: &str, how: How) -> bool {
        if self.is_empty() {
            return false;
        }
        let folded = text::fold(text);
        // Signs, and parts of words, are found as they stand.
        if folded.contains(&self.folded) {
            return true;
        }
        let words: Vec<&str> = text::words(&folded)
            .filter_map(|range| folded.get(range))
            .collect();
        let is_there = |typed: &String| {
            words.iter().any(|word| word.starts_with(typed))
                || (how == How::Slips && words.iter().any(|word| is_near(typed, word)))
        };
        !self.words.is_empty() && self.words.iter().all(is_there)
    }
}

fn is_near(typed: &str, word: &str) -> bool {
    4 <= typed.chars().count()
        && !typed.starts_with(word)
        && text::nearest(typed, std::iter::once(word)).is_some()
}
