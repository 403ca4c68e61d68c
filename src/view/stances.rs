//! Stances: who stands where on which issue, as of a date, down to the quote.

mod cell;
mod grid;
mod look;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};

use crate::{
    arena::Id,
    model::{Actor, Entry, Issue},
    stances::{Columns, Matrix, Members, Order, Tracks},
    text,
    ui::{
        action::Action,
        mouse::{Mouse, Pointer},
        needle::{How, Needle},
        place::Selection,
        theme::Role,
        widget::{
            doc::Doc,
            frame::{self, Titles},
            line::{Row, inset, row_of, split_left},
            list::Cursor,
        },
    },
    view::{
        context::{Context, Detail, Direction, Out, View, seek},
        stances::grid::Grid,
    },
};

/// What a matrix was made for: library, scope, date, order, and who is pinned.
type MadeFor = (u64, Option<usize>, Option<String>, Order, Vec<Id<Actor>>);

/// The matrix as of the date, and the cell under the cursor.
#[derive(Debug, Clone, Default)]
pub(super) struct Stances {
    order: Order,
    transposed: bool,
    drift: bool,
    pinned: Vec<Id<Actor>>,
    matrix: Matrix,
    made_for: Option<MadeFor>,
    row: Cursor,
    column: Cursor,
}

impl View for Stances {
    fn keys(&self) -> &'static str {
        "stances"
    }

    fn settle(&mut self, cx: &Context<'_>) {
        let as_of = cx.place.as_of.as_ref().map(ToString::to_string);
        let wanted = (
            cx.version,
            cx.place.scope.map(Id::index),
            as_of,
            self.order,
            self.pinned.clone(),
        );
        if self.made_for.as_ref() != Some(&wanted) {
            let before = self.cell();
            self.pinned.retain(|id| id.index() < cx.corpus.actors.len());
            let tracks = Tracks::new(cx.corpus, Members::Apart, |id| {
                cx.in_scope(Entry::Position(id))
            });
            self.matrix = Matrix::new(&tracks, cx.place.as_of.as_ref());
            self.matrix.sort_rows(cx.corpus, self.order);
            self.matrix.sort_actors(cx.corpus, Columns::Similar);
            let pinned = &self.pinned;
            let place = |id: &Id<Actor>| pinned.iter().position(|a| a == id);
            let place = |id: &Id<Actor>| place(id).unwrap_or(pinned.len());
            self.matrix.actors.sort_by_key(place);
            self.made_for = Some(wanted);
            if let Some((actor, issue)) = before {
                self.land(actor, issue);
            }
        }
        let (rows, columns) = self.shape();
        let grid = self.grid(cx);
        self.row.settle(rows, grid.rows);
        self.column.settle(columns, grid.columns);
    }

    fn arrive(&mut self, cx: &Context<'_>) {
        let corpus = cx.corpus;
        let cell = match cx.place.selection {
            Some(Selection::Cell(actor, issue)) => Some((actor, issue)),
            Some(Selection::Entry(entry)) => {
                let position = match entry {
                    Entry::Position(id) => Some(id),
                    Entry::Quote(id) => corpus.positions_on.of(id).first().copied(),
                    Entry::Event(id) => corpus.positions_at.of(id).first().copied(),
                    Entry::Actor(id) => corpus.positions_of.of(id).first().copied(),
                    Entry::Issue(id) => corpus.positions_about.of(id).first().copied(),
                    Entry::Briefing(_) | Entry::Source(_) | Entry::Judgment(_) => None,
                };
                position
                    .map(|id| &corpus.positions[id])
                    .and_then(|position| {
                        let actor = match entry {
                            Entry::Actor(actor) => actor,
                            _ => *position.actors.first()?,
                        };
                        Some((actor, position.issue))
                    })
            }
            None => None,
        };
        if let Some((actor, issue)) = cell {
            self.land(actor, issue);
            self.settle(cx);
        }
    }

    fn update(&mut self, cx: &Context<'_>, action: Action, with: Option<char>) -> Out {
        let (rows, columns) = self.shape();
        match action {
            Action::Left => self.column.go(-1, columns),
            Action::Right => self.column.go(1, columns),
            Action::FirstCol => self.column.row = 0,
            Action::LastCol => self.column.row = columns.saturating_sub(1),
            Action::NextSplit => self.split(Direction::Forward),
            Action::PrevSplit => self.split(Direction::Back),
            Action::Open | Action::NextEvidence | Action::PrevEvidence => return Out::Detail,
            Action::Drift => self.drift = !self.drift,
            Action::Pin => self.pin(),
            Action::Transpose => {
                let cell = self.cell();
                self.transposed = !self.transposed;
                std::mem::swap(&mut self.row, &mut self.column);
                if let Some((actor, issue)) = cell {
                    self.land(actor, issue);
                }
            }
            Action::Sort => self.order = order(with),
            _ => {
                self.row.act(action, rows, self.grid(cx).rows);
            }
        }
        self.settle(cx);
        self.landed().map_or(Out::Nothing, Out::Select)
    }

    fn mouse(&mut self, cx: &Context<'_>, mouse: Mouse) -> Out {
        let grid = self.grid(cx);
        let area = inset(frame::inside(cx.panes.main), 1);
        // Under 60 columns there is no table.
        if mouse.kind != Pointer::Down || !cx.panes.bordered || !mouse.is_in(area) {
            return Out::Pass;
        }
        let (rows, columns) = self.shape();
        let (x, y) = grid.at(area, mouse);
        let row = y.map(|y| self.row.shown(rows, grid.rows).nth(y));
        let column = x.map(|x| self.column.shown(columns, grid.columns).nth(x));
        let before = (self.row.row, self.column.row);
        // What is no cell's own, as a heading, is of those of its row or column.
        let now = (
            row.unwrap_or(Some(before.0)),
            column.unwrap_or(Some(before.1)),
        );
        let (Some(row), Some(column)) = now else {
            return Out::Pass;
        };
        if (row, column) == before && x.is_some() && y.is_some() && cx.main_focused() {
            return Out::Detail;
        }
        (self.row.row, self.column.row) = (row, column);
        self.settle(cx);
        self.landed().map_or(Out::Nothing, Out::Select)
    }

    fn find(&mut self, cx: &Context<'_>, needle: &Needle, direction: Direction) -> Option<Out> {
        let issue = |at: usize| {
            let issue = &cx.corpus.issues[self.matrix.rows[at].issue];
            format!("{} {}", issue.label, issue.proposition)
        };
        let actor = |at: usize| cx.corpus.actors[self.matrix.actors[at]].name.as_str();
        let (issues, actors) = if self.transposed {
            (self.column.row, self.row.row)
        } else {
            (self.row.row, self.column.row)
        };
        for how in [How::Typed, How::Slips] {
            let fits = |at| needle.fits(&issue(at), how);
            if let Some(at) = seek(issues, self.matrix.rows.len(), direction, fits) {
                *self.issue_cursor() = at;
                return self.landed().map(Out::Select);
            }
            let fits = |at| needle.fits(actor(at), how);
            if let Some(at) = seek(actors, self.matrix.actors.len(), direction, fits) {
                *self.actor_cursor() = at;
                return self.landed().map(Out::Select);
            }
        }
        None
    }

    fn detail(&self, cx: &Context<'_>, cols: usize) -> Detail {
        let mut doc = Doc::new(cols);
        let Some((actor, issue)) = self.cell() else {
            doc.para("No cell is selected.", cx.theme.style(Role::Dim));
            return Detail {
                titles: Titles::default(),
                doc,
            };
        };
        let left = format!(
            "{} · {}",
            cx.corpus.actors[actor].name, cx.corpus.issues[issue].label
        );
        let right = cell::show(&mut doc, cx, self.matrix.tracks(), actor, issue, self.drift);
        Detail {
            titles: Titles { left, right },
            doc,
        }
    }

    fn draw(&self, cx: &Context<'_>, buf: &mut Buffer) -> Option<Position> {
        let titles = Titles {
            left: "Stances".to_owned(),
            right: self.sorted_by(),
        };
        let inside = if cx.panes.bordered {
            frame::draw(&titles, cx.main_focused(), cx.theme, cx.panes.main, buf)
        } else {
            cx.panes.main
        };
        if self.matrix.rows.is_empty() {
            let words = if cx.library.progress.done {
                "No position here. Home (1) has other briefings; Esc forgets the date."
            } else {
                "Reading the library…"
            };
            Row::new()
                .and(words, cx.theme.style(Role::Dim))
                .draw(inset(inside, 1), buf);
        } else if cx.panes.bordered {
            self.table(cx, inset(inside, 1), buf);
        } else {
            self.one_issue(cx, inset(inside, 1), buf);
        }
        None
    }

    fn status(&self, cx: &Context<'_>) -> String {
        match &cx.place.as_of {
            Some(date) => format!("as of {}", date.short()),
            None => "as of the latest date".to_owned(),
        }
    }
}

impl Stances {
    fn grid(&self, cx: &Context<'_>) -> Grid {
        Grid::of(cx, self.shape().0, self.transposed)
    }

    /// Returns how many rows and columns the table has.
    fn shape(&self) -> (usize, usize) {
        let (issues, actors) = (self.matrix.rows.len(), self.matrix.actors.len());
        if self.transposed {
            (actors, issues)
        } else {
            (issues, actors)
        }
    }

    fn issue_cursor(&mut self) -> &mut usize {
        if self.transposed {
            &mut self.column.row
        } else {
            &mut self.row.row
        }
    }

    fn actor_cursor(&mut self) -> &mut usize {
        if self.transposed {
            &mut self.row.row
        } else {
            &mut self.column.row
        }
    }

    /// Returns the actor and issue under the cursor.
    fn cell(&self) -> Option<(Id<Actor>, Id<Issue>)> {
        let (issue, actor) = if self.transposed {
            (self.column.row, self.row.row)
        } else {
            (self.row.row, self.column.row)
        };
        Some((
            *self.matrix.actors.get(actor)?,
            self.matrix.rows.get(issue)?.issue,
        ))
    }

    /// Returns the cell under the cursor, for other panes to read.
    pub(super) fn landed(&self) -> Option<Selection> {
        self.cell()
            .map(|(actor, issue)| Selection::Cell(actor, issue))
    }

    fn land(&mut self, actor: Id<Actor>, issue: Id<Issue>) {
        if let Some(at) = self.matrix.rows.iter().position(|row| row.issue == issue) {
            *self.issue_cursor() = at;
        }
        if let Some(at) = self.matrix.actors.iter().position(|&id| id == actor) {
            *self.actor_cursor() = at;
        }
    }

    /// Goes to the next issue on which actors differ.
    fn split(&mut self, direction: Direction) {
        let at = if self.transposed {
            self.column.row
        } else {
            self.row.row
        };
        let differs = |at: usize| self.matrix.rows[at].split.is_some_and(|split| split > 0.0);
        if let Some(at) = seek(at, self.matrix.rows.len(), direction, differs) {
            *self.issue_cursor() = at;
        }
    }

    fn pin(&mut self) {
        let Some((actor, _)) = self.cell() else {
            return;
        };
        match self.pinned.iter().position(|&id| id == actor) {
            Some(at) => drop(self.pinned.remove(at)),
            None => self.pinned.push(actor),
        }
    }

    fn order_words(&self) -> &'static str {
        self.order.words()
    }

    fn sorted_by(&self) -> String {
        let shape = if self.transposed {
            "actors × issues"
        } else {
            "issues × actors"
        };
        format!("{shape} · {}", self.order_words())
    }

    fn table(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let grid = self.grid(cx);
        let (rows, columns) = self.shape();
        let shown = self.column.shown(columns, grid.columns);
        self.heading(cx, &grid, &shown, row_of(area, 0), buf);
        for (y, at) in self.row.shown(rows, grid.rows).enumerate() {
            let line = row_of(area, 1 + y * grid.tall);
            let (head, rest) = split_left(line, grid.head);
            let role = if at == self.row.row {
                Role::Strong
            } else {
                Role::Text
            };
            let words = if self.transposed {
                cx.corpus.actors[self.matrix.actors[at]].name.as_str()
            } else {
                cx.corpus.issues[self.matrix.rows[at].issue].label.as_str()
            };
            Row::new().and(words, cx.theme.style(role)).draw(
                Rect {
                    width: head.width.saturating_sub(1),
                    ..head
                },
                buf,
            );
            for (x, column) in shown.clone().enumerate() {
                let (issue, actor) = if self.transposed {
                    (column, at)
                } else {
                    (at, column)
                };
                let left = rest.x + grid.cell * u16::try_from(x).unwrap_or(0);
                let place = Rect {
                    x: left,
                    width: grid.cell,
                    ..line
                };
                let here = at == self.row.row && column == self.column.row;
                look::draw_cell(cx, self.matrix.cell(issue, actor), here, place, buf);
            }
            if grid.split > 0 {
                let place = Rect {
                    x: area.right() - grid.split,
                    width: grid.split,
                    ..line
                };
                look::spread(
                    cx,
                    self.matrix.rows[at].split,
                    self.matrix.rows[at].speakers,
                    place,
                    buf,
                );
            }
        }
        look::legend(
            cx,
            row_of(area, usize::from(area.height).saturating_sub(1)),
            buf,
        );
    }

    fn heading(
        &self,
        cx: &Context<'_>,
        grid: &Grid,
        shown: &std::ops::Range<usize>,
        area: Rect,
        buf: &mut Buffer,
    ) {
        let dim = cx.theme.style(Role::Dim);
        let (head, rest) = split_left(area, grid.head);
        let (rows, columns) = self.shape();
        let hidden = columns - shown.len();
        let mut words = if self.transposed {
            "Actor".to_owned()
        } else {
            "Issue".to_owned()
        };
        words = format!("{words} {}/{}", self.row.row + 1, rows);
        if hidden > 0 {
            words = format!("{words} · {hidden} more {}", cx.theme.glyph("→", ">"));
        }
        Row::new().and(words, dim).draw(
            Rect {
                width: head.width.saturating_sub(1),
                ..head
            },
            buf,
        );
        for (x, column) in shown.clone().enumerate() {
            let left = rest.x + grid.cell * u16::try_from(x).unwrap_or(0) + 1;
            let place = Rect {
                x: left,
                width: grid.cell - 1,
                ..area
            };
            let (words, pinned) = if self.transposed {
                (
                    cx.corpus.issues[self.matrix.rows[column].issue]
                        .label
                        .as_str(),
                    false,
                )
            } else {
                let id = self.matrix.actors[column];
                (
                    look::actor_name(&cx.corpus.actors[id], usize::from(place.width)),
                    self.pinned.contains(&id),
                )
            };
            let role = if column == self.column.row {
                Role::Focus
            } else {
                Role::Strong
            };
            let pin = if pinned {
                cx.theme.glyph("•", "*")
            } else {
                ""
            };
            Row::new()
                .and(pin, dim)
                .and(
                    look::short_name(words, usize::from(place.width)),
                    cx.theme.style(role),
                )
                .draw(place, buf);
        }
        if grid.split > 0 {
            let place = Rect {
                x: area.right() - grid.split,
                width: grid.split,
                ..area
            };
            Row::new().and("split   n", dim).draw(place, buf);
        }
    }

    /// One issue at a time, its actors in rows: for narrow screens.
    fn one_issue(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let Some((_, issue)) = self.cell() else {
            return;
        };
        let at = if self.transposed {
            self.column.row
        } else {
            self.row.row
        };
        let (dim, strong) = (cx.theme.style(Role::Dim), cx.theme.style(Role::Strong));
        let words = format!(
            "Issue {}/{} · {}",
            at + 1,
            self.matrix.rows.len(),
            self.order_words()
        );
        Row::new().and(words, dim).draw(row_of(area, 0), buf);
        Row::new()
            .and(cx.corpus.issues[issue].label.as_str(), strong)
            .draw(row_of(area, 1), buf);
        let row = &self.matrix.rows[at];
        Row::new()
            .and(
                look::split_words(row.split, row.speakers),
                cx.theme.style(Role::Warn),
            )
            .draw(row_of(area, 2), buf);
        let cursor = if self.transposed {
            self.row
        } else {
            self.column
        };
        let height = usize::from(area.height.saturating_sub(4));
        for (y, actor) in cursor.shown(self.matrix.actors.len(), height).enumerate() {
            let line = row_of(area, y + 4);
            let here = actor == cursor.row;
            let cell = self.matrix.cell(at, actor);
            let stance = cell.and_then(|cell| cell.stance);
            let mark = if here {
                cx.theme.glyph("▌", ">")
            } else {
                " "
            };
            let name = cx.corpus.actors[self.matrix.actors[actor]].name.as_str();
            let glyph = stance.map_or("··", |stance| cx.theme.stance_glyph(stance));
            let glyph = if cx.theme.ascii && stance.is_none() {
                ". "
            } else {
                glyph
            };
            let style = stance.map_or(dim, |stance| cx.theme.stance(stance));
            let words = stance.map_or("no record", |stance| look::word(stance));
            Row::new()
                .and(mark, cx.theme.style(Role::Gutter))
                .and(
                    text::pad(name, 16),
                    if here { strong } else { Style::new() },
                )
                .and(" ", Style::new())
                .and(glyph, style)
                .and(format!("  {words} "), dim)
                .and(
                    cell.map_or("", |cell| look::arrow(cell, cx.theme)),
                    cx.theme.style(Role::Warn),
                )
                .draw(line, buf);
        }
    }
}

fn order(with: Option<char>) -> Order {
    match with {
        Some('a') => Order::Agreement,
        Some('n') => Order::Name,
        Some('f') => Order::File,
        Some('r') => Order::Recent,
        _ => Order::Disagreement,
    }
}
