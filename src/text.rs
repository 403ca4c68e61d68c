//! Text: made safe to show, folded to be found, measured, cut and wrapped.

mod fold;
mod forbidden;
mod limiters;
mod measure;
mod near;
mod stretch;

mod clean;
mod limits;
mod wrap;

mod diff;

pub use clean::{Clean, Shown, measured};
pub use diff::{Change, Edit, diff};
pub use fold::{Folded, fold, fold_into, folded, is_cjk, words};
pub use limiters::{LIMITERS, Limiters};
pub use limits::{Limit, last_words, limits};
pub use measure::{cut, cut_start, grouped, joint, pad, plural, width};
pub use near::nearest;
pub use stretch::stretches;
pub use wrap::wrap;
