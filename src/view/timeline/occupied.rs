//! When a lane is occupied, in so few words that all lanes can be asked with
//! every move.

use std::ops::Range;

use crate::chronology::{End, Extent};

/// Parts of all time that are told apart.
const PARTS: i64 = 256;

/// When a lane is occupied.
#[derive(Debug, Clone, Default)]
pub(super) struct Occupied {
    /// For each part of all time, whether an event may lie in it.
    parts: [u64; 4],
    /// From which slot on an event without an end may lie anywhere; up to which
    /// one without a beginning.
    from: Option<i64>,
    to: Option<i64>,
}

impl Occupied {
    /// Notes events of a lane, where all time is a span from one slot to another.
    pub(super) fn new(extents: impl Iterator<Item = Extent>, span: (i64, i64)) -> Occupied {
        let mut occupied = Occupied::default();
        for extent in extents {
            let opens = extent.begins != End::Given;
            let stays = extent.ends != End::Given;
            if stays {
                let from = occupied.from.unwrap_or(extent.first);
                occupied.from = Some(from.min(extent.first));
            }
            if opens {
                let to = occupied.to.unwrap_or(extent.last);
                occupied.to = Some(to.max(extent.last));
            }
            if !opens && !stays {
                for at in part(extent.first, span)..=part(extent.last, span) {
                    occupied.parts[at / 64] |= 1 << (at % 64);
                }
            }
        }
        occupied
    }

    /// Whether any event may lie in some slots; `None` if a closer look is needed.
    pub(super) fn is_in(&self, slots: &Range<i64>, span: (i64, i64)) -> Option<bool> {
        if self.from.is_some_and(|from| from < slots.end)
            || self.to.is_some_and(|to| slots.start <= to)
        {
            return Some(true);
        }
        if slots.end <= span.0 || span.1 < slots.start {
            return Some(false);
        }
        let (first, last) = (part(slots.start, span), part(slots.end - 1, span));
        let any = |parts: Range<usize>| {
            parts
                .into_iter()
                .any(|at| self.parts[at / 64] >> (at % 64) & 1 == 1)
        };
        if any(first + 1..last) {
            return Some(true);
        }
        // The parts at both edges lie in view only in part.
        if any(first..first + 1) || any(last..last + 1) {
            None
        } else {
            Some(false)
        }
    }
}

/// Returns the part of all time in which a slot lies; the nearest, outside of it.
fn part(slot: i64, (first, last): (i64, i64)) -> usize {
    let slots = (last - first).max(0) + 1;
    let at = (slot.clamp(first, last.max(first)) - first) * PARTS / slots;
    usize::try_from(at).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop, prop_assert, prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn what_is_known_is_so(
            years in prop::collection::vec((1900i32..2000, 0i32..9, 0u8..8), 0..12),
            from in -30_000i64 * 16..20_000 * 16, len in 1i64..20_000 * 16,
        ) {
            let texts = years.iter().map(|(year, more, sort)| match sort {
                0 => format!("{year}/.."),
                1 => format!("[..{year}]"),
                _ => format!("[{year}..{}]", year + more),
            });
            let extents: Vec<Extent> = texts.map(|text| Extent::of(&text.parse().unwrap())).collect();
            let edge = |text: &str| Extent::of(&text.parse().unwrap());
            let span = (edge("1900").first, edge("2010").last);
            let slots = from..from + len;
            let lies = |e: &Extent| e.first < slots.end && slots.start <= e.last;
            let known = Occupied::new(extents.iter().copied(), span).is_in(&slots, span);
            if let Some(known) = known {
                prop_assert_eq!(known, extents.iter().any(lies));
            } else {
                prop_assert!(!extents.is_empty());
            }
        }
    }
}
