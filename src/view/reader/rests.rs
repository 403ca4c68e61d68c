//! What rests on a record, as a page: what would fall with it first, then
//! everything that leans on it, under what it leans on.

use crate::{
    model::Entry,
    rests::{self, Fall, How, Item, Loss, Rests},
    text,
    ui::{
        place::Selection,
        theme::Role,
        widget::{doc::Doc, line::Row},
    },
    view::{card, context::Context, outline},
};

/// The most steps that are indented: deeper ones stand under these.
const DEEPEST: usize = 8;

/// Returns the page.
pub(super) fn page(cx: &Context<'_>, entry: Entry, found: &Rests, cols: usize) -> Doc {
    let mut doc = Doc::new(cols);
    row(&mut doc, cx, entry);
    let rests = rests::corroboration(cx.corpus, &found.provenance, entry);
    if let Some(rests) = rests {
        let words = format!("It rests on {} itself.", rests.words());
        doc.para(&words, cx.theme.style(Role::Dim));
    }
    doc.gap();
    if found.items.is_empty() {
        let words = "Nothing in the library leans on it.";
        doc.para(words, cx.theme.style(Role::Text));
        return doc;
    }
    falls(&mut doc, cx, found);
    blank(&mut doc, cx, found);
    leaning(&mut doc, cx, found);
    if card::MOST < found.items.len() {
        let name = cx.corpus.reference(entry);
        let words = format!("`attache rests-on {name}` tells of all.");
        doc.gap();
        doc.para(&words, cx.theme.style(Role::Dim));
    }
    doc
}

/// Adds a record, as it stands in lists.
fn row(doc: &mut Doc, cx: &Context<'_>, entry: Entry) {
    let (corpus, theme) = (cx.corpus, cx.theme);
    match entry {
        Entry::Quote(id) => card::quote(doc, cx, id),
        Entry::Event(id) => card::event_row(doc, corpus, id, theme),
        Entry::Source(id) => card::source_row(doc, corpus, id, theme),
        Entry::Position(id) => card::position(doc, corpus, id, theme),
        Entry::Judgment(id) => card::judgment(doc, cx, id),
        Entry::Actor(_) | Entry::Issue(_) | Entry::Briefing(_) => {
            doc.linking(card::link(entry));
            let name = crate::export::name(corpus, entry);
            doc.para(&name, theme.style(Role::Strong));
            doc.linking(None);
        }
    }
}

/// Adds the positions that would lose support, those that would lose most first.
fn falls(doc: &mut Doc, cx: &Context<'_>, found: &Rests) {
    let theme = cx.theme;
    doc.heading(2, "If it could not be relied on", theme.style(Role::Head));
    if found.falls.is_empty() {
        doc.para("no position would lose support", theme.style(Role::Dim));
    }
    for &(loss, _, words) in Loss::ALL {
        let falls = found.falls.iter().filter(|fall| fall.loss == loss);
        let falls: Vec<&Fall> = falls.collect();
        if falls.is_empty() {
            continue;
        }
        let count = text::plural(falls.len(), "position", "positions");
        let role = match loss {
            Loss::All => Role::Bad,
            Loss::FirstHand => Role::Warn,
            Loss::Some => Role::Text,
        };
        doc.gap();
        doc.para(&format!("{count} {words}"), theme.style(role));
        for fall in falls.iter().take(card::MOST) {
            let entry = Entry::Position(fall.position);
            nested(doc, cx, 1, |doc| {
                row(doc, cx, entry);
                let rests = rests::corroboration(cx.corpus, &found.provenance, entry);
                let words = rests.map_or_else(String::new, |rests| rests.words());
                doc.para(&format!("   rests on {words} now"), theme.style(Role::Dim));
            });
        }
        card::more(doc, cx.theme, falls.len());
    }
}

/// Adds the cells that would have no position left.
fn blank(doc: &mut Doc, cx: &Context<'_>, found: &Rests) {
    if found.blank.is_empty() {
        return;
    }
    let (corpus, theme) = (cx.corpus, cx.theme);
    let count = text::plural(found.blank.len(), "cell", "cells");
    doc.gap();
    doc.para(
        &format!("{count} of the stance view would go blank"),
        theme.style(Role::Bad),
    );
    for &(actor, issue) in found.blank.iter().take(card::MOST) {
        doc.linking(Some(Selection::Cell(actor, issue)));
        let (who, what) = (&corpus.actors[actor].name, &corpus.issues[issue].label);
        let glyph = theme.glyph(" · ", " - ");
        let indent = Row::new().and("  ", theme.style(Role::Dim));
        doc.wrapped(
            &indent,
            &indent,
            &[
                (who.as_str(), theme.style(Role::Text)),
                (glyph, theme.style(Role::Dim)),
                (what.as_str(), theme.style(Role::Strong)),
            ],
        );
        doc.linking(None);
    }
    card::more(doc, cx.theme, found.blank.len());
}

/// Adds everything that leans on the record: what leans in one way on one thing
/// stands together.
fn leaning(doc: &mut Doc, cx: &Context<'_>, found: &Rests) {
    let theme = cx.theme;
    outline::heading(doc, "What leans on it", found.items.len(), theme);
    // How what was last told at each depth leans, and on what.
    let mut told: Vec<(Option<usize>, How)> = Vec::new();
    for item in found.items.iter().take(card::MOST) {
        let depth = item.steps.saturating_sub(1);
        if told.get(depth) != Some(&(item.on, item.how)) {
            told.truncate(depth);
            told.push((item.on, item.how));
            if depth == 0 {
                doc.gap();
            }
            nested(doc, cx, depth, |doc| how(doc, cx, found, item));
        } else if depth == 0 && matches!(item.entry, Entry::Quote(_) | Entry::Judgment(_)) {
            // Words take several rows: they are told apart by an empty one.
            doc.gap();
        }
        told.truncate(depth + 1);
        nested(doc, cx, depth + 1, |doc| row(doc, cx, item.entry));
    }
    card::more(doc, cx.theme, found.items.len());
}

/// Adds how a record leans on what stands above it, and how many lean so.
fn how(doc: &mut Doc, cx: &Context<'_>, found: &Rests, item: &Item) {
    let theme = cx.theme;
    let alike = found.items.iter();
    let alike = alike.filter(|other| (other.on, other.how) == (item.on, item.how));
    let words = format!("{}  {}", item.how.words(), text::grouped(alike.count()));
    let (hook, role) = match item.on {
        Some(_) => (theme.glyph("└ ", "` "), Role::Dim),
        None => ("", Role::Strong),
    };
    doc.para(&format!("{hook}{words}"), theme.style(role));
}

/// Adds rows under what stands `depth` steps above them.
fn nested(doc: &mut Doc, cx: &Context<'_>, depth: usize, rows: impl FnOnce(&mut Doc)) {
    let cols = 2 * depth.min(DEEPEST).min(doc.cols / 6);
    let indent = Row::new().and(" ".repeat(cols), cx.theme.style(Role::Dim));
    let mut inner = Doc::new(doc.cols.saturating_sub(cols));
    rows(&mut inner);
    doc.nested(&indent, &indent, inner);
}
