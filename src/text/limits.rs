//! The words that turn what follows them round, or limit it: what is read
//! without them may say the opposite, or more.

use std::ops::Range;

use crate::text::fold::{folded, words};

/// What a word does to the words after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// It turns them round: `not`, `never`, `without`, whatever ends in `n't`.
    Negation,
    /// It limits them: `unless`, `except`, `only`, `if`.
    Condition,
}

/// The words that are looked for, besides all that end in `n't`, and what each
/// does. They are English; of other languages nothing is told.
pub const LIMITS: &[(&str, Limit)] = &[
    ("not", Limit::Negation),
    ("no", Limit::Negation),
    ("never", Limit::Negation),
    ("cannot", Limit::Negation),
    ("nor", Limit::Negation),
    ("neither", Limit::Negation),
    ("none", Limit::Negation),
    ("nobody", Limit::Negation),
    ("nothing", Limit::Negation),
    ("nowhere", Limit::Negation),
    ("without", Limit::Negation),
    ("hardly", Limit::Condition),
    ("scarcely", Limit::Condition),
    ("barely", Limit::Condition),
    ("rarely", Limit::Condition),
    ("seldom", Limit::Condition),
    ("unless", Limit::Condition),
    ("except", Limit::Condition),
    ("only", Limit::Condition),
    ("if", Limit::Condition),
    ("until", Limit::Condition),
    ("lest", Limit::Condition),
    ("provided", Limit::Condition),
    ("otherwise", Limit::Condition),
    ("however", Limit::Condition),
    ("but", Limit::Condition),
];

/// Returns the words of a text that turn round or limit what follows them, in
/// order: where each stands, in bytes of the text, and what it does. English
/// alone.
///
/// ```
/// use attache::text::{Limit, limits};
/// let text = "States don’t agree, unless asked";
/// let found: Vec<(&str, Limit)> = limits(text).map(|(at, limit)| (&text[at], limit)).collect();
/// assert_eq!(found, [("don’t", Limit::Negation), ("unless", Limit::Condition)]);
/// ```
pub fn limits(text: &str) -> impl Iterator<Item = (Range<usize>, Limit)> {
    let folded = folded(text);
    let found: Vec<(Range<usize>, Limit)> = words(&folded.text)
        .filter_map(|range| {
            let limit = limit_of(folded.text.get(range.clone())?)?;
            Some((folded.original(range), limit))
        })
        .collect();
    found.into_iter()
}

/// Returns what a word, folded, does to those after it, if anything.
pub fn limit_of(word: &str) -> Option<Limit> {
    if word.ends_with("n't") {
        return Some(Limit::Negation);
    }
    let found = LIMITS.iter().find(|(limit, _)| *limit == word);
    found.map(|(_, limit)| *limit)
}

/// Returns the end of a text from the `n`-th last word on, with all that
/// stands among the words and after them; the whole text if it has fewer.
///
/// ```
/// use attache::text::last_words;
/// assert_eq!(last_words("they agreed that they would not “", 2), "would not “");
/// ```
pub fn last_words(text: &str, n: usize) -> &str {
    let folded = folded(text);
    let starts: Vec<usize> = words(&folded.text).map(|range| range.start).collect();
    let Some(from) = n
        .checked_sub(1)
        .map(|before| starts.iter().rev().nth(before))
    else {
        return "";
    };
    let from = from.map_or(0, |&start| folded.original(start..start + 1).start);
    text.get(from..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let found: Vec<&str> = limits(text).filter_map(|(at, _)| text.get(at)).collect();
        assert_eq!(found, expect, "{text:?}");
    }

    #[test]
    fn whole_words_count_however_they_are_printed() {
        check("They would NOT agree", &["NOT"]);
        check("notable: it is known of a knot", &[]);
        check("It shouldn't and can’t", &["shouldn't", "can’t"]);
        check("“only if” asked, without more", &["only", "if", "without"]);
        check("", &[]);
    }

    #[test]
    fn the_last_words_are_counted_from_the_end() {
        let check = |text, n, expect| assert_eq!(last_words(text, n), expect);
        check("one two – three ", 2, "two – three ");
        check("É one", 2, "É one");
        check("é", 5, "é");
        check("one two", 0, "");
        check("… “", 1, "… “");
    }

    proptest! {
        #[test]
        fn what_is_found_stands_in_the_text(text in any::<String>(), n in 0..6_usize) {
            prop_assert!(text.ends_with(last_words(&text, n)));
            for (at, _) in limits(&text) {
                prop_assert!(text.get(at).is_some_and(|word| !word.is_empty()));
            }
        }
    }
}
