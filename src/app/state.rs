//! What the analyst sees, and what can happen.

use std::sync::Arc;

use ratatui::layout::Size;

use crate::{
    library::Library,
    search::Hits,
    text::Clean,
    ui::{key::Key, keymap::Keymap, theme::Theme},
};

/// Everything that can happen.
#[derive(Debug, Clone)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// A text was pasted.
    Paste(String),
    /// The terminal has this size now.
    Resize(Size),
    /// More of the library is known, or it was read again.
    Library(Arc<Library>),
    /// A search has something to show.
    Found {
        /// The number of the search.
        generation: u64,
        /// What it found.
        hits: Arc<Hits>,
    },
    /// Something to tell the analyst.
    Notice(Clean),
}

/// What is known before the first frame.
#[derive(Debug, Clone)]
pub struct Setup {
    /// Columns and rows of the terminal.
    pub size: Size,
    /// The colors.
    pub theme: Theme,
    /// The keys.
    pub keymap: Keymap,
}

/// The whole of what the analyst sees.
#[derive(Debug, Clone)]
pub struct State {
    /// Columns and rows of the terminal.
    pub size: Size,
}
