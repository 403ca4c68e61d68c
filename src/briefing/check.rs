//! What is wrong between the records of a library, told with its place.

use std::sync::Arc;

use crate::{
    briefing::{
        draft::{Draft, Record, Stock, Wires},
        link::{is_first, linked, making, once},
        read,
        records::PositionWire,
        resolve::{Fault, Names, Telling},
        rules::{self, Made},
        wire::diagnostic,
    },
    diagnostic::{Diagnostic, Place},
    model::{Corpus, Kind},
};

/// Returns what is wrong between the records of a library, each with the place
/// of its file among the drafts, in the order of these and of their lines.
/// `texts` reads a draft's file again; without its text a fault is told of the
/// whole file.
pub fn check(
    stock: &Stock,
    drafts: &[Arc<Draft>],
    texts: impl Fn(usize) -> Option<Arc<str>>,
) -> Vec<(usize, Diagnostic)> {
    let (drafts, twice) = once(drafts);
    let mut names = Names::new(stock, &drafts, Telling::Mark);
    for (at, first, span) in twice {
        let key = drafts[first].briefing_key().unwrap_or_default();
        let message = format!(
            "`{key}` is the id of the briefing in {} already",
            drafts[first].name
        );
        let help = "give this one another id; until then it is left out".to_owned();
        names.fault(at, "duplicate-briefing", span, &message, Some(help));
    }
    let (corpus, made) = linked(&mut names);
    rules::hold(&corpus, &made, &mut names);
    let mut texts = Texts {
        drafts: &drafts,
        read: texts,
        last: None,
    };
    names.telling = Telling::Tell;
    for at in 0..drafts.len() {
        if names.marked[at] {
            retell(at, &mut names, &corpus, &made, texts.of(at));
        }
    }
    let mut faults = std::mem::take(&mut names.found);
    faults.sort_by_key(|fault| fault.draft);
    let mut found: Vec<(usize, Diagnostic)> = faults
        .into_iter()
        .map(|fault| (fault.draft, told(&drafts, fault, &mut texts)))
        .collect();
    found.sort_by_key(|(draft, d)| (*draft, d.place.line, d.place.column));
    found
}

/// The texts of files, the last one kept.
struct Texts<'a, R> {
    drafts: &'a [Arc<Draft>],
    read: R,
    last: Option<(usize, Option<Arc<str>>)>,
}

impl<R: Fn(usize) -> Option<Arc<str>>> Texts<'_, R> {
    fn of(&mut self, at: usize) -> Option<Arc<str>> {
        match &self.last {
            Some((last, text)) if *last == at => text.clone(),
            _ => {
                let text = self.drafts[at].text.clone().or_else(|| (self.read)(at));
                self.last = Some((at, text.clone()));
                text
            }
        }
    }
}

/// Tells what is wrong with the references of a file, from its text.
fn retell(at: usize, names: &mut Names<'_>, corpus: &Corpus, made: &Made, text: Option<Arc<str>>) {
    let name = &names.drafts[at].name;
    let wires = text.and_then(|text| read::wires(name, &text).0);
    let Some(wires) = wires else {
        let message = "something this file names is missing, and the file has changed";
        names.fault(
            at,
            "left-out",
            crate::briefing::wire::Span::default(),
            message,
            None,
        );
        return;
    };
    let Wires {
        sources,
        actors,
        issues,
        events,
        quotes,
        positions,
        judgments,
        ..
    } = wires;
    for (place, record) in actors.iter().enumerate() {
        if is_first(made, Kind::Actor, names, at, place) {
            making(names, at, record.line).actor_record(record);
        }
    }
    for (place, record) in issues.iter().enumerate() {
        if is_first(made, Kind::Issue, names, at, place) {
            making(names, at, record.line).issue_record(record);
        }
    }
    for record in &sources {
        making(names, at, record.line).source_record(record);
    }
    for record in &events {
        making(names, at, record.line).event_record(record);
    }
    for record in &quotes {
        making(names, at, record.line).quote_faults(record);
    }
    for (record, number) in positions.iter().zip(1..) {
        let record: &Record<PositionWire> = record;
        making(names, at, record.line).position_record(record, number, corpus);
    }
    for record in &judgments {
        making(names, at, record.line).judgment_record(record);
    }
}

/// Gives a fault its place.
fn told<R: Fn(usize) -> Option<Arc<str>>>(
    drafts: &[Arc<Draft>],
    fault: Fault,
    texts: &mut Texts<'_, R>,
) -> Diagnostic {
    let file = drafts[fault.draft].name.clone();
    let place = match texts.of(fault.draft) {
        Some(text) => {
            let range: std::ops::Range<usize> = fault.at.into();
            let value = fault.key.and_then(|key| value_of(&text, key, range.start));
            Place::span(file, &text, value.unwrap_or(range))
        }
        None => Place::file(file),
    };
    diagnostic(fault.code, place, &fault.message, fault.help)
}

/// Returns where the value of a key stands in the table that begins before a place.
fn value_of(text: &str, key: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let table = text.get(from..)?;
    let end = table.find("\n[").unwrap_or(table.len());
    let mut at = from;
    for line in table.get(..end)?.split_inclusive('\n') {
        let rest = line.trim_start().strip_prefix(key).map(str::trim_start);
        if let Some(value) = rest.and_then(|rest| rest.strip_prefix('=')) {
            let value = value.trim();
            let start = at + line.find(value)?;
            return Some(start..start + value.len());
        }
        at += line.len();
    }
    None
}
