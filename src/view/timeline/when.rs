//! When something was: its date or, while an event is day zero, how long
//! before or after that.

use crate::{arena::Id, chronology::since, date::Date, model::Event, view::context::Context};

/// Returns an event's date, in a column's width.
pub(super) fn when(cx: &Context<'_>, id: Id<Event>) -> String {
    let date = |id: Id<Event>| cx.corpus.events.get(id).and_then(|event| event.date.as_ref());
    match (date(id), cx.place.zero.and_then(date)) {
        (None, _) => "no date".to_owned(),
        (Some(date), None) => Date::short(date),
        (Some(date), Some(zero)) => since(zero, date),
    }
}
