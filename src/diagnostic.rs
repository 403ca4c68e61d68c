//! What is wrong with a file, where, and what to write instead.
//!
//! A diagnostic carries its own excerpt, cleaned and cut to size, so that it
//! can be shown long after the file's text was let go.

use std::ops::Range;

use serde::Serialize;

use crate::text::{self, Clean};

/// The most columns of a source line that a diagnostic shows.
const EXCERPT_COLS: usize = 100;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The record, or the file, was left out.
    Error,
    /// It was kept, and may mislead.
    Warning,
}

impl Severity {
    /// Returns the word for it.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// Where in a file something is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file's name as shown.
    pub file: Clean,
    /// The line, counted from one; zero where the fault is the whole file's.
    pub line: u32,
    /// The column in characters, counted from one; zero with line zero.
    pub column: u32,
    /// The line itself, cleaned, and cut to about 100 columns.
    pub excerpt: Clean,
    /// Columns of the excerpt before the caret.
    pub caret_at: usize,
    /// Columns under which carets stand, at least one where there is a line.
    pub caret_cols: usize,
}

/// One thing wrong in one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable name such as `unknown-source`.
    pub code: &'static str,
    /// One sentence with no full stop.
    pub message: Clean,
    /// What to write instead, where that can be said.
    pub help: Option<Clean>,
    /// Where.
    pub place: Place,
}

impl Place {
    /// Returns the place of a fault that is the whole file's.
    pub fn file(file: Clean) -> Place {
        Place {
            file,
            line: 0,
            column: 0,
            excerpt: Clean::default(),
            caret_at: 0,
            caret_cols: 0,
        }
    }

    /// Returns the place of bytes of a file's text. The span may lie anywhere;
    /// it is brought inside the text and onto character boundaries.
    pub fn span(file: Clean, text: &str, span: Range<usize>) -> Place {
        let start = floor(text, span.start);
        let end = floor(text, span.end.max(start));
        let (before, rest) = text.split_at(start);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line_end = rest.find('\n').map_or(text.len(), |at| start + at);
        let part = |range: Range<usize>| text.get(range).unwrap_or_default();
        let head = part(line_start..start);
        let marked = part(start..end.min(line_end));
        let tail = part(start + marked.len()..line_end).trim_end_matches('\r');
        let (excerpt, caret_at, caret_cols) = excerpt(head, marked, tail);
        Place {
            file,
            line: count(before.bytes().filter(|&b| b == b'\n').count() + 1),
            column: count(head.chars().count() + 1),
            excerpt,
            caret_at,
            caret_cols,
        }
    }
}

impl Diagnostic {
    /// Returns `file:line:column`, or the file alone.
    pub fn location(&self) -> String {
        let Place {
            file, line, column, ..
        } = &self.place;
        if *line == 0 {
            file.to_string()
        } else {
            format!("{file}:{line}:{column}")
        }
    }

    /// Shows the diagnostic with the line it is about, as compilers do. The
    /// result ends with a line break and holds nothing a terminal would obey.
    pub fn render(&self) -> String {
        let mut out = format!(
            "{}: {}[{}]: {}\n",
            self.location(),
            self.severity.word(),
            self.code,
            self.message
        );
        if self.place.line > 0 {
            let number = self.place.line.to_string();
            let gutter = " ".repeat(number.len());
            let (excerpt, blanks) = (&self.place.excerpt, " ".repeat(self.place.caret_at));
            let carets = "^".repeat(self.place.caret_cols);
            out = format!("{out}{gutter} |\n{number} | {excerpt}\n{gutter} | {blanks}{carets}\n");
        }
        if let Some(help) = &self.help {
            out = format!("{out}  = help: {help}\n");
        }
        out
    }
}

/// Cleans a line in three parts and cuts it to size around the marked one.
fn excerpt(head: &str, marked: &str, tail: &str) -> (Clean, usize, usize) {
    // Cutting by characters first keeps a line of two megabytes from being cleaned whole.
    let head_from = head
        .char_indices()
        .rev()
        .nth(EXCERPT_COLS / 2)
        .map_or(0, |(at, _)| at);
    let cut_head = if head_from > 0 { "…" } else { "" };
    let head = format!("{cut_head}{}", head.get(head_from..).unwrap_or_default());
    let head = Clean::verbatim_line(&head);
    let short = |text: &str, chars: usize| {
        text.char_indices()
            .nth(chars)
            .map_or(text.len(), |(at, _)| at)
    };
    let cut = short(marked, EXCERPT_COLS);
    let marked = Clean::verbatim_line(marked.get(..cut).unwrap_or_default());
    let room = EXCERPT_COLS.saturating_sub(text::width(&head) + text::width(&marked));
    let tail = Clean::verbatim_line(tail.get(..short(tail, EXCERPT_COLS)).unwrap_or_default());
    let tail = text::cut(&tail, room.max(1)).into_owned();
    let at = text::width(&head);
    let cols = text::width(&marked).max(1);
    (
        Clean::verbatim_line(&format!("{head}{marked}{tail}")),
        at,
        cols,
    )
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, span: Range<usize>) -> String {
        Diagnostic {
            severity: Severity::Error,
            code: "unknown-actor",
            message: Clean::line("no actor is called `chin`"),
            help: Some(Clean::line("did you mean `china`?")),
            place: Place::span(Clean::line("a.toml"), text, span),
        }
        .render()
    }

    #[test]
    fn a_diagnostic_shows_its_line_and_a_caret() {
        assert_eq!(
            at("schema = 1\nspeaker = \"chin\"\n", 21..27),
            "a.toml:2:11: error[unknown-actor]: no actor is called `chin`\n  |\n2 | speaker = \"chin\"\n  |           ^^^^^^\n  = help: did you mean `china`?\n"
        );
    }

    #[test]
    fn a_span_anywhere_is_brought_inside() {
        for (text, span) in [
            ("", 5..9),
            ("é", 1..2),
            ("a\nb", 9..12),
            ("\u{202e}x", 1..99),
        ] {
            let shown = at(text, span);
            assert!(shown.contains('^'), "{shown}");
            assert!(!shown.contains('\u{202e}'), "{shown}");
        }
    }

    #[test]
    fn a_huge_line_is_cut_around_the_caret() {
        let text = format!("{}HERE{}", "x".repeat(1_000_000), "y".repeat(1_000_000));
        let shown = at(&text, 1_000_000..1_000_004);
        assert!(shown.len() < 600, "{}", shown.len());
        assert!(shown.contains("xHEREy"), "{shown}");
    }
}
