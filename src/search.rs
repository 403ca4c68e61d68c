//! Quote search: an index of words, and one search for a query in steps that can
//! be stopped.
//!
//! Words are matched against the vocabulary, never characters against whole
//! quotes: that way a slip of the finger costs a lookup, not a scan. What a
//! typed word is worth in each quote is one byte, kept while one goes on
//! typing; the best few by these bytes are ranked by their text.

mod bits;
mod number;
mod weights;

mod words;

mod hits;
mod postings;
mod stems;

mod facts;
mod vocabulary;

mod build;
mod expand;
mod reach;

mod index;

mod facets;
mod sieve;
mod slot;

mod arrange;
mod combine;
mod light;
mod like;
mod rank;

mod memory;
mod rest;

mod typed;

mod pass;

pub use hits::{Ask, Correction, Facet, FacetValue, Hit, Hits, How, Order};
pub use index::{Index, LAYOUT};
pub use light::light;
pub use like::{like, sharing};
pub use memory::Memory;
pub use pass::Pass;
