//! Complex constants: two parts, each an integer or a float constant of its own.

use std::rc::Rc;

use govm_lexer::TokenKind;

use super::value::Value;

impl Value {
    /// `re + im·i`; both must be integers or floats.
    #[must_use]
    pub fn complex(re: Value, im: Value) -> Value {
        if re.is_real() && im.is_real() { Value::Complex(Rc::new((re, im))) } else { Value::Unknown }
    }

    /// The real part of a number.
    #[must_use]
    pub fn real(&self) -> Value {
        match self {
            Value::Complex(parts) => parts.0.clone(),
            x if x.is_real() => x.clone(),
            _ => Value::Unknown,
        }
    }

    /// The imaginary part of a number.
    #[must_use]
    pub fn imag(&self) -> Value {
        match self {
            Value::Complex(parts) => parts.1.clone(),
            x if x.is_real() => Value::int(0),
            _ => Value::Unknown,
        }
    }

    fn is_real(&self) -> bool {
        matches!(self, Value::Int(_) | Value::Rat(_) | Value::Float(_))
    }
}

/// `(a + bi) op (c + di)`
pub(super) fn binary(x: &(Value, Value), op: TokenKind, y: &(Value, Value)) -> Value {
    let ((a, b), (c, d)) = (x, y);
    let add = |x: &Value, y: &Value| Value::binary_op(x, TokenKind::Add, y);
    let sub = |x: &Value, y: &Value| Value::binary_op(x, TokenKind::Sub, y);
    let mul = |x: &Value, y: &Value| Value::binary_op(x, TokenKind::Mul, y);
    let quo = |x: &Value, y: &Value| Value::binary_op(x, TokenKind::Quo, y);
    match op {
        TokenKind::Add => Value::complex(add(a, c), add(b, d)),
        TokenKind::Sub => Value::complex(sub(a, c), sub(b, d)),
        TokenKind::Mul => Value::complex(sub(&mul(a, c), &mul(b, d)), add(&mul(b, c), &mul(a, d))),
        TokenKind::Quo => {
            let scale = add(&mul(c, c), &mul(d, d));
            let re = quo(&add(&mul(a, c), &mul(b, d)), &scale);
            let im = quo(&sub(&mul(b, c), &mul(a, d)), &scale);
            Value::complex(re, im)
        }
        _ => Value::Unknown,
    }
}
