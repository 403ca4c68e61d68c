//! The briefings that are part of the program.

use std::sync::Arc;

use crate::{
    briefing,
    library::{
        shelf::{Fresh, Shelf},
        state::{Library, Progress},
    },
    search::Index,
    text::Clean,
};

/// The files, by name. To add one, add it to `briefings/` and its line here.
const FILES: &[(&str, &str)] = &[
    (
        "cuba-1962.toml",
        include_str!("../../briefings/cuba-1962.toml"),
    ),
    (
        "cyber-code-2011.toml",
        include_str!("../../briefings/cyber-code-2011.toml"),
    ),
    (
        "cyber-rules-un.toml",
        include_str!("../../briefings/cyber-rules-un.toml"),
    ),
    (
        "nuclear-ban.toml",
        include_str!("../../briefings/nuclear-ban.toml"),
    ),
    (
        "nuclear-state-of-the-union.toml",
        include_str!("../../briefings/nuclear-state-of-the-union.toml"),
    ),
    (
        "registry.toml",
        include_str!("../../briefings/registry.toml"),
    ),
];

/// The archived texts of bundled briefings, by their paths as the briefings name
/// them. To add one, add its line.
const TEXTS: &[(&str, &str)] = &[
    (
        "sources/lantern-1888-03-12.txt",
        include_str!("../../briefings/example/sources/lantern-1888-03-12.txt"),
    ),
    (
        "sources/letter-1888-05-02.txt",
        include_str!("../../briefings/example/sources/letter-1888-05-02.txt"),
    ),
    (
        "sources/minutes-1888-04.txt",
        include_str!("../../briefings/example/sources/minutes-1888-04.txt"),
    ),
    (
        "sources/tidings-1888-04-21.txt",
        include_str!("../../briefings/example/sources/tidings-1888-04-21.txt"),
    ),
];

/// Returns the archived text that a bundled briefing names so.
pub(super) fn text(path: &str) -> Option<&'static str> {
    let path = path.strip_prefix("./").unwrap_or(path);
    TEXTS
        .iter()
        .find(|(name, _)| *name == path)
        .map(|(_, text)| *text)
}
/// The worked example, which is fiction and so no part of the library that opens
/// by itself.
const EXAMPLE: &[(&str, &str)] = &[(
    "fiction-skerry-light.toml",
    include_str!("../../briefings/example/fiction-skerry-light.toml"),
)];

/// Returns the library that is part of the program.
pub fn bundled() -> Library {
    of(FILES)
}

/// Returns the worked example, which is part of the program and all fiction.
pub fn example() -> Library {
    of(EXAMPLE)
}

fn of(files: &[(&str, &str)]) -> Library {
    let mut shelf = Shelf::default();
    for (name, text) in files {
        let name = Clean::line(name);
        shelf.add(Fresh {
            reading: briefing::read(&name, text.as_bytes()),
            name,
            path: None,
            stamp: None,
        });
    }
    shelf.check();
    let corpus = Arc::new(shelf.corpus());
    let index = Arc::new(Index::new(&corpus));
    let progress = Progress {
        read: files.len(),
        found: files.len(),
        done: true,
    };
    Library {
        bundled: true,
        ..shelf.library(corpus, index, Vec::new(), progress)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_wrong_in_the_bundled_briefings() {
        for library in [bundled(), example()] {
            let told: Vec<String> = library
                .diagnostics
                .iter()
                .map(crate::diagnostic::Diagnostic::render)
                .collect();
            assert!(told.is_empty(), "{}", told.join("\n"));
        }
    }

    #[test]
    fn the_example_is_fiction_and_the_library_is_not() {
        let fiction = |library: &Library| {
            let briefings = library.corpus.briefings.iter();
            let mut all: Vec<bool> = briefings.map(|(_, briefing)| briefing.fiction).collect();
            all.dedup();
            all
        };
        assert_eq!(fiction(&bundled()), [false]);
        assert_eq!(fiction(&example()), [true]);
    }

    #[test]
    fn every_bundled_briefing_names_its_schema() {
        for (name, text) in FILES {
            assert!(
                text.starts_with("#:schema ../assets/briefing.schema.json\n"),
                "{name}"
            );
        }
    }
}
