//! What was read of a library, kept for the next start.
//!
//! One file a library, in the user's cache folder: safe to delete, ignored
//! when anything in it is off. Its name is that of the library's roots, and it
//! begins with a head of fixed size that says which version wrote it and where
//! the manifest is. The manifest says what each file of the library was like
//! when it was read, and where in the cache its draft lies; every part has its
//! checksum. It is read by positioned reads: a memory map would be a crash
//! when somebody else cuts the file short.

use std::{
    fs,
    io::{self, BufWriter, Write},
    os::unix::{ffi::OsStrExt, fs::FileExt},
    path::{Path, PathBuf},
    sync::Arc,
};

use twox_hash::{XxHash3_64, XxHash3_128};

use crate::{
    arena::Id,
    briefing::{self, Code, Draft, Stock},
    diagnostic::{Diagnostic, Place},
    library::{
        find::Stamp,
        shelf::{Part, Shelf},
    },
    model::{Corpus, File},
    seal::{Seal, Sealer, Unsealer},
    search::{self, Index},
    text::Clean,
};

/// What every cache begins with.
const MAGIC: &[u8; 8] = b"attache\0";
/// Raised whenever the bytes of a cache come to mean something else.
const VERSION: u64 = 1;
/// Bytes of the head: magic, version, and where the manifest is.
const HEAD: usize = 8 + 8 + 24;
/// Bytes of the head with its checksum.
const HEAD_SUMMED: usize = HEAD + 8;

/// A cache, opened.
#[derive(Debug)]
pub(super) struct Cache {
    file: fs::File,
    /// Its bytes: nothing is read beyond.
    size: u64,
    pub(super) stock: Stock,
    pub(super) entries: Vec<Entry>,
    /// What was wrong between the records of all of them.
    pub(super) between: Vec<(usize, Diagnostic)>,
    index: Piece,
}

/// Something in a cache is not as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Off;

/// What was read of a file, and what it was like then.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) path: PathBuf,
    pub(super) name: Clean,
    pub(super) stamp: Stamp,
    /// Whether it was changed so shortly before it was read that it may have
    /// been changed again without a trace.
    pub(super) fleeting: bool,
    /// What its bytes were.
    pub(super) digest: u128,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How many of its quotes are in the library.
    quotes: u32,
    draft: Option<Piece>,
}

/// A run of the cache's bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Piece {
    at: u64,
    len: u64,
    sum: u64,
}

/// Returns what a file's bytes are, in sixteen.
pub(super) fn digest(bytes: &[u8]) -> u128 {
    XxHash3_128::oneshot(bytes)
}

/// Returns the checksum of bytes.
pub(super) fn sum(bytes: &[u8]) -> u64 {
    XxHash3_64::oneshot(bytes)
}

/// Returns what the program that reads a cache must be like: the versions of
/// its parts, and the format of briefings.
fn version() -> u64 {
    let format = briefing::schema().to_string();
    let layouts = [VERSION, u64::from(search::LAYOUT), sum(format.as_bytes())];
    let mut bytes = env!("CARGO_PKG_VERSION").as_bytes().to_vec();
    bytes.extend(layouts.iter().flat_map(|n| n.to_le_bytes()));
    sum(&bytes)
}

/// Returns where the cache of a library is, which is known by its roots.
pub(super) fn path(folder: &Path, roots: &[PathBuf]) -> PathBuf {
    folder.join(format!("{:032x}.library", digest_of(roots)))
}

/// Returns by what paths are known together, in their order.
pub(super) fn digest_of(roots: &[PathBuf]) -> u128 {
    let mut names = Vec::new();
    for root in roots {
        let whole = fs::canonicalize(root).unwrap_or_else(|_| root.clone());
        names.extend_from_slice(whole.as_os_str().as_bytes());
        names.push(0);
    }
    digest(&names)
}

impl Cache {
    /// Opens a cache; `None` where there is none, or anything in it is off.
    pub(super) fn open(path: &Path) -> Option<Cache> {
        let file = fs::File::open(path).ok()?;
        let mut head = [0; HEAD_SUMMED];
        file.read_exact_at(&mut head, 0).ok()?;
        let (head, sum_of_head) = head.split_at_checked(HEAD)?;
        if sum_of_head != sum(head).to_le_bytes() {
            return None;
        }
        let mut words = head
            .chunks_exact(8)
            .filter_map(|word| word.try_into().ok().map(u64::from_le_bytes));
        if words.next()? != u64::from_le_bytes(*MAGIC) || words.next()? != version() {
            return None;
        }
        let manifest = Piece {
            at: words.next()?,
            len: words.next()?,
            sum: words.next()?,
        };
        let size = file.metadata().ok()?.len();
        let mut bytes = Vec::new();
        read_into(&file, size, manifest, &mut bytes)?;
        let mut from = Unsealer::new(&bytes);
        let cache = Cache {
            stock: Seal::unseal(&mut from)?,
            entries: Seal::unseal(&mut from)?,
            between: (0..from.size()?)
                .map(|_| Some((from.small()? as usize, unsealed(&mut from)?)))
                .collect::<Option<_>>()?,
            index: Seal::unseal(&mut from)?,
            file,
            size,
        };
        from.is_done().then_some(cache)
    }

    /// Reads a file's draft by way of a buffer; `None` where nothing of the file
    /// could be used.
    ///
    /// # Errors
    ///
    /// Where the cache is off.
    pub(super) fn draft(
        &self,
        entry: &Entry,
        buffer: &mut Vec<u8>,
    ) -> Result<Option<Arc<Draft>>, Off> {
        let Some(piece) = entry.draft else {
            return Ok(None);
        };
        read_into(&self.file, self.size, piece, buffer).ok_or(Off)?;
        let mut from = Unsealer::new(buffer);
        let draft = Draft::unseal(&mut from).ok_or(Off)?;
        if from.is_done() && self.stock.has_all_of(&draft) {
            Ok(Some(Arc::new(draft)))
        } else {
            Err(Off)
        }
    }

    /// Reads the index of what was kept, without its names; `None` where it is
    /// off.
    pub(super) fn bare_index(&self) -> Option<Index> {
        let mut bytes = Vec::new();
        read_into(&self.file, self.size, self.index, &mut bytes)?;
        let quotes = self.entries.iter().map(|entry| entry.quotes as usize);
        Index::read_bare(&bytes, quotes.sum())
    }

    /// Returns a corpus that has the quotes that were kept and nothing else:
    /// what its index is of. The drafts are those of the entries, in order; the
    /// draft of a file that has changed since is read.
    pub(super) fn quotes(&self, drafts: &[Option<Arc<Draft>>]) -> Option<Corpus> {
        let mut corpus = Corpus::default();
        let mut buffer = Vec::new();
        for (entry, draft) in self.entries.iter().zip(drafts) {
            let draft = match draft {
                Some(draft) => Some(Arc::clone(draft)),
                None => self.draft(entry, &mut buffer).ok()?,
            };
            let file = corpus.files.push(File::default());
            let sheaf = draft
                .map(|draft| Arc::clone(draft.sheaf()))
                .unwrap_or_default();
            let some = (entry.quotes as usize) != sheaf.len();
            let kept = some.then(|| (0..entry.quotes).collect());
            corpus.add_quotes(file, sheaf, Arc::default(), kept);
        }
        Some(corpus)
    }
}

/// Reads a run of a file of so many bytes, and compares its checksum.
fn read_into(file: &fs::File, size: u64, piece: Piece, bytes: &mut Vec<u8>) -> Option<()> {
    let end = piece.at.checked_add(piece.len)?;
    if size < end {
        return None;
    }
    bytes.resize(usize::try_from(piece.len).ok()?, 0);
    file.read_exact_at(bytes, piece.at).ok()?;
    (sum(bytes) == piece.sum).then_some(())
}

/// What a cache is written of.
pub(super) struct Kept<'a> {
    pub(super) shelf: &'a Shelf,
    pub(super) corpus: &'a Corpus,
    pub(super) index: &'a Index,
    /// Files changed after this may have been changed again without a trace;
    /// nanoseconds since 1970.
    pub(super) settled: i128,
}

/// Writes a cache, whole or not at all; returns its bytes.
///
/// # Errors
///
/// What the system says: a full disk, a folder that may not be written to.
/// The cache before, if there was one, is still there then.
pub(super) fn write(path: &Path, kept: &Kept<'_>) -> io::Result<u64> {
    put(path, kept.settled, |file| fill(file, kept))
}

/// Puts a file into a folder of caches, whole or not at all; returns what
/// `fill` does. What others left there before `settled` is taken away.
///
/// # Errors
///
/// As [`write`].
pub(super) fn put(
    path: &Path,
    settled: i128,
    fill: impl FnOnce(&fs::File) -> io::Result<u64>,
) -> io::Result<u64> {
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)?;
    sweep(folder, settled);
    let mut temporary = temporary(folder)?;
    let size = fill(&temporary.file)?;
    temporary.file.sync_all()?;
    fs::rename(&temporary.path, path)?;
    temporary.named = true;
    Ok(size)
}

/// Writes everything into a file; returns its bytes.
fn fill(file: &fs::File, kept: &Kept<'_>) -> io::Result<u64> {
    let mut out = Writer {
        out: BufWriter::with_capacity(1 << 20, file),
        at: 0,
    };
    // Until everything else stands, the head says nothing.
    out.put(&[0; HEAD_SUMMED])?;
    let mut manifest = Sealer::default();
    kept.shelf.stock.seal(&mut manifest);
    let mut entries = Vec::new();
    let mut used = 0;
    for (part, draft) in kept.shelf.used() {
        let quotes = draft.map(|_| {
            used += 1;
            kept.corpus.files[Id::new(used - 1)].quotes.len()
        });
        entries.extend(entry(part, quotes.unwrap_or(0), kept.settled, &mut out)?);
    }
    entries.seal(&mut manifest);
    manifest.size(kept.shelf.between.len());
    for (draft, diagnostic) in &kept.shelf.between {
        manifest.size(*draft);
        seal(diagnostic, &mut manifest);
    }
    let mut index = Vec::new();
    kept.index.write(&mut index);
    out.put(&index)?.seal(&mut manifest);
    drop(index);
    let manifest = out.put(&manifest.bytes)?;
    let size = out.at;
    out.out.flush()?;
    drop(out);
    let mut head = MAGIC.to_vec();
    for word in [version(), manifest.at, manifest.len, manifest.sum] {
        head.extend_from_slice(&word.to_le_bytes());
    }
    head.extend_from_slice(&sum(&head).to_le_bytes());
    file.write_all_at(&head, 0)?;
    Ok(size)
}

fn entry(
    part: &Part,
    quotes: usize,
    settled: i128,
    out: &mut Writer<'_>,
) -> io::Result<Option<Entry>> {
    let (Some(path), Some((stamp, digest))) = (&part.path, part.stamp) else {
        return Ok(None);
    };
    let draft = match &part.draft {
        None => None,
        Some(draft) => {
            let mut sealed = Sealer::default();
            draft.seal(&mut sealed);
            Some(out.put(&sealed.bytes)?)
        }
    };
    Ok(Some(Entry {
        path: path.to_path_buf(),
        name: part.name.clone(),
        stamp,
        fleeting: settled <= stamp.modified.max(stamp.changed),
        digest,
        diagnostics: part.diagnostics.clone(),
        quotes: u32::try_from(quotes).unwrap_or(u32::MAX),
        draft,
    }))
}

/// A cache being written, and how far.
struct Writer<'a> {
    out: BufWriter<&'a fs::File>,
    at: u64,
}

impl Writer<'_> {
    fn put(&mut self, bytes: &[u8]) -> io::Result<Piece> {
        self.out.write_all(bytes)?;
        let piece = Piece {
            at: self.at,
            len: bytes.len() as u64,
            sum: sum(bytes),
        };
        self.at += piece.len;
        Ok(piece)
    }
}

/// A file that is gone again unless it was given a name.
struct Temporary {
    file: fs::File,
    path: PathBuf,
    named: bool,
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.named {
            fs::remove_file(&self.path).ok();
        }
    }
}

/// Takes away what was left by programs that were killed while they wrote.
fn sweep(folder: &Path, settled: i128) {
    const HOUR: i128 = 3_600_000_000_000;
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let ours = entry.file_name().as_bytes().ends_with(ENDING.as_bytes());
        let stamp = entry.metadata().ok().map(|meta| Stamp::of(&meta));
        if ours && stamp.is_some_and(|stamp| stamp.modified + HOUR < settled) {
            fs::remove_file(entry.path()).ok();
        }
    }
}

/// How the names of caches end that are being written.
const ENDING: &str = ".library.tmp";

/// Makes a file in a folder that nobody else writes to.
fn temporary(folder: &Path) -> io::Result<Temporary> {
    for number in 0.. {
        let path = folder.join(format!("{number}{ENDING}"));
        let made = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path);
        match made {
            Err(err) if err.kind() == io::ErrorKind::AlreadyExists && number < 64 => {}
            made => {
                return made.map(|file| Temporary {
                    file,
                    path,
                    named: false,
                });
            }
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

impl Seal for Piece {
    fn seal(&self, out: &mut Sealer) {
        for number in [self.at, self.len, self.sum] {
            out.number(number);
        }
    }
    fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
        Some(Piece {
            at: from.number()?,
            len: from.number()?,
            sum: from.number()?,
        })
    }
}

/// Writes a number of sixteen bytes.
fn seal_wide(number: u128, out: &mut Sealer) {
    out.bytes.extend_from_slice(&number.to_le_bytes());
}

fn unseal_wide(from: &mut Unsealer<'_>) -> Option<u128> {
    Some(u128::from_le_bytes(from.bytes(16)?.try_into().ok()?))
}

impl Seal for Entry {
    fn seal(&self, out: &mut Sealer) {
        let path = self.path.as_os_str().as_bytes();
        out.size(path.len());
        out.bytes.extend_from_slice(path);
        self.name.seal(out);
        out.number(self.stamp.size);
        out.number(self.stamp.inode);
        seal_wide(self.stamp.modified.cast_unsigned(), out);
        seal_wide(self.stamp.changed.cast_unsigned(), out);
        seal_wide(self.digest, out);
        out.size(usize::from(self.fleeting));
        out.size(self.diagnostics.len());
        for diagnostic in &self.diagnostics {
            seal(diagnostic, out);
        }
        self.quotes.seal(out);
        self.draft.seal(out);
    }
    fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
        let len = from.size()?;
        let path = PathBuf::from(std::ffi::OsStr::from_bytes(from.bytes(len)?));
        let name = Seal::unseal(from)?;
        let (size, inode) = (from.number()?, from.number()?);
        Some(Entry {
            path,
            name,
            stamp: Stamp {
                size,
                inode,
                modified: unseal_wide(from)?.cast_signed(),
                changed: unseal_wide(from)?.cast_signed(),
            },
            digest: unseal_wide(from)?,
            fleeting: 0 < from.number()?,
            diagnostics: (0..from.size()?)
                .map(|_| unsealed(from))
                .collect::<Option<_>>()?,
            quotes: Seal::unseal(from)?,
            draft: Seal::unseal(from)?,
        })
    }
}

/// Writes a diagnostic; its severity is its code's.
fn seal(diagnostic: &Diagnostic, out: &mut Sealer) {
    let Place {
        file,
        line,
        column,
        excerpt,
        caret_at,
        caret_cols,
    } = &diagnostic.place;
    out.text(diagnostic.code);
    diagnostic.message.seal(out);
    diagnostic.help.seal(out);
    file.seal(out);
    line.seal(out);
    column.seal(out);
    excerpt.seal(out);
    out.size(*caret_at);
    out.size(*caret_cols);
}

fn unsealed(from: &mut Unsealer<'_>) -> Option<Diagnostic> {
    let code = Code::of(from.text()?)?;
    Some(Diagnostic {
        severity: code.severity,
        code: code.code,
        message: Seal::unseal(from)?,
        help: Seal::unseal(from)?,
        place: Place {
            file: Seal::unseal(from)?,
            line: Seal::unseal(from)?,
            column: Seal::unseal(from)?,
            excerpt: Seal::unseal(from)?,
            caret_at: from.small()? as usize,
            caret_cols: from.small()? as usize,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::load::{Request, load};
    use proptest::test_runner::{Config, TestRunner};
    use std::time::{Duration, SystemTime};

    const FILE: &str = "schema = 1\n[briefing]\nid = \"ID\"\ntitle = \"T\"\n# COMMENT\n[source.s]\ntype = \"speech\"\ntitle = \"S\"\n[actor.a]\nkind = \"person\"\nname = \"NAME\"\n[event.e]\ntitle = \"E\"\ndate = \"2011-09~\"\nsource = \"s\"\n[quote.one]\nspeaker = \"a\"\nsource = \"s\"\nevent = \"e\"\ntext = \"words of ID \\u202e\"\n[quote.two]\nspeaker = \"nobody\"\nsource = \"s\"\nlocator = \"p. 1\"\ntext = \"left out\"\n[[position]]\nactor = \"a\"\nissue = \"i\"\nstance = \"supports\"\nevidence = [\"one\"]\n[issue.i]\nproposition = \"P\"\n";

    /// A library of files that differ, with faults in each and between them,
    /// large enough to be worth a cache.
    struct Shown {
        folder: tempfile::TempDir,
        cache: tempfile::TempDir,
    }

    impl Shown {
        fn new() -> Shown {
            let shown = Shown {
                folder: tempfile::tempdir().unwrap(),
                cache: tempfile::tempdir().unwrap(),
            };
            for n in 0..5 {
                shown.write(n, "one");
            }
            shown
        }

        fn file(&self, n: usize) -> PathBuf {
            self.folder.path().join(format!("{n}.toml"))
        }

        fn write(&self, n: usize, name: &str) {
            let text = FILE
                .replace("ID", &format!("b{n}"))
                .replace("NAME", &format!("{name} {}", n / 3))
                .replace("COMMENT", &"long ".repeat(50_000));
            fs::write(self.file(n), text).unwrap();
        }

        fn request(&self, cache: &Path, now: SystemTime) -> Request {
            Request {
                paths: vec![self.folder.path().to_owned()],
                cache: Some(cache.to_owned()),
                now,
            }
        }

        /// Returns everything that a library says, read with a cache or without.
        fn told(&self, cache: Option<&Path>) -> Vec<String> {
            let mut request = self.request(Path::new(""), later());
            request.cache = cache.map(Path::to_owned);
            told(&load(&request, |_| true).0)
        }

        /// Reads the library and keeps what was read; returns where.
        fn keep(&self, now: SystemTime) -> PathBuf {
            let (_, keep) = load(&self.request(self.cache.path(), now), |_| true);
            keep.unwrap().write().unwrap().0
        }

        fn place(&self) -> &Path {
            self.cache.path()
        }
    }

    fn later() -> SystemTime {
        // Far enough that no change is too young to have left a trace.
        SystemTime::UNIX_EPOCH + Duration::from_secs(1 << 35)
    }

    fn told(library: &crate::library::Library) -> Vec<String> {
        let corpus = &library.corpus;
        let quotes = corpus.quotes.iter().map(|(_, quote)| format!("{quote:?}"));
        let events = corpus.events.iter().map(|(_, event)| format!("{event:?}"));
        let actors = corpus.actors.iter().map(|(_, actor)| format!("{actor:?}"));
        let positions = corpus.positions.iter().map(|(_, p)| format!("{p:?}"));
        let files = library.files.iter().map(|file| format!("{file:?}"));
        let faults = library.diagnostics.iter().map(Diagnostic::render);
        let ask = search::Ask {
            query: crate::query::Query::parse("words"),
            ..search::Ask::default()
        };
        let mut memory = search::Memory::default();
        let mut pass = search::Pass::new(corpus, &library.index, &mut memory, &ask);
        while pass.step(|| false) {}
        let found = pass.hits();
        let mut all: Vec<String> = quotes.chain(events).chain(actors).collect();
        all.extend(positions.chain(files).chain(faults));
        all.push(format!("{found:?}"));
        all
    }

    /// Returns what can be read of a cache; `None` where it is off.
    fn whole(path: &Path) -> Option<Vec<String>> {
        let cache = Cache::open(path)?;
        let drafts = cache
            .entries
            .iter()
            .map(|entry| cache.draft(entry, &mut Vec::new()).ok())
            .collect::<Option<Vec<_>>>()?;
        let quotes = cache.quotes(&drafts)?;
        let index = cache.bare_index().filter(|index| index.fits(&quotes))?;
        let mut all: Vec<String> = cache.entries.iter().map(|e| format!("{e:?}")).collect();
        all.extend(drafts.iter().map(|draft| format!("{draft:?}")));
        all.extend(cache.between.iter().map(|found| format!("{found:?}")));
        let mut bytes = Vec::new();
        index.write(&mut bytes);
        all.push(format!("{bytes:?}"));
        Some(all)
    }

    #[test]
    fn what_was_kept_is_what_was_read() {
        let shown = Shown::new();
        let fresh = shown.told(None);
        let path = shown.keep(later());
        assert!(whole(&path).is_some());
        assert_eq!(shown.told(Some(shown.place())), fresh);
        let (_, keep) = load(&shown.request(shown.place(), later()), |_| true);
        assert!(!keep.unwrap().is_due());
    }

    #[test]
    fn a_changed_file_is_read_again_and_a_new_one_read() {
        let shown = Shown::new();
        shown.keep(later());
        shown.write(1, "two");
        shown.write(7, "three");
        fs::remove_file(shown.file(3)).unwrap();
        assert_eq!(shown.told(Some(shown.place())), shown.told(None));
        // A file that was only touched is what it was.
        shown.keep(later());
        let touched = fs::File::options()
            .append(true)
            .open(shown.file(0))
            .unwrap();
        touched.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        let (_, keep) = load(&shown.request(shown.place(), later()), |_| true);
        assert!(!keep.unwrap().is_due());
    }

    #[test]
    fn what_is_kept_says_what_is_fiction() {
        let shown = Shown::new();
        let text = fs::read_to_string(shown.file(2)).unwrap();
        let text = text.replacen("title", "fiction = true\ntitle", 1);
        fs::write(shown.file(2), text).unwrap();
        let fresh = shown.told(None);
        let path = shown.keep(later());
        assert!(whole(&path).is_some());
        assert_eq!(shown.told(Some(shown.place())), fresh);
        assert!(fresh.iter().any(|told| told.contains("holds: Fiction")));
        shown.write(1, "two");
        assert_eq!(shown.told(Some(shown.place())), shown.told(None));
    }

    #[test]
    fn a_change_without_a_trace_is_seen_by_its_bytes() {
        let shown = Shown::new();
        let modified = fs::metadata(shown.file(0)).unwrap().modified().unwrap();
        // Kept in the very moment in which the file was changed.
        let path = shown.keep(modified);
        shown.write(0, "two");
        let changed = fs::File::options()
            .append(true)
            .open(shown.file(0))
            .unwrap();
        changed.set_modified(modified).unwrap();
        let cache = Cache::open(&path).unwrap();
        assert!(cache.entries.iter().all(|entry| entry.fleeting));
        assert_eq!(shown.told(Some(shown.place())), shown.told(None));
    }

    #[test]
    fn a_cache_cut_short_anywhere_is_no_cache() {
        let shown = Shown::new();
        let path = shown.keep(later());
        let bytes = fs::read(&path).unwrap();
        let fresh = shown.told(None);
        for percent in 0..100 {
            fs::write(&path, &bytes[..bytes.len() * percent / 100]).unwrap();
            assert!(whole(&path).is_none(), "{percent} %");
            if percent % 20 == 0 {
                assert_eq!(shown.told(Some(shown.place())), fresh);
            }
        }
    }

    #[test]
    fn a_cache_with_another_byte_is_no_cache() {
        let shown = Shown::new();
        let path = shown.keep(later());
        let bytes = fs::read(&path).unwrap();
        let fresh = shown.told(None);
        let mut runner = TestRunner::new(Config {
            cases: 1000,
            ..Config::default()
        });
        let places = (0..bytes.len(), 1..=255_u8);
        let mut tried = 0;
        let file = fs::File::options().write(true).open(&path).unwrap();
        let flipped = |(at, by): (usize, u8)| {
            file.write_all_at(&[bytes[at] ^ by], at as u64).unwrap();
            assert!(whole(&path).is_none(), "byte {at} by {by}");
            file.write_all_at(&[bytes[at]], at as u64).unwrap();
            Ok(())
        };
        runner.run(&places, flipped).unwrap();
        for at in (0..bytes.len()).step_by(bytes.len() / 12) {
            file.write_all_at(&[!bytes[at]], at as u64).unwrap();
            assert_eq!(shown.told(Some(shown.place())), fresh, "byte {at}");
            file.write_all_at(&[bytes[at]], at as u64).unwrap();
            tried += 1;
        }
        assert!(tried >= 12);
    }

    #[test]
    fn a_cache_of_another_version_is_no_cache() {
        let shown = Shown::new();
        let path = shown.keep(later());
        let mut bytes = fs::read(&path).unwrap();
        bytes[8] ^= 1;
        let sum = sum(&bytes[..HEAD]).to_le_bytes();
        bytes[HEAD..HEAD_SUMMED].copy_from_slice(&sum);
        fs::write(&path, &bytes).unwrap();
        assert!(Cache::open(&path).is_none());
        assert_eq!(shown.told(Some(shown.place())), shown.told(None));
    }

    #[test]
    fn where_nothing_can_be_written_nothing_is_lost() {
        let shown = Shown::new();
        let fresh = shown.told(None);
        let nowhere = shown.file(0);
        let (library, keep) = load(&shown.request(&nowhere, later()), |_| true);
        assert_eq!(told(&library), fresh);
        assert!(keep.unwrap().write().is_err());
        // A full disk: nothing is left behind, and the cache before stays.
        let path = shown.keep(later());
        let before = fs::read(&path).unwrap();
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let shelf = Shelf::default();
        let kept = Kept {
            shelf: &shelf,
            corpus: &Corpus::default(),
            index: &Index::default(),
            settled: 0,
        };
        assert!(fill(&full, &kept).is_err());
        assert_eq!(fs::read(&path).unwrap(), before);
        assert_eq!(fs::read_dir(shown.place()).unwrap().count(), 1);
    }

    #[test]
    fn two_at_once_leave_one_whole_cache() {
        let shown = Shown::new();
        let fresh = shown.told(None);
        // Not so late that one takes the other's for left behind.
        let written = fs::metadata(shown.file(4)).unwrap().modified().unwrap();
        let soon = written + Duration::from_secs(60);
        rayon::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|_| drop(shown.keep(soon)));
            }
        });
        assert_eq!(fs::read_dir(shown.place()).unwrap().count(), 1);
        assert_eq!(shown.told(Some(shown.place())), fresh);
    }
}
