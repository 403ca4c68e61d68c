//! Waking the one thread that waits: whoever sends it a message rings.

use std::{
    io::{self, Read as _, Write as _},
    os::unix::net::UnixStream,
    sync::{Arc, mpsc},
};

use crate::app::Message;

/// The end that is waited on.
#[derive(Debug)]
pub(super) struct Bell {
    stream: UnixStream,
}

/// The end that rings.
#[derive(Debug, Clone)]
pub(super) struct Rope {
    stream: Arc<UnixStream>,
}

/// Makes both ends.
pub(super) fn bell() -> io::Result<(Bell, Rope)> {
    let (waited, rung) = UnixStream::pair()?;
    waited.set_nonblocking(true)?;
    rung.set_nonblocking(true)?;
    Ok((
        Bell { stream: waited },
        Rope {
            stream: Arc::new(rung),
        },
    ))
}

impl Bell {
    /// Returns what `poll` waits on.
    pub(super) fn stream(&self) -> &UnixStream {
        &self.stream
    }
    /// Takes in all ringing so far.
    pub(super) fn quiet(&mut self) {
        let mut bytes = [0; 256];
        while matches!(self.stream.read(&mut bytes), Ok(n) if n > 0) {}
    }
}

impl Rope {
    /// Rings. A full pipe has rung already.
    pub(super) fn pull(&self) {
        let _full = (&*self.stream).write(&[1]);
    }
    /// Returns a copy of the stream for a signal to write to.
    pub(super) fn stream(&self) -> io::Result<UnixStream> {
        self.stream.try_clone()
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
