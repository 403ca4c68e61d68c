//! `attache` browses; `attache COMMAND …` answers and leaves.

fn main() {}
