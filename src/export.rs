//! A record written out: as text to read, as Markdown to paste, as JSON for a
//! script. All that is known of it, in the same order everywhere.

mod paper;
mod words;

mod page;

mod evidence;
mod listing;
mod object;
mod subject;

mod json;
mod markdown;
mod text;

pub use json::json;
pub use listing::{entries, listing};
pub use markdown::{escaped, linked, markdown};
pub use page::{Block, Card, Page};
pub use paper::{Ink, Look, Paper};
pub use text::{card, text};
pub use words::{
    about, attribution, kind, marks, name, names, phrase, rating, translated_by, where_in, who,
};

use crate::model::{Corpus, Entry};

/// Returns all that is known of a record, in the order in which it is read.
pub fn page(corpus: &Corpus, entry: Entry) -> Page {
    match entry {
        Entry::Briefing(id) => subject::briefing(corpus, id),
        Entry::Source(id) => subject::source(corpus, id),
        Entry::Actor(id) => subject::actor(corpus, id),
        Entry::Issue(id) => subject::issue(corpus, id),
        Entry::Event(id) => evidence::event(corpus, id),
        Entry::Quote(id) => evidence::quote(corpus, id),
        Entry::Position(id) => evidence::position(corpus, id),
        Entry::Judgment(id) => evidence::judgment(corpus, id),
    }
}
