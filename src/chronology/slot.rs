//! Slots: time counted in sixteenths of a day, the finest the axis can show.

use crate::date::Day;

/// Slots in a day.
pub const SLOTS: i64 = 16;

/// Returns the first slot of a day.
pub fn slot_of(day: Day) -> i64 {
    i64::from(day.number()) * SLOTS
}

/// Returns the day in which a slot lies; the first or last there is, past them.
pub fn day_of(slot: i64) -> Day {
    let number = slot.div_euclid(SLOTS);
    Day::from_number(i32::try_from(number).unwrap_or(if number < 0 {
        i32::MIN
    } else {
        i32::MAX
    }))
}
