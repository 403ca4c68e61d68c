//! Which position an actor holds on an issue as of a date, and how it moved.

use crate::{
    arena::Id,
    date::{Bound, Date},
    model::{Actor, Basis, Corpus, Evidence, Issue, Position, Stance},
};

/// How a stance compares with the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// As before.
    Same,
    /// More for it.
    Up,
    /// More against it.
    Down,
    /// Between a stance with a score and one without.
    Shifted,
}

/// Where an actor stands on an issue as of a date.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// The position held; `None` where nobody recorded one.
    pub current: Option<Id<Position>>,
    /// Its stance.
    pub stance: Option<Stance>,
    /// How many pieces of evidence it rests on.
    pub records: usize,
    /// How it compares with the position before; `None` without one.
    pub change: Option<Change>,
    /// The position before.
    pub before: Option<Id<Position>>,
    /// Whether it is held only possibly by then: its date has no bound before the date asked for.
    pub possibly: bool,
    /// The date of its latest evidence, so that an old stance looks old.
    pub latest_evidence: Option<Date>,
    /// What it rests on.
    pub basis: Option<Basis>,
}

impl Cell {
    /// Whether the actor itself neither stated it nor voted it.
    pub fn is_indirect(&self) -> bool {
        match self.basis {
            Some(Basis::Reported | Basis::Inferred) => true,
            Some(Basis::Stated | Basis::Voted) | None => false,
        }
    }
}

/// A position in the history of a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The position.
    pub position: Id<Position>,
    /// Since when, where that is known.
    pub since: Option<Date>,
    /// Until when: its own end, else the beginning of the next.
    pub until: Option<Date>,
}

/// Whether something is so by a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Yes,
    Possibly,
    No,
}

/// Returns the positions of an actor on an issue that count, in the order in
/// which they began; those without a date come first, then file order decides.
pub fn history(
    corpus: &Corpus,
    actor: Id<Actor>,
    issue: Id<Issue>,
    counts: impl Fn(Id<Position>) -> bool,
) -> Vec<Step> {
    let mut ids: Vec<Id<Position>> = corpus
        .positions_of
        .of(actor)
        .iter()
        .copied()
        .filter(|&id| corpus.positions[id].issue == issue && counts(id))
        .collect();
    ids.sort_by_cached_key(|&id| {
        (
            corpus.positions[id].since.as_ref().map(Date::sort_key),
            tie(corpus, id),
        )
    });
    let since = |id: Id<Position>| corpus.positions[id].since.clone();
    ids.iter()
        .enumerate()
        .map(|(at, &id)| Step {
            position: id,
            since: since(id),
            until: corpus.positions[id]
                .until
                .clone()
                .or_else(|| ids.get(at + 1).and_then(|&next| since(next))),
        })
        .collect()
}

/// What decides between positions that began together, whatever the order of
/// files and records: a position with more evidence came to be known better.
fn tie(corpus: &Corpus, id: Id<Position>) -> (usize, String, u32) {
    let position = &corpus.positions[id];
    let file = corpus.files[position.origin.file].name.to_string();
    (position.evidence.len(), file, position.number)
}

/// Returns where an actor stands on an issue as of a date (`None` is the latest
/// of all), by the positions that count.
pub fn cell(
    corpus: &Corpus,
    actor: Id<Actor>,
    issue: Id<Issue>,
    as_of: Option<&Date>,
    counts: impl Fn(Id<Position>) -> bool,
) -> Cell {
    let steps = history(corpus, actor, issue, counts);
    let begun: Vec<(&Step, By)> = steps
        .iter()
        .map(|step| (step, begun_by(step.since.as_ref(), as_of)))
        .filter(|(_, by)| *by != By::No)
        .collect();
    let Some((at, &(step, by))) = begun.iter().enumerate().next_back() else {
        return Cell::default();
    };
    let position = &corpus.positions[step.position];
    if ended_by(position.until.as_ref(), as_of) {
        return Cell::default();
    }
    let before = at
        .checked_sub(1)
        .and_then(|at| begun.get(at))
        .map(|(step, _)| step.position);
    Cell {
        current: Some(step.position),
        stance: Some(position.stance),
        records: position.evidence.len(),
        change: before.map(|id| change(corpus.positions[id].stance, position.stance)),
        before,
        possibly: by == By::Possibly,
        latest_evidence: latest(corpus, position, as_of),
        basis: position.basis,
    }
}

/// Whether what began on a date had begun by another: the end of the day asked for.
fn begun_by(since: Option<&Date>, as_of: Option<&Date>) -> By {
    let Some(as_of) = as_of.and_then(Date::last_day) else {
        return By::Yes;
    };
    let Some(since) = since else {
        return By::Possibly;
    };
    let began = match (since.first_day(), since.earliest()) {
        (Some(day), _) => day > as_of,
        (None, Bound::Open | Bound::Unknown | Bound::Day(_)) => false,
    };
    match since.last_day() {
        _ if began => By::No,
        Some(day) if day <= as_of => By::Yes,
        Some(_) | None => By::Possibly,
    }
}

/// Whether what ended on a date had ended before another, for certain.
fn ended_by(until: Option<&Date>, as_of: Option<&Date>) -> bool {
    match (
        until.and_then(Date::last_day),
        as_of.and_then(Date::first_day),
    ) {
        (Some(until), Some(as_of)) => until < as_of,
        (Some(_), None) => true,
        (None, _) => false,
    }
}

fn change(from: Stance, to: Stance) -> Change {
    match (from.score(), to.score()) {
        (Some(a), Some(b)) if b > a => Change::Up,
        (Some(a), Some(b)) if b < a => Change::Down,
        _ if from == to => Change::Same,
        _ => Change::Shifted,
    }
}

/// Returns the date of the latest evidence that is not after the date asked for.
fn latest(corpus: &Corpus, position: &Position, as_of: Option<&Date>) -> Option<Date> {
    let dates = position
        .evidence
        .iter()
        .filter_map(|evidence| match *evidence {
            Evidence::Quote(id) => corpus.quotes.date(id),
            Evidence::Event(id) => corpus.events[id].date.as_ref(),
        });
    dates
        .filter(|date| begun_by(Some(date), as_of) != By::No)
        .max_by_key(|date| date.sort_key())
        .cloned()
}
