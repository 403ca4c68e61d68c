//! The words in which a date is asked and answered, apart from any one date.

use std::{error, fmt};

use crate::date::day::Day;

/// What a date says of the time between its bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// It happened once, at a time given as closely as [`Precision`] says.
    Instant,
    /// It lasted from the earliest to the latest day: `2010-12/2011-10` (EDTF level 0, interval).
    Period,
    /// It happened once, on one of the days named: `[2011-10-21..2011-11-11]` (EDTF level 2, set).
    OneOf,
}

/// One end of what a date may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// This day and no further.
    Day(Day),
    /// There is no end: `2010-12/..`, `[..2011-09]` (EDTF level 1, `..`).
    Open,
    /// There is an end, which the source does not know: `2010-12/` (EDTF level 1, empty side).
    Unknown,
}

impl Bound {
    /// The day, where there is one.
    pub fn day(self) -> Option<Day> {
        match self {
            Bound::Day(day) => Some(day),
            Bound::Open | Bound::Unknown => None,
        }
    }
}

/// The finest unit that the text gives in every part; finer comes first.
///
/// `2011-XX` gives the year and `2011-09-XX` the month; that something finer
/// is meant and not known is told by [`Date::is_unspecified`](crate::date::Date::is_unspecified).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// To the minute or second: `2011-09-12T14:05Z`.
    Time,
    /// `2011-09-12`.
    Day,
    /// `2011-09`, `2011-09-XX`.
    Month,
    /// `2011-22`.
    Season,
    /// `2011`, `2011-XX`, `2011-XX-XX`.
    Year,
    /// `201X`.
    Decade,
    /// `20XX`.
    Century,
}

/// A season of a year (EDTF level 1, 21 to 24).
///
/// EDTF leaves open which months are meant. Here they are the meteorological
/// seasons of the northern hemisphere, and winter belongs to the year it
/// begins in: `2011-24` is December 2011 to February 2012.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Season {
    /// 21: March to May.
    Spring,
    /// 22: June to August.
    Summer,
    /// 23: September to November.
    Autumn,
    /// 24: December to February.
    Winter,
}

impl Season {
    /// The number EDTF writes in place of a month, 21 to 24.
    pub fn code(self) -> u8 {
        match self {
            Season::Spring => 21,
            Season::Summer => 22,
            Season::Autumn => 23,
            Season::Winter => 24,
        }
    }
    /// The season's English name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Season::Spring => "spring",
            Season::Summer => "summer",
            Season::Autumn => "autumn",
            Season::Winter => "winter",
        }
    }
    /// The month a season begins in, counted from one.
    pub(super) fn first_month(self) -> u8 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }
    /// The season EDTF writes as `code`.
    pub(super) fn from_code(code: u8) -> Option<Season> {
        match code {
            21 => Some(Season::Spring),
            22 => Some(Season::Summer),
            23 => Some(Season::Autumn),
            24 => Some(Season::Winter),
            _ => None,
        }
    }
}

/// How sure the source is of a date (EDTF level 1, `?`, `~` and `%`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// Nothing is said.
    Exact,
    /// `?`: the source may be wrong.
    Uncertain,
    /// `~`: it is about then.
    Approximate,
    /// `%`: it is about then, and the source may be wrong.
    Both,
}

impl Qualifier {
    /// The doubt of two dates taken together.
    #[must_use]
    pub fn and(self, other: Qualifier) -> Qualifier {
        match (self, other) {
            (Qualifier::Exact, other) => other,
            (one, Qualifier::Exact) => one,
            (Qualifier::Uncertain, Qualifier::Uncertain) => Qualifier::Uncertain,
            (Qualifier::Approximate, Qualifier::Approximate) => Qualifier::Approximate,
            (Qualifier::Uncertain | Qualifier::Approximate | Qualifier::Both, _) => Qualifier::Both,
        }
    }
    /// The sign EDTF writes after a date; empty if exact.
    pub fn sign(self) -> &'static str {
        match self {
            Qualifier::Exact => "",
            Qualifier::Uncertain => "?",
            Qualifier::Approximate => "~",
            Qualifier::Both => "%",
        }
    }
}

/// How one date stands to another, as far as both are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Whatever they mean, the first is over before the second begins.
    Before,
    /// Their bounds overlap: their order is not known.
    PossiblyBefore,
    /// Whatever they mean, the first begins after the second is over.
    After,
}

/// What one side of a date gives of the calendar, for formats with fields of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Parts {
    /// The year as ISO 8601 counts it: 0 is 1 BC.
    pub year: i16,
    /// The season, if the side gives one; it then gives no month.
    pub season: Option<Season>,
    /// The month from one, if the side gives it.
    pub month: Option<u8>,
    /// The day of the month from one, if the side gives it.
    pub day: Option<u8>,
}

/// Why a text is not a date.
///
/// It is shown as one sentence without a full stop that says what to write instead.
///
/// ```
/// use attache::date::Date;
///
/// let bad = "2011-13".parse::<Date>().expect_err("there is no such month");
/// assert_eq!(
///     bad.to_string(),
///     "`2011-13` is not a date: there is no month 13; write 2011-09-12, 2011-09 or 2011, \
///      with `~` after it if it is approximate",
/// );
/// assert_eq!(bad.reason(), Some("there is no month 13"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadDate {
    text: String,
    reason: Reason,
    advice: &'static str,
}

impl BadDate {
    /// How many characters of the refused text are shown.
    const SHOWN: usize = 40;

    /// What is wrong with the text, where more is known than that it is no date.
    pub fn reason(&self) -> Option<&str> {
        self.reason.0.as_deref()
    }
    /// What to write instead: a few dates, as they are written where this one stands.
    pub fn advice(&self) -> &'static str {
        self.advice
    }
    /// Refuses a text of a file, where EDTF is written.
    pub(super) fn new(text: &str, reason: Reason) -> BadDate {
        BadDate::with_advice(
            text,
            reason,
            "2011-09-12, 2011-09 or 2011, with `~` after it if it is approximate",
        )
    }
    /// Refuses a text that was typed, where words will do as well.
    pub(super) fn typed(text: &str, reason: Reason) -> BadDate {
        BadDate::with_advice(text, reason, "12 Sep 2011, Sep 2011, 2011 or 2011-09-12")
    }

    fn with_advice(text: &str, reason: Reason, advice: &'static str) -> BadDate {
        let safe = |c: char| if c.is_control() { '\u{fffd}' } else { c };
        let mut chars = text.chars();
        let mut shown: String = chars.by_ref().take(BadDate::SHOWN).map(safe).collect();
        if chars.next().is_some() {
            shown.push('…');
        }
        BadDate {
            text: shown,
            reason,
            advice,
        }
    }
}

impl fmt::Display for BadDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a date: ", self.text)?;
        if let Some(reason) = self.reason() {
            write!(f, "{reason}; ")?;
        }
        write!(f, "write {}", self.advice)
    }
}
impl error::Error for BadDate {}

/// Half a sentence on what is wrong with a text, or nothing if that is not clear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reason(pub(super) Option<String>);

impl Reason {
    /// No more is known than that the text is no date.
    pub(super) const UNCLEAR: Reason = Reason(None);
}

/// Refuses a text for a reason.
pub(super) fn because(reason: impl Into<String>) -> Reason {
    Reason(Some(reason.into()))
}
