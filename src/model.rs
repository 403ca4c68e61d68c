//! What a library of briefings says, with no word of files' syntax or screens.
//!
//! A [`Corpus`] is immutable once built: a changed file makes a new one.
//! Everything in it that is text is [`Clean`](crate::text::Clean), and every
//! reference is a typed [`Id`](crate::arena::Id) that was checked when the
//! corpus was built.

mod token;

mod record;

mod sheaf;

mod quotes;

mod links;

mod corpus;

mod provenance;
mod reference;

pub use corpus::{Builder, Corpus};
pub use links::Links;
pub use provenance::Provenance;
pub use quotes::Quotes;
pub use record::{
    Actor, Also, Briefing, Entry, Event, Evidence, File, Issue, Judgment, Kind, Membership, Name,
    Origin, Position, Quote, QuoteId, Source, SourceBody, Translation, Votes,
};
pub use reference::{BadReference, Reference};
pub use sheaf::Sheaf;
pub use token::{
    ActorKind, Basis, Capacity, Confidence, DateBasis, Importance, JudgmentKind, Likelihood,
    QuoteKind, Reliability, Stance, Status, Token,
};
