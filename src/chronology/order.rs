//! Events in the order in which they may have happened.

use crate::{
    arena::Id,
    date::{Date, Day},
    model::{Corpus, Event},
};

/// Events in order: those with a date, earliest first, then those without.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Order {
    /// With a date: by earliest, then latest, then file order.
    pub dated: Vec<Id<Event>>,
    /// Without: each after those it is said to come after, then file order.
    pub undated: Vec<Id<Event>>,
}

/// Returns the events that count, in order.
pub fn order(corpus: &Corpus, counts: impl Fn(Id<Event>) -> bool) -> Order {
    let mut found = Order::default();
    for (id, event) in corpus.events.iter().filter(|(id, _)| counts(*id)) {
        if event.date.is_some() {
            found.dated.push(id);
        } else {
            found.undated.push(id);
        }
    }
    found
        .dated
        .sort_by_cached_key(|&id| (corpus.events[id].date.as_ref().map(Date::sort_key), id));
    found.undated = after_each_other(corpus, found.undated);
    found
}

/// Puts each event after those it is said to come after; a ring, which
/// checking has told of, is left in file order.
fn after_each_other(corpus: &Corpus, mut rest: Vec<Id<Event>>) -> Vec<Id<Event>> {
    let mut placed: Vec<Id<Event>> = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let waits = |id: Id<Event>| {
            rest.iter().any(|&other| {
                other != id
                    && (corpus.events[id].after.contains(&other)
                        || corpus.events[other].before.contains(&id))
            })
        };
        let at = rest.iter().position(|&id| !waits(id)).unwrap_or(0);
        placed.push(rest.remove(at));
    }
    placed
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
        self.all().position(|other| other == id)
    }
    /// Whether it is not known which of an event and the next came first:
    /// their dates overlap without being the same day.
    pub fn is_unsure(&self, corpus: &Corpus, at: usize) -> bool {
        let date = |at: usize| {
            self.dated
                .get(at)
                .and_then(|&id| corpus.events[id].date.as_ref())
        };
        match (date(at), date(at + 1)) {
            (Some(a), Some(b)) => a.overlaps(b) && !(one_day(a) && one_day(b)),
            _ => false,
        }
    }
    /// Returns the first and last day of all dated events.
    pub fn span(&self, corpus: &Corpus) -> Option<(Day, Day)> {
        let dates = || {
            self.dated
                .iter()
                .filter_map(|&id| corpus.events[id].date.as_ref())
        };
        let first = dates()
            .filter_map(|d| d.first_day().or(d.last_day()))
            .min()?;
        let last = dates()
            .filter_map(|d| d.last_day().or(d.first_day()))
            .max()?;
        Some((first, last))
    }
}

fn one_day(date: &Date) -> bool {
    date.first_day().is_some() && date.first_day() == date.last_day()
}

/// Returns the day in the middle of a date's bounds, or the one bound there is.
pub fn middle(date: &Date) -> Option<Day> {
    match (date.first_day(), date.last_day()) {
        (Some(first), Some(last)) => Some(Day::from_number(i32::midpoint(
            first.number(),
            last.number(),
        ))),
        (first, last) => first.or(last),
    }
}

/// Returns the time between two dates in words, such as `5 months`; `None`
/// under a week, or where they may overlap.
pub fn gap_words(earlier: &Date, later: &Date) -> Option<String> {
    let days = later.first_day()?.number() - earlier.last_day()?.number();
    let (n, word) = match days {
        ..7 => return None,
        7..61 => (days, "day"),
        61..731 => (days / 30, "month"),
        _ => (days / 365, "year"),
    };
    Some(if n == 1 {
        format!("{n} {word}")
    } else {
        format!("{n} {word}s")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_said_in_its_own_unit() {
        let gap = |a: &str, b: &str| gap_words(&a.parse().unwrap(), &b.parse().unwrap());
        assert_eq!(gap("2011-09-12", "2011-09-14"), None);
        assert_eq!(gap("2011-09-12", "2011-09-24").unwrap(), "12 days");
        assert_eq!(gap("2011", "2012-06").unwrap(), "5 months");
        assert_eq!(gap("1962", "1968").unwrap(), "5 years");
        assert_eq!(gap("2011", "2011-06"), None);
    }
}
