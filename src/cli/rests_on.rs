//! `attache rests-on`: what rests on a record.

use std::{io, path::PathBuf};

use clap::Args;
use serde_json::{Value, json};

use crate::{
    arena::Id,
    cli::{
        answer::{Answer, Status},
        format::{Format, Written, named, reference, table},
        library, named,
        options::Options,
    },
    export::{self, Block, Page},
    model::{Corpus, Entry, Position},
    rests::{self, Fall, How, Item, Loss, Rests},
};

/// The arguments of `rests-on`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = help())]
pub(super) struct RestsOn {
    /// The source, quote, event or actor, such as cyber-code-2011:source.act-2011-11
    #[arg(value_name = "REF")]
    reference: String,

    /// Briefings, or folders of briefings
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    written: Written,
}

impl RestsOn {
    /// Finds what rests on the record and writes it.
    pub(super) fn run(&self, options: &Options, answer: &mut Answer<'_>) -> io::Result<Status> {
        let library = library::open(options, &self.paths, answer)?;
        let corpus = &library.corpus;
        let Some(entry) = named::record(corpus, &self.reference, answer) else {
            return Ok(Status::Nothing);
        };
        let told = Told {
            corpus,
            entry,
            rests: rests::rests(corpus, entry),
        };
        match self.written.format(answer) {
            Format::Text => {
                export::text(&told.page(), &mut answer.paper(options.colors()))?;
            }
            Format::Markdown => export::markdown(&told.page(), answer.out)?,
            Format::Csv => {
                let rows = (0..told.rests.items.len()).map(|at| told.row(at));
                table(
                    answer.out,
                    COLUMNS.iter().copied(),
                    rows,
                    self.written.cells(),
                )?;
            }
            Format::Json => writeln!(answer.out, "{:#}", told.object())?,
        }
        if told.rests.items.is_empty() {
            answer.out.flush()?;
            answer.say(&format!("nothing rests on `{}`", self.reference));
            return Ok(Status::Nothing);
        }
        Ok(Status::Fine)
    }
}

/// What is told of a record.
struct Told<'a> {
    corpus: &'a Corpus,
    entry: Entry,
    rests: Rests,
}

const COLUMNS: &[&str] = &[
    "steps", "ref", "name", "how", "on", "words", "loss", "sources", "origins",
];

impl Told<'_> {
    fn page(&self) -> Page {
        let corpus = self.corpus;
        let mut page = Page {
            title: export::name(corpus, self.entry),
            reference: reference(corpus, self.entry),
            blocks: Vec::new(),
        };
        if self.rests.items.is_empty() {
            return page;
        }
        let count = self.rests.items.len();
        page.blocks
            .push(Block::Section(format!("What rests on it ({count})")));
        let items = 0..count;
        page.blocks.extend(items.map(|at| self.item(at)));
        for &(loss, _, words) in Loss::ALL {
            let falls = self.rests.falls.iter().filter(|fall| fall.loss == loss);
            let falls: Vec<&Fall> = falls.collect();
            if !falls.is_empty() {
                let title = format!("Without it: {words} ({})", falls.len());
                page.blocks.push(Block::Section(title));
            }
            page.blocks
                .extend(falls.into_iter().map(|fall| self.fallen(fall.position)));
        }
        let blank = &self.rests.blank;
        if !blank.is_empty() {
            let title = format!("Without it: cells that would go blank ({})", blank.len());
            page.blocks.push(Block::Section(title));
        }
        page.blocks.extend(blank.iter().map(|&(actor, issue)| {
            let (actor, issue) = (Entry::Actor(actor), Entry::Issue(issue));
            let [who, what] = [actor, issue].map(|entry| export::name(corpus, entry));
            let [from, to] = [actor, issue].map(|entry| reference(corpus, entry));
            Block::Item {
                lead: String::new(),
                words: format!("{who} · {what}"),
                rest: String::new(),
                reference: format!("{from} {to}"),
            }
        }));
        page
    }

    /// Returns a record that leans on another, under it.
    fn item(&self, at: usize) -> Block {
        let Some(item) = self.rests.items.get(at) else {
            return Block::Text(String::new());
        };
        let under = "· ".repeat(item.steps.saturating_sub(1));
        Block::Item {
            lead: String::new(),
            words: format!("{under}{}", self.name(item.entry)),
            rest: item.how.words().to_owned(),
            reference: reference(self.corpus, item.entry),
        }
    }

    /// Returns a record with its kind.
    fn name(&self, entry: Entry) -> String {
        let kind = entry.kind().name();
        format!("{kind}: {}", export::name(self.corpus, entry))
    }

    fn on(&self, item: &Item) -> Option<Entry> {
        let on = self.rests.items.get(item.on?)?;
        Some(on.entry)
    }

    fn fallen(&self, position: Id<Position>) -> Block {
        let entry = Entry::Position(position);
        Block::Item {
            lead: String::new(),
            words: export::name(self.corpus, entry),
            rest: self.origins(entry).unwrap_or_default(),
            reference: reference(self.corpus, entry),
        }
    }

    /// Returns on how many sources and origins a thing rests, in words.
    fn origins(&self, entry: Entry) -> Option<String> {
        let found = rests::corroboration(self.corpus, &self.rests.provenance, entry)?;
        Some(format!("rests on {}", found.words()))
    }

    fn loss(&self, entry: Entry) -> Option<Loss> {
        let Entry::Position(id) = entry else {
            return None;
        };
        let mut falls = self.rests.falls.iter();
        falls.find(|fall| fall.position == id).map(|fall| fall.loss)
    }

    fn row(&self, at: usize) -> Vec<String> {
        let Some(item) = self.rests.items.get(at) else {
            return Vec::new();
        };
        let corpus = self.corpus;
        let rests = rests::corroboration(corpus, &self.rests.provenance, item.entry);
        let count = |of: fn(&rests::Corroboration) -> usize| {
            let rests = rests.as_ref();
            rests.map_or_else(String::new, |rests| of(rests).to_string())
        };
        vec![
            item.steps.to_string(),
            reference(corpus, item.entry),
            export::name(corpus, item.entry),
            item.how.token().to_owned(),
            reference(corpus, self.on(item).unwrap_or(self.entry)),
            item.how.words().to_owned(),
            self.loss(item.entry).map_or("", Loss::token).to_owned(),
            count(|rests| rests.sources.len()),
            count(|rests| rests.origins.len()),
        ]
    }

    fn object(&self) -> Value {
        let corpus = self.corpus;
        let items = (0..self.rests.items.len()).map(|at| {
            let path = self.rests.path(at);
            let steps = path.iter().map(
                |item| json!({ "ref": reference(corpus, item.entry), "how": item.how.token() }),
            );
            let entry = path.last().map_or(self.entry, |item| item.entry);
            json!({
                "ref": reference(corpus, entry),
                "name": export::name(corpus, entry),
                "path": steps.collect::<Vec<_>>(),
                "loss": self.loss(entry).map(Loss::token),
            })
        });
        let falls = self.rests.falls.iter().map(|fall| {
            let entry = Entry::Position(fall.position);
            let rests =
                rests::corroboration(corpus, &self.rests.provenance, entry).unwrap_or_default();
            json!({
                "ref": reference(corpus, entry),
                "name": export::name(corpus, entry),
                "loss": fall.loss.token(),
                "sources": rests.sources.len(),
                "origins": rests.origins.len(),
            })
        });
        let blank = self.rests.blank.iter().map(|&(actor, issue)| {
            json!({
                "actor": named(corpus, Entry::Actor(actor)),
                "issue": named(corpus, Entry::Issue(issue)),
            })
        });
        json!({
            "of": named(corpus, self.entry),
            "items": items.collect::<Vec<_>>(),
            "falls": falls.collect::<Vec<_>>(),
            "blank": blank.collect::<Vec<_>>(),
        })
    }
}

/// Returns what the long help says after the arguments.
fn help() -> String {
    let ways = How::ALL.iter();
    let ways: Vec<String> = ways
        .map(|(_, name, words)| format!("  {name:18}{words}"))
        .collect();
    let losses = Loss::ALL.iter();
    let losses: Vec<String> = losses
        .map(|(_, name, words)| format!("  {name:18}{words}"))
        .collect();
    format!(
        "How a record leans on another:\n{}\n\nWhat a position would lose:\n{}\n\n{REST}",
        ways.join("\n"),
        losses.join("\n")
    )
}

const REST: &str = "\
Every record is told once, by the first path found. What falls with a source is what is
known only through it, what was first said in it, and what stands nowhere else. That
nothing would be left says nothing of whether it is so.

Formats:
  text              what rests on it, under what it leans on; then what it would take along
  csv               RFC 4180, one header row; a row for each record
  json              one object: of, items with their paths, falls, blank
  markdown          lists under headings

Examples:
  attache rests-on cyber-code-2011:source.act-2011-11
  attache rests-on actor.wang-qun --format json | jq .falls
  attache rests-on source.tidings-april --example

Exit status: 0 found, 1 nothing found, 2 could not run";
