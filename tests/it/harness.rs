//! The application without a terminal: messages in, screens out.

use std::{sync::Arc, time::UNIX_EPOCH};

use attache::{
    app::{self, Message, Setup, State},
    briefing::{self, Stock},
    library::{self, Archives, Checked, Library, Marks, Progress, Searches, verify},
    search::{Ask, Index, Memory, Pass},
    text::Clean,
    ui::{
        effect::Effect,
        keymap::{self, Keymap},
        theme::{Depth, Theme},
    },
    view::{Names, found},
};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect, Size},
};

/// The application, and what it asked for that a test may want to see.
pub(crate) struct Screen {
    pub(crate) state: State,
    pub(crate) effects: Vec<Effect>,
}

impl Screen {
    /// An application of a size that has been given a library.
    pub(crate) fn new(width: u16, height: u16, library: Arc<Library>) -> Screen {
        let mut screen = Screen::empty(width, height, Theme::named("dark", Depth::True, false));
        screen.tell(Message::Library(library));
        screen
    }

    /// An application that has been given nothing.
    pub(crate) fn empty(width: u16, height: u16, theme: Theme) -> Screen {
        let (keymap, wrong) = Keymap::read(keymap::DEFAULT);
        assert_eq!(wrong, Vec::<String>::new());
        let setup = Setup {
            size: Size::new(width, height),
            theme,
            keymap,
            searches: Searches::default(),
            marks: Marks::default(),
            mouse: true,
        };
        Screen {
            state: State::new(setup),
            effects: Vec::new(),
        }
    }

    /// One thing that happened, and every effect of it, at once and in order.
    pub(crate) fn tell(&mut self, message: Message) {
        for effect in app::update(&mut self.state, message) {
            if let Effect::Search { ask, generation } = &effect {
                let hits = Arc::new(self.search(ask));
                self.tell(Message::Found {
                    generation: *generation,
                    hits,
                    micros: 0,
                });
            }
            if let Effect::Gather { version } = &effect {
                let names = Names::new(&self.state.library().corpus, *version);
                self.tell(Message::Names(Arc::new(names)));
            }
            if let Effect::Check { version } = &effect {
                let library = Arc::clone(self.state.library());
                let archives = Archives::new(&library, &[]);
                let (verdicts, _) =
                    verify(&library.corpus, &archives, None, UNIX_EPOCH, |_, _| true);
                let checked = Arc::new(Checked::new(&library.corpus, &archives, verdicts));
                self.tell(Message::Checked {
                    version: *version,
                    checked,
                });
            }
            if let Effect::Lay { version, leaf } = &effect {
                let library = Arc::clone(self.state.library());
                let archives = Archives::new(&library, &[]);
                let found = found(&library, *leaf, |source| {
                    archives.of(&library.corpus, source)
                });
                self.tell(Message::Laid {
                    version: *version,
                    leaf: *leaf,
                    found,
                });
            }
            self.effects.push(effect);
        }
    }

    /// What a search finds.
    pub(crate) fn search(&self, ask: &Ask) -> attache::search::Hits {
        let library = self.state.library();
        let mut memory = Memory::default();
        let mut pass = Pass::new(&library.corpus, &library.index, &mut memory, ask);
        while pass.step(|| false) {}
        pass.hits()
    }

    /// Presses keys, as a keymap writes them, separated by blanks; `"…"` types.
    pub(crate) fn press(&mut self, keys: &str) {
        for word in keys.split_whitespace() {
            match word.strip_prefix('"').and_then(|w| w.strip_suffix('"')) {
                Some(words) => {
                    for c in words.replace('_', " ").chars() {
                        self.tell(Message::Key(attache::ui::key::Key::char(c)));
                    }
                }
                None => self.tell(Message::Key(word.parse().expect("a key"))),
            }
        }
    }

    /// Draws the screen.
    pub(crate) fn draw(&self) -> (Buffer, Option<Position>) {
        let mut buf = Buffer::empty(Rect::from((Position::ORIGIN, self.state.size)));
        let cursor = app::draw(&self.state, &mut buf);
        (buf, cursor)
    }

    /// The rows of the screen, without the blanks at their ends.
    pub(crate) fn rows(&self) -> Vec<String> {
        let (buf, _) = self.draw();
        (0..buf.area.height)
            .map(|y| {
                let mut row = String::new();
                let mut skip = 0;
                for x in 0..buf.area.width {
                    let symbol = buf[(x, y)].symbol();
                    if skip == 0 {
                        row.push_str(symbol);
                        skip = attache::text::width(symbol).saturating_sub(1);
                    } else {
                        skip -= 1;
                    }
                }
                row.trim_end().to_owned()
            })
            .collect()
    }
}

/// The library that comes with the program.
pub(crate) fn bundled() -> Arc<Library> {
    Arc::new(library::bundled())
}

/// A library of one briefing.
pub(crate) fn library_of(text: &str) -> Arc<Library> {
    let mut stock = Stock::default();
    let reading = briefing::read(&Clean::line("made.toml"), text.as_bytes());
    let draft = reading.draft.expect("a briefing");
    let drafts = [stock.keep(draft)];
    let corpus = Arc::new(briefing::link(&stock, &drafts));
    let index = Arc::new(Index::new(&corpus));
    Arc::new(Library {
        corpus,
        index,
        progress: Progress {
            read: 1,
            found: 1,
            done: true,
        },
        ..Library::default()
    })
}
