//! What is told of a quote that was looked for: gathered once for all formats.

use crate::{
    library::{self, Archived, Archives, Verdict, Verdicts},
    model::{Corpus, Entry, Quote, QuoteId},
    text::Clean,
    verify::{Finding, Place, Tier},
};

/// What was found of a library's quotes.
pub(super) struct Report<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) archives: &'a Archives,
    pub(super) verdicts: &'a Verdicts,
    /// Whether quotes are told of that have nothing to look at.
    pub(super) is_whole: bool,
}

/// What was found of a quote.
pub(super) struct Told<'a> {
    pub(super) quote: Quote<'a>,
    pub(super) reference: String,
    /// Where it stands in its briefing: `file:line`.
    pub(super) origin: String,
    pub(super) verdict: Verdict,
    pub(super) archived: Archived,
    /// What was found; `None` for a quote in the curator's words.
    pub(super) finding: Option<Finding>,
}

impl<'a> Report<'a> {
    /// Returns all there is to say of a quote.
    pub(super) fn told(&self, id: QuoteId) -> Told<'a> {
        let quote = self.corpus.quotes.at(id);
        let file = &self.corpus.files[quote.origin.file].name;
        Told {
            origin: format!("{file}:{}", quote.origin.line),
            reference: self.corpus.reference(Entry::Quote(id)).to_string(),
            verdict: self.verdicts.of(id),
            archived: self.archives.of(self.corpus, quote.source),
            finding: library::finding(self.corpus, self.archives, id),
            quote,
        }
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

impl Told<'_> {
    /// Returns what was found in words.
    pub(super) fn words(&self, corpus: &Corpus) -> String {
        let name = &corpus.sources[self.quote.source].key;
        match &self.finding {
            None => self.verdict.words().to_owned(),
            Some(finding) if finding.tier == Tier::NoArchive => self.archived.held.words(name),
            Some(finding) => finding.words(name, &self.archived.sha256),
        }
    }

    /// Returns where the words stand in the text, or what is like them.
    pub(super) fn place(&self, corpus: &Corpus) -> Option<Place> {
        let at = self.finding.as_ref()?.pieces.first()?.start;
        let title = corpus.sources[self.quote.source].title.raw();
        Some(self.archived.text.as_ref()?.place(at, title))
    }

    /// Returns the place in words: `sources/a.txt:12:5, ¶ 3`.
    pub(super) fn place_words(&self, corpus: &Corpus) -> Option<String> {
        let place = self.place(corpus)?;
        let file = &corpus.sources[self.quote.source].file;
        let paragraph = place.paragraph.map(|number| format!(", ¶ {number}"));
        let (line, column) = (place.line, place.column);
        Some(format!(
            "{file}:{line}:{column}{}",
            paragraph.unwrap_or_default()
        ))
    }

    /// Returns the stretches that an edited quote leaves out, safe to show.
    pub(super) fn omitted(&self) -> Vec<Clean> {
        let Some((finding, text)) = self.finding.as_ref().zip(self.archived.text.as_ref()) else {
            return Vec::new();
        };
        let stretches = finding.omitted.iter();
        stretches
            .map(|at| Clean::line(text.raw().get(at.clone()).unwrap_or_default()))
            .collect()
    }
}
