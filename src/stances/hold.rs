//! Which position an actor holds on an issue as of a date, and how it moved.

use std::cmp::Reverse;

use crate::{
    arena::Id,
    date::{Date, Day},
    model::{Actor, Basis, Evidence, Issue, Position, Stance},
    stances::tracks::{By, Mark, Piece, Tracks, day, weight},
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

/// Where an actor stands on an issue as of a date: the latest position that
/// was known by the end of that date, and what it rests on by then. Positions
/// in a row with the same stance are one stand, which rests on all they have.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, and all sixteen meetings of them occur"
)]
pub struct Cell {
    /// The position held; `None` where none is known by then.
    pub current: Option<Id<Position>>,
    /// The first of those in a row with the same stance: since when it is held.
    pub since: Option<Id<Position>>,
    /// The last position of another stance before.
    pub was: Option<Id<Position>>,
    /// The stance held.
    pub stance: Option<Stance>,
    /// The strongest that it rests on.
    pub basis: Option<Basis>,
    /// How it compares with the position before; `None` without one.
    pub change: Option<Change>,
    /// How many pieces of evidence it rests on by then.
    pub records: u32,
    /// The latest of them, so that an old stance looks old.
    pub latest: Option<Evidence>,
    /// Whether it is held only possibly by then: dates leave it open.
    pub possibly: bool,
    /// Whether another stance may be held at the same time.
    pub contested: bool,
    /// Whether a position ended before then, and no other is known.
    pub ended: bool,
    /// Whether there are positions that are not known by then.
    pub later: bool,
}

impl Cell {
    /// Whether the actor itself neither stated it nor voted it.
    pub fn is_indirect(&self) -> bool {
        match self.basis {
            Some(Basis::Reported | Basis::Inferred) => true,
            Some(Basis::Stated | Basis::Voted) | None => false,
        }
    }

    /// The score of its stance, if it has one.
    pub fn score(&self) -> Option<i8> {
        self.stance.and_then(Stance::score)
    }
}

/// A position in the history of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The position.
    pub position: Id<Position>,
    /// How it compares with the one before; `None` of the first.
    pub change: Option<Change>,
    /// Whether it is known by the date asked for.
    pub known: Known,
}

/// Whether something is known by a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// It is.
    Certainly,
    /// Dates leave it open.
    Possibly,
    /// It comes after.
    Later,
}

/// A piece of evidence of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// The words or the deed.
    pub evidence: Evidence,
    /// The position it shows; the first, where it shows several.
    pub position: Id<Position>,
    /// Whether it is from before the end of the date asked for.
    pub known: Known,
}

/// How one stance turned into another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// Whose.
    pub actor: Id<Actor>,
    /// On what.
    pub issue: Id<Issue>,
    /// The last position of the stance before.
    pub from: Id<Position>,
    /// The first position of the stance after.
    pub to: Id<Position>,
    /// Which way.
    pub change: Change,
    /// The first day on which it may have come: the first possible beginning of
    /// the stance after, or where that is open, the last day on which the stance
    /// before is shown. `None` if that is not known, either.
    pub after: Option<Day>,
    /// The last day on which it may have come; `None` if open.
    pub by: Option<Day>,
    /// Whether the stances came in this order for certain.
    pub is_ordered: bool,
    /// The last evidence of the stance before: words, if there are any.
    pub last: Option<Evidence>,
    /// The first evidence of the stance after: words, if there are any.
    pub first: Option<Evidence>,
}

impl Turn {
    /// Returns when it must have come, in words: a day, or the days between
    /// which it lies; and whether the order of the stances is known.
    pub fn when(&self) -> String {
        let words = |day: Day| Date::from_day(day).words();
        let between = match (self.after, self.by) {
            (Some(after), Some(by)) if after == by => format!("on {}", words(by)),
            (Some(after), Some(by)) => format!("between {} and {}", words(after), words(by)),
            (Some(after), None) => format!("on or after {}", words(after)),
            (None, Some(by)) => format!("by {}", words(by)),
            (None, None) => "when is not known".to_owned(),
        };
        if self.is_ordered {
            between
        } else {
            format!("{between}; which of the two came first is not known")
        }
    }

    /// Whether it came on one day that is known, in the order told.
    pub fn is_certain(&self) -> bool {
        self.is_ordered && self.after.is_some() && self.after == self.by
    }
}

impl From<By> for Known {
    fn from(by: By) -> Known {
        match by {
            By::Yes => Known::Certainly,
            By::Possibly => Known::Possibly,
            By::No => Known::Later,
        }
    }
}

impl Tracks {
    /// Returns where an actor stands on an issue as of the end of a date;
    /// `None` is the latest of all.
    pub fn cell(&self, actor: Id<Actor>, issue: Id<Issue>, as_of: Option<&Date>) -> Cell {
        self.find(actor, issue)
            .map_or_else(Cell::default, |at| self.cell_at(at, day(as_of)))
    }

    /// Returns the positions of an actor on an issue in the order in which they
    /// began, and which of them are known by the end of a date.
    pub fn history(&self, actor: Id<Actor>, issue: Id<Issue>, as_of: Option<&Date>) -> Vec<Step> {
        let day = day(as_of);
        let marks = self.find(actor, issue).map_or(&[][..], |at| self.marks(at));
        let before = std::iter::once(None).chain(marks.iter().map(Some));
        marks
            .iter()
            .zip(before)
            .map(|(mark, before)| Step {
                position: mark.position,
                change: before.map(|before| change(before.stance, mark.stance)),
                known: mark.known.by(day).into(),
            })
            .collect()
    }

    /// Returns the evidence of an actor's positions on an issue, in the order
    /// of the positions, then of time; each piece once.
    pub fn evidence(&self, actor: Id<Actor>, issue: Id<Issue>, as_of: Option<&Date>) -> Vec<Shown> {
        let day = day(as_of);
        let mut shown: Vec<Shown> = Vec::new();
        let Some(at) = self.find(actor, issue) else {
            return shown;
        };
        for (place, mark) in self.marks(at).iter().enumerate() {
            let mut pieces: Vec<&Piece> = self.pieces(at, place).iter().collect();
            pieces.sort_by_key(|piece| piece.at);
            for piece in pieces {
                if shown.iter().all(|before| before.evidence != piece.what) {
                    shown.push(Shown {
                        evidence: piece.what,
                        position: mark.position,
                        known: piece.at.by(day).into(),
                    });
                }
            }
        }
        shown
    }

    /// Returns every change of stance of every actor on every issue, in the
    /// order of time; those of one day in the order of files.
    pub fn changes(&self) -> Vec<Turn> {
        let mut turns: Vec<(i32, Turn)> = Vec::new();
        for at in 0..self.pairs.len() {
            for (place, two) in self.marks(at).windows(2).enumerate() {
                let [from, to] = two else { continue };
                let change = change(from.stance, to.stance);
                if change != Change::Same {
                    let turn = self.turn(at, place, change);
                    turns.extend(turn.map(|turn| (to.since.first, turn)));
                }
            }
        }
        turns.sort_by_key(|(first, turn)| (*first, turn.by, turn.issue, turn.actor));
        turns.into_iter().map(|(_, turn)| turn).collect()
    }

    /// Returns the change between the mark at a place of a pair and the next.
    fn turn(&self, at: usize, place: usize, change: Change) -> Option<Turn> {
        let marks = self.marks(at);
        let (from, to) = (marks.get(place)?, marks.get(place + 1)?);
        let pair = self.pairs.get(at)?;
        let (last, first) = (
            best(self.pieces(at, place), |piece| Reverse(piece.at)),
            best(self.pieces(at, place + 1), |piece| piece.at),
        );
        // A beginning of which only the end is known lies after what was last seen.
        let seen = self.pieces(at, place).iter().map(|piece| piece.at.first);
        let seen = seen.filter(|&first| first <= to.since.last).max();
        let after = match to.since.first {
            i32::MIN => seen.unwrap_or(i32::MIN),
            first => first,
        };
        let bound = |number: i32| {
            (number != i32::MIN && number != i32::MAX).then(|| Day::from_number(number))
        };
        Some(Turn {
            actor: pair.actor,
            issue: pair.issue,
            from: from.position,
            to: to.position,
            change,
            after: bound(after),
            by: bound(to.since.last),
            is_ordered: from.since.is_before(to.since),
            last: last.map(|piece| piece.what),
            first: first.map(|piece| piece.what),
        })
    }

    /// Returns the cell of the pair at a place as of the end of a day.
    pub(super) fn cell_at(&self, at: usize, day: i32) -> Cell {
        let marks = self.marks(at);
        let known = |mark: &Mark| mark.known.by(day);
        let begun = marks.iter().enumerate().rev();
        let mut begun = begun.filter(|(_, mark)| known(mark) != By::No);
        let later = marks.iter().any(|mark| known(mark) == By::No);
        let Some((place, current)) = begun.next() else {
            return Cell {
                later,
                ..Cell::default()
            };
        };
        let until = current.until;
        // What is held until a day is held on that day.
        if until.last < day {
            return Cell {
                ended: true,
                later,
                ..Cell::default()
            };
        }
        let mut cell = Cell {
            current: Some(current.position),
            since: Some(current.position),
            stance: Some(current.stance),
            basis: current.basis,
            possibly: known(current) == By::Possibly || until.first < day,
            later,
            ..Cell::default()
        };
        let mut run = Run::new(self.pieces(at, place), day);
        for (place, mark) in begun {
            cell.change = cell.change.or(Some(change(mark.stance, current.stance)));
            if mark.stance != current.stance {
                cell.was = Some(mark.position);
                break;
            }
            cell.since = Some(mark.position);
            cell.basis = std::cmp::max_by_key(cell.basis, mark.basis, |&basis| weight(basis));
            run.add(self.pieces(at, place), day);
        }
        cell.contested = is_contested(marks, current, day);
        cell.records = run.records;
        cell.latest = run.latest.map(|piece| piece.what);
        cell
    }
}

/// Whether another stance may be held on a day, too: one that has not ended,
/// and did not begin before it for certain or says until when it lasts.
fn is_contested(marks: &[Mark], current: &Mark, day: i32) -> bool {
    marks.len() > 1
        && marks.iter().any(|mark| {
            let ends = mark.until.first != i32::MAX;
            mark.stance != current.stance
                && mark.known.by(day) != By::No
                && mark.until.last >= day
                && (ends || !mark.since.is_before(current.since))
        })
}

/// The evidence of positions in a row with the same stance.
struct Run<'a> {
    parts: Vec<&'a [Piece]>,
    records: u32,
    latest: Option<&'a Piece>,
}

impl<'a> Run<'a> {
    fn new(pieces: &'a [Piece], day: i32) -> Run<'a> {
        let mut run = Run {
            parts: Vec::new(),
            records: 0,
            latest: None,
        };
        run.add(pieces, day);
        run
    }

    fn add(&mut self, pieces: &'a [Piece], day: i32) {
        for piece in pieces.iter().filter(|piece| piece.at.first <= day) {
            let mut before = self.parts.iter().copied().flatten();
            if before.any(|before| before.what == piece.what) {
                continue;
            }
            self.records += 1;
            let dated = piece.at.last != i32::MAX || piece.at.first != i32::MIN;
            if dated && self.latest.is_none_or(|latest| latest.at < piece.at) {
                self.latest = Some(piece);
            }
        }
        self.parts.push(pieces);
    }
}

/// Returns the piece that comes first by a key; words before deeds.
fn best<K: Ord>(pieces: &[Piece], key: impl Fn(&Piece) -> K) -> Option<&Piece> {
    let pieces = pieces.iter();
    pieces.min_by_key(|piece| (matches!(piece.what, Evidence::Event(_)), key(piece)))
}

/// Returns how one stance compares with the one before.
pub(super) fn change(from: Stance, to: Stance) -> Change {
    match (from.score(), to.score()) {
        (Some(a), Some(b)) if b > a => Change::Up,
        (Some(a), Some(b)) if b < a => Change::Down,
        _ if from == to => Change::Same,
        _ => Change::Shifted,
    }
}
