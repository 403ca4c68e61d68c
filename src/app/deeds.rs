//! What is done with what is selected: it is edited, or copied.

use crate::{
    app::state::State,
    model::Entry,
    text::Clean,
    ui::{effect::Effect, place::Selection},
};

/// Opens the file in which the selected record stands.
pub(super) fn edit(state: &mut State) -> Vec<Effect> {
    let corpus = &state.library.corpus;
    let entry = match state.place.selection {
        Some(Selection::Entry(entry)) => Some(entry),
        Some(Selection::Cell(actor, issue)) => {
            let on = corpus.positions_of.of(actor).iter().rev();
            on.copied()
                .find(|&id| corpus.positions[id].issue == issue)
                .map(Entry::Position)
        }
        None => None,
    };
    let found = entry.map(|entry| corpus.origin(entry));
    let path =
        found.and_then(|origin| Some((corpus.files[origin.file].path.clone()?, origin.line)));
    match path {
        Some((path, line)) => vec![Effect::Edit { path, line }],
        None => {
            let words = if found.is_some() {
                "This briefing is part of the program: there is no file to edit."
            } else {
                "Nothing is selected that stands in a file."
            };
            state.notice = Clean::line(words);
            Vec::new()
        }
    }
}

/// Copies what is selected, as a character asks.
pub(super) fn copy(state: &mut State, with: Option<char>) -> Vec<Effect> {
    let _ = with;
    state.notice = Clean::line("Nothing is selected that can be copied.");
    Vec::new()
}
