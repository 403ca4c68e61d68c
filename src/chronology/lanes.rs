//! Lanes: events side by side by who, what, where.

use std::{cmp::Reverse, collections::HashMap};

use crate::{
    arena::Id,
    chronology::{order::Order, track::Track},
    model::{Corpus, Entry, Event, Votes},
};

/// What lanes are by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum By {
    /// Who took part or voted.
    #[default]
    Actor,
    /// What it was about.
    Issue,
    /// What sort of event.
    Kind,
    /// Where.
    Place,
    /// Who says so.
    Source,
    /// In which briefing.
    Briefing,
}

impl By {
    /// Every kind of lane with its name, in the order of going round.
    pub const ALL: &'static [(By, &'static str)] = &[
        (By::Actor, "actor"),
        (By::Issue, "issue"),
        (By::Kind, "kind"),
        (By::Place, "place"),
        (By::Source, "source"),
        (By::Briefing, "briefing"),
    ];
    /// Returns its name.
    pub fn name(self) -> &'static str {
        By::ALL
            .iter()
            .find(|(by, _)| *by == self)
            .map_or("", |(_, name)| name)
    }
    /// Returns the one after it, going round.
    #[must_use]
    pub fn next(self) -> By {
        let at = By::ALL
            .iter()
            .position(|(by, _)| *by == self)
            .unwrap_or_default();
        By::ALL[(at + 1) % By::ALL.len()].0
    }
}

/// Events that share something.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// What they share, in words; empty for those that share nothing.
    pub title: String,
    /// The events, in order: those with a date first.
    pub events: Vec<Id<Event>>,
    /// Those with a date, as they are drawn.
    pub track: Track,
}

/// Returns the lanes of events: the fullest first, those of events that share
/// nothing last. An event may stand in several.
pub fn lanes(corpus: &Corpus, order: &Order, by: By) -> Vec<Lane> {
    let mut known = Known::default();
    let mut lanes: Vec<(&str, Vec<u32>)> = Vec::new();
    // As they stand in memory: each event is looked at once.
    for (id, _) in corpus.events.iter() {
        let Some(at) = order.place(id) else { continue };
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        each_key(corpus, id, by, |key, title| {
            let lane = known.lane(key);
            if lane == lanes.len() {
                lanes.push((title, Vec::new()));
            }
            let places = &mut lanes[lane].1;
            if places.last() != Some(&at) {
                places.push(at);
            }
        });
    }
    for (_, places) in &mut lanes {
        places.sort_unstable();
    }
    lanes.sort_by_key(|(title, events)| {
        let first = events.first().copied();
        (title.is_empty(), Reverse(events.len()), first)
    });
    let made = lanes.into_iter().map(|(title, places)| Lane {
        title: title.to_owned(),
        events: places
            .iter()
            .filter_map(|&at| order.get(at as usize))
            .collect(),
        // Those without a date stand in a tray of their own.
        track: Track::new(order.lined(places.into_iter().filter(|&at| order.is_dated(at)))),
    });
    made.collect()
}

/// What a lane is told apart by: two actors may have one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key<'a> {
    Record(usize),
    Words(&'a str),
}

/// The lanes that were met, numbered as they were.
#[derive(Debug, Default)]
struct Known<'a> {
    records: Vec<Option<usize>>,
    words: HashMap<&'a str, usize>,
    count: usize,
}

impl<'a> Known<'a> {
    fn lane(&mut self, key: Key<'a>) -> usize {
        let known = match key {
            Key::Record(at) => {
                if self.records.len() <= at {
                    self.records.resize(at + 1, None);
                }
                self.records[at].get_or_insert(self.count)
            }
            Key::Words(words) => self.words.entry(words).or_insert(self.count),
        };
        let lane = *known;
        self.count += usize::from(lane == self.count);
        lane
    }
}

/// Calls a function with each lane of an event; with an empty title, if it has none.
fn each_key<'a>(corpus: &'a Corpus, id: Id<Event>, by: By, mut f: impl FnMut(Key<'a>, &'a str)) {
    let event = &corpus.events[id];
    let mut any = false;
    let mut give = |key, title: &'a str| {
        any = true;
        f(key, title);
    };
    match by {
        By::Actor => {
            let voters = event.votes.iter().flat_map(Votes::actors);
            for actor in event.actors.iter().copied().chain(voters) {
                give(Key::Record(actor.index()), &corpus.actors[actor].name);
            }
        }
        By::Issue => {
            for &issue in &event.issues {
                give(Key::Record(issue.index()), &corpus.issues[issue].label);
            }
        }
        By::Kind => give(Key::Words(&event.kind), &event.kind),
        By::Place => give(Key::Words(&event.place), &event.place),
        By::Source => {
            if let Some(source) = event.source {
                give(Key::Record(source.index()), &corpus.sources[source].title);
            }
        }
        By::Briefing => {
            if let Some(briefing) = corpus.briefing_of(Entry::Event(id)) {
                let key = &corpus.briefings[briefing].key;
                give(Key::Record(briefing.index()), key);
            }
        }
    }
    if !any {
        f(Key::Words(""), "");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn going_round_comes_back() {
        let mut by = By::default();
        for &(expect, name) in By::ALL {
            assert_eq!((by, by.name()), (expect, name));
            by = by.next();
        }
        assert_eq!(by, By::default());
    }
}
