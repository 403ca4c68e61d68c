//! Values as bytes, to be kept: written in order, and read back without trust.
//!
//! Whatever the bytes, reading gives a value or `None`: it never panics, and
//! takes no more memory than there are bytes. That they are the bytes that
//! were written is for a checksum to say.

use crate::{
    date::Date,
    text::{Clean, Shown},
};

/// A value that can be kept as bytes.
pub trait Seal: Sized {
    /// Writes the value.
    fn seal(&self, out: &mut Sealer);
    /// Reads what [`Seal::seal`] wrote.
    fn unseal(from: &mut Unsealer<'_>) -> Option<Self>;
}

/// Bytes being written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sealer {
    /// What was written so far.
    pub bytes: Vec<u8>,
}

/// Bytes being read.
#[derive(Debug, Clone, Default)]
pub struct Unsealer<'a> {
    bytes: &'a [u8],
}

impl Sealer {
    /// Writes a number, in as few bytes as it needs (LEB128).
    pub fn number(&mut self, number: u64) {
        let mut rest = number;
        while 0x7f < rest {
            self.bytes.push(low(rest) | 0x80);
            rest >>= 7;
        }
        self.bytes.push(low(rest));
    }
    /// Writes a length or position.
    pub fn size(&mut self, size: usize) {
        self.number(size as u64);
    }
    /// Writes a text.
    pub fn text(&mut self, text: &str) {
        self.size(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }
    /// Writes numbers as they lie in memory, lowest byte first.
    pub fn numbers(&mut self, numbers: &[u32]) {
        self.size(numbers.len());
        self.bytes.reserve(4 * numbers.len());
        for number in numbers {
            self.bytes.extend_from_slice(&number.to_le_bytes());
        }
    }
}

fn low(number: u64) -> u8 {
    u8::try_from(number & 0x7f).unwrap_or(0)
}

impl<'a> Unsealer<'a> {
    /// Reads from bytes.
    pub fn new(bytes: &'a [u8]) -> Unsealer<'a> {
        Unsealer { bytes }
    }
    /// Whether nothing is left to read.
    pub fn is_done(&self) -> bool {
        self.bytes.is_empty()
    }
    /// Reads a number.
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }
    /// Reads a number of at most 32 bits.
    pub fn small(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }
    /// Reads a length: of things that take a byte each at least.
    pub fn size(&mut self) -> Option<usize> {
        let size = usize::try_from(self.number()?).ok()?;
        (size <= self.bytes.len()).then_some(size)
    }
    /// Reads bytes.
    pub fn bytes(&mut self, len: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.bytes.split_at_checked(len)?;
        self.bytes = rest;
        Some(head)
    }
    /// Reads a text.
    pub fn text(&mut self) -> Option<&'a str> {
        let len = self.size()?;
        std::str::from_utf8(self.bytes(len)?).ok()
    }
    /// Reads numbers as they lie in memory.
    pub fn numbers(&mut self) -> Option<Vec<u32>> {
        let count = self.size()?;
        let bytes = self.bytes(count.checked_mul(4)?)?;
        let number = |bytes: &[u8]| bytes.try_into().map_or(0, u32::from_le_bytes);
        Some(bytes.chunks_exact(4).map(number).collect())
    }
}

impl Seal for String {
    fn seal(&self, out: &mut Sealer) {
        out.text(self);
    }
    fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
        from.text().map(str::to_owned)
    }
}

impl Seal for () {
    fn seal(&self, _: &mut Sealer) {}
    fn unseal(_: &mut Unsealer<'_>) -> Option<Self> {
        Some(())
    }
}

impl Seal for bool {
    fn seal(&self, out: &mut Sealer) {
        out.number(u64::from(*self));
    }
    fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
        match from.number()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Seal for u32 {
    fn seal(&self, out: &mut Sealer) {
        out.number(u64::from(*self));
    }
    fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
        from.small()
    }
}

impl Seal for Clean {
    fn seal(&self, out: &mut Sealer) {
        let (shown, otherwise, hidden) = self.shown().parts();
        // One number says the length, and whether the file writes it otherwise.
        out.number((shown.len() as u64) << 1 | u64::from(otherwise.is_some()));
        out.bytes.extend_from_slice(shown.as_bytes());
        if let Some(otherwise) = otherwise {
            out.text(otherwise);
            out.number(u64::from(hidden));
        }
    }
    fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
        let head = from.number()?;
        let bytes = from.bytes(usize::try_from(head >> 1).ok()?)?;
        let shown = std::str::from_utf8(bytes).ok()?;
        if head & 1 == 0 {
            return Some(Shown::from_parts(shown, None, 0).to_clean());
        }
        let otherwise = from.text()?;
        let hidden = from.small()?;
        Some(Shown::from_parts(shown, Some(otherwise), hidden).to_clean())
    }
}

impl Seal for Date {
    fn seal(&self, out: &mut Sealer) {
        out.text(&self.to_string());
    }
    fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
        from.text()?.parse().ok()
    }
}

impl<T: Seal> Seal for Option<T> {
    fn seal(&self, out: &mut Sealer) {
        out.bytes.push(u8::from(self.is_some()));
        if let Some(value) = self {
            value.seal(out);
        }
    }
    fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
        match from.number()? {
            0 => Some(None),
            1 => T::unseal(from).map(Some),
            _ => None,
        }
    }
}

impl<T: Seal> Seal for Vec<T> {
    fn seal(&self, out: &mut Sealer) {
        out.size(self.len());
        for value in self {
            value.seal(out);
        }
    }
    fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
        (0..from.size()?).map(|_| T::unseal(from)).collect()
    }
}

impl<A: Seal, B: Seal> Seal for (A, B) {
    fn seal(&self, out: &mut Sealer) {
        self.0.seal(out);
        self.1.seal(out);
    }
    fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
        Some((A::unseal(from)?, B::unseal(from)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{any, proptest};

    fn check<T: Seal + PartialEq + std::fmt::Debug>(value: &T) {
        let mut out = Sealer::default();
        value.seal(&mut out);
        let mut from = Unsealer::new(&out.bytes);
        assert_eq!(T::unseal(&mut from).as_ref(), Some(value));
        assert!(from.is_done());
    }

    #[test]
    fn values_come_back() {
        check(&Clean::line("two \t words \u{202e}"));
        check(&Some("2011-09~".parse::<Date>().unwrap()));
        check(&vec![("a".to_owned(), 7_u32), (String::new(), u32::MAX)]);
        check(&None::<String>);
    }

    proptest! {
        #[test]
        fn texts_and_numbers_come_back(text in any::<String>(), number in any::<u32>()) {
            check(&(Clean::paragraphs(&text), number));
        }

        #[test]
        fn any_bytes_give_a_value_or_none(bytes in any::<Vec<u8>>()) {
            let mut from = Unsealer::new(&bytes);
            drop(Vec::<(Clean, Option<Date>)>::unseal(&mut from));
            drop(Unsealer::new(&bytes).numbers());
        }
    }
}
