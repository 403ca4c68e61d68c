//! What every view is given and what it gives back.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use crate::{
    arena::Id,
    date::Date,
    library::{Checked, Library, Marks, Opened, Searches},
    model::{Briefing, Corpus, Entry, Event},
    search::Hits,
    ui::{
        action::Action,
        effect::Effect,
        keymap::Keymap,
        mouse::Mouse,
        needle::{How, Needle},
        place::{Leaf, Place, Selection, View as Name},
        theme::Theme,
        widget::{
            doc::Doc,
            frame::{self, Titles},
            line::{split_left, split_top},
        },
    },
    view::{leaf::Found, names::Names},
};

/// Which pane of a view has the keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Focus {
    /// The main one.
    #[default]
    Main,
    /// The one beside or below, which shows what is selected.
    Detail,
}

/// Where a view's panes are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Panes {
    /// A strip above both for what belongs to both, where there is room beside
    /// each other; else empty.
    pub top: Rect,
    /// The main pane; empty while the detail has the whole screen.
    pub main: Rect,
    /// The pane that shows what is selected, where there is room for it.
    pub detail: Rect,
    /// Whether panes have borders: under 60 columns they have none.
    pub bordered: bool,
}

/// What a view may read.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The library as it is known so far.
    pub library: &'a Library,
    /// What its files say.
    pub corpus: &'a Corpus,
    /// A number that differs whenever the library does.
    pub version: u64,
    /// Where the analyst is.
    pub place: &'a Place,
    /// What is known of the quotes' places in their sources.
    pub checked: &'a Checked,
    /// How many of how many quotes were looked for so far, while they are.
    pub checking: Option<(usize, usize)>,
    /// What stands on the leaf that is read, once it was found.
    pub leaf: Option<&'a Found>,
    /// What was last looked for in a pane; empty if that was taken back.
    pub needle: &'a Needle,
    /// The quotes found.
    pub hits: &'a Hits,
    /// A number that differs whenever they do.
    pub hits_version: u64,
    /// The number of the search that found them.
    pub hits_of: u64,
    /// How long the search took, in millionths of a second.
    pub micros: u64,
    /// The colors.
    pub theme: &'a Theme,
    /// The keys.
    pub keymap: &'a Keymap,
    /// Where the view's panes are.
    pub panes: Panes,
    /// Which of them has the keys.
    pub focus: Focus,
    /// The names of the library, once they are gathered.
    pub names: Option<&'a Names>,
    /// The searches that are kept.
    pub searches: &'a Searches,
    /// The marks that are kept.
    pub marks: &'a Marks,
}

/// What a view asks of the application.
#[derive(Debug, Clone, PartialEq)]
pub enum Out {
    /// Nothing.
    Nothing,
    /// Nothing here: it means what it means in every view.
    Pass,
    /// This is selected now; the view stays.
    Select(Selection),
    /// Go to where this is at home.
    Show(Selection),
    /// Read a leaf, at what is selected.
    Read(Leaf),
    /// Narrow every view to a briefing, or to none; the view stays.
    Scope(Option<Id<Briefing>>),
    /// Narrow every view to a briefing, and go to a view.
    Open(Option<Id<Briefing>>, Name),
    /// Give the keys to the detail pane.
    Detail,
    /// This is the date now.
    AsOf(Date),
    /// This event is day zero now, or none is.
    Zero(Option<Id<Event>>),
    /// Search again: what is typed has changed.
    Search,
    /// Show what is wrong in the library.
    Faults,
    /// Ask for a date to go to.
    AskDate,
    /// Ask for a name to keep a search under.
    AskName(String),
    /// Tell the analyst something.
    Tell(String),
    /// Some work.
    Do(Effect),
}

/// Which way to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From here on, this one included.
    Here,
    /// After this one.
    Forward,
    /// Before this one.
    Back,
}

/// What the pane beside or below shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Detail {
    /// The words on its border.
    pub titles: Titles,
    /// Its rows.
    pub doc: Doc,
}

/// A view: its state, how it answers, and how it looks.
pub(super) trait View {
    /// Returns the name of the keymap's context while the main pane has the keys.
    fn keys(&self) -> &'static str;
    /// Works out anew what depends on the context; called after every change
    /// and before every draw. Cheap when nothing it depends on has changed.
    fn settle(&mut self, cx: &Context<'_>);
    /// Moves to what is selected, or to the nearest thing linked to it.
    fn arrive(&mut self, cx: &Context<'_>);
    /// Answers an action; `with` is the character that stood for `*`.
    fn update(&mut self, cx: &Context<'_>, action: Action, with: Option<char>) -> Out;
    /// Answers what was done with the mouse over the main pane, or begun there:
    /// a drag may have left it. What the view does not answer it passes.
    fn mouse(&mut self, _cx: &Context<'_>, _mouse: Mouse) -> Out {
        Out::Pass
    }
    /// Moves to the next thing whose words answer the needle.
    fn find(&mut self, cx: &Context<'_>, needle: &Needle, direction: Direction) -> Option<Out>;
    /// Returns what the detail pane shows, wrapped to a width.
    fn detail(&self, cx: &Context<'_>, cols: usize) -> Detail;
    /// Draws the main pane; returns where the text cursor belongs, if it shows.
    fn draw(&self, cx: &Context<'_>, buf: &mut Buffer) -> Option<Position>;
    /// Returns the words at the right end of the hint bar.
    fn status(&self, cx: &Context<'_>) -> String;
}

impl<'a> Context<'a> {
    /// Returns the archived text that is read, once it is there.
    pub(super) fn text(&self) -> Option<&'a Opened> {
        match self.leaf? {
            Found::Text(opened) => Some(opened),
            Found::Rests(_) | Found::Variants(_) => None,
        }
    }
    /// Whether a record belongs to the briefing that views are narrowed to.
    pub fn in_scope(&self, entry: Entry) -> bool {
        match self.place.scope {
            None => true,
            scope => self.corpus.briefing_of(entry) == scope,
        }
    }
    /// Returns the first keys of an action in a context of the keymap, as hints
    /// show them; none if it has none there.
    pub fn keys_of(&self, context: &str, action: Action) -> String {
        self.keymap.keys_of(context, action).unwrap_or_default()
    }
    /// Returns where the rows of a list are in the main pane, under its heading.
    pub(super) fn under_heading(&self) -> Rect {
        let main = self.panes.main;
        let inside = if self.panes.bordered {
            frame::inside(main)
        } else {
            main
        };
        split_top(inside, 1).1
    }
    /// Whether the main pane has the keys.
    pub fn main_focused(&self) -> bool {
        self.focus == Focus::Main
    }
}

/// The most rows that are looked at for words with a slip: it takes a hundred
/// times as long as to look for those typed.
const SLIPS: usize = 4096;

/// Returns the next place among `len` that fits, going round; `Here` begins
/// with the place itself.
pub(super) fn seek(
    at: usize,
    len: usize,
    direction: Direction,
    fits: impl Fn(usize) -> bool,
) -> Option<usize> {
    let step = |n: usize| match direction {
        Direction::Here => (at + n) % len,
        Direction::Forward => (at + n + 1) % len,
        Direction::Back => (at + 2 * len - n - 1) % len,
    };
    (0..len).map(step).find(|&at| fits(at))
}

/// Returns the next place whose words answer a needle, going round; where none
/// has them as typed, the next that has them with a slip.
pub(super) fn seek_words<T: AsRef<str>>(
    at: usize,
    len: usize,
    direction: Direction,
    needle: &Needle,
    words: impl Fn(usize) -> T,
) -> Option<usize> {
    let fits = |how| move |words: T| needle.fits(words.as_ref(), how);
    let typed = fits(How::Typed);
    seek(at, len, direction, |at| typed(words(at))).or_else(|| {
        let slips = fits(How::Slips);
        let looks = std::cell::Cell::new(0);
        seek(at, len, direction, |at| {
            looks.set(looks.get() + 1);
            looks.get() <= SLIPS && slips(words(at))
        })
    })
}

/// Lays out a view's panes inside the body of the screen: one pane under 60
/// columns, a strip below under 100, a pane beside or below from there on. A
/// view that is `roomy` has much to show in its main pane while that has the keys.
pub fn panes(body: Rect, view: Name, focus: Focus, zoomed: bool, roomy: bool) -> Panes {
    let bordered = body.width >= 60;
    let cut = |main: Rect, detail: Rect| Panes {
        top: Rect::ZERO,
        main,
        detail,
        bordered,
    };
    let alone = match focus {
        Focus::Main => cut(body, Rect::ZERO),
        Focus::Detail => cut(Rect::ZERO, body),
    };
    // Fourteen rows of body are sixteen of screen: lower ones have no strip.
    if zoomed || body.height < 14 {
        return alone;
    }
    let below = |rows: u16| {
        let (main, detail) = split_top(body, body.height - rows.min(body.height - 8));
        cut(main, detail)
    };
    let beside = |cols: u16| {
        let (main, detail) = split_left(body, body.width - cols);
        cut(main, detail)
    };
    let under = |cols: u16| {
        let (top, rest) = split_top(body, 3);
        let (main, detail) = split_left(rest, rest.width - cols);
        Panes {
            top,
            ..cut(main, detail)
        }
    };
    match (body.width, view) {
        (..60, _) if roomy && focus == Focus::Main => alone,
        (..160, _) if roomy && focus == Focus::Main => below(body.height / 4),
        (..100, Name::Reader) => alone,
        (..60, Name::Home | Name::Quotes | Name::Sources) => below(body.height * 2 / 5),
        (..60, Name::Timeline | Name::Stances) => below(body.height / 2),
        (60..100, Name::Home | Name::Sources) => below(8.max(body.height / 3)),
        (60..100, Name::Timeline | Name::Stances | Name::Quotes) => {
            below(9.max(body.height * 2 / 5))
        }
        (100..160, Name::Timeline) => below(body.height * 2 / 5),
        (100..160, Name::Stances) => below(body.height * 9 / 20),
        (100..160, Name::Home | Name::Sources | Name::Reader) => beside(body.width * 2 / 5),
        (100..160, Name::Quotes) => under(body.width * 2 / 5),
        (_, Name::Quotes) => under(body.width * 3 / 10),
        (_, Name::Reader) => beside(body.width / 3),
        (_, Name::Timeline | Name::Stances) => beside(body.width * 3 / 10),
        (_, Name::Home | Name::Sources) => beside(body.width * 9 / 20),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panes_lie_inside_the_body_and_do_not_overlap() {
        for (width, height) in (0..220)
            .step_by(7)
            .flat_map(|w| (0..64).map(move |h| (w, h)))
        {
            let body = Rect::new(0, 1, width, height);
            for view in Name::ALL {
                for focus in [Focus::Main, Focus::Detail] {
                    for zoomed in [false, true] {
                        let panes = panes(body, view, focus, zoomed, height % 2 == 0);
                        assert!(panes.main.is_empty() || panes.main.union(body) == body);
                        assert!(panes.detail.is_empty() || panes.detail.union(body) == body);
                        assert!(panes.main.intersection(panes.detail).is_empty());
                        assert!(panes.top.is_empty() || panes.top.union(body) == body);
                        assert!(panes.top.intersection(panes.main).is_empty());
                        assert!(panes.top.intersection(panes.detail).is_empty());
                        let with_keys = if focus == Focus::Main {
                            panes.main
                        } else {
                            panes.detail
                        };
                        assert!(
                            body.is_empty() || !with_keys.is_empty(),
                            "{view:?} {body:?}"
                        );
                    }
                }
            }
        }
    }
}
