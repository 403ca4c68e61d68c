//! The pictures of the documentation, of the real program. To make them again:
//! `PICTURES=1 cargo test --test it pictures`.

use std::{env, fs, path::Path, time::Duration};

use crate::{live::Start, svg};

/// A picture: its name, the keys that lead to it from Home (one group after the
/// other, each answered on the screen), what is then shown, and what to call it
/// for who cannot see it.
const PICTURES: &[(&str, &[&str], &str, &str)] = &[
    (
        "home",
        &[CODE],
        "Curators",
        "Home: the briefings of the library, and what the selected one holds",
    ),
    (
        "timeline",
        &[CODE, "2", "lll"],
        "of 11",
        "Timeline: events in lanes by actor, the selected one below",
    ),
    (
        "quotes",
        &[CODE, "3information security"],
        "❯ information security",
        "Quotes: the words typed, lit in the quotes found, the selected one below",
    ),
    (
        "stances",
        &[CODE, "4"],
        "4 Stances",
        "Stances: issues by actors, with the evidence of the selected cell below",
    ),
    (
        "side-by-side",
        &["4", "vs"],
        "Side by side",
        "Side by side: what three actors say on each issue, with the quote that shows it best",
    ),
    (
        "reader",
        &[CODE, "5"],
        "Reader",
        "Reader: a briefing from top to bottom, with its table of contents",
    ),
    (
        "sources",
        &[CODE, "6"],
        "Sources",
        "Sources: where the words were published, and what each is used for",
    ),
];

/// Selects the bundled briefing of 2011.
const CODE: &str = "/cyber-code\r";

/// A picture of the worked example: only its archived texts may be shown.
const OF_THE_EXAMPLE: (&str, &[&str], &str, &str) = (
    "source",
    &["6", "\r", "]]]"],
    "word for word",
    "An archived text with the quoted words lit, and all that is quoted from it beside",
);

const SIZES: &[(u16, u16)] = &[(120, 40), (80, 24)];

#[test]
fn pictures() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/pictures");
    let make = env::var_os("PICTURES").is_some();
    let all = PICTURES
        .iter()
        .chain([&OF_THE_EXAMPLE])
        .flat_map(|picture| SIZES.iter().map(move |size| (picture, *size)));
    for (&(name, keys, shown, words), (width, height)) in all {
        let path = folder.join(format!("{name}-{width}x{height}.svg"));
        if make {
            fs::create_dir_all(&folder).expect("a folder");
            let example = name == OF_THE_EXAMPLE.0;
            let picture = taken(example, keys, (shown, words), (width, height));
            fs::write(&path, picture).expect("a picture");
        }
        let picture = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            picture.contains(words),
            "{name} is missing or old: PICTURES=1 makes it"
        );
    }
}

/// Takes a picture of the real program.
fn taken(
    example: bool,
    keys: &[&str],
    (shown, words): (&str, &str),
    (width, height): (u16, u16),
) -> String {
    let arguments = ["--colors", "true", "--example"];
    let (given, first) = if example {
        (3, "fiction-skerry-light")
    } else {
        (2, "cyber-code-2011")
    };
    let mut live = Start::browser(&arguments[..given]).size(width, height).go();
    live.until_shown(first);
    for group in keys {
        live.keys(group);
        live.quiet(Duration::from_millis(300));
    }
    live.until_shown(shown);
    svg::picture(live.screen(), words)
}
