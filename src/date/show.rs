//! A date's canonical EDTF text.

use std::fmt;

use crate::date::{
    form::{Clock, Date, Edge, Form, Given, Member, Period, Point, Zone},
    types::Season,
};

impl fmt::Display for Date {
    /// Writes the canonical EDTF text, which parses to an equal date.
    ///
    /// It is the text that was read but for a `Y` before the year, blanks in
    /// a set, and an offset of hours alone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.form() {
            Form::Instant(point) => f.pad(&point.to_string()),
            Form::Period(period) => f.pad(&period.to_string()),
            Form::OneOf(members) => {
                let members: Vec<String> = members.iter().map(Member::to_string).collect();
                f.pad(&format!("[{}]", members.join(",")))
            }
        }
    }
}
impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Date({self})")
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Closed(start, end) => write!(f, "{start}/{end}"),
            Period::From(start, edge) => write!(f, "{start}/{}", edge_text(*edge)),
            Period::To(edge, end) => write!(f, "{}/{end}", edge_text(*edge)),
        }
    }
}
impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Member::One(point) => write!(f, "{point}"),
            Member::Between(start, end) => write!(f, "{start}..{end}"),
            Member::UpTo(end) => write!(f, "..{end}"),
            Member::From(start) => write!(f, "{start}.."),
        }
    }
}
impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.given, self.qualifier.sign())
    }
}
impl fmt::Display for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = |year: i16| if year < 0 { "-" } else { "" };
        let digits = i16::unsigned_abs;
        match *self {
            Given::Century(year) => write!(f, "{}{:02}XX", sign(year), digits(year) / 100),
            Given::Decade(year) => write!(f, "{}{:03}X", sign(year), digits(year) / 10),
            Given::Year(year) => write!(f, "{}{:04}", sign(year), digits(year)),
            Given::SomeMonth(year) => write!(f, "{}-XX", Given::Year(year)),
            Given::SomeDayOfYear(year) => write!(f, "{}-XX-XX", Given::Year(year)),
            Given::Season(year, season) => {
                write!(f, "{}-{}", Given::Year(year), Season::code(season))
            }
            Given::Month(year, month) => write!(f, "{}-{month:02}", Given::Year(year)),
            Given::SomeDay(year, month) => write!(f, "{}-{month:02}-XX", Given::Year(year)),
            Given::Day(day) => write!(f, "{day}"),
            Given::Time(day, clock) => write!(f, "{day}T{clock}"),
        }
    }
}
impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
        }
        match self.zone {
            Zone::Local => Ok(()),
            Zone::Utc => f.write_str("Z"),
            Zone::Offset(minutes) => f.write_str(&offset_text(minutes)),
        }
    }
}

/// An offset from UTC as ISO 8601 writes it, `+02:00`.
pub(super) fn offset_text(minutes: i16) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let size = minutes.unsigned_abs();
    format!("{sign}{:02}:{:02}", size / 60, size % 60)
}

fn edge_text(edge: Edge) -> &'static str {
    match edge {
        Edge::Open => "..",
        Edge::Unknown => "",
    }
}
