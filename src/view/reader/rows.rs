//! The rows of an archived text, laid out only where one looks: a text may be
//! as long as a library, and a frame has little time.

use std::ops::Range;

use crate::{library::Opened, text};

/// Where a row is: the part of the text it belongs to, and which row of that,
/// counted from zero.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub(super) part: usize,
    pub(super) row: usize,
}

/// A row: bytes of the text; without any, an empty one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) at: Range<usize>,
    /// The number of the paragraph that begins here.
    pub(super) number: Option<usize>,
    /// Whether a run of white space is one blank.
    pub(super) flows: bool,
}

/// A text in rows of a width.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows<'a> {
    pub(super) opened: &'a Opened,
    pub(super) cols: usize,
}

impl Rows<'_> {
    /// Lays a part out; there is at least one row.
    pub(super) fn of(self, part: usize) -> Vec<Line> {
        let Some(one) = self.opened.parts.get(part) else {
            return Vec::new();
        };
        let raw = self.opened.raw().get(one.at.clone()).unwrap_or_default();
        let flows = one.flows;
        let empty = Line {
            at: one.at.start..one.at.start,
            number: None,
            flows,
        };
        let mut lines = Vec::new();
        if one.begins && part > 0 {
            lines.push(empty.clone());
        }
        let mut number = one.number;
        let mut is_blank = true;
        for row in text::wrap(&text::measured(raw, flows), self.cols) {
            let words = raw.get(row.clone()).unwrap_or_default();
            let end = row.start + words.trim_end().len();
            let start = if flows {
                row.end - words.trim_start().len()
            } else {
                row.start
            };
            if start < end {
                let number = number.take();
                let at = one.at.start + start..one.at.start + end;
                lines.push(Line { at, number, flows });
                is_blank = false;
            }
        }
        if is_blank {
            lines.push(empty);
        }
        lines
    }

    /// Returns the rows from a spot on, as many as fit.
    pub(super) fn from(self, top: Spot, height: usize) -> Vec<(Spot, Line)> {
        let mut found = Vec::with_capacity(height);
        for part in top.part..self.opened.parts.len() {
            if height <= found.len() {
                break;
            }
            let lines = self.of(part).into_iter().enumerate();
            let spots = lines.map(|(row, line)| (Spot { part, row }, line));
            found.extend(spots.filter(|(spot, _)| top <= *spot));
        }
        found.truncate(height);
        found
    }

    /// Returns the spot some rows on, or back; at most the last, or the first.
    pub(super) fn step(self, from: Spot, by: isize) -> Spot {
        let mut spot = from;
        let mut left = by.unsigned_abs();
        if by < 0 {
            while spot.row < left && spot.part > 0 {
                left -= spot.row + 1;
                let part = spot.part - 1;
                let row = self.of(part).len().saturating_sub(1);
                spot = Spot { part, row };
            }
            spot.row = spot.row.saturating_sub(left);
            return spot;
        }
        loop {
            let rows = self.of(spot.part).len();
            if spot.row + left < rows || self.opened.parts.len() <= spot.part + 1 {
                spot.row = (spot.row + left).min(rows.saturating_sub(1));
                return spot;
            }
            left -= rows.saturating_sub(spot.row).min(left);
            spot = Spot {
                part: spot.part + 1,
                row: 0,
            };
        }
    }

    /// Returns the last spot that may be at the top of a height.
    pub(super) fn last_top(self, height: usize) -> Spot {
        let part = self.opened.parts.len().saturating_sub(1);
        let row = self.of(part).len().saturating_sub(1);
        let back = isize::try_from(height.max(1) - 1).unwrap_or(isize::MAX);
        self.step(Spot { part, row }, -back)
    }

    /// Returns the row of a byte of the text.
    pub(super) fn spot(self, byte: usize) -> Spot {
        let parts = &self.opened.parts;
        let part = parts
            .partition_point(|part| part.at.start <= byte)
            .saturating_sub(1);
        let lines = self.of(part);
        let row = lines
            .iter()
            .rposition(|line| !line.at.is_empty() && line.at.start <= byte);
        let first = || lines.iter().position(|line| !line.at.is_empty());
        Spot {
            part,
            row: row.or_else(first).unwrap_or(0),
        }
    }

    /// Returns the byte of the text at which a row begins.
    pub(super) fn byte(self, spot: Spot) -> usize {
        self.of(spot.part)
            .get(spot.row)
            .map_or(0, |line| line.at.start)
    }
}
