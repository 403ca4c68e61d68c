//! The parts of the view: which there are, and where they are on the screen.

use ratatui::layout::Rect;

use crate::{
    ui::widget::{
        frame,
        line::{split_left, split_top},
    },
    view::context::Context,
};

/// Which part of the view has the keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Part {
    #[default]
    Field,
    Facets,
    List,
    Past,
}

/// Where the parts are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Areas {
    pub(super) field: Rect,
    /// Empty where the facets are not shown.
    pub(super) facets: Rect,
    pub(super) list: Rect,
}

/// Returns where the parts are while one of them has the keys.
pub(super) fn areas(cx: &Context<'_>, part: Part) -> Areas {
    let main = cx.panes.main;
    let (field, below) = if cx.panes.top.is_empty() {
        split_top(main, if main.height < 8 { 1 } else { 3 })
    } else {
        (cx.panes.top, main)
    };
    let (facets, list) = match (below.width, part) {
        (_, Part::Past) => split_left(below, 0),
        (104.., _) => split_left(below, 32),
        (66.., Part::Facets) => split_left(below, 30),
        (_, Part::Facets) => split_left(below, below.width),
        (_, Part::Field | Part::List) => split_left(below, 0),
    };
    Areas {
        field,
        facets,
        list,
    }
}

/// Whether the list has a border.
pub(super) fn framed(cx: &Context<'_>) -> bool {
    cx.panes.bordered || cx.panes.main.height >= 8
}

/// Returns what is inside the list's border, if it has one.
pub(super) fn inside(cx: &Context<'_>, list: Rect) -> Rect {
    if framed(cx) {
        frame::inside(list)
    } else {
        list
    }
}
