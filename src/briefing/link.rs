//! All files of a library together: names become ids.
//!
//! Drafts do not know where their values stand, so that a library of thousands
//! stays small. Where a reference is at fault its file is marked, and told of
//! from its text, which is read again by [`check`].

use std::{collections::HashMap, sync::Arc};

use crate::{
    arena::Id,
    briefing::{
        build::{self, Making},
        draft::{Defined, Draft, Record, Stock},
        records::{ActorWire, EventWire, IssueWire, JudgmentWire, PositionWire, SourceWire},
        resolve::{Names, Telling},
        rules::Made,
        settle,
        wire::Span,
    },
    model::{Builder, Corpus, File, Kind, Origin, Source, SourceBody},
    seal::Seal,
    text::Clean,
};

/// Links drafts into a corpus. What leads nowhere is left out; what is wrong
/// is for [`check`](crate::briefing::check) to tell.
pub fn link(stock: &Stock, drafts: &[Arc<Draft>]) -> Corpus {
    let (drafts, _) = once(drafts);
    let mut names = Names::new(stock, &drafts, Telling::Nothing);
    linked(&mut names).0
}

/// Makes the corpus of the drafts that names were made of.
pub(super) fn linked(names: &mut Names<'_>) -> (Corpus, Made) {
    let drafts = names.drafts;
    let mut builder = Builder::default();
    let mut made = Made::default();
    let corpus = &mut builder.corpus;
    files(drafts, corpus);
    people(names, corpus, &mut made);
    let mut alike = HashMap::new();
    for at in 0..drafts.len() {
        sources(at, names, &mut alike, corpus);
        events(at, names, corpus);
    }
    settle::quotes(names, corpus);
    corpus.date_quotes();
    for at in 0..drafts.len() {
        positions(at, names, corpus, &mut made);
        judgments(at, names, corpus, &mut made);
    }
    (builder.build(), made)
}

/// A briefing whose id stood before: its file, the other's, and where it stands.
pub(super) type Twice = (usize, usize, Span);

/// Returns the drafts with those emptied whose briefing has an id that another
/// had before; and these.
pub(super) fn once(drafts: &[Arc<Draft>]) -> (Vec<Arc<Draft>>, Vec<Twice>) {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut twice = Vec::new();
    let kept = drafts.iter().enumerate().map(|(at, draft)| {
        let Some(record) = &draft.briefing else {
            return Arc::clone(draft);
        };
        match seen.get(record.wire.id.value.as_str()) {
            Some(&first) => {
                twice.push((at, first, record.wire.id.span));
                Arc::new(draft.emptied())
            }
            None => {
                seen.insert(&record.wire.id.value, at);
                Arc::clone(draft)
            }
        }
    });
    (kept.collect(), twice)
}

fn files(drafts: &[Arc<Draft>], corpus: &mut Corpus) {
    for draft in drafts {
        let file = corpus.files.push(File {
            name: draft.name.clone(),
            ..File::default()
        });
        let Some(record) = &draft.briefing else {
            continue;
        };
        let origin = Origin {
            file,
            line: record.line,
        };
        let id = corpus.briefings.push(build::briefing(record, origin));
        corpus.files.edit(file, |file| file.briefing = Some(id));
    }
}

/// Returns what is being made of a record of a draft.
pub(super) fn making<'n, 'a>(names: &'n mut Names<'a>, draft: usize, line: u32) -> Making<'n, 'a> {
    let origin = Origin {
        file: Id::new(draft),
        line,
    };
    Making {
        names,
        draft,
        origin,
        lost: false,
    }
}

/// Returns what a draft defines, whole.
fn definition<T: Seal>(stock: &Stock, defined: Defined) -> Option<Record<T>> {
    let body = stock.body(defined)?;
    Some(Record {
        key: body.key.to_string(),
        at: defined.at,
        line: defined.line,
        wire: body.wire()?,
    })
}

/// Gives ids to actors and issues, which belong to the whole library, then
/// makes them: the first definition holds, other names for it are kept.
fn people(names: &mut Names<'_>, corpus: &mut Corpus, made: &mut Made) {
    let (stock, drafts) = (names.stock, names.drafts);
    // Most files define theirs alike: each body is looked up once.
    let mut seen = vec![false; stock.bodies.len()];
    for (at, draft) in drafts.iter().enumerate() {
        let actors = draft.actors.iter().enumerate();
        let issues = draft.issues.iter().enumerate();
        for (place, defined) in actors.chain(issues) {
            let Some(body) = stock.body(*defined) else {
                continue;
            };
            let body_at = defined.body as usize;
            if std::mem::replace(&mut seen[body_at], true) {
                continue;
            }
            names.of_body[body_at] = if body.kind == Kind::Actor {
                let id = names.actors.entry(&body.key).or_insert_with(|| {
                    made.actors.push((at, place));
                    Id::new(made.actors.len() - 1)
                });
                id.raw()
            } else {
                let id = names.issues.entry(&body.key).or_insert_with(|| {
                    made.issues.push((at, place));
                    Id::new(made.issues.len() - 1)
                });
                id.raw()
            };
        }
    }
    for &(at, place) in &made.actors {
        if let Some(record) = definition::<ActorWire>(stock, drafts[at].actors[place]) {
            let actor = making(names, at, record.line).actor_record(&record);
            corpus.actors.push(actor);
        }
    }
    for &(at, place) in &made.issues {
        if let Some(record) = definition::<IssueWire>(stock, drafts[at].issues[place]) {
            let issue = making(names, at, record.line).issue_record(&record);
            corpus.issues.push(issue);
        }
    }
    later_definitions(names, corpus, made);
}

/// Keeps the names of later definitions of an actor, and tells where they differ.
fn later_definitions(names: &mut Names<'_>, corpus: &mut Corpus, made: &Made) {
    let (stock, drafts) = (names.stock, names.drafts);
    // Most files define their actors alike: what was seen needs no second look.
    let mut same = vec![false; stock.bodies.len()];
    for &(at, place) in &made.actors {
        same[drafts[at].actors[place].body as usize] = true;
    }
    let mut differs: HashMap<u32, Option<String>> = HashMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        for defined in &draft.actors {
            if same.get(defined.body as usize).copied().unwrap_or(true) {
                continue;
            }
            let message = differs
                .entry(defined.body)
                .or_insert_with(|| later_actor(names, corpus, *defined));
            if let Some(message) = message {
                names.fault(at, "actor-differs", defined.at, message, None);
            }
        }
        for (place, defined) in draft.issues.iter().enumerate() {
            let Some(record) = definition::<IssueWire>(stock, *defined) else {
                continue;
            };
            let Some(&id) = names.issues.get(record.key.as_str()) else {
                continue;
            };
            let first = &corpus.issues[id];
            if made.issues[id.index()] != (at, place)
                && *first.proposition != *record.wire.proposition.0.0
            {
                let message = format!(
                    "`{}` has another proposition in {}",
                    record.key,
                    drafts[first.origin.file.index()].name
                );
                names.fault(at, "issue-differs", record.at, &message, None);
            }
        }
    }
}

/// Keeps the names of a later definition; returns how it differs in the one to show.
fn later_actor(names: &Names<'_>, corpus: &mut Corpus, defined: Defined) -> Option<String> {
    let record = definition::<ActorWire>(names.stock, defined)?;
    let &id = names.actors.get(record.key.as_str())?;
    let more: Vec<Clean> = record
        .wire
        .aliases
        .iter()
        .map(|alias| alias.0.clone())
        .collect();
    corpus.actors.edit(id, |actor| {
        for alias in more {
            if !actor.aliases.contains(&alias) {
                actor.aliases.push(alias);
            }
        }
    });
    let first = &corpus.actors[id];
    (*first.name != *record.wire.name.0.0).then(|| {
        format!(
            "`{}` is called “{}” in {}",
            record.key,
            first.name,
            names.drafts[first.origin.file.index()].name
        )
    })
}

/// Makes the sources of a draft. Those that name no other record are alike in
/// every file that defines them alike, and are kept once.
fn sources(
    at: usize,
    names: &mut Names<'_>,
    alike: &mut HashMap<u32, Arc<SourceBody>>,
    corpus: &mut Corpus,
) {
    let draft = &names.drafts[at];
    let file = Id::<File>::new(at);
    let first = corpus.sources.len();
    for defined in &draft.sources {
        let plain = draft.defaults.is_none();
        let origin = Origin {
            file,
            line: defined.line,
        };
        if let (true, Some(body)) = (plain, alike.get(&defined.body)) {
            let body = Arc::clone(body);
            corpus.sources.push(Source { origin, body });
            continue;
        }
        let Some(record) = definition::<SourceWire>(names.stock, *defined) else {
            continue;
        };
        let body = Arc::new(making(names, at, record.line).source_record(&record));
        let wire = &record.wire;
        let names_none = wire.cited_in.is_none()
            && wire.author.is_none()
            && wire.editor.is_none()
            && wire.translator.is_none();
        if plain && names_none {
            alike.insert(defined.body, Arc::clone(&body));
        }
        corpus.sources.push(Source { origin, body });
    }
    let last = corpus.sources.len();
    corpus.files.edit(file, |file| file.sources = first..last);
}

fn events(at: usize, names: &mut Names<'_>, corpus: &mut Corpus) {
    let first = corpus.events.len();
    for record in names.drafts[at].events.records::<EventWire>() {
        let event = making(names, at, record.line).event_record(&record);
        corpus.events.push(event);
    }
    let last = corpus.events.len();
    corpus
        .files
        .edit(Id::new(at), |file| file.events = first..last);
}

fn positions(at: usize, names: &mut Names<'_>, corpus: &mut Corpus, made: &mut Made) {
    let first = corpus.positions.len();
    let records = names.drafts[at].positions.records::<PositionWire>();
    for ((place, record), number) in records.enumerate().zip(1..) {
        let mut making = making(names, at, record.line);
        if let Some(position) = making.position_record(&record, number, corpus) {
            corpus.positions.push(position);
            made.positions.push((at, place));
        }
    }
    let last = corpus.positions.len();
    corpus
        .files
        .edit(Id::new(at), |file| file.positions = first..last);
}

fn judgments(at: usize, names: &mut Names<'_>, corpus: &mut Corpus, made: &mut Made) {
    let first = corpus.judgments.len();
    let records = names.drafts[at].judgments.records::<JudgmentWire>();
    for (place, record) in records.enumerate() {
        let judgment = making(names, at, record.line).judgment_record(&record);
        corpus.judgments.push(judgment);
        made.judgments.push((at, place));
    }
    let last = corpus.judgments.len();
    corpus
        .files
        .edit(Id::new(at), |file| file.judgments = first..last);
}

/// Whether a draft defines a record of this kind that is the library's.
pub(super) fn is_first(
    made: &Made,
    kind: Kind,
    names: &Names<'_>,
    at: usize,
    place: usize,
) -> bool {
    let id = names.id_of(at, kind, u32::try_from(place).unwrap_or(u32::MAX));
    let made = match kind {
        Kind::Actor => &made.actors,
        _ => &made.issues,
    };
    id.and_then(|id| made.get(id)) == Some(&(at, place))
}
