//! `attache completions`: what a shell needs to complete our arguments.

use std::io;

use clap::Args;
use clap_complete::{Shell, generate};

use crate::cli::answer::{Answer, Status};

/// The arguments of `completions`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  attache completions bash > ~/.local/share/bash-completion/completions/attache
  attache completions zsh > ~/.zfunc/_attache
  attache completions fish > ~/.config/fish/completions/attache.fish")]
pub(super) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

impl Completions {
    /// Writes the shell's script for a definition of arguments.
    pub(super) fn run(
        &self,
        mut definition: clap::Command,
        answer: &mut Answer<'_>,
    ) -> io::Result<Status> {
        // The generator panics where a write fails, which a vector never does.
        let mut script = Vec::new();
        generate(self.shell, &mut definition, "attache", &mut script);
        answer.out.write_all(&script)?;
        Ok(Status::Fine)
    }
}
