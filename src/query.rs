//! The query language: how one asks for quotes, events and positions.
//!
//! Every text is a query. What finds quotes is `search`; which events and which
//! positions fit is told here, since all that shows them asks for them alike.

mod words;

mod names;

mod read;

mod needle;

mod asked;

mod had;

mod marks;

mod sieve;

mod events;
mod positions;

mod values;

pub use asked::{actor_names, issue_names};
pub use events::{EventSieve, events, fitting_events};
pub use names::{meant, plain};
pub use positions::{PositionSieve, fitting_positions, positions};
pub use read::{FIELDS, Field, Filter, Part, Pattern, Query, quoted};
pub use values::{Value, position_values, values};
pub use words::{each_word, phrase_ranges, stands_in};
