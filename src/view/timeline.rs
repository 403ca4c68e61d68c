//! The Timeline: events in lanes on a scale that one travels by keyboard.

mod agenda;
mod lanes;

use ratatui::{buffer::Buffer, layout::{Position, Rect}};

use crate::{
    arena::Id,
    chronology::{self, By, Lane, Order, Viewport},
    date::{Date, Day},
    model::{Entry, Event},
    text,
    ui::{
        action::Action,
        place::Selection,
        theme::{Role, Theme},
        widget::{
            doc::Doc,
            frame::{self, Titles},
            line::{Row, inset, split_top},
        },
    },
    view::{
        context::{Context, Detail, Direction, Out, View, seek},
        outline,
    },
};

/// The events in scope, the part of time in view, and the one selected.
#[derive(Debug, Clone, Default)]
pub(super) struct Timeline {
    by: By,
    order: Order,
    lanes: Vec<Lane>,
    made_for: Option<(u64, Option<usize>, By)>,
    view: Option<Viewport>,
    /// The event selected, as a place in the order.
    at: usize,
    /// The lane of the crosshair, as a place among the lanes.
    lane: usize,
}

impl View for Timeline {
    fn keys(&self) -> &'static str {
        "timeline"
    }

    fn settle(&mut self, cx: &Context<'_>) {
        let wanted = (cx.version, cx.place.scope.map(Id::index), self.by);
        if self.made_for != Some(wanted) {
            let same_scope = self.made_for.is_some_and(|(_, scope, _)| scope == wanted.1);
            let selected = self.selected();
            self.order = chronology::order(cx.corpus, |id| cx.in_scope(Entry::Event(id)));
            self.lanes = chronology::lanes(cx.corpus, &self.order, self.by);
            self.made_for = Some(wanted);
            let kept = selected.filter(|_| same_scope).and_then(|id| self.order.place(id));
            self.at = kept.unwrap_or(0);
            if kept.is_none() {
                self.view = None;
            }
            self.lane_of_selected(cx);
        }
        let cols = lanes::columns(cx);
        self.view = match self.view {
            Some(view) if view.cols() == i32::from(cols.max(1)) => Some(view),
            Some(view) => Some(view.resized(cols)),
            None => self.order.span(cx.corpus).map(|(first, last)| Viewport::fit(first, last, cols)),
        };
    }

    fn arrive(&mut self, cx: &Context<'_>) {
        let corpus = cx.corpus;
        let wanted = match cx.place.selection {
            Some(Selection::Entry(entry)) => match entry {
                Entry::Event(id) => Some(id),
                Entry::Quote(id) => corpus.quotes[id].event,
                Entry::Source(id) => corpus.events_in.of(id).first().copied(),
                Entry::Actor(id) => corpus.events_of.of(id).first().copied(),
                Entry::Issue(id) => corpus.events_about.of(id).first().copied(),
                Entry::Briefing(_) | Entry::Position(_) | Entry::Judgment(_) => None,
            },
            Some(Selection::Cell(..)) | None => None,
        };
        if let Some(at) = wanted.and_then(|id| self.order.place(id)) {
            self.at = at;
        } else if let Some(day) = cx.place.as_of.as_ref().and_then(Date::first_day) {
            self.at = self.nearest(cx, day).unwrap_or(self.at);
        }
        self.lane_of_selected(cx);
        self.show(cx);
    }

    fn update(&mut self, cx: &Context<'_>, action: Action, _with: Option<char>) -> Out {
        let before = self.at;
        match action {
            Action::NextEvent => self.at = (self.at + 1).min(self.order.len().saturating_sub(1)),
            Action::PrevEvent => self.at = self.at.saturating_sub(1),
            Action::FirstEvent => self.at = 0,
            Action::LastEvent => self.at = self.order.len().saturating_sub(1),
            Action::NextInLane => self.in_lane(true),
            Action::PrevInLane => self.in_lane(false),
            Action::LaneDown => return self.to_lane(cx, true),
            Action::LaneUp => return self.to_lane(cx, false),
            Action::NextCluster => self.burst(cx, true),
            Action::PrevCluster => self.burst(cx, false),
            Action::PanRight | Action::PanLeft => self.pan(action == Action::PanRight),
            Action::ZoomIn | Action::ZoomOut => self.zoom(cx, action == Action::ZoomIn),
            Action::ZoomFit => self.view = None,
            Action::ZoomSelect => self.zoom_to_selected(cx),
            Action::Center => {
                self.view = self.day(cx).zip(self.view).map(|(day, view)| view.centered(day));
            }
            Action::LanesBy => self.by = self.by.next(),
            Action::GoDate => return Out::AskDate,
            Action::Open => return if self.order.is_empty() { Out::Nothing } else { Out::Detail },
            _ => return Out::Nothing,
        }
        self.settle(cx);
        if self.at != before {
            self.lane_of_selected(cx);
            self.show(cx);
        }
        self.landed().map_or(Out::Nothing, Out::Select)
    }

    fn find(&mut self, cx: &Context<'_>, needle: &str, direction: Direction) -> Option<Out> {
        let holds = |at: usize| {
            self.order.get(at).is_some_and(|id| {
                let event = &cx.corpus.events[id];
                text::fold(&event.title).contains(needle) || text::fold(&event.summary).contains(needle)
            })
        };
        self.at = seek(self.at, self.order.len(), direction, holds)?;
        self.lane_of_selected(cx);
        self.show(cx);
        self.landed().map(Out::Select)
    }

    fn detail(&self, cx: &Context<'_>, cols: usize) -> Detail {
        let mut doc = Doc::new(cols);
        match self.selected() {
            Some(id) => outline::event(&mut doc, cx, id),
            None => doc.para("No event here. Home (1) has other briefings.", cx.theme.style(Role::Dim)),
        }
        let right = format!("{} of {}", text::grouped(self.at + 1), text::grouped(self.order.len()));
        let right = if self.order.is_empty() { String::new() } else { right };
        Detail { titles: Titles { left: "Event".to_owned(), right }, doc }
    }

    fn draw(&self, cx: &Context<'_>, buf: &mut Buffer) -> Option<Position> {
        let main = cx.panes.main;
        if !cx.panes.bordered || main.height < 9 {
            let inside = if cx.panes.bordered { self.framed(cx, buf) } else { inset(main, 1) };
            agenda::draw(self, cx, inside, buf);
            return None;
        }
        let inside = inset(self.framed(cx, buf), 1);
        let Some(view) = self.view else {
            let words = if cx.library.progress.done { "No event with a date here." } else { "Reading the library…" };
            Row::new().and(words, cx.theme.style(Role::Dim)).draw(inside, buf);
            return None;
        };
        let rows = lanes::rows(self, view, cx, inside.height);
        let (drawn, rest) = split_top(inside, rows);
        lanes::draw(self, view, cx, drawn, buf);
        // What the lanes leave over is given to the agenda.
        if rest.height >= 4 {
            let (rule, list) = split_top(rest, 1);
            frame::rule("in order", cx.theme, rule, buf);
            agenda::draw(self, cx, list, buf);
        }
        None
    }

    fn status(&self, _cx: &Context<'_>) -> String {
        let step = self.view.map_or(String::new(), |view| format!(" · {} a cell", view.step_words()));
        let at = (self.at + 1).min(self.order.len());
        format!("{} of {}{step}", text::grouped(at), text::grouped(self.order.len()))
    }
}

impl Timeline {
    /// Returns the event selected, for other panes to read.
    pub(super) fn landed(&self) -> Option<Selection> {
        self.selected().map(|id| Selection::Entry(Entry::Event(id)))
    }

    /// Goes to the event nearest to a date.
    pub(super) fn go_date(&mut self, cx: &Context<'_>, date: &Date) -> Out {
        let Some(day) = date.first_day().or(date.last_day()) else { return Out::Nothing };
        let Some(at) = self.nearest(cx, day) else { return Out::Nothing };
        self.at = at;
        self.lane_of_selected(cx);
        self.view = self.view.map(|view| view.showing(day));
        self.show(cx);
        self.landed().map_or(Out::Nothing, Out::Select)
    }

    fn framed(&self, cx: &Context<'_>, buf: &mut Buffer) -> Rect {
        let right = format!("lanes by {}", self.by.name());
        let titles = Titles { left: "Timeline".to_owned(), right };
        frame::draw(&titles, cx.main_focused(), cx.theme, cx.panes.main, buf)
    }

    fn selected(&self) -> Option<Id<Event>> {
        self.order.get(self.at)
    }

    /// Returns the day at which the selected event is drawn.
    fn day(&self, cx: &Context<'_>) -> Option<Day> {
        middle(cx.corpus.events[self.selected()?].date.as_ref()?)
    }

    /// Returns the place of the event whose date is nearest to a day.
    fn nearest(&self, cx: &Context<'_>, day: Day) -> Option<usize> {
        let apart = |&at: &usize| {
            let date = self.order.get(at).and_then(|id| cx.corpus.events[id].date.as_ref());
            let first = date.and_then(|d| d.first_day().or(d.last_day()));
            first.map_or(i64::MAX, |first| (i64::from(first.number()) - i64::from(day.number())).abs())
        };
        (0..self.order.dated.len()).min_by_key(apart)
    }

    fn show(&mut self, cx: &Context<'_>) {
        if let (Some(day), Some(view)) = (self.day(cx), self.view) {
            self.view = Some(view.showing(day));
        }
    }

    /// Keeps the crosshair in its lane if the event stands there, else moves it
    /// to the first lane in which it does.
    fn lane_of_selected(&mut self, _cx: &Context<'_>) {
        let Some(id) = self.selected() else { return };
        let holds = |lane: &Lane| lane.events.contains(&id);
        if !self.lanes.get(self.lane).is_some_and(holds) {
            self.lane = self.lanes.iter().position(holds).unwrap_or(0);
        }
    }

    fn in_lane(&mut self, forward: bool) {
        let Some(lane) = self.lanes.get(self.lane) else { return };
        let places = lane.events.iter().filter_map(|&id| self.order.place(id));
        let found = if forward {
            places.filter(|&at| at > self.at).min()
        } else {
            places.filter(|&at| at < self.at).max()
        };
        self.at = found.unwrap_or(self.at);
    }

    /// Goes to the event of the next lane that is nearest in time.
    fn to_lane(&mut self, cx: &Context<'_>, down: bool) -> Out {
        if !cx.panes.bordered {
            let action = if down { Action::NextEvent } else { Action::PrevEvent };
            return self.update(cx, action, None);
        }
        let next = if down { self.lane + 1 } else { self.lane.wrapping_sub(1) };
        let Some(lane) = self.lanes.get(next) else { return Out::Nothing };
        let here = self.day(cx);
        let apart = |id: &&Id<Event>| match (cx.corpus.events[**id].date.as_ref().and_then(middle), here) {
            (Some(day), Some(here)) => (i64::from(day.number()) - i64::from(here.number())).abs(),
            _ => i64::MAX,
        };
        if let Some(at) = lane.events.iter().min_by_key(apart).and_then(|&id| self.order.place(id)) {
            self.at = at;
            self.lane = next;
            self.show(cx);
        }
        self.landed().map_or(Out::Nothing, Out::Select)
    }

    /// Goes over the next gap of a tenth of the view.
    fn burst(&mut self, cx: &Context<'_>, forward: bool) {
        let Some(view) = self.view else { return };
        let column = |at: usize| {
            let date = self.order.get(at).and_then(|id| cx.corpus.events[id].date.as_ref());
            date.and_then(middle).map(|day| view.column(day))
        };
        let gap = (view.cols() / 10).max(1);
        let begins = |at: usize| match (at.checked_sub(1).and_then(column), column(at)) {
            (Some(before), Some(here)) => here - before >= gap,
            (None, Some(_)) => true,
            _ => false,
        };
        let found = if forward {
            (self.at + 1..self.order.dated.len()).find(|&at| begins(at))
        } else {
            (0..self.at).rev().find(|&at| begins(at))
        };
        self.at = found.unwrap_or(if forward { self.at } else { 0 });
    }

    fn pan(&mut self, right: bool) {
        let Some(view) = self.view else { return };
        let by = (view.cols() / 3).max(1);
        self.view = Some(view.panned(if right { by } else { -by }));
    }

    fn zoom(&mut self, cx: &Context<'_>, nearer: bool) {
        let Some(view) = self.view else { return };
        let around = self.day(cx).unwrap_or_else(|| view.day(view.cols() / 2));
        self.view = Some(view.zoomed(nearer, around).showing(around));
    }

    fn zoom_to_selected(&mut self, cx: &Context<'_>) {
        let Some(id) = self.selected() else { return };
        let Some(date) = &cx.corpus.events[id].date else { return };
        let first = date.first_day().or(date.last_day());
        let last = date.last_day().or(date.first_day());
        if let (Some(first), Some(last)) = (first, last) {
            // A day is shown with its fortnight.
            let (first, last) = (first.plus_days(-7), last.plus_days(7));
            self.view = Some(Viewport::fit(first, last, lanes::columns(cx)));
        }
    }
}

/// Returns the day in the middle of a date's bounds.
fn middle(date: &Date) -> Option<Day> {
    match (date.first_day(), date.last_day()) {
        (Some(first), Some(last)) => Some(Day::from_number(i32::midpoint(first.number(), last.number()))),
        (first, last) => first.or(last),
    }
}

/// Returns the number of events over the span of dates, as bars one row high.
pub(super) fn bars(dates: &[&Date], cols: usize, theme: &Theme) -> String {
    let days = |pick: fn(&Date) -> Option<Day>| dates.iter().filter_map(move |date| pick(date));
    let (Some(first), Some(last)) = (days(Date::first_day).min(), days(Date::last_day).max()) else {
        return String::new();
    };
    blocks(&chronology::bars(dates.iter().copied(), first, last, cols), theme)
}

/// Returns bars as block characters.
fn blocks(bars: &[f64], theme: &Theme) -> String {
    let glyphs = if theme.ascii { " ..::||##" } else { " ▁▂▃▄▅▆▇█" };
    let glyphs: Vec<char> = glyphs.chars().collect();
    chronology::eighths(bars).into_iter().map(|n| glyphs[usize::from(n)]).collect()
}
