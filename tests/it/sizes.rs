//! Any size, any keys: nothing panics, and what is drawn stays inside.

use std::sync::Arc;

use attache::{
    app::Message,
    library,
    ui::theme::{Depth, Theme},
};
use proptest::prelude::{ProptestConfig, Strategy, any, prop, proptest};
use ratatui::layout::Size;

use crate::harness::{Screen, bundled};

#[test]
fn every_view_draws_at_every_size() {
    let library = bundled();
    let mut screen = Screen::new(80, 24, library);
    for keys in [
        "1",
        "2",
        "3 Esc",
        "f",
        "Esc v",
        "v I \"sovereign_state\"",
        "C-r",
        "Esc Esc :",
        "\"wang\"",
        "Esc g s",
        "Esc 4",
        "d x l X v w",
        "f \"basis:stated\"",
        "Enter v u v o",
        "F a",
        "5",
        "6",
        "g r",
        "j g v",
        "g m",
        "q ?",
    ] {
        screen.press(keys);
        for (width, height) in (1..=80)
            .step_by(3)
            .flat_map(|w| (1..=30).step_by(2).map(move |h| (w, h)))
            .chain([(200, 60), (1, 200), (300, 1)])
        {
            screen.tell(Message::Resize(Size::new(width, height)));
            let (buf, cursor) = screen.draw();
            assert!(
                cursor.is_none_or(|at| buf.area.contains(at)),
                "{keys} {width}x{height}"
            );
        }
        screen.tell(Message::Resize(Size::new(80, 24)));
    }
}

#[test]
fn a_library_that_is_still_empty_draws() {
    for ascii in [false, true] {
        let mut screen = Screen::empty(80, 24, Theme::named("light", Depth::None, ascii));
        for keys in [
            "1", "2", "3 Esc", "f", "v", "W", "Esc Esc", ":", "Esc 4", "5", "6", "j Enter", "l",
            "H",
        ] {
            screen.press(keys);
            let (buf, _) = screen.draw();
            let drawn: String = buf
                .content
                .iter()
                .map(ratatui::buffer::Cell::symbol)
                .collect();
            assert!(!ascii || drawn.is_ascii(), "{keys}: {drawn}");
        }
    }
}

/// Keys that do something, and some that do not.
const KEYS: &[&str] = &[
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "j",
    "k",
    "h",
    "l",
    "H",
    "L",
    "Enter",
    "Esc",
    "Tab",
    "g",
    "d",
    "z",
    "s",
    "n",
    "N",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    "+",
    "-",
    "=",
    ".",
    "a",
    "x",
    "t",
    "/",
    "?",
    "q",
    "G",
    "Z",
    "C-d",
    "C-u",
    "C-l",
    "Space",
    "Backspace",
    "Down",
    "Up",
    "^",
    "$",
    "c",
    "e",
    "w",
    "W",
    "f",
    "F",
    "v",
    "v s",
    "v b",
    "v e",
    "v d",
    "v x",
    "v y",
    "6 Enter",
    "/ l i g h t Enter",
    "y c",
    "g r",
    "g v",
    "*",
    ":",
    "C-r",
    "C-t",
    "C-s",
    "C-x",
    "C-k",
    "S-Tab",
    "2",
    "0",
    "1",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_keys_at_any_size_do_no_harm(
        keys in prop::collection::vec(prop::sample::select(KEYS), 1..60),
        width in (1u16..130).prop_map(|w| w),
        height in 1u16..45,
        example in any::<bool>(),
    ) {
        // Only the worked example has archived texts to read.
        let library = if example { Arc::new(library::example()) } else { bundled() };
        let mut screen = Screen::new(width, height, library);
        for key in keys {
            screen.press(key);
            let (buf, cursor) = screen.draw();
            assert!(cursor.is_none_or(|at| buf.area.contains(at)));
        }
    }
}
