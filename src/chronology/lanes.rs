//! Lanes: events side by side by who, what, where.

use crate::{
    arena::Id,
    chronology::order::Order,
    model::{Corpus, Entry, Event},
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// What they share, in words; empty for those that share nothing.
    pub title: String,
    /// The events with a date, in order.
    pub events: Vec<Id<Event>>,
}

/// Returns the lanes of dated events: the fullest first, those of events that
/// share nothing last. An event may stand in several.
pub fn lanes(corpus: &Corpus, order: &Order, by: By) -> Vec<Lane> {
    let mut lanes: Vec<(Option<usize>, Lane)> = Vec::new();
    for &id in &order.dated {
        for (key, title) in keys(corpus, id, by) {
            match lanes
                .iter_mut()
                .find(|(k, lane)| *k == key && (key.is_some() || lane.title == title))
            {
                Some((_, lane)) => lane.events.push(id),
                None => lanes.push((
                    key,
                    Lane {
                        title,
                        events: vec![id],
                    },
                )),
            }
        }
    }
    let mut lanes: Vec<Lane> = lanes.into_iter().map(|(_, lane)| lane).collect();
    lanes.sort_by_key(|lane| (lane.title.is_empty(), std::cmp::Reverse(lane.events.len())));
    lanes
}

/// Returns the lanes of an event: each with its id in the corpus, if it has one.
fn keys(corpus: &Corpus, id: Id<Event>, by: By) -> Vec<(Option<usize>, String)> {
    let event = &corpus.events[id];
    let none = || vec![(None, String::new())];
    let found: Vec<(Option<usize>, String)> = match by {
        By::Actor => event
            .actors
            .iter()
            .map(|&actor| (Some(actor.index()), corpus.actors[actor].name.to_string()))
            .collect(),
        By::Issue => event
            .issues
            .iter()
            .map(|&issue| (Some(issue.index()), corpus.issues[issue].label.to_string()))
            .collect(),
        By::Kind => vec![(None, event.kind.to_string())],
        By::Place => vec![(None, event.place.to_string())],
        By::Source => event
            .source
            .iter()
            .map(|&source| {
                (
                    Some(source.index()),
                    corpus.sources[source].title.to_string(),
                )
            })
            .collect(),
        By::Briefing => corpus
            .briefing_of(Entry::Event(id))
            .iter()
            .map(|&briefing| {
                (
                    Some(briefing.index()),
                    corpus.briefings[briefing].key.to_string(),
                )
            })
            .collect(),
    };
    if found.is_empty() { none() } else { found }
}
