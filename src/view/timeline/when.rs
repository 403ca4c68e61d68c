//! When something was: its date or, while an event is day zero, how long
//! before or after that.

use crate::{
    arena::Id,
    chronology::{Form, since},
    date::{Date, Day},
    model::Event,
    ui::theme::Role,
    view::context::Context,
};

/// Returns an event's date, in a column's width.
pub(super) fn when(cx: &Context<'_>, id: Id<Event>) -> String {
    let date = |id: Id<Event>| {
        cx.corpus
            .events
            .get(id)
            .and_then(|event| event.date.as_ref())
    };
    match (date(id), cx.place.zero.and_then(date)) {
        (None, _) => "no date".to_owned(),
        // However uncertain its date, it is as far from itself as can be.
        (Some(_), Some(_)) if cx.place.zero == Some(id) => "day 0".to_owned(),
        (Some(date), None) => Date::short(date),
        (Some(date), Some(zero)) => since(zero, date),
    }
}

/// Returns day zero, if an event is it whose day is known: from any other no
/// tick could say how many days it is.
pub(super) fn day_zero(cx: &Context<'_>) -> Option<Day> {
    let event = cx.corpus.events.get(cx.place.zero?)?;
    let date = event.date.as_ref()?;
    date.first_day()
        .filter(|_| date.first_day() == date.last_day())
}

/// Returns the color of a sort of date.
pub(super) fn role_of(form: Form) -> Role {
    match form {
        Form::Day | Form::Hour | Form::Within | Form::OneOf => Role::Date,
        Form::About | Form::Unsure | Form::AboutUnsure | Form::Unspecified | Form::Placed => {
            Role::Unsure
        }
        Form::Lasted | Form::LastedAbout | Form::LastedUnsure => Role::Dim,
    }
}
