//! How many events lie where: bars over time.

use crate::date::{Date, Day};

/// Returns, for each of `cols` equal parts of a span of days, how many events
/// lie in it. An uncertain event adds an equal share to each part it may lie
/// in, so that all shares add up to the number of events. Events wholly outside
/// the span count in its nearest part.
pub fn bars<'a>(
    dates: impl IntoIterator<Item = &'a Date>,
    first: Day,
    last: Day,
    cols: usize,
) -> Vec<f64> {
    let mut bars = vec![0.0; cols];
    if cols == 0 {
        return bars;
    }
    let days = i64::from(last.number() - first.number()).max(0) + 1;
    let part = |day: Day| {
        let at = i64::from(day.number() - first.number()).clamp(0, days - 1);
        usize::try_from(at * i64::try_from(cols).unwrap_or(1) / days)
            .unwrap_or(0)
            .min(cols - 1)
    };
    for date in dates {
        let from = part(date.first_day().unwrap_or(first));
        let to = part(date.last_day().unwrap_or(last)).max(from);
        let share = 1.0 / f64::from(u32::try_from(to - from + 1).unwrap_or(u32::MAX));
        for bar in bars.iter_mut().take(to + 1).skip(from) {
            *bar += share;
        }
    }
    bars
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
    use proptest::prelude::{prop, proptest};

    proptest! {
        #[test]
        fn shares_add_up_to_the_number_of_events(
            years in prop::collection::vec((1900i32..2000, 0i32..30), 0..40),
            cols in 1usize..120,
        ) {
            let dates: Vec<Date> =
                years.iter().map(|(y, n)| format!("[{y}..{}]", y + n).parse().unwrap()).collect();
            let (first, last) = (Day::from_ymd(1910, 1, 1).unwrap(), Day::from_ymd(1990, 1, 1).unwrap());
            let sum: f64 = bars(&dates, first, last, cols).iter().sum();
            let count = f64::from(u32::try_from(dates.len()).unwrap());
            assert!((sum - count).abs() < 1e-6, "{sum} {count}");
        }
    }

    #[test]
    fn one_event_shows_beside_many() {
        assert_eq!(eighths(&[0.0, 1.0, 100.0]), [0, 2, 8]);
        assert_eq!(eighths(&[0.0, 0.0]), [0, 0]);
        assert_eq!(eighths(&[1.0]), [8]);
    }
}
