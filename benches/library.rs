//! What an analyst waits for: the library read, a key typed into the search,
//! a frame drawn. On the bundled briefings, all of them together.

use std::{hint::black_box, sync::Arc};

use attache::{
    app::{self, Message, Setup, State},
    briefing::{self, Stock},
    library::{self, Library},
    query::Query,
    search::{Ask, Index, Memory, Pass},
    text::Clean,
    ui::{
        keymap::{self, Keymap},
        theme::{Depth, Theme},
    },
};
use divan::{Bencher, counter::BytesCount};
use ratatui::{
    buffer::Buffer,
    layout::{Rect, Size},
};

fn main() {
    divan::main();
}

/// The text of a briefing of middle length.
const TEXT: &str = include_str!("../briefings/cyber-code-2011.toml");

#[divan::bench]
fn read_a_briefing(bencher: Bencher<'_, '_>) {
    let name = Clean::line("cyber-code-2011.toml");
    bencher
        .counter(BytesCount::of_str(TEXT))
        .bench(|| briefing::read(&name, black_box(TEXT.as_bytes())));
}

#[divan::bench]
fn link_a_briefing(bencher: Bencher<'_, '_>) {
    let reading = briefing::read(&Clean::line("cyber-code-2011.toml"), TEXT.as_bytes());
    let mut stock = Stock::default();
    let draft = reading.draft.map(|draft| stock.keep(draft));
    let drafts: Vec<_> = draft.into_iter().collect();
    bencher.bench(|| briefing::link(&stock, black_box(&drafts)));
}

#[divan::bench]
fn open_the_bundled_library() -> Library {
    library::bundled()
}

#[divan::bench]
fn index_the_bundled_library(bencher: Bencher<'_, '_>) {
    let library = library::bundled();
    bencher.bench(|| Index::new(black_box(&library.corpus)));
}

/// One key of a search, after these letters.
#[divan::bench(args = ["o", "open", "open transp", "speaker:wang -open", "sovereiegnty"])]
fn search_a_key(bencher: Bencher<'_, '_>, typed: &str) {
    let library = library::bundled();
    let index = Index::new(&library.corpus);
    bencher.bench_local(|| {
        let mut memory = Memory::default();
        let ask = Ask {
            query: Query::parse(black_box(typed)),
            ..Ask::default()
        };
        let mut pass = Pass::new(&library.corpus, &index, &mut memory, &ask);
        while pass.step(|| false) {}
        pass.hits()
    });
}

/// One frame of each view, by the key that opens it.
#[divan::bench(args = ["1", "2", "3", "4", "5", "6"])]
fn draw_a_frame(bencher: Bencher<'_, '_>, view: &str) {
    let size = Size::new(120, 40);
    let (keymap, _) = Keymap::read(keymap::DEFAULT);
    let theme = Theme::named("dark", Depth::True, false);
    let mut state = State::new(Setup {
        size,
        theme,
        keymap,
        searches: library::Searches::default(),
        marks: library::Marks::default(),
        mouse: true,
    });
    app::update(&mut state, Message::Library(Arc::new(library::bundled())));
    app::update(&mut state, Message::Key(view.parse().expect("a key")));
    let mut buf = Buffer::empty(Rect::new(0, 0, size.width, size.height));
    bencher.bench_local(|| {
        buf.reset();
        app::draw(black_box(&state), &mut buf)
    });
}
