//! Quotes: all of them, searched as one types.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};

use crate::{
    export,
    model::{Entry, QuoteId},
    search::{self, Ask, How, Order, Part, Query},
    text,
    ui::{
        action::Action,
        place::Selection,
        theme::{Role, Theme},
        widget::{
            doc::Doc,
            field::Field,
            frame::{self, Titles},
            line::{Row, inset, row_of, split_top},
            list::Cursor,
        },
    },
    view::{
        card,
        context::{Context, Detail, Direction, Out, View, seek},
        outline,
    },
};

/// The search field and the quotes found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quotes {
    field: Field,
    typing: bool,
    order: Order,
    /// The quotes found, sorted; the places of hits.
    rows: Vec<usize>,
    /// Which hits the rows were made of, and in which order.
    made_for: Option<(u64, Order)>,
    cursor: Cursor,
    /// A quote to land on when the next hits come.
    wanted: Option<QuoteId>,
    /// Whether the field was emptied to land on a quote and no search was asked for yet.
    restless: bool,
}

impl Default for Quotes {
    fn default() -> Self {
        Quotes {
            field: Field::default(),
            typing: true,
            order: Order::default(),
            rows: Vec::new(),
            made_for: None,
            cursor: Cursor::default(),
            wanted: None,
            restless: false,
        }
    }
}

impl View for Quotes {
    fn keys(&self) -> &'static str {
        if self.typing {
            "quotes_input"
        } else {
            "quotes"
        }
    }

    fn settle(&mut self, cx: &Context<'_>) {
        let wanted = (cx.hits_version, self.order);
        if self.made_for != Some(wanted) {
            self.rows = (0..cx.hits.found.len()).collect();
            self.made_for = Some(wanted);
            self.cursor = Cursor::default();
        }
        if let Some(id) = self.wanted
            && let Some(at) = self
                .rows
                .iter()
                .position(|&hit| cx.hits.found[hit].quote == id)
        {
            self.cursor.row = at;
            self.wanted = None;
        }
        self.cursor.settle(self.rows.len(), Quotes::shown(cx));
    }

    fn arrive(&mut self, cx: &Context<'_>) {
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
        self.wanted = Some(id);
        let found = self
            .rows
            .iter()
            .any(|&hit| cx.hits.found.get(hit).is_some_and(|hit| hit.quote == id));
        if !found {
            self.restless = !self.field.value().is_empty();
            self.field.set("");
        }
        self.settle(cx);
    }

    fn update(&mut self, cx: &Context<'_>, action: Action, with: Option<char>) -> Out {
        let shown = Quotes::shown(cx);
        let moves = !matches!(action, Action::Left | Action::Right);
        if moves && self.cursor.act(action, self.rows.len(), shown) {
            return self.landed(cx).map_or(Out::Nothing, Out::Select);
        }
        match action {
            Action::Leave | Action::Abort => self.typing = false,
            Action::ToInput => self.typing = true,
            Action::Accept | Action::Open => {
                self.typing = false;
                return if self.rows.is_empty() {
                    Out::Nothing
                } else {
                    Out::Detail
                };
            }
            Action::Sort => {
                self.order = match (with, self.order) {
                    (Some('d'), _) | (None, Order::Relevance) => Order::Date,
                    (Some('n' | 's'), _) | (None, Order::Date) => Order::Speaker,
                    (Some(_), _) | (None, Order::Speaker) => Order::Relevance,
                };
                return Out::Search;
            }
            _ if self.typing => {
                let before = self.field.value().to_owned();
                self.field.act(action);
                if self.field.value() != before {
                    return Out::Search;
                }
            }
            _ => (),
        }
        Out::Nothing
    }

    fn find(&mut self, cx: &Context<'_>, needle: &str, direction: Direction) -> Option<Out> {
        let holds = |row: usize| {
            let quote = &cx.corpus.quotes.at(cx.hits.found[self.rows[row]].quote);
            text::fold(&quote.text).contains(needle)
        };
        self.cursor.row = seek(self.cursor.row, self.rows.len(), direction, holds)?;
        self.landed(cx).map(Out::Select)
    }

    fn detail(&self, cx: &Context<'_>, cols: usize) -> Detail {
        let mut doc = Doc::new(cols);
        match self.quote(cx) {
            Some(id) => outline::quote(&mut doc, cx, id, &self.lit(cx, id)),
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
        let (field, list) = split_top(cx.panes.main, if cx.panes.main.height < 8 { 1 } else { 3 });
        let cursor = self.draw_field(cx, field, buf);
        let order = match self.order {
            Order::Relevance if self.field.value().is_empty() => "in file order",
            Order::Relevance => "by relevance",
            Order::Date => "by date",
            Order::Speaker => "by speaker",
        };
        let inside = if cx.panes.bordered || cx.panes.main.height >= 8 {
            let titles = Titles {
                left: "Quotes".to_owned(),
                right: format!("{order} · ^s sort"),
            };
            frame::draw(
                &titles,
                cx.main_focused() && !self.typing,
                cx.theme,
                list,
                buf,
            )
        } else {
            list
        };
        if self.rows.is_empty() {
            Quotes::empty(cx, inside, buf);
        }
        let height = card_height(inside.width);
        let shown = self.cursor.shown(
            self.rows.len(),
            usize::from(inside.height) / usize::from(height),
        );
        for (y, row) in shown.enumerate() {
            let top = inside.y + u16::try_from(y).unwrap_or(0) * height;
            let area = Rect {
                y: top,
                height: height.min(inside.bottom() - top),
                ..inside
            };
            self.card(cx, row, area, buf);
        }
        cursor
    }

    fn status(&self, cx: &Context<'_>) -> String {
        let at = (self.cursor.row + 1).min(self.rows.len());
        let so_far = if cx.library.progress.done && cx.hits.complete {
            ""
        } else {
            " so far"
        };
        format!(
            "{} of {}{so_far}",
            text::grouped(at),
            text::grouped(self.rows.len())
        )
    }
}

impl Quotes {
    /// Returns what is typed, as a query.
    fn query(&self) -> Query {
        Query::parse(self.field.value())
    }
    /// Returns what is to be searched for.
    pub(super) fn ask(&self) -> Ask {
        Ask {
            query: self.query(),
            order: self.order,
        }
    }
    /// Types a character.
    pub(super) fn insert(&mut self, c: char) {
        self.field.insert(c);
        self.wanted = None;
    }
    /// Gives the keys to the field.
    pub(super) fn enter_field(&mut self) {
        self.typing = true;
    }
    /// Takes the keys from the field.
    pub(super) fn leave_field(&mut self) {
        self.typing = false;
    }
    /// Whether the field changed without a key; answers yes once.
    pub(super) fn wants_search(&mut self, _cx: &Context<'_>) -> bool {
        std::mem::take(&mut self.restless)
    }
    /// Returns the quote under the cursor.
    pub(super) fn landed(&self, cx: &Context<'_>) -> Option<Selection> {
        self.quote(cx).map(|id| Selection::Entry(Entry::Quote(id)))
    }

    fn hit<'a>(&self, cx: &Context<'a>) -> Option<&'a search::Hit> {
        cx.hits.found.get(*self.rows.get(self.cursor.row)?)
    }

    fn quote(&self, cx: &Context<'_>) -> Option<QuoteId> {
        // While hits are on their way, the quote to land on is shown already.
        self.wanted.or_else(|| self.hit(cx).map(|hit| hit.quote))
    }

    fn lit(&self, cx: &Context<'_>, id: QuoteId) -> Vec<std::ops::Range<usize>> {
        search::light(cx.corpus, &self.query(), id)
    }

    fn shown(cx: &Context<'_>) -> usize {
        let main = cx.panes.main;
        let taken = if main.height < 8 { 1 } else { 5 };
        usize::from(main.height.saturating_sub(taken) / card_height(main.width.saturating_sub(2)))
    }

    fn draw_field(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let focused = cx.main_focused() && self.typing;
        let titles = Titles {
            left: "Search quotes".to_owned(),
            right: String::new(),
        };
        let inside = inset(frame::draw(&titles, focused, cx.theme, area, buf), 1);
        let total = cx.corpus.quotes.len();
        let words = if self.field.value().is_empty() {
            text::plural(total, "quote", "quotes")
        } else {
            format!(
                "{} of {}",
                text::grouped(cx.hits.total),
                text::grouped(total)
            )
        };
        let count = Row::new().and(words, cx.theme.style(Role::Dim));
        let taken = if inside.width >= 40 {
            count.draw_right(inside, buf)
        } else {
            0
        };
        let prompt = Row::new().and(cx.theme.glyph("❯ ", "> "), cx.theme.style(Role::Focus));
        let drawn = prompt.draw(
            Rect {
                height: inside.height.min(1),
                ..inside
            },
            buf,
        );
        let line = Rect {
            x: inside.x + drawn,
            width: inside.width.saturating_sub(drawn + taken + 1),
            height: inside.height.min(1),
            ..inside
        };
        if self.field.value().is_empty() {
            let words = "words, “a phrase”, -not, speaker:name, date:2011..2012";
            Row::new()
                .and(words, cx.theme.style(Role::Dim))
                .draw(line, buf);
        }
        let at = self.field.draw(
            &colored(&self.query(), self.field.value(), cx.theme),
            line,
            buf,
        );
        at.filter(|_| self.typing)
    }

    fn empty(cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let words = if cx.corpus.quotes.is_empty() && !cx.library.progress.done {
            "Reading the library…"
        } else if cx.corpus.quotes.is_empty() {
            "This library holds no quotes. `attache new my-topic` writes a first file to fill in."
        } else if !cx.hits.complete {
            "Searching…"
        } else {
            "No quote matches. ^u clears the field; fewer words find more."
        };
        let dim = cx.theme.style(Role::Dim);
        let area = inset(area, 1);
        for (y, range) in text::wrap(words, usize::from(area.width))
            .into_iter()
            .enumerate()
        {
            Row::new()
                .and(words.get(range).unwrap_or_default(), dim)
                .draw(row_of(area, y), buf);
        }
    }

    /// Draws a quote: who, when and where in one row, then its words.
    fn card(&self, cx: &Context<'_>, row: usize, area: Rect, buf: &mut Buffer) {
        let Some(hit) = cx.hits.found.get(self.rows[row]) else {
            return;
        };
        let quote = &cx.corpus.quotes.at(hit.quote);
        let theme = cx.theme;
        let selected = row == self.cursor.row;
        let narrow = area.width < 58;
        let words = Rect {
            height: area.height.saturating_sub(u16::from(!narrow)),
            ..area
        };
        if selected {
            buf.set_style(words, theme.style(Role::Held));
            for y in 0..usize::from(words.height) {
                let mark = Row::new().and(theme.glyph("▌", ">"), theme.style(Role::Gutter));
                mark.draw(row_of(Rect { width: 1, ..area }, y), buf);
            }
        }
        let top = inset(row_of(area, 0), 2);
        let dim = theme.style(Role::Dim);
        let date = quote.date.map(crate::date::Date::short).unwrap_or_default();
        let voice = if narrow {
            cx.corpus.voice(quote)
        } else {
            export::who(cx.corpus, quote)
        };
        let who = Row::new()
            .and(voice, theme.style(Role::Strong))
            .and(format!("  {date}"), dim);
        // The locator is kept longest: it is what finds the words again.
        let room = usize::from(top.width).saturating_sub(who.width() + 2);
        let place = export::where_in(cx.corpus, quote.source, &quote.locator);
        let place = if text::width(&place) <= room {
            place
        } else {
            quote.locator.to_string()
        };
        let place = Row::new().and(place, dim);
        let taken = if narrow || place.width() > room {
            0
        } else {
            place.draw_right(top, buf)
        };
        who.draw(
            Rect {
                width: top.width.saturating_sub(taken + 1),
                ..top
            },
            buf,
        );
        let body = inset(
            Rect {
                y: area.y + 1,
                height: words.height.saturating_sub(1),
                ..area
            },
            3,
        );
        let lit = self.lit(cx, hit.quote);
        excerpt(
            &card::quote_pieces(quote, &lit, theme),
            theme.style(Role::Lit),
            body,
            buf,
        );
    }
}

/// Draws words in the rows there are, from a little before the first lit part
/// on where all do not fit.
fn excerpt(pieces: &[(&str, Style)], lit: Style, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let mut doc = Doc::new(usize::from(area.width));
    doc.wrapped(&Row::new(), &Row::new(), pieces);
    let rows = usize::from(area.height);
    let bright = |row: &crate::ui::widget::doc::DocRow| {
        row.row
            .pieces
            .iter()
            .any(|(_, style)| style.bg == lit.bg && style.bg.is_some())
    };
    let first = doc.rows.iter().position(bright).unwrap_or(0);
    let top = if first < rows {
        0
    } else {
        first.min(doc.rows.len().saturating_sub(rows))
    };
    for (y, row) in doc.rows.iter().skip(top).take(rows).enumerate() {
        let place = row_of(area, y);
        let mut row = row.row.clone();
        if y == 0 && top > 0 {
            row.pieces.insert(0, ("… ".to_owned(), Style::new()));
        }
        if y + 1 == rows && top + rows < doc.rows.len() {
            row.push(" …", Style::new());
        }
        row.draw(place, buf);
    }
}

/// Returns the rows of a card, with the empty one after it where there is room.
fn card_height(cols: u16) -> u16 {
    match cols {
        ..58 => 2,
        58..90 => 4,
        _ => 4,
    }
}

/// Returns what a kind of match is called.
fn how(how: How) -> &'static str {
    match how {
        How::Verbatim => "word for word",
        How::AllWords => "all words",
        How::Corrected => "inflected or corrected",
        How::SomeWords => "some words",
        How::Filter => "",
    }
}

/// Returns the typed query in pieces, colored by what each part means.
fn colored<'a>(query: &Query, typed: &'a str, theme: &Theme) -> Vec<(&'a str, Style)> {
    let text_style = theme.style(Role::Text);
    let mut pieces = Vec::new();
    let mut at = 0;
    for (range, part) in query.spans() {
        let style = theme.style(match part {
            Part::FieldName => Role::Field,
            Part::Not => Role::Bad,
            Part::Phrase => Role::Good,
            Part::Word | Part::FieldValue => Role::Text,
        });
        if let (Some(before), Some(words)) = (typed.get(at..range.start), typed.get(range.clone()))
        {
            pieces.extend([(before, text_style), (words, style)]);
            at = range.end;
        }
    }
    pieces.push((typed.get(at..).unwrap_or_default(), text_style));
    pieces
}
