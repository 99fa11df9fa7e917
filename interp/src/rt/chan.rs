//! Channels in memory: closed or not, how many elements there are, how many there can be, which is the first; then the elements in
//! a ring, slot by slot. The numbers stand in upper halves of words, where the collector sees no addresses.

use crate::energy::Meter;
use crate::heap::{Contents, Heap, out_of_memory};
use crate::machine::bad_call;
use crate::module::TypeIdx;
use crate::program::Program;
use crate::trap::{Trap, TrapCode};

type Result<T> = std::result::Result<T, Box<Trap>>;

const CLOSED: u32 = 0;
const COUNT: u32 = 4;
const CAP: u32 = 12;
const FIRST: u32 = 20;
const ELEMENTS: u32 = 24;

/// Go refuses channels whose elements take more than this.
const GO_ALLOC_MAX: u64 = 1 << 48;

#[cold]
fn trap(text: &str) -> Box<Trap> {
    Trap::new(TrapCode::Channel, text)
}

/// The trap of a send on a closed channel.
#[cold]
pub(crate) fn send_on_closed() -> Box<Trap> {
    trap("send on closed channel")
}

/// A new channel of type `ty` with room for `cap` elements.
pub(crate) fn new(program: &Program, heap: &mut Heap, meter: &mut Meter, ty: TypeIdx, cap: u64) -> Result<u32> {
    let elem = program.layout(program.desc(ty).elem);
    if (cap as i64) < 0 || cap.checked_mul(elem.go_size).is_none_or(|bytes| bytes > GO_ALLOC_MAX) {
        return Err(trap("makechan: size out of range"));
    }
    let bytes = cap.checked_mul(u64::from(elem.slot_count()) * 8).and_then(|n| n.checked_add(ELEMENTS.into()));
    let Some(bytes) = bytes.filter(|_| cap <= u64::from(u32::MAX)) else { return Err(out_of_memory()) };
    let at = heap.alloc(meter, Contents::Words, bytes)?;
    heap.set_u32(at + CAP, cap as u32)?;
    Ok(at)
}

/// `len(c)`
pub(crate) fn length(heap: &Heap, at: u32) -> Result<u64> {
    if at == 0 { Ok(0) } else { heap.u32(at.wrapping_add(COUNT)).map(u64::from) }
}

/// `cap(c)`
pub(crate) fn capacity(heap: &Heap, at: u32) -> Result<u64> {
    if at == 0 { Ok(0) } else { heap.u32(at.wrapping_add(CAP)).map(u64::from) }
}

pub(crate) fn is_closed(heap: &Heap, at: u32) -> Result<bool> {
    Ok(heap.u32(at.wrapping_add(CLOSED))? != 0)
}

pub(crate) fn close(heap: &mut Heap, at: u32) -> Result<()> {
    if at == 0 {
        return Err(trap("close of nil channel"));
    }
    if is_closed(heap, at)? {
        return Err(trap("close of closed channel"));
    }
    heap.set_u32(at.wrapping_add(CLOSED), 1)
}

/// Adds an element; false if there is no room.
pub(crate) fn push(heap: &mut Heap, at: u32, value: &[u64]) -> Result<bool> {
    let (count, cap) = (heap.u32(at.wrapping_add(COUNT))?, heap.u32(at.wrapping_add(CAP))?);
    if count >= cap {
        return Ok(false);
    }
    let first = heap.u32(at.wrapping_add(FIRST))?;
    let place = place(at, first.wrapping_add(count).checked_rem(cap).ok_or_else(bad_call)?, value.len());
    for (n, word) in value.iter().enumerate() {
        heap.set_u64(place.wrapping_add(8 * n as u32), *word)?;
    }
    heap.set_u32(at.wrapping_add(COUNT), count + 1)?;
    Ok(true)
}

/// Takes the first element; false if there is none.
pub(crate) fn pop(heap: &mut Heap, at: u32, to: &mut [u64]) -> Result<bool> {
    let (count, cap) = (heap.u32(at.wrapping_add(COUNT))?, heap.u32(at.wrapping_add(CAP))?);
    if count == 0 {
        return Ok(false);
    }
    let first = heap.u32(at.wrapping_add(FIRST))?;
    let place = place(at, first, to.len());
    for (n, word) in to.iter_mut().enumerate() {
        let from = place.wrapping_add(8 * n as u32);
        *word = heap.u64(from)?;
        // What was received is not held here any more.
        heap.set_u64(from, 0)?;
    }
    heap.set_u32(at.wrapping_add(FIRST), first.wrapping_add(1).checked_rem(cap).ok_or_else(bad_call)?)?;
    heap.set_u32(at.wrapping_add(COUNT), count - 1)?;
    Ok(true)
}

/// The address of an element.
fn place(at: u32, index: u32, slots: usize) -> u32 {
    at.wrapping_add(ELEMENTS).wrapping_add(index.wrapping_mul(8 * slots as u32))
}
