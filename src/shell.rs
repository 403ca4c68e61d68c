//! The world: the terminal, signals, workers, the editor. One thread waits for
//! everything that can happen, without a tick; it hands what happened to
//! [`app::update`](crate::app::update), runs the effects, and draws.

mod look;
mod terminal;
mod wake;

mod editor;
mod input;
mod panic;
mod signals;
mod worker;

mod browser;

pub use browser::run;
