//! The vocabulary of the interface: keys, actions, places, effects, colors,
//! widgets. It draws into buffers and reads no input; it has never heard of a view.

pub mod action;
pub mod key;
pub mod needle;
pub mod place;
pub mod theme;

pub mod effect;
pub mod keymap;

pub mod widget;

pub mod mouse;
