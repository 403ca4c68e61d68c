//! The palette over the view: opened, typed into, and what is chosen in it.

use std::sync::Arc;

use crate::{
    app::{
        layout, reload,
        seen::{context, keys, places},
        state::{Overlay, State},
    },
    model::{Corpus, Kind},
    ui::{action::Action, effect::Effect},
    view::{Context, Names, Palette, Recent, Target},
};

/// Opens the palette, of everything or of one kind of record; has the names
/// gathered if they are not of this library.
pub(super) fn open(state: &mut State, kind: Option<Kind>) -> Vec<Effect> {
    let context = keys(state);
    let palette = seen(state, |cx| Palette::new(cx, context, kind, &state.recent));
    state.overlay = Some(Overlay::Palette(palette));
    gather(state)
}

/// Types a character.
pub(super) fn typed(state: &mut State, c: char) {
    with_palette(state, |palette, cx| palette.insert(cx, c));
}

/// Answers an action; returns what was chosen.
pub(super) fn act(state: &mut State, action: Action) -> Option<Target> {
    let body = layout::screen(state.size)?.body;
    let target = with_palette(state, |palette, cx| palette.update(cx, body, action)).flatten()?;
    state.recent.chosen(&target);
    state.overlay = None;
    Some(target)
}

/// Takes in names that were gathered.
pub(super) fn gathered(state: &mut State, names: Arc<Names>) {
    if names.are_of(state.version) {
        state.names = names;
        with_palette(state, Palette::find);
    }
}

/// Forgets what is of a library before; the names of this one are gathered if
/// they are being looked at.
pub(super) fn renew(state: &mut State, from: &Corpus, to: &Corpus) -> Vec<Effect> {
    state.names = Arc::default();
    state.recent.targets = state
        .recent
        .targets
        .iter()
        .filter_map(|target| match target {
            Target::Show(entry) => reload::entry(*entry, from, to).map(Target::Show),
            Target::Run(..) | Target::Search(..) | Target::Theme(_) => Some(target.clone()),
        })
        .collect();
    let recent: Recent = state.recent.clone();
    match with_palette(state, |palette, cx| palette.renew(cx, &recent)) {
        Some(()) => gather(state),
        None => Vec::new(),
    }
}

fn gather(state: &State) -> Vec<Effect> {
    if state.names.are_of(state.version) {
        return Vec::new();
    }
    vec![Effect::Gather {
        version: state.version,
    }]
}

fn with_palette<T>(
    state: &mut State,
    f: impl FnOnce(&mut Palette, &Context<'_>) -> T,
) -> Option<T> {
    let mut palette = match state.overlay.take() {
        Some(Overlay::Palette(palette)) => palette,
        other => {
            state.overlay = other;
            return None;
        }
    };
    let result = seen(state, |cx| f(&mut palette, cx));
    state.overlay = Some(Overlay::Palette(palette));
    Some(result)
}

fn seen<T>(state: &State, f: impl FnOnce(&Context<'_>) -> T) -> T {
    let panes = places(state).map(|(_, panes)| panes).unwrap_or_default();
    f(&context(state, panes))
}
