//! Every test that crosses module boundaries, in one program.

mod harness;
mod live;

mod cli;
mod format;
mod journeys;
mod pty;
mod sizes;
mod tidy;
