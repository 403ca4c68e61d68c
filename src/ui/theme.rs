//! Colors by meaning, in as many colors as the terminal has. To add a theme,
//! add its file to `assets/themes` and its line to [`THEMES`].

use std::str;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use crate::model::Stance;

/// The built-in themes: name and file. The first is for dark terminals, the
/// second for light ones.
pub const THEMES: &[(&str, &str)] = &[
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
];

/// How many colors the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None: `NO_COLOR`. Meaning is left to glyphs, bold, and reverse video.
    None,
    /// The sixteen of the user's own palette.
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// Any.
    True,
}

macro_rules! roles {
    ($($Name:ident $name:ident $doc:literal;)*) => {
        /// What a color or weight means.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Role { $(#[doc = $doc] $Name),* }
        /// Every role, in the order of the themes' files.
        pub const ROLES: &[Role] = &[$(Role::$Name),*];
        #[derive(Debug, Clone, Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Paints { $($name: Paint),* }
        impl Paints {
            fn of(&self, role: Role) -> &Paint {
                match role { $(Role::$Name => &self.$name),* }
            }
        }
    };
}

roles! {
    Text text "Words to be read.";
    Dim dim "What is known but secondary: dates, locators, lead-ins.";
    Faint faint "Furniture: borders of panes without focus, grid.";
    Strong strong "Names and headings among words.";
    Head head "Headings of sections.";
    Focus focus "The border and title of the pane that has the keys.";
    Bar bar "The title bar and the hint bar.";
    BarKey bar_key "A key in the hint bar.";
    Brand brand "The program's name.";
    Tab tab "The tab of the view that is open.";
    Selected selected "The row under the cursor, in the pane that has the keys.";
    Held held "The row under the cursor, in a pane that has not.";
    Gutter gutter "The mark beside what is linked or selected.";
    Quotation quotation "Words quoted.";
    Lit lit "Words that were searched for.";
    Field field "The name of a field in a query.";
    Date date "An exact date on the timeline.";
    Unsure unsure "A date that is not exact.";
    Good good "Nothing wrong.";
    Warn warn "To be looked at.";
    Bad bad "Wrong.";
    Beside beside "A count beside another count.";
    Window window "The part of the minimap that is in view.";
    Bars bars "Bars that measure.";
    For2 for2 "Supports.";
    For1 for1 "Leans for.";
    Even even "Neutral, or mixed.";
    Against1 against1 "Leans against.";
    Against2 against2 "Opposes.";
    Unclear unclear "Unclear, or silent.";
}

/// A role's paint, as a theme's file gives it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Paint {
    /// `#rrggbb`; absent is the terminal's own.
    fg: Option<String>,
    bg: Option<String>,
    /// Names of the sixteen.
    fg16: Option<String>,
    bg16: Option<String>,
    /// In any number of colors: bold, dim, italic, underlined, reversed.
    with: Vec<String>,
    /// Also, where there are few colors or none.
    few: Vec<String>,
}

/// Colors by meaning.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Its name in [`THEMES`].
    pub name: &'static str,
    /// How many colors are used.
    pub depth: Depth,
    /// Whether only ASCII is drawn.
    pub ascii: bool,
    /// The style of each role, in the order of [`ROLES`]: drawing asks for them
    /// a thousand times a frame.
    styles: Vec<Style>,
}

impl Theme {
    /// Returns a built-in theme; the first, if none has that name.
    ///
    /// # Panics
    ///
    /// Never: a test reads every built-in theme.
    pub fn named(name: &str, depth: Depth, ascii: bool) -> Theme {
        let &(name, file) = THEMES
            .iter()
            .find(|(n, _)| *n == name)
            .unwrap_or(&THEMES[0]);
        let paints: Paints = toml::from_str(file).expect("a test reads every built-in theme");
        Theme {
            name,
            depth,
            ascii,
            styles: ROLES
                .iter()
                .map(|&role| paints.of(role).style(depth))
                .collect(),
        }
    }

    /// Returns the theme after this one, for going round.
    #[must_use]
    pub fn next(&self) -> Theme {
        let at = THEMES
            .iter()
            .position(|(name, _)| *name == self.name)
            .unwrap_or_default();
        Theme::named(THEMES[(at + 1) % THEMES.len()].0, self.depth, self.ascii)
    }

    /// Returns the style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    /// Returns the style of a stance's glyph.
    pub fn stance(&self, stance: Stance) -> Style {
        self.style(match stance {
            Stance::Supports => Role::For2,
            Stance::LeansFor => Role::For1,
            Stance::Neutral | Stance::Mixed => Role::Even,
            Stance::LeansAgainst => Role::Against1,
            Stance::Opposes => Role::Against2,
            Stance::Unclear | Stance::Silent => Role::Unclear,
        })
    }

    /// Returns a stance's glyph, two columns wide.
    pub fn stance_glyph(&self, stance: Stance) -> &'static str {
        let (glyph, ascii) = match stance {
            Stance::Supports => ("▲▲", "++"),
            Stance::LeansFor => ("▲ ", "+ "),
            Stance::Neutral => ("○ ", "0 "),
            Stance::LeansAgainst => ("▼ ", "- "),
            Stance::Opposes => ("▼▼", "--"),
            Stance::Mixed => ("◇ ", "+-"),
            Stance::Unclear => ("??", "? "),
            Stance::Silent => ("∅ ", "x "),
        };
        if self.ascii { ascii } else { glyph }
    }

    /// Returns one of two strings: the first for terminals that show Unicode.
    pub fn glyph(&self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { unicode }
    }
}

impl Paint {
    /// Returns the style it comes to in so many colors.
    fn style(&self, depth: Depth) -> Style {
        let mut style = Style::new();
        let few = depth <= Depth::Sixteen;
        let (fg, bg) = if few {
            (&self.fg16, &self.bg16)
        } else {
            (&self.fg, &self.bg)
        };
        if depth > Depth::None {
            style.fg = fg.as_deref().and_then(|text| color(text, depth));
            style.bg = bg.as_deref().and_then(|text| color(text, depth));
        }
        for word in self.with.iter().chain(self.few.iter().filter(|_| few)) {
            style = style.add_modifier(modifier(word));
        }
        style
    }
}

fn color(text: &str, depth: Depth) -> Option<Color> {
    let color: Color = text.parse().ok()?;
    match (depth, color) {
        (Depth::Indexed, Color::Rgb(r, g, b)) => Some(Color::Indexed(nearest([r, g, b]))),
        _ => Some(color),
    }
}

impl Default for Theme {
    fn default() -> Self {
        Theme::named("dark", Depth::True, false)
    }
}

impl str::FromStr for Depth {
    type Err = String;
    fn from_str(text: &str) -> Result<Depth, String> {
        match text {
            "none" => Ok(Depth::None),
            "16" => Ok(Depth::Sixteen),
            "256" => Ok(Depth::Indexed),
            "true" => Ok(Depth::True),
            _ => Err(format!(
                "`{text}` is not a number of colors: write none, 16, 256 or true"
            )),
        }
    }
}

fn modifier(word: &str) -> Modifier {
    match word {
        "bold" => Modifier::BOLD,
        "dim" => Modifier::DIM,
        "italic" => Modifier::ITALIC,
        "underlined" => Modifier::UNDERLINED,
        "reversed" => Modifier::REVERSED,
        _ => Modifier::empty(),
    }
}

/// Returns the nearest of xterm's 6×6×6 cube and 24 grays.
fn nearest(rgb: [u8; 3]) -> u8 {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let level = |c: u8| {
        (0..6u8)
            .min_by_key(|&at| LEVELS[usize::from(at)].abs_diff(c))
            .unwrap_or(0)
    };
    let apart = |other: [u8; 3]| -> u32 {
        rgb.iter()
            .zip(other)
            .map(|(c, d)| u32::from(c.abs_diff(d)).pow(2))
            .sum()
    };
    let levels = rgb.map(level);
    let cube = levels.map(|at| LEVELS[usize::from(at)]);
    let mean = rgb.iter().map(|&c| u16::from(c)).sum::<u16>() / 3;
    let step = u8::try_from(mean.saturating_sub(3) / 10)
        .unwrap_or(23)
        .min(23);
    if apart([8 + 10 * step; 3]) < apart(cube) {
        232 + step
    } else {
        16 + 36 * levels[0] + 6 * levels[1] + levels[2]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DARK_GROUND: (u8, u8, u8) = (0x18, 0x18, 0x1b);
    const LIGHT_GROUND: (u8, u8, u8) = (0xfd, 0xfd, 0xfb);

    #[test]
    fn every_built_in_theme_reads() {
        for (name, file) in THEMES {
            let read: Result<Paints, _> = toml::from_str(file);
            assert!(read.is_ok(), "{name}: {:?}", read.err());
        }
    }

    /// WCAG 2 contrast of every role against its own or the usual ground.
    #[test]
    fn every_text_role_can_be_read() {
        for (name, ground) in [("dark", DARK_GROUND), ("light", LIGHT_GROUND)] {
            let theme = Theme::named(name, Depth::True, false);
            for &role in ROLES {
                let style = theme.style(role);
                let rgb = |color: Option<Color>, or| match color {
                    Some(Color::Rgb(r, g, b)) => (r, g, b),
                    _ => or,
                };
                let own = if name == "dark" {
                    (0xdd, 0xdd, 0xdd)
                } else {
                    (0x1c, 0x1c, 0x20)
                };
                let contrast = contrast(rgb(style.fg, own), rgb(style.bg, ground));
                let least = if role == Role::Faint { 1.5 } else { 4.5 };
                assert!(contrast >= least, "{name} {role:?}: {contrast:.1}");
            }
        }
    }

    #[test]
    fn without_color_what_is_selected_still_shows() {
        let theme = Theme::named("dark", Depth::None, true);
        for role in [Role::Selected, Role::Tab, Role::Lit] {
            let style = theme.style(role);
            assert!(style.fg.is_none() && style.bg.is_none());
            assert!(
                style.add_modifier.contains(Modifier::REVERSED)
                    || style.add_modifier.contains(Modifier::UNDERLINED),
                "{role:?}"
            );
        }
    }

    #[test]
    fn a_foreground_is_never_set_on_a_background_that_is_not() {
        for (name, _) in THEMES {
            for depth in [Depth::Sixteen, Depth::Indexed, Depth::True] {
                let theme = Theme::named(name, depth, false);
                for &role in ROLES {
                    let style = theme.style(role);
                    assert!(
                        style.bg.is_none() || style.fg.is_some(),
                        "{name} {depth:?} {role:?}"
                    );
                }
            }
        }
    }

    fn contrast(a: (u8, u8, u8), b: (u8, u8, u8)) -> f64 {
        let channel = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.03928 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        let light = |(r, g, b)| 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
        let (x, y) = (light(a), light(b));
        (x.max(y) + 0.05) / (x.min(y) + 0.05)
    }
}
