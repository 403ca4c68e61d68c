//! One band of the timeline: the events that a filter lets through, in order
//! and in lanes. There is one band, or two one above the other.

use std::collections::{BTreeSet, HashMap};

use crate::{
    arena::Id,
    chronology::{self, Bars, By, Lane, Order, Track, Viewport},
    model::{Briefing, Entry, Event},
    query::{self, Query},
    text,
    view::{context::Context, timeline::occupied::Occupied},
};

/// How the analyst has arranged the lanes of one sort: by title, so that it
/// holds when the library is read again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Arrangement {
    /// Lanes that are not shown.
    pub(super) hidden: BTreeSet<String>,
    /// Lanes in an order of their own; those not named follow.
    pub(super) order: Vec<String>,
}

/// What the events of a band were chosen for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Chosen {
    version: u64,
    scope: Option<Id<Briefing>>,
    filter: String,
}

/// What its lanes were made for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Laned {
    by: By,
    arranged: Option<Arrangement>,
}

/// A band.
#[derive(Debug, Clone, Default)]
pub(super) struct Band {
    /// What its events must fit, as typed.
    pub(super) filter: String,
    chosen_for: Option<Chosen>,
    laned_for: Option<Laned>,
    /// What it means.
    pub(super) query: Query,
    /// The events that fit.
    pub(super) order: Order,
    /// How many in scope do not.
    pub(super) out: usize,
    /// Those with a date, along one line.
    pub(super) line: Track,
    /// Those without, where their neighbors let them be.
    pub(super) tray: Track,
    /// The lanes that are shown, in the analyst's order.
    pub(super) lanes: Vec<Lane>,
    /// The titles of all lanes, hidden ones too, in the same order.
    pub(super) titles: Vec<String>,
    /// How many lanes are hidden.
    pub(super) hidden: usize,
    /// For each place in the order where its lanes begin, and the lanes.
    lane_starts: Vec<u32>,
    lane_items: Vec<u32>,
    /// When each lane is occupied.
    occupied: Vec<Occupied>,
    /// The marks of all lanes shown, sorted: an event in three lanes has three.
    pub(super) points: Vec<i64>,
    /// How many events lie where, over all time.
    pub(super) bars: Bars,
    /// The lanes with something in view, and the view they were found for.
    pub(super) seen: (Option<Viewport>, Vec<usize>),
}

impl Band {
    /// Works out anew what depends on what has changed; returns whether its
    /// events are others now.
    pub(super) fn make(
        &mut self,
        cx: &Context<'_>,
        by: By,
        arranged: Option<&Arrangement>,
    ) -> bool {
        let chosen = Chosen {
            version: cx.version,
            scope: cx.place.scope,
            filter: self.filter.clone(),
        };
        let anew = self.chosen_for.as_ref() != Some(&chosen);
        if anew {
            self.chosen_for = Some(chosen);
            self.choose(cx);
        }
        let laned = Laned {
            by,
            arranged: arranged.cloned(),
        };
        if anew || self.laned_for.as_ref() != Some(&laned) {
            self.laned_for = Some(laned);
            self.lanes = chronology::lanes(cx.corpus, &self.order, by);
            self.arrange(arranged.unwrap_or(&Arrangement::default()));
            self.link();
            self.seen = (None, Vec::new());
        }
        anew
    }

    fn choose(&mut self, cx: &Context<'_>) {
        let corpus = cx.corpus;
        self.query = Query::parse(&self.filter);
        let sieve = query::events(corpus, &self.query);
        let in_scope = |id: Id<Event>| cx.in_scope(Entry::Event(id));
        let all = corpus.events.iter().filter(|(id, _)| in_scope(*id)).count();
        self.order = chronology::order(corpus, |id| in_scope(id) && sieve.fits(id));
        self.out = all - self.order.len();
        let (dated, all) = (narrow(self.order.dated.len()), narrow(self.order.len()));
        self.line = Track::new(self.order.lined(0..dated));
        self.tray = Track::new(self.order.lined(dated..all));
        self.bars = Bars::default();
    }

    fn arrange(&mut self, arranged: &Arrangement) {
        let places: HashMap<&str, usize> = arranged
            .order
            .iter()
            .enumerate()
            .map(|(at, title)| (title.as_str(), at))
            .collect();
        let place = |lane: &Lane| places.get(lane.title.as_str()).copied();
        self.lanes
            .sort_by_key(|lane| place(lane).unwrap_or(usize::MAX));
        self.titles = self.lanes.iter().map(|lane| lane.title.clone()).collect();
        self.lanes
            .retain(|lane| !arranged.hidden.contains(&lane.title));
        self.hidden = self.titles.len() - self.lanes.len();
    }

    /// Notes which lanes each event stands in.
    fn link(&mut self) {
        let places = |lane: &Lane| -> Vec<usize> {
            let events = lane.events.iter();
            events.filter_map(|&id| self.order.place(id)).collect()
        };
        let mut starts = vec![0_u32; self.order.len() + 1];
        let of_lanes: Vec<Vec<usize>> = self.lanes.iter().map(places).collect();
        for &at in of_lanes.iter().flatten() {
            starts[at + 1] += 1;
        }
        for at in 0..self.order.len() {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        self.lane_items = vec![0; starts.last().map_or(0, |&end| end as usize)];
        for (lane, places) in of_lanes.iter().enumerate() {
            for &at in places {
                self.lane_items[next[at] as usize] = narrow(lane);
                next[at] += 1;
            }
        }
        self.lane_starts = starts;
        let span = self.order.span().unwrap_or_default();
        let extents = |places: &Vec<usize>| {
            let extents = places.iter().filter(|at| **at < self.order.dated.len());
            Occupied::new(extents.filter_map(|&at| self.order.extent(at)), span)
        };
        self.occupied = of_lanes.iter().map(extents).collect();
        let points = self.lanes.iter().flat_map(|lane| lane.track.points());
        self.points = points.copied().collect();
        self.points.sort_unstable();
    }

    /// Brings what depends on the part of time in view up to date.
    pub(super) fn settle(&mut self, view: Option<Viewport>, cols: usize) {
        if self.bars.heights.len() != cols
            && let Some(span) = self.order.span()
        {
            let extents = (0..self.order.dated.len()).filter_map(|at| self.order.extent(at));
            self.bars = chronology::bars(extents, span, cols);
        }
        if let Some(view) = view
            && self.seen.0 != Some(view)
        {
            self.seen = (Some(view), self.lanes_in(view));
        }
    }

    /// Returns the lanes with something in view, from the top.
    fn lanes_in(&self, view: Viewport) -> Vec<usize> {
        let (slots, span) = (view.slots(), self.order.span().unwrap_or_default());
        let lanes = self.lanes.iter().zip(&self.occupied).enumerate();
        let seen = lanes.filter(|(_, (lane, occupied))| {
            let known = occupied.is_in(&slots, span);
            known.unwrap_or_else(|| lane.track.is_in(view))
        });
        seen.map(|(at, _)| at).collect()
    }

    /// Returns the lanes that the event at a place stands in, from the top.
    pub(super) fn lanes_of(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let bound = |at: usize| self.lane_starts.get(at).map_or(0, |&n| n as usize);
        let items = self.lane_items.get(bound(at)..bound(at + 1));
        items.unwrap_or_default().iter().map(|&lane| lane as usize)
    }

    /// Returns how many events it has, and how many its filter hides, in words.
    pub(super) fn counted(&self) -> String {
        let count = text::grouped(self.order.len());
        match self.out {
            0 => count,
            out => format!("{count}, {} hidden", text::grouped(out)),
        }
    }

    /// Whether its events are filtered.
    pub(super) fn is_filtered(&self) -> bool {
        !self.query.is_empty()
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
