//! The Timeline: the events on a scale that one travels by keyboard, in lanes
//! or from the top down.

mod occupied;
mod when;

mod band;

mod travel;

mod filter;
mod plan;

mod agenda;
mod strip;

mod head;
mod hit;
mod lanes;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use crate::{
    arena::Id,
    chronology::{Goal, Viewport, day_of, slot_of, ticks, ticks_from},
    date::Date,
    model::{Entry, Event},
    text,
    ui::{
        action::Action,
        mouse::{Mouse, Pointer},
        needle::Needle,
        place::Selection,
        theme::Role,
        widget::{
            doc::Doc,
            frame::{self, Titles},
            line::Row,
        },
    },
    view::{
        context::{Context, Detail, Direction, Out, View, seek_words},
        filter::{Done, part_of},
        outline,
        timeline::{
            band::Band,
            filter::Panel,
            hit::{Hit, hit, press, turn},
            plan::{Plan, columns, has_lanes, plan},
            strip::Scene,
            travel::{Stand, Travel},
            when::{day_zero, when},
        },
    },
};

/// The events in scope, the part of time in view, and the one selected.
#[derive(Debug, Clone, Default)]
pub(super) struct Timeline {
    travel: Travel,
    /// The library and the briefing that the events are of.
    made_for: Option<(u64, Option<usize>)>,
    /// The filter being typed.
    panel: Option<Panel>,
    /// Whether the mouse drags the part in view over the minimap.
    dragged: bool,
    /// Where one stood before one looked about.
    held: Option<Stand>,
}

impl View for Timeline {
    fn keys(&self) -> &'static str {
        if self.panel.is_some() {
            "list_input"
        } else {
            "timeline"
        }
    }

    fn settle(&mut self, cx: &Context<'_>) {
        let wanted = (cx.version, cx.place.scope.map(Id::index));
        let before = self.made_for.replace(wanted);
        let same_scope = before.is_some_and(|(_, scope)| scope == wanted.1);
        // Of another library the numbers of events say nothing.
        let selected = if let Some(event) = self.travel.wanted.take() {
            Some(event)
        } else if before == Some(wanted) {
            self.travel.selected()
        } else {
            cx.place.event.filter(|_| same_scope)
        };
        let slot = self.travel.slot();
        if let Some(panel) = &mut self.panel {
            panel.settle(cx);
            panel.typing.typed().clone_into(self.travel.filter_mut());
        }
        if self.travel.settle(cx) {
            self.relocate(selected, slot.filter(|_| same_scope));
            if !same_scope {
                self.travel.view = None;
            }
        }
        self.fit(cx);
    }

    fn arrive(&mut self, cx: &Context<'_>) {
        let corpus = cx.corpus;
        // Of several linked to what is selected, the one where one was.
        let linked = |events: &[Id<Event>]| {
            let here = cx.place.event.filter(|id| events.contains(id));
            here.or(events.first().copied())
        };
        let wanted = match cx.place.selection {
            Some(Selection::Entry(entry)) => match entry {
                Entry::Event(id) => Some(id),
                Entry::Quote(id) => corpus.quotes.at(id).event,
                Entry::Source(id) => linked(corpus.events_in.of(id)),
                Entry::Actor(id) => linked(corpus.events_of.of(id)),
                Entry::Issue(id) => linked(corpus.events_about.of(id)),
                Entry::Briefing(_) | Entry::Position(_) | Entry::Judgment(_) => None,
            },
            Some(Selection::Cell(..)) | None => None,
        };
        // What one is led to is shown, whatever the filter hides.
        if let Some(Selection::Entry(Entry::Event(id))) = cx.place.selection
            && self.travel.band().order.place(id).is_none()
        {
            self.travel.filter_mut().clear();
            self.settle(cx);
        }
        let selected = self.travel.selected();
        let date = selected.and_then(|id| corpus.events[id].date.as_ref());
        let as_of = cx.place.as_of.as_ref();
        let order = &self.travel.band().order;
        if let Some(at) = wanted.and_then(|id| order.place(id)) {
            self.travel.at = at;
        } else if let Some(day) = as_of.and_then(Date::first_day).filter(|_| date != as_of) {
            let near = self.travel.band().line.nearest(slot_of(day));
            self.travel.go(near);
        }
        self.travel.lane_of_selected();
        self.travel.show();
        self.fit(cx);
    }

    fn update(&mut self, cx: &Context<'_>, action: Action, _with: Option<char>) -> Out {
        if self.panel.is_some() {
            return self.typed(cx, action);
        }
        let before = (self.travel.band, self.travel.at);
        match action {
            Action::GoDate => return Out::AskDate,
            Action::DayZero => return self.zero(cx),
            Action::Open if self.travel.band().order.is_empty() => return Out::Nothing,
            Action::Open => return Out::Detail,
            Action::Filter => {
                self.panel = Some(Panel::new(&self.travel));
            }
            Action::FilterClear => self.travel.filter_mut().clear(),
            Action::Split if self.travel.split() => self.panel = Some(Panel::new(&self.travel)),
            Action::Split => (),
            _ if self.look(cx, action) || self.step(cx, action) => (),
            Action::NextCluster | Action::NextGap => {
                return Out::Tell("No gap follows at this zoom.".to_owned());
            }
            Action::PrevCluster | Action::PrevGap => {
                return Out::Tell("No gap comes before at this zoom.".to_owned());
            }
            _ => return Out::Nothing,
        }
        self.settle(cx);
        if action == Action::LaneHide {
            self.travel.leave_hidden();
        }
        if (self.travel.band, self.travel.at) != before {
            self.travel.lane_of_selected();
            self.travel.show();
            self.fit(cx);
        }
        self.landed().map_or(Out::Nothing, Out::Select)
    }

    fn mouse(&mut self, cx: &Context<'_>, mouse: Mouse) -> Out {
        let found = hit(&self.travel, &self.plan(cx), mouse, self.dragged);
        let before = (self.travel.band, self.travel.at);
        match mouse.kind {
            Pointer::WheelUp | Pointer::WheelDown => self.pointed(cx, mouse, found),
            Pointer::Drag if self.dragged => self.pointed(cx, mouse, found),
            Pointer::Drag => return Out::Nothing,
            Pointer::Up => self.dragged = false,
            Pointer::Down => {
                self.dragged = matches!(found, Hit::Map(_));
                self.pointed(cx, mouse, found);
            }
        }
        self.settle(cx);
        let same = (self.travel.band, self.travel.at) == before;
        if !same {
            self.travel.show();
            self.fit(cx);
        }
        let again = mouse.kind == Pointer::Down && same && matches!(found, Hit::Row(_));
        if again && cx.main_focused() {
            return Out::Detail;
        }
        self.landed().map_or(Out::Nothing, Out::Select)
    }

    fn find(&mut self, cx: &Context<'_>, needle: &Needle, direction: Direction) -> Option<Out> {
        let order = &self.travel.band().order;
        let words = |at: usize| {
            order.get(at).map_or(String::new(), |id| {
                let event = &cx.corpus.events[id];
                format!("{} {}", event.title, event.summary)
            })
        };
        let len = order.len();
        self.travel.at = seek_words(self.travel.at, len, direction, needle, words)?;
        self.travel.lane_of_selected();
        self.travel.show();
        self.fit(cx);
        self.landed().map(Out::Select)
    }

    fn detail(&self, cx: &Context<'_>, cols: usize) -> Detail {
        let mut doc = Doc::new(cols);
        match self.travel.selected() {
            Some(id) => outline::event(&mut doc, cx, id),
            None => doc.para(
                &agenda::nothing(self.travel.band(), cx),
                cx.theme.style(Role::Dim),
            ),
        }
        let order = &self.travel.band().order;
        let right = if order.is_empty() {
            String::new()
        } else {
            let (at, all) = (
                text::grouped(self.travel.at + 1),
                text::grouped(order.len()),
            );
            format!("{at} of {all}")
        };
        Detail {
            titles: Titles {
                left: "Event".to_owned(),
                right,
            },
            doc,
        }
    }

    fn draw(&self, cx: &Context<'_>, buf: &mut Buffer) -> Option<Position> {
        self.framed(cx, buf);
        let plan = self.plan(cx);
        let view = self.travel.view.filter(|_| has_lanes(&self.travel, cx));
        if let Some(view) = view {
            let scene = Scene {
                cx,
                travel: &self.travel,
                view,
                ticks: &match day_zero(cx) {
                    Some(zero) => ticks_from(view, zero),
                    None => ticks(view),
                },
            };
            let date = self.travel.selected().map(|id| when(cx, id));
            head::draw(scene, &plan, &date.unwrap_or_default(), buf);
            lanes::draw(scene, &plan, buf);
        }
        // What the lanes leave over is given to the agenda.
        let (rule, list) = plan.list;
        if !rule.is_empty() {
            frame::rule("in order", cx.theme, rule, buf);
        }
        if !list.is_empty() {
            agenda::draw(&self.travel, cx, list, buf);
        }
        let Some(panel) = &self.panel else {
            self.set_filter(cx, plan.field, buf);
            return None;
        };
        let none = "No value fits: words are looked for in titles and summaries.";
        panel.typing.draw_values(cx, none, plan.values, buf);
        let band = self.travel.band();
        let hint = band.query.hints.first().map(String::as_str);
        panel
            .typing
            .draw_field(cx, hint, &band.counted(), plan.field, buf)
    }

    fn status(&self, _cx: &Context<'_>) -> String {
        let step = self.travel.view.map_or(String::new(), |view| {
            format!(" · {} a cell", view.step_words())
        });
        let all = self.travel.band().order.len();
        let at = (self.travel.at + 1).min(all);
        format!("{} of {}{step}", text::grouped(at), text::grouped(all))
    }
}

impl Timeline {
    /// Returns the event selected, for other panes to read.
    pub(super) fn landed(&self) -> Option<Selection> {
        self.travel
            .selected()
            .map(|id| Selection::Entry(Entry::Event(id)))
    }

    /// Goes where a goal leads from an event, or else from where one is; returns
    /// what is selected then, and what was understood.
    ///
    /// # Errors
    ///
    /// Where it leads nowhere, why.
    pub(super) fn go_date(
        &mut self,
        cx: &Context<'_>,
        goal: &Goal,
        from: Option<Id<Event>>,
    ) -> Result<(Selection, String), String> {
        let order = &self.travel.band().order;
        let from = from
            .and_then(|id| order.place(id))
            .unwrap_or(self.travel.at);
        let found = goal.find(cx.corpus, order, from);
        let words = goal.words(cx.corpus, order, from, found)?;
        let day = order.extent(from).map(|extent| day_of(extent.point));
        self.travel.at = found.unwrap_or(from);
        self.travel.lane_of_selected();
        if let (Some(day), Some(view)) = (goal.day(day), self.travel.view) {
            self.travel.view = Some(view.showing(slot_of(day)));
        }
        self.travel.show();
        self.fit(cx);
        let landed = self.landed().ok_or("there is no event here")?;
        Ok((landed, words))
    }

    /// Keeps where one stands, to be put back there; `false` forgets it.
    pub(super) fn hold(&mut self, keep: bool) {
        self.held = keep.then(|| self.travel.stand());
    }

    /// Puts one back where one stood, at an event.
    pub(super) fn put_back(&mut self, event: Option<Id<Event>>) {
        if let Some(held) = self.held {
            self.travel.stand_at(held, event);
        }
    }

    /// Types a character into the filter.
    pub(super) fn insert(&mut self, c: char) -> Out {
        if let Some(panel) = &mut self.panel {
            panel.typing.insert(c);
        }
        Out::Nothing
    }

    /// Leaves the filter as it was before it was typed; returns whether one was.
    pub(super) fn cancel(&mut self) -> bool {
        let Some(panel) = self.panel.take() else {
            return false;
        };
        panel.put_back(&mut self.travel);
        true
    }

    /// Answers the button or the wheel over something.
    fn pointed(&mut self, cx: &Context<'_>, mouse: Mouse, found: Hit) {
        let height = self.plan(cx).values.height;
        match (&mut self.panel, found, mouse.wheel()) {
            (Some(panel), Hit::Value(row), None) => panel.typing.click(row, height),
            (Some(panel), Hit::Value(_), Some(by)) => {
                let action = if 0 < by { Action::Down } else { Action::Up };
                panel.typing.act(action, usize::from(height));
            }
            (_, _, Some(by)) => turn(&mut self.travel, mouse.ctrl, 0 < by, found),
            (_, _, None) => press(&mut self.travel, columns(cx), found),
        }
    }

    /// Makes a record a filter; returns whether it can be one.
    pub(super) fn narrow_to(&mut self, cx: &Context<'_>, entry: Entry) -> bool {
        let part = part_of(cx, entry);
        if let Some(part) = &part {
            self.travel.narrow(part);
            self.settle(cx);
        }
        part.is_some()
    }

    fn plan(&self, cx: &Context<'_>) -> Plan {
        plan(&self.travel, cx, self.panel.is_some())
    }

    /// Answers an action while a filter is typed.
    fn typed(&mut self, cx: &Context<'_>, action: Action) -> Out {
        let height = usize::from(self.plan(cx).values.height);
        let done = self
            .panel
            .as_mut()
            .map(|panel| panel.typing.act(action, height));
        match done {
            Some(Done::Left) => {
                self.cancel();
            }
            Some(Done::Taken) => {
                self.settle(cx);
                self.panel = None;
            }
            Some(Done::Typing) | None => (),
        }
        self.settle(cx);
        self.landed().map_or(Out::Nothing, Out::Select)
    }

    /// Keeps the crosshair on its event or, where that is filtered out, on the
    /// nearest in time.
    fn relocate(&mut self, selected: Option<Id<Event>>, slot: Option<i64>) {
        let band = self.travel.band();
        let kept = selected.and_then(|id| band.order.place(id));
        let near = slot.and_then(|slot| band.line.nearest(slot));
        self.travel.at = kept.or(near).unwrap_or(0);
        self.travel.lane_of_selected();
        self.travel.show();
    }

    /// Shows all of time if no part of it was chosen, in the columns there are.
    fn fit(&mut self, cx: &Context<'_>) {
        let cols = columns(cx);
        self.travel.view = match self.travel.view {
            Some(view) if view.cols() == i32::from(cols) => Some(view),
            Some(view) => {
                self.travel.view = Some(view.resized(cols));
                self.travel.show();
                self.travel.view
            }
            None => self
                .travel
                .span()
                .map(|(first, last)| Viewport::fit_slots(first, last, cols)),
        };
        let view = self.travel.view;
        for band in self.travel.bands_mut() {
            let bars = usize::from(head::bars_columns(cols, band));
            band.settle(view, bars);
        }
    }

    /// Makes the selected event day zero, or no event, if it is that already.
    fn zero(&self, cx: &Context<'_>) -> Out {
        let selected = self.travel.selected();
        let dated = selected.filter(|&id| cx.corpus.events[id].date.is_some());
        match (dated, cx.place.zero) {
            (None, None) => Out::Tell("Only an event with a date can be day zero.".to_owned()),
            (at, zero) if at == zero => Out::Zero(None),
            (None, Some(_)) => Out::Zero(None),
            (Some(id), _) => Out::Zero(Some(id)),
        }
    }

    /// Changes what is in view or how it is arranged; returns whether the
    /// action was one that does.
    fn look(&mut self, cx: &Context<'_>, action: Action) -> bool {
        let travel = &mut self.travel;
        match action {
            Action::ZoomIn | Action::ZoomOut => travel.zoom(action == Action::ZoomIn),
            Action::ZoomFit => travel.view = None,
            Action::ZoomSelect => travel.open(columns(cx)),
            Action::PanRight | Action::PanLeft => travel.pan(action == Action::PanRight),
            Action::Center => {
                let slot = travel.slot();
                travel.view = slot
                    .zip(travel.view)
                    .map(|(slot, view)| view.centered(slot));
            }
            Action::LanesBy => travel.by = travel.by.next(),
            Action::LaneHide => travel.hide_lane(),
            Action::LanesShow => travel.show_lanes(),
            Action::LaneLower | Action::LaneHigher => {
                travel.reorder(action == Action::LaneLower);
            }
            Action::Agenda => travel.listed = !travel.listed,
            _ => return false,
        }
        true
    }

    /// Goes from event to event, as an action asks; returns whether it was one
    /// that leads anywhere.
    fn step(&mut self, cx: &Context<'_>, action: Action) -> bool {
        let lanes = has_lanes(&self.travel, cx);
        let travel = &mut self.travel;
        let (at, last) = (travel.at, travel.band().order.len().saturating_sub(1));
        match action {
            Action::NextEvent => travel.step(true, lanes),
            Action::PrevEvent => travel.step(false, lanes),
            Action::FirstEvent => travel.go(Some(0)),
            Action::LastEvent => travel.go(Some(last)),
            Action::NextInLane => travel.in_lane(true),
            Action::PrevInLane => travel.in_lane(false),
            Action::LaneDown | Action::LaneUp if lanes => {
                travel.step_lane(action == Action::LaneDown);
            }
            // Without lanes, down and up are on and back.
            Action::LaneDown => travel.go(Some(at + 1)),
            Action::LaneUp => travel.go(Some(at.saturating_sub(1))),
            Action::NextCluster | Action::PrevCluster => {
                return travel.burst(action == Action::NextCluster);
            }
            Action::NextGap | Action::PrevGap => {
                return travel.gap_edge(action == Action::NextGap);
            }
            Action::ViewStart | Action::ViewEnd => travel.edge(action == Action::ViewEnd),
            _ => return false,
        }
        true
    }

    /// Shows the filter that is set, where no border does.
    fn set_filter(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let band = self.travel.band();
        if area.is_empty() || !band.is_filtered() {
            return;
        }
        let count = Row::new().and(format!(" {}", band.counted()), cx.theme.style(Role::Dim));
        let right = count.draw_right(area, buf);
        let room = Rect {
            width: area.width.saturating_sub(right),
            ..area
        };
        Row::new()
            .and("filter ", cx.theme.style(Role::Head))
            .and(band.filter.as_str(), cx.theme.style(Role::Text))
            .draw(room, buf);
    }

    fn framed(&self, cx: &Context<'_>, buf: &mut Buffer) {
        let main = cx.panes.main;
        if !cx.panes.bordered {
            return;
        }
        let band: &Band = self.travel.band();
        let mut left = "Timeline".to_owned();
        // While it is typed, the filter stands below with what it hides.
        let typing = self.panel.is_some();
        if band.is_filtered() && !typing {
            left = format!("{left} · {}", band.filter);
        }
        let mut right = Vec::new();
        if 0 < band.out && !typing {
            right.push(format!(
                "{} hidden",
                text::plural(band.out, "event", "events")
            ));
        }
        if 0 < band.hidden {
            right.push(format!(
                "{} hidden",
                text::plural(band.hidden, "lane", "lanes")
            ));
        }
        if let Some(zero) = cx.place.zero.and_then(|id| cx.corpus.events.get(id)) {
            right.push(format!("day 0: {}", text::cut(&zero.title, 24)));
        }
        right.push(format!("lanes by {}", self.travel.by.name()));
        // What there is no room for is left out, the least important first.
        let room = usize::from(main.width).saturating_sub(text::width(&left) + 9);
        while 1 < right.len() && room < text::width(&right.join(" · ")) {
            right.pop();
        }
        let titles = Titles {
            left,
            right: right.join(" · "),
        };
        frame::draw(&titles, cx.main_focused(), cx.theme, main, buf);
    }
}
