//! A timeline for a spreadsheet: RFC 4180, one header row, one event a row.

use std::io;

use crate::{
    arena::Id,
    cli::{
        answer::Answer,
        format::{self, Cells, bound},
        timeline::chosen::{Chosen, Part},
    },
    date::Date,
    export,
    model::{Actor, Event, Token, Votes},
};

/// A column: its name and what stands in it. To add one, add its line.
type Column = (&'static str, fn(&Chosen<'_>, &Part, Id<Event>) -> String);

const COLUMNS: &[Column] = &[
    ("ref", |chosen, _, id| chosen.reference(id)),
    ("date", |chosen, _, id| dated(chosen, id, Date::to_string)),
    ("earliest", |chosen, _, id| {
        dated(chosen, id, |date| bound(date.earliest()))
    }),
    ("latest", |chosen, _, id| {
        dated(chosen, id, |date| bound(date.latest()))
    }),
    ("date_words", |chosen, _, id| dated(chosen, id, Date::words)),
    ("order_unsure", |chosen, part, id| {
        let unsure = part.is_unsure(chosen.corpus, id);
        if unsure { "yes" } else { "no" }.to_owned()
    }),
    ("title", |chosen, _, id| event(chosen, id).title.to_string()),
    ("kind", |chosen, _, id| event(chosen, id).kind.to_string()),
    ("place", |chosen, _, id| event(chosen, id).place.to_string()),
    ("importance", |chosen, _, id| {
        event(chosen, id).importance.token().to_owned()
    }),
    ("actors", |chosen, _, id| {
        let actors = event(chosen, id).actors.iter();
        let names = actors.map(|&actor| chosen.corpus.actors[actor].name.as_str());
        joined(names)
    }),
    ("issues", |chosen, _, id| {
        let issues = event(chosen, id).issues.iter();
        joined(issues.map(|&issue| chosen.corpus.issues[issue].label.as_str()))
    }),
    ("yes", |chosen, _, id| voted(chosen, id, |votes| &votes.yes)),
    ("no", |chosen, _, id| voted(chosen, id, |votes| &votes.no)),
    ("abstain", |chosen, _, id| {
        voted(chosen, id, |votes| &votes.abstain)
    }),
    ("absent", |chosen, _, id| {
        voted(chosen, id, |votes| &votes.absent)
    }),
    ("quotes", |chosen, _, id| {
        chosen.corpus.quotes_at.of(id).len().to_string()
    }),
    ("positions", |chosen, _, id| {
        chosen.corpus.positions_at.of(id).len().to_string()
    }),
    ("source", |chosen, _, id| {
        let source = event(chosen, id).source;
        source.map_or_else(String::new, |source| {
            export::where_in(chosen.corpus, source, "")
        })
    }),
    ("locator", |chosen, _, id| {
        event(chosen, id).locator.to_string()
    }),
    ("briefing", |chosen, _, id| chosen.briefing(id).to_owned()),
    ("comes", |chosen, part, id| part.beside(chosen.corpus, id)),
];

/// Writes events as a table; with lanes, an event has a row in each of its own.
pub(super) fn write(
    chosen: &Chosen<'_>,
    lanes: bool,
    cells: Cells,
    answer: &mut Answer<'_>,
) -> io::Result<()> {
    let names = COLUMNS.iter().map(|(name, _)| *name);
    let names = lanes.then_some("lane").into_iter().chain(names);
    let rows = chosen.parts.iter().flat_map(|part| {
        part.order.all().map(move |id| {
            let cells = COLUMNS.iter().map(|(_, cell)| cell(chosen, part, id));
            part.title.clone().into_iter().chain(cells).collect()
        })
    });
    format::table(answer.out, names, rows, cells)
}

fn event<'a>(chosen: &Chosen<'a>, id: Id<Event>) -> &'a Event {
    &chosen.corpus.events[id]
}

fn dated(chosen: &Chosen<'_>, id: Id<Event>, words: impl Fn(&Date) -> String) -> String {
    format::dated(event(chosen, id).date.as_ref(), words)
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join("; ")
}

/// Returns how many are named on one side of a vote; empty where there was none.
fn voted(chosen: &Chosen<'_>, id: Id<Event>, side: fn(&Votes) -> &Vec<Id<Actor>>) -> String {
    let votes = event(chosen, id).votes.as_ref();
    votes.map_or_else(String::new, |votes| side(votes).len().to_string())
}
