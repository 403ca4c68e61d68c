//! The quotes of one file, packed: a library has a million of them, and most
//! are looked at only by the search.
//!
//! A quote is a run of numbers and a run of text. To add a field, write it in
//! [`Sheaf::push`] and read it in [`Sheaf::unpack`], in the same place.

use crate::{
    arena::Id,
    date::Date,
    model::{
        record::{Also, File, Origin, Quote, Translation},
        token::{Capacity, QuoteKind, Token},
    },
    seal::{Seal, Sealer, Unsealer},
    text::Shown,
};

/// Stands for a reference or a date that is not there.
const NONE: u32 = u32::MAX;

/// In a length: the file writes the text otherwise, and that follows.
const OTHERWISE: u32 = 1 << 31;

/// Where the numbers that every quote has stand in its run.
const BITS: usize = 0;
const LINE: usize = 1;
const AT: usize = 2;
const TEXT_START: usize = 3;
const SOURCE: usize = 4;
const SPEAKER: usize = 5;
const DATE: usize = 6;
const FIXED: usize = 7;

/// In the bits, above kind, capacity and credibility: which rare fields follow.
const KIND: u32 = 0;
const CAPACITY: u32 = 4;
const CREDIBILITY: u32 = 8;
const LISTS: u32 = 1 << 12;
const SINGLES: u32 = 1 << 13;
const TEXTS: u32 = 1 << 14;
const LOCATOR: u32 = 1 << 15;

/// The quotes of one file, packed. References in it are places in the table
/// of names that the file's reader keeps; whoever unpacks gives what they mean.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheaf {
    /// All texts, one after the other.
    pub(super) pool: String,
    /// All numbers, quote by quote.
    pub(super) numbers: Vec<u32>,
    /// Where each quote's numbers begin.
    pub(super) starts: Vec<u32>,
    /// The quotes' own dates, each once.
    pub(super) dates: Vec<Date>,
}

impl Sheaf {
    /// Returns how many quotes there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Returns the bytes it takes.
    pub fn size(&self) -> usize {
        self.pool.len() + 4 * (self.numbers.len() + self.starts.len())
    }

    /// Gives back the room that was reserved and not used.
    pub fn shrink(&mut self) {
        self.pool.shrink_to_fit();
        self.numbers.shrink_to_fit();
        self.starts.shrink_to_fit();
        self.dates.shrink_to_fit();
    }

    /// Adds a quote; `at` is the byte of its file at which its id stands.
    ///
    /// # Panics
    ///
    /// Panics past 4 GiB of text, 64 times what a file may hold.
    pub fn push(&mut self, quote: &Quote<'_>, at: u32) {
        self.starts.push(narrow(self.numbers.len()));
        let start = narrow(self.pool.len());
        let date = quote.date.map_or(NONE, |date| self.date(date));
        let singles = [
            raw(quote.first_source),
            raw(quote.event),
            raw(quote.variant_of),
        ];
        let texts = [
            quote.prefix,
            quote.suffix,
            quote.lang,
            quote.translated_from,
            quote.marking,
            quote.note,
        ];
        let lists = !(quote.stated_for.is_empty()
            && quote.issues.is_empty()
            && quote.via.is_empty()
            && quote.also.is_empty()
            && quote.translations.is_empty()
            && quote.tags.is_empty());
        let mut bits = place(quote.kind) << KIND
            | quote.capacity.map_or(0, |capacity| place(capacity) + 1) << CAPACITY
            | quote.credibility.map_or(0, |grade| u32::from(grade) & 15) << CREDIBILITY;
        bits |= if lists { LISTS } else { 0 };
        bits |= if singles == [NONE; 3] { 0 } else { SINGLES };
        bits |= if texts.iter().all(|text| text.is_empty()) {
            0
        } else {
            TEXTS
        };
        bits |= if quote.locator.is_empty() { 0 } else { LOCATOR };
        self.numbers.extend([
            bits,
            quote.origin.line,
            at,
            start,
            quote.source.raw(),
            raw(quote.speaker),
            date,
        ]);
        self.text(quote.key);
        self.text(quote.text);
        if bits & LOCATOR != 0 {
            self.text(quote.locator);
        }
        if bits & SINGLES != 0 {
            self.numbers.extend(singles);
        }
        if bits & TEXTS != 0 {
            for text in texts {
                self.text(text);
            }
        }
        if bits & LISTS != 0 {
            self.lists(quote);
        }
    }

    fn lists(&mut self, quote: &Quote<'_>) {
        self.ids(&quote.stated_for);
        self.ids(&quote.issues);
        self.ids(&quote.via);
        self.numbers.push(narrow(quote.also.len()));
        for also in &quote.also {
            self.numbers.push(also.source.raw());
            self.text(also.locator.shown());
        }
        self.numbers.push(narrow(quote.translations.len()));
        for translation in &quote.translations {
            self.numbers.push(raw(translation.source));
            self.text(translation.lang.shown());
            self.text(translation.text.shown());
            self.text(translation.by.shown());
        }
        self.numbers.push(narrow(quote.tags.len()));
        for tag in &quote.tags {
            self.text(tag.shown());
        }
    }

    fn date(&mut self, date: &Date) -> u32 {
        // A file has few dates, and neighbors share theirs.
        let known = self.dates.iter().rposition(|known| known == date);
        narrow(known.unwrap_or_else(|| {
            self.dates.push(date.clone());
            self.dates.len() - 1
        }))
    }

    fn text(&mut self, text: Shown<'_>) {
        let (shown, otherwise, hidden) = text.parts();
        self.pool.push_str(shown);
        match otherwise {
            None => self.numbers.push(narrow(shown.len())),
            Some(otherwise) => {
                self.pool.push_str(otherwise);
                self.numbers.extend([
                    narrow(shown.len()) | OTHERWISE,
                    narrow(otherwise.len()),
                    hidden,
                ]);
            }
        }
    }

    fn ids<T>(&mut self, ids: &[Id<T>]) {
        self.numbers.push(narrow(ids.len()));
        self.numbers.extend(ids.iter().map(|id| id.raw()));
    }

    /// Returns the quote in a place, its references as `means` says; its date
    /// is its own, if it has one.
    pub fn unpack(&self, place: usize, file: Id<File>, means: &impl Fn(u32) -> u32) -> Quote<'_> {
        let mut reader = Reader::new(self, place, means);
        let fixed = reader.fixed;
        let bits = fixed[BITS];
        let mut quote = Quote {
            key: reader.text(),
            origin: Origin {
                file,
                line: fixed[LINE],
            },
            text: reader.text(),
            kind: kind(bits),
            speaker: reader.some(fixed[SPEAKER]),
            stated_for: Vec::new(),
            capacity: (bits >> CAPACITY & 15)
                .checked_sub(1)
                .and_then(token::<Capacity>),
            source: Id::from_raw(means(fixed[SOURCE])),
            locator: reader.text_if(bits & LOCATOR != 0),
            prefix: Shown::default(),
            suffix: Shown::default(),
            first_source: None,
            via: Vec::new(),
            also: Vec::new(),
            event: None,
            date: self.dates.get(fixed[DATE] as usize),
            issues: Vec::new(),
            lang: Shown::default(),
            translated_from: Shown::default(),
            translations: Vec::new(),
            variant_of: None,
            credibility: u8::try_from(bits >> CREDIBILITY & 15)
                .ok()
                .filter(|&grade| 0 < grade),
            marking: Shown::default(),
            note: Shown::default(),
            tags: Vec::new(),
        };
        if bits & SINGLES != 0 {
            quote.first_source = reader.id();
            quote.event = reader.id();
            quote.variant_of = reader.id();
        }
        if bits & TEXTS != 0 {
            quote.prefix = reader.text();
            quote.suffix = reader.text();
            quote.lang = reader.text();
            quote.translated_from = reader.text();
            quote.marking = reader.text();
            quote.note = reader.text();
        }
        if bits & LISTS != 0 {
            reader.lists(&mut quote);
        }
        quote
    }

    /// Returns the words of the quote in a place, and nothing else of it.
    pub fn words(&self, place: usize) -> &str {
        let mut reader = Reader::new(self, place, &|id| id);
        reader.text();
        reader.text().as_str()
    }

    /// Returns the id of the quote in a place, and the byte of its file at
    /// which it stands.
    pub fn key(&self, place: usize) -> (&str, u32) {
        let mut reader = Reader::new(self, place, &|id| id);
        (reader.text().as_str(), reader.fixed[AT])
    }

    /// Returns whether the words of the quote in a place are the speaker's.
    pub fn kind(&self, place: usize) -> QuoteKind {
        kind(self.fixed(place)[BITS])
    }

    /// Whether the quote in a place says where in its source it stands.
    pub fn has_locator(&self, place: usize) -> bool {
        self.fixed(place)[BITS] & LOCATOR != 0
    }

    /// Whether the quote in a place names more than its source and speaker.
    pub(super) fn names_more(&self, place: usize) -> bool {
        self.fixed(place)[BITS] & (SINGLES | LISTS) != 0
    }

    /// Returns the own date of the quote in a place, if it has one.
    pub fn own_date(&self, place: usize) -> Option<&Date> {
        self.dates.get(self.fixed(place)[DATE] as usize)
    }

    /// Returns the source, the speaker and the own date of the quote in a
    /// place, as they are kept.
    pub(super) fn facts(&self, place: usize) -> (u32, Option<u32>, Option<u32>) {
        let fixed = self.fixed(place);
        let some = |raw: u32| (raw != NONE).then_some(raw);
        (fixed[SOURCE], some(fixed[SPEAKER]), some(fixed[DATE]))
    }

    fn fixed(&self, place: usize) -> [u32; FIXED] {
        let start = self.starts.get(place).map_or(0, |&start| start as usize);
        let numbers = self.numbers.get(start..start + FIXED);
        numbers
            .and_then(|numbers| numbers.try_into().ok())
            .unwrap_or([0; FIXED])
    }
}

/// Reads one quote's numbers and texts, in the order in which they were
/// written. Where there is nothing more, it reads zeros and empty texts.
struct Reader<'a, 'm, M> {
    sheaf: &'a Sheaf,
    means: &'m M,
    fixed: [u32; FIXED],
    /// The next number, and the next byte of text.
    number: usize,
    byte: usize,
}

impl<'a, 'm, M: Fn(u32) -> u32> Reader<'a, 'm, M> {
    fn new(sheaf: &'a Sheaf, place: usize, means: &'m M) -> Self {
        let fixed = sheaf.fixed(place);
        let start = sheaf.starts.get(place).map_or(0, |&start| start as usize);
        Reader {
            sheaf,
            means,
            fixed,
            number: start + FIXED,
            byte: fixed[TEXT_START] as usize,
        }
    }

    fn next(&mut self) -> u32 {
        let number = self.sheaf.numbers.get(self.number).copied().unwrap_or(0);
        self.number += 1;
        number
    }

    fn text(&mut self) -> Shown<'a> {
        let len = self.next();
        let shown = self.bytes(len & !OTHERWISE);
        if len & OTHERWISE == 0 {
            return Shown::from_parts(shown, None, 0);
        }
        let len = self.next();
        let hidden = self.next();
        Shown::from_parts(shown, Some(self.bytes(len)), hidden)
    }

    fn text_if(&mut self, there: bool) -> Shown<'a> {
        if there { self.text() } else { Shown::default() }
    }

    fn bytes(&mut self, len: u32) -> &'a str {
        let end = self.byte.saturating_add(len as usize);
        let text = self.sheaf.pool.get(self.byte..end).unwrap_or_default();
        self.byte = end;
        text
    }

    fn some<T>(&self, raw: u32) -> Option<Id<T>> {
        if raw == NONE {
            return None;
        }
        // What it names may have been left out.
        let means = (self.means)(raw);
        (means != NONE).then(|| Id::from_raw(means))
    }

    fn id<T>(&mut self) -> Option<Id<T>> {
        let raw = self.next();
        self.some(raw)
    }

    fn ids<T>(&mut self) -> Vec<Id<T>> {
        (0..self.count()).filter_map(|_| self.id()).collect()
    }

    /// Returns the length of a list, no longer than there are numbers for it.
    fn count(&mut self) -> u32 {
        self.next().min(narrow(self.sheaf.numbers.len()))
    }

    fn lists(&mut self, quote: &mut Quote<'a>) {
        quote.stated_for = self.ids();
        quote.issues = self.ids();
        quote.via = self.ids();
        quote.also = (0..self.count())
            .map(|_| {
                let source = self.next();
                Also {
                    source: Id::from_raw((self.means)(source)),
                    locator: self.text().to_clean(),
                }
            })
            .collect();
        quote.translations = (0..self.count())
            .map(|_| Translation {
                source: self.id(),
                lang: self.text().to_clean(),
                text: self.text().to_clean(),
                by: self.text().to_clean(),
            })
            .collect();
        quote.tags = (0..self.count()).map(|_| self.text().to_clean()).collect();
    }
}

impl Seal for Sheaf {
    fn seal(&self, out: &mut Sealer) {
        out.text(&self.pool);
        out.numbers(&self.numbers);
        out.numbers(&self.starts);
        self.dates.seal(out);
    }
    fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
        Some(Sheaf {
            pool: from.text()?.to_owned(),
            numbers: from.numbers()?,
            starts: from.numbers()?,
            dates: Vec::unseal(from)?,
        })
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).expect("a file is at most 64 MiB")
}

fn raw<T>(id: Option<Id<T>>) -> u32 {
    id.map_or(NONE, Id::raw)
}

/// Returns a token's place in its list.
fn place<T: Token>(token: T) -> u32 {
    let place = T::ALL.iter().position(|(known, ..)| *known == token);
    narrow(place.unwrap_or(0))
}

fn kind(bits: u32) -> QuoteKind {
    token(bits >> KIND & 15).unwrap_or(QuoteKind::Quotation)
}

fn token<T: Token>(place: u32) -> Option<T> {
    T::ALL.get(place as usize).map(|(token, ..)| *token)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Clean;
    use proptest::prelude::{Just, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest};

    /// The texts of a quote, and the numbers that decide the rest.
    type Parts = (Vec<Clean>, Vec<u32>, Option<Date>);

    /// White space alone is no text.
    fn clean(text: &str) -> Clean {
        let clean = Clean::paragraphs(text);
        if clean.is_empty() {
            Clean::default()
        } else {
            clean
        }
    }

    fn parts() -> impl Strategy<Value = Parts> {
        let text = prop_oneof![Just(String::new()), any::<String>(), "[a-z ]{0,30}"];
        (
            prop::collection::vec(text.prop_map(|text| clean(&text)), 12),
            prop::collection::vec(0..1000_u32, 16),
            prop_oneof![Just(None), Just("2011-09~".parse().ok())],
        )
    }

    fn quote((texts, numbers, date): &Parts) -> Quote<'_> {
        fn id<T>(n: u32) -> Option<Id<T>> {
            (!n.is_multiple_of(3)).then(|| Id::from_raw(n))
        }
        fn ids<T>(n: u32) -> Vec<Id<T>> {
            (0..n % 4).map(Id::from_raw).collect()
        }
        Quote {
            key: texts[0].shown(),
            origin: Origin {
                file: Id::new(0),
                line: numbers[0],
            },
            text: texts[1].shown(),
            kind: token(numbers[1] % 3).unwrap(),
            speaker: id(numbers[2]),
            stated_for: ids(numbers[3]),
            capacity: token(numbers[4] % 7),
            source: Id::from_raw(numbers[5]),
            locator: texts[2].shown(),
            prefix: texts[3].shown(),
            suffix: texts[4].shown(),
            first_source: id(numbers[6]),
            via: ids(numbers[7]),
            also: (0..numbers[8] % 3)
                .map(|n| Also {
                    source: Id::from_raw(n),
                    locator: texts[5].clone(),
                })
                .collect(),
            event: id(numbers[9]),
            date: date.as_ref(),
            issues: ids(numbers[10]),
            lang: texts[6].shown(),
            translated_from: texts[7].shown(),
            translations: (0..numbers[11] % 3)
                .map(|n| Translation {
                    lang: texts[6].clone(),
                    text: texts[8].clone(),
                    by: Clean::default(),
                    source: id(n),
                })
                .collect(),
            variant_of: id(numbers[12]),
            credibility: (1..7).nth(numbers[13] as usize),
            marking: texts[9].shown(),
            note: texts[10].shown(),
            tags: (0..numbers[14] % 3).map(|_| texts[11].clone()).collect(),
        }
    }

    proptest! {
        #[test]
        fn a_quote_is_unpacked_as_it_was_packed(all in prop::collection::vec(parts(), 1..6)) {
            let mut sheaf = Sheaf::default();
            for (at, parts) in (0..).zip(&all) {
                sheaf.push(&quote(parts), at);
            }
            let mut out = Sealer::default();
            sheaf.seal(&mut out);
            let back = Sheaf::unseal(&mut Unsealer::new(&out.bytes)).unwrap();
            prop_assert_eq!(&back, &sheaf);
            for (place, parts) in all.iter().enumerate() {
                prop_assert_eq!(sheaf.unpack(place, Id::new(0), &|raw| raw), quote(parts));
                prop_assert_eq!(sheaf.words(place), quote(parts).text.as_str());
                prop_assert_eq!(sheaf.key(place), (quote(parts).key.as_str(), u32::try_from(place).unwrap()));
                prop_assert_eq!(sheaf.has_locator(place), !quote(parts).locator.is_empty());
            }
        }

        /// A sheaf comes from a file of the user's own, but what its numbers
        /// say is not trusted.
        #[test]
        fn any_numbers_can_be_unpacked(pool in "[a-zé]{0,20}", numbers in prop::collection::vec(any::<u32>(), 0..40), starts in prop::collection::vec(0..50_u32, 1..4)) {
            let sheaf = Sheaf { pool, numbers, starts, dates: Vec::new() };
            for place in 0..=sheaf.len() {
                sheaf.unpack(place, Id::new(0), &|raw| raw);
                sheaf.words(place);
            }
        }
    }
}
