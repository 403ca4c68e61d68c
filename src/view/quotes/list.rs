//! Quotes found, as cards or in one line each. Only those that are shown cost
//! anything.

use std::ops::Range;

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    date::Date,
    export,
    model::{Quote, QuoteId},
    query::Query,
    search::{self, Hit, How},
    text,
    ui::{
        theme::{Depth, Role},
        widget::{
            doc::Doc,
            line::{Row, inset, row_of, split_left},
        },
    },
    view::{card, context::Context, tick},
};

/// How a quote is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// Rows of its words; none in one line, where they follow who said them.
    words: u16,
    /// Whether an empty row follows.
    gap: bool,
}

/// Returns how quotes are laid out in an area.
pub(super) fn shape(area: Rect, one_line: bool) -> Shape {
    match (one_line, area.width, area.height) {
        (true, ..) => Shape {
            words: 0,
            gap: false,
        },
        (false, ..58, ..16) => Shape {
            words: 1,
            gap: false,
        },
        (false, ..58, _) => Shape {
            words: 2,
            gap: false,
        },
        (false, _, 22..) => Shape {
            words: 3,
            gap: true,
        },
        (false, ..) => Shape {
            words: 2,
            gap: true,
        },
    }
}

impl Shape {
    /// Returns the rows a quote takes.
    pub(super) fn rows(self) -> u16 {
        1 + self.words + u16::from(self.gap)
    }
    /// Returns how many quotes an area shows whole.
    pub(super) fn shown(self, area: Rect) -> usize {
        usize::from(self.whole(area).height / self.rows())
    }
    /// Returns an area with room for the gap after the last quote, which may
    /// lie outside.
    pub(super) fn whole(self, area: Rect) -> Rect {
        Rect {
            height: area.height.saturating_add(u16::from(self.gap)),
            ..area
        }
    }
}

/// What of the list is drawn, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct List<'a> {
    pub(super) found: &'a [Hit],
    pub(super) query: &'a Query,
    pub(super) shape: Shape,
    pub(super) selected: usize,
    /// Whether quotes stand in groups by how they match.
    pub(super) grouped: bool,
}

impl List<'_> {
    /// Draws the quotes of these places, and the beginning of the next where
    /// there is room for it.
    pub(super) fn draw(&self, cx: &Context<'_>, shown: Range<usize>, area: Rect, buf: &mut Buffer) {
        let end = (shown.end + 1).min(self.found.len());
        for (y, at) in (shown.start..end).enumerate() {
            let top = u16::try_from(y)
                .unwrap_or(u16::MAX)
                .saturating_mul(self.shape.rows());
            let below = area.height.saturating_sub(top);
            let height = self.shape.rows().min(below);
            // Less than its first words says nothing.
            if at == shown.end && height < 2 {
                break;
            }
            let place = Rect {
                y: area.y + top.min(area.height),
                height,
                ..area
            };
            // How the first one matches stands on the border above.
            let begins = self.grouped && at > shown.start && self.how(at) != self.how(at - 1);
            if begins && self.shape.gap && top > 0 {
                let rule = Rect {
                    y: place.y - 1,
                    height: 1,
                    ..area
                };
                group(cx, how(self.how(at)), inset(rule, 1), buf);
            }
            let label = if begins && !self.shape.gap {
                how(self.how(at))
            } else {
                ""
            };
            self.quote(cx, at, label, place, buf);
        }
    }

    fn how(&self, at: usize) -> How {
        self.found.get(at).map_or(How::Filter, |hit| hit.how)
    }

    /// Draws a quote; a label tells how it and those below it match.
    fn quote(&self, cx: &Context<'_>, at: usize, label: &str, area: Rect, buf: &mut Buffer) {
        let Some(hit) = self.found.get(at) else {
            return;
        };
        let quote = &cx.corpus.quotes.at(hit.quote);
        let card = Rect {
            height: area.height.min(1 + self.shape.words),
            ..area
        };
        if at == self.selected {
            // With few colors it would underline all, lit words and others.
            if Depth::Sixteen < cx.theme.depth {
                buf.set_style(card, cx.theme.style(Role::Held));
            }
            for y in 0..usize::from(card.height) {
                let mark = Row::new().and(cx.theme.glyph("▌", ">"), cx.theme.style(Role::Gutter));
                mark.draw(row_of(Rect { width: 1, ..area }, y), buf);
            }
        }
        // What belongs to the event on the timeline is marked, wherever one looks.
        if at != self.selected && quote.event.is_some() && quote.event == cx.place.event {
            for y in 0..usize::from(card.height) {
                let mark = Row::new().and(cx.theme.glyph("▎", "|"), cx.theme.style(Role::Gutter));
                mark.draw(row_of(Rect { width: 1, ..area }, y), buf);
            }
        }
        let lit = search::light(cx.corpus, self.query, hit.quote);
        let top = inset(row_of(area, 0), 2);
        if self.shape.words == 0 {
            let words = one_line(cx, (hit.quote, quote), label, top, buf);
            excerpt(cx, quote, &lit, words, buf);
            return;
        }
        head(cx, (hit.quote, quote), label, top, buf);
        let words = Rect {
            y: area.y + 1,
            height: card.height.saturating_sub(1),
            ..area
        };
        let indent = if area.width < 58 { 2 } else { 4 };
        let (_, words) = split_left(words, indent);
        let words = Rect {
            width: words.width.saturating_sub(2),
            ..words
        };
        excerpt(cx, quote, &lit, words, buf);
    }
}

/// Draws a rule with words on it between two groups.
fn group(cx: &Context<'_>, words: &str, area: Rect, buf: &mut Buffer) {
    let faint = cx.theme.style(Role::Faint);
    let dash = cx.theme.glyph("─", "-");
    let row = Row::new()
        .and(format!("{dash}{dash} "), faint)
        .and(words, cx.theme.style(Role::Dim));
    let rest = usize::from(area.width).saturating_sub(row.width() + 1);
    row.and(format!(" {}", dash.repeat(rest)), faint)
        .draw(area, buf);
}

/// Draws who said it and when, and where it stands.
fn head(
    cx: &Context<'_>,
    (id, quote): (QuoteId, &Quote<'_>),
    label: &str,
    area: Rect,
    buf: &mut Buffer,
) {
    let dim = cx.theme.style(Role::Dim);
    let narrow = area.width < 54;
    let voice = if narrow {
        cx.corpus.voice(quote)
    } else {
        export::who(cx.corpus, quote)
    };
    let date = quote.date.map(Date::short).unwrap_or_default();
    let date = Row::new().and(format!("  {date}"), dim);
    // The date and the locator are kept longest: they find the words again.
    let room = usize::from(area.width).saturating_sub(date.width());
    let place = export::where_in(cx.corpus, quote.source, &quote.locator);
    let right = if !label.is_empty() {
        label.to_owned()
    } else if narrow {
        String::new()
    } else if text::width(&place) + text::width(&voice) + 4 <= room {
        place
    } else {
        quote.locator.to_string()
    };
    let right = Row::new().and(right, dim);
    let taken = if right.width() + 12 <= room {
        right.draw_right(area, buf)
    } else {
        0
    };
    let room = room.saturating_sub(usize::from(taken) + 2 * usize::from(taken > 0));
    let mut row = tick::sign(cx, id);
    row.push(
        text::cut(&voice, room.saturating_sub(2)).into_owned(),
        cx.theme.style(Role::Strong),
    );
    row.pieces.extend(date.pieces);
    let left = Rect {
        width: area.width - taken,
        ..area
    };
    row.draw(left, buf);
}

/// Draws who and when in columns; returns where the words go.
fn one_line(
    cx: &Context<'_>,
    (id, quote): (QuoteId, &Quote<'_>),
    label: &str,
    area: Rect,
    buf: &mut Buffer,
) -> Rect {
    let dim = cx.theme.style(Role::Dim);
    let who = match area.width {
        ..50 => 12,
        50..90 => 15,
        _ => 24,
    };
    let mut row = tick::sign(cx, id);
    row.push(
        text::pad(&cx.corpus.voice(quote), who),
        cx.theme.style(Role::Strong),
    );
    row.push("  ", dim);
    if area.width >= 50 {
        let date = quote.date.map(Date::short).unwrap_or_default();
        row.push(text::pad(&date, 12), dim);
    }
    let label = Row::new().and(label, dim);
    let taken = if area.width >= 50 && label.width() > 0 {
        label.draw_right(area, buf) + 2
    } else {
        0
    };
    let written = row.draw(area, buf);
    let (_, rest) = split_left(area, written);
    Rect {
        width: rest.width.saturating_sub(taken),
        ..rest
    }
}

/// Draws a quote's words in the rows there are, after those that lead in to
/// it: from its start or, where the first lit part would not be shown, from a
/// little before it.
fn excerpt(
    cx: &Context<'_>,
    quote: &Quote<'_>,
    lit: &[Range<usize>],
    area: Rect,
    buf: &mut Buffer,
) {
    let area = area.intersection(buf.area);
    let (rows, cols) = (usize::from(area.height), usize::from(area.width));
    if area.is_empty() {
        return;
    }
    let room = rows * cols;
    let some = if rows == 1 {
        (room / 4).max(12)
    } else {
        room * 2 / 5
    };
    let lead = last_words(&quote.prefix, some);
    let from = start(
        quote,
        lit,
        room.saturating_sub(text::width(&lead) + 3),
        cols,
    );
    // No more is wrapped than can be shown.
    let end = end_of(&quote.text, from, 4 * room);
    let dim = cx.theme.style(Role::Dim);
    let mut pieces = Vec::new();
    if !lead.is_empty() {
        pieces.extend([(lead.as_str(), dim), (" ", dim)]);
    }
    let own = card::words(quote, lit, from..end, cx.theme);
    pieces.extend(own);
    if rows == 1 {
        let mut row = Row::new();
        for (words, style) in pieces {
            row.push(words.replace('\n', " "), style);
        }
        row.draw(area, buf);
        return;
    }
    let mut doc = Doc::new(cols);
    doc.wrapped(&Row::new(), &Row::new(), &pieces);
    let cut = rows < doc.rows.len();
    for (y, row) in doc.rows.iter().take(rows).enumerate() {
        let mut row = row.row.clone();
        if cut && y + 1 == rows {
            row.push(" …", dim);
        }
        row.draw(row_of(area, y), buf);
    }
}

/// Returns the byte from which a quote's text is shown so that its first lit
/// part is among what has room.
fn start(quote: &Quote<'_>, lit: &[Range<usize>], room: usize, cols: usize) -> usize {
    let Some(first) = lit.first() else {
        return 0;
    };
    let before = quote.text.get(..first.end).unwrap_or_default();
    // A row may be left short by a long word.
    if text::width(before) + cols.min(room) / 6 <= room {
        return 0;
    }
    let before = quote.text.get(..first.start).unwrap_or_default();
    // Nor from so late that there is room left after its end.
    tail(before, (room / 4).min(40)).min(tail(&quote.text, room * 4 / 5))
}

/// Returns the last words of a text in at most so many columns, after `…` if
/// some were left out.
fn last_words(text: &str, cols: usize) -> String {
    if cols == 0 {
        return String::new();
    }
    let at = if text::width(text) <= cols {
        0
    } else {
        tail(text, cols.saturating_sub(2))
    };
    match text.get(at..).unwrap_or_default() {
        "" if at > 0 => "…".to_owned(),
        rest if at > 0 => format!("… {rest}"),
        rest => rest.to_owned(),
    }
}

/// Returns the byte from which on the last whole words of a text have at most
/// so many columns; of a text without blanks, its last letters.
fn tail(text: &str, cols: usize) -> usize {
    let cut = text::cut_start(text, cols + 1);
    let kept = cut.trim_start_matches('…');
    let at = text.len() - kept.len().min(text.len());
    if at == 0 || text.get(..at).is_some_and(|before| before.ends_with(' ')) {
        return at;
    }
    match kept.split_once(' ') {
        Some((_, rest)) => text.len() - rest.len(),
        None if text.contains(' ') => text.len(),
        None => at,
    }
}

/// Returns the end of at most so many bytes of text, on a character boundary.
fn end_of(text: &str, from: usize, bytes: usize) -> usize {
    let mut end = (from + bytes).min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    end
}

/// Returns what a kind of match is called.
pub(super) fn how(how: How) -> &'static str {
    match how {
        How::Verbatim => "word for word",
        How::AllWords => "all words",
        How::Corrected => "inflected or corrected",
        How::SomeWords => "some words",
        How::Filter => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_of_a_text_begins_with_a_word() {
        for (text, cols, expect) in [
            ("the code", 20, "the code"),
            ("submitted the code", 14, "… the code"),
            ("submitted the code", 5, "…"),
            ("submitted", 5, "… ted"),
            ("日本語 の", 5, "… の"),
            ("submitted the code", 0, ""),
        ] {
            let words = last_words(text, cols);
            assert_eq!(words, expect, "{text}");
            assert!(text::width(&words) <= cols, "{text}");
        }
    }
}
