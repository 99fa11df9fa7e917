//! Values as JSON, for people and command lines, and their canonical bytes.
//!
//! | Go | JSON |
//! | --- | --- |
//! | bool, string | as they are; a string that is not UTF-8 is `{"hex": "0x..."}` |
//! | integers | a number, or a string of one |
//! | floats | a number, or one of `"NaN"`, `"+Inf"`, `"-Inf"` |
//! | complex | `[real, imaginary]` |
//! | `[N]byte`, `[]byte` | `"0x..."` |
//! | arrays, slices | `[...]` |
//! | maps | `{...}` with string keys, `[[key, value], ...]` with others |
//! | structs | `{"Field": ...}` with every field |
//! | pointers | `null`, or the value |

use std::fmt::Write as _;

use serde_json::Value;
use thiserror::Error;

use super::{AbiBasic, AbiField, AbiFunction, AbiType, NAN32, NAN64};
use crate::codec::{DecodeError, Reader, Writer};
use crate::hash::{hex, parse_hex};

/// Why JSON does not give the arguments of an entry point.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum JsonError {
    /// It is not JSON, or neither an array nor an object.
    #[error("the arguments are not a JSON array: {0}")]
    Syntax(String),
    /// Too few or too many arguments.
    #[error("{problem} arguments in call to {function}: have {have}, want {want}")]
    Count {
        /// `not enough` or `too many`.
        problem: &'static str,
        /// The entry point.
        function: String,
        /// What is given.
        have: usize,
        /// What it takes.
        want: String,
    },
    /// A named argument or field is not there.
    #[error("missing {0}")]
    Missing(String),
    /// A named argument or field that does not exist.
    #[error("unknown {0}")]
    Unknown(String),
    /// A value does not fit its type.
    #[error("cannot use {value} as {ty} value in {place}{reason}")]
    Type {
        /// The JSON, shortened.
        value: String,
        /// The type wanted.
        ty: String,
        /// `argument amount`, `argument order.Amounts[3]`.
        place: String,
        /// More, in parentheses.
        reason: String,
    },
}

impl AbiFunction {
    /// The canonical bytes of arguments given as a JSON array, or as an object by the parameters' names.
    ///
    /// # Errors
    /// The first argument that does not fit.
    pub fn arguments_from_json(&self, json: &str) -> Result<Vec<u8>, JsonError> {
        let value: Value = serde_json::from_str(json).map_err(|e| JsonError::Syntax(e.to_string()))?;
        let mut writer = Writer::new();
        match &value {
            Value::Array(values) => {
                if values.len() != self.params.len() {
                    let problem = if values.len() < self.params.len() { "not enough" } else { "too many" };
                    return Err(JsonError::Count {
                        problem,
                        function: self.name.clone(),
                        have: values.len(),
                        want: self.parameters(),
                    });
                }
                for (param, value) in self.params.iter().zip(values) {
                    write_value(&param.ty, value, &mut writer, &format!("argument {}", param.name))?;
                }
            }
            Value::Object(values) => {
                if let Some(name) = values.keys().find(|name| self.params.iter().all(|p| p.name != **name)) {
                    return Err(JsonError::Unknown(format!("argument {name} in call to {}", self.name)));
                }
                for param in &self.params {
                    let place = format!("argument {}", param.name);
                    let value = values.get(&param.name);
                    let value = value.ok_or_else(|| JsonError::Missing(format!("{place} in call to {}", self.name)))?;
                    write_value(&param.ty, value, &mut writer, &place)?;
                }
            }
            other => return Err(JsonError::Syntax(shortened(other))),
        }
        Ok(writer.finish())
    }

    /// Arguments as a JSON array; `None` when the bytes are not canonical.
    #[must_use]
    pub fn arguments_to_json(&self, bytes: &[u8]) -> Option<String> {
        let mut reader = Reader::new(bytes);
        let mut text = String::new();
        sequence(&mut text, self.params.iter().map(|p| &p.ty), &mut reader).ok()?;
        reader.end().ok().map(|()| text)
    }

    /// Results as JSON: null for none, the value for one, an array for more; `None` when the bytes are not canonical.
    #[must_use]
    pub fn results_to_json(&self, bytes: &[u8]) -> Option<String> {
        let mut reader = Reader::new(bytes);
        let mut text = String::new();
        match self.results.as_slice() {
            [] => text.push_str("null"),
            [one] => read_value(one, &mut reader, &mut text).ok()?,
            many => sequence(&mut text, many.iter(), &mut reader).ok()?,
        }
        reader.end().ok().map(|()| text)
    }

    fn parameters(&self) -> String {
        let params: Vec<String> = self.params.iter().map(|p| format!("{} {}", p.name, p.ty)).collect();
        format!("{} ({})", params.len(), params.join(", "))
    }
}

impl AbiType {
    /// The canonical bytes of a value in JSON.
    ///
    /// # Errors
    /// When it does not fit; `place` says in the message what it is.
    pub fn value_from_json(&self, json: &str, place: &str) -> Result<Vec<u8>, JsonError> {
        let value: Value = serde_json::from_str(json).map_err(|e| JsonError::Syntax(e.to_string()))?;
        let mut writer = Writer::new();
        write_value(self, &value, &mut writer, place)?;
        Ok(writer.finish())
    }

    /// A value of this type as JSON; `None` when the bytes are not its canonical form.
    #[must_use]
    pub fn value_to_json(&self, bytes: &[u8]) -> Option<String> {
        let mut reader = Reader::new(bytes);
        let mut text = String::new();
        read_value(self, &mut reader, &mut text).ok()?;
        reader.end().ok().map(|()| text)
    }
}

/// At most 60 characters of a value, as it is to be shown.
fn shortened(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}

fn write_value(ty: &AbiType, value: &Value, writer: &mut Writer, place: &str) -> Result<(), JsonError> {
    let refuse = |reason: &str| {
        let reason = if reason.is_empty() { String::new() } else { format!(" ({reason})") };
        JsonError::Type { value: shortened(value), ty: ty.to_string(), place: place.to_string(), reason }
    };
    match ty.underlying() {
        AbiType::Basic(basic) => write_basic(*basic, value, writer).map_err(refuse),
        AbiType::Array { len, .. } if ty.is_bytes() => {
            let bytes = bytes_of(value).map_err(refuse)?;
            if bytes.len() != *len as usize {
                return Err(refuse(&format!("{} bytes instead of {len}", bytes.len())));
            }
            writer.raw(&bytes);
            Ok(())
        }
        AbiType::Slice(_) if ty.is_bytes() => {
            writer.bytes(&bytes_of(value).map_err(refuse)?);
            Ok(())
        }
        AbiType::Array { len, elem } => {
            let values = value.as_array().ok_or_else(|| refuse(""))?;
            if values.len() != *len as usize {
                return Err(refuse(&format!("{} elements instead of {len}", values.len())));
            }
            write_elements(elem, values, writer, place)
        }
        AbiType::Slice(elem) => {
            let values = value.as_array().ok_or_else(|| refuse(""))?;
            writer.count(values.len());
            write_elements(elem, values, writer, place)
        }
        AbiType::Map { key, elem } => {
            let mut entries: Vec<(Vec<u8>, Vec<u8>)> = Vec::new();
            let mut entry = |key_value: &Value, elem_value: &Value| {
                let place = format!("{place}[{}]", shortened(key_value));
                let (mut k, mut v) = (Writer::new(), Writer::new());
                write_value(key, key_value, &mut k, &place)?;
                write_value(elem, elem_value, &mut v, &place)?;
                entries.push((k.finish(), v.finish()));
                Ok(())
            };
            match value {
                Value::Object(values) if *key.underlying() == AbiType::Basic(AbiBasic::String) => {
                    values.iter().try_for_each(|(k, v)| entry(&Value::String(k.clone()), v))?;
                }
                Value::Array(pairs) => pairs.iter().try_for_each(|pair| match pair.as_array().map(Vec::as_slice) {
                    Some([k, v]) => entry(k, v),
                    _ => Err(refuse("an element is not [key, value]")),
                })?,
                _ => return Err(refuse("")),
            }
            entries.sort();
            if entries.windows(2).any(|pair| pair[0].0 == pair[1].0) {
                return Err(refuse("a key is there twice"));
            }
            writer.count(entries.len());
            for (k, v) in entries {
                writer.raw(&k).raw(&v);
            }
            Ok(())
        }
        AbiType::Struct(fields) => write_struct(fields, value.as_object().ok_or_else(|| refuse(""))?, writer, place),
        AbiType::Pointer(elem) => {
            if value.is_null() {
                writer.u8(0);
                return Ok(());
            }
            writer.u8(1);
            write_value(elem, value, writer, place)
        }
        AbiType::Named { .. } => unreachable!("invariant: an underlying type has no name"),
    }
}

fn write_elements(elem: &AbiType, values: &[Value], writer: &mut Writer, place: &str) -> Result<(), JsonError> {
    values.iter().enumerate().try_for_each(|(i, value)| write_value(elem, value, writer, &format!("{place}[{i}]")))
}

fn write_struct(
    fields: &[AbiField],
    values: &serde_json::Map<String, Value>,
    writer: &mut Writer,
    place: &str,
) -> Result<(), JsonError> {
    if let Some(name) = values.keys().find(|name| fields.iter().all(|f| f.name != **name)) {
        return Err(JsonError::Unknown(format!("field {name} in {place}")));
    }
    for field in fields {
        let value = values.get(&field.name).ok_or_else(|| JsonError::Missing(format!("field {} in {place}", field.name)))?;
        write_value(&field.ty, value, writer, &format!("{place}.{}", field.name))?;
    }
    Ok(())
}

fn bytes_of(value: &Value) -> Result<Vec<u8>, &'static str> {
    let text = value.as_str().ok_or("bytes are written \"0x...\"")?;
    text.strip_prefix("0x").and_then(parse_hex).ok_or("bytes are written \"0x...\"")
}

/// An integer from a number or a string of one.
fn integer_of(value: &Value) -> Result<i128, &'static str> {
    match value {
        Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => Ok(i128::from(number)),
            (_, Some(number)) => Ok(i128::from(number)),
            _ => Err("not an integer of 64 bits"),
        },
        Value::String(text) => text.parse().map_err(|_| ""),
        _ => Err(""),
    }
}

fn float_of(value: &Value) -> Result<f64, &'static str> {
    match value {
        Value::Number(number) => number.as_f64().ok_or(""),
        Value::String(text) => match text.as_str() {
            "NaN" => Ok(f64::from_bits(NAN64)),
            "+Inf" => Ok(f64::INFINITY),
            "-Inf" => Ok(f64::NEG_INFINITY),
            _ => Err(""),
        },
        _ => Err(""),
    }
}

fn write_float32(value: &Value, writer: &mut Writer) -> Result<(), &'static str> {
    let wide = float_of(value)?;
    let narrow = wide as f32;
    if narrow.is_infinite() && wide.is_finite() {
        return Err("overflows");
    }
    writer.u32(if narrow.is_nan() { NAN32 } else { narrow.to_bits() });
    Ok(())
}

fn write_float64(value: &Value, writer: &mut Writer) -> Result<(), &'static str> {
    writer.u64(float_of(value)?.to_bits());
    Ok(())
}

fn write_basic(basic: AbiBasic, value: &Value, writer: &mut Writer) -> Result<(), &'static str> {
    let pair = || match value.as_array().map(Vec::as_slice) {
        Some([re, im]) => Ok((re, im)),
        _ => Err("complex numbers are written [real, imaginary]"),
    };
    match basic {
        AbiBasic::Bool => {
            writer.u8(u8::from(value.as_bool().ok_or("")?));
        }
        AbiBasic::String => match value {
            Value::String(text) => {
                writer.text(text);
            }
            Value::Object(form) if form.len() == 1 && form.contains_key("hex") => {
                writer.bytes(&bytes_of(&form["hex"])?);
            }
            _ => return Err(""),
        },
        AbiBasic::Float32 => write_float32(value, writer)?,
        AbiBasic::Float64 => write_float64(value, writer)?,
        AbiBasic::Complex64 => {
            let (re, im) = pair()?;
            write_float32(re, writer)?;
            write_float32(im, writer)?;
        }
        AbiBasic::Complex128 => {
            let (re, im) = pair()?;
            write_float64(re, writer)?;
            write_float64(im, writer)?;
        }
        integer => {
            let number = integer_of(value)?;
            let size = integer.size().expect("invariant: integers have a size");
            let bits = 8 * size as u32;
            let (min, max) =
                if is_signed(integer) { (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1) } else { (0, (1i128 << bits) - 1) };
            if !(min <= number && number <= max) {
                return Err("overflows");
            }
            writer.raw(&number.to_be_bytes()[16 - size..]);
        }
    }
    Ok(())
}

fn is_signed(basic: AbiBasic) -> bool {
    matches!(basic, AbiBasic::Int | AbiBasic::Int8 | AbiBasic::Int16 | AbiBasic::Int32 | AbiBasic::Int64)
}

/// Appends `[a,b]`.
fn sequence<'t>(text: &mut String, types: impl Iterator<Item = &'t AbiType>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    text.push('[');
    for (i, ty) in types.enumerate() {
        if i > 0 {
            text.push(',');
        }
        read_value(ty, reader, text)?;
    }
    text.push(']');
    Ok(())
}

fn push(text: &mut String, value: impl std::fmt::Display) {
    write!(text, "{value}").expect("invariant: writing to a string does not fail");
}

fn read_value(ty: &AbiType, reader: &mut Reader<'_>, text: &mut String) -> Result<(), DecodeError> {
    // The check bounds the work before any text is made: elements without bytes are many in few bytes.
    ty.skip(&mut reader.clone())?;
    read_checked(ty, reader, text)
}

fn read_checked(ty: &AbiType, reader: &mut Reader<'_>, text: &mut String) -> Result<(), DecodeError> {
    match ty.underlying() {
        AbiType::Basic(basic) => read_basic(*basic, reader, text)?,
        AbiType::Array { len, .. } if ty.is_bytes() => push(text, format_args!("\"{}\"", hex(reader.raw(*len as usize)?))),
        AbiType::Slice(_) if ty.is_bytes() => push(text, format_args!("\"{}\"", hex(reader.bytes()?))),
        AbiType::Array { len, elem } => read_elements(elem, *len, reader, text)?,
        AbiType::Slice(elem) => {
            let len = reader.count()?;
            read_elements(elem, len, reader, text)?;
        }
        AbiType::Map { key, elem } => {
            let by_name = *key.underlying() == AbiType::Basic(AbiBasic::String) && keys_are_utf8(ty, reader)?;
            text.push(if by_name { '{' } else { '[' });
            for i in 0..reader.count()? {
                text.push_str(if i > 0 { "," } else { "" });
                text.push_str(if by_name { "" } else { "[" });
                read_checked(key, reader, text)?;
                text.push(if by_name { ':' } else { ',' });
                read_checked(elem, reader, text)?;
                text.push_str(if by_name { "" } else { "]" });
            }
            text.push(if by_name { '}' } else { ']' });
        }
        AbiType::Struct(fields) => {
            text.push('{');
            for (i, field) in fields.iter().enumerate() {
                text.push_str(if i > 0 { "," } else { "" });
                push(text, Value::String(field.name.clone()));
                text.push(':');
                read_checked(&field.ty, reader, text)?;
            }
            text.push('}');
        }
        AbiType::Pointer(elem) => {
            if reader.bool()? {
                read_checked(elem, reader, text)?;
            } else {
                text.push_str("null");
            }
        }
        AbiType::Named { .. } => unreachable!("invariant: an underlying type has no name"),
    }
    Ok(())
}

/// Whether all keys of the map that comes next are UTF-8, as the names in a JSON object are.
fn keys_are_utf8(map: &AbiType, reader: &Reader<'_>) -> Result<bool, DecodeError> {
    let AbiType::Map { elem, .. } = map.underlying() else { return Ok(false) };
    let mut ahead = reader.clone();
    for _ in 0..ahead.count()? {
        if std::str::from_utf8(ahead.bytes()?).is_err() {
            return Ok(false);
        }
        elem.skip(&mut ahead)?;
    }
    Ok(true)
}

fn read_elements(elem: &AbiType, len: u32, reader: &mut Reader<'_>, text: &mut String) -> Result<(), DecodeError> {
    text.push('[');
    for i in 0..len {
        text.push_str(if i > 0 { "," } else { "" });
        read_checked(elem, reader, text)?;
    }
    text.push(']');
    Ok(())
}

fn read_basic(basic: AbiBasic, reader: &mut Reader<'_>, text: &mut String) -> Result<(), DecodeError> {
    match basic {
        AbiBasic::Bool => push(text, reader.bool()?),
        AbiBasic::Int | AbiBasic::Int64 => push(text, reader.u64()? as i64),
        AbiBasic::Int8 => push(text, reader.u8()? as i8),
        AbiBasic::Int16 => push(text, reader.u16()? as i16),
        AbiBasic::Int32 => push(text, reader.u32()? as i32),
        AbiBasic::Uint | AbiBasic::Uint64 | AbiBasic::Uintptr => push(text, reader.u64()?),
        AbiBasic::Uint8 => push(text, reader.u8()?),
        AbiBasic::Uint16 => push(text, reader.u16()?),
        AbiBasic::Uint32 => push(text, reader.u32()?),
        AbiBasic::Float32 => push_float(f32::from_bits(reader.u32()?), text),
        AbiBasic::Float64 => push_float(f64::from_bits(reader.u64()?), text),
        AbiBasic::Complex64 => {
            text.push('[');
            push_float(f32::from_bits(reader.u32()?), text);
            text.push(',');
            push_float(f32::from_bits(reader.u32()?), text);
            text.push(']');
        }
        AbiBasic::Complex128 => {
            text.push('[');
            push_float(f64::from_bits(reader.u64()?), text);
            text.push(',');
            push_float(f64::from_bits(reader.u64()?), text);
            text.push(']');
        }
        AbiBasic::String => {
            let bytes = reader.bytes()?;
            match std::str::from_utf8(bytes) {
                Ok(string) => push(text, Value::String(string.to_string())),
                Err(_) => push(text, format_args!("{{\"hex\":\"{}\"}}", hex(bytes))),
            }
        }
    }
    Ok(())
}

/// The shortest digits that read back as the same value of its own width.
fn push_float<F: serde::Serialize + Into<f64> + Copy>(value: F, text: &mut String) {
    let wide: f64 = value.into();
    if wide.is_finite() {
        text.push_str(&serde_json::to_string(&value).expect("invariant: a finite number is JSON"));
    } else if wide.is_nan() {
        text.push_str("\"NaN\"");
    } else {
        text.push_str(if wide > 0.0 { "\"+Inf\"" } else { "\"-Inf\"" });
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{address, basic, order};
    use super::*;

    fn function(params: Vec<AbiType>) -> AbiFunction {
        let params = params.into_iter().enumerate().map(|(i, ty)| AbiField { name: format!("p{i}"), ty }).collect();
        AbiFunction { name: "F".into(), params, results: vec![], can_fail: false }
    }

    /// JSON to bytes and back.
    #[track_caller]
    fn round(ty: AbiType, json: &str, bytes: &[u8]) {
        let function = function(vec![ty]);
        assert_eq!(function.arguments_from_json(&format!("[{json}]")).as_deref(), Ok(bytes));
        assert_eq!(function.arguments_to_json(bytes).as_deref(), Some(format!("[{json}]").as_str()));
    }

    #[track_caller]
    fn refused(ty: AbiType, json: &str, message: &str) {
        assert_eq!(function(vec![ty]).arguments_from_json(json).unwrap_err().to_string(), message);
    }

    #[test]
    fn values_both_ways() {
        use AbiBasic::*;
        round(basic(Bool), "true", &[1]);
        round(basic(Int8), "-1", &[255]);
        round(basic(Int), "-2", &[255, 255, 255, 255, 255, 255, 255, 254]);
        round(basic(Uint64), "18446744073709551615", &[255; 8]);
        round(basic(Float64), "0.1", &0.1f64.to_be_bytes());
        round(basic(Float32), "0.1", &0.1f32.to_be_bytes());
        round(basic(Float32), "\"NaN\"", &NAN32.to_be_bytes());
        round(basic(Complex64), "[1.0,\"-Inf\"]", &[0x3f, 0x80, 0, 0, 0xff, 0x80, 0, 0]);
        round(basic(String), "\"a\\\"é\"", &[0, 0, 0, 4, b'a', b'"', 0xc3, 0xa9]);
        round(basic(String), "{\"hex\":\"0xff\"}", &[0, 0, 0, 1, 255]);
        round(AbiType::Slice(Box::new(basic(Uint8))), "\"0x0102\"", &[0, 0, 0, 2, 1, 2]);
        round(AbiType::Slice(Box::new(basic(Uint16))), "[1,2]", &[0, 0, 0, 2, 0, 1, 0, 2]);
        round(AbiType::Array { len: 2, elem: Box::new(basic(Uint16)) }, "[1,2]", &[0, 1, 0, 2]);
        let map = |key| AbiType::Map { key: Box::new(basic(key)), elem: Box::new(basic(Uint8)) };
        round(map(String), "{\"a\":1,\"b\":2}", &[0, 0, 0, 2, 0, 0, 0, 1, b'a', 1, 0, 0, 0, 1, b'b', 2]);
        round(map(Uint8), "[[1,2],[3,4]]", &[0, 0, 0, 2, 1, 2, 3, 4]);
        let owner = "11".repeat(24);
        let bytes = [&[0x11; 24][..], &[0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 5, 0]].concat();
        round(order(), &format!("{{\"Owner\":\"0x{owner}\",\"Amounts\":[5],\"Note\":null}}"), &bytes);
    }

    #[test]
    fn by_name() {
        let function = function(vec![basic(AbiBasic::Uint8), basic(AbiBasic::Bool)]);
        assert_eq!(function.arguments_from_json(r#"{"p1": true, "p0": "7"}"#), Ok(vec![7, 1]));
        let error = |json: &str| function.arguments_from_json(json).unwrap_err().to_string();
        assert_eq!(error(r#"{"p1": true}"#), "missing argument p0 in call to F");
        assert_eq!(error(r#"{"p2": true}"#), "unknown argument p2 in call to F");
        assert_eq!(error("[1]"), "not enough arguments in call to F: have 1, want 2 (p0 uint8, p1 bool)");
        assert_eq!(error("[1, 2, 3]"), "too many arguments in call to F: have 3, want 2 (p0 uint8, p1 bool)");
        assert_eq!(error("7"), "the arguments are not a JSON array: 7");
        assert_eq!(error("[1"), "the arguments are not a JSON array: EOF while parsing a list at line 1 column 2");
    }

    #[test]
    fn what_does_not_fit_is_named() {
        use AbiBasic::*;
        refused(basic(Uint64), r#"["x"]"#, r#"cannot use "x" as uint64 value in argument p0"#);
        refused(basic(Uint8), "[256]", "cannot use 256 as uint8 value in argument p0 (overflows)");
        refused(basic(Uint8), "[-1]", "cannot use -1 as uint8 value in argument p0 (overflows)");
        refused(basic(Int), "[1.5]", "cannot use 1.5 as int value in argument p0 (not an integer of 64 bits)");
        refused(basic(Bool), "[1]", "cannot use 1 as bool value in argument p0");
        refused(basic(Float32), "[1e300]", "cannot use 1e+300 as float32 value in argument p0 (overflows)");
        refused(address(), r#"["0x11"]"#, r#"cannot use "0x11" as govm.Address value in argument p0 (1 bytes instead of 24)"#);
        refused(address(), "[5]", r#"cannot use 5 as govm.Address value in argument p0 (bytes are written "0x...")"#);
        let owner = "11".repeat(24);
        let with = |rest: &str| format!("[{{\"Owner\":\"0x{owner}\",{rest}}}]");
        refused(order(), &with(r#""Amounts":[1,true],"Note":null"#), "cannot use true as uint64 value in argument p0.Amounts[1]");
        refused(order(), &with(r#""Amounts":[]"#), "missing field Note in argument p0");
        refused(order(), &with(r#""Amount":[]"#), "unknown field Amount in argument p0");
    }

    #[test]
    fn bytes_that_are_not_canonical_have_no_json() {
        assert_eq!(basic(AbiBasic::Bool).value_to_json(&[2]), None);
        assert_eq!(basic(AbiBasic::Bool).value_to_json(&[1, 1]), None);
        assert_eq!(AbiType::Slice(Box::new(AbiType::Struct(vec![]))).value_to_json(&[255; 4]), None);
    }
}
