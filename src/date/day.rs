//! A day of the calendar, and stepping from one to another. It does not know of doubt.

use std::fmt;

use jiff::{SignedDuration, Span, civil};

const EPOCH: civil::Date = civil::Date::constant(1970, 1, 1);
const DAY_SECONDS: i64 = 24 * 60 * 60;
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A civil day of the proleptic Gregorian calendar, which is that of ISO 8601-1.
///
/// It is kept as days since 1970-01-01 and lies between [`Day::FIRST`] and
/// [`Day::LAST`]. Years are counted as ISO 8601 does: 0 is 1 BC, −43 is 44 BC.
///
/// ```
/// use attache::date::Day;
///
/// let day = Day::from_ymd(2011, 9, 12).expect("a day there is");
/// assert_eq!(day.to_string(), "2011-09-12");
/// assert_eq!(day.weekday(), "Mon");
/// assert_eq!(day.plus_days(19).to_string(), "2011-10-01");
/// assert_eq!(Day::from_ymd(2011, 2, 30), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// The earliest day: −9999-01-01.
    pub const FIRST: Day = Day(-4_371_587);
    /// The latest day: 9999-12-31.
    pub const LAST: Day = Day(2_932_896);

    /// Makes a day from year, month and day of the month, both counted from one.
    ///
    /// `None` if the calendar has no such day, or the year is outside −9999…9999.
    pub fn from_ymd(year: i16, month: u8, day: u8) -> Option<Day> {
        let month = i8::try_from(month).ok()?;
        let day = i8::try_from(day).ok()?;
        civil::Date::new(year, month, day).ok().map(Day::of)
    }
    /// Makes a day from its number, counted in days from 1970-01-01 (number 0).
    ///
    /// A number out of range gives [`Day::FIRST`] or [`Day::LAST`].
    pub fn from_number(number: i32) -> Day {
        Day(number.clamp(Day::FIRST.0, Day::LAST.0))
    }
    /// The days since 1970-01-01; negative before it.
    pub fn number(self) -> i32 {
        self.0
    }
    /// The year (−9999…9999), the month (1…12) and the day of the month (1…31).
    pub fn ymd(self) -> (i16, u8, u8) {
        let date = self.civil();
        let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
        (date.year(), month, day)
    }
    /// The day of the week in three letters, `Mon` to `Sun`.
    pub fn weekday(self) -> &'static str {
        match self.civil().weekday() {
            civil::Weekday::Monday => "Mon",
            civil::Weekday::Tuesday => "Tue",
            civil::Weekday::Wednesday => "Wed",
            civil::Weekday::Thursday => "Thu",
            civil::Weekday::Friday => "Fri",
            civil::Weekday::Saturday => "Sat",
            civil::Weekday::Sunday => "Sun",
        }
    }
    /// The English name of the day's month; its first three letters abbreviate it.
    pub fn month_name(self) -> &'static str {
        month_name(self.ymd().1)
    }
    /// The last day of the same month.
    #[must_use]
    pub fn end_of_month(self) -> Day {
        Day::of(self.civil().last_of_month())
    }
    /// The day so many days later, or earlier if negative; stops at the ends of the calendar.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Day {
        Day::from_number(self.0.saturating_add(days))
    }
    /// The same day of the month so many months later, or earlier if negative.
    ///
    /// Where that month is shorter it is the month's last day. It stops at the
    /// ends of the calendar.
    ///
    /// ```
    /// use attache::date::Day;
    ///
    /// let day = Day::from_ymd(2011, 1, 31).expect("a day there is");
    /// assert_eq!(day.plus_months(1).to_string(), "2011-02-28");
    /// ```
    #[must_use]
    pub fn plus_months(self, months: i32) -> Day {
        self.plus(Span::new().try_months(months).ok(), months)
    }
    /// The same day so many years later, or earlier if negative; 29 February becomes 28.
    ///
    /// It stops at the ends of the calendar.
    #[must_use]
    pub fn plus_years(self, years: i32) -> Day {
        self.plus(Span::new().try_years(years).ok(), years)
    }

    /// Adds a span of that sign, which is `None` if it is longer than the calendar.
    fn plus(self, span: Option<Span>, sign: i32) -> Day {
        match span {
            Some(span) => Day::of(self.civil().saturating_add(span)),
            None if sign < 0 => Day::FIRST,
            None => Day::LAST,
        }
    }
    fn of(date: civil::Date) -> Day {
        let days = date.duration_since(EPOCH).as_secs() / DAY_SECONDS;
        Day(i32::try_from(days).expect("the calendar has fewer than 2^31 days"))
    }
    fn civil(self) -> civil::Date {
        EPOCH.saturating_add(SignedDuration::from_secs(i64::from(self.0) * DAY_SECONDS))
    }
}

impl fmt::Display for Day {
    /// Writes the day as `2011-09-12`, a year before 0 as `-0043-03-15`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        let sign = if year < 0 { "-" } else { "" };
        f.pad(&format!(
            "{sign}{:04}-{month:02}-{day:02}",
            year.unsigned_abs()
        ))
    }
}

/// The English name of a month counted from one; empty if there is no such month.
pub(super) fn month_name(month: u8) -> &'static str {
    let index = usize::from(month).checked_sub(1);
    index
        .and_then(|index| MONTHS.get(index))
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::Day;

    fn day(year: i16, month: u8, day: u8) -> Day {
        Day::from_ymd(year, month, day).expect("a day there is")
    }

    #[test]
    fn days_are_numbered_from_1970() {
        let check = |ymd: (i16, u8, u8), number: i32, weekday: &str, text: &str| {
            let day = day(ymd.0, ymd.1, ymd.2);
            assert_eq!(day.number(), number, "{text}");
            assert_eq!(day.ymd(), ymd, "{text}");
            assert_eq!(day.weekday(), weekday, "{text}");
            assert_eq!(day.to_string(), text);
        };
        check((1970, 1, 1), 0, "Thu", "1970-01-01");
        check((1969, 12, 31), -1, "Wed", "1969-12-31");
        check((2011, 9, 12), 15_229, "Mon", "2011-09-12");
        check((2000, 2, 29), 11_016, "Tue", "2000-02-29");
        check((0, 1, 1), -719_528, "Sat", "0000-01-01");
        check((-43, 3, 15), -735_160, "Fri", "-0043-03-15");
        check((-9999, 1, 1), Day::FIRST.number(), "Mon", "-9999-01-01");
        check((9999, 12, 31), Day::LAST.number(), "Fri", "9999-12-31");
    }

    #[test]
    fn the_calendar_refuses_days_it_does_not_have() {
        for (year, month, day) in [
            (2011, 2, 29),
            (1900, 2, 29),
            (2011, 13, 1),
            (2011, 0, 1),
            (2011, 1, 0),
            (2011, 1, 255),
            (10_000, 1, 1),
            (i16::MIN, 1, 1),
        ] {
            assert_eq!(Day::from_ymd(year, month, day), None);
        }
    }

    #[test]
    fn steps_stop_at_the_ends_of_the_calendar() {
        let check = |day: Day, text: &str| assert_eq!(day.to_string(), text);
        check(day(2011, 9, 12).plus_days(-12), "2011-08-31");
        check(day(2011, 8, 31).plus_months(1), "2011-09-30");
        check(day(2011, 3, 31).plus_months(-1), "2011-02-28");
        check(day(2011, 9, 12).plus_months(-21), "2009-12-12");
        check(day(2012, 2, 29).plus_years(-1), "2011-02-28");
        check(day(2012, 2, 29).plus_years(4), "2016-02-29");
        check(day(2012, 2, 5).end_of_month(), "2012-02-29");
        check(day(2012, 2, 5).plus_days(i32::MAX), "9999-12-31");
        check(day(2012, 2, 5).plus_days(i32::MIN), "-9999-01-01");
        check(day(2012, 2, 5).plus_months(i32::MAX), "9999-12-31");
        check(day(2012, 2, 5).plus_months(i32::MIN), "-9999-01-01");
        check(day(2012, 2, 5).plus_years(9_000), "9999-12-31");
        check(day(2012, 2, 5).plus_years(i32::MIN), "-9999-01-01");
    }

    #[test]
    fn a_day_names_its_month() {
        assert_eq!(day(2011, 9, 12).month_name(), "September");
        assert_eq!(format!("{:>12}|", day(2011, 9, 12)), "  2011-09-12|");
    }

    proptest! {
        #[test]
        fn a_number_and_its_day_are_the_same(number in Day::FIRST.0..=Day::LAST.0) {
            let (year, month, day) = Day::from_number(number).ymd();
            assert_eq!(Day::from_ymd(year, month, day), Some(Day(number)));
        }
        #[test]
        fn no_step_leaves_the_calendar(from in any::<i32>(), step in any::<i32>()) {
            let from = Day::from_number(from);
            for to in [from.plus_days(step), from.plus_months(step), from.plus_years(step)] {
                assert!(Day::FIRST <= to && to <= Day::LAST);
                assert!((0 <= step) == (from <= to) || from == to);
            }
        }
    }
}
