//! Work the shell is asked to do. An effect is plain data: a test compares it.

use std::{path::Path, sync::Arc};

use crate::{
    library::{Change, Marking},
    search::Ask,
    ui::place::Leaf,
};

/// Work for the shell.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Search, and answer with this number so that a late answer is known.
    Search {
        /// What to search for.
        ask: Ask,
        /// The number to answer with.
        generation: u64,
    },
    /// Gather the names of the library, and answer with this number.
    Gather {
        /// The number of the library.
        version: u64,
    },
    /// Keep a change of the searches for the sessions to come.
    Keep(Change),
    /// Keep a change of the marks for the sessions to come.
    KeepMark(Marking),
    /// Read the library again.
    Reload,
    /// Look for the quotes of the library in its archived texts, and answer with
    /// its number.
    Check {
        /// The number of the library.
        version: u64,
    },
    /// Find what stands on a leaf, and answer with the number of the library.
    Lay {
        /// The number of the library.
        version: u64,
        /// The leaf.
        leaf: Leaf,
    },
    /// Hand a text to the clipboard.
    Copy {
        /// The text.
        text: Arc<str>,
        /// What it is, in words.
        what: Arc<str>,
    },
    /// Open a file in the user's editor.
    Edit {
        /// The file.
        path: Arc<Path>,
        /// The line, counted from one.
        line: u32,
    },
    /// Have the terminal tell of the mouse, or keep it to itself.
    Mouse(bool),
    /// Hand the terminal back to the shell until it is continued.
    Suspend,
    /// Draw the whole screen again.
    Redraw,
    /// Leave.
    Quit,
}
