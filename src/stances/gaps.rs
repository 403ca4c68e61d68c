//! Where nobody has looked, or not lately: what there is to collect.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use crate::{
    arena::Id,
    date::{Date, Relation},
    model::{Actor, Briefing, Corpus, Entry, Issue, Position, Stance},
    stances::{members::Members, tracks::Tracks},
    text,
};

/// What is lacking where an actor stands on an issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lack {
    /// Nobody looked: no position is known, not even that none was found.
    Nobody,
    /// Only others report it, or the curator infers it.
    OnlyOthers,
    /// The latest evidence is older than asked for: its date.
    Old(Date),
}

impl Lack {
    /// Every sort of lack with its word and its meaning, in the order told.
    pub const ALL: &'static [(&'static str, &'static str)] = &[
        ("nobody", "nobody looked: no position is known"),
        (
            "only-others",
            "only others report it, or the curator infers it",
        ),
        ("old", "the latest evidence is older than asked for"),
    ];

    /// Returns its word, such as `only-others`.
    pub fn name(&self) -> &'static str {
        self.line().0
    }

    /// Returns what it means.
    pub fn meaning(&self) -> &'static str {
        self.line().1
    }

    fn line(&self) -> (&'static str, &'static str) {
        let at = match self {
            Lack::Nobody => 0,
            Lack::OnlyOthers => 1,
            Lack::Old(_) => 2,
        };
        Lack::ALL.get(at).copied().unwrap_or_default()
    }
}

/// A cell in which something is lacking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Who.
    pub actor: Id<Actor>,
    /// On what.
    pub issue: Id<Issue>,
    /// What is lacking.
    pub lack: Lack,
    /// The date of the latest evidence that there is, if it has one.
    pub latest: Option<Date>,
}

/// Returns what is lacking as of the end of a date (`None` is the latest of
/// all), by the positions that count, those of members as they are counted; what
/// was shown only later is lacking.
/// Evidence is old that is from before `older` for certain.
///
/// An actor and an issue are asked about where both have positions in one
/// briefing; most pairs of a library have nothing to do with each other. What
/// is known weighs: actors with many positions and issues with many speakers
/// come first, then names decide.
pub fn gaps(
    corpus: &Corpus,
    members: Members,
    counts: impl Fn(Id<Position>) -> bool,
    as_of: Option<&Date>,
    older: Option<&Date>,
) -> Vec<Gap> {
    let mut met: BTreeMap<Option<Id<Briefing>>, Met> = BTreeMap::new();
    for (id, position) in corpus.positions.iter().filter(|(id, _)| counts(*id)) {
        let met = met.entry(corpus.briefing_of(Entry::Position(id)));
        let met = met.or_default();
        let whose = |&actor| members.whose(corpus, actor, position);
        met.actors.extend(position.actors.iter().map(whose));
        met.issues.insert(position.issue);
    }
    let pairs: BTreeSet<(Id<Actor>, Id<Issue>)> = met.values().flat_map(Met::pairs).collect();
    let tracks = Tracks::new(corpus, members, counts);
    let mut gaps: Vec<Gap> = pairs
        .into_iter()
        .filter_map(|(actor, issue)| gap(corpus, &tracks, (actor, issue), as_of, older))
        .collect();
    let held = tracks.counts();
    // A library has far fewer names than gaps.
    let names = corpus
        .actors
        .iter()
        .map(|(_, actor)| text::fold(&actor.name));
    let names: Vec<String> = names.collect();
    let labels = corpus
        .issues
        .iter()
        .map(|(_, issue)| text::fold(&issue.label));
    let labels: Vec<String> = labels.collect();
    gaps.sort_by_cached_key(|gap| {
        let (actor, issue) = (&corpus.actors[gap.actor], &corpus.issues[gap.issue]);
        let weight = held.get(&gap.actor).unwrap_or(&0) * tracks.row(gap.issue).len();
        (
            Reverse(weight),
            names.get(gap.actor.index()),
            labels.get(gap.issue.index()),
            (actor.key.as_str(), issue.key.as_str()),
        )
    });
    gaps
}

/// Who and what has positions in one briefing.
#[derive(Default)]
struct Met {
    actors: BTreeSet<Id<Actor>>,
    issues: BTreeSet<Id<Issue>>,
}

impl Met {
    fn pairs(&self) -> impl Iterator<Item = (Id<Actor>, Id<Issue>)> + '_ {
        let on = |&actor: &Id<Actor>| self.issues.iter().map(move |&issue| (actor, issue));
        self.actors.iter().flat_map(on)
    }
}

fn gap(
    corpus: &Corpus,
    tracks: &Tracks,
    (actor, issue): (Id<Actor>, Id<Issue>),
    as_of: Option<&Date>,
    older: Option<&Date>,
) -> Option<Gap> {
    let cell = tracks.cell(actor, issue, as_of);
    let latest = cell.latest.and_then(|evidence| evidence.date(corpus));
    let is_old = |date: &&Date| older.is_some_and(|older| date.compare(older) == Relation::Before);
    let lack = match cell.stance {
        // Somebody looked, and knows until when.
        None if cell.ended => return None,
        None => Lack::Nobody,
        // Somebody looked and found none: that is nobody's to state.
        Some(stance) if cell.is_indirect() && stance != Stance::Silent => Lack::OnlyOthers,
        Some(_) => Lack::Old(latest.filter(is_old)?.clone()),
    };
    Some(Gap {
        actor,
        issue,
        lack,
        latest: latest.cloned(),
    })
}
