//! The agenda: events from the top down, with what is not known about their
//! order, and the gaps between them.

use std::collections::VecDeque;

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::{
    arena::Id,
    chronology::{SINCE_COLS, sign, silence_words},
    date::Date,
    export,
    model::{Event, Importance},
    text,
    ui::{
        action::Action,
        theme::Role,
        widget::line::{Row, row_of},
    },
    view::{
        context::Context,
        timeline::{
            band::Band,
            travel::Travel,
            when::{role_of, when},
        },
    },
};

/// A row of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// The event at a place in the order.
    Event(usize),
    /// So long nothing is recorded.
    Gap(String),
    /// What follows has no date.
    Undated,
}

/// Returns the rows around the event selected, which stands at a third of the
/// height where it can, so that what follows is in sight.
pub(super) fn lines(travel: &Travel, height: usize) -> VecDeque<Line> {
    let order = &travel.band().order;
    let mut lines = VecDeque::from([Line::Event(travel.at)]);
    let (mut first, mut past) = (travel.at, travel.at + 1);
    while lines.len() < height {
        let above = lines
            .iter()
            .take_while(|line| **line != Line::Event(travel.at));
        if 0 < first && (above.count() < height / 3 || order.len() <= past) {
            if let Some(between) = between(travel, first) {
                lines.push_front(between);
            }
            first -= 1;
            lines.push_front(Line::Event(first));
        } else if past < order.len() {
            lines.extend(between(travel, past));
            lines.push_back(Line::Event(past));
            past += 1;
        } else {
            break;
        }
    }
    while height < lines.len() {
        // What was put at both ends may be a row too many: the selected stays.
        if lines.front() == Some(&Line::Event(travel.at)) || past < order.len() {
            lines.pop_back();
        } else {
            lines.pop_front();
        }
    }
    lines
}

/// Returns the row between the event at a place and the one before.
fn between(travel: &Travel, at: usize) -> Option<Line> {
    let order = &travel.band().order;
    if at == order.dated.len() {
        return Some(Line::Undated);
    }
    let silence = order.silence(at).filter(|&slots| travel.gap() <= slots)?;
    silence_words(silence).map(Line::Gap)
}

/// Draws the events around the selected one.
pub(super) fn draw(travel: &Travel, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
    if travel.band().order.is_empty() {
        let words = nothing(travel.band(), cx);
        Row::new()
            .and(words, cx.theme.style(Role::Dim))
            .draw(area, buf);
        return;
    }
    let dot = cx.theme.glyph("·", "-");
    let lines = lines(travel, usize::from(area.height));
    // A column of names takes room only where there are names.
    let named = lines.iter().any(|line| match line {
        Line::Event(at) => {
            let id = travel.band().order.get(*at);
            id.is_some_and(|id| !cx.corpus.events[id].actors.is_empty())
        }
        Line::Gap(_) | Line::Undated => false,
    });
    let named = named && 90 <= area.width;
    for (y, line) in lines.iter().enumerate() {
        let row = row_of(area, y);
        let note = |words: String, buf: &mut Buffer| {
            Row::new()
                .and(words, cx.theme.style(Role::Faint))
                .draw(row, buf);
        };
        match line {
            Line::Gap(words) => note(format!("{:13}{dot} {words} {dot}", ""), buf),
            Line::Undated => note(format!("{:13}{dot} without a date {dot}", ""), buf),
            Line::Event(at) => event(travel, cx, *at, named, row, buf),
        }
    }
}

/// Returns why there is nothing, and what to do.
pub(super) fn nothing(band: &Band, cx: &Context<'_>) -> String {
    if !cx.library.progress.done {
        "Reading the library…".to_owned()
    } else if 0 < band.out {
        let events = text::plural(band.out, "event", "events");
        let keys = cx.keys_of("timeline", Action::FilterClear);
        format!("No event fits. The filter hides {events}: {keys} clears it.")
    } else {
        "No event here. Home (1) has other briefings.".to_owned()
    }
}

/// Draws one event.
fn event(travel: &Travel, cx: &Context<'_>, at: usize, named: bool, area: Rect, buf: &mut Buffer) {
    let order = &travel.band().order;
    let Some(id) = order.get(at) else { return };
    let (event, theme) = (&cx.corpus.events[id], cx.theme);
    let selected = at == travel.at;
    if selected {
        let role = if cx.main_focused() {
            Role::Selected
        } else {
            Role::Held
        };
        buf.set_style(area, theme.style(role));
    }
    let plain = |role| {
        if selected {
            Style::new()
        } else {
            theme.style(role)
        }
    };
    let mut row = dated(travel, cx, at, id, plain);
    if named {
        let who = export::names(cx.corpus, &event.actors);
        row.push(format!("{} ", text::pad(&who, 26)), plain(Role::Dim));
    }
    // What matters most is bold, even under the cursor.
    let title = match event.importance {
        Importance::Key => theme.style(Role::Strong),
        Importance::Normal | Importance::Minor => plain(Role::Text),
    };
    row.push(event.title.as_str(), title);
    if order.dated.len() <= at {
        row.push(beside(travel, cx, id), plain(Role::Dim));
    }
    let right = Row::new().and(counts(cx, id), plain(Role::Dim));
    let taken = if 70 <= area.width {
        right.draw_right(area, buf)
    } else {
        0
    };
    let room = Rect {
        width: area.width.saturating_sub(taken + 1),
        ..area
    };
    row.draw(room, buf);
}

/// Returns the beginning of an event's row: when it was, what sort of date that
/// is, and whether its order with the next is not known.
fn dated(
    travel: &Travel,
    cx: &Context<'_>,
    at: usize,
    id: Id<Event>,
    plain: impl Fn(Role) -> Style,
) -> Row {
    let (order, theme) = (&travel.band().order, cx.theme);
    let form = order.extent(at).map(|extent| extent.form);
    let role = form.map_or(Role::Unsure, role_of);
    let mark = form.map_or(' ', |form| sign(form, theme.ascii));
    let unsure = if order.is_unsure(cx.corpus, at) {
        theme.glyph("≈", "~")
    } else {
        " "
    };
    let cols = if cx.place.zero.is_some() {
        SINCE_COLS
    } else {
        Date::SHORT_COLS
    };
    Row::new()
        .and(text::pad(&when(cx, id), cols + 1), plain(role))
        .and(mark.to_string(), plain(role))
        .and(format!("{unsure} "), plain(Role::Dim))
}

/// Returns what an event without a date is said to come after and before.
fn beside(travel: &Travel, cx: &Context<'_>, id: Id<Event>) -> String {
    let (before, after) = travel.band().order.neighbors(id);
    let named = |events: &[Id<Event>]| -> String {
        let titles = events.iter().map(|&id| cx.corpus.events[id].title.as_str());
        titles.collect::<Vec<_>>().join(", ")
    };
    let mut words = String::new();
    for (word, events) in [("after", before), ("before", after)] {
        if !events.is_empty() {
            words = format!("{words} · {word} {}", named(events));
        }
    }
    words
}

/// Returns how many quotes and positions an event has.
fn counts(cx: &Context<'_>, id: Id<Event>) -> String {
    let (quotes, positions) = (
        cx.corpus.quotes_at.of(id).len(),
        cx.corpus.positions_at.of(id).len(),
    );
    let votes = cx.corpus.events[id].votes.as_ref();
    let mut parts = Vec::new();
    parts.extend(votes.map(|votes| format!("{} named", votes.tally())));
    parts.extend((quotes > 0).then(|| format!("{}{quotes}", cx.theme.glyph("❝", "q"))));
    parts.extend((positions > 0).then(|| format!("{}{positions}", cx.theme.glyph("▲", "p"))));
    parts.join(" ")
}
