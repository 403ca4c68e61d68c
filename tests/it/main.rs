//! Every test that crosses module boundaries, in one program.

mod gaps;
mod harness;
mod live;
mod made;
mod svg;

mod beside;
mod cite;
mod cli;
mod conflicts;
mod dates;
mod example;
mod format;
mod forms;
mod help;
mod journeys;
mod pictures;
mod pty;
mod query;
mod quotes;
mod reader;
mod rests;
mod search;
mod sizes;
mod stances;
mod tidy;
mod timeline;
mod variants;
