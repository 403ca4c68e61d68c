//! By what events can be narrowed: the values that each field has.

use std::{cmp::Reverse, collections::HashMap};

use crate::{
    arena::Id,
    model::{Corpus, Entry, Event, Token},
    query::{
        marks::{actor_names, actors_of, briefing_names, issue_names, source_names, sources_of},
        names::plain,
        read::{Field, quoted},
    },
};

/// A value of a field, and how many events have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The field.
    pub field: Field,
    /// The value as shown.
    pub label: String,
    /// The query that asks for it, such as `actor:"United Nations"`.
    pub query: String,
    /// How many of the events have it; never 0.
    pub count: usize,
}

/// Returns the values that some events have: field by field, the commonest
/// first, then by name. A query asks for its value alone wherever some name of
/// it is its own.
pub fn values(corpus: &Corpus, events: impl Iterator<Item = Id<Event>>) -> Vec<Value> {
    let mut counts = Counts::new(corpus);
    for id in events {
        counts.add(corpus, id);
    }
    let mut all = Vec::new();
    all.extend(of_actors(corpus, &counts.actors));
    all.extend(of_issues(corpus, &counts.issues));
    all.extend(of_words(Field::Kind, &counts.kinds));
    all.extend(of_words(Field::Place, &counts.places));
    all.extend(of_words(Field::Importance, &counts.importance));
    all.extend(of_sources(corpus, &counts.sources));
    all.extend(of_briefings(corpus, &counts.briefings));
    all
}

/// How many events have what.
struct Counts<'a> {
    actors: Vec<usize>,
    issues: Vec<usize>,
    briefings: Vec<usize>,
    kinds: HashMap<&'a str, usize>,
    places: HashMap<&'a str, usize>,
    importance: HashMap<&'a str, usize>,
    sources: Sources,
}

/// How many events each title has: those with the same title are one value.
struct Sources {
    /// The place of each source's title.
    titles: Vec<usize>,
    counts: Vec<usize>,
}

impl<'a> Counts<'a> {
    fn new(corpus: &'a Corpus) -> Counts<'a> {
        let mut known: HashMap<String, usize> = HashMap::new();
        let titles: Vec<usize> = corpus
            .sources
            .iter()
            .map(|(_, source)| {
                let next = known.len();
                *known
                    .entry(plain(shown(&source.title, &source.key)))
                    .or_insert(next)
            })
            .collect();
        Counts {
            actors: vec![0; corpus.actors.len()],
            issues: vec![0; corpus.issues.len()],
            briefings: vec![0; corpus.briefings.len()],
            kinds: HashMap::new(),
            places: HashMap::new(),
            importance: HashMap::new(),
            sources: Sources {
                titles,
                counts: vec![0; known.len()],
            },
        }
    }

    fn add(&mut self, corpus: &'a Corpus, id: Id<Event>) {
        let Some(event) = corpus.events.get(id) else {
            return;
        };
        once(actors_of(event).map(Id::index), &mut self.actors);
        once(event.issues.iter().map(|id| id.index()), &mut self.issues);
        let Sources { titles, counts } = &mut self.sources;
        once(sources_of(event).map(|id| titles[id.index()]), counts);
        if let Some(briefing) = corpus.briefing_of(Entry::Event(id)) {
            self.briefings[briefing.index()] += 1;
        }
        *self.kinds.entry(&event.kind).or_default() += 1;
        *self.places.entry(&event.place).or_default() += 1;
        *self.importance.entry(event.importance.token()).or_default() += 1;
    }
}

/// Counts each of some things once.
fn once(things: impl Iterator<Item = usize>, counts: &mut [usize]) {
    let mut things: Vec<usize> = things.collect();
    things.sort_unstable();
    things.dedup();
    for thing in things {
        counts[thing] += 1;
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

fn of_actors(corpus: &Corpus, counts: &[usize]) -> Vec<Value> {
    let mut acts = vec![false; corpus.actors.len()];
    for (_, event) in corpus.events.iter() {
        actors_of(event).for_each(|actor| acts[actor.index()] = true);
    }
    let actors = corpus.actors.iter().filter(|(id, _)| acts[id.index()]);
    let called = Called::new(
        actors.flat_map(|(id, actor)| actor_names(actor).map(move |name| (id.index(), name))),
    );
    listed(Field::Actor, counts, |thing| {
        let actor = &corpus.actors[Id::new(thing)];
        let names: Vec<&str> = actor_names(actor).collect();
        (&actor.name, called.own(thing, &names))
    })
}

fn of_issues(corpus: &Corpus, counts: &[usize]) -> Vec<Value> {
    let issues = corpus.issues.iter();
    let issues = issues.filter(|(id, _)| !corpus.events_about.of(*id).is_empty());
    let called = Called::new(
        issues.flat_map(|(id, issue)| issue_names(issue).map(move |name| (id.index(), name))),
    );
    listed(Field::Issue, counts, |thing| {
        let issue = &corpus.issues[Id::new(thing)];
        let names: Vec<&str> = issue_names(issue).collect();
        (&issue.label, called.own(thing, &names))
    })
}

fn of_briefings(corpus: &Corpus, counts: &[usize]) -> Vec<Value> {
    let briefings = corpus.briefings.iter();
    let called =
        Called::new(briefings.flat_map(|(id, briefing)| {
            briefing_names(briefing).map(move |name| (id.index(), name))
        }));
    listed(Field::Briefing, counts, |thing| {
        let briefing = &corpus.briefings[Id::new(thing)];
        // The id is short and its own.
        let names = [briefing.key.as_str(), &briefing.title];
        let label = shown(&briefing.title, &briefing.key);
        (label, called.own(thing, &names))
    })
}

fn of_sources(corpus: &Corpus, sources: &Sources) -> Vec<Value> {
    let all = || {
        let all = corpus.sources.iter();
        all.filter(|(id, _)| !corpus.events_in.of(*id).is_empty())
    };
    let called = Called::new(all().flat_map(|(id, source)| {
        let title = sources.titles[id.index()];
        source_names(source).map(move |name| (title, name))
    }));
    let mut keys: Vec<Vec<&str>> = vec![Vec::new(); sources.counts.len()];
    let mut labels = vec![""; sources.counts.len()];
    for (id, source) in all() {
        let title = sources.titles[id.index()];
        labels[title] = shown(&source.title, &source.key);
        keys[title].push(&source.key);
    }
    let counted = sources.counts.iter().enumerate();
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

/// Makes values of words: those that are read alike are one.
fn of_words(field: Field, counts: &HashMap<&str, usize>) -> Vec<Value> {
    let mut counted: Vec<(&str, usize)> =
        counts.iter().map(|(word, count)| (*word, *count)).collect();
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
