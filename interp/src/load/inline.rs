//! Which functions take the place of calls to them, and what blocks look like then.
//!
//! A function is inlined that is one block of instructions that neither allocate nor call anything that is not inlined itself. Its
//! registers are those that its frame would have had, behind the caller's window, so a frame of the caller has room for both.
//! Nothing of it can be seen: what it costs is owed until the caller's block ends, or something happens that must not happen
//! without it; if an instruction traps, the frames are made that calls would have made.

use super::items::{Item, Owner};
use super::translate::direct;
use crate::isa::{Instr, Op, Operand};
use crate::module::{Func, Module};

/// Longest function that is inlined.
const LENGTH_MAX: usize = 24;

/// Longest sequence that one call is replaced by.
const SIZE_MAX: u32 = 64;

/// Inlined functions are at most so deep in each other.
const DEPTH_MAX: usize = 4;

/// Frames are at most so large with what is inlined.
const ROOM_MAX: u32 = 1 << 15;

/// What a call of a function is replaced by.
#[derive(Clone, Copy, Debug)]
struct Body {
    /// Instructions.
    size: u32,
    /// Registers, those of inlined functions included.
    room: u32,
}

/// The functions that are inlined.
pub(super) struct Inliner<'m> {
    module: &'m Module,
    bodies: Vec<Option<Body>>,
}

/// A place where a function is inlined.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Whose instructions stand around it.
    pub(super) parent: Owner,
    /// The call there.
    pub(super) call: u32,
    pub(super) callee: u32,
    /// The window, counted from the parent's register 0, and from that of the frame.
    pub(super) window: u16,
    pub(super) base: u16,
}

impl<'m> Inliner<'m> {
    pub(super) fn new(module: &'m Module) -> Inliner<'m> {
        let mut inliner = Inliner { module, bodies: vec![None; module.funcs.len()] };
        // Other goroutines take room from a stack while its frames run, and have their turn where blocks end: then calls are
        // made one by one.
        if module.funcs.iter().any(|f| f.code.iter().any(|i| i.op == Op::Go)) {
            return inliner;
        }
        for _ in 0..DEPTH_MAX {
            let bodies = module.funcs.iter().map(|f| inliner.body(f)).collect();
            inliner.bodies = bodies;
        }
        inliner
    }

    fn body(&self, func: &Func) -> Option<Body> {
        let is_plain = func.blocks.len() == 1 && !func.is_closure && !func.is_defer_wrapper && func.recover_block.is_none();
        if !is_plain || func.code.len() > LENGTH_MAX || func.code.last()?.op != Op::Return {
            return None;
        }
        let mut body = Body { size: 0, room: func.regs.into() };
        for i in &func.code[..func.code.len() - 1] {
            if i.op == Op::Call {
                let callee = self.bodies[i.imm as usize]?;
                body.size += callee.size;
                body.room = body.room.max(u32::from(i.a) + callee.room);
            } else if direct(i.op).is_some() || is_move(i.op) {
                body.size += 1;
            } else {
                return None;
            }
        }
        (body.size <= SIZE_MAX && body.room <= ROOM_MAX).then_some(body)
    }

    /// The call is replaced, in a function that it may be replaced in.
    fn replaces(&self, func: &Func, call: &Instr) -> Option<u32> {
        let is_possible = call.op == Op::Call && func.recover_block.is_none();
        let body = if is_possible { self.bodies[call.imm as usize]? } else { return None };
        let room = u32::from(call.a) + body.room;
        (room <= ROOM_MAX).then_some(room)
    }

    /// Registers that a frame of the function has room for with what is inlined; `None` if nothing is.
    pub(super) fn room(&self, func: &Func) -> Option<u16> {
        let room = func.code.iter().filter_map(|i| self.replaces(func, i)).max()?;
        Some(room.max(func.regs.into()) as u16)
    }

    /// The instructions of a function from `first` up to `end`, with calls replaced; places are added.
    pub(super) fn expand(&self, func: u32, (first, end): (u32, u32), places: &mut Vec<Place>, items: &mut Vec<Item>) {
        let code = &self.module.funcs[func as usize];
        for pc in first..end {
            self.add(code, Owner { func, place: 0 }, pc, 0, places, items);
        }
    }

    /// `base` is that of the owner in the frame. Bodies nest at most [`DEPTH_MAX`] deep.
    fn add(&self, root: &Func, owner: Owner, pc: u32, base: u16, places: &mut Vec<Place>, items: &mut Vec<Item>) {
        let instr = &self.module.funcs[owner.func as usize].code[pc as usize];
        let is_replaced = instr.op == Op::Call && (owner.place != 0 || self.replaces(root, instr).is_some());
        if !is_replaced {
            items.push(Item::canonical(moved(instr, base), owner, pc));
            return;
        }
        let (callee, window) = (instr.imm as u32, instr.a);
        let base = base + window;
        places.push(Place { parent: owner, call: pc, callee, window, base });
        let owner = Owner { func: callee, place: places.len() as u32 };
        for pc in 0..self.module.funcs[callee as usize].code.len() as u32 {
            self.add(root, owner, pc, base, places, items);
        }
    }
}

/// Instructions that do nothing but to set registers to what is known or in others.
pub(super) fn is_move(op: Op) -> bool {
    use Op::*;
    matches!(op, Mov | MovN | Zero | Const | Str | GlobalAddr | FuncVal | TypeVal)
}

/// The instruction with its registers counted from another one on.
fn moved(instr: &Instr, base: u16) -> Instr {
    let mut instr = *instr;
    let kinds = instr.op.info().operands;
    for (kind, register) in kinds.iter().zip([&mut instr.a, &mut instr.b, &mut instr.c]) {
        if !matches!(kind, Operand::None | Operand::Count | Operand::Imm16) {
            *register += base;
        }
    }
    instr
}
