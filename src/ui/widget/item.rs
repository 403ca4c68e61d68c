//! A row of a list: words at its left and, where there is room, at its right.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::ui::{
    theme::{Role, Theme},
    widget::line::Row,
};

/// A row of a list that is being drawn.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    theme: &'a Theme,
    selected: bool,
    area: Rect,
}

impl<'a> Item<'a> {
    /// Begins a row of a list in an area; that of the cursor has another ground.
    pub fn new(theme: &'a Theme, selected: bool, area: Rect, buf: &mut Buffer) -> Item<'a> {
        if selected {
            buf.set_style(area, theme.style(Role::Selected));
        }
        Item {
            theme,
            selected,
            area,
        }
    }
    /// Returns how words of a role look in the row: under the cursor all look
    /// the same, for not every color can be read on its ground.
    pub fn style(&self, role: Role) -> Style {
        if self.selected {
            Style::new()
        } else {
            self.theme.style(role)
        }
    }
    /// Draws the words at the right edge, if they fit, and those at the left in
    /// the room before them.
    pub fn draw(&self, left: &Row, right: &Row, buf: &mut Buffer) {
        let taken = right.draw_right(self.area, buf);
        let room = Rect {
            width: self.area.width.saturating_sub(taken + u16::from(taken > 0)),
            ..self.area
        };
        left.draw(room, buf);
    }
}
