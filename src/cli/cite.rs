//! `attache cite`: records as footnotes and bibliographies have them.

use std::{
    fs,
    io::{self, Read},
    path::PathBuf,
};

use clap::{Args, ValueEnum};
use serde_json::Value;

use crate::{
    cite::{self, Form, Style},
    cli::{
        answer::{Answer, Status},
        library, named,
        options::Options,
    },
    model::{Corpus, Entry},
    text::{self, Clean},
};

/// The style where none is asked for.
const USUAL: &str = "chicago-notes";

/// The arguments of `cite`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
What is cited:
  a quote or event   its source with the place in it; what was said first comes first
  a source           the source, and through which source it is known
  a position         the quotes and events that show it
  a briefing         all its sources

Written are the notes, or what stands in the text, and after an empty line the entries of
the bibliography. In a style of notes each note stands alone; in a style of numbers, the
numbers are those of this answer.

The style icd-206 is made after public descriptions of that directive, and was not held
against its text.

Formats:
  text      plain; italics are lost
  markdown  to paste; no sign in a record is markup
  html      to put into a page
  bibtex    the sources as BibLaTeX, for any style
  csl-json  the sources for Zotero, Pandoc and the like; what CSL has no field for goes along

Examples:
  attache cite cyber-code-2011:quote.code-hostile-activities
  attache cite cyber-code-2011:source.act-2011-11 --style apa --format html
  attache cite cyber-code-2011 --format bibtex > sources.bib
  attache cite quote.wang-battlefield --style oscola
  attache cite quote.wang-battlefield --csl my-journal.csl
  attache cite --styles

Exit status: 0 cited, 1 no such record or nothing to cite, 2 could not run")]
pub(super) struct Cite {
    /// The records, such as cyber-code-2011:quote.wang-battlefield
    #[arg(value_name = "REF", required_unless_present = "styles")]
    references: Vec<String>,

    /// The style; `--styles` tells which there are
    #[arg(long, value_name = "STYLE", default_value = USUAL)]
    style: String,

    /// A style of your own: a CSL file
    #[arg(long, value_name = "FILE", conflicts_with = "style")]
    csl: Option<PathBuf>,

    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    /// List the styles
    #[arg(long, conflicts_with_all = ["references", "csl"])]
    styles: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// To read
    Text,
    /// To paste
    Markdown,
    /// For a page
    Html,
    /// For LaTeX
    Bibtex,
    /// For other programs
    CslJson,
}

impl Cite {
    /// Finds the records and cites them, or says what may have been meant.
    pub(super) fn run(&self, options: &Options, answer: &mut Answer<'_>) -> io::Result<Status> {
        if self.styles {
            return list(answer);
        }
        let style = self.style()?;
        let library = library::open(options, &[], answer)?;
        let corpus = &library.corpus;
        let mut entries = Vec::new();
        let mut status = Status::Fine;
        for typed in &self.references {
            let Some(entry) = named::record(corpus, typed, answer) else {
                status = Status::Nothing;
                continue;
            };
            if cite::citable(corpus, entry).is_empty() {
                answer.say(&format!("no source stands behind `{typed}`"));
                status = Status::Nothing;
            }
            entries.push(entry);
        }
        // Half a bibliography would be taken for a whole one.
        if status == Status::Fine {
            self.write(corpus, &entries, &style, answer)?;
        }
        Ok(status)
    }

    /// Returns the style asked for.
    ///
    /// # Errors
    ///
    /// Where there is none of that name, or the file is none.
    fn style(&self) -> io::Result<Style> {
        let Some(path) = &self.csl else {
            let unknown = || io::Error::new(io::ErrorKind::InvalidInput, unknown(&self.style));
            return Style::named(&self.style).ok_or_else(unknown);
        };
        let failed = |kind: io::ErrorKind, why: &str| {
            io::Error::new(kind, format!("{}: {why}", Clean::path(path)))
        };
        let bad = |why: &str| failed(io::ErrorKind::InvalidData, why);
        // No more than is looked at, whatever the path leads to.
        let most = u64::try_from(Style::BYTES).unwrap_or(u64::MAX);
        let mut bytes = Vec::new();
        fs::File::open(path)
            .and_then(|file| file.take(most.saturating_add(1)).read_to_end(&mut bytes))
            .map_err(|err| failed(err.kind(), &err.to_string()))?;
        if Style::BYTES < bytes.len() {
            return Err(bad(&Style::too_large()));
        }
        let text = String::from_utf8(bytes)
            .map_err(|_not_utf8| bad("this is not a CSL style: it is not UTF-8 text"))?;
        Style::parse_csl(&text).map_err(|wrong| match wrong.place {
            Some((line, column)) => {
                let place = format!("{}:{line}:{column}", Clean::path(path));
                io::Error::new(io::ErrorKind::InvalidData, format!("{place}: {wrong}"))
            }
            None => bad(&wrong.to_string()),
        })
    }

    fn write(
        &self,
        corpus: &Corpus,
        entries: &[Entry],
        style: &Style,
        answer: &mut Answer<'_>,
    ) -> io::Result<()> {
        let form = match self.format {
            Format::Text => Form::Text,
            Format::Markdown => Form::Markdown,
            Format::Html => Form::Html,
            Format::Bibtex => {
                let sources = cite::sources(corpus, entries);
                return write!(answer.out, "{}", cite::bibtex(corpus, &sources));
            }
            Format::CslJson => {
                let sources = cite::sources(corpus, entries);
                let items = sources.iter().map(|&id| cite::csl::item(corpus, id));
                return writeln!(answer.out, "{:#}", items.collect::<Value>());
            }
        };
        let cited = cite::cite_guarded(corpus, entries, style, form).map_err(io::Error::other)?;
        let notes = cited.iter().map(|cited| cited.note.as_str());
        lines(notes, form, answer)?;
        let references = cite::bibliography(&cited);
        if !references.is_empty() {
            writeln!(answer.out)?;
            lines(references.into_iter(), form, answer)?;
        }
        Ok(())
    }
}

/// Writes lines; a paragraph each where that is what keeps them apart.
fn lines<'a>(
    lines: impl Iterator<Item = &'a str>,
    form: Form,
    answer: &mut Answer<'_>,
) -> io::Result<()> {
    for (at, line) in lines.enumerate() {
        match form {
            Form::Text => writeln!(answer.out, "{line}")?,
            Form::Markdown if at == 0 => writeln!(answer.out, "{line}")?,
            Form::Markdown => writeln!(answer.out, "\n{line}")?,
            Form::Html => writeln!(answer.out, "<p>{line}</p>")?,
        }
    }
    Ok(())
}

/// Writes the word for each style and what it is called.
fn list(answer: &mut Answer<'_>) -> io::Result<Status> {
    let styles = Style::all();
    let widest = styles.iter().map(|(token, _)| text::width(token)).max();
    let widest = widest.unwrap_or_default();
    for (token, name) in styles {
        writeln!(answer.out, "{}  {name}", text::pad(token, widest))?;
    }
    Ok(Status::Fine)
}

/// Says that there is no such style, and which may have been meant.
fn unknown(typed: &str) -> String {
    let styles = Style::all();
    let tokens = styles.iter().map(|(token, _)| *token);
    // Half a word of a style is meant more often than another word.
    let part = tokens.clone().find(|token| token.contains(typed));
    let hint = match text::nearest(typed, tokens).or(part) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "`attache cite --styles` tells which there are".to_owned(),
    };
    format!("there is no style `{typed}`; {hint}")
}
