//! The world: the terminal, signals, workers, the editor. One thread waits for
//! everything that can happen, without a tick; it hands what happened to
//! [`app::update`](crate::app::update), runs the effects, and draws.

mod input;
mod look;
mod program;
mod terminal;
mod wake;

mod panic;
mod signals;
mod worker;

mod beside;
mod checker;
mod clipboard;
mod editor;

mod browser;

pub use browser::run;
