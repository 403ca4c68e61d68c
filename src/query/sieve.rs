//! Which records fit a query: its fields looked up once, its words looked for in
//! each.

use regex::Regex;

use crate::{
    arena::Id,
    model::{Corpus, Issue},
    query::{asked::Asked, marks::fitting, needle::Needle, read::Query, words::stands_in},
};

/// What a record must be to fit a query: prepared once, asked of each.
#[derive(Debug, Clone)]
pub(super) struct Sieve<'a> {
    corpus: &'a Corpus,
    /// Whether all fields fit, record by record; `None` where none is asked for.
    fields: Option<Vec<bool>>,
    tests: Vec<Test>,
}

/// What must be found in a record, or must not.
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
        /// The records where it is in the name of an actor or in an issue.
        named: Vec<bool>,
    },
    /// Its words stand together; the last may be only begun.
    Phrase { phrase: String, first: Needle },
    /// It matches.
    Pattern(Regex),
}

impl<'a> Sieve<'a> {
    /// Prepares a query for asking it of records of one sort: names are looked
    /// up once.
    pub(super) fn new<T: Asked>(corpus: &'a Corpus, query: &Query) -> Sieve<'a> {
        let mut fields: Option<Vec<bool>> = None;
        for filter in &query.filters {
            let fits = fitting::<T>(corpus, filter);
            let fits = fits.into_iter().map(|fits| fits != filter.not);
            fields = Some(match fields {
                Some(before) => before.into_iter().zip(fits).map(|(a, b)| a && b).collect(),
                None => fits.collect(),
            });
        }
        let mut tests = Vec::new();
        for word in &query.words {
            tests.push((What::word::<T>(corpus, word), false));
        }
        for phrase in &query.phrases {
            tests.push((What::phrase(phrase), false));
        }
        for words in &query.not {
            let what = if words.contains(' ') {
                What::phrase(words)
            } else {
                What::word::<T>(corpus, words)
            };
            tests.push((what, true));
        }
        for pattern in &query.patterns {
            tests.push((What::Pattern(pattern.regex.clone()), pattern.not));
        }
        let tests = tests.into_iter().map(|(what, not)| Test { what, not });
        Sieve {
            corpus,
            fields,
            tests: tests.collect(),
        }
    }

    /// Whether a record fits, of the sort that the sieve was made for; one of
    /// another corpus does not.
    pub(super) fn fits<T: Asked>(&self, id: Id<T>) -> bool {
        let Some(record) = T::all(self.corpus).get(id) else {
            return false;
        };
        let fields = self.fields.as_ref();
        fields.is_none_or(|fits| fits.get(id.index()) == Some(&true))
            && self
                .tests
                .iter()
                .all(|test| test.what.is_found(self.corpus, id, record) != test.not)
    }
}

impl What {
    fn word<T: Asked>(corpus: &Corpus, word: &str) -> What {
        let needle = Needle::new(word);
        let called = |name: &str| needle.begins_in(name);
        let actors = corpus.actors.iter();
        let actors: Vec<bool> = actors
            .map(|(_, actor)| called(&actor.name) || actor.aliases.iter().any(|name| called(name)))
            .collect();
        let in_issue = |issue: &Issue| T::issue_texts(issue).any(called);
        let issues = corpus.issues.iter();
        let issues: Vec<bool> = issues.map(|(_, issue)| in_issue(issue)).collect();
        let named = |record: &T| {
            record.actors().any(|actor| actors[actor.index()])
                || record.issues().any(|issue| issues[issue.index()])
        };
        let records = T::all(corpus).iter();
        let named = records.map(|(_, record)| named(record)).collect();
        What::Word { needle, named }
    }

    fn phrase(phrase: &str) -> What {
        let first = phrase.split(' ').next().unwrap_or_default();
        What::Phrase {
            phrase: phrase.to_owned(),
            first: Needle::new(first),
        }
    }

    fn is_found<T: Asked>(&self, corpus: &Corpus, id: Id<T>, record: &T) -> bool {
        match self {
            What::Word { needle, named } => {
                named.get(id.index()) == Some(&true) || record.has_word(corpus, needle)
            }
            What::Phrase { phrase, first } => {
                let words: Vec<&str> = phrase.split(' ').collect();
                record.says(corpus, |text| {
                    first.begins_in(text) && stands_in(text, &words, true)
                })
            }
            What::Pattern(regex) => record.says(corpus, |text| regex.is_match(text)),
        }
    }
}
