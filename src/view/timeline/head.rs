//! Above the lanes: a minimap of all time with the part in view, and the axis
//! with the cursor's date.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    chronology::{SLOTS, Tick, Viewport, day_of},
    text,
    ui::{
        theme::Role,
        widget::line::{Row, row_of},
    },
    view::{
        bars::blocks,
        context::Context,
        timeline::{
            band::Band,
            plan::Plan,
            strip::{Scene, from_column, put},
        },
    },
};

/// Draws minimap and axis.
pub(super) fn draw(scene: Scene<'_>, plan: &Plan, when: &str, buf: &mut Buffer) {
    minimap(scene, plan.minimap, buf);
    let (names, times) = plan.axis;
    let theme = scene.cx.theme;
    // The year at the left edge is always in sight.
    let year = scene.view.day(0).ymd().0.to_string();
    Row::new()
        .and(year, theme.style(Role::Strong))
        .draw(row_of(names, 1), buf);
    axis(scene.ticks, scene.view, scene.cx, times, buf);
    cursor(scene, when, row_of(times, 0), buf);
}

/// Returns the columns of the minimap's bars, of those of time: the count of
/// events stands beside them.
pub(super) fn bars_columns(cols: u16, band: &Band) -> u16 {
    let all = text::grouped(band.order.len());
    let count = u16::try_from(2 * all.len() + 5).unwrap_or(u16::MAX);
    cols.saturating_sub(count).max(cols / 2)
}

/// Draws all events as bars, the part in view in reverse, and how many are in it.
fn minimap(scene: Scene<'_>, (names, area): (Rect, Rect), buf: &mut Buffer) {
    let Scene {
        cx, view, travel, ..
    } = scene;
    let (theme, band) = (cx.theme, travel.band());
    let bars_at = Rect {
        width: bars_columns(area.width, band),
        ..area
    };
    let slots = view.slots();
    let here = band.order.within(slots.start, slots.end - 1);
    let all = band.order.dated.len();
    let count = format!(" {} of {}", text::grouped(here), text::grouped(all));
    let rest = from_column(area, i32::from(bars_at.width));
    Row::new()
        .and(count, theme.style(Role::Dim))
        .draw_right(rest, buf);
    let bars = &band.bars;
    Row::new()
        .and(blocks(&bars.heights, theme), theme.style(Role::Faint))
        .draw(bars_at, buf);
    if all == 0 {
        return;
    }
    let dash = theme.glyph("–", "-");
    let year = |slot: i64| day_of(slot).ymd().0;
    let years = match (year(bars.span.0), year(bars.span.1)) {
        (first, last) if first == last => first.to_string(),
        (first, last) => format!("{first}{dash}{last}"),
    };
    Row::new()
        .and(years, theme.style(Role::Dim))
        .draw(names, buf);
    if slots.end <= bars.span.0 || bars.span.1 < slots.start {
        return;
    }
    let part = |slot: i64| i32::try_from(bars.part(slot)).unwrap_or(i32::MAX);
    let (from, to) = (part(slots.start), part(slots.end - 1));
    let seen = from_column(bars_at, from);
    let width = u16::try_from(to - from + 1).unwrap_or(0).min(seen.width);
    buf.set_style(Rect { width, ..seen }, theme.style(Role::Window));
}

/// Draws the axis, its ticks and their labels.
fn axis(ticks: &[Tick], view: Viewport, cx: &Context<'_>, times: Rect, buf: &mut Buffer) {
    let theme = cx.theme;
    let (line, tick_at) = if theme.ascii {
        ('-', '+')
    } else {
        ('─', '┬')
    };
    let faint = theme.style(Role::Faint);
    for column in 0..view.cols() {
        put(row_of(times, 0), column, line, faint, buf);
    }
    for tick in ticks {
        put(row_of(times, 0), tick.column, tick_at, faint, buf);
        let place = from_column(row_of(times, 1), tick.column);
        Row::new()
            .and(tick.label.as_str(), theme.style(Role::Dim))
            .draw(place, buf);
    }
}

/// Writes the selected event's date on the axis, over its column.
fn cursor(scene: Scene<'_>, when: &str, axis: Rect, buf: &mut Buffer) {
    let Some(extent) = scene.travel.extent() else {
        return;
    };
    let theme = scene.cx.theme;
    let column = scene.view.column(extent.point);
    let one_day = !extent.is_open() && extent.slots() <= SLOTS;
    let weekday = if one_day {
        format!(" {}", day_of(extent.point).weekday())
    } else {
        String::new()
    };
    let arrow = theme.glyph("▾", "v");
    let words = format!("{arrow}{when}{weekday} ");
    let width = i32::try_from(text::width(&words)).unwrap_or(0);
    // Near the right edge the words stand before their column.
    let (words, from) = if column + width > scene.view.cols() {
        let words = format!(" {when}{weekday}{arrow}");
        (words, (column + 1 - width).max(0))
    } else {
        (words, column)
    };
    Row::new()
        .and(words, theme.style(Role::Focus))
        .draw_over(from_column(axis, from), buf);
}
