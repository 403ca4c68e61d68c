//! A quote beside its translations and beside what is like it, as a page: how
//! each differs, word by word.

use crate::{
    export,
    model::{Entry, QuoteId},
    text::{self, Change, Edit},
    ui::{
        theme::Role,
        widget::{doc::Doc, line::Row},
    },
    variants::{self, Variant},
    view::{card, context::Context, outline},
};

/// Columns from which on two quotes stand side by side.
const WIDE: usize = 60;

/// Columns between two that do.
const GAP: usize = 3;

/// Returns the page.
pub(super) fn page(cx: &Context<'_>, quote: QuoteId, found: &[Variant], cols: usize) -> Doc {
    let theme = cx.theme;
    let mut doc = Doc::new(cols);
    card::quote(&mut doc, cx, quote);
    translations(&mut doc, cx, quote);
    for (heading, variants) in variants::headed(found) {
        if !variants.is_empty() {
            outline::heading(&mut doc, heading, variants.len(), theme);
        }
        for variant in variants {
            doc.gap();
            beside(&mut doc, cx, quote, variant);
        }
    }
    if found.is_empty() {
        doc.gap();
        let words = "No other quote in the library is like it.";
        doc.para(words, theme.style(Role::Text));
    }
    doc
}

/// Adds the translations, each beside the words that it translates.
fn translations(doc: &mut Doc, cx: &Context<'_>, id: QuoteId) {
    let theme = cx.theme;
    let quote = &cx.corpus.quotes.at(id);
    if quote.translations.is_empty() {
        return;
    }
    let own = text::plural(quote.translations.len(), "translation", "translations");
    outline::heading(doc, &own, 0, theme);
    for translation in &quote.translations {
        doc.gap();
        let (left, right) = halves(doc.cols);
        let (mut one, mut other) = (Doc::new(left), Doc::new(right));
        let from = if quote.lang.is_empty() {
            "as it stands".to_owned()
        } else {
            format!("{}, as it stands", quote.lang)
        };
        one.para(&from, theme.style(Role::Dim));
        one.para(&quote.text, theme.style(Role::Quotation));
        let by = export::translated_by(cx.corpus, translation);
        let by = format!("{}, translated: {by}", translation.lang);
        other.para(&by, theme.style(Role::Dim));
        other.para(&translation.text, theme.style(Role::Text));
        join(doc, one, other);
    }
}

/// Adds a variant beside the quote: what stands in one alone is marked in each.
fn beside(doc: &mut Doc, cx: &Context<'_>, quote: QuoteId, variant: &Variant) {
    let theme = cx.theme;
    let dim = theme.style(Role::Dim);
    let none = Row::new();
    let Some(changes) = variants::pair(cx.corpus, quote, variant.quote) else {
        card::quote(doc, cx, variant.quote);
        doc.para("    in another language", dim);
        return;
    };
    let alike = alike(&changes, variant.likeness);
    doc.linking(card::link(Entry::Quote(variant.quote)));
    if doc.cols < WIDE {
        outline::edited(doc, cx, &none, &changes);
    } else {
        let (left, right) = halves(doc.cols);
        let link = card::link(Entry::Quote(variant.quote));
        let half = |cols, words| {
            let mut half = Doc::new(cols);
            half.linking(link);
            half.para(words, dim);
            half
        };
        let (mut one, mut other) = (half(left, "this one"), half(right, "the other"));
        let of = |edit: Edit| changes.iter().filter(move |change| change.edit != edit);
        outline::edited(&mut one, cx, &none, of(Edit::Added));
        outline::edited(&mut other, cx, &none, of(Edit::Removed));
        join(doc, one, other);
    }
    card::by(doc, cx, variant.quote);
    doc.para(&format!("    {alike}"), dim);
    doc.linking(None);
}

/// Returns how like two quotes are, in words.
fn alike(changes: &[Change], likeness: f32) -> String {
    if changes.iter().all(|change| change.edit == Edit::Same) {
        return "the same words".to_owned();
    }
    // Cut off, so that a hundred is all.
    format!("{} % alike", (likeness * 100.0).floor())
}

/// Returns the columns of two halves.
fn halves(cols: usize) -> (usize, usize) {
    if cols < WIDE {
        return (cols, cols);
    }
    let left = (cols - GAP) / 2;
    (left, cols - GAP - left)
}

/// Adds two documents side by side, or one below the other where there is no room.
fn join(doc: &mut Doc, one: Doc, other: Doc) {
    if doc.cols < WIDE {
        doc.rows.extend(one.rows);
        doc.rows.extend(other.rows);
        return;
    }
    let cols = one.cols + GAP;
    doc.abreast(one, other, cols);
}
