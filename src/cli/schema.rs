//! `attache schema`: the JSON Schema of briefings, for editors.

use std::io;

use clap::Args;

use crate::{
    briefing,
    cli::answer::{Answer, Status},
};

/// The arguments of `schema`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
An editor that knows JSON Schema (through Tombi or Taplo) completes and checks a
briefing as it is typed, if its first line names the schema:
  #:schema ./briefing.schema.json

Example:
  attache schema > briefing.schema.json")]
pub(super) struct Schema {}

impl Schema {
    /// Writes the schema.
    #[expect(clippy::unused_self, reason = "every command runs alike")]
    pub(super) fn run(&self, answer: &mut Answer<'_>) -> io::Result<Status> {
        writeln!(answer.out, "{:#}", briefing::schema())?;
        Ok(Status::Fine)
    }
}
