//! How the table of stances fits into its pane.

use ratatui::layout::Rect;

use crate::{ui::mouse::Mouse, view::context::Context};

/// How the table fits: columns of each part, and how many rows and columns are shown.
pub(super) struct Grid {
    pub(super) head: u16,
    pub(super) cell: u16,
    pub(super) split: u16,
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// Rows of the screen for each row of the table.
    pub(super) tall: usize,
}

/// The width of a cell that says its stance in a word, with what it rests on below.
pub(super) const WORDED: u16 = 15;

impl Grid {
    /// Returns how a table of so many rows fits; if it is transposed, they are
    /// actors.
    pub(super) fn of(cx: &Context<'_>, all: usize, transposed: bool) -> Grid {
        let main = cx.panes.main;
        if !cx.panes.bordered {
            let rows = usize::from(main.height.saturating_sub(4));
            // One issue at a time: its actors are rows, the issues columns.
            let (rows, columns) = if transposed { (rows, 1) } else { (1, rows) };
            return Grid {
                head: 0,
                cell: 0,
                split: 0,
                rows,
                columns,
                tall: 1,
            };
        }
        let width = main.width.saturating_sub(4);
        let split = if transposed { 0 } else { 11 };
        // Below the heading; the last row is the legend.
        let lines = usize::from(main.height.saturating_sub(4));
        let tall = match lines.checked_div(all) {
            Some(3..) => 3,
            Some(2) => 2,
            Some(0 | 1) | None => 1,
        };
        let cell = match (width, tall) {
            (108.., 2..) => WORDED,
            (96.., _) => 11,
            _ => 8,
        };
        let tall = if cell == WORDED { tall } else { tall.min(2) };
        let head = (width * 2 / 5).clamp(18, 38).min(width);
        let columns = usize::from(width.saturating_sub(head + split) / cell);
        Grid {
            head,
            cell,
            split,
            rows: lines / tall,
            columns,
            tall,
        }
    }

    /// Returns which column and which row of those shown in an area the mouse
    /// is on; `None` for what stands beside the columns or above the rows.
    pub(super) fn at(&self, area: Rect, mouse: Mouse) -> (Option<usize>, Option<usize>) {
        let column = mouse.column.checked_sub(area.x + self.head);
        let row = mouse.row.checked_sub(area.y + 1);
        let column = column
            .and_then(|column| column.checked_div(self.cell))
            .map(usize::from)
            .filter(|&column| column < self.columns);
        (column, row.map(|row| usize::from(row) / self.tall))
    }
}
