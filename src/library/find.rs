//! Which files a library has.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{briefing::fault, diagnostic::Diagnostic, text::Clean};

/// The deepest folder that is looked into, the root being zero.
const DEEPEST: usize = 16;

/// A file to be read, or why a place was passed over.
#[derive(Debug)]
pub(super) enum Found {
    /// A file, and its name as shown.
    File(PathBuf, Clean),
    /// What is wrong.
    Wrong(Diagnostic),
}

/// Returns the files of a path: itself, or every `.toml` file below it, in
/// the order of their names. Links that lead out of the folder are not
/// followed, and nothing but regular files is opened.
pub(super) fn files(root: &Path) -> Vec<Found> {
    let name = Clean::path(root);
    match fs::metadata(root) {
        Ok(meta) if meta.is_dir() => {
            let mut found = Vec::new();
            let real = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
            walk(root, root, &real, 0, &mut found);
            found
        }
        Ok(_) => vec![Found::File(root.to_owned(), name)],
        Err(error) => vec![Found::Wrong(fault("not-a-library", &name, &reason(&error)))],
    }
}

fn walk(folder: &Path, root: &Path, real: &Path, depth: usize, found: &mut Vec<Found>) {
    let shown = |path: &Path| Clean::path(path.strip_prefix(root).unwrap_or(path));
    if depth > DEEPEST {
        let words = format!("this folder lies deeper than {DEEPEST} and was not looked into");
        found.push(Found::Wrong(fault("skipped", &shown(folder), &words)));
        return;
    }
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            found.push(Found::Wrong(fault(
                "not-a-library",
                &shown(folder),
                &reason(&error),
            )));
            return;
        }
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let Ok(kind) = fs::symlink_metadata(&path).map(|meta| meta.file_type()) else {
            continue;
        };
        let toml = path
            .extension()
            .is_some_and(|extension| extension == "toml");
        if hidden {
            continue;
        }
        if kind.is_symlink() {
            let inside = fs::canonicalize(&path).is_ok_and(|to| to.starts_with(real));
            let file = fs::metadata(&path).is_ok_and(|meta| meta.is_file());
            match (inside, file, toml) {
                (true, true, true) => found.push(Found::File(path.clone(), shown(&path))),
                (false, _, true) => {
                    let words = "this link leads out of the library and was not followed";
                    found.push(Found::Wrong(fault("skipped", &shown(&path), words)));
                }
                // A folder is entered by its own name, not by a link: no rings.
                _ => (),
            }
        } else if kind.is_dir() {
            walk(&path, root, real, depth + 1, found);
        } else if toml && kind.is_file() {
            found.push(Found::File(path.clone(), shown(&path)));
        } else if toml {
            let words = "this is not a regular file and was not opened";
            found.push(Found::Wrong(fault("skipped", &shown(&path), words)));
        }
    }
}

/// Returns a file's bytes, if it is a regular file of at most `most` bytes.
///
/// # Errors
///
/// The reason in words, and whether it is the size.
pub(super) fn bytes(path: &Path, most: usize) -> Result<Vec<u8>, (bool, String)> {
    use std::io::Read as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    // Opening a pipe that nobody writes to would wait for ever.
    let nonblocking = i32::try_from(rustix::fs::OFlags::NONBLOCK.bits()).unwrap_or(0);
    let file = fs::OpenOptions::new()
        .read(true)
        .custom_flags(nonblocking)
        .open(path)
        .map_err(|error| (false, reason(&error)))?;
    let meta = file.metadata().map_err(|error| (false, reason(&error)))?;
    if !meta.is_file() {
        return Err((false, "this is not a regular file".to_owned()));
    }
    let limit = u64::try_from(most).unwrap_or(u64::MAX);
    if meta.len() > limit {
        return Err((true, "the file is larger than 64 MiB".to_owned()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0));
    file.take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| (false, reason(&error)))?;
    Ok(bytes)
}

/// Returns an error of the system in words.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "you have no permission to read it".to_owned(),
        _ => error.to_string(),
    }
}
