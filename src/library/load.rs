//! Reading a library: found and parsed on every core, told of as it grows.

use std::{
    collections::HashMap,
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::{
    briefing::{self, Draft, Reading, fault},
    library::{
        cache::{self, Cache, Entry},
        find::{self, Found, Stamp},
        shelf::{Fresh, Part, Shelf},
        state::{Library, Progress},
    },
    model::Corpus,
    search::Index,
    text::Clean,
};

/// Files parsed before the library is told of for the first time; doubled each
/// time, so that the cost of telling stays a fraction of that of reading.
const FIRST: usize = 64;

/// Bytes of a library from which on it is worth a cache: a smaller one is read
/// as fast.
const WORTH: u64 = 1 << 20;

/// Texts of files are kept in a library of up to this many bytes: in a larger
/// one, a file is read again where a fault in it is to be shown.
const TEXTS: u64 = 32 << 20;

/// Files that are parsed before they are added: what is made on the way from a
/// text to a draft is many times as large.
const CHUNK: usize = 128;

/// A file changed within this time before it was read may be changed again
/// without a trace, where the disk counts time coarsely; nanoseconds.
const COARSE: i128 = 2_000_000_000;

/// What is to be loaded.
#[derive(Debug, Clone)]
pub struct Request {
    /// The files and folders.
    pub paths: Vec<PathBuf>,
    /// The folder of caches, if one is to be used.
    pub cache: Option<PathBuf>,
    /// The time it is.
    pub now: SystemTime,
}

/// What can be kept of a library that was read, for the next start.
#[derive(Debug)]
pub struct Keep {
    path: PathBuf,
    shelf: Shelf,
    corpus: Arc<Corpus>,
    index: Arc<Index>,
    settled: i128,
    stale: bool,
}

impl Keep {
    /// Whether what is kept already is out of date by more than a hundredth,
    /// so that writing it again is worth its time.
    pub fn is_due(&self) -> bool {
        self.stale
    }

    /// Writes the cache, whole or not at all; returns its place and its bytes.
    ///
    /// # Errors
    ///
    /// What the system says; the cache before is still there then.
    pub fn write(self) -> io::Result<(PathBuf, u64)> {
        let kept = cache::Kept {
            shelf: &self.shelf,
            corpus: &self.corpus,
            index: &self.index,
            settled: self.settled,
        };
        let size = cache::write(&self.path, &kept)?;
        Ok((self.path, size))
    }
}

/// Loads the files and folders, and returns the library when it is whole, and
/// what can be kept of it. As it grows, `tell` is given it as it is so far; if it says no, what was read until
/// then is returned. What is wrong between files is told last.
pub fn load(
    request: &Request,
    mut tell: impl FnMut(&mut Growing) -> bool,
) -> (Library, Option<Keep>) {
    let place = request
        .cache
        .as_ref()
        .map(|folder| cache::path(folder, &request.paths));
    let ((found, folders), cache) = rayon::join(
        || -> (Vec<Found>, Vec<Option<usize>>) {
            let paths = request.paths.iter().enumerate();
            let files = paths.flat_map(|(at, path)| {
                let files = find::files(path).into_iter();
                files.map(move |found| {
                    let folder = (!found.is(path)).then_some(at);
                    (found, folder)
                })
            });
            files.unzip()
        },
        || place.as_deref().and_then(Cache::open),
    );
    let place = place.filter(|_| WORTH <= found.iter().map(Found::size).sum());
    let mut growing = Growing::new(request, &found, &folders, cache);
    while !growing.progress.done {
        if !growing.read(&found) {
            // The cache turned out to be off: as if there were none.
            growing = Growing::new(request, &found, &folders, None);
            continue;
        }
        if !tell(&mut growing) {
            break;
        }
    }
    growing.check();
    let library = growing.library();
    let keep = place.filter(|_| growing.progress.done).map(|path| Keep {
        path,
        stale: growing.is_stale(),
        settled: settled(request.now),
        shelf: growing.shelf,
        corpus: Arc::clone(&library.corpus),
        index: Arc::clone(&library.index),
    });
    (library, keep)
}

/// Returns the time before which a change is sure to have left its trace.
pub(super) fn settled(now: SystemTime) -> i128 {
    let since = now.duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| i128::try_from(since.as_nanos()).unwrap_or(0)) - COARSE
}

/// A library while it is read.
#[derive(Debug)]
pub struct Growing {
    shelf: Shelf,
    roots: Vec<Clean>,
    cached: Option<Cached>,
    /// What was made last, and of how many files.
    last: Option<(usize, Arc<Corpus>, Arc<Index>)>,
    progress: Progress,
    /// The number of files at which it is worth looking at: doubled each time.
    due: usize,
    /// Files that were not in the cache.
    fresh: usize,
    /// Whether drafts keep their texts.
    keep_texts: bool,
}

/// What a cache has of the files that were found.
#[derive(Debug)]
struct Cached {
    cache: Cache,
    /// For each file found, its entry, where it is as it was.
    entries: Vec<Option<usize>>,
    /// The drafts of entries, as far as they are wanted.
    drafts: Vec<Option<Arc<Draft>>>,
    /// Whether the files are those of the cache, each as it was.
    whole: bool,
}

impl Growing {
    fn new(
        request: &Request,
        found: &[Found],
        folders: &[Option<usize>],
        cache: Option<Cache>,
    ) -> Growing {
        let cached = cache.map(|cache| matched(cache, found));
        let mut shelf = Shelf {
            folders: folders.to_vec(),
            ..Shelf::default()
        };
        if let Some(cached) = &cached {
            shelf.stock = cached.cache.stock.clone();
        }
        let mut growing = Growing {
            shelf,
            roots: request.paths.iter().map(|path| Clean::path(path)).collect(),
            cached,
            last: None,
            progress: Progress {
                read: 0,
                found: found.len(),
                done: found.is_empty(),
            },
            due: 0,
            fresh: 0,
            keep_texts: found.iter().map(Found::size).sum::<u64>() <= TEXTS,
        };
        growing.due = growing.first_batch();
        growing
    }

    /// Returns how many files to read before the library is told of first: all,
    /// where nearly all are in the cache.
    fn first_batch(&self) -> usize {
        let known = self.cached.as_ref().map_or(0, |cached| {
            cached
                .entries
                .iter()
                .filter(|entry| entry.is_some())
                .count()
        });
        if self.progress.found - known <= FIRST {
            self.progress.found
        } else {
            FIRST
        }
    }

    /// Reads some files more; `false` where the cache is off.
    fn read(&mut self, found: &[Found]) -> bool {
        let start = self.progress.read;
        if self.due <= start {
            self.due = 2 * start;
        }
        let end = self.due.min(start + CHUNK).min(found.len());
        let (cached, keep_text) = (self.cached.as_ref(), self.keep_texts);
        let parts: Option<Vec<Obtained>> = (start..end)
            .into_par_iter()
            .map_init(Vec::new, |buffer, at| {
                obtain(&found[at], at, cached, buffer).map(|obtained| obtained.with_text(keep_text))
            })
            .collect();
        let Some(parts) = parts else {
            return false;
        };
        for part in parts {
            match part {
                Obtained::Fresh(fresh) => {
                    self.fresh += usize::from(fresh.path.is_some());
                    self.shelf.add(*fresh);
                }
                Obtained::Known(entry, part) => {
                    if let Some(cached) = &mut self.cached {
                        cached.drafts[entry].clone_from(&part.draft);
                    }
                    self.shelf.files.push(part);
                }
            }
        }
        self.progress.read = end;
        self.progress.done = end == found.len();
        true
    }

    /// Whether so much has changed that a new cache is worth its time.
    fn is_stale(&self) -> bool {
        match &self.cached {
            None => true,
            Some(cached) => {
                let gone = cached.cache.entries.len().abs_diff(self.progress.found);
                self.progress.found < 100 * (self.fresh + gone)
            }
        }
    }

    /// Finds what is wrong between files.
    fn check(&mut self) {
        match &mut self.cached {
            Some(cached) if cached.whole => {
                self.shelf.between = std::mem::take(&mut cached.cache.between);
            }
            _ => self.shelf.check(),
        }
    }

    /// Whether so much more is read than when it was worth looking at last that
    /// it is again: the cost of looking stays a fraction of that of reading.
    pub fn is_due(&self) -> bool {
        self.progress.done || self.due <= self.progress.read
    }

    /// Returns how far reading has come.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// Returns the library as it is known so far; making it takes time.
    pub fn library(&mut self) -> Library {
        let files = self.shelf.files.len();
        let (corpus, index) = match &self.last {
            Some((last, corpus, index)) if *last == files => {
                (Arc::clone(corpus), Arc::clone(index))
            }
            _ => {
                let (corpus, index) = self.link();
                (Arc::new(corpus), Arc::new(index))
            }
        };
        self.last = Some((files, Arc::clone(&corpus), Arc::clone(&index)));
        self.shelf
            .library(corpus, index, self.roots.clone(), self.progress)
    }

    /// Links what was read, and indexes it: from what was told last, or from
    /// the cache, which is read meanwhile.
    fn link(&self) -> (Corpus, Index) {
        let first = self.progress.done && self.last.is_none();
        let cached = self.cached.as_ref().filter(|_| first);
        let (corpus, kept) = rayon::join(
            || self.shelf.corpus(),
            || cached.and_then(|cached| cached.cache.bare_index()),
        );
        let index = match (cached, kept, &self.last) {
            (Some(cached), Some(kept), _) if cached.whole && kept.fits(&corpus) => {
                kept.named(&corpus)
            }
            (Some(cached), Some(kept), _) => match cached.cache.quotes(&cached.drafts) {
                Some(quotes) => Index::grown(Some((&quotes, &kept)), &corpus),
                None => Index::new(&corpus),
            },
            (_, _, Some((_, before, index))) => Index::grown(Some((before, index)), &corpus),
            (_, _, None) => Index::new(&corpus),
        };
        (corpus, index)
    }
}

/// Finds the entries of a cache that are those of the files found.
fn matched(cache: Cache, found: &[Found]) -> Cached {
    let places: HashMap<&Path, usize> = cache
        .entries
        .iter()
        .enumerate()
        .map(|(at, entry)| (entry.path.as_path(), at))
        .collect();
    let entries: Vec<Option<usize>> = found
        .par_iter()
        .map(|found| {
            let Found::File(path, name, stamp) = found else {
                return None;
            };
            let at = *places.get(path.as_path())?;
            is_same(&cache.entries[at], path, name, *stamp).then_some(at)
        })
        .collect();
    let in_order = entries
        .iter()
        .copied()
        .eq((0..cache.entries.len()).map(Some));
    Cached {
        drafts: vec![None; cache.entries.len()],
        whole: in_order,
        entries,
        cache,
    }
}

/// Whether a file is as it was when it was kept. Where its time cannot say,
/// its bytes do.
fn is_same(entry: &Entry, path: &Path, name: &Clean, stamp: Stamp) -> bool {
    if entry.name != *name || entry.stamp.size != stamp.size {
        return false;
    }
    if entry.stamp == stamp && !entry.fleeting {
        return true;
    }
    find::bytes(path, briefing::FILE).is_ok_and(|(bytes, _)| cache::digest(&bytes) == entry.digest)
}

/// A file, read or remembered.
enum Obtained {
    Fresh(Box<Fresh>),
    Known(usize, Part),
}

impl Obtained {
    /// Returns the same, without its text if that is not to be kept.
    fn with_text(mut self, kept: bool) -> Obtained {
        if let (false, Obtained::Fresh(fresh)) = (kept, &mut self)
            && let Some(draft) = &mut fresh.reading.draft
        {
            draft.forget_text();
        }
        self
    }
}

/// Reads a file, or its draft from the cache; `None` where that is off.
fn obtain(
    found: &Found,
    at: usize,
    cached: Option<&Cached>,
    buffer: &mut Vec<u8>,
) -> Option<Obtained> {
    let known = cached.and_then(|cached| Some((cached, cached.entries[at]?)));
    let (Some((cached, at)), Found::File(path, name, stamp)) = (known, found) else {
        return Some(Obtained::Fresh(Box::new(parse(found))));
    };
    let entry = &cached.cache.entries[at];
    Some(Obtained::Known(
        at,
        Part {
            name: name.clone(),
            path: Some(Arc::from(path.as_path())),
            stamp: Some((*stamp, entry.digest)),
            draft: cached.cache.draft(entry, buffer).ok()?,
            diagnostics: entry.diagnostics.clone(),
        },
    ))
}

fn parse(found: &Found) -> Fresh {
    match found {
        Found::Wrong(diagnostic) => Fresh {
            name: diagnostic.place.file.clone(),
            path: None,
            stamp: None,
            reading: Reading {
                draft: None,
                diagnostics: vec![diagnostic.clone()],
            },
        },
        Found::File(path, name, _) => {
            let (reading, stamp) = match find::bytes(path, briefing::FILE) {
                Ok((bytes, stamp)) => {
                    let stamp = (stamp, cache::digest(&bytes));
                    (briefing::read(name, &bytes), Some(stamp))
                }
                Err((large, words)) => {
                    let code = if large { "too-large" } else { "unreadable" };
                    let reading = Reading {
                        draft: None,
                        diagnostics: vec![fault(code, name, &words)],
                    };
                    (reading, None)
                }
            };
            Fresh {
                name: name.clone(),
                path: Some(Arc::from(path.as_path())),
                stamp,
                reading,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const GOOD: &str = "schema = 1\n[briefing]\nid = \"ID\"\ntitle = \"T\"\n[source.s]\ntype = \"speech\"\ntitle = \"S\"\n[actor.a]\nkind = \"person\"\nname = \"A\"\n[quote.q]\nspeaker = \"a\"\nsource = \"s\"\nlocator = \"p. 1\"\ntext = \"words\"\n";

    fn request(paths: &[PathBuf]) -> Request {
        Request {
            paths: paths.to_owned(),
            cache: None,
            now: SystemTime::UNIX_EPOCH,
        }
    }

    fn whole(paths: &[PathBuf]) -> Library {
        load(&request(paths), |_| true).0
    }

    #[test]
    fn what_is_broken_is_named_and_the_rest_loads() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
        write("good.toml", GOOD.replace("ID", "good").as_bytes());
        write("latin.toml", b"title = \"caf\xe9\"");
        write("broken.toml", b"schema = \n");
        write("notes.txt", b"not a briefing");
        fs::create_dir(folder.path().join("deeper")).unwrap();
        write("deeper/also.toml", GOOD.replace("ID", "also").as_bytes());
        let library = whole(&[folder.path().to_owned(), PathBuf::from("/nowhere/at/all")]);
        assert_eq!(library.corpus.quotes.len(), 2);
        let codes: Vec<&str> = library.diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, ["syntax", "not-utf8", "not-a-library"]);
        assert!(library.progress.done);
    }

    #[test]
    fn a_library_is_told_of_as_it_grows() {
        let folder = tempfile::tempdir().unwrap();
        for n in 0..200 {
            let text = GOOD.replace("ID", &format!("b{n}"));
            fs::write(folder.path().join(format!("b{n:03}.toml")), text).unwrap();
        }
        let mut told = Vec::new();
        let (library, keep) = load(&request(&[folder.path().to_owned()]), |so_far| {
            if so_far.is_due() {
                told.push(so_far.library().corpus.quotes.len());
            }
            true
        });
        assert!(keep.is_none());
        assert_eq!(told, [64, 128, 200]);
        assert_eq!(library.corpus.quotes.len(), 200);
        assert_eq!(*library.index, Index::new(&library.corpus));
    }

    #[test]
    fn fiction_beside_real_briefings_is_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, fiction: bool| {
            let text = GOOD.replace("ID", name);
            let made_up = format!("title = \"T\"\nfiction = {fiction}\n");
            let text = text.replacen("title = \"T\"\n", &made_up, 1);
            let path = folder.path().join(format!("{name}.toml"));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text.replace("made/", "made-")).unwrap();
            path
        };
        let made = write("made/up", true);
        let check = |paths: &[PathBuf], briefings: &[&str], left_out: &[&str]| {
            let library = whole(paths);
            let titles = library.corpus.briefings.iter();
            let titles: Vec<String> = titles.map(|(_, one)| one.title.to_string()).collect();
            assert_eq!(titles, briefings, "{paths:?}");
            let out: Vec<&str> = library
                .fiction_left_out()
                .iter()
                .map(|n| n.as_str())
                .collect();
            assert_eq!(out, left_out, "{paths:?}");
            assert!(library.diagnostics.is_empty(), "{:?}", library.diagnostics);
            assert_eq!(library.corpus.quotes.len(), briefings.len());
            assert_eq!(*library.index, Index::new(&library.corpus));
        };
        let all = folder.path().to_owned();
        // Nothing else lies there yet.
        check(std::slice::from_ref(&all), &["[Fiction] T"], &[]);
        write("real", false);
        check(std::slice::from_ref(&all), &["T"], &["made/up.toml"]);
        check(std::slice::from_ref(&made), &["[Fiction] T"], &[]);
        let only = folder.path().join("made");
        check(std::slice::from_ref(&only), &["[Fiction] T"], &[]);
        check(
            &[folder.path().join("real.toml"), only],
            &["T", "[Fiction] T"],
            &[],
        );
    }

    #[test]
    fn fiction_waits_until_all_is_read() {
        let folder = tempfile::tempdir().unwrap();
        for n in 0..100 {
            let mut text = GOOD.replace("ID", &format!("b{n}"));
            if n == 0 {
                text = text.replacen("title", "fiction = true\ntitle", 1);
            }
            fs::write(folder.path().join(format!("b{n:03}.toml")), text).unwrap();
        }
        let mut told = Vec::new();
        load(&request(&[folder.path().to_owned()]), |so_far| {
            if so_far.is_due() {
                told.push(so_far.library().corpus.quotes.len());
            }
            true
        });
        assert_eq!(told, [63, 99]);
    }

    #[test]
    fn pipes_and_links_out_of_the_library_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret.toml"), GOOD).unwrap();
        std::os::unix::fs::symlink(
            outside.path().join("secret.toml"),
            folder.path().join("link.toml"),
        )
        .unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("ring")).unwrap();
        let pipe = folder.path().join("pipe.toml");
        rustix::fs::mknodat(
            rustix::fs::CWD,
            &pipe,
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::RUSR,
            0,
        )
        .unwrap();
        let library = whole(&[folder.path().to_owned()]);
        assert_eq!(library.corpus.quotes.len(), 0);
        let codes: Vec<&str> = library.diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, ["skipped", "skipped"]);
        let library = whole(&[pipe]);
        assert_eq!(library.diagnostics[0].code, "unreadable");
    }
}
