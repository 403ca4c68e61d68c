//! How many events lie where, as bars one row high.

use crate::{
    chronology,
    date::{Date, Day},
    ui::theme::Theme,
};

/// Returns the number of events over the span of dates, as bars one row high.
pub(super) fn over_time(dates: &[&Date], cols: usize, theme: &Theme) -> String {
    let days = |pick: fn(&Date) -> Option<Day>| dates.iter().filter_map(move |date| pick(date));
    let (Some(first), Some(last)) = (days(Date::first_day).min(), days(Date::last_day).max())
    else {
        return String::new();
    };
    blocks(
        &chronology::bars(dates.iter().copied(), first, last, cols),
        theme,
    )
}

/// Returns bars as block characters.
pub(super) fn blocks(bars: &[f64], theme: &Theme) -> String {
    let glyphs = if theme.ascii {
        " ..::||##"
    } else {
        " ▁▂▃▄▅▆▇█"
    };
    let glyphs: Vec<char> = glyphs.chars().collect();
    chronology::eighths(bars)
        .into_iter()
        .map(|n| glyphs[usize::from(n)])
        .collect()
}
