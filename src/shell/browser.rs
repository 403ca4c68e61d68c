//! The loop: one inbox for everything that can happen, drained whole before
//! each frame; nothing is done, and nothing wakes, while nothing happens.

use std::{
    io::{self, IsTerminal as _},
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::{Arc, mpsc},
    time::Duration,
};

use rustix::event::{PollFd, PollFlags, poll};

use crate::{
    app::{self, Message, Setup, State},
    cli::Browse,
    library::{Environment, Settings},
    shell::{
        editor, input, look, panic,
        signals::{self, Signals},
        terminal::{self, Terminal},
        wake::{Bell, Post, bell},
        worker::{self, Order},
    },
    text::Clean,
    ui::{
        effect::Effect,
        key::{Code, Key},
        keymap::{self, Keymap},
    },
};

/// How long a frame waits for a quick search, so that most keys show their own
/// results and nothing flickers.
const PATIENCE: Duration = Duration::from_millis(6);

/// The status after a bug.
const BUG: u8 = 70;

/// Opens the browser and returns the status to end with: 0 after leaving, 128
/// and the signal's number after one, 70 after a bug.
///
/// # Errors
///
/// When there is no terminal to browse in, or it cannot be read or written.
pub fn run(browse: &Browse, environment: &Environment) -> io::Result<u8> {
    terminal_is_here(environment)?;
    let (settings, wrong) = Settings::read(environment);
    let (bell, rope) = bell()?;
    panic::hook(environment, &rope);
    let signals = Signals::take(&rope)?;
    let theme = look::theme(browse, &settings, environment);
    let (to, inbox) = mpsc::channel();
    let post = Post::new(to, rope);
    let (keymap, _) = Keymap::read(keymap::DEFAULT);
    let paths = if browse.library.is_empty() {
        settings.library
    } else {
        browse.library.clone()
    };
    let state = State::new(Setup {
        size: terminal::size()?,
        theme,
        keymap,
    });
    let mut browser = Browser {
        searcher: worker::searcher(post.clone()),
        terminal: Terminal::enter()?,
        environment: environment.clone(),
        state,
        inbox,
        bell,
        post,
        signals,
        paths,
    };
    if let Some(wrong) = wrong {
        browser.post.send(Message::Notice(Clean::line(&format!(
            "Settings were not used: {wrong}"
        ))));
    }
    let ended = catch_unwind(AssertUnwindSafe(|| browser.run()));
    drop(browser);
    match ended {
        Ok(ended) if !panic::met() => ended,
        _ => Ok(BUG),
    }
}

/// Whether there is a terminal that can be browsed in.
fn terminal_is_here(environment: &Environment) -> io::Result<()> {
    let why = if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        "input and output must be a terminal to browse"
    } else if matches!(environment.get("TERM"), None | Some("dumb")) {
        "this terminal (TERM unset or dumb) cannot be drawn on"
    } else {
        return Ok(());
    };
    Err(io::Error::other(format!(
        "{why}; without one there are `attache search`, `show`, `list` and `check` (`attache help`)"
    )))
}

/// The running browser.
struct Browser {
    state: State,
    terminal: Terminal,
    environment: Environment,
    inbox: mpsc::Receiver<Message>,
    bell: Bell,
    post: Post,
    signals: Signals,
    searcher: mpsc::Sender<Order>,
    /// The library that was asked for; empty for the bundled one.
    paths: Vec<PathBuf>,
}

impl Browser {
    fn run(&mut self) -> io::Result<u8> {
        // The first frame waits for nothing.
        self.terminal.draw(&self.state)?;
        worker::read(self.paths.clone(), self.post.clone());
        loop {
            let gone = self.wait()?;
            if let Some(signal) = self.signals.ended() {
                return Ok(128 + signal);
            }
            if gone {
                return Ok(129);
            }
            if panic::met() {
                return Ok(BUG);
            }
            if self.drain()? {
                return Ok(0);
            }
            self.terminal.draw(&self.state)?;
        }
    }

    /// Waits until something has happened; returns whether the terminal is gone.
    fn wait(&mut self) -> io::Result<bool> {
        let tty = io::stdin();
        let mut fds = [
            PollFd::new(&tty, PollFlags::IN),
            PollFd::new(self.bell.pipe(), PollFlags::IN),
        ];
        match poll(&mut fds, None) {
            Ok(_) | Err(rustix::io::Errno::INTR) => (),
            Err(error) => return Err(error.into()),
        }
        let events = fds[0].revents();
        self.bell.quiet();
        Ok(events.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL))
    }

    /// Takes in everything that has happened; returns whether to leave.
    fn drain(&mut self) -> io::Result<bool> {
        let mut messages = Vec::new();
        if self.signals.resized() {
            messages.push(Message::Resize(terminal::size()?));
        }
        if self.signals.stopped() {
            self.suspend()?;
        }
        if self.signals.continued() {
            self.terminal.enter_again()?;
            messages.push(Message::Resize(terminal::size()?));
        }
        input::drain(&mut messages)?;
        messages.extend(self.inbox.try_iter());
        let mut searching = false;
        for message in messages {
            if self.take(message, &mut searching)? {
                return Ok(true);
            }
        }
        // Most searches answer within a few milliseconds: the frame waits for them.
        while searching {
            let Ok(message) = self.inbox.recv_timeout(PATIENCE) else {
                break;
            };
            searching = !matches!(message, Message::Found { .. });
            if self.take(message, &mut searching)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Takes in one thing, and does what it calls for; returns whether to leave.
    fn take(&mut self, message: Message, searching: &mut bool) -> io::Result<bool> {
        self.panic_for_tests(&message);
        match &message {
            Message::Resize(size) => self.terminal.resize(*size)?,
            Message::Library(library) => {
                drop(self.searcher.send(Order::Library(Arc::clone(library))));
            }
            Message::Key(_) | Message::Paste(_) | Message::Found { .. } | Message::Notice(_) => (),
        }
        for effect in app::update(&mut self.state, message) {
            match effect {
                Effect::Quit => return Ok(true),
                Effect::Search { query, generation } => {
                    *searching = true;
                    drop(self.searcher.send(Order::Search(query, generation)));
                }
                Effect::Reload => worker::read(self.paths.clone(), self.post.clone()),
                Effect::Redraw => self.terminal.resize(terminal::size()?)?,
                Effect::Suspend => self.suspend()?,
                Effect::Edit { path, line } => self.edit(&path, line)?,
            }
        }
        Ok(false)
    }

    fn suspend(&mut self) -> io::Result<()> {
        terminal::leave();
        signals::stop()?;
        self.terminal.enter_again()?;
        self.post.send(Message::Resize(terminal::size()?));
        Ok(())
    }

    fn edit(&mut self, path: &std::path::Path, line: u32) -> io::Result<()> {
        terminal::leave();
        let result = editor::open(&self.environment, path, line);
        self.terminal.enter_again()?;
        self.post.send(Message::Resize(terminal::size()?));
        match result {
            Ok(()) => worker::read(self.paths.clone(), self.post.clone()),
            Err(error) => drop(
                self.post
                    .send(Message::Notice(Clean::line(&error.to_string()))),
            ),
        }
        Ok(())
    }

    /// With `ATTACHE_TEST_PANIC` set, F12 is a bug: in the loop, or in a worker.
    /// Only so can a test see that a real one leaves the terminal in order.
    #[expect(clippy::panic, reason = "it is what is being tested")]
    fn panic_for_tests(&self, message: &Message) {
        let f12 = matches!(
            message,
            Message::Key(Key {
                code: Code::F(12),
                ..
            })
        );
        match self.environment.get("ATTACHE_TEST_PANIC") {
            Some("loop") if f12 => panic!("a bug in the loop, for a test"),
            Some("worker") if f12 => worker::panic_for_tests(),
            _ => (),
        }
    }
}
