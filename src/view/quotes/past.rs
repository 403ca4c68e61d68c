//! Earlier and saved searches, to be chosen among by typing.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};

use crate::{
    library::{Change, Saved, Searches},
    search::Order,
    text,
    ui::{
        action::Action,
        mouse::{Click, Mouse, click},
        needle::{How, Needle},
        theme::Role,
        widget::{
            field::Field,
            frame::{self, Titles},
            item::Item,
            line::{Row, inset, row_of},
            list::Cursor,
        },
    },
    view::context::Context,
};

/// The list, narrowed by what is typed.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Past {
    pub(super) field: Field,
    cursor: Cursor,
}

/// A search that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Choice<'a> {
    /// One with a name.
    Saved(&'a Saved),
    /// One of the past.
    Past(&'a text::Clean),
}

impl Choice<'_> {
    /// Returns what it searches for, and in which order.
    pub(super) fn query(&self) -> (&str, Order) {
        match self {
            Choice::Saved(saved) => (&saved.query, saved.order),
            Choice::Past(query) => (query, Order::Relevance),
        }
    }
    /// Returns the change that forgets it.
    pub(super) fn forgetting(&self) -> Change {
        match *self {
            Choice::Saved(saved) => Change::Unsaved(saved.name.clone()),
            Choice::Past(query) => Change::Forgot(query.clone()),
        }
    }
    fn name(&self) -> &str {
        match self {
            Choice::Saved(saved) => &saved.name,
            Choice::Past(_) => "",
        }
    }
}

impl Past {
    /// Types a character.
    pub(super) fn insert(&mut self, c: char) {
        self.field.insert(c);
        self.cursor = Cursor::default();
    }

    /// Moves or edits, as an action asks.
    pub(super) fn act(&mut self, searches: &Searches, action: Action, height: usize) {
        let len = self.choices(searches).len();
        if !self.cursor.act(action, len, height) && self.field.act(action) {
            self.cursor = Cursor::default();
        }
        self.cursor.settle(self.choices(searches).len(), height);
    }

    /// Answers the mouse over the list's area, its border included.
    pub(super) fn mouse(&mut self, searches: &Searches, mouse: Mouse, area: Rect) -> Click {
        let len = self.choices(searches).len();
        click(&mut self.cursor, mouse, frame::inside(area), 1, len)
    }

    /// Returns the search under the cursor.
    pub(super) fn chosen<'a>(&self, searches: &'a Searches) -> Option<Choice<'a>> {
        self.choices(searches).get(self.cursor.row).copied()
    }

    fn choices<'a>(&self, searches: &'a Searches) -> Vec<Choice<'a>> {
        let needle = Needle::new(self.field.value());
        let saved = searches.saved.iter().map(Choice::Saved);
        let past = searches.past.iter().map(Choice::Past);
        saved
            .chain(past)
            .filter(|choice| {
                needle.is_empty()
                    || needle.fits(
                        &format!("{} {}", choice.name(), choice.query().0),
                        How::Slips,
                    )
            })
            .collect()
    }

    /// Draws the field; returns where the text cursor belongs.
    pub(super) fn draw_field(
        &self,
        cx: &Context<'_>,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        let titles = Titles {
            left: "Earlier and saved searches".to_owned(),
            right: "type to narrow".to_owned(),
        };
        let inside = row_of(inset(frame::draw(&titles, true, cx.theme, area, buf), 1), 0);
        let prompt = Row::new().and(cx.theme.glyph("❯ ", "> "), cx.theme.style(Role::Focus));
        let taken = prompt.draw(inside, buf);
        let line = Rect {
            x: inside.x + taken,
            width: inside.width.saturating_sub(taken),
            ..inside
        };
        self.field
            .draw(&[(self.field.value(), Style::new())], line, buf)
    }

    /// Draws the list.
    pub(super) fn draw(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let key = |action| cx.keys_of("past_input", action);
        let titles = Titles {
            left: "Searches".to_owned(),
            right: format!(
                "{} opens · {} forgets",
                key(Action::Accept),
                key(Action::Forget)
            ),
        };
        let inside = inset(frame::draw(&titles, false, cx.theme, area, buf), 1);
        let choices = self.choices(cx.searches);
        let dim = cx.theme.style(Role::Dim);
        if choices.is_empty() {
            let words = if cx.searches.past.is_empty() && cx.searches.saved.is_empty() {
                format!(
                    "No search is kept yet: each one you leave the field with is. In the list, {} saves one under a name.",
                    cx.keys_of("quotes", Action::SaveView)
                )
            } else {
                let clear = key(Action::DelStart);
                format!("No search of these words. {clear} clears the field.")
            };
            for (y, range) in text::wrap(&words, usize::from(inside.width))
                .into_iter()
                .enumerate()
            {
                let row = Row::new().and(words.get(range).unwrap_or_default(), dim);
                row.draw(row_of(inside, y), buf);
            }
        }
        let width = cx
            .searches
            .saved
            .iter()
            .map(|saved| text::width(&saved.name));
        let names = width.max().unwrap_or(0).min(usize::from(inside.width) / 3);
        let shown = self.cursor.shown(choices.len(), usize::from(inside.height));
        for (y, at) in shown.enumerate() {
            let selected = at == self.cursor.row;
            draw_choice(cx, choices[at], names, selected, row_of(inside, y), buf);
        }
    }
}

fn draw_choice(
    cx: &Context<'_>,
    choice: Choice<'_>,
    names: usize,
    selected: bool,
    area: Rect,
    buf: &mut Buffer,
) {
    let item = Item::new(cx.theme, selected, area, buf);
    let style = |role| item.style(role);
    let (query, order) = choice.query();
    let mut row = Row::new();
    match choice {
        Choice::Saved(saved) => {
            row.push(cx.theme.glyph("★ ", "* "), style(Role::Field));
            row.push(text::pad(&saved.name, names), style(Role::Strong));
            row.push("  ", style(Role::Text));
        }
        Choice::Past(_) => row.push("  ", style(Role::Text)),
    }
    let words = if query.is_empty() {
        "all quotes"
    } else {
        query
    };
    row.push(words, style(Role::Text));
    let order = match order {
        Order::Relevance => "",
        Order::Date => "  by date",
        Order::Speaker => "  by speaker",
    };
    row.push(order, style(Role::Dim));
    item.draw(&row, &Row::new(), buf);
}
