//! The real program in a real terminal: what only the two together can show.

use std::{
    fs,
    process::{Command, Stdio},
    time::Duration,
};

use rustix::process::Signal;

use crate::live::{Live, PROGRAM, Start, frames, mouse_is_taken};

/// A briefing small enough to write in a test.
fn briefing(id: &str, title: &str) -> String {
    format!(
        "schema = 1\n\n[briefing]\nid = \"{id}\"\ntitle = \"{title}\"\n\n\
         [source.s]\ntype = \"speech\"\ntitle = \"A speech\"\n\n\
         [actor.a]\nkind = \"person\"\nname = \"Ada\"\n\n\
         [quote.q]\nspeaker = \"a\"\nsource = \"s\"\nlocator = \"p. 1\"\ntext = \"So it was said.\"\n"
    )
}

/// Shown on Home when the bundled library is there.
const BUNDLED: &str = "cyber-code-2011";

/// The browser, with the bundled library on the screen.
#[track_caller]
fn browser() -> Live {
    shown(Start::browser(&[]))
}

#[track_caller]
fn shown(start: Start) -> Live {
    let mut live = start.go();
    live.until_shown(BUNDLED);
    live
}

/// Asserts that the program ends so, and leaves nothing behind.
#[track_caller]
fn ends(live: &mut Live, status: u32) {
    assert_eq!(live.ended(), status, "{}", live.text());
    assert_eq!(live.left_behind(), Vec::<&str>::new());
}

#[test]
fn it_starts_moves_and_gives_the_terminal_back() {
    let mut live = browser();
    assert!(live.screen().alternate_screen());
    assert!(live.screen().hide_cursor());
    assert!(live.screen().bracketed_paste());
    let before = live.text();
    live.keys("j");
    live.until("a move", |screen| screen.contents() != before);
    live.keys("3");
    live.until("a cursor to type at", |screen| !screen.hide_cursor());
    live.keys("\x1b");
    live.until("no cursor", vt100::Screen::hide_cursor);
    live.keys("qq");
    ends(&mut live, 0);
    assert_eq!(live.text().trim(), "");
}

#[test]
fn a_click_opens_a_tab_and_the_mouse_can_be_left_to_the_terminal() {
    let mut live = browser();
    assert!(mouse_is_taken(live.screen()));
    assert_eq!(
        live.screen().mouse_protocol_encoding(),
        vt100::MouseProtocolEncoding::Sgr
    );
    // Columns and rows are counted from one.
    let row = live.text().lines().next().unwrap_or_default().to_owned();
    let column = row.find("Sources").expect("a tab") + 1;
    live.keys(&format!("\x1b[<0;{column};1M\x1b[<0;{column};1m"));
    live.until_shown("in file order");
    live.keys("\x1bOQ");
    live.until("no mouse", |screen| !mouse_is_taken(screen));
    live.until_shown("drag selects text");
    live.keys("\x1bOQ");
    live.until("the mouse", mouse_is_taken);
    live.until_shown("Shift-drag selects text");
    live.keys("qq");
    ends(&mut live, 0);
    let mut live = shown(Start::browser(&[]).file("config/attache/config.toml", "mouse = false\n"));
    assert!(!mouse_is_taken(live.screen()));
    live.keys("q");
    ends(&mut live, 0);
    assert!(!String::from_utf8_lossy(&live.bytes).contains("[?1000"));
}

#[test]
fn the_wheel_a_click_and_a_drag_move_over_the_timeline() {
    let mut live = browser();
    live.keys("j2");
    live.until_shown("1 of 24 · 1 month a cell");
    let row = |live: &Live, words: &str| {
        let text = live.text();
        let found = text.lines().position(|row| row.contains(words));
        found.expect("a row") + 1
    };
    let year = |live: &Live| {
        let text = live.text();
        let label = text.lines().nth(4).unwrap_or_default().to_owned();
        let words = label.split_whitespace().nth(1).unwrap_or_default();
        words.parse::<i32>().expect("a year")
    };
    // The wheel turned up with control held; then the button on a lane.
    let lane = row(&live, "Nikita Khrush");
    live.keys(&format!("\x1b[<80;40;{lane}M"));
    live.until_shown("3 weeks a cell");
    live.keys(&format!("\x1b[<81;40;{lane}M"));
    live.until_shown("1 month a cell");
    live.keys(&format!("\x1b[<0;70;{lane}M\x1b[<0;70;{lane}m"));
    live.until("another event", |screen| {
        !screen.contents().contains(" 1 of 24")
    });
    live.until_shown("Nikita Khrushchev");
    // Over the minimap, with the button held, and on over another row.
    let map = row(&live, "1960–1963");
    live.keys("++++");
    live.until_shown("1 week a cell");
    live.keys(&format!("\x1b[<0;19;{map}M"));
    live.until("the beginning", |screen| {
        screen.contents().contains("▾1960")
    });
    let before = year(&live);
    live.keys(&format!("\x1b[<32;50;{map}M\x1b[<32;68;{}M", map + 5));
    live.until("the end", |screen| !screen.contents().contains("▾1960"));
    live.keys(&format!("\x1b[<0;68;{}m", map + 5));
    live.quiet(Duration::from_millis(50));
    assert!(before + 2 <= year(&live), "{before}\n{}", live.text());
    live.keys("qq");
    ends(&mut live, 0);
}

#[test]
fn ctrl_c_leaves_as_q_does() {
    let mut live = browser();
    live.keys("\x03");
    ends(&mut live, 0);
}

#[test]
fn signals_end_it_with_their_number_and_the_terminal_in_order() {
    for (signal, status) in [
        (Signal::HUP, 129),
        (Signal::INT, 130),
        (Signal::QUIT, 131),
        (Signal::TERM, 143),
    ] {
        let mut live = browser();
        live.signal(signal);
        ends(&mut live, status);
        assert!(
            live.text().contains("attache: ended by SIG"),
            "{}",
            live.text()
        );
    }
}

#[test]
fn a_signal_ends_it_in_the_middle_of_a_paste() {
    let mut live = browser();
    live.keys("\x1b[200~half of a pa");
    live.quiet(Duration::from_millis(50));
    live.signal(Signal::TERM);
    ends(&mut live, 143);
}

#[test]
fn a_bug_in_any_thread_leaves_a_report_and_the_terminal_in_order() {
    for thread in ["loop", "worker"] {
        let mut live = shown(Start::browser(&[]).with("ATTACHE_TEST_PANIC", thread));
        live.keys("\x1b[24~");
        ends(&mut live, 70);
        assert!(live.text().contains("A report is in"), "{}", live.text());
        let folder = live.home().join("state/attache");
        let reports: Vec<_> = fs::read_dir(folder).unwrap().flatten().collect();
        assert_eq!(reports.len(), 1);
        let report = fs::read_to_string(reports[0].path()).unwrap();
        assert!(report.contains("a bug in"), "{report}");
    }
}

#[test]
fn stopped_and_continued_by_signals_it_draws_again_at_the_new_size() {
    let mut live = browser();
    for stop in [Signal::TSTP, Signal::STOP] {
        live.signal(stop);
        if stop == Signal::TSTP {
            live.until_left();
        }
        live.resize(100, 30);
        live.signal(Signal::CONT);
        live.until("the whole screen", |screen| {
            screen.alternate_screen() && screen.contents().contains(BUNDLED)
        });
        live.until("all rows", |screen| screen.contents().lines().count() == 30);
        live.resize(80, 24);
        live.until("fewer rows", |screen| {
            screen.contents().lines().count() == 24
        });
    }
    live.keys("q");
    ends(&mut live, 0);
}

#[test]
fn ctrl_z_goes_to_the_shell_and_fg_comes_back() {
    let script = "set -m; \"$0\"; echo; echo in the shell; read -r line; fg; echo status $?";
    let mut live = shown(Start::script(script));
    live.keys("\x1a");
    live.until_shown("in the shell");
    assert!(!live.screen().alternate_screen());
    assert!(!live.screen().bracketed_paste());
    assert!(!mouse_is_taken(live.screen()));
    live.keys("\r");
    live.until("the browser", |screen| {
        screen.alternate_screen() && screen.contents().contains(BUNDLED) && mouse_is_taken(screen)
    });
    live.keys("q");
    live.until_shown("status 0");
    ends(&mut live, 0);
}

#[test]
fn ctrl_z_without_a_shell_does_nothing_and_says_so() {
    let mut live = browser();
    live.keys("\x1a");
    live.until_shown("There is no shell to go back to.");
    live.keys("q");
    ends(&mut live, 0);
}

#[test]
fn any_size_is_drawn() {
    let mut live = browser();
    for (width, height) in [
        (1, 1),
        (2, 60),
        (300, 1),
        (0, 0),
        (65535, 1),
        (1, 65535),
        (200, 60),
    ] {
        live.resize(width, height);
        live.keys("2145612");
    }
    live.resize(80, 24);
    live.keys("1");
    live.until("Home at last", |screen| {
        screen.contents().contains(BUNDLED) && screen.contents().lines().count() == 24
    });
    live.keys("q");
    ends(&mut live, 0);
}

#[test]
fn ten_thousand_keys_are_a_few_frames() {
    let mut live = browser();
    let before = frames(&live.bytes);
    live.keys(&"jk".repeat(5_000));
    live.keys("4");
    live.until("the last key", |screen| {
        !screen.contents().contains("╭ Library")
    });
    let drawn = frames(&live.bytes) - before;
    assert!(drawn < 200, "{drawn} frames");
    live.keys("qq");
    ends(&mut live, 0);
}

#[test]
fn a_key_costs_little() {
    let mut live = shown(Start::browser(&[]).size(120, 40));
    live.quiet(Duration::from_millis(100));
    let before = (live.bytes.len(), live.text());
    live.keys("j");
    live.until("a move", |screen| screen.contents() != before.1);
    live.quiet(Duration::from_millis(50));
    let written = live.bytes.len() - before.0;
    assert!(written < 16 * 1024, "{written} bytes");
}

#[test]
fn without_color_nothing_is_colored() {
    for start in [
        Start::browser(&[]).with("NO_COLOR", "1"),
        Start::browser(&["--colors", "none"]),
    ] {
        let mut live = shown(start);
        live.keys("2");
        live.until_shown("Timeline");
        live.keys("4");
        live.quiet(Duration::from_millis(50));
        live.keys("1q");
        ends(&mut live, 0);
        let colors: Vec<String> = sgr(&live.bytes).filter(|sgr| is_color(sgr)).collect();
        assert_eq!(colors, Vec::<String>::new());
    }
    let mut live = shown(Start::browser(&["--colors", "true"]).with("NO_COLOR", "1"));
    live.keys("q");
    ends(&mut live, 0);
    assert!(sgr(&live.bytes).any(|sgr| is_color(&sgr)));
}

/// The parameters of every SGR sequence.
fn sgr(bytes: &[u8]) -> impl Iterator<Item = String> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let parts: Vec<String> = text.split("\x1b[").skip(1).map(str::to_owned).collect();
    parts.into_iter().filter_map(|part| {
        let end = part.find(|c: char| !c.is_ascii_digit() && c != ';')?;
        (part.get(end..=end) == Some("m")).then(|| part.get(..end).unwrap_or_default().to_owned())
    })
}

fn is_color(sgr: &str) -> bool {
    sgr.split(';')
        .filter_map(|number| number.parse().ok())
        .any(|number: u8| matches!(number, 30..=38 | 40..=48 | 58 | 90..=107))
}

#[test]
fn a_broken_library_opens_with_what_can_be_used() {
    let mut live = Start::script("mkfifo lib/pipe.toml; exec \"$0\" lib")
        .file("lib/good.toml", briefing("good", "The good one"))
        .file("lib/syntax.toml", "schema = \n")
        .file("lib/latin.toml", b"title = \"caf\xe9\"")
        .go();
    live.until_shown("The good one");
    live.keys("gm");
    for name in ["syntax.toml", "latin.toml", "pipe.toml"] {
        live.until_shown(name);
    }
    live.keys("qq");
    ends(&mut live, 0);
}

#[test]
fn a_library_that_is_not_there_is_told_of() {
    let mut live = Start::browser(&["nowhere"]).go();
    live.keys("gm");
    live.until_shown("there is no such file or folder");
    live.keys("qq");
    ends(&mut live, 0);
}

#[test]
fn the_settings_name_a_library() {
    let mut live = Start::browser(&[])
        .file("config/attache/config.toml", "library = [\"mine.toml\"]\n")
        .file("config/attache/mine.toml", briefing("mine", "My own"))
        .go();
    live.until_shown("My own");
    live.keys("q");
    ends(&mut live, 0);
}

#[test]
fn settings_that_are_wrong_are_told_and_not_used() {
    let mut live = shown(Start::browser(&[]).file("config/attache/config.toml", "libary = []\n"));
    live.until_shown("Settings were not used");
    live.keys("q");
    ends(&mut live, 0);
}

/// Tells its first argument, waits for a line, and changes the file.
const EDITOR: &str = "#!/bin/sh
echo \"$1\" > \"$HOME/line\"
echo editing
read -r line
sed -i s/Before/After/ \"$2\"
";

#[test]
fn searches_are_there_in_the_next_session() {
    let broken = "past = [\"arms race\"";
    let mut live = shown(Start::browser(&[]).file("state/attache/searches.toml", broken));
    live.until_shown("searches.toml");
    live.keys("3norms\x1b");
    live.until_shown("I search");
    live.keys("qq");
    ends(&mut live, 0);
    let folder = live.home().join("state/attache");
    let kept = fs::read_to_string(folder.join("searches.toml")).expect("a file");
    assert!(kept.contains("\"norms\""), "{kept}");
    let aside = fs::read_to_string(folder.join("searches.toml.broken")).expect("a file");
    assert_eq!(aside, broken);
    let mut live = shown(Start::browser(&[]).file("state/attache/searches.toml", kept));
    live.keys("3\x12");
    live.until_shown("norms");
    live.keys("\x03\x03");
    live.until_shown("I search");
    live.keys("qq");
    ends(&mut live, 0);
}

#[test]
fn marks_are_there_in_the_next_session() {
    let mut live = shown(Start::browser(&[]).file("state/attache/marks.toml", "mark = ["));
    live.until_shown("marks.toml");
    live.keys("j2llmA");
    live.until_shown("Mark A:");
    live.keys("qq");
    ends(&mut live, 0);
    let folder = live.home().join("state/attache");
    let kept = fs::read_to_string(folder.join("marks.toml")).expect("a file");
    assert!(kept.contains("letter = \"A\""), "{kept}");
    assert!(folder.join("marks.toml.broken").exists());
    let mut live = shown(Start::browser(&[]).file("state/attache/marks.toml", kept));
    live.keys("M");
    live.until_shown("goes there");
    live.keys("\r");
    live.until("the timeline", |screen| {
        screen.contents().contains("lanes by")
    });
    live.keys("Md");
    live.until_shown("Nothing is marked");
    live.keys("qqq");
    ends(&mut live, 0);
    let kept = fs::read_to_string(live.home().join("state/attache/marks.toml")).expect("a file");
    assert!(kept.ends_with("mark = []\n"), "{kept}");
}

#[test]
fn the_editor_is_opened_at_the_line_and_what_it_wrote_is_read() {
    let mut live = Start::script("chmod +x ed; EDITOR=\"$HOME/ed\" exec \"$0\" a.toml")
        .file("ed", EDITOR)
        .file("a.toml", briefing("a", "Before"))
        .go();
    live.until_shown("Before");
    live.keys("je");
    live.until_shown("editing");
    assert!(!live.screen().alternate_screen());
    assert!(!mouse_is_taken(live.screen()));
    live.keys("\r");
    live.until("what was written", |screen| {
        screen.alternate_screen() && screen.contents().contains("After")
    });
    assert_eq!(
        fs::read_to_string(live.home().join("line")).unwrap(),
        "+3\n"
    );
    live.keys("q");
    ends(&mut live, 0);
}

#[test]
fn ctrl_z_in_the_editor_goes_to_the_shell_as_well() {
    let script = "chmod +x ed; export EDITOR=\"$HOME/ed\"; set -m; \"$0\" a.toml; echo; echo in the shell; read -r line; fg; echo status $?";
    let mut live = Start::script(script)
        .file("ed", "#!/bin/sh\necho editing\nread -r line\n")
        .file("a.toml", briefing("a", "Before"))
        .go();
    live.until_shown("Before");
    live.keys("je");
    live.until_shown("editing");
    live.keys("\x1a");
    live.until_shown("in the shell");
    live.keys("\r");
    live.until_shown("a.toml");
    live.keys("\r");
    live.until("the browser", |screen| {
        screen.alternate_screen() && screen.contents().contains("Before")
    });
    live.keys("q");
    live.until_shown("status 0");
    ends(&mut live, 0);
}

#[test]
fn when_the_terminal_goes_it_goes() {
    assert_eq!(browser().hang_up(), 129);
}

#[test]
fn nothing_wakes_and_nothing_is_written_while_nothing_happens() {
    let many = (0..100).fold(Start::browser(&["lib"]), |start, n| {
        let text = briefing(&format!("b{n}"), "One of many");
        start.file(&format!("lib/{n}.toml"), text)
    });
    let mut live = many.go();
    live.until_shown("One of many");
    live.keys("3");
    live.until_shown("So it was said.");
    live.quiet(Duration::from_millis(500));
    let before = wakes(&live);
    assert!(!live.quiet(Duration::from_secs(2)), "something was written");
    assert_eq!(wakes(&live), before);
    live.keys("\x03qq");
    ends(&mut live, 0);
}

/// How often any thread of the program was woken, where the system tells.
fn wakes(live: &Live) -> Option<u64> {
    let threads = fs::read_dir(format!("/proc/{}/task", live.pid().as_raw_nonzero())).ok()?;
    let woken = |status: &str| {
        let told = status
            .lines()
            .find(|line| line.starts_with("voluntary_ctxt_switches:"))?;
        told.split_whitespace().nth(1)?.parse::<u64>().ok()
    };
    threads
        .flatten()
        .map(|thread| woken(&fs::read_to_string(thread.path().join("status")).ok()?))
        .sum()
}

/// Every escape sequence the program may write: colors, the cursor's place,
/// clearing, and the modes it undoes.
#[test]
fn only_what_is_undone_is_asked_of_the_terminal() {
    let mut live = browser();
    live.keys("23\x03456gmq?\x03\x0c");
    live.resize(40, 12);
    live.keys("1");
    live.until("Home, small", |screen| {
        screen.contents().lines().count() == 12
    });
    live.keys("q");
    ends(&mut live, 0);
    let text = String::from_utf8(live.bytes.clone()).unwrap();
    for sequence in text.split('\x1b').skip(1) {
        let end = sequence
            .char_indices()
            .skip(1)
            .find(|(_, c)| !c.is_ascii_digit() && !"[;?".contains(*c));
        let sequence = end
            .and_then(|(at, c)| sequence.get(..at + c.len_utf8()))
            .unwrap_or(sequence);
        let known = [
            "[?25h", "[?25l", "[?1049h", "[?1049l", "[?2004h", "[?2004l", "[?2026h", "[?2026l",
            "[?1000h", "[?1000l", "[?1002h", "[?1002l", "[?1006h", "[?1006l",
        ];
        let drawing = sequence.starts_with('[') && sequence.ends_with(['m', 'H', 'J', 'K']);
        assert!(
            known.contains(&sequence) || drawing && !sequence.contains('?'),
            "{sequence:?}"
        );
    }
}

#[test]
fn without_a_terminal_to_draw_on_it_says_what_there_is_instead() {
    let mut live = Start::browser(&[]).with("TERM", "dumb").go();
    ends_early(&mut live);
    let output = Command::new(PROGRAM).stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(words.contains("attache search"), "{words}");
    assert!(!words.contains('\x1b'), "{words}");
}

#[track_caller]
fn ends_early(live: &mut Live) {
    assert_eq!(live.ended(), 2);
    assert!(live.text().contains("attache search"), "{}", live.text());
    assert!(!live.bytes.contains(&0x1b));
}

#[test]
fn what_is_copied_goes_to_the_terminal_with_its_citation() {
    let mut live = Start::browser(&["--example"]).go();
    live.until_shown("fiction-skerry-light");
    live.keys("6");
    live.until_shown("A ✓ 1888-04-20");
    live.keys("\r");
    live.until_shown("¶ 1");
    live.keys("]]]yc");
    live.until_shown("Handed text with citation to the terminal (OSC 52)");
    let bytes = String::from_utf8_lossy(live.bytes()).into_owned();
    let (_, rest) = bytes.split_once("\u{1b}]52;c;").expect("an OSC 52");
    let (base64, _) = rest.split_once("\u{1b}\\").expect("its end");
    let text = decoded(base64);
    assert!(text.contains("“Three islands see this light"), "{text}");
    assert!(text.contains("Minutes of the Conference"), "{text}");
    live.keys("q");
}

#[test]
fn in_tmux_what_is_copied_goes_through_it() {
    let script =
        "chmod +x bin/tmux; PATH=\"$HOME/bin:$PATH\" TMUX=/nowhere,1,0 exec \"$0\" --example";
    let tmux = "#!/bin/sh\necho \"$@\" > \"$HOME/arguments\"\ncat > \"$HOME/given\"\n";
    let mut live = Start::script(script).file("bin/tmux", tmux).go();
    live.until_shown("fiction-skerry-light");
    live.keys("6");
    live.until_shown("A ✓ 1888-04-20");
    live.keys("\r");
    live.until_shown("¶ 1");
    live.keys("]]]yy");
    live.until_shown("Copied text through tmux");
    let read = |name: &str| fs::read_to_string(live.home().join(name)).unwrap();
    assert_eq!(read("arguments"), "load-buffer -w -\n");
    assert_eq!(
        read("given"),
        "“Three islands see this light, and three islands ought to keep it.”"
    );
    assert!(!String::from_utf8_lossy(live.bytes()).contains("]52;"));
    live.keys("q");
}

/// Returns the text of base64.
fn decoded(base64: &str) -> String {
    let value = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut bytes = Vec::new();
    for four in base64.trim_end_matches('=').as_bytes().chunks(4) {
        let bits = four
            .iter()
            .fold(0_u32, |bits, &c| bits << 6 | u32::from(value(c)));
        let bits = bits << (6 * (4 - four.len()));
        bytes.extend(bits.to_be_bytes().iter().skip(1).take(four.len() - 1));
    }
    String::from_utf8(bytes).expect("a text")
}
