//! Quotes: all of them, searched as one types. Nothing here is done for every
//! quote found but when new ones come: there may be a million.

mod asked;

mod bar;
mod empty;
mod facets;
mod list;
mod parts;
mod past;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use crate::{
    library::{Change, Saved},
    model::{Entry, QuoteId},
    search::{self, Ask, Hit, How, Order},
    text::{self, Clean},
    ui::{
        action::Action,
        mouse::{Click, Mouse, Pointer, click},
        needle::Needle,
        place::{Leaf, Selection},
        theme::Role,
        widget::{
            doc::Doc,
            frame::{self, Titles},
            line::inset,
            list::Cursor,
        },
    },
    view::{
        context::{Context, Detail, Direction, Out, View},
        outline,
        quotes::{
            asked::Asked,
            facets::Facets,
            list::{List, how, shape},
            parts::{Areas, Part, areas, framed, inside},
            past::Past,
        },
    },
};

/// The search field and the quotes found.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Quotes {
    part: Part,
    asked: Asked,
    order: Order,
    one_line: bool,
    cursor: Cursor,
    /// The quote under the cursor, to stay on it when more of the same search come.
    on: Option<QuoteId>,
    /// Which hits the cursor is among: their version, and the number of their search.
    among: (u64, u64),
    /// A quote to land on when the next hits come.
    wanted: Option<QuoteId>,
    /// The quote that one was led to from another view.
    led_to: Option<QuoteId>,
    /// Whether the field was changed by no key and no search was asked for yet.
    restless: bool,
    facets: Facets,
    past: Past,
    /// A change of the searches that are kept, not told of yet.
    change: Option<Change>,
}

impl View for Quotes {
    fn keys(&self) -> &'static str {
        match self.part {
            Part::Field => "quotes_input",
            Part::Facets => "facets",
            Part::List => "quotes",
            Part::Past => "past_input",
        }
    }

    fn settle(&mut self, cx: &Context<'_>) {
        let now = (cx.hits_version, cx.hits_of);
        let found = &cx.hits.found;
        if self.among != now {
            let same = self.among.1 == now.1;
            let keep = self.wanted.or(self.on.filter(|_| same));
            match keep.and_then(|id| place(found, id, self.cursor.row)) {
                Some(row) => {
                    let above = self.cursor.row.saturating_sub(self.cursor.top);
                    self.cursor.top = row.saturating_sub(above);
                    self.cursor.row = row;
                    self.wanted = None;
                }
                None if same => (),
                None => self.cursor = Cursor::default(),
            }
            if cx.hits.complete && !self.restless {
                self.wanted = None;
            }
            self.among = now;
            self.facets
                .settle(cx.hits, &self.asked, self.facets_height(cx));
        }
        self.cursor.settle(found.len(), self.shown(cx));
        self.on = found.get(self.cursor.row).map(|hit| hit.quote);
    }

    fn arrive(&mut self, cx: &Context<'_>) {
        self.led_to = None;
        let id = match cx.place.selection {
            Some(Selection::Entry(Entry::Quote(id))) => id,
            Some(Selection::Entry(Entry::Event(id))) => match cx.corpus.quotes_at.of(id).first() {
                Some(&quote) => quote,
                None => return,
            },
            Some(Selection::Entry(Entry::Source(id))) => match cx.corpus.quotes_in.of(id).first() {
                Some(&quote) => quote,
                None => return,
            },
            Some(_) | None => return,
        };
        match place(&cx.hits.found, id, self.cursor.row) {
            Some(row) => {
                self.cursor.row = row;
                self.wanted = None;
            }
            None => {
                self.wanted = Some(id);
                self.restless = !self.asked.is_empty();
                self.asked.set("");
            }
        }
        self.settle(cx);
    }

    fn update(&mut self, cx: &Context<'_>, action: Action, with: Option<char>) -> Out {
        if let Some(out) = self.anywhere(cx, action, with) {
            return out;
        }
        match self.part {
            Part::Field => self.in_field(cx, action),
            Part::Facets => self.in_facets(cx, action),
            Part::List => self.in_list(cx, action),
            Part::Past => self.in_past(cx, action),
        }
    }

    fn mouse(&mut self, cx: &Context<'_>, mouse: Mouse) -> Out {
        let areas = self.areas(cx);
        if self.part == Part::Past {
            return match self.past.mouse(cx.searches, mouse, areas.list) {
                Click::Again => self.in_past(cx, Action::Accept),
                Click::Chose | Click::Missed => Out::Pass,
            };
        }
        if mouse.is_in(areas.facets) {
            return self.mouse_on_facets(cx, mouse, areas.facets);
        }
        if mouse.kind == Pointer::Down && mouse.is_in(areas.field) {
            self.go_to(Part::Field);
            return Out::Nothing;
        }
        self.mouse_on_list(cx, mouse, inside(cx, areas.list))
    }

    fn find(&mut self, cx: &Context<'_>, _needle: &Needle, direction: Direction) -> Option<Out> {
        // Every row is a match: the field is where this pane finds.
        let by = match direction {
            Direction::Here => 0,
            Direction::Forward => 1,
            Direction::Back => -1,
        };
        self.cursor.go(by, cx.hits.found.len());
        self.wanted = None;
        self.landed(cx).map(Out::Select)
    }

    fn detail(&self, cx: &Context<'_>, cols: usize) -> Detail {
        let mut doc = Doc::new(cols);
        match self.quote(cx) {
            Some(id) => {
                let lit = search::light(cx.corpus, self.asked.query(), id);
                outline::quote(&mut doc, cx, id, &lit);
            }
            None => doc.para("No quote is selected.", cx.theme.style(Role::Dim)),
        }
        let right = self.hit(cx).map_or("", |hit| how(hit.how)).to_owned();
        Detail {
            titles: Titles {
                left: "Quote".to_owned(),
                right,
            },
            doc,
        }
    }

    fn draw(&self, cx: &Context<'_>, buf: &mut Buffer) -> Option<Position> {
        let areas = self.areas(cx);
        if self.part == Part::Past {
            let at = self.past.draw_field(cx, areas.field, buf);
            self.past.draw(cx, areas.list, buf);
            return at;
        }
        let focused = |part| cx.main_focused() && self.part == part;
        let at = bar::draw(cx, &self.asked, focused(Part::Field), areas.field, buf);
        if !areas.facets.is_empty() {
            let focused = focused(Part::Facets);
            self.facets
                .draw(cx, &self.asked, focused, areas.facets, buf);
        }
        if !areas.list.is_empty() {
            self.draw_list(cx, focused(Part::List), areas.list, buf);
        }
        at.filter(|_| self.part == Part::Field)
    }

    fn status(&self, cx: &Context<'_>) -> String {
        let total = cx.hits.total.max(cx.hits.found.len());
        format!(
            "{} of {}{}",
            text::grouped((self.cursor.row + 1).min(total)),
            text::grouped(total),
            bar::so_far(cx)
        )
    }
}

/// What the keys do.
impl Quotes {
    /// Answers what means the same in every part but the list of searches.
    fn anywhere(&mut self, cx: &Context<'_>, action: Action, with: Option<char>) -> Option<Out> {
        if self.part == Part::Past {
            return None;
        }
        match action {
            Action::ToInput => self.go_to(Part::Field),
            Action::Filter => self.go_to(Part::Facets),
            Action::SearchHistory => {
                self.go_to(Part::Past);
                self.past = Past::default();
            }
            Action::OneLine => self.one_line = !self.one_line,
            Action::SearchMode => {
                self.asked.next_mode();
                return Some(Out::Search);
            }
            Action::FilterClear => {
                return Some(if self.asked.clear_filters() {
                    Out::Search
                } else {
                    let narrow = cx.keys_of("quotes", Action::Filter);
                    Out::Tell(format!("No filter is set: {narrow} narrows."))
                });
            }
            Action::LikeThis => {
                let id = self.quote(cx)?;
                self.remember();
                self.asked
                    .set(&search::like(cx.corpus, &cx.library.index, id));
                return Some(Out::Search);
            }
            Action::SaveView => return Some(Out::AskName(self.asked.text().trim().to_owned())),
            Action::Sort => {
                self.order = match (with, self.order) {
                    (Some('d'), _) | (None, Order::Relevance) => Order::Date,
                    (Some('n' | 's'), _) | (None, Order::Date) => Order::Speaker,
                    (Some(_), _) | (None, Order::Speaker) => Order::Relevance,
                };
                return Some(Out::Search);
            }
            _ => return None,
        }
        Some(Out::Nothing)
    }

    fn in_field(&mut self, cx: &Context<'_>, action: Action) -> Out {
        match action {
            Action::Leave | Action::Abort => self.go_to(Part::List),
            Action::Accept => return self.open(cx),
            // From an empty field, up leads to what was searched for before.
            Action::Up if self.asked.is_empty() && self.cursor.row == 0 => {
                return self
                    .anywhere(cx, Action::SearchHistory, None)
                    .unwrap_or(Out::Nothing);
            }
            Action::Down | Action::Up | Action::PageDown | Action::PageUp => {
                return self.moved(cx, action);
            }
            _ => {
                let before = self.asked.field.value().to_owned();
                self.asked.field.act(action);
                if self.asked.field.value() != before {
                    self.asked.read();
                    return Out::Search;
                }
            }
        }
        Out::Nothing
    }

    fn in_list(&mut self, cx: &Context<'_>, action: Action) -> Out {
        match action {
            Action::Open => self.open(cx),
            _ => self.moved(cx, action),
        }
    }

    fn in_facets(&mut self, cx: &Context<'_>, action: Action) -> Out {
        let height = self.facets_height(cx);
        if action == Action::Open {
            let Some(term) = self.facets.choose(cx.hits, &self.asked) else {
                self.facets.settle(cx.hits, &self.asked, height);
                return Out::Nothing;
            };
            let before = self.asked.field.clone();
            if !self.asked.toggle(&term) {
                self.asked.field = before;
                self.asked.read();
                return Out::Tell("The search is as long as one can be.".to_owned());
            }
            self.facets.settle(cx.hits, &self.asked, height);
            return Out::Search;
        }
        self.facets.act(cx.hits, &self.asked, action, height);
        self.facets.settle(cx.hits, &self.asked, height);
        Out::Nothing
    }

    fn in_past(&mut self, cx: &Context<'_>, action: Action) -> Out {
        let height = usize::from(self.areas(cx).list.height.saturating_sub(2));
        let chosen = self.past.chosen(cx.searches);
        match (action, chosen) {
            (Action::Leave | Action::Abort, _) => self.go_to(Part::Field),
            (Action::Accept, Some(choice)) => {
                let (query, order) = choice.query();
                self.search_for(query, order);
                return Out::Search;
            }
            (Action::Forget, Some(choice)) => self.change = Some(choice.forgetting()),
            (Action::Accept | Action::Forget, None) => (),
            _ => self.past.act(cx.searches, action, height),
        }
        Out::Nothing
    }

    fn mouse_on_facets(&mut self, cx: &Context<'_>, mouse: Mouse, area: Rect) -> Out {
        let focused = self.part == Part::Facets && cx.main_focused();
        let clicked = self.facets.mouse(cx.hits, &self.asked, mouse, area);
        if mouse.kind == Pointer::Down {
            self.go_to(Part::Facets);
        }
        match clicked {
            Click::Again if focused => self.in_facets(cx, Action::Open),
            Click::Again | Click::Chose | Click::Missed => Out::Nothing,
        }
    }

    fn mouse_on_list(&mut self, cx: &Context<'_>, mouse: Mouse, area: Rect) -> Out {
        let shape = shape(area, self.one_line);
        let len = cx.hits.found.len();
        if let Some(by) = mouse.wheel() {
            // A card is as high as a few rows of any other list.
            self.cursor.go(if self.one_line { 3 * by } else { by }, len);
        } else {
            let held = self.part == Part::List && cx.main_focused();
            let clicked = click(
                &mut self.cursor,
                mouse,
                shape.whole(area),
                shape.rows(),
                len,
            );
            if mouse.kind == Pointer::Down {
                self.go_to(Part::List);
            }
            match clicked {
                Click::Again if held => return Out::Detail,
                Click::Again | Click::Chose => (),
                Click::Missed => return Out::Nothing,
            }
        }
        self.wanted = None;
        self.landed(cx).map_or(Out::Nothing, Out::Select)
    }

    /// Moves in the list.
    fn moved(&mut self, cx: &Context<'_>, action: Action) -> Out {
        if !self.cursor.act(action, cx.hits.found.len(), self.shown(cx)) {
            return Out::Nothing;
        }
        self.wanted = None;
        self.landed(cx).map_or(Out::Nothing, Out::Select)
    }

    /// Gives the keys to what is shown of the quote under the cursor.
    fn open(&mut self, cx: &Context<'_>) -> Out {
        self.go_to(Part::List);
        // Whoever was led here to see the evidence is led on to its source.
        let here = cx.hits.found.get(self.cursor.row).map(|found| found.quote);
        if let Some(id) = self.led_to.filter(|&id| here == Some(id)) {
            let source = cx.corpus.quotes.source(id);
            return if cx.checked.is_readable(source) {
                Out::Read(Leaf::Text(source))
            } else {
                Out::Show(Selection::Entry(Entry::Source(source)))
            };
        }
        if cx.hits.found.is_empty() {
            Out::Nothing
        } else {
            Out::Detail
        }
    }

    fn go_to(&mut self, part: Part) {
        if self.part == Part::Field {
            self.remember();
        }
        self.part = part;
    }

    /// Keeps what is searched for, to be found again.
    fn remember(&mut self) {
        if !self.asked.is_empty() {
            self.change = Some(Change::Searched(Clean::line(&self.asked.text())));
        }
    }
}

/// What the other views and the application ask.
impl Quotes {
    /// Takes in that one was led here from a record.
    pub(super) fn led(&mut self, selection: Selection) {
        if let Selection::Entry(Entry::Quote(id)) = selection {
            self.led_to = Some(id);
        }
    }

    /// Returns what is to be searched for.
    pub(super) fn ask(&self) -> Ask {
        Ask {
            query: self.asked.query().clone(),
            order: self.order,
        }
    }
    /// Searches for a query, with the keys in the list.
    pub(super) fn search_for(&mut self, query: &str, order: Order) {
        self.asked.set(query);
        self.order = order;
        self.part = Part::List;
        self.remember();
    }
    /// Returns the present search under a name, to be kept.
    pub(super) fn named(&self, name: &str) -> Change {
        Change::Saved(Saved {
            name: Clean::line(name),
            query: Clean::line(&self.asked.text()),
            order: self.order,
        })
    }
    /// Types a character.
    pub(super) fn insert(&mut self, c: char) -> Out {
        if self.part == Part::Past {
            self.past.insert(c);
            return Out::Nothing;
        }
        self.asked.insert(c);
        self.wanted = None;
        Out::Search
    }
    /// Gives the keys to the field.
    pub(super) fn enter_field(&mut self) {
        self.part = Part::Field;
    }
    /// Takes the keys from the field.
    pub(super) fn leave_field(&mut self) {
        self.go_to(Part::List);
    }
    /// Gives the keys to the part after this one, or the one before; returns
    /// whether there was one in this view's main pane.
    pub(super) fn step(&mut self, forward: bool) -> bool {
        let next = match (self.part, forward) {
            (Part::Field, true) | (Part::List, false) => Part::Facets,
            (Part::Facets, true) => Part::List,
            (Part::Facets, false) => Part::Field,
            (Part::Field, false) | (Part::List, true) | (Part::Past, _) => return false,
        };
        self.go_to(next);
        true
    }
    /// Takes one thing back: the facets; returns whether there was one.
    pub(super) fn cancel(&mut self) -> bool {
        let was = self.part == Part::Facets;
        if was {
            self.go_to(Part::List);
        }
        was
    }
    /// Whether the field changed without a key; answers yes once.
    pub(super) fn wants_search(&mut self) -> bool {
        std::mem::take(&mut self.restless)
    }
    /// Returns a change of the searches that are kept; each once.
    pub(super) fn change(&mut self) -> Option<Change> {
        self.change.take()
    }
    /// Returns the quote under the cursor.
    pub(super) fn landed(&self, cx: &Context<'_>) -> Option<Selection> {
        self.quote(cx).map(|id| Selection::Entry(Entry::Quote(id)))
    }

    fn hit<'a>(&self, cx: &Context<'a>) -> Option<&'a Hit> {
        cx.hits.found.get(self.cursor.row)
    }

    fn quote(&self, cx: &Context<'_>) -> Option<QuoteId> {
        // While hits are on their way, the quote to land on is shown already.
        self.wanted.or_else(|| self.hit(cx).map(|hit| hit.quote))
    }
}

/// How it looks.
impl Quotes {
    fn areas(&self, cx: &Context<'_>) -> Areas {
        areas(cx, self.part)
    }

    fn facets_height(&self, cx: &Context<'_>) -> usize {
        usize::from(self.areas(cx).facets.height.saturating_sub(2)).max(1)
    }

    /// Returns how many quotes are shown.
    fn shown(&self, cx: &Context<'_>) -> usize {
        let area = inside(cx, self.areas(cx).list);
        shape(area, self.one_line).shown(area)
    }

    fn draw_list(&self, cx: &Context<'_>, focused: bool, area: Rect, buf: &mut Buffer) {
        let inside = inside(cx, area);
        let shape = shape(inside, self.one_line);
        let found = &cx.hits.found;
        let shown = self.cursor.shown(found.len(), shape.shown(inside));
        let grouped = self.order == Order::Relevance;
        if framed(cx) {
            let context = if self.part == Part::Field {
                "quotes_input"
            } else {
                "quotes"
            };
            let key = cx.keys_of(context, Action::Sort);
            let order = match self.order {
                Order::Relevance if self.asked.is_empty() => "in file order",
                Order::Relevance => "by relevance",
                Order::Date => "by date",
                Order::Speaker => "by speaker",
            };
            let first = found.get(shown.start).map_or(How::Filter, |hit| hit.how);
            let left = match how(first) {
                "" => "Quotes".to_owned(),
                _ if !grouped => "Quotes".to_owned(),
                words => format!("Quotes · {words}"),
            };
            let titles = Titles {
                left,
                right: format!("{order} · {key} sort"),
            };
            frame::draw(&titles, focused, cx.theme, area, buf);
        }
        if found.is_empty() {
            let typing = self.part == Part::Field;
            empty::draw(cx, &self.asked, typing, inset(inside, 1), buf);
        }
        let list = List {
            found,
            query: self.asked.query(),
            shape,
            selected: self.cursor.row,
            grouped,
        };
        list.draw(cx, shown, inside, buf);
    }
}

/// Returns the place of a quote among those found, looking first where it is
/// likely to be.
fn place(found: &[Hit], id: QuoteId, likely: usize) -> Option<usize> {
    if found.get(likely).is_some_and(|hit| hit.quote == id) {
        return Some(likely);
    }
    found.iter().position(|hit| hit.quote == id)
}
