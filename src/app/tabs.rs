//! The words of the title bar. `draw` writes them and `mouse` asks which of
//! them is where, so the two always agree.

use ratatui::layout::Rect;

use crate::{app::state::State, text, ui::place::View};

/// Columns from which on every tab has its name.
const WIDE: u16 = 72;

/// What a piece of the title bar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// The name of the program.
    Brand,
    /// What views are narrowed to, or blanks in its place.
    Scope,
    /// The tab of a view.
    Tab(View),
}

/// Returns the pieces of a title bar of a width, from the left.
pub(super) fn pieces(state: &State, width: u16) -> Vec<(Piece, String)> {
    let scope = if width >= 100 {
        let scope = state
            .place
            .scope
            .map(|id| state.library.corpus.briefings[id].key.as_str());
        format!(" {} ", text::cut(scope.unwrap_or("whole library"), 27))
    } else {
        " ".to_owned()
    };
    let tab = |view: View| {
        let open = view == state.place.view;
        let words = match (width, open) {
            (WIDE.., _) | (_, true) => format!(" {} {} ", view.digit(), view.title()),
            (_, false) => format!(" {} ", view.digit()),
        };
        (Piece::Tab(view), words)
    };
    [
        (Piece::Brand, " attache ".to_owned()),
        (Piece::Scope, scope),
    ]
    .into_iter()
    .chain(View::ALL.map(tab))
    .collect()
}

/// Returns the view whose tab is drawn at a column of the title bar.
pub(super) fn at(state: &State, area: Rect, column: u16) -> Option<View> {
    let mut left = usize::from(area.x);
    let column = usize::from(column);
    for (piece, words) in pieces(state, area.width) {
        let right = left + text::width(&words);
        if let Piece::Tab(view) = piece
            && (left..right).contains(&column)
        {
            return Some(view);
        }
        left = right;
    }
    None
}
