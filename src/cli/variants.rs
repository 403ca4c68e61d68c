//! `attache variants`: one utterance in different words.

use std::{io, path::PathBuf};

use clap::Args;
use serde_json::{Value, json};

use crate::{
    cli::{
        answer::{Answer, Status},
        format::{Format, Written, named, reference, table},
        library, named,
        options::Options,
    },
    date::Date,
    export::{self, Block, Card, Page},
    model::{Corpus, Entry, QuoteId},
    search,
    text::{Change, Edit},
    variants::{self, Variant},
};

/// Quotes that share words with the one asked about, of which each is compared.
const MOST: usize = 1000;

/// The arguments of `variants`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Told are the quotes that the library states to print the same utterance, and those whose
words are nearly the same: more than half of the words of both stand in both in one
order, or nearly all words of the shorter do. That words are alike does not say that
they were said on one occasion, or by one person; another speaker is told apart.

How the words differ: [-only in the one asked about-] {+only in the other+}

Formats:
  text              each with its speaker, date and source, and how its words differ
  csv               RFC 4180, one header row; a row for each variant
  json              one object: of, translations, variants
  markdown          block quotes

Examples:
  attache variants cyber-code-2011:quote.us-necessary-means
  attache variants quote.edited --example
  attache variants quote.edited --example --format json | jq '.variants[].likeness'

Exit status: 0 found, 1 nothing found, 2 could not run")]
pub(super) struct Variants {
    /// The quote, such as cyber-code-2011:quote.wang-battlefield
    #[arg(value_name = "REF")]
    reference: String,

    /// Briefings, or folders of briefings
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    written: Written,
}

impl Variants {
    /// Finds the variants of the quote and writes them.
    pub(super) fn run(&self, options: &Options, answer: &mut Answer<'_>) -> io::Result<Status> {
        let library = library::open(options, &self.paths, answer)?;
        let corpus = &library.corpus;
        let quote = match named::record(corpus, &self.reference, answer) {
            Some(Entry::Quote(quote)) => quote,
            Some(_) => {
                answer.say(&format!("`{}` is no quote", self.reference));
                return Ok(Status::Nothing);
            }
            None => return Ok(Status::Nothing),
        };
        let among = search::sharing(corpus, &library.index, quote, MOST);
        let found = variants::like(corpus, quote, among);
        match self.written.format(answer) {
            Format::Text => {
                let page = page(corpus, quote, &found);
                export::text(&page, &mut answer.paper(options.colors()))?;
            }
            Format::Markdown => export::markdown(&page(corpus, quote, &found), answer.out)?,
            Format::Csv => {
                let rows = found.iter().map(|variant| row(corpus, quote, variant));
                table(
                    answer.out,
                    COLUMNS.iter().copied(),
                    rows,
                    self.written.cells(),
                )?;
            }
            Format::Json => writeln!(answer.out, "{:#}", object(corpus, quote, &found))?,
        }
        let translated = !corpus.quotes.at(quote).translations.is_empty();
        if found.is_empty() && !translated {
            answer.out.flush()?;
            answer.say(&format!(
                "nothing in the library is like `{}`",
                self.reference
            ));
            return Ok(Status::Nothing);
        }
        Ok(Status::Fine)
    }
}

fn page(corpus: &Corpus, quote: QuoteId, found: &[Variant]) -> Page {
    let card = |id| Block::Quote(Card::new(corpus, id, Vec::new()));
    let mut page = Page::default();
    page.blocks.push(card(quote));
    page.blocks.extend(translations(corpus, quote));
    for (title, variants) in variants::headed(found) {
        if !variants.is_empty() {
            let title = format!("{title} ({})", variants.len());
            page.blocks.push(Block::Section(title));
        }
        for variant in variants {
            page.blocks.push(card(variant.quote));
            let words = match variants::pair(corpus, quote, variant.quote) {
                None => "in another language".to_owned(),
                Some(changes) => {
                    let share = percent(variant.likeness);
                    format!("{share} % alike: {}", marked(&changes))
                }
            };
            page.blocks.push(Block::Remark(words));
        }
    }
    page
}

/// Returns the translations of a quote, each with its language and its maker.
fn translations(corpus: &Corpus, quote: QuoteId) -> Vec<Block> {
    let quote = corpus.quotes.at(quote);
    let each = quote.translations.iter().map(|translation| {
        let by = export::translated_by(corpus, translation);
        Block::Fact {
            label: format!("In {}", translation.lang),
            value: format!("{} (translated: {by})", translation.text),
            reference: String::new(),
        }
    });
    each.collect()
}

/// Returns how words become others, with signs that need no color.
fn marked(changes: &[Change]) -> String {
    changes.iter().map(Change::marked).collect()
}

/// Returns a share in percent, cut off: 100 is all.
fn percent(share: f32) -> String {
    format!("{}", (share * 100.0).floor())
}

const COLUMNS: &[&str] = &[
    "ref",
    "likeness",
    "stated",
    "other_speaker",
    "who",
    "date",
    "source",
    "text",
    "diff",
];

fn row(corpus: &Corpus, quote: QuoteId, variant: &Variant) -> Vec<String> {
    let its = corpus.quotes.at(variant.quote);
    vec![
        reference(corpus, Entry::Quote(variant.quote)),
        format!("{:.2}", variant.likeness),
        variant.stated.to_string(),
        variant.other_speaker.to_string(),
        export::who(corpus, &its),
        its.date.map(Date::to_string).unwrap_or_default(),
        export::where_in(corpus, its.source, &its.locator),
        its.text.to_string(),
        marked(&variants::pair(corpus, quote, variant.quote).unwrap_or_default()),
    ]
}

fn object(corpus: &Corpus, quote: QuoteId, found: &[Variant]) -> Value {
    let asked = corpus.quotes.at(quote);
    let translations = asked.translations.iter().map(|translation| {
        json!({
            "lang": translation.lang,
            "text": translation.text,
            "by": translation.by,
            "source": translation.source.map(|id| named(corpus, Entry::Source(id))),
        })
    });
    let variants = found.iter().map(|variant| {
        let its = corpus.quotes.at(variant.quote);
        let changes = variants::pair(corpus, quote, variant.quote).unwrap_or_default();
        let changes = changes.iter().map(|change| {
            let edit = match change.edit {
                Edit::Same => "same",
                Edit::Removed => "removed",
                Edit::Added => "added",
            };
            json!({ "edit": edit, "text": change.text })
        });
        json!({
            "ref": reference(corpus, Entry::Quote(variant.quote)),
            "text": its.text,
            "who": export::who(corpus, &its),
            "date": its.date.map(Date::to_string),
            "source": named(corpus, Entry::Source(its.source)),
            "locator": its.locator,
            "likeness": (f64::from(variant.likeness) * 1000.0).round() / 1000.0,
            "stated": variant.stated,
            "other_speaker": variant.other_speaker,
            "diff": changes.collect::<Vec<_>>(),
        })
    });
    json!({
        "of": named(corpus, Entry::Quote(quote)),
        "text": asked.text,
        "lang": asked.lang,
        "translated_from": asked.translated_from,
        "translations": translations.collect::<Vec<_>>(),
        "variants": variants.collect::<Vec<_>>(),
    })
}
