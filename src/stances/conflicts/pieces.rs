//! What the rules ask of a piece of evidence, looked up once however many cells
//! rest on it.

use std::{collections::HashMap, rc::Rc};

use crate::{
    arena::Id,
    model::{Actor, ActorKind, Capacity, Corpus, Event, Evidence, Name, QuoteId, Source, Votes},
};

/// The most steps from a source to the one through which alone it is known.
const STEPS: usize = 16;

/// What the rules ask of a piece of evidence.
#[derive(Debug, Default)]
pub(super) struct Piece {
    /// Whether it is words, and nobody who says them is named.
    pub(super) is_anonymous: bool,
    /// Whether it is words of somebody who wrote what they stand in.
    pub(super) is_own: bool,
    /// Whom it shows at first hand: those whom a vote names, or who wrote what
    /// words stand in.
    pub(super) first_hand: Vec<Id<Actor>>,
    /// The places of the sources in which it stands.
    pub(super) sources: Vec<usize>,
    /// The places of the sources it comes from, as far back as it is told: where
    /// it was first said, else the first it passed through, else where it
    /// stands; and where that is known only through another, that one.
    pub(super) origins: Vec<usize>,
}

/// The pieces of evidence that were looked up.
pub(super) struct Pieces<'a> {
    corpus: &'a Corpus,
    known: HashMap<Evidence, Rc<Piece>>,
    /// Several files may define the same source: the first of those with its
    /// title and its id.
    same: Vec<usize>,
}

impl<'a> Pieces<'a> {
    /// Knows which sources are the same, and no piece.
    pub(super) fn new(corpus: &'a Corpus) -> Pieces<'a> {
        let mut known: HashMap<(&str, &str), usize> = HashMap::new();
        let same = corpus.sources.iter().map(|(id, source)| {
            let name = (source.title.as_str(), source.key.as_str());
            *known.entry(name).or_insert(id.index())
        });
        Pieces {
            corpus,
            same: same.collect(),
            known: HashMap::new(),
        }
    }

    /// Returns pieces of evidence, in their order.
    pub(super) fn of(&mut self, evidence: &[Evidence]) -> Vec<Rc<Piece>> {
        evidence.iter().map(|&piece| self.piece(piece)).collect()
    }

    /// Returns the title of the source at a place.
    pub(super) fn title(&self, source: usize) -> &'a str {
        let source = self.corpus.sources.get(Id::new(source));
        source.map_or("", |source| source.title.as_str())
    }

    fn piece(&mut self, evidence: Evidence) -> Rc<Piece> {
        let (corpus, same) = (self.corpus, &self.same);
        let piece = self.known.entry(evidence).or_insert_with(|| {
            Rc::new(match evidence {
                Evidence::Quote(id) => of_quote(corpus, same, id),
                Evidence::Event(id) => of_event(corpus, same, &corpus.events[id]),
            })
        });
        Rc::clone(piece)
    }
}

fn of_quote(corpus: &Corpus, same: &[usize], id: QuoteId) -> Piece {
    let quote = corpus.quotes.at(id);
    let speaker = quote.speaker.map(|speaker| corpus.actors[speaker].kind);
    let authors = corpus.sources[quote.source].author.iter();
    let authors = authors.filter_map(|name| match name {
        Name::Actor(author) => Some(*author),
        Name::Text(_) => None,
    });
    let first_hand: Vec<Id<Actor>> = authors.collect();
    let also = quote.also.iter().map(|also| also.source);
    let stands: Vec<Id<Source>> = std::iter::once(quote.source).chain(also).collect();
    let first = quote.first_source.or(quote.via.first().copied());
    Piece {
        is_anonymous: speaker == Some(ActorKind::Unnamed)
            || quote.capacity == Some(Capacity::Anonymous),
        is_own: quote
            .speaker
            .is_some_and(|speaker| first_hand.contains(&speaker)),
        first_hand,
        sources: stands.iter().map(|source| same[source.index()]).collect(),
        origins: match first {
            Some(first) => vec![origin(corpus, same, first)],
            None => origins(corpus, same, &stands),
        },
    }
}

fn of_event(corpus: &Corpus, same: &[usize], event: &Event) -> Piece {
    let also = event.also.iter().map(|also| also.source);
    let stands: Vec<Id<Source>> = event.source.into_iter().chain(also).collect();
    let voters = event.votes.iter().flat_map(Votes::actors);
    Piece {
        is_anonymous: false,
        is_own: false,
        first_hand: voters.collect(),
        sources: stands.iter().map(|source| same[source.index()]).collect(),
        origins: origins(corpus, same, &stands),
    }
}

fn origins(corpus: &Corpus, same: &[usize], stands: &[Id<Source>]) -> Vec<usize> {
    let stands = stands.iter();
    stands.map(|&source| origin(corpus, same, source)).collect()
}

/// Returns the place of the source through which alone one is known, or its own.
fn origin(corpus: &Corpus, same: &[usize], mut source: Id<Source>) -> usize {
    for _ in 0..STEPS {
        match corpus.sources[source].cited_in {
            Some(through) => source = through,
            None => break,
        }
    }
    same[source.index()]
}
