//! Actors in an order in which those that agree stand beside each other.
//!
//! Actors are joined into ever larger groups by their mean distance (average
//! linkage); each group is then laid out so that its halves face the neighbors
//! they are like: by where they lie on the axis along which actors differ most.

use std::collections::BTreeMap;

use crate::{arena::Id, model::Actor, stances::matrix::Matrix};

/// Issues on which two who share nothing are taken to agree by half, added to
/// those they do share: one issue in common makes no camp.
const PRIOR: f64 = 1.0;
/// Rounds in which the axis is looked for; it settles in far fewer.
const ROUNDS: usize = 32;

/// The mean distance at which groups are one camp no more: those who share
/// nothing are as far apart, and those who differ by half of what they could.
const CAMP: f64 = 0.5;

/// Returns the actors given in an order in which those alike stand together;
/// those who are for more stand on the left. Returns also the camp of each that
/// is in one: groups of two or more that are joined below [`CAMP`].
pub(super) fn order(
    matrix: &Matrix,
    actors: &[Id<Actor>],
) -> (Vec<Id<Actor>>, BTreeMap<Id<Actor>, usize>) {
    let unknown = || (actors.to_vec(), BTreeMap::new());
    let scores = scores(matrix);
    let all = matrix.tracks().actors();
    let rows: Vec<&Scores> = actors
        .iter()
        .filter_map(|actor| scores.get(all.binary_search(actor).ok()?))
        .collect();
    if rows.len() < 3 || rows.len() != actors.len() {
        return unknown();
    }
    let mut apart = distances(&rows);
    let axis = axis(&apart, &rows);
    let joined = kodama::linkage(&mut apart, rows.len(), kodama::Method::Average);
    let alone = |(at, place): (usize, &f64)| Some((vec![at], *place));
    let mut groups: Vec<Option<(Vec<usize>, f64)>> = axis.iter().enumerate().map(alone).collect();
    let mut camps = BTreeMap::new();
    for (nth, step) in joined.steps().iter().enumerate() {
        let mut take = |at: usize| groups.get_mut(at).and_then(Option::take);
        let (Some(a), Some(b)) = (take(step.cluster1), take(step.cluster2)) else {
            return unknown();
        };
        let (mut left, right) = if a.1 <= b.1 { (a, b) } else { (b, a) };
        let (n, m) = (number(left.0.len()), number(right.0.len()));
        let middle = (left.1 * n + right.1 * m) / (n + m);
        left.0.extend(right.0);
        if step.dissimilarity < CAMP {
            // The later of two groups joined takes in the earlier.
            camps.extend(
                left.0
                    .iter()
                    .filter_map(|&at| Some((*actors.get(at)?, nth))),
            );
        }
        groups.push(Some((left.0, middle)));
    }
    let order = groups.pop().flatten().map(|(order, _)| order);
    let order = order.unwrap_or_default();
    let order = order.iter().filter_map(|&at| actors.get(at).copied());
    (order.collect(), camps)
}

/// Returns the scores of each actor of the tracks.
fn scores(matrix: &Matrix) -> Vec<Scores> {
    let (actors, issues) = (matrix.tracks().actors(), matrix.tracks().issues());
    let mut scores = vec![Scores::none(issues.len()); actors.len()];
    for (at, &issue) in issues.iter().enumerate() {
        for (actor, cell) in matrix.row(issue) {
            let place = actors.binary_search(&actor).ok();
            let of = place.and_then(|place| scores.get_mut(place));
            if let (Some(of), Some(score)) = (of, cell.score()) {
                of.set(at, score);
            }
        }
    }
    scores
}

/// Returns how far each two are apart, from 0 to 1: for each row its distances
/// to those after it, one row after the other.
fn distances(rows: &[&Scores]) -> Vec<f64> {
    let mut distances = Vec::with_capacity(rows.len() * rows.len() / 2);
    for (at, a) in rows.iter().enumerate() {
        for b in rows.iter().skip(at + 1) {
            let (issues, apart) = a.apart(b);
            let (issues, apart) = (f64::from(issues), f64::from(apart));
            distances.push((apart / 4.0 + PRIOR / 2.0) / (issues + PRIOR));
        }
    }
    distances
}

/// Returns where each lies on the axis along which they differ most: the first
/// of classical scaling, found by multiplying again and again.
fn axis(apart: &[f64], rows: &[&Scores]) -> Vec<f64> {
    let n = rows.len();
    let mean = |values: &[f64]| values.iter().sum::<f64>() / number(values.len());
    // Who is against more lies further to the right; so the direction is no accident.
    let leaning: Vec<f64> = rows.iter().map(|row| -row.mean()).collect();
    let mut axis: Vec<f64> = leaning.clone();
    for _ in 0..ROUNDS {
        let middle = mean(&axis);
        let mut next = vec![0.0; n];
        let mut pairs = apart.iter();
        for a in 0..n {
            for b in a + 1..n {
                let distance = pairs.next().copied().unwrap_or_default();
                next[a] -= distance * (axis[b] - middle);
                next[b] -= distance * (axis[a] - middle);
            }
        }
        let middle = mean(&next);
        let length = next
            .iter()
            .map(|at| (at - middle).powi(2))
            .sum::<f64>()
            .sqrt();
        if length < 1e-12 {
            return leaning;
        }
        axis = next.iter().map(|at| (at - middle) / length).collect();
    }
    let along: f64 = axis.iter().zip(&leaning).map(|(a, b)| a * b).sum();
    if along < 0.0 {
        for at in &mut axis {
            *at = -*at;
        }
    }
    axis
}

/// The scores of an actor, issue by issue.
#[derive(Debug, Clone)]
struct Scores {
    /// Where there is none it is 0.
    score: Vec<i8>,
    /// 1 where there is one, else 0.
    has: Vec<u8>,
}

impl Scores {
    /// No score on so many issues.
    fn none(issues: usize) -> Scores {
        Scores {
            score: vec![0; issues],
            has: vec![0; issues],
        }
    }

    /// Sets the score on the issue at a place.
    fn set(&mut self, at: usize, score: i8) {
        if let (Some(place), Some(has)) = (self.score.get_mut(at), self.has.get_mut(at)) {
            (*place, *has) = (score, 1);
        }
    }

    /// Returns on how many issues both have a score, and the sum of the
    /// differences there.
    fn apart(&self, other: &Scores) -> (u32, u32) {
        let scores = self.score.iter().zip(&other.score);
        let both = self.has.iter().zip(&other.has);
        // No branch inside: the machine does many of them at once.
        scores
            .zip(both)
            .map(|((a, b), (c, d))| {
                let both = c & d;
                (u32::from(both), u32::from(a.abs_diff(*b) * both))
            })
            .fold((0, 0), |(n, sum), (one, apart)| (n + one, sum + apart))
    }

    fn mean(&self) -> f64 {
        let sum: i32 = self.score.iter().copied().map(i32::from).sum();
        let count: u32 = self.has.iter().copied().map(u32::from).sum();
        f64::from(sum) / f64::from(count.max(1))
    }
}

/// A count as a number to divide by.
fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
