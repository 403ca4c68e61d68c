//! A JSON object that says only what is known: what is empty is left out.

use serde_json::{Map, Value, json};

use crate::{
    arena::Id,
    date::{Bound, Date},
    export::words,
    model::{Actor, Corpus, Entry, Name, Source, Token},
    text::Clean,
};

/// A JSON object on its way, its keys in the order in which they were added.
pub(super) struct Object<'a> {
    corpus: &'a Corpus,
    map: Map<String, Value>,
}

impl<'a> Object<'a> {
    /// Returns an object with the name of a record and nothing else.
    pub(super) fn new(corpus: &'a Corpus, entry: Entry) -> Object<'a> {
        let mut map = Map::new();
        map.insert("ref".to_owned(), corpus.reference(entry).to_string().into());
        if corpus.is_fiction(entry) {
            map.insert("fiction".to_owned(), true.into());
        }
        Object { corpus, map }
    }

    /// Returns the object.
    pub(super) fn done(self) -> Value {
        Value::Object(self.map)
    }

    /// Adds a value as it is, unless it is null or empty.
    pub(super) fn value(mut self, key: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        let empty = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            Value::Object(items) => items.is_empty(),
            Value::Bool(_) | Value::Number(_) => false,
        };
        if !empty {
            self.map.insert(key.to_owned(), value);
        }
        self
    }

    /// Adds texts.
    pub(super) fn texts(self, key: &str, texts: &[Clean]) -> Self {
        let texts: Vec<Value> = texts.iter().map(|text| text.as_str().into()).collect();
        self.value(key, texts)
    }

    /// Adds a word of the format.
    pub(super) fn token<T: Token>(self, key: &str, token: Option<T>) -> Self {
        self.value(key, token.map_or("", Token::token))
    }

    /// Adds a date, as files write it.
    pub(super) fn date(self, key: &str, date: Option<&Date>) -> Self {
        self.value(key, date.map_or(String::new(), Date::to_string))
    }

    /// Adds a date and, computed from it, its first and last day and its words.
    pub(super) fn when(self, key: &str, date: Option<&Date>) -> Self {
        let day = |bound: Bound| match bound {
            Bound::Day(day) => day.to_string(),
            Bound::Open => "open".to_owned(),
            Bound::Unknown => "unknown".to_owned(),
        };
        self.date(key, date)
            .value(
                "earliest",
                date.map_or(String::new(), |date| day(date.earliest())),
            )
            .value(
                "latest",
                date.map_or(String::new(), |date| day(date.latest())),
            )
            .value("date_words", date.map_or(String::new(), Date::words))
    }

    /// Adds a record: its reference and what it is called.
    pub(super) fn record(self, key: &str, entry: Option<Entry>) -> Self {
        let value = entry.map_or(Value::Null, |entry| record(self.corpus, entry));
        self.value(key, value)
    }

    /// Adds records.
    pub(super) fn records(self, key: &str, entries: impl Iterator<Item = Entry>) -> Self {
        let values: Vec<Value> = entries.map(|entry| record(self.corpus, entry)).collect();
        self.value(key, values)
    }

    /// Adds actors.
    pub(super) fn actors(self, key: &str, actors: &[Id<Actor>]) -> Self {
        self.records(key, actors.iter().map(|&id| Entry::Actor(id)))
    }

    /// Adds sources.
    pub(super) fn sources(self, key: &str, sources: impl Iterator<Item = Id<Source>>) -> Self {
        self.records(key, sources.map(Entry::Source))
    }

    /// Adds the names on a title page.
    pub(super) fn people(self, key: &str, people: &[Name]) -> Self {
        let corpus = self.corpus;
        let values: Vec<Value> = people.iter().map(|name| person(corpus, name)).collect();
        self.value(key, values)
    }
}

/// Returns a name: an actor as a record, another as text.
pub(super) fn person(corpus: &Corpus, name: &Name) -> Value {
    match name {
        Name::Actor(id) => record(corpus, Entry::Actor(*id)),
        Name::Text(text) => text.as_str().into(),
    }
}

/// Returns a record's reference and what it is called.
pub(super) fn record(corpus: &Corpus, entry: Entry) -> Value {
    json!({ "ref": corpus.reference(entry).to_string(), "name": words::name(corpus, entry) })
}
