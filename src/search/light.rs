//! Which bytes of a quote to light up.

use std::ops::Range;

use crate::{
    model::{Corpus, QuoteId},
    query::{Query, each_word, phrase_ranges},
    search::expand::{Answer, Likeness},
    text,
};

/// The most places a pattern lights up.
const MOST: usize = 64;

/// Returns the bytes of a quote's text that answer a query, in order, without
/// overlaps, on character boundaries: of a word that is only begun, the letters
/// typed; of one that is inflected, corrected or shortened, all.
pub fn light(corpus: &Corpus, query: &Query, quote: QuoteId) -> Vec<Range<usize>> {
    let mut lit = Vec::new();
    let shown = corpus.quotes.words(quote);
    for pattern in query.patterns.iter().filter(|pattern| !pattern.not) {
        lit.extend(
            pattern
                .regex
                .find_iter(shown)
                .take(MOST)
                .map(|found| found.range()),
        );
    }
    if !query.words.is_empty() || !query.phrases.is_empty() {
        let folded = text::folded(shown);
        let lang = corpus.quotes.at(quote).lang;
        for typed in &query.words {
            let likeness = Likeness::new(typed, &lang);
            lit.extend(word(&folded.text, typed, &likeness).map(|range| folded.original(range)));
        }
        for phrase in &query.phrases {
            let words: Vec<&str> = phrase.split(' ').collect();
            let found = phrase_ranges(&folded.text, &words, true).into_iter();
            lit.extend(found.flatten().map(|range| folded.original(range)));
        }
    }
    lit.retain(|range| !range.is_empty());
    lit.sort_by_key(|range| (range.start, range.end));
    lit.dedup_by(|next, last| {
        let overlaps = next.start < last.end;
        if overlaps {
            last.end = last.end.max(next.end);
        }
        overlaps
    });
    lit
}

/// Returns the bytes of a folded text that answer a typed word: those that are
/// it, begin with it or have another ending; only if there are none, those that
/// it may be a slip or an abbreviation for.
fn word(folded: &str, typed: &str, likeness: &Likeness<'_>) -> impl Iterator<Item = Range<usize>> {
    let mut found: Vec<(Answer, Range<usize>)> = Vec::new();
    each_word(folded, |word, range, _| {
        if let Some(answer) = likeness.answer(word) {
            let len = if answer.is_plain() {
                typed.len()
            } else {
                range.len()
            };
            found.push((answer, range.start..range.start + len));
        }
    });
    let best = found.iter().map(|(answer, _)| *answer).min();
    let most = best.map(|best| best.max(Answer::Inflected));
    found
        .into_iter()
        .filter(move |(answer, _)| most.is_some_and(|most| *answer <= most))
        .map(|(_, range)| range)
}
