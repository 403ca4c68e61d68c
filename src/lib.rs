//! Browse briefings: events, quotes and positions, in a terminal.

// Ground: vocabulary without domain.
pub mod arena;
pub mod date;
pub mod text;

// What is wrong, where, and what to write instead.
pub mod diagnostic;

// What a library of briefings says.
pub mod model;
