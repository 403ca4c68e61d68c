//! Which words of the vocabulary a typed word may mean.

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

use crate::search::index::{Index, Term};

/// How a word of the vocabulary answers a typed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Answer {
    /// It is the word.
    Exact,
    /// It begins with the word.
    Begins,
    /// It ends in another inflection.
    Inflected,
    /// One or two letters differ.
    Corrected,
    /// Its letters stand in order: an abbreviation.
    Shortened,
}

/// A word that may be meant, and how likely it is, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Meant {
    pub(super) term: Term,
    pub(super) answer: Answer,
    pub(super) worth: f32,
}

/// The most words that one typed word may mean.
const MOST: usize = 64;

/// Returns the words a typed word may mean, the likeliest first.
pub(super) fn meant(index: &Index, typed: &str) -> Vec<Meant> {
    let mut found: Vec<Meant> = Vec::new();
    let from = index
        .vocabulary
        .partition_point(|word| word.as_str() < typed);
    let begins = index
        .vocabulary
        .iter()
        .enumerate()
        .skip(from)
        .take_while(|(_, word)| word.starts_with(typed));
    for (term, word) in begins.take(4 * MOST) {
        let exact = word == typed;
        // A word is the less meant the more of it is still to be typed.
        let share = ratio(typed, word);
        let answer = if exact { Answer::Exact } else { Answer::Begins };
        found.push(Meant {
            term,
            answer,
            worth: if exact { 1.0 } else { 0.55 + 0.35 * share },
        });
    }
    let letters = typed.chars().count();
    if letters >= 4 {
        let typed_letters: Vec<char> = typed.chars().collect();
        let most = if letters >= 8 { 2 } else { 1 };
        for (term, word) in index.vocabulary.iter().enumerate() {
            if word.starts_with(typed) {
                continue;
            }
            if inflected(typed, word) {
                found.push(Meant {
                    term,
                    answer: Answer::Inflected,
                    worth: 0.75,
                });
            } else if let Some(apart) = near(&typed_letters, word, most) {
                let worth = if apart == 1 { 0.6 } else { 0.4 };
                found.push(Meant {
                    term,
                    answer: Answer::Corrected,
                    worth,
                });
            }
        }
    }
    if found.is_empty() && (3..=24).contains(&letters) {
        found = shortened(index, typed);
    }
    found.sort_by(|a, b| b.worth.total_cmp(&a.worth).then(a.term.cmp(&b.term)));
    found.truncate(MOST);
    found
}

/// Returns words whose letters hold the typed ones in order: a last resort.
fn shortened(index: &Index, typed: &str) -> Vec<Meant> {
    let matcher = SkimMatcherV2::default().ignore_case();
    let mut scored: Vec<(i64, Term)> = index
        .vocabulary
        .iter()
        .enumerate()
        .filter(|(_, word)| word.len() <= 40 && word.chars().next() == typed.chars().next())
        .filter_map(|(term, word)| Some((matcher.fuzzy_match(word, typed)?, term)))
        .collect();
    scored.sort_by_key(|&(score, term)| (std::cmp::Reverse(score), term));
    scored.truncate(16);
    scored
        .into_iter()
        .map(|(_, term)| Meant {
            term,
            answer: Answer::Shortened,
            worth: 0.3,
        })
        .collect()
}

fn ratio(typed: &str, word: &str) -> f32 {
    let letters = |text: &str| f32::from(u16::try_from(text.chars().count()).unwrap_or(u16::MAX));
    letters(typed) / letters(word).max(1.0)
}

/// Whether two words differ only in an English ending.
fn inflected(a: &str, b: &str) -> bool {
    let stem = |word: &str| -> usize {
        const ENDINGS: &[&str] = &[
            "ations", "ation", "ings", "ing", "ments", "ment", "ies", "ed", "es", "ly", "s", "e",
            "y",
        ];
        let ending = ENDINGS.iter().find(|ending| word.ends_with(**ending));
        word.len() - ending.map_or(0, |ending| ending.len())
    };
    let (a_stem, b_stem) = (a.get(..stem(a)), b.get(..stem(b)));
    a_stem == b_stem && a_stem.is_some_and(|stem| stem.len() >= 4)
}

/// Returns how many edits (a swap of neighbors being one) lie between two
/// words, if at most so many do.
fn near(typed: &[char], word: &str, most: usize) -> Option<usize> {
    let word: Vec<char> = word.chars().collect();
    if word.len().abs_diff(typed.len()) > most || word.len() < 3 {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=word.len()).collect();
    for (i, a) in typed.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in word.iter().enumerate() {
            let mut least = (above[j] + usize::from(a != b))
                .min(above[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && *a == word[j - 1] && typed[i - 1] == *b {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        if row.iter().all(|&n| n > most) {
            return None;
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().filter(|&n| n <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_and_endings_are_understood() {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        assert_eq!(near(&letters("soveriegnty"), "sovereignty", 2), Some(1));
        assert_eq!(near(&letters("norm"), "form", 1), Some(1));
        assert_eq!(near(&letters("norms"), "weapons", 1), None);
        assert!(inflected("negotiated", "negotiation") || inflected("negotiating", "negotiated"));
        assert!(!inflected("state", "station"));
    }
}
