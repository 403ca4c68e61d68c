//! Events in time: their order, the scale they are drawn on, the cells each
//! takes, lanes, clusters, titles, bars and gaps. Pure functions of dates and a
//! viewport; it knows no terminal.

mod slot;

mod extent;
mod labels;
mod scale;
mod since;

mod bars;
mod mark;
mod ticks;
mod track;

mod order;

mod lanes;
mod near;
mod shift;

mod goal;

pub use bars::{Bars, bars, eighths};
pub use extent::{End, Extent, FORMS, Form};
pub use goal::{GOALS, Goal, Which, as_of};
pub use labels::{Wanted, Written, labels};
pub use lanes::{By, Lane, lanes};
pub use mark::{Mark, holes, mark, sign};
pub use order::{Order, order, silence_words};
pub use scale::{STEPS, Viewport};
pub use shift::Shift;
pub use since::{SINCE_COLS, since, since_words};
pub use slot::{SLOTS, day_of, slot_of};
pub use ticks::{Tick, ticks, ticks_from};
pub use track::{Cluster, Lined, Track};
