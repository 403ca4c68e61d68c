//! What the mouse does in every view. It does what keys do, and never leaves
//! the program nor opens anything outside of it: a click may be a slip.

use ratatui::layout::Rect;

use crate::{
    app::{
        layout, pane,
        prompt::{self, Done as Prompted},
        seen::{places, with_views},
        state::{Held, Overlay, State},
        tabs,
    },
    text::Clean,
    ui::{
        action::Action,
        effect::Effect,
        mouse::{Click, Mouse, Pointer},
        place::View,
        widget::frame,
    },
    view::{Focus, Out, Panes},
};

/// Rows that a notch of the wheel moves by.
const NOTCH: isize = 3;

/// What something done with the mouse came to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Done {
    /// Nothing more to do.
    Nothing,
    /// Go to a view.
    Go(View),
    /// Do what the view asks for.
    Answer(Out),
    /// Follow the chosen link of the detail pane.
    Follow,
    /// Do what was asked for as often.
    Act(Action, usize),
    /// Do what a line typed at the bottom came to.
    Prompt(Prompted),
}

/// Takes the mouse, or leaves it to the terminal.
pub(super) fn switch(state: &mut State) -> Vec<Effect> {
    state.mouse = !state.mouse;
    state.held = None;
    state.notice = Clean::line(if state.mouse {
        "The mouse is taken: Shift-drag selects text in most terminals."
    } else {
        "The mouse is the terminal's: drag selects text."
    });
    vec![Effect::Mouse(state.mouse)]
}

/// Answers the mouse.
pub(super) fn act(state: &mut State, mouse: Mouse) -> Done {
    let Some((screen, panes)) = places(state) else {
        return Done::Nothing;
    };
    if mouse.kind == Pointer::Down {
        state.notice = Clean::default();
        state.typed.clear();
        state.held = None;
        if state.prompt.is_some() && !mouse.is_in(screen.hints) {
            return Done::Prompt(prompt::act(state, Action::Leave));
        }
    }
    if state.overlay.is_some() {
        return over(state, mouse, screen.body);
    }
    match mouse.kind {
        Pointer::Down => pressed(state, mouse, screen.title, panes),
        Pointer::Drag => moved(state, mouse),
        Pointer::Up => {
            let done = moved(state, mouse);
            state.held = None;
            done
        }
        Pointer::WheelUp | Pointer::WheelDown => wheeled(state, mouse, panes),
    }
}

/// Answers the mouse while something lies over the view.
fn over(state: &mut State, mouse: Mouse, body: Rect) -> Done {
    match mouse.kind {
        Pointer::WheelDown => return Done::Act(Action::Down, NOTCH.unsigned_abs()),
        Pointer::WheelUp => return Done::Act(Action::Up, NOTCH.unsigned_abs()),
        Pointer::Drag | Pointer::Up => return Done::Nothing,
        Pointer::Down => (),
    }
    let outside = match &mut state.overlay {
        Some(Overlay::Palette(palette)) => {
            palette.click(body, mouse);
            !mouse.is_in(frame::over(body))
        }
        Some(Overlay::Marks(list)) => {
            if list.click(body, mouse) == Click::Again {
                return Done::Act(Action::Open, 1);
            }
            !mouse.is_in(list.area(body))
        }
        Some(Overlay::Help(_) | Overlay::Faults(_)) => !mouse.is_in(body),
        None => false,
    };
    if outside {
        state.overlay = None;
    }
    Done::Nothing
}

fn pressed(state: &mut State, mouse: Mouse, title: Rect, panes: Panes) -> Done {
    if mouse.is_in(title) {
        return tabs::at(state, title, mouse.column).map_or(Done::Nothing, Done::Go);
    }
    if mouse.is_in(panes.detail) {
        return on_detail(state, mouse, panes);
    }
    if !is_main(mouse, panes) {
        return Done::Nothing;
    }
    state.held = Some(Held {
        view: state.place.view,
    });
    // The view is told before it has the keys: what is clicked on a second
    // time is meant otherwise only where the first time was meant as well.
    let out = with_views(state, |views, cx| views.mouse(cx, mouse));
    state.focus = Focus::Main;
    Done::Answer(out)
}

/// Gives the keys to the detail pane; a link there is chosen or, if it was,
/// followed.
fn on_detail(state: &mut State, mouse: Mouse, panes: Panes) -> Done {
    let inside = layout::inside(panes.detail, panes.bordered);
    let focused = state.focus == Focus::Detail;
    if !focused {
        state.views.leave_field();
        state.focus = Focus::Detail;
    }
    if !mouse.is_in(inside) {
        return Done::Nothing;
    }
    let row = usize::from(mouse.row - inside.y);
    let before = state.reading.link;
    let link = pane::with_detail(state, |reading, detail, height| {
        reading.link_at(&detail.doc, row, height)
    });
    match link.flatten() {
        Some(link) if focused && before == Some(link) => Done::Follow,
        Some(link) => {
            state.reading.link = Some(link);
            Done::Nothing
        }
        None => Done::Nothing,
    }
}

/// Tells a view what is done with a button that was pressed in its main pane.
fn moved(state: &mut State, mouse: Mouse) -> Done {
    match state.held {
        Some(held) if held.view == state.place.view => {
            Done::Answer(with_views(state, |views, cx| views.mouse(cx, mouse)))
        }
        Some(_) | None => Done::Nothing,
    }
}

fn wheeled(state: &mut State, mouse: Mouse, panes: Panes) -> Done {
    let by = mouse.wheel().unwrap_or_default();
    if mouse.is_in(panes.detail) {
        pane::with_detail(state, |reading, detail, height| {
            reading.scroll(NOTCH * by, &detail.doc, height);
        });
        return Done::Nothing;
    }
    if !is_main(mouse, panes) {
        return Done::Nothing;
    }
    Done::Answer(with_views(state, |views, cx| {
        let out = views.mouse(cx, mouse);
        if out != Out::Pass {
            return out;
        }
        let action = if by > 0 { Action::Down } else { Action::Up };
        // Each step starts from where the one before led to.
        (0..NOTCH).fold(Out::Nothing, |_, _| {
            let out = views.update(cx, action, None);
            views.settle(cx);
            out
        })
    }))
}

fn is_main(mouse: Mouse, panes: Panes) -> bool {
    mouse.is_in(panes.main) || mouse.is_in(panes.top)
}

#[cfg(test)]
mod tests {
    use ratatui::{
        buffer::{Buffer, Cell},
        layout::Position,
    };

    use super::*;
    use crate::{
        app::{
            Message, draw,
            staged::{opened, press},
            update,
        },
        ui::place::Selection,
    };

    fn send(state: &mut State, kind: Pointer, (column, row): (u16, u16)) -> Vec<Effect> {
        let mouse = Mouse {
            kind,
            column,
            row,
            ctrl: false,
        };
        update(state, Message::Mouse(mouse))
    }

    fn click(state: &mut State, at: (u16, u16)) {
        let effects = send(state, Pointer::Down, at);
        send(state, Pointer::Up, at);
        assert!(!effects.contains(&Effect::Quit));
    }

    /// Where words are drawn; their first letter.
    fn find(state: &State, words: &str) -> (u16, u16) {
        let rows = rows(state);
        let (y, row) = rows
            .iter()
            .enumerate()
            .find(|(_, row)| row.contains(words))
            .unwrap_or_else(|| panic!("{words}: {rows:#?}"));
        let x = row.split(words).next().unwrap().chars().count();
        (u16::try_from(x).unwrap(), u16::try_from(y).unwrap())
    }

    fn rows(state: &State) -> Vec<String> {
        let mut buf = Buffer::empty(Rect::from((Position::ORIGIN, state.size)));
        draw(state, &mut buf);
        let cells: Vec<&str> = buf.content.iter().map(Cell::symbol).collect();
        cells
            .chunks(usize::from(state.size.width))
            .map(<[&str]>::concat)
            .collect()
    }

    #[test]
    fn a_tab_opens_the_view_that_is_written_on_it() {
        for width in [48, 59, 60, 80, 99, 100, 160] {
            for view in View::ALL {
                let mut state = opened(width, 30);
                let digit = format!(" {} ", view.digit());
                let (x, y) = find(&state, &digit);
                assert_eq!(y, 0);
                for x in x..x + 3 {
                    click(&mut state, (x, y));
                    assert_eq!(state.place.view, view, "{width}");
                    assert_eq!(find(&state, &digit).1, 0);
                    press(&mut state, "Esc 1");
                }
                click(&mut state, (2, 0));
                assert_eq!(state.place.view, View::Home, "the name is no tab");
            }
        }
    }

    #[test]
    fn a_click_chooses_a_file_and_a_second_one_opens_it() {
        let mut state = opened(120, 40);
        let at = find(&state, "cyber-code-2011");
        click(&mut state, at);
        assert_eq!(state.place.view, View::Home);
        let scope = state.place.scope.expect("a briefing");
        assert_eq!(
            state.library.corpus.briefings[scope].key.as_str(),
            "cyber-code-2011"
        );
        click(&mut state, at);
        assert_eq!(state.place.view, View::Reader);
    }

    #[test]
    fn in_lists_a_click_selects_and_the_wheel_moves() {
        let mut state = opened(120, 40);
        press(&mut state, "6");
        let first = state.place.selection;
        let (_, panes) = places(&state).unwrap();
        let at = |row: u16| (panes.main.x + 40, panes.main.y + 2 + row);
        click(&mut state, at(2));
        let third = state.place.selection;
        assert_ne!(third, first);
        click(&mut state, at(0));
        assert_eq!(state.place.selection, first);
        send(&mut state, Pointer::WheelDown, at(0));
        assert!(![first, third].contains(&state.place.selection));
        send(&mut state, Pointer::WheelUp, at(0));
        assert_eq!(state.place.selection, first);
        // The chosen row once more: as Enter.
        click(&mut state, at(0));
        assert_eq!(state.focus, Focus::Detail);
        // And back, without a second meaning.
        click(&mut state, at(0));
        assert_eq!(state.focus, Focus::Main);
    }

    #[test]
    fn a_cell_of_the_stances_is_chosen_where_it_is_drawn() {
        for (width, height, keys) in [
            (80, 24, "4"),
            (120, 40, "4"),
            (200, 60, "4"),
            (120, 40, "4 a"),
        ] {
            let mut state = opened(width, height);
            press(&mut state, "j j");
            press(&mut state, keys);
            // By keys, then by a click on the same: the mark stands in its cell.
            press(&mut state, "l j j");
            let there = state.place.selection;
            assert!(matches!(there, Some(Selection::Cell(..))));
            let at = find(&state, "▐");
            press(&mut state, "h k k");
            assert_ne!(state.place.selection, there);
            click(&mut state, at);
            assert_eq!(state.place.selection, there, "{width} {keys}");
            assert_eq!(state.focus, Focus::Main);
            click(&mut state, at);
            assert_eq!(state.focus, Focus::Detail);
        }
    }

    #[test]
    fn in_the_reader_a_quote_is_chosen_then_followed() {
        let mut state = opened(120, 60);
        press(&mut state, "j j 5 ]");
        let quote = state.place.selection;
        let (_, y) = find(&state, "▎");
        let row = rows(&state).swap_remove(usize::from(y));
        let words: String = row.split('▎').nth(1).unwrap().chars().take(24).collect();
        press(&mut state, "]");
        assert_ne!(state.place.selection, quote);
        let at = find(&state, words.trim());
        click(&mut state, at);
        assert_eq!(state.place.selection, quote);
        click(&mut state, at);
        assert_eq!(
            (state.place.view, state.place.selection),
            (View::Quotes, quote)
        );
    }

    #[test]
    fn a_link_is_chosen_then_followed() {
        let mut state = opened(120, 40);
        press(&mut state, "2");
        let at = find(&state, "Source    ");
        let (_, panes) = places(&state).unwrap();
        assert!(panes.detail.contains(Position::new(at.0, at.1)));
        click(&mut state, at);
        assert_eq!(
            (state.focus, state.place.view),
            (Focus::Detail, View::Timeline)
        );
        assert!(state.reading.link.is_some());
        click(&mut state, at);
        assert_eq!(state.place.view, View::Sources);
        assert!(matches!(state.place.selection, Some(Selection::Entry(_))));
        press(&mut state, "H");
        assert_eq!(state.place.view, View::Timeline);
    }

    #[test]
    fn the_wheel_scrolls_the_pane_it_is_over_and_the_keys_stay() {
        let mut state = opened(120, 16);
        press(&mut state, "j");
        let (_, panes) = places(&state).unwrap();
        let over = (panes.detail.x + 5, panes.detail.y + 3);
        send(&mut state, Pointer::WheelDown, over);
        assert_eq!((state.reading.top, state.focus), (3, Focus::Main));
        send(&mut state, Pointer::WheelUp, over);
        assert_eq!(state.reading.top, 0);
        let scope = state.place.scope;
        send(&mut state, Pointer::WheelDown, (5, 5));
        assert_ne!(state.place.scope, scope);
    }

    #[test]
    fn a_click_beside_what_lies_over_the_view_closes_it_and_no_more() {
        for keys in [":", "?", "g m", "/ x"] {
            let mut state = opened(120, 40);
            press(&mut state, keys);
            let tab = find(&state, " 4 Stances");
            click(&mut state, tab);
            assert!(state.overlay.is_none() && state.prompt.is_none(), "{keys}");
            assert_eq!(state.place.view, View::Home, "{keys}");
        }
    }

    #[test]
    fn in_the_palette_a_click_chooses_and_runs_nothing() {
        let mut state = opened(120, 40);
        press(&mut state, ":");
        let at = find(&state, "Leave at once");
        let before = rows(&state);
        for _ in 0..2 {
            click(&mut state, at);
            assert!(matches!(state.overlay, Some(Overlay::Palette(_))));
        }
        assert_eq!(rows(&state)[usize::from(at.1)], before[usize::from(at.1)]);
        assert!(press(&mut state, "Enter").contains(&Effect::Quit));
    }

    #[test]
    fn a_switch_is_an_effect_and_told() {
        let mut state = opened(80, 24);
        assert_eq!(press(&mut state, "F2"), [Effect::Mouse(false)]);
        assert!(state.notice.contains("drag selects text"));
        press(&mut state, "3");
        assert_eq!(press(&mut state, "F2"), [Effect::Mouse(true)]);
        assert!(state.notice.contains("Shift-drag"));
    }

    #[test]
    fn nothing_breaks_wherever_it_is_clicked() {
        for (width, height) in [(1, 1), (20, 5), (45, 9), (60, 14), (80, 24), (120, 40)] {
            let mut state = opened(width, height);
            for keys in [
                "1", "2", "3", "Esc f", "Esc 4", "5", "6", ":", "Esc ?", "Esc g m",
            ] {
                press(&mut state, keys);
                for row in (0..=height).step_by(4) {
                    for column in (0..=width).step_by(9) {
                        for kind in [
                            Pointer::WheelDown,
                            Pointer::Down,
                            Pointer::Drag,
                            Pointer::Up,
                        ] {
                            let effects = send(&mut state, kind, (column, row));
                            assert!(!effects.contains(&Effect::Quit), "{keys}");
                        }
                    }
                }
                rows(&state);
            }
        }
    }
}
