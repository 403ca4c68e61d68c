//! Dates typed into the bottom line: what is shown while one types, and after.

use attache::app::Message;

use crate::harness::{Screen, bundled};

/// The bottom line.
fn line(screen: &Screen) -> String {
    screen.rows().pop().unwrap_or_default()
}

fn timeline() -> Screen {
    let mut screen = Screen::new(120, 40, bundled());
    screen.press("2 l l l");
    screen
}

#[test]
fn leaving_takes_everything_back() {
    let texts = [
        "\"sep_2011\"",
        "\"1950..1960\"",
        "\"+3m\"",
        "\"-10y\"",
        "\"next_key\"",
        "\"last\"",
        "\"2011\" C-u",
        "\"2011_to_smarch\"",
    ];
    for text in texts {
        let mut screen = timeline();
        let (rows, place) = (screen.rows(), screen.state.place().clone());
        screen.press(&format!("g d {text} Esc"));
        assert_eq!(screen.rows(), rows, "{text}");
        assert_eq!(screen.state.place(), &place, "{text}");
        screen.press("H");
        assert_ne!(
            screen.state.place().view,
            place.view,
            "no place was left: {text}"
        );
    }
}

#[test]
fn what_is_kept_is_what_was_shown_and_leads_back() {
    let mut screen = timeline();
    let before = screen.state.place().clone();
    screen.press("g d \"oct_1962\"");
    let shown = screen.state.place().clone();
    assert_ne!(
        shown.selection, before.selection,
        "it moves while one types"
    );
    assert!(
        line(&screen).contains("October 1962 · "),
        "{}",
        line(&screen)
    );
    screen.press("Enter");
    assert_eq!(screen.state.place(), &shown);
    screen.press("H");
    assert_eq!(screen.state.place(), &before);
    screen.press("L");
    assert_eq!(screen.state.place(), &shown);
}

#[test]
fn a_step_is_counted_from_where_one_was() {
    let mut typed = timeline();
    typed.press("g d \"+1y\" Backspace Backspace \"10y\"");
    let mut at_once = timeline();
    at_once.press("g d");
    at_once.tell(Message::Paste("+10y\n".to_owned()));
    assert_eq!(typed.state.place(), at_once.state.place());
    assert!(
        line(&typed).contains("10 years later: "),
        "{}",
        line(&typed)
    );
}

#[test]
fn what_is_not_understood_stays_open() {
    let mut screen = timeline();
    screen.press("g d \"12.9.2011\" Enter");
    let words = "it may mean 12 September 2011 or 9 December 2011; write ";
    assert!(line(&screen).contains(words), "{}", line(&screen));
    screen.press("C-u \"next_nothing_such\" Enter");
    let words = "no event after this one fits “nothing such”";
    assert!(line(&screen).contains(words), "{}", line(&screen));
    screen.press("Esc");
    assert!(!line(&screen).contains("go to"), "{}", line(&screen));
}

#[test]
fn the_library_may_be_read_again_meanwhile() {
    let mut screen = timeline();
    let place = screen.state.place().clone();
    screen.press("g d \"1962\"");
    screen.tell(Message::Library(bundled()));
    screen.press("C-u \"+1y\"");
    assert!(line(&screen).contains("1 year later"), "{}", line(&screen));
    screen.press("Esc");
    assert_eq!(screen.state.place(), &place);
}

#[test]
fn stances_are_shown_as_of_what_is_typed() {
    let as_of = |screen: &Screen| screen.state.place().as_of.as_ref().map(ToString::to_string);
    let mut screen = Screen::new(120, 40, bundled());
    screen.press("4 t \"sept_12,_2011\"");
    assert_eq!(as_of(&screen).as_deref(), Some("2011-09-12"));
    assert!(
        line(&screen).contains("12 September 2011"),
        "{}",
        line(&screen)
    );
    screen.press("Enter t C-u \"-1y\"");
    assert_eq!(as_of(&screen).as_deref(), Some("2010-09-12"));
    let words = "1 year earlier: 12 September 2010";
    assert!(line(&screen).contains(words), "{}", line(&screen));
    let shown = screen.rows();
    screen.press("Esc");
    assert_eq!(as_of(&screen).as_deref(), Some("2011-09-12"));
    assert_ne!(screen.rows(), shown);
    // A step behind the date that stands there, and none at all.
    screen.press("t \"+3m\" Enter");
    assert_eq!(as_of(&screen).as_deref(), Some("2011-12-12"));
    screen.press("t C-u");
    assert_eq!(as_of(&screen), None);
    // It still counts from what it was before the line was opened.
    screen.press("\"+3m\" Enter");
    assert_eq!(as_of(&screen).as_deref(), Some("2012-03-12"));
    screen.press("t C-u Enter t \"+3m\" Enter");
    assert_eq!(as_of(&screen), None);
    let words = "no date is set to step from; write Sep 2011";
    assert!(line(&screen).contains(words), "{}", line(&screen));
}
