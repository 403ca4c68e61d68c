//! A library as it is known so far.

use std::{path::Path, sync::Arc};

use crate::{
    arena::Id,
    diagnostic::{Diagnostic, Severity},
    model::{Briefing, Corpus},
    search::Index,
    text::Clean,
};

/// A library as it is known so far: while files are read, each new state
/// replaces the one before.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// What the files say together.
    pub corpus: Arc<Corpus>,
    /// Which words stand in which quotes.
    pub index: Arc<Index>,
    /// The files, in the order of the library.
    pub files: Vec<FileState>,
    /// What is wrong, in the order of the files, then of places.
    pub diagnostics: Vec<Diagnostic>,
    /// The folders and files that were asked for, as shown.
    pub roots: Vec<Clean>,
    /// Whether this is the library that is part of the program.
    pub bundled: bool,
    /// How far reading has come.
    pub progress: Progress,
}

/// How far reading has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files read.
    pub read: usize,
    /// Files found so far.
    pub found: usize,
    /// Whether all are found and read.
    pub done: bool,
}

/// A file of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileState {
    /// Its name as shown.
    pub name: Clean,
    /// Where it lies on disk; `None` for a file that is part of the program.
    pub path: Option<Arc<Path>>,
    /// What it holds.
    pub holds: Holds,
    /// Diagnostics that are errors.
    pub errors: usize,
    /// Diagnostics that are warnings.
    pub warnings: usize,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holds {
    /// A briefing.
    Briefing(Id<Briefing>),
    /// A briefing of fiction, left out beside real ones.
    Fiction,
    /// Actors, issues and sources for all briefings.
    Registry,
    /// Nothing that could be used; why is among the diagnostics.
    Nothing,
}

impl Library {
    /// Returns the names of the files of fiction that were left out beside real
    /// briefings, as shown.
    pub fn fiction_left_out(&self) -> Vec<&Clean> {
        let left_out = self.files.iter();
        left_out
            .filter(|file| file.holds == Holds::Fiction)
            .map(|file| &file.name)
            .collect()
    }

    /// Returns the number of diagnostics of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics
            .iter()
            .filter(|d| d.severity == severity)
            .count()
    }
}
