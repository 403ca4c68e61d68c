//! How the screen changes: the only function that changes it.

use std::sync::Arc;

use crate::{
    app::{
        layout, pane,
        prompt::{self, Done},
        reload,
        seen::{context, keys, with_views},
        state::{Asking, Message, Overlay, State},
    },
    library::Library,
    model::Entry,
    text::Clean,
    ui::{
        action::Action,
        effect::Effect,
        key::Key,
        keymap::Match,
        place::{Selection, View},
        widget::doc::Reading,
    },
    view::{Direction, Faults, Focus, Help, Out, Panes, Views},
};

/// Takes in one thing that happened; returns the work it calls for.
pub fn update(state: &mut State, message: Message) -> Vec<Effect> {
    let mut effects = match message {
        Message::Key(key) => pressed(state, key),
        Message::Paste(words) => pasted(state, &words),
        Message::Resize(size) => {
            state.size = size;
            Vec::new()
        }
        Message::Library(library) => loaded(state, library),
        Message::Found {
            generation,
            hits,
            micros,
        } => {
            if generation == state.generation {
                state.hits = hits;
                state.micros = micros;
                state.hits_version += 1;
            }
            Vec::new()
        }
        Message::Notice(words) => {
            state.notice = words;
            Vec::new()
        }
    };
    with_views(state, Views::settle);
    // A search that the views ask for on their own, such as the first.
    if with_views(state, Views::wants_search) {
        effects.extend(search(state));
    }
    effects
}

fn pressed(state: &mut State, key: Key) -> Vec<Effect> {
    state.notice = Clean::default();
    state.typed.push(key);
    let keys = keys(state);
    match state.keymap.find(keys, &state.typed) {
        Match::Prefix => Vec::new(),
        Match::Action(action, with) => {
            state.typed.clear();
            asked(state, action, with)
        }
        Match::Nothing => {
            let first = state.typed.len() == 1;
            state.typed.clear();
            match key.typed() {
                Some(c) if first && keys.ends_with("input") => typed(state, c),
                _ => Vec::new(),
            }
        }
    }
}

fn typed(state: &mut State, c: char) -> Vec<Effect> {
    if let Some(prompt) = &mut state.prompt {
        prompt.field.insert(c);
        let done = prompt::preview(state);
        return prompted(state, done);
    }
    match &mut state.overlay {
        Some(Overlay::Help(help)) => {
            help.insert(c);
            Vec::new()
        }
        Some(Overlay::Faults(_)) => Vec::new(),
        None => {
            state.views.insert(state.place.view, c);
            search(state)
        }
    }
}

fn pasted(state: &mut State, words: &str) -> Vec<Effect> {
    if !keys(state).ends_with("input") {
        state.notice = Clean::line("Nothing here takes a pasted text: / or 3 does.");
        return Vec::new();
    }
    let words = Clean::line(words);
    words
        .chars()
        .take(256)
        .flat_map(|c| typed(state, c))
        .last()
        .into_iter()
        .collect()
}

fn asked(state: &mut State, action: Action, with: Option<char>) -> Vec<Effect> {
    match action {
        Action::QuitNow => return vec![Effect::Quit],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Redraw => return vec![Effect::Redraw],
        _ => (),
    }
    if state.prompt.is_some() {
        let done = prompt::act(state, action);
        return prompted(state, done);
    }
    if state.overlay.is_some() {
        return asked_overlay(state, action);
    }
    match action {
        Action::Help => {
            state.overlay = Some(Overlay::Help(Help::new(&state.keymap, keys(state))));
            Vec::new()
        }
        Action::Messages => faults(state),
        Action::Close => close(state),
        Action::Cancel => cancel(state),
        Action::ViewHome => go(state, View::Home),
        Action::ViewTimeline => go(state, View::Timeline),
        Action::ViewQuotes => go(state, View::Quotes),
        Action::ViewStances => go(state, View::Stances),
        Action::ViewReader => go(state, View::Reader),
        Action::ViewSources => go(state, View::Sources),
        Action::HistoryBack => back(state, true),
        Action::HistoryForward => back(state, false),
        Action::PaneNext | Action::PanePrev => swap_focus(state),
        Action::PaneZoom => {
            state.zoomed = !state.zoomed;
            Vec::new()
        }
        Action::Find if with_views(state, Views::finds_itself) => search(state),
        Action::Find => ask(state, Asking::Find),
        Action::AsOf => ask(state, Asking::AsOf),
        Action::FindNext => find(state, Direction::Forward),
        Action::FindPrev => find(state, Direction::Back),
        Action::Theme => {
            state.theme = state.theme.next();
            state.notice = Clean::line(&format!("Colors: {}", state.theme.name));
            Vec::new()
        }
        Action::Reload => {
            state.notice = Clean::line("Reading the library again…");
            vec![Effect::Reload]
        }
        Action::Edit => edit(state),
        _ => asked_pane(state, action, with),
    }
}

/// Gives an action to the pane that has the keys.
fn asked_pane(state: &mut State, action: Action, with: Option<char>) -> Vec<Effect> {
    if state.focus == Focus::Detail {
        return asked_detail(state, action);
    }
    let out = with_views(state, |views, cx| views.update(cx, action, with));
    // Evidence and quotes are stepped through from the main pane as well.
    let stepped = match action {
        Action::NextEvidence | Action::NextQuote => Some(true),
        Action::PrevEvidence | Action::PrevQuote => Some(false),
        _ => None,
    };
    if let (Some(forward), Out::Detail) = (stepped, &out) {
        pane::step(state, forward);
        return Vec::new();
    }
    answered(state, out)
}

/// Does what a view asks for.
fn answered(state: &mut State, out: Out) -> Vec<Effect> {
    match out {
        Out::Nothing => (),
        Out::Select(selection) => select(state, selection),
        Out::Show(selection) => show(state, selection),
        Out::Scope(scope) => {
            if state.place.scope != scope {
                state.place.scope = scope;
                state.place.selection = scope.map(|id| Selection::Entry(Entry::Briefing(id)));
                state.reading = Reading::default();
            }
        }
        Out::Open(scope, view) => {
            state.history.leave(state.place.clone());
            state.place.scope = scope;
            state.place.selection = scope.map(|id| Selection::Entry(Entry::Briefing(id)));
            arrive(state, view);
        }
        Out::Detail => {
            state.focus = Focus::Detail;
            if state.reading.link.is_none() {
                pane::step(state, true);
            }
        }
        Out::AsOf(date) => state.place.as_of = Some(date),
        Out::Search => return search(state),
        Out::Faults => return faults(state),
        Out::AskDate => return ask(state, Asking::GoDate),
        Out::Do(effect) => return vec![effect],
    }
    Vec::new()
}

fn select(state: &mut State, selection: Selection) {
    if state.place.selection != Some(selection) {
        state.place.selection = Some(selection);
        state.reading = Reading::default();
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
fn show(state: &mut State, selection: Selection) {
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
    arrive(state, View::of(selection));
    state.views.leave_field();
}

/// Opens a view at what is selected.
fn arrive(state: &mut State, view: View) {
    state.place.view = view;
    state.focus = Focus::Main;
    state.zoomed = false;
    state.reading = Reading::default();
    with_views(state, |views, cx| {
        views.settle(cx);
        views.arrive(cx);
    });
}

fn go(state: &mut State, view: View) -> Vec<Effect> {
    if state.place.view != view {
        state.history.leave(state.place.clone());
    }
    arrive(state, view);
    state.views.enter_field(view);
    let landed = with_views(state, |views, cx| views.landed(cx));
    if let Some(selection) = landed {
        select(state, selection);
    }
    Vec::new()
}

fn back(state: &mut State, backward: bool) -> Vec<Effect> {
    let here = state.place.clone();
    let place = if backward {
        state.history.back(&here)
    } else {
        state.history.forward(&here)
    };
    match place {
        Some(place) => {
            let view = place.view;
            state.place = place;
            arrive(state, view);
            state.views.leave_field();
        }
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

fn close(state: &mut State) -> Vec<Effect> {
    if state.zoomed || state.focus == Focus::Detail {
        state.zoomed = false;
        state.focus = Focus::Main;
        return Vec::new();
    }
    match state.place.view {
        View::Home => vec![Effect::Quit],
        View::Timeline | View::Quotes | View::Stances | View::Reader | View::Sources => {
            go(state, View::Home)
        }
    }
}

fn cancel(state: &mut State) -> Vec<Effect> {
    if state.zoomed {
        state.zoomed = false;
    } else if state.focus == Focus::Detail {
        state.focus = Focus::Main;
    } else if state.needle.is_empty() {
        return cancel_date(state);
    } else {
        state.needle.clear();
    }
    Vec::new()
}

fn cancel_date(state: &mut State) -> Vec<Effect> {
    if state.place.view == View::Stances && state.place.as_of.take().is_some() {
        state.notice = Clean::line("Stances are shown as of the latest date.");
    }
    Vec::new()
}

fn swap_focus(state: &mut State) -> Vec<Effect> {
    state.views.leave_field();
    match state.focus {
        Focus::Main => answered(state, Out::Detail),
        Focus::Detail => {
            state.focus = Focus::Main;
            Vec::new()
        }
    }
}

fn asked_detail(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Down => pane::step(state, true),
        Action::Up => pane::step(state, false),
        Action::Open => match pane::chosen(state) {
            // The table of contents scrolls the text beside it.
            Some(selection) if state.place.view == View::Reader => {
                state.focus = Focus::Main;
                with_views(state, |views, cx| views.reveal(cx, selection));
            }
            Some(selection) => show(state, selection),
            None => (),
        },
        _ => pane::scroll(state, action),
    }
    Vec::new()
}

fn ask(state: &mut State, asking: Asking) -> Vec<Effect> {
    prompt::open(state, asking);
    Vec::new()
}

/// Does what a line typed at the bottom came to.
fn prompted(state: &mut State, done: Done) -> Vec<Effect> {
    match done {
        Done::Nothing => Vec::new(),
        Done::Find => find(state, Direction::Here),
        Done::Go(date) => {
            let out = with_views(state, |views, cx| views.go_date(cx, &date));
            answered(state, out)
        }
    }
}

fn faults(state: &mut State) -> Vec<Effect> {
    state.overlay = Some(Overlay::Faults(Faults::default()));
    Vec::new()
}

fn asked_overlay(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(mut overlay) = state.overlay.take() else {
        return Vec::new();
    };
    if matches!(
        action,
        Action::Leave | Action::Abort | Action::Cancel | Action::Close
    ) {
        return Vec::new();
    }
    let body = layout::screen(state.size)
        .map(|screen| screen.body)
        .unwrap_or_default();
    match &mut overlay {
        Overlay::Help(help) => {
            if let Some(chosen) = help.update(body, action) {
                return asked(state, chosen, None);
            }
        }
        Overlay::Faults(faults) => {
            if matches!(action, Action::Help | Action::Messages) {
                return Vec::new();
            }
            let out = faults.update(&context(state, Panes::default()), body, action);
            if let Out::Do(effect) = out {
                state.overlay = Some(overlay);
                return vec![effect];
            }
        }
    }
    state.overlay = Some(overlay);
    Vec::new()
}

fn find(state: &mut State, direction: Direction) -> Vec<Effect> {
    if state.needle.is_empty() {
        state.notice = Clean::line("Nothing to find yet: / takes words.");
        return Vec::new();
    }
    let needle = state.needle.clone();
    if state.focus == Focus::Detail {
        pane::with_detail(state, |reading, detail, height| {
            reading.find(&detail.doc, &needle, direction == Direction::Back, height)
        });
        return Vec::new();
    }
    match with_views(state, |views, cx| views.find(cx, &needle, direction)) {
        Some(out) => answered(state, out),
        None => {
            state.notice = Clean::line(&format!(
                "“{needle}” is not in this pane. 3 searches all quotes."
            ));
            Vec::new()
        }
    }
}

fn edit(state: &mut State) -> Vec<Effect> {
    let corpus = &state.library.corpus;
    let entry = match state.place.selection {
        Some(Selection::Entry(entry)) => Some(entry),
        Some(Selection::Cell(actor, issue)) => {
            let on = corpus.positions_of.of(actor).iter().rev();
            on.copied()
                .find(|&id| corpus.positions[id].issue == issue)
                .map(Entry::Position)
        }
        None => None,
    };
    let found = entry.map(|entry| corpus.origin(entry));
    let path =
        found.and_then(|origin| Some((corpus.files[origin.file].path.clone()?, origin.line)));
    match path {
        Some((path, line)) => vec![Effect::Edit { path, line }],
        None => {
            let words = if found.is_some() {
                "This briefing is part of the program: there is no file to edit."
            } else {
                "Nothing is selected that stands in a file."
            };
            state.notice = Clean::line(words);
            Vec::new()
        }
    }
}

fn search(state: &mut State) -> Vec<Effect> {
    state.generation += 1;
    vec![Effect::Search {
        ask: state.views.ask(),
        generation: state.generation,
    }]
}

fn loaded(state: &mut State, library: Arc<Library>) -> Vec<Effect> {
    let (from, to) = (
        Arc::clone(&state.library.corpus),
        Arc::clone(&library.corpus),
    );
    state.place = reload::carry(&state.place, &from, &to);
    state.history.map(|place| reload::carry(place, &from, &to));
    state.library = library;
    state.version += 1;
    // Hits are of the corpus before: none until the search answers.
    state.hits = Arc::default();
    state.hits_version += 1;
    let cx_ready = state.place.selection.is_some();
    with_views(state, |views, cx| {
        views.settle(cx);
        if cx_ready {
            views.arrive(cx);
        }
    });
    search(state)
}
