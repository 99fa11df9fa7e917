//! The loop: for builds without handlers, and to compare those with.

use super::Reason;
use super::ops::perform;
use super::state::{Flow, State};

/// Runs one instruction. Where it leads stands in the context then.
///
/// # Safety
/// The invariant of [`State`].
pub(super) unsafe fn once(mut s: State) {
    // SAFETY: the caller's; the instruction keeps it.
    unsafe {
        let reason = match perform(&mut s) {
            Flow::Next => {
                s.ip = s.ip.add(1);
                Reason::Stepped
            }
            Flow::Go => Reason::Stepped,
            Flow::Slow => Reason::Slow,
            Flow::Refill => Reason::Refill,
            Flow::Trap => Reason::Trap,
            Flow::Halt => Reason::Halt,
            Flow::DeferredDone => Reason::DeferredDone,
        };
        (*s.cx).leave(s.ip, s.regs, s.mem, s.energy, reason);
    }
}

/// Runs until an instruction leaves. Where it was stands in the context then.
///
/// # Safety
/// The invariant of [`State`].
pub(super) unsafe fn run(mut s: State) {
    // SAFETY: the caller's; instructions keep it.
    unsafe {
        let reason = loop {
            match perform(&mut s) {
                Flow::Next => s.ip = s.ip.add(1),
                Flow::Go => {}
                Flow::Slow => break Reason::Slow,
                Flow::Refill => break Reason::Refill,
                Flow::Trap => break Reason::Trap,
                Flow::Halt => break Reason::Halt,
                Flow::DeferredDone => break Reason::DeferredDone,
            }
        };
        (*s.cx).leave(s.ip, s.regs, s.mem, s.energy, reason);
    }
}
