//! How the screen changes: the only function that changes it.

use std::sync::Arc;

use crate::{
    app::{
        deeds, layout, marks,
        mouse::{self, Done as Pointed},
        palette, pane,
        prompt::{self, Done},
        reload,
        seen::{context, keys, with_views},
        state::{Asking, Message, Overlay, State},
        texts,
        travel::{arrive, back, go, read, select, show},
    },
    library::{Change, Library},
    model::{Entry, Kind},
    search::Order,
    text::Clean,
    ui::{
        action::Action,
        effect::Effect,
        key::Key,
        keymap::Match,
        needle::Needle,
        place::{Selection, View},
        theme::Theme,
        widget::doc::Reading,
    },
    view::{Direction, Faults, Focus, Help, Out, Panes, Target, Views},
};

/// Takes in one thing that happened; returns the work it calls for.
pub fn update(state: &mut State, message: Message) -> Vec<Effect> {
    let mut effects = match message {
        Message::Key(key) => pressed(state, key),
        Message::Mouse(mouse) => {
            let done = mouse::act(state, mouse);
            pointed(state, done)
        }
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
                state.hits_of = generation;
                state.micros = micros;
                state.hits_version += 1;
                landed(state);
            }
            Vec::new()
        }
        Message::Names(names) => {
            palette::gathered(state, names);
            Vec::new()
        }
        Message::Checking { version, done, all } => {
            texts::checking(state, version, done, all);
            Vec::new()
        }
        Message::Checked { version, checked } => {
            texts::checked(state, version, checked);
            Vec::new()
        }
        Message::Laid {
            version,
            leaf,
            found,
        } => {
            texts::laid(state, version, leaf, found);
            Vec::new()
        }
        Message::Notice(words) => {
            state.notice = words;
            Vec::new()
        }
    };
    effects.extend(texts::ask(state));
    with_views(state, Views::settle);
    // A search that the views ask for on their own, such as the first.
    if state.views.wants_search() {
        effects.extend(search(state));
    }
    if let Some(change) = state.views.change() {
        effects.extend(keep(state, change));
    }
    effects
}

/// Takes in a change of the searches that are kept, and has it written down.
fn keep(state: &mut State, change: Change) -> Vec<Effect> {
    state.searches.change(&change);
    vec![Effect::Keep(change)]
}

/// What the search has put under the cursor is selected, if it is being looked at.
fn landed(state: &mut State) {
    if state.place.view == View::Quotes {
        let landed = with_views(state, |views, cx| {
            views.settle(cx);
            views.landed(cx)
        });
        if let Some(selection) = landed {
            select(state, selection);
        }
    }
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

/// Does what something done with the mouse came to.
fn pointed(state: &mut State, done: Pointed) -> Vec<Effect> {
    match done {
        Pointed::Nothing => Vec::new(),
        Pointed::Go(view) => go(state, view),
        Pointed::Answer(out) => answered(state, out),
        Pointed::Follow => asked_detail(state, Action::Open),
        Pointed::Act(action, times) => (0..times)
            .flat_map(|_| asked(state, action, None))
            .collect(),
        Pointed::Prompt(done) => prompted(state, done),
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
        Some(Overlay::Faults(_) | Overlay::Marks(_)) => Vec::new(),
        Some(Overlay::Palette(_)) => {
            palette::typed(state, c);
            Vec::new()
        }
        None => {
            let out = state.views.insert(state.place.view, c);
            answered(state, out)
        }
    }
}

fn pasted(state: &mut State, words: &str) -> Vec<Effect> {
    if !keys(state).ends_with("input") {
        state.notice = Clean::line("Nothing here takes a pasted text: / or 3 does.");
        return Vec::new();
    }
    let words = Clean::line(words);
    if let Some(prompt) = &mut state.prompt {
        prompt.field.paste(&words);
        let done = prompt::preview(state);
        return prompted(state, done);
    }
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
        Action::Mouse => return mouse::switch(state),
        _ => (),
    }
    if state.prompt.is_some() {
        let done = prompt::act(state, action);
        return prompted(state, done);
    }
    if let Some(overlay) = &state.overlay {
        return match (overlay, action) {
            (_, Action::Leave | Action::Abort | Action::Cancel | Action::Close) => {
                state.overlay = None;
                Vec::new()
            }
            (Overlay::Palette(_), _) => match palette::act(state, action) {
                Some(target) => chosen(state, target),
                None => Vec::new(),
            },
            (Overlay::Marks(_), _) => marks::act(state, action, with),
            (Overlay::Help(_) | Overlay::Faults(_), _) => asked_overlay(state, action),
        };
    }
    match action {
        Action::Help => {
            state.overlay = Some(Overlay::Help(Help::new(&state.keymap, keys(state))));
            Vec::new()
        }
        Action::Messages => faults(state),
        Action::Close => close(state),
        Action::Cancel => cancel(state),
        Action::HistoryBack => back(state, true),
        Action::HistoryForward => back(state, false),
        Action::PaneNext => swap_focus(state, true),
        Action::PanePrev => swap_focus(state, false),
        Action::PaneZoom => {
            state.zoomed = !state.zoomed;
            Vec::new()
        }
        Action::Find if with_views(state, |_, cx| Views::finds_itself(cx)) => {
            state.views.enter_field(state.place.view);
            Vec::new()
        }
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
        Action::Edit => deeds::edit(state),
        Action::RestsOn | Action::InOtherWords => deeds::lay(state, action),
        Action::Copy => deeds::copy(state, with),
        _ => asked_way(state, action, with),
    }
}

/// Goes where an action leads, or gives it to the pane that has the keys.
fn asked_way(state: &mut State, action: Action, with: Option<char>) -> Vec<Effect> {
    match action {
        Action::ViewHome => go(state, View::Home),
        Action::ViewTimeline => go(state, View::Timeline),
        Action::ViewQuotes => go(state, View::Quotes),
        Action::ViewStances => go(state, View::Stances),
        Action::ViewReader => go(state, View::Reader),
        Action::ViewSources => go(state, View::Sources),
        Action::Palette => palette::open(state, None),
        Action::GoBriefing => palette::open(state, Some(Kind::Briefing)),
        Action::GoActor => palette::open(state, Some(Kind::Actor)),
        Action::GoIssue => palette::open(state, Some(Kind::Issue)),
        Action::GoEvent => palette::open(state, Some(Kind::Event)),
        Action::MarkSet => marks::set(state, with),
        Action::MarkJump => marks::jump(state, with),
        Action::MarksList => marks::open(state),
        Action::GoSource => palette::open(state, Some(Kind::Source)),
        _ => asked_pane(state, action, with),
    }
}

/// Gives an action to the pane that has the keys.
fn asked_pane(state: &mut State, action: Action, with: Option<char>) -> Vec<Effect> {
    if state.focus == Focus::Detail && action != Action::Show {
        return asked_detail(state, action);
    }
    let out = if action == Action::Show {
        pane::show(state, with)
    } else {
        with_views(state, |views, cx| views.update(cx, action, with))
    };
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
        Out::Nothing | Out::Pass => (),
        Out::Select(selection) => select(state, selection),
        Out::Show(selection) => show(state, selection),
        Out::Read(leaf) => read(state, leaf),
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
        Out::Zero(event) => {
            state.place.zero = event;
            let title = event.map(|id| state.library.corpus.events[id].title.clone());
            state.notice = match title {
                Some(title) => Clean::line(&format!("Day zero: {title}")),
                None => Clean::line("Dates are dates again."),
            };
        }
        Out::Search => return search(state),
        Out::Faults => return faults(state),
        Out::AskDate => return ask(state, Asking::GoDate),
        Out::AskName(words) => {
            prompt::open(state, Asking::Name);
            if let Some(prompt) = &mut state.prompt {
                prompt.field.set(&words);
            }
        }
        Out::Tell(words) => state.notice = Clean::line(&words),
        Out::Do(effect) => return vec![effect],
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
    } else if with_views(state, Views::cancel) {
        return Vec::new();
    } else if state.needle.is_empty() {
        return cancel_date(state);
    } else {
        state.needle = Needle::default();
    }
    Vec::new()
}

fn cancel_date(state: &mut State) -> Vec<Effect> {
    if state.place.view == View::Stances && state.place.as_of.take().is_some() {
        state.notice = Clean::line("Stances are shown as of the latest date.");
    }
    Vec::new()
}

/// Gives the keys to the next pane, or the one before, going round.
fn swap_focus(state: &mut State, forward: bool) -> Vec<Effect> {
    match state.focus {
        Focus::Main => {
            if with_views(state, |views, cx| views.step(cx, forward)) {
                return Vec::new();
            }
            state.views.leave_field();
            answered(state, Out::Detail)
        }
        Focus::Detail => {
            state.focus = Focus::Main;
            if forward {
                state.views.enter_field(state.place.view);
            }
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
            Some(selection) if with_views(state, |_, cx| Views::has_contents(cx)) => {
                if state.place.leaf.is_some() {
                    select(state, selection);
                }
                state.focus = Focus::Main;
                with_views(state, |views, cx| views.reveal(cx, selection));
            }
            Some(selection) => show(state, selection),
            None => (),
        },
        Action::Filter => pane::narrow(state),
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
        Done::Name(name) => {
            let change = state.views.named(&name);
            let list = state.keymap.keys_of("quotes", Action::SearchHistory);
            let list = list.unwrap_or_default();
            state.notice = Clean::line(&format!("Saved as “{name}”: {list} shows saved searches."));
            keep(state, change)
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
    let body = layout::screen(state.size)
        .map(|screen| screen.body)
        .unwrap_or_default();
    match &mut overlay {
        Overlay::Palette(_) | Overlay::Marks(_) => (),
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

/// Does what was chosen in the palette.
fn chosen(state: &mut State, target: Target) -> Vec<Effect> {
    match target {
        Target::Run(action, with) => return asked(state, action, with),
        Target::Show(entry) => return named(state, entry),
        Target::Theme(name) => {
            state.theme = Theme::named(name, state.theme.depth, state.theme.ascii);
        }
        Target::Search(query, order) => {
            go(state, View::Quotes);
            state.views.search_for(&query, order);
            return search(state);
        }
    }
    Vec::new()
}

/// Goes to a record that was named: where it is at home or, if nothing stands
/// there, to the quotes it is named in.
fn named(state: &mut State, entry: Entry) -> Vec<Effect> {
    let corpus = Arc::clone(&state.library.corpus);
    let query = match entry {
        Entry::Actor(id) if corpus.positions_of.of(id).is_empty() => {
            format!("actor:\"{}\"", corpus.actors[id].name)
        }
        Entry::Issue(id) if corpus.positions_about.of(id).is_empty() => {
            format!("issue:\"{}\"", corpus.issues[id].label)
        }
        Entry::Actor(_)
        | Entry::Issue(_)
        | Entry::Briefing(_)
        | Entry::Source(_)
        | Entry::Event(_)
        | Entry::Quote(_)
        | Entry::Position(_)
        | Entry::Judgment(_) => {
            show(state, Selection::Entry(entry));
            return Vec::new();
        }
    };
    go(state, View::Quotes);
    state.views.search_for(&query, Order::Relevance);
    search(state)
}

fn find(state: &mut State, direction: Direction) -> Vec<Effect> {
    if state.needle.is_empty() && !with_views(state, |_, cx| Views::finds_itself(cx)) {
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
                "“{}” is not in this pane. 3 searches all quotes.",
                needle.typed()
            ));
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
    prompt::carry(state, &from, &to);
    state.library = library;
    state.version += 1;
    // Hits are of the corpus before: none until the search answers.
    state.hits = Arc::default();
    state.hits_version += 1;
    let mut effects = palette::renew(state, &from, &to);
    marks::renew(state);
    effects.extend(texts::renew(state));
    let cx_ready = state.place.selection.is_some();
    with_views(state, |views, cx| {
        views.settle(cx);
        if cx_ready {
            views.arrive(cx);
        }
    });
    effects.extend(search(state));
    effects
}
