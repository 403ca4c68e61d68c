//! The agenda: events from the top down, with what is not known about their
//! order, and the gaps between them.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::{
    arena::Id,
    chronology::{gap_words, mark},
    date::Date,
    model::{Event, Importance},
    text,
    ui::{
        theme::Role,
        widget::{
            line::{Row, row_of},
            list::Cursor,
        },
    },
    view::{context::Context, timeline::travel::Travel},
};

/// Draws the events around the selected one.
pub(super) fn draw(travel: &Travel, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
    let len = travel.order.len();
    if len == 0 {
        let words = if cx.library.progress.done {
            "No event here. Home (1) has other briefings."
        } else {
            "Reading the library…"
        };
        Row::new()
            .and(words, cx.theme.style(Role::Dim))
            .draw(area, buf);
        return;
    }
    let height = usize::from(area.height);
    // The selected event stands at a third, so that what follows is in sight.
    let top = travel.at.saturating_sub(height / 3);
    let shown = Cursor {
        row: travel.at,
        top,
    }
    .shown(len, height);
    for (y, at) in shown.enumerate() {
        let Some(id) = travel.order.get(at) else {
            continue;
        };
        let row = row_of(area, y);
        let selected = at == travel.at;
        if selected {
            let role = if cx.main_focused() {
                Role::Selected
            } else {
                Role::Held
            };
            buf.set_style(row, cx.theme.style(role));
        }
        line(travel, cx, at, id, selected, row, buf);
    }
}

fn line(
    travel: &Travel,
    cx: &Context<'_>,
    at: usize,
    id: Id<Event>,
    selected: bool,
    area: Rect,
    buf: &mut Buffer,
) {
    let event = &cx.corpus.events[id];
    let theme = cx.theme;
    let plain = |role| {
        if selected {
            Style::new()
        } else {
            theme.style(role)
        }
    };
    let date_role = if is_exact(event.date.as_ref()) {
        Role::Date
    } else {
        Role::Unsure
    };
    let date = event
        .date
        .as_ref()
        .map_or_else(|| "no date".to_owned(), Date::short);
    let unsure = if travel.order.is_unsure(cx.corpus, at) {
        theme.glyph("≈", "~")
    } else {
        " "
    };
    let mut row = Row::new()
        .and(text::pad(&date, 11), plain(date_role))
        .and(sign(event.date.as_ref(), theme.ascii), plain(date_role))
        .and(format!("{unsure} "), plain(Role::Dim));
    if area.width >= 90 {
        let actors: Vec<&str> = event
            .actors
            .iter()
            .map(|&actor| cx.corpus.actors[actor].name.as_str())
            .collect();
        row.push(
            format!("{} ", text::pad(&actors.join(", "), 26)),
            plain(Role::Dim),
        );
    }
    // What matters most is bold, even under the cursor.
    let title = match event.importance {
        Importance::Key => theme.style(Role::Strong),
        Importance::Normal | Importance::Minor => plain(Role::Text),
    };
    row.push(event.title.as_str(), title);
    let right = Row::new().and(counts(cx, id), plain(Role::Dim));
    let taken = if area.width >= 70 {
        right.draw_right(area, buf)
    } else {
        0
    };
    let area = Rect {
        width: area.width.saturating_sub(taken + 1),
        ..area
    };
    if let Some(gap) = gap(travel, cx, at).filter(|_| area.width >= 60) {
        let words = Row::new().and(format!("  · {gap} later"), plain(Role::Faint));
        if row.width() + words.width() <= usize::from(area.width) {
            row.pieces.extend(words.pieces);
        }
    }
    row.draw(area, buf);
}

/// Whether a date is one day.
fn is_exact(date: Option<&Date>) -> bool {
    date.is_some_and(|date| date.first_day().is_some() && date.first_day() == date.last_day())
}

/// Returns the time since the event before, in words.
fn gap(travel: &Travel, cx: &Context<'_>, at: usize) -> Option<String> {
    let date = |at: usize| {
        travel
            .order
            .get(at)
            .and_then(|id| cx.corpus.events[id].date.as_ref())
    };
    gap_words(date(at.checked_sub(1)?)?, date(at)?)
}

/// Returns how many quotes and positions an event has.
fn counts(cx: &Context<'_>, id: Id<Event>) -> String {
    let (quotes, positions) = (
        cx.corpus.quotes_at.of(id).len(),
        cx.corpus.positions_at.of(id).len(),
    );
    let votes = cx.corpus.events[id].votes.as_ref();
    let mut parts = Vec::new();
    parts.extend(votes.map(|_| "vote".to_owned()));
    parts.extend((quotes > 0).then(|| format!("{}{quotes}", cx.theme.glyph("❝", "q"))));
    parts.extend((positions > 0).then(|| format!("{}{positions}", cx.theme.glyph("▲", "p"))));
    parts.join(" ")
}

/// Returns the one-cell sign of a date's sort.
fn sign(date: Option<&Date>, ascii: bool) -> String {
    let Some(date) = date else {
        return " ".to_owned();
    };
    // Any view will do: only the sort of mark is wanted.
    let mark = mark(date, crate::chronology::Viewport::default());
    let alone = crate::chronology::Mark {
        first: 0,
        last: 0,
        point: 0,
        ..mark
    };
    alone.cells(1, ascii).into_iter().map(|(_, c)| c).collect()
}
