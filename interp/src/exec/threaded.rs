//! The threaded driver: handlers jump from one to the next until one leaves.

use super::state::State;
use super::{Ctx, Reason, ops};
use crate::load::Code;

/// What all handlers look like: five words, which the host passes in registers.
pub(super) type Handler = unsafe fn(*const Code, *mut u64, *mut u8, i64, *mut Ctx);

/// Runs until a handler leaves. Where it was stands in the context then.
///
/// # Safety
/// The invariant of [`State`].
pub(super) unsafe fn run(s: State) {
    // SAFETY: the caller's; the loader only writes opcodes that exist.
    unsafe {
        let handler = *ops::threaded::HANDLERS.get_unchecked(usize::from((*s.ip).op));
        handler(s.ip, s.regs, s.mem, s.energy, s.cx);
    }
}

/// The ways out. They are called in tail position too, so each has a handler's signature and uses every argument.
pub(super) mod leave {
    use super::{Code, Ctx, Reason};

    macro_rules! leave {
        ($($name:ident $reason:ident;)*) => {$(
            #[cold]
            #[inline(never)]
            pub(in super::super) unsafe fn $name(ip: *const Code, regs: *mut u64, mem: *mut u8, energy: i64, cx: *mut Ctx) {
                // SAFETY: `cx` is the context of this run, which nobody else uses while handlers run.
                unsafe { (*cx).leave(ip, regs, mem, energy, Reason::$reason) }
            }
        )*};
    }

    leave! {
        slow Slow;
        refill Refill;
        trap Trap;
        halt Halt;
        deferred_done DeferredDone;
    }
}
