//! The filter of a band being typed, and the place to go back to.

use crate::{
    arena::Id,
    chronology::Viewport,
    model::{Entry, Event},
    query::{self, Query},
    view::{context::Context, filter, timeline::travel::Travel},
};

/// The filter of a band being typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Panel {
    /// The filter as typed, and values to choose from.
    pub(super) typing: filter::Panel,
    /// The filter, the place of the crosshair and the part of time in view as
    /// they were, to go back to.
    before: (String, Option<Id<Event>>, Option<Viewport>),
}

impl Panel {
    /// Opens the panel on the filter of the crosshair's band, for more to be typed.
    pub(super) fn new(travel: &Travel) -> Panel {
        let filter = &travel.band().filter;
        Panel {
            typing: filter::Panel::new(filter),
            before: (filter.clone(), travel.selected(), travel.view),
        }
    }

    /// Puts everything back as it was; the bands are settled afterwards.
    pub(super) fn put_back(self, travel: &mut Travel) {
        let (filter, event, view) = self.before;
        *travel.filter_mut() = filter;
        travel.view = view;
        travel.wanted = event;
    }

    /// Brings the values up to date with what is typed.
    pub(super) fn settle(&mut self, cx: &Context<'_>) {
        self.typing.settle(|base| {
            let sieve = query::events(cx.corpus, &Query::parse(base));
            let ids = cx.corpus.events.iter().map(|(id, _)| id);
            let fitting = ids.filter(|&id| cx.in_scope(Entry::Event(id)) && sieve.fits(id));
            query::values(cx.corpus, fitting)
        });
    }
}
