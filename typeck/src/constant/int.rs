//! Integer constants: a machine word where it suffices, any size otherwise.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::rc::Rc;

use num_bigint::{BigInt, Sign};
use num_traits::{Signed, ToPrimitive, Zero};

/// No integer grows beyond this many bits. The language's own bound is 512; literals and conversions of floats may pass it for
/// as long as it takes the checker to refuse them.
const BITS_MAX: u64 = 1 << 16;

/// An integer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Int {
    /// One that fits 64 bits with sign; always in this form.
    Small(i64),
    /// One that does not.
    Big(Rc<BigInt>),
}

impl Int {
    /// `None` where `x` has more bits than any constant may have.
    pub(super) fn new(x: BigInt) -> Option<Int> {
        match x.to_i64() {
            Some(small) => Some(Int::Small(small)),
            None if x.bits() <= BITS_MAX => Some(Int::Big(Rc::new(x))),
            None => None,
        }
    }

    pub(super) fn from_u64(x: u64) -> Int {
        i64::try_from(x).map_or_else(|_| Int::Big(Rc::new(BigInt::from(x))), Int::Small)
    }

    /// The value, as a big integer.
    #[must_use]
    pub fn to_big(&self) -> Cow<'_, BigInt> {
        match self {
            Int::Small(x) => Cow::Owned(BigInt::from(*x)),
            Int::Big(x) => Cow::Borrowed(x),
        }
    }

    pub(super) fn to_i64(&self) -> Option<i64> {
        match self {
            Int::Small(x) => Some(*x),
            Int::Big(_) => None,
        }
    }

    pub(super) fn to_u64(&self) -> Option<u64> {
        match self {
            Int::Small(x) => u64::try_from(*x).ok(),
            Int::Big(x) => x.to_u64(),
        }
    }

    /// Bits of the absolute value.
    pub(super) fn bit_len(&self) -> u64 {
        match self {
            Int::Small(x) => u64::from(64 - x.unsigned_abs().leading_zeros()),
            Int::Big(x) => x.bits(),
        }
    }

    pub(super) fn sign(&self) -> i32 {
        match self {
            Int::Small(x) => x.signum() as i32,
            Int::Big(x) => match x.sign() {
                Sign::Minus => -1,
                Sign::NoSign => 0,
                Sign::Plus => 1,
            },
        }
    }

    /// `fast` where both are small and its result is too, else `slow`.
    fn with(
        &self,
        other: &Int,
        fast: impl FnOnce(i64, i64) -> Option<i64>,
        slow: impl FnOnce(&BigInt, &BigInt) -> BigInt,
    ) -> Option<Int> {
        if let (Int::Small(x), Int::Small(y)) = (self, other)
            && let Some(z) = fast(*x, *y)
        {
            return Some(Int::Small(z));
        }
        Int::new(slow(&self.to_big(), &other.to_big()))
    }

    pub(super) fn add(&self, other: &Int) -> Option<Int> {
        self.with(other, i64::checked_add, |x, y| x + y)
    }

    pub(super) fn sub(&self, other: &Int) -> Option<Int> {
        self.with(other, i64::checked_sub, |x, y| x - y)
    }

    pub(super) fn mul(&self, other: &Int) -> Option<Int> {
        self.with(other, i64::checked_mul, |x, y| x * y)
    }

    /// Division, truncated toward zero. The smallest 64-bit integer over -1 is itself, as gc has it; the spec says otherwise, but
    /// what gc compiles must mean the same here.
    pub(super) fn quo(&self, other: &Int) -> Option<Int> {
        if other.sign() == 0 {
            return None;
        }
        self.with(other, |x, y| Some(x.wrapping_div(y)), |x, y| x / y)
    }

    /// What truncated division leaves; it has the sign of `self`.
    pub(super) fn rem(&self, other: &Int) -> Option<Int> {
        if other.sign() == 0 {
            return None;
        }
        self.with(other, |x, y| Some(x.wrapping_rem(y)), |x, y| x % y)
    }

    pub(super) fn and(&self, other: &Int) -> Option<Int> {
        self.with(other, |x, y| Some(x & y), |x, y| x & y)
    }

    pub(super) fn or(&self, other: &Int) -> Option<Int> {
        self.with(other, |x, y| Some(x | y), |x, y| x | y)
    }

    pub(super) fn xor(&self, other: &Int) -> Option<Int> {
        self.with(other, |x, y| Some(x ^ y), |x, y| x ^ y)
    }

    pub(super) fn and_not(&self, other: &Int) -> Option<Int> {
        self.with(other, |x, y| Some(x & !y), |x, y| x & !y)
    }

    pub(super) fn neg(&self) -> Option<Int> {
        match self {
            Int::Small(x) if *x != i64::MIN => Some(Int::Small(-x)),
            _ => Int::new(-self.to_big().into_owned()),
        }
    }

    /// `^x` as of a signed integer, that is `-x - 1`; with a width, of an unsigned one of that many bits.
    pub(super) fn not(&self, unsigned_width: Option<u32>) -> Option<Int> {
        let inverted = !self.to_big().into_owned();
        match unsigned_width {
            None => Int::new(inverted),
            Some(width) => Int::new(inverted & ((BigInt::from(1) << width.min(64)) - 1)),
        }
    }

    pub(super) fn shl(&self, count: u32) -> Option<Int> {
        if self.sign() == 0 {
            return Some(Int::Small(0));
        }
        if self.bit_len() + u64::from(count) > BITS_MAX {
            return None;
        }
        Int::new(self.to_big().into_owned() << count)
    }

    /// Rounds toward negative infinity.
    pub(super) fn shr(&self, count: u32) -> Option<Int> {
        match self {
            Int::Small(x) => Some(Int::Small(x >> count.min(63))),
            Int::Big(x) => Int::new(x.as_ref() >> count),
        }
    }

    pub(super) fn compare(&self, other: &Int) -> Ordering {
        match (self, other) {
            (Int::Small(x), Int::Small(y)) => x.cmp(y),
            _ => self.to_big().as_ref().cmp(other.to_big().as_ref()),
        }
    }

    /// The absolute value, least significant byte first, without leading zeros.
    pub(super) fn magnitude_bytes(&self) -> Vec<u8> {
        let x = self.to_big().abs();
        if x.is_zero() { Vec::new() } else { x.to_bytes_le().1 }
    }
}
