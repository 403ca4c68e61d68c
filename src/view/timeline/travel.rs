//! Where one is among the events, and how one travels.

use crate::{
    arena::Id,
    chronology::{By, Lane, Order, Viewport, middle},
    date::Day,
    model::{Corpus, Event},
};

/// The events in order and in lanes, the part of time in view, and the event
/// under the crosshair.
#[derive(Debug, Clone, Default)]
pub(super) struct Travel {
    pub(super) by: By,
    pub(super) order: Order,
    pub(super) lanes: Vec<Lane>,
    /// The part of time in view; `None` to show all of it.
    pub(super) view: Option<Viewport>,
    /// The event selected, as a place in the order.
    pub(super) at: usize,
    /// The lane of the crosshair, as a place among the lanes.
    pub(super) lane: usize,
}

impl Travel {
    pub(super) fn selected(&self) -> Option<Id<Event>> {
        self.order.get(self.at)
    }

    /// Returns the day at which the selected event is drawn.
    pub(super) fn day(&self, corpus: &Corpus) -> Option<Day> {
        middle(corpus.events[self.selected()?].date.as_ref()?)
    }

    /// Returns the place of the event whose date is nearest to a day.
    pub(super) fn nearest(&self, corpus: &Corpus, day: Day) -> Option<usize> {
        let apart = |&at: &usize| {
            let date = self
                .order
                .get(at)
                .and_then(|id| corpus.events[id].date.as_ref());
            let first = date.and_then(|d| d.first_day().or(d.last_day()));
            first.map_or(i64::MAX, |first| {
                (i64::from(first.number()) - i64::from(day.number())).abs()
            })
        };
        (0..self.order.dated.len()).min_by_key(apart)
    }

    pub(super) fn show(&mut self, corpus: &Corpus) {
        if let (Some(day), Some(view)) = (self.day(corpus), self.view) {
            self.view = Some(view.showing(day));
        }
    }

    /// Keeps the crosshair in its lane if the event stands there, else moves it
    /// to the first lane in which it does.
    pub(super) fn lane_of_selected(&mut self) {
        let Some(id) = self.selected() else { return };
        let holds = |lane: &Lane| lane.events.contains(&id);
        if !self.lanes.get(self.lane).is_some_and(holds) {
            self.lane = self.lanes.iter().position(holds).unwrap_or(0);
        }
    }

    pub(super) fn in_lane(&mut self, forward: bool) {
        let Some(lane) = self.lanes.get(self.lane) else {
            return;
        };
        let places = lane.events.iter().filter_map(|&id| self.order.place(id));
        let found = if forward {
            places.filter(|&at| at > self.at).min()
        } else {
            places.filter(|&at| at < self.at).max()
        };
        self.at = found.unwrap_or(self.at);
    }

    /// Goes over the next gap of a tenth of the view.
    pub(super) fn burst(&mut self, corpus: &Corpus, forward: bool) {
        let Some(view) = self.view else { return };
        let column = |at: usize| {
            let date = self
                .order
                .get(at)
                .and_then(|id| corpus.events[id].date.as_ref());
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

    pub(super) fn pan(&mut self, right: bool) {
        let Some(view) = self.view else { return };
        let by = (view.cols() / 3).max(1);
        self.view = Some(view.panned(if right { by } else { -by }));
    }

    pub(super) fn zoom(&mut self, corpus: &Corpus, nearer: bool) {
        let Some(view) = self.view else { return };
        let around = self
            .day(corpus)
            .unwrap_or_else(|| view.day(view.cols() / 2));
        self.view = Some(view.zoomed(nearer, around).showing(around));
    }

    /// Goes to the event of a neighboring lane that is nearest in time.
    pub(super) fn step_lane(&mut self, corpus: &Corpus, down: bool) {
        let next = if down {
            self.lane + 1
        } else {
            self.lane.wrapping_sub(1)
        };
        let Some(lane) = self.lanes.get(next) else {
            return;
        };
        let here = self.day(corpus);
        let apart =
            |id: &&Id<Event>| match (corpus.events[**id].date.as_ref().and_then(middle), here) {
                (Some(day), Some(here)) => {
                    (i64::from(day.number()) - i64::from(here.number())).abs()
                }
                _ => i64::MAX,
            };
        if let Some(at) = lane
            .events
            .iter()
            .min_by_key(apart)
            .and_then(|&id| self.order.place(id))
        {
            self.at = at;
            self.lane = next;
            self.show(corpus);
        }
    }

    /// Shows the selected event with a week around it.
    pub(super) fn zoom_to_selected(&mut self, corpus: &Corpus, cols: u16) {
        let date = self
            .selected()
            .and_then(|id| corpus.events[id].date.as_ref());
        let bounds = date.map(|date| {
            (
                date.first_day().or(date.last_day()),
                date.last_day().or(date.first_day()),
            )
        });
        if let Some((Some(first), Some(last))) = bounds {
            self.view = Some(Viewport::fit(first.plus_days(-7), last.plus_days(7), cols));
        }
    }
}
