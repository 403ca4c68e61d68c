//! `attache search`: quotes, best first.

use std::io;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use crate::{
    cli::{
        answer::{Answer, Status},
        batch, fields, library,
        options::Options,
    },
    date::Date,
    export::{self, Card, Ink},
    model::{Corpus, Entry, Token},
    query::Query,
    search::{self, Ask, Hit, How, Memory, Order, Pass},
    text,
};

/// The arguments of `search`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = help())]
pub(super) struct Search {
    /// What to look for
    #[arg(required_unless_present = "batch", value_name = "QUERY")]
    query: Vec<String>,

    /// Answer queries from standard input, one a line, each with one JSON object
    #[arg(long, conflicts_with_all = ["query", "format"])]
    batch: bool,

    /// Answer each query of a batch as it is typed, key by key
    #[arg(long, requires = "batch")]
    keys: bool,

    /// The most quotes to show; 0 shows all
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,

    /// How to write them
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Cards to read
    Human,
    /// One JSON object a line
    Jsonl,
}

impl Search {
    /// Searches and writes what was found.
    pub(super) fn run(&self, options: &Options, answer: &mut Answer<'_>) -> io::Result<Status> {
        let library = library::open(options, &[], answer)?;
        if self.batch {
            return batch::run(&library, self.limit, self.keys, answer);
        }
        let corpus = &library.corpus;
        let ask = Ask {
            query: Query::parse(&self.query.join(" ")),
            order: Order::Relevance,
        };
        let query = &ask.query;
        for hint in &query.hints {
            answer.say(hint);
        }
        let mut memory = Memory::default();
        let mut pass = Pass::new(corpus, &library.index, &mut memory, &ask);
        while pass.step(|| false) {}
        let hits = pass.hits();
        let most = if self.limit == 0 {
            hits.found.len()
        } else {
            self.limit
        };
        for (at, hit) in hits.found.iter().take(most).enumerate() {
            match self.format {
                Format::Human => human(at, hit, corpus, query, options, answer)?,
                Format::Jsonl => writeln!(answer.out, "{}", object(corpus, hit))?,
            }
        }
        if hits.total == 0 {
            let quotes = text::plural(corpus.quotes.len(), "quote", "quotes");
            answer.say(&format!("nothing found in {quotes}; fewer words find more"));
            return Ok(Status::Nothing);
        }
        if most < hits.total {
            let (shown, total) = (text::grouped(most), text::grouped(hits.total));
            answer.out.flush()?;
            answer.say(&format!("the best {shown} of {total}; --limit 0 shows all"));
        }
        Ok(Status::Fine)
    }
}

fn human(
    at: usize,
    hit: &Hit,
    corpus: &Corpus,
    query: &Query,
    options: &Options,
    answer: &mut Answer<'_>,
) -> io::Result<()> {
    let mut card = Card::new(corpus, hit.quote, search::light(corpus, query, hit.quote));
    let how = match hit.how {
        How::Verbatim => " · word for word",
        How::AllWords => " · all words",
        How::Corrected => " · inflected or corrected",
        How::SomeWords => " · some words",
        How::Filter => "",
    };
    card.reference.push_str(how);
    let mut paper = answer.paper(options.colors());
    if 0 < at {
        paper.line(&[(Ink::Plain, "")])?;
    }
    export::card(&card, "", &mut paper)
}

/// Returns what the long help says after the arguments; the fields are those
/// of the query language.
fn help() -> String {
    let fields = fields::lines();
    format!(
        "{WORDS}\n\nFields, each also as -field: for quotes it does not fit:\n{fields}\n\n{REST}"
    )
}

const WORDS: &str = "\
The query:
  words             all of them, in any order; begun, inflected or misspelt ones too
  \"a phrase\"        these words together (quote the quotes for the shell)
  -word             quotes without it; a query that begins so goes after --
  /pattern/         quotes whose text a regular expression matches
  field:value       quotes it fits; names need not be exact
  2005..2019        the same as date:2005..2019; so 2011-09.. and ..1990";

const REST: &str = "\
Formats:
  human             a card each: the quote with the words before and after it, who
                    said it, when, where it can be checked, its reference, and how
                    it answers. “ ” are the speaker's words, ‹ › the source's words
                    about the speaker; a paraphrase has no marks
  jsonl             one object a line: ref, text, prefix, suffix, speaker, for, date,
                    source, locator, kind, how, score
  --batch           one object a query: query, total, us (microseconds it took),
                    hits (ref, score, how); --limit 0 gives all hits

Examples:
  attache search open transparent process norms
  attache search '\"arms race\" speaker:wang' --format jsonl | jq -r .ref
  attache search --batch < queries.txt | jq -c '[.query, .total]'
  attache search 'date:1962' --library ~/briefings --limit 0

Exit status: 0 found, 1 nothing found, 2 could not run";

/// Returns a hit for a script: names, not ids; `show` has the ids.
fn object(corpus: &Corpus, hit: &Hit) -> Value {
    let quote = &corpus.quotes.at(hit.quote);
    let stated_for: Vec<&str> = quote
        .stated_for
        .iter()
        .map(|&id| corpus.actors[id].name.as_str())
        .collect();
    let mut object = json!({
        "ref": corpus.reference(Entry::Quote(hit.quote)).to_string(),
        "text": quote.text,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "speaker": corpus.voice(quote),
        "for": stated_for,
        "date": quote.date.map(Date::to_string),
        "source": corpus.sources[quote.source].title,
        "locator": quote.locator,
        "kind": quote.kind.token(),
        "how": hit.how.name(),
        "score": (f64::from(hit.score) * 1000.0).round() / 1000.0,
    });
    if corpus.is_fiction(Entry::Quote(hit.quote)) {
        object["fiction"] = true.into();
    }
    object
}
