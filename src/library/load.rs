//! Reading a library: found and parsed on every core, told of as it grows.

use std::{path::PathBuf, sync::Arc};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::{
    briefing::{self, Reading, fault},
    library::{
        find::{self, Found},
        shelf::{Fresh, Shelf},
        state::{Library, Progress},
    },
    model::Corpus,
    search::Index,
    text::Clean,
};

/// Files parsed before the library is told of for the first time; doubled each
/// time, so that the cost of telling stays a fraction of that of reading.
const FIRST: usize = 64;

/// Loads the files and folders, and returns the library when it is whole. As it
/// grows, `tell` is given a way to have it as it is so far, which costs only
/// who uses it; if it says no, what was read until then is returned.
pub fn load(
    paths: &[PathBuf],
    mut tell: impl FnMut(&mut dyn FnMut() -> Library) -> bool,
) -> Library {
    let roots: Vec<Clean> = paths.iter().map(|path| Clean::path(path)).collect();
    let found: Vec<Found> = paths.iter().flat_map(|path| find::files(path)).collect();
    let mut growing = Growing {
        shelf: Shelf::default(),
        roots,
        last: None,
        progress: Progress {
            read: 0,
            found: found.len(),
            done: found.is_empty(),
        },
    };
    let mut batch = FIRST;
    while !growing.progress.done {
        let read = growing.progress.read;
        let part = &found[read..found.len().min(read + batch)];
        let fresh: Vec<Fresh> = part.par_iter().map(parse).collect();
        for file in fresh {
            growing.shelf.add(file);
        }
        growing.progress.read += part.len();
        growing.progress.done = growing.progress.read == found.len();
        batch = growing.progress.read;
        if !tell(&mut || growing.library()) {
            break;
        }
    }
    growing.shelf.check();
    growing.library()
}

/// A library while it is read.
struct Growing {
    shelf: Shelf,
    roots: Vec<Clean>,
    /// What was told last, and of how many files.
    last: Option<(usize, Arc<Corpus>, Arc<Index>)>,
    progress: Progress,
}

impl Growing {
    /// Returns the library as it is known so far.
    fn library(&mut self) -> Library {
        let files = self.shelf.files.len();
        let (corpus, index) = match &self.last {
            Some((last, corpus, index)) if *last == files => {
                (Arc::clone(corpus), Arc::clone(index))
            }
            _ => {
                let corpus = Arc::new(self.shelf.corpus());
                let index = Arc::new(Index::new(&corpus));
                self.last = Some((files, Arc::clone(&corpus), Arc::clone(&index)));
                (corpus, index)
            }
        };
        self.shelf
            .library(corpus, index, self.roots.clone(), self.progress)
    }
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
                Ok((bytes, stamp)) => (briefing::read(name, &bytes), Some(stamp)),
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
        let library = load(
            &[folder.path().to_owned(), PathBuf::from("/nowhere/at/all")],
            |_| true,
        );
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
        let library = load(&[folder.path().to_owned()], |so_far| {
            told.push(so_far().corpus.quotes.len());
            true
        });
        assert_eq!(told, [64, 128, 200]);
        assert_eq!(library.corpus.quotes.len(), 200);
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
        let library = load(&[folder.path().to_owned()], |_| true);
        assert_eq!(library.corpus.quotes.len(), 0);
        let codes: Vec<&str> = library.diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, ["skipped", "skipped"]);
        let library = load(&[pipe], |_| true);
        assert_eq!(library.diagnostics[0].code, "unreadable");
    }
}
