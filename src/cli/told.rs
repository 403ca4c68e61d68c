//! What is told of a quote that was looked for in its source: gathered once for
//! all commands and formats.

use serde_json::{Value, json};

use crate::{
    library::{self, Archived, Archives, Verdict},
    model::{Corpus, Entry, Quote, QuoteId, Token},
    text::{Change, Clean, Edit},
    verify::{Finding, Place, Tier},
};

/// Said where bytes of a text were no letters.
pub(super) const LOSSY: &str = "some bytes of the text are not UTF-8, and stand as marks";

/// What was found of a quote.
pub(super) struct Told<'a> {
    pub(super) quote: Quote<'a>,
    pub(super) reference: String,
    /// Where it stands in its briefing: `file:line`.
    pub(super) origin: String,
    pub(super) archived: Archived,
    /// What was found; `None` for a quote in the curator's words.
    pub(super) finding: Option<Finding>,
}

impl<'a> Told<'a> {
    /// Looks for a quote in its source.
    pub(super) fn new(corpus: &'a Corpus, archives: &Archives, id: QuoteId) -> Told<'a> {
        let quote = corpus.quotes.at(id);
        let file = &corpus.files[quote.origin.file].name;
        Told {
            origin: format!("{file}:{}", quote.origin.line),
            reference: corpus.reference(Entry::Quote(id)).to_string(),
            archived: archives.of(corpus, quote.source),
            finding: library::finding(corpus, archives, id),
            quote,
        }
    }

    /// Returns what was found in words.
    pub(super) fn words(&self, corpus: &Corpus) -> String {
        let name = &corpus.sources[self.quote.source].key;
        match &self.finding {
            None => Verdict::OwnWords.words().to_owned(),
            Some(finding) if finding.tier == Tier::NoArchive => self.archived.held.words(name),
            Some(finding) => finding.words(name, &self.archived.sha256),
        }
    }

    /// Returns where the words stand in the text, or what is like them.
    pub(super) fn place(&self, corpus: &Corpus) -> Option<Place> {
        let at = self.finding.as_ref()?.pieces.first()?.start;
        let title = corpus.sources[self.quote.source].title.raw();
        Some(self.archived.text.as_ref()?.place(at, title))
    }

    /// Returns the place in words: `sources/a.txt:12:5, ¶ 3`.
    pub(super) fn place_words(&self, corpus: &Corpus) -> Option<String> {
        let place = self.place(corpus)?;
        let file = &corpus.sources[self.quote.source].file;
        let paragraph = place.paragraph.map(|number| format!(", ¶ {number}"));
        let (line, column) = (place.line, place.column);
        Some(format!(
            "{file}:{line}:{column}{}",
            paragraph.unwrap_or_default()
        ))
    }

    /// Returns what the search came to; `None` for a quote in the curator's words.
    pub(super) fn tier(&self) -> Option<Tier> {
        self.finding.as_ref().map(|finding| finding.tier)
    }

    /// Returns how the quote's words become those of the text: what the quote
    /// alone has as `[-…-]`, what the text alone has as `{+…+}`; empty where they
    /// are the same.
    pub(super) fn differs(&self) -> String {
        let changes = self.finding.iter().flat_map(|finding| &finding.diff);
        changes.map(Change::marked).collect()
    }

    /// Returns the stretches that an edited quote leaves out, safe to show.
    pub(super) fn omitted(&self) -> Vec<Clean> {
        let Some((finding, text)) = self.finding.as_ref().zip(self.archived.text.as_ref()) else {
            return Vec::new();
        };
        let stretches = finding.omitted.iter();
        stretches
            .map(|at| Clean::line(text.raw().get(at.clone()).unwrap_or_default()))
            .collect()
    }
}

/// Returns what was found of a quote. Places are in bytes and in characters
/// (Unicode scalar values) of the text, from its beginning, without a byte
/// order mark.
pub(super) fn object(told: &Told<'_>, corpus: &Corpus) -> Value {
    let source = corpus.reference(Entry::Source(told.quote.source));
    let mut object = json!({
        "ref": told.reference,
        "origin": told.origin,
        "source": source.to_string(),
        "file": corpus.sources[told.quote.source].file,
        "sha256": &*told.archived.sha256,
        "tier": told.tier().map(Token::token),
        "words": told.words(corpus),
    });
    let (Some(finding), Some(fields)) = (&told.finding, object.as_object_mut()) else {
        return object;
    };
    let place = told.place(corpus);
    let pieces = finding.pieces.iter();
    let pieces: Vec<Value> = pieces.map(|at| range(told, at.start, at.end)).collect();
    let omitted = finding.omitted.iter().zip(told.omitted());
    let omitted: Vec<Value> = omitted
        .map(|(at, text)| {
            let mut object = range(told, at.start, at.end);
            if let Some(fields) = object.as_object_mut() {
                fields.insert("text".to_owned(), json!(text));
            }
            object
        })
        .collect();
    let elsewhere = finding.elsewhere.iter();
    let elsewhere = elsewhere.filter_map(|pieces| Some(pieces.first()?.start));
    let rest = json!({
        "in_text": finding.in_text.token(),
        "is_found": finding.tier.is_found(),
        "line": place.map(|place| place.line),
        "column": place.map(|place| place.column),
        "paragraph": place.and_then(|place| place.paragraph),
        "pieces": pieces,
        "elsewhere": elsewhere.collect::<Vec<_>>(),
        "omitted": omitted,
        "omitted_words": finding.omitted_words,
        "warnings": warnings(finding),
        "diff": diff(finding),
        "distance": finding.distance,
        "is_lossy": told.archived.is_lossy,
    });
    fields.extend(rest.as_object().cloned().into_iter().flatten());
    object
}

fn range(told: &Told<'_>, start: usize, end: usize) -> Value {
    let raw = told.archived.text.as_ref().map_or("", |text| text.raw());
    let chars = |from: usize, to: usize| raw.get(from..to).map_or(0, |text| text.chars().count());
    let from = chars(0, start);
    json!({
        "start": start,
        "end": end,
        "start_chars": from,
        "end_chars": from + chars(start, end),
    })
}

fn warnings(finding: &Finding) -> Vec<Value> {
    let warnings = finding.warnings.iter();
    warnings
        .map(|warning| {
            json!({
                "kind": warning.token(),
                "words": warning.words(),
                "is_grave": warning.is_grave(),
            })
        })
        .collect()
}

fn diff(finding: &Finding) -> Vec<Value> {
    let changes = finding.diff.iter();
    changes
        .map(|change| {
            let edit = match change.edit {
                Edit::Same => "same",
                Edit::Removed => "quote",
                Edit::Added => "text",
            };
            json!({ "in": edit, "words": Clean::verbatim_line(&change.text) })
        })
        .collect()
}
