//! Text from outside, made safe to show.

use std::{fmt, ops::Deref, path::Path, sync::Arc};

use serde::{Serialize, Serializer};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::{forbidden, measure};

/// The most combining marks that stay on a base.
const MARKS: usize = 8;

/// Text from outside, made safe to show: the only type of text that widgets,
/// diagnostics and headless output take from data.
///
/// What a terminal would obey (controls, escape sequences, C1), and what would
/// hide or reorder (bidi controls, zero-width characters, tags, fillers,
/// noncharacters), stands as a visible mark: `␛` for an escape, `�` for most
/// others. Nothing is dropped without a trace but the shape of white space.
/// Joiners and variation selectors stay where they belong: inside an emoji,
/// between letters that join. The text is in NFC. Cleaning twice changes nothing.
///
/// ```
/// use attache::text::Clean;
/// let clean = Clean::line("in\u{1b}[31mternational \u{202e}norms\n");
/// assert_eq!(&*clean, "in␛[31mternational �norms");
/// assert_eq!(clean.hidden(), 2);
/// ```
#[derive(Clone, Default)]
pub struct Clean {
    shown: Arc<str>,
    /// As the file has it, where that differs, and how many characters stand
    /// as marks.
    otherwise: Option<Arc<(Box<str>, u32)>>,
}

/// What becomes of white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Space {
    /// Runs become one blank; none at the ends.
    Line,
    /// The same, but an empty line begins a paragraph (`\n`).
    Paragraphs,
    /// Each character becomes a blank of its own.
    Verbatim,
}

impl Clean {
    /// Returns one line: any run of white space is one blank, none at the ends.
    pub fn line(text: &str) -> Clean {
        Clean::new(text, Space::Line)
    }

    /// Returns paragraphs, each one line, with `\n` between them: a single
    /// line break is a blank, an empty line begins a paragraph.
    pub fn paragraphs(text: &str) -> Clean {
        Clean::new(text, Space::Paragraphs)
    }

    /// Returns one line of a file: each white space character is one blank,
    /// so that columns can be counted.
    pub fn verbatim_line(text: &str) -> Clean {
        Clean::new(text, Space::Verbatim)
    }

    /// Returns a path; bytes that are not UTF-8 are marks.
    pub fn path(path: &Path) -> Clean {
        Clean::new(&path.to_string_lossy(), Space::Verbatim)
    }

    fn new(text: &str, space: Space) -> Clean {
        if is_plain(text) {
            return Clean {
                shown: Arc::from(text),
                otherwise: None,
            };
        }
        let mut hidden = 0;
        let shown = shown(text, space, &mut |_| hidden += 1);
        let otherwise = (shown != text).then(|| Arc::new((Box::from(text), hidden)));
        Clean {
            shown: Arc::from(shown),
            otherwise,
        }
    }

    /// Returns the text to show.
    pub fn as_str(&self) -> &str {
        &self.shown
    }

    /// Returns the text as the file has it, for checking and copying.
    pub fn raw(&self) -> &str {
        self.shown().raw()
    }

    /// Returns how many characters stand as marks.
    pub fn hidden(&self) -> usize {
        self.shown().hidden()
    }

    /// Returns which characters stand as marks and how often, in words, such
    /// as `3 hidden characters: U+202E ×2, U+200B`; `None` if there are none.
    pub fn hidden_words(&self) -> Option<String> {
        if self.hidden() == 0 {
            return None;
        }
        let mut found: Vec<(char, usize)> = Vec::new();
        shown(
            self.raw(),
            Space::Verbatim,
            &mut |c| match found.iter_mut().find(|(k, _)| *k == c) {
                Some((_, n)) => *n += 1,
                None => found.push((c, 1)),
            },
        );
        let names: Vec<String> = found
            .iter()
            .map(|(c, n)| match n {
                1 => format!("U+{:04X}", u32::from(*c)),
                n => format!("U+{:04X} ×{n}", u32::from(*c)),
            })
            .collect();
        let count = measure::plural(self.hidden(), "hidden character", "hidden characters");
        Some(format!("{count}: {}", names.join(", ")))
    }
}

/// Whether text is as it is shown: letters of Latin scripts, the punctuation of
/// print, and single blanks between them. Most text is, and needs no more.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let plain = if text.is_ascii() {
        bytes.iter().all(|b| (0x20..0x7f).contains(b))
    } else {
        text.chars().all(is_plain_char)
    };
    plain
        && !bytes.windows(2).any(|pair| pair == b"  ")
        && bytes.first() != Some(&b' ')
        && bytes.last() != Some(&b' ')
}

/// Whether a character is shown as it is, whatever stands beside it. These are
/// composed already, so that there is nothing to bring into NFC.
fn is_plain_char(c: char) -> bool {
    matches!(
        c,
        ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{17f}' | '–' | '—' | '‘' | '’' | '“' | '”' | '…'
    )
}

/// Returns the text to show; tells of each character that became a mark.
fn shown(text: &str, space: Space, tell: &mut dyn FnMut(char)) -> String {
    let spaced = fold_space(text, space);
    let mut out = String::with_capacity(spaced.len());
    let mut last = None;
    let mut marks = 0;
    let mut chars = spaced.nfc().peekable();
    while let Some(c) = chars.next() {
        let shown = if c == '\n' {
            c
        } else if forbidden::is_hidden(c) && !forbidden::is_at_home(c, last, chars.peek().copied())
        {
            tell(c);
            forbidden::mark(c)
        } else {
            c
        };
        marks = if is_combining_mark(shown) {
            marks + 1
        } else {
            0
        };
        if marks > MARKS {
            // The rest of a tower of marks is one mark: a cell stays a cell.
            tell(c);
            if marks == MARKS + 1 {
                out.push(char::REPLACEMENT_CHARACTER);
            }
            continue;
        }
        out.push(shown);
        last = Some(shown);
    }
    show_invisible(out, tell)
}

/// Replaces clusters without a width, which terminals would leave out.
fn show_invisible(text: String, tell: &mut dyn FnMut(char)) -> String {
    let invisible = |cluster: &str| cluster != "\n" && measure::width(cluster) == 0;
    if text.is_ascii() || !text.graphemes(true).any(invisible) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for cluster in text.graphemes(true) {
        if invisible(cluster) {
            cluster.chars().for_each(&mut *tell);
            out.push(char::REPLACEMENT_CHARACTER);
        } else {
            out.push_str(cluster);
        }
    }
    out
}

/// Brings white space into shape. Line and paragraph separators are white space.
fn fold_space(text: &str, space: Space) -> String {
    if space == Space::Verbatim {
        return text
            .chars()
            .map(|c| if is_space(c) { ' ' } else { c })
            .collect();
    }
    let mut out = String::with_capacity(text.len());
    let (mut breaks, mut blank) = (0, false);
    for c in text.chars() {
        if is_space(c) {
            blank = true;
            breaks +=
                usize::from(matches!(c, '\n' | '\u{2028}')) + 2 * usize::from(c == '\u{2029}');
            continue;
        }
        if blank && !out.is_empty() {
            out.push(if space == Space::Paragraphs && breaks > 1 {
                '\n'
            } else {
                ' '
            });
        }
        (breaks, blank) = (0, false);
        out.push(c);
    }
    out
}

/// White space that is folded: not the no-break spaces, which an author meant.
fn is_space(c: char) -> bool {
    matches!(
        c,
        '\t' | '\n' | '\r' | ' ' | '\u{0b}' | '\u{0c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Returns text of as many bytes, place for place, to be wrapped in the place of
/// a text that is shown with [`Clean`]: what stands as a mark there is a letter
/// as wide here. Where the text `flows`, a run of white space is one blank, and
/// the rest of it takes no column.
///
/// ```
/// use attache::text::{measured, width};
/// let text = "a\u{200b}b \n  c";
/// let same = measured(text, true);
/// assert_eq!((same.len(), width(&same)), (text.len(), 5));
/// ```
pub fn measured(text: &str, flows: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut last, mut blank) = (None, false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after_blank = std::mem::replace(&mut blank, is_space(c));
        let next = chars.peek().copied();
        let is_mark = forbidden::is_hidden(c) && !forbidden::is_at_home(c, last, next);
        match (blank, flows) {
            // What has no column ends no line either.
            (true, true) if after_blank => fill(c.len_utf8(), &mut out),
            (true, true) => {
                out.push(' ');
                fill(c.len_utf8() - 1, &mut out);
            }
            (true, false) if c == '\t' => out.push(' '),
            (true, false) => out.push(c),
            (false, _) if is_mark => out.push(match c.len_utf8() {
                1 => 'x',
                2 => 'ÿ',
                3 => char::REPLACEMENT_CHARACTER,
                _ => '\u{10000}',
            }),
            (false, _) => out.push(c),
        }
        last = Some(c);
    }
    measure_invisible(out)
}

/// Gives clusters without a width the column that their mark takes. One that
/// stands on a blank may begin a row, and be one, too.
fn measure_invisible(text: String) -> String {
    if text.is_ascii() {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for cluster in text.graphemes(true) {
        let rest = cluster.trim_start_matches(|c: char| c == '\0' || is_space(c));
        if rest.is_empty() || measure::width(rest) > 0 {
            out.push_str(cluster);
        } else {
            out.push_str(cluster.strip_suffix(rest).unwrap_or_default());
            out.push('x');
            fill(rest.len() - 1, &mut out);
        }
    }
    out
}

fn fill(bytes: usize, out: &mut String) {
    out.extend(std::iter::repeat_n('\0', bytes));
}

/// Clean text that stands in a larger one: what [`Clean`] is, borrowed.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Shown<'a> {
    text: &'a str,
    /// As the file has it, where that differs.
    raw: Option<&'a str>,
    hidden: u32,
}

impl Clean {
    /// Returns the same, borrowed.
    pub fn shown(&self) -> Shown<'_> {
        let otherwise = self.otherwise.as_deref();
        Shown {
            text: &self.shown,
            raw: otherwise.map(|(raw, _)| &**raw),
            hidden: otherwise.map_or(0, |(_, hidden)| *hidden),
        }
    }
}

impl<'a> Shown<'a> {
    /// Returns text that is known to be clean: an id of the format, which has
    /// only a-z, 0-9 and -.
    pub(crate) fn plain(text: &'a str) -> Shown<'a> {
        Shown::from_parts(text, None, 0)
    }

    /// Puts together what [`Shown::parts`] took apart.
    pub(crate) fn from_parts(text: &'a str, raw: Option<&'a str>, hidden: u32) -> Shown<'a> {
        Shown { text, raw, hidden }
    }

    /// Takes it apart, for keeping: what is shown; what the file has, where
    /// that differs; how many characters stand as marks.
    pub(crate) fn parts(self) -> (&'a str, Option<&'a str>, u32) {
        (self.text, self.raw, self.hidden)
    }

    /// Returns the text to show.
    pub fn as_str(self) -> &'a str {
        self.text
    }

    /// Returns the text as the file has it, for checking and copying.
    pub fn raw(self) -> &'a str {
        self.raw.unwrap_or(self.text)
    }

    /// Returns how many characters stand as marks.
    pub fn hidden(self) -> usize {
        self.hidden as usize
    }

    /// Returns which characters stand as marks; see [`Clean::hidden_words`].
    pub fn hidden_words(self) -> Option<String> {
        self.to_clean().hidden_words()
    }

    /// Returns the same, to keep.
    pub fn to_clean(self) -> Clean {
        Clean {
            shown: Arc::from(self.text),
            otherwise: self.raw.map(|raw| Arc::new((Box::from(raw), self.hidden))),
        }
    }
}

impl Deref for Shown<'_> {
    type Target = str;
    fn deref(&self) -> &str {
        self.text
    }
}
impl AsRef<str> for Shown<'_> {
    fn as_ref(&self) -> &str {
        self.text
    }
}
impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.text, f)
    }
}
impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text)
    }
}
impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text)
    }
}

impl Deref for Clean {
    type Target = str;
    fn deref(&self) -> &str {
        &self.shown
    }
}
impl AsRef<str> for Clean {
    fn as_ref(&self) -> &str {
        &self.shown
    }
}
impl PartialEq for Clean {
    fn eq(&self, other: &Clean) -> bool {
        self.raw() == other.raw() && self.shown == other.shown
    }
}
impl Eq for Clean {}
impl std::hash::Hash for Clean {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.shown.hash(state);
    }
}
impl fmt::Debug for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.shown, f)
    }
}
impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.shown)
    }
}
impl Serialize for Clean {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{any, proptest};

    fn check(input: &str, expect: &str, hidden: usize) {
        let clean = Clean::line(input);
        assert_eq!(
            (clean.as_str(), clean.hidden()),
            (expect, hidden),
            "{input:?}"
        );
    }

    #[test]
    fn what_a_terminal_would_obey_is_a_mark() {
        check("plain", "plain", 0);
        check("  two \t words\n", "two words", 0);
        check("\u{1b}]0;title\u{7}", "␛]0;title␇", 2);
        check("\u{9b}31m", "�31m", 1);
        check("a\u{202e}b\u{2066}c", "a�b�c", 2);
        check("zero\u{200b}width\u{ad}", "zero�width�", 2);
        check("tags\u{e0041}\u{e0042}", "tags��", 2);
        check("e\u{301}", "é", 0);
        check("no\u{a0}break", "no\u{a0}break", 0);
        check("\u{301}x", "�x", 1);
        check(
            &format!("e{}x", "\u{489}".repeat(30)),
            &format!("e{}�x", "\u{489}".repeat(8)),
            22,
        );
    }

    #[test]
    fn joiners_stay_where_they_belong() {
        check("👩\u{200d}🚀 ❤\u{fe0f}", "👩\u{200d}🚀 ❤\u{fe0f}", 0);
        check("می\u{200c}خواهم", "می\u{200c}خواهم", 0);
        check("क्\u{200d}ष", "क्\u{200d}ष", 0);
        check("a\u{200d}b", "a�b", 1);
        check("a\u{fe0f}", "a�", 1);
    }

    #[test]
    fn an_empty_line_begins_a_paragraph() {
        let clean = Clean::paragraphs("one\ntwo\n\n  three\n\n\nfour \n");
        assert_eq!(&*clean, "one two\nthree\nfour");
        assert_eq!(clean.raw(), "one\ntwo\n\n  three\n\n\nfour \n");
    }

    #[test]
    fn what_is_hidden_is_named() {
        let clean = Clean::line("a\u{202e}b\u{202e}c\u{200b}");
        assert_eq!(
            clean.hidden_words().unwrap(),
            "3 hidden characters: U+202E ×2, U+200B"
        );
    }

    /// Every scalar value there is, alone and between letters.
    #[test]
    fn no_scalar_value_reaches_a_terminal_as_a_command() {
        for c in '\0'..=char::MAX {
            for text in [c.to_string(), format!("a{c}b")] {
                let clean = Clean::line(&text);
                assert!(
                    clean.chars().all(|c| !forbidden::is_hidden(c)),
                    "{c:?} in {clean:?}"
                );
                let gone = is_space(c) && clean.hidden() == 0;
                assert!(gone || measure::width(&clean) >= 1, "{c:?} is lost");
                let composed = is_combining_mark(c) && clean.chars().count() == 2;
                let kept = composed || clean.chars().count() >= text.chars().count();
                assert!(gone || kept, "{c:?} is lost in {clean:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_as_wide_as_what_is_measured(text in "[a日é\t \u{1b}\u{ad}\u{200b}\u{e0041}\u{301}\u{11d3a}👩]{0,24}") {
            let marks = text.matches(['\u{301}', '\u{11d3a}']).count();
            for (flows, clean) in [(true, Clean::line(&text)), (false, Clean::verbatim_line(&text))] {
                let same = measured(&text, flows);
                assert_eq!(same.len(), text.len());
                // Blanks at the ends are not shown, and a mark that stands on a
                // blank may take a column less.
                let (most, cols) = (measure::width(&same), measure::width(&clean));
                let less = marks + 2 * usize::from(flows);
                assert!(cols <= most && most <= cols + less, "{same:?} {clean:?}");
            }
        }

        #[test]
        fn the_short_way_leads_to_the_same_text(text in "[ a-zA-Z\u{a1}-\u{17f}–—‘’“”… ]{0,40}") {
            let mut hidden = 0;
            let long = shown(&text, Space::Line, &mut |_| hidden += 1);
            assert_eq!((&*Clean::line(&text), Clean::line(&text).hidden()), (&*long, hidden));
        }

        #[test]
        fn cleaning_twice_changes_nothing(text in any::<String>()) {
            for way in [Clean::line, Clean::paragraphs, Clean::verbatim_line] {
                let clean = way(&text);
                let again = way(&clean);
                let shape = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
                assert_eq!(shape(&again), shape(&clean));
                assert_eq!(again.hidden(), 0);
            }
        }

        #[test]
        fn nothing_hidden_is_left(text in "[\\PCa\u{200d}\u{200c}\u{fe0f}\u{202e}\u{301}\u{1b}👩क्]{0,24}") {
            let clean = Clean::line(&text);
            let chars: Vec<char> = clean.chars().collect();
            for (at, &c) in chars.iter().enumerate() {
                let before = at.checked_sub(1).map(|at| chars[at]);
                let after = chars.get(at + 1).copied();
                assert!(!forbidden::is_hidden(c) || forbidden::is_at_home(c, before, after), "{clean:?}");
            }
        }
    }
}
