//! What rests on a record, by what path, and what would no longer be shown
//! without it.

use attache::{
    briefing::{self, Stock},
    model::{Corpus, Entry, Provenance, Reference},
    rests,
    text::Clean,
};

use crate::cli::{compare, expect, out, run};

/// A log that a newspaper cites, a speech that two print, and a rumor.
const HEAD: &str = r#"
schema = 1
[briefing]
id = "lake"
title = "The Lake"
[defaults]
locator = "p. 1"
[source.log]
type = "report"
title = "Harbor Log"
author = ["actor.clerk"]
[source.news]
type = "article-newspaper"
title = "Morning News"
[source.post]
type = "article-newspaper"
title = "Evening Post"
[source.speech]
type = "speech"
title = "A Speech"
author = ["actor.anna"]
[source.letter]
type = "document"
title = "A Letter"
cited_in = "news"
[source.note]
type = "document"
title = "A Note"
cited_in = "letter"
[actor.anna]
kind = "person"
name = "Anna"
[actor.boats]
kind = "organization"
name = "Boats"
[actor.clerk]
kind = "person"
name = "The Clerk"
[issue.toll]
proposition = "Boats should pay a toll."
label = "Toll"
[issue.lamp]
proposition = "The lamp should burn."
label = "Lamp"
"#;

fn linked(texts: &[String]) -> Corpus {
    let mut stock = Stock::default();
    let mut drafts = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let reading = briefing::read(&Clean::line(&format!("{at}.toml")), text.as_bytes());
        assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
        drafts.push(stock.keep(reading.draft.expect("it can be read")));
    }
    briefing::link(&stock, &drafts)
}

fn corpus(body: &str) -> Corpus {
    let head = HEAD.replace("[defaults]\nlocator = \"p. 1\"\n", "");
    linked(&[head + body])
}

fn quote(id: &str, keys: &str) -> String {
    format!("[quote.{id}]\ntext = \"A says {id}.\"\nlocator = \"p. 1\"\n{keys}\n")
}

fn position(actor: &str, issue: &str, evidence: &str) -> String {
    format!(
        "[[position]]\nactor = \"{actor}\"\nissue = \"{issue}\"\nstance = \"supports\"\nevidence = {evidence}\n"
    )
}

fn entry(corpus: &Corpus, name: &str) -> Entry {
    let reference: Reference = name.parse().expect("a reference");
    *corpus.find(&reference).first().expect("it is there")
}

/// Returns what rests on a record, each with how and on what.
fn items(corpus: &Corpus, name: &str) -> Vec<String> {
    let rests = rests::rests(corpus, entry(corpus, name));
    let short = |entry: Entry| corpus.reference(entry).to_string().replace("lake:", "");
    (0..rests.items.len())
        .map(|at| {
            let path = rests.path(at);
            let steps = path
                .iter()
                .map(|item| format!("{} {}", item.how.token(), short(item.entry)));
            assert_eq!(path.len(), rests.items[at].steps);
            steps.collect::<Vec<_>>().join(" < ")
        })
        .collect()
}

/// Returns what positions would lose, and the cells that would go blank.
fn falls(corpus: &Corpus, name: &str) -> Vec<String> {
    let rests = rests::rests(corpus, entry(corpus, name));
    let lost = rests.falls.iter().map(|fall| {
        let number = corpus.positions[fall.position].number;
        format!("{number} {}", fall.loss.token())
    });
    let blank = rests.blank.iter().map(|&(actor, issue)| {
        let (actor, issue) = (&corpus.actors[actor].key, &corpus.issues[issue].key);
        format!("{actor} × {issue}")
    });
    lost.chain(blank).collect()
}

#[test]
fn what_leans_is_found_by_every_path_and_told_once() {
    let body = quote("own", "source = \"log\"\nspeaker = \"anna\"")
        + &quote("cited", "source = \"note\"\nalso = [{ source = \"log\" }]")
        + &quote(
            "first",
            "source = \"post\"\norigin = \"speech\"\nvia = \"news\"",
        )
        + "[event.rain]\ntitle = \"Rain\"\nsource = \"news\"\nlocator = \"p. 2\"\n"
        + &position("anna", "toll", "[\"own\", \"cited\"]")
        + &position("boats", "toll", "[\"event.rain\"]")
        + "[judgment.j]\nkind = \"assessment\"\ntext = \"It rains.\"\nfor = [\"event.rain\"]\nagainst = [\"quote.first\"]\nby = \"actor.clerk\"\n";
    let corpus = corpus(&body);
    assert_eq!(
        items(&corpus, "source.news"),
        [
            "through quote.first",
            "through quote.first < spoken-against judgment.j",
            "reported-by event.rain",
            "reported-by event.rain < shown-by position.2",
            "known-through source.letter",
            "known-through source.letter < known-through source.note",
            "known-through source.letter < known-through source.note < stands-in quote.cited",
            "known-through source.letter < known-through source.note < stands-in quote.cited < shown-by position.1",
        ]
    );
    assert_eq!(
        items(&corpus, "actor.clerk"),
        [
            "made-by source.log",
            "made-by source.log < stands-in quote.own",
            "made-by source.log < stands-in quote.own < shown-by position.1",
            "made-by source.log < also-in quote.cited",
            "judged-by judgment.j",
        ]
    );
    assert_eq!(
        items(&corpus, "source.speech"),
        [
            "first-in quote.first",
            "first-in quote.first < spoken-against judgment.j"
        ]
    );
    assert!(items(&corpus, "judgment.j").is_empty());
}

#[test]
fn sources_known_through_each_other_end() {
    let body = "[source.a]\ntype = \"document\"\ntitle = \"A\"\ncited_in = \"b\"\n[source.b]\ntype = \"document\"\ntitle = \"B\"\ncited_in = \"a\"\n".to_owned()
        + &quote("q", "source = \"a\"")
        + &position("anna", "toll", "\"q\"");
    let corpus = corpus(&body);
    assert_eq!(items(&corpus, "source.b").len(), 3);
    assert_eq!(falls(&corpus, "source.b"), ["1 all", "anna × toll"]);
}

#[test]
fn what_falls_takes_along_what_stands_nowhere_else() {
    let body = quote("log", "source = \"log\"\nspeaker = \"anna\"")
        + &quote("two", "source = \"log\"\nalso = [{ source = \"news\" }]")
        + &quote("copy", "source = \"log\"\nalso = [{ source = \"letter\" }]")
        + &quote(
            "first",
            "source = \"news\"\norigin = \"speech\"\nalso = [{ source = \"post\" }]",
        )
        + &quote("passed", "source = \"post\"\nvia = \"letter\"")
        + &position("anna", "toll", "\"log\"")
        + &position("anna", "lamp", "[\"log\", \"two\"]")
        + &position("boats", "toll", "[\"two\"]")
        + &position("boats", "lamp", "[\"first\", \"passed\"]")
        + &position("clerk", "lamp", "[\"copy\"]");
    let corpus = corpus(&body);
    let check = |fallen: &str, expected: &[&str]| {
        assert_eq!(falls(&corpus, fallen), expected, "{fallen}");
    };
    check("source.log", &["1 all", "2 first-hand", "anna × toll"]);
    // A letter known only through the news is no second place of its own.
    check("source.news", &["4 some"]);
    check("source.speech", &["4 some"]);
    check("source.letter", &["4 some"]);
    check("source.post", &["4 some"]);
    check("quote.log", &["1 all", "2 first-hand", "anna × toll"]);
    check("actor.clerk", &["1 all", "2 first-hand", "anna × toll"]);
    check(
        "actor.anna",
        &["1 all", "2 first-hand", "4 some", "anna × toll"],
    );
}

#[test]
fn a_cell_is_blank_where_no_position_is_left() {
    let body = quote("log", "source = \"log\"")
        + "[event.vote]\ntitle = \"A vote\"\ndate = \"2011\"\nvotes = { yes = [\"anna\"] }\nsource = \"post\"\nalso = [{ source = \"news\" }]\nlocator = \"p. 1\"\n"
        + &position("anna", "toll", "\"log\"")
        + &position("anna", "toll", "[\"event.vote\", \"log\"]")
        + &position("boats", "toll", "\"log\"");
    let corpus = corpus(&body);
    assert_eq!(
        falls(&corpus, "source.log"),
        ["1 all", "2 some", "3 all", "boats × toll"]
    );
    assert_eq!(falls(&corpus, "event.vote"), ["2 first-hand"]);
    // Two report the vote.
    assert!(falls(&corpus, "source.post").is_empty());
}

#[test]
fn several_files_may_define_the_source_that_falls() {
    let one = corpus_text("lake", "one");
    let two = corpus_text("river", "two");
    let corpus = linked(&[one, two]);
    let found = items(&corpus, "lake:source.log");
    assert_eq!(
        found,
        [
            "stands-in quote.one",
            "stands-in quote.one < shown-by position.1",
            "stands-in river:quote.two",
            "stands-in river:quote.two < shown-by river:position.1",
        ]
    );
    let expected = ["1 all", "1 all", "anna × toll"];
    assert_eq!(falls(&corpus, "lake:source.log"), expected);
    assert_eq!(falls(&corpus, "river:source.log"), expected);
}

fn corpus_text(id: &str, name: &str) -> String {
    let head = HEAD.replace("[defaults]\nlocator = \"p. 1\"\n", "");
    head.replace("\"lake\"", &format!("\"{id}\""))
        + &quote(name, "source = \"log\"")
        + &position("anna", "toll", &format!("\"{name}\""))
}

#[test]
fn copies_are_no_origins() {
    let body = quote(
        "one",
        "source = \"news\"\norigin = \"speech\"\nalso = [{ source = \"post\" }]",
    ) + &quote("two", "source = \"log\"\nvia = [\"speech\", \"news\"]")
        + &quote("three", "source = \"note\"")
        + "[event.rain]\ntitle = \"Rain\"\nsource = \"news\"\nlocator = \"p. 2\"\nalso = [{ source = \"letter\" }, { source = \"post\" }]\n"
        + &position("anna", "toll", "[\"one\", \"two\"]")
        + &position("boats", "toll", "[\"one\", \"three\", \"event.rain\"]");
    let corpus = corpus(&body);
    let provenance = Provenance::new(&corpus);
    let words = |name: &str| {
        let found = rests::corroboration(&corpus, &provenance, entry(&corpus, name));
        found.map(|found| found.words()).unwrap_or_default()
    };
    assert_eq!(words("position.1"), "3 sources, 1 origin");
    // The news, the evening post, the note and the letter; the last two are known
    // through the news.
    assert_eq!(words("position.2"), "4 sources, 3 origins");
    assert_eq!(words("event.rain"), "3 sources, 2 origins");
    assert_eq!(words("quote.three"), "1 source, 1 origin");
    assert_eq!(words("source.log"), "");
}

#[test]
fn rests_on_writes_what_leans_and_what_falls() {
    let check = |name: &str, status: i32, args: &[&str]| {
        let args = [args, &["--example"]].concat();
        let mut output = run(&args);
        output.stdout = out(&output).replace("\r\n", "\n").into_bytes();
        compare(name, status, &args, &output);
    };
    let on = ["rests-on", "source.tidings-april"];
    check("rests-on-text", 0, &on);
    check("rests-on-csv", 0, &[&on[..], &["--format", "csv"]].concat());
    check(
        "rests-on-json",
        0,
        &["rests-on", "quote.missing", "--format", "json"],
    );
    check(
        "rests-on-markdown",
        0,
        &["rests-on", "event.dues-vote", "--format", "markdown"],
    );
    check("rests-on-nothing", 1, &["rests-on", "issue.keep-together"]);
    check("rests-on-nobody", 1, &["rests-on", "source.tiding-april"]);
    expect("rests-on-help", 0, &["rests-on", "--help"]);
}

#[test]
fn sources_tell_how_far_they_can_be_relied_on() {
    let check = |name: &str, status: i32, args: &[&str]| {
        let args = [args, &["--example"]].concat();
        let mut output = run(&args);
        output.stdout = out(&output).replace("\r\n", "\n").into_bytes();
        compare(name, status, &args, &output);
    };
    check("sources-text", 0, &["sources"]);
    check("sources-csv", 0, &["sources", "news", "--format", "csv"]);
    check(
        "sources-json",
        0,
        &["sources", "ekker", "letter", "--format", "json"],
    );
    check(
        "sources-markdown",
        0,
        &["sources", "minutes", "--format", "markdown"],
    );
    check("sources-nothing", 1, &["sources", "zeppelin"]);
    expect("sources-library", 0, &["sources"]);
    expect("sources-help", 0, &["sources", "--help"]);
}
