//! Issues by actors as of a date, and how far they agree.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    arena::Id,
    date::Date,
    model::{Actor, Issue},
    stances::{
        hold::Cell,
        tracks::{Tracks, day},
    },
};

/// An issue of the matrix.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// The issue.
    pub issue: Id<Issue>,
    /// The standard deviation of the scores, from 0 to 2, over the actors that
    /// have one; `None` with fewer than two.
    pub split: Option<f64>,
    /// How many actors have a score.
    pub speakers: usize,
}

/// How far two actors agree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// From 0, opposed on each, to 1: one less a quarter of the mean difference
    /// of their scores.
    pub share: f64,
    /// On how many issues both have a score.
    pub issues: usize,
    /// The sum of the differences of their scores.
    pub apart: u32,
}

/// Who stands where on what, as of a date. Every issue and actor with a
/// position at any date has its row or column, and keeps it while one travels
/// through time: only cells change.
#[derive(Debug, Clone, Default)]
pub struct Matrix {
    tracks: Arc<Tracks>,
    /// The issues, in the order they are shown.
    pub rows: Vec<Row>,
    /// The actors, in the order they are shown.
    pub actors: Vec<Id<Actor>>,
    /// The camp of each actor, where actors stand by likeness and it is in one.
    pub(super) camps: BTreeMap<Id<Actor>, usize>,
    /// For each pair of the tracks.
    cells: Vec<Cell>,
}

impl Matrix {
    /// Makes the matrix as of the end of a date (`None` is the latest of all),
    /// in the order of files.
    pub fn new(tracks: &Arc<Tracks>, as_of: Option<&Date>) -> Matrix {
        let row = |&issue: &Id<Issue>| Row {
            issue,
            split: None,
            speakers: 0,
        };
        let mut matrix = Matrix {
            tracks: Arc::clone(tracks),
            rows: tracks.issues().iter().map(row).collect(),
            actors: tracks.actors().to_vec(),
            camps: BTreeMap::new(),
            cells: Vec::new(),
        };
        matrix.go(as_of);
        matrix
    }

    /// Whether two actors stand in different camps, as they were when the actors
    /// were last put in order: those in a camp agree more than they differ, on
    /// the mean of all its pairs. Those in none are of no other camp.
    pub fn are_apart(&self, a: Id<Actor>, b: Id<Actor>) -> bool {
        self.camps.get(&a) != self.camps.get(&b)
    }

    /// Takes the camps from a matrix before this one: those who are hidden or
    /// shown again change none.
    pub fn keep_camps(&mut self, before: &Matrix) {
        self.camps.clone_from(&before.camps);
    }

    /// Goes to another date; rows and columns stay where they are.
    pub fn go(&mut self, as_of: Option<&Date>) {
        let day = day(as_of);
        let tracks = &self.tracks;
        self.cells.clear();
        let places = 0..tracks.pairs.len();
        self.cells.extend(places.map(|at| tracks.cell_at(at, day)));
        for row in &mut self.rows {
            let places = tracks.row(row.issue);
            let scores = places.filter_map(|at| self.cells.get(at)?.score());
            (row.speakers, row.split) = spread(scores);
        }
    }

    /// The positions it was made from.
    pub fn tracks(&self) -> &Arc<Tracks> {
        &self.tracks
    }

    /// Returns a cell by the places of its issue and actor; `None` where no
    /// position was recorded at any date.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.of(*self.actors.get(column)?, self.rows.get(row)?.issue)
    }

    /// Returns where an actor stands on an issue; `None` where no position was
    /// recorded at any date.
    pub fn of(&self, actor: Id<Actor>, issue: Id<Issue>) -> Option<&Cell> {
        self.cells.get(self.tracks.find(actor, issue)?)
    }

    /// Returns every cell with its actor and issue, in no order that means anything.
    pub fn cells(&self) -> impl Iterator<Item = (Id<Actor>, Id<Issue>, &Cell)> {
        let pairs = self.tracks.pairs.iter();
        pairs
            .zip(&self.cells)
            .map(|(pair, cell)| (pair.actor, pair.issue, cell))
    }

    /// Returns the cells on an issue, with their actors.
    pub fn row(&self, issue: Id<Issue>) -> impl Iterator<Item = (Id<Actor>, &Cell)> {
        let places = self.tracks.row(issue);
        places.filter_map(|at| Some((self.tracks.pairs.get(at)?.actor, self.cells.get(at)?)))
    }

    /// Returns how far two actors agree; `None` where no issue has a score of
    /// both. Mixed, unclear and silent count for nothing.
    pub fn agreement(&self, a: Id<Actor>, b: Id<Actor>) -> Option<Agreement> {
        let score = |actor, row: &Row| self.of(actor, row.issue).and_then(Cell::score);
        let apart = |row| Some(score(a, row)?.abs_diff(score(b, row)?));
        let (mut issues, mut sum) = (0_u32, 0_u32);
        for apart in self.rows.iter().filter_map(apart) {
            issues += 1;
            sum += u32::from(apart);
        }
        (issues > 0).then(|| Agreement {
            share: 1.0 - f64::from(sum) / f64::from(issues) / 4.0,
            issues: issues as usize,
            apart: sum,
        })
    }
}

/// Returns how many scores there are and their population standard deviation;
/// `None` of fewer than two.
fn spread(scores: impl Iterator<Item = i8>) -> (usize, Option<f64>) {
    // Whole numbers until the end: the order of the scores changes nothing.
    let (mut count, mut sum, mut squares) = (0_u32, 0_i32, 0_i32);
    for score in scores.map(i32::from) {
        count += 1;
        sum += score;
        squares += score * score;
    }
    let mean = |sum: i32| f64::from(sum) / f64::from(count);
    let split = (count >= 2).then(|| (mean(squares) - mean(sum).powi(2)).max(0.0).sqrt());
    (count as usize, split)
}
