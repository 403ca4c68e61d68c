//! A bug, met: the terminal is given back, a report is kept, and the program ends.

use std::{
    backtrace::Backtrace,
    env, fs,
    io::{self, Write as _},
    panic,
    path::{Path, PathBuf},
    process,
    sync::{
        OnceLock,
        atomic::{AtomicBool, Ordering},
    },
};

use crate::{
    library::Environment,
    shell::{terminal, wake::Rope},
    text::Clean,
};

/// Whether a thread has met a bug: the loop ends then.
static MET: AtomicBool = AtomicBool::new(false);
static ROPE: OnceLock<Rope> = OnceLock::new();

/// Whether a thread has met a bug.
pub(super) fn met() -> bool {
    MET.load(Ordering::SeqCst)
}

/// From now on, a panic in any thread gives the terminal back, writes a report
/// and says where it is.
pub(super) fn hook(environment: &Environment, rope: &Rope) {
    let folder = environment.state_folder();
    let _set_before = ROPE.set(rope.clone());
    panic::set_hook(Box::new(move |info| {
        terminal::leave();
        let report = format!(
            "attache {} met a bug: {info}\n\n{}\n",
            env!("CARGO_PKG_VERSION"),
            Backtrace::force_capture()
        );
        let words = match keep(folder.as_deref(), &report) {
            Some(path) => format!(
                "attache met a bug and ended. A report is in {}\n",
                Clean::path(&path)
            ),
            None => format!(
                "attache met a bug and ended: {}\n",
                Clean::line(&info.to_string())
            ),
        };
        // If even this cannot be said, the status still says it.
        let _closed = io::stderr().write_all(words.as_bytes());
        MET.store(true, Ordering::SeqCst);
        if let Some(rope) = ROPE.get() {
            rope.pull();
        }
    }));
}

/// Writes a report into the user's folder of state, else where temporary files
/// go; returns where. It is whole or not there, and never written over a link.
fn keep(state: Option<&Path>, report: &str) -> Option<PathBuf> {
    let temporary = env::temp_dir();
    state
        .into_iter()
        .chain([temporary.as_path()])
        .find_map(|folder| {
            fs::create_dir_all(folder).ok()?;
            let path = folder.join(format!("attache-panic-{}.txt", process::id()));
            let part = path.with_extension("part");
            fs::File::create_new(&part)
                .and_then(|mut file| file.write_all(report.as_bytes()))
                .ok()?;
            fs::rename(&part, &path).ok()?;
            Some(path)
        })
}
