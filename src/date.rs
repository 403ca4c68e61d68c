//! Dates as sources give them: to the day, the month or the year, in doubt, or one of several.
//!
//! They are written in EDTF (ISO 8601-2:2019): levels 0 and 1, and of level 2
//! the one-of sets. A [`Date`] is the days it may mean (from
//! [`earliest`](Date::earliest) to [`latest`](Date::latest)), a [`Kind`], a
//! [`Precision`] and a [`Qualifier`]. It knows nothing of today, of time
//! zones beyond an offset, or of other calendars than the Gregorian.
//!
//! | EDTF | kind | words |
//! |---|---|---|
//! | `2011-09-12` | instant | 12 September 2011 |
//! | `2011-07~` | instant | about July 2011 |
//! | `201X` | instant | 2010–2019, year unknown |
//! | `2010-12/2011-10` | period | December 2010 to October 2011 |
//! | `2010-12/..` | period | since December 2010 |
//! | `[..2011-09]` | one of | by September 2011 |
//!
//! ```
//! use attache::date::{Date, Kind, Relation};
//!
//! let letter: Date = "2011-09-12".parse()?;
//! let debate: Date = "[2011-10-21..2011-11-11]".parse()?;
//! assert_eq!(letter.compare(&debate), Relation::Before);
//! assert_eq!(debate.kind(), Kind::OneOf);
//! assert_eq!(debate.words(), "between 21 October and 11 November 2011 (one day)");
//! # Ok::<(), attache::date::BadDate>(())
//! ```

mod day;

mod types;

mod form;

mod compare;
mod parse;
mod show;

mod short;
mod words;

mod said;

mod spoken;

pub use self::{
    compare::SortKey,
    day::Day,
    form::Date,
    spoken::SPOKEN,
    types::{BadDate, Bound, Kind, Parts, Precision, Qualifier, Relation, Season},
};

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashSet};

    use edtf::level_1::{Certainty, Edtf, Precision as Theirs, Terminal};
    use proptest::{prelude::*, sample::select};

    use super::{Bound, Date, Day, Kind, Precision, Qualifier, Relation, Season};

    fn date(text: &str) -> Date {
        text.parse().expect(text)
    }

    fn bound(bound: Bound) -> String {
        match bound {
            Bound::Day(day) => day.to_string(),
            Bound::Open => "open".to_owned(),
            Bound::Unknown => "unknown".to_owned(),
        }
    }

    /// Every line is the text, its earliest and latest bound, its words and its
    /// short form, with ` | ` between.
    fn check(kind: Kind, lines: &str) {
        for line in lines.trim().lines() {
            let text = line.split(" | ").next().unwrap_or_default().trim();
            let date = date(text);
            let (earliest, latest) = (bound(date.earliest()), bound(date.latest()));
            let (words, short) = (date.words(), date.short());
            let shown = format!("{date} | {earliest} {latest} | {words} | {short}");
            assert_eq!(shown, line.trim());
            assert_eq!(date.kind(), kind, "{text}");
        }
    }

    #[test]
    fn an_instant_is_as_wide_as_its_unit() {
        check(
            Kind::Instant,
            "
            2011 | 2011-01-01 2011-12-31 | 2011 | 2011
            2011-09 | 2011-09-01 2011-09-30 | September 2011 | 2011-09
            2012-02 | 2012-02-01 2012-02-29 | February 2012 | 2012-02
            2011-09-12 | 2011-09-12 2011-09-12 | 12 September 2011 | 2011-09-12
            2011? | 2011-01-01 2011-12-31 | 2011 (uncertain) | 2011?
            2011-07~ | 2011-07-01 2011-07-31 | about July 2011 | 2011-07~
            2011-07% | 2011-07-01 2011-07-31 | about July 2011 (uncertain) | 2011-07%
            2011-07-04~ | 2011-07-04 2011-07-04 | about 4 July 2011 | 2011-07-04~
            201X | 2010-01-01 2019-12-31 | 2010–2019, year unknown | 201X
            19XX? | 1900-01-01 1999-12-31 | 1900–1999, year unknown (uncertain) | 19XX?
            2011-XX | 2011-01-01 2011-12-31 | 2011, month unknown | 2011-XX
            2011-09-XX | 2011-09-01 2011-09-30 | September 2011, day unknown | 2011-09-XX
            2011-XX-XX | 2011-01-01 2011-12-31 | 2011, month and day unknown | 2011-XX-XX
            2011-21 | 2011-03-01 2011-05-31 | spring 2011 | 2011 spring
            2011-22 | 2011-06-01 2011-08-31 | summer 2011 | 2011 summer
            2011-23~ | 2011-09-01 2011-11-30 | about autumn 2011 | 2011-23~
            2011-24 | 2011-12-01 2012-02-29 | winter 2011 | 2011 winter
            9999-24 | 9999-12-01 9999-12-31 | winter 9999 | 9999 winter
            ",
        );
    }

    #[test]
    fn a_time_is_on_the_day_as_written() {
        check(
            Kind::Instant,
            "
            2011-09-12T14:05Z | 2011-09-12 2011-09-12 | 12 September 2011, 14:05 UTC | 2011-09-12
            2011-09-12T14:05:30Z | 2011-09-12 2011-09-12 | 12 September 2011, 14:05:30 UTC | 2011-09-12
            2011-09-12T00:00 | 2011-09-12 2011-09-12 | 12 September 2011, 00:00 | 2011-09-12
            2011-09-12T23:30-05:00 | 2011-09-12 2011-09-12 | 12 September 2011, 23:30 UTC−05:00 | 2011-09-12
            2011-09-12T23:59:60+00:00 | 2011-09-12 2011-09-12 | 12 September 2011, 23:59:60 UTC | 2011-09-12
            ",
        );
        assert_eq!(date("2011-09-12T23:30:07-05:00").time(), Some((23, 30)));
        assert_eq!(date("2011-09-12").time(), None);
    }

    #[test]
    fn years_before_christ_are_counted_from_one() {
        check(
            Kind::Instant,
            "
            -0043-03-15 | -0043-03-15 -0043-03-15 | 15 March 44 BC | -0043-03-15
            -0043-03-15~ | -0043-03-15 -0043-03-15 | about 15 March 44 BC | -0043-03~
            0000 | 0000-01-01 0000-12-31 | 1 BC | 0000
            0043 | 0043-01-01 0043-12-31 | AD 43 | 0043
            -9999 | -9999-01-01 -9999-12-31 | 10000 BC | -9999
            -004X | -0049-01-01 -0040-12-31 | 50–41 BC, year unknown | -004X
            -000X | -0009-01-01 0000-12-31 | 10–1 BC, year unknown | -000X
            000X | 0000-01-01 0009-12-31 | 1 BC–AD 9, year unknown | 000X
            00XX | 0000-01-01 0099-12-31 | 1 BC–AD 99, year unknown | 00XX
            09XX | 0900-01-01 0999-12-31 | AD 900–999, year unknown | 09XX
            -99XX | -9999-01-01 -9900-12-31 | 10000–9901 BC, year unknown | -99XX
            ",
        );
    }

    #[test]
    fn a_period_lasts_from_its_first_day_to_its_last() {
        check(
            Kind::Period,
            "
            2010/2011 | 2010-01-01 2011-12-31 | 2010 to 2011 | 2010→2011
            2010-12/2011-10 | 2010-12-01 2011-10-31 | December 2010 to October 2011 | 2010→2011
            2011-05/2011-08 | 2011-05-01 2011-08-31 | May to August 2011 | 2011-05→08
            2011-05/2011-08~ | 2011-05-01 2011-08-31 | May 2011 to about August 2011 | 2011-05→08~
            2011-09-12/2011-09-15 | 2011-09-12 2011-09-15 | 12 to 15 September 2011 | 2011-09→09
            2011-09-12/2011-10-03 | 2011-09-12 2011-10-03 | 12 September to 3 October 2011 | 2011-09→10
            2011-09-12/2011 | 2011-09-12 2011-12-31 | 12 September 2011 to 2011 | 2011→2011
            2011-09/2011-09 | 2011-09-01 2011-09-30 | September 2011 to September 2011 | 2011-09→09
            2011-21/2011-23 | 2011-03-01 2011-11-30 | spring to autumn 2011 | 2011→2011
            2011-XX/2011-09-XX | 2011-01-01 2011-09-30 | 2011 (month unknown) to September 2011 (day unknown) | 2011→2011
            201X/2021 | 2010-01-01 2021-12-31 | 2010–2019 (year unknown) to 2021 | 201X→2021
            2010-12/.. | 2010-12-01 open | since December 2010 | 2010-12→…
            2010-12-01/.. | 2010-12-01 open | since 1 December 2010 | 2010-12-01→
            2010-12-01~/.. | 2010-12-01 open | since about 1 December 2010 | 2010-12~→…
            2010-12/ | 2010-12-01 unknown | from December 2010, end unknown | 2010-12→?
            201X%/.. | 2010-01-01 open | since about 2010–2019 (year unknown, uncertain) | 201X%→…
            ../2011-10 | open 2011-10-31 | until October 2011 | →2011-10
            /2011-10-31 | unknown 2011-10-31 | until 31 October 2011, start unknown | ?→2011-10
            -9999~/-9990 | -9999-01-01 -9990-12-31 | about 10000 BC to 9991 BC | -9999→-999…
            ",
        );
    }

    #[test]
    fn one_of_several_happened_once() {
        check(
            Kind::OneOf,
            "
            [2011-10-21..2011-11-11] | 2011-10-21 2011-11-11 | between 21 October and 11 November 2011 (one day) | 2011-10-21…
            [2011-05..2011-08] | 2011-05-01 2011-08-31 | between May and August 2011 (one month) | 2011-05…08
            [1670..1672] | 1670-01-01 1672-12-31 | between 1670 and 1672 (one year) | 1670…1672
            [2011-09..2011-10-03] | 2011-09-01 2011-10-03 | between September and 3 October 2011 (once) | 2011-09…10
            [..2011-09] | open 2011-09-30 | by September 2011 | ≤2011-09
            [..2011-09-27] | open 2011-09-27 | by 27 September 2011 | ≤2011-09-27
            [..2011-09-27?] | open 2011-09-27 | by 27 September 2011 (uncertain) | ≤2011-09?
            [2011-09..] | 2011-09-01 open | not before September 2011 | ≥2011-09
            [1667,1668] | 1667-01-01 1668-12-31 | 1667 or 1668 | 1667|1668
            [1668,1667] | 1667-01-01 1668-12-31 | 1668 or 1667 | 1668|1667
            [1667,1668,1670..1672] | 1667-01-01 1672-12-31 | 1667, 1668 or between 1670 and 1672 | 1667|…
            [1670..1672,1680] | 1670-01-01 1680-12-31 | between 1670 and 1672 or 1680 | 1670…|…
            [..1660,1667-05-12,1670-12..] | open open | by 1660, 12 May 1667 or not before December 1670 | ≤1660|…
            [1667~] | 1667-01-01 1667-12-31 | about 1667 | 1667~
            ",
        );
    }

    #[test]
    fn other_spellings_have_one_canonical_text() {
        let check = |text: &str, canonical: &str| assert_eq!(date(text).to_string(), canonical);
        check("Y2011", "2011");
        check("Y-0043~", "-0043~");
        check("Y002011", "2011");
        check("[1667, 1668 ,1670..1672]", "[1667,1668,1670..1672]");
        check("2011-09-12T14:05+02", "2011-09-12T14:05+02:00");
        check("2011-09-12T14:05-00:00", "2011-09-12T14:05+00:00");
    }

    #[test]
    fn precision_and_doubt_are_the_worst_of_all_parts() {
        let check = |text: &str, precision: Precision, qualifier: Qualifier, unspecified: bool| {
            let date = date(text);
            assert_eq!(date.precision(), precision, "{text}");
            assert_eq!(date.qualifier(), qualifier, "{text}");
            assert_eq!(date.is_unspecified(), unspecified, "{text}");
        };
        check(
            "2011-09-12T14:05Z",
            Precision::Time,
            Qualifier::Exact,
            false,
        );
        check("2011-09-12", Precision::Day, Qualifier::Exact, false);
        check("2011-09?", Precision::Month, Qualifier::Uncertain, false);
        check("2011-09-XX", Precision::Month, Qualifier::Exact, true);
        check("2011-22~", Precision::Season, Qualifier::Approximate, false);
        check("2011%", Precision::Year, Qualifier::Both, false);
        check("2011-XX", Precision::Year, Qualifier::Exact, true);
        check("201X", Precision::Decade, Qualifier::Exact, true);
        check("20XX", Precision::Century, Qualifier::Exact, true);
        check(
            "2010-12~/2011-10-01?",
            Precision::Month,
            Qualifier::Both,
            false,
        );
        check("2010-12-01/..", Precision::Day, Qualifier::Exact, false);
        check("/201X~", Precision::Decade, Qualifier::Approximate, true);
        check(
            "[2010-12~,2011-10-01..2012~]",
            Precision::Year,
            Qualifier::Approximate,
            false,
        );
    }

    #[test]
    fn the_sides_of_a_date_are_given_in_parts() {
        let check = |text: &str, start: &str, end: &str| {
            let date = date(text);
            let show = |parts: Option<super::Parts>| {
                parts.map_or(String::new(), |parts| {
                    let season = parts.season.map(Season::code);
                    let rest = [season, parts.month, parts.day].into_iter().flatten();
                    rest.fold(parts.year.to_string(), |text, n| format!("{text} {n}"))
                })
            };
            assert_eq!(
                (show(date.start()), show(date.end())),
                (start.into(), end.into())
            );
        };
        check("2011-09-12", "2011 9 12", "2011 9 12");
        check("2011-09-12T14:05Z", "2011 9 12", "2011 9 12");
        check("2011-22", "2011 22", "2011 22");
        check("2010-12/2011", "2010 12", "2011");
        check("2010-12/..", "2010 12", "");
        check("/2011-XX", "", "2011");
        check("201X", "", "");
        check("[2010..2011]", "", "");
    }

    #[test]
    fn the_bounds_are_told_in_words() {
        let check = |text: &str, words: &str| assert_eq!(date(text).bounds_words(), words);
        check("2011-07~", "earliest 1 July 2011, latest 31 July 2011");
        check("2011-07/", "earliest 1 July 2011, latest unknown");
        check("[..2011]", "earliest open, latest 31 December 2011");
    }

    #[test]
    fn a_date_is_shared_hashed_and_shown() {
        fn shared<T: Send + Sync + Clone>(_: &T) {}
        let both: HashSet<Date> = [date("[1667,1668]"), date("[1667, 1668]")].into();
        assert_eq!(both.len(), 1);
        assert_eq!(format!("{:?}", date("2011~")), "Date(2011~)");
        assert_eq!(format!("{:<6}|", date("2011")), "2011  |");
        shared(&date("2010/.."));
        assert!(
            size_of::<Date>() <= 32,
            "a date is small: {}",
            size_of::<Date>()
        );
    }

    /// Dates of level 0 and 1 without a time, right or wrong in the calendar.
    fn point_texts() -> impl Strategy<Value = String> {
        let year = prop_oneof![
            4 => (-9999_i16..=9999).prop_map(|y| {
                format!("{}{:04}", if y < 0 { "-" } else { "" }, y.unsigned_abs())
            }),
            1 => select(&["201X", "20XX", "-004X", "000X", "Y2011", "1999", "2012"][..])
                .prop_map(str::to_owned),
        ];
        let month = prop_oneof![
            2 => Just(String::new()),
            6 => (1..=12).prop_map(|m| format!("-{m:02}")),
            1 => (21..=24).prop_map(|m| format!("-{m:02}")),
            1 => Just("-XX".to_owned()),
        ];
        let day = prop_oneof![
            3 => Just(String::new()),
            3 => (1..=31).prop_map(|d| format!("-{d:02}")),
            1 => Just("-XX".to_owned()),
        ];
        let sign = select(&["", "", "", "?", "~", "%"][..]);
        (year, month, day, sign).prop_map(|(y, m, d, s)| match m.as_str() {
            "" => format!("{y}{s}"),
            _ => format!("{y}{m}{d}{s}"),
        })
    }

    fn dates() -> impl Strategy<Value = Date> {
        let side = || {
            prop_oneof![
                4 => point_texts(),
                1 => select(&["", ".."][..]).prop_map(str::to_owned),
            ]
        };
        let member = prop_oneof![
            3 => point_texts(),
            1 => (point_texts(), point_texts()).prop_map(|(a, b)| format!("{a}..{b}")),
        ];
        let time = (
            point_texts(),
            0..24,
            0..60,
            select(&["", ":07"][..]),
            select(&["", "Z", "+05:30"][..]),
        );
        prop_oneof![
            3 => point_texts(),
            1 => time.prop_map(|(d, h, m, s, z)| format!("{d}T{h:02}:{m:02}{s}{z}")),
            3 => (side(), side()).prop_map(|(a, b)| format!("{a}/{b}")),
            3 => (any::<bool>(), prop::collection::vec(member, 1..4), any::<bool>()).prop_map(
                |(open, members, end)| format!(
                    "[{}{}{}]",
                    if open { ".." } else { "" },
                    members.join(","),
                    if end { ".." } else { "" },
                ),
            ),
        ]
        .prop_filter_map("a date", |text| text.parse().ok())
    }

    proptest! {
        #![proptest_config(ProptestConfig { max_local_rejects: 1_000_000, ..ProptestConfig::default() })]
        #[test]
        fn what_is_shown_parses_to_the_same(date in dates()) {
            prop_assert_eq!(date.to_string().parse::<Date>(), Ok(date));
        }
        #[test]
        fn no_bound_crosses_the_other(date in dates()) {
            if let (Some(first), Some(last)) = (date.first_day(), date.last_day()) {
                prop_assert!(first <= last);
            }
        }
        #[test]
        fn a_relation_holds_both_ways_and_agrees_with_the_bounds(a in dates(), b in dates()) {
            let over = |a: &Date, b: &Date| match (a.last_day(), b.first_day()) {
                (Some(last), Some(first)) => last < first,
                _ => false,
            };
            let timed = a.time().is_some() && b.time().is_some();
            match a.compare(&b) {
                Relation::Before => {
                    prop_assert_eq!(b.compare(&a), Relation::After);
                    prop_assert!(a.sort_key() < b.sort_key());
                    prop_assert!(timed || over(&a, &b));
                }
                Relation::After => {
                    prop_assert_eq!(b.compare(&a), Relation::Before);
                    prop_assert!(timed || over(&b, &a));
                }
                Relation::PossiblyBefore => {
                    prop_assert_eq!(b.compare(&a), Relation::PossiblyBefore);
                    prop_assert!(timed || (!over(&a, &b) && !over(&b, &a)));
                }
            }
            prop_assert_eq!(a.compare(&a), Relation::PossiblyBefore);
        }
        #[test]
        fn short_is_short_and_words_are_said(date in dates()) {
            prop_assert!((1..=Date::SHORT_COLS).contains(&date.short().chars().count()));
            prop_assert!(!date.words().is_empty());
        }
        #[test]
        fn what_is_typed_as_it_is_shown_is_read_as_it_was(date in dates()) {
            prop_assert_eq!(Date::spoken(&date.to_string()), Ok(date.clone()));
            // A set of one day has the words of that day, and a time is not read from words.
            let alone = date.kind() == Kind::OneOf && !date.to_string().contains([',', '.']);
            if date.time().is_none() && !alone {
                prop_assert_eq!(Date::spoken(&date.words()), Ok(date.clone()), "{}", date.words());
            }
        }
        #[test]
        fn a_day_is_its_own_date(number in Day::FIRST.number()..=Day::LAST.number()) {
            let day = Day::from_number(number);
            let date = Date::from_day(day);
            prop_assert_eq!((date.first_day(), date.last_day()), (Some(day), Some(day)));
            prop_assert_eq!(day.to_string().parse::<Date>(), Ok(date));
        }
    }

    /// What we read otherwise than the crate `edtf`, and mean to.
    struct Difference {
        name: &'static str,
        /// Whether we read it as a date, and whether they do.
        read: (bool, bool),
        is: fn(&str) -> bool,
    }

    const DIFFERENCES: &[Difference] = &[
        Difference {
            name: "a time may lack its seconds",
            read: (true, false),
            is: |t| {
                t.split_once('T')
                    .is_some_and(|(_, time)| time.get(5..6) != Some(":"))
            },
        },
        Difference {
            name: "a time may be in a year before 0",
            read: (true, false),
            is: |t| t.starts_with('-') && t.contains('T'),
        },
        Difference {
            name: "an offset of hours is shown with its minutes",
            read: (true, true),
            is: |t| t.contains('T') && t.rfind(['+', '-']) == t.len().checked_sub(3),
        },
        Difference {
            name: "`Y` may stand before a year of four digits, with a doubt",
            read: (true, false),
            is: |t| sides(t).any(|side| long_year(side).is_some_and(|n| n <= 9999)),
        },
        Difference {
            name: "years beyond 9999 are refused",
            read: (false, true),
            is: |t| long_year(t).is_some_and(|n| 9999 < n),
        },
        Difference {
            name: "the decade and the century before 0 have a text",
            read: (true, false),
            is: |t| sides(t).any(|side| side.starts_with("-000X") || side.starts_with("-00XX")),
        },
        Difference {
            name: "a season has no days",
            read: (false, true),
            is: |t| {
                ["-21-XX", "-22-XX", "-23-XX", "-24-XX"]
                    .iter()
                    .any(|day| t.contains(day))
            },
        },
        Difference {
            name: "an interval cannot end before it starts",
            read: (false, true),
            is: |t| {
                let sides = t
                    .split_once('/')
                    .map(|(a, b)| (a.parse::<Date>(), b.parse::<Date>()));
                matches!(sides, Some((Ok(a), Ok(b))) if b.compare(&a) == Relation::Before)
            },
        },
    ];

    fn sides(text: &str) -> impl Iterator<Item = &str> {
        text.split('/')
    }

    /// How far from 0 the year of a text with `Y` is.
    fn long_year(text: &str) -> Option<u64> {
        let digits = text.strip_prefix('Y')?.trim_end_matches(['?', '~', '%']);
        digits.strip_prefix('-').unwrap_or(digits).parse().ok()
    }

    fn product(parts: &[&[&str]]) -> Vec<String> {
        parts.iter().fold(vec![String::new()], |texts, part| {
            let longer = |text: &String| {
                part.iter()
                    .map(|p| format!("{text}{p}"))
                    .collect::<Vec<_>>()
            };
            texts.iter().flat_map(longer).collect()
        })
    }

    /// Right and wrong texts of level 1 by the thousand.
    fn corpus() -> Vec<String> {
        let years: &[&str] = &[
            "2011",
            "2012",
            "1900",
            "0000",
            "-0000",
            "-0043",
            "9999",
            "-9999",
            "201X",
            "20XX",
            "2XXX",
            "-000X",
            "-00XX",
            "-201X",
            "Y2011",
            "Y-2011",
            "Y12345",
            "Y-170000002",
            "Y02011",
            "20111",
            "211",
            "+2011",
            "",
        ];
        let months: &[&str] = &[
            "", "-00", "-01", "-02", "-09", "-12", "-13", "-20", "-21", "-24", "-25", "-XX", "-1X",
            "-1", "09",
        ];
        let days: &[&str] = &[
            "", "-00", "-01", "-28", "-29", "-30", "-31", "-32", "-XX", "-1X", "-1",
        ];
        let mut texts = product(&[years, months, days, &["", "?", "~", "%", "?~", "??"]]);
        let sides: &[&str] = &[
            "",
            "..",
            "2011",
            "2011~",
            "2010-12",
            "2011-09-12?",
            "2011-09-XX",
            "2011-XX",
            "201X",
            "2011-22",
            "-0043",
            "2011-13",
            "X",
        ];
        texts.extend(product(&[sides, &["/"], sides]));
        let days = &["2011-09-12T", "-0043-03-15T", "2011-09T", "2011-02-30T"];
        let times = &[
            "14:05", "14:05:30", "23:59:60", "14:05:60", "24:00:00", "23:60:00", "00:00:00", "14",
            "1:05:00",
        ];
        let zones = &[
            "", "Z", "+02:00", "-10:19", "+04", "-00:00", "+24:00", "+02:60", "+2", "z", "?",
        ];
        texts.extend(product(&[days, times, zones]));
        texts
    }

    /// Numbers that are the same in every run.
    struct Dice(u64);

    impl Dice {
        /// A number below an end.
        fn below(&mut self, end: u64) -> u64 {
            // Knuth's multiplier; the high bits are the random ones.
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (self.0 >> 33) % end
        }
        fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
            let at = usize::try_from(self.below(of.len() as u64)).expect("a place");
            of[at]
        }
        fn year(&mut self) -> String {
            let sign = self.one(&["", "", "", "-"]);
            let year = self.below(10_000);
            match self.below(12) {
                0 => format!("{sign}{:03}X", year / 10),
                1 => format!("{sign}{:02}XX", year / 100),
                2 => format!("{sign}{}{year:04}", self.one(&["Y", "Y1", "Y-1", "", "1"])),
                _ => format!("{sign}{year:04}"),
            }
        }
        fn point(&mut self) -> String {
            let year = self.year();
            let month = match self.below(10) {
                0 | 1 => return year + self.one(&["", "", "?", "~", "%"]),
                2 => "XX".to_owned(),
                3 => format!("{}", 20 + self.below(6)),
                4 => format!("{:02}", self.below(15)),
                _ => format!("{:02}", 1 + self.below(12)),
            };
            let day = match self.below(6) {
                0 | 1 => String::new(),
                2 => "-XX".to_owned(),
                3 => format!("-{:02}", 27 + self.below(6)),
                _ => format!("-{:02}", 1 + self.below(28)),
            };
            format!(
                "{year}-{month}{day}{}",
                self.one(&["", "", "", "?", "~", "%"])
            )
        }
        fn time(&mut self) -> String {
            let zones = [
                "", "Z", "+02:00", "-10:19", "+04", "-00:00", "+24:00", "+2", "?",
            ];
            let (hour, minute) = (self.below(25), self.below(61));
            let second = match self.below(5) {
                0 => String::new(),
                1 => ":60".to_owned(),
                _ => format!(":{:02}", self.below(60)),
            };
            format!("T{hour:02}:{minute:02}{second}{}", self.one(&zones))
        }
        /// A text of level 1, with a slip of the pen in one of eight.
        fn text(&mut self) -> String {
            let mut text = match self.below(8) {
                0 => self.point() + &self.time(),
                1 | 2 => format!("{}/{}", self.point(), self.point()),
                3 => {
                    let edge = self.one(&["", ".."]);
                    format!("{}/{edge}", self.point())
                }
                4 => format!("{}/{}", self.one(&["", ".."]), self.point()),
                _ => self.point(),
            };
            if self.below(8) == 0 {
                let at = usize::try_from(self.below(text.len() as u64)).expect("a place");
                match self.below(3) {
                    0 => drop(text.remove(at)),
                    1 => text.insert_str(at, self.one(&["0", "9", "-", "X", "/", ".", "?", "T"])),
                    _ => text.truncate(at),
                }
            }
            text
        }
    }

    #[test]
    fn the_crate_edtf_reads_the_same() {
        let mut differ: BTreeMap<&str, usize> = BTreeMap::new();
        let mut dice = Dice(2011);
        let mut corpus = corpus();
        assert!(5_000 < corpus.len(), "{}", corpus.len());
        corpus.extend((0..100_000).map(|_| dice.text()));
        let (mut dates, mut refused) = (0, 0);
        for text in &corpus {
            let ours = text.parse::<Date>().ok();
            let theirs = Edtf::parse(text).ok();
            let shown = (
                ours.as_ref().map(Date::to_string),
                theirs.map(|t| t.to_string()),
            );
            if shown.0 == shown.1 {
                match (ours, theirs) {
                    (Some(ours), Some(theirs)) => {
                        dates += 1;
                        bounded(&ours, theirs);
                        if let Edtf::Date(theirs) = theirs {
                            agree(&ours, theirs);
                        }
                    }
                    (_, _) => refused += 1,
                }
                continue;
            }
            let read = (ours.is_some(), theirs.is_some());
            let mut known = DIFFERENCES.iter();
            let known = known.find(|known| known.read == read && (known.is)(text));
            let known = known.unwrap_or_else(|| panic!("{text}: {shown:?}"));
            *differ.entry(known.name).or_default() += 1;
        }
        // Neither is most of them right nor most of them wrong.
        assert!(30_000 < dates, "{dates}");
        assert!(10_000 < refused, "{refused}");
        for Difference { name, .. } in DIFFERENCES {
            assert!(differ.contains_key(name), "no longer a difference: {name}");
        }
    }

    /// The bounds are those that the calendar gives what `edtf` has read.
    fn bounded(ours: &Date, theirs: Edtf) {
        let edge = |edge: Terminal| match edge {
            Terminal::Open => "open".to_owned(),
            Terminal::Unknown => "unknown".to_owned(),
        };
        let (earliest, latest) = match theirs {
            Edtf::Date(date) => (first(date), last(date)),
            Edtf::Interval(start, end) => (first(start), last(end)),
            Edtf::IntervalFrom(start, end) => (first(start), edge(end)),
            Edtf::IntervalTo(start, end) => (edge(start), last(end)),
            Edtf::DateTime(time) => (time.date().to_string(), time.date().to_string()),
            Edtf::YYear(_) => panic!("{ours}: years beyond 9999 are refused"),
        };
        assert_eq!(
            (bound(ours.earliest()), bound(ours.latest())),
            (earliest, latest),
            "{ours}"
        );
    }

    fn first(date: edtf::level_1::Date) -> String {
        let (precision, _) = date.precision_certainty();
        let (year, month, day) = match precision {
            // A negative one is named by the year nearest to 0.
            Theirs::Century(year) if date.to_string().starts_with('-') => (year - 99, 1, 1),
            Theirs::Decade(year) if date.to_string().starts_with('-') => (year - 9, 1, 1),
            Theirs::Century(year) | Theirs::Decade(year) | Theirs::Year(year) => (year, 1, 1),
            Theirs::Season(year, season) => (year, season as u32 % 20 * 3, 1),
            Theirs::Month(year, month) | Theirs::DayOfMonth(year, month) => (year, month, 1),
            Theirs::Day(year, month, day) => (year, month, day),
            Theirs::MonthOfYear(year) | Theirs::DayOfYear(year) => (year, 1, 1),
        };
        ymd(year, month, day)
    }

    fn last(date: edtf::level_1::Date) -> String {
        let days = |year: i32, month: u32| match month {
            2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let (precision, _) = date.precision_certainty();
        let (year, month) = match precision {
            Theirs::Century(year) if date.to_string().starts_with('-') => (year, 12),
            Theirs::Decade(year) if date.to_string().starts_with('-') => (year, 12),
            Theirs::Century(year) => (year + 99, 12),
            Theirs::Decade(year) => (year + 9, 12),
            // Winter ends in the year after, but for the last of the calendar.
            Theirs::Season(9999, edtf::level_1::Season::Winter) => (9999, 12),
            Theirs::Season(year, edtf::level_1::Season::Winter) => (year + 1, 2),
            Theirs::Season(year, season) => (year, season as u32 % 20 * 3 + 2),
            Theirs::Month(year, month) | Theirs::DayOfMonth(year, month) => (year, month),
            Theirs::Day(year, month, day) => return ymd(year, month, day),
            Theirs::Year(year) | Theirs::MonthOfYear(year) | Theirs::DayOfYear(year) => (year, 12),
        };
        ymd(year, month, days(year, month))
    }

    fn ymd(year: i32, month: u32, day: u32) -> String {
        let sign = if year < 0 { "-" } else { "" };
        format!("{sign}{:04}-{month:02}-{day:02}", year.unsigned_abs())
    }

    fn agree(ours: &Date, theirs: edtf::level_1::Date) {
        let (precision, certainty) = theirs.precision_certainty();
        let (expected, unspecified) = match precision {
            Theirs::Century(_) => (Precision::Century, true),
            Theirs::Decade(_) => (Precision::Decade, true),
            Theirs::Year(_) => (Precision::Year, false),
            Theirs::Season(_, _) => (Precision::Season, false),
            Theirs::Month(_, _) => (Precision::Month, false),
            Theirs::Day(_, _, _) => (Precision::Day, false),
            Theirs::MonthOfYear(_) | Theirs::DayOfYear(_) => (Precision::Year, true),
            Theirs::DayOfMonth(_, _) => (Precision::Month, true),
        };
        let doubt = match certainty {
            Certainty::Certain => Qualifier::Exact,
            Certainty::Uncertain => Qualifier::Uncertain,
            Certainty::Approximate => Qualifier::Approximate,
            Certainty::ApproximateUncertain => Qualifier::Both,
        };
        assert_eq!(ours.precision(), expected, "{ours}");
        assert_eq!(ours.is_unspecified(), unspecified, "{ours}");
        assert_eq!(ours.qualifier(), doubt, "{ours}");
    }
}
