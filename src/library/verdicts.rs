//! Every quote of a library looked for in its source, on every core: what that
//! came to, and what can be kept of it.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::{
    arena::Id,
    library::{
        archives::{Archived, Archives, Held},
        cache,
        find::Stamp,
        load::settled,
        verified::{self, Verified},
    },
    model::{Corpus, Quote, QuoteId, QuoteKind, Source, Token},
    seal::Sealer,
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
        lang: quote.lang.raw(),
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
    let place = cache.filter(|_| WORTH <= all).map(|folder| {
        let name = cache::digest_of(&archives.grounds());
        folder.join(format!("{name:032x}.verdicts"))
    });
    let before = place.as_deref().map(verified::read).unwrap_or_default();
    let settled = settled(now);
    let texts = Texts::new(archives, &before, settled);
    let mut verdicts = Verdicts {
        codes: vec![Verdict::Open.code(); all],
    };
    let mut kept = Verified {
        texts: texts.kept(),
        ..Verified::default()
    };
    let groups = groups(corpus);
    let (mut done, mut fresh) = (0, false);
    let mut rest = &groups[..];
    while !rest.is_empty() && tell(done, all) {
        let (batch, more) = rest.split_at(batch(rest, all / 64));
        rest = more;
        let looked: Vec<Vec<Looked>> = batch
            .par_iter()
            .map(|(source, ids)| {
                let group = Group {
                    corpus,
                    archives,
                    source: *source,
                    texts: &texts,
                };
                group.look(ids, &before)
            })
            .collect();
        for one in looked.into_iter().flatten() {
            if let Some(code) = verdicts.codes.get_mut(one.quote.index()) {
                *code = one.code;
            }
            if let Some(key) = one.key {
                kept.verdicts.insert(key, one.code);
                fresh |= one.is_fresh;
            }
            done += 1;
        }
    }
    if rest.is_empty() {
        tell(all, all);
    }
    let changed =
        fresh || kept.texts != before.texts || kept.verdicts.len() != before.verdicts.len();
    let keep = place
        .filter(|_| rest.is_empty() && changed)
        .map(|path| KeepVerdicts {
            path,
            settled,
            verified: kept,
        });
    (verdicts, keep)
}

/// Returns the quotes of each source that has any.
fn groups(corpus: &Corpus) -> Vec<(Id<Source>, Vec<QuoteId>)> {
    let mut groups: Vec<Vec<QuoteId>> = vec![Vec::new(); corpus.sources.len()];
    for (at, (source, _)) in corpus.quotes.grounds(0..corpus.quotes.len()).enumerate() {
        if let Some(group) = groups.get_mut(source.index()) {
            group.push(QuoteId::new(at));
        }
    }
    let groups = groups.into_iter().enumerate();
    groups
        .filter(|(_, ids)| !ids.is_empty())
        .map(|(source, ids)| (Id::new(source), ids))
        .collect()
}

/// Returns how many groups have about so many quotes.
fn batch(groups: &[(Id<Source>, Vec<QuoteId>)], quotes: usize) -> usize {
    let mut so_far = 0;
    let full = groups.iter().position(|(_, ids)| {
        so_far += ids.len();
        quotes.max(256) <= so_far
    });
    full.map_or(groups.len(), |last| last + 1)
}

/// What is known of the texts before any is read: of those that are as they
/// were, the digest.
struct Texts {
    known: Vec<Option<(u128, Stamp, Arc<str>)>>,
}

impl Texts {
    fn new(archives: &Archives, before: &Verified, settled: i128) -> Texts {
        let known = (0..archives.len()).into_par_iter().map(|text| {
            let (path, stamp) = archives.file(text)?;
            let key = verified::file_key(&path);
            let digest = match before.texts.get(&key) {
                Some((as_it_was, digest)) if *as_it_was == stamp => Arc::clone(digest),
                // A text that was read earlier may be another by now.
                _ => archives.load(text).ok()?.sha256_of(stamp)?,
            };
            let is_settled = stamp.modified.max(stamp.changed) < settled;
            is_settled.then_some((key, stamp, digest))
        });
        Texts {
            known: known.collect(),
        }
    }

    fn kept(&self) -> std::collections::HashMap<u128, (Stamp, Arc<str>)> {
        let known = self.known.iter().flatten();
        known
            .map(|(key, stamp, digest)| (*key, (*stamp, Arc::clone(digest))))
            .collect()
    }
}

/// What became of a quote.
struct Looked {
    quote: QuoteId,
    code: u8,
    /// By what it is kept, if it is.
    key: Option<u128>,
    is_fresh: bool,
}

/// The quotes of a source.
struct Group<'a> {
    corpus: &'a Corpus,
    archives: &'a Archives,
    source: Id<Source>,
    texts: &'a Texts,
}

impl Group<'_> {
    fn look(&self, ids: &[QuoteId], before: &Verified) -> Vec<Looked> {
        let due = self.corpus.sources[self.source].sha256.raw();
        let text = self.archives.text_of(self.source);
        let known = text.and_then(|text| self.texts.known.get(text)?.as_ref());
        let digest = known.map(|(_, _, digest)| Arc::clone(digest));
        let mut archived = None;
        let mut buffer = Sealer::default();
        let one = |id: &QuoteId| {
            let quote = self.corpus.quotes.at(*id);
            let passage = passage(self.corpus, &quote);
            let mut looked = Looked {
                quote: *id,
                code: Verdict::OwnWords.code(),
                key: None,
                is_fresh: false,
            };
            if quote.kind == QuoteKind::Paraphrase {
                return looked;
            }
            looked.key = digest
                .as_ref()
                .map(|digest| verified::key(digest, due, &passage, &mut buffer));
            if let Some(code) = looked.key.and_then(|key| before.verdicts.get(&key)) {
                looked.code = *code;
                return looked;
            }
            let archived =
                archived.get_or_insert_with(|| self.archives.of(self.corpus, self.source));
            looked.code = Verdict::of(&look(&passage, archived)).code();
            looked.is_fresh = true;
            looked
        };
        ids.iter().map(one).collect()
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
            |done, _| done == 0,
        );
        let open = |at| found.of(QuoteId::new(at)) == Verdict::Open;
        assert!(!open(0) && open(WORTH + 1 - (WORTH + 1) % 3 + 1) && keep.is_none());
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
