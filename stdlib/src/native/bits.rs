//! Natives of package math/bits, all of constant time.

use govm_interp::{Trap, TrapCode};

use super::Row;

/// A native from an unsigned integer to an int.
macro_rules! count {
    ($ty:ty, $f:expr) => {
        |_, w| {
            let f: fn($ty) -> u32 = $f;
            w[0] = u64::from(f(w[0] as $ty));
            Ok(())
        }
    };
}

/// A native from an unsigned integer to one of the same type.
macro_rules! change {
    ($ty:ty, $f:expr) => {
        |_, w| {
            let f: fn($ty) -> $ty = $f;
            w[0] = u64::from(f(w[0] as $ty));
            Ok(())
        }
    };
}

macro_rules! rotate {
    ($ty:ty) => {
        |_, w| {
            // Counts are taken modulo the size, negative ones too.
            w[0] = u64::from((w[0] as $ty).rotate_left(w[1] as u32 % <$ty>::BITS));
            Ok(())
        }
    };
}

macro_rules! add {
    ($ty:ty) => {
        |_, w| {
            let (x, y, carry) = (w[0] as $ty, w[1] as $ty, w[2] as $ty);
            let sum = x.wrapping_add(y).wrapping_add(carry);
            let carry_out = (x & y | (x | y) & !sum) >> (<$ty>::BITS - 1);
            (w[0], w[1]) = (u64::from(sum), u64::from(carry_out));
            Ok(())
        }
    };
}

macro_rules! sub {
    ($ty:ty) => {
        |_, w| {
            let (x, y, borrow) = (w[0] as $ty, w[1] as $ty, w[2] as $ty);
            let diff = x.wrapping_sub(y).wrapping_sub(borrow);
            let borrow_out = (!x & y | !(x ^ y) & diff) >> (<$ty>::BITS - 1);
            (w[0], w[1]) = (u64::from(diff), u64::from(borrow_out));
            Ok(())
        }
    };
}

macro_rules! mul64 {
    () => {
        |_, w| {
            let product = u128::from(w[0]) * u128::from(w[1]);
            (w[0], w[1]) = ((product >> 64) as u64, product as u64);
            Ok(())
        }
    };
}

pub(super) const TABLE: &[Row] = &[
    ("math/bits.LeadingZeros", count!(u64, u64::leading_zeros)),
    ("math/bits.LeadingZeros8", count!(u8, u8::leading_zeros)),
    ("math/bits.LeadingZeros16", count!(u16, u16::leading_zeros)),
    ("math/bits.LeadingZeros32", count!(u32, u32::leading_zeros)),
    ("math/bits.LeadingZeros64", count!(u64, u64::leading_zeros)),
    ("math/bits.TrailingZeros", count!(u64, u64::trailing_zeros)),
    ("math/bits.TrailingZeros8", count!(u8, u8::trailing_zeros)),
    ("math/bits.TrailingZeros16", count!(u16, u16::trailing_zeros)),
    ("math/bits.TrailingZeros32", count!(u32, u32::trailing_zeros)),
    ("math/bits.TrailingZeros64", count!(u64, u64::trailing_zeros)),
    ("math/bits.OnesCount", count!(u64, u64::count_ones)),
    ("math/bits.OnesCount8", count!(u8, u8::count_ones)),
    ("math/bits.OnesCount16", count!(u16, u16::count_ones)),
    ("math/bits.OnesCount32", count!(u32, u32::count_ones)),
    ("math/bits.OnesCount64", count!(u64, u64::count_ones)),
    ("math/bits.RotateLeft", rotate!(u64)),
    ("math/bits.RotateLeft8", rotate!(u8)),
    ("math/bits.RotateLeft16", rotate!(u16)),
    ("math/bits.RotateLeft32", rotate!(u32)),
    ("math/bits.RotateLeft64", rotate!(u64)),
    ("math/bits.Reverse", change!(u64, u64::reverse_bits)),
    ("math/bits.Reverse8", change!(u8, u8::reverse_bits)),
    ("math/bits.Reverse16", change!(u16, u16::reverse_bits)),
    ("math/bits.Reverse32", change!(u32, u32::reverse_bits)),
    ("math/bits.Reverse64", change!(u64, u64::reverse_bits)),
    ("math/bits.ReverseBytes", change!(u64, u64::swap_bytes)),
    ("math/bits.ReverseBytes16", change!(u16, u16::swap_bytes)),
    ("math/bits.ReverseBytes32", change!(u32, u32::swap_bytes)),
    ("math/bits.ReverseBytes64", change!(u64, u64::swap_bytes)),
    ("math/bits.Len", count!(u64, |x| 64 - x.leading_zeros())),
    ("math/bits.Len8", count!(u8, |x| 8 - x.leading_zeros())),
    ("math/bits.Len16", count!(u16, |x| 16 - x.leading_zeros())),
    ("math/bits.Len32", count!(u32, |x| 32 - x.leading_zeros())),
    ("math/bits.Len64", count!(u64, |x| 64 - x.leading_zeros())),
    ("math/bits.Add", add!(u64)),
    ("math/bits.Add32", add!(u32)),
    ("math/bits.Add64", add!(u64)),
    ("math/bits.Sub", sub!(u64)),
    ("math/bits.Sub32", sub!(u32)),
    ("math/bits.Sub64", sub!(u64)),
    ("math/bits.Mul", mul64!()),
    ("math/bits.Mul64", mul64!()),
    ("math/bits.Mul32", |_, w| {
        let product = u64::from(w[0] as u32) * u64::from(w[1] as u32);
        (w[0], w[1]) = (product >> 32, u64::from(product as u32));
        Ok(())
    }),
    ("math/bits.divide", |_, w| {
        let dividend = u128::from(w[0]) << 64 | u128::from(w[1]);
        let Some(quotient) = dividend.checked_div(u128::from(w[2])) else {
            return Err(Trap::new(TrapCode::DivideByZero, "integer divide by zero"));
        };
        (w[0], w[1]) = (quotient as u64, (dividend % u128::from(w[2])) as u64);
        Ok(())
    }),
    ("math/bits.overflow", |_, _| Err(Trap::new(TrapCode::Native, "runtime error: integer overflow"))),
];
