//! Words that mislead where they are read alone.

use crate::{
    arena::Id,
    model::{Actor, Corpus, Entry, Issue, Judgment, Position, Quote, QuoteId},
    stances::conflicts::rule::{Conflict, Rule},
    text::{self, Limit},
};

/// How many words before a quote are looked at.
const LEAD: usize = 4;

/// What says how likely something is: the terms of ICD 203, both columns.
const ODDS: &[&str] = &[
    "almost no chance",
    "remote",
    "very unlikely",
    "highly improbable",
    "unlikely",
    "improbable",
    "roughly even chance",
    "roughly even odds",
    "likely",
    "probable",
    "probably",
    "very likely",
    "highly probable",
    "almost certain",
    "almost certainly",
    "nearly certain",
];

/// What says how sure somebody is.
const CONFIDENCE: &[&str] = &[
    "low confidence",
    "moderate confidence",
    "medium confidence",
    "high confidence",
];

/// Finds quotes that are evidence of these positions, which stand in the order
/// of their ids, and have a negation or a limit in the last words before them.
pub(super) fn negated_leads(
    corpus: &Corpus,
    positions: &[Id<Position>],
    found: &mut Vec<Conflict>,
) {
    for quote in (0..corpus.quotes.len()).map(QuoteId::new) {
        let shown = corpus.positions_on.of(quote).iter().copied();
        let shown = shown.filter(|id| positions.binary_search(id).is_ok());
        let positions: Vec<Id<Position>> = shown.collect();
        if positions.is_empty() {
            continue;
        }
        let Some(words) = turned(&corpus.quotes.at(quote)) else {
            continue;
        };
        let places = positions.iter().map(|&id| Entry::Position(id));
        found.push(Conflict {
            rule: Rule::NegatedLead,
            cell: only_cell(corpus, &positions),
            places: std::iter::once(Entry::Quote(quote)).chain(places).collect(),
            words: words.to_owned(),
        });
    }
}

/// Returns what the last words before a quote do to it, if anything.
fn turned(quote: &Quote<'_>) -> Option<&'static str> {
    let last = text::last_words(&quote.prefix, LEAD);
    let found: Vec<Limit> = text::limits(last, &quote.lang)
        .map(|(_, limit)| limit)
        .collect();
    if found.contains(&Limit::Negation) {
        return Some(
            "a negation stands just before its words: read alone, they may say the opposite",
        );
    }
    found
        .contains(&Limit::Condition)
        .then_some("a limit stands just before its words: read alone, they may say more")
}

/// Returns the actor and the issue of some positions, if they have but one.
fn only_cell(corpus: &Corpus, positions: &[Id<Position>]) -> Option<(Id<Actor>, Id<Issue>)> {
    let mut cells = positions.iter().flat_map(|&id| {
        let position = &corpus.positions[id];
        position.actors.iter().map(|&actor| (actor, position.issue))
    });
    let first = cells.next()?;
    cells.all(|cell| cell == first).then_some(first)
}

/// Finds judgments that say how likely and how sure in one sentence. ICD 203
/// asks that the two not be combined there.
pub(super) fn odds_and_confidence(
    corpus: &Corpus,
    judgments: impl Iterator<Item = Id<Judgment>>,
    found: &mut Vec<Conflict>,
) {
    for id in judgments {
        let judgment = &corpus.judgments[id];
        let fields = judgment.likelihood.is_some() && judgment.confidence.is_some();
        let words = if fields {
            "has both a likelihood and a confidence"
        } else if combines(&judgment.text) || combines(&judgment.hedge) {
            "says how likely and how sure in one sentence"
        } else {
            continue;
        };
        found.push(Conflict {
            rule: Rule::OddsAndConfidence,
            cell: None,
            places: vec![Entry::Judgment(id)],
            words: words.to_owned(),
        });
    }
}

/// Whether a sentence has a term of likelihood and one of confidence.
fn combines(text: &str) -> bool {
    let folded = text::fold(text);
    let sentences = folded.split(['.', '!', '?', '\n']);
    sentences.into_iter().any(|sentence| {
        let words = text::words(sentence).filter_map(|range| sentence.get(range));
        let words: Vec<&str> = words.collect();
        let has = |terms: &[&str]| {
            terms.iter().any(|term| {
                let term: Vec<&str> = term.split(' ').collect();
                words.windows(term.len()).any(|here| here == term)
            })
        };
        has(ODDS) && has(CONFIDENCE)
    })
}
