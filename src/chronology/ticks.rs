//! Ticks on the axis: only at boundaries of the calendar or, while days are
//! counted from an event, at round numbers of them.

use std::iter::successors;

use crate::{
    chronology::{
        scale::Viewport,
        slot::{SLOTS, slot_of},
    },
    date::Day,
};

/// A tick and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// Its column, inside the view.
    pub column: i32,
    /// Its label, beginning in that column; empty where it would be cut.
    pub label: String,
}

/// What lies between two ticks, from fine to coarse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Years(i16),
}

const UNITS: &[Unit] = &[
    Unit::Day,
    Unit::Week,
    Unit::Month,
    Unit::Quarter,
    Unit::Years(1),
    Unit::Years(2),
    Unit::Years(5),
    Unit::Years(10),
    Unit::Years(20),
    Unit::Years(50),
    Unit::Years(100),
    Unit::Years(500),
    Unit::Years(1000),
    Unit::Years(5000),
];

/// The most ticks that are tried: more could not be labelled.
const MOST: usize = 512;

/// Returns the ticks of a view in the finest unit whose labels stand at least
/// two blanks apart.
pub fn ticks(view: Viewport) -> Vec<Tick> {
    UNITS
        .iter()
        .find_map(|&unit| fitting(view, unit))
        .unwrap_or_default()
}

fn fitting(view: Viewport, unit: Unit) -> Option<Vec<Tick>> {
    let first = unit.floor(view.day(0));
    let days = successors(Some(first), |&day| {
        Some(unit.next(day)).filter(|next| day < *next)
    });
    placed(view, days.map(|day| (slot_of(day), unit.label(day))))
}

/// What lies between two ticks counted from a day, from fine to coarse: slots,
/// how many units that is, and the unit.
const APART: &[(i64, i64, &str)] = &[
    (SLOTS, 1, "d"),
    (2 * SLOTS, 2, "d"),
    (5 * SLOTS, 5, "d"),
    (10 * SLOTS, 10, "d"),
    (20 * SLOTS, 20, "d"),
    (50 * SLOTS, 50, "d"),
    (100 * SLOTS, 100, "d"),
    (200 * SLOTS, 200, "d"),
    (YEAR, 1, "y"),
    (2 * YEAR, 2, "y"),
    (5 * YEAR, 5, "y"),
    (10 * YEAR, 10, "y"),
    (20 * YEAR, 20, "y"),
    (50 * YEAR, 50, "y"),
    (100 * YEAR, 100, "y"),
    (200 * YEAR, 200, "y"),
    (500 * YEAR, 500, "y"),
    (1000 * YEAR, 1000, "y"),
    (5000 * YEAR, 5000, "y"),
];

/// Slots in a year of 365¼ days.
const YEAR: i64 = 5844;

/// Returns the ticks of a view counted from day zero, `+50 d` or `−2 y`, as far
/// apart as [`ticks`] are.
pub fn ticks_from(view: Viewport, zero: Day) -> Vec<Tick> {
    let zero = slot_of(zero);
    let counted = |&(slots, count, unit): &(i64, i64, &str)| {
        let first = (view.slots().start - zero).div_euclid(slots);
        placed(
            view,
            (first..).map(|n| (zero + n * slots, away(n * count, unit))),
        )
    };
    APART.iter().find_map(counted).unwrap_or_default()
}

fn away(n: i64, unit: &str) -> String {
    match n {
        0 => "day 0".to_owned(),
        1.. => format!("+{n} {unit}"),
        _ => format!("−{} {unit}", -n),
    }
}

/// Places boundaries, which are in order, in a view; `None` if their labels
/// would touch.
fn placed(view: Viewport, marks: impl Iterator<Item = (i64, String)>) -> Option<Vec<Tick>> {
    let width = |label: &str| i32::try_from(label.chars().count()).unwrap_or(i32::MAX);
    let mut found: Vec<Tick> = Vec::new();
    let mut end = i32::MIN;
    for (tried, (slot, label)) in marks.enumerate() {
        let column = view.column(slot);
        if column >= view.cols() {
            break;
        }
        if MOST <= tried {
            return None;
        }
        if column < 0 {
            continue;
        }
        if column < end {
            return None;
        }
        end = column + width(&label) + 2;
        // What would be cut at the edge says nothing, or another year.
        let label = if end - 2 <= view.cols() {
            label
        } else {
            String::new()
        };
        found.push(Tick { column, label });
    }
    Some(found)
}

impl Unit {
    /// Returns the boundary at or before a day.
    fn floor(self, day: Day) -> Day {
        let (year, month, _) = day.ymd();
        let at = |year: i16, month| Day::from_ymd(year, month, 1).unwrap_or(Day::FIRST);
        match self {
            Unit::Day => day,
            // 1970-01-01 was a Thursday.
            Unit::Week => day.plus_days(-(day.number() + 3).rem_euclid(7)),
            Unit::Month => at(year, month),
            Unit::Quarter => at(year, (month - 1) / 3 * 3 + 1),
            Unit::Years(n) => at((year.div_euclid(n) * n).max(-9999), 1),
        }
    }

    fn next(self, day: Day) -> Day {
        match self {
            Unit::Day => day.plus_days(1),
            Unit::Week => day.plus_days(7),
            Unit::Month => day.plus_months(1),
            Unit::Quarter => day.plus_months(3),
            Unit::Years(n) => day.plus_years(i32::from(n)),
        }
    }

    /// Returns what a boundary is called; the first of a year is called by the year.
    fn label(self, day: Day) -> String {
        let (year, month, date) = day.ymd();
        let name: String = day.month_name().chars().take(3).collect();
        match self {
            Unit::Years(_) => year.to_string(),
            Unit::Quarter | Unit::Month if month == 1 => year.to_string(),
            Unit::Quarter | Unit::Month => name,
            Unit::Week => format!("{date} {name}"),
            Unit::Day if date == 1 => format!("1 {name}"),
            Unit::Day => date.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(first: &str, last: &str, cols: u16) -> Vec<String> {
        let day = |text: &str| {
            text.parse::<crate::date::Date>()
                .unwrap()
                .first_day()
                .unwrap()
        };
        ticks(Viewport::fit(day(first), day(last), cols))
            .into_iter()
            .map(|tick| tick.label)
            .collect()
    }

    #[test]
    fn labels_are_as_fine_as_fits() {
        assert!(labels("2011-03-01", "2011-12-01", 100).contains(&"Mar".to_owned()));
        assert!(labels("1946", "2021", 100).contains(&"1950".to_owned()));
        assert!(labels("2011-09-01", "2011-09-30", 120).contains(&"12 Sep".to_owned()));
        assert!(labels("2010-06", "2012-06", 100).contains(&"2011".to_owned()));
    }

    #[test]
    fn days_are_counted_from_day_zero() {
        let day = |m, d| Day::from_ymd(2011, m, d).unwrap();
        let labels = |first, last| -> Vec<String> {
            let ticks = ticks_from(Viewport::fit(first, last, 60), day(9, 12));
            ticks.into_iter().map(|tick| tick.label).collect()
        };
        assert!(labels(day(9, 7), day(9, 17)).contains(&"−4 d".to_owned()));
        assert!(labels(day(9, 7), day(9, 17)).contains(&"day 0".to_owned()));
        assert!(labels(day(1, 1), day(12, 31)).contains(&"+100 d".to_owned()));
        let years = Viewport::fit(day(1, 1), day(1, 1).plus_years(40), 60);
        let found = ticks_from(years, day(9, 12));
        assert!(found.iter().any(|tick| tick.label == "+10 y"), "{found:?}");
        for tick in found {
            assert!(years.shows(tick.column));
        }
    }

    #[test]
    fn labels_never_touch_and_always_end() {
        for step in 0..40 {
            for cols in [1u16, 7, 40, 133] {
                let first = Day::from_number(-3_000_000 + step * 160_000);
                let last = first.plus_days(1 << (step % 20));
                let view = Viewport::fit(first, last, cols);
                for found in [ticks(view), ticks_from(view, first)] {
                    for pair in found.windows(2) {
                        let width = pair[0].label.chars().count();
                        let end = pair[0].column + i32::try_from(width).unwrap();
                        assert!(pair[1].column >= end + 2, "{pair:?}");
                    }
                }
            }
        }
    }
}
