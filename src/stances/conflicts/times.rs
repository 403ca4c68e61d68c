//! Positions of one actor on one issue that go opposite ways at the same time.

use crate::{
    arena::Id,
    date::{Date, Kind, Relation},
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
    let (Some(a), Some(b)) = (&earlier.since, &later.since) else {
        return AtOnce::Possibly;
    };
    let (a, b) = (begin(a), begin(b));
    let over = |until: &Option<Date>, begin: &Date| {
        until
            .as_ref()
            .is_some_and(|until| until.compare(begin) == Relation::Before)
    };
    if over(&earlier.until, &b) || over(&later.until, &a) {
        return AtOnce::No;
    }
    match a.compare(&b) {
        Relation::Before => outlasts(earlier, &b),
        Relation::After => outlasts(later, &a),
        Relation::PossiblyBefore if one_day(&a) && one_day(&b) => AtOnce::Yes,
        Relation::PossiblyBefore => AtOnce::Possibly,
    }
}

/// Whether a position that began before a date is still held on it by its own
/// end. One that ends when the other begins, as closely as both are told, is
/// followed by it.
fn outlasts(position: &Position, begin: &Date) -> AtOnce {
    let Some(until) = &position.until else {
        return AtOnce::No;
    };
    match begin.compare(until) {
        Relation::Before => AtOnce::Yes,
        Relation::After => AtOnce::No,
        Relation::PossiblyBefore if begin.first_day() < until.first_day() => AtOnce::Possibly,
        Relation::PossiblyBefore => AtOnce::No,
    }
}

/// Returns when what is held since a date begins: a span begins on its first day.
fn begin(since: &Date) -> Date {
    match (since.kind(), since.first_day()) {
        (Kind::Period, Some(day)) => Date::from_day(day),
        (Kind::Period | Kind::Instant | Kind::OneOf, _) => since.clone(),
    }
}

fn one_day(date: &Date) -> bool {
    date.first_day().is_some() && date.first_day() == date.last_day()
}
