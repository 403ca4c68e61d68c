//! The search: what is found does not depend on how the index came about, nor
//! on how often the search was stopped; sieves let through what a plain look at
//! each quote lets through; and no text that is typed is too strange.

use std::sync::{Arc, LazyLock};

use attache::{
    arena::Id,
    briefing::{self, Stock},
    library::{self, Library},
    model::{Builder, Corpus, Evidence, File, Position, Sheaf, Token},
    query::Query,
    search::{Ask, Hits, How, Index, Memory, Order, Pass, light, like},
    text::Clean,
};
use proptest::prelude::{Just, Strategy, any, prop, prop_oneof, proptest};

static BUNDLED: LazyLock<Library> = LazyLock::new(library::bundled);

fn ask(typed: &str, order: Order) -> Ask {
    Ask {
        query: Query::parse(typed),
        order,
    }
}

fn search(corpus: &Corpus, index: &Index, typed: &str) -> Hits {
    let (mut memory, ask) = (Memory::default(), ask(typed, Order::Relevance));
    let mut pass = Pass::new(corpus, index, &mut memory, &ask);
    while pass.step(|| false) {}
    pass.hits()
}

fn bundled(typed: &str) -> Hits {
    search(&BUNDLED.corpus, &BUNDLED.index, typed)
}

/// A briefing with quotes of these texts.
fn linked(name: &str, texts: &[String]) -> Corpus {
    let mut toml = format!(
        "schema = 1\n[briefing]\nid = \"{name}\"\ntitle = \"T\"\n[source.s]\ntype = \"speech\"\ntitle = \"A speech\"\n[actor.a]\nkind = \"person\"\nname = \"Ann Bell\"\n"
    );
    for (at, text) in texts.iter().enumerate() {
        let start = format!("[quote.q{at}]\nspeaker = \"a\"\nsource = \"s\"\nlocator = \"1\"\n");
        toml = format!("{toml}{start}text = \"{text}\"\n");
    }
    let reading = briefing::read(&Clean::line(name), toml.as_bytes());
    let mut stock = Stock::default();
    let drafts: Vec<_> = reading
        .draft
        .map(|draft| stock.keep(draft))
        .into_iter()
        .collect();
    briefing::link(&stock, &drafts)
}

fn draft(name: &str, texts: &[String]) -> Arc<Sheaf> {
    let corpus = linked(name, texts);
    let sheaf = corpus.quotes.sheaves().next();
    sheaf
        .map(|(sheaf, _)| Arc::clone(sheaf))
        .unwrap_or_default()
}

/// A corpus of sheaves, with the people and sources that they name.
fn corpus(sheaves: &[Arc<Sheaf>]) -> Corpus {
    let mut builder = Builder::default();
    let one = linked("x", &["word".to_owned()]);
    builder.corpus.actors = one.actors.clone();
    builder.corpus.sources = one.sources.clone();
    for sheaf in sheaves {
        let file = builder.corpus.files.push(File::default());
        // The two names of such a sheaf are its actor and its source.
        builder
            .corpus
            .add_quotes(file, Arc::clone(sheaf), Arc::from([0, 0]), None);
    }
    builder.corpus.date_quotes();
    builder.build()
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("nuclear"),
        Just("weapons"),
        Just("weapon"),
        Just("disarm"),
        Just("States’"),
        Just("é"),
        Just("中国人"),
        Just("the"),
        Just("norms"),
    ]
    .prop_map(str::to_owned)
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    let text = prop::collection::vec(words(), 1..8).prop_map(|words| words.join(" "));
    prop::collection::vec(text, 0..5)
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn an_index_that_grew_is_one_made_anew(
        files in prop::collection::vec(texts(), 1..7),
        changes in prop::collection::vec((0usize..8, texts(), 0u8..3), 0..6),
    ) {
        let make = |texts: &Vec<String>| draft("x", texts);
        let mut sheaves: Vec<Arc<Sheaf>> = files.iter().map(make).collect();
        let mut was = corpus(&sheaves);
        let mut index = Index::new(&was);
        for (at, texts, what) in &changes {
            let at = (*at).min(sheaves.len());
            match what {
                0 => sheaves.insert(at, make(texts)),
                1 if at < sheaves.len() => sheaves[at] = make(texts),
                _ if at < sheaves.len() => drop(sheaves.remove(at)),
                _ => sheaves.reverse(),
            }
            let now = corpus(&sheaves);
            index = Index::grown(Some((&was, &index)), &now);
            was = now;
            assert_eq!(index, Index::new(&was));
        }
        let mut bytes = Vec::new();
        index.write(&mut bytes);
        let read = Index::read(&bytes, &was).expect("it was just written");
        assert_eq!(read, index);
        for typed in ["nuclear weapns", "中国", "\"the norms\"", "ann disarm", "-norms"] {
            assert_eq!(search(&was, &read, typed), search(&was, &Index::new(&was), typed));
        }
    }

    #[test]
    fn a_broken_index_is_refused_or_harmless(at in any::<usize>(), byte in any::<u8>(), cut in any::<usize>()) {
        let corpus = &BUNDLED.corpus;
        let mut bytes = Vec::new();
        BUNDLED.index.write(&mut bytes);
        let at = at % bytes.len();
        bytes[at] = byte;
        if cut % 4 == 0 {
            bytes.truncate(cut % bytes.len());
        }
        if let Some(index) = Index::read(&bytes, corpus) {
            search(corpus, &index, "n");
            search(corpus, &index, "nuclaer \"the use\"");
            Index::grown(Some((corpus, &index)), corpus);
            let half = library::bundled();
            Index::grown(Some((corpus, &index)), &half.corpus);
        }
    }

    #[test]
    fn every_text_is_answered(typed in any::<String>(), more in "[a-z\"/:,.<*() -]{0,30}") {
        for typed in [typed.as_str(), more.as_str(), &format!("speaker:{more}"), &format!("/{more}/")] {
            let hits = bundled(typed);
            assert_eq!(hits.found.len(), hits.total);
            let query = Query::parse(typed);
            for hit in hits.found.iter().take(8) {
                let text = BUNDLED.corpus.quotes.words(hit.quote);
                let mut end = 0;
                for range in light(&BUNDLED.corpus, &query, hit.quote) {
                    assert!(end <= range.start && range.start < range.end);
                    assert!(text.get(range.clone()).is_some());
                    end = range.end;
                }
            }
        }
    }

    #[test]
    fn however_often_it_is_stopped_the_hits_are_the_same(stops in prop::collection::vec(any::<bool>(), 1..40), which in 0usize..5) {
        let typed = ["nuclear weapons", "speaker:wang norms", "", "\"open process\" -space", "cybr sovereignity"][which];
        for order in [Order::Relevance, Order::Date, Order::Speaker] {
            let (mut one, mut two, ask) = (Memory::default(), Memory::default(), ask(typed, order));
            let mut whole = Pass::new(&BUNDLED.corpus, &BUNDLED.index, &mut one, &ask);
            while whole.step(|| false) {}
            let mut pass = Pass::new(&BUNDLED.corpus, &BUNDLED.index, &mut two, &ask);
            let mut stops = stops.iter().cycle();
            while pass.step(|| stops.next() == Some(&true)) {}
            assert_eq!(pass.hits(), whole.hits());
        }
    }
}

/// What a sieve lets through is what a plain look at each quote lets through.
#[test]
fn sieves_are_a_plain_look() {
    type Holds<'a> = &'a dyn Fn(&attache::model::Quote<'_>) -> bool;
    let corpus = &BUNDLED.corpus;
    let plain: &[(&str, Holds<'_>)] = &[
        ("kind:excerpt", &|q| q.kind.token() == "excerpt"),
        ("-kind:excerpt", &|q| q.kind.token() != "excerpt"),
        ("capacity:official,document", &|q| {
            q.capacity
                .is_some_and(|c| ["official", "document"].contains(&c.token()))
        }),
        ("date:2011", &|q| {
            q.date.is_some_and(|date| {
                let year = |day: Option<attache::date::Day>| day.map(|day| day.ymd().0);
                year(date.first_day()).is_none_or(|year| year <= 2011)
                    && year(date.last_day()).is_none_or(|year| 2011 <= year)
            })
        }),
        ("speaker:\"Wang Qun\"", &|q| corpus.voice(q) == "Wang Qun"),
        ("for:china", &|q| {
            q.stated_for
                .iter()
                .any(|&id| &*corpus.actors[id].key == "china")
        }),
        ("lang:en", &|q| q.lang.starts_with("en")),
        ("/nuclear +weapon/", &|q| {
            q.text.to_lowercase().contains("nuclear weapon")
        }),
        ("-/nuclear +weapon/", &|q| {
            !q.text.to_lowercase().contains("nuclear weapon")
        }),
        ("verified:yes", &|_| false),
        ("rating:a", &|q| {
            corpus.sources[q.source]
                .reliability
                .is_some_and(|letter| letter.token() == "A")
        }),
    ];
    for (typed, holds) in plain {
        let expect: Vec<_> = corpus
            .quotes
            .iter()
            .filter(|(_, quote)| holds(quote))
            .map(|(id, _)| id)
            .collect();
        let hits = bundled(typed);
        let found: Vec<_> = hits.found.iter().map(|hit| hit.quote).collect();
        assert_eq!(found, expect, "{typed}");
        assert!(hits.found.iter().all(|hit| hit.how == How::Filter));
        assert_eq!(
            hits.total + hits.hidden,
            if hits.hidden == 0 {
                hits.total
            } else {
                corpus.quotes.len()
            }
        );
    }
}

/// A quote is asked for by the positions that it shows.
#[test]
fn positions_are_asked_of_the_quotes_that_show_them() {
    type Holds<'a> = &'a dyn Fn(&Position) -> bool;
    let corpus = &BUNDLED.corpus;
    let plain: &[(&str, Holds<'_>)] = &[
        ("stance:supports", &|position| {
            position.stance.token() == "supports"
        }),
        ("basis:reported", &|position| {
            position
                .basis
                .is_some_and(|basis| basis.token() == "reported")
        }),
        ("confidence:low", &|position| {
            position
                .confidence
                .is_some_and(|sure| sure.token() == "low")
        }),
    ];
    for (typed, holds) in plain {
        let positions = corpus.positions.iter().map(|(_, position)| position);
        let mut expect: Vec<_> = positions
            .filter(|position| holds(position))
            .flat_map(|position| &position.evidence)
            .filter_map(|evidence| match evidence {
                Evidence::Quote(id) => Some(*id),
                Evidence::Event(_) => None,
            })
            .collect();
        expect.sort_unstable();
        expect.dedup();
        let hits = bundled(typed);
        let found: Vec<_> = hits.found.iter().map(|hit| hit.quote).collect();
        assert!(!expect.is_empty() && found == expect, "{typed}");
        let all = corpus.quotes.len();
        assert_eq!(bundled(&format!("-{typed}")).total, all - found.len());
    }
}

#[test]
fn words_half_remembered_are_found() {
    for (typed, expect, how) in [
        (
            "open transparent process norms",
            "wang-open-process",
            How::AllWords,
        ),
        ("transparant proces", "wang-open-process", How::Corrected),
        (
            "\"open and transparent process\"",
            "wang-open-process",
            How::Verbatim,
        ),
    ] {
        let hits = bundled(typed);
        let first = hits.found[0];
        assert_eq!(
            &*BUNDLED.corpus.quotes.at(first.quote).key,
            expect,
            "{typed}"
        );
        assert_eq!(first.how, how, "{typed}");
    }
    let hits = bundled("transparnt");
    let correction = &hits.corrections[0];
    assert_eq!(
        (&*correction.typed, &*correction.meant),
        ("transparnt", "transparent")
    );
    assert!(0 < hits.whole && hits.whole <= hits.total);
}

/// What a facet counts is what its term finds, among all and among some.
#[test]
fn a_facet_counts_what_its_term_finds() {
    for typed in ["", "nuclear"] {
        for facet in bundled(typed).facets {
            for value in facet.values.iter().take(12) {
                let narrowed = bundled(&format!("{typed} {}", value.term));
                if value.term.starts_with("date:") {
                    // A date that spans two years is counted in the first.
                    assert!(value.count <= narrowed.total, "{typed} {}", value.term);
                } else {
                    assert_eq!(value.count, narrowed.total, "{typed} {}", value.term);
                }
            }
        }
    }
}

#[test]
fn what_is_like_a_quote_finds_it() {
    let corpus = &BUNDLED.corpus;
    for at in 0..corpus.quotes.len().min(40) {
        let typed = like(corpus, &BUNDLED.index, Id::new(at));
        if typed.split(' ').count() < 4 {
            continue;
        }
        let hits = bundled(&typed);
        assert!(
            hits.found
                .iter()
                .take(5)
                .any(|hit| hit.quote == Id::new(at)),
            "{typed}"
        );
    }
}

#[test]
fn a_quote_has_the_place_and_importance_of_its_event() {
    let corpus = &BUNDLED.corpus;
    for (field, importance) in [("key", "key"), ("minor", "minor"), ("norm", "normal")] {
        let said = corpus.quotes.iter().filter(|(_, quote)| {
            let event = quote.event.map(|id| &corpus.events[id]);
            event.is_some_and(|event| event.importance.token() == importance)
        });
        let found = bundled(&format!("importance:{field}")).total;
        assert_eq!(found, said.count(), "{importance}");
    }
    let places = corpus.events.iter().filter_map(|(id, event)| {
        let said = !corpus.quotes_at.of(id).is_empty();
        (said && !event.place.is_empty()).then_some(&event.place)
    });
    let place = places
        .min_by_key(|place| place.as_str())
        .expect("a quote from somewhere");
    let said = corpus.quotes.iter().filter(|(_, quote)| {
        let event = quote.event.map(|id| &corpus.events[id]);
        event.is_some_and(|event| event.place == *place)
    });
    let found = bundled(&format!("place:\"{place}\"")).total;
    assert!(0 < found && found == said.count(), "{place}");
}

#[test]
fn dates_need_no_name() {
    for (bare, named) in [
        ("1962..2011", "date:1962..2011"),
        ("2011-09..", "date:2011-09.."),
        ("..1990", "date:..1990"),
        ("-..1990", "-date:..1990"),
    ] {
        let (bare, named) = (bundled(bare), bundled(named));
        assert!(0 < bare.total && bare.total == named.total);
    }
}
