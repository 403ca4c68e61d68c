//! Records in a phrase: who, when, where in what.

use crate::{
    arena::Id,
    date::{Date, Qualifier},
    model::{
        Actor, Briefing, Capacity, Corpus, Entry, Name, Quote, QuoteKind, Reliability, Source,
        Token, Translation,
    },
    text::{self, Clean},
};

/// Returns the marks around a quote's text: “ ” for the speaker's own words,
/// ‹ › for the source's, none for the curator's.
pub fn marks(kind: QuoteKind) -> (&'static str, &'static str) {
    match kind {
        QuoteKind::Quotation => ("“", "”"),
        QuoteKind::Excerpt => ("‹", "›"),
        QuoteKind::Paraphrase => ("", ""),
    }
}

/// Returns words that are shown of a record; of one that is made up, words that
/// say so, once.
pub(super) fn marked(corpus: &Corpus, entry: Entry, words: &str) -> String {
    if corpus.is_fiction(entry) && !words.contains(Briefing::FICTION) {
        return format!("{} {words}", Briefing::FICTION);
    }
    words.to_owned()
}

/// Returns a token as words: `leans for`.
pub fn phrase(token: impl Token) -> String {
    token.token().replace('-', " ")
}

/// Returns who speaks, in what capacity, and for whom.
pub fn who(corpus: &Corpus, quote: &Quote<'_>) -> String {
    let mut voice = corpus.voice(quote);
    match quote.capacity {
        Some(Capacity::Document) if quote.speaker.is_none() => voice.push_str(" (document)"),
        Some(Capacity::Personal) => voice.push_str(" (personally)"),
        Some(Capacity::Former) => voice.push_str(" (former official)"),
        Some(Capacity::Official | Capacity::Anonymous | Capacity::Document) | None => (),
    }
    if !quote.stated_for.is_empty() {
        voice.push_str(", for ");
        voice.push_str(&names(corpus, &quote.stated_for));
    }
    voice
}

/// Returns who made a translation, and where it stands.
pub fn translated_by(corpus: &Corpus, translation: &Translation) -> String {
    let mut by = vec![translation.by.to_string()];
    by.extend(
        translation
            .source
            .map(|source| where_in(corpus, source, "")),
    );
    by.retain(|part| !part.is_empty());
    if by.is_empty() {
        return "nobody named".to_owned();
    }
    by.join(", ")
}

/// Returns who, when and where, in one line: no quote is written without it.
pub fn attribution(corpus: &Corpus, quote: &Quote<'_>) -> String {
    let mut parts = vec![who(corpus, quote)];
    parts.push(quote.date.map_or_else(|| "no date".to_owned(), Date::words));
    parts.push(where_in(corpus, quote.source, &quote.locator));
    if quote.kind == QuoteKind::Paraphrase {
        parts.push("paraphrase".to_owned());
    }
    if quote.text.hidden() > 0 {
        parts.push(text::plural(
            quote.text.hidden(),
            "hidden character",
            "hidden characters",
        ));
    }
    parts.join(" · ")
}

/// Returns actors' names, separated by commas.
pub fn names(corpus: &Corpus, actors: &[Id<Actor>]) -> String {
    let names: Vec<&str> = actors
        .iter()
        .map(|&id| corpus.actors[id].name.as_str())
        .collect();
    names.join(", ")
}

/// Returns texts, separated by commas.
pub(super) fn listed(texts: &[Clean]) -> String {
    texts
        .iter()
        .map(Clean::as_str)
        .collect::<Vec<_>>()
        .join(", ")
}

/// Returns the names on a title page, separated by semicolons.
pub(super) fn people(corpus: &Corpus, people: &[Name]) -> String {
    people
        .iter()
        .map(|name| corpus.name(name))
        .collect::<Vec<_>>()
        .join("; ")
}

/// Returns a source in a few words, and where in it.
pub fn where_in(corpus: &Corpus, source: Id<Source>, locator: &str) -> String {
    let entry = Entry::Source(source);
    let source = &corpus.sources[source];
    let name = if source.container.is_empty() {
        &source.title
    } else {
        &source.container
    };
    let mut parts = vec![marked(corpus, entry, name)];
    parts.extend(
        source
            .issued
            .as_ref()
            .map(Date::words)
            .filter(|date| !name.contains(date.as_str())),
    );
    parts.push(locator.to_owned());
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

/// Returns who, in what, when, and of what kind a source is.
pub fn about(corpus: &Corpus, source: &Source) -> String {
    let mut parts = vec![people(corpus, &source.author), source.container.to_string()];
    parts.extend(source.issued.as_ref().map(Date::words));
    parts.push(kind(source));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// Returns the type of a source in words: `article newspaper`.
pub fn kind(source: &Source) -> String {
    source.kind.replace(['-', '_'], " ")
}

/// Returns a rating by the Admiralty scale and what it means: how reliable a
/// source is, how credible what it says; `B2 (usually reliable; probably true)`.
/// Empty where nobody rated.
///
/// The scale, with its words, is that of NATO's AJP-2.1.
///
/// ```
/// use attache::{export::rating, model::Reliability};
/// let both = rating(Some(Reliability::B), Some(2));
/// assert_eq!(both, "B2 (usually reliable; probably true)");
/// assert_eq!(rating(None, Some(6)), "6 (truth cannot be judged)");
/// assert_eq!(rating(None, None), "");
/// ```
pub fn rating(reliability: Option<Reliability>, credibility: Option<u8>) -> String {
    let number = credibility.map_or(String::new(), |number| number.to_string());
    let mut words: Vec<&str> = reliability.map(Token::meaning).into_iter().collect();
    words.extend(credibility.map(|number| match number {
        1 => "confirmed by other sources",
        2 => "probably true",
        3 => "possibly true",
        4 => "doubtful",
        5 => "improbable",
        _ => "truth cannot be judged",
    }));
    if words.is_empty() {
        return String::new();
    }
    let letter = reliability.map_or("", Token::token);
    format!("{letter}{number} ({})", words.join("; "))
}

/// Returns a date in words, with its bounds and weekday where they say more.
pub(super) fn when(date: &Date) -> String {
    let words = date.words();
    match (date.first_day(), date.last_day()) {
        (Some(first), Some(last)) if first == last && date.qualifier() == Qualifier::Exact => {
            format!("{} {words}", first.weekday())
        }
        _ => format!("{words} ({})", date.bounds_words()),
    }
}

/// Returns any record in a few words. A quote is named, not quoted: its words
/// alone would be words without a source.
pub fn name(corpus: &Corpus, entry: Entry) -> String {
    marked(corpus, entry, &bare_name(corpus, entry))
}

fn bare_name(corpus: &Corpus, entry: Entry) -> String {
    match entry {
        Entry::Briefing(id) => corpus.briefings[id].title.to_string(),
        Entry::Source(id) => corpus.sources[id].title.to_string(),
        Entry::Actor(id) => corpus.actors[id].name.to_string(),
        Entry::Issue(id) => corpus.issues[id].label.to_string(),
        Entry::Event(id) => corpus.events[id].title.to_string(),
        Entry::Quote(id) => {
            let quote = &corpus.quotes.at(id);
            let mut parts = vec![who(corpus, quote)];
            parts.extend(quote.date.map(Date::words));
            parts.join(", ")
        }
        Entry::Position(id) => {
            let position = &corpus.positions[id];
            let issue = &corpus.issues[position.issue].label;
            format!(
                "{}: {} “{issue}”",
                names(corpus, &position.actors),
                phrase(position.stance)
            )
        }
        Entry::Judgment(id) => corpus.judgments[id].text.to_string(),
    }
}
