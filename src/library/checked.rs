//! What is known of a library's archived texts and of the quotes from them:
//! what the browser shows beside every quote and source.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::{
    arena::Id,
    library::{
        archives::{Archives, Held},
        verdicts::{Verdict, Verdicts},
    },
    model::{Corpus, QuoteId, Source},
};

/// What is known of a library's archived texts and of the quotes from them;
/// nothing before they were looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    verdicts: Verdicts,
    held: Vec<Held>,
}

impl Checked {
    /// Joins what became of the quotes with what is held of each source; texts
    /// that nobody looked at yet are read, on every core.
    pub fn new(corpus: &Corpus, archives: &Archives, verdicts: Verdicts) -> Checked {
        let all = (0..corpus.sources.len()).into_par_iter();
        let held = all.map(|at| archives.held(corpus, Id::new(at))).collect();
        Checked { verdicts, held }
    }

    /// Whether anything was looked at.
    pub fn is_there(&self) -> bool {
        !self.held.is_empty()
    }

    /// Returns what is known of a quote's place in its source.
    pub fn of(&self, id: QuoteId) -> Verdict {
        self.verdicts.of(id)
    }

    /// Returns what is known of all quotes.
    pub fn verdicts(&self) -> &Verdicts {
        &self.verdicts
    }

    /// Returns what is held of a source's text; `None` where nobody looked yet.
    pub fn held(&self, id: Id<Source>) -> Option<&Held> {
        self.held.get(id.index())
    }

    /// Whether a source's text can be read, be it the right one or not.
    pub fn is_readable(&self, id: Id<Source>) -> bool {
        matches!(self.held(id), Some(Held::Stale | Held::Present { .. }))
    }
}
