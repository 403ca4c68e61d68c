//! An archived text in the Reader: quotes clicked on, words found, the wheel.

use std::sync::Arc;

use attache::{
    app::Message,
    library,
    model::Entry,
    ui::{
        mouse::{Mouse, Pointer},
        place::{Selection, View},
    },
};
use ratatui::style::Modifier;

use crate::harness::Screen;

/// The worked example, at the minutes, of which one quote stands in two places.
fn minutes(width: u16, height: u16) -> Screen {
    let mut screen = Screen::new(width, height, Arc::new(library::example()));
    screen.press("6 / \"minutes\" Enter Enter");
    assert_eq!(screen.state.place().view, View::Reader);
    screen
}

/// Returns the key of the quote that is selected.
fn quote(screen: &Screen) -> String {
    match screen.state.place().selection {
        Some(Selection::Entry(Entry::Quote(id))) => {
            screen.state.library().corpus.quotes.at(id).key.to_string()
        }
        _ => String::new(),
    }
}

/// Where words are drawn, counted in cells; the `nth` time.
fn find(screen: &Screen, words: &str, nth: usize) -> (u16, u16) {
    let rows = screen.rows();
    let places = rows.iter().zip(0..).filter_map(|(row, y)| {
        let left = row.split(words).next().filter(|left| *left != row)?;
        Some((u16::try_from(attache::text::width(left)).ok()?, y))
    });
    let all: Vec<(u16, u16)> = places.collect();
    assert!(nth < all.len(), "{words}: {rows:#?}");
    all[nth]
}

fn point(screen: &mut Screen, kind: Pointer, (column, row): (u16, u16)) {
    screen.tell(Message::Mouse(Mouse {
        kind,
        column,
        row,
        ctrl: false,
    }));
}

#[test]
fn a_quote_is_chosen_by_its_words_or_beside_them_then_followed() {
    let mut screen = minutes(80, 40);
    let at = find(&screen, "islands see this light", 0);
    point(&mut screen, Pointer::Down, at);
    assert_eq!(quote(&screen), "exact");
    // Words that are nobody's change nothing.
    let at = find(&screen, "Minister Odrane", 0);
    point(&mut screen, Pointer::Down, at);
    assert_eq!(quote(&screen), "exact");
    let (_, y) = find(&screen, "count was read", 0);
    point(&mut screen, Pointer::Down, (6, y));
    assert_eq!(quote(&screen), "left-the-hall");
    let at = find(&screen, "count was read", 0);
    point(&mut screen, Pointer::Down, at);
    assert_eq!(screen.state.place().view, View::Quotes);
    assert_eq!(quote(&screen), "left-the-hall");
}

#[test]
fn each_place_of_a_quote_can_be_gone_to() {
    let mut screen = minutes(80, 40);
    screen.press("]");
    assert_eq!(quote(&screen), "ambiguous");
    find(&screen, "1 of 2 places", 0);
    screen.press("]");
    assert_eq!(quote(&screen), "ambiguous");
    find(&screen, "2 of 2 places", 0);
    screen.press("]");
    assert_eq!(quote(&screen), "exact");
    screen.press("[");
    find(&screen, "2 of 2 places", 0);
    // By a click on the other place, which is not followed yet.
    let at = find(&screen, "The light must not", 0);
    point(&mut screen, Pointer::Down, at);
    find(&screen, "1 of 2 places", 0);
    assert_eq!(screen.state.place().view, View::Reader);
}

#[test]
fn the_wheel_scrolls_a_text() {
    let mut screen = minutes(80, 12);
    let (x, y) = find(&screen, "conference of the", 0);
    point(&mut screen, Pointer::WheelDown, (x, y));
    let first = &screen.rows()[2];
    assert!(first.contains("9 February"), "{first}");
    point(&mut screen, Pointer::WheelUp, (x, y));
    find(&screen, "conference of the", 0);
}

#[test]
fn words_are_found_from_the_first_row_on_and_lit() {
    let lit = |screen: &Screen, (x, y): (u16, u16)| {
        let (buf, _) = screen.draw();
        buf[(x, y)].modifier.contains(Modifier::REVERSED)
    };
    let mut screen = minutes(80, 40);
    screen.press("/ \"conference\" Enter");
    let first = find(&screen, "conference of", 0);
    let (buf, _) = screen.draw();
    assert_ne!(buf[first].bg, buf[(first.0, first.1 + 1)].bg);
    // The words go over the end of a row there, and stand in two places.
    screen.press("/ C-u \"must_not_go_out\" Enter");
    let second = find(&screen, "must not go", 1);
    assert!(lit(&screen, second));
    screen.press("n");
    let other = find(&screen, "must not go", 0);
    assert!(lit(&screen, other) && !lit(&screen, second));
    screen.press("n");
    find(&screen, "Not below: on from the top.", 0);
    screen.press("N");
    find(&screen, "Not above: on from the end.", 0);
    screen.press("Esc");
    assert!(!lit(&screen, other) && !lit(&screen, second));
}
