//! Sources as CSL-JSON items, and back. What CSL has no field for goes with an
//! item as `custom`, so that an item of ours loses nothing on its way.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use toml::Value as Toml;

use crate::{
    arena::Id,
    briefing::source_keys,
    cite::{dates, record, table::Table},
    date::Date,
    model::{Corpus, Entry, Name, Source, SourceBody},
    text::{self, Clean},
};

/// A field of an item that could not be kept as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// The field, as CSL calls it.
    pub field: String,
    /// Why, as a sentence without a full stop.
    pub why: String,
}

/// A key of the format and the variable of CSL that means the same.
const FIELDS: &[(&str, &str)] = &[
    ("type", "type"),
    ("title", "title"),
    ("container", "container-title"),
    ("publisher", "publisher"),
    ("place", "publisher-place"),
    ("event_place", "event-place"),
    ("volume", "volume"),
    ("number", "number"),
    ("issue", "issue"),
    ("pages", "page"),
    ("section", "section"),
    ("edition", "edition"),
    ("genre", "genre"),
    ("authority", "authority"),
    ("archive", "archive"),
    ("archive_location", "archive_location"),
    ("url", "URL"),
    ("doi", "DOI"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("lang", "language"),
];

/// The same for names.
const NAMES: &[(&str, &str)] = &[
    ("author", "author"),
    ("editor", "editor"),
    ("translator", "translator"),
];

/// The same for dates.
const DATES: &[(&str, &str)] = &[
    ("issued", "issued"),
    ("original_date", "original-date"),
    ("accessed", "accessed"),
];

/// The variables of CSL that are dates, and have no key of their own here.
const OTHER_DATES: &[&str] = &["available-date", "event-date", "submitted"];

/// The variables of CSL that are names, and have no key of their own here.
const OTHER_NAMES: &[&str] = &[
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
];

/// Where what CSL has no field for stands in `custom`.
const OURS: &str = "attache";

/// Returns the key by which a source is known in a bibliography: the one it
/// came with from another program, by the first of some variables; else its own
/// id after its briefing's, so that it is the same in any list and no other's.
pub(super) fn citation_key(corpus: &Corpus, id: Id<Source>, variables: [&str; 2]) -> String {
    let fields = &corpus.sources[id].fields;
    let field = |key: &&str| fields.iter().find(|(own, _)| own.as_str() == *key);
    if let Some((_, own)) = variables.iter().find_map(field) {
        return own.to_string();
    }
    let reference = corpus.reference(Entry::Source(id));
    let briefing = reference.briefing.map(|key| format!("{key}:"));
    format!("{}{}", briefing.unwrap_or_default(), reference.id)
}

/// Returns a source as a CSL-JSON item. [`source`] makes the same table of it
/// that the format has.
pub fn item(corpus: &Corpus, id: Id<Source>) -> Value {
    let mut item = plain(corpus, id);
    let ours = record::source(corpus, id);
    item.insert(CUSTOM.to_owned(), json!({ OURS: {} }));
    let (back, _) = source(&Value::Object(item.clone()));
    let mut custom = Map::new();
    for (key, value) in &ours.pairs {
        if back.get(key) != Some(value) {
            custom.insert(key.clone(), json_of(value));
        }
    }
    for (key, _) in &back.pairs {
        if ours.get(key).is_none() {
            custom.insert(key.clone(), Value::Null);
        }
    }
    item.insert(CUSTOM.to_owned(), json!({ OURS: custom }));
    Value::Object(item)
}

/// The variable of CSL for whatever has none.
const CUSTOM: &str = "custom";

/// Returns a source as far as CSL has variables for it.
pub(super) fn plain(corpus: &Corpus, id: Id<Source>) -> Map<String, Value> {
    let source = &corpus.sources[id];
    let mut item = Map::new();
    let mut put = |key: &str, value: Value| {
        let empty = value.as_str().is_some_and(str::is_empty)
            || value.as_array().is_some_and(Vec::is_empty)
            || value.is_null();
        if !empty && !item.contains_key(key) {
            item.insert(key.to_owned(), value);
        }
    };
    let key = citation_key(corpus, id, ["id", "citation-key"]);
    put("id", key.into());
    put("type", source.kind.as_str().into());
    put("title", source.title.as_str().into());
    for (key, names) in [
        ("author", &source.author),
        ("editor", &source.editor),
        ("translator", &source.translator),
    ] {
        let names: Vec<Value> = names.iter().map(|name| name_of(corpus, name)).collect();
        put(key, names.into());
    }
    put("container-title", source.container.as_str().into());
    for (key, date) in [
        ("issued", &source.issued),
        ("original-date", &source.original_date),
        ("accessed", &source.accessed),
    ] {
        put(key, date.as_ref().map_or(Value::Null, dates::write));
    }
    put("URL", source.url.as_str().into());
    put("language", source.lang.as_str().into());
    for (key, value) in &source.fields {
        let named = FIELDS.iter().find(|(ours, _)| *ours == key.as_str());
        let own = named.filter(|(ours, _)| record::OWN.contains(ours));
        put(
            own.map_or(key.as_str(), |(_, theirs)| theirs),
            variable(key, value),
        );
    }
    put("note", note(corpus, source).into());
    let tags: Vec<&str> = source.tags.iter().map(Clean::as_str).collect();
    put("keyword", tags.join(", ").into());
    item
}

/// Returns the remark on a source, and through what it is known.
fn note(corpus: &Corpus, source: &SourceBody) -> String {
    let through = source.cited_in.map(|id| &corpus.sources[id].title);
    let through = through.map(|title| format!("Cited in: {title}"));
    let parts = [Some(source.note.to_string()), through];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join("\n").replace('\n', "\n\n")
}

/// Returns a name: family and given where it is written so.
fn name_of(corpus: &Corpus, name: &Name) -> Value {
    match name {
        Name::Actor(id) => json!({ "literal": corpus.actors[*id].name.as_str() }),
        Name::Text(text) => written_name(text),
    }
}

fn written_name(text: &str) -> Value {
    match text.split_once(", ") {
        Some((family, given)) if !family.is_empty() && !given.is_empty() => {
            json!({ "family": family, "given": given })
        }
        Some(_) | None => json!({ "literal": text }),
    }
}

/// Returns a variable of the `csl` table: a date, names or a text.
fn variable(key: &str, text: &str) -> Value {
    let date = || text.parse::<Date>().ok();
    let known = |list: &[(&str, &str)]| list.iter().any(|(_, theirs)| *theirs == key);
    if OTHER_DATES.contains(&key) || known(DATES) {
        return date().map_or_else(|| json!({ "literal": text }), |date| dates::write(&date));
    }
    if OTHER_NAMES.contains(&key) {
        return text.split("; ").map(written_name).collect();
    }
    text.into()
}

fn json_of(value: &Toml) -> Value {
    match value {
        Toml::Array(items) => items.iter().map(json_of).collect(),
        Toml::Table(table) => {
            let pairs = table
                .iter()
                .map(|(key, value)| (key.clone(), json_of(value)));
            Value::Object(pairs.collect())
        }
        Toml::Integer(number) => (*number).into(),
        Toml::Boolean(flag) => (*flag).into(),
        Toml::String(text) => text.as_str().into(),
        Toml::Float(_) | Toml::Datetime(_) => value.to_string().into(),
    }
}

/// Returns the value that was made JSON by [`json_of`]; `None` for what it
/// never makes.
fn toml_of(value: &Value) -> Option<Toml> {
    match value {
        Value::String(text) => Some(Toml::String(text.clone())),
        Value::Array(items) => items
            .iter()
            .map(toml_of)
            .collect::<Option<_>>()
            .map(Toml::Array),
        Value::Object(map) => {
            let pairs = map
                .iter()
                .map(|(key, value)| Some((key.clone(), toml_of(value)?)));
            pairs.collect::<Option<_>>().map(Toml::Table)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// Reads a CSL-JSON item as a source of the format. What has no key here
/// stands in its `csl` table; what cannot be kept is told. Never fails: of
/// what is no item, nothing is left.
pub fn source(item: &Value) -> (Table, Vec<Loss>) {
    let mut read = Reading::default();
    let Some(item) = item.as_object() else {
        read.lose("item", "it is not an object");
        return read.done(None);
    };
    let ours = item.get("custom").and_then(|custom| custom.get(OURS));
    let ours = ours.and_then(Value::as_object);
    for (key, value) in item {
        read.field(key, value, ours.is_some());
    }
    for (key, instead) in [("type", "document"), ("title", "[Untitled]")] {
        if !read.values.contains_key(key) && ours.is_none() {
            read.lose(key, &format!("the item has none: it is `{instead}`"));
            let instead = Toml::String(instead.to_owned());
            read.values.insert(key.to_owned(), instead);
        }
    }
    read.done(ours)
}

/// An item on its way to a source.
#[derive(Default)]
struct Reading {
    id: String,
    values: BTreeMap<String, Toml>,
    csl: toml::Table,
    losses: Vec<Loss>,
}

impl Reading {
    fn lose(&mut self, field: &str, why: &str) {
        let [field, why] = [field, why].map(|text| Clean::line(text).to_string());
        self.losses.push(Loss { field, why });
    }

    fn field(&mut self, key: &str, value: &Value, ours: bool) {
        let own = |list: &[(&'static str, &str)]| {
            let found = list.iter().find(|(_, theirs)| *theirs == key);
            found.map(|(ours, _)| *ours)
        };
        if let Some(own) = own(FIELDS) {
            if let Some(text) = self.text(key, value) {
                self.values.insert(own.to_owned(), text);
            }
        } else if let Some(own) = own(NAMES) {
            if let Some(names) = self.names(key, value) {
                let names = names.into_iter().map(Toml::String).collect();
                self.values.insert(own.to_owned(), Toml::Array(names));
            }
        } else if let Some(own) = own(DATES) {
            match self.date(key, value) {
                Ok(date) => drop(self.values.insert(own.to_owned(), date)),
                Err(Some(words)) => drop(self.csl.insert(key.to_owned(), words)),
                Err(None) => (),
            }
        } else {
            self.other(key, value, ours);
        }
    }

    fn other(&mut self, key: &str, value: &Value, ours: bool) {
        match key {
            "id" => self.identity(value, ours),
            "custom" => {
                let only_ours = value.as_object().is_some_and(|custom| custom.len() < 2);
                if !(ours && only_ours) {
                    self.lose(key, "only what this program put there is read");
                }
            }
            "note" => {
                if let Some(text) = self.paragraphs(key, value) {
                    self.values.insert("note".to_owned(), text);
                }
            }
            "keyword" => {
                let text = value.as_str().unwrap_or_default();
                let tags = text
                    .split([',', ';'])
                    .map(|tag| Clean::line(tag).to_string());
                let tags = tags.filter(|tag| !tag.is_empty()).map(Toml::String);
                self.values
                    .insert("tags".to_owned(), Toml::Array(tags.collect()));
            }
            _ if OTHER_DATES.contains(&key) => match self.date(key, value) {
                Ok(date) | Err(Some(date)) => drop(self.csl.insert(key.to_owned(), date)),
                Err(None) => (),
            },
            _ if OTHER_NAMES.contains(&key) => {
                if let Some(names) = self.names(key, value) {
                    let names = Toml::String(names.join("; "));
                    self.csl.insert(key.to_owned(), names);
                }
            }
            _ => {
                if let Some(text) = self.text(key, value) {
                    self.csl.insert(key.to_owned(), text);
                }
            }
        }
    }

    /// Reads the id: an id of the format is the record's; another is kept too.
    fn identity(&mut self, value: &Value, ours: bool) {
        let text = match value {
            Value::String(text) => Clean::line(text).to_string(),
            Value::Number(number) => number.to_string(),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
                self.lose("id", "it is neither a text nor a number");
                return;
            }
        };
        if ours {
            let own = text.rsplit(':').next().unwrap_or_default();
            own.clone_into(&mut self.id);
            if slug(own) == own {
                return;
            }
        }
        self.id = slug(&text);
        if self.id != text {
            self.csl.insert("id".to_owned(), Toml::String(text));
        }
    }

    fn text(&mut self, key: &str, value: &Value) -> Option<Toml> {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
                self.lose(key, "it is neither a text nor a number");
                return None;
            }
        };
        let clean = Clean::line(&text);
        if clean.as_str() != text {
            self.lose(key, "it is one line here, in which nothing is hidden");
        }
        (!clean.is_empty()).then(|| Toml::String(clean.to_string()))
    }

    fn paragraphs(&mut self, key: &str, value: &Value) -> Option<Toml> {
        let Some(text) = value.as_str() else {
            self.lose(key, "it is not a text");
            return None;
        };
        let clean = Clean::paragraphs(text).replace('\n', "\n\n");
        if clean != text {
            self.lose(key, "its lines are put together into paragraphs");
        }
        (!clean.is_empty()).then(|| Toml::String(clean.clone()))
    }

    fn names(&mut self, key: &str, value: &Value) -> Option<Vec<String>> {
        let Some(names) = value.as_array() else {
            self.lose(key, "it is not a list of names");
            return None;
        };
        let mut written = Vec::new();
        for name in names {
            let text = Clean::line(&name_text(name)).to_string();
            if text.is_empty() {
                self.lose(key, "a name is empty");
                continue;
            }
            if written_name(&text) != *name {
                self.lose(key, &format!("“{text}” is kept, its parts are not"));
            }
            written.push(text);
        }
        Some(written).filter(|written| !written.is_empty())
    }

    /// Reads a date; its words where it is none but has some.
    fn date(&mut self, key: &str, value: &Value) -> Result<Toml, Option<Toml>> {
        match dates::read(value) {
            Ok(date) => {
                let free = !value.is_object() || value.get("raw").is_some();
                if !free && dates::settled(value) != dates::write(&date) {
                    self.lose(key, &format!("it is read as {date}"));
                }
                Ok(Toml::String(date.to_string()))
            }
            Err(why) => {
                let literal = value.get("literal").and_then(Value::as_str);
                let words = literal.map(|text| Clean::line(text).to_string());
                let kept = words.filter(|words| !words.is_empty());
                if kept.is_none() {
                    self.lose(key, &why);
                }
                Err(kept.map(Toml::String))
            }
        }
    }

    fn done(mut self, ours: Option<&Map<String, Value>>) -> (Table, Vec<Loss>) {
        if !self.csl.is_empty() {
            let csl = std::mem::take(&mut self.csl);
            self.values.insert("csl".to_owned(), Toml::Table(csl));
        }
        for (key, value) in ours.into_iter().flatten() {
            // What stands there as it was is not lost.
            self.losses.retain(|loss| key_of(&loss.field) != key);
            if value.is_null() {
                self.values.remove(key);
            } else if let Some(value) =
                toml_of(value).filter(|_| source_keys().any(|own| own == key))
            {
                self.values.insert(key.clone(), value);
            }
        }
        let mut values = self.values;
        let pairs = source_keys().filter_map(|key| Some((key.to_owned(), values.remove(key)?)));
        let id = if self.id.is_empty() {
            "source"
        } else {
            &self.id
        };
        let table = Table {
            header: format!("source.{id}"),
            pairs: pairs.collect(),
        };
        (table, self.losses)
    }
}

/// Returns the key of the format in which a variable of CSL is kept.
fn key_of(field: &str) -> &str {
    let mut lists = FIELDS.iter().chain(NAMES).chain(DATES);
    match lists.find(|(_, theirs)| *theirs == field) {
        Some((ours, _)) => ours,
        None if field == "keyword" => "tags",
        None if field == "note" => "note",
        None => "csl",
    }
}

/// Returns a name as the format writes it.
fn name_text(name: &Value) -> String {
    let part = |key: &str| {
        name.get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .trim()
    };
    if let Some(literal) = name.get("literal").and_then(Value::as_str) {
        return literal.to_owned();
    }
    let family = ["dropping-particle", "non-dropping-particle", "family"].map(part);
    let given = ["given", "suffix"].map(part);
    let joined = |parts: &[&str], between: &str| {
        let parts: Vec<&str> = parts
            .iter()
            .copied()
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(between)
    };
    joined(&[&joined(&family, " "), &joined(&given, ", ")], ", ")
}

/// Returns the id that a text is nearest to; may be empty.
fn slug(text: &str) -> String {
    let folded = text::fold(text);
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let words = folded
        .split(|c: char| !plain(c))
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
