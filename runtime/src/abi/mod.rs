//! The typed entry points of an app: which functions can be called by name, with what, and what they yield; and its events.
//!
//! An [`AbiType`] is a type that has canonical bytes. It is written as Go writes it, and stored in a form of its own; defined
//! types keep their name for people to read, but two types fit each other when they do without names.

mod describe;
mod extract;
mod json;

use std::fmt;

use crate::codec::{DecodeError, Reader, Writer};

pub(crate) use self::extract::{abi_of, event_type, type_of};
pub use self::json::JsonError;

/// Deepest nesting of a type that has canonical bytes.
const TYPE_DEPTH_MAX: u32 = 64;

/// Most values that canonical bytes of any type may hold. Types such as `[]struct{}` write elements without bytes.
const VALUES_MAX: u32 = 1 << 20;

/// The basic types that have canonical bytes. The numbers are those in the stored form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum AbiBasic {
    /// `bool`: one byte, 0 or 1.
    Bool = 1,
    /// `int`: eight bytes.
    Int = 2,
    /// `int8`
    Int8 = 3,
    /// `int16`
    Int16 = 4,
    /// `int32`
    Int32 = 5,
    /// `int64`
    Int64 = 6,
    /// `uint`: eight bytes.
    Uint = 7,
    /// `uint8`
    Uint8 = 8,
    /// `uint16`
    Uint16 = 9,
    /// `uint32`
    Uint32 = 10,
    /// `uint64`
    Uint64 = 11,
    /// `uintptr`: eight bytes.
    Uintptr = 12,
    /// `float32`: its IEEE 754 bits, with one NaN.
    Float32 = 13,
    /// `float64`
    Float64 = 14,
    /// `complex64`: real part, imaginary part.
    Complex64 = 15,
    /// `complex128`
    Complex128 = 16,
    /// `string`: length and bytes.
    String = 17,
}

impl AbiBasic {
    /// All, in the order of their numbers.
    pub const ALL: [AbiBasic; 17] = [
        AbiBasic::Bool,
        AbiBasic::Int,
        AbiBasic::Int8,
        AbiBasic::Int16,
        AbiBasic::Int32,
        AbiBasic::Int64,
        AbiBasic::Uint,
        AbiBasic::Uint8,
        AbiBasic::Uint16,
        AbiBasic::Uint32,
        AbiBasic::Uint64,
        AbiBasic::Uintptr,
        AbiBasic::Float32,
        AbiBasic::Float64,
        AbiBasic::Complex64,
        AbiBasic::Complex128,
        AbiBasic::String,
    ];

    /// Go's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            AbiBasic::Bool => "bool",
            AbiBasic::Int => "int",
            AbiBasic::Int8 => "int8",
            AbiBasic::Int16 => "int16",
            AbiBasic::Int32 => "int32",
            AbiBasic::Int64 => "int64",
            AbiBasic::Uint => "uint",
            AbiBasic::Uint8 => "uint8",
            AbiBasic::Uint16 => "uint16",
            AbiBasic::Uint32 => "uint32",
            AbiBasic::Uint64 => "uint64",
            AbiBasic::Uintptr => "uintptr",
            AbiBasic::Float32 => "float32",
            AbiBasic::Float64 => "float64",
            AbiBasic::Complex64 => "complex64",
            AbiBasic::Complex128 => "complex128",
            AbiBasic::String => "string",
        }
    }

    /// Bytes of a value; `None` for strings.
    pub(crate) fn size(self) -> Option<usize> {
        match self {
            AbiBasic::Bool | AbiBasic::Int8 | AbiBasic::Uint8 => Some(1),
            AbiBasic::Int16 | AbiBasic::Uint16 => Some(2),
            AbiBasic::Int32 | AbiBasic::Uint32 | AbiBasic::Float32 => Some(4),
            AbiBasic::Int | AbiBasic::Int64 | AbiBasic::Uint | AbiBasic::Uint64 | AbiBasic::Uintptr => Some(8),
            AbiBasic::Float64 | AbiBasic::Complex64 => Some(8),
            AbiBasic::Complex128 => Some(16),
            AbiBasic::String => None,
        }
    }
}

/// A field of a struct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbiField {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: AbiType,
}

/// A type that has canonical bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AbiType {
    /// A basic type.
    Basic(AbiBasic),
    /// `[len]T`: the elements.
    Array {
        /// Number of elements.
        len: u32,
        /// Their type.
        elem: Box<AbiType>,
    },
    /// `[]T`: a count and the elements.
    Slice(Box<AbiType>),
    /// `map[K]V`: a count, then keys and values, ascending by the keys' bytes.
    Map {
        /// Type of the keys.
        key: Box<AbiType>,
        /// Type of the values.
        elem: Box<AbiType>,
    },
    /// `struct`: the fields, blank ones left out.
    Struct(Vec<AbiField>),
    /// `*T`: 0 for nil, else 1 and the value.
    Pointer(Box<AbiType>),
    /// A defined type: as what it is defined as.
    Named {
        /// Package and name, such as `govm.Address`.
        name: String,
        /// What it is.
        underlying: Box<AbiType>,
    },
}

impl AbiType {
    /// The type without names around it.
    #[must_use]
    pub fn underlying(&self) -> &AbiType {
        let mut ty = self;
        while let AbiType::Named { underlying, .. } = ty {
            ty = underlying;
        }
        ty
    }

    /// Whether values of the two types have the same form: equal but for the names of types and fields.
    #[must_use]
    pub fn fits(&self, other: &AbiType) -> bool {
        match (self.underlying(), other.underlying()) {
            (AbiType::Basic(a), AbiType::Basic(b)) => a == b,
            (AbiType::Array { len: a, elem: x }, AbiType::Array { len: b, elem: y }) => a == b && x.fits(y),
            (AbiType::Slice(x), AbiType::Slice(y)) | (AbiType::Pointer(x), AbiType::Pointer(y)) => x.fits(y),
            (AbiType::Map { key: a, elem: x }, AbiType::Map { key: b, elem: y }) => a.fits(b) && x.fits(y),
            (AbiType::Struct(a), AbiType::Struct(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.ty.fits(&b.ty)),
            _ => false,
        }
    }

    /// Whether it is `[N]byte` or `[]byte` under its names: what JSON writes in hexadecimal.
    fn is_bytes(&self) -> bool {
        match self.underlying() {
            AbiType::Array { elem, .. } | AbiType::Slice(elem) => *elem.underlying() == AbiType::Basic(AbiBasic::Uint8),
            _ => false,
        }
    }

    pub(crate) fn write(&self, writer: &mut Writer) {
        match self {
            AbiType::Basic(basic) => {
                writer.u8(*basic as u8);
            }
            AbiType::Array { len, elem } => {
                writer.u8(32).u32(*len);
                elem.write(writer);
            }
            AbiType::Slice(elem) => {
                writer.u8(33);
                elem.write(writer);
            }
            AbiType::Map { key, elem } => {
                writer.u8(34);
                key.write(writer);
                elem.write(writer);
            }
            AbiType::Struct(fields) => {
                writer.u8(35).count(fields.len());
                for field in fields {
                    writer.text(&field.name);
                    field.ty.write(writer);
                }
            }
            AbiType::Pointer(elem) => {
                writer.u8(36);
                elem.write(writer);
            }
            AbiType::Named { name, underlying } => {
                writer.u8(37).text(name);
                underlying.write(writer);
            }
        }
    }

    pub(crate) fn read(reader: &mut Reader<'_>, depth: u32) -> Result<AbiType, DecodeError> {
        if depth > TYPE_DEPTH_MAX {
            return Err(DecodeError::Malformed("a type is nested too deep"));
        }
        let nested = |reader: &mut Reader<'_>| AbiType::read(reader, depth + 1).map(Box::new);
        Ok(match reader.u8()? {
            32 => AbiType::Array { len: reader.u32()?, elem: nested(reader)? },
            33 => AbiType::Slice(nested(reader)?),
            34 => AbiType::Map { key: nested(reader)?, elem: nested(reader)? },
            35 => {
                let mut fields = Vec::new();
                for _ in 0..reader.count()? {
                    fields.push(AbiField { name: reader.text()?, ty: AbiType::read(reader, depth + 1)? });
                }
                AbiType::Struct(fields)
            }
            36 => AbiType::Pointer(nested(reader)?),
            37 => AbiType::Named { name: reader.text()?, underlying: nested(reader)? },
            basic => AbiType::Basic(
                *AbiBasic::ALL
                    .get(usize::from(basic).wrapping_sub(1))
                    .ok_or(DecodeError::Malformed("there is no such kind of type"))?,
            ),
        })
    }

    /// Reads past one value of this type, and checks that it is in canonical form.
    pub(crate) fn skip(&self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.skip_counted(reader, &mut 0)
    }

    fn skip_counted(&self, reader: &mut Reader<'_>, values: &mut u32) -> Result<(), DecodeError> {
        *values += 1;
        if *values > VALUES_MAX {
            return Err(DecodeError::Malformed("there are too many values"));
        }
        match self {
            AbiType::Basic(basic) => match basic {
                AbiBasic::Bool => reader.bool().map(drop),
                AbiBasic::String => reader.bytes().map(drop),
                AbiBasic::Float32 => skip_float32(reader),
                AbiBasic::Float64 => skip_float64(reader),
                AbiBasic::Complex64 => skip_float32(reader).and_then(|()| skip_float32(reader)),
                AbiBasic::Complex128 => skip_float64(reader).and_then(|()| skip_float64(reader)),
                sized => reader.raw(sized.size().expect("invariant: all but strings have a size")).map(drop),
            },
            AbiType::Array { len, .. } if self.is_bytes() => reader.raw(*len as usize).map(drop),
            AbiType::Slice(_) if self.is_bytes() => reader.bytes().map(drop),
            AbiType::Array { len, elem } => (0..*len).try_for_each(|_| elem.skip_counted(reader, values)),
            AbiType::Slice(elem) => (0..reader.count()?).try_for_each(|_| elem.skip_counted(reader, values)),
            AbiType::Map { key, elem } => {
                let mut last: Option<&[u8]> = None;
                for _ in 0..reader.count()? {
                    let before = reader.rest();
                    key.skip_counted(reader, values)?;
                    let bytes = &before[..before.len() - reader.rest().len()];
                    if last.is_some_and(|last| last >= bytes) {
                        return Err(DecodeError::Malformed("the keys of a map are not ascending"));
                    }
                    last = Some(bytes);
                    elem.skip_counted(reader, values)?;
                }
                Ok(())
            }
            AbiType::Struct(fields) => fields.iter().try_for_each(|field| field.ty.skip_counted(reader, values)),
            AbiType::Pointer(elem) => {
                if reader.bool()? {
                    elem.skip_counted(reader, values)?;
                }
                Ok(())
            }
            AbiType::Named { underlying, .. } => underlying.skip_counted(reader, values),
        }
    }
}

/// The bits of every NaN.
pub(crate) const NAN32: u32 = 0x7fc0_0000;
/// The bits of every NaN.
pub(crate) const NAN64: u64 = 0x7ff8_0000_0000_0001;

fn skip_float32(reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    let bits = reader.u32()?;
    if f32::from_bits(bits).is_nan() && bits != NAN32 { Err(DecodeError::Malformed("a NaN is not the one NaN")) } else { Ok(()) }
}

fn skip_float64(reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    let bits = reader.u64()?;
    if f64::from_bits(bits).is_nan() && bits != NAN64 { Err(DecodeError::Malformed("a NaN is not the one NaN")) } else { Ok(()) }
}

impl fmt::Display for AbiType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AbiType::Basic(basic) => f.write_str(basic.name()),
            AbiType::Array { len, elem } => write!(f, "[{len}]{elem}"),
            AbiType::Slice(elem) => write!(f, "[]{elem}"),
            AbiType::Map { key, elem } => write!(f, "map[{key}]{elem}"),
            AbiType::Struct(fields) => {
                f.write_str("struct{")?;
                for (i, field) in fields.iter().enumerate() {
                    write!(f, "{}{} {}", if i == 0 { "" } else { "; " }, field.name, field.ty)?;
                }
                f.write_str("}")
            }
            AbiType::Pointer(elem) => write!(f, "*{elem}"),
            AbiType::Named { name, .. } => f.write_str(name),
        }
    }
}

/// An entry point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbiFunction {
    /// Its name.
    pub name: String,
    /// Its parameters; of a variadic function the last is a slice.
    pub params: Vec<AbiField>,
    /// Its results, without a last `error`.
    pub results: Vec<AbiType>,
    /// Its last result is an `error`.
    pub can_fail: bool,
}

impl fmt::Display for AbiFunction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "func {}(", self.name)?;
        for (i, param) in self.params.iter().enumerate() {
            write!(f, "{}{} {}", if i == 0 { "" } else { ", " }, param.name, param.ty)?;
        }
        f.write_str(")")?;
        let mut results: Vec<String> = self.results.iter().map(ToString::to_string).collect();
        if self.can_fail {
            results.push("error".into());
        }
        match results.as_slice() {
            [] => Ok(()),
            [one] => write!(f, " {one}"),
            many => write!(f, " ({})", many.join(", ")),
        }
    }
}

/// An event that an app may emit: a struct type that it gives to `govm.Emit`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbiEvent {
    /// The name of the type, without its package.
    pub name: String,
    /// The exported fields.
    pub fields: Vec<AbiField>,
}

impl AbiEvent {
    /// What events are ordered by: the name, and where types of several packages have one name, their bytes.
    fn key(&self) -> (String, Vec<u8>) {
        let mut writer = Writer::new();
        self.write(&mut writer);
        (self.name.clone(), writer.finish())
    }

    fn write(&self, writer: &mut Writer) {
        writer.text(&self.name);
        write_fields(&self.fields, writer);
    }
}

fn write_fields(fields: &[AbiField], writer: &mut Writer) {
    writer.count(fields.len());
    for field in fields {
        writer.text(&field.name);
        field.ty.write(writer);
    }
}

fn read_fields(reader: &mut Reader<'_>) -> Result<Vec<AbiField>, DecodeError> {
    let mut fields = Vec::new();
    for _ in 0..reader.count()? {
        fields.push(AbiField { name: reader.text()?, ty: AbiType::read(reader, 0)? });
    }
    Ok(fields)
}

impl fmt::Display for AbiEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "event {}{{", self.name)?;
        for (i, field) in self.fields.iter().enumerate() {
            write!(f, "{}{} {}", if i == 0 { "" } else { "; " }, field.name, field.ty)?;
        }
        f.write_str("}")
    }
}

/// All entry points and typed events of an app, both in order of name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Abi {
    functions: Vec<AbiFunction>,
    events: Vec<AbiEvent>,
}

impl Abi {
    pub(crate) fn new(mut functions: Vec<AbiFunction>, mut events: Vec<AbiEvent>) -> Abi {
        functions.sort_by(|a, b| a.name.cmp(&b.name));
        events.sort_by_cached_key(AbiEvent::key);
        events.dedup();
        Abi { functions, events }
    }

    /// The typed events in order of name. What `govm.Event` emits is known only when it does.
    #[must_use]
    pub fn events(&self) -> &[AbiEvent] {
        &self.events
    }

    /// The entry points in order of name, `Init` included.
    #[must_use]
    pub fn functions(&self) -> &[AbiFunction] {
        &self.functions
    }

    /// The entry point with this name.
    #[must_use]
    pub fn function(&self, name: &str) -> Option<&AbiFunction> {
        self.functions.binary_search_by(|f| f.name.as_str().cmp(name)).ok().map(|i| &self.functions[i])
    }

    /// The canonical bytes (docs/state.md).
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        self.write(&mut writer);
        writer.finish()
    }

    /// Reads canonical bytes; `None` when they are none.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Abi> {
        let mut reader = Reader::new(bytes);
        let abi = Abi::read(&mut reader).ok()?;
        reader.end().ok().map(|()| abi)
    }

    fn write(&self, writer: &mut Writer) {
        writer.count(self.functions.len());
        for function in &self.functions {
            writer.text(&function.name);
            write_fields(&function.params, writer);
            writer.count(function.results.len());
            function.results.iter().for_each(|ty| ty.write(writer));
            writer.u8(u8::from(function.can_fail));
        }
        writer.count(self.events.len());
        self.events.iter().for_each(|event| event.write(writer));
    }

    fn read(reader: &mut Reader<'_>) -> Result<Abi, DecodeError> {
        let mut functions: Vec<AbiFunction> = Vec::new();
        for _ in 0..reader.count()? {
            let name = reader.text()?;
            if functions.last().is_some_and(|last| last.name >= name) {
                return Err(DecodeError::Malformed("the entry points are not ascending"));
            }
            let params = read_fields(reader)?;
            let mut results = Vec::new();
            for _ in 0..reader.count()? {
                results.push(AbiType::read(reader, 0)?);
            }
            functions.push(AbiFunction { name, params, results, can_fail: reader.bool()? });
        }
        let mut events: Vec<AbiEvent> = Vec::new();
        for _ in 0..reader.count()? {
            let event = AbiEvent { name: reader.text()?, fields: read_fields(reader)? };
            if events.last().is_some_and(|last| last.key() >= event.key()) {
                return Err(DecodeError::Malformed("the events are not ascending"));
            }
            events.push(event);
        }
        Ok(Abi { functions, events })
    }
}

impl fmt::Display for Abi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.functions.iter().try_for_each(|function| writeln!(f, "{function}"))?;
        self.events.iter().try_for_each(|event| writeln!(f, "{event}"))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn basic(basic: AbiBasic) -> AbiType {
        AbiType::Basic(basic)
    }

    pub(crate) fn address() -> AbiType {
        let array = AbiType::Array { len: 24, elem: Box::new(basic(AbiBasic::Uint8)) };
        AbiType::Named { name: "govm.Address".into(), underlying: Box::new(array) }
    }

    pub(crate) fn order() -> AbiType {
        let fields = vec![
            AbiField { name: "Owner".into(), ty: address() },
            AbiField { name: "Amounts".into(), ty: AbiType::Slice(Box::new(basic(AbiBasic::Uint64))) },
            AbiField { name: "Note".into(), ty: AbiType::Pointer(Box::new(basic(AbiBasic::String))) },
        ];
        AbiType::Named { name: "shop.Order".into(), underlying: Box::new(AbiType::Struct(fields)) }
    }

    fn abi() -> Abi {
        let map = AbiType::Map { key: Box::new(basic(AbiBasic::String)), elem: Box::new(basic(AbiBasic::Bool)) };
        let param = |name: &str, ty| AbiField { name: name.into(), ty };
        let functions = vec![
            AbiFunction { name: "Total".into(), params: vec![], results: vec![basic(AbiBasic::Uint64)], can_fail: false },
            AbiFunction {
                name: "Buy".into(),
                params: vec![param("order", order()), param("flags", map)],
                results: vec![basic(AbiBasic::Int), address()],
                can_fail: true,
            },
        ];
        let sold = |ty| AbiEvent { name: "Sold".into(), fields: vec![param("To", address()), param("Price", ty)] };
        let closed = AbiEvent { name: "Closed".into(), fields: vec![] };
        let (wide, narrow) = (basic(AbiBasic::Uint64), basic(AbiBasic::Uint8));
        Abi::new(functions, vec![sold(wide.clone()), closed, sold(narrow), sold(wide)])
    }

    #[test]
    fn written_as_go_writes_it() {
        assert_eq!(
            abi().to_string(),
            "func Buy(order shop.Order, flags map[string]bool) (int, govm.Address, error)\nfunc Total() uint64\n\
             event Closed{}\nevent Sold{To govm.Address; Price uint8}\nevent Sold{To govm.Address; Price uint64}\n"
        );
        assert_eq!(order().underlying().to_string(), "struct{Owner govm.Address; Amounts []uint64; Note *string}");
    }

    #[test]
    fn stored_form_reads_back() {
        let bytes = abi().to_bytes();
        assert_eq!(Abi::from_bytes(&bytes), Some(abi()));
        assert_eq!(Abi::from_bytes(&[&bytes[..], &[0]].concat()), None);
        for short in 0..bytes.len() {
            assert_eq!(Abi::from_bytes(&bytes[..short]), None, "{short}");
        }
        assert!(AbiType::read(&mut Reader::new(&[33; 1000]), 0).is_err());
        assert!(AbiType::read(&mut Reader::new(&[0]), 0).is_err());
        for (i, basic) in AbiBasic::ALL.into_iter().enumerate() {
            assert_eq!(basic as usize, i + 1);
        }
    }

    #[test]
    fn fitting_ignores_names_only() {
        let bytes24 = AbiType::Array { len: 24, elem: Box::new(basic(AbiBasic::Uint8)) };
        assert!(address().fits(&bytes24) && bytes24.fits(&address()));
        assert!(!basic(AbiBasic::Int).fits(&basic(AbiBasic::Int64)));
        assert!(!address().fits(&AbiType::Array { len: 32, elem: Box::new(basic(AbiBasic::Uint8)) }));
    }

    #[test]
    fn only_canonical_bytes_pass() {
        let check = |ty: &AbiType, bytes: &[u8]| {
            let mut reader = Reader::new(bytes);
            ty.skip(&mut reader).and_then(|()| reader.end())
        };
        let map = AbiType::Map { key: Box::new(basic(AbiBasic::Uint8)), elem: Box::new(basic(AbiBasic::Bool)) };
        assert_eq!(check(&map, &[0, 0, 0, 2, 1, 0, 2, 1]), Ok(()));
        assert!(check(&map, &[0, 0, 0, 2, 2, 0, 1, 1]).is_err());
        assert!(check(&map, &[0, 0, 0, 2, 1, 0, 1, 1]).is_err());
        assert!(check(&map, &[0, 0, 0, 1, 1, 2]).is_err());
        assert!(check(&basic(AbiBasic::Float64), &NAN64.to_be_bytes()).is_ok());
        assert!(check(&basic(AbiBasic::Float64), &u64::MAX.to_be_bytes()).is_err());
        // 2^32 - 1 empty values in four bytes.
        assert!(check(&AbiType::Slice(Box::new(AbiType::Struct(vec![]))), &[255; 4]).is_err());
    }
}
