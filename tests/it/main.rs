//! Every test that crosses module boundaries, in one program.

mod harness;

mod cli;
mod format;
mod journeys;
mod sizes;
mod tidy;
