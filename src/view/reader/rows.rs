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
        // A blank of several bytes may be cut: it belongs to the row it ends.
        let bound = |at: usize| (at..raw.len()).find(|at| raw.is_char_boundary(*at));
        for row in text::wrap(&text::measured(raw, flows), self.cols) {
            let [from, to] = [row.start, row.end].map(|at| bound(at).unwrap_or(raw.len()));
            let row = from..to;
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
        let mut found = Vec::new();
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

#[cfg(test)]
pub(super) mod tests {
    use std::sync::{Arc, LazyLock};

    use proptest::prelude::{any, prop, prop_assert, prop_assert_eq, proptest};
    use unicode_segmentation::UnicodeSegmentation as _;

    use super::*;
    use crate::{
        library::{Archived, Held, Library, example},
        verify::Archive,
        view::outline,
    };

    /// A made text, opened as that of a source of the example, with its quotes.
    pub(crate) fn opened(raw: &str) -> Opened {
        static EXAMPLE: LazyLock<Library> = LazyLock::new(example);
        let corpus = &EXAMPLE.corpus;
        let mut sources = corpus.sources.iter();
        let (source, _) = sources
            .find(|(_, source)| source.key.as_str() == "minutes")
            .expect("a source");
        let archived = Archived {
            held: Held::Present { is_sure: false },
            text: Some(Arc::new(Archive::new(raw))),
            sha256: Arc::from(""),
            is_lossy: false,
        };
        Opened::new(corpus, archived, source)
    }

    fn check(raw: &str, cols: usize, expect: &[&str]) {
        let opened = opened(raw);
        let rows = Rows {
            opened: &opened,
            cols,
        };
        let found = rows.from(Spot::default(), 100);
        let found: Vec<&str> = found
            .iter()
            .map(|(_, line)| raw.get(line.at.clone()).expect("bytes of the text"))
            .collect();
        assert_eq!(found, expect, "{raw:?}");
    }

    #[test]
    fn a_paragraph_flows_and_a_table_keeps_its_lines() {
        check("", 9, &[""]);
        check("A says\n   this.\n\nB", 20, &["A says\n   this.", "", "B"]);
        check(
            "one  1\n two 2\n\nB says\nthat.",
            12,
            &["one  1", " two 2", "", "B says\nthat."],
        );
        check("A says this.\n\nB.", 6, &["A says", "this.", "", "B."]);
    }

    #[test]
    fn a_text_of_one_line_has_parts_that_can_be_laid_out_alone() {
        let opened = opened(&"A says this. ".repeat(100_000));
        assert!(opened.parts.len() > 200);
        assert!(opened.parts.iter().all(|part| part.at.len() <= 4096));
        let rows = Rows {
            opened: &opened,
            cols: 80,
        };
        let last = rows.last_top(40);
        assert_eq!(rows.from(last, 99).len(), 40);
        assert_eq!(rows.step(last, 39), rows.step(last, isize::MAX));
    }

    /// Texts of every sort of sign, some of them many lines long. Not of every
    /// script: crates differ in how new a Unicode they know.
    const TEXT: &str = "([a-z.]{1,9}|[ \t\n]|\n\n|日本|e\u{301}|שלום|\u{202e}|\u{1b}\\[31m|\u{85}|\u{2028}|👩\u{200d}🚀|[\u{a1}-\u{2fff}]){0,60}";

    proptest! {
        #[test]
        fn rows_leave_out_white_space_alone_and_fit(raw in TEXT, cols in 1usize..30) {
            let opened = opened(&raw);
            let rows = Rows { opened: &opened, cols };
            let lines = rows.from(Spot::default(), 9999);
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let joined: String = lines.iter().filter_map(|(_, line)| raw.get(line.at.clone())).collect();
            prop_assert_eq!(bare(&joined), bare(&raw));
            for (_, line) in &lines {
                let words = raw.get(line.at.clone()).unwrap_or_default();
                let shown = outline::shown(words);
                let one = shown.graphemes(true).count() < 2;
                prop_assert!(!line.flows || text::width(&shown) <= cols || one, "{:?} in {}", shown, cols);
            }
        }

        #[test]
        fn steps_lead_to_the_rows_that_are_there(raw in TEXT, cols in 1usize..30, steps in prop::collection::vec(-9isize..9, 1..9), far in any::<bool>()) {
            let opened = opened(&raw);
            let rows = Rows { opened: &opened, cols };
            let all: Vec<Spot> = rows.from(Spot::default(), 9999).into_iter().map(|(spot, _)| spot).collect();
            let (mut at, mut spot) = (0_usize, Spot::default());
            for step in steps {
                let step = if far { step * 20 } else { step };
                spot = rows.step(spot, step);
                at = at.saturating_add_signed(step).min(all.len() - 1);
                prop_assert_eq!(spot, all[at]);
            }
            for (at, spot) in all.iter().enumerate() {
                let line = &rows.of(spot.part)[spot.row];
                prop_assert!(line.at.is_empty() || rows.spot(line.at.start) == *spot);
                prop_assert_eq!(rows.last_top(all.len() - at), *spot);
            }
        }
    }
}
