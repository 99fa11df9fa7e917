//! The sandboxed memory: everything that a program can reach lives in it. Addresses have 32 bits, 0 is nil, and all that the
//! allocator and the collector know stands in tables outside of it, so nothing that a program writes can mislead them.

mod access;
mod classes;
mod collect;
mod data;
mod pages;

use crate::energy::{EnergyKind, Meter, Schedule};
use crate::isa::OFFSET_END;
use crate::module::TypeIdx;
use crate::trap::{Trap, TrapCode};
use classes::{BITMAP_WORDS, CLASS_OF, PAGE, PAGE_SHIFT, PER_PAGE, PER_PAGE_MAX, SIZES, SMALL_MAX};
use pages::{FreePages, Use};

pub(crate) use access::{f32_bits_of_slot, nil_dereference, slot_of_f32_bits};
pub(crate) use collect::ScanTable;
pub(crate) use data::{DataSegment, FIRST, ZERO_SIZED};

/// Bytes behind the end that belong to no address: an access at a valid address plus an offset below [`OFFSET_END`] of up to
/// 64 words stays inside, so that the address alone needs a compare.
pub(crate) const SLACK: usize = OFFSET_END as usize + 1024;

/// The largest memory limit: the end of memory is a 32-bit number.
pub const MEMORY_LIMIT_MAX: u64 = (1 << 32) - (1 << 20);

/// Pages that memory starts with, beside static data: few, since a call of a contract has a memory of its own, and zeroing it is a
/// good part of what a short call costs.
const PAGES_FIRST: u32 = 4;

/// Bytes of memory from which on more room is made than it needs at once, and up to which.
const ROOM_FROM: u64 = 4 << 20;
const ROOM_MAX: u64 = 1 << 30;

/// Below so many allocated bytes nothing is collected.
const THRESHOLD_FIRST: u64 = 4 << 20;

/// What an object holds, for the collector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    /// No addresses.
    Bytes,
    /// One or more values of a type, one after the other.
    Values(TypeIdx),
    /// 64-bit words, the low half of any of which may be an address.
    Words,
    /// Entries of a map of this type.
    Entries(TypeIdx),
}

/// [`Contents`] in 32 bits: 0, 1, or a type's index with a bit that tells entries from values.
type Code = u32;

impl Contents {
    #[inline]
    fn code(self) -> Code {
        match self {
            Contents::Bytes => 0,
            Contents::Words => 1,
            Contents::Values(ty) => ty.0 * 2 + 2,
            Contents::Entries(ty) => ty.0 * 2 + 3,
        }
    }
}

/// Where the next objects of a class come from: free slots of one bitmap word of a page.
#[derive(Clone, Copy, Debug)]
struct Cursor {
    /// Free slots that are left of the word.
    free: u64,
    /// Address of the word's first slot.
    base: u32,
    page: u32,
    /// The word's number in its page; `BITMAP_WORDS` if there is no page.
    word: u32,
    /// The slots hold old data.
    is_dirty: bool,
}

impl Cursor {
    /// There is no page.
    const NONE: Cursor = Cursor { free: 0, base: 0, page: 0, word: BITMAP_WORDS as u32, is_dirty: false };
}

/// By class. A heap is moved several times for each call of a contract, and these would be half of it.
type Cursors = Box<[Cursor; classes::COUNT]>;

/// Byte-addressed memory with 32-bit addresses; everything that a program can reach lives in it. Address 0 is nil.
#[derive(Clone, Debug)]
pub struct Heap {
    /// Memory, [`SLACK`], and zeroes that memory grows into.
    mem: Vec<u8>,
    /// First address behind memory.
    end: u32,
    schedule: Schedule,
    /// log2 of `alloc_bytes_per_unit` and `data_bytes_per_unit` if they are powers of two, which they are but in tests.
    alloc_shift: Option<u32>,
    data_shift: Option<u32>,
    limit: u64,
    /// Bytes of all objects since the last sweep, by class, static data included.
    allocated: u64,
    /// Collect before the next allocation once `allocated` has reached this.
    threshold: u64,
    /// Bytes ever allocated.
    total: u64,
    /// The most that was allocated at once.
    peak: u64,
    /// `total` when memory was last collected because the limit was reached.
    forced_at: Option<u64>,
    collections: u64,
    /// Bytes that collections kept, summed up over all of them.
    kept: u64,
    /// Objects ever allocated.
    objects: u64,
    /// Collect whenever so many bytes were allocated, whatever is alive.
    pace: Option<u64>,
    static_size: u64,
    uses: Vec<Use>,
    /// A bit per object slot, `BITMAP_WORDS` words per page. Slots that a cursor has not handed out yet count as taken.
    taken: Vec<u64>,
    /// Likewise, only while collecting. Bit 0 of a large object's first page stands for it.
    marked: Vec<u64>,
    /// Contents of each object, `PER_PAGE_MAX` per page.
    contents: Vec<Code>,
    free: FreePages,
    cursors: Cursors,
    /// Pages with free slots by class, the next one last.
    partial: Vec<Vec<u32>>,
}

/// How much memory a run used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemoryStats {
    /// Bytes of all objects since the last collection, static data included.
    pub allocated: u64,
    /// The most that was allocated at once.
    pub peak: u64,
    /// Bytes ever allocated.
    pub total: u64,
    /// Objects ever allocated.
    pub objects: u64,
    /// Collections so far.
    pub collections: u64,
    /// Bytes that they kept, summed up over all of them.
    pub kept: u64,
}

/// What a heap leaves for the next one: room that is allocated already. For a short call, making it new takes a good part of the
/// time. It is zeroed before it is used again, so nothing can be told from it.
#[derive(Debug, Default)]
pub(crate) struct HeapRoom {
    mem: Vec<u8>,
    contents: Vec<Code>,
    uses: Vec<Use>,
    taken: Vec<u64>,
    marked: Vec<u64>,
    partial: Vec<Vec<u32>>,
    cursors: Option<Cursors>,
}

/// Most bytes of memory that are kept for the next heap: what was written in them has to be zeroed.
const KEPT_MAX: usize = 1 << 20;

#[expect(clippy::missing_errors_doc, reason = "every one: out of energy or memory, or outside of memory")]
impl Heap {
    /// Memory that holds the data segment alone, made in what another heap left. Static data counts against the limit.
    pub(crate) fn new_in(room: HeapRoom, schedule: Schedule, limit: u64, data: &DataSegment) -> Heap {
        let static_pages = (data.bytes.len() as u32).div_ceil(PAGE);
        let static_size = u64::from(static_pages) * u64::from(PAGE);
        let limit = limit.min(MEMORY_LIMIT_MAX);
        let shift = |n: u64| n.is_power_of_two().then(|| n.trailing_zeros());
        let mut heap = Heap {
            mem: room.mem,
            end: 0,
            alloc_shift: shift(schedule.alloc_bytes_per_unit),
            data_shift: shift(schedule.data_bytes_per_unit),
            schedule,
            limit,
            allocated: static_size,
            threshold: 0,
            total: static_size,
            peak: static_size,
            forced_at: None,
            collections: 0,
            kept: 0,
            objects: 0,
            pace: None,
            static_size,
            uses: room.uses,
            taken: room.taken,
            marked: room.marked,
            contents: room.contents,
            free: FreePages::new(static_pages),
            cursors: room.cursors.unwrap_or_else(|| Box::new([Cursor::NONE; classes::COUNT])),
            partial: room.partial,
        };
        heap.partial.resize(classes::COUNT, vec![]);
        heap.threshold = heap.threshold_for(static_size);
        heap.resize((static_pages + PAGES_FIRST).min(heap.pages_max().max(static_pages)));
        heap.uses[..static_pages as usize].fill(Use::Static);
        heap.mem[..data.bytes.len()].copy_from_slice(&data.bytes);
        heap
    }

    /// Leaves room for the next heap.
    pub(crate) fn into_room(mut self) -> HeapRoom {
        if self.mem.len() > KEPT_MAX {
            return HeapRoom::default();
        }
        // Whatever a program wrote, it wrote before the end of the slack; contents are written up to the end of memory.
        let (written, pages) = (self.end as usize + SLACK, self.uses.len());
        self.mem[..written].fill(0);
        self.contents[..pages * PER_PAGE_MAX as usize].fill(0);
        self.uses.clear();
        self.taken.clear();
        self.marked.clear();
        self.partial.iter_mut().for_each(Vec::clear);
        self.cursors.fill(Cursor::NONE);
        let Heap { mem, contents, uses, taken, marked, partial, cursors, .. } = self;
        HeapRoom { mem, contents, uses, taken, marked, partial, cursors: Some(cursors) }
    }

    /// The prices in force.
    #[must_use]
    pub fn schedule(&self) -> &Schedule {
        &self.schedule
    }

    /// How much memory was used so far.
    #[must_use]
    pub fn stats(&self) -> MemoryStats {
        MemoryStats {
            allocated: self.allocated,
            peak: self.peak.max(self.allocated),
            total: self.total,
            objects: self.objects,
            collections: self.collections,
            kept: self.kept,
        }
    }

    /// Collects from now on whenever so many bytes were allocated, at every allocation if that is 0.
    pub(crate) fn set_pace(&mut self, bytes: u64) {
        self.pace = Some(bytes);
        self.threshold = self.threshold_for(self.allocated);
    }

    /// More is allocated than the limit allows: only static data can do that.
    pub(crate) fn is_over_limit(&self) -> bool {
        self.allocated > self.limit
    }

    /// Allocates zeroed memory, charged before it is made. What has no size lives at one fixed address.
    #[inline]
    pub fn alloc(&mut self, meter: &mut Meter, contents: Contents, bytes: u64) -> Result<u32, Box<Trap>> {
        if bytes > SMALL_MAX || bytes == 0 {
            return self.alloc_unusual(meter, contents, bytes);
        }
        let class = usize::from(CLASS_OF[(bytes as usize).div_ceil(16)]);
        let size = SIZES[class];
        if self.allocated + u64::from(size) > self.limit {
            return Err(out_of_memory());
        }
        if self.cursors[class].free == 0 {
            self.refill(class)?;
        }
        meter.charge(EnergyKind::Memory, self.alloc_price(bytes))?;
        let cursor = &mut self.cursors[class];
        let bit = cursor.free.trailing_zeros();
        cursor.free &= cursor.free - 1;
        let addr = cursor.base + bit * size;
        let slot = cursor.page * PER_PAGE_MAX + cursor.word * 64 + bit;
        if cursor.is_dirty {
            self.mem[addr as usize..][..size as usize].fill(0);
        }
        self.contents[slot as usize] = contents.code();
        self.allocated += u64::from(size);
        self.total += u64::from(size);
        self.objects += 1;
        Ok(addr)
    }

    /// A new string.
    pub fn new_string(&mut self, meter: &mut Meter, bytes: &[u8]) -> Result<u64, Box<Trap>> {
        if bytes.is_empty() {
            return Ok(0);
        }
        let addr = self.alloc(meter, Contents::Bytes, bytes.len() as u64)?;
        self.mem[addr as usize..][..bytes.len()].copy_from_slice(bytes);
        Ok(u64::from(addr) | (bytes.len() as u64) << 32)
    }

    /// Checks that there is room for several allocations before the first is paid for: whoever finds none collects, and then
    /// starts again. They may still fail for want of pages in a row.
    #[inline]
    pub(crate) fn check_room(&self, bytes: u64) -> Result<(), Box<Trap>> {
        if bytes.saturating_add(self.allocated) > self.limit { Err(out_of_memory()) } else { Ok(()) }
    }

    /// The price of an allocation. A large object pays for the pages that it takes.
    #[inline]
    pub(crate) fn alloc_price(&self, bytes: u64) -> u64 {
        let bytes = if bytes > SMALL_MAX { bytes.checked_next_multiple_of(PAGE.into()).unwrap_or(u64::MAX) } else { bytes };
        let unit = self.schedule.alloc_bytes_per_unit;
        let units = match self.alloc_shift {
            Some(shift) => bytes.saturating_add(unit - 1) >> shift,
            None => bytes.div_ceil(unit.max(1)),
        };
        self.schedule.alloc_base + units
    }

    /// Charges an instruction for bytes that it is about to touch. Whole units only: the fixed price covers the rest.
    #[inline]
    pub(crate) fn charge_data(&self, meter: &mut Meter, bytes: u64) -> Result<(), Box<Trap>> {
        let units = match self.data_shift {
            Some(shift) => bytes >> shift,
            None => bytes / self.schedule.data_bytes_per_unit.max(1),
        };
        if units == 0 {
            return Ok(());
        }
        meter.charge(EnergyKind::Data, units)
    }

    /// An object of no size, or a large one.
    #[cold]
    #[inline(never)]
    fn alloc_unusual(&mut self, meter: &mut Meter, contents: Contents, bytes: u64) -> Result<u32, Box<Trap>> {
        if bytes == 0 {
            meter.charge(EnergyKind::Memory, self.alloc_price(0))?;
            return Ok(ZERO_SIZED);
        }
        let size = bytes.checked_next_multiple_of(u64::from(PAGE)).ok_or_else(out_of_memory)?;
        if size.saturating_add(self.allocated) > self.limit {
            return Err(out_of_memory());
        }
        let len = (size >> PAGE_SHIFT) as u32;
        let taken = self.take_pages(len)?;
        if let Err(trap) = meter.charge(EnergyKind::Memory, self.alloc_price(bytes)) {
            self.free.give(taken.start, len);
            return Err(trap);
        }
        let first = taken.start as usize;
        self.uses[first] = Use::Large(len);
        self.uses[first + 1..first + len as usize].fill(Use::Inside(taken.start));
        self.contents[first * PER_PAGE_MAX as usize] = contents.code();
        let addr = taken.start * PAGE;
        if taken.is_dirty {
            self.mem[addr as usize..][..size as usize].fill(0);
        }
        self.allocated += size;
        self.total += size;
        self.objects += 1;
        Ok(addr)
    }

    /// Finds free slots for a class.
    #[cold]
    #[inline(never)]
    fn refill(&mut self, class: usize) -> Result<(), Box<Trap>> {
        let mut cursor = self.cursors[class];
        loop {
            cursor.word += 1;
            if cursor.word >= BITMAP_WORDS as u32 {
                cursor.word = 0;
                (cursor.page, cursor.is_dirty) = match self.partial[class].pop() {
                    Some(page) => (page, true),
                    None => (self.new_small_page(class)?, false),
                };
            }
            let at = cursor.page as usize * BITMAP_WORDS + cursor.word as usize;
            cursor.free = valid_slots(class, cursor.word) & !self.taken[at];
            if cursor.free != 0 {
                self.taken[at] |= cursor.free;
                cursor.base = cursor.page * PAGE + cursor.word * 64 * SIZES[class];
                self.cursors[class] = cursor;
                return Ok(());
            }
        }
    }

    /// A zeroed page for a class.
    fn new_small_page(&mut self, class: usize) -> Result<u32, Box<Trap>> {
        let taken = self.take_pages(1)?;
        if taken.is_dirty {
            self.mem[(taken.start * PAGE) as usize..][..PAGE as usize].fill(0);
        }
        self.uses[taken.start as usize] = Use::Small(class as u8);
        self.taken[taken.start as usize * BITMAP_WORDS..][..BITMAP_WORDS].fill(0);
        Ok(taken.start)
    }

    fn pages_max(&self) -> u32 {
        (self.limit >> PAGE_SHIFT) as u32
    }

    fn take_pages(&mut self, len: u32) -> Result<pages::Taken, Box<Trap>> {
        let taken = self.free.take(len, self.pages_max()).ok_or_else(out_of_memory)?;
        if self.free.top() > self.end >> PAGE_SHIFT {
            let doubled = (self.end >> PAGE_SHIFT).saturating_mul(2);
            self.resize(doubled.min(self.pages_max()).max(self.free.top()));
        }
        Ok(taken)
    }

    /// Grows memory to so many pages. What is new is zero, the old slack included: only damaged bytecode writes there.
    fn resize(&mut self, pages: u32) {
        let (old_end, new_end) = (self.end as usize, pages as usize * PAGE as usize);
        if new_end + SLACK > self.mem.len() {
            // Room for more than is asked for, since both copies are resident while one is made. A fresh zeroed vector takes neither
            // time nor memory for the pages that are never touched if it comes from the system; growing in place would write them all.
            // A small one may come from what was freed before, and then all of it is written.
            let wanted = u64::from(pages) * u64::from(PAGE);
            let room = if wanted < ROOM_FROM { wanted } else { (wanted * 8).min(ROOM_MAX).min(self.limit) };
            let room = (room as usize / PAGE as usize).max(pages as usize);
            let mut mem = vec![0; room * PAGE as usize + SLACK];
            mem[..old_end].copy_from_slice(&self.mem[..old_end]);
            self.mem = mem;
            let mut contents = vec![0; room * PER_PAGE_MAX as usize];
            let used = self.uses.len() * PER_PAGE_MAX as usize;
            contents[..used].copy_from_slice(&self.contents[..used]);
            self.contents = contents;
        } else {
            self.mem[old_end..old_end + SLACK].fill(0);
        }
        self.end = new_end as u32;
        let pages = pages as usize;
        self.uses.resize(pages, Use::Free);
        self.taken.resize(pages * BITMAP_WORDS, 0);
        self.marked.resize(pages * BITMAP_WORDS, 0);
    }
}

/// The bits of a bitmap word that stand for slots.
fn valid_slots(class: usize, word: u32) -> u64 {
    match PER_PAGE[class].saturating_sub(word * 64) {
        0 => 0,
        n if n >= 64 => u64::MAX,
        n => (1 << n) - 1,
    }
}

/// The trap of a full memory.
#[cold]
#[inline(never)]
pub(crate) fn out_of_memory() -> Box<Trap> {
    Trap::new(TrapCode::OutOfMemory, "out of memory")
}

#[cfg(test)]
mod tests;
