//! `attache archive`: a source's text, kept beside its briefing.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::Args;

use crate::{
    arena::Id,
    cli::{
        answer::{Answer, Status},
        library,
        options::Options,
    },
    library::sha256,
    model::{Corpus, Source},
    text::Clean,
};

/// The arguments of `archive`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Copies FILE into the folder `sources` beside the briefing that defines the source, and
writes `file` and `sha256` below its header there; the rest of the briefing stays as it
is. A text that is there already is not overwritten, and a source that names a text
keeps it.

FILE is plain text. Of other files a text can be made with, among others:
  PDF               pdftotext -layout paper.pdf
  HTML              pandoc -t plain page.html, or w3m -dump page.html
  Word, EPUB        pandoc -t plain paper.docx

Examples:
  attache archive act-2011-11.txt --as act-2011-11 ~/briefings/cyber.toml

Exit status: 0 done, 1 no such source, 2 could not run")]
pub(super) struct Archive {
    /// The text
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The id of the source it is of
    #[arg(long = "as", value_name = "ID")]
    id: String,

    /// The briefing, or a folder of briefings
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

impl Archive {
    /// Copies the text and writes its name and digest into the briefing.
    pub(super) fn run(&self, options: &Options, answer: &mut Answer<'_>) -> io::Result<Status> {
        let text = fs::read(&self.file).map_err(|err| told(&self.file, &err))?;
        if let Some(why) = not_text(&text) {
            return Err(wrong(format!("{} {why}", self.file.display())));
        }
        let library = library::open(options, &self.paths, answer)?;
        let Some(found) = self.source(&library.corpus, answer) else {
            return Ok(Status::Nothing);
        };
        let source = &library.corpus.sources[found];
        let briefing = library.corpus.files[source.origin.file].path.as_deref();
        let briefing = briefing.ok_or_else(|| {
            wrong(format!(
                "`{}` is part of the program: no file of yours defines it",
                self.id
            ))
        })?;
        if !source.file.is_empty() {
            let words = format!("`{}` names a text already: {}", self.id, source.file);
            return Err(wrong(words));
        }
        let name = self.file.file_name().unwrap_or_default();
        let name = Path::new("sources").join(name);
        let name = name
            .to_str()
            .filter(|name| !name.contains(['"', '\\']) && !name.contains(char::is_control))
            .ok_or_else(|| wrong("the file's name cannot stand in a briefing".to_owned()))?;
        let before = fs::read_to_string(briefing).map_err(|err| told(briefing, &err))?;
        let keys = format!("file = \"{name}\"\nsha256 = \"{}\"\n", sha256(&text));
        let after = below_header(&before, source.origin.line, &keys).ok_or_else(|| {
            wrong(format!(
                "`{}` has no table of its own in {}; write there:\n{keys}",
                self.id,
                briefing.display()
            ))
        })?;
        let target = briefing.parent().unwrap_or(Path::new("")).join(name);
        copy(&target, &text).map_err(|err| told(&target, &err))?;
        replace(briefing, &after).map_err(|err| told(briefing, &err))?;
        writeln!(
            answer.out,
            "{} is the text of `{}` in {}",
            Clean::line(&target.display().to_string()),
            Clean::line(&self.id),
            Clean::line(&briefing.display().to_string())
        )?;
        Ok(Status::Fine)
    }

    /// Returns the source of the id; says so where there is none, or several
    /// files define one.
    fn source(&self, corpus: &Corpus, answer: &mut Answer<'_>) -> Option<Id<Source>> {
        let is_it = |id: &Id<Source>| *corpus.sources[*id].key == *self.id;
        let found: Vec<Id<Source>> = corpus
            .sources
            .iter()
            .map(|(id, _)| id)
            .filter(is_it)
            .collect();
        match found.as_slice() {
            [one] => return Some(*one),
            [] => {
                let keys = corpus.sources.iter().map(|(_, source)| source.key.as_str());
                let near = crate::text::nearest(&self.id, keys);
                let hint = near.map(|near| format!("; did you mean `{near}`?"));
                let hint = hint.unwrap_or_default();
                answer.say(&format!("no source is called `{}`{hint}", self.id));
            }
            [..] => answer.say(&format!(
                "{} files define `{}`: name the one that is meant",
                found.len(),
                self.id
            )),
        }
        None
    }
}

fn wrong(words: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, words)
}

fn told(path: &Path, err: &io::Error) -> io::Error {
    io::Error::new(err.kind(), format!("{}: {err}", path.display()))
}

/// Says why bytes are no plain text, and what makes one of them.
fn not_text(bytes: &[u8]) -> Option<&'static str> {
    let start = bytes.get(..1024).unwrap_or(bytes).to_ascii_lowercase();
    let holds = |words: &[u8]| start.windows(words.len()).any(|window| window == words);
    if bytes.starts_with(b"%PDF") {
        return Some("is a PDF, which is not read here: `pdftotext -layout` makes a text of it");
    }
    if holds(b"<!doctype html") || holds(b"<html") {
        return Some(
            "is HTML, which is not read here: `pandoc -t plain` or `w3m -dump` makes a text of it",
        );
    }
    let is_text = std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0'));
    (!is_text).then_some("is no text in UTF-8: `pandoc -t plain` makes one of many formats, `iconv -t UTF-8` of other encodings")
}

/// Returns a briefing with lines below the header of a table, which stands in a
/// line counted from one; `None` where no header stands there alone.
fn below_header(briefing: &str, line: u32, lines: &str) -> Option<String> {
    let before = usize::try_from(line).ok()?;
    let mut parts = briefing.split_inclusive('\n');
    let head: String = parts.by_ref().take(before).collect();
    let header = head.lines().last()?.trim_start();
    let is_header = header.starts_with('[') && header.contains(']');
    let rest: String = parts.collect();
    let newline = if head.ends_with('\n') { "" } else { "\n" };
    is_header.then(|| format!("{head}{newline}{lines}{rest}"))
}

/// Writes a text that must not be there yet with other words.
fn copy(target: &Path, text: &[u8]) -> io::Result<()> {
    if fs::read(target).is_ok_and(|there| there == text) {
        return Ok(());
    }
    fs::create_dir_all(target.parent().unwrap_or(Path::new("")))?;
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(target)?;
    file.write_all(text)?;
    file.sync_all()
}

/// Writes a file that is there anew, whole or not at all.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let beside = PathBuf::from(beside);
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&beside)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.set_permissions(fs::metadata(path)?.permissions()))
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // What could not be written whole is not left behind.
        fs::remove_file(&beside).ok();
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_below_the_header_and_nothing_else_changes() {
        let briefing = "schema = 1\n\n[source.a] # the first\ntitle = \"A\"\n";
        assert_eq!(
            below_header(briefing, 3, "file = \"x\"\n").as_deref(),
            Some("schema = 1\n\n[source.a] # the first\nfile = \"x\"\ntitle = \"A\"\n")
        );
        assert_eq!(
            below_header("[source.a]", 1, "k = 1\n").as_deref(),
            Some("[source.a]\nk = 1\n")
        );
        assert_eq!(below_header("source.a = {}\n", 1, "k = 1\n"), None);
    }

    #[test]
    fn what_is_no_text_is_told_with_what_makes_one() {
        let names = |bytes: &[u8], tool: &str| {
            let why = not_text(bytes).unwrap_or_default();
            assert!(why.contains(tool), "{why}");
        };
        names(b"%PDF-1.7\n", "pdftotext");
        names(b"<!DOCTYPE html><html>", "w3m");
        names(b"\xff\xfe", "iconv");
        assert_eq!(not_text("A said: “no”.".as_bytes()), None);
    }
}
