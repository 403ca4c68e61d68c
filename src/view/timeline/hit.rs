//! What stands under the mouse.

use ratatui::layout::Rect;

use crate::{
    ui::mouse::Mouse,
    view::timeline::{
        agenda::{Line, lines},
        plan::Plan,
        travel::Travel,
    },
};

/// What stands under the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hit {
    /// A slot on the minimap.
    Map(i64),
    /// The name of a lane: its band and its place there.
    Name(usize, usize),
    /// Time in a lane, or in the tray: the slot in the middle of the cell.
    Time(usize, Option<usize>, i64),
    /// The event at a place, in the list.
    Row(usize),
    /// The value at a place, in the list of values.
    Value(usize),
    /// Nothing that answers.
    Nothing,
}

/// Returns what stands under the mouse. A drag that has begun on the minimap
/// stays there, wherever the mouse is.
pub(super) fn hit(travel: &Travel, plan: &Plan, mouse: Mouse, dragged: bool) -> Hit {
    let (_, map) = plan.minimap;
    if dragged || mouse.is_in(map) {
        let bars = &travel.band().bars;
        let part = usize::from(mouse.column.saturating_sub(map.x));
        let last = bars.heights.len().saturating_sub(1);
        return Hit::Map(bars.slot(part.min(last)));
    }
    if mouse.is_in(plan.values) {
        return Hit::Value(usize::from(mouse.row - plan.values.y));
    }
    let slot = |times: Rect| {
        let view = travel.view.unwrap_or_default();
        view.slot(i32::from(mouse.column - times.x)) + view.step_slots() / 2
    };
    for (band, at) in plan.bands.iter().enumerate() {
        for &(lane, names, times) in &at.lanes {
            if mouse.is_in(names) {
                return Hit::Name(band, lane);
            }
            if mouse.is_in(times) {
                return Hit::Time(band, Some(lane), slot(times));
            }
        }
    }
    if mouse.is_in(plan.tray.1) {
        return Hit::Time(travel.band, None, slot(plan.tray.1));
    }
    let (_, list) = plan.list;
    if mouse.is_in(list) {
        let rows = lines(travel, usize::from(list.height));
        if let Some(Line::Event(at)) = rows.get(usize::from(mouse.row - list.y)) {
            return Hit::Row(*at);
        }
    }
    Hit::Nothing
}
