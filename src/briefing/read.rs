//! Bytes to a draft, with everything that is wrong.

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    briefing::{
        draft::{Draft, Record, Wires},
        leaf::{bad_id, in_order, is_id},
        pack,
        records::{Defaults, Top},
        syntax,
        wire::{Cx, Span, Table, diagnostic, read_table},
    },
    diagnostic::{Diagnostic, Place},
    model::Kind,
    text::{self, Clean},
};

/// The most bytes of a file.
pub const FILE: usize = 64 << 20;

/// What could be read of a file, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// What could be read; `None` if nothing could.
    pub draft: Option<Draft>,
    /// What is wrong, in the order of the file; at most a hundred.
    pub diagnostics: Vec<Diagnostic>,
}

/// The names of the tables at the top of a file.
const TABLES: &[&str] = &[
    "schema", "briefing", "defaults", "source", "actor", "issue", "event", "quote", "position",
    "judgment",
];

/// Reads a file. Never fails: what is wrong is told, and the rest is read.
pub fn read(name: &Clean, bytes: &[u8]) -> Reading {
    if bytes.len() > FILE {
        return nothing(
            "too-large",
            Place::file(name.clone()),
            "the file is larger than 64 MiB",
        );
    }
    let text = match std::str::from_utf8(bytes) {
        // A byte order mark is an editor's habit, not a fault.
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let text = String::from_utf8_lossy(valid);
            let place = Place::span(name.clone(), &text, text.len()..text.len());
            return nothing("not-utf8", place, "here the file is not UTF-8 text");
        }
    };
    let (wires, diagnostics) = wires(name, text);
    Reading {
        draft: wires.map(|wires| pack::draft(name, text, wires)),
        diagnostics,
    }
}

/// Reads a file's text, with the place of each value.
pub(super) fn wires(name: &Clean, text: &str) -> (Option<Wires>, Vec<Diagnostic>) {
    if let Some(at) = syntax::too_deep(text) {
        let place = Place::span(name.clone(), text, at..at + 1);
        let reading = nothing("too-deep", place, "brackets nest deeper than 32");
        return (None, reading.diagnostics);
    }
    let mut cx = Cx::new(name, text);
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut broken = false;
    let mut twice: Option<usize> = None;
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        // The keys under a header that stands twice stand twice themselves:
        // that is one fault, not one a line.
        let under = twice
            .and_then(|header| text.get(header..at))
            .is_some_and(|between| !between.contains("\n["));
        if under && is_duplicate(error) {
            continue;
        }
        twice = is_duplicate(error).then_some(at);
        broken |= !syntax_fault(error, &mut cx);
    }
    if broken {
        return (None, cx.finish());
    }
    let wires = top(table.get_ref(), &mut cx);
    (wires, cx.finish())
}

fn nothing(code: &'static str, place: Place, message: &str) -> Reading {
    Reading {
        draft: None,
        diagnostics: vec![diagnostic(code, place, message, None)],
    }
}

fn is_duplicate(error: &toml::de::Error) -> bool {
    error.message().contains("duplicate key")
}

/// Tells of an error of the parser; returns whether the rest can be used.
fn syntax_fault(error: &toml::de::Error, cx: &mut Cx<'_>) -> bool {
    let span = error.span().unwrap_or(0..0).into();
    let duplicate = is_duplicate(error);
    if duplicate {
        let help = "give the second one another name, or merge them".to_owned();
        cx.fault("duplicate", span, "this stands twice", Some(help));
    } else {
        // The parser's words may echo the file: they are cleaned and cut.
        let words = text::cut(&Clean::line(error.message()), 120).into_owned();
        cx.fault("syntax", span, &format!("this is not TOML: {words}"), None);
    }
    duplicate
}

/// Reads a file's tables.
fn top(table: &DeTable<'_>, cx: &mut Cx<'_>) -> Option<Wires> {
    unknown_tables(table, cx);
    let first_line = Span::from(0..0);
    if table.get("schema").is_none() {
        let help = "write schema = 1 as the first line".to_owned();
        cx.fault(
            "schema",
            first_line,
            "the file does not say which version of the format it is in",
            Some(help),
        );
        return None;
    }
    Top::read_fields(table, cx)?;
    let mut draft = Wires::default();
    if let Some(value) = table.get("briefing") {
        draft.briefing = one(value, cx);
        // Records of a briefing whose own table is wrong belong to nothing.
        draft.briefing.as_ref()?;
    }
    if let Some(value) = table.get("defaults") {
        draft.defaults = one::<Defaults>(value, cx).map(|record| record.wire);
    }
    draft.sources = all(table, Kind::Source, cx, &mut draft.left_out);
    draft.actors = all(table, Kind::Actor, cx, &mut draft.left_out);
    draft.issues = all(table, Kind::Issue, cx, &mut draft.left_out);
    if draft.briefing.is_none() {
        return registry(table, cx).then_some(draft);
    }
    draft.events = all(table, Kind::Event, cx, &mut draft.left_out);
    draft.quotes = all(table, Kind::Quote, cx, &mut draft.left_out);
    draft.judgments = all(table, Kind::Judgment, cx, &mut draft.left_out);
    draft.positions = positions(table, cx);
    Some(draft)
}

fn unknown_tables(table: &DeTable<'_>, cx: &mut Cx<'_>) {
    for (key, _) in in_order(table) {
        let name = key.get_ref().as_ref();
        if TABLES.contains(&name) || name == "x" {
            continue;
        }
        let help = match text::nearest(name, TABLES.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("known here: {}", TABLES.join(", ")),
        };
        let message = format!(
            "`{}` is not a table of the format",
            crate::briefing::wire::short(name)
        );
        cx.fault("unknown-key", key.span().into(), &message, Some(help));
    }
}

/// Whether a file without `[briefing]` holds only what a registry may.
fn registry(table: &DeTable<'_>, cx: &mut Cx<'_>) -> bool {
    let mut fine = true;
    for name in ["event", "quote", "position", "judgment"] {
        if let Some((key, _)) = table.get_key_value(name) {
            let help = "add a [briefing] table with id and title".to_owned();
            let message = format!("`{name}` needs a [briefing] table, and this file has none");
            cx.fault("no-briefing", key.span().into(), &message, Some(help));
            fine = false;
        }
    }
    fine
}

fn one<T: Table>(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Record<T>> {
    let at: Span = value.span().into();
    match value.get_ref() {
        DeValue::Table(table) => {
            let wire = read_table(table, at, cx)?;
            Some(Record {
                key: String::new(),
                at,
                line: cx.line(at),
                wire,
            })
        }
        _ => {
            cx.wrong_type(value, "a table");
            None
        }
    }
}

/// Reads every record of a kind, in the order of the file.
fn all<T: Table>(
    table: &DeTable<'_>,
    kind: Kind,
    cx: &mut Cx<'_>,
    left_out: &mut Vec<(Kind, String)>,
) -> Vec<Record<T>> {
    let Some(value) = table.get(kind.name()) else {
        return Vec::new();
    };
    let DeValue::Table(records) = value.get_ref() else {
        cx.wrong_type(value, &format!("tables such as [{}.some-id]", kind.name()));
        return Vec::new();
    };
    let mut read = Vec::new();
    for (key, value) in in_order(records) {
        let name = key.get_ref().as_ref();
        let at: Span = key.span().into();
        if !is_id(name) {
            bad_id(name, at, cx);
            continue;
        }
        let wire = match value.get_ref() {
            DeValue::Table(table) => read_table(table, at, cx),
            _ => {
                cx.wrong_type(value, "a table");
                None
            }
        };
        match wire {
            Some(wire) => read.push(Record {
                key: name.to_owned(),
                at,
                line: cx.line(at),
                wire,
            }),
            None => left_out.push((kind, name.to_owned())),
        }
    }
    read
}

fn positions<T: Table>(table: &DeTable<'_>, cx: &mut Cx<'_>) -> Vec<Record<T>> {
    let Some(value) = table.get("position") else {
        return Vec::new();
    };
    let DeValue::Array(items) = value.get_ref() else {
        cx.wrong_type(value, "tables that begin with [[position]]");
        return Vec::new();
    };
    let items: Vec<&Spanned<DeValue<'_>>> = items.iter().collect();
    items.into_iter().filter_map(|item| one(item, cx)).collect()
}
