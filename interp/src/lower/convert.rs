//! Conversions and type assertions.

use govm_parser::ast::Expr;

use super::expr::{is_complex, is_float, is_integer, is_signed};
use super::func::{FuncCx, Reg};
use crate::isa::{Op, pack};
use crate::module::{Kind, TypeIdx};

impl<'a> FuncCx<'_, '_, 'a> {
    /// `T(x)`
    pub(super) fn conversion(&mut self, x: &Expr<'a>, to: TypeIdx, dst: Option<Reg>) -> Reg {
        if self.is_nil(x) {
            let dst = self.dst(dst, to);
            self.zero(dst, to);
            return dst;
        }
        let from = self.type_of(x);
        let (have, want) = (self.kind(from), self.kind(to));
        if want == Kind::Interface {
            return self.expr_to(x, to, dst);
        }
        // A constant takes part with its value, e.g. string(65) or []byte("abc"), when it did not become one itself.
        if is_number(have) && is_number(want) {
            let dst = dst.unwrap_or_else(|| self.alloc(1));
            let mark = self.mark();
            let value = self.expr(x, None);
            self.convert_number(value, have, want, dst);
            self.release(mark);
            return dst;
        }
        // A constant of another kind becomes one of a complex type only where the type is that of a type parameter.
        if is_complex(have) != is_complex(want)
            && let Some(value) = self.const_value(x).cloned()
        {
            return self.const_expr(&value, to, dst);
        }
        if is_complex(have) && is_complex(want) {
            let dst = self.dst(dst, to);
            let value = self.expr(x, Some(dst));
            if want == Kind::Complex64 && have != want {
                self.emit2(Op::FRound32, dst, value);
                self.emit2(Op::FRound32, dst + 1, value + 1);
            }
            return dst;
        }
        match (have, want) {
            (Kind::String, Kind::Slice) => {
                let elem = self.elem(to);
                let native = if self.size(elem) == 1 { "runtime.stringToBytes" } else { "runtime.stringToRunes" };
                self.convert_native(native, x, 1, 2, dst)
            }
            (Kind::Slice, Kind::String) => {
                let elem = self.elem(from);
                let native = if self.size(elem) == 1 { "runtime.bytesToString" } else { "runtime.runesToString" };
                self.convert_native(native, x, 2, 1, dst)
            }
            (k, Kind::String) if is_integer(k) => {
                let dst = dst.unwrap_or_else(|| self.alloc(1));
                let mark = self.mark();
                let window = self.alloc(2);
                let value = self.expr(x, Some(window + 1));
                // Numbers that no rune is become U+FFFD; those above 32 bits must not wrap into one.
                debug_assert_eq!(value, window + 1);
                self.call_native("runtime.runeToString", 1, 1, window);
                self.copy(dst, window, 1);
                self.release(mark);
                dst
            }
            (Kind::Slice, Kind::Array) => {
                let dst = self.dst(dst, to);
                let mark = self.mark();
                let addr = self.slice_to_array(x, to);
                if self.size(to) > 0 {
                    self.load_mem(addr, 0, to, dst);
                }
                self.release(mark);
                dst
            }
            (Kind::Slice, Kind::Pointer) => {
                let array = self.elem(to);
                let dst = dst.unwrap_or_else(|| self.alloc(1));
                let mark = self.mark();
                let addr = self.slice_to_array(x, array);
                self.copy(dst, addr, 1);
                self.release(mark);
                dst
            }
            // The same value under another type.
            _ => self.expr(x, dst),
        }
    }

    /// The address of the elements of a slice, once it is long enough for an array of the type.
    fn slice_to_array(&mut self, x: &Expr<'a>, array: TypeIdx) -> Reg {
        let slice = self.expr(x, None);
        let window = self.alloc(3);
        self.copy(window + 1, slice, 1);
        let len = self.lw.types.desc(array).len;
        self.constant(window + 2, len as i64);
        self.call_native("runtime.sliceToArrayCheck", 2, 0, window);
        let addr = self.alloc(1);
        self.emit2(Op::Zext32, addr, slice);
        addr
    }

    fn convert_native(&mut self, name: &str, x: &Expr<'a>, params: u16, results: u16, dst: Option<Reg>) -> Reg {
        let dst = dst.unwrap_or_else(|| self.alloc(results));
        let mark = self.mark();
        let window = self.alloc((1 + params).max(results));
        self.expr(x, Some(window + 1));
        self.call_native(name, params, results, window);
        self.copy(dst, window, results);
        self.release(mark);
        dst
    }

    fn convert_number(&mut self, value: Reg, have: Kind, want: Kind, dst: Reg) {
        match (is_float(have), is_float(want)) {
            (false, false) => self.convert_integer(value, have, want, dst),
            (false, true) => {
                let op = match (want, is_signed(have)) {
                    (Kind::Float64, true) => Op::IntToF,
                    (Kind::Float64, false) => Op::UintToF,
                    (_, true) => Op::IntToF32,
                    (_, false) => Op::UintToF32,
                };
                self.emit2(op, dst, value);
            }
            (true, false) => {
                // 64-bit unsigned results have an instruction of their own; narrower ones are cut out of an int64.
                let op = if matches!(want, Kind::Uint | Kind::Uint64 | Kind::Uintptr) { Op::FToUint } else { Op::FToInt };
                self.emit2(op, dst, value);
                self.wrap(dst, want);
            }
            (true, true) => {
                if want == Kind::Float32 && have != want {
                    self.emit2(Op::FRound32, dst, value);
                } else {
                    self.copy(dst, value, 1);
                }
            }
        }
    }

    fn convert_integer(&mut self, value: Reg, have: Kind, want: Kind, dst: Reg) {
        let (from, to) = (bits(have), bits(want));
        // A wider signed type holds all of a narrower one's values in the same bits, and any type those of a narrower unsigned one.
        let keeps = to == 64 || (to > from && !is_signed(have)) || (to >= from && is_signed(have) == is_signed(want));
        self.copy(dst, value, 1);
        if !keeps {
            self.wrap(dst, want);
        }
    }

    /// `x.(T)`; with `ok` the form with two results: `dst` becomes zero and `ok` 0 on failure.
    pub(super) fn type_assert(&mut self, x: &Expr<'a>, target: TypeIdx, dst: Option<Reg>, ok: Option<Reg>) -> Reg {
        let source = self.type_of(x);
        let dst = self.dst(dst, target);
        let mark = self.mark();
        let value = self.expr(x, None);
        let is_interface = self.kind(target) == Kind::Interface;
        let test = self.alloc(1);
        let op = if is_interface { Op::Implements } else { Op::IsType };
        self.emit(op, test, value, 0, i64::from(target.0));
        let (yes, no) = (self.label(), self.label());
        self.branch(Op::Br, test, 0, 0, yes, no);
        let done = self.label();
        self.place(no);
        match ok {
            Some(ok) => {
                self.zero(dst, target);
                self.constant(ok, 0);
                self.jump(done);
            }
            None => self.emit(Op::PanicAssert, value, 0, 0, pack(target.0, source.0)),
        }
        self.place(yes);
        if is_interface {
            self.copy(dst, value, 2)
        } else {
            self.from_payload(value + 1, target, dst)
        }
        if let Some(ok) = ok {
            self.constant(ok, 1);
        }
        self.place(done);
        self.release(mark);
        dst
    }
}

fn is_number(kind: Kind) -> bool {
    is_integer(kind) || is_float(kind)
}

fn bits(kind: Kind) -> u32 {
    match kind {
        Kind::Int8 | Kind::Uint8 => 8,
        Kind::Int16 | Kind::Uint16 => 16,
        Kind::Int32 | Kind::Uint32 => 32,
        _ => 64,
    }
}
