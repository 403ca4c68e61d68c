//! The loop: one inbox for everything that can happen, drained whole before
//! each frame; nothing is done, and nothing wakes, while nothing happens.

use std::{
    io::{self, IsTerminal as _, Write as _},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::{Arc, mpsc},
    time::{Duration, Instant},
};

use crossterm::style::force_color_output;
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::{
    app::{self, Message, Setup, State},
    cli::Browse,
    library::{self, Environment, Library, Marks, Searches, Settings},
    shell::{
        beside::{self, Keeper, Kept},
        checker::Checker,
        clipboard, editor,
        input::Input,
        look, panic,
        signals::{self, Signals},
        terminal::{self, Terminal},
        wake::{Bell, Post, bell},
        worker::{self, Order, Reader},
    },
    text::Clean,
    ui::{
        effect::Effect,
        key::{Code, Key},
        keymap::{self, Keymap},
        theme::Depth,
    },
};

/// How long a frame waits for a quick search, so that most keys show their own
/// results and nothing flickers.
const PATIENCE: Duration = Duration::from_millis(6);

/// The status after a bug.
const BUG: u8 = 70;

/// The number of SIGHUP.
const HANGUP: u8 = 1;

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
    let (to, inbox) = mpsc::channel();
    let post = Post::new(to, rope);
    let (paths, bundled): (_, fn() -> Library) = if browse.example {
        (Vec::new(), library::example)
    } else if browse.library.is_empty() {
        (settings.library.clone(), library::bundled)
    } else {
        (browse.library.clone(), library::bundled)
    };
    // Read beside all that follows: a small library is there for the first frame.
    let reader = Reader::new(paths, bundled, environment.cache_folder(), post.clone());
    reader.read();
    let folders = if browse.archive.is_empty() {
        &settings.archive
    } else {
        &browse.archive
    };
    let checker = Checker::new(folders.clone(), environment.cache_folder(), post.clone());
    if let Some(wrong) = wrong {
        post.send(Message::Notice(Clean::line(&format!(
            "Settings were not used: {wrong}"
        ))));
    }
    let state_folder = environment.state_folder();
    let (searches, marks) = kept(state_folder.as_deref(), &post);
    let theme = look::theme(browse, &settings, environment);
    // crossterm reads NO_COLOR by itself; colors asked for by an argument win.
    force_color_output(theme.depth != Depth::None);
    let (keymap, _) = Keymap::read(keymap::DEFAULT);
    let mouse = settings.mouse.unwrap_or(true);
    let mut browser = Browser {
        state: State::new(Setup {
            size: terminal::size()?,
            theme,
            keymap,
            searches,
            marks,
            mouse,
        }),
        input: Input::open()?,
        terminal: Terminal::enter(mouse)?,
        environment: environment.clone(),
        searcher: worker::searcher(post.clone()),
        keeper: state_folder.map(|folder| Keeper::new(folder, post.clone())),
        inbox,
        bell,
        post,
        signals,
        reader,
        checker,
    };
    let ended = catch_unwind(AssertUnwindSafe(|| browser.run()));
    // Before all else: to let go of a large library takes a while.
    terminal::leave();
    if let Some(keeper) = browser.keeper.take() {
        keeper.finish();
    }
    match ended {
        Ok(ended) if !panic::met() => ended.map(tell),
        _ => Ok(BUG),
    }
}

/// Returns the searches and marks of earlier sessions; tells what is wrong there.
fn kept(folder: Option<&Path>, post: &Post) -> (Searches, Marks) {
    let (searches, wrong) = folder.map(Searches::read).unwrap_or_default();
    if let Some(wrong) = wrong {
        let words = format!("Earlier searches: {wrong}");
        post.send(Message::Notice(Clean::line(&words)));
    }
    let (marks, wrong) = folder.map(Marks::read).unwrap_or_default();
    if let Some(wrong) = wrong {
        post.send(Message::Notice(Clean::line(&format!("Marks: {wrong}"))));
    }
    (searches, marks)
}

/// Why the loop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// The analyst left.
    Left,
    /// A signal asked to; the terminal going away counts as its signal.
    Signal(u8),
    /// A bug in some thread.
    Bug,
}

/// What to do after all that happened was taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Wait,
    Draw,
    Leave,
}

/// Says on the screen that was given back why the program ended, if that was
/// not asked of it there; returns the status to end with.
fn tell(end: End) -> u8 {
    match end {
        End::Left => 0,
        End::Bug => BUG,
        End::Signal(number) => {
            // If even this cannot be said, the status still says it.
            let _gone = writeln!(io::stderr(), "attache: ended by {}", signals::name(number));
            128 + number
        }
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
    input: Input,
    environment: Environment,
    inbox: mpsc::Receiver<Message>,
    bell: Bell,
    post: Post,
    signals: Signals,
    searcher: mpsc::Sender<Order>,
    /// Absent where there is no folder to keep anything in.
    keeper: Option<Keeper>,
    reader: Reader,
    checker: Checker,
}

/// What woke the loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Woken {
    /// The terminal has sent something.
    typed: bool,
    /// The terminal is gone.
    gone: bool,
}

impl Browser {
    fn run(&mut self) -> io::Result<End> {
        match self.go_round() {
            // Writing to a terminal that is gone may fail before anything else tells of it.
            Err(_) if self.wait(true)?.gone => Ok(End::Signal(HANGUP)),
            Err(error) => self.signals.ended().map(End::Signal).ok_or(error),
            ended => ended,
        }
    }

    fn go_round(&mut self) -> io::Result<End> {
        let mut typed = false;
        let mut next = self.greet()?;
        loop {
            match next {
                Next::Leave => return Ok(End::Left),
                Next::Draw => self.terminal.draw(&self.state)?,
                Next::Wait => (),
            }
            let woken = self.wait(typed)?;
            if panic::met() {
                return Ok(End::Bug);
            }
            if let Some(number) = self.signals.ended() {
                return Ok(End::Signal(number));
            }
            if woken.gone {
                return Ok(End::Signal(HANGUP));
            }
            (next, typed) = self.drain(typed || woken.typed)?;
        }
    }

    /// Gives the library a moment to be there for the first frame, which waits
    /// for nothing else.
    fn greet(&mut self) -> io::Result<Next> {
        let first: Vec<Message> = self.inbox.recv_timeout(PATIENCE).into_iter().collect();
        Ok(match self.take_all(first)? {
            Next::Leave => Next::Leave,
            Next::Draw | Next::Wait => Next::Draw,
        })
    }

    /// Waits until something has happened; not at all if more is there to read.
    fn wait(&mut self, more: bool) -> io::Result<Woken> {
        let tty = io::stdin();
        let mut fds = [
            PollFd::new(&tty, PollFlags::IN),
            PollFd::new(self.bell.pipe(), PollFlags::IN),
        ];
        match poll(&mut fds, more.then_some(&Timespec::default())) {
            Ok(_) | Err(rustix::io::Errno::INTR) => (),
            Err(error) => return Err(error.into()),
        }
        let events = fds[0].revents();
        self.bell.quiet();
        Ok(Woken {
            typed: events.contains(PollFlags::IN),
            gone: events.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL),
        })
    }

    /// Takes in everything that has happened; returns what to do next, and
    /// whether there is more to read.
    fn drain(&mut self, typed: bool) -> io::Result<(Next, bool)> {
        let mut messages = Vec::new();
        if self.signals.stopped() {
            terminal::leave();
            signals::stop()?;
            self.signals.forget_the_stop();
            messages.push(self.come_back()?);
        }
        // Stopped by what cannot be caught.
        if self.signals.continued() {
            messages.push(self.come_back()?);
        }
        if self.signals.resized() {
            messages.push(Message::Resize(terminal::size()?));
        }
        let more = typed && self.input.drain(&mut messages)?;
        messages.extend(self.inbox.try_iter());
        Ok((self.take_all(messages)?, more))
    }

    /// Takes in messages, and the answer to the last search they ask for if it
    /// comes at once: so most keys show their own results, and nothing flickers.
    fn take_all(&mut self, messages: Vec<Message>) -> io::Result<Next> {
        let next = if messages.is_empty() {
            Next::Wait
        } else {
            Next::Draw
        };
        let mut asked = None;
        for message in messages {
            if self.take(message, &mut asked)? {
                return Ok(Next::Leave);
            }
        }
        let until = now() + PATIENCE;
        while let Some(number) = asked {
            let left = until.saturating_duration_since(now());
            let Ok(message) = self.inbox.recv_timeout(left) else {
                break;
            };
            if matches!(message, Message::Found { generation, .. } if generation == number) {
                asked = None;
            }
            if self.take(message, &mut asked)? {
                return Ok(Next::Leave);
            }
        }
        Ok(next)
    }

    /// Takes in one thing, and does what it calls for; notes the number of a
    /// search that was asked for. Returns whether to leave.
    fn take(&mut self, message: Message, asked: &mut Option<u64>) -> io::Result<bool> {
        self.panic_for_tests(&message);
        match &message {
            Message::Resize(size) => self.terminal.resize(*size)?,
            Message::Library(library) => {
                drop(self.searcher.send(Order::Library(Arc::clone(library))));
            }
            Message::Key(_)
            | Message::Mouse(_)
            | Message::Paste(_)
            | Message::Found { .. }
            | Message::Names(_)
            | Message::Checking { .. }
            | Message::Checked { .. }
            | Message::Laid { .. }
            | Message::Notice(_) => (),
        }
        for effect in app::update(&mut self.state, message) {
            match effect {
                Effect::Quit => return Ok(true),
                Effect::Search { ask, generation } => {
                    *asked = Some(generation);
                    drop(self.searcher.send(Order::Search(ask, generation)));
                }
                Effect::Gather { version } => {
                    beside::gather(Arc::clone(self.state.library()), version, self.post.clone());
                }
                Effect::Keep(change) => {
                    if let Some(keeper) = &self.keeper {
                        keeper.keep(Kept::Search(change));
                    }
                }
                Effect::KeepMark(change) => {
                    if let Some(keeper) = &self.keeper {
                        keeper.keep(Kept::Mark(change));
                    }
                }
                Effect::Check { version } => {
                    self.checker
                        .check(Arc::clone(self.state.library()), version);
                }
                Effect::Lay { version, leaf } => self.checker.lay(version, leaf),
                Effect::Copy { text, what } => {
                    clipboard::copy(&self.environment, &text, &what, &self.post)?;
                }
                Effect::Reload => self.reader.read(),
                Effect::Redraw => self.terminal.resize(terminal::size()?)?,
                Effect::Mouse(taken) => terminal::take_mouse(taken)?,
                Effect::Suspend => self.suspend()?,
                Effect::Edit { path, line } => self.edit(&path, line)?,
            }
        }
        Ok(false)
    }

    fn suspend(&mut self) -> io::Result<()> {
        if !signals::has_a_shell() {
            self.post.send(Message::Notice(Clean::line(
                "There is no shell to go back to.",
            )));
            return Ok(());
        }
        terminal::leave();
        signals::stop_all()?;
        self.signals.forget_the_stop();
        let back = self.come_back()?;
        self.post.send(back);
        Ok(())
    }

    fn edit(&mut self, path: &Path, line: u32) -> io::Result<()> {
        terminal::leave();
        let result = editor::open(&self.environment, self.input.given()?, path, line);
        self.signals.forget_the_keyboard();
        let back = self.come_back()?;
        self.post.send(back);
        match result {
            Ok(()) => self.reader.read(),
            Err(error) => drop(
                self.post
                    .send(Message::Notice(Clean::line(&error.to_string()))),
            ),
        }
        Ok(())
    }

    /// Takes the terminal back from whoever had it; returns the size it has now.
    fn come_back(&mut self) -> io::Result<Message> {
        self.terminal.enter_again().map(Message::Resize)
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

#[expect(clippy::disallowed_methods, reason = "the shell is where time is told")]
fn now() -> Instant {
    Instant::now()
}
