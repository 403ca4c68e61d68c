//! A library of sources with archived texts and quotes from them, made up: the
//! same for the same size.

use std::{fmt::Write, fs, io, path::Path};

use crate::made::{Chance, word};

/// Quotes of a source, and sources of a file.
const QUOTES: usize = 10;
const SOURCES: usize = 100;
/// Words of a source.
const WORDS: usize = 400;

/// Writes so many sources, ten quotes from each: of a hundred quotes ninety
/// stand there as they are, five but for marks and line breaks, three with
/// words left out; one differs in a word, and one stands nowhere. Returns the
/// bytes of the texts.
pub(crate) fn write(folder: &Path, sources: usize) -> io::Result<usize> {
    fs::create_dir_all(folder.join("texts"))?;
    let mut chance = Chance(5);
    let mut bytes = 0;
    for file in 0..sources.div_ceil(SOURCES) {
        let mut toml = format!("schema = 1\n[briefing]\nid = \"made-{file}\"\ntitle = \"Made\"\n");
        for source in 0..SOURCES.min(sources - file * SOURCES) {
            let words: Vec<String> = (0..WORDS).map(|_| word(chance.rank())).collect();
            let text = text(&words);
            let name = format!("texts/{file}-{source}.txt");
            bytes += text.len();
            fs::write(folder.join(&name), &text)?;
            let _ = write!(
                toml,
                "[source.s{source}]\ntype = \"speech\"\ntitle = \"S\"\nfile = \"{name}\"\n"
            );
            for quote in 0..QUOTES {
                let text = quoted(&words, (source * QUOTES + quote) % 100, &mut chance);
                let _ = write!(
                    toml,
                    "[quote.s{source}-{quote}]\nsource = \"s{source}\"\nlocator = \"1\"\ntext = \"{text}\"\n"
                );
            }
        }
        fs::write(folder.join(format!("made-{file}.toml")), toml)?;
    }
    Ok(bytes)
}

/// Returns words as a text has them: sentences, marks, paragraphs.
fn text(words: &[String]) -> String {
    let mut out = String::new();
    for (at, word) in words.iter().enumerate() {
        out.push_str(word);
        out.push_str(match at % 80 {
            19 | 39 => ". ",
            9 => ", ",
            29 => " — ",
            49 => "’s ",
            79 => ".\n\n",
            _ => " ",
        });
    }
    out
}

/// Returns some 25 words as a quote has them that is of such a sort.
fn quoted(words: &[String], sort: usize, chance: &mut Chance) -> String {
    let start = chance.below(words.len() - 60);
    let mut whole: Vec<String> = words.to_vec();
    let at = start + 12;
    match sort {
        90..95 => {
            return piece(&whole, start, start + 25)
                .replace('’', "'")
                .replacen(' ', "  ", 3);
        }
        95..98 => {
            let (first, second) = (piece(&whole, start, at), piece(&whole, at + 9, at + 25));
            return format!("{first} … {second}");
        }
        98 => whole[at].replace_range(.., "zzz"),
        99 => whole[start..start + 25].fill("zzz".to_owned()),
        _ => (),
    }
    piece(&whole, start, start + 25)
}

/// Returns words as they stand in the text, without what is around them.
fn piece(words: &[String], start: usize, end: usize) -> String {
    let before = text(&words[..start]).len();
    let all = text(&words[..end]);
    let all = all.get(before..).unwrap_or_default();
    all.trim_matches(|c: char| !c.is_alphanumeric())
        .replace('\n', "\\n")
}
