//! Citations by the rules of a CSL style. The processor's own gaps are bridged
//! here: dates it has no form for, locators and dates of access a style leaves
//! out, and what would make it stop.

use std::{collections::BTreeMap, str::FromStr, sync::OnceLock};

use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild,
    ElemChildren, Formatting, LocatorPayload, SpecificLocator, archive,
    citationberg::{
        FontStyle, FontWeight, IndependentStyle, Locale, StyleClass, VerticalAlign,
        json::{DateValue, Item, LiteralName, NameItem, NameValue, Value, VecDate, VecDateRange},
        taxonomy::Kind as ItemKind,
    },
};
use serde_json::Value as Json;

use crate::{
    arena::Id,
    cite::{
        csl, dates, locator,
        markup::{Line, Look, capital},
    },
    date::{Date, Kind, Qualifier},
    model::{Corpus, Source, SourceBody},
};

/// A source to be cited, and where in it.
#[derive(Debug, Clone)]
pub(super) struct Place<'a> {
    pub(super) source: Id<Source>,
    /// As the format has it; may be empty.
    pub(super) locator: &'a str,
}

/// What came of a place.
#[derive(Debug, Clone, Default)]
pub(super) struct Made {
    /// The footnote, or what stands in the text.
    pub(super) note: Line,
    /// The line of the bibliography; empty where the style has none for it.
    pub(super) reference: Line,
    /// The place of that line among those of the others.
    pub(super) rank: usize,
}

/// Years that stand for the dates CSL has no form for, until their words do.
const YEARS: [(&str, i16); 3] = [
    ("issued", 7001),
    ("original-date", 7002),
    ("accessed", 7003),
];

/// What the processor reads of sources.
struct Items {
    all: Vec<Item>,
    /// The place of each source among them.
    places: BTreeMap<Id<Source>, usize>,
    /// For each, the years that stand for words, and the words.
    words: Vec<Vec<(String, String)>>,
}

/// Cites places in order: the same source twice has one number. In a style of
/// notes each stands alone, so that none is “ibid.” of one that was not copied.
pub(super) fn cite(corpus: &Corpus, places: &[Place<'_>], style: &IndependentStyle) -> Vec<Made> {
    let whole = Items::new(corpus, places, |_| ());
    let mut made = whole.cite(places, style, true);
    if made.iter().any(|made| made.reference.is_empty()) {
        listed(corpus, places, style, &mut made);
    }
    let plain = made.clone();
    if places.iter().any(|place| !place.locator.is_empty()) {
        let bare = whole.cite(places, style, false);
        for (((place, made), plain), bare) in places.iter().zip(&mut made).zip(&plain).zip(bare) {
            if !place.locator.is_empty() && bare.note == plain.note {
                made.note.within(&format!(", {}", place.locator));
            }
        }
    }
    let notes = style.settings.class == StyleClass::Note;
    for (key, before, date) in DATES {
        let date = |place: &Place<'_>| date(&corpus.sources[place.source]);
        if places.iter().all(|place| date(place).is_none()) {
            continue;
        }
        let without = Items::new(corpus, places, |item| drop(item.0.remove(key)));
        let without = without.cite(places, style, true);
        for (((place, made), plain), without) in
            places.iter().zip(&mut made).zip(&plain).zip(without)
        {
            let Some(date) = date(place) else {
                continue;
            };
            let words = format!("{before}{}", date.words());
            // What stands in a text names a source, and need not date it.
            if notes && plain.note == without.note {
                made.note.within(&format!(", {words}"));
            }
            let seen = plain.reference != without.reference;
            let open = !made.reference.text().ends_with('.');
            if !seen && open && !made.reference.is_empty() && notes {
                // The entries of OSCOLA have no full stop, and get none.
                made.reference.plain(&format!(", {words}"));
            } else if !seen && !made.reference.is_empty() {
                made.reference.drop_last('.');
                made.reference.plain(&format!(". {}.", capital(&words)));
                made.reference.mend();
            }
        }
    }
    made
}

/// Lists what a style leaves out of its bibliography, such as documents that
/// are no publication: as a report, which no style leaves out.
fn listed(corpus: &Corpus, places: &[Place<'_>], style: &IndependentStyle, made: &mut [Made]) {
    let as_report = |item: &mut Item| {
        let kind = Value::String("report".to_owned());
        item.0.insert("type".to_owned(), kind);
    };
    let reports = Items::new(corpus, places, as_report).cite(places, style, true);
    for (made, report) in made.iter_mut().zip(reports) {
        made.rank = report.rank;
        if made.reference.is_empty() {
            made.reference = report.reference;
        }
    }
}

/// A date that every citation says: the variable, the word before it, and the
/// date of a source.
type Dated = (&'static str, &'static str, fn(&SourceBody) -> Option<&Date>);

/// The dates that every citation says, whatever its style.
const DATES: [Dated; 2] = [
    ("issued", "", |source| source.issued.as_ref()),
    ("accessed", "accessed ", |source| source.accessed.as_ref()),
];

impl Items {
    /// Returns what the processor reads of some sources, each changed.
    fn new(corpus: &Corpus, places: &[Place<'_>], change: impl Fn(&mut Item)) -> Items {
        let mut items = Items {
            all: Vec::new(),
            places: BTreeMap::new(),
            words: Vec::new(),
        };
        for place in places {
            if items.places.contains_key(&place.source) {
                continue;
            }
            let (mut item, words) = item(corpus, place.source);
            change(&mut item);
            let key = format!("s{}", items.all.len());
            item.0.insert("id".to_owned(), Value::String(key));
            items.places.insert(place.source, items.all.len());
            items.all.push(item);
            items.words.push(words);
        }
        items
    }

    /// Cites every place, all together or each alone.
    fn cite(&self, places: &[Place<'_>], style: &IndependentStyle, located: bool) -> Vec<Made> {
        let mut made = self.run(places, style, located);
        if style.settings.class == StyleClass::Note {
            for (made, place) in made.iter_mut().zip(places.chunks(1)) {
                let alone = self.run(place, style, located).into_iter().next();
                made.note = alone.map_or_else(Line::default, |alone| alone.note);
            }
        }
        made
    }

    /// Cites places together.
    fn run(&self, places: &[Place<'_>], style: &IndependentStyle, located: bool) -> Vec<Made> {
        let mut driver = BibliographyDriver::new();
        let mut cited: Vec<usize> = Vec::new();
        for place in places {
            let Some(&at) = self.places.get(&place.source) else {
                continue;
            };
            let Some(item) = self.all.get(at) else {
                continue;
            };
            let (label, value) = locator::read(place.locator);
            let locator = (located && !value.is_empty())
                .then_some(SpecificLocator(label, LocatorPayload::Str(value)));
            let request = CitationItem::with_locator(item, locator);
            driver.citation(CitationRequest::new(
                vec![request],
                style,
                None,
                locales(),
                Some(1),
            ));
            cited.push(at);
        }
        let rendered = driver.finish(BibliographyRequest {
            style,
            locale: None,
            locale_files: locales(),
        });
        let mut references: BTreeMap<String, (usize, Line)> = BTreeMap::new();
        let entries = rendered.bibliography.into_iter().flat_map(|all| all.items);
        for (rank, entry) in entries.enumerate() {
            let mut line = Line::default();
            if let Some(first) = &entry.first_field {
                child(first, &mut line);
                line.plain(" ");
            }
            children(&entry.content, &mut line);
            references.insert(entry.key, (rank, line));
        }
        let notes = rendered.citations.into_iter().zip(cited);
        let made = notes.map(|(cited, at)| {
            let mut note = Line::default();
            children(&cited.citation, &mut note);
            let reference = references.get(&format!("s{at}")).cloned();
            let (rank, reference) = reference.unwrap_or_default();
            let mut made = Made {
                note,
                reference,
                rank,
            };
            self.finish(at, &mut made);
            made
        });
        made.collect()
    }

    /// Puts words where years stood for them, and mends what is left.
    fn finish(&self, at: usize, made: &mut Made) {
        for line in [&mut made.note, &mut made.reference] {
            for (year, words) in self.words.get(at).into_iter().flatten() {
                for stop in [". ", ".” "] {
                    let begins = format!("{stop}{}", capital(words));
                    line.replace(&format!("{stop}{year}"), &begins);
                }
                line.replace(year, words);
            }
            line.mend();
        }
        // Two names that are not turned round need no comma between them.
        let authors = self.all.get(at).and_then(|item| item.0.get("author"));
        if let Some(Value::Names(names)) = authors
            && let [NameValue::Literal(first), NameValue::Literal(second)] = names.as_slice()
        {
            for and in ["and", "&"] {
                let (first, second) = (&first.literal, &second.literal);
                let from = format!("{first}, {and} {second}");
                let to = format!("{first} {and} {second}");
                made.reference.replace(&from, &to);
            }
        }
    }
}

/// Returns the terms of each language, read once.
fn locales() -> &'static [Locale] {
    static LOCALES: OnceLock<Vec<Locale>> = OnceLock::new();
    LOCALES.get_or_init(archive::locales)
}

/// Returns a source as the processor reads it, and the years in it that stand
/// for words. A remark of the curator is none of a citation's.
fn item(corpus: &Corpus, id: Id<Source>) -> (Item, Vec<(String, String)>) {
    let source = &corpus.sources[id];
    let mut item = BTreeMap::new();
    let mut words = Vec::new();
    for (key, value) in csl::plain(corpus, id) {
        let value = match value {
            Json::String(text) => Some(Value::String(text)),
            Json::Array(parts) => Some(Value::Names(parts.iter().filter_map(name).collect())),
            Json::Object(_) => {
                let date = dates::read(&value).ok();
                date.and_then(|date| exact(&date)).map(Value::Date)
            }
            Json::Null | Json::Bool(_) | Json::Number(_) => None,
        };
        if let Some(value) = value {
            item.insert(key, value);
        }
    }
    for aside in ["note", "keyword", "abstract", "custom"] {
        item.remove(aside);
    }
    let own = [&source.issued, &source.original_date, &source.accessed];
    for ((key, year), date) in YEARS.into_iter().zip(own) {
        let Some(date) = date else {
            continue;
        };
        let value = exact(date).unwrap_or_else(|| {
            words.push((year.to_string(), date.words()));
            parts(vec![year], None)
        });
        item.insert(key.to_owned(), Value::Date(value));
    }
    if source.url.is_empty() && !source.archive_url.is_empty() {
        let url = Value::String(source.archive_url.to_string());
        item.insert("URL".to_owned(), url);
    }
    if ItemKind::from_str(&source.kind).is_err() {
        let kind = Value::String("document".to_owned());
        item.insert("type".to_owned(), kind);
    }
    (Item(item), words)
}

fn name(value: &Json) -> Option<NameValue> {
    let part = |key: &str| value.get(key).and_then(Json::as_str).map(str::to_owned);
    if let Some(literal) = part("literal") {
        return Some(NameValue::Literal(LiteralName { literal }));
    }
    let family = part("family")?;
    // The processor looks for “de la” in a family name, and would find “of the”
    // in an office's; none is looked for where one is given.
    let office = family.starts_with(char::is_uppercase) && family.contains(' ');
    Some(NameValue::Item(NameItem {
        family,
        given: part("given"),
        non_dropping_particle: None,
        dropping_particle: office.then(String::new),
        suffix: None,
        comma_suffix: None,
    }))
}

/// Returns a date as the processor has a form for it: one day, month, season
/// or year, without a doubt.
fn exact(date: &Date) -> Option<DateValue> {
    let plain = date.kind() == Kind::Instant
        && date.qualifier() == Qualifier::Exact
        && !date.is_unspecified();
    let given = date.start().filter(|_| plain)?;
    let season = given.season.map(|season| (season.code() - 20).to_string());
    let month = given.month.map(i16::from);
    let day = given.day.map(i16::from);
    let numbers = std::iter::once(given.year).chain(month).chain(day);
    Some(parts(numbers.collect(), season))
}

fn parts(numbers: Vec<i16>, season: Option<String>) -> DateValue {
    DateValue::DateParts {
        date_parts: VecDateRange(vec![VecDate(numbers)]),
        literal: None,
        season,
        circa: false,
    }
}

fn children(all: &ElemChildren, line: &mut Line) {
    for one in &all.0 {
        child(one, line);
    }
}

fn child(one: &ElemChild, line: &mut Line) {
    match one {
        ElemChild::Text(text) => line.push(&text.text, look(text.formatting), ""),
        ElemChild::Elem(elem) => {
            // What a style puts into a column of its own is parted by a blank.
            if elem.display.is_some() && !line.is_empty() {
                line.plain(" ");
            }
            children(&elem.children, line);
        }
        ElemChild::Markup(text) => line.plain(text),
        ElemChild::Link { text, url } => line.push(&text.text, look(text.formatting), url),
        ElemChild::Transparent { .. } => (),
    }
}

fn look(formatting: Formatting) -> Look {
    Look {
        italic: formatting.font_style == FontStyle::Italic,
        bold: formatting.font_weight == FontWeight::Bold,
        raised: formatting.vertical_align == VerticalAlign::Sup,
    }
}
