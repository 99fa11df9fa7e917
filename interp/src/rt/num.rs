//! Integer division, shifts and conversions between integers and floats, as Go says.

use crate::trap::{Trap, TrapCode};

#[cold]
#[inline(never)]
pub(crate) fn divide_by_zero() -> Box<Trap> {
    Trap::new(TrapCode::DivideByZero, "integer divide by zero")
}

#[cold]
#[inline(never)]
pub(crate) fn negative_shift() -> Box<Trap> {
    Trap::new(TrapCode::NegativeShift, "negative shift amount")
}

/// Signed quotient; the least integer divided by -1 is itself.
#[inline]
pub(crate) fn div_s(a: u64, b: u64) -> Result<u64, Box<Trap>> {
    if b == 0 { Err(divide_by_zero()) } else { Ok((a as i64).wrapping_div(b as i64) as u64) }
}

#[inline]
pub(crate) fn div_u(a: u64, b: u64) -> Result<u64, Box<Trap>> {
    a.checked_div(b).ok_or_else(divide_by_zero)
}

#[inline]
pub(crate) fn rem_s(a: u64, b: u64) -> Result<u64, Box<Trap>> {
    if b == 0 { Err(divide_by_zero()) } else { Ok((a as i64).wrapping_rem(b as i64) as u64) }
}

#[inline]
pub(crate) fn rem_u(a: u64, b: u64) -> Result<u64, Box<Trap>> {
    a.checked_rem(b).ok_or_else(divide_by_zero)
}

#[inline]
pub(crate) fn shl(a: u64, count: u64) -> u64 {
    if count < 64 { a << count } else { 0 }
}

#[inline]
pub(crate) fn shr_s(a: u64, count: u64) -> u64 {
    ((a as i64) >> count.min(63)) as u64
}

#[inline]
pub(crate) fn shr_u(a: u64, count: u64) -> u64 {
    if count < 64 { a >> count } else { 0 }
}

/// A sum of two words and a carry, and the carry out of it.
#[inline]
pub(crate) fn add_carry(x: u64, y: u64, carry: u64) -> [u64; 2] {
    let sum = x.wrapping_add(y).wrapping_add(carry);
    [sum, (x & y | (x | y) & !sum) >> 63]
}

/// A difference of two words and a borrow, and the borrow out of it.
#[inline]
pub(crate) fn sub_borrow(x: u64, y: u64, borrow: u64) -> [u64; 2] {
    let difference = x.wrapping_sub(y).wrapping_sub(borrow);
    [difference, (!x & y | !(x ^ y) & difference) >> 63]
}

/// The low 32 bits rotated left. A count below zero rotates right, since it is taken modulo 32.
#[inline]
pub(crate) fn rotl_32(x: u64, count: u64) -> u64 {
    (x as u32).rotate_left(count as u32 & 31).into()
}

/// Likewise, of 64 bits.
#[inline]
pub(crate) fn rotl_64(x: u64, count: u64) -> u64 {
    x.rotate_left(count as u32 & 63)
}

/// Bits of a float64, every NaN as the one NaN.
#[inline]
pub(crate) fn float_bits(slot: u64) -> u64 {
    if f64::from_bits(slot).is_nan() { super::NAN_BITS } else { slot }
}

/// The register form of a float32 value.
#[inline]
pub(crate) fn f32_slot(value: f32) -> u64 {
    f64::from(value).to_bits()
}

/// Truncates to int64. NaN and what is out of range give the least int64, as amd64 does.
#[inline]
pub(crate) fn float_to_int(slot: u64) -> u64 {
    let value = f64::from_bits(slot);
    // 2^63 is a float64; the largest one below it is an int64.
    let in_range = (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&value);
    if in_range { value as i64 as u64 } else { 1 << 63 }
}

/// Truncates to uint64. Values below 2^63 convert as to int64, so negative ones wrap; NaN and those from 2^64 on give 2^63.
#[inline]
pub(crate) fn float_to_uint(slot: u64) -> u64 {
    let value = f64::from_bits(slot);
    if (9_223_372_036_854_775_808.0..18_446_744_073_709_551_616.0).contains(&value) { value as u64 } else { float_to_int(slot) }
}

/// `min` of floats: NaN if one is, and the negative zero is the smaller.
pub(crate) fn float_min(a: u64, b: u64) -> u64 {
    let (x, y) = (f64::from_bits(a), f64::from_bits(b));
    match x.partial_cmp(&y) {
        None => super::NAN_BITS,
        Some(std::cmp::Ordering::Equal) => a | b,
        Some(order) => {
            if order.is_lt() {
                a
            } else {
                b
            }
        }
    }
}

/// `max` of floats: NaN if one is, and the positive zero is the larger.
pub(crate) fn float_max(a: u64, b: u64) -> u64 {
    let (x, y) = (f64::from_bits(a), f64::from_bits(b));
    match x.partial_cmp(&y) {
        None => super::NAN_BITS,
        Some(std::cmp::Ordering::Equal) => a & b,
        Some(order) => {
            if order.is_gt() {
                a
            } else {
                b
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_and_the_greatest_float() {
        let (zero, negative, nan) = (0.0_f64.to_bits(), (-0.0_f64).to_bits(), f64::NAN.to_bits());
        assert_eq!([float_min(zero, negative), float_max(negative, zero)], [negative, zero]);
        assert_eq!([float_min(nan, zero), float_max(zero, nan)], [super::super::NAN_BITS; 2]);
        let (one, two) = (1.0_f64.to_bits(), 2.0_f64.to_bits());
        assert_eq!([float_min(two, one), float_max(two, one), float_min(one, one)], [one, two, one]);
    }

    #[test]
    fn conversions_of_floats_out_of_range_are_defined() {
        let int = |v: f64| float_to_int(v.to_bits()) as i64;
        assert_eq!([int(-1.9), int(1e19), int(-1e19), int(f64::NAN)], [-1, i64::MIN, i64::MIN, i64::MIN]);
        let uint = |v: f64| float_to_uint(v.to_bits());
        assert_eq!(
            [uint(1e19), uint(-1.0), uint(1e20), uint(f64::NAN)],
            [10_000_000_000_000_000_000, u64::MAX, 1 << 63, 1 << 63]
        );
    }

    #[test]
    fn the_least_integer_divided_by_minus_one_is_itself() {
        assert_eq!(div_s(i64::MIN as u64, -1_i64 as u64).map(|q| q as i64), Ok(i64::MIN));
        assert_eq!(rem_s(i64::MIN as u64, -1_i64 as u64), Ok(0));
        assert_eq!(rem_s(-7_i64 as u64, 2).map(|r| r as i64), Ok(-1));
    }
}
