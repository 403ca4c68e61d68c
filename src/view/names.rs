//! Everything with a name, gathered once for a library so that a key typed
//! finds its way through hundreds of thousands of them within a frame.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

use crate::{
    date::Date,
    export,
    model::{Corpus, Entry, Kind},
    text,
};

/// The kinds that have names, the fewest and most useful first.
pub const NAMED: &[Kind] = &[
    Kind::Briefing,
    Kind::Actor,
    Kind::Issue,
    Kind::Event,
    Kind::Source,
];

/// The most names of a kind that the matcher looks at for one key.
const LOOKS: usize = 2000;

/// The names of a library, folded.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// The number of the library.
    version: u64,
    /// All names, each after a blank.
    folded: String,
    /// The names, by kind as [`NAMED`] has them.
    all: Vec<Name>,
    /// Where each kind's names stand.
    kinds: Vec<Range<usize>>,
}

/// A name.
#[derive(Debug, Clone, Copy)]
struct Name {
    entry: Entry,
    /// Which of the record's names it is: its own, or another from 1.
    which: u32,
    /// How many records of the kind have it.
    same: u32,
    /// Its bytes in the folded text, the blank before it included.
    start: u32,
    end: u32,
    /// The letters that stand in it, and those that its words begin with.
    letters: u64,
    initials: u64,
}

/// A name that answers what is typed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Named {
    /// The first record that has it.
    pub entry: Entry,
    /// How good it is; the higher the better.
    pub score: i64,
    which: u32,
    same: u32,
}

impl Names {
    /// Gathers the names of a library, which has this number.
    pub fn new(corpus: &Corpus, version: u64) -> Names {
        let mut names = Names {
            version,
            ..Names::default()
        };
        for &kind in NAMED {
            let first = names.all.len();
            let mut known = HashMap::new();
            match kind {
                Kind::Briefing => corpus.briefings.iter().for_each(|(id, _)| {
                    names.add(corpus, Entry::Briefing(id), &mut known);
                }),
                Kind::Actor => corpus.actors.iter().for_each(|(id, _)| {
                    names.add(corpus, Entry::Actor(id), &mut known);
                }),
                Kind::Issue => corpus.issues.iter().for_each(|(id, _)| {
                    names.add(corpus, Entry::Issue(id), &mut known);
                }),
                Kind::Event => corpus.events.iter().for_each(|(id, _)| {
                    names.add(corpus, Entry::Event(id), &mut known);
                }),
                Kind::Source => corpus.sources.iter().for_each(|(id, _)| {
                    names.add(corpus, Entry::Source(id), &mut known);
                }),
                Kind::Quote | Kind::Position | Kind::Judgment => (),
            }
            names.kinds.push(first..names.all.len());
        }
        names
    }

    /// Whether they are those of the library of this number.
    pub fn are_of(&self, version: u64) -> bool {
        self.version == version
    }

    /// Adds the names of a record; one that is known only counts once more.
    fn add(&mut self, corpus: &Corpus, entry: Entry, known: &mut HashMap<String, usize>) {
        for (which, name) in all(corpus, entry).into_iter().enumerate() {
            let folded = text::fold(name);
            if folded.is_empty() {
                continue;
            }
            if let Some(&at) = known.get(&folded) {
                // A record's second name may be the same as its first.
                if self.all[at].entry != entry {
                    self.all[at].same += 1;
                }
                continue;
            }
            let start = self.folded.len();
            self.folded.push(' ');
            self.folded.push_str(&folded);
            let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(self.folded.len()))
            else {
                // Four billion bytes of names: those that follow are not gathered.
                self.folded.truncate(start);
                return;
            };
            let initials = text::words(&folded).filter_map(|word| folded.get(word.start..));
            self.all.push(Name {
                entry,
                which: u32::try_from(which).unwrap_or(0),
                same: 1,
                start,
                end,
                letters: letters(folded.chars()),
                initials: letters(initials.filter_map(|word| word.chars().next())),
            });
            known.insert(folded, self.all.len() - 1);
        }
    }

    /// Returns the names that answer folded words, of one kind or of all, best
    /// first, and whether some may be missing: so many would answer that not
    /// all were looked at.
    pub fn find(&self, words: &[&str], kind: Option<Kind>) -> (Vec<Named>, bool) {
        let (mut found, mut more) = (Vec::new(), false);
        for (at, range) in self.kinds.iter().enumerate() {
            if kind.is_none_or(|kind| NAMED.get(at) == Some(&kind)) {
                let names = self.all.get(range.clone()).unwrap_or_default();
                more |= self.find_in(names, words, &mut found);
            }
        }
        found.sort_by_key(|named: &Named| std::cmp::Reverse(named.score));
        // A record is found once, by the name that answers best.
        let mut seen = HashSet::new();
        found.retain(|named| seen.insert(named.entry));
        (found, more)
    }

    /// Returns the first names of a kind, each record's own, and whether there
    /// are more.
    pub fn first(&self, kind: Kind, most: usize) -> (Vec<Named>, bool) {
        let at = NAMED.iter().position(|named| *named == kind);
        let range = at.and_then(|at| self.kinds.get(at)).cloned();
        let names = self.all.get(range.unwrap_or_default()).unwrap_or_default();
        let mut own = names.iter().filter(|name| name.which == 0);
        let first = own.by_ref().take(most).map(|name| Named {
            entry: name.entry,
            score: 0,
            which: 0,
            same: name.same,
        });
        (first.collect(), own.next().is_some())
    }

    fn find_in(&self, names: &[Name], words: &[&str], found: &mut Vec<Named>) -> bool {
        let wanted = letters(words.iter().flat_map(|word| word.chars()));
        let firsts = letters(words.iter().filter_map(|word| word.chars().next()));
        let begun: Vec<String> = words.iter().map(|word| format!(" {word}")).collect();
        let matcher = SkimMatcherV2::default();
        let mut others = Vec::new();
        let mut looks = 0;
        let mut more = false;
        for name in names {
            if wanted & !name.letters != 0 || firsts & !name.initials != 0 {
                continue;
            }
            let folded = self.folded(name);
            if !begun.iter().all(|word| folded.contains(word.as_str())) {
                if others.len() < LOOKS {
                    others.push(name);
                } else {
                    more = true;
                }
                continue;
            }
            if looks == LOOKS {
                return true;
            }
            looks += 1;
            found.extend(judge(&matcher, name, folded, words, 24));
        }
        for name in others {
            if looks == LOOKS {
                return true;
            }
            looks += 1;
            found.extend(judge(&matcher, name, self.folded(name), words, 0));
        }
        more
    }

    fn folded(&self, name: &Name) -> &str {
        self.folded
            .get(name.start as usize..name.end as usize)
            .unwrap_or_default()
    }
}

impl Named {
    /// Returns the record's own name, and the other one it was found by, if it was.
    pub fn labels<'a>(&self, corpus: &'a Corpus) -> (&'a str, &'a str) {
        let names = all(corpus, self.entry);
        let own = names.first().copied().unwrap_or_default();
        match self.which {
            0 => (own, ""),
            which => (own, names.get(which as usize).copied().unwrap_or_default()),
        }
    }

    /// Returns what tells the record from others: how many have the name, when,
    /// what it is.
    pub fn note(&self, corpus: &Corpus) -> String {
        let mut notes = Vec::new();
        if self.same > 1 {
            notes.push(format!("×{}", text::grouped(self.same as usize)));
        }
        match self.entry {
            Entry::Event(id) => notes.extend(corpus.events[id].date.as_ref().map(Date::short)),
            Entry::Source(id) if self.same == 1 => {
                notes.push(export::about(corpus, &corpus.sources[id]));
            }
            Entry::Source(_)
            | Entry::Briefing(_)
            | Entry::Actor(_)
            | Entry::Issue(_)
            | Entry::Quote(_)
            | Entry::Position(_)
            | Entry::Judgment(_) => (),
        }
        notes.retain(|note| !note.is_empty());
        notes.join(" · ")
    }

    /// Returns the record's own name, for what is chosen again.
    pub fn of(entry: Entry) -> Named {
        Named {
            entry,
            score: 0,
            which: 0,
            same: 1,
        }
    }
}

/// Returns every name of a record, its own first.
fn all(corpus: &Corpus, entry: Entry) -> Vec<&str> {
    match entry {
        Entry::Briefing(id) => {
            let briefing = &corpus.briefings[id];
            vec![&briefing.title, &briefing.key]
        }
        Entry::Actor(id) => {
            let actor = &corpus.actors[id];
            let others = actor.aliases.iter().chain(actor.names.iter().map(|n| &n.1));
            std::iter::once(&actor.name)
                .chain(others)
                .map(text::Clean::as_str)
                .collect()
        }
        Entry::Issue(id) => {
            let issue = &corpus.issues[id];
            vec![&issue.label, &issue.proposition]
        }
        Entry::Event(id) => vec![&corpus.events[id].title],
        Entry::Source(id) => vec![&corpus.sources[id].title],
        Entry::Quote(_) | Entry::Position(_) | Entry::Judgment(_) => Vec::new(),
    }
}

fn judge(
    matcher: &SkimMatcherV2,
    name: &Name,
    folded: &str,
    words: &[&str],
    more: i64,
) -> Option<Named> {
    score(matcher, folded, words).map(|score| Named {
        entry: name.entry,
        // Another name than its own is a little less likely to be meant.
        score: score + more - i64::from(name.which.min(1)) * 4,
        which: name.which,
        same: name.same,
    })
}

/// Returns how well a folded name answers every word, or `None` if one of them
/// does not stand in it, or its letters only far apart.
pub(super) fn score(matcher: &SkimMatcherV2, folded: &str, words: &[&str]) -> Option<i64> {
    let mut sum = 0;
    for word in words {
        let score = matcher.fuzzy_match(folded, word)?;
        let letters = i64::try_from(word.chars().count()).unwrap_or(i64::MAX);
        if score < 17 * letters {
            return None;
        }
        sum += score;
    }
    // Of two names that hold the same, the shorter is more of what was typed.
    let length = i64::try_from(folded.len().min(240)).unwrap_or(0);
    Some(sum - length / 6)
}

/// Returns which letters there are, as bits: one for each of a to z and 0 to
/// 9, and the rest shared by all others.
fn letters(chars: impl Iterator<Item = char>) -> u64 {
    chars
        .filter(|c| c.is_alphanumeric())
        .map(|c| match c {
            'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
            '0'..='9' => 1 << (26 + u32::from(c) - u32::from('0')),
            _ => 1u64 << (36 + u32::from(c) % 28),
        })
        .fold(0, |all, bit| all | bit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library;

    fn first(names: &Names, corpus: &Corpus, typed: &str, kind: Option<Kind>) -> String {
        let words: Vec<&str> = typed.split(' ').collect();
        let (found, _) = names.find(&words, kind);
        found
            .first()
            .map_or(String::new(), |named| named.labels(corpus).0.to_owned())
    }

    #[test]
    fn a_name_half_typed_is_found() {
        let library = library::bundled();
        let corpus = &library.corpus;
        let names = Names::new(corpus, 3);
        assert!(names.are_of(3) && !names.are_of(4));
        for (typed, kind, expect) in [
            ("china", None, "China"),
            ("wang", None, "Wang Qun"),
            ("wqun", None, "Wang Qun"),
            ("markoff mich", None, "Michele Markoff"),
            ("zzzz", None, ""),
            ("china", Some(Kind::Issue), ""),
        ] {
            assert_eq!(first(&names, corpus, typed, kind), expect, "{typed}");
        }
    }

    #[test]
    fn a_name_that_many_have_is_one() {
        let library = library::bundled();
        let names = Names::new(&library.corpus, 0);
        let mut seen = std::collections::HashSet::new();
        for (range, kind) in names.kinds.iter().zip(NAMED) {
            for name in &names.all[range.clone()] {
                assert!(seen.insert((kind, names.folded(name))));
            }
        }
        assert!(seen.len() > 50);
    }
}
