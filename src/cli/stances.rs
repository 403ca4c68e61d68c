//! `attache stances`: who stands where as of a date, as the Stances view shows it.

use std::io::{self, Write};

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};
use serde_json::{Value, json};

use crate::{
    arena::Id,
    cli::{
        answer::{Answer, Status},
        fields,
        format::{Column, Forms, Written, date_object, dated, named, reference},
        library,
        options::Options,
        who::{Counted, Sought, WORDS, Who, date},
    },
    date::Date,
    export::{self, Block, Page},
    model::{Actor, Basis, Corpus, Entry, Position, Stance, Token},
    stances::{Cell, Columns, Matrix, Order, Row, Tracks},
    text::plural,
};

/// The arguments of `stances`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = help())]
pub(super) struct Stances {
    /// Which positions count; all if nothing is asked for
    #[arg(value_name = "QUERY")]
    query: Vec<String>,

    #[command(flatten)]
    who: Who,

    /// As of the end of this date; of the latest if none is given
    #[arg(long, value_name = "DATE", value_parser = date, allow_hyphen_values = true)]
    as_of: Option<Date>,

    /// Only what rests on this, separated by commas
    #[arg(long, value_name = "BASIS", value_delimiter = ',', value_parser = basis())]
    basis: Vec<Basis>,

    #[command(flatten)]
    counted: Counted,

    /// In which order issues stand
    #[arg(long, value_name = "ORDER", default_value = "disagreement", value_parser = order())]
    order: Order,

    #[command(flatten)]
    written: Written,
}

/// Reads a basis, from the table of what it can be.
fn basis() -> impl TypedValueParser<Value = Basis> {
    let names = Basis::ALL.iter().map(|(_, token, _)| *token);
    PossibleValuesParser::new(names).try_map(|typed| Basis::from_token(&typed).ok_or("no basis"))
}

/// Reads an order, from the table of what it can be.
fn order() -> impl TypedValueParser<Value = Order> {
    let names = Order::ALL.iter().map(|(_, name, _)| *name);
    PossibleValuesParser::new(names).map(|typed| {
        let found = Order::ALL.iter().find(|(_, name, _)| *name == typed);
        found.map(|(order, ..)| *order).unwrap_or_default()
    })
}

/// Where an actor stands on an issue.
struct Stand {
    row: Row,
    actor: Id<Actor>,
    cell: Cell,
}

impl Stances {
    /// Makes the matrix and writes its cells: those with a stance.
    pub(super) fn run(&self, options: &Options, answer: &mut Answer<'_>) -> io::Result<Status> {
        let library = library::open(options, &[], answer)?;
        let corpus = &library.corpus;
        let sought = Sought::new(corpus, &self.query, &self.who, answer);
        let members = self.counted.members();
        let rests = |id: Id<Position>| {
            let basis = corpus.positions[id].basis;
            self.basis.is_empty() || basis.is_some_and(|basis| self.basis.contains(&basis))
        };
        // Splits are among the actors asked for.
        let tracks = Tracks::among(
            corpus,
            members,
            |actor| sought.is_of(actor),
            |id| sought.counts(id) && rests(id),
        );
        let mut matrix = Matrix::new(&tracks, self.as_of.as_ref());
        matrix.sort_rows(corpus, self.order);
        matrix.sort_actors(corpus, Columns::Similar);
        let stands: Vec<Stand> = matrix
            .rows
            .iter()
            .flat_map(|&row| matrix.actors.iter().map(move |&actor| (row, actor)))
            .filter(|(row, actor)| sought.is_told(*actor, row.issue))
            .filter_map(|(row, actor)| {
                let cell = *matrix.of(actor, row.issue)?;
                cell.stance.map(|_| Stand { row, actor, cell })
            })
            .collect();
        if self.written.is_markdown() {
            table(corpus, &stands, &matrix.actors, answer.out)?;
        }
        FORMS.write(corpus, &stands, (self.written, options.colors()), answer)
    }
}

/// The most actors a table has beside one another: of more, nobody sees which
/// column is whose.
const MOST: usize = 6;

/// Writes stances as a table of GitHub's Markdown and an empty line, if they fit
/// into one: some issue and some actor, and no more than six actors. `actors` are
/// in the order of the columns. A cell without a stance has a dash.
fn table(
    corpus: &Corpus,
    stands: &[Stand],
    actors: &[Id<Actor>],
    out: &mut dyn Write,
) -> io::Result<()> {
    let has = |actor: &Id<Actor>| stands.iter().any(|stand| stand.actor == *actor);
    let actors: Vec<Id<Actor>> = actors.iter().copied().filter(has).collect();
    if actors.is_empty() || MOST < actors.len() {
        return Ok(());
    }
    let names = actors
        .iter()
        .map(|&actor| export::escaped(&export::name(corpus, Entry::Actor(actor))));
    cells(out, "issue", names)?;
    cells(out, "---", actors.iter().map(|_| "---".to_owned()))?;
    for group in stands.chunk_by(|a, b| a.row.issue == b.row.issue) {
        let Some(first) = group.first() else { continue };
        let row = actors.iter().map(|&actor| {
            let stand = group.iter().find(|stand| stand.actor == actor);
            stand.map_or_else(|| "–".to_owned(), |stand| stance(corpus, stand))
        });
        cells(
            out,
            &export::escaped(&export::name(corpus, Entry::Issue(first.row.issue))),
            row,
        )?;
    }
    writeln!(out)
}

fn cells(out: &mut dyn Write, first: &str, row: impl Iterator<Item = String>) -> io::Result<()> {
    write!(out, "| {first} |")?;
    for cell in row {
        write!(out, " {cell} |")?;
    }
    writeln!(out)
}

/// Returns a stance and since when, with what makes it unsure.
fn stance(corpus: &Corpus, stand: &Stand) -> String {
    let stance = stand.cell.stance.map(export::phrase).unwrap_or_default();
    let since = since(corpus, &stand.cell);
    let since = since.map(|date| format!("since {}", date.short()));
    let possibly = stand.cell.possibly.then(|| "only possibly".to_owned());
    let contested = stand.cell.contested.then(|| "others too".to_owned());
    let facts: Vec<String> = [Some(stance), since, possibly, contested]
        .into_iter()
        .flatten()
        .collect();
    export::escaped(&facts.join(", "))
}

/// Returns the stands under a heading for each issue.
fn page(corpus: &Corpus, stands: &[Stand]) -> Page {
    let mut page = Page::default();
    for group in stands.chunk_by(|a, b| a.row.issue == b.row.issue) {
        let Some(first) = group.first() else { continue };
        let issue = &corpus.issues[first.row.issue];
        let words = format!("{} ({})", issue.label, split(first.row));
        page.blocks.push(Block::Section(words));
        page.blocks.push(Block::Text(issue.proposition.to_string()));
        let stands = group.iter().map(|stand| item(corpus, stand));
        page.blocks.extend(stands);
    }
    page
}

/// Returns how far an issue is split, and among how many.
fn split(row: Row) -> String {
    match row.split {
        Some(split) => format!("split {split:.1} of 2 among {}", row.speakers),
        None if row.speakers == 1 => "one has a score".to_owned(),
        None => "none has a score".to_owned(),
    }
}

fn item(corpus: &Corpus, stand: &Stand) -> Block {
    Block::Item {
        lead: stand.cell.stance.map(export::phrase).unwrap_or_default(),
        words: export::name(corpus, Entry::Actor(stand.actor)),
        rest: grounds(corpus, &stand.cell),
        reference: position(corpus, stand.cell.current),
    }
}

/// Returns since when a stance is held and what it rests on: count, span, basis.
fn grounds(corpus: &Corpus, cell: &Cell) -> String {
    let mut facts: Vec<String> = Vec::new();
    facts.extend(since(corpus, cell).map(|date| format!("since {}", date.short())));
    let records = usize::try_from(cell.records).unwrap_or(usize::MAX);
    facts.push(plural(records, "record", "records"));
    let latest = cell.latest.and_then(|evidence| evidence.date(corpus));
    facts.extend(latest.map(|date| format!("latest {}", date.short())));
    facts.extend(cell.basis.map(|basis| basis.token().to_owned()));
    let was = cell.was.and_then(|id| corpus.positions.get(id));
    facts.extend(was.map(|was| format!("was: {}", export::phrase(was.stance))));
    for (is, words) in [
        (cell.possibly, "only possibly by then"),
        (cell.contested, "others may hold at the same time"),
    ] {
        facts.extend(is.then(|| words.to_owned()));
    }
    facts.join(", ")
}

fn since<'a>(corpus: &'a Corpus, cell: &Cell) -> Option<&'a Date> {
    corpus.positions.get(cell.since?)?.since.as_ref()
}

fn position(corpus: &Corpus, id: Option<Id<Position>>) -> String {
    id.map_or_else(String::new, |id| reference(corpus, Entry::Position(id)))
}

const FORMS: Forms<Stand> = Forms {
    page,
    columns: COLUMNS,
    object,
    nothing: "no stance",
};

/// To add a column, add its line.
const COLUMNS: &[Column<Stand>] = &[
    ("issue", |corpus, stand| {
        export::name(corpus, Entry::Issue(stand.row.issue))
    }),
    ("issue_ref", |corpus, stand| {
        reference(corpus, Entry::Issue(stand.row.issue))
    }),
    ("split", |_, stand| {
        let split = stand.row.split;
        split.map_or_else(String::new, |split| format!("{split:.3}"))
    }),
    ("speakers", |_, stand| stand.row.speakers.to_string()),
    ("actor", |corpus, stand| {
        export::name(corpus, Entry::Actor(stand.actor))
    }),
    ("actor_ref", |corpus, stand| {
        reference(corpus, Entry::Actor(stand.actor))
    }),
    ("stance", |_, stand| {
        stand.cell.stance.map_or("", Token::token).to_owned()
    }),
    ("score", |_, stand| {
        let score = stand.cell.score();
        score.map_or_else(String::new, |score| score.to_string())
    }),
    ("basis", |_, stand| {
        stand.cell.basis.map_or("", Token::token).to_owned()
    }),
    ("records", |_, stand| stand.cell.records.to_string()),
    ("since", |corpus, stand| {
        dated(since(corpus, &stand.cell), Date::to_string)
    }),
    ("latest", |corpus, stand| {
        let latest = stand.cell.latest;
        let latest = latest.and_then(|evidence| evidence.date(corpus));
        dated(latest, Date::to_string)
    }),
    ("was", |corpus, stand| {
        let was = stand.cell.was.and_then(|id| corpus.positions.get(id));
        was.map_or("", |was| was.stance.token()).to_owned()
    }),
    ("possibly", |_, stand| yes(stand.cell.possibly)),
    ("contested", |_, stand| yes(stand.cell.contested)),
    ("position_ref", |corpus, stand| {
        position(corpus, stand.cell.current)
    }),
];

fn yes(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
}

fn object(corpus: &Corpus, stand: &Stand) -> Value {
    let cell = &stand.cell;
    let position =
        |id: Option<Id<Position>>| id.map_or(Value::Null, |id| named(corpus, Entry::Position(id)));
    let was = cell.was.and_then(|id| corpus.positions.get(id));
    let latest = cell.latest;
    json!({
        "issue": named(corpus, Entry::Issue(stand.row.issue)),
        "split": stand.row.split,
        "speakers": stand.row.speakers,
        "actor": named(corpus, Entry::Actor(stand.actor)),
        "stance": cell.stance.map(Token::token),
        "score": cell.score(),
        "basis": cell.basis.map(Token::token),
        "records": cell.records,
        "since": date_object(since(corpus, cell)),
        "latest": latest.map(|evidence| named(corpus, evidence.entry())),
        "latest_date": date_object(latest.and_then(|evidence| evidence.date(corpus))),
        "was": was.map(|was| was.stance.token()),
        "possibly": cell.possibly,
        "contested": cell.contested,
        "position": position(cell.current),
    })
}

/// Returns what the long help says after the arguments.
fn help() -> String {
    let stances = Stance::ALL.iter();
    let stances: Vec<String> = stances
        .map(|(_, token, meaning)| format!("  {token:18}{meaning}"))
        .collect();
    format!(
        "{ABOUT}\n\nStances:\n{}\n\n{WORDS}\n\nFields, each also as -field: for positions it does not fit:\n{}\n\n{REST}",
        stances.join("\n"),
        fields::lines()
    )
}

const ABOUT: &str = "\
A stance is held since its date until the next position of the actor on the issue, or its
own end. It counts as of a date only if it began and some evidence of it is from no later
than the end of that date; what is only possibly so says so. How many records it rests on,
the latest of them and the strongest basis stand with it. The split of an issue is the
standard deviation of the scores, 2 for to -2 against; mixed, unclear and silent have none.";

const REST: &str = "\
--actors and --issues say whom and on what; the split is among these actors. With --members
what somebody said in office counts as the position of the state it serves; what was said
personally, without a name or out of office does not.

Formats:
  text              under each issue who stands where; the most split first
  csv               RFC 4180, one header row, one stance a row
  json              one array of objects
  markdown          a table of issues and actors (– for no stance known), if there are no
                    more than six of these; then the same as text, to paste

Examples:
  attache stances --as-of 2011-09-12 briefing:cyber-code-2011
  attache stances --actors china,\"united states\" --basis stated,voted
  attache stances --format csv > stances.csv

Exit status: 0 found, 1 nothing found, 2 could not run";
