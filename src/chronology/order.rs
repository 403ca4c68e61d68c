//! Events in the order in which they may have happened.

use std::collections::HashMap;

use crate::{
    arena::Id,
    chronology::{
        extent::{End, Extent, Form},
        slot::SLOTS,
        track::Lined,
    },
    date::Date,
    model::{Corpus, Event, Importance},
};

/// Events in order: those with a date, earliest first, then those without.
/// A place is counted over both, from zero.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Order {
    /// With a date: by earliest, then latest, then file order; but none before
    /// one it is said to come after, if their dates allow it.
    pub dated: Vec<Id<Event>>,
    /// Without: each after those it is said to come after, then file order.
    pub undated: Vec<Id<Event>>,
    /// What is drawn of each event, by its place; of one without a date and
    /// without neighbors, nothing.
    extents: Vec<Option<Extent>>,
    /// How much each event matters, by its place.
    weights: Vec<u8>,
    /// For each place with a date, the last slot that it or one before may reach;
    /// what goes on without an end does not count.
    reach: Vec<i64>,
    /// The first slots of those with a date, and the last, each sorted.
    firsts: Vec<i64>,
    lasts: Vec<i64>,
    /// For each event of the corpus its place, or `NOWHERE`.
    places: Vec<u32>,
    span: Option<(i64, i64)>,
    before: Before,
}

const NOWHERE: u32 = u32::MAX;

/// Returns the events that count, in order.
pub fn order(corpus: &Corpus, counts: impl Fn(Id<Event>) -> bool) -> Order {
    let mut order = Order {
        before: Before::of(corpus),
        places: vec![NOWHERE; corpus.events.len()],
        ..Order::default()
    };
    let mut extents: Vec<(Id<Event>, Extent)> = Vec::new();
    for (id, event) in corpus.events.iter().filter(|(id, _)| counts(*id)) {
        match &event.date {
            Some(date) => extents.push((id, Extent::of(date))),
            None => order.undated.push(id),
        }
    }
    let ranks = order.before.ranks(corpus);
    extents.sort_by_cached_key(|&(id, extent)| {
        let (first, rank) = ranks.get(&id).copied().unwrap_or((extent.first, 0));
        let key = corpus.events[id].date.as_ref().map(Date::sort_key);
        (first, rank, key, id)
    });
    order.undated = order.before.arranged(&order.undated);
    let mut reach = i64::MIN;
    for &(id, extent) in &extents {
        order.dated.push(id);
        if extent.ends == End::Given {
            reach = reach.max(extent.last);
        } else {
            reach = reach.max(extent.point);
        }
        order.reach.push(reach);
        order.firsts.push(extent.first);
        let given = |end, slot| {
            if end == End::Given {
                slot
            } else {
                extent.point
            }
        };
        let (first, last) = (
            given(extent.begins, extent.first),
            given(extent.ends, extent.last),
        );
        let (from, to) = order.span.unwrap_or((first, last));
        order.span = Some((from.min(first), to.max(last)));
        order.lasts.push(extent.last);
    }
    order.firsts.sort_unstable();
    order.lasts.sort_unstable();
    order.extents = extents
        .into_iter()
        .map(|(_, extent)| Some(extent))
        .collect();
    for &id in &order.undated {
        order.extents.push(order.before.placed(corpus, id));
    }
    for (at, id) in (0_u32..).zip(order.dated.iter().chain(&order.undated)) {
        order.places[id.index()] = at;
        order.weights.push(weight(corpus.events[*id].importance));
    }
    order
}

impl Order {
    /// Returns every event, those with a date first.
    pub fn all(&self) -> impl Iterator<Item = Id<Event>> + '_ {
        self.dated.iter().chain(&self.undated).copied()
    }
    /// Returns how many events there are.
    pub fn len(&self) -> usize {
        self.dated.len() + self.undated.len()
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Returns the event at a place, counted from zero.
    pub fn get(&self, at: usize) -> Option<Id<Event>> {
        self.dated
            .get(at)
            .or_else(|| self.undated.get(at.checked_sub(self.dated.len())?))
            .copied()
    }
    /// Returns the place of an event.
    pub fn place(&self, id: Id<Event>) -> Option<usize> {
        let place = self.places.get(id.index()).filter(|&&at| at != NOWHERE);
        place.map(|&at| at as usize)
    }
    /// Returns what is drawn of the event at a place; `None` if it has no date
    /// and nothing is known of what it came before or after.
    pub fn extent(&self, at: usize) -> Option<Extent> {
        self.extents.get(at).copied().flatten()
    }
    /// Whether the event at a place has a date.
    pub fn is_dated(&self, at: u32) -> bool {
        (at as usize) < self.dated.len()
    }
    /// Returns how much the event at a place matters: the greater the more.
    pub fn weight(&self, at: usize) -> u8 {
        self.weights.get(at).copied().unwrap_or_default()
    }
    /// Whether the event at a place is one that matters most.
    pub fn is_key(&self, at: usize) -> bool {
        self.weight(at) == weight(Importance::Key)
    }
    /// Returns what is lined up of the events at some places; those of which
    /// nothing can be drawn are left out.
    pub fn lined<'a>(
        &'a self,
        places: impl IntoIterator<Item = u32> + 'a,
    ) -> impl Iterator<Item = Lined> + 'a {
        places.into_iter().filter_map(|place| {
            Some(Lined {
                place,
                extent: self.extent(place as usize)?,
                weight: self.weight(place as usize),
            })
        })
    }
    /// Whether it is not known which of an event and the next came first:
    /// their bounds overlap, and nothing says that one came after the other.
    /// Of a period its beginning counts.
    pub fn is_unsure(&self, corpus: &Corpus, at: usize) -> bool {
        let (Some(&a), Some(&b)) = (self.dated.get(at), self.dated.get(at + 1)) else {
            return false;
        };
        let (Some(this), Some(that)) = (&corpus.events[a].date, &corpus.events[b].date) else {
            return false;
        };
        let begun = |a: &Date, b: &Date| {
            let (last, first) = (a.beginning().1.day(), b.beginning().0.day());
            last.zip(first).is_some_and(|(last, first)| last < first)
        };
        this.overlaps(that)
            && !begun(this, that)
            && !self.before.holds(a, b)
            && !self.before.holds(b, a)
    }
    /// Returns the first and last slot of all that has a date; of what is open,
    /// its point.
    pub fn span(&self) -> Option<(i64, i64)> {
        self.span
    }
    /// Returns how many events may lie between two slots, of those with a date.
    pub fn within(&self, first: i64, last: i64) -> usize {
        let over = self.lasts.partition_point(|&end| end < first);
        let begun = self.firsts.partition_point(|&first| first <= last);
        begun.saturating_sub(over)
    }
    /// Returns how many slots lie between the event at a place and all before
    /// it, in which nothing is recorded; `None` if there are none, or at the first.
    pub fn silence(&self, at: usize) -> Option<i64> {
        let reach = self.reach.get(at.checked_sub(1)?)?;
        let first = self.extents.get(at).copied().flatten()?;
        if first.form == Form::Placed || first.begins != End::Given {
            return None;
        }
        Some(first.first - reach - 1).filter(|&slots| 0 < slots)
    }
    /// Returns the events said to come right before an event, and right after it.
    pub fn neighbors(&self, id: Id<Event>) -> (&[Id<Event>], &[Id<Event>]) {
        self.before.neighbors(id)
    }
}

/// Returns how much an event matters, as [`Lined`] has it.
fn weight(importance: Importance) -> u8 {
    match importance {
        Importance::Key => 3,
        Importance::Normal => 2,
        Importance::Minor => 1,
    }
}

/// The events right before one, and right after it.
type Beside = (Vec<Id<Event>>, Vec<Id<Event>>);

/// Which events are said to come before which, whatever their dates.
#[derive(Debug, Clone, Default, PartialEq)]
struct Before {
    /// For an event, those that come right before it, and right after it.
    beside: HashMap<Id<Event>, Beside>,
}

impl Before {
    fn of(corpus: &Corpus) -> Before {
        let mut before = Before::default();
        let mut pair = |earlier: Id<Event>, later: Id<Event>| {
            if earlier != later {
                before.beside.entry(later).or_default().0.push(earlier);
                before.beside.entry(earlier).or_default().1.push(later);
            }
        };
        for (id, event) in corpus.events.iter() {
            for &earlier in &event.after {
                pair(earlier, id);
            }
            for &later in &event.before {
                pair(id, later);
            }
        }
        for (earlier, later) in before.beside.values_mut() {
            for list in [earlier, later] {
                list.sort_unstable();
                list.dedup();
            }
        }
        before
    }

    fn neighbors(&self, id: Id<Event>) -> (&[Id<Event>], &[Id<Event>]) {
        self.beside
            .get(&id)
            .map_or((&[], &[]), |(before, after)| (before, after))
    }

    /// Returns every event that is said to come before one (or after it), in
    /// any number of steps; those of a ring once.
    fn chain(&self, id: Id<Event>, earlier: bool) -> Vec<Id<Event>> {
        let mut found: Vec<Id<Event>> = Vec::new();
        let mut next = vec![id];
        while let Some(at) = next.pop() {
            let (before, after) = self.neighbors(at);
            for &other in if earlier { before } else { after } {
                if other != id && !found.contains(&other) {
                    found.push(other);
                    next.push(other);
                }
            }
        }
        found
    }

    /// Whether the first is said to come before the second.
    fn holds(&self, earlier: Id<Event>, later: Id<Event>) -> bool {
        self.beside.contains_key(&later) && self.chain(later, true).contains(&earlier)
    }

    /// Returns, for each dated event that is said to come after others, from
    /// which slot on it is listed, and how many stand before it there. One whose
    /// date is over before theirs begins stays where its date is.
    fn ranks(&self, corpus: &Corpus) -> HashMap<Id<Event>, (i64, usize)> {
        let extent = |id: Id<Event>| corpus.events[id].date.as_ref().map(Extent::of);
        let mut ranks = HashMap::new();
        for (&id, (earlier, _)) in &self.beside {
            let Some(own) = extent(id).filter(|_| !earlier.is_empty()) else {
                continue;
            };
            let chain = self.chain(id, true);
            let firsts = chain.iter().filter_map(|&id| extent(id)).map(|e| e.first);
            let latest = firsts.filter(|&first| first <= own.last).max();
            let from = latest.map_or(own.first, |first| first.max(own.first));
            ranks.insert(id, (from, chain.len()));
        }
        ranks
    }

    /// Returns where an event without a date may lie: not before the first slot
    /// of any it came after, and not past the last of any it came before.
    fn placed(&self, corpus: &Corpus, id: Id<Event>) -> Option<Extent> {
        let extents = |earlier| {
            let chain = self.chain(id, earlier);
            chain
                .into_iter()
                .filter_map(|id| corpus.events[id].date.as_ref().map(Extent::of))
        };
        let after = extents(true).filter(|e| e.begins == End::Given);
        let before = extents(false).filter(|e| e.ends == End::Given);
        Extent::placed(after.map(|e| e.first).max(), before.map(|e| e.last).min())
    }

    /// Puts each event after those it is said to come after; of a ring, which
    /// `attache check` tells, the first stays first.
    fn arranged(&self, events: &[Id<Event>]) -> Vec<Id<Event>> {
        let mut keyed: Vec<(usize, Id<Event>)> = events
            .iter()
            .map(|&id| {
                let earlier = self.chain(id, true);
                let among = earlier.iter().filter(|id| events.contains(id)).count();
                (among, id)
            })
            .collect();
        if keyed.iter().any(|(among, _)| 0 < *among) {
            keyed.sort();
        }
        keyed.into_iter().map(|(_, id)| id).collect()
    }
}

/// Returns a length of time in words, such as `5 months`, in the largest unit
/// of which it has at least two; `None` under a week.
pub fn silence_words(slots: i64) -> Option<String> {
    let days = slots / SLOTS;
    let (n, word) = match days {
        ..7 => return None,
        7..61 => (days, "day"),
        61..731 => ((days * 100 + 1522) / 3044, "month"),
        _ => ((days * 100 + 18_262) / 36_525, "year"),
    };
    Some(format!("{n} {word}s"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silence_is_told_to_the_nearest_unit() {
        for (days, words) in [
            (7, "7 days"),
            (60, "60 days"),
            (61, "2 months"),
            (365, "12 months"),
            (730, "24 months"),
            (731, "2 years"),
            (4744, "13 years"),
        ] {
            let found = silence_words(days * SLOTS);
            assert_eq!(found.as_deref(), Some(words), "{days}");
        }
        assert_eq!(silence_words(7 * SLOTS - 1), None);
    }
}
