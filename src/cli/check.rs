//! `attache check`: everything that is wrong, where, and what to write instead.

use std::{io, path::PathBuf};

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use crate::{
    briefing::{CODES, Code},
    cli::{
        answer::{Answer, Status},
        library,
        options::Options,
    },
    diagnostic::Severity,
    export::Ink,
    library::{Holds, Library},
    text,
};

/// The arguments of `check`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Errors leave a record, or a file, out of the library; warnings keep it. Both are
faults, and either makes the exit status 1. All faults of all files are told at once,
each with its place, the line, and what to write instead.

Formats:
  human     as compilers do: file:line:column, the line with a caret, the help
  json      one object: files, errors, warnings, diagnostics

Examples:
  attache check my-topic.toml
  attache check ~/briefings --format json | jq '.diagnostics[].code'
  attache check --explain quote-without-locator

Exit status: 0 no fault, 1 faults, 2 could not run (such as a path that is not there)")]
pub(super) struct Check {
    /// Briefings, or folders of briefings
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// How to write the faults
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,

    /// Tell what a code means, and check nothing
    #[arg(long, value_name = "CODE", conflicts_with = "paths")]
    explain: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// To read
    Human,
    /// One JSON object
    Json,
}

impl Check {
    /// Checks, or explains.
    pub(super) fn run(&self, options: &Options, answer: &mut Answer<'_>) -> io::Result<Status> {
        if let Some(code) = &self.explain {
            return explain(code, options, answer);
        }
        let library = library::load(options, &self.paths, answer)?;
        library::tell_fiction(&library, answer);
        match self.format {
            Format::Human => human(&library, options, answer)?,
            Format::Json => writeln!(answer.out, "{:#}", object(&library))?,
        }
        Ok(if library.diagnostics.is_empty() {
            Status::Fine
        } else {
            Status::Nothing
        })
    }
}

fn human(library: &Library, options: &Options, answer: &mut Answer<'_>) -> io::Result<()> {
    for found in &library.diagnostics {
        let shown = found.render();
        let (head, rest) = shown.split_once('\n').unwrap_or((&shown, ""));
        let ink = match found.severity {
            Severity::Error => Ink::Bad,
            Severity::Warning => Ink::Strong,
        };
        answer.line(options.colors(), &[(ink, head)])?;
        writeln!(answer.out, "{rest}")?;
    }
    let files = text::plural(library.files.len(), "file", "files");
    let errors = library.count(Severity::Error);
    let warnings = library.count(Severity::Warning);
    let faults = match (errors, warnings) {
        (0, 0) => "no fault".to_owned(),
        _ => format!(
            "{}, {}",
            text::plural(errors, "error", "errors"),
            text::plural(warnings, "warning", "warnings")
        ),
    };
    answer.line(
        options.colors(),
        &[(Ink::Strong, &format!("{files}, {faults}"))],
    )
}

fn object(library: &Library) -> Value {
    let files: Vec<Value> = library
        .files
        .iter()
        .map(|file| {
            let (holds, briefing) = match file.holds {
                Holds::Briefing(id) => {
                    ("briefing", Some(library.corpus.briefings[id].key.as_str()))
                }
                Holds::Fiction => ("fiction", None),
                Holds::Registry => ("registry", None),
                Holds::Nothing => ("nothing", None),
            };
            json!({
                "name": file.name,
                "holds": holds,
                "briefing": briefing,
                "errors": file.errors,
                "warnings": file.warnings,
            })
        })
        .collect();
    json!({
        "files": files,
        "errors": library.count(Severity::Error),
        "warnings": library.count(Severity::Warning),
        "diagnostics": library.diagnostics,
    })
}

/// Tells what a code means; for a code there is none of, which there are.
fn explain(code: &str, options: &Options, answer: &mut Answer<'_>) -> io::Result<Status> {
    // What `check` prints is pasted whole: error[unknown-actor].
    let bare = code
        .rsplit_once('[')
        .map_or(code, |(_, code)| code)
        .trim_end_matches([']', ':']);
    if let Some(found) = Code::of(bare) {
        let mut paper = answer.paper(options.colors());
        paper.line(&[
            (Ink::Strong, found.code),
            (Ink::Dim, " ("),
            (Ink::Dim, found.severity.word()),
            (Ink::Dim, ")"),
        ])?;
        paper.wrapped("", &[(Ink::Plain, found.meaning)])?;
        paper.wrapped("", &[(Ink::Plain, found.why)])?;
        return Ok(Status::Fine);
    }
    answer.say(&format!("no fault has the code `{code}`"));
    if let Some(near) = text::nearest(bare, CODES.iter().map(|code| code.code)) {
        answer.say(&format!("did you mean `{near}`?"));
    }
    answer.more("The codes are:");
    for code in CODES {
        answer.more(&format!("  {:26} {}", code.code, code.meaning));
    }
    Ok(Status::Nothing)
}
