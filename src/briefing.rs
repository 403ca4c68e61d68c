//! The file format: a briefing read, linked with the others of its library,
//! and checked.
//!
//! Reading never fails: the answer is what could be read and everything that
//! is wrong. Where a record is wrong, it alone is left out.
//!
//! The tables of the format are declared once, in `records`; reading, did-you-mean
//! and the JSON Schema follow from that. They do not use serde's derive,
//! which stops at the first fault: a curator wants all of them at once.

mod codes;

mod wire;

mod leaf;

mod records;

mod draft;

mod pack;

mod fault;
mod schema;
mod syntax;
mod template;

mod read;
mod resolve;

mod build;
mod rules;
mod settle;

mod link;

mod check;

pub use check::check;
pub use codes::{CODES, Code};
pub use draft::{Draft, Stock};
pub use fault::fault;
pub use link::link;
pub use read::{FILE, Reading, read};
pub use schema::{schema, source_keys};
pub use template::template;
