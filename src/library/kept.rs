//! A file of the user's own in which something is kept from one session to the
//! next. What it says is never trusted: it is bounded, and its faults are told.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Read as _, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::Path,
};

use crate::text::Clean;

/// The most characters of a text that is kept.
pub(super) const LONGEST: usize = 256;

/// The most bytes of a file that are read.
const BYTES: u64 = 1 << 20;

/// What is kept in a file of its own.
pub(super) trait Kept: Default {
    /// The name of the file.
    const NAME: &'static str;
    /// A change of what is kept.
    type Change;
    /// Takes a change in.
    fn change(&mut self, change: &Self::Change);
    /// Reads the file; returns what it says, and how many entries could not be
    /// used.
    fn parse(table: &toml::Table) -> (Self, usize);
    /// Returns the file's text.
    fn text(&self) -> String;
}

/// Reads the file in the folder of state; without one nothing is kept. What
/// cannot be used is left out, and told in a sentence.
pub(super) fn read<T: Kept>(folder: &Path) -> (T, Option<String>) {
    let path = folder.join(T::NAME);
    let told = |why: &str| Some(format!("{}: {why}", path.display()));
    match load(&path) {
        Ok(text) => match parse(&text) {
            Ok((kept, 0)) => (kept, None),
            Ok((kept, out)) => (kept, told(&format!("{out} of it could not be used"))),
            Err(why) => (T::default(), told(&why)),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => (T::default(), None),
        Err(error) => (T::default(), told(&error.to_string())),
    }
}

/// Makes a change in the file as it is now, which another session may have
/// changed, too. The file is replaced whole; one that cannot be read is put
/// aside first. `mark` differs from that of any other session.
pub(super) fn keep<T: Kept>(folder: &Path, change: &T::Change, mark: u32) -> io::Result<()> {
    let name = T::NAME;
    let path = folder.join(name);
    let mut kept = T::default();
    match load(&path).map(|text| parse(&text)) {
        Ok(Ok((read, _))) => kept = read,
        Err(error) if error.kind() == io::ErrorKind::NotFound => (),
        Ok(Err(_)) | Err(_) => fs::rename(&path, folder.join(format!("{name}.broken")))?,
    }
    kept.change(change);
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    let beside = folder.join(format!(".{name}.{mark}"));
    let written = write(&beside, &kept.text()).and_then(|()| fs::rename(&beside, &path));
    if written.is_err() {
        // What is left of it is of no use to anybody; it may not even be there.
        let _gone = fs::remove_file(&beside);
    }
    written
}

/// Reads a file's text; returns what it says, and how many entries could not
/// be used.
pub(super) fn parse<T: Kept>(text: &str) -> Result<(T, usize), String> {
    let table = text
        .parse()
        .map_err(|error: toml::de::Error| error.message().to_owned())?;
    Ok(T::parse(&table))
}

/// Returns text from outside in one line, clean, and not too long.
pub(super) fn bounded(text: &str) -> Clean {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |c| c.0);
    Clean::line(text.get(..end).unwrap_or_default())
}

fn load(path: &Path) -> io::Result<String> {
    // To open a pipe would wait for whoever writes into it.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    let mut text = String::new();
    File::open(path)?
        .take(BYTES + 1)
        .read_to_string(&mut text)?;
    if text.len() as u64 > BYTES {
        return Err(io::Error::other("it is longer than a megabyte"));
    }
    Ok(text)
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    // One may be left from a session that was killed.
    let _gone = fs::remove_file(path);
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
