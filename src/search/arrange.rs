//! Hits in the order asked for.

use crate::{
    model::Corpus,
    search::{
        hits::{Hit, How, Order},
        index::Index,
        number::narrow,
    },
    text,
};

/// Puts the best first: those with all words, then by score, then as the files
/// have them.
pub(super) fn by_worth(found: &mut [Hit]) {
    let some = |hit: &Hit| hit.how == How::SomeWords;
    found.sort_by(|a, b| {
        let whole = some(a).cmp(&some(b));
        whole
            .then(b.score.total_cmp(&a.score))
            .then(a.quote.cmp(&b.quote))
    });
}

/// Puts hits, the best first, in another order; equals stay as they are.
pub(super) fn arrange(corpus: &Corpus, index: &Index, order: Order, found: &mut Vec<Hit>) {
    match order {
        Order::Relevance => (),
        Order::Date => {
            let dates = corpus.quotes.dates();
            let ranks = ranks(dates.len(), |at| dates[at].sort_key());
            let last = ranks.len();
            let rank = |hit: &Hit| {
                let place = corpus.quotes.date_place(hit.quote);
                place.map_or(last, |place| ranks[place] as usize)
            };
            distribute(found, last + 1, rank);
        }
        Order::Speaker => {
            let facts = &index.facts;
            let name = |at| text::fold(facts.voice_name(corpus, narrow(at)));
            let ranks = ranks(facts.voice_count(), name);
            let rank = |hit: &Hit| ranks[facts.voices[hit.quote.index()] as usize] as usize;
            distribute(found, ranks.len(), rank);
        }
    }
}

/// Returns for each of so many things its place in the order of their keys;
/// things with the same key have the same.
fn ranks<K: Ord>(len: usize, key: impl Fn(usize) -> K) -> Vec<u32> {
    let mut sorted: Vec<(K, usize)> = (0..len).map(|at| (key(at), at)).collect();
    sorted.sort();
    let mut ranks = vec![0; len];
    let mut rank = 0;
    for (place, (key, at)) in sorted.iter().enumerate() {
        if 0 < place && sorted[place - 1].0 != *key {
            rank = narrow(place);
        }
        ranks[*at] = rank;
    }
    ranks
}

/// Sorts by a small number, in one pass to count and one to move: a million
/// hits have few dates.
fn distribute(found: &mut Vec<Hit>, buckets: usize, rank: impl Fn(&Hit) -> usize) {
    let mut starts = vec![0_usize; buckets + 1];
    for hit in &*found {
        starts[rank(hit) + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut sorted = found.clone();
    for hit in &*found {
        let at = &mut starts[rank(hit)];
        sorted[*at] = *hit;
        *at += 1;
    }
    *found = sorted;
}
