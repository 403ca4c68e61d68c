//! How a cell of the matrix, its spread and its legend look.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    model::{Actor, Stance, Token},
    stances::{Cell, Change},
    text::{self, Clean},
    ui::{
        theme::{Role, Theme},
        widget::line::Row,
    },
    view::context::Context,
};

/// Returns a stance in a word or two.
pub(super) fn word(stance: Stance) -> &'static str {
    match stance {
        Stance::Mixed => "mixed",
        Stance::Silent => "silent",
        Stance::Supports
        | Stance::LeansFor
        | Stance::Neutral
        | Stance::LeansAgainst
        | Stance::Opposes
        | Stance::Unclear => stance.meaning(),
    }
}

/// Returns the arrow of a change since the position before.
pub(super) fn arrow(cell: &Cell, theme: &Theme) -> &'static str {
    match cell.change {
        Some(Change::Up) => theme.glyph("↗", "/"),
        Some(Change::Down) => theme.glyph("↘", "\\"),
        Some(Change::Shifted) => theme.glyph("~", "~"),
        Some(Change::Same) => theme.glyph("→", "="),
        None => " ",
    }
}

/// Whether a cell's position rests on the event on the timeline.
fn is_linked(cx: &Context<'_>, cell: &Cell) -> bool {
    let event = cx
        .place
        .event
        .filter(|&id| cx.corpus.events.get(id).is_some());
    let positions = event.map_or(&[][..], |id| cx.corpus.positions_at.of(id));
    cell.current
        .is_some_and(|id| positions.binary_search(&id).is_ok())
}

pub(super) fn draw_cell(
    cx: &Context<'_>,
    cell: Option<&Cell>,
    here: bool,
    area: Rect,
    buf: &mut Buffer,
) {
    let theme = cx.theme;
    let dim = theme.style(Role::Dim);
    let (open, close) = if here {
        (theme.glyph("▐", "["), theme.glyph("▌", "]"))
    } else if cell.is_some_and(|cell| is_linked(cx, cell)) {
        (theme.glyph("▎", "|"), " ")
    } else {
        (" ", " ")
    };
    let edge = theme.style(if cx.main_focused() {
        Role::Focus
    } else {
        Role::Gutter
    });
    let mut row = Row::new().and(open, edge);
    match cell.and_then(|cell| Some((cell, cell.stance?))) {
        None => row.push(theme.glyph(" ··  ", " .   "), dim),
        Some((cell, stance)) => {
            let reported = cell.is_indirect();
            let mut style = theme.stance(stance);
            if reported {
                style = style.add_modifier(ratatui::style::Modifier::DIM);
            }
            row.push(
                theme.glyph(
                    if reported { "╎" } else { " " },
                    if reported { ":" } else { " " },
                ),
                style,
            );
            row.push(theme.stance_glyph(stance), style);
            if area.width >= 11 {
                let unsure = if cell.possibly { "?" } else { " " };
                row.push(format!("{:>2}{unsure}", cell.records.min(99)), style);
            }
            row.push(" ", style);
        }
    }
    let changed = cell.is_some_and(|cell| {
        matches!(
            cell.change,
            Some(Change::Up | Change::Down | Change::Shifted)
        )
    });
    let role = if changed { Role::Warn } else { Role::Dim };
    row.push(
        cell.map_or(" ", |cell| arrow(cell, theme)),
        theme.style(role),
    );
    if here {
        // The closing edge stands at the same column whatever the cell holds.
        let pad = usize::from(area.width).saturating_sub(row.width() + 2);
        row.push(" ".repeat(pad.min(4)), dim);
        row.push(close, edge);
    }
    row.draw(area, buf);
}

pub(super) fn spread(
    cx: &Context<'_>,
    split: Option<f64>,
    speakers: usize,
    area: Rect,
    buf: &mut Buffer,
) {
    let theme = cx.theme;
    let Some(split) = split else {
        let words = if speakers == 1 { "one voice" } else { "" };
        Row::new()
            .and(words, theme.style(Role::Dim))
            .draw(area, buf);
        return;
    };
    // Half a block for each quarter of the two there can be.
    let full = ["", "█", "██", "███", "████"];
    let ascii = ["", "#", "##", "###", "####"];
    let at = [0.25, 0.75, 1.25, 1.75]
        .iter()
        .filter(|&&least| split >= least)
        .count();
    Row::new()
        .and(
            text::pad(if theme.ascii { ascii[at] } else { full[at] }, 4),
            theme.style(Role::Warn),
        )
        .and(format!("{split:.1} {speakers:>2}"), theme.style(Role::Dim))
        .draw(area, buf);
}

pub(super) fn split_words(split: Option<f64>, speakers: usize) -> String {
    match split {
        Some(split) => format!("split {split:.1} of 2 · {speakers} speak"),
        None if speakers == 1 => "only one speaks".to_owned(),
        None => "none speaks".to_owned(),
    }
}

pub(super) fn legend(cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
    let theme = cx.theme;
    let dim = theme.style(Role::Dim);
    let mut row = Row::new();
    for &(stance, ..) in Stance::ALL {
        if matches!(stance, Stance::Unclear) && area.width < 100 {
            continue;
        }
        row.push(theme.stance_glyph(stance).trim_end(), theme.stance(stance));
        let words = if area.width < 100 {
            short_word(stance)
        } else {
            word(stance).split(':').next().unwrap_or_default()
        };
        row.push(format!(" {words}  "), dim);
    }
    row.push(theme.glyph("·· ", ".  "), dim);
    row.push("no record", dim);
    row.draw(area, buf);
}

fn short_word(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "for",
        Stance::LeansFor => "leans",
        Stance::Neutral => "0",
        Stance::LeansAgainst => "leans",
        Stance::Opposes => "against",
        Stance::Mixed => "mixed",
        Stance::Unclear => "unclear",
        Stance::Silent => "silent",
    }
}

/// Returns an actor's name for a column: an abbreviation where it does not fit.
pub(super) fn actor_name(actor: &Actor, cols: usize) -> &str {
    if text::width(&actor.name) <= cols {
        return &actor.name;
    }
    // An abbreviation stands for the name; another alias may mean something else.
    let short = |alias: &&Clean| alias.chars().all(|c| c.is_uppercase() || c == '.');
    let fitting = actor
        .aliases
        .iter()
        .filter(short)
        .filter(|alias| text::width(alias) <= cols);
    fitting
        .max_by_key(|alias| text::width(alias))
        .unwrap_or(&actor.name)
}

/// Returns a name in a column: initials of its words where it does not fit,
/// and one letter more of the last where initials alone say too little.
pub(super) fn short_name(name: &str, cols: usize) -> String {
    if text::width(name) <= cols {
        return name.to_owned();
    }
    let words: Vec<&str> = name
        .split_whitespace()
        .filter(|w| !matches!(*w, "of" | "the" | "for" | "and"))
        .collect();
    if words.len() >= 2 {
        let last = words.last().copied().unwrap_or_default();
        let initials: String = words
            .iter()
            .rev()
            .skip(1)
            .rev()
            .filter_map(|w| w.chars().next())
            .collect();
        let shorter = format!("{initials} {last}");
        if text::width(&shorter) <= cols {
            return shorter;
        }
    }
    match words.last() {
        Some(last) if text::width(last) <= cols && words.len() > 1 => (*last).to_owned(),
        _ => text::cut(name, cols).into_owned(),
    }
}
