//! What the mouse did, and what that means to a list.

use ratatui::layout::{Position, Rect};

use crate::ui::widget::list::Cursor;

/// What was done with the left button or the wheel; nothing else is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pointer {
    /// The button was pressed.
    Down,
    /// The mouse was moved with the button pressed.
    Drag,
    /// The button was let go.
    Up,
    /// The wheel was turned by a notch, towards what is above.
    WheelUp,
    /// The wheel was turned by a notch, towards what is below.
    WheelDown,
}

/// Something done with the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Mouse {
    /// What.
    pub kind: Pointer,
    /// The column of the screen, counted from zero.
    pub column: u16,
    /// The row of the screen, counted from zero.
    pub row: u16,
    /// With control held.
    pub ctrl: bool,
}

impl Mouse {
    /// Returns where on the screen it was done.
    pub fn at(self) -> Position {
        Position::new(self.column, self.row)
    }
    /// Whether it was done inside an area.
    pub fn is_in(self, area: Rect) -> bool {
        area.contains(self.at())
    }
    /// Returns 1 for the wheel turned down, -1 for up; `None` if it was not
    /// the wheel.
    pub fn wheel(self) -> Option<isize> {
        match self.kind {
            Pointer::WheelDown => Some(1),
            Pointer::WheelUp => Some(-1),
            Pointer::Down | Pointer::Drag | Pointer::Up => None,
        }
    }
}

/// What a click did to a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Click {
    /// It was no click, or not on a row.
    Missed,
    /// It chose another row.
    Chose,
    /// It was on the row that was chosen already.
    Again,
}

/// Answers a click on a list of `len` rows that is drawn into an area, each row
/// `lines` high.
pub fn click(cursor: &mut Cursor, mouse: Mouse, area: Rect, lines: u16, len: usize) -> Click {
    let lines = lines.max(1);
    if mouse.kind != Pointer::Down || !mouse.is_in(area) {
        return Click::Missed;
    }
    let shown = cursor.shown(len, usize::from(area.height / lines));
    let row = shown.start + usize::from((mouse.row - area.y) / lines);
    if !shown.contains(&row) {
        Click::Missed
    } else if row == cursor.row {
        Click::Again
    } else {
        cursor.row = row;
        Click::Chose
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_chooses_the_row_that_is_drawn_there() {
        let area = Rect::new(10, 5, 20, 6);
        let at = |column, row| Mouse {
            kind: Pointer::Down,
            column,
            row,
            ctrl: false,
        };
        // Nine rows of two lines, of which the fifth to the seventh are shown.
        let mut cursor = Cursor { row: 4, top: 4 };
        for (mouse, expect, row) in [
            (at(9, 5), Click::Missed, 4),
            (at(10, 4), Click::Missed, 4),
            (at(10, 11), Click::Missed, 4),
            (at(10, 6), Click::Again, 4),
            (at(29, 10), Click::Chose, 6),
            (at(30, 10), Click::Missed, 6),
        ] {
            assert_eq!(click(&mut cursor, mouse, area, 2, 9), expect, "{mouse:?}");
            assert_eq!(cursor.row, row, "{mouse:?}");
        }
        let mut cursor = Cursor::default();
        assert_eq!(click(&mut cursor, at(10, 10), area, 1, 3), Click::Missed);
        assert_eq!(click(&mut cursor, at(10, 5), area, 1, 0), Click::Missed);
    }
}
