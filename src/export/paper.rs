//! Text put on paper: wrapped where there is a width, in ink where there is a
//! terminal, plain where there is neither.

use std::{
    io::{self, Write},
    ops::Range,
};

use crate::text;

/// How a piece of text stands out. Never by color alone: bold, dim and
/// underlined are there on every terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// As it is.
    Plain,
    /// Names and headings.
    Strong,
    /// What stands around the matter: dates, places, words before a quote.
    Dim,
    /// What a search found.
    Lit,
    /// What is wrong.
    Bad,
}

impl Ink {
    /// Returns the sequence that begins it; empty for what needs none.
    fn begin(self) -> &'static str {
        match self {
            Ink::Plain => "",
            Ink::Strong => "\x1b[1m",
            Ink::Dim => "\x1b[2m",
            Ink::Lit => "\x1b[1;4m",
            Ink::Bad => "\x1b[1;31m",
        }
    }
}

/// What the paper is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// The columns of a line; `None` leaves a paragraph in one line, which is
    /// what other programs want.
    pub cols: Option<usize>,
    /// Whether pieces stand out; else they are plain, without one escape
    /// sequence.
    pub ink: bool,
}

/// Where lines are put.
pub struct Paper<'a> {
    out: &'a mut dyn Write,
    look: Look,
}

impl<'a> Paper<'a> {
    /// Returns empty paper.
    pub fn new(out: &'a mut dyn Write, look: Look) -> Paper<'a> {
        Paper { out, look }
    }

    /// Puts an empty line.
    ///
    /// # Errors
    ///
    /// As the writer's, here and below.
    pub fn gap(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// Puts one line, however long.
    ///
    /// # Errors
    ///
    /// As the writer's.
    pub fn line(&mut self, pieces: &[(Ink, &str)]) -> io::Result<()> {
        for &(ink, words) in pieces {
            self.piece(ink, words)?;
        }
        writeln!(self.out)
    }

    /// Puts paragraphs (`\n` between them), wrapped; `first` stands before the
    /// first line and as many blanks as it has columns before the others.
    ///
    /// # Errors
    ///
    /// As the writer's.
    pub fn wrapped(&mut self, first: &str, pieces: &[(Ink, &str)]) -> io::Result<()> {
        self.named(first, pieces, "")
    }

    /// Puts the same, and after it a reference, dim and never broken: it is
    /// there to be copied.
    ///
    /// # Errors
    ///
    /// As the writer's.
    pub fn named(
        &mut self,
        first: &str,
        pieces: &[(Ink, &str)],
        reference: &str,
    ) -> io::Result<()> {
        let whole: String = pieces.iter().map(|(_, words)| *words).collect();
        let indent = text::width(first);
        let rows = self.rows(&whole, indent);
        let last = rows.last().cloned().unwrap_or_default();
        for (at, row) in rows.into_iter().enumerate() {
            if at == 0 {
                write!(self.out, "{first}")?;
            } else {
                writeln!(self.out)?;
                write!(
                    self.out,
                    "{:width$}",
                    "",
                    width = if row.is_empty() { 0 } else { indent }
                )?;
            }
            self.row(pieces, &row)?;
        }
        if !reference.is_empty() {
            let taken = indent + text::width(whole.get(last).unwrap_or_default());
            let room = self.look.cols.unwrap_or(usize::MAX);
            if taken + 2 + text::width(reference) <= room {
                write!(self.out, "{}", if whole.is_empty() { "" } else { "  " })?;
            } else {
                write!(self.out, "\n{:indent$}", "")?;
            }
            self.piece(Ink::Dim, reference)?;
        }
        writeln!(self.out)
    }

    /// Puts the part of the pieces that stands in a row.
    fn row(&mut self, pieces: &[(Ink, &str)], row: &Range<usize>) -> io::Result<()> {
        let mut start = 0;
        for &(ink, words) in pieces {
            let from = row.start.saturating_sub(start).min(words.len());
            let to = row.end.saturating_sub(start).min(words.len());
            self.piece(ink, words.get(from..to).unwrap_or_default())?;
            start += words.len();
        }
        Ok(())
    }

    fn rows(&self, whole: &str, indent: usize) -> Vec<Range<usize>> {
        if let Some(cols) = self.look.cols {
            // Even where there is hardly a width, a few letters stand in a line.
            return text::wrap(whole, cols.saturating_sub(indent).max(8));
        }
        let mut rows = Vec::new();
        let mut start = 0;
        for line in whole.split('\n') {
            rows.push(start..start + line.len());
            start += line.len() + 1;
        }
        rows
    }

    fn piece(&mut self, ink: Ink, words: &str) -> io::Result<()> {
        let begin = ink.begin();
        if self.look.ink && !begin.is_empty() && !words.is_empty() {
            write!(self.out, "{begin}{words}\x1b[0m")
        } else {
            write!(self.out, "{words}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(look: Look) -> String {
        let mut out = Vec::new();
        Paper::new(&mut out, look)
            .wrapped(
                "- ",
                &[(Ink::Strong, "China"), (Ink::Plain, " submitted\nthe code")],
            )
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_pipe_gets_plain_paragraphs() {
        assert_eq!(
            put(Look {
                cols: None,
                ink: false
            }),
            "- China submitted\n  the code\n"
        );
    }

    #[test]
    fn a_terminal_gets_ink_and_wrapping() {
        let narrow = Look {
            cols: Some(12),
            ink: true,
        };
        assert_eq!(
            put(narrow),
            "- \x1b[1mChina\x1b[0m\n  submitted\n  the code\n"
        );
    }

    #[test]
    fn a_reference_is_never_broken() {
        let check = |cols: Option<usize>, expect: &str| {
            let mut out = Vec::new();
            Paper::new(&mut out, Look { cols, ink: false })
                .named("  ", &[(Ink::Plain, "The code")], "cyber-code:quote.one")
                .unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expect);
        };
        check(None, "  The code  cyber-code:quote.one\n");
        check(Some(32), "  The code  cyber-code:quote.one\n");
        check(Some(31), "  The code\n  cyber-code:quote.one\n");
        check(Some(9), "  The code\n  cyber-code:quote.one\n");
    }
}
