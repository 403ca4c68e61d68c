//! Where everything of the timeline stands: drawing, the mouse and the keys
//! that move by pages all ask here.

use ratatui::layout::Rect;

use crate::{
    ui::widget::{
        line::{inset, row_of, split_left, split_top},
        list::Cursor,
    },
    view::{context::Context, timeline::travel::Travel},
};

/// Rows above the lanes: minimap, axis with the cursor's date, tick labels.
const HEAD: u16 = 3;

/// The most rows that a lane has: its marks, and titles below them.
const TALLEST: u16 = 3;

/// Where everything stands; what is not shown is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Plan {
    /// The filter being typed, or the one that is set where no border shows it.
    pub(super) field: Rect,
    /// The minimap's name and its bars.
    pub(super) minimap: (Rect, Rect),
    /// The gutter and the columns of the axis: two rows.
    pub(super) axis: (Rect, Rect),
    /// The bands that are shown.
    pub(super) bands: Vec<BandPlan>,
    /// The tray of events without a date: its name and its columns.
    pub(super) tray: (Rect, Rect),
    /// The rule over the list, and the list of events in order.
    pub(super) list: (Rect, Rect),
    /// The values to filter by, while a filter is typed.
    pub(super) values: Rect,
}

/// Where a band stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct BandPlan {
    /// The row that names its filter.
    pub(super) rule: Rect,
    /// Its lanes that are shown, each with its place, its name and its columns.
    pub(super) lanes: Vec<(usize, Rect, Rect)>,
    /// Where the lanes that are not shown are summed up.
    pub(super) rest: (Rect, Rect),
    /// How many these are.
    pub(super) hidden: usize,
}

/// Returns the columns of the gutter with the lanes' names.
fn gutter(width: u16) -> u16 {
    (width / 5).clamp(10, 22)
}

/// Returns the columns that time is drawn in.
pub(super) fn columns(cx: &Context<'_>) -> u16 {
    let inside = inside(cx).width;
    inside.saturating_sub(gutter(inside)).max(1)
}

/// Returns the main pane without its border.
fn inside(cx: &Context<'_>) -> Rect {
    let main = cx.panes.main;
    if !cx.panes.bordered {
        return inset(main, 1);
    }
    let area = Rect {
        x: main.x.saturating_add(2),
        y: main.y.saturating_add(1),
        width: main.width.saturating_sub(4),
        height: main.height.saturating_sub(2),
    };
    area.intersection(main)
}

/// Whether time runs from left to right, in lanes; else it runs down.
pub(super) fn has_lanes(travel: &Travel, cx: &Context<'_>) -> bool {
    let room = cx.panes.bordered && 9 <= cx.panes.main.height;
    room && !travel.listed && travel.view.is_some()
}

/// Lays the main pane out.
pub(super) fn plan(travel: &Travel, cx: &Context<'_>, typing: bool) -> Plan {
    let mut plan = Plan::default();
    let mut rest = inside(cx);
    let bare = !cx.panes.bordered && travel.band().is_filtered();
    if typing || bare {
        (plan.field, rest) = split_top(rest, 1);
    }
    if typing {
        let rows = (rest.height / 2).min(12);
        let top = rest.height - rows;
        (rest, plan.values) = split_top(rest, top);
    }
    if !has_lanes(travel, cx) {
        plan.list.1 = rest;
        return plan;
    }
    let cut = |area: Rect| split_left(area, gutter(rest.width));
    plan.minimap = cut(row_of(rest, 0));
    let (head, mut rest) = split_top(rest, HEAD);
    plan.axis = cut(split_top(head, 1).1);
    // A list below needs a rule, and some rows to be of use.
    let least = match rest.height {
        13.. if plan.values.is_empty() => (rest.height / 3).max(6),
        _ => 0,
    };
    // Where the crosshair stands is shown, however little room there is.
    let order = &travel.band().order;
    let others = if order.dated.len() <= travel.at { 0 } else { 4 };
    let tray = u16::from(!order.undated.is_empty() && others < rest.height);
    let most = rest.height - least - tray;
    for (n, band) in travel.bands().iter().enumerate() {
        let left = u16::try_from(travel.bands().len() - n).unwrap_or(1);
        let used = plan.bands.iter().map(BandPlan::height).sum::<u16>();
        let share = most.saturating_sub(used) / if typing { 1 } else { left };
        // While a filter is typed, only its band has room.
        if typing && n != travel.band {
            plan.bands.push(BandPlan::default());
            continue;
        }
        let ruled = !typing && (1 < travel.bands().len() || band.is_filtered() && 6 < share);
        let (area, _) = split_top(rest, share);
        let made = lay(travel, n, area, ruled, gutter(area.width));
        rest = split_top(rest, made.height()).1;
        plan.bands.push(made);
    }
    if 0 < tray {
        let (row, after) = split_top(rest, 1);
        plan.tray = split_left(row, gutter(row.width));
        rest = after;
    }
    if 4 <= rest.height && plan.values.is_empty() {
        plan.list = split_top(rest, 1);
    }
    plan
}

/// Lays one band out in an area, of which it takes as much as it needs.
fn lay(travel: &Travel, n: usize, area: Rect, ruled: bool, gutter: u16) -> BandPlan {
    let mut made = BandPlan::default();
    let mut rest = area;
    if ruled {
        (made.rule, rest) = split_top(rest, 1);
    }
    let seen = &travel.bands()[n].seen.1;
    // The crosshair's lane is always among them.
    let mut lanes = seen.clone();
    if n == travel.band
        && let Err(at) = lanes.binary_search(&travel.lane_held())
        && travel.lane_held() < travel.bands()[n].lanes.len()
    {
        lanes.insert(at, travel.lane_held());
    }
    let all = u16::try_from(lanes.len()).unwrap_or(u16::MAX);
    let tall = (rest.height / all.max(1)).clamp(1, TALLEST);
    let fits = all <= rest.height;
    let rows = usize::from(if fits {
        all
    } else {
        rest.height.saturating_sub(1).max(1)
    });
    let here = lanes
        .iter()
        .position(|&lane| n == travel.band && lane == travel.lane_held());
    let shown = Cursor {
        row: here.unwrap_or(0),
        top: 0,
    }
    .shown(lanes.len(), rows);
    made.hidden = lanes.len() - shown.len();
    for &lane in lanes.get(shown).unwrap_or_default() {
        let (row, after) = split_top(rest, tall);
        let (name, times) = split_left(row, gutter);
        made.lanes.push((lane, name, times));
        rest = after;
    }
    if (0 < made.hidden || made.lanes.is_empty()) && !rest.is_empty() {
        made.rest = split_left(split_top(rest, 1).0, gutter);
    }
    made
}

impl BandPlan {
    fn height(&self) -> u16 {
        let lanes: u16 = self.lanes.iter().map(|(_, _, times)| times.height).sum();
        self.rule.height + lanes + self.rest.1.height
    }
}
