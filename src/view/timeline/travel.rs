//! Where one is among the events, and how one travels.

use std::collections::HashMap;

use crate::{
    arena::Id,
    chronology::{By, Extent, Lane, SLOTS, Viewport},
    model::Event,
    query::Query,
    view::{
        context::Context,
        timeline::band::{Arrangement, Band},
    },
};

/// The events in one band or two, the part of time in view, and the event under
/// the crosshair.
#[derive(Debug, Clone, Default)]
pub(super) struct Travel {
    pub(super) by: By,
    /// The bands: the second is shown while the timeline is split.
    bands: [Band; 2],
    split: bool,
    /// The band of the crosshair.
    pub(super) band: usize,
    /// The part of time in view; `None` to show all of it.
    pub(super) view: Option<Viewport>,
    /// The event selected, as a place in the order of its band.
    pub(super) at: usize,
    /// The lane last gone to, as a place among its band's lanes; see
    /// [`Travel::lane_held`].
    lane: usize,
    /// Whether time runs down, although there is room for lanes.
    pub(super) listed: bool,
    pub(super) arranged: HashMap<By, Arrangement>,
    /// The slot where the crosshair last stood: what has none rests there.
    pub(super) rested: Option<i64>,
    /// The event to go to once its band is settled.
    pub(super) wanted: Option<Id<Event>>,
}

/// Where one stands among the events: what moving and zooming change.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stand {
    band: usize,
    at: usize,
    lane: usize,
    view: Option<Viewport>,
    rested: Option<i64>,
}

/// Nothing in a tenth of the view is a gap.
const GAP: i64 = 10;

impl Travel {
    /// Brings the bands up to date with the library, the scope, and the filters;
    /// returns whether the crosshair's band is another now.
    pub(super) fn settle(&mut self, cx: &Context<'_>) -> bool {
        let arranged = self.arranged.get(&self.by);
        let mut anew = false;
        for (n, band) in self
            .bands
            .iter_mut()
            .take(1 + usize::from(self.split))
            .enumerate()
        {
            let made = band.make(cx, self.by, arranged);
            anew |= made && n == self.band;
        }
        anew
    }

    /// Returns where one stands.
    pub(super) fn stand(&self) -> Stand {
        Stand {
            band: self.band,
            at: self.at,
            lane: self.lane,
            view: self.view,
            rested: self.rested,
        }
    }

    /// Stands where one stood: at an event, if it is here, since places change
    /// when the library is read again.
    pub(super) fn stand_at(&mut self, stand: Stand, event: Option<Id<Event>>) {
        (self.band, self.lane) = (stand.band, stand.lane);
        (self.view, self.rested) = (stand.view, stand.rested);
        let place = event.and_then(|id| self.band().order.place(id));
        self.at = place.unwrap_or(stand.at);
        self.lane_of_selected();
    }

    /// Splits the timeline into two bands, or makes one of them again: that of
    /// the crosshair. Returns whether there are two now.
    pub(super) fn split(&mut self) -> bool {
        self.split = !self.split;
        let mut other = Band::default();
        if self.split {
            other = self.band().clone();
            other.filter.clear();
        }
        self.bands.swap(0, self.band);
        self.bands[1] = other;
        // The crosshair stands in the new one, whose filter is to be typed.
        self.band = usize::from(self.split);
        self.split
    }

    /// Returns the first and last slot of the events of all bands.
    pub(super) fn span(&self) -> Option<(i64, i64)> {
        let spans = self.bands().iter().filter_map(|band| band.order.span());
        spans.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }

    /// Goes to the first event whose mark is in view, or the last.
    pub(super) fn edge(&mut self, last: bool) {
        let Some(view) = self.view else { return };
        let (slots, line) = (view.slots(), &self.band().line);
        let found = if last {
            line.beyond(slots.end, false)
        } else {
            line.beyond(slots.start - 1, true)
        };
        let slot = |at: usize| self.band().order.extent(at).map(|extent| extent.point);
        let found = found.filter(|&at| slot(at).is_some_and(|slot| slots.contains(&slot)));
        self.go(found);
    }

    /// Returns the bands that are shown: one, or two.
    pub(super) fn bands(&self) -> &[Band] {
        if self.split {
            &self.bands
        } else {
            &self.bands[..1]
        }
    }

    /// Returns the bands that are shown, to be changed.
    pub(super) fn bands_mut(&mut self) -> &mut [Band] {
        let shown = 1 + usize::from(self.split);
        &mut self.bands[..shown]
    }

    /// Returns the filter of the crosshair's band, as typed, to be changed.
    pub(super) fn filter_mut(&mut self) -> &mut String {
        &mut self.bands[self.band].filter
    }

    /// Returns the band of the crosshair.
    pub(super) fn band(&self) -> &Band {
        &self.bands[self.band]
    }

    /// Returns the event selected.
    pub(super) fn selected(&self) -> Option<Id<Event>> {
        self.band().order.get(self.at)
    }

    /// Returns what is drawn of the event selected.
    pub(super) fn extent(&self) -> Option<Extent> {
        self.band().order.extent(self.at)
    }

    /// Returns the slot of the crosshair.
    pub(super) fn slot(&self) -> Option<i64> {
        self.extent().map(|extent| extent.point)
    }

    /// Returns how many slots of nothing are a gap at this zoom.
    pub(super) fn gap(&self) -> i64 {
        let view = self
            .view
            .map_or(0, |view| i64::from(view.cols()) * view.step_slots() / GAP);
        view.max(1)
    }

    /// Goes to the event at a place of the crosshair's band.
    pub(super) fn go(&mut self, at: Option<usize>) {
        if let Some(at) = at {
            self.rested = self.slot().or(self.rested);
            self.at = at.min(self.band().order.len().saturating_sub(1));
        }
    }

    /// Moves the view so that the crosshair is in it.
    pub(super) fn show(&mut self) {
        if let (Some(slot), Some(view)) = (self.slot(), self.view) {
            self.view = Some(view.showing(slot));
        }
    }

    /// Keeps the crosshair in its lane if the event stands there, else moves it
    /// to the first lane in which it does.
    pub(super) fn lane_of_selected(&mut self) {
        let first = self.band().lanes_of(self.at).next();
        let held = self.lane;
        if !self.band().lanes_of(self.at).any(|lane| lane == held) {
            self.lane = first.unwrap_or(0);
        }
    }

    /// Returns the lane of the crosshair, as a place among its band's lanes: the
    /// one last gone to if the event stands there, else the first in which it
    /// does. Lanes can become others under it; those gone to are found again
    /// when they come back.
    pub(super) fn lane_held(&self) -> usize {
        let mut lanes = self.band().lanes_of(self.at).peekable();
        let first = lanes.peek().copied();
        if lanes.any(|lane| lane == self.lane) {
            return self.lane;
        }
        first.unwrap_or(self.lane)
    }

    /// Returns the lane of the crosshair, if its event stands in it.
    pub(super) fn lane(&self) -> Option<&Lane> {
        self.band().lanes.get(self.lane_held())
    }

    /// Goes to the next event, or the one before; with lanes, not to one whose
    /// lanes are all hidden.
    pub(super) fn step(&mut self, forward: bool, lanes: bool) {
        let band = self.band();
        let shown = |at: &usize| !lanes || band.hidden == 0 || band.lanes_of(*at).next().is_some();
        let found = if forward {
            (self.at + 1..band.order.len()).find(shown)
        } else {
            (0..self.at).rev().find(shown)
        };
        self.go(found);
    }

    /// Goes to the next event of the lane, or the one before.
    pub(super) fn in_lane(&mut self, forward: bool) {
        let Some(lane) = self.lane() else { return };
        let order = &self.band().order;
        let place = |id: &Id<Event>| order.place(*id).unwrap_or(usize::MAX);
        let at = lane.events.partition_point(|id| place(id) < self.at);
        let found = if forward {
            let here = lane.events.get(at).map(place) == Some(self.at);
            lane.events.get(at + usize::from(here))
        } else {
            at.checked_sub(1).and_then(|at| lane.events.get(at))
        };
        let found = found.map(place);
        self.go(found);
    }

    /// Goes to where the next burst of events begins, or the one before; returns
    /// whether there is one.
    pub(super) fn burst(&mut self, forward: bool) -> bool {
        let from = self.slot().unwrap_or(i64::MAX);
        let found = self.band().line.burst(from, self.gap(), forward);
        self.go(found);
        found.is_some()
    }

    /// Goes to the event that the next gap follows, or the one before; returns
    /// whether there is one.
    pub(super) fn gap_edge(&mut self, forward: bool) -> bool {
        let from = self.slot().unwrap_or(i64::MAX);
        let found = self.band().line.gap(from, self.gap(), forward);
        self.go(found);
        found.is_some()
    }

    /// Moves the view by a third of it; the crosshair goes along, to an event
    /// that is in view or, over a gap, to the next one.
    pub(super) fn pan(&mut self, right: bool) {
        let Some(view) = self.view else { return };
        let by = (view.cols() / 3).max(1);
        self.slide(if right { by } else { -by });
    }

    /// Moves the view by columns, the crosshair with it.
    pub(super) fn slide(&mut self, columns: i32) {
        let Some(view) = self.view else { return };
        self.put(view.panned(columns), columns > 0);
    }

    /// Shows another part of time; where the crosshair would be left out, it
    /// goes to the event nearest to the middle, or else on to the next.
    pub(super) fn put(&mut self, view: Viewport, forward: bool) {
        let holds = |slot: i64| view.showing(slot) == view;
        self.view = Some(view);
        if self.slot().is_some_and(holds) {
            return;
        }
        let line = &self.band().line;
        let middle = view.slot(view.cols() / 2);
        let slot = |at: &usize| self.band().order.extent(*at).map(|extent| extent.point);
        let near = line
            .nearest(middle)
            .filter(|at| slot(at).is_some_and(holds));
        let from = self.slot().unwrap_or(middle);
        let found = near.or_else(|| line.beyond(from, forward));
        self.go(found);
        self.show();
    }

    /// Shows less time or more; the crosshair's column stays.
    pub(super) fn zoom(&mut self, nearer: bool) {
        let Some(view) = self.view else { return };
        let view = match (self.slot(), self.rested) {
            (Some(slot), _) => view.zoomed(nearer, slot).showing(slot),
            (None, Some(slot)) => view.zoomed(nearer, slot),
            (None, None) => view.zoomed(nearer, view.slot(view.cols() / 2)),
        };
        self.view = Some(view);
    }

    /// Goes to the event of a neighboring lane in view that is nearest in time;
    /// past the last lane of a band, to the next band.
    pub(super) fn step_lane(&mut self, down: bool) {
        let slot = self.slot().unwrap_or_default();
        let seen = &self.band().seen.1;
        let held = self.lane_held();
        let here = seen.partition_point(|&lane| lane < held);
        let next = if down {
            let on = seen.get(here) == Some(&held);
            seen.get(here + usize::from(on))
        } else {
            here.checked_sub(1).and_then(|at| seen.get(at))
        };
        if let Some(&lane) = next {
            self.go_lane(self.band, lane, slot);
            return;
        }
        let band = if down {
            Some(self.band + 1).filter(|&band| band < self.bands().len())
        } else {
            self.band.checked_sub(1)
        };
        let Some(band) = band else { return };
        let seen = &self.bands[band].seen.1;
        let lane = if down { seen.first() } else { seen.last() };
        if let Some(&lane) = lane {
            self.go_lane(band, lane, slot);
        }
    }

    /// Goes to the event of a lane nearest to a slot.
    pub(super) fn go_lane(&mut self, band: usize, lane: usize, slot: i64) {
        let found = self.bands().get(band).and_then(|b| b.lanes.get(lane));
        if let Some(at) = found.and_then(|lane| lane.track.nearest(slot)) {
            (self.band, self.lane) = (band, lane);
            self.at = at;
        }
    }

    /// Shows the selected event alone with some time around it; where several
    /// share its cell in its lane, all of them, so that they come apart.
    pub(super) fn open(&mut self, cols: u16) {
        let Some(extent) = self.extent() else { return };
        let (mut first, mut last) = (extent.first, extent.last);
        if extent.is_open() {
            (first, last) = (extent.point, extent.point);
        }
        let mut around = 7 * SLOTS;
        if let Some((from, to)) = self.cluster() {
            (first, last, around) = (from, to, SLOTS);
        }
        let room = ((last - first) / 8).max(around);
        self.view = Some(Viewport::fit_slots(first - room, last + room, cols));
        self.show();
    }

    /// Returns the first and the last slot of the marks that share the
    /// crosshair's cell in its lane, if there are several apart.
    fn cluster(&self) -> Option<(i64, i64)> {
        let (view, slot) = (self.view?, self.slot()?);
        let points = self.lane()?.track.points();
        let column = view.column(slot);
        let from = points.partition_point(|&point| point < view.slot(column));
        let past = points.partition_point(|&point| point < view.slot(column + 1));
        let (first, last) = (*points.get(from)?, *points.get(past.checked_sub(1)?)?);
        (first < last).then_some((first, last))
    }

    /// Whether the crosshair's cell holds several events that can come apart.
    pub(super) fn is_cluster(&self) -> bool {
        self.cluster().is_some()
    }

    /// Adds a part to the filter of the crosshair's band.
    pub(super) fn narrow(&mut self, part: &str) {
        let filter = self.filter_mut();
        let known = Query::parse(filter).filters;
        let new = Query::parse(part).filters;
        if !new.iter().all(|filter| known.contains(filter)) {
            let blank = if filter.is_empty() { "" } else { " " };
            *filter = format!("{filter}{blank}{part}");
        }
    }

    /// Shows all hidden lanes again.
    pub(super) fn show_lanes(&mut self) {
        self.arranged.entry(self.by).or_default().hidden.clear();
    }

    /// Hides the crosshair's lane. The last one stays: nothing would be left to
    /// travel in.
    pub(super) fn hide_lane(&mut self) {
        let title = self.lane().map(|lane| lane.title.clone());
        if let Some(title) = title.filter(|_| 1 < self.band().lanes.len()) {
            let arranged = self.arranged.entry(self.by).or_default();
            arranged.hidden.insert(title);
        }
    }

    /// Goes to the next event that stands in a lane, or else the one before, if
    /// all lanes of the one selected are hidden.
    pub(super) fn leave_hidden(&mut self) {
        if self.band().lanes_of(self.at).next().is_none() {
            let at = self.at;
            self.step(true, true);
            if self.at == at {
                self.step(false, true);
            }
        }
    }

    /// Changes places with the next lane in view, or the one before.
    pub(super) fn reorder(&mut self, down: bool) {
        let seen = &self.band().seen.1;
        let Ok(here) = seen.binary_search(&self.lane_held()) else {
            return;
        };
        let other = if down {
            here.checked_add(1)
        } else {
            here.checked_sub(1)
        };
        let Some(&other) = other.and_then(|at| seen.get(at)) else {
            return;
        };
        // Hidden lanes keep their places among the others.
        let band = self.band();
        let mut titles = band.titles.clone();
        let place = |lane: usize| {
            let title = band.lanes.get(lane).map(|lane| &lane.title);
            titles.iter().position(|other| Some(other) == title)
        };
        let (Some(from), Some(to)) = (place(self.lane_held()), place(other)) else {
            return;
        };
        let moved = titles.remove(from);
        titles.insert(to, moved);
        self.arranged.entry(self.by).or_default().order = titles;
        self.lane = other;
    }
}
