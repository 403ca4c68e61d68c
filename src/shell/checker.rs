//! Quotes looked for in the archived texts of their sources, and leaves of the
//! Reader filled, beside the loop.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use crate::{
    app::Message,
    library::{self, Archives, Checked, Library},
    shell::{
        wake::Post,
        worker::{now, spawn, time},
    },
    ui::place::Leaf,
    view::found,
};

/// Between two words of how far the search for quotes has come.
const PACE: Duration = Duration::from_millis(100);

/// Looks for quotes in archived texts, as often as the library changes.
#[derive(Debug)]
pub(super) struct Checker {
    /// The folders in which texts are looked for by name.
    folders: Vec<PathBuf>,
    /// The folder of caches.
    cache: Option<PathBuf>,
    post: Post,
    /// The number of the latest library; the search of an earlier one is given up.
    latest: Arc<AtomicU64>,
    /// The library of that number, and its texts.
    archives: Option<(Arc<Library>, Arc<Archives>)>,
}

impl Checker {
    /// Makes a checker that has nothing to do yet.
    pub(super) fn new(folders: Vec<PathBuf>, cache: Option<PathBuf>, post: Post) -> Checker {
        Checker {
            folders,
            cache,
            post,
            latest: Arc::default(),
            archives: None,
        }
    }

    /// Begins to look for the quotes of a library, which has this number.
    pub(super) fn check(&mut self, library: Arc<Library>, version: u64) {
        self.latest.store(version, Ordering::SeqCst);
        let archives = Arc::new(Archives::new(&library, &self.folders));
        self.archives = Some((Arc::clone(&library), Arc::clone(&archives)));
        let (post, latest) = (self.post.clone(), Arc::clone(&self.latest));
        let cache = self.cache.clone();
        spawn(move || {
            let corpus = &library.corpus;
            let wanted = || latest.load(Ordering::SeqCst) == version;
            let mut told = now();
            let tell = |done, all| {
                if told.elapsed() < PACE {
                    return wanted();
                }
                told = now();
                wanted() && post.send(Message::Checking { version, done, all })
            };
            let (verdicts, keep) =
                library::verify(corpus, &archives, cache.as_deref(), time(), tell);
            if !wanted() {
                return;
            }
            let checked = Arc::new(Checked::new(corpus, &archives, verdicts));
            post.send(Message::Checked { version, checked });
            if let Some(keep) = keep {
                // Without it the next time is as slow as this one was.
                keep.write().ok();
            }
        });
    }

    /// Finds what stands on a leaf, of the library of this number.
    pub(super) fn lay(&self, version: u64, leaf: Leaf) {
        let Some((library, archives)) = &self.archives else {
            return;
        };
        let (library, archives) = (Arc::clone(library), Arc::clone(archives));
        let post = self.post.clone();
        spawn(move || {
            let found = found(&library, leaf, |source| {
                archives.of(&library.corpus, source)
            });
            post.send(Message::Laid {
                version,
                leaf,
                found,
            });
        });
    }
}
