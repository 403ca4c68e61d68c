//! All records of a kind, one line each; quotes as cards, since words alone
//! would be words without a source.

use crate::{
    arena::{Arena, Id},
    date::Date,
    export::{page::Page, words::about},
    model::{Corpus, Entry, Kind, Token},
    text::plural,
};

/// Returns the records of a kind: events in their order in time, the others in
/// library order.
pub fn entries(corpus: &Corpus, kind: Kind) -> Vec<Entry> {
    match kind {
        Kind::Briefing => all(&corpus.briefings, Entry::Briefing),
        Kind::Source => all(&corpus.sources, Entry::Source),
        Kind::Actor => all(&corpus.actors, Entry::Actor),
        Kind::Issue => all(&corpus.issues, Entry::Issue),
        Kind::Quote => (0..corpus.quotes.len())
            .map(|at| Entry::Quote(Id::new(at)))
            .collect(),
        Kind::Position => all(&corpus.positions, Entry::Position),
        Kind::Judgment => all(&corpus.judgments, Entry::Judgment),
        Kind::Event => {
            let mut ids: Vec<_> = corpus.events.iter().collect();
            ids.sort_by_cached_key(|(_, event)| {
                (
                    event.date.is_none(),
                    event.date.as_ref().map(Date::sort_key),
                )
            });
            ids.into_iter().map(|(id, _)| Entry::Event(id)).collect()
        }
    }
}

fn all<T>(arena: &Arena<T>, entry: fn(Id<T>) -> Entry) -> Vec<Entry> {
    arena.iter().map(|(id, _)| entry(id)).collect()
}

/// Returns a page that lists the records of a kind, in the order of
/// [`entries`].
pub fn listing(corpus: &Corpus, kind: Kind) -> Page {
    let mut page = Page::default();
    for entry in entries(corpus, kind) {
        add(&mut page, corpus, entry);
    }
    page
}

/// Returns a date for the first column.
fn day(date: Option<&Date>) -> String {
    date.map_or_else(|| "no date".to_owned(), Date::short)
}

fn add(page: &mut Page, corpus: &Corpus, entry: Entry) {
    match entry {
        Entry::Briefing(id) => {
            let briefing = &corpus.briefings[id];
            let file = &corpus.files[briefing.origin.file];
            let counts = [
                plural(file.events.len(), "event", "events"),
                plural(file.quotes.len(), "quote", "quotes"),
                plural(file.positions.len(), "position", "positions"),
            ];
            let lead = day(briefing.as_of.as_ref());
            page.item(corpus, &lead, &briefing.title, &counts.join(", "), entry);
        }
        Entry::Source(id) => {
            let source = &corpus.sources[id];
            let lead = day(source.issued.as_ref());
            page.item(corpus, &lead, &source.title, &about(corpus, source), entry);
        }
        Entry::Actor(id) => {
            let counts = [
                plural(corpus.positions_of.of(id).len(), "position", "positions"),
                plural(corpus.quotes_of.of(id).len(), "quote", "quotes"),
                plural(corpus.events_of.of(id).len(), "event", "events"),
            ];
            let actor = &corpus.actors[id];
            page.item(
                corpus,
                actor.kind.token(),
                &actor.name,
                &counts.join(", "),
                entry,
            );
        }
        Entry::Issue(id) => {
            let count = plural(corpus.positions_about.of(id).len(), "position", "positions");
            let issue = &corpus.issues[id];
            page.item(corpus, "", &issue.label, &count, entry);
        }
        Entry::Event(id) => page.event(corpus, id),
        Entry::Quote(id) => page.quote(corpus, id),
        Entry::Position(id) => page.position(corpus, id),
        Entry::Judgment(id) => {
            let judgment = &corpus.judgments[id];
            page.item(corpus, judgment.kind.token(), &judgment.text, "", entry);
        }
    }
}
