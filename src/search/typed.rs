//! The words of a query, as a search needs them: which are looked up, which
//! only rank, what was taken for those that stand nowhere.

use crate::{
    query::Query,
    search::{
        expand::Answer,
        hits::Correction,
        index::Index,
        memory::Memory,
        number::real,
        slot::{Meaning, Slot},
    },
};

/// The most words that are looked up.
const MOST: usize = 8;

/// The fewest postings from which on a word that stands in a quarter of all
/// quotes only ranks: below, looking it up costs nothing.
const MANY: usize = 16_384;

/// The words of a query.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    /// Where each word is kept, in the order typed; a word may come twice.
    pub(super) slots: Vec<usize>,
    /// Those that are looked up, each once; the others only rank.
    pub(super) looked_up: Vec<usize>,
}

impl Typed {
    /// Reads the words of a query.
    pub(super) fn new(index: &Index, memory: &mut Memory, query: &Query) -> Typed {
        let phrases = query.phrases.iter().flat_map(|phrase| phrase.split(' '));
        let mut words: Vec<&str> = query
            .words
            .iter()
            .map(String::as_str)
            .chain(phrases)
            .collect();
        rarest(index, &mut words);
        let begun = are_begun(index, &words);
        let slots: Vec<usize> = words
            .iter()
            .map(|word| memory.slot(index, word, begun))
            .collect();
        let mut looked_up = slots.clone();
        looked_up.sort_unstable();
        looked_up.dedup();
        let cost = |slot: &usize| memory.at(*slot).cost;
        let most = (index.len() / 4).max(MANY);
        let cheapest = looked_up.iter().copied().min_by_key(cost);
        looked_up.retain(|slot| cost(slot) <= most);
        if looked_up.is_empty() {
            looked_up.extend(cheapest);
        }
        Typed { slots, looked_up }
    }

    /// Returns what was taken for words that stand nowhere as typed.
    pub(super) fn corrections(&self, index: &Index, memory: &Memory) -> Vec<Correction> {
        let mut found: Vec<Correction> = Vec::new();
        for &slot in &self.slots {
            let slot = memory.at(slot);
            if let Some(meant) = taken_for(index, slot)
                && found.iter().all(|known| known.typed != slot.typed)
            {
                found.push(Correction {
                    typed: slot.typed.clone(),
                    meant: meant.to_owned(),
                });
            }
        }
        found
    }
}

/// Leaves the rarest words, where there are more than are looked up.
fn rarest(index: &Index, words: &mut Vec<&str>) {
    let count = |word: &str| {
        let term = index.vocabulary.find(word);
        term.map_or(0, |term| index.postings.count(term as usize))
    };
    let mut distinct = words.clone();
    distinct.sort_unstable();
    distinct.dedup();
    distinct.sort_by_key(|word| count(word));
    distinct.truncate(MOST);
    words.retain(|word| distinct.contains(word));
    words.truncate(4 * MOST);
}

/// Whether beginnings of words are being typed: a word that is finished is none,
/// or hardly ever, but begins one.
fn are_begun(index: &Index, words: &[&str]) -> bool {
    let least = index.len() / 20_000;
    let finished = words.split_last().map_or(&[][..], |(_, finished)| finished);
    finished.iter().any(|word| {
        let names = &index.names;
        let own = index.vocabulary.find(word);
        let name = names.vocabulary.find(word);
        let known = own.is_some_and(|term| least < index.postings.count(term as usize))
            || name.is_some_and(|term| {
                least < names.count(term as usize) + names.count_in_sources(term as usize)
            });
        let begins =
            !index.vocabulary.begun(word).is_empty() || !names.vocabulary.begun(word).is_empty();
        begins && !known
    })
}

fn taken_for<'a>(index: &'a Index, slot: &Slot) -> Option<&'a str> {
    let near = |meaning: &&Meaning| Answer::Inflected < meaning.answer;
    let all = slot.own.iter().chain(&slot.named);
    if all.clone().any(|meaning| !near(&meaning)) {
        return None;
    }
    let own = slot.own.iter().map(|meaning| {
        let term = meaning.term as usize;
        let count = index.postings.count(term);
        (meaning.worth, count, index.vocabulary.words.at(term))
    });
    let named = slot.named.iter().map(|meaning| {
        let term = meaning.term as usize;
        let count = index.names.count(term) + index.names.count_in_sources(term);
        (meaning.worth, count, index.names.vocabulary.words.at(term))
    });
    let likely = |&(worth, count, _): &(f32, usize, &str)| worth + real(count.max(1)).ln();
    own.chain(named)
        .max_by(|a, b| likely(a).total_cmp(&likely(b)))
        .map(|(.., word)| word)
}
