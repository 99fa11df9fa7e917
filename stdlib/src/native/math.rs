//! Natives of package math. What is not exact is computed by `float_math`, so that it is the same everywhere.

use super::{Row, float};
use crate::float_math;

/// A native from a float to a float, and what it costs beside the call; for some that is much more next to zero.
macro_rules! unary {
    ($price:expr, tiny $tiny:expr, $f:expr) => {
        |ctx, w| {
            ctx.charge(if is_tiny(w[0]) { $tiny } else { $price })?;
            let f: fn(f64) -> f64 = $f;
            w[0] = float(f(f64::from_bits(w[0])));
            Ok(())
        }
    };
    ($price:expr, $f:expr) => {
        |ctx, w| {
            ctx.charge($price)?;
            let f: fn(f64) -> f64 = $f;
            w[0] = float(f(f64::from_bits(w[0])));
            Ok(())
        }
    };
}

/// Whether the slot's float is so small that its powers leave the range of fast arithmetic.
fn is_tiny(slot: u64) -> bool {
    let exponent = slot >> 52 & 0x7ff;
    exponent < 823 && slot << 1 != 0
}

/// A native from two floats to a float, and what it costs beside the call.
macro_rules! binary {
    ($price:expr, $f:expr) => {
        |ctx, w| {
            ctx.charge($price)?;
            let f: fn(f64, f64) -> f64 = $f;
            w[0] = float(f(f64::from_bits(w[0]), f64::from_bits(w[1])));
            Ok(())
        }
    };
}

/// A remainder: found bit by bit, as far as the exponents are apart.
macro_rules! remainder {
    ($f:expr) => {
        |ctx, w| {
            let exponent = |slot: u64| slot >> 52 & 0x7ff;
            // A subnormal divisor may have all of its digits to the right.
            let bits = 53 + exponent(w[0]).saturating_sub(exponent(w[1]));
            ctx.charge(bits / 2)?;
            let f: fn(f64, f64) -> f64 = $f;
            w[0] = float(f(f64::from_bits(w[0]), f64::from_bits(w[1])));
            Ok(())
        }
    };
}

/// An order of a Bessel function. Beyond it the result is as good as the limit, and orders are counted up to.
fn order(slot: u64) -> i64 {
    (slot as i64).clamp(-ORDER_MAX, ORDER_MAX)
}

/// Largest order of a Bessel function that is computed.
const ORDER_MAX: i64 = 100_000;

pub(super) const TABLE: &[Row] = &[
    ("math.Float64bits", |_, _| Ok(())),
    // A program cannot make another NaN than the one.
    ("math.Float64frombits", |_, w| {
        w[0] = float(f64::from_bits(w[0]));
        Ok(())
    }),
    ("math.Float32bits", |_, w| {
        let value = f64::from_bits(w[0]);
        w[0] = if value.is_nan() { 0x7FC0_0000 } else { u64::from((value as f32).to_bits()) };
        Ok(())
    }),
    ("math.Float32frombits", |_, w| {
        w[0] = float(f64::from(f32::from_bits(w[0] as u32)));
        Ok(())
    }),
    ("math.Abs", unary!(0, f64::abs)),
    ("math.Sqrt", unary!(25, f64::sqrt)),
    ("math.Cbrt", unary!(30, tiny 100, float_math::cbrt)),
    ("math.Floor", unary!(0, f64::floor)),
    ("math.Ceil", unary!(0, f64::ceil)),
    ("math.Trunc", unary!(0, f64::trunc)),
    ("math.Round", unary!(0, f64::round)),
    ("math.RoundToEven", unary!(0, f64::round_ties_even)),
    ("math.Mod", remainder!(libm::fmod)),
    ("math.Remainder", remainder!(libm::remainder)),
    ("math.Frexp", |ctx, w| {
        ctx.charge(30)?;
        let value = f64::from_bits(w[0]);
        let (fraction, exp) = if value == 0.0 || !value.is_finite() { (value, 0) } else { libm::frexp(value) };
        (w[0], w[1]) = (float(fraction), i64::from(exp) as u64);
        Ok(())
    }),
    ("math.Ldexp", |ctx, w| {
        ctx.charge(25)?;
        let exp = (w[1] as i64).clamp(-5000, 5000) as i32;
        w[0] = float(libm::ldexp(f64::from_bits(w[0]), exp));
        Ok(())
    }),
    ("math.FMA", |ctx, w| {
        ctx.charge(30)?;
        let [x, y, z] = [0, 1, 2].map(|i| f64::from_bits(w[i]));
        w[0] = float(libm::fma(x, y, z));
        Ok(())
    }),
    ("math.Hypot", binary!(25, float_math::hypot)),
    ("math.Pow", binary!(150, float_math::pow)),
    ("math.Pow10", |ctx, w| {
        ctx.charge(130)?;
        w[0] = float(float_math::pow10(w[0] as i64));
        Ok(())
    }),
    ("math.Exp", unary!(60, tiny 550, float_math::exp)),
    ("math.Exp2", unary!(60, float_math::exp2)),
    ("math.Expm1", unary!(20, libm::expm1)),
    ("math.Log", unary!(30, float_math::log)),
    ("math.Log1p", unary!(20, float_math::log1p)),
    ("math.Sin", unary!(65, float_math::sin)),
    ("math.Cos", unary!(65, float_math::cos)),
    ("math.Tan", unary!(65, float_math::tan)),
    ("math.Asin", unary!(15, float_math::asin)),
    ("math.Acos", unary!(15, float_math::acos)),
    ("math.Atan", unary!(15, float_math::atan)),
    ("math.Atan2", binary!(20, float_math::atan2)),
    ("math.Sinh", unary!(110, tiny 600, float_math::sinh)),
    ("math.Cosh", unary!(110, tiny 600, float_math::cosh)),
    ("math.Tanh", unary!(60, tiny 600, float_math::tanh)),
    ("math.Asinh", unary!(30, float_math::asinh)),
    ("math.Acosh", unary!(30, float_math::acosh)),
    ("math.Atanh", unary!(20, float_math::atanh)),
    ("math.Erf", unary!(130, float_math::erf)),
    ("math.Erfc", unary!(130, float_math::erfc)),
    ("math.Gamma", unary!(110, float_math::gamma)),
    ("math.Lgamma", |ctx, w| {
        ctx.charge(60)?;
        let (value, sign) = float_math::lgamma(f64::from_bits(w[0]));
        (w[0], w[1]) = (float(value), sign as u64);
        Ok(())
    }),
    ("math.Log2", unary!(30, float_math::log2)),
    ("math.Log10", unary!(30, float_math::log10)),
    ("math.Erfinv", unary!(70, float_math::erfinv)),
    ("math.J0", unary!(250, float_math::j0)),
    ("math.J1", unary!(250, float_math::j1)),
    ("math.Y0", unary!(250, float_math::y0)),
    ("math.Y1", unary!(250, float_math::y1)),
    // Orders are counted up to.
    ("math.Jn", |ctx, w| {
        let n = order(w[0]);
        ctx.charge(250 + 4 * n.unsigned_abs())?;
        w[0] = float(float_math::jn(n, f64::from_bits(w[1])));
        Ok(())
    }),
    ("math.Yn", |ctx, w| {
        let n = order(w[0]);
        ctx.charge(250 + 4 * n.unsigned_abs())?;
        w[0] = float(float_math::yn(n, f64::from_bits(w[1])));
        Ok(())
    }),
];
