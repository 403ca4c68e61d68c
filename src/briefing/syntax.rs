//! What can be wrong with a file before it is a table.

/// The deepest nesting of brackets.
pub(super) const DEEPEST: usize = 32;

/// Returns where brackets outside strings and comments nest deeper than
/// [`DEEPEST`]: found before the parser would recurse.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0usize);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'[' | b'{' => {
                depth += 1;
                if depth > DEEPEST {
                    return Some(at);
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'#' => at += bytes.iter().skip(at).take_while(|&&b| b != b'\n').count(),
            b'"' | b'\'' => at = string_end(bytes, at),
            // A header's brackets close on its line; a stray one does not add up for ever.
            b'\n' if bytes.get(at + 1) == Some(&b'[') => depth = 0,
            _ => (),
        }
        at += 1;
    }
    None
}

/// Returns the last byte of the string that begins at a quotation mark.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mark = bytes[start];
    let long = [mark; 3];
    let is_long = bytes.get(start..start + 3) == Some(&long[..]);
    let mut at = start + if is_long { 3 } else { 1 };
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' if mark == b'"' => at += 1,
            b'\n' if !is_long => return at,
            _ if byte == mark && !is_long => return at,
            _ if byte == mark && bytes.get(at..at + 3) == Some(&long[..]) => return at + 2,
            _ => (),
        }
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_brackets_that_nest_are_counted() {
        assert_eq!(too_deep("a = [[1], [2]]\n[b]\n[[c]]\n"), None);
        assert_eq!(
            too_deep(&format!("a = \"{}\"\n# {}", "[".repeat(99), "[".repeat(99))),
            None
        );
        assert_eq!(too_deep(&format!("a = '''{}'''", "[\n".repeat(99))), None);
        assert_eq!(
            too_deep(&format!("a = {}", "[".repeat(99))),
            Some(4 + DEEPEST)
        );
        assert_eq!(too_deep(&"[a]\n".repeat(99)), None);
    }
}
