//! One strip of time: marks, clusters and titles along a line.

use std::ops::Range;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};

use crate::{
    chronology::{self, Cluster, Form, Mark, Tick, Track, Viewport, Wanted},
    text,
    ui::{
        theme::{Role, Theme},
        widget::line::{Row, row_of},
    },
    view::{
        context::Context,
        timeline::{band::Band, travel::Travel, when::role_of},
    },
};

/// What strips are drawn from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) cx: &'a Context<'a>,
    pub(super) travel: &'a Travel,
    pub(super) view: Viewport,
    pub(super) ticks: &'a [Tick],
}

/// A strip.
#[derive(Debug, Clone, Copy)]
pub(super) struct Strip<'a> {
    pub(super) scene: Scene<'a>,
    pub(super) band: &'a Band,
    pub(super) track: &'a Track,
    /// The place of the event selected, if it stands in this strip.
    pub(super) selected: Option<usize>,
    /// Whether the crosshair is here.
    pub(super) held: bool,
}

/// The most stretches that are looked at: more cannot be told apart.
const MOST: usize = 128;

/// How often the cells of a strip are drawn over with stretches, at most: those
/// beside each other are all drawn, of those on top of each other the shortest.
const LAYERS: i32 = 8;

impl<'a> Strip<'a> {
    /// Draws the strip: marks in the first row, titles beside them and in the
    /// rows below.
    pub(super) fn draw(self, area: Rect, buf: &mut Buffer) {
        self.background(area, buf);
        let (marks, view) = (row_of(area, 0), self.scene.view);
        let clusters: Vec<Cluster> = self.track.clusters(view).collect();
        let mut taken = self.stretches(&clusters, marks, buf);
        let mut wanted = Vec::with_capacity(clusters.len());
        // Two counts side by side would be read as one number.
        let mut counts: Option<(i32, bool)> = None;
        for cluster in &clusters {
            let Some((at, mark)) = self.named(cluster) else {
                continue;
            };
            let beside =
                counts.is_some_and(|(column, beside)| column + 1 == cluster.column && !beside);
            if 1 < cluster.events.len() {
                counts = Some((cluster.column, beside));
            }
            self.point(cluster, at, mark, beside, marks, buf);
            taken.push(cluster.column - 1..cluster.column + 2);
            wanted.push((at, cluster.events.len(), self.wanted(cluster, at, mark)));
        }
        self.titles(&wanted, &taken, area, buf);
    }

    /// Writes the titles that there is room for.
    fn titles(
        self,
        wanted: &[(usize, usize, Wanted)],
        taken: &[Range<i32>],
        area: Rect,
        buf: &mut Buffer,
    ) {
        let places: Vec<Wanted> = wanted.iter().map(|&(.., wanted)| wanted).collect();
        let width = |n: usize| {
            let (at, count, _) = wanted[n];
            i32::try_from(text::width(&self.title(at, count))).unwrap_or(i32::MAX)
        };
        let room = (usize::from(area.height), self.scene.view.cols());
        for label in chronology::labels(&places, taken, room, width) {
            let (at, count, _) = wanted[label.at];
            let strong = self.band.order.is_key(at) || Some(at) == self.selected;
            let role = if strong { Role::Text } else { Role::Dim };
            let place = from_column(row_of(area, label.row), label.column);
            let width = u16::try_from(label.width).unwrap_or(0).min(place.width);
            // Below, an elbow leads down from the mark.
            let elbow = match label.row {
                0 => "",
                _ => self.theme().glyph("└", "`"),
            };
            Row::new()
                .and(elbow, self.theme().style(Role::Faint))
                .and(self.title(at, count), self.theme().style(role))
                .draw_over(Rect { width, ..place }, buf);
        }
    }

    fn theme(self) -> &'a Theme {
        self.scene.cx.theme
    }

    /// Draws the grid and the crosshair.
    fn background(self, area: Rect, buf: &mut Buffer) {
        let theme = self.theme();
        let (dot, line) = if theme.ascii {
            ('.', ':')
        } else {
            ('·', '┊')
        };
        let slot = self.scene.travel.slot();
        for y in 0..usize::from(area.height) {
            let row = row_of(area, y);
            for tick in self.scene.ticks {
                put(row, tick.column, dot, theme.style(Role::Faint), buf);
            }
            if let Some(slot) = slot {
                let column = self.scene.view.column(slot);
                put(row, column, line, theme.style(Role::Gutter), buf);
            }
        }
    }

    /// Draws what takes more than a cell, the event selected over all others;
    /// returns the columns taken.
    fn stretches(self, clusters: &[Cluster], area: Rect, buf: &mut Buffer) -> Vec<Range<i32>> {
        let view = self.scene.view;
        let mark = |at: usize| {
            let extent = self.band.order.extent(at)?;
            let mark = chronology::mark(extent, view);
            (mark.first < mark.last).then_some((at, mark))
        };
        let mut drawn: Vec<(usize, Mark)> = Vec::new();
        let mut room = LAYERS * view.cols();
        for (at, mark) in self.track.stretches(view).take(MOST).filter_map(mark) {
            if room <= 0 {
                break;
            }
            if !drawn.iter().any(|(_, known)| *known == mark) {
                room -= mark.last.min(view.cols() - 1) - mark.first.max(0) + 1;
                drawn.push((at, mark));
            }
        }
        // Short over long: else what never ended would hide all that did.
        drawn.reverse();
        // About a day is drawn wider than a day, and is found by its mark.
        let alone = clusters.iter().filter(|c| c.events.len() == 1);
        let alone = alone.filter_map(|cluster| self.track.place(cluster.events.start));
        drawn.extend(alone.filter_map(mark).filter(|(_, mark)| mark.spread));
        for &(at, mark) in &drawn {
            let style = self.theme().style(role_of(mark.form));
            self.stretch(at, mark, style, area, buf);
        }
        // The event selected lies over all others.
        if let Some((at, mark)) = self.selected.and_then(mark) {
            self.stretch(at, mark, self.theme().style(Role::Focus), area, buf);
            drawn.push((at, mark));
        }
        let taken = |(_, mark): &(usize, Mark)| mark.first - 1..mark.last.saturating_add(2);
        drawn.iter().map(taken).collect()
    }

    fn stretch(self, at: usize, mark: Mark, style: Style, area: Rect, buf: &mut Buffer) {
        let (view, theme) = (self.scene.view, self.theme());
        for (column, c) in mark.cells(view.cols(), theme.ascii) {
            put(area, column, c, style, buf);
        }
        let id = self.band.order.get(at).filter(|_| mark.form == Form::OneOf);
        if let Some(date) = id.and_then(|id| self.scene.cx.corpus.events[id].date.as_ref()) {
            let hole = if theme.ascii { '.' } else { '┈' };
            let holes = chronology::holes(date, view);
            for column in holes
                .into_iter()
                .filter(|&c| mark.first < c && c < mark.last)
            {
                put(area, column, hole, theme.style(Role::Faint), buf);
            }
        }
    }

    /// Draws the mark of one event, or how many share a cell.
    fn point(
        self,
        cluster: &Cluster,
        at: usize,
        mark: Mark,
        beside: bool,
        area: Rect,
        buf: &mut Buffer,
    ) {
        let theme = self.theme();
        let count = cluster.events.len();
        if 1 < count {
            let digit = u32::try_from(count).ok();
            let digit = digit.and_then(|n| char::from_digit(n, 10)).unwrap_or('#');
            let role = if beside { Role::Beside } else { Role::Head };
            put(area, cluster.column, digit, theme.style(role), buf);
        } else if mark.has_point() {
            let style = theme.style(role_of(mark.form));
            put(area, mark.point, mark.point_char(theme.ascii), style, buf);
        }
        if Some(at) == self.selected {
            let role = if self.held {
                Role::Selected
            } else {
                Role::Held
            };
            let place = from_column(area, cluster.column);
            buf.set_style(
                Rect {
                    width: place.width.min(1),
                    ..place
                },
                theme.style(role),
            );
        }
    }

    /// Returns the event that a cluster is named by, and its mark: the one
    /// selected, else the one that matters most, the first of several.
    fn named(self, cluster: &Cluster) -> Option<(usize, Mark)> {
        let mark = |at: usize| {
            let extent = self.band.order.extent(at)?;
            Some((at, chronology::mark(extent, self.scene.view)))
        };
        // An event selected is in the one cluster of its column.
        let selected = self.selected.and_then(mark);
        if let Some((at, mark)) = selected.filter(|(_, mark)| mark.point == cluster.column) {
            return Some((at, mark));
        }
        mark(self.track.weightiest(cluster.events.clone())?)
    }

    /// Returns the title of a mark: of several events the one that names it,
    /// and how many more there are.
    fn title(self, at: usize, count: usize) -> String {
        let Some(id) = self.band.order.get(at) else {
            return String::new();
        };
        let event = &self.scene.cx.corpus.events[id];
        let mut words = event.title.to_string();
        if let Some(votes) = &event.votes {
            words = format!("{words} ({} named)", votes.tally());
        }
        if 1 < count {
            words = format!("{words} +{}", text::grouped(count - 1));
        }
        words
    }

    fn wanted(self, cluster: &Cluster, at: usize, mark: Mark) -> Wanted {
        let alone = cluster.events.len() == 1;
        let end = if alone {
            mark.last.min(self.scene.view.cols())
        } else {
            cluster.column
        };
        Wanted {
            beside: end.saturating_add(2),
            below: cluster.column,
            least: if self.band.order.is_key(at) { 12 } else { 16 },
            weight: if Some(at) == self.selected {
                u8::MAX
            } else {
                self.band.order.weight(at)
            },
        }
    }
}

/// Writes one cell of time; outside the area, nothing.
pub(super) fn put(area: Rect, column: i32, c: char, style: Style, buf: &mut Buffer) {
    let place = from_column(area, column);
    if 0 <= column
        && !place.is_empty()
        && let Some(cell) = buf.cell_mut(Position::new(place.x, place.y))
    {
        cell.set_char(c).set_style(style);
    }
}

/// Returns the part of a row from a column on; empty past its end.
pub(super) fn from_column(area: Rect, column: i32) -> Rect {
    let column = u16::try_from(column.max(0))
        .unwrap_or(u16::MAX)
        .min(area.width);
    Rect {
        x: area.x + column,
        width: area.width - column,
        ..area
    }
}
