//! The files briefings come from: found, read, kept together with what is
//! wrong in them. The only place, beside the shell, that reads files.

mod state;

pub use state::{FileState, Holds, Library, Progress};
