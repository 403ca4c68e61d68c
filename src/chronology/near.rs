//! Which event is nearest to a date, among events in order.

use crate::{
    chronology::order::Order,
    date::{Date, Day},
    model::Corpus,
};

/// Farther than any two days are apart.
const FAR: i64 = 1 << 32;

/// The days an event or a date may mean; an open end is the calendar's.
#[derive(Clone, Copy)]
struct Bounds {
    first: Option<Day>,
    last: Option<Day>,
}

impl Bounds {
    fn of(date: &Date) -> Bounds {
        Bounds {
            first: date.first_day(),
            last: date.last_day(),
        }
    }
    fn begin(self) -> Day {
        self.first.unwrap_or(Day::FIRST)
    }
    fn end(self) -> Day {
        self.last.unwrap_or(Day::LAST)
    }
    /// Whether it is open at no end but where the date wanted is open, too.
    fn is_as_closed(self, wanted: Bounds) -> bool {
        (self.first.is_some() || wanted.first.is_none())
            && (self.last.is_some() || wanted.last.is_none())
    }
    /// The end that is given, in the place of one that is not.
    fn given(self) -> Bounds {
        Bounds {
            first: self.first.or(self.last),
            last: self.last.or(self.first),
        }
    }
    /// The days between the two; 0 if they overlap.
    fn away(self, wanted: Bounds) -> i64 {
        days(wanted.begin(), self.end())
            .max(days(self.begin(), wanted.end()))
            .max(0)
    }
    /// How much the ends of the two differ; an end that is wanted open may be anywhere.
    fn unlike(self, wanted: Bounds) -> i64 {
        let differ = |mine: Option<Day>, wanted: Option<Day>| match (mine, wanted) {
            (_, None) => 0,
            (None, Some(_)) => FAR,
            (Some(mine), Some(wanted)) => days(mine, wanted).abs(),
        };
        differ(self.first, wanted.first) + differ(self.last, wanted.last)
    }
}

/// Returns the place of the event nearest to a date, counted in `order`; `None`
/// if no event has a date.
///
/// One that may have happened then comes before all others, and of several the
/// one whose bounds are most like the date's; else the one whose bounds are
/// the fewest days away. What is open at an end may have happened almost any
/// time: it is as far away as the end it has. Of two alike it is the earlier.
pub(super) fn nearest(corpus: &Corpus, order: &Order, date: &Date) -> Option<usize> {
    let wanted = Bounds::of(date);
    let at = |at: usize| bounds(corpus, order, at);
    let split = first_from(corpus, order, wanted.begin());
    let past = first_from(corpus, order, wanted.end().plus_days(1)).max(split);
    // What begins in the date, then what began before it and may reach into
    // it; both can be no better than how far their beginnings are apart.
    let mut best: Option<(i64, usize)> = None;
    let mut look = |place: usize| {
        let found = at(place);
        let apart = wanted
            .first
            .map_or(0, |first| days(found.begin(), first).abs());
        if best.is_some_and(|(least, _)| least < apart) {
            return false;
        }
        if found.is_as_closed(wanted)
            && wanted.begin() <= found.end()
            && found.begin() <= wanted.end()
        {
            let this = (found.unlike(wanted), place);
            best = Some(best.map_or(this, |best| best.min(this)));
        }
        true
    };
    // A day wanted at the calendar's end has nothing past it.
    let within = if wanted.end() == Day::LAST {
        order.dated.len()
    } else {
        past
    };
    (split..within).all(&mut look);
    (0..split).rev().all(&mut look);
    if let Some((_, place)) = best {
        return Some(place);
    }
    let away = |place: usize| (at(place).given().away(wanted), place);
    let before = (0..within).map(away).min();
    let after = (within..order.dated.len()).next().map(away);
    let nearer = match (before, after) {
        (Some(before), Some(after)) => Some(before.min(after)),
        (before, after) => before.or(after),
    };
    nearer.map(|(_, place)| place)
}

/// Returns how many events may have happened then.
pub(super) fn count(corpus: &Corpus, order: &Order, date: &Date) -> usize {
    let wanted = Bounds::of(date);
    let begun = match wanted.last {
        Some(last) if last < Day::LAST => first_from(corpus, order, last.plus_days(1)),
        Some(_) | None => order.dated.len(),
    };
    (0..begun)
        .filter(|&place| wanted.begin() <= bounds(corpus, order, place).end())
        .count()
}

/// Returns the place of the first event that begins on a day or later.
fn first_from(corpus: &Corpus, order: &Order, day: Day) -> usize {
    let begins_before = |id: &_| {
        let event: &crate::model::Event = &corpus.events[*id];
        let first = event.date.as_ref().and_then(Date::first_day);
        first.is_none_or(|first| first < day)
    };
    order.dated.partition_point(begins_before)
}

fn bounds(corpus: &Corpus, order: &Order, place: usize) -> Bounds {
    let date = order
        .dated
        .get(place)
        .and_then(|&id| corpus.events[id].date.as_ref());
    date.map_or(
        Bounds {
            first: None,
            last: None,
        },
        Bounds::of,
    )
}

/// The days from `earlier` to `later`; negative if it is the other way round.
fn days(later: Day, earlier: Day) -> i64 {
    i64::from(later.number()) - i64::from(earlier.number())
}
