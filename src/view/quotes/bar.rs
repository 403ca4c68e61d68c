//! The search field as it is drawn: what is typed, what was found in what
//! time, what was taken for what.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use crate::{
    text,
    ui::{
        action::Action,
        theme::Role,
        widget::{
            frame::{self, Titles},
            line::{Row, inset},
        },
    },
    view::{context::Context, quotes::asked::Asked},
};

/// Columns that are left to what is typed before anything stands beside it.
const LEAST: usize = 24;

/// Draws the field; returns where the text cursor belongs.
pub(super) fn draw(
    cx: &Context<'_>,
    asked: &Asked,
    focused: bool,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let mode = asked.mode().name;
    let titles = Titles {
        left: "Search quotes".to_owned(),
        right: if focused {
            let key = cx.keys_of("quotes_input", Action::SearchMode);
            format!("{mode} · {key} mode")
        } else {
            mode.to_owned()
        },
    };
    let inside = inset(frame::draw(&titles, focused, cx.theme, area, buf), 1);
    if inside.height < area.height {
        notes(cx, asked, area, buf);
    }
    let line = Rect {
        height: inside.height.min(1),
        ..inside
    };
    let prompt = Row::new().and(cx.theme.glyph("❯ ", "> "), cx.theme.style(Role::Focus));
    let drawn = prompt.draw(line, buf);
    let typed = text::width(asked.field.value());
    let room = usize::from(line.width).saturating_sub(usize::from(drawn) + typed.max(LEAST) + 2);
    let words = counts(cx, asked)
        .into_iter()
        .find(|words| text::width(words) <= room)
        .unwrap_or_default();
    let taken = Row::new()
        .and(words, cx.theme.style(Role::Dim))
        .draw_right(line, buf);
    let line = Rect {
        x: line.x + drawn,
        width: line.width.saturating_sub(drawn + taken + 1),
        ..line
    };
    if asked.field.value().is_empty() {
        let words = "words, “a phrase”, -not, speaker:name, date:2011..2012";
        Row::new()
            .and(words, cx.theme.style(Role::Dim))
            .draw(line, buf);
    }
    asked.field.draw(&asked.colored(cx.theme), line, buf)
}

/// Returns how many were found, of how many, in what time: from the fullest
/// words to the shortest.
fn counts(cx: &Context<'_>, asked: &Asked) -> Vec<String> {
    let all = cx.corpus.quotes.len();
    if asked.is_empty() {
        return vec![text::plural(all, "quote", "quotes"), text::grouped(all)];
    }
    let total = text::grouped(cx.hits.total);
    let short = format!("{total} of {}", text::grouped(all));
    let words = format!("{short}{}", so_far(cx));
    let mut facts = Vec::new();
    let whole = cx.hits.whole;
    if 0 < whole && whole < cx.hits.total {
        facts.push(format!("{} with all words", text::grouped(whole)));
    }
    if cx.hits.hidden > 0 {
        let hidden = text::grouped(cx.hits.hidden);
        facts.push(format!("{hidden} hidden by filters"));
    }
    let took = took(cx.micros);
    // The last of the facts is the one that would be missed most.
    let mut fullest: Vec<String> = (0..=facts.len())
        .map(|from| {
            let facts = facts.get(from..).unwrap_or_default();
            let parts = std::iter::once(&words).chain(facts).chain([&took]);
            parts.map(String::as_str).collect::<Vec<_>>().join(" · ")
        })
        .collect();
    // A count that is not the last word never stands without saying so.
    if so_far(cx).is_empty() {
        fullest.extend([short, total]);
    } else {
        fullest.extend([words, format!("{total} …")]);
    }
    fullest
}

/// Returns ` so far` where a count is not the last word.
pub(super) fn so_far(cx: &Context<'_>) -> &'static str {
    let whole = cx.hits.complete || cx.hits.found.len() < cx.hits.total;
    if cx.library.progress.done && whole {
        ""
    } else {
        " so far"
    }
}

/// Returns a time in words.
fn took(micros: u64) -> String {
    match micros {
        ..1_000 => "under 1 ms".to_owned(),
        1_000..10_000_000 => format!("{} ms", micros / 1_000),
        _ => format!("{} s", micros / 1_000_000),
    }
}

/// Writes on the lower border what was taken for what, and what was not
/// understood.
fn notes(cx: &Context<'_>, asked: &Asked, area: Rect, buf: &mut Buffer) {
    let arrow = cx.theme.glyph(" → ", " -> ");
    let mut notes: Vec<String> = cx
        .hits
        .corrections
        .iter()
        .filter(|correction| asked.query().words.contains(&correction.typed))
        .map(|correction| format!("{}{arrow}{}", correction.typed, correction.meant))
        .collect();
    notes.extend(asked.query().hints.iter().cloned());
    if notes.is_empty() {
        return;
    }
    let room = inset(
        Rect {
            y: area.bottom() - 1,
            height: 1,
            ..area
        },
        2,
    );
    let words = notes.join(" · ");
    let words = text::cut(&words, usize::from(room.width).saturating_sub(2)).into_owned();
    Row::new()
        .and(format!(" {words} "), cx.theme.style(Role::Warn))
        .draw_over(room, buf);
}
