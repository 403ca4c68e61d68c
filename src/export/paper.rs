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
        let whole: String = pieces.iter().map(|(_, words)| *words).collect();
        let indent = text::width(first);
        for (at, row) in self.rows(&whole, indent).into_iter().enumerate() {
            if at == 0 {
                write!(self.out, "{first}")?;
            } else if row.start < row.end {
                write!(self.out, "{:indent$}", "")?;
            }
            let mut start = 0;
            for &(ink, words) in pieces {
                let from = row.start.saturating_sub(start).min(words.len());
                let to = row.end.saturating_sub(start).min(words.len());
                self.piece(ink, words.get(from..to).unwrap_or_default())?;
                start += words.len();
            }
            writeln!(self.out)?;
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
}
