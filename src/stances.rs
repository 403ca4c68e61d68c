//! Who stands where as of a date: pure functions of a corpus and a date.
//!
//! A position is held since its date until the next position of the same
//! actor on the same issue, or until its own end. Dates are compared in three
//! answers: what is only *possibly* before the date counts, and says so.

mod hold;

mod matrix;

mod conflicts;

pub use conflicts::{Conflict, Rule, conflicts};
pub use hold::{Cell, Change, Step, cell, history};
pub use matrix::{Matrix, Order, Row, agreement};
