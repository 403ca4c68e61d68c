//! What is looked for in a pane: words matched as the search matches them.

use crate::text;

/// How well a text answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Not at all.
    No,
    /// With a slip of the finger or another inflection in some word.
    Near,
    /// Every word typed begins a word of it.
    Yes,
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
    /// use attache::ui::needle::{Fit, Needle};
    /// let needle = Needle::new("Souverain right");
    /// assert_eq!(needle.fit("the right of a souveräin state"), Fit::Yes);
    /// assert_eq!(Needle::new("soveriegn").fit("Sovereign states"), Fit::Near);
    /// assert_eq!(needle.fit("the right"), Fit::No);
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

    /// Returns how well a text answers.
    pub fn fit(&self, text: &str) -> Fit {
        let folded = text::fold(text);
        if self.is_empty() {
            return Fit::No;
        }
        // Signs, and parts of words, are found as they stand.
        if folded.contains(&self.folded) {
            return Fit::Yes;
        }
        let words: Vec<&str> = text::words(&folded)
            .filter_map(|range| folded.get(range))
            .collect();
        let fit = |typed: &String| {
            if words.iter().any(|word| word.starts_with(typed)) {
                Fit::Yes
            } else if words.iter().any(|word| is_near(typed, word)) {
                Fit::Near
            } else {
                Fit::No
            }
        };
        self.words.iter().map(fit).min().unwrap_or(Fit::No)
    }
}

fn is_near(typed: &str, word: &str) -> bool {
    4 <= typed.chars().count()
        && !typed.starts_with(word)
        && text::nearest(typed, std::iter::once(word)).is_some()
}
