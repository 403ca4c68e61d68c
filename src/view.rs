//! The panes. To add a view, add its file, its line in [`Views`] and its name
//! in [`ui::place::View`](crate::ui::place::View).

mod bars;
mod leaf;
mod names;

mod context;

mod tick;

mod card;
mod filter;

mod outline;

mod home;
mod quotes;
mod reader;
mod sources;
mod stances;
mod timeline;

mod faults;
mod help;
mod marks;
mod palette;
mod views;

pub use context::{Context, Detail, Direction, Focus, Out, Panes, panes};
pub use faults::Faults;
pub use help::Help;
pub use leaf::{Found, found};
pub use marks::{Chosen, MarkList, marked, place_of, words as mark_words};
pub use names::{NAMED, Named, Names};
pub use palette::{Palette, Recent, Target};
pub use stances::signs as stance_signs;
pub use views::Views;
