//! The commands: their names, what is typed after them, and who answers.

use std::{ffi::OsString, io, path::PathBuf};

use clap::{CommandFactory, Parser, Subcommand, error::ErrorKind};

use crate::{
    cli::{
        answer::Answer,
        archive::Archive,
        changes::Changes,
        check::Check,
        cite::Cite,
        completions::Completions,
        conflicts::Conflicts,
        gaps::Gaps,
        index::Index,
        library::alone,
        list::List,
        man::Manual,
        new::New,
        options::{Browse, Glyphs, Options, Theme},
        rests_on::RestsOn,
        schema::Schema,
        search::Search,
        show::Show,
        sources::Sources,
        stances::Stances,
        timeline::Timeline,
        variants::Variants,
        verify::Verify,
    },
    library::Settings,
    text::{self, Clean},
};

/// Browse curated briefings: what happened, who said what, who stands where
///
/// Without a command, opens the terminal browser on the files and folders named; else
/// on the library of your settings; else on the briefings that come with the program.
/// Every command answers from the same library.
#[derive(Debug, Parser)]
#[command(
    name = "attache",
    version,
    max_term_width = 100,
    subcommand_help_heading = "Commands",
    after_long_help = "\
Examples:
  attache                                browse the bundled briefings
  attache ~/briefings                    browse your own
  attache search open transparent process norms
  attache show cyber-code-2011:quote.wang-open-process --format markdown
  attache check my-topic.toml

References:
  Every record has a name that every command takes and gives: briefing:kind.id, such as
  cyber-code-2011:quote.wang-open-process; see `attache show --help`

Exit status:
  0  fine
  1  nothing found, or faults
  2  could not run

Environment:
  NO_COLOR          if set and not empty, no colors, as with --colors none
  VISUAL, EDITOR    what opens a briefing from the browser
  XDG_CONFIG_HOME   where settings are: attache/config.toml; ~/.config if not set
  XDG_STATE_HOME    where saved searches, marks and reports of crashes are: attache/; ~/.local/state
  XDG_CACHE_HOME    where large libraries are kept once read: attache/; ~/.cache if not set"
)]
struct Arguments {
    #[command(flatten)]
    options: Options,

    /// Briefings (.toml), or folders of briefings, to browse
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// The theme of the browser
    #[arg(long, value_name = "THEME", default_value = "auto")]
    theme: Theme,

    /// The signs the browser draws with
    #[arg(long, value_name = "GLYPHS", default_value = "auto")]
    glyphs: Glyphs,

    #[command(subcommand)]
    verb: Option<Verb>,
}

/// What to do instead of browsing.
#[derive(Debug, Subcommand)]
enum Verb {
    /// Tell everything that is wrong in briefings, and what to write instead
    Check(Check),
    /// Look for quotes in the archived texts of their sources
    Verify(Verify),
    /// Find quotes by words half remembered
    Search(Search),
    /// Tell what happened, in order
    Timeline(Timeline),
    /// Tell who stands where as of a date
    Stances(Stances),
    /// Tell who came to stand elsewhere, when, and what shows it
    Changes(Changes),
    /// Tell what does not fit together in who stands where
    Conflicts(Conflicts),
    /// Tell where nobody looked, or not lately
    Gaps(Gaps),
    /// List all records of a kind
    List(List),
    /// Show all that is known of one record
    Show(Show),
    /// List sources: how far to be relied on, whether their text is kept, what they hold
    Sources(Sources),
    /// Tell what rests on a record, and what would no longer be shown without it
    RestsOn(RestsOn),
    /// Tell where the same was printed in other words, and how the words differ
    Variants(Variants),
    /// Cite records in any style, or as BibTeX or CSL-JSON
    Cite(Cite),
    /// Keep the text of a source beside its briefing, and write its SHA-256 there
    Archive(Archive),
    /// Write a commented file to begin a briefing with
    New(New),
    /// Read a library and keep what was read, so that the next start is instant
    Index(Index),
    /// Print the JSON Schema of briefings, for editors
    Schema(Schema),
    /// Print the completions for a shell
    Completions(Completions),
    /// Print the manual page
    Man(Manual),
}

/// A command to be answered without a screen.
#[derive(Debug)]
pub struct Command {
    options: Options,
    verb: Box<Verb>,
}

/// What the user asked for.
#[derive(Debug)]
pub enum Asked {
    /// The browser.
    Browse(Browse),
    /// An answer.
    Answer(Command),
}

/// What there is to say before anything is done: help, the version, or what is
/// wrong with the arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Early {
    /// The exit status: 0 for what was asked for and belongs on standard
    /// output; 2 for what is wrong and belongs on standard error.
    pub status: u8,
    /// The text, safe to show, with its last line break.
    pub text: String,
}

/// Reads the arguments, the program's own name first. `ink` says whether help
/// may have bold headings.
///
/// # Errors
///
/// Where help or the version was asked for, or the arguments make no sense.
pub fn parse(args: impl IntoIterator<Item = OsString>, ink: bool) -> Result<Asked, Early> {
    let read = Arguments::try_parse_from(args).map_err(|err| early(&err, ink))?;
    let Arguments {
        mut options,
        paths,
        theme,
        glyphs,
        verb,
    } = read;
    options.library.extend(paths.iter().cloned());
    if let Some(verb) = verb {
        let verb = Box::new(verb);
        return Ok(Asked::Answer(Command { options, verb }));
    }
    if let Some(meant) = slip(&paths) {
        return Err(Early {
            status: 2,
            text: meant,
        });
    }
    let Options {
        library,
        archive,
        example,
        colors,
        ..
    } = options;
    if let (true, Some(path)) = (example, library.first()) {
        return Err(Early {
            status: 2,
            text: format!("attache: {}\n", alone(path)),
        });
    }
    Ok(Asked::Browse(Browse {
        library,
        archive,
        example,
        theme,
        colors,
        glyphs,
    }))
}

/// Answers a command; returns the exit status.
///
/// # Errors
///
/// Where it could not run, or the answer could not be written.
pub fn run(command: &Command, answer: &mut Answer<'_>) -> io::Result<u8> {
    let (settings, wrong) = Settings::read(answer.environment);
    if let Some(wrong) = wrong {
        answer.say(&wrong);
    }
    let options = &Options {
        settings,
        ..command.options.clone()
    };
    let status = match &*command.verb {
        Verb::Check(check) => check.run(options, answer),
        Verb::Verify(verify) => verify.run(options, answer),
        Verb::Index(index) => index.run(options, answer),
        Verb::Search(search) => search.run(options, answer),
        Verb::Timeline(timeline) => timeline.run(options, answer),
        Verb::Stances(stances) => stances.run(options, answer),
        Verb::Changes(changes) => changes.run(options, answer),
        Verb::Conflicts(conflicts) => conflicts.run(options, answer),
        Verb::Gaps(gaps) => gaps.run(options, answer),
        Verb::List(list) => list.run(options, answer),
        Verb::Show(show) => show.run(options, answer),
        Verb::Sources(sources) => sources.run(options, answer),
        Verb::RestsOn(rests) => rests.run(options, answer),
        Verb::Variants(variants) => variants.run(options, answer),
        Verb::Cite(cite) => cite.run(options, answer),
        Verb::Archive(archive) => archive.run(options, answer),
        Verb::New(new) => new.run(answer),
        Verb::Schema(schema) => schema.run(answer),
        Verb::Completions(completions) => completions.run(Arguments::command(), answer),
        Verb::Man(man) => man.run(Arguments::command(), answer),
    }?;
    answer.out.flush()?;
    Ok(status.into())
}

fn early(err: &clap::Error, ink: bool) -> Early {
    let asked = matches!(
        err.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    if asked {
        // Help holds nothing but our own words.
        let text = if ink {
            err.render().ansi().to_string()
        } else {
            err.render().to_string()
        };
        return Early { status: 0, text };
    }
    let text = err.render().to_string();
    let lines = text
        .lines()
        .map(|line| format!("{}\n", Clean::verbatim_line(line)));
    Early {
        status: 2,
        text: lines.collect(),
    }
}

/// Says what was meant where a path that is not there looks like a command.
fn slip(paths: &[PathBuf]) -> Option<String> {
    let typed = paths.first()?;
    let word = typed.to_str().filter(|_| !typed.exists())?;
    let definition = Arguments::command();
    let meant = text::nearest(
        word,
        definition.get_subcommands().map(clap::Command::get_name),
    )?;
    let typed = Clean::path(typed);
    Some(format!(
        "attache: there is no file or command `{typed}`; did you mean `attache {meant}`?\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::options::Colors;

    fn asked(line: &str) -> Result<Asked, Early> {
        parse(line.split(' ').map(OsString::from), false)
    }

    #[test]
    fn the_definition_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn paths_and_options_mean_the_same_anywhere() {
        for line in [
            "attache --library a search --library b x",
            "attache search x --library a --library b",
        ] {
            // clap keeps those of the innermost place, which is why both say which.
            assert!(matches!(asked(line), Ok(Asked::Answer(_))), "{line}");
        }
        let Ok(Asked::Browse(browse)) = asked("attache a --library b --theme light --colors 16")
        else {
            panic!("this opens the browser");
        };
        assert_eq!(browse.library, ["b", "a"].map(PathBuf::from));
        assert_eq!(
            (browse.theme, browse.colors),
            (Theme::Light, Colors::Ansi16)
        );
    }

    #[test]
    fn a_slip_is_told() {
        let Err(early) = asked("attache serch words") else {
            panic!("there is no such file")
        };
        assert_eq!(early.status, 2);
        assert_eq!(
            early.text,
            "attache: there is no file or command `serch`; did you mean `attache search`?\n"
        );
    }

    #[test]
    fn what_is_typed_comes_back_clean() {
        let Err(early) = asked("attache list \u{1b}[31m\u{202e}x") else {
            panic!("not a kind")
        };
        assert_eq!(early.status, 2);
        assert!(
            !early.text.contains(['\u{1b}', '\u{202e}']),
            "{:?}",
            early.text
        );
    }
}
