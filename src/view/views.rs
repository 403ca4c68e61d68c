//! Every view's state, each call handed to the view that is open.

use ratatui::{buffer::Buffer, layout::Position};

use crate::{
    arena::Id,
    chronology::Goal,
    library::Change,
    model::{Entry, Event},
    search::{Ask, Order},
    ui::{
        action::Action,
        mouse::Mouse,
        needle::Needle,
        place::{Leaf, Selection, View as Name},
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
    /// Returns the keymap's context of the pane beside or below a view.
    pub fn keys_beside(name: Name) -> &'static str {
        if name == Name::Stances {
            "evidence"
        } else {
            "detail"
        }
    }
    /// Whether a view has more to show in its main pane than it mostly has.
    pub fn are_roomy(&self, name: Name) -> bool {
        name == Name::Stances && self.stances.is_roomy()
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
    /// Gives the open view what was done with the mouse over its main pane.
    pub fn mouse(&mut self, cx: &Context<'_>, mouse: Mouse) -> Out {
        self.of_mut(cx.place.view).mouse(cx, mouse)
    }
    /// Finds a needle in the open view.
    pub fn find(&mut self, cx: &Context<'_>, needle: &Needle, direction: Direction) -> Option<Out> {
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
        let status = self.of(cx.place.view).status(cx);
        match cx.checking {
            Some((done, all)) => {
                let read = (100 * done).checked_div(all).unwrap_or(100);
                format!("looking for quotes in sources, {read} % · {status}")
            }
            None => status,
        }
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
    /// Takes in that one was led to the open view from a record.
    pub fn led(&mut self, name: Name, selection: Selection) {
        if name == Name::Quotes {
            self.quotes.led(selection);
        }
    }
    /// Returns what is to be searched for.
    pub fn ask(&self) -> Ask {
        self.quotes.ask()
    }
    /// Types a character into the open view's text field.
    pub fn insert(&mut self, name: Name, c: char) -> Out {
        match name {
            Name::Quotes => self.quotes.insert(c),
            Name::Timeline => self.timeline.insert(c),
            Name::Stances => self.stances.insert(c),
            Name::Home | Name::Reader | Name::Sources => Out::Nothing,
        }
    }
    /// Whether the open view has a text field of its own to find with.
    pub fn finds_itself(cx: &Context<'_>) -> bool {
        cx.place.view == Name::Quotes && cx.main_focused()
    }
    /// Gives the keys to the next part of the open view's main pane, or the
    /// one before; returns whether there was one.
    pub fn step(&mut self, cx: &Context<'_>, forward: bool) -> bool {
        cx.place.view == Name::Quotes && self.quotes.step(forward)
    }
    /// Takes one thing back in the open view; returns whether there was one.
    pub fn cancel(&mut self, cx: &Context<'_>) -> bool {
        match cx.place.view {
            Name::Quotes => self.quotes.cancel(),
            Name::Timeline => self.timeline.cancel(),
            Name::Stances => self.stances.cancel(),
            Name::Home | Name::Reader | Name::Sources => false,
        }
    }
    /// Puts a query into the search field, to be searched for.
    pub fn search_for(&mut self, query: &str, order: Order) {
        self.quotes.search_for(query, order);
    }
    /// Returns the present search under a name, to be kept.
    pub fn named(&self, name: &str) -> Change {
        self.quotes.named(name)
    }
    /// Returns a change of the searches that are kept; each once.
    pub fn change(&mut self) -> Option<Change> {
        self.quotes.change()
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
    pub fn wants_search(&mut self) -> bool {
        self.quotes.wants_search()
    }
    /// Makes a record a filter of the open view; returns whether it can be one.
    pub fn narrow_to(&mut self, cx: &Context<'_>, entry: Entry) -> bool {
        cx.place.view == Name::Timeline && self.timeline.narrow_to(cx, entry)
    }
    /// Goes where a goal leads on the timeline, from an event or else from
    /// where it is; returns what is selected then, and in words what was
    /// understood.
    ///
    /// # Errors
    ///
    /// Where it leads nowhere, why.
    pub fn go_date(
        &mut self,
        cx: &Context<'_>,
        goal: &Goal,
        from: Option<Id<Event>>,
    ) -> Result<(Selection, String), String> {
        self.timeline.go_date(cx, goal, from)
    }
    /// Keeps where one is on the timeline, to be put back there.
    pub fn hold(&mut self) {
        self.timeline.hold(true);
    }
    /// Puts one back where one was on the timeline: at an event.
    pub fn put_back(&mut self, event: Option<Id<Event>>) {
        self.timeline.put_back(event);
    }
    /// Forgets where one was.
    pub fn let_go(&mut self) {
        self.timeline.hold(false);
    }
    /// Whether the pane beside the open view is a table of its contents.
    pub fn has_contents(cx: &Context<'_>) -> bool {
        let is_listed = matches!(cx.place.leaf, Some(Leaf::Rests(_) | Leaf::Variants(_)));
        cx.place.view == Name::Reader && !is_listed
    }
    /// Scrolls the Reader to a record.
    pub fn reveal(&mut self, cx: &Context<'_>, selection: Selection) {
        self.reader.reveal(cx, selection);
    }
}
