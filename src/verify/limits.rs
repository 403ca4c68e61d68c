//! Words that can turn a passage round when they are left out of it, or stand
//! just before it.

use crate::text::{fold, limit_of, words};

/// A word that can turn a passage round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Limit {
    /// The word, without case.
    pub(super) word: String,
    /// How many words from the end of the text it stands, the last being the
    /// first.
    pub(super) distance: usize,
    /// The byte at which it begins.
    pub(super) start: usize,
}

/// Returns those of the last words of a text (without typography), at most so
/// many, that can turn a passage round, in order.
pub(super) fn limits(plain: &str, last: usize) -> Vec<Limit> {
    let all: Vec<_> = words(plain).collect();
    let count = all.len();
    let found = all.into_iter().enumerate();
    found
        .skip(count.saturating_sub(last))
        .filter_map(|(at, range)| {
            let word = plain.get(range.clone())?.to_lowercase();
            limit_of(&word).map(|_| Limit {
                word,
                distance: count - at,
                start: range.start,
            })
        })
        .collect()
}

/// Whether a sentence ends in a text and another begins. What may be an
/// abbreviation, or an initial, ends none.
pub(super) fn ends_a_sentence(plain: &str) -> bool {
    let mut ends = plain.match_indices(['.', '!', '?', '。', '！', '？']);
    ends.any(|(at, mark)| {
        let (before, after) = plain.split_at_checked(at).unwrap_or_default();
        let letters = before.chars().rev().take_while(|c| c.is_lowercase());
        let closing = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
        let after = after.trim_start_matches(mark).trim_start_matches(closing);
        let next = after.trim_start().trim_start_matches(closing);
        let wide = !mark.is_ascii();
        let starts = next.starts_with(|c: char| c.is_uppercase() || wide && c.is_alphanumeric());
        let parted = wide || after.starts_with(char::is_whitespace) && 3 <= letters.count();
        parted && starts
    })
}

/// Returns how many words a text has; a Chinese or Japanese sign is one.
pub(super) fn count(text: &str) -> usize {
    words(&fold(text)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_turn_round_are_found() {
        let check = |text: &str, expect: &[(&str, usize)]| {
            let found = limits(text, 4);
            let found: Vec<(&str, usize)> = found.iter().map(|l| (&*l.word, l.distance)).collect();
            assert_eq!(found, expect, "{text}");
        };
        check("We will not, and can't, agree", &[("not", 4), ("can't", 2)]);
        check("NEVER. If", &[("never", 2), ("if", 1)]);
        check("Not one of us is here", &[]);
        check("a note on knots", &[]);
        check("", &[]);
    }

    #[test]
    fn a_sentence_ends_before_another_begins() {
        for (text, expect) in [
            (" agree. We", true),
            (" finished.\" \"We", true),
            (" agree, we", false),
            (" agree. we", false),
            (" the U.S. Senate", false),
            (" to Mr. Other", false),
            (" agree.", false),
            ("同意。我", true),
            ("", false),
        ] {
            assert_eq!(ends_a_sentence(text), expect, "{text}");
        }
    }
}
