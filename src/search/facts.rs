//! What is counted and sorted by, a column each: who speaks, where it stands.

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use crate::{
    arena::Id,
    model::{Actor, Corpus, QuoteId, Source},
    search::{number::narrow, words::Interner},
};

/// Quotes or sources that are read at once.
const STRETCH: usize = 65_536;

/// The columns. Sources with the same title in the same container are one work:
/// a library has seven hundred thousand sources and a hundred works.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    /// The first source of each work.
    pub(super) works: Vec<Id<Source>>,
    /// For each quote, the work its source is of.
    pub(super) of_work: Vec<u32>,
    /// The quotes work by work, and where each work's end.
    by_work: Vec<u32>,
    work_ends: Vec<u32>,
    /// For each quote, who speaks: an actor, or past the last of them a work.
    pub(super) voices: Vec<u32>,
    actors: usize,
}

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    /// An actor.
    Actor(Id<Actor>),
    /// A document.
    Work(u32),
}

impl Facts {
    /// Reads the columns of a corpus.
    pub(super) fn new(corpus: &Corpus) -> Facts {
        let (works, of_source) = works(corpus);
        let actors = corpus.actors.len();
        let work = |source: Id<Source>| of_source.get(source.index()).copied().unwrap_or(0);
        let columns: Vec<(Vec<u32>, Vec<u32>)> = stretches(corpus.quotes.len(), |range| {
            let grounds = corpus.quotes.grounds(range.clone());
            let rows = grounds.zip(range).map(|((source, speaker), id)| {
                let voice = speaker.map_or_else(
                    || {
                        let quote = corpus.quotes.at(Id::new(id));
                        narrow(actors) + work(quote.first_source.unwrap_or(source))
                    },
                    Id::raw,
                );
                (voice, work(source))
            });
            rows.unzip()
        });
        let mut facts = Facts {
            works,
            actors,
            ..Facts::default()
        };
        facts.voices.reserve_exact(corpus.quotes.len());
        facts.of_work.reserve_exact(corpus.quotes.len());
        for (voices, of_work) in columns {
            facts.voices.extend(voices);
            facts.of_work.extend(of_work);
        }
        facts.sort_by_work();
        facts
    }

    fn sort_by_work(&mut self) {
        let mut ends = vec![0_u32; self.works.len()];
        for &work in &self.of_work {
            if let Some(count) = ends.get_mut(work as usize) {
                *count += 1;
            }
        }
        let mut end = 0;
        for count in &mut ends {
            end += *count;
            *count = end;
        }
        let mut next = ends.clone();
        self.by_work = vec![0; end as usize];
        for (at, &work) in self.of_work.iter().enumerate().rev() {
            if let Some(next) = next.get_mut(work as usize) {
                *next -= 1;
                self.by_work[*next as usize] = narrow(at);
            }
        }
        self.work_ends = ends;
    }

    /// Returns the quotes whose source is of a work, in order.
    pub(super) fn quotes_of(&self, work: u32) -> impl Iterator<Item = QuoteId> + '_ {
        let bound = |at: usize| self.work_ends.get(at).map_or(0, |&end| end as usize);
        let start = (work as usize).checked_sub(1).map_or(0, bound);
        let quotes = self.by_work.get(start..bound(work as usize));
        let quotes = quotes.unwrap_or_default();
        quotes.iter().map(|&raw| QuoteId::from_raw(raw))
    }

    /// Returns how many voices there may be.
    pub(super) fn voice_count(&self) -> usize {
        self.actors + self.works.len()
    }

    /// Returns who a voice is.
    pub(super) fn voice(&self, place: u32) -> Voice {
        match (place as usize).checked_sub(self.actors) {
            None => Voice::Actor(Id::from_raw(place)),
            Some(work) => Voice::Work(narrow(work)),
        }
    }

    /// Returns a voice's name, as [`Corpus::voice`] has it.
    pub(super) fn voice_name<'a>(&self, corpus: &'a Corpus, place: u32) -> &'a str {
        match self.voice(place) {
            Voice::Actor(id) => corpus.actors.get(id).map_or("", |actor| &actor.name),
            Voice::Work(work) => self.title(corpus, work),
        }
    }

    /// Returns the title of a work.
    pub(super) fn title<'a>(&self, corpus: &'a Corpus, work: u32) -> &'a str {
        let first = self.works.get(work as usize);
        first.map_or("", |&first| &corpus.sources[first].title)
    }

    /// Returns the bytes it takes.
    pub(super) fn size(&self) -> usize {
        let columns = self.voices.len() + self.of_work.len() + self.by_work.len();
        4 * (columns + 2 * self.works.len())
    }
}

/// Works out stretches of so many things on every core, in order.
fn stretches<T: Send>(len: usize, work: impl Fn(std::ops::Range<usize>) -> T + Sync) -> Vec<T> {
    (0..len.div_ceil(STRETCH))
        .into_par_iter()
        .map(|at| work(at * STRETCH..((at + 1) * STRETCH).min(len)))
        .collect()
}

/// Returns the first source of each work, and for each source its work.
fn works(corpus: &Corpus) -> (Vec<Id<Source>>, Vec<u32>) {
    let parts: Vec<(Vec<Id<Source>>, Vec<u32>)> = stretches(corpus.sources.len(), |range| {
        let mut known = Known::default();
        let of = range.map(|at| known.work(corpus, Id::new(at))).collect();
        (known.firsts, of)
    });
    let mut known = Known::default();
    let mut of_source = Vec::with_capacity(corpus.sources.len());
    for (firsts, of) in parts {
        let now: Vec<u32> = firsts.iter().map(|&id| known.work(corpus, id)).collect();
        of_source.extend(of.into_iter().map(|work| now[work as usize]));
    }
    (known.firsts, of_source)
}

/// The works that were met.
#[derive(Debug, Default)]
struct Known {
    interner: Interner,
    firsts: Vec<Id<Source>>,
    name: String,
}

impl Known {
    fn work(&mut self, corpus: &Corpus, id: Id<Source>) -> u32 {
        let source = &corpus.sources[id];
        self.name.clear();
        self.name.push_str(&source.title);
        self.name.push('\n');
        self.name.push_str(&source.container);
        let (work, new) = self.interner.number(&self.name);
        if new {
            self.firsts.push(id);
        }
        work
    }
}
