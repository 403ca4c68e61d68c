//! A date in English, for people to read and never more precise than its source.

use crate::date::{
    day::{Day, month_name},
    form::{Clock, Date, Edge, Form, Given, Member, Period, Point, Zone},
    show::offset_text,
    types::{Bound, Qualifier, Season},
};

impl Day {
    /// The day in English: `12 September 2011`, `15 March 44 BC`.
    pub fn words(self) -> String {
        let (year, _, day) = self.ymd();
        format!("{day} {} {}", self.month_name(), year_words(year))
    }
}

impl Date {
    /// The date in English, in the middle of a sentence.
    ///
    /// What the source does not give is said to be unknown or left out, and
    /// its doubt is always said. Years before 1000 are marked AD or BC.
    ///
    /// ```
    /// use attache::date::Date;
    ///
    /// let words = |text: &str| text.parse().map(|date: Date| date.words());
    /// assert_eq!(words("2011-07~")?, "about July 2011");
    /// assert_eq!(words("201X")?, "2010–2019, year unknown");
    /// assert_eq!(words("[..2011-09]")?, "by September 2011");
    /// assert_eq!(words("2010-12/..")?, "since December 2010");
    /// # Ok::<(), attache::date::BadDate>(())
    /// ```
    pub fn words(&self) -> String {
        match self.form() {
            Form::Instant(point) => point_words(point),
            Form::Period(period) => period_words(period),
            Form::OneOf(members) => match &**members {
                [Member::Between(start, end)] => format!(
                    "between {} ({})",
                    joined_words(start, end, "and"),
                    unit_words(start, end)
                ),
                members => choice_words(members),
            },
        }
    }
    /// The date as that since which something lasts: `since July 2011`. A span or
    /// a choice of dates says in its own words how it begins.
    ///
    /// ```
    /// use attache::date::Date;
    ///
    /// let words = |text: &str| text.parse().map(|date: Date| date.words_since());
    /// assert_eq!(words("2011-07")?, "since July 2011");
    /// assert_eq!(words("[..2011-09]")?, "by September 2011");
    /// # Ok::<(), attache::date::BadDate>(())
    /// ```
    pub fn words_since(&self) -> String {
        match self.form() {
            Form::Instant(_) => format!("since {}", self.words()),
            Form::Period(_) | Form::OneOf(_) => self.words(),
        }
    }
    /// The bounds in English: `earliest 1 July 2011, latest 31 July 2011`.
    ///
    /// ```
    /// use attache::date::Date;
    ///
    /// let date: Date = "2011-07/..".parse()?;
    /// assert_eq!(date.bounds_words(), "earliest 1 July 2011, latest open");
    /// # Ok::<(), attache::date::BadDate>(())
    /// ```
    pub fn bounds_words(&self) -> String {
        let words = |bound: Bound| match bound {
            Bound::Day(day) => day.words(),
            Bound::Open => "open".to_owned(),
            Bound::Unknown => "unknown".to_owned(),
        };
        format!(
            "earliest {}, latest {}",
            words(self.earliest()),
            words(self.latest())
        )
    }
}

fn period_words(period: &Period) -> String {
    match period {
        Period::Closed(start, end) => joined_words(start, end, "to"),
        Period::From(start, Edge::Open) => format!("since {}", part_words(start)),
        Period::From(start, Edge::Unknown) => {
            format!("from {}, end unknown", part_words(start))
        }
        Period::To(Edge::Open, end) => format!("until {}", part_words(end)),
        Period::To(Edge::Unknown, end) => {
            format!("until {}, start unknown", part_words(end))
        }
    }
}

fn choice_words(members: &[Member]) -> String {
    let words: Vec<String> = members.iter().map(member_words).collect();
    match words.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        Some((only, _)) => only.clone(),
        None => String::new(),
    }
}

fn member_words(member: &Member) -> String {
    match member {
        Member::One(point) => part_words(point),
        Member::Between(start, end) => format!("between {}", joined_words(start, end, "and")),
        Member::UpTo(end) => format!("by {}", part_words(end)),
        Member::From(start) => format!("not before {}", part_words(start)),
    }
}

/// The unit of which one in a range is meant.
fn unit_words(start: &Point, end: &Point) -> &'static str {
    match (start.given, end.given) {
        (Given::Day(_), Given::Day(_)) => "one day",
        (Given::Month(_, _), Given::Month(_, _)) => "one month",
        (Given::Year(_), Given::Year(_)) => "one year",
        (_, _) => "once",
    }
}

/// Two dates with a word between; the first leaves out the year, or the month
/// and year, where the second says the same.
fn joined_words(start: &Point, end: &Point, word: &str) -> String {
    let first = match (start.qualifier, end.qualifier) {
        (Qualifier::Exact, Qualifier::Exact) => shared_words(start.given, end.given),
        (_, _) => None,
    };
    let first = first.unwrap_or_else(|| part_words(start));
    format!("{first} {word} {}", part_words(end))
}

/// The start without what the end repeats; `None` if that is nothing or everything.
fn shared_words(start: Given, end: Given) -> Option<String> {
    let (from, to) = (start.parts()?, end.parts()?);
    if start == end || from.year != to.year {
        return None;
    }
    // The end must say its year in the same breath: "May to 2011" is no date.
    to.month.or(to.season.map(Season::code))?;
    match start {
        Given::Day(day) => Some(match to.day {
            Some(_) if from.month == to.month => from.day?.to_string(),
            Some(_) | None => format!("{} {}", from.day?, day.month_name()),
        }),
        Given::Month(_, month) => Some(month_name(month).to_owned()),
        Given::Season(_, season) => Some(season.name().to_owned()),
        Given::Century(_)
        | Given::Decade(_)
        | Given::Year(_)
        | Given::SomeMonth(_)
        | Given::SomeDayOfYear(_)
        | Given::SomeDay(_, _)
        | Given::Time(_, _) => None,
    }
}

/// A date that stands alone.
fn point_words(point: &Point) -> String {
    let text = about_words(point);
    let text = match unknown_words(point.given) {
        Some(unknown) => format!("{text}, {unknown}"),
        None => text,
    };
    match uncertain_words(point.qualifier) {
        Some(uncertain) => format!("{text} ({uncertain})"),
        None => text,
    }
}

/// A date within a longer phrase, where a comma would cut it in two.
fn part_words(point: &Point) -> String {
    let notes = [unknown_words(point.given), uncertain_words(point.qualifier)];
    let notes: Vec<&str> = notes.into_iter().flatten().collect();
    let text = about_words(point);
    if notes.is_empty() {
        text
    } else {
        format!("{text} ({})", notes.join(", "))
    }
}

fn about_words(point: &Point) -> String {
    let given = given_words(point.given);
    match point.qualifier {
        Qualifier::Exact | Qualifier::Uncertain => given,
        Qualifier::Approximate | Qualifier::Both => format!("about {given}"),
    }
}

fn uncertain_words(qualifier: Qualifier) -> Option<&'static str> {
    match qualifier {
        Qualifier::Exact | Qualifier::Approximate => None,
        Qualifier::Uncertain | Qualifier::Both => Some("uncertain"),
    }
}

/// What stands as `X`.
fn unknown_words(given: Given) -> Option<&'static str> {
    match given {
        Given::Century(_) | Given::Decade(_) => Some("year unknown"),
        Given::SomeMonth(_) => Some("month unknown"),
        Given::SomeDayOfYear(_) => Some("month and day unknown"),
        Given::SomeDay(_, _) => Some("day unknown"),
        Given::Year(_)
        | Given::Season(_, _)
        | Given::Month(_, _)
        | Given::Day(_)
        | Given::Time(_, _) => None,
    }
}

fn given_words(given: Given) -> String {
    match given {
        Given::Century(year) => years_words(year, year + 99),
        Given::Decade(year) => years_words(year, year + 9),
        Given::Year(year) | Given::SomeMonth(year) | Given::SomeDayOfYear(year) => year_words(year),
        Given::Season(year, season) => format!("{} {}", season.name(), year_words(year)),
        Given::Month(year, month) | Given::SomeDay(year, month) => {
            format!("{} {}", month_name(month), year_words(year))
        }
        Given::Day(day) => day.words(),
        Given::Time(day, clock) => format!("{}, {}", day.words(), clock_words(clock)),
    }
}

fn clock_words(clock: Clock) -> String {
    let minute = format!("{:02}:{:02}", clock.hour, clock.minute);
    let time = match clock.second {
        Some(second) => format!("{minute}:{second:02}"),
        None => minute,
    };
    match clock.zone {
        Zone::Local => time,
        Zone::Utc | Zone::Offset(0) => format!("{time} UTC"),
        Zone::Offset(minutes) => {
            format!("{time} UTC{}", offset_text(minutes).replace('-', "−"))
        }
    }
}

/// A year as people count it, where 0 is 1 BC.
pub(super) fn year_words(year: i16) -> String {
    match year {
        ..=0 => format!("{} BC", 1 - year),
        1..1000 => format!("AD {year}"),
        1000.. => year.to_string(),
    }
}

/// A run of years, with AD or BC once if both have it.
fn years_words(first: i16, last: i16) -> String {
    match (first, last) {
        (..=0, ..=0) => format!("{}–{} BC", 1 - first, 1 - last),
        (1..1000, 1..1000) => format!("AD {first}–{last}"),
        (_, _) => format!("{}–{}", year_words(first), year_words(last)),
    }
}
