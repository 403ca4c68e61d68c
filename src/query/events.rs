//! Which events fit a query.

use regex::Regex;

use crate::{
    arena::Id,
    model::{Corpus, Event},
    query::{
        marks::{actors_of, fitting},
        needle::Needle,
        read::Query,
        words::stands_in,
    },
};

/// What an event must be to fit a query: prepared once, asked of each event.
#[derive(Debug, Clone)]
pub struct EventSieve<'a> {
    corpus: &'a Corpus,
    /// Whether all fields fit, event by event; `None` where none is asked for.
    fields: Option<Vec<bool>>,
    tests: Vec<Test>,
}

/// What must be found in an event, or must not.
#[derive(Debug, Clone)]
struct Test {
    what: What,
    not: bool,
}

#[derive(Debug, Clone)]
enum What {
    /// A word begins with it somewhere.
    Word {
        needle: Needle,
        /// The events where it is in the name of an actor or an issue.
        named: Vec<bool>,
    },
    /// Its words stand together in the title or the summary; the last may be
    /// only begun.
    Phrase { phrase: String, first: Needle },
    /// It matches the title or the summary.
    Pattern(Regex),
}

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
    let mut fields: Option<Vec<bool>> = None;
    for filter in &query.filters {
        let fits = fitting(corpus, filter);
        let fits = fits.into_iter().map(|fits| fits != filter.not);
        fields = Some(match fields {
            Some(before) => before.into_iter().zip(fits).map(|(a, b)| a && b).collect(),
            None => fits.collect(),
        });
    }
    let mut tests = Vec::new();
    for word in &query.words {
        tests.push((What::word(corpus, word), false));
    }
    for phrase in &query.phrases {
        tests.push((What::phrase(phrase), false));
    }
    for words in &query.not {
        let what = if words.contains(' ') {
            What::phrase(words)
        } else {
            What::word(corpus, words)
        };
        tests.push((what, true));
    }
    for pattern in &query.patterns {
        tests.push((What::Pattern(pattern.regex.clone()), pattern.not));
    }
    let tests = tests.into_iter().map(|(what, not)| Test { what, not });
    EventSieve {
        corpus,
        fields,
        tests: tests.collect(),
    }
}

impl EventSieve<'_> {
    /// Whether an event fits; one of another corpus does not.
    pub fn fits(&self, id: Id<Event>) -> bool {
        let Some(event) = self.corpus.events.get(id) else {
            return false;
        };
        let fields = self.fields.as_ref();
        fields.is_none_or(|fits| fits.get(id.index()) == Some(&true))
            && self
                .tests
                .iter()
                .all(|test| test.what.is_found(id, event) != test.not)
    }
}

impl What {
    fn word(corpus: &Corpus, word: &str) -> What {
        let needle = Needle::new(word);
        let called = |name: &str| needle.begins_in(name);
        let actors = corpus.actors.iter();
        let actors: Vec<bool> = actors
            .map(|(_, actor)| called(&actor.name) || actor.aliases.iter().any(|name| called(name)))
            .collect();
        let issues = corpus.issues.iter();
        let issues: Vec<bool> = issues.map(|(_, issue)| called(&issue.label)).collect();
        let named = |event: &Event| {
            actors_of(event).any(|actor| actors[actor.index()])
                || event.issues.iter().any(|issue| issues[issue.index()])
        };
        let events = corpus.events.iter();
        let named = events.map(|(_, event)| named(event)).collect();
        What::Word { needle, named }
    }

    fn phrase(phrase: &str) -> What {
        let first = phrase.split(' ').next().unwrap_or_default();
        What::Phrase {
            phrase: phrase.to_owned(),
            first: Needle::new(first),
        }
    }

    fn is_found(&self, id: Id<Event>, event: &Event) -> bool {
        match self {
            What::Word { needle, named } => {
                named.get(id.index()) == Some(&true)
                    || needle.begins_in(&event.title)
                    || needle.begins_in(&event.kind)
                    || needle.begins_in(&event.place)
                    || event.tags.iter().any(|tag| needle.begins_in(tag))
                    || needle.begins_in_date(event.date.as_ref())
                    || needle.begins_in(&event.summary)
            }
            What::Phrase { phrase, first } => {
                let words: Vec<&str> = phrase.split(' ').collect();
                let stands = |text: &str| first.begins_in(text) && stands_in(text, &words, true);
                stands(&event.title) || stands(&event.summary)
            }
            What::Pattern(regex) => regex.is_match(&event.title) || regex.is_match(&event.summary),
        }
    }
}
