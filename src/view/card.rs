//! Records as rows to be read: the same quote looks the same in every pane.

use std::ops::Range;

use ratatui::style::Style;

use crate::{
    arena::Id,
    date::Date,
    export::{about, attribution, marks, names, where_in},
    model::{
        Corpus, Entry, Event, Judgment, Name, Position, Quote, QuoteId, QuoteKind, Source, Token,
    },
    text,
    ui::{
        place::Selection,
        theme::{Role, Theme},
        widget::{doc::Doc, line::Row},
    },
    view::{context::Context, tick},
};

/// Columns of the labels before values.
pub(super) const LABEL: usize = 10;

/// The most records of a sort that a pane lists: each is wrapped anew whenever
/// the pane is drawn.
pub(super) const MOST: usize = 500;

/// Says how many records there are beyond those that are listed.
pub(super) fn more(doc: &mut Doc, theme: &Theme, all: usize) {
    if MOST < all {
        let words = format!("and {} more", text::grouped(all - MOST));
        doc.para(&words, theme.style(Role::Dim));
    }
}

/// Returns the selection of a record, for rows to lead to.
#[expect(
    clippy::unnecessary_wraps,
    reason = "rows take an option: most lead nowhere"
)]
pub(super) fn link(entry: Entry) -> Option<Selection> {
    Some(Selection::Entry(entry))
}

/// Returns a quote's words in pieces: the words before it, dimmed; its own,
/// between their marks, with parts lit up; the words after it, dimmed.
pub(super) fn quote_pieces<'a>(
    quote: &'a Quote,
    lit: &[Range<usize>],
    theme: &Theme,
) -> Vec<(&'a str, Style)> {
    let dim = theme.style(Role::Dim);
    let mut pieces = Vec::new();
    if !quote.prefix.is_empty() {
        pieces.extend([(quote.prefix.as_str(), dim), (" ", dim)]);
    }
    pieces.extend(words(quote, lit, 0..quote.text.len(), theme));
    pieces
}

/// Returns a part of a quote's own words in pieces, as [`quote_pieces`] has
/// them; `…` stands where words are left out before the part, and what follows
/// the quote is left out where its end is.
pub(super) fn words<'a>(
    quote: &'a Quote,
    lit: &[Range<usize>],
    part: Range<usize>,
    theme: &Theme,
) -> Vec<(&'a str, Style)> {
    let (open, close) = marks(quote.kind);
    let dim = theme.style(Role::Dim);
    let own = match quote.kind {
        QuoteKind::Quotation => theme.style(Role::Quotation),
        QuoteKind::Excerpt | QuoteKind::Paraphrase => theme.style(Role::Text),
    };
    let mut pieces = vec![(open, own)];
    if part.start > 0 {
        pieces.push(("… ", dim));
    }
    let mut at = part.start;
    for range in lit {
        let (from, to) = (range.start.max(at), range.end.min(part.end));
        let (Some(before), Some(words)) = (quote.text.get(at..from), quote.text.get(from..to))
        else {
            continue;
        };
        pieces.extend([(before, own), (words, own.patch(theme.style(Role::Lit)))]);
        at = to;
    }
    pieces.push((quote.text.get(at..part.end).unwrap_or_default(), own));
    if part.end < quote.text.len() {
        return pieces;
    }
    pieces.push((close, own));
    if !quote.suffix.is_empty() {
        pieces.extend([
            (text::joint(&quote.suffix), dim),
            (quote.suffix.as_str(), dim),
        ]);
    }
    pieces
}

/// Adds a quote: its words, then who, when and where, and whether the words
/// were found there.
pub(super) fn quote(doc: &mut Doc, cx: &Context<'_>, id: QuoteId) {
    let quote = &cx.corpus.quotes.at(id);
    doc.linking(link(Entry::Quote(id)));
    let none = Row::new();
    doc.wrapped(&none, &none, &quote_pieces(quote, &[], cx.theme));
    by(doc, cx, id);
    doc.linking(None);
}

/// Adds who said a quote, when, where it stands, and whether it was found
/// there: no words without it.
pub(super) fn by(doc: &mut Doc, cx: &Context<'_>, id: QuoteId) {
    let theme = cx.theme;
    let dim = theme.style(Role::Dim);
    let dash = Row::new().and(theme.glyph("  — ", "  -- "), dim);
    let rest = Row::new().and("    ", dim);
    let by = attribution(cx.corpus, &cx.corpus.quotes.at(id));
    let (found, role) = tick::words(cx, id).unwrap_or((String::new(), Role::Dim));
    let between = if found.is_empty() { "" } else { " · " };
    doc.wrapped(
        &dash,
        &rest,
        &[
            (by.as_str(), dim),
            (between, dim),
            (found.as_str(), theme.style(role)),
        ],
    );
}

/// Adds a position: its stance as glyph and word, who, on what, since when.
pub(super) fn position(doc: &mut Doc, corpus: &Corpus, id: Id<Position>, theme: &Theme) {
    let position = &corpus.positions[id];
    let issue = &corpus.issues[position.issue];
    // The link leads to the cell of the first actor; the others stand beside it.
    doc.linking(link(Entry::Position(id)));
    let mut facts = vec![
        position
            .stance
            .meaning()
            .split(':')
            .next()
            .unwrap_or_default()
            .to_owned(),
    ];
    facts.extend(position.since.as_ref().map(Date::words_since));
    facts.extend(position.basis.map(|basis| basis.token().to_owned()));
    facts.extend(
        position
            .confidence
            .map(|confidence| confidence.meaning().to_owned()),
    );
    let glyph = Row::new()
        .and(
            theme.stance_glyph(position.stance),
            theme.stance(position.stance),
        )
        .and(" ", theme.style(Role::Text));
    let indent = Row::new().and("   ", theme.style(Role::Text));
    let (who, facts) = (
        names(corpus, &position.actors),
        format!("  {}", facts.join(", ")),
    );
    doc.wrapped(
        &glyph,
        &indent,
        &[
            (who.as_str(), theme.style(Role::Text)),
            (theme.glyph(" · ", " - "), theme.style(Role::Dim)),
            (issue.label.as_str(), theme.style(Role::Strong)),
            (facts.as_str(), theme.style(Role::Dim)),
        ],
    );
    doc.linking(None);
}

/// Adds a judgment: its words, whose it is, how likely and how sure.
pub(super) fn judgment(doc: &mut Doc, cx: &Context<'_>, id: Id<Judgment>) {
    let (corpus, theme) = (cx.corpus, cx.theme);
    let judgment = &corpus.judgments[id];
    doc.linking(link(Entry::Judgment(id)));
    let mut facts = vec![judgment.kind.meaning().to_owned()];
    facts.extend(
        judgment
            .by
            .as_ref()
            .map(|by: &Name| format!("by {}", corpus.name(by))),
    );
    facts.extend(
        judgment
            .likelihood
            .map(|l| format!("{} ({})", l.token(), l.meaning())),
    );
    facts.extend(judgment.confidence.map(|c| c.meaning().to_owned()));
    if let Some(source) = judgment.source {
        facts.push(where_in(corpus, source, &judgment.locator));
    }
    doc.para(&judgment.text, theme.style(Role::Text));
    doc.para(&facts.join(" · "), theme.style(Role::Dim));
    doc.linking(None);
}

/// Adds an event in one row: when and what.
pub(super) fn event_row(doc: &mut Doc, corpus: &Corpus, id: Id<Event>, theme: &Theme) {
    let event = &corpus.events[id];
    doc.linking(link(Entry::Event(id)));
    let date = event
        .date
        .as_ref()
        .map_or_else(|| "no date".to_owned(), Date::short);
    let first = Row::new().and(text::pad(&date, 12), theme.style(Role::Date));
    let rest = Row::new().and(" ".repeat(12), theme.style(Role::Date));
    doc.wrapped(
        &first,
        &rest,
        &[(event.title.as_str(), theme.style(Role::Text))],
    );
    doc.linking(None);
}

/// Adds a source in one row or two: its title, and what it is.
pub(super) fn source_row(doc: &mut Doc, corpus: &Corpus, id: Id<Source>, theme: &Theme) {
    let source = &corpus.sources[id];
    doc.linking(link(Entry::Source(id)));
    let none = Row::new();
    let about = about(corpus, source);
    let dim = theme.style(Role::Dim);
    doc.wrapped(
        &none,
        &Row::new().and("  ", dim),
        &[
            (source.title.as_str(), theme.style(Role::Text)),
            (" · ", dim),
            (about.as_str(), dim),
        ],
    );
    doc.linking(None);
}

/// Adds what a vote came to: how many each way, and who.
pub(super) fn votes(doc: &mut Doc, corpus: &Corpus, id: Id<Event>, theme: &Theme) {
    let Some(votes) = &corpus.events[id].votes else {
        return;
    };
    for (label, actors) in [
        ("yes", &votes.yes),
        ("no", &votes.no),
        ("abstain", &votes.abstain),
        ("absent", &votes.absent),
    ] {
        if !actors.is_empty() {
            // A briefing may name only some of those who voted.
            let value = format!(
                "{} ({} named here)",
                names(corpus, actors),
                text::grouped(actors.len())
            );
            doc.labelled(label, LABEL, &value, theme);
        }
    }
}
