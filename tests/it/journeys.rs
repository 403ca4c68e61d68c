//! Keys in, screens out. A journey is a text file: `size W×H` (`example W×H`
//! for the worked example), `keys …`, and `screen` or `copied`, after which the
//! screen or the text copied last stands in lines that begin with `|`.
//! Run with `UPDATE=1` to write the screens as they are now, then read them.

use std::{fs, path::Path, sync::Arc};

use attache::{library, ui::effect::Effect};

use crate::harness::{Screen, bundled};

#[test]
fn journeys() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journeys");
    let mut failed = Vec::new();
    let mut ran = 0;
    for entry in fs::read_dir(folder)
        .expect("tests/journeys is readable")
        .flatten()
    {
        let script = fs::read_to_string(entry.path()).expect("a journey is text");
        let now = run(&script);
        ran += 1;
        if now == script {
            continue;
        }
        if std::env::var_os("UPDATE").is_some() {
            fs::write(entry.path(), now).expect("a journey is writable");
        } else {
            failed.push(format!("{}:\n{now}", entry.path().display()));
        }
    }
    assert!(ran > 0);
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

fn run(script: &str) -> String {
    let mut out = String::new();
    let mut screen = Screen::new(80, 24, bundled());
    for line in script.lines().filter(|line| !line.starts_with('|')) {
        out.push_str(line);
        out.push('\n');
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "size" | "example" => {
                let (width, height) = rest.split_once('x').expect("size WxH");
                let library = if word == "example" {
                    Arc::new(library::example())
                } else {
                    bundled()
                };
                screen = Screen::new(
                    width.parse().expect("a width"),
                    height.parse().expect("a height"),
                    library,
                );
            }
            "copied" => {
                let copied = screen.effects.iter().rev().find_map(|effect| match effect {
                    Effect::Copy { text, .. } => Some(text),
                    _ => None,
                });
                for row in copied.map_or("", |text| text).lines() {
                    out = format!("{out}|{row}\n");
                }
            }
            "keys" => screen.press(rest),
            "screen" => {
                for row in screen.rows() {
                    out = format!("{out}|{row}\n");
                }
            }
            _ => assert!(
                word.is_empty() || word.starts_with('#'),
                "`{word}` is no step"
            ),
        }
    }
    out
}
