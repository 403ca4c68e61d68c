//! The pane beside or below: scrolled, and its links stepped through.

use crate::{
    app::{
        layout,
        seen::{self, with_views},
        state::State,
    },
    text::Clean,
    ui::{action::Action, place::Selection, widget::doc::Reading},
    view::{Detail, Focus, Out},
};

/// Calls with how the detail pane is read, what it shows, and its height;
/// `None` where the screen is too small for any pane.
pub(super) fn with_detail<T>(
    state: &mut State,
    f: impl FnOnce(&mut Reading, &Detail, usize) -> T,
) -> Option<T> {
    let (_, panes) = seen::places(state)?;
    let inside = layout::inside(panes.detail, panes.bordered);
    let cols = usize::from(inside.width.saturating_sub(1)).max(1);
    let detail = state.views.detail(&seen::context(state, panes), cols);
    let mut reading = state.reading;
    let result = f(&mut reading, &detail, usize::from(inside.height));
    state.reading = reading;
    Some(result)
}

/// Goes to the next link, or the one before; past the last, scrolls on.
pub(super) fn step(state: &mut State, forward: bool) {
    with_detail(state, |reading, detail, height| {
        if !reading.step(&detail.doc, forward, height) {
            reading.scroll(if forward { 1 } else { -1 }, &detail.doc, height);
        }
    });
}

/// Returns what the chosen link leads to.
pub(super) fn chosen(state: &mut State) -> Option<Selection> {
    with_detail(state, |reading, detail, _| reading.chosen(&detail.doc)).flatten()
}

/// Scrolls as an action asks.
pub(super) fn scroll(state: &mut State, action: Action) {
    with_detail(state, |reading, detail, height| {
        let page = isize::try_from(height.max(2) - 1).unwrap_or(1);
        match action {
            Action::HalfDown => reading.scroll(page / 2, &detail.doc, height),
            Action::HalfUp => reading.scroll(-page / 2, &detail.doc, height),
            Action::PageDown => reading.scroll(page, &detail.doc, height),
            Action::PageUp => reading.scroll(-page, &detail.doc, height),
            Action::Top => reading.top = 0,
            Action::Bottom => reading.scroll(isize::MAX, &detail.doc, height),
            _ => (),
        }
    });
}

/// Has the view show something else, whichever pane has the keys: what is shown
/// in the main pane takes them, and the other is read from its beginning.
pub(super) fn show(state: &mut State, with: Option<char>) -> Out {
    let was_roomy = state.views.are_roomy(state.place.view);
    let out = with_views(state, |views, cx| views.update(cx, Action::Show, with));
    if !matches!(out, Out::Tell(_)) {
        state.reading = Reading::default();
    }
    if !was_roomy && state.views.are_roomy(state.place.view) {
        state.focus = Focus::Main;
    }
    out
}

/// Narrows the view to the chosen link's record, where the view can be.
pub(super) fn narrow(state: &mut State) {
    let Some(Selection::Entry(entry)) = chosen(state) else {
        state.notice = Clean::line("Choose a name first: the timeline is filtered by it.");
        return;
    };
    if with_views(state, |views, cx| views.narrow_to(cx, entry)) {
        state.focus = Focus::Main;
    } else {
        state.notice = Clean::line("Events are filtered by actor, issue or source.");
    }
}
