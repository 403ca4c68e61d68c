//! The pages of whom, what and whence it is about: briefings, sources, actors,
//! issues.

use std::collections::HashSet;

use crate::{
    arena::Id,
    date::Date,
    export::{
        page::Page,
        words::{about, listed, people, rating, when},
    },
    model::{Actor, Briefing, Corpus, Entry, Event, Issue, Position, Quote, Source, Token},
    text::plural,
};

/// Returns what a briefing says in short, and how much it holds.
pub(super) fn briefing(corpus: &Corpus, id: Id<Briefing>) -> Page {
    let briefing = &corpus.briefings[id];
    let mut page = Page::new(corpus, Entry::Briefing(id), &briefing.title);
    page.fact(
        "Fiction",
        if briefing.fiction {
            "all of it is made up"
        } else {
            ""
        },
    );
    page.remark(&briefing.question);
    page.text(&briefing.summary);
    page.text(&briefing.method);
    page.fact(
        "As of",
        &briefing.as_of.as_ref().map_or(String::new(), when),
    );
    page.fact(
        "Updated",
        &briefing.updated.as_ref().map_or(String::new(), when),
    );
    page.fact("Authors", &listed(&briefing.authors));
    page.fact("Status", briefing.status.map_or("", Token::meaning));
    page.fact("Marking", &briefing.marking);
    page.fact("Language", &briefing.lang);
    page.fact("Licence", &briefing.licence);
    page.fact("Tags", &listed(&briefing.tags));
    let file = &corpus.files[briefing.origin.file];
    let (actors, issues) = involved(corpus, id);
    let counts = [
        plural(file.events.len(), "event", "events"),
        plural(file.quotes.len(), "quote", "quotes"),
        plural(file.positions.len(), "position", "positions"),
        plural(file.judgments.len(), "judgment", "judgments"),
        plural(actors, "actor", "actors"),
        plural(issues, "issue", "issues"),
        plural(file.sources.len(), "source", "sources"),
    ];
    page.fact("Holds", &counts.join(", "));
    page.fact("File", &file.name);
    page
}

/// Returns how many actors and issues a briefing's records name, wherever
/// those stand themselves.
fn involved(corpus: &Corpus, id: Id<Briefing>) -> (usize, usize) {
    let file = &corpus.files[corpus.briefings[id].origin.file];
    let mut actors: HashSet<Id<Actor>> = HashSet::new();
    let mut issues: HashSet<Id<Issue>> = HashSet::new();
    for event in file.events.clone().map(Id::<Event>::new) {
        actors.extend(&corpus.events[event].actors);
        issues.extend(&corpus.events[event].issues);
    }
    for quote in file.quotes.clone().map(Id::<Quote>::new) {
        let quote = &corpus.quotes.at(quote);
        actors.extend(quote.speaker.iter().chain(&quote.stated_for));
        issues.extend(&quote.issues);
    }
    for position in file.positions.clone().map(Id::<Position>::new) {
        actors.extend(&corpus.positions[position].actors);
        issues.insert(corpus.positions[position].issue);
    }
    (actors.len(), issues.len())
}

/// Returns what a source is, what is known of its text, and all that it is
/// cited for.
pub(super) fn source(corpus: &Corpus, id: Id<Source>) -> Page {
    let source = &corpus.sources[id];
    let mut page = Page::new(corpus, Entry::Source(id), &source.title);
    page.remark(&about(corpus, source));
    page.fact("Editor", &people(corpus, &source.editor));
    page.fact("Translator", &people(corpus, &source.translator));
    page.fact(
        "Issued",
        &source.issued.as_ref().map_or(String::new(), when),
    );
    page.fact(
        "Original",
        &source.original_date.as_ref().map_or(String::new(), when),
    );
    page.fact(
        "Accessed",
        &source.accessed.as_ref().map_or(String::new(), when),
    );
    for (name, value) in &source.fields {
        page.fact(&name.replace('_', " "), value);
    }
    page.fact("Reliability", &rating(source.reliability, None));
    page.fact("Descriptor", &source.descriptor);
    if let Some(through) = source.cited_in {
        page.record(corpus, "Known by", Entry::Source(through));
    }
    page.fact("URL", &source.url);
    page.fact("Archived at", &source.archive_url);
    page.fact("Language", &source.lang);
    page.fact("Text", &source.file);
    page.fact("SHA-256", &source.sha256);
    page.fact("Marking", &source.marking);
    page.fact("Rights", &source.rights);
    page.fact("Note", &source.note);
    page.fact("Tags", &listed(&source.tags));
    page.quotes(corpus, "Quotes", corpus.quotes_in.of(id));
    page.events(corpus, "Events", corpus.events_in.of(id));
    let through = corpus.sources_in.of(id);
    if !through.is_empty() {
        page.section("Known only through it", through.len());
    }
    for &other in through {
        let source = &corpus.sources[other];
        page.item(
            corpus,
            "",
            &source.title,
            &about(corpus, source),
            Entry::Source(other),
        );
    }
    page
}

/// Returns who an actor is, where it stands, what it did and said.
pub(super) fn actor(corpus: &Corpus, id: Id<Actor>) -> Page {
    let actor = &corpus.actors[id];
    let mut page = Page::new(corpus, Entry::Actor(id), &actor.name);
    page.remark(actor.kind.meaning());
    page.fact("Also", &listed(&actor.aliases));
    for (lang, name) in &actor.names {
        page.fact(&format!("In {lang}"), name);
    }
    for membership in &actor.member_of {
        let within = membership
            .actor
            .map_or("", |within| &corpus.actors[within].name);
        let mut parts = vec![membership.role.to_string(), within.to_owned()];
        parts.extend(membership.date.as_ref().map(Date::words));
        parts.retain(|part| !part.is_empty());
        let reference = membership
            .actor
            .map(|within| corpus.reference(Entry::Actor(within)).to_string());
        page.linked(
            "Member of",
            &parts.join(", "),
            reference.unwrap_or_default(),
        );
    }
    page.fact("Same as", &listed(&actor.same_as));
    page.fact("Note", &actor.note);
    page.fact("Tags", &listed(&actor.tags));
    page.positions(corpus, "Positions", corpus.positions_of.of(id));
    page.events(corpus, "Events", corpus.events_of.of(id));
    page.quotes(corpus, "Quotes", corpus.quotes_of.of(id));
    page
}

/// Returns a proposition, and who stands where on it.
pub(super) fn issue(corpus: &Corpus, id: Id<Issue>) -> Page {
    let issue = &corpus.issues[id];
    let mut page = Page::new(corpus, Entry::Issue(id), &issue.label);
    if issue.label != issue.proposition {
        page.text(&issue.proposition);
    }
    page.remark(&issue.question);
    if let Some((against, in_favor)) = &issue.poles {
        page.fact("Against", against);
        page.fact("For", in_favor);
    }
    if let Some(parent) = issue.parent {
        page.record(corpus, "Part of", Entry::Issue(parent));
    }
    page.fact("Note", &issue.note);
    page.fact("Tags", &listed(&issue.tags));
    let positions = corpus.positions_about.of(id);
    if positions.is_empty() {
        page.remark("Nobody's position on it is recorded.");
    }
    page.positions(corpus, "Who stands where", positions);
    page.events(corpus, "Events", corpus.events_about.of(id));
    page.quotes(corpus, "Quotes", corpus.quotes_about.of(id));
    page
}
