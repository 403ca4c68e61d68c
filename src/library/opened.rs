//! The archived text of a source, opened to be read: cut into what can be laid
//! out alone, its words folded to be found, the quotes from it where they stand.
//! For a long text that takes longer than a frame, so it is made beside the loop.

use std::ops::Range;

use crate::{
    arena::Id,
    library::{archives::Archived, verdicts::finding_in},
    model::{Corpus, QuoteId, Source},
    text,
    verify::{Archive, Finding},
};

/// A part of a text that is laid out alone: a paragraph, heading or table, or a
/// stretch of a long one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Bytes of the text.
    pub at: Range<usize>,
    /// The number of the paragraph, if it begins here and has one.
    pub number: Option<usize>,
    /// Whether it is not the rest of what the part before it begins.
    pub begins: bool,
    /// Whether its lines flow into each other: those of a paragraph do, those of
    /// a heading or a table stay.
    pub flows: bool,
}

/// An archived text, opened to be read.
#[derive(Debug)]
pub struct Opened {
    /// What is held of the text.
    pub archived: Archived,
    /// Its parts in order; none where there is no text.
    pub parts: Vec<Part>,
    /// The quotes from the text that were looked for, in the order in which
    /// they stand there; those that were not found last.
    pub quotes: Vec<(QuoteId, Finding)>,
    /// The parts folded, one after the other.
    folded: String,
    /// For each part, where it ends there.
    ends: Vec<usize>,
}

/// The most bytes of a part: laid out in well under a millisecond, and two
/// screens of words, so that few paragraphs are ever cut.
const MOST: usize = 4096;

impl Opened {
    /// Opens the text of a source.
    pub fn new(corpus: &Corpus, archived: Archived, source: Id<Source>) -> Opened {
        let text = archived.text.as_deref();
        let title = corpus.sources[source].title.raw();
        let parts = text.map_or_else(Vec::new, |text| parts(text, title));
        let raw = text.map_or("", Archive::raw);
        let (mut folded, mut ends) = (String::with_capacity(raw.len()), Vec::new());
        for part in &parts {
            text::fold_into(raw.get(part.at.clone()).unwrap_or_default(), &mut folded);
            ends.push(folded.len());
        }
        Opened {
            quotes: quotes(corpus, &archived, source),
            archived,
            parts,
            folded,
            ends,
        }
    }

    /// Returns the text as it is; empty where there is none.
    pub fn raw(&self) -> &str {
        self.archived.text.as_deref().map_or("", Archive::raw)
    }

    /// Returns the text of a part, folded as [`text::fold`] does; empty for none.
    pub fn folded(&self, part: usize) -> &str {
        let start = part
            .checked_sub(1)
            .map_or(Some(0), |at| self.ends.get(at).copied());
        let end = self.ends.get(part).copied();
        let range = start.zip(end).map(|(start, end)| start..end);
        range
            .and_then(|range| self.folded.get(range))
            .unwrap_or_default()
    }
}

fn parts(text: &Archive, title: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for (block, number) in text.blocks(title) {
        let words = text.raw().get(block.clone()).unwrap_or_default();
        for (nth, at) in text::stretches(words, MOST).into_iter().enumerate() {
            parts.push(Part {
                at: block.start + at.start..block.start + at.end,
                number: number.filter(|_| nth == 0),
                begins: nth == 0,
                flows: number.is_some(),
            });
        }
    }
    parts
}

/// Looks for the quotes of a source in its text.
fn quotes(corpus: &Corpus, archived: &Archived, source: Id<Source>) -> Vec<(QuoteId, Finding)> {
    let ids = corpus.quotes_in.of(source).iter().copied();
    let own = ids.filter(|&id| corpus.quotes.source(id) == source);
    let mut found: Vec<_> = own
        .filter_map(|id| Some((id, finding_in(corpus, archived, id)?)))
        .collect();
    found.sort_by_key(|(_, finding)| {
        let first = finding.pieces.first().map(|piece| piece.start);
        (first.is_none(), first)
    });
    found
}
