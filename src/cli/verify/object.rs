//! What was found of a quote, for a script.

use serde_json::{Value, json};

use crate::{
    cli::verify::report::{Report, Told},
    model::{Entry, QuoteId, Token},
    text::{Clean, Edit},
    verify::Finding,
};

/// Returns what was found of a quote. Places are in bytes and in characters
/// (Unicode scalar values) of the text, from its beginning, without a byte
/// order mark.
pub(super) fn object(report: &Report<'_>, id: QuoteId) -> Value {
    let told = report.told(id);
    let source = report.corpus.reference(Entry::Source(told.quote.source));
    let mut object = json!({
        "ref": told.reference,
        "origin": told.origin,
        "source": source.to_string(),
        "file": report.corpus.sources[told.quote.source].file,
        "sha256": &*told.archived.sha256,
        "tier": told.verdict.tier().map(Token::token),
        "words": told.words(report.corpus),
    });
    let (Some(finding), Some(fields)) = (&told.finding, object.as_object_mut()) else {
        return object;
    };
    let place = told.place(report.corpus);
    let elsewhere = finding.elsewhere.iter();
    let elsewhere: Vec<usize> = elsewhere
        .filter_map(|pieces| Some(pieces.first()?.start))
        .collect();
    let pieces = finding.pieces.iter();
    let pieces: Vec<Value> = pieces.map(|at| range(&told, at.start, at.end)).collect();
    let omitted = finding.omitted.iter().zip(told.omitted());
    let omitted: Vec<Value> = omitted
        .map(|(at, text)| {
            let mut object = range(&told, at.start, at.end);
            if let Some(fields) = object.as_object_mut() {
                fields.insert("text".to_owned(), json!(text));
            }
            object
        })
        .collect();
    let rest = json!({
        "in_text": finding.in_text.token(),
        "is_found": finding.tier.is_found(),
        "line": place.map(|place| place.line),
        "column": place.map(|place| place.column),
        "paragraph": place.and_then(|place| place.paragraph),
        "pieces": pieces,
        "elsewhere": elsewhere,
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
