//! In which form a command writes its answer: rows, a table, an array, a page.

use std::io::{self, Write};

use clap::ValueEnum;
use csv::{Terminator, WriterBuilder};
use serde_json::Value;

use crate::date::{Bound, Date};

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

/// Writes a table for a spreadsheet: RFC 4180, one header row.
pub(super) fn table<'a>(
    out: &mut dyn Write,
    names: impl Iterator<Item = &'a str>,
    rows: impl Iterator<Item = Vec<String>>,
) -> io::Result<()> {
    let mut out = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    out.write_record(names).map_err(reason)?;
    for row in rows {
        out.write_record(row.into_iter().map(harmless))
            .map_err(reason)?;
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
