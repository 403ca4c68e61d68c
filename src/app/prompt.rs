//! A line typed at the bottom: what to find, or a date.

use crate::{
    app::state::{Asking, Prompt, State},
    date::Date,
    text::Clean,
    ui::{action::Action, needle::Needle, widget::field::Field},
};

/// What a key in a prompt came to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Done {
    /// Nothing more to do.
    Nothing,
    /// Find what is typed so far, from here on.
    Find,
    /// Go to a date.
    Go(Date),
    /// Keep the search under this name.
    Name(String),
}

/// Opens a prompt.
pub(super) fn open(state: &mut State, asking: Asking) {
    let mut field = Field::default();
    if asking == Asking::AsOf
        && let Some(date) = &state.place.as_of
    {
        field.set(&date.to_string());
    }
    state.prompt = Some(Prompt {
        asking,
        field,
        wrong: String::new(),
    });
}

/// Answers an action while a prompt is open.
pub(super) fn act(state: &mut State, action: Action) -> Done {
    match action {
        Action::Leave | Action::Abort => {
            state.prompt = None;
            Done::Nothing
        }
        Action::Accept => accept(state),
        _ => {
            if let Some(prompt) = &mut state.prompt {
                prompt.field.act(action);
            }
            preview(state)
        }
    }
}

/// Shows at once what the typed text would do.
pub(super) fn preview(state: &mut State) -> Done {
    let Some(prompt) = &mut state.prompt else {
        return Done::Nothing;
    };
    let typed = prompt.field.value().trim();
    prompt.wrong.clear();
    match prompt.asking {
        Asking::Find => {
            state.needle = Needle::new(typed);
            if state.needle.is_empty() {
                Done::Nothing
            } else {
                Done::Find
            }
        }
        Asking::Name => Done::Nothing,
        Asking::AsOf | Asking::GoDate => {
            if !typed.is_empty()
                && let Err(error) = typed.parse::<Date>()
            {
                prompt.wrong = error.to_string();
            }
            Done::Nothing
        }
    }
}

fn accept(state: &mut State) -> Done {
    let Some(prompt) = state.prompt.take() else {
        return Done::Nothing;
    };
    let typed = prompt.field.value().trim();
    match (prompt.asking, typed.parse::<Date>()) {
        (Asking::Find, _) => Done::Nothing,
        (Asking::Name, _) if typed.is_empty() => Done::Nothing,
        (Asking::Name, _) => Done::Name(typed.to_owned()),
        (Asking::AsOf, _) if typed.is_empty() => {
            state.place.as_of = None;
            state.notice = Clean::line("Stances are shown as of the latest date.");
            Done::Nothing
        }
        (Asking::GoDate, _) if typed.is_empty() => Done::Nothing,
        (Asking::AsOf, Ok(date)) => {
            state.place.as_of = Some(date);
            Done::Nothing
        }
        (Asking::GoDate, Ok(date)) => Done::Go(date),
        (Asking::AsOf | Asking::GoDate, Err(error)) => {
            // The line stays open until it is a date, or is left.
            state.prompt = Some(Prompt {
                wrong: error.to_string(),
                ..prompt
            });
            Done::Nothing
        }
    }
}
