//! A library of quotes of any size, made up: the same for the same size.

use std::{fmt::Write, fs, io, path::Path};

use attache::{
    briefing::{self, Stock},
    model::Corpus,
};

use crate::made::{Chance, draft, word};

/// Quotes of a file.
const FILE: usize = 50;

/// Returns the text of a quote of 12 to 40 words.
pub(crate) fn text(chance: &mut Chance) -> String {
    let words: Vec<String> = (0..12 + chance.below(29))
        .map(|_| word(chance.rank()))
        .collect();
    words.join(" ")
}

/// Returns the files of so many quotes, fifty a file: their names and texts.
pub(crate) fn files(quotes: usize) -> impl Iterator<Item = (String, String)> {
    let mut chance = Chance(1);
    (0..quotes.div_ceil(FILE)).map(move |at| {
        let toml = file(at, FILE.min(quotes - at * FILE), &mut chance);
        (format!("made-{at}.toml"), toml)
    })
}

/// Returns the text of a file: four actors of 2000, one source, and so many
/// quotes of a year.
fn file(at: usize, quotes: usize, chance: &mut Chance) -> String {
    let (session, year) = (at % 80, 1946 + at % 79);
    let mut toml = format!(
        "schema = 1\n[briefing]\nid = \"made-{at}\"\ntitle = \"Made\"\n\
         [source.s]\ntype = \"speech\"\ntitle = \"Session {session}\"\n"
    );
    let mut actors = Vec::new();
    for _ in 0..4 {
        let actor = chance.below(2000);
        if !actors.contains(&actor) {
            actors.push(actor);
            let (first, last) = (word(actor), word(actor * 7 + 3000));
            let _ = write!(
                toml,
                "[actor.a{actor}]\nkind = \"person\"\nname = \"{first} {last}\"\n"
            );
        }
    }
    for quote in 0..quotes {
        let speaker = actors[chance.below(actors.len())];
        let text = text(chance);
        let _ = write!(
            toml,
            "[quote.q{quote}]\nspeaker = \"a{speaker}\"\nsource = \"s\"\nlocator = \"1\"\n\
             date = \"{year}\"\ntext = \"{text}\"\n"
        );
    }
    toml
}

/// Returns a file as it is after its first quote was changed.
pub(crate) fn changed(toml: &str) -> String {
    toml.replacen("text = \"", "text = \"amended ", 1)
}

/// Returns which file is in the middle of a library of so many quotes.
pub(crate) fn middle(quotes: usize) -> usize {
    quotes.div_ceil(FILE) / 2
}

/// Returns a corpus of so many quotes, and the same after a file in the middle
/// was changed.
pub(crate) fn corpora(quotes: usize) -> (Corpus, Corpus) {
    let mut stock = Stock::default();
    let mut drafts: Vec<_> = files(quotes)
        .filter_map(|(name, toml)| draft(&mut stock, &name, &toml))
        .collect();
    let before = briefing::link(&stock, &drafts);
    let middle = middle(quotes);
    if let Some((name, toml)) = files(quotes).nth(middle)
        && let Some(draft) = draft(&mut stock, &name, &changed(&toml))
    {
        drafts[middle] = draft;
    }
    (before, briefing::link(&stock, &drafts))
}

/// Writes a library of so many quotes into a folder.
///
/// # Errors
///
/// As the system's.
pub(crate) fn write(folder: &Path, quotes: usize) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    files(quotes).try_for_each(|(name, toml)| fs::write(folder.join(name), toml))
}
