//! The query language: how one asks for quotes and events.
//!
//! Every text is a query. What finds quotes is `search`.

mod words;

mod names;
mod read;

pub use names::meant;
pub use read::{FIELDS, Field, Filter, Part, Pattern, Query};
pub use words::{each_word, phrase_ranges, stands_in};
