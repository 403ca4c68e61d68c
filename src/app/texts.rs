//! What is found beside the loop: quotes in archived texts, and what stands on
//! the leaf that is read.

use std::sync::Arc;

use crate::{
    app::state::State,
    library::Checked,
    ui::{effect::Effect, place::Leaf},
    view::Found,
};

/// Returns what stands on the leaf that is read, once it was found.
pub(super) fn of(state: &State) -> Option<&Found> {
    let (leaf, found) = state.leaf.as_ref()?;
    found.as_ref().filter(|_| state.place.leaf == Some(*leaf))
}

/// Takes in that the library is another: what was known is of the one before.
pub(super) fn renew(state: &mut State) -> Vec<Effect> {
    state.checked = Arc::default();
    state.checking = None;
    state.leaf = None;
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

/// Takes in what was found for a leaf.
pub(super) fn laid(state: &mut State, version: u64, leaf: Leaf, found: Found) {
    let asked = state.leaf.as_ref().map(|(leaf, _)| *leaf);
    if version == state.version && asked == Some(leaf) {
        state.leaf = Some((leaf, Some(found)));
    }
}

/// Asks for what stands on the leaf that is to be read, if it was not asked for
/// yet.
pub(super) fn ask(state: &mut State) -> Option<Effect> {
    let leaf = state.place.leaf?;
    if state.leaf.as_ref().is_some_and(|(of, _)| *of == leaf) {
        return None;
    }
    state.leaf = Some((leaf, None));
    let version = state.version;
    Some(Effect::Lay { version, leaf })
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
