//! What the analyst sees, and what can happen.

use std::sync::Arc;

use ratatui::layout::Size;

use crate::{
    app::history::History,
    library::{Checked, Library, Marks, Searches},
    search::Hits,
    text::Clean,
    ui::{
        key::Key,
        keymap::Keymap,
        mouse::Mouse,
        needle::Needle,
        place::{Leaf, Place, Selection, View},
        theme::Theme,
        widget::{doc::Reading, field::Field},
    },
    view::{Faults, Focus, Found, Help, MarkList, Names, Palette, Recent, Views},
};

/// Everything that can happen.
#[derive(Debug, Clone)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// Something was done with the mouse.
    Mouse(Mouse),
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
        /// How long that took, in millionths of a second.
        micros: u64,
    },
    /// The names of the library were gathered.
    Names(Arc<Names>),
    /// So many of so many quotes were looked for in their sources.
    Checking {
        /// The number of the library.
        version: u64,
        /// How many were.
        done: usize,
        /// Of how many.
        all: usize,
    },
    /// The quotes were looked for in their sources.
    Checked {
        /// The number of the library.
        version: u64,
        /// What that came to.
        checked: Arc<Checked>,
    },
    /// What stands on a leaf was found.
    Laid {
        /// The number of the library.
        version: u64,
        /// The leaf.
        leaf: Leaf,
        /// What was found.
        found: Found,
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
    /// The searches of earlier sessions.
    pub searches: Searches,
    /// The marks of earlier sessions.
    pub marks: Marks,
    /// Whether the mouse is taken.
    pub mouse: bool,
}

/// What lies over the view.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Overlay {
    /// Every key that works here.
    Help(Help),
    /// What is wrong in the library.
    Faults(Faults),
    /// Commands and names.
    Palette(Palette),
    /// The marks.
    Marks(MarkList),
}

/// What a text typed into the bottom line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asking {
    /// Words to find in the pane.
    Find,
    /// The date as of which stances are shown.
    AsOf,
    /// Where in time to go.
    GoDate,
    /// The name to keep a search under.
    Name,
}

/// A line being typed at the bottom.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Prompt {
    /// What it is for.
    pub(super) asking: Asking,
    /// What is typed.
    pub(super) field: Field,
    /// What of it was understood, in words; may be empty.
    pub(super) said: Clean,
    /// Why what is typed will not do; empty if it will.
    pub(super) wrong: Clean,
    /// Where the analyst was when it was opened, and is again if it is left.
    pub(super) before: Place,
    /// How the detail pane was scrolled then.
    pub(super) reading: Reading,
    /// What a step in time is counted from: what the view had under its cursor.
    pub(super) from: Option<Selection>,
}

/// The mouse's button is held down, since it was pressed in a main pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Held {
    /// The view it was pressed in.
    pub(super) view: View,
}

/// The whole of what the analyst sees.
#[derive(Debug, Clone)]
pub struct State {
    /// Columns and rows of the terminal.
    pub size: Size,
    pub(super) theme: Theme,
    pub(super) keymap: Arc<Keymap>,
    pub(super) library: Arc<Library>,
    /// Rises whenever the library changes.
    pub(super) version: u64,
    /// What is known of the quotes' places in their sources.
    pub(super) checked: Arc<Checked>,
    /// How many quotes were looked for so far, while they are.
    pub(super) checking: Option<(usize, usize)>,
    /// The leaf that was asked for, and what was found for it.
    pub(super) leaf: Option<(Leaf, Option<Found>)>,
    pub(super) hits: Arc<Hits>,
    /// Rises whenever the hits change.
    pub(super) hits_version: u64,
    /// The number of the search that found them.
    pub(super) hits_of: u64,
    /// How long the search took, in millionths of a second.
    pub(super) micros: u64,
    /// The number of the latest search; an answer with another is late.
    pub(super) generation: u64,
    pub(super) place: Place,
    pub(super) history: History,
    pub(super) views: Views,
    pub(super) focus: Focus,
    pub(super) zoomed: bool,
    /// How the detail pane is scrolled, and which of its links is chosen.
    pub(super) reading: Reading,
    pub(super) overlay: Option<Overlay>,
    pub(super) prompt: Option<Prompt>,
    /// Keys typed that may be the start of something.
    pub(super) typed: Vec<Key>,
    /// What was last looked for in a pane.
    pub(super) needle: Needle,
    /// The names of the library, once they are gathered.
    pub(super) names: Arc<Names>,
    /// What was chosen in the palette.
    pub(super) recent: Recent,
    /// The searches that are kept.
    pub(super) searches: Searches,
    /// The marks.
    pub(super) marks: Marks,
    pub(super) notice: Clean,
    /// Whether the mouse is taken.
    pub(super) mouse: bool,
    pub(super) held: Option<Held>,
}

impl State {
    /// Returns the screen before anything is loaded.
    pub fn new(setup: Setup) -> State {
        State {
            size: setup.size,
            theme: setup.theme,
            keymap: Arc::new(setup.keymap),
            library: Arc::default(),
            // Names of no library have 0.
            version: 1,
            checked: Arc::default(),
            checking: None,
            leaf: None,
            hits: Arc::default(),
            hits_version: 0,
            hits_of: 0,
            micros: 0,
            generation: 0,
            place: Place::default(),
            history: History::default(),
            views: Views::default(),
            focus: Focus::Main,
            zoomed: false,
            reading: Reading::default(),
            overlay: None,
            prompt: None,
            typed: Vec::new(),
            needle: Needle::default(),
            names: Arc::default(),
            recent: Recent::default(),
            searches: setup.searches,
            marks: setup.marks,
            notice: Clean::default(),
            mouse: setup.mouse,
            held: None,
        }
    }

    /// Returns the number of the library, for its names to be known by.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Returns where the analyst is.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Returns the library as it is known so far.
    pub fn library(&self) -> &Arc<Library> {
        &self.library
    }
}
