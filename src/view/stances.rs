//! Stances: who stands where on which issue, as of a date, down to the quote.

mod board;
mod grid;

mod agreement;
mod chart;
mod look;

mod cell;
mod compare;

mod columns;
mod lists;

mod sides;

mod narrow;
mod table;

pub use look::signs;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use crate::{
    model::Entry,
    query::{self, Query},
    ui::{
        action::Action,
        mouse::{Mouse, Pointer},
        needle::{How, Needle},
        place::Selection,
        theme::Role,
        widget::{
            doc::Doc,
            frame::{self, Titles},
            line::{Row, inset, row_of, split_top},
        },
    },
    view::{
        context::{Context, Detail, Direction, Out, View, seek},
        filter::{Done, Panel},
        stances::{
            board::{Board, as_of_words},
            cell::Extras,
            compare::Beside,
            grid::Grid,
            lists::{List, Lists},
            sides::Sides,
        },
    },
};

/// The matrix as of the date, and the cell under the cursor.
#[derive(Debug, Clone, Default)]
pub(super) struct Stances {
    board: Board,
    lists: Lists,
    sides: Sides,
    /// Whether it is shown how a stance moved, also where it did not.
    drift: bool,
    /// Whether it is shown how far others agree with the actor.
    agreement: bool,
    /// The filter being typed, and the one before it.
    panel: Option<(Panel, String)>,
}

/// Rows of the values a filter can be made of.
const VALUES: u16 = 8;

impl View for Stances {
    fn keys(&self) -> &'static str {
        if self.panel.is_some() {
            "list_input"
        } else {
            "stances"
        }
    }

    fn settle(&mut self, cx: &Context<'_>) {
        if let Some((panel, _)) = &mut self.panel {
            panel.settle(|base| {
                let sieve = query::positions(cx.corpus, &Query::parse(base));
                let ids = cx.corpus.positions.iter().map(|(id, _)| id);
                let fits = |id| cx.in_scope(Entry::Position(id)) && sieve.fits(id);
                query::position_values(cx.corpus, ids.filter(|&id| fits(id)))
            });
            panel.typed().clone_into(&mut self.board.counting.filter);
        }
        self.board.settle(cx);
        self.lists.settle(cx, &self.board);
        let (rows, columns) = self.board.shape();
        let grid = self.grid(cx);
        self.board.row.settle(rows, grid.rows);
        self.board.column.settle(columns, grid.columns);
        self.sides.settle(cx, &mut self.board);
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
            self.board.land(actor, issue);
            self.settle(cx);
        }
    }

    fn update(&mut self, cx: &Context<'_>, action: Action, with: Option<char>) -> Out {
        if self.panel.is_some() {
            return self.typed(cx, action);
        }
        if let Some(out) = self.in_table(cx, action, with) {
            self.settle(cx);
            return out;
        }
        self.settle(cx);
        self.landed().map_or(Out::Nothing, Out::Select)
    }

    fn mouse(&mut self, cx: &Context<'_>, mouse: Mouse) -> Out {
        let (table, values, _) = self.areas(cx);
        if self.panel.is_some() {
            return self.pointed(cx, mouse, values);
        }
        if self.sides.are_shown() {
            return self.pointed_side(cx, mouse);
        }
        let grid = self.grid(cx);
        let area = inset(frame::inside(table.panes.main), 1);
        // Under 60 columns there is no table.
        if mouse.kind != Pointer::Down || !cx.panes.bordered || !mouse.is_in(area) {
            return Out::Pass;
        }
        let (rows, columns) = self.board.shape();
        let (x, y) = grid.at(area, mouse);
        let row = y.map(|y| self.board.row.shown(rows, grid.rows).nth(y));
        let column = x.map(|x| self.board.column.shown(columns, grid.columns).nth(x));
        let before = (self.board.row.row, self.board.column.row);
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
        (self.board.row.row, self.board.column.row) = (row, column);
        self.settle(cx);
        self.landed().map_or(Out::Nothing, Out::Select)
    }

    fn find(&mut self, cx: &Context<'_>, needle: &Needle, direction: Direction) -> Option<Out> {
        let board = &mut self.board;
        let (issues, actors) = board.places();
        for how in [How::Typed, How::Slips] {
            let issue = |at: usize| {
                let issue = &cx.corpus.issues[board.matrix.rows[at].issue];
                needle.fits(&format!("{} {}", issue.label, issue.proposition), how)
            };
            if let Some(at) = seek(issues, board.matrix.rows.len(), direction, issue) {
                *board.issue_cursor() = at;
                return self.landed().map(Out::Select);
            }
            let actor =
                |at: usize| needle.fits(&cx.corpus.actors[board.matrix.actors[at]].name, how);
            if let Some(at) = seek(actors, board.matrix.actors.len(), direction, actor) {
                *board.actor_cursor() = at;
                return self.landed().map(Out::Select);
            }
        }
        None
    }

    fn detail(&self, cx: &Context<'_>, cols: usize) -> Detail {
        if let Some(list) = self.lists.detail(cx, &self.board, cols) {
            return list;
        }
        let mut doc = Doc::new(cols);
        let Some((actor, issue)) = self.board.cell() else {
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
        let matrix = &self.board.matrix;
        let agrees = self.agreement || cell::is_wide(cx);
        let mut extras = Extras {
            drift: self.drift,
            agreement: agrees.then_some(matrix),
            narrowed: !self.board.left_out().is_empty(),
        };
        let pair = (actor, issue);
        let Some((tracks, place)) = self.sides.cell(cx) else {
            let right = cell::show(&mut doc, cx, matrix.tracks(), pair, extras);
            let titles = Titles { left, right };
            return Detail { titles, doc };
        };
        // A side has a date of its own, with which no other agrees or not.
        extras.agreement = None;
        let here = cx.place.as_of.clone();
        let cx = Context {
            place: &place,
            ..*cx
        };
        let right = cell::show(&mut doc, &cx, tracks, pair, extras);
        let left = if place.as_of == here {
            left
        } else {
            format!("{left} {}", as_of_words(place.as_of.as_ref()))
        };
        let titles = Titles { left, right };
        Detail { titles, doc }
    }

    fn draw(&self, cx: &Context<'_>, buf: &mut Buffer) -> Option<Position> {
        if cx.panes.bordered {
            frame::draw(
                &self.titles(cx),
                cx.main_focused(),
                cx.theme,
                cx.panes.main,
                buf,
            );
        }
        let (table, values, field) = self.areas(cx);
        let main = table.panes.main;
        let inside = if cx.panes.bordered {
            frame::inside(main)
        } else {
            main
        };
        if main.is_empty() {
        } else if self.sides.are_shown() {
            self.sides.draw(cx, &self.board, buf);
        } else if self.board.matrix.rows.is_empty() {
            self.nothing(cx, inset(inside, 1), buf);
        } else if cx.panes.bordered {
            table::draw(&self.board, &table, inset(inside, 1), buf);
        } else {
            narrow::draw(&self.board, &table, inset(inside, 1), buf);
        }
        let (panel, _) = self.panel.as_ref()?;
        let none = "No value fits: words are looked for in issues, notes and evidence.";
        panel.draw_values(cx, none, values, buf);
        let query = Query::parse(panel.typed());
        let (count, all) = self.board.counted;
        let counted = format!("{count} of {all}");
        panel.draw_field(
            cx,
            query.hints.first().map(String::as_str),
            &counted,
            field,
            buf,
        )
    }

    fn status(&self, cx: &Context<'_>) -> String {
        as_of_words(cx.place.as_of.as_ref())
    }
}

impl Stances {
    /// Answers an action in the table; `None` where the cell under the cursor
    /// is to be told.
    fn in_table(&mut self, cx: &Context<'_>, action: Action, with: Option<char>) -> Option<Out> {
        let (rows, columns) = self.board.shape();
        match self.sides.act(cx, &mut self.board, action) {
            Some(true) => return None,
            Some(false) => return Some(Out::Tell("On no issue here do sides differ.".to_owned())),
            None => (),
        }
        match action {
            Action::Left => self.board.column.go(-1, columns),
            Action::Right => self.board.column.go(1, columns),
            Action::FirstCol => self.board.column.row = 0,
            Action::LastCol => self.board.column.row = columns.saturating_sub(1),
            Action::NextSplit | Action::PrevSplit => {
                let direction = if action == Action::NextSplit {
                    Direction::Forward
                } else {
                    Direction::Back
                };
                if !self.board.split(direction) {
                    return Some(Out::Tell("On no issue here do actors differ.".to_owned()));
                }
            }
            Action::Open | Action::NextEvidence | Action::PrevEvidence => {
                return Some(Out::Detail);
            }
            Action::Drift => self.drift = !self.drift,
            Action::Pin => self.board.pin(cx.corpus),
            Action::HideActor => {
                if !self.board.hide(cx.corpus) {
                    return Some(Out::Tell("The last actor stays.".to_owned()));
                }
            }
            Action::ActorLeft | Action::ActorRight => {
                if !self.board.shift(action == Action::ActorRight) {
                    return Some(Out::Tell("It can go no further.".to_owned()));
                }
            }
            Action::Transpose => self.board.transpose(),
            Action::Sort => {
                if !self.board.sort_by(cx, with) {
                    return Some(Out::Tell("That is no order of stances.".to_owned()));
                }
            }
            Action::Show => return self.show(cx, with),
            Action::Filter => {
                let filter = self.board.counting.filter.clone();
                self.panel = Some((Panel::new(&filter), filter));
            }
            Action::FilterClear => self.board.counting.filter.clear(),
            _ => {
                self.board.row.act(action, rows, self.grid(cx).rows);
            }
        }
        None
    }

    /// Changes what is shown, as a character asks.
    fn show(&mut self, cx: &Context<'_>, with: Option<char>) -> Option<Out> {
        let counting = &mut self.board.counting;
        match with {
            Some('o') => counting.direct = !counting.direct,
            Some('k') => counting.key = !counting.key,
            Some('u') => counting.under = !counting.under,
            Some('a') => self.board.show_all(),
            Some('c') => return self.list(List::Turns),
            Some('x') => return self.list(List::Conflicts),
            Some('g') => return self.list(List::Gaps),
            Some('y') => {
                self.lists.age();
                return Some(Out::Detail);
            }
            Some('w') => self.agreement = !self.agreement,
            Some('s') => return self.beside(cx, Beside::Actors),
            Some('b') => return self.beside(cx, Beside::Dates),
            Some('e') => return self.beside(cx, Beside::Briefings),
            Some('d') if self.sides.are_shown() => self.sides.turn_splits(),
            _ => return Some(Out::Tell("That is no way to show stances.".to_owned())),
        }
        None
    }

    /// Shows a list in place of the cell's evidence, and gives it the keys; or
    /// shows the evidence again.
    fn list(&mut self, list: List) -> Option<Out> {
        self.lists.toggle(list).then_some(Out::Detail)
    }

    /// Puts sides beside each other, or tells why not.
    fn beside(&mut self, cx: &Context<'_>, beside: Beside) -> Option<Out> {
        let opened = self.sides.open(cx, &self.board, beside);
        opened.err().map(Out::Tell)
    }

    /// Returns what the table may read, with the part of the pane it has; and
    /// where values and the field of a filter being typed are.
    fn areas<'a>(&self, cx: &Context<'a>) -> (Context<'a>, Rect, Rect) {
        let main = cx.panes.main;
        if self.panel.is_none() {
            return (*cx, Rect::ZERO, Rect::ZERO);
        }
        let inside = if cx.panes.bordered {
            inset(frame::inside(main), 1)
        } else {
            inset(main, 1)
        };
        // On a low screen there are only the values.
        let rows = if inside.height >= 2 * VALUES {
            VALUES + 1
        } else {
            inside.height
        };
        let (_, typing) = split_top(inside, inside.height - rows);
        let (field, values) = split_top(typing, 1);
        let table = if rows < inside.height {
            Rect {
                height: main.height - rows,
                ..main
            }
        } else {
            Rect::ZERO
        };
        let mut cx = *cx;
        cx.panes.main = table;
        (cx, values, field)
    }

    fn grid(&self, cx: &Context<'_>) -> Grid {
        let (table, ..) = self.areas(cx);
        Grid::of(&table, self.board.shape(), self.board.transposed)
    }

    /// Returns the cell under the cursor, for other panes to read.
    pub(super) fn landed(&self) -> Option<Selection> {
        self.board
            .cell()
            .map(|(actor, issue)| Selection::Cell(actor, issue))
    }

    /// Whether there is more to show than a matrix.
    pub(super) fn is_roomy(&self) -> bool {
        self.sides.are_shown()
    }

    /// Types a character into the filter.
    pub(super) fn insert(&mut self, c: char) -> Out {
        if let Some((panel, _)) = &mut self.panel {
            panel.insert(c);
        }
        Out::Nothing
    }

    /// Leaves the filter as it was before it was typed; returns whether it was
    /// being typed.
    pub(super) fn cancel(&mut self) -> bool {
        let Some((_, before)) = self.panel.take() else {
            return self.lists.close() || self.sides.close();
        };
        self.board.counting.filter = before;
        true
    }

    fn typed(&mut self, cx: &Context<'_>, action: Action) -> Out {
        let (_, values, _) = self.areas(cx);
        let panel = self.panel.as_mut();
        let done = panel.map(|(panel, _)| panel.act(action, usize::from(values.height)));
        match done {
            Some(Done::Left) => drop(self.cancel()),
            Some(Done::Taken) => {
                self.settle(cx);
                self.panel = None;
            }
            Some(Done::Typing) | None => (),
        }
        self.settle(cx);
        self.landed().map_or(Out::Nothing, Out::Select)
    }

    fn pointed(&mut self, cx: &Context<'_>, mouse: Mouse, values: Rect) -> Out {
        if let Some((panel, _)) = &mut self.panel
            && mouse.kind == Pointer::Down
            && mouse.is_in(values)
        {
            panel.click(usize::from(mouse.row - values.y), values.height);
            self.settle(cx);
        }
        Out::Nothing
    }

    fn pointed_side(&mut self, cx: &Context<'_>, mouse: Mouse) -> Out {
        if mouse.kind != Pointer::Down {
            return Out::Pass;
        }
        match self.sides.point(cx, &mut self.board, mouse) {
            None => Out::Pass,
            Some(true) if cx.main_focused() => Out::Detail,
            Some(_) => {
                self.settle(cx);
                self.landed().map_or(Out::Nothing, Out::Select)
            }
        }
    }

    /// Returns the words on the border. What there is no room for is left out,
    /// the date last.
    fn titles(&self, cx: &Context<'_>) -> Titles {
        if self.sides.are_shown() {
            return self.sides.titles(cx);
        }
        let mut left = vec![format!("Stances {}", as_of_words(cx.place.as_of.as_ref()))];
        left.extend(self.board.left_out());
        let shape = if self.board.transposed {
            "actors × issues"
        } else {
            "issues × actors"
        };
        let order = self.board.order_words(cx);
        let room = usize::from(cx.panes.main.width).saturating_sub(9);
        let left = left.join(" · ");
        let taken = crate::text::width(&left);
        let right = [format!("{shape} · {order}"), order];
        let right = right
            .into_iter()
            .find(|words| taken + crate::text::width(words) <= room)
            .unwrap_or_default();
        Titles { left, right }
    }

    /// Says why there is no table.
    fn nothing(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let words = if !cx.library.progress.done {
            "Reading the library…".to_owned()
        } else if self.board.left_out().is_empty() {
            "No position here. Home (1) has other briefings; Esc forgets the date.".to_owned()
        } else {
            let (key, show) = (
                cx.keys_of("stances", Action::FilterClear),
                cx.keys_of("stances", Action::Show),
            );
            format!("No position counts. {key} takes the filter away, {show} changes what counts.")
        };
        Row::new()
            .and(words, cx.theme.style(Role::Dim))
            .draw(row_of(area, 0), buf);
    }
}
