//! A library of any size, made up: words as often as in real text (Zipf), the
//! same for the same size, with nothing of anybody's in it.

use std::{fmt::Write, fs, io, path::Path, sync::Arc};

use attache::{
    briefing::{self, Draft, Stock},
    model::Corpus,
    text::Clean,
};

/// Quotes of a file.
const FILE: usize = 50;

/// Different words.
const WORDS: usize = 60_000;

/// Numbers that look like chance and are always the same (`SplitMix64`).
#[derive(Debug)]
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// Returns a number below another.
    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ mixed >> 31) % most.max(1) as u64).unwrap_or(0)
    }

    /// Returns the rank of a word: the first ones often, the last ones seldom.
    fn rank(&mut self) -> usize {
        // The product of chances is near to what Zipf's law asks for.
        let mut most = WORDS;
        for _ in 0..2 {
            most = self.below(most) + 1;
        }
        most - 1
    }
}

/// Returns the word of a rank: the commonest are the shortest.
pub(crate) fn word(rank: usize) -> String {
    const PARTS: &[&str] = &[
        "an", "de", "li", "tor", "sec", "mi", "ver", "no", "pal", "gre", "st", "ion", "um", "ca",
        "re", "pro",
    ];
    let (mut rest, mut word) = (rank + 1, String::new());
    while 0 < rest {
        word.push_str(PARTS[rest % PARTS.len()]);
        rest /= PARTS.len();
    }
    word
}

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

fn draft(stock: &mut Stock, name: &str, toml: &str) -> Option<Arc<Draft>> {
    let reading = briefing::read(&Clean::line(name), toml.as_bytes());
    reading.draft.map(|draft| stock.keep(draft))
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

/// Events of a file.
const EVENTS: usize = 500;

/// Returns a corpus of so many events: half of them on a day, the rest dated in
/// every other way, some undated; two of 200 actors each, eight sorts.
pub(crate) fn events(events: usize) -> Corpus {
    let mut chance = Chance(3);
    let mut stock = Stock::default();
    let drafts: Vec<_> = (0..events.div_ceil(EVENTS))
        .filter_map(|at| {
            let toml = happenings(at, EVENTS.min(events - at * EVENTS), &mut chance);
            draft(&mut stock, &format!("events-{at}.toml"), &toml)
        })
        .collect();
    briefing::link(&stock, &drafts)
}

fn happenings(at: usize, events: usize, chance: &mut Chance) -> String {
    const KINDS: [&str; 8] = [
        "vote",
        "summit",
        "statement",
        "treaty",
        "test",
        "talks",
        "visit",
        "report",
    ];
    let mut toml = format!(
        "schema = 1\n[briefing]\nid = \"events-{at}\"\ntitle = \"Made\"\n\
         [source.s]\ntype = \"report\"\ntitle = \"Chronicle {}\"\n",
        at % 40
    );
    for actor in 0..200 {
        let (first, last) = (word(actor), word(actor * 7 + 3000));
        let _ = write!(
            toml,
            "[actor.a{actor}]\nkind = \"state\"\nname = \"{first} {last}\"\n"
        );
    }
    for event in 0..events {
        let (one, other) = (chance.below(200), chance.below(200));
        let title: Vec<String> = (0..4 + chance.below(6))
            .map(|_| word(chance.rank()))
            .collect();
        let importance = ["key", "normal", "normal", "minor"][chance.below(4)];
        let _ = write!(
            toml,
            "[event.e{event}]\ntitle = \"{}\"\nkind = \"{}\"\nsource = \"s\"\n\
             actors = [\"a{one}\"{}]\nimportance = \"{importance}\"\n",
            title.join(" "),
            KINDS[chance.below(KINDS.len())],
            if one == other {
                String::new()
            } else {
                format!(", \"a{other}\"")
            },
        );
        let _ = writeln!(toml, "{}", dated(chance));
    }
    toml
}

/// Returns the line that dates an event, or none.
fn dated(chance: &mut Chance) -> String {
    let year = 1946 + chance.below(79);
    let (month, day) = (1 + chance.below(12), 1 + chance.below(28));
    let date = match chance.below(20) {
        0..10 => format!("{year}-{month:02}-{day:02}"),
        10..13 => format!("{year}-{month:02}"),
        13 => format!("{year}"),
        14 => format!("{year}-{month:02}~"),
        15 => format!("{year}-{month:02}-{day:02}?"),
        16 => format!("[{year}-{month:02}..{}]", year + 1),
        17 => format!("{year}-{month:02}-{day:02}/{}", year + 1 + chance.below(3)),
        18 if day < 3 => format!("{year}-{month:02}/.."),
        18 => format!("{year}-XX"),
        _ if day < 3 => return String::new(),
        _ => format!("{year}-{month:02}-{day:02}T{:02}:30Z", chance.below(24)),
    };
    format!("date = \"{date}\"")
}
