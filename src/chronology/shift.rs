//! A step in time as people type it: `+3m`, `-1y`, `2 weeks later`. To add a
//! unit, add it to [`UNITS`].

use crate::{
    date::{Date, Day, Kind, Precision},
    text,
};

/// What a number may be followed by, and how many months and days that is.
const UNITS: &[(&[&str], i32, i32)] = &[
    (&["d", "day", "days"], 0, 1),
    (&["w", "wk", "week", "weeks"], 0, 7),
    (&["m", "mo", "mon", "month", "months"], 1, 0),
    (&["y", "yr", "year", "years"], 12, 0),
];

/// A step in the calendar: so many months, then so many days.
///
/// ```
/// use attache::{chronology::Shift, date::Day};
///
/// let step = Shift::parse("+1m").expect("a step");
/// let day = Day::from_ymd(2011, 1, 31).expect("a day there is");
/// assert_eq!(step.day(day).to_string(), "2011-02-28");
/// assert_eq!(step.words(), "1 month later");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// Calendar months, later or (negative) earlier; a year is twelve.
    pub months: i32,
    /// Days, later or (negative) earlier; a week is seven.
    pub days: i32,
}

impl Shift {
    /// Reads a step: a sign, then numbers with units (`+1y6m`, `- 3 months`),
    /// or in words (`3 months later`); `None` if it is none.
    ///
    /// ```
    /// use attache::chronology::Shift;
    ///
    /// let read = |text: &str| Shift::parse(text).map(|step| (step.months, step.days));
    /// assert_eq!(read("+1y6m"), Some((18, 0)));
    /// assert_eq!(read("2 weeks earlier"), Some((0, -14)));
    /// assert_eq!(read("3m"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Shift> {
        let folded = text::fold(text);
        let text = folded.trim();
        let (sign, text) = match text.chars().next()? {
            '+' => (1, text.strip_prefix('+')?),
            '-' => (-1, text.strip_prefix('-')?),
            _ => match (text.strip_suffix("later"), text.strip_suffix("earlier")) {
                (Some(text), _) => (1, text),
                (None, Some(text)) => (-1, text),
                (None, None) => return None,
            },
        };
        let (mut months, mut days) = (0_i32, 0_i32);
        let mut rest = text.trim();
        while !rest.is_empty() {
            let (number, after) = split(rest, |c| c.is_ascii_digit());
            let (unit, after) = split(after.trim_start(), char::is_alphabetic);
            // Beyond this lies no date, whatever the unit.
            let number: i32 = number.parse().ok().filter(|n| (0..100_000).contains(n))?;
            let (_, of_months, of_days) = UNITS.iter().find(|(names, ..)| names.contains(&unit))?;
            months = months.saturating_add(number.saturating_mul(*of_months));
            days = days.saturating_add(number.saturating_mul(*of_days));
            rest = after.trim_start_matches([' ', ',']);
            rest = rest.strip_prefix("and ").unwrap_or(rest);
        }
        let some = !text.trim().is_empty();
        some.then_some(Shift {
            months: sign * months,
            days: sign * days,
        })
    }
    /// The day so much later or earlier: the same day of the month, or the last
    /// where that month is shorter. It stops at the ends of the calendar.
    pub fn day(self, day: Day) -> Day {
        day.plus_months(self.months).plus_days(self.days)
    }
    /// The date so much later or earlier, as exact as it was: a year stays a
    /// year under a step of years, a month a month under one of months; else
    /// the last day meant is moved. `None` for a date without any day.
    ///
    /// ```
    /// use attache::{chronology::Shift, date::Date};
    ///
    /// let later = |text: &str, step: &str| -> Option<String> {
    ///     let date: Date = text.parse().ok()?;
    ///     Some(Shift::parse(step)?.date(&date)?.to_string())
    /// };
    /// assert_eq!(later("2011", "+1y").as_deref(), Some("2012"));
    /// assert_eq!(later("2011-09~", "-10m").as_deref(), Some("2010-11"));
    /// assert_eq!(later("2011-09", "+1d").as_deref(), Some("2011-10-01"));
    /// ```
    pub fn date(self, date: &Date) -> Option<Date> {
        let last = date.last_day().or(date.first_day())?;
        let whole = match (date.kind(), date.precision(), self.days) {
            (Kind::Instant, Precision::Year, 0) if self.months % 12 == 0 => 1,
            (Kind::Instant, Precision::Month, 0) => 2,
            (_, _, _) => return Some(Date::from_day(self.day(last))),
        };
        let day = self.day(date.first_day()?).to_string();
        // Counted from the end, because a year may have a sign.
        let fields: Vec<&str> = day.rsplitn(4 - whole, '-').collect();
        fields.last()?.parse().ok()
    }
    /// The step in words: `1 year and 6 months earlier`.
    pub fn words(self) -> String {
        let (months, days) = (self.months.unsigned_abs(), self.days.unsigned_abs());
        let parts: Vec<String> = [(months / 12, "year"), (months % 12, "month"), (days, "day")]
            .into_iter()
            .filter(|(count, _)| 0 < *count)
            .map(|(count, unit)| format!("{count} {unit}{}", if count == 1 { "" } else { "s" }))
            .collect();
        let way = if self.months < 0 || self.days < 0 {
            "earlier"
        } else {
            "later"
        };
        match parts.split_last() {
            None => "the same day".to_owned(),
            Some((last, [])) => format!("{last} {way}"),
            Some((last, others)) => format!("{} and {last} {way}", others.join(", ")),
        }
    }
}

/// The characters a text begins with that belong, and the rest.
fn split(text: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !belongs(c)).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::*;

    #[test]
    fn a_step_is_read_and_said() {
        let check = |text: &str, expected: &str| {
            let words = Shift::parse(text).map(Shift::words);
            assert_eq!(words.as_deref().unwrap_or("none"), expected, "{text}");
        };
        check("+3m", "3 months later");
        check("+3 months", "3 months later");
        check(" + 3 Months ", "3 months later");
        check("3 months later", "3 months later");
        check("-1y", "1 year earlier");
        check("−1y", "1 year earlier");
        check("1 year earlier", "1 year earlier");
        check("+10d", "10 days later");
        check("-2w", "14 days earlier");
        check("+1y6m", "1 year and 6 months later");
        check("+18m", "1 year and 6 months later");
        check("-1y 6m, 2 days", "1 year, 6 months and 2 days earlier");
        check("1 year and 6 months later", "1 year and 6 months later");
        check("+0d", "the same day");
        for none in [
            "",
            "+",
            "-",
            "3m",
            "+3",
            "+m",
            "+3x",
            "-0043",
            "-0043-03-15",
            "later",
            "+3m later",
            "+100000y",
            "+99999999999d",
            "2011",
            "+3m 2011",
        ] {
            check(none, "none");
        }
    }

    #[test]
    fn a_day_moves_by_the_calendar() {
        let check = |from: &str, step: &str, to: &str| {
            let date: Date = from.parse().expect(from);
            let step = Shift::parse(step).expect(step);
            assert_eq!(step.date(&date).expect(from).to_string(), to, "{from}");
        };
        check("2011-01-31", "+1m", "2011-02-28");
        check("2012-02-29", "+1y", "2013-02-28");
        check("2011-09-12", "+3m", "2011-12-12");
        check("2011-09-12", "-2w", "2011-08-29");
        check("2011-01-31", "+1m1d", "2011-03-01");
        check("2011", "-1y", "2010");
        check("2011", "+6m", "2012-06-30");
        check("-0043", "+1y", "-0042");
        check("-0043-03", "+1m", "-0043-04");
        check("2010/2011", "+1y", "2012-12-31");
        check("2010/..", "+1y", "2011-01-01");
        check("9999-12-31", "+99999y", "9999-12-31");
    }

    proptest! {
        #[test]
        fn no_step_is_too_strange(text in "[-+−0-9dwmy a-z,]{0,16}", day in any::<i32>()) {
            let day = Day::from_number(day);
            if let Some(step) = Shift::parse(&text) {
                assert!(step.date(&Date::from_day(day)).is_some());
                assert!(step == Shift { months: 0, days: 0 } || Shift::parse(&step.words()) == Some(step));
            }
        }
    }
}
