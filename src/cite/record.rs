//! A record as the file format writes it: whatever the corpus knows of it, so
//! that the text read again makes the same record.

use toml::{Value, map::Map};

use crate::{
    arena::Id,
    briefing::source_keys,
    cite::table::Table,
    date::Date,
    model::{
        Actor, Also, Corpus, Entry, Event, Evidence, File, Importance, Issue, Name, Position,
        QuoteId, QuoteKind, Source, Token,
    },
    text::Clean,
};

/// The keys of a source that have a field of their own among the CSL fields of
/// [`Source`]; the others stand in its `csl` table.
pub(super) const OWN: &[&str] = &[
    "publisher",
    "place",
    "event_place",
    "volume",
    "number",
    "issue",
    "pages",
    "section",
    "edition",
    "genre",
    "authority",
    "archive",
    "archive_location",
    "doi",
    "isbn",
    "issn",
];

/// Returns a record as a table; `None` for what is no table of its own or is
/// made of a whole file: briefings, judgments. What the file left to its
/// `[defaults]` is said.
pub fn table(corpus: &Corpus, entry: Entry) -> Option<Table> {
    match entry {
        Entry::Source(id) => Some(source(corpus, id)),
        Entry::Actor(id) => Some(actor(corpus, id)),
        Entry::Issue(id) => Some(issue(corpus, id)),
        Entry::Event(id) => Some(event(corpus, id)),
        Entry::Quote(id) => Some(quote(corpus, id)),
        Entry::Position(id) => Some(position(corpus, id)),
        Entry::Briefing(_) | Entry::Judgment(_) => None,
    }
}

/// Returns a source as a table, its keys in the order of the format.
pub(super) fn source(corpus: &Corpus, id: Id<Source>) -> Table {
    let source = &corpus.sources[id];
    let mut rows = Rows::new(corpus, Entry::Source(id));
    rows.must("type", &source.kind);
    rows.must("title", &source.title);
    rows.names("author", &source.author);
    rows.names("editor", &source.editor);
    rows.names("translator", &source.translator);
    rows.text("container", &source.container);
    let own = |key: &str| OWN.contains(&key);
    for (key, value) in source.fields.iter().filter(|(key, _)| own(key)) {
        rows.text(key, value);
    }
    rows.date("issued", source.issued.as_ref());
    rows.date("original_date", source.original_date.as_ref());
    rows.date("accessed", source.accessed.as_ref());
    rows.text("url", &source.url);
    rows.text("archive_url", &source.archive_url);
    rows.text("lang", &source.lang);
    rows.token("reliability", source.reliability);
    rows.prose("descriptor", &source.descriptor);
    rows.one("cited_in", source.cited_in.map(Entry::Source));
    rows.text("file", &source.file);
    rows.text("sha256", &source.sha256);
    rows.text("marking", &source.marking);
    rows.text("rights", &source.rights);
    rows.prose("note", &source.note);
    rows.texts("tags", &source.tags);
    let csl = source.fields.iter().filter(|(key, _)| !own(key));
    rows.map(
        "csl",
        csl.map(|(key, value)| (key.to_string(), string(value))),
    );
    let place = |key: &str| source_keys().position(|own| own == key);
    rows.table.pairs.sort_by_key(|(key, _)| place(key));
    rows.table
}

fn actor(corpus: &Corpus, id: Id<Actor>) -> Table {
    let actor = &corpus.actors[id];
    let mut rows = Rows::new(corpus, Entry::Actor(id));
    rows.token("kind", Some(actor.kind));
    rows.must("name", &actor.name);
    rows.texts("aliases", &actor.aliases);
    let names = actor.names.iter();
    rows.map(
        "names",
        names.map(|(lang, name)| (lang.to_string(), string(name))),
    );
    let member_of = actor.member_of.iter().map(|member| {
        let mut inner = rows.inner();
        inner.one("actor", member.actor.map(Entry::Actor));
        inner.text("role", &member.role);
        inner.date("date", member.date.as_ref());
        inner.value()
    });
    let member_of = member_of.collect();
    rows.list("member_of", member_of);
    rows.texts("same_as", &actor.same_as);
    rows.text("color", &actor.color);
    rows.prose("note", &actor.note);
    rows.texts("tags", &actor.tags);
    rows.table
}

fn issue(corpus: &Corpus, id: Id<Issue>) -> Table {
    let issue = &corpus.issues[id];
    let mut rows = Rows::new(corpus, Entry::Issue(id));
    rows.must("proposition", &issue.proposition);
    if issue.label != issue.proposition {
        rows.text("label", &issue.label);
    }
    rows.text("question", &issue.question);
    rows.one("parent", issue.parent.map(Entry::Issue));
    if let Some((against, in_favor)) = &issue.poles {
        rows.list("poles", vec![string(against), string(in_favor)]);
    }
    rows.prose("note", &issue.note);
    rows.texts("tags", &issue.tags);
    rows.table
}

fn event(corpus: &Corpus, id: Id<Event>) -> Table {
    let event = &corpus.events[id];
    let mut rows = Rows::new(corpus, Entry::Event(id));
    rows.must("title", &event.title);
    rows.date("date", event.date.as_ref());
    rows.token("date_basis", event.date_basis);
    rows.prose("date_note", &event.date_note);
    rows.many("after", event.after.iter().map(|&id| Entry::Event(id)));
    rows.many("before", event.before.iter().map(|&id| Entry::Event(id)));
    rows.prose("summary", &event.summary);
    rows.text("kind", &event.kind);
    rows.many("actors", event.actors.iter().map(|&id| Entry::Actor(id)));
    let roles = event.roles.iter();
    let role =
        |(actor, role): &(Id<Actor>, Clean)| (corpus.actors[*actor].key.to_string(), string(role));
    rows.map("roles", roles.map(role));
    if let Some(votes) = &event.votes {
        let mut inner = rows.inner();
        for (key, actors) in [
            ("yes", &votes.yes),
            ("no", &votes.no),
            ("abstain", &votes.abstain),
            ("absent", &votes.absent),
        ] {
            inner.many(key, actors.iter().map(|&id| Entry::Actor(id)));
        }
        let votes = inner.value();
        rows.push("votes", votes);
    }
    rows.many("issues", event.issues.iter().map(|&id| Entry::Issue(id)));
    rows.text("place", &event.place);
    let importance = Some(event.importance);
    rows.token(
        "importance",
        importance.filter(|&own| own != Importance::Normal),
    );
    rows.one("source", event.source.map(Entry::Source));
    rows.text("locator", &event.locator);
    rows.also(&event.also);
    rows.grade(event.credibility);
    rows.prose("note", &event.note);
    rows.texts("tags", &event.tags);
    rows.table
}

fn quote(corpus: &Corpus, id: QuoteId) -> Table {
    let quote = &corpus.quotes.at(id);
    let mut rows = Rows::new(corpus, Entry::Quote(id));
    rows.must("text", &quote.text.replace('\n', "\n\n"));
    let kind = Some(quote.kind).filter(|&kind| kind != QuoteKind::Quotation);
    rows.token("kind", kind);
    rows.one("speaker", quote.speaker.map(Entry::Actor));
    rows.many("for", quote.stated_for.iter().map(|&id| Entry::Actor(id)));
    rows.token("capacity", quote.capacity);
    rows.one("source", Some(Entry::Source(quote.source)));
    rows.text("locator", &quote.locator);
    rows.text("prefix", &quote.prefix);
    rows.text("suffix", &quote.suffix);
    rows.one("origin", quote.first_source.map(Entry::Source));
    rows.many("via", quote.via.iter().map(|&id| Entry::Source(id)));
    rows.also(&quote.also);
    rows.one("event", quote.event.map(Entry::Event));
    // A date that is computed is not written.
    let (sheaf, place) = corpus.quotes.packed(id);
    rows.date("date", sheaf.own_date(place));
    rows.many("issues", quote.issues.iter().map(|&id| Entry::Issue(id)));
    rows.text("lang", &quote.lang);
    rows.text("translated_from", &quote.translated_from);
    let translations = quote.translations.iter().map(|translation| {
        let mut inner = rows.inner();
        inner.prose("text", &translation.text);
        inner.text("by", &translation.by);
        inner.one("source", translation.source.map(Entry::Source));
        (translation.lang.to_string(), inner.value())
    });
    let translations: Vec<_> = translations.collect();
    rows.map("translations", translations.into_iter());
    rows.one("variant_of", quote.variant_of.map(Entry::Quote));
    rows.grade(quote.credibility);
    rows.text("marking", &quote.marking);
    rows.prose("note", &quote.note);
    rows.texts("tags", &quote.tags);
    rows.table
}

fn position(corpus: &Corpus, id: Id<Position>) -> Table {
    let position = &corpus.positions[id];
    let mut rows = Rows::new(corpus, Entry::Position(id));
    "[position]".clone_into(&mut rows.table.header);
    rows.many("actor", position.actors.iter().map(|&id| Entry::Actor(id)));
    rows.one("issue", Some(Entry::Issue(position.issue)));
    rows.token("stance", Some(position.stance));
    let dates = position.evidence.iter();
    let dates = dates.filter_map(|evidence| evidence.date(corpus));
    let earliest = dates.min_by_key(|date| date.sort_key());
    // The date of the earliest evidence is computed where none is written.
    let since = position.since.as_ref().filter(|&own| Some(own) != earliest);
    rows.date("date", since);
    rows.date("until", position.until.as_ref());
    rows.token("basis", position.basis);
    rows.token("confidence", position.confidence);
    let evidence = position.evidence.iter().map(|evidence| match *evidence {
        Evidence::Quote(id) => rows.name(Entry::Quote(id), false),
        Evidence::Event(id) => rows.name(Entry::Event(id), true),
    });
    let evidence = evidence.map(Value::String).collect();
    rows.list("evidence", evidence);
    rows.prose("note", &position.note);
    rows.texts("tags", &position.tags);
    rows.table
}

fn string(text: &str) -> Value {
    Value::String(text.to_owned())
}

/// A table on its way: what is empty is left out.
struct Rows<'a> {
    corpus: &'a Corpus,
    file: Id<File>,
    table: Table,
}

impl<'a> Rows<'a> {
    fn new(corpus: &'a Corpus, entry: Entry) -> Rows<'a> {
        let reference = corpus.reference(entry);
        let table = Table {
            header: format!("{}.{}", reference.kind.name(), reference.id),
            pairs: Vec::new(),
        };
        let file = corpus.origin(entry).file;
        Rows {
            corpus,
            file,
            table,
        }
    }

    /// Returns a table to stand in this one.
    fn inner(&self) -> Rows<'a> {
        Rows {
            corpus: self.corpus,
            file: self.file,
            table: Table::default(),
        }
    }

    /// Returns the table as a value.
    fn value(self) -> Value {
        Value::Table(self.table.pairs.into_iter().collect())
    }

    fn push(&mut self, key: &str, value: Value) {
        self.table.pairs.push((key.to_owned(), value));
    }

    fn text(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.push(key, string(text));
        }
    }

    /// Adds what a record must have, even if nothing is in it.
    fn must(&mut self, key: &str, text: &str) {
        self.push(key, string(text));
    }

    /// Adds paragraphs: an empty line parts them in a file.
    fn prose(&mut self, key: &str, text: &str) {
        self.text(key, &text.replace('\n', "\n\n"));
    }

    fn list(&mut self, key: &str, values: Vec<Value>) {
        if !values.is_empty() {
            self.push(key, Value::Array(values));
        }
    }

    fn texts(&mut self, key: &str, texts: &[Clean]) {
        self.list(key, texts.iter().map(|text| string(text)).collect());
    }

    fn map(&mut self, key: &str, pairs: impl Iterator<Item = (String, Value)>) {
        let map: Map<String, Value> = pairs.collect();
        if !map.is_empty() {
            self.push(key, Value::Table(map));
        }
    }

    fn date(&mut self, key: &str, date: Option<&Date>) {
        self.text(key, &date.map_or(String::new(), Date::to_string));
    }

    fn token<T: Token>(&mut self, key: &str, token: Option<T>) {
        self.text(key, token.map_or("", Token::token));
    }

    fn grade(&mut self, grade: Option<u8>) {
        if let Some(grade) = grade {
            self.push("credibility", Value::Integer(grade.into()));
        }
    }

    fn one(&mut self, key: &str, entry: Option<Entry>) {
        let name = entry.map(|entry| self.name(entry, false));
        self.text(key, &name.unwrap_or_default());
    }

    fn many(&mut self, key: &str, entries: impl Iterator<Item = Entry>) {
        let names = entries.map(|entry| Value::String(self.name(entry, false)));
        let names = names.collect();
        self.list(key, names);
    }

    fn names(&mut self, key: &str, names: &[Name]) {
        let names = names.iter().map(|name| match name {
            Name::Actor(id) => Value::String(self.name(Entry::Actor(*id), true)),
            Name::Text(text) => string(text),
        });
        let names = names.collect();
        self.list(key, names);
    }

    fn also(&mut self, also: &[Also]) {
        let also = also.iter().map(|also| {
            let mut inner = self.inner();
            inner.one("source", Some(Entry::Source(also.source)));
            inner.text("locator", &also.locator);
            inner.value()
        });
        let also = also.collect();
        self.list("also", also);
    }

    /// Returns how a record is named in this file.
    fn name(&self, entry: Entry, typed: bool) -> String {
        let reference = self.corpus.reference(entry);
        let here = self.corpus.briefing_key(&self.corpus.files[self.file]);
        let mut name = match &reference.briefing {
            Some(other) if other != here => format!("{other}:"),
            Some(_) | None => String::new(),
        };
        if typed {
            name.push_str(reference.kind.name());
            name.push('.');
        }
        name.push_str(&reference.id);
        name
    }
}
