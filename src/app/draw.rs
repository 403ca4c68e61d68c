//! How the screen looks: a function of the state.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};

use crate::{
    app::{
        hints,
        layout::{LEAST, inside},
        seen::{context, keys, places},
        state::{Asking, Overlay, Prompt, State},
        tabs::{self, Piece},
    },
    text,
    ui::{
        action::{Action, CHOICES, is_offered},
        keymap::{Binding, Match, Step},
        theme::Role,
        widget::{
            frame,
            line::{Row, inset},
        },
    },
    view::{Context, Focus, mark_words},
};

/// Draws the whole screen; returns where the text cursor belongs, if it shows.
pub fn draw(state: &State, buf: &mut Buffer) -> Option<Position> {
    let area = buf.area;
    let Some((screen, panes)) = places(state).filter(|_| state.size == area.as_size()) else {
        let words = format!("terminal too small (need {}×{})", LEAST.width, LEAST.height);
        let style = Style::new();
        Row::new().and(words, style).draw(
            Rect {
                height: area.height.min(1),
                ..area
            },
            buf,
        );
        return None;
    };
    let cx = context(state, panes);
    title(state, screen.title, buf);
    let mut cursor = match &state.overlay {
        Some(Overlay::Help(help)) => help.draw(&cx, screen.body, buf),
        Some(Overlay::Faults(faults)) => {
            faults.draw(&cx, screen.body, buf);
            None
        }
        Some(Overlay::Palette(palette)) => {
            view(state, &cx, buf);
            palette.draw(&cx, screen.body, buf)
        }
        Some(Overlay::Marks(list)) => {
            view(state, &cx, buf);
            list.draw(&cx, screen.body, buf);
            None
        }
        None => view(state, &cx, buf).filter(|_| state.focus == Focus::Main),
    };
    buf.set_style(screen.hints, state.theme.style(Role::Bar));
    match &state.prompt {
        Some(prompt) => cursor = asking(state, prompt, screen.hints, buf),
        None => hints(state, &cx, screen.hints, buf),
    }
    if state.prompt.is_none() && !state.typed.is_empty() {
        choices(state, screen.body, buf);
    }
    if state.theme.ascii {
        spell(buf);
    }
    cursor
}

/// Puts ASCII in the place of everything else, for terminals that show no more.
fn spell(buf: &mut Buffer) {
    for cell in &mut buf.content {
        let plain = match cell.symbol() {
            symbol if symbol.is_ascii() => continue,
            "→" | "–" | "—" | "−" | "─" | "·" => "-",
            "“" | "”" | "„" => "\"",
            "‘" | "’" | "‹" | "›" => "'",
            "…" => ".",
            "≤" | "←" => "<",
            "≥" => ">",
            "≈" => "~",
            "×" => "x",
            "⏎" => "<",
            "\u{a0}" => " ",
            _ => "?",
        };
        cell.set_symbol(plain);
    }
}

/// Draws the panes of the open view; returns where its text cursor belongs.
fn view(state: &State, cx: &Context<'_>, buf: &mut Buffer) -> Option<Position> {
    let cursor = (!cx.panes.main.is_empty())
        .then(|| state.views.draw(cx, buf))
        .flatten();
    detail(state, cx, buf);
    cursor
}

fn detail(state: &State, cx: &Context<'_>, buf: &mut Buffer) {
    let area = cx.panes.detail;
    if area.is_empty() {
        return;
    }
    let inside = inside(area, cx.panes.bordered);
    let detail = state
        .views
        .detail(cx, usize::from(inside.width.saturating_sub(1)).max(1));
    let focused = cx.focus == Focus::Detail;
    if cx.panes.bordered {
        frame::draw(&detail.titles, focused, cx.theme, area, buf);
    } else {
        frame::rule(&detail.titles.left, cx.theme, area, buf);
    }
    state
        .reading
        .draw(&detail.doc, focused, cx.theme, inside, buf);
}

fn title(state: &State, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let theme = &state.theme;
    let bar = theme.style(Role::Bar);
    buf.set_style(area, bar);
    let mut row = Row::new();
    for (piece, words) in tabs::pieces(state, area.width) {
        let style = match piece {
            Piece::Brand => theme.style(Role::Brand),
            Piece::Tab(view) if view == state.place.view => theme.style(Role::Tab),
            Piece::Tab(_) | Piece::Scope => bar,
        };
        row.push(words, style);
    }
    row.draw(area, buf);
    let mut right = Row::new();
    let progress = state.library.progress;
    if !progress.done && progress.found > 0 {
        let words = format!(
            "reading {}/{} ",
            text::grouped(progress.read),
            text::grouped(progress.found)
        );
        right.push(words, theme.style(Role::BarKey));
    }
    right.push(tabs::badge(state), theme.style(Role::Brand));
    right.draw_right(area, buf);
}

fn hints(state: &State, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
    let theme = &state.theme;
    let (bar, key) = (theme.style(Role::Bar), theme.style(Role::BarKey));
    let status = Row::new().and(format!("{} ", state.views.status(cx)), bar);
    let taken = status.draw_right(area, buf);
    let mut room = usize::from(area.width.saturating_sub(taken + 1));
    if !state.notice.is_empty() {
        let words = text::cut(&state.notice, room.saturating_sub(1)).into_owned();
        Row::new().and(" ", bar).and(words, key).draw(area, buf);
        return;
    }
    let context = keys(state);
    let mut row = Row::new();
    for &action in hints::offered(context) {
        let Some(keys) = state.keymap.keys_of(context, action) else {
            continue;
        };
        let pair = Row::new()
            .and(format!(" {keys}"), key)
            .and(format!(" {} ", action.short()), bar);
        if pair.width() > room {
            break;
        }
        room -= pair.width();
        row.pieces.extend(pair.pieces);
    }
    row.draw(area, buf);
}

fn asking(state: &State, prompt: &Prompt, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let theme = &state.theme;
    let label = match prompt.asking {
        Asking::Find => " / ",
        Asking::AsOf => " as of ",
        Asking::GoDate => " go to ",
        Asking::Name => " save as ",
    };
    let (bar, key) = (theme.style(Role::Bar), theme.style(Role::BarKey));
    let taken = Row::new().and(label, key).draw(area, buf);
    let rest = Rect {
        x: area.x + taken,
        width: area.width - taken,
        ..area
    };
    let at = prompt.field.draw(&[(prompt.field.value(), bar)], rest, buf);
    let typed = u16::try_from(text::width(prompt.field.value())).unwrap_or(u16::MAX);
    let after = Rect {
        x: rest.x + typed.saturating_add(2).min(rest.width),
        width: rest.width.saturating_sub(typed.saturating_add(2)),
        ..rest
    };
    let words = match (prompt.asking, &*prompt.wrong, &*prompt.said) {
        (Asking::AsOf, "", "") => "Sep 2011, 2011-09-12, +3m or -1y; ⏎ takes it, Esc leaves",
        (Asking::GoDate, "", "") => "Sep 2011, +3m, -1y or next vote; ⏎ stays, Esc goes back",
        (Asking::Find, "", _) => "n next · N previous",
        (Asking::Name, "", _) => "⏎ keeps this search under the name, Esc leaves",
        (Asking::AsOf | Asking::GoDate, "", said) => said,
        (_, wrong, _) => wrong,
    };
    Row::new()
        .and(words, theme.style(Role::Bar))
        .draw(after, buf);
    at
}

/// Returns the letters of the marks here, and what each stands at.
fn letters(state: &State) -> Vec<(String, String)> {
    let corpus = &state.library.corpus;
    let scope = state.place.scope;
    let scope = scope.map_or("", |id| corpus.briefings[id].key.as_str());
    let marks = state.marks.of(scope);
    marks
        .map(|mark| (mark.letter.to_string(), mark_words(mark).to_owned()))
        .collect()
}

/// Shows what may follow the keys typed so far.
fn choices(state: &State, body: Rect, buf: &mut Buffer) {
    let context = keys(state);
    let typed = &state.typed;
    let begun: Vec<&Binding> = state
        .keymap
        .bindings(context)
        .into_iter()
        .filter(|binding| {
            let mut steps = binding.keys.iter().zip(typed);
            typed.len() < binding.keys.len() && steps.all(|(step, key)| *step == Step::Key(*key))
        })
        .collect();
    let choices = |binding: &Binding| {
        let choices = CHOICES.iter();
        choices
            .filter(|(place, action, ..)| is_offered(place, context) && *action == binding.action)
            .map(|&(.., with, words)| (with.to_string(), words.to_owned()))
            .collect::<Vec<_>>()
    };
    let mut rows: Vec<(String, String)> = Vec::new();
    for binding in &begun {
        let rest = Binding {
            keys: binding.keys.iter().skip(typed.len()).copied().collect(),
            action: binding.action,
        };
        let given = choices(binding);
        if given.is_empty() {
            rows.push((rest.pretty(), binding.action.doc().to_owned()));
        }
        rows.extend(given);
    }
    rows.sort_by_key(|(keys, _)| keys.to_lowercase());
    if begun
        .iter()
        .any(|binding| matches!(binding.action, Action::MarkSet | Action::MarkJump))
    {
        rows.extend(letters(state));
    }
    if rows.is_empty() || state.keymap.find(context, typed) != Match::Prefix {
        return;
    }
    let height = u16::try_from(rows.len() + 2)
        .unwrap_or(u16::MAX)
        .min(body.height);
    let width = 64.min(body.width);
    let area = Rect {
        x: body.right() - width,
        y: body.bottom() - height,
        width,
        height,
    };
    ratatui::widgets::Widget::render(ratatui::widgets::Clear, area, buf);
    let left: String = typed.iter().map(|key| key.pretty()).collect();
    let titles = frame::Titles {
        left: format!("{left} …"),
        right: String::new(),
    };
    let inside = inset(frame::draw(&titles, true, &state.theme, area, buf), 1);
    for (y, (keys, words)) in rows.iter().enumerate() {
        Row::new()
            .and(text::pad(keys, 4), state.theme.style(Role::Head))
            .and(words, state.theme.style(Role::Text))
            .draw(crate::ui::widget::line::row_of(inside, y), buf);
    }
}
