//! One search, in steps that can be stopped; however often it is stopped, the
//! hits are the same.

use crate::{
    arena::Id,
    model::{Corpus, Entry, Quote, QuoteId, Token},
    search::{
        hits::{Ask, Facet, FacetValue, Hit, Hits, How, Order},
        index::Index,
        names,
        query::{FIELDS, Field, Filter, Query},
        vocabulary::{Answer, Meant, meant},
    },
    text,
};

/// Quotes between two looks at whether to stop.
const STEP: usize = 2048;

/// One search.
#[derive(Debug)]
pub struct Pass<'a> {
    corpus: &'a Corpus,
    index: &'a Index,
    query: &'a Query,
    order: Order,
    /// For each word typed, the words it may mean.
    meant: Vec<Vec<Meant>>,
    /// For each quote, the best answer to each word so far, as worth; then what is summed.
    scores: Vec<f32>,
    /// For each quote, how many words it answers, and how many only by correction.
    answered: Vec<(u8, u8)>,
    /// The word whose postings are next; after the last, quotes are ranked.
    word: usize,
    /// The quote that is ranked next.
    at: usize,
    found: Vec<Hit>,
}

impl<'a> Pass<'a> {
    /// Begins a search.
    pub fn new(corpus: &'a Corpus, index: &'a Index, ask: &'a Ask) -> Pass<'a> {
        let query = &ask.query;
        let phrase_words = query.phrases.iter().flat_map(|phrase| phrase.split(' '));
        let words: Vec<&str> = query
            .words
            .iter()
            .map(String::as_str)
            .chain(phrase_words)
            .take(32)
            .collect();
        Pass {
            corpus,
            index,
            query,
            order: ask.order,
            meant: words.into_iter().map(|word| meant(index, word)).collect(),
            scores: vec![0.0; index.quotes],
            answered: vec![(0, 0); index.quotes],
            word: 0,
            at: 0,
            found: Vec::new(),
        }
    }

    /// Goes on until told to stop; returns whether there is more to do.
    pub fn step(&mut self, mut stop: impl FnMut() -> bool) -> bool {
        while self.word < self.meant.len() {
            self.look_up(self.word);
            self.word += 1;
            if stop() {
                return true;
            }
        }
        while self.at < self.index.quotes {
            let end = (self.at + STEP).min(self.index.quotes);
            for at in self.at..end {
                self.found.extend(self.judge(Id::new(at)));
            }
            self.at = end;
            if stop() {
                return self.at < self.index.quotes;
            }
        }
        false
    }

    /// Returns what was found so far, best first.
    pub fn hits(&self) -> Hits {
        let mut found = self.found.clone();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.quote.cmp(&b.quote)));
        let quotes = &self.corpus.quotes;
        match self.order {
            Order::Relevance => (),
            Order::Date => found.sort_by_cached_key(|hit| {
                let date = quotes.date(hit.quote);
                (date.is_none(), date.map(crate::date::Date::sort_key))
            }),
            Order::Speaker => {
                found.sort_by_cached_key(|hit| {
                    text::fold(&self.corpus.voice(&quotes.at(hit.quote)))
                });
            }
        }
        Hits {
            total: found.len(),
            whole: found.iter().filter(|hit| hit.how < How::SomeWords).count(),
            facets: facets(self.corpus, &found),
            complete: self.word == self.meant.len() && self.at >= self.index.quotes,
            found,
            ..Hits::default()
        }
    }

    /// Adds what a typed word is worth to every quote that answers it: once a
    /// quote, by its best answer.
    fn look_up(&mut self, word: usize) {
        let mut best: Vec<(QuoteId, f32, bool)> = Vec::new();
        for meant in &self.meant[word] {
            let rarity = self.index.rarity(meant.term);
            let corrected = matches!(
                meant.answer,
                Answer::Inflected | Answer::Corrected | Answer::Shortened
            );
            let postings = &self.index.postings[meant.term];
            best.extend(
                postings
                    .iter()
                    .map(|&(quote, worth)| (quote, rarity * worth * meant.worth, corrected)),
            );
        }
        best.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        best.dedup_by_key(|(quote, ..)| *quote);
        for (quote, worth, corrected) in best {
            self.scores[quote.index()] += worth;
            let (words, slips) = &mut self.answered[quote.index()];
            *words = words.saturating_add(1);
            *slips = slips.saturating_add(u8::from(corrected));
        }
    }

    /// Decides whether a quote is a hit, and how good.
    fn judge(&self, id: QuoteId) -> Option<Hit> {
        let quote = &self.corpus.quotes.at(id);
        let (words, slips) = self.answered[id.index()];
        let all = self.meant.len();
        // Some of the words will do only if they are more than a third.
        if all > 0 && usize::from(words) * 3 <= all {
            return None;
        }
        if !self
            .query
            .filters
            .iter()
            .all(|filter| fits(self.corpus, id, filter))
        {
            return None;
        }
        let needs_text = !self.query.phrases.is_empty() || !self.query.not.is_empty();
        if needs_text && !self.text_fits(quote) {
            return None;
        }
        let mut score = self.scores[id.index()];
        let together = self.together(id);
        score *= 1.0 + together;
        let whole = usize::from(words) == all;
        if !whole {
            // Whatever its words are worth, a quote that lacks one comes after
            // those that have all.
            score *= 0.5 * f32::from(words) / f32::from(u8::try_from(all).unwrap_or(u8::MAX));
        }
        let how = match (all, whole, slips) {
            (0, ..) => How::Filter,
            (_, true, 0) if together >= 1.0 => How::Verbatim,
            (_, true, 0) => How::AllWords,
            (_, true, _) => How::Corrected,
            (_, false, _) => How::SomeWords,
        };
        Some(Hit {
            quote: id,
            score,
            how,
        })
    }

    /// Returns how much of the typed order stands in the text: 1 where all the
    /// words follow each other directly, 0 where none does.
    fn together(&self, id: QuoteId) -> f32 {
        let pairs = self.meant.len().saturating_sub(1);
        if pairs == 0 || self.scores[id.index()] <= 0.0 {
            return 0.0;
        }
        let own = &self.index.own[id.index()];
        let means =
            |word: usize, term: u32| self.meant[word].iter().any(|m| m.term == term as usize);
        let adjacent = (0..pairs).filter(|&word| {
            own.windows(2)
                .any(|pair| means(word, pair[0]) && means(word + 1, pair[1]))
        });
        let near = (0..pairs).filter(|&word| {
            own.iter().enumerate().any(|(at, &term)| {
                means(word, term)
                    && own
                        .iter()
                        .skip(at + 1)
                        .take(6)
                        .any(|&next| means(word + 1, next))
            })
        });
        let count = |n: usize| f32::from(u8::try_from(n).unwrap_or(u8::MAX));
        (0.7 * count(adjacent.count()) + 0.3 * count(near.count())) / count(pairs)
    }

    fn text_fits(&self, quote: &Quote<'_>) -> bool {
        let folded = text::fold(&format!("{} {} {}", quote.prefix, quote.text, quote.suffix));
        let words: Vec<&str> = text::words(&folded)
            .filter_map(|range| folded.get(range))
            .collect();
        let holds = |phrase: &String| {
            let phrase: Vec<&str> = phrase.split(' ').collect();
            words.windows(phrase.len()).any(|window| {
                // The last word may be still in the making.
                let (last, rest) = (window.len() - 1, &window[..window.len() - 1]);
                rest == &phrase[..last] && window[last].starts_with(phrase[last])
            })
        };
        self.query.phrases.iter().all(holds) && !self.query.not.iter().any(holds)
    }
}

/// Counts what the quotes found have in common.
fn facets(corpus: &Corpus, found: &[Hit]) -> Vec<Facet> {
    let fields = [
        Field::Speaker,
        Field::Issue,
        Field::Date,
        Field::Source,
        Field::Kind,
    ];
    fields
        .into_iter()
        .map(|field| {
            let mut counts = std::collections::HashMap::<String, usize>::new();
            for hit in found {
                let quote = corpus.quotes.at(hit.quote);
                let mut add = |label: &str| *counts.entry(label.to_owned()).or_default() += 1;
                match field {
                    Field::Speaker => add(&corpus.voice(&quote)),
                    Field::Issue => quote
                        .issues
                        .iter()
                        .for_each(|&id| add(&corpus.issues[id].label)),
                    Field::Date => {
                        let first = quote.date.and_then(crate::date::Date::first_day);
                        first.iter().for_each(|day| add(&day.ymd().0.to_string()));
                    }
                    Field::Source => add(&corpus.sources[quote.source].title),
                    _ => add(quote.kind.token()),
                }
            }
            let distinct = counts.len();
            let (_, names, _) = FIELDS
                .iter()
                .find(|(known, ..)| *known == field)
                .unwrap_or(&FIELDS[0]);
            let mut values: Vec<FacetValue> = counts
                .into_iter()
                .map(|(label, count)| FacetValue {
                    term: match label.contains(' ') {
                        true => format!("{}:\"{label}\"", names[0]),
                        false => format!("{}:{label}", names[0]),
                    },
                    label,
                    count,
                })
                .collect();
            values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
            if field == Field::Date {
                values.sort_by(|a, b| b.label.cmp(&a.label));
            }
            values.truncate(50);
            Facet {
                field,
                values,
                distinct,
            }
        })
        .filter(|facet| !facet.values.is_empty())
        .collect()
}

/// Whether a quote fits a field.
fn fits(corpus: &Corpus, id: QuoteId, filter: &Filter) -> bool {
    let quote = &corpus.quotes.at(id);
    let actor = |id| {
        let actor = &corpus.actors[id];
        let names = std::iter::once(&actor.name)
            .chain(&actor.aliases)
            .chain([&actor.key]);
        names.into_iter().any(|name| any(filter, name))
    };
    let fits = match filter.field {
        Field::Speaker => {
            quote.speaker.is_some_and(actor)
                || (quote.speaker.is_none() && any(filter, &corpus.voice(quote)))
        }
        Field::For => quote.stated_for.iter().copied().any(actor),
        Field::Actor => quote
            .speaker
            .iter()
            .chain(&quote.stated_for)
            .copied()
            .any(actor),
        Field::Issue => quote.issues.iter().any(|&id| {
            let issue = &corpus.issues[id];
            any(filter, &issue.label) || any(filter, &issue.key) || any(filter, &issue.proposition)
        }),
        Field::Source => {
            let source = &corpus.sources[quote.source];
            any(filter, &source.title) || any(filter, &source.container) || any(filter, &source.key)
        }
        Field::Briefing => corpus.briefing_of(Entry::Quote(id)).is_some_and(|id| {
            any(filter, &corpus.briefings[id].key) || any(filter, &corpus.briefings[id].title)
        }),
        Field::Date => in_span(quote, filter),
        Field::Kind => any(filter, quote.kind.token()),
        Field::Capacity => quote
            .capacity
            .is_some_and(|capacity| any(filter, capacity.token())),
        Field::Lang => any(filter, &quote.lang),
        Field::Tag => quote.tags.iter().any(|tag| any(filter, tag)),
    };
    fits != filter.not
}

fn any(filter: &Filter, name: &str) -> bool {
    filter
        .values
        .iter()
        .any(|value| names::is_meant(value, name))
}

/// Whether a quote may have been said within the dates asked for.
fn in_span(quote: &Quote<'_>, filter: &Filter) -> bool {
    let Some((from, to)) = &filter.span else {
        return true;
    };
    let Some(date) = &quote.date else {
        return false;
    };
    let late = from.as_ref().and_then(crate::date::Date::first_day);
    let early = to.as_ref().and_then(crate::date::Date::last_day);
    late.is_none_or(|late| date.last_day().is_none_or(|day| day >= late))
        && early.is_none_or(|early| date.first_day().is_none_or(|day| day <= early))
}
