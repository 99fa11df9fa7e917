//! Source positions: one 32-bit position space over all files of a compilation.

/// A byte position in the position space of a [`crate::SourceMap`]. Position 0 belongs to no file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BytePos(pub u32);

/// A half-open range of positions `lo..hi` in one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub lo: BytePos,
    /// One past the last byte.
    pub hi: BytePos,
}

impl Span {
    /// The span of nothing: what the compiler made itself.
    pub const NONE: Span = Span { lo: BytePos(0), hi: BytePos(0) };

    /// The span `lo..hi`.
    #[must_use]
    pub fn new(lo: BytePos, hi: BytePos) -> Span {
        Span { lo, hi }
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span { lo: self.lo.min(other.lo), hi: self.hi.max(other.hi) }
    }
}
