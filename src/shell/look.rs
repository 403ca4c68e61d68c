//! How the terminal can be drawn on: how many colors, dark or light, which glyphs.

use std::time::Duration;

use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

use crate::{
    cli::{Browse, Colors, Glyphs, Theme as Wanted},
    library::{Environment, Settings},
    ui::theme::{Depth, Theme},
};

/// How long a terminal may take to say its color. One that answers nothing
/// costs this much at the start.
const PATIENCE: Duration = Duration::from_millis(100);

/// Returns the colors for what was asked for, what the settings say, and what
/// the terminal is, in this order.
pub(super) fn theme(browse: &Browse, settings: &Settings, environment: &Environment) -> Theme {
    let depth = depth(browse.colors, settings, environment);
    let name = match (browse.theme, settings.theme.as_deref()) {
        (Wanted::Dark, _) | (Wanted::Auto, Some("dark")) => "dark",
        (Wanted::Light, _) | (Wanted::Auto, Some("light")) => "light",
        (Wanted::Auto, _) if is_light(environment) => "light",
        (Wanted::Auto, _) => "dark",
    };
    let ascii = match (browse.glyphs, settings.glyphs.as_deref()) {
        (Glyphs::Ascii, _) | (Glyphs::Auto, Some("ascii")) => true,
        (Glyphs::Unicode, _) | (Glyphs::Auto, Some("unicode")) => false,
        (Glyphs::Auto, _) => !speaks_unicode(environment),
    };
    Theme::named(name, depth, ascii)
}

fn depth(wanted: Colors, settings: &Settings, environment: &Environment) -> Depth {
    match wanted {
        Colors::None => return Depth::None,
        Colors::Ansi16 => return Depth::Sixteen,
        Colors::Ansi256 => return Depth::Indexed,
        Colors::True => return Depth::True,
        Colors::Auto => (),
    }
    if environment.get("NO_COLOR").is_some() {
        return Depth::None;
    }
    if let Some(depth) = settings
        .colors
        .as_deref()
        .and_then(|words| words.parse().ok())
    {
        return depth;
    }
    let term = environment.get("TERM").unwrap_or_default();
    match environment.get("COLORTERM") {
        Some("truecolor" | "24bit") => Depth::True,
        _ if term.contains("direct") => Depth::True,
        _ if term.contains("256color") => Depth::Indexed,
        _ => Depth::Sixteen,
    }
}

/// Whether the terminal's background is light: by what it says of itself in
/// the environment, else by asking it, once, before anything is read from it.
fn is_light(environment: &Environment) -> bool {
    if let Some(ground) = environment
        .get("COLORFGBG")
        .and_then(|words| words.rsplit(';').next())
    {
        return matches!(ground, "7" | "9" | "10" | "11" | "12" | "13" | "14" | "15");
    }
    let mut options = QueryOptions::default();
    options.timeout = PATIENCE;
    matches!(theme_mode(options), Ok(ThemeMode::Light))
}

/// Whether the locale is one of UTF-8, or none is set at all.
fn speaks_unicode(environment: &Environment) -> bool {
    if environment.get("TERM") == Some("linux") {
        return false;
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| environment.get(name));
    locale.is_none_or(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::OsString;

    fn environment(pairs: &[(&str, &str)]) -> Environment {
        Environment::new(
            pairs
                .iter()
                .map(|(n, v)| (OsString::from(n), OsString::from(v))),
        )
    }

    #[test]
    fn the_environment_says_how_many_colors() {
        for (pairs, expect) in [
            (
                &[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")][..],
                Depth::True,
            ),
            (&[("TERM", "tmux-256color")], Depth::Indexed),
            (&[("TERM", "xterm")], Depth::Sixteen),
            (
                &[("TERM", "xterm-256color"), ("NO_COLOR", "1")],
                Depth::None,
            ),
        ] {
            assert_eq!(
                depth(Colors::Auto, &Settings::default(), &environment(pairs)),
                expect
            );
        }
    }

    #[test]
    fn the_environment_says_which_ground_and_which_glyphs() {
        assert!(is_light(&environment(&[("COLORFGBG", "0;15")])));
        assert!(!is_light(&environment(&[("COLORFGBG", "15;0")])));
        assert!(!is_light(&environment(&[("COLORFGBG", "7;8")])));
        assert!(speaks_unicode(&environment(&[("LANG", "de_DE.UTF-8")])));
        assert!(!speaks_unicode(&environment(&[
            ("LC_ALL", "C"),
            ("LANG", "en_US.UTF-8")
        ])));
    }
}
