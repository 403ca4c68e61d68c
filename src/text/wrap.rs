//! Text wrapped into rows.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::measure::width;

/// Returns the rows of text in at most `cols` columns, as byte ranges without
/// the blanks at their ends. Lines break where Unicode allows (UAX #14); a word
/// wider than a row breaks between grapheme clusters. `\n` always breaks. A row
/// may be wider than `cols` only where one cluster is. Text without words has
/// one empty row.
///
/// ```
/// use attache::text::wrap;
/// let text = "The free flow of information";
/// let rows: Vec<&str> = wrap(text, 10).into_iter().map(|r| &text[r]).collect();
/// assert_eq!(rows, ["The free", "flow of", "informatio", "n"]);
/// ```
pub fn wrap(text: &str, cols: usize) -> Vec<Range<usize>> {
    let cols = cols.max(1);
    let mut rows = Vec::new();
    let mut start = 0;
    let mut fits = 0;
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    for (at, kind) in linebreaks(text) {
        if width(part(start..at).trim_end()) > cols {
            if fits > start {
                rows.push(trimmed(text, start..fits));
                start = fits;
            }
            start = break_word(text, start, at, cols, &mut rows);
        }
        fits = at;
        let forced = part(start..at).ends_with([
            '\n', '\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}',
        ]);
        if kind == BreakOpportunity::Mandatory && (forced || at == text.len()) {
            rows.push(trimmed(text, start..at));
            start = at;
        }
    }
    if rows.is_empty() {
        rows.push(0..0);
    }
    rows
}

/// Breaks what has no place to break, as long as it is too wide; returns where
/// the rest begins.
fn break_word(
    text: &str,
    mut start: usize,
    end: usize,
    cols: usize,
    rows: &mut Vec<Range<usize>>,
) -> usize {
    while width(text.get(start..end).unwrap_or_default().trim_end()) > cols {
        let mut taken = 0;
        let mut len = 0;
        for cluster in text.get(start..end).unwrap_or_default().graphemes(true) {
            taken += width(cluster);
            if taken > cols && len > 0 {
                break;
            }
            len += cluster.len();
        }
        if start + len >= end {
            break;
        }
        rows.push(start..start + len);
        start += len;
    }
    start
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let kept = text.get(range.clone()).unwrap_or_default().trim_end().len();
    range.start..range.start + kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{any, proptest};

    fn check(text: &str, cols: usize, expect: &[&str]) {
        let rows: Vec<&str> = wrap(text, cols)
            .into_iter()
            .filter_map(|r| text.get(r))
            .collect();
        assert_eq!(rows, expect, "{text:?} in {cols}");
    }

    #[test]
    fn rows_break_where_a_typesetter_would() {
        check("", 10, &[""]);
        check("one two", 7, &["one two"]);
        check("one two", 6, &["one", "two"]);
        check("one\n\ntwo", 9, &["one", "", "two"]);
        check("日本語の文", 4, &["日本", "語の", "文"]);
        check("a “quoted” word", 10, &["a “quoted”", "word"]);
        check("abcdefgh", 3, &["abc", "def", "gh"]);
    }

    proptest! {
        #[test]
        fn rows_lose_only_white_space_and_fit(text in any::<String>(), cols in 1usize..30) {
            let rows = wrap(&text, cols);
            let bare = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let joined: String = rows.iter().filter_map(|r| text.get(r.clone())).collect();
            assert_eq!(bare(&joined), bare(&text));
            for row in rows {
                let row = text.get(row).unwrap();
                assert!(width(row) <= cols || row.graphemes(true).count() == 1, "{row:?}");
            }
        }
    }
}
