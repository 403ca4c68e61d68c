//! Marks: places with a letter, kept from one session to the next in a file of
//! the user's own. A mark names what it stands at as briefings do, so that it
//! outlives the session; whether that is still there is not known here.

use std::{io, path::Path};

use crate::{
    library::kept::{self, Kept, bounded},
    text::Clean,
};

/// The most marks that are kept: every letter, in a good many briefings.
const MOST: usize = 1000;

/// A place with a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The letter: `a` to `z` are of one briefing, `A` to `Z` of all.
    pub letter: char,
    /// The id of the briefing that views were narrowed to; empty for the whole
    /// library.
    pub scope: Clean,
    /// The name of the view.
    pub view: Clean,
    /// The reference of what was selected; of a cell of the stances, those of
    /// its actor and its issue with a blank between them; empty for nothing.
    pub at: Clean,
    /// The date as of which stances were shown, in EDTF; empty for the latest.
    pub as_of: Clean,
    /// What was selected, in words: to be told of even when it is gone.
    pub title: Clean,
}

/// The marks of earlier sessions and of this one, by letter, `a` before `A`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    all: Vec<Mark>,
}

/// A change of the marks that are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Marking {
    /// This was marked; it takes the place of another with its letter.
    Set(Mark),
    /// This is to be forgotten.
    Forgot(Mark),
}

impl Mark {
    /// Whether a letter is one of the whole library.
    pub fn is_of_all(&self) -> bool {
        self.letter.is_ascii_uppercase()
    }
    /// Whether it can be gone to by its letter while views are narrowed to
    /// this briefing.
    pub fn is_of(&self, scope: &str) -> bool {
        self.is_of_all() || self.scope.as_str() == scope
    }
    /// Whether another takes its place.
    fn is_named_as(&self, other: &Mark) -> bool {
        self.letter == other.letter && self.is_of(&other.scope)
    }
}

impl Marks {
    /// Returns every mark.
    pub fn all(&self) -> &[Mark] {
        &self.all
    }
    /// Returns the marks that can be gone to by their letter while views are
    /// narrowed to a briefing.
    pub fn of<'a>(&'a self, scope: &'a str) -> impl Iterator<Item = &'a Mark> {
        self.all.iter().filter(move |mark| mark.is_of(scope))
    }

    /// Takes a change in.
    pub fn change(&mut self, change: &Marking) {
        let (Marking::Set(mark) | Marking::Forgot(mark)) = change;
        self.all.retain(|other| !other.is_named_as(mark));
        if let Marking::Set(mark) = change
            && mark.letter.is_ascii_alphabetic()
            && self.all.len() < MOST
        {
            self.all.push(Mark {
                letter: mark.letter,
                scope: bounded(&mark.scope),
                view: bounded(&mark.view),
                at: bounded(&mark.at),
                as_of: bounded(&mark.as_of),
                title: bounded(&mark.title),
            });
            self.all.sort_by(|a, b| {
                let key = |mark: &Mark| (mark.is_of_all(), mark.letter);
                (key(a), a.scope.as_str()).cmp(&(key(b), b.scope.as_str()))
            });
        }
    }

    /// Reads the file in the folder of state; without one there are none. What
    /// cannot be used is left out, and told in a sentence.
    pub fn read(folder: &Path) -> (Marks, Option<String>) {
        kept::read(folder)
    }

    /// Makes a change in the file as it is now, which another session may have
    /// changed, too. The file is replaced whole; one that cannot be read is put
    /// aside first. `session` differs from that of any other.
    ///
    /// # Errors
    ///
    /// When the folder or the file cannot be written.
    pub fn keep(folder: &Path, change: &Marking, session: u32) -> io::Result<()> {
        kept::keep::<Marks>(folder, change, session)
    }
}

impl Kept for Marks {
    const NAME: &'static str = "marks.toml";

    type Change = Marking;

    fn change(&mut self, change: &Marking) {
        Marks::change(self, change);
    }

    fn parse(table: &toml::Table) -> (Marks, usize) {
        let (mut marks, mut out) = (Marks::default(), 0);
        let list = table.get("mark").and_then(toml::Value::as_array);
        for entry in list.into_iter().flatten().take(2 * MOST) {
            let word = |name: &str| entry.get(name).and_then(toml::Value::as_str);
            let text = |name: &str| bounded(word(name).unwrap_or_default());
            let letter = word("letter").and_then(letter_of);
            match (letter, word("view")) {
                (Some(letter), Some(view)) => marks.change(&Marking::Set(Mark {
                    letter,
                    scope: text("scope"),
                    view: bounded(view),
                    at: text("at"),
                    as_of: text("as_of"),
                    title: text("title"),
                })),
                _ => out += 1,
            }
        }
        (marks, out)
    }

    fn text(&self) -> String {
        let marks = self.all.iter().map(|mark| {
            let mut table = toml::Table::new();
            table.insert("letter".to_owned(), mark.letter.to_string().into());
            for (name, text) in [
                ("scope", &mark.scope),
                ("view", &mark.view),
                ("at", &mark.at),
                ("as_of", &mark.as_of),
                ("title", &mark.title),
            ] {
                if !text.is_empty() {
                    table.insert(name.to_owned(), text.as_str().into());
                }
            }
            toml::Value::Table(table)
        });
        let mut table = toml::Table::new();
        table.insert("mark".to_owned(), toml::Value::Array(marks.collect()));
        format!("# Marks of attache: places with a letter.\n{table}")
    }
}

/// Returns the letter that a text is, if it is one.
fn letter_of(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let letter = chars.next().filter(char::is_ascii_alphabetic)?;
    chars.next().is_none().then_some(letter)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use proptest::prelude::{any, proptest};

    use super::*;
    use crate::library::kept::parse;

    fn mark(letter: char, scope: &str, at: &str) -> Mark {
        Mark {
            letter,
            scope: Clean::line(scope),
            view: Clean::line("Timeline"),
            at: Clean::line(at),
            as_of: Clean::line("2011-09"),
            title: Clean::line("The “code”"),
        }
    }

    fn named(marks: &Marks, scope: &str) -> Vec<String> {
        let named = marks.of(scope);
        named.map(|m| format!("{} {}", m.letter, m.at)).collect()
    }

    #[test]
    fn small_letters_are_of_a_briefing_and_capitals_of_all() {
        let mut marks = Marks::default();
        for mark in [
            mark('a', "one", "x"),
            mark('A', "one", "y"),
            mark('a', "two", "z"),
            mark('a', "", "w"),
            mark('A', "two", "v"),
            mark('a', "one", "u"),
            mark('3', "one", "t"),
        ] {
            marks.change(&Marking::Set(mark));
        }
        assert_eq!(named(&marks, "one"), ["a u", "A v"]);
        assert_eq!(named(&marks, "two"), ["a z", "A v"]);
        assert_eq!(named(&marks, ""), ["a w", "A v"]);
        marks.change(&Marking::Forgot(mark('a', "two", "")));
        marks.change(&Marking::Forgot(mark('A', "", "")));
        assert_eq!(named(&marks, "two"), Vec::<String>::new());
        assert_eq!(marks.all().len(), 2);
    }

    #[test]
    fn two_sessions_do_not_lose_each_others() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("deep/attache");
        assert_eq!(Marks::read(&folder), (Marks::default(), None));
        for (session, mark) in [(1, mark('a', "one", "x")), (2, mark('B', "two", "y"))] {
            // Each knows of its own mark alone.
            Marks::keep(&folder, &Marking::Set(mark), session).unwrap();
        }
        let (marks, wrong) = Marks::read(&folder);
        assert_eq!(wrong, None);
        assert_eq!(marks.all(), [mark('a', "one", "x"), mark('B', "two", "y")]);
        let left: Vec<_> = fs::read_dir(&folder).unwrap().flatten().collect();
        assert_eq!(left.len(), 1, "{left:?}");
    }

    #[test]
    fn what_a_file_says_is_bounded_and_what_is_no_mark_told() {
        let text = format!(
            "mark = [{{letter = \"ab\", view = \"Home\"}}, {{letter = \"a\"}}, 3, \
             {{letter = \"é\", view = \"Home\"}}, \
             {{letter = \"c\", view = \"Home\", at = \"{}\", title = \"a\\u001b[31m\"}}]",
            "x".repeat(9999)
        );
        let (marks, out) = parse::<Marks>(&text).unwrap();
        assert_eq!((marks.all().len(), out), (1, 4));
        assert_eq!(marks.all()[0].at.chars().count(), kept::LONGEST);
        assert_eq!(marks.all()[0].title.as_str(), "a␛[31m");
        assert_eq!(parse::<Marks>("mark = 3").unwrap().0, Marks::default());
        let many: Vec<String> = (0..3000)
            .map(|n| format!("{{letter = \"a\", view = \"Home\", scope = \"s{n}\"}}"))
            .collect();
        let (marks, _) = parse::<Marks>(&format!("mark = [{}]", many.join(","))).unwrap();
        assert_eq!(marks.all().len(), MOST);
    }

    proptest! {
        #[test]
        fn whatever_is_marked_comes_back(words in proptest::collection::vec(any::<String>(), 0..5)) {
            let mut marks = Marks::default();
            for (word, letter) in words.iter().zip('a'..) {
                marks.change(&Marking::Set(mark(letter, word, word)));
            }
            let (read, out) = parse::<Marks>(&marks.text()).unwrap();
            assert_eq!(out, 0);
            let shown = |m: &Marks| -> Vec<String> { m.all().iter().map(|m| m.at.to_string()).collect() };
            assert_eq!(shown(&read), shown(&marks));
        }
    }
}
