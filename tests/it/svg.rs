//! A terminal's screen as an SVG picture: every cell in its place, lines and
//! blocks drawn rather than written, so that no font can tear them apart.

use std::fmt::Write as _;

use vt100::{Cell, Color, Screen};

/// Size of a cell, of the letters in it, and of the frame around all.
const WIDTH: f32 = 8.4;
const HEIGHT: f32 = 18.0;
const FONT: f32 = 14.0;
const FRAME: f32 = 14.0;

const GROUND: Rgb = (0x18, 0x18, 0x1b);
const INK: Rgb = (0xdd, 0xdd, 0xdd);

type Rgb = (u8, u8, u8);

/// Returns the picture of a screen, with words for who cannot see it.
pub(crate) fn picture(screen: &Screen, words: &str) -> String {
    let (rows, cols) = screen.size();
    let width = f32::from(cols) * WIDTH + 2.0 * FRAME;
    let height = f32::from(rows) * HEIGHT + 2.0 * FRAME;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" \
         width=\"{width:.0}\" height=\"{height:.0}\" role=\"img\" aria-label=\"{}\" \
         font-family=\"'JetBrains Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace\" \
         font-size=\"{FONT}\">\n<rect width=\"{width:.1}\" height=\"{height:.1}\" rx=\"8\" \
         fill=\"{}\" stroke=\"#3f3f46\"/>\n<g transform=\"translate({FRAME} {FRAME})\">\n",
        escaped(words),
        hex(GROUND),
    );
    for row in 0..rows {
        let cells: Vec<&Cell> = (0..cols).filter_map(|col| screen.cell(row, col)).collect();
        grounds(&mut out, row, &cells);
        letters(&mut out, row, &cells);
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// Draws the backgrounds of a row.
fn grounds(out: &mut String, row: u16, cells: &[&Cell]) {
    let mut at = 0;
    while at < cells.len() {
        let ground = colors(cells[at]).1;
        let end = run(cells, at, |cell| colors(cell).1 == ground);
        if ground != GROUND {
            let (x, w) = (left(at), left(end - at));
            let y = top(row);
            let _infallible = writeln!(
                out,
                "<rect x=\"{x:.1}\" y=\"{y}\" width=\"{w:.1}\" height=\"{HEIGHT}\" shape-rendering=\"crispEdges\" fill=\"{}\"/>",
                hex(ground)
            );
        }
        at = end;
    }
}

/// Draws what stands in the cells of a row.
fn letters(out: &mut String, row: u16, cells: &[&Cell]) {
    let mut at = 0;
    while at < cells.len() {
        let cell = cells[at];
        if !cell.has_contents() || cell.contents() == " " {
            at += 1;
            continue;
        }
        let ink = hex(colors(cell).0);
        if let Some(drawn) = drawn(cell.contents(), left(at), top(row), &ink) {
            out.push_str(&drawn);
            at += 1;
            continue;
        }
        // Letters that every font has the same width for are written together.
        let style = style_of(cell);
        let end = if plain(cell) {
            run(cells, at, |next| {
                !next.has_contents()
                    || plain(next) && hex(colors(next).0) == ink && style_of(next) == style
            })
        } else {
            at + if cell.is_wide() { 2 } else { 1 }
        };
        let text: String = cells[at..end].iter().map(|cell| or_blank(cell)).collect();
        let cols = if cell.is_wide() {
            2
        } else {
            text.trim_end().chars().count()
        };
        let _infallible = writeln!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" textLength=\"{:.1}\" lengthAdjust=\"spacingAndGlyphs\" \
             xml:space=\"preserve\" fill=\"{ink}\"{style}>{}</text>",
            left(at),
            top(row) + 13.5,
            left(cols),
            escaped(text.trim_end()),
        );
        at = end;
    }
}

/// Returns the end of the run of cells that are as the first.
fn run(cells: &[&Cell], from: usize, same: impl Fn(&Cell) -> bool) -> usize {
    let more = cells.iter().skip(from + 1).take_while(|cell| same(cell));
    from + 1 + more.count()
}

/// Whether a cell holds what any font draws as wide as any other.
fn plain(cell: &Cell) -> bool {
    let mut chars = cell.contents().chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c < '\u{250}' || "–—“”‘’…".contains(c))
}

fn or_blank(cell: &Cell) -> &str {
    if cell.has_contents() {
        cell.contents()
    } else {
        " "
    }
}

/// Returns a cell's ink and ground, as a terminal mixes them.
fn colors(cell: &Cell) -> (Rgb, Rgb) {
    let ink = color(cell.fgcolor()).unwrap_or(INK);
    let ground = color(cell.bgcolor()).unwrap_or(GROUND);
    let (ink, ground) = if cell.inverse() {
        (ground, ink)
    } else {
        (ink, ground)
    };
    let half = |a: u8, b: u8| a.midpoint(b);
    let dimmed = (
        half(ink.0, ground.0),
        half(ink.1, ground.1),
        half(ink.2, ground.2),
    );
    (if cell.dim() { dimmed } else { ink }, ground)
}

/// Returns a color as xterm has it; `None` for the terminal's own.
fn color(color: Color) -> Option<Rgb> {
    const SIXTEEN: [Rgb; 16] = [
        (0, 0, 0),
        (205, 0, 0),
        (0, 205, 0),
        (205, 205, 0),
        (0, 0, 238),
        (205, 0, 205),
        (0, 205, 205),
        (229, 229, 229),
        (127, 127, 127),
        (255, 0, 0),
        (0, 255, 0),
        (255, 255, 0),
        (92, 92, 255),
        (255, 0, 255),
        (0, 255, 255),
        (255, 255, 255),
    ];
    let level = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
    match color {
        Color::Default => None,
        Color::Rgb(r, g, b) => Some((r, g, b)),
        Color::Idx(n @ 0..16) => Some(SIXTEEN[usize::from(n)]),
        Color::Idx(n @ 16..232) => {
            let n = n - 16;
            Some((level(n / 36), level(n / 6 % 6), level(n % 6)))
        }
        Color::Idx(n @ 232..) => Some((8 + 10 * (n - 232), 8 + 10 * (n - 232), 8 + 10 * (n - 232))),
    }
}

/// Returns the attributes of a cell's letters.
fn style_of(cell: &Cell) -> String {
    [
        (cell.bold(), " font-weight=\"bold\""),
        (cell.italic(), " font-style=\"italic\""),
        (cell.underline(), " text-decoration=\"underline\""),
    ]
    .into_iter()
    .filter_map(|(is, words)| is.then_some(words))
    .collect()
}

/// Returns a line or block as shapes in its cell; `None` for what is written.
fn drawn(symbol: &str, x: f32, y: f32, ink: &str) -> Option<String> {
    let mut chars = symbol.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else {
        return None;
    };
    block(c, x, y, ink).or_else(|| lines(c, x, y, ink))
}

/// Returns a block: left and upper edge, width and height in parts of the cell.
fn block(c: char, x: f32, y: f32, ink: &str) -> Option<String> {
    let eighths =
        |from: char| f32::from(u8::try_from(u32::from(c) - u32::from(from)).unwrap_or(0)) / 8.0;
    let (left, up, width, height) = match c {
        '▁'..='█' => {
            let height = eighths('▀');
            (0.0, 1.0 - height, 1.0, height)
        }
        '▉'..='▏' => (0.0, 0.0, 1.0 - eighths('█'), 1.0),
        '▐' => (0.5, 0.0, 0.5, 1.0),
        '▀' => (0.0, 0.0, 1.0, 0.5),
        _ => return None,
    };
    Some(format!(
        "<rect x=\"{:.2}\" y=\"{:.2}\" width=\"{:.2}\" height=\"{:.2}\" shape-rendering=\"crispEdges\" fill=\"{ink}\"/>\n",
        x + left * WIDTH,
        y + up * HEIGHT,
        width * WIDTH,
        height * HEIGHT,
    ))
}

/// Lines: the symbol, its path from the cell's edges (`u`, `r`, `d`, `l`, and
/// `m` for the middle), its weight, and into how many dashes each is broken.
const LINES: &[(char, &str, f32, u8)] = &[
    ('─', "lr", 1.2, 1),
    ('━', "lr", 3.2, 1),
    ('│', "ud", 1.2, 1),
    ('┃', "ud", 3.2, 1),
    ('├', "ud mr", 1.2, 1),
    ('┤', "ud lm", 1.2, 1),
    ('┬', "lr md", 1.2, 1),
    ('┴', "lr um", 1.2, 1),
    ('┼', "lr ud", 1.2, 1),
    ('┣', "ud mr", 3.2, 1),
    ('┫', "ud lm", 3.2, 1),
    ('└', "um mr", 1.2, 1),
    ('┌', "rm md", 1.2, 1),
    ('┐', "lm md", 1.2, 1),
    ('┘', "um lm", 1.2, 1),
    ('╌', "lr", 1.2, 2),
    ('┄', "lr", 1.2, 3),
    ('╎', "ud", 1.2, 2),
    ('┆', "ud", 1.2, 3),
    ('┊', "ud", 1.2, 4),
    ('╭', "r(d", 1.2, 1),
    ('╮', "l(d", 1.2, 1),
    ('╯', "l(u", 1.2, 1),
    ('╰', "r(u", 1.2, 1),
];

fn lines(c: char, x: f32, y: f32, ink: &str) -> Option<String> {
    let &(_, path, weight, dashes) = LINES.iter().find(|(symbol, ..)| *symbol == c)?;
    let point = |edge: char| {
        let (across, down) = match edge {
            'u' => (0.5, 0.0),
            'r' => (1.0, 0.5),
            'd' => (0.5, 1.0),
            'l' => (0.0, 0.5),
            _ => (0.5, 0.5),
        };
        format!("{:.2} {:.2}", x + across * WIDTH, y + down * HEIGHT)
    };
    let part = |line: &str| match line.chars().collect::<Vec<char>>().as_slice() {
        [from, to] => format!("M{} L{}", point(*from), point(*to)),
        [from, _, to] => format!("M{} Q{} {}", point(*from), point('m'), point(*to)),
        _ => String::new(),
    };
    let d: Vec<String> = path.split(' ').map(part).collect();
    let long = if path == "ud" { HEIGHT } else { WIDTH };
    let dash = long / f32::from(dashes);
    let broken = if dashes == 1 {
        String::new()
    } else {
        format!(" stroke-dasharray=\"{:.2} {:.2}\"", dash * 0.6, dash * 0.4)
    };
    Some(format!(
        "<path d=\"{}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"{weight}\"{broken}/>\n",
        d.join(" ")
    ))
}

fn left(col: usize) -> f32 {
    f32::from(u16::try_from(col).unwrap_or(u16::MAX)) * WIDTH
}

fn top(row: u16) -> f32 {
    f32::from(row) * HEIGHT
}

fn hex((r, g, b): Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
