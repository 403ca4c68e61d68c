//! The bands of the timeline: lanes with their names, what there is no room
//! for, and the tray of events without a date.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    text,
    ui::{theme::Role, widget::line::Row},
    view::{
        bars::blocks,
        context::Context,
        timeline::{
            agenda,
            band::Band,
            plan::{BandPlan, Plan},
            strip::{Scene, Strip},
        },
    },
};

/// Draws all bands, and the tray.
pub(super) fn draw(scene: Scene<'_>, plan: &Plan, buf: &mut Buffer) {
    let Scene { cx, travel, .. } = scene;
    for (n, (band, at)) in travel.bands().iter().zip(&plan.bands).enumerate() {
        let here = n == travel.band;
        if !at.rule.is_empty() {
            rule(band, here, cx, at.rule, buf);
        }
        for &(place, names, times) in &at.lanes {
            let Some(lane) = band.lanes.get(place) else {
                continue;
            };
            let held = here && place == travel.lane_held();
            let none = format!("no {}", travel.by.name());
            let title = if lane.title.is_empty() {
                &none
            } else {
                &lane.title
            };
            name(
                title,
                if held { Role::Strong } else { Role::Text },
                cx,
                names,
                buf,
            );
            let stands = here && band.lanes_of(travel.at).any(|other| other == place);
            let strip = Strip {
                scene,
                band,
                track: &lane.track,
                selected: stands.then_some(travel.at),
                held,
            };
            strip.draw(times, buf);
        }
        rest(scene, band, at, buf);
    }
    tray(scene, plan, buf);
}

/// Names a band's filter and counts what it hides.
fn rule(band: &Band, here: bool, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
    let theme = cx.theme;
    let filter = if band.filter.is_empty() {
        "all events"
    } else {
        &band.filter
    };
    let faint = theme.style(Role::Faint);
    let role = if here { Role::Focus } else { Role::Dim };
    let half = usize::from(area.width / 2);
    let words = Row::new()
        .and(theme.glyph("── ", "-- "), faint)
        .and(text::cut(filter, half), theme.style(role))
        .and(format!(" · {} ", band.counted()), theme.style(Role::Dim));
    let room = usize::from(area.width).saturating_sub(words.width());
    let dashes = theme.glyph("─", "-").repeat(room);
    words.and(dashes, faint).draw(area, buf);
}

fn name(title: &str, role: Role, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
    let area = Rect {
        width: area.width.saturating_sub(1),
        ..area
    };
    Row::new().and(title, cx.theme.style(role)).draw(area, buf);
}

/// Sums up the lanes that there is no room for.
fn rest(scene: Scene<'_>, band: &Band, at: &BandPlan, buf: &mut Buffer) {
    let (names, times) = at.rest;
    if times.is_empty() {
        return;
    }
    let (cx, view) = (scene.cx, scene.view);
    if at.lanes.is_empty() {
        let words = agenda::nothing(band, cx);
        Row::new()
            .and(words, cx.theme.style(Role::Dim))
            .draw(times, buf);
        return;
    }
    let words = format!(
        "{} {} more",
        cx.theme.glyph("…", ".."),
        text::grouped(at.hidden)
    );
    name(&words, Role::Dim, cx, names, buf);
    // Of all marks those of the lanes that are shown are taken away.
    let mut counts: Vec<usize> = (0..=view.cols())
        .map(|column| {
            let slot = view.slot(column);
            band.points.partition_point(|&point| point < slot)
        })
        .collect();
    for column in (1..counts.len()).rev() {
        counts[column] -= counts[column - 1];
    }
    for lane in at
        .lanes
        .iter()
        .filter_map(|&(lane, ..)| band.lanes.get(lane))
    {
        for cluster in lane.track.clusters(view) {
            let column = usize::try_from(cluster.column + 1).unwrap_or(0);
            if let Some(count) = counts.get_mut(column) {
                *count = count.saturating_sub(cluster.events.len());
            }
        }
    }
    let height = |&count: &usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let bars: Vec<f64> = counts.iter().skip(1).map(height).collect();
    Row::new()
        .and(blocks(&bars, cx.theme), cx.theme.style(Role::Dim))
        .draw(times, buf);
}

/// Draws the events without a date where their neighbors let them be.
fn tray(scene: Scene<'_>, plan: &Plan, buf: &mut Buffer) {
    let (names, times) = plan.tray;
    if times.is_empty() {
        return;
    }
    let band = scene.travel.band();
    let held = band.order.dated.len() <= scene.travel.at;
    let words = format!("{} undated", text::grouped(band.order.undated.len()));
    let role = if held { Role::Strong } else { Role::Dim };
    name(&words, role, scene.cx, names, buf);
    let strip = Strip {
        scene,
        band,
        track: &band.tray,
        selected: held.then_some(scene.travel.at),
        held,
    };
    strip.draw(times, buf);
    // Of what nothing is known, only the title can be shown.
    let at = scene.travel.at;
    if let Some(id) = band
        .order
        .get(at)
        .filter(|_| held && band.order.extent(at).is_none())
    {
        let theme = scene.cx.theme;
        let title = &scene.cx.corpus.events[id].title;
        Row::new()
            .and(theme.glyph("◌", "_"), theme.style(Role::Selected))
            .and(format!(" {title}"), theme.style(Role::Text))
            .draw_over(times, buf);
    }
}
