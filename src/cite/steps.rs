//! Which sources stand behind a record, one through the other.

use crate::{
    arena::Id,
    model::{Corpus, Entry, Name, Quote, QuoteKind, Source},
};

/// A source on the way from what was said to where it can be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    /// How the step before it leads here: `quoted in`; empty for the first.
    pub(super) link: &'static str,
    /// The source.
    pub(super) source: Id<Source>,
    /// Where in it; may be empty.
    pub(super) locator: String,
}

/// How many sources may be known only through one another.
const MOST: usize = 8;

/// Returns the records of which a citation can be made for this one: a
/// position's evidence, a briefing's sources, else itself. Those that no
/// source stands behind are left out; so may be empty.
pub fn citable(corpus: &Corpus, entry: Entry) -> Vec<Entry> {
    let found = match entry {
        Entry::Position(id) => {
            let evidence = corpus.positions[id].evidence.iter();
            evidence.map(|one| one.entry()).collect()
        }
        Entry::Briefing(id) => {
            let file = &corpus.files[corpus.briefings[id].origin.file];
            let sources = file.sources.clone().map(Id::new);
            sources.map(Entry::Source).collect()
        }
        Entry::Source(_)
        | Entry::Event(_)
        | Entry::Quote(_)
        | Entry::Judgment(_)
        | Entry::Actor(_)
        | Entry::Issue(_) => vec![entry],
    };
    let cited = |&entry: &Entry| !steps(corpus, entry).is_empty();
    found.into_iter().filter(cited).collect()
}

/// Returns every source behind some records, each once, in the order in which
/// they are cited.
pub fn sources(corpus: &Corpus, entries: &[Entry]) -> Vec<Id<Source>> {
    let mut found = Vec::new();
    let citable = entries.iter().flat_map(|&entry| citable(corpus, entry));
    for step in citable.flat_map(|entry| steps(corpus, entry)) {
        if !found.contains(&step.source) {
            found.push(step.source);
        }
    }
    found
}

/// Returns the sources behind a record: where words were first said, what
/// passed them on, where they can be checked with the place there, and through
/// what that is known. Each once; empty where none is known.
pub(super) fn steps(corpus: &Corpus, entry: Entry) -> Vec<Step> {
    let mut steps = Vec::new();
    match entry {
        Entry::Quote(id) => quoted(&corpus.quotes.at(id), &mut steps),
        Entry::Source(id) => add(&mut steps, "", id, ""),
        Entry::Event(id) => {
            let event = &corpus.events[id];
            if let Some(source) = event.source {
                add(&mut steps, "", source, &event.locator);
            }
        }
        Entry::Judgment(id) => {
            let judgment = &corpus.judgments[id];
            if let Some(source) = judgment.source {
                add(&mut steps, "", source, &judgment.locator);
            }
        }
        Entry::Briefing(_) | Entry::Actor(_) | Entry::Issue(_) | Entry::Position(_) => (),
    }
    // Whoever knows a source only through another says so.
    while let Some(last) = steps.last()
        && let Some(through) = corpus.sources[last.source].cited_in
        && steps.len() < MOST
        && steps.iter().all(|step| step.source != through)
    {
        add(&mut steps, "cited in", through, "");
    }
    steps
}

fn quoted(quote: &Quote<'_>, steps: &mut Vec<Step>) {
    let here = quoting(quote);
    let before = quote
        .first_source
        .into_iter()
        .filter(|&id| id != quote.source);
    for first in before {
        add(steps, "", first, "");
    }
    for &via in quote.via.iter().filter(|&&id| id != quote.source) {
        add(steps, "as reported by", via, "");
    }
    add(steps, here, quote.source, &quote.locator);
}

fn add(steps: &mut Vec<Step>, link: &'static str, source: Id<Source>, locator: &str) {
    if steps.iter().all(|step| step.source != source) {
        let link = if steps.is_empty() { "" } else { link };
        steps.push(Step {
            link,
            source,
            locator: locator.to_owned(),
        });
    }
}

/// Returns how whoever spoke stands to the source that has the words.
fn quoting(quote: &Quote<'_>) -> &'static str {
    match quote.kind {
        QuoteKind::Quotation => "quoted in",
        QuoteKind::Excerpt | QuoteKind::Paraphrase => "as reported by",
    }
}

/// Returns who spoke and how that is known, where the first source is by
/// somebody else: `Anna, quoted in`. Empty for what is no quote, and for words
/// in the speaker's own text.
pub(super) fn spoken(corpus: &Corpus, entry: Entry) -> String {
    let Entry::Quote(id) = entry else {
        return String::new();
    };
    let quote = &corpus.quotes.at(id);
    let Some(speaker) = quote.speaker else {
        return String::new();
    };
    let first = quote.first_source.unwrap_or(quote.source);
    let own = &corpus.sources[first].author;
    if own.contains(&Name::Actor(speaker)) {
        return String::new();
    }
    let link = if quote.via.is_empty() {
        quoting(quote)
    } else {
        "as reported by"
    };
    let link = if first == quote.source { link } else { "in" };
    format!("{}, {link} ", corpus.actors[speaker].name)
}
