//! Which words stand in which quotes.

use std::collections::BTreeMap;

use crate::{
    model::{Corpus, Quote, QuoteId},
    text,
};

/// Stub.
pub const LAYOUT: u32 = 1;

/// A word's place in the vocabulary.
pub(super) type Term = usize;

/// Where a word of a quote stands: what a match there is worth.
const OWN: f32 = 1.0;
/// In the words around it, in a translation.
const AROUND: f32 = 0.6;
/// In the names of speaker, source and issue.
const NAMED: f32 = 0.4;

/// An inverted index of a corpus.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// Every word, sorted.
    pub(super) vocabulary: Vec<String>,
    /// For each word, the quotes it stands in, in order, and what a match is worth.
    pub(super) postings: Vec<Vec<(QuoteId, f32)>>,
    /// For each quote, the words of its own text, in order.
    pub(super) own: Vec<Vec<u32>>,
    /// How many quotes there are.
    pub(super) quotes: usize,
}

impl Index {
    /// Makes the index of a corpus.
    pub fn new(corpus: &Corpus) -> Index {
        let mut found: BTreeMap<String, Vec<(QuoteId, f32)>> = BTreeMap::new();
        for (id, quote) in corpus.quotes.iter() {
            let mut add = |words: &str, worth: f32| {
                let folded = text::fold(words);
                for range in text::words(&folded) {
                    let Some(word) = folded.get(range) else {
                        continue;
                    };
                    let postings = match found.get_mut(word) {
                        Some(postings) => postings,
                        None => found.entry(word.to_owned()).or_default(),
                    };
                    match postings.last_mut() {
                        Some((last, best)) if *last == id => *best = best.max(worth),
                        _ => postings.push((id, worth)),
                    }
                }
            };
            add(&quote.text, OWN);
            add(&quote.prefix, AROUND);
            add(&quote.suffix, AROUND);
            quote.translations.iter().for_each(|t| add(&t.text, AROUND));
            names(corpus, &quote, |name| add(name, NAMED));
        }
        let (vocabulary, postings): (Vec<String>, Vec<_>) = found.into_iter().unzip();
        let own = corpus
            .quotes
            .iter()
            .map(|(_, quote)| terms(&vocabulary, &quote.text))
            .collect();
        Index {
            vocabulary,
            postings,
            own,
            quotes: corpus.quotes.len(),
        }
    }

    /// Stub until the engine lands.
    pub fn grown(_: Option<(&Corpus, &Index)>, corpus: &Corpus) -> Index {
        Index::new(corpus)
    }
    /// Stub until the engine lands.
    pub fn write(&self, _: &mut Vec<u8>) {}
    /// Stub until the engine lands.
    pub fn read(_: &[u8], corpus: &Corpus) -> Option<Index> {
        Some(Index::new(corpus))
    }

    /// Returns how rare a word is, as the logarithm of its share.
    pub(super) fn rarity(&self, term: Term) -> f32 {
        let share = |n: usize| f32::from(u16::try_from(n.min(60_000)).unwrap_or(u16::MAX));
        (1.0 + share(self.quotes) / (1.0 + share(self.postings[term].len()))).ln()
    }
}

/// Calls with every name by which a quote may be looked for.
pub(super) fn names(corpus: &Corpus, quote: &Quote<'_>, mut each: impl FnMut(&str)) {
    for &actor in quote.speaker.iter().chain(&quote.stated_for) {
        let actor = &corpus.actors[actor];
        each(&actor.name);
        actor.aliases.iter().for_each(|alias| each(alias));
    }
    let source = &corpus.sources[quote.source];
    each(&source.title);
    each(&source.container);
    for &issue in &quote.issues {
        each(&corpus.issues[issue].label);
    }
}

/// Returns the words of a text as places in a sorted vocabulary.
fn terms(vocabulary: &[String], words: &str) -> Vec<u32> {
    let folded = text::fold(words);
    text::words(&folded)
        .filter_map(|range| folded.get(range))
        .filter_map(|word| {
            vocabulary
                .binary_search_by(|known| known.as_str().cmp(word))
                .ok()
        })
        .filter_map(|at| u32::try_from(at).ok())
        .collect()
}
