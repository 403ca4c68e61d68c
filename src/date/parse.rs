//! Reading a date from its EDTF text, and saying why a text is none.

use std::{str::FromStr, sync::Arc};

use crate::date::{
    day::{Day, month_name},
    form::{Clock, Date, Edge, Form, Given, Member, Period, Point, Zone},
    types::{BadDate, Qualifier, Reason, Season, because},
};

impl FromStr for Date {
    type Err = BadDate;

    /// Reads an EDTF text of level 0 or 1 (ISO 8601-2:2019) or a one-of set of level 2.
    ///
    /// Beyond the standard, a time may lack its seconds and a year of four
    /// digits may have the `Y` of longer ones.
    ///
    /// # Errors
    ///
    /// * the text is of none of these forms,
    /// * the calendar has no such month, day, hour, minute, second or offset,
    /// * a year lies beyond −9999…9999,
    /// * an interval or a range in a set ends before it starts.
    fn from_str(text: &str) -> Result<Date, BadDate> {
        form(text).map(Date::of).map_err(|reason| {
            let reason = match reason {
                Reason(Some(_)) => reason,
                Reason(None) => guess(text),
            };
            BadDate::new(text, reason)
        })
    }
}

fn form(text: &str) -> Result<Form, Reason> {
    if text.is_empty() {
        return Err(because("it is empty"));
    }
    if let Some(set) = text.strip_prefix('[') {
        return one_of(set);
    }
    match text.split_once('/') {
        Some((start, end)) => period(start, end),
        None => point(text).map(Form::Instant),
    }
}

/// Reads an interval from its two sides (EDTF level 1, extended interval).
fn period(start: &str, end: &str) -> Result<Form, Reason> {
    if end.contains('/') {
        return Err(because("an interval has one `/`, and a date has `-`"));
    }
    let edge = |side: &str| match side {
        ".." => Some(Edge::Open),
        "" => Some(Edge::Unknown),
        _ => None,
    };
    let period = match (edge(start), edge(end)) {
        (Some(_), Some(_)) => {
            return Err(because("an interval has a date on one side at least"));
        }
        (Some(edge), None) => Period::To(edge, untimed(end)?),
        (None, Some(edge)) => Period::From(untimed(start)?, edge),
        (None, None) => {
            let (start, end) = ordered(untimed(start)?, untimed(end)?)?;
            Period::Closed(start, end)
        }
    };
    Ok(Form::Period(Arc::new(period)))
}

/// Reads a set from what follows its `[` (EDTF level 2, one of a set).
fn one_of(set: &str) -> Result<Form, Reason> {
    let Some(inner) = set.strip_suffix(']') else {
        return Err(because(match set.trim_end_matches(['?', '~', '%']) {
            whole if whole.ends_with(']') => "in a set `?`, `~` or `%` stands after each date",
            _ => "a set ends with `]`",
        }));
    };
    let texts: Vec<&str> = inner
        .split(',')
        .map(|text| text.trim_matches(' '))
        .collect();
    let last = texts.len() - 1;
    let members: Result<Arc<[Member]>, Reason> = texts
        .iter()
        .enumerate()
        .map(|(place, text)| {
            let member = member(text)?;
            match member {
                Member::UpTo(_) if 0 < place => {
                    Err(because("`..` without a start stands first in a set"))
                }
                Member::From(_) if place < last => {
                    Err(because("`..` without an end stands last in a set"))
                }
                Member::One(_) | Member::Between(_, _) | Member::UpTo(_) | Member::From(_) => {
                    Ok(member)
                }
            }
        })
        .collect();
    Ok(Form::OneOf(members?))
}

fn member(text: &str) -> Result<Member, Reason> {
    match text.split_once("..") {
        None if text.is_empty() => Err(because("there is a date missing in the set")),
        None => untimed(text).map(Member::One),
        Some(("", "")) => Err(because("`..` needs a date before or after it")),
        Some(("", end)) => untimed(end).map(Member::UpTo),
        Some((start, "")) => untimed(start).map(Member::From),
        Some((start, end)) => {
            let (start, end) = ordered(untimed(start)?, untimed(end)?)?;
            Ok(Member::Between(start, end))
        }
    }
}

/// Passes two dates on unless the second is surely over before the first.
fn ordered(start: Point, end: Point) -> Result<(Point, Point), Reason> {
    if end.last < start.first {
        Err(because(format!(
            "its end {end} comes before its start {start}"
        )))
    } else {
        Ok((start, end))
    }
}

/// Reads a date that is part of an interval or a set, where no time may stand.
fn untimed(text: &str) -> Result<Point, Reason> {
    let point = point(text)?;
    match point.given {
        Given::Time(_, _) => Err(because("a time cannot stand in an interval or a set")),
        Given::Century(_)
        | Given::Decade(_)
        | Given::Year(_)
        | Given::SomeMonth(_)
        | Given::SomeDayOfYear(_)
        | Given::Season(_, _)
        | Given::Month(_, _)
        | Given::SomeDay(_, _)
        | Given::Day(_) => Ok(point),
    }
}

fn point(text: &str) -> Result<Point, Reason> {
    let (body, qualifier) = match text.chars().next_back() {
        Some('?') => (text.strip_suffix('?'), Qualifier::Uncertain),
        Some('~') => (text.strip_suffix('~'), Qualifier::Approximate),
        Some('%') => (text.strip_suffix('%'), Qualifier::Both),
        Some(_) | None => (None, Qualifier::Exact),
    };
    let body = body.unwrap_or(text);
    let given = match (body.strip_prefix('Y'), body.split_once('T')) {
        (Some(year), _) => long_year(year)?,
        (None, Some((day, time))) => match (calendar(day)?, qualifier) {
            (Given::Day(day), Qualifier::Exact) => Given::Time(day, clock(time)?),
            (Given::Day(_), _) => {
                return Err(because("after a time no `?`, `~` or `%` may stand"));
            }
            (_, _) => return Err(because("before a time stands a whole day")),
        },
        (None, None) => calendar(body)?,
    };
    Point::new(given, qualifier).ok_or(Reason::UNCLEAR)
}

/// Reads what follows a `Y` (EDTF level 1, letter-prefixed calendar year).
fn long_year(text: &str) -> Result<Given, Reason> {
    let (digits, before_zero) = match text.strip_prefix('-') {
        Some(digits) => (digits, true),
        None => (text, false),
    };
    if digits.len() < 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(because(
            "after `Y` stands a year of four digits or more and nothing else",
        ));
    }
    let significant = digits.trim_start_matches('0');
    if 4 < significant.len() {
        let sign = if before_zero { "-" } else { "" };
        // A year of thousands of digits would bury the sentence.
        let what = match significant.len() {
            5..=12 => format!("the year {sign}{significant}"),
            _ => "the year".to_owned(),
        };
        return Err(because(format!("{what} is beyond {sign}9999")));
    }
    year(&format!("{significant:0>4}"), before_zero)
}

/// Reads a date without time and qualifier (EDTF level 0 and 1).
fn calendar(text: &str) -> Result<Given, Reason> {
    let (unsigned, before_zero) = match text.strip_prefix('-') {
        Some(unsigned) => (unsigned, true),
        None => (text, false),
    };
    let mut fields = unsigned.split('-');
    let years = year(fields.next().unwrap_or_default(), before_zero)?;
    let (month, day) = (fields.next(), fields.next());
    if fields.next().is_some() {
        return Err(Reason::UNCLEAR);
    }
    let Some(month) = month else {
        return Ok(years);
    };
    let Given::Year(year) = years else {
        return Err(because("a month cannot follow a year with an `X`"));
    };
    match (two_digits(month)?, day.map(two_digits).transpose()?) {
        (None, None) => Ok(Given::SomeMonth(year)),
        (None, Some(None)) => Ok(Given::SomeDayOfYear(year)),
        (None, Some(Some(_))) => Err(because("a day cannot follow the month `XX`")),
        (Some(code), day) if 12 < code => season(year, code, day.is_some()),
        (Some(0), _) => Err(because("there is no month 0")),
        (Some(month), None) => Ok(Given::Month(year, month)),
        (Some(month), Some(None)) => Ok(Given::SomeDay(year, month)),
        (Some(month), Some(Some(day))) => match Day::from_ymd(year, month, day) {
            Some(day) => Ok(Given::Day(day)),
            None => Err(no_such_day(year, month, day)),
        },
    }
}

fn season(year: i16, code: u8, has_day: bool) -> Result<Given, Reason> {
    match Season::from_code(code) {
        Some(_) if has_day => Err(because("a season has no days")),
        Some(season) => Ok(Given::Season(year, season)),
        // Level 2 has more: by hemisphere, quarters, halves.
        None if (25..=41).contains(&code) => Err(because(format!(
            "{code} is no month, and of the seasons only 21 (spring) to 24 (winter) are read"
        ))),
        None => Err(because(format!("there is no month {code}"))),
    }
}

fn no_such_day(year: i16, month: u8, day: u8) -> Reason {
    let days = Day::from_ymd(year, month, 1).map(|first| first.end_of_month().ymd().2);
    match days {
        Some(days) if days < day => because(format!(
            "{} {} has {days} days",
            month_name(month),
            Given::Year(year)
        )),
        Some(_) | None => because(format!("there is no day {day}")),
    }
}

/// Reads a year of four digits, the last or last two of which may be `X`.
fn year(text: &str, before_zero: bool) -> Result<Given, Reason> {
    let digits = text.trim_end_matches('X');
    if !text.bytes().all(|b| b.is_ascii_digit() || b == b'X') || text.is_empty() {
        return Err(Reason::UNCLEAR);
    }
    if text.len() != 4 {
        return Err(because("a year has four digits"));
    }
    let Ok(number) = digits.parse::<i16>() else {
        return Err(because(
            "only the last or last two digits of a year may be `X`",
        ));
    };
    let signed = |first: i16, last: i16| if before_zero { -last } else { first };
    match text.len() - digits.len() {
        0 if before_zero && number == 0 => Err(because(
            "there is no year -0000: the year before 0001 is 0000",
        )),
        0 => Ok(Given::Year(signed(number, number))),
        1 => Ok(Given::Decade(signed(number * 10, number * 10 + 9))),
        2 => Ok(Given::Century(signed(number * 100, number * 100 + 99))),
        _ => Err(because(
            "only the last or last two digits of a year may be `X`",
        )),
    }
}

/// Reads a month or a day: `None` for `XX`.
fn two_digits(text: &str) -> Result<Option<u8>, Reason> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let unknown = text.bytes().filter(|&b| b == b'X').count();
    match (digits, unknown, text.len()) {
        (0, 2, 2) => Ok(None),
        (2, 0, 2) => text.parse().map(Some).map_err(|_parsed| Reason::UNCLEAR),
        (1, 1, 2) => Err(because("of a month or a day both digits are `X` or none")),
        (4, 0, 4) => Err(because(
            "from one year to another has a `/`, as in 2010/2011",
        )),
        (n, 0, len) if n == len && 0 < n => Err(because("months and days have two digits")),
        _ => Err(Reason::UNCLEAR),
    }
}

/// Reads a time of day (EDTF level 0), where the seconds may be missing.
fn clock(text: &str) -> Result<Clock, Reason> {
    let at = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (time, zone) = text.split_at_checked(at).unwrap_or((text, ""));
    let zone = zone_of(zone)?;
    if time.contains(['.', ',']) {
        return Err(because("a time has no fractions of a second"));
    }
    let mut fields = time.split(':');
    let hour = time_field(fields.next().unwrap_or_default())?;
    let minute = time_field(fields.next().unwrap_or_default())?;
    let second = fields.next().map(time_field).transpose()?;
    if fields.next().is_some() {
        return Err(untimely());
    }
    let seconds = if (hour, minute) == (23, 59) { 61 } else { 60 };
    below(hour, 24, "hour")?;
    below(minute, 60, "minute")?;
    below(second.unwrap_or(0), seconds, "second")?;
    Ok(Clock {
        hour,
        minute,
        second,
        zone,
    })
}

fn zone_of(text: &str) -> Result<Zone, Reason> {
    let (sign, rest) = match (text.strip_prefix('+'), text.strip_prefix('-')) {
        (Some(rest), _) => (1, rest),
        (None, Some(rest)) => (-1, rest),
        (None, None) if text.is_empty() => return Ok(Zone::Local),
        (None, None) if text == "Z" => return Ok(Zone::Utc),
        (None, None) => return Err(because("after `Z` nothing more may stand")),
    };
    let (hours, minutes) = rest.split_once(':').unwrap_or((rest, "00"));
    match (two_digits(hours), two_digits(minutes)) {
        (Ok(Some(hours)), Ok(Some(minutes))) if hours < 24 && minutes < 60 => Ok(Zone::Offset(
            sign * (i16::from(hours) * 60 + i16::from(minutes)),
        )),
        (_, _) => Err(because(
            "an offset from UTC is written +02:00 and is less than a day",
        )),
    }
}

fn time_field(text: &str) -> Result<u8, Reason> {
    match two_digits(text) {
        Ok(Some(number)) => Ok(number),
        Ok(None) | Err(_) => Err(untimely()),
    }
}

fn untimely() -> Reason {
    because("a time is written 14:05 or 14:05:30")
}

fn below(number: u8, end: u8, unit: &str) -> Result<(), Reason> {
    if number < end {
        Ok(())
    } else {
        Err(because(format!("there is no {unit} {number}")))
    }
}

/// What is often meant by a text that is no date. To add a guess, write it
/// where it is more particular than those below it.
const GUESSES: &[Guess] = &[
    Guess {
        fits: |text| text.starts_with('{'),
        reason: "`{…}`, all of several dates, is not read: give each a record of its own",
    },
    Guess {
        fits: |text| text.trim() != text,
        reason: "there is a blank before or after it",
    },
    Guess {
        fits: |text| text.contains(['\u{2010}', '\u{2011}', '–', '—', '−']),
        reason: "its dashes must be `-`",
    },
    Guess {
        fits: |text| calendar(&text.replace('x', "X")).is_ok(),
        reason: "an unknown digit is a capital `X`",
    },
    Guess {
        fits: |text| text.contains(' ') && form(&text.replacen(' ', "T", 1)).is_ok(),
        reason: "a `T` stands between day and time",
    },
    Guess {
        fits: |text| text.contains("..") && form(&format!("[{text}]")).is_ok(),
        reason: "`..` stands in `[…]` for one of the days, or beside `/` for all of them",
    },
    Guess {
        fits: |text| calendar(&text.replace(['?', '~', '%'], "")).is_ok(),
        reason: "one `?`, `~` or `%` stands at the end; `%` means both",
    },
];

/// A mistake that is known by a text as a whole.
struct Guess {
    fits: fn(&str) -> bool,
    reason: &'static str,
}

fn guess(text: &str) -> Reason {
    let found = GUESSES.iter().find(|guess| (guess.fits)(text));
    found.map_or(Reason::UNCLEAR, |guess| because(guess.reason))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use crate::date::form::Date;

    /// The words between "is not a date: " and the advice; empty if there are none.
    fn check(text: &str, reason: &str) {
        let bad = text.parse::<Date>().expect_err(text);
        let between = if reason.is_empty() {
            String::new()
        } else {
            format!("{reason}; ")
        };
        let expected = format!(
            "`{text}` is not a date: {between}write 2011-09-12, 2011-09 or 2011, \
             with `~` after it if it is approximate"
        );
        assert_eq!(bad.to_string(), expected);
    }

    #[test]
    fn the_calendar_is_kept() {
        check("2011-13", "there is no month 13");
        check("2011-00", "there is no month 0");
        check("2011-00-12", "there is no month 0");
        check("2011-02-30", "February 2011 has 28 days");
        check("-0043-04-31", "April -0043 has 30 days");
        check("2011-09-00", "there is no day 0");
        check("2011-20", "there is no month 20");
        check(
            "2011-33",
            "33 is no month, and of the seasons only 21 (spring) to 24 (winter) are read",
        );
        check("2011-22-01", "a season has no days");
        check(
            "-0000",
            "there is no year -0000: the year before 0001 is 0000",
        );
        check("Y12345", "the year 12345 is beyond 9999");
        check("Y-170000002", "the year -170000002 is beyond -9999");
        check("Y12345678901234567890", "the year is beyond 9999");
        check("2011-09-12T24:00Z", "there is no hour 24");
        check("2011-09-12T14:60Z", "there is no minute 60");
        check("2011-09-12T14:05:60Z", "there is no second 60");
        let offset = "an offset from UTC is written +02:00 and is less than a day";
        check("2011-09-12T14:05+24:00", offset);
        check("2011-09-12T14:05+2", offset);
    }

    #[test]
    fn nothing_ends_before_it_starts() {
        check("2011/2010", "its end 2010 comes before its start 2011");
        check(
            "2011-09-12/2011-08~",
            "its end 2011-08~ comes before its start 2011-09-12",
        );
        check(
            "[2011-11..2011-10]",
            "its end 2011-10 comes before its start 2011-11",
        );
        assert!("2011-09-12/2011".parse::<Date>().is_ok(), "2011 ends later");
    }

    #[test]
    fn a_known_mistake_is_named() {
        check("", "it is empty");
        check("2011-9-12", "months and days have two digits");
        check(
            "2010-2011",
            "from one year to another has a `/`, as in 2010/2011",
        );
        check("20110912", "a year has four digits");
        check("09/12", "a year has four digits");
        check("2011/09/12", "an interval has one `/`, and a date has `-`");
        check(
            "2XXX",
            "only the last or last two digits of a year may be `X`",
        );
        check(
            "XXXX-09-12",
            "only the last or last two digits of a year may be `X`",
        );
        check("201X-09", "a month cannot follow a year with an `X`");
        check("2011-1X", "of a month or a day both digits are `X` or none");
        check("2011-XX-12", "a day cannot follow the month `XX`");
        check("201x", "an unknown digit is a capital `X`");
        check("2011–09", "its dashes must be `-`");
        check(" 2011", "there is a blank before or after it");
        check(
            "2011~?",
            "one `?`, `~` or `%` stands at the end; `%` means both",
        );
        check(
            "2011?-09",
            "one `?`, `~` or `%` stands at the end; `%` means both",
        );
        check(
            "~2011",
            "one `?`, `~` or `%` stands at the end; `%` means both",
        );
        check(
            "Y2011-09",
            "after `Y` stands a year of four digits or more and nothing else",
        );
        check(
            "Y17E7",
            "after `Y` stands a year of four digits or more and nothing else",
        );
        check(
            "{1667,1668}",
            "`{…}`, all of several dates, is not read: give each a record of its own",
        );
    }

    #[test]
    fn a_time_stands_alone_and_whole() {
        check("2011-09-12 14:05Z", "a `T` stands between day and time");
        check("2011-09-12T14", "a time is written 14:05 or 14:05:30");
        check("2011-09-12T2:05", "a time is written 14:05 or 14:05:30");
        check(
            "2011-09-12T14:05:06:07",
            "a time is written 14:05 or 14:05:30",
        );
        check("2011-09-12T", "a time is written 14:05 or 14:05:30");
        check(
            "2011-09-12T14:05:30.5Z",
            "a time has no fractions of a second",
        );
        check("2011-09-12T14:05ZZ", "after `Z` nothing more may stand");
        check(
            "2011-09-12T14:05Z~",
            "after a time no `?`, `~` or `%` may stand",
        );
        check("2011-09T14:05Z", "before a time stands a whole day");
        let alone = "a time cannot stand in an interval or a set";
        check("2011-09-12T14:05Z/2012", alone);
        check("[..2011-09-12T14:05Z]", alone);
    }

    #[test]
    fn intervals_and_sets_are_whole() {
        let side = "an interval has a date on one side at least";
        check("/", side);
        check("../..", side);
        check("/..", side);
        check("[2011", "a set ends with `]`");
        check("[2011]~", "in a set `?`, `~` or `%` stands after each date");
        check("[]", "there is a date missing in the set");
        check("[2011,]", "there is a date missing in the set");
        check("[..]", "`..` needs a date before or after it");
        check(
            "[1667,..1668]",
            "`..` without a start stands first in a set",
        );
        check("[1667..,1668]", "`..` without an end stands last in a set");
        let two_dots = "`..` stands in `[…]` for one of the days, or beside `/` for all of them";
        check("2010..2011", two_dots);
        check("..2011", two_dots);
    }

    #[test]
    fn the_rest_is_told_what_to_write() {
        for text in [
            "September 2011",
            "c. 2011",
            "..",
            "2011-09-12-01",
            "+2011",
            "T",
            "Z",
            "?",
            "-",
            "--",
            "2011-",
            "[[2011]]",
            "[2011..2012..2013]",
            "２０１１",
        ] {
            check(text, "");
        }
    }

    #[test]
    fn a_long_or_dirty_text_is_cut_and_cleaned() {
        let shown = |text: &str| {
            let bad = text.parse::<Date>().expect_err(text).to_string();
            bad.split(" is not").next().unwrap_or_default().to_owned()
        };
        assert_eq!(shown(&"é".repeat(41)), format!("`{}…`", "é".repeat(40)));
        assert_eq!(shown(&"é".repeat(40)), format!("`{}`", "é".repeat(40)));
        assert_eq!(shown("a\u{1b}[2J\n"), "`a\u{fffd}[2J\u{fffd}`");
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange_to_refuse(text in "\\PC{0,30}") {
            drop(text.parse::<Date>());
        }
        #[test]
        fn no_near_miss_is_too_strange(text in "[-0-9XxYTZ:+./?~%, \\[\\]–é]{0,24}") {
            if let Ok(date) = text.parse::<Date>() {
                assert_eq!(date.to_string().parse(), Ok(date));
            }
        }
    }
}
