//! In which form a command writes its answer: rows, a table, an array, a page.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use csv::{Terminator, WriterBuilder};
use serde_json::{Value, json};

use crate::{
    cli::{
        answer::{Answer, Status},
        options::Colors,
    },
    date::{Bound, Date},
    export::{self, Page},
    model::{Corpus, Entry},
    text::plural,
};

/// In which form an answer is written.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Format {
    /// Rows to read
    Text,
    /// A table for a spreadsheet
    Csv,
    /// An array for a script
    Json,
    /// A list to paste
    Markdown,
}

/// How an answer is to be written, as arguments.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Written {
    /// How to write what is found
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    /// In csv, an apostrophe before a cell that begins with = + - or @, so that no
    /// spreadsheet takes it for a formula; without it, cells are as they stand
    #[arg(long)]
    excel: bool,
}

/// What cells of a table may begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cells {
    /// Whatever the text does.
    Verbatim,
    /// Nothing that a spreadsheet takes for a formula.
    Harmless,
}

impl Written {
    /// Returns the form. Says beside the answer where what is asked of cells is
    /// asked for a form that has none.
    pub(super) fn format(self, answer: &mut Answer<'_>) -> Format {
        if self.excel && !matches!(self.format, Format::Csv) {
            answer.say("`--excel` is for `--format csv`, and changes nothing here");
        }
        self.format
    }

    /// Whether it is to be pasted as Markdown.
    pub(super) fn is_markdown(self) -> bool {
        matches!(self.format, Format::Markdown)
    }

    /// Returns what cells may begin with.
    pub(super) fn cells(self) -> Cells {
        if self.excel {
            Cells::Harmless
        } else {
            Cells::Verbatim
        }
    }
}

/// A column of a table: its name and what stands in it.
pub(super) type Column<T> = (&'static str, fn(&Corpus, &T) -> String);

/// How things of one sort are written in each form.
pub(super) struct Forms<T: 'static> {
    /// To read and to paste.
    pub(super) page: fn(&Corpus, &[T]) -> Page,
    /// For a spreadsheet.
    pub(super) columns: &'static [Column<T>],
    /// For a script.
    pub(super) object: fn(&Corpus, &T) -> Value,
    /// What is said beside the answer where there is none; among how many things
    /// nothing was found is said after it.
    pub(super) nothing: &'static str,
}

impl<T> Forms<T> {
    /// Writes what was found in the form asked for.
    pub(super) fn write(
        &self,
        corpus: &Corpus,
        found: &[T],
        how: (Written, Colors),
        answer: &mut Answer<'_>,
    ) -> io::Result<Status> {
        let all = plural(corpus.positions.len(), "position", "positions");
        self.write_of(corpus, found, how, &all, answer)
    }

    /// Writes what was found among so many things of another sort than positions.
    pub(super) fn write_of(
        &self,
        corpus: &Corpus,
        found: &[T],
        (written, colors): (Written, Colors),
        all: &str,
        answer: &mut Answer<'_>,
    ) -> io::Result<Status> {
        match written.format(answer) {
            Format::Text if found.is_empty() => (),
            Format::Text => {
                let page = (self.page)(corpus, found);
                export::text(&page, &mut answer.paper(colors))?;
            }
            Format::Csv => {
                let names = self.columns.iter().map(|(name, _)| *name);
                let row = |one| {
                    let cells = self.columns.iter().map(|(_, cell)| cell(corpus, one));
                    cells.collect()
                };
                table(answer.out, names, found.iter().map(row), written.cells())?;
            }
            Format::Json => {
                let objects = found.iter().map(|one| (self.object)(corpus, one));
                array(answer.out, objects)?;
            }
            Format::Markdown => export::markdown(&(self.page)(corpus, found), answer.out)?,
        }
        if found.is_empty() {
            answer.out.flush()?;
            answer.say(&format!("{} in {all}", self.nothing));
            return Ok(Status::Nothing);
        }
        Ok(Status::Fine)
    }
}

/// Writes a table: RFC 4180, one header row.
pub(super) fn table<'a>(
    out: &mut dyn Write,
    names: impl Iterator<Item = &'a str>,
    rows: impl Iterator<Item = Vec<String>>,
    cells: Cells,
) -> io::Result<()> {
    let mut out = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    out.write_record(names).map_err(reason)?;
    for row in rows {
        let row = row.into_iter().map(|cell| match cells {
            Cells::Verbatim => cell,
            Cells::Harmless => harmless(cell),
        });
        out.write_record(row).map_err(reason)?;
    }
    out.flush()
}

/// Writes values as one array, each on a line of its own.
pub(super) fn array(out: &mut dyn Write, values: impl Iterator<Item = Value>) -> io::Result<()> {
    let mut before = "[\n";
    for value in values {
        write!(out, "{before}{value}")?;
        before = ",\n";
    }
    if before.starts_with('[') {
        write!(out, "[")?;
    }
    writeln!(out, "\n]")
}

/// Returns an end of a date as a table has it.
pub(super) fn bound(bound: Bound) -> String {
    match bound {
        Bound::Day(day) => day.to_string(),
        Bound::Open => "open".to_owned(),
        Bound::Unknown => "unknown".to_owned(),
    }
}

/// Returns what is to stand in a cell for a date; empty without one.
pub(super) fn dated(date: Option<&Date>, words: impl Fn(&Date) -> String) -> String {
    date.map_or_else(String::new, words)
}

/// Returns a record as JSON has it where it is not told in full.
pub(super) fn named(corpus: &Corpus, entry: Entry) -> Value {
    json!({ "ref": reference(corpus, entry), "name": export::name(corpus, entry) })
}

/// Returns the name by which commands know a record.
pub(super) fn reference(corpus: &Corpus, entry: Entry) -> String {
    corpus.reference(entry).to_string()
}

/// Returns a date as JSON has it; null without one.
pub(super) fn date_object(date: Option<&Date>) -> Value {
    date.map_or(Value::Null, |date| {
        json!({
            "date": date.to_string(),
            "earliest": bound(date.earliest()),
            "latest": bound(date.latest()),
            "date_words": date.words(),
        })
    })
}

/// Returns the writer's own failure: a closed pipe is to be told from the rest.
fn reason(err: csv::Error) -> io::Error {
    match err.into_kind() {
        csv::ErrorKind::Io(err) => err,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Returns a cell that no spreadsheet takes for a formula.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@']) {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, expect) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-0043", "'-0043"),
            ("@a", "'@a"),
            ("2011", "2011"),
            ("", ""),
        ] {
            assert_eq!(harmless(cell.to_owned()), expect);
        }
    }
}
