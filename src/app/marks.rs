//! Marks: places with a letter, gone back to in this session and in others.

use crate::{
    app::{
        layout,
        seen::{context, places},
        state::{Overlay, State},
        travel,
    },
    arena::Id,
    library::{Mark, Marking},
    model::{Briefing, Entry},
    text::Clean,
    ui::{
        action::Action,
        effect::Effect,
        place::{Place, Selection},
    },
    view::{Chosen, Context, MarkList, mark_words, marked, place_of},
};

/// The key that stands for the place before the last jump.
const BEFORE: char = '\'';

/// Marks the place where one is with a letter.
pub(super) fn set(state: &mut State, with: Option<char>) -> Vec<Effect> {
    let Some(letter) = with.filter(char::is_ascii_alphabetic) else {
        tell(
            state,
            "A mark is a letter: a to z in this briefing, A to Z in all.",
        );
        return Vec::new();
    };
    let mark = marked(&state.library.corpus, letter, &state.place);
    tell(state, &format!("Mark {letter}: {}", mark_words(&mark)));
    keep(state, Marking::Set(mark))
}

/// Goes to the mark with a letter, or to where one was before the last jump.
pub(super) fn jump(state: &mut State, with: Option<char>) -> Vec<Effect> {
    if with == Some(BEFORE) {
        match state.history.before(&state.place) {
            Some(place) => travel::jump(state, place),
            None => tell(state, "This is where you began."),
        }
        return Vec::new();
    }
    let letter = with.unwrap_or(' ');
    let scope = scope(state);
    let found = state.marks.of(&scope).find(|mark| mark.letter == letter);
    match found.cloned() {
        Some(mark) => go(state, &mark),
        None => {
            let elsewhere = state.marks.all().iter().any(|mark| mark.letter == letter);
            let list = state.keymap.keys_of("home", Action::MarksList);
            let list = list.unwrap_or_default();
            let words = if elsewhere {
                format!("Mark {letter} is of another briefing: {list} lists all marks.")
            } else {
                format!("Nothing is marked {letter}: {list} lists the marks.")
            };
            tell(state, &words);
        }
    }
    Vec::new()
}

/// Opens the list of marks.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let list = seen(state, MarkList::new);
    state.overlay = Some(Overlay::Marks(list));
    Vec::new()
}

/// Answers an action while the list is open.
pub(super) fn act(state: &mut State, action: Action, with: Option<char>) -> Vec<Effect> {
    if matches!(action, Action::MarksList | Action::MarkJump) {
        state.overlay = None;
    }
    if action == Action::MarkJump {
        return jump(state, with);
    }

    let body = layout::screen(state.size).map(|screen| screen.body);
    let Some(Overlay::Marks(list)) = &mut state.overlay else {
        return Vec::new();
    };
    match list.update(body.unwrap_or_default(), action) {
        Some(Chosen::Go(mark)) => {
            state.overlay = None;
            go(state, &mark);
            Vec::new()
        }
        Some(Chosen::Forget(mark)) => {
            tell(state, &format!("Mark {} is forgotten.", mark.letter));
            let effects = keep(state, Marking::Forgot(mark));
            renew(state);
            effects
        }
        None => Vec::new(),
    }
}

/// Shows in the list, if it is open, what there is now.
pub(super) fn renew(state: &mut State) {
    if let Some(Overlay::Marks(mut list)) = state.overlay.clone() {
        seen(state, |cx| list.renew(cx));
        state.overlay = Some(Overlay::Marks(list));
    }
}

/// Goes to a mark, if what it stands at is there: to nothing else, ever.
fn go(state: &mut State, mark: &Mark) {
    let Some(mut place) = place_of(&state.library.corpus, mark) else {
        let what = if mark.at.is_empty() {
            &mark.scope
        } else {
            &mark.at
        };
        let words = if state.library.progress.done {
            format!("Mark {}: {what} is no longer here.", mark.letter)
        } else {
            format!("Mark {}: {what} was not read yet.", mark.letter)
        };
        tell(state, &words);
        return;
    };
    place.scope = wide_enough(state, &place);
    travel::jump(state, place);
}

/// Returns what views are to be narrowed to at a mark's place: to what they
/// are, unless what was marked lies outside.
fn wide_enough(state: &State, place: &Place) -> Option<Id<Briefing>> {
    let now = state.place.scope;
    match place.selection {
        Some(Selection::Entry(Entry::Briefing(_))) | None => place.scope,
        Some(_) if now.is_none() => now,
        Some(Selection::Entry(entry)) if state.library.corpus.briefing_of(entry) == now => now,
        Some(Selection::Entry(_) | Selection::Cell(..)) => place.scope,
    }
}

fn keep(state: &mut State, change: Marking) -> Vec<Effect> {
    state.marks.change(&change);
    vec![Effect::KeepMark(change)]
}

fn scope(state: &State) -> String {
    let corpus = &state.library.corpus;
    let scope = state.place.scope;
    scope.map_or(String::new(), |id| corpus.briefings[id].key.to_string())
}

fn tell(state: &mut State, words: &str) {
    state.notice = Clean::line(words);
}

fn seen<T>(state: &State, f: impl FnOnce(&Context<'_>) -> T) -> T {
    let panes = places(state).map(|(_, panes)| panes).unwrap_or_default();
    f(&context(state, panes))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        app::{
            Message,
            staged::{opened, press},
            update,
        },
        library::Library,
        model::Reference,
        ui::place::View,
    };

    fn is_of_marks(effect: &Effect) -> bool {
        matches!(effect, Effect::KeepMark(_))
    }

    /// What of a place a mark knows.
    fn marked_of(place: &Place) -> impl PartialEq + std::fmt::Debug + use<> {
        let Place {
            view,
            selection,
            scope,
            as_of,
            ..
        } = place.clone();
        (view, selection, scope, as_of)
    }

    #[test]
    fn a_mark_is_gone_back_to_from_every_view() {
        for view in View::ALL {
            let mut state = opened(120, 40);
            press(&mut state, "j j");
            press(&mut state, &view.digit().to_string());
            // Past the text field of Quotes.
            press(&mut state, "Esc j");
            let there = marked_of(&state.place);
            assert!(press(&mut state, "m a").iter().any(is_of_marks));
            for other in View::ALL.into_iter().filter(|other| *other != view) {
                press(&mut state, &other.digit().to_string());
                press(&mut state, "Esc");
                press(&mut state, "' a");
                assert_eq!(marked_of(&state.place), there, "{view:?} from {other:?}");
                // And back and forth, by the second quote.
                press(&mut state, "' '");
                assert_eq!(state.place.view, other);
                press(&mut state, "' '");
                assert_eq!(marked_of(&state.place), there);
            }
        }
    }

    #[test]
    fn small_letters_are_of_a_briefing_and_capitals_lead_out_of_it() {
        let mut state = opened(120, 40);
        press(&mut state, "j 2 m a m B");
        let marked = state.place.clone();
        press(&mut state, "1 j");
        assert_ne!(state.place.scope, marked.scope);
        let here = state.place.clone();
        press(&mut state, "' a");
        assert_eq!(state.place, here);
        assert!(
            state.notice.contains("of another briefing: M lists"),
            "{}",
            state.notice
        );
        press(&mut state, "' B");
        assert_eq!(state.place, marked);
        // In the whole library, it is there to be seen: nothing is narrowed.
        press(&mut state, "1 g g ' B");
        assert_eq!(state.place.selection, marked.selection);
        assert_eq!(state.place.scope, None);
    }

    #[test]
    fn what_is_no_mark_is_told() {
        let mut state = opened(120, 40);
        let here = state.place.clone();
        for (keys, words) in [
            ("' x", "Nothing is marked x"),
            ("m 3", "A mark is a letter"),
            ("' '", "where you began"),
        ] {
            assert!(!press(&mut state, keys).iter().any(is_of_marks));
            assert!(state.notice.contains(words), "{}", state.notice);
            assert_eq!(state.place, here);
        }
    }

    #[test]
    fn what_was_marked_and_is_gone_is_told_and_nothing_else_gone_to() {
        let mut state = opened(120, 40);
        press(&mut state, "j 2 m a 1");
        let bundled = Arc::clone(&state.library);
        let mut empty = Library::default();
        empty.progress.done = true;
        update(&mut state, Message::Library(Arc::new(empty)));
        let here = state.place.clone();
        for keys in ["' a", "M Enter"] {
            press(&mut state, keys);
            assert_eq!(state.place, here, "{keys}");
        }
        assert!(
            state.notice.contains("is no longer here"),
            "{}",
            state.notice
        );
        // It comes back, and so does the mark.
        press(&mut state, "M");
        update(&mut state, Message::Library(bundled));
        press(&mut state, "Enter");
        assert_eq!(state.place.view, View::Timeline);
    }

    #[test]
    fn a_mark_is_forgotten_in_the_list() {
        let mut state = opened(120, 40);
        press(&mut state, "m a m b M j");
        let effects = press(&mut state, "d");
        assert!(
            matches!(&effects[..], [Effect::KeepMark(Marking::Forgot(mark))] if mark.letter == 'b')
        );
        assert!(matches!(state.overlay, Some(Overlay::Marks(_))));
        press(&mut state, "Delete");
        assert!(state.marks.all().is_empty());
        assert!(press(&mut state, "d Enter j").is_empty());
        press(&mut state, "M");
        assert!(state.overlay.is_none());
    }

    #[test]
    fn every_record_is_found_again_by_its_mark() {
        let state = opened(120, 40);
        let corpus = &state.library.corpus;
        let ids = [
            "event", "quote", "source", "actor", "issue", "position", "judgment",
        ];
        let entries = ids.iter().flat_map(|kind| {
            let kind = crate::model::Kind::from_name(kind).unwrap();
            crate::export::entries(corpus, kind)
        });
        let mut n = 0;
        for entry in entries {
            let place = Place {
                view: View::Timeline,
                selection: Some(Selection::Entry(entry)),
                event: match entry {
                    Entry::Event(id) => Some(id),
                    _ => None,
                },
                ..Place::default()
            };
            let mark = marked(corpus, 'a', &place);
            assert!(mark.at.parse::<Reference>().is_ok(), "{}", mark.at);
            assert_eq!(place_of(corpus, &mark), Some(place));
            n += 1;
        }
        assert!(n > 100);
    }
}
