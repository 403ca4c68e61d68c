//! A record as a JSON object: the keys of the file format, references with the
//! names of what they mean, and what is computed from them. Empty keys are
//! left out.

use serde_json::{Map, Value, json};

use crate::{
    arena::Id,
    date::Date,
    export::{
        object::{Object, person, record},
        words::who,
    },
    model::{
        Actor, Also, Briefing, Corpus, Entry, Event, Issue, Judgment, Position, QuoteId, Source,
        Token, Votes,
    },
};

/// Returns a record as a JSON object. Its texts are clean: what a terminal
/// would obey stands as a mark.
pub fn json(corpus: &Corpus, entry: Entry) -> Value {
    match entry {
        Entry::Briefing(id) => briefing(corpus, id),
        Entry::Source(id) => source(corpus, id),
        Entry::Actor(id) => actor(corpus, id),
        Entry::Issue(id) => issue(corpus, id),
        Entry::Event(id) => event(corpus, id),
        Entry::Quote(id) => quote(corpus, id),
        Entry::Position(id) => position(corpus, id),
        Entry::Judgment(id) => judgment(corpus, id),
    }
}

fn briefing(corpus: &Corpus, id: Id<Briefing>) -> Value {
    let briefing = &corpus.briefings[id];
    let file = &corpus.files[briefing.origin.file];
    Object::new(corpus, Entry::Briefing(id))
        .value("title", briefing.title.as_str())
        .value("question", briefing.question.as_str())
        .value("summary", briefing.summary.as_str())
        .value("method", briefing.method.as_str())
        .date("as_of", briefing.as_of.as_ref())
        .date("updated", briefing.updated.as_ref())
        .texts("authors", &briefing.authors)
        .value("lang", briefing.lang.as_str())
        .value("marking", briefing.marking.as_str())
        .token("status", briefing.status)
        .texts("tags", &briefing.tags)
        .value("licence", briefing.licence.as_str())
        .value("file", file.name.as_str())
        .value("events", file.events.len())
        .value("quotes", file.quotes.len())
        .value("positions", file.positions.len())
        .value("judgments", file.judgments.len())
        .value("sources", file.sources.len())
        .done()
}

fn source(corpus: &Corpus, id: Id<Source>) -> Value {
    let source = &corpus.sources[id];
    let mut object = Object::new(corpus, Entry::Source(id))
        .value("type", source.kind.as_str())
        .value("title", source.title.as_str())
        .people("author", &source.author)
        .people("editor", &source.editor)
        .people("translator", &source.translator)
        .value("container", source.container.as_str())
        .date("issued", source.issued.as_ref())
        .date("original_date", source.original_date.as_ref())
        .date("accessed", source.accessed.as_ref());
    for (name, value) in &source.fields {
        object = object.value(name, value.as_str());
    }
    object
        .value("url", source.url.as_str())
        .value("archive_url", source.archive_url.as_str())
        .value("lang", source.lang.as_str())
        .token("reliability", source.reliability)
        .value("descriptor", source.descriptor.as_str())
        .record("cited_in", source.cited_in.map(Entry::Source))
        .value("file", source.file.as_str())
        .value("sha256", source.sha256.as_str())
        .value("marking", source.marking.as_str())
        .value("rights", source.rights.as_str())
        .value("note", source.note.as_str())
        .texts("tags", &source.tags)
        .value("quotes", corpus.quotes_in.of(id).len())
        .value("events", corpus.events_in.of(id).len())
        .done()
}

fn actor(corpus: &Corpus, id: Id<Actor>) -> Value {
    let actor = &corpus.actors[id];
    let names: Map<String, Value> = actor
        .names
        .iter()
        .map(|(lang, name)| (lang.to_string(), name.as_str().into()))
        .collect();
    let member_of: Vec<Value> = actor
        .member_of
        .iter()
        .map(|m| {
            json!({
                "actor": m.actor.map(|within| record(corpus, Entry::Actor(within))),
                "role": m.role.as_str(),
                "date": m.date.as_ref().map(Date::to_string),
            })
        })
        .collect();
    Object::new(corpus, Entry::Actor(id))
        .value("kind", actor.kind.token())
        .value("name", actor.name.as_str())
        .texts("aliases", &actor.aliases)
        .value("names", names)
        .value("member_of", member_of)
        .texts("same_as", &actor.same_as)
        .value("note", actor.note.as_str())
        .texts("tags", &actor.tags)
        .value("positions", corpus.positions_of.of(id).len())
        .value("events", corpus.events_of.of(id).len())
        .value("quotes", corpus.quotes_of.of(id).len())
        .done()
}

fn issue(corpus: &Corpus, id: Id<Issue>) -> Value {
    let issue = &corpus.issues[id];
    let poles = issue
        .poles
        .as_ref()
        .map(|(against, in_favor)| json!([against, in_favor]));
    let positions = corpus.positions_about.of(id);
    Object::new(corpus, Entry::Issue(id))
        .value("proposition", issue.proposition.as_str())
        .value("label", issue.label.as_str())
        .value("question", issue.question.as_str())
        .record("parent", issue.parent.map(Entry::Issue))
        .value("poles", poles)
        .value("note", issue.note.as_str())
        .texts("tags", &issue.tags)
        .value(
            "positions",
            positions
                .iter()
                .map(|&at| position(corpus, at))
                .collect::<Vec<_>>(),
        )
        .value("events", corpus.events_about.of(id).len())
        .value("quotes", corpus.quotes_about.of(id).len())
        .done()
}

fn event(corpus: &Corpus, id: Id<Event>) -> Value {
    let event = &corpus.events[id];
    let roles: Vec<Value> = event
        .roles
        .iter()
        .map(|(actor, role)| json!({ "actor": record(corpus, Entry::Actor(*actor)), "role": role }))
        .collect();
    Object::new(corpus, Entry::Event(id))
        .value("title", event.title.as_str())
        .when("date", event.date.as_ref())
        .token("date_basis", event.date_basis)
        .value("date_note", event.date_note.as_str())
        .records("after", event.after.iter().map(|&id| Entry::Event(id)))
        .records("before", event.before.iter().map(|&id| Entry::Event(id)))
        .value("summary", event.summary.as_str())
        .value("kind", event.kind.as_str())
        .actors("actors", &event.actors)
        .value("roles", roles)
        .value(
            "votes",
            event.votes.as_ref().map(|votes| tally(corpus, votes)),
        )
        .records("issues", event.issues.iter().map(|&id| Entry::Issue(id)))
        .value("place", event.place.as_str())
        .value("importance", event.importance.token())
        .record("source", event.source.map(Entry::Source))
        .value("locator", event.locator.as_str())
        .value("also", also(corpus, &event.also))
        .value("credibility", event.credibility)
        .value("note", event.note.as_str())
        .texts("tags", &event.tags)
        .records(
            "quotes",
            corpus.quotes_at.of(id).iter().map(|&id| Entry::Quote(id)),
        )
        .records(
            "positions",
            corpus
                .positions_at
                .of(id)
                .iter()
                .map(|&id| Entry::Position(id)),
        )
        .done()
}

fn tally(corpus: &Corpus, votes: &Votes) -> Value {
    let actors = |ids: &[Id<Actor>]| -> Vec<Value> {
        ids.iter()
            .map(|&id| record(corpus, Entry::Actor(id)))
            .collect()
    };
    json!({
        "yes": actors(&votes.yes),
        "no": actors(&votes.no),
        "abstain": actors(&votes.abstain),
        "absent": actors(&votes.absent),
    })
}

fn quote(corpus: &Corpus, id: QuoteId) -> Value {
    let quote = &corpus.quotes.at(id);
    let translations: Vec<Value> = quote
        .translations
        .iter()
        .map(|t| {
            json!({
                "lang": t.lang,
                "text": t.text,
                "by": t.by,
                "source": t.source.map(|id| record(corpus, Entry::Source(id))),
            })
        })
        .collect();
    Object::new(corpus, Entry::Quote(id))
        .value("text", quote.text.as_str())
        .value("prefix", quote.prefix.as_str())
        .value("suffix", quote.suffix.as_str())
        .value("kind", quote.kind.token())
        .value("voice", who(corpus, quote))
        .record("speaker", quote.speaker.map(Entry::Actor))
        .actors("for", &quote.stated_for)
        .token("capacity", quote.capacity)
        .when("date", quote.date)
        .record("source", Some(Entry::Source(quote.source)))
        .value("locator", quote.locator.as_str())
        .record("origin", quote.first_source.map(Entry::Source))
        .sources("via", quote.via.iter().copied())
        .value("also", also(corpus, &quote.also))
        .record("event", quote.event.map(Entry::Event))
        .records("issues", quote.issues.iter().map(|&id| Entry::Issue(id)))
        .value("lang", quote.lang.as_str())
        .value("translated_from", quote.translated_from.as_str())
        .value("translations", translations)
        .record("variant_of", quote.variant_of.map(Entry::Quote))
        .value("credibility", quote.credibility)
        .value("marking", quote.marking.as_str())
        .value("note", quote.note.as_str())
        .texts("tags", &quote.tags)
        .value("hidden", quote.text.hidden_words())
        .records(
            "positions",
            corpus
                .positions_on
                .of(id)
                .iter()
                .map(|&id| Entry::Position(id)),
        )
        .done()
}

fn also(corpus: &Corpus, also: &[Also]) -> Vec<Value> {
    also.iter()
        .map(|also| {
            let source = record(corpus, Entry::Source(also.source));
            json!({ "source": source, "locator": also.locator })
        })
        .collect()
}

fn position(corpus: &Corpus, id: Id<Position>) -> Value {
    let position = &corpus.positions[id];
    let evidence = position.evidence.iter().map(|evidence| evidence.entry());
    Object::new(corpus, Entry::Position(id))
        .actors("actor", &position.actors)
        .record("issue", Some(Entry::Issue(position.issue)))
        .value("stance", position.stance.token())
        .value("score", position.stance.score())
        .date("date", position.since.as_ref())
        .date("until", position.until.as_ref())
        .token("basis", position.basis)
        .token("confidence", position.confidence)
        .records("evidence", evidence)
        .value("note", position.note.as_str())
        .texts("tags", &position.tags)
        .done()
}

fn judgment(corpus: &Corpus, id: Id<Judgment>) -> Value {
    let judgment = &corpus.judgments[id];
    Object::new(corpus, Entry::Judgment(id))
        .value("kind", judgment.kind.token())
        .value("text", judgment.text.as_str())
        .value("by", judgment.by.as_ref().map(|by| person(corpus, by)))
        .value("hedge", judgment.hedge.as_str())
        .token("likelihood", judgment.likelihood)
        .token("confidence", judgment.confidence)
        .records("about", judgment.about.iter().copied())
        .records("for", judgment.supporting.iter().copied())
        .records("against", judgment.against.iter().copied())
        .date("date", judgment.date.as_ref())
        .record("source", judgment.source.map(Entry::Source))
        .value("locator", judgment.locator.as_str())
        .value("note", judgment.note.as_str())
        .done()
}
