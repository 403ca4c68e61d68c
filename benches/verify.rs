//! What it costs to look for every quote in the archived text of its source:
//! 100 000 made quotes, 10 000 made texts of 20 MB; `SOURCES=1000` for another
//! size.
//!
//! Bars: all of it in 2 s, reading and hashing with it; again in 100 ms.

use std::{
    env, fs,
    path::PathBuf,
    sync::OnceLock,
    time::{Duration, SystemTime},
};

use attache::{
    library::{self, Archives, Library, Request},
    verify::{Archive, Passage, check},
};
use divan::Bencher;
use tempfile::TempDir;

#[expect(dead_code, reason = "each bench makes what it needs")]
mod made;
#[path = "made/texts.rs"]
mod texts;

fn main() {
    divan::main();
}

/// A library on disk, read, and a folder for what is kept.
struct Made {
    _folder: TempDir,
    cache: PathBuf,
    library: Library,
}

fn made() -> &'static Made {
    static MADE: OnceLock<Made> = OnceLock::new();
    MADE.get_or_init(|| {
        let sources = env::var("SOURCES").ok().and_then(|n| n.parse().ok());
        let folder = tempfile::tempdir().expect("a folder");
        let briefings = folder.path().join("briefings");
        texts::write(&briefings, sources.unwrap_or(10_000)).expect("a library");
        let request = Request {
            paths: vec![briefings],
            cache: None,
            now: later(),
        };
        let (library, _) = library::load(&request, |_| true);
        Made {
            cache: folder.path().join("cache"),
            library,
            _folder: folder,
        }
    })
}

/// A time at which no file is too young to be trusted.
fn later() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1 << 35)
}

/// Every quote looked for: texts found, read, hashed, searched.
#[divan::bench(sample_count = 5)]
fn all(bencher: Bencher<'_, '_>) {
    let made = made();
    bencher.bench(|| {
        let archives = Archives::new(&made.library, &[]);
        library::verify(&made.library.corpus, &archives, None, later(), |_, _| true)
    });
}

/// The same from what was kept: texts found and looked at, not read.
#[divan::bench(sample_count = 20)]
fn again(bencher: Bencher<'_, '_>) {
    let made = made();
    let corpus = &made.library.corpus;
    let archives = Archives::new(&made.library, &[]);
    if let (_, Some(keep)) =
        library::verify(corpus, &archives, Some(&made.cache), later(), |_, _| true)
    {
        keep.write().expect("the cache can be written");
    }
    assert_eq!(fs::read_dir(&made.cache).map(Iterator::count).ok(), Some(1));
    bencher.bench(|| {
        let archives = Archives::new(&made.library, &[]);
        library::verify(corpus, &archives, Some(&made.cache), later(), |_, _| true)
    });
}

/// One quote that stands nowhere, in a text of half a megabyte: what is like it
/// is looked for.
#[divan::bench]
fn missing(bencher: Bencher<'_, '_>) {
    let mut chance = made::Chance(9);
    let words = |count: usize, chance: &mut made::Chance| {
        let words: Vec<String> = (0..count).map(|_| made::word(chance.rank())).collect();
        words.join(" ")
    };
    let archive = Archive::new(words(100_000, &mut chance));
    let text = words(40, &mut chance);
    let passage = Passage {
        text: &text,
        ..Passage::default()
    };
    check(&passage, &archive);
    bencher.bench(|| check(&passage, &archive));
}
