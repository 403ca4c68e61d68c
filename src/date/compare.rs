//! Which of two dates comes first, for listing them and for claiming it.

use crate::date::{
    day::Day,
    form::{Clock, Date, Zone},
    types::Relation,
};

/// A key that puts dates in the order of a list.
///
/// The earliest day decides, then the latest, then the time of day in UTC (a
/// date without a time first; a time without a zone is taken for UTC). An open
/// or unknown start comes first, an open or unknown end last. The order is
/// total and makes no claim: that is [`Date::compare`]'s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortKey {
    earliest: i32,
    latest: i32,
    second: Option<i32>,
}

impl Date {
    /// The key to sort by.
    ///
    /// If `a.compare(&b)` is [`Relation::Before`], then `a`'s key is the lesser.
    ///
    /// ```
    /// use attache::date::Date;
    ///
    /// let mut dates: Vec<Date> = vec!["2011-09-12".parse()?, "2011".parse()?, "[..2011]".parse()?];
    /// dates.sort_by_key(Date::sort_key);
    /// let texts: Vec<String> = dates.iter().map(Date::to_string).collect();
    /// assert_eq!(texts, ["[..2011]", "2011", "2011-09-12"]);
    /// # Ok::<(), attache::date::BadDate>(())
    /// ```
    pub fn sort_key(&self) -> SortKey {
        SortKey {
            earliest: self.first_day().map_or(i32::MIN, Day::number),
            latest: self.last_day().map_or(i32::MAX, Day::number),
            second: self.clock().map(|(_, clock)| seconds(clock).0),
        }
    }
    /// What can be said of the order of two dates.
    ///
    /// It is [`Relation::Before`] if this date's latest day comes before the
    /// other's earliest, [`Relation::After`] the other way round, and else
    /// [`Relation::PossiblyBefore`]: their order is not known. An open or
    /// unknown bound is as far away as can be. Two times on one day, each with
    /// its offset from UTC, are told apart by the second; where the days as
    /// written and the times in UTC disagree, nothing is claimed.
    ///
    /// ```
    /// use attache::date::{Date, Relation};
    ///
    /// let may: Date = "2011-05".parse()?;
    /// let day: Date = "2011-05-17".parse()?;
    /// let june: Date = "2011-06~".parse()?;
    /// assert_eq!(may.compare(&june), Relation::Before);
    /// assert_eq!(june.compare(&may), Relation::After);
    /// assert_eq!(may.compare(&day), Relation::PossiblyBefore);
    /// # Ok::<(), attache::date::BadDate>(())
    /// ```
    pub fn compare(&self, other: &Date) -> Relation {
        let precedes = |a: &Date, b: &Date| match (a.last_day(), b.first_day()) {
            (Some(last), Some(first)) => last < first,
            (None, _) | (_, None) => false,
        };
        let (days_before, days_after) = (precedes(self, other), precedes(other, self));
        let (before, after) = match (self.moment(), other.moment()) {
            (Some(this), Some(that)) => (
                this.1 < that.0 && !days_after,
                that.1 < this.0 && !days_before,
            ),
            (None, _) | (_, None) => (days_before, days_after),
        };
        if before {
            Relation::Before
        } else if after {
            Relation::After
        } else {
            Relation::PossiblyBefore
        }
    }
    /// Whether the bounds of two dates overlap, so that their order is not known.
    pub fn overlaps(&self, other: &Date) -> bool {
        match self.compare(other) {
            Relation::Before | Relation::After => false,
            Relation::PossiblyBefore => true,
        }
    }

    /// The first and last second meant, from 1970-01-01T00:00Z, if there is a time with a zone.
    fn moment(&self) -> Option<(i64, i64)> {
        let (day, clock) = self.clock()?;
        let midnight = i64::from(day.number()) * 24 * 60 * 60;
        let (first, last) = seconds(clock);
        match clock.zone {
            Zone::Local => None,
            Zone::Utc | Zone::Offset(_) => {
                Some((midnight + i64::from(first), midnight + i64::from(last)))
            }
        }
    }
}

/// The first and last second meant, from the midnight in UTC that begins the day as written.
fn seconds(clock: Clock) -> (i32, i32) {
    let ahead = match clock.zone {
        Zone::Local | Zone::Utc => 0,
        Zone::Offset(minutes) => i32::from(minutes),
    };
    let minute = i32::from(clock.hour) * 60 + i32::from(clock.minute) - ahead;
    match clock.second {
        Some(second) => (
            minute * 60 + i32::from(second),
            minute * 60 + i32::from(second),
        ),
        None => (minute * 60, minute * 60 + 59),
    }
}

#[cfg(test)]
mod tests {
    use crate::date::{form::Date, types::Relation};

    fn check(first: &str, second: &str, relation: Relation) {
        let date = |text: &str| text.parse::<Date>().expect(text);
        let (a, b) = (date(first), date(second));
        assert_eq!(a.compare(&b), relation, "{first} to {second}");
        let back = match relation {
            Relation::Before => Relation::After,
            Relation::After => Relation::Before,
            Relation::PossiblyBefore => Relation::PossiblyBefore,
        };
        assert_eq!(b.compare(&a), back, "{second} to {first}");
        assert_eq!(a.overlaps(&b), relation == Relation::PossiblyBefore);
        if relation == Relation::Before {
            assert!(a.sort_key() < b.sort_key(), "{first} sorts before {second}");
        }
    }

    #[test]
    fn what_is_over_is_before() {
        check("2011-09-12", "2011-09-13", Relation::Before);
        check("2011-05", "2011-06", Relation::Before);
        check("201X", "2020", Relation::Before);
        check("2010-12/2011-10", "2011-11-01", Relation::Before);
        check("[..2011-09]", "2011-10", Relation::Before);
        check("../2011-09", "2011-10", Relation::Before);
        check("2011-09", "[2011-10-01..]", Relation::Before);
        check("-0043-03-15", "0000", Relation::Before);
        check("2011-10", "2011-05~", Relation::After);
    }

    #[test]
    fn a_month_is_not_before_its_own_days() {
        check("2011-09", "2011-09-30", Relation::PossiblyBefore);
        check("2011", "2011-09-12", Relation::PossiblyBefore);
        check("2011-XX", "2011-09-12", Relation::PossiblyBefore);
        check("2011-09-12", "2011-09-12", Relation::PossiblyBefore);
        check("2011-09-12~", "2011-09-12", Relation::PossiblyBefore);
    }

    #[test]
    fn what_has_no_end_is_before_nothing() {
        check("2010/..", "2020", Relation::PossiblyBefore);
        check("2010/", "2020", Relation::PossiblyBefore);
        check("../2020", "2010", Relation::PossiblyBefore);
        check("/2020", "2010", Relation::PossiblyBefore);
        check("[2010..]", "[..2020]", Relation::PossiblyBefore);
        check("[1667,1690..]", "1700", Relation::PossiblyBefore);
        check("[1667,1690]", "1670", Relation::PossiblyBefore);
    }

    #[test]
    fn times_of_one_day_are_told_apart_where_their_zones_are_known() {
        check("2011-09-12T09:00Z", "2011-09-12T14:05Z", Relation::Before);
        check(
            "2011-09-12T14:05Z",
            "2011-09-12T15:30+02:00",
            Relation::After,
        );
        check(
            "2011-09-12T14:05Z",
            "2011-09-12T14:05:30Z",
            Relation::PossiblyBefore,
        );
        check(
            "2011-09-12T14:05:29Z",
            "2011-09-12T14:05:30Z",
            Relation::Before,
        );
        check(
            "2011-09-12T14:05",
            "2011-09-12T15:05",
            Relation::PossiblyBefore,
        );
        check("2011-09-12T14:05Z", "2011-09-12", Relation::PossiblyBefore);
        check(
            "2011-09-12T23:30-05:00",
            "2011-09-13T09:00Z",
            Relation::Before,
        );
        check(
            "2011-09-12T23:30-05:00",
            "2011-09-13T01:00Z",
            Relation::PossiblyBefore,
        );
    }

    #[test]
    fn a_list_is_by_earliest_then_latest_then_time() {
        let sorted = [
            "../2010",
            "[..2011-09]",
            "2011-09",
            "2011-09-12",
            "2011-09-12T16:00+05:00",
            "2011-09-12T14:05",
            "2011-09-12T14:05:01Z",
            "2011-09-12/2012",
            "2011-09-12/..",
            "2011-09-13",
        ];
        let mut dates: Vec<Date> = sorted.iter().map(|t| t.parse().expect(t)).collect();
        dates.reverse();
        dates.sort_by_key(Date::sort_key);
        let texts: Vec<String> = dates.iter().map(Date::to_string).collect();
        assert_eq!(texts, sorted);
    }
}
