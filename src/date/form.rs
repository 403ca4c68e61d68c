//! What a date is made of, and the days it may mean.

use std::sync::Arc;

use crate::date::{
    day::Day,
    types::{Bound, Kind, Parts, Precision, Qualifier, Season},
};

/// A date as a source gives it: a day, a month, a year, a time, one of several, or a span.
///
/// It is what the text says and never more: two dates are equal if their
/// canonical texts are. There is no `Ord`, because dates overlap: say
/// [`sort_key`](Date::sort_key) to list them and [`compare`](Date::compare) to
/// claim that one came first.
///
/// Copying one is cheap, and it may be sent between threads.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Date {
    form: Form,
}

impl Date {
    /// Makes the date that is exactly this day.
    ///
    /// ```
    /// use attache::date::{Date, Day};
    ///
    /// let day = Day::from_ymd(2011, 9, 12).expect("a day there is");
    /// assert_eq!(Date::from_day(day).to_string(), "2011-09-12");
    /// ```
    pub fn from_day(day: Day) -> Date {
        Date::of(Form::Instant(Point {
            given: Given::Day(day),
            qualifier: Qualifier::Exact,
            first: day,
            last: day,
        }))
    }
    /// Whether it happened at once, lasted, or happened on one of several days.
    pub fn kind(&self) -> Kind {
        match self.form {
            Form::Instant(_) => Kind::Instant,
            Form::Period(_) => Kind::Period,
            Form::OneOf(_) => Kind::OneOf,
        }
    }
    /// The first day that may be meant.
    ///
    /// A time is on the day as it is written, whatever its offset from UTC.
    /// Doubt never widens the bounds.
    ///
    /// ```
    /// use attache::date::{Bound, Date};
    ///
    /// let date: Date = "../2011-10".parse()?;
    /// assert_eq!(date.earliest(), Bound::Open);
    /// assert_eq!(date.last_day().map(|day| day.to_string()).as_deref(), Some("2011-10-31"));
    /// # Ok::<(), attache::date::BadDate>(())
    /// ```
    pub fn earliest(&self) -> Bound {
        match &self.form {
            Form::Instant(point) => Bound::Day(point.first),
            Form::Period(period) => match &**period {
                Period::Closed(start, _) | Period::From(start, _) => Bound::Day(start.first),
                Period::To(edge, _) => edge.bound(),
            },
            Form::OneOf(members) => members
                .iter()
                .map(Member::first)
                .min()
                .flatten()
                .map_or(Bound::Open, Bound::Day),
        }
    }
    /// The last day that may be meant; see [`earliest`](Date::earliest).
    pub fn latest(&self) -> Bound {
        match &self.form {
            Form::Instant(point) => Bound::Day(point.last),
            Form::Period(period) => match &**period {
                Period::Closed(_, end) | Period::To(_, end) => Bound::Day(end.last),
                Period::From(_, edge) => edge.bound(),
            },
            Form::OneOf(members) => {
                // `None` is no end here, and so the greatest.
                let days: Option<Vec<Day>> = members.iter().map(Member::last).collect();
                days.and_then(|days| days.into_iter().max())
                    .map_or(Bound::Open, Bound::Day)
            }
        }
    }
    /// The earliest day, unless that bound is open or unknown.
    pub fn first_day(&self) -> Option<Day> {
        self.earliest().day()
    }
    /// The latest day, unless that bound is open or unknown.
    pub fn last_day(&self) -> Option<Day> {
        self.latest().day()
    }
    /// The first and the last day on which it may have begun: of a period, its
    /// start's bounds; of all else, the bounds of the whole.
    ///
    /// ```
    /// use attache::date::{Bound, Date, Day};
    ///
    /// let talks: Date = "2010-12/2011-10".parse()?;
    /// let day = |y, m, d| Day::from_ymd(y, m, d).map(Bound::Day);
    /// assert_eq!(Some(talks.beginning().1), day(2010, 12, 31));
    /// # Ok::<(), attache::date::BadDate>(())
    /// ```
    pub fn beginning(&self) -> (Bound, Bound) {
        match &self.form {
            Form::Instant(_) | Form::OneOf(_) => (self.earliest(), self.latest()),
            Form::Period(period) => match &**period {
                Period::Closed(start, _) | Period::From(start, _) => {
                    (Bound::Day(start.first), Bound::Day(start.last))
                }
                Period::To(edge, end) => (edge.bound(), Bound::Day(end.last)),
            },
        }
    }
    /// The stretches of days of which one holds the date, in the order written:
    /// one for each member of a one-of set, else the whole. `None` is an open or
    /// unknown end.
    pub fn stretches(&self) -> Vec<(Option<Day>, Option<Day>)> {
        match &self.form {
            Form::Instant(_) | Form::Period(_) => vec![(self.first_day(), self.last_day())],
            Form::OneOf(members) => members
                .iter()
                .map(|member| (member.first(), member.last()))
                .collect(),
        }
    }
    /// The finest unit given; of a period or a set, its coarsest member's.
    pub fn precision(&self) -> Precision {
        let finest = Precision::Time;
        self.points()
            .map(|p| p.given.precision())
            .fold(finest, Precision::max)
    }
    /// How sure the source is; of a period or a set, the doubts of all members together.
    pub fn qualifier(&self) -> Qualifier {
        let sure = Qualifier::Exact;
        self.points()
            .map(|p| p.qualifier)
            .fold(sure, Qualifier::and)
    }
    /// Whether a year, month or day stands as `X` in it (EDTF level 1, unspecified digits).
    pub fn is_unspecified(&self) -> bool {
        self.points().any(|point| point.given.is_unspecified())
    }
    /// The hour (0…23) and minute (0…59) as written, if a time is given.
    pub fn time(&self) -> Option<(u8, u8)> {
        self.clock().map(|(_, clock)| (clock.hour, clock.minute))
    }
    /// What is given of the start; of an instant, of the whole.
    ///
    /// `None` if the start is open or unknown, the year has an `X`, or the date
    /// is one of several.
    ///
    /// ```
    /// use attache::date::Date;
    ///
    /// let date: Date = "2010-12/2011".parse()?;
    /// assert_eq!(date.start().map(|parts| (parts.year, parts.month)), Some((2010, Some(12))));
    /// assert_eq!(date.end().map(|parts| (parts.year, parts.month)), Some((2011, None)));
    /// # Ok::<(), attache::date::BadDate>(())
    /// ```
    pub fn start(&self) -> Option<Parts> {
        match &self.form {
            Form::Instant(point) => point.given.parts(),
            Form::Period(period) => match &**period {
                Period::Closed(start, _) | Period::From(start, _) => start.given.parts(),
                Period::To(_, _) => None,
            },
            Form::OneOf(_) => None,
        }
    }
    /// What is given of the end; see [`start`](Date::start).
    pub fn end(&self) -> Option<Parts> {
        match &self.form {
            Form::Instant(point) => point.given.parts(),
            Form::Period(period) => match &**period {
                Period::Closed(_, end) | Period::To(_, end) => end.given.parts(),
                Period::From(_, _) => None,
            },
            Form::OneOf(_) => None,
        }
    }

    pub(super) fn of(form: Form) -> Date {
        Date { form }
    }
    pub(super) fn form(&self) -> &Form {
        &self.form
    }
    /// The day and time, if a time is given.
    pub(super) fn clock(&self) -> Option<(Day, Clock)> {
        match self.form {
            Form::Instant(Point {
                given: Given::Time(day, clock),
                ..
            }) => Some((day, clock)),
            Form::Instant(_) | Form::Period(_) | Form::OneOf(_) => None,
        }
    }
    /// Every date of level 0 or 1 in it, in the order written.
    fn points(&self) -> impl Iterator<Item = &Point> {
        let (alone, members) = match &self.form {
            Form::Instant(point) => ([Some(point), None], &[][..]),
            Form::Period(period) => match &**period {
                Period::Closed(start, end) => ([Some(start), Some(end)], &[][..]),
                Period::From(point, _) | Period::To(_, point) => ([Some(point), None], &[][..]),
            },
            Form::OneOf(members) => ([None, None], &**members),
        };
        let members = members.iter().flat_map(|member| match member {
            Member::One(point) | Member::UpTo(point) | Member::From(point) => [Some(point), None],
            Member::Between(start, end) => [Some(start), Some(end)],
        });
        alone.into_iter().chain(members).flatten()
    }
}

/// What a date is made of, one variant for each [`Kind`].
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Form {
    Instant(Point),
    Period(Arc<Period>),
    /// Never empty.
    OneOf(Arc<[Member]>),
}

/// An interval (EDTF level 0 and 1); one side at least is a date.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Period {
    /// The end is not over before the start begins.
    Closed(Point, Point),
    From(Point, Edge),
    To(Edge, Point),
}

/// A side of an interval that is no date.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Edge {
    Open,
    Unknown,
}

impl Edge {
    fn bound(self) -> Bound {
        match self {
            Edge::Open => Bound::Open,
            Edge::Unknown => Bound::Unknown,
        }
    }
}

/// One of the choices in a set (EDTF level 2).
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Member {
    One(Point),
    /// The end is not over before the start begins.
    Between(Point, Point),
    /// Only the first of a set.
    UpTo(Point),
    /// Only the last of a set.
    From(Point),
}

impl Member {
    /// `None`, which is less than any day, if there is no start.
    fn first(&self) -> Option<Day> {
        match self {
            Member::One(point) | Member::Between(point, _) | Member::From(point) => {
                Some(point.first)
            }
            Member::UpTo(_) => None,
        }
    }
    /// `None` if there is no end.
    fn last(&self) -> Option<Day> {
        match self {
            Member::One(point) | Member::Between(_, point) | Member::UpTo(point) => {
                Some(point.last)
            }
            Member::From(_) => None,
        }
    }
}

/// A date of level 0 or 1 that is no interval, with the days it may mean.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Point {
    pub(super) given: Given,
    pub(super) qualifier: Qualifier,
    pub(super) first: Day,
    pub(super) last: Day,
}

impl Point {
    /// `None` if the calendar has no such year or month.
    pub(super) fn new(given: Given, qualifier: Qualifier) -> Option<Point> {
        let (first, last) = match given {
            Given::Century(year) => (
                Day::from_ymd(year, 1, 1)?,
                Day::from_ymd(year + 99, 12, 31)?,
            ),
            Given::Decade(year) => (Day::from_ymd(year, 1, 1)?, Day::from_ymd(year + 9, 12, 31)?),
            Given::Year(year) | Given::SomeMonth(year) | Given::SomeDayOfYear(year) => {
                (Day::from_ymd(year, 1, 1)?, Day::from_ymd(year, 12, 31)?)
            }
            Given::Season(year, season) => {
                let first = Day::from_ymd(year, season.first_month(), 1)?;
                (first, first.plus_months(2).end_of_month())
            }
            Given::Month(year, month) | Given::SomeDay(year, month) => {
                let first = Day::from_ymd(year, month, 1)?;
                (first, first.end_of_month())
            }
            Given::Day(day) | Given::Time(day, _) => (day, day),
        };
        Some(Point {
            given,
            qualifier,
            first,
            last,
        })
    }
}

/// What is given of a calendar date (EDTF level 0 and 1, without the qualifier).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Given {
    /// `20XX`, by its earliest year.
    Century(i16),
    /// `201X`, by its earliest year.
    Decade(i16),
    /// `2011`.
    Year(i16),
    /// `2011-XX`.
    SomeMonth(i16),
    /// `2011-XX-XX`.
    SomeDayOfYear(i16),
    /// `2011-22`.
    Season(i16, Season),
    /// `2011-09`.
    Month(i16, u8),
    /// `2011-09-XX`.
    SomeDay(i16, u8),
    /// `2011-09-12`.
    Day(Day),
    /// `2011-09-12T14:05Z`.
    Time(Day, Clock),
}

impl Given {
    pub(super) fn precision(self) -> Precision {
        match self {
            Given::Century(_) => Precision::Century,
            Given::Decade(_) => Precision::Decade,
            Given::Year(_) | Given::SomeMonth(_) | Given::SomeDayOfYear(_) => Precision::Year,
            Given::Season(_, _) => Precision::Season,
            Given::Month(_, _) | Given::SomeDay(_, _) => Precision::Month,
            Given::Day(_) => Precision::Day,
            Given::Time(_, _) => Precision::Time,
        }
    }
    pub(super) fn is_unspecified(self) -> bool {
        match self {
            Given::Century(_)
            | Given::Decade(_)
            | Given::SomeMonth(_)
            | Given::SomeDayOfYear(_)
            | Given::SomeDay(_, _) => true,
            Given::Year(_)
            | Given::Season(_, _)
            | Given::Month(_, _)
            | Given::Day(_)
            | Given::Time(_, _) => false,
        }
    }
    /// The calendar fields; `None` for a decade or century.
    pub(super) fn parts(self) -> Option<Parts> {
        let (year, season, month, day) = match self {
            Given::Century(_) | Given::Decade(_) => return None,
            Given::Year(year) | Given::SomeMonth(year) | Given::SomeDayOfYear(year) => {
                (year, None, None, None)
            }
            Given::Season(year, season) => (year, Some(season), None, None),
            Given::Month(year, month) | Given::SomeDay(year, month) => {
                (year, None, Some(month), None)
            }
            Given::Day(day) | Given::Time(day, _) => {
                let (year, month, day) = day.ymd();
                (year, None, Some(month), Some(day))
            }
        };
        Some(Parts {
            year,
            season,
            month,
            day,
        })
    }
    /// The same a step less precise; `None` from the year on.
    pub(super) fn coarser(self) -> Option<Given> {
        match self {
            Given::Century(_) | Given::Decade(_) | Given::Year(_) => None,
            Given::SomeMonth(year) | Given::SomeDayOfYear(year) | Given::Season(year, _) => {
                Some(Given::Year(year))
            }
            Given::Month(year, _) => Some(Given::Year(year)),
            Given::SomeDay(year, month) => Some(Given::Month(year, month)),
            Given::Day(day) => {
                let (year, month, _) = day.ymd();
                Some(Given::Month(year, month))
            }
            Given::Time(day, _) => Some(Given::Day(day)),
        }
    }
}

/// A time of day (EDTF level 0, date and time).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Clock {
    /// 0…23.
    pub(super) hour: u8,
    /// 0…59.
    pub(super) minute: u8,
    /// 0…59, and 60 at 23:59.
    pub(super) second: Option<u8>,
    pub(super) zone: Zone,
}

/// What a time is counted from.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Zone {
    /// Not said: the clocks of the place.
    Local,
    /// `Z`.
    Utc,
    /// Minutes ahead of UTC, −1439…1439.
    Offset(i16),
}
