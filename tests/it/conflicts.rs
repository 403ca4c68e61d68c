//! What does not fit together, found by rule: what is told, of which records,
//! and what is not.

use attache::{
    briefing::{self, Stock},
    model::{Corpus, Entry, Token},
    stances::{self, Rule},
    text::Clean,
};

const HEAD: &str = r#"
schema = 1
[briefing]
id = "lake"
title = "The Lake"
[defaults]
source = "log"
[source.log]
type = "report"
title = "Harbor Log"
[source.news]
type = "article-newspaper"
title = "Morning News"
[source.speech]
type = "speech"
title = "A Speech"
author = ["actor.anna"]
[source.letter]
type = "document"
title = "A Letter"
cited_in = "news"
[actor.anna]
kind = "person"
name = "Anna"
[actor.boats]
kind = "organization"
name = "Boats"
[actor.somebody]
kind = "unnamed"
name = "Somebody"
[issue.toll]
proposition = "Boats should pay a toll."
label = "Toll"
[event.vote]
title = "A vote"
date = "2011-09-12"
votes = { yes = ["anna", "boats"], no = [] }
locator = "p. 1"
"#;

fn corpus(body: &str) -> Corpus {
    linked(&[format!("{HEAD}{body}")])
}

fn linked(texts: &[String]) -> Corpus {
    let mut stock = Stock::default();
    let mut drafts = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let reading = briefing::read(&Clean::line(&format!("{at}.toml")), text.as_bytes());
        assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
        drafts.extend(reading.draft.map(|draft| stock.keep(draft)));
    }
    briefing::link(&stock, &drafts)
}

/// Returns what is found by one rule: whose, what, and which records.
fn found(corpus: &Corpus, rule: Rule) -> Vec<String> {
    let conflicts = stances::conflicts(corpus, |_| true);
    let own = conflicts.iter().filter(|conflict| conflict.rule == rule);
    own.map(|conflict| {
        let whose = conflict.cell.map(|(actor, issue)| {
            let (actor, issue) = (&corpus.actors[actor].key, &corpus.issues[issue].key);
            format!("{actor} {issue}: ")
        });
        let places = conflict.places.iter().map(|&place| {
            let name = corpus.reference(place).to_string();
            name.trim_start_matches("lake:").to_owned()
        });
        let places: Vec<String> = places.collect();
        let (whose, words) = (whose.unwrap_or_default(), &conflict.words);
        format!("{whose}{words} [{}]", places.join(" "))
    })
    .collect()
}

#[track_caller]
fn check(rule: Rule, body: &str, expect: &[&str]) {
    assert_eq!(found(&corpus(body), rule), expect, "{body}");
}

/// A position of Anna's on the toll: its stance, and its other lines.
fn position(stance: &str, rest: &str) -> String {
    format!("[[position]]\nactor = \"anna\"\nissue = \"toll\"\nstance = \"{stance}\"\n{rest}\n")
}

/// A quote of Anna's: its id and its other lines.
fn quote(id: &str, rest: &str) -> String {
    format!("[quote.{id}]\ntext = \"She says {id}.\"\nlocator = \"p. 2\"\n{rest}\n")
}

/// Two opposite positions with these lines.
fn opposite(first: &str, second: &str) -> String {
    let evidence = "evidence = [\"q\"]";
    let first = position("supports", &format!("{first}\n{evidence}"));
    let second = position("leans-against", &format!("{second}\n{evidence}"));
    quote("q", "date = \"2000\"") + &first + &second
}

#[test]
fn every_rule_has_its_words() {
    for (at, (rule, token, meaning)) in Rule::ALL.iter().enumerate() {
        assert_eq!(Rule::from_token(token), Some(*rule));
        assert!(!meaning.is_empty() && token.chars().all(|c| c.is_ascii_lowercase() || c == '-'));
        assert!(
            Rule::ALL
                .iter()
                .skip(at + 1)
                .all(|(other, ..)| other != rule)
        );
    }
}

#[test]
fn opposite_stances_at_one_time_are_told() {
    let check = |first: &str, second: &str, expect: &[&str]| {
        check(Rule::Opposite, &opposite(first, second), expect);
    };
    check(
        "date = \"2011-09-12\"",
        "date = \"2011-09-12\"",
        &[
            "anna toll: supports, since 12 September 2011; leans against, since 12 September 2011: \
           at the same time [position.1 position.2]",
        ],
    );
    check("date = \"2011-09-12\"", "date = \"2011-09-13\"", &[]);
    check(
        "date = \"2011\"",
        "date = \"2011-09-13\"",
        &[
            "anna toll: supports, since 2011; leans against, since 13 September 2011: \
           possibly at the same time [position.1 position.2]",
        ],
    );
    // What is held over a span began with it.
    check("date = \"2005/2011\"", "date = \"2009\"", &[]);
}

#[test]
fn a_position_with_an_end_may_outlast_the_beginning_of_the_next() {
    let check = |until: &str, since: &str, expect: &[&str]| {
        let first = format!("date = \"2005\"\nuntil = \"{until}\"");
        let body = opposite(&first, &format!("date = \"{since}\""));
        check(Rule::Opposite, &body, expect);
    };
    check(
        "2012",
        "2010",
        &[
            "anna toll: supports, since 2005 until 2012; leans against, since 2010: \
           at the same time [position.1 position.2]",
        ],
    );
    check(
        "2011-06",
        "2011",
        &[
            "anna toll: supports, since 2005 until June 2011; leans against, since 2011: \
           possibly at the same time [position.1 position.2]",
        ],
    );
    check("2011", "2011", &[]);
    check("2010", "2011", &[]);
}

#[test]
fn what_has_no_direction_opposes_nothing() {
    let both = position("mixed", "date = \"2011\"\nevidence = [\"q\"]")
        + &position("opposes", "date = \"2011\"\nevidence = [\"q\"]")
        + &position("neutral", "date = \"2011\"\nevidence = [\"q\"]");
    check(Rule::Opposite, &(quote("q", "") + &both), &[]);
}

#[test]
fn a_record_that_is_evidence_both_ways_is_told() {
    check(
        Rule::BothWays,
        &opposite("date = \"2005\"", "date = \"2011\""),
        &[
            "anna toll: 1 quote is evidence of opposite stances: 1 for, 1 against \
           [position.1 position.2 quote.q]",
        ],
    );
    let other = |evidence: &str| {
        position("supports", evidence)
            + &position("opposes", evidence).replace("\"anna\"", "\"boats\"")
    };
    check(
        Rule::BothWays,
        &(quote("q", "") + &other("evidence = [\"q\"]")),
        &["1 quote is evidence of opposite stances: 1 for, 1 against \
           [position.1 position.2 quote.q]"],
    );
    // Others vote otherwise at the same event.
    check(Rule::BothWays, &other("evidence = [\"event.vote\"]"), &[]);
}

#[test]
fn who_voted_alike_and_is_recorded_otherwise_is_told() {
    let voted = "basis = \"voted\"\nevidence = [\"event.vote\"]";
    let boats = position("opposes", voted).replace("\"anna\"", "\"boats\"");
    check(
        Rule::VoteApart,
        &(position("supports", voted) + &boats),
        &["2 positions of those who voted yes: 1 for, 1 against \
           [position.2 position.1 event.vote]"],
    );
    let abstained = position("neutral", voted) + &boats;
    check(Rule::VoteApart, &abstained, &[]);
    let somebody = boats.replace("boats", "somebody");
    check(
        Rule::VoteApart,
        &(position("supports", voted) + &somebody),
        &[
            "somebody toll: shown by a recorded vote, and not named in 1 vote \
           [position.2 event.vote]",
        ],
    );
}

#[test]
fn what_only_others_report_is_told_once_a_cell() {
    let held = |first: &str, second: &str| {
        quote("q", "")
            + &position(
                "supports",
                &format!("basis = \"{first}\"\nevidence = [\"q\"]"),
            )
            + &position(
                "supports",
                &format!("basis = \"{second}\"\nevidence = [\"q\"]"),
            )
    };
    check(
        Rule::OnlyReported,
        &held("reported", "inferred"),
        &["anna toll: 2 positions: 1 reported, 1 inferred [position.1 position.2]"],
    );
    check(
        Rule::OnlyReported,
        &held("reported", "reported"),
        &["anna toll: 2 positions, reported by others [position.1 position.2]"],
    );
    check(Rule::OnlyReported, &held("reported", "stated"), &[]);
    let silent = position("silent", "basis = \"inferred\"\nevidence = [\"q\"]");
    check(Rule::OnlyReported, &(quote("q", "") + &silent), &[]);
}

#[test]
fn evidence_from_one_source_or_of_one_origin_is_told() {
    let held = position("supports", "evidence = [\"a\", \"b\"]");
    let two = |first: &str, second: &str| quote("a", first) + &quote("b", second) + &held;
    let one_source = |body: &str, expect: &[&str]| check(Rule::OneSource, body, expect);
    one_source(
        &two("", ""),
        &["anna toll: 2 pieces of evidence, 1 source: Harbor Log [position.1]"],
    );
    one_source(&two("", "source = \"news\""), &[]);
    one_source(
        &(quote("a", "") + &position("supports", "evidence = [\"a\"]")),
        &[],
    );
    // Nobody needs another to say what is in one's own speech.
    let own = two("source = \"speech\"", "source = \"speech\"");
    one_source(&own, &[]);
    let vote = position("supports", "evidence = [\"a\", \"event.vote\"]");
    one_source(&(quote("a", "") + &vote), &[]);

    let one_origin = |body: &str, expect: &[&str]| check(Rule::OneOrigin, body, expect);
    let told = "anna toll: 2 sources, 1 origin: Morning News [position.1]";
    one_origin(&two("origin = \"news\"", "source = \"news\""), &[told]);
    one_origin(&two("via = [\"news\"]", "source = \"news\""), &[told]);
    one_origin(&two("source = \"letter\"", "source = \"news\""), &[told]);
    one_origin(&two("", "source = \"news\""), &[]);
    one_origin(&two("", ""), &[]);
}

#[test]
fn evidence_by_nobody_named_is_told() {
    let held = position("supports", "evidence = [\"a\", \"b\"]");
    let told = "anna toll: 2 quotes, no speaker named [position.1]";
    let two = |first: &str, second: &str| quote("a", first) + &quote("b", second) + &held;
    let (unnamed, anonymous) = ("speaker = \"somebody\"", "capacity = \"anonymous\"");
    check(Rule::Anonymous, &two(unnamed, anonymous), &[told]);
    check(Rule::Anonymous, &two(unnamed, "speaker = \"anna\""), &[]);
}

#[test]
fn words_before_a_quote_that_turn_it_round_are_told() {
    let held = position("supports", "evidence = [\"a\"]");
    let check = |prefix: &str, expect: Option<&str>| {
        let body = quote("a", &format!("prefix = \"{prefix}\"")) + &held;
        let told = found(&corpus(&body), Rule::NegatedLead);
        let expect = expect.map(|words| {
            format!("anna toll: {words} just before its words: read alone, they may say")
        });
        assert_eq!(told.len(), usize::from(expect.is_some()), "{prefix}");
        for (told, expect) in told.iter().zip(expect) {
            assert!(told.starts_with(&expect), "{prefix}: {told}");
            assert!(told.ends_with("[quote.a position.1]"), "{told}");
        }
    };
    check("They would not", Some("a negation stands"));
    check("They don’t want to", Some("a negation stands"));
    check("Not that I think we should pay", None);
    check("They agree, but only if", Some("a limit stands"));
    check("They know that", None);
    check("A notable", None);
}

#[test]
fn how_likely_and_how_sure_in_one_sentence_is_told() {
    let check = |text: &str, rest: &str, expect: bool| {
        let judgment = format!("[judgment.j]\nkind = \"assessment\"\ntext = \"{text}\"\n{rest}");
        let told = found(&corpus(&judgment), Rule::OddsAndConfidence);
        assert_eq!(told.len(), usize::from(expect), "{text}");
    };
    check(
        "We judge with high confidence that they are likely to pay.",
        "",
        true,
    );
    check(
        "They are likely to pay. We have high confidence in this.",
        "",
        false,
    );
    check("They are likely to pay.", "confidence = \"low\"", false);
    check("They pay with confidence, as is likely.", "", false);
    check(
        "They are almost certain, at moderate confidence, to pay.",
        "",
        true,
    );
}

#[test]
fn the_order_of_files_changes_nothing() {
    let lake = HEAD.to_owned() + &opposite("date = \"2011-09-12\"", "date = \"2011\"");
    let river = HEAD.replace("\"lake\"", "\"river\"")
        + &quote("r", "prefix = \"They would not\"")
        + &position("opposes", "date = \"2011-09-12\"\nevidence = [\"r\"]");
    let told = |texts: &[String]| {
        let corpus = linked(texts);
        let rules = Rule::ALL.iter();
        rules
            .flat_map(|(rule, ..)| found(&corpus, *rule))
            .collect::<Vec<_>>()
    };
    let there = told(&[lake.clone(), river.clone()]);
    assert!(
        there.iter().any(|told| told.contains("river:position.1")),
        "{there:?}"
    );
    assert_eq!(there, told(&[river, lake]));
}

#[test]
fn only_what_counts_is_looked_at() {
    let corpus = corpus(&opposite("date = \"2011-09-12\"", "date = \"2011-09-12\""));
    let first = corpus.positions.iter().map(|(id, _)| id).next();
    let counts = |entry: Entry| first.is_none_or(|first| entry != Entry::Position(first));
    let rules = stances::conflicts(&corpus, counts);
    assert!(rules.iter().all(|conflict| conflict.rule != Rule::Opposite));
    assert!(stances::conflicts(&corpus, |_| false).is_empty());
}
