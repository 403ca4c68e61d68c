//! `attache list`: all records of a kind.

use std::{io, path::PathBuf};

use clap::{Args, ValueEnum};

use crate::{
    cli::{
        answer::{Answer, Status},
        library,
        options::Options,
    },
    export,
    model::Kind,
};

/// The arguments of `list`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Each line ends in the record's reference, which `attache show` takes. Events stand
in their order in time, the rest in the order of the library.

Examples:
  attache list                          the briefings
  attache list actors --library ~/briefings
  attache list events | grep -i vote
  attache list quotes --format jsonl    everything about every quote

Exit status: 0 listed, 1 there is none, 2 could not run")]
pub(super) struct List {
    /// What to list
    #[arg(value_name = "WHAT", default_value = "briefings")]
    what: What,

    /// Briefings, or folders of briefings
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// How to write them
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum What {
    /// Topics, each curated in one file
    Briefings,
    /// Persons, states, organizations
    Actors,
    /// Propositions one can be for or against
    Issues,
    /// Where words were published
    Sources,
    /// What happened
    Events,
    /// What was said
    Quotes,
    /// Who stands where
    Positions,
    /// What somebody makes of it
    Judgments,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Lines to read
    Human,
    /// One JSON object a line, as `show --format json` has them
    Jsonl,
}

impl What {
    fn kind(self) -> Kind {
        match self {
            What::Briefings => Kind::Briefing,
            What::Actors => Kind::Actor,
            What::Issues => Kind::Issue,
            What::Sources => Kind::Source,
            What::Events => Kind::Event,
            What::Quotes => Kind::Quote,
            What::Positions => Kind::Position,
            What::Judgments => Kind::Judgment,
        }
    }
}

impl List {
    /// Lists.
    pub(super) fn run(&self, options: &Options, answer: &mut Answer<'_>) -> io::Result<Status> {
        let library = library::open(options, &self.paths, answer)?;
        let kind = self.what.kind();
        let entries = export::entries(&library.corpus, kind);
        if entries.is_empty() {
            answer.say(&format!("the library holds no {}", kind.name()));
            return Ok(Status::Nothing);
        }
        match self.format {
            Format::Human => {
                let page = export::listing(&library.corpus, kind);
                export::text(&page, &mut answer.paper(options.colors()))?;
            }
            Format::Jsonl => {
                for entry in entries {
                    writeln!(answer.out, "{}", export::json(&library.corpus, entry))?;
                }
            }
        }
        Ok(Status::Fine)
    }
}
