//! Long text cut into stretches, so that no one has to lay out all of it.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Returns text as stretches in order, as byte ranges that leave nothing out.
/// One of more than `most` bytes is a single grapheme cluster. They end where a
/// line does, else a sentence, else a word.
///
/// ```
/// use attache::text::stretches;
/// let text = "A says this. B says that.";
/// let found: Vec<&str> = stretches(text, 16).into_iter().map(|r| &text[r]).collect();
/// assert_eq!(found, ["A says this. ", "B says that."]);
/// ```
pub fn stretches(text: &str, most: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(rest) = text.get(start..).filter(|rest| most < rest.len()) {
        let end = start + cut(rest, most);
        found.push(start..end);
        start = end;
    }
    if start < text.len() || found.is_empty() {
        found.push(start..text.len());
    }
    found
}

/// Returns how many bytes of a text that is longer are its first stretch.
fn cut(text: &str, most: usize) -> usize {
    let head = (0..=most).rev().find_map(|at| text.get(..at));
    let head = head.unwrap_or_default();
    // A stretch that ends too early would be one of very many.
    let late = |at: &usize| head.len() / 2 < *at;
    let line = head.rfind('\n').map(|at| at + 1).filter(late);
    line.or_else(|| sentence(head).filter(late))
        .or_else(|| word(head).filter(late))
        .unwrap_or_else(|| cluster(text, head.len()))
}

/// Returns where the last sentence ends that is followed by a blank, after it.
fn sentence(text: &str) -> Option<usize> {
    let blank = |at: usize, c: char| {
        let closes = |before: &str| before.ends_with(['.', '!', '?', ';', ':']);
        c.is_whitespace() && text.get(..at).is_some_and(closes)
    };
    let own = |c: char| matches!(c, '。' | '！' | '？');
    let mut ends = text.char_indices().rev();
    let (at, c) = ends.find(|&(at, c)| own(c) || blank(at, c))?;
    Some(at + c.len_utf8())
}

/// Returns where the last word ends that is followed by a blank, after it.
fn word(text: &str) -> Option<usize> {
    let mut blanks = text.char_indices().rev();
    let (at, c) = blanks.find(|(_, c)| c.is_whitespace())?;
    Some(at + c.len_utf8())
}

/// Returns the last boundary between clusters up to a byte; past it, where
/// there is none before.
fn cluster(text: &str, most: usize) -> usize {
    // What a cluster is depends on what is before it, but not on all of that.
    let ends = text.grapheme_indices(true).map(|(at, g)| at + g.len());
    let mut first = None;
    let last = ends
        .inspect(|end| first = first.or(Some(*end)))
        .take_while(|end| *end <= most)
        .last();
    last.or(first).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::*;

    fn check(text: &str, most: usize, expect: &[&str]) {
        let found: Vec<&str> = stretches(text, most)
            .into_iter()
            .filter_map(|range| text.get(range))
            .collect();
        assert_eq!(found, expect, "{text:?} by {most}");
    }

    #[test]
    fn stretches_end_where_something_does() {
        check("", 4, &[""]);
        check("A says this", 20, &["A says this"]);
        check("one\ntwo\nthree", 9, &["one\ntwo\n", "three"]);
        check("A. Then B says that", 16, &["A. Then B says ", "that"]);
        check("日本語。の文。", 15, &["日本語。", "の文。"]);
        check("abcdefgh", 3, &["abc", "def", "gh"]);
        check("ae\u{301}e\u{301}", 5, &["ae\u{301}", "e\u{301}"]);
        check("👩\u{200d}🚀👩", 2, &["👩\u{200d}🚀", "👩"]);
    }

    proptest! {
        #[test]
        fn stretches_leave_nothing_out(text in any::<String>(), most in 1usize..40) {
            let found = stretches(&text, most);
            let joined: String = found.iter().filter_map(|at| text.get(at.clone())).collect();
            assert_eq!(joined, text);
            for at in found {
                let part = text.get(at).unwrap();
                assert!(part.len() <= most || part.graphemes(true).count() == 1, "{part:?}");
            }
        }
    }
}
