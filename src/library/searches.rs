//! Searches kept from one session to the next, in a file of the user's own.
//! What the file says is never trusted: it is cleaned, bounded, and its faults
//! are told.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Read as _, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::Path,
};

use crate::{search::Order, text::Clean};

/// The name of the file.
const NAME: &str = "searches.toml";

/// The most searches of each sort that are kept.
const MOST: usize = 200;

/// The most characters of a search or a name.
const LONGEST: usize = 256;

/// The most bytes of the file that are read.
const BYTES: u64 = 1 << 20;

/// A search with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The name.
    pub name: Clean,
    /// What is searched for, as typed.
    pub query: Clean,
    /// In which order the quotes come.
    pub order: Order,
}

/// The searches of earlier sessions and of this one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Searches {
    /// What was searched for, the latest first, each once, at most 200.
    pub past: Vec<Clean>,
    /// The searches with a name, by name, at most 200.
    pub saved: Vec<Saved>,
}

/// A change of the searches that are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// This was searched for.
    Searched(Clean),
    /// This has a name now; it takes the place of another of that name.
    Saved(Saved),
    /// A search of the past is to be forgotten.
    Forgot(Clean),
    /// A name is to be forgotten.
    Unsaved(Clean),
}

impl Searches {
    /// Takes a change in.
    pub fn change(&mut self, change: &Change) {
        match change {
            Change::Searched(query) => {
                self.past.retain(|past| past.as_str() != query.as_str());
                if !query.is_empty() {
                    self.past.insert(0, bounded(query));
                }
                self.past.truncate(MOST);
            }
            Change::Saved(saved) => {
                self.saved
                    .retain(|other| other.name.as_str() != saved.name.as_str());
                if !saved.name.is_empty() && self.saved.len() < MOST {
                    self.saved.push(Saved {
                        name: bounded(&saved.name),
                        query: bounded(&saved.query),
                        order: saved.order,
                    });
                    self.saved.sort_by(|a, b| a.name.as_str().cmp(&b.name));
                }
            }
            Change::Forgot(query) => self.past.retain(|past| past.as_str() != query.as_str()),
            Change::Unsaved(name) => self
                .saved
                .retain(|saved| saved.name.as_str() != name.as_str()),
        }
    }

    /// Reads the file in the folder of state; without one there are none. What
    /// cannot be used is left out, and told in a sentence.
    pub fn read(folder: &Path) -> (Searches, Option<String>) {
        let path = folder.join(NAME);
        let told = |why: &str| Some(format!("{}: {why}", path.display()));
        match load(&path) {
            Ok(text) => match Searches::parse(&text) {
                Ok((searches, 0)) => (searches, None),
                Ok((searches, out)) => (searches, told(&format!("{out} of it could not be used"))),
                Err(why) => (Searches::default(), told(&why)),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => (Searches::default(), None),
            Err(error) => (Searches::default(), told(&error.to_string())),
        }
    }

    /// Makes a change in the file as it is now, which another session may have
    /// changed, too. The file is replaced whole; one that cannot be read is put
    /// aside first. `mark` differs from that of any other session.
    ///
    /// # Errors
    ///
    /// When the folder or the file cannot be written.
    pub fn keep(folder: &Path, change: &Change, mark: u32) -> io::Result<()> {
        let path = folder.join(NAME);
        let mut searches = Searches::default();
        match load(&path).map(|text| Searches::parse(&text)) {
            Ok(Ok((read, _))) => searches = read,
            Err(error) if error.kind() == io::ErrorKind::NotFound => (),
            Ok(Err(_)) | Err(_) => fs::rename(&path, folder.join(format!("{NAME}.broken")))?,
        }
        searches.change(change);
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
        let beside = folder.join(format!(".{NAME}.{mark}"));
        let written = write(&beside, &searches.text()).and_then(|()| fs::rename(&beside, &path));
        if written.is_err() {
            // What is left of it is of no use to anybody; it may not even be there.
            let _gone = fs::remove_file(&beside);
        }
        written
    }

    /// Reads the file's text; returns what it says, and how many entries could
    /// not be used.
    fn parse(text: &str) -> Result<(Searches, usize), String> {
        let table: toml::Table = text
            .parse()
            .map_err(|error: toml::de::Error| error.message().to_owned())?;
        let (mut searches, mut out) = (Searches::default(), 0);
        let list = |name: &str| table.get(name).and_then(toml::Value::as_array);
        // The last change comes first in the list.
        let past: Vec<&toml::Value> = list("past").into_iter().flatten().take(2 * MOST).collect();
        for past in past.into_iter().rev() {
            match past.as_str() {
                Some(past) => searches.change(&Change::Searched(bounded(past))),
                None => out += 1,
            }
        }
        for saved in list("saved").into_iter().flatten().take(2 * MOST) {
            let word = |name: &str| saved.get(name).and_then(toml::Value::as_str);
            match (word("name"), word("query")) {
                (Some(name), Some(query)) => searches.change(&Change::Saved(Saved {
                    name: bounded(name),
                    query: bounded(query),
                    order: order_of(word("order")),
                })),
                _ => out += 1,
            }
        }
        Ok((searches, out))
    }

    fn text(&self) -> String {
        let words = |text: &Clean| toml::Value::from(text.as_str());
        let past = self.past.iter().map(words).collect();
        let saved = self.saved.iter().map(|saved| {
            let mut table = toml::Table::new();
            table.insert("name".to_owned(), words(&saved.name));
            table.insert("query".to_owned(), words(&saved.query));
            table.insert("order".to_owned(), toml::Value::from(name_of(saved.order)));
            toml::Value::Table(table)
        });
        let mut table = toml::Table::new();
        table.insert("past".to_owned(), toml::Value::Array(past));
        table.insert("saved".to_owned(), toml::Value::Array(saved.collect()));
        format!("# Searches of attache: past ones, the latest first, and saved ones.\n{table}")
    }
}

/// Returns text from outside in one line, clean, and not too long.
fn bounded(text: &str) -> Clean {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |c| c.0);
    Clean::line(text.get(..end).unwrap_or_default())
}

fn name_of(order: Order) -> &'static str {
    match order {
        Order::Relevance => "relevance",
        Order::Date => "date",
        Order::Speaker => "speaker",
    }
}

fn order_of(name: Option<&str>) -> Order {
    [Order::Date, Order::Speaker]
        .into_iter()
        .find(|&order| name == Some(name_of(order)))
        .unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{any, proptest};

    fn searched(text: &str) -> Change {
        Change::Searched(Clean::line(text))
    }

    fn saved(name: &str, query: &str) -> Change {
        Change::Saved(Saved {
            name: Clean::line(name),
            query: Clean::line(query),
            order: Order::Date,
        })
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("deep/attache");
        assert_eq!(Searches::read(&folder), (Searches::default(), None));
        for change in [
            searched("arms race"),
            searched("norms \"of\" speaker:wang"),
            searched("arms race"),
            saved("races", "arms race"),
            saved("b", "x"),
            saved("a", "y"),
            Change::Unsaved(Clean::line("b")),
        ] {
            Searches::keep(&folder, &change, 7).unwrap();
        }
        let (searches, wrong) = Searches::read(&folder);
        assert_eq!(wrong, None);
        let past: Vec<&str> = searches.past.iter().map(Clean::as_str).collect();
        assert_eq!(past, ["arms race", "norms \"of\" speaker:wang"]);
        let names: Vec<&str> = searches.saved.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(names, ["a", "races"]);
        assert_eq!(searches.saved[1].order, Order::Date);
        let left: Vec<_> = fs::read_dir(&folder).unwrap().flatten().collect();
        assert_eq!(left.len(), 1, "{left:?}");
    }

    #[test]
    fn a_file_that_is_broken_is_told_of_and_put_aside() {
        let long = "#".repeat(1 << 21);
        for broken in [&b"past = ["[..], b"\xff\xfe", long.as_bytes()] {
            let home = tempfile::tempdir().unwrap();
            fs::write(home.path().join(NAME), broken).unwrap();
            let (searches, wrong) = Searches::read(home.path());
            assert_eq!(searches, Searches::default());
            assert!(wrong.unwrap().contains(NAME));
            Searches::keep(home.path(), &searched("norms"), 1).unwrap();
            assert_eq!(Searches::read(home.path()).0.past.len(), 1);
            let aside = home.path().join(format!("{NAME}.broken"));
            assert_eq!(fs::read(aside).unwrap(), broken);
        }
    }

    #[test]
    fn what_is_no_file_is_not_waited_for() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join(NAME)).unwrap();
        assert!(Searches::read(home.path()).1.is_some());
    }

    #[test]
    fn what_a_file_says_is_cleaned_and_bounded() {
        let many: Vec<String> = (0..500).map(|n| format!("\"q{n}\"")).collect();
        let text = format!("past = [3, {}]", many.join(","));
        let (searches, out) = Searches::parse(&text).unwrap();
        assert_eq!((searches.past.len(), out), (MOST, 1));
        assert_eq!(searches.past[0].as_str(), "q0");
        let text = format!("past = [\"a\\u001b[31mb\\u202e\", \"{}\"]", "x".repeat(999));
        let (searches, _) = Searches::parse(&text).unwrap();
        assert_eq!(searches.past[0].as_str(), "a␛[31mb�");
        assert_eq!(searches.past[1].chars().count(), LONGEST);
    }

    proptest! {
        #[test]
        fn whatever_is_kept_comes_back(words in proptest::collection::vec(any::<String>(), 0..5)) {
            let mut searches = Searches::default();
            for word in &words {
                searches.change(&searched(word));
                searches.change(&saved(word, word));
            }
            let (read, out) = Searches::parse(&searches.text()).unwrap();
            assert_eq!(out, 0);
            let shown = |s: &Searches| -> Vec<String> { s.past.iter().map(ToString::to_string).collect() };
            assert_eq!(shown(&read), shown(&searches));
        }
    }
}
