//! What stands around a passage in its source.

use crate::{
    text::{fold, words},
    verify::{
        limits::{Limit, ends_a_sentence, limits},
        plain::{BREAK, dense, plain},
    },
};

/// How many words before a passage are looked at for what turns it round.
const WORDS: usize = 4;

/// From so many letters on, a lead-in may begin within a word: other programs
/// cut it at a number of characters.
const CUT: usize = 16;

/// Whether a lead-in stands just before a byte of a text: letter by letter, but
/// for marks, spaces, line breaks and hyphens. Of one with words left out, what
/// comes after them counts.
pub(super) fn stands_before(raw: &str, at: usize, prefix: &str) -> bool {
    let prefix = plain(prefix).text;
    let sought = key(prefix.rsplit("...").find(has_letter).unwrap_or_default());
    if sought.is_empty() {
        return true;
    }
    let stands = key(&plain(before(raw, at, 4 * prefix.len() + 256)).text);
    stands
        .strip_suffix(&*sought)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with(' ') || CUT <= sought.len())
}

/// Whether words stand just after a byte of a text, in the same manner.
pub(super) fn stands_after(raw: &str, at: usize, suffix: &str) -> bool {
    let suffix = plain(suffix).text;
    let sought = key(suffix.split("...").find(has_letter).unwrap_or_default());
    if sought.is_empty() {
        return true;
    }
    let stands = key(&plain(after(raw, at, 4 * suffix.len() + 256)).text);
    stands
        .strip_prefix(&*sought)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') || CUT <= sought.len())
}

/// Returns the words that can turn a passage round of the four before it, each
/// with whether its sentence ends before the passage begins.
pub(super) fn limits_before(raw: &str, at: usize) -> Vec<(Limit, bool)> {
    let mut before = last_of(raw, at, 80);
    // The first word may be cut; where the last ones are long, more is read.
    if words(&before).take(WORDS + 2).count() < WORDS + 2 {
        before = last_of(raw, at, 400);
    }
    let limits = limits(&before, WORDS);
    if limits.is_empty() {
        return Vec::new();
    }
    let first = plain(after(raw, at, 40)).text;
    let first = first.chars().find(|c| c.is_alphanumeric());
    let letter = first.map_or_else(String::new, String::from);
    let limits = limits.into_iter().map(|limit| {
        let between = before.get(limit.start..).unwrap_or_default();
        let ends = ends_a_sentence(&format!("{between}{letter}"));
        (limit, ends)
    });
    limits.collect()
}

/// Returns the words that can turn a passage round in a stretch of a text.
pub(super) fn limits_in(stretch: &str) -> Vec<Limit> {
    limits(&plain(stretch).text.replace(BREAK, ""), usize::MAX)
}

/// Returns how many words of a lead-in stand just before a passage without a
/// gap.
pub(super) fn reach(prefix: &str) -> usize {
    let prefix = fold(&plain(prefix).text);
    let last = prefix.rsplit("...").find(has_letter).unwrap_or_default();
    words(last).count()
}

fn has_letter(part: &&str) -> bool {
    part.contains(char::is_alphanumeric)
}

/// Returns the words of a text without typography, one blank between them.
fn key(plain: &str) -> String {
    let dense = dense(plain).text;
    let words = dense.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Returns about so many bytes before a byte of a text without typography.
fn last_of(raw: &str, at: usize, bytes: usize) -> String {
    let mut text = plain(before(raw, at, bytes)).text;
    text.retain(|c| c != BREAK);
    text
}

/// Returns about so many bytes before a byte of a text.
fn before(raw: &str, at: usize, bytes: usize) -> &str {
    let from = at.saturating_sub(bytes);
    let from = (from..=at).find(|from| raw.is_char_boundary(*from));
    from.and_then(|from| raw.get(from..at)).unwrap_or_default()
}

/// Returns about so many bytes after a byte of a text.
fn after(raw: &str, at: usize, bytes: usize) -> &str {
    let to = at.saturating_add(bytes).min(raw.len());
    let to = (at..=to).rev().find(|to| raw.is_char_boundary(*to));
    to.and_then(|to| raw.get(at..to)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_in_stands_before_but_for_marks() {
        let raw = "States agree that they would\nnot “use it”, he said.";
        let (start, end) = (raw.find("use").unwrap(), raw.find("”,").unwrap());
        for (prefix, expect) in [
            ("they would not", true),
            ("agree … they would not", true),
            ("they would not \"", true),
            ("would", false),
            ("They would not", false),
            ("ot", false),
            ("tates agree that they would not ", true),
            ("", true),
        ] {
            assert_eq!(stands_before(raw, start, prefix), expect, "{prefix}");
        }
        assert!(stands_after(raw, end, "he said … more"));
        assert!(!stands_after(raw, end, "she said"));
        let found = |raw, at| {
            let found = limits_before(raw, at).into_iter();
            let found = found.map(|(limit, ends)| (limit.word, limit.distance, ends));
            found.collect::<Vec<_>>()
        };
        assert_eq!(found(raw, start), [("not".to_owned(), 1, false)]);
        let raw = "It may not. “We agree.” No, we agree. Yes";
        assert_eq!(
            found(raw, raw.find("We").unwrap()),
            [("not".to_owned(), 1, true)]
        );
        assert_eq!(
            found(raw, raw.find("we").unwrap()),
            [("not".to_owned(), 4, true), ("no".to_owned(), 1, false)]
        );
        let long = "a".repeat(60);
        let raw = format!("It may not {long} {long} {long} agree");
        assert_eq!(
            found(&raw, raw.find("agree").unwrap()),
            [("not".to_owned(), 4, false)]
        );
        assert_eq!(reach("… they would not"), 3);
    }
}
