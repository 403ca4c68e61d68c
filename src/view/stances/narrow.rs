//! One issue at a time, its actors in rows: for screens under 60 columns.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::{
    text,
    ui::{
        action::Action,
        theme::Role,
        widget::line::{Row, row_of},
    },
    view::{
        context::Context,
        stances::{
            board::{Board, as_of_words},
            look,
        },
    },
};

/// Draws the issue under the cursor in an area.
pub(super) fn draw(board: &Board, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
    let Some((_, issue)) = board.cell() else {
        return;
    };
    let theme = cx.theme;
    let (at, _) = board.places();
    let Some(row) = board.matrix.rows.get(at) else {
        return;
    };
    let (dim, strong) = (theme.style(Role::Dim), theme.style(Role::Strong));
    let mut words = vec![format!("Issue {}/{}", at + 1, board.matrix.rows.len())];
    words.push(as_of_words(cx.place.as_of.as_ref()));
    words.extend(board.left_out());
    let next = format!(" {} next", cx.keys_of("stances", Action::NextSplit));
    let first = row_of(area, 0);
    let taken = Row::new().and(next, dim).draw_right(first, buf);
    Row::new().and(words.join(" · "), dim).draw(
        Rect {
            width: first.width.saturating_sub(taken),
            ..first
        },
        buf,
    );
    Row::new()
        .and(cx.corpus.issues[issue].label.as_str(), strong)
        .draw(row_of(area, 1), buf);
    Row::new()
        .and(
            look::split_words(row.split, row.speakers),
            theme.style(Role::Warn),
        )
        .and(format!(" · {}", board.order_words(cx)), dim)
        .draw(row_of(area, 2), buf);
    let cursor = if board.transposed {
        board.row
    } else {
        board.column
    };
    let height = usize::from(area.height.saturating_sub(4));
    for (y, actor) in cursor.shown(board.matrix.actors.len(), height).enumerate() {
        let Some(&id) = board.matrix.actors.get(actor) else {
            continue;
        };
        let line = row_of(area, y + 4);
        let here = actor == cursor.row;
        let mark = match (here, board.pinned().any(|pinned| pinned == id)) {
            (true, _) => theme.glyph("▌", ">"),
            (false, true) => theme.glyph("•", "*"),
            (false, false) => " ",
        };
        let mut words = Row::new().and(mark, theme.style(Role::Gutter)).and(
            text::pad(&cx.corpus.actors[id].name, 16),
            if here { strong } else { Style::new() },
        );
        let cell = board.matrix.cell(at, actor);
        look::glyph(cx, cell, &mut words);
        let said = match cell {
            None => "no record",
            Some(cell) => cell.stance.map_or(look::absent(cell), look::word),
        };
        words.push(format!(" {said} "), dim);
        if let Some(cell) = cell.filter(|cell| cell.stance.is_some()) {
            words.push(look::flag(cell, theme), theme.style(Role::Warn));
            words.push(look::arrow(cell, theme), look::arrow_style(cell, theme));
        }
        words.draw(line, buf);
    }
}
