//! The user's settings, from their own folder only: nothing in a library is
//! ever a setting.

use std::{
    collections::HashMap,
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

use serde::Deserialize;

/// What the program knows of the environment; tests give their own.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    variables: HashMap<String, OsString>,
}

impl Environment {
    /// Returns the environment of these variables.
    pub fn new(variables: impl IntoIterator<Item = (OsString, OsString)>) -> Environment {
        let variables = variables
            .into_iter()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value)));
        Environment {
            variables: variables.collect(),
        }
    }
    /// Returns a variable, if it is set and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables
            .get(name)
            .and_then(|value| value.to_str())
            .filter(|value| !value.is_empty())
    }
    /// Returns the folder of settings, `$XDG_CONFIG_HOME/attache`.
    pub fn config_folder(&self) -> Option<PathBuf> {
        self.folder("XDG_CONFIG_HOME", ".config")
    }
    /// Returns the folder of state, `$XDG_STATE_HOME/attache`.
    pub fn state_folder(&self) -> Option<PathBuf> {
        self.folder("XDG_STATE_HOME", ".local/state")
    }
    /// Returns the folder of what can be made again, `$XDG_CACHE_HOME/attache`.
    pub fn cache_folder(&self) -> Option<PathBuf> {
        self.folder("XDG_CACHE_HOME", ".cache")
    }
    fn folder(&self, variable: &str, below_home: &str) -> Option<PathBuf> {
        let named = self
            .variables
            .get(variable)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute());
        let base = named.or_else(|| {
            let home = self
                .variables
                .get("HOME")
                .map(PathBuf::from)
                .filter(|path| path.is_absolute())?;
            Some(home.join(below_home))
        })?;
        Some(base.join("attache"))
    }
}

/// The user's settings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The library to open where none is named: files and folders.
    pub library: Vec<PathBuf>,
    /// Folders in which archived texts are looked for by name.
    pub archive: Vec<PathBuf>,
    /// `dark`, `light` or `auto`.
    pub theme: Option<String>,
    /// `none`, `16`, `256`, `true` or `auto`.
    pub colors: Option<String>,
    /// `unicode`, `ascii` or `auto`.
    pub glyphs: Option<String>,
    /// Whether the mouse is taken at the start; so it is if it is not said.
    pub mouse: Option<bool>,
}

impl Settings {
    /// Reads `config.toml` in the folder of settings; without one, the
    /// settings are empty. What is wrong is told, and nothing of it is used.
    pub fn read(environment: &Environment) -> (Settings, Option<String>) {
        let Some(path) = environment
            .config_folder()
            .map(|folder| folder.join("config.toml"))
        else {
            return (Settings::default(), None);
        };
        match fs::read_to_string(&path) {
            Ok(text) => match toml::from_str::<Settings>(&text) {
                Ok(settings) => (settings.beside(&path), None),
                Err(error) => {
                    let message = error.message().to_owned();
                    (
                        Settings::default(),
                        Some(format!("{}: {message}", path.display())),
                    )
                }
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => (Settings::default(), None),
            Err(error) => (
                Settings::default(),
                Some(format!("{}: {error}", path.display())),
            ),
        }
    }

    /// Paths in the file are relative to it; `~/` is the user's home.
    fn beside(mut self, file: &Path) -> Settings {
        let folder = file.parent().unwrap_or(Path::new(""));
        for path in self.library.iter_mut().chain(&mut self.archive) {
            *path = folder.join(&*path);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(text: &str) -> (Settings, Option<String>) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("attache")).unwrap();
        fs::write(folder.path().join("attache/config.toml"), text).unwrap();
        let variable = (
            OsString::from("XDG_CONFIG_HOME"),
            folder.path().as_os_str().to_owned(),
        );
        Settings::read(&Environment::new([variable]))
    }

    #[test]
    fn settings_are_read_and_faults_told() {
        let (settings, wrong) = with("library = [\"/notes\"]\ntheme = \"light\"\nmouse = false\n");
        assert_eq!(wrong, None);
        assert_eq!(settings.library, [PathBuf::from("/notes")]);
        assert_eq!(settings.theme.as_deref(), Some("light"));
        assert_eq!(settings.mouse, Some(false));
        let (settings, wrong) = with("libary = [\"/notes\"]\n");
        assert_eq!(settings, Settings::default());
        assert!(wrong.unwrap().contains("libary"));
    }
}
