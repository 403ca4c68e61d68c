//! The worked example: fiction that is told to be fiction, and that is what it
//! says of itself.

use std::{fmt::Write as _, fs, path::Path};

use attache::{
    library::{self, Request},
    model::Source,
};
use sha2::{Digest as _, Sha256};

use crate::cli::{compare, err, out, run};

#[test]
fn what_is_made_up_is_said_to_be() {
    let check = |args: &[&str]| {
        let output = run(&[&["--example"], args].concat());
        assert!(out(&output).to_lowercase().contains("fiction"), "{args:?}");
        assert!(err(&output).contains("FICTION"), "{args:?}");
    };
    for what in ["briefings", "sources", "events", "quotes", "positions"] {
        check(&["list", what]);
        check(&["list", what, "--format", "jsonl"]);
    }
    check(&["search", "light"]);
    check(&["search", "light", "--format", "jsonl"]);
    check(&["timeline"]);
    check(&["stances"]);
    check(&["conflicts"]);
    check(&["gaps"]);
    check(&["show", "actor.odrane"]);
}

#[test]
fn the_example_opens_alone() {
    let output = run(&["list", "--example", "--library", "x"]);
    assert_eq!(output.status.code(), Some(2));
    let said =
        "attache: --example opens the worked example alone, so `x` cannot be opened with it\n";
    assert_eq!(err(&output), said);
}

#[test]
fn the_example_shows_what_does_not_fit_together() {
    let args = ["conflicts", "--example"];
    compare("example-conflicts", 0, &args, &run(&args));
}

/// The texts beside the example are those its sources give the sums of, but for
/// the one that is meant to be another.
#[test]
fn the_texts_beside_the_example_are_those_it_was_made_from() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("briefings/example");
    let request = Request {
        paths: vec![folder.clone()],
        cache: None,
        now: std::time::SystemTime::UNIX_EPOCH,
    };
    let (library, _) = library::load(&request, |_| true);
    assert_eq!(library.diagnostics, []);
    let sources = library.corpus.sources.iter().map(|(_, source)| source);
    let found: Vec<(&str, &str)> = sources
        .filter(|source| !source.file.is_empty())
        .map(|source| (source.key.as_str(), state(&folder, source)))
        .collect();
    let expected = [
        ("minutes", "as it was"),
        ("lantern-march", "as it was"),
        ("tidings-april", "as it was"),
        ("letter", "another"),
        ("account-book", "not there"),
    ];
    assert_eq!(found, expected);
}

fn state(folder: &Path, source: &Source) -> &'static str {
    let Ok(bytes) = fs::read(folder.join(source.file.as_str())) else {
        return "not there";
    };
    let mut sum = String::new();
    for byte in Sha256::digest(&bytes) {
        write!(sum, "{byte:02x}").expect("a string takes it");
    }
    if sum == source.sha256.as_str() {
        "as it was"
    } else {
        "another"
    }
}
