//! The palette: every command of where one is, and everything with a name, in
//! one list that is narrowed by typing.

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::{Modifier, Style},
    widgets::{Clear, Widget},
};

use crate::{
    model::{Entry, Kind},
    search::Order,
    text::{self, Clean},
    ui::{
        action::{ACTIONS, Action, CHOICES, is_offered},
        keymap::{Keymap, Step},
        mouse::{Mouse, click},
        theme::{Role, THEMES},
        widget::{
            field::Field,
            frame::{self, Titles},
            item::Item as Drawn,
            line::{Row, inset, row_of},
            list::Cursor,
        },
    },
    view::{
        context::Context,
        names::{Named, score},
    },
};

/// The most rows the list has; more are found by typing on.
const MOST: usize = 300;

/// The most choices that are remembered.
const RECENT: usize = 8;

/// Actions that nobody looks for by their name.
const MOVES: &[Action] = &[
    Action::Down,
    Action::Up,
    Action::Left,
    Action::Right,
    Action::Top,
    Action::Bottom,
    Action::HalfDown,
    Action::HalfUp,
    Action::PageDown,
    Action::PageUp,
    Action::FirstCol,
    Action::LastCol,
    Action::Center,
];

/// What can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// An action, with the character that stands for `*`.
    Run(Action, Option<char>),
    /// A record, to be gone to.
    Show(Entry),
    /// A saved search, to be opened.
    Search(Clean, Order),
    /// A theme.
    Theme(&'static str),
}

/// What was chosen before, the latest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Recent {
    /// At most eight.
    pub targets: Vec<Target>,
}

impl Recent {
    /// Remembers a choice.
    pub fn chosen(&mut self, target: &Target) {
        self.targets.retain(|other| other != target);
        self.targets.insert(0, target.clone());
        self.targets.truncate(RECENT);
    }
}

/// A row that is not a record's name: its words are known when the list opens.
#[derive(Debug, Clone, PartialEq)]
struct Fixed {
    target: Target,
    label: String,
    folded: String,
    kind: &'static str,
    keys: String,
}

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Item {
    /// The place of a fixed row.
    Fixed(usize),
    /// A record.
    Named(Named),
}

/// The palette.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Palette {
    field: Field,
    cursor: Cursor,
    /// The one kind of record that is shown; `None` for everything.
    kind: Option<Kind>,
    fixed: Vec<Fixed>,
    recent: Vec<Target>,
    found: Vec<Item>,
    /// Whether there is more than was looked at.
    more: bool,
    /// Whether the names of the library were there.
    gathered: bool,
}

impl Palette {
    /// Returns the palette of a context of the keymap, of everything or of one
    /// kind of record.
    pub fn new(cx: &Context<'_>, context: &str, kind: Option<Kind>, recent: &Recent) -> Palette {
        let mut fixed = Vec::new();
        if kind.is_none() {
            fixed = commands(cx.keymap, context);
            fixed.extend(cx.searches.saved.iter().map(|saved| {
                let target = Target::Search(saved.query.clone(), saved.order);
                row(
                    target,
                    format!("{}: {}", saved.name, saved.query),
                    "saved search",
                    String::new(),
                )
            }));
            fixed.extend(THEMES.iter().map(|&(name, _)| {
                row(
                    Target::Theme(name),
                    format!("Colors: {name}"),
                    "colors",
                    String::new(),
                )
            }));
        }
        let mut palette = Palette {
            kind,
            fixed,
            recent: recent.targets.clone(),
            ..Palette::default()
        };
        palette.find(cx);
        palette
    }

    /// Types a character.
    pub fn insert(&mut self, cx: &Context<'_>, c: char) {
        self.field.insert(c);
        self.find(cx);
    }

    /// Answers an action; returns what was chosen.
    pub fn update(&mut self, cx: &Context<'_>, area: Rect, action: Action) -> Option<Target> {
        if action == Action::Accept {
            return self.chosen();
        }
        let height = list(frame::over(area)).height;
        let before = self.field.value().to_owned();
        if !self
            .cursor
            .act(action, self.found.len(), usize::from(height))
        {
            self.field.act(action);
        }
        if self.field.value() != before {
            self.find(cx);
        }
        self.cursor.settle(self.found.len(), usize::from(height));
        None
    }

    /// Chooses the row that was clicked on; it is not run, for that may be a slip.
    pub fn click(&mut self, area: Rect, mouse: Mouse) {
        let list = list(frame::over(area));
        click(&mut self.cursor, mouse, list, 1, self.found.len());
    }

    /// Shows another library, with what was chosen before in it.
    pub fn renew(&mut self, cx: &Context<'_>, recent: &Recent) {
        self.recent.clone_from(&recent.targets);
        self.find(cx);
    }

    /// Looks again, after names were gathered or what is typed has changed.
    pub fn find(&mut self, cx: &Context<'_>) {
        self.cursor = Cursor::default();
        self.gathered = cx.names.is_some();
        let typed = text::fold(self.field.value());
        let words: Vec<&str> = typed.split_whitespace().collect();
        self.more = false;
        if words.is_empty() {
            self.found = self.unasked(cx);
            return;
        }
        let matcher = SkimMatcherV2::default();
        let mut found: Vec<(i64, Item)> = Vec::new();
        for (at, fixed) in self.fixed.iter().enumerate() {
            let begins = words.iter().all(|word| begins(&fixed.folded, word));
            // What can be done here comes before what merely has such a name.
            let more = if begins { 32 } else { 4 };
            found.extend(
                score(&matcher, &fixed.folded, &words).map(|s| (s + more, Item::Fixed(at))),
            );
        }
        if let Some(names) = cx.names {
            let (named, more) = names.find(&words, self.kind);
            self.more = more || named.len() > MOST;
            found.extend(
                named
                    .into_iter()
                    .take(MOST)
                    .map(|n| (n.score, Item::Named(n))),
            );
        }
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        self.more |= found.len() > MOST;
        self.found = found.into_iter().take(MOST).map(|(_, item)| item).collect();
    }

    /// Returns what is shown before anything is typed: what was chosen before,
    /// then all commands, or the first names of the one kind.
    fn unasked(&mut self, cx: &Context<'_>) -> Vec<Item> {
        let mut items = Vec::new();
        for target in &self.recent {
            match target {
                Target::Show(entry) if self.kind.is_none_or(|kind| entry.kind() == kind) => {
                    items.push(Item::Named(Named::of(*entry)));
                }
                Target::Show(_) => (),
                Target::Run(..) | Target::Search(..) | Target::Theme(_) => items.extend(
                    self.fixed
                        .iter()
                        .position(|fixed| fixed.target == *target)
                        .map(Item::Fixed),
                ),
            }
        }
        for at in 0..self.fixed.len() {
            if !items.contains(&Item::Fixed(at)) {
                items.push(Item::Fixed(at));
            }
        }
        if let (Some(kind), Some(names)) = (self.kind, cx.names) {
            let (first, more) = names.first(kind, MOST);
            self.more = more;
            for named in first {
                let known = |item: &Item| match item {
                    Item::Named(other) => other.entry == named.entry,
                    Item::Fixed(_) => false,
                };
                if !items.iter().any(known) {
                    items.push(Item::Named(named));
                }
            }
        }
        items
    }

    fn chosen(&self) -> Option<Target> {
        match *self.found.get(self.cursor.row)? {
            Item::Fixed(at) => self.fixed.get(at).map(|fixed| fixed.target.clone()),
            Item::Named(named) => Some(Target::Show(named.entry)),
        }
    }

    /// Draws the palette over an area; returns where the text cursor belongs.
    pub fn draw(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let area = frame::over(area);
        // A free column at each side keeps words beneath from running into it.
        let around = Rect {
            x: area.x.saturating_sub(1),
            width: area.width + 2,
            ..area
        };
        Clear.render(around.intersection(buf.area), buf);
        let titles = Titles {
            left: self.kind.map_or("Commands and names", plural).to_owned(),
            right: match self.kind {
                None => "⏎ runs · Esc closes".to_owned(),
                Some(_) => "⏎ goes there · Esc closes".to_owned(),
            },
        };
        frame::draw(&titles, true, cx.theme, area, buf);
        let inside = inner(area);
        let line = row_of(inside, 0);
        let prompt = Row::new().and(cx.theme.glyph("❯ ", "> "), cx.theme.style(Role::Focus));
        let taken = prompt.draw(line, buf);
        let rest = Rect {
            x: line.x + taken,
            width: line.width.saturating_sub(taken),
            ..line
        };
        let style = cx.theme.style(Role::Strong);
        let at = self.field.draw(&[(self.field.value(), style)], rest, buf);
        let faint = cx.theme.style(Role::Faint);
        let rule = cx.theme.glyph("─", "-").repeat(usize::from(inside.width));
        Row::new().and(rule, faint).draw(row_of(inside, 1), buf);
        let list = list(area);
        let shown = self
            .cursor
            .shown(self.found.len(), usize::from(list.height));
        for (y, row) in shown.clone().enumerate() {
            self.row(cx, row, row_of(list, y), buf);
        }
        let words = self.footer(shown.end);
        let foot = row_of(inside, usize::from(inside.height).saturating_sub(1));
        Row::new()
            .and(words, cx.theme.style(Role::Dim))
            .draw(foot, buf);
        at
    }

    fn footer(&self, shown: usize) -> String {
        if self.found.is_empty() && self.gathered {
            "Nothing has such a name. ^u clears what was typed.".to_owned()
        } else if !self.gathered {
            "Gathering names…".to_owned()
        } else if self.more {
            "There are more: type on.".to_owned()
        } else if shown < self.found.len() {
            format!("{} more below", text::grouped(self.found.len() - shown))
        } else if self.kind.is_none() && self.field.value().is_empty() {
            "type to find commands, and everything with a name".to_owned()
        } else {
            String::new()
        }
    }

    fn row(&self, cx: &Context<'_>, at: usize, area: Rect, buf: &mut Buffer) {
        let Some(&item) = self.found.get(at) else {
            return;
        };
        let selected = at == self.cursor.row;
        let row = Drawn::new(cx.theme, selected, area, buf);
        let style = |role| row.style(role);
        let (label, other, kind, note, keys) = match item {
            Item::Fixed(at) => {
                let fixed = &self.fixed[at];
                let label = fixed.label.as_str();
                (label, "", fixed.kind, String::new(), fixed.keys.clone())
            }
            Item::Named(named) => {
                let (own, other) = named.labels(cx.corpus);
                let kind = one(named.entry.kind());
                (own, other, kind, named.note(cx.corpus), String::new())
            }
        };
        let wide = area.width >= 56;
        let mut right = Row::new().and(" ", style(Role::Dim));
        if keys.is_empty() || wide {
            right.push(kind, style(Role::Dim));
        }
        if wide {
            let cols = 8.max(text::width(&keys));
            let blanks = " ".repeat(cols - text::width(&keys));
            right.push(blanks, style(Role::Dim));
        }
        right.push(keys, style(Role::Head));
        right.push(" ", style(Role::Dim));
        let mut left = Row::new().and(" ", style(Role::Text));
        if other.is_empty() {
            left.pieces
                .extend(self.lit(cx, label, selected, Role::Text).pieces);
        } else {
            left.push(format!("{label}  "), style(Role::Text));
            left.pieces
                .extend(self.lit(cx, other, selected, Role::Dim).pieces);
        }
        if !note.is_empty() {
            left.push(format!("  {note}"), style(Role::Dim));
        }
        row.draw(&left, &right, buf);
    }

    /// Returns a label with the letters that were typed lit.
    fn lit(&self, cx: &Context<'_>, label: &str, selected: bool, role: Role) -> Row {
        let typed = text::fold(self.field.value());
        let folded = text::folded(label);
        let matcher = SkimMatcherV2::default();
        let mut lit: Vec<usize> = Vec::new();
        for word in typed.split_whitespace() {
            let (_, letters) = matcher
                .fuzzy_indices(&folded.text, word)
                .unwrap_or_default();
            lit.extend(letters);
        }
        lit.sort_unstable();
        lit.dedup();
        let (plain, bright) = if selected {
            (
                Style::new(),
                Style::new().add_modifier(Modifier::UNDERLINED),
            )
        } else {
            (cx.theme.style(role), cx.theme.style(Role::Field))
        };
        let mut row = Row::new();
        let mut at = 0;
        // The matcher counts in characters.
        for (nth, (byte, c)) in folded.text.char_indices().enumerate() {
            if lit.binary_search(&nth).is_err() {
                continue;
            }
            let range = folded.original(byte..byte + c.len_utf8());
            if range.start < at {
                continue;
            }
            row.push(label.get(at..range.start).unwrap_or_default(), plain);
            row.push(label.get(range.clone()).unwrap_or_default(), bright);
            at = range.end;
        }
        row.push(label.get(at..).unwrap_or_default(), plain);
        row
    }
}

fn inner(area: Rect) -> Rect {
    inset(
        Rect {
            y: area.y + 1.min(area.height),
            height: area.height.saturating_sub(2),
            ..area
        },
        2,
    )
}

/// Returns where the rows are: under the field and its rule, above the last row.
fn list(area: Rect) -> Rect {
    let inside = inset(inner(area), 0);
    Rect {
        x: inside.x.saturating_sub(1),
        width: inside.width + 2,
        y: inside.y + 2.min(inside.height),
        height: inside.height.saturating_sub(3),
    }
    .intersection(area)
}

fn begins(folded: &str, word: &str) -> bool {
    text::words(folded).any(|range| {
        folded
            .get(range.start..)
            .is_some_and(|rest| rest.starts_with(word))
    })
}

fn row(target: Target, label: String, kind: &'static str, keys: String) -> Fixed {
    Fixed {
        folded: text::fold(&label),
        target,
        label,
        kind,
        keys,
    }
}

/// Returns what can be done in a context of the keymap.
fn commands(keymap: &Keymap, context: &str) -> Vec<Fixed> {
    let mut found: Vec<Fixed> = Vec::new();
    for binding in keymap.bindings(context) {
        let action = binding.action;
        if action == Action::Palette {
            continue;
        }
        if binding.keys.contains(&Step::Any) {
            let choices = CHOICES.iter();
            for &(.., with, words) in
                choices.filter(|(place, given, ..)| is_offered(place, context) && *given == action)
            {
                let keys = binding.pretty().replace('…', &with.to_string());
                let target = Target::Run(action, Some(with));
                found.push(row(target, words.to_owned(), "command", keys));
            }
            continue;
        }
        let target = Target::Run(action, None);
        match found.iter_mut().find(|fixed| fixed.target == target) {
            // The first keys are those that hints show.
            Some(_) => (),
            None => found.push(row(
                target,
                action.doc().to_owned(),
                "command",
                binding.pretty(),
            )),
        }
    }
    let own = keymap.own(context);
    found.sort_by_key(|fixed| {
        let Target::Run(action, _) = fixed.target else {
            return (false, false, 0);
        };
        // What this pane alone can do comes first, mere moves last.
        let elsewhere = !own.iter().any(|binding| binding.action == action);
        let nth = ACTIONS.iter().position(|(other, ..)| *other == action);
        (MOVES.contains(&action), elsewhere, nth.unwrap_or_default())
    });
    found
}

fn one(kind: Kind) -> &'static str {
    match kind {
        Kind::Briefing => "briefing",
        Kind::Source => "source",
        Kind::Actor => "actor",
        Kind::Issue => "issue",
        Kind::Event => "event",
        Kind::Quote => "quote",
        Kind::Position => "position",
        Kind::Judgment => "judgment",
    }
}

fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Briefing => "Briefings",
        Kind::Source => "Sources",
        Kind::Actor => "Actors",
        Kind::Issue => "Issues",
        Kind::Event => "Events",
        Kind::Quote => "Quotes",
        Kind::Position => "Positions",
        Kind::Judgment => "Judgments",
    }
}
