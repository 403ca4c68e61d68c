//! Events in time: their order, the scale they are drawn on, the cells each
//! takes, lanes, bars and gaps. Pure functions of dates and a viewport; it
//! knows no terminal.

mod order;
mod scale;

mod bars;
mod lanes;
mod mark;
mod ticks;

mod near;
mod shift;
mod since;

mod goal;

pub use bars::{bars, eighths};
pub use goal::{GOALS, Goal, Which, as_of};
pub use lanes::{By, Lane, lanes};
pub use mark::{Form, Mark, mark};
pub use order::{Order, gap_words, middle, order};
pub use scale::{STEPS, Viewport};
pub use shift::Shift;
pub use since::{since, since_words};
pub use ticks::{Tick, ticks};
