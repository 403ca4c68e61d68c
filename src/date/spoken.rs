//! Dates as people type them: EDTF, or words for it. To add a way of saying
//! when something happened in relation to a date, add it to [`FRAMES`].

use crate::date::{
    day::{Day, month_name},
    form::Date,
    said::{said, without},
    types::{BadDate, Parts, Reason, because},
    words::year_words,
};

/// The most characters of a text that is read as words.
const LONGEST: usize = 400;

/// Words before a date, and what they make of it.
struct Frame {
    words: &'static [&'static str],
    make: fn(&str) -> Result<String, Reason>,
}

/// Longer words stand before those they begin with.
const FRAMES: &[Frame] = &[
    Frame {
        words: &[
            "not before",
            "no earlier than",
            "not earlier than",
            "≥",
            ">=",
        ],
        make: |text| Ok(format!("[{}..]", said(text)?)),
    },
    Frame {
        words: &[
            "not after",
            "no later than",
            "not later than",
            "by",
            "≤",
            "<=",
        ],
        make: |text| Ok(format!("[..{}]", said(text)?)),
    },
    Frame {
        words: &["before", "earlier than", "<"],
        make: before,
    },
    Frame {
        words: &["after", "later than", ">"],
        make: after,
    },
    Frame {
        words: &["since"],
        make: since,
    },
    Frame {
        words: &["from"],
        make: |text| span(text).unwrap_or_else(|| since(text)),
    },
    Frame {
        words: &["until", "till", "up to", "→"],
        make: |text| match text.strip_suffix(", start unknown") {
            Some(text) => Ok(format!("/{}", said(text)?)),
            None => Ok(format!("../{}", said(text)?)),
        },
    },
    Frame {
        words: &["between"],
        make: between,
    },
];

/// What stands between the two ends of a span, the plainest first.
const BETWEEN: &[&str] = &[
    " to ",
    " until ",
    " till ",
    " through ",
    "..",
    "→",
    " - ",
    "-",
    "/",
];

/// Ways of typing a date, for the user's reference: each is read. To show
/// another, add it where its like stands.
pub const SPOKEN: &[&str] = &[
    "12 sep 2011",
    "Sept. 12th, 2011",
    "2011/9/12",
    "sep 2011",
    "spring 2011",
    "the 1980s",
    "19th century",
    "44 BC",
    "about 2011",
    "c. 1670",
    "May 2011?",
    "by sep 2011",
    "before 2011",
    "after 2011",
    "since 2011",
    "until 2011",
    "sep 2011 to oct 2012",
    "12-15 sep 2011",
    "2005..2019",
    "between 2010 and 2012",
    "1667 or 1668",
];

impl Date {
    /// Reads a date as people type it: EDTF as it is, or in words.
    ///
    /// Case, the shape of dashes, ordinals, “the” and “of” make no difference;
    /// a month may be cut from three letters on. Days and months in digits are
    /// read only behind the year, because `12.9.2011` means one day in Geneva
    /// and another in New York.
    ///
    /// | typed | read as |
    /// |---|---|
    /// | `12 sep 2011`, `Sept. 12, 2011`, `2011/9/12` | `2011-09-12` |
    /// | `sep 2011`, `spring 2011`, `1980s`, `19th century`, `44 BC` | `2011-09`, `2011-21`, `198X`, `18XX`, `-0043` |
    /// | `c. 1670`, `may 2011?` | `1670~`, `2011-05?` |
    /// | `by sep 2011`, `before 2011` | `[..2011-09]`, `[..2010-12-31]` |
    /// | `not before 2011`, `after 2011` | `[2011..]`, `[2012-01-01..]` |
    /// | `since 2011`, `until 2011` | `2011/..`, `../2011` |
    /// | `2005..2019`, `sep 2011 to oct 2012`, `12-15 sep 2011` | `2005/2019`, `2011-09/2011-10`, `2011-09-12/2011-09-15` |
    /// | `between 2010 and 2012`, `1667 or 1668` | `[2010..2012]`, `[1667,1668]` |
    ///
    /// What [`words`](Date::words) says is read back as it was, but for a time
    /// of day.
    ///
    /// ```
    /// use attache::date::Date;
    ///
    /// assert_eq!(Date::spoken("Sept. 12th, 2011")?.to_string(), "2011-09-12");
    /// assert_eq!(Date::spoken("about 2011")?.to_string(), "2011~");
    /// assert_eq!(Date::spoken("the 1980s")?.words(), "1980–1989, year unknown");
    /// let bad = Date::spoken("12.9.2011").expect_err("it has two readings");
    /// assert_eq!(bad.reason(), Some("it may mean 12 September 2011 or 9 December 2011"));
    /// assert_eq!(bad.advice(), "12 Sep 2011, Sep 2011, 2011 or 2011-09-12");
    /// # Ok::<(), attache::date::BadDate>(())
    /// ```
    ///
    /// # Errors
    ///
    /// * a word is no word of a date, or a part is missing or there twice,
    /// * day and month are digits before the year,
    /// * the day of the week is another,
    /// * the calendar has no such day, or a span ends before it starts,
    /// * the text has over 400 characters and is not EDTF.
    pub fn spoken(text: &str) -> Result<Date, BadDate> {
        let bad = |reason| BadDate::typed(text.trim(), reason);
        let strict = match text.trim().parse::<Date>() {
            Ok(date) => return Ok(date),
            Err(strict) => strict,
        };
        if LONGEST < text.chars().count() {
            return Err(bad(because("it is too long")));
        }
        let read = whole(&plain(text)).and_then(|edtf| {
            let parsed = edtf.parse::<Date>();
            parsed.map_err(|bad| Reason(bad.reason().map(str::to_owned)))
        });
        read.map_err(|reason| match reason {
            Reason(Some(_)) => bad(reason),
            Reason(None) => bad(Reason(strict.reason().map(str::to_owned))),
        })
    }
}

/// The text in lower case, with plain dashes, single blanks, and the eras
/// without full stops. A remark in brackets stands after a semicolon, because
/// a comma may stand between dates.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            '\u{2018}' | '\u{2019}' => out.push('\''),
            '(' => {
                out.push_str("; ");
                inside = true;
            }
            ')' => inside = false,
            ',' if inside => out.push(';'),
            '|' => out.push_str(" or "),
            c if c.is_whitespace() => out.push(' '),
            c => out.push(c),
        }
    }
    for (dotted, era) in [
        ("b.c.e.", "bce"),
        ("b.c.", "bc"),
        ("a.d.", "ad"),
        ("c.e.", "ce"),
    ] {
        out = out.replace(dotted, era);
    }
    let words: Vec<&str> = out.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ").replace(" ,", ",").replace(" ;", ";")
}

/// Returns the EDTF text of whatever was said.
fn whole(text: &str) -> Result<String, Reason> {
    if text.is_empty() {
        return Err(because("it is empty"));
    }
    if let Some((others, last)) = text.rsplit_once(" or ") {
        return one_of(others, last);
    }
    let framed = FRAMES.iter().find_map(|frame| {
        let rest = frame.words.iter().find_map(|word| without(text, word))?;
        Some((frame.make)(rest))
    });
    if let Some(framed) = framed {
        return framed;
    }
    said(text).or_else(|reason| span(text).unwrap_or(Err(reason)))
}

/// Several days, one of which is meant.
fn one_of(others: &str, last: &str) -> Result<String, Reason> {
    let member = |text: &str| {
        let edtf = whole(text)?;
        match edtf.strip_prefix('[').and_then(|set| set.strip_suffix(']')) {
            Some(set) => Ok(set.to_owned()),
            None => Ok(edtf),
        }
    };
    // A comma stands between dates, or in one: “Sep 12, 2011”; behind an era it
    // ends a date: “1 BC, January 1000” is no first of January.
    let parted = others.to_ascii_lowercase().contains(" bc, ");
    let all = match member(others) {
        Ok(one) if !parted => one,
        // Without a comma it would be read once more, at each `or` again.
        Err(reason) if !others.contains(", ") => return Err(reason),
        Ok(_) | Err(_) => {
            let each: Result<Vec<String>, Reason> = others.split(", ").map(member).collect();
            each?.join(",")
        }
    };
    Ok(format!("[{all},{}]", member(last)?))
}

/// One day somewhere between two others.
fn between(text: &str) -> Result<String, Reason> {
    let units = ["; one day", "; one month", "; one year", "; once"];
    let text = units
        .iter()
        .find_map(|unit| text.strip_suffix(unit))
        .unwrap_or(text);
    let mut wrong = because("after `between` stand two dates with `and`");
    // An `and` may also stand in “month and day unknown”.
    for (at, sign) in text.match_indices(" and ") {
        let (start, rest) = text.split_at(at);
        match ends(start, rest.strip_prefix(sign).unwrap_or_default()) {
            Ok((start, end)) => return Ok(format!("[{start}..{end}]")),
            Err(reason) => wrong = reason,
        }
    }
    Err(wrong)
}

fn since(text: &str) -> Result<String, Reason> {
    match text.strip_suffix(", end unknown") {
        Some(text) => Ok(format!("{}/", said(text)?)),
        None => Ok(format!("{}/..", said(text)?)),
    }
}

fn before(text: &str) -> Result<String, Reason> {
    let day = bounds(text)?.0;
    if day == Day::FIRST {
        return Err(because("the calendar has no day before"));
    }
    Ok(format!("[..{}]", day.plus_days(-1)))
}

fn after(text: &str) -> Result<String, Reason> {
    let day = bounds(text)?.1;
    if day == Day::LAST {
        return Err(because("the calendar has no day after"));
    }
    Ok(format!("[{}..]", day.plus_days(1)))
}

fn bounds(text: &str) -> Result<(Day, Day), Reason> {
    let date = said(text)?.parse::<Date>().ok();
    let bounds = date.and_then(|date| date.first_day().zip(date.last_day()));
    bounds.ok_or(Reason::UNCLEAR)
}

/// Reads two dates with something between them, or one that is open on a
/// side; `None` if there are not two, the reason if there are, in no order.
fn span(text: &str) -> Option<Result<String, Reason>> {
    if let Some(end) = text.strip_prefix("..") {
        return said(end).ok().map(|end| Ok(format!("../{end}")));
    }
    if let Some(end) = text.strip_prefix("?→") {
        return said(end).ok().map(|end| Ok(format!("/{end}")));
    }
    for (sign, open) in [("→?", "/"), ("→…", "/.."), ("→", "/.."), ("..", "/..")] {
        if let Some(start) = text.strip_suffix(sign) {
            return said(start).ok().map(|start| Ok(format!("{start}{open}")));
        }
    }
    if let Some((start, end)) = text.split_once('…') {
        let found = ends(start, end).ok();
        return found.map(|(start, end)| Ok(format!("[{start}..{end}]")));
    }
    let mut wrong = None;
    for sign in BETWEEN {
        for (at, _) in text.match_indices(sign) {
            let (start, rest) = text.split_at(at);
            let end = rest.strip_prefix(sign).unwrap_or_default();
            match ends(start, end) {
                Ok((start, end)) => return Some(Ok(format!("{start}/{end}"))),
                // A word between says that two dates were meant.
                Err(reason) if sign.starts_with(' ') => wrong = wrong.or(Some(Err(reason))),
                Err(_) => (),
            }
        }
    }
    wrong
}

/// Reads the two ends of a span; the first may leave its year, or its month
/// and year, to the second: “12 to 15 September 2011”.
fn ends(start: &str, end: &str) -> Result<(String, String), Reason> {
    let end = said(end)?;
    let shared = || {
        let Parts {
            year, month, day, ..
        } = end.parse::<Date>().ok()?.start()?;
        let year = year_words(year);
        let whole = if start.contains(char::is_alphabetic) {
            format!("{start} {year}")
        } else {
            // A number alone is a day where the other end is one.
            format!("{start} {} {year}", month_name(day.and(month)?))
        };
        said(&plain(&whole)).ok()
    };
    let start = said(start).or_else(|reason| shared().ok_or(reason))?;
    Ok((start, end))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use crate::date::{day::Day, form::Date};

    /// Lines of what is typed and what is read, or `!` and why it is not.
    fn check(lines: &str) {
        for line in lines.trim().lines() {
            let (typed, expected) = line.trim().rsplit_once(" = ").expect(line);
            let read = match Date::spoken(typed) {
                Ok(date) => date.to_string(),
                Err(bad) => format!("! {}", bad.reason().unwrap_or_default()),
            };
            assert_eq!(read, expected, "{typed}");
        }
    }

    #[test]
    fn an_era_ends_a_date_of_a_list() {
        let read = Date::spoken("1 BC, January 1000 or 1 BC");
        let expect = "[0000,1000-01,0000]".parse();
        assert_eq!(read, expect);
    }

    #[test]
    fn a_day_a_month_or_a_year_may_be_typed_in_any_common_way() {
        check(
            "
            2011-09-12 = 2011-09-12
            [2011-10-21..2011-11-11] = [2011-10-21..2011-11-11]
            201x = 201X
            2011-09-12 14:05Z = 2011-09-12T14:05Z
            sep 2011 = 2011-09
            september 2011 = 2011-09
            SEPT. 2011 = 2011-09
            septem 2011 = 2011-09
            2011 sep = 2011-09
            12 sep 2011 = 2011-09-12
            12 September 2011 = 2011-09-12
            12sep2011 = 2011-09-12
            12-Sep-2011 = 2011-09-12
            sep 12, 2011 = 2011-09-12
            Sept 12 2011 = 2011-09-12
            September 12th, 2011 = 2011-09-12
            the 1st of May 2011 = 2011-05-01
            2011 September 12 = 2011-09-12
            Monday, 12 September 2011 = 2011-09-12
            in 2011 = 2011
            2011-9-12 = 2011-09-12
            2011/9/12 = 2011-09-12
            2011.09.12 = 2011-09-12
            9/2011 = 2011-09
            2011-9 = 2011-09
            spring 2011 = 2011-21
            Fall 2011 = 2011-23
            2011 summer = 2011-22
            the 1980s = 198X
            1980's = 198X
            19th century = 18XX
            the 5th century BC = -04XX
            15 March 44 BC = -0043-03-15
            AD 43 = 0043
            43 A.D. = 0043
            1 BCE = 0000
            10000 BC = -9999
            ",
        );
    }

    #[test]
    fn doubt_is_kept() {
        check(
            "
            about 2011 = 2011~
            c. 2011 = 2011~
            c2011 = 2011~
            ca 1670 = 1670~
            ca. May 1670 = 1670-05~
            circa 12 sep 2011 = 2011-09-12~
            ~2011 = 2011~
            may 2011? = 2011-05?
            perhaps May 2011 = 2011-05?
            May 2011 (uncertain) = 2011-05?
            about May 2011? = 2011-05%
            about the 1980s = 198X~
            2011, month unknown = 2011-XX
            ",
        );
    }

    #[test]
    fn what_came_before_or_after_a_date_is_one_of_many_days() {
        check(
            "
            before 2011 = [..2010-12-31]
            before sep 12, 2011 = [..2011-09-11]
            < 2011 = [..2010-12-31]
            after 2011 = [2012-01-01..]
            by september 2011 = [..2011-09]
            ≤2011-09 = [..2011-09]
            not before 2011 = [2011..]
            since December 2010 = 2010-12/..
            until 2011 = ../2011
            from 2011, end unknown = 2011/
            between may and august 2011 = [2011-05..2011-08]
            1667 or 1668 = [1667,1668]
            1667, 1668 or between 1670 and 1672 = [1667,1668,1670..1672]
            sep 12, 2011 or sep 13, 2011 = [2011-09-12,2011-09-13]
            ",
        );
    }

    #[test]
    fn a_span_has_two_ends() {
        check(
            "
            2011-2013 = 2011/2013
            2011–2013 = 2011/2013
            2005..2019 = 2005/2019
            2005.. = 2005/..
            ..2019 = ../2019
            sep 2011 to oct 2012 = 2011-09/2012-10
            from sep 2011 until oct 2012 = 2011-09/2012-10
            12 to 15 September 2011 = 2011-09-12/2011-09-15
            12-15 sep 2011 = 2011-09-12/2011-09-15
            12 sep - 3 oct 2011 = 2011-09-12/2011-10-03
            sep-oct 2011 = 2011-09/2011-10
            2011-09-12 - 2011-09-15 = 2011-09-12/2011-09-15
            1670s to 1690 = 167X/1690
            about 2010 to 2012? = 2010~/2012?
            2010→2011 = 2010/2011
            2010-12→… = 2010-12/..
            ",
        );
    }

    #[test]
    fn what_is_wrong_is_said() {
        check(
            "
            12.9.2011 = ! it may mean 12 September 2011 or 9 December 2011
            9/12/2011 = ! it may mean 9 December 2011 or 12 September 2011
            13/9/2011 = ! it may mean 13 September 2011
            9/9/2011 = ! it may mean 9 September 2011
            12/9/11 = ! which of these is the year is not said
            2011-13 = ! there is no month 13
            30 feb 2011 = ! February 2011 has 28 days
            sep = ! the year is missing
            sep 12 = ! the year is missing
            85 = ! a year has four digits
            sep 985 = ! a year has four digits, or is AD 985 or 985 BC
            80s = ! a decade is written 1980s
            1900s = ! it may mean 1900 to 1909 or the 20th century
            may june 2011 = ! `june` is one too many
            tuesday 12 sep 2011 = ! 12 September 2011 is a Monday
            12 2011 12 sep = ! there is a number too many
            today = ! what day `today` is, is not known here
            smarch 2011 = ! `smarch` is no word of a date
            before smarch = ! `smarch` is no word of a date
            2011 to smarch = ! `smarch` is no word of a date
            2013-2011 = ! its end 2011 comes before its start 2013
            sep & 2011 = ! `&` has no meaning there
            12 winter 2011 = ! a season has no days
            before 10000 BC = ! the calendar has no day before
            ",
        );
        let bad = Date::spoken(" 12.9.2011 ")
            .expect_err("two readings")
            .to_string();
        assert_eq!(
            bad,
            "`12.9.2011` is not a date: it may mean 12 September 2011 or 9 December 2011; \
             write 12 Sep 2011, Sep 2011, 2011 or 2011-09-12"
        );
        assert_eq!(
            Date::spoken("").expect_err("empty").reason(),
            Some("it is empty")
        );
        // Every `or` is one more step, not twice as many.
        let many = "x or ".repeat(75) + "x, y or z";
        let bad = Date::spoken(&many).expect_err("no dates");
        assert_eq!(bad.reason(), Some("`x` is no word of a date"));
        let long = "1 or ".repeat(100_000);
        assert_eq!(
            Date::spoken(&long).expect_err("long").reason(),
            Some("it is too long")
        );
    }

    #[test]
    fn every_example_is_read() {
        for text in super::SPOKEN {
            assert!(Date::spoken(text).is_ok(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_is_too_strange(text in "\\PC{0,40}") {
            drop(Date::spoken(&text));
        }
        #[test]
        fn no_near_miss_is_too_strange(
            text in "((sep|may |c\\. |the |or |to |between |and |since |by |bc|ad |th|s|[0-9]{1,4}|[-–—/., →…?~()\\[\\]]){0,12})"
        ) {
            if let Ok(date) = Date::spoken(&text) {
                assert_eq!(Date::spoken(&date.to_string()), Ok(date));
            }
        }
        #[test]
        fn a_day_a_month_and_a_year_are_read_back_from_their_words(
            number in Day::FIRST.number()..=Day::LAST.number()
        ) {
            let day = Date::from_day(Day::from_number(number));
            let text = day.to_string();
            let month = text.get(..text.len() - 3).expect("ASCII");
            let year = month.get(..month.len() - 3).expect("ASCII");
            for text in [text.as_str(), month, year] {
                let date: Date = text.parse().expect(text);
                assert_eq!(Date::spoken(&date.words()), Ok(date));
            }
        }
    }
}
