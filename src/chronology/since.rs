//! How long before or after a day zero something happened.

use crate::date::{Date, Day};

/// From how many days on years are told.
const MOST_DAYS: i64 = 730;
/// Days of a thousand Gregorian years.
const MILLENNIUM: i64 = 365_242;

/// How far a date is from day zero, as far as both are known: days, later or
/// (negative) earlier; `None` where there is no end.
#[derive(Clone, Copy)]
struct Apart {
    least: Option<i64>,
    most: Option<i64>,
}

impl Apart {
    fn new(zero: &Date, date: &Date) -> Apart {
        let days = |to: Option<Day>, from: Option<Day>| {
            Some(i64::from(to?.number()) - i64::from(from?.number()))
        };
        Apart {
            least: days(date.first_day(), zero.last_day()),
            most: days(date.last_day(), zero.first_day()),
        }
    }
    /// Whether years are told: some end is too far for days.
    fn in_years(self) -> bool {
        let ends = [self.least, self.most];
        ends.into_iter()
            .flatten()
            .any(|days| MOST_DAYS < days.abs())
    }
}

/// Returns how long after day zero a date was, in at most 13 columns.
///
/// | text | meaning |
/// |---|---|
/// | `day 0` | that day |
/// | `+38 d`, `−41 d` | so many days after, before |
/// | `−134…−104 d` | between so many days |
/// | `≥+38 d`, `≤−3 d` | or later; or earlier: an end is open or unknown |
/// | `+12.3 y`, `−3…−2 y` | in years if it is over 730 days; a range in whole ones, rounded apart |
/// | `−11…−10 ky` | in thousands of years, where years have no room |
/// | `?` | anything |
///
/// Both dates may be uncertain: the range goes from the nearest to the farthest
/// that they can be apart. A minus sign is U+2212.
///
/// ```
/// use attache::{chronology::since, date::Date};
///
/// let zero: Date = "2011-09-12".parse()?;
/// assert_eq!(since(&zero, &"2011-10-20".parse()?), "+38 d");
/// assert_eq!(since(&zero, &"2011-05".parse()?), "−134…−104 d");
/// # Ok::<(), attache::date::BadDate>(())
/// ```
pub fn since(zero: &Date, date: &Date) -> String {
    let apart = Apart::new(zero, date);
    match (apart.least, apart.most) {
        (Some(0), Some(0)) => "day 0".to_owned(),
        (Some(least), Some(most)) if apart.in_years() => years(least, most),
        (Some(least), Some(most)) if least == most => format!("{} d", signed(least)),
        (Some(least), Some(most)) => format!("{}…{} d", signed(least), signed(most)),
        (Some(least), None) if apart.in_years() => format!("≥{} y", tenths(floor_tenths(least))),
        (Some(least), None) => format!("≥{} d", signed(least)),
        (None, Some(most)) if apart.in_years() => format!("≤{} y", tenths(-floor_tenths(-most))),
        (None, Some(most)) => format!("≤{} d", signed(most)),
        (None, None) => "?".to_owned(),
    }
}

/// Returns how long before or after day zero a date was, in words: `38 days
/// after`, `between 104 and 134 days before`.
///
/// ```
/// use attache::{chronology::since_words, date::Date};
///
/// let zero: Date = "2011-09-12".parse()?;
/// assert_eq!(since_words(&zero, &"2011-10-20".parse()?), "38 days after");
/// assert_eq!(since_words(&zero, &"2011-05".parse()?), "between 104 and 134 days before");
/// # Ok::<(), attache::date::BadDate>(())
/// ```
pub fn since_words(zero: &Date, date: &Date) -> String {
    let apart = Apart::new(zero, date);
    let in_years = apart.in_years();
    let far = |days: i64| far_words(days, in_years);
    match (apart.least, apart.most) {
        (Some(0), Some(0)) => "the same day".to_owned(),
        (Some(least), Some(most)) if least == most => format!("{} {}", far(least), way(least)),
        (Some(0), Some(most)) => format!("up to {} after", far(most)),
        (Some(least), Some(0)) => format!("up to {} before", far(least)),
        (Some(least), Some(most)) if least < 0 && 0 < most => {
            format!("between {} before and {} after", far(least), far(most))
        }
        (Some(least), Some(most)) => {
            let (near, distant) = (least.abs().min(most.abs()), least.abs().max(most.abs()));
            if in_years {
                // Rounded apart, so that what is meant lies between.
                let (near, distant) = (floor_years(near), ceil_years(distant));
                format!("between {near} and {distant} years {}", way(least))
            } else {
                format!("between {near} and {} {}", far(distant), way(least))
            }
        }
        (Some(0), None) => "the same day or after".to_owned(),
        (Some(least), None) if least < 0 => format!("at most {} before", far(least)),
        (Some(least), None) => format!("at least {} after", far(least)),
        (None, Some(0)) => "the same day or before".to_owned(),
        (None, Some(most)) if most < 0 => format!("at least {} before", far(most)),
        (None, Some(most)) => format!("at most {} after", far(most)),
        (None, None) => "nobody knows how long before or after".to_owned(),
    }
}

fn way(days: i64) -> &'static str {
    if days < 0 { "before" } else { "after" }
}

fn far_words(days: i64, in_years: bool) -> String {
    match (days.abs(), in_years) {
        (1, false) => "1 day".to_owned(),
        (days, false) => format!("{days} days"),
        (days, true) => {
            let tenths = near_tenths(days);
            format!("{}.{} years", tenths / 10, tenths % 10)
        }
    }
}

/// A number with its sign; zero has none.
fn signed(number: i64) -> String {
    match number {
        ..0 => format!("−{}", number.unsigned_abs()),
        0 => "0".to_owned(),
        1.. => format!("+{number}"),
    }
}

/// Years, one decimal if it is one day that is meant, else whole.
fn years(least: i64, most: i64) -> String {
    if least == most {
        return format!("{} y", tenths(near_tenths(least)));
    }
    let (from, to) = (floor_years(least), ceil_years(most));
    let text = format!("{}…{} y", signed(from), signed(to));
    if text.chars().count() <= WIDEST {
        text
    } else {
        let (from, to) = (from.div_euclid(1000), -(-to).div_euclid(1000));
        format!("{}…{} ky", signed(from), signed(to))
    }
}

/// The most columns of what [`since`] returns.
const WIDEST: usize = 13;

fn floor_years(days: i64) -> i64 {
    (days * 1000).div_euclid(MILLENNIUM)
}

fn ceil_years(days: i64) -> i64 {
    -floor_years(-days)
}

/// Tenths of a year, down to the one before.
fn floor_tenths(days: i64) -> i64 {
    (days * 10_000).div_euclid(MILLENNIUM)
}

/// Tenths of a year, to the nearest.
fn near_tenths(days: i64) -> i64 {
    (days * 20_000 + MILLENNIUM).div_euclid(MILLENNIUM * 2)
}

/// A number of tenths with its sign.
fn tenths(number: i64) -> String {
    let size = number.unsigned_abs();
    let sign = if number < 0 { '−' } else { '+' };
    format!("{sign}{}.{}", size / 10, size % 10)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect(text)
    }

    fn check(zero: &str, when: &str, short: &str, words: &str) {
        let (zero, when) = (date(zero), date(when));
        assert_eq!(since(&zero, &when), short, "{when}");
        assert_eq!(since_words(&zero, &when), words, "{when}");
    }

    #[test]
    fn one_day_is_so_many_days_from_another() {
        let check = |when, short, words| check("2011-09-12", when, short, words);
        check("2011-09-12", "day 0", "the same day");
        check("2011-09-12T14:05Z", "day 0", "the same day");
        check("2011-09-13", "+1 d", "1 day after");
        check("2011-10-20", "+38 d", "38 days after");
        check("2011-08-02", "−41 d", "41 days before");
        check("2013-09-11", "+730 d", "730 days after");
        check("2013-09-12", "+2.0 y", "2.0 years after");
        check("1945-08-06", "−66.1 y", "66.1 years before");
    }

    #[test]
    fn an_uncertain_date_is_a_range() {
        let check = |when, short, words| check("2011-09-12", when, short, words);
        check("2011-05", "−134…−104 d", "between 104 and 134 days before");
        check("2011-05~", "−134…−104 d", "between 104 and 134 days before");
        check("2011-10", "+19…+49 d", "between 19 and 49 days after");
        check(
            "2011-09",
            "−11…+18 d",
            "between 11 days before and 18 days after",
        );
        check("2011-09-12/2011-09-15", "0…+3 d", "up to 3 days after");
        check("2011-09-01/2011-09-12", "−11…0 d", "up to 11 days before");
        check(
            "[2011-10-21..2011-11-11]",
            "+39…+60 d",
            "between 39 and 60 days after",
        );
        check("2008", "−4…−2 y", "between 2 and 4 years before");
        check(
            "201X",
            "−2…+9 y",
            "between 1.7 years before and 8.3 years after",
        );
        check(
            "-9999",
            "−13…−12 ky",
            "between 12009 and 12011 years before",
        );
    }

    #[test]
    fn an_open_end_is_a_bound() {
        let check = |when, short, words| check("2011-09-12", when, short, words);
        check("2011-10-20/..", "≥+38 d", "at least 38 days after");
        check("2011-10-20/", "≥+38 d", "at least 38 days after");
        check("[2011-09-01..]", "≥−11 d", "at most 11 days before");
        check("[2011-09-12..]", "≥0 d", "the same day or after");
        check("[..2011-09-09]", "≤−3 d", "at least 3 days before");
        check("[..2011-09-15]", "≤+3 d", "at most 3 days after");
        check("../2011-09-12", "≤0 d", "the same day or before");
        check("[2021-09-12..]", "≥+10.0 y", "at least 10.0 years after");
        check(
            "[..1667,1690..]",
            "?",
            "nobody knows how long before or after",
        );
    }

    #[test]
    fn a_day_zero_in_doubt_widens_what_is_said() {
        check(
            "2011-09",
            "2011-09",
            "−29…+29 d",
            "between 29 days before and 29 days after",
        );
        check(
            "2011-09",
            "2011-10-01",
            "+1…+30 d",
            "between 1 and 30 days after",
        );
        check("2010/..", "2011", "≤+729 d", "at most 729 days after");
        check("2010/..", "2010-06-01", "≤+151 d", "at most 151 days after");
        check("../2010", "2011-01-02", "≥+2 d", "at least 2 days after");
    }

    proptest! {
        #[test]
        fn it_has_a_column_of_thirteen(
            zero in Day::FIRST.number()..=Day::LAST.number(),
            least in -8_000_000..8_000_000_i32,
            long in 0..8_000_000_i32,
            near in -800..800_i32,
            form in 0..6,
        ) {
            let day = Day::from_number(zero);
            let (first, last) = match form {
                0..3 => (day.plus_days(least), day.plus_days(least).plus_days(long)),
                _ => (day.plus_days(near), day.plus_days(near).plus_days(long % 900)),
            };
            let text = match form {
                0 | 3 => format!("{first}/{last}"),
                1 | 4 => format!("{first}/.."),
                _ => format!("[..{last}]"),
            };
            let zero = Date::from_day(day);
            for (zero, date) in [(&zero, date(&text)), (&date(&text), zero.clone())] {
                let short = since(zero, &date);
                assert!((1..=WIDEST).contains(&short.chars().count()), "{short}");
                assert!(!since_words(zero, &date).is_empty());
            }
        }
    }
}
