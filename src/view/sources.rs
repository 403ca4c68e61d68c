//! Sources: where words were published, how good each source is, and all that
//! rests on it.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};

use crate::{
    arena::Id,
    export,
    library::Held,
    model::{Entry, Source, Token},
    text,
    ui::{
        action::Action,
        mouse::{Click, Mouse, click},
        needle::Needle,
        place::{Leaf, Selection},
        theme::Role,
        widget::{
            doc::Doc,
            frame::{self, Titles},
            line::{Row, inset, row_of, split_left},
            list::Cursor,
        },
    },
    view::{
        context::{Context, Detail, Direction, Out, View, seek_words},
        outline,
    },
};

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Order {
    #[default]
    File,
    Title,
    Date,
    Cited,
}

/// The sources in scope, in rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Sources {
    order: Order,
    rows: Vec<Id<Source>>,
    made_for: Option<(u64, Option<usize>, Order)>,
    cursor: Cursor,
}

impl View for Sources {
    fn keys(&self) -> &'static str {
        "sources"
    }

    fn settle(&mut self, cx: &Context<'_>) {
        let wanted = (cx.version, cx.place.scope.map(Id::index), self.order);
        if self.made_for != Some(wanted) {
            let at = self.rows.get(self.cursor.row).copied();
            self.rows = sorted(cx, self.order);
            self.made_for = Some(wanted);
            self.cursor.row = at
                .and_then(|at| self.rows.iter().position(|&id| id == at))
                .unwrap_or(0);
        }
        self.cursor.settle(self.rows.len(), height(cx));
    }

    fn arrive(&mut self, cx: &Context<'_>) {
        let corpus = cx.corpus;
        let wanted = match cx.place.selection {
            Some(Selection::Entry(entry)) => match entry {
                Entry::Source(id) => Some(id),
                Entry::Quote(id) => Some(corpus.quotes.at(id).source),
                Entry::Event(id) => corpus.events[id].source,
                Entry::Judgment(id) => corpus.judgments[id].source,
                Entry::Briefing(_) | Entry::Actor(_) | Entry::Issue(_) | Entry::Position(_) => None,
            },
            Some(Selection::Cell(..)) | None => None,
        };
        if let Some(at) = wanted.and_then(|id| self.rows.iter().position(|&row| row == id)) {
            self.cursor.row = at;
        }
    }

    fn update(&mut self, cx: &Context<'_>, action: Action, with: Option<char>) -> Out {
        if self.cursor.act(action, self.rows.len(), height(cx)) {
            return self.selected();
        }
        match action {
            Action::Open => {
                let text = self.readable(cx).map(Leaf::Text);
                text.map_or(Out::Detail, Out::Read)
            }
            Action::NextQuote | Action::PrevQuote => Out::Detail,
            Action::Sort => {
                self.order = match with {
                    Some('n') => Order::Title,
                    Some('d') => Order::Date,
                    Some('q') => Order::Cited,
                    _ => Order::File,
                };
                self.settle(cx);
                self.selected()
            }
            _ => Out::Nothing,
        }
    }

    fn mouse(&mut self, cx: &Context<'_>, mouse: Mouse) -> Out {
        match click(
            &mut self.cursor,
            mouse,
            cx.under_heading(),
            1,
            self.rows.len(),
        ) {
            Click::Chose => self.selected(),
            Click::Again if cx.main_focused() => Out::Detail,
            Click::Missed | Click::Again => Out::Pass,
        }
    }

    fn find(&mut self, cx: &Context<'_>, needle: &Needle, direction: Direction) -> Option<Out> {
        let words = |row: usize| {
            let id = self.rows[row];
            format!(
                "{} {}",
                cx.corpus.sources[id].title,
                export::about(cx.corpus, &cx.corpus.sources[id])
            )
        };
        self.cursor.row = seek_words(self.cursor.row, self.rows.len(), direction, needle, words)?;
        Some(self.selected())
    }

    fn detail(&self, cx: &Context<'_>, cols: usize) -> Detail {
        let mut doc = Doc::new(cols);
        let titles = Titles {
            left: "Source".to_owned(),
            right: String::new(),
        };
        match self.rows.get(self.cursor.row) {
            Some(&id) => outline::source(&mut doc, cx, id),
            None => doc.para("Nothing is cited here yet.", cx.theme.style(Role::Dim)),
        }
        Detail { titles, doc }
    }

    fn draw(&self, cx: &Context<'_>, buf: &mut Buffer) -> Option<Position> {
        let order = match self.order {
            Order::File => "in file order",
            Order::Title => "by title",
            Order::Date => "by date",
            Order::Cited => "by what rests on them",
        };
        let inside = if cx.panes.bordered {
            let titles = Titles {
                left: "Sources".to_owned(),
                right: format!("{order} · s sort"),
            };
            frame::draw(&titles, cx.main_focused(), cx.theme, cx.panes.main, buf)
        } else {
            cx.panes.main
        };
        let dim = cx.theme.style(Role::Dim);
        if self.rows.is_empty() {
            let words = "No source here. Go to Home (1) and choose another briefing.";
            Row::new().and(words, dim).draw(inset(inside, 1), buf);
            return None;
        }
        let (head, cited) = columns(inset(row_of(inside, 0), 1));
        Row::new().and("    Issued      Title", dim).draw(head, buf);
        Row::new().and("cited", dim).draw_right(cited, buf);
        for (y, at) in self.cursor.shown(self.rows.len(), height(cx)).enumerate() {
            let row = row_of(inside, y + 1);
            let selected = at == self.cursor.row;
            if selected {
                let role = if cx.main_focused() {
                    Role::Selected
                } else {
                    Role::Held
                };
                buf.set_style(row, cx.theme.style(role));
            }
            Sources::line(cx, self.rows[at], selected, inset(row, 1), buf);
        }
        None
    }

    fn status(&self, _cx: &Context<'_>) -> String {
        let at = (self.cursor.row + 1).min(self.rows.len());
        format!(
            "{} of {}",
            text::grouped(at),
            text::plural(self.rows.len(), "source", "sources")
        )
    }
}

impl Sources {
    /// Returns the source under the cursor.
    pub(super) fn landed(&self) -> Option<Selection> {
        self.rows
            .get(self.cursor.row)
            .map(|&id| Selection::Entry(Entry::Source(id)))
    }
    /// Returns the source under the cursor, if its text can be read.
    fn readable(&self, cx: &Context<'_>) -> Option<Id<Source>> {
        let id = self.rows.get(self.cursor.row).copied();
        id.filter(|&id| cx.checked.is_readable(id))
    }
    fn selected(&self) -> Out {
        self.landed().map_or(Out::Nothing, Out::Select)
    }

    fn line(cx: &Context<'_>, id: Id<Source>, selected: bool, area: Rect, buf: &mut Buffer) {
        let source = &cx.corpus.sources[id];
        let plain = |role| {
            if selected {
                Style::new()
            } else {
                cx.theme.style(role)
            }
        };
        let (left, right) = columns(area);
        let letter = source.reliability.map_or(" ", Token::token);
        let date = source
            .issued
            .as_ref()
            .map(crate::date::Date::short)
            .unwrap_or_default();
        let (sign, role) = held(cx, id);
        // A source known only through another hangs from it by a hook.
        let hook = if source.cited_in.is_some() {
            cx.theme.glyph("└ ", "` ")
        } else {
            ""
        };
        Row::new()
            .and(format!("{letter} "), plain(Role::Good))
            .and(format!("{sign} "), plain(role))
            .and(text::pad(&date, 12), plain(Role::Date))
            .and(hook, plain(Role::Dim))
            .and(source.title.as_str(), plain(Role::Text))
            .and(format!("  {}", what(source)), plain(Role::Dim))
            .draw(left, buf);
        let n = cited(cx, id);
        Row::new()
            .and(text::grouped(n), plain(Role::Text))
            .draw_right(right, buf);
    }
}

/// Returns what a source stands in, and of what type it is.
fn what(source: &Source) -> String {
    let kind = export::kind(source);
    if source.container.is_empty() {
        return kind;
    }
    format!("{} · {kind}", source.container)
}

/// Returns a sign for what is held of a source's text.
fn held(cx: &Context<'_>, id: Id<Source>) -> (&'static str, Role) {
    let (sign, ascii, role) = match cx.checked.held(id) {
        None => ("·", ".", Role::Dim),
        Some(Held::Present { is_sure: true }) => ("✓", "=", Role::Good),
        Some(Held::Present { is_sure: false }) => ("✓", "=", Role::Warn),
        Some(Held::Stale | Held::Outside | Held::Unreadable(_)) => ("✗", "x", Role::Bad),
        Some(Held::Absent) => ("?", "?", Role::Warn),
        Some(Held::Unnamed) => ("○", "o", Role::Dim),
    };
    (cx.theme.glyph(sign, ascii), role)
}

/// Returns how many records name a source.
fn cited(cx: &Context<'_>, id: Id<Source>) -> usize {
    let corpus = cx.corpus;
    corpus.quotes_in.of(id).len()
        + corpus.events_in.of(id).len()
        + corpus.sources_in.of(id).len()
        + corpus.judgments_in.of(id).len()
}

fn columns(area: Rect) -> (Rect, Rect) {
    split_left(area, area.width.saturating_sub(7))
}

fn height(cx: &Context<'_>) -> usize {
    usize::from(cx.under_heading().height)
}

/// Returns the sources in scope, and those of registries that it uses.
fn sorted(cx: &Context<'_>, order: Order) -> Vec<Id<Source>> {
    let corpus = cx.corpus;
    let used = |id: Id<Source>| {
        corpus
            .quotes_in
            .of(id)
            .iter()
            .any(|&quote| cx.in_scope(Entry::Quote(quote)))
            || corpus
                .events_in
                .of(id)
                .iter()
                .any(|&event| cx.in_scope(Entry::Event(event)))
    };
    let mut rows: Vec<Id<Source>> = corpus
        .sources
        .iter()
        .map(|(id, _)| id)
        .filter(|&id| cx.in_scope(Entry::Source(id)) || used(id))
        .collect();
    match order {
        Order::File => (),
        Order::Title => rows.sort_by_cached_key(|&id| text::fold(&corpus.sources[id].title)),
        Order::Date => rows.sort_by_cached_key(|&id| {
            let date = corpus.sources[id].issued.as_ref();
            (date.is_none(), date.map(crate::date::Date::sort_key))
        }),
        Order::Cited => rows.sort_by_cached_key(|&id| std::cmp::Reverse(cited(cx, id))),
    }
    rows
}
