//! Which events a field fits, whatever the words are.

use std::collections::HashMap;

use crate::{
    arena::Id,
    model::{
        Actor, Basis, Briefing, Capacity, Corpus, Event, Importance, Issue, Quote, QuoteKind,
        Source, Token,
    },
    query::{
        names::{meant, plain},
        read::{Field, Filter},
    },
    text::Clean,
};

/// Returns for each event whether one of a filter's values fits it; whether it
/// must or must not is left to the caller.
///
/// Names are looked for among those that have to do with events, as a search
/// for quotes looks among those that have to do with quotes.
pub fn fitting(corpus: &Corpus, filter: &Filter) -> Vec<bool> {
    let values = &filter.values;
    match filter.field {
        Field::Actor => with_actors(corpus, values),
        Field::Speaker => spoken_by(corpus, values),
        Field::For => stated_for(corpus, values),
        Field::Issue => on_issues(corpus, values),
        Field::Source => from_sources(corpus, values),
        Field::Briefing => in_briefings(corpus, values),
        Field::Date => each(corpus, |event| {
            let date = event.date.as_ref();
            date.is_some_and(|date| filter.may_hold(date))
        }),
        Field::Kind => of_kinds(corpus, values),
        Field::Place => {
            let places = Distinct::new(corpus, |event| &event.place);
            places.fitting(&meant(values, places.words.len(), places.numbered()))
        }
        Field::Importance => {
            let meant = tokens::<Importance>(values);
            each(corpus, |event| has(&meant, event.importance))
        }
        Field::Capacity => {
            let meant = tokens::<Capacity>(values);
            some_quote(corpus, |quote| {
                quote.capacity.is_some_and(|capacity| has(&meant, capacity))
            })
        }
        Field::Lang => some_quote(corpus, |quote| {
            let lang = quote.lang.to_ascii_lowercase();
            values.iter().any(|value| {
                let rest = lang.strip_prefix(value.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            })
        }),
        Field::Tag => each(corpus, |event| {
            let mut tags = event.tags.iter().map(|tag| plain(tag));
            tags.any(|tag| values.iter().any(|value| tag.contains(value.as_str())))
        }),
        Field::Rating => each(corpus, |event| rated(corpus, event, values)),
        // Nothing is checked yet.
        Field::Verified => {
            let no = values.iter().any(|value| "no".starts_with(value.as_str()));
            some_quote(corpus, |_| no)
        }
        Field::Basis => {
            let meant = tokens::<Basis>(values);
            let holds = |id| {
                let positions = corpus.positions_at.of(id).iter();
                let mut bases = positions.filter_map(|&position| corpus.positions[position].basis);
                bases.any(|basis| has(&meant, basis))
            };
            corpus.events.iter().map(|(id, _)| holds(id)).collect()
        }
    }
}

/// Returns who took part in an event, had a role in it, or voted; one may come
/// twice.
pub(super) fn actors_of(event: &Event) -> impl Iterator<Item = Id<Actor>> + '_ {
    let voters = event
        .votes
        .iter()
        .flat_map(|votes| [&votes.yes, &votes.no, &votes.abstain, &votes.absent]);
    let roles = event.roles.iter().map(|(actor, _)| *actor);
    event
        .actors
        .iter()
        .copied()
        .chain(roles)
        .chain(voters.flatten().copied())
}

/// Returns the sources that say of an event; one may come twice.
pub(super) fn sources_of(event: &Event) -> impl Iterator<Item = Id<Source>> + '_ {
    let also = event.also.iter().map(|also| also.source);
    event.source.into_iter().chain(also)
}

/// Returns the names by which an actor is meant.
pub(super) fn actor_names(actor: &Actor) -> impl Iterator<Item = &str> {
    let own = [&actor.name, &actor.key].into_iter();
    own.chain(&actor.aliases).map(Clean::as_str)
}

/// Returns the names by which an issue is meant.
pub(super) fn issue_names(issue: &Issue) -> impl Iterator<Item = &str> {
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

fn each(corpus: &Corpus, fits: impl Fn(&Event) -> bool) -> Vec<bool> {
    corpus.events.iter().map(|(_, event)| fits(event)).collect()
}

fn some_quote(corpus: &Corpus, fits: impl Fn(&Quote<'_>) -> bool) -> Vec<bool> {
    let fits = |&quote: &Id<Quote<'static>>| fits(&corpus.quotes.at(quote));
    let events = corpus.events.iter();
    events
        .map(|(id, _)| corpus.quotes_at.of(id).iter().any(fits))
        .collect()
}

fn tokens<T: Token>(values: &[String]) -> Vec<bool> {
    let names = T::ALL.iter().map(|(_, token, _)| *token).enumerate();
    meant(values, T::ALL.len(), names)
}

fn has<T: Token>(meant: &[bool], value: T) -> bool {
    let mut all = T::ALL.iter().zip(meant);
    all.any(|((known, ..), meant)| *meant && *known == value)
}

/// The different words that events have for something.
struct Distinct<'a> {
    words: Vec<&'a str>,
    /// The place of each event's word.
    of: Vec<usize>,
}

impl<'a> Distinct<'a> {
    fn new(corpus: &'a Corpus, word: impl Fn(&'a Event) -> &'a str) -> Distinct<'a> {
        let mut known: HashMap<&str, usize> = HashMap::new();
        let mut words = Vec::new();
        let events = corpus.events.iter();
        let of = events.map(|(_, event)| {
            let word = word(event);
            *known.entry(word).or_insert_with(|| {
                words.push(word);
                words.len() - 1
            })
        });
        let of = of.collect();
        Distinct { words, of }
    }

    fn numbered(&self) -> impl Iterator<Item = (usize, &'a str)> {
        self.words.iter().copied().enumerate()
    }

    /// Returns for each event whether its word is meant; having none is no word.
    fn fitting(&self, meant: &[bool]) -> Vec<bool> {
        let meant = self.numbered().zip(meant);
        let meant: Vec<bool> = meant
            .map(|((_, word), meant)| *meant && !word.is_empty())
            .collect();
        self.of.iter().map(|&word| meant[word]).collect()
    }
}

fn with_actors(corpus: &Corpus, values: &[String]) -> Vec<bool> {
    let mut acts = vec![false; corpus.actors.len()];
    for (_, event) in corpus.events.iter() {
        actors_of(event).for_each(|actor| acts[actor.index()] = true);
    }
    let meant = meant_actors(corpus, values, |id| acts[id.index()]);
    each(corpus, |event| {
        actors_of(event).any(|actor| meant[actor.index()])
    })
}

fn meant_actors(
    corpus: &Corpus,
    values: &[String],
    among: impl Fn(Id<Actor>) -> bool,
) -> Vec<bool> {
    let actors = corpus.actors.iter().filter(|(id, _)| among(*id));
    let names =
        actors.flat_map(|(id, actor)| actor_names(actor).map(move |name| (id.index(), name)));
    meant(values, corpus.actors.len(), names)
}

/// The events at which somebody spoke who is meant, or a document whose title is.
fn spoken_by(corpus: &Corpus, values: &[String]) -> Vec<bool> {
    let people = corpus.actors.len();
    let mut speaks = vec![false; people + corpus.sources.len()];
    let mut spoken: Vec<(usize, usize)> = Vec::new();
    for (id, _) in corpus.events.iter() {
        for &quote in corpus.quotes_at.of(id) {
            let voice = corpus.quotes.speaker(quote).map_or_else(
                || {
                    let quote = corpus.quotes.at(quote);
                    people + quote.first_source.unwrap_or(quote.source).index()
                },
                Id::index,
            );
            speaks[voice] = true;
            spoken.push((voice, id.index()));
        }
    }
    let actors = corpus.actors.iter();
    let actors = actors.filter(|(id, _)| speaks[id.index()]);
    let names =
        actors.flat_map(|(id, actor)| actor_names(actor).map(move |name| (id.index(), name)));
    let titles = corpus.sources.iter();
    let titles = titles.map(|(id, source)| (people + id.index(), source.title.as_str()));
    let titles = titles.filter(|(voice, _)| speaks[*voice]);
    let meant = meant(values, speaks.len(), names.chain(titles));
    let mut fits = vec![false; corpus.events.len()];
    for (voice, event) in spoken {
        fits[event] |= meant[voice];
    }
    fits
}

fn stated_for(corpus: &Corpus, values: &[String]) -> Vec<bool> {
    let meant = meant_actors(corpus, values, |id| !corpus.quotes_of.of(id).is_empty());
    let mut fits = vec![false; corpus.events.len()];
    for (id, _) in corpus.actors.iter().filter(|(id, _)| meant[id.index()]) {
        for &quote in corpus.quotes_of.of(id) {
            let quote = corpus.quotes.at(quote);
            if let Some(event) = quote.event.filter(|_| quote.stated_for.contains(&id)) {
                fits[event.index()] = true;
            }
        }
    }
    fits
}

fn on_issues(corpus: &Corpus, values: &[String]) -> Vec<bool> {
    let issues = corpus.issues.iter();
    let issues = issues.filter(|(id, _)| !corpus.events_about.of(*id).is_empty());
    let names =
        issues.flat_map(|(id, issue)| issue_names(issue).map(move |name| (id.index(), name)));
    let meant = meant(values, corpus.issues.len(), names);
    each(corpus, |event| {
        event.issues.iter().any(|issue| meant[issue.index()])
    })
}

fn from_sources(corpus: &Corpus, values: &[String]) -> Vec<bool> {
    let sources = corpus.sources.iter();
    let sources = sources.filter(|(id, _)| !corpus.events_in.of(*id).is_empty());
    let names =
        sources.flat_map(|(id, source)| source_names(source).map(move |name| (id.index(), name)));
    let meant = meant(values, corpus.sources.len(), names);
    each(corpus, |event| {
        sources_of(event).any(|source| meant[source.index()])
    })
}

fn in_briefings(corpus: &Corpus, values: &[String]) -> Vec<bool> {
    let briefings = corpus.briefings.iter();
    let names = briefings
        .flat_map(|(id, briefing)| briefing_names(briefing).map(move |name| (id.index(), name)));
    let meant = meant(values, corpus.briefings.len(), names);
    let mut fits = vec![false; corpus.events.len()];
    for (_, file) in corpus.files.iter() {
        if file.briefing.is_some_and(|id| meant[id.index()])
            && let Some(fits) = fits.get_mut(file.events.clone())
        {
            fits.fill(true);
        }
    }
    fits
}

/// The events of a kind, and those with a quote of a kind; a word that an event
/// has for itself stands before the format's own word for quotes.
fn of_kinds(corpus: &Corpus, values: &[String]) -> Vec<bool> {
    let kinds = Distinct::new(corpus, |event| &event.kind);
    let own = kinds.words.len();
    let taken = |token: &str| kinds.words.iter().any(|kind| plain(kind) == token);
    let of_quotes = QuoteKind::ALL.iter().enumerate();
    let of_quotes = of_quotes
        .map(|(at, (_, token, _))| (own + at, *token))
        .filter(|(_, token)| !taken(token));
    let things = own + QuoteKind::ALL.len();
    let meant = meant(values, things, kinds.numbered().chain(of_quotes));
    let (own, of_quotes) = meant.split_at(own);
    let mut fits = kinds.fitting(own);
    if of_quotes.contains(&true) {
        let quoted = some_quote(corpus, |quote| has(of_quotes, quote.kind));
        fits.iter_mut()
            .zip(quoted)
            .for_each(|(fits, quoted)| *fits |= quoted);
    }
    fits
}

fn rated(corpus: &Corpus, event: &Event, values: &[String]) -> bool {
    let reliability = event
        .source
        .and_then(|source| corpus.sources[source].reliability);
    values.iter().any(|value| {
        reliability.is_some_and(|letter| letter.token().eq_ignore_ascii_case(value))
            || event
                .credibility
                .is_some_and(|grade| *value == grade.to_string())
    })
}
