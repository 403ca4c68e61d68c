//! What is looked for in a pane: words matched as the search matches them.

use std::ops::Range;

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

    /// Returns where what was typed stands in folded text as it was typed, with
    /// any white space between its words: bytes, in order.
    ///
    /// ```
    /// use attache::ui::needle::Needle;
    /// let needle = Needle::new("Free flow");
    /// assert_eq!(needle.phrases("the free\n  flow, a free hand"), [4..15]);
    /// ```
    pub fn phrases(&self, folded: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let Some((first, others)) = self.parts() else {
            return found;
        };
        let mut from = 0;
        while let Some(start) = find_from(folded, first, from) {
            let end = others.clone().try_fold(start + first.len(), |at, part| {
                let rest = folded.get(at..)?;
                let next = rest.trim_start();
                let blank = rest.len() - next.len();
                (blank > 0 && next.starts_with(part)).then_some(at + blank + part.len())
            });
            from = end.unwrap_or(start + first.len());
            found.extend(end.map(|end| start..end));
        }
        found
    }

    /// Returns where words of folded text begin with those typed, or are near
    /// them, if each of those is there: bytes, in order.
    pub fn words_in(&self, folded: &str, how: How) -> Vec<Range<usize>> {
        // To look through all words takes ten times as long.
        let is_there = |typed: &String| folded.contains(typed.as_str());
        if self.words.is_empty() || (how == How::Typed && !self.words.iter().all(is_there)) {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut met = vec![false; self.words.len()];
        for range in text::words(folded) {
            let word = folded.get(range.clone()).unwrap_or_default();
            let fits = |typed: &String| {
                word.starts_with(typed) || (how == How::Slips && is_near(typed, word))
            };
            let mut is_hit = false;
            for (met, _) in met
                .iter_mut()
                .zip(&self.words)
                .filter(|(_, typed)| fits(typed))
            {
                (*met, is_hit) = (true, true);
            }
            found.extend(is_hit.then_some(range));
        }
        if !met.iter().all(|met| *met) {
            found.clear();
        }
        found
    }

    fn parts(&self) -> Option<(&str, std::str::SplitWhitespace<'_>)> {
        let mut parts = self.folded.split_whitespace();
        Some((parts.next()?, parts))
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

fn find_from(text: &str, words: &str, from: usize) -> Option<usize> {
    text.get(from..)?.find(words).map(|at| from + at)
}

fn is_near(typed: &str, word: &str) -> bool {
    4 <= typed.chars().count()
        && !typed.starts_with(word)
        && text::nearest(typed, std::iter::once(word)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_order_if_all_are_there() {
        let text = "b says that a says this";
        let found = |typed: &str, how| Needle::new(typed).words_in(text, how);
        assert_eq!(found("this say", How::Typed), [2..6, 14..18, 19..23]);
        assert!(found("this or", How::Typed).is_empty());
        assert!(found("ays", How::Typed).is_empty(), "a word is begun");
        assert!(found("thsi", How::Typed).is_empty());
        assert_eq!(found("thsi say", How::Slips), [2..6, 14..18, 19..23]);
        assert!(found("", How::Slips).is_empty());
    }

    #[test]
    fn a_phrase_is_found_as_it_is_typed() {
        let found = |typed: &str, text: &str| Needle::new(typed).phrases(text);
        assert_eq!(found("ays  th", "b says that a says this"), [3..9, 15..21]);
        let text = "says this says saysthis says\tthis";
        assert_eq!(found("says this", text), [0..9, 24..33]);
        assert_eq!(found("aa", "aaaa"), [0..2, 2..4]);
        assert!(found(" ", "a b").is_empty());
    }
}
