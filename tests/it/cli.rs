//! The real program without a screen: statuses, formats, pipes, and nothing
//! that a terminal would obey. Expected outputs stand in `tests/cli/expected`;
//! `UPDATE=1 cargo test` writes them again.

use std::{
    env, fs,
    io::pipe,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

/// A folder of its own to run the program in, so that nothing of the user's is
/// read.
struct Desk {
    home: TempDir,
}

impl Desk {
    fn new() -> Desk {
        Desk {
            home: tempfile::tempdir().expect("a folder"),
        }
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
        command
            .args(args)
            .env_clear()
            .env("HOME", self.home.path())
            .current_dir(self.home.path())
            .stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the program runs")
    }
}

fn run(args: &[&str]) -> Output {
    Desk::new().run(args)
}

/// A path under `tests/cli`.
fn here(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cli")
        .join(path);
    path.to_str().expect("a path in UTF-8").to_owned()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// Runs the program on the library beside this test and compares all that it
/// says with a file of that name.
fn expect(name: &str, status: i32, args: &[&str]) {
    let library = here("library");
    let output = run(&[&["--library", &library], args].concat());
    compare(name, status, args, &output);
}

fn compare(name: &str, status: i32, args: &[&str], output: &Output) {
    let mut shown = format!("$ attache {}\n{}", args.join(" "), out(output));
    for line in err(output).lines() {
        shown.push_str(&format!("2> {line}\n"));
    }
    shown.push_str(&format!(
        "status {}\n",
        output.status.code().expect("it ended by itself")
    ));
    let path = PathBuf::from(here("expected")).join(format!("{name}.txt"));
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &shown).expect("the expected outputs can be written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        shown,
        expected,
        "{}: run with UPDATE=1 if this is meant",
        path.display()
    );
    assert_eq!(output.status.code(), Some(status), "{name}");
}

#[test]
fn search_writes_cards_and_lines() {
    expect("search-human", 0, &["search", "meadows"]);
    expect(
        "search-jsonl",
        0,
        &["search", "meadows", "--format", "jsonl"],
    );
    expect("search-limit", 0, &["search", "meadows", "--limit", "1"]);
    expect("search-nothing", 1, &["search", "zeppelin"]);
}

#[test]
fn list_has_a_line_a_record() {
    for what in [
        "briefings",
        "actors",
        "issues",
        "sources",
        "events",
        "quotes",
        "positions",
        "judgments",
    ] {
        expect(&format!("list-{what}"), 0, &["list", what]);
    }
    expect("list-jsonl", 0, &["list", "events", "--format", "jsonl"]);
}

#[test]
fn show_says_all_that_is_known_of_a_record() {
    for (name, reference) in [
        ("briefing", "lake"),
        ("source", "lake:source.gazette"),
        ("actor", "actor.marsh"),
        ("issue", "issue.higher-level"),
        ("event", "lake:event.vote"),
        ("undecided-event", "event.flood"),
        ("quote", "lake:quote.marsh-meadows"),
        ("excerpt", "quote.upton-mills"),
        ("paraphrase", "quote.minutes-measure"),
        ("position", "lake:position.1"),
        ("judgment", "judgment.next"),
    ] {
        for format in ["text", "markdown", "json"] {
            expect(
                &format!("show-{name}-{format}"),
                0,
                &["show", reference, "--format", format],
            );
        }
    }
}

#[test]
fn show_says_what_may_have_been_meant() {
    expect("show-several", 1, &["show", "quote.marsh-meadows"]);
    expect("show-slip", 1, &["show", "lake:quote.marsh-medows"]);
    expect("show-other-kind", 1, &["show", "marsh"]);
    expect("show-no-reference", 1, &["show", "quotes.marsh-meadows"]);
    expect("show-far-off", 1, &["show", "zeppelin"]);
}

#[test]
fn check_tells_all_faults_and_explains_them() {
    expect("check-fine", 0, &["check"]);
    let faulty = here("faulty");
    for format in ["human", "json"] {
        let args = ["check", "--format", format];
        let output = run(&[&args[..], &[&faulty]].concat());
        compare(&format!("check-{format}"), 1, &args, &output);
    }
    expect(
        "check-explain",
        0,
        &["check", "--explain", "error[unknown-actor]:"],
    );
    expect(
        "check-explain-slip",
        1,
        &["check", "--explain", "unknown-actr"],
    );
}

#[test]
fn every_command_helps() {
    for command in [
        "check",
        "search",
        "list",
        "show",
        "new",
        "schema",
        "completions",
        "man",
    ] {
        expect(&format!("help-{command}"), 0, &[command, "--help"]);
    }
    expect("help", 0, &["--help"]);
    expect("help-short", 0, &["-h"]);
}

#[test]
fn what_cannot_run_is_status_2() {
    for args in [
        &["check", "no-such-file.toml"][..],
        &["list", "--library", "no-such-folder"],
        &["list", "zebras"],
        &["search"],
        &["serch", "words"],
        &["--no-such-option"],
        &["new", "Not An Id"],
    ] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert_eq!(out(&output), "", "{args:?}");
        assert!(!err(&output).is_empty(), "{args:?}");
    }
}

#[test]
fn the_bundled_library_answers_without_settings() {
    let output = run(&["check"]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));

    let output = run(&[
        "search",
        "open transparent process norms",
        "--format",
        "jsonl",
    ]);
    let first = out(&output)
        .lines()
        .next()
        .map(str::to_owned)
        .expect("something is found");
    assert!(
        first.starts_with("{\"ref\":\"cyber-code-2011:quote.wang-open-process\","),
        "{first}"
    );

    let output = run(&["show", "cyber-code-2011:quote.code-hostile-activities"]);
    let text = out(&output);
    let before = text
        .find("would not “use information")
        .expect("the lead-in stands before it");
    assert!(before < text.find("Speaker").expect("who"), "{text}");
}

#[test]
fn settings_name_the_library_where_nothing_else_does() {
    let desk = Desk::new();
    let folder = desk.home.path().join(".config/attache");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(
        folder.join("config.toml"),
        format!("library = [{:?}]\n", here("library")),
    )
    .expect("a file");
    let listed = out(&desk.run(&["list"]));
    assert!(listed.contains("The level of the lake"), "{listed}");
    let other = out(&desk.run(&["list", "briefings", &here("library/river.toml")]));
    assert!(!other.contains("The level of the lake"), "{other}");
}

#[test]
fn a_path_and_an_option_mean_the_same() {
    let (library, lake) = (here("library"), here("library/lake.toml"));
    let by_option = run(&["list", "events", "--library", &library]);
    assert_eq!(by_option, run(&["--library", &library, "list", "events"]));
    assert_eq!(by_option, run(&["list", "events", &library]));
    let both = run(&[
        "list",
        "briefings",
        "--library",
        &lake,
        "--library",
        &here("library/river.toml"),
    ]);
    assert_eq!(out(&both).lines().count(), 2, "{}", out(&both));
}

#[test]
fn new_writes_a_file_once() {
    let desk = Desk::new();
    let file = desk.home.path().join("my-topic.toml");
    assert_eq!(desk.run(&["new", "my-topic"]).status.code(), Some(0));
    let written = fs::read_to_string(&file).expect("it was written");
    assert_eq!(out(&desk.run(&["new", "my-topic", "--stdout"])), written);
    let checked = desk.run(&["check", "my-topic.toml"]);
    assert_eq!(checked.status.code(), Some(0), "{}", out(&checked));
    fs::write(&file, "mine").expect("a file");
    assert_eq!(desk.run(&["new", "my-topic"]).status.code(), Some(2));
    assert_eq!(
        fs::read_to_string(&file).expect("it is still there"),
        "mine"
    );
}

#[test]
fn schema_completions_and_man_are_made_from_the_definition() {
    let schema: serde_json::Value = serde_json::from_str(&out(&run(&["schema"]))).expect("JSON");
    assert!(schema.get("$schema").is_some());
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(
            out(&run(&["completions", shell])).contains("explain"),
            "{shell}"
        );
    }
    assert!(out(&run(&["man"])).starts_with(".ie"));
    assert!(out(&run(&["man", "search"])).contains("attache\\-search"));
    assert_eq!(run(&["man", "no-such-command"]).status.code(), Some(1));
}

#[test]
fn a_closed_pipe_is_fine_and_a_full_disk_is_not() {
    let desk = Desk::new();
    for args in [
        &["list", "quotes"][..],
        &["schema"],
        &["--help"],
        &["completions", "bash"],
    ] {
        let (reader, writer) = pipe().expect("a pipe");
        drop(reader);
        let output = desk.command(args).stdout(writer).output().expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(err(&output), "", "{args:?}");
    }
    if let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") {
        let output = desk
            .command(&["schema"])
            .stdout(full)
            .output()
            .expect("it runs");
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains("No space left"), "{}", err(&output));
    }
}

#[test]
fn color_is_for_whoever_asks() {
    let plain = run(&["list"]);
    assert!(!out(&plain).contains('\u{1b}'), "a pipe gets no ink");
    let inked = run(&["show", "actor.china", "--colors", "16"]);
    assert!(
        out(&inked).starts_with("\u{1b}[1mChina\u{1b}[0m\n"),
        "{}",
        out(&inked)
    );
}

/// What a terminal would obey, and what would hide or reorder text.
const HOSTILE: &str = "a\u{1b}[31mb\u{9b}2Jc\u{1b}]52;c;aGk=\u{7}d\u{202e}e\u{2066}f\u{200b}g\
    \u{e0041}h\u{2028}i\rj\u{7f}k\u{fffe}l\u{85}m\u{61c}n";

/// The same as a TOML string.
fn quoted(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| format!("\\U{:08X}", u32::from(c)))
        .collect();
    format!("\"{escaped}\"")
}

/// A library in which every text of every kind of record is hostile, and two
/// files that cannot be read whole, with names and keys as bad.
fn hostile_library(folder: &Path) {
    let lake = fs::read_to_string(here("library/lake.toml")).expect("a fixture");
    let plain = [
        "text", "title", "question", "summary", "method", "marking", "licence", "name",
    ];
    let more = [
        "container",
        "url",
        "descriptor",
        "pages",
        "note",
        "proposition",
        "label",
        "by",
    ];
    let last = [
        "date_note",
        "kind_note",
        "place",
        "locator",
        "prefix",
        "suffix",
        "hedge",
        "lang",
    ];
    let texts = [plain, more, last].concat();
    let mut in_summary = false;
    let mut changed = String::new();
    for line in lake.lines() {
        let key = line.split(['=', ' ']).next().unwrap_or_default();
        if in_summary || key == "summary" && line.ends_with("\"\"\"") {
            in_summary = in_summary != line.ends_with("\"\"\"");
            continue;
        }
        if texts.contains(&key) && line.trim_end().ends_with('"') {
            changed.push_str(&format!("{key} = {}\n", quoted(HOSTILE)));
        } else {
            changed.push_str(&format!("{line}\n"));
        }
    }
    for (what, with) in [
        ("\"water\"", quoted(HOSTILE)),
        ("\"A. Curator\"", quoted(HOSTILE)),
        ("\"Upton-on-the-Hill\"", quoted(HOSTILE)),
        ("\"Maria Marsch\"", quoted(HOSTILE)),
        ("\"mayor\"", quoted(HOSTILE)),
        ("\"keep the meadows dry\"", quoted(HOSTILE)),
        ("\"mover\"", quoted(HOSTILE)),
        ("\"item 4\"", quoted(HOSTILE)),
        ("\"Reed, Rosa\"", quoted(HOSTILE)),
    ] {
        assert!(
            changed.contains(what) || what.contains("Curator") || what.contains("Reed"),
            "{what}"
        );
        changed = changed.replace(what, &with);
    }
    fs::write(folder.join("lake.toml"), changed).expect("a file");
    let keys = format!(
        "schema = 1\n[briefing]\nid = \"b\"\ntitle = \"t\"\n{0} = 1\n[actor.{0}]\nkind = {0}\nname = 2\n\
         [quote.q]\ntext = \"t\"\nspeaker = {0}\nsource = {0}\ndate = {0}\n",
        quoted(HOSTILE)
    );
    fs::write(folder.join("\u{1b}[2Jkeys\u{202e}.toml"), keys).expect("a file");
    let raw = format!("schema = 1 # {HOSTILE}\ntitle = \"{HOSTILE}\nx{HOSTILE} = [\n");
    fs::write(folder.join("raw\u{9b}.toml"), raw).expect("a file");
    fs::write(folder.join("bytes.toml"), b"schema = 1\n# \xff\x1b[2J\n").expect("a file");
}

#[track_caller]
fn harmless(args: &[&str], output: &Output) {
    for (name, text) in [("stdout", out(output)), ("stderr", err(output))] {
        // Our own ink, where it was asked for.
        let text = [
            "\u{1b}[0m",
            "\u{1b}[1m",
            "\u{1b}[2m",
            "\u{1b}[1;4m",
            "\u{1b}[1;31m",
        ]
        .iter()
        .filter(|_| args.contains(&"--colors"))
        .fold(text, |text, ink| text.replace(ink, ""));
        let obeyed = text.chars().find(|&c| {
            c != '\n' && c.is_control()
                || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
                || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffe}' | '\u{e0000}'..='\u{e0fff}')
        });
        assert_eq!(obeyed, None, "{name} of {args:?}:\n{}", text.escape_debug());
    }
}

#[test]
fn nothing_in_data_reaches_a_terminal_as_a_command() {
    let desk = Desk::new();
    let folder = tempfile::tempdir().expect("a folder");
    hostile_library(folder.path());
    let library = folder.path().to_str().expect("a path in UTF-8");
    let run = |args: &[&str]| {
        let output = desk.run(&[&["--library", library], args].concat());
        harmless(args, &output);
        output
    };
    let checked = run(&["check"]);
    assert_eq!(checked.status.code(), Some(1));
    for file in ["keys", "raw", "bytes.toml", "lake.toml"] {
        assert!(
            out(&checked).contains(file),
            "{file} is told of:\n{}",
            out(&checked)
        );
    }
    run(&["check", "--format", "json"]);
    let mut references = 0;
    for what in [
        "briefings",
        "actors",
        "issues",
        "sources",
        "events",
        "quotes",
        "positions",
        "judgments",
    ] {
        run(&["list", what]);
        let listed = run(&["list", what, "--format", "jsonl"]);
        assert_eq!(
            listed.status.code(),
            Some(0),
            "{what} survived: {}",
            err(&listed)
        );
        for line in out(&listed).lines() {
            let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let reference = value["ref"].as_str().expect("a reference");
            references += 1;
            for format in ["text", "markdown", "json"] {
                assert_eq!(
                    run(&["show", reference, "--format", format]).status.code(),
                    Some(0)
                );
            }
        }
    }
    assert!(15 < references, "only {references} records were shown");
    for format in ["human", "jsonl"] {
        assert_eq!(
            run(&["search", "kind:quotation", "--format", format])
                .status
                .code(),
            Some(0)
        );
    }
    // Arguments and names of files come back too. No argument holds a zero byte.
    for args in [
        &["search", HOSTILE][..],
        &["show", HOSTILE],
        &["list", HOSTILE],
        &["list", "actors", HOSTILE],
        &["check", HOSTILE],
        &["check", "--explain", HOSTILE],
        &["new", HOSTILE],
        &["man", HOSTILE],
        &["completions", HOSTILE],
        &[HOSTILE, HOSTILE, "search", "x"],
    ] {
        let status = run(args).status.code();
        assert!(matches!(status, Some(0..=2)), "{args:?} {status:?}");
    }
}
