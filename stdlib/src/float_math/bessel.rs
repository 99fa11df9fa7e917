//! Bessel functions, after msun.

use super::{cos, log, poly, sin, tables as t};

const TWO129: f64 = 6.805_647_338_418_769e38;
const TWO302: f64 = 8.148_143_905_337_944e90;
/// 1/sqrt(pi)
const INV_SQRT_PI: f64 = std::f64::consts::FRAC_2_SQRT_PI * 0.5;
const TWO_OVER_PI: f64 = std::f64::consts::FRAC_2_PI;

/// Numerator and denominator of an asymptotic series, for x from 8, 4.5454, 2.8571 and 2 on.
type Series = [(&'static [f64], &'static [f64]); 4];

const P0: Series = [(&t::P0R8, &t::P0S8), (&t::P0R5, &t::P0S5), (&t::P0R3, &t::P0S3), (&t::P0R2, &t::P0S2)];
const Q0: Series = [(&t::Q0R8, &t::Q0S8), (&t::Q0R5, &t::Q0S5), (&t::Q0R3, &t::Q0S3), (&t::Q0R2, &t::Q0S2)];
const P1: Series = [(&t::P1R8, &t::P1S8), (&t::P1R5, &t::P1S5), (&t::P1R3, &t::P1S3), (&t::P1R2, &t::P1S2)];
const Q1: Series = [(&t::Q1R8, &t::Q1S8), (&t::Q1R5, &t::Q1S5), (&t::Q1R3, &t::Q1S3), (&t::Q1R2, &t::Q1S2)];

fn ratio(x: f64, series: &Series) -> f64 {
    let i = if x >= 8.0 {
        0
    } else if x >= 4.5454 {
        1
    } else if x >= 2.8571 {
        2
    } else {
        3
    };
    let z = 1.0 / (x * x);
    poly(z, series[i].0) / poly(z, series[i].1)
}

/// Orders 0 and 1 of both kinds share their asymptotic form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Zero,
    One,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum BesselKind {
    First,
    Second,
}

/// The functions from 2 on: P and Q times sine and cosine of x minus a multiple of pi/4. The sums and differences of sine and cosine that
/// these are come from the double angle where they would cancel.
fn asymptotic(x: f64, order: Order, kind: BesselKind) -> f64 {
    let (s, c) = (sin(x), cos(x));
    let (mut ss, mut cc) = match order {
        Order::Zero => (s - c, s + c),
        Order::One => (-s - c, s - c),
    };
    if x < f64::MAX / 2.0 {
        let (z, cancels) = match order {
            Order::Zero => (-cos(x + x), s * c < 0.0),
            Order::One => (cos(x + x), s * c > 0.0),
        };
        if cancels {
            cc = z / ss;
        } else {
            ss = z / cc;
        }
    }
    let (along, across) = if kind == BesselKind::First { (cc, ss) } else { (ss, cc) };
    if x > TWO129 {
        return INV_SQRT_PI * along / x.sqrt();
    }
    let (p, q) = match order {
        Order::Zero => (1.0 + ratio(x, &P0), (-0.125 + ratio(x, &Q0)) / x),
        Order::One => (1.0 + ratio(x, &P1), (0.375 + ratio(x, &Q1)) / x),
    };
    let sum = if kind == BesselKind::First { p * along - q * across } else { p * along + q * across };
    INV_SQRT_PI * sum / x.sqrt()
}

pub(crate) fn j0(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    let x = x.abs();
    if x.is_infinite() {
        return 0.0;
    }
    if x >= 2.0 {
        return asymptotic(x, Order::Zero, BesselKind::First);
    }
    if x < 1.0 / (1_u64 << 27) as f64 {
        return 1.0;
    }
    if x < 1.0 / (1_u64 << 13) as f64 {
        return 1.0 - 0.25 * x * x;
    }
    let z = x * x;
    let quotient = z * poly(z, &t::J0R) / poly(z, &t::J0S);
    if x < 1.0 {
        return 1.0 + z * (-0.25 + quotient);
    }
    let u = 0.5 * x;
    (1.0 + u) * (1.0 - u) + z * quotient
}

pub(crate) fn y0(x: f64) -> f64 {
    if x.is_nan() || x < 0.0 {
        return f64::NAN;
    }
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x.is_infinite() {
        return 0.0;
    }
    if x >= 2.0 {
        return asymptotic(x, Order::Zero, BesselKind::Second);
    }
    if x <= 1.0 / (1_u64 << 27) as f64 {
        return t::Y0U[0] + TWO_OVER_PI * log(x);
    }
    let z = x * x;
    poly(z, &t::Y0U) / poly(z, &t::Y0V) + TWO_OVER_PI * j0(x) * log(x)
}

pub(crate) fn j1(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    if x == 0.0 || x.is_infinite() {
        return 0.0;
    }
    let size = x.abs();
    if size < 1.0 / (1_u64 << 27) as f64 {
        // Go loses the sign here, and its results are what counts.
        return 0.5 * size;
    }
    let y = if size >= 2.0 {
        asymptotic(size, Order::One, BesselKind::First)
    } else {
        let z = size * size;
        let r = z * poly(z, &t::J1R) * size;
        0.5 * size + r / poly(z, &t::J1S)
    };
    if x < 0.0 { -y } else { y }
}

pub(crate) fn y1(x: f64) -> f64 {
    if x.is_nan() || x < 0.0 {
        return f64::NAN;
    }
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x.is_infinite() {
        return 0.0;
    }
    if x >= 2.0 {
        return asymptotic(x, Order::One, BesselKind::Second);
    }
    if x <= 1.0 / (1_u64 << 54) as f64 {
        return -TWO_OVER_PI / x;
    }
    let z = x * x;
    x * (poly(z, &t::Y1U) / poly(z, &t::Y1V)) + TWO_OVER_PI * (j1(x) * log(x) - 1.0 / x)
}

/// The function of the first kind of order `n`, by recurrence. The work grows with `|n|`, and with x if that is less.
pub(crate) fn jn(n: i64, x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    if x.is_infinite() {
        return 0.0;
    }
    if n == 0 {
        return j0(x);
    }
    if x == 0.0 {
        return 0.0;
    }
    // J(-n, x) = J(n, -x)
    let (n, x) = if n < 0 { (-n, -x) } else { (n, x) };
    if n == 1 {
        return j1(x);
    }
    let size = x.abs();
    let y = if n as f64 <= size {
        if size >= TWO302 {
            let (s, c) = (sin(size), cos(size));
            let wave = match n & 3 {
                0 => c + s,
                1 => -c + s,
                2 => -c - s,
                _ => c - s,
            };
            INV_SQRT_PI * wave / size.sqrt()
        } else {
            let (mut a, mut b) = (j0(size), j1(size));
            for i in 1..n {
                (a, b) = (b, b * ((i + i) as f64 / size) - a);
            }
            b
        }
    } else if size < 1.0 / (1_u64 << 29) as f64 {
        first_term(n, size)
    } else {
        backward(n, size)
    };
    if x < 0.0 && n & 1 == 1 { -y } else { y }
}

/// `(x/2)**n / n!` for a tiny x.
fn first_term(n: i64, x: f64) -> f64 {
    if n > 33 {
        return 0.0;
    }
    let half = x * 0.5;
    let (mut factorial, mut power) = (1.0, half);
    for i in 2..=n {
        factorial *= i as f64;
        power *= half;
    }
    power / factorial
}

/// Recurrence from high orders down, started by a continued fraction.
fn backward(n: i64, x: f64) -> f64 {
    let h = 2.0 / x;
    let w = (n + n) as f64 / x;
    let (mut before, mut z) = (w, w + h);
    let mut latest = w * z - 1.0;
    let mut k = 1;
    while latest < 1e9 {
        k += 1;
        z += h;
        (before, latest) = (latest, z * latest - before);
    }
    let mut t = 0.0;
    let mut i = 2 * (n + k);
    while i >= n + n {
        t = 1.0 / (i as f64 / x - t);
        i -= 2;
    }
    let (mut a, mut b) = (t, 1.0);
    // Where the result would overflow on the way, it is scaled.
    let order = n as f64;
    let may_overflow = order * log((h * order).abs()) >= 7.097_827_128_933_839_730_96e+02;
    for i in (1..n).rev() {
        (a, b) = (b, b * (i + i) as f64 / x - a);
        if may_overflow && b > 1e100 {
            a /= b;
            t /= b;
            b = 1.0;
        }
    }
    t * j0(x) / b
}

/// The function of the second kind of order `n`. The work grows with `|n|`.
pub(crate) fn yn(n: i64, x: f64) -> f64 {
    if x.is_nan() || x < 0.0 {
        return f64::NAN;
    }
    if x == f64::INFINITY {
        return 0.0;
    }
    if n == 0 {
        return y0(x);
    }
    let is_odd_negative = n < 0 && n & 1 != 0;
    if x == 0.0 {
        return if is_odd_negative { f64::INFINITY } else { f64::NEG_INFINITY };
    }
    let n = n.abs();
    let y = if n == 1 {
        y1(x)
    } else if x >= TWO302 {
        let (s, c) = (sin(x), cos(x));
        let wave = match n & 3 {
            0 => s - c,
            1 => -s - c,
            2 => -s + c,
            _ => s + c,
        };
        INV_SQRT_PI * wave / x.sqrt()
    } else {
        let (mut a, mut b) = (y0(x), y1(x));
        for i in 1..n {
            if b == f64::NEG_INFINITY {
                break;
            }
            (a, b) = (b, ((i + i) as f64 / x) * b - a);
        }
        b
    };
    if is_odd_negative { -y } else { y }
}
