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
    pub(super) stock: Stock,
    pub(super) entries: Vec<Entry>,
    /// What was wrong between the records of all of them.
    pub(super) between: Vec<(usize, Diagnostic)>,
    index: Piece,
}

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

fn sum(bytes: &[u8]) -> u64 {
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
    let mut names = Vec::new();
    for root in roots {
        let whole = fs::canonicalize(root).unwrap_or_else(|_| root.clone());
        names.extend_from_slice(whole.as_os_str().as_bytes());
        names.push(0);
    }
    folder.join(format!("{:032x}.library", digest(&names)))
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
        let bytes = read(&file, manifest)?;
        let mut from = Unsealer::new(&bytes);
        let cache = Cache {
            stock: Seal::unseal(&mut from)?,
            entries: Seal::unseal(&mut from)?,
            between: (0..from.size()?)
                .map(|_| Some((from.small()? as usize, unsealed(&mut from)?)))
                .collect::<Option<_>>()?,
            index: Seal::unseal(&mut from)?,
            file,
        };
        from.is_done().then_some(cache)
    }

    /// Reads a file's draft; `Some(None)` where nothing of it could be used,
    /// `None` where the cache is off.
    pub(super) fn draft(&self, entry: &Entry) -> Option<Option<Arc<Draft>>> {
        let Some(piece) = entry.draft else {
            return Some(None);
        };
        let bytes = read(&self.file, piece)?;
        let mut from = Unsealer::new(&bytes);
        let draft = Draft::unseal(&mut from)?;
        let sound = from.is_done() && self.stock.has_all_of(&draft);
        sound.then(|| Some(Arc::new(draft)))
    }

    /// Reads the index of the corpus that was kept; `None` where it is off.
    pub(super) fn index(&self, corpus: &Corpus) -> Option<Index> {
        Index::read(&read(&self.file, self.index)?, corpus)
    }

    /// Returns a corpus that has the quotes that were kept and nothing else:
    /// what its index is of. The drafts are those of the entries, in order;
    /// for a file that has changed there is none.
    pub(super) fn quotes(&self, drafts: &[Option<Arc<Draft>>]) -> Corpus {
        let mut corpus = Corpus::default();
        for (entry, draft) in self.entries.iter().zip(drafts) {
            let file = corpus.files.push(File::default());
            let sheaf = draft
                .as_ref()
                .map(|draft| Arc::clone(draft.sheaf()))
                .unwrap_or_default();
            let some = (entry.quotes as usize) != sheaf.len();
            let kept = some.then(|| (0..entry.quotes).collect());
            corpus.add_quotes(file, sheaf, Arc::default(), kept);
        }
        corpus
    }
}

/// Reads a run of bytes and compares its checksum.
fn read(file: &fs::File, piece: Piece) -> Option<Vec<u8>> {
    let size = file.metadata().ok()?.len();
    let end = piece.at.checked_add(piece.len)?;
    if size < end {
        return None;
    }
    let mut bytes = vec![0; usize::try_from(piece.len).ok()?];
    file.read_exact_at(&mut bytes, piece.at).ok()?;
    (sum(&bytes) == piece.sum).then_some(bytes)
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
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)?;
    sweep(folder, kept.settled);
    let mut temporary = temporary(folder)?;
    let mut out = Writer {
        out: BufWriter::with_capacity(1 << 20, &temporary.file),
        at: 0,
    };
    out.put(&[0; HEAD_SUMMED])?;
    let mut manifest = Sealer::default();
    kept.shelf.stock.seal(&mut manifest);
    let mut entries = Vec::new();
    let mut used = 0;
    for part in &kept.shelf.files {
        let quotes = part.draft.as_ref().map(|_| {
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
    temporary.file.write_all_at(&head, 0)?;
    temporary.file.sync_all()?;
    fs::rename(&temporary.path, path)?;
    temporary.named = true;
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
        [self.at, self.len, self.sum]
            .into_iter()
            .for_each(|n| out.number(n));
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
