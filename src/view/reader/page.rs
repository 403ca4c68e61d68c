//! An archived text, with the quotes from it where they stand: their words lit,
//! its paragraphs numbered, and beside it all that is quoted from it.

use std::ops::Range;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
};

use crate::{
    arena::Id,
    library::Opened,
    model::{Entry, QuoteId, Source},
    text::{self, Clean},
    ui::{
        action::Action,
        mouse::{Mouse, Pointer},
        needle::Needle,
        place::Selection,
        theme::Role,
        widget::{
            doc::Doc,
            frame::Titles,
            line::{Row, row_of, split_left, split_top},
        },
    },
    verify::Finding,
    view::{
        card,
        context::{Context, Detail, Direction, Out},
        outline,
        reader::{
            lit::{Mark, Marks, pieces, places},
            rows::{Line, Rows, Spot},
            seek::{self, Hit},
        },
        tick,
    },
};

/// An archived text, as it is read.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Page {
    /// The library and the source it was opened for, and the columns of a row.
    made_for: Option<(u64, Id<Source>, usize)>,
    marks: Marks,
    /// Columns of paragraph numbers and of the mark beside quoted words.
    gutter: u16,
    top: Spot,
    /// The quote that was last brought into sight, and at which of its places.
    shown: Option<QuoteId>,
    place: usize,
    /// At which place the quote is to be that is selected next.
    coming: Option<usize>,
    /// What was found last.
    hit: Option<Hit>,
}

impl Page {
    /// Lays the text out anew where it or the width is another, and brings the
    /// selected quote into sight where it is another.
    pub(super) fn settle(&mut self, cx: &Context<'_>, source: Id<Source>, area: Rect) {
        let Some(opened) = cx.text() else { return };
        let before = self.made_for;
        if before.is_none_or(|made| (made.0, made.1) != (cx.version, source)) {
            *self = Page {
                marks: Marks::new(&opened.quotes),
                gutter: gutter(opened),
                ..Page::default()
            };
        }
        let cols = usize::from(split_left(area, self.gutter).1.width).max(1);
        if let Some((.., was)) = self.made_for
            && was != cols
        {
            // The same words stay at the top.
            let byte = Rows { opened, cols: was }.byte(self.top);
            self.top = Rows { opened, cols }.spot(byte);
            self.hit = None;
        }
        self.made_for = Some((cx.version, source, cols));
        let selected = selected(cx).map(|(_, id, _)| id);
        if selected != self.shown {
            self.place = self.coming.take().unwrap_or(0);
            self.shown = selected;
            self.reveal(cx, area);
        }
        self.scroll(cx, area, 0);
    }

    /// Brings the selected quote into sight, at the place where one is.
    pub(super) fn reveal(&mut self, cx: &Context<'_>, area: Rect) {
        let piece = selected(cx).and_then(|(.., finding)| pieces(finding, self.place).first());
        if let (Some(rows), Some(piece)) = (self.rows(cx), piece) {
            self.top = self.above(cx, area, rows.spot(piece.start));
        }
        self.scroll(cx, area, 0);
    }

    /// Answers an action that scrolls; returns whether it was one.
    pub(super) fn act(&mut self, cx: &Context<'_>, area: Rect, action: Action) -> bool {
        let height = self.height(cx, area);
        let page = isize::try_from(height.max(3) - 2).unwrap_or(1);
        match action {
            Action::Down => self.scroll(cx, area, 1),
            Action::Up => self.scroll(cx, area, -1),
            Action::HalfDown => self.scroll(cx, area, (page / 2).max(1)),
            Action::HalfUp => self.scroll(cx, area, -(page / 2).max(1)),
            Action::PageDown => self.scroll(cx, area, page),
            Action::PageUp => self.scroll(cx, area, -page),
            Action::Top => self.top = Spot::default(),
            Action::Bottom => {
                let last = self.rows(cx).map(|rows| rows.last_top(height));
                self.top = last.unwrap_or_default();
            }
            Action::NextPara | Action::NextSection => self.jump(cx, area, true),
            Action::PrevPara | Action::PrevSection => self.jump(cx, area, false),
            _ => return false,
        }
        true
    }

    fn height(&self, cx: &Context<'_>, area: Rect) -> usize {
        usize::from(self.parts(cx, area).1.height)
    }

    /// Scrolls by rows, not past the last.
    fn scroll(&mut self, cx: &Context<'_>, area: Rect, by: isize) {
        if let Some(rows) = self.rows(cx) {
            let last = rows.last_top(self.height(cx, area));
            self.top = rows.step(self.top, by).min(last);
        }
    }

    /// Returns the spot that is to be at the top for a row to be seen with some
    /// of what stands above it.
    fn above(&self, cx: &Context<'_>, area: Rect, spot: Spot) -> Spot {
        let third = isize::try_from(self.height(cx, area) / 3).unwrap_or(0);
        self.rows(cx).map_or(spot, |rows| {
            let top = rows.step(spot, -third);
            // The empty row above a paragraph shows nothing.
            let is_empty = rows.from(top, 1).iter().all(|(_, line)| line.at.is_empty());
            if is_empty && top < spot {
                rows.step(top, 1)
            } else {
                top
            }
        })
    }

    /// Goes to the paragraph that begins after the top, or before it.
    fn jump(&mut self, cx: &Context<'_>, area: Rect, forward: bool) {
        let Some(opened) = cx.text() else { return };
        let begins = |part: &usize| opened.parts.get(*part).is_some_and(|part| part.begins);
        // The empty row above a paragraph is its first.
        let spot = |part: usize| Spot {
            part,
            row: usize::from(part > 0),
        };
        let found = if forward {
            (self.top.part..opened.parts.len())
                .filter(begins)
                .map(spot)
                .find(|spot| self.top < *spot)
        } else {
            (0..=self.top.part)
                .rev()
                .filter(begins)
                .map(spot)
                .find(|spot| *spot < self.top)
        };
        if let Some(spot) = found {
            self.top = spot;
            self.scroll(cx, area, 0);
        }
    }

    /// Goes to the next place of the selected quote, or to the next quote; or
    /// the one before. From none, to the first in sight.
    pub(super) fn step(&mut self, cx: &Context<'_>, area: Rect, forward: bool) -> Out {
        let quotes = cx.text().map_or(&[][..], |opened| &opened.quotes);
        let found = match (selected(cx), forward) {
            (Some((.., finding)), true) if self.place + 1 < places(finding) => {
                self.place += 1;
                self.reveal(cx, area);
                return Out::Nothing;
            }
            (Some(_), false) if self.place > 0 => {
                self.place -= 1;
                self.reveal(cx, area);
                return Out::Nothing;
            }
            (Some((at, ..)), true) => Some(at + 1),
            (Some((at, ..)), false) => at.checked_sub(1),
            (None, forward) => {
                let top = self.rows(cx).map_or(0, |rows| rows.byte(self.top));
                let begins = |(_, finding): &(QuoteId, Finding)| {
                    finding.pieces.first().map_or(usize::MAX, |at| at.start)
                };
                if forward {
                    quotes.iter().position(|quote| begins(quote) >= top)
                } else {
                    quotes.iter().rposition(|quote| begins(quote) < top)
                }
            }
        };
        let Some((id, finding)) = found.and_then(|at| quotes.get(at)) else {
            return Out::Tell("There is no other quote from here.".to_owned());
        };
        let last = places(finding) - 1;
        self.go(*id, if forward { 0 } else { last })
    }

    /// Selects a quote at one of its places; what is selected is brought into
    /// sight once it is.
    fn go(&mut self, id: QuoteId, place: usize) -> Out {
        self.coming = Some(place);
        Out::Select(Selection::Entry(Entry::Quote(id)))
    }

    /// Goes to the next row that has what is looked for, or the one before: from
    /// what was found last, if that is in sight, else from the top of what is.
    pub(super) fn find(
        &mut self,
        cx: &Context<'_>,
        area: Rect,
        needle: &Needle,
        direction: Direction,
    ) -> Option<Out> {
        let rows = self.rows(cx)?;
        let seen = rows.from(self.top, self.height(cx, area));
        let is_seen = |spot: Spot| seen.iter().any(|(seen, _)| *seen == spot);
        let last = self
            .hit
            .as_ref()
            .filter(|hit| hit.needle == *needle && is_seen(hit.spot));
        let (from, direction) = match (last, direction) {
            (Some(hit), Direction::Forward | Direction::Back) => (hit.spot, direction),
            (None, Direction::Forward) => (self.top, Direction::Here),
            (_, direction) => (self.top, direction),
        };
        let (hit, is_round) = seek::next(rows, needle, from, direction)?;
        if !is_seen(hit.spot) {
            self.top = self.above(cx, area, hit.spot);
        }
        self.hit = Some(hit);
        self.scroll(cx, area, 0);
        let told = match (is_round, direction) {
            (false, _) => return Some(Out::Nothing),
            (true, Direction::Back) => "Not above: on from the end.",
            (true, Direction::Here | Direction::Forward) => "Not below: on from the top.",
        };
        Some(Out::Tell(told.to_owned()))
    }

    /// Selects the quote that was clicked on; on the one that is selected, at
    /// the place where one is, it is followed.
    pub(super) fn click(&mut self, cx: &Context<'_>, area: Rect, mouse: Mouse) -> Out {
        let (_, body) = self.parts(cx, area);
        let Some((quote, place)) = self.under(cx, body, mouse) else {
            return Out::Pass;
        };
        let quotes = cx.text().map_or(&[][..], |opened| &opened.quotes);
        let Some(&(id, _)) = quotes.get(quote) else {
            return Out::Pass;
        };
        let is_selected = selected(cx).is_some_and(|(at, ..)| at == quote);
        if is_selected && place == self.place {
            return if cx.main_focused() {
                Out::Show(Selection::Entry(Entry::Quote(id)))
            } else {
                Out::Nothing
            };
        }
        // What is clicked on is in sight and stays where it is.
        (self.shown, self.place) = (Some(id), place);
        Out::Select(Selection::Entry(Entry::Quote(id)))
    }

    /// Returns the quote under the mouse, and which of its places: beside the
    /// words that of the row.
    fn under(&self, cx: &Context<'_>, body: Rect, mouse: Mouse) -> Option<(usize, usize)> {
        if mouse.kind != Pointer::Down || !mouse.is_in(body) {
            return None;
        }
        let rows = self.rows(cx)?;
        let lines = rows.from(self.top, body.height.into());
        let (_, line) = lines.get(usize::from(mouse.row - body.y))?;
        let (gutter, inner) = split_left(body, self.gutter);
        let mut marks: Vec<&Mark> = self.marks.within(&line.at).collect();
        if !mouse.is_in(gutter) {
            let mut left = usize::from(mouse.column - inner.x);
            let drawn = self.drawn(cx, line, &[]);
            let at = drawn.into_iter().find_map(|(at, words, _)| {
                let width = text::width(&words);
                let is_here = left < width;
                left = left.saturating_sub(width);
                is_here.then_some(at.start)
            })?;
            marks.retain(|mark| mark.at.contains(&at));
        }
        // Of several, the one that is selected, else the shortest.
        let selected = selected(cx).map(|(at, ..)| at);
        let chosen = marks.into_iter().min_by_key(|mark| {
            let is_selected = Some(mark.quote) == selected;
            (!is_selected, mark.is_left_out, mark.at.len(), mark.quote)
        });
        chosen.map(|mark| (mark.quote, mark.place))
    }

    /// Returns how far one has read, in hundredths of the bytes there are.
    pub(super) fn read(&self, cx: &Context<'_>, area: Rect) -> usize {
        let Some(rows) = self.rows(cx) else {
            return 100;
        };
        let last = rows.last_top(self.height(cx, area));
        if last <= self.top {
            return 100;
        }
        (100 * rows.byte(self.top))
            .checked_div(rows.byte(last))
            .unwrap_or(0)
    }

    /// Draws what is known of the selected quote, and the text.
    pub(super) fn draw(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let Some(rows) = self.rows(cx) else { return };
        let (head, body) = self.parts(cx, area);
        for (y, row) in self.told(cx, area.width).iter().enumerate() {
            row.draw(row_of(head, y), buf);
        }
        let (gutter, inner) = split_left(body, self.gutter);
        let lines = rows.from(self.top, body.height.into());
        let hits = self.hits(cx, &lines);
        for (y, (spot, line)) in lines.iter().enumerate() {
            self.margin(cx, line, row_of(gutter, y), buf);
            let is_here = self.hit.as_ref().is_some_and(|hit| hit.spot == *spot);
            let mut row = Row::new();
            for (at, words, style) in self.drawn(cx, line, &hits) {
                let is_hit = hits.iter().any(|hit| hit.contains(&at.start));
                let style = match (is_hit, is_here) {
                    (false, _) => style,
                    (true, true) => cx.theme.style(Role::Selected),
                    (true, false) => {
                        let lit = style.patch(cx.theme.style(Role::Lit));
                        lit.add_modifier(Modifier::REVERSED)
                    }
                };
                row.push(words, style);
            }
            row.draw(row_of(inner, y), buf);
        }
    }

    /// Returns where rows have what was looked for last, unless it was taken back.
    fn hits(&self, cx: &Context<'_>, lines: &[(Spot, Line)]) -> Vec<Range<usize>> {
        let (Some(hit), Some(opened)) = (&self.hit, cx.text()) else {
            return Vec::new();
        };
        if hit.needle != *cx.needle {
            return Vec::new();
        }
        let first = lines.first().map_or(0, |(spot, _)| spot.part);
        let last = lines.last().map_or(0, |(spot, _)| spot.part);
        let parts = first..=last;
        parts
            .flat_map(|part| seek::hits(opened, &hit.needle, hit.sought, part))
            .collect()
    }

    /// Draws the number of a paragraph, and a mark beside quoted words: `?` where
    /// else those of the selected quote stand.
    fn margin(&self, cx: &Context<'_>, line: &Line, area: Rect, buf: &mut Buffer) {
        let theme = cx.theme;
        let selected = selected(cx).map(|(at, ..)| at);
        let (mut here, mut other, mut quoted) = (false, false, false);
        for mark in self.marks.within(&line.at) {
            quoted = true;
            if Some(mark.quote) == selected {
                here |= mark.place == self.place;
                other |= mark.place != self.place;
            }
        }
        let (mark, role) = match (here, other, quoted) {
            (true, ..) => (theme.glyph("▌", ">"), Role::Focus),
            (false, true, _) => ("?", Role::Warn),
            (false, false, true) => (theme.glyph("▎", "|"), Role::Gutter),
            (false, false, false) => (" ", Role::Dim),
        };
        let mut row = Row::new();
        if let Some(digits) = usize::from(self.gutter).checked_sub(4) {
            let dim = theme.style(Role::Dim);
            match line.number {
                Some(number) => {
                    row.push(format!("{}{number:>digits$} ", theme.glyph("¶", "P")), dim);
                }
                None => row.push(" ".repeat(digits + 2), dim),
            }
        }
        row.and(mark, theme.style(role)).draw(area, buf);
    }

    /// Returns a row in pieces that look alike: bytes of the text, the words as
    /// they are shown, and how. They end where what was found does as well.
    fn drawn(
        &self,
        cx: &Context<'_>,
        line: &Line,
        hits: &[Range<usize>],
    ) -> Vec<(Range<usize>, String, Style)> {
        let raw = cx.text().map_or("", Opened::raw);
        let marks: Vec<&Mark> = self.marks.within(&line.at).collect();
        let ranges = marks.iter().map(|mark| &mark.at).chain(hits);
        let mut ends: Vec<usize> = ranges
            .flat_map(|range| [range.start, range.end])
            .filter(|at| line.at.contains(at))
            .chain([line.at.start, line.at.end])
            .collect();
        ends.sort_unstable();
        ends.dedup();
        let pieces = ends.windows(2).map(|two| two[0]..two[1]);
        pieces
            .map(|at| {
                let words = raw.get(at.clone()).unwrap_or_default();
                let shown = if line.flows {
                    outline::shown(words)
                } else {
                    Clean::verbatim_line(words).to_string()
                };
                let style = self.style(cx, &marks, at.start);
                (at, shown, style)
            })
            .collect()
    }

    /// Returns how a byte of the text looks.
    fn style(&self, cx: &Context<'_>, marks: &[&Mark], at: usize) -> Style {
        let theme = cx.theme;
        let own = theme.style(Role::Quotation);
        let selected = selected(cx);
        let here = marks.iter().filter(|mark| mark.at.contains(&at));
        let (mut style, mut rank) = (theme.style(Role::Text), 0);
        for mark in here {
            let its = selected.filter(|(quote, ..)| *quote == mark.quote);
            let (own_rank, own_style) = match (its, mark.place == self.place, mark.is_left_out) {
                // What is only like the quote does not look like it.
                (Some((.., finding)), true, false) if finding.is_only_like() => {
                    (5, theme.style(Role::Bad))
                }
                (Some(_), true, false) => (5, own.patch(theme.style(Role::Lit))),
                (Some(_), true, true) => (4, theme.style(Role::Warn)),
                (Some(_), false, false) => (3, own.patch(theme.style(Role::Held))),
                (None, _, false) => (2, own),
                (_, _, true) => (1, theme.style(Role::Text)),
            };
            if rank < own_rank {
                (style, rank) = (own_style, own_rank);
            }
        }
        style
    }

    /// Returns the head and the text below it.
    fn parts(&self, cx: &Context<'_>, area: Rect) -> (Rect, Rect) {
        let rows = self.told(cx, area.width).len();
        let rows = u16::try_from(rows).unwrap_or(0).min(area.height / 2);
        split_top(area, rows)
    }

    /// Returns what is known of the selected quote: whether it was found, in
    /// what, at which of several places one is, and what could turn it round.
    fn told(&self, cx: &Context<'_>, cols: u16) -> Vec<Row> {
        let (Some((_, id, finding)), Some(opened)) = (selected(cx), cx.text()) else {
            return Vec::new();
        };
        let (corpus, theme) = (cx.corpus, cx.theme);
        let mut doc = Doc::new(cols.into());
        let sign = tick::sign(cx, id);
        let indent = Row::new().and("  ", theme.style(Role::Dim));
        let key = &corpus.sources[corpus.quotes.source(id)].key;
        let words = finding.words(key, &opened.archived.sha256);
        doc.wrapped(
            &sign,
            &indent,
            &[(words.as_str(), theme.style(Role::Strong))],
        );
        let all = places(finding);
        if all > 1 {
            let words = format!(
                "{} of {} places",
                text::grouped(self.place + 1),
                text::grouped(all)
            );
            let keys = |action| cx.keys_of("reader", action);
            let keys = format!(
                " · {} next · {} back",
                keys(Action::NextQuote),
                keys(Action::PrevQuote)
            );
            let dim = theme.style(Role::Dim);
            let pieces = [
                (words.as_str(), theme.style(Role::Warn)),
                (keys.as_str(), dim),
            ];
            doc.wrapped(&indent, &indent, &pieces);
        }
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

    fn rows<'a>(&self, cx: &Context<'a>) -> Option<Rows<'a>> {
        let (.., cols) = self.made_for?;
        Some(Rows {
            opened: cx.text()?,
            cols,
        })
    }

    /// Returns the columns beside the words.
    pub(super) fn gutter(&self) -> u16 {
        self.gutter
    }
}

/// Returns the words on the border.
pub(super) fn titles(cx: &Context<'_>, source: Id<Source>) -> Titles {
    let count = cx.text().map_or(0, |opened| opened.quotes.len());
    let all = text::plural(count, "quote", "quotes");
    let selected = selected(cx);
    Titles {
        left: cx.corpus.sources[source].title.to_string(),
        right: selected.map_or(all.clone(), |(at, ..)| format!("{} of {all}", at + 1)),
    }
}

/// Returns all that is quoted from the text, to be gone to.
pub(super) fn detail(cx: &Context<'_>, source: Id<Source>, cols: usize) -> Detail {
    let mut doc = Doc::new(cols);
    let quotes = cx.text().map_or(&[][..], |opened| &opened.quotes);
    for (id, _) in quotes.iter().take(card::MOST) {
        card::quote(&mut doc, cx, *id);
        doc.gap();
    }
    card::more(&mut doc, cx.theme, quotes.len());
    outline::heading(&mut doc, "The source", 0, cx.theme);
    outline::source_head(&mut doc, cx, source);
    Detail {
        titles: Titles {
            left: "Quoted from here".to_owned(),
            right: text::grouped(quotes.len()),
        },
        doc,
    }
}

/// Returns the quote that is selected, if it is from here: which it is, and
/// what was found of it.
fn selected<'a>(cx: &Context<'a>) -> Option<(usize, QuoteId, &'a Finding)> {
    let Some(Selection::Entry(Entry::Quote(id))) = cx.place.selection else {
        return None;
    };
    let mut quotes = cx.text()?.quotes.iter().enumerate();
    let found = quotes.find(|(_, (quote, _))| *quote == id);
    found.map(|(at, (id, finding))| (at, *id, finding))
}

/// Returns the columns that paragraph numbers and the mark take, with a blank
/// after each; where nothing is numbered, the mark alone.
fn gutter(opened: &Opened) -> u16 {
    let most = opened.parts.iter().filter_map(|part| part.number).max();
    let digits = most.map(|most| most.to_string().len().max(2));
    digits.map_or(2, |digits| u16::try_from(digits + 4).unwrap_or(u16::MAX))
}
