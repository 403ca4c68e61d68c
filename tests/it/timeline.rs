//! The timeline over any library, at any size, whatever is pressed.

use std::fmt::Write as _;

use attache::{
    app::Message,
    chronology,
    model::{Corpus, Entry},
    ui::{
        mouse::{Mouse, Pointer},
        place::{Selection, View},
        theme::{Depth, Role, Theme},
    },
};
use proptest::{
    prelude::{
        Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof,
        proptest,
    },
    sample::select,
    test_runner::FileFailurePersistence,
};
use ratatui::layout::Size;

use crate::{
    harness::{Screen, bundled, library_of},
    made::date,
};

/// What one event is made from.
#[derive(Debug, Clone)]
struct Made {
    /// Empty for none.
    date: String,
    actors: Vec<usize>,
    kind: usize,
    place: Option<usize>,
    importance: &'static str,
    votes: bool,
    /// Events this one comes after, or before, by their places; of those not
    /// yet written, none.
    after: Option<usize>,
    before: Option<usize>,
}

fn event() -> impl Strategy<Value = Made> {
    let date = prop_oneof![5 => date(), 1 => Just(String::new())];
    let other = || prop::option::weighted(0.3, 0usize..40);
    (
        date,
        prop::collection::vec(0usize..5, 0..4),
        0usize..4,
        prop::option::of(0usize..3),
        select(&["key", "normal", "minor"][..]),
        prop::bool::weighted(0.2),
        other(),
        other(),
    )
        .prop_map(
            |(date, actors, kind, place, importance, votes, after, before)| Made {
                date,
                actors,
                kind,
                place,
                importance,
                votes,
                after,
                before,
            },
        )
}

/// Writes a briefing.
fn briefing(events: &[Made]) -> String {
    let mut out = "schema = 1\n\n[briefing]\nid = \"made\"\ntitle = \"Made\"\n\n".to_owned();
    for n in 0..5 {
        let _ = writeln!(out, "[actor.a{n}]\nkind = \"state\"\nname = \"Land {n}\"\n");
    }
    for (at, event) in events.iter().enumerate() {
        let _ = writeln!(out, "[event.e{at}]\ntitle = \"Event {at} of many\"");
        let _ = writeln!(out, "importance = \"{}\"", event.importance);
        let _ = writeln!(out, "kind = \"sort{}\"", event.kind);
        if !event.date.is_empty() {
            let _ = writeln!(out, "date = \"{}\"", event.date);
        }
        let mut actors = event.actors.clone();
        actors.sort_unstable();
        actors.dedup();
        let names: Vec<String> = actors.iter().map(|n| format!("\"a{n}\"")).collect();
        let _ = writeln!(out, "actors = [{}]", names.join(", "));
        if let Some(place) = event.place {
            let _ = writeln!(out, "place = \"Town {place}\"");
        }
        if event.votes {
            let _ = writeln!(out, "votes = {{ yes = [\"a0\", \"a1\"], no = [\"a2\"] }}");
        }
        for (word, other) in [("after", event.after), ("before", event.before)] {
            if let Some(other) = other.filter(|&other| other < at) {
                let _ = writeln!(out, "{word} = [\"e{other}\"]");
            }
        }
        out.push('\n');
    }
    out
}

fn events() -> impl Strategy<Value = Vec<Made>> {
    prop::collection::vec(event(), 1..=40)
}

/// Keys of the timeline; those that open a field leave it again.
const KEYS: &[&str] = &[
    "h",
    "l",
    "j",
    "k",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    "(",
    ")",
    "+",
    "-",
    "=",
    ".",
    "^",
    "$",
    "g g",
    "G",
    "a",
    "x",
    "X",
    "J",
    "K",
    "v",
    "F",
    "0",
    "z z",
    "H",
    "L",
    "Tab",
    "Enter",
    "q",
    "| Enter",
    "| \"kind:sort1\" Enter",
    "| Esc",
    "f \"land\" Enter",
    "f \"actor:a\" Down Enter Enter",
    "f \"nothing_such\" Enter",
    "f \"kind:sort2\" Esc",
    "f Down Down Enter Enter",
    "l",
    "l",
    "+",
    "-",
];

/// Keys that only go somewhere or show another part of time.
const MOVES: &[&str] = &[
    "h", "l", "j", "k", "[", "]", "{", "}", "<", ">", "(", ")", "+", "-", ".", "^", "$", "g g",
    "G", "z z", "a", "l", "+",
];

/// Something done at the keyboard or with the mouse.
#[derive(Debug, Clone)]
enum Deed {
    Keys(&'static str),
    Mouse(Pointer, u16, u16, bool),
    Resize(u16, u16),
}

fn size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![
        (1u16..=200, 1u16..=60),
        (40u16..=140, 10u16..=45),
        select(&[(80u16, 24u16), (44, 24), (120, 40), (20, 5), (1, 1)][..])
    ]
}

fn deed() -> impl Strategy<Value = Deed> {
    let pointer = select(
        &[
            Pointer::Down,
            Pointer::Down,
            Pointer::Up,
            Pointer::Drag,
            Pointer::WheelUp,
            Pointer::WheelDown,
        ][..],
    );
    prop_oneof![
        12 => select(KEYS).prop_map(Deed::Keys),
        4 => (pointer, 0u16..200, 0u16..60, any::<bool>())
            .prop_map(|(kind, x, y, ctrl)| Deed::Mouse(kind, x, y, ctrl)),
        1 => size().prop_map(|(width, height)| Deed::Resize(width, height)),
    ]
}

fn perform(screen: &mut Screen, deed: &Deed) {
    match *deed {
        Deed::Keys(keys) => {
            let (first, rest) = keys.split_once(' ').unwrap_or((keys, ""));
            screen.press(first);
            // What is meant for a field is no command where none has opened.
            let typed = ["f", "|"].contains(&first);
            if !typed || screen.draw().1.is_some() {
                screen.press(rest);
            }
        }
        Deed::Mouse(kind, x, y, ctrl) => {
            let size = screen.state.size;
            screen.tell(Message::Mouse(Mouse {
                kind,
                column: x % size.width,
                row: y % size.height,
                ctrl,
            }));
        }
        Deed::Resize(width, height) => screen.tell(Message::Resize(Size::new(width, height))),
    }
}

/// The timeline of a library at a size.
fn timeline(made: &[Made], (width, height): (u16, u16)) -> Screen {
    let library = library_of(&briefing(made));
    assert_eq!(library.corpus.events.len(), made.len());
    let mut screen = Screen::new(width, height, library);
    screen.press("2");
    screen
}

/// The event selected, if there is one.
fn selected(screen: &Screen) -> Option<usize> {
    match screen.state.place().selection {
        Some(Selection::Entry(Entry::Event(id))) => Some(id.index()),
        _ => None,
    }
}

#[test]
fn what_is_selected_can_be_told_from_what_is_not() {
    let theme = Theme::named("dark", Depth::True, false);
    let background = |role| theme.style(role).bg;
    // The tab is drawn as what is selected, but stands in the title.
    for role in [Role::Window, Role::Text, Role::Date, Role::Focus] {
        for selected in [Role::Selected, Role::Held] {
            assert_ne!(background(role), background(selected), "{role:?}");
        }
    }
}

/// Whether a row or a cell is drawn as what is selected.
fn shows_selected(screen: &Screen) -> bool {
    let theme = Theme::named("dark", Depth::True, false);
    let (buf, _) = screen.draw();
    let styles = [Role::Selected, Role::Held].map(|role| theme.style(role));
    let title = usize::from(8 <= buf.area.height) * usize::from(buf.area.width);
    buf.content.iter().skip(title).any(|cell| {
        let style = cell.style();
        styles
            .iter()
            .any(|wanted| wanted.bg.is_some() && style.bg == wanted.bg)
    })
}

/// Whether the event selected has neither a date nor neighbors in time.
fn is_nowhere(screen: &Screen) -> bool {
    let Some(Selection::Entry(Entry::Event(id))) = screen.state.place().selection else {
        return true;
    };
    let order = order(&screen.state.library().corpus);
    order.place(id).and_then(|at| order.extent(at)).is_none()
}

/// Whether the main pane has the event selected to show.
fn is_to_be_seen(screen: &Screen) -> bool {
    let rows = screen.rows();
    let says = |words: &str| rows.iter().any(|row| row.contains(words));
    // On a small screen the event takes all of it while it has the keys.
    let covered = rows.iter().take(2).any(|row| row.contains("─ Event"));
    let empty = says("No event") || says(" 0 of 0");
    selected(screen).is_some() && !covered && !empty && !is_nowhere(screen)
}

#[test]
fn what_has_no_lane_left_is_not_travelled_to() {
    let mut screen = Screen::new(80, 24, bundled());
    screen.press("j 2 x x");
    assert!(shows_selected(&screen));
    screen.press("x");
    assert!(shows_selected(&screen));
    screen.press("l l l l h h");
    assert!(shows_selected(&screen));
    screen.press("X");
    assert!(shows_selected(&screen));
}

/// Other lanes than there is room for, under an event that stood in the first.
#[test]
fn what_is_selected_is_seen_when_lanes_become_others() {
    let made: Vec<Made> = (0..12)
        .map(|kind| Made {
            date: format!("{}", 2000 + kind),
            actors: Vec::new(),
            kind,
            place: None,
            importance: "normal",
            votes: false,
            after: None,
            before: None,
        })
        .collect();
    for height in 20..40 {
        let mut screen = timeline(&made, (120, height));
        screen.press("G");
        for _ in 0..6 {
            screen.press("a");
            assert!(shows_selected(&screen), "{}", screen.rows().join("\n"));
        }
    }
}

#[test]
fn what_is_nowhere_in_time_is_seen_without_a_list() {
    let mut screen = Screen::new(80, 24, bundled());
    screen.press("j j 2 G");
    assert!(is_nowhere(&screen) && selected(&screen).is_some());
    assert!(shows_selected(&screen));
    screen.press("v");
    assert!(shows_selected(&screen));
}

/// The screen without its bottom line, which tells what was done.
fn picture(screen: &Screen) -> Vec<String> {
    let mut rows = screen.rows();
    rows.pop();
    rows
}

fn order(corpus: &Corpus) -> chronology::Order {
    chronology::order(corpus, |_| true)
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        max_shrink_iters: 100,
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..ProptestConfig::with_cases(cases)
    }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn what_is_selected_is_seen_whatever_is_done(
        made in events(), size in size(), deeds in prop::collection::vec(deed(), 1..50),
    ) {
        let mut screen = timeline(&made, size);
        for at in 0..deeds.len() {
            perform(&mut screen, &deeds[at]);
            let (buf, cursor) = screen.draw();
            prop_assert!(cursor.is_none_or(|at| buf.area.contains(at)));
            let Size { width, height } = screen.state.size;
            let large = 20 <= width && 5 <= height;
            let here = screen.state.place().view == View::Timeline;
            // What has no lane left to stand in: see the test above.
            let hidden = deeds[..=at].iter().any(|deed| matches!(deed, Deed::Keys("x")));
            let typing = cursor.is_some();
            if large && here && !hidden && !typing && is_to_be_seen(&screen) {
                prop_assert!(shows_selected(&screen), "{:?}\n{}", &deeds[..=at], screen.rows().join("\n"));
            }
        }
    }

    #[test]
    fn every_event_is_reached_in_order(made in events(), size in size()) {
        let mut screen = timeline(&made, size);
        let order: Vec<usize> = order(&screen.state.library().corpus)
            .all()
            .map(attache::arena::Id::index)
            .collect();
        screen.press("g g");
        for &wanted in &order {
            prop_assert_eq!(selected(&screen), Some(wanted));
            screen.press("l");
        }
        prop_assert_eq!(selected(&screen), order.last().copied());
        for &wanted in order.iter().rev() {
            prop_assert_eq!(selected(&screen), Some(wanted));
            screen.press("h");
        }
    }

    #[test]
    fn in_and_out_again_is_as_before(
        made in events(), size in size(), moves in prop::collection::vec(select(MOVES), 0..12),
    ) {
        let mut screen = timeline(&made, size);
        screen.press(&moves.join(" "));
        // The first zoom by an event lets columns begin where it stands: less
        // than a cell, but not nothing.
        screen.press("- +");
        let before = screen.rows();
        for (there, back) in [("+", "-"), ("-", "+")] {
            let steps = screen.rows();
            screen.press(there);
            if screen.rows() == steps {
                // The end of the ladder.
                continue;
            }
            screen.press(back);
            prop_assert_eq!(screen.rows(), before.clone(), "{} {} after {:?}", there, back, moves);
        }
    }

    #[test]
    fn what_is_done_twice_is_as_before(
        made in events(), size in size(), moves in prop::collection::vec(select(MOVES), 0..12),
        twice in select(&["v v", "0 0", "| Enter |", "| Esc |", "a a a a a a"][..]),
    ) {
        let mut screen = timeline(&made, size);
        screen.press(&moves.join(" "));
        let before = (picture(&screen), selected(&screen));
        screen.press(twice);
        let after = (picture(&screen), selected(&screen));
        prop_assert_eq!(before.1, after.1, "{} after {:?}", twice, moves);
        prop_assert!(before == after, "{} after {:?}\n{}\n{}", twice, moves, before.0.join("\n"), after.0.join("\n"));
    }

    #[test]
    fn bars_hold_every_event(made in events(), cols in 1usize..200) {
        let library = library_of(&briefing(&made));
        let order = order(&library.corpus);
        let Some(span) = order.span() else { return Ok(()) };
        let extents = (0..order.dated.len()).filter_map(|at| order.extent(at));
        let bars = chronology::bars(extents, span, cols);
        let sum: f64 = bars.heights.iter().sum();
        let count = f64::from(u32::try_from(order.dated.len()).expect("few"));
        prop_assert!((sum - count).abs() < 1e-6, "{} {}", sum, count);
    }
}

#[test]
fn a_filter_left_takes_everything_back() {
    let mut screen = Screen::new(100, 30, bundled());
    screen.press("2");
    let (before, rows) = (selected(&screen), picture(&screen));
    screen.press("f \"vote\" Esc");
    assert_eq!(selected(&screen), before);
    assert_eq!(picture(&screen), rows);
}

#[test]
fn lanes_shown_again_stand_where_they_did() {
    let mut screen = Screen::new(100, 15, bundled());
    screen.press("j 2 k k k k");
    let lane = |screen: &Screen, words: &str| {
        let rows = picture(screen);
        rows.iter().position(|row| row.contains(words))
    };
    let first = lane(&screen, "Nikita Khru");
    assert!(first.is_some());
    screen.press("x X");
    assert_eq!(lane(&screen, "Nikita Khru"), first);
    screen.press("x j J X");
    assert_eq!(lane(&screen, "│ Nikita Khru"), first);
}

#[test]
fn what_one_is_led_to_is_shown_whatever_the_filter_hides() {
    let mut screen = Screen::new(100, 30, bundled());
    screen.press("j 2 f \"letter\" Enter");
    let hidden = |screen: &Screen| screen.rows().join("\n").contains("events hidden");
    assert!(hidden(&screen));
    screen.press("g e \"Quarantine_takes\" Enter");
    let rows = screen.rows().join("\n");
    assert!(!hidden(&screen) && rows.contains("Quarantine takes effect"));
    assert!(shows_selected(&screen));
}

#[test]
fn the_place_in_time_is_kept_over_the_views() {
    let mut screen = Screen::new(100, 30, bundled());
    screen.press("j 2 l l l l l + +");
    let (here, rows) = (selected(&screen), picture(&screen));
    screen.press("4 2");
    assert_eq!((selected(&screen), picture(&screen)), (here, rows.clone()));
    screen.press("6 2");
    assert_eq!(selected(&screen), here);
}

#[test]
fn every_uncertain_date_side_by_side_is_drawn_as_uncertain() {
    let mut text = "schema = 1\n[briefing]\nid = \"b\"\ntitle = \"B\"\n".to_owned();
    for year in 1950..1980 {
        let _ = write!(
            text,
            "[event.e{year}]\ntitle = \"Event\"\nkind = \"k\"\ndate = \"{year}\"\n"
        );
    }
    let mut screen = Screen::new(200, 40, library_of(&text));
    screen.press("2 =");
    let rows = screen.rows().join("\n");
    // A mark without its ends would be taken for a day.
    let ends = rows.matches('┤').count();
    assert!(28 <= ends, "{ends} of 30 stretches\n{rows}");
}
