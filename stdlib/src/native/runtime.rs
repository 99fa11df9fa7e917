//! Natives of package runtime that the library's own Go code calls.

use govm_interp::{Kind, NativeCtx};

use super::{Result, Row};
use crate::float_text::format_float;
use crate::price;
use crate::value::{Types, Value};

pub(super) const TABLE: &[Row] = &[("runtime.printed", printed)];

/// A panic's value as text. Pays for a float, whatever it is, and for the bytes of a string.
fn printed(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    ctx.charge(price::PRINTED + price::float_text(0.0, b'e', 6))?;
    let types = Types::of(ctx);
    let Some(value) = Value::in_interface(types, w[0], w[1])? else {
        w[0] = ctx.new_string(b"nil")?;
        return Ok(());
    };
    let desc = types.desc(value.ty)?;
    // Predeclared types are named and belong to no package.
    let is_plain = desc.pkg.is_empty();
    let text = match desc.kind {
        Kind::Bool => (value.bits(ctx.heap, Kind::Bool)? != 0).to_string().into_bytes(),
        Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => {
            (value.bits(ctx.heap, desc.kind)? as i64).to_string().into_bytes()
        }
        Kind::Uint | Kind::Uint8 | Kind::Uint16 | Kind::Uint32 | Kind::Uint64 | Kind::Uintptr => {
            value.bits(ctx.heap, desc.kind)?.to_string().into_bytes()
        }
        Kind::Float32 | Kind::Float64 => float(value.float(ctx.heap, desc.kind, 0)?),
        Kind::Complex64 | Kind::Complex128 => {
            let (re, im) = (value.float(ctx.heap, desc.kind, 0)?, value.float(ctx.heap, desc.kind, 1)?);
            let text = [b"(", &float(re)[..], &float(im), b"i)"].concat();
            // Go writes no further parentheses around a complex number of a defined type.
            let name = if is_plain { "" } else { &desc.name };
            w[0] = ctx.new_string(&[name.as_bytes(), &text].concat())?;
            return Ok(());
        }
        Kind::String => {
            let string = value.string(ctx.heap)?;
            ctx.charge_bytes(string >> 32)?;
            ctx.bytes(string)?.to_vec()
        }
        _ => {
            w[0] = ctx.new_string(format!("({}) 0x0", desc.name).as_bytes())?;
            return Ok(());
        }
    };
    let name = desc.name.as_bytes();
    let text = match desc.kind {
        _ if is_plain => text,
        Kind::String => [name, b"(\"", &text, b"\")"].concat(),
        _ => [name, b"(", &text, b")"].concat(),
    };
    w[0] = ctx.new_string(&text)?;
    Ok(())
}

/// A float as the predeclared print shows it: a sign, seven digits, an exponent of three.
fn float(value: f64) -> Vec<u8> {
    let mut text = format_float(value, b'e', 6, 64);
    if value.is_finite() {
        if text[0] != b'-' {
            text.insert(0, b'+');
        }
        let exponent = text.iter().position(|b| *b == b'e').unwrap_or(text.len()) + 2;
        while text.len() < exponent + 3 {
            text.insert(exponent, b'0');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::float;

    #[test]
    fn floats_look_as_print_shows_them() {
        assert_eq!(float(1.5), b"+1.500000e+000");
        assert_eq!(float(-2.25e100), b"-2.250000e+100");
        assert_eq!(float(f64::INFINITY), b"+Inf");
    }
}
