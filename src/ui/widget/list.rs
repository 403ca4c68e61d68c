//! Which row of a list is under the cursor and which are shown.

use std::ops::Range;

use crate::ui::action::Action;

/// Which row is selected, and which is at the top.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The selected row.
    pub row: usize,
    /// The first row shown.
    pub top: usize,
}

impl Cursor {
    /// Moves by rows, stopping at the ends.
    pub fn go(&mut self, rows: isize, len: usize) {
        self.row = self
            .row
            .saturating_add_signed(rows)
            .min(len.saturating_sub(1));
    }
    /// Moves as an action of a list asks, a page being `height` rows; returns
    /// whether it was one.
    pub fn act(&mut self, action: Action, len: usize, height: usize) -> bool {
        let page = isize::try_from(height.max(2) - 1).unwrap_or(1);
        match action {
            Action::Down => self.go(1, len),
            Action::Up => self.go(-1, len),
            Action::Top => self.row = 0,
            Action::Bottom => self.row = len.saturating_sub(1),
            Action::HalfDown => self.go((page / 2).max(1), len),
            Action::HalfUp => self.go(-(page / 2).max(1), len),
            Action::PageDown => self.go(page, len),
            Action::PageUp => self.go(-page, len),
            Action::Center => self.top = self.row.saturating_sub(height / 2),
            _ => return false,
        }
        true
    }
    /// Returns the rows shown, with the selected one among them: scrolls just
    /// enough. Pure, so that drawing can ask without changing the state.
    pub fn shown(self, len: usize, height: usize) -> Range<usize> {
        if height == 0 {
            return 0..0;
        }
        let row = self.row.min(len.saturating_sub(1));
        let top = self.top.clamp((row + 1).saturating_sub(height), row);
        let top = top.min(len.saturating_sub(height));
        top..(top + height).min(len)
    }
    /// Keeps the scroll that [`Cursor::shown`] found, for the next move to start from.
    pub fn settle(&mut self, len: usize, height: usize) {
        self.row = self.row.min(len.saturating_sub(1));
        self.top = self.shown(len, height).start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selected_row_is_always_shown() {
        for len in 0..9 {
            for height in 1..6 {
                for row in 0..12 {
                    for top in 0..12 {
                        let shown = Cursor { row, top }.shown(len, height);
                        assert!(shown.end <= len && shown.len() <= height);
                        assert!(
                            len == 0 || shown.contains(&row.min(len - 1)),
                            "{len} {height} {row} {top}"
                        );
                    }
                }
            }
        }
    }
}
