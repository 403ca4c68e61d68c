//! On how many sources a thing rests, and on how many origins: copies of one
//! report confirm nothing.

use crate::{
    arena::Id,
    model::{Corpus, Entry, Evidence, Provenance, Source},
    text::plural,
};

/// What a thing rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corroboration {
    /// The sources in which it stands, each once, in the order of the library.
    pub sources: Vec<Id<Source>>,
    /// The sources that these come from, as far back as is told; so ordered.
    pub origins: Vec<Id<Source>>,
}

impl Corroboration {
    /// Returns it in words: `3 sources, 1 origin`.
    pub fn words(&self) -> String {
        format!(
            "{}, {}",
            plural(self.sources.len(), "source", "sources"),
            plural(self.origins.len(), "origin", "origins")
        )
    }
}

/// Returns on what an event, a quote, or the evidence of a position rests;
/// `None` for what does not rest on sources in this way.
pub fn corroboration(
    corpus: &Corpus,
    provenance: &Provenance,
    entry: Entry,
) -> Option<Corroboration> {
    let one;
    let evidence: &[Evidence] = match entry {
        Entry::Quote(id) => {
            one = [Evidence::Quote(id)];
            &one
        }
        Entry::Event(id) => {
            one = [Evidence::Event(id)];
            &one
        }
        Entry::Position(id) => &corpus.positions[id].evidence,
        Entry::Briefing(_)
        | Entry::Source(_)
        | Entry::Actor(_)
        | Entry::Issue(_)
        | Entry::Judgment(_) => return None,
    };
    let each = |of: &dyn Fn(Evidence) -> Vec<Id<Source>>| {
        let mut all: Vec<Id<Source>> = evidence.iter().flat_map(|&piece| of(piece)).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    Some(Corroboration {
        sources: each(&|piece| provenance.stands(corpus, piece)),
        origins: each(&|piece| provenance.origins(corpus, piece)),
    })
}
