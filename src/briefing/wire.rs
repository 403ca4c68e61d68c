//! How a table of a file becomes a record: all its faults at once, and its
//! part of the JSON Schema.

use std::ops::Range;

use serde_json::{Map, Value, json};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    briefing::codes::Code,
    diagnostic::{Diagnostic, Place, Severity},
    seal::{Seal, Sealer, Unsealer},
    text::{self, Clean},
};

/// The most diagnostics of one file; the rest is counted.
const MOST: usize = 100;

/// Where a value stands in its file, in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// Returns its first byte.
    pub(super) fn start(self) -> u32 {
        self.start
    }
}

impl Seal for Span {
    fn seal(&self, out: &mut Sealer) {
        self.start.seal(out);
        self.end.saturating_sub(self.start).seal(out);
    }
    fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
        let start = from.small()?;
        let end = start.checked_add(from.small()?)?;
        Some(Span { start, end })
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span {
            start: narrow(range.start),
            end: narrow(range.end),
        }
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Range<usize> {
        span.start as usize..span.end as usize
    }
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) span: Span,
}

/// What is being read, and what is wrong with it so far.
pub(super) struct Cx<'a> {
    pub(super) file: &'a Clean,
    pub(super) text: &'a str,
    pub(super) found: Vec<Diagnostic>,
    /// Errors so far, those past the limit included.
    pub(super) errors: usize,
    past: usize,
    /// Where lines end, in bytes.
    breaks: Vec<usize>,
}

impl<'a> Cx<'a> {
    pub(super) fn new(file: &'a Clean, text: &'a str) -> Cx<'a> {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
        Cx {
            file,
            text,
            found: Vec::new(),
            errors: 0,
            past: 0,
            breaks,
        }
    }

    /// Returns the line of a place, counted from one.
    pub(super) fn line(&self, at: Span) -> u32 {
        let before = self.breaks.partition_point(|&end| end < at.start as usize);
        u32::try_from(before + 1).unwrap_or(u32::MAX)
    }

    /// Tells of a fault in a place of the file.
    pub(super) fn fault(
        &mut self,
        code: &'static str,
        at: Span,
        message: &str,
        help: Option<String>,
    ) {
        let severity = Code::of(code).map_or(Severity::Error, |code| code.severity);
        self.errors += usize::from(severity == Severity::Error);
        if self.found.len() >= MOST {
            self.past += 1;
            return;
        }
        let place = Place::span(self.file.clone(), self.text, at.into());
        self.found.push(diagnostic(code, place, message, help));
    }

    /// Returns the faults, in the order of the file, with a word on those that
    /// were only counted.
    pub(super) fn finish(self) -> Vec<Diagnostic> {
        let mut found = self.found;
        found.sort_by_key(|d| (d.place.line, d.place.column));
        if let (Some(last), true) = (found.last_mut(), self.past > 0) {
            last.help = Some(Clean::line(&format!(
                "{} more in this file are not shown",
                self.past
            )));
        }
        found
    }
}

/// Makes a diagnostic; its severity is the code's.
pub(super) fn diagnostic(
    code: &'static str,
    place: Place,
    message: &str,
    help: Option<String>,
) -> Diagnostic {
    let severity = Code::of(code).map_or(Severity::Error, |code| code.severity);
    Diagnostic {
        severity,
        code,
        message: Clean::line(message),
        help: help.map(|h| Clean::line(&h)),
        place,
    }
}

/// A value that can be read from a file.
pub(super) trait Wire: Sized {
    /// Reads the value; tells what is wrong with it.
    fn read(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self>;
    /// Returns its JSON Schema.
    fn schema() -> Value;
}

/// A field of a record: a value, or the lack of one.
pub(super) trait Field: Sized {
    /// Whether a record must have it.
    const REQUIRED: bool;
    /// Reads the field; `None` if it is wrong, or missing where it may not be.
    fn take(value: Option<&Spanned<DeValue<'_>>>, cx: &mut Cx<'_>) -> Option<Self>;
    /// Returns its JSON Schema.
    fn field_schema() -> Value;
}

impl<T: Wire> Field for Option<T> {
    const REQUIRED: bool = false;
    fn take(value: Option<&Spanned<DeValue<'_>>>, cx: &mut Cx<'_>) -> Option<Self> {
        value.map_or(Some(None), |value| T::read(value, cx).map(Some))
    }
    fn field_schema() -> Value {
        T::schema()
    }
}

impl<T: Wire> Field for Vec<T> {
    const REQUIRED: bool = false;
    fn take(value: Option<&Spanned<DeValue<'_>>>, cx: &mut Cx<'_>) -> Option<Self> {
        let Some(value) = value else {
            return Some(Vec::new());
        };
        let DeValue::Array(items) = value.get_ref() else {
            cx.wrong_type(value, "a list");
            return None;
        };
        // Every item is read, so that all faults are told.
        let read: Vec<Option<T>> = items.iter().map(|item| T::read(item, cx)).collect();
        read.into_iter().collect()
    }
    fn field_schema() -> Value {
        json!({ "type": "array", "items": T::schema() })
    }
}

/// A field that a record must have.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Must<T>(pub(super) T);

impl<T: Wire> Field for Must<T> {
    const REQUIRED: bool = true;
    fn take(value: Option<&Spanned<DeValue<'_>>>, cx: &mut Cx<'_>) -> Option<Self> {
        value.and_then(|value| T::read(value, cx)).map(Must)
    }
    fn field_schema() -> Value {
        T::schema()
    }
}

impl<T> std::ops::Deref for Must<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// A key of a table, as the schema and did-you-mean know it.
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) doc: &'static str,
    pub(super) required: bool,
    pub(super) schema: fn() -> Value,
}

/// A table with known keys.
pub(super) trait Table: Sized {
    /// Its keys, in the order of the format.
    const KEYS: &'static [Key];
    /// What it is.
    const DOC: &'static str;
    /// Reads the known keys.
    fn read_fields(table: &DeTable<'_>, cx: &mut Cx<'_>) -> Option<Self>;
}

impl<T: Table> Wire for T {
    fn read(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Table(table) => read_table(table, value.span().into(), cx),
            _ => {
                cx.wrong_type(value, "a table");
                None
            }
        }
    }
    fn schema() -> Value {
        table_schema::<T>()
    }
}

/// Reads a table: unknown keys, missing ones and wrong values are all told.
pub(super) fn read_table<T: Table>(table: &DeTable<'_>, at: Span, cx: &mut Cx<'_>) -> Option<T> {
    let errors = cx.errors;
    unknown_keys(table, T::KEYS, cx);
    for key in T::KEYS
        .iter()
        .filter(|key| key.required && !table.contains_key(key.name))
    {
        let help = format!("add {} = …: {}", key.name, key.doc);
        cx.fault(
            "missing-key",
            at,
            &format!("`{}` is missing", key.name),
            Some(help),
        );
    }
    let read = T::read_fields(table, cx);
    read.filter(|_| cx.errors == errors)
}

fn unknown_keys(table: &DeTable<'_>, keys: &[Key], cx: &mut Cx<'_>) {
    for (key, _) in table {
        let name = key.get_ref().as_ref();
        if keys.iter().any(|known| known.name == name) || name == "x" {
            continue;
        }
        let help = match text::nearest(name, keys.iter().map(|key| key.name)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!(
                "known here: {}",
                keys.iter().map(|k| k.name).collect::<Vec<_>>().join(", ")
            ),
        };
        cx.fault(
            "unknown-key",
            key.span().into(),
            &format!("`{}` is not a key of this table", short(name)),
            Some(help),
        );
    }
}

/// Returns a value of the file cut to a length that a message can hold.
pub(super) fn short(value: &str) -> String {
    text::cut(&Clean::line(value), 60).into_owned()
}

fn table_schema<T: Table>() -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for key in T::KEYS {
        let mut schema = (key.schema)();
        if let Value::Object(object) = &mut schema {
            object.insert("description".to_owned(), json!(key.doc));
        }
        properties.insert(key.name.to_owned(), schema);
        if key.required {
            required.push(key.name);
        }
    }
    properties.insert(
        "x".to_owned(),
        json!({ "description": "Anything; kept, never interpreted." }),
    );
    let mut schema = json!({
        "type": "object",
        "description": T::DOC,
        "additionalProperties": false,
        "properties": properties,
    });
    if let (Value::Object(object), false) = (&mut schema, required.is_empty()) {
        object.insert("required".to_owned(), json!(required));
    }
    schema
}

impl Cx<'_> {
    /// Tells that a value is of another kind than its key takes.
    pub(super) fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>, expected: &str) {
        let found = match value.get_ref() {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) => "an integer",
            DeValue::Float(_) => "a fraction",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let message = format!("expected {expected}, found {found}");
        self.fault("wrong-type", value.span().into(), &message, None);
    }
}

/// Declares the tables of the format: each field with its key, its type and
/// what it is for. A struct, its reader, its schema and its bytes are made of it.
macro_rules! tables {
    ($($about:literal $Name:ident { $($field:ident $key:literal: $Type:ty, $doc:literal;)* })*) => {$(
        #[doc = $about]
        #[derive(Debug, Clone, PartialEq)]
        pub(super) struct $Name {
            $(#[doc = $doc] pub(super) $field: $Type,)*
        }
        impl Table for $Name {
            const DOC: &'static str = $about;
            const KEYS: &'static [Key] = &[$(Key {
                    name: $key,
                    doc: $doc,
                    required: <$Type as Field>::REQUIRED,
                    schema: <$Type as Field>::field_schema,
                }),*];
            fn read_fields(table: &DeTable<'_>, cx: &mut Cx<'_>) -> Option<Self> {
                // Each field is read before any is used, so that all faults are told.
                $(let $field = <$Type as Field>::take(table.get($key), cx);)*
                Some($Name { $($field: $field?,)* })
            }
        }
        impl Seal for $Name {
            fn seal(&self, out: &mut Sealer) {
                $(self.$field.seal(out);)*
            }
            fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
                $(let $field = Seal::unseal(from)?;)*
                Some($Name { $($field,)* })
            }
        }
    )*};
}
pub(super) use tables;
