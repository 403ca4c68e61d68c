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
    fn each_source(corpus: &Corpus, mut found: impl FnMut(Id<Source>, Id<Position>)) {
        // A quote is unpacked once, and next to its neighbors.
        for id in quotes(corpus) {
            let quote = corpus.quotes.at(id);
            let first = quote.first_source.into_iter();
            let also = quote.also.iter().map(|also| also.source);
            let others = first.chain(quote.via.iter().copied()).chain(also);
            for source in std::iter::once(quote.source).chain(others) {
                let positions = corpus.positions_on.of(id).iter();
                positions.for_each(|&position| found(source, position));
            }
        }
        for (id, position) in corpus.positions.iter() {
            for evidence in &position.evidence {
                if let Evidence::Event(event) = evidence {
                    sources_of(&corpus.events[*event]).for_each(|source| found(source, id));
                }
            }
        }
    }

    fn each_quote(corpus: &Corpus, mut found: impl FnMut(QuoteId, Id<Position>)) {
        for id in quotes(corpus) {
            let positions = corpus.positions_on.of(id).iter();
            positions.for_each(|&position| found(id, position));
        }
    }

    /// The events that show it, themselves or by a quote said there.
    fn each_event(corpus: &Corpus, mut found: impl FnMut(Id<Event>, Id<Position>)) {
        for (id, _) in corpus.events.iter() {
            let positions = corpus.positions_at.of(id).iter();
            positions.for_each(|&position| found(id, position));
        }
    }

    fn of_quote<'a>(
        corpus: &'a Corpus,
        id: QuoteId,
        _: &Quote<'_>,
    ) -> impl Iterator<Item = Id<Position>> + 'a {
        corpus.positions_on.of(id).iter().copied()
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

/// Returns the quotes that show a position, in order.
fn quotes(corpus: &Corpus) -> impl Iterator<Item = QuoteId> + '_ {
    let quotes = (0..corpus.quotes.len()).map(Id::new);
    quotes.filter(|&id| !corpus.positions_on.of(id).is_empty())
}

/// Whether the words of a quote or the title of an event that show a position
/// are as asked for.
fn shown_by(position: &Position, corpus: &Corpus, asked: impl Fn(&str) -> bool) -> bool {
    position.evidence.iter().any(|evidence| match *evidence {
        Evidence::Quote(id) => asked(corpus.quotes.words(id)),
        Evidence::Event(id) => asked(&corpus.events[id].title),
    })
}
