//! The two forms that no CSL style has: the source reference of analysts (ICD
//! 206), and the footnote of Markdown.

use crate::{
    arena::Id,
    cite::{
        csl,
        markup::{Line, Look},
    },
    date::Date,
    model::{Corpus, Name, Source, Token},
};

/// Returns a source in a line, with the place in it: who, title, in what, by
/// whom and when published, where, and when it was looked at.
pub(super) fn line(corpus: &Corpus, id: Id<Source>, locator: &str) -> Line {
    let source = &corpus.sources[id];
    let mut line = Line::default();
    let authors = people(corpus, &source.author);
    if !authors.is_empty() {
        line.plain(&format!("{authors}, "));
    }
    line.plain(&titled(&source.title));
    if !source.container.is_empty() {
        line.plain(", ");
        line.italic(&source.container);
    }
    for (key, before) in [
        ("volume", "vol. "),
        ("issue", "no. "),
        ("number", ""),
        ("publisher", ""),
        ("place", ""),
        ("event_place", ""),
    ] {
        if let Some(value) = field(corpus, id, key) {
            line.plain(&format!(", {before}{value}"));
        }
    }
    if let Some(issued) = &source.issued {
        line.plain(&format!(", {}", issued.words()));
    }
    for place in [
        field(corpus, id, "archive_location").unwrap_or_default(),
        locator,
    ] {
        if !place.is_empty() {
            line.plain(&format!(", {place}"));
        }
    }
    web(corpus, id, ", ", &mut line);
    line
}

/// Adds where a source stands on the web, and when it was looked at.
fn web(corpus: &Corpus, id: Id<Source>, between: &str, line: &mut Line) {
    let source = &corpus.sources[id];
    let doi = field(corpus, id, "doi").map(|doi| format!("https://doi.org/{doi}"));
    let urls = [source.url.to_string(), doi.unwrap_or_default()];
    if let Some(url) = urls.iter().find(|url| !url.is_empty()) {
        line.plain(between);
        line.push(url, Look::default(), url);
    }
    if let Some(accessed) = &source.accessed {
        line.plain(&format!("{between}accessed {}", accessed.words()));
    }
    if !source.archive_url.is_empty() {
        line.plain(&format!("{between}archived at "));
        line.push(&source.archive_url, Look::default(), &source.archive_url);
    }
}

/// Returns a source as an endnote, after public descriptions of ICD 206, not
/// held against its text: its marking, who made it, what and when it
/// is, where in it; then what is known of its quality. What is not known is
/// left out.
pub(super) fn endnote(corpus: &Corpus, id: Id<Source>, locator: &str) -> Line {
    let source = &corpus.sources[id];
    let mut line = Line::default();
    if !source.marking.is_empty() {
        line.plain(&format!("({}) ", source.marking));
    }
    let makers = [
        field(corpus, id, "authority")
            .unwrap_or_default()
            .to_owned(),
        people(corpus, &source.author),
        titled(&source.title),
        source.container.to_string(),
        field(corpus, id, "number").unwrap_or_default().to_owned(),
        field(corpus, id, "publisher")
            .unwrap_or_default()
            .to_owned(),
        source
            .issued
            .as_ref()
            .map_or_else(|| "no date".to_owned(), Date::words),
        locator.to_owned(),
        source.rights.to_string(),
    ];
    let makers: Vec<String> = makers.into_iter().filter(|part| !part.is_empty()).collect();
    line.plain(&makers.join("; "));
    web(corpus, id, "; ", &mut line);
    line.plain(".");
    if !source.descriptor.is_empty() {
        let text = source.descriptor.trim_end_matches('.');
        line.plain(&format!(" Source descriptor: {text}."));
    }
    if let Some(letter) = source.reliability {
        let (token, meaning) = (letter.token(), letter.meaning());
        line.plain(&format!(" Reliability: {token} ({meaning})."));
    }
    line
}

/// Returns the mark of a Markdown footnote on a record.
pub(super) fn footnote_mark(key: &str) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || "-_.".contains(c) {
            c
        } else {
            '-'
        }
    };
    let key: String = key.chars().map(plain).collect();
    format!("[^{key}]")
}

/// Returns the name of a source's own footnote.
pub(super) fn key(corpus: &Corpus, id: Id<Source>) -> String {
    csl::citation_key(corpus, id, ["citation-key", "id"])
}

/// Returns a title in quotation marks; one that a curator supplied stands in
/// its brackets alone.
fn titled(title: &str) -> String {
    if title.starts_with('[') && title.ends_with(']') {
        return title.to_owned();
    }
    let inner = title.replace('“', "‘").replace('”', "’");
    format!("“{inner}”")
}

/// Returns names in the order of speech, separated by commas.
fn people(corpus: &Corpus, names: &[Name]) -> String {
    let spoken = |name: &Name| match name {
        Name::Actor(id) => corpus.actors[*id].name.to_string(),
        Name::Text(text) => match text.split_once(", ") {
            Some((family, given)) => format!("{given} {family}"),
            None => text.to_string(),
        },
    };
    let names: Vec<String> = names.iter().map(spoken).collect();
    match names.split_last() {
        Some((last, rest @ [_, ..])) => format!("{} and {last}", rest.join(", ")),
        Some((only, [])) => only.clone(),
        None => String::new(),
    }
}

/// Returns one of the further fields of a source.
pub(super) fn field<'a>(corpus: &'a Corpus, id: Id<Source>, key: &str) -> Option<&'a str> {
    let fields = &corpus.sources[id].fields;
    let found = fields.iter().find(|(own, _)| own.as_str() == key);
    found.map(|(_, value)| value.as_str())
}
