//! A briefing from top to bottom: what it is, what happened and was said, who
//! stands where, what somebody makes of it, and its sources.

use crate::{
    arena::Id,
    model::{Briefing, Entry, Token},
    text::Clean,
    ui::{theme::Role, widget::doc::Doc},
    view::{
        card::{self, LABEL},
        context::Context,
        outline,
    },
};

/// Returns a briefing from top to bottom.
pub(super) fn whole(cx: &Context<'_>, id: Id<Briefing>, cols: usize) -> Doc {
    let mut doc = Doc::new(cols);
    front(&mut doc, cx, id);
    events(&mut doc, cx, id);
    positions(&mut doc, cx, id);
    judgments(&mut doc, cx, id);
    let corpus = cx.corpus;
    let file = &corpus.files[corpus.briefings[id].origin.file];
    outline::heading(&mut doc, "Sources", file.sources.len(), cx.theme);
    for at in file.sources.clone() {
        card::source_row(&mut doc, corpus, Id::new(at), cx.theme);
    }
    doc
}

fn front(doc: &mut Doc, cx: &Context<'_>, id: Id<Briefing>) {
    let (corpus, theme) = (cx.corpus, cx.theme);
    let briefing = &corpus.briefings[id];
    let dim = theme.style(Role::Dim);
    doc.linking(card::link(Entry::Briefing(id)));
    doc.heading(1, &briefing.title, theme.style(Role::Strong));
    doc.linking(None);
    doc.para(&briefing.question, dim);
    doc.gap();
    let authors: Vec<&str> = briefing.authors.iter().map(Clean::as_str).collect();
    doc.labelled("Curators", LABEL, &authors.join(", "), theme);
    for (label, date) in [("As of", &briefing.as_of), ("Updated", &briefing.updated)] {
        if let Some(date) = date {
            doc.labelled(label, LABEL, &date.words(), theme);
        }
    }
    if let Some(status) = briefing.status {
        doc.labelled("Status", LABEL, status.meaning(), theme);
    }
    doc.labelled("Marking", LABEL, &briefing.marking, theme);
    doc.labelled("Licence", LABEL, &briefing.licence, theme);
    for (title, words) in [("Summary", &briefing.summary), ("Method", &briefing.method)] {
        if !words.is_empty() {
            outline::heading(doc, title, 0, theme);
            doc.para(words, theme.style(Role::Text));
        }
    }
}

/// Adds the events in order, each with what was said at it, then what was said
/// at none.
fn events(doc: &mut Doc, cx: &Context<'_>, id: Id<Briefing>) {
    let (corpus, theme) = (cx.corpus, cx.theme);
    let file = &corpus.files[corpus.briefings[id].origin.file];
    let mut ids: Vec<_> = file.events.clone().map(Id::new).collect();
    ids.sort_by_cached_key(|&id| {
        let date = corpus.events[id].date.as_ref();
        (date.is_none(), date.map(crate::date::Date::sort_key))
    });
    if !ids.is_empty() {
        outline::heading(doc, "Events", ids.len(), theme);
    }
    for id in ids {
        doc.gap();
        card::event_row(doc, corpus, id, theme);
        let event = &corpus.events[id];
        doc.para(&event.summary, theme.style(Role::Text));
        doc.para(&event.date_note, theme.style(Role::Dim));
        card::votes(doc, corpus, id, theme);
        for &quote in corpus.quotes_at.of(id) {
            doc.gap();
            card::quote(doc, cx, quote);
        }
    }
    let rest: Vec<_> = file
        .quotes
        .clone()
        .map(Id::new)
        .filter(|&id| corpus.quotes.at(id).event.is_none())
        .collect();
    if !rest.is_empty() {
        outline::heading(doc, "Quotes without an event", rest.len(), theme);
    }
    for quote in rest {
        doc.gap();
        card::quote(doc, cx, quote);
    }
}

/// Adds the positions, issue by issue.
fn positions(doc: &mut Doc, cx: &Context<'_>, id: Id<Briefing>) {
    let (corpus, theme) = (cx.corpus, cx.theme);
    let file = &corpus.files[corpus.briefings[id].origin.file];
    if file.positions.is_empty() {
        return;
    }
    outline::heading(doc, "Positions", file.positions.len(), theme);
    for (issue, _) in corpus.issues.iter() {
        let on: Vec<_> = file
            .positions
            .clone()
            .map(Id::new)
            .filter(|&id| corpus.positions[id].issue == issue)
            .collect();
        if on.is_empty() {
            continue;
        }
        doc.gap();
        doc.linking(card::link(Entry::Issue(issue)));
        outline::issue_head(doc, cx, issue);
        doc.linking(None);
        for position in on {
            card::position(doc, corpus, position, theme);
            doc.para(&corpus.positions[position].note, theme.style(Role::Dim));
        }
    }
}

fn judgments(doc: &mut Doc, cx: &Context<'_>, id: Id<Briefing>) {
    let (corpus, theme) = (cx.corpus, cx.theme);
    let file = &corpus.files[corpus.briefings[id].origin.file];
    if !file.judgments.is_empty() {
        outline::heading(doc, "Judgments", file.judgments.len(), theme);
    }
    for at in file.judgments.clone() {
        doc.gap();
        card::judgment(doc, cx, Id::new(at));
    }
}
