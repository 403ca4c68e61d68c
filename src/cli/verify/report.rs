//! What is told of a library whose quotes were looked for: gathered once for all
//! formats.

use crate::{
    cli::told::Told,
    library::{Archives, Verdict, Verdicts},
    model::{Corpus, Entry, QuoteId},
    verify::Tier,
};

/// What was found of a library's quotes.
pub(super) struct Report<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) archives: &'a Archives,
    pub(super) verdicts: &'a Verdicts,
    /// Whether quotes are told of that have nothing to look at.
    pub(super) is_whole: bool,
}

impl<'a> Report<'a> {
    /// Returns all there is to say of a quote.
    pub(super) fn told(&self, id: QuoteId) -> Told<'a> {
        Told::new(self.corpus, self.archives, id)
    }

    /// Returns the quotes that are told of one by one, in their order: those
    /// with something to look at, or all. Of those without a text, their
    /// sources are told.
    pub(super) fn listed(&self) -> impl Iterator<Item = QuoteId> + '_ {
        let ids = (0..self.corpus.quotes.len()).map(QuoteId::new);
        ids.filter(|&id| match self.verdicts.of(id) {
            Verdict::Looked { tier, is_warned } => match tier {
                Tier::NoArchive => false,
                Tier::Exact | Tier::Typographic => self.is_whole || is_warned,
                Tier::Edited | Tier::Ambiguous | Tier::Near | Tier::Missing | Tier::Stale => true,
            },
            Verdict::Open | Verdict::OwnWords => false,
        })
    }

    /// Returns what keeps quotes from being looked for, with how many.
    pub(super) fn lacking(&self) -> Vec<(String, usize)> {
        let mut found: Vec<(String, usize)> = Vec::new();
        for (id, _) in self.corpus.sources.iter() {
            let quotes = self.corpus.quotes_in.of(id).iter();
            let open = quotes.filter(|&&quote| {
                self.corpus.quotes.source(quote) == id
                    && self.verdicts.of(quote).tier() == Some(Tier::NoArchive)
            });
            let count = open.count();
            if 0 < count {
                let name = self.corpus.reference(Entry::Source(id)).to_string();
                let why = self.archives.of(self.corpus, id).held.words(&name);
                found.push((why, count));
            }
        }
        found
    }
}
