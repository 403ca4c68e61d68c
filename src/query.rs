//! The query language: how one asks for quotes and events.
//!
//! Every text is a query. What finds quotes is `search`.

mod words;

mod names;
mod read;

pub use names::{meant, plain};
pub use read::{FIELDS, Field, Filter, Part, Pattern, Query, quoted};
pub use words::{each_word, phrase_ranges, stands_in};

// SHIM
use crate::{
    arena::Id,
    model::{Corpus, Event},
};
#[expect(missing_docs, reason = "shim")]
pub struct EventSieve;
#[expect(missing_docs, reason = "shim")]
impl EventSieve {
    pub fn fits(&self, _: Id<Event>) -> bool {
        true
    }
}
#[expect(missing_docs, reason = "shim")]
pub fn events(_: &Corpus, _: &Query) -> EventSieve {
    EventSieve
}
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "shim")]
pub struct Value {
    pub field: Field,
    pub label: String,
    pub query: String,
    pub count: usize,
}
#[expect(missing_docs, reason = "shim")]
pub fn values(_: &Corpus, _: impl Iterator<Item = Id<Event>>) -> Vec<Value> {
    Vec::new()
}
