//! A line typed at the bottom: what to find, where in time to go, a name. What
//! it would do is shown while it is typed.

use crate::{
    app::{
        reload,
        seen::with_views,
        state::{Asking, Prompt, State},
        travel::select,
    },
    chronology::{self, Goal},
    model::{Corpus, Entry},
    text::Clean,
    ui::{
        action::Action,
        needle::Needle,
        place::Selection,
        widget::{doc::Reading, field::Field},
    },
};

/// What a key in a prompt came to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Done {
    /// Nothing more to do.
    Nothing,
    /// Find what is typed so far, from here on.
    Find,
    /// Keep the search under this name.
    Name(String),
}

/// What is said where no date is typed for the stances.
const LATEST: &str = "Stances are shown as of the latest date.";

/// Opens a prompt.
pub(super) fn open(state: &mut State, asking: Asking) {
    let mut field = Field::default();
    if asking == Asking::AsOf
        && let Some(date) = &state.place.as_of
    {
        field.set(&date.to_string());
    }
    let from = with_views(state, |views, cx| {
        if asking == Asking::GoDate {
            views.hold();
        }
        views.landed(cx)
    });
    state.prompt = Some(Prompt {
        asking,
        field,
        said: Clean::default(),
        wrong: Clean::default(),
        before: state.place.clone(),
        reading: state.reading,
        from,
    });
}

/// Answers an action while a prompt is open.
pub(super) fn act(state: &mut State, action: Action) -> Done {
    match action {
        Action::Leave | Action::Abort => {
            undo(state);
            state.prompt = None;
            state.views.let_go();
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

/// Does at once what the typed text would do.
pub(super) fn preview(state: &mut State) -> Done {
    let Some(prompt) = &mut state.prompt else {
        return Done::Nothing;
    };
    let typed = prompt.field.value().trim().to_owned();
    (prompt.said, prompt.wrong) = (Clean::default(), Clean::default());
    let told = match prompt.asking {
        Asking::Find => {
            state.needle = Needle::new(&typed);
            return if state.needle.is_empty() {
                Done::Nothing
            } else {
                Done::Find
            };
        }
        Asking::Name => return Done::Nothing,
        Asking::AsOf => as_of(state, &typed),
        Asking::GoDate => go(state, &typed),
    };
    if let Some(prompt) = &mut state.prompt {
        match told {
            Ok(said) => prompt.said = Clean::line(&said),
            Err(wrong) => prompt.wrong = Clean::line(&wrong),
        }
    }
    Done::Nothing
}

/// What becomes of an open prompt when the library was read again.
pub(super) fn carry(state: &mut State, from: &Corpus, to: &Corpus) {
    let Some(prompt) = &mut state.prompt else {
        return;
    };
    prompt.before = reload::carry(&prompt.before, from, to);
    prompt.from = match prompt.from {
        Some(Selection::Entry(entry)) => reload::entry(entry, from, to).map(Selection::Entry),
        Some(Selection::Cell(..)) | None => None,
    };
}

/// Shows the stances as of what is typed; returns that in words.
fn as_of(state: &mut State, typed: &str) -> Result<String, String> {
    if typed.is_empty() {
        state.place.as_of = None;
        return Ok(LATEST.to_owned());
    }
    let present = state.prompt.as_ref().and_then(|p| p.before.as_of.as_ref());
    let (date, words) = chronology::as_of(typed, present)?;
    state.place.as_of = Some(date);
    Ok(words)
}

/// Goes on the timeline where what is typed leads; returns that in words.
fn go(state: &mut State, typed: &str) -> Result<String, String> {
    if typed.is_empty() {
        undo(state);
        return Ok(String::new());
    }
    let goal = Goal::parse(typed)?;
    let from = match state.prompt.as_ref().and_then(|prompt| prompt.from) {
        Some(Selection::Entry(Entry::Event(id))) => Some(id),
        Some(Selection::Entry(_) | Selection::Cell(..)) | None => None,
    };
    let (selection, words) = with_views(state, |views, cx| views.go_date(cx, &goal, from))?;
    select(state, selection);
    Ok(words)
}

/// Takes everything back to how it was when the prompt was opened.
fn undo(state: &mut State) {
    let Some(prompt) = &state.prompt else { return };
    let (before, reading): (_, Reading) = (prompt.before.clone(), prompt.reading);
    match prompt.asking {
        Asking::AsOf => state.place.as_of = before.as_of,
        Asking::GoDate => {
            state.views.put_back(before.event);
            state.place = before;
            state.reading = reading;
        }
        Asking::Find | Asking::Name => (),
    }
}

fn accept(state: &mut State) -> Done {
    let Some(prompt) = state.prompt.take() else {
        return Done::Nothing;
    };
    let typed = prompt.field.value().trim();
    match prompt.asking {
        Asking::Find => Done::Nothing,
        Asking::Name if typed.is_empty() => Done::Nothing,
        Asking::Name => Done::Name(typed.to_owned()),
        // The line stays open until it is understood, or is left.
        Asking::AsOf | Asking::GoDate if !prompt.wrong.is_empty() => {
            state.prompt = Some(prompt);
            Done::Nothing
        }
        Asking::AsOf => {
            if typed.is_empty() {
                state.notice = Clean::line(LATEST);
            }
            Done::Nothing
        }
        Asking::GoDate => {
            state.views.let_go();
            if state.place != prompt.before {
                state.history.leave(prompt.before);
            }
            Done::Nothing
        }
    }
}
