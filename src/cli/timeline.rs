//! `attache timeline`: events in order, as the Timeline shows them.

mod chosen;

mod agenda;
mod report;
mod table;

use std::io;

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};
use serde_json::{Value, json};

use crate::{
    arena::Id,
    chronology::By,
    cli::{
        answer::{Answer, Status},
        fields,
        format::{self, Format, Written},
        library,
        options::Options,
        timeline::chosen::{Chosen, Part},
        who::date,
    },
    date::Date,
    export,
    model::{Entry, Event},
    query::{Field, Filter, Query},
    text,
};

/// The arguments of `timeline`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = help())]
pub(super) struct Timeline {
    /// Which events; all if nothing is asked for
    #[arg(value_name = "QUERY")]
    query: Vec<String>,

    /// Only what may have happened on or after this date
    #[arg(long, value_name = "DATE", value_parser = date, allow_hyphen_values = true)]
    from: Option<Date>,

    /// Only what may have happened on or before this date
    #[arg(long, value_name = "DATE", value_parser = date, allow_hyphen_values = true)]
    to: Option<Date>,

    /// In sections: by who took part, what it was about, what sort, where, who says so, or briefing
    #[arg(long, value_name = "BY", value_parser = by())]
    lanes: Option<By>,

    #[command(flatten)]
    written: Written,
}

/// Reads what lanes are by, from the table of what they can be.
fn by() -> impl TypedValueParser<Value = By> {
    let names = By::ALL.iter().map(|(_, name)| *name);
    PossibleValuesParser::new(names).map(|typed| {
        let found = By::ALL.iter().find(|(_, name)| *name == typed);
        found.map(|(by, _)| *by).unwrap_or_default()
    })
}

impl Timeline {
    /// Chooses events and writes them.
    pub(super) fn run(&self, options: &Options, answer: &mut Answer<'_>) -> io::Result<Status> {
        let library = library::open(options, &[], answer)?;
        let corpus = &library.corpus;
        let query = self.query();
        for hint in &query.hints {
            answer.say(hint);
        }
        let chosen = Chosen::new(corpus, &query, self.lanes);
        match self.written.format(answer) {
            Format::Text if chosen.count == 0 => (),
            Format::Text => agenda::write(&chosen, options.colors(), answer)?,
            Format::Csv => {
                table::write(&chosen, self.lanes.is_some(), self.written.cells(), answer)?;
            }
            Format::Json => array(&chosen, answer)?,
            Format::Markdown => report::write(&chosen, answer)?,
        }
        if chosen.count == 0 {
            answer.out.flush()?;
            let events = text::plural(corpus.events.len(), "event", "events");
            answer.say(&format!("nothing found in {events}; fewer words find more"));
            return Ok(Status::Nothing);
        }
        Ok(Status::Fine)
    }

    /// Returns what is asked for: the words, and the dates as one more filter.
    fn query(&self) -> Query {
        let mut query = Query::parse(&self.query.join(" "));
        if self.from.is_some() || self.to.is_some() {
            query.filters.push(Filter {
                field: Field::Date,
                values: Vec::new(),
                not: false,
                span: Some((self.from.clone(), self.to.clone())),
            });
        }
        query
    }
}

/// Writes events as one array; with lanes, an event has an object in each of its
/// own.
fn array(chosen: &Chosen<'_>, answer: &mut Answer<'_>) -> io::Result<()> {
    let objects = chosen.parts.iter().flat_map(|part| {
        let all = part.order.all();
        all.map(move |id| object(chosen, part, id))
    });
    format::array(answer.out, objects)
}

/// Returns an event as `show` has it, with what only its place among others says.
fn object(chosen: &Chosen<'_>, part: &Part, id: Id<Event>) -> Value {
    let mut event = export::json(chosen.corpus, Entry::Event(id));
    let votes = chosen.corpus.events[id].votes.as_ref();
    if let Value::Object(event) = &mut event {
        let mut add = |key: &str, value: Value| event.insert(key.to_owned(), value);
        if let Some(votes) = votes {
            let tally = json!({
                "yes": votes.yes.len(),
                "no": votes.no.len(),
                "abstain": votes.abstain.len(),
                "absent": votes.absent.len(),
            });
            add("tally", tally);
        }
        add("briefing", chosen.briefing(id).into());
        add("unsure", part.is_unsure(chosen.corpus, id).into());
        if let Some(lane) = &part.title {
            add("lane", lane.as_str().into());
        }
    }
    event
}

/// Returns what the long help says after the arguments.
fn help() -> String {
    format!(
        "{WORDS}\n\nFields, each also as -field: for events it does not fit:\n{}\n\n{REST}",
        fields::lines()
    )
}

const WORDS: &str = "\
The query:
  words             all of them, in any order; each begins a word of the title, the
                    summary, the kind, the place, a name, an issue, a tag or the date
  \"a phrase\"        these words together in title or summary
  -word             events without it; a query that begins so goes after --
  /pattern/         events whose title or summary a regular expression matches
  field:value       events it fits; names need not be exact
  2005..2019        the same as date:2005..2019; so 2011-09.. and ..1990
An event fits a date if it may have happened then. An event has the speakers, kinds,
capacities and languages of its quotes, and the bases of its positions.";

const REST: &str = "\
Dates of --from and --to are EDTF, or as people type them: 2011-09, \"sep 2011\".

Formats:
  text              one event a row: date, title, who, the tally of a vote (yes–no–abstain
                    as named), counts of quotes and positions, reference. `≈` stands where
                    it is not known which of an event and the next came first, `· 5 months ·`
                    where nothing is recorded for a tenth of the time. Events without a
                    date stand last, with what they are said to come after or before
  csv               RFC 4180, one header row
  json              one array: each event as `show` has it, and tally, briefing, unsure
                    (whether its order with the next is not known), lane
  markdown          a list with the source of each event and where in it
  --lanes           an event stands in every lane it belongs to

Examples:
  attache timeline
  attache timeline kind:vote 2005..2019
  attache timeline actor:china --lanes issue
  attache timeline --from 1962-10 --to 1962-11 --format markdown
  attache timeline --format json | jq -r '.[] | select(.unsure) | .ref'

Exit status: 0 found, 1 nothing found, 2 could not run";
