//! How far the actors agree with one of them.

use crate::{
    arena::Id,
    model::Actor,
    stances::Matrix,
    text,
    ui::{
        theme::Role,
        widget::{doc::Doc, line::Row},
    },
    view::{context::Context, outline},
};

/// The most actors that are listed.
const MOST: usize = 24;

/// Adds the actors that have stances with a score on the issues of this one,
/// those that agree most first, and how many have none.
pub(super) fn show(doc: &mut Doc, cx: &Context<'_>, matrix: &Matrix, actor: Id<Actor>) {
    let theme = cx.theme;
    let dim = theme.style(Role::Dim);
    let others = matrix.actors.iter().filter(|&&other| other != actor);
    let mut agree: Vec<_> = others
        .clone()
        .filter_map(|&other| Some((other, matrix.agreement(actor, other)?)))
        .collect();
    agree.sort_by(|a, b| {
        let (a, b) = (a.1, b.1);
        b.share.total_cmp(&a.share).then(b.issues.cmp(&a.issues))
    });
    let name = cx.corpus.actors[actor].name.as_str();
    outline::heading(doc, &format!("Agreement with {name}"), 0, theme);
    for (other, agreement) in agree.iter().take(MOST) {
        let full = (1..=10).filter(|tenth| f64::from(*tenth) <= agreement.share * 10.0 + 0.5);
        let bar = theme.glyph("▇", "#").repeat(full.count());
        let issues = text::plural(agreement.issues, "issue", "issues");
        let row = Row::new()
            .and(
                text::pad(&cx.corpus.actors[*other].name, 18),
                theme.style(Role::Text),
            )
            .and(format!(" {}", text::pad(&bar, 10)), theme.style(Role::Bars))
            .and(format!(" {:.2}  on {issues}", agreement.share), dim);
        doc.row(row);
    }
    if agree.len() > MOST {
        doc.para(&format!("{} more share an issue.", agree.len() - MOST), dim);
    }
    let none = others.count() - agree.len();
    if none > 0 {
        let words = text::plural(none, "other shares", "others share");
        doc.para(&format!("{words} no issue with a score."), dim);
    }
}
