//! Which files a library has.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{briefing::fault, diagnostic::Diagnostic, text::Clean};

/// The deepest folder that is looked into, the root being zero.
const DEEPEST: usize = 16;

/// What a file was like when it was looked at: where this is as it was, so is
/// the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Stamp {
    /// Bytes.
    pub(super) size: u64,
    /// When its bytes were last changed, in nanoseconds since 1970.
    pub(super) modified: i128,
    /// When anything of it was last changed; nobody can set this back.
    pub(super) changed: i128,
    /// Its number on its disk: another file under the same name has another.
    pub(super) inode: u64,
}

impl Found {
    /// Returns its bytes, if it is a file.
    pub(super) fn size(&self) -> u64 {
        match self {
            Found::File(_, _, stamp) => stamp.size,
            Found::Wrong(_) => 0,
        }
    }

    /// Whether it is the file at a path, and not one in the folder there.
    pub(super) fn is(&self, root: &Path) -> bool {
        matches!(self, Found::File(path, ..) if path == root)
    }
}

impl Stamp {
    pub(super) fn of(meta: &fs::Metadata) -> Stamp {
        use std::os::unix::fs::MetadataExt as _;
        let nanos =
            |seconds: i64, nanos: i64| i128::from(seconds) * 1_000_000_000 + i128::from(nanos);
        Stamp {
            size: meta.len(),
            modified: nanos(meta.mtime(), meta.mtime_nsec()),
            changed: nanos(meta.ctime(), meta.ctime_nsec()),
            inode: meta.ino(),
        }
    }
}

/// A file to be read, or why a place was passed over.
#[derive(Debug)]
pub(super) enum Found {
    /// A file, its name as shown, and what it is like.
    File(PathBuf, Clean, Stamp),
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
        Ok(meta) => vec![Found::File(root.to_owned(), name, Stamp::of(&meta))],
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
        let Ok(meta) = fs::symlink_metadata(&path) else {
            continue;
        };
        let kind = meta.file_type();
        let toml = path
            .extension()
            .is_some_and(|extension| extension == "toml");
        if hidden {
            continue;
        }
        if kind.is_symlink() {
            let inside = fs::canonicalize(&path).is_ok_and(|to| to.starts_with(real));
            let to = fs::metadata(&path).ok().filter(fs::Metadata::is_file);
            match (inside, to, toml) {
                (true, Some(to), true) => {
                    found.push(Found::File(path.clone(), shown(&path), Stamp::of(&to)));
                }
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
            found.push(Found::File(path.clone(), shown(&path), Stamp::of(&meta)));
        } else if toml {
            let words = "this is not a regular file and was not opened";
            found.push(Found::Wrong(fault("skipped", &shown(&path), words)));
        }
    }
}

/// Returns a file's bytes, if it is a regular file of at most `most` bytes,
/// and what it was like before they were read.
///
/// # Errors
///
/// The reason in words, and whether it is the size.
pub(super) fn bytes(path: &Path, most: usize) -> Result<(Vec<u8>, Stamp), (bool, String)> {
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
    Ok((bytes, Stamp::of(&meta)))
}

/// Returns an error of the system in words.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "you have no permission to read it".to_owned(),
        _ => error.to_string(),
    }
}
