//! Days and columns.

use crate::date::Day;

/// Sixteenths of a day in a day: all steps of the ladder are whole in these.
const UNIT: i64 = 16;

/// The ladder of zoom: sixteenths of a day in a column, and its name.
pub const STEPS: &[(i64, &str)] = &[
    (2, "3 hours"),
    (4, "6 hours"),
    (8, "12 hours"),
    (16, "1 day"),
    (32, "2 days"),
    (48, "3 days"),
    (64, "4 days"),
    (80, "5 days"),
    (112, "1 week"),
    (160, "10 days"),
    (224, "2 weeks"),
    (336, "3 weeks"),
    (487, "1 month"),
    (731, "6 weeks"),
    (974, "2 months"),
    (1461, "1 quarter"),
    (1948, "4 months"),
    (2922, "6 months"),
    (3896, "8 months"),
    (5844, "1 year"),
    (8766, "18 months"),
    (11_688, "2 years"),
    (17_532, "3 years"),
    (29_220, "5 years"),
    (58_440, "10 years"),
    (116_880, "20 years"),
    (292_200, "50 years"),
];

/// The part of time that is in view. Zooming changes only the step, so in and
/// out again is exactly as before; panning changes only the column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewport {
    /// The place of the step in [`STEPS`].
    step: usize,
    /// A day, and the column where it begins.
    anchor: Day,
    column: i32,
    /// Columns in view.
    cols: i32,
}

impl Default for Viewport {
    fn default() -> Self {
        Viewport {
            step: 3,
            anchor: Day::from_number(0),
            column: 0,
            cols: 1,
        }
    }
}

impl Viewport {
    /// Returns the nearest view that shows all days of a span, with a little
    /// room at both ends.
    pub fn fit(first: Day, last: Day, cols: u16) -> Viewport {
        let cols = i32::from(cols.max(1));
        let units = i64::from(last.number() - first.number() + 1) * UNIT;
        let room = i64::from((cols * 9 / 10).max(1));
        let step = STEPS
            .iter()
            .position(|(step, _)| units <= step * room)
            .unwrap_or(STEPS.len() - 1);
        let used = i32::try_from(units / STEPS[step].0).unwrap_or(cols);
        Viewport {
            step,
            anchor: first,
            column: (cols - used) / 2,
            cols,
        }
    }

    /// Returns the view for another number of columns; the middle stays.
    #[must_use]
    pub fn resized(self, cols: u16) -> Viewport {
        let cols = i32::from(cols.max(1));
        Viewport {
            cols,
            column: self.column + (cols - self.cols) / 2,
            ..self
        }
    }

    /// Returns the columns in view.
    pub fn cols(self) -> i32 {
        self.cols
    }

    /// Returns what one column spans, in words.
    pub fn step_words(self) -> &'static str {
        STEPS[self.step].1
    }

    /// Returns the column in which a day begins; before or past the view, too.
    pub fn column(self, day: Day) -> i32 {
        let units = (i64::from(day.number()) - i64::from(self.anchor.number())) * UNIT;
        let column = i64::from(self.column) + units.div_euclid(STEPS[self.step].0);
        i32::try_from(column).unwrap_or(if column < 0 {
            i32::MIN / 2
        } else {
            i32::MAX / 2
        })
    }

    /// Returns the column in which a day ends.
    pub fn last_column(self, day: Day) -> i32 {
        let units = (i64::from(day.number()) + 1 - i64::from(self.anchor.number())) * UNIT - 1;
        let column = i64::from(self.column) + units.div_euclid(STEPS[self.step].0);
        i32::try_from(column).unwrap_or(if column < 0 {
            i32::MIN / 2
        } else {
            i32::MAX / 2
        })
    }

    /// Returns the day at the beginning of a column.
    pub fn day(self, column: i32) -> Day {
        let units = (i64::from(column) - i64::from(self.column)) * STEPS[self.step].0;
        let day = i64::from(self.anchor.number()) + units.div_euclid(UNIT);
        Day::from_number(i32::try_from(day).unwrap_or(if day < 0 { i32::MIN } else { i32::MAX }))
    }

    /// Returns the view one step nearer or farther; the column of a day stays.
    #[must_use]
    pub fn zoomed(self, nearer: bool, around: Day) -> Viewport {
        let step = if nearer {
            self.step.saturating_sub(1)
        } else {
            (self.step + 1).min(STEPS.len() - 1)
        };
        Viewport {
            step,
            ..self.anchored(around)
        }
    }

    /// Returns the same view, held by another day.
    #[must_use]
    fn anchored(self, day: Day) -> Viewport {
        if self.anchor == day {
            self
        } else {
            Viewport {
                anchor: day,
                column: self.column(day),
                ..self
            }
        }
    }

    /// Returns the view moved later by columns (or earlier).
    #[must_use]
    pub fn panned(self, columns: i32) -> Viewport {
        Viewport {
            column: self
                .column
                .saturating_sub(columns)
                .clamp(-1_000_000_000, 1_000_000_000),
            ..self
        }
    }

    /// Returns the view moved just enough that a day lies in the middle four
    /// fifths of it.
    #[must_use]
    pub fn showing(self, day: Day) -> Viewport {
        let margin = self.cols / 10;
        let at = self.column(day);
        if at < margin {
            self.anchored(day).with_column(margin)
        } else if at >= self.cols - margin {
            self.anchored(day)
                .with_column((self.cols - 1 - margin).max(0))
        } else {
            self
        }
    }

    /// Returns the view with a day in its middle.
    #[must_use]
    pub fn centered(self, day: Day) -> Viewport {
        self.anchored(day).with_column(self.cols / 2)
    }

    fn with_column(self, column: i32) -> Viewport {
        Viewport { column, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::proptest;

    proptest! {
        #[test]
        fn in_and_out_again_is_as_before(first in -700_000i32..700_000, span in 0i32..500_000, cols in 1u16..200, around in -700_000i32..700_000) {
            let (first, last) = (Day::from_number(first), Day::from_number(first + span));
            let around = Day::from_number(around);
            let view = Viewport::fit(first, last, cols).zoomed(true, around);
            let back = view.zoomed(true, around).zoomed(false, around);
            if view.step > 0 {
                assert_eq!(back, view);
            }
            assert_eq!(view.zoomed(true, around).column(around), view.column(around));
        }

        #[test]
        fn what_is_shown_is_in_view(day in -2_900_000i32..2_900_000, cols in 1u16..200, step in 0usize..STEPS.len()) {
            let day = Day::from_number(day);
            let view = Viewport { step, cols: i32::from(cols), ..Viewport::default() }.showing(day);
            assert!((0..view.cols()).contains(&view.column(day)));
            let view = view.centered(day);
            assert!((0..view.cols()).contains(&view.column(day)));
        }

        #[test]
        fn a_columns_first_day_begins_there_or_just_before(column in -100i32..100, step in 0usize..STEPS.len()) {
            let view = Viewport { step, cols: 80, ..Viewport::default() };
            let day = view.day(column);
            assert!(view.column(day) <= column && column <= view.last_column(day));
        }
    }

    #[test]
    fn all_of_a_span_fits() {
        let day = |y, m, d| Day::from_ymd(y, m, d).unwrap();
        for (first, last) in [
            (day(1946, 1, 1), day(2021, 12, 31)),
            (day(2011, 9, 12), day(2011, 9, 12)),
        ] {
            for cols in [10, 80, 200] {
                let view = Viewport::fit(first, last, cols);
                assert!(view.column(first) >= 0 && view.last_column(last) < i32::from(cols));
            }
        }
    }
}
