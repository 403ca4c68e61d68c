//! Stands side by side: of several actors, of one at two dates, or of one in
//! several briefings; and the piece of evidence that shows a stand best.

use std::{cmp::Reverse, collections::BTreeSet, sync::Arc};

use crate::{
    arena::Id,
    date::{Date, Day},
    model::{
        Actor, Basis, Briefing, Capacity, Corpus, Entry, Evidence, Issue, Position, Quote,
        QuoteKind, Stance,
    },
    stances::{
        hold::Cell,
        members::Members,
        tracks::{By, Mark, Piece, Tracks, day},
    },
};

/// One column: whose stands, as of when, and told by which briefing.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// Whose.
    pub actor: Id<Actor>,
    /// As of the end of this date; `None` is the latest of all.
    pub as_of: Option<Date>,
    /// Only what this briefing says; `None` is all that counts.
    pub briefing: Option<Id<Briefing>>,
}

/// The stands of all sides on an issue.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// On what.
    pub issue: Id<Issue>,
    /// A cell for each side, in the order of the sides.
    pub cells: Vec<Cell>,
    /// The greatest difference between scores; `None` with fewer than two of
    /// them. A stance without a score is neither near to nor far from another.
    pub apart: Option<u8>,
    /// Whether two of the stances are not the same. Where nobody looked there
    /// is no stance, and so no difference.
    pub differs: bool,
}

/// Puts the stands of several sides beside each other, a row for each issue on
/// which any of them has a position at any date; in the order of files. Returns
/// the rows, and for each side the positions that its cells are answered from.
pub fn beside(
    corpus: &Corpus,
    members: Members,
    counts: impl Fn(Id<Position>) -> bool,
    sides: &[Side],
) -> (Vec<Compared>, Vec<Arc<Tracks>>) {
    let who: BTreeSet<Id<Actor>> = sides.iter().map(|side| side.actor).collect();
    let mut made: Vec<(Option<Id<Briefing>>, Arc<Tracks>)> = Vec::new();
    let mut tracks: Vec<Arc<Tracks>> = Vec::with_capacity(sides.len());
    for side in sides {
        let same = made.iter().find(|(briefing, _)| *briefing == side.briefing);
        let of = if let Some((_, of)) = same {
            Arc::clone(of)
        } else {
            let is_told = |id| {
                side.briefing.is_none() || corpus.briefing_of(Entry::Position(id)) == side.briefing
            };
            let who = |actor| who.contains(&actor);
            let of = Tracks::among(corpus, members, who, |id| counts(id) && is_told(id));
            made.push((side.briefing, Arc::clone(&of)));
            of
        };
        tracks.push(of);
    }
    let of = || sides.iter().zip(&tracks);
    let mut issues: BTreeSet<Id<Issue>> = BTreeSet::new();
    for (side, tracks) in of() {
        let pairs = tracks.pairs.iter();
        issues.extend(
            pairs
                .filter(|pair| pair.actor == side.actor)
                .map(|pair| pair.issue),
        );
    }
    let row = |issue| {
        let cell = |(side, tracks): (&Side, &Arc<Tracks>)| {
            tracks.cell(side.actor, issue, side.as_of.as_ref())
        };
        compared(issue, of().map(cell).collect())
    };
    (issues.into_iter().map(row).collect(), tracks)
}

fn compared(issue: Id<Issue>, cells: Vec<Cell>) -> Compared {
    let scores: Vec<i8> = cells.iter().filter_map(Cell::score).collect();
    let apart = match (scores.len(), scores.iter().min(), scores.iter().max()) {
        (2.., Some(least), Some(most)) => Some(most.abs_diff(*least)),
        _ => None,
    };
    let stances: Vec<Stance> = cells.iter().filter_map(|cell| cell.stance).collect();
    Compared {
        issue,
        apart,
        differs: stances.windows(2).any(|two| two.first() != two.last()),
        cells,
    }
}

/// Returns the two sides before and after a change of an actor, whatever the
/// issue: the left is as of the last day before it, the right as of the date
/// asked for. `back` is how many changes are passed over, from the most recent
/// one; `None` if there are no more.
pub fn before_and_after(
    tracks: &Tracks,
    actor: Id<Actor>,
    as_of: Option<&Date>,
    back: usize,
) -> Option<[Side; 2]> {
    let days = changed(tracks, actor, day(as_of));
    let changed = days.into_iter().rev().nth(back)?;
    let side = |as_of| Side {
        actor,
        as_of,
        briefing: None,
    };
    let before = Day::from_number(changed).plus_days(-1);
    Some([side(Some(Date::from_day(before))), side(as_of.cloned())])
}

/// Returns the days on which a cell of an actor turns from one stance to
/// another, as numbers: that of the evidence, where it came after the change.
fn changed(tracks: &Tracks, actor: Id<Actor>, until: i32) -> BTreeSet<i32> {
    let mut days = BTreeSet::new();
    for (at, _) in pairs_of(tracks, actor) {
        for mark in tracks.marks(at) {
            let day = mark.known.first;
            if day == i32::MIN || day == i32::MAX || day > until {
                continue;
            }
            let stance = |day| tracks.cell_at(at, day).stance;
            if let (Some(before), Some(after)) = (stance(day - 1), stance(day))
                && before != after
            {
                days.insert(day);
            }
        }
    }
    days
}

/// Returns a side for each briefing that has positions of an actor, in the
/// order of files.
pub fn editions(
    corpus: &Corpus,
    tracks: &Tracks,
    actor: Id<Actor>,
    as_of: Option<&Date>,
) -> Vec<Side> {
    let positions = pairs_of(tracks, actor).flat_map(|(at, _)| tracks.marks(at));
    let briefings: BTreeSet<Id<Briefing>> = positions
        .filter_map(|mark| corpus.briefing_of(Entry::Position(mark.position)))
        .collect();
    let side = |briefing| Side {
        actor,
        as_of: as_of.cloned(),
        briefing: Some(briefing),
    };
    briefings.into_iter().map(side).collect()
}

fn pairs_of(tracks: &Tracks, actor: Id<Actor>) -> impl Iterator<Item = (usize, Id<Issue>)> + '_ {
    let pairs = tracks.pairs.iter().enumerate();
    pairs.filter_map(move |(at, pair)| (pair.actor == actor).then_some((at, pair.issue)))
}

/// Returns the evidence that shows best where an actor stands on an issue as
/// of the end of a date, and is not later: words before deeds; words as they
/// were said before those about them; the actor's own before reports of others;
/// in office before out of it; what was stated or voted before what was
/// reported or inferred; then the latest. `None` where no stand is known.
pub fn strongest(
    corpus: &Corpus,
    tracks: &Tracks,
    actor: Id<Actor>,
    issue: Id<Issue>,
    as_of: Option<&Date>,
) -> Option<Evidence> {
    let at = tracks.find(actor, issue)?;
    let day = day(as_of);
    let cell = tracks.cell_at(at, day);
    let begun = tracks.marks(at).iter().enumerate().rev();
    let held = begun
        .filter(|(_, mark)| mark.known.by(day) != By::No)
        .skip_while(|(_, mark)| Some(mark.position) != cell.current)
        .take_while(|(_, mark)| Some(mark.stance) == cell.stance);
    let pieces = held.flat_map(|(place, mark)| {
        let pieces = tracks.pieces(at, place).iter();
        pieces.map(move |piece| (mark, piece))
    });
    pieces
        .filter(|(_, piece)| piece.at.by(day) != By::No)
        .min_by_key(|(mark, piece)| rank(corpus, actor, mark, piece))
        .map(|(_, piece)| piece.what)
}

/// How well a piece shows a stand; the least shows it best. The first numbers
/// are by what it is, then come its days, then its words and where they stand.
type Rank = ([u8; 5], Reverse<(i32, i32)>, [String; 3]);

fn rank(corpus: &Corpus, actor: Id<Actor>, mark: &Mark, piece: &Piece) -> Rank {
    let is_indirect = match mark.basis {
        Some(Basis::Stated | Basis::Voted) => 0,
        Some(Basis::Reported | Basis::Inferred) | None => 1,
    };
    let (what, words) = match piece.what {
        Evidence::Quote(id) => {
            let quote = corpus.quotes.at(id);
            let source = &corpus.sources[quote.source];
            let words = [
                quote.text.to_string(),
                source.title.to_string(),
                quote.locator.to_string(),
            ];
            (of_quote(corpus, actor, &quote), words)
        }
        Evidence::Event(id) => {
            let event = &corpus.events[id];
            let votes = event.votes.as_ref();
            let is_own = votes.is_some_and(|votes| votes.actors().any(|who| who == actor));
            let words = [
                event.title.to_string(),
                event.key.to_string(),
                event.locator.to_string(),
            ];
            ([1, u8::from(votes.is_none()), u8::from(!is_own), 0], words)
        }
    };
    let [deed, kind, voice, office] = what;
    // What has no end known is no later for it.
    let last = if piece.at.last == i32::MAX {
        i32::MIN
    } else {
        piece.at.last
    };
    (
        [deed, kind, voice, office, is_indirect],
        Reverse((piece.at.first, last)),
        words,
    )
}

fn of_quote(corpus: &Corpus, actor: Id<Actor>, quote: &Quote<'_>) -> [u8; 4] {
    let kind = match quote.kind {
        QuoteKind::Quotation => 0,
        QuoteKind::Excerpt => 1,
        QuoteKind::Paraphrase => 2,
    };
    let is_own = quote.capacity == Some(Capacity::Document)
        || quote.stated_for.contains(&actor)
        || quote.speaker.is_none_or(|who| belongs(corpus, who, actor));
    let office = match quote.capacity {
        Some(Capacity::Official | Capacity::Document) => 0,
        None => 1,
        Some(Capacity::Personal | Capacity::Former | Capacity::Anonymous) => 2,
    };
    [0, kind, u8::from(!is_own), office]
}

/// Whether somebody is an actor or belongs to it, directly or through others.
fn belongs(corpus: &Corpus, who: Id<Actor>, actor: Id<Actor>) -> bool {
    let mut seen = vec![who];
    let mut at = 0;
    while let Some(&here) = seen.get(at) {
        if here == actor {
            return true;
        }
        let members = corpus.actors.get(here).map(|actor| &actor.member_of);
        for next in members.into_iter().flatten().filter_map(|of| of.actor) {
            if !seen.contains(&next) {
                seen.push(next);
            }
        }
        at += 1;
    }
    false
}
