//! The one place where a bug of the citation processor is met: a style may ask
//! of it what its authors did not think of, and then it panics.

use std::{
    panic::{self, AssertUnwindSafe},
    sync::{Mutex, PoisonError},
};

/// One sets the hook aside at a time, else it would not come back.
static ONE: Mutex<()> = Mutex::new(());

/// Returns what `work` returns; `None` if it panics. Nothing is written of the
/// panic.
///
/// For that, the hook that panics call is set aside as long as `work` runs, for
/// every thread. So this is for commands, which do nothing beside it; in the
/// browser a panic of another thread would go untold. `work` may leave behind
/// only what nobody looks at afterwards.
pub(super) fn guard<T>(work: impl FnOnce() -> T) -> Option<T> {
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| ()));
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    panic::set_hook(hook);
    done.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_no_more_than_no_answer() {
        assert_eq!(guard(|| 1), Some(1));
        let none: Vec<u8> = Vec::new();
        assert_eq!(guard(|| none[0]), None);
    }
}
