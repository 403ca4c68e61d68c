//! Who stands where as of a date: pure functions of a corpus and a date.
//!
//! A position is held since its date until the next position of the same
//! actor on the same issue, or until its own end. As of a date it counts only
//! if it began and was shown by some evidence no later than the end of that
//! date: what came to be known afterwards says nothing of what was known then.
//! Dates are compared in three answers: what is only *possibly* before the
//! date counts, and says so.

mod members;

mod tracks;

mod hold;

mod matrix;

mod similar;

mod order;

mod beside;
mod conflicts;
mod gaps;

pub use beside::{Compared, Side, before_and_after, beside, editions, strongest};
pub use conflicts::{Conflict, Rule, conflicts};
pub use gaps::{Gap, Lack, gaps};
pub use hold::{Cell, Change, Known, Shown, Step, Turn};
pub use matrix::{Agreement, Matrix, Row};
pub use members::Members;
pub use order::{Columns, Order};
pub use tracks::Tracks;
