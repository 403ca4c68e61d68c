//! The positions that count, by issue and actor, each actor's on an issue in
//! the order in which they began: what every question about stances is
//! answered from.

use std::{collections::HashMap, ops::Range, sync::Arc};

use crate::{
    arena::Id,
    date::{Bound, Date, Day, SortKey},
    model::{Actor, Basis, Confidence, Corpus, Evidence, Issue, Position, Stance, Token},
    stances::members::Members,
};

/// The first and the last day on which something may be so, as numbers of days
/// from 1970; what has no bound is as far away as can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Window {
    pub(super) first: i32,
    pub(super) last: i32,
}

/// Whether something is so by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Yes,
    Possibly,
    No,
}

impl Window {
    /// May be at any time.
    const ANY: Window = Window {
        first: i32::MIN,
        last: i32::MAX,
    };

    /// Is at no time that one can ask for.
    const NEVER: Window = Window {
        first: i32::MAX,
        last: i32::MAX,
    };

    /// When something dated so happened; what lasted may have at any time of it.
    fn of(date: Option<&Date>) -> Window {
        let day = |day: Option<Day>, open| day.map_or(open, Day::number);
        date.map_or(Window::ANY, |date| Window {
            first: day(date.first_day(), i32::MIN),
            last: day(date.last_day(), i32::MAX),
        })
    }

    /// When something dated so began.
    fn of_beginning(date: Option<&Date>) -> Window {
        let day = |bound: Bound, open| bound.day().map_or(open, Day::number);
        date.map(Date::beginning)
            .map_or(Window::ANY, |(first, last)| Window {
                first: day(first, i32::MIN),
                last: day(last, i32::MAX),
            })
    }

    /// Whether it is so by the end of a day.
    pub(super) fn by(self, day: i32) -> By {
        if self.first > day {
            By::No
        } else if self.last <= day {
            By::Yes
        } else {
            By::Possibly
        }
    }

    /// Whether it is so before the other for certain.
    pub(super) fn is_before(self, other: Window) -> bool {
        self.last < other.first
    }
}

/// A piece of evidence, and when it is from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) what: Evidence,
    pub(super) at: Window,
}

/// A position in the order of its actor and issue.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub(super) position: Id<Position>,
    pub(super) stance: Stance,
    pub(super) basis: Option<Basis>,
    /// When it began.
    pub(super) since: Window,
    /// When it began and there was evidence of it: only then can it be known.
    pub(super) known: Window,
    /// When its own end is; none is as far away as can be.
    pub(super) until: Window,
    /// The end of its pieces of evidence; they begin where those before end.
    pub(super) pieces_end: u32,
}

/// An actor with positions on an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    pub(super) issue: Id<Issue>,
    pub(super) actor: Id<Actor>,
}

/// The positions that count, by issue and actor. Made once for a library and a
/// filter; then asked for any date. What it answers does not depend on the
/// order of files or of records.
#[derive(Debug, Default)]
pub struct Tracks {
    issues: Vec<Id<Issue>>,
    actors: Vec<Id<Actor>>,
    /// Sorted by issue, then actor.
    pub(super) pairs: Vec<Pair>,
    /// The first of each issue's pairs; at the end, how many there are.
    rows: Vec<u32>,
    /// The first of each pair's marks; at the end, how many there are.
    starts: Vec<u32>,
    marks: Vec<Mark>,
    pieces: Vec<Piece>,
}

/// What puts positions of one actor on one issue that began together in order:
/// what they say, whatever file they stand in.
type Place<'a> = (
    (bool, Option<SortKey>),
    u8,
    Option<Confidence>,
    Option<i8>,
    &'static str,
    &'a str,
    Vec<(Window, &'a str)>,
);

impl Tracks {
    /// Puts the positions that count in order.
    ///
    /// An actor's own positions are its; with [`Members::Under`], those of its
    /// members are, too.
    pub fn new(
        corpus: &Corpus,
        members: Members,
        counts: impl Fn(Id<Position>) -> bool,
    ) -> Arc<Tracks> {
        Tracks::among(corpus, members, |_| true, counts)
    }

    /// Puts the positions that count in order, of some actors alone: splits are
    /// among these.
    pub fn among(
        corpus: &Corpus,
        members: Members,
        who: impl Fn(Id<Actor>) -> bool,
        counts: impl Fn(Id<Position>) -> bool,
    ) -> Arc<Tracks> {
        let mut held: Vec<(Pair, Id<Position>)> = Vec::with_capacity(corpus.positions.len());
        for (id, position) in corpus.positions.iter().filter(|(id, _)| counts(*id)) {
            let issue = position.issue;
            for &actor in &position.actors {
                let actor = members.whose(corpus, actor, position);
                if who(actor) {
                    held.push((Pair { issue, actor }, id));
                }
            }
        }
        held.sort_unstable();
        held.dedup();
        let mut tracks = Tracks::default();
        for group in held.chunk_by(|a, b| a.0 == b.0) {
            let mut ids: Vec<Id<Position>> = group.iter().map(|(_, id)| *id).collect();
            put_in_order(corpus, &mut ids);
            tracks.begin(group.first().map(|(pair, _)| *pair));
            for id in ids {
                tracks.push(corpus, id);
            }
        }
        tracks.finish();
        Arc::new(tracks)
    }

    /// The issues on which somebody has a position, in the order of files.
    pub fn issues(&self) -> &[Id<Issue>] {
        &self.issues
    }

    /// The actors that have a position, in the order of files.
    pub fn actors(&self) -> &[Id<Actor>] {
        &self.actors
    }

    /// How many positions each actor has.
    pub fn counts(&self) -> HashMap<Id<Actor>, usize> {
        let mut counts = HashMap::new();
        for (at, pair) in self.pairs.iter().enumerate() {
            *counts.entry(pair.actor).or_default() += self.marks(at).len();
        }
        counts
    }

    fn begin(&mut self, pair: Option<Pair>) {
        let Some(pair) = pair else { return };
        if self.issues.last() != Some(&pair.issue) {
            self.issues.push(pair.issue);
            self.rows.push(length(&self.pairs));
        }
        self.pairs.push(pair);
        self.starts.push(length(&self.marks));
    }

    fn push(&mut self, corpus: &Corpus, id: Id<Position>) {
        let Some(position) = corpus.positions.get(id) else {
            return;
        };
        let since = Window::of_beginning(position.since.as_ref());
        let mut shown: Option<Window> = None;
        for &what in &position.evidence {
            let at = Window::of(what.date(corpus));
            // Some evidence is enough to know of it.
            shown = Some(shown.map_or(at, |shown| Window {
                first: shown.first.min(at.first),
                last: shown.last.min(at.last),
            }));
            self.pieces.push(Piece { what, at });
        }
        let shown = shown.unwrap_or(since);
        self.marks.push(Mark {
            position: id,
            stance: position.stance,
            basis: position.basis,
            since,
            known: Window {
                first: since.first.max(shown.first),
                last: since.last.max(shown.last),
            },
            until: position
                .until
                .as_ref()
                .map_or(Window::NEVER, |date| Window::of(Some(date))),
            pieces_end: length(&self.pieces),
        });
    }

    fn finish(&mut self) {
        self.rows.push(length(&self.pairs));
        self.starts.push(length(&self.marks));
        self.actors = self.pairs.iter().map(|pair| pair.actor).collect();
        self.actors.sort_unstable();
        self.actors.dedup();
    }

    /// Returns the place of a pair.
    pub(super) fn find(&self, actor: Id<Actor>, issue: Id<Issue>) -> Option<usize> {
        self.pairs.binary_search(&Pair { issue, actor }).ok()
    }

    /// Returns the places of the pairs of an issue.
    pub(super) fn row(&self, issue: Id<Issue>) -> Range<usize> {
        let at = self.issues.binary_search(&issue).ok();
        let bound = |at: usize| self.rows.get(at).map(|&bound| bound as usize);
        let row = at.and_then(|at| Some(bound(at)?..bound(at + 1)?));
        row.unwrap_or_default()
    }

    /// Returns the positions of the pair at a place, in the order they began.
    pub(super) fn marks(&self, at: usize) -> &[Mark] {
        range(&self.marks, self.starts.get(at), self.starts.get(at + 1))
    }

    /// Returns the evidence of the mark at a place of a pair.
    pub(super) fn pieces(&self, at: usize, mark: usize) -> &[Piece] {
        let all = self.starts.get(at).map_or(0, |&start| start as usize) + mark;
        let end = |at: usize| self.marks.get(at).map(|mark| &mark.pieces_end);
        let from = all.checked_sub(1).and_then(end);
        range(&self.pieces, from.or(Some(&0)), end(all))
    }
}

/// Returns the day until whose end one asks: the last that may be meant.
pub(super) fn day(as_of: Option<&Date>) -> i32 {
    as_of.and_then(Date::last_day).map_or(i32::MAX, Day::number)
}

fn length<T>(items: &[T]) -> u32 {
    Id::<T>::new(items.len()).raw()
}

fn range<'a, T>(items: &'a [T], from: Option<&u32>, to: Option<&u32>) -> &'a [T] {
    match (from, to) {
        (Some(&from), Some(&to)) => items.get(from as usize..to as usize).unwrap_or_default(),
        _ => &[],
    }
}

/// Puts positions in the order in which they began.
fn put_in_order(corpus: &Corpus, ids: &mut [Id<Position>]) {
    let began = |id: &Id<Position>| corpus.positions[*id].since.as_ref().map(Date::sort_key);
    if ids.len() > 1 {
        ids.sort_by_cached_key(began);
        for together in ids.chunk_by_mut(|a, b| began(a) == began(b)) {
            if together.len() > 1 {
                together.sort_by_cached_key(|&id| place(corpus, id));
            }
        }
    }
}

/// Of positions that began together the last is the one held: that without an
/// end, of the stronger basis, of the greater confidence. What shows them counts
/// in the order of time, and where one has no more that is later than all: so
/// evidence later than the date asked for decides nothing.
fn place(corpus: &Corpus, id: Id<Position>) -> Place<'_> {
    let position = &corpus.positions[id];
    let piece = |evidence: &Evidence| {
        let words = match *evidence {
            Evidence::Quote(id) => corpus.quotes.words(id),
            Evidence::Event(id) => corpus.events[id].title.as_str(),
        };
        (Window::of(evidence.date(corpus)), words)
    };
    let mut shown: Vec<(Window, &str)> = position.evidence.iter().map(piece).collect();
    shown.sort_unstable();
    shown.push((Window::NEVER, ""));
    let until = position.until.as_ref().map(Date::sort_key);
    (
        (position.until.is_none(), until),
        weight(position.basis),
        position.confidence,
        position.stance.score(),
        position.stance.token(),
        &position.note,
        shown,
    )
}

/// Returns how much a basis weighs; what is not said weighs least.
pub(super) fn weight(basis: Option<Basis>) -> u8 {
    match basis {
        Some(Basis::Stated) => 4,
        Some(Basis::Voted) => 3,
        Some(Basis::Reported) => 2,
        Some(Basis::Inferred) => 1,
        None => 0,
    }
}
