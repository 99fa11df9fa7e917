//! Exact values of constants, as package `go/constant` defines them: what constant expressions compute with.
//!
//! Integers and fractions are exact; fractions whose parts grow beyond 4096 bits go on as floats with 512 bits of mantissa, and
//! stay floats. What has no value (an invalid literal, an operation that is not defined, a result out of every bound) is
//! [`Value::Unknown`], and an operation with an unknown operand is unknown: nothing here panics or runs away, whatever comes in.

mod complex;
mod display;
mod float;
mod int;
mod literal;
mod ops;
mod representable;
mod string;
#[cfg(test)]
mod tests;
mod value;

pub(crate) use display::quoted;
pub use float::BigFloat;
pub use int::Int;
pub use ops::SHIFT_COUNT_MAX;
pub use representable::Why;
pub use string::{ByteString, STRING_LEN_MAX};
pub use value::{Kind, Value};
