//! What every command may be told.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::library::Settings;

/// What every command may be told.
#[derive(Debug, Clone, Args)]
pub(super) struct Options {
    /// A briefing, or a folder of briefings; may be given several times
    #[arg(long, value_name = "PATH", global = true)]
    pub(super) library: Vec<PathBuf>,

    /// A folder of archived texts, looked up by file name where none is beside
    /// its briefing; may be given several times
    #[arg(long, value_name = "DIR", global = true)]
    pub(super) archive: Vec<PathBuf>,
    /// Open the worked example alone, which comes with the program and is fiction
    #[arg(long, global = true)]
    pub(super) example: bool,

    /// How many colors to use
    #[arg(long, value_name = "HOW-MANY", default_value = "auto", global = true)]
    pub(super) colors: Colors,

    /// What the user's settings say where the arguments are silent.
    #[arg(skip)]
    pub(super) settings: Settings,
}

impl Options {
    /// Returns the folders of archived texts: as asked, else as the settings say.
    pub(super) fn archive(&self) -> &[PathBuf] {
        if self.archive.is_empty() {
            &self.settings.archive
        } else {
            &self.archive
        }
    }

    /// Returns how many colors to use: as asked, else as the settings say.
    pub(super) fn colors(&self) -> Colors {
        let settings = self.settings.colors.as_deref();
        match self.colors {
            Colors::Auto => settings
                .and_then(|word| Colors::from_str(word, true).ok())
                .unwrap_or(Colors::Auto),
            asked @ (Colors::None | Colors::Ansi16 | Colors::Ansi256 | Colors::True) => asked,
        }
    }
}

/// What the browser is asked to be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Browse {
    /// The files and folders to open; none means the user's library, else the
    /// bundled one.
    pub library: Vec<PathBuf>,
    /// The folders in which archived texts are looked for by name; none means
    /// those of the settings.
    pub archive: Vec<PathBuf>,
    /// Whether to open the worked example instead.
    pub example: bool,
    /// Dark, light, or what the terminal is.
    pub theme: Theme,
    /// How many colors.
    pub colors: Colors,
    /// Which signs.
    pub glyphs: Glyphs,
}

/// Which theme the browser has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Theme {
    /// What the terminal's background asks for
    Auto,
    /// Light on dark
    Dark,
    /// Dark on light
    Light,
}

/// How many colors are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colors {
    /// What the terminal has; none if `NO_COLOR` is set
    Auto,
    /// No colors; what matters still stands out
    None,
    /// The terminal's own sixteen
    #[value(name = "16")]
    Ansi16,
    /// 256 colors
    #[value(name = "256")]
    Ansi256,
    /// 24 bits a color
    True,
}

/// Which signs the browser draws with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Glyphs {
    /// What the locale allows
    Auto,
    /// Lines, marks and arrows
    Unicode,
    /// Only ASCII
    Ascii,
}
