//! The Reader: a briefing from top to bottom, as one would print it; or the
//! archived text of a source, at the words that are quoted.

mod lit;
mod rows;
mod whole;

mod seek;

mod page;
mod rests;
mod variants;

mod listed;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use crate::{
    arena::Id,
    model::{Briefing, Entry, Source},
    ui::{
        action::Action,
        mouse::{Mouse, Pointer},
        needle::Needle,
        place::{Leaf, Selection},
        theme::Role,
        widget::{
            doc::{Doc, Reading},
            frame::{self, Titles},
            line::{Row, inset},
        },
    },
    view::{
        card,
        context::{Context, Detail, Direction, Out, View, seek_words},
        outline,
        reader::{listed::Listed, page::Page},
    },
};

/// The widest and narrowest column of text, in columns.
const MEASURE: std::ops::RangeInclusive<usize> = 30..=140;

/// A briefing, wrapped to the pane.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reader {
    /// The most columns of a line; readers tire over about 75.
    measure: usize,
    doc: Doc,
    made_for: Option<(u64, Option<usize>, usize, bool)>,
    reading: Reading,
    /// The archived text that is read instead.
    page: Page,
    /// What leans on a record, or is like it, that is read instead.
    listed: Listed,
    is_listed: bool,
}

impl Default for Reader {
    fn default() -> Self {
        Reader {
            measure: 76,
            doc: Doc::default(),
            made_for: None,
            reading: Reading::default(),
            page: Page::default(),
            listed: Listed::default(),
            is_listed: false,
        }
    }
}

impl View for Reader {
    fn keys(&self) -> &'static str {
        if self.is_listed { "leaf" } else { "reader" }
    }

    fn settle(&mut self, cx: &Context<'_>) {
        self.is_listed = listed::is_read(cx);
        if self.is_listed {
            self.listed.settle(cx);
            return;
        }
        if let Some(source) = on_page(cx) {
            let area = self.page_area(cx);
            self.page.settle(cx, source, area);
            return;
        }
        let cols = text_area(cx, self.measure).width.into();
        if let Some(source) = text(cx) {
            self.doc = without_a_text(cx, source, cols);
            self.made_for = None;
            return;
        }
        let checked = cx.checked.is_there();
        let wanted = (cx.version, briefing(cx).map(Id::index), cols, checked);
        if self.made_for == Some(wanted) {
            return;
        }
        // The same record stays at the top when the width changes.
        let before = self
            .made_for
            .filter(|(version, at, ..)| (*version, *at) == (wanted.0, wanted.1));
        let anchor = before.and_then(|_| {
            self.doc
                .rows
                .iter()
                .skip(self.reading.top)
                .find_map(|row| row.link)
        });
        self.doc = match briefing(cx) {
            Some(id) => whole::whole(cx, id, cols),
            None => shelf(cx, cols),
        };
        self.made_for = Some(wanted);
        match anchor {
            Some(link) => self.show(link, height(cx)),
            None if before.is_none() => self.reading = Reading::default(),
            None => (),
        }
    }

    fn arrive(&mut self, cx: &Context<'_>) {
        if listed::is_read(cx) {
            self.listed.arrive(cx);
        } else if let Some(selection) = cx.place.selection {
            self.show(selection, height(cx));
        }
    }

    fn update(&mut self, cx: &Context<'_>, action: Action, _with: Option<char>) -> Out {
        if listed::is_read(cx) {
            return self.listed.update(cx, action);
        }
        if on_page(cx).is_some() {
            return self.on_page(cx, action);
        }
        let height = height(cx);
        let page = isize::try_from(height.max(3) - 2).unwrap_or(1);
        match action {
            Action::Down => self.reading.scroll(1, &self.doc, height),
            Action::Up => self.reading.scroll(-1, &self.doc, height),
            Action::HalfDown => self.reading.scroll(page / 2, &self.doc, height),
            Action::HalfUp => self.reading.scroll(-page / 2, &self.doc, height),
            Action::PageDown => self.reading.scroll(page, &self.doc, height),
            Action::PageUp => self.reading.scroll(-page, &self.doc, height),
            Action::Top => self.reading.top = 0,
            Action::Bottom => self.reading.scroll(isize::MAX, &self.doc, height),
            Action::NextSection => {
                self.jump(height, true, |doc, at| doc.rows[at].heading.is_some());
            }
            Action::PrevSection => {
                self.jump(height, false, |doc, at| doc.rows[at].heading.is_some());
            }
            Action::NextPara => self.jump(height, true, para),
            Action::PrevPara => self.jump(height, false, para),
            Action::NextQuote => return self.step(true, height),
            Action::PrevQuote => return self.step(false, height),
            Action::Contents => return Out::Detail,
            Action::Narrower => self.widen(cx, -6),
            Action::Wider => self.widen(cx, 6),
            Action::Open => {
                return match self.reading.chosen(&self.doc) {
                    Some(Selection::Entry(Entry::Briefing(id))) => Out::Scope(Some(id)),
                    Some(link) => Out::Show(link),
                    None => self.step(true, height),
                };
            }
            _ => (),
        }
        Out::Nothing
    }

    fn mouse(&mut self, cx: &Context<'_>, mouse: Mouse) -> Out {
        if listed::is_read(cx) {
            return self.listed.mouse(cx, mouse);
        }
        if on_page(cx).is_some() {
            return self.page.click(cx, self.page_area(cx), mouse);
        }
        let area = text_area(cx, self.measure);
        if mouse.kind != Pointer::Down || !mouse.is_in(area) {
            return Out::Pass;
        }
        let row = usize::from(mouse.row - area.y);
        match self.reading.link_at(&self.doc, row, height(cx)) {
            Some(at) if self.reading.link == Some(at) && cx.main_focused() => {
                self.update(cx, Action::Open, None)
            }
            Some(at) => {
                self.reading.link = Some(at);
                // As with keys, only quotes are selected: the briefing that is
                // read may be the one of what is selected.
                match self.reading.chosen(&self.doc) {
                    Some(link @ Selection::Entry(Entry::Quote(_))) => Out::Select(link),
                    Some(_) | None => Out::Nothing,
                }
            }
            None => Out::Pass,
        }
    }

    fn find(&mut self, cx: &Context<'_>, needle: &Needle, direction: Direction) -> Option<Out> {
        if listed::is_read(cx) {
            return self.listed.find(cx, needle, direction);
        }
        if on_page(cx).is_some() {
            return self.page.find(cx, self.page_area(cx), needle, direction);
        }
        let words = |at: usize| -> String {
            self.doc.rows[at]
                .row
                .pieces
                .iter()
                .map(|(words, _)| words.as_str())
                .collect()
        };
        let top = self.reading.top;
        let at = seek_words(top, self.doc.rows.len(), direction, needle, words)?;
        self.reading.top = at;
        self.reading.scroll(0, &self.doc, height(cx));
        Some(Out::Nothing)
    }

    fn detail(&self, cx: &Context<'_>, cols: usize) -> Detail {
        if listed::is_read(cx) {
            return Listed::detail(cx, cols);
        }
        if let Some(source) = on_page(cx) {
            return page::detail(cx, source, cols);
        }
        let mut doc = Doc::new(cols);
        let theme = cx.theme;
        let top = self.reading.top;
        let headings: Vec<usize> = (0..self.doc.rows.len())
            .filter(|&at| self.doc.rows[at].heading.is_some())
            .collect();
        let here = headings.iter().rev().find(|&&at| at <= top + 1).copied();
        for &at in &headings {
            let row = &self.doc.rows[at];
            let words: String = row
                .row
                .pieces
                .iter()
                .map(|(words, _)| words.as_str())
                .collect();
            let (mark, role) = if Some(at) == here {
                (theme.glyph("▸ ", "> "), Role::Strong)
            } else {
                ("  ", Role::Text)
            };
            doc.linking(self.doc.rows.iter().skip(at).find_map(|row| row.link));
            doc.row(
                Row::new()
                    .and(mark, theme.style(Role::Head))
                    .and(words, theme.style(role)),
            );
        }
        doc.linking(None);
        Detail {
            titles: Titles {
                left: "Contents".to_owned(),
                right: String::new(),
            },
            doc,
        }
    }

    fn draw(&self, cx: &Context<'_>, buf: &mut Buffer) -> Option<Position> {
        if listed::is_read(cx) {
            self.listed.draw(cx, buf);
            return None;
        }
        if cx.panes.bordered {
            let (left, right) = match (on_page(cx).or(text(cx)), briefing(cx)) {
                (Some(source), _) => {
                    let titles = page::titles(cx, source);
                    (titles.left, titles.right)
                }
                (None, Some(id)) => {
                    let briefing = &cx.corpus.briefings[id];
                    let as_of = briefing
                        .as_of
                        .as_ref()
                        .map(|d| format!("as of {}", d.words()));
                    (briefing.title.to_string(), as_of.unwrap_or_default())
                }
                (None, None) => ("Reader".to_owned(), String::new()),
            };
            frame::draw(
                &Titles { left, right },
                cx.main_focused(),
                cx.theme,
                cx.panes.main,
                buf,
            );
        }
        if on_page(cx).is_some() {
            self.page.draw(cx, self.page_area(cx), buf);
            return None;
        }
        self.reading.draw(
            &self.doc,
            true,
            cx.theme,
            with_gutter(text_area(cx, self.measure)),
            buf,
        );
        None
    }

    fn status(&self, cx: &Context<'_>) -> String {
        if listed::is_read(cx) {
            return self.listed.status();
        }
        if on_page(cx).is_some() {
            return format!("{} %", self.page.read(cx, self.page_area(cx)));
        }
        let most = self.doc.rows.len().saturating_sub(height(cx));
        let read = (100 * self.reading.top.min(most))
            .checked_div(most)
            .unwrap_or(100);
        format!("{read} %")
    }
}

impl Reader {
    /// Answers an action in an archived text.
    fn on_page(&mut self, cx: &Context<'_>, action: Action) -> Out {
        let area = self.page_area(cx);
        if self.page.act(cx, area, action) {
            return Out::Nothing;
        }
        match action {
            Action::NextQuote => return self.page.step(cx, area, true),
            Action::PrevQuote => return self.page.step(cx, area, false),
            Action::Contents => return Out::Detail,
            Action::Narrower => self.widen(cx, -6),
            Action::Wider => self.widen(cx, 6),
            Action::Open => {
                return match cx.place.selection {
                    Some(link @ Selection::Entry(Entry::Quote(_))) => Out::Show(link),
                    _ => self.page.step(cx, area, true),
                };
            }
            _ => (),
        }
        Out::Nothing
    }

    /// Returns where an archived text stands, with its margin.
    fn page_area(&self, cx: &Context<'_>) -> Rect {
        let main = cx.panes.main;
        let inside = if cx.panes.bordered {
            inset(frame::inside(main), 1)
        } else {
            main
        };
        Rect {
            width: inside.width.min(
                u16::try_from(self.measure)
                    .unwrap_or(u16::MAX)
                    .saturating_add(self.page.gutter()),
            ),
            ..inside
        }
    }

    /// Scrolls to a record.
    pub(super) fn reveal(&mut self, cx: &Context<'_>, selection: Selection) {
        if on_page(cx).is_some() {
            self.page.reveal(cx, self.page_area(cx));
            return;
        }
        let links = self.doc.links();
        if let Some((rows, _)) = links.iter().find(|(_, link)| *link == selection) {
            // The heading above comes into sight as well.
            self.reading.top = rows.start.saturating_sub(2);
            self.reading.scroll(0, &self.doc, height(cx));
        }
    }
    /// Scrolls to what a selection leads from, or leads to.
    fn show(&mut self, selection: Selection, height: usize) {
        let links = self.doc.links();
        if let Some(at) = links.iter().position(|(_, link)| *link == selection) {
            self.reading.link = Some(at);
            self.reading.reveal(&links[at].0, height);
        }
    }

    /// Goes to the next quote, or the one before; from none, to the first in sight.
    fn step(&mut self, forward: bool, height: usize) -> Out {
        let links = self.doc.links();
        let is_quote = |at: &usize| matches!(links[*at].1, Selection::Entry(Entry::Quote(_)));
        let begins = |at: &usize| links[*at].0.start;
        let top = self.reading.top;
        let found = match (self.reading.link, forward) {
            (Some(at), true) => (at + 1..links.len()).find(is_quote),
            (Some(at), false) => (0..at).rev().find(is_quote),
            (None, true) => (0..links.len()).find(|at| is_quote(at) && begins(at) >= top),
            (None, false) => (0..links.len())
                .rev()
                .find(|at| is_quote(at) && begins(at) < top),
        };
        let Some(at) = found else { return Out::Nothing };
        self.reading.link = Some(at);
        self.reading.reveal(&links[at].0, height);
        Out::Select(links[at].1)
    }

    fn jump(&mut self, height: usize, forward: bool, stop: impl Fn(&Doc, usize) -> bool) {
        let top = self.reading.top;
        let len = self.doc.rows.len();
        let found = if forward {
            (top + 1..len).find(|&at| stop(&self.doc, at))
        } else {
            (0..top).rev().find(|&at| stop(&self.doc, at))
        };
        if let Some(at) = found {
            self.reading.top = at;
            self.reading.scroll(0, &self.doc, height);
        }
    }

    fn widen(&mut self, cx: &Context<'_>, by: isize) {
        self.measure = self
            .measure
            .saturating_add_signed(by)
            .clamp(*MEASURE.start(), *MEASURE.end());
        self.settle(cx);
    }
}

/// Returns the source whose archived text is read, if it is there.
fn on_page(cx: &Context<'_>) -> Option<Id<Source>> {
    text(cx).filter(|_| {
        cx.text()
            .is_some_and(|opened| opened.archived.text.is_some())
    })
}

/// Returns the source whose archived text is to be read.
fn text(cx: &Context<'_>) -> Option<Id<Source>> {
    match cx.place.leaf? {
        Leaf::Text(source) => Some(source),
        Leaf::Rests(_) | Leaf::Variants(_) => None,
    }
}

/// Returns what is known of a source that has no text to read.
fn without_a_text(cx: &Context<'_>, source: Id<Source>, cols: usize) -> Doc {
    let mut doc = Doc::new(cols);
    match cx.text() {
        None => doc.para("Reading the text…", cx.theme.style(Role::Dim)),
        Some(_) => outline::source(&mut doc, cx, source),
    }
    doc
}

/// Whether a paragraph begins at a row.
fn para(doc: &Doc, at: usize) -> bool {
    let empty = |at: usize| doc.rows[at].row.pieces.is_empty();
    !empty(at) && (at == 0 || empty(at - 1))
}

/// Returns the briefing that is read: that of the scope, or the only one.
fn briefing(cx: &Context<'_>) -> Option<Id<Briefing>> {
    cx.place.scope.or_else(|| match cx.place.selection {
        Some(Selection::Entry(Entry::Briefing(id))) => Some(id),
        Some(Selection::Entry(entry)) => cx.corpus.briefing_of(entry),
        Some(Selection::Cell(..)) | None => None,
    })
}

fn text_area(cx: &Context<'_>, measure: usize) -> Rect {
    let main = cx.panes.main;
    let inside = if cx.panes.bordered {
        frame::inside(main)
    } else {
        main
    };
    let inside = inset(inside, if inside.width > 50 { 4 } else { 1 });
    Rect {
        width: inside.width.min(u16::try_from(measure).unwrap_or(u16::MAX)),
        ..inside
    }
}

/// Returns the area with the column to its left, where the chosen link is marked.
fn with_gutter(area: Rect) -> Rect {
    Rect {
        x: area.x.saturating_sub(1),
        width: area.width + 1,
        ..area
    }
}

fn height(cx: &Context<'_>) -> usize {
    usize::from(text_area(cx, 0).height)
}

/// Returns every briefing, to choose one from.
fn shelf(cx: &Context<'_>, cols: usize) -> Doc {
    let mut doc = Doc::new(cols);
    doc.heading(1, "Which briefing?", cx.theme.style(Role::Head));
    doc.para(
        "] goes to the next, ⏎ opens it; or choose one on Home (1).",
        cx.theme.style(Role::Dim),
    );
    for (id, briefing) in cx.corpus.briefings.iter() {
        doc.gap();
        doc.linking(card::link(Entry::Briefing(id)));
        doc.heading(2, &briefing.title, cx.theme.style(Role::Strong));
        doc.para(&briefing.question, cx.theme.style(Role::Text));
        doc.linking(None);
    }
    doc
}
