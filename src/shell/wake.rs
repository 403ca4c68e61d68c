//! Waking the one thread that waits: whoever sends it a message rings.

use std::{
    io,
    os::fd::OwnedFd,
    sync::{Arc, mpsc},
};

use rustix::{
    io::{FdFlags, fcntl_setfd, ioctl_fionbio},
    pipe::pipe,
};

use crate::app::Message;

/// The end that is waited on.
#[derive(Debug)]
pub(super) struct Bell {
    pipe: OwnedFd,
}

/// The end that rings.
#[derive(Debug, Clone)]
pub(super) struct Rope {
    pipe: Arc<OwnedFd>,
}

/// Makes both ends. Neither ever waits, nor is any other program given one.
pub(super) fn bell() -> io::Result<(Bell, Rope)> {
    // Two steps where Linux needs one: macOS has no other way.
    let (waited, rung) = pipe()?;
    for end in [&waited, &rung] {
        ioctl_fionbio(end, true)?;
        fcntl_setfd(end, FdFlags::CLOEXEC)?;
    }
    let pipe = Arc::new(rung);
    Ok((Bell { pipe: waited }, Rope { pipe }))
}

impl Bell {
    /// Returns what `poll` waits on.
    pub(super) fn pipe(&self) -> &OwnedFd {
        &self.pipe
    }
    /// Takes in all ringing so far.
    pub(super) fn quiet(&self) {
        let mut bytes = [0; 256];
        while matches!(rustix::io::read(&self.pipe, &mut bytes), Ok(n) if n > 0) {}
    }
}

impl Rope {
    /// Rings. A full pipe has rung already.
    pub(super) fn pull(&self) {
        let _full = rustix::io::write(&*self.pipe, &[1]);
    }
    /// Returns a copy of the pipe for a signal to write to.
    pub(super) fn pipe(&self) -> io::Result<OwnedFd> {
        self.pipe.try_clone()
    }
}

/// Sends messages to the one inbox, and rings.
#[derive(Debug, Clone)]
pub(super) struct Post {
    to: mpsc::Sender<Message>,
    rope: Rope,
}

impl Post {
    pub(super) fn new(to: mpsc::Sender<Message>, rope: Rope) -> Post {
        Post { to, rope }
    }
    /// Sends; returns whether anybody still listens.
    pub(super) fn send(&self, message: Message) -> bool {
        let heard = self.to.send(message).is_ok();
        self.rope.pull();
        heard
    }
}
