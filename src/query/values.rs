//! By what events and positions can be narrowed: the values that each field has.

use std::{cmp::Reverse, collections::HashMap};

use crate::{
    arena::Id,
    model::{Corpus, Event, Position, Token},
    query::{
        asked::{
            Asked, actor_names, briefing_names, issue_names, source_names, voice_names, voice_of,
        },
        had::Had,
        names::plain,
        read::{Field, quoted},
    },
};

/// A value of a field, and how many records have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The field.
    pub field: Field,
    /// The value as shown.
    pub label: String,
    /// The query that asks for it, such as `actor:"United Nations"`.
    pub query: String,
    /// How many of the events, or of the positions, have it; never 0.
    pub count: usize,
}

/// Returns the values that some events have: field by field, the commonest
/// first, then by name. A query asks for its value alone wherever some name of
/// it is its own.
pub fn values(corpus: &Corpus, events: impl Iterator<Item = Id<Event>>) -> Vec<Value> {
    let given = Given::new(corpus, events);
    let words = |field, word: &dyn Fn(&Event) -> &str| {
        let events = given.iter(corpus);
        of_words(field, events.map(word))
    };
    let mut all = Vec::new();
    all.extend(of_actors(corpus, &given));
    all.extend(of_issues(corpus, &given));
    all.extend(words(Field::Kind, &|event| &event.kind));
    all.extend(words(Field::Place, &|event| &event.place));
    all.extend(words(Field::Importance, &|event| event.importance.token()));
    all.extend(of_sources(corpus, &given));
    all.extend(of_briefings(corpus, &given));
    all
}

/// Returns the values that some positions have, as [`values`] does for events.
pub fn position_values(
    corpus: &Corpus,
    positions: impl Iterator<Item = Id<Position>>,
) -> Vec<Value> {
    let given = Given::new(corpus, positions);
    let words = |field, word: &dyn Fn(&Position) -> &str| {
        let positions = given.iter(corpus);
        of_words(field, positions.map(word))
    };
    let mut all = Vec::new();
    all.extend(of_actors(corpus, &given));
    all.extend(of_issues(corpus, &given));
    all.extend(words(Field::Basis, &|position| {
        position.basis.map_or("", Token::token)
    }));
    all.extend(words(Field::Stance, &|position| position.stance.token()));
    all.extend(words(Field::Confidence, &|position| {
        position.confidence.map_or("", Token::token)
    }));
    all.extend(of_voices(corpus, &given));
    all.extend(of_sources(corpus, &given));
    all.extend(of_briefings(corpus, &given));
    all.extend(of_tags(corpus, &given));
    all
}

/// The records of which values are counted.
struct Given<T> {
    ids: Vec<Id<T>>,
    /// Whether a record is one of them.
    is_given: Vec<bool>,
}

impl<T: Asked> Given<T> {
    fn new(corpus: &Corpus, ids: impl Iterator<Item = Id<T>>) -> Given<T> {
        let mut is_given = vec![false; T::all(corpus).len()];
        let ids: Vec<Id<T>> = ids.filter(|id| id.index() < is_given.len()).collect();
        for id in &ids {
            is_given[id.index()] = true;
        }
        Given { ids, is_given }
    }

    fn iter<'a>(&'a self, corpus: &'a Corpus) -> impl Iterator<Item = &'a T> {
        self.ids.iter().map(|id| &T::all(corpus)[*id])
    }
}

/// The places of sources by what they are called: those with the same title are
/// one value.
struct Titles {
    /// The place of each source's title.
    of: Vec<usize>,
    count: usize,
}

impl Titles {
    fn new(corpus: &Corpus) -> Titles {
        let mut known: HashMap<String, usize> = HashMap::new();
        let of = corpus.sources.iter().map(|(_, source)| {
            let next = known.len();
            let title = plain(shown(&source.title, &source.key));
            *known.entry(title).or_insert(next)
        });
        let of = of.collect();
        Titles {
            of,
            count: known.len(),
        }
    }
}

fn shown<'a>(name: &'a str, key: &'a str) -> &'a str {
    if name.is_empty() { key } else { name }
}

/// The names by which things of one sort are meant, to find one that means a
/// single thing.
struct Called(HashMap<String, Option<usize>>);

impl Called {
    /// `None` stands at a name of several things.
    fn new<'a>(names: impl Iterator<Item = (usize, &'a str)>) -> Called {
        let mut called: HashMap<String, Option<usize>> = HashMap::new();
        for (thing, name) in names {
            let known = called.entry(plain(name)).or_insert(Some(thing));
            if *known != Some(thing) {
                *known = None;
            }
        }
        Called(called)
    }

    /// Whether a name means a thing and no other.
    fn is_own(&self, thing: usize, name: &str) -> bool {
        self.0.get(&plain(name)) == Some(&Some(thing))
    }

    /// Returns the first name that means a thing and no other; where there is
    /// none, the first.
    fn own<'a>(&self, thing: usize, names: &[&'a str]) -> &'a str {
        let own = names.iter().find(|name| self.is_own(thing, name));
        own.or(names.first()).copied().unwrap_or_default()
    }
}

/// Makes values of counted things.
fn listed<'a>(
    field: Field,
    counts: &[usize],
    label_and_name: impl Fn(usize) -> (&'a str, &'a str),
) -> Vec<Value> {
    let counted = counts.iter().enumerate().filter(|(_, count)| 0 < **count);
    let values = counted.map(|(thing, &count)| {
        let (label, name) = label_and_name(thing);
        value(field, label, name, count)
    });
    sorted(values.collect())
}

fn value(field: Field, label: &str, name: &str, count: usize) -> Value {
    Value {
        field,
        label: label.to_owned(),
        query: quoted(field, name),
        count,
    }
}

fn sorted(mut values: Vec<Value>) -> Vec<Value> {
    values.sort_by(|a, b| {
        let key = |value: &Value| (Reverse(value.count), plain(&value.label));
        key(a).cmp(&key(b)).then_with(|| a.query.cmp(&b.query))
    });
    values
}

fn of_actors<T: Asked>(corpus: &Corpus, given: &Given<T>) -> Vec<Value> {
    let had = Had::of_each(corpus, corpus.actors.len(), |record: &T, found| {
        record.actors().for_each(|actor| found(actor.index()));
    });
    let among = had.among();
    let actors = corpus.actors.iter().filter(|(id, _)| among[id.index()]);
    let called = Called::new(
        actors.flat_map(|(id, actor)| actor_names(actor).map(move |name| (id.index(), name))),
    );
    listed(Field::Actor, &had.counts(&given.is_given), |thing| {
        let actor = &corpus.actors[Id::new(thing)];
        let names: Vec<&str> = actor_names(actor).collect();
        (&actor.name, called.own(thing, &names))
    })
}

fn of_issues<T: Asked>(corpus: &Corpus, given: &Given<T>) -> Vec<Value> {
    let had = Had::of_each(corpus, corpus.issues.len(), |record: &T, found| {
        record.issues().for_each(|issue| found(issue.index()));
    });
    let among = had.among();
    let issues = corpus.issues.iter().filter(|(id, _)| among[id.index()]);
    let called = Called::new(
        issues.flat_map(|(id, issue)| issue_names(issue).map(move |name| (id.index(), name))),
    );
    listed(Field::Issue, &had.counts(&given.is_given), |thing| {
        let issue = &corpus.issues[Id::new(thing)];
        let names: Vec<&str> = issue_names(issue).collect();
        (&issue.label, called.own(thing, &names))
    })
}

fn of_briefings<T: Asked>(corpus: &Corpus, given: &Given<T>) -> Vec<Value> {
    let mut counts = vec![0; corpus.briefings.len()];
    for (_, file) in corpus.files.iter() {
        let records = given.is_given.get(T::in_file(file)).unwrap_or_default();
        if let Some(briefing) = file.briefing {
            counts[briefing.index()] += records.iter().filter(|given| **given).count();
        }
    }
    let briefings = corpus.briefings.iter();
    let called =
        Called::new(briefings.flat_map(|(id, briefing)| {
            briefing_names(briefing).map(move |name| (id.index(), name))
        }));
    listed(Field::Briefing, &counts, |thing| {
        let briefing = &corpus.briefings[Id::new(thing)];
        // The id is short and its own.
        let names = [briefing.key.as_str(), &briefing.title];
        let label = shown(&briefing.title, &briefing.key);
        (label, called.own(thing, &names))
    })
}

fn of_sources<T: Asked>(corpus: &Corpus, given: &Given<T>) -> Vec<Value> {
    let titles = Titles::new(corpus);
    let had = Had::new::<T>(corpus, corpus.sources.len(), |found| {
        T::each_source(corpus, |source, id| found(source.index(), id));
    });
    let among = had.among();
    let counts = had.by(titles.count, |source| titles.of[source]);
    let counts = counts.counts(&given.is_given);
    let all = || {
        let all = corpus.sources.iter();
        all.filter(|(id, _)| among[id.index()])
    };
    let called = Called::new(all().flat_map(|(id, source)| {
        let title = titles.of[id.index()];
        source_names(source).map(move |name| (title, name))
    }));
    let mut keys: Vec<Vec<&str>> = vec![Vec::new(); titles.count];
    let mut labels = vec![""; titles.count];
    for (id, source) in all() {
        let title = titles.of[id.index()];
        labels[title] = shown(&source.title, &source.key);
        keys[title].push(&source.key);
    }
    let counted = counts.iter().enumerate();
    let values = counted.filter(|(_, count)| 0 < **count);
    let values = values.map(|(title, &count)| {
        let (label, keys) = (labels[title], &keys[title]);
        let mut value = value(Field::Source, label, label, count);
        // Where others appeared in what is called so, the ids of its own tell.
        if !called.is_own(title, label) && keys.iter().all(|key| called.is_own(title, key)) {
            value.query = format!("{}:{}", Field::Source.name(), keys.join(","));
        }
        value
    });
    sorted(values.collect())
}

/// Those by whom quotes are: actors, and documents by their titles.
fn of_voices<T: Asked>(corpus: &Corpus, given: &Given<T>) -> Vec<Value> {
    let people = corpus.actors.len();
    let titles = Titles::new(corpus);
    let had = Had::new::<T>(corpus, people + corpus.sources.len(), |found| {
        T::each_quote(corpus, |quote, id| found(voice_of(corpus, quote), id));
    });
    let speaks = had.among();
    // All documents of one title are one value.
    let place = |voice: usize| match voice.checked_sub(people) {
        Some(source) => people + titles.of[source],
        None => voice,
    };
    let counts = had.by(people + titles.count, place);
    let counts = counts.counts(&given.is_given);
    let names = || voice_names(corpus, &speaks);
    let called = Called::new(names().map(|(voice, name)| (place(voice), name)));
    let mut of: Vec<Vec<&str>> = vec![Vec::new(); people + titles.count];
    for (voice, name) in names() {
        of[place(voice)].push(name);
    }
    listed(Field::Speaker, &counts, |thing| {
        let names = of.get(thing).map_or(&[][..], Vec::as_slice);
        let label = names.first().copied().unwrap_or_default();
        (label, called.own(thing, names))
    })
}

/// Tags: one that another holds is asked for with it, and counted so.
fn of_tags<T: Asked>(corpus: &Corpus, given: &Given<T>) -> Vec<Value> {
    let mut labels: HashMap<String, &str> = HashMap::new();
    let tags = given.iter(corpus).flat_map(T::tags);
    for tag in tags {
        let label = labels.entry(plain(tag)).or_insert(tag);
        *label = tag.as_str().min(label);
    }
    labels.retain(|tag, _| !tag.trim().is_empty());
    let tags: Vec<(&str, &str)> = labels.iter().map(|(tag, label)| (&**tag, *label)).collect();
    let had = Had::of_each(corpus, tags.len(), |record: &T, found| {
        for own in record.tags().iter().map(|tag| plain(tag)) {
            let held = tags.iter().enumerate();
            let held = held.filter(|(_, (tag, _))| own.contains(tag));
            held.for_each(|(thing, _)| found(thing));
        }
    });
    listed(Field::Tag, &had.counts(&given.is_given), |thing| {
        tags.get(thing)
            .map_or(("", ""), |(_, label)| (label, label))
    })
}

/// Makes values of words, one of each record: those that are read alike are one.
fn of_words<'a>(field: Field, words: impl Iterator<Item = &'a str>) -> Vec<Value> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    words.for_each(|word| *counts.entry(word).or_default() += 1);
    let mut counted: Vec<(&str, usize)> = counts.into_iter().collect();
    counted.retain(|(word, _)| !plain(word).trim().is_empty());
    counted.sort_by_key(|(word, count)| (plain(word), Reverse(*count), *word));
    counted.dedup_by(|next, first| {
        let same = plain(next.0) == plain(first.0);
        first.1 += if same { next.1 } else { 0 };
        same
    });
    let values = counted
        .into_iter()
        .map(|(word, count)| value(field, word, word, count));
    sorted(values.collect())
}
