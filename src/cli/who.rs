//! Whom, on what, and by which dates: what the commands on positions are told
//! alike.

use clap::Args;

use crate::{
    arena::Id,
    cli::answer::Answer,
    date::Date,
    model::{Actor, Corpus, Issue, Position},
    query::{self, PositionSieve, Query, actor_names, issue_names},
    stances::Members,
};

/// Whom and on what a command is asked about.
#[derive(Debug, Clone, Args)]
pub(super) struct Who {
    /// Only these actors, separated by commas; names need not be exact
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    actors: Vec<String>,

    /// Only these issues, separated by commas; names need not be exact
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    issues: Vec<String>,
}

/// How those who belong to a state are counted, as an argument.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Counted {
    /// Count the positions of those in office as those of their state
    #[arg(long)]
    members: bool,
}

impl Counted {
    /// Returns how they are counted.
    pub(super) fn members(self) -> Members {
        if self.members {
            Members::Under
        } else {
            Members::Apart
        }
    }
}

impl Who {
    /// Returns the actors asked for in the order typed, each once, of those that
    /// have positions; `None` where none is asked for. Says beside the answer
    /// which name is nobody's.
    pub(super) fn actors(
        &self,
        corpus: &Corpus,
        answer: &mut Answer<'_>,
    ) -> Option<Vec<Id<Actor>>> {
        let actors = corpus.actors.iter();
        let actors = actors.filter(|(id, _)| !corpus.positions_of.of(*id).is_empty());
        let names =
            actors.flat_map(|(id, actor)| actor_names(actor).map(move |name| (id.index(), name)));
        let names: Vec<(usize, &str)> = names.collect();
        chosen(&self.actors, corpus.actors.len(), &names, |typed| {
            answer.say(&format!("no actor with a position is called `{typed}`"));
        })
    }

    /// Returns the issues asked for in the order typed, each once, of those that
    /// have positions; `None` where none is asked for. Says beside the answer
    /// which name is no issue's.
    pub(super) fn issues(
        &self,
        corpus: &Corpus,
        answer: &mut Answer<'_>,
    ) -> Option<Vec<Id<Issue>>> {
        let issues = corpus.issues.iter();
        let issues = issues.filter(|(id, _)| !corpus.positions_about.of(*id).is_empty());
        let names =
            issues.flat_map(|(id, issue)| issue_names(issue).map(move |name| (id.index(), name)));
        let names: Vec<(usize, &str)> = names.collect();
        chosen(&self.issues, corpus.issues.len(), &names, |typed| {
            answer.say(&format!("no issue with a position is called `{typed}`"));
        })
    }
}

/// What is asked: which positions count, and of whom and what is told.
pub(super) struct Sought<'a> {
    sieve: PositionSieve<'a>,
    actors: Option<Vec<Id<Actor>>>,
    issues: Option<Vec<Id<Issue>>>,
    /// Whether all positions count, and of all is told.
    pub(super) is_all: bool,
}

impl<'a> Sought<'a> {
    /// Reads what is asked; says beside the answer what was not understood.
    pub(super) fn new(
        corpus: &'a Corpus,
        words: &[String],
        who: &Who,
        answer: &mut Answer<'_>,
    ) -> Sought<'a> {
        let query = Query::parse(&words.join(" "));
        for hint in &query.hints {
            answer.say(hint);
        }
        let actors = who.actors(corpus, answer);
        let issues = who.issues(corpus, answer);
        Sought {
            sieve: query::positions(corpus, &query),
            is_all: query.is_empty() && actors.is_none() && issues.is_none(),
            actors,
            issues,
        }
    }

    /// Whether a position counts.
    pub(super) fn counts(&self, id: Id<Position>) -> bool {
        self.sieve.fits(id)
    }

    /// Whether anything is told of an actor.
    pub(super) fn is_of(&self, actor: Id<Actor>) -> bool {
        let actors = self.actors.as_ref();
        actors.is_none_or(|actors| actors.contains(&actor))
    }

    /// Whether it is told where an actor stands on an issue.
    pub(super) fn is_told(&self, actor: Id<Actor>, issue: Id<Issue>) -> bool {
        let issues = self.issues.as_ref();
        self.is_of(actor) && issues.is_none_or(|issues| issues.contains(&issue))
    }
}

/// What the long help says of the query; `fields::lines` follows.
pub(super) const WORDS: &str = "\
The query says which positions count; all if nothing is asked for:
  words             all of them, in any order; each begins a word of the actor's name,
                    the issue, the stance, the note, a tag, the date, or of what shows
                    the position: the words of its quotes, the titles of its events
  \"a phrase\"        these words together in proposition, note or what shows it
  -word             positions without it; a query that begins so goes after --
  /pattern/         a regular expression matches there
  field:value       positions it fits; names need not be exact
  2005..2019        the same as date:2005..2019; so 2011-09.. and ..1990
A position has the speakers, sources, kinds, capacities and languages of what shows it.";

/// Reads a date as people type it.
pub(super) fn date(typed: &str) -> Result<Date, String> {
    Date::spoken(typed).map_err(|bad| bad.to_string())
}

/// Returns what is meant by each of some names, in their order, each once.
fn chosen<T>(
    typed: &[String],
    things: usize,
    names: &[(usize, &str)],
    mut unknown: impl FnMut(&str),
) -> Option<Vec<Id<T>>> {
    if typed.is_empty() {
        return None;
    }
    let mut chosen: Vec<Id<T>> = Vec::new();
    for typed in typed {
        let value = query::plain(typed.trim());
        if value.is_empty() {
            continue;
        }
        let meant = query::meant(&[value], things, names.iter().copied());
        if !meant.contains(&true) {
            unknown(typed);
        }
        let meant = meant.iter().enumerate().filter(|(_, meant)| **meant);
        for (thing, _) in meant {
            let id = Id::new(thing);
            if !chosen.contains(&id) {
                chosen.push(id);
            }
        }
    }
    Some(chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_meant_in_the_order_typed() {
        let names = [(0, "Upton"), (1, "Downey"), (2, "The Valley Council")];
        let check = |typed: &[&str], expect: Option<&[usize]>, nobody: &[&str]| {
            let typed: Vec<String> = typed.iter().map(ToString::to_string).collect();
            let mut unknown = Vec::new();
            let found = chosen::<Actor>(&typed, 3, &names, |typed| unknown.push(typed.to_owned()));
            let found = found.map(|ids| ids.into_iter().map(Id::index).collect::<Vec<_>>());
            assert_eq!(found.as_deref(), expect);
            assert_eq!(unknown, nobody);
        };
        check(&[], None, &[]);
        check(&["downey", " upton"], Some(&[1, 0]), &[]);
        check(&["council", "Valley", ""], Some(&[2]), &[]);
        check(&["marsh"], Some(&[]), &["marsh"]);
    }
}
