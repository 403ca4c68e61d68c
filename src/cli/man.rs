//! `attache man`: the manual page.

use std::io;

use clap::Args;
use clap_mangen::Man;

use crate::cli::answer::{Answer, Status};

/// The arguments of `man`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  attache man | man -l -
  attache man search > attache-search.1

Exit status: 0 written, 1 no such command, 2 could not run")]
pub(super) struct Manual {
    /// The command the page is for; else that of the whole program
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

impl Manual {
    /// Writes the page in roff for a definition of arguments.
    pub(super) fn run(
        &self,
        mut definition: clap::Command,
        answer: &mut Answer<'_>,
    ) -> io::Result<Status> {
        definition.build();
        let page = match &self.command {
            Some(name) => definition.find_subcommand(name),
            None => Some(&definition),
        };
        let Some(page) = page else {
            answer.say("there is no such command; `attache help` lists them");
            return Ok(Status::Nothing);
        };
        Man::new(page.clone()).render(&mut answer.out)?;
        Ok(Status::Fine)
    }
}
