//! What the quotes found have in common, for narrowing.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    query::{FIELDS, Field},
    search::{Facet, FacetValue, Hits},
    text,
    ui::{
        action::Action,
        mouse::{Click, Mouse, click},
        theme::Role,
        widget::{
            frame::{self, Titles},
            item::Item,
            line::{Row, inset, row_of},
            list::Cursor,
        },
    },
    view::{context::Context, quotes::asked::Asked},
};

/// Values of a facet that are shown before it is opened.
const FEW: usize = 6;

/// The facets: which row has the cursor, and which facets are open.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Facets {
    /// The chosen row, counted among those that can be chosen; the top one of all.
    cursor: Cursor,
    /// The facets of which all values are shown.
    open: Vec<Field>,
    /// The term under the cursor, to be found again when the counts change.
    held: Option<String>,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
enum Line<'a> {
    /// Nothing.
    Gap,
    /// A heading.
    Head(String, usize),
    /// A filter that is typed.
    On(&'a str),
    /// A value; whether its filter is typed.
    Value(&'a FacetValue, bool),
    /// How many more values a facet has that can be shown.
    More(Field, usize),
    /// How many more there are that cannot.
    Rest(usize),
}

impl Line<'_> {
    fn can_be_chosen(&self) -> bool {
        match self {
            Line::On(_) | Line::Value(..) | Line::More(..) => true,
            Line::Gap | Line::Head(..) | Line::Rest(_) => false,
        }
    }
    fn term(&self) -> Option<&str> {
        match self {
            Line::On(term) => Some(term),
            Line::Value(value, _) => Some(&value.term),
            Line::Gap | Line::Head(..) | Line::More(..) | Line::Rest(_) => None,
        }
    }
}

impl Facets {
    /// Moves, as an action asks; returns whether it was one that moves.
    pub(super) fn act(
        &mut self,
        hits: &Hits,
        asked: &Asked,
        action: Action,
        height: usize,
    ) -> bool {
        let filters = asked.filters();
        let lines = self.lines(hits, &filters);
        let picks = picks(&lines);
        let moved = match action {
            Action::NextSection => self.section(&lines, &picks, true),
            Action::PrevSection => self.section(&lines, &picks, false),
            _ => self.cursor.act(action, picks.len(), height),
        };
        if moved {
            self.held = self.term(&lines, &picks);
        }
        moved
    }

    /// Answers the mouse over the facets' area, their border included: the
    /// wheel moves, a click chooses a row that can be chosen.
    pub(super) fn mouse(&mut self, hits: &Hits, asked: &Asked, mouse: Mouse, area: Rect) -> Click {
        let filters = asked.filters();
        let lines = self.lines(hits, &filters);
        let picks = picks(&lines);
        let inside = frame::inside(area);
        let mut clicked = Click::Missed;
        if let Some(by) = mouse.wheel() {
            self.cursor.go(3 * by, picks.len());
        } else {
            let shown = self.shown(&lines, &picks, usize::from(inside.height));
            let row = picks.get(self.cursor.row).copied().unwrap_or(0);
            let mut cursor = Cursor {
                row,
                top: shown.start,
            };
            clicked = click(&mut cursor, mouse, inside, 1, lines.len());
            match picks.iter().position(|&at| at == cursor.row) {
                Some(row) => self.cursor.row = row,
                None => clicked = Click::Missed,
            }
        }
        self.held = self.term(&lines, &picks);
        self.settle(hits, asked, usize::from(inside.height));
        clicked
    }

    /// Does what the chosen row is for; returns the term to put in or take out.
    pub(super) fn choose(&mut self, hits: &Hits, asked: &Asked) -> Option<String> {
        let filters = asked.filters();
        let lines = self.lines(hits, &filters);
        let line = picks(&lines)
            .get(self.cursor.row)
            .and_then(|&at| lines.get(at))?;
        if let Line::More(field, _) = line {
            self.open.push(*field);
        }
        let term = line.term().map(str::to_owned);
        self.held.clone_from(&term);
        term
    }

    /// Keeps the cursor on its term after the counts have changed, and the
    /// chosen row among those shown.
    pub(super) fn settle(&mut self, hits: &Hits, asked: &Asked, height: usize) {
        let filters = asked.filters();
        let lines = self.lines(hits, &filters);
        let picks = picks(&lines);
        if let Some(held) = &self.held
            && let Some(row) = picks
                .iter()
                .position(|&at| lines[at].term() == Some(held.as_str()))
        {
            self.cursor.row = row;
        }
        self.cursor.row = self.cursor.row.min(picks.len().saturating_sub(1));
        self.cursor.top = self.shown(&lines, &picks, height).start;
    }

    fn shown(&self, lines: &[Line<'_>], picks: &[usize], height: usize) -> std::ops::Range<usize> {
        let row = picks.get(self.cursor.row).copied().unwrap_or(0);
        // The heading above the first value is shown with it.
        let row = if self.cursor.row == 0 { 0 } else { row };
        let top = self.cursor.top;
        Cursor { row, top }.shown(lines.len(), height)
    }

    fn term(&self, lines: &[Line<'_>], picks: &[usize]) -> Option<String> {
        let line = lines.get(*picks.get(self.cursor.row)?)?;
        line.term().map(str::to_owned)
    }

    /// Goes to the first row of the next heading, or of this one or the one before.
    fn section(&mut self, lines: &[Line<'_>], picks: &[usize], forward: bool) -> bool {
        let here = picks.get(self.cursor.row).copied().unwrap_or(0);
        let first = |(row, at): (usize, &usize)| {
            let heads = at.checked_sub(1).and_then(|before| lines.get(before));
            matches!(heads, Some(Line::Head(..))).then_some((row, *at))
        };
        let mut firsts = picks.iter().enumerate().filter_map(first);
        let found = if forward {
            firsts.find(|&(_, at)| here < at)
        } else {
            firsts.rfind(|&(_, at)| at < here)
        };
        if let Some((row, _)) = found {
            self.cursor.row = row;
        }
        true
    }

    fn lines<'a>(&self, hits: &'a Hits, filters: &[&'a str]) -> Vec<Line<'a>> {
        let mut lines = Vec::new();
        if !filters.is_empty() {
            lines.push(Line::Head("Filters".to_owned(), 0));
            lines.extend(filters.iter().map(|term| Line::On(term)));
        }
        for facet in &hits.facets {
            if !lines.is_empty() {
                lines.push(Line::Gap);
            }
            lines.push(Line::Head(title(facet), facet.distinct));
            let open = self.open.contains(&facet.field);
            let few = if open || facet.values.len() <= FEW + 1 {
                facet.values.len()
            } else {
                FEW
            };
            let values = facet.values.iter().take(few);
            lines.extend(
                values.map(|value| Line::Value(value, filters.contains(&value.term.as_str()))),
            );
            let rest = facet.distinct.saturating_sub(facet.values.len());
            if few < facet.values.len() {
                lines.push(Line::More(facet.field, facet.values.len() - few + rest));
            } else if rest > 0 {
                lines.push(Line::Rest(rest));
            }
        }
        lines
    }

    /// Draws the pane.
    pub(super) fn draw(
        &self,
        cx: &Context<'_>,
        asked: &Asked,
        focused: bool,
        area: Rect,
        buf: &mut Buffer,
    ) {
        let key = |action| cx.keys_of("facets", action);
        let right = match (focused, asked.filters().is_empty()) {
            (true, true) => format!("{} narrows", key(Action::Open)),
            (true, false) => format!("{} clears", key(Action::FilterClear)),
            (false, _) => cx.keys_of("quotes_input", Action::PaneNext),
        };
        let titles = Titles {
            left: "Narrow".to_owned(),
            right,
        };
        let inside = inset(frame::draw(&titles, focused, cx.theme, area, buf), 1);
        let filters = asked.filters();
        let lines = self.lines(cx.hits, &filters);
        if lines.is_empty() {
            let words = if cx.hits.complete {
                "Nothing to narrow by."
            } else {
                "Counting…"
            };
            Row::new()
                .and(words, cx.theme.style(Role::Dim))
                .draw(row_of(inside, 0), buf);
        }
        let picks = picks(&lines);
        let chosen = picks.get(self.cursor.row).copied();
        let shown = self.shown(&lines, &picks, usize::from(inside.height));
        for (y, at) in shown.enumerate() {
            let selected = focused && chosen == Some(at);
            line(cx, &lines[at], selected, row_of(inside, y), buf);
        }
    }
}

fn line(cx: &Context<'_>, line: &Line<'_>, selected: bool, area: Rect, buf: &mut Buffer) {
    let item = Item::new(cx.theme, selected, area, buf);
    let style = |role| item.style(role);
    let boxed = |on: bool| if on { "[x] " } else { "[ ] " };
    let (row, count) = match line {
        Line::Gap => (Row::new(), None),
        Line::Head(words, distinct) => (
            Row::new().and(words.as_str(), style(Role::Head)),
            (*distinct > 0).then_some(*distinct),
        ),
        Line::On(term) => (
            Row::new()
                .and(boxed(true), style(Role::Field))
                .and(*term, style(Role::Strong)),
            None,
        ),
        Line::Value(value, on) => {
            let (mark, words) = if *on {
                (Role::Field, Role::Strong)
            } else {
                (Role::Faint, Role::Text)
            };
            let row = Row::new()
                .and(boxed(*on), style(mark))
                .and(value.label.as_str(), style(words));
            (row, Some(value.count))
        }
        Line::More(_, more) => {
            let words = format!("    {} more …", text::grouped(*more));
            (Row::new().and(words, style(Role::Dim)), None)
        }
        Line::Rest(rest) => {
            let words = format!("    {} more: type one", text::grouped(*rest));
            (Row::new().and(words, style(Role::Dim)), None)
        }
    };
    let count = count.map(text::grouped).unwrap_or_default();
    item.draw(&row, &Row::new().and(count, style(Role::Dim)), buf);
}

/// Returns the rows that can be chosen.
fn picks(lines: &[Line<'_>]) -> Vec<usize> {
    (0..lines.len())
        .filter(|&at| lines[at].can_be_chosen())
        .collect()
}

/// Returns what a facet is called: its field's name, dates being counted by year.
fn title(facet: &Facet) -> String {
    if facet.field == Field::Date {
        return "Year".to_owned();
    }
    let known = FIELDS.iter().find(|(field, ..)| *field == facet.field);
    let name = known.and_then(|(_, names, _)| names.first());
    let mut letters = name.copied().unwrap_or_default().chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    first + letters.as_str()
}
