//! `attache new`: a file to begin with.

use std::{
    fs,
    io::{self, Write},
    path::PathBuf,
};

use clap::Args;

use crate::{
    briefing,
    cli::answer::{Answer, Status},
};

/// The arguments of `new`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Writes ID.toml into the current folder: a small briefing with a comment at every key,
to be filled in. A file that is there already is left as it is.

Examples:
  attache new cyber-norms
  attache new cyber-norms --stdout | less

Exit status: 0 written, 2 could not run (such as a file that is there already)")]
pub(super) struct New {
    /// The briefing's id: letters a to z, digits and hyphens
    #[arg(value_name = "ID")]
    id: String,

    /// Print the file instead of writing it
    #[arg(long)]
    stdout: bool,
}

impl New {
    /// Writes the file.
    pub(super) fn run(&self, answer: &mut Answer<'_>) -> io::Result<Status> {
        if !is_id(&self.id) {
            let meant = meant(&self.id);
            let hint = if meant.is_empty() {
                meant
            } else {
                format!(": try `{meant}`")
            };
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                format!("an id is made of the letters a to z, digits and hyphens{hint}"),
            ));
        }
        let text = briefing::template(&self.id, &answer.today.to_string());
        if self.stdout {
            answer.out.write_all(text.as_bytes())?;
            return Ok(Status::Fine);
        }
        let path = PathBuf::from(format!("{}.toml", self.id));
        write(&path, &text).map_err(|err| {
            let why = if err.kind() == io::ErrorKind::AlreadyExists {
                "is there already and was left as it is".to_owned()
            } else {
                format!("could not be written: {err}")
            };
            io::Error::new(err.kind(), format!("{} {why}", path.display()))
        })?;
        writeln!(answer.out, "{} is there to be filled in", path.display())?;
        writeln!(
            answer.out,
            "attache check {0}   tells what is wrong\nattache {0}         opens it",
            path.display()
        )?;
        Ok(Status::Fine)
    }
}

/// Writes a file that must not be there yet.
fn write(path: &PathBuf, text: &str) -> io::Result<()> {
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 100
        && !text.starts_with('-')
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Returns the id that a text was meant to be; empty if none is near.
fn meant(text: &str) -> String {
    let mut id = String::new();
    for c in text.chars().take(100) {
        match c.to_ascii_lowercase() {
            c if c.is_ascii_lowercase() || c.is_ascii_digit() => id.push(c),
            _ if !id.is_empty() && !id.ends_with('-') => id.push('-'),
            _ => (),
        }
    }
    id.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_nearly_an_id() {
        let check = |typed: &str, expect: &str| {
            assert_eq!(meant(typed), expect);
            assert!(expect.is_empty() || is_id(expect), "{expect}");
        };
        check("Cyber norms, 2011", "cyber-norms-2011");
        check("../etc/passwd", "etc-passwd");
        check("--", "");
    }
}
