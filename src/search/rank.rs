//! The best few ranked by their text: which words stand where, in which order,
//! how near, and how much else there is.

use crate::{
    arena::Id,
    model::{Corpus, QuoteId},
    search::{
        build::is_long,
        expand::Answer,
        hits::{Hit, How},
        index::Index,
        number::real,
        slot::{Meaning, Slot, rarity},
        weights::WEIGHTS,
        words::each_word,
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
}

/// Ranks quotes for the typed words, in the order typed; it keeps what it needs
/// for one quote for the next.
#[derive(Debug)]
pub(super) struct Ranking<'a> {
    corpus: &'a Corpus,
    index: &'a Index,
    places: Vec<Vec<Place>>,
    seen: Vec<u32>,
    folded: String,
}

impl<'a> Ranking<'a> {
    /// Prepares to rank.
    pub(super) fn new(corpus: &'a Corpus, index: &'a Index) -> Ranking<'a> {
        Ranking {
            corpus,
            index,
            places: Vec::new(),
            seen: Vec::new(),
            folded: String::new(),
        }
    }

    /// Returns how good a quote is. `whole` says whether all words are there.
    pub(super) fn hit(&mut self, id: u32, slots: &[&Slot], whole: bool) -> Hit {
        let quote = Id::from_raw(id);
        self.places.resize(slots.len(), Vec::new());
        self.places.iter_mut().for_each(Vec::clear);
        let substance = self.read(quote, slots);
        let mut score = 0.0;
        for places in &self.places {
            let worth = places.iter().map(|place| place.worth);
            score += worth.fold(0.0, f32::max);
        }
        let length = (substance.max(SHORTEST) / SHORTEST).ln();
        score -= real(slots.len()) * WEIGHTS.length * length;
        score += order(&self.places);
        Hit {
            quote,
            score,
            how: if whole {
                how(&self.places)
            } else {
                How::SomeWords
            },
        }
    }

    /// Finds the typed words; returns what all words of the quote come to.
    fn read(&mut self, quote: QuoteId, slots: &[&Slot]) -> f32 {
        let record = self.corpus.quotes.at(quote);
        self.seen.clear();
        let mut from = 0;
        let mut substance = self.text(&record.text, slots, from);
        let around = [record.prefix.as_str(), record.suffix.as_str()];
        let translations = record.translations.iter().map(|t| t.text.as_str());
        for words in around.into_iter().chain(translations) {
            from += GAP;
            if !words.is_empty() {
                substance += self.text(words, slots, from);
            }
        }
        let corpus = self.corpus;
        for &actor in record.speaker.iter().chain(&record.stated_for) {
            let actor = &corpus.actors[actor];
            for name in std::iter::once(&actor.name).chain(&actor.aliases) {
                from += GAP;
                self.name(name, slots, from, 0.0);
            }
        }
        for &issue in &record.issues {
            from += GAP;
            self.name(&corpus.issues[issue].label, slots, from, -1.0);
        }
        let source = &corpus.sources[record.source];
        for name in [&source.title, &source.container] {
            from += GAP;
            self.name(name, slots, from, -2.0);
        }
        substance
    }

    fn text(&mut self, words: &str, slots: &[&Slot], from: u32) -> f32 {
        self.folded.clear();
        text::fold_into(words, &mut self.folded);
        let (places, seen, index) = (&mut self.places, &mut self.seen, self.index);
        let all = real(index.len());
        let mut substance = 0.0;
        each_word(&self.folded, |word, _, at| {
            let Some(term) = index.vocabulary.find(word) else {
                return;
            };
            for (places, slot) in places.iter_mut().zip(slots) {
                places.extend(slot.own(term).map(|meaning| place(meaning, from + at, 0.0)));
            }
            if is_long(word) && !seen.contains(&term) {
                seen.push(term);
                let rarity = rarity(all, index.postings.count(term as usize));
                if 2.3 < rarity {
                    substance += rarity;
                }
            }
        });
        substance
    }

    fn name(&mut self, name: &str, slots: &[&Slot], from: u32, discount: f32) {
        self.folded.clear();
        text::fold_into(name, &mut self.folded);
        let (places, names) = (&mut self.places, &self.index.names);
        each_word(&self.folded, |word, _, at| {
            let Some(term) = names.vocabulary.find(word) else {
                return;
            };
            for (places, slot) in places.iter_mut().zip(slots) {
                let meaning = slot.named(term);
                places.extend(meaning.map(|meaning| place(meaning, from + at, discount)));
            }
        });
    }
}

fn place(meaning: Meaning, at: u32, discount: f32) -> Place {
    Place {
        at,
        worth: (meaning.worth + discount).max(0.1),
        answer: meaning.answer,
        counts: meaning.counts,
    }
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
