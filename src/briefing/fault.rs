//! Faults of whole files, which those who open files tell of.

use crate::{
    briefing::wire::diagnostic,
    diagnostic::{Diagnostic, Place},
    text::Clean,
};

/// Returns a fault that is a whole file's; `code` is one of
/// [`CODES`](crate::briefing::CODES).
pub fn fault(code: &'static str, file: &Clean, message: &str) -> Diagnostic {
    diagnostic(code, Place::file(file.clone()), message, None)
}
