//! The pages of what was said, done and made of it: events, quotes, positions,
//! judgments.

use crate::{
    arena::Id,
    export::{
        page::{CHECK, Page},
        words::{listed, name, names, rating, when, where_in},
    },
    model::{
        Actor, Also, Corpus, Entry, Event, Evidence, Issue, Judgment, Position, Quote, QuoteId,
        QuoteKind, Source, Token, Votes,
    },
    text::{self, Clean},
};

/// Returns when, who, its vote, its quotes, and the positions it shows.
pub(super) fn event(corpus: &Corpus, id: Id<Event>) -> Page {
    let event = &corpus.events[id];
    let mut page = Page::new(corpus, Entry::Event(id), &event.title);
    page.text(&event.summary);
    page.fact(
        "Date",
        &event
            .date
            .as_ref()
            .map_or_else(|| "none in the source".to_owned(), when),
    );
    page.fact("Dated", event.date_basis.map_or("", Token::meaning));
    page.fact("", &event.date_note);
    for &other in &event.after {
        page.record(corpus, "After", Entry::Event(other));
    }
    for &other in &event.before {
        page.record(corpus, "Before", Entry::Event(other));
    }
    page.fact("Kind", &event.kind);
    page.fact("Importance", event.importance.meaning());
    page.fact("Place", &event.place);
    page.fact("Actors", &names(corpus, &event.actors));
    for &(actor, ref role) in &event.roles {
        page.fact("Role", &format!("{}: {role}", corpus.actors[actor].name));
    }
    if let Some(votes) = &event.votes {
        tally(&mut page, corpus, votes);
    }
    issues(&mut page, corpus, &event.issues);
    if let Some(source) = event.source {
        cited(&mut page, corpus, "Source", source, &event.locator);
    }
    also(&mut page, corpus, &event.also);
    credibility(&mut page, event.credibility);
    remarks(&mut page, &event.note, &event.tags);
    page.quotes(corpus, "Quotes", corpus.quotes_at.of(id));
    page.positions(
        corpus,
        "Positions that rest on it",
        corpus.positions_at.of(id),
    );
    page
}

/// Adds what a vote came to: how many each way, and who.
fn tally(page: &mut Page, corpus: &Corpus, votes: &Votes) {
    let ways: [(&str, &[Id<Actor>]); 4] = [
        ("yes", &votes.yes),
        ("no", &votes.no),
        ("abstaining", &votes.abstain),
        ("absent", &votes.absent),
    ];
    let counts: Vec<String> = ways
        .iter()
        .map(|(way, actors)| format!("{} {way}", text::grouped(actors.len())))
        .collect();
    page.fact("Vote", &counts.join(", "));
    for (way, actors) in ways {
        page.fact(way, &names(corpus, actors));
    }
}

/// Returns its words with those around them, who said it, where it can be
/// checked, and what rests on it.
pub(super) fn quote(corpus: &Corpus, id: QuoteId) -> Page {
    let quote = &corpus.quotes.at(id);
    let mut page = Page::new(corpus, Entry::Quote(id), "");
    page.quote(corpus, id);
    speakers(&mut page, corpus, quote);
    page.fact(
        "Date",
        &quote.date.map_or_else(|| "not known".to_owned(), when),
    );
    if let Some(event) = quote.event {
        page.record(corpus, "Event", Entry::Event(event));
    }
    cited(&mut page, corpus, "Source", quote.source, &quote.locator);
    if let Some(first) = quote.first_source {
        page.record(corpus, "First in", Entry::Source(first));
    }
    for &via in &quote.via {
        page.record(corpus, "Via", Entry::Source(via));
    }
    also(&mut page, corpus, &quote.also);
    if let Some(other) = quote.variant_of {
        page.record(corpus, "Variant of", Entry::Quote(other));
    }
    page.fact("Words", quote.kind.meaning());
    page.fact(
        CHECK,
        match quote.kind {
            QuoteKind::Paraphrase => "none: a paraphrase stands in no source",
            QuoteKind::Quotation | QuoteKind::Excerpt => "nobody looked for it in its source",
        },
    );
    page.fact("Hidden", &quote.text.hidden_words().unwrap_or_default());
    page.fact("Language", &quote.lang);
    page.fact("Translated", &prefixed("from ", &quote.translated_from));
    for translation in &quote.translations {
        let by = prefixed(" — translated by ", &translation.by);
        page.fact(
            &format!("In {}", translation.lang),
            &format!("{}{by}", translation.text),
        );
    }
    issues(&mut page, corpus, &quote.issues);
    credibility(&mut page, quote.credibility);
    page.fact("Marking", &quote.marking);
    remarks(&mut page, &quote.note, &quote.tags);
    let positions = corpus.positions_on.of(id);
    if positions.is_empty() {
        page.remark("No position rests on it.");
    }
    page.positions(corpus, "Positions that rest on it", positions);
    page
}

fn speakers(page: &mut Page, corpus: &Corpus, quote: &Quote<'_>) {
    let capacity = quote
        .capacity
        .map_or(String::new(), |c| format!(" ({})", c.meaning()));
    match quote.speaker {
        Some(id) => {
            let actor = &corpus.actors[id];
            let role = actor
                .member_of
                .iter()
                .rev()
                .map(|m| &m.role)
                .find(|role| !role.is_empty());
            let role = role.map_or(String::new(), |role| format!(", {role}"));
            let reference = corpus.reference(Entry::Actor(id)).to_string();
            page.linked(
                "Speaker",
                &format!("{}{role}{capacity}", actor.name),
                reference,
            );
        }
        None => page.fact("Speaker", &format!("{}{capacity}", corpus.voice(quote))),
    }
    for &actor in &quote.stated_for {
        page.record(corpus, "For", Entry::Actor(actor));
    }
}

/// Returns who, on what, which way, since when, and the evidence.
pub(super) fn position(corpus: &Corpus, id: Id<Position>) -> Page {
    let position = &corpus.positions[id];
    let mut page = Page::new(
        corpus,
        Entry::Position(id),
        &name(corpus, Entry::Position(id)),
    );
    page.text(&corpus.issues[position.issue].proposition);
    page.fact("Stance", position.stance.meaning());
    for &actor in &position.actors {
        page.record(corpus, "Actor", Entry::Actor(actor));
    }
    issues(&mut page, corpus, &[position.issue]);
    page.fact(
        "Since",
        &position.since.as_ref().map_or(String::new(), when),
    );
    page.fact(
        "Until",
        &position.until.as_ref().map_or(String::new(), when),
    );
    page.fact("Basis", position.basis.map_or("", Token::meaning));
    page.fact("Confidence", position.confidence.map_or("", Token::meaning));
    remarks(&mut page, &position.note, &position.tags);
    page.section("Evidence", position.evidence.len());
    for &evidence in &position.evidence {
        match evidence {
            Evidence::Quote(id) => page.quote(corpus, id),
            Evidence::Event(id) => page.event(corpus, id),
        }
    }
    page
}

/// Returns whose judgment it is, how sure, and what it is about.
pub(super) fn judgment(corpus: &Corpus, id: Id<Judgment>) -> Page {
    let judgment = &corpus.judgments[id];
    let mut page = Page::new(corpus, Entry::Judgment(id), judgment.kind.meaning());
    page.text(&judgment.text);
    page.fact("By", judgment.by.as_ref().map_or("", |by| corpus.name(by)));
    page.fact("Hedge", &judgment.hedge);
    if let Some(likelihood) = judgment.likelihood {
        page.fact(
            "Likelihood",
            &format!("{} ({})", likelihood.token(), likelihood.meaning()),
        );
    }
    page.fact("Confidence", judgment.confidence.map_or("", Token::meaning));
    page.fact("Date", &judgment.date.as_ref().map_or(String::new(), when));
    if let Some(source) = judgment.source {
        cited(&mut page, corpus, "Source", source, &judgment.locator);
    }
    page.fact("Note", &judgment.note);
    for (label, entries) in [
        ("About", &judgment.about),
        ("For", &judgment.supporting),
        ("Against", &judgment.against),
    ] {
        for &entry in entries {
            page.record(corpus, label, entry);
        }
    }
    page
}

fn issues(page: &mut Page, corpus: &Corpus, issues: &[Id<Issue>]) {
    for &issue in issues {
        page.record(corpus, "Issue", Entry::Issue(issue));
    }
}

fn cited(page: &mut Page, corpus: &Corpus, label: &str, source: Id<Source>, locator: &str) {
    let reference = corpus.reference(Entry::Source(source)).to_string();
    let title = &corpus.sources[source].title;
    let place = where_in(corpus, source, locator);
    // Of fiction, words that say so stand before it.
    if place.contains(title.as_str()) {
        page.linked(label, &place, reference);
    } else {
        page.linked(label, &format!("{title} · {place}"), reference);
    }
}

fn also(page: &mut Page, corpus: &Corpus, also: &[Also]) {
    for also in also {
        cited(page, corpus, "Also in", also.source, &also.locator);
    }
}

fn credibility(page: &mut Page, credibility: Option<u8>) {
    page.fact("Credibility", &rating(None, credibility));
}

fn remarks(page: &mut Page, note: &str, tags: &[Clean]) {
    page.fact("Note", note);
    page.fact("Tags", &listed(tags));
}

fn prefixed(prefix: &str, text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("{prefix}{text}")
    }
}
