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

pub(crate) fn run(args: &[&str]) -> Output {
    Desk::new().run(args)
}

/// A path under `tests/cli`.
pub(crate) fn here(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cli")
        .join(path);
    path.to_str().expect("a path in UTF-8").to_owned()
}

pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

pub(crate) fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// Runs the program on the library beside this test and compares all that it
/// says with a file of that name.
pub(crate) fn expect(name: &str, status: i32, args: &[&str]) {
    let library = here("library");
    let output = run(&[&["--library", &library], args].concat());
    compare(name, status, args, &output);
}

pub(crate) fn compare(name: &str, status: i32, args: &[&str], output: &Output) {
    let said: Vec<String> = err(output)
        .lines()
        .map(|line| format!("2> {line}\n"))
        .collect();
    let code = output.status.code().expect("it ended by itself");
    let (args, answer, said) = (args.join(" "), out(output), said.concat());
    let shown = format!("$ attache {args}\n{answer}{said}status {code}\n");
    as_expected(name, &shown);
    assert_eq!(output.status.code(), Some(status), "{name}");
}

/// Compares a text with a file of that name.
fn as_expected(name: &str, shown: &str) {
    let path = PathBuf::from(here("expected")).join(format!("{name}.txt"));
    if env::var_os("UPDATE").is_some_and(|value| !value.is_empty()) {
        fs::write(&path, shown).expect("the expected outputs can be written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        shown,
        expected,
        "{}: run with UPDATE=1 if this is meant",
        path.display()
    );
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
fn timeline_tells_events_in_order() {
    expect("timeline-text", 0, &["timeline"]);
    expect("timeline-query", 0, &["timeline", "kind:vote", "..2021"]);
    expect("timeline-lanes", 0, &["timeline", "--lanes", "actor"]);
    expect("timeline-json", 0, &["timeline", "--format", "json"]);
    expect(
        "timeline-markdown",
        0,
        &["timeline", "--format", "markdown"],
    );
    let by_place = ["timeline", "--lanes", "place", "--format", "markdown"];
    expect("timeline-places", 0, &by_place);
    let dates = ["timeline", "--from", "april 2021", "--to", "2021-05"];
    expect("timeline-dates", 0, &dates);
    expect("timeline-nothing", 1, &["timeline", "zeppelin"]);
    expect("timeline-no-date", 2, &["timeline", "--from", "soon"]);
    let hint = ["timeline", "date:2011-13", "vote"];
    expect("timeline-hint", 1, &hint);
}

#[test]
fn timeline_says_what_it_does_not_know() {
    let desk = Desk::new();
    fs::write(desk.home.path().join("mill.toml"), MILL).expect("it is written");
    for (name, more) in [
        ("timeline-unsure", &[][..]),
        ("timeline-unsure-lanes", &["--lanes", "kind"]),
        ("timeline-unsure-markdown", &["--format", "markdown"]),
        ("timeline-verbatim", &["kind:sale", "--format", "csv"]),
        (
            "timeline-harmless",
            &["kind:sale", "--format", "csv", "--excel"],
        ),
    ] {
        let args = [&["timeline", "--library", "mill.toml"], more].concat();
        let mut output = desk.run(&args);
        output.stdout = out(&output).replace("\r\n", "\n").into_bytes();
        compare(name, 0, &args, &output);
    }
}

/// Events whose order is not known, one without a date, one like a formula.
const MILL: &str = r#"schema = 1
[briefing]
id = "mill"
title = "The mill"
[source.book]
type = "book"
title = "A Book of Mills"
[actor.anna]
kind = "person"
name = "Anna"
[event.built]
title = "The mill is built"
date = "1900"
kind = "work"
source = "book"
locator = "p. 1"
[event.opened]
title = "A feast"
date = "1900-05"
kind = "feast"
actors = ["anna"]
source = "book"
locator = "p. 2"
[event.sold]
title = "=SUM(1)"
date = "1950-02-03"
kind = "sale"
roles = { anna = "buyer" }
source = "book"
locator = "p. 3"
[event.burnt]
title = "A fire"
kind = "loss"
after = ["opened"]
before = ["sold"]
source = "book"
locator = "p. 4"
"#;

/// Lines of RFC 4180 end in two characters, of which a file of expected text
/// keeps one.
#[test]
fn timeline_fills_a_spreadsheet() {
    let library = here("library");
    for (name, args) in [
        ("timeline-csv", &["timeline", "--format", "csv"][..]),
        (
            "timeline-csv-lanes",
            &["timeline", "--format", "csv", "--lanes", "actor"],
        ),
    ] {
        let mut output = run(&[&["--library", &library], args].concat());
        let table = out(&output);
        assert!(table.lines().count() > 1 && table.ends_with("\r\n"));
        assert_eq!(table.matches('\n').count(), table.matches("\r\n").count());
        output.stdout = table.replace("\r\n", "\n").into_bytes();
        compare(name, 0, args, &output);
    }
}

/// What is asked of positions is answered in each form, of whom is asked about.
#[test]
fn positions_are_asked_what_does_not_fit_and_what_is_lacking() {
    let library = here("dam");
    let check = |name: &str, status: i32, args: &[&str]| {
        let mut output = run(&[&["--library", &library], args].concat());
        output.stdout = out(&output).replace("\r\n", "\n").into_bytes();
        compare(name, status, args, &output);
    };
    for command in ["stances", "conflicts", "gaps", "changes"] {
        for format in ["text", "csv", "json", "markdown"] {
            let args = [command, "--format", format];
            check(&format!("{command}-{format}"), 0, &args);
        }
        check(&format!("{command}-nothing"), 1, &[command, "zeppelin"]);
        check(
            &format!("{command}-nobody"),
            1,
            &[command, "--actors", "zoe"],
        );
    }
    check("stances-as-of", 0, &["stances", "--as-of", "1908-06"]);
    let stated = ["stances", "--basis", "stated", "--order", "name"];
    check("stances-stated", 0, &stated);
    check("stances-members", 0, &["stances", "--members"]);
    check("stances-no-basis", 2, &["stances", "--basis", "heard"]);
    let two = [
        "conflicts",
        "--rules",
        "opposite,one-origin",
        "basis:reported",
    ];
    check("conflicts-rules", 0, &two);
    check("conflicts-who", 0, &["conflicts", "--issues", "toll"]);
    check("conflicts-no-rule", 2, &["conflicts", "--rules", "odd"]);
    let dates = ["gaps", "--as-of", "1908-06", "--older-than", "1906"];
    check("gaps-dates", 0, &dates);
    check("gaps-who", 0, &["gaps", "--actors", "brook,abbot"]);
    let dates = ["changes", "--from", "1908-04", "--to", "1908-06"];
    check("changes-dates", 0, &dates);
    check("changes-none", 1, &["changes", "--to", "1907"]);
    check("changes-members", 0, &["changes", "--members"]);
    check("gaps-members", 0, &["gaps", "--members"]);
    check("gaps-excel", 0, &["gaps", "--excel", "--actors", "mill"]);
    let one = ["stances", "--actors", "mill", "--format", "markdown"];
    check("stances-markdown-one", 0, &one);
    check("changes-who", 1, &["changes", "--actors", "mill"]);
    check("changes-no-date", 2, &["changes", "--from", "soon"]);
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
fn cite_has_a_form_for_each_style() {
    let records = [
        "lake:quote.marsh-meadows",
        "quote.upton-mills",
        "event.vote",
        "source.minutes",
    ];
    for style in [
        "chicago-notes",
        "chicago-author-date",
        "apa",
        "mla",
        "harvard",
        "vancouver",
        "ieee",
        "oscola",
        "icd-206",
        "footnote",
    ] {
        let args = [&["cite"], &records[..], &["--style", style]].concat();
        expect(&format!("cite-{style}"), 0, &args);
    }
    for format in ["markdown", "html", "bibtex", "csl-json"] {
        let args = [&["cite"], &records[..], &["--format", format]].concat();
        expect(&format!("cite-{format}"), 0, &args);
    }
    expect("cite-position", 0, &["cite", "lake:position.1"]);
    expect("cite-briefing", 0, &["cite", "lake"]);
    expect("cite-styles", 0, &["cite", "--styles"]);
}

#[test]
fn cite_says_what_it_cannot() {
    expect("cite-no-source", 1, &["cite", "lake", "actor.marsh"]);
    expect("cite-slip", 1, &["cite", "lake", "lake:quote.marsh-medows"]);
    let slip = ["cite", "lake", "--style", "chicago"];
    expect("cite-style-slip", 2, &slip);
    let style = ["cite", "lake", "--style", "zeppelin"];
    expect("cite-no-style", 2, &style);
}

#[test]
fn a_file_that_is_no_style_is_told_with_its_place() {
    let desk = Desk::new();
    let oscola = include_str!("../../assets/styles/oscola.csl");
    let (library, path) = (here("library"), desk.home.path().join("own.csl"));
    let cite = || {
        let args = ["cite", "lake", "--csl", "own.csl", "--library", &library];
        desk.run(&args)
    };
    let check = |bytes: &[u8], says: &str| {
        fs::write(&path, bytes).expect("it is written");
        let output = cite();
        assert_eq!(output.status.code(), Some(2), "{says}");
        assert_eq!(err(&output), format!("attache: own.csl{says}\n"));
    };
    check(b"", ": this is not a CSL style: it is empty");
    check(
        b"\xff\xfe\0<",
        ": this is not a CSL style: it is not UTF-8 text",
    );
    check(
        b"<!DOCTYPE html>\n<p>Not found",
        ":1:1: this is not a CSL style: `<!\u{2026}>` of this kind has no place in it",
    );
    check(
        &[oscola.as_bytes(), &vec![b' '; 10 << 20]].concat(),
        ": this is not a CSL style: it is larger than 4 MiB",
    );
    let cut = oscola.split_once("<citation").expect("a citation").0;
    check(
        cut.as_bytes(),
        ":2:1: this is not a CSL style: `<style>` is not closed",
    );
    let called = "<text variable=\"edition\"/>";
    let looped = oscola.replacen(called, "<text macro=\"label-edition\"/>", 1);
    check(
        looped.as_bytes(),
        ":42:3: this style cannot be used: the macro `label-edition` uses itself",
    );
    fs::write(&path, oscola).expect("it is written");
    let named = desk.run(&["cite", "lake", "--style", "oscola", "--library", &library]);
    assert_eq!(out(&cite()), out(&named));
}

/// Ten sources as the manuals want them, read by eye.
#[test]
fn cite_knows_what_the_bundled_briefings_rest_on() {
    let sources = [
        "cyber-code-2011:source.act-2011-11",
        "cyber-code-2011:source.code-of-conduct",
        "cyber-code-2011:source.pentagon-strategy",
        "cyber-code-2011:source.huffpost",
        "cuba-1962:source.frus-kennedy-1962-10-23",
        "cuba-1962:source.ungd-cub-15-1960",
        "cyber-rules-un:source.sco-agreement-2009-06-16",
        "cyber-rules-un:source.un-gge-2015-a70-174",
        "cyber-rules-un:source.fr-paris-call-page",
        "nuclear-ban:source.tpnw-wikipedia",
    ];
    for style in ["chicago-notes", "apa", "oscola"] {
        let args = [&["cite"], &sources[..], &["--style", style]].concat();
        compare(&format!("cite-bundled-{style}"), 0, &args, &run(&args));
    }
    let args = [&["cite"], &sources[..], &["--format", "bibtex"]].concat();
    compare("cite-bundled-bibtex", 0, &args, &run(&args));
}

#[test]
fn show_looks_a_quote_up_in_its_source() {
    for (quote, formats) in [
        ("edited", &["text", "markdown", "json"][..]),
        ("near", &["text"]),
    ] {
        for format in formats {
            let reference = format!("quote.{quote}");
            let args = ["show", &reference, "--example", "--format", format];
            compare(&format!("show-{quote}-{format}"), 0, &args, &run(&args));
        }
    }
    let library = here("library");
    let nowhere = ["show", "lake", "--archive", "no-such-folder"];
    let output = run(&[&nowhere[..], &["--library", &library]].concat());
    assert_eq!(output.status.code(), Some(2));
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

/// Queries on standard input are answered in lines; how long it took is another
/// thing each time.
/// As [`expect`], on the library whose sources have texts.
fn verify(name: &str, status: i32, args: &[&str]) {
    let library = here("verify");
    let output = run(&[&["verify", &library], args].concat());
    // Where the tests lie is no part of what is expected.
    let shown: Vec<&str> = [&["verify", &library], args]
        .concat()
        .into_iter()
        .map(|arg| arg.rsplit("tests/cli/").next().unwrap_or(arg))
        .collect();
    compare(name, status, &shown, &output);
}

#[test]
fn verify_tells_which_quotes_stand_in_their_sources() {
    verify("verify", 1, &[]);
    let texts = here("texts");
    let archive = ["--archive", &texts];
    verify("verify-all", 1, &[&archive[..], &["--all"]].concat());
    verify(
        "verify-json",
        1,
        &[&archive[..], &["--format", "json"]].concat(),
    );
    verify(
        "verify-markdown",
        1,
        &[&archive[..], &["--format", "markdown"]].concat(),
    );
    verify("verify-deny", 0, &["--deny", "nothing"]);
    // Of nothing that is wrong there, a text that is missing is the least.
    let bundled = run(&["verify"]);
    assert_eq!(bundled.status.code(), Some(0), "{}", out(&bundled));
    let denied = run(&["verify", "--deny", "no-archive"]);
    assert_eq!(denied.status.code(), Some(1));
}

#[test]
fn a_batch_is_answered_line_by_line() {
    let batch = |args: &[&str], queries: &str| {
        let desk = Desk::new();
        let library = here("library");
        let mut command = desk.command(&["search", "--batch", "--library", &library]);
        let mut child = command
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut stdin = child.stdin.take().expect("it is piped");
        std::io::Write::write_all(&mut stdin, queries.as_bytes()).expect("it reads");
        drop(stdin);
        let output = child.wait_with_output().expect("it ends");
        let answer = out(&output);
        let lines = answer.lines().map(|line| {
            let mut line: serde_json::Value = serde_json::from_str(line).expect("JSON");
            assert!(line["us"].is_u64());
            line["us"] = 0.into();
            format!("{line}\n")
        });
        (output.status.code(), lines.collect::<String>())
    };
    let (status, lines) = batch(&[], "meadows\nzeppelin\nlevel meadow\n");
    assert_eq!(status, Some(0));
    as_expected("search-batch", &lines);
    let (_, lines) = batch(&["--keys", "--limit", "1"], "mead\n");
    as_expected("search-keys", &lines);
    assert_eq!(batch(&[], "zeppelin\n").0, Some(1));
}

#[test]
fn every_command_helps() {
    for command in [
        "check",
        "verify",
        "search",
        "timeline",
        "stances",
        "changes",
        "conflicts",
        "gaps",
        "list",
        "show",
        "cite",
        "new",
        "index",
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
fn a_library_that_is_worth_it_is_kept() {
    let desk = Desk::new();
    let small = out(&desk.run(&["index", &here("library")]));
    assert!(small.contains("nothing kept"), "{small}");
    let folder = desk.home.path().join("large");
    fs::create_dir(&folder).expect("a folder");
    for name in ["lake.toml", "river.toml"] {
        let text = fs::read_to_string(here("library/") + name).expect("a briefing");
        let padded = format!("{text}\n# {}\n", "padding ".repeat(100_000));
        fs::write(folder.join(name), padded).expect("a copy");
    }
    let folder = folder.to_str().expect("a path in UTF-8");
    let large = out(&desk.run(&["index", folder]));
    assert!(large.starts_with("2 files, "), "{large}");
    let kept = desk.home.path().join(".cache/attache");
    assert_eq!(fs::read_dir(kept).expect("the cache").count(), 1);
    // What is kept answers as what is read.
    let search = ["search", "--library", folder, "water"];
    let answer = desk.run(&search);
    let mut anew = desk.command(&search);
    anew.env("XDG_CACHE_HOME", desk.home.path().join("nothing-here"));
    assert_eq!(out(&answer), out(&anew.output().expect("the program runs")));
}

#[test]
fn what_cannot_run_is_status_2() {
    for args in [
        &["check", "no-such-file.toml"][..],
        &["list", "--library", "no-such-folder"],
        &["list", "zebras"],
        &["verify", "--archive", "no-such-folder"],
        &["verify", "--deny", "zebras"],
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
fn a_text_is_kept_beside_its_briefing() {
    let desk = Desk::new();
    let at = |name: &str| desk.home.path().join(name);
    let briefing = "schema = 1\n[briefing]\nid = \"b\"\ntitle = \"B\"\n\n# Kept as it is.\n[source.s] # here\ntype = \"document\"\ntitle = \"S\"\n[quote.q]\ntext = \"A says this.\"\nsource = \"s\"\nlocator = \"p. 1\"\n";
    fs::write(at("b.toml"), briefing).expect("a file");
    fs::write(at("s.txt"), "Of the day:\nA says this.\n").expect("a file");
    let run = || desk.run(&["archive", "s.txt", "--as", "s", "b.toml"]);
    let done = run();
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    let after = fs::read_to_string(at("b.toml")).expect("a briefing");
    let lines: Vec<&str> = after.lines().collect();
    assert!(lines.contains(&"file = \"sources/s.txt\""), "{after}");
    let others = lines
        .iter()
        .filter(|line| !line.starts_with("file") && !line.starts_with("sha256"));
    let others: Vec<&str> = others.copied().collect();
    assert_eq!(others, briefing.lines().collect::<Vec<_>>());
    let verified = desk.run(&["verify", "b.toml", "--deny", "no-archive,missing,stale"]);
    assert_eq!(verified.status.code(), Some(0), "{}", out(&verified));
    assert!(out(&verified).contains("1  exact"), "{}", out(&verified));
    // A source keeps the text it names, and a text in the way stays.
    assert_eq!(run().status.code(), Some(2));
    fs::write(at("b.toml"), briefing).expect("a file");
    fs::write(at("sources/s.txt"), "mine").expect("a file");
    assert_eq!(run().status.code(), Some(2));
    let kept = fs::read_to_string(at("sources/s.txt")).expect("a text");
    assert_eq!(
        (
            kept.as_str(),
            fs::read_to_string(at("b.toml"))
                .expect("a briefing")
                .as_str()
        ),
        ("mine", briefing)
    );
    fs::write(at("s.pdf"), "%PDF-1.7").expect("a file");
    let pdf = desk.run(&["archive", "s.pdf", "--as", "s", "b.toml"]);
    assert!(
        String::from_utf8_lossy(&pdf.stderr).contains("pdftotext"),
        "{pdf:?}"
    );
    assert_eq!(
        desk.run(&["archive", "s.txt", "--as", "z", "b.toml"])
            .status
            .code(),
        Some(1)
    );
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
        &["timeline"],
        &["timeline", "--format", "csv"],
        &["timeline", "--format", "json"],
        &["timeline", "--format", "markdown"],
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

/// The keys whose values are ids, dates or words of the format; all others hold
/// whatever a curator writes.
const CHECKED: &[&str] = &[
    "about",
    "absent",
    "abstain",
    "actor",
    "actors",
    "after",
    "as_of",
    "basis",
    "capacity",
    "cited_in",
    "confidence",
    "date",
    "date_basis",
    "event",
    "evidence",
    "for",
    "id",
    "importance",
    "issue",
    "issued",
    "issues",
    "kind",
    "likelihood",
    "no",
    "origin",
    "reliability",
    "source",
    "speaker",
    "stance",
    "status",
    "type",
    "updated",
    "yes",
];

/// Makes every text under a key hostile.
fn poison(key: &str, value: &mut toml::Value) {
    if let Some(items) = value.as_array_mut() {
        for item in items {
            poison(key, item);
        }
    } else if let Some(table) = value.as_table_mut() {
        for (key, item) in table {
            poison(key, item);
        }
    } else if value.is_str() && !CHECKED.contains(&key) {
        *value = HOSTILE.into();
    }
}

/// A library in which every text of every kind of record is hostile, and three
/// files that cannot be read whole, with names and keys as bad.
fn hostile_library() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let lake = fs::read_to_string(here("library/lake.toml")).expect("a fixture");
    let mut lake: toml::Table = lake.parse().expect("TOML");
    for (key, value) in &mut lake {
        poison(key, value);
    }
    let hostile = toml::Value::from(HOSTILE);
    let keys = format!(
        "schema = 1\n[briefing]\nid = \"b\"\ntitle = \"t\"\n{hostile} = 1\n[actor.{hostile}]\n\
         kind = {hostile}\nname = 2\n[quote.q]\ntext = \"t\"\nspeaker = {hostile}\n\
         source = {hostile}\ndate = {hostile}\n",
    );
    let raw = format!("schema = 1 # {HOSTILE}\ntitle = \"{HOSTILE}\nx{HOSTILE} = [\n");
    for (name, text) in [
        ("lake.toml", lake.to_string().as_bytes()),
        ("\u{1b}[2Jkeys\u{202e}.toml", keys.as_bytes()),
        ("raw\u{9b}.toml", raw.as_bytes()),
        ("bytes.toml", b"schema = 1\n# \xff\x1b[2J\n"),
    ] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
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

/// Runs the program on the hostile library and looks at every byte it says.
#[track_caller]
fn on_hostile(library: &TempDir, args: &[&str]) -> Output {
    let path = library.path().to_str().expect("a path in UTF-8");
    let mut output = run(&[&["--library", path], args].concat());
    if args.contains(&"csv") {
        // The format's own ends of lines.
        output.stdout = out(&output).replace("\r\n", "\n").into_bytes();
    }
    harmless(args, &output);
    output
}

#[test]
fn nothing_in_data_reaches_a_terminal_as_a_command() {
    let library = hostile_library();
    let run = |args: &[&str]| on_hostile(&library, args);
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
        run(&["list", what, "--colors", "true"]);
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
                let shown = run(&["show", reference, "--format", format]);
                assert_eq!(shown.status.code(), Some(0), "{reference}");
            }
            for format in ["markdown", "html", "bibtex", "csl-json"] {
                let cited = run(&["cite", reference, "--style", "apa", "--format", format]);
                assert_ne!(cited.status.code(), Some(2), "{reference}");
            }
        }
    }
    assert!(15 < references, "only {references} records were shown");
    let marked = out(&run(&["list", "actors"]));
    assert!(
        marked.contains("a␛[31mb"),
        "what is hidden leaves a mark: {marked}"
    );
    for format in ["human", "jsonl"] {
        let found = run(&["search", "kind:quotation", "--format", format]);
        assert_eq!(found.status.code(), Some(0));
    }
    for format in ["text", "csv", "json", "markdown"] {
        let told = run(&["timeline", "--lanes", "actor", "--format", format]);
        assert_eq!(told.status.code(), Some(0));
    }
}

#[test]
fn nothing_in_a_source_reaches_a_terminal_as_a_command() {
    let library = tempfile::tempdir().expect("a folder");
    let hostile = toml::Value::from(HOSTILE);
    let toml = format!(
        "schema = 1\n[briefing]\nid = \"b\"\ntitle = {hostile}\n[source.s]\ntype = \"speech\"\n\
         title = {hostile}\nfile = \"t.txt\"\n[source.t]\ntype = \"speech\"\ntitle = \"T\"\n\
         file = {hostile}\nsha256 = {hostile}\n\
         [quote.left]\nsource = \"s\"\nlocator = \"1\"\ntext = \"One … two.\"\nprefix = {hostile}\n\
         [quote.near]\nsource = \"s\"\nlocator = \"1\"\n\
         text = \"Words before and many words after and more.\"\n\
         [quote.lacks]\nsource = \"t\"\nlocator = \"1\"\ntext = {hostile}\n"
    );
    let words = format!("One {HOSTILE} two. Words before and many \u{1b}words after and more.");
    fs::write(library.path().join("b.toml"), toml).expect("a file");
    fs::write(library.path().join("t.txt"), words).expect("a file");
    for format in ["human", "json", "markdown"] {
        for colors in ["none", "true"] {
            let told = on_hostile(
                &library,
                &["verify", "--all", "--format", format, "--colors", colors],
            );
            let said = out(&told);
            assert_eq!(told.status.code(), Some(1), "{said}");
            assert!(said.contains("edited") && said.contains("near"), "{said}");
        }
    }
}

#[test]
fn nothing_in_a_fault_reaches_a_terminal_as_a_command() {
    let library = hostile_library();
    let checked = on_hostile(&library, &["check", "--colors", "true"]);
    assert_eq!(checked.status.code(), Some(1));
    for file in ["keys", "raw", "bytes.toml", "lake.toml"] {
        assert!(
            out(&checked).contains(file),
            "{file} is told of:\n{}",
            out(&checked)
        );
    }
    on_hostile(&library, &["check", "--format", "json"]);
}

#[test]
fn nothing_typed_comes_back_as_a_command() {
    let library = hostile_library();
    for args in [
        &["search", HOSTILE][..],
        &["timeline", HOSTILE],
        &["timeline", "--from", HOSTILE],
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
        let status = on_hostile(&library, args).status.code();
        assert!(matches!(status, Some(0..=2)), "{args:?} {status:?}");
    }
}
