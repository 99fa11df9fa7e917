//! Natives of package math. Everything that is not exact comes from libm, so that it is the same everywhere.

use super::{Row, float};

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

/// An order of a Bessel function. Beyond it the result is as good as the limit, and libm counts up to it.
fn order(slot: u64) -> i32 {
    (slot as i64).clamp(-ORDER_MAX, ORDER_MAX) as i32
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
    ("math.Cbrt", unary!(libm::cbrt)),
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
    ("math.Hypot", binary!(libm::hypot)),
    ("math.Pow", binary!(libm::pow)),
    ("math.Pow10", |_, w| {
        w[0] = float(pow10(w[0] as i64));
        Ok(())
    }),
    ("math.Exp", unary!(libm::exp)),
    ("math.Exp2", unary!(libm::exp2)),
    ("math.Expm1", unary!(libm::expm1)),
    ("math.Log", unary!(libm::log)),
    ("math.Log1p", unary!(libm::log1p)),
    ("math.Sin", unary!(libm::sin)),
    ("math.Cos", unary!(libm::cos)),
    ("math.Tan", unary!(libm::tan)),
    ("math.Asin", unary!(libm::asin)),
    ("math.Acos", unary!(libm::acos)),
    ("math.Atan", unary!(libm::atan)),
    ("math.Atan2", binary!(libm::atan2)),
    ("math.Sinh", unary!(libm::sinh)),
    ("math.Cosh", unary!(libm::cosh)),
    ("math.Tanh", unary!(libm::tanh)),
    ("math.Asinh", unary!(libm::asinh)),
    ("math.Acosh", unary!(libm::acosh)),
    ("math.Atanh", unary!(libm::atanh)),
    ("math.Erf", unary!(libm::erf)),
    ("math.Erfc", unary!(libm::erfc)),
    ("math.Gamma", unary!(|x| if x == f64::NEG_INFINITY { f64::NAN } else { libm::tgamma(x) })),
    ("math.Lgamma", |_, w| {
        let x = f64::from_bits(w[0]);
        let (value, sign) = libm::lgamma_r(x);
        // Go has no sign of zero and counts negative integers, which are poles, as positive.
        let negative = sign < 0 || x == 0.0 && x.is_sign_negative();
        let (value, negative) = if x == f64::NEG_INFINITY { (x, false) } else { (value, negative) };
        (w[0], w[1]) = (float(value), if negative { u64::MAX } else { 1 });
        Ok(())
    }),
    ("math.J0", unary!(libm::j0)),
    ("math.J1", unary!(libm::j1)),
    ("math.Y0", unary!(libm::y0)),
    ("math.Y1", unary!(libm::y1)),
    // Orders are counted up to: an unit for every eight.
    ("math.Jn", |ctx, w| {
        let n = order(w[0]);
        ctx.charge(u64::from(n.unsigned_abs()) / 8)?;
        w[0] = float(libm::jn(n, f64::from_bits(w[1])));
        Ok(())
    }),
    ("math.Yn", |ctx, w| {
        let n = order(w[0]);
        ctx.charge(u64::from(n.unsigned_abs()) / 8)?;
        w[0] = float(libm::yn(n, f64::from_bits(w[1])));
        Ok(())
    }),
];

/// The float nearest to a power of ten.
fn pow10(n: i64) -> f64 {
    match n {
        ..-323 => 0.0,
        309.. => f64::INFINITY,
        _ => format!("1e{n}").parse().unwrap_or(f64::NAN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_ten_are_exact() {
        assert_eq!((pow10(0), pow10(22), pow10(-323), pow10(309)), (1.0, 1e22, 1e-323, f64::INFINITY));
        assert_eq!(pow10(-324), 0.0);
    }
}
