//! `attache changes`: who came to stand elsewhere, when, and what shows it.

use std::io;

use clap::Args;
use serde_json::{Value, json};

use crate::{
    arena::Id,
    cli::{
        answer::{Answer, Status},
        fields,
        format::{Column, Forms, Written, dated, named, reference},
        library,
        options::Options,
        who::{Counted, Sought, WORDS, Who, date},
    },
    date::{Date, Day},
    export::{self, Block, Card, Page},
    model::{Corpus, Entry, Evidence, Position, Token},
    stances::{Change, Tracks, Turn},
};

/// The arguments of `changes`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = help())]
pub(super) struct Changes {
    /// Which positions count; all if nothing is asked for
    #[arg(value_name = "QUERY")]
    query: Vec<String>,

    #[command(flatten)]
    who: Who,

    /// Only what may have come on or after this date
    #[arg(long, value_name = "DATE", value_parser = date, allow_hyphen_values = true)]
    from: Option<Date>,

    /// Only what may have come on or before this date
    #[arg(long, value_name = "DATE", value_parser = date, allow_hyphen_values = true)]
    to: Option<Date>,

    #[command(flatten)]
    counted: Counted,

    #[command(flatten)]
    written: Written,
}

impl Changes {
    /// Finds changes and writes them.
    pub(super) fn run(&self, options: &Options, answer: &mut Answer<'_>) -> io::Result<Status> {
        let library = library::open(options, &[], answer)?;
        let corpus = &library.corpus;
        let sought = Sought::new(corpus, &self.query, &self.who, answer);
        let members = self.counted.members();
        let tracks = Tracks::new(corpus, members, |id| sought.counts(id));
        let mut turns = tracks.changes();
        turns.retain(|turn| sought.is_told(turn.actor, turn.issue) && self.may_hold(turn));
        FORMS.write(corpus, &turns, (self.written, options.colors()), answer)
    }

    /// Whether a change may have come within the dates asked for.
    fn may_hold(&self, turn: &Turn) -> bool {
        let from = self.from.as_ref().and_then(Date::first_day);
        let to = self.to.as_ref().and_then(Date::last_day);
        let too_early = from.zip(turn.by).is_some_and(|(from, by)| by < from);
        let too_late = to.zip(turn.after).is_some_and(|(to, after)| to < after);
        !too_early && !too_late
    }
}

/// Returns the changes in their order, each under its heading with what shows it.
fn page(corpus: &Corpus, turns: &[Turn]) -> Page {
    let mut page = Page::default();
    for turn in turns {
        page.blocks.push(Block::Section(heading(corpus, turn)));
        let fact = |label: &str, value: String, reference: String| Block::Fact {
            label: label.to_owned(),
            value,
            reference,
        };
        page.blocks.push(fact("When", turn.when(), String::new()));
        for (label, id) in [("From", turn.from), ("To", turn.to)] {
            let position = Entry::Position(id);
            let words = held(corpus, id);
            page.blocks
                .push(fact(label, words, reference(corpus, position)));
        }
        // One record may show both.
        let first = turn.first.filter(|_| turn.first != turn.last);
        let shown = turn.last.into_iter().chain(first);
        page.blocks
            .extend(shown.map(|evidence| shows(corpus, evidence)));
    }
    page
}

/// Returns when, who, on what and which way.
fn heading(corpus: &Corpus, turn: &Turn) -> String {
    let since = corpus.positions[turn.to].since.as_ref();
    let date = since.map_or_else(|| "no date".to_owned(), Date::short);
    let (actor, issue) = (
        &corpus.actors[turn.actor].name,
        &corpus.issues[turn.issue].label,
    );
    let [from, to] = [turn.from, turn.to].map(|id| export::phrase(corpus.positions[id].stance));
    format!("{date}: {actor} · {issue}: {from} → {to}")
}

/// Returns a stance and what it rests on.
fn held(corpus: &Corpus, id: Id<Position>) -> String {
    let position = &corpus.positions[id];
    let basis = position.basis.map(Token::meaning);
    let words = [Some(position.stance.meaning()), basis];
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Returns a piece of evidence with all that it may not be shown without.
fn shows(corpus: &Corpus, evidence: Evidence) -> Block {
    match evidence {
        Evidence::Quote(id) => Block::Quote(Card::new(corpus, id, Vec::new())),
        Evidence::Event(id) => {
            let event = &corpus.events[id];
            let source = event.source;
            let source = source.map(|source| export::where_in(corpus, source, &event.locator));
            let date = event.date.as_ref();
            Block::Item {
                lead: date.map_or_else(|| "no date".to_owned(), Date::short),
                words: event.title.to_string(),
                rest: source.unwrap_or_default(),
                reference: reference(corpus, evidence.entry()),
            }
        }
    }
}

const FORMS: Forms<Turn> = Forms {
    page,
    columns: COLUMNS,
    object,
    nothing: "no change of stance",
};

/// To add a column, add its line.
const COLUMNS: &[Column<Turn>] = &[
    ("earliest", |_, turn| day(turn.after)),
    ("latest", |_, turn| day(turn.by)),
    ("when", |_, turn| turn.when()),
    ("ordered", |_, turn| {
        if turn.is_ordered { "yes" } else { "no" }.to_owned()
    }),
    ("actor", |corpus, turn| {
        export::name(corpus, Entry::Actor(turn.actor))
    }),
    ("actor_ref", |corpus, turn| {
        reference(corpus, Entry::Actor(turn.actor))
    }),
    ("issue", |corpus, turn| {
        export::name(corpus, Entry::Issue(turn.issue))
    }),
    ("issue_ref", |corpus, turn| {
        reference(corpus, Entry::Issue(turn.issue))
    }),
    ("change", |_, turn| change(turn.change).to_owned()),
    ("from", |corpus, turn| stance(corpus, turn.from).to_owned()),
    ("from_ref", |corpus, turn| {
        reference(corpus, Entry::Position(turn.from))
    }),
    ("to", |corpus, turn| stance(corpus, turn.to).to_owned()),
    ("to_ref", |corpus, turn| {
        reference(corpus, Entry::Position(turn.to))
    }),
    ("last_ref", |corpus, turn| {
        of(corpus, turn.last, Part::Reference)
    }),
    ("last_lead", |corpus, turn| {
        of(corpus, turn.last, Part::Lead)
    }),
    ("last_words", |corpus, turn| {
        of(corpus, turn.last, Part::Words)
    }),
    ("last_who", |corpus, turn| of(corpus, turn.last, Part::Who)),
    ("last_date", |corpus, turn| {
        of(corpus, turn.last, Part::Date)
    }),
    ("last_source", |corpus, turn| {
        of(corpus, turn.last, Part::Source)
    }),
    ("last_locator", |corpus, turn| {
        of(corpus, turn.last, Part::Locator)
    }),
    ("first_ref", |corpus, turn| {
        of(corpus, turn.first, Part::Reference)
    }),
    ("first_lead", |corpus, turn| {
        of(corpus, turn.first, Part::Lead)
    }),
    ("first_words", |corpus, turn| {
        of(corpus, turn.first, Part::Words)
    }),
    ("first_who", |corpus, turn| {
        of(corpus, turn.first, Part::Who)
    }),
    ("first_date", |corpus, turn| {
        of(corpus, turn.first, Part::Date)
    }),
    ("first_source", |corpus, turn| {
        of(corpus, turn.first, Part::Source)
    }),
    ("first_locator", |corpus, turn| {
        of(corpus, turn.first, Part::Locator)
    }),
];

/// What a table says of a piece of evidence.
#[derive(Clone, Copy)]
enum Part {
    Reference,
    /// The words before a quote.
    Lead,
    /// A quote in its marks, or the title of an event.
    Words,
    Who,
    Date,
    Source,
    Locator,
}

fn of(corpus: &Corpus, evidence: Option<Evidence>, part: Part) -> String {
    let Some(evidence) = evidence else {
        return String::new();
    };
    match (evidence, part) {
        (_, Part::Reference) => reference(corpus, evidence.entry()),
        (_, Part::Date) => dated(evidence.date(corpus), Date::to_string),
        (Evidence::Quote(id), Part::Lead) => corpus.quotes.at(id).prefix.to_string(),
        (Evidence::Quote(id), Part::Words) => {
            let quote = corpus.quotes.at(id);
            let (open, close) = export::marks(quote.kind);
            format!("{open}{}{close}", quote.text)
        }
        (Evidence::Quote(id), Part::Who) => export::who(corpus, &corpus.quotes.at(id)),
        (Evidence::Quote(id), Part::Source) => {
            export::where_in(corpus, corpus.quotes.source(id), "")
        }
        (Evidence::Quote(id), Part::Locator) => corpus.quotes.at(id).locator.to_string(),
        (Evidence::Event(_), Part::Lead) => String::new(),
        (Evidence::Event(id), Part::Words) => corpus.events[id].title.to_string(),
        (Evidence::Event(id), Part::Who) => export::names(corpus, &corpus.events[id].actors),
        (Evidence::Event(id), Part::Source) => {
            let source = corpus.events[id].source;
            source.map_or_else(String::new, |source| export::where_in(corpus, source, ""))
        }
        (Evidence::Event(id), Part::Locator) => corpus.events[id].locator.to_string(),
    }
}

fn day(day: Option<Day>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

fn stance(corpus: &Corpus, id: Id<Position>) -> &'static str {
    corpus.positions[id].stance.token()
}

fn change(change: Change) -> &'static str {
    match change {
        Change::Same => "same",
        Change::Up => "up",
        Change::Down => "down",
        Change::Shifted => "shifted",
    }
}

fn object(corpus: &Corpus, turn: &Turn) -> Value {
    let shows = |evidence: Option<Evidence>| {
        evidence.map_or(Value::Null, |evidence| {
            export::json(corpus, evidence.entry())
        })
    };
    let day = |day: Option<Day>| day.map_or(Value::Null, |day| day.to_string().into());
    json!({
        "earliest": day(turn.after),
        "latest": day(turn.by),
        "when": turn.when(),
        "ordered": turn.is_ordered,
        "actor": named(corpus, Entry::Actor(turn.actor)),
        "issue": named(corpus, Entry::Issue(turn.issue)),
        "change": change(turn.change),
        "from": { "stance": stance(corpus, turn.from), "position": named(corpus, Entry::Position(turn.from)) },
        "to": { "stance": stance(corpus, turn.to), "position": named(corpus, Entry::Position(turn.to)) },
        "last": shows(turn.last),
        "first": shows(turn.first),
    })
}

/// Returns what the long help says after the arguments.
fn help() -> String {
    format!(
        "{ABOUT}\n\n{WORDS}\n\nFields, each also as -field: for positions it does not fit:\n{}\n\n{REST}",
        fields::lines()
    )
}

const ABOUT: &str = "\
A change is told with the two stances, the days between which it must lie, and what shows
it: the last words or deed of the stance before, the first of the stance after. Whether
the actor changed its mind or others came to know more, records do not say.";

const REST: &str = "\
Dates of --from and --to are EDTF, or as people type them: 2011-09, \"sep 2011\". A change
fits if it may have come then.

Formats:
  text              under a heading each, the two quotes with their sources
  csv               RFC 4180, one header row. change is up (more for it), down, or shifted
                    (between a stance with a direction and one without); last_… and
                    first_… are the two quotes or events
  json              one array: last and first as `show` has them
  markdown          the same to paste

Examples:
  attache changes
  attache changes --actors \"united states\" --from 1945 --to 1991
  attache changes issue:treaty --format markdown

Exit status: 0 found, 1 nothing found, 2 could not run";
