//! Operations on constants: unary, binary, shifts and comparisons.

use std::cmp::Ordering;
use std::rc::Rc;

use govm_lexer::TokenKind;
use num_rational::BigRational;

use super::complex;
use super::float::BigFloat;
use super::int::Int;
use super::value::Value;

/// The largest count by which a constant may be shifted: enough to write the smallest `float64` as a shift.
pub const SHIFT_COUNT_MAX: u32 = 1023 - 1 + 52;

/// Two operands in the simplest form that holds both.
enum Operands<'a> {
    Bools(bool, bool),
    Strings(&'a super::ByteString, &'a super::ByteString),
    Ints(&'a Int, &'a Int),
    Rats(Rc<BigRational>, Rc<BigRational>),
    Floats(Rc<BigFloat>, Rc<BigFloat>),
    Complexes(Rc<(Value, Value)>, Rc<(Value, Value)>),
    /// One is unknown, or they have nothing in common.
    Mismatched,
}

impl<'a> Operands<'a> {
    fn new(x: &'a Value, y: &'a Value) -> Operands<'a> {
        match (x, y) {
            (Value::Bool(x), Value::Bool(y)) => Operands::Bools(*x, *y),
            (Value::String(x), Value::String(y)) => Operands::Strings(x, y),
            (Value::Int(x), Value::Int(y)) => Operands::Ints(x, y),
            (Value::Complex(_), _) | (_, Value::Complex(_)) => match (x.to_complex(), y.to_complex()) {
                (Value::Complex(x), Value::Complex(y)) => Operands::Complexes(x, y),
                _ => Operands::Mismatched,
            },
            (Value::Float(_), _) | (_, Value::Float(_)) => match (x.to_big_float(), y.to_big_float()) {
                (Some(x), Some(y)) => Operands::Floats(x, y),
                _ => Operands::Mismatched,
            },
            (Value::Rat(_), _) | (_, Value::Rat(_)) => match (x.to_big_rat(), y.to_big_rat()) {
                (Some(x), Some(y)) => Operands::Rats(x, y),
                _ => Operands::Mismatched,
            },
            _ => Operands::Mismatched,
        }
    }
}

impl Value {
    /// `op y`, for `+ - ^ !`. For `^` of a typed unsigned operand the width of its type is needed, else the result would
    /// be negative.
    #[must_use]
    pub fn unary_op(op: TokenKind, y: &Value, unsigned_width: Option<u32>) -> Value {
        match (op, y) {
            (TokenKind::Add, Value::Int(_) | Value::Rat(_) | Value::Float(_) | Value::Complex(_)) => y.clone(),
            (TokenKind::Sub, Value::Int(y)) => Value::from_int(y.neg()),
            (TokenKind::Sub, Value::Rat(y)) => Value::Rat(Rc::new(-y.as_ref())),
            (TokenKind::Sub, Value::Float(y)) => Value::Float(Rc::new(y.neg())),
            (TokenKind::Sub, Value::Complex(y)) => {
                let negated = |part: &Value| Value::unary_op(TokenKind::Sub, part, None);
                Value::complex(negated(&y.0), negated(&y.1))
            }
            (TokenKind::Xor, Value::Int(y)) => Value::from_int(y.not(unsigned_width)),
            (TokenKind::Not, Value::Bool(y)) => Value::Bool(!y),
            _ => Value::Unknown,
        }
    }

    /// `x op y`. As in `go/constant`, `/` of integers yields a fraction: for integer division the operator is
    /// [`TokenKind::QuoAssign`]. Division by zero is unknown; the checker reports it before. Shifts and comparisons have
    /// functions of their own.
    #[must_use]
    pub fn binary_op(x: &Value, op: TokenKind, y: &Value) -> Value {
        match Operands::new(x, y) {
            Operands::Bools(x, y) => match op {
                TokenKind::LAnd => Value::Bool(x && y),
                TokenKind::LOr => Value::Bool(x || y),
                _ => Value::Unknown,
            },
            Operands::Strings(x, y) => match op {
                TokenKind::Add => x.concat(y).map_or(Value::Unknown, Value::String),
                _ => Value::Unknown,
            },
            Operands::Ints(x, y) => int_op(x, op, y),
            Operands::Rats(x, y) => rat_op(&x, op, &y),
            Operands::Floats(x, y) => Value::from_float(match op {
                TokenKind::Add => x.add(&y),
                TokenKind::Sub => x.sub(&y),
                TokenKind::Mul => x.mul(&y),
                TokenKind::Quo => x.quo(&y),
                _ => None,
            }),
            Operands::Complexes(x, y) => complex::binary(&x, op, &y),
            Operands::Mismatched => Value::Unknown,
        }
    }

    /// `x << count` or `x >> count` of an integer. The checker bounds the count of left shifts by [`SHIFT_COUNT_MAX`].
    #[must_use]
    pub fn shift(x: &Value, op: TokenKind, count: u32) -> Value {
        match (x, op) {
            (Value::Int(x), TokenKind::Shl) => Value::from_int(x.shl(count)),
            (Value::Int(x), TokenKind::Shr) => Value::from_int(x.shr(count)),
            _ => Value::Unknown,
        }
    }

    /// `x op y` for the six comparisons; false where it is not defined.
    #[must_use]
    pub fn compare(x: &Value, op: TokenKind, y: &Value) -> bool {
        let equality = |is_equal: bool| match op {
            TokenKind::Eql => is_equal,
            TokenKind::Neq => !is_equal,
            _ => false,
        };
        match Operands::new(x, y) {
            Operands::Bools(x, y) => equality(x == y),
            Operands::Strings(x, y) => holds(op, x.bytes().cmp(y.bytes())),
            Operands::Ints(x, y) => holds(op, x.compare(y)),
            Operands::Rats(x, y) => holds(op, compare_rats(&x, &y)),
            Operands::Floats(x, y) => holds(op, x.compare(&y)),
            Operands::Complexes(x, y) => {
                let is_equal = |x, y| Value::compare(x, TokenKind::Eql, y);
                equality(is_equal(&x.0, &y.0) && is_equal(&x.1, &y.1))
            }
            Operands::Mismatched => false,
        }
    }

    fn to_big_rat(&self) -> Option<Rc<BigRational>> {
        match self {
            Value::Int(x) => Some(Rc::new(BigRational::from_integer(x.to_big().into_owned()))),
            Value::Rat(x) => Some(x.clone()),
            _ => None,
        }
    }

    fn to_big_float(&self) -> Option<Rc<BigFloat>> {
        match self {
            Value::Int(x) => BigFloat::from_int(&x.to_big()).map(Rc::new),
            Value::Rat(x) => BigFloat::from_rat(x).map(Rc::new),
            Value::Float(x) => Some(x.clone()),
            _ => None,
        }
    }
}

fn int_op(x: &Int, op: TokenKind, y: &Int) -> Value {
    Value::from_int(match op {
        TokenKind::Add => x.add(y),
        TokenKind::Sub => x.sub(y),
        TokenKind::Mul => x.mul(y),
        TokenKind::Quo if y.sign() == 0 => None,
        TokenKind::Quo => return Value::from_rat(BigRational::new(x.to_big().into_owned(), y.to_big().into_owned())),
        TokenKind::QuoAssign => x.quo(y),
        TokenKind::Rem => x.rem(y),
        TokenKind::And => x.and(y),
        TokenKind::Or => x.or(y),
        TokenKind::Xor => x.xor(y),
        TokenKind::AndNot => x.and_not(y),
        _ => None,
    })
}

fn rat_op(x: &BigRational, op: TokenKind, y: &BigRational) -> Value {
    match op {
        TokenKind::Add => Value::from_rat(x + y),
        TokenKind::Sub => Value::from_rat(x - y),
        TokenKind::Mul => Value::from_rat(x * y),
        TokenKind::Quo if y.numer().sign() != num_bigint::Sign::NoSign => Value::from_rat(x / y),
        _ => Value::Unknown,
    }
}

/// By cross-multiplication: the comparison of `BigRational` recurses once for each step of a continued fraction.
fn compare_rats(x: &BigRational, y: &BigRational) -> Ordering {
    (x.numer() * y.denom()).cmp(&(y.numer() * x.denom()))
}

fn holds(op: TokenKind, ordering: Ordering) -> bool {
    match op {
        TokenKind::Eql => ordering.is_eq(),
        TokenKind::Neq => ordering.is_ne(),
        TokenKind::Lss => ordering.is_lt(),
        TokenKind::Leq => ordering.is_le(),
        TokenKind::Gtr => ordering.is_gt(),
        TokenKind::Geq => ordering.is_ge(),
        _ => false,
    }
}
