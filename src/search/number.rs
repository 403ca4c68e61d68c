//! Numbers made smaller, where it is known that they fit or that it does not
//! matter.

/// Returns a count as a real number; past 16 million it is the nearest.
#[expect(
    clippy::cast_precision_loss,
    reason = "what is counted is weighed by its logarithm"
)]
pub(super) fn real(n: usize) -> f32 {
    n as f32
}

/// Returns the nearest number that fits a byte.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is clamped, and a cast of what is no number is 0"
)]
pub(super) fn byte(x: f32) -> u8 {
    x.round().clamp(0.0, 255.0) as u8
}

/// Returns a place or a length as it is kept.
///
/// # Panics
///
/// Panics past 4 GiB, which is the index of a hundred million quotes.
pub(super) fn narrow(n: usize) -> u32 {
    u32::try_from(n).expect("an index is smaller than 4 GiB")
}
