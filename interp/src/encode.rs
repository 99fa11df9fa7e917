//! The binary form of a module: `GOVM`, a version, then the module's tables in the order of its fields (docs/bytecode.md).
//!
//! Numbers are LEB128 of the shortest form, signed ones in zigzag. An instruction is its opcode, the operands that the opcode has,
//! and its immediate; what [`crate::OPS`] calls unused is zero in every module that the verifier accepts, and is not written.
//! There is one encoding of a module, so its bytes can be hashed.

use crate::isa::{Imm, Instr, Operand};
use crate::module::{Export, FieldDesc, Func, MethodName, Module, NativeImport, Position, TypeDesc, TypeIdx};

/// The first bytes of every encoded module.
pub(crate) const MAGIC: &[u8; 4] = b"GOVM";

/// The version of the encoding and of the instruction set.
pub const BYTECODE_VERSION: u32 = 1;

/// The bytes of a module.
#[must_use]
pub fn encode(module: &Module) -> Vec<u8> {
    let mut w = Writer { out: MAGIC.to_vec() };
    w.u32(BYTECODE_VERSION);
    w.str(&module.path);
    w.seq(&module.types, Writer::type_desc);
    w.seq(&module.method_names, Writer::method_name);
    w.seq(&module.strings, |w, s| w.bytes(s));
    w.u32(module.globals.0);
    w.seq(&module.natives, Writer::native);
    w.seq(&module.funcs, Writer::func);
    w.u32(module.init.0);
    w.u32(module.panic_text.0);
    w.seq(&module.exports, Writer::export);
    w.u32(module.known.string.0);
    w.u32(module.known.error_string.0);
    w.u32(module.known.plain_error.0);
    w.u32(module.known.type_assertion_error.0);
    w.seq(&module.files, |w, s| w.str(s));
    w.out
}

struct Writer {
    out: Vec<u8>,
}

impl Writer {
    fn byte(&mut self, byte: u8) {
        self.out.push(byte);
    }

    fn u64(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.byte(n as u8 | 0x80);
            n >>= 7;
        }
        self.byte(n as u8);
    }

    fn u32(&mut self, n: u32) {
        self.u64(u64::from(n));
    }

    fn u16(&mut self, n: u16) {
        self.u64(u64::from(n));
    }

    fn i64(&mut self, n: i64) {
        self.u64(((n << 1) ^ (n >> 63)) as u64);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.u64(bytes.len() as u64);
        self.out.extend_from_slice(bytes);
    }

    fn str(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    fn seq<T>(&mut self, items: &[T], each: impl Fn(&mut Writer, &T)) {
        self.u64(items.len() as u64);
        for item in items {
            each(self, item);
        }
    }

    fn types(&mut self, types: &[TypeIdx]) {
        self.seq(types, |w, t| w.u32(t.0));
    }

    fn type_desc(&mut self, ty: &TypeDesc) {
        self.byte(ty.kind as u8);
        self.byte(u8::from(ty.is_named) | u8::from(ty.is_variadic) << 1);
        self.str(&ty.name);
        self.str(&ty.pkg);
        self.u32(ty.elem.0);
        self.u32(ty.key.0);
        self.u64(ty.len);
        self.seq(&ty.fields, Writer::field);
        self.types(&ty.params);
        self.types(&ty.results);
        self.seq(&ty.methods, |w, m| {
            w.u32(m.name.0);
            w.u32(m.func.0);
        });
    }

    fn field(&mut self, field: &FieldDesc) {
        self.byte(u8::from(field.is_embedded));
        self.str(&field.name);
        self.u32(field.ty.0);
        self.bytes(&field.tag);
    }

    fn method_name(&mut self, method: &MethodName) {
        self.str(&method.name);
        self.str(&method.pkg);
        self.str(&method.sig);
    }

    fn native(&mut self, native: &NativeImport) {
        self.str(&native.name);
        self.u16(native.params);
        self.u16(native.results);
        self.types(&native.types);
    }

    fn func(&mut self, func: &Func) {
        self.str(&func.name);
        self.u16(func.params);
        self.u16(func.results);
        self.byte(u8::from(func.is_closure) | u8::from(func.is_defer_wrapper) << 1 | u8::from(func.recover_block.is_some()) << 2);
        self.u16(func.regs);
        self.seq(&func.code, Writer::instr);
        let mut last = 0;
        self.seq_delta(&func.blocks, &mut last);
        self.seq(&func.tables, |w, table| w.seq(table, |w, b| w.u32(b.0)));
        if let Some(block) = func.recover_block {
            self.u32(block.0);
        }
        let mut last = Position { instr: 0, file: 0, line: 0, column: 0 };
        self.u64(func.positions.len() as u64);
        for p in &func.positions {
            self.delta(last.instr, p.instr);
            self.delta(last.file, p.file);
            self.delta(last.line, p.line);
            self.delta(last.column, p.column);
            last = *p;
        }
    }

    fn seq_delta(&mut self, numbers: &[u32], last: &mut u32) {
        self.u64(numbers.len() as u64);
        for n in numbers {
            self.delta(*last, *n);
            *last = *n;
        }
    }

    /// Neighbours differ by little: their difference takes a byte where they would take three.
    fn delta(&mut self, last: u32, n: u32) {
        self.i64(i64::from(n) - i64::from(last));
    }

    fn instr(&mut self, instr: &Instr) {
        let info = instr.op.info();
        self.byte(instr.op as u8);
        for (kind, value) in info.operands.iter().zip([instr.a, instr.b, instr.c]) {
            match kind {
                Operand::None => {}
                Operand::Imm16 => self.i64(i64::from(value as i16)),
                _ => self.u16(value),
            }
        }
        match ImmForm::of(info.imm) {
            ImmForm::Absent => {}
            ImmForm::Signed => self.i64(instr.imm),
            ImmForm::Unsigned => self.u64(instr.imm as u64),
            ImmForm::Halves => {
                let (lo, hi) = instr.targets();
                self.u32(lo);
                self.u32(hi);
            }
        }
    }

    fn export(&mut self, export: &Export) {
        self.str(&export.name);
        self.u32(export.func.0);
        self.byte(u8::from(export.is_variadic));
        self.types(&export.params);
        self.seq(&export.param_names, |w, s| w.str(s));
        self.types(&export.results);
    }
}

/// How an immediate is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ImmForm {
    /// Not at all.
    Absent,
    /// Zigzag.
    Signed,
    /// As it is.
    Unsigned,
    /// Low and high 32 bits, one after the other.
    Halves,
}

impl ImmForm {
    pub(crate) fn of(imm: Imm) -> ImmForm {
        match imm {
            Imm::None => ImmForm::Absent,
            Imm::Int => ImmForm::Signed,
            Imm::Types | Imm::Branch | Imm::Words | Imm::ElemLen | Imm::RegArray | Imm::Slice | Imm::Shape | Imm::Method => {
                ImmForm::Halves
            }
            Imm::Str
            | Imm::Global
            | Imm::Func
            | Imm::Type
            | Imm::Native
            | Imm::Block
            | Imm::Table
            | Imm::Offset
            | Imm::Size
            | Imm::Len
            | Imm::Trap => ImmForm::Unsigned,
        }
    }
}
