//! How a cell of the matrix, its spread and its legend look.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
};

use crate::{
    model::{Actor, Basis, Stance, Token},
    stances::{Cell, Change},
    text::{self, Clean},
    ui::{
        theme::{Role, Theme},
        widget::line::Row,
    },
    view::{
        context::Context,
        stances::grid::{COUNTED, WORDED},
    },
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

/// Returns how the arrow of a change looks: a change is to be looked at.
pub(super) fn arrow_style(cell: &Cell, theme: &Theme) -> Style {
    theme.style(match cell.change {
        Some(Change::Up | Change::Down | Change::Shifted) => Role::Warn,
        Some(Change::Same) | None => Role::Dim,
    })
}

/// Returns the sign of what is doubtful about a stance; one column wide.
pub(super) fn flag(cell: &Cell, theme: &Theme) -> &'static str {
    match (cell.contested, cell.possibly) {
        (true, _) => theme.glyph("≠", "!"),
        (false, true) => "?",
        (false, false) => " ",
    }
}

/// Returns the sign before a stance that somebody else reported, or that was
/// inferred; one column wide.
fn sign(cell: &Cell, theme: &Theme) -> &'static str {
    match cell.basis {
        Some(Basis::Reported) => theme.glyph("╎", ":"),
        Some(Basis::Inferred) => theme.glyph("≈", "~"),
        Some(Basis::Stated | Basis::Voted) | None => " ",
    }
}

/// Returns a stance's glyph: hollow where the actor neither stated nor voted it.
fn stance_glyph(cell: &Cell, stance: Stance, theme: &Theme) -> &'static str {
    let full = theme.stance_glyph(stance);
    match (full, cell.is_indirect()) {
        ("▲▲", true) => "△△",
        ("▲ ", true) => "△ ",
        ("▼▼", true) => "▽▽",
        ("▼ ", true) => "▽ ",
        _ => full,
    }
}

/// Says why a cell with positions has no stance by its date.
pub(super) fn absent(cell: &Cell) -> &'static str {
    match (cell.ended, cell.later) {
        (true, true) => "ended, more later",
        (true, false) => "ended",
        (false, true) => "later",
        (false, false) => "no record",
    }
}

/// Adds a cell's sign and glyph; four columns.
pub(super) fn glyph(cx: &Context<'_>, cell: Option<&Cell>, row: &mut Row) {
    let theme = cx.theme;
    let dim = theme.style(Role::Dim);
    let Some((cell, stance)) = cell.and_then(|cell| Some((cell, cell.stance?))) else {
        row.push(theme.glyph(" ··", " . "), dim);
        let after = match cell {
            Some(cell) if cell.ended => theme.glyph("┤", "|"),
            Some(cell) if cell.later => theme.glyph("›", ">"),
            Some(_) | None => " ",
        };
        row.push(after, theme.style(Role::Faint).patch(dim));
        return;
    };
    let style = style(cell, stance, theme);
    row.push(sign(cell, theme), style);
    row.push(stance_glyph(cell, stance, theme), style);
    row.push(" ", style);
}

fn style(cell: &Cell, stance: Stance, theme: &Theme) -> Style {
    let style = theme.stance(stance);
    if cell.basis == Some(Basis::Inferred) {
        return style.add_modifier(Modifier::DIM);
    }
    style
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

/// Draws a cell: its glyph, how many records it rests on or its stance in a
/// word where there is room, what is doubtful, and how it changed.
pub(super) fn draw_cell(
    cx: &Context<'_>,
    cell: Option<&Cell>,
    here: bool,
    area: Rect,
    buf: &mut Buffer,
) {
    let theme = cx.theme;
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
    glyph(cx, cell, &mut row);
    if let Some((cell, stance)) = cell.and_then(|cell| Some((cell, cell.stance?))) {
        let style = style(cell, stance, theme);
        if area.width >= WORDED {
            // A mark at each edge, the glyph, what is doubtful and what changed.
            let cols = usize::from(area.width - 8);
            row.push(text::pad(word_in(stance, cols), cols), style);
        } else if area.width >= COUNTED {
            row.push(format!("{:<2}", cell.records.min(99)), style);
        }
        row.push(flag(cell, theme), theme.style(Role::Warn));
        row.push(arrow(cell, theme), arrow_style(cell, theme));
    }
    row.draw(area, buf);
    if here {
        // The closing edge stands at the same column whatever the cell holds.
        let at = Rect {
            x: area.right().saturating_sub(1),
            width: 1,
            ..area
        };
        Row::new().and(close, edge).draw(at.intersection(area), buf);
    }
}

/// Draws below a cell from which years the records are that it rests on, and
/// how many they are where the cell does not say so.
pub(super) fn draw_below(cx: &Context<'_>, cell: &Cell, area: Rect, buf: &mut Buffer) {
    if area.width < COUNTED || cell.records == 0 {
        return;
    }
    let corpus = cx.corpus;
    let since = cell.since.and_then(|id| corpus.positions.get(id));
    let from = since
        .and_then(|position| position.since.as_ref()?.first_day())
        .map(|day| day.ymd().0);
    let to = cell
        .latest
        .and_then(|evidence| evidence.date(corpus)?.last_day())
        .map(|day| day.ymd().0);
    let years = match (from, to) {
        (Some(from), Some(to)) if from < to && area.width < WORDED => {
            let to = if from / 100 == to / 100 { to % 100 } else { to };
            format!(" {from}–{to:02}")
        }
        (Some(from), Some(to)) if from < to => format!(" {from}–{to}"),
        (_, Some(year)) | (Some(year), None) => format!(" {year}"),
        (None, None) => String::new(),
    };
    let words = if area.width < WORDED {
        format!(" {years}")
    } else {
        format!("  {}{}{years}", cx.theme.glyph("❝", "n"), cell.records)
    };
    // The last column is that of a line between camps.
    let area = Rect {
        width: area.width - 1,
        ..area
    };
    Row::new()
        .and(words, cx.theme.style(Role::Dim))
        .draw(area, buf);
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
        .and(format!("{split:.1} {speakers:>3}"), theme.style(Role::Dim))
        .draw(area, buf);
}

pub(super) fn split_words(split: Option<f64>, speakers: usize) -> String {
    match split {
        Some(split) => format!("split {split:.1} of 2 · {speakers} speak"),
        None if speakers == 1 => "only one speaks".to_owned(),
        None => "none speaks".to_owned(),
    }
}

/// A sign that is explained where a cell in view has it.
struct Sign {
    glyph: &'static str,
    ascii: &'static str,
    role: Role,
    /// For the legend.
    words: &'static str,
    /// For the help.
    meaning: &'static str,
    has: fn(&Cell) -> bool,
}

/// Returns the signs beside the stances: in Unicode, in ASCII, and what they mean.
pub fn signs() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    SIGNS
        .iter()
        .map(|sign| (sign.glyph, sign.ascii, sign.meaning))
}

/// What the line between camps is called.
const CAMPS: &str = "between camps";

/// The signs beside the stances, the most useful to know first.
const SIGNS: &[Sign] = &[
    Sign {
        glyph: "╎△",
        ascii: ":",
        role: Role::Text,
        words: "reported",
        meaning: "only others report it",
        has: |cell| cell.stance.is_some() && cell.basis == Some(Basis::Reported),
    },
    Sign {
        glyph: "≈△",
        ascii: "~",
        role: Role::Text,
        words: "inferred",
        meaning: "the curator infers it",
        has: |cell| cell.stance.is_some() && cell.basis == Some(Basis::Inferred),
    },
    Sign {
        glyph: "↗↘",
        ascii: "/\\",
        role: Role::Warn,
        words: "changed",
        meaning: "more for it, or more against it, than before",
        has: |cell| matches!(cell.change, Some(Change::Up | Change::Down)),
    },
    Sign {
        glyph: "~",
        ascii: "~",
        role: Role::Warn,
        words: "shifted",
        meaning: "changed to or from a stance without a score",
        has: |cell| cell.change == Some(Change::Shifted),
    },
    Sign {
        glyph: "≠",
        ascii: "!",
        role: Role::Warn,
        words: "contested",
        meaning: "another stance may be held at the same time",
        has: |cell| cell.stance.is_some() && cell.contested,
    },
    Sign {
        glyph: "?",
        ascii: "?",
        role: Role::Warn,
        words: "possibly",
        meaning: "dates leave open whether it is held by then",
        has: |cell| cell.stance.is_some() && cell.possibly && !cell.contested,
    },
    Sign {
        glyph: "›",
        ascii: ">",
        role: Role::Dim,
        words: "later",
        meaning: "no position is known by then, but one later",
        has: |cell| cell.stance.is_none() && cell.later && !cell.ended,
    },
    Sign {
        glyph: "┤",
        ascii: "|",
        role: Role::Dim,
        words: "ended",
        meaning: "a position ended before then, and no other is known",
        has: |cell| cell.stance.is_none() && cell.ended,
    },
    Sign {
        glyph: "→",
        ascii: "=",
        role: Role::Dim,
        words: "as before",
        meaning: "said again: as before",
        has: |cell| cell.change == Some(Change::Same),
    },
    Sign {
        glyph: "│",
        ascii: "|",
        role: Role::Faint,
        words: CAMPS,
        meaning: "between actors who agree more than they differ, and others",
        // It stands between cells.
        has: |_| false,
    },
];

/// Draws what the signs in view mean; those there is no room for are left out whole.
/// `camps` is whether a line stands between some.
pub(super) fn legend(cx: &Context<'_>, seen: &[Cell], camps: bool, area: Rect, buf: &mut Buffer) {
    let theme = cx.theme;
    let dim = theme.style(Role::Dim);
    let said = |sign: &str, style: Style, words: &str| {
        Row::new()
            .and(sign.trim_end(), style)
            .and(format!(" {words}  "), dim)
    };
    let is_seen = |stance| seen.iter().any(|cell| cell.stance == Some(stance));
    let stances = Stance::ALL.iter().map(|&(stance, ..)| stance);
    let stances = stances.filter(|&stance| is_seen(stance)).map(|stance| {
        let words = legend_word(stance, area.width);
        said(theme.stance_glyph(stance), theme.stance(stance), words)
    });
    let none = said(theme.glyph("··", "."), dim, "no record");
    let is_camp = |sign: &Sign| camps && sign.words == CAMPS;
    let signs = SIGNS
        .iter()
        .filter(|sign| seen.iter().any(sign.has) || is_camp(sign));
    let signs = signs.map(|sign| {
        let glyph = theme.glyph(sign.glyph, sign.ascii);
        said(glyph, theme.style(sign.role), sign.words)
    });
    let mut row = Row::new();
    for one in stances.chain([none]).chain(signs) {
        // The last one's two blanks may stand outside.
        if row.width() + one.width() <= usize::from(area.width) + 2 {
            row.pieces.extend(one.pieces);
        }
    }
    if let Some((last, _)) = row.pieces.last_mut() {
        last.truncate(last.trim_end().len());
    }
    row.draw(area, buf);
}

/// Returns a stance in the words of the legend.
fn legend_word(stance: Stance, cols: u16) -> &'static str {
    if cols < 100 {
        short_word(stance)
    } else {
        word(stance).split(':').next().unwrap_or_default()
    }
}

/// Returns a stance in a word or two, where there is room to say which way it
/// is; else nothing: the glyph says it.
fn word_in(stance: Stance, cols: usize) -> &'static str {
    Some(short_word(stance))
        .filter(|word| text::width(word) <= cols)
        .unwrap_or_default()
}

/// Returns a stance in a word, or in two where one does not say which way it is.
fn short_word(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "for",
        Stance::LeansFor => "leans for",
        Stance::LeansAgainst => "leans against",
        Stance::Neutral => "neutral",
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

/// Returns a name in a column: where it does not fit, of two words the initial
/// of the first, without the initials between them, else what there is room for.
pub(super) fn short_name(name: &str, cols: usize) -> String {
    if text::width(name) <= cols {
        return name.to_owned();
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_initial = |word: &&str| word.ends_with('.') && word.chars().count() == 2;
    if let [first, middle @ .., last] = &*words
        && middle.iter().all(is_initial)
    {
        let initial: String = first.chars().take(1).collect();
        let shorter = format!("{initial} {last}");
        if text::width(&shorter) <= cols {
            return shorter;
        }
    }
    // No word alone: it may be another's name, as Guinea is not Equatorial Guinea.
    text::cut(name, cols).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_cut_so_that_it_is_no_other_name() {
        for (name, cols, expect) in [
            ("Norway", 6, "Norway"),
            ("Anna Boats", 8, "A Boats"),
            ("Anna B. Lake", 8, "A Lake"),
            ("Anna Bo Lake", 8, "Anna Bo…"),
            ("Equatorial Guinea", 8, "E Guinea"),
            ("Equatorial Guinea", 6, "Equat…"),
        ] {
            assert_eq!(short_name(name, cols), expect);
        }
    }

    #[test]
    fn a_stance_says_which_way_it_leans_or_nothing() {
        assert_eq!(word_in(Stance::LeansFor, 7), "");
        assert_eq!(word_in(Stance::LeansFor, 9), "leans for");
        assert_eq!(word_in(Stance::LeansAgainst, 13), "leans against");
        assert_eq!(word_in(Stance::Opposes, 7), "against");
    }
}
