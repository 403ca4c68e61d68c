//! Citations: what goes to other programs comes back, nothing odd stops it, and
//! what is copied says what it is.

use attache::{
    briefing::{self, Stock},
    cite::{self, Form, Style, What, csl},
    model::{Corpus, Entry, Reference},
    text::Clean,
};
use proptest::{collection, option, prelude::*, sample::select};
use serde_json::{Value, json};

use crate::made;

/// A briefing of one source, and of records that name it.
const HEAD: &str = r#"
schema = 1
[briefing]
id = "lake"
title = "Lake"
[defaults]
source = "paper"
[actor.anna]
kind = "person"
name = "Anna"
same_as = ["https://example.org/anna"]
[issue.toll]
proposition = "Boats should pay a toll."
[source.known]
type = "book"
title = "A book"
"#;

fn corpus(body: &str) -> Corpus {
    let text = format!("{HEAD}{body}");
    let mut stock = Stock::default();
    let reading = briefing::read(&Clean::line("lake.toml"), text.as_bytes());
    let drafts: Vec<_> = reading
        .draft
        .map(|draft| stock.keep(draft))
        .into_iter()
        .collect();
    let corpus = briefing::link(&stock, &drafts);
    assert!(
        corpus.sources.len() > 1 || !body.contains("[source"),
        "{:?}\n{text}",
        reading.diagnostics
    );
    corpus
}

fn record(corpus: &Corpus, reference: &str) -> Entry {
    let reference: Reference = reference.parse().expect("a reference");
    let found = corpus.find(&reference);
    *found.first().expect("a record of that name")
}

/// Returns an item of another program after it was read, written into a
/// briefing, and made an item again; and what was lost.
fn there_and_back(item: &Value) -> (Value, Vec<String>) {
    let (mut table, losses) = csl::source(item);
    "source.paper".clone_into(&mut table.header);
    let corpus = corpus(&table.to_string());
    let Entry::Source(id) = record(&corpus, "lake:source.paper") else {
        unreachable!("a reference of a source")
    };
    let mut back = csl::item(&corpus, id);
    let object = back.as_object_mut().expect("an object");
    object.remove("custom");
    let losses = losses
        .iter()
        .map(|loss| format!("{}: {}", loss.field, loss.why));
    (back, losses.collect())
}

#[test]
fn an_item_of_another_program_is_kept() {
    let check = |mut item: Value| {
        item["id"] = "Some_2011".into();
        item["type"] = "report".into();
        item["title"] = "A <i>title</i>, as it is".into();
        let (back, losses) = there_and_back(&item);
        assert_eq!(back, item);
        assert_eq!(losses, [""; 0], "{item}");
    };
    check(json!({ "author": [{ "family": "Reed", "given": "Rosa" }, { "literal": "A Council" }] }));
    check(json!({ "issued": { "date-parts": [[2011, 9, 12]] } }));
    check(json!({ "issued": { "date-parts": [[2011, 9], [2012, 1]] } }));
    check(json!({ "issued": { "date-parts": [[2011, 9], [0]] } }));
    check(json!({ "issued": { "date-parts": [[2011]], "season": 3 } }));
    check(json!({ "issued": { "date-parts": [[2011]], "circa": true } }));
    check(json!({ "issued": { "date-parts": [[-44, 3, 15]] } }));
    check(json!({ "issued": { "literal": "when the mill burned" } }));
    check(
        json!({ "original-date": { "date-parts": [[1999]] }, "accessed": { "date-parts": [[2020, 1, 2]] } }),
    );
    check(json!({ "event-date": { "date-parts": [[1999, 2]] }, "event-title": "A meeting" }));
    check(json!({ "contributor": [{ "family": "Reed", "given": "Rosa" }, { "literal": "B" }] }));
    check(
        json!({ "container-title": "A paper", "volume": "4", "page": "1–2", "DOI": "10.1/x", "language": "en-GB" }),
    );
    check(
        json!({ "note": "Seen in print.", "keyword": "mills, tolls", "abstract": "It says this." }),
    );
}

#[test]
fn what_of_an_item_is_lost_is_told() {
    let check = |fields: Value, expect: &[&str]| {
        let mut item = json!({ "id": "a", "type": "book", "title": "A" });
        let object = item.as_object_mut().expect("an object");
        object.extend(fields.as_object().expect("an object").clone());
        let (_, losses) = csl::source(&item);
        let losses = losses
            .iter()
            .map(|loss| format!("{}: {}", loss.field, loss.why));
        assert_eq!(losses.collect::<Vec<_>>(), expect, "{fields}");
    };
    check(
        json!({ "author": [{ "literal": "Mills, Inc." }] }),
        &["author: “Mills, Inc.” is kept, its parts are not"],
    );
    check(
        json!({ "author": [{ "family": "Berg", "given": "A.", "non-dropping-particle": "van den" }] }),
        &["author: “van den Berg, A.” is kept, its parts are not"],
    );
    check(
        json!({ "issued": { "date-parts": [[2011, 5], [2012]], "circa": true } }),
        &[],
    );
    check(
        json!({ "issued": { "date-parts": [[2011]], "season": "wet" } }),
        &["issued: it is read as 2011"],
    );
    check(
        json!({ "issued": { "literal": "13th cent" } }),
        &["issued: it is read as 12XX"],
    );
    check(
        json!({ "issued": { "date-parts": [[2011, 99]] } }),
        &["issued: its parts are not those of a date: 2011-99"],
    );
    check(
        json!({ "abstract": "One.\n\nTwo." }),
        &["abstract: it is one line here, in which nothing is hidden"],
    );
    check(
        json!({ "custom": { "theirs": 1 } }),
        &["custom: only what this program put there is read"],
    );
    check(
        json!({ "categories": [1] }),
        &["categories: it is neither a text nor a number"],
    );
    let (table, losses) = csl::source(&json!({}));
    assert_eq!(
        table.to_string(),
        "[source.source]\ntype = \"document\"\ntitle = \"[Untitled]\"\n"
    );
    assert_eq!(losses.len(), 2);
    let (table, losses) = csl::source(&json!([]));
    assert_eq!((table.pairs.len(), losses.len()), (0, 1));
}

/// Keys of a source that are texts.
const KEYS: &[&str] = &[
    "container",
    "publisher",
    "place",
    "event_place",
    "volume",
    "number",
    "issue",
    "pages",
    "section",
    "edition",
    "genre",
    "authority",
    "archive",
    "archive_location",
    "url",
    "archive_url",
    "doi",
    "isbn",
    "issn",
    "lang",
    "descriptor",
    "file",
    "sha256",
    "marking",
    "rights",
    "note",
];

/// Variables of CSL that stand in the table for them, and what does not belong there.
const VARIABLES: &[&str] = &[
    "event-date",
    "contributor",
    "abstract",
    "PMID",
    "title",
    "id",
    "note",
    "x",
];

/// Types of a source, one of which there is not.
const TYPES: &[&str] = &[
    "book",
    "speech",
    "treaty",
    "webpage",
    "no-such-type",
    "article-journal",
];

/// A text with signs that mean something somewhere, or a name.
fn text() -> impl Strategy<Value = String> {
    let odd = "[ a-c,.:;&%{}$#_~^\\\\\"'“”<>*\\[\\]()éж中\n\u{1b}\u{202e}\u{301}-]{1,12}";
    prop_oneof![odd, "[A-C][a-c]{0,6}(, [A-C][a-c]{0,4})?"]
}

/// The lines of a source with texts and dates of any kind in it.
fn source() -> impl Strategy<Value = String> {
    let names = collection::vec(prop_oneof![Just("actor.anna".to_owned()), text()], 0..3);
    let dates = || option::of(made::date());
    let texts = collection::btree_map(select(KEYS), text(), 0..6);
    let csl = collection::btree_map(select(VARIABLES), text(), 0..3);
    let tags = collection::vec(text(), 0..3);
    let dates = [dates(), dates(), dates()];
    let lists = (names, tags, csl, any::<bool>());
    (text(), select(TYPES), texts, dates, lists).prop_map(|(title, kind, texts, dates, lists)| {
        let (names, tags, csl, through) = lists;
        let mut table = toml::Table::new();
        let mut put = |key: &str, value: toml::Value| table.insert(key.to_owned(), value);
        put("type", kind.into());
        put("title", title.into());
        put("author", names.into());
        put("tags", tags.into());
        for (key, text) in texts {
            put(key, text.into());
        }
        for (key, date) in ["issued", "original_date", "accessed"]
            .into_iter()
            .zip(dates)
        {
            date.map(|date| put(key, date.into()));
        }
        let csl = csl
            .into_iter()
            .map(|(key, text)| (key.to_owned(), text.into()));
        put("csl", toml::Value::Table(csl.collect()));
        if through {
            put("cited_in", "known".into());
        }
        format!("[source.paper]\n{table}")
    })
}

/// Whether a terminal would obey something in a text, or not show it.
fn obeyed(text: &str) -> Option<char> {
    text.chars()
        .find(|&c| c.is_control() && c != '\n' || c == '\u{202e}')
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_source_of_ours_comes_back_as_it_was(text in source()) {
        let corpus = corpus(&text);
        let entry = record(&corpus, "lake:source.paper");
        let Entry::Source(id) = entry else { unreachable!("a reference of a source") };
        let item = csl::item(&corpus, id);
        let (back, losses) = csl::source(&item);
        let table = cite::table(&corpus, entry).expect("a source has a table");
        prop_assert_eq!(&back, &table, "{}", item);
        prop_assert!(losses.is_empty() || text.contains("id"), "{:?}", losses);
        // The table read again is the same table.
        let again = self::corpus(&table.to_string());
        let again = cite::table(&again, record(&again, "lake:source.paper"));
        prop_assert_eq!(again.as_ref(), Some(&table), "{}", table);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn nothing_odd_stops_a_citation(
        text in source(),
        locator in "[¶§p.0-9, ivx–:a-c-]{0,8}",
        style in select(&["chicago-notes", "apa", "mla", "vancouver", "ieee", "icd-206", "footnote"][..]),
    ) {
        let quote = format!("[quote.a]\ntext = \"She says a.\"\nspeaker = \"anna\"\nlocator = {}\n",
            toml::Value::from(locator));
        let corpus = corpus(&format!("{text}\n{quote}"));
        let style = Style::named(style).expect("a style");
        let entries = ["source.paper", "quote.a"].map(|name| record(&corpus, &format!("lake:{name}")));
        for form in [Form::Text, Form::Markdown, Form::Html] {
            for cited in cite::cite(&corpus, &entries, &style, form) {
                prop_assert!(!cited.note.is_empty());
                prop_assert_eq!(obeyed(&cited.note), None);
                for line in cited.references {
                    prop_assert_eq!(obeyed(&line.text), None);
                }
            }
        }
        for &(what, _) in What::ALL {
            for entry in entries {
                let copied = cite::copy(&corpus, entry, what);
                prop_assert_eq!(copied.and_then(|copied| obeyed(&copied.text)), None);
            }
        }
    }
}

/// The source and the quotes that are cited and copied here.
const RECORDS: &str = r#"
[source.paper]
type = "article-magazine"
title = "On tolls & boats"
author = ["Reed, Rosa"]
container = "The Gazette"
issued = "2021-05"
accessed = "2022-01-03"
url = "https://example.org/tolls"
[source.leaflet]
type = "pamphlet"
title = "[A leaflet]"
author = ["actor.anna"]
issued = "[..2021-04]"
cited_in = "paper"
[quote.turned]
text = "pay for the water"
prefix = "Anna says that boats should not"
speaker = "anna"
locator = "¶ 4"
[quote.plain]
text = "The toll is a toll."
speaker = "anna"
origin = "leaflet"
via = ["known"]
locator = "pp. 3–4"
[quote.excerpt]
text = "boats were turned away"
kind = "excerpt"
prefix = "On that day"
suffix = "unless they paid"
speaker = "anna"
[quote.sense]
text = "Anna wants the toll."
kind = "paraphrase"
date = "2021-04"
speaker = "anna"
locator = "A/69/723"
[event.vote]
title = "A vote"
date = "2021-04-30"
locator = "art. 3"
[[position]]
actor = "anna"
issue = "toll"
stance = "supports"
evidence = ["plain", "event.vote"]
"#;

/// Returns a note and its lines in the bibliography.
fn cited(reference: &str, style: &str, form: Form) -> String {
    let corpus = corpus(RECORDS);
    let style = Style::named(style).expect("a style");
    let cited = cite::cite(&corpus, &[record(&corpus, reference)], &style, form);
    let lines: Vec<String> = cited
        .iter()
        .flat_map(|cited| {
            let lines = cited.references.iter().map(|line| line.text.clone());
            std::iter::once(cited.note.clone()).chain(lines)
        })
        .collect();
    lines.join("\n")
}

#[test]
fn a_quote_is_cited_with_where_it_stands_and_when_that_was_read() {
    let check = |reference: &str, style: &str, expect: &str| {
        assert_eq!(cited(reference, style, Form::Text), expect, "{style}");
    };
    check(
        "quote.turned",
        "chicago-notes",
        "Anna, quoted in Rosa Reed, “On Tolls & Boats,” The Gazette, May 2021, para. 4, \
         https://example.org/tolls, accessed 3 January 2022.\n\
         Reed, Rosa. “On Tolls & Boats.” The Gazette, May 2021. https://example.org/tolls. \
         Accessed 3 January 2022.",
    );
    check(
        "quote.turned",
        "apa",
        "(Anna, quoted in Reed, 2021, para. 4)\n\
         Reed, R. (2021, May). On tolls & boats. The Gazette. https://example.org/tolls. \
         Accessed 3 January 2022.",
    );
    check(
        "quote.sense",
        "vancouver",
        "(Anna, as reported by 1, A/69/723)\n\
         1. Reed R. On tolls & boats. The Gazette [Internet]. 2021 May [cited 2022 Jan 3]. \
         Available from: https://example.org/tolls",
    );
}

#[test]
fn what_passed_words_on_stands_in_order() {
    let check = |reference: &str, style: &str, expect: &str| {
        assert_eq!(cited(reference, style, Form::Text), expect, "{style}");
    };
    check(
        "quote.plain",
        "chicago-notes",
        "Anna, [A Leaflet] (by April 2021), as reported by A Book (n.d.), quoted in Rosa Reed, \
         “On Tolls & Boats,” The Gazette, May 2021, 3–4, https://example.org/tolls, \
         accessed 3 January 2022.\n\
         Anna. [A Leaflet]. By April 2021. As reported by A Book. n.d. Quoted in Reed, Rosa. \
         “On Tolls & Boats.” The Gazette, May 2021. https://example.org/tolls. \
         Accessed 3 January 2022.",
    );
    check(
        "quote.excerpt",
        "mla",
        "(Anna, as reported by Reed)\n\
         Reed, Rosa. “On Tolls & Boats.” The Gazette, May 2021, https://example.org/tolls. \
         Accessed 3 January 2022.",
    );
    check(
        "lake:position.1",
        "ieee",
        "[1], as reported by [2], quoted in [3, pp. 3–4]\n\
         [1] Anna, “[A leaflet].” By April 2021.\n\
         [2] A book.\n\
         [3] R. Reed, “On tolls & boats,” The Gazette, May 2021. Accessed: Jan. 03, 2022. \
         [Online]. Available: https://example.org/tolls\n\
         [3, Art. 3]\n\
         [3] R. Reed, “On tolls & boats,” The Gazette, May 2021. Accessed: Jan. 03, 2022. \
         [Online]. Available: https://example.org/tolls",
    );
}

#[test]
fn a_style_of_ones_own_is_read() {
    let style = r#"<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
  <info><title>Ours</title><id>ours</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation><layout suffix="."><group delimiter=", ">
    <names variable="author"/><text variable="title" font-style="italic"/>
  </group></layout></citation>
</style>"#;
    let style = Style::parse_csl(style).expect("a style");
    assert_eq!(style.name, "Ours");
    let corpus = corpus(RECORDS);
    let entry = record(&corpus, "quote.turned");
    let cited = cite::cite(&corpus, &[entry], &style, Form::Html);
    // What the style says nothing of is there all the same.
    assert_eq!(
        cited[0].note,
        "Anna, quoted in Rosa Reed, <i>On tolls &amp; boats</i>, ¶ 4, May 2021, \
         accessed 3 January 2022."
    );
    assert_eq!(
        cited[0].references[0].text,
        "Rosa Reed, “On tolls &amp; boats”, <i>The Gazette</i>, May 2021, \
         <a href=\"https://example.org/tolls\">https://example.org/tolls</a>, \
         accessed 3 January 2022."
    );
}

#[test]
fn what_is_copied_says_no_more_than_the_record() {
    let corpus = corpus(RECORDS);
    let check = |reference: &str, what: What, expect: &str, note: &str| {
        let copied = cite::copy(&corpus, record(&corpus, reference), what);
        let (text, said) =
            copied.map_or_else(Default::default, |copied| (copied.text, copied.note));
        assert_eq!(
            (text.as_str(), said.as_str()),
            (expect, note),
            "{reference}"
        );
    };
    check(
        "quote.turned",
        What::Text,
        "Anna says that boats should not “pay for the water”",
        "text, with the words before it, which turn it round",
    );
    check("quote.plain", What::Text, "“The toll is a toll.”", "text");
    check(
        "quote.excerpt",
        What::Text,
        "‹boats were turned away› unless they paid",
        "text, with the words after it, which limit it, not a quotation: the source's words \
         about the speaker",
    );
    check(
        "quote.sense",
        What::Text,
        "Anna wants the toll.",
        "text, not a quotation: the curator's words",
    );
    check(
        "quote.turned",
        What::Permalink,
        "lake:quote.turned",
        "reference",
    );
    check(
        "quote.turned",
        What::Url,
        "https://example.org/tolls",
        "address",
    );
    check(
        "actor.anna",
        What::Url,
        "https://example.org/anna",
        "address",
    );
    check("issue.toll", What::Text, "Boats should pay a toll.", "text");
    check("issue.toll", What::Cited, "", "");
    check("actor.anna", What::Bibtex, "", "");
    check("lake", What::Toml, "", "");
    check("source.known", What::Url, "", "");
    check(
        "issue.toll",
        What::Toml,
        "[issue.toll]\nproposition = \"Boats should pay a toll.\"\n",
        "TOML",
    );
}

/// Every record's table read again makes the same record.
#[test]
fn a_table_is_what_the_file_says() {
    let corpus = corpus(RECORDS);
    let entries = [
        "source.paper",
        "source.leaflet",
        "quote.turned",
        "quote.plain",
        "quote.excerpt",
        "quote.sense",
        "event.vote",
        "lake:position.1",
    ];
    let tables = entries.map(|name| cite::table(&corpus, record(&corpus, name)));
    let text: String = tables.iter().flatten().map(ToString::to_string).collect();
    let again = self::corpus(&text);
    for (name, table) in entries.iter().zip(tables) {
        assert_eq!(cite::table(&again, record(&again, name)), table, "{name}");
    }
}
