//! Which events fit a query.

use std::ops::Range;

use crate::{
    arena::{Arena, Id},
    date::Date,
    model::{
        Actor, Corpus, Event, File, Issue, Position, Quote, QuoteId, Reliability, Source, Votes,
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

/// What an event must be to fit a query: prepared once, asked of each event.
#[derive(Debug, Clone)]
pub struct EventSieve<'a>(Sieve<'a>);

/// Prepares a query for asking it of events: names are looked up once.
///
/// All parts must hold: each word begins a word of the title, the summary, the
/// kind, the place, a name of an actor, the label of an issue, a tag or the
/// date as written; phrases stand together in the title or the summary, where
/// patterns match; fields fit.
///
/// ```
/// use attache::{model::Corpus, query::{self, Query}};
/// let corpus = Corpus::default();
/// let sieve = query::events(&corpus, &Query::parse("treaty kind:vote 2005..2019"));
/// assert_eq!(corpus.events.iter().filter(|(id, _)| sieve.fits(*id)).count(), 0);
/// ```
pub fn events<'a>(corpus: &'a Corpus, query: &Query) -> EventSieve<'a> {
    EventSieve(Sieve::new::<Event>(corpus, query))
}

impl EventSieve<'_> {
    /// Whether an event fits; one of another corpus does not.
    pub fn fits(&self, id: Id<Event>) -> bool {
        self.0.fits(id)
    }
}

/// Returns for each event whether one of a filter's values fits it; whether it
/// must or must not is left to the caller.
pub fn fitting_events(corpus: &Corpus, filter: &Filter) -> Vec<bool> {
    marks::fitting::<Event>(corpus, filter)
}

impl Asked for Event {
    fn all(corpus: &Corpus) -> &Arena<Event> {
        &corpus.events
    }

    fn in_file(file: &File) -> Range<usize> {
        file.events.clone()
    }

    fn date(&self) -> Option<&Date> {
        self.date.as_ref()
    }

    fn tags(&self) -> &[Clean] {
        &self.tags
    }

    /// Who took part, had a role in it, or voted.
    fn actors(&self) -> impl Iterator<Item = Id<Actor>> + '_ {
        let roles = self.roles.iter().map(|(actor, _)| *actor);
        let voters = self.votes.iter().flat_map(Votes::actors);
        self.actors.iter().copied().chain(roles).chain(voters)
    }

    fn issues(&self) -> impl Iterator<Item = Id<Issue>> + '_ {
        self.issues.iter().copied()
    }

    fn each_source(corpus: &Corpus, mut found: impl FnMut(Id<Source>, Id<Event>)) {
        for (id, event) in corpus.events.iter() {
            sources_of(event).for_each(|source| found(source, id));
        }
    }

    /// What was said there.
    fn each_quote(corpus: &Corpus, mut found: impl FnMut(QuoteId, Id<Event>)) {
        for (id, _) in corpus.events.iter() {
            let quotes = corpus.quotes_at.of(id).iter();
            quotes.for_each(|&quote| found(quote, id));
        }
    }

    fn each_event(corpus: &Corpus, mut found: impl FnMut(Id<Event>, Id<Event>)) {
        corpus.events.iter().for_each(|(id, _)| found(id, id));
    }

    fn of_quote<'a>(
        _: &'a Corpus,
        _: QuoteId,
        quote: &Quote<'_>,
    ) -> impl Iterator<Item = Id<Event>> + 'a {
        quote.event.into_iter()
    }

    /// Those that it shows, itself or by a quote said there.
    fn positions(corpus: &Corpus, id: Id<Event>) -> impl Iterator<Item = Id<Position>> + '_ {
        corpus.positions_at.of(id).iter().copied()
    }

    fn is_rated(
        &self,
        corpus: &Corpus,
        asked: impl Fn(Option<Reliability>, Option<u8>) -> bool,
    ) -> bool {
        let source = self.source.map(|source| &corpus.sources[source]);
        asked(
            source.and_then(|source| source.reliability),
            self.credibility,
        )
    }

    fn issue_texts(issue: &Issue) -> impl Iterator<Item = &str> {
        std::iter::once(issue.label.as_str())
    }

    fn has_word(&self, _: &Corpus, needle: &Needle) -> bool {
        needle.begins_in(&self.title)
            || needle.begins_in(&self.kind)
            || needle.begins_in(&self.place)
            || self.tags.iter().any(|tag| needle.begins_in(tag))
            || needle.begins_in_date(self.date.as_ref())
            || needle.begins_in(&self.summary)
    }

    fn says(&self, _: &Corpus, asked: impl Fn(&str) -> bool) -> bool {
        asked(&self.title) || asked(&self.summary)
    }
}
