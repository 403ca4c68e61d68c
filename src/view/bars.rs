//! How many events lie where, as bars one row high.

use crate::{
    chronology::{self, End, Extent},
    date::Date,
    ui::theme::Theme,
};

/// Returns the number of events over the span of dates, as bars one row high.
pub(super) fn over_time(dates: &[&Date], cols: usize, theme: &Theme) -> String {
    let extents = || dates.iter().map(|date| Extent::of(date));
    let first = extents().filter(|e| e.begins == End::Given).map(|e| e.first);
    let last = extents().filter(|e| e.ends == End::Given).map(|e| e.last);
    let (Some(first), Some(last)) = (first.min(), last.max()) else {
        return String::new();
    };
    blocks(
        &chronology::bars(extents(), (first, last), cols).heights,
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
