//! The files briefings come from: found, read on every core, kept together
//! with what is wrong in them. Beside the shell and the commands, the only
//! place that reads files.

mod desk;
mod find;
mod state;

mod shelf;

mod bundled;
mod cache;

mod load;

mod archives;

mod verified;

mod verdicts;

mod checked;
mod opened;

mod kept;

mod marks;
mod searches;
mod settings;

pub use archives::{Archived, Archives, Held, sha256};
pub use bundled::{bundled, example};
pub use checked::Checked;
pub use load::{Growing, Keep, Request, load};
pub use marks::{Mark, Marking, Marks};
pub use opened::{Opened, Part};
pub use searches::{Change, Saved, Searches};
pub use settings::{Environment, Settings};
pub use state::{FileState, Holds, Library, Progress};
pub use verdicts::{KeepVerdicts, Verdict, Verdicts, finding, finding_in, verify};
