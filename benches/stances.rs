//! What the stance matrix costs: 200 actors, 500 issues, 100 000 positions.
//!
//! Bars: the matrix as of a new date within 5 ms, a cell's history within 1 ms.

use std::{
    hint::black_box,
    sync::{Arc, OnceLock},
};

use attache::{
    date::Date,
    model::Corpus,
    stances::{self, Columns, Matrix, Members, Order, Tracks},
};
use divan::Bencher;

mod made;
#[path = "made/positions.rs"]
mod positions;

const ACTORS: usize = 200;
const ISSUES: usize = 500;
const POSITIONS: usize = 100_000;

fn main() {
    divan::main();
}

fn corpus() -> &'static Corpus {
    static CORPUS: OnceLock<Corpus> = OnceLock::new();
    CORPUS.get_or_init(|| positions::positions(ACTORS, ISSUES, POSITIONS))
}

fn tracks() -> Arc<Tracks> {
    static TRACKS: OnceLock<Arc<Tracks>> = OnceLock::new();
    let made = || Tracks::new(corpus(), Members::Apart, |_| true);
    Arc::clone(TRACKS.get_or_init(made))
}

/// Dates from one end of the library to the other, one after the other.
fn dates() -> impl Iterator<Item = Date> {
    (1980_u16..2020)
        .flat_map(|year| (1..=12).map(move |month| format!("{year}-{month:02}-15")))
        .filter_map(|date| date.parse().ok())
        .cycle()
}

/// Positions put in order: once for a library and a filter.
#[divan::bench]
fn tracks_made(bencher: Bencher<'_, '_>) {
    corpus();
    bencher.bench(|| Tracks::new(corpus(), Members::Apart, |_| true));
}

/// The timeline's cursor moves: every cell and every split as of a new date.
#[divan::bench]
fn matrix_as_of_a_new_date(bencher: Bencher<'_, '_>) {
    let mut matrix = Matrix::new(&tracks(), None);
    let mut dates = dates();
    bencher.bench_local(|| {
        matrix.go(dates.next().as_ref());
        black_box(&matrix);
    });
}

/// One cell: its history, its evidence, where it stands.
#[divan::bench]
fn history_of_a_cell(bencher: Bencher<'_, '_>) {
    let tracks = tracks();
    let pairs: Vec<_> = Matrix::new(&tracks, None)
        .cells()
        .map(|(actor, issue, _)| (actor, issue))
        .collect();
    let mut pairs = pairs.iter().cycle();
    bencher.bench_local(|| {
        pairs.next().map(|&(actor, issue)| {
            (
                tracks.history(actor, issue, None),
                tracks.evidence(actor, issue, None),
                tracks.cell(actor, issue, None),
            )
        })
    });
}

/// Rows by how far they are split.
#[divan::bench]
fn rows_by_disagreement(bencher: Bencher<'_, '_>) {
    let mut matrix = Matrix::new(&tracks(), None);
    bencher.bench_local(|| matrix.sort_rows(corpus(), Order::Disagreement));
}

/// Columns so that camps stand together.
#[divan::bench]
fn columns_by_similarity(bencher: Bencher<'_, '_>) {
    let mut matrix = Matrix::new(&tracks(), None);
    bencher.bench_local(|| matrix.sort_actors(corpus(), Columns::Similar));
}

/// Every change of every stance.
#[divan::bench]
fn changes(bencher: Bencher<'_, '_>) {
    let tracks = tracks();
    bencher.bench_local(|| tracks.changes());
}

/// What does not fit together.
#[divan::bench(sample_count = 10)]
fn conflicts(bencher: Bencher<'_, '_>) {
    corpus();
    bencher.bench(|| stances::conflicts(corpus(), |_| true));
}
