//! Reading the binary form of a module. What comes out has the right form and no more: [`crate::verify()`] judges the rest.

use std::fmt;

use crate::encode::{BYTECODE_VERSION, ImmForm, MAGIC};
use crate::isa::{Instr, Op, Operand, pack};
use crate::module::{
    BlockIdx, Export, FieldDesc, Func, FuncIdx, Kind, KnownTypes, MethodDesc, MethodIdx, MethodName, Module, NativeImport,
    Position, TypeDesc, TypeIdx,
};

/// Why bytes are not a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// They do not start with `GOVM`.
    BadMagic,
    /// Another version of the encoding.
    UnknownVersion,
    /// They end too early, or a length says more than there is.
    Truncated,
    /// A number is not in its shortest form, or larger than its place allows.
    BadNumber,
    /// A text is not UTF-8.
    BadText,
    /// There is no such opcode.
    UnknownOpcode,
    /// There is no such kind of type.
    UnknownKind,
    /// A bit is set that means nothing.
    UnknownFlag,
    /// Something follows the module.
    TrailingBytes,
}

impl DecodeErrorKind {
    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        use DecodeErrorKind::*;
        match self {
            BadMagic => "B0001",
            UnknownVersion => "B0002",
            Truncated => "B0003",
            BadNumber => "B0004",
            BadText => "B0005",
            UnknownOpcode => "B0006",
            UnknownKind => "B0007",
            UnknownFlag => "B0008",
            TrailingBytes => "B0009",
        }
    }
}

/// Bytes that are not a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// Why.
    pub kind: DecodeErrorKind,
    /// Where, in bytes from the start.
    pub offset: u64,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            DecodeErrorKind::BadMagic => "not a GoVM module",
            DecodeErrorKind::UnknownVersion => "unknown bytecode version",
            DecodeErrorKind::Truncated => "module ends too early",
            DecodeErrorKind::BadNumber => "number is too large or not in its shortest form",
            DecodeErrorKind::BadText => "text is not UTF-8",
            DecodeErrorKind::UnknownOpcode => "unknown opcode",
            DecodeErrorKind::UnknownKind => "unknown kind of type",
            DecodeErrorKind::UnknownFlag => "unknown flag",
            DecodeErrorKind::TrailingBytes => "bytes after the module's end",
        };
        write!(f, "{}: {what} at byte {}", self.kind.code(), self.offset)
    }
}

impl std::error::Error for DecodeError {}

/// Reads a module. Time and memory are bounded by the number of bytes, times a constant.
///
/// # Errors
/// If the bytes are not exactly what [`crate::encode()`] yields for some module.
pub fn decode(bytes: &[u8]) -> Result<Module, DecodeError> {
    let mut r = Reader { bytes, at: 0 };
    if !bytes.starts_with(MAGIC) {
        return Err(r.error(DecodeErrorKind::BadMagic));
    }
    r.at = MAGIC.len();
    if r.u32()? != BYTECODE_VERSION {
        return Err(r.error(DecodeErrorKind::UnknownVersion));
    }
    let module = Module {
        path: r.string()?,
        types: r.seq(11, Reader::type_desc)?,
        method_names: r.seq(3, Reader::method_name)?,
        strings: r.seq(1, Reader::bytes)?,
        globals: r.ty()?,
        natives: r.seq(4, Reader::native)?,
        funcs: r.seq(9, Reader::func)?,
        init: FuncIdx(r.u32()?),
        panic_text: FuncIdx(r.u32()?),
        exports: r.seq(6, Reader::export)?,
        known: KnownTypes { string: r.ty()?, error_string: r.ty()?, plain_error: r.ty()?, type_assertion_error: r.ty()? },
        files: r.seq(1, Reader::string)?,
    };
    if r.at < bytes.len() {
        return Err(r.error(DecodeErrorKind::TrailingBytes));
    }
    Ok(module)
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

type Result<T, E = DecodeError> = std::result::Result<T, E>;

impl Reader<'_> {
    fn error(&self, kind: DecodeErrorKind) -> DecodeError {
        DecodeError { kind, offset: self.at as u64 }
    }

    fn byte(&mut self) -> Result<u8> {
        let byte = *self.bytes.get(self.at).ok_or(self.error(DecodeErrorKind::Truncated))?;
        self.at += 1;
        Ok(byte)
    }

    /// A number of at most `bits` bits.
    fn number(&mut self, bits: u32) -> Result<u64> {
        let bad = self.error(DecodeErrorKind::BadNumber);
        let (mut n, mut shift) = (0_u64, 0);
        loop {
            let byte = self.byte()?;
            let low = u64::from(byte & 0x7f);
            // The tenth byte has room for the top bit alone, and a last byte of zero could be left out.
            if shift == 63 && low > 1 || (byte == 0 && shift > 0) {
                return Err(bad);
            }
            n |= low << shift;
            if byte < 0x80 {
                break;
            }
            shift += 7;
            if shift > 63 {
                return Err(bad);
            }
        }
        if bits < 64 && n >> bits != 0 { Err(bad) } else { Ok(n) }
    }

    fn u64(&mut self) -> Result<u64> {
        self.number(64)
    }

    fn u32(&mut self) -> Result<u32> {
        Ok(self.number(32)? as u32)
    }

    fn u16(&mut self) -> Result<u16> {
        Ok(self.number(16)? as u16)
    }

    fn i64(&mut self) -> Result<i64> {
        let n = self.number(64)?;
        Ok((n >> 1) as i64 ^ -((n & 1) as i64))
    }

    fn flags(&mut self, known: u8) -> Result<u8> {
        let flags = self.byte()?;
        if flags & !known == 0 {
            Ok(flags)
        } else {
            self.at -= 1;
            Err(self.error(DecodeErrorKind::UnknownFlag))
        }
    }

    /// A length of things that take at least `least` bytes each.
    fn len(&mut self, least: usize) -> Result<usize> {
        let truncated = self.error(DecodeErrorKind::Truncated);
        let n = self.u64()?;
        if n > ((self.bytes.len() - self.at) / least) as u64 { Err(truncated) } else { Ok(n as usize) }
    }

    fn seq<T>(&mut self, least: usize, each: impl Fn(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        let n = self.len(least)?;
        (0..n).map(|_| each(self)).collect()
    }

    fn bytes(&mut self) -> Result<Vec<u8>> {
        let n = self.len(1)?;
        let bytes = &self.bytes[self.at..self.at + n];
        self.at += n;
        Ok(bytes.to_vec())
    }

    fn string(&mut self) -> Result<String> {
        let bad = self.error(DecodeErrorKind::BadText);
        String::from_utf8(self.bytes()?).map_err(|_| bad)
    }

    fn ty(&mut self) -> Result<TypeIdx> {
        Ok(TypeIdx(self.u32()?))
    }

    fn types(&mut self) -> Result<Vec<TypeIdx>> {
        self.seq(1, Self::ty)
    }

    fn type_desc(&mut self) -> Result<TypeDesc> {
        let unknown = self.error(DecodeErrorKind::UnknownKind);
        let kind = Kind::from_number(self.byte()?).ok_or(unknown)?;
        let flags = self.flags(3)?;
        Ok(TypeDesc {
            kind,
            is_named: flags & 1 != 0,
            is_variadic: flags & 2 != 0,
            name: self.string()?,
            pkg: self.string()?,
            elem: self.ty()?,
            key: self.ty()?,
            len: self.u64()?,
            fields: self.seq(4, Self::field)?,
            params: self.types()?,
            results: self.types()?,
            methods: self.seq(2, |r| Ok(MethodDesc { name: MethodIdx(r.u32()?), func: FuncIdx(r.u32()?) }))?,
        })
    }

    fn field(&mut self) -> Result<FieldDesc> {
        let is_embedded = self.flags(1)? == 1;
        Ok(FieldDesc { is_embedded, name: self.string()?, ty: self.ty()?, tag: self.bytes()? })
    }

    fn method_name(&mut self) -> Result<MethodName> {
        Ok(MethodName { name: self.string()?, pkg: self.string()?, sig: self.string()? })
    }

    fn native(&mut self) -> Result<NativeImport> {
        Ok(NativeImport { name: self.string()?, params: self.u16()?, results: self.u16()?, types: self.types()? })
    }

    fn func(&mut self) -> Result<Func> {
        let (name, params, results) = (self.string()?, self.u16()?, self.u16()?);
        let flags = self.flags(7)?;
        let regs = self.u16()?;
        let code = self.seq(1, Self::instr)?;
        let mut blocks = vec![];
        let mut last = 0;
        for _ in 0..self.len(1)? {
            last = self.delta(last)?;
            blocks.push(last);
        }
        let tables = self.seq(1, |r| r.seq(1, |r| Ok(BlockIdx(r.u32()?))))?;
        let recover_block = if flags & 4 != 0 { Some(BlockIdx(self.u32()?)) } else { None };
        let mut positions = vec![];
        let mut last = Position { instr: 0, file: 0, line: 0, column: 0 };
        for _ in 0..self.len(4)? {
            last = Position {
                instr: self.delta(last.instr)?,
                file: self.delta(last.file)?,
                line: self.delta(last.line)?,
                column: self.delta(last.column)?,
            };
            positions.push(last);
        }
        Ok(Func {
            name,
            params,
            results,
            is_closure: flags & 1 != 0,
            is_defer_wrapper: flags & 2 != 0,
            regs,
            code,
            blocks,
            tables,
            recover_block,
            positions,
        })
    }

    fn delta(&mut self, last: u32) -> Result<u32> {
        let bad = self.error(DecodeErrorKind::BadNumber);
        i64::from(last).checked_add(self.i64()?).and_then(|n| u32::try_from(n).ok()).ok_or(bad)
    }

    fn instr(&mut self) -> Result<Instr> {
        let unknown = self.error(DecodeErrorKind::UnknownOpcode);
        let op = Op::from_number(self.byte()?).ok_or(unknown)?;
        let info = op.info();
        let mut operands = [0; 3];
        for (kind, place) in info.operands.iter().zip(&mut operands) {
            *place = match kind {
                Operand::None => 0,
                Operand::Imm16 => {
                    let bad = self.error(DecodeErrorKind::BadNumber);
                    i16::try_from(self.i64()?).map_err(|_| bad)? as u16
                }
                _ => self.u16()?,
            };
        }
        let imm = match ImmForm::of(info.imm) {
            ImmForm::Absent => 0,
            ImmForm::Signed => self.i64()?,
            ImmForm::Unsigned => self.u64()? as i64,
            ImmForm::Halves => pack(self.u32()?, self.u32()?),
        };
        Ok(Instr { op, a: operands[0], b: operands[1], c: operands[2], imm })
    }

    fn export(&mut self) -> Result<Export> {
        Ok(Export {
            name: self.string()?,
            func: FuncIdx(self.u32()?),
            is_variadic: self.flags(1)? == 1,
            params: self.types()?,
            param_names: self.seq(1, Self::string)?,
            results: self.types()?,
        })
    }
}
