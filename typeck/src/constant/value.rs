//! The constant values, how they are made, asked and converted.

use std::rc::Rc;

use num_bigint::{BigInt, BigUint, Sign};
use num_rational::BigRational;
use num_traits::{One, Zero};

use super::float::{self, BigFloat, FLOAT32, FLOAT64, Format, Rounded};
use super::int::Int;
use super::string::ByteString;

/// A constant value. The variants of a number are representations, not types: an untyped float constant may be an [`Int`], and
/// the operations bring operands to one form themselves. Ask [`Value::kind`] rather than match, and convert with `to_int`,
/// `to_float`, `to_complex`.
#[derive(Clone, Debug)]
pub enum Value {
    /// What an error left.
    Unknown,
    /// A boolean.
    Bool(bool),
    /// A string.
    String(ByteString),
    /// An integer.
    Int(Int),
    /// A float that is an exact fraction, both parts below 4096 bits.
    Rat(Rc<BigRational>),
    /// A float that is too large, too small or too long for that.
    Float(Rc<BigFloat>),
    /// A complex number: real and imaginary part.
    Complex(Rc<(Value, Value)>),
}

/// The kinds of constant values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Of [`Value::Unknown`].
    Unknown,
    /// Of booleans.
    Bool,
    /// Of strings.
    String,
    /// Of integers and runes.
    Int,
    /// Of floats.
    Float,
    /// Of complex numbers.
    Complex,
}

/// Parts of a fraction, and the exponents of floats that are turned into one, stay below this many bits.
const FRACTION_BITS_MAX: u64 = 4096;

impl Value {
    /// An integer.
    #[must_use]
    pub fn int(x: i64) -> Value {
        Value::Int(Int::Small(x))
    }

    /// An integer without sign.
    #[must_use]
    pub fn uint(x: u64) -> Value {
        Value::Int(Int::from_u64(x))
    }

    /// An integer of any size up to 2^65536.
    #[must_use]
    pub fn big_int(x: BigInt) -> Value {
        Value::from_int(Int::new(x))
    }

    /// The integer with these bytes, least significant first.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Value {
        Value::big_int(BigInt::from_bytes_le(Sign::Plus, bytes))
    }

    /// A float; unknown for what is not finite. There is no negative zero among constants.
    #[must_use]
    pub fn float64(x: f64) -> Value {
        if x.is_finite() { Value::exact_if_moderate(BigFloat::from_f64(x)) } else { Value::Unknown }
    }

    /// A string.
    #[must_use]
    pub fn string(bytes: impl Into<Box<[u8]>>) -> Value {
        Value::String(ByteString::new(bytes))
    }

    pub(super) fn from_int(x: Option<Int>) -> Value {
        x.map_or(Value::Unknown, Value::Int)
    }

    pub(super) fn from_float(x: Option<BigFloat>) -> Value {
        x.map_or(Value::Unknown, |x| Value::Float(Rc::new(x)))
    }

    /// A fraction, or the nearest float if its parts are too long.
    pub(super) fn from_rat(x: BigRational) -> Value {
        if x.numer().bits() < FRACTION_BITS_MAX && x.denom().bits() < FRACTION_BITS_MAX {
            Value::Rat(Rc::new(x))
        } else {
            Value::from_float(BigFloat::from_rat(&x))
        }
    }

    /// As a fraction if that is of reasonable size.
    fn exact_if_moderate(x: BigFloat) -> Value {
        if !is_moderate(&x) {
            return Value::Float(Rc::new(x));
        }
        Value::Rat(Rc::new(x.to_rat()))
    }

    /// Steps of checking that an operation with this value takes.
    pub(crate) fn cost(&self) -> usize {
        match self {
            Value::Unknown | Value::Bool(_) | Value::String(_) | Value::Int(Int::Small(_)) => 0,
            Value::Int(Int::Big(x)) => x.bits() as usize / 8,
            // A fraction is reduced after each operation, which takes the square of its length.
            Value::Rat(x) => {
                let bits = (x.numer().bits() + x.denom().bits()) as usize;
                bits * bits / 512
            }
            Value::Float(_) => 1000,
            Value::Complex(parts) => 8 * (parts.0.cost() + parts.1.cost()),
        }
    }

    /// What sort of value it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Value::Unknown => Kind::Unknown,
            Value::Bool(_) => Kind::Bool,
            Value::String(_) => Kind::String,
            Value::Int(_) => Kind::Int,
            Value::Rat(_) | Value::Float(_) => Kind::Float,
            Value::Complex(_) => Kind::Complex,
        }
    }

    /// The boolean, if it is one.
    #[must_use]
    pub fn bool_val(&self) -> Option<bool> {
        match self {
            Value::Bool(x) => Some(*x),
            _ => None,
        }
    }

    /// The bytes of the string, if it is one.
    #[must_use]
    pub fn string_val(&self) -> Option<&[u8]> {
        match self {
            Value::String(x) => Some(x.bytes()),
            _ => None,
        }
    }

    /// Length of the string in bytes, if it is one.
    #[must_use]
    pub fn string_len(&self) -> Option<usize> {
        match self {
            Value::String(x) => Some(x.len()),
            _ => None,
        }
    }

    /// The integer, if it is one and fits.
    #[must_use]
    pub fn int64_val(&self) -> Option<i64> {
        match self {
            Value::Int(x) => x.to_i64(),
            _ => None,
        }
    }

    /// The integer, if it is one and fits.
    #[must_use]
    pub fn uint64_val(&self) -> Option<u64> {
        match self {
            Value::Int(x) => x.to_u64(),
            _ => None,
        }
    }

    /// The integer, if it is one.
    #[must_use]
    pub fn big_int_val(&self) -> Option<BigInt> {
        match self {
            Value::Int(x) => Some(x.to_big().into_owned()),
            _ => None,
        }
    }

    /// The nearest `float64` of an integer or float, and whether it is the very number. Too large a number yields an infinity,
    /// too small a one a zero of its sign; 0 for what is not a real number.
    #[must_use]
    pub fn float64_val(&self) -> (f64, bool) {
        let rounded = self.to_ieee(FLOAT64);
        (rounded.value, rounded.is_exact)
    }

    /// As [`Value::float64_val`], rounded once and directly to `float32`.
    #[must_use]
    pub fn float32_val(&self) -> (f32, bool) {
        let rounded = self.to_ieee(FLOAT32);
        (rounded.value as f32, rounded.is_exact)
    }

    fn to_ieee(&self, format: Format) -> Rounded {
        match self {
            Value::Int(x) => float::int_to_ieee(&x.to_big(), format),
            Value::Rat(x) => float::rat_to_ieee(x, format),
            Value::Float(x) => x.to_ieee(format),
            _ => Rounded { value: 0.0, is_exact: false },
        }
    }

    /// Bits of the absolute value of an integer; 0 for anything else.
    #[must_use]
    pub fn bit_len(&self) -> u64 {
        match self {
            Value::Int(x) => x.bit_len(),
            _ => 0,
        }
    }

    /// The bytes of the absolute value of an integer, least significant first; empty for zero and for anything else.
    #[must_use]
    pub fn magnitude_bytes(&self) -> Vec<u8> {
        match self {
            Value::Int(x) => x.magnitude_bytes(),
            _ => Vec::new(),
        }
    }

    /// -1, 0 or 1 as a number is below, at or above zero. A complex number is 0 at zero and something else elsewhere; what
    /// is no number counts as 1, so that an error is not followed by one of division by zero.
    #[must_use]
    pub fn sign(&self) -> i32 {
        match self {
            Value::Int(x) => x.sign(),
            Value::Rat(x) => match x.numer().sign() {
                Sign::Minus => -1,
                Sign::NoSign => 0,
                Sign::Plus => 1,
            },
            Value::Float(x) => x.sign(),
            Value::Complex(parts) => parts.0.sign() | parts.1.sign(),
            Value::Unknown | Value::Bool(_) | Value::String(_) => 1,
        }
    }

    /// As an integer, if it is one: also a float without fraction (or within a few last bits of that, once roundings came
    /// in) and a complex number with such a real part and an imaginary part of zero.
    #[must_use]
    pub fn to_int(&self) -> Value {
        match self {
            Value::Int(_) => self.clone(),
            Value::Rat(x) if x.denom().is_one() => Value::big_int(x.numer().clone()),
            Value::Float(x) if is_moderate(x) => x.to_int().map_or(Value::Unknown, Value::big_int),
            Value::Complex(_) => match self.to_float() {
                Value::Unknown => Value::Unknown,
                re => re.to_int(),
            },
            _ => Value::Unknown,
        }
    }

    /// As a float: integers, floats, and complex numbers with an imaginary part of zero.
    #[must_use]
    pub fn to_float(&self) -> Value {
        match self {
            Value::Int(x) => Value::from_rat(BigRational::from_integer(x.to_big().into_owned())),
            Value::Rat(_) | Value::Float(_) => self.clone(),
            Value::Complex(parts) if parts.1.sign() == 0 => parts.0.to_float(),
            _ => Value::Unknown,
        }
    }

    /// As a complex number: any number.
    #[must_use]
    pub fn to_complex(&self) -> Value {
        match self {
            Value::Complex(_) => self.clone(),
            _ => Value::complex(self.clone(), Value::int(0)),
        }
    }
}

impl From<bool> for Value {
    fn from(x: bool) -> Value {
        Value::Bool(x)
    }
}

/// Of such a size that a fraction, or an integer, made of it is of reasonable size.
pub(super) fn is_moderate(x: &BigFloat) -> bool {
    x.binary_exponent().unsigned_abs() < FRACTION_BITS_MAX
}

/// `mantissa × 10^exponent`, exactly; for moderate exponents.
pub(super) fn decimal_fraction(mantissa: BigUint, exponent: i64) -> BigRational {
    let power = BigInt::from(BigUint::from(10u32).pow(exponent.unsigned_abs() as u32));
    let mantissa = BigInt::from(mantissa);
    if mantissa.is_zero() || exponent >= 0 {
        BigRational::from_integer(mantissa * power)
    } else {
        BigRational::new(mantissa, power)
    }
}

/// Two constants are equal if they are of one kind and their values are equal; numbers of different kinds never are (use
/// [`Value::compare`] for Go's `==`).
impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Unknown, Value::Unknown) => true,
            (Value::Bool(x), Value::Bool(y)) => x == y,
            (Value::String(x), Value::String(y)) => x == y,
            (Value::Int(x), Value::Int(y)) => x == y,
            // Fractions are in lowest terms. Their own comparison recurses once for each step of a continued fraction.
            (Value::Rat(x), Value::Rat(y)) => x.numer() == y.numer() && x.denom() == y.denom(),
            (Value::Float(x), Value::Float(y)) => x == y,
            (Value::Rat(x), Value::Float(y)) | (Value::Float(y), Value::Rat(x)) => {
                BigFloat::from_rat(x).is_some_and(|x| x == **y)
            }
            (Value::Complex(x), Value::Complex(y)) => {
                Value::compare(&x.0, govm_lexer::TokenKind::Eql, &y.0) && Value::compare(&x.1, govm_lexer::TokenKind::Eql, &y.1)
            }
            _ => false,
        }
    }
}
