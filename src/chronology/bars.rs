//! How many events lie where: bars over time.

use crate::chronology::extent::{End, Extent};

/// Bars over a span of time, each a part of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bars {
    /// The first slot and the last.
    pub span: (i64, i64),
    /// How many events lie in each part.
    pub heights: Vec<f64>,
}

/// Returns, for each of `cols` equal parts of a span of slots, how many events
/// lie in it. An uncertain event adds an equal share to each part it may lie
/// in, so that all shares add up to the number of events. Events wholly outside
/// the span count in its nearest part; what is open counts to the span's end.
pub fn bars(extents: impl IntoIterator<Item = Extent>, span: (i64, i64), cols: usize) -> Bars {
    let mut bars = Bars {
        span,
        heights: vec![0.0; cols],
    };
    if cols == 0 {
        return bars;
    }
    // What begins a stretch adds its share, what ends it takes it away again:
    // an event costs the same however long it is.
    let mut change = vec![0.0; cols + 1];
    for extent in extents {
        let first = if extent.begins == End::Given { extent.first } else { span.0 };
        let last = if extent.ends == End::Given { extent.last } else { span.1 };
        let from = bars.part(first);
        let to = bars.part(last).max(from);
        if from == to {
            bars.heights[from] += 1.0;
        } else {
            let share = 1.0 / f64::from(u32::try_from(to - from + 1).unwrap_or(u32::MAX));
            change[from] += share;
            change[to + 1] -= share;
        }
    }
    let mut sum = 0.0;
    for (height, change) in bars.heights.iter_mut().zip(change) {
        sum += change;
        // Adding and taking away leaves dust where there is nothing.
        if 1e-9 < sum {
            *height += sum;
        }
    }
    bars
}

impl Bars {
    /// Returns the part in which a slot lies; the nearest, if it lies outside.
    pub fn part(&self, slot: i64) -> usize {
        let slots = i128::from(self.span.1) - i128::from(self.span.0) + 1;
        let at = (i128::from(slot) - i128::from(self.span.0)).clamp(0, slots.max(1) - 1);
        let cols = self.heights.len();
        let part = at * i128::try_from(cols).unwrap_or(1) / slots.max(1);
        usize::try_from(part).unwrap_or(0).min(cols.saturating_sub(1))
    }

    /// Returns the slot in the middle of a part.
    pub fn slot(&self, part: usize) -> i64 {
        let slots = i128::from(self.span.1) - i128::from(self.span.0) + 1;
        let cols = i128::try_from(self.heights.len().max(1)).unwrap_or(1);
        let part = i128::try_from(part).unwrap_or(0);
        let slot = i128::from(self.span.0) + (2 * part + 1) * slots / (2 * cols);
        i64::try_from(slot).unwrap_or(self.span.1)
    }
}

/// Returns each bar's height in eighths of a row, on a logarithmic scale so
/// that a single event can be seen beside a hundred; zero is only for nothing.
pub fn eighths(bars: &[f64]) -> Vec<u8> {
    let highest = bars.iter().copied().fold(0.0, f64::max);
    let scale = |bar: f64| (1.0 + bar).ln() / (1.0 + highest).ln();
    bars.iter()
        .map(|&bar| {
            if bar <= 0.0 || highest <= 0.0 {
                return 0;
            }
            (1..=8u8)
                .find(|&n| scale(bar) * 8.0 <= f64::from(n) + 1e-9)
                .unwrap_or(8)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop, prop_assert, proptest};

    proptest! {
        #[test]
        fn shares_add_up_to_the_number_of_events(
            years in prop::collection::vec((1900i32..2000, 0i32..30, 0u8..4), 0..40),
            cols in 1usize..120,
        ) {
            let extents: Vec<Extent> = years
                .iter()
                .map(|(y, n, open)| match open {
                    0 => format!("{y}/.."),
                    1 => format!("[..{y}]"),
                    _ => format!("[{y}..{}]", y + n),
                })
                .map(|text| Extent::of(&text.parse().unwrap()))
                .collect();
            let edge = |text: &str| Extent::of(&text.parse().unwrap()).first;
            let found = bars(extents.iter().copied(), (edge("1910"), edge("1990")), cols);
            let sum: f64 = found.heights.iter().sum();
            let count = f64::from(u32::try_from(extents.len()).unwrap());
            prop_assert!((sum - count).abs() < 1e-6, "{} {}", sum, count);
            for part in 0..cols {
                prop_assert!(found.part(found.slot(part)) == part);
            }
        }
    }

    #[test]
    fn one_event_shows_beside_many() {
        assert_eq!(eighths(&[0.0, 1.0, 100.0]), [0, 2, 8]);
        assert_eq!(eighths(&[0.0, 0.0]), [0, 0]);
        assert_eq!(eighths(&[1.0]), [8]);
    }
}
