//! `attache show`: all that is known of one record.

use std::{io, path::PathBuf};

use clap::{Args, ValueEnum};

use crate::{
    cli::{
        answer::{Answer, Status},
        library,
        options::Options,
    },
    export,
    model::{Corpus, Entry, Kind, Reference},
    text,
};

/// The arguments of `show`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
References:
  cyber-code-2011                       a briefing
  cyber-code-2011:quote.wang-battlefield
                                        a record of a briefing: quote, event, source,
                                        judgment, or position and its number
  quote.wang-battlefield                the same, if only one briefing has it
  actor.china, issue.free-flow          actors and issues belong to the whole library

Formats:
  text      to read; wrapped on a terminal, one line a paragraph in a pipe
  markdown  to paste: block quotes with speaker, date, source and locator
  json      one object: the keys of the file format, references with names

Examples:
  attache show cyber-code-2011:quote.code-hostile-activities
  attache show issue.free-flow --format markdown
  attache show actor.china --format json | jq .positions

Exit status: 0 shown, 1 no such record or several, 2 could not run")]
pub(super) struct Show {
    /// The record, such as cyber-code-2011:quote.wang-battlefield
    #[arg(value_name = "REF")]
    reference: String,

    /// Briefings, or folders of briefings
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// To read
    Text,
    /// To paste
    Markdown,
    /// For a script
    Json,
}

impl Show {
    /// Finds the record and writes it, or says what may have been meant.
    pub(super) fn run(&self, options: &Options, answer: &mut Answer<'_>) -> io::Result<Status> {
        let library = library::open(options, &self.paths, answer)?;
        let corpus = &library.corpus;
        let found = match self.reference.parse::<Reference>() {
            Ok(reference) => corpus.find(&reference),
            Err(bad) => {
                answer.say(&bad.to_string());
                self.suggest(corpus, answer);
                return Ok(Status::Nothing);
            }
        };
        match *found.as_slice() {
            [] => {
                answer.say(&format!("there is no `{}` in the library", self.reference));
                self.suggest(corpus, answer);
                Ok(Status::Nothing)
            }
            [entry] => {
                self.write(corpus, entry, options, answer)?;
                Ok(Status::Fine)
            }
            [..] => {
                answer.say(&format!("`{}` may be any of these:", self.reference));
                for entry in found {
                    answer.more(&format!("  {}", corpus.reference(entry)));
                }
                Ok(Status::Nothing)
            }
        }
    }

    fn write(
        &self,
        corpus: &Corpus,
        entry: Entry,
        options: &Options,
        answer: &mut Answer<'_>,
    ) -> io::Result<()> {
        match self.format {
            Format::Text => {
                let page = export::page(corpus, entry);
                export::text(&page, &mut answer.paper(options.colors()))
            }
            Format::Markdown => export::markdown(&export::page(corpus, entry), answer.out),
            Format::Json => writeln!(answer.out, "{:#}", export::json(corpus, entry)),
        }
    }

    /// Says what may have been meant: records of that id of any kind, else the
    /// nearest name.
    fn suggest(&self, corpus: &Corpus, answer: &mut Answer<'_>) {
        let all: Vec<Reference> = Kind::ALL
            .iter()
            .flat_map(|&kind| export::entries(corpus, kind))
            .map(|entry| corpus.reference(entry))
            .collect();
        let id = self.reference.rsplit([':', '.']).next().unwrap_or_default();
        let meant: Vec<&Reference> = all.iter().filter(|other| other.id == id).collect();
        if !meant.is_empty() {
            let names: Vec<String> = meant
                .iter()
                .take(8)
                .map(|other| format!("`{other}`"))
                .collect();
            answer.say(&format!("did you mean {}?", names.join(" or ")));
            return;
        }
        let whole: Vec<String> = all.iter().map(Reference::to_string).collect();
        let short = all
            .iter()
            .map(|other| format!("{}.{}", other.kind.name(), other.id));
        let names: Vec<String> = whole.iter().cloned().chain(short).collect();
        match text::nearest(&self.reference, names.iter().map(String::as_str)) {
            Some(name) => answer.say(&format!("did you mean `{name}`?")),
            None => answer
                .say("`attache list briefings`, or quotes, events, actors …, names what there is"),
        }
    }
}
