//! Where to go in time, as it is typed: a date, a step, or the next event of a
//! kind. To add a word for the way, add it to [`WAYS`].

use crate::{
    chronology::{
        extent::middle,
        near,
        order::Order,
        shift::Shift,
    },
    date::{Date, Day},
    model::{Corpus, Event, Importance, Token},
    text,
};

/// Where to go, with no place yet to go from.
#[derive(Debug, Clone, PartialEq)]
pub enum Goal {
    /// To the event nearest to a date.
    Date(Date),
    /// To the event nearest to the day so much later or earlier.
    Shift(Shift),
    /// To an event that fits words.
    Like {
        /// Which of those that fit.
        which: Which,
        /// What is typed: each word begins one of the event's. May be empty,
        /// which fits every event.
        words: String,
    },
}

/// Which of several events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The nearest after this one.
    Next,
    /// The nearest before this one.
    Previous,
    /// The first of all.
    First,
    /// The last of all.
    Last,
}

/// The words that say which.
const WAYS: &[(&str, Which)] = &[
    ("next", Which::Next),
    ("previous", Which::Previous),
    ("prev", Which::Previous),
    ("first", Which::First),
    ("last", Which::Last),
];

/// Ways of typing a goal that is no date, for the user's reference, and what
/// each leads to.
pub const GOALS: &[(&str, &str)] = &[
    (
        "+3m",
        "three months after the selected event; d, w, m and y are units",
    ),
    ("-1y6m", "a year and a half before it"),
    ("10 days later", "in words as well; or `earlier`"),
    ("sep 2011 +3m", "a step from a date"),
    (
        "next vote",
        "the next event with these beginnings of words in its kind, title, place, actors or issues",
    ),
    ("previous summit", "the one before; `prev` for short"),
    (
        "first",
        "the first event of all; `last` the last; with or without words",
    ),
    (
        "next key",
        "by how much it matters: `key`, `normal` or `minor`",
    ),
];

/// What may be typed instead of what was not understood.
const ADVICE: &str = "Sep 2011, 2011-09-12, +3m, -1y or next vote";

/// The same where only a date will do.
const DATE_ADVICE: &str = "Sep 2011, 2011-09-12, +3m or -1y";

impl Goal {
    /// Reads what is typed: a date as [`Date::spoken`] reads it, a step as
    /// [`Shift::parse`] does, both (`sep 2011 +3m`), or `next`, `previous`,
    /// `first` or `last` with or without words.
    ///
    /// ```
    /// use attache::chronology::{Goal, Which};
    ///
    /// assert_eq!(Goal::parse("Sep 2011"), Ok(Goal::Date("2011-09".parse()?)));
    /// assert_eq!(
    ///     Goal::parse("next vote"),
    ///     Ok(Goal::Like { which: Which::Next, words: "vote".to_owned() }),
    /// );
    /// assert_eq!(
    ///     Goal::parse("+3x").expect_err("no unit"),
    ///     "a step has a number and d, w, m or y; write Sep 2011, 2011-09-12, +3m, -1y or next vote",
    /// );
    /// # Ok::<(), attache::date::BadDate>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Where it is none of these, what is wrong with it and what to write
    /// instead, in half a sentence.
    pub fn parse(typed: &str) -> Result<Goal, String> {
        let typed = typed.trim();
        if let Some(shift) = Shift::parse(typed) {
            return Ok(Goal::Shift(shift));
        }
        let (word, rest) = typed.split_once(' ').unwrap_or((typed, ""));
        let way = text::fold(word);
        if let Some((_, which)) = WAYS.iter().find(|(name, _)| *name == way) {
            let (which, words) = (*which, rest.trim().to_owned());
            return Ok(Goal::Like { which, words });
        }
        match date(typed) {
            Ok(date) => Ok(Goal::Date(date)),
            Err(reason) => Err(format!("{reason}; write {ADVICE}")),
        }
    }

    /// Returns the day meant, going from the day of an event; `None` where it
    /// is the event that says when, or there is no day to go from.
    ///
    /// Of a date that may mean several days it is the one in the middle.
    pub fn day(&self, from: Option<Day>) -> Option<Day> {
        match self {
            Goal::Date(date) => middle(date),
            Goal::Shift(shift) => from.map(|from| shift.day(from)),
            Goal::Like { .. } => None,
        }
    }

    /// Returns the place to go to from a place, both counted in `order`; `None`
    /// if there is no such event.
    ///
    /// The event nearest to a date is one that may have happened then, else the
    /// one whose bounds are the fewest days away.
    pub fn find(&self, corpus: &Corpus, order: &Order, at: usize) -> Option<usize> {
        match self {
            Goal::Date(date) => near::nearest(corpus, order, date),
            Goal::Shift(_) => {
                let day = self.day(day_of(corpus, order, at))?;
                near::nearest(corpus, order, &Date::from_day(day))
            }
            Goal::Like { which, words } => {
                let mut sought = Sought::new(words);
                let mut fits = |&place: &usize| {
                    let id = order.get(place);
                    id.is_some_and(|id| sought.fits(corpus, &corpus.events[id]))
                };
                match which {
                    Which::Next => (at + 1..order.len()).find(&mut fits),
                    Which::Previous => (0..at.min(order.len())).rev().find(&mut fits),
                    Which::First => (0..order.len()).find(&mut fits),
                    Which::Last => (0..order.len()).rev().find(&mut fits),
                }
            }
        }
    }

    /// Returns in words what was understood, going from a place to the place
    /// that [`find`](Goal::find) found: `September 2011 · 3 events`.
    ///
    /// # Errors
    ///
    /// Where nothing was found, why, in half a sentence.
    pub fn words(
        &self,
        corpus: &Corpus,
        order: &Order,
        from: usize,
        found: Option<usize>,
    ) -> Result<String, String> {
        let event = found
            .and_then(|at| order.get(at))
            .map(|id| &corpus.events[id]);
        match (self, event) {
            (Goal::Date(date), Some(event)) => Ok(format!(
                "{} · {}",
                date.words(),
                near_words(corpus, order, date, event)
            )),
            (Goal::Shift(shift), Some(event)) => {
                let day = self.day(day_of(corpus, order, from));
                let date = day
                    .map(Date::from_day)
                    .ok_or("there is no day to go from")?;
                let near = near_words(corpus, order, &date, event);
                Ok(format!("{}: {} · {near}", shift.words(), date.words()))
            }
            (Goal::Like { .. }, Some(event)) => {
                let date = event
                    .date
                    .as_ref()
                    .map_or("no date".to_owned(), Date::words);
                Ok(format!("{date}: {}", event.title))
            }
            (Goal::Shift(_), None) if !order.dated.is_empty() => {
                Err("this event has no date to go from".to_owned())
            }
            (Goal::Date(_) | Goal::Shift(_), None) => Err("no event here has a date".to_owned()),
            (Goal::Like { which, words }, None) => Err(none_words(*which, words)),
        }
    }
}

/// Returns the date that is typed, and in words what was understood: a date, a
/// step from the present one, or both.
///
/// ```
/// use attache::{chronology::as_of, date::Date};
///
/// let present: Date = "2011-09-12".parse()?;
/// let (date, words) = as_of("+3m", Some(&present)).expect("a step from a date");
/// assert_eq!(date.to_string(), "2011-12-12");
/// assert_eq!(words, "3 months later: 12 December 2011");
/// # Ok::<(), attache::date::BadDate>(())
/// ```
///
/// # Errors
///
/// Where it is none of these, or there is no date to step from, what is wrong
/// and what to write instead, in half a sentence.
pub fn as_of(typed: &str, present: Option<&Date>) -> Result<(Date, String), String> {
    let wrong = |reason: String| format!("{reason}; write {DATE_ADVICE}");
    let Some(shift) = Shift::parse(typed) else {
        let date = date(typed.trim()).map_err(wrong)?;
        let words = date.words();
        return Ok((date, words));
    };
    let shifted = present.and_then(|present| shift.date(present));
    let date = shifted.ok_or_else(|| "no date is set to step from; write Sep 2011".to_owned())?;
    let words = format!("{}: {}", shift.words(), date.words());
    Ok((date, words))
}

/// Reads a date, perhaps with a step behind it.
fn date(typed: &str) -> Result<Date, String> {
    let bad = match Date::spoken(typed) {
        Ok(date) => return Ok(date),
        Err(bad) => bad,
    };
    let reason = match bad.reason() {
        _ if typed.starts_with(['+', '-', '−']) => "a step has a number and d, w, m or y",
        Some(reason) => reason,
        None => "that is no date",
    };
    stepped(typed).ok_or_else(|| reason.to_owned())
}

/// Reads a date with a step behind it.
fn stepped(typed: &str) -> Option<Date> {
    let mut signs = typed.match_indices(['+', '-', '−']);
    signs.find_map(|(at, _)| {
        let (date, step) = typed.split_at(at);
        let step = Shift::parse(step)?;
        step.date(&Date::spoken(date).ok()?)
    })
}

/// How many events there were at a date, or when the nearest was.
fn near_words(corpus: &Corpus, order: &Order, date: &Date, nearest: &Event) -> String {
    match near::count(corpus, order, date) {
        0 => {
            let when = nearest.date.as_ref().map(Date::words).unwrap_or_default();
            format!("no event, the nearest {when}")
        }
        some => text::plural(some, "event", "events"),
    }
}

fn none_words(which: Which, words: &str) -> String {
    let where_to = match which {
        Which::Next => "after this one",
        Which::Previous => "before this one",
        Which::First | Which::Last => "here",
    };
    if words.is_empty() {
        format!("there is no event {where_to}")
    } else {
        format!("no event {where_to} fits “{words}”")
    }
}

/// The day at which an event is drawn.
fn day_of(corpus: &Corpus, order: &Order, at: usize) -> Option<Day> {
    middle(corpus.events[order.get(at)?].date.as_ref()?)
}

/// Words to look for in events.
struct Sought {
    words: Vec<String>,
    /// A word alone that says how much an event matters says only that.
    importance: Option<Importance>,
    /// An event's words; kept, so that not every event takes memory anew.
    folded: String,
}

impl Sought {
    fn new(typed: &str) -> Sought {
        let folded = text::fold(typed);
        let words: Vec<String> = text::words(&folded)
            .filter_map(|range| folded.get(range))
            .map(str::to_owned)
            .collect();
        let importance = match words.as_slice() {
            [only] => importance(only),
            _ => None,
        };
        Sought {
            words,
            importance,
            folded: String::new(),
        }
    }

    fn fits(&mut self, corpus: &Corpus, event: &Event) -> bool {
        if let Some(importance) = self.importance {
            return event.importance == importance;
        }
        if self.words.is_empty() {
            return true;
        }
        let all = &mut self.folded;
        all.clear();
        let mut add = |words: &str| {
            text::fold_into(words, all);
            all.push('\n');
        };
        for words in [&event.kind, &event.title, &event.place] {
            add(words);
        }
        for &actor in &event.actors {
            add(&corpus.actors[actor].name);
        }
        for &issue in &event.issues {
            add(&corpus.issues[issue].label);
        }
        let all = self.folded.as_str();
        self.words.iter().all(|typed| {
            let begins = || {
                let mut words = text::words(all).filter_map(|range| all.get(range));
                words.any(|word| word.starts_with(typed.as_str()))
            };
            // Most events do not have it at all, which is soon seen.
            all.contains(typed.as_str()) && begins() || importance(typed) == Some(event.importance)
        })
    }
}

fn importance(word: &str) -> Option<Importance> {
    let named = Importance::ALL.iter().find(|(_, token, _)| *token == word);
    named.map(|(importance, ..)| *importance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        chronology::order::order,
        model::{Builder, File, Origin},
        text::Clean,
    };

    /// A corpus of events: date (or `-`), importance, title.
    fn corpus(events: &[(&str, Importance, &str)]) -> Corpus {
        let mut builder = Builder::default();
        let file = builder.corpus.files.push(File::default());
        for (date, importance, title) in events {
            let event = event(Origin { file, line: 1 }, date, *importance, title);
            builder.corpus.events.push(event);
        }
        builder.build()
    }

    fn event(origin: Origin, date: &str, importance: Importance, title: &str) -> Event {
        Event {
            key: Clean::default(),
            origin,
            title: Clean::line(title),
            date: date.parse().ok(),
            date_basis: None,
            date_note: Clean::default(),
            after: vec![],
            before: vec![],
            summary: Clean::default(),
            kind: Clean::default(),
            actors: vec![],
            roles: vec![],
            votes: None,
            issues: vec![],
            place: Clean::default(),
            importance,
            source: None,
            locator: Clean::default(),
            also: vec![],
            credibility: None,
            note: Clean::default(),
            tags: vec![],
        }
    }

    fn some_events() -> Corpus {
        use Importance::{Key, Minor, Normal};
        corpus(&[
            ("1990/2020", Minor, "the long peace"),
            ("2010-01-05", Normal, "Première rencontre in Geneva"),
            ("2011-03", Key, "Summit in London"),
            ("2011-09-12", Normal, "Letter to the Assembly"),
            ("2011-09-20~", Normal, "a vote on the letter"),
            ("2011-10-24", Key, "Vote in the First Committee"),
            ("2013-01-01", Minor, "Summit in Seoul"),
            ("-", Normal, "a vote of no known day"),
        ])
    }

    #[test]
    fn what_is_typed_has_one_meaning() {
        let date = |text: &str| Ok(Goal::Date(text.parse().expect(text)));
        let like = |which, words: &str| {
            let words = words.to_owned();
            Ok(Goal::Like { which, words })
        };
        let check = |typed: &str, goal: Result<Goal, String>| {
            assert_eq!(Goal::parse(typed), goal, "{typed}");
        };
        check("2011", date("2011"));
        check(" sep 2011 ", date("2011-09"));
        check("-0043", date("-0043"));
        check("2011-09-12 +3m", date("2011-12-12"));
        check("2011-09-12+3m", date("2011-12-12"));
        check("sep 2011 -1y", date("2010-09"));
        let shift = |months, days| Ok(Goal::Shift(Shift { months, days }));
        check("+3m", shift(3, 0));
        check("-1y", shift(-12, 0));
        check("10 days later", shift(0, 10));
        check("next", like(Which::Next, ""));
        check("Next  vote ", like(Which::Next, "vote"));
        check("prev", like(Which::Previous, ""));
        check("previous summit", like(Which::Previous, "summit"));
        check("first", like(Which::First, ""));
        check("last vote", like(Which::Last, "vote"));
        let wrong = |reason: &str| Err(format!("{reason}; write {ADVICE}"));
        check("", wrong("it is empty"));
        check("+", wrong("a step has a number and d, w, m or y"));
        check("-3", wrong("a step has a number and d, w, m or y"));
        check("vote", wrong("`vote` is no word of a date"));
        check("sep", wrong("the year is missing"));
    }

    #[test]
    fn every_example_is_read() {
        for (typed, _) in GOALS {
            assert!(Goal::parse(typed).is_ok(), "{typed}");
        }
    }

    /// From the event at a place, by what is typed, to the title of another.
    #[track_caller]
    fn check(corpus: &Corpus, at: usize, typed: &str, title: &str) {
        let order = order(corpus, |_| true);
        let found = Goal::parse(typed).expect(typed).find(corpus, &order, at);
        let event = found.and_then(|at| order.get(at));
        let found = event.map_or("none", |id| corpus.events[id].title.as_str());
        assert_eq!(found, title, "{typed}");
    }

    #[test]
    fn a_date_leads_to_what_may_have_happened_then() {
        let corpus = some_events();
        check(&corpus, 0, "2011-09-12", "Letter to the Assembly");
        check(&corpus, 0, "sep 2011", "Letter to the Assembly");
        check(&corpus, 0, "mar 2011", "Summit in London");
        check(&corpus, 0, "15 mar 2011", "Summit in London");
        check(&corpus, 0, "2011", "Summit in London");
        check(&corpus, 0, "2011-09-20", "a vote on the letter");
        // Nothing of its own then: the peace lasted.
        check(&corpus, 0, "2012-06", "the long peace");
        check(&corpus, 0, "1990..2020", "the long peace");
        check(&corpus, 0, "before oct 2011", "a vote on the letter");
        check(&corpus, 0, "after oct 2011", "Summit in Seoul");
        check(&corpus, 0, "1950", "the long peace");
        check(&corpus, 0, "2050", "the long peace");
        check(&corpus, 0, "9999-12-31", "the long peace");
        check(&corpus, 0, "-9999-01-01", "the long peace");
    }

    #[test]
    fn where_nothing_happened_the_nearest_by_bounds_is_found() {
        let days = corpus(&[
            ("2011-01-01/2011-06-30", Importance::Normal, "half a year"),
            ("2011-05-01", Importance::Normal, "in it"),
            ("2011-07-20", Importance::Normal, "later"),
        ]);
        check(&days, 0, "2011-07-02", "half a year");
        check(&days, 0, "2011-07-09", "half a year");
        check(&days, 0, "2011-07-12", "later");
        check(&days, 0, "2010-12-24", "half a year");
        check(&corpus(&[]), 0, "2011", "none");
        check(
            &corpus(&[("-", Importance::Normal, "some day")]),
            0,
            "2011",
            "none",
        );
    }

    #[test]
    fn a_step_goes_from_the_event_it_is_taken_at() {
        let corpus = some_events();
        // From the letter, the place 3.
        check(&corpus, 3, "+8d", "a vote on the letter");
        check(&corpus, 3, "+1m12d", "Vote in the First Committee");
        check(&corpus, 3, "-6m", "Summit in London");
        check(&corpus, 7, "+1d", "none");
    }

    #[test]
    fn the_next_event_of_a_kind_is_found_by_how_its_words_begin() {
        let corpus = some_events();
        check(&corpus, 0, "next", "Première rencontre in Geneva");
        check(&corpus, 0, "next summ", "Summit in London");
        check(&corpus, 2, "next summit", "Summit in Seoul");
        check(&corpus, 6, "next summit", "none");
        check(&corpus, 6, "prev summit", "Summit in London");
        check(&corpus, 0, "prev", "none");
        check(&corpus, 0, "next vote letter", "a vote on the letter");
        check(&corpus, 0, "next premiere", "Première rencontre in Geneva");
        check(&corpus, 0, "next key", "Summit in London");
        check(&corpus, 2, "next key", "Vote in the First Committee");
        check(&corpus, 0, "next key vote", "Vote in the First Committee");
        check(&corpus, 3, "first", "the long peace");
        check(&corpus, 3, "first vote", "a vote on the letter");
        check(&corpus, 0, "last vote", "a vote of no known day");
        check(&corpus, 99, "prev vote", "a vote of no known day");
    }

    #[test]
    fn a_date_as_of_which_may_be_a_step_from_the_present_one() {
        let present: Date = "2011-09".parse().expect("a date");
        let check = |typed: &str, words: &str| {
            let read = as_of(typed, Some(&present)).map(|(_, words)| words);
            assert_eq!(read.unwrap_or_else(|wrong| wrong), words, "{typed}");
        };
        check("by may 2011", "by May 2011");
        check("+3m", "3 months later: December 2011");
        check("2011-09-12+3m", "12 December 2011");
        check(
            "next vote",
            "`next` is no word of a date; write Sep 2011, 2011-09-12, +3m or -1y",
        );
        let none = as_of("+3m", None).map(|(_, words)| words);
        assert_eq!(
            none,
            Err("no date is set to step from; write Sep 2011".to_owned())
        );
    }

    #[test]
    fn what_was_understood_is_said() {
        let corpus = some_events();
        let order = order(&corpus, |_| true);
        let check = |at: usize, typed: &str, words: &str| {
            let goal = Goal::parse(typed).expect(typed);
            let found = goal.find(&corpus, &order, at);
            let said = goal.words(&corpus, &order, at, found);
            assert_eq!(said.unwrap_or_else(|wrong| wrong), words, "{typed}");
        };
        check(0, "sep 2011", "September 2011 · 3 events");
        check(0, "2012", "2012 · 1 event");
        check(0, "1989", "1989 · no event, the nearest 1990 to 2020");
        check(3, "+3m", "3 months later: 12 December 2011 · 1 event");
        check(
            3,
            "next vote",
            "about 20 September 2011: a vote on the letter",
        );
        check(3, "last", "no date: a vote of no known day");
        check(7, "+1d", "this event has no date to go from");
        check(3, "next party", "no event after this one fits “party”");
        check(7, "next", "there is no event after this one");
    }

    #[test]
    fn the_nearest_is_the_same_however_it_is_found() {
        // By trying every event, as plainly as can be said.
        let plain = |corpus: &Corpus, order: &Order, date: &Date| -> Option<usize> {
            let number = |day: Option<Day>, open: Day| i64::from(day.unwrap_or(open).number());
            let apart = |&place: &usize| {
                let other = corpus.events[order.dated[place]]
                    .date
                    .as_ref()
                    .expect("dated");
                let ends = |date: &Date| {
                    (
                        number(date.first_day(), Day::FIRST),
                        number(date.last_day(), Day::LAST),
                    )
                };
                let ((first, last), (from, to)) = (ends(other), ends(date));
                let open = |mine: Option<Day>, wanted: Option<Day>| {
                    mine.is_none() && wanted.is_some()
                };
                let open = open(other.first_day(), date.first_day())
                    || open(other.last_day(), date.last_day());
                let day = |one: Option<Day>, other| number(one.or(other), Day::FIRST);
                let (begun, over) = (
                    day(other.first_day(), other.last_day()),
                    day(other.last_day(), other.first_day()),
                );
                if !open && first <= to && from <= last {
                    let differ = |mine: Option<Day>, wanted: Option<Day>| match (mine, wanted) {
                        (_, None) => 0,
                        (None, Some(_)) => 1 << 32,
                        (Some(a), Some(b)) => i64::from(a.number() - b.number()).abs(),
                    };
                    let unlike = differ(other.first_day(), date.first_day())
                        + differ(other.last_day(), date.last_day());
                    (0, unlike, place)
                } else {
                    (1, (begun - to).max(from - over).max(0), place)
                }
            };
            (0..order.dated.len()).min_by_key(apart)
        };
        let texts = [
            "2011-09-12",
            "2011-09",
            "2011",
            "2010/2012",
            "201X",
            "../2010-05",
            "2012/..",
            "[..2011-03]",
            "[2010-11..]",
            "2009-02-01",
            "1999",
            "2030-01-01/2031",
        ];
        for skip in 0..texts.len() {
            let events: Vec<_> = texts
                .iter()
                .enumerate()
                .filter(|(at, _)| (at * 7 + skip) % 5 < 3)
                .map(|(_, text)| (*text, Importance::Normal, *text))
                .collect();
            let corpus = corpus(&events);
            let order = order(&corpus, |_| true);
            for text in texts
                .iter()
                .chain(&["9999", "-9999", "2011-09-13", "2008/2009-01"])
            {
                let date: Date = text.parse().expect(text);
                let found = near::nearest(&corpus, &order, &date);
                assert_eq!(found, plain(&corpus, &order, &date), "{text} {skip}");
            }
        }
    }
}
