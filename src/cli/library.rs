//! The library a command answers from: loaded whole before it answers.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{
    cli::{answer::Answer, options::Options},
    diagnostic::Severity,
    library::{self, Keep, Library, Progress, Request},
    text::{self, Clean},
};

/// Loads what the options and a command's own arguments name; else the user's
/// library, else the bundled one.
///
/// # Errors
///
/// Where a path that was named is not there: an answer without it would be
/// half an answer.
pub(super) fn load(
    options: &Options,
    more: &[PathBuf],
    answer: &mut Answer<'_>,
) -> io::Result<Library> {
    let (library, keep) = read(options, more, answer, |_, _| ())?;
    if let Some(keep) = keep.filter(Keep::is_due) {
        // Whoever cannot keep it reads it again.
        keep.write().ok();
    }
    Ok(library)
}

/// Loads the same, tells how far it has come, and returns what can be kept of it.
///
/// # Errors
///
/// As [`load`].
pub(super) fn read(
    options: &Options,
    more: &[PathBuf],
    answer: &mut Answer<'_>,
    mut tell: impl FnMut(&mut Answer<'_>, Progress),
) -> io::Result<(Library, Option<Keep>)> {
    let mut paths: Vec<PathBuf> = options.library.iter().chain(more).cloned().collect();
    match paths.first() {
        Some(path) if options.example => {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, alone(path)));
        }
        None if options.example => return Ok((library::example(), None)),
        Some(_) | None => (),
    }
    if paths.is_empty() {
        paths.clone_from(&options.settings.library);
    }
    for path in &paths {
        must_be_there(path)?;
    }
    if paths.is_empty() {
        return Ok((library::bundled(), None));
    }
    let request = Request {
        paths,
        cache: answer.environment.cache_folder(),
        now: answer.now,
    };
    Ok(library::load(&request, |so_far| {
        tell(answer, so_far.progress());
        true
    }))
}

/// Loads a library to answer from, and says beside the answer if some of it
/// is missing for its faults.
///
/// # Errors
///
/// As [`load`], and as the writer's.
pub(super) fn open(
    options: &Options,
    more: &[PathBuf],
    answer: &mut Answer<'_>,
) -> io::Result<Library> {
    let library = load(options, more, answer)?;
    tell_fiction(&library, answer);
    let errors = library.count(Severity::Error);
    if 0 < errors {
        let records = text::plural(errors, "fault", "faults");
        answer.say(&format!(
            "{records} in the library left something out; `attache check` tells what"
        ));
    }
    Ok(library)
}

/// Says if a path that was named is not there.
///
/// # Errors
///
/// The system's reason, with the path.
pub(super) fn must_be_there(path: &Path) -> io::Result<()> {
    fs::metadata(path).map(drop).map_err(|err| {
        let words = format!("{}: {}", Clean::path(path), reason(&err));
        io::Error::new(err.kind(), words)
    })
}

/// Returns the system's reason; ours where it is nearly always a slip.
fn reason(err: &io::Error) -> String {
    if err.kind() == io::ErrorKind::NotFound {
        return "no such file or folder".to_owned();
    }
    Clean::line(&err.to_string()).to_string()
}

/// Says what is wrong where the example is asked for together with a path.
pub(super) fn alone(path: &Path) -> String {
    let path = Clean::path(path);
    format!("--example opens the worked example alone, so `{path}` cannot be opened with it")
}

/// Says if what is answered from is fiction, or if fiction was left out.
pub(super) fn tell_fiction(library: &Library, answer: &mut Answer<'_>) {
    let briefings = library.corpus.briefings.iter();
    let made_up = briefings.filter(|(_, briefing)| briefing.fiction);
    for (_, briefing) in made_up {
        answer.say(&format!(
            "`{}` is FICTION: all of it is made up",
            briefing.key
        ));
    }
    for name in library.fiction_left_out() {
        answer.say(&format!(
            "{name} is fiction and was left out beside real briefings; name it to open it"
        ));
    }
}
