//! What stands under the mouse, and what the mouse does to it.

use ratatui::layout::Rect;

use crate::{
    chronology::{By, Viewport},
    query::{self, Field},
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

/// Answers the wheel: it pans, zooms with control held, and goes on or back in
/// the list.
pub(super) fn turn(travel: &mut Travel, ctrl: bool, down: bool, found: Hit) {
    let notch = (travel.view.map_or(0, Viewport::cols) / 12).max(1);
    match found {
        Hit::Row(_) if down => travel.go(Some(travel.at + 1)),
        Hit::Row(_) => travel.go(Some(travel.at.saturating_sub(1))),
        _ if ctrl => travel.zoom(!down),
        _ => travel.slide(if down { notch } else { -notch }),
    }
    travel.lane_of_selected();
}

/// Answers the button, where time is so many columns wide: what is under the
/// mouse is selected; a cluster that is selected comes apart, and the name of
/// the crosshair's lane becomes a filter.
pub(super) fn press(travel: &mut Travel, cols: u16, found: Hit) {
    match found {
        Hit::Map(slot) => {
            if let Some(view) = travel.view {
                let later = travel.slot().is_some_and(|at| at < slot);
                travel.put(view.centered(slot), later);
                travel.lane_of_selected();
            }
        }
        Hit::Name(band, lane) if (band, lane) == (travel.band, travel.lane_held()) => {
            let title = travel.lane().map(|lane| lane.title.clone());
            if let Some(title) = title.filter(|title| !title.is_empty()) {
                travel.narrow(&query::quoted(field_of(travel.by), &title));
            }
        }
        Hit::Name(band, lane) => {
            let slot = travel.slot().unwrap_or_default();
            travel.go_lane(band, lane, slot);
        }
        Hit::Time(band, lane, slot) => {
            let before = (travel.band, travel.lane_held(), travel.at);
            match lane {
                Some(lane) => travel.go_lane(band, lane, slot),
                None => travel.go(travel.band().tray.nearest(slot)),
            }
            if (travel.band, travel.lane_held(), travel.at) == before && travel.is_cluster() {
                travel.open(cols);
            }
        }
        Hit::Row(at) => {
            travel.go(Some(at));
            travel.lane_of_selected();
        }
        Hit::Value(_) | Hit::Nothing => (),
    }
}

/// Returns the field that narrows to a lane.
fn field_of(by: By) -> Field {
    match by {
        By::Actor => Field::Actor,
        By::Issue => Field::Issue,
        By::Kind => Field::Kind,
        By::Place => Field::Place,
        By::Source => Field::Source,
        By::Briefing => Field::Briefing,
    }
}
