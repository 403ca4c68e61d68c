//! Which characters a terminal would obey, or would not show at all.
//!
//! Sources: Unicode 16, `DerivedCoreProperties` (`Default_Ignorable_Code_Point`),
//! `PropList` (`Bidi_Control`, `Noncharacter_Code_Point`), and general category
//! `Cf` less the Arabic and Kaithi number signs, which are drawn.

/// Blocks that are never shown as they are.
const HIDDEN: &[(u32, u32)] = &[
    (0x0080, 0x009f),   // C1 controls
    (0x00ad, 0x00ad),   // soft hyphen
    (0x034f, 0x034f),   // combining grapheme joiner
    (0x061c, 0x061c),   // Arabic letter mark (bidi)
    (0x115f, 0x1160),   // Hangul fillers
    (0x17b4, 0x17b5),   // Khmer inherent vowels
    (0x180b, 0x180f),   // Mongolian selectors and vowel separator
    (0x200b, 0x200f),   // zero-width space, joiners, direction marks
    (0x202a, 0x202e),   // bidi embeddings and overrides
    (0x2060, 0x206f),   // word joiner, invisible operators, isolates
    (0x3164, 0x3164),   // Hangul filler
    (0xfdd0, 0xfdef),   // noncharacters
    (0xfe00, 0xfe0f),   // variation selectors
    (0xfeff, 0xfeff),   // byte order mark
    (0xffa0, 0xffa0),   // halfwidth Hangul filler
    (0xfff0, 0xfffc),   // specials: interlinear annotation, object
    (0x13430, 0x1343f), // hieroglyph format controls
    (0x1bca0, 0x1bca3), // shorthand format controls
    (0x1d173, 0x1d17a), // musical format controls
    (0xe0000, 0xe0fff), // tags, variation selectors supplement
];

/// Scripts whose letters join, in which joiners change what is read.
const JOINING: &[(u32, u32)] = &[
    (0x0620, 0x06ff),
    (0x0710, 0x074f),
    (0x0750, 0x077f),
    (0x07ca, 0x07fa),
    (0x0860, 0x08ff),
    (0x0900, 0x0dff),
    (0x1000, 0x109f),
    (0x1780, 0x17b3),
    (0x17b6, 0x17d3),
    (0x1820, 0x18aa),
];

/// Characters that an emoji selector may follow.
const EMOJI: &[(u32, u32)] = &[
    (0x23, 0x23),
    (0x2a, 0x2a),
    (0x30, 0x39),
    (0xa9, 0xa9),
    (0xae, 0xae),
    (0x203c, 0x203c),
    (0x2049, 0x2049),
    (0x2122, 0x2122),
    (0x2139, 0x2139),
    (0x2190, 0x21ff),
    (0x2300, 0x23ff),
    (0x24c2, 0x24c2),
    (0x25a0, 0x27bf),
    (0x2900, 0x297f),
    (0x2b00, 0x2bff),
    (0x3030, 0x3030),
    (0x303d, 0x303d),
    (0x3297, 0x3299),
    (0x1f000, 0x1faff),
];

const HAN: &[(u32, u32)] = &[(0x3400, 0x9fff), (0xf900, 0xfaff), (0x20000, 0x3fffd)];

fn among(c: char, ranges: &[(u32, u32)]) -> bool {
    let c = u32::from(c);
    ranges
        .iter()
        .any(|&(first, last)| (first..=last).contains(&c))
}

/// Whether a character, standing alone, must not be shown as it is.
pub(super) fn is_hidden(c: char) -> bool {
    let n = u32::from(c);
    c.is_ascii_control() || (n >= 0x80 && (among(c, HIDDEN) || n & 0xfffe == 0xfffe))
}

/// Whether a hidden character does its work where it stands: a joiner inside
/// an emoji or between joining letters, a selector after what it selects.
pub(super) fn is_at_home(c: char, before: Option<char>, after: Option<char>) -> bool {
    let is = |at: Option<char>, ranges| at.is_some_and(|c| among(c, ranges));
    match u32::from(c) {
        0x200c => is(before, JOINING) && is(after, JOINING),
        0x200d => {
            let joins = is(before, JOINING) && is(after, JOINING);
            let picture = |at: Option<char>| at.is_some_and(|c| !c.is_ascii()) && is(at, EMOJI);
            joins || ((picture(before) || before == Some('\u{fe0f}')) && picture(after))
        }
        0xfe0e | 0xfe0f => is(before, EMOJI),
        0xfe00..=0xfe02 | 0xe0100..=0xe01ef => is(before, HAN),
        _ => false,
    }
}

/// Returns the mark that stands for a hidden character.
pub(super) fn mark(c: char) -> char {
    match u32::from(c) {
        n @ 0..=0x1f => char::from_u32(0x2400 + n).unwrap_or(char::REPLACEMENT_CHARACTER),
        0x7f => '\u{2421}',
        _ => char::REPLACEMENT_CHARACTER,
    }
}
