//! What is true of every source file. An exception is written into the list it
//! belongs to, with its reason.

use std::{collections::BTreeMap, fs, path::Path};

/// A word, and the modules where it may stand.
const CONFINED: &[(&str, &[&str])] = &[
    ("ratatui::", &["ui", "view", "app", "shell"]),
    ("crossterm::", &["shell"]),
    ("fs::", &["library", "shell", "cli"]),
    ("env::", &["library", "shell", "main"]),
    ("thread::", &["library", "shell"]),
    // The index is built on every core.
    ("rayon::", &["library", "search", "shell"]),
    ("process::", &["shell", "main"]),
    // The program opens no socket to anywhere.
    ("TcpStream", &[]),
    ("UdpSocket", &[]),
    ("UnixListener", &[]),
    ("Instant::now", &["shell", "main"]),
    ("SystemTime::now", &["shell", "main"]),
    ("stdin()", &["shell", "main"]),
    ("stdout()", &["shell", "main"]),
    ("stderr()", &["shell", "main"]),
    ("println!", &[]),
    ("print!", &[]),
    ("eprintln!", &[]),
    ("eprint!", &[]),
    // `use crate::…` says where a thing is from, wherever the file moves to.
    ("super::", &[]),
    // A name in a file is to be found in that file.
    ("::*", &[]),
    ("pub(in", &[]),
];

/// The most lines of a file before its tests.
const LINES: usize = 600;

/// One may import only from the paragraphs above one's own: the paragraphs of
/// `mod` lines, in `lib.rs` and in every folder's front file, are the layers.
#[test]
fn imports_point_up() {
    let files = sources();
    let layers: Layers = files
        .iter()
        .map(|(path, text)| (path.clone(), paragraphs(text)))
        .collect();
    let mut wrong = Vec::new();
    for (me, text) in &files {
        for target in imports(&code(text)) {
            if let Some(why) = judge(me, &target, &layers) {
                wrong.push(format!(
                    "{} imports crate::{}: {why}",
                    me.join("::"),
                    target.join("::")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn words_stay_where_they_belong() {
    let mut wrong = Vec::new();
    for (me, text) in sources() {
        let home = me.first().map_or("lib", String::as_str);
        let code = code(&text);
        for (word, homes) in CONFINED {
            if uses(&code, word) && !homes.contains(&home) {
                wrong.push(format!("{} uses {word}", me.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn files_are_short_and_introduced() {
    let mut wrong = Vec::new();
    for (me, text) in sources() {
        // The crate's front page is ARCHITECTURE.md, included.
        if !text.starts_with("//! ") && !text.starts_with("#![doc = include_str!") {
            wrong.push(format!("{} does not say what it is for", me.join("::")));
        }
        let lines = text
            .lines()
            .take_while(|line| !line.starts_with("#[cfg(test)]"))
            .count();
        if LINES < lines {
            wrong.push(format!(
                "{} has {lines} lines before its tests",
                me.join("::")
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// The law is only as good as its reader: each kind of breach is seen.
#[test]
fn breaches_are_seen() {
    let front = "mod a;\n\nmod b;\nmod c;\n";
    let layers: Layers = [
        (Vec::new(), paragraphs("pub mod m;\n\npub mod n;\n")),
        (vec!["n".to_owned()], paragraphs(front)),
    ]
    .into();
    let check = |me: &[&str], import: &str, seen: bool| {
        let me: Vec<String> = me.iter().map(|&part| part.to_owned()).collect();
        let wrong = imports(import)
            .iter()
            .any(|target| judge(&me, target, &layers).is_some());
        assert_eq!(wrong, seen, "{} {import}", me.join("::"));
    };
    check(&["n", "b"], "use crate::{m::Corpus, n::a::Thing};", false);
    check(&["n"], "pub use crate::n::b::Thing;", false);
    check(&["m"], "use crate::n::Thing;", true);
    check(&["n", "b"], "use crate::n::c::Thing;", true);
    check(
        &["n", "a"],
        "use crate::{m, n::{b::{self, Thing as T}}};",
        true,
    );
    check(&["n", "b"], "use crate::n::Thing;", true);
    check(&["m"], "fn f() { crate::n::go::<u8>() }", true);
}

type Layers = BTreeMap<Vec<String>, BTreeMap<String, usize>>;

/// `None` if `me` may import `target`, else why not.
fn judge(me: &[String], target: &[String], layers: &Layers) -> Option<&'static str> {
    let shared = me.iter().zip(target).take_while(|(a, b)| a == b).count();
    let here = layers.get(me.get(..shared)?)?;
    let layer = |path: &[String]| path.get(shared).and_then(|name| here.get(name)).copied();
    match (layer(me), layer(target)) {
        // A module sees inside itself; `main` sees everything.
        (None, _) => None,
        (Some(_), None) if shared == 0 => None,
        (Some(_), None) => {
            Some("it is the folder's own front; import from the file that defines it")
        }
        (Some(mine), Some(its)) if its < mine => None,
        (Some(mine), Some(its)) if its == mine => Some("it stands in the same paragraph"),
        (Some(_), Some(_)) => Some("it stands below"),
    }
}

/// Every source file: its module path (empty for `lib.rs`) and its text.
fn sources() -> Vec<(Vec<String>, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("src is readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).expect("a source is text");
                let path = path
                    .strip_prefix(&root)
                    .expect("under src")
                    .with_extension("");
                let parts: Vec<String> = path
                    .iter()
                    .map(|part| part.to_string_lossy().into_owned())
                    .collect();
                files.push((if parts == ["lib"] { Vec::new() } else { parts }, text));
            }
        }
    }
    files.sort();
    assert!(20 < files.len(), "the sources were not found");
    files
}

/// The code outside comments and before the tests.
fn code(text: &str) -> String {
    let lines = text
        .lines()
        .take_while(|line| !line.starts_with("#[cfg(test)]"));
    lines
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Whether a word stands in code, not as the end of a longer one.
fn uses(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let before = code.split_at(at).0.chars().next_back();
        !before.is_some_and(|c| is_word(c) && word.starts_with(is_word))
    })
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The modules a file declares, each with the number of its paragraph.
fn paragraphs(text: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let mut paragraph = 0;
    for line in text.lines() {
        let declared = line
            .strip_prefix("pub ")
            .unwrap_or(line)
            .strip_prefix("mod ");
        match declared.and_then(|rest| rest.strip_suffix(';')) {
            Some(name) => drop(found.insert(name.to_owned(), paragraph)),
            None if line.is_empty() => paragraph += 1,
            None => (),
        }
    }
    found
}

/// Every path after `crate::`, with braces multiplied out.
fn imports(code: &str) -> Vec<Vec<String>> {
    let tokens = tokens(code);
    let mut found = Vec::new();
    for (at, pair) in tokens.windows(2).enumerate() {
        if pair == ["crate", "::"] && (at == 0 || tokens[at - 1] != "$") {
            tree(
                &mut tokens.iter().skip(at + 2).map(String::as_str).peekable(),
                &mut Vec::new(),
                &mut found,
            );
        }
    }
    found
}

/// Reads one use tree.
fn tree<'a>(
    tokens: &mut std::iter::Peekable<impl Iterator<Item = &'a str> + Clone>,
    path: &mut Vec<String>,
    found: &mut Vec<Vec<String>>,
) {
    if tokens.next_if_eq(&"{").is_some() {
        while tokens.peek().is_some_and(|token| *token != "}") {
            tree(tokens, path, found);
            tokens.next_if_eq(&",");
        }
        tokens.next();
        return;
    }
    let Some(name) = tokens.next() else { return };
    path.push(name.to_owned());
    let mut ahead = tokens.clone();
    let deeper = ahead.next() == Some("::")
        && ahead
            .next()
            .is_some_and(|token| token == "{" || token.starts_with(is_word));
    if deeper {
        tokens.next();
        tree(tokens, path, found);
    } else {
        found.push(path.clone());
        if tokens.next_if_eq(&"as").is_some() {
            tokens.next();
        }
    }
    path.pop();
}

/// The words of code, `::`, and every other sign by itself.
fn tokens(code: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut joins = false;
    for c in code.chars() {
        let word = is_word(c);
        match found.last_mut() {
            Some(last) if joins && (word && last.ends_with(is_word) || c == ':' && last == ":") => {
                last.push(c);
            }
            _ if c.is_whitespace() => (),
            _ => found.push(c.to_string()),
        }
        joins = word || c == ':';
    }
    found
}
