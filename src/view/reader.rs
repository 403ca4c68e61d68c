//! The Reader: a briefing from top to bottom, as one would print it.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use crate::{
    arena::Id,
    export,
    model::{Briefing, Entry, Judgment, Name, Token},
    text::Clean,
    ui::{
        action::Action,
        mouse::{Mouse, Pointer},
        needle::Needle,
        place::Selection,
        theme::Role,
        widget::{
            doc::{Doc, Reading},
            frame::{self, Titles},
            line::{Row, inset},
        },
    },
    view::{
        card::{self, LABEL},
        context::{Context, Detail, Direction, Out, View, seek_words},
        outline,
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
    made_for: Option<(u64, Option<usize>, usize)>,
    reading: Reading,
}

impl Default for Reader {
    fn default() -> Self {
        Reader {
            measure: 76,
            doc: Doc::default(),
            made_for: None,
            reading: Reading::default(),
        }
    }
}

impl View for Reader {
    fn keys(&self) -> &'static str {
        "reader"
    }

    fn settle(&mut self, cx: &Context<'_>) {
        let cols = text_area(cx, self.measure).width.into();
        let wanted = (cx.version, briefing(cx).map(Id::index), cols);
        if self.made_for == Some(wanted) {
            return;
        }
        // The same record stays at the top when the width changes.
        let before = self
            .made_for
            .filter(|(version, at, _)| (*version, *at) == (wanted.0, wanted.1));
        let anchor = before.and_then(|_| {
            self.doc
                .rows
                .iter()
                .skip(self.reading.top)
                .find_map(|row| row.link)
        });
        self.doc = match briefing(cx) {
            Some(id) => whole(cx, id, cols),
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
        if let Some(selection) = cx.place.selection {
            self.show(selection, height(cx));
        }
    }

    fn update(&mut self, cx: &Context<'_>, action: Action, _with: Option<char>) -> Out {
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
        if cx.panes.bordered {
            let (left, right) = match briefing(cx) {
                Some(id) => {
                    let briefing = &cx.corpus.briefings[id];
                    let as_of = briefing
                        .as_of
                        .as_ref()
                        .map(|d| format!("as of {}", d.words()));
                    (briefing.title.to_string(), as_of.unwrap_or_default())
                }
                None => ("Reader".to_owned(), String::new()),
            };
            frame::draw(
                &Titles { left, right },
                cx.main_focused(),
                cx.theme,
                cx.panes.main,
                buf,
            );
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
        let most = self.doc.rows.len().saturating_sub(height(cx));
        let read = (100 * self.reading.top.min(most))
            .checked_div(most)
            .unwrap_or(100);
        format!("{read} %")
    }
}

impl Reader {
    /// Scrolls to a record.
    pub(super) fn reveal(&mut self, cx: &Context<'_>, selection: Selection) {
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

/// Returns a briefing from top to bottom.
fn whole(cx: &Context<'_>, id: Id<Briefing>, cols: usize) -> Doc {
    let mut doc = Doc::new(cols);
    front(&mut doc, cx, id);
    events(&mut doc, cx, id);
    positions(&mut doc, cx, id);
    judgments(&mut doc, cx, id);
    let corpus = cx.corpus;
    let file = &corpus.files[corpus.briefings[id].origin.file];
    outline::heading(&mut doc, "Sources", file.sources.len(), cx.theme);
    for at in file.sources.clone() {
        card::source_row(&mut doc, corpus, Id::new(at), cx.theme);
    }
    doc
}

fn front(doc: &mut Doc, cx: &Context<'_>, id: Id<Briefing>) {
    let (corpus, theme) = (cx.corpus, cx.theme);
    let briefing = &corpus.briefings[id];
    let dim = theme.style(Role::Dim);
    doc.linking(card::link(Entry::Briefing(id)));
    doc.heading(1, &briefing.title, theme.style(Role::Strong));
    doc.linking(None);
    doc.para(&briefing.question, dim);
    doc.gap();
    let authors: Vec<&str> = briefing.authors.iter().map(Clean::as_str).collect();
    doc.labelled("Curators", LABEL, &authors.join(", "), theme);
    for (label, date) in [("As of", &briefing.as_of), ("Updated", &briefing.updated)] {
        if let Some(date) = date {
            doc.labelled(label, LABEL, &date.words(), theme);
        }
    }
    if let Some(status) = briefing.status {
        doc.labelled("Status", LABEL, status.meaning(), theme);
    }
    doc.labelled("Marking", LABEL, &briefing.marking, theme);
    doc.labelled("Licence", LABEL, &briefing.licence, theme);
    for (title, words) in [("Summary", &briefing.summary), ("Method", &briefing.method)] {
        if !words.is_empty() {
            outline::heading(doc, title, 0, theme);
            doc.para(words, theme.style(Role::Text));
        }
    }
}

/// Adds the events in order, each with what was said at it, then what was said
/// at none.
fn events(doc: &mut Doc, cx: &Context<'_>, id: Id<Briefing>) {
    let (corpus, theme) = (cx.corpus, cx.theme);
    let file = &corpus.files[corpus.briefings[id].origin.file];
    let mut ids: Vec<_> = file.events.clone().map(Id::new).collect();
    ids.sort_by_cached_key(|&id| {
        let date = corpus.events[id].date.as_ref();
        (date.is_none(), date.map(crate::date::Date::sort_key))
    });
    if !ids.is_empty() {
        outline::heading(doc, "Events", ids.len(), theme);
    }
    for id in ids {
        doc.gap();
        card::event_row(doc, corpus, id, theme);
        let event = &corpus.events[id];
        doc.para(&event.summary, theme.style(Role::Text));
        doc.para(&event.date_note, theme.style(Role::Dim));
        card::votes(doc, corpus, id, theme);
        for &quote in corpus.quotes_at.of(id) {
            doc.gap();
            card::quote(doc, corpus, quote, theme);
        }
    }
    let rest: Vec<_> = file
        .quotes
        .clone()
        .map(Id::new)
        .filter(|&id| corpus.quotes.at(id).event.is_none())
        .collect();
    if !rest.is_empty() {
        outline::heading(doc, "Quotes without an event", rest.len(), theme);
    }
    for quote in rest {
        doc.gap();
        card::quote(doc, corpus, quote, theme);
    }
}

/// Adds the positions, issue by issue.
fn positions(doc: &mut Doc, cx: &Context<'_>, id: Id<Briefing>) {
    let (corpus, theme) = (cx.corpus, cx.theme);
    let file = &corpus.files[corpus.briefings[id].origin.file];
    if file.positions.is_empty() {
        return;
    }
    outline::heading(doc, "Positions", file.positions.len(), theme);
    for (issue, _) in corpus.issues.iter() {
        let on: Vec<_> = file
            .positions
            .clone()
            .map(Id::new)
            .filter(|&id| corpus.positions[id].issue == issue)
            .collect();
        if on.is_empty() {
            continue;
        }
        doc.gap();
        doc.linking(card::link(Entry::Issue(issue)));
        outline::issue_head(doc, cx, issue);
        doc.linking(None);
        for position in on {
            card::position(doc, corpus, position, theme);
            doc.para(&corpus.positions[position].note, theme.style(Role::Dim));
        }
    }
}

fn judgments(doc: &mut Doc, cx: &Context<'_>, id: Id<Briefing>) {
    let (corpus, theme) = (cx.corpus, cx.theme);
    let file = &corpus.files[corpus.briefings[id].origin.file];
    if !file.judgments.is_empty() {
        outline::heading(doc, "Judgments", file.judgments.len(), theme);
    }
    for at in file.judgments.clone() {
        doc.gap();
        judgment(doc, cx, Id::new(at));
    }
}

fn judgment(doc: &mut Doc, cx: &Context<'_>, id: Id<Judgment>) {
    let (corpus, theme) = (cx.corpus, cx.theme);
    let judgment = &corpus.judgments[id];
    doc.linking(card::link(Entry::Judgment(id)));
    let mut facts = vec![judgment.kind.meaning().to_owned()];
    facts.extend(
        judgment
            .by
            .as_ref()
            .map(|by: &Name| format!("by {}", corpus.name(by))),
    );
    facts.extend(
        judgment
            .likelihood
            .map(|l| format!("{} ({})", l.token(), l.meaning())),
    );
    facts.extend(judgment.confidence.map(|c| c.meaning().to_owned()));
    if let Some(source) = judgment.source {
        facts.push(export::where_in(corpus, source, &judgment.locator));
    }
    doc.para(&judgment.text, theme.style(Role::Text));
    doc.para(&facts.join(" · "), theme.style(Role::Dim));
    doc.linking(None);
}
