//! Which bytes of a quote to light up.

use std::ops::Range;

use crate::{
    model::{Corpus, QuoteId},
    search::query::Query,
    text,
};

/// Returns the bytes of a quote's text that answer a query, in order, without
/// overlaps, on character boundaries.
pub fn light(corpus: &Corpus, query: &Query, quote: QuoteId) -> Vec<Range<usize>> {
    let typed: Vec<&str> = query
        .words
        .iter()
        .map(String::as_str)
        .chain(query.phrases.iter().flat_map(|phrase| phrase.split(' ')))
        .collect();
    if typed.is_empty() {
        return Vec::new();
    }
    let folded = text::folded(corpus.quotes.words(quote));
    let mut lit = Vec::new();
    for range in text::words(&folded.text) {
        let word = folded.text.get(range.clone()).unwrap_or_default();
        if let Some(len) = typed.iter().filter_map(|typed| answers(typed, word)).max() {
            lit.push(folded.original(range.start..range.start + len));
        }
    }
    lit
}

/// Returns how many bytes of a word a typed one lights up.
fn answers(typed: &str, word: &str) -> Option<usize> {
    if word.starts_with(typed) {
        return Some(typed.len());
    }
    let same = text::nearest(typed, std::iter::once(word)).is_some();
    (typed.chars().count() >= 4 && same && !typed.starts_with(word)).then_some(word.len())
}
