//! All that is known of a record, in full: what detail panes show.

use std::ops::Range;

use ratatui::style::Style;

use crate::{
    arena::Id,
    chronology::{Extent, Form, since_words},
    date::Qualifier,
    diagnostic::{Diagnostic, Severity},
    export,
    model::{
        Actor, Entry, Event, Evidence, Issue, Position, Quote, QuoteId, QuoteKind, Source, Token,
    },
    text::{self, Change, Clean, Edit},
    ui::{
        theme::{Role, Theme},
        widget::{doc::Doc, line::Row},
    },
    variants,
    view::{
        card::{self, LABEL},
        context::Context,
        tick,
    },
};

/// Adds a heading with a count.
pub(super) fn heading(doc: &mut Doc, words: &str, count: usize, theme: &Theme) {
    doc.gap();
    let words = if count == 0 {
        words.to_owned()
    } else {
        format!("{words}  {}", text::grouped(count))
    };
    doc.heading(2, &words, theme.style(Role::Head));
}

/// Adds everything about an event: when, who, its vote, its quotes, and the
/// positions it shows.
pub(super) fn event(doc: &mut Doc, cx: &Context<'_>, id: Id<Event>) {
    let (corpus, theme) = (cx.corpus, cx.theme);
    let event = &corpus.events[id];
    doc.heading(1, &event.title, theme.style(Role::Strong));
    let mut facts = vec![when(cx, id)];
    facts.push(export::names(corpus, &event.actors));
    facts.push(event.place.to_string());
    facts.push(event.kind.to_string());
    facts.retain(|fact| !fact.is_empty());
    doc.para(&facts.join(" · "), theme.style(Role::Dim));
    doc.para(&event.date_note, theme.style(Role::Dim));
    if !event.summary.is_empty() {
        doc.gap();
        doc.para(&event.summary, theme.style(Role::Text));
    }
    if let Some(votes) = &event.votes {
        let tally = format!("Vote  {} of those named here", votes.tally());
        heading(doc, &tally, 0, theme);
        card::votes(doc, corpus, id, theme);
    }
    let quotes = corpus.quotes_at.of(id);
    if !quotes.is_empty() {
        heading(doc, "Quotes", quotes.len(), theme);
        for &quote in quotes.iter().take(card::MOST) {
            card::quote(doc, cx, quote);
        }
        card::more(doc, theme, quotes.len());
    }
    let positions = corpus.positions_at.of(id);
    if !positions.is_empty() {
        heading(doc, "Positions that rest on it", positions.len(), theme);
        for &position in positions {
            card::position(doc, corpus, position, theme);
        }
    }
    doc.gap();
    let once = |label| std::iter::once(label).chain(std::iter::repeat(""));
    for (&actor, label) in event.actors.iter().zip(once("Actors")) {
        doc.linking(card::link(Entry::Actor(actor)));
        doc.labelled(label, LABEL, &corpus.actors[actor].name, theme);
        doc.linking(None);
    }
    for (&issue, label) in event.issues.iter().zip(once("Issues")) {
        doc.linking(card::link(Entry::Issue(issue)));
        doc.labelled(label, LABEL, &corpus.issues[issue].label, theme);
        doc.linking(None);
    }
    for &(actor, ref role) in &event.roles {
        let words = format!("{}: {role}", corpus.actors[actor].name);
        doc.labelled("Role", LABEL, &words, theme);
    }
    event_sources(doc, cx, event);
    doc.labelled("Note", LABEL, &event.note, theme);
    reference(doc, cx, Entry::Event(id));
}

/// Adds where an event is reported, and how far that is to be relied on.
fn event_sources(doc: &mut Doc, cx: &Context<'_>, event: &Event) {
    let (corpus, theme) = (cx.corpus, cx.theme);
    if let Some(source) = event.source {
        doc.linking(card::link(Entry::Source(source)));
        doc.labelled(
            "Source",
            LABEL,
            &export::where_in(corpus, source, &event.locator),
            theme,
        );
    }
    let letter = event.source.and_then(|id| corpus.sources[id].reliability);
    let rating = export::rating(letter, event.credibility);
    doc.linking(None);
    doc.labelled("Rated", LABEL, &rating, theme);
    for also in &event.also {
        doc.linking(card::link(Entry::Source(also.source)));
        doc.labelled(
            "Also",
            LABEL,
            &export::where_in(corpus, also.source, &also.locator),
            theme,
        );
    }
    doc.linking(None);
}

/// Returns an event's date in words, with what sort of date it is and its bounds
/// where it is no single day, and how far it is from day zero.
fn when(cx: &Context<'_>, id: Id<Event>) -> String {
    let event = &cx.corpus.events[id];
    let Some(date) = &event.date else {
        return "no date in the source".to_owned();
    };
    let mut words = date.words();
    match (date.first_day(), date.last_day()) {
        (Some(first), Some(last)) if first == last && date.qualifier() == Qualifier::Exact => {
            words = format!("{} {words}", first.weekday());
        }
        _ => {
            // “May 2011” alone may be some day in May or all of it; other words tell.
            let meaning = match Extent::of(date).form {
                Form::Within => format!("{}: ", Form::Within.meaning()),
                Form::Day
                | Form::Hour
                | Form::OneOf
                | Form::About
                | Form::Unsure
                | Form::AboutUnsure
                | Form::Lasted
                | Form::LastedAbout
                | Form::LastedUnsure
                | Form::Unspecified
                | Form::Placed => String::new(),
            };
            words = format!("{words} ({meaning}{})", date.bounds_words());
        }
    }
    let zero = cx.place.zero.filter(|&zero| zero != id);
    let zero = zero.and_then(|zero| cx.corpus.events.get(zero));
    if let Some(zero) = zero.and_then(|event| event.date.as_ref()) {
        words = format!("{words}, {} day zero", since_words(zero, date));
    }
    match event.date_basis {
        Some(basis) => format!("{words}, {}", basis.meaning()),
        None => words,
    }
}

/// Adds everything about a quote: its words with those around them, who said
/// it, where it can be checked, and what rests on it.
pub(super) fn quote(doc: &mut Doc, cx: &Context<'_>, id: QuoteId, lit: &[Range<usize>]) {
    let (corpus, theme) = (cx.corpus, cx.theme);
    let quote = &corpus.quotes.at(id);
    let none = Row::new();
    doc.wrapped(&none, &none, &card::quote_pieces(quote, lit, theme));
    doc.gap();
    if let Some(speaker) = quote.speaker {
        doc.labelled("Speaker", LABEL, &spoken_by(cx, quote, speaker), theme);
    } else {
        doc.labelled("Document", LABEL, &corpus.voice(quote), theme);
    }
    doc.labelled(
        "For",
        LABEL,
        &export::names(corpus, &quote.stated_for),
        theme,
    );
    if let Some(date) = &quote.date {
        doc.labelled("Date", LABEL, &date.words(), theme);
    }
    if let Some(event) = quote.event {
        doc.linking(card::link(Entry::Event(event)));
        doc.labelled("Event", LABEL, &corpus.events[event].title, theme);
    }
    sources_of(doc, cx, quote);
    let letter = corpus.sources[quote.source].reliability;
    let rating = export::rating(letter, quote.credibility);
    doc.labelled("Rated", LABEL, &rating, theme);
    doc.labelled("Words", LABEL, quote.kind.meaning(), theme);
    let check = match quote.kind {
        QuoteKind::Paraphrase => "none: a paraphrase stands in no source",
        QuoteKind::Quotation | QuoteKind::Excerpt => cx.checked.of(id).words(),
    };
    let sign = tick::sign(cx, id);
    let first = Row::new().and(text::pad("Check", LABEL), theme.style(Role::Dim));
    let first = Row {
        pieces: first.pieces.into_iter().chain(sign.pieces).collect(),
    };
    let rest = Row::new().and(" ".repeat(LABEL + 2), theme.style(Role::Dim));
    doc.wrapped(&first, &rest, &[(check, theme.style(Role::Text))]);
    if let Some(hidden) = quote.text.hidden_words() {
        doc.labelled("Hidden", LABEL, &hidden, theme);
    }
    doc.labelled("Note", LABEL, &quote.note, theme);
    for translation in &quote.translations {
        doc.labelled(&translation.lang, LABEL, &translation.text, theme);
    }
    in_other_words(doc, cx, id);
    let positions = corpus.positions_on.of(id);
    heading(doc, "Evidence for", positions.len(), theme);
    if positions.is_empty() {
        doc.para("no position rests on it", theme.style(Role::Dim));
    }
    for &position in positions {
        card::position(doc, corpus, position, theme);
    }
    doc.gap();
    for &issue in &quote.issues {
        doc.linking(card::link(Entry::Issue(issue)));
        doc.labelled("Issue", LABEL, &corpus.issues[issue].label, theme);
    }
    doc.linking(None);
    reference(doc, cx, Entry::Quote(id));
}

/// Adds the quotes that print the same utterance in other words, each with what
/// differs.
fn in_other_words(doc: &mut Doc, cx: &Context<'_>, id: QuoteId) {
    let corpus = cx.corpus;
    let others = corpus.variants(id);
    if others.is_empty() {
        return;
    }
    heading(doc, "The same in other words", others.len(), cx.theme);
    for other in others {
        card::quote(doc, cx, other);
        if let Some(changes) = variants::pair(corpus, id, other) {
            differing(doc, cx, &changes);
        }
        doc.gap();
    }
}

/// Returns a speaker with the role that the corpus knows, and the capacity.
fn spoken_by(cx: &Context<'_>, quote: &Quote<'_>, speaker: Id<Actor>) -> String {
    let actor = &cx.corpus.actors[speaker];
    let mut words = actor.name.to_string();
    if let Some(role) = actor
        .member_of
        .iter()
        .rev()
        .map(|m| &m.role)
        .find(|role| !role.is_empty())
    {
        words = format!("{words}, {role}");
    }
    match quote.capacity {
        Some(capacity) => format!("{words} ({})", capacity.meaning()),
        None => words,
    }
}

fn sources_of(doc: &mut Doc, cx: &Context<'_>, quote: &Quote<'_>) {
    let corpus = cx.corpus;
    let mut one = |label: &str, source: Id<Source>, locator: &str| {
        doc.linking(card::link(Entry::Source(source)));
        let locator = if locator.is_empty() {
            String::new()
        } else {
            format!(", {locator}")
        };
        let title = &corpus.sources[source].title;
        let about = export::where_in(corpus, source, "");
        let words = if about.contains(title.as_str()) {
            format!("{about}{locator}")
        } else {
            format!("{title}{locator} · {about}")
        };
        doc.labelled(label, LABEL, &words, cx.theme);
        doc.linking(None);
    };
    one("Source", quote.source, &quote.locator);
    if let Some(first) = quote.first_source {
        one("First in", first, "");
    }
    for &via in &quote.via {
        one("Via", via, "");
    }
    for also in &quote.also {
        one("Also in", also.source, &also.locator);
    }
}

/// Adds how the words of a quote become those of its source: what is to go,
/// struck; what is to come, lit.
pub(super) fn differing(doc: &mut Doc, cx: &Context<'_>, changes: &[Change]) {
    let indent = Row::new().and("  ", cx.theme.style(Role::Dim));
    edited(doc, cx, &indent, changes);
}

/// Adds words that become others, each row after `indent`: those to go and those
/// to come between signs of their own.
pub(super) fn edited<'c>(
    doc: &mut Doc,
    cx: &Context<'_>,
    indent: &Row,
    changes: impl IntoIterator<Item = &'c Change>,
) {
    let theme = cx.theme;
    let words = changes.into_iter().map(|change| {
        let role = match change.edit {
            Edit::Same => Role::Text,
            Edit::Removed => Role::Bad,
            Edit::Added => Role::Good,
        };
        (change.marked(), theme.style(role))
    });
    let words: Vec<(String, Style)> = words.collect();
    let pieces: Vec<(&str, Style)> = words.iter().map(|(w, s)| (w.as_str(), *s)).collect();
    doc.wrapped(indent, indent, &pieces);
}

/// Returns words safe to show, with the blanks at their ends.
pub(super) fn shown(words: &str) -> String {
    let blank = |is: bool| if is { " " } else { "" };
    let own = words.trim();
    if own.is_empty() {
        return blank(!words.is_empty()).to_owned();
    }
    let (before, after) = (
        words.starts_with(char::is_whitespace),
        words.ends_with(char::is_whitespace),
    );
    format!("{}{}{}", blank(before), Clean::line(own), blank(after))
}

/// Adds everything about a source: what it is, what is known of its archived
/// text, and all that it is cited for.
pub(super) fn source(doc: &mut Doc, cx: &Context<'_>, id: Id<Source>) {
    source_head(doc, cx, id);
    cited_for(doc, cx, id);
    doc.gap();
    reference(doc, cx, Entry::Source(id));
}

/// Adds what a source is, and what is known of its archived text.
pub(super) fn source_head(doc: &mut Doc, cx: &Context<'_>, id: Id<Source>) {
    let (corpus, theme) = (cx.corpus, cx.theme);
    let source = &corpus.sources[id];
    doc.heading(1, &source.title, theme.style(Role::Strong));
    doc.para(
        &export::about(corpus, &corpus.sources[id]),
        theme.style(Role::Dim),
    );
    doc.gap();
    let people = |names: &[crate::model::Name]| -> String {
        names
            .iter()
            .map(|name| corpus.name(name))
            .collect::<Vec<_>>()
            .join("; ")
    };
    doc.labelled("Editor", LABEL, &people(&source.editor), theme);
    doc.labelled("Translator", LABEL, &people(&source.translator), theme);
    for (name, value) in &source.fields {
        doc.labelled(
            &name.replace('_', " "),
            LABEL.max(text::width(name) + 1),
            value,
            theme,
        );
    }
    let rating = export::rating(source.reliability, None);
    doc.labelled("Rated", LABEL, &rating, theme);
    doc.labelled("About it", LABEL, &source.descriptor, theme);
    if let Some(through) = source.cited_in {
        doc.linking(card::link(Entry::Source(through)));
        doc.labelled(
            "Known by",
            LABEL,
            &export::where_in(corpus, through, ""),
            theme,
        );
        doc.linking(None);
    }
    doc.labelled("URL", LABEL, &source.url, theme);
    doc.labelled("Archived", LABEL, &source.archive_url, theme);
    doc.labelled("Text", LABEL, &source.file, theme);
    if let Some(held) = cx.checked.held(id) {
        doc.labelled("Held", LABEL, &held.words(&source.key), theme);
    }
    doc.labelled("SHA-256", LABEL, &source.sha256, theme);
    doc.labelled("Rights", LABEL, &source.rights, theme);
    doc.labelled("Note", LABEL, &source.note, theme);
}

/// Adds all that a source is cited for.
fn cited_for(doc: &mut Doc, cx: &Context<'_>, id: Id<Source>) {
    let (corpus, theme) = (cx.corpus, cx.theme);
    let quotes = corpus.quotes_in.of(id);
    if !quotes.is_empty() {
        heading(doc, "Quotes", quotes.len(), theme);
    }
    for &quote in quotes.iter().take(card::MOST) {
        card::quote(doc, cx, quote);
    }
    card::more(doc, theme, quotes.len());
    let events = corpus.events_in.of(id);
    if !events.is_empty() {
        heading(doc, "Events", events.len(), theme);
    }
    for &event in events.iter().take(card::MOST) {
        card::event_row(doc, corpus, event, theme);
    }
    card::more(doc, theme, events.len());
    let judgments = corpus.judgments_in.of(id);
    if !judgments.is_empty() {
        heading(doc, "Judgments", judgments.len(), theme);
    }
    for &judgment in judgments {
        card::judgment(doc, cx, judgment);
    }
    let through = corpus.sources_in.of(id);
    if !through.is_empty() {
        heading(doc, "Known only through it", through.len(), theme);
    }
    for &source in through {
        card::source_row(doc, corpus, source, theme);
    }
}

/// Adds everything about a record that is not at home in one view alone.
pub(super) fn record(doc: &mut Doc, cx: &Context<'_>, entry: Entry) {
    match entry {
        Entry::Quote(id) => quote(doc, cx, id, &[]),
        Entry::Event(id) => event(doc, cx, id),
        Entry::Source(id) => source(doc, cx, id),
        Entry::Position(id) => position(doc, cx, id),
        Entry::Judgment(id) => {
            card::judgment(doc, cx, id);
            doc.gap();
            reference(doc, cx, entry);
        }
        Entry::Actor(_) | Entry::Issue(_) | Entry::Briefing(_) => {
            let name = export::name(cx.corpus, entry);
            doc.linking(card::link(entry));
            doc.heading(1, &name, cx.theme.style(Role::Strong));
            doc.linking(None);
            doc.gap();
            reference(doc, cx, entry);
        }
    }
}

/// Adds everything about a position: whose, on what, and what shows it.
fn position(doc: &mut Doc, cx: &Context<'_>, id: Id<Position>) {
    let (corpus, theme) = (cx.corpus, cx.theme);
    let position = &corpus.positions[id];
    card::position(doc, corpus, id, theme);
    doc.gap();
    doc.para(
        &corpus.issues[position.issue].proposition,
        theme.style(Role::Dim),
    );
    heading(doc, "Evidence", position.evidence.len(), theme);
    for &evidence in &position.evidence {
        match evidence {
            Evidence::Quote(quote) => card::quote(doc, cx, quote),
            Evidence::Event(event) => card::event_row(doc, corpus, event, theme),
        }
        doc.gap();
    }
    doc.labelled("Note", LABEL, &position.note, theme);
    reference(doc, cx, Entry::Position(id));
}

/// Adds who stands where on an issue, in words, and its proposition.
pub(super) fn issue_head(doc: &mut Doc, cx: &Context<'_>, id: Id<Issue>) {
    let issue = &cx.corpus.issues[id];
    let dim = cx.theme.style(Role::Dim);
    doc.para(&issue.proposition, cx.theme.style(Role::Text));
    if let Some((against, for_it)) = &issue.poles {
        doc.para(&format!("against: {against} · for: {for_it}"), dim);
    }
    doc.para(&issue.note, dim);
}

/// Adds the name by which commands know a record.
pub(super) fn reference(doc: &mut Doc, cx: &Context<'_>, entry: Entry) {
    let name = Clean::line(&cx.corpus.reference(entry).to_string());
    doc.labelled("Reference", LABEL, &name, cx.theme);
}

/// Adds a diagnostic: where, what, the line with a caret, what to write instead.
pub(super) fn diagnostic(doc: &mut Doc, found: &Diagnostic, theme: &Theme) {
    let role = match found.severity {
        Severity::Error => Role::Bad,
        Severity::Warning => Role::Warn,
    };
    let (style, dim) = (theme.style(role), theme.style(Role::Dim));
    let code = format!("{}[{}] ", found.severity.word(), found.code);
    doc.para(&found.location(), theme.style(Role::Strong));
    let none = Row::new();
    doc.wrapped(
        &none,
        &none,
        &[
            (code.as_str(), style),
            (&found.message, theme.style(Role::Text)),
        ],
    );
    let place = &found.place;
    if place.line > 0 {
        // A line too long for the pane is shown from a little before the caret.
        let skip = (place.caret_at + place.caret_cols.min(8) + 2).saturating_sub(doc.cols);
        let line: String = place.excerpt.chars().skip(skip).collect();
        doc.row(Row::new().and(line, theme.style(Role::Text)));
        let caret = " ".repeat(place.caret_at - skip.min(place.caret_at));
        doc.row(
            Row::new()
                .and(caret, dim)
                .and("^".repeat(place.caret_cols), style),
        );
    }
    if let Some(help) = &found.help {
        doc.para(help, theme.style(Role::Good));
    }
}
