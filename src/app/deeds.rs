//! What is done with what is selected: it is edited, or copied.

use crate::{
    app::{pane, state::State},
    cite::{self, What},
    library::Verdict,
    model::{Corpus, Entry},
    text::Clean,
    ui::{effect::Effect, place::Selection},
    verify::Tier,
    view::Focus,
};

/// Opens the file in which the selected record stands.
pub(super) fn edit(state: &mut State) -> Vec<Effect> {
    let corpus = &state.library.corpus;
    let entry = record(corpus, state.place.selection);
    let found = entry.map(|entry| corpus.origin(entry));
    let path =
        found.and_then(|origin| Some((corpus.files[origin.file].path.clone()?, origin.line)));
    match path {
        Some((path, line)) => vec![Effect::Edit { path, line }],
        None => {
            let words = if found.is_some() {
                "This briefing is part of the program: there is no file to edit."
            } else {
                "Nothing is selected that stands in a file."
            };
            state.notice = Clean::line(words);
            Vec::new()
        }
    }
}

/// Returns the record that a selection means: of a cell, its last position.
fn record(corpus: &Corpus, selection: Option<Selection>) -> Option<Entry> {
    match selection? {
        Selection::Entry(entry) => Some(entry),
        Selection::Cell(actor, issue) => {
            let on = corpus.positions_of.of(actor).iter().rev();
            on.copied()
                .find(|&id| corpus.positions[id].issue == issue)
                .map(Entry::Position)
        }
    }
}

/// Copies what is selected, as a character asks. In the pane beside it is the
/// link chosen there.
pub(super) fn copy(state: &mut State, with: Option<char>) -> Vec<Effect> {
    let what = WHATS.iter().find(|(key, _)| Some(*key) == with);
    let Some(&(_, what)) = what else {
        state.notice = Clean::line("That is no way to copy.");
        return Vec::new();
    };
    let chosen = if state.focus == Focus::Detail {
        pane::chosen(state)
    } else {
        None
    };
    let corpus = &state.library.corpus;
    let entry = record(corpus, chosen.or(state.place.selection));
    let copied = entry.and_then(|entry| cite::copy(corpus, entry, what));
    match copied {
        Some(copied) => {
            let doubt = entry.map_or("", |entry| doubt(state, entry));
            vec![Effect::Copy {
                text: copied.text.into(),
                what: format!("{}{doubt}", copied.note).into(),
            }]
        }
        None => {
            let words = match entry {
                Some(entry) => format!(
                    "There is no {} of {}.",
                    what.name(),
                    corpus.reference(entry)
                ),
                None => "Nothing is selected that can be copied.".to_owned(),
            };
            state.notice = Clean::line(&words);
            Vec::new()
        }
    }
}

/// Returns what whoever copies a quote must know of its place in its source.
fn doubt(state: &State, entry: Entry) -> &'static str {
    let verdict = match entry {
        Entry::Quote(id) => state.checked.of(id),
        _ => Verdict::OwnWords,
    };
    match verdict.tier() {
        Some(Tier::Near | Tier::Missing) => ", NOT FOUND in its source",
        Some(Tier::Stale) => ", whose text is another by now",
        Some(Tier::Ambiguous) => ", found in several places",
        Some(Tier::Exact | Tier::Typographic | Tier::Edited | Tier::NoArchive) | None => "",
    }
}

/// What is copied by which key.
const WHATS: &[(char, What)] = &[
    ('y', What::Text),
    ('c', What::Cited),
    ('m', What::Markdown),
    ('b', What::Bibtex),
    ('j', What::CslJson),
    ('l', What::Permalink),
    ('u', What::Url),
    ('t', What::Toml),
];
