//! A library of any size, made up: words as often as in real text (Zipf), the
//! same for the same size, with nothing of anybody's in it.

use std::{fmt::Write, sync::Arc};

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

/// Returns the drafts of so many quotes, fifty a file.
pub(crate) fn drafts(quotes: usize) -> (Stock, Vec<Arc<Draft>>) {
    let mut stock = Stock::default();
    let mut chance = Chance(1);
    let files = (0..quotes.div_ceil(FILE)).filter_map(|file| {
        let name = format!("made-{file}");
        let mut toml = format!("schema = 1\n[briefing]\nid = \"{name}\"\ntitle = \"Made\"\n");
        let _ = write!(toml, "[source.s]\ntype = \"speech\"\ntitle = \"Session {}\"\n", file % 80);
        for _ in 0..4 {
            let actor = chance.below(2000);
            if !toml.contains(&format!("[actor.a{actor}]")) {
                let (first, last) = (word(actor), word(actor * 7 + 3000));
                let _ = write!(toml, "[actor.a{actor}]\nkind = \"person\"\nname = \"{first} {last}\"\n");
            }
        }
        let actors: Vec<String> = toml.lines().filter_map(|line| line.strip_prefix("[actor.")).map(|rest| rest.trim_end_matches(']').to_owned()).collect();
        for quote in 0..FILE.min(quotes - file * FILE) {
            let (speaker, year) = (&actors[chance.below(actors.len())], 1946 + file % 79);
            let text = text(&mut chance);
            let _ = write!(toml, "[quote.q{quote}]\nspeaker = \"{speaker}\"\nsource = \"s\"\nlocator = \"1\"\ndate = \"{year}\"\ntext = \"{text}\"\n");
        }
        let reading = briefing::read(&Clean::line(&name), toml.as_bytes());
        reading.draft.map(|draft| stock.keep(draft))
    });
    let drafts = files.collect();
    (stock, drafts)
}

/// Returns a corpus of so many quotes.
pub(crate) fn corpus(quotes: usize) -> Corpus {
    let (stock, drafts) = drafts(quotes);
    briefing::link(&stock, &drafts)
}
