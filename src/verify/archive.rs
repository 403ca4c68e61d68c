//! An archived text, made ready to look for many quotes in it.

use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};

use memchr::memmem::Finder;

use crate::verify::{
    paragraphs::Paragraphs,
    plain::{BREAK, Plain, dense, plain, same_hyphens},
    seeds::Seeds,
};

/// An archived text, made ready to look for many quotes in it. What only some
/// quotes need of it is made when the first one does, and kept.
#[derive(Debug, Default)]
pub struct Archive {
    raw: Arc<str>,
    plain: OnceLock<Plain>,
    dense: OnceLock<Plain>,
    paragraphs: OnceLock<Paragraphs>,
    seeds: OnceLock<Seeds>,
}

/// A place in an archived text, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The line, counted from one.
    pub line: usize,
    /// Characters from the beginning of the line, counted from one.
    pub column: usize,
    /// Characters (Unicode scalar values) from the beginning of the text,
    /// counted from zero.
    pub chars: usize,
    /// The number of the paragraph, counted from one: the blocks between empty
    /// lines that end as a sentence does, from the source's title on where it
    /// stands on a line of its own. `None` in a heading, or in a text without
    /// paragraphs.
    pub paragraph: Option<usize>,
}

/// The most places at which the same words are told apart.
pub(super) const MOST: usize = 1000;

impl Archive {
    /// Takes a text as it is, without a byte order mark.
    pub fn new(raw: impl Into<Arc<str>>) -> Archive {
        Archive {
            raw: raw.into(),
            ..Archive::default()
        }
    }

    /// Returns the text as it is.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// Returns where a byte of the text stands. `title` is what the source is
    /// called: its paragraphs are counted from there.
    pub fn place(&self, at: usize, title: &str) -> Place {
        let before = (0..=at.min(self.raw.len()))
            .rev()
            .find_map(|at| self.raw.get(..at))
            .unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        Place {
            line: before.bytes().filter(|b| *b == b'\n').count() + 1,
            column: line.chars().count() + 1,
            chars: before.chars().count(),
            paragraph: self.paragraph_numbers(at, title).first().copied(),
        }
    }

    /// Returns the blocks of the text in order, as bytes of it, with the number
    /// of each that is a paragraph, counted from the source's title on. A text
    /// without empty lines is one block.
    pub fn blocks(&self, title: &str) -> Vec<(Range<usize>, Option<usize>)> {
        let made = self.paragraphs.get_or_init(|| Paragraphs::new(&self.raw));
        let from = self.title(title);
        let blocks = made.blocks();
        let mut found: Vec<_> = blocks
            .map(|at| (at.clone(), made.numbers(at.start, &from).first().copied()))
            .collect();
        if found.is_empty() {
            found.push((0..self.raw.len(), None));
        }
        found
    }

    /// Returns the numbers that the paragraph of a byte may be given: as counted,
    /// and as it numbers itself.
    pub(super) fn paragraph_numbers(&self, at: usize, title: &str) -> Vec<usize> {
        let made = self.paragraphs.get_or_init(|| Paragraphs::new(&self.raw));
        made.numbers(at, &self.title(title))
    }

    /// Returns where the source's title stands on a line of its own; nothing at
    /// the beginning where it does not.
    fn title(&self, title: &str) -> Range<usize> {
        if title.is_empty() {
            return 0..0;
        }
        let finder = Finder::new(title);
        let mut places = finder.find_iter(self.raw.as_bytes());
        let alone = |at: &usize| {
            let before = self.raw.get(..*at).unwrap_or_default();
            let after = self.raw.get(at + title.len()..).unwrap_or_default();
            (before.is_empty() || before.ends_with('\n'))
                && (after.is_empty() || after.starts_with(['\n', '\r']))
        };
        let found = places.find(alone);
        found.map_or(0..0, |at| at..at + title.len())
    }

    /// Returns the text without its typography.
    pub(super) fn plain(&self) -> &Plain {
        self.plain.get_or_init(|| plain(&self.raw))
    }

    /// Returns where the words of the text without typography stand.
    pub(super) fn seeds(&self) -> &Seeds {
        self.seeds.get_or_init(|| Seeds::new(&self.plain().text))
    }

    /// Returns the bytes of the text at which words stand as they are, in order.
    pub(super) fn exact(&self, words: &str) -> Vec<Range<usize>> {
        at_word_bounds(&self.raw, all(&self.raw, words))
    }

    /// Returns the bytes of the text without typography at which such words
    /// stand, in order. Where hyphens end lines, they may be none.
    pub(super) fn alike(&self, words: &str) -> Vec<Range<usize>> {
        at_word_bounds(&self.plain().text, self.alike_anywhere(words))
    }

    /// Returns the same, also what begins or ends within a word.
    pub(super) fn alike_anywhere(&self, words: &str) -> Vec<Range<usize>> {
        let text = &self.plain().text;
        let mut found = all(text, words);
        if words.contains(BREAK) || text.contains(BREAK) {
            let dense_text = self.dense.get_or_init(|| dense(text));
            add_broken(text, dense_text, words, &mut found);
        }
        found
    }

    /// Returns the same in a stretch of the text without typography, also what
    /// begins or ends within a word.
    pub(super) fn alike_in(&self, stretch: Range<usize>, words: &str) -> Vec<Range<usize>> {
        let text = &self.plain().text;
        let start = boundary(text, stretch.start);
        let end = boundary(text, stretch.end);
        let text = text.get(start..end).unwrap_or_default();
        let mut found = all(text, words);
        if words.contains(BREAK) || text.contains(BREAK) {
            add_broken(text, &dense(text), words, &mut found);
        }
        let found = found.into_iter();
        found.map(|at| start + at.start..start + at.end).collect()
    }
}

/// Adds the places at which words stand in a text if hyphens at ends of lines
/// may be none.
fn add_broken(text: &str, dense_text: &Plain, words: &str, found: &mut Vec<Range<usize>>) {
    let more = all(&dense_text.text, &dense(words).text).into_iter();
    let more = more.map(|at| dense_text.original(at.start, at.end));
    let same = |at: &Range<usize>| {
        let stands = text.get(at.clone()).unwrap_or_default();
        same_hyphens(words, stands)
    };
    found.extend(more.filter(same));
    found.sort_unstable_by_key(|at| (at.start, at.end));
    found.dedup();
}

/// Returns a byte at or before `at` on the boundary of a character.
pub(super) fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

/// Bytes of words by which they are looked for: for so few there is nothing to
/// prepare, which takes longer than to look through a speech.
const HEAD: usize = 16;

/// Places at which only the first bytes of words stand, until all of them are
/// looked for together.
const VAIN: usize = 64;

/// Returns every place of words in a text, also those that overlap.
fn all(text: &str, words: &str) -> Vec<Range<usize>> {
    let (text, sought) = (text.as_bytes(), words.as_bytes());
    let mut found = Vec::new();
    let step = words.chars().next().map_or(1, char::len_utf8);
    let mut finder = Finder::new(sought.get(..HEAD).unwrap_or(sought));
    let mut vain = 0;
    let mut at = 0;
    while let Some(rest) = text.get(at..)
        && let Some(next) = finder.find(rest)
        && found.len() < MOST
        && !sought.is_empty()
    {
        if rest
            .get(next..)
            .is_some_and(|rest| rest.starts_with(sought))
        {
            found.push(at + next..at + next + sought.len());
        } else {
            vain += 1;
            if vain == VAIN {
                finder = Finder::new(sought);
            }
        }
        at += next + step;
    }
    found
}

/// Returns the places that begin and end where words do, if any does; else all.
fn at_word_bounds(text: &str, mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let whole = |at: &Range<usize>| is_bound(text, at.start) && is_bound(text, at.end);
    if found.iter().any(whole) {
        found.retain(whole);
    }
    found
}

/// Whether no word goes on across a byte of a text.
pub(super) fn is_bound(text: &str, at: usize) -> bool {
    let letter = |c: char| c.is_alphanumeric() && !crate::text::is_cjk(c);
    let Some((before, after)) = text.split_at_checked(at) else {
        return false;
    };
    let after = after.trim_start_matches(BREAK);
    !(before.trim_end_matches(BREAK).ends_with(letter) && after.starts_with(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_wherever_they_stand() {
        let archive = Archive::new("an unable able man, able as ever; “able-bodied”");
        assert_eq!(archive.exact("able"), [10..14, 20..24, 37..41]);
        assert_eq!(archive.exact("nab").first(), Some(&(4..7)));
        assert!(archive.exact("").is_empty());
        let again = Archive::new("a a a a");
        assert_eq!(again.exact("a a"), [0..3, 2..5, 4..7]);
        // Many places where only the first words stand, and two where all do.
        let long = "a lamp and a toll and a ferry";
        let text = "a lamp and a toll of it. ".repeat(2 * VAIN);
        let all = Archive::new(format!("{long}. {text}{long}"));
        let last = all.raw().len() - long.len();
        assert_eq!(all.exact(long), [0..long.len(), last..all.raw().len()]);
    }

    #[test]
    fn a_place_is_counted_in_characters() {
        let archive = Archive::new("é\r\nDer Titel\n\n国際 x.\n");
        let place = archive.place(archive.raw().find('x').unwrap(), "Der Titel");
        assert_eq!((place.line, place.column, place.chars), (4, 4, 17));
        assert_eq!(place.paragraph, Some(1));
        // Inside of a character, and past the end.
        assert_eq!(archive.place(1, "").column, 1);
        assert_eq!(archive.place(999, "").line, 5);
    }
}
