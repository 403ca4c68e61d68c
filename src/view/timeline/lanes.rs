//! Events in lanes under an axis, with a minimap above and one crosshair
//! through all.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::{
    arena::Id,
    chronology::{self, Form, Lane, Mark, Tick, Viewport, middle, ticks},
    date::{Date, Day},
    model::{Event, Importance},
    text,
    ui::{
        theme::{Role, Theme},
        widget::{
            line::{Row, row_of, split_left},
            list::Cursor,
        },
    },
    view::{bars::blocks, context::Context, timeline::travel::Travel},
};

/// Rows above the lanes: minimap, cursor date, tick labels.
const HEAD: u16 = 3;

/// Returns the columns of the gutter with the lanes' names.
fn gutter(width: u16) -> u16 {
    (width / 5).clamp(10, 22)
}

/// Returns the columns that time is drawn in.
pub(super) fn columns(cx: &Context<'_>) -> u16 {
    let inside = cx.panes.main.width.saturating_sub(4);
    inside.saturating_sub(gutter(inside))
}

/// Returns the lanes with something in view, each with its place among all;
/// the crosshair's lane is always one of them.
fn in_view<'a>(travel: &'a Travel, view: Viewport, cx: &Context<'_>) -> Vec<(usize, &'a Lane)> {
    let shows = |&id: &Id<Event>| {
        let mark = cx.corpus.events[id]
            .date
            .as_ref()
            .map(|date| chronology::mark(date, view));
        mark.is_some_and(|mark| mark.last >= 0 && mark.first < view.cols())
    };
    let lanes = travel.lanes.iter().enumerate();
    lanes
        .filter(|(at, lane)| *at == travel.lane || lane.events.iter().any(shows))
        .collect()
}

/// Returns how many rows the lanes take of those there are: at least five are
/// left to the agenda where there is room for both.
pub(super) fn rows(travel: &Travel, view: Viewport, cx: &Context<'_>, height: u16) -> u16 {
    let wanted = u16::try_from(in_view(travel, view, cx).len())
        .unwrap_or(u16::MAX)
        .saturating_add(HEAD);
    let most = if height >= 16 {
        height.saturating_sub((height / 3).max(6))
    } else {
        height
    };
    wanted.min(most).max(HEAD + 1)
}

/// Draws minimap, axis and lanes.
pub(super) fn draw(
    travel: &Travel,
    view: Viewport,
    cx: &Context<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let (names, times) = split_left(area, gutter(area.width));
    minimap(travel, view, cx, row_of(names, 0), row_of(times, 0), buf);
    let found = ticks(view);
    // The year at the left edge is always in sight.
    let year = view.day(0).ymd().0.to_string();
    Row::new()
        .and(year, cx.theme.style(Role::Strong))
        .draw(row_of(names, 2), buf);
    axis(&found, view, cx.theme, times, buf);
    cursor_date(travel, view, cx, row_of(times, 1), buf);
    let lanes = in_view(travel, view, cx);
    let height = usize::from(area.height.saturating_sub(HEAD));
    let at = lanes
        .iter()
        .position(|(at, _)| *at == travel.lane)
        .unwrap_or(0);
    let shown = Cursor { row: at, top: 0 }.shown(lanes.len(), height);
    let hidden = lanes.len() - shown.len();
    for (y, &(place, lane)) in lanes.get(shown).unwrap_or_default().iter().enumerate() {
        let row = usize::from(HEAD) + y;
        let more = if y + 1 == height { hidden } else { 0 };
        name(travel, cx, place, lane, more, row_of(names, row), buf);
        for tick in &found {
            put(
                row_of(times, row),
                tick.column,
                cx.theme.glyph("·", "."),
                cx.theme.style(Role::Faint),
                buf,
            );
        }
        draw_lane(travel, view, cx, place, lane, row_of(times, row), buf);
    }
}

/// Draws the axis, its ticks and their labels.
fn axis(ticks: &[Tick], view: Viewport, theme: &Theme, times: Rect, buf: &mut Buffer) {
    let faint = theme.style(Role::Faint);
    for column in 0..view.cols() {
        put(row_of(times, 1), column, theme.glyph("─", "-"), faint, buf);
    }
    for tick in ticks {
        put(
            row_of(times, 1),
            tick.column,
            theme.glyph("┬", "+"),
            faint,
            buf,
        );
        let place = from_column(row_of(times, 2), tick.column);
        Row::new()
            .and(tick.label.as_str(), theme.style(Role::Dim))
            .draw(place, buf);
    }
}

/// Writes a lane's name, and in the last row how many lanes are hidden.
fn name(
    travel: &Travel,
    cx: &Context<'_>,
    place: usize,
    lane: &Lane,
    hidden: usize,
    area: Rect,
    buf: &mut Buffer,
) {
    let area = Rect {
        width: area.width.saturating_sub(1),
        ..area
    };
    let none = format!("no {}", travel.by.name());
    let words = if lane.title.is_empty() {
        &none
    } else {
        &lane.title
    };
    let role = if place == travel.lane {
        Role::Strong
    } else {
        Role::Text
    };
    let more = if hidden > 0 {
        format!(" +{hidden}")
    } else {
        String::new()
    };
    let room = usize::from(area.width).saturating_sub(more.len());
    Row::new()
        .and(text::cut(words, room), cx.theme.style(role))
        .and(more, cx.theme.style(Role::Dim))
        .draw(area, buf);
}

/// Draws all events as bars, the part in view brighter, and how many are in it.
fn minimap(
    travel: &Travel,
    view: Viewport,
    cx: &Context<'_>,
    names: Rect,
    area: Rect,
    buf: &mut Buffer,
) {
    let theme = cx.theme;
    let Some((first, last)) = travel.order.span(cx.corpus) else {
        return;
    };
    let dates = || {
        travel
            .order
            .dated
            .iter()
            .filter_map(|&id| cx.corpus.events[id].date.as_ref())
    };
    let shows = |date: &&Date| {
        let mark = chronology::mark(date, view);
        mark.last >= 0 && mark.first < view.cols()
    };
    let (here, all) = (dates().filter(shows).count(), travel.order.len());
    let count = format!(" {} of {}", text::grouped(here), text::grouped(all));
    let count = Row::new().and(count, theme.style(Role::Dim));
    let taken = count.draw_right(area, buf);
    let cols = usize::from(area.width.saturating_sub(taken));
    let drawn = blocks(&chronology::bars(dates(), first, last, cols), theme);
    let span = i64::from(last.number() - first.number()) + 1;
    for (x, c) in drawn.chars().enumerate() {
        let day = i64::from(first.number())
            + span * i64::try_from(x).unwrap_or(0) / i64::try_from(cols.max(1)).unwrap_or(1);
        let day = Day::from_number(i32::try_from(day).unwrap_or(0));
        let inside = (0..view.cols()).contains(&view.column(day));
        let style = theme.style(if inside { Role::Bars } else { Role::Faint });
        put(
            area,
            i32::try_from(x).unwrap_or(0),
            &c.to_string(),
            style,
            buf,
        );
    }
    let dash = theme.glyph("–", "-");
    let years = format!("{}{dash}{}", first.ymd().0, last.ymd().0);
    Row::new()
        .and(years, theme.style(Role::Dim))
        .draw(names, buf);
}

/// Writes the selected event's date on the axis, over its column.
fn cursor_date(travel: &Travel, view: Viewport, cx: &Context<'_>, axis: Rect, buf: &mut Buffer) {
    let theme = cx.theme;
    let Some(date) = travel
        .selected()
        .and_then(|id| cx.corpus.events[id].date.as_ref())
    else {
        return;
    };
    let Some(column) = middle(date).map(|day| view.column(day)) else {
        return;
    };
    let weekday = match (date.first_day(), date.last_day()) {
        (Some(first), Some(last)) if first == last => format!(" {}", first.weekday()),
        _ => String::new(),
    };
    let words = format!("{}{}{weekday} ", theme.glyph("▾", "v"), date.short());
    let width = i32::try_from(text::width(&words)).unwrap_or(0);
    // Near the right edge the words stand before their column.
    if column + width > view.cols() {
        let words = format!(" {}{weekday}{}", date.short(), theme.glyph("▾", "v"));
        let place = from_column(axis, (column + 1 - width).max(0));
        Row::new()
            .and(words, theme.style(Role::Focus))
            .draw_over(place, buf);
    } else {
        Row::new()
            .and(words, theme.style(Role::Focus))
            .draw_over(from_column(axis, column), buf);
    }
}

/// Draws a lane's marks, then the titles that have room beside them.
fn draw_lane(
    travel: &Travel,
    view: Viewport,
    cx: &Context<'_>,
    place: usize,
    lane: &Lane,
    area: Rect,
    buf: &mut Buffer,
) {
    let theme = cx.theme;
    let crosshair = travel.day(cx.corpus).map(|day| view.column(day));
    if let Some(column) = crosshair {
        put(
            area,
            column,
            theme.glyph("┊", ":"),
            theme.style(Role::Gutter),
            buf,
        );
    }
    let mut marks: Vec<(Id<Event>, Mark)> = Vec::new();
    for &id in &lane.events {
        let Some(date) = &cx.corpus.events[id].date else {
            continue;
        };
        let mark = chronology::mark(date, view);
        if mark.last >= 0 && mark.first < view.cols() {
            marks.push((id, mark));
        }
    }
    // Spans first, so that points stand on them.
    for (_, mark) in marks.iter().filter(|(_, mark)| mark.first != mark.last) {
        for (column, c) in mark.cells(view.cols(), theme.ascii) {
            put(area, column, &c.to_string(), mark_style(mark, theme), buf);
        }
    }
    let selected = travel.selected();
    let mut from = 0;
    while let Some(&(id, mark)) = marks.get(from) {
        let same = marks
            .iter()
            .skip(from)
            .take_while(|(_, other)| other.point == mark.point)
            .count();
        point(&mark, same, theme, area, view, buf);
        if marks
            .iter()
            .skip(from)
            .take(same)
            .any(|(id, _)| Some(*id) == selected)
        {
            let role = if place == travel.lane {
                Role::Selected
            } else {
                Role::Held
            };
            highlight(area, mark.point, theme.style(role), buf);
        }
        if same == 1 {
            let next = marks
                .get(from + 1)
                .map_or(view.cols(), |(_, next)| next.first.min(next.point));
            title(cx, id, &mark, next, Some(id) == selected, area, buf);
        }
        from += same;
    }
}

/// Draws the point of one event, or how many share it.
fn point(mark: &Mark, same: usize, theme: &Theme, area: Rect, view: Viewport, buf: &mut Buffer) {
    if same == 1 {
        if mark.first == mark.last || mark.form != Form::Lasted {
            let cell = mark
                .cells(view.cols(), theme.ascii)
                .into_iter()
                .find(|(column, _)| *column == mark.point);
            if let Some((column, c)) = cell {
                put(area, column, &c.to_string(), mark_style(mark, theme), buf);
            }
        }
        return;
    }
    let words = if same < 10 {
        same.to_string()
    } else {
        "#".to_owned()
    };
    put(area, mark.point, &words, theme.style(Role::Head), buf);
}

fn mark_style(mark: &Mark, theme: &Theme) -> Style {
    theme.style(match mark.form {
        Form::Day | Form::Within => Role::Date,
        Form::About | Form::Unsure | Form::Unspecified => Role::Unsure,
        Form::Lasted => Role::Dim,
    })
}

/// Writes an event's title after its mark, where it does not meet the next
/// mark; what matters more may be cut shorter.
fn title(
    cx: &Context<'_>,
    id: Id<Event>,
    mark: &Mark,
    next: i32,
    selected: bool,
    area: Rect,
    buf: &mut Buffer,
) {
    let event = &cx.corpus.events[id];
    let start = mark.last.min(i32::from(area.width)).saturating_add(2);
    let room = usize::try_from(next.saturating_sub(start).saturating_sub(1)).unwrap_or(0);
    let least = match event.importance {
        Importance::Key => 8,
        Importance::Normal => 12,
        Importance::Minor => 20,
    };
    let whole = text::width(&event.title) <= room;
    if (room < least && !whole) || (room == 0) {
        return;
    }
    let role = match (selected, event.importance) {
        (true, _) | (_, Importance::Key) => Role::Text,
        (false, Importance::Normal | Importance::Minor) => Role::Dim,
    };
    let place = from_column(area, start);
    let place = Rect {
        width: place.width.min(u16::try_from(room).unwrap_or(u16::MAX)),
        ..place
    };
    Row::new()
        .and(event.title.as_str(), cx.theme.style(role))
        .draw_over(place, buf);
}

/// Writes one cell of time; outside the view, nothing.
fn put(area: Rect, column: i32, words: &str, style: Style, buf: &mut Buffer) {
    let place = from_column(area, column);
    if column >= 0 && !place.is_empty() {
        Row::new()
            .and(words, style)
            .draw(Rect { width: 1, ..place }, buf);
    }
}

fn highlight(area: Rect, column: i32, style: Style, buf: &mut Buffer) {
    let place = from_column(area, column);
    if column >= 0 && !place.is_empty() {
        buf.set_style(
            Rect {
                width: 1,
                height: 1,
                ..place
            },
            style,
        );
    }
}

/// Returns the part of an area from a column on.
fn from_column(area: Rect, column: i32) -> Rect {
    let skip = u16::try_from(column.max(0))
        .unwrap_or(u16::MAX)
        .min(area.width);
    Rect {
        x: area.x + skip,
        width: area.width - skip,
        ..area
    }
}
