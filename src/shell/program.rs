//! Other programs: where they are.

use std::{
    env,
    path::{Path, PathBuf},
};

/// Returns a program on the path. One that is relative is never looked for in
/// the folder that the library happens to lie in.
pub(super) fn find(program: &str) -> Option<PathBuf> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_program_is_none() {
        assert_eq!(find("./sh"), None);
        assert!(find("sh").is_some_and(|path| path.is_absolute()));
    }
}
