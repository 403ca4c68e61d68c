//! Stub.
#![expect(missing_docs, reason = "stub")]
use crate::{arena::Id, model::{Corpus, Event}};
pub use crate::search::{Query};
pub use crate::search::Field;
pub struct EventSieve;
impl EventSieve { pub fn fits(&self, _: Id<Event>) -> bool { true } }
pub fn events(_: &Corpus, _: &Query) -> EventSieve { EventSieve }
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value { pub field: F, pub label: String, pub query: String, pub count: usize }
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct F;
impl F { pub fn name(&self) -> &'static str { "actor" } }
pub fn values(_: &Corpus, _: impl Iterator<Item = Id<Event>>) -> Vec<Value> { Vec::new() }
