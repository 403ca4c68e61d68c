//! Positions of one actor on one issue that go opposite ways at the same time.

use crate::{
    arena::Id,
    date::{Date, Day, Relation},
    model::{Corpus, Entry, Position},
    stances::conflicts::{
        cells::{Group, held, opposed},
        rule::{Conflict, Rule},
    },
};

/// Whether two positions are held at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AtOnce {
    Yes,
    /// Their dates leave it open.
    Possibly,
    No,
}

/// Finds for each position the first before it that goes the opposite way and is
/// not over when it begins. A position without an end of its own ends where the
/// next one begins.
pub(super) fn opposite(corpus: &Corpus, group: &Group, found: &mut Vec<Conflict>) {
    for (at, &later) in group.positions.iter().enumerate() {
        let before = group.positions.iter().take(at);
        let mut clashes = before.filter_map(|&earlier| {
            let at_once = opposed(corpus, earlier, later)
                .then(|| at_once(&corpus.positions[earlier], &corpus.positions[later]))?;
            (at_once != AtOnce::No).then_some((earlier, at_once))
        });
        let first = clashes.next();
        // What is certain is told before what is possible.
        let certain = first.filter(|(_, at_once)| *at_once == AtOnce::Yes);
        let certain = certain.or_else(|| clashes.find(|(_, at_once)| *at_once == AtOnce::Yes));
        if let Some((earlier, at_once)) = certain.or(first) {
            found.push(conflict(corpus, group, (earlier, later), at_once));
        }
    }
}

fn conflict(
    corpus: &Corpus,
    group: &Group,
    (earlier, later): (Id<Position>, Id<Position>),
    at_once: AtOnce,
) -> Conflict {
    let possibly = match at_once {
        AtOnce::Yes => "",
        AtOnce::Possibly | AtOnce::No => "possibly ",
    };
    let [a, b] = [earlier, later].map(|id| held(&corpus.positions[id]));
    Conflict {
        rule: Rule::Opposite,
        cell: Some(group.cell()),
        places: vec![Entry::Position(earlier), Entry::Position(later)],
        words: format!("{a}; {b}: {possibly}at the same time"),
    }
}

fn at_once(earlier: &Position, later: &Position) -> AtOnce {
    let (Some(since), Some(other)) = (&earlier.since, &later.since) else {
        return AtOnce::Possibly;
    };
    let (a, b) = (Days::begin(since), Days::begin(other));
    let is_over = |until: &Option<Date>, begin: Days| {
        let until = until.as_ref().map(Days::of);
        until.is_some_and(|until| until.is_before(begin))
    };
    if is_over(&earlier.until, b) || is_over(&later.until, a) {
        return AtOnce::No;
    }
    if a.is_before(b) {
        return outlasts(earlier, b);
    }
    if b.is_before(a) {
        return outlasts(later, a);
    }
    match since.compare(other) {
        // Two times of one day.
        Relation::Before | Relation::After if a.is_one() && b.is_one() => AtOnce::No,
        Relation::PossiblyBefore if a.is_one() && a == b => AtOnce::Yes,
        Relation::Before | Relation::After | Relation::PossiblyBefore => AtOnce::Possibly,
    }
}

/// Whether a position that began before others is still held then by its own
/// end. One that ends when the other begins, as closely as both are told, is
/// followed by it.
fn outlasts(position: &Position, begin: Days) -> AtOnce {
    let Some(until) = position.until.as_ref().map(Days::of) else {
        return AtOnce::No;
    };
    if begin.is_before(until) {
        AtOnce::Yes
    } else if begin.first < until.first {
        AtOnce::Possibly
    } else {
        AtOnce::No
    }
}

/// The first and the last day on which something may have been; `None` is as far
/// away as can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Days {
    first: Option<Day>,
    last: Option<Day>,
}

impl Days {
    fn of(date: &Date) -> Days {
        Days {
            first: date.first_day(),
            last: date.last_day(),
        }
    }

    /// When what is held since a date began.
    fn begin(date: &Date) -> Days {
        let (first, last) = date.beginning();
        Days {
            first: first.day(),
            last: last.day(),
        }
    }

    fn is_before(self, other: Days) -> bool {
        let days = self.last.zip(other.first);
        days.is_some_and(|(last, first)| last < first)
    }

    fn is_one(self) -> bool {
        self.first.is_some() && self.first == self.last
    }
}
