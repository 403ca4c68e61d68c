//! Columns, and text cut to them.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Returns the columns that text takes in a terminal.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|b| !b.is_ascii_control()).count();
    }
    text.graphemes(true).map(cluster).sum()
}

/// Returns the columns of one grapheme cluster, at most two.
fn cluster(cluster: &str) -> usize {
    if cluster.chars().any(char::is_control) {
        0
    } else {
        cluster.width().min(2)
    }
}

/// Returns text in at most `cols` columns: where it is cut it ends in `…`.
///
/// ```
/// use attache::text::cut;
/// assert_eq!(cut("sovereign", 9), "sovereign");
/// assert_eq!(cut("sovereign", 5), "sove…");
/// ```
pub fn cut(text: &str, cols: usize) -> Cow<'_, str> {
    if width(text) <= cols {
        return Cow::Borrowed(text);
    }
    if cols == 0 {
        return Cow::Borrowed("");
    }
    let mut taken = 0;
    let kept = text.graphemes(true).take_while(|g| {
        taken += cluster(g);
        taken < cols
    });
    let mut out: String = kept.collect();
    out.push('…');
    Cow::Owned(out)
}

/// Returns the end of text in at most `cols` columns: where it is cut it begins with `…`.
pub fn cut_start(text: &str, cols: usize) -> Cow<'_, str> {
    if width(text) <= cols {
        return Cow::Borrowed(text);
    }
    if cols == 0 {
        return Cow::Borrowed("");
    }
    let mut taken = 0;
    let kept: Vec<&str> = text
        .graphemes(true)
        .rev()
        .take_while(|g| {
            taken += cluster(g);
            taken < cols
        })
        .collect();
    Cow::Owned(format!("…{}", kept.into_iter().rev().collect::<String>()))
}

/// Returns text in exactly `cols` columns: cut, or filled with blanks.
pub fn pad(text: &str, cols: usize) -> String {
    let mut out = cut(text, cols).into_owned();
    let fill = cols.saturating_sub(width(&out));
    out.extend(std::iter::repeat_n(' ', fill));
    out
}

/// Returns what stands between words and those that follow them: a blank, or
/// nothing before punctuation.
pub fn joint(following: &str) -> &'static str {
    const CLOSING: &[char] = &[',', '.', ';', ':', '!', '?', ')', ']', '’', '”', '—', '/'];
    if following.is_empty() || following.starts_with(CLOSING) {
        ""
    } else {
        " "
    }
}

/// Returns a number with its thousands apart: `1 048 576`.
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

/// Returns a number with its noun: `1 quote`, `2 quotes`.
pub fn plural(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{any, proptest};

    #[test]
    fn columns_are_counted_by_cluster() {
        for (text, cols) in [
            ("abc", 3),
            ("日本", 4),
            ("e\u{301}", 1),
            ("👩\u{200d}🚀", 2),
            ("", 0),
        ] {
            assert_eq!(width(text), cols, "{text}");
        }
        assert_eq!(cut("日本語", 4), "日…");
        assert_eq!(cut_start("src/library", 5), "…rary");
        assert_eq!(pad("日", 3), "日 ");
        assert_eq!(grouped(1_048_576), "1 048 576");
        assert_eq!(plural(1, "quote", "quotes"), "1 quote");
    }

    proptest! {
        #[test]
        fn what_is_cut_fits(text in any::<String>(), cols in 0usize..40) {
            assert!(width(&cut(&text, cols)) <= cols);
            assert!(width(&cut_start(&text, cols)) <= cols);
            assert_eq!(width(&pad(&text, cols)), cols);
        }
    }
}
