//! A library as it is known so far.

use std::{path::Path, sync::Arc};

use crate::{
    arena::Id,
    briefing::{self, Draft},
    diagnostic::{Diagnostic, Severity},
    model::{Briefing, Corpus, File},
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
    /// Actors, issues and sources for all briefings.
    Registry,
    /// Nothing that could be used; why is among the diagnostics.
    Nothing,
}

impl Library {
    /// Returns the number of diagnostics of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics
            .iter()
            .filter(|d| d.severity == severity)
            .count()
    }
}

/// Files read so far, from which a library is put together.
#[derive(Debug, Default)]
pub(super) struct Assembly {
    files: Vec<Part>,
}

/// A file that was read.
#[derive(Debug)]
struct Part {
    name: Clean,
    path: Option<Arc<Path>>,
    draft: Option<Arc<Draft>>,
    diagnostics: Vec<Diagnostic>,
}

impl Assembly {
    /// Adds a file that was read.
    pub(super) fn add(
        &mut self,
        name: Clean,
        path: Option<Arc<Path>>,
        draft: Option<Arc<Draft>>,
        diagnostics: Vec<Diagnostic>,
    ) {
        self.files.push(Part {
            name,
            path,
            draft,
            diagnostics,
        });
    }

    /// Puts the library together as far as it is known.
    pub(super) fn library(&self, roots: Vec<Clean>, progress: Progress) -> Library {
        let used: Vec<usize> = (0..self.files.len())
            .filter(|&at| self.files[at].draft.is_some())
            .collect();
        let drafts: Vec<Arc<Draft>> = self
            .files
            .iter()
            .filter_map(|part| part.draft.clone())
            .collect();
        let linked = briefing::link(&drafts, progress.done);
        let mut corpus = linked.corpus;
        let mut between: Vec<Vec<Diagnostic>> = vec![Vec::new(); self.files.len()];
        for (draft, found) in linked.diagnostics {
            between[used[draft]].push(found);
        }
        let mut library = Library {
            roots,
            progress,
            ..Library::default()
        };
        for (at, (part, mut linked)) in self.files.iter().zip(between).enumerate() {
            let mut found = part.diagnostics.clone();
            found.append(&mut linked);
            found.sort_by_key(|d| (d.place.line, d.place.column));
            let id = used
                .iter()
                .position(|&file| file == at)
                .map(Id::<File>::new);
            if let Some(id) = id {
                corpus
                    .files
                    .edit(id, |file| file.path.clone_from(&part.path));
            }
            library.files.push(file_state(part, id, &corpus, &found));
            library.diagnostics.extend(found);
        }
        library.index = Arc::new(Index::new(&corpus));
        library.corpus = Arc::new(corpus);
        library
    }
}

fn file_state(
    part: &Part,
    id: Option<Id<File>>,
    corpus: &Corpus,
    found: &[Diagnostic],
) -> FileState {
    let count = |severity| found.iter().filter(|d| d.severity == severity).count();
    let holds = match (&part.draft, id.and_then(|id| corpus.files[id].briefing)) {
        (Some(_), Some(id)) => Holds::Briefing(id),
        (Some(draft), None) if !draft.is_briefing() => Holds::Registry,
        _ => Holds::Nothing,
    };
    FileState {
        name: part.name.clone(),
        path: part.path.clone(),
        holds,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
    }
}
