//! One search, in steps that can be stopped; however often it is stopped, the
//! hits are the same.
//!
//! First come the best quotes, ranked, with the true number of all; then all the
//! rest, and what they have in common.

use crate::{
    model::Corpus,
    search::{
        arrange,
        bits::Bits,
        combine::{Combining, Penalties},
        facets::Counting,
        hits::{Ask, Correction, Facet, Hit, Hits, Order},
        index::Index,
        memory::Memory,
        number::{byte, real},
        rest::Rest,
        sieve::Sieve,
        slot::Slot,
        typed::Typed,
        weights::{STEPS, WEIGHTS},
    },
};

/// Postings that are filled in, blocks that are counted, quotes that are ranked
/// between two looks at whether to stop.
const POSTINGS: usize = 200_000;
const BLOCKS: usize = 1024;
const RANKED: usize = 64;

/// One search.
#[derive(Debug)]
pub struct Pass<'a> {
    corpus: &'a Corpus,
    index: &'a Index,
    memory: &'a mut Memory,
    order: Order,
    typed: Typed,
    /// Where the sieves are kept, and for each whether it is a field.
    sieves: Vec<(usize, bool)>,
    penalties: Box<Penalties>,
    stage: Stage,
    answer: Answer,
}

/// What is known so far.
#[derive(Debug, Default)]
struct Answer {
    /// The quotes that are hits, and those of them that have all words.
    hits: Bits,
    whole: Bits,
    found: Vec<Hit>,
    total: usize,
    whole_total: usize,
    hidden: usize,
    corrections: Vec<Correction>,
    facets: Vec<Facet>,
    complete: bool,
}

/// What is done next.
#[derive(Debug)]
enum Stage {
    /// Sieves, from this one on.
    Sift(usize),
    /// Typed words, from this one on.
    Fill(usize),
    Count,
    Combine(Combining),
    /// The best, from this one on.
    Rank(Vec<(i16, u32)>, usize),
    /// All others, then what they have in common, from this block on.
    Rest(Rest),
    Facets(Counting, usize),
    Done,
}

impl<'a> Pass<'a> {
    /// Begins a search; what earlier ones left in the memory is made use of.
    pub fn new(
        corpus: &'a Corpus,
        index: &'a Index,
        memory: &'a mut Memory,
        ask: &'a Ask,
    ) -> Pass<'a> {
        memory.turn_to(index);
        let typed = Typed::new(index, memory, &ask.query);
        let sieves = Sieve::all(&ask.query).into_iter().map(|sieve| {
            let field = matches!(sieve, Sieve::Field(_));
            (memory.sieve(corpus, index, sieve), field)
        });
        let sieves = sieves.collect();
        let words = real(typed.looked_up.len());
        let penalty = |length: usize| {
            let long = (real(length.max(2)) / 2.0).ln() * WEIGHTS.length * STEPS * words;
            i16::from(byte(long))
        };
        Pass {
            corpus,
            index,
            memory,
            order: ask.order,
            typed,
            sieves,
            penalties: Box::new(std::array::from_fn(penalty)),
            stage: Stage::Sift(0),
            answer: Answer::default(),
        }
    }

    /// Goes on until told to stop; returns whether there is more to do.
    pub fn step(&mut self, mut stop: impl FnMut() -> bool) -> bool {
        while self.advance() {
            if stop() {
                return true;
            }
        }
        false
    }

    /// Goes on until the best quotes are ranked and all are counted, or until
    /// told to stop; returns whether there is more to do for that. What is left
    /// then is the rest of them in order, and what they have in common.
    pub fn find_best(&mut self, mut stop: impl FnMut() -> bool) -> bool {
        while !self.has_best() {
            self.advance();
            if stop() {
                return !self.has_best();
            }
        }
        false
    }

    fn has_best(&self) -> bool {
        matches!(self.stage, Stage::Rest(_) | Stage::Facets(..) | Stage::Done)
    }

    /// Returns what was found so far.
    pub fn hits(&self) -> Hits {
        let answer = &self.answer;
        Hits {
            found: answer.found.clone(),
            total: answer.total,
            whole: answer.whole_total,
            hidden: answer.hidden,
            corrections: answer.corrections.clone(),
            facets: answer.facets.clone(),
            complete: answer.complete,
        }
    }

    /// Does one thing more; returns whether there is more to do.
    fn advance(&mut self) -> bool {
        let stage = std::mem::replace(&mut self.stage, Stage::Done);
        self.stage = match stage {
            Stage::Sift(at) => match self.sieves.get(at) {
                Some(&(sieve, _)) if self.memory.sift(sieve).advance(self.corpus) => {
                    Stage::Sift(at)
                }
                Some(_) => Stage::Sift(at + 1),
                None => Stage::Fill(0),
            },
            Stage::Fill(at) => match self.typed.looked_up.get(at) {
                Some(&slot) => {
                    let slot = self.memory.edit(slot);
                    let more = !slot.is_filled() && slot.fill(self.corpus, self.index, POSTINGS);
                    Stage::Fill(if more { at } else { at + 1 })
                }
                None => Stage::Count,
            },
            Stage::Count => {
                self.count();
                self.begin_to_combine()
            }
            Stage::Combine(mut combining) => {
                let slots = self.looked_up();
                let (hits, lengths) = (&self.answer.hits, &self.index.lengths);
                if combining.advance(&slots, hits, lengths, &self.penalties) {
                    Stage::Combine(combining)
                } else {
                    Stage::Rank(combining.finish(), 0)
                }
            }
            Stage::Rank(best, at) => self.rank(best, at),
            Stage::Rest(rest) => self.rest(rest),
            Stage::Facets(counting, at) => self.facets(counting, at),
            Stage::Done => {
                self.answer.complete = true;
                Stage::Done
            }
        };
        !matches!(self.stage, Stage::Done) || !self.answer.complete
    }

    fn looked_up(&self) -> Vec<&Slot> {
        let slots = self.typed.looked_up.iter();
        slots.map(|&slot| self.memory.at(slot)).collect()
    }

    /// Counts the quotes with at least half of the words, and those with all.
    fn count(&mut self) {
        let len = self.index.len();
        let slots = self.looked_up();
        let mut whole = Bits::all(len);
        for slot in &slots {
            whole.intersect(&slot.answered);
        }
        let least = slots.len().div_ceil(2);
        let mut enough = vec![Bits::none(len); least];
        enough.insert(0, Bits::all(len));
        for slot in &slots {
            for count in (1..=least).rev() {
                let mut more = enough[count - 1].clone();
                more.intersect(&slot.answered);
                enough[count].unite(&more);
            }
        }
        let mut hits = enough.pop().unwrap_or_default();
        let sieves = |field: bool| {
            let sieves = self.sieves.iter().filter(move |(_, is)| *is == field);
            sieves.map(|&(at, _)| &self.memory.sifting(at).bits)
        };
        sieves(false).for_each(|bits| hits.intersect(bits));
        let before = hits.count();
        sieves(true).for_each(|bits| hits.intersect(bits));
        whole.intersect(&hits);
        let total = hits.count();
        self.answer = Answer {
            total,
            hidden: before - total,
            whole_total: whole.count(),
            hits,
            whole,
            corrections: self.typed.corrections(self.index, self.memory),
            ..Answer::default()
        };
    }

    fn begin_to_combine(&mut self) -> Stage {
        if self.typed.slots.is_empty() {
            return Stage::Rest(Rest::in_file_order());
        }
        Stage::Combine(Combining::new(&self.looked_up()))
    }

    fn rank(&mut self, best: Vec<(i16, u32)>, at: usize) -> Stage {
        let end = (at + RANKED).min(best.len());
        let mut readings = std::mem::take(&mut self.memory.readings);
        let typed = self.typed.slots.iter();
        let slots: Vec<&Slot> = typed.map(|&slot| self.memory.at(slot)).collect();
        for &(_, id) in &best[at..end] {
            let whole = self.answer.whole.has(id);
            let hit = readings.hit(self.corpus, self.index, id, &slots, whole);
            self.answer.found.push(hit);
        }
        self.memory.readings = readings;
        if end < best.len() {
            return Stage::Rank(best, end);
        }
        arrange::by_worth(&mut self.answer.found);
        let rest = Rest::new(
            self.answer
                .found
                .iter()
                .map(|hit| hit.quote.raw())
                .collect(),
        );
        arrange::arrange(self.corpus, self.index, self.order, &mut self.answer.found);
        Stage::Rest(rest)
    }

    fn rest(&mut self, mut rest: Rest) -> Stage {
        if self.typed.slots.is_empty() {
            if rest.list(&self.answer.hits, &mut self.answer.found) {
                return Stage::Rest(rest);
            }
        } else {
            let slots = self.looked_up();
            let (hits, whole) = (&self.answer.hits, &self.answer.whole);
            if rest.weigh(&slots, hits, whole, &self.index.lengths, &self.penalties) {
                return Stage::Rest(rest);
            }
            let mut found = self.answer.found.clone();
            rest.append(&slots, whole, &mut found);
            self.answer.found = found;
        }
        arrange::arrange(self.corpus, self.index, self.order, &mut self.answer.found);
        Stage::Facets(Counting::new(self.corpus, self.index), 0)
    }

    fn facets(&mut self, mut counting: Counting, at: usize) -> Stage {
        let (corpus, index, hits) = (self.corpus, self.index, &self.answer.hits);
        if at < hits.blocks() {
            counting.count(corpus, index, hits, at..at + BLOCKS);
            return Stage::Facets(counting, at + BLOCKS);
        }
        self.answer.facets = counting.finish(corpus, index, hits);
        self.answer.complete = true;
        Stage::Done
    }
}
