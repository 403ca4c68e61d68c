//! A date for a narrow column. What does not fit is made coarser, never more exact.

use crate::date::{
    form::{Date, Edge, Form, Given, Member, Period, Point},
    types::{Precision, Qualifier},
};

impl Date {
    /// The most cells that [`short`](Date::short) takes.
    pub const SHORT_COLS: usize = 11;

    /// The date in at most [`SHORT_COLS`](Date::SHORT_COLS) cells.
    ///
    /// | text | meaning |
    /// |---|---|
    /// | `2011-09-12`, `2011-07~`, `201X` | as in EDTF; a time is left out |
    /// | `2011 summer` | a season; `2011-22~` with a doubt |
    /// | `2010→2011`, `2011-05→08` | from the one to the other, of the same year |
    /// | `2010-12→…`, `2010-12-01→` | since, and still open |
    /// | `2010-12→?` | since, and the end is unknown |
    /// | `→2011-10`, `?→2011-10` | until; the start is open, or unknown |
    /// | `≤2011-09`, `≥2011-09` | once, by then or not before |
    /// | `1670…1672`, `2011-10-21…` | once, between these; or from the first on to a day not shown |
    /// | `1667\|1668`, `1667\|…` | once, one of these; or the first of more |
    ///
    /// Where there is no room, days become months and months years; what is
    /// shown keeps the sign of its doubt. Only a text that even so has no room is cut, with
    /// `…` at its end.
    ///
    /// ```
    /// use attache::date::Date;
    ///
    /// let short = |text: &str| text.parse().map(|date: Date| date.short());
    /// assert_eq!(short("2011-09-12~")?, "2011-09-12~");
    /// assert_eq!(short("2010-12/2011-10")?, "2010→2011");
    /// assert_eq!(short("[..2011-09]")?, "≤2011-09");
    /// # Ok::<(), attache::date::BadDate>(())
    /// ```
    pub fn short(&self) -> String {
        fitting(match self.form() {
            Form::Instant(point) => instant(point),
            Form::Period(period) => match &**period {
                Period::Closed(start, end) => range(start, end, "→"),
                Period::From(start, Edge::Open) => framed(start, &[("", "→…"), ("", "→")]),
                Period::From(start, Edge::Unknown) => framed(start, &[("", "→?")]),
                Period::To(Edge::Open, end) => framed(end, &[("→", "")]),
                Period::To(Edge::Unknown, end) => framed(end, &[("?→", "")]),
            },
            Form::OneOf(members) => match &**members {
                [Member::One(point)] => instant(point),
                [Member::Between(start, end)] => between(start, end),
                [Member::UpTo(end)] => framed(end, &[("≤", "")]),
                [Member::From(start)] => framed(start, &[("≥", "")]),
                members => choice(members),
            },
        })
    }
}

/// The first text that fits; if none does, the last one cut.
fn fitting(texts: Vec<String>) -> String {
    let cols = |text: &String| text.chars().count();
    let last = texts.last().cloned().unwrap_or_default();
    let fits = |text: &String| cols(text) <= Date::SHORT_COLS;
    texts.into_iter().find(fits).unwrap_or_else(|| {
        let kept = last.chars().take(Date::SHORT_COLS - 1);
        kept.chain(['…']).collect()
    })
}

fn instant(point: &Point) -> Vec<String> {
    let mut texts = levels(point);
    match point.given {
        Given::Time(_, _) => drop(texts.remove(0)),
        Given::Season(year, season) => {
            let text = format!("{} {}", Given::Year(year), season.name());
            texts.insert(0, text + point.qualifier.sign());
        }
        Given::Century(_)
        | Given::Decade(_)
        | Given::Year(_)
        | Given::SomeMonth(_)
        | Given::SomeDayOfYear(_)
        | Given::Month(_, _)
        | Given::SomeDay(_, _)
        | Given::Day(_) => (),
    }
    texts
}

/// Each precision of a date in each of the frames, the finest first.
fn framed(point: &Point, frames: &[(&str, &str)]) -> Vec<String> {
    let in_each = |level: String| {
        let texts = frames
            .iter()
            .map(move |(before, after)| format!("{before}{level}{after}"));
        texts.collect::<Vec<String>>()
    };
    levels(point).into_iter().flat_map(in_each).collect()
}

fn between(start: &Point, end: &Point) -> Vec<String> {
    let whole = exact_range(start, end, "…");
    whole
        .into_iter()
        .chain(framed(start, &[("", "…")]))
        .collect()
}

fn choice(members: &[Member]) -> Vec<String> {
    let text = |member: &Member| match member {
        Member::One(point) => point.to_string(),
        Member::Between(start, end) => format!("{start}…{end}"),
        Member::UpTo(end) => format!("≤{end}"),
        Member::From(start) => format!("≥{start}"),
    };
    let all: Vec<String> = members.iter().map(text).collect();
    let first = match members.first() {
        Some(Member::One(point)) => framed(point, &[("", "|…")]),
        Some(Member::UpTo(end)) => framed(end, &[("≤", "|…")]),
        Some(Member::Between(start, _) | Member::From(start)) => framed(start, &[("", "…|…")]),
        None => Vec::new(),
    };
    [all.join("|")].into_iter().chain(first).collect()
}

/// A range in full or to the month, then to the year.
fn range(start: &Point, end: &Point, arrow: &str) -> Vec<String> {
    let mut texts = exact_range(start, end, arrow);
    let sign = start.qualifier.and(end.qualifier).sign();
    let year = |point: &Point| coarsest(point.given).to_string();
    texts.extend(same_year(start.given, end.given, arrow).map(|text| text + sign));
    texts.push(format!("{}{arrow}{}{sign}", year(start), year(end)));
    texts
}

/// A range in full, and if it is of two months in one year with the year once.
fn exact_range(start: &Point, end: &Point, arrow: &str) -> Vec<String> {
    let mut texts = vec![format!("{start}{arrow}{end}")];
    let months = start.given.precision().max(end.given.precision()) == Precision::Month;
    if months && start.qualifier == Qualifier::Exact {
        let text = same_year(start.given, end.given, arrow);
        texts.extend(text.map(|text| text + end.qualifier.sign()));
    }
    texts
}

/// The months of a range within a year: `2011-05→08`.
fn same_year(start: Given, end: Given, arrow: &str) -> Option<String> {
    let (from, to) = (start.parts()?, end.parts()?);
    let first = Given::Month(from.year, from.month?);
    let last = to.month?;
    (from.year == to.year).then(|| format!("{first}{arrow}{last:02}"))
}

/// The date in its own precision and every coarser one, with its sign.
fn levels(point: &Point) -> Vec<String> {
    let mut texts = Vec::new();
    let mut next = Some(point.given);
    while let Some(given) = next {
        texts.push(format!("{given}{}", point.qualifier.sign()));
        next = given.coarser();
    }
    texts
}

fn coarsest(given: Given) -> Given {
    given.coarser().map_or(given, coarsest)
}
