//! What would no longer be shown if a record could not be relied on.
//!
//! A source that falls takes with it what is known only through it. Words fall
//! with what they were first said in; else they fall if every place where they
//! stand does, the first of which hangs on what they passed through, too. An
//! event falls with every source that reports it.

use std::collections::BTreeSet;

use crate::{
    arena::Id,
    model::{
        Actor, Capacity, Corpus, Entry, Evidence, Issue, Position, Provenance, QuoteKind, Source,
        Votes,
    },
};

/// A position that would lose support.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fall {
    /// The position.
    pub position: Id<Position>,
    /// What it would lose.
    pub loss: Loss,
}

/// What a position would lose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// All that shows it.
    All,
    /// All that shows it at first hand, the actor's own words and votes; reports
    /// of others are left.
    FirstHand,
    /// Some of what shows it.
    Some,
}

impl Loss {
    /// Every loss with its word and its meaning, the greatest first.
    pub const ALL: &'static [(Loss, &'static str, &'static str)] = &[
        (Loss::All, "all", "would have no evidence left"),
        (
            Loss::FirstHand,
            "first-hand",
            "would have no own words and no vote left, only reports",
        ),
        (Loss::Some, "some", "would lose some of its evidence"),
    ];

    /// Returns its word, such as `first-hand`.
    pub fn token(self) -> &'static str {
        self.line().1
    }

    /// Returns what is said of the position.
    pub fn words(self) -> &'static str {
        self.line().2
    }

    fn line(self) -> (Loss, &'static str, &'static str) {
        let mut lines = Loss::ALL.iter().copied();
        lines
            .find(|(loss, ..)| *loss == self)
            .unwrap_or((self, "", ""))
    }
}

/// Returns which of some positions would lose support if a record fell, in the
/// order of the library.
pub(super) fn falls(
    corpus: &Corpus,
    provenance: &Provenance,
    fallen: Entry,
    positions: impl Iterator<Item = Id<Position>>,
) -> Vec<Fall> {
    let fallen = Fallen {
        corpus,
        provenance,
        record: fallen,
    };
    let mut falls: Vec<Fall> = positions.filter_map(|id| fallen.fall(id)).collect();
    falls.sort_unstable_by_key(|fall| fall.position);
    falls
}

/// Returns the cells all of whose positions would have no evidence left.
pub(super) fn blank(corpus: &Corpus, falls: &[Fall]) -> Vec<(Id<Actor>, Id<Issue>)> {
    let all = falls.iter().filter(|fall| fall.loss == Loss::All);
    let gone: BTreeSet<Id<Position>> = all.map(|fall| fall.position).collect();
    let cells: BTreeSet<(Id<Actor>, Id<Issue>)> = gone
        .iter()
        .flat_map(|&id| {
            let position = &corpus.positions[id];
            position.actors.iter().map(|&actor| (actor, position.issue))
        })
        .collect();
    let is_blank = |&(actor, issue): &(Id<Actor>, Id<Issue>)| {
        let mut own = corpus.positions_of.of(actor).iter();
        own.all(|id| corpus.positions[*id].issue != issue || gone.contains(id))
    };
    cells.into_iter().filter(is_blank).collect()
}

/// A record that cannot be relied on.
struct Fallen<'a> {
    corpus: &'a Corpus,
    provenance: &'a Provenance,
    record: Entry,
}

impl Fallen<'_> {
    /// Returns what a position loses, if anything.
    fn fall(&self, id: Id<Position>) -> Option<Fall> {
        let position = &self.corpus.positions[id];
        let (gone, left): (Vec<Evidence>, Vec<Evidence>) = position
            .evidence
            .iter()
            .partition(|&&evidence| self.takes(evidence));
        let own = |evidence: &Evidence| is_first_hand(self.corpus, position, *evidence);
        let loss = match (gone.is_empty(), left.is_empty()) {
            (true, _) => return None,
            (false, true) => Loss::All,
            (false, false) if gone.iter().any(own) && !left.iter().any(own) => Loss::FirstHand,
            (false, false) => Loss::Some,
        };
        Some(Fall { position: id, loss })
    }

    /// Whether evidence falls with the record.
    fn takes(&self, evidence: Evidence) -> bool {
        if evidence.entry() == self.record {
            return true;
        }
        match evidence {
            Evidence::Quote(id) => {
                let quote = self.corpus.quotes.at(id);
                let spoken = quote.speaker.map(Entry::Actor);
                let first = quote
                    .first_source
                    .is_some_and(|first| self.takes_source(first));
                if spoken == Some(self.record) || first {
                    return true;
                }
                let mut way = std::iter::once(&quote.source).chain(&quote.via);
                way.any(|&source| self.takes_source(source))
                    && quote.also.iter().all(|also| self.takes_source(also.source))
            }
            Evidence::Event(_) => {
                let stands = self.provenance.stands(self.corpus, evidence);
                !stands.is_empty() && stands.iter().all(|&source| self.takes_source(source))
            }
        }
    }

    /// Whether a source falls with the record, itself or what it is known through.
    fn takes_source(&self, source: Id<Source>) -> bool {
        let mut back = self.provenance.back(self.corpus, source);
        match self.record {
            Entry::Source(fallen) => {
                let fallen = self.provenance.first(fallen);
                back.any(|source| source == fallen)
            }
            Entry::Actor(actor) => back.any(|source| {
                let mut makers = self.corpus.sources[source].makers();
                makers.any(|maker| maker == actor)
            }),
            Entry::Briefing(_)
            | Entry::Issue(_)
            | Entry::Event(_)
            | Entry::Quote(_)
            | Entry::Position(_)
            | Entry::Judgment(_) => false,
        }
    }
}

/// Whether evidence shows a position at first hand: a vote of one of its actors,
/// or words of one of them, or for one of them, by somebody who is named.
fn is_first_hand(corpus: &Corpus, position: &Position, evidence: Evidence) -> bool {
    let is_its = |actor: Id<Actor>| position.actors.contains(&actor);
    match evidence {
        Evidence::Event(id) => {
            let votes = corpus.events[id].votes.iter();
            votes.flat_map(Votes::actors).any(is_its)
        }
        Evidence::Quote(id) => {
            let quote = corpus.quotes.at(id);
            let stated = quote.stated_for.iter().copied();
            quote.kind == QuoteKind::Quotation
                && quote.capacity != Some(Capacity::Anonymous)
                && quote.speaker.into_iter().chain(stated).any(is_its)
        }
    }
}
