//! What the query language asks of a record, whichever sort of record it is.
//!
//! To make another sort of record answer to queries, say here what its parts
//! are, in a file of its own as `events` and `positions` do.

use std::ops::Range;

use crate::{
    arena::{Arena, Id},
    date::Date,
    model::{
        Actor, Briefing, Corpus, Event, File, Issue, Position, Quote, QuoteId, Reliability, Source,
    },
    query::needle::Needle,
    text::Clean,
};

/// A record that a query can be asked of. What comes from an iterator may come
/// twice.
pub(super) trait Asked: Sized + 'static {
    /// Returns all records of this sort.
    fn all(corpus: &Corpus) -> &Arena<Self>;

    /// Returns the places of those that stand in a file.
    fn in_file(file: &File) -> Range<usize>;

    /// Returns its date.
    fn date(&self) -> Option<&Date>;

    /// Returns its own tags.
    fn tags(&self) -> &[Clean];

    /// Returns whose it is, or who took part.
    fn actors(&self) -> impl Iterator<Item = Id<Actor>> + '_;

    /// Returns what it is about.
    fn issues(&self) -> impl Iterator<Item = Id<Issue>> + '_;

    /// Calls with each source and what it says.
    fn each_source(corpus: &Corpus, found: impl FnMut(Id<Source>, Id<Self>));

    /// Calls with each quote and what it belongs to: the same quote at a run.
    fn each_quote(corpus: &Corpus, found: impl FnMut(QuoteId, Id<Self>));

    /// Calls with each event and what it belongs to.
    fn each_event(corpus: &Corpus, found: impl FnMut(Id<Event>, Id<Self>));

    /// Returns the records of this sort that a quote belongs to.
    fn of_quote<'a>(
        corpus: &'a Corpus,
        id: QuoteId,
        quote: &Quote<'_>,
    ) -> impl Iterator<Item = Id<Self>> + 'a;

    /// Returns the positions that belong to it.
    fn positions(corpus: &Corpus, id: Id<Self>) -> impl Iterator<Item = Id<Position>> + '_;

    /// Whether a letter or a number of the Admiralty scale that it has is as
    /// asked for.
    fn is_rated(
        &self,
        corpus: &Corpus,
        asked: impl Fn(Option<Reliability>, Option<u8>) -> bool,
    ) -> bool;

    /// Returns the texts of an issue in which words are looked for.
    fn issue_texts(issue: &Issue) -> impl Iterator<Item = &str>;

    /// Whether one of its own words begins so; the names of actors and the
    /// texts of issues are looked up elsewhere.
    fn has_word(&self, corpus: &Corpus, needle: &Needle) -> bool;

    /// Whether one of the texts in which phrases and patterns are looked for is
    /// as asked for.
    fn says(&self, corpus: &Corpus, asked: impl Fn(&str) -> bool) -> bool;
}

/// Returns the names by which an actor is meant.
pub fn actor_names(actor: &Actor) -> impl Iterator<Item = &str> {
    let own = [&actor.name, &actor.key].into_iter();
    own.chain(&actor.aliases).map(Clean::as_str)
}

/// Returns the names by which an issue is meant.
pub fn issue_names(issue: &Issue) -> impl Iterator<Item = &str> {
    [&issue.label, &issue.key, &issue.proposition]
        .into_iter()
        .map(Clean::as_str)
}

/// Returns the names by which a source is meant.
pub(super) fn source_names(source: &Source) -> impl Iterator<Item = &str> {
    [&source.title, &source.container, &source.key]
        .into_iter()
        .map(Clean::as_str)
}

/// Returns the names by which a briefing is meant.
pub(super) fn briefing_names(briefing: &Briefing) -> impl Iterator<Item = &str> {
    [&briefing.title, &briefing.key]
        .into_iter()
        .map(Clean::as_str)
}

/// Returns the sources that say of an event; one may come twice.
pub(super) fn sources_of(event: &Event) -> impl Iterator<Item = Id<Source>> + '_ {
    let also = event.also.iter().map(|also| also.source);
    event.source.into_iter().chain(also)
}

/// Returns the place of who a quote is by: an actor's, or, behind all actors,
/// that of the document that speaks.
pub(super) fn voice_of(corpus: &Corpus, quote: QuoteId) -> usize {
    corpus.quotes.speaker(quote).map_or_else(
        || {
            let quote = corpus.quotes.at(quote);
            corpus.actors.len() + quote.first_source.unwrap_or(quote.source).index()
        },
        Id::index,
    )
}

/// Returns the names by which it is meant who a quote is by, each with the
/// place that [`voice_of`] gives; of those alone that `speaks` says.
pub(super) fn voice_names<'a>(
    corpus: &'a Corpus,
    speaks: &[bool],
) -> impl Iterator<Item = (usize, &'a str)> {
    let speaks = |place: usize| speaks.get(place) == Some(&true);
    let actors = corpus.actors.iter();
    let actors = actors.filter(move |(id, _)| speaks(id.index()));
    let names =
        actors.flat_map(|(id, actor)| actor_names(actor).map(move |name| (id.index(), name)));
    let people = corpus.actors.len();
    let titles = corpus.sources.iter();
    let titles = titles.map(move |(id, source)| (people + id.index(), source.title.as_str()));
    names.chain(titles.filter(move |(place, _)| speaks(*place)))
}
