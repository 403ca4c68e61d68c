//! The values that stand in fields: texts, dates, words of a fixed set, ids.

use serde_json::{Value, json};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    briefing::wire::{At, Cx, Field, Must, Span, Wire, short},
    date::Date,
    model::{
        ActorKind, Basis, Capacity, Confidence, DateBasis, Importance, JudgmentKind, Likelihood,
        QuoteKind, Reliability, Stance, Status, Token,
    },
    seal::{Seal, Sealer, Unsealer},
    text::{self, Clean},
};

/// The most bytes of a string.
const STRING: usize = 1 << 20;
/// The most characters of an id.
const ID: usize = 200;

/// One line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line(pub(super) Clean);
/// Paragraphs of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Prose(pub(super) Clean);
/// An id of this file, of a registry, or `briefing:id`; typed where its kind
/// is not fixed: `event.id`.
pub(super) type Ref = At<String>;
/// A date and where it stands.
pub(super) type When = At<Date>;
/// `actor.id` or a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Byline(pub(super) At<Clean>);
/// One value, or a list of them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Many<T>(pub(super) Vec<T>);
/// Any keys, each with a value of the same sort, in file order.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pairs<T>(pub(super) Vec<(At<Clean>, T)>);
/// A scale from 1 to 6.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grade(pub(super) u8);
/// The version of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Version;

/// Returns a string of the file, if it is one and not too long.
fn string<'v>(value: &'v Spanned<DeValue<'_>>, expected: &str, cx: &mut Cx<'_>) -> Option<&'v str> {
    let DeValue::String(text) = value.get_ref() else {
        cx.wrong_type(value, expected);
        return None;
    };
    if text.len() > STRING {
        let message = format!(
            "this string has {} bytes; {} is the most",
            text::grouped(text.len()),
            text::grouped(STRING)
        );
        cx.fault("too-long", value.span().into(), &message, None);
        return None;
    }
    Some(text)
}

/// Warns of characters that cannot be seen.
fn seen(clean: Clean, span: Span, cx: &mut Cx<'_>) -> Clean {
    if let Some(words) = clean.hidden_words() {
        cx.fault(
            "hidden-characters",
            span,
            &format!("this text holds {words}"),
            None,
        );
    }
    clean
}

impl Wire for Line {
    fn read(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        let clean = Clean::line(string(value, "a string", cx)?);
        Some(Line(seen(clean, value.span().into(), cx)))
    }
    fn schema() -> Value {
        json!({ "type": "string" })
    }
}

impl Wire for Prose {
    fn read(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        let clean = Clean::paragraphs(string(value, "a string", cx)?);
        Some(Prose(seen(clean, value.span().into(), cx)))
    }
    fn schema() -> Value {
        json!({ "type": "string" })
    }
}

impl Wire for At<Date> {
    fn read(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        let text = match value.get_ref() {
            // An unquoted TOML date means the same as a quoted one.
            DeValue::Datetime(date) => unquoted(&date.to_string()),
            _ => string(value, "a date such as \"2011-09\"", cx)?.to_owned(),
        };
        match text.parse::<Date>() {
            Ok(date) => Some(At {
                value: date,
                span: value.span().into(),
            }),
            Err(error) => {
                cx.fault("bad-date", value.span().into(), &error.to_string(), None);
                None
            }
        }
    }
    fn schema() -> Value {
        json!({ "type": "string", "title": "EDTF date",
            "examples": ["2011", "2011-09", "2011-09-12", "2011-07~", "2010-12/2011-10", "[..2011-09]"] })
    }
}

/// Returns a TOML date as EDTF writes it: `T` between day and time, no fractions.
fn unquoted(date: &str) -> String {
    let date = date.replacen(' ', "T", 1);
    match date.split_once('.') {
        Some((whole, rest)) => {
            let zone = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            format!("{whole}{zone}")
        }
        None => date,
    }
}

impl Wire for At<String> {
    fn read(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        let text = string(value, "an id", cx)?;
        let span = value.span().into();
        let plain = text.split([':', '.']).all(is_id);
        if plain {
            return Some(At {
                value: text.to_owned(),
                span,
            });
        }
        bad_id(text, span, cx);
        None
    }
    fn schema() -> Value {
        json!({ "type": "string", "pattern": "^([a-z0-9-]+:)?([a-z]+\\.)?[a-z0-9-]+$" })
    }
}

/// Whether a text is an id: `a-z`, `0-9` and `-`, not too long.
pub(super) fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= ID
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Tells that a text is no id, and which it might be.
pub(super) fn bad_id(text: &str, span: Span, cx: &mut Cx<'_>) {
    if text.len() > ID {
        cx.fault(
            "too-long",
            span,
            &format!("an id has at most {ID} characters"),
            None,
        );
        return;
    }
    let plain: String = text::fold(text)
        .chars()
        .map(|c| {
            if c.is_ascii_lowercase() || c.is_ascii_digit() {
                c
            } else {
                '-'
            }
        })
        .collect();
    let plain: Vec<&str> = plain.split('-').filter(|part| !part.is_empty()).collect();
    let help = (!plain.is_empty()).then(|| format!("write `{}`", plain.join("-")));
    let message = format!(
        "`{}` is not an id: ids have only a-z, 0-9 and -",
        short(text)
    );
    cx.fault("bad-id", span, &message, help);
}

impl Wire for Byline {
    fn read(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        let Line(clean) = Line::read(value, cx)?;
        Some(Byline(At {
            value: clean,
            span: value.span().into(),
        }))
    }
    fn schema() -> Value {
        json!({ "type": "string", "examples": ["Farnsworth, Timothy", "actor.china"] })
    }
}

impl<T: Wire> Wire for Many<T> {
    fn read(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Array(_) => Vec::<T>::take(Some(value), cx).map(Many),
            _ => T::read(value, cx).map(|one| Many(vec![one])),
        }
    }
    fn schema() -> Value {
        json!({ "oneOf": [T::schema(), { "type": "array", "items": T::schema(), "minItems": 1 }] })
    }
}

impl<T: Wire> Wire for Pairs<T> {
    fn read(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        let DeValue::Table(table) = value.get_ref() else {
            cx.wrong_type(value, "a table");
            return None;
        };
        let read: Vec<Option<(At<Clean>, T)>> = in_order(table)
            .into_iter()
            .map(|(key, value)| {
                let name = At {
                    value: Clean::line(key.get_ref()),
                    span: key.span().into(),
                };
                T::read(value, cx).map(|value| (name, value))
            })
            .collect();
        read.into_iter().collect::<Option<Vec<_>>>().map(Pairs)
    }
    fn schema() -> Value {
        json!({ "type": "object", "additionalProperties": T::schema() })
    }
}

/// A table's entry: its key and its value.
pub(super) type Item<'t, 'i> = (
    &'t Spanned<std::borrow::Cow<'i, str>>,
    &'t Spanned<DeValue<'i>>,
);

/// Returns a table's entries in the order of the file.
pub(super) fn in_order<'t, 'i>(table: &'t DeTable<'i>) -> Vec<Item<'t, 'i>> {
    let mut items: Vec<_> = table.iter().collect();
    items.sort_by_key(|(key, _)| key.span().start);
    items
}

impl Wire for bool {
    fn read(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        let DeValue::Boolean(is) = value.get_ref() else {
            cx.wrong_type(value, "true or false");
            return None;
        };
        Some(*is)
    }
    fn schema() -> Value {
        json!({ "type": "boolean" })
    }
}

impl Wire for Grade {
    fn read(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        let DeValue::Integer(number) = value.get_ref() else {
            cx.wrong_type(value, "a number from 1 to 6");
            return None;
        };
        let read = u8::from_str_radix(number.as_str(), number.radix())
            .ok()
            .filter(|n| (1..=6).contains(n));
        if read.is_none() {
            let message = "credibility goes from 1 (confirmed) to 6 (cannot be judged)";
            cx.fault("out-of-range", value.span().into(), message, None);
        }
        read.map(Grade)
    }
    fn schema() -> Value {
        json!({ "type": "integer", "minimum": 1, "maximum": 6 })
    }
}

impl Wire for Version {
    fn read(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        let one =
            matches!(value.get_ref(), DeValue::Integer(n) if n.as_str() == "1" && n.radix() == 10);
        if !one {
            let message = "this program reads version 1 of the format";
            cx.fault(
                "schema",
                value.span().into(),
                message,
                Some("write schema = 1".to_owned()),
            );
        }
        one.then_some(Version)
    }
    fn schema() -> Value {
        json!({ "const": 1 })
    }
}

/// Reads one of a fixed set of words.
fn word<T: Token>(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<T> {
    let text = string(value, "a word", cx)?;
    let found = T::from_token(text);
    if found.is_none() {
        let words = || T::ALL.iter().map(|(_, token, _)| *token);
        let list = words().collect::<Vec<_>>().join(", ");
        let help = match text::nearest(text, words()) {
            Some(meant) => format!("did you mean `{meant}`? One of: {list}"),
            None => format!("one of: {list}"),
        };
        let message = format!("`{}` is not a word that stands here", short(text));
        cx.fault("unknown-word", value.span().into(), &message, Some(help));
    }
    found
}

fn word_schema<T: Token>() -> Value {
    let words: Vec<&str> = T::ALL.iter().map(|(_, token, _)| *token).collect();
    json!({ "enum": words })
}

/// Wrapped values are kept as what they wrap.
macro_rules! wrapped {
    ($($Wrapped:ident $(<$T:ident>)?: $Inner:ty;)*) => {$(
        impl $(<$T: Seal>)? Seal for $Wrapped $(<$T>)? {
            fn seal(&self, out: &mut Sealer) {
                self.0.seal(out);
            }
            fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
                <$Inner>::unseal(from).map($Wrapped)
            }
        }
    )*};
}
wrapped! {
    Line: Clean;
    Prose: Clean;
    Byline: At<Clean>;
    Many<T>: Vec<T>;
    Pairs<T>: Vec<(At<Clean>, T)>;
    Must<T>: T;
}

/// Where a value stands is not kept: what is told of a record is told from its
/// file's text, read again.
impl<T: Seal> Seal for At<T> {
    fn seal(&self, out: &mut Sealer) {
        self.value.seal(out);
    }
    fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
        let span = Span::default();
        T::unseal(from).map(|value| At { value, span })
    }
}

impl Seal for Grade {
    fn seal(&self, out: &mut Sealer) {
        u32::from(self.0).seal(out);
    }
    fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
        u8::try_from(from.small()?).ok().map(Grade)
    }
}

impl Seal for Version {
    fn seal(&self, _: &mut Sealer) {}
    fn unseal(_: &mut Unsealer<'_>) -> Option<Self> {
        Some(Version)
    }
}

macro_rules! words {
    ($($Word:ident)*) => {$(
        impl Wire for $Word {
            fn read(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
                word(value, cx)
            }
            fn schema() -> Value {
                word_schema::<$Word>()
            }
        }
        impl Seal for $Word {
            fn seal(&self, out: &mut Sealer) {
                out.size(Self::ALL.iter().position(|(word, ..)| word == self).unwrap_or(0));
            }
            fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
                let place = usize::try_from(from.number()?).ok()?;
                Self::ALL.get(place).map(|(word, ..)| *word)
            }
        }
    )*};
}
words! {
    ActorKind Basis Capacity Confidence DateBasis Importance JudgmentKind Likelihood QuoteKind
    Reliability Stance Status
}
