//! A timeline to read: one event a row.

use std::io;

use crate::{
    arena::Id,
    cli::{
        answer::Answer,
        options::Colors,
        timeline::chosen::{Chosen, Part},
    },
    date::Date,
    export::Ink,
    model::{Event, Importance},
    text::{self, cut, pad, width},
};

/// Columns before the titles: the date, and the sign of what is not known.
const LEAD: usize = Date::SHORT_COLS + 3;

/// The fewest columns in which names are worth writing.
const FEWEST: usize = 8;

/// Writes events, one a row: cut to the terminal's width where there is one.
pub(super) fn write(
    chosen: &Chosen<'_>,
    colors: Colors,
    answer: &mut Answer<'_>,
) -> io::Result<()> {
    let counts = chosen.counts();
    if let Some(counts) = &counts {
        answer.line(colors, &[(Ink::Dim, counts)])?;
    }
    for (at, part) in chosen.parts.iter().enumerate() {
        if 0 < at || counts.is_some() && 0 < chosen.count {
            answer.line(colors, &[])?;
        }
        if let Some(title) = &part.title {
            let count = text::plural(part.order.len(), "event", "events");
            answer.line(
                colors,
                &[(Ink::Strong, title), (Ink::Dim, &format!(" · {count}"))],
            )?;
        }
        rows(chosen, part, colors, answer)?;
    }
    Ok(())
}

fn rows(
    chosen: &Chosen<'_>,
    part: &Part,
    colors: Colors,
    answer: &mut Answer<'_>,
) -> io::Result<()> {
    for (at, &id) in part.order.dated.iter().enumerate() {
        if let Some(gap) = part.gap(at) {
            answer.line(colors, &[(Ink::Dim, &format!("{:LEAD$}· {gap} ·", ""))])?;
        }
        let date = chosen.corpus.events[id].date.as_ref();
        let date = date.map_or_else(String::new, Date::short);
        let sign = if part.is_unsure(chosen.corpus, id) {
            "≈"
        } else {
            " "
        };
        let lead = format!("{} {sign} ", pad(&date, Date::SHORT_COLS));
        row(&lead, chosen, id, "", colors, answer)?;
    }
    undated(chosen, part, colors, answer)
}

/// Writes the events without a date: in a section of their own, or, where they
/// stand in one already, with a word for the date.
fn undated(
    chosen: &Chosen<'_>,
    part: &Part,
    colors: Colors,
    answer: &mut Answer<'_>,
) -> io::Result<()> {
    let own = part.title.is_none() && !part.order.undated.is_empty();
    if own && !part.order.dated.is_empty() {
        answer.line(colors, &[])?;
    }
    if own {
        let count = text::plural(part.order.undated.len(), "event", "events");
        let heading = format!("{count} without a date");
        answer.line(colors, &[(Ink::Strong, &heading)])?;
    }
    let lead = pad(if own { "" } else { "no date" }, LEAD);
    for &id in &part.order.undated {
        let beside = part.beside(chosen.corpus, id);
        row(&lead, chosen, id, &beside, colors, answer)?;
    }
    Ok(())
}

/// Writes one event: its title, when it was where that is told in words, who,
/// what was said and shown, its reference.
fn row(
    lead: &str,
    chosen: &Chosen<'_>,
    id: Id<Event>,
    beside: &str,
    colors: Colors,
    answer: &mut Answer<'_>,
) -> io::Result<()> {
    let event = &chosen.corpus.events[id];
    let follows = |words: &str| {
        if words.is_empty() {
            String::new()
        } else {
            format!(" · {words}")
        }
    };
    let room = answer
        .terminal
        .map_or(usize::MAX, |cols| cols.saturating_sub(width(lead)));
    let votes = event
        .votes
        .iter()
        .map(|votes| format!("{} named", votes.tally()));
    let tail: Vec<String> = votes.chain(chosen.shown_by(id)).collect();
    let told = fitted(
        Told {
            title: event.title.to_string(),
            who: format!("{}{}", follows(beside), follows(&chosen.who(event))),
            tail: follows(&tail.join(" · ")),
            reference: format!("  {}", chosen.reference(id)),
        },
        room,
    );
    let ink = match event.importance {
        Importance::Key => Ink::Strong,
        Importance::Normal | Importance::Minor => Ink::Plain,
    };
    let pieces = [
        (Ink::Dim, lead),
        (ink, told.title.as_str()),
        (Ink::Plain, &told.who),
        (Ink::Plain, &told.tail),
        (Ink::Dim, &told.reference),
    ];
    answer.line(colors, &pieces)
}

/// The pieces of a row.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    title: String,
    who: String,
    tail: String,
    reference: String,
}

/// Makes the pieces fit: the reference goes first, then names, then the end of
/// the title, and last what was said and shown.
fn fitted(mut told: Told, room: usize) -> Told {
    let taken = |told: &Told| {
        let pieces = [&told.title, &told.who, &told.tail, &told.reference];
        pieces.into_iter().map(|piece| width(piece)).sum::<usize>()
    };
    if taken(&told) <= room {
        return told;
    }
    told.reference.clear();
    if taken(&told) <= room {
        return told;
    }
    let others = width(&told.title) + width(&told.tail);
    let left = room.saturating_sub(others);
    told.who = if FEWEST <= left {
        cut(&told.who, left).into_owned()
    } else {
        String::new()
    };
    let left = room.saturating_sub(width(&told.tail));
    if left < FEWEST {
        told.tail.clear();
        told.title = cut(&told.title, room).into_owned();
    } else if left < width(&told.title) {
        told.title = cut(&told.title, left).into_owned();
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_matters_least_goes_first() {
        let check = |room: usize, expect: &str| {
            let told = Told {
                title: "The council votes".to_owned(),
                who: " · Upton, Downey".to_owned(),
                tail: " · 2–1–0".to_owned(),
                reference: "  lake:event.vote".to_owned(),
            };
            let Told {
                title,
                who,
                tail,
                reference,
            } = fitted(told, room);
            assert_eq!([title, who, tail, reference].concat(), expect);
        };
        check(
            usize::MAX,
            "The council votes · Upton, Downey · 2–1–0  lake:event.vote",
        );
        check(41, "The council votes · Upton, Downey · 2–1–0");
        check(34, "The council votes · Upton… · 2–1–0");
        check(26, "The council votes · 2–1–0");
        check(20, "The council… · 2–1–0");
        check(10, "The counc…");
    }
}
