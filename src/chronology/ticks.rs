//! Ticks on the axis: only at boundaries of the calendar.

use crate::{chronology::scale::Viewport, date::Day};

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
    let last = view.day(view.cols());
    let mut day = unit.floor(view.day(0));
    let mut found: Vec<Tick> = Vec::new();
    for _ in 0..MOST {
        let column = view.column_of(day);
        if column >= view.cols() || day > last {
            return Some(found);
        }
        if column >= 0 {
            let label = unit.label(day);
            if let Some(before) = found.last() {
                let end = before.column + i32::try_from(before.label.chars().count()).unwrap_or(0);
                if column < end + 2 {
                    return None;
                }
            }
            // What would be cut at the edge says nothing, or another year.
            let fits = column + i32::try_from(label.chars().count()).unwrap_or(0) <= view.cols();
            let label = if fits { label } else { String::new() };
            found.push(Tick { column, label });
        }
        let next = unit.next(day);
        if next <= day {
            return Some(found);
        }
        day = next;
    }
    None
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
    fn labels_never_touch_and_always_end() {
        for step in 0..40 {
            for cols in [1u16, 7, 40, 133] {
                let first = Day::from_number(-3_000_000 + step * 160_000);
                let last = first.plus_days(1 << (step % 20));
                let found = ticks(Viewport::fit(first, last, cols));
                for pair in found.windows(2) {
                    let end = pair[0].column + i32::try_from(pair[0].label.len()).unwrap();
                    assert!(pair[1].column >= end + 2, "{pair:?}");
                }
            }
        }
    }
}
