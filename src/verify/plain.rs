//! Text without its typography: two texts that differ only in the shapes of
//! marks, in white space and in line breaks are the same text here. Letters
//! keep their case and words their endings.

use unicode_normalization::{IsNormalized, UnicodeNormalization, char, is_nfc_quick};

use crate::text::is_cjk;

/// Stands for a hyphen at the end of a line between two letters: whether it
/// belongs to the word, nobody can say, so it equals a hyphen and nothing.
pub(super) const BREAK: char = '\u{1}';

/// Text without its typography, with the way back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Plain {
    /// The text: NFC, straight quotation marks, `-`, `...`, single blanks.
    pub(super) text: String,
    /// Where the way back changes, in order.
    edges: Vec<Edge>,
    /// Bytes of the original.
    len: usize,
}

/// From here on: letters that stand as in the original, or a run that stands
/// for a run of it as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Edge {
    plain: u32,
    raw: u32,
    as_is: bool,
}

/// Removes typography and keeps the way back.
pub(super) fn plain(raw: &str) -> Plain {
    let mut out = Plain {
        len: raw.len(),
        text: String::with_capacity(raw.len()),
        edges: Vec::new(),
    };
    let mut at = 0;
    while let Some(rest) = raw.get(at..).filter(|rest| !rest.is_empty()) {
        let run = ordinary(rest.as_bytes());
        at += if 0 < run {
            out.push(at, true, rest.get(..run).unwrap_or_default());
            run
        } else {
            out.sign(at, rest)
        };
    }
    out
}

/// Returns text without the hyphens inside of words and at ends of lines, with
/// the way back to it.
pub(super) fn dense(text: &str) -> Plain {
    let mut out = Plain {
        len: text.len(),
        ..Plain::default()
    };
    let mut before: Option<char> = None;
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let inside = || {
            let after = text.get(end..).and_then(|rest| rest.chars().next());
            [before, after]
                .iter()
                .all(|c| c.is_some_and(char::is_alphanumeric))
        };
        if c == BREAK || c == '-' && inside() {
            out.push(start, true, text.get(start..at).unwrap_or_default());
            start = end;
        }
        before = Some(c);
    }
    out.push(start, true, text.get(start..).unwrap_or_default());
    out
}

/// Whether two texts of the same letters have the same hyphens, one at the end
/// of a line being a hyphen or none.
pub(super) fn same_hyphens(first: &str, second: &str) -> bool {
    let (mut first, mut second) = (first.chars().peekable(), second.chars().peekable());
    loop {
        match (first.peek().copied(), second.peek().copied()) {
            (None, None) => return true,
            (Some(a), Some(b)) if a == b || a == BREAK && b == '-' || a == '-' && b == BREAK => {
                first.next();
                second.next();
            }
            (Some(BREAK), _) => drop(first.next()),
            (_, Some(BREAK)) => drop(second.next()),
            _ => return false,
        }
    }
}

impl Plain {
    /// Returns the bytes of the original that a range came from, on character
    /// boundaries if the range is.
    pub(super) fn original(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        let start = self.start(start);
        start..self.end(end).max(start)
    }

    /// Returns the byte of the original at which the character at `at` begins.
    fn start(&self, at: usize) -> usize {
        let after = self.edges.partition_point(|e| e.plain as usize <= at);
        match after.checked_sub(1).and_then(|last| self.edges.get(last)) {
            Some(edge) if edge.as_is => edge.raw as usize + (at - edge.plain as usize),
            Some(edge) => edge.raw as usize,
            None => 0,
        }
    }

    /// Returns the byte of the original at which the character before `at` ends.
    fn end(&self, at: usize) -> usize {
        let after = self
            .edges
            .partition_point(|e| (e.plain as usize) < at.max(1));
        match after.checked_sub(1).and_then(|last| self.edges.get(last)) {
            Some(edge) if edge.as_is => edge.raw as usize + (at - edge.plain as usize),
            Some(_) => self.edges.get(after).map_or(self.len, |e| e.raw as usize),
            None => 0,
        }
    }

    /// Adds what a run of the original from `at` on stands as.
    fn push(&mut self, at: usize, as_is: bool, text: &str) {
        let goes_on = as_is
            && self.edges.last().is_some_and(|e| {
                e.as_is && self.text.len() - e.plain as usize + e.raw as usize == at
            });
        if !goes_on {
            self.edges.push(Edge {
                plain: narrow(self.text.len()),
                raw: narrow(at),
                as_is,
            });
        }
        self.text.push_str(text);
    }

    /// Adds what a sign at `at` stands as; returns the bytes it takes there.
    fn sign(&mut self, at: usize, rest: &str) -> usize {
        let Some(c) = rest.chars().next() else {
            return rest.len().max(1);
        };
        let one = c.len_utf8();
        if c.is_whitespace() {
            return self.space(at, rest);
        }
        if let Some(len) = is_hyphen(c).then(|| self.hyphen(at, rest, one)).flatten() {
            return len;
        }
        let shape = match c {
            '\u{2018}'..='\u{201b}'
            | '\u{2039}'
            | '\u{203a}'
            | '\u{2032}'
            | '\u{2bc}'
            | '`'
            | '\u{b4}'
            | '\u{1fef}'
            | '\u{1ffd}' => "'",
            '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2033}' => "\"",
            _ if is_dash(c) => {
                // A typewriter's dash is two hyphens, or three.
                let len = length(rest, |c| is_dash(c) || is_unseen(c));
                self.push(at, rest.get(..len) == Some("-"), "-");
                return len;
            }
            '\u{2026}' => "...",
            '\u{fb00}' => "ff",
            '\u{fb01}' => "fi",
            '\u{fb02}' => "fl",
            '\u{fb03}' => "ffi",
            '\u{fb04}' => "ffl",
            '\u{fb05}' | '\u{fb06}' => "st",
            BREAK => "\u{fffd}",
            _ if is_unseen(c) => "",
            _ => return self.letter(at, rest, one),
        };
        self.push(at, false, shape);
        one
    }

    /// Adds a run of white space, with what is unseen in it: one blank, or
    /// nothing where a line ends within Chinese or Japanese.
    fn space(&mut self, at: usize, rest: &str) -> usize {
        let len = length(rest, |c| c.is_whitespace() || is_unseen(c));
        let (run, after) = rest.split_at_checked(len).unwrap_or((rest, ""));
        let wide = |c: Option<char>| c.is_some_and(is_cjk);
        let joins = run.contains(is_break)
            && wide(self.text.chars().next_back())
            && wide(after.chars().next());
        if run == " " {
            self.push(at, true, " ");
        } else {
            self.push(at, false, if joins { "" } else { " " });
        }
        len
    }

    /// Adds a hyphen at the end of a line within a word, with the line break;
    /// `None` where it is another.
    fn hyphen(&mut self, at: usize, rest: &str, one: usize) -> Option<usize> {
        let before = self.text.chars().next_back()?;
        let after = rest.get(one..)?;
        let len = length(after, |c| c.is_whitespace() || is_unseen(c));
        let (run, after) = after.split_at_checked(len)?;
        let next = after.chars().next()?;
        let breaks = run.replace("\r\n", "\n").matches(is_break).count();
        if breaks != 1 || !before.is_alphanumeric() || !next.is_alphanumeric() {
            return None;
        }
        let mut stands = [0; 4];
        let letters = before.is_alphabetic() && next.is_alphabetic();
        let stands = if letters { BREAK } else { '-' }.encode_utf8(&mut stands);
        self.push(at, false, stands);
        Some(one + len)
    }

    /// Adds a letter with the marks that belong to it, in NFC.
    fn letter(&mut self, at: usize, rest: &str, one: usize) -> usize {
        let more = rest.get(one..).unwrap_or_default();
        let len = one + length(more, joins_what_is_before);
        let whole = rest.get(..len).unwrap_or_default();
        if is_nfc_quick(whole.chars()) == IsNormalized::Yes {
            self.push(at, true, whole);
        } else {
            let composed: String = whole.nfc().collect();
            self.push(at, composed == whole, &composed);
        }
        len
    }
}

/// Returns how many bytes from the beginning on are ASCII that stands as it is:
/// no hyphens, no white space but single blanks, and no letter that a mark may
/// follow.
fn ordinary(bytes: &[u8]) -> usize {
    let graphic = |b: &u8| (0x21..0x7f).contains(b);
    let mut len = 0;
    while let Some(b) = bytes.get(len) {
        let blank = *b == b' ' && bytes.get(len + 1).is_some_and(graphic);
        if !blank && (!graphic(b) || matches!(b, b'-' | b'`')) {
            break;
        }
        len += 1;
    }
    if bytes.get(len).is_some_and(|b| !b.is_ascii()) {
        len.saturating_sub(1)
    } else {
        len
    }
}

/// Returns the bytes of the characters at the beginning that are such.
fn length(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is(c)).unwrap_or(text.len())
}

fn joins_what_is_before(c: char) -> bool {
    !c.is_ascii()
        && (char::canonical_combining_class(c) != 0
            || is_nfc_quick(std::iter::once(c)) == IsNormalized::Maybe)
}

fn is_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}'
    )
}

fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{ad}')
}

/// Whether a character takes no room and changes no letter. What turns the
/// direction of text around is not such.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
    )
}

/// Returns a place in a text; archived texts are shorter than 4 GiB.
fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(raw: &str, expect: &str) {
        assert_eq!(plain(raw).text, expect, "{raw:?}");
    }

    #[test]
    fn typography_is_removed() {
        check("“We don’t,” he said…", "\"We don't,\" he said...");
        check("a\u{a0}b  c\r\n\td\u{2009}e", "a b c d e");
        check("so\u{ad}ft ze\u{200b}ro \u{200b} x", "soft zero x");
        check("2–3 — all -- and --- ‑ no", "2-3 - all - and - - no");
        // However many in a row, they are one, also with what is unseen among them.
        check("a‐-b ——c ---- d-\u{200b}-", "a-b -c - d-");
        check("ﬁve oﬃces", "five offices");
        check("cafe\u{301} \u{1112}\u{1161}\u{11ab}", "café 한");
        check("Case Stays", "Case Stays");
        check("国际\n规则 和", "国际规则 和");
        check("a\u{1}b", "a\u{fffd}b");
    }

    #[test]
    fn a_hyphen_at_the_end_of_a_line_may_be_none() {
        let broken = plain("nego-\n  tiation, well-\r\nknown, 1990-\n1995, no -\nthis").text;
        assert_eq!(
            broken,
            "nego\u{1}tiation, well\u{1}known, 1990-1995, no - this"
        );
        let equal = |a: &str, b: &str| {
            let (a, b) = (plain(a).text, plain(b).text);
            dense(&a).text == dense(&b).text && same_hyphens(&a, &b)
        };
        assert!(equal("nego-\ntiation", "negotiation"));
        assert!(equal("well-\nknown", "well-known"));
        assert!(equal("well-\nknown", "well-\nknown"));
        assert!(!equal("re-sign", "resign"));
        assert!(!equal("re-\nsign it", "resign-it"));
        // A blank line between them is more than a line's end.
        check("an end-\n\nAnother", "an end- Another");
    }

    proptest! {
        #[test]
        fn the_way_back_is_on_boundaries(
            raw in "[a-c .’“—…\u{ad}\u{200b}\u{301}\u{a0}\n国é\u{fb01}-]{0,24}",
            from in 0usize..40, to in 0usize..40,
        ) {
            let made = plain(&raw);
            let snap = |at: usize| {
                let at = at.min(made.text.len());
                (0..=at).rev().find(|at| made.text.is_char_boundary(*at)).unwrap()
            };
            let (from, to) = (snap(from.min(to)), snap(from.max(to)));
            let back = made.original(from, to);
            let cut = raw.get(back.clone());
            prop_assert!(cut.is_some(), "{back:?} of {raw:?}");
            prop_assert_eq!(made.original(0, made.text.len()).end <= raw.len(), true);
            // What a range came from holds at least its letters.
            let letters = |t: &str| t.chars().filter(char::is_ascii_lowercase).collect::<String>();
            let (all, some) = (letters(&plain(cut.unwrap()).text), letters(made.text.get(from..to).unwrap()));
            prop_assert!(all.contains(&some), "{:?} in {:?}", some, all);
        }

        #[test]
        fn doing_it_twice_changes_nothing(raw in any::<String>()) {
            let once = plain(&raw).text.replace(BREAK, "");
            prop_assert_eq!(plain(&once).text.nfc().collect::<String>(), once.nfc().collect::<String>());
        }
    }
}
