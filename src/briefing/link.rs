//! All files of a library together: names become ids, and rules that need
//! more than one record are held.

use std::{collections::HashMap, sync::Arc};

use crate::{
    arena::Id,
    briefing::{
        build::{Making, said},
        draft::Draft,
        resolve::Names,
        rules::{self, Made},
        wire::Span,
    },
    diagnostic::Diagnostic,
    model::{Actor, Builder, Corpus, File, Issue, Kind, Origin, Quote, Sheaf},
    text::Clean,
};

/// What files say together, and what is wrong between them.
#[derive(Debug, Clone, Default)]
pub struct Linked {
    /// What they say. Its files are those that were used, in the order given.
    pub corpus: Corpus,
    /// What is wrong, each with the place of its file among those given.
    pub diagnostics: Vec<(usize, Diagnostic)>,
}

/// Links drafts into a corpus. While a library is still being read (not
/// `complete`), what leads nowhere is left out but not told: it may still come.
pub fn link(drafts: &[Arc<Draft>], complete: bool) -> Linked {
    let (drafts, twice) = once(drafts);
    let mut names = Names::new(&drafts, complete);
    for (at, first, span) in twice {
        let key = drafts[first].briefing_key().unwrap_or_default();
        let message = format!(
            "`{key}` is the id of the briefing in {} already",
            drafts[first].name
        );
        let help = "give this one another id; until then it is left out".to_owned();
        names.fault(at, "duplicate-briefing", span, &message, Some(help));
    }
    let mut builder = Builder::default();
    let mut made = Made::default();
    files(&drafts, &mut builder.corpus);
    people(&drafts, &mut names, &mut builder.corpus, &mut made);
    for (at, draft) in drafts.iter().enumerate() {
        ground(at, draft, &mut names, &mut builder.corpus);
    }
    let mut found = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        quotes(at, draft, &mut names, &mut made, &mut found);
    }
    pack(&drafts, &mut names, found, &mut builder.corpus, &made);
    builder.corpus.date_quotes(said);
    for (at, draft) in drafts.iter().enumerate() {
        positions(at, draft, &mut names, &mut builder.corpus, &mut made);
        judgments(at, draft, &mut names, &mut builder.corpus, &mut made);
    }
    let corpus = builder.build();
    if complete {
        rules::hold(&corpus, &made, &mut names);
    }
    let mut diagnostics = names.found;
    diagnostics.sort_by_key(|(file, d)| (*file, d.place.line, d.place.column));
    Linked {
        corpus,
        diagnostics,
    }
}

/// A briefing whose id stood before: its file, the other's, and where it stands.
type Twice = (usize, usize, Span);

/// Returns the drafts with those emptied whose briefing has an id that another
/// had before; and these.
fn once(drafts: &[Arc<Draft>]) -> (Vec<Arc<Draft>>, Vec<Twice>) {
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
    let mut names = Names::new(&[], true);
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
        let mut making = Making {
            names: &mut names,
            draft: 0,
            origin,
            lost: false,
        };
        let briefing = making.briefing(record);
        let id = corpus.briefings.push(briefing);
        corpus.files.edit(file, |file| file.briefing = Some(id));
    }
}

/// Gives ids to actors and issues, which belong to the whole library, then
/// makes them: the first definition holds, other names for it are kept.
fn people<'a>(
    drafts: &'a [Arc<Draft>],
    names: &mut Names<'a>,
    corpus: &mut Corpus,
    made: &mut Made,
) {
    for (at, draft) in drafts.iter().enumerate() {
        for (place, record) in draft.actors.iter().enumerate() {
            let next = Id::<Actor>::new(made.actors.len());
            if names.actors.try_insert_new(&record.key, next) {
                made.actors.push((at, place));
            }
        }
        for (place, record) in draft.issues.iter().enumerate() {
            let next = Id::<Issue>::new(made.issues.len());
            if names.issues.try_insert_new(&record.key, next) {
                made.issues.push((at, place));
            }
        }
    }
    for &(at, place) in &made.actors {
        let record = &drafts[at].actors[place];
        let origin = Origin {
            file: Id::new(at),
            line: record.line,
        };
        let actor = Making {
            names,
            draft: at,
            origin,
            lost: false,
        }
        .actor_record(record);
        corpus.actors.push(actor);
    }
    for &(at, place) in &made.issues {
        let record = &drafts[at].issues[place];
        let origin = Origin {
            file: Id::new(at),
            line: record.line,
        };
        let issue = Making {
            names,
            draft: at,
            origin,
            lost: false,
        }
        .issue_record(record);
        corpus.issues.push(issue);
    }
    later_definitions(drafts, names, corpus, made);
}

/// Keeps the names of later definitions of an actor, and tells where they differ.
fn later_definitions(
    drafts: &[Arc<Draft>],
    names: &mut Names<'_>,
    corpus: &mut Corpus,
    made: &Made,
) {
    for (at, draft) in drafts.iter().enumerate() {
        for (place, record) in draft.actors.iter().enumerate() {
            let Some(&id) = names.actors.get(record.key.as_str()) else {
                continue;
            };
            if made.actors[id.index()] == (at, place) {
                continue;
            }
            let first = &corpus.actors[id];
            if *first.name != *record.wire.name.0.0 {
                let message = format!(
                    "`{}` is called “{}” in {}",
                    record.key,
                    first.name,
                    drafts[first.origin.file.index()].name
                );
                names.fault(at, "actor-differs", record.at, &message, None);
            }
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
        }
        for (place, record) in draft.issues.iter().enumerate() {
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

/// Makes what quotes stand on: sources and events.
fn ground<'a>(at: usize, draft: &'a Draft, names: &mut Names<'a>, corpus: &mut Corpus) {
    let origin = |line| Origin {
        file: Id::new(at),
        line,
    };
    let file = Id::<File>::new(at);
    let first = corpus.sources.len();
    for record in &draft.sources {
        let mut making = Making {
            names,
            draft: at,
            origin: origin(record.line),
            lost: false,
        };
        let source = making.source_record(record);
        corpus.sources.push(source);
    }
    let last = corpus.sources.len();
    corpus.files.edit(file, |file| file.sources = first..last);
    let first = corpus.events.len();
    for record in &draft.events {
        let mut making = Making {
            names,
            draft: at,
            origin: origin(record.line),
            lost: false,
        };
        let event = making.event_record(record);
        corpus.events.push(event);
    }
    let last = corpus.events.len();
    corpus.files.edit(file, |file| file.events = first..last);
}

fn quotes<'a>(
    at: usize,
    draft: &'a Draft,
    names: &mut Names<'a>,
    made: &mut Made,
    found: &mut Vec<(Quote<'a>, u32)>,
) {
    for (place, record) in draft.quotes.iter().enumerate() {
        let origin = Origin {
            file: Id::new(at),
            line: record.line,
        };
        let mut making = Making {
            names,
            draft: at,
            origin,
            lost: false,
        };
        if let Some(quote) = making.quote_record(record) {
            names.give(at, Kind::Quote, &record.key, found.len());
            found.push((quote, record.at.start()));
            made.quotes.push((at, place));
        }
    }
}

/// Packs quotes file by file, and dates them.
fn pack<'a>(
    drafts: &'a [Arc<Draft>],
    names: &mut Names<'a>,
    found: Vec<(Quote<'a>, u32)>,
    corpus: &mut Corpus,
    made: &Made,
) {
    let mut found = found.into_iter().zip(&made.quotes).peekable();
    for (at, draft) in drafts.iter().enumerate() {
        let mut sheaf = Sheaf::default();
        while let Some(((mut quote, start), &(_, place))) = found.next_if(|(_, made)| made.0 == at)
        {
            // Quotes they are variants of may stand anywhere: now all have ids.
            let name = draft.quotes[place].wire.variant_of.as_ref();
            quote.variant_of = name.and_then(|name| names.quote(at, name).ok().flatten());
            sheaf.push(&quote, start);
        }
        sheaf.shrink();
        corpus.add_quotes(Id::new(at), Arc::new(sheaf), Arc::default(), None);
    }
}

fn positions<'a>(
    at: usize,
    draft: &'a Draft,
    names: &mut Names<'a>,
    corpus: &mut Corpus,
    made: &mut Made,
) {
    let first = corpus.positions.len();
    for ((place, record), number) in draft.positions.iter().enumerate().zip(1..) {
        let origin = Origin {
            file: Id::new(at),
            line: record.line,
        };
        let mut making = Making {
            names,
            draft: at,
            origin,
            lost: false,
        };
        if let Some(position) = making.position_record(record, number, corpus) {
            corpus.positions.push(position);
            made.positions.push((at, place));
        }
    }
    let last = corpus.positions.len();
    corpus
        .files
        .edit(Id::new(at), |file| file.positions = first..last);
}

fn judgments<'a>(
    at: usize,
    draft: &'a Draft,
    names: &mut Names<'a>,
    corpus: &mut Corpus,
    made: &mut Made,
) {
    let first = corpus.judgments.len();
    // Judgments may name each other, so all have ids before any is made.
    for (place, record) in draft.judgments.iter().enumerate() {
        names.give(at, Kind::Judgment, &record.key, first + place);
    }
    for (place, record) in draft.judgments.iter().enumerate() {
        let origin = Origin {
            file: Id::new(at),
            line: record.line,
        };
        let judgment = Making {
            names,
            draft: at,
            origin,
            lost: false,
        }
        .judgment_record(record);
        corpus.judgments.push(judgment);
        made.judgments.push((at, place));
    }
    let last = corpus.judgments.len();
    corpus
        .files
        .edit(Id::new(at), |file| file.judgments = first..last);
}

/// Inserting only what is new, told whether it was.
trait InsertNew<'k, V> {
    fn try_insert_new(&mut self, key: &'k str, value: V) -> bool;
}

impl<'k, V> InsertNew<'k, V> for HashMap<&'k str, V> {
    fn try_insert_new(&mut self, key: &'k str, value: V) -> bool {
        let new = !self.contains_key(key);
        if new {
            self.insert(key, value);
        }
        new
    }
}
