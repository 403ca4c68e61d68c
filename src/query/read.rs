//! What is typed into the search field, read. Every text is a query: what does
//! not parse is taken as words.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

use crate::{
    date::Date,
    query::{names, words::folded_words},
};

/// The most characters that are read.
const MOST: usize = 256;

/// What a field narrows by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// Who said it.
    Speaker,
    /// Whose position it states.
    For,
    /// Either.
    Actor,
    /// What it is about.
    Issue,
    /// Where it was published.
    Source,
    /// In which briefing.
    Briefing,
    /// When it was said.
    Date,
    /// Whose words it is.
    Kind,
    /// In what capacity.
    Capacity,
    /// In which language.
    Lang,
    /// A tag of the quote.
    Tag,
    /// How reliable its source and how credible it is.
    Rating,
    /// Whether its words were compared with its source.
    Verified,
    /// What a position rests on that rests on it.
    Basis,
    /// Which way a position goes that rests on it.
    Stance,
    /// How sure the curator is of a position that rests on it.
    Confidence,
    /// Where the event was.
    Place,
    /// How much the event matters.
    Importance,
}

impl Field {
    /// Returns its first name, such as `speaker`.
    pub fn name(self) -> &'static str {
        let line = FIELDS.iter().find(|(field, ..)| *field == self);
        line.and_then(|(_, names, _)| names.first())
            .map_or("", |name| name)
    }
}

/// Every field: itself, its names, and what it does. To add a field, add its
/// line here and its arms in `search/sieve.rs` and `query/marks.rs`.
///
/// A field asks the same of quotes, events and positions: an event has the
/// speakers, kinds, capacities and languages of the quotes said there, and the
/// stances, bases and confidence of the positions that rest on it; a quote has
/// those too, and the place and importance of its event; a position has what the
/// quotes and events have that show it.
pub const FIELDS: &[(Field, &[&str], &str)] = &[
    (
        Field::Speaker,
        &["speaker", "by"],
        "who said it: speaker:wang",
    ),
    (Field::For, &["for"], "whose position it states: for:china"),
    (
        Field::Actor,
        &["actor"],
        "who said it, whose position it states, who took part or voted: actor:russia",
    ),
    (Field::Issue, &["issue"], "what it is about: issue:norms"),
    (
        Field::Source,
        &["source"],
        "where it was published: source:arms",
    ),
    (
        Field::Briefing,
        &["briefing", "in"],
        "in which briefing: briefing:cyber",
    ),
    (
        Field::Date,
        &["date", "year"],
        "when it was or may have been: date:2011-09..2012, date:<1990",
    ),
    (
        Field::Kind,
        &["kind"],
        "quotation, excerpt or paraphrase; of events, what sort: kind:excerpt, kind:vote",
    ),
    (
        Field::Place,
        &["place"],
        "where the event was: place:geneva",
    ),
    (
        Field::Importance,
        &["importance"],
        "key, normal or minor, as the event is: importance:key",
    ),
    (
        Field::Capacity,
        &["capacity"],
        "official, personal, former, anonymous or document",
    ),
    (Field::Lang, &["lang"], "its language: lang:en"),
    (
        Field::Tag,
        &["tag"],
        "a tag of the quote, event or position: tag:norms",
    ),
    (
        Field::Rating,
        &["rating"],
        "its source's letter or its own number, Admiralty scale: rating:a,b or rating:2",
    ),
    (
        Field::Verified,
        &["verified"],
        "whether its words were compared with its source: verified:no",
    ),
    (
        Field::Basis,
        &["basis"],
        "what a position rests on that rests on it: basis:voted",
    ),
    (
        Field::Stance,
        &["stance"],
        "which way a position goes that rests on it: stance:opposes,leans-against",
    ),
    (
        Field::Confidence,
        &["confidence"],
        "how sure the curator is of a position that rests on it: confidence:low,moderate",
    ),
];

/// Returns the text of a query for one value of a field, such as
/// `actor:"United Nations"`.
pub fn quoted(field: Field, label: &str) -> String {
    let name = field.name();
    // Marks inside would end the value.
    let plain: String = label.chars().filter(|c| !is_mark(*c)).collect();
    // A blank would end it, a comma make it two; other signs go by themselves,
    // but are read more easily between marks.
    let bare = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '/');
    if !plain.is_empty() && plain.chars().all(bare) {
        format!("{name}:{plain}")
    } else {
        format!("{name}:\"{plain}\"")
    }
}

/// A field and the values of which one must fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    /// The field.
    pub field: Field,
    /// The values, folded; commas separate them.
    pub values: Vec<String>,
    /// Whether it must not fit.
    pub not: bool,
    /// The dates, where the field is one.
    pub span: Option<(Option<Date>, Option<Date>)>,
}

impl Filter {
    /// Whether something of a date may have been within the dates asked for:
    /// their bounds meet. Without dates asked for, it may.
    pub fn may_hold(&self, date: &Date) -> bool {
        let Some((from, to)) = &self.span else {
            return true;
        };
        let late = from.as_ref().and_then(Date::first_day);
        let early = to.as_ref().and_then(Date::last_day);
        late.is_none_or(|late| date.last_day().is_none_or(|day| day >= late))
            && early.is_none_or(|early| date.first_day().is_none_or(|day| day <= early))
    }
}

/// A regular expression that must be found in a text as it is shown, or
/// must not; capitals do not matter.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// The expression.
    pub regex: Regex,
    /// Whether it must not be found.
    pub not: bool,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Pattern) -> bool {
        self.not == other.not && self.regex.as_str() == other.regex.as_str()
    }
}

/// What a part of the typed text is, for coloring it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// A word to be found.
    Word,
    /// Words to be found as they stand, in quotation marks; or a pattern.
    Phrase,
    /// What must not be found.
    Not,
    /// The name of a field.
    FieldName,
    /// The value of a field.
    FieldValue,
}

/// What to search for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    /// Words, folded, in the order typed.
    pub words: Vec<String>,
    /// Phrases, folded.
    pub phrases: Vec<String>,
    /// Words and phrases that must not be found, folded.
    pub not: Vec<String>,
    /// Patterns.
    pub patterns: Vec<Pattern>,
    /// Fields.
    pub filters: Vec<Filter>,
    /// What was not understood and was taken as words instead, a sentence each.
    pub hints: Vec<String>,
    spans: Vec<(Range<usize>, Part)>,
}

impl Query {
    /// Reads what is typed.
    ///
    /// ```
    /// use attache::query::Query;
    /// let query = Query::parse("arms race -space speaker:wang \"open process\"");
    /// assert_eq!(query.words, ["arms", "race"]);
    /// assert_eq!(query.phrases, ["open process"]);
    /// assert_eq!(query.not, ["space"]);
    /// assert_eq!(query.filters[0].values, ["wang"]);
    /// ```
    pub fn parse(typed: &str) -> Query {
        let mut query = Query::default();
        let end = typed
            .char_indices()
            .nth(MOST)
            .map_or(typed.len(), |(at, _)| at);
        if end < typed.len() {
            query
                .hints
                .push(format!("only the first {MOST} characters are read"));
        }
        let typed = typed.get(..end).unwrap_or_default();
        let mut at = 0;
        while let Some(range) = next_part(typed, at) {
            at = range.end;
            query.part(typed.get(range.clone()).unwrap_or_default(), range.start);
        }
        query
    }

    /// Whether nothing is asked for, which finds everything.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
            && self.phrases.is_empty()
            && self.not.is_empty()
            && self.patterns.is_empty()
            && self.filters.is_empty()
    }

    /// Returns what each part of the typed text is, in order; bytes between
    /// them are blanks.
    pub fn spans(&self) -> impl Iterator<Item = (Range<usize>, Part)> + '_ {
        self.spans.iter().cloned()
    }

    fn part(&mut self, part: &str, start: usize) {
        let end = start + part.len();
        let (not, body) = match part.strip_prefix('-') {
            Some(body) if !body.is_empty() => (true, body),
            _ => (false, part),
        };
        let at = end - body.len();
        if let Some((name, value)) = body.split_once(':')
            && let Some(&(field, ..)) = FIELDS
                .iter()
                .find(|(_, names, _)| names.contains(&name.to_lowercase().as_str()))
        {
            let colon = at + name.len() + 1;
            self.spans
                .push((start..colon, if not { Part::Not } else { Part::FieldName }));
            if value.is_empty() {
                return;
            }
            self.spans.push((colon..end, Part::FieldValue));
            self.filter(field, value, not);
            return;
        }
        if let Some(span) = bare_span(body) {
            // The name of the field is left out, and has its place.
            let name = if not { Part::Not } else { Part::FieldName };
            self.spans.push((start..at, name));
            self.spans.push((at..end, Part::FieldValue));
            self.hints.extend(backwards(body, &span));
            self.filters.push(Filter {
                field: Field::Date,
                values: Vec::new(),
                not,
                span: Some(span),
            });
            return;
        }
        if let Some(source) = pattern_of(body) {
            match pattern(source, not) {
                Ok(pattern) => {
                    self.patterns.push(pattern);
                    let part = if not { Part::Not } else { Part::Phrase };
                    self.spans.push((start..end, part));
                    return;
                }
                Err(hint) => self.hints.push(hint),
            }
        }
        let bare = body.trim_matches(is_mark);
        let words: Vec<String> = folded_words(bare);
        let phrase = body.starts_with(is_mark) && words.len() > 1;
        self.spans.push((
            start..end,
            match (not, phrase) {
                (true, _) => Part::Not,
                (false, true) => Part::Phrase,
                (false, false) => Part::Word,
            },
        ));
        match (not, phrase) {
            (true, _) if !words.is_empty() => self.not.push(words.join(" ")),
            (true, _) => (),
            (false, true) => self.phrases.push(words.join(" ")),
            (false, false) => self.words.extend(words),
        }
    }

    fn filter(&mut self, field: Field, value: &str, not: bool) {
        let mut filter = Filter {
            field,
            values: Vec::new(),
            not,
            span: None,
        };
        if field == Field::Date {
            match span(value.trim_matches(is_mark)) {
                Ok(span) => {
                    self.hints.extend(backwards(value, &span));
                    filter.span = Some(span);
                }
                Err(error) => {
                    self.hints.push(error);
                    self.words.extend(folded_words(value));
                    return;
                }
            }
        } else {
            filter.values = values(value);
            if filter.values.is_empty() {
                return;
            }
            if field == Field::Verified {
                self.hints.push("nothing is verified yet".to_owned());
            }
        }
        self.filters.push(filter);
    }
}

/// Quotation marks, straight and curly: all are the same to a typist.
fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// Returns values folded: commas outside of quotation marks separate them.
fn values(typed: &str) -> Vec<String> {
    let mut quoted = false;
    let between = |c: char| {
        quoted ^= is_mark(c);
        c == ',' && !quoted
    };
    let values = typed
        .split(between)
        .map(|value| names::plain(value.trim_matches(|c: char| is_mark(c) || c.is_whitespace())));
    values.filter(|value| !value.is_empty()).collect()
}

/// Returns what stands between two slashes.
fn pattern_of(part: &str) -> Option<&str> {
    let source = part.strip_prefix('/')?.strip_suffix('/')?;
    (!source.is_empty()).then_some(source)
}

/// Reads a pattern. Its size is bounded, so that no query takes long.
fn pattern(source: &str, not: bool) -> Result<Pattern, String> {
    const MOST: usize = 1 << 20;
    RegexBuilder::new(source)
        .case_insensitive(true)
        .size_limit(MOST)
        .dfa_size_limit(MOST)
        .nest_limit(50)
        .build()
        .map(|regex| Pattern { regex, not })
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => {
                format!("/{source}/ is too large a pattern; it is taken as words")
            }
            _ => format!("/{source}/ is no pattern; it is taken as words"),
        })
}

/// Returns the next part from a byte on: up to a blank outside quotation marks
/// or, if it begins with one, up to the slash before a blank.
fn next_part(typed: &str, from: usize) -> Option<Range<usize>> {
    let rest = typed.get(from..)?;
    let start = from + rest.find(|c: char| !c.is_whitespace())?;
    let rest = typed.get(start..)?;
    if let Some(len) = slashed(rest) {
        return Some(start..start + len);
    }
    let mut quoted = false;
    for (at, c) in rest.char_indices() {
        quoted ^= is_mark(c);
        if c.is_whitespace() && !quoted {
            return Some(start..start + at);
        }
    }
    Some(start..typed.len())
}

/// Returns the length of a pattern at the beginning of a text.
fn slashed(rest: &str) -> Option<usize> {
    let sign = usize::from(rest.starts_with('-'));
    let body = rest.get(sign..)?.strip_prefix('/')?;
    let ends = body.match_indices('/').find(|(at, _)| {
        let after = body.get(at + 1..).and_then(|rest| rest.chars().next());
        0 < *at && after.is_none_or(char::is_whitespace)
    });
    ends.map(|(at, _)| sign + 1 + at + 1)
}

/// Reads `2011..2012`, `2011..`, `..2012` where they stand alone and what is
/// given is a date; a year alone is a word.
fn bare_span(body: &str) -> Option<(Option<Date>, Option<Date>)> {
    body.split_once("..")
        .filter(|(from, to)| !from.is_empty() || !to.is_empty())?;
    span(body).ok()
}

/// Returns what is wrong with a span that ends before it begins: nothing fits it.
fn backwards(typed: &str, (from, to): &(Option<Date>, Option<Date>)) -> Option<String> {
    let begins = from.as_ref()?.first_day()?;
    let ends = to.as_ref()?.last_day()?;
    (ends < begins).then(|| format!("{typed} ends before it begins: nothing fits"))
}

/// Reads `2011`, `2011..2012`, `2011..`, `..2012`, `<2011`, `>2011`.
fn span(value: &str) -> Result<(Option<Date>, Option<Date>), String> {
    let date = |text: &str| -> Result<Option<Date>, String> {
        if text.is_empty() {
            return Ok(None);
        }
        text.parse::<Date>()
            .map(Some)
            .map_err(|error| error.to_string())
    };
    if let Some(rest) = value.strip_prefix('<') {
        // Before a date: up to the day before it begins.
        let day = date(rest)?.and_then(|d| d.first_day());
        return Ok((None, day.map(|day| Date::from_day(day.plus_days(-1)))));
    }
    if let Some(rest) = value.strip_prefix('>') {
        let day = date(rest)?.and_then(|d| d.last_day());
        return Ok((day.map(|day| Date::from_day(day.plus_days(1))), None));
    }
    match value.split_once("..") {
        Some((from, to)) => Ok((date(from)?, date(to)?)),
        None => {
            let one = date(value)?;
            Ok((one.clone(), one))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{any, proptest};

    #[test]
    fn every_text_is_a_query() {
        let query = Query::parse("date:2011-13 norms \"open");
        assert_eq!(query.words, ["2011", "13", "norms", "open"]);
        assert_eq!(query.hints.len(), 1);
        for typed in ["2019..2005", "date:2011-09..2011-08"] {
            assert_eq!(Query::parse(typed).hints.len(), 1, "{typed}");
        }
        assert!(Query::parse("2005..2019 date:2011..2011").hints.is_empty());
        assert!(Query::parse("  ").is_empty());
        assert_eq!(
            Query::parse("well-known State’s").words,
            ["well", "known", "state"]
        );
        assert!(Query::parse("-speaker:wang").filters[0].not);
        assert_eq!(Query::parse("-").words, Vec::<String>::new());
        assert_eq!(
            Query::parse("a 中国人 中 b").words,
            ["a", "中国", "国人", "中", "b"]
        );
        let query = Query::parse("/cyber ?space/ -/\\d{4}/ /[/ /");
        let patterns: Vec<_> = query
            .patterns
            .iter()
            .map(|p| (p.regex.as_str(), p.not))
            .collect();
        assert_eq!(patterns, [("cyber ?space", false), ("\\d{4}", true)]);
        assert_eq!(query.hints, ["/[/ is no pattern; it is taken as words"]);
    }

    #[test]
    fn dates_are_spans() {
        let span = |text: &str| {
            let (from, to) = Query::parse(text).filters[0].span.clone().unwrap();
            (from.map(|d| d.to_string()), to.map(|d| d.to_string()))
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(span("date:2011-09..2012"), (some("2011-09"), some("2012")));
        assert_eq!(span("year:2011"), (some("2011"), some("2011")));
        assert_eq!(span("date:<2011"), (None, some("2010-12-31")));
        assert_eq!(span("date:>2011"), (some("2012-01-01"), None));
        assert_eq!(span("date:\"2011\""), (some("2011"), some("2011")));
    }

    #[test]
    fn dates_on_both_sides_of_dots_need_no_name() {
        let read = |typed: &str| {
            let query = Query::parse(typed);
            assert!(query.hints.is_empty(), "{typed}");
            let filter = query.filters.first()?;
            assert!(query.words.is_empty() && filter.field == Field::Date);
            let (from, to) = filter.span.clone().unwrap();
            let text = |date: Option<Date>| date.map_or_else(String::new, |d| d.to_string());
            Some((text(from), text(to), filter.not))
        };
        for (typed, from, to, not) in [
            ("2005..2019", "2005", "2019", false),
            ("2011-09..", "2011-09", "", false),
            ("..2012-03-04", "", "2012-03-04", false),
            ("2005~..2019?", "2005~", "2019?", false),
            ("-2005..2019", "2005", "2019", true),
        ] {
            assert_eq!(
                read(typed),
                Some((from.to_owned(), to.to_owned(), not)),
                "{typed}"
            );
        }
        for words in [
            "2011",
            "2011-09",
            "...",
            "..",
            "foo..bar",
            "2005...2019",
            "2005..bar",
            "1..2",
            "-..",
            "\"2005..2019\"",
            "<2005..2019",
            "etc..",
            "2011..13",
        ] {
            assert_eq!(read(words), None, "{words}");
        }
    }

    #[test]
    fn every_field_has_a_line_and_what_is_quoted_is_read_back() {
        for (at, (field, names, doc)) in FIELDS.iter().enumerate() {
            assert!(!doc.is_empty());
            assert_eq!(field.name(), names[0]);
            assert!(FIELDS.iter().skip(at + 1).all(|(other, ..)| other != field));
        }
        for label in [
            "vote",
            "United Nations",
            "U.S.",
            "a, b",
            "The “Arms” Race",
            "x:y",
        ] {
            let query = Query::parse(&quoted(Field::Actor, label));
            assert_eq!(query.filters[0].values, [names::plain(label)], "{label}");
        }
        assert_eq!(
            quoted(Field::Actor, "United Nations"),
            "actor:\"United Nations\""
        );
        assert_eq!(quoted(Field::Kind, "vote"), "kind:vote");
    }

    proptest! {
        #[test]
        fn parts_lie_in_order_on_boundaries(typed in any::<String>()) {
            let query = Query::parse(&typed);
            let mut at = 0;
            for (range, _) in query.spans() {
                assert!(range.start >= at && typed.get(range.clone()).is_some());
                at = range.end;
            }
        }
    }
}
