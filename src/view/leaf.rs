//! What stands on a leaf of the Reader, once it was found.

use std::sync::Arc;

use crate::{
    arena::Id,
    library::{Archived, Library, Opened},
    model::Source,
    rests::{self, Rests},
    search,
    ui::place::Leaf,
    variants::{self, Variant},
};

/// Quotes that share words with one, of which each is compared with it.
const MOST: usize = 1000;

/// What was found for a leaf.
#[derive(Debug, Clone)]
pub enum Found {
    /// A source's text, as it is read.
    Text(Arc<Opened>),
    /// What rests on a record.
    Rests(Arc<Rests>),
    /// What is like a quote, the likest first.
    Variants(Arc<[Variant]>),
}

/// Finds what stands on a leaf; `text` reads the text of a source. It takes
/// longer than a frame where a library is large.
pub fn found(library: &Library, leaf: Leaf, text: impl FnOnce(Id<Source>) -> Archived) -> Found {
    let corpus = &library.corpus;
    match leaf {
        Leaf::Text(source) => Found::Text(Arc::new(Opened::new(corpus, text(source), source))),
        Leaf::Rests(entry) => Found::Rests(Arc::new(rests::rests(corpus, entry))),
        Leaf::Variants(quote) => {
            let among = search::sharing(corpus, &library.index, quote, MOST);
            Found::Variants(variants::like(corpus, quote, among).into())
        }
    }
}
