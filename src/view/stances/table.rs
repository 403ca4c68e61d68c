//! The table: issues by actors, or actors by issues.

use std::ops::Range;

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    stances::Cell,
    ui::{
        theme::Role,
        widget::line::{Row, row_of, split_left, split_top},
    },
    view::{
        context::Context,
        stances::{board::Board, grid::Grid, look},
    },
};

/// Draws the table in an area.
pub(super) fn draw(board: &Board, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
    let (rows, columns) = board.shape();
    let grid = Grid::of(cx, (rows, columns), board.transposed);
    let shown = board.column.shown(columns, grid.columns);
    heading(board, cx, &grid, &shown, row_of(area, 0), buf);
    let mut seen: Vec<Cell> = Vec::new();
    let lines = board.row.shown(rows, grid.rows).len() * grid.tall;
    let has_camps = camps(
        board,
        cx,
        &grid,
        &shown,
        split_top(area, u16::try_from(lines + 1).unwrap_or(u16::MAX)).0,
        buf,
    );
    for (y, at) in board.row.shown(rows, grid.rows).enumerate() {
        let line = row_of(area, 1 + y * grid.tall);
        let below = row_of(area, 2 + y * grid.tall);
        let (head, rest) = split_left(line, grid.head);
        label(board, cx, at, head, buf);
        for (x, column) in shown.clone().enumerate() {
            let place = |line: Rect| Rect {
                x: rest.x + grid.cell * u16::try_from(x).unwrap_or(0),
                width: grid.cell,
                ..line
            };
            let (issue, actor) = if board.transposed {
                (column, at)
            } else {
                (at, column)
            };
            let here = at == board.row.row && column == board.column.row;
            let cell = board.matrix.cell(issue, actor);
            look::draw_cell(cx, cell, here, place(line), buf);
            if grid.tall > 1
                && let Some(cell) = cell
            {
                look::draw_below(cx, cell, place(below), buf);
            }
            seen.extend(cell);
        }
        if grid.split > 0
            && let Some(row) = board.matrix.rows.get(at)
        {
            look::spread(
                cx,
                row.split,
                row.speakers,
                right(area, line, grid.split),
                buf,
            );
        }
    }
    let last = usize::from(area.height).saturating_sub(1);
    look::legend(cx, &seen, has_camps, row_of(area, last), buf);
}

/// Draws a line after each column in view with which a camp ends; returns
/// whether there is one.
fn camps(
    board: &Board,
    cx: &Context<'_>,
    grid: &Grid,
    shown: &Range<usize>,
    area: Rect,
    buf: &mut Buffer,
) -> bool {
    let mut is_any = false;
    let next = (shown.start + 1..shown.end).zip(1..);
    for (_, nth) in next.filter(|(column, _)| board.begins_a_camp(*column)) {
        is_any = true;
        let line = Rect {
            x: area.x + grid.head + grid.cell * nth - 1,
            width: 1,
            ..area
        };
        for y in 0..usize::from(line.height) {
            Row::new()
                .and(cx.theme.glyph("│", "|"), cx.theme.style(Role::Faint))
                .draw(row_of(line, y), buf);
        }
    }
    is_any
}

fn right(area: Rect, line: Rect, width: u16) -> Rect {
    Rect {
        x: area.right().saturating_sub(width),
        width,
        ..line
    }
}

/// Draws what a row is about.
fn label(board: &Board, cx: &Context<'_>, at: usize, head: Rect, buf: &mut Buffer) {
    let role = if at == board.row.row {
        Role::Strong
    } else {
        Role::Text
    };
    let actor = board.matrix.actors.get(at).copied();
    let issue = board.matrix.rows.get(at).map(|row| row.issue);
    let (words, pinned) = if board.transposed {
        let name = actor.map_or("", |id| cx.corpus.actors[id].name.as_str());
        (name, board.pinned().any(|id| Some(id) == actor))
    } else {
        let label = issue.map_or("", |id| cx.corpus.issues[id].label.as_str());
        (label, false)
    };
    let pin = if pinned { pin(cx) } else { "" };
    let head = Rect {
        width: head.width.saturating_sub(1),
        ..head
    };
    Row::new()
        .and(pin, cx.theme.style(Role::Gutter))
        .and(words, cx.theme.style(role))
        .draw(head, buf);
}

fn pin(cx: &Context<'_>) -> &'static str {
    cx.theme.glyph("•", "*")
}

fn heading(
    board: &Board,
    cx: &Context<'_>,
    grid: &Grid,
    shown: &Range<usize>,
    area: Rect,
    buf: &mut Buffer,
) {
    let dim = cx.theme.style(Role::Dim);
    let (head, rest) = split_left(area, grid.head);
    let (rows, columns) = board.shape();
    let what = if board.transposed { "Actor" } else { "Issue" };
    let mut words = format!("{what} {}/{rows}", board.row.row + 1);
    if shown.start > 0 {
        words = format!("{words} · {} {}", cx.theme.glyph("←", "<"), shown.start);
    }
    if shown.end < columns {
        let more = columns - shown.end;
        words = format!("{words} · {more} more {}", cx.theme.glyph("→", ">"));
    }
    let head = Rect {
        width: head.width.saturating_sub(1),
        ..head
    };
    Row::new().and(words, dim).draw(head, buf);
    for (x, column) in shown.clone().enumerate() {
        let place = Rect {
            x: rest.x + grid.cell * u16::try_from(x).unwrap_or(0) + 1,
            width: grid.cell.saturating_sub(2),
            ..area
        };
        let cols = usize::from(place.width);
        let (words, pinned) = if board.transposed {
            let row = board.matrix.rows.get(column);
            let label = row.map_or("", |row| cx.corpus.issues[row.issue].label.as_str());
            (look::short_name(label, cols), false)
        } else {
            let actor = board.matrix.actors.get(column).copied();
            let pinned = board.pinned().any(|id| Some(id) == actor);
            let cols = cols - usize::from(pinned).min(cols);
            let name = actor.map_or("", |id| look::actor_name(&cx.corpus.actors[id], cols));
            (look::short_name(name, cols), pinned)
        };
        let role = if column == board.column.row {
            Role::Focus
        } else {
            Role::Strong
        };
        Row::new()
            .and(
                if pinned { pin(cx) } else { "" },
                cx.theme.style(Role::Gutter),
            )
            .and(words, cx.theme.style(role))
            .draw(place, buf);
    }
    if grid.split > 0 {
        let place = right(area, area, grid.split);
        Row::new().and("split     n", dim).draw(place, buf);
    }
}
