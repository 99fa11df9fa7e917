//! Whether a constant is a value of a basic type, and which one it is after rounding.

use crate::types::Basic;

use super::value::{Kind, Value};

/// Why a constant is not a value of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Too large or too small a number: `cannot use x (...) as T value in ... (overflows)`, `x overflows T`.
    Overflow,
    /// A number that is no integer, or only one of some size, where an integer is needed: `(truncated)`.
    Truncated,
    /// Not a value of that kind: `cannot convert`.
    NotRepresentable,
}

impl Value {
    /// The constant as a value of the basic type: an integer becomes a value of [`Kind::Int`], and floats are rounded to the type,
    /// which may be to zero. An unknown value passes, to keep one error from causing another. Untyped types take any size.
    ///
    /// # Errors
    /// What stands in the way. As in gc, a float or complex constant never overflows an integer type: it is truncated.
    pub fn representable(&self, basic: Basic) -> Result<Value, Why> {
        let is_number = matches!(self.kind(), Kind::Int | Kind::Float | Kind::Complex);
        let rounded = match basic {
            _ if self.kind() == Kind::Unknown => Some(Value::Unknown),
            Basic::Bool | Basic::UntypedBool => return self.of_kind(Kind::Bool),
            Basic::String | Basic::UntypedString => return self.of_kind(Kind::String),
            Basic::Invalid | Basic::UnsafePointer | Basic::UntypedNil => return Err(Why::NotRepresentable),
            _ if !is_number => return Err(Why::NotRepresentable),
            Basic::Float32 => self.to_float().rounded(Value::to_float32),
            Basic::Float64 => self.to_float().rounded(Value::to_float64),
            Basic::Complex64 => self.rounded_parts(Value::to_float32),
            Basic::Complex128 => self.rounded_parts(Value::to_float64),
            // Rounding aside, the untyped kinds keep the value in the form it has.
            Basic::UntypedFloat => self.to_float().rounded(|_| Some(self.clone())),
            Basic::UntypedComplex => Some(self.clone()),
            _ => self.to_int().rounded(|x| x.fits_int(basic).then(|| x.clone())),
        };
        let is_float_to_int = is_integer(basic) && self.kind() != Kind::Int;
        rounded.ok_or(if is_float_to_int { Why::Truncated } else { Why::Overflow })
    }

    fn of_kind(&self, kind: Kind) -> Result<Value, Why> {
        if self.kind() == kind { Ok(self.clone()) } else { Err(Why::NotRepresentable) }
    }

    fn rounded(&self, round: impl FnOnce(&Value) -> Option<Value>) -> Option<Value> {
        if self.kind() == Kind::Unknown { None } else { round(self) }
    }

    fn rounded_parts(&self, round: impl Fn(&Value) -> Option<Value>) -> Option<Value> {
        Some(Value::complex(round(&self.real())?, round(&self.imag())?))
    }

    fn to_float32(&self) -> Option<Value> {
        let (x, _) = self.float32_val();
        x.is_finite().then(|| Value::float64(f64::from(x)))
    }

    fn to_float64(&self) -> Option<Value> {
        let (x, _) = self.float64_val();
        x.is_finite().then(|| Value::float64(x))
    }

    fn fits_int(&self, basic: Basic) -> bool {
        let signed = |min: i64, max: i64| self.int64_val().is_some_and(|x| min <= x && x <= max);
        let unsigned = |max: u64| self.uint64_val().is_some_and(|x| x <= max);
        match basic {
            Basic::Int8 => signed(i8::MIN.into(), i8::MAX.into()),
            Basic::Int16 => signed(i16::MIN.into(), i16::MAX.into()),
            Basic::Int32 => signed(i32::MIN.into(), i32::MAX.into()),
            Basic::Int | Basic::Int64 => signed(i64::MIN, i64::MAX),
            Basic::Uint8 => unsigned(u8::MAX.into()),
            Basic::Uint16 => unsigned(u16::MAX.into()),
            Basic::Uint32 => unsigned(u32::MAX.into()),
            Basic::Uint | Basic::Uint64 | Basic::Uintptr => unsigned(u64::MAX),
            Basic::UntypedInt | Basic::UntypedRune => true,
            _ => false,
        }
    }
}

fn is_integer(basic: Basic) -> bool {
    (Basic::Int..=Basic::Uintptr).contains(&basic) || matches!(basic, Basic::UntypedInt | Basic::UntypedRune)
}
