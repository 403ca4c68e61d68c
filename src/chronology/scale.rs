//! Days and columns.

use std::ops::Range;

use crate::{
    chronology::slot::{SLOTS, day_of, slot_of},
    date::Day,
};

/// The ladder of zoom: slots (sixteenths of a day, so that all
/// steps are whole) in a column, and its name.
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
    (584_400, "100 years"),
    (1_168_800, "200 years"),
    (2_922_000, "500 years"),
    (5_844_000, "1000 years"),
    (11_688_000, "2000 years"),
    (58_440_000, "10000 years"),
];

/// The part of time that is in view: a whole number of cells of one step, which
/// begin where they do at every place. So zooming in and out again, or panning
/// there and back, is exactly as before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewport {
    /// The place of the step in [`STEPS`].
    step: usize,
    /// The cell in the first column, counted from that of slot 0.
    first: i64,
    /// Columns in view.
    cols: i32,
}

impl Default for Viewport {
    fn default() -> Self {
        Viewport {
            step: 3,
            first: 0,
            cols: 1,
        }
    }
}

/// The farthest cell that a view may begin with: past any date at any zoom.
const FARTHEST: i64 = 1 << 40;

impl Viewport {
    /// Returns the nearest view that shows all days of a span, with a little
    /// room at both ends.
    pub fn fit(first: Day, last: Day, cols: u16) -> Viewport {
        Viewport::fit_slots(slot_of(first), slot_of(last) + SLOTS - 1, cols)
    }

    /// Returns the nearest view that shows a span from one slot to another,
    /// with a little room at both ends.
    pub fn fit_slots(first: i64, last: i64, cols: u16) -> Viewport {
        let cols = i32::from(cols.max(1));
        let room = i64::from((cols * 9 / 10).max(1));
        let cells = |step: i64| last.max(first).div_euclid(step) - first.div_euclid(step) + 1;
        let step = STEPS
            .iter()
            .position(|(step, _)| cells(*step) <= room)
            .unwrap_or(STEPS.len() - 1);
        let used = cells(STEPS[step].0).min(i64::from(cols));
        Viewport {
            step,
            first: first.div_euclid(STEPS[step].0) - (i64::from(cols) - used) / 2,
            cols,
        }
    }

    /// Returns the view for another number of columns; the middle stays.
    #[must_use]
    pub fn resized(self, cols: u16) -> Viewport {
        let cols = i32::from(cols.max(1));
        let before = i64::from((cols - self.cols).div_euclid(2));
        Viewport {
            cols,
            first: self.first - before,
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

    /// Returns the slots that one column spans.
    pub fn step_slots(self) -> i64 {
        STEPS[self.step].0
    }

    /// Returns the slots in view.
    pub fn slots(self) -> Range<i64> {
        self.slot(0)..self.slot(self.cols)
    }

    /// Returns the column in which a slot lies; before or past the view, too.
    pub fn column(self, slot: i64) -> i32 {
        let column = slot.div_euclid(self.step_slots()) - self.first;
        i32::try_from(column).unwrap_or(if column < 0 {
            i32::MIN / 2
        } else {
            i32::MAX / 2
        })
    }

    /// Returns the column in which a day begins; before or past the view, too.
    pub fn column_of(self, day: Day) -> i32 {
        self.column(slot_of(day))
    }

    /// Returns the first slot of a column.
    pub fn slot(self, column: i32) -> i64 {
        (self.first + i64::from(column)) * self.step_slots()
    }

    /// Returns the day at the beginning of a column.
    pub fn day(self, column: i32) -> Day {
        day_of(self.slot(column))
    }

    /// Whether a column is in view.
    pub fn shows(self, column: i32) -> bool {
        (0..self.cols).contains(&column)
    }

    /// Returns the view one step nearer or farther; the column of a slot stays.
    #[must_use]
    pub fn zoomed(self, nearer: bool, around: i64) -> Viewport {
        let step = if nearer {
            self.step.saturating_sub(1)
        } else {
            (self.step + 1).min(STEPS.len() - 1)
        };
        Viewport { step, ..self }.with(around, self.column(around))
    }

    /// Returns the view moved later by columns (or earlier).
    #[must_use]
    pub fn panned(self, columns: i32) -> Viewport {
        let first = self.first + i64::from(columns);
        Viewport {
            first: first.clamp(-FARTHEST, FARTHEST),
            ..self
        }
    }

    /// Returns the view moved just enough that a slot is in it, a twentieth of
    /// the view away from its edges.
    #[must_use]
    pub fn showing(self, slot: i64) -> Viewport {
        let margin = self.cols / 20;
        let at = self.column(slot);
        let to = at.clamp(margin, (self.cols - 1 - margin).max(margin));
        if at == to { self } else { self.with(slot, to) }
    }

    /// Returns the view with a slot in its middle.
    #[must_use]
    pub fn centered(self, slot: i64) -> Viewport {
        self.with(slot, self.cols / 2)
    }

    /// Returns the view with a slot in a column.
    fn with(self, slot: i64, column: i32) -> Viewport {
        Viewport {
            first: slot.div_euclid(self.step_slots()) - i64::from(column),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn in_and_out_again_is_as_before(
            first in -4_300_000i32..2_900_000, span in 0i32..2_000_000, cols in 1u16..200,
            around in -70_000_000i64..48_000_000,
        ) {
            let (first, last) = (Day::from_number(first), Day::from_number(first + span));
            let view = Viewport::fit(first, last, cols);
            let view = view.showing(around);
            let nearer = view.zoomed(true, around);
            prop_assert_eq!(nearer.column(around), view.column(around));
            if 0 < view.step {
                prop_assert_eq!(nearer.zoomed(false, around), view);
            }
            let farther = view.zoomed(false, around);
            if view.step + 1 < STEPS.len() {
                prop_assert_eq!(farther.zoomed(true, around), view);
            }
            prop_assert_eq!(view.panned(7).panned(-7), view);
        }

        #[test]
        fn what_is_shown_is_in_view(slot in -70_000_000i64..48_000_000, cols in 1u16..200, step in 0..STEPS.len()) {
            let view = Viewport { step, cols: i32::from(cols), ..Viewport::default() }.showing(slot);
            prop_assert!(view.shows(view.column(slot)));
            prop_assert_eq!(view.showing(slot), view);
            let view = view.centered(slot);
            prop_assert!(view.shows(view.column(slot)));
        }

        #[test]
        fn a_column_is_from_its_first_slot_to_the_next_ones(column in -100i32..100, step in 0..STEPS.len(), first in -1_000_000i64..1_000_000) {
            let view = Viewport { step, cols: 80, first };
            prop_assert_eq!(view.column(view.slot(column)), column);
            prop_assert_eq!(view.column(view.slot(column + 1) - 1), column);
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
                assert!(view.shows(view.column_of(first)));
                assert!(view.shows(view.column(slot_of(last) + SLOTS - 1)));
            }
        }
    }
}
