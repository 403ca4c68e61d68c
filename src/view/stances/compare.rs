//! What stands side by side, worked out: whose stands, as of when, on which issues.

use std::sync::Arc;

use crate::{
    date::Date,
    stances::{self, Compared, Side, Tracks},
    view::{context::Context, stances::board::Board},
};

/// What stands side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// Actors: those pinned, or else one and those that differ from it most.
    Actors,
    /// The actor under the cursor, before and after it changed its stance.
    Dates,
    /// What each briefing says of the actor under the cursor.
    Briefings,
}

/// What was made, and what for.
#[derive(Debug, Clone)]
pub(super) struct Made {
    pub(super) of: Arc<Tracks>,
    pub(super) as_of: Option<Date>,
    pub(super) only_splits: bool,
    pub(super) sides: Vec<Side>,
    pub(super) tracks: Vec<Arc<Tracks>>,
    /// The issues shown, in the order of the matrix.
    pub(super) rows: Vec<Compared>,
    /// On how many issues sides differ, of how many.
    pub(super) counted: (usize, usize),
}

/// Works out what stands side by side.
pub(super) fn made(cx: &Context<'_>, board: &Board, sides: Vec<Side>, only_splits: bool) -> Made {
    let members = board.members();
    let (all, tracks) = stances::beside(cx.corpus, members, |id| board.counts(id), &sides);
    let place = |row: &Compared| {
        let mut rows = board.matrix.rows.iter();
        rows.position(|other| other.issue == row.issue)
    };
    let differ = all.iter().filter(|row| row.differs).count();
    let counted = (differ, all.len());
    let mut rows: Vec<Compared> = all
        .into_iter()
        .filter(|row| row.differs || !only_splits)
        .filter(|row| place(row).is_some())
        .collect();
    rows.sort_by_key(place);
    Made {
        of: Arc::clone(board.matrix.tracks()),
        as_of: cx.place.as_of.clone(),
        only_splits,
        sides,
        tracks,
        rows,
        counted,
    }
}
