//! What a search may answer that the bundled library does not show: an answer
//! in two parts, corrections, quotes hidden by filters.

use std::sync::Arc;

use attache::{
    app::Message,
    search::{Correction, Hits},
    ui::{
        effect::Effect,
        mouse::{Mouse, Pointer},
        place::Selection,
    },
};

use crate::harness::{Screen, bundled};

/// The screen after some keys, and the last search that they asked for.
fn after(keys: &str) -> (Screen, u64, Hits) {
    let mut screen = Screen::new(120, 40, bundled());
    screen.press(keys);
    let (generation, hits) = screen
        .effects
        .iter()
        .rev()
        .find_map(|effect| match effect {
            Effect::Search { ask, generation } => Some((*generation, screen.search(ask))),
            _ => None,
        })
        .expect("a search");
    (screen, generation, hits)
}

fn found(generation: u64, hits: Hits) -> Message {
    Message::Found {
        generation,
        hits: Arc::new(hits),
        micros: 3_400,
    }
}

#[test]
fn the_cursor_stays_on_its_quote_when_the_rest_comes() {
    let (mut screen, generation, all) = after("3 \"information\"");
    let first = Hits {
        found: all.found.iter().take(4).copied().collect(),
        complete: false,
        facets: Vec::new(),
        ..all.clone()
    };
    assert!(first.found.len() < all.found.len());
    screen.tell(found(generation, first));
    let shown = screen.rows();
    assert!(shown[2].contains("of 132 · 3 ms"), "{}", shown[2]);
    screen.press("Down Down");
    let on = screen.state.place().selection;
    let mut rest = all;
    rest.found.reverse();
    screen.tell(found(generation, rest));
    assert!(on.is_some());
    screen.press("Esc");
    assert_eq!(screen.state.place().selection, on);
    screen.press("k j");
    assert_eq!(screen.state.place().selection, on);
}

#[test]
fn a_new_search_begins_at_its_best_quote() {
    let (mut screen, _, _) = after("3 \"nuclear\" Down Down Down");
    screen.press("\"_war\"");
    let last = screen.rows().pop().unwrap_or_default();
    assert!(last.contains(" 1 of "), "{last}");
}

#[test]
fn what_was_taken_for_what_and_what_filters_hide_is_told() {
    let (mut screen, generation, hits) = after("3 \"soveriegn_speaker:markoff\"");
    let correction = Correction {
        typed: "soveriegn".to_owned(),
        meant: "sovereign".to_owned(),
    };
    screen.tell(found(
        generation,
        Hits {
            hidden: 1214,
            corrections: vec![correction],
            ..hits.clone()
        },
    ));
    let rows = screen.rows();
    assert!(
        rows[2].contains("1 214 hidden by filters · 3 ms"),
        "{}",
        rows[2]
    );
    assert!(rows[3].contains("soveriegn → sovereign"), "{}", rows[3]);
    screen.tell(found(
        generation,
        Hits {
            found: Vec::new(),
            total: 0,
            hidden: 1,
            ..hits
        },
    ));
    let words = "No quote matches. 1 filter hides 1: Esc F clears it.";
    assert!(screen.rows().iter().any(|row| row.contains(words)));
}

#[test]
fn what_is_typed_is_drawn_with_its_cursor() {
    let mut screen = Screen::new(44, 24, bundled());
    screen.press("3");
    screen.tell(Message::Paste(
        "سيادة 主权\u{202e} norms\nand a long text that does not fit".to_owned(),
    ));
    let (_, at) = screen.draw();
    let at = at.expect("a cursor");
    assert_eq!(at.y, 2);
    screen.press("Home");
    assert_eq!(screen.draw().1.map(|at| at.x), Some(4));
}

#[test]
fn a_change_of_searches_is_asked_to_be_kept_once() {
    let mut screen = Screen::new(80, 24, bundled());
    screen.press("3 \"norms\" Esc j k I Esc");
    let kept = screen
        .effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Keep(_)))
        .count();
    assert_eq!(kept, 2, "each time the field is left");
}

#[test]
fn another_library_under_the_palette_does_no_harm() {
    for keys in ["g s", "g s \"state\"", ": \"wang\""] {
        let mut screen = Screen::new(100, 30, bundled());
        screen.press(": \"united_nations\" Enter g s Enter");
        screen.press(keys);
        screen.draw();
        screen.tell(Message::Library(Arc::default()));
        screen.draw();
        screen.press("Down Enter");
        screen.draw();
        screen.tell(Message::Library(bundled()));
        screen.press("Esc :");
        screen.draw();
    }
}

#[test]
fn names_are_gathered_once_a_library() {
    let mut screen = Screen::new(100, 30, bundled());
    screen.press(": Esc g a Esc :");
    let gathered = |screen: &Screen| {
        let effects = screen.effects.iter();
        effects
            .filter(|effect| matches!(effect, Effect::Gather { .. }))
            .count()
    };
    assert_eq!(gathered(&screen), 1);
    screen.tell(Message::Library(bundled()));
    assert_eq!(gathered(&screen), 2, "it is open: it shows the new names");
}

/// Presses the button where words stand, in the columns after some others.
fn click(screen: &mut Screen, words: &str, from: usize) {
    let rows = screen.rows();
    let place = rows.iter().enumerate().find_map(|(y, row)| {
        let start = row.char_indices().nth(from)?.0;
        let at = start + row.get(start..)?.find(words)?;
        Some((row.get(..at)?.chars().count(), y))
    });
    let (x, y) = place.expect("the words are shown");
    for kind in [Pointer::Down, Pointer::Up] {
        screen.tell(Message::Mouse(Mouse {
            kind,
            column: u16::try_from(x).expect("a column"),
            row: u16::try_from(y).expect("a row"),
            ctrl: false,
        }));
    }
}

#[test]
fn quotes_and_what_narrows_them_are_chosen_by_the_mouse() {
    let mut screen = Screen::new(160, 40, bundled());
    screen.press("3 \"information\"");
    let selected = |screen: &Screen| match screen.state.place().selection {
        Some(Selection::Entry(entry)) => {
            let corpus = &screen.state.library().corpus;
            corpus.reference(entry).to_string()
        }
        other => panic!("{other:?}"),
    };
    let first = selected(&screen);
    click(&mut screen, "Jason Healey", 34);
    let other = selected(&screen);
    assert_ne!(first, other);
    // The first click on a facet chooses it, the second narrows by it.
    let rows = screen.rows();
    assert!(rows[2].contains(" of 132"), "{}", rows[2]);
    click(&mut screen, "[ ] Wang Qun", 0);
    assert!(screen.rows()[2].contains("❯ information  "));
    click(&mut screen, "[ ] Wang Qun", 0);
    assert!(
        screen.rows()[2].contains("speaker:"),
        "{}",
        screen.rows()[2]
    );
    click(&mut screen, "[x]", 0);
    assert!(
        !screen.rows()[2].contains("speaker:"),
        "{}",
        screen.rows()[2]
    );
    // A click into the field, and letters are typed there.
    click(&mut screen, "information", 0);
    screen.press("\"s\"");
    assert!(screen.rows()[2].contains("informations"));
}
