//! Elementary and special functions, bit by bit what Go computes on amd64.
//!
//! The methods are the published ones that Go uses too: Cephes for the trigonometric functions and gamma, FreeBSD's msun for logarithms,
//! the error and Bessel functions, Shibata's squaring method for `exp`, Wichura's AS 241 for the inverse error function. The result of an
//! approximation depends on the order of its operations, so that is fixed; nothing is fused but where `fma` says so.

#![allow(clippy::excessive_precision, reason = "the constants stand as their authors published them")]

mod bessel;
mod gamma;
mod tables;

pub(crate) use bessel::{j0, j1, jn, y0, y1, yn};
pub(crate) use gamma::{erf, erfc, erfinv, gamma, lgamma};

use std::f64::consts::{FRAC_2_PI, FRAC_PI_2, FRAC_PI_4, LN_2, PI};

use tables as t;

/// A polynomial, its constant first.
fn poly(x: f64, coefficients: &[f64]) -> f64 {
    coefficients.iter().rev().copied().reduce(|sum, c| sum * x + c).unwrap_or(0.0)
}

const LN2_HIGH: f64 = 6.931_471_803_691_238_164_90e-1;
const LN2_LOW: f64 = 1.908_214_929_270_587_700_02e-10;

/// `e**x`: Shibata's method with fused operations, as processors with them run it.
pub(crate) fn exp(x: f64) -> f64 {
    const UPPER: f64 = 0.693_147_180_559_662_956_511_601_805_686_950_683_593_75;
    const LOWER: f64 = 0.282_352_905_630_315_771_225_884_481_750_134_360_255_254_120_68e-12;
    const TAYLOR: [f64; 8] = [1.0, 0.5, 1.0 / 6.0, 1.0 / 24.0, 1.0 / 120.0, 1.0 / 720.0, 1.0 / 5040.0, 1.0 / 40320.0];
    if x.is_nan() || x == f64::INFINITY {
        return x;
    }
    if x > 709.782_712_893_384 {
        return f64::INFINITY;
    }
    if x < -800.0 {
        return 0.0;
    }
    let k = (x * std::f64::consts::LOG2_E).round_ties_even();
    let r = libm::fma(-k, LOWER, libm::fma(-k, UPPER, x)) * 0.0625;
    let series = TAYLOR.iter().rev().copied().reduce(|sum, c| libm::fma(sum, r, c)).unwrap_or(0.0);
    // expm1 doubles its argument by y * (2 + y); the last time the one is added with it.
    let mut y = r * series;
    for _ in 0..3 {
        y *= 2.0 + y;
    }
    y = libm::fma(y, 2.0 + y, 1.0);
    scale_exp(y, k as i64)
}

/// `y * 2**k` with the roundings of `exp`: results below the normal numbers are rounded once, far below they are zero.
fn scale_exp(y: f64, k: i64) -> f64 {
    let biased = k + 1023;
    match biased {
        ..-52 => 0.0,
        -52..=0 => y * f64::from_bits(((biased + 1022) as u64) << 52) * f64::from_bits(1 << 52),
        2047.. => f64::INFINITY,
        _ => y * f64::from_bits((biased as u64) << 52),
    }
}

/// `2**x`, by FreeBSD's approximation of exp.
pub(crate) fn exp2(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    if x > 1_023.999_999_999_999_9 {
        return f64::INFINITY;
    }
    if x < -1074.0 {
        return 0.0;
    }
    let k = if x > 0.0 { (x + 0.5).trunc() } else { (x - 0.5).trunc() };
    let rest = x - k;
    let (high, low) = (rest * LN2_HIGH, -rest * LN2_LOW);
    let r = high - low;
    let t2 = r * r;
    let c = r - t2 * poly(t2, &t::EXP);
    let y = 1.0 - ((low - (r * c) / (2.0 - c)) - high);
    libm::ldexp(y, k as i32)
}

/// Fraction in [0.5, 1) and exponent.
fn frexp(x: f64) -> (f64, i32) {
    if x == 0.0 || !x.is_finite() { (x, 0) } else { libm::frexp(x) }
}

/// The natural logarithm. Subnormal numbers count as if their exponent were the least of normal ones.
pub(crate) fn log(x: f64) -> f64 {
    if x.is_nan() || x == f64::INFINITY {
        return x;
    }
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x < 0.0 {
        return f64::NAN;
    }
    let bits = x.to_bits();
    let mut fraction = f64::from_bits(bits & 0x000F_FFFF_FFFF_FFFF | 0x3FE0_0000_0000_0000);
    let mut k = ((bits >> 52) as i64 - 1022) as f64;
    if fraction <= std::f64::consts::FRAC_1_SQRT_2 {
        fraction *= 2.0;
        k -= 1.0;
    }
    let f = fraction - 1.0;
    let s = f / (2.0 + f);
    let s2 = s * s;
    let s4 = s2 * s2;
    let odd = s2 * poly(s4, &[t::LOG[0], t::LOG[2], t::LOG[4], t::LOG[6]]);
    let even = s4 * poly(s4, &[t::LOG[1], t::LOG[3], t::LOG[5]]);
    let r = odd + even;
    let half_square = 0.5 * f * f;
    k * LN2_HIGH - ((half_square - (s * (half_square + r) + k * LN2_LOW)) - f)
}

/// The decimal logarithm.
pub(crate) fn log10(x: f64) -> f64 {
    log(x) * std::f64::consts::LOG10_E
}

/// The binary logarithm; exact for powers of two.
pub(crate) fn log2(x: f64) -> f64 {
    let (fraction, exp) = frexp(x);
    if fraction == 0.5 { f64::from(exp - 1) } else { log(fraction) * std::f64::consts::LOG2_E + f64::from(exp) }
}

/// `log(1+x)`, after msun.
pub(crate) fn log1p(x: f64) -> f64 {
    if x.is_nan() || x < -1.0 {
        return f64::NAN;
    }
    if x == -1.0 {
        return f64::NEG_INFINITY;
    }
    if x == f64::INFINITY {
        return x;
    }
    let size = x.abs();
    if size < 1.0 / (1_u64 << 54) as f64 {
        return x;
    }
    if size < 1.0 / (1_u64 << 29) as f64 {
        return x - x * x * 0.5;
    }
    // x itself is the reduced argument if it is small, else 1+x = 2**k * (1+f), with a correction for what 1+x lost.
    let is_small = size < 4.142_135_623_730_950_488_017e-01 && x > -0.292_893_218_813_452_475_6;
    let (mut k, mut f, mut correction, mut tail) = (0.0, x, 0.0, 1);
    if !is_small {
        let u = if size < (1_u64 << 53) as f64 { 1.0 + x } else { x };
        let mut exponent = (u.to_bits() >> 52) as i64 - 1023;
        if size < (1_u64 << 53) as f64 {
            correction = if exponent > 0 { 1.0 - (u - x) } else { x - (u - 1.0) } / u;
        }
        let mantissa = u.to_bits() & 0x000F_FFFF_FFFF_FFFF;
        let normal = if mantissa < 0x0006_A09E_667F_3BCD {
            tail = mantissa;
            f64::from_bits(mantissa | 0x3FF0_0000_0000_0000)
        } else {
            exponent += 1;
            tail = (0x0010_0000_0000_0000 - mantissa) >> 2;
            f64::from_bits(mantissa | 0x3FE0_0000_0000_0000)
        };
        (k, f) = (exponent as f64, normal - 1.0);
    }
    let half_square = 0.5 * f * f;
    if tail == 0 {
        if f == 0.0 {
            return if k == 0.0 { 0.0 } else { k * LN2_HIGH + (correction + k * LN2_LOW) };
        }
        let r = half_square * (1.0 - 0.666_666_666_666_666_66 * f);
        return if k == 0.0 { f - r } else { k * LN2_HIGH - ((r - (k * LN2_LOW + correction)) - f) };
    }
    let s = f / (2.0 + f);
    let z = s * s;
    let r = z * poly(z, &t::LOG);
    if k == 0.0 {
        return f - (half_square - s * (half_square + r));
    }
    k * LN2_HIGH - ((half_square - (s * (half_square + r) + (k * LN2_LOW + correction))) - f)
}

/// Beyond this, arguments of trigonometric functions are reduced with 4/pi in full.
const REDUCE_ABOVE: f64 = 536_870_912.0;

/// The octant, made even, and the rest of a positive argument of a trigonometric function; the octant is taken modulo 8.
fn octant(x: f64) -> (u64, f64) {
    // pi/4 in three parts.
    const HIGH: f64 = 7.853_981_256_484_985_351_56e-1;
    const MIDDLE: f64 = 3.774_894_707_930_798_176_68e-8;
    const LOW: f64 = 2.695_151_429_079_059_526_45e-15;
    if x >= REDUCE_ABOVE {
        return octant_of_large(x);
    }
    let mut j = (x * (2.0 * FRAC_2_PI)) as u64;
    j += j & 1;
    let y = j as f64;
    (j & 7, ((x - y * HIGH) - y * MIDDLE) - y * LOW)
}

/// Payne and Hanek's reduction: only those bits of 4/pi count that lie around the argument's.
fn octant_of_large(x: f64) -> (u64, f64) {
    let bits = x.to_bits();
    let exp = (bits >> 52) as i64 - 1023 - 52;
    let mantissa = bits & 0x000F_FFFF_FFFF_FFFF | 0x0010_0000_0000_0000;
    let (word, shift) = (((exp + 61) / 64) as usize, ((exp + 61) % 64) as u32);
    let piece = |i: usize| {
        let at = |i: usize| t::FOUR_OVER_PI.get(i).copied().unwrap_or(0);
        if shift == 0 { at(i) } else { at(i) << shift | at(i + 1) >> (64 - shift) }
    };
    let wide = |i: usize| u128::from(piece(word + i)) * u128::from(mantissa);
    let low = (wide(2) >> 64) + u128::from(wide(1) as u64);
    let high = (wide(0) as u64).wrapping_add((wide(1) >> 64) as u64).wrapping_add((low >> 64) as u64);
    let low = low as u64;
    let mut j = high >> 61;
    // The fraction behind the octant, normalised.
    let fraction = high << 3 | low >> 61;
    let zeros = fraction.leading_zeros();
    let exponent = u64::from(1023 - (zeros + 1));
    let shifted = fraction.checked_shl(zeros + 1).unwrap_or(0) | low.checked_shr(64 - (zeros + 1)).unwrap_or(0);
    let mut z = f64::from_bits(shifted >> 12 | exponent << 52);
    if j & 1 == 1 {
        j = (j + 1) & 7;
        z -= 1.0;
    }
    (j, z * FRAC_PI_4)
}

fn sine_series(z: f64) -> f64 {
    let zz = z * z;
    z + z * zz * poly(zz, &t::SIN)
}

fn cosine_series(z: f64) -> f64 {
    let zz = z * z;
    1.0 - 0.5 * zz + zz * zz * poly(zz, &t::COS)
}

pub(crate) fn sin(x: f64) -> f64 {
    if x == 0.0 || x.is_nan() {
        return x;
    }
    if x.is_infinite() {
        return f64::NAN;
    }
    let (j, z) = octant(x.abs());
    let y = if j & 3 == 2 { cosine_series(z) } else { sine_series(z) };
    if (x < 0.0) != (j > 3) { -y } else { y }
}

pub(crate) fn cos(x: f64) -> f64 {
    if !x.is_finite() {
        return f64::NAN;
    }
    let (j, z) = octant(x.abs());
    let y = if j & 3 == 2 { sine_series(z) } else { cosine_series(z) };
    if (j > 3) != (j & 3 > 1) { -y } else { y }
}

pub(crate) fn tan(x: f64) -> f64 {
    if x == 0.0 || x.is_nan() {
        return x;
    }
    if x.is_infinite() {
        return f64::NAN;
    }
    let (j, z) = octant(x.abs());
    let zz = z * z;
    let mut y = if zz > 1e-14 { z + z * (zz * poly(zz, &t::TAN_P) / poly(zz, &t::TAN_Q)) } else { z };
    if j & 2 == 2 {
        y = -1.0 / y;
    }
    if x < 0.0 { -y } else { y }
}

/// The arctangent on [0, 0.66].
fn small_atan(x: f64) -> f64 {
    let z = x * x;
    x * (z * poly(z, &t::ATAN_P) / poly(z, &t::ATAN_Q)) + x
}

/// The arctangent of a positive number.
fn positive_atan(x: f64) -> f64 {
    // What pi/2 has beyond a float64.
    const MORE: f64 = 6.123_233_995_736_765_886_130e-17;
    if x <= 0.66 {
        small_atan(x)
    } else if x > 2.414_213_562_373_095_048_80 {
        FRAC_PI_2 - small_atan(1.0 / x) + MORE
    } else {
        FRAC_PI_4 + small_atan((x - 1.0) / (x + 1.0)) + 0.5 * MORE
    }
}

pub(crate) fn atan(x: f64) -> f64 {
    if x == 0.0 || x.is_nan() {
        x
    } else if x > 0.0 {
        positive_atan(x)
    } else {
        -positive_atan(-x)
    }
}

pub(crate) fn asin(x: f64) -> f64 {
    if x == 0.0 {
        return x;
    }
    let size = x.abs();
    if size.is_nan() || size > 1.0 {
        return f64::NAN;
    }
    let leg = (1.0 - size * size).sqrt();
    let y = if size > 0.7 { FRAC_PI_2 - positive_atan(leg / size) } else { positive_atan(size / leg) };
    if x < 0.0 { -y } else { y }
}

pub(crate) fn acos(x: f64) -> f64 {
    FRAC_PI_2 - asin(x)
}

pub(crate) fn atan2(y: f64, x: f64) -> f64 {
    if y.is_nan() || x.is_nan() {
        return f64::NAN;
    }
    let (ahead, is_x_infinite) = (!x.is_sign_negative(), x.is_infinite());
    let size = match () {
        () if y == 0.0 => {
            if ahead {
                0.0
            } else {
                PI
            }
        }
        () if x == 0.0 => FRAC_PI_2,
        () if is_x_infinite && y.is_infinite() => {
            if ahead {
                FRAC_PI_4
            } else {
                3.0 * FRAC_PI_4
            }
        }
        () if is_x_infinite => {
            if ahead {
                0.0
            } else {
                PI
            }
        }
        () if y.is_infinite() => FRAC_PI_2,
        () => {
            let q = atan(y / x);
            return match x < 0.0 {
                true if q <= 0.0 => q + PI,
                true => q - PI,
                false => q,
            };
        }
    };
    size.copysign(y)
}

pub(crate) fn sinh(x: f64) -> f64 {
    let size = x.abs();
    let y = if size > 21.0 {
        exp(size) * 0.5
    } else if size > 0.5 {
        let e = exp(size);
        (e - 1.0 / e) * 0.5
    } else {
        let square = size * size;
        poly(square, &t::SINH_P) * size / poly(square, &t::SINH_Q)
    };
    if x.is_sign_negative() { -y } else { y }
}

pub(crate) fn cosh(x: f64) -> f64 {
    let e = exp(x.abs());
    if x.abs() > 21.0 { e * 0.5 } else { (e + 1.0 / e) * 0.5 }
}

pub(crate) fn tanh(x: f64) -> f64 {
    let size = x.abs();
    if size > 0.5 * 8.802_969_193_111_305_429_598_8e1 {
        1.0_f64.copysign(x)
    } else if size >= 0.625 {
        (1.0 - 2.0 / (exp(2.0 * size) + 1.0)).copysign(x)
    } else if x == 0.0 {
        x
    } else {
        let s = x * x;
        x + x * s * poly(s, &t::TANH_P) / poly(s, &t::TANH_Q)
    }
}

const LARGE: f64 = 268_435_456.0;

pub(crate) fn asinh(x: f64) -> f64 {
    if !x.is_finite() {
        return x;
    }
    let size = x.abs();
    let y = if size > LARGE {
        log(size) + LN_2
    } else if size > 2.0 {
        log(2.0 * size + 1.0 / ((size * size + 1.0).sqrt() + size))
    } else if size < 1.0 / LARGE {
        size
    } else {
        log1p(size + size * size / (1.0 + (1.0 + size * size).sqrt()))
    };
    if x.is_sign_negative() { -y } else { y }
}

pub(crate) fn acosh(x: f64) -> f64 {
    if x.is_nan() || x < 1.0 {
        f64::NAN
    } else if x == 1.0 {
        0.0
    } else if x >= LARGE {
        log(x) + LN_2
    } else if x > 2.0 {
        log(2.0 * x - 1.0 / (x + (x * x - 1.0).sqrt()))
    } else {
        let t = x - 1.0;
        log1p(t + (2.0 * t + t * t).sqrt())
    }
}

pub(crate) fn atanh(x: f64) -> f64 {
    let size = x.abs();
    let y = if size.is_nan() || size > 1.0 {
        return f64::NAN;
    } else if size == 1.0 {
        f64::INFINITY
    } else if size < 1.0 / LARGE {
        size
    } else if size < 0.5 {
        let t = size + size;
        0.5 * log1p(t + t * size / (1.0 - size))
    } else {
        0.5 * log1p((size + size) / (1.0 - size))
    };
    if x.is_sign_negative() { -y } else { y }
}

/// The cube root, after msun of 1993.
pub(crate) fn cbrt(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let size = x.abs();
    // A third of the exponent gives five bits.
    let rough = if size < f64::MIN_POSITIVE {
        f64::from_bits((size * (1_u64 << 54) as f64).to_bits() / 3 + (696_219_795 << 32))
    } else {
        f64::from_bits(size.to_bits() / 3 + (715_094_163 << 32))
    };
    // Then 23 bits, of which 22 are kept, rounded up; then a step of Newton's.
    let r = rough * rough / size;
    let s = 5.428_571_428_571_428_159_06e-01 + r * rough;
    let better = rough
        * (3.571_428_571_428_571_507_87e-01
            + 1.607_142_857_142_857_206_30 / (s + 1.414_285_714_285_714_368_19 + -7.053_061_224_489_796_110_50e-01 / s));
    let kept = f64::from_bits((better.to_bits() & (0xF_FFFF_FFFC << 28)) + (1 << 30));
    let quotient = size / (kept * kept);
    let step = (quotient - kept) / (kept + kept + quotient);
    let root = kept + kept * step;
    if x < 0.0 { -root } else { root }
}

pub(crate) fn hypot(p: f64, q: f64) -> f64 {
    if p.is_infinite() || q.is_infinite() {
        return f64::INFINITY;
    }
    if p.is_nan() || q.is_nan() {
        return f64::NAN;
    }
    let (great, small) = if p.abs() > q.abs() { (p.abs(), q.abs()) } else { (q.abs(), p.abs()) };
    if great == 0.0 {
        return 0.0;
    }
    let ratio = small / great;
    great * (ratio * ratio + 1.0).sqrt()
}

fn is_odd(y: f64) -> bool {
    y.abs() < (1_u64 << 53) as f64 && y.trunc() == y && (y as i64) & 1 == 1
}

/// `x**y`: the fraction of y by exp and log, the integer by squaring.
pub(crate) fn pow(x: f64, y: f64) -> f64 {
    if y == 0.0 || x == 1.0 {
        return 1.0;
    }
    if y == 1.0 {
        return x;
    }
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    if x == 0.0 {
        let size = if y < 0.0 { f64::INFINITY } else { 0.0 };
        return if is_odd(y) { size.copysign(x) } else { size };
    }
    if y.is_infinite() {
        return match () {
            () if x == -1.0 => 1.0,
            () if (x.abs() < 1.0) == (y > 0.0) => 0.0,
            () => f64::INFINITY,
        };
    }
    if x.is_infinite() {
        let size = if y < 0.0 { 0.0 } else { f64::INFINITY };
        return if x < 0.0 && is_odd(y) { -size } else { size };
    }
    if y == 0.5 {
        return x.sqrt();
    }
    if y == -0.5 {
        return 1.0 / x.sqrt();
    }
    let (mut whole, mut fraction) = (y.abs().trunc(), y.abs().fract());
    if fraction != 0.0 && x < 0.0 {
        return f64::NAN;
    }
    if whole >= 9_223_372_036_854_775_808.0 {
        return match () {
            () if x == -1.0 => 1.0,
            () if (x.abs() < 1.0) == (y > 0.0) => 0.0,
            () => f64::INFINITY,
        };
    }
    let (mut result, mut exponent) = (1.0, 0_i64);
    if fraction != 0.0 {
        if fraction > 0.5 {
            fraction -= 1.0;
            whole += 1.0;
        }
        result = exp(fraction * log(x));
    }
    let (mut base, base_exponent) = frexp(x);
    let mut base_exponent = i64::from(base_exponent);
    let mut bits = whole as i64;
    while bits != 0 {
        if base_exponent.abs() > 1 << 12 {
            // The result is far out of range already.
            exponent += base_exponent;
            break;
        }
        if bits & 1 == 1 {
            result *= base;
            exponent += base_exponent;
        }
        base *= base;
        base_exponent *= 2;
        if base < 0.5 {
            base += base;
            base_exponent -= 1;
        }
        bits >>= 1;
    }
    if y < 0.0 {
        result = 1.0 / result;
        exponent = -exponent;
    }
    libm::ldexp(result, exponent.clamp(-9999, 9999) as i32)
}

/// A power of ten: a product or a quotient of two that are exact or nearest.
pub(crate) fn pow10(n: i64) -> f64 {
    let power = |n: i64| -> f64 { format!("1e{n}").parse().unwrap_or(f64::NAN) };
    match n {
        ..-323 => 0.0,
        -323..0 => power(n / 32 * 32) / power(-n % 32),
        0..=308 => power(n / 32 * 32) * power(n % 32),
        _ => f64::INFINITY,
    }
}
