//! Names by which quotes are looked for: of who speaks, of what it is about, of
//! where it stands. They are not the quotes' own words: a name that changes in
//! another file changes here, and the postings stay as they are.

use crate::{
    arena::Id,
    model::{Actor, Corpus, Issue, QuoteId},
    query::each_word,
    search::{
        facts::Facts,
        number::narrow,
        stems::MOST,
        vocabulary::Vocabulary,
        words::{Interner, Words},
    },
    text,
};

/// Whose name it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Bearer {
    /// One who speaks, or whose position is stated.
    Actor(Id<Actor>),
    /// What it is about.
    Issue(Id<Issue>),
    /// The title of its source, or what that appeared in.
    Work(u32),
}

impl Bearer {
    /// Returns what a match in such a name is worth less than one in the words
    /// themselves, as a logarithm.
    pub(super) fn discount(self) -> f32 {
        match self {
            Bearer::Actor(_) => 0.0,
            Bearer::Issue(_) => -1.0,
            Bearer::Work(_) => -2.0,
        }
    }

    /// Calls with every quote that the name leads to; one may come twice.
    pub(super) fn each_quote(self, corpus: &Corpus, facts: &Facts, mut found: impl FnMut(QuoteId)) {
        match self {
            Bearer::Actor(id) => corpus.quotes_of.of(id).iter().for_each(|&id| found(id)),
            Bearer::Issue(id) => corpus.quotes_about.of(id).iter().for_each(|&id| found(id)),
            Bearer::Work(work) => facts.quotes_of(work).for_each(found),
        }
    }
}

/// The words of all names, and whose they are.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    pub(super) vocabulary: Vocabulary,
    /// Whose each word is, word by word, and where each word's end.
    bearers: Vec<Bearer>,
    ends: Vec<u32>,
    /// How many quotes each word leads to: in names of actors and issues, and
    /// in those of sources.
    counts: Vec<[u32; 2]>,
}

impl Names {
    /// Collects the names of a corpus.
    pub(super) fn new(corpus: &Corpus, facts: &Facts) -> Names {
        let mut interner = Interner::default();
        let mut pairs: Vec<(u32, Bearer)> = Vec::new();
        let mut folded = String::new();
        let mut add = |name: &str, bearer| {
            folded.clear();
            text::fold_into(name, &mut folded);
            each_word(&folded, |word, _, _| {
                pairs.push((interner.number(word).0, bearer));
            });
        };
        each_name(corpus, facts, &mut add);
        Names::sort(corpus, facts, &interner.words, pairs)
    }

    fn sort(corpus: &Corpus, facts: &Facts, words: &Words, mut pairs: Vec<(u32, Bearer)>) -> Names {
        let mut order: Vec<u32> = (0..narrow(words.len())).collect();
        order.sort_unstable_by_key(|&term| words.bytes(term as usize));
        let mut rank = vec![0; words.len()];
        let mut sorted = Words::default();
        for (&term, place) in order.iter().zip(0..) {
            rank[term as usize] = place;
            sorted.push(words.at(term as usize));
        }
        for (term, _) in &mut pairs {
            *term = rank[*term as usize];
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut of_works = vec![0_u32; facts.works.len()];
        for &work in &facts.of_work {
            of_works[work as usize] += 1;
        }
        let mut names = Names {
            counts: vec![[0; 2]; words.len()],
            ..Names::default()
        };
        for &(term, bearer) in &pairs {
            names
                .ends
                .resize(term as usize, narrow(names.bearers.len()));
            names.bearers.push(bearer);
            let [people, published] = &mut names.counts[term as usize];
            match bearer {
                Bearer::Actor(id) => *people += narrow(corpus.quotes_of.of(id).len()),
                Bearer::Issue(id) => *people += narrow(corpus.quotes_about.of(id).len()),
                Bearer::Work(work) => *published += of_works[work as usize],
            }
        }
        names.ends.resize(words.len(), narrow(names.bearers.len()));
        // Names are in no language: no endings are taken off them.
        names.vocabulary = Vocabulary::new(sorted, &[0; MOST], |_, _| None);
        names
    }

    /// Returns whose a word is.
    pub(super) fn bearers(&self, term: usize) -> &[Bearer] {
        let start = term.checked_sub(1).map_or(0, |before| self.ends[before]);
        let end = self.ends.get(term).map_or(0, |&end| end as usize);
        self.bearers.get(start as usize..end).unwrap_or_default()
    }

    /// Returns how many quotes a word leads to, at most: in names of actors and
    /// issues.
    pub(super) fn count(&self, term: usize) -> usize {
        self.counts.get(term).map_or(0, |counts| counts[0] as usize)
    }

    /// Returns how many quotes a word leads to, at most, in names of sources.
    pub(super) fn count_in_sources(&self, term: usize) -> usize {
        self.counts.get(term).map_or(0, |counts| counts[1] as usize)
    }

    /// Returns the bytes it takes.
    pub(super) fn size(&self) -> usize {
        self.vocabulary.size() + 8 * self.bearers.len() + 12 * self.ends.len()
    }
}

fn each_name(corpus: &Corpus, facts: &Facts, add: &mut impl FnMut(&str, Bearer)) {
    for (id, actor) in corpus.actors.iter() {
        if corpus.quotes_of.of(id).is_empty() {
            continue;
        }
        add(&actor.name, Bearer::Actor(id));
        for alias in &actor.aliases {
            add(alias, Bearer::Actor(id));
        }
    }
    for (id, issue) in corpus.issues.iter() {
        add(&issue.label, Bearer::Issue(id));
    }
    for (&first, work) in facts.works.iter().zip(0..) {
        add(&corpus.sources[first].title, Bearer::Work(work));
        add(&corpus.sources[first].container, Bearer::Work(work));
    }
}
