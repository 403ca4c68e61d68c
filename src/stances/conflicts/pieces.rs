//! What the rules ask of a piece of evidence, looked up once however many cells
//! rest on it.

use std::{collections::HashMap, rc::Rc};

use crate::{
    arena::Id,
    model::{
        Actor, ActorKind, Capacity, Corpus, Event, Evidence, Name, Provenance, QuoteId, Source,
        Votes,
    },
};

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
    /// The sources in which it stands.
    pub(super) sources: Vec<Id<Source>>,
    /// The sources it comes from, as far back as it is told.
    pub(super) origins: Vec<Id<Source>>,
}

/// The pieces of evidence that were looked up.
pub(super) struct Pieces<'a> {
    corpus: &'a Corpus,
    known: HashMap<Evidence, Rc<Piece>>,
    provenance: Provenance,
}

impl<'a> Pieces<'a> {
    /// Knows which sources are the same, and no piece.
    pub(super) fn new(corpus: &'a Corpus) -> Pieces<'a> {
        Pieces {
            corpus,
            provenance: Provenance::new(corpus),
            known: HashMap::new(),
        }
    }

    /// Returns pieces of evidence, in their order.
    pub(super) fn of(&mut self, evidence: &[Evidence]) -> Vec<Rc<Piece>> {
        evidence.iter().map(|&piece| self.piece(piece)).collect()
    }

    /// Returns the title of a source.
    pub(super) fn title(&self, source: Id<Source>) -> &'a str {
        self.corpus.sources[source].title.as_str()
    }

    fn piece(&mut self, evidence: Evidence) -> Rc<Piece> {
        let (corpus, provenance) = (self.corpus, &self.provenance);
        let piece = self.known.entry(evidence).or_insert_with(|| {
            let piece = match evidence {
                Evidence::Quote(id) => of_quote(corpus, id),
                Evidence::Event(id) => of_event(&corpus.events[id]),
            };
            Rc::new(Piece {
                sources: provenance.stands(corpus, evidence),
                origins: provenance.origins(corpus, evidence),
                ..piece
            })
        });
        Rc::clone(piece)
    }
}

fn of_quote(corpus: &Corpus, id: QuoteId) -> Piece {
    let quote = corpus.quotes.at(id);
    let speaker = quote.speaker.map(|speaker| corpus.actors[speaker].kind);
    let authors = corpus.sources[quote.source].author.iter();
    let authors = authors.filter_map(|name| match name {
        Name::Actor(author) => Some(*author),
        Name::Text(_) => None,
    });
    let first_hand: Vec<Id<Actor>> = authors.collect();
    Piece {
        is_anonymous: speaker == Some(ActorKind::Unnamed)
            || quote.capacity == Some(Capacity::Anonymous),
        is_own: quote
            .speaker
            .is_some_and(|speaker| first_hand.contains(&speaker)),
        first_hand,
        ..Piece::default()
    }
}

fn of_event(event: &Event) -> Piece {
    let voters = event.votes.iter().flat_map(Votes::actors);
    Piece {
        first_hand: voters.collect(),
        ..Piece::default()
    }
}
