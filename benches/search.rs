//! What the search costs: an index made, brought up to date, written and read; a
//! query typed key by key; sieves. On a made library of 20 000 quotes, or as
//! many as `QUOTES` says.

mod made;

use std::{hint::black_box, sync::LazyLock};

use attache::{
    model::Corpus,
    search::{Ask, Index, Memory, Order, Pass, Query},
};
use divan::{Bencher, counter::ItemsCount};

static CORPUS: LazyLock<Corpus> = LazyLock::new(|| made::corpus(quotes()));
static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(&CORPUS));

fn main() {
    divan::main();
}

fn quotes() -> usize {
    let quotes = std::env::var("QUOTES").ok();
    quotes
        .and_then(|quotes| quotes.parse().ok())
        .unwrap_or(20_000)
}

#[divan::bench(sample_count = 5)]
fn build(bencher: Bencher<'_, '_>) {
    let corpus = &*CORPUS;
    let counter = ItemsCount::new(corpus.quotes.len());
    bencher
        .counter(counter)
        .bench(|| Index::new(black_box(corpus)));
}

/// The library as it was, and nothing new: what is taken over.
#[divan::bench(sample_count = 5)]
fn take_over(bencher: Bencher<'_, '_>) {
    let (corpus, index) = (&*CORPUS, &*INDEX);
    bencher.bench(|| Index::grown(Some((black_box(corpus), index)), corpus));
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
