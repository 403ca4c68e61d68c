#![doc = include_str!("ARCHITECTURE.md")]

// Ground: vocabulary without domain.
pub mod arena;
pub mod date;
pub mod text;

// Values as bytes.
pub mod seal;

// What is wrong, where, and what to write instead.
pub mod diagnostic;

// What a library of briefings says.
pub mod model;

// How one asks: the query language.
pub mod query;

// What can be done with it. Each knows the model and none of the others.
pub mod briefing;
pub mod chronology;
pub mod export;
pub mod rests;
pub mod search;
pub mod stances;
pub mod variants;
pub mod verify;

// A record as others cite it.
pub mod cite;

// The files it comes from.
pub mod library;

// Two ways to ask: in words, and on a screen. Neither knows the other.
pub mod cli;
pub mod ui;

// The panes.
pub mod view;

// The whole screen: state, update, draw.
pub mod app;

// The world.
pub mod shell;
