//! What is copied of a record: its words, a citation, a name, a table.

use serde_json::Value;

use crate::{
    cite::{
        bibtex::bibtex,
        cited::{bibliography, cite},
        csl,
        markup::Form,
        record,
        steps::sources,
        style::Style,
    },
    export::{self, Card},
    model::{Corpus, Entry, Quote, QuoteKind, Token},
    text::{self, Clean, Limit},
};

/// What is copied of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// What it says, and nothing else.
    Text,
    /// The same, with who said it and where.
    Cited,
    /// The same as Markdown, with a footnote.
    Markdown,
    /// Its sources, for a bibliography.
    Bibtex,
    /// The same as CSL-JSON.
    CslJson,
    /// The name by which every command knows it.
    Permalink,
    /// Where it stands on the web.
    Url,
    /// Its table, as the file format writes it.
    Toml,
}

/// What was copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// The text; a terminal finds nothing in it to obey.
    pub text: String,
    /// What it is, and what its reader must know, as a phrase.
    pub note: String,
}

impl What {
    /// Everything that may be copied, with its name, in the order of a menu.
    pub const ALL: &'static [(What, &'static str)] = &[
        (What::Text, "text"),
        (What::Cited, "text with citation"),
        (What::Markdown, "Markdown with footnote"),
        (What::Bibtex, "BibTeX"),
        (What::CslJson, "CSL-JSON"),
        (What::Permalink, "reference"),
        (What::Url, "address"),
        (What::Toml, "TOML"),
    ];

    /// Returns what it is called.
    pub fn name(self) -> &'static str {
        let own = What::ALL.iter().find(|(what, _)| *what == self);
        own.map_or("", |(_, name)| name)
    }
}

/// Returns what is to be copied of a record; `None` where there is no such thing.
pub fn copy(corpus: &Corpus, entry: Entry, what: What) -> Option<Copied> {
    let text = match what {
        What::Text => words(corpus, entry),
        What::Cited => with_citation(corpus, entry)?,
        What::Markdown => markdown(corpus, entry)?,
        What::Bibtex => Some(sources(corpus, &[entry]))
            .filter(|sources| !sources.is_empty())
            .map(|sources| bibtex(corpus, &sources))?,
        What::CslJson => {
            let sources = sources(corpus, &[entry]);
            let items = sources.iter().map(|&id| csl::item(corpus, id));
            let items: Vec<Value> = items.collect();
            (!items.is_empty()).then(|| format!("{:#}", Value::Array(items)))?
        }
        What::Permalink => corpus.reference(entry).to_string(),
        What::Url => url(corpus, entry)?,
        What::Toml => record::table(corpus, entry)?.to_string(),
    };
    let mut note = what.name().to_owned();
    if let (Entry::Quote(id), What::Text | What::Cited | What::Markdown) = (entry, what) {
        note.push_str(&aside(&corpus.quotes.at(id)));
    }
    Some(Copied { text, note })
}

/// Returns what whoever pastes a quote must know of it.
fn aside(quote: &Quote<'_>) -> String {
    let mut parts = Vec::new();
    if limit(&quote.prefix, &quote.lang) == Some(Limit::Negation) {
        parts.push("with the words before it, which turn it round".to_owned());
    } else if limit(&quote.prefix, &quote.lang).is_some() {
        parts.push("with the words before it, which limit it".to_owned());
    }
    if limit(&quote.suffix, &quote.lang).is_some() {
        parts.push("with the words after it, which limit it".to_owned());
    }
    match quote.kind {
        QuoteKind::Quotation => (),
        QuoteKind::Excerpt | QuoteKind::Paraphrase => {
            parts.push(format!("not a quotation: {}", quote.kind.meaning()));
        }
    }
    let hidden = quote.text.hidden_words();
    parts.extend(hidden.map(|words| format!("{words} stand as marks")));
    let parts = parts.iter().map(|part| format!(", {part}"));
    parts.collect()
}

/// Returns what the words around a quote do to it, if anything; a negation
/// before a limit.
fn limit(around: &str, lang: &str) -> Option<Limit> {
    let found: Vec<Limit> = text::limits(around, lang).map(|(_, limit)| limit).collect();
    let negation = found.iter().find(|limit| **limit == Limit::Negation);
    negation.or(found.first()).copied()
}

/// Returns what a record says. A quote has the marks of its kind, and the words
/// around it where reading it without them would turn it round.
fn words(corpus: &Corpus, entry: Entry) -> String {
    match entry {
        Entry::Quote(id) => {
            let quote = &corpus.quotes.at(id);
            let card = Card::new(corpus, id, Vec::new());
            let before = limit(&quote.prefix, &quote.lang).map(|_| card.before.as_str());
            let after = limit(&quote.suffix, &quote.lang).map(|_| card.after.as_str());
            let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
            let Card {
                open, words, close, ..
            } = &card;
            format!("{before}{open}{words}{close}{after}")
        }
        Entry::Event(id) => {
            let event = &corpus.events[id];
            let when = event
                .date
                .as_ref()
                .map(|date| format!("{}: ", date.words()));
            format!("{}{}", when.unwrap_or_default(), event.title)
        }
        Entry::Position(id) => {
            let position = &corpus.positions[id];
            let since = position.since.as_ref();
            let since = since.map(|date| format!(" ({})", date.words()));
            let name = export::name(corpus, entry);
            format!("{name}{}", since.unwrap_or_default())
        }
        Entry::Issue(id) => corpus.issues[id].proposition.to_string(),
        Entry::Source(_) | Entry::Actor(_) | Entry::Briefing(_) | Entry::Judgment(_) => {
            export::name(corpus, entry)
        }
    }
}

/// Returns who says it, for a quote.
fn by(corpus: &Corpus, entry: Entry) -> String {
    let Entry::Quote(id) = entry else {
        return String::new();
    };
    let quote = &corpus.quotes.at(id);
    let date = quote.date.map(|date| format!(", {}", date.words()));
    let who = export::who(corpus, quote);
    format!("{who}{}", date.unwrap_or_default())
}

fn with_citation(corpus: &Corpus, entry: Entry) -> Option<String> {
    let style = Style::named("chicago-notes")?;
    let cited = cite(corpus, &[entry], &style, Form::Text);
    let notes: Vec<&str> = cited.iter().map(|cited| cited.note.as_str()).collect();
    if notes.is_empty() {
        return None;
    }
    let notes = notes.join("\n");
    Some(match entry {
        Entry::Source(_) => notes,
        Entry::Quote(_) => {
            let (words, by) = (words(corpus, entry), by(corpus, entry));
            format!("{words}\n— {by}. {notes}")
        }
        Entry::Event(_)
        | Entry::Position(_)
        | Entry::Judgment(_)
        | Entry::Briefing(_)
        | Entry::Actor(_)
        | Entry::Issue(_) => format!("{}\n{notes}", words(corpus, entry)),
    })
}

fn markdown(corpus: &Corpus, entry: Entry) -> Option<String> {
    let style = Style::named("footnote")?;
    let cited = cite(corpus, &[entry], &style, Form::Markdown);
    if cited.is_empty() {
        return None;
    }
    let marks: String = cited.iter().map(|cited| cited.note.as_str()).collect();
    let notes = bibliography(&cited).join("\n");
    let words = words(corpus, entry);
    let body = match entry {
        Entry::Quote(_) => {
            let lines = words
                .split('\n')
                .map(|line| format!("> {}\n>\n", export::escaped(line)));
            let lines: String = lines.collect();
            format!("{lines}> — {}{marks}", export::escaped(&by(corpus, entry)))
        }
        Entry::Source(_) => return Some(format!("{notes}\n")),
        Entry::Event(_)
        | Entry::Position(_)
        | Entry::Judgment(_)
        | Entry::Briefing(_)
        | Entry::Actor(_)
        | Entry::Issue(_) => format!("{}{marks}", export::escaped(&words)),
    };
    Some(format!("{body}\n\n{notes}\n"))
}

/// Returns the address of a record: of its source, else of the copy that is
/// kept of it; of an actor, the first elsewhere.
fn url(corpus: &Corpus, entry: Entry) -> Option<String> {
    if let Entry::Actor(id) = entry {
        let actor = &corpus.actors[id];
        return actor.same_as.first().map(Clean::to_string);
    }
    let mut sources = match entry {
        Entry::Briefing(_) => Vec::new(),
        _ => sources(corpus, &[entry]),
    };
    // The one where a quote can be checked comes before the one it was first in.
    if let Entry::Quote(id) = entry {
        sources.insert(0, corpus.quotes.source(id));
    }
    let urls = sources.iter().map(|&id| {
        let source = &corpus.sources[id];
        if source.url.is_empty() {
            &source.archive_url
        } else {
            &source.url
        }
    });
    let mut urls = urls.filter(|url| !url.is_empty());
    urls.next().map(Clean::to_string)
}
