//! `attache sources`: what there is to check against, and how far it can be
//! relied on.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

use clap::Args;
use serde_json::{Value, json};

use crate::{
    arena::Id,
    cli::{
        answer::{Answer, Status},
        format::{Column, Format, Forms, date_object, dated, named, reference},
        library,
        options::Options,
    },
    date::Date,
    export::{self, Block, Page},
    model::{Corpus, Entry, Provenance, Source, Token},
    text::{self, Clean, plural},
};

/// The arguments of `sources`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
A source that several files define alike is listed once. The rating is the Admiralty
letter, from A (completely reliable) to F (cannot be judged); a source without one was
not rated. That a text is named says nothing of whether it is there, or is as it was.

The query: words, all of which begin a word of the title, of who made it, of what it
appeared in, of its type, its id, or its tags.

Formats:
  text              a row each: when, what, how reliable, what text, what it holds
  csv               RFC 4180, one header row
  json              one array of objects
  markdown          a list

Examples:
  attache sources
  attache sources times 2011 --format csv > sources.csv
  attache sources --format json | jq -r '.[] | select(.rating == null) | .ref'

Exit status: 0 found, 1 nothing found, 2 could not run")]
pub(super) struct Sources {
    /// Words of the source; all sources if nothing is asked for
    #[arg(value_name = "QUERY")]
    query: Vec<String>,

    /// How to write them
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

/// A source, and what it holds together with those that are the same.
struct Listed {
    id: Id<Source>,
    counts: Counts,
}

/// What a source holds: how many of each.
struct Counts {
    quotes: usize,
    events: usize,
    judgments: usize,
    /// Those known only through it.
    sources: usize,
    /// Those shown by what it holds.
    positions: usize,
}

impl Sources {
    /// Finds sources and writes them.
    pub(super) fn run(&self, options: &Options, answer: &mut Answer<'_>) -> io::Result<Status> {
        let library = library::open(options, &[], answer)?;
        let corpus = &library.corpus;
        let asked = text::fold(&self.query.join(" "));
        let words: Vec<&str> = asked.split_whitespace().collect();
        let mut found = alike(corpus);
        let all = plural(found.len(), "source", "sources");
        found.retain(|&first, _| fits(corpus, &corpus.sources[first], &words));
        let listed = found.into_iter().map(|(id, alike)| Listed {
            id,
            counts: Counts::new(corpus, &alike),
        });
        let mut found: Vec<Listed> = listed.collect();
        found.sort_by_cached_key(|one| {
            let issued = corpus.sources[one.id].issued.as_ref();
            (issued.is_none(), issued.map(Date::sort_key))
        });
        let how = (self.format, options.colors());
        FORMS.write_of(corpus, &found, how, &all, answer)
    }
}

/// Returns, for the first of the sources that are the same, all of them.
fn alike(corpus: &Corpus) -> BTreeMap<Id<Source>, Vec<Id<Source>>> {
    let provenance = Provenance::new(corpus);
    let mut alike: BTreeMap<Id<Source>, Vec<Id<Source>>> = BTreeMap::new();
    for (id, _) in corpus.sources.iter() {
        alike.entry(provenance.first(id)).or_default().push(id);
    }
    alike
}

/// Whether every word begins a word of what a source is known by.
fn fits(corpus: &Corpus, source: &Source, words: &[&str]) -> bool {
    if words.is_empty() {
        return true;
    }
    let mut known = vec![
        source.title.as_str(),
        source.container.as_str(),
        source.kind.as_str(),
        source.key.as_str(),
    ];
    known.extend(source.author.iter().map(|name| corpus.name(name)));
    known.extend(source.tags.iter().map(Clean::as_str));
    let date = source.issued.as_ref().map(Date::to_string);
    known.extend(date.as_deref());
    let known = text::fold(&known.join(" "));
    let begun = |word: &str| {
        let mut places = text::words(&known);
        places.any(|at| {
            known
                .get(at.start..)
                .is_some_and(|rest| rest.starts_with(word))
        })
    };
    words.iter().all(|word| begun(word))
}

impl Counts {
    /// Counts what sources hold that are the same.
    fn new(corpus: &Corpus, alike: &[Id<Source>]) -> Counts {
        let each = || alike.iter().copied();
        let quotes = || each().flat_map(|id| corpus.quotes_in.of(id));
        let events = || each().flat_map(|id| corpus.events_in.of(id));
        let by_quotes = quotes().flat_map(|&id| corpus.positions_on.of(id));
        // Words said at an event show positions by themselves.
        let by_events = events().flat_map(|&event| {
            let positions = corpus.positions_at.of(event).iter();
            positions.filter(move |id| {
                let mut evidence = corpus.positions[**id].evidence.iter();
                evidence.any(|piece| piece.entry() == Entry::Event(event))
            })
        });
        Counts {
            quotes: quotes().count(),
            events: events().count(),
            judgments: each().map(|id| corpus.judgments_in.of(id).len()).sum(),
            sources: each().map(|id| corpus.sources_in.of(id).len()).sum(),
            positions: by_quotes.chain(by_events).collect::<BTreeSet<_>>().len(),
        }
    }

    fn words(&self) -> String {
        let counts = [
            (self.quotes, "quote", "quotes"),
            (self.events, "event", "events"),
            (self.judgments, "judgment", "judgments"),
            (
                self.sources,
                "source known through it",
                "sources known through it",
            ),
            (self.positions, "position shown", "positions shown"),
        ];
        let counts = counts.into_iter().filter(|(count, ..)| 0 < *count);
        let counts: Vec<String> = counts
            .map(|(count, one, many)| plural(count, one, many))
            .collect();
        if counts.is_empty() {
            return "holds nothing".to_owned();
        }
        counts.join(", ")
    }
}

/// Returns the letter of a source and what it means; empty where it has none.
fn rating(source: &Source) -> String {
    let rating = source.reliability;
    rating.map_or_else(String::new, |letter| {
        format!("{} ({})", letter.token(), letter.meaning())
    })
}

/// Returns what the record says of a source's archived text. Whether the text is
/// there, and is the one that was read, only the files can say.
fn archive(source: &Source) -> &'static str {
    match (source.file.is_empty(), source.sha256.is_empty()) {
        (true, _) => "no text",
        (false, true) => "text named, no sum",
        (false, false) => "text named, with its sum",
    }
}

fn page(corpus: &Corpus, found: &[Listed]) -> Page {
    let items = found.iter().map(|one| {
        let source = &corpus.sources[one.id];
        let rating = match rating(source) {
            none if none.is_empty() => "not rated".to_owned(),
            rating => rating,
        };
        let through = source.cited_in.map(|through| {
            let through = export::name(corpus, Entry::Source(through));
            format!("known only through {through}")
        });
        let mut rest = vec![export::about(corpus, source), rating];
        rest.push(archive(source).to_owned());
        rest.extend(through);
        rest.push(one.counts.words());
        rest.retain(|part| !part.is_empty());
        Block::Item {
            lead: dated(source.issued.as_ref(), Date::short),
            words: export::name(corpus, Entry::Source(one.id)),
            rest: rest.join("; "),
            reference: reference(corpus, Entry::Source(one.id)),
        }
    });
    Page {
        blocks: items.collect(),
        ..Page::default()
    }
}

const FORMS: Forms<Listed> = Forms {
    page,
    columns: COLUMNS,
    object,
    nothing: "no such source",
};

/// To add a column, add its line.
const COLUMNS: &[Column<Listed>] = &[
    ("ref", |corpus, one| {
        reference(corpus, Entry::Source(one.id))
    }),
    ("type", |corpus, one| {
        corpus.sources[one.id].kind.to_string()
    }),
    ("title", |corpus, one| {
        export::name(corpus, Entry::Source(one.id))
    }),
    ("author", |corpus, one| {
        let names = corpus.sources[one.id].author.iter();
        let names: Vec<&str> = names.map(|name| corpus.name(name)).collect();
        names.join("; ")
    }),
    ("container", |corpus, one| {
        corpus.sources[one.id].container.to_string()
    }),
    ("issued", |corpus, one| {
        dated(corpus.sources[one.id].issued.as_ref(), Date::to_string)
    }),
    ("rating", |corpus, one| {
        let rating = corpus.sources[one.id].reliability;
        rating.map_or("", Token::token).to_owned()
    }),
    ("rating_words", |corpus, one| {
        let rating = corpus.sources[one.id].reliability;
        rating.map_or("", Token::meaning).to_owned()
    }),
    ("descriptor", |corpus, one| {
        corpus.sources[one.id].descriptor.to_string()
    }),
    ("known_through", |corpus, one| {
        let through = corpus.sources[one.id].cited_in;
        through.map_or_else(String::new, |id| reference(corpus, Entry::Source(id)))
    }),
    ("archive", |corpus, one| {
        archive(&corpus.sources[one.id]).to_owned()
    }),
    ("file", |corpus, one| {
        corpus.sources[one.id].file.to_string()
    }),
    ("sha256", |corpus, one| {
        corpus.sources[one.id].sha256.to_string()
    }),
    ("quotes", |_, one| one.counts.quotes.to_string()),
    ("events", |_, one| one.counts.events.to_string()),
    ("judgments", |_, one| one.counts.judgments.to_string()),
    ("sources", |_, one| one.counts.sources.to_string()),
    ("positions", |_, one| one.counts.positions.to_string()),
];

fn object(corpus: &Corpus, one: &Listed) -> Value {
    let source = &corpus.sources[one.id];
    let counts = &one.counts;
    let authors: Vec<&str> = source.author.iter().map(|name| corpus.name(name)).collect();
    json!({
        "ref": reference(corpus, Entry::Source(one.id)),
        "type": source.kind,
        "title": export::name(corpus, Entry::Source(one.id)),
        "author": authors,
        "container": source.container,
        "issued": date_object(source.issued.as_ref()),
        "rating": source.reliability.map(Token::token),
        "rating_words": source.reliability.map(Token::meaning),
        "descriptor": source.descriptor,
        "known_through": source.cited_in.map(|id| named(corpus, Entry::Source(id))),
        "archive": archive(source),
        "file": source.file,
        "sha256": source.sha256,
        "quotes": counts.quotes,
        "events": counts.events,
        "judgments": counts.judgments,
        "sources": counts.sources,
        "positions": counts.positions,
    })
}
