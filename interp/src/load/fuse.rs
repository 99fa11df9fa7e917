//! Which canonical instructions, one after the other in a block, one executable instruction stands for.
//!
//! A fused instruction does what they do in turn, but need not write a register that is not live behind the last. It checks
//! everything before it writes anything, and nothing that allocates is fused: so the canonical ones can be run from the first on if
//! it gives up. Nothing is fused across blocks, hence energy stays where it is.

use crate::exec::Exec;
use crate::isa::{Imm, Instr, Op, Operand, pack};
use crate::liveness::RegTable;
use crate::load::items::{Item, Source};
use crate::load::translate::{direct, division};

/// An instruction of the executable form that stands for several canonical ones.
pub(super) struct Fused {
    pub(super) op: Exec,
    pub(super) operands: [u16; 3],
    pub(super) imm: i64,
    /// How many.
    pub(super) count: u32,
}

/// A terminator with what is fused to it. The immediate is filled in by the caller.
pub(super) struct FusedBranch {
    pub(super) op: Exec,
    pub(super) operands: [u16; 3],
}

/// Where package variables lie.
#[derive(Clone, Copy)]
pub(super) struct Globals {
    pub(super) at: u32,
    pub(super) size: u32,
}

/// A block's instructions, and what is live behind each if that is known: if not, nothing is fused.
pub(super) struct Block<'f> {
    pub(super) items: &'f [Item],
    pub(super) live: Option<&'f RegTable>,
}

impl Block<'_> {
    fn get(&self, at: usize) -> Option<&Instr> {
        self.items.get(at).filter(|i| i.source != Source::Charge).map(|i| &i.instr)
    }

    /// Nobody reads the register behind instruction `at`.
    fn is_dead(&self, at: usize, register: u16) -> bool {
        self.live.is_some_and(|live| !live.row(at).contains(register))
    }

    /// What the instructions from `at` on can be fused to.
    pub(super) fn fuse(&self, at: usize, globals: Globals) -> Option<Fused> {
        let (x, y) = (self.get(at)?, self.get(at + 1)?);
        if y.op.is_terminator() {
            return None;
        }
        let rotation =
            self.get(at + 3).filter(|z| !z.op.is_terminator()).and_then(|z| self.shifts(at, x, y, self.get(at + 2)?, z));
        rotation
            .or_else(|| self.moves(at, x, y))
            .or_else(|| self.sum_u32(at, x, y))
            .or_else(|| self.and_not_u32(at, x, y))
            .or_else(|| wrapped(x, y))
            .or_else(|| self.with_constant(at, x, y))
            .or_else(|| self.element_term(at, x, y))
            .or_else(|| self.multiply_add(at, x, y))
            .or_else(|| self.through_address(at, x, y, globals))
            .or_else(|| accesses(x, y))
            .or_else(|| self.at_distance(at, x, y))
            .or_else(|| self.pair(at, x, y))
            .or_else(|| self.copied(at, x, y))
    }

    /// What the instructions from `at` on and the block's terminator can be fused to, if nothing stands in between.
    pub(super) fn fuse_branch(&self, at: usize) -> Option<FusedBranch> {
        let (x, y) = (self.get(at)?, self.get(at + 1)?);
        let step = |i: &Instr| if i.op == Op::AddI && i.a == i.b { i16::try_from(i.imm).ok() } else { None };
        let length = |at: usize, l: &Instr, br: &Instr| {
            l.op == Op::Len && br.op == Op::BrLtS && br.b == l.a && br.a != l.a && self.is_dead(at, l.a)
        };
        if let (Some(by), Some(br)) = (step(x), self.get(at + 2))
            && length(at + 2, y, br)
            && br.a == x.a
            && y.b != x.a
        {
            return Some(FusedBranch { op: Exec::IncBrLtLen, operands: [x.a, y.b, by as u16] });
        }
        if !y.op.is_terminator() {
            return None;
        }
        if length(at + 1, x, y) {
            return Some(FusedBranch { op: Exec::BrLtLen, operands: [y.a, x.b, 0] });
        }
        if x.op == Op::IsType && y.op == Op::Br && y.a == x.a && self.is_dead(at + 1, x.a) {
            let ty = i16::try_from(x.imm).ok()?;
            return Some(FusedBranch { op: Exec::BrEqI, operands: [x.b, 0, ty as u16] });
        }
        let by = step(x)?;
        if y.a != x.a {
            return None;
        }
        let (op, limit) = match y.op {
            Op::BrLtS if y.b != x.a => (Exec::IncBrLtS, y.b),
            Op::BrLeS if y.b != x.a => (Exec::IncBrLeS, y.b),
            Op::BrLtSI => (Exec::IncBrLtSI, y.c),
            Op::BrLeSI => (Exec::IncBrLeSI, y.c),
            Op::BrGtSI => (Exec::IncBrGtSI, y.c),
            Op::BrGeSI => (Exec::IncBrGeSI, y.c),
            Op::BrNeI => (Exec::IncBrNeI, y.c),
            _ => return None,
        };
        Some(FusedBranch { op, operands: [x.a, limit, by as u16] })
    }

    /// `x >> m | uint32(x << n)`: a rotation, mostly.
    fn shifts(&self, at: usize, right: &Instr, left: &Instr, wrap: &Instr, or: &Instr) -> Option<Fused> {
        let (t, u) = (right.a, left.a);
        let is_it = right.op == Op::ShrUI
            && left.op == Op::ShlI
            && wrap.op == Op::Zext32
            && or.op == Op::Or
            && left.b == right.b
            && right.a != right.b
            && (wrap.a, wrap.b) == (u, u)
            && t != u
            && (or.b, or.c) == (t, u)
            && [t, u].iter().all(|r| *r == or.a || self.is_dead(at + 3, *r));
        let imm = right.imm | left.imm << 32;
        if let Some(xor) = self.get(at + 4)
            && is_it
            && xor.op == Op::Xor
            && let Some(other) = self.other(at + 4, or.a, xor)
        {
            return Some(Fused { op: Exec::ShiftsXorU32, operands: [xor.a, right.b, other], imm, count: 5 });
        }
        is_it.then_some(Fused { op: Exec::ShiftsU32, operands: [or.a, right.b, 0], imm, count: 4 })
    }

    /// The other operand of an instruction that has two, if it reads the register `t` as one, and nothing else does.
    fn other(&self, at: usize, t: u16, y: &Instr) -> Option<u16> {
        let is_gone = y.a == t || self.is_dead(at, t);
        match (y.b == t, y.c == t) {
            (true, false) if is_gone => Some(y.c),
            (false, true) if is_gone => Some(y.b),
            _ => None,
        }
    }

    /// `uint32(uint32(b + c) + d)`
    fn sum_u32(&self, at: usize, x: &Instr, y: &Instr) -> Option<Fused> {
        let (z, w) = (self.get(at + 2)?, self.get(at + 3)?);
        let wraps = |sum: &Instr, wrap: &Instr| sum.op == Op::Add && wrap.op == Op::Zext32 && (wrap.a, wrap.b) == (sum.a, sum.a);
        if !wraps(x, y) || !wraps(z, w) {
            return None;
        }
        let other = self.other(at + 2, x.a, z)?;
        Some(Fused { op: Exec::Add3U32, operands: [z.a, x.b, x.c], imm: other.into(), count: 4 })
    }

    /// `^b & c` of numbers of 32 bits.
    fn and_not_u32(&self, at: usize, x: &Instr, y: &Instr) -> Option<Fused> {
        let z = self.get(at + 2)?;
        let is_it = x.op == Op::Not && y.op == Op::Zext32 && (y.a, y.b) == (x.a, x.a) && z.op == Op::And;
        let other = if is_it { self.other(at + 2, x.a, z)? } else { return None };
        Some(Fused { op: Exec::NotAndU32, operands: [z.a, x.b, other], imm: 0, count: 3 })
    }

    /// Two operations of which the second takes the result of the first, which is of no other use.
    fn pair(&self, at: usize, x: &Instr, y: &Instr) -> Option<Fused> {
        let fused = |op, operands, imm| Some(Fused { op, operands, imm, count: 2 });
        if (x.op, y.op) == (Op::Add, Op::AddI) && y.b == x.a && (y.a == x.a || self.is_dead(at + 1, x.a)) {
            return fused(Exec::AddAddI, [y.a, x.b, x.c], y.imm);
        }
        let op = match (x.op, y.op) {
            (Op::Add, Op::Add) => Exec::Add3,
            (Op::Xor, Op::Xor) => Exec::Xor3,
            (Op::And, Op::Xor) => Exec::AndXor,
            (Op::Mul, Op::Add) => Exec::MulAdd,
            (Op::AddI, Op::Add) => Exec::AddAddI,
            (Op::MulI, Op::Add) => Exec::MulIAdd,
            (Op::ShlI, Op::Add) => Exec::ShlIAdd,
            (Op::ShrUI, Op::Xor) => Exec::ShrUIXor,
            _ => return None,
        };
        let other = self.other(at + 1, x.a, y)?;
        match op {
            Exec::AddAddI | Exec::MulIAdd | Exec::ShlIAdd | Exec::ShrUIXor => fused(op, [y.a, x.b, other], x.imm),
            _ => fused(op, [y.a, x.b, x.c], other.into()),
        }
    }

    /// An element of a register array, at an index that is a register and a constant.
    fn at_distance(&self, at: usize, x: &Instr, y: &Instr) -> Option<Fused> {
        let distance = i32::try_from(x.imm).ok()?;
        if x.op != Op::AddI || y.c != x.a || !(y.a == x.a || self.is_dead(at + 1, x.a)) {
            return None;
        }
        let op = match y.op {
            Op::RegU32 => Exec::RegU32At,
            Op::RegN if (y.imm >> 32) as u16 == 1 => Exec::Reg64At,
            _ => return None,
        };
        let array = u32::from(y.b)..u32::from(y.b) + (y.imm as u64 >> 48) as u32;
        if array.contains(&x.a.into()) {
            return None;
        }
        Some(Fused { op, operands: [y.a, y.b, x.b], imm: pack(y.imm as u32, distance as u32), count: 2 })
    }

    /// A term that is a product with an element of a slice.
    fn element_term(&self, at: usize, x: &Instr, y: &Instr) -> Option<Fused> {
        let z = self.get(at + 2)?;
        if (x.op, y.op, z.op) != (Op::Idx64, Op::FMul, Op::FAdd) {
            return None;
        }
        let factor = self.other(at + 1, x.a, y)?;
        let other = self.other(at + 2, y.a, z)?;
        if other == x.a {
            return None;
        }
        let imm = i64::from(factor) | i64::from(other) << 16;
        Some(Fused { op: Exec::Idx64FMulAdd, operands: [z.a, x.b, x.c], imm, count: 3 })
    }

    fn moves(&self, at: usize, x: &Instr, y: &Instr) -> Option<Fused> {
        if x.op != Op::Mov || y.op != Op::Mov || (y.b == x.a && self.is_dead(at + 1, x.a)) {
            return None;
        }
        let second = i64::from(y.a) | i64::from(y.b) << 16;
        let third = self.get(at + 2).filter(|z| z.op == Op::Mov);
        Some(match third {
            Some(z) => {
                let imm = second | i64::from(z.a) << 32 | i64::from(z.b) << 48;
                Fused { op: Exec::MovMovMov, operands: [x.a, x.b, 0], imm, count: 3 }
            }
            None => Fused { op: Exec::MovMov, operands: [x.a, x.b, 0], imm: second, count: 2 },
        })
    }

    /// A constant that is an operand of what follows and of nothing else.
    fn with_constant(&self, at: usize, x: &Instr, y: &Instr) -> Option<Fused> {
        let t = x.a;
        let is_gone = |i: &Instr| i.a == t || self.is_dead(at + 1, t);
        if x.op != Op::Const {
            return None;
        }
        let fused = |op, operands, imm| Some(Fused { op, operands, imm, count: 2 });
        if let Op::SetIdx8 | Op::SetIdx64 = y.op {
            let op = if y.op == Op::SetIdx8 { Exec::SetIdx8C } else { Exec::SetIdx64C };
            let is_it = y.c == t && y.a != t && y.b != t && self.is_dead(at + 1, t);
            return if is_it { fused(op, [y.a, y.b, 0], x.imm) } else { None };
        }
        let is_binary =
            y.op.info().operands == [Operand::Def(1), Operand::Use(1), Operand::Use(1)] && y.op.info().imm == Imm::None;
        if !is_binary || !is_gone(y) || y.b == y.c {
            return None;
        }
        let in_range = (0..64).contains(&x.imm);
        if y.c == t {
            let (op, imm) = match y.op {
                Op::Add => (Exec::AddI, x.imm),
                Op::Sub => (Exec::AddI, x.imm.wrapping_neg()),
                Op::Mul => (Exec::MulI, x.imm),
                Op::And => (Exec::AndI, x.imm),
                Op::Or => (Exec::OrI, x.imm),
                Op::Xor => (Exec::XorI, x.imm),
                Op::Shl if in_range => (Exec::ShlI, x.imm),
                Op::ShrS if in_range => (Exec::ShrSI, x.imm),
                Op::ShrU if in_range => (Exec::ShrUI, x.imm),
                Op::DivS | Op::RemS if x.imm != 0 => division(y.op, x.imm),
                Op::DivU if x.imm != 0 => (Exec::DivUI, x.imm),
                Op::RemU if x.imm != 0 => (Exec::RemUI, x.imm),
                Op::Rotl32 => (Exec::Rotl32I, x.imm),
                Op::Eq => (Exec::EqI, x.imm),
                Op::Ne => (Exec::NeI, x.imm),
                Op::LtS => (Exec::LtSI, x.imm),
                Op::LeS => (Exec::LeSI, x.imm),
                Op::FAdd => (Exec::FAddI, x.imm),
                Op::FSub => (Exec::FSubI, x.imm),
                Op::FMul => (Exec::FMulI, x.imm),
                Op::FDiv => (Exec::FDivI, x.imm),
                _ => return None,
            };
            return fused(op, [y.a, y.b, 0], imm);
        }
        if y.b != t {
            return None;
        }
        let op = match y.op {
            Op::Add => Exec::AddI,
            Op::Sub => Exec::SubI,
            Op::Mul => Exec::MulI,
            Op::And => Exec::AndI,
            Op::Or => Exec::OrI,
            Op::Xor => Exec::XorI,
            Op::Eq => Exec::EqI,
            Op::Ne => Exec::NeI,
            Op::LtS => Exec::GtSI,
            Op::LeS => Exec::GeSI,
            Op::FAdd => Exec::FAddI,
            Op::FSub => Exec::FSubFromI,
            Op::FMul => Exec::FMulI,
            Op::FDiv => Exec::FDivOfI,
            _ => return None,
        };
        fused(op, [y.a, y.c, 0], x.imm)
    }

    /// A product that is a term of what follows and nothing else.
    fn multiply_add(&self, at: usize, x: &Instr, y: &Instr) -> Option<Fused> {
        let t = x.a;
        if x.op != Op::FMul || y.b == y.c || !(y.a == t || self.is_dead(at + 1, t)) {
            return None;
        }
        let (op, other) = match y.op {
            Op::FAdd if y.b == t => (Exec::FMulAdd, y.c),
            Op::FAdd if y.c == t => (Exec::FMulAdd, y.b),
            Op::FSub if y.b == t => (Exec::FMulSub, y.c),
            Op::FSub if y.c == t => (Exec::FSubMul, y.b),
            _ => return None,
        };
        if let Some(z) = self.get(at + 2)
            && z.op == Op::St64
            && z.b == y.a
            && z.a != y.a
            && z.a != t
            && self.is_dead(at + 2, y.a)
            && let Some(op) = match op {
                Exec::FMulAdd => Some(Exec::FMulAddSt),
                Exec::FSubMul => Some(Exec::FSubMulSt),
                _ => None,
            }
        {
            let imm = i64::from(other) | z.imm << 32;
            return Some(Fused { op, operands: [z.a, x.b, x.c], imm, count: 3 });
        }
        Some(Fused { op, operands: [y.a, x.b, x.c], imm: other.into(), count: 2 })
    }

    /// An access to memory at an address that was just computed, and is of no other use.
    fn through_address(&self, at: usize, x: &Instr, y: &Instr, globals: Globals) -> Option<Fused> {
        let t = x.a;
        let is_store = matches!(y.op, Op::St8 | Op::St32 | Op::St64 | Op::StN);
        let is_dead = self.is_dead(at + 1, t);
        let uses_it = if is_store { y.a == t && y.b != t && is_dead } else { y.b == t && (y.a == t || is_dead) };
        if !uses_it {
            return None;
        }
        let (offset, words) = match y.op {
            Op::LdN | Op::StN => (y.imm & 0xffff_ffff, y.imm >> 32),
            _ => (y.imm, 2),
        };
        if words != 2 {
            return None;
        }
        // A load to two registers must not overwrite what the address is made of before it is complete: it reads first.
        let first = if is_store { y.b } else { y.a };
        match x.op {
            Op::GlobalAddr if x.imm < i64::from(globals.size) => {
                let op = match y.op {
                    Op::Ld64 => Exec::GlobalLd64,
                    Op::LdU32 => Exec::GlobalLdU32,
                    Op::LdU8 => Exec::GlobalLdU8,
                    Op::LdN => Exec::GlobalLd2,
                    Op::St64 => Exec::GlobalSt64,
                    _ => return None,
                };
                // An address in package variables is valid for good, and offsets end in memory's slack.
                let imm = i64::from(globals.at) + x.imm + offset;
                Some(Fused { op, operands: [first, 0, 0], imm, count: 2 })
            }
            Op::IdxAddr => {
                let op = match y.op {
                    Op::Ld64 => Exec::IdxAddrLd64,
                    Op::LdU32 => Exec::IdxAddrLdU32,
                    Op::LdU8 => Exec::IdxAddrLdU8,
                    Op::LdN => Exec::IdxAddrLd2,
                    Op::St64 => Exec::IdxAddrSt64,
                    Op::Lea if y.imm <= i64::from(u16::MAX) => Exec::IdxAddrLea,
                    _ => return None,
                };
                Some(Fused { op, operands: [first, x.b, x.c], imm: x.imm | offset << 32, count: 2 })
            }
            Op::ArrAddr => {
                let op = match y.op {
                    Op::Ld64 => Exec::ArrAddrLd64,
                    Op::LdU32 => Exec::ArrAddrLdU32,
                    Op::LdU8 => Exec::ArrAddrLdU8,
                    Op::St64 => Exec::ArrAddrSt64,
                    Op::St32 => Exec::ArrAddrSt32,
                    Op::St8 => Exec::ArrAddrSt8,
                    _ => return None,
                };
                let size = x.imm & 0xffff_ffff;
                let imm = size | offset << 16 | (x.imm >> 32) << 32;
                (size <= i64::from(u16::MAX)).then_some(Fused { op, operands: [first, x.b, x.c], imm, count: 2 })
            }
            _ => None,
        }
    }

    /// A move from the register that was just computed, or to one that is just read, and that is of no other use.
    fn copied(&self, at: usize, x: &Instr, y: &Instr) -> Option<Fused> {
        let plain = |op: Op| {
            let info = op.info();
            let is_ready = direct(op).is_some() && info.operands[0] == Operand::Def(1);
            let registers = info.operands[1..].iter().all(|o| matches!(o, Operand::Use(1) | Operand::None));
            (is_ready && registers && !matches!(info.imm, Imm::Slice)).then(|| direct(op)).flatten()
        };
        if y.op == Op::Mov && y.b == x.a && y.a != x.a && self.is_dead(at + 1, x.a) {
            return Some(Fused { op: plain(x.op)?, operands: [y.a, x.b, x.c], imm: x.imm, count: 2 });
        }
        if x.op == Op::Mov && (y.a == x.a || self.is_dead(at + 1, x.a)) {
            let op = plain(y.op)?;
            let second = y.op.info().operands[2] == Operand::Use(1);
            // An index reads two slots of a slice, of which the second does not count for it.
            if y.b != x.a && !(second && y.c == x.a) {
                return None;
            }
            let from = |r: u16| if r == x.a { x.b } else { r };
            let operands = [y.a, from(y.b), if second { from(y.c) } else { y.c }];
            return Some(Fused { op, operands, imm: y.imm, count: 2 });
        }
        None
    }
}

/// Two loads or two stores: both addresses are checked before anything is written.
fn accesses(x: &Instr, y: &Instr) -> Option<Fused> {
    let op = match (x.op, y.op) {
        (Op::Ld64, Op::Ld64) if y.b != x.a && y.a != x.a => Exec::Ld64Ld64,
        (Op::St64, Op::St64) => Exec::St64St64,
        _ => return None,
    };
    let imm = i64::from(y.a) | i64::from(y.b) << 16 | x.imm << 32 | y.imm << 48;
    Some(Fused { op, operands: [x.a, x.b, 0], imm, count: 2 })
}

/// An operation and the conversion of its result to its type.
fn wrapped(x: &Instr, y: &Instr) -> Option<Fused> {
    if (y.a, y.b) != (x.a, x.a) {
        return None;
    }
    let op = match (x.op, y.op) {
        (Op::Add, Op::Zext32) => Exec::AddU32,
        (Op::Sub, Op::Zext32) => Exec::SubU32,
        (Op::Mul, Op::Zext32) => Exec::MulU32,
        (Op::AddI, Op::Zext32) => Exec::AddIU32,
        (Op::MulI, Op::Zext32) => Exec::MulIU32,
        (Op::ShlI, Op::Zext32) => Exec::ShlIU32,
        (Op::Not, Op::Zext32) => Exec::NotU32,
        (Op::Add, Op::Sext32) => Exec::AddS32,
        (Op::Sub, Op::Sext32) => Exec::SubS32,
        (Op::Mul, Op::Sext32) => Exec::MulS32,
        (Op::AddI, Op::Sext32) => Exec::AddIS32,
        (Op::Add, Op::Zext8) => Exec::AddU8,
        (Op::AddI, Op::Zext8) => Exec::AddIU8,
        _ => return None,
    };
    Some(Fused { op, operands: [x.a, x.b, x.c], imm: x.imm, count: 2 })
}
