//! What of the state its parts are given to see.

use std::mem;

use crate::{
    app::{
        layout::{self, Screen},
        state::{Overlay, State},
        texts,
    },
    view::{Context, Focus, Panes, Views, panes},
};

/// Returns the parts of the screen and the panes of the view.
pub(super) fn places(state: &State) -> Option<(Screen, Panes)> {
    let screen = layout::screen(state.size)?;
    let (view, focus) = (state.place.view, state.focus);
    let roomy = state.views.are_roomy(view);
    let panes = panes(screen.body, view, focus, state.zoomed, roomy);
    Some((screen, panes))
}

/// Calls a function with the views and all that they may read.
pub(super) fn with_views<T>(state: &mut State, f: impl FnOnce(&mut Views, &Context<'_>) -> T) -> T {
    let panes = places(state).map(|(_, panes)| panes).unwrap_or_default();
    let mut views = mem::take(&mut state.views);
    let result = f(&mut views, &context(state, panes));
    state.views = views;
    result
}

/// Returns what the view of a state may read.
pub(super) fn context(state: &State, panes: Panes) -> Context<'_> {
    Context {
        library: &state.library,
        corpus: &state.library.corpus,
        version: state.version,
        place: &state.place,
        checked: &state.checked,
        checking: state.checking,
        leaf: texts::of(state),
        needle: &state.needle,
        hits: &state.hits,
        hits_version: state.hits_version,
        hits_of: state.hits_of,
        micros: state.micros,
        theme: &state.theme,
        keymap: &state.keymap,
        panes,
        focus: state.focus,
        names: state.names.are_of(state.version).then_some(&*state.names),
        searches: &state.searches,
        marks: &state.marks,
    }
}

/// Returns the keymap's context in which keys are read now.
pub(super) fn keys(state: &State) -> &'static str {
    match (&state.prompt, &state.overlay) {
        (Some(_), _) => "input",
        (None, Some(Overlay::Help(_) | Overlay::Palette(_))) => "list_input",
        (None, Some(Overlay::Faults(_))) => "overlay",
        (None, Some(Overlay::Marks(_))) => "marks",
        (None, None) => match state.focus {
            Focus::Detail => Views::keys_beside(state.place.view),
            Focus::Main => state.views.keys(state.place.view),
        },
    }
}
