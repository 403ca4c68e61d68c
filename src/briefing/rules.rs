//! Rules that need more than one record. Each is a function in [`RULES`]; what
//! its codes mean stands in `codes`.

use std::collections::{HashMap, HashSet};

use crate::{
    arena::Id,
    briefing::{draft::Draft, resolve::Names, wire::Span},
    date::{Date, Precision, Qualifier, Relation},
    model::{Actor, Corpus, DateBasis, Entry, Event, Issue, Kind, Name, Position, Source},
    text,
};

/// Columns of the widest label.
const LABEL: usize = 32;

/// Which draft, and which of its records, each record of a corpus was made of.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub(super) actors: Vec<(usize, usize)>,
    pub(super) issues: Vec<(usize, usize)>,
    pub(super) positions: Vec<(usize, usize)>,
    pub(super) judgments: Vec<(usize, usize)>,
}

/// A rule: it tells of all that breaks it.
type Rule = fn(&Corpus, &Made, &mut Names<'_>);

/// Every rule, in the order in which they are held.
const RULES: &[Rule] = &[
    locators,
    event_sources,
    uncited,
    unused_actors,
    unused_issues,
    labels,
    estimates,
    cut_off,
    order,
    rings,
    ends,
    contradictions,
    votes,
    judgments,
    archives,
];

/// Holds every rule.
pub(super) fn hold(corpus: &Corpus, made: &Made, names: &mut Names<'_>) {
    for rule in RULES {
        rule(corpus, made, names);
    }
}

fn locators(_: &Corpus, _: &Made, names: &mut Names<'_>) {
    let drafts = names.drafts;
    for (at, draft) in drafts.iter().enumerate() {
        for place in 0..draft.quotes.len() {
            if draft.quotes.has_locator(place) {
                continue;
            }
            let number = u32::try_from(place).unwrap_or(u32::MAX);
            if names.id_of(at, Kind::Quote, number).is_none() {
                continue;
            }
            let (key, span) = quote_at(draft, place);
            let help = "add locator = \"¶ 5\", \"p. 12\" or \"00:12:30\"".to_owned();
            let message = format!("`{key}` does not say where in its source it stands");
            names.fault(at, "quote-without-locator", span, &message, Some(help));
        }
    }
}

/// Returns a quote's id, and where it stands.
fn quote_at(draft: &Draft, place: usize) -> (&str, Span) {
    let (key, at) = draft.quotes.key(place);
    let start = at as usize;
    (key, Span::from(start..start + key.len()))
}

fn event_sources(corpus: &Corpus, _: &Made, names: &mut Names<'_>) {
    for (id, event) in corpus
        .events
        .iter()
        .filter(|(_, event)| event.source.is_none())
    {
        let message = format!("`{}` has no source", event.key);
        let help = "add source = \"…\", or set one in [defaults]".to_owned();
        names.fault(
            event.origin.file.index(),
            "event-without-source",
            event_at(corpus, names, id),
            &message,
            Some(help),
        );
    }
}

/// Returns where an event's or source's id stands.
fn event_at(corpus: &Corpus, names: &Names<'_>, id: Id<Event>) -> Span {
    let file = corpus.events[id].origin.file;
    let place = id.index() - corpus.files[file].events.start;
    names.drafts[file.index()].events.heads[place].at
}

fn source_at(corpus: &Corpus, names: &Names<'_>, id: Id<Source>) -> Span {
    let file = corpus.sources[id].origin.file;
    let place = id.index() - corpus.files[file].sources.start;
    names.drafts[file.index()].sources[place].at
}

fn uncited(corpus: &Corpus, _: &Made, names: &mut Names<'_>) {
    for (id, source) in corpus.sources.iter() {
        let file = source.origin.file.index();
        let cited = !corpus.quotes_in.of(id).is_empty()
            || !corpus.events_in.of(id).is_empty()
            || !corpus.sources_in.of(id).is_empty()
            || !corpus.judgments_in.of(id).is_empty()
            || corpus
                .judgments
                .iter()
                .any(|(_, j)| about(j).any(|entry| entry == Entry::Source(id)));
        if !cited && names.drafts[file].is_briefing() {
            let message = format!("nothing cites `{}`", source.key);
            names.fault(
                file,
                "source-uncited",
                source_at(corpus, names, id),
                &message,
                None,
            );
        }
    }
}

fn about(judgment: &crate::model::Judgment) -> impl Iterator<Item = Entry> + '_ {
    judgment
        .about
        .iter()
        .chain(&judgment.supporting)
        .chain(&judgment.against)
        .copied()
}

fn unused_actors(corpus: &Corpus, made: &Made, names: &mut Names<'_>) {
    let mut used: HashSet<Id<Actor>> = HashSet::new();
    for (_, source) in corpus.sources.iter() {
        let people = source
            .author
            .iter()
            .chain(&source.editor)
            .chain(&source.translator);
        used.extend(people.filter_map(actor_of));
    }
    used.extend(
        corpus
            .judgments
            .iter()
            .filter_map(|(_, j)| j.by.as_ref().and_then(actor_of)),
    );
    used.extend(
        corpus
            .actors
            .iter()
            .flat_map(|(_, a)| a.member_of.iter().filter_map(|m| m.actor)),
    );
    used.extend(
        corpus
            .events
            .iter()
            .flat_map(|(_, e)| e.roles.iter().map(|(actor, _)| *actor)),
    );
    let judged = corpus.judgments.iter().flat_map(|(_, j)| about(j));
    used.extend(judged.filter_map(|entry| {
        if let Entry::Actor(id) = entry {
            Some(id)
        } else {
            None
        }
    }));
    let drafts = names.drafts;
    for (id, actor) in corpus.actors.iter() {
        let (at, place) = made.actors[id.index()];
        let linked = !corpus.quotes_of.of(id).is_empty()
            || !corpus.events_of.of(id).is_empty()
            || !corpus.positions_of.of(id).is_empty();
        if !linked && !used.contains(&id) && drafts[at].is_briefing() {
            let message = format!("nothing uses `{}`", actor.key);
            names.fault(
                at,
                "actor-unused",
                drafts[at].actors[place].at,
                &message,
                None,
            );
        }
    }
}

fn actor_of(name: &Name) -> Option<Id<Actor>> {
    match name {
        Name::Actor(id) => Some(*id),
        Name::Text(_) => None,
    }
}

fn unused_issues(corpus: &Corpus, made: &Made, names: &mut Names<'_>) {
    let drafts = names.drafts;
    for (id, issue) in corpus.issues.iter() {
        let (at, place) = made.issues[id.index()];
        let linked = !corpus.quotes_about.of(id).is_empty()
            || !corpus.events_about.of(id).is_empty()
            || !corpus.positions_about.of(id).is_empty()
            || corpus
                .issues
                .iter()
                .any(|(_, other)| other.parent == Some(id));
        if !linked && drafts[at].is_briefing() {
            let message = format!("nothing uses `{}`", issue.key);
            names.fault(
                at,
                "issue-unused",
                drafts[at].issues[place].at,
                &message,
                None,
            );
        }
    }
}

fn labels(corpus: &Corpus, made: &Made, names: &mut Names<'_>) {
    let drafts = names.drafts;
    for (id, issue) in corpus.issues.iter() {
        let cols = text::width(&issue.label);
        if cols > LABEL {
            let (at, place) = made.issues[id.index()];
            let message = format!("the label of `{}` is {cols} columns wide", issue.key);
            let help = format!("give it a label of at most {LABEL} columns");
            names.fault(
                at,
                "label-too-long",
                drafts[at].issues[place].at,
                &message,
                Some(help),
            );
        }
    }
}

/// A guess to the day, without a sign that it is one.
fn estimates(corpus: &Corpus, _: &Made, names: &mut Names<'_>) {
    for (id, event) in corpus.events.iter() {
        let Some(date) = &event.date else { continue };
        let precise = date.precision() <= Precision::Day
            && date.qualifier() == Qualifier::Exact
            && !date.is_unspecified();
        if event.date_basis == Some(DateBasis::Estimated)
            && precise
            && date.first_day() == date.last_day()
        {
            let message = format!("`{}` is estimated, but dated to the day", event.key);
            let help =
                format!("write {date}~, the month, or a span such as [2011-09-01..2011-09-30]");
            names.fault(
                event.origin.file.index(),
                "date-too-precise",
                event_at(corpus, names, id),
                &message,
                Some(help),
            );
        }
    }
    quotes_of_events(corpus, names);
}

/// A quote cannot be dated apart from the event at which it was said.
fn quotes_of_events(corpus: &Corpus, names: &mut Names<'_>) {
    for (id, event) in corpus.events.iter() {
        let Some(event_date) = &event.date else {
            continue;
        };
        for &id in corpus.quotes_at.of(id) {
            let quote = corpus.quotes.at(id);
            let (sheaf, place) = corpus.quotes.packed(id);
            let Some(date) = sheaf.own_date(place) else {
                continue;
            };
            if date.compare(event_date) != Relation::PossiblyBefore {
                let (key, at) = sheaf.key(place);
                let start = at as usize;
                let message = format!("`{key}` is dated {date}, its event {event_date}");
                names.fault(
                    quote.origin.file.index(),
                    "date-too-precise",
                    Span::from(start..start + key.len()),
                    &message,
                    Some("one of the two is wrong".to_owned()),
                );
                names.under("date");
            }
        }
    }
}

/// Nothing is later than what a briefing knows.
fn cut_off(corpus: &Corpus, _: &Made, names: &mut Names<'_>) {
    let later = |date: Option<&Date>, as_of: &Date| {
        date.is_some_and(|date| date.compare(as_of) == Relation::After)
    };
    for (_, briefing) in corpus.briefings.iter() {
        let Some(as_of) = &briefing.as_of else {
            continue;
        };
        let file = briefing.origin.file;
        for at in corpus.files[file].events.clone() {
            let event = &corpus.events[Id::new(at)];
            if later(event.date.as_ref(), as_of) {
                let message = format!(
                    "`{}` is later than the briefing's as_of, {as_of}",
                    event.key
                );
                names.fault(
                    file.index(),
                    "after-cut-off",
                    event_at(corpus, names, Id::new(at)),
                    &message,
                    None,
                );
            }
        }
    }
}

/// What is said to come after does not come before.
fn order(corpus: &Corpus, _: &Made, names: &mut Names<'_>) {
    for (id, event) in corpus.events.iter() {
        let against = |other: &Id<Event>, wrong: Relation| {
            let (Some(a), Some(b)) = (&event.date, &corpus.events[*other].date) else {
                return false;
            };
            a.compare(b) == wrong
        };
        let wrong = event
            .after
            .iter()
            .find(|other| against(other, Relation::Before))
            .map(|other| (other, "after"))
            .or_else(|| {
                event
                    .before
                    .iter()
                    .find(|other| against(other, Relation::After))
                    .map(|other| (other, "before"))
            });
        if let Some((&other, word)) = wrong {
            let message = format!(
                "`{}` is said to come {word} `{}`, but is dated otherwise",
                event.key, corpus.events[other].key
            );
            names.fault(
                event.origin.file.index(),
                "out-of-order",
                event_at(corpus, names, id),
                &message,
                None,
            );
        }
    }
}

/// No event comes after itself, by however many steps.
fn rings(corpus: &Corpus, _: &Made, names: &mut Names<'_>) {
    let mut later: HashMap<Id<Event>, Vec<Id<Event>>> = HashMap::new();
    for (id, event) in corpus.events.iter() {
        event
            .after
            .iter()
            .for_each(|&before| later.entry(before).or_default().push(id));
        later.entry(id).or_default().extend(&event.before);
    }
    let mut told: HashSet<Id<Event>> = HashSet::new();
    for (id, event) in corpus.events.iter() {
        let mut seen: HashSet<Id<Event>> = HashSet::new();
        let mut next = later.get(&id).cloned().unwrap_or_default();
        while let Some(at) = next.pop() {
            if seen.insert(at) {
                next.extend(later.get(&at).into_iter().flatten());
            }
        }
        if seen.contains(&id) && told.is_disjoint(&seen) {
            told.insert(id);
            let message = format!("`{}` comes after itself", event.key);
            names.fault(
                event.origin.file.index(),
                "ring",
                event_at(corpus, names, id),
                &message,
                None,
            );
        }
    }
}

fn ends(corpus: &Corpus, made: &Made, names: &mut Names<'_>) {
    let drafts = names.drafts;
    for (id, position) in corpus.positions.iter() {
        let (Some(since), Some(until)) = (&position.since, &position.until) else {
            continue;
        };
        if until.compare(since) == Relation::Before {
            let (at, place) = made.positions[id.index()];
            let message = format!("this position ends ({until}) before it begins ({since})");
            names.fault(
                at,
                "until-before-since",
                drafts[at].positions.heads[place].at,
                &message,
                None,
            );
        }
    }
}

/// An actor on an issue.
type CellOf = (Id<Actor>, Id<Issue>);

/// Nobody is for and against at once. A position is held from its date to the
/// next one's, so two contradict each other only where they began together, or
/// where the earlier one's own end is after the later one's beginning.
fn contradictions(corpus: &Corpus, made: &Made, names: &mut Names<'_>) {
    let mut cells: HashMap<CellOf, Vec<Id<Position>>> = HashMap::new();
    for (id, position) in corpus.positions.iter() {
        for &actor in &position.actors {
            cells.entry((actor, position.issue)).or_default().push(id);
        }
    }
    let mut cells: Vec<_> = cells.into_iter().collect();
    cells.sort_unstable_by_key(|(cell, _)| *cell);
    for ((actor, issue), ids) in cells {
        for (at, &second) in ids.iter().enumerate() {
            let clash = ids
                .iter()
                .take(at)
                .find(|&&first| at_once(corpus, first, second));
            let Some(&first) = clash else { continue };
            let (draft, place) = made.positions[second.index()];
            let (other, _) = made.positions[first.index()];
            let message = format!(
                "{} is both for and against “{}” at the same time",
                corpus.actors[actor].name, corpus.issues[issue].label
            );
            let help = format!(
                "see also {}:{}",
                names.drafts[other].name, corpus.positions[first].origin.line
            );
            let span = names.drafts[draft].positions.heads[place].at;
            names.fault(draft, "opposite-stances", span, &message, Some(help));
        }
    }
}

fn at_once(corpus: &Corpus, a: Id<Position>, b: Id<Position>) -> bool {
    let (a, b) = (&corpus.positions[a], &corpus.positions[b]);
    let opposite = match (a.stance.score(), b.stance.score()) {
        (Some(x), Some(y)) => i16::from(x) * i16::from(y) < 0,
        _ => false,
    };
    let day = |date: Option<&Date>| {
        date.and_then(|d| d.first_day().filter(|first| Some(*first) == d.last_day()))
    };
    let together = match (day(a.since.as_ref()), day(b.since.as_ref())) {
        (Some(x), Some(y)) => x == y,
        // Dates to the year: the same date is no proof of the same day, but
        // nothing says which of the two came first.
        _ => a.since == b.since,
    };
    let outlasts =
        |earlier: &Position, later: &Position| match (&earlier.until, &earlier.since, &later.since)
        {
            (Some(until), Some(from), Some(since)) => {
                from.compare(since) == Relation::Before && since.compare(until) == Relation::Before
            }
            _ => false,
        };
    opposite && (together || outlasts(a, b) || outlasts(b, a))
}

fn votes(corpus: &Corpus, _: &Made, names: &mut Names<'_>) {
    for (id, event) in corpus.events.iter() {
        let Some(votes) = &event.votes else { continue };
        let mut seen: HashSet<Id<Actor>> = HashSet::new();
        for &actor in [&votes.yes, &votes.no, &votes.abstain, &votes.absent]
            .into_iter()
            .flatten()
        {
            if !seen.insert(actor) {
                let message = format!(
                    "{} stands in the vote of `{}` twice",
                    corpus.actors[actor].name, event.key
                );
                names.fault(
                    event.origin.file.index(),
                    "voted-twice",
                    event_at(corpus, names, id),
                    &message,
                    None,
                );
            }
        }
    }
}

fn judgments(corpus: &Corpus, made: &Made, names: &mut Names<'_>) {
    let drafts = names.drafts;
    for (id, judgment) in corpus.judgments.iter() {
        if judgment.likelihood.is_some() && judgment.confidence.is_some() {
            let (at, place) = made.judgments[id.index()];
            let message = format!("`{}` has both a likelihood and a confidence", judgment.key);
            names.fault(
                at,
                "likelihood-and-confidence",
                drafts[at].judgments.heads[place].at,
                &message,
                None,
            );
        }
    }
}

fn archives(corpus: &Corpus, _: &Made, names: &mut Names<'_>) {
    for (id, source) in corpus.sources.iter() {
        let file = source.origin.file.index();
        if leaves(&source.file) {
            let message = format!("`{}` is outside the library", source.file);
            let help = "write a path below this file's folder, such as sources/text.txt".to_owned();
            names.fault(
                file,
                "bad-path",
                source_at(corpus, names, id),
                &message,
                Some(help),
            );
        }
        let digits = source.sha256.bytes().all(|b| b.is_ascii_hexdigit());
        if !source.sha256.is_empty() && (source.sha256.len() != 64 || !digits) {
            let message = format!(
                "the sha256 of `{}` is not 64 hexadecimal digits",
                source.key
            );
            names.fault(
                file,
                "bad-sha256",
                source_at(corpus, names, id),
                &message,
                None,
            );
        }
    }
}

/// Whether a path is absolute or goes up beyond where it began.
fn leaves(path: &str) -> bool {
    let mut depth = 0i32;
    for part in path.split(['/', '\\']) {
        depth += match part {
            "" | "." => 0,
            ".." => -1,
            _ => 1,
        };
        if depth < 0 {
            return true;
        }
    }
    path.starts_with(['/', '\\']) || path.as_bytes().get(1) == Some(&b':')
}
