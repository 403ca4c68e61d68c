//! What is done with what is selected: it is edited, copied, or asked what rests
//! on it and what is like it.

use crate::{
    app::{pane, state::State, travel::read},
    cite::{self, What},
    library::Verdict,
    model::{Corpus, Entry},
    text::Clean,
    ui::{
        action::Action,
        effect::Effect,
        place::{Leaf, Selection},
    },
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

/// Returns the record that is meant: in the pane beside, the link chosen there;
/// else what is selected.
fn meant(state: &mut State) -> Option<Entry> {
    let chosen = if state.focus == Focus::Detail {
        pane::chosen(state)
    } else {
        None
    };
    record(&state.library.corpus, chosen.or(state.place.selection))
}

/// Lays what rests on the record that is meant, or what is like it, into the
/// Reader.
pub(super) fn lay(state: &mut State, action: Action) -> Vec<Effect> {
    let selected = record(&state.library.corpus, state.place.selection);
    let leaf = match (action, meant(state), selected) {
        (Action::RestsOn, Some(entry), _) => Ok(Leaf::Rests(entry)),
        (Action::RestsOn, None, _) => Err("Nothing is selected that something could rest on."),
        // A link chosen beside a quote may be none.
        (_, Some(Entry::Quote(quote)), _) | (_, _, Some(Entry::Quote(quote))) => {
            Ok(Leaf::Variants(quote))
        }
        (_, _, _) => Err("Only a quote has other words: none is selected."),
    };
    match leaf {
        Ok(leaf) if state.place.leaf != Some(leaf) => read(state, leaf),
        Ok(_) => (),
        Err(words) => state.notice = Clean::line(words),
    }
    Vec::new()
}

/// Copies what is meant, as a character asks.
pub(super) fn copy(state: &mut State, with: Option<char>) -> Vec<Effect> {
    let what = WHATS.iter().find(|(key, _)| Some(*key) == with);
    let Some(&(_, what)) = what else {
        state.notice = Clean::line("That is no way to copy.");
        return Vec::new();
    };
    let entry = meant(state);
    let corpus = &state.library.corpus;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::{
            staged::{opened, press},
            state::Message,
            travel::select,
            update::update,
        },
        rests::Rests,
        ui::action::CHOICES,
        view::Found,
    };

    #[test]
    fn what_rests_on_a_record_is_asked_for_once_and_left_again() {
        let mut state = opened(120, 40);
        press(&mut state, "6 j");
        let before = state.place.clone();
        let Some(Selection::Entry(source)) = before.selection else {
            unreachable!("a source is selected");
        };
        let leaf = Leaf::Rests(source);
        let version = state.version();
        assert_eq!(press(&mut state, "g r"), [Effect::Lay { version, leaf }]);
        assert_eq!(press(&mut state, "g r"), []);
        // What was found for another library, or another leaf, is not shown.
        let found = Found::Rests(std::sync::Arc::new(Rests::default()));
        for (version, leaf) in [
            (version - 1, leaf),
            (
                version,
                Leaf::Rests(Entry::Source(crate::arena::Id::new(5))),
            ),
        ] {
            let found = found.clone();
            update(
                &mut state,
                Message::Laid {
                    version,
                    leaf,
                    found,
                },
            );
            assert!(matches!(state.leaf, Some((_, None))));
        }
        update(
            &mut state,
            Message::Laid {
                version,
                leaf,
                found,
            },
        );
        assert!(matches!(state.leaf, Some((_, Some(_)))));
        press(&mut state, "H");
        assert_eq!(state.place, before);
    }

    #[test]
    fn only_a_quote_has_other_words() {
        let mut state = opened(120, 40);
        press(&mut state, "6 g v");
        assert_eq!(state.place.leaf, None);
        assert!(!state.notice.is_empty());
        let quote = crate::model::QuoteId::new(0);
        select(&mut state, Selection::Entry(Entry::Quote(quote)));
        press(&mut state, "g v");
        assert_eq!(state.place.leaf, Some(Leaf::Variants(quote)));
        // The link chosen beside it is an event or a source: the quote is meant.
        press(&mut state, "H");
        state.focus = Focus::Detail;
        press(&mut state, "j g v");
        assert_eq!(state.place.leaf, Some(Leaf::Variants(quote)));
    }

    #[test]
    fn every_way_to_copy_that_is_offered_is_one() {
        let offered = CHOICES.iter();
        let offered = offered.filter(|(_, action, ..)| *action == Action::Copy);
        let offered: Vec<char> = offered.map(|(_, _, key, _)| *key).collect();
        let known: Vec<char> = WHATS.iter().map(|(key, _)| *key).collect();
        assert_eq!(offered, known);
    }
}
