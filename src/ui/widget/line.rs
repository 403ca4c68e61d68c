//! One row of styled text, cut to its width.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use crate::text;

/// A row made piece by piece.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Its pieces: words and how they look.
    pub pieces: Vec<(String, Style)>,
}

impl Row {
    /// Returns an empty row.
    pub fn new() -> Row {
        Row::default()
    }
    /// Returns the row with a piece at its end.
    #[must_use]
    pub fn and(mut self, words: impl Into<String>, style: Style) -> Row {
        self.push(words, style);
        self
    }
    /// Adds a piece at the end.
    pub fn push(&mut self, words: impl Into<String>, style: Style) {
        let words = words.into();
        if !words.is_empty() {
            self.pieces.push((words, style));
        }
    }
    /// Returns the width in columns.
    pub fn width(&self) -> usize {
        self.pieces
            .iter()
            .map(|(words, _)| text::width(words))
            .sum()
    }
    /// Draws the row at the top of an area; what does not fit ends in `…`.
    /// Returns how many columns were written.
    pub fn draw(&self, area: Rect, buf: &mut Buffer) -> u16 {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return 0;
        }
        let mut room = usize::from(area.width);
        let mut spans = Vec::with_capacity(self.pieces.len());
        let whole = self.width() <= room;
        for (words, style) in &self.pieces {
            let width = text::width(words);
            if width < room || whole {
                room -= width.min(room);
                spans.push(Span::styled(words.as_str(), *style));
            } else {
                // The piece that meets the edge is cut; blanks make the cut show
                // even where the piece would just fit and more would follow.
                let cut = text::cut(&format!("{words} "), room).into_owned();
                spans.push(Span::styled(cut, *style));
                break;
            }
        }
        let (x, _) = buf.set_line(area.x, area.y, &Line::from(spans), area.width);
        x - area.x
    }
    /// Draws the row over whatever stands there, of which nothing shines through.
    pub fn draw_over(&self, area: Rect, buf: &mut Buffer) -> u16 {
        let area = area.intersection(buf.area);
        let width = u16::try_from(self.width())
            .unwrap_or(u16::MAX)
            .min(area.width);
        buf.set_style(
            Rect {
                width,
                height: area.height.min(1),
                ..area
            },
            Style::reset(),
        );
        self.draw(area, buf)
    }
    /// Draws the row against the right edge of an area, if it fits; returns
    /// the columns it took.
    pub fn draw_right(&self, area: Rect, buf: &mut Buffer) -> u16 {
        let width = u16::try_from(self.width()).unwrap_or(u16::MAX);
        if width == 0 || width > area.width {
            return 0;
        }
        self.draw(
            Rect {
                x: area.right() - width,
                width,
                ..area
            },
            buf,
        )
    }
}

/// Returns the row `y` of an area, empty past its end.
pub fn row_of(area: Rect, y: usize) -> Rect {
    match u16::try_from(y) {
        Ok(y) if y < area.height => Rect {
            y: area.y + y,
            height: 1,
            ..area
        },
        _ => Rect { height: 0, ..area },
    }
}

/// Gives the first columns of an area away: returns them and the rest.
pub fn split_left(area: Rect, cols: u16) -> (Rect, Rect) {
    let cols = cols.min(area.width);
    (
        Rect {
            width: cols,
            ..area
        },
        Rect {
            x: area.x + cols,
            width: area.width - cols,
            ..area
        },
    )
}

/// Gives the first rows of an area away: returns them and the rest.
pub fn split_top(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    (
        Rect {
            height: rows,
            ..area
        },
        Rect {
            y: area.y + rows,
            height: area.height - rows,
            ..area
        },
    )
}

/// Returns the area without some columns at both sides.
pub fn inset(area: Rect, cols: u16) -> Rect {
    let cols = cols.min(area.width / 2);
    Rect {
        x: area.x + cols,
        width: area.width - 2 * cols,
        ..area
    }
}
