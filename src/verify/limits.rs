//! Words that can turn a passage round when they are left out of it, or stand
//! just before it.

use crate::text::{fold, words};

/// The words that are looked for, besides all that end in “n't”: negations,
/// and what sets a limit. They are English; a text in another language is
/// searched as well, but nothing is told of its negations.
pub const LIMITS: &[&str] = &[
    "not",
    "no",
    "never",
    "cannot",
    "nor",
    "neither",
    "none",
    "nobody",
    "nothing",
    "nowhere",
    "without",
    "hardly",
    "scarcely",
    "barely",
    "rarely",
    "seldom",
    "unless",
    "except",
    "only",
    "if",
    "until",
    "lest",
    "provided",
    "otherwise",
    "however",
    "but",
];

/// Returns the words of a text that can turn a passage round, in order, each
/// with how many words from the end it stands, the last being the first.
pub(super) fn limits(text: &str) -> Vec<(String, usize)> {
    let folded = fold(text);
    let all: Vec<&str> = words(&folded).filter_map(|at| folded.get(at)).collect();
    let count = all.len();
    let found = all.into_iter().enumerate();
    found
        .filter(|(_, word)| LIMITS.contains(word) || word.ends_with("n't"))
        .map(|(at, word)| (word.to_owned(), count - at))
        .collect()
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
            let found = limits(text);
            let found: Vec<(&str, usize)> = found.iter().map(|(w, n)| (w.as_str(), *n)).collect();
            assert_eq!(found, expect, "{text}");
        };
        check("We will not, and can’t, agree", &[("not", 4), ("can't", 2)]);
        check("NEVER. If", &[("never", 2), ("if", 1)]);
        check("a note on knots", &[]);
        check("", &[]);
    }
}
