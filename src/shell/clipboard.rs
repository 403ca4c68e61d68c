//! Texts handed to the clipboard: through tmux where one is in it, by the
//! terminal (OSC 52) elsewhere, and by a tool of the desktop where there is one.
//! No way tells whether the text has arrived; which ways it went is said.

use std::{
    io::{self, Write as _},
    path::PathBuf,
    process::{Command, Stdio},
    sync::Arc,
};

use crossterm::{clipboard::CopyToClipboard, execute};

use crate::{
    app::Message,
    library::Environment,
    shell::{program, wake::Post, worker::spawn},
    text::Clean,
};

/// The longest text that terminals take, in bytes: xterm and those that follow
/// it stop at 74,994 characters of base64.
const MOST: usize = 74_994 / 4 * 3;

/// A program that takes a text on its standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Tool {
    name: &'static str,
    arguments: &'static [&'static str],
    /// The variable that says whether it can work.
    needs: &'static str,
}

/// The tools of desktops, the first that is there. To add one, add its line.
const TOOLS: &[Tool] = &[
    Tool {
        name: "wl-copy",
        arguments: &[],
        needs: "WAYLAND_DISPLAY",
    },
    Tool {
        name: "xclip",
        arguments: &["-selection", "clipboard"],
        needs: "DISPLAY",
    },
    Tool {
        name: "xsel",
        arguments: &["--clipboard", "--input"],
        needs: "DISPLAY",
    },
    Tool {
        name: "pbcopy",
        arguments: &[],
        needs: "HOME",
    },
];

/// tmux sets its own buffer and, where it may, the clipboard of the terminal it
/// is shown in.
const TMUX: Tool = Tool {
    name: "tmux",
    arguments: &["load-buffer", "-w", "-"],
    needs: "TMUX",
};

/// Hands a text to the clipboard, and says which way it went.
///
/// # Errors
///
/// Where the terminal cannot be written to.
pub(super) fn copy(
    environment: &Environment,
    text: &Arc<str>,
    what: &Arc<str>,
    post: &Post,
) -> io::Result<()> {
    if environment.get(TMUX.needs).is_some() {
        let words = format!("Copied {what} through tmux");
        hand(&TMUX, text, words, "Not copied", post);
        return Ok(());
    }
    let fits = text.len() <= MOST;
    if fits {
        execute!(io::stdout(), CopyToClipboard::to_clipboard_from(&**text))?;
    }
    let tool = tool(environment);
    let words = match (fits, &tool) {
        (true, Some(tool)) => format!("Copied {what} by {} and the terminal (OSC 52)", tool.name),
        (false, Some(tool)) => format!("Copied {what} by {}", tool.name),
        (true, None) => {
            format!("Handed {what} to the terminal (OSC 52); whether it takes it is not known")
        }
        (false, None) => format!(
            "Not copied: {what} is {} KiB, more than terminals take, and no tool for it is here",
            text.len().div_ceil(1024)
        ),
    };
    // The terminal may have it, whatever becomes of the tool.
    let otherwise = if fits {
        format!("Handed {what} to the terminal (OSC 52)")
    } else {
        "Not copied".to_owned()
    };
    match tool {
        Some(tool) => hand(&tool, text, words, &otherwise, post),
        None => drop(post.send(Message::Notice(Clean::line(&words)))),
    }
    Ok(())
}

/// Returns the tool of the desktop, if there is one; over ssh it would fill the
/// clipboard of the other machine.
fn tool(environment: &Environment) -> Option<Tool> {
    let is_far = ["SSH_TTY", "SSH_CONNECTION"]
        .iter()
        .any(|name| environment.get(name).is_some());
    let mut tools = TOOLS.iter().filter(|_| !is_far);
    tools
        .find(|tool| environment.get(tool.needs).is_some() && program::find(tool.name).is_some())
        .cloned()
}

/// Has a program take a text, beside the loop: it may hang. If it fails, says so
/// after what is true `otherwise`.
fn hand(tool: &Tool, text: &Arc<str>, words: String, otherwise: &str, post: &Post) {
    let path = program::find(tool.name);
    let otherwise = format!("{otherwise}: {} did not take it", tool.name);
    let (tool, text, post) = (tool.clone(), Arc::clone(text), post.clone());
    spawn(move || {
        let words = match give(path, &tool, &text) {
            Ok(()) => words,
            Err(error) => format!("{otherwise}: {error}"),
        };
        post.send(Message::Notice(Clean::line(&words)));
    });
}

fn give(path: Option<PathBuf>, tool: &Tool, text: &str) -> io::Result<()> {
    let path = path.ok_or_else(|| io::Error::other("it is not there"))?;
    let mut child = Command::new(path)
        .args(tool.arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let input = child.stdin.take();
    let given = input.map_or(Ok(()), |mut input| input.write_all(text.as_bytes()));
    // Waited for in any case: else it would be left behind.
    let status = child.wait()?;
    given?;
    if status.success() {
        Ok(())
    } else {
        Err(io::Error::other(status.to_string()))
    }
}
