//! Events and positions asked for in the words of the query language.

use std::sync::LazyLock;

use attache::{
    briefing::{self, Stock},
    library::{self, Library},
    model::Corpus,
    query::{self, FIELDS, Query, Value},
    text::Clean,
};
use proptest::prelude::{Strategy, any, prop_assert_eq, prop_oneof, proptest};

static BUNDLED: LazyLock<Library> = LazyLock::new(library::bundled);

static LAKE: LazyLock<Corpus> = LazyLock::new(|| {
    let reading = briefing::read(&Clean::line("lake.toml"), BRIEFING.as_bytes());
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    let mut stock = Stock::default();
    let drafts: Vec<_> = reading
        .draft
        .map(|draft| stock.keep(draft))
        .into_iter()
        .collect();
    briefing::link(&stock, &drafts)
});

const BRIEFING: &str = r#"
schema = 1
[briefing]
id = "lake"
title = "The Lake"
[source.log]
type = "report"
title = "The “Harbor” Log"
reliability = "B"
[source.news]
type = "article-newspaper"
title = "Morning News"
[actor.anna]
kind = "person"
name = "Anna Holm"
aliases = ["The Mayor"]
[actor.boats]
kind = "organization"
name = "Boat Union"
[actor.town]
kind = "state"
name = "Town"
[issue.toll]
proposition = "Boats should pay a toll."
label = "Toll for boats"
[event.vote]
title = "The council votes on the toll"
date = "2011-09-12"
kind = "vote"
place = "Town Hall"
importance = "key"
votes = { yes = ["town"], no = ["boats"] }
issues = ["toll"]
source = "log"
locator = "p. 1"
tags = ["money"]
[event.talk]
title = "A talk in the harbor"
date = "2012"
summary = "Everybody’s open process, once more: d'accord."
kind = "meeting"
place = "Genève"
actors = ["anna"]
roles = { boats = "host" }
source = "news"
locator = "p. 2"
also = [{ source = "log", locator = "p. 7" }]
credibility = 2
[event.storm]
title = "A storm"
kind = "Vote"
importance = "minor"
source = "news"
locator = "p. 3"
[quote.q]
text = "We shall never pay."
speaker = "anna"
for = ["boats"]
capacity = "official"
event = "talk"
source = "news"
locator = "p. 2"
lang = "en-GB"
issues = ["toll"]
[quote.r]
kind = "excerpt"
text = "she would not pay"
event = "storm"
source = "log"
locator = "p. 3"
[[position]]
actor = "town"
issue = "toll"
stance = "supports"
basis = "voted"
evidence = ["event.vote"]
[[position]]
actor = ["boats", "anna"]
issue = "toll"
stance = "leans-against"
basis = "stated"
confidence = "low"
date = "2013"
evidence = ["q", "event.vote"]
note = "Said in passing."
tags = ["money", "old money"]
[[position]]
actor = "anna"
issue = "toll"
stance = "mixed"
evidence = ["r"]
"#;

fn found(corpus: &Corpus, typed: &str) -> Vec<String> {
    let query = Query::parse(typed);
    let sieve = query::events(corpus, &query);
    let events = corpus.events.iter().filter(|(id, _)| sieve.fits(*id));
    events.map(|(_, event)| event.key.to_string()).collect()
}

fn check(typed: &str, expect: &str) {
    let expect: Vec<&str> = expect.split_whitespace().collect();
    assert_eq!(found(&LAKE, typed), expect, "{typed}");
}

/// The numbers of the positions that fit.
fn held(corpus: &Corpus, typed: &str) -> Vec<u32> {
    let query = Query::parse(typed);
    let sieve = query::positions(corpus, &query);
    let positions = corpus.positions.iter().filter(|(id, _)| sieve.fits(*id));
    positions.map(|(_, position)| position.number).collect()
}

fn check_held(typed: &str, expect: &[u32]) {
    assert_eq!(held(&LAKE, typed), expect, "{typed}");
}

#[test]
fn nothing_asked_is_all() {
    check("", "vote talk storm");
    check("  ", "vote talk storm");
}

#[test]
fn words_begin_words_anywhere_in_an_event() {
    check("council", "vote");
    check("harb", "talk");
    check("arbor", "");
    check("open", "talk");
    check("holm", "talk");
    check("mayor", "talk");
    check("union", "vote talk");
    check("toll boats", "vote");
    check("meet", "talk");
    check("geneve", "talk");
    check("money", "vote");
    check("2011", "vote");
    check("vot", "vote storm");
    check("-vote", "talk");
    check("s", "storm");
}

#[test]
fn phrases_and_patterns_stand_in_title_or_summary() {
    check("\"open process\"", "talk");
    check("\"process open\"", "");
    check("\"open pro", "talk");
    check("-\"open process\"", "vote storm");
    check("/t[oa]lk?/", "vote talk");
    check("-/^a/", "vote");
    check("\"boat union\"", "");
}

#[test]
fn who_took_part_had_a_role_or_voted_is_an_actor() {
    check("actor:anna", "talk");
    check("actor:boats", "vote talk");
    check("actor:town", "vote");
    check("actor:town,anna", "vote talk");
    check("-actor:boats", "storm");
    check("actor:nobody", "");
}

#[test]
fn what_was_said_at_an_event_is_asked_of_it() {
    check("speaker:anna", "talk");
    check("by:log", "storm");
    check("for:boats", "talk");
    check("capacity:official", "talk");
    check("lang:en", "talk");
    check("lang:en-gb", "talk");
    check("verified:no", "talk storm");
    check("verified:yes", "");
    check("-verified:no", "vote");
    check("basis:voted", "vote");
    check("basis:stated", "vote talk");
    check("basis:reported", "");
    check("stance:supports", "vote");
    check("stance:mixed", "storm");
    check("stance:leans", "vote talk");
    check("confidence:low", "vote talk");
    check("confidence:high", "");
}

#[test]
fn an_event_has_issues_sources_and_a_briefing() {
    check("issue:toll", "vote");
    check("-issue:toll", "talk storm");
    check("source:log", "vote talk");
    check("source:\"the \"harbor\" log\"", "vote talk");
    check("source:morning", "talk storm");
    check("briefing:lake", "vote talk storm");
    check("in:river", "");
    check("rating:b", "vote");
    check("rating:2", "talk");
    check("rating:a,2", "talk");
}

#[test]
fn an_event_may_have_happened_within_dates() {
    check("date:2011", "vote");
    check("date:2012-05", "talk");
    check("2011-09..", "vote talk");
    check("..2011", "vote");
    check("-2011..2012", "storm");
    check("date:<2012-06", "vote talk");
    check("date:2013", "");
}

#[test]
fn kinds_places_and_importance_are_the_events_own() {
    check("kind:vote", "vote storm");
    check("kind:meet", "talk");
    check("kind:excerpt", "storm");
    check("kind:quotation", "talk");
    check("place:geneve", "talk");
    check("place:hall", "vote");
    check("-place:hall", "talk storm");
    check("importance:key", "vote");
    check("importance:normal,minor", "talk storm");
    check("tag:mon", "vote");
}

#[test]
fn all_parts_must_hold() {
    check("kind:vote toll importance:key ..2011", "vote");
    check("kind:vote importance:normal", "");
    check("actor:boats -actor:anna", "vote");
}

#[test]
fn an_event_of_another_corpus_does_not_fit() {
    let empty = Corpus::default();
    let query = Query::default();
    let sieve = query::events(&empty, &query);
    assert!(LAKE.events.iter().all(|(id, _)| !sieve.fits(id)));
}

#[test]
fn a_position_is_asked_for_by_what_it_says() {
    check_held("", &[1, 2, 3]);
    check_held("actor:boats", &[2]);
    check_held("actor:union,town", &[1, 2]);
    check_held("-actor:anna", &[1]);
    check_held("issue:toll", &[1, 2, 3]);
    check_held("briefing:lake", &[1, 2, 3]);
    check_held("stance:supports", &[1]);
    check_held("stance:leans-against,mixed", &[2, 3]);
    check_held("basis:voted", &[1]);
    check_held("-basis:voted", &[2, 3]);
    check_held("confidence:low", &[2]);
    check_held("tag:old", &[2]);
    check_held("date:2011", &[1]);
    check_held("2012..", &[2]);
    check_held("-..2020", &[3]);
}

#[test]
fn a_position_is_asked_for_by_what_shows_it() {
    check_held("speaker:anna", &[2]);
    check_held("by:log", &[3]);
    check_held("for:boats", &[2]);
    check_held("capacity:official", &[2]);
    check_held("lang:en", &[2]);
    check_held("kind:vote", &[1, 2, 3]);
    check_held("kind:meet", &[2]);
    check_held("kind:excerpt", &[3]);
    check_held("place:geneve", &[2]);
    check_held("place:hall", &[1, 2]);
    check_held("importance:minor", &[3]);
    check_held("source:news", &[2]);
    check_held("source:log", &[1, 2, 3]);
    check_held("rating:b", &[1, 2, 3]);
    check_held("verified:no", &[2, 3]);
}

#[test]
fn words_begin_words_anywhere_in_a_position() {
    check_held("mayor", &[2, 3]);
    check_held("pay", &[1, 2, 3]);
    check_held("would", &[3]);
    check_held("never", &[2]);
    check_held("boats should", &[1, 2, 3]);
    check_held("pass", &[2]);
    check_held("lean", &[2]);
    check_held("money", &[2]);
    check_held("council", &[1, 2]);
    check_held("2013", &[2]);
    check_held("-mayor", &[1]);
    check_held("\"not pay\"", &[3]);
    check_held("\"in passing\"", &[2]);
    check_held("\"pay a toll\"", &[1, 2, 3]);
    check_held("/n.ver/", &[2]);
    check_held("/^anna/", &[]);
}

#[test]
fn a_position_of_another_corpus_does_not_fit() {
    let empty = Corpus::default();
    let query = Query::default();
    let sieve = query::positions(&empty, &query);
    assert!(LAKE.positions.iter().all(|(id, _)| !sieve.fits(id)));
}

fn all_values(corpus: &Corpus) -> Vec<Value> {
    query::values(corpus, corpus.events.iter().map(|(id, _)| id))
}

#[test]
fn values_are_counted_by_field() {
    let values = all_values(&LAKE);
    let shown: Vec<String> = values
        .iter()
        .map(|value| format!("{} {} {}", value.count, value.label, value.query))
        .collect();
    assert_eq!(
        shown,
        [
            "2 Boat Union actor:\"Boat Union\"",
            "1 Anna Holm actor:\"Anna Holm\"",
            "1 Town actor:Town",
            "1 Toll for boats issue:\"Toll for boats\"",
            "2 Vote kind:Vote",
            "1 meeting kind:meeting",
            "1 Genève place:Genève",
            "1 Town Hall place:\"Town Hall\"",
            "1 key importance:key",
            "1 minor importance:minor",
            "1 normal importance:normal",
            "2 Morning News source:\"Morning News\"",
            "2 The “Harbor” Log source:\"The Harbor Log\"",
            "3 The Lake briefing:lake",
        ]
    );
}

/// What the menu of filters shows is what choosing from it gives.
#[test]
fn a_value_asks_for_what_was_counted() {
    for corpus in [&*LAKE, &*BUNDLED.corpus] {
        for value in all_values(corpus) {
            let found = found(corpus, &value.query);
            assert_eq!(found.len(), value.count, "{}", value.query);
        }
    }
}

fn all_position_values(corpus: &Corpus) -> Vec<Value> {
    query::position_values(corpus, corpus.positions.iter().map(|(id, _)| id))
}

#[test]
fn values_of_positions_are_counted_by_field() {
    let values = all_position_values(&LAKE);
    let shown: Vec<String> = values
        .iter()
        .map(|value| format!("{} {} {}", value.count, value.label, value.query))
        .collect();
    assert_eq!(
        shown,
        [
            "2 Anna Holm actor:\"Anna Holm\"",
            "1 Boat Union actor:\"Boat Union\"",
            "1 Town actor:Town",
            "3 Toll for boats issue:\"Toll for boats\"",
            "1 stated basis:stated",
            "1 voted basis:voted",
            "1 leans-against stance:leans-against",
            "1 mixed stance:mixed",
            "1 supports stance:supports",
            "1 low confidence:low",
            "1 Anna Holm speaker:\"Anna Holm\"",
            "1 The “Harbor” Log speaker:\"The Harbor Log\"",
            "3 The “Harbor” Log source:\"The Harbor Log\"",
            "1 Morning News source:\"Morning News\"",
            "3 The Lake briefing:lake",
            "1 money tag:money",
            "1 old money tag:\"old money\"",
        ]
    );
}

#[test]
fn a_value_asks_for_the_positions_that_were_counted() {
    for corpus in [&*LAKE, &*BUNDLED.corpus] {
        for value in all_position_values(corpus) {
            let found = held(corpus, &value.query);
            assert_eq!(found.len(), value.count, "{}", value.query);
        }
    }
}

#[test]
fn values_are_of_the_events_given() {
    let only = LAKE.events.iter().map(|(id, _)| id).take(1);
    let values = query::values(&LAKE, only);
    assert!(values.iter().all(|value| value.count == 1));
    assert!(values.iter().all(|value| value.label != "Morning News"));
}

/// A typed part of each sort.
fn part() -> impl Strategy<Value = String> {
    let fields: Vec<&str> = FIELDS.iter().map(|(_, names, _)| names[0]).collect();
    prop_oneof![
        "[a-eé]{1,3}",
        "\"[a-e]{1,2} [a-e]{1,2}\"",
        "/[a-e.]{1,3}/",
        "(19|20)[0-9]{2}\\.\\.(20[0-9]{2})?",
        (proptest::sample::select(fields), "[a-z0-9,]{1,5}")
            .prop_map(|(field, value)| format!("{field}:{value}")),
    ]
}

proptest! {
    #[test]
    fn any_text_is_asked_of_events(typed in any::<String>(), near in "[-a-z:\"/.,0-9 ]{0,30}") {
        for typed in [typed, near] {
            found(&LAKE, &typed);
            held(&LAKE, &typed);
        }
    }

    #[test]
    fn what_is_not_is_all_that_is_not_found(part in part()) {
        let query = Query::parse(&part);
        let turned = Query::parse(&format!("-{part}"));
        // A date that is none is taken as words, and those are not turned round.
        if query.hints.is_empty() && turned.hints.is_empty() && !query.is_empty() {
            let corpus = &BUNDLED.corpus;
            let (yes, no) = (query::events(corpus, &query), query::events(corpus, &turned));
            for (id, event) in corpus.events.iter() {
                prop_assert_eq!(yes.fits(id), !no.fits(id), "{} {}", part, event.key);
            }
            let (yes, no) = (query::positions(corpus, &query), query::positions(corpus, &turned));
            for (id, position) in corpus.positions.iter() {
                prop_assert_eq!(yes.fits(id), !no.fits(id), "{} {}", part, position.number);
            }
        }
    }
}
