//! Every quote of a library looked for in its source, on every core: what that
//! came to, and what can be kept of it.

use std::{
    collections::HashMap,
    io, mem,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
    time::SystemTime,
};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::{
    arena::Id,
    library::{
        archives::{Archived, Archives, Folders, Held},
        cache,
        find::Stamp,
        load::settled,
        verified::{self, Row, Verified},
    },
    model::{Corpus, Quote, QuoteId, QuoteKind, Source, Token},
    verify::{self, Finding, Passage, Tier, Warning},
};

/// What is known of a quote's place in its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Nothing yet.
    Open,
    /// It is in the curator's words, which are not looked for.
    OwnWords,
    /// It was looked for.
    Looked {
        /// What that came to.
        tier: Tier,
        /// Whether there is something a reader should know of.
        is_warned: bool,
    },
}

impl Verdict {
    /// Returns what was found; `None` for what was not looked for.
    pub fn tier(self) -> Option<Tier> {
        match self {
            Verdict::Looked { tier, .. } => Some(tier),
            Verdict::Open | Verdict::OwnWords => None,
        }
    }

    /// Returns it in words.
    pub fn words(self) -> &'static str {
        match self {
            Verdict::Open => "not looked for yet",
            Verdict::OwnWords => "in the curator's words",
            Verdict::Looked { tier, .. } => tier.meaning(),
        }
    }

    fn of(finding: &Finding) -> Verdict {
        Verdict::Looked {
            tier: finding.tier,
            is_warned: finding.warnings.iter().any(Warning::is_grave),
        }
    }

    /// Returns it in a byte: a tier's place in the list counted from two, twice,
    /// and one for a warning.
    fn code(self) -> u8 {
        match self {
            Verdict::Open => 0,
            Verdict::OwnWords => 2,
            Verdict::Looked { tier, is_warned } => {
                let place = Tier::ALL.iter().position(|(one, ..)| *one == tier);
                let place = u8::try_from(place.unwrap_or(0)).unwrap_or(0);
                2 * (place + 2) + u8::from(is_warned)
            }
        }
    }

    fn from_code(code: u8) -> Verdict {
        let tier = (code / 2).checked_sub(2);
        match tier.and_then(|place| Tier::ALL.get(usize::from(place))) {
            Some((tier, ..)) => Verdict::Looked {
                tier: *tier,
                is_warned: code % 2 == 1,
            },
            None if code == 2 => Verdict::OwnWords,
            None => Verdict::Open,
        }
    }
}

/// What is known of each quote of a library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdicts {
    codes: Vec<u8>,
}

impl Verdicts {
    /// Returns what is known of a quote.
    pub fn of(&self, id: QuoteId) -> Verdict {
        let code = self.codes.get(id.index());
        code.map_or(Verdict::Open, |code| Verdict::from_code(*code))
    }

    fn set(&mut self, id: QuoteId, code: u8) {
        if let Some(at) = self.codes.get_mut(id.index()) {
            *at = code;
        }
    }

    /// Returns how many quotes came to a tier.
    pub fn count(&self, tier: Tier) -> usize {
        let codes = self.codes.iter();
        codes
            .filter(|code| Verdict::from_code(**code).tier() == Some(tier))
            .count()
    }

    /// Returns how many quotes are in the curator's words.
    pub fn own_words(&self) -> usize {
        let codes = self.codes.iter();
        codes
            .filter(|code| Verdict::from_code(**code) == Verdict::OwnWords)
            .count()
    }
}

/// What can be kept of the verdicts, for the next time.
#[derive(Debug)]
pub struct KeepVerdicts {
    path: PathBuf,
    settled: i128,
    verified: Verified,
}

impl KeepVerdicts {
    /// Writes the verdicts, whole or not at all; returns their place.
    ///
    /// # Errors
    ///
    /// What the system says, such as that the disk is full; what was kept before
    /// is still there then.
    pub fn write(&self) -> io::Result<&Path> {
        verified::write(&self.path, self.settled, &self.verified)?;
        Ok(&self.path)
    }
}

/// Quotes from which on verdicts are worth keeping: fewer are found as fast.
const WORTH: usize = 1000;

/// Returns a quote as it is looked for.
fn passage<'a>(corpus: &'a Corpus, quote: &Quote<'a>) -> Passage<'a> {
    Passage {
        text: quote.text.raw(),
        prefix: quote.prefix.raw(),
        suffix: quote.suffix.raw(),
        locator: quote.locator.raw(),
        title: corpus.sources[quote.source].title.raw(),
    }
}

/// Looks for one quote in its source, and tells all there is to say; `None` for
/// one in the curator's words.
pub fn finding(corpus: &Corpus, archives: &Archives, id: QuoteId) -> Option<Finding> {
    finding_in(corpus, &archives.of(corpus, corpus.quotes.source(id)), id)
}

/// Looks for one quote in its source's text, and tells all there is to say;
/// `None` for one in the curator's words.
pub fn finding_in(corpus: &Corpus, archived: &Archived, id: QuoteId) -> Option<Finding> {
    let quote = corpus.quotes.at(id);
    if quote.kind == QuoteKind::Paraphrase {
        return None;
    }
    Some(look(&passage(corpus, &quote), archived))
}

fn look(passage: &Passage<'_>, archived: &Archived) -> Finding {
    let Some(text) = &archived.text else {
        return Finding::without_a_text();
    };
    let finding = verify::check(passage, text);
    if archived.held == Held::Stale {
        finding.stale()
    } else {
        finding
    }
}

/// Looks for every quote in its source, on every core. As it goes, `tell` is
/// given how many of how many quotes are done; if it says no, the rest stay
/// open. `cache` is the folder of caches, if one is to be used, `now` the time
/// it is. Returns also what can be kept, where that is worth it.
pub fn verify(
    corpus: &Corpus,
    archives: &Archives,
    cache: Option<&Path>,
    now: SystemTime,
    mut tell: impl FnMut(usize, usize) -> bool,
) -> (Verdicts, Option<KeepVerdicts>) {
    let all = corpus.quotes.len();
    let mut verdicts = Verdicts {
        codes: vec![Verdict::Open.code(); all],
    };
    let groups = groups(corpus, archives, &mut verdicts);
    let quotes: usize = groups.iter().map(|group| group.quotes.len()).sum();
    let mut done = all - quotes;
    let place = cache.filter(|_| WORTH <= quotes).map(|folder| {
        let name = cache::digest_of(&archives.grounds());
        folder.join(format!("{name:032x}.verdicts"))
    });
    let before = place.as_deref().map(verified::read).unwrap_or_default();
    let settled = settled(now);
    let search = Search {
        corpus,
        archives,
        texts: Texts::new(archives, &before, settled),
        before: &before,
    };
    let mut kept = Verified::default();
    let mut rest = &groups[..];
    while !rest.is_empty() && tell(done, all) {
        let (batch, more) = rest.split_at(batch(rest, all / 64));
        rest = more;
        let looked: Vec<Looked> = batch.par_iter().map(|group| search.look(group)).collect();
        for (group, looked) in batch.iter().zip(looked) {
            for (quote, code) in group.quotes.iter().zip(&looked.codes) {
                verdicts.set(*quote, *code);
            }
            done += group.quotes.len();
            if let Some(key) = looked.key {
                kept.rows.insert(key, looked.codes);
            }
        }
    }
    if !rest.is_empty() {
        return (verdicts, None);
    }
    tell(all, all);
    kept.texts = search.texts.kept();
    let keep = place.filter(|_| kept != before).map(|path| KeepVerdicts {
        path,
        settled,
        verified: kept,
    });
    (verdicts, keep)
}

/// Quotes of one source: those that are looked for together, and kept in a row.
struct Group {
    source: Id<Source>,
    text: usize,
    quotes: Vec<QuoteId>,
}

/// Quotes of a group at most: a source that has many is a work for every core,
/// and the rest of it need not be looked in again where one of them changed.
const TOGETHER: usize = 1024;

/// Returns the quotes that are to be looked for; of the others says what there
/// is to say: those in the curator's words, and those without a text.
fn groups(corpus: &Corpus, archives: &Archives, verdicts: &mut Verdicts) -> Vec<Group> {
    let lacking = Verdict::of(&Finding::without_a_text()).code();
    let mut open: Vec<Vec<QuoteId>> = vec![Vec::new(); corpus.sources.len()];
    let mut groups = Vec::new();
    let grounds = corpus.quotes.grounds(0..corpus.quotes.len());
    for (at, (source, _)) in grounds.enumerate() {
        let id = QuoteId::new(at);
        if corpus.quotes.kind(id) == QuoteKind::Paraphrase {
            verdicts.set(id, Verdict::OwnWords.code());
            continue;
        }
        let Some((text, open)) = archives.text_of(source).zip(open.get_mut(source.index())) else {
            verdicts.set(id, lacking);
            continue;
        };
        open.push(id);
        if open.len() == TOGETHER {
            let quotes = mem::take(open);
            groups.push(Group {
                source,
                text,
                quotes,
            });
        }
    }
    for (source, quotes) in open.into_iter().enumerate() {
        let source = Id::new(source);
        if let Some(text) = archives.text_of(source).filter(|_| !quotes.is_empty()) {
            groups.push(Group {
                source,
                text,
                quotes,
            });
        }
    }
    groups
}

/// Returns how many groups have about so many quotes.
fn batch(groups: &[Group], quotes: usize) -> usize {
    let mut so_far = 0;
    let full = groups.iter().position(|group| {
        so_far += group.quotes.len();
        quotes.max(256) <= so_far
    });
    full.map_or(groups.len(), |last| last + 1)
}

/// What is known of the texts, each when the first quote of it is looked for.
struct Texts<'a> {
    archives: &'a Archives,
    before: &'a Verified,
    settled: i128,
    places: Folders,
    known: Vec<OnceLock<Option<Known>>>,
}

/// A text that is there: by what its file is known, what that is like, and its
/// digest.
#[derive(Debug, Clone)]
struct Known {
    key: u128,
    stamp: Stamp,
    sha256: Arc<str>,
}

impl<'a> Texts<'a> {
    fn new(archives: &'a Archives, before: &'a Verified, settled: i128) -> Texts<'a> {
        let known = (0..archives.len()).map(|_| OnceLock::new());
        Texts {
            archives,
            before,
            settled,
            places: Folders::default(),
            known: known.collect(),
        }
    }

    /// Returns what is known of a text if that can be kept; one that is as it
    /// was is not read for it.
    fn of(&self, text: usize) -> Option<&Known> {
        let known = self.known.get(text)?;
        known.get_or_init(|| self.look(text)).as_ref()
    }

    fn look(&self, text: usize) -> Option<Known> {
        let (path, stamp) = self.archives.file(text, &self.places)?;
        let key = verified::file_key(&path);
        let sha256 = match self.before.texts.get(&key) {
            Some((as_it_was, sha256)) if *as_it_was == stamp => {
                self.archives.note(text, sha256);
                Arc::clone(sha256)
            }
            // A text that was read earlier may be another by now.
            _ => self.archives.load(text).ok()?.sha256_of(stamp)?,
        };
        let is_settled = stamp.modified.max(stamp.changed) < self.settled;
        is_settled.then_some(Known { key, stamp, sha256 })
    }

    fn kept(&self) -> HashMap<u128, (Stamp, Arc<str>)> {
        let known = self.known.iter().filter_map(|known| known.get()?.as_ref());
        known
            .map(|known| (known.key, (known.stamp, Arc::clone(&known.sha256))))
            .collect()
    }
}

/// What became of a group.
struct Looked {
    /// A verdict for each quote.
    codes: Box<[u8]>,
    /// By what they are kept, if they are.
    key: Option<u128>,
}

/// What quotes are looked for with.
struct Search<'a> {
    corpus: &'a Corpus,
    archives: &'a Archives,
    texts: Texts<'a>,
    before: &'a Verified,
}

impl Search<'_> {
    fn look(&self, group: &Group) -> Looked {
        let quotes = || group.quotes.iter().map(|id| self.corpus.quotes.at(*id));
        let key = self.texts.of(group.text).map(|known| {
            let source = &self.corpus.sources[group.source];
            let mut row = Row::new(&known.sha256, source.sha256.raw(), source.title.raw());
            for quote in quotes() {
                row.add(&passage(self.corpus, &quote));
            }
            row.key()
        });
        let before = key.and_then(|key| self.before.rows.get(&key));
        if let Some(codes) = before.filter(|codes| codes.len() == group.quotes.len()) {
            let codes = codes.clone();
            return Looked { codes, key };
        }
        let archived = self.archives.of(self.corpus, group.source);
        let code = |quote: Quote<'_>| {
            let finding = look(&passage(self.corpus, &quote), &archived);
            Verdict::of(&finding).code()
        };
        let codes = quotes().map(code).collect();
        // A file that changed meanwhile is not the one that is known.
        let known = self.texts.of(group.text);
        let same = known.is_some_and(|known| known.sha256 == archived.sha256);
        Looked {
            codes,
            key: key.filter(|_| same),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, time::Duration};

    use super::*;
    use crate::library::{
        load::{Request, load},
        state::Library,
    };

    /// A library of a thousand quotes and more, and its texts.
    struct Shown {
        folder: tempfile::TempDir,
        cache: tempfile::TempDir,
    }

    fn later() -> SystemTime {
        // Far enough that no change is too young to have left a trace.
        SystemTime::UNIX_EPOCH + Duration::from_secs(1 << 35)
    }

    impl Shown {
        fn new() -> Shown {
            let shown = Shown {
                folder: tempfile::tempdir().unwrap(),
                cache: tempfile::tempdir().unwrap(),
            };
            let mut toml = "schema = 1\n[briefing]\nid = \"b\"\ntitle = \"B\"\n".to_owned();
            let sources = (0..3).map(|n| {
                shown.text(n, "");
                format!("[source.s{n}]\ntype = \"speech\"\ntitle = \"S\"\nfile = \"{n}.txt\"\n")
            });
            let quotes = (0..WORTH + 2).map(|n| {
                let kind = if n == 0 { "kind = \"paraphrase\"\n" } else { "" };
                format!(
                    "[quote.q{n}]\n{kind}source = \"s{}\"\nlocator = \"1\"\ntext = \"A says w{n}.\"\n",
                    n % 3
                )
            });
            toml.extend(sources.chain(quotes));
            fs::write(shown.folder.path().join("b.toml"), toml).unwrap();
            shown
        }

        /// Writes a text that has all quotes of its source, and more.
        fn text(&self, n: usize, more: &str) {
            let all = (n..WORTH + 2).step_by(3);
            let all: Vec<String> = all.map(|n| format!("A says w{n}.")).collect();
            let text = format!("{more}{}", all.join(" "));
            fs::write(self.folder.path().join(format!("{n}.txt")), text).unwrap();
        }

        fn library(&self) -> Library {
            let request = Request {
                paths: vec![self.folder.path().to_owned()],
                cache: None,
                now: later(),
            };
            load(&request, |_| true).0
        }

        /// Looks for all quotes; returns what is known of them, whether there is
        /// something new to keep, and where it was kept.
        fn look(&self, cache: &Path) -> (Verdicts, Option<PathBuf>) {
            let library = self.library();
            let archives = Archives::new(&library, &[]);
            let (verdicts, keep) =
                verify(&library.corpus, &archives, Some(cache), later(), |_, _| {
                    true
                });
            let place = keep.map(|keep| keep.write().unwrap().to_owned());
            (verdicts, place)
        }
    }

    #[test]
    fn every_quote_is_looked_for_and_kept() {
        let shown = Shown::new();
        let (first, place) = shown.look(shown.cache.path());
        assert_eq!(
            (first.count(Tier::Exact), first.own_words()),
            (WORTH + 1, 1)
        );
        let place = place.unwrap();
        assert_eq!(shown.look(shown.cache.path()), (first.clone(), None));
        // A text that changed is looked in again.
        shown.text(1, "not ");
        shown.text(2, "zebra");
        fs::remove_file(shown.folder.path().join("0.txt")).unwrap();
        let (second, again) = shown.look(shown.cache.path());
        assert_eq!(again.as_ref(), Some(&place));
        let warned = Verdict::Looked {
            tier: Tier::Exact,
            is_warned: true,
        };
        assert_eq!(second.of(QuoteId::new(1)), warned);
        assert_eq!(second.of(QuoteId::new(2)), warned);
        assert_eq!(second.of(QuoteId::new(3)).tier(), Some(Tier::NoArchive));
        assert_eq!(second.of(QuoteId::new(0)), Verdict::OwnWords);
    }

    #[test]
    fn what_is_kept_is_whole_or_not_used() {
        let shown = Shown::new();
        let (first, place) = shown.look(shown.cache.path());
        let place = place.unwrap();
        let bytes = fs::read(&place).unwrap();
        let whole = |bytes: &[u8]| {
            fs::write(&place, bytes).unwrap();
            verified::read(&place) != Verified::default()
        };
        for at in (0..bytes.len()).step_by(bytes.len() / 97) {
            assert!(!whole(&bytes[..at]), "cut at {at}");
            let mut other = bytes.clone();
            other[at] ^= 0x41;
            assert!(!whole(&other), "another byte {at}");
        }
        // Found anew, and kept anew.
        assert_eq!(shown.look(shown.cache.path()), (first.clone(), Some(place)));
        // Nothing can be written where a file is.
        let library = shown.library();
        let archives = Archives::new(&library, &[]);
        let nowhere = shown.folder.path().join("b.toml");
        let (found, keep) = verify(
            &library.corpus,
            &archives,
            Some(&nowhere),
            later(),
            |_, _| true,
        );
        assert_eq!(found, first);
        assert!(keep.unwrap().write().is_err());
    }

    #[test]
    fn who_says_stop_is_heard() {
        let shown = Shown::new();
        let library = shown.library();
        let archives = Archives::new(&library, &[]);
        let (found, keep) = verify(
            &library.corpus,
            &archives,
            Some(shown.cache.path()),
            later(),
            // The curator's own words are done before any other.
            |done, _| done == 1,
        );
        let open = |at| found.of(QuoteId::new(at)) == Verdict::Open;
        assert!(!open(0) && !open(3) && open(1) && open(2) && keep.is_none());
    }

    #[test]
    fn one_changed_quote_is_looked_for_and_the_rest_is_kept() {
        let shown = Shown::new();
        let (_, place) = shown.look(shown.cache.path());
        let place = place.unwrap();
        let before = verified::read(&place);
        let briefing = shown.folder.path().join("b.toml");
        let toml = fs::read_to_string(&briefing).unwrap();
        fs::write(&briefing, toml.replace("A says w7.", "A says nothing.")).unwrap();
        let (found, again) = shown.look(shown.cache.path());
        assert_eq!(again, Some(place.clone()));
        assert_eq!(found.of(QuoteId::new(7)).tier(), Some(Tier::Missing));
        assert_eq!(found.count(Tier::Exact), WORTH);
        let after = verified::read(&place);
        let same = |key: &&u128| before.rows.contains_key(key);
        assert_eq!(
            (after.rows.len(), after.rows.keys().filter(same).count()),
            (3, 2)
        );
        assert_eq!(before.texts, after.texts);
    }

    #[test]
    fn a_text_that_did_not_change_is_not_read() {
        let shown = Shown::new();
        shown.look(shown.cache.path());
        let library = shown.library();
        let archives = Archives::new(&library, &[]);
        let cache = Some(shown.cache.path());
        verify(&library.corpus, &archives, cache, later(), |_, _| true);
        // Nobody could read it now.
        fs::remove_file(shown.folder.path().join("0.txt")).unwrap();
        let held = archives.held(&library.corpus, Id::new(0));
        assert_eq!(held, Held::Present { is_sure: false });
        assert_eq!(archives.of(&library.corpus, Id::new(0)).held, Held::Absent);
    }

    #[test]
    fn quotes_without_a_text_take_no_room() {
        let shown = Shown::new();
        let briefing = shown.folder.path().join("b.toml");
        let toml = fs::read_to_string(&briefing).unwrap();
        fs::write(&briefing, toml.replace("file = ", "note = ")).unwrap();
        let (found, place) = shown.look(shown.cache.path());
        assert_eq!((found.count(Tier::NoArchive), place), (WORTH + 1, None));
    }

    #[test]
    fn a_stale_text_is_told_with_what_it_has() {
        let folder = tempfile::tempdir().unwrap();
        let toml = "schema = 1\n[briefing]\nid = \"b\"\ntitle = \"B\"\n[source.s]\ntype = \"speech\"\ntitle = \"S\"\nfile = \"a.txt\"\nsha256 = \"SUM\"\n[quote.q]\nsource = \"s\"\nlocator = \"1\"\ntext = \"A says this.\"\n";
        let toml = toml.replace("SUM", &"0".repeat(64));
        fs::write(folder.path().join("b.toml"), toml).unwrap();
        fs::write(folder.path().join("a.txt"), "A says this. A says more.").unwrap();
        let request = Request {
            paths: vec![folder.path().to_owned()],
            cache: None,
            now: later(),
        };
        let (library, _) = load(&request, |_| true);
        let archives = Archives::new(&library, &[]);
        let finding = finding(&library.corpus, &archives, QuoteId::new(0)).unwrap();
        assert_eq!((finding.tier, finding.in_text), (Tier::Stale, Tier::Exact));
        assert_eq!(finding.pieces.first(), Some(&(0..12)));
    }

    #[test]
    fn a_verdict_is_a_byte() {
        let tiers = Tier::ALL.iter().flat_map(|(tier, ..)| {
            [false, true].map(|is_warned| Verdict::Looked {
                tier: *tier,
                is_warned,
            })
        });
        for verdict in tiers.chain([Verdict::Open, Verdict::OwnWords]) {
            assert_eq!(Verdict::from_code(verdict.code()), verdict);
        }
        assert_eq!(Verdict::from_code(255), Verdict::Open);
    }
}
