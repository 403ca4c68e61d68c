//! Which positions fit a query.

use std::ops::Range;

use crate::{
    arena::{Arena, Id},
    date::Date,
    model::{
        Actor, Corpus, Event, Evidence, File, Issue, Position, Quote, QuoteId, Reliability, Source,
        Token,
    },
    query::{
        asked::{Asked, sources_of},
        marks,
        needle::Needle,
        read::{Filter, Query},
        sieve::Sieve,
    },
    text::Clean,
};

/// What a position must be to fit a query: prepared once, asked of each position.
#[derive(Debug, Clone)]
pub struct PositionSieve<'a>(Sieve<'a>);

/// Prepares a query for asking it of positions: names are looked up once.
///
/// All parts must hold: each word begins a word of a name of an actor, of the
/// issue's label or proposition, of the note, a tag, the stance as said, the
/// date as written, or of what shows the position: the words of its quotes, the
/// titles of its events. Phrases stand together, and patterns match, in the
/// issue's proposition, the note, or what shows the position. Fields fit.
///
/// ```
/// use attache::{model::Corpus, query::{self, Query}};
/// let corpus = Corpus::default();
/// let sieve = query::positions(&corpus, &Query::parse("treaty stance:opposes basis:voted"));
/// assert_eq!(corpus.positions.iter().filter(|(id, _)| sieve.fits(*id)).count(), 0);
/// ```
pub fn positions<'a>(corpus: &'a Corpus, query: &Query) -> PositionSieve<'a> {
    PositionSieve(Sieve::new::<Position>(corpus, query))
}

impl PositionSieve<'_> {
    /// Whether a position fits; one of another corpus does not.
    pub fn fits(&self, id: Id<Position>) -> bool {
        self.0.fits(id)
    }
}

/// Returns for each position whether one of a filter's values fits it; whether
/// it must or must not is left to the caller.
pub fn fitting_positions(corpus: &Corpus, filter: &Filter) -> Vec<bool> {
    marks::fitting::<Position>(corpus, filter)
}

impl Asked for Position {
    fn all(corpus: &Corpus) -> &Arena<Position> {
        &corpus.positions
    }

    fn in_file(file: &File) -> Range<usize> {
        file.positions.clone()
    }

    fn date(&self) -> Option<&Date> {
        self.since.as_ref()
    }

    fn tags(&self) -> &[Clean] {
        &self.tags
    }

    fn actors(&self) -> impl Iterator<Item = Id<Actor>> + '_ {
        self.actors.iter().copied()
    }

    fn issues(&self) -> impl Iterator<Item = Id<Issue>> + '_ {
        std::iter::once(self.issue)
    }

    /// Where what shows it stands, was first said, passed through, or stands too.
    fn sources(&self, corpus: &Corpus, mut found: impl FnMut(Id<Source>)) {
        for evidence in &self.evidence {
            match *evidence {
                Evidence::Quote(id) => {
                    let quote = corpus.quotes.at(id);
                    found(quote.source);
                    let first = quote.first_source.into_iter();
                    let also = quote.also.iter().map(|also| also.source);
                    first
                        .chain(quote.via.iter().copied())
                        .chain(also)
                        .for_each(&mut found);
                }
                Evidence::Event(id) => sources_of(&corpus.events[id]).for_each(&mut found),
            }
        }
    }

    fn quotes(corpus: &Corpus, id: Id<Position>) -> impl Iterator<Item = QuoteId> + '_ {
        let evidence = corpus.positions[id].evidence.iter();
        evidence.filter_map(|evidence| match evidence {
            Evidence::Quote(quote) => Some(*quote),
            Evidence::Event(_) => None,
        })
    }

    fn of_quote<'a>(
        corpus: &'a Corpus,
        id: QuoteId,
        _: &Quote<'_>,
    ) -> impl Iterator<Item = Id<Position>> + 'a {
        corpus.positions_on.of(id).iter().copied()
    }

    /// The events that show it, themselves or by a quote said there.
    fn events(corpus: &Corpus, id: Id<Position>) -> impl Iterator<Item = Id<Event>> + '_ {
        let evidence = corpus.positions[id].evidence.iter();
        evidence.filter_map(|evidence| match *evidence {
            Evidence::Quote(quote) => corpus.quotes.at(quote).event,
            Evidence::Event(event) => Some(event),
        })
    }

    fn positions(_: &Corpus, id: Id<Position>) -> impl Iterator<Item = Id<Position>> + '_ {
        std::iter::once(id)
    }

    fn is_rated(
        &self,
        corpus: &Corpus,
        asked: impl Fn(Option<Reliability>, Option<u8>) -> bool,
    ) -> bool {
        let letter = |source: Id<Source>| corpus.sources[source].reliability;
        self.evidence.iter().any(|evidence| match *evidence {
            Evidence::Quote(id) => {
                let quote = corpus.quotes.at(id);
                asked(letter(quote.source), quote.credibility)
            }
            Evidence::Event(id) => {
                let event = &corpus.events[id];
                asked(event.source.and_then(letter), event.credibility)
            }
        })
    }

    fn issue_texts(issue: &Issue) -> impl Iterator<Item = &str> {
        [&issue.label, &issue.proposition]
            .into_iter()
            .map(Clean::as_str)
    }

    fn has_word(&self, corpus: &Corpus, needle: &Needle) -> bool {
        needle.begins_in(self.stance.meaning())
            || self.tags.iter().any(|tag| needle.begins_in(tag))
            || needle.begins_in_date(self.since.as_ref())
            || needle.begins_in(&self.note)
            || shown_by(self, corpus, |text| needle.begins_in(text))
    }

    fn says(&self, corpus: &Corpus, asked: impl Fn(&str) -> bool) -> bool {
        asked(&corpus.issues[self.issue].proposition)
            || asked(&self.note)
            || shown_by(self, corpus, asked)
    }
}

/// Whether the words of a quote or the title of an event that show a position
/// are as asked for.
fn shown_by(position: &Position, corpus: &Corpus, asked: impl Fn(&str) -> bool) -> bool {
    position.evidence.iter().any(|evidence| match *evidence {
        Evidence::Quote(id) => asked(corpus.quotes.words(id)),
        Evidence::Event(id) => asked(&corpus.events[id].title),
    })
}
