//! Where the analyst is: the view, what is selected, and as of when.

use crate::{
    arena::Id,
    date::Date,
    model::{Actor, Briefing, Entry, Event, Issue, QuoteId, Source},
};

/// The views, in the order of their digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum View {
    /// The library.
    Home,
    /// Events in time.
    Timeline,
    /// Quotes, searched.
    Quotes,
    /// Who stands where.
    Stances,
    /// A briefing from top to bottom.
    Reader,
    /// Where words were published.
    Sources,
}

impl View {
    /// Every view, in order.
    pub const ALL: [View; 6] = [
        View::Home,
        View::Timeline,
        View::Quotes,
        View::Stances,
        View::Reader,
        View::Sources,
    ];
    /// Returns the name on the tab.
    pub fn title(self) -> &'static str {
        match self {
            View::Home => "Home",
            View::Timeline => "Timeline",
            View::Quotes => "Quotes",
            View::Stances => "Stances",
            View::Reader => "Reader",
            View::Sources => "Sources",
        }
    }
    /// Returns its digit, from 1.
    pub fn digit(self) -> usize {
        View::ALL
            .iter()
            .position(|&view| view == self)
            .unwrap_or_default()
            + 1
    }
    /// Returns the view in which a record is at home.
    pub fn of(selection: Selection) -> View {
        match selection {
            Selection::Cell(..) => View::Stances,
            Selection::Entry(entry) => match entry {
                Entry::Briefing(_) | Entry::Judgment(_) => View::Reader,
                Entry::Source(_) => View::Sources,
                Entry::Event(_) => View::Timeline,
                Entry::Quote(_) => View::Quotes,
                Entry::Actor(_) | Entry::Issue(_) | Entry::Position(_) => View::Stances,
            },
        }
    }
}

/// What is selected: one thing for the whole program, which every pane reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Selection {
    /// A record.
    Entry(Entry),
    /// Where an actor stands on an issue, whether or not a position says so.
    Cell(Id<Actor>, Id<Issue>),
}

/// What is laid into the Reader in place of a briefing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Leaf {
    /// The archived text of a source.
    Text(Id<Source>),
    /// What rests on a record.
    Rests(Entry),
    /// A quote beside what is like it, and beside its translations.
    Variants(QuoteId),
}

/// Where the analyst is. The history is a list of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The view.
    pub view: View,
    /// What is selected.
    pub selection: Option<Selection>,
    /// The briefing that views are narrowed to; `None` for the whole library.
    pub scope: Option<Id<Briefing>>,
    /// The date as of which stances are shown; `None` for the latest.
    pub as_of: Option<Date>,
    /// The event last selected: the timeline's cursor, wherever one is now.
    pub event: Option<Id<Event>>,
    /// The event that is day zero: dates are read from it on.
    pub zero: Option<Id<Event>>,
    /// What is read in the Reader; `None` where the briefing is.
    pub leaf: Option<Leaf>,
}

impl Default for Place {
    fn default() -> Self {
        Place {
            view: View::Home,
            selection: None,
            scope: None,
            as_of: None,
            event: None,
            zero: None,
            leaf: None,
        }
    }
}
