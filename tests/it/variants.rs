//! One utterance in different words: what is found to be like a quote, and what
//! is not.

use attache::{
    briefing::{self, Stock},
    model::{Corpus, QuoteId},
    search::{self, Index},
    text::{Clean, Edit},
    variants,
};

use crate::cli::{compare, expect, out, run};

const HEAD: &str = r#"
schema = 1
[briefing]
id = "lake"
title = "The Lake"
[source.log]
type = "report"
title = "Harbor Log"
[actor.anna]
kind = "person"
name = "Anna"
[actor.boris]
kind = "person"
name = "Boris"
"#;

fn corpus(quotes: &[(&str, &str)]) -> Corpus {
    let mut text = HEAD.to_owned();
    for (at, (words, keys)) in quotes.iter().enumerate() {
        let head = format!("[quote.q{at}]\nsource = \"log\"\nlocator = \"p. 1\"\n");
        text.extend([&head, "text = '''", words, "'''\n", keys, "\n"]);
    }
    let reading = briefing::read(&Clean::line("lake.toml"), text.as_bytes());
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    let mut stock = Stock::default();
    let draft = stock.keep(reading.draft.expect("it can be read"));
    briefing::link(&stock, &[draft])
}

/// Returns the variants of the first quote, by their places.
fn found(corpus: &Corpus) -> Vec<(usize, bool)> {
    let index = Index::new(corpus);
    let first = QuoteId::new(0);
    let all = (0..corpus.quotes.len()).map(QuoteId::new);
    let of_all = variants::like(corpus, first, all);
    // What shares no word is no variant: the index leaves out nothing that counts.
    let among = search::sharing(corpus, &index, first, 100);
    let of_some = variants::like(corpus, first, among);
    assert_eq!(of_some, of_all);
    let places = of_all.iter();
    places
        .map(|variant| (variant.quote.index(), variant.stated))
        .collect()
}

#[test]
fn the_same_in_other_words_is_found_and_other_things_are_not() {
    let asked = "The council shall pay for the lamp, and for nothing beside the lamp on the rock.";
    let check = |other: &str, is_like: bool| {
        let corpus = corpus(&[(asked, ""), (other, "")]);
        assert_eq!(!found(&corpus).is_empty(), is_like, "{other}");
    };
    for (other, is_like) in [
        (asked, true),
        // Marks, dashes, case and spelling.
        (
            "the council shall pay for the LAMP - and for nothing beside the lamp on the rock",
            true,
        ),
        (
            "The councils shall pay for lamps, and for nothing beside the lamp on the rock.",
            true,
        ),
        // Smoothed, clipped, embedded.
        (
            "The council shall pay for the lamp and for nothing else on the rock.",
            true,
        ),
        (
            "The council shall pay for the lamp, and for nothing beside the lamp",
            true,
        ),
        (
            "She said twice, while the others in the hall were busy with their papers, that the council shall pay for the lamp, and for nothing beside the lamp on the rock, and left before anybody could answer her.",
            true,
        ),
        // Turned round: told, since the words are the same, and the difference shown.
        (
            "The council shall not pay for the lamp, and for nothing beside the lamp on the rock.",
            true,
        ),
        // The same words in another order, a common beginning, few words.
        (
            "Rock the on lamp the beside nothing for and, lamp the for pay shall council the.",
            false,
        ),
        (
            "The council shall meet in the hall in spring to hear the keepers of all lights.",
            false,
        ),
        ("for nothing", false),
        ("…", false),
    ] {
        check(other, is_like);
    }
}

#[test]
fn what_is_stated_comes_first_and_joins_others() {
    let asked = "A says that the lamp burns and that the harbor is open to everybody.";
    let corpus = corpus(&[
        (asked, "speaker = \"anna\""),
        (
            "Boris was told something else.",
            "speaker = \"anna\"\nvariant_of = \"q0\"",
        ),
        (
            "It is of no likeness.",
            "variant_of = \"q1\"\nkind = \"paraphrase\"",
        ),
        (asked, "speaker = \"boris\""),
        (asked, "kind = \"paraphrase\""),
        (
            "A says that the lamp burns and that the harbor is open to all.",
            "",
        ),
    ]);
    assert_eq!(
        found(&corpus),
        [(2, true), (1, true), (3, false), (5, false)]
    );
    let all = (0..corpus.quotes.len()).map(QuoteId::new);
    let other = variants::like(&corpus, QuoteId::new(0), all);
    let other: Vec<usize> = other
        .iter()
        .filter(|variant| variant.other_speaker)
        .map(|variant| variant.quote.index())
        .collect();
    assert_eq!(other, [3]);
    let changes = variants::pair(&corpus, QuoteId::new(0), QuoteId::new(5)).unwrap();
    let added: Vec<&str> = changes
        .iter()
        .filter(|change| change.edit == Edit::Added)
        .map(|change| change.text.as_str())
        .collect();
    assert_eq!(added, ["all"]);
}

#[test]
fn variants_are_written_with_what_differs() {
    let check = |name: &str, status: i32, args: &[&str]| {
        let args = [args, &["--example"]].concat();
        let mut output = run(&args);
        output.stdout = out(&output).replace("\r\n", "\n").into_bytes();
        compare(name, status, &args, &output);
    };
    let of = ["variants", "quote.edited"];
    check("variants-text", 0, &of);
    check("variants-csv", 0, &[&of[..], &["--format", "csv"]].concat());
    check(
        "variants-json",
        0,
        &[&of[..], &["--format", "json"]].concat(),
    );
    check(
        "variants-markdown",
        0,
        &[&of[..], &["--format", "markdown"]].concat(),
    );
    check("variants-translated", 0, &["variants", "quote.stale"]);
    check("variants-nothing", 1, &["variants", "quote.near"]);
    check("variants-no-quote", 1, &["variants", "event.dues-vote"]);
    expect("variants-help", 0, &["variants", "--help"]);
}
