//! The words of the title bar. `draw` writes them and `mouse` asks which of
//! them is where, so the two always agree.

use ratatui::layout::Rect;

use crate::{app::state::State, model::Briefing, text, ui::place::View};

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
    let badge = u16::try_from(text::width(badge(state))).unwrap_or(0);
    let width = width.saturating_sub(badge);
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

/// Returns what the title bar says at its right where what is shown is made up,
/// or some of it: in words, since colors may be missing.
pub(super) fn badge(state: &State) -> &'static str {
    let corpus = &state.library.corpus;
    if let Some(scope) = state.place.scope {
        let is_fiction = corpus.briefings[scope].fiction;
        return if is_fiction { " FICTION " } else { "" };
    }
    let fiction = |(_, briefing): (_, &Briefing)| briefing.fiction;
    match corpus.briefings.iter().filter(|&one| fiction(one)).count() {
        0 => "",
        all if all == corpus.briefings.len() => " FICTION ",
        _ => " PART FICTION ",
    }
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::{
        app::{
            Message,
            staged::{opened, press},
            update::update,
        },
        library,
    };

    #[test]
    fn fiction_is_called_so_in_the_title_bar() {
        let mut state = opened(100, 30);
        assert_eq!(super::badge(&state), "");
        let example = Arc::new(library::example());
        update(&mut state, Message::Library(example));
        for keys in ["1", "2", "3", "4", "5", "6"] {
            press(&mut state, keys);
            assert_eq!(super::badge(&state), " FICTION ", "{keys}");
        }
    }
}
