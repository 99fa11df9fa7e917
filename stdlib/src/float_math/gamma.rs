//! Gamma and error functions.

use std::f64::consts::{LN_2, PI};

use super::{cos, exp, log, poly, pow, sin, tables as t};

/// Stirling's formula in two factors, whose product may be in range where one formula for it is not.
fn stirling(x: f64) -> (f64, f64) {
    if x > 200.0 {
        return (f64::INFINITY, 1.0);
    }
    let w = 1.0 / x;
    let w = 1.0 + w * poly(w, &t::STIRLING);
    let e = exp(x);
    let (first, second) = if x > 143.01608 {
        let v = pow(x, 0.5 * x - 0.25);
        (v, v / e)
    } else {
        (pow(x, x - 0.5) / e, 1.0)
    };
    (first, 2.506_628_274_631_000_502_417 * w * second)
}

/// The gamma function, after Cephes.
pub(crate) fn gamma(x: f64) -> f64 {
    if x.is_nan() || x < 0.0 && x.trunc() == x {
        return f64::NAN;
    }
    if x == 0.0 || x == f64::INFINITY {
        return f64::INFINITY.copysign(x);
    }
    let size = x.abs();
    if size > 33.0 {
        let (first, second) = stirling(size);
        if x > 0.0 {
            return first * second;
        }
        // Reflection.
        let floor = size.floor();
        let sign = if (floor as i64) & 1 == 0 { -1.0 } else { 1.0 };
        let mut distance = size - floor;
        if distance > 0.5 {
            distance = size - (floor + 1.0);
        }
        let sine = size * sin(PI * distance);
        if sine == 0.0 {
            return f64::INFINITY * sign;
        }
        let product = sine.abs() * first * second;
        return sign * if product.is_infinite() { PI / sine.abs() / first / second } else { PI / product };
    }
    let small = |x: f64, z: f64| {
        const EULER: f64 = 0.577_215_664_901_532_860_606_512_090_082_402_431_042_159_335_939_92;
        if x == 0.0 { f64::INFINITY } else { z / ((1.0 + EULER * x) * x) }
    };
    let (mut x, mut z) = (x, 1.0);
    while x >= 3.0 {
        x -= 1.0;
        z *= x;
    }
    while x < 0.0 {
        if x > -1e-09 {
            return small(x, z);
        }
        z /= x;
        x += 1.0;
    }
    while x < 2.0 {
        if x < 1e-09 {
            return small(x, z);
        }
        z /= x;
        x += 1.0;
    }
    if x == 2.0 {
        return z;
    }
    x -= 2.0;
    z * poly(x, &t::GAMMA_P) / poly(x, &t::GAMMA_Q)
}

/// `-|x| * sin(pi*|x|)` without the factor |x|: the sine for the reflection of `lgamma`.
fn minus_sine_of_pi(x: f64) -> f64 {
    const TWO52: f64 = (1_u64 << 52) as f64;
    if x < 0.25 {
        return -sin(PI * x);
    }
    let (mut y, eighth);
    if x.floor() == x {
        // Integers, on which the sine is zero with a sign that its parity gives.
        let parity = if x >= 2.0 * TWO52 { 0 } else { (if x < TWO52 { x + TWO52 } else { x }).to_bits() & 1 };
        y = parity as f64;
        eighth = parity * 4;
    } else {
        y = libm::fmod(x, 2.0);
        eighth = (y * 4.0) as u64;
    }
    y = match eighth {
        0 => sin(PI * y),
        1 | 2 => cos(PI * (0.5 - y)),
        3 | 4 => sin(PI * (1.0 - y)),
        5 | 6 => -cos(PI * (y - 1.5)),
        _ => sin(PI * (y - 2.0)),
    };
    -y
}

/// The logarithm of |gamma(x)| and the sign of gamma(x), after msun.
pub(crate) fn lgamma(x: f64) -> (f64, i64) {
    if x.is_nan() {
        return (x, 1);
    }
    if x.is_infinite() {
        return (x, 1);
    }
    if x == 0.0 {
        return (f64::INFINITY, 1);
    }
    let (negative, x) = (x < 0.0, x.abs());
    if x < 1.0 / (1_u128 << 70) as f64 {
        return (-log(x), if negative { -1 } else { 1 });
    }
    let (mut adjustment, mut sign) = (0.0, 1);
    if negative {
        let sine = minus_sine_of_pi(x);
        if x >= (1_u64 << 52) as f64 || sine == 0.0 {
            return (f64::INFINITY, 1);
        }
        adjustment = log(PI / (sine * x).abs());
        if sine < 0.0 {
            sign = -1;
        }
    }
    let value = positive_lgamma(x);
    (if negative { adjustment - value } else { value }, sign)
}

fn positive_lgamma(x: f64) -> f64 {
    if x == 1.0 || x == 2.0 {
        return 0.0;
    }
    if x < 2.0 {
        return lgamma_below_two(x);
    }
    if x < 8.0 {
        let y = x - x.trunc();
        let value = 0.5 * y + y * poly(y, &t::LGAMMA_S) / poly(y, &t::LGAMMA_R);
        let factors = x as u64;
        if factors < 3 {
            return value;
        }
        let product = (3..=factors).rev().fold(1.0, |z, i| z * (y + (i - 1) as f64));
        return value + log(product);
    }
    if x < (1_u64 << 58) as f64 {
        let logarithm = log(x);
        let z = 1.0 / x;
        let tail = t::LGAMMA_W[0] + z * poly(z * z, &t::LGAMMA_W[1..]);
        return (x - 0.5) * (logarithm - 1.0) + tail;
    }
    x * (log(x) - 1.0)
}

/// Below two there are three expansions, around 2 (or 1), the minimum, and 1 (or 0).
fn lgamma_below_two(x: f64) -> f64 {
    const Y_MIN: f64 = 1.461_632_144_968_362_245;
    const TC: f64 = 1.461_632_144_968_362_245_76;
    const TF: f64 = -1.214_862_905_358_496_114_61e-01;
    const TT: f64 = -3.638_676_997_039_505_365_41e-18;
    let is_low = x <= 0.9;
    let (start, shift) = if is_low { (-log(x), 1.0) } else { (0.0, 0.0) };
    if x >= Y_MIN - shift + 0.27 {
        let y = 2.0 - shift - x;
        let z = y * y;
        let a = &t::LGAMMA_A;
        let even = poly(z, &[a[0], a[2], a[4], a[6], a[8], a[10]]);
        let odd = z * poly(z, &[a[1], a[3], a[5], a[7], a[9], a[11]]);
        start + ((y * even + odd) - 0.5 * y)
    } else if x >= Y_MIN - shift - 0.27 {
        let y = x - (TC - shift);
        let z = y * y;
        let w = z * y;
        let third = |i: usize| {
            let c = &t::LGAMMA_T;
            poly(w, &[c[i], c[i + 3], c[i + 6], c[i + 9], c[i + 12]])
        };
        start + (TF + (z * third(0) - (TT - w * (third(1) + y * third(2)))))
    } else {
        let y = if is_low { x } else { x - 1.0 };
        start + (-0.5 * y + y * poly(y, &t::LGAMMA_U) / poly(y, &t::LGAMMA_V))
    }
}

/// P/Q of the error function below 0.84375.
fn erf_ratio_low(x: f64) -> f64 {
    let z = x * x;
    poly(z, &t::ERF_PP) / poly(z, &t::ERF_QQ)
}

/// P/Q up to 1.25.
fn erf_ratio_middle(x: f64) -> f64 {
    let s = x - 1.0;
    poly(s, &t::ERF_PA) / poly(s, &t::ERF_QA)
}

/// `x * erfc(x)` above 1.25.
fn erfc_tail(x: f64) -> f64 {
    let s = 1.0 / (x * x);
    let ratio =
        if x < 1.0 / 0.35 { poly(s, &t::ERF_RA) / poly(s, &t::ERF_SA) } else { poly(s, &t::ERF_RB) / poly(s, &t::ERF_SB) };
    // The square of x in two parts, the first exact.
    let z = f64::from_bits(x.to_bits() & 0xFFFF_FFFF_0000_0000);
    exp(-z * z - 0.5625) * exp((z - x) * (z + x) + ratio)
}

/// The value of erf at 0.84375, rounded to single precision.
const ERX: f64 = 8.450_629_115_104_675_292_97e-01;

pub(crate) fn erf(x: f64) -> f64 {
    if x == 0.0 || x.is_nan() {
        return x;
    }
    const EFX: f64 = 1.283_791_670_955_125_863_16e-01;
    const EFX8: f64 = 1.027_033_336_764_100_690_53;
    let size = x.abs();
    let y = if size < 0.84375 {
        if size < 2.848_094_538_889_218e-306 {
            0.125 * (8.0 * size + EFX8 * size)
        } else if size < 1.0 / (1_u64 << 28) as f64 {
            size + EFX * size
        } else {
            size + size * erf_ratio_low(size)
        }
    } else if size < 1.25 {
        ERX + erf_ratio_middle(size)
    } else if size >= 6.0 {
        1.0
    } else {
        1.0 - erfc_tail(size) / size
    };
    if x < 0.0 { -y } else { y }
}

pub(crate) fn erfc(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    let (negative, size) = (x < 0.0, x.abs());
    if size < 0.84375 {
        let part = if size < 1.0 / (1_u64 << 56) as f64 {
            size
        } else if size < 0.25 {
            size + size * erf_ratio_low(size)
        } else {
            0.5 + (size * erf_ratio_low(size) + (size - 0.5))
        };
        return if negative { 1.0 + part } else { 1.0 - part };
    }
    if size < 1.25 {
        let ratio = erf_ratio_middle(size);
        return if negative { 1.0 + ERX + ratio } else { 1.0 - ERX - ratio };
    }
    if size >= 28.0 || negative && size > 6.0 {
        return if negative { 2.0 } else { 0.0 };
    }
    let tail = erfc_tail(size) / size;
    if negative { 2.0 - tail } else { tail }
}

/// The inverse error function.
pub(crate) fn erfinv(x: f64) -> f64 {
    let size = x.abs();
    if size == 0.0 {
        return x;
    }
    if size.is_nan() || size > 1.0 {
        return f64::NAN;
    }
    if size == 1.0 {
        return f64::INFINITY.copysign(x);
    }
    let y = if size <= 0.85 {
        let r = 0.180625 - 0.25 * size * size;
        (size * poly(r, &t::ERFINV_A)) / poly(r, &t::ERFINV_B)
    } else {
        let r = (LN_2 - log(1.0 - size)).sqrt();
        if r <= 5.0 {
            poly(r - 1.6, &t::ERFINV_C) / poly(r - 1.6, &t::ERFINV_D)
        } else {
            poly(r - 5.0, &t::ERFINV_E) / poly(r - 5.0, &t::ERFINV_F)
        }
    };
    if x < 0.0 { -y } else { y }
}
