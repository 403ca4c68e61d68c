//! What a large library costs: read from its files or from the cache; its index
//! made, brought up to date, written and read; a query typed key by key; sieves;
//! complete answers. On a made library of 20 000 quotes, or as many as `QUOTES`
//! says.
//!
//! With `MADE=FOLDER`, it writes the made library there, for other programs to
//! be measured on, and measures nothing.

mod made;
#[path = "made/quotes.rs"]
mod quotes;

use std::{
    fs,
    hint::black_box,
    io,
    path::Path,
    sync::LazyLock,
    time::{Duration, SystemTime},
};

use attache::{
    library::{self, Keep, Library, Request},
    model::{Corpus, QuoteId},
    query::Query,
    search::{Ask, Index, Memory, Order, Pass, sharing},
    variants,
};
use divan::{Bencher, counter::ItemsCount};
use tempfile::TempDir;

/// The library, and the library with one of its files changed.
static CORPORA: LazyLock<(Corpus, Corpus)> = LazyLock::new(|| quotes::corpora(quotes()));
static CORPUS: LazyLock<&Corpus> = LazyLock::new(|| &CORPORA.0);
static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(&CORPUS));

/// The library as files, and a cache of it.
static FILES: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for the library");
    quotes::write(&folder.path().join("library"), quotes()).expect("room for the library");
    folder
});

fn main() -> io::Result<()> {
    match std::env::var_os("MADE") {
        Some(folder) => quotes::write(Path::new(&folder), quotes()),
        None => {
            divan::main();
            Ok(())
        }
    }
}

fn quotes() -> usize {
    let quotes = std::env::var("QUOTES").ok();
    quotes
        .and_then(|quotes| quotes.parse().ok())
        .unwrap_or(20_000)
}

/// Every file read and parsed, the library linked and indexed.
#[divan::bench(sample_count = 5)]
fn load_without_a_cache(bencher: Bencher<'_, '_>) {
    let counter = ItemsCount::new(quotes());
    bencher
        .counter(counter)
        .bench_local(|| load(FILES.path(), false));
}

/// No file changed: files are looked at, not read.
#[divan::bench(sample_count = 10)]
fn load_from_the_cache(bencher: Bencher<'_, '_>) {
    keep(FILES.path());
    let counter = ItemsCount::new(quotes());
    bencher
        .counter(counter)
        .bench_local(|| load(FILES.path(), true));
}

/// One file changed since the cache was written.
#[divan::bench(sample_count = 10)]
fn load_one_changed_file(bencher: Bencher<'_, '_>) {
    let folder = FILES.path();
    keep(folder);
    let at = quotes::middle(quotes());
    let (name, toml) = quotes::files(quotes())
        .nth(at)
        .expect("a file in the middle");
    let file = folder.join("library").join(name);
    fs::write(&file, quotes::changed(&toml)).expect("room for a file");
    let counter = ItemsCount::new(quotes());
    bencher.counter(counter).bench_local(|| load(folder, true));
    fs::write(file, toml).expect("room for a file");
}

#[divan::bench(sample_count = 5)]
fn build(bencher: Bencher<'_, '_>) {
    let corpus = *CORPUS;
    let counter = ItemsCount::new(corpus.quotes.len());
    bencher
        .counter(counter)
        .bench(|| Index::new(black_box(corpus)));
}

/// The library as it was, and nothing new: what is taken over.
#[divan::bench(sample_count = 5)]
fn take_over(bencher: Bencher<'_, '_>) {
    let (corpus, index) = (*CORPUS, &*INDEX);
    bencher.bench(|| Index::grown(Some((black_box(corpus), index)), corpus));
}

/// One file changed: what is taken over, and the file's quotes anew.
#[divan::bench(sample_count = 5)]
fn take_over_all_but_one_file(bencher: Bencher<'_, '_>) {
    let ((before, after), index) = (&*CORPORA, &*INDEX);
    bencher.bench(|| Index::grown(Some((black_box(before), index)), after));
}

#[divan::bench(sample_count = 10)]
fn write(bencher: Bencher<'_, '_>) {
    bencher.bench(|| {
        let mut bytes = Vec::new();
        black_box(&*INDEX).write(&mut bytes);
        bytes
    });
}

#[divan::bench(sample_count = 10)]
fn read(bencher: Bencher<'_, '_>) {
    let mut bytes = Vec::new();
    INDEX.write(&mut bytes);
    bencher.bench(|| Index::read(black_box(&bytes), &CORPUS).expect("it was just written"));
}

/// Three words, one of them with a slip, typed key by key: the time of all keys.
#[divan::bench(sample_count = 20)]
fn keys(bencher: Bencher<'_, '_>) {
    let typed = format!(
        "{} {}x {}",
        made::word(900),
        made::word(4000),
        made::word(20_000)
    );
    let index = &*INDEX;
    let mut memory = Memory::default();
    let counter = ItemsCount::new(typed.chars().count());
    bencher.counter(counter).bench_local(|| {
        for end in 1..=typed.len() {
            best(index, &mut memory, typed.get(..end).unwrap_or_default());
        }
    });
}

/// A sieve made anew each time, and everything it lets through, in order.
#[divan::bench(args = ["speaker:an", "date:1980..1990", "lang:en", "/de.li/"], sample_count = 10)]
fn sieve(bencher: Bencher<'_, '_>, typed: &str) {
    let index = &*INDEX;
    bencher.bench_local(|| {
        let (mut memory, ask) = (Memory::default(), ask(typed));
        let mut pass = Pass::new(&CORPUS, index, &mut memory, &ask);
        while pass.step(|| false) {}
        pass.hits()
    });
}

/// The complete answer, with all quotes in order and their facets; nothing typed
/// lets every quote through, and common words nearly every one. The words are
/// looked up already.
#[divan::bench(args = COMMON, sample_count = 10)]
fn complete(bencher: Bencher<'_, '_>, typed: &str) {
    complete_in(Order::Relevance, bencher, typed);
}

/// The same, the earliest first.
#[divan::bench(args = COMMON, sample_count = 10)]
fn complete_by_date(bencher: Bencher<'_, '_>, typed: &str) {
    complete_in(Order::Date, bencher, typed);
}

const COMMON: [&str; 3] = ["", "an", "an de li"];

fn complete_in(order: Order, bencher: Bencher<'_, '_>, typed: &str) {
    let (index, mut memory) = (&*INDEX, Memory::default());
    let query = Query::parse(typed);
    let ask = Ask { query, order };
    bencher.bench_local(|| {
        let mut pass = Pass::new(&CORPUS, index, &mut memory, &ask);
        while pass.step(|| false) {}
        pass.hits()
    });
}

fn ask(typed: &str) -> Ask {
    Ask {
        query: Query::parse(typed),
        order: Order::Relevance,
    }
}

fn best(index: &Index, memory: &mut Memory, typed: &str) {
    let ask = ask(typed);
    let mut pass = Pass::new(&CORPUS, index, memory, &ask);
    while pass.find_best(|| false) {}
    black_box(pass.hits());
}

fn load(folder: &Path, cached: bool) -> Library {
    let (library, _) = library::load(&request(folder, cached), |_| true);
    assert_eq!(library.corpus.quotes.len(), quotes(), "all are read");
    library
}

/// Writes the cache of the library.
fn keep(folder: &Path) {
    let (_, keep) = library::load(&request(folder, true), |_| true);
    keep.map(Keep::write)
        .transpose()
        .expect("room for the cache");
}

fn request(folder: &Path, cached: bool) -> Request {
    Request {
        paths: vec![folder.join("library")],
        cache: cached.then(|| folder.join("cache")),
        // So late that every file has been as it is for long.
        now: SystemTime::UNIX_EPOCH + Duration::from_secs(1 << 33),
    }
}

/// What is like a quote: another one each time, from all over the library.
#[divan::bench(sample_count = 200, sample_size = 1)]
fn variants_of_a_quote(bencher: Bencher<'_, '_>) {
    let mut at = 0;
    LazyLock::force(&INDEX);
    bencher.bench_local(|| {
        at = (at + 7919) % CORPUS.quotes.len();
        let quote = QuoteId::new(at);
        variants::like(&CORPUS, quote, sharing(&CORPUS, &INDEX, quote, 1000))
    });
}
