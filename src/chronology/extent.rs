//! A date as what is drawn of it, before any zoom: from which slot to which,
//! where its mark stands, and what sort of mark that is.

use crate::{
    chronology::slot::{SLOTS, day_of, slot_of},
    date::{Bound, Date, Day, Kind, Precision, Qualifier},
};

/// What sort of mark a date has. Two dates that mean different things never
/// have the same: an instant somewhere in May is not a period of May.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// That day: `◆`.
    Day,
    /// That day at that hour: `◈`.
    Hour,
    /// Some day within: thin, solid, with a mark.
    Within,
    /// One of several: in braces, dotted where it cannot be.
    OneOf,
    /// About then: dashed, hollow.
    About,
    /// Then, if the source is right: dashed, with `?`.
    Unsure,
    /// About then, if the source is right: dashed, with both.
    AboutUnsure,
    /// It lasted: heavy.
    Lasted,
    /// It lasted, about from or to then: heavy, dashed.
    LastedAbout,
    /// It lasted, if the source is right: heavy, dashed, with `?`.
    LastedUnsure,
    /// Some time within, no part of it likelier: dotted, no mark.
    Unspecified,
    /// Without a date, but known to come after or before others: dotted, in parentheses.
    Placed,
}

/// Every sort of mark, with a date that has it and what it means, in the order
/// of the help.
pub const FORMS: &[(Form, &str, &str)] = &[
    (Form::Day, "2011-09-12", "that day"),
    (Form::Hour, "2011-09-12T14:05", "that day, at that hour"),
    (Form::Within, "2011-09", "some day within"),
    (
        Form::OneOf,
        "[2011-09-05..2011-09-25]",
        "once, on one of these days",
    ),
    (Form::About, "2011-09~", "about then"),
    (Form::Unsure, "2011-09?", "then, if the source is right"),
    (
        Form::AboutUnsure,
        "2011-09%",
        "about then, if the source is right",
    ),
    (Form::Lasted, "2011-09-01/2011-09-30", "it lasted"),
    (
        Form::LastedAbout,
        "2011-09~/2011-10",
        "it lasted, its ends unsure",
    ),
    (
        Form::Unspecified,
        "2011-09-XX",
        "some time within, nobody knows when",
    ),
    (
        Form::Placed,
        "",
        "no date, but it came after or before others",
    ),
];

impl Form {
    /// Returns what it means, in words.
    pub fn meaning(self) -> &'static str {
        let row = FORMS.iter().find(|(form, ..)| *form == self);
        row.map_or("", |(_, _, meaning)| meaning)
    }
}

/// What is known of one end of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// A day is given.
    Given,
    /// It has none: it went on, or goes on still.
    Open,
    /// It has one that is not known.
    Unknown,
}

/// A date as what is drawn of it. Slots are counted as in [`slot_of`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// The first slot that may be meant; where there is no first day, far before any.
    pub first: i64,
    /// The last slot that may be meant; where there is no last day, far past any.
    pub last: i64,
    /// The slot of its mark, where it is selected: the middle (of a set, the day
    /// nearest to it that may be meant), or of a period its
    /// beginning; of what is open, the side that is given.
    pub point: i64,
    /// What sort of mark it has.
    pub form: Form,
    /// What is known of its beginning.
    pub begins: End,
    /// What is known of its end.
    pub ends: End,
}

/// Before every slot, and far enough from the edge to be reckoned with.
const BEFORE: i64 = i64::MIN / 8;
/// Past every slot.
const PAST: i64 = i64::MAX / 8;

impl Extent {
    /// Returns what is drawn of a date.
    pub fn of(date: &Date) -> Extent {
        let form = form_of(date);
        let (begins, first) = match date.earliest() {
            Bound::Day(day) => (End::Given, slot_of(day)),
            Bound::Open => (End::Open, BEFORE),
            Bound::Unknown => (End::Unknown, BEFORE),
        };
        let (ends, last) = match date.latest() {
            Bound::Day(day) => (End::Given, slot_of(day) + SLOTS - 1),
            Bound::Open => (End::Open, PAST),
            Bound::Unknown => (End::Unknown, PAST),
        };
        let mut extent = Extent {
            first,
            last,
            point: point(first, last, form),
            form,
            begins,
            ends,
        };
        if let (Form::Hour, Some((hour, minute))) = (form, date.time()) {
            let slot = (i64::from(hour) * 60 + i64::from(minute)) * SLOTS / (24 * 60);
            extent.point = first + slot;
            (extent.first, extent.last) = (extent.point, extent.point);
        }
        if date.kind() == Kind::OneOf {
            extent.point = possible(date, extent.point);
        }
        if begins != End::Given && ends != End::Given {
            // A set that is open at both ends is marked at the first day it names.
            let known = |(first, last): (Option<Day>, Option<Day>)| first.or(last);
            let named = date.stretches().into_iter().filter_map(known).min();
            extent.point = named.map_or(0, slot_of);
        }
        extent
    }

    /// Returns what is drawn of something without a date that cannot have come
    /// before one slot or past another; `None` if neither is known.
    pub fn placed(after: Option<i64>, before: Option<i64>) -> Option<Extent> {
        let given = |bound: Option<i64>| bound.map_or(End::Unknown, |_| End::Given);
        let (first, last) = (after.unwrap_or(BEFORE), before.unwrap_or(PAST));
        // What is said to come after something later than it comes before is
        // a contradiction that `attache check` tells; here it is drawn as a point.
        let last = last.max(first);
        (after.is_some() || before.is_some()).then(|| Extent {
            first,
            last,
            point: point(first, last, Form::Placed),
            form: Form::Placed,
            begins: given(after),
            ends: given(before),
        })
    }

    /// Returns how many slots it spans at most; those of an open end are many.
    pub fn slots(self) -> i64 {
        self.last - self.first + 1
    }

    /// Whether a day is given for neither end.
    pub fn is_open(self) -> bool {
        self.begins != End::Given || self.ends != End::Given
    }
}

/// Whether a stretch of so many slots takes more than one cell of a step: what
/// is nearer to one than to two takes one, wherever cells begin.
pub(super) fn is_wide(slots: i64, step: i64) -> bool {
    step * 3 < slots * 2
}

/// Returns the day at which a date is drawn: the middle of its bounds, or of a
/// period its beginning; `None` if no day is known of it.
pub(super) fn middle(date: &Date) -> Option<Day> {
    let known = date
        .stretches()
        .iter()
        .any(|(first, last)| first.or(*last).is_some());
    known.then(|| day_of(Extent::of(date).point))
}

fn point(first: i64, last: i64, form: Form) -> i64 {
    match (first == BEFORE, last == PAST) {
        (true, true) => 0,
        (true, false) => last,
        (false, true) => first,
        (false, false) if is_period(form) => first,
        (false, false) => first + (last - first) / 2,
    }
}

/// Returns the slot nearest to one at which a date may be meant: the middle of
/// a set may be a day that it does not name.
fn possible(date: &Date, slot: i64) -> i64 {
    let within = |(first, last): (Option<Day>, Option<Day>)| {
        let first = first.map_or(BEFORE, slot_of);
        let last = last.map_or(PAST, |day| slot_of(day) + SLOTS - 1);
        slot.clamp(first, last.max(first))
    };
    let nearest = date.stretches().into_iter().map(within);
    nearest.min_by_key(|at| (at - slot).abs()).unwrap_or(slot)
}

fn is_period(form: Form) -> bool {
    matches!(form, Form::Lasted | Form::LastedAbout | Form::LastedUnsure)
}

fn form_of(date: &Date) -> Form {
    match (date.kind(), date.qualifier()) {
        (Kind::Period, Qualifier::Exact) => Form::Lasted,
        (Kind::Period, Qualifier::Approximate) => Form::LastedAbout,
        (Kind::Period, Qualifier::Uncertain | Qualifier::Both) => Form::LastedUnsure,
        (_, Qualifier::Approximate) => Form::About,
        (_, Qualifier::Uncertain) => Form::Unsure,
        (_, Qualifier::Both) => Form::AboutUnsure,
        (Kind::OneOf, Qualifier::Exact) => Form::OneOf,
        (Kind::Instant, Qualifier::Exact) if date.is_unspecified() => Form::Unspecified,
        (Kind::Instant, Qualifier::Exact) => match date.precision() {
            Precision::Time => Form::Hour,
            Precision::Day => Form::Day,
            Precision::Month | Precision::Season | Precision::Year => Form::Within,
            Precision::Decade | Precision::Century => Form::Unspecified,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extent(text: &str) -> Extent {
        Extent::of(&text.parse().unwrap())
    }

    #[test]
    fn a_mark_stands_in_the_middle_or_where_a_period_begins() {
        let slot = |text: &str| extent(text).first;
        for (text, point) in [
            ("2011-09-12", "2011-09-12"),
            ("[2011-09-11..2011-09-13]", "2011-09-12"),
            ("2010-12/2011-10", "2010-12-01"),
            ("2010-12/..", "2010-12-01"),
            ("[2010-12..]", "2010-12-01"),
            ("[1670..1672,1680]", "1672-12-31"),
            ("[2011-05-05,2011-05-25]", "2011-05-05"),
            ("[..1660,1667-05-12,1670-12..]", "1660-12-31"),
        ] {
            let found = extent(text).point.div_euclid(SLOTS);
            let expect = slot(point).div_euclid(SLOTS);
            assert!((found - expect).abs() <= 1, "{text}: {found} {expect}");
        }
        assert!(extent("../2011-10").point < slot("2011-11-01"));
        assert_eq!(extent("2011-09-12T12:00").point, slot("2011-09-12") + 8);
        assert_eq!(extent("2011-09-12T12:00").slots(), 1);
    }

    #[test]
    fn what_is_placed_is_where_its_neighbors_let_it_be() {
        let placed = Extent::placed(Some(16), Some(64)).unwrap();
        assert_eq!((placed.first, placed.last, placed.point), (16, 64, 40));
        assert_eq!(Extent::placed(Some(16), None).unwrap().point, 16);
        assert_eq!(Extent::placed(None, None), None);
        let contradicted = Extent::placed(Some(64), Some(16)).unwrap();
        assert_eq!(contradicted.slots(), 1);
    }
}
