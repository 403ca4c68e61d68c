//! Home: the library, what is in it, and what is broken and why.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use crate::{
    arena::Id,
    diagnostic::Severity,
    library::{FileState, Holds},
    model::{Briefing, Entry, Kind, Token},
    text::{self, Clean},
    ui::{
        action::Action,
        mouse::{Click, Mouse, click},
        needle::Needle,
        place::View as Name,
        theme::Role,
        widget::{
            doc::Doc,
            frame::{self, Titles},
            line::{Row, inset, row_of, split_left},
            list::Cursor,
        },
    },
    view::{
        bars,
        card::{self, LABEL},
        context::{Context, Detail, Direction, Out, View, seek_words},
        outline,
    },
};

/// Columns of a count.
const COUNT: usize = 8;

/// Columns of how many faults there are, with the mark before it.
const OK: usize = 4;

/// The library: one row for all of it, then one for each file.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Home {
    cursor: Cursor,
}

impl View for Home {
    fn keys(&self) -> &'static str {
        "home"
    }

    fn settle(&mut self, cx: &Context<'_>) {
        self.cursor.settle(rows(cx), shown(cx));
    }

    fn arrive(&mut self, cx: &Context<'_>) {
        let scope = cx.place.scope;
        let at = cx
            .library
            .files
            .iter()
            .position(|file| briefing(file).is_some_and(|id| Some(id) == scope));
        self.cursor.row = at.map_or(0, |at| at + 1);
    }

    fn update(&mut self, cx: &Context<'_>, action: Action, _with: Option<char>) -> Out {
        if self.cursor.act(action, rows(cx), shown(cx)) {
            return Out::Scope(self.chosen(cx).and_then(briefing));
        }
        match action {
            Action::Open => match self.chosen(cx).map(|file| &file.holds) {
                None => Out::Open(None, Name::Timeline),
                Some(Holds::Briefing(id)) => Out::Open(Some(*id), Name::Reader),
                Some(Holds::Registry | Holds::Fiction) => Out::Detail,
                Some(Holds::Nothing) => Out::Faults,
            },
            Action::Check => Out::Faults,
            _ => Out::Nothing,
        }
    }

    fn mouse(&mut self, cx: &Context<'_>, mouse: Mouse) -> Out {
        match click(&mut self.cursor, mouse, cx.under_heading(), 2, rows(cx)) {
            Click::Chose => Out::Scope(self.chosen(cx).and_then(briefing)),
            Click::Again if cx.main_focused() => self.update(cx, Action::Open, None),
            Click::Missed | Click::Again => Out::Pass,
        }
    }

    fn find(&mut self, cx: &Context<'_>, needle: &Needle, direction: Direction) -> Option<Out> {
        let words = |row: usize| {
            row.checked_sub(1)
                .and_then(|at| cx.library.files.get(at))
                .map_or(String::new(), |file| {
                    let title =
                        briefing(file).map_or("", |id| cx.corpus.briefings[id].title.as_str());
                    format!("{} {title}", file.name)
                })
        };
        self.cursor.row = seek_words(self.cursor.row, rows(cx), direction, needle, words)?;
        Some(Out::Scope(self.chosen(cx).and_then(briefing)))
    }

    fn detail(&self, cx: &Context<'_>, cols: usize) -> Detail {
        let mut doc = Doc::new(cols);
        let left = match self.chosen(cx) {
            None => {
                whole_library(&mut doc, cx);
                "Whole library".to_owned()
            }
            Some(file) => {
                match file.holds {
                    Holds::Briefing(id) => about_briefing(&mut doc, cx, id),
                    Holds::Registry => about_registry(&mut doc, cx),
                    Holds::Fiction => about_fiction(&mut doc, cx),
                    Holds::Nothing => (),
                }
                faults_of(&mut doc, cx, file);
                briefing(file).map_or_else(
                    || file.name.to_string(),
                    |id| cx.corpus.briefings[id].key.to_string(),
                )
            }
        };
        Detail {
            titles: Titles {
                left,
                right: String::new(),
            },
            doc,
        }
    }

    fn draw(&self, cx: &Context<'_>, buf: &mut Buffer) -> Option<Position> {
        let inside = if cx.panes.bordered {
            let titles = Titles {
                left: "Library".to_owned(),
                right: from(cx),
            };
            frame::draw(&titles, cx.main_focused(), cx.theme, cx.panes.main, buf)
        } else {
            cx.panes.main
        };
        let area = inset(inside, 1);
        heading(cx, row_of(area, 0), buf);
        let shown = self.cursor.shown(rows(cx), shown(cx));
        for (y, row) in shown.enumerate() {
            let at = row.checked_sub(1).and_then(|at| cx.library.files.get(at));
            let top = row_of(inside, 1 + 2 * y);
            let rows = Rect {
                height: (inside.bottom() - top.y).min(2),
                ..top
            };
            if row == self.cursor.row {
                let role = if cx.main_focused() {
                    Role::Selected
                } else {
                    Role::Held
                };
                buf.set_style(Rect { height: 1, ..rows }, cx.theme.style(role));
            }
            entry(cx, at, row == self.cursor.row, rows, buf);
        }
        None
    }

    fn status(&self, cx: &Context<'_>) -> String {
        let progress = cx.library.progress;
        if progress.done {
            text::plural(cx.corpus.briefings.len(), "briefing", "briefings")
        } else {
            format!(
                "reading {} of {} files",
                text::grouped(progress.read),
                text::grouped(progress.found)
            )
        }
    }
}

impl Home {
    /// Returns the file under the cursor; `None` on the row of the whole library.
    fn chosen<'a>(&self, cx: &Context<'a>) -> Option<&'a FileState> {
        cx.library.files.get(self.cursor.row.checked_sub(1)?)
    }
}

fn rows(cx: &Context<'_>) -> usize {
    cx.library.files.len() + 1
}

/// Returns how many rows of the list are shown: each takes two lines.
fn shown(cx: &Context<'_>) -> usize {
    usize::from(cx.under_heading().height) / 2
}

fn briefing(file: &FileState) -> Option<Id<Briefing>> {
    match file.holds {
        Holds::Briefing(id) => Some(id),
        Holds::Registry | Holds::Fiction | Holds::Nothing => None,
    }
}

/// Returns where the library comes from.
fn from(cx: &Context<'_>) -> String {
    let files = text::plural(cx.library.files.len(), "file", "files");
    if cx.library.bundled {
        return format!("bundled with the program · {files}");
    }
    let roots: Vec<&str> = cx.library.roots.iter().map(Clean::as_str).collect();
    format!("{} · {files}", roots.join(", "))
}

fn heading(cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
    let dim = cx.theme.style(Role::Dim);
    let (name, counts) = columns(area);
    Row::new().and("  Briefing", dim).draw(name, buf);
    let mut row = Row::new();
    for word in ["Events", "Quotes", "Issues"]
        .iter()
        .take(usize::from(counts.width) / COUNT)
    {
        row.push(format!("{word:>COUNT$}"), dim);
    }
    row.push("  OK", dim);
    row.draw(counts, buf);
}

/// Returns the areas of the name and of the counts.
fn columns(area: Rect) -> (Rect, Rect) {
    let counts: u16 = match area.width {
        ..34 => 5,
        34..60 => 5 + 2 * 8,
        _ => 6 + 3 * 8,
    };
    split_left(area, area.width.saturating_sub(counts))
}

/// Draws a file, or the whole library, in two lines.
fn entry(cx: &Context<'_>, file: Option<&FileState>, selected: bool, rows: Rect, buf: &mut Buffer) {
    let theme = cx.theme;
    let area = inset(rows, 1);
    let (name, counts) = columns(row_of(area, 0));
    let text = theme.style(Role::Text);
    let mark = if selected {
        theme.glyph("▸ ", "> ")
    } else {
        "  "
    };
    let broken = file.is_some_and(|file| file.holds == Holds::Nothing);
    let style = if broken { theme.style(Role::Bad) } else { text };
    let style = if selected {
        ratatui::style::Style::new()
    } else {
        style
    };
    let (title, under) = match file {
        None => (
            "Whole library".to_owned(),
            "all briefings on one timeline, in one matrix".to_owned(),
        ),
        Some(file) => words(cx, file),
    };
    Row::new()
        .and(mark, style)
        .and(title, style)
        .draw(name, buf);
    let dim = theme.style(if broken { Role::Bad } else { Role::Dim });
    Row::new()
        .and("    ", dim)
        .and(under, dim)
        .draw(row_of(area, 1), buf);
    let mut row = Row::new();
    let columns = usize::from(counts.width) / COUNT;
    let numbers = numbers(cx, file);
    for n in numbers.iter().take(columns) {
        let shown = n.map(|n| within(n, COUNT - 1)).unwrap_or_default();
        row.push(format!("{shown:>COUNT$}"), style);
    }
    let (ok, role) = health(cx, file);
    row.push(
        format!("  {ok}"),
        if selected { style } else { theme.style(role) },
    );
    row.draw(counts, buf);
}

fn words(cx: &Context<'_>, file: &FileState) -> (String, String) {
    match file.holds {
        Holds::Briefing(id) => {
            let briefing = &cx.corpus.briefings[id];
            (briefing.key.to_string(), briefing.title.to_string())
        }
        Holds::Registry => (
            file.name.to_string(),
            "actors, issues and sources for all briefings".to_owned(),
        ),
        Holds::Fiction => (
            file.name.to_string(),
            "fiction, left out beside real briefings".to_owned(),
        ),
        Holds::Nothing => {
            let why = first_error(cx, file);
            (
                file.name.to_string(),
                why.unwrap_or_else(|| "cannot be used".to_owned()),
            )
        }
    }
}

fn first_error(cx: &Context<'_>, file: &FileState) -> Option<String> {
    let found = cx
        .library
        .diagnostics
        .iter()
        .find(|d| d.place.file == file.name && d.severity == Severity::Error)?;
    Some(match found.place.line {
        0 => format!("cannot be used: {}", found.message),
        line => format!("cannot be used: line {line}: {}", found.message),
    })
}

/// Returns events, quotes and issues of a file, or of all.
fn numbers(cx: &Context<'_>, file: Option<&FileState>) -> [Option<usize>; 3] {
    let corpus = cx.corpus;
    match file.map(|file| &file.holds) {
        None => [
            Some(corpus.events.len()),
            Some(corpus.quotes.len()),
            Some(corpus.issues.len()),
        ],
        Some(Holds::Briefing(id)) => {
            let file = &corpus.files[corpus.briefings[*id].origin.file];
            [
                Some(file.events.len()),
                Some(file.quotes.len()),
                Some(issues(cx, *id)),
            ]
        }
        Some(Holds::Registry | Holds::Fiction | Holds::Nothing) => [None; 3],
    }
}

/// Returns how many issues a briefing has positions on.
fn issues(cx: &Context<'_>, id: Id<Briefing>) -> usize {
    let corpus = cx.corpus;
    let file = &corpus.files[corpus.briefings[id].origin.file];
    let mut issues: Vec<_> = file
        .positions
        .clone()
        .map(|at| corpus.positions[Id::new(at)].issue)
        .collect();
    issues.sort_unstable();
    issues.dedup();
    issues.len()
}

fn health(cx: &Context<'_>, file: Option<&FileState>) -> (String, Role) {
    let (errors, warnings, broken) = match file {
        None => (
            cx.library.count(Severity::Error),
            cx.library.count(Severity::Warning),
            false,
        ),
        Some(file) => (file.errors, file.warnings, file.holds == Holds::Nothing),
    };
    match (broken, errors + warnings) {
        (true, _) => (cx.theme.glyph("✗", "x").to_owned(), Role::Bad),
        (false, 0) => (cx.theme.glyph("✓", "ok").to_owned(), Role::Good),
        (false, n) => (
            format!("!{}", within(n, OK - 1)),
            if errors > 0 { Role::Bad } else { Role::Warn },
        ),
    }
}

/// Returns a count in so many columns: in thousands, rounded down, where it
/// would be wider; the detail pane has it exactly.
fn within(n: usize, cols: usize) -> String {
    let exact = text::grouped(n);
    if text::width(&exact) <= cols {
        exact
    } else {
        format!("{}k", text::grouped(n / 1000))
    }
}

fn whole_library(doc: &mut Doc, cx: &Context<'_>) {
    let (theme, corpus) = (cx.theme, cx.corpus);
    let (text, dim) = (theme.style(Role::Text), theme.style(Role::Dim));
    if cx.library.bundled {
        doc.heading(
            1,
            "The briefings that come with the program",
            theme.style(Role::Strong),
        );
        doc.para("To open your own, leave (q) and run", text);
        doc.para("    attache FOLDER", theme.style(Role::Strong));
        doc.para(
            "A briefing is one TOML file; this writes a first one to fill in:",
            text,
        );
        doc.para("    attache new my-topic", theme.style(Role::Strong));
    } else if cx.library.files.is_empty() && cx.library.progress.done {
        doc.heading(1, "No briefing was found", theme.style(Role::Strong));
        doc.para(
            "A library is a folder with .toml files in it. This writes a first one:",
            text,
        );
        doc.para("    attache new my-topic", theme.style(Role::Strong));
    } else {
        doc.heading(1, &from(cx), theme.style(Role::Strong));
    }
    doc.gap();
    for (label, n) in [
        ("Briefings", corpus.briefings.len()),
        ("Events", corpus.events.len()),
        ("Quotes", corpus.quotes.len()),
        ("Positions", corpus.positions.len()),
        ("Issues", corpus.issues.len()),
        ("Actors", corpus.actors.len()),
        ("Sources", corpus.sources.len()),
    ] {
        doc.row(
            Row::new()
                .and(text::pad(label, LABEL), dim)
                .and(format!("{:>9}", text::grouped(n)), text),
        );
    }
    doc.gap();
    checks(
        doc,
        cx,
        cx.library.count(Severity::Error),
        cx.library.count(Severity::Warning),
    );
}

fn checks(doc: &mut Doc, cx: &Context<'_>, errors: usize, warnings: usize) {
    let theme = cx.theme;
    doc.heading(2, "Check", theme.style(Role::Head));
    if errors + warnings == 0 {
        let words = format!("{} nothing is wrong", theme.glyph("✓", "ok:"));
        doc.para(&words, theme.style(Role::Good));
        return;
    }
    if errors > 0 {
        let words = format!(
            "{} {}",
            theme.glyph("✗", "x"),
            text::plural(errors, "error", "errors")
        );
        doc.para(&words, theme.style(Role::Bad));
    }
    if warnings > 0 {
        doc.para(
            &format!("! {}", text::plural(warnings, "warning", "warnings")),
            theme.style(Role::Warn),
        );
    }
    doc.para(
        "c shows where, and what to write instead",
        theme.style(Role::Dim),
    );
}

fn about_briefing(doc: &mut Doc, cx: &Context<'_>, id: Id<Briefing>) {
    let (theme, corpus) = (cx.theme, cx.corpus);
    let briefing = &corpus.briefings[id];
    let file = &corpus.files[briefing.origin.file];
    doc.linking(card::link(Entry::Briefing(id)));
    doc.heading(1, &briefing.title, theme.style(Role::Strong));
    doc.para(&briefing.question, theme.style(Role::Dim));
    doc.linking(None);
    doc.gap();
    doc.labelled("Period", LABEL, &period(cx, file), theme);
    let counts = [
        text::plural(file.events.len(), "event", "events"),
        text::plural(file.quotes.len(), "quote", "quotes"),
        text::plural(file.positions.len(), "position", "positions"),
        text::plural(file.sources.len(), Kind::Source.name(), "sources"),
    ];
    doc.labelled("Holds", LABEL, &counts.join(" · "), theme);
    let authors: Vec<&str> = briefing.authors.iter().map(Clean::as_str).collect();
    doc.labelled("Curators", LABEL, &authors.join(", "), theme);
    let mut state = Vec::new();
    state.extend(briefing.status.map(|s| s.token().to_owned()));
    state.extend(
        briefing
            .as_of
            .as_ref()
            .map(|d| format!("as of {}", d.words())),
    );
    state.extend(
        briefing
            .updated
            .as_ref()
            .map(|d| format!("updated {}", d.words())),
    );
    doc.labelled("State", LABEL, &state.join(" · "), theme);
    doc.labelled("Marking", LABEL, &briefing.marking, theme);
    activity(doc, cx, file);
    if !briefing.summary.is_empty() {
        doc.gap();
        doc.heading(2, "Summary", theme.style(Role::Head));
        doc.para(&briefing.summary, theme.style(Role::Text));
    }
    doc.gap();
}

/// Returns the span of a file's dated events, in words.
fn period(cx: &Context<'_>, file: &crate::model::File) -> String {
    let dates = || {
        file.events
            .clone()
            .filter_map(|at| cx.corpus.events[Id::new(at)].date.as_ref())
    };
    let first = dates().min_by_key(|d| d.sort_key());
    let last = dates().max_by_key(|d| d.last_day().or(d.first_day()));
    match (first, last) {
        (Some(first), Some(last)) => {
            format!(
                "{} {} {}",
                first.short(),
                cx.theme.glyph("–", "-"),
                last.short()
            )
        }
        _ => String::new(),
    }
}

/// Adds the events of a file as bars over time.
fn activity(doc: &mut Doc, cx: &Context<'_>, file: &crate::model::File) {
    let dates: Vec<&crate::date::Date> = file
        .events
        .clone()
        .filter_map(|at| cx.corpus.events[Id::new(at)].date.as_ref())
        .collect();
    let years = |pick: fn(&crate::date::Date) -> Option<crate::date::Day>| {
        let days = dates.iter().filter_map(|d| pick(d));
        (days.clone().min(), days.max())
    };
    let ((Some(first), _), (_, Some(last))) = (
        years(crate::date::Date::first_day),
        years(crate::date::Date::last_day),
    ) else {
        return;
    };
    let cols = doc.cols.saturating_sub(14).min(60);
    if dates.len() < 2 || cols < 8 {
        return;
    }
    doc.gap();
    doc.heading(2, "Events over time", cx.theme.style(Role::Head));
    let bars = bars::over_time(&dates, cols, cx.theme);
    let dim = cx.theme.style(Role::Dim);
    doc.row(
        Row::new()
            .and(format!("{} ", first.ymd().0), dim)
            .and(bars, cx.theme.style(Role::Bars))
            .and(format!(" {}", last.ymd().0), dim),
    );
}

fn about_fiction(doc: &mut Doc, cx: &Context<'_>) {
    doc.para(
        "A briefing of fiction. It was left out, so that nothing made up stands among what was said and done. To open it, leave (q) and name this file alone.",
        cx.theme.style(Role::Text),
    );
}

fn about_registry(doc: &mut Doc, cx: &Context<'_>) {
    doc.heading(1, "A registry", cx.theme.style(Role::Strong));
    let words = "Its actors, issues and sources may be used by every briefing of the library.";
    doc.para(words, cx.theme.style(Role::Text));
    doc.gap();
}

/// Adds what is wrong in a file, with its lines.
fn faults_of(doc: &mut Doc, cx: &Context<'_>, file: &FileState) {
    checks(doc, cx, file.errors, file.warnings);
    for found in cx
        .library
        .diagnostics
        .iter()
        .filter(|d| d.place.file == file.name)
        .take(20)
    {
        doc.gap();
        outline::diagnostic(doc, found, cx.theme);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_stays_in_its_columns() {
        assert_eq!(within(132, 7), "132");
        assert_eq!(within(999_999, 7), "999 999");
        assert_eq!(within(1_000_000, 7), "1 000k");
        assert_eq!(within(5_309, 3), "5k");
    }
}
