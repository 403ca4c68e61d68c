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

/// The least width of a cell that says its stance in a word, with what it rests
/// on below; the most of any.
pub(super) const WORDED: u16 = 15;
const MOST: u16 = 21;
/// The least width of a cell that says how many records it rests on.
pub(super) const COUNTED: u16 = 10;
/// The least width of a cell.
const LEAST: u16 = 8;

impl Grid {
    /// Returns how a table of so many rows and columns fits; if it is
    /// transposed, rows are actors.
    pub(super) fn of(cx: &Context<'_>, (all, columns): (usize, usize), transposed: bool) -> Grid {
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
        let worded = width >= 108 && tall > 1;
        let (head, cell) = fitting(width, width.saturating_sub(split), columns, worded);
        let tall = if cell >= WORDED { tall } else { tall.min(2) };
        let room = width.saturating_sub(head + split);
        Grid {
            head,
            cell,
            split,
            rows: lines / tall,
            columns: usize::from(room / cell),
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

/// Returns the columns of the head of a row and of a cell: where not all cells
/// fit as wide as they could be, the head makes room, then they are narrower.
fn fitting(width: u16, room: u16, columns: usize, worded: bool) -> (u16, u16) {
    let wide = (width * 2 / 5).clamp(18, 38).min(width);
    let narrow = (width / 4).clamp(22, 28).min(wide);
    let columns = u16::try_from(columns).unwrap_or(u16::MAX).max(1);
    let mut sizes = Vec::new();
    if worded {
        sizes.push((WORDED, MOST));
    }
    let least = if width >= 96 { COUNTED } else { LEAST };
    sizes.push((least, WORDED - 1));
    for (least, most) in sizes {
        for head in [wide, narrow] {
            let each = room.saturating_sub(head) / columns;
            if least <= each {
                return (head, each.min(most));
            }
        }
    }
    // Not all fit: as many as can, as wide as these can be.
    let room = room.saturating_sub(narrow);
    let shown = (room / least).max(1);
    (narrow, (room / shown).clamp(least, WORDED - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_makes_room_before_cells_get_narrower() {
        // Columns of the pane, actors, whether there is room for words.
        for (width, columns, worded, expect) in [
            (136, 3, true, (38, 21)),
            (136, 5, true, (38, 17)),
            (136, 6, true, (28, 16)),
            (136, 7, true, (38, 12)),
            (136, 193, true, (28, 10)),
            (116, 6, false, (38, 11)),
            (116, 7, false, (28, 11)),
            (76, 4, false, (30, 8)),
            (76, 9, false, (22, 8)),
        ] {
            let found = fitting(width, width - 11, columns, worded);
            assert_eq!(found, expect, "{columns} in {width}");
        }
    }

    #[test]
    fn cells_fit_into_any_pane() {
        for width in 0..220 {
            for columns in [0, 1, 7, 200] {
                let (head, cell) = fitting(width, width, columns, width >= 108);
                assert!(head <= width && (LEAST..=MOST).contains(&cell), "{width}");
            }
        }
    }
}
