//! Rows to be read and followed: what detail panes and the Reader show.

use std::ops::Range;

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::{
    text,
    ui::{
        needle::{How, Needle},
        place::Selection,
        theme::{Role, Theme},
        widget::line::{Row, inset, row_of, split_left},
    },
};

/// A row and what it leads to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocRow {
    /// The words.
    pub row: Row,
    /// What Enter on it shows.
    pub link: Option<Selection>,
    /// The heading's depth, from 1, if the row is a heading.
    pub heading: Option<u8>,
}

/// Rows to be read and followed, wrapped to a width.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Doc {
    /// The rows, from the top.
    pub rows: Vec<DocRow>,
    /// Columns the rows were wrapped to.
    pub cols: usize,
    link: Option<Selection>,
}

impl Doc {
    /// Returns an empty document of a width.
    pub fn new(cols: usize) -> Doc {
        Doc {
            rows: Vec::new(),
            cols: cols.max(1),
            link: None,
        }
    }
    /// What the rows that follow lead to.
    pub fn linking(&mut self, link: Option<Selection>) {
        self.link = link;
    }
    /// Adds a row as it is.
    pub fn row(&mut self, row: Row) {
        self.rows.push(DocRow {
            row,
            link: self.link,
            heading: None,
        });
    }
    /// Adds an empty row, unless the last one is empty already.
    pub fn gap(&mut self) {
        if self
            .rows
            .last()
            .is_some_and(|last| !last.row.pieces.is_empty())
        {
            self.rows.push(DocRow::default());
        }
    }
    /// Adds a heading.
    pub fn heading(&mut self, depth: u8, words: &str, style: Style) {
        for range in text::wrap(words, self.cols) {
            let row = Row::new().and(words.get(range).unwrap_or_default(), style);
            self.rows.push(DocRow {
                row,
                link: self.link,
                heading: Some(depth),
            });
        }
    }
    /// Adds a paragraph: pieces of words wrapped together, the first row after
    /// `first` and the others after `rest`, both as wide as each other.
    pub fn wrapped(&mut self, first: &Row, rest: &Row, pieces: &[(&str, Style)]) {
        let whole: String = pieces.iter().map(|(words, _)| *words).collect();
        let cols = self
            .cols
            .saturating_sub(first.width().max(rest.width()))
            .max(1);
        for (at, range) in text::wrap(&whole, cols).into_iter().enumerate() {
            let mut row = if at == 0 { first.clone() } else { rest.clone() };
            styled(&mut row, pieces, &range);
            self.row(row);
        }
    }
    /// Adds a paragraph of one style.
    pub fn para(&mut self, words: &str, style: Style) {
        if !words.is_empty() {
            self.wrapped(&Row::new(), &Row::new(), &[(words, style)]);
        }
    }
    /// Adds a labelled value: the label in a column of its own.
    pub fn labelled(&mut self, label: &str, cols: usize, value: &str, theme: &Theme) {
        if value.is_empty() {
            return;
        }
        let dim = theme.style(Role::Dim);
        let first = Row::new().and(text::pad(label, cols), dim);
        let rest = Row::new().and(" ".repeat(cols), dim);
        self.wrapped(&first, &rest, &[(value, theme.style(Role::Text))]);
    }
    /// Adds the rows of a narrower document, the first after `first` and the others
    /// after `rest`, both as wide as each other.
    pub fn nested(&mut self, first: &Row, rest: &Row, inner: Doc) {
        for (at, mut row) in inner.rows.into_iter().enumerate() {
            if !row.row.pieces.is_empty() {
                let mut whole = if at == 0 { first.clone() } else { rest.clone() };
                whole.pieces.append(&mut row.row.pieces);
                row.row = whole;
            }
            self.rows.push(row);
        }
    }
    /// Adds two documents side by side, the right one after so many columns. A
    /// row leads to what the right one's leads to, else to the left one's.
    pub fn abreast(&mut self, left: Doc, right: Doc, cols: usize) {
        let len = left.rows.len().max(right.rows.len());
        let (mut left, mut right) = (left.rows.into_iter(), right.rows.into_iter());
        for _ in 0..len {
            let (one, other) = (left.next(), right.next());
            let (one, other) = (one.unwrap_or_default(), other.unwrap_or_default());
            let mut row = one.row;
            let blanks = " ".repeat(cols.saturating_sub(row.width()));
            row.push(blanks, Style::new());
            row.pieces.extend(other.row.pieces);
            self.rows.push(DocRow {
                row,
                link: other.link.or(one.link),
                heading: other.heading.or(one.heading),
            });
        }
    }
    /// Returns the groups of rows that lead to the same thing, from the top.
    pub fn links(&self) -> Vec<(Range<usize>, Selection)> {
        let mut found: Vec<(Range<usize>, Selection)> = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let Some(link) = row.link else { continue };
            match found.last_mut() {
                Some((range, last)) if *last == link && range.end == at => range.end = at + 1,
                _ => found.push((at..at + 1, link)),
            }
        }
        found
    }
}

/// Adds to a row the pieces' part that lies in a range of their whole.
fn styled(row: &mut Row, pieces: &[(&str, Style)], range: &Range<usize>) {
    let mut start = 0;
    for (words, style) in pieces {
        let from = range.start.max(start) - start;
        let to = range.end.min(start + words.len()).saturating_sub(start);
        if from < to {
            row.push(words.get(from..to).unwrap_or_default(), *style);
        }
        start += words.len();
    }
}

/// Where a reader of a document is: the row at the top, and the link chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reading {
    /// The first row shown.
    pub top: usize,
    /// The link chosen, counted from zero among [`Doc::links`]; `None` before
    /// one was chosen.
    pub link: Option<usize>,
}

impl Reading {
    /// Chooses the next link (or the one before), and scrolls to it. Returns
    /// whether there was one.
    pub fn step(&mut self, doc: &Doc, forward: bool, height: usize) -> bool {
        let links = doc.links();
        let next = match (self.link, forward) {
            (None, true) => 0,
            (None, false) => return false,
            (Some(at), true) => at + 1,
            (Some(at), false) if at > 0 => at - 1,
            (Some(_), false) => return false,
        };
        let Some((rows, _)) = links.get(next) else {
            return false;
        };
        self.link = Some(next);
        self.reveal(rows, height);
        true
    }
    /// Scrolls just enough to show rows, their first ones if not all fit.
    pub fn reveal(&mut self, rows: &Range<usize>, height: usize) {
        let last = rows.end.min(rows.start + height);
        self.top = self.top.max(last.saturating_sub(height)).min(rows.start);
    }
    /// Scrolls by rows, not past the last.
    pub fn scroll(&mut self, by: isize, doc: &Doc, height: usize) {
        let most = doc.rows.len().saturating_sub(height);
        self.top = self.top.saturating_add_signed(by).min(most);
    }
    /// Scrolls to the next row that answers a needle, or the one before, going
    /// round. Returns whether there was one.
    pub fn find(&mut self, doc: &Doc, needle: &Needle, back: bool, height: usize) -> bool {
        let holds = |at: usize, how: How| {
            let words: String = doc.rows[at]
                .row
                .pieces
                .iter()
                .map(|(words, _)| words.as_str())
                .collect();
            needle.fits(&words, how)
        };
        let len = doc.rows.len();
        let find = |how| {
            if back {
                (0..self.top.min(len))
                    .rev()
                    .chain((self.top.min(len)..len).rev())
                    .find(|&at| holds(at, how))
            } else {
                ((self.top + 1).min(len)..len)
                    .chain(0..(self.top + 1).min(len))
                    .find(|&at| holds(at, how))
            }
        };
        let found = find(How::Typed).or_else(|| find(How::Slips));
        if let Some(at) = found {
            self.top = at;
            self.scroll(0, doc, height);
        }
        found.is_some()
    }
    /// Returns which link stands in a row of the height, counted from zero.
    pub fn link_at(&self, doc: &Doc, row: usize, height: usize) -> Option<usize> {
        let top = self.top.min(doc.rows.len().saturating_sub(height));
        let links = doc.links();
        links
            .iter()
            .position(|(rows, _)| rows.contains(&(top + row)))
    }
    /// Returns what the chosen link leads to.
    pub fn chosen(&self, doc: &Doc) -> Option<Selection> {
        doc.links().get(self.link?).map(|(_, link)| *link)
    }
    /// Draws the rows shown, the chosen link with a mark beside it where the
    /// pane has the keys.
    pub fn draw(self, doc: &Doc, focused: bool, theme: &Theme, area: Rect, buf: &mut Buffer) {
        let (gutter, inner) = split_left(area, 1);
        let height = usize::from(area.height);
        let chosen = self
            .link
            .and_then(|at| doc.links().get(at).map(|(rows, _)| rows.clone()));
        let top = self.top.min(doc.rows.len().saturating_sub(height));
        for (y, row) in doc.rows.iter().enumerate().skip(top).take(height) {
            row.row.draw(row_of(inner, y - top), buf);
            if focused && chosen.as_ref().is_some_and(|rows| rows.contains(&y)) {
                let mark = Row::new().and(theme.glyph("▎", ">"), theme.style(Role::Gutter));
                mark.draw(row_of(gutter, y - top), buf);
            }
        }
        if doc.rows.len() > top + height && height > 0 {
            let more = Row::new().and(theme.glyph(" ↓ ", " v "), theme.style(Role::Dim));
            more.draw_right(row_of(inset(area, 0), height - 1), buf);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Entry;

    fn words(doc: &Doc) -> Vec<String> {
        let row = |row: &DocRow| {
            let pieces = row.row.pieces.iter();
            pieces.map(|(words, _)| words.as_str()).collect()
        };
        doc.rows.iter().map(row).collect()
    }

    fn of(rows: &[&str], link: Option<Selection>) -> Doc {
        let mut doc = Doc::new(4);
        doc.linking(link);
        for words in rows {
            doc.row(Row::new().and(*words, Style::new()));
        }
        doc
    }

    #[test]
    fn what_is_nested_stands_after_its_indent_and_leads_where_it_did() {
        let link = Some(Selection::Entry(Entry::Quote(crate::arena::Id::new(3))));
        let mut inner = of(&["a", "b"], link);
        inner.gap();
        let (first, rest) = (
            Row::new().and("- ", Style::new()),
            Row::new().and("  ", Style::new()),
        );
        let mut doc = of(&["x"], None);
        doc.nested(&first, &rest, inner);
        assert_eq!(words(&doc), ["x", "- a", "  b", ""]);
        let links: Vec<_> = doc.rows.iter().map(|row| row.link).collect();
        assert_eq!(links, [None, link, link, None]);
    }

    #[test]
    fn the_longer_of_two_side_by_side_is_shown_whole() {
        let link = Some(Selection::Entry(Entry::Quote(crate::arena::Id::new(3))));
        let mut doc = Doc::new(10);
        doc.abreast(of(&["a"], link), of(&["bb", "c"], None), 6);
        doc.abreast(of(&["a", "灯"], None), of(&["b"], link), 6);
        assert_eq!(words(&doc), ["a     bb", "      c", "a     b", "灯    "]);
        let links: Vec<_> = doc.rows.iter().map(|row| row.link).collect();
        assert_eq!(links, [link, None, link, None]);
    }
}
