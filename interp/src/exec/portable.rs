//! The loop: for builds without handlers, and to compare those with.

use super::Reason;
use super::ops::perform;
use super::state::{Flow, State};

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
