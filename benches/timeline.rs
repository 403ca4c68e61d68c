//! What travelling costs on a timeline of 200 000 events: the cursor moved, a
//! frame drawn. Keys are pressed by chance, always the same, so that every zoom
//! and every sort of lanes is seen; the first table gives their percentiles,
//! those of divan the parts. `EVENTS=20000` is another size.

use std::{
    env,
    hint::black_box,
    io::{self, Write as _},
    sync::{Arc, OnceLock},
    time::Instant,
};

use attache::{
    app::{self, Message, Setup, State},
    chronology::{self, By, Order, Track, Viewport},
    library::{Library, Marks, Searches},
    model::Corpus,
    query::{self, Query},
    ui::{
        keymap::{self, Keymap},
        theme::{Depth, Theme},
    },
};
use divan::Bencher;
use ratatui::{
    buffer::Buffer,
    layout::{Rect, Size},
};

#[path = "made/events.rs"]
mod events;
mod made;

/// Keys that move the cursor, and keys that change what is in view.
const MOVES: &[&str] = &["l", "h", "]", "[", "j", "k", "}", "{", ">", "<", "^", "$"];
const LOOKS: &[&str] = &["+", "-", "+", "-", "(", ")", ".", "=", "z z", "v", "v"];

/// Keys pressed with each sort of lanes.
const EACH: usize = 1000;

fn main() -> io::Result<()> {
    walk()?;
    divan::main();
    Ok(())
}

fn events() -> usize {
    let asked = env::var("EVENTS").ok().and_then(|n| n.parse().ok());
    asked.unwrap_or(200_000)
}

fn corpus() -> &'static Arc<Corpus> {
    static CORPUS: OnceLock<Arc<Corpus>> = OnceLock::new();
    CORPUS.get_or_init(|| Arc::new(events::events(events())))
}

/// Presses keys by chance, as often with each sort of lanes, and prints what
/// each sort of key and each frame took.
#[expect(clippy::disallowed_methods, reason = "a bench tells the time")]
fn walk() -> io::Result<()> {
    let mut state = opened();
    let mut buf = Buffer::empty(Rect::new(0, 0, state.size.width, state.size.height));
    let mut chance = made::Chance(7);
    let (mut moves, mut looks, mut lanes, mut frames) = (vec![], vec![], vec![], vec![]);
    for n in 0..6 * EACH {
        let (keys, times) = match n % EACH {
            0 => ("a", &mut lanes),
            n if n % 4 == 0 => (LOOKS[chance.below(LOOKS.len())], &mut looks),
            _ => (MOVES[chance.below(MOVES.len())], &mut moves),
        };
        let begun = Instant::now();
        press(&mut state, keys);
        times.push(begun.elapsed());
        let begun = Instant::now();
        buf.reset();
        black_box(app::draw(&state, &mut buf));
        frames.push(begun.elapsed());
    }
    let mut out = io::stdout().lock();
    writeln!(out, "{} events, 120×40: p50, p99, worst in µs", events())?;
    for (name, mut times) in [
        ("cursor", moves),
        ("view", looks),
        ("lanes", lanes),
        ("frame", frames),
    ] {
        times.sort();
        let at = |part: usize| times[(times.len() - 1) * part / 1000].as_micros();
        writeln!(out, "  {name:8} {:8} {:8} {:8}", at(500), at(990), at(1000))?;
    }
    Ok(())
}

/// Returns the timeline opened at 120×40.
fn opened() -> State {
    let (keymap, _) = Keymap::read(keymap::DEFAULT);
    let mut state = State::new(Setup {
        size: Size::new(120, 40),
        theme: Theme::named("dark", Depth::True, false),
        keymap,
        searches: Searches::default(),
        marks: Marks::default(),
        mouse: true,
    });
    let library = Library {
        corpus: Arc::clone(corpus()),
        ..Library::default()
    };
    app::update(&mut state, Message::Library(Arc::new(library)));
    press(&mut state, "2");
    state
}

fn press(state: &mut State, keys: &str) {
    for key in keys.split(' ') {
        app::update(state, Message::Key(key.parse().expect("a key")));
    }
}

fn order() -> Order {
    chronology::order(corpus(), |_| true)
}

#[divan::bench]
fn put_in_order() -> Order {
    order()
}

#[divan::bench(args = [By::Actor, By::Kind, By::Briefing])]
fn lanes(bencher: Bencher<'_, '_>, by: By) {
    let order = order();
    bencher.bench(|| chronology::lanes(corpus(), black_box(&order), by));
}

/// The events that fit a filter.
#[divan::bench(args = ["", "kind:vote", "actor:an 1990..2005", "treaty"])]
fn filter(bencher: Bencher<'_, '_>, typed: &str) {
    bencher.bench(|| {
        let sieve = query::events(corpus(), &Query::parse(black_box(typed)));
        corpus()
            .events
            .iter()
            .filter(|(id, _)| sieve.fits(*id))
            .count()
    });
}

/// The values to filter by.
#[divan::bench]
fn values() -> usize {
    query::values(corpus(), corpus().events.iter().map(|(id, _)| id)).len()
}

/// What one lane of all events is drawn from, at all zooms.
#[divan::bench]
fn clusters_and_stretches(bencher: Bencher<'_, '_>) {
    let order = order();
    let dated = u32::try_from(order.dated.len()).expect("few enough");
    let track = Track::new(order.lined(0..dated));
    let (first, last) = order.span().unwrap_or_default();
    let fit = Viewport::fit_slots(first, last, 96);
    let middle = i64::midpoint(first, last);
    bencher.bench(|| {
        let mut view = black_box(fit);
        let mut seen = 0;
        for _ in 0..20 {
            seen += track.clusters(view).count() + track.stretches(view).count();
            view = view.zoomed(true, middle);
        }
        seen
    });
}

/// The bars over all of time.
#[divan::bench]
fn minimap(bencher: Bencher<'_, '_>) {
    let order = order();
    let span = order.span().unwrap_or_default();
    bencher.bench(|| {
        let extents = (0..order.dated.len()).filter_map(|at| order.extent(at));
        chronology::bars(extents, black_box(span), 80)
    });
}
