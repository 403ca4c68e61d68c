//! One date in words: a day, a month, a season, a year, a decade or a century.
//! To add a word, add it to [`FILLERS`], [`SEASONS`], [`ERAS`] or [`DOUBTS`].

use crate::date::{
    day::{Day, month_name},
    form::{Date, Given},
    types::{Kind, Reason, Season, because},
};

/// Words that say nothing of when.
const FILLERS: &[&str] = &["the", "of", "in", "on", "at", "year", "month", "day"];

/// Seasons by every name they have.
const SEASONS: &[(&str, Season)] = &[
    ("spring", Season::Spring),
    ("summer", Season::Summer),
    ("autumn", Season::Autumn),
    ("fall", Season::Autumn),
    ("winter", Season::Winter),
];

/// What stands beside a year, and whether it is before Christ.
const ERAS: &[(&str, bool)] = &[("ad", false), ("ce", false), ("bc", true), ("bce", true)];

/// Words and signs of doubt that stand before a date, and the sign EDTF has for them.
const DOUBTS: &[(&str, char)] = &[
    ("approximately", '~'),
    ("approx", '~'),
    ("about", '~'),
    ("around", '~'),
    ("roughly", '~'),
    ("circa", '~'),
    ("ca", '~'),
    ("c", '~'),
    ("~", '~'),
    ("≈", '~'),
    ("perhaps", '?'),
    ("maybe", '?'),
    ("possibly", '?'),
    ("probably", '?'),
];

/// The same after it.
const DOUBTS_AFTER: &[(&str, char)] = &[
    ("?", '?'),
    ("~", '~'),
    ("%", '%'),
    (", uncertain", '?'),
    (", approximate", '~'),
    (", approximately", '~'),
];

/// What is said to be unknown after a date, and what EDTF writes for it.
const UNKNOWNS: &[(&str, &str)] = &[
    (", month and day unknown", "-XX-XX"),
    (", month unknown", "-XX"),
    (", day unknown", "-XX"),
];

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Returns the EDTF text of one date, with its doubt; the text is in lower
/// case, with plain dashes and single blanks.
pub(super) fn said(text: &str) -> Result<String, Reason> {
    let text = text.replace(';', ",");
    let mut rest = text.trim_matches([' ', ',']);
    let (mut about, mut unsure) = (false, false);
    let mut unknown = "";
    loop {
        let before = rest;
        for &(word, sign) in DOUBTS {
            rest = without(rest, word).map_or(rest, |inner| {
                about |= sign == '~';
                unsure |= sign == '?';
                inner
            });
        }
        for &(word, sign) in DOUBTS_AFTER {
            rest = rest.strip_suffix(word).map_or(rest, |inner| {
                about |= sign != '?';
                unsure |= sign != '~';
                inner.trim_end()
            });
        }
        for &(words, digits) in UNKNOWNS {
            rest = rest.strip_suffix(words).map_or(rest, |inner| {
                unknown = digits;
                inner
            });
        }
        if rest == before {
            break;
        }
    }
    let sign = match (about, unsure) {
        (false, false) => "",
        (true, false) => "~",
        (false, true) => "?",
        (true, true) => "%",
    };
    let given = match rest.strip_suffix(", year unknown") {
        Some(years) => some_year(years)?,
        None => plain(rest)?,
    };
    checked(&format!("{given}{unknown}{sign}"))
}

/// Returns what follows a word that begins a text, be it set off by a blank, a
/// full stop, or by a number alone: `c. 1670`, `c1670`.
pub(super) fn without<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(word)?;
    let begins_anew = |c: char| !c.is_alphabetic() || !word.ends_with(char::is_alphabetic);
    rest.starts_with(begins_anew)
        .then(|| rest.trim_start_matches(['.', ' ', ',']))
}

/// Passes on what EDTF reads as one date.
fn checked(text: &str) -> Result<String, Reason> {
    match text.parse::<Date>() {
        Ok(date) if date.kind() == Kind::Instant => Ok(date.to_string()),
        Ok(_) => Err(Reason::UNCLEAR),
        Err(bad) => Err(Reason(bad.reason().map(str::to_owned))),
    }
}

/// Reads a date without doubt.
fn plain(text: &str) -> Result<String, Reason> {
    let upper = text.to_uppercase();
    let as_edtf = checked(&upper).or_else(|reason| {
        // A time after a day, with a blank between.
        checked(&upper.replacen(' ', "T", 1)).map_err(|_blank| reason)
    });
    if as_edtf.is_ok() {
        return as_edtf;
    }
    let tokens = tokens(text)?;
    if tokens.iter().any(|token| matches!(token, Token::Word(_))) {
        let mut found = Found::default();
        found.read(&tokens)?;
        found.edtf()
    } else {
        let numbers: Vec<&str> = tokens.iter().map(Token::text).collect();
        digits(&numbers).unwrap_or(as_edtf)
    }
}

/// Reads a date of digits alone, where the year is plain to see; `None` if that
/// is no way to write one.
fn digits(numbers: &[&str]) -> Option<Result<String, Reason>> {
    let number = |text: &str| text.parse::<u8>().ok();
    let lengths: Vec<usize> = numbers.iter().map(|n| n.len()).collect();
    match (numbers, lengths.as_slice()) {
        ([year, month], [4, 1..=2]) => {
            let month = number(month)?;
            Some(checked(&format!("{year}-{month:02}")))
        }
        ([month, year], [1..=2, 4]) => {
            let month = number(month)?;
            Some(checked(&format!("{year}-{month:02}")))
        }
        ([year, month, day], [4, 1..=2, 1..=2]) => {
            let (month, day) = (number(month)?, number(day)?);
            Some(checked(&format!("{year}-{month:02}-{day:02}")))
        }
        ([first, second, year], [1..=2, 1..=2, 4]) => {
            let (first, second) = (number(first)?, number(second)?);
            Some(Err(either(year.parse().ok()?, first, second)))
        }
        ([_, _, _], [1..=2, 1..=2, 1..=2]) => {
            Some(Err(because("which of these is the year is not said")))
        }
        (_, _) => None,
    }
}

/// Whether the day or the month stands first is not guessed at: one half of the
/// world would be told a wrong date.
fn either(year: i16, first: u8, second: u8) -> Reason {
    let day_first = Day::from_ymd(year, second, first);
    let month_first = Day::from_ymd(year, first, second);
    match (day_first, month_first) {
        (Some(day), Some(other)) if day != other => {
            because(format!("it may mean {} or {}", day.words(), other.words()))
        }
        (Some(day), _) | (None, Some(day)) => because(format!("it may mean {}", day.words())),
        (None, None) => because("the calendar has no such day"),
    }
}

/// A piece of what is typed.
enum Token<'a> {
    Number(&'a str),
    Word(&'a str),
}

impl<'a> Token<'a> {
    fn text(&self) -> &'a str {
        match self {
            Token::Number(text) | Token::Word(text) => text,
        }
    }
}

/// Cuts a text into numbers and words; what is between them says nothing.
fn tokens(text: &str) -> Result<Vec<Token<'_>>, Reason> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let len = |belongs: fn(char) -> bool| rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        let at = match first {
            '0'..='9' => len(|c| c.is_ascii_digit()),
            _ if first.is_alphabetic() => len(char::is_alphabetic),
            ' ' | ',' | '.' | '-' | '/' | '\'' => first.len_utf8(),
            _ => return Err(because(format!("`{first}` has no meaning there"))),
        };
        let (token, after) = rest.split_at(at);
        match first {
            '0'..='9' => found.push(Token::Number(token)),
            _ if first.is_alphabetic() => found.push(Token::Word(token)),
            _ => (),
        }
        rest = after;
    }
    Ok(found)
}

/// What the pieces of a date were found to be.
#[derive(Default)]
struct Found<'a> {
    /// In the order they stand in.
    numbers: Vec<&'a str>,
    month: Option<u8>,
    season: Option<Season>,
    weekday: Option<&'a str>,
    before_christ: Option<bool>,
    century: bool,
    decade: bool,
}

impl<'a> Found<'a> {
    fn read(&mut self, tokens: &[Token<'a>]) -> Result<(), Reason> {
        let mut after_number = false;
        for token in tokens {
            match token {
                Token::Number(text) => self.numbers.push(text),
                Token::Word("st" | "nd" | "rd" | "th") if after_number => (),
                Token::Word("s") if after_number => self.decade = true,
                Token::Word(text) => self.word(text)?,
            }
            after_number = matches!(token, Token::Number(_));
        }
        Ok(())
    }

    fn word(&mut self, word: &'a str) -> Result<(), Reason> {
        let named = |(name, _): &&(&str, _)| *name == word;
        let twice = || because(format!("`{word}` is one too many"));
        if FILLERS.contains(&word) {
            return Ok(());
        }
        if let Some(month) = month(word) {
            let other = self.month.replace(month).is_some() || self.season.is_some();
            return if other { Err(twice()) } else { Ok(()) };
        }
        if let Some((_, season)) = SEASONS.iter().find(|(name, _)| *name == word) {
            let other = self.season.replace(*season).is_some() || self.month.is_some();
            return if other { Err(twice()) } else { Ok(()) };
        }
        if let Some((_, before)) = ERAS.iter().find(named) {
            let other = self.before_christ.replace(*before).is_some();
            return if other { Err(twice()) } else { Ok(()) };
        }
        if let Some(day) = WEEKDAYS
            .iter()
            .find(|day| 3 <= word.len() && day.starts_with(word))
        {
            self.weekday = Some(day);
            return Ok(());
        }
        match word {
            "century" | "cent" => self.century = true,
            "today" | "now" | "yesterday" | "tomorrow" => {
                return Err(because(format!("what day `{word}` is, is not known here")));
            }
            _ => return Err(because(format!("`{word}` is no word of a date"))),
        }
        Ok(())
    }

    fn edtf(&self) -> Result<String, Reason> {
        if self.century || self.decade {
            return self.years();
        }
        // The year is the last number, unless one of four digits stands first.
        let (day, year) = match self.numbers.as_slice() {
            [] => return Err(because("the year is missing")),
            [year] => (None, *year),
            [year, day] if year.len() == 4 && day.len() <= 2 => (Some(*day), *year),
            [day, year] => (Some(*day), *year),
            [_, _, ..] => return Err(because("there is a number too many")),
        };
        let year = year_of(year, self.before_christ, self.month.is_some())?;
        match (day, self.month, self.season) {
            (None, None, None) => Ok(year.to_string()),
            (None, None, Some(season)) => checked(&format!("{year}-{}", season.code())),
            (None, Some(month), _) => checked(&format!("{year}-{month:02}")),
            (Some(day), Some(month), _) => {
                let day = self.on_weekday(checked(&format!("{year}-{month:02}-{day:0>2}"))?)?;
                Ok(day)
            }
            (Some(_), None, Some(_)) => Err(because("a season has no days")),
            (Some(_), None, None) => Err(because("the month is missing")),
        }
    }

    /// Passes a day on if it is the day of the week that was said.
    fn on_weekday(&self, text: String) -> Result<String, Reason> {
        let day = text.parse::<Date>().ok().and_then(|date| date.first_day());
        match (self.weekday, day) {
            (Some(said), Some(day)) if !said.starts_with(&day.weekday().to_lowercase()) => {
                let is = day.weekday().to_lowercase();
                let is = WEEKDAYS.iter().find(|name| name.starts_with(&is));
                let mut is: Vec<char> = is.map_or(Vec::new(), |name| name.chars().collect());
                if let Some(first) = is.first_mut() {
                    first.make_ascii_uppercase();
                }
                let is: String = is.into_iter().collect();
                Err(because(format!("{} is a {is}", day.words())))
            }
            (_, _) => Ok(text),
        }
    }

    /// Reads a decade or a century.
    fn years(&self) -> Result<String, Reason> {
        let [number] = self.numbers.as_slice() else {
            return Err(because("a decade or century has one number"));
        };
        if self.month.or(self.season.map(Season::code)).is_some() {
            return Err(because("a decade or century has no months"));
        }
        let before = self.before_christ.unwrap_or(false);
        match (self.century, number.parse::<i16>()) {
            (true, Ok(n)) if (1..=100).contains(&n) => {
                let sign = if before { "-" } else { "" };
                checked(&format!("{sign}{:02}XX", n - 1))
            }
            (true, _) => Err(because(format!("there is no century {number}"))),
            // Of centuries, not of decades: which is meant nobody can say.
            (false, Ok(n)) if number.len() == 4 && n % 100 == 0 && !before => {
                let century = n / 100 + 1;
                Err(because(format!(
                    "it may mean {n} to {} or the {century}th century",
                    n + 9
                )))
            }
            (false, Ok(n)) if number.len() == 4 && n % 10 == 0 && !before => {
                checked(&format!("{:03}X", n / 10))
            }
            (false, _) => Err(because("a decade is written 1980s")),
        }
    }
}

/// A month by its name or how it begins, from three letters on.
fn month(word: &str) -> Option<u8> {
    let begins = |&month: &u8| month_name(month).to_lowercase().starts_with(word);
    (1..=12).find(begins).filter(|_| 3 <= word.len())
}

/// Reads a year as people count it.
fn year_of(text: &str, before_christ: Option<bool>, in_month: bool) -> Result<Given, Reason> {
    let number = text.parse::<i16>().ok();
    match (before_christ, number) {
        (Some(true), Some(number @ 1..=10_000)) => Ok(Given::Year(1 - number)),
        (Some(false), Some(number @ 1..=9_999)) => Ok(Given::Year(number)),
        (Some(_), _) => Err(because(format!("there is no year {text}"))),
        (None, Some(number)) if text.len() == 4 => Ok(Given::Year(number)),
        (None, Some(1..=31)) if in_month => Err(because("the year is missing")),
        (None, Some(number @ 1..=999)) => Err(because(format!(
            "a year has four digits, or is AD {number} or {number} BC"
        ))),
        (None, _) => Err(because("a year has four digits")),
    }
}

/// Reads the years one of which is meant: `2010-2019`, `50-41 bc`.
fn some_year(text: &str) -> Result<String, Reason> {
    let unclear = || because("the years of a decade or a century are written 2010–2019");
    let (first, last) = text.split_once('-').ok_or_else(unclear)?;
    let (first, before) = dated(first).ok_or_else(unclear)?;
    let (last, after) = dated(last).ok_or_else(unclear)?;
    let year = |text: &str, era: Option<bool>| {
        let parts = year_of(text, era, false)?.parts();
        parts.map(|parts| parts.year).ok_or_else(unclear)
    };
    // The era may stand once for both.
    let (first, last) = (
        year(first, before.or(after))?,
        year(last, after.or(before))?,
    );
    match last - first {
        9 => Ok(Given::Decade(first).to_string()),
        99 => Ok(Given::Century(first).to_string()),
        _ => Err(unclear()),
    }
}

/// A number with or without an era, and whether that is before Christ.
fn dated(text: &str) -> Option<(&str, Option<bool>)> {
    let era = |text: &str| ERAS.iter().find(|(name, _)| *name == text);
    match text.split_once(' ') {
        None => Some((text, None)),
        Some((a, b)) => match (era(a), era(b)) {
            (Some((_, before)), None) => Some((b, Some(*before))),
            (None, Some((_, before))) => Some((a, Some(*before))),
            (_, _) => None,
        },
    }
}
