//! The real program in a terminal of its own: keys in, bytes and screens out.

#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    reason = "a test of the real program reads beside it, waits for it, and says what never came"
)]

use std::{
    fs,
    io::{Read as _, Write},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::{Duration, Instant},
};

use portable_pty::{CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// How long anything may take before it is said not to happen.
const DEADLINE: Duration = Duration::from_secs(20);

/// How the program is to be started.
#[derive(Debug, Clone)]
pub(crate) struct Start {
    size: (u16, u16),
    variables: Vec<(String, String)>,
    files: Vec<(String, Vec<u8>)>,
    command: Vec<String>,
}

/// The program.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_attache");

impl Start {
    /// The browser with these arguments, at 80 × 24, in a home of its own.
    pub(crate) fn browser(arguments: &[&str]) -> Start {
        let program = [PROGRAM].into_iter().chain(arguments.iter().copied());
        Start {
            size: (80, 24),
            variables: Vec::new(),
            files: Vec::new(),
            command: program.map(str::to_owned).collect(),
        }
    }
    /// A script of the shell, in which `"$0"` is the program.
    pub(crate) fn script(script: &str) -> Start {
        let command = ["sh", "-c", script, PROGRAM];
        Start {
            command: command.map(str::to_owned).to_vec(),
            ..Start::browser(&[])
        }
    }
    pub(crate) fn size(self, width: u16, height: u16) -> Start {
        Start {
            size: (width, height),
            ..self
        }
    }
    pub(crate) fn with(mut self, name: &str, value: &str) -> Start {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }
    /// Puts a file into its home, which is the folder it starts in.
    pub(crate) fn file(mut self, path: &str, bytes: impl AsRef<[u8]>) -> Start {
        self.files.push((path.to_owned(), bytes.as_ref().to_vec()));
        self
    }

    /// Starts it.
    pub(crate) fn go(self) -> Live {
        let home = tempfile::tempdir().expect("a folder");
        for (path, bytes) in &self.files {
            let path = home.path().join(path);
            let folder = path.parent().expect("its home at least");
            fs::create_dir_all(folder).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
        let pair = native_pty_system()
            .openpty(pty_size(self.size))
            .expect("a terminal");
        let mut command = CommandBuilder::from_argv(self.command.iter().map(Into::into).collect());
        command.env_clear();
        command.cwd(home.path());
        for (name, value) in [
            ("PATH", "/usr/bin:/bin"),
            ("TERM", "xterm-256color"),
            ("COLORTERM", "truecolor"),
            ("COLORFGBG", "15;0"),
            ("LANG", "C.UTF-8"),
        ] {
            command.env(name, value);
        }
        command.env("HOME", home.path());
        command.env("XDG_CONFIG_HOME", home.path().join("config"));
        command.env("XDG_STATE_HOME", home.path().join("state"));
        for (name, value) in &self.variables {
            command.env(name, value);
        }
        let modes = pair.master.get_termios();
        let mut child = pair.slave.spawn_command(command).expect("the program");
        let pid = child.process_id().and_then(|pid| i32::try_from(pid).ok());
        let process = Process(pid.and_then(Pid::from_raw).expect("a number"));
        let (to, status) = mpsc::channel();
        thread::spawn(move || to.send(child.wait().expect("a status").exit_code()));
        let writer = pair.master.take_writer().expect("a writer");
        let stop = Arc::new(AtomicBool::new(false));
        Live {
            output: read(&*pair.master, Arc::clone(&stop)),
            screen: vt100::Parser::new(self.size.1, self.size.0, 0),
            bytes: Vec::new(),
            modes: format!("{modes:?}"),
            slave: pair.slave,
            master: pair.master,
            writer,
            status,
            process,
            stop,
            home,
        }
    }
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// Reads beside the test, so that the program never waits to be read.
fn read(master: &dyn MasterPty, stop: Arc<AtomicBool>) -> mpsc::Receiver<Vec<u8>> {
    let mut reader = master.try_clone_reader().expect("a reader");
    let (to, output) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = vec![0; 1 << 16];
        while let Ok(n) = reader.read(&mut bytes) {
            if n == 0 || stop.load(Ordering::SeqCst) || to.send(bytes[..n].to_vec()).is_err() {
                return;
            }
        }
    });
    output
}

/// A process that is not left behind, whatever becomes of the test.
struct Process(Pid);

impl Drop for Process {
    fn drop(&mut self) {
        // It has ended already, but where a test failed.
        let _ended = kill_process(self.0, Signal::KILL);
    }
}

/// The running program.
pub(crate) struct Live {
    output: mpsc::Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// All that the program has written.
    pub(crate) bytes: Vec<u8>,
    /// The terminal's modes before.
    modes: String,
    /// Held, so that the modes after can be asked for.
    slave: Box<dyn SlavePty + Send>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    status: mpsc::Receiver<u32>,
    process: Process,
    stop: Arc<AtomicBool>,
    home: TempDir,
}

impl Live {
    /// What the program writes to, as a terminal shows it.
    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.screen.screen()
    }
    /// The screen's rows, one below the other.
    pub(crate) fn text(&self) -> String {
        self.screen().contents()
    }
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }
    pub(crate) fn pid(&self) -> Pid {
        self.process.0
    }

    /// Types.
    pub(crate) fn keys(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("keys");
        self.writer.flush().expect("keys");
    }
    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.screen
            .screen_mut()
            .set_size(height.max(1), width.max(1));
        self.master
            .resize(pty_size((width, height)))
            .expect("a size");
    }
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).expect("it runs");
    }

    /// Takes in what is written until something is true of the screen; shows
    /// the screen if that does not happen.
    #[track_caller]
    pub(crate) fn until(&mut self, what: &str, is: impl Fn(&vt100::Screen) -> bool) {
        let end = Instant::now() + DEADLINE;
        while !is(self.screen()) {
            match self
                .output
                .recv_timeout(end.saturating_duration_since(Instant::now()))
            {
                Ok(bytes) => self.take(&bytes),
                Err(error) => panic!("never: {what} ({error}); the screen is:\n{}", self.text()),
            }
        }
    }
    /// Takes in what is written until some words are on the screen.
    #[track_caller]
    pub(crate) fn until_shown(&mut self, words: &str) {
        self.until(words, |screen| screen.contents().contains(words));
    }
    /// Takes in what is written until nothing comes for a while; returns
    /// whether anything came.
    pub(crate) fn quiet(&mut self, time: Duration) -> bool {
        let mut came = false;
        loop {
            match self.output.recv_timeout(time) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return came,
            }
            came = true;
        }
    }
    fn take(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        self.screen.process(bytes);
    }

    /// Waits until the program has ended; returns its status.
    #[track_caller]
    pub(crate) fn ended(&mut self) -> u32 {
        match self.status.recv_timeout(DEADLINE) {
            Ok(status) => {
                self.quiet(Duration::from_millis(50));
                status
            }
            Err(error) => panic!("it never ended ({error}); the screen is:\n{}", self.text()),
        }
    }

    /// What is not as it was before the program began; empty if all is.
    pub(crate) fn left_behind(&self) -> Vec<&'static str> {
        let screen = self.screen();
        let modes = format!("{:?}", self.master.get_termios());
        [
            ("the other screen", screen.alternate_screen()),
            ("a hidden cursor", screen.hide_cursor()),
            ("pastes in brackets", screen.bracketed_paste()),
            ("the mouse", mouse_is_taken(screen)),
            ("modes of the line", modes != self.modes),
            // One end more than begun: leaving ends what a bug may have begun.
            (
                "an update that never ends",
                count(&self.bytes, b"\x1b[?2026l") <= frames(&self.bytes),
            ),
        ]
        .into_iter()
        .filter_map(|(what, is)| is.then_some(what))
        .collect()
    }

    /// Waits until all is as it was before the program began. The line's modes
    /// come back after the last byte is written, and nothing tells of them.
    #[track_caller]
    pub(crate) fn until_left(&mut self) {
        let end = Instant::now() + DEADLINE;
        while !self.left_behind().is_empty() {
            assert!(
                Instant::now() < end,
                "left behind: {:?}",
                self.left_behind()
            );
            self.quiet(Duration::from_millis(5));
        }
    }

    /// Takes the terminal away from the program; returns the status it ends with.
    #[track_caller]
    pub(crate) fn hang_up(mut self) -> u32 {
        // Whoever reads holds the terminal, until something is drawn.
        self.stop.store(true, Ordering::SeqCst);
        self.keys("\x0c");
        while self.output.recv_timeout(DEADLINE).is_ok() {}
        let Live {
            master,
            writer,
            slave,
            status,
            process,
            ..
        } = self;
        drop((writer, master, slave));
        let status = status.recv_timeout(DEADLINE).expect("it ends");
        drop(process);
        status
    }
}

/// Whether buttons of the mouse are told to the program.
pub(crate) fn mouse_is_taken(screen: &vt100::Screen) -> bool {
    screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None
}

/// Frames begun in what was written.
pub(crate) fn frames(bytes: &[u8]) -> usize {
    count(bytes, b"\x1b[?2026h")
}

fn count(bytes: &[u8], part: &[u8]) -> usize {
    bytes
        .windows(part.len())
        .filter(|window| *window == part)
        .count()
}
