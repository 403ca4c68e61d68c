//! What was found of quotes in their sources, kept for the next time.
//!
//! One file in the folder of caches, safe to delete, and ignored when anything
//! in it is off. The verdicts on the quotes of a source are kept together, in
//! rows, by the digest of everything they depend on: the text of the source,
//! the digest it should have, its title, and the quotes in their order. So a
//! thousand quotes take one digest and one look, and where one of them changed,
//! all of its row are looked for again. Which digest a text has is kept by its
//! file's stamp, so that a text that did not change is not read; a file changed
//! so shortly before it was read that it may have been changed again without a
//! trace is not kept.

use std::{
    collections::HashMap,
    fs,
    io::{self, Write as _},
    os::unix::ffi::OsStrExt as _,
    path::Path,
    sync::Arc,
};

use crate::{
    library::{
        cache::{self, digest, sum},
        find::Stamp,
    },
    seal::{Sealer, Unsealer},
    verify::Passage,
};

/// What every file of verdicts begins with.
const MAGIC: &[u8; 8] = b"attach\0v";
/// Raised whenever the bytes come to mean something else, or a quote may be
/// found otherwise than before.
const VERSION: u64 = 2;
/// The most bytes of a file of verdicts that are read.
const BYTES: u64 = 1 << 30;

/// What was found earlier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Verified {
    /// For each file of a text, by its path: what it was like, and its SHA-256.
    pub(super) texts: HashMap<u128, (Stamp, Arc<str>)>,
    /// Rows of verdicts, a byte for each quote, by what they depend on.
    pub(super) rows: HashMap<u128, Box<[u8]>>,
}

/// All that a row of verdicts depends on, quote by quote.
#[derive(Debug, Default)]
pub(super) struct Row {
    buffer: Sealer,
}

impl Row {
    /// Begins the row of a source: the digest of its text, the one that the text
    /// should have, and what the source is called.
    pub(super) fn new(text: &str, due: &str, title: &str) -> Row {
        let mut row = Row::default();
        for part in [text, due, title] {
            row.buffer.text(part);
        }
        row
    }

    /// Adds a quote from the source.
    pub(super) fn add(&mut self, passage: &Passage<'_>) {
        let Passage {
            text,
            prefix,
            suffix,
            locator,
            title: _,
        } = *passage;
        for part in [text, prefix, suffix, locator] {
            self.buffer.text(part);
        }
    }

    /// Returns by what the row is known.
    pub(super) fn key(&self) -> u128 {
        digest(&self.buffer.bytes)
    }
}

/// Returns by what a file is known.
pub(super) fn file_key(path: &Path) -> u128 {
    digest(path.as_os_str().as_bytes())
}

/// Reads what was kept; nothing where there is none, or anything in it is off.
pub(super) fn read(path: &Path) -> Verified {
    let small = fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() <= BYTES);
    let bytes = small.then(|| fs::read(path).ok()).flatten();
    bytes.and_then(|bytes| parse(&bytes)).unwrap_or_default()
}

/// Writes what is to be kept, whole or not at all; returns its bytes.
///
/// # Errors
///
/// What the system says; what was kept before is still there then.
pub(super) fn write(path: &Path, settled: i128, verified: &Verified) -> io::Result<u64> {
    let bytes = bytes(verified);
    cache::put(path, settled, |mut file| {
        file.write_all(&bytes)?;
        Ok(bytes.len() as u64)
    })
}

fn version() -> u64 {
    let mut bytes = env!("CARGO_PKG_VERSION").as_bytes().to_vec();
    bytes.extend(VERSION.to_le_bytes());
    sum(&bytes)
}

fn bytes(verified: &Verified) -> Vec<u8> {
    let mut out = Sealer::default();
    out.bytes.extend_from_slice(MAGIC);
    out.bytes.extend_from_slice(&version().to_le_bytes());
    out.size(verified.texts.len());
    for (key, (stamp, sha256)) in &verified.texts {
        out.bytes.extend_from_slice(&key.to_le_bytes());
        for number in [stamp.size, stamp.inode] {
            out.number(number);
        }
        for time in [stamp.modified, stamp.changed] {
            out.bytes.extend_from_slice(&time.to_le_bytes());
        }
        out.text(sha256);
    }
    out.size(verified.rows.len());
    for (key, codes) in &verified.rows {
        out.bytes.extend_from_slice(&key.to_le_bytes());
        out.size(codes.len());
        out.bytes.extend_from_slice(codes);
    }
    let sum = sum(&out.bytes);
    out.bytes.extend_from_slice(&sum.to_le_bytes());
    out.bytes
}

fn parse(bytes: &[u8]) -> Option<Verified> {
    let (bytes, sum_of) = bytes.split_at_checked(bytes.len().checked_sub(8)?)?;
    if sum_of != sum(bytes).to_le_bytes() {
        return None;
    }
    let mut from = Unsealer::new(bytes);
    let same = from.bytes(8)? == MAGIC && from.bytes(8)? == version().to_le_bytes();
    if !same {
        return None;
    }
    let wide = |from: &mut Unsealer<'_>| from.bytes(16)?.try_into().ok();
    let mut verified = Verified::default();
    for _ in 0..from.size()? {
        let key = u128::from_le_bytes(wide(&mut from)?);
        let (size, inode) = (from.number()?, from.number()?);
        let stamp = Stamp {
            size,
            inode,
            modified: i128::from_le_bytes(wide(&mut from)?),
            changed: i128::from_le_bytes(wide(&mut from)?),
        };
        verified.texts.insert(key, (stamp, Arc::from(from.text()?)));
    }
    for _ in 0..from.size()? {
        let key = u128::from_le_bytes(wide(&mut from)?);
        let len = from.size()?;
        verified.rows.insert(key, from.bytes(len)?.into());
    }
    from.is_done().then_some(verified)
}
