//! The file format on real files: what is broken is told, each fault in its
//! place, and the rest is read. `UPDATE=1` writes what is told as it is now.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use attache::{
    briefing::{self, CODES, Draft, Stock},
    diagnostic::Diagnostic,
    model::Corpus,
    text::Clean,
};
use proptest::prelude::{ProptestConfig, any, prop, proptest};

fn fixtures(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("fixtures are there")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .collect();
    files.sort();
    let read = |path: PathBuf| {
        let name = path
            .file_name()
            .expect("a file")
            .to_string_lossy()
            .into_owned();
        (name, fs::read(path).expect("a fixture is readable"))
    };
    files.into_iter().map(read).collect()
}

/// Reads and links files; returns what they say together.
fn linked(files: &[(String, Vec<u8>)]) -> Corpus {
    let mut stock = Stock::default();
    let drafts: Vec<Arc<Draft>> = files
        .iter()
        .filter_map(|(name, bytes)| {
            let draft = briefing::read(&Clean::line(name), bytes).draft?;
            Some(stock.keep(draft))
        })
        .collect();
    briefing::link(&stock, &drafts)
}

/// Reads and links files; returns everything that is told.
fn told(files: &[(String, Vec<u8>)]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut stock = Stock::default();
    let mut drafts: Vec<Arc<Draft>> = Vec::new();
    for (name, bytes) in files {
        let reading = briefing::read(&Clean::line(name), bytes);
        found.extend(reading.diagnostics);
        drafts.extend(reading.draft.map(|draft| stock.keep(draft)));
    }
    let between = briefing::check(&stock, &drafts, |_| None);
    found.extend(between.into_iter().map(|(_, diagnostic)| diagnostic));
    found
}

/// Compares with a file that stands beside the tests, or writes it.
fn expect(path: &str, now: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, now).expect("writable");
        return;
    }
    let before = fs::read_to_string(&path).unwrap_or_default();
    assert!(before == now, "{} is not as it was:\n{now}", path.display());
}

#[test]
fn every_planted_fault_is_told_in_its_place() {
    let told = told(&fixtures("broken"));
    let shown: Vec<String> = told.iter().map(Diagnostic::render).collect();
    expect("tests/fixtures/broken.expect", &shown.join("\n"));
}

#[test]
fn every_code_of_reading_and_linking_is_raised_by_a_fixture() {
    let mut all: Vec<(String, Vec<u8>)> = fixtures("broken");
    all.extend(fixtures("invalid"));
    all.push((
        "deep.toml".to_owned(),
        "a = ".bytes().chain(b"[".repeat(40)).collect(),
    ));
    let long = format!(
        "schema = 1\n[briefing]\nid = \"long\"\ntitle = \"{}\"\n",
        "x".repeat(2 << 20)
    );
    all.push(("long.toml".to_owned(), long.into_bytes()));
    let raised: BTreeSet<&str> = told(&all)
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    // These belong to opening files, and are raised by the tests of that.
    let of_files = ["unreadable", "too-large", "not-a-library", "skipped"];
    for code in CODES.iter().filter(|code| !of_files.contains(&code.code)) {
        assert!(
            raised.contains(code.code),
            "no fixture raises {}",
            code.code
        );
    }
    for code in raised {
        assert!(
            CODES.iter().any(|known| known.code == code),
            "{code} is not in the table"
        );
    }
}

#[test]
fn what_is_not_toml_is_told_with_a_place() {
    let files = fixtures("invalid");
    assert!(files.len() >= 20);
    for (name, bytes) in files {
        let reading = briefing::read(&Clean::line(&name), &bytes);
        assert!(!reading.diagnostics.is_empty(), "{name}");
        for diagnostic in reading.diagnostics {
            assert!(
                diagnostic.place.line >= 1 && diagnostic.place.column >= 1,
                "{name}"
            );
            assert!(
                !diagnostic
                    .render()
                    .contains(|c: char| c.is_control() && c != '\n'),
                "{name}"
            );
        }
    }
}

#[test]
fn good_files_are_read_without_a_word() {
    let files = fixtures("good");
    let found = told(&files);
    assert_eq!(
        found,
        [],
        "{}",
        found.iter().map(Diagnostic::render).collect::<String>()
    );
    let corpus = linked(&files);
    assert_eq!(
        (
            corpus.quotes.len(),
            corpus.events.len(),
            corpus.actors.len()
        ),
        (2, 1, 1)
    );
    let (_, position) = corpus.positions.iter().next().expect("one position");
    // A quote without a date is dated by its event; a position by its earliest evidence.
    assert_eq!(
        position.since.as_ref().map(ToString::to_string).as_deref(),
        Some("2011-09-12")
    );
    assert_eq!(position.evidence.len(), 3);
}

#[test]
fn the_schema_beside_the_briefings_is_the_programs() {
    expect(
        "assets/briefing.schema.json",
        &format!("{:#}\n", briefing::schema()),
    );
}

#[test]
fn the_order_of_files_changes_no_record() {
    let names = |files: &[(String, Vec<u8>)]| -> BTreeSet<String> {
        let corpus = linked(files);
        let quotes = corpus.quotes.iter().map(|(id, quote)| {
            let name = corpus.reference(attache::model::Entry::Quote(id));
            format!("{name} {:?} {:?}", quote.text, quote.date)
        });
        quotes.collect()
    };
    let files = fixtures("good");
    let mut back = files.clone();
    back.reverse();
    assert_eq!(names(&files), names(&back));
}

#[test]
fn a_hundred_faults_are_enough() {
    let mut text = "schema = 1\n[briefing]\nid = \"b\"\ntitle = \"B\"\n".to_owned();
    for n in 0..500 {
        text = format!("{text}[actor.a{n}]\nkind = \"robot\"\nname = \"A\"\n");
    }
    let reading = briefing::read(&Clean::line("many.toml"), text.as_bytes());
    assert_eq!(reading.diagnostics.len(), 100);
    let last = reading
        .diagnostics
        .last()
        .and_then(|d| d.help.clone())
        .expect("help");
    assert_eq!(&*last, "400 more in this file are not shown");
}

const SEED: &str = include_str!("../../briefings/cuba-1962.toml");

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn reading_never_fails(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let reading = briefing::read(&Clean::line("x.toml"), &bytes);
        assert!(reading.draft.is_some() || !reading.diagnostics.is_empty());
    }

    #[test]
    fn a_damaged_briefing_is_read_as_far_as_it_goes(at in 0..SEED.len(), cut in 0usize..200, put in "\\PC{0,6}") {
        let mut bytes = SEED.as_bytes().to_vec();
        let end = (at + cut).min(bytes.len());
        bytes.splice(at..end, put.bytes());
        let lines = String::from_utf8_lossy(&bytes).lines().count() + 1;
        for diagnostic in told(&[("x.toml".to_owned(), bytes)]) {
            assert!(diagnostic.place.line as usize <= lines);
            assert!(diagnostic.render().len() < 4096);
        }
    }
}
