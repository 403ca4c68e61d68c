//! `attache gaps`: where nobody has looked, or not lately.

use std::io;

use clap::Args;
use serde_json::{Value, json};

use crate::{
    cli::{
        answer::{Answer, Status},
        fields,
        format::{Column, Forms, Written, bound, date_object, dated, named, reference},
        library,
        options::Options,
        who::{Counted, Sought, WORDS, Who, date},
    },
    date::Date,
    export::{self, Block, Page},
    model::{Corpus, Entry},
    stances::{self, Gap, Lack},
    text::plural,
};

/// The arguments of `gaps`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = help())]
pub(super) struct Gaps {
    /// Which positions count; all if nothing is asked for
    #[arg(value_name = "QUERY")]
    query: Vec<String>,

    #[command(flatten)]
    who: Who,

    /// What was lacking by the end of this date
    #[arg(long, value_name = "DATE", value_parser = date, allow_hyphen_values = true)]
    as_of: Option<Date>,

    /// Also where the latest evidence is from before this date
    #[arg(long, value_name = "DATE", value_parser = date, allow_hyphen_values = true)]
    older_than: Option<Date>,

    #[command(flatten)]
    counted: Counted,

    #[command(flatten)]
    written: Written,
}

impl Gaps {
    /// Finds gaps and writes them.
    pub(super) fn run(&self, options: &Options, answer: &mut Answer<'_>) -> io::Result<Status> {
        let library = library::open(options, &[], answer)?;
        let corpus = &library.corpus;
        let sought = Sought::new(corpus, &self.query, &self.who, answer);
        let (counts, members) = (|id| sought.counts(id), self.counted.members());
        let (as_of, older) = (self.as_of.as_ref(), self.older_than.as_ref());
        let mut gaps = stances::gaps(corpus, members, counts, as_of, older);
        gaps.retain(|gap| sought.is_told(gap.actor, gap.issue));
        FORMS.write(corpus, &gaps, (self.written, options.colors()), answer)
    }
}

/// Returns the gaps in their order, and how many there are of each sort.
fn page(corpus: &Corpus, gaps: &[Gap]) -> Page {
    let mut page = Page::default();
    let count = |name: &str| gaps.iter().filter(|gap| gap.lack.name() == name).count();
    let counts = Lack::ALL.iter().map(|(name, _)| (count(name), *name));
    let counts: Vec<String> = counts
        .filter(|(count, _)| 0 < *count)
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    let all = plural(gaps.len(), "gap", "gaps");
    let counts = format!("{all}: {}", counts.join(", "));
    page.blocks.push(Block::Text(counts));
    page.blocks.extend(gaps.iter().map(|gap| item(corpus, gap)));
    page
}

fn item(corpus: &Corpus, gap: &Gap) -> Block {
    let (actor, issue) = entries(gap);
    let latest = gap.latest.as_ref().map(Date::words);
    let latest = latest.map(|date| format!("latest evidence: {date}"));
    Block::Item {
        lead: gap.lack.name().to_owned(),
        words: format!(
            "{} · {}",
            export::name(corpus, actor),
            export::name(corpus, issue)
        ),
        rest: latest.unwrap_or_default(),
        reference: format!("{} {}", reference(corpus, actor), reference(corpus, issue)),
    }
}

fn entries(gap: &Gap) -> (Entry, Entry) {
    (Entry::Actor(gap.actor), Entry::Issue(gap.issue))
}

const FORMS: Forms<Gap> = Forms {
    page,
    columns: COLUMNS,
    object,
    nothing: "no gap",
};

/// To add a column, add its line.
const COLUMNS: &[Column<Gap>] = &[
    ("lack", |_, gap| gap.lack.name().to_owned()),
    ("meaning", |_, gap| gap.lack.meaning().to_owned()),
    ("actor", |corpus, gap| export::name(corpus, entries(gap).0)),
    ("actor_ref", |corpus, gap| reference(corpus, entries(gap).0)),
    ("issue", |corpus, gap| export::name(corpus, entries(gap).1)),
    ("issue_ref", |corpus, gap| reference(corpus, entries(gap).1)),
    ("latest", |_, gap| {
        dated(gap.latest.as_ref(), Date::to_string)
    }),
    ("latest_earliest", |_, gap| {
        dated(gap.latest.as_ref(), |date| bound(date.earliest()))
    }),
    ("latest_latest", |_, gap| {
        dated(gap.latest.as_ref(), |date| bound(date.latest()))
    }),
    ("latest_words", |_, gap| {
        dated(gap.latest.as_ref(), Date::words)
    }),
];

fn object(corpus: &Corpus, gap: &Gap) -> Value {
    let (actor, issue) = entries(gap);
    json!({
        "lack": gap.lack.name(),
        "meaning": gap.lack.meaning(),
        "actor": named(corpus, actor),
        "issue": named(corpus, issue),
        "latest": date_object(gap.latest.as_ref()),
    })
}

/// Returns what the long help says after the arguments.
fn help() -> String {
    let lacks = Lack::ALL.iter();
    let lacks: Vec<String> = lacks
        .map(|(name, meaning)| format!("  {name:18}{meaning}"))
        .collect();
    format!(
        "What may be lacking:\n{}\n{ASKED}\n\n{WORDS}\n\nFields, each also as -field: for positions it does not fit:\n{}\n\n{REST}",
        lacks.join("\n"),
        fields::lines()
    )
}

const ASKED: &str = "\
An actor and an issue are asked about where both have positions in one briefing. That
somebody looked and found no position is no gap. Actors with many positions and issues
with many speakers come first.";

const REST: &str = "\
--actors and --issues say of whom and on what gaps are told; a query for an actor leaves
nothing to compare it with. Dates are EDTF, or as people type them: 2011-09, \"sep 2011\".

Formats:
  text              a row each: what is lacking, who, on what, the latest evidence
  csv               RFC 4180, one header row
  json              one array of objects
  markdown          a list

Examples:
  attache gaps briefing:cyber-code-2011
  attache gaps --actors china --older-than 2015
  attache gaps --as-of 2010 --format csv > gaps.csv

Exit status: 0 found, 1 nothing found, 2 could not run";
