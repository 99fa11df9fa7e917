//! What the predeclared `print` and `println` write.

/// A float as `print` shows it: seven digits and an exponent.
pub(super) fn float(value: f64) -> String {
    if value.is_nan() {
        return "NaN".into();
    }
    let sign = if value.is_sign_negative() { '-' } else { '+' };
    if value.is_infinite() {
        return format!("{sign}Inf");
    }
    // Powers of ten are divided out one by one: the digits that this yields are part of the format.
    let (mut rest, mut exponent) = (value.abs(), 0_i32);
    if rest != 0.0 {
        while rest >= 10.0 {
            exponent += 1;
            rest /= 10.0;
        }
        while rest < 1.0 {
            exponent -= 1;
            rest *= 10.0;
        }
        let mut half = 5.0;
        for _ in 0..DIGITS {
            half /= 10.0;
        }
        rest += half;
        if rest >= 10.0 {
            exponent += 1;
            rest /= 10.0;
        }
    }
    let mut digits = String::new();
    for _ in 0..DIGITS {
        let digit = rest as u8;
        digits.push(char::from(b'0' + digit.min(9)));
        rest = (rest - f64::from(digit)) * 10.0;
    }
    let (first, others) = digits.split_at(1);
    let exponent_sign = if exponent < 0 { '-' } else { '+' };
    format!("{sign}{first}.{others}e{exponent_sign}{:03}", exponent.unsigned_abs())
}

/// Digits that are shown.
const DIGITS: usize = 7;

/// A complex number.
pub(super) fn complex(re: f64, im: f64) -> String {
    format!("({}{}i)", float(re), float(im))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_have_seven_digits() {
        let cases = [
            (1.5, "+1.500000e+000"),
            (-2.25e100, "-2.250000e+100"),
            (0.0, "+0.000000e+000"),
            (-0.0, "-0.000000e+000"),
            (1e-7, "+1.000000e-007"),
            (123_456_789.0, "+1.234568e+008"),
            (9.999_999_9, "+1.000000e+001"),
            (f64::NEG_INFINITY, "-Inf"),
        ];
        for (value, want) in cases {
            assert_eq!(float(value), want);
        }
        assert_eq!(complex(1.0, -2.0), "(+1.000000e+000-2.000000e+000i)");
    }
}
