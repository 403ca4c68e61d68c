//! Every view's state, each call handed to the view that is open.

use ratatui::{buffer::Buffer, layout::Position};

use crate::{
    date::Date,
    search::Ask,
    ui::{
        action::Action,
        place::{Selection, View as Name},
    },
    view::{
        context::{Context, Detail, Direction, Out, View},
        home::Home,
        quotes::Quotes,
        reader::Reader,
        sources::Sources,
        stances::Stances,
        timeline::Timeline,
    },
};

/// The state of every view.
#[derive(Debug, Clone, Default)]
pub struct Views {
    home: Home,
    timeline: Timeline,
    quotes: Quotes,
    stances: Stances,
    reader: Reader,
    sources: Sources,
}

impl Views {
    fn of(&self, name: Name) -> &dyn View {
        match name {
            Name::Home => &self.home,
            Name::Timeline => &self.timeline,
            Name::Quotes => &self.quotes,
            Name::Stances => &self.stances,
            Name::Reader => &self.reader,
            Name::Sources => &self.sources,
        }
    }

    fn of_mut(&mut self, name: Name) -> &mut dyn View {
        match name {
            Name::Home => &mut self.home,
            Name::Timeline => &mut self.timeline,
            Name::Quotes => &mut self.quotes,
            Name::Stances => &mut self.stances,
            Name::Reader => &mut self.reader,
            Name::Sources => &mut self.sources,
        }
    }

    /// Returns the keymap's context of a view's main pane.
    pub fn keys(&self, name: Name) -> &'static str {
        self.of(name).keys()
    }
    /// Brings what the open view has worked out up to date.
    pub fn settle(&mut self, cx: &Context<'_>) {
        self.of_mut(cx.place.view).settle(cx);
    }
    /// Moves the open view to what is selected.
    pub fn arrive(&mut self, cx: &Context<'_>) {
        self.of_mut(cx.place.view).arrive(cx);
    }
    /// Gives the open view an action.
    pub fn update(&mut self, cx: &Context<'_>, action: Action, with: Option<char>) -> Out {
        self.of_mut(cx.place.view).update(cx, action, with)
    }
    /// Finds a folded needle in the open view.
    pub fn find(&mut self, cx: &Context<'_>, needle: &str, direction: Direction) -> Option<Out> {
        self.of_mut(cx.place.view).find(cx, needle, direction)
    }
    /// Returns what the open view's detail pane shows.
    pub fn detail(&self, cx: &Context<'_>, cols: usize) -> Detail {
        self.of(cx.place.view).detail(cx, cols)
    }
    /// Draws the open view's main pane.
    pub fn draw(&self, cx: &Context<'_>, buf: &mut Buffer) -> Option<Position> {
        self.of(cx.place.view).draw(cx, buf)
    }
    /// Returns the words at the right end of the hint bar.
    pub fn status(&self, cx: &Context<'_>) -> String {
        self.of(cx.place.view).status(cx)
    }

    /// Returns what the open view has under its cursor, for the other panes to read.
    pub fn landed(&self, cx: &Context<'_>) -> Option<Selection> {
        match cx.place.view {
            Name::Timeline => self.timeline.landed(),
            Name::Quotes => self.quotes.landed(cx),
            Name::Stances => self.stances.landed(),
            Name::Sources => self.sources.landed(),
            Name::Home | Name::Reader => None,
        }
    }
    /// Returns what is to be searched for.
    pub fn ask(&self) -> Ask {
        self.quotes.ask()
    }
    /// Types a character into the open view's text field.
    pub fn insert(&mut self, name: Name, c: char) {
        if name == Name::Quotes {
            self.quotes.insert(c);
        }
    }
    /// Whether the open view has a text field of its own to find with; it has
    /// the keys then.
    pub fn finds_itself(&mut self, cx: &Context<'_>) -> bool {
        let own = cx.place.view == Name::Quotes && cx.main_focused();
        if own {
            self.quotes.enter_field();
        }
        own
    }
    /// Gives the keys to a view's text field, if it has one.
    pub fn enter_field(&mut self, name: Name) {
        if name == Name::Quotes {
            self.quotes.enter_field();
        }
    }
    /// Takes the keys from any text field.
    pub fn leave_field(&mut self) {
        self.quotes.leave_field();
    }
    /// Whether a search must be asked for that no key asked for; asks once.
    pub fn wants_search(&mut self, cx: &Context<'_>) -> bool {
        self.quotes.wants_search(cx)
    }
    /// Goes to a date on the timeline.
    pub fn go_date(&mut self, cx: &Context<'_>, date: &Date) -> Out {
        self.timeline.go_date(cx, date)
    }
    /// Scrolls the Reader to a record.
    pub fn reveal(&mut self, cx: &Context<'_>, selection: Selection) {
        self.reader.reveal(cx, selection);
    }
}
