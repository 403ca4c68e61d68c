//! What tests of the application begin with: the bundled library on a screen.

use std::sync::{Arc, LazyLock};

use ratatui::layout::Size;

use crate::{
    app::{
        state::{Message, Setup, State},
        update::update,
    },
    library::{self, Library, Marks, Searches},
    ui::{
        effect::Effect,
        key::Key,
        keymap::{DEFAULT, Keymap},
        theme::{Depth, Theme},
    },
};

static BUNDLED: LazyLock<Arc<Library>> = LazyLock::new(|| Arc::new(library::bundled()));

/// Returns the bundled library opened at a size.
pub(super) fn opened(width: u16, height: u16) -> State {
    let mut state = State::new(Setup {
        size: Size::new(width, height),
        theme: Theme::named("dark", Depth::True, false),
        keymap: Keymap::read(DEFAULT).0,
        searches: Searches::default(),
        marks: Marks::default(),
        mouse: true,
    });
    update(&mut state, Message::Library(Arc::clone(&BUNDLED)));
    state
}

/// Presses keys, with blanks between them; returns the work they call for.
pub(super) fn press(state: &mut State, keys: &str) -> Vec<Effect> {
    let keys = keys.split(' ').map(str::parse::<Key>);
    keys.flat_map(|key| update(state, Message::Key(key.expect("a key"))))
        .collect()
}
