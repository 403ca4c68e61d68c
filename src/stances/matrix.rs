//! Issues by actors as of a date, and in which order they stand.

use std::collections::HashMap;

use crate::{
    arena::Id,
    date::{Date, SortKey},
    model::{Actor, Corpus, Issue, Position},
    stances::hold::{Cell, cell},
    text,
};

/// The order of the issues.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// The most split first; those with fewer than two speakers last.
    #[default]
    Disagreement,
    /// The least split first; those with fewer than two speakers last.
    Agreement,
    /// By label.
    Name,
    /// As files have them.
    File,
    /// The latest change first.
    Recent,
}

/// An issue of the matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The issue.
    pub issue: Id<Issue>,
    /// The standard deviation of the scores, from 0 to 2, over the actors that
    /// have one; `None` with fewer than two.
    pub split: Option<f64>,
    /// How many actors have a score.
    pub speakers: usize,
}

/// Who stands where on what, as of a date. Only issues and actors with a
/// position have a row or a column, whatever the date: nothing jumps while one
/// travels through time.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matrix {
    /// The issues, in order.
    pub rows: Vec<Row>,
    /// The actors: those with most positions first.
    pub actors: Vec<Id<Actor>>,
    cells: HashMap<(Id<Issue>, Id<Actor>), Cell>,
}

impl Matrix {
    /// Makes the matrix as of a date (`None` is the latest of all) from the
    /// positions that count.
    pub fn new(
        corpus: &Corpus,
        as_of: Option<&Date>,
        counts: impl Fn(Id<Position>) -> bool,
        order: Order,
    ) -> Matrix {
        let mut cells = HashMap::new();
        let mut issues: Vec<Id<Issue>> = Vec::new();
        let mut held: HashMap<Id<Actor>, usize> = HashMap::new();
        for (id, position) in corpus.positions.iter().filter(|(id, _)| counts(*id)) {
            issues.push(position.issue);
            for &actor in &position.actors {
                *held.entry(actor).or_default() += 1;
                cells
                    .entry((position.issue, actor))
                    .or_insert_with(|| cell(corpus, actor, position.issue, as_of, &counts));
            }
            debug_assert!(id.index() < corpus.positions.len());
        }
        issues.sort_unstable();
        issues.dedup();
        let mut actors: Vec<Id<Actor>> = held.keys().copied().collect();
        actors.sort_unstable_by_key(|id| (std::cmp::Reverse(held[id]), *id));
        let mut matrix = Matrix {
            rows: Vec::new(),
            actors,
            cells,
        };
        matrix.rows = issues.into_iter().map(|issue| matrix.row(issue)).collect();
        matrix.sort(corpus, order);
        matrix
    }

    /// Returns a cell by the places of its issue and actor; `None` where no
    /// position was recorded at any date.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        let (issue, actor) = (self.rows.get(row)?.issue, *self.actors.get(column)?);
        self.cells.get(&(issue, actor))
    }

    /// Moves some actors to the front, in the order given.
    pub fn first(&mut self, actors: &[Id<Actor>]) {
        let place = |id: &Id<Actor>| actors.iter().position(|a| a == id).unwrap_or(actors.len());
        self.actors.sort_by_key(place);
    }

    fn row(&self, issue: Id<Issue>) -> Row {
        let scores: Vec<f64> = self
            .actors
            .iter()
            .filter_map(|&actor| self.cells.get(&(issue, actor))?.stance?.score())
            .map(f64::from)
            .collect();
        Row {
            issue,
            split: deviation(&scores),
            speakers: scores.len(),
        }
    }

    fn sort(&mut self, corpus: &Corpus, order: Order) {
        let split = |row: &Row| row.split.unwrap_or(f64::NAN);
        match order {
            Order::File => (),
            Order::Name => self
                .rows
                .sort_by_cached_key(|row| text::fold(&corpus.issues[row.issue].label)),
            Order::Disagreement | Order::Agreement => self.rows.sort_by(|a, b| {
                let by_split = split(a).total_cmp(&split(b));
                let by_split = if order == Order::Disagreement {
                    by_split.reverse()
                } else {
                    by_split
                };
                a.split
                    .is_none()
                    .cmp(&b.split.is_none())
                    .then(by_split)
                    .then(b.speakers.cmp(&a.speakers))
            }),
            Order::Recent => {
                let latest: HashMap<Id<Issue>, Option<SortKey>> = self
                    .rows
                    .iter()
                    .map(|row| (row.issue, self.latest(corpus, row.issue)))
                    .collect();
                self.rows
                    .sort_by(|a, b| latest[&b.issue].cmp(&latest[&a.issue]));
            }
        }
    }

    /// Returns when the latest position on an issue began.
    fn latest(&self, corpus: &Corpus, issue: Id<Issue>) -> Option<SortKey> {
        let held = self
            .actors
            .iter()
            .filter_map(|&actor| self.cells.get(&(issue, actor))?.current);
        held.filter_map(|id| corpus.positions[id].since.as_ref().map(Date::sort_key))
            .max()
    }
}

/// Returns how far two actors agree as of a date, from 0 to 1, and on how many
/// issues both have a score: 1 − mean difference / 4. `None` if on none.
pub fn agreement(
    corpus: &Corpus,
    a: Id<Actor>,
    b: Id<Actor>,
    as_of: Option<&Date>,
) -> Option<(f64, usize)> {
    let mut issues: Vec<Id<Issue>> = corpus
        .positions_of
        .of(a)
        .iter()
        .map(|&id| corpus.positions[id].issue)
        .collect();
    issues.sort_unstable();
    issues.dedup();
    let score = |actor, issue| cell(corpus, actor, issue, as_of, |_| true).stance?.score();
    let apart: Vec<f64> = issues
        .into_iter()
        .filter_map(|issue| Some(f64::from(score(a, issue)?.abs_diff(score(b, issue)?))))
        .collect();
    let shared = apart.len();
    let mean = average(&apart)?;
    Some((1.0 - mean / 4.0, shared))
}

/// Returns the population standard deviation; `None` of fewer than two.
fn deviation(scores: &[f64]) -> Option<f64> {
    if scores.len() < 2 {
        return None;
    }
    let mean = average(scores)?;
    let squares: Vec<f64> = scores.iter().map(|score| (score - mean).powi(2)).collect();
    average(&squares).map(f64::sqrt)
}

fn average(numbers: &[f64]) -> Option<f64> {
    let count = u32::try_from(numbers.len()).ok().filter(|&n| n > 0)?;
    Some(numbers.iter().sum::<f64>() / f64::from(count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ActorKind, Builder, File, Origin, Stance};
    use crate::{stances::history, text::Clean};

    /// A corpus of two actors and one issue with these positions: actor, date, stance.
    fn corpus(positions: &[(usize, &str, Stance)]) -> Corpus {
        let mut builder = Builder::default();
        let file = builder.corpus.files.push(File::default());
        let origin = Origin { file, line: 1 };
        for name in ["a", "b"] {
            builder.corpus.actors.push(Actor {
                key: Clean::line(name),
                origin,
                kind: ActorKind::State,
                name: Clean::line(name),
                aliases: vec![],
                names: vec![],
                member_of: vec![],
                same_as: vec![],
                color: Clean::default(),
                note: Clean::default(),
                tags: vec![],
            });
        }
        let issue = builder.corpus.issues.push(Issue {
            key: Clean::line("i"),
            origin,
            proposition: Clean::line("It should be."),
            label: Clean::line("It"),
            question: Clean::default(),
            parent: None,
            poles: None,
            note: Clean::default(),
            tags: vec![],
        });
        for (number, (actor, since, stance)) in (1..).zip(positions) {
            builder.corpus.positions.push(Position {
                number,
                origin,
                actors: vec![Id::new(*actor)],
                issue,
                stance: *stance,
                since: since.parse().ok(),
                until: None,
                basis: None,
                confidence: None,
                evidence: vec![],
                note: Clean::default(),
                tags: vec![],
            });
        }
        builder.build()
    }

    fn stance(corpus: &Corpus, as_of: &str) -> (Option<Stance>, bool) {
        let date: Date = as_of.parse().unwrap();
        let cell = cell(corpus, Id::new(0), Id::new(0), Some(&date), |_| true);
        (cell.stance, cell.possibly)
    }

    #[test]
    fn a_position_is_held_since_its_date_until_the_next() {
        let corpus = corpus(&[
            (0, "1990", Stance::Opposes),
            (0, "2011-09-12", Stance::Supports),
        ]);
        assert_eq!(stance(&corpus, "1989"), (None, false));
        assert_eq!(stance(&corpus, "1990-05-05"), (Some(Stance::Opposes), true));
        assert_eq!(stance(&corpus, "1991"), (Some(Stance::Opposes), false));
        assert_eq!(
            stance(&corpus, "2011-09-11"),
            (Some(Stance::Opposes), false)
        );
        assert_eq!(
            stance(&corpus, "2011-09-12"),
            (Some(Stance::Supports), false)
        );
        assert_eq!(history(&corpus, Id::new(0), Id::new(0), |_| true).len(), 2);
    }

    #[test]
    fn the_order_of_records_changes_nothing() {
        let positions = [
            (0, "2001", Stance::Opposes),
            (0, "2011", Stance::Supports),
            (1, "2005", Stance::Mixed),
        ];
        let there = corpus(&positions);
        let mut back = positions;
        back.reverse();
        let back = corpus(&back);
        for as_of in ["2000", "2001", "2005", "2010", "2011", "2020"] {
            let date: Date = as_of.parse().unwrap();
            for actor in 0..2 {
                let cell = |corpus: &Corpus| {
                    super::cell(corpus, Id::new(actor), Id::new(0), Some(&date), |_| true)
                };
                assert_eq!(cell(&there).stance, cell(&back).stance, "{as_of}");
                assert_eq!(cell(&there).change, cell(&back).change, "{as_of}");
            }
        }
    }

    #[test]
    fn specials_enter_no_average() {
        let corpus = corpus(&[(0, "2001", Stance::Mixed), (1, "2001", Stance::Supports)]);
        let matrix = Matrix::new(&corpus, None, |_| true, Order::default());
        assert_eq!((matrix.rows[0].split, matrix.rows[0].speakers), (None, 1));
        assert_eq!(agreement(&corpus, Id::new(0), Id::new(1), None), None);
    }

    #[test]
    fn agreement_is_symmetric_and_whole_with_oneself() {
        let corpus = corpus(&[(0, "2001", Stance::Opposes), (1, "2001", Stance::LeansFor)]);
        let (a, b) = (Id::new(0), Id::new(1));
        assert_eq!(agreement(&corpus, a, b, None), Some((0.25, 1)));
        assert_eq!(agreement(&corpus, b, a, None), Some((0.25, 1)));
        assert_eq!(agreement(&corpus, a, a, None), Some((1.0, 1)));
    }

    #[test]
    fn split_is_the_deviation_of_the_scores() {
        let corpus = corpus(&[(0, "2001", Stance::Opposes), (1, "2001", Stance::Supports)]);
        let matrix = Matrix::new(&corpus, None, |_| true, Order::default());
        assert_eq!(matrix.rows[0].split, Some(2.0));
    }
}
