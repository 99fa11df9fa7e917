//! Natives of package math. What is not exact is computed by `float_math`, so that it is the same everywhere.

use super::{Row, float};
use crate::float_math;

/// A native from a float to a float.
macro_rules! unary {
    ($f:expr) => {
        |_, w| {
            let f: fn(f64) -> f64 = $f;
            w[0] = float(f(f64::from_bits(w[0])));
            Ok(())
        }
    };
}

/// A native from two floats to a float.
macro_rules! binary {
    ($f:expr) => {
        |_, w| {
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
    ("math.Abs", unary!(f64::abs)),
    ("math.Sqrt", unary!(f64::sqrt)),
    ("math.Cbrt", unary!(float_math::cbrt)),
    ("math.Floor", unary!(f64::floor)),
    ("math.Ceil", unary!(f64::ceil)),
    ("math.Trunc", unary!(f64::trunc)),
    ("math.Round", unary!(f64::round)),
    ("math.RoundToEven", unary!(f64::round_ties_even)),
    ("math.Mod", binary!(libm::fmod)),
    ("math.Remainder", binary!(libm::remainder)),
    ("math.Frexp", |_, w| {
        let value = f64::from_bits(w[0]);
        let (fraction, exp) = if value == 0.0 || !value.is_finite() { (value, 0) } else { libm::frexp(value) };
        (w[0], w[1]) = (float(fraction), i64::from(exp) as u64);
        Ok(())
    }),
    ("math.Ldexp", |_, w| {
        let exp = (w[1] as i64).clamp(-5000, 5000) as i32;
        w[0] = float(libm::ldexp(f64::from_bits(w[0]), exp));
        Ok(())
    }),
    ("math.FMA", |_, w| {
        let [x, y, z] = [0, 1, 2].map(|i| f64::from_bits(w[i]));
        w[0] = float(libm::fma(x, y, z));
        Ok(())
    }),
    ("math.Hypot", binary!(float_math::hypot)),
    ("math.Pow", binary!(float_math::pow)),
    ("math.Pow10", |_, w| {
        w[0] = float(float_math::pow10(w[0] as i64));
        Ok(())
    }),
    ("math.Exp", unary!(float_math::exp)),
    ("math.Exp2", unary!(float_math::exp2)),
    ("math.Expm1", unary!(libm::expm1)),
    ("math.Log", unary!(float_math::log)),
    ("math.Log1p", unary!(float_math::log1p)),
    ("math.Sin", unary!(float_math::sin)),
    ("math.Cos", unary!(float_math::cos)),
    ("math.Tan", unary!(float_math::tan)),
    ("math.Asin", unary!(float_math::asin)),
    ("math.Acos", unary!(float_math::acos)),
    ("math.Atan", unary!(float_math::atan)),
    ("math.Atan2", binary!(float_math::atan2)),
    ("math.Sinh", unary!(float_math::sinh)),
    ("math.Cosh", unary!(float_math::cosh)),
    ("math.Tanh", unary!(float_math::tanh)),
    ("math.Asinh", unary!(float_math::asinh)),
    ("math.Acosh", unary!(float_math::acosh)),
    ("math.Atanh", unary!(float_math::atanh)),
    ("math.Erf", unary!(float_math::erf)),
    ("math.Erfc", unary!(float_math::erfc)),
    ("math.Gamma", unary!(float_math::gamma)),
    ("math.Lgamma", |_, w| {
        let (value, sign) = float_math::lgamma(f64::from_bits(w[0]));
        (w[0], w[1]) = (float(value), sign as u64);
        Ok(())
    }),
    ("math.Log2", unary!(float_math::log2)),
    ("math.Log10", unary!(float_math::log10)),
    ("math.Erfinv", unary!(float_math::erfinv)),
    ("math.J0", unary!(float_math::j0)),
    ("math.J1", unary!(float_math::j1)),
    ("math.Y0", unary!(float_math::y0)),
    ("math.Y1", unary!(float_math::y1)),
    // Orders are counted up to: an unit for every four.
    ("math.Jn", |ctx, w| {
        let n = order(w[0]);
        ctx.charge(n.unsigned_abs() / 4)?;
        w[0] = float(float_math::jn(n, f64::from_bits(w[1])));
        Ok(())
    }),
    ("math.Yn", |ctx, w| {
        let n = order(w[0]);
        ctx.charge(n.unsigned_abs() / 4)?;
        w[0] = float(float_math::yn(n, f64::from_bits(w[1])));
        Ok(())
    }),
];
