//! What is told of all cells at once, beside the matrix: which stances changed,
//! what does not fit together, what is lacking.

use std::sync::Arc;

use crate::{
    arena::Id,
    date::Date,
    model::{Actor, Corpus, Entry, Evidence, Issue, Token},
    stances::{self, Conflict, Gap, Lack, Rule, Tracks, Turn},
    text,
    ui::{
        place::Selection,
        theme::Role,
        widget::{doc::Doc, frame::Titles, line::Row},
    },
    view::{
        card,
        context::{Context, Detail},
        outline,
        stances::board::{Board, as_of_words},
    },
};

/// The most that are shown; a filter brings the others.
const MOST: usize = 200;

/// What is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    /// Stances that became others.
    Turns,
    /// What does not fit together.
    Conflicts,
    /// What is lacking.
    Gaps,
}

#[derive(Debug, Clone)]
enum Found {
    Turns(Vec<Turn>),
    Conflicts(Vec<Conflict>),
    Gaps(Vec<Gap>),
}

/// The list that stands in place of a cell's evidence, if one does.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    list: Option<List>,
    /// From how many years on evidence is old, for what is lacking; none is
    /// with 0.
    years: u8,
    /// What was found, of which positions and as of when.
    found: Option<Made>,
}

/// What was found, and what for: of which positions, as of when, and with which
/// evidence old.
#[derive(Debug, Clone)]
struct Made {
    tracks: Arc<Tracks>,
    as_of: Option<Date>,
    list: List,
    years: u8,
    found: Found,
}

/// The ages of evidence that can be asked for, in years; 0 is any.
const AGES: [u8; 5] = [0, 1, 2, 5, 10];

impl Lists {
    /// Shows a list, or none if it is shown already; returns whether one is.
    pub(super) fn toggle(&mut self, list: List) -> bool {
        self.list = (self.list != Some(list)).then_some(list);
        self.list.is_some()
    }

    /// Shows what is lacking, and as such also evidence of the next greater age;
    /// after the greatest, of none.
    pub(super) fn age(&mut self) {
        if self.list.replace(List::Gaps) == Some(List::Gaps) || self.years == 0 {
            let next = AGES.iter().position(|years| *years == self.years);
            self.years = next.and_then(|at| AGES.get(at + 1)).copied().unwrap_or(0);
        }
    }

    /// Shows none; returns whether one was shown.
    pub(super) fn close(&mut self) -> bool {
        self.list.take().is_some()
    }

    /// Finds anew what is to be told, where positions or the date are others.
    pub(super) fn settle(&mut self, cx: &Context<'_>, board: &Board) {
        let Some(list) = self.list else {
            self.found = None;
            return;
        };
        let (tracks, as_of) = (board.matrix.tracks(), cx.place.as_of.as_ref());
        let years = self.years;
        let is_so = self.found.as_ref().is_some_and(|made| {
            Arc::ptr_eq(&made.tracks, tracks)
                && made.as_of.as_ref() == as_of
                && (made.list, made.years) == (list, years)
        });
        if !is_so {
            let counts = |id| board.counts(id);
            let found = match list {
                List::Turns => Found::Turns(tracks.changes()),
                List::Conflicts => {
                    Found::Conflicts(stances::conflicts(cx.corpus, |entry| match entry {
                        Entry::Position(id) => counts(id),
                        entry => board.left_out().is_empty() && cx.in_scope(entry),
                    }))
                }
                List::Gaps => {
                    let older = older(cx.corpus, as_of, years);
                    let (members, older) = (board.members(), older.as_ref());
                    Found::Gaps(stances::gaps(cx.corpus, members, counts, as_of, older))
                }
            };
            self.found = Some(Made {
                tracks: Arc::clone(tracks),
                as_of: as_of.cloned(),
                list,
                years,
                found,
            });
        }
    }

    /// Returns the list, if one is shown.
    pub(super) fn detail(&self, cx: &Context<'_>, board: &Board, cols: usize) -> Option<Detail> {
        let found = &self.found.as_ref()?.found;
        let mut doc = Doc::new(cols);
        let (left, count) = match found {
            Found::Turns(turns) => {
                changes(&mut doc, cx, board, turns);
                ("Changes of stance".to_owned(), turns.len())
            }
            Found::Conflicts(conflicts) => {
                unfitting(&mut doc, cx, conflicts);
                ("What does not fit together".to_owned(), conflicts.len())
            }
            Found::Gaps(gaps) => {
                lacking(&mut doc, cx, gaps);
                let date = as_of_words(cx.place.as_of.as_ref());
                let age = match self.years {
                    0 => String::new(),
                    1 => " or older than a year".to_owned(),
                    years => format!(" or older than {years} years"),
                };
                (format!("What is lacking{age} {date}"), gaps.len())
            }
        };
        if MOST < count {
            let words = format!("The first {MOST} are shown; f narrows.");
            doc.gap();
            doc.para(&words, cx.theme.style(Role::Dim));
        }
        Some(Detail {
            titles: Titles {
                left,
                right: text::grouped(count),
            },
            doc,
        })
    }
}

/// Returns the day before which evidence is old as of a date: the latest of all
/// is that of the latest evidence.
fn older(corpus: &Corpus, as_of: Option<&Date>, years: u8) -> Option<Date> {
    let evidence = || {
        corpus
            .positions
            .iter()
            .flat_map(|(_, position)| &position.evidence)
    };
    let last = match as_of {
        Some(date) => date.last_day(),
        None => evidence()
            .filter_map(|one| one.date(corpus)?.last_day())
            .max(),
    };
    let day = last?.plus_years(-i32::from(years));
    (years > 0).then(|| Date::from_day(day))
}

/// Adds the changes: those of the actor under the cursor, those on its issue,
/// then all others.
fn changes(doc: &mut Doc, cx: &Context<'_>, board: &Board, turns: &[Turn]) {
    if turns.is_empty() {
        let words = "No stance here became another. Home (1) has other briefings.";
        doc.para(words, cx.theme.style(Role::Dim));
        return;
    }
    let here = board.cell();
    let part = |turn: &Turn| match here {
        Some((actor, _)) if turn.actor == actor => 0,
        Some((_, issue)) if turn.issue == issue => 1,
        _ => 2,
    };
    let mut left = MOST;
    for (at, title) in part_titles(cx, here).into_iter().enumerate() {
        let some: Vec<&Turn> = turns.iter().filter(|turn| part(turn) == at).collect();
        if some.is_empty() {
            continue;
        }
        outline::heading(doc, &title, some.len(), cx.theme);
        for turn in some.into_iter().take(left) {
            change(doc, cx, turn);
            left -= 1;
        }
    }
}

fn part_titles(cx: &Context<'_>, here: Option<(Id<Actor>, Id<Issue>)>) -> [String; 3] {
    let names = here.map(|(actor, issue)| {
        let actor = cx.corpus.actors[actor].name.to_string();
        let issue = cx.corpus.issues[issue].label.to_string();
        [actor, format!("Others on {issue}"), "All others".to_owned()]
    });
    names.unwrap_or_default()
}

/// Adds a change: when, who, on what, which way; then what shows it.
fn change(doc: &mut Doc, cx: &Context<'_>, turn: &Turn) {
    let (corpus, theme) = (cx.corpus, cx.theme);
    let (Some(from), Some(to)) = (
        corpus.positions.get(turn.from),
        corpus.positions.get(turn.to),
    ) else {
        return;
    };
    let since = to.since.as_ref();
    let date = since.map_or_else(|| "no date".to_owned(), Date::short);
    doc.linking(Some(Selection::Cell(turn.actor, turn.issue)));
    let words = format!(
        "{} · {}  ",
        corpus.actors[turn.actor].name, corpus.issues[turn.issue].label
    );
    let first = Row::new().and(text::pad(&date, 12), theme.style(Role::Date));
    let rest = Row::new().and(" ".repeat(12), theme.style(Role::Dim));
    // The date says it already where there is no doubt.
    let when = if turn.is_certain() {
        String::new()
    } else {
        format!("  {}", turn.when())
    };
    let arrow = format!(" {} ", theme.glyph("→", "->"));
    doc.wrapped(
        &first,
        &rest,
        &[
            (words.as_str(), theme.style(Role::Strong)),
            (from.stance.meaning(), theme.style(Role::Text)),
            (arrow.as_str(), theme.style(Role::Warn)),
            (to.stance.meaning(), theme.style(Role::Text)),
            (when.as_str(), theme.style(Role::Dim)),
        ],
    );
    doc.linking(None);
    // One record may show both.
    let first = turn.first.filter(|_| turn.first != turn.last);
    for evidence in turn.last.into_iter().chain(first) {
        match evidence {
            Evidence::Quote(id) => card::quote(doc, cx, id),
            Evidence::Event(id) => card::event_row(doc, corpus, id, theme),
        }
    }
    doc.gap();
}

/// Adds what does not fit together, rule by rule; each leads to its records.
fn unfitting(doc: &mut Doc, cx: &Context<'_>, conflicts: &[Conflict]) {
    let theme = cx.theme;
    if conflicts.is_empty() {
        let words = "No rule finds anything here. Home (1) has other briefings.";
        doc.para(words, theme.style(Role::Dim));
        return;
    }
    let mut left = MOST;
    for &(rule, _, meaning) in Rule::ALL {
        let some = conflicts.iter().filter(|conflict| conflict.rule == rule);
        let some: Vec<&Conflict> = some.collect();
        if some.is_empty() {
            continue;
        }
        outline::heading(doc, &heading(meaning), some.len(), theme);
        for conflict in some.into_iter().take(left) {
            left -= 1;
            if let Some((actor, issue)) = conflict.cell {
                cell_row(doc, cx, (actor, issue));
            }
            doc.para(&conflict.words, theme.style(Role::Text));
            for &entry in &conflict.places {
                record(doc, cx, entry);
            }
            doc.gap();
        }
    }
}

/// Adds a record that leads to its place.
fn record(doc: &mut Doc, cx: &Context<'_>, entry: Entry) {
    let (corpus, theme) = (cx.corpus, cx.theme);
    match entry {
        Entry::Position(id) => card::position(doc, corpus, id, theme),
        Entry::Quote(id) => card::quote(doc, cx, id),
        Entry::Event(id) => card::event_row(doc, corpus, id, theme),
        Entry::Source(id) => card::source_row(doc, corpus, id, theme),
        Entry::Briefing(_) | Entry::Actor(_) | Entry::Issue(_) | Entry::Judgment(_) => {
            outline::reference(doc, cx, entry);
        }
    }
}

/// Returns words as a heading: with a capital.
fn heading(words: &str) -> String {
    let mut rest = words.chars();
    let first = rest.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(rest).collect()
}

/// Adds what is lacking, sort by sort; each leads to its cell.
fn lacking(doc: &mut Doc, cx: &Context<'_>, gaps: &[Gap]) {
    let theme = cx.theme;
    if gaps.is_empty() {
        let words = "Nothing is lacking: each actor here was looked for on each issue.";
        doc.para(words, theme.style(Role::Dim));
        return;
    }
    let mut left = MOST;
    for (name, meaning) in Lack::ALL {
        let some: Vec<&Gap> = gaps.iter().filter(|gap| gap.lack.name() == *name).collect();
        if some.is_empty() {
            continue;
        }
        outline::heading(doc, &heading(meaning), some.len(), theme);
        for gap in some.into_iter().take(left) {
            left -= 1;
            cell_row(doc, cx, (gap.actor, gap.issue));
            if let Lack::Old(date) = &gap.lack {
                let words = format!("  {}", date.short());
                doc.para(&words, theme.style(Role::Dim));
            }
        }
    }
}

/// Adds a row that leads to a cell.
fn cell_row(doc: &mut Doc, cx: &Context<'_>, (actor, issue): (Id<Actor>, Id<Issue>)) {
    let words = format!(
        "{} · {}",
        cx.corpus.actors[actor].name, cx.corpus.issues[issue].label
    );
    doc.linking(Some(Selection::Cell(actor, issue)));
    doc.row(Row::new().and(words, cx.theme.style(Role::Strong)));
    doc.linking(None);
}
