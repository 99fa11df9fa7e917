//! What each instruction of the executable form does, once for all drivers.
//!
//! A row is a name, a kind and an expression. Kinds say where operands come from and results go:
//! - `un`, `bin`, `imm`: register `a` = the expression of register `b`, registers `b` and `c`, register `b` and the immediate;
//!   `bin_opt` yields `None` where the instruction traps, `bin_imm` has an immediate too, `tri` a third register in it;
//! - `br`, `br_imm`: branch on registers `a` and `b`, on register `a` and operand `c`;
//! - `ld`, `st`: of memory at register `b` (`a` for stores) and an offset; `idx`, `set_idx`: of an element;
//! - `out`: the canonical instruction is run out of line by [`super::plain`];
//! - `full`: anything else.
//!
//! An instruction that cannot be completed returns [`Flow::Slow`] before it has written anything: then the canonical instructions
//! that it stands for are run one by one, and one of them traps.

#![allow(unused_unsafe, reason = "rows share a block that some of them do not need")]
#![allow(clippy::neg_cmp_op_on_partial_ord, reason = "with a NaN `not less` is not `greater or equal`")]
#![allow(clippy::manual_checked_ops, reason = "rows of the same shape read better")]

use std::cmp::Ordering;

use super::state::{Flow, State, keep_branch};
use super::{calls, plain};
use crate::heap::{f32_bits_of_slot, slot_of_f32_bits};
use crate::isa::Op;
use crate::rt::num;

#[inline(always)]
fn f(slot: u64) -> f64 {
    f64::from_bits(slot)
}

#[inline(always)]
fn bit(condition: bool) -> u64 {
    u64::from(condition)
}

macro_rules! load {
    ($ty:ty, $p:expr) => {
        // SAFETY: `place` and `element` checked the address; the access may be unaligned.
        unsafe { <$ty>::from_le($p.cast::<$ty>().read_unaligned()) }
    };
}

macro_rules! store {
    ($ty:ty, $p:expr, $v:expr) => {
        // SAFETY: `place` and `element` checked the address; the access may be unaligned.
        unsafe { $p.cast::<$ty>().write_unaligned(($v as $ty).to_le()) }
    };
}

/// The body of a row by its kind.
macro_rules! body {
    (un $s:ident ($x:ident) $e:expr) => {{
        let code = $s.code();
        let $x = $s.r(code.b);
        let value: u64 = $e;
        $s.set(code.a, value);
        Flow::Next
    }};
    (bin $s:ident ($x:ident, $y:ident) $e:expr) => {{
        let code = $s.code();
        let ($x, $y) = ($s.r(code.b), $s.r(code.c));
        let value: u64 = $e;
        $s.set(code.a, value);
        Flow::Next
    }};
    (bin_opt $s:ident ($x:ident, $y:ident) $e:expr) => {{
        let code = $s.code();
        let ($x, $y) = ($s.r(code.b), $s.r(code.c));
        let value: Option<u64> = $e;
        let Some(value) = value else { return Flow::Slow };
        $s.set(code.a, value);
        Flow::Next
    }};
    (imm $s:ident ($x:ident, $i:ident) $e:expr) => {{
        let code = $s.code();
        let ($x, $i) = ($s.r(code.b), code.imm as u64);
        let value: u64 = $e;
        $s.set(code.a, value);
        Flow::Next
    }};
    (tri $s:ident ($x:ident, $y:ident, $z:ident) $e:expr) => {{
        let code = $s.code();
        let ($x, $y, $z) = ($s.r(code.b), $s.r(code.c), $s.r(code.imm as u16));
        let value: u64 = $e;
        $s.set(code.a, value);
        Flow::Next
    }};
    (bin_imm $s:ident ($x:ident, $y:ident, $i:ident) $e:expr) => {{
        let code = $s.code();
        let ($x, $y, $i) = ($s.r(code.b), $s.r(code.c), code.imm as u64);
        let value: u64 = $e;
        $s.set(code.a, value);
        Flow::Next
    }};
    (br $s:ident ($x:ident, $y:ident) $e:expr) => {{
        let code = $s.code();
        let ($x, $y) = ($s.r(code.a), $s.r(code.b));
        let condition: bool = $e;
        $s.branch(condition)
    }};
    (br_imm $s:ident ($x:ident, $i:ident) $e:expr) => {{
        let code = $s.code();
        let ($x, $i) = ($s.r(code.a), i64::from(code.c as i16));
        let condition: bool = $e;
        $s.branch(condition)
    }};
    (ld $s:ident ($p:ident) $e:expr) => {{
        let code = $s.code();
        let Some($p) = $s.place_at($s.r(code.b), code.imm as usize) else { return Flow::Slow };
        let value: u64 = $e;
        $s.set(code.a, value);
        Flow::Next
    }};
    (st $s:ident ($p:ident, $v:ident) $e:expr) => {{
        let code = $s.code();
        let Some($p) = $s.place_at($s.r(code.a), code.imm as usize) else { return Flow::Slow };
        let $v = $s.r(code.b);
        $e;
        Flow::Next
    }};
    (idx $s:ident ($p:ident: $size:literal) $e:expr) => {{
        let code = $s.code();
        let Some($p) = $s.element($s.r(code.b), $s.r(code.c), $size) else { return Flow::Slow };
        let value: u64 = $e;
        $s.set(code.a, value);
        Flow::Next
    }};
    (set_idx $s:ident ($p:ident: $size:literal, $v:ident) $e:expr) => {{
        let code = $s.code();
        let Some($p) = $s.element($s.r(code.a), $s.r(code.b), $size) else { return Flow::Slow };
        let $v = $s.r(code.c);
        $e;
        Flow::Next
    }};
    (out $s:ident () $e:expr) => {
        plain::run::<{ $e as u8 }>($s)
    };
    (full $s:ident ($state:ident) $e:expr) => {{
        let $state = $s;
        $e
    }};
}

macro_rules! ops {
    ($($(#[$doc:meta])* $name:ident $kind:ident ($($arg:tt)*) $e:expr;)*) => {
        /// An opcode of the executable form. The numbers mean nothing outside of a process.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u16)]
        pub(crate) enum Exec { $($(#[$doc])* $name),* }

        #[allow(non_upper_case_globals, reason = "patterns named as the opcodes are")]
        mod number {
            $(pub(super) const $name: u16 = super::Exec::$name as u16;)*
        }

        #[allow(non_snake_case, reason = "named as the opcodes are")]
        mod sem {
            use super::*;
            $(#[inline(always)]
            pub(super) unsafe fn $name(s: &mut State) -> Flow {
                // SAFETY: the invariant of `State`; see the rows.
                unsafe { body!($kind s ($($arg)*) $e) }
            })*
        }

        /// Runs the instruction.
        #[inline(always)]
        pub(super) unsafe fn perform(s: &mut State) -> Flow {
            // SAFETY: the caller's.
            unsafe {
                match s.code().op {
                    $(number::$name => sem::$name(s),)*
                    _ => Flow::Slow,
                }
            }
        }

        #[cfg(govm_threaded)]
        pub(super) mod threaded {
            //! A handler per instruction. Each ends in a jump to the next one's: rustc's optimiser makes sibling calls of calls in
            //! tail position whose arguments fit in registers, and there are five. A test runs them on a small stack.

            use super::super::{Ctx, threaded::{Handler, leave}};
            use super::{Flow, State, sem};
            use crate::load::Code;

            /// Handlers by opcode.
            pub(in super::super) static HANDLERS: &[Handler] = &[$(handler::$name),*];

            #[allow(non_snake_case, reason = "named as the opcodes are")]
            mod handler {
                use super::*;
                $(pub(super) unsafe fn $name(ip: *const Code, regs: *mut u64, mem: *mut u8, energy: i64, cx: *mut Ctx) {
                    let mut s = State { ip, regs, mem, energy, cx };
                    // SAFETY: the invariant of `State`, which semantics keep; the loader only writes opcodes that exist.
                    unsafe {
                        match sem::$name(&mut s) {
                            Flow::Next => {
                                let ip = s.ip.add(1);
                                HANDLERS.get_unchecked(usize::from((*ip).op))(ip, s.regs, s.mem, s.energy, s.cx)
                            }
                            Flow::Go => HANDLERS.get_unchecked(usize::from((*s.ip).op))(s.ip, s.regs, s.mem, s.energy, s.cx),
                            Flow::Slow => leave::slow(s.ip, s.regs, s.mem, s.energy, s.cx),
                            Flow::Refill => leave::refill(s.ip, s.regs, s.mem, s.energy, s.cx),
                            Flow::Trap => leave::trap(s.ip, s.regs, s.mem, s.energy, s.cx),
                            Flow::Halt => leave::halt(s.ip, s.regs, s.mem, s.energy, s.cx),
                            Flow::DeferredDone => leave::deferred_done(s.ip, s.regs, s.mem, s.energy, s.cx),
                        }
                    }
                })*
            }
        }
    };
}

ops! {
    /// Stands before a return point that no call leads to: its window is 0.
    Pad full (_s) Flow::Slow;
    /// Where the outermost frame returns to.
    Halt full (_s) Flow::Halt;
    /// Where a deferred call that a panic ran returns to.
    DeferredDone full (_s) Flow::DeferredDone;
    /// A canonical instruction that is rare.
    Plain full (s) plain::run_any(s);
    /// An instruction that the driver itself does: it changes frames in rare ways.
    Driver full (_s) Flow::Slow;

    Const full (s) { let code = s.code(); s.set(code.a, code.imm as u64); Flow::Next };
    Mov un (x) x;
    Mov2 full (s) {
        let code = s.code();
        let [x, y] = s.pair(code.b);
        s.set_pair(code.a, [x, y]);
        Flow::Next
    };
    Mov3 full (s) {
        let code = s.code();
        let ([x, y], z) = (s.pair(code.b), s.r_behind(code.b, 2));
        s.set_pair(code.a, [x, y]);
        s.set_behind(code.a, 2, z);
        Flow::Next
    };
    Mov4 full (s) {
        let code = s.code();
        let ([x, y], z, w) = (s.pair(code.b), s.r_behind(code.b, 2), s.r_behind(code.b, 3));
        s.set_pair(code.a, [x, y]);
        s.set_behind(code.a, 2, z);
        s.set_behind(code.a, 3, w);
        Flow::Next
    };
    /// Down, to lower registers, or to some that do not overlap.
    MovN full (s) {
        let code = s.code();
        let (to, from) = (s.regs.add(code.a.into()), s.regs.add(code.b.into()));
        words(code.c.into(), |n| *to.add(n) = *from.add(n));
        Flow::Next
    };
    /// Many slots, or to higher registers that overlap.
    MovMany full (s) { let code = s.code(); s.copy(code.a, code.b, code.c); Flow::Next };
    Zero full (s) {
        let code = s.code();
        let to = s.regs.add(code.a.into());
        words(code.c.into(), |n| *to.add(n) = 0);
        Flow::Next
    };

    Add bin (x, y) x.wrapping_add(y);
    Sub bin (x, y) x.wrapping_sub(y);
    Mul bin (x, y) x.wrapping_mul(y);
    And bin (x, y) x & y;
    Or bin (x, y) x | y;
    Xor bin (x, y) x ^ y;
    AndNot bin (x, y) x & !y;
    Shl bin (x, y) num::shl(x, y);
    ShrS bin (x, y) num::shr_s(x, y);
    ShrU bin (x, y) num::shr_u(x, y);
    DivS bin_opt (x, y) if y == 0 { None } else { Some((x as i64).wrapping_div(y as i64) as u64) };
    DivU bin_opt (x, y) x.checked_div(y);
    RemS bin_opt (x, y) if y == 0 { None } else { Some((x as i64).wrapping_rem(y as i64) as u64) };
    RemU bin_opt (x, y) x.checked_rem(y);
    AddI imm (x, i) x.wrapping_add(i);
    SubI imm (x, i) i.wrapping_sub(x);
    MulI imm (x, i) x.wrapping_mul(i);
    AndI imm (x, i) x & i;
    OrI imm (x, i) x | i;
    XorI imm (x, i) x ^ i;
    ShlI imm (x, i) x << (i & 63);
    ShrSI imm (x, i) (x as i64 >> (i & 63)) as u64;
    ShrUI imm (x, i) x >> (i & 63);
    DivSI imm (x, i) if i == 0 { return Flow::Slow } else { (x as i64).wrapping_div(i as i64) as u64 };
    /// Signed, by 2 to the power of the immediate, from 1 to 62.
    DivSPow2 imm (x, i) ((x.wrapping_add((x as i64 >> 63) as u64 >> (64_u64.wrapping_sub(i) & 63))) as i64 >> (i & 63)) as u64;
    /// Signed, by such a power, which is the immediate.
    RemSPow2 imm (x, i) {
        let bias = (x as i64 >> 63) as u64 & i.wrapping_sub(1);
        (x.wrapping_add(bias) & i.wrapping_sub(1)).wrapping_sub(bias)
    };
    DivUI imm (x, i) match x.checked_div(i) { Some(quotient) => quotient, None => return Flow::Slow };
    RemSI imm (x, i) if i == 0 { return Flow::Slow } else { (x as i64).wrapping_rem(i as i64) as u64 };
    RemUI imm (x, i) match x.checked_rem(i) { Some(rest) => rest, None => return Flow::Slow };
    Neg un (x) x.wrapping_neg();
    Not un (x) !x;
    Sext8 un (x) x as i8 as u64;
    Sext16 un (x) x as i16 as u64;
    Sext32 un (x) x as i32 as u64;
    Zext8 un (x) x & 0xff;
    Zext16 un (x) x & 0xffff;
    Zext32 un (x) x & 0xffff_ffff;
    ShiftCheck full (s) if (s.r(s.code().a) as i64) < 0 { Flow::Slow } else { Flow::Next };
    Clz un (x) x.leading_zeros().into();
    Ctz un (x) x.trailing_zeros().into();
    Popcnt un (x) x.count_ones().into();
    MulHiLo full (s) {
        let code = s.code();
        let product = u128::from(s.r(code.b)) * u128::from(s.r(code.c));
        s.set_pair(code.a, [(product >> 64) as u64, product as u64]);
        Flow::Next
    };

    AddCarry full (s) {
        let code = s.code();
        let ([x, y], z) = (s.pair(code.b), s.r_behind(code.b, 2));
        s.set_pair(code.a, num::add_carry(x, y, z));
        Flow::Next
    };
    SubBorrow full (s) {
        let code = s.code();
        let ([x, y], z) = (s.pair(code.b), s.r_behind(code.b, 2));
        s.set_pair(code.a, num::sub_borrow(x, y, z));
        Flow::Next
    };
    Rotl32 bin (x, y) num::rotl_32(x, y);
    Rotl64 bin (x, y) num::rotl_64(x, y);
    Rotl32I imm (x, i) num::rotl_32(x, i);

    Eq bin (x, y) bit(x == y);
    Ne bin (x, y) bit(x != y);
    LtS bin (x, y) bit((x as i64) < y as i64);
    LeS bin (x, y) bit(x as i64 <= y as i64);
    LtU bin (x, y) bit(x < y);
    LeU bin (x, y) bit(x <= y);
    EqI imm (x, i) bit(x == i);
    NeI imm (x, i) bit(x != i);
    LtSI imm (x, i) bit((x as i64) < i as i64);
    LeSI imm (x, i) bit(x as i64 <= i as i64);
    GtSI imm (x, i) bit(x as i64 > i as i64);
    GeSI imm (x, i) bit(x as i64 >= i as i64);

    FAdd bin (x, y) (f(x) + f(y)).to_bits();
    FSub bin (x, y) (f(x) - f(y)).to_bits();
    FMul bin (x, y) (f(x) * f(y)).to_bits();
    FDiv bin (x, y) (f(x) / f(y)).to_bits();
    FNeg un (x) (-f(x)).to_bits();
    FAbs un (x) f(x).abs().to_bits();
    FSqrt un (x) f(x).sqrt().to_bits();
    FRound32 un (x) num::f32_slot(f(x) as f32);
    FEq bin (x, y) bit(f(x) == f(y));
    FNe bin (x, y) bit(f(x) != f(y));
    FLt bin (x, y) bit(f(x) < f(y));
    FLe bin (x, y) bit(f(x) <= f(y));
    IntToF un (x) (x as i64 as f64).to_bits();
    UintToF un (x) (x as f64).to_bits();
    IntToF32 un (x) num::f32_slot(x as i64 as f32);
    UintToF32 un (x) num::f32_slot(x as f32);
    FToInt un (x) num::float_to_int(x);
    FToUint un (x) num::float_to_uint(x);
    FBits un (x) num::float_bits(x);

    LdU8 ld (p) load!(u8, p).into();
    LdI8 ld (p) load!(u8, p) as i8 as u64;
    LdU16 ld (p) load!(u16, p).into();
    LdI16 ld (p) load!(u16, p) as i16 as u64;
    LdU32 ld (p) load!(u32, p).into();
    LdI32 ld (p) load!(u32, p) as i32 as u64;
    Ld64 ld (p) load!(u64, p);
    LdF32 ld (p) slot_of_f32_bits(load!(u32, p));
    LdN full (s) {
        let code = s.code();
        let Some(p) = s.place_at(s.r(code.b), code.lo() as usize) else { return Flow::Slow };
        let to = s.regs.add(code.a.into());
        words(code.hi() as usize, |n| *to.add(n) = load!(u64, p.wrapping_add(n.wrapping_mul(8))));
        Flow::Next
    };
    Ld2 full (s) {
        let code = s.code();
        let Some(p) = s.place_at(s.r(code.b), code.lo() as usize) else { return Flow::Slow };
        let (x, y) = (load!(u64, p), load!(u64, p.add(8)));
        s.set_pair(code.a, [x, y]);
        Flow::Next
    };
    LdPart full (s) {
        let code = s.code();
        let Some(p) = s.place_at(s.r(code.b), code.imm as usize) else { return Flow::Slow };
        let word = load!(u64, p) & !(u64::MAX << (u32::from(code.c) * 8 % 64));
        s.set(code.a, word);
        Flow::Next
    };
    St8 st (p, v) store!(u8, p, v);
    St16 st (p, v) store!(u16, p, v);
    St32 st (p, v) store!(u32, p, v);
    St64 st (p, v) store!(u64, p, v);
    StF32 st (p, v) store!(u32, p, f32_bits_of_slot(v));
    StN full (s) {
        let code = s.code();
        let Some(p) = s.place_at(s.r(code.a), code.lo() as usize) else { return Flow::Slow };
        let from = s.regs.add(code.b.into());
        words(code.hi() as usize, |n| store!(u64, p.wrapping_add(n.wrapping_mul(8)), *from.add(n)));
        Flow::Next
    };
    St2 full (s) {
        let code = s.code();
        let Some(p) = s.place_at(s.r(code.a), code.lo() as usize) else { return Flow::Slow };
        let [x, y] = s.pair(code.b);
        store!(u64, p, x);
        store!(u64, p.add(8), y);
        Flow::Next
    };
    StPart full (s) {
        let code = s.code();
        let Some(p) = s.place_at(s.r(code.a), code.imm as usize) else { return Flow::Slow };
        let value = s.r(code.b).to_le_bytes();
        // Other bytes of the word belong to somebody else, but nothing runs in between.
        value.as_ptr().copy_to_nonoverlapping(p, usize::from(code.c & 7));
        Flow::Next
    };
    Lea imm (x, i) match x as u32 { 0 => return Flow::Slow, addr => addr.wrapping_add(i as u32).into() };
    NilCheck full (s) if s.r(s.code().a) as u32 == 0 { Flow::Slow } else { Flow::Next };

    IdxU8 idx (p: 1) load!(u8, p).into();
    IdxI8 idx (p: 1) load!(u8, p) as i8 as u64;
    IdxU16 idx (p: 2) load!(u16, p).into();
    IdxI16 idx (p: 2) load!(u16, p) as i16 as u64;
    IdxU32 idx (p: 4) load!(u32, p).into();
    IdxI32 idx (p: 4) load!(u32, p) as i32 as u64;
    Idx64 idx (p: 8) load!(u64, p);
    IdxF32 idx (p: 4) slot_of_f32_bits(load!(u32, p));
    SetIdx8 set_idx (p: 1, v) store!(u8, p, v);
    SetIdx16 set_idx (p: 2, v) store!(u16, p, v);
    SetIdx32 set_idx (p: 4, v) store!(u32, p, v);
    SetIdx64 set_idx (p: 8, v) store!(u64, p, v);
    SetIdxF32 set_idx (p: 4, v) store!(u32, p, f32_bits_of_slot(v));
    IdxAddr full (s) {
        let code = s.code();
        let (slice, index) = (s.r(code.b), s.r(code.c));
        if index >= slice >> 32 {
            return Flow::Slow;
        }
        s.set(code.a, (slice as u32).wrapping_add((index as u32).wrapping_mul(code.lo())).into());
        Flow::Next
    };
    ArrAddr full (s) {
        let code = s.code();
        let (array, index) = (s.r(code.b) as u32, s.r(code.c));
        if array == 0 || index >= code.hi().into() {
            return Flow::Slow;
        }
        s.set(code.a, array.wrapping_add((index as u32).wrapping_mul(code.lo())).into());
        Flow::Next
    };
    Bound full (s) { let code = s.code(); if s.r(code.a) >= code.imm as u64 { Flow::Slow } else { Flow::Next } };

    // Packed register arrays: the verifier checked that the array's slots are in the frame. The bytes of a slot lie in
    // memory in the order of their significance on the hosts that this is built for; others shift.
    RegU8 full (s) reg_get(s, 8, |word| word);
    RegI8 full (s) reg_get(s, 8, |word| word as i8 as u64);
    RegU16 full (s) reg_get(s, 16, |word| word);
    RegI16 full (s) reg_get(s, 16, |word| word as i16 as u64);
    RegU32 full (s) reg_get(s, 32, |word| word);
    RegI32 full (s) reg_get(s, 32, |word| word as i32 as u64);
    RegN full (s) {
        let code = s.code();
        let (index, each) = (s.r(code.c), code.hi() & 0xffff);
        if index >= code.lo().into() {
            return Flow::Slow;
        }
        let from = s.regs.add(usize::from(code.b).wrapping_add((index as usize).wrapping_mul(each as usize)));
        from.copy_to(s.regs.add(code.a.into()), each as usize);
        Flow::Next
    };
    /// An array of one slot per element.
    Reg64 full (s) {
        let code = s.code();
        let index = s.r(code.c);
        if index >= code.lo().into() {
            return Flow::Slow;
        }
        let value = *s.regs.add(usize::from(code.b).wrapping_add(index as usize));
        s.set(code.a, value);
        Flow::Next
    };
    SetReg8 full (s) reg_set(s, 8);
    SetReg16 full (s) reg_set(s, 16);
    SetReg32 full (s) reg_set(s, 32);
    SetRegN full (s) {
        let code = s.code();
        let (index, each) = (s.r(code.b), code.hi() & 0xffff);
        if index >= code.lo().into() {
            return Flow::Slow;
        }
        let to = s.regs.add(usize::from(code.a).wrapping_add((index as usize).wrapping_mul(each as usize)));
        s.regs.add(code.c.into()).copy_to(to, each as usize);
        Flow::Next
    };
    /// An array of one slot per element.
    SetReg64 full (s) {
        let code = s.code();
        let (index, value) = (s.r(code.b), s.r(code.c));
        if index >= code.lo().into() {
            return Flow::Slow;
        }
        *s.regs.add(usize::from(code.a).wrapping_add(index as usize)) = value;
        Flow::Next
    };

    Len un (x) x >> 32;
    /// A slice whose low and high bounds are both given, perhaps as constants in `imm`; no maximum.
    SliceOf full (s) {
        let code = s.code();
        let [slice, cap] = s.pair(code.b);
        let (cap, given) = (cap & 0xffff_ffff, code.hi());
        let lo = if given & 1 != 0 { s.r(code.c) } else { 0 };
        let hi = if given & 2 != 0 { s.r_behind(code.c, 1) } else { slice >> 32 };
        let max = if given & 4 != 0 { s.r_behind(code.c, 2) } else { cap };
        if max > cap || hi > max || lo > hi {
            return Flow::Slow;
        }
        let start = if max == lo { slice as u32 } else { (slice as u32).wrapping_add((lo as u32).wrapping_mul(code.lo())) };
        s.set_pair(code.a, [u64::from(start) | hi.wrapping_sub(lo) << 32, max.wrapping_sub(lo)]);
        Flow::Next
    };
    SliceStr full (s) {
        let code = s.code();
        let string = s.r(code.b);
        let (given, length) = (code.hi(), string >> 32);
        let lo = if given & 1 != 0 { s.r(code.c) } else { 0 };
        let hi = if given & 2 != 0 { s.r_behind(code.c, 1) } else { length };
        if hi > length || lo > hi {
            return Flow::Slow;
        }
        let start = if lo == hi { 0 } else { (string as u32).wrapping_add(lo as u32) };
        s.set(code.a, u64::from(start) | hi.wrapping_sub(lo) << 32);
        Flow::Next
    };
    MakeSlice out () Op::MakeSlice;
    Grow out () Op::Grow;
    Append8 full (s) append(s, 1);
    Append32 full (s) append(s, 4);
    Append64 full (s) append(s, 8);
    AppendSlice out () Op::AppendSlice;
    CopySlice out () Op::CopySlice;
    Concat out () Op::Concat;
    StrEq out () Op::StrEq;
    RuneAt full (s) {
        let code = s.code();
        let (string, at) = (s.r(code.b), s.r(code.c));
        let Some(p) = s.element(string, at, 1) else { return Flow::Slow };
        let byte = load!(u8, p);
        if byte >= 0x80 {
            return plain::run::<{ Op::RuneAt as u8 }>(s);
        }
        s.set_pair(code.a, [byte.into(), 1]);
        Flow::Next
    };
    New out () Op::New;
    Closure out () Op::Closure;
    MapGet out () Op::MapGet;
    MapSet out () Op::MapSet;
    MapNext out () Op::MapNext;
    EqIface out () Op::EqIface;
    IsType imm (x, i) bit(x == i);
    CallNative out () Op::CallNative;

    Call full (s) {
        let code = s.code();
        let callee = s.regs.add(code.a.into());
        // Addresses, not pointers: the end may lie beyond the allocation.
        if callee.addr().wrapping_add(usize::from(code.b) * 8) > (*s.cx).stack_end {
            return Flow::Slow;
        }
        *callee = code.hi().into();
        s.regs = callee;
        s.jump(code.lo() as i32)
    };
    CallValue full (s) calls::value(s);
    CallMethod full (s) calls::method(s);

    /// Takes the price of inlined functions that have returned.
    Charge full (s) if s.charge(s.code().hi()) { Flow::Next } else { Flow::Refill };
    /// Goes on elsewhere, at no cost: the other way of a branch.
    Goto full (s) s.jump(s.code().lo() as i32);
    Jump full (s) { let code = s.code(); if s.charge(code.hi()) { s.jump(code.lo() as i32) } else { Flow::Refill } };
    Br full (s) s.branch(s.r(s.code().a) != 0);
    BrNot full (s) s.branch(s.r(s.code().a) == 0);
    BrEq br (x, y) x == y;
    BrNe br (x, y) x != y;
    BrLtS br (x, y) (x as i64) < y as i64;
    BrLeS br (x, y) x as i64 <= y as i64;
    BrLtU br (x, y) x < y;
    BrLeU br (x, y) x <= y;
    BrFEq br (x, y) f(x) == f(y);
    BrFNe br (x, y) f(x) != f(y);
    BrFLt br (x, y) f(x) < f(y);
    BrFNotLt br (x, y) !matches!(f(x).partial_cmp(&f(y)), Some(Ordering::Less));
    BrFLe br (x, y) f(x) <= f(y);
    BrFNotLe br (x, y) !matches!(f(x).partial_cmp(&f(y)), Some(Ordering::Less | Ordering::Equal));
    BrEqI br_imm (x, i) x as i64 == i;
    BrNeI br_imm (x, i) x as i64 != i;
    BrLtSI br_imm (x, i) (x as i64) < i;
    BrLeSI br_imm (x, i) x as i64 <= i;
    BrGtSI br_imm (x, i) x as i64 > i;
    BrGeSI br_imm (x, i) x as i64 >= i;
    BrLtUI br_imm (x, i) x < i as u64;
    BrGeUI br_imm (x, i) x >= i as u64;
    Switch full (s) {
        let code = s.code();
        if !s.charge(code.hi()) {
            return Flow::Refill;
        }
        // SAFETY: the loader put the number of entries, not 0, before the entries.
        let table = (*s.cx).tables.add(code.lo() as usize);
        let entry = s.r(code.a).min(u64::from(*table) - 1);
        s.ip = (*s.cx).code.add(*table.add(1 + entry as usize) as usize);
        Flow::Go
    };
    Return0 full (s) if s.charge(s.code().hi()) { ret(s) } else { Flow::Refill };
    Return1 full (s) {
        let code = s.code();
        if !s.charge(code.hi()) {
            return Flow::Refill;
        }
        let value = s.r(code.a);
        let callee = s.regs;
        let flow = ret(s);
        *callee = value;
        flow
    };
    Return2 full (s) {
        let code = s.code();
        if !s.charge(code.hi()) {
            return Flow::Refill;
        }
        let [x, y] = s.pair(code.a);
        let callee = s.regs;
        let flow = ret(s);
        *callee = x;
        *callee.add(1) = y;
        flow
    };
    Return3 full (s) {
        let code = s.code();
        if !s.charge(code.hi()) {
            return Flow::Refill;
        }
        let ([x, y], z) = (s.pair(code.a), s.r_behind(code.a, 2));
        let callee = s.regs;
        let flow = ret(s);
        *callee = x;
        *callee.add(1) = y;
        *callee.add(2) = z;
        flow
    };
    ReturnN full (s) {
        let code = s.code();
        if !s.charge(code.hi()) {
            return Flow::Refill;
        }
        let callee = s.regs;
        let flow = ret(s);
        let from = callee.add(code.a.into());
        words(code.b.into(), |n| *callee.add(n) = *from.add(n));
        flow
    };
    /// A terminator that traps, or returns from a function that defers: charges the block, the driver does the rest.
    End full (s) if s.charge(s.code().hi()) { Flow::Slow } else { Flow::Refill };

    // Several canonical instructions in one: see `crate::load::fuse`.
    MovMov full (s) {
        let code = s.code();
        let x = s.r(code.b);
        s.set(code.a, x);
        let y = s.r((code.imm >> 16) as u16);
        s.set(code.imm as u16, y);
        Flow::Next
    };
    MovMovMov full (s) {
        let code = s.code();
        let x = s.r(code.b);
        s.set(code.a, x);
        let y = s.r((code.imm >> 16) as u16);
        s.set(code.imm as u16, y);
        let z = s.r((code.imm >> 48) as u16);
        s.set((code.imm >> 32) as u16, z);
        Flow::Next
    };
    AddU32 bin (x, y) x.wrapping_add(y) & 0xffff_ffff;
    SubU32 bin (x, y) x.wrapping_sub(y) & 0xffff_ffff;
    MulU32 bin (x, y) x.wrapping_mul(y) & 0xffff_ffff;
    AddIU32 imm (x, i) x.wrapping_add(i) & 0xffff_ffff;
    MulIU32 imm (x, i) x.wrapping_mul(i) & 0xffff_ffff;
    ShlIU32 imm (x, i) x << (i & 63) & 0xffff_ffff;
    NotU32 un (x) !x & 0xffff_ffff;
    AddS32 bin (x, y) x.wrapping_add(y) as i32 as u64;
    SubS32 bin (x, y) x.wrapping_sub(y) as i32 as u64;
    MulS32 bin (x, y) x.wrapping_mul(y) as i32 as u64;
    AddIS32 imm (x, i) x.wrapping_add(i) as i32 as u64;
    AddU8 bin (x, y) x.wrapping_add(y) & 0xff;
    AddIU8 imm (x, i) x.wrapping_add(i) & 0xff;
    ShiftsU32 imm (x, i) x >> (i & 63) | x << (i >> 32 & 63) & 0xffff_ffff;
    ShiftsXorU32 bin_imm (x, y, i) (x >> (i & 63) | x << (i >> 32 & 63) & 0xffff_ffff) ^ y;
    Add3U32 tri (x, y, z) x.wrapping_add(y).wrapping_add(z) & 0xffff_ffff;
    NotAndU32 bin (x, y) !x & y & 0xffff_ffff;
    Add3 tri (x, y, z) x.wrapping_add(y).wrapping_add(z);
    Xor3 tri (x, y, z) x ^ y ^ z;
    AndXor tri (x, y, z) x & y ^ z;
    MulAdd tri (x, y, z) x.wrapping_mul(y).wrapping_add(z);
    AddAddI bin_imm (x, y, i) x.wrapping_add(y).wrapping_add(i);
    MulIAdd bin_imm (x, y, i) x.wrapping_mul(i).wrapping_add(y);
    ShlIAdd bin_imm (x, y, i) (x << (i & 63)).wrapping_add(y);
    ShrUIXor bin_imm (x, y, i) x >> (i & 63) ^ y;
    Ld64Ld64 full (s) {
        let code = s.code();
        let (first, second) = (code.hi() as usize & 0xffff, code.hi() as usize >> 16);
        let Some(p) = s.place_at(s.r(code.b), first) else { return Flow::Slow };
        let Some(q) = s.place_at(s.r((code.imm >> 16) as u16), second) else { return Flow::Slow };
        let (x, y) = (load!(u64, p), load!(u64, q));
        s.set(code.a, x);
        s.set(code.imm as u16, y);
        Flow::Next
    };
    St64St64 full (s) {
        let code = s.code();
        let (first, second) = (code.hi() as usize & 0xffff, code.hi() as usize >> 16);
        let Some(p) = s.place_at(s.r(code.a), first) else { return Flow::Slow };
        let Some(q) = s.place_at(s.r(code.imm as u16), second) else { return Flow::Slow };
        let (x, y) = (s.r(code.b), s.r((code.imm >> 16) as u16));
        store!(u64, p, x);
        store!(u64, q, y);
        Flow::Next
    };
    Idx64FMulAdd full (s) {
        let code = s.code();
        let Some(p) = s.element(s.r(code.b), s.r(code.c), 8) else { return Flow::Slow };
        let (factor, other) = (s.r(code.imm as u16), s.r((code.imm >> 16) as u16));
        s.set(code.a, (f(factor) * f(load!(u64, p)) + f(other)).to_bits());
        Flow::Next
    };
    FMulAddSt full (s) float_store(s, |product, other| product + other);
    FSubMulSt full (s) float_store(s, |product, other| other - product);
    RegU32At full (s) {
        let code = s.code();
        let index = s.r(code.c).wrapping_add(code.hi() as i32 as u64);
        if index >= code.lo().into() {
            return Flow::Slow;
        }
        let word = *s.regs.add(code.b.into()).add(index as usize / 2);
        s.set(code.a, word >> (index % 2 * 32) & 0xffff_ffff);
        Flow::Next
    };
    Reg64At full (s) {
        let code = s.code();
        let index = s.r(code.c).wrapping_add(code.hi() as i32 as u64);
        if index >= code.lo().into() {
            return Flow::Slow;
        }
        let word = *s.regs.add(code.b.into()).add(index as usize);
        s.set(code.a, word);
        Flow::Next
    };
    FAddI imm (x, i) (f(x) + f(i)).to_bits();
    FSubI imm (x, i) (f(x) - f(i)).to_bits();
    FSubFromI imm (x, i) (f(i) - f(x)).to_bits();
    FMulI imm (x, i) (f(x) * f(i)).to_bits();
    FDivI imm (x, i) (f(x) / f(i)).to_bits();
    FDivOfI imm (x, i) (f(i) / f(x)).to_bits();
    FMulAdd full (s) float_term(s, |product, other| product + other);
    FMulSub full (s) float_term(s, |product, other| product - other);
    FSubMul full (s) float_term(s, |product, other| other - product);
    SetIdx8C full (s) {
        let code = s.code();
        let Some(p) = s.element(s.r(code.a), s.r(code.b), 1) else { return Flow::Slow };
        store!(u8, p, code.imm);
        Flow::Next
    };
    SetIdx64C full (s) {
        let code = s.code();
        let Some(p) = s.element(s.r(code.a), s.r(code.b), 8) else { return Flow::Slow };
        store!(u64, p, code.imm);
        Flow::Next
    };
    // Package variables lie in static data, which memory always holds.
    GlobalLd64 full (s) { let code = s.code(); let v = load!(u64, s.mem.add(code.imm as usize)); s.set(code.a, v); Flow::Next };
    GlobalLdU32 full (s) { let code = s.code(); let v = load!(u32, s.mem.add(code.imm as usize)); s.set(code.a, v.into()); Flow::Next };
    GlobalLdU8 full (s) { let code = s.code(); let v = load!(u8, s.mem.add(code.imm as usize)); s.set(code.a, v.into()); Flow::Next };
    GlobalLd2 full (s) {
        let code = s.code();
        let p = s.mem.add(code.imm as usize);
        let (x, y) = (load!(u64, p), load!(u64, p.add(8)));
        s.set_pair(code.a, [x, y]);
        Flow::Next
    };
    GlobalSt64 full (s) { let code = s.code(); store!(u64, s.mem.add(code.imm as usize), s.r(code.a)); Flow::Next };
    IdxAddrLd64 full (s) idx_load(s, |p| load!(u64, p));
    IdxAddrLdU32 full (s) idx_load(s, |p| load!(u32, p).into());
    IdxAddrLdU8 full (s) idx_load(s, |p| load!(u8, p).into());
    IdxAddrLd2 full (s) {
        let code = s.code();
        let Some(p) = s.element(s.r(code.b), s.r(code.c), code.lo()) else { return Flow::Slow };
        let p = p.add(code.hi() as usize);
        let (x, y) = (load!(u64, p), load!(u64, p.add(8)));
        s.set_pair(code.a, [x, y]);
        Flow::Next
    };
    IdxAddrSt64 full (s) {
        let code = s.code();
        let Some(p) = s.element(s.r(code.b), s.r(code.c), code.lo()) else { return Flow::Slow };
        store!(u64, p.add(code.hi() as usize), s.r(code.a));
        Flow::Next
    };
    IdxAddrLea full (s) {
        let code = s.code();
        let (slice, index) = (s.r(code.b), s.r(code.c));
        let at = (slice as u32).wrapping_add((index as u32).wrapping_mul(code.lo()));
        if index >= slice >> 32 || at == 0 {
            return Flow::Slow;
        }
        s.set(code.a, at.wrapping_add(code.hi()).into());
        Flow::Next
    };
    ArrAddrLd64 full (s) array_load(s, |p| load!(u64, p));
    ArrAddrLdU32 full (s) array_load(s, |p| load!(u32, p).into());
    ArrAddrLdU8 full (s) array_load(s, |p| load!(u8, p).into());
    ArrAddrSt64 full (s) array_store(s, |p, v| store!(u64, p, v));
    ArrAddrSt32 full (s) array_store(s, |p, v| store!(u32, p, v));
    ArrAddrSt8 full (s) array_store(s, |p, v| store!(u8, p, v));
    BrLtLen br (x, y) (x as i64) < (y >> 32) as i64;
    IncBrLtLen full (s) inc_branch(s, |s, x| x < (s.r(s.code().b) >> 32) as i64);
    IncBrLtS full (s) inc_branch(s, |s, x| x < s.r(s.code().b) as i64);
    IncBrLeS full (s) inc_branch(s, |s, x| x <= s.r(s.code().b) as i64);
    IncBrLtSI full (s) inc_branch(s, |s, x| x < i64::from(s.code().b as i16));
    IncBrLeSI full (s) inc_branch(s, |s, x| x <= i64::from(s.code().b as i16));
    IncBrGtSI full (s) inc_branch(s, |s, x| x > i64::from(s.code().b as i16));
    IncBrGeSI full (s) inc_branch(s, |s, x| x >= i64::from(s.code().b as i16));
    IncBrNeI full (s) inc_branch(s, |s, x| x != i64::from(s.code().b as i16));
}

/// Does something to each of a few words in turn. Left to itself the compiler would call a function for that, or do several at a
/// time: then the host waits for the stores of single words just before.
#[inline(always)]
fn words(count: usize, mut each: impl FnMut(usize)) {
    let mut n = 0;
    while n < count {
        each(n);
        n = n.wrapping_add(1);
        keep_branch();
    }
}

/// Goes back to the caller: the link is the index of the instruction behind the call, which knows its window.
///
/// # Safety
/// The invariant of [`State`]: slot 0 of a frame is written by calls alone, and the verifier keeps code away from it.
#[inline(always)]
unsafe fn ret(s: &mut State) -> Flow {
    // SAFETY: see above.
    unsafe {
        let link = *s.regs as usize;
        s.ip = (*s.cx).code.add(link);
        s.regs = s.regs.sub((*s.ip.sub(1)).a.into());
    }
    Flow::Go
}

#[inline(always)]
unsafe fn reg_get(s: &mut State, bits: u32, extend: impl Fn(u64) -> u64) -> Flow {
    // SAFETY: the verifier checked that the array of `lo` elements lies in the frame; the index is below.
    unsafe {
        let code = s.code();
        let index = s.r(code.c);
        if index >= code.lo().into() {
            return Flow::Slow;
        }
        let at = (index as u32).wrapping_mul(bits);
        let word = *s.regs.add(usize::from(code.b).wrapping_add((at / 64) as usize));
        s.set(code.a, extend(word >> (at % 64) & !(u64::MAX << bits)));
    }
    Flow::Next
}

#[inline(always)]
unsafe fn reg_set(s: &mut State, bits: u32) -> Flow {
    // SAFETY: as for `reg_get`.
    unsafe {
        let code = s.code();
        let (index, value) = (s.r(code.b), s.r(code.c));
        if index >= code.lo().into() {
            return Flow::Slow;
        }
        let at = (index as u32).wrapping_mul(bits);
        let place = s.regs.add(usize::from(code.a).wrapping_add((at / 64) as usize));
        let mask = !(u64::MAX << bits) << (at % 64);
        *place = *place & !mask | value << (at % 64) & mask;
    }
    Flow::Next
}

/// A product, rounded, as a term: `a` = the result, `b` and `c` the factors, the immediate the other term.
#[inline(always)]
unsafe fn float_term(s: &mut State, combine: impl Fn(f64, f64) -> f64) -> Flow {
    // SAFETY: the invariant of `State`.
    unsafe {
        let code = s.code();
        let product = f(s.r(code.b)) * f(s.r(code.c));
        let value = combine(product, f(s.r(code.imm as u16)));
        s.set(code.a, value.to_bits());
    }
    Flow::Next
}

/// Likewise, stored to memory at register `a` and the offset `hi`.
#[inline(always)]
unsafe fn float_store(s: &mut State, combine: impl Fn(f64, f64) -> f64) -> Flow {
    // SAFETY: the invariant of `State`.
    unsafe {
        let code = s.code();
        let Some(p) = s.place_at(s.r(code.a), code.hi() as usize) else { return Flow::Slow };
        let product = f(s.r(code.b)) * f(s.r(code.c));
        store!(u64, p, combine(product, f(s.r(code.imm as u16))).to_bits());
    }
    Flow::Next
}

/// A load from an element of the slice `b` at index `c`: `lo` its size, `hi` the offset in it.
#[inline(always)]
unsafe fn idx_load(s: &mut State, load: impl Fn(*mut u8) -> u64) -> Flow {
    // SAFETY: `element` checks the address; the verifier bounded the offset.
    unsafe {
        let code = s.code();
        let Some(p) = s.element(s.r(code.b), s.r(code.c), code.lo()) else { return Flow::Slow };
        let value = load(p.add(code.hi() as usize));
        s.set(code.a, value);
    }
    Flow::Next
}

/// The place in an element of the array that `b` points to, at index `c`: bits 0-15 of the immediate its size, 16-31 the offset in
/// it, `hi` the array's length.
#[inline(always)]
unsafe fn array_place(s: &State) -> Option<*mut u8> {
    // SAFETY: `place` checks the address; the verifier bounded the offset.
    unsafe {
        let code = s.code();
        let (array, index) = (s.r(code.b) as u32, s.r(code.c));
        if array == 0 || index >= code.hi().into() {
            return None;
        }
        let at = array.wrapping_add((index as u32).wrapping_mul(code.lo() & 0xffff));
        s.place_at(at.into(), (code.lo() >> 16) as usize)
    }
}

#[inline(always)]
unsafe fn array_load(s: &mut State, load: impl Fn(*mut u8) -> u64) -> Flow {
    // SAFETY: as for `array_place`.
    unsafe {
        let Some(p) = array_place(s) else { return Flow::Slow };
        let value = load(p);
        s.set(s.code().a, value);
    }
    Flow::Next
}

#[inline(always)]
unsafe fn array_store(s: &mut State, store: impl Fn(*mut u8, u64)) -> Flow {
    // SAFETY: as for `array_place`.
    unsafe {
        let Some(p) = array_place(s) else { return Flow::Slow };
        store(p, s.r(s.code().a));
    }
    Flow::Next
}

/// The end of a loop: adds `c` to the register `a`, then branches on it.
#[inline(always)]
unsafe fn inc_branch(s: &mut State, condition: impl Fn(&State, i64) -> bool) -> Flow {
    // SAFETY: the invariant of `State`.
    unsafe {
        let code = s.code();
        let x = s.r(code.a).wrapping_add(code.c as i16 as u64);
        let is_taken = condition(s, x as i64);
        if !s.charge(code.hi()) {
            return Flow::Refill;
        }
        s.set(code.a, x);
        if is_taken {
            keep_branch();
            return s.jump(code.lo() as i32);
        }
    }
    Flow::Next
}

/// `append` of one value; out of line if the slice has no room.
#[inline(always)]
unsafe fn append(s: &mut State, size: u32) -> Flow {
    // SAFETY: `place` checks the address.
    unsafe {
        let code = s.code();
        let ([slice, cap], value) = (s.pair(code.b), s.r(code.c));
        let length = slice >> 32;
        // Collections come before any instruction that may allocate, whether it does or not.
        if length < cap && length < u64::from(u32::MAX) && !(*(*s.cx).machine).heap.is_collection_due() {
            let at = (slice as u32).wrapping_add((length as u32).wrapping_mul(size));
            let Some(p) = s.place(at.into()) else { return Flow::Slow };
            match size {
                1 => store!(u8, p, value),
                4 => store!(u32, p, value),
                _ => store!(u64, p, value),
            }
            s.set_pair(code.a, [slice.wrapping_add(1 << 32), cap]);
            return Flow::Next;
        }
        plain::run_any(s)
    }
}
