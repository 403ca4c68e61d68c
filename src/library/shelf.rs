//! The files of a library, read, from which it is put together.

use std::{collections::HashSet, path::Path, sync::Arc};

use crate::{
    arena::Id,
    briefing::{self, Draft, Stock},
    diagnostic::{Diagnostic, Severity},
    library::{
        find::Stamp,
        state::{FileState, Holds, Library, Progress},
    },
    model::{Corpus, File},
    search::Index,
    text::Clean,
};

/// The files of a library, read.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    pub(super) stock: Stock,
    pub(super) files: Vec<Part>,
    /// What is wrong between records, each with the place of its draft; what
    /// is wrong in a file alone stands with the file.
    pub(super) between: Vec<(usize, Diagnostic)>,
    /// For each file to be read, the number of the folder in which it was
    /// found; `None` for one that was named itself. Empty where all are.
    pub(super) folders: Vec<Option<usize>>,
}

/// A file that was read.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// Its name as shown.
    pub(super) name: Clean,
    /// Where it lies on disk.
    pub(super) path: Option<Arc<Path>>,
    /// What it was like when it was read, and the digest of its bytes.
    pub(super) stamp: Option<(Stamp, u128)>,
    pub(super) draft: Option<Arc<Draft>>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A file as it was read just now.
#[derive(Debug)]
pub(super) struct Fresh {
    pub(super) name: Clean,
    pub(super) path: Option<Arc<Path>>,
    pub(super) stamp: Option<(Stamp, u128)>,
    pub(super) reading: briefing::Reading,
}

impl Shelf {
    /// Adds a file that was read just now.
    pub(super) fn add(&mut self, fresh: Fresh) {
        let draft = fresh.reading.draft.map(|draft| self.stock.keep(draft));
        self.files.push(Part {
            name: fresh.name,
            path: fresh.path,
            stamp: fresh.stamp,
            draft,
            diagnostics: fresh.reading.diagnostics,
        });
    }

    /// Returns the files that could be used, in order.
    pub(super) fn drafts(&self) -> Vec<Arc<Draft>> {
        let used = self.used().into_iter();
        used.filter_map(|(_, draft)| draft.cloned()).collect()
    }

    /// Returns the files in order, each with its draft if that is used. Fiction
    /// that lies in one folder with real briefings is not: who opens the folder
    /// wants to know what was. Until all files are read nobody knows whether
    /// real ones come, so it waits.
    pub(super) fn used(&self) -> Vec<(&Part, Option<&Arc<Draft>>)> {
        let whole = self.folders.len() <= self.files.len();
        let folder = |at: usize| self.folders.get(at).copied().flatten();
        let drafts = self.files.iter().enumerate().filter_map(|(at, part)| {
            let draft = part.draft.as_ref()?;
            Some((folder(at)?, draft))
        });
        let real: HashSet<usize> = drafts
            .filter(|(_, draft)| draft.is_briefing() && !draft.is_fiction())
            .map(|(folder, _)| folder)
            .collect();
        let is_used = |at: usize, draft: &Draft| {
            let folder = folder(at).filter(|_| draft.is_fiction());
            folder.is_none_or(|folder| whole && !real.contains(&folder))
        };
        let files = self.files.iter().enumerate();
        files
            .map(|(at, part)| {
                let draft = part.draft.as_ref();
                (part, draft.filter(|draft| is_used(at, draft)))
            })
            .collect()
    }

    /// Returns what the files say together.
    pub(super) fn corpus(&self) -> Corpus {
        let mut corpus = briefing::link(&self.stock, &self.drafts());
        let used = self.used().into_iter();
        let used = used.filter(|(_, draft)| draft.is_some());
        for (at, (part, _)) in used.enumerate() {
            corpus
                .files
                .edit(Id::new(at), |file| file.path.clone_from(&part.path));
        }
        corpus
    }

    /// Looks for what is wrong between records.
    pub(super) fn check(&mut self) {
        let used = self.used().into_iter();
        let paths: Vec<Option<Arc<Path>>> = used
            .filter(|(_, draft)| draft.is_some())
            .map(|(part, _)| part.path.clone())
            .collect();
        self.between = briefing::check(&self.stock, &self.drafts(), |at| {
            let path = paths.get(at)?.as_ref()?;
            let (bytes, _) = crate::library::find::bytes(path, briefing::FILE).ok()?;
            let text = String::from_utf8(bytes).ok()?;
            Some(Arc::from(text.strip_prefix('\u{feff}').unwrap_or(&text)))
        });
    }

    /// Puts the library together as far as it is known, of what the files say
    /// and its index.
    pub(super) fn library(
        &self,
        corpus: Arc<Corpus>,
        index: Arc<Index>,
        roots: Vec<Clean>,
        progress: Progress,
    ) -> Library {
        let mut library = Library {
            roots,
            progress,
            ..Library::default()
        };
        let mut between = self.between.iter().peekable();
        let mut used = 0;
        for (part, draft) in self.used() {
            let mut found = part.diagnostics.clone();
            let id = draft.map(|_| Id::<File>::new(used));
            if id.is_some() {
                while let Some((_, more)) = between.next_if(|(draft, _)| *draft == used) {
                    found.push(more.clone());
                }
                used += 1;
            }
            found.sort_by_key(|d| (d.place.line, d.place.column));
            library.files.push(file_state(part, id, &corpus, &found));
            library.diagnostics.extend(found);
        }
        library.corpus = corpus;
        library.index = index;
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
        (Some(draft), None) if draft.is_fiction() && id.is_none() => Holds::Fiction,
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
