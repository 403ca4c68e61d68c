//! Small work done beside the loop: searches and marks written down for the
//! next session, names gathered.

use std::{
    path::PathBuf,
    process,
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};

use crate::{
    app::Message,
    library::{Change, Library, Marking, Marks, Searches},
    shell::wake::Post,
    text::Clean,
    view::Names,
};

/// How long leaving waits for what is still to be written: a folder may lie on
/// a server that is away.
const PATIENCE: Duration = Duration::from_secs(2);

/// A change of what is kept.
#[derive(Debug)]
pub(super) enum Kept {
    /// Of the searches.
    Search(Change),
    /// Of the marks.
    Mark(Marking),
}

/// Writes searches and marks down, one change after the other.
#[derive(Debug)]
pub(super) struct Keeper {
    changes: mpsc::Sender<Kept>,
    done: mpsc::Receiver<()>,
}

impl Keeper {
    /// Starts the thread that writes into this folder.
    pub(super) fn new(folder: PathBuf, post: Post) -> Keeper {
        let (changes, inbox) = mpsc::channel();
        let (to, done) = mpsc::channel();
        spawn(move || {
            let mut told = false;
            for change in inbox {
                let session = process::id();
                let (what, kept) = match &change {
                    Kept::Search(change) => ("Searches", Searches::keep(&folder, change, session)),
                    Kept::Mark(change) => ("Marks", Marks::keep(&folder, change, session)),
                };
                if let Err(error) = kept {
                    let words = format!("{what} are not kept: {error}");
                    // Once is enough: it will not be another reason the next time.
                    told = told || post.send(Message::Notice(Clean::line(&words)));
                }
            }
            let _nobody_waits = to.send(());
        });
        Keeper { changes, done }
    }

    /// Has a change written down.
    pub(super) fn keep(&self, change: Kept) {
        drop(self.changes.send(change));
    }

    /// Waits a while for what is still to be written.
    pub(super) fn finish(self) {
        drop(self.changes);
        let _late = self.done.recv_timeout(PATIENCE);
    }
}

/// Gathers the names of a library, which has this number.
pub(super) fn gather(library: Arc<Library>, version: u64, post: Post) {
    spawn(move || {
        let names = Names::new(&library.corpus, version);
        post.send(Message::Names(Arc::new(names)));
    });
}

#[expect(
    clippy::disallowed_methods,
    reason = "the shell is where threads begin"
)]
fn spawn(work: impl FnOnce() + Send + 'static) {
    drop(thread::spawn(work));
}
