//! Searches kept from one session to the next, in a file of the user's own.
//! What the file says is never trusted: it is cleaned, bounded, and its faults
//! are told.

use std::{io, path::Path};

use crate::{
    library::kept::{self, Kept, bounded},
    search::Order,
    text::Clean,
};

/// The most searches of each sort that are kept.
const MOST: usize = 200;

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
        kept::read(folder)
    }

    /// Makes a change in the file as it is now, which another session may have
    /// changed, too. The file is replaced whole; one that cannot be read is put
    /// aside first. `mark` differs from that of any other session.
    ///
    /// # Errors
    ///
    /// When the folder or the file cannot be written.
    pub fn keep(folder: &Path, change: &Change, mark: u32) -> io::Result<()> {
        kept::keep::<Searches>(folder, change, mark)
    }
}

impl Kept for Searches {
    const NAME: &'static str = "searches.toml";

    type Change = Change;

    fn change(&mut self, change: &Change) {
        Searches::change(self, change);
    }

    fn parse(table: &toml::Table) -> (Searches, usize) {
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
        (searches, out)
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::library::kept::{LONGEST, parse};
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
            fs::write(home.path().join(Searches::NAME), broken).unwrap();
            let (searches, wrong) = Searches::read(home.path());
            assert_eq!(searches, Searches::default());
            assert!(wrong.unwrap().contains(Searches::NAME));
            Searches::keep(home.path(), &searched("norms"), 1).unwrap();
            assert_eq!(Searches::read(home.path()).0.past.len(), 1);
            let aside = home.path().join("searches.toml.broken");
            assert_eq!(fs::read(aside).unwrap(), broken);
        }
    }

    #[test]
    fn what_is_no_file_is_not_waited_for() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join(Searches::NAME)).unwrap();
        assert!(Searches::read(home.path()).1.is_some());
    }

    #[test]
    fn what_a_file_says_is_cleaned_and_bounded() {
        let many: Vec<String> = (0..500).map(|n| format!("\"q{n}\"")).collect();
        let text = format!("past = [3, {}]", many.join(","));
        let (searches, out) = parse::<Searches>(&text).unwrap();
        assert_eq!((searches.past.len(), out), (MOST, 1));
        assert_eq!(searches.past[0].as_str(), "q0");
        let text = format!("past = [\"a\\u001b[31mb\\u202e\", \"{}\"]", "x".repeat(999));
        let (searches, _) = parse::<Searches>(&text).unwrap();
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
            let (read, out) = parse::<Searches>(&searches.text()).unwrap();
            assert_eq!(out, 0);
            let shown = |s: &Searches| -> Vec<String> { s.past.iter().map(ToString::to_string).collect() };
            assert_eq!(shown(&read), shown(&searches));
        }
    }
}
