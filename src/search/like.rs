//! More like this: what to search for to find what a quote is about.

use crate::{
    model::{Corpus, QuoteId},
    query::each_word,
    search::{build::is_long, index::Index, number::real, slot::rarity},
    text,
};

/// How many words are taken.
const MOST: usize = 7;

/// Postings that are looked at to find what shares words: as many as fit into a
/// frame's time, and of rare words far more than there are.
const POSTINGS: usize = 1 << 20;

/// Returns quotes that share rare words with a quote, the likeliest to be like
/// it first, at most so many; itself left out. A million quotes take a few
/// milliseconds.
pub fn sharing(corpus: &Corpus, index: &Index, quote: QuoteId, most: usize) -> Vec<QuoteId> {
    let folded = text::fold(corpus.quotes.words(quote));
    let mut terms: Vec<(usize, usize)> = Vec::new();
    each_word(&folded, |word, _, _| {
        if let Some(term) = index.vocabulary.find(word) {
            let term = term as usize;
            terms.push((index.postings.count(term), term));
        }
    });
    terms.sort_unstable();
    terms.dedup();
    let all = real(index.len());
    let mut scores = vec![0.0_f32; corpus.quotes.len()];
    let mut found: Vec<u32> = Vec::new();
    let mut read = 0;
    for (count, term) in terms.into_iter().filter(|(count, _)| 1 < *count) {
        if POSTINGS < read + count {
            break;
        }
        read += count;
        let rarity = rarity(all, count);
        index.postings.each(term, |id| {
            if let Some(score) = scores.get_mut(id as usize) {
                if *score == 0.0 {
                    found.push(id);
                }
                *score += rarity;
            }
        });
    }
    found.retain(|&id| id != quote.raw());
    let score = |id: &u32| scores.get(*id as usize).copied().unwrap_or(0.0);
    let better = |a: &u32, b: &u32| score(b).total_cmp(&score(a)).then(a.cmp(b));
    if most < found.len() {
        found.select_nth_unstable_by(most, better);
        found.truncate(most);
    }
    found.sort_unstable_by(better);
    found.into_iter().map(QuoteId::from_raw).collect()
}

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
