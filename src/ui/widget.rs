//! Shapes the views share. Each is a function of its arguments and writes only
//! inside the area it is given.

pub mod line;

pub mod doc;
pub mod field;
pub mod frame;
pub mod item;
pub mod list;
