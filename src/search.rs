//! Quote search: a query read from what is typed, an index of words, and one
//! search in steps that can be stopped.
//!
//! Words are matched against the vocabulary, never characters against whole
//! quotes: that way a slip of the finger costs a lookup, not a scan.

mod query;

mod hits;

mod index;
mod light;
mod names;

mod vocabulary;

mod pass;

pub use hits::{Ask, Correction, Facet, FacetValue, Hit, Hits, How, Order};
pub use index::{Index, LAYOUT};
pub use light::light;
pub use pass::Pass;
pub use query::{FIELDS, Field, Filter, Part, Query};
