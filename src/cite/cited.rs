//! Records cited: which sources, one through the other, in a style and a form.

use std::fmt;

use hayagriva::citationberg::StyleClass;

use crate::{
    cite::{
        guard::guard,
        markup::{Form, Line, capital},
        own,
        processor::{self, Place},
        steps::{Step, citable, spoken, steps},
        style::{Made, Style},
    },
    model::{Corpus, Entry},
};

/// A record cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// The record.
    pub entry: Entry,
    /// What stands in the text or in the footnote: with the locator.
    pub note: String,
    /// What stands in the bibliography; empty where the style has none. In a
    /// style of notes one line tells how a source is known; else each source
    /// has its line.
    pub references: Vec<Reference>,
}

/// A line of a bibliography.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Its place among all lines of these citations, as the style sorts them.
    pub rank: usize,
    /// The line.
    pub text: String,
}

/// Returns the bibliography of citations: each line once, in the style's order.
pub fn bibliography(cited: &[Cited]) -> Vec<&str> {
    let mut lines: Vec<&Reference> = cited.iter().flat_map(|cited| &cited.references).collect();
    lines.sort_by_key(|line| line.rank);
    let mut texts: Vec<&str> = Vec::new();
    for line in lines {
        if !texts.contains(&line.text.as_str()) {
            texts.push(&line.text);
        }
    }
    texts
}

/// The citation processor came upon a bug of its own in a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the citation processor has no answer to what this style asks of these sources")
    }
}
impl std::error::Error for Stopped {}

/// Cites records as [`cite`] does, in a style that nobody tried. For commands:
/// as long as it runs, no thread's panic is told.
///
/// # Errors
///
/// Where the processor panics.
pub fn cite_guarded(
    corpus: &Corpus,
    entries: &[Entry],
    style: &Style,
    form: Form,
) -> Result<Vec<Cited>, Stopped> {
    guard(|| cite(corpus, entries, style, form)).ok_or(Stopped)
}

/// Cites records in order. Of a position its evidence is cited, of a briefing
/// its sources; what no source stands behind is left out.
pub fn cite(corpus: &Corpus, entries: &[Entry], style: &Style, form: Form) -> Vec<Cited> {
    let found = entries.iter().flat_map(|&entry| citable(corpus, entry));
    let found: Vec<(Entry, Vec<Step>)> = found.map(|entry| (entry, steps(corpus, entry))).collect();
    let places: Vec<Place<'_>> = found
        .iter()
        .flat_map(|(_, steps)| steps)
        .map(|step| Place {
            source: step.source,
            locator: &step.locator,
        })
        .collect();
    let made = match &style.made {
        Made::Csl(rules) => processor::cite(corpus, &places, rules),
        Made::Endnote => endnotes(corpus, &places),
        Made::Footnote => footnotes(corpus, &places),
    };
    let mut made = made.into_iter();
    let cited = found.iter().map(|(entry, steps)| {
        let own: Vec<processor::Made> = made.by_ref().take(steps.len()).collect();
        let note = note(&spoken(corpus, *entry), steps, &own);
        match &style.made {
            Made::Csl(rules) => Cited {
                entry: *entry,
                note: note.write(form),
                references: references(corpus, steps, own, rules.settings.class, form),
            },
            Made::Endnote => Cited {
                entry: *entry,
                note: note.write(form),
                references: Vec::new(),
            },
            Made::Footnote => footnote(corpus, *entry, &note),
        }
    });
    cited.collect()
}

fn endnotes(corpus: &Corpus, places: &[Place<'_>]) -> Vec<processor::Made> {
    let made = places.iter().map(|place| processor::Made {
        note: own::endnote(corpus, place.source, place.locator),
        ..processor::Made::default()
    });
    made.collect()
}

fn footnotes(corpus: &Corpus, places: &[Place<'_>]) -> Vec<processor::Made> {
    let made = places.iter().map(|place| processor::Made {
        note: own::line(corpus, place.source, place.locator),
        ..processor::Made::default()
    });
    made.collect()
}

/// Returns the sources behind a record in one note: what was said first comes
/// first, after whoever spoke.
fn note(spoken: &str, steps: &[Step], made: &[processor::Made]) -> Line {
    let mut notes: Vec<Line> = made.iter().map(|made| made.note.clone()).collect();
    let round = |line: &Line| line.text().starts_with('(') && line.text().ends_with(')');
    let several = 1 < notes.len() || !spoken.is_empty();
    let round = several && notes.iter().all(round);
    for note in notes.iter_mut().filter(|_| round) {
        note.drop_first('(');
        note.drop_last(')');
    }
    let mut line = Line::default();
    line.plain(if round { "(" } else { "" });
    line.plain(spoken);
    let last = steps.len().saturating_sub(1);
    for (at, (step, mut own)) in steps.iter().zip(notes).enumerate() {
        if 0 < at {
            line.plain(&format!(", {} ", step.link));
        }
        if at < last {
            own.drop_last('.');
        }
        line.line(&own);
    }
    line.plain(if round { ")" } else { "" });
    line
}

/// Returns the lines of the bibliography: one that tells how a source is known
/// in a style of notes, else one for each.
fn references(
    corpus: &Corpus,
    steps: &[Step],
    made: Vec<processor::Made>,
    class: StyleClass,
    form: Form,
) -> Vec<Reference> {
    let lines = steps.iter().zip(made).map(|(step, made)| {
        // A style may leave a source out of its bibliography; we do not.
        let line = if made.reference.is_empty() {
            let mut line = own::line(corpus, step.source, "");
            line.plain(".");
            line
        } else {
            made.reference
        };
        (step.link, made.rank, line)
    });
    let written = |(rank, line): (usize, Line)| Reference {
        rank,
        text: line.write(form),
    };
    if class == StyleClass::InText {
        return lines.map(|(_, rank, line)| written((rank, line))).collect();
    }
    let whole = lines.reduce(|(link, rank, mut whole), (next, _, line)| {
        // Where entries end without a full stop, one sentence goes on.
        whole.plain(&if whole.text().ends_with('.') {
            format!(" {} ", capital(next))
        } else {
            format!(", {next} ")
        });
        whole.line(&line);
        (link, rank, whole)
    });
    whole
        .map(|(_, rank, line)| written((rank, line)))
        .into_iter()
        .collect()
}

/// Returns a footnote, which is Markdown whatever is asked for.
fn footnote(corpus: &Corpus, entry: Entry, note: &Line) -> Cited {
    let key = match entry {
        Entry::Source(id) => own::key(corpus, id),
        _ => corpus.reference(entry).id,
    };
    let mark = own::footnote_mark(&key);
    let text = format!("{mark}: {}.", note.write(Form::Markdown));
    Cited {
        entry,
        note: mark,
        references: vec![Reference { rank: 0, text }],
    }
}
