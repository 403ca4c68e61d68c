//! What rests on a record: everything that leans on a source, a quote, an event
//! or an actor, by what path; what would no longer be shown if it fell; and on
//! how many origins, not copies, a thing rests. Pure functions of a corpus.

mod leans;

mod falls;

mod tree;

mod corroborated;

pub use corroborated::{Corroboration, corroboration};
pub use falls::{Fall, Loss};
pub use leans::How;
pub use tree::{Item, Rests, rests};
