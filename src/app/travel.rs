//! Going from place to place: what is selected, views, the way back.

use crate::{
    app::{seen::with_views, state::State},
    model::Entry,
    text::Clean,
    ui::{
        effect::Effect,
        place::{Leaf, Place, Selection, View},
        widget::doc::Reading,
    },
    view::Focus,
};

pub(super) fn select(state: &mut State, selection: Selection) {
    if state.place.selection != Some(selection) {
        state.place.selection = Some(selection);
        state.reading = Reading::default();
    }
    if let Selection::Entry(Entry::Event(id)) = selection {
        state.place.event = Some(id);
    }
    date_follows(state);
}

/// The timeline's cursor is the date of the stance matrix.
fn date_follows(state: &mut State) {
    if let (View::Timeline, Some(Selection::Entry(Entry::Event(id)))) =
        (state.place.view, state.place.selection)
        && let Some(date) = &state.library.corpus.events[id].date
    {
        state.place.as_of = Some(date.clone());
    }
}

/// Goes to where something is at home.
pub(super) fn show(state: &mut State, selection: Selection) {
    state.history.leave(state.place.clone());
    // A position is at home in its cell.
    let selection = match selection {
        Selection::Entry(Entry::Position(id)) => {
            let position = &state.library.corpus.positions[id];
            position
                .actors
                .first()
                .map_or(selection, |&actor| Selection::Cell(actor, position.issue))
        }
        Selection::Entry(_) | Selection::Cell(..) => selection,
    };
    if let Selection::Entry(Entry::Briefing(id)) = selection {
        state.place.scope = Some(id);
    } else if let Selection::Entry(entry) = selection {
        // What lies outside the briefing that views are narrowed to widens them.
        let home = state.library.corpus.briefing_of(entry);
        if state.place.scope.is_some() && home.is_some() && state.place.scope != home {
            state.place.scope = home;
        }
    }
    state.place.selection = Some(selection);
    state.place.leaf = None;
    let view = View::of(selection);
    arrive(state, view);
    state.views.leave_field();
    state.views.led(view, selection);
}

/// Reads a leaf: of an archived text, at the quote that is selected if it is
/// from there.
pub(super) fn read(state: &mut State, leaf: Leaf) {
    state.history.leave(state.place.clone());
    let corpus = &state.library.corpus;
    let is_from = |source| {
        matches!(
            state.place.selection,
            Some(Selection::Entry(Entry::Quote(id))) if corpus.quotes.source(id) == source
        )
    };
    let subject = match leaf {
        Leaf::Text(source) if is_from(source) => None,
        Leaf::Text(source) => Some(Entry::Source(source)),
        Leaf::Rests(entry) => Some(entry),
        Leaf::Variants(quote) => Some(Entry::Quote(quote)),
    };
    if let Some(entry) = subject {
        state.place.selection = Some(Selection::Entry(entry));
    }
    state.place.leaf = Some(leaf);
    arrive(state, View::Reader);
    state.views.leave_field();
}

/// Opens a view at what is selected.
pub(super) fn arrive(state: &mut State, view: View) {
    state.place.view = view;
    state.focus = Focus::Main;
    state.zoomed = false;
    state.reading = Reading::default();
    with_views(state, |views, cx| {
        views.settle(cx);
        views.arrive(cx);
    });
}

pub(super) fn go(state: &mut State, view: View) -> Vec<Effect> {
    if state.place.view != view || state.place.leaf.is_some() {
        state.history.leave(state.place.clone());
    }
    state.place.leaf = None;
    arrive(state, view);
    state.views.enter_field(view);
    let landed = with_views(state, |views, cx| views.landed(cx));
    if let Some(selection) = landed {
        select(state, selection);
    }
    Vec::new()
}

/// Goes to a place, from which the way back leads here.
pub(super) fn jump(state: &mut State, place: Place) {
    if state.place != place {
        state.history.leave(state.place.clone());
    }
    settle_at(state, place);
}

fn settle_at(state: &mut State, place: Place) {
    let view = place.view;
    // Day zero is of the present, not of the place.
    state.place = Place {
        zero: state.place.zero,
        event: place.event.or(state.place.event),
        ..place
    };
    arrive(state, view);
    state.views.leave_field();
}

pub(super) fn back(state: &mut State, backward: bool) -> Vec<Effect> {
    let here = state.place.clone();
    let place = if backward {
        state.history.back(&here)
    } else {
        state.history.forward(&here)
    };
    match place {
        Some(place) => settle_at(state, place),
        None => {
            let words = if backward {
                "This is where you began."
            } else {
                "This is the latest place."
            };
            state.notice = Clean::line(words);
        }
    }
    Vec::new()
}
