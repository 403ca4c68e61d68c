//! The events a timeline is asked for, in order, and each in words.

use crate::{
    arena::Id,
    chronology::{self, By, Order, silence_words},
    export,
    model::{Actor, Corpus, Entry, Event},
    query::{self, Query},
    text::{grouped, plural},
};

/// The events asked for.
pub(super) struct Chosen<'a> {
    pub(super) corpus: &'a Corpus,
    /// All in one part, or a part for each lane.
    pub(super) parts: Vec<Part>,
    /// How many they are; one in several lanes counts once.
    pub(super) count: usize,
    /// Whether others were left out by what was asked.
    narrowed: bool,
}

/// Some events in order.
pub(super) struct Part {
    /// What they share; `None` where they are all.
    pub(super) title: Option<String>,
    pub(super) order: Order,
}

impl<'a> Chosen<'a> {
    /// Chooses the events that fit a query, in lanes if asked for.
    pub(super) fn new(corpus: &'a Corpus, query: &Query, by: Option<By>) -> Chosen<'a> {
        let sieve = query::events(corpus, query);
        let order = chronology::order(corpus, |id| sieve.fits(id));
        let count = order.len();
        let parts = match by {
            Some(by) => in_lanes(corpus, &order, by),
            None => vec![Part { title: None, order }],
        };
        Chosen {
            corpus,
            parts,
            count,
            narrowed: !query.is_empty(),
        }
    }

    /// Returns how many of how many events there are, where that is to be said.
    pub(super) fn counts(&self) -> Option<String> {
        let all = plural(self.corpus.events.len(), "event", "events");
        self.narrowed
            .then(|| format!("{} of {all}", grouped(self.count)))
    }

    /// Returns who took part, in words: where nobody is said to have, who had
    /// a role. Who only voted is in the tally.
    pub(super) fn who(&self, event: &Event) -> String {
        let roles: Vec<Id<Actor>> = event.roles.iter().map(|(actor, _)| *actor).collect();
        let who = Some(&event.actors).filter(|actors| !actors.is_empty());
        export::names(self.corpus, who.unwrap_or(&roles))
    }

    /// Returns the counts of what was said at an event and what rests on it.
    pub(super) fn shown_by(&self, id: Id<Event>) -> Vec<String> {
        let quotes = self.corpus.quotes_at.of(id).len();
        let quotes = (0 < quotes).then(|| plural(quotes, "quote", "quotes"));
        let positions = self.corpus.positions_at.of(id).len();
        let positions = (0 < positions).then(|| plural(positions, "position", "positions"));
        quotes.into_iter().chain(positions).collect()
    }

    /// Returns the name by which commands know an event.
    pub(super) fn reference(&self, id: Id<Event>) -> String {
        self.corpus.reference(Entry::Event(id)).to_string()
    }

    /// Returns the id of the briefing an event stands in; empty for none.
    pub(super) fn briefing(&self, id: Id<Event>) -> &'a str {
        let briefing = self.corpus.briefing_of(Entry::Event(id));
        briefing.map_or("", |briefing| &self.corpus.briefings[briefing].key)
    }
}

impl Part {
    /// Returns how long nothing is recorded before the event at a place, where
    /// that is a tenth of the whole time or more.
    pub(super) fn gap(&self, at: usize) -> Option<String> {
        let (first, last) = self.order.span()?;
        let long = ((last - first) / 10).max(1);
        let silence = self.order.silence(at).filter(|slots| long <= *slots)?;
        silence_words(silence)
    }

    /// Whether it is not known which of an event and the next came first.
    pub(super) fn is_unsure(&self, corpus: &Corpus, id: Id<Event>) -> bool {
        let at = self.order.place(id);
        at.is_some_and(|at| self.order.is_unsure(corpus, at))
    }

    /// Returns what an event is said to come after and before, in words; empty
    /// where nothing is said.
    pub(super) fn beside(&self, corpus: &Corpus, id: Id<Event>) -> String {
        let titles = |word: &str, ids: &[Id<Event>]| {
            let titles = ids
                .iter()
                .map(|&id| format!("“{}”", corpus.events[id].title));
            let titles: Vec<String> = titles.collect();
            (!titles.is_empty()).then(|| format!("{word} {}", titles.join(", ")))
        };
        let (earlier, later) = self.order.neighbors(id);
        let words = [titles("after", earlier), titles("before", later)];
        words.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }
}

/// Each lane is in an order of its own: what comes next there is another event.
fn in_lanes(corpus: &Corpus, order: &Order, by: By) -> Vec<Part> {
    let lanes = chronology::lanes(corpus, order, by).into_iter();
    let parts = lanes.map(|lane| {
        let mut stands = vec![false; corpus.events.len()];
        for id in lane.events {
            stands[id.index()] = true;
        }
        let title = if lane.title.is_empty() {
            format!("no {}", by.name())
        } else {
            lane.title
        };
        Part {
            title: Some(title),
            order: chronology::order(corpus, |id| stands[id.index()]),
        }
    });
    parts.collect()
}
