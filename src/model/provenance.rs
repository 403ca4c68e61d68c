//! Where evidence stands, and how far back what it says can be followed: three
//! newspapers that print one telegram are three sources and one origin.

use std::{collections::HashMap, iter};

use crate::{
    arena::Id,
    model::{
        corpus::Corpus,
        record::{Actor, Evidence, Name, Source},
    },
};

/// The most steps from a source to the one through which alone it is known.
const STEPS: usize = 16;

/// Which sources of a corpus are the same: several files may define one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// For each source, the first with its title and its id.
    same: Vec<Id<Source>>,
}

impl Provenance {
    /// Knows which sources of a corpus are the same.
    pub fn new(corpus: &Corpus) -> Provenance {
        let mut known: HashMap<(&str, &str), Id<Source>> = HashMap::new();
        let same = corpus.sources.iter().map(|(id, source)| {
            let name = (source.title.as_str(), source.key.as_str());
            *known.entry(name).or_insert(id)
        });
        Provenance {
            same: same.collect(),
        }
    }

    /// Returns the first source that is the same as this one: two are the same
    /// if it is. An id of another corpus is itself.
    pub fn first(&self, source: Id<Source>) -> Id<Source> {
        self.same.get(source.index()).copied().unwrap_or(source)
    }

    /// Returns a source, the one through which alone it is known, and so on;
    /// each as [`Provenance::first`] has it.
    pub fn back(&self, corpus: &Corpus, source: Id<Source>) -> impl Iterator<Item = Id<Source>> {
        let back = move |source: &Id<Source>| corpus.sources.get(*source)?.cited_in;
        let chain = iter::successors(Some(source), back).take(STEPS + 1);
        chain.map(|source| self.first(source))
    }

    /// Returns the sources in which evidence stands, in the order of the record;
    /// one may stand there twice.
    pub fn stands(&self, corpus: &Corpus, evidence: Evidence) -> Vec<Id<Source>> {
        let stands = stands(corpus, evidence).into_iter();
        stands.map(|source| self.first(source)).collect()
    }

    /// Returns the sources that evidence comes from, as far back as it is told:
    /// where words were first said, else the first source they passed through,
    /// else where they stand; and where that is known only through another, that
    /// one. One may stand there twice.
    pub fn origins(&self, corpus: &Corpus, evidence: Evidence) -> Vec<Id<Source>> {
        let first = match evidence {
            Evidence::Quote(id) => {
                let quote = corpus.quotes.at(id);
                quote.first_source.or(quote.via.first().copied())
            }
            Evidence::Event(_) => None,
        };
        let from = first.map_or_else(|| stands(corpus, evidence), |first| vec![first]);
        let last = |source| self.back(corpus, source).last();
        from.into_iter().filter_map(last).collect()
    }
}

fn stands(corpus: &Corpus, evidence: Evidence) -> Vec<Id<Source>> {
    match evidence {
        Evidence::Quote(id) => {
            let quote = corpus.quotes.at(id);
            let also = quote.also.iter().map(|also| also.source);
            iter::once(quote.source).chain(also).collect()
        }
        Evidence::Event(id) => {
            let event = &corpus.events[id];
            let also = event.also.iter().map(|also| also.source);
            event.source.into_iter().chain(also).collect()
        }
    }
}

impl Source {
    /// Returns those who wrote, edited or translated it, as far as they are
    /// actors; one may stand there twice.
    pub fn makers(&self) -> impl Iterator<Item = Id<Actor>> + '_ {
        let names = [&self.author, &self.editor, &self.translator];
        names.into_iter().flatten().filter_map(|name| match name {
            Name::Actor(actor) => Some(*actor),
            Name::Text(_) => None,
        })
    }
}
