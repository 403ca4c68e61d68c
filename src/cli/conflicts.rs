//! `attache conflicts`: what does not fit together.

use std::io;

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};
use serde_json::{Value, json};

use crate::{
    cli::{
        answer::{Answer, Status},
        fields,
        format::{Column, Forms, Written, named, reference},
        library,
        options::Options,
        who::{Sought, WORDS, Who},
    },
    export::{self, Block, Page},
    model::{Corpus, Entry, Kind, Token},
    stances::{self, Conflict, Rule},
    text::plural,
};

/// The most records that a row to read names.
const MOST: usize = 4;

/// The arguments of `conflicts`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = help())]
pub(super) struct Conflicts {
    /// Which positions count; all if nothing is asked for
    #[arg(value_name = "QUERY")]
    query: Vec<String>,

    #[command(flatten)]
    who: Who,

    /// Only these rules, separated by commas
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = rule())]
    rules: Vec<Rule>,

    #[command(flatten)]
    written: Written,
}

/// Reads a rule, from the table of rules.
fn rule() -> impl TypedValueParser<Value = Rule> {
    let names = Rule::ALL.iter().map(|(_, name, _)| *name);
    PossibleValuesParser::new(names)
        .try_map(|typed| Rule::from_token(&typed).ok_or("this is no rule"))
}

impl Conflicts {
    /// Finds what does not fit together and writes it.
    pub(super) fn run(&self, options: &Options, answer: &mut Answer<'_>) -> io::Result<Status> {
        let library = library::open(options, &[], answer)?;
        let corpus = &library.corpus;
        let sought = Sought::new(corpus, &self.query, &self.who, answer);
        let mut found = stances::conflicts(corpus, |entry| match entry {
            Entry::Position(id) => sought.counts(id),
            // A query is asked of positions: it says nothing of judgments.
            _ => sought.is_all,
        });
        found.retain(|conflict| {
            let asked = self.rules.is_empty() || self.rules.contains(&conflict.rule);
            asked && is_told(corpus, &sought, conflict)
        });
        FORMS.write(corpus, &found, (self.written, options.colors()), answer)
    }
}

/// Whether a conflict is about whom and what is asked about: its own cell, else
/// that of some position it points to.
fn is_told(corpus: &Corpus, sought: &Sought<'_>, conflict: &Conflict) -> bool {
    if let Some((actor, issue)) = conflict.cell {
        return sought.is_told(actor, issue);
    }
    sought.is_all
        || conflict.places.iter().any(|place| match *place {
            Entry::Position(id) => {
                let position = &corpus.positions[id];
                let mut actors = position.actors.iter();
                actors.any(|&actor| sought.is_told(actor, position.issue))
            }
            _ => false,
        })
}

/// Returns what was found, under a heading for each rule.
fn page(corpus: &Corpus, found: &[Conflict]) -> Page {
    let mut page = Page::default();
    for group in found.chunk_by(|a, b| a.rule == b.rule) {
        let rule = group.first().map(|conflict| conflict.rule);
        let title =
            rule.map(|rule| format!("{}: {} ({})", rule.token(), rule.meaning(), group.len()));
        page.blocks.extend(title.map(Block::Section));
        page.blocks
            .extend(group.iter().map(|conflict| item(corpus, conflict)));
    }
    page
}

fn item(corpus: &Corpus, conflict: &Conflict) -> Block {
    let whose = conflict.cell.map(|(actor, issue)| {
        let (actor, issue) = (&corpus.actors[actor].name, &corpus.issues[issue].label);
        format!("{actor} · {issue}: ")
    });
    let of = if whose.is_none() {
        of(corpus, conflict)
    } else {
        None
    };
    let more = conflict.places.len().saturating_sub(MOST);
    let more = (0 < more).then(|| format!("and {}", plural(more, "more record", "more records")));
    let rest: Vec<String> = of.into_iter().chain(more).collect();
    let refs = conflict.places.iter().take(MOST);
    let refs: Vec<String> = refs.map(|&place| reference(corpus, place)).collect();
    Block::Item {
        lead: String::new(),
        words: format!("{}{}", whose.unwrap_or_default(), conflict.words),
        rest: rest.join("; "),
        reference: refs.join(" "),
    }
}

/// Returns what it is about where it is about no one actor: the event, else the
/// first record.
fn of(corpus: &Corpus, conflict: &Conflict) -> Option<String> {
    let places = &conflict.places;
    let event = places.iter().find(|place| place.kind() == Kind::Event);
    let place = event.or(places.first())?;
    Some(export::name(corpus, *place))
}

const FORMS: Forms<Conflict> = Forms {
    page,
    columns: COLUMNS,
    object,
    nothing: "no rule finds anything",
};

/// To add a column, add its line.
const COLUMNS: &[Column<Conflict>] = &[
    ("rule", |_, conflict| conflict.rule.token().to_owned()),
    ("meaning", |_, conflict| conflict.rule.meaning().to_owned()),
    ("actor", |corpus, conflict| {
        cell(conflict, |actor, _| export::name(corpus, actor))
    }),
    ("actor_ref", |corpus, conflict| {
        cell(conflict, |actor, _| reference(corpus, actor))
    }),
    ("issue", |corpus, conflict| {
        cell(conflict, |_, issue| export::name(corpus, issue))
    }),
    ("issue_ref", |corpus, conflict| {
        cell(conflict, |_, issue| reference(corpus, issue))
    }),
    ("words", |_, conflict| conflict.words.clone()),
    ("refs", |corpus, conflict| {
        let refs = conflict.places.iter();
        let refs: Vec<String> = refs.map(|&place| reference(corpus, place)).collect();
        refs.join("; ")
    }),
];

fn cell(conflict: &Conflict, words: impl Fn(Entry, Entry) -> String) -> String {
    let cell = conflict.cell.map(|(actor, issue)| {
        let (actor, issue) = (Entry::Actor(actor), Entry::Issue(issue));
        words(actor, issue)
    });
    cell.unwrap_or_default()
}

fn object(corpus: &Corpus, conflict: &Conflict) -> Value {
    let entry = |entry: Option<Entry>| entry.map_or(Value::Null, |entry| named(corpus, entry));
    let places = conflict.places.iter();
    let places: Vec<Value> = places.map(|&place| named(corpus, place)).collect();
    json!({
        "rule": conflict.rule.token(),
        "meaning": conflict.rule.meaning(),
        "actor": entry(conflict.cell.map(|(actor, _)| Entry::Actor(actor))),
        "issue": entry(conflict.cell.map(|(_, issue)| Entry::Issue(issue))),
        "words": conflict.words,
        "places": places,
    })
}

/// Returns what the long help says after the arguments.
fn help() -> String {
    let rules = Rule::ALL.iter();
    let rules: Vec<String> = rules
        .map(|(_, name, meaning)| format!("  {name:20}{meaning}"))
        .collect();
    format!(
        "Rules:\n{}\n\n{WORDS}\n\nFields, each also as -field: for positions it does not fit:\n{}\n\n{REST}",
        rules.join("\n"),
        fields::lines()
    )
}

const REST: &str = "\
What is found is advice: a rule says what stands in the records, and nothing of why.
`attache show` takes the references. Judgments are looked at only where nothing is asked.

Formats:
  text              rule by rule, a row each, with the records to look at
  csv               RFC 4180, one header row; refs are separated by semicolons
  json              one array of objects
  markdown          lists under headings

Examples:
  attache conflicts
  attache conflicts --rules opposite,both-ways,vote-apart
  attache conflicts briefing:cyber-code-2011 --actors china,russia
  attache conflicts --format json | jq -r '.[] | .places[0].ref'

Exit status: 0 found, 1 nothing found, 2 could not run";
