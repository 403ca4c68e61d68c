//! `attache verify`: whether quotes stand in the archived texts of their
//! sources, and where.

mod report;

mod human;
mod table;

use std::{io, path::PathBuf};

use clap::{
    Args, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
};

use crate::{
    cli::{
        answer::{Answer, Status, bar},
        format::array,
        library,
        options::Options,
        told,
        verify::report::Report,
    },
    library::{self as files, Archives, Verdicts},
    model::Token,
    text::{LIMITERS, wrap},
    verify::Tier,
};

/// The arguments of `verify`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = help())]
pub(super) struct Verify {
    /// Briefings, or folders of briefings
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Tell of all quotes, also those with nothing to look at
    #[arg(long)]
    all: bool,

    /// What makes the exit status 1, separated by commas; `nothing` for none
    #[arg(
        long,
        value_name = "TIERS",
        value_delimiter = ',',
        default_value = "near,missing,stale",
        value_parser = denied()
    )]
    deny: Vec<Denied>,

    /// How to write what was found
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

/// A tier that makes the exit status 1, or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Denied(Option<Tier>);

/// Stands for no tier.
const NOTHING: &str = "nothing";

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// To read
    Human,
    /// One array of objects, one for each quote
    Json,
    /// A table to paste
    Markdown,
}

/// Reads a tier, from the table of tiers.
fn denied() -> impl TypedValueParser<Value = Denied> {
    let names = Tier::ALL.iter().map(|(_, name, _)| *name);
    PossibleValuesParser::new(names.chain([NOTHING])).try_map(|typed| {
        let tier = Tier::from_token(&typed);
        (tier.is_some() || typed == NOTHING)
            .then_some(Denied(tier))
            .ok_or("this is no tier")
    })
}

impl Verify {
    /// Looks for the quotes and writes what that came to.
    pub(super) fn run(&self, options: &Options, answer: &mut Answer<'_>) -> io::Result<Status> {
        for folder in options.archive() {
            library::must_be_there(folder)?;
        }
        let library = library::open(options, &self.paths, answer)?;
        let archives = Archives::new(&library, options.archive());
        let verdicts = look(&library, &archives, answer);
        let report = Report {
            corpus: &library.corpus,
            archives: &archives,
            verdicts: &verdicts,
            is_whole: self.all,
        };
        match self.format {
            Format::Human => human::write(&report, options.colors(), answer)?,
            Format::Json => {
                let ids = report.corpus.quotes.iter().map(|(id, _)| id);
                array(
                    answer.out,
                    ids.map(|id| told::object(&report.told(id), &library.corpus)),
                )?;
            }
            Format::Markdown => table::write(&report, answer.out)?,
        }
        let is_denied = |denied: &Denied| denied.0.is_some_and(|tier| 0 < verdicts.count(tier));
        Ok(if self.deny.iter().any(is_denied) {
            Status::Nothing
        } else {
            Status::Fine
        })
    }
}

/// Looks for all quotes, and keeps what that came to for the next time.
fn look(library: &files::Library, archives: &Archives, answer: &mut Answer<'_>) -> Verdicts {
    let cache = answer.environment.cache_folder();
    let now = answer.now;
    let (verdicts, keep) = files::verify(
        &library.corpus,
        archives,
        cache.as_deref(),
        now,
        |done, all| {
            answer.progress(&bar(done, all, "quotes"));
            true
        },
    );
    answer.progress("");
    if let Some(Err(err)) = keep.map(|keep| keep.write().map(drop)) {
        answer.say(&format!("could not keep what was found: {err}"));
    }
    verdicts
}

/// Returns what the long help says after the arguments.
fn help() -> String {
    let tiers = Tier::ALL.iter().rev();
    let tiers: Vec<String> = tiers
        .map(|(_, name, meaning)| format!("  {name:13}{meaning}"))
        .collect();
    let codes = LIMITERS
        .iter()
        .flat_map(|known| known.codes.iter().copied());
    let codes: Vec<&str> = codes.collect();
    format!(
        "It says that words stand in a text, not that they were said. Quotations and excerpts are\n\
         looked for, paraphrases are not. Found are `exact`, `typographic` and `edited`:\n{}\n\n\
         Marks, spaces and line breaks are: the shapes of quotation marks and dashes, ligatures,\n\
         white space, soft hyphens, hyphens at ends of lines. Case is not. What a quote marks as\n\
         edited is `…`, `[…]`, `[words put in]` and `[t]he`; 60 words may be left out.\n\n\
         Told with what is found: a word that can turn it round among the four before it, or\n\
         among those left out; a lead-in or a following text that stands elsewhere; a locator\n\
         that names another paragraph (¶). The words that can turn it round go by the quote's `lang`\n\
         ({}); of other languages nothing is told.\n\
         Without `lang` they are English:\n{}\n\n{REST}",
        tiers.join("\n"),
        codes.join(", "),
        limits()
    )
}

/// Returns the English words that can turn a passage round, in lines.
fn limits() -> String {
    let english = LIMITERS.first().into_iter();
    let words = english.flat_map(|own| own.negations().chain(own.conditions()));
    let words: Vec<&str> = words.collect();
    let text = words.join(", ");
    let rows = wrap(&text, 86).into_iter();
    let rows = rows.map(|row| text.get(row).unwrap_or_default());
    let lines: Vec<String> = rows.map(|row| format!("  {row}")).collect();
    lines.join("\n")
}

const REST: &str = "\
A source's `file` is looked for beside its briefing, then by its file name in the folders
of --archive. Paragraphs are the blocks between empty lines that end as a sentence does,
counted from the source's title on where it stands on a line of its own.

Formats:
  human     counts, then each quote with something to look at; with --all each
  json      one array of objects, one for each quote; places in bytes and in characters
  markdown  a table

Examples:
  attache verify my-topic.toml
  attache verify ~/briefings --archive ~/texts --deny near,missing,stale,ambiguous
  attache verify --format json | jq -r '.[] | select(.tier == \"near\") | .ref'

Exit status: 0 fine, 1 a tier of --deny came up, 2 could not run";
