//! One utterance in different words: what is stated to be, and what looks like
//! it; how two versions differ. Pure functions of a corpus.

mod likeness;

mod like;

pub use like::{LEAST, Variant, headed, like, pair};
