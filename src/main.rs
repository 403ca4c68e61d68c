//! `attache` browses; `attache COMMAND …` answers and leaves.

use std::{
    env,
    io::{self, BufWriter, IsTerminal, Write},
    process::ExitCode,
    time::{Duration, Instant, SystemTime},
};

use attache::{
    cli::{self, Answer, Asked},
    date::Day,
    library::Environment,
    shell,
    text::Clean,
};

fn main() -> ExitCode {
    match run() {
        Ok(status) => ExitCode::from(status),
        // Whoever closed the pipe had enough.
        Err(err) if err.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(err) => {
            // If even this cannot be said, the status still says it.
            let err = Clean::line(&err.to_string());
            drop(writeln!(io::stderr(), "attache: {err}"));
            ExitCode::from(2)
        }
    }
}

fn run() -> io::Result<u8> {
    let (stdout, stderr) = (io::stdout(), io::stderr());
    let environment = Environment::new(env::vars_os());
    let ink = stdout.is_terminal() && !cli::no_color(&environment);
    let terminal = stdout.is_terminal().then(|| columns(&stdout));
    match cli::parse(env::args_os(), ink) {
        Err(early) if early.status == 0 => stdout
            .lock()
            .write_all(early.text.as_bytes())
            .map(|()| early.status),
        Err(early) => stderr
            .lock()
            .write_all(early.text.as_bytes())
            .map(|()| early.status),
        Ok(Asked::Browse(browse)) => shell::run(&browse, &environment),
        Ok(Asked::Answer(command)) => {
            let now = now();
            let clock = clock();
            let mut answer = Answer {
                out: &mut BufWriter::new(stdout.lock()),
                err: &mut stderr.lock(),
                terminal,
                watched: stderr.is_terminal() && environment.get("TERM") != Some("dumb"),
                environment: &environment,
                today: today(now),
                now,
                input: &mut io::stdin().lock(),
                clock: &clock,
            };
            cli::run(&command, &mut answer)
        }
    }
}

/// Returns what tells the time since now.
#[expect(
    clippy::disallowed_methods,
    reason = "here a command is told how time passes"
)]
fn clock() -> impl Fn() -> Duration {
    let begun = Instant::now();
    move || begun.elapsed()
}

/// Returns the time it is.
#[expect(
    clippy::disallowed_methods,
    reason = "here a command is told the time, once"
)]
fn now() -> SystemTime {
    SystemTime::now()
}

/// Returns the day of a time, in UTC.
fn today(now: SystemTime) -> Day {
    let since = now
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    Day::from_number(i32::try_from(since.as_secs() / 86_400).unwrap_or_default())
}

/// Returns the columns of a terminal; 80 where it does not say.
fn columns(terminal: &io::Stdout) -> usize {
    match rustix::termios::tcgetwinsize(terminal) {
        Ok(size) if 0 < size.ws_col => usize::from(size.ws_col),
        Ok(_) | Err(_) => 80,
    }
}
