//! The user's own editor, at a line of a file.

use std::{
    ffi::OsString,
    io,
    path::Path,
    process::{Child, Command, Stdio},
};

use rustix::{
    io::Errno,
    process::{Pid, WaitOptions, WaitStatus, waitpid},
};

use crate::{
    library::Environment,
    shell::{program, signals},
};

/// Opens a file in `$VISUAL` or `$EDITOR`, else `vi`, with this standard input,
/// and waits until it is closed.
///
/// # Errors
///
/// When the editor is not found or says that it failed.
pub(super) fn open(
    environment: &Environment,
    input: Stdio,
    path: &Path,
    line: u32,
) -> io::Result<()> {
    let wanted = ["VISUAL", "EDITOR"]
        .into_iter()
        .find_map(|name| environment.get(name))
        .unwrap_or("vi");
    let mut words = wanted.split_whitespace();
    let editor = words.next().unwrap_or("vi");
    let found = program::find(editor).ok_or_else(|| {
        io::Error::other(format!(
            "there is no editor `{editor}` on the path: set EDITOR"
        ))
    })?;
    let mut command = Command::new(found);
    command
        .args(words)
        .args(at_line(editor, path, line))
        .stdin(input);
    let status = ended(&command.spawn()?)?;
    if status.exit_status() == Some(0) {
        return Ok(());
    }
    let why = match (status.exit_status(), status.terminating_signal()) {
        (Some(number), _) => format!("with status {number}"),
        (None, Some(signal)) => format!("by signal {signal}"),
        (None, None) => String::new(),
    };
    Err(io::Error::other(format!("`{editor}` ended {why}")))
}

/// Waits until a program has ended. If it is stopped, as by Ctrl-Z in it, this
/// one stops too: else the shell would wait for it for ever.
fn ended(child: &Child) -> io::Result<WaitStatus> {
    loop {
        match waitpid(Some(Pid::from_child(child)), WaitOptions::UNTRACED) {
            Ok(Some((_, status))) if status.stopped() => signals::stop()?,
            Ok(Some((_, status))) => return Ok(status),
            Ok(None) | Err(Errno::INTR) => (),
            Err(error) => return Err(error.into()),
        }
    }
}

/// Returns the arguments that open a file at a line, as each editor wants them.
fn at_line(program: &str, path: &Path, line: u32) -> Vec<OsString> {
    let name = Path::new(program)
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or(program);
    // A name that begins with a dash would be an option.
    let path = if path.is_absolute() {
        path.to_owned()
    } else {
        Path::new(".").join(path)
    };
    let with_line = || {
        let mut words = path.clone().into_os_string();
        words.push(format!(":{line}"));
        words
    };
    match name {
        "code" | "codium" => vec!["--goto".into(), with_line()],
        "hx" | "helix" | "subl" | "zed" => vec![with_line()],
        _ => vec![format!("+{line}").into(), path.into_os_string()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_editor_is_given_the_line_its_own_way() {
        let args = |program| {
            let args = at_line(program, Path::new("-a.toml"), 7);
            args.into_iter()
                .map(|a| a.into_string().unwrap())
                .collect::<Vec<_>>()
        };
        assert_eq!(args("vim"), ["+7", "./-a.toml"]);
        assert_eq!(args("hx"), ["./-a.toml:7"]);
        assert_eq!(args("/usr/bin/code"), ["--goto", "./-a.toml:7"]);
    }
}
