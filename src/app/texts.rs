//! Archived texts: quotes looked for in them, and one of them read.

use std::sync::Arc;

use crate::{
    app::state::State,
    arena::Id,
    library::{Checked, Opened},
    model::Source,
    ui::effect::Effect,
};

/// Returns the text that is read, once it is there.
pub(super) fn of(state: &State) -> Option<&Opened> {
    let (source, opened) = state.text.as_ref()?;
    opened
        .as_deref()
        .filter(|_| state.place.text == Some(*source))
}

/// Takes in that the library is another: what was known is of the one before.
pub(super) fn renew(state: &mut State) -> Vec<Effect> {
    state.checked = Arc::default();
    state.checking = None;
    state.text = None;
    if state.library.progress.done {
        let version = state.version;
        return vec![Effect::Check { version }];
    }
    Vec::new()
}

/// Takes in how far the search for quotes has come.
pub(super) fn checking(state: &mut State, version: u64, done: usize, all: usize) {
    if version == state.version {
        state.checking = (done < all).then_some((done, all));
    }
}

/// Takes in what the search for quotes came to.
pub(super) fn checked(state: &mut State, version: u64, checked: Arc<Checked>) {
    if version == state.version {
        (state.checked, state.checking) = (checked, None);
    }
}

/// Takes in a text that was read.
pub(super) fn read(state: &mut State, version: u64, source: Id<Source>, opened: Arc<Opened>) {
    let asked = state.text.as_ref().map(|(source, _)| *source);
    if version == state.version && asked == Some(source) {
        state.text = Some((source, Some(opened)));
    }
}

/// Asks for the text that is to be read, if it was not asked for yet.
pub(super) fn ask(state: &mut State) -> Option<Effect> {
    let source = state.place.text?;
    if state.text.as_ref().is_some_and(|(of, _)| *of == source) {
        return None;
    }
    state.text = Some((source, None));
    let version = state.version;
    Some(Effect::ReadText { version, source })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::{staged::opened, state::Message, update::update},
        library::Verdict,
        model::QuoteId,
    };

    #[test]
    fn what_is_told_of_another_library_is_not_taken_in() {
        let mut state = opened(80, 24);
        let version = state.version();
        let (done, all) = (1, 4);
        update(&mut state, Message::Checking { version, done, all });
        assert_eq!(state.checking, Some((1, 4)));
        let late = version - 1;
        let checked = Arc::new(Checked::default());
        update(
            &mut state,
            Message::Checked {
                version: late,
                checked: Arc::clone(&checked),
            },
        );
        assert_eq!(state.checking, Some((1, 4)));
        update(&mut state, Message::Checked { version, checked });
        assert_eq!(state.checking, None);
        assert_eq!(state.checked.of(QuoteId::new(0)), Verdict::Open);
    }
}
