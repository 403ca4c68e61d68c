//! Side by side: what several actors, one actor at two dates, or several
//! briefings say on each issue, in words and with the piece of evidence that
//! shows it best, in columns. Stands in place of the matrix, with its cursor.

use std::{cmp::Reverse, sync::Arc};

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    arena::Id,
    model::Actor,
    stances::{self, Compared, Side, Tracks},
    ui::{
        action::Action,
        mouse::Mouse,
        place::Place,
        theme::Role,
        widget::{
            doc::Doc,
            frame::Titles,
            line::{Row, row_of, split_top},
            list::Cursor,
        },
    },
    view::{
        context::{Context, Direction, seek},
        stances::{
            board::{Board, as_of_words},
            columns::{
                Block, area, block, column, draw_issue, head, is_stacked, room_for, under_head,
            },
            compare::{Beside, Made, made},
        },
    },
};

/// What is shown, and where one is in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Sides {
    beside: Option<Beside>,
    /// Whether only issues are shown on which sides differ.
    only_splits: bool,
    /// How many changes are passed over, from the latest one.
    back: usize,
    /// The actor that others stand beside, where no two are pinned.
    against: Option<Id<Actor>>,
    /// The actors that can be shown, in order, and what they were ordered for:
    /// another date leaves them where they are.
    line: Vec<Id<Actor>>,
    line_of: Option<(Arc<Tracks>, Vec<Id<Actor>>)>,
    /// The first of them shown beside the one that stays.
    first: usize,
    /// The side under the cursor, where all are of one actor.
    side: usize,
    /// The first issue shown.
    top: usize,
    /// Whether to begin at an issue on which sides differ.
    seeks: bool,
    made: Option<Made>,
}

impl Sides {
    /// Whether the matrix is hidden.
    pub(super) fn are_shown(&self) -> bool {
        self.beside.is_some()
    }

    /// Shows the matrix again; returns whether it was hidden.
    pub(super) fn close(&mut self) -> bool {
        self.made = None;
        self.beside.take().is_some()
    }

    /// Puts sides beside each other, or shows the matrix again where they are
    /// shown already; of an actor's changes, the one before. Says why if it
    /// cannot be done.
    pub(super) fn open(
        &mut self,
        cx: &Context<'_>,
        board: &Board,
        beside: Beside,
    ) -> Result<(), String> {
        let (Some((actor, _)), tracks) = (board.cell(), board.matrix.tracks()) else {
            return Err("No actor is selected.".to_owned());
        };
        let name = &cx.corpus.actors[actor].name;
        let as_of = cx.place.as_of.as_ref();
        let again = self.beside == Some(beside);
        match beside {
            Beside::Dates => {
                let back = if again { self.back + 1 } else { 0 };
                if stances::before_and_after(tracks, actor, as_of, back).is_none() {
                    let by = if as_of.is_some() { " by then" } else { "" };
                    return Err(if again {
                        format!("{name} has no change before this one.")
                    } else {
                        format!("No stance of {name} has changed{by}.")
                    });
                }
                (self.beside, self.back, self.seeks) = (Some(beside), back, true);
            }
            Beside::Actors | Beside::Briefings if again => drop(self.close()),
            Beside::Briefings if stances::editions(cx.corpus, tracks, actor, as_of).len() < 2 => {
                return Err(format!("Only one briefing here tells of {name}."));
            }
            Beside::Actors | Beside::Briefings => self.beside = Some(beside),
        }
        if !again {
            (self.side, self.top, self.first) = (0, 0, 0);
            (self.against, self.line_of) = (Some(actor), None);
        }
        Ok(())
    }

    /// Shows only the issues on which sides differ, or all.
    pub(super) fn turn_splits(&mut self) {
        self.only_splits = !self.only_splits;
    }

    /// Brings what is shown up to date, and the cursor to an issue and an actor
    /// that are shown.
    pub(super) fn settle(&mut self, cx: &Context<'_>, board: &mut Board) {
        let Some(beside) = self.beside else { return };
        let Some((actor, _)) = board.cell() else {
            self.close();
            return;
        };
        let Some(sides) = self.chosen(cx, board, beside, actor) else {
            self.close();
            return;
        };
        let is_so = self.made.as_ref().is_some_and(|made| {
            Arc::ptr_eq(&made.of, board.matrix.tracks())
                && made.as_of == cx.place.as_of
                && made.only_splits == self.only_splits
                && made.sides == sides
        });
        if !is_so {
            self.made = Some(made(cx, board, sides, self.only_splits));
        }
        let Some(made) = &self.made else { return };
        self.side = self.side.min(made.sides.len().saturating_sub(1));
        if beside == Beside::Actors {
            let at = made.sides.iter().position(|side| side.actor == actor);
            self.side = at.unwrap_or(0);
        }
        let mut at = self.at(board);
        if std::mem::take(&mut self.seeks) {
            let differs = |at: usize| made.rows.get(at).is_some_and(|row| row.differs);
            at = seek(at, made.rows.len(), Direction::Here, differs).unwrap_or(at);
        }
        self.go(board, at);
        self.scroll(cx, board);
    }

    /// Returns the sides there is room for; `None` where there is nothing to
    /// put beside each other any more.
    fn chosen(
        &mut self,
        cx: &Context<'_>,
        board: &Board,
        beside: Beside,
        actor: Id<Actor>,
    ) -> Option<Vec<Side>> {
        let as_of = cx.place.as_of.as_ref();
        let tracks = board.matrix.tracks();
        match beside {
            Beside::Dates => {
                let sides = stances::before_and_after(tracks, actor, as_of, self.back);
                sides.map(Vec::from)
            }
            Beside::Briefings => {
                let sides = stances::editions(cx.corpus, tracks, actor, as_of);
                (sides.len() > 1).then_some(sides)
            }
            Beside::Actors => {
                self.line_up(board);
                // Whom others stand beside is in sight as they change.
                let kept = usize::from(board.pinned().count() < 2);
                let (kept, others) = self.line.split_at_checked(kept)?;
                let room = room_for(area(cx).width).saturating_sub(kept.len());
                let at = others.iter().position(|&id| id == actor);
                let cursor = Cursor {
                    row: at.unwrap_or(self.first),
                    top: self.first,
                };
                let shown = cursor.shown(others.len(), room);
                self.first = shown.start;
                let side = |&actor: &Id<Actor>| Side {
                    actor,
                    as_of: as_of.cloned(),
                    briefing: None,
                };
                let others = others.get(shown).unwrap_or_default();
                let sides: Vec<Side> = kept.iter().chain(others).map(side).collect();
                (sides.len() > 1).then_some(sides)
            }
        }
    }

    /// Puts the actors that can be shown in order: those pinned, or else the
    /// one that others stand beside, and first those that differ from it on
    /// most issues, as they were at the date at which they were lined up.
    fn line_up(&mut self, board: &Board) {
        let (matrix, tracks) = (&board.matrix, board.matrix.tracks());
        let pinned: Vec<Id<Actor>> = board.pinned().collect();
        let is_so = self
            .line_of
            .as_ref()
            .is_some_and(|(of, who)| Arc::ptr_eq(of, tracks) && *who == pinned);
        if is_so {
            return;
        }
        if pinned.len() > 1 {
            self.line.clone_from(&pinned);
        } else {
            let against = pinned.first().copied().or(self.against);
            let against = against
                .filter(|id| matrix.actors.contains(id))
                .or_else(|| board.cell().map(|(actor, _)| actor));
            self.line.clone_from(&matrix.actors);
            if let Some(against) = against {
                self.line.sort_by_cached_key(|&other| {
                    let agreement = matrix.agreement(against, other);
                    let it = agreement.map_or((0, 0), |it| (it.apart, it.issues));
                    (other != against, Reverse(it))
                });
            }
        }
        self.line_of = Some((Arc::clone(tracks), pinned));
    }

    /// Returns the place of the issue under the cursor, or of the next one shown.
    fn at(&self, board: &Board) -> usize {
        let rows = self.made.as_ref().map_or(&[][..], |made| &made.rows);
        let place = |row: &Compared| {
            let mut all = board.matrix.rows.iter();
            all.position(|other| other.issue == row.issue)
        };
        let (issue, _) = board.places();
        let next = rows.iter().position(|row| place(row) >= Some(issue));
        next.unwrap_or(rows.len().saturating_sub(1))
    }

    /// Puts the cursor on the issue at a place, and on the actor of the side.
    fn go(&self, board: &mut Board, at: usize) {
        let Some(made) = &self.made else { return };
        if let (Some(row), Some(side)) = (made.rows.get(at), made.sides.get(self.side)) {
            board.land(side.actor, row.issue);
        }
    }

    /// Scrolls just enough to show the issue under the cursor.
    fn scroll(&mut self, cx: &Context<'_>, board: &Board) {
        let (at, room) = (self.at(board), under_head(cx).height);
        self.top = self.top.min(at);
        let mut taken: u16 = 0;
        for first in (self.top..=at).rev() {
            let height = self.block(cx, first).map_or(0, |block| block.height);
            taken = taken.saturating_add(height);
            if taken > room {
                self.top = (first + 1).min(at);
                return;
            }
        }
    }

    /// Answers an action; returns whether it was one of moving among sides,
    /// and on it, whether there was somewhere to go.
    pub(super) fn act(
        &mut self,
        cx: &Context<'_>,
        board: &mut Board,
        action: Action,
    ) -> Option<bool> {
        let (beside, made) = (self.beside?, self.made.as_ref()?);
        let (at, rows) = (self.at(board), made.rows.len());
        let last = made.sides.len().saturating_sub(1);
        let to = match (action, beside) {
            (Action::NextSplit | Action::PrevSplit, _) => {
                let direction = if action == Action::NextSplit {
                    Direction::Forward
                } else {
                    Direction::Back
                };
                let differs = |at: usize| made.rows.get(at).is_some_and(|row| row.differs);
                let Some(to) = seek(at, rows, direction, differs) else {
                    return Some(false);
                };
                to
            }
            (Action::Left | Action::Right, Beside::Actors) => {
                self.turn(board, if action == Action::Right { 1 } else { -1 });
                return Some(true);
            }
            (Action::FirstCol | Action::LastCol, Beside::Actors) => {
                let by = isize::try_from(self.line.len()).unwrap_or(isize::MAX);
                let by = if action == Action::LastCol { by } else { -by };
                self.turn(board, by);
                return Some(true);
            }
            (Action::Left, _) => {
                self.side = self.side.saturating_sub(1);
                at
            }
            (Action::Right, _) => {
                self.side = (self.side + 1).min(last);
                at
            }
            (Action::FirstCol, _) => {
                self.side = 0;
                at
            }
            (Action::LastCol, _) => {
                self.side = last;
                at
            }
            _ => {
                let mut cursor = Cursor { row: at, top: 0 };
                if !cursor.act(action, rows, self.page(cx)) {
                    return None;
                }
                cursor.row
            }
        };
        self.go(board, to);
        Some(true)
    }

    /// Moves the cursor to another of the actors that can be shown.
    fn turn(&self, board: &mut Board, by: isize) {
        let Some((actor, issue)) = board.cell() else {
            return;
        };
        let at = self.line.iter().position(|&id| id == actor).unwrap_or(0);
        let last = self.line.len().saturating_sub(1);
        if let Some(&to) = self.line.get(at.saturating_add_signed(by).min(last)) {
            board.land(to, issue);
        }
    }

    /// Returns how many issues a page has.
    fn page(&self, cx: &Context<'_>) -> usize {
        self.placed(cx).count().max(1)
    }

    /// Returns the issues in view: the place of each, where it begins, and what
    /// it holds.
    fn placed<'a>(
        &'a self,
        cx: &'a Context<'_>,
    ) -> impl Iterator<Item = (usize, Rect, Block)> + 'a {
        let mut rest = under_head(cx);
        (self.top..).map_while(move |at| {
            if rest.is_empty() {
                return None;
            }
            let block = self.block(cx, at)?;
            let (here, below) = split_top(rest, block.height);
            rest = below;
            Some((at, here, block))
        })
    }

    fn block(&self, cx: &Context<'_>, at: usize) -> Option<Block> {
        block(cx, self.made.as_ref()?, self.beside?, at)
    }

    /// Draws what is shown in the main pane.
    pub(super) fn draw(&self, cx: &Context<'_>, board: &Board, buf: &mut Buffer) {
        let (Some(made), Some(beside)) = (&self.made, self.beside) else {
            return;
        };
        let theme = cx.theme;
        let dim = theme.style(Role::Dim);
        let area = area(cx);
        self.draw_head(cx, made, beside, row_of(area, 0), buf);
        if made.rows.is_empty() {
            let words = if made.counted.1 == 0 {
                "Nobody looked where these stand: no briefing here says so."
            } else {
                "They differ on no issue here."
            };
            Row::new().and(words, dim).draw(row_of(area, 2), buf);
            return;
        }
        let here = self.at(board);
        for (at, place, block) in self.placed(cx) {
            let Some(row) = made.rows.get(at) else { break };
            draw_issue(cx, row, at == here, row_of(place, 0), buf);
            for (side, (inner, doc)) in block.sides.iter().enumerate() {
                let inner = Rect {
                    x: place.x + inner.x,
                    y: place.y + inner.y,
                    ..*inner
                };
                let inner = inner.intersection(place);
                for (y, row) in doc.rows.iter().enumerate().take(inner.height.into()) {
                    row.row.draw(row_of(inner, y), buf);
                }
                if at == here && side == self.side {
                    mark(cx, inner, buf);
                }
            }
        }
    }

    /// Draws whose each column is; where sides stand below each other, what
    /// they are.
    fn draw_head(
        &self,
        cx: &Context<'_>,
        made: &Made,
        beside: Beside,
        line: Rect,
        buf: &mut Buffer,
    ) {
        let theme = cx.theme;
        if is_stacked(line.width) {
            let titles = self.titles(cx);
            let words = format!("{} · {}", titles.left, titles.right);
            let row = Row::new().and(words, theme.style(Role::Dim));
            row.draw(line, buf);
            return;
        }
        for (at, side) in made.sides.iter().enumerate() {
            let column = column(line.width, at, made.sides.len());
            let role = if at == self.side {
                Role::Focus
            } else {
                Role::Strong
            };
            let place = Rect {
                x: line.x + column.x,
                width: column.width,
                ..line
            };
            let row = Row::new().and(head(cx, side, beside), theme.style(role));
            row.draw(place.intersection(line), buf);
        }
    }

    /// Returns the words on the border.
    pub(super) fn titles(&self, cx: &Context<'_>) -> Titles {
        let (Some(made), Some(beside)) = (&self.made, self.beside) else {
            return Titles::default();
        };
        let date = as_of_words(cx.place.as_of.as_ref());
        let actor = made.sides.first().map(|side| side.actor);
        let name = actor.map_or("", |id| cx.corpus.actors[id].name.as_str());
        let left = match beside {
            Beside::Actors => format!("Side by side {date}"),
            Beside::Dates => format!("{name} before and after a change"),
            Beside::Briefings => format!("{name} by briefing {date}"),
        };
        let (differ, all) = made.counted;
        let mut right = format!("differ on {differ} of {all}");
        if made.only_splits {
            right = format!("{right} · only those");
        }
        Titles { left, right }
    }

    /// Returns what the cell under the cursor is answered from: its positions,
    /// and the place as of whose date.
    pub(super) fn cell(&self, cx: &Context<'_>) -> Option<(&Arc<Tracks>, Place)> {
        let made = self.made.as_ref().filter(|_| self.beside.is_some())?;
        let place = Place {
            as_of: made.sides.get(self.side)?.as_of.clone(),
            ..cx.place.clone()
        };
        Some((made.tracks.get(self.side)?, place))
    }

    /// Moves the cursor to what the mouse is on; returns whether it was there
    /// already, or `None` where there is nothing.
    pub(super) fn point(
        &mut self,
        cx: &Context<'_>,
        board: &mut Board,
        mouse: Mouse,
    ) -> Option<bool> {
        let found = self.placed(cx).find(|(_, place, _)| mouse.is_in(*place));
        let (at, place, block) = found?;
        let holds = |(inner, _): &(Rect, Doc)| {
            let column = Rect {
                x: place.x + inner.x,
                y: place.y + inner.y,
                // In columns, what is below a side's words is its own too.
                height: if is_stacked(place.width) {
                    inner.height
                } else {
                    place.height
                },
                ..*inner
            };
            mouse.is_in(column)
        };
        let side = block.sides.iter().position(holds).unwrap_or(self.side);
        let again = (at, side) == (self.at(board), self.side);
        self.side = side;
        self.go(board, at);
        Some(again)
    }
}

/// Draws a mark along the side under the cursor.
fn mark(cx: &Context<'_>, inner: Rect, buf: &mut Buffer) {
    let role = if cx.main_focused() {
        Role::Focus
    } else {
        Role::Gutter
    };
    let bar = Row::new().and(cx.theme.glyph("▌", ">"), cx.theme.style(role));
    for y in 0..inner.height {
        let line = row_of(inner, y.into());
        let before = Rect {
            x: line.x.saturating_sub(2),
            width: 1,
            ..line
        };
        bar.draw(before, buf);
    }
}
