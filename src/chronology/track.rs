//! Events along one line, ready to be asked what of them lies in a view: what a
//! lane is drawn from, at a cost that depends on the columns and not on how
//! many events there are.

use std::{cmp::Reverse, ops::Range};

use crate::chronology::{
    extent::{Extent, is_wide},
    scale::Viewport,
};

/// Events along one line, by the place each has in its
/// [`Order`](crate::chronology::Order).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Track {
    /// The slots of their marks, sorted, and of each its place and its weight.
    points: Vec<i64>,
    places: Vec<u32>,
    weights: Vec<u8>,
    /// The longest time between two marks of each [`BLOCK`], and of its last and
    /// the one after it: a gap is found without a look at every mark.
    gaps: Vec<i64>,
    /// Their first slots, sorted, and for each the last slot that it or one
    /// before reaches.
    firsts: Vec<i64>,
    reach: Vec<i64>,
    /// Those longer than a day, in classes of about the same length.
    classes: Vec<Class>,
}

/// An event that is to be lined up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lined {
    /// Its place in its order.
    pub place: u32,
    /// What is drawn of it.
    pub extent: Extent,
    /// How much it matters: the greater before the lesser.
    pub weight: u8,
}

/// Events of about the same length, by their first slots.
#[derive(Debug, Clone, Default, PartialEq)]
struct Class {
    longest: i64,
    /// The first slot of each, its last, and its place; sorted.
    spans: Vec<(i64, i64, u32)>,
}

/// Events whose marks fall into one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// The column; always in view.
    pub column: i32,
    /// Which of the track's events, in the order of their marks.
    pub events: Range<usize>,
}

/// The most stretches of one class, or marks of one cell, that are looked at:
/// where there are more, they lie over one another, and are counted all the same.
const MOST: usize = 512;

/// Slots of the shortest stretch that can take more than its own cell.
const SHORT: i64 = 2;

/// Marks in a block.
const BLOCK: usize = 256;

impl Track {
    /// Lines events up.
    pub fn new(events: impl IntoIterator<Item = Lined>) -> Track {
        let mut track = Track::default();
        let mut points: Vec<(i64, u32, u8)> = Vec::new();
        let mut spans: Vec<(i64, i64)> = Vec::new();
        for Lined {
            place,
            extent,
            weight,
        } in events
        {
            points.push((extent.point, place, weight));
            spans.push((extent.first, extent.last));
            if SHORT <= extent.slots() {
                // Four times as long is the next class.
                let class = (extent.slots() / SHORT).ilog2() as usize / 2;
                if track.classes.len() <= class {
                    track.classes.resize(class + 1, Class::default());
                }
                track.classes[class].push(extent, place);
            }
        }
        track.classes.retain(|class| !class.spans.is_empty());
        for class in &mut track.classes {
            class.spans.sort_unstable();
        }
        points.sort_unstable();
        spans.sort_unstable();
        track.firsts = spans.iter().map(|&(first, _)| first).collect();
        let mut reach = i64::MIN;
        for (_, last) in spans {
            reach = reach.max(last);
            track.reach.push(reach);
        }
        track.points = points.iter().map(|&(point, ..)| point).collect();
        track.places = points.iter().map(|&(_, place, _)| place).collect();
        track.weights = points.iter().map(|&(.., weight)| weight).collect();
        let widest = |block: &[i64]| block.windows(2).map(|w| w[1] - w[0]).max();
        track.gaps = (0..track.points.len())
            .step_by(BLOCK)
            .map(|from| {
                let past = (from + BLOCK + 1).min(track.points.len());
                widest(&track.points[from..past]).unwrap_or(0)
            })
            .collect();
        track
    }

    /// Returns how many events there are.
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// Returns the place of one of the track's events, in the order of their marks.
    pub fn place(&self, at: usize) -> Option<usize> {
        self.places.get(at).map(|&place| place as usize)
    }

    /// Returns the slots of all marks, sorted.
    pub fn points(&self) -> &[i64] {
        &self.points
    }

    /// Returns the columns in view with marks, from left to right, and whose
    /// they are.
    pub fn clusters(&self, view: Viewport) -> impl Iterator<Item = Cluster> + '_ {
        let slots = view.slots();
        let mut at = self.points.partition_point(|&point| point < slots.start);
        std::iter::from_fn(move || {
            let column = view.column(*self.points.get(at)?);
            if column >= view.cols() {
                return None;
            }
            let past = view.slot(column + 1);
            let rest = self.points.get(at..).unwrap_or_default();
            let events = at..at + reached(rest, past);
            at = events.end;
            Some(Cluster { column, events })
        })
    }

    /// Returns the places of events that take more than a cell and lie in view.
    /// Where very many lie over one another, some of them.
    pub fn stretches(&self, view: Viewport) -> impl Iterator<Item = usize> + '_ {
        let (slots, step) = (view.slots(), view.step_slots());
        let wide = self.classes.iter();
        let wide = wide.filter(move |class| is_wide(class.longest, step));
        wide.flat_map(move |class| class.within(slots.clone(), step).take(MOST))
    }

    /// Whether any of it lies in view.
    pub fn is_in(&self, view: Viewport) -> bool {
        let slots = view.slots();
        let begun = self.firsts.partition_point(|&first| first < slots.end);
        let reach = begun.checked_sub(1).and_then(|at| self.reach.get(at));
        reach.is_some_and(|&reach| slots.start <= reach)
    }

    /// Returns the place of the event whose mark is nearest to a slot.
    pub fn nearest(&self, slot: i64) -> Option<usize> {
        let after = self.points.partition_point(|&point| point < slot);
        let apart = |at: &usize| self.points.get(*at).map_or(i64::MAX, |p| (p - slot).abs());
        let at = [after.checked_sub(1), Some(after)]
            .into_iter()
            .flatten()
            .min_by_key(apart)?;
        // Of several at one slot the first.
        let point = *self.points.get(at)?;
        self.place(self.points.partition_point(|&other| other < point))
    }

    /// Returns the place of the first event after a slot, or the last before it.
    pub fn beyond(&self, slot: i64, forward: bool) -> Option<usize> {
        if forward {
            self.place(self.points.partition_point(|&point| point <= slot))
        } else {
            let at = self.points.partition_point(|&point| point < slot);
            self.place(at.checked_sub(1)?)
        }
    }

    /// Returns the place of the event that begins the next burst, or the one
    /// before: one with at least so many slots of nothing before its mark.
    pub fn burst(&self, from: i64, gap: i64, forward: bool) -> Option<usize> {
        let found = if forward {
            let next = self.points.partition_point(|&point| point <= from);
            // A gap right before the next mark counts, and the first mark of all.
            match next.checked_sub(1) {
                Some(before) => self.gap_from(before, gap)? + 1,
                None => 0,
            }
        } else {
            let past = self.points.partition_point(|&point| point < from);
            let last = past.checked_sub(1)?;
            self.gap_before(last, gap).map_or(0, |at| at + 1)
        };
        self.place(found)
    }

    /// Returns the place of the event that the next gap follows, or the one
    /// before: one with at least so many slots of nothing after its mark.
    pub fn gap(&self, from: i64, gap: i64, forward: bool) -> Option<usize> {
        let found = if forward {
            let next = self.points.partition_point(|&point| point <= from);
            let last = self.points.len().checked_sub(1)?;
            (next <= last).then(|| self.gap_from(next, gap).unwrap_or(last))?
        } else {
            let past = self.points.partition_point(|&point| point < from);
            let last = self.points.len().checked_sub(1)?;
            if past <= last {
                self.gap_before(past, gap)?
            } else {
                last
            }
        };
        self.place(found)
    }

    /// Returns the first mark from one on that a gap follows.
    fn gap_from(&self, from: usize, gap: i64) -> Option<usize> {
        let mut at = from;
        while at + 1 < self.points.len() {
            if at.is_multiple_of(BLOCK) && self.gaps[at / BLOCK] < gap {
                at += BLOCK;
            } else if gap <= self.points[at + 1] - self.points[at] {
                return Some(at);
            } else {
                at += 1;
            }
        }
        None
    }

    /// Returns the last mark before one that a gap follows.
    fn gap_before(&self, past: usize, gap: i64) -> Option<usize> {
        let mut past = past.min(self.points.len().saturating_sub(1));
        while 0 < past {
            if past.is_multiple_of(BLOCK) && self.gaps[past / BLOCK - 1] < gap {
                past -= BLOCK;
            } else if gap <= self.points[past] - self.points[past - 1] {
                return Some(past - 1);
            } else {
                past -= 1;
            }
        }
        None
    }

    /// Returns the place of the event that matters most of some, in the order
    /// of their marks; the first of several.
    pub fn weightiest(&self, events: Range<usize>) -> Option<usize> {
        let of = events.take(MOST);
        self.place(of.min_by_key(|&at| Reverse(self.weights.get(at).copied()))?)
    }
}

impl Class {
    fn push(&mut self, extent: Extent, place: u32) {
        self.longest = self.longest.max(extent.slots());
        self.spans.push((extent.first, extent.last, place));
    }

    fn within(&self, slots: Range<i64>, step: i64) -> impl Iterator<Item = usize> + '_ {
        let start = slots.start.saturating_sub(self.longest);
        let from = self.spans.partition_point(|&(first, ..)| first <= start);
        let rest = self.spans.get(from..).unwrap_or_default();
        rest.iter()
            .take_while(move |&&(first, ..)| first < slots.end)
            .filter(move |&&(first, last, _)| {
                slots.start <= last && is_wide(last - first + 1, step)
            })
            .map(|&(.., place)| place as usize)
    }
}

/// Returns how many sorted points lie before a slot, looked for from the front
/// in longer and longer steps: mostly few do.
fn reached(points: &[i64], past: i64) -> usize {
    let mut bound = 1;
    while points.get(bound).is_some_and(|&point| point < past) {
        bound *= 2;
    }
    let from = bound / 2;
    let rest = points.get(from..(bound + 1).min(points.len()));
    from + rest
        .unwrap_or_default()
        .partition_point(|&point| point < past)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop, prop_assert, prop_assert_eq, proptest};

    fn extents(of: &[(i64, i64)]) -> Vec<Extent> {
        of.iter()
            .map(|&(first, len)| Extent::placed(Some(first), Some(first + len)).unwrap())
            .collect()
    }

    fn track(extents: &[Extent]) -> Track {
        let lined = (0..).zip(extents).map(|(place, &extent)| Lined {
            place,
            extent,
            weight: 0,
        });
        Track::new(lined)
    }

    proptest! {
        #[test]
        fn clusters_and_stretches_are_those_in_view(
            of in prop::collection::vec((-40_000i64..40_000, 0i64..30_000), 0..60),
            anchor in -30_000i64..30_000, cols in 1u16..90, len in 1i64..60_000,
        ) {
            let extents = extents(&of);
            let track = track(&extents);
            let view = Viewport::fit_slots(anchor, anchor + len, cols);
            let mut counted = vec![0; usize::from(cols)];
            for extent in &extents {
                let column = view.column(extent.point);
                if view.shows(column) {
                    counted[usize::try_from(column).unwrap()] += 1;
                }
            }
            let mut found = vec![0; usize::from(cols)];
            for cluster in track.clusters(view) {
                found[usize::try_from(cluster.column).unwrap()] += cluster.events.len();
                for at in cluster.events {
                    let extent = extents[track.place(at).unwrap()];
                    prop_assert_eq!(view.column(extent.point), cluster.column);
                }
            }
            prop_assert_eq!(found, counted);
            let in_view = |e: &Extent| {
                0 <= view.column(e.last) && view.column(e.first) < view.cols()
            };
            let wide = |e: &&Extent| in_view(e) && view.column(e.first) < view.column(e.last) && SHORT <= e.slots() && is_wide(e.slots(), view.step_slots());
            let mut expect: Vec<usize> = (0..extents.len()).filter(|&at| wide(&&extents[at])).collect();
            let mut got: Vec<usize> = track.stretches(view).collect();
            prop_assert!(got.iter().all(|&at| in_view(&extents[at])));
            got.sort_unstable();
            expect.retain(|at| got.binary_search(at).is_err());
            prop_assert!(expect.is_empty(), "{:?}", expect);
            prop_assert_eq!(track.is_in(view), extents.iter().any(in_view));
        }

        #[test]
        fn every_burst_and_gap_is_reached(of in prop::collection::vec(0i64..10_000, 1..60), gap in 1i64..2_000) {
            let extents: Vec<Extent> = extents(&of.iter().map(|&first| (first, 0)).collect::<Vec<_>>());
            let track = track(&extents);
            let mut sorted = of.clone();
            sorted.sort_unstable();
            sorted.dedup();
            let starts = sorted.iter().enumerate().filter(|(at, p)| *at == 0 || **p - sorted[at - 1] >= gap);
            let mut expect: Vec<i64> = starts.map(|(_, p)| *p).collect();
            let mut found = Vec::new();
            let mut at = -1;
            while let Some(place) = track.burst(at, gap, true) {
                at = extents[place].point;
                found.push(at);
            }
            prop_assert_eq!(&found, &expect);
            found.clear();
            at = i64::MAX / 16;
            while let Some(place) = track.burst(at, gap, false) {
                at = extents[place].point;
                found.push(at);
            }
            expect.reverse();
            prop_assert_eq!(found, expect);
        }
    }

    #[test]
    fn the_nearest_and_the_next_are_found() {
        let extents = extents(&[(10, 0), (20, 0), (20, 0), (40, 0)]);
        let track = track(&extents);
        assert_eq!(track.nearest(0), Some(0));
        assert_eq!(track.nearest(22), Some(1));
        assert_eq!(track.nearest(99), Some(3));
        assert_eq!(track.beyond(20, true), Some(3));
        assert_eq!(track.beyond(20, false), Some(0));
        assert_eq!(track.beyond(40, true), None);
        assert_eq!(Track::default().nearest(0), None);
        assert_eq!(track.gap(10, 15, true), Some(2));
        assert_eq!(track.gap(40, 15, false), Some(2));
    }
}
