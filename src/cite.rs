//! Citations: a source, a quote or an event as footnotes and bibliographies
//! have it, in any style; as BibTeX, as CSL-JSON and back; and what is copied
//! of a record.

mod dates;
mod guard;
mod locator;
mod markup;
mod sound;
mod steps;
mod table;
mod xml;

mod style;

mod record;

pub mod csl;

mod own;
mod processor;

mod bibtex;
mod cited;

mod copied;

pub use bibtex::bibtex;
pub use cited::{Cited, Reference, Stopped, bibliography, cite, cite_guarded};
pub use copied::{Copied, What, copy};
pub use csl::Loss;
pub use markup::Form;
pub use record::table;
pub use steps::{citable, sources};
pub use style::{BadStyle, Style};
pub use table::Table;
