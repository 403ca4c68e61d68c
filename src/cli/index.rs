//! `attache index`: a library read and kept, so that the next start is instant.

use std::{io, path::PathBuf};

use clap::Args;

use crate::{
    cli::{
        answer::{Answer, Status, bar},
        library,
        options::Options,
    },
    text::{self, Clean},
};

/// The arguments of `index`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
What is kept is one file a library, in $XDG_CACHE_HOME/attache (~/.cache/attache if that
is not set). The browser and the other commands write it by themselves for libraries of a
mebibyte and more; it is safe to delete, and ignored when anything in it is off. A file
that changes costs only itself.

Examples:
  attache index ~/briefings
  attache index

Exit status: 0 kept, 2 could not run")]
pub(super) struct Index {
    /// Briefings (.toml), or folders of briefings; else the library of the settings
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

impl Index {
    /// Reads the library, keeps it, and says what that came to.
    pub(super) fn run(&self, options: &Options, answer: &mut Answer<'_>) -> io::Result<Status> {
        let begun = (answer.clock)();
        let (library, keep) = library::read(options, &self.paths, answer, |answer, progress| {
            answer.progress(&bar(progress.read, progress.found, "files"));
        })?;
        answer.progress("");
        let files = text::plural(library.files.len(), "file", "files");
        let quotes = text::plural(library.corpus.quotes.len(), "quote", "quotes");
        let read = (answer.clock)().saturating_sub(begun);
        let seconds = format!("{:.1} s", read.as_secs_f64());
        match keep {
            None => {
                writeln!(
                    answer.out,
                    "{files}, {quotes}, {seconds}; nothing kept: a library this small is read as fast"
                )?;
            }
            Some(keep) => {
                let (path, bytes) = keep.write().map_err(|err| {
                    io::Error::new(err.kind(), format!("could not keep what was read: {err}"))
                })?;
                let bytes = text::grouped(usize::try_from(bytes).unwrap_or(usize::MAX));
                let path = Clean::path(&path);
                writeln!(
                    answer.out,
                    "{files}, {quotes}, {seconds}, {bytes} bytes in {path}"
                )?;
            }
        }
        Ok(Status::Fine)
    }
}
