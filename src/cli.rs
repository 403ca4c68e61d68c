//! The same answers without a screen: one file for each command. It knows
//! nothing of panes, and prints only to the writers it is given.
//!
//! A new command is a file with its arguments and its `run`, and a line in
//! `cli/command.rs`; help, completions and the man page follow.

mod options;

mod answer;

mod library;

mod batch;
mod fields;
mod format;
mod named;
mod told;
mod who;

mod archive;
mod changes;
mod check;
mod cite;
mod completions;
mod conflicts;
mod gaps;
mod index;
mod list;
mod man;
mod new;
mod rests_on;
mod schema;
mod search;
mod show;
mod sources;
mod stances;
mod timeline;
mod variants;
mod verify;

mod command;

pub use answer::{Answer, no_color};
pub use command::{Asked, Command, Early, parse, run};
pub use options::{Browse, Colors, Glyphs, Theme};
