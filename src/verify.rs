//! Whether a quote's words stand in the archived text of its source, and
//! where. It says that words stand there, not that they were said, and not
//! that they are true.
//!
//! [`check`] answers with one [`Tier`]. What is found is told with what could
//! turn it round: words such as “not” just before it or left out of it, a
//! lead-in that stands elsewhere, a locator that names another paragraph. What
//! is only near is not found.
//!
//! To add a word that can turn a passage round, add it to
//! [`text::LIMITS`](crate::text::LIMITS); to treat another sign as typography,
//! add it to `plain.rs`.

mod plain;
mod tier;

mod limits;
mod paragraphs;
mod pieces;
mod seeds;

mod archive;

mod context;
mod near;
mod stitch;

mod mend;

mod finding;

mod check;

pub use archive::{Archive, Place};
pub use check::{Passage, check};
pub use finding::{Finding, Warning};
pub use tier::Tier;
