//! Binary floating-point numbers with a mantissa of 512 bits, rounded to nearest even, and the rounding of exact numbers to
//! the formats of IEEE 754.

use std::cmp::Ordering;

use num_bigint::{BigInt, BigUint, Sign};
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};

/// Bits of a mantissa.
pub(super) const PRECISION: u64 = 512;

/// A number other than zero lies in `[2^(e-1), 2^e)` for an `e` between these: below it is zero, above it has no value.
const EXPONENT_MIN: i64 = i32::MIN as i64;
const EXPONENT_MAX: i64 = i32::MAX as i64;

/// A float: `± mantissa × 2^exponent`. The mantissa is odd, or the number is zero with exponent zero and no sign, so equal
/// numbers are equal field by field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BigFloat {
    is_negative: bool,
    mantissa: BigUint,
    exponent: i64,
}

/// A number rounded to an IEEE format, and whether that changed it.
pub(super) struct Rounded {
    pub(super) value: f64,
    pub(super) is_exact: bool,
}

/// A format of IEEE 754.
#[derive(Clone, Copy)]
pub(super) struct Format {
    /// Bits of the mantissa, the hidden one included.
    precision: i64,
    /// Exponent of the smallest subnormal.
    unit_min: i64,
    /// The values lie below 2 to this.
    exponent_max: i64,
}

pub(super) const FLOAT32: Format = Format { precision: 24, unit_min: -149, exponent_max: 128 };
pub(super) const FLOAT64: Format = Format { precision: 53, unit_min: -1074, exponent_max: 1024 };

/// Which way a number between two representable ones goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    NearestEven,
    TowardZero,
    AwayFromZero,
}

/// Cuts `mantissa × 2^exponent` (and a little more, with `is_inexact`) to `precision` bits. An inexact mantissa must come with
/// at least two bits more than that.
fn round(mantissa: BigUint, exponent: i64, is_inexact: bool, precision: u64, direction: Direction) -> (BigUint, i64) {
    let bits = mantissa.bits();
    if bits <= precision {
        return (mantissa, exponent);
    }
    let dropped = bits - precision;
    let mut kept = &mantissa >> dropped;
    let rest_is_zero = !is_inexact && mantissa.trailing_zeros().is_some_and(|zeros| zeros >= dropped);
    let is_up = match direction {
        Direction::TowardZero => false,
        Direction::AwayFromZero => !rest_is_zero,
        Direction::NearestEven => {
            let is_half_or_more = mantissa.bit(dropped - 1);
            let is_half = !is_inexact && mantissa.trailing_zeros() == Some(dropped - 1);
            is_half_or_more && (!is_half || kept.bit(0))
        }
    };
    if is_up {
        kept += 1u32;
    }
    (kept, exponent + dropped as i64)
}

/// `x / y` with at least `precision + 2` bits, its exponent, and whether something is left over.
fn divide(x: &BigUint, y: &BigUint, precision: u64) -> (BigUint, i64, bool) {
    let shift = (precision + 2 + y.bits()).saturating_sub(x.bits());
    let dividend = x << shift;
    let quotient = &dividend / y;
    let is_inexact = &quotient * y != dividend;
    (quotient, -(shift as i64), is_inexact)
}

impl BigFloat {
    /// `None` beyond the range of exponents.
    fn new(is_negative: bool, mantissa: BigUint, exponent: i64) -> Option<BigFloat> {
        let Some(zeros) = mantissa.trailing_zeros() else { return Some(BigFloat::zero()) };
        let (mantissa, exponent) = (mantissa >> zeros, exponent + zeros as i64);
        let top = exponent + mantissa.bits() as i64;
        if top > EXPONENT_MAX {
            return None;
        }
        if top < EXPONENT_MIN {
            return Some(BigFloat::zero());
        }
        Some(BigFloat { is_negative, mantissa, exponent })
    }

    fn rounded(is_negative: bool, mantissa: BigUint, exponent: i64, is_inexact: bool) -> Option<BigFloat> {
        let (mantissa, exponent) = round(mantissa, exponent, is_inexact, PRECISION, Direction::NearestEven);
        BigFloat::new(is_negative, mantissa, exponent)
    }

    pub(super) fn zero() -> BigFloat {
        BigFloat { is_negative: false, mantissa: BigUint::zero(), exponent: 0 }
    }

    /// `mantissa × 2^exponent`, rounded.
    pub(super) fn from_parts(mantissa: BigUint, exponent: i64) -> Option<BigFloat> {
        BigFloat::rounded(false, mantissa, exponent, false)
    }

    pub(super) fn from_int(x: &BigInt) -> Option<BigFloat> {
        BigFloat::rounded(x.sign() == Sign::Minus, x.magnitude().clone(), 0, false)
    }

    pub(super) fn from_rat(x: &BigRational) -> Option<BigFloat> {
        let (mantissa, exponent, is_inexact) = divide(x.numer().magnitude(), x.denom().magnitude(), PRECISION);
        BigFloat::rounded(x.numer().sign() == Sign::Minus, mantissa, exponent, is_inexact)
    }

    /// `x` must be finite.
    pub(super) fn from_f64(x: f64) -> BigFloat {
        let bits = x.to_bits();
        let fraction = bits & ((1 << 52) - 1);
        let (mantissa, exponent) = match (bits >> 52) as i64 & 0x7ff {
            0 => (fraction, -1074),
            biased => (fraction | 1 << 52, biased - 1075),
        };
        BigFloat::new(x < 0.0, BigUint::from(mantissa), exponent).unwrap_or_else(BigFloat::zero)
    }

    /// `mantissa × 10^exponent`, rounded; for exponents of any size in bounded time.
    pub(super) fn from_decimal(mantissa: &BigUint, exponent: i64) -> Option<BigFloat> {
        // Numbers with larger exponents have no value, small ones neither; on the way to here they become zero.
        const DECIMAL_EXPONENT_MAX: u64 = 1 << 31;
        if mantissa.is_zero() {
            return Some(BigFloat::zero());
        }
        if exponent.unsigned_abs() > DECIMAL_EXPONENT_MAX {
            return None;
        }
        let (power, power_exponent) = power_of_five(exponent.unsigned_abs());
        if exponent >= 0 {
            BigFloat::rounded(false, mantissa * power, exponent + power_exponent, false)
        } else {
            let (quotient, quotient_exponent, is_inexact) = divide(mantissa, &power, PRECISION);
            BigFloat::rounded(false, quotient, quotient_exponent + exponent - power_exponent, is_inexact)
        }
    }

    /// `-1`, `0` or `1`.
    pub(super) fn sign(&self) -> i32 {
        match (self.mantissa.is_zero(), self.is_negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }

    /// The `e` with `|x|` in `[2^(e-1), 2^e)`; 0 for zero.
    pub(super) fn binary_exponent(&self) -> i64 {
        if self.mantissa.is_zero() { 0 } else { self.exponent + self.mantissa.bits() as i64 }
    }

    pub(super) fn is_int(&self) -> bool {
        self.exponent >= 0
    }

    pub(super) fn neg(&self) -> BigFloat {
        BigFloat { is_negative: !self.is_negative && !self.mantissa.is_zero(), ..self.clone() }
    }

    pub(super) fn add(&self, other: &BigFloat) -> Option<BigFloat> {
        // So far below the last bit that it cannot tip the rounding.
        let is_negligible = |x: &BigFloat, y: &BigFloat| x.binary_exponent() + (PRECISION as i64) + 2 < y.binary_exponent();
        if other.mantissa.is_zero() || (!self.mantissa.is_zero() && is_negligible(other, self)) {
            return Some(self.clone());
        }
        if self.mantissa.is_zero() || is_negligible(self, other) {
            return Some(other.clone());
        }
        let exponent = self.exponent.min(other.exponent);
        let sum = self.signed_mantissa(exponent) + other.signed_mantissa(exponent);
        BigFloat::rounded(sum.sign() == Sign::Minus, sum.into_parts().1, exponent, false)
    }

    pub(super) fn sub(&self, other: &BigFloat) -> Option<BigFloat> {
        self.add(&other.neg())
    }

    pub(super) fn mul(&self, other: &BigFloat) -> Option<BigFloat> {
        let is_negative = self.is_negative != other.is_negative;
        BigFloat::rounded(is_negative, &self.mantissa * &other.mantissa, self.exponent + other.exponent, false)
    }

    pub(super) fn quo(&self, other: &BigFloat) -> Option<BigFloat> {
        if other.mantissa.is_zero() {
            return None;
        }
        let (mantissa, exponent, is_inexact) = divide(&self.mantissa, &other.mantissa, PRECISION);
        let is_negative = self.is_negative != other.is_negative;
        BigFloat::rounded(is_negative, mantissa, exponent + self.exponent - other.exponent, is_inexact)
    }

    pub(super) fn compare(&self, other: &BigFloat) -> Ordering {
        match self.sign().cmp(&other.sign()) {
            Ordering::Equal if self.sign() < 0 => other.compare_magnitude(self),
            Ordering::Equal => self.compare_magnitude(other),
            unequal => unequal,
        }
    }

    fn compare_magnitude(&self, other: &BigFloat) -> Ordering {
        self.binary_exponent().cmp(&other.binary_exponent()).then_with(|| {
            // The shift is short: the highest bits stand at one place and no mantissa is longer than the precision.
            let exponent = self.exponent.min(other.exponent);
            let aligned = |x: &BigFloat| &x.mantissa << (x.exponent - exponent) as u64;
            aligned(self).cmp(&aligned(other))
        })
    }

    /// The mantissa for the given exponent, which must not be above the number's own.
    fn signed_mantissa(&self, exponent: i64) -> BigInt {
        let sign = if self.is_negative { Sign::Minus } else { Sign::Plus };
        BigInt::from_biguint(sign, &self.mantissa << (self.exponent - exponent) as u64)
    }

    /// The integer that this is, or that rounding a few of the last bits away makes it: what went through earlier roundings may
    /// be off by as much. The number must be of moderate size.
    pub(super) fn to_int(&self) -> Option<BigInt> {
        const DOUBTFUL_BITS: u64 = 4;
        [
            (PRECISION, Direction::NearestEven),
            (PRECISION - DOUBTFUL_BITS, Direction::TowardZero),
            (PRECISION - DOUBTFUL_BITS, Direction::AwayFromZero),
        ]
        .into_iter()
        .find_map(|(precision, direction)| {
            let (mantissa, exponent) = round(self.mantissa.clone(), self.exponent, false, precision, direction);
            let candidate = BigFloat::new(self.is_negative, mantissa, exponent)?;
            candidate.is_int().then(|| candidate.signed_mantissa(0))
        })
    }

    /// The number as a fraction; it must be of moderate size.
    pub(super) fn to_rat(&self) -> BigRational {
        let mantissa = self.signed_mantissa(self.exponent);
        let power = BigInt::one() << self.exponent.unsigned_abs();
        // An odd mantissa over a power of two is in lowest terms.
        if self.exponent >= 0 { BigRational::from_integer(mantissa * power) } else { BigRational::new_raw(mantissa, power) }
    }

    /// `x × 10^-exponent` as `float64`, for display.
    pub(super) fn scaled_by_power_of_ten(&self, exponent: i64) -> f64 {
        let scale = BigFloat::from_decimal(&BigUint::one(), exponent);
        let scaled = scale.and_then(|scale| self.quo(&scale));
        scaled.map_or(0.0, |x| x.to_ieee(FLOAT64).value)
    }

    pub(super) fn to_ieee(&self, format: Format) -> Rounded {
        to_ieee(self.is_negative, &self.mantissa, self.exponent, false, format)
    }
}

/// `5^n`, to more bits than [`PRECISION`] so that the thirty-odd roundings on the way do not show.
fn power_of_five(mut n: u64) -> (BigUint, i64) {
    const WORKING_PRECISION: u64 = PRECISION + 128;
    let mut result = (BigUint::one(), 0);
    let mut base = (BigUint::from(5u32), 0);
    let mul =
        |x: &(BigUint, i64), y: &(BigUint, i64)| round(&x.0 * &y.0, x.1 + y.1, false, WORKING_PRECISION, Direction::NearestEven);
    while n > 0 {
        if n & 1 == 1 {
            result = mul(&result, &base);
        }
        n >>= 1;
        if n > 0 {
            base = mul(&base, &base);
        }
    }
    result
}

/// A fraction in an IEEE format.
pub(super) fn rat_to_ieee(x: &BigRational, format: Format) -> Rounded {
    let (mantissa, exponent, is_inexact) = divide(x.numer().magnitude(), x.denom().magnitude(), 64);
    to_ieee(x.numer().sign() == Sign::Minus, &mantissa, exponent, is_inexact, format)
}

/// An integer in an IEEE format.
pub(super) fn int_to_ieee(x: &BigInt, format: Format) -> Rounded {
    to_ieee(x.sign() == Sign::Minus, x.magnitude(), 0, false, format)
}

/// Rounds `± mantissa × 2^exponent` (and a little more, with `is_inexact`; the mantissa has 66 bits or more then) once, to nearest
/// even: to a subnormal or zero where it is small, to infinity where it is beyond the format.
fn to_ieee(is_negative: bool, mantissa: &BigUint, exponent: i64, is_inexact: bool, format: Format) -> Rounded {
    let signed = |value: f64| if is_negative { -value } else { value };
    let top = exponent + mantissa.bits() as i64;
    if mantissa.is_zero() {
        return Rounded { value: 0.0, is_exact: true };
    }
    if top > format.exponent_max {
        return Rounded { value: signed(f64::INFINITY), is_exact: false };
    }
    if top < format.unit_min {
        return Rounded { value: signed(0.0), is_exact: false };
    }
    // The result is `units × 2^unit`.
    let unit = (top - format.precision).max(format.unit_min);
    let (units, is_exact) = if unit <= exponent {
        (mantissa << (exponent - unit) as u64, true)
    } else {
        let dropped = (unit - exponent) as u64;
        let zeros = mantissa.trailing_zeros().unwrap_or(0);
        let is_half = !is_inexact && zeros == dropped - 1;
        let mut units = mantissa >> dropped;
        if mantissa.bit(dropped - 1) && (!is_half || units.bit(0)) {
            units += 1u32;
        }
        (units, !is_inexact && zeros >= dropped)
    };
    let units = units.to_u64().expect("invariant: no more bits than the format's precision");
    let value = units as f64 * power_of_two(unit);
    if value >= power_of_two(format.exponent_max - 1) * 2.0 {
        return Rounded { value: signed(f64::INFINITY), is_exact: false };
    }
    Rounded { value: signed(value), is_exact }
}

/// `2^n` for an `n` from -1074 to 1023.
fn power_of_two(n: i64) -> f64 {
    f64::from_bits(if n < -1022 { 1 << (n + 1074) } else { ((n + 1023) as u64) << 52 })
}
