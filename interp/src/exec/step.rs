//! What canonical instructions do that stay in their frame: for those that are rare, and for those whose fast form gave up. All of
//! it is safe code on the frame's registers.

use crate::heap::{f32_bits_of_slot, nil_dereference, slot_of_f32_bits};
use crate::isa::{Instr, Op};
use crate::machine::{Deferred, Machine, bad_call};
use crate::module::TypeIdx;
use crate::program::Program;
use crate::rt::arrays::RegArray;
use crate::rt::slices::{Bounds, index_out_of_range};
use crate::rt::{self, chan, equal, iface, map, num, slices, strings};
use crate::trap::Trap;

type Result<T> = std::result::Result<T, Box<Trap>>;

/// Runs an instruction. `regs` are the registers of its frame, `frame` says which frame it is.
pub(super) fn step(m: &mut Machine<'_>, p: &Program, regs: &mut [u64], frame: usize, i: &Instr) -> Result<()> {
    let (a, b, c) = (usize::from(i.a), usize::from(i.b), usize::from(i.c));
    let imm = i.imm as u64;
    let float = |slot: u64| f64::from_bits(slot);
    let x = || regs[b];
    let y = || regs[c];
    let value = match i.op {
        Op::Mov => x(),
        Op::Const | Op::TypeVal => imm,
        Op::Str => p.data.strings[imm as usize],
        Op::GlobalAddr => p.data.globals.wrapping_add(i.imm as u32).into(),
        Op::FuncVal => p.data.closures[imm as usize].into(),
        Op::Add => x().wrapping_add(y()),
        Op::Sub => x().wrapping_sub(y()),
        Op::Mul => x().wrapping_mul(y()),
        Op::And => x() & y(),
        Op::Or => x() | y(),
        Op::Xor => x() ^ y(),
        Op::AndNot => x() & !y(),
        Op::Shl => num::shl(x(), y()),
        Op::ShrS => num::shr_s(x(), y()),
        Op::ShrU => num::shr_u(x(), y()),
        Op::DivS => num::div_s(x(), y())?,
        Op::DivU => num::div_u(x(), y())?,
        Op::RemS => num::rem_s(x(), y())?,
        Op::RemU => num::rem_u(x(), y())?,
        Op::AddI => x().wrapping_add(imm),
        Op::SubI => imm.wrapping_sub(x()),
        Op::MulI => x().wrapping_mul(imm),
        Op::AndI => x() & imm,
        Op::OrI => x() | imm,
        Op::XorI => x() ^ imm,
        Op::ShlI => num::shl(x(), imm),
        Op::ShrSI => num::shr_s(x(), imm),
        Op::ShrUI => num::shr_u(x(), imm),
        Op::DivSI => num::div_s(x(), imm)?,
        Op::DivUI => num::div_u(x(), imm)?,
        Op::RemSI => num::rem_s(x(), imm)?,
        Op::RemUI => num::rem_u(x(), imm)?,
        Op::Neg => x().wrapping_neg(),
        Op::Not => !x(),
        Op::Sext8 => x() as i8 as u64,
        Op::Sext16 => x() as i16 as u64,
        Op::Sext32 => x() as i32 as u64,
        Op::Zext8 => x() & 0xff,
        Op::Zext16 => x() & 0xffff,
        Op::Zext32 => x() & 0xffff_ffff,
        Op::Clz => x().leading_zeros().into(),
        Op::Ctz => x().trailing_zeros().into(),
        Op::Popcnt => x().count_ones().into(),
        Op::Rotl32 => num::rotl_32(x(), y()),
        Op::Rotl64 => num::rotl_64(x(), y()),
        Op::Eq => (x() == y()).into(),
        Op::Ne => (x() != y()).into(),
        Op::LtS => ((x() as i64) < y() as i64).into(),
        Op::LeS => (x() as i64 <= y() as i64).into(),
        Op::LtU => (x() < y()).into(),
        Op::LeU => (x() <= y()).into(),
        Op::EqI | Op::IsType => (x() == imm).into(),
        Op::NeI => (x() != imm).into(),
        Op::LtSI => ((x() as i64) < i.imm).into(),
        Op::LeSI => (x() as i64 <= i.imm).into(),
        Op::GtSI => (x() as i64 > i.imm).into(),
        Op::GeSI => (x() as i64 >= i.imm).into(),
        Op::FAdd => (float(x()) + float(y())).to_bits(),
        Op::FSub => (float(x()) - float(y())).to_bits(),
        Op::FMul => (float(x()) * float(y())).to_bits(),
        Op::FDiv => (float(x()) / float(y())).to_bits(),
        Op::FNeg => (-float(x())).to_bits(),
        Op::FAbs => float(x()).abs().to_bits(),
        Op::FSqrt => float(x()).sqrt().to_bits(),
        Op::FRound32 => num::f32_slot(float(x()) as f32),
        Op::FEq => (float(x()) == float(y())).into(),
        Op::FNe => (float(x()) != float(y())).into(),
        Op::FLt => (float(x()) < float(y())).into(),
        Op::FLe => (float(x()) <= float(y())).into(),
        Op::IntToF => (x() as i64 as f64).to_bits(),
        Op::UintToF => (x() as f64).to_bits(),
        Op::IntToF32 => num::f32_slot(x() as i64 as f32),
        Op::UintToF32 => num::f32_slot(x() as f32),
        Op::FToInt => num::float_to_int(x()),
        Op::FToUint => num::float_to_uint(x()),
        Op::FBits => num::float_bits(x()),
        Op::Len => x() >> 32,
        Op::LdU8 => m.heap.get::<1>(x() as u32, imm as u32)?[0].into(),
        Op::LdI8 => m.heap.get::<1>(x() as u32, imm as u32)?[0] as i8 as u64,
        Op::LdU16 => u16::from_le_bytes(m.heap.get(x() as u32, imm as u32)?).into(),
        Op::LdI16 => i16::from_le_bytes(m.heap.get(x() as u32, imm as u32)?) as u64,
        Op::LdU32 => u32::from_le_bytes(m.heap.get(x() as u32, imm as u32)?).into(),
        Op::LdI32 => i32::from_le_bytes(m.heap.get(x() as u32, imm as u32)?) as u64,
        Op::Ld64 => u64::from_le_bytes(m.heap.get(x() as u32, imm as u32)?),
        Op::LdF32 => slot_of_f32_bits(u32::from_le_bytes(m.heap.get(x() as u32, imm as u32)?)),
        Op::LdPart => {
            let word = u64::from_le_bytes(m.heap.get(x() as u32, imm as u32)?);
            word & ((1 << (u32::from(i.c) * 8)) - 1)
        }
        Op::Lea => match x() as u32 {
            0 => return Err(nil_dereference()),
            addr => addr.wrapping_add(imm as u32).into(),
        },
        Op::IdxU8 => m.heap.get::<1>(slices::element(x(), y(), 1)?, 0)?[0].into(),
        Op::IdxI8 => m.heap.get::<1>(slices::element(x(), y(), 1)?, 0)?[0] as i8 as u64,
        Op::IdxU16 => u16::from_le_bytes(m.heap.get(slices::element(x(), y(), 2)?, 0)?).into(),
        Op::IdxI16 => i16::from_le_bytes(m.heap.get(slices::element(x(), y(), 2)?, 0)?) as u64,
        Op::IdxU32 => u32::from_le_bytes(m.heap.get(slices::element(x(), y(), 4)?, 0)?).into(),
        Op::IdxI32 => i32::from_le_bytes(m.heap.get(slices::element(x(), y(), 4)?, 0)?) as u64,
        Op::Idx64 => u64::from_le_bytes(m.heap.get(slices::element(x(), y(), 8)?, 0)?),
        Op::IdxF32 => slot_of_f32_bits(u32::from_le_bytes(m.heap.get(slices::element(x(), y(), 4)?, 0)?)),
        Op::IdxAddr => slices::element(x(), y(), imm as u32)?.into(),
        Op::ArrAddr => match x() as u32 {
            0 => return Err(nil_dereference()),
            addr => slices::element(rt::pack(addr, (imm >> 32) as u32), y(), imm as u32)?.into(),
        },
        Op::RegU8 | Op::RegI8 | Op::RegU16 | Op::RegI16 | Op::RegU32 | Op::RegI32 => array_element(regs, i)?,
        _ => return effect(m, p, regs, frame, i),
    };
    regs[a] = value;
    Ok(())
}

/// An element of a packed register array.
fn array_element(regs: &[u64], i: &Instr) -> Result<u64> {
    let shape = RegArray::new(i.imm);
    let array = &regs[usize::from(i.b)..][..usize::from(shape.slots)];
    let get = |bits| shape.get_packed(array, regs[usize::from(i.c)], bits);
    Ok(match i.op {
        Op::RegU8 => get(8)?,
        Op::RegI8 => get(8)? as i8 as u64,
        Op::RegU16 => get(16)?,
        Op::RegI16 => get(16)? as i16 as u64,
        Op::RegU32 => get(32)?,
        _ => get(32)? as i32 as u64,
    })
}

/// Instructions that do something else than to compute one slot.
fn effect(m: &mut Machine<'_>, p: &Program, regs: &mut [u64], frame: usize, i: &Instr) -> Result<()> {
    let (a, b, c) = (usize::from(i.a), usize::from(i.b), usize::from(i.c));
    let imm = i.imm as u64;
    let shape = RegArray::new(i.imm);
    match i.op {
        Op::MovN => regs.copy_within(b..b + c, a),
        Op::Zero => regs[a..a + c].fill(0),
        Op::ShiftCheck if (regs[a] as i64) < 0 => return Err(num::negative_shift()),
        Op::NilCheck if regs[a] as u32 == 0 => return Err(nil_dereference()),
        Op::Bound if regs[a] >= imm => return Err(index_out_of_range(regs[a], imm)),
        Op::ShiftCheck | Op::NilCheck | Op::Bound => {}
        Op::MulHiLo => {
            let product = u128::from(regs[b]) * u128::from(regs[c]);
            (regs[a], regs[a + 1]) = ((product >> 64) as u64, product as u64);
        }
        Op::AddCarry => [regs[a], regs[a + 1]] = num::add_carry(regs[b], regs[b + 1], regs[b + 2]),
        Op::SubBorrow => [regs[a], regs[a + 1]] = num::sub_borrow(regs[b], regs[b + 1], regs[b + 2]),
        Op::LdN => {
            let addr = regs[b] as u32;
            for n in 0..(imm >> 32) as u32 {
                regs[a + n as usize] = u64::from_le_bytes(m.heap.get(addr, (imm as u32).wrapping_add(8 * n))?);
            }
        }
        Op::StN => {
            for n in 0..(imm >> 32) as u32 {
                let word = regs[b + n as usize].to_le_bytes();
                m.heap.put(regs[a] as u32, (imm as u32).wrapping_add(8 * n), word)?;
            }
        }
        Op::St8 => m.heap.put(regs[a] as u32, imm as u32, [regs[b] as u8])?,
        Op::St16 => m.heap.put(regs[a] as u32, imm as u32, (regs[b] as u16).to_le_bytes())?,
        Op::St32 => m.heap.put(regs[a] as u32, imm as u32, (regs[b] as u32).to_le_bytes())?,
        Op::St64 => m.heap.put(regs[a] as u32, imm as u32, regs[b].to_le_bytes())?,
        Op::StF32 => m.heap.put(regs[a] as u32, imm as u32, f32_bits_of_slot(regs[b]).to_le_bytes())?,
        Op::StPart => m.heap.put_part(regs[a] as u32, imm as u32, regs[b], i.c.into())?,
        Op::SetIdx8 => m.heap.put(slices::element(regs[a], regs[b], 1)?, 0, [regs[c] as u8])?,
        Op::SetIdx16 => m.heap.put(slices::element(regs[a], regs[b], 2)?, 0, (regs[c] as u16).to_le_bytes())?,
        Op::SetIdx32 => m.heap.put(slices::element(regs[a], regs[b], 4)?, 0, (regs[c] as u32).to_le_bytes())?,
        Op::SetIdx64 => m.heap.put(slices::element(regs[a], regs[b], 8)?, 0, regs[c].to_le_bytes())?,
        Op::SetIdxF32 => m.heap.put(slices::element(regs[a], regs[b], 4)?, 0, f32_bits_of_slot(regs[c]).to_le_bytes())?,
        Op::RegN => {
            let from = shape.element(regs[c])?;
            regs.copy_within(b + from.start..b + from.end, a);
        }
        Op::SetRegN => {
            let to = shape.element(regs[b])?;
            regs.copy_within(c..c + to.len(), a + to.start);
        }
        Op::SetReg8 | Op::SetReg16 | Op::SetReg32 => {
            let bits = match i.op {
                Op::SetReg8 => 8,
                Op::SetReg16 => 16,
                _ => 32,
            };
            let (index, value) = (regs[b], regs[c]);
            shape.set_packed(&mut regs[a..a + usize::from(shape.slots)], index, bits, value)?;
        }
        Op::SliceOf => {
            let slice = slices::slice([regs[b], regs[b + 1]], &bounds(regs, i))?;
            regs[a..a + 2].copy_from_slice(&slice);
        }
        Op::SliceStr => regs[a] = slices::slice_string(regs[b], &bounds(regs, i))?,
        Op::ChanClose => m.close_chan(regs[a] as u32)?,
        Op::SelectSend => {}
        Op::SelectRecv => {
            let slots = usize::from(p.layout(p.desc(TypeIdx(i.imm as u32)).elem).slot_count());
            regs[a..a + slots].fill(0);
            regs[c] = 0;
        }
        Op::Defer => m.defers.push(Deferred { frame, closure: regs[a] as u32 }),
        op => return run_time(op, m, p, regs, i),
    }
    Ok(())
}

/// Bounds of a slice expression. Registers of those that are not given need not exist.
fn bounds(regs: &[u64], i: &Instr) -> Bounds {
    let at = |n: usize| regs.get(usize::from(i.c) + n).copied().unwrap_or(0);
    Bounds::new(i.imm, at(0), at(1), at(2))
}

/// Instructions whose work is done by the run-time support. `op` is that of the instruction: as a constant it leaves one of the
/// arms.
#[inline(always)]
pub(super) fn run_time(op: Op, m: &mut Machine<'_>, p: &Program, regs: &mut [u64], i: &Instr) -> Result<()> {
    let (a, b, c) = (usize::from(i.a), usize::from(i.b), usize::from(i.c));
    let imm = i.imm as u64;
    let ty = TypeIdx(i.imm as u32);
    let (heap, meter) = (&mut m.heap, &mut m.meter);
    let pair = |regs: &[u64], at: usize| [regs[at], regs[at + 1]];
    let set_pair = |regs: &mut [u64], value: [u64; 2]| regs[a..a + 2].copy_from_slice(&value);
    match op {
        Op::MakeSlice => set_pair(regs, slices::make(p, heap, meter, ty, regs[b], regs[c])?),
        Op::Grow => set_pair(regs, slices::grow(p, heap, meter, ty, pair(regs, b), regs[c])?),
        Op::Append8 => set_pair(regs, slices::append::<1>(p, heap, meter, ty, pair(regs, b), regs[c])?),
        Op::Append32 => set_pair(regs, slices::append::<4>(p, heap, meter, ty, pair(regs, b), regs[c])?),
        Op::Append64 => set_pair(regs, slices::append::<8>(p, heap, meter, ty, pair(regs, b), regs[c])?),
        Op::AppendSlice => set_pair(regs, slices::append_slice(p, heap, meter, ty, pair(regs, b), regs[c])?),
        Op::CopySlice => regs[a] = slices::copy(heap, meter, regs[b], regs[c], imm as u32)?,
        Op::Concat => regs[a] = strings::concat(heap, meter, &regs[b..b + c])?,
        Op::StrEq => regs[a] = strings::equal(heap, meter, regs[b], regs[c])?.into(),
        Op::StrLt => regs[a] = strings::compare(heap, meter, regs[b], regs[c])?.is_lt().into(),
        Op::StrLe => regs[a] = strings::compare(heap, meter, regs[b], regs[c])?.is_le().into(),
        Op::RuneAt => {
            let (rune, width) = strings::rune_at(heap, regs[b], regs[c])?;
            set_pair(regs, [rune, width]);
        }
        Op::New => {
            let (contents, size) = (p.types[ty.index()].contents, p.layout(ty).size);
            regs[a] = heap.alloc(meter, contents, size.into())?.into();
        }
        Op::Closure => regs[a] = slices::closure(heap, meter, imm as u32, &regs[b..b + c])?.into(),
        Op::CopyMem => {
            heap.charge_data(meter, imm)?;
            heap.copy(regs[a] as u32, regs[b] as u32, imm as u32)?;
        }
        Op::ClearMem => {
            heap.charge_data(meter, imm)?;
            heap.bytes_mut(regs[a] as u32, imm as u32)?.fill(0);
        }
        Op::EqMem => regs[a] = equal::values_equal(p, heap, meter, ty, regs[b] as u32, regs[c] as u32)?.into(),
        Op::MapNew => regs[a] = map::new(p, heap, meter, ty, regs[b])?.into(),
        Op::MapGet => {
            let key = &regs[c..c + map::key_slots(p, ty)];
            regs[a] = map::get(p, heap, meter, ty, regs[b] as u32, key)?.into();
        }
        Op::MapSet => {
            let key = &regs[c..c + map::key_slots(p, ty)];
            regs[a] = map::set(p, heap, meter, ty, regs[b] as u32, key)?.into();
        }
        Op::MapDelete => {
            let key = &regs[c..c + map::key_slots(p, ty)];
            map::delete(p, heap, meter, ty, regs[a] as u32, key)?;
        }
        Op::ChanNew => regs[a] = chan::new(p, heap, meter, ty, regs[b])?.into(),
        Op::ChanLen => regs[a] = chan::length(heap, regs[b] as u32)?,
        Op::ChanCap => regs[a] = chan::capacity(heap, regs[b] as u32)?,
        Op::MapLen => regs[a] = map::length(heap, regs[b] as u32)?,
        Op::MapClear => map::clear(heap, regs[a] as u32)?,
        Op::MapIter => {
            let state = map::iter(heap, regs[b] as u32)?;
            regs[a..a + 3].copy_from_slice(&state);
        }
        Op::MapNext => regs[a] = map::next(p, heap, meter, ty, &mut regs[b..b + 3])?.into(),
        Op::Implements => regs[a] = iface::implements(p, &mut m.implements, regs[b], ty).into(),
        Op::EqIface => regs[a] = equal::interfaces_equal(p, heap, meter, pair(regs, b), pair(regs, c))?.into(),
        Op::CallNative => {
            let window = &mut regs[a..];
            m.call_native(p, imm as usize, window)?;
        }
        _ => return Err(bad_call()),
    }
    Ok(())
}
