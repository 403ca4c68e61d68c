//! What a cell of the matrix rests on: its position in words, its evidence,
//! and how it moved.

use crate::{
    arena::Id,
    date::Date,
    export,
    model::{Actor, Corpus, Entry, Event, Evidence, Issue, Position, Token, Votes},
    stances::{Cell, Known, Matrix, Shown, Step, Tracks},
    text,
    ui::{
        theme::Role,
        widget::{doc::Doc, line::Row},
    },
    view::{
        card,
        context::Context,
        outline,
        stances::{agreement, board::as_of_words, chart},
    },
};

/// What is shown besides.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Extras<'a> {
    /// How the stance moved, also where it did not.
    pub(super) drift: bool,
    /// How far others in a matrix agree with the actor.
    pub(super) agreement: Option<&'a Matrix>,
    /// Whether some positions do not count, so that a blank may not be one.
    pub(super) narrowed: bool,
}

/// Adds a cell's position, evidence and history; returns the words for the
/// right of the border.
pub(super) fn show(
    doc: &mut Doc,
    cx: &Context<'_>,
    tracks: &Tracks,
    (actor, issue): (Id<Actor>, Id<Issue>),
    extras: Extras<'_>,
) -> String {
    let as_of = cx.place.as_of.as_ref();
    let history = tracks.history(actor, issue, as_of);
    let cell = tracks.cell(actor, issue, as_of);
    let shown = tracks.evidence(actor, issue, as_of);
    stand(doc, cx, &cell);
    let (held, before) = parts(&cell, &history);
    rests(doc, cx, &cell, held, &shown);
    explained(doc, cx, &cell, &history, extras.narrowed);
    later(doc, cx, &history, &shown);
    doc.gap();
    for step in held.iter().rev() {
        position(doc, cx, actor, step.position, &shown, held.len() > 1);
    }
    if !before.is_empty() {
        outline::heading(doc, "Before", before.len(), cx.theme);
        for step in before.iter().rev() {
            position(doc, cx, actor, step.position, &shown, true);
        }
    }
    after(doc, cx, &history, &shown);
    let moved = history.len() > 1;
    if extras.drift || moved {
        drift(doc, cx, &history);
    }
    if let Some(matrix) = extras.agreement {
        agreement::show(doc, cx, matrix, actor);
    }
    doc.gap();
    doc.heading(2, "The issue", cx.theme.style(Role::Head));
    outline::issue_head(doc, cx, issue);
    if cell.records == 0 {
        return String::new();
    }
    text::plural(cell.records as usize, "record", "records")
}

/// Whether the detail stands beside the matrix, where it is high.
pub(super) fn is_wide(cx: &Context<'_>) -> bool {
    let (main, detail) = (cx.panes.main, cx.panes.detail);
    main.y == detail.y && main.width + detail.width >= 160
}

/// Adds the stance in words, since when, and what it rests on.
pub(super) fn stand(doc: &mut Doc, cx: &Context<'_>, cell: &Cell) {
    let (corpus, theme) = (cx.corpus, cx.theme);
    let dim = theme.style(Role::Dim);
    let current = cell.current.and_then(|id| corpus.positions.get(id));
    let (Some(current), Some(stance)) = (current, cell.stance) else {
        return;
    };
    let since = cell.since.and_then(|id| corpus.positions.get(id));
    let mut words = stance.meaning().to_owned();
    if let Some(since) = since.and_then(|position| position.since.as_ref()) {
        words = format!("{words}, {}", since.words_since());
    }
    let mut facts: Vec<&str> = Vec::new();
    facts.extend(cell.basis.map(Token::meaning));
    facts.extend(current.confidence.map(Token::meaning));
    let facts = if facts.is_empty() {
        String::new()
    } else {
        format!("  ({})", facts.join(", "))
    };
    doc.wrapped(
        &Row::new()
            .and(theme.stance_glyph(stance), theme.stance(stance))
            .and("  ", dim),
        &Row::new().and("    ", dim),
        &[
            (words.as_str(), theme.style(Role::Strong)),
            (facts.as_str(), dim),
        ],
    );
    if let Some(was) = cell.was.and_then(|id| corpus.positions.get(id)) {
        let since = was
            .since
            .as_ref()
            .map_or_else(String::new, |date| format!(" since {}", date.short()));
        let words = format!("was: {}{since}", was.stance.meaning());
        let indent = Row::new().and("    ", dim);
        doc.wrapped(&indent, &indent, &[(words.as_str(), dim)]);
    }
}

/// Adds what else is to be known of a cell, in plain words.
fn explained(doc: &mut Doc, cx: &Context<'_>, cell: &Cell, history: &[Step], narrowed: bool) {
    let theme = cx.theme;
    let dim = theme.style(Role::Dim);
    if cell.current.is_none() {
        let words = match (history.is_empty(), cell.ended) {
            (true, _) if narrowed => {
                "No position here counts: filter or options may leave some out.".to_owned()
            }
            (true, _) => "Nobody looked: no briefing in view records a position here.".to_owned(),
            (false, true) => {
                "A position ended before this date, and no other is known by then.".to_owned()
            }
            (false, false) => format!(
                "No position is known here {}.",
                as_of_words(cx.place.as_of.as_ref())
            ),
        };
        doc.para(&words, dim);
    }
    doubts(doc, cx, cell);
}

/// Adds what is doubtful about a stance.
pub(super) fn doubts(doc: &mut Doc, cx: &Context<'_>, cell: &Cell) {
    let warn = cx.theme.style(Role::Warn);
    if cell.possibly {
        doc.para(
            "Possibly: dates leave open whether it was held by then.",
            warn,
        );
    }
    if cell.contested {
        doc.para(
            "Contested: another stance may be held at the same time.",
            warn,
        );
    }
}

/// Adds how many records the cell of a pair rests on, and from when they are.
pub(super) fn rests_on(
    doc: &mut Doc,
    cx: &Context<'_>,
    tracks: &Tracks,
    (actor, issue): (Id<Actor>, Id<Issue>),
    as_of: Option<&Date>,
) {
    let history = tracks.history(actor, issue, as_of);
    let cell = tracks.cell(actor, issue, as_of);
    let (held, _) = parts(&cell, &history);
    let shown = tracks.evidence(actor, issue, as_of);
    rests(doc, cx, &cell, held, &shown);
}

/// Adds how many records a cell rests on, and from when they are.
fn rests(doc: &mut Doc, cx: &Context<'_>, cell: &Cell, held: &[Step], shown: &[Shown]) {
    if cell.records == 0 {
        return;
    }
    let is_held = |shown: &&Shown| {
        shown.known != Known::Later && held.iter().any(|step| step.position == shown.position)
    };
    let mut dates: Vec<&Date> = shown
        .iter()
        .filter(is_held)
        .filter_map(|shown| shown.evidence.date(cx.corpus))
        .collect();
    dates.sort_by_key(|date| date.sort_key());
    let mut words = format!(
        "rests on {}",
        text::plural(cell.records as usize, "record", "records")
    );
    if let (Some(first), Some(last)) = (dates.first(), dates.last()) {
        let (first, last) = (first.short(), last.short());
        words = if first == last {
            format!("{words}, {first}")
        } else {
            format!("{words}, {first} – {last}")
        };
    }
    let dim = cx.theme.style(Role::Dim);
    let indent = Row::new().and("    ", dim);
    doc.wrapped(&indent, &indent, &[(words.as_str(), dim)]);
}

/// Adds the first position that is known only after the date, and by what.
fn later(doc: &mut Doc, cx: &Context<'_>, history: &[Step], shown: &[Shown]) {
    let corpus = cx.corpus;
    let step = history.iter().find(|step| step.known == Known::Later);
    let Some(position) = step.and_then(|step| corpus.positions.get(step.position)) else {
        return;
    };
    let mut words = format!("Known only later: {}", position.stance.meaning());
    if let Some(since) = &position.since {
        words = format!("{words}, {}", since.words_since());
    }
    let mut own = shown
        .iter()
        .filter(|shown| step.is_some_and(|step| step.position == shown.position));
    if let Some(date) = own.find_map(|shown| shown.evidence.date(corpus)) {
        words = format!("{words}, by evidence of {}", date.words());
    }
    doc.para(&format!("{words}."), cx.theme.style(Role::Dim));
}

/// Returns the positions a cell rests on, and those before them.
fn parts<'a>(cell: &Cell, history: &'a [Step]) -> (&'a [Step], &'a [Step]) {
    let known = history.iter().rposition(|step| step.known != Known::Later);
    let known = known.map_or(&[][..], |last| history.get(..=last).unwrap_or_default());
    let Some(since) = cell.since else {
        return (&[], known);
    };
    let at = known.iter().position(|step| step.position == since);
    let (before, held) = known.split_at_checked(at.unwrap_or(0)).unwrap_or_default();
    (held, before)
}

/// Adds a position's evidence from before the date: each piece with its
/// words, who said them, and where.
fn position(
    doc: &mut Doc,
    cx: &Context<'_>,
    actor: Id<Actor>,
    id: Id<Position>,
    shown: &[Shown],
    headed: bool,
) {
    let (corpus, theme) = (cx.corpus, cx.theme);
    let Some(position) = corpus.positions.get(id) else {
        return;
    };
    let dim = theme.style(Role::Dim);
    if headed {
        let mut facts = vec![position.stance.meaning().to_owned()];
        let since = position.since.as_ref();
        facts.push(since.map_or_else(|| "since when is not known".to_owned(), Date::words_since));
        facts.extend(position.basis.map(|basis| basis.token().to_owned()));
        doc.wrapped(
            &Row::new()
                .and(
                    theme.stance_glyph(position.stance),
                    theme.stance(position.stance),
                )
                .and("  ", dim),
            &Row::new().and("    ", dim),
            &[(facts.join(", ").as_str(), theme.style(Role::Text))],
        );
    }
    doc.para(&position.note, theme.style(Role::Text));
    let own = |shown: &&Shown| shown.position == id && shown.known != Known::Later;
    for piece in shown.iter().filter(own) {
        match piece.evidence {
            Evidence::Quote(quote) => {
                card::quote(doc, cx, quote);
                let rated = rating(corpus, piece.evidence);
                doc.linking(card::link(Entry::Quote(quote)));
                if !rated.is_empty() {
                    let indent = Row::new().and("    ", dim);
                    doc.wrapped(&indent, &indent, &[(rated.as_str(), dim)]);
                }
                doc.linking(None);
                doc.para(&corpus.quotes.at(quote).note, dim);
            }
            Evidence::Event(event) => {
                card::event_row(doc, corpus, event, theme);
                doc.linking(card::link(Entry::Event(event)));
                vote(doc, cx, actor, event);
                doc.linking(None);
            }
        }
        if piece.known == Known::Possibly {
            let words = "    Its date leaves open whether it is from before then.";
            doc.para(words, theme.style(Role::Warn));
        }
        doc.gap();
    }
}

/// Returns how good a source is, and how credible what it says.
fn rating(corpus: &Corpus, evidence: Evidence) -> String {
    let (source, credibility) = match evidence {
        Evidence::Quote(id) => {
            let quote = corpus.quotes.at(id);
            (Some(quote.source), quote.credibility)
        }
        Evidence::Event(id) => {
            let event = corpus.events.get(id);
            let source = event.and_then(|event| event.source);
            (source, event.and_then(|event| event.credibility))
        }
    };
    let source = source.and_then(|source| corpus.sources.get(source));
    let letter = source.and_then(|source| source.reliability);
    export::rating(letter, credibility)
}

/// Adds how an actor voted, and what the vote came to as far as it is named.
pub(super) fn vote(doc: &mut Doc, cx: &Context<'_>, actor: Id<Actor>, id: Id<Event>) {
    let event = cx.corpus.events.get(id);
    let Some(votes) = event.and_then(|event| event.votes.as_ref()) else {
        return;
    };
    let how = [
        (&votes.yes, "yes"),
        (&votes.no, "no"),
        (&votes.abstain, "abstained"),
        (&votes.absent, "was absent"),
    ];
    let how = how.iter().find(|(actors, _)| actors.contains(&actor));
    let name = export::names(cx.corpus, &[actor]);
    let own = how.map_or_else(
        || format!("{name} is not named in the vote"),
        |(_, how)| format!("{name}: {how}"),
    );
    let words = format!("{own} · named: {}", counted(votes));
    let dim = cx.theme.style(Role::Dim);
    let indent = Row::new().and(" ".repeat(12), dim);
    doc.wrapped(&indent, &indent, &[(words.as_str(), dim)]);
}

/// Returns how many are named each way, such as `6 yes, 1 no`.
fn counted(votes: &Votes) -> String {
    let ways = [
        (votes.yes.len(), "yes"),
        (votes.no.len(), "no"),
        (votes.abstain.len(), "abstaining"),
        (votes.absent.len(), "absent"),
    ];
    let ways = ways.iter().filter(|(count, _)| *count > 0);
    let ways: Vec<String> = ways
        .map(|(count, way)| format!("{} {way}", text::grouped(*count)))
        .collect();
    ways.join(", ")
}

/// Adds what comes after the date, in one row each: it says nothing of what
/// was known by then.
fn after(doc: &mut Doc, cx: &Context<'_>, history: &[Step], shown: &[Shown]) {
    let (corpus, theme) = (cx.corpus, cx.theme);
    let later: Vec<&Shown> = shown
        .iter()
        .filter(|shown| shown.known == Known::Later)
        .collect();
    if later.is_empty() {
        return;
    }
    doc.gap();
    let dim = theme.style(Role::Dim);
    let words = format!("After this date  {}", text::grouped(later.len()));
    doc.heading(2, &words, dim);
    for piece in later {
        let date = piece.evidence.date(corpus);
        let date = date.map_or_else(|| "no date".to_owned(), Date::short);
        let step = history.iter().find(|step| step.position == piece.position);
        let position = step.and_then(|step| corpus.positions.get(step.position));
        let stance = position.map_or("", |position| position.stance.meaning());
        let words = match piece.evidence {
            Evidence::Quote(id) => export::who(corpus, &corpus.quotes.at(id)),
            Evidence::Event(id) => corpus.events[id].title.to_string(),
        };
        doc.linking(card::link(piece.evidence.entry()));
        doc.row(Row::new().and(format!("{}{stance} · {words}", text::pad(&date, 12)), dim));
        doc.linking(None);
    }
}

/// Adds how the stance moved, as far as it is known by the date.
fn drift(doc: &mut Doc, cx: &Context<'_>, history: &[Step]) {
    let known = history.iter().filter(|step| step.known != Known::Later);
    let positions: Vec<&Position> = known
        .filter_map(|step| cx.corpus.positions.get(step.position))
        .collect();
    if positions.is_empty() {
        return;
    }
    outline::heading(doc, "Over time", 0, cx.theme);
    let until = cx.place.as_of.as_ref().and_then(Date::last_day);
    if !chart::show(doc, cx.theme, &positions, until) {
        doc.para("No date to draw it by.", cx.theme.style(Role::Dim));
    }
}
