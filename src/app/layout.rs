//! Where the bars and the body of the screen are. `update` asks it how tall a
//! page is and `draw` where to write, so the two always agree.

use ratatui::layout::{Rect, Size};

/// The smallest screen that is drawn, in columns and rows.
pub(super) const LEAST: Size = Size {
    width: 20,
    height: 5,
};

/// Where the parts of the screen are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Screen {
    /// The title bar; empty under eight rows.
    pub(super) title: Rect,
    /// The view.
    pub(super) body: Rect,
    /// The bar with hints, notices and prompts.
    pub(super) hints: Rect,
}

/// Lays out the screen; `None` where it is too small.
pub(super) fn screen(size: Size) -> Option<Screen> {
    if size.width < LEAST.width || size.height < LEAST.height {
        return None;
    }
    let title = u16::from(size.height >= 8);
    let row = |y, height| Rect {
        x: 0,
        y,
        width: size.width,
        height,
    };
    Some(Screen {
        title: row(0, title),
        body: row(title, size.height - title - 1),
        hints: row(size.height - 1, 1),
    })
}

/// Returns what is inside the detail pane: under its border or its rule.
pub(super) fn inside(area: Rect, bordered: bool) -> Rect {
    let (x, below) = if bordered { (1, 1) } else { (0, 0) };
    Rect {
        x: area.x + x.min(area.width),
        y: area.y + 1.min(area.height),
        width: area.width.saturating_sub(3 * x),
        height: area.height.saturating_sub(1 + below),
    }
}
