//! Marks: places with a letter, found again in the library as it is now, and
//! the list of them.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    widgets::{Clear, Widget},
};

use crate::{
    date::Date,
    export,
    library::Mark,
    model::{Corpus, Entry, Kind, Reference},
    text::{self, Clean},
    ui::{
        action::Action,
        mouse::{Click, Mouse, click},
        place::{Place, Selection, View as Name},
        theme::Role,
        widget::{
            frame::{self, Titles},
            item::Item,
            line::{Row, inset, row_of},
            list::Cursor,
        },
    },
    view::context::Context,
};

/// Returns the mark of a place.
pub fn marked(corpus: &Corpus, letter: char, place: &Place) -> Mark {
    let scope = place.scope.map(|id| corpus.briefings[id].key.as_str());
    let as_of = place.as_of.as_ref().map(Date::to_string);
    let reference = |entry| corpus.reference(entry).to_string();
    let (at, title) = match place.selection {
        None => (String::new(), String::new()),
        Some(Selection::Entry(entry)) => (reference(entry), export::name(corpus, entry)),
        Some(Selection::Cell(actor, issue)) => {
            let (of, on) = (Entry::Actor(actor), Entry::Issue(issue));
            (
                format!("{} {}", reference(of), reference(on)),
                format!(
                    "{} · {}",
                    export::name(corpus, of),
                    export::name(corpus, on)
                ),
            )
        }
    };
    Mark {
        letter,
        scope: Clean::line(scope.unwrap_or_default()),
        view: Clean::line(place.view.title()),
        at: Clean::line(&at),
        as_of: Clean::line(&as_of.unwrap_or_default()),
        title: Clean::line(&title),
    }
}

/// Returns the place of a mark; `None` if what it stands at is not there.
pub fn place_of(corpus: &Corpus, mark: &Mark) -> Option<Place> {
    let find = |reference: &str| corpus.find(&reference.parse().ok()?).first().copied();
    let selection = match mark.at.split_once(' ') {
        None if mark.at.is_empty() => None,
        None => Some(Selection::Entry(find(&mark.at)?)),
        Some((actor, issue)) => match (find(actor)?, find(issue)?) {
            (Entry::Actor(actor), Entry::Issue(issue)) => Some(Selection::Cell(actor, issue)),
            _ => return None,
        },
    };
    let scope = if mark.scope.is_empty() {
        None
    } else {
        let briefing = Reference {
            briefing: None,
            kind: Kind::Briefing,
            id: mark.scope.to_string(),
        };
        match corpus.find(&briefing).first() {
            Some(&Entry::Briefing(id)) => Some(id),
            _ => return None,
        }
    };
    Some(Place {
        view: Name::ALL
            .into_iter()
            .find(|view| view.title() == mark.view.as_str())?,
        selection,
        scope,
        as_of: mark.as_of.parse().ok(),
        event: match selection {
            Some(Selection::Entry(Entry::Event(id))) => Some(id),
            Some(Selection::Entry(_) | Selection::Cell(..)) | None => None,
        },
        zero: None,
        leaf: None,
    })
}

/// Returns what a mark stands at, in words.
pub fn words(mark: &Mark) -> &str {
    match (mark.title.as_str(), mark.scope.as_str()) {
        ("", "") => "the whole library",
        ("", scope) => scope,
        (title, _) => title,
    }
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    mark: Mark,
    /// Whether its letter leads to it from here.
    near: bool,
    /// Whether what it stands at is there.
    there: bool,
    date: String,
}

/// The list of marks, those that can be gone to by their letter first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MarkList {
    cursor: Cursor,
    lines: Vec<Line>,
}

/// What was chosen in the list.
#[derive(Debug, Clone, PartialEq)]
pub enum Chosen {
    /// To go to a mark.
    Go(Mark),
    /// To forget one.
    Forget(Mark),
}

impl MarkList {
    /// Returns the list of the marks there are.
    pub fn new(cx: &Context<'_>) -> MarkList {
        let mut list = MarkList::default();
        list.renew(cx);
        list
    }

    /// Shows the marks there are now, in the library as it is now.
    pub fn renew(&mut self, cx: &Context<'_>) {
        let scope = cx
            .place
            .scope
            .map(|id| cx.corpus.briefings[id].key.as_str());
        let line = |mark: &Mark| {
            let place = place_of(cx.corpus, mark);
            Line {
                mark: mark.clone(),
                near: mark.is_of(scope.unwrap_or_default()),
                there: place.is_some(),
                date: place
                    .map(|place| date(cx.corpus, &place))
                    .unwrap_or_default(),
            }
        };
        self.lines = cx.marks.all().iter().map(line).collect();
        self.lines.sort_by_key(|line| !line.near);
    }

    /// Answers an action; returns what was chosen.
    pub fn update(&mut self, area: Rect, action: Action) -> Option<Chosen> {
        let height = usize::from(rows(self.area(area)).height);
        self.cursor.act(action, self.lines.len(), height);
        self.cursor.settle(self.lines.len(), height);
        let mark = self.lines.get(self.cursor.row)?.mark.clone();
        match action {
            Action::Open => Some(Chosen::Go(mark)),
            Action::Forget => Some(Chosen::Forget(mark)),
            _ => None,
        }
    }

    /// Returns where the list is, over an area: no higher than it needs.
    pub fn area(&self, area: Rect) -> Rect {
        let over = frame::over(area);
        let rows = u16::try_from(self.lines.len().max(3)).unwrap_or(u16::MAX);
        Rect {
            height: over.height.min(rows.saturating_add(2)),
            ..over
        }
    }

    /// Answers the mouse.
    pub fn click(&mut self, area: Rect, mouse: Mouse) -> Click {
        let rows = rows(self.area(area));
        click(&mut self.cursor, mouse, rows, 1, self.lines.len())
    }

    /// Draws the list over an area.
    pub fn draw(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let area = self.area(area);
        // A free column at each side keeps words beneath from running into it.
        let around = Rect {
            x: area.x.saturating_sub(1),
            width: area.width + 2,
            ..area
        };
        Clear.render(around.intersection(buf.area), buf);
        let key = |action| cx.keys_of("marks", action);
        let titles = Titles {
            left: "Marks".to_owned(),
            right: format!(
                "{} goes there · {} forgets · {} closes",
                key(Action::Open),
                key(Action::Forget),
                key(Action::Cancel)
            ),
        };
        frame::draw(&titles, true, cx.theme, area, buf);
        let rows = rows(area);
        if self.lines.is_empty() {
            let set = cx.keys_of("home", Action::MarkSet);
            let words = format!(
                "Nothing is marked. {set} and a letter marks where you are: a to z in this briefing, A to Z in all of them."
            );
            let cols = usize::from(rows.width.saturating_sub(2)).max(1);
            for (y, range) in text::wrap(&words, cols).into_iter().enumerate() {
                Row::new()
                    .and(
                        words.get(range).unwrap_or_default(),
                        cx.theme.style(Role::Dim),
                    )
                    .draw(row_of(inset(rows, 1), y), buf);
            }
        }
        let height = usize::from(rows.height);
        for (y, at) in self.cursor.shown(self.lines.len(), height).enumerate() {
            let selected = at == self.cursor.row;
            draw_line(cx, &self.lines[at], selected, row_of(rows, y), buf);
        }
    }
}

fn draw_line(cx: &Context<'_>, line: &Line, selected: bool, area: Rect, buf: &mut Buffer) {
    let item = Item::new(cx.theme, selected, area, buf);
    let letter = if line.near { Role::Head } else { Role::Dim };
    let title = if line.there { Role::Text } else { Role::Dim };
    let left = Row::new()
        .and(format!(" {}  ", line.mark.letter), item.style(letter))
        .and(words(&line.mark), item.style(title))
        .and(format!("  {}", line.mark.at), item.style(Role::Dim));
    let mut right = Row::new().and(" ", item.style(Role::Dim));
    if !line.near {
        let scope = match line.mark.scope.as_str() {
            "" => "whole library",
            scope => scope,
        };
        right.push(format!("{}  ", text::cut(scope, 20)), item.style(Role::Dim));
    }
    if line.there {
        right.push(text::pad(&line.mark.view, 10), item.style(Role::Dim));
        right.push(text::pad(&line.date, 12), item.style(Role::Date));
    } else {
        let words = if cx.library.progress.done {
            "no longer here"
        } else {
            "not read yet"
        };
        right.push(text::pad(words, 22), item.style(Role::Warn));
    }
    if area.width < 48 {
        right = Row::new();
    }
    item.draw(&left, &right, buf);
}

/// Returns the date of what is selected or, of what has none, that as of which
/// stances are shown.
fn date(corpus: &Corpus, place: &Place) -> String {
    let own = match place.selection {
        Some(Selection::Entry(Entry::Event(id))) => corpus.events[id].date.as_ref(),
        Some(Selection::Entry(Entry::Source(id))) => corpus.sources[id].issued.as_ref(),
        Some(Selection::Entry(Entry::Position(id))) => corpus.positions[id].since.as_ref(),
        Some(Selection::Entry(Entry::Quote(id))) => {
            return corpus
                .quotes
                .at(id)
                .date
                .map(Date::short)
                .unwrap_or_default();
        }
        Some(Selection::Entry(
            Entry::Briefing(_) | Entry::Actor(_) | Entry::Issue(_) | Entry::Judgment(_),
        )) => None,
        Some(Selection::Cell(..)) | None => place.as_of.as_ref(),
    };
    own.map(Date::short).unwrap_or_default()
}

/// Returns where the rows are in the list's frame.
fn rows(area: Rect) -> Rect {
    frame::inside(area)
}
