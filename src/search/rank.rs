//! The best few ranked by their text: which words stand where, in which order,
//! how near, and how much else there is.

use std::collections::HashMap;

use crate::{
    arena::Id,
    model::{Corpus, QuoteId},
    query::each_word,
    search::{
        build::is_long,
        expand::Answer,
        hits::{Hit, How},
        index::Index,
        number::real,
        reach::Bearer,
        slot::{Slot, rarity},
        weights::WEIGHTS,
    },
    text,
};

/// Words between a quote's own and those of the next text, so that no two of
/// different texts are near.
const GAP: u32 = 1000;

/// What the shortest quotes' words come to; less tells nothing.
const SHORTEST: f32 = 10.0;

/// A word that answers a typed one: its place, its worth, how.
#[derive(Debug, Clone, Copy)]
struct Place {
    at: u32,
    worth: f32,
    answer: Answer,
    counts: bool,
    named: bool,
}

/// The words of a quote that stand in the vocabulary, and what those of some
/// length come to: the same for every query.
#[derive(Debug, Default)]
struct Reading {
    words: Vec<Stand>,
    substance: f32,
}

/// A word of a quote, or of a name that leads to it.
#[derive(Debug, Clone, Copy)]
struct Stand {
    term: u32,
    at: u32,
    /// Whose name it is, as what a match there is worth less; `None` for the
    /// quote's own words.
    discount: Option<f32>,
}

/// Quotes that were read: most of the best for a word are the best for the next
/// key, too.
#[derive(Debug, Default)]
pub(super) struct Readings(HashMap<u32, Reading>);

impl Readings {
    /// The most quotes that are kept.
    const MOST: usize = 4096;

    /// Ranks quotes for the typed words, in the order typed: how good each is.
    /// `whole` says whether all words are there.
    pub(super) fn hit(
        &mut self,
        corpus: &Corpus,
        index: &Index,
        id: u32,
        slots: &[&Slot],
        whole: bool,
    ) -> Hit {
        if Readings::MOST <= self.0.len() {
            self.0.clear();
        }
        let reading = self.0.entry(id).or_insert_with(|| {
            let mut reading = Reading::default();
            reading.read(corpus, index, Id::from_raw(id));
            reading
        });
        let places: Vec<Vec<Place>> = slots.iter().map(|slot| reading.places(slot)).collect();
        let length = (reading.substance.max(SHORTEST) / SHORTEST).ln() * WEIGHTS.length;
        // The longer a quote, the less likely is any one of its words; a name is
        // as likely whatever the quote says.
        let worth = |place: &Place| place.worth + if place.named { WEIGHTS.named } else { -length };
        let best = |places: &Vec<Place>| places.iter().map(worth).fold(-length, f32::max);
        let words: f32 = places.iter().map(best).sum();
        let phrase = if is_phrase(&places) {
            WEIGHTS.phrase * length * real(places.len() - 1)
        } else {
            0.0
        };
        Hit {
            quote: Id::from_raw(id),
            score: words + manner(&places, worth) + order(&places) + phrase,
            how: if whole { how(&places) } else { How::SomeWords },
        }
    }
}

impl Reading {
    fn read(&mut self, corpus: &Corpus, index: &Index, quote: QuoteId) {
        let record = corpus.quotes.at(quote);
        let mut folded = String::new();
        let mut seen = Vec::new();
        let mut from = 0;
        let translations = record.translations.iter().map(|t| t.text.as_str());
        let own = [record.text.as_str(), &record.prefix, &record.suffix];
        for words in own.into_iter().chain(translations) {
            text_into(words, &mut folded);
            self.own(index, &folded, from, &mut seen);
            from += GAP;
        }
        let mut name = |name: &str, bearer: Bearer| {
            text_into(name, &mut folded);
            each_word(&folded, |word, _, at| {
                self.words
                    .extend(index.names.vocabulary.find(word).map(|term| Stand {
                        term,
                        at: from + at,
                        discount: Some(bearer.discount()),
                    }));
            });
            from += GAP;
        };
        for &id in record.speaker.iter().chain(&record.stated_for) {
            let actor = &corpus.actors[id];
            for alias in std::iter::once(&actor.name).chain(&actor.aliases) {
                name(alias, Bearer::Actor(id));
            }
        }
        for &id in &record.issues {
            name(&corpus.issues[id].label, Bearer::Issue(id));
        }
        let source = &corpus.sources[record.source];
        name(&source.title, Bearer::Work(0));
        name(&source.container, Bearer::Work(0));
    }

    fn own(&mut self, index: &Index, folded: &str, from: u32, seen: &mut Vec<u32>) {
        let all = real(index.len());
        each_word(folded, |word, _, at| {
            let Some(term) = index.vocabulary.find(word) else {
                return;
            };
            self.words.push(Stand {
                term,
                at: from + at,
                discount: None,
            });
            if is_long(word) && !seen.contains(&term) {
                seen.push(term);
                let rarity = rarity(all, index.postings.count(term as usize));
                self.substance += if 2.3 < rarity { rarity } else { 0.0 };
            }
        });
    }

    /// Returns where a typed word stands.
    fn places(&self, slot: &Slot) -> Vec<Place> {
        let place = |word: &Stand| {
            let meaning = match word.discount {
                None => slot.own(word.term),
                Some(_) => slot.named(word.term),
            }?;
            Some(Place {
                at: word.at,
                worth: (meaning.worth + word.discount.unwrap_or(0.0)).max(0.1),
                answer: meaning.answer,
                counts: meaning.counts,
                named: word.discount.is_some(),
            })
        };
        self.words.iter().filter_map(place).collect()
    }
}

fn text_into(words: &str, folded: &mut String) {
    folded.clear();
    text::fold_into(words, folded);
}

/// Returns what it is worth that all words are typed in the same manner: who
/// types two words as they are does not shorten the third, unless it is the
/// last and still in the making.
fn manner(places: &[Vec<Place>], worth: impl Fn(&Place) -> f32) -> f32 {
    let last = places.len().saturating_sub(1);
    let (mut as_is, mut shortened, mut inflected) = (0, false, false);
    for (at, places) in places.iter().enumerate() {
        let best = places.iter().max_by(|a, b| worth(a).total_cmp(&worth(b)));
        match best.map(|place| place.answer) {
            Some(Answer::Exact) => as_is += 1,
            Some(Answer::Begins) => shortened |= at < last,
            Some(Answer::Shortened) => shortened = true,
            Some(Answer::Inflected) => inflected = true,
            Some(Answer::Corrected) | None => (),
        }
    }
    let others = usize::from(shortened) + usize::from(inflected);
    WEIGHTS.mixed * real(as_is.min(2) * others)
}

/// Whether three words or more stand side by side as typed.
fn is_phrase(places: &[Vec<Place>]) -> bool {
    let beside = |pair: &[Vec<Place>]| {
        pair[0]
            .iter()
            .any(|first| pair[1].iter().any(|second| second.at == first.at + 1))
    };
    2 < places.len() && places.windows(2).all(beside)
}

/// Returns what the order of the words is worth.
fn order(places: &[Vec<Place>]) -> f32 {
    let (mut score, mut ordered, mut adjacent) = (0.0, 0, 0);
    for pair in places.windows(2) {
        let (mut best, mut in_order, mut beside) = (0.0_f32, false, false);
        for first in &pair[0] {
            for second in &pair[1] {
                let apart = first.at.abs_diff(second.at);
                if apart == 0 || 60 <= apart {
                    continue;
                }
                let near = WEIGHTS.near * (4.0 / real(apart as usize)).min(1.0);
                let forward = first.at < second.at;
                in_order |= forward;
                beside |= forward && apart == 1;
                best = best.max(match (forward, apart) {
                    (true, 1) => WEIGHTS.adjacent,
                    (true, _) => WEIGHTS.ordered + near,
                    (false, _) => near,
                });
            }
        }
        score += best;
        ordered += usize::from(in_order);
        adjacent += usize::from(beside);
    }
    let pairs = places.len().saturating_sub(1);
    if 0 < pairs && ordered == pairs {
        score += WEIGHTS.all_ordered;
    }
    if let Some((first, rest)) = places.split_first()
        && 0 < pairs
        && ordered == pairs - 1
        && !first.is_empty()
        && first.iter().all(|place| place.named)
        && rest.iter().all(|places| !places.is_empty())
    {
        score += WEIGHTS.name_first;
    }
    if 1 < pairs && adjacent == pairs {
        score += WEIGHTS.all_adjacent;
    }
    score
}

/// Returns how the words answer, all of which are there.
fn how(places: &[Vec<Place>]) -> How {
    let last = places.len().saturating_sub(1);
    let as_typed = |at: usize, place: &Place| match place.answer {
        Answer::Exact => true,
        Answer::Begins => at == last,
        Answer::Inflected | Answer::Corrected | Answer::Shortened => false,
    };
    let together = 1 < places.len()
        && places[0].iter().any(|first| {
            as_typed(0, first)
                && places.iter().enumerate().skip(1).all(|(at, others)| {
                    let here = first.at + u32::try_from(at).unwrap_or(u32::MAX / 2);
                    others
                        .iter()
                        .any(|other| other.at == here && as_typed(at, other))
                })
        });
    if together {
        return How::Verbatim;
    }
    // Very common words may be missing; they only rank.
    let plain = |places: &Vec<Place>| {
        let counted = places.iter().filter(|place| place.counts);
        counted
            .map(|place| place.answer)
            .min()
            .is_none_or(Answer::is_plain)
    };
    if places.iter().all(plain) {
        How::AllWords
    } else {
        How::Corrected
    }
}
