//! What a cell of the matrix rests on: its position in words, its evidence,
//! and how it moved.

use crate::{
    arena::Id,
    model::{Actor, Issue, Token},
    stances, text,
    ui::{
        theme::Role,
        widget::{doc::Doc, line::Row},
    },
    view::{card, context::Context, outline},
};

/// Adds a cell's position, evidence and history; returns the words for the
/// right of the border.
pub(super) fn show(
    doc: &mut Doc,
    cx: &Context<'_>,
    tracks: &stances::Tracks,
    actor: Id<Actor>,
    issue: Id<Issue>,
    drift: bool,
) -> String {
    let (corpus, theme) = (cx.corpus, cx.theme);
    let dim = theme.style(Role::Dim);
    let as_of = cx.place.as_of.as_ref();
    let history = tracks.history(actor, issue, as_of);
    let cell = tracks.cell(actor, issue, as_of);
    let Some(id) = cell.current else {
        doc.para(
            "Nobody looked: no briefing records a position here as of this date.",
            dim,
        );
        proposition(doc, cx, issue);
        if !history.is_empty() {
            steps(doc, cx, &history);
        }
        return String::new();
    };
    let position = &corpus.positions[id];
    let mut words = format!("  {}", position.stance.meaning());
    if let Some(since) = &position.since {
        words = format!("{words} since {}", since.words());
    }
    let mut facts: Vec<String> = Vec::new();
    facts.extend(position.basis.map(|basis| basis.meaning().to_owned()));
    facts.extend(
        position
            .confidence
            .map(|confidence| confidence.meaning().to_owned()),
    );
    facts.extend(
        cell.possibly
            .then(|| "only possibly before this date".to_owned()),
    );
    facts.extend(
        cell.latest
            .and_then(|evidence| evidence.date(corpus))
            .map(|date| format!("latest evidence {}", date.short())),
    );
    doc.wrapped(
        &Row::new().and(
            theme.stance_glyph(position.stance),
            theme.stance(position.stance),
        ),
        &Row::new().and("    ", dim),
        &[
            (words.as_str(), theme.style(Role::Strong)),
            (&format!("  ({})", facts.join(", ")), dim),
        ],
    );
    if let Some(before) = cell.was {
        let before = &corpus.positions[before];
        let since = before
            .since
            .as_ref()
            .map(|date| format!(" {}", date.short()))
            .unwrap_or_default();
        doc.para(&format!("    was: {}{since}", before.stance.meaning()), dim);
    }
    doc.para(&position.note, theme.style(Role::Text));
    doc.gap();
    card::evidence(doc, corpus, id, theme);
    doc.gap();
    proposition(doc, cx, issue);
    if drift || history.len() > 1 {
        steps(doc, cx, &history);
    }
    text::plural(
        position.evidence.len(),
        "piece of evidence",
        "pieces of evidence",
    )
}

fn proposition(doc: &mut Doc, cx: &Context<'_>, issue: Id<Issue>) {
    doc.gap();
    doc.heading(2, "The issue", cx.theme.style(Role::Head));
    outline::issue_head(doc, cx, issue);
}

/// Adds how a stance moved: one row a position, its column the stance.
fn steps(doc: &mut Doc, cx: &Context<'_>, history: &[stances::Step]) {
    let (corpus, theme) = (cx.corpus, cx.theme);
    outline::heading(doc, "Over time", history.len(), theme);
    for step in history {
        let position = &corpus.positions[step.position];
        let when = position
            .since
            .as_ref()
            .map_or_else(|| "no date".to_owned(), crate::date::Date::short);
        let at = position
            .stance
            .score()
            .map_or(2, |score| usize::try_from(score + 2).unwrap_or(2));
        let dim = theme.style(Role::Dim);
        let evidence = text::plural(position.evidence.len(), "record", "records");
        let basis = position.basis.map_or("", Token::token);
        let row = Row::new()
            .and(text::pad(&when, 12), theme.style(Role::Date))
            .and(
                theme.glyph("·", ".").repeat(3 * at),
                theme.style(Role::Faint),
            )
            .and(
                theme.stance_glyph(position.stance),
                theme.stance(position.stance),
            )
            .and(
                theme.glyph("·", ".").repeat(3 * (4 - at)),
                theme.style(Role::Faint),
            )
            .and(
                format!("  {}  ", position.stance.meaning()),
                theme.style(Role::Text),
            )
            .and(format!("{basis} · {evidence}"), dim);
        let first = position.evidence.first();
        doc.linking(first.and_then(|evidence| card::link(evidence.entry())));
        doc.row(row);
        doc.linking(None);
    }
}
