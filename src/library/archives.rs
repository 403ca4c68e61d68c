//! The archived texts of sources: found beside the briefings or in a folder of
//! texts, read when one is wanted, and kept while there is room for them.
//!
//! A path in a briefing is somebody else's: it leads to a file below the
//! library, by itself and by every link on the way, or it leads nowhere. In a
//! folder that the user names, texts are looked up by file name alone.

use std::{
    collections::HashMap,
    fmt::Write as _,
    fs, io,
    path::{Component, Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
};

use sha2::{Digest, Sha256};

use crate::{
    arena::Id,
    briefing,
    library::{
        bundled,
        desk::Desk,
        find::{self, Stamp},
        state::Library,
    },
    model::{Corpus, Source},
    verify::Archive,
};

/// Bytes of the texts that stay in memory when nobody reads them any more; with
/// what is made of a text to look for quotes in it, it takes up to five times
/// as much. A thousand speeches are some 16 MiB.
const ROOM: usize = 16 << 20;

/// The archived texts of a library's sources. Sources that name the same file
/// share its text.
#[derive(Debug)]
pub struct Archives {
    texts: Vec<Text>,
    /// For each source, its text.
    of: Vec<Option<u32>>,
    ground: Ground,
    /// The texts that were read lately.
    desk: Mutex<Desk<Loaded>>,
}

/// What is held of a source's archived text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// The source names no text.
    Unnamed,
    /// The text is in none of the places.
    Absent,
    /// Its path leads out of the library, and the file was not opened.
    Outside,
    /// It could not be read: why, in words.
    Unreadable(String),
    /// It is there, but is not the one that the source's digest is of.
    Stale,
    /// It is there.
    Present {
        /// Whether the source gives its digest, and it is right.
        is_sure: bool,
    },
}

/// A source's archived text.
#[derive(Debug, Clone)]
pub struct Archived {
    /// What is held of it.
    pub held: Held,
    /// The text, where there is one, whether or not it is stale.
    pub text: Option<Arc<Archive>>,
    /// The SHA-256 of the file as it lies there, in hexadecimal; empty where
    /// there is none.
    pub sha256: Arc<str>,
    /// Whether bytes of it were no UTF-8, and stand as marks (U+FFFD).
    pub is_lossy: bool,
}

impl Held {
    /// Returns it in words, for a source of this name.
    pub fn words(&self, name: &str) -> String {
        match self {
            Held::Unnamed => format!("{name} names no archived text"),
            Held::Absent => format!("the archived text of {name} is not there"),
            Held::Outside => format!("the archived text of {name} lies outside the library"),
            Held::Unreadable(why) => {
                format!("the archived text of {name} could not be read: {why}")
            }
            Held::Stale => {
                format!("the archived text of {name} is not the one that was quoted from")
            }
            Held::Present { is_sure: true } => {
                format!("the archived text of {name} is the one that was quoted from")
            }
            Held::Present { is_sure: false } => {
                format!("the archived text of {name} is there; no sha256 says which it should be")
            }
        }
    }
}

/// A text, and where it is looked for.
#[derive(Debug)]
struct Text {
    place: Place,
    /// Its SHA-256 when somebody first looked, or why there is none.
    known: OnceLock<Result<Arc<str>, Held>>,
    /// Held by who reads it, so that it is read once.
    reading: Mutex<()>,
}

#[derive(Debug)]
enum Place {
    /// Part of the program.
    Bundled(&'static str),
    /// In a folder of a library, by a path; else in a folder of texts.
    Disk {
        folder: Option<PathBuf>,
        path: PathBuf,
    },
}

/// A text, read.
#[derive(Debug, Clone)]
pub(super) struct Loaded {
    text: Arc<Archive>,
    sha256: Arc<str>,
    is_lossy: bool,
    /// What its file was like, if it has one.
    stamp: Option<Stamp>,
}

/// Where texts may lie.
#[derive(Debug, Default)]
struct Ground {
    /// The folders asked for, and those of the files asked for, as they really
    /// are.
    roots: Vec<PathBuf>,
    /// Folders in which texts are looked for by name.
    folders: Vec<PathBuf>,
}

impl Archives {
    /// Finds out which texts the sources name, and reads none yet. `folders` are
    /// looked in by file name for what is not beside its briefing.
    pub fn new(library: &Library, folders: &[PathBuf]) -> Archives {
        let corpus = &library.corpus;
        let ground = Ground {
            roots: library
                .roots
                .iter()
                .filter_map(|root| real(root.raw()))
                .collect(),
            folders: folders.to_vec(),
        };
        let mut known: HashMap<(Option<&Path>, &str), u32> = HashMap::new();
        let mut texts: Vec<Text> = Vec::new();
        let of = corpus.sources.iter().map(|(_, source)| {
            let path = source.file.raw().trim();
            if path.is_empty() {
                return None;
            }
            let folder = folder(corpus, source);
            Some(*known.entry((folder, path)).or_insert_with(|| {
                texts.push(Text {
                    place: place(folder, path),
                    known: OnceLock::new(),
                    reading: Mutex::default(),
                });
                u32::try_from(texts.len() - 1).unwrap_or(u32::MAX)
            }))
        });
        Archives {
            of: of.collect(),
            texts,
            ground,
            desk: Mutex::new(Desk::new(ROOM)),
        }
    }

    /// Returns what is held of a source's text; it is read if it is not here.
    pub fn of(&self, corpus: &Corpus, id: Id<Source>) -> Archived {
        let loaded = self.text_of(id).ok_or(Held::Unnamed);
        match loaded.and_then(|text| self.load(text)) {
            Err(held) => Archived::lacking(held),
            Ok(loaded) => Archived {
                held: held(&corpus.sources[id], &loaded.sha256),
                text: Some(loaded.text),
                sha256: loaded.sha256,
                is_lossy: loaded.is_lossy,
            },
        }
    }

    /// Returns the same without the text, which is read only if nobody looked
    /// at it yet.
    pub(super) fn held(&self, corpus: &Corpus, id: Id<Source>) -> Held {
        let known = self.text_of(id).ok_or(Held::Unnamed).and_then(|text| {
            let known = self.texts.get(text).and_then(|text| text.known.get());
            known
                .cloned()
                .unwrap_or_else(|| Ok(self.load(text)?.sha256))
        });
        known.map_or_else(
            |lacking| lacking,
            |sha256| held(&corpus.sources[id], &sha256),
        )
    }

    /// Returns the number of a source's text; sources that share one share it.
    pub(super) fn text_of(&self, id: Id<Source>) -> Option<usize> {
        let text = *self.of.get(id.index())?;
        text.map(|text| text as usize)
    }

    /// Returns how many texts there are.
    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    /// Returns by what the places are known together where texts may lie.
    pub(super) fn grounds(&self) -> Vec<PathBuf> {
        let Ground { roots, folders } = &self.ground;
        roots.iter().chain(folders).cloned().collect()
    }

    /// Returns the file of a text and what it is like now, if it is on disk and
    /// may be opened.
    pub(super) fn file(&self, text: usize, folders: &Folders) -> Option<(PathBuf, Stamp)> {
        let Place::Disk { folder, path } = &self.texts.get(text)?.place else {
            return None;
        };
        self.ground.find(folder.as_deref(), path, folders).ok()
    }

    /// Takes note of the SHA-256 of a text whose file did not change since
    /// somebody read it.
    pub(super) fn note(&self, text: usize, sha256: &Arc<str>) {
        if let Some(text) = self.texts.get(text) {
            text.known.get_or_init(|| Ok(Arc::clone(sha256)));
        }
    }

    /// Returns a text; reads it if it is not here, and says why it cannot be.
    pub(super) fn load(&self, number: usize) -> Result<Loaded, Held> {
        let text = self.texts.get(number).ok_or(Held::Unnamed)?;
        if let Some(Err(held)) = text.known.get() {
            return Err(held.clone());
        }
        let _alone = lock(&text.reading);
        if let Some(loaded) = lock(&self.desk).get(number) {
            return Ok(loaded);
        }
        let loaded = self.read(&text.place);
        text.known.get_or_init(|| {
            let sha256 = loaded.as_ref().map(|loaded| Arc::clone(&loaded.sha256));
            sha256.map_err(Held::clone)
        });
        if let Ok(loaded) = &loaded {
            let bytes = loaded.text.raw().len();
            lock(&self.desk).put(number, bytes, loaded.clone());
        }
        loaded
    }

    fn read(&self, place: &Place) -> Result<Loaded, Held> {
        match place {
            Place::Bundled(text) => Ok(Loaded::new(text.as_bytes().to_vec(), None)),
            Place::Disk { folder, path } => {
                let folders = Folders::default();
                let (path, _) = self.ground.find(folder.as_deref(), path, &folders)?;
                let read = find::bytes(&path, briefing::FILE);
                let (bytes, stamp) = read.map_err(|(_, why)| Held::Unreadable(why))?;
                Ok(Loaded::new(bytes, Some(stamp)))
            }
        }
    }
}

/// Locks; what is behind a lock here is whole at all times.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns what is held of a source whose text has this digest.
fn held(source: &Source, sha256: &str) -> Held {
    let due = source.sha256.trim();
    if due.is_empty() || due.eq_ignore_ascii_case(sha256) {
        Held::Present {
            is_sure: !due.is_empty(),
        }
    } else {
        Held::Stale
    }
}

impl Archived {
    fn lacking(held: Held) -> Archived {
        Archived {
            held,
            text: None,
            sha256: Arc::from(""),
            is_lossy: false,
        }
    }
}

impl Loaded {
    fn new(bytes: Vec<u8>, stamp: Option<Stamp>) -> Loaded {
        let sha256 = sha256(&bytes);
        let (text, is_lossy) = match String::from_utf8(bytes) {
            Ok(text) => (text, false),
            Err(err) => (String::from_utf8_lossy(err.as_bytes()).into_owned(), true),
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        Loaded {
            text: Arc::new(Archive::new(text)),
            sha256,
            is_lossy,
            stamp,
        }
    }

    /// Returns its digest in hexadecimal, if its file was like this when it was
    /// read.
    pub(super) fn sha256_of(&self, stamp: Stamp) -> Option<Arc<str>> {
        (self.stamp == Some(stamp)).then(|| Arc::clone(&self.sha256))
    }
}

impl Ground {
    /// Finds a text's file, and what it is like: below the library, else by its
    /// name in a folder of texts.
    fn find(
        &self,
        folder: Option<&Path>,
        path: &Path,
        folders: &Folders,
    ) -> Result<(PathBuf, Stamp), Held> {
        let beside = folder.map(|folder| self.beside(folder, path, folders));
        if let Some(Ok(found)) = beside {
            return Ok(found);
        }
        if let Some(name) = path.file_name() {
            let named = self.folders.iter().map(|folder| folder.join(name));
            let mut found = named.filter_map(|path| {
                let meta = fs::metadata(&path).ok()?;
                Some((path, Stamp::of(&meta)))
            });
            if let Some(found) = found.next() {
                return Ok(found);
            }
        }
        Err(match beside {
            Some(Err(held)) => held,
            Some(Ok(_)) | None => Held::Absent,
        })
    }

    /// Finds a text's file below the library; neither its path nor a link on the
    /// way may lead out of it.
    fn beside(
        &self,
        folder: &Path,
        path: &Path,
        folders: &Folders,
    ) -> Result<(PathBuf, Stamp), Held> {
        let steps_down = |part: Component<'_>| {
            matches!(
                part,
                Component::Normal(_) | Component::CurDir | Component::ParentDir
            )
        };
        if !path.components().all(steps_down) {
            return Err(Held::Outside);
        }
        let (found, meta) = folders.follow(&folder.join(path))?;
        let home = folders.real(folder).unwrap_or_else(|_| folder.to_owned());
        let is_of_home = |root: &&PathBuf| home.starts_with(root) && found.starts_with(root);
        if found.starts_with(&home) || self.roots.iter().any(|root| is_of_home(&root)) {
            Ok((found, Stamp::of(&meta)))
        } else {
            Err(Held::Outside)
        }
    }
}

/// Folders as they really are. Each is asked for once while one of these is
/// used, which is for one run over the texts: folders may change.
#[derive(Debug, Default)]
pub(super) struct Folders {
    known: Mutex<HashMap<PathBuf, Result<PathBuf, Held>>>,
}

impl Folders {
    /// Returns a folder as it really is, links and all resolved.
    fn real(&self, folder: &Path) -> Result<PathBuf, Held> {
        let mut known = lock(&self.known);
        if let Some(real) = known.get(folder) {
            return real.clone();
        }
        let real = fs::canonicalize(folder).map_err(|err| lacking(&err));
        known.insert(folder.to_owned(), real.clone());
        real
    }

    /// Returns a file as it really is, and what it is like. Its folder is known
    /// to be no link by then; if it is none itself, nothing else is to be asked.
    fn follow(&self, file: &Path) -> Result<(PathBuf, fs::Metadata), Held> {
        let of = |path: PathBuf| {
            let meta = fs::symlink_metadata(&path).map_err(|err| lacking(&err))?;
            Ok((path, meta))
        };
        // Without a name it ends in `..`, which is no file.
        if let Some((folder, name)) = file.parent().zip(file.file_name()) {
            let (found, meta) = of(self.real(folder)?.join(name))?;
            if !meta.is_symlink() {
                return Ok((found, meta));
            }
        }
        of(fs::canonicalize(file).map_err(|err| lacking(&err))?)
    }
}

/// Returns why there is no text, as the system says.
fn lacking(err: &io::Error) -> Held {
    if err.kind() == io::ErrorKind::NotFound {
        Held::Absent
    } else {
        Held::Unreadable(err.to_string())
    }
}

/// Returns the folder of the briefing that a source is in; `None` for one that
/// is part of the program.
fn folder<'a>(corpus: &'a Corpus, source: &Source) -> Option<&'a Path> {
    let file = corpus.files[source.origin.file].path.as_ref()?;
    let folder = file.parent().unwrap_or(Path::new(""));
    Some(if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    })
}

/// Returns where a text is to be looked for that is named so in a folder.
fn place(folder: Option<&Path>, path: &str) -> Place {
    let bundled = bundled::text(path).filter(|_| folder.is_none());
    bundled.map_or_else(
        || Place::Disk {
            folder: folder.map(Path::to_owned),
            path: PathBuf::from(path),
        },
        Place::Bundled,
    )
}

/// Returns the folder that a root is or lies in, as it really is.
fn real(root: &str) -> Option<PathBuf> {
    let root = fs::canonicalize(root).ok()?;
    if root.is_dir() {
        return Some(root);
    }
    root.parent().map(Path::to_owned)
}

/// Returns the SHA-256 of bytes in hexadecimal.
pub fn sha256(bytes: &[u8]) -> Arc<str> {
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _written = write!(out, "{byte:02x}");
    }
    Arc::from(out)
}

#[cfg(test)]
mod tests {
    use std::{os::unix::fs::symlink, time::SystemTime};

    use super::*;
    use crate::library::load::{Request, load};

    const BRIEFING: &str = "schema = 1\n[briefing]\nid = \"b\"\ntitle = \"B\"\n[source.s]\ntype = \"speech\"\ntitle = \"S\"\nfile = FILE\nsha256 = \"SUM\"\n";

    /// A library in a folder of a folder, and what is around it.
    struct Shown {
        all: tempfile::TempDir,
    }

    impl Shown {
        fn new() -> Shown {
            let shown = Shown {
                all: tempfile::tempdir().unwrap(),
            };
            fs::create_dir_all(shown.at("library/deep/texts")).unwrap();
            fs::create_dir(shown.at("texts")).unwrap();
            shown
        }

        fn at(&self, path: &str) -> PathBuf {
            self.all.path().join(path)
        }

        fn put(&self, path: &str, bytes: &[u8]) {
            fs::write(self.at(path), bytes).unwrap();
        }

        fn library(&self) -> Library {
            let request = Request {
                paths: vec![self.at("library")],
                cache: None,
                now: SystemTime::UNIX_EPOCH,
            };
            load(&request, |_| true).0
        }

        /// Returns what is held of the text that a briefing names so.
        fn held(&self, file: &str, sum: &str) -> Archived {
            let toml = BRIEFING
                .replace("FILE", &format!("{file:?}"))
                .replace("SUM", sum);
            self.put("library/deep/b.toml", toml.as_bytes());
            let library = self.library();
            let archives = Archives::new(&library, &[self.at("texts")]);
            archives.of(&library.corpus, Id::new(0))
        }

        fn check(&self, file: &str, sum: &str, expect: &Held) {
            assert_eq!(self.held(file, sum).held, *expect, "{file}");
        }
    }

    const UNSURE: Held = Held::Present { is_sure: false };

    #[test]
    fn texts_are_found_beside_their_briefing_or_by_name() {
        let shown = Shown::new();
        shown.put("library/deep/texts/a.txt", b"\xef\xbb\xbfA says this.\r\n");
        shown.put("library/b.txt", b"B says this.");
        shown.put("texts/c.txt", b"C says \xff this.");
        shown.check("", "", &Held::Unnamed);
        shown.check("texts/none.txt", "", &Held::Absent);
        shown.check("texts/a.txt", "", &UNSURE);
        shown.check("../b.txt", "", &UNSURE);
        shown.check("texts/c.txt", "", &UNSURE);
        let a = shown.held("texts/a.txt", "");
        assert_eq!(a.text.unwrap().raw(), "A says this.\r\n");
        // The digest is that of the file, its mark and all.
        shown.check(
            "texts/a.txt",
            &a.sha256.to_uppercase(),
            &Held::Present { is_sure: true },
        );
        shown.check("texts/c.txt", &a.sha256, &Held::Stale);
        let c = shown.held("c.txt", "");
        assert!(c.is_lossy && !a.is_lossy);
        assert_eq!(c.text.unwrap().raw(), "C says \u{fffd} this.");
    }

    #[test]
    fn no_path_and_no_link_leads_out_of_the_library() {
        let shown = Shown::new();
        shown.put("secret.txt", b"A secret.");
        shown.put("texts/named.txt", b"By name.");
        symlink(
            shown.at("secret.txt"),
            shown.at("library/deep/texts/link.txt"),
        )
        .unwrap();
        symlink(shown.at("texts"), shown.at("library/deep/linked")).unwrap();
        for path in [
            "../../secret.txt",
            "texts/link.txt",
            "linked/other.txt",
            "/etc/hostname",
        ] {
            let held = shown.held(path, "");
            assert!(held.text.is_none(), "{path}");
        }
        shown.check("texts/link.txt", "", &Held::Outside);
        shown.check("/etc/hostname", "", &Held::Outside);
        // What is outside may be looked up by its name in a folder of texts.
        shown.check("linked/named.txt", "", &UNSURE);
        shown.check("../../elsewhere/named.txt", "", &UNSURE);
    }

    #[test]
    fn a_text_that_was_let_go_is_read_again() {
        let shown = Shown::new();
        shown.put("library/deep/a.txt", b"A says this.");
        let sources = BRIEFING.replace("SUM", "");
        let other = "[source.t]\ntype = \"speech\"\ntitle = \"T\"\nfile = \"b.txt\"\n";
        let toml = sources.replace("FILE", "\"a.txt\"") + other;
        shown.put("library/deep/b.txt", b"B says this.");
        shown.put("library/deep/b.toml", toml.as_bytes());
        let library = shown.library();
        let mut archives = Archives::new(&library, &[]);
        archives.desk = Mutex::new(Desk::new(20));
        let text = |source| {
            let held = archives.of(&library.corpus, Id::new(source));
            held.text.map(|text| text.raw().to_owned())
        };
        assert_eq!(text(0).as_deref(), Some("A says this."));
        shown.put("library/deep/a.txt", b"A says that.");
        // While it is here it is not read again.
        assert_eq!(text(0).as_deref(), Some("A says this."));
        assert_eq!(text(1).as_deref(), Some("B says this."));
        assert_eq!(text(0).as_deref(), Some("A says that."));
    }

    #[test]
    fn what_is_no_file_is_not_opened() {
        let shown = Shown::new();
        let folder = shown.held("texts", "");
        assert_eq!(
            folder.held,
            Held::Unreadable("this is not a regular file".to_owned())
        );
    }
}
