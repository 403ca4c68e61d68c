//! `attache` browses; `attache COMMAND …` answers and leaves.

use std::{
    env,
    io::{self, BufWriter, IsTerminal, Write},
    process::ExitCode,
};

use attache::{
    cli::{self, Answer, Asked},
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
    let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || env::var_os("TERM").is_some_and(|term| term == "dumb");
    let ink = stdout.is_terminal() && !no_color;
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
        Ok(Asked::Browse(browse)) => shell::run(&browse),
        Ok(Asked::Answer(command)) => {
            let mut answer = Answer {
                out: &mut BufWriter::new(stdout.lock()),
                err: &mut stderr.lock(),
                terminal,
                no_color,
            };
            cli::run(&command, &mut answer)
        }
    }
}

/// Returns the columns of a terminal; 80 where it does not say.
fn columns(terminal: &io::Stdout) -> usize {
    match rustix::termios::tcgetwinsize(terminal) {
        Ok(size) if 0 < size.ws_col => usize::from(size.ws_col),
        Ok(_) | Err(_) => 80,
    }
}
