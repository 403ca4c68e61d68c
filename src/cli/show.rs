//! `attache show`: all that is known of one record.

use std::{io, path::PathBuf};

use clap::{Args, ValueEnum};

use crate::{
    cli::{
        answer::{Answer, Status},
        library, named,
        options::Options,
    },
    export,
    model::{Corpus, Entry},
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
        let Some(entry) = named::record(corpus, &self.reference, answer) else {
            return Ok(Status::Nothing);
        };
        self.write(corpus, entry, options, answer)?;
        Ok(Status::Fine)
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
}
