//! One band of the timeline: the events that a filter lets through, in order
//! and in lanes. There is one band, or two one above the other.

use std::collections::{BTreeSet, HashMap};

use crate::{
    arena::Id,
    chronology::{self, Bars, By, Lane, Order, Track, Viewport},
    model::{Briefing, Entry, Event},
    query::{self, Query},
    text,
    view::context::Context,
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

/// What a band was made for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Made {
    version: u64,
    scope: Option<Id<Briefing>>,
    by: By,
    filter: String,
    arranged: Option<Arrangement>,
}

/// A band.
#[derive(Debug, Clone, Default)]
pub(super) struct Band {
    /// What its events must fit, as typed.
    pub(super) filter: String,
    made_for: Option<Made>,
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
    /// How many lanes are hidden.
    pub(super) hidden: usize,
    /// For each place in the order where its lanes begin, and the lanes.
    lane_starts: Vec<u32>,
    lane_items: Vec<u32>,
    /// The marks of all lanes shown, sorted: an event in three lanes has three.
    pub(super) points: Vec<i64>,
    /// How many events lie where, over all time.
    pub(super) bars: Bars,
    /// The lanes with something in view, and the view they were found for.
    pub(super) seen: (Option<Viewport>, Vec<usize>),
}

impl Band {
    /// Works everything out anew, if anything that it depends on has changed;
    /// returns whether it has.
    pub(super) fn make(
        &mut self,
        cx: &Context<'_>,
        by: By,
        arranged: Option<&Arrangement>,
    ) -> bool {
        let made = Made {
            version: cx.version,
            scope: cx.place.scope,
            by,
            filter: self.filter.clone(),
            arranged: arranged.cloned(),
        };
        if self.made_for.as_ref() == Some(&made) {
            return false;
        }
        self.made_for = Some(made);
        let corpus = cx.corpus;
        self.query = Query::parse(&self.filter);
        let sieve = query::events(corpus, &self.query);
        let mut in_scope = 0;
        let fits = |id: Id<Event>| cx.in_scope(Entry::Event(id));
        for (id, _) in corpus.events.iter() {
            in_scope += usize::from(fits(id));
        }
        self.order = chronology::order(corpus, |id| fits(id) && sieve.fits(id));
        self.out = in_scope - self.order.len();
        let dated = self.order.dated.len();
        let track = |places: std::ops::Range<usize>| {
            Track::new(places.map(|at| (narrow(at), self.order.extent(at))))
        };
        self.line = track(0..dated);
        self.tray = track(dated..self.order.len());
        self.lanes = chronology::lanes(corpus, &self.order, by);
        if let Some(arranged) = arranged {
            self.arrange(arranged);
        } else {
            self.hidden = 0;
        }
        self.link();
        self.bars = Bars::default();
        self.seen = (None, Vec::new());
        true
    }

    fn arrange(&mut self, arranged: &Arrangement) {
        let all = self.lanes.len();
        self.lanes
            .retain(|lane| !arranged.hidden.contains(&lane.title));
        self.hidden = all - self.lanes.len();
        let places: HashMap<&str, usize> = arranged
            .order
            .iter()
            .enumerate()
            .map(|(at, title)| (title.as_str(), at))
            .collect();
        let place = |lane: &Lane| places.get(lane.title.as_str()).copied();
        self.lanes
            .sort_by_key(|lane| place(lane).unwrap_or(usize::MAX));
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
            let lanes = self.lanes.iter().enumerate();
            let seen = lanes.filter(|(_, lane)| lane.track.is_in(view));
            self.seen = (Some(view), seen.map(|(at, _)| at).collect());
        }
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
