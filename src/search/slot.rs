//! What a typed word is worth in every quote: kept while one goes on typing,
//! so that a key costs one word.

use crate::{
    model::Corpus,
    search::{
        bits::Bits,
        expand::{self, Answer, Meant},
        index::Index,
        number::{byte, real},
        reach::Bearer,
        weights::{STEPS, WEIGHTS},
    },
};

/// Quotes that share an upper bound: as many as a word of [`Bits`] has.
pub(super) const BLOCK: usize = 64;

/// How little of what a typed word may mean is left out of what answers it.
const LEAST: f32 = 0.001;

/// A word that may be meant, and what it is worth where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Meaning {
    pub(super) term: u32,
    pub(super) answer: Answer,
    /// In nats.
    pub(super) worth: f32,
    /// Whether it is likely enough to be called an answer.
    pub(super) counts: bool,
}

/// Where a meaning stands.
#[derive(Debug, Clone, Copy)]
enum Home {
    /// In the quotes' own words.
    Own(Meaning),
    /// In a name.
    Named(Meaning, Bearer),
}

/// The parts of the queue, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// What answers as it is typed.
    AsTyped,
    /// What answers inflected, corrected or shortened.
    Otherwise,
    /// What is too unlikely to be called an answer.
    Ranking,
    /// Nothing: the end.
    After,
}

impl Home {
    fn part(self) -> Part {
        let (Home::Own(meaning) | Home::Named(meaning, _)) = self;
        match (meaning.counts, meaning.answer.is_plain()) {
            (true, true) => Part::AsTyped,
            (true, false) => Part::Otherwise,
            (false, _) => Part::Ranking,
        }
    }
}

/// A typed word, and what it is worth in every quote.
#[derive(Debug, Default)]
pub(super) struct Slot {
    /// As typed, and whether the other words are beginnings too.
    pub(super) typed: String,
    pub(super) begun: bool,
    /// What it may mean among the quotes' own words and in names, sorted.
    pub(super) own: Vec<Meaning>,
    pub(super) named: Vec<Meaning>,
    /// For each quote, what it is worth there; for each block, the most.
    pub(super) impacts: Vec<u8>,
    pub(super) most: Vec<u8>,
    /// The quotes that answer it, and those that do as it is typed.
    pub(super) answered: Bits,
    pub(super) plain: Bits,
    /// How many postings there are.
    pub(super) cost: usize,
    /// What is still to be filled in: at first what answers as typed, then what
    /// answers otherwise, then what only ranks.
    queue: Vec<Home>,
    next: usize,
    filling: bool,
    /// Whether so much is to be filled in that who answers is better seen from
    /// the impacts, after each part of the queue, than told at each posting.
    broad: bool,
    pub(super) used: u64,
}

impl Slot {
    /// Finds out what a typed word may mean.
    pub(super) fn prepare(&mut self, index: &Index, typed: &str, begun: bool) {
        self.typed.clear();
        self.typed.push_str(typed);
        self.begun = begun;
        self.queue.clear();
        self.next = 0;
        if self.filling {
            self.impacts.fill(0);
            self.most.fill(0);
            self.answered.empty();
            self.plain.empty();
            self.filling = false;
        }
        let names = &index.names;
        let own_count = |term: usize| index.postings.count(term);
        let named_count = |term: usize| names.count(term) + names.count_in_sources(term);
        let own = expand::meant(&index.vocabulary, own_count, typed, begun);
        let in_names = expand::meant(&names.vocabulary, named_count, typed, begun);
        self.weigh(index, &own, &in_names);
    }

    /// Weighs what may be meant: by how rare it is, by how likely one types
    /// this for it, against how likely one types this at all.
    fn weigh(&mut self, index: &Index, own: &[Meant], named: &[Meant]) {
        let all = real(index.len().max(1));
        // A word that stands in texts and in names is as common as both say.
        let (in_own, in_names) = &index.shared;
        let other =
            |counts: &[u32], term: u32| counts.get(term as usize).map_or(0, |n| *n as usize);
        let own_count =
            |meant: &Meant| index.postings.count(meant.term as usize) + other(in_names, meant.term);
        let name_count =
            |meant: &Meant| index.names.count(meant.term as usize) + other(in_own, meant.term);
        let shares = |meant: &Meant, count: usize| meant.ln.exp() * real(count) / all;
        let mut background = WEIGHTS.unknown.exp();
        self.cost = 0;
        let mut likely = 0.0;
        for meant in own {
            let count = index.postings.count(meant.term as usize);
            background += shares(meant, own_count(meant));
            likely += meant.ln.exp() * real(count.max(1));
            self.cost += count;
        }
        for meant in named {
            let count = index.names.count(meant.term as usize);
            if other(in_own, meant.term) == 0 {
                background += shares(meant, count);
            }
            likely += meant.ln.exp() * real(count.max(1));
        }
        let background = background.ln();
        let meaning = |meant: &Meant, count: usize| Meaning {
            term: meant.term,
            answer: meant.answer,
            worth: rarity(all, count).ln() + meant.ln - background + WEIGHTS.there,
            counts: meant.answer < Answer::Corrected
                || LEAST * likely < meant.ln.exp() * real(count.max(1)),
        };
        self.own.clear();
        self.own
            .extend(own.iter().map(|meant| meaning(meant, own_count(meant))));
        self.named.clear();
        self.named
            .extend(named.iter().map(|meant| meaning(meant, name_count(meant))));
    }

    /// Whether nothing is left to be filled in.
    pub(super) fn is_filled(&self) -> bool {
        self.filling && self.next == self.queue.len()
    }

    /// Goes on filling in, until about so many postings are done. Returns
    /// whether there is more to do.
    pub(super) fn fill(&mut self, corpus: &Corpus, index: &Index, work: usize) -> bool {
        if !self.filling {
            self.begin(index);
        }
        let mut done = 0;
        while done < work
            && let Some(&home) = self.queue.get(self.next)
        {
            if self.broad && 0 < self.next {
                self.end_part(self.queue[self.next - 1].part(), home.part());
            }
            self.next += 1;
            done += 64 + self.fill_one(corpus, index, home);
        }
        if self.is_filled() {
            if let (true, Some(last)) = (self.broad, self.queue.last()) {
                self.end_part(last.part(), Part::After);
            }
            self.finish();
        }
        !self.is_filled()
    }

    /// Sees who answers, where one part of the queue ends and another begins.
    fn end_part(&mut self, part: Part, next: Part) {
        if part == Part::AsTyped && part < next {
            self.plain.set_marked(&self.impacts);
        }
        if part <= Part::Otherwise && Part::Otherwise < next {
            self.answered.set_marked(&self.impacts);
        }
    }

    /// Works out what follows from the rest, once rather than at each posting.
    fn finish(&mut self) {
        for (most, block) in self.most.iter_mut().zip(self.impacts.chunks(BLOCK)) {
            *most = block.iter().copied().max().unwrap_or(0);
        }
        self.answered.unite(&self.plain);
    }

    fn begin(&mut self, index: &Index) {
        let len = index.len();
        if self.impacts.len() != len {
            self.impacts = vec![0; len];
            self.most = vec![0; len.div_ceil(BLOCK)];
            self.answered = Bits::none(len);
            self.plain = Bits::none(len);
        }
        self.filling = true;
        self.queue.extend(self.own.iter().copied().map(Home::Own));
        for &meaning in &self.named {
            let bearers = index.names.bearers(meaning.term as usize).iter();
            // A title that a quarter of the library has says nothing.
            let most = (index.len() / 4).max(4096);
            let says = index.names.count_in_sources(meaning.term as usize) < most;
            let said = bearers.filter(|bearer| says || !matches!(bearer, Bearer::Work(_)));
            self.queue
                .extend(said.map(|&bearer| Home::Named(meaning, bearer)));
        }
        self.queue.sort_by_key(|home| home.part());
        self.broad = len / 4 < self.cost;
    }

    fn fill_one(&mut self, corpus: &Corpus, index: &Index, home: Home) -> usize {
        let (meaning, discount) = match home {
            Home::Own(meaning) => (meaning, 0.0),
            Home::Named(meaning, bearer) => (meaning, bearer.discount()),
        };
        let impact = byte(((meaning.worth + discount) * STEPS).max(1.0));
        let impacts = &mut self.impacts;
        let answers = match home.part() {
            Part::AsTyped if !self.broad => Some(&mut self.plain),
            Part::Otherwise if !self.broad => Some(&mut self.answered),
            Part::AsTyped | Part::Otherwise | Part::Ranking | Part::After => None,
        };
        let mut none = Bits::default();
        let answers = answers.unwrap_or(&mut none);
        let mut done = 0;
        let mut put = |id: u32| {
            done += 1;
            if let Some(here) = impacts.get_mut(id as usize) {
                *here = (*here).max(impact);
                // Nothing where the set is empty: it holds no quotes.
                answers.set(id);
            }
        };
        match home {
            Home::Own(meaning) => index.postings.each(meaning.term as usize, put),
            Home::Named(_, bearer) => {
                bearer.each_quote(corpus, &index.facts, |id| put(id.raw()));
            }
        }
        done
    }

    /// Returns what a word of the quotes' own is worth.
    pub(super) fn own(&self, term: u32) -> Option<Meaning> {
        find(&self.own, term)
    }

    /// Returns what a word of a name is worth.
    pub(super) fn named(&self, term: u32) -> Option<Meaning> {
        find(&self.named, term)
    }
}

fn find(meanings: &[Meaning], term: u32) -> Option<Meaning> {
    let at = meanings.binary_search_by_key(&term, |meaning| meaning.term);
    at.ok().map(|at| meanings[at])
}

/// Returns how rare a word is that stands in so many of all quotes.
pub(super) fn rarity(all: f32, count: usize) -> f32 {
    (all / real(count.max(1))).ln().max(0.05)
}
