//! The query language: how one asks for quotes and events.
//!
//! Every text is a query. What finds quotes is `search`; which events fit is
//! told here, since all that shows events asks for them alike.

mod words;

mod names;

mod read;

mod marks;
mod needle;

mod events;
mod values;

pub use events::{EventSieve, events};
pub use marks::fitting;
pub use names::{meant, plain};
pub use read::{FIELDS, Field, Filter, Part, Pattern, Query, quoted};
pub use values::{Value, values};
pub use words::{each_word, phrase_ranges, stands_in};
