//! `attache show`: all that is known of one record.

use std::{io, path::PathBuf};

use clap::{Args, ValueEnum};

use crate::{
    cli::{
        answer::{Answer, Status},
        library, named,
        options::Options,
        told::{self, LOSSY, Told},
    },
    export,
    library::Archives,
    model::{Corpus, Entry, Token},
    verify::Finding,
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
  json      one object: the keys of the file format, references with names; of a quote
            also `verification`, as `attache verify` has it

A quote is looked for in the text of its source, if there is one beside its briefing or
in the folders of --archive. That words stand in a text does not say that they were said.

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
        for folder in options.archive() {
            library::must_be_there(folder)?;
        }
        let library = library::open(options, &self.paths, answer)?;
        let corpus = &library.corpus;
        let Some(entry) = named::record(corpus, &self.reference, answer) else {
            return Ok(Status::Nothing);
        };
        let told = match entry {
            Entry::Quote(id) => {
                let archives = Archives::new(&library, options.archive());
                Some(Told::new(corpus, &archives, id))
            }
            Entry::Briefing(_)
            | Entry::Source(_)
            | Entry::Actor(_)
            | Entry::Issue(_)
            | Entry::Event(_)
            | Entry::Position(_)
            | Entry::Judgment(_) => None,
        };
        self.write(corpus, entry, told.as_ref(), options, answer)?;
        Ok(Status::Fine)
    }

    fn write(
        &self,
        corpus: &Corpus,
        entry: Entry,
        told: Option<&Told<'_>>,
        options: &Options,
        answer: &mut Answer<'_>,
    ) -> io::Result<()> {
        let mut page = export::page(corpus, entry);
        if let Some(told) = told.filter(|told| told.finding.is_some()) {
            page.checked(found(told, corpus));
        }
        match self.format {
            Format::Text => export::text(&page, &mut answer.paper(options.colors())),
            Format::Markdown => export::markdown(&page, answer.out),
            Format::Json => {
                let mut object = export::json(corpus, entry);
                if let (Some(fields), Some(told)) = (object.as_object_mut(), told) {
                    fields.insert("verification".to_owned(), told::object(told, corpus));
                }
                writeln!(answer.out, "{object:#}")
            }
        }
    }
}

/// Returns what the search for a quote came to, each with its name.
fn found<'a>(told: &Told<'_>, corpus: &Corpus) -> Vec<(&'a str, String)> {
    let tier = told.tier().map_or("", Token::token);
    let place = told.place_words(corpus).unwrap_or_default();
    // What is only like the words does not stand there.
    let is_like = told.finding.as_ref().is_some_and(Finding::is_only_like);
    let at = if is_like { "Nearest at" } else { "Stands at" };
    let mut facts = vec![
        ("Check", format!("{tier}: {}", told.words(corpus))),
        (at, place),
        ("Differs", told.differs()),
    ];
    let omitted = told.omitted().into_iter();
    facts.extend(omitted.map(|stretch| ("Left out", stretch.to_string())));
    let warnings = told.finding.iter().flat_map(|finding| &finding.warnings);
    facts.extend(warnings.map(|warning| ("Mind", warning.words())));
    if told.archived.is_lossy {
        facts.push(("Mind", LOSSY.to_owned()));
    }
    facts
}
