//! What takes time, done beside the loop: reading the library, and searching.

use std::{
    path::PathBuf,
    sync::{Arc, mpsc},
    thread,
    time::{Duration, Instant},
};

use crate::{
    app::Message,
    library::{self, Library},
    search::{Index, Pass, Query},
    shell::wake::Post,
};

/// Between two looks at whether a newer query has come.
const STEP: Duration = Duration::from_millis(2);

/// What the searcher is told.
#[derive(Debug)]
pub(super) enum Order {
    /// The library is this now.
    Library(Arc<Library>),
    /// Search, and answer with this number.
    Search(Query, u64),
}

/// Starts the thread that reads the library, and tells of it as it grows.
pub(super) fn read(paths: Vec<PathBuf>, post: Post) {
    spawn(move || {
        let library = if paths.is_empty() {
            library::bundled()
        } else {
            library::load(&paths, |library| {
                post.send(Message::Library(Arc::new(library)))
            })
        };
        post.send(Message::Library(Arc::new(library)));
    });
}

/// Starts the thread that searches; the newest query wins. Dropping the
/// sender ends it.
pub(super) fn searcher(post: Post) -> mpsc::Sender<Order> {
    let (to, orders) = mpsc::channel();
    spawn(move || search(&orders, &post));
    to
}

fn search(orders: &mpsc::Receiver<Order>, post: &Post) {
    let mut library: Arc<Library> = Arc::default();
    let mut index = Index::default();
    let mut next = orders.recv().ok();
    while let Some(order) = next.take() {
        match order {
            Order::Library(newer) => {
                index = Index::new(&newer.corpus);
                library = newer;
            }
            Order::Search(query, generation) => {
                let mut pass = Pass::new(&library.corpus, &index, &query);
                let mut until = now() + STEP;
                while pass.step(|| until < now()) {
                    next = orders.try_recv().ok();
                    if next.is_some() {
                        break;
                    }
                    until = now() + STEP;
                }
                if next.is_none() {
                    let hits = Arc::new(pass.hits());
                    if !post.send(Message::Found { generation, hits }) {
                        return;
                    }
                }
            }
        }
        next = next.or_else(|| orders.recv().ok());
    }
}

#[expect(clippy::disallowed_methods, reason = "the shell is where time is told")]
fn now() -> Instant {
    Instant::now()
}

#[expect(
    clippy::disallowed_methods,
    reason = "the shell is where threads begin"
)]
fn spawn(work: impl FnOnce() + Send + 'static) {
    drop(thread::spawn(work));
}

/// A bug in a worker, for a test.
#[expect(clippy::panic, reason = "it is what is being tested")]
pub(super) fn panic_for_tests() {
    spawn(|| panic!("a bug in a worker, for a test"));
}
