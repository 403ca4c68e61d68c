//! The whole of what the analyst sees, and how it changes. No clock, no file,
//! no thread: everything that happens arrives as a [`Message`], everything to
//! be done leaves as an [`Effect`](crate::ui::effect::Effect).

mod hints;
mod history;
mod layout;

mod state;

mod reload;
mod tabs;
mod texts;

mod seen;

mod draw;
mod pane;

mod palette;
mod travel;

mod marks;
mod prompt;

mod mouse;

mod deeds;

mod update;

#[cfg(test)]
mod staged;

pub use draw::draw;
pub use state::{Message, Setup, State};
pub use update::update;
