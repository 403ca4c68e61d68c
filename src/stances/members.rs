//! Whose a position is: the actor's own, or also that of the state it serves.

use crate::{
    arena::Id,
    model::{Actor, ActorKind, Capacity, Corpus, Evidence, Position},
};

/// Memberships that are followed from one actor up.
const MOST: usize = 8;

/// How those who belong to a state or an organization are counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Members {
    /// Each for itself.
    #[default]
    Apart,
    /// Their positions are those of the state they belong to, or else of the
    /// organization; but not what they said personally, without a name, or out
    /// of office.
    Under,
}

impl Members {
    /// Returns whose position of an actor's it is.
    pub(super) fn whose(self, corpus: &Corpus, actor: Id<Actor>, position: &Position) -> Id<Actor> {
        match self {
            Members::Apart => actor,
            Members::Under if speaks_for_itself(corpus, position) => actor,
            Members::Under => served(corpus, actor).unwrap_or(actor),
        }
    }
}

/// Whether any of a position's evidence was said in no office.
fn speaks_for_itself(corpus: &Corpus, position: &Position) -> bool {
    position.evidence.iter().any(|evidence| match *evidence {
        Evidence::Quote(id) => matches!(
            corpus.quotes.at(id).capacity,
            Some(Capacity::Personal | Capacity::Former | Capacity::Anonymous)
        ),
        Evidence::Event(_) => false,
    })
}

/// Returns the first state an actor belongs to, directly or through others;
/// else the first organization.
fn served(corpus: &Corpus, actor: Id<Actor>) -> Option<Id<Actor>> {
    let mut at = actor;
    let mut organization = None;
    for _ in 0..MOST {
        let here = corpus.actors.get(at)?;
        match here.kind {
            ActorKind::State => return Some(at),
            ActorKind::Organization => organization = organization.or(Some(at)),
            ActorKind::Person | ActorKind::Group | ActorKind::Unnamed => (),
        }
        match here.member_of.iter().find_map(|member| member.actor) {
            Some(next) => at = next,
            None => break,
        }
    }
    organization
}
