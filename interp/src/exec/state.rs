//! The state that handlers pass along, and how they reach registers and memory.

use super::Ctx;
use crate::heap::FIRST;
use crate::load::Code;

/// What an instruction's semantics say about what comes next.
pub(super) enum Flow {
    /// The instruction that follows.
    Next,
    /// The instruction that `ip` names now.
    Go,
    /// Nothing was done: the instruction has to be done the slow way, which also finds out why.
    Slow,
    /// The energy in the register does not last for the block.
    Refill,
    /// A trap, which stands in the context.
    Trap,
    /// The outermost frame has returned.
    Halt,
    /// A deferred call that a panic ran has returned.
    DeferredDone,
}

/// The machine's registers, so to speak: kept in those of the host from handler to handler.
pub(super) struct State {
    /// The instruction.
    pub(super) ip: *const Code,
    /// Register 0 of the frame.
    pub(super) regs: *mut u64,
    /// Address 0 of memory.
    pub(super) mem: *mut u8,
    /// Energy that is left, without the reserve.
    pub(super) energy: i64,
    pub(super) cx: *mut Ctx,
}

/// Registers, operands and memory. Every function here is unsafe for the same reason: it trusts `ip`, `regs`, `mem` and `cx`.
///
/// The invariant: `ip` points to an instruction that the loader made from a verified module, and never behind the last one, since
/// every function ends in a terminator. `regs` points to register 0 of a frame that lies within the stack with all the registers
/// that its function declares (each call checks that); the verifier checked that every operand is below that number. `mem` is
/// the start of the heap's memory, reloaded after whatever may move it; `span` in the context belongs to it.
#[allow(clippy::missing_safety_doc, reason = "the invariant above holds for all of them")]
impl State {
    #[inline(always)]
    pub(super) unsafe fn code(&self) -> &'static Code {
        // SAFETY: `ip` points into the executable's code, which outlives the run; the reference does not leave the handler.
        unsafe { &*self.ip }
    }

    #[inline(always)]
    pub(super) unsafe fn r(&self, register: u16) -> u64 {
        // SAFETY: the verifier checked that the register is in the frame, and the call that the frame is in the stack.
        unsafe { *self.regs.add(usize::from(register)) }
    }

    #[inline(always)]
    pub(super) unsafe fn set(&mut self, register: u16, value: u64) {
        // SAFETY: as for `r`.
        unsafe { *self.regs.add(usize::from(register)) = value }
    }

    /// Two registers, one after the other.
    #[inline(always)]
    pub(super) unsafe fn pair(&self, register: u16) -> [u64; 2] {
        // SAFETY: as for `r`.
        unsafe { [self.r(register), self.r_behind(register, 1)] }
    }

    #[inline(always)]
    pub(super) unsafe fn set_pair(&mut self, register: u16, [x, y]: [u64; 2]) {
        // SAFETY: as for `r`.
        unsafe {
            self.set(register, x);
            self.set_behind(register, 1, y);
        }
    }

    /// A register that the instruction does not name, but means: a sum of operands would be checked for overflow.
    #[inline(always)]
    pub(super) unsafe fn r_behind(&self, register: u16, distance: usize) -> u64 {
        // SAFETY: as for `r`.
        unsafe { *self.regs.add(usize::from(register)).add(distance) }
    }

    #[inline(always)]
    pub(super) unsafe fn set_behind(&mut self, register: u16, distance: usize, value: u64) {
        // SAFETY: as for `r`.
        unsafe { *self.regs.add(usize::from(register)).add(distance) = value }
    }

    #[inline(always)]
    pub(super) unsafe fn copy(&mut self, to: u16, from: u16, count: u16) {
        // SAFETY: the verifier checked that both ranges are in the frame; they may overlap.
        unsafe { self.regs.add(usize::from(from)).copy_to(self.regs.add(usize::from(to)), count.into()) }
    }

    /// The place of an address, if it is one. What follows up to the slack's length may be touched too.
    #[inline(always)]
    pub(super) unsafe fn place(&self, addr: u64) -> Option<*mut u8> {
        let addr = addr as u32;
        // SAFETY: `span` is the number of valid addresses from `FIRST` on, so `addr` is below the memory's length.
        unsafe { if addr.wrapping_sub(FIRST) < (*self.cx).span { Some(self.mem.add(addr as usize)) } else { None } }
    }

    /// The place at an offset that the verifier bounded.
    #[inline(always)]
    pub(super) unsafe fn place_at(&self, addr: u64, offset: usize) -> Option<*mut u8> {
        // SAFETY: offsets end within the slack behind memory, widest access included.
        unsafe { self.place(addr).map(|p| p.add(offset)) }
    }

    /// The place of element `index` of a slice whose first slot is `slice`.
    #[inline(always)]
    pub(super) unsafe fn element(&self, slice: u64, index: u64, size: u32) -> Option<*mut u8> {
        if index >= slice >> 32 {
            return None;
        }
        let addr = (slice as u32).wrapping_add((index as u32).wrapping_mul(size));
        // SAFETY: `place` checks the address.
        unsafe { self.place(addr.into()) }
    }

    /// Takes a block's price, if there is that much.
    #[inline(always)]
    pub(super) fn charge(&mut self, cost: u32) -> bool {
        if crate::energy::UNMETERED {
            return true;
        }
        let left = self.energy.wrapping_sub(i64::from(cost));
        if left < 0 {
            return false;
        }
        self.energy = left;
        true
    }

    /// Goes to the instruction at a distance.
    #[inline(always)]
    pub(super) unsafe fn jump(&mut self, distance: i32) -> Flow {
        // SAFETY: the loader computed the distance to a block of the same code.
        self.ip = unsafe { self.ip.offset(distance as isize) };
        Flow::Go
    }

    /// The end of a block that branches: its price, then where to go.
    #[inline(always)]
    pub(super) unsafe fn branch(&mut self, condition: bool) -> Flow {
        // SAFETY: `code` and `jump` as above.
        unsafe {
            let code = self.code();
            if !self.charge(code.hi()) {
                return Flow::Refill;
            }
            if condition {
                keep_branch();
                return self.jump(code.lo() as i32);
            }
        }
        Flow::Next
    }
}

/// Keeps the compiler from computing the next instruction without a branch, which would make the host wait for the condition.
#[inline(always)]
pub(super) fn keep_branch() {
    #[cfg(all(not(miri), any(target_arch = "x86_64", target_arch = "aarch64")))]
    // SAFETY: no instruction.
    unsafe {
        std::arch::asm!("", options(nomem, nostack, preserves_flags));
    }
}
