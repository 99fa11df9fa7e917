//! Calls through function values and interfaces, as far as they need no help.

use super::state::{Flow, State};
use crate::load::{CACHE_WAYS, Entry};

/// What a call site knows of a dynamic type.
#[derive(Clone, Copy, Debug)]
pub(super) struct MethodCache {
    /// The type; 0 if nothing is known.
    pub(super) ty: u32,
    /// The method's first instruction.
    pub(super) start: u32,
    /// Its frame, so large that no stack holds it if nothing is known.
    pub(super) regs: u32,
}

impl MethodCache {
    pub(super) const EMPTY: MethodCache = MethodCache { ty: 0, start: 0, regs: u32::MAX };

    /// Where it does if it has another type there.
    #[inline(always)]
    pub(super) fn neighbour(place: usize) -> usize {
        place ^ 1
    }

    /// Where a site keeps what it knows of a type.
    #[inline(always)]
    pub(super) fn place(site: u32, ty: u32) -> usize {
        (site as usize).wrapping_mul(CACHE_WAYS).wrapping_add(ty as usize % CACHE_WAYS)
    }
}

/// `a` the window, `b` the function value, `c` slots of parameters, `lo` slots of results, `hi` the link.
///
/// # Safety
/// The invariant of [`State`].
#[inline(always)]
pub(super) unsafe fn value(s: &mut State) -> Flow {
    // SAFETY: the function's number is compared with the number of functions; the stack's end with that of the callee's frame,
    // which holds its parameters and its closure.
    unsafe {
        let code = s.code();
        let closure = s.r(code.b) as u32;
        let Some(p) = s.place(closure.into()) else { return Flow::Slow };
        let func = u32::from_le(p.cast::<u32>().read_unaligned()) as usize;
        if func >= (*s.cx).func_count {
            return Flow::Slow;
        }
        let entry: &Entry = &*(*s.cx).funcs.add(func);
        let callee = s.regs.add(code.a.into());
        let is_fit = entry.params == code.c && u32::from(entry.results) == code.lo();
        if !is_fit || callee.addr().wrapping_add(usize::from(entry.room) * 8) > (*s.cx).stack_end {
            return Flow::Slow;
        }
        if entry.is_closure {
            *callee.add(1).add(usize::from(entry.params)) = closure.into();
        }
        *callee = code.hi().into();
        s.regs = callee;
        s.ip = (*s.cx).code.add(entry.start as usize);
    }
    Flow::Go
}

/// `a` the window, `b` the interface, `lo` the site, `hi` the link.
///
/// # Safety
/// The invariant of [`State`].
#[inline(always)]
pub(super) unsafe fn method(s: &mut State) -> Flow {
    // SAFETY: the driver only caches methods that the type has, with the shape that the site asks for; the stack's end is
    // compared with that of the callee's frame.
    unsafe {
        let code = s.code();
        let [dynamic, payload] = s.pair(code.b);
        let dynamic = dynamic as u32;
        let place = MethodCache::place(code.lo(), dynamic);
        let mut cache = &*(*s.cx).caches.add(place);
        if cache.ty != dynamic {
            cache = &*(*s.cx).caches.add(MethodCache::neighbour(place));
        }
        let callee = s.regs.add(code.a.into());
        if cache.ty != dynamic || callee.addr().wrapping_add(cache.regs as usize * 8) > (*s.cx).stack_end {
            return Flow::Slow;
        }
        *callee.add(1) = payload;
        *callee = code.hi().into();
        s.regs = callee;
        s.ip = (*s.cx).code.add(cache.start as usize);
    }
    Flow::Go
}
