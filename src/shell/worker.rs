//! What takes time, done beside the loop: reading the library, and searching.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant, SystemTime},
};

use crate::{
    app::Message,
    library::{self, Keep, Library, Request},
    search::{Ask, Hits, Memory, Pass},
    shell::wake::Post,
};

/// Between two looks at whether a newer query has come.
const STEP: Duration = Duration::from_millis(2);

/// Reads the library, as often as it is told to.
#[derive(Debug)]
pub(super) struct Reader {
    paths: Vec<PathBuf>,
    /// What is read where there are none.
    bundled: fn() -> Library,
    /// The folder of caches.
    cache: Option<PathBuf>,
    post: Post,
    /// The number of the latest reading; an earlier one is given up.
    latest: Arc<AtomicUsize>,
}

impl Reader {
    /// Makes a reader of files and folders; of a bundled library for none.
    pub(super) fn new(
        paths: Vec<PathBuf>,
        bundled: fn() -> Library,
        cache: Option<PathBuf>,
        post: Post,
    ) -> Reader {
        Reader {
            paths,
            bundled,
            cache,
            post,
            latest: Arc::default(),
        }
    }

    /// Begins to read. The first time, the library is told of as it grows;
    /// later, what is shown stays until the new one is whole.
    pub(super) fn read(&self) {
        let number = self.latest.fetch_add(1, Ordering::SeqCst) + 1;
        let (post, latest) = (self.post.clone(), Arc::clone(&self.latest));
        let request = Request {
            paths: self.paths.clone(),
            cache: self.cache.clone(),
            now: time(),
        };
        let bundled = self.bundled;
        spawn(move || {
            let wanted = || latest.load(Ordering::SeqCst) == number;
            let tell =
                |library: Library| wanted() && post.send(Message::Library(Arc::new(library)));
            if request.paths.is_empty() {
                tell(bundled());
                return;
            }
            let (library, keep) = library::load(&request, |so_far| {
                if number == 1 && so_far.is_due() {
                    tell(so_far.library())
                } else {
                    wanted()
                }
            });
            tell(library);
            if let Some(keep) = keep.filter(Keep::is_due) {
                // Without a cache the next start is as slow as this one was.
                keep.write().ok();
            }
        });
    }
}

/// What the searcher is told.
#[derive(Debug)]
pub(super) enum Order {
    /// The library is this now.
    Library(Arc<Library>),
    /// Search, and answer with this number.
    Search(Ask, u64),
}

/// Starts the thread that searches; the newest query wins. Dropping the
/// sender ends it.
pub(super) fn searcher(post: Post) -> mpsc::Sender<Order> {
    let (to, orders) = mpsc::channel();
    spawn(move || {
        let mut searcher = Searcher::default();
        while let Ok(order) = orders.recv() {
            searcher.take(order);
            searcher.work(&orders, &post);
        }
    });
    to
}

/// The latest of each thing that was told.
#[derive(Debug, Default)]
struct Searcher {
    library: Arc<Library>,
    asked: Option<(Ask, u64)>,
    memory: Memory,
}

impl Searcher {
    fn take(&mut self, order: Order) {
        match order {
            Order::Library(library) => self.library = library,
            Order::Search(ask, generation) => self.asked = Some((ask, generation)),
        }
    }

    /// Answers what is asked, beginning again whenever something new is told.
    fn work(&mut self, orders: &mpsc::Receiver<Order>, post: &Post) {
        loop {
            for order in orders.try_iter() {
                self.take(order);
            }
            let Some((ask, generation)) = self.asked.take() else {
                return;
            };
            let mut told = None;
            let begun = now();
            let library = Arc::clone(&self.library);
            let answer = |hits: Hits| {
                let micros = begun.elapsed().as_micros();
                post.send(Message::Found {
                    generation,
                    hits: Arc::new(hits),
                    micros: u64::try_from(micros).unwrap_or(u64::MAX),
                });
            };
            let hits = search(&library, &mut self.memory, &ask, &answer, || {
                told = orders.try_recv().ok();
                told.is_some()
            });
            match (hits, told) {
                (Some(hits), _) => answer(hits),
                // An order to search takes this one's place, one of a library does not.
                (None, told) => {
                    self.asked = Some((ask, generation));
                    if let Some(order) = told {
                        self.take(order);
                    }
                }
            }
        }
    }
}

/// Returns what a query finds, or `None` if it was stopped. The best are told as
/// soon as they are known.
fn search(
    library: &Library,
    memory: &mut Memory,
    ask: &Ask,
    best: &dyn Fn(Hits),
    mut stop: impl FnMut() -> bool,
) -> Option<Hits> {
    let mut pass = Pass::new(&library.corpus, &library.index, memory, ask);
    let mut until = now() + STEP;
    while pass.find_best(|| until < now()) {
        if stop() {
            return None;
        }
        until = now() + STEP;
    }
    best(pass.hits());
    while pass.step(|| until < now()) {
        if stop() {
            return None;
        }
        until = now() + STEP;
    }
    Some(pass.hits())
}

#[expect(clippy::disallowed_methods, reason = "the shell is where time is told")]
pub(super) fn time() -> SystemTime {
    SystemTime::now()
}

#[expect(clippy::disallowed_methods, reason = "the shell is where time is told")]
pub(super) fn now() -> Instant {
    Instant::now()
}

#[expect(
    clippy::disallowed_methods,
    reason = "the shell is where threads begin"
)]
pub(super) fn spawn(work: impl FnOnce() + Send + 'static) {
    drop(thread::spawn(work));
}

/// A bug in a worker, for a test.
#[expect(clippy::panic, reason = "it is what is being tested")]
pub(super) fn panic_for_tests() {
    spawn(|| panic!("a bug in a worker, for a test"));
}
