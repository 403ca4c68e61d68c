//! More like this: what to search for to find what a quote is about.

use crate::{
    model::{Corpus, QuoteId},
    query::each_word,
    search::{build::is_long, index::Index, number::real, slot::rarity},
    text,
};

/// How many words are taken.
const MOST: usize = 7;

/// Returns a query for what is like a quote: its rarest words that others have
/// too, in its own order; empty if it has none.
pub fn like(corpus: &Corpus, index: &Index, quote: QuoteId) -> String {
    let folded = text::fold(corpus.quotes.words(quote));
    let mut found: Vec<(f32, u32, String)> = Vec::new();
    let all = real(index.len());
    each_word(&folded, |word, _, place| {
        let count = index
            .vocabulary
            .find(word)
            .map_or(0, |term| index.postings.count(term as usize));
        if 1 < count && is_long(word) && found.iter().all(|(.., known)| known != word) {
            found.push((rarity(all, count), place, word.to_owned()));
        }
    });
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.truncate(MOST);
    found.sort_by_key(|(_, place, _)| *place);
    let words: Vec<String> = found.into_iter().map(|(.., word)| word).collect();
    words.join(" ")
}
