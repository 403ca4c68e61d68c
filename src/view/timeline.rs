//! The Timeline: events in lanes on a scale that one travels by keyboard.

mod travel;

mod agenda;
mod lanes;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use crate::{
    arena::Id,
    chronology::{self, By, Goal, Viewport},
    date::Date,
    model::{Entry, Event},
    text,
    ui::{
        action::Action,
        needle::Needle,
        place::Selection,
        theme::Role,
        widget::{
            doc::Doc,
            frame::{self, Titles},
            line::{Row, inset, split_top},
        },
    },
    view::{
        context::{Context, Detail, Direction, Out, View, seek_words},
        outline,
        timeline::travel::Travel,
    },
};

/// The events in scope, the part of time in view, and the one selected.
#[derive(Debug, Clone, Default)]
pub(super) struct Timeline {
    travel: Travel,
    made_for: Option<(u64, Option<usize>, By)>,
}

impl View for Timeline {
    fn keys(&self) -> &'static str {
        "timeline"
    }

    fn settle(&mut self, cx: &Context<'_>) {
        let wanted = (cx.version, cx.place.scope.map(Id::index), self.travel.by);
        if self.made_for != Some(wanted) {
            let same_scope = self.made_for.is_some_and(|(_, scope, _)| scope == wanted.1);
            let selected = self.travel.selected();
            self.travel.order = chronology::order(cx.corpus, |id| cx.in_scope(Entry::Event(id)));
            self.travel.lanes = chronology::lanes(cx.corpus, &self.travel.order, self.travel.by);
            self.made_for = Some(wanted);
            let kept = selected
                .filter(|_| same_scope)
                .and_then(|id| self.travel.order.place(id));
            self.travel.at = kept.unwrap_or(0);
            if kept.is_none() {
                self.travel.view = None;
            }
            self.travel.lane_of_selected();
        }
        let cols = lanes::columns(cx);
        self.travel.view = match self.travel.view {
            Some(view) if view.cols() == i32::from(cols.max(1)) => Some(view),
            Some(view) => Some(view.resized(cols)),
            None => self
                .travel
                .order
                .span(cx.corpus)
                .map(|(first, last)| Viewport::fit(first, last, cols)),
        };
    }

    fn arrive(&mut self, cx: &Context<'_>) {
        let corpus = cx.corpus;
        let wanted = match cx.place.selection {
            Some(Selection::Entry(entry)) => match entry {
                Entry::Event(id) => Some(id),
                Entry::Quote(id) => corpus.quotes.at(id).event,
                Entry::Source(id) => corpus.events_in.of(id).first().copied(),
                Entry::Actor(id) => corpus.events_of.of(id).first().copied(),
                Entry::Issue(id) => corpus.events_about.of(id).first().copied(),
                Entry::Briefing(_) | Entry::Position(_) | Entry::Judgment(_) => None,
            },
            Some(Selection::Cell(..)) | None => None,
        };
        if let Some(at) = wanted.and_then(|id| self.travel.order.place(id)) {
            self.travel.at = at;
        } else if let Some(day) = cx.place.as_of.as_ref().and_then(Date::first_day) {
            self.travel.at = self
                .travel
                .nearest(cx.corpus, day)
                .unwrap_or(self.travel.at);
        }
        self.travel.lane_of_selected();
        self.travel.show(cx.corpus);
    }

    fn update(&mut self, cx: &Context<'_>, action: Action, _with: Option<char>) -> Out {
        let before = self.travel.at;
        match action {
            Action::NextEvent => {
                self.travel.at =
                    (self.travel.at + 1).min(self.travel.order.len().saturating_sub(1));
            }
            Action::PrevEvent => self.travel.at = self.travel.at.saturating_sub(1),
            Action::FirstEvent => self.travel.at = 0,
            Action::LastEvent => self.travel.at = self.travel.order.len().saturating_sub(1),
            Action::NextInLane => self.travel.in_lane(true),
            Action::PrevInLane => self.travel.in_lane(false),
            Action::LaneDown | Action::LaneUp if cx.panes.bordered => {
                self.travel.step_lane(cx.corpus, action == Action::LaneDown);
            }
            // Without lanes, down and up are on and back.
            Action::LaneDown => {
                self.travel.at =
                    (self.travel.at + 1).min(self.travel.order.len().saturating_sub(1));
            }
            Action::LaneUp => self.travel.at = self.travel.at.saturating_sub(1),
            Action::NextCluster => self.travel.burst(cx.corpus, true),
            Action::PrevCluster => self.travel.burst(cx.corpus, false),
            Action::PanRight | Action::PanLeft => self.travel.pan(action == Action::PanRight),
            Action::ZoomIn | Action::ZoomOut => {
                self.travel.zoom(cx.corpus, action == Action::ZoomIn);
            }
            Action::ZoomFit => self.travel.view = None,
            Action::ZoomSelect => self.travel.zoom_to_selected(cx.corpus, lanes::columns(cx)),
            Action::Center => {
                self.travel.view = self
                    .travel
                    .day(cx.corpus)
                    .zip(self.travel.view)
                    .map(|(day, view)| view.centered(day));
            }
            Action::LanesBy => self.travel.by = self.travel.by.next(),
            Action::GoDate => return Out::AskDate,
            Action::Open => {
                return if self.travel.order.is_empty() {
                    Out::Nothing
                } else {
                    Out::Detail
                };
            }
            _ => return Out::Nothing,
        }
        self.settle(cx);
        if self.travel.at != before {
            self.travel.lane_of_selected();
            self.travel.show(cx.corpus);
        }
        self.landed().map_or(Out::Nothing, Out::Select)
    }

    fn find(&mut self, cx: &Context<'_>, needle: &Needle, direction: Direction) -> Option<Out> {
        let words = |at: usize| {
            self.travel.order.get(at).map_or(String::new(), |id| {
                let event = &cx.corpus.events[id];
                format!("{} {}", event.title, event.summary)
            })
        };
        let len = self.travel.order.len();
        self.travel.at = seek_words(self.travel.at, len, direction, needle, words)?;
        self.travel.lane_of_selected();
        self.travel.show(cx.corpus);
        self.landed().map(Out::Select)
    }

    fn detail(&self, cx: &Context<'_>, cols: usize) -> Detail {
        let mut doc = Doc::new(cols);
        match self.travel.selected() {
            Some(id) => outline::event(&mut doc, cx, id),
            None => doc.para(
                "No event here. Home (1) has other briefings.",
                cx.theme.style(Role::Dim),
            ),
        }
        let right = format!(
            "{} of {}",
            text::grouped(self.travel.at + 1),
            text::grouped(self.travel.order.len())
        );
        let right = if self.travel.order.is_empty() {
            String::new()
        } else {
            right
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
        let main = cx.panes.main;
        if !cx.panes.bordered || main.height < 9 {
            let inside = if cx.panes.bordered {
                self.framed(cx, buf)
            } else {
                inset(main, 1)
            };
            agenda::draw(&self.travel, cx, inside, buf);
            return None;
        }
        let inside = inset(self.framed(cx, buf), 1);
        let Some(view) = self.travel.view else {
            let words = if cx.library.progress.done {
                "No event with a date here."
            } else {
                "Reading the library…"
            };
            Row::new()
                .and(words, cx.theme.style(Role::Dim))
                .draw(inside, buf);
            return None;
        };
        let rows = lanes::rows(&self.travel, view, cx, inside.height);
        let (drawn, rest) = split_top(inside, rows);
        lanes::draw(&self.travel, view, cx, drawn, buf);
        // What the lanes leave over is given to the agenda.
        if rest.height >= 4 {
            let (rule, list) = split_top(rest, 1);
            frame::rule("in order", cx.theme, rule, buf);
            agenda::draw(&self.travel, cx, list, buf);
        }
        None
    }

    fn status(&self, _cx: &Context<'_>) -> String {
        let step = self.travel.view.map_or(String::new(), |view| {
            format!(" · {} a cell", view.step_words())
        });
        let at = (self.travel.at + 1).min(self.travel.order.len());
        format!(
            "{} of {}{step}",
            text::grouped(at),
            text::grouped(self.travel.order.len())
        )
    }
}

impl Timeline {
    /// Returns the event selected, for other panes to read.
    pub(super) fn landed(&self) -> Option<Selection> {
        self.travel
            .selected()
            .map(|id| Selection::Entry(Entry::Event(id)))
    }

    /// Goes where a goal leads from an event, or else from where one is.
    pub(super) fn go_date(
        &mut self,
        cx: &Context<'_>,
        goal: &Goal,
        from: Option<Id<Event>>,
    ) -> Result<(Selection, String), String> {
        let (corpus, order) = (cx.corpus, &self.travel.order);
        let from = from.and_then(|id| order.place(id));
        let from = from.unwrap_or(self.travel.at);
        let found = goal.find(corpus, order, from);
        let words = goal.words(corpus, order, from, found)?;
        let event = order.get(from).map(|id| &corpus.events[id]);
        let day = event.and_then(|event| chronology::middle(event.date.as_ref()?));
        self.travel.at = found.unwrap_or(from);
        self.travel.lane_of_selected();
        if let (Some(day), Some(view)) = (goal.day(day), self.travel.view) {
            self.travel.view = Some(view.showing(day));
        }
        self.travel.show(corpus);
        let landed = self.landed().ok_or("there is no event here")?;
        Ok((landed, words))
    }

    fn framed(&self, cx: &Context<'_>, buf: &mut Buffer) -> Rect {
        let right = format!("lanes by {}", self.travel.by.name());
        let titles = Titles {
            left: "Timeline".to_owned(),
            right,
        };
        frame::draw(&titles, cx.main_focused(), cx.theme, cx.panes.main, buf)
    }
}
