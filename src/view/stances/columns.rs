//! How sides fit beside each other, and what each of them says on an issue.

use std::ops::Range;

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    model::Evidence,
    stances::{self, Compared, Side},
    ui::{
        theme::Role,
        widget::{
            doc::Doc,
            frame,
            line::{Row, inset, split_left, split_top},
        },
    },
    view::{
        card,
        context::Context,
        stances::{
            board::as_of_words,
            cell,
            compare::{Beside, Made},
            look,
        },
    },
};

/// The fewest columns of the screen that words can be read in.
const LEAST: u16 = 24;
/// Columns between two sides.
const BETWEEN: u16 = 3;
/// The most columns for a side: readers tire over about 75.
const MEASURE: u16 = 76;

/// An issue as it is laid out: how high it is, and what each side says.
pub(super) struct Block {
    pub(super) height: u16,
    pub(super) sides: Vec<(Rect, Doc)>,
}

/// Lays an issue out; none is higher than the pane.
pub(super) fn block(cx: &Context<'_>, made: &Made, beside: Beside, at: usize) -> Option<Block> {
    let row = made.rows.get(at)?;
    let room = under_head(cx);
    let stacked = is_stacked(room.width);
    let columns = (0..made.sides.len()).map(|place| column(room.width, place, made.sides.len()));
    let mut docs: Vec<(Rect, Doc, Range<usize>)> = Vec::with_capacity(made.sides.len());
    for ((column, side), (place, cell)) in
        columns.zip(&made.sides).zip(row.cells.iter().enumerate())
    {
        let mut doc = Doc::new(usize::from(column.width));
        if stacked {
            let name = head(cx, side, beside);
            doc.para(&name, cx.theme.style(Role::Strong));
        }
        let words = told(&mut doc, cx, made, place, row, *cell);
        docs.push((column, doc, words));
    }
    // The first row is the issue's.
    fit(
        cx,
        &mut docs,
        usize::from(room.height).saturating_sub(1),
        stacked,
    );
    let (mut y, mut height) = (1, 0);
    let mut sides = Vec::with_capacity(docs.len());
    for (column, doc, _) in docs {
        let rows = u16::try_from(doc.rows.len()).unwrap_or(room.height);
        let here = Rect {
            y,
            height: rows,
            ..column
        };
        if stacked {
            y += rows;
        }
        height = height.max(here.bottom());
        sides.push((here, doc));
    }
    let height = height + 1;
    Some(Block { height, sides })
}

/// Cuts what sides say to the rows there are: for each beside the other, or for
/// all together, of which those that say most have what others leave.
fn fit(cx: &Context<'_>, docs: &mut [(Rect, Doc, Range<usize>)], room: usize, stacked: bool) {
    let mut order: Vec<usize> = (0..docs.len()).collect();
    order.sort_by_key(|&at| docs.get(at).map(|(_, doc, _)| doc.rows.len()));
    let (mut left, mut count) = (room, docs.len());
    for at in order {
        let Some((_, doc, words)) = docs.get_mut(at) else {
            continue;
        };
        let most = if stacked { left / count.max(1) } else { room };
        cut(doc, cx, most.max(2), words.clone());
        left = left.saturating_sub(doc.rows.len());
        count -= 1;
    }
}

/// Returns the part of the main pane that is written on.
pub(super) fn area(cx: &Context<'_>) -> Rect {
    let main = cx.panes.main;
    let inside = if cx.panes.bordered {
        frame::inside(main)
    } else {
        main
    };
    inset(inside, 1)
}

/// Returns the part below the heading.
pub(super) fn under_head(cx: &Context<'_>) -> Rect {
    split_top(area(cx), 1).1
}

/// Whether two sides have no room beside each other.
pub(super) fn is_stacked(width: u16) -> bool {
    width < 2 * LEAST + BETWEEN
}

/// Returns how many sides there is room for: two at least, below each other if
/// it must be.
pub(super) fn room_for(width: u16) -> usize {
    let room = (width + BETWEEN) / (LEAST + 6 + BETWEEN);
    usize::from(room.max(2))
}

/// Returns where a side's words stand in a row of so many sides.
pub(super) fn column(width: u16, at: usize, of: usize) -> Rect {
    let (at, of) = (
        u16::try_from(at).unwrap_or(u16::MAX),
        u16::try_from(of.max(1)).unwrap_or(u16::MAX),
    );
    if is_stacked(width) {
        let (_, inner) = split_left(Rect::new(0, 0, width, 1), 2);
        return inner;
    }
    // A mark and a blank stand before the words.
    let each = (width / of).min(MEASURE + BETWEEN);
    Rect {
        x: each.saturating_mul(at) + 2,
        y: 1,
        width: each.saturating_sub(BETWEEN),
        height: 1,
    }
}

/// Returns whose a column is, or of when, or by which briefing.
pub(super) fn head(cx: &Context<'_>, side: &Side, beside: Beside) -> String {
    let name = || cx.corpus.actors[side.actor].name.to_string();
    match (beside, side.briefing) {
        (Beside::Briefings, Some(id)) => cx.corpus.briefings[id].title.to_string(),
        (Beside::Dates, _) => as_of_words(side.as_of.as_ref()),
        (Beside::Actors | Beside::Briefings, _) => name(),
    }
}

/// Adds a side's stance in words, what it rests on, and the piece of evidence
/// that shows it best; returns which rows are the words of a quote.
fn told(
    doc: &mut Doc,
    cx: &Context<'_>,
    made: &Made,
    at: usize,
    row: &Compared,
    cell: stances::Cell,
) -> Range<usize> {
    let (Some(side), Some(tracks)) = (made.sides.get(at), made.tracks.get(at)) else {
        return 0..0;
    };
    let (corpus, theme) = (cx.corpus, cx.theme);
    if cell.stance.is_none() {
        let mut words = Row::new();
        look::glyph(cx, Some(&cell), &mut words);
        words.push(look::absent(&cell), theme.style(Role::Dim));
        doc.row(words);
        return 0..0;
    }
    cell::stand(doc, cx, &cell);
    let as_of = side.as_of.as_ref();
    cell::rests_on(doc, cx, tracks, (side.actor, row.issue), as_of);
    cell::doubts(doc, cx, &cell);
    match stances::strongest(corpus, tracks, side.actor, row.issue, as_of) {
        Some(Evidence::Quote(id)) => {
            let before = doc.rows.len();
            card::quote(doc, cx, id);
            let mut by = Doc::new(doc.cols);
            card::by(&mut by, cx, id);
            return before..doc.rows.len().saturating_sub(by.rows.len());
        }
        Some(Evidence::Event(id)) => {
            card::event_row(doc, corpus, id, theme);
            cell::vote(doc, cx, side.actor, id);
        }
        None => (),
    }
    0..0
}

/// Leaves out what there is no room for, and says so: the pane beside has all
/// of it. Of a quote, words are left out before whose they are; where none
/// could stay, the quote is left out whole.
fn cut(doc: &mut Doc, cx: &Context<'_>, most: usize, words: Range<usize>) {
    let Some(over @ 1..) = doc.rows.len().checked_sub(most) else {
        return;
    };
    let more = cx.theme.glyph("…", "...");
    let more = Row::new().and(more, cx.theme.style(Role::Dim));
    doc.linking(None);
    // The row that says so takes one more.
    match words.len().checked_sub(over + 1) {
        Some(kept @ 1..) => {
            let by = doc.rows.split_off(words.end);
            doc.rows.truncate(words.start + kept);
            doc.row(more);
            doc.rows.extend(by);
        }
        _ => {
            let room = most.saturating_sub(1);
            let before = if words.is_empty() { room } else { words.start };
            doc.rows.truncate(before.min(room));
            doc.row(more);
        }
    }
}

/// Draws an issue and how far apart sides are on it, with a rule to the right.
pub(super) fn draw_issue(
    cx: &Context<'_>,
    row: &Compared,
    here: bool,
    line: Rect,
    buf: &mut Buffer,
) {
    let theme = cx.theme;
    let apart = match (row.differs, row.apart) {
        (false, _) => String::new(),
        (true, Some(apart)) if apart > 0 => format!(" {apart} of 4 apart"),
        (true, _) => " differ".to_owned(),
    };
    let right = Row::new().and(apart, theme.style(Role::Warn));
    let taken = right.draw_right(line, buf);
    let role = if here { Role::Focus } else { Role::Head };
    let left = Rect {
        width: line.width.saturating_sub(taken),
        ..line
    };
    let label = cx.corpus.issues[row.issue].label.as_str();
    let end = Row::new()
        .and(label, theme.style(role))
        .and(" ", theme.style(Role::Dim))
        .draw(left, buf);
    let (_, line) = split_left(left, end);
    let rule_words = theme.glyph("╌", "-").repeat(line.width.into());
    Row::new()
        .and(rule_words, theme.style(Role::Faint))
        .draw(line, buf);
}
