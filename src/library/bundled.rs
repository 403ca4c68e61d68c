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

/// The archived texts beside them, by their paths there. To add one, add it
/// below `briefings/` and its line here.
const TEXTS: &[(&str, &str)] = &[];

/// Returns the archived text that a bundled briefing names so.
pub(super) fn text(path: &str) -> Option<&'static str> {
    let path = path.strip_prefix("./").unwrap_or(path);
    TEXTS
        .iter()
        .find(|(name, _)| *name == path)
        .map(|(_, text)| *text)
}

/// Returns the library that is part of the program.
pub fn bundled() -> Library {
    let mut shelf = Shelf::default();
    for (name, text) in FILES {
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
        read: FILES.len(),
        found: FILES.len(),
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
        let library = bundled();
        let told: Vec<String> = library
            .diagnostics
            .iter()
            .map(crate::diagnostic::Diagnostic::render)
            .collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
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
