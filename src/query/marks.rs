//! Which records a field fits, whatever the words are.

use std::collections::HashMap;

use crate::{
    arena::Id,
    model::{
        Basis, Capacity, Confidence, Corpus, Event, Importance, Position, Quote, QuoteId,
        QuoteKind, Stance, Token,
    },
    query::{
        asked::{
            Asked, actor_names, briefing_names, issue_names, source_names, voice_names, voice_of,
        },
        had::Had,
        names::{meant, plain},
        read::{Field, Filter},
    },
};

/// Returns for each record of a sort whether one of a filter's values fits it;
/// whether it must or must not is left to the caller.
///
/// Names are looked for among those that have to do with such records, as a
/// search for quotes looks among those that have to do with quotes.
pub(super) fn fitting<T: Asked>(corpus: &Corpus, filter: &Filter) -> Vec<bool> {
    let values = &filter.values;
    match filter.field {
        Field::Actor => with_actors::<T>(corpus, values),
        Field::Speaker => spoken_by::<T>(corpus, values),
        Field::For => stated_for::<T>(corpus, values),
        Field::Issue => on_issues::<T>(corpus, values),
        Field::Source => from_sources::<T>(corpus, values),
        Field::Briefing => in_briefings::<T>(corpus, values),
        Field::Date => each(corpus, |_, record: &T| {
            let date = record.date();
            date.is_some_and(|date| filter.may_hold(date))
        }),
        Field::Kind => of_kinds::<T>(corpus, values),
        Field::Place => {
            let (places, had) = words_of::<T>(corpus, |event| &event.place);
            had.fitting(values, places.iter().copied().enumerate())
        }
        Field::Importance => {
            let meant = tokens::<Importance>(values);
            let mut fits = vec![false; T::all(corpus).len()];
            T::each_event(corpus, |event, id| {
                fits[id.index()] |= has(&meant, corpus.events[event].importance);
            });
            fits
        }
        Field::Capacity => {
            let meant = tokens::<Capacity>(values);
            some_quote::<T>(corpus, |quote| {
                quote.capacity.is_some_and(|capacity| has(&meant, capacity))
            })
        }
        Field::Lang => some_quote::<T>(corpus, |quote| {
            let lang = quote.lang.to_ascii_lowercase();
            values.iter().any(|value| {
                let rest = lang.strip_prefix(value.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            })
        }),
        Field::Tag => each(corpus, |_, record: &T| {
            let mut tags = record.tags().iter().map(|tag| plain(tag));
            tags.any(|tag| values.iter().any(|value| tag.contains(value.as_str())))
        }),
        Field::Rating => each(corpus, |_, record: &T| {
            record.is_rated(corpus, |letter, number| {
                values.iter().any(|value| {
                    letter.is_some_and(|letter| letter.token().eq_ignore_ascii_case(value))
                        || number.is_some_and(|number| *value == number.to_string())
                })
            })
        }),
        // Nothing is checked yet.
        Field::Verified => {
            let no = values.iter().any(|value| "no".starts_with(value.as_str()));
            let mut fits = vec![false; T::all(corpus).len()];
            T::each_quote(corpus, |_, id| fits[id.index()] = no);
            fits
        }
        Field::Basis => some_position::<T, Basis>(corpus, values, |position| position.basis),
        Field::Stance => {
            some_position::<T, Stance>(corpus, values, |position| Some(position.stance))
        }
        Field::Confidence => {
            some_position::<T, Confidence>(corpus, values, |position| position.confidence)
        }
    }
}

fn each<T: Asked>(corpus: &Corpus, fits: impl Fn(Id<T>, &T) -> bool) -> Vec<bool> {
    let records = T::all(corpus).iter();
    records.map(|(id, record)| fits(id, record)).collect()
}

/// The records with a quote that fits.
fn some_quote<T: Asked>(corpus: &Corpus, fits: impl Fn(&Quote<'_>) -> bool) -> Vec<bool> {
    let mut fit = vec![false; T::all(corpus).len()];
    let mut last: Option<(QuoteId, bool)> = None;
    T::each_quote(corpus, |id, record| {
        let known = last.filter(|(last, _)| *last == id);
        let (_, fits) = *last.insert(known.unwrap_or_else(|| (id, fits(&corpus.quotes.at(id)))));
        fit[record.index()] |= fits;
    });
    fit
}

/// The records with a position that has one of the words of the format.
fn some_position<T: Asked, W: Token>(
    corpus: &Corpus,
    values: &[String],
    word: impl Fn(&Position) -> Option<W>,
) -> Vec<bool> {
    let meant = tokens::<W>(values);
    each(corpus, |id, _: &T| {
        let mut words = T::positions(corpus, id).filter_map(|id| word(&corpus.positions[id]));
        words.any(|word| has(&meant, word))
    })
}

fn tokens<W: Token>(values: &[String]) -> Vec<bool> {
    let names = W::ALL.iter().map(|(_, token, _)| *token).enumerate();
    meant(values, W::ALL.len(), names)
}

fn has<W: Token>(meant: &[bool], word: W) -> bool {
    let mut all = W::ALL.iter().zip(meant);
    all.any(|((known, ..), meant)| *meant && *known == word)
}

fn with_actors<T: Asked>(corpus: &Corpus, values: &[String]) -> Vec<bool> {
    let had = Had::of_each(corpus, corpus.actors.len(), |record: &T, found| {
        record.actors().for_each(|actor| found(actor.index()));
    });
    let actors = corpus.actors.iter();
    let names =
        actors.flat_map(|(id, actor)| actor_names(actor).map(move |name| (id.index(), name)));
    had.fitting(values, names)
}

/// The records with a quote by somebody who is meant, or by a document whose
/// title is.
fn spoken_by<T: Asked>(corpus: &Corpus, values: &[String]) -> Vec<bool> {
    let voices = corpus.actors.len() + corpus.sources.len();
    let had = Had::new::<T>(corpus, voices, |found| {
        T::each_quote(corpus, |quote, id| found(voice_of(corpus, quote), id));
    });
    had.fitting(values, voice_names(corpus, &had.among()))
}

/// The records with a quote that states the position of an actor who is meant,
/// among all who have quotes.
fn stated_for<T: Asked>(corpus: &Corpus, values: &[String]) -> Vec<bool> {
    let actors = corpus.actors.iter();
    let actors = actors.filter(|(id, _)| !corpus.quotes_of.of(*id).is_empty());
    let names =
        actors.flat_map(|(id, actor)| actor_names(actor).map(move |name| (id.index(), name)));
    let meant = meant(values, corpus.actors.len(), names);
    let mut fits = vec![false; T::all(corpus).len()];
    for (actor, _) in corpus.actors.iter().filter(|(id, _)| meant[id.index()]) {
        for &id in corpus.quotes_of.of(actor) {
            let quote = corpus.quotes.at(id);
            if quote.stated_for.contains(&actor) {
                T::of_quote(corpus, id, &quote).for_each(|record| fits[record.index()] = true);
            }
        }
    }
    fits
}

fn on_issues<T: Asked>(corpus: &Corpus, values: &[String]) -> Vec<bool> {
    let had = Had::of_each(corpus, corpus.issues.len(), |record: &T, found| {
        record.issues().for_each(|issue| found(issue.index()));
    });
    let issues = corpus.issues.iter();
    let names =
        issues.flat_map(|(id, issue)| issue_names(issue).map(move |name| (id.index(), name)));
    had.fitting(values, names)
}

fn from_sources<T: Asked>(corpus: &Corpus, values: &[String]) -> Vec<bool> {
    let had = Had::new::<T>(corpus, corpus.sources.len(), |found| {
        T::each_source(corpus, |source, id| found(source.index(), id));
    });
    let sources = corpus.sources.iter();
    let names =
        sources.flat_map(|(id, source)| source_names(source).map(move |name| (id.index(), name)));
    had.fitting(values, names)
}

fn in_briefings<T: Asked>(corpus: &Corpus, values: &[String]) -> Vec<bool> {
    let briefings = corpus.briefings.iter();
    let names = briefings
        .flat_map(|(id, briefing)| briefing_names(briefing).map(move |name| (id.index(), name)));
    let meant = meant(values, corpus.briefings.len(), names);
    let mut fits = vec![false; T::all(corpus).len()];
    for (_, file) in corpus.files.iter() {
        if file.briefing.is_some_and(|id| meant[id.index()])
            && let Some(fits) = fits.get_mut(T::in_file(file))
        {
            fits.fill(true);
        }
    }
    fits
}

/// Returns the different words that the records' events have for something, and
/// which records have which; having none is no word.
fn words_of<'a, T: Asked>(
    corpus: &'a Corpus,
    word: impl Fn(&'a Event) -> &'a str,
) -> (Vec<&'a str>, Had) {
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut words = Vec::new();
    let had = Had::new::<T>(corpus, 0, |found| {
        T::each_event(corpus, |event, id| {
            let word = word(&corpus.events[event]);
            if !word.is_empty() {
                let place = *known.entry(word).or_insert_with(|| {
                    words.push(word);
                    words.len() - 1
                });
                found(place, id);
            }
        });
    });
    let had = had.with_things(words.len());
    (words, had)
}

/// The records with an event of a kind, and those with a quote of a kind; a word
/// that an event has for itself stands before the format's own word for quotes.
fn of_kinds<T: Asked>(corpus: &Corpus, values: &[String]) -> Vec<bool> {
    let (kinds, had) = words_of::<T>(corpus, |event| &event.kind);
    let own = kinds.len();
    let taken = |token: &str| kinds.iter().any(|kind| plain(kind) == token);
    let of_quotes = QuoteKind::ALL.iter().enumerate();
    let of_quotes = of_quotes
        .map(|(at, (_, token, _))| (own + at, *token))
        .filter(|(_, token)| !taken(token));
    let things = own + QuoteKind::ALL.len();
    let names = kinds.iter().copied().enumerate();
    let meant = meant(values, things, names.chain(of_quotes));
    let (own, of_quotes) = meant.split_at(own);
    let mut fits = had.meant(own);
    if of_quotes.contains(&true) {
        let quoted = some_quote::<T>(corpus, |quote| has(of_quotes, quote.kind));
        fits.iter_mut()
            .zip(quoted)
            .for_each(|(fits, quoted)| *fits |= quoted);
    }
    fits
}
