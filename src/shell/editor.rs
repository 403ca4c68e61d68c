//! The user's own editor, at a line of a file.

use std::{
    env,
    ffi::OsString,
    io,
    path::{Path, PathBuf},
    process::Command,
};

use crate::library::Environment;

/// Opens a file in `$VISUAL` or `$EDITOR`, else `vi`, and waits until it is closed.
///
/// # Errors
///
/// When the editor is not found or says that it failed.
pub(super) fn open(environment: &Environment, path: &Path, line: u32) -> io::Result<()> {
    let wanted = ["VISUAL", "EDITOR"]
        .into_iter()
        .find_map(|name| environment.get(name))
        .unwrap_or("vi");
    let mut words = wanted.split_whitespace();
    let program = words.next().unwrap_or("vi");
    let found = which(program).ok_or_else(|| {
        io::Error::other(format!(
            "there is no editor `{program}` on the path: set EDITOR"
        ))
    })?;
    let mut command = Command::new(found);
    command.args(words).args(at_line(program, path, line));
    let status = command.status()?;
    if status.success() {
        Ok(())
    } else {
        Err(io::Error::other(format!("the editor ended with {status}")))
    }
}

/// Returns a program on the path. One that is relative is never looked for in
/// the folder that the library happens to lie in.
fn which(program: &str) -> Option<PathBuf> {
    let path = Path::new(program);
    if path.is_absolute() {
        return Some(path.to_owned());
    }
    if program.contains('/') {
        return None;
    }
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
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
        assert_eq!(which("./vi"), None);
    }
}
