//! A pane's border, with words on it.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    symbols::border,
    widgets::{Block, BorderType, Widget},
};

use crate::{
    text,
    ui::{
        theme::{Role, Theme},
        widget::line::{Row, inset},
    },
};

/// The words on a pane's border.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Titles {
    /// At the left.
    pub left: String,
    /// At the right; left out where there is no room.
    pub right: String,
}

/// Returns what is inside the border of an area; one too small for a border
/// has none and is all inside.
pub fn inside(area: Rect) -> Rect {
    if area.width < 6 || area.height < 3 {
        return area;
    }
    Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width - 2,
        height: area.height - 2,
    }
}

/// Draws a border with its words and returns what is [`inside`] it.
pub fn draw(titles: &Titles, focused: bool, theme: &Theme, area: Rect, buf: &mut Buffer) -> Rect {
    let area = area.intersection(buf.area);
    if area.width < 6 || area.height < 3 {
        return area;
    }
    let line = theme.style(if focused { Role::Focus } else { Role::Faint });
    let block = Block::bordered().border_style(line);
    let block = if theme.ascii {
        block.border_set(border::Set {
            top_left: "+",
            top_right: "+",
            bottom_left: "+",
            bottom_right: "+",
            vertical_left: "|",
            vertical_right: "|",
            horizontal_top: "-",
            horizontal_bottom: "-",
        })
    } else {
        block.border_type(BorderType::Rounded)
    };
    block.render(area, buf);
    let top = inset(Rect { height: 1, ..area }, 2);
    let title = theme.style(if focused { Role::Focus } else { Role::Strong });
    let words = text::cut(&titles.left, usize::from(top.width).saturating_sub(2)).into_owned();
    let mut taken = 0;
    if !words.is_empty() {
        taken = Row::new()
            .and(format!(" {words} "), title)
            .draw_over(top, buf);
    }
    let room = Rect {
        x: top.x + taken,
        width: top.width.saturating_sub(taken + 1),
        ..top
    };
    if !titles.right.is_empty() {
        let right = Row::new().and(format!(" {} ", titles.right), theme.style(Role::Dim));
        let width = u16::try_from(right.width()).unwrap_or(u16::MAX);
        if width <= room.width {
            right.draw_over(
                Rect {
                    x: room.right() + 1 - width,
                    width,
                    ..room
                },
                buf,
            );
        }
    }
    inside(area)
}

/// Returns where a list is that lies over an area.
pub fn over(area: Rect) -> Rect {
    // On a small screen it is all there is.
    if area.width < 72 || area.height < 14 {
        return area;
    }
    let width = (area.width - 8).min(92);
    let height = (area.height * 4 / 5).clamp(14, 26);
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 3,
        width,
        height,
    }
}

/// Draws a rule across an area with words on it, for screens too narrow for borders.
pub fn rule(words: &str, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    let dash = theme.glyph("─", "-");
    let faint = theme.style(Role::Faint);
    let mut row = Row::new().and(dash, faint);
    if !words.is_empty() {
        row.push(format!(" {words} "), theme.style(Role::Dim));
    }
    let rest = usize::from(area.width).saturating_sub(row.width());
    row.push(dash.repeat(rest), faint);
    row.draw(
        Rect {
            height: area.height.min(1),
            ..area
        },
        buf,
    );
}
