//! An archived text, with the quotes from it where they stand: their words lit,
//! its paragraphs numbered, and beside it all that is quoted from it.

use std::ops::Range;

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::{
    arena::Id,
    library::finding_in,
    model::{Entry, QuoteId, Source},
    text,
    ui::{
        place::Selection,
        theme::Role,
        widget::{
            doc::Doc,
            frame::Titles,
            line::{Row, row_of, split_left, split_top},
        },
    },
    verify::{Archive, Finding, Tier},
    view::{
        card,
        context::{Context, Detail, Out},
        outline, tick,
    },
};

/// Columns of paragraph numbers and of the mark beside quoted words.
const GUTTER: u16 = 7;

/// A row of the text, as bytes of it; without any, an empty one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    at: Range<usize>,
    /// The number of the paragraph that begins here.
    number: Option<usize>,
}

/// An archived text, wrapped.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Page {
    made_for: Option<(u64, Id<Source>, usize)>,
    lines: Vec<Line>,
    /// The quotes from the text that were looked for, in the order in which
    /// they stand there; those that were not found last.
    quotes: Vec<(QuoteId, Finding)>,
    top: usize,
    /// The quote that was last brought into sight.
    shown: Option<QuoteId>,
}

impl Page {
    /// Wraps the text anew where it or the width is another, and brings the
    /// selected quote into sight where it is another.
    pub(super) fn settle(&mut self, cx: &Context<'_>, source: Id<Source>, area: Rect) {
        let Some(archive) = text_of(cx) else { return };
        let (_, inner) = split_left(area, GUTTER);
        let wanted = (cx.version, source, usize::from(inner.width).max(1));
        if self.made_for != Some(wanted) {
            let known = self
                .made_for
                .is_some_and(|made| (made.0, made.1) == (wanted.0, wanted.1));
            let first = self.lines.get(self.top).map(|line| line.at.start);
            let title = &cx.corpus.sources[source].title;
            self.lines = lines(archive, title.raw(), wanted.2);
            if known {
                self.top = self.line_at(first.unwrap_or(0));
            } else {
                self.quotes = quotes(cx, source);
                (self.top, self.shown) = (0, None);
            }
            self.made_for = Some(wanted);
        }
        let selected = self.selected(cx).map(|(id, _)| *id);
        if selected != self.shown {
            self.shown = selected;
            if let Some((_, finding)) = self.selected(cx)
                && let Some(piece) = finding.pieces.first()
            {
                let height = self.parts(cx, area).1.height;
                self.top = self
                    .line_at(piece.start)
                    .saturating_sub(usize::from(height) / 3);
            }
        }
        self.scroll(0, self.height(cx, area));
    }

    /// Returns how many rows of the text are shown.
    pub(super) fn height(&self, cx: &Context<'_>, area: Rect) -> usize {
        usize::from(self.parts(cx, area).1.height)
    }

    /// Scrolls by rows, not past the last.
    pub(super) fn scroll(&mut self, by: isize, height: usize) {
        let most = self.lines.len().saturating_sub(height);
        self.top = self.top.saturating_add_signed(by).min(most);
    }

    /// Goes to the paragraph that begins after the top, or before it.
    pub(super) fn jump(&mut self, forward: bool, height: usize) {
        let begins = |at: &usize| {
            let empty = |at: usize| self.lines.get(at).is_none_or(|line| line.at.is_empty());
            !empty(*at) && (*at == 0 || empty(at - 1))
        };
        let found = if forward {
            (self.top + 1..self.lines.len()).find(begins)
        } else {
            (0..self.top).rev().find(begins)
        };
        if let Some(at) = found {
            self.top = at;
            self.scroll(0, height);
        }
    }

    /// Goes to the next quote, or the one before; from none, to the first in sight.
    pub(super) fn step(&self, cx: &Context<'_>, forward: bool) -> Out {
        let selected = self.selected(cx).map(|(id, _)| *id);
        let at = self.quotes.iter().position(|(id, _)| Some(*id) == selected);
        let top = self.lines.get(self.top).map_or(0, |line| line.at.start);
        let begins = |(_, finding): &(QuoteId, Finding)| {
            finding.pieces.first().map_or(usize::MAX, |at| at.start)
        };
        let found = match (at, forward) {
            (Some(at), true) => Some(at + 1),
            (Some(at), false) => at.checked_sub(1),
            (None, true) => self.quotes.iter().position(|quote| begins(quote) >= top),
            (None, false) => self.quotes.iter().rposition(|quote| begins(quote) < top),
        };
        match found.and_then(|at| self.quotes.get(at)) {
            Some((id, _)) => Out::Select(Selection::Entry(Entry::Quote(*id))),
            None => Out::Tell("There is no other quote from here.".to_owned()),
        }
    }

    /// Returns the place of the next row whose words fit, from the top on.
    pub(super) fn find(
        &mut self,
        cx: &Context<'_>,
        fits: impl Fn(&str) -> bool,
        back: bool,
    ) -> bool {
        let Some(archive) = text_of(cx) else {
            return false;
        };
        let holds = |at: &usize| {
            let line = self.lines.get(*at).map(|line| line.at.clone());
            line.and_then(|at| archive.raw().get(at)).is_some_and(&fits)
        };
        let (len, top) = (self.lines.len(), self.top);
        let found = if back {
            (0..top).rev().chain((top..len).rev()).find(holds)
        } else {
            (top + 1..len).chain(0..(top + 1).min(len)).find(holds)
        };
        self.top = found.unwrap_or(top);
        found.is_some()
    }

    /// Returns the words on the border.
    pub(super) fn titles(&self, cx: &Context<'_>, source: Id<Source>) -> Titles {
        let all = text::plural(self.quotes.len(), "quote", "quotes");
        let selected = self.selected(cx).map(|(id, _)| *id);
        let at = self.quotes.iter().position(|(id, _)| Some(*id) == selected);
        Titles {
            left: cx.corpus.sources[source].title.to_string(),
            right: at.map_or(all.clone(), |at| format!("{} of {all}", at + 1)),
        }
    }

    /// Returns how far one has read, in hundredths.
    pub(super) fn read(&self, height: usize) -> usize {
        let most = self.lines.len().saturating_sub(height);
        (100 * self.top.min(most)).checked_div(most).unwrap_or(100)
    }

    /// Returns all that is quoted from the text, to be gone to.
    pub(super) fn detail(&self, cx: &Context<'_>, source: Id<Source>, cols: usize) -> Detail {
        let mut doc = Doc::new(cols);
        for (id, _) in &self.quotes {
            card::quote(&mut doc, cx, *id);
            doc.gap();
        }
        outline::heading(&mut doc, "The source", 0, cx.theme);
        outline::source_head(&mut doc, cx, source);
        Detail {
            titles: Titles {
                left: "Quoted from here".to_owned(),
                right: text::grouped(self.quotes.len()),
            },
            doc,
        }
    }

    /// Draws what is known of the selected quote, and the text.
    pub(super) fn draw(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let Some(archive) = text_of(cx) else { return };
        let (head, body) = self.parts(cx, area);
        for (y, row) in self.told(cx, area.width).iter().enumerate() {
            row.draw(row_of(head, y), buf);
        }
        let (gutter, inner) = split_left(body, GUTTER);
        let selected = self.selected(cx);
        let shown = self.lines.iter().skip(self.top);
        for (y, line) in shown.take(usize::from(body.height)).enumerate() {
            self.margin(cx, line, row_of(gutter, y), buf);
            let mut row = Row::new();
            for (at, style) in self.pieces(cx, line, selected) {
                let words = archive.raw().get(at).unwrap_or_default();
                row.push(outline::shown(words), style);
            }
            row.draw(row_of(inner, y), buf);
        }
    }

    /// Draws the number of a paragraph, and a mark beside quoted words.
    fn margin(&self, cx: &Context<'_>, line: &Line, area: Rect, buf: &mut Buffer) {
        let theme = cx.theme;
        let number = line
            .number
            .map_or(String::new(), |number| number.to_string());
        let sign = if line.number.is_some() {
            theme.glyph("¶", "P")
        } else {
            " "
        };
        let here = self.selected(cx).is_some_and(|(_, it)| stands(it, line));
        let quoted = self.quotes.iter().any(|(_, it)| stands(it, line));
        let (mark, role) = match (here, quoted) {
            (true, _) => (theme.glyph("▌", ">"), Role::Focus),
            (false, true) => (theme.glyph("▎", "|"), Role::Gutter),
            (false, false) => (" ", Role::Dim),
        };
        Row::new()
            .and(format!("{sign}{number:>3} "), theme.style(Role::Dim))
            .and(mark, theme.style(role))
            .draw(area, buf);
    }

    /// Returns a row in pieces that look alike: bytes of the text, and how.
    fn pieces(
        &self,
        cx: &Context<'_>,
        line: &Line,
        selected: Option<&(QuoteId, Finding)>,
    ) -> Vec<(Range<usize>, Style)> {
        let theme = cx.theme;
        let style = |at: usize| {
            let in_any = |ranges: &[Range<usize>]| ranges.iter().any(|range| range.contains(&at));
            if let Some((_, finding)) = selected {
                // What is only like the quote does not look like it.
                if in_any(&finding.pieces) && finding.in_text == Tier::Near {
                    return theme.style(Role::Bad);
                }
                if in_any(&finding.pieces) {
                    let own = theme.style(Role::Quotation);
                    return own.patch(theme.style(Role::Lit));
                }
                if in_any(&finding.omitted) {
                    return theme.style(Role::Warn);
                }
            }
            if self.quotes.iter().any(|(_, it)| in_any(&it.pieces)) {
                return theme.style(Role::Quotation);
            }
            theme.style(Role::Text)
        };
        let near = self.quotes.iter().filter(|(_, it)| stands(it, line));
        let ranges = near.flat_map(|(_, it)| it.pieces.iter().chain(&it.omitted));
        let mut ends: Vec<usize> = ranges
            .flat_map(|range| [range.start, range.end])
            .filter(|at| line.at.contains(at))
            .chain([line.at.start, line.at.end])
            .collect();
        ends.sort_unstable();
        ends.dedup();
        ends.windows(2)
            .map(|two| (two[0]..two[1], style(two[0])))
            .collect()
    }

    /// Returns the head and the text below it.
    fn parts(&self, cx: &Context<'_>, area: Rect) -> (Rect, Rect) {
        let rows = self.told(cx, area.width).len();
        let rows = u16::try_from(rows).unwrap_or(0).min(area.height / 2);
        split_top(area, rows)
    }

    /// Returns what is known of the selected quote: whether it was found, in
    /// what, and what could turn it round.
    fn told(&self, cx: &Context<'_>, cols: u16) -> Vec<Row> {
        let (Some((id, finding)), Some(archived)) = (self.selected(cx), cx.text()) else {
            return Vec::new();
        };
        let (corpus, theme) = (cx.corpus, cx.theme);
        let mut doc = Doc::new(cols.into());
        let sign = tick::sign(cx, *id);
        let indent = Row::new().and("  ", theme.style(Role::Dim));
        let key = &corpus.sources[corpus.quotes.source(*id)].key;
        let words = finding.words(key, &archived.sha256);
        doc.wrapped(
            &sign,
            &indent,
            &[(words.as_str(), theme.style(Role::Strong))],
        );
        for warning in &finding.warnings {
            let words = warning.words();
            doc.wrapped(
                &indent,
                &indent,
                &[(words.as_str(), theme.style(Role::Warn))],
            );
        }
        if !finding.diff.is_empty() {
            outline::differing(&mut doc, cx, &finding.diff);
        }
        doc.gap();
        doc.rows.into_iter().map(|row| row.row).collect()
    }

    fn selected(&self, cx: &Context<'_>) -> Option<&(QuoteId, Finding)> {
        match cx.place.selection {
            Some(Selection::Entry(Entry::Quote(id))) => {
                self.quotes.iter().find(|(quote, _)| *quote == id)
            }
            _ => None,
        }
    }

    fn line_at(&self, byte: usize) -> usize {
        let after = self
            .lines
            .partition_point(|line| line.at.start <= byte)
            .saturating_sub(1);
        // Empty rows are of no byte.
        (0..=after)
            .rev()
            .find(|&at| self.lines.get(at).is_some_and(|line| !line.at.is_empty()))
            .unwrap_or(0)
    }
}

/// Returns the text that is read, if it is there.
pub(super) fn text_of<'a>(cx: &Context<'a>) -> Option<&'a Archive> {
    cx.text().and_then(|archived| archived.text.as_deref())
}

/// Whether a quote's words, or what it leaves out, stand in a row.
fn stands(finding: &Finding, line: &Line) -> bool {
    let mut ranges = finding.pieces.iter().chain(&finding.omitted);
    ranges.any(|range| range.start < line.at.end && line.at.start < range.end)
}

fn lines(archive: &Archive, title: &str, cols: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (block, mut number) in archive.blocks(title) {
        if !lines.is_empty() {
            let at = block.start..block.start;
            lines.push(Line { at, number: None });
        }
        let mut words = archive
            .raw()
            .get(block.clone())
            .unwrap_or_default()
            .to_owned();
        // A paragraph flows; what is none, as a heading or a table, keeps its lines.
        if number.is_some() {
            words = words.replace(['\n', '\r'], " ");
        }
        for row in text::wrap(&words, cols) {
            let at = block.start + row.start..block.start + row.end;
            if !at.is_empty() {
                let number = number.take();
                lines.push(Line { at, number });
            }
        }
    }
    lines
}

/// Looks for the quotes of a source in its text.
fn quotes(cx: &Context<'_>, source: Id<Source>) -> Vec<(QuoteId, Finding)> {
    let Some(archived) = cx.text() else {
        return Vec::new();
    };
    let corpus = cx.corpus;
    let ids = corpus.quotes_in.of(source).iter().copied();
    let own = ids.filter(|&id| corpus.quotes.source(id) == source);
    let mut found: Vec<_> = own
        .filter_map(|id| Some((id, finding_in(corpus, archived, id)?)))
        .collect();
    found.sort_by_key(|(_, finding)| {
        let first = finding.pieces.first().map(|piece| piece.start);
        (first.is_none(), first)
    });
    found
}
