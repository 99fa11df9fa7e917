//! The collector: marks what the roots reach, then sweeps the tables. When it runs, and what it frees, depends on what the
//! program did alone; memory may hold anything, so every address is looked up before it is believed.

use super::classes::{BITMAP_WORDS, COUNT, PAGE, PAGE_SHIFT, PER_PAGE, PER_PAGE_MAX, SIZES, object_at};
use super::pages::Use;
use super::{Code, Cursor, Heap, THRESHOLD_FIRST, out_of_memory, valid_slots};
use crate::layout::{Layout, entry_layout};
use crate::module::{Kind, TypeDesc};
use crate::trap::Trap;

/// Where addresses lie in objects of a kind of contents: every `stride` bytes, at these offsets.
#[derive(Clone, Debug, Default)]
struct Scan {
    stride: u32,
    offsets: Box<[u32]>,
}

/// What the collector knows of a program's types, by [`Code`].
#[derive(Clone, Debug)]
pub(crate) struct ScanTable {
    rows: Vec<Scan>,
}

impl ScanTable {
    /// The table of these types.
    pub(crate) fn new(types: &[TypeDesc], layouts: &[Layout]) -> ScanTable {
        let mut rows = vec![Scan::default(), Scan { stride: 8, offsets: [0].into() }];
        for (desc, layout) in types.iter().zip(layouts) {
            rows.push(Scan { stride: layout.size, offsets: layout.pointers.clone() });
            let key_and_value = (desc.kind == Kind::Map).then(|| (layouts.get(desc.key.index()), layouts.get(desc.elem.index())));
            rows.push(match key_and_value {
                Some((Some(key), Some(value))) => {
                    let entry = entry_layout(key, value);
                    let value_offsets = value.pointers.iter().map(|p| entry.value + p);
                    Scan { stride: entry.size, offsets: key.pointers.iter().copied().chain(value_offsets).collect() }
                }
                _ => Scan::default(),
            });
        }
        ScanTable { rows }
    }

    /// Objects with these contents hold addresses.
    fn has_addresses(&self, code: Code) -> bool {
        self.rows.get(code as usize).is_some_and(|row| row.stride > 0 && !row.offsets.is_empty())
    }
}

/// The part of a heap that changes while it is marked.
struct Marker<'h> {
    heap: &'h mut Heap,
    scan: &'h ScanTable,
    /// Objects that were marked and hold addresses: start and contents.
    work: Vec<(u32, Code)>,
}

impl Marker<'_> {
    /// Marks the object that an address points into, if there is one.
    #[inline]
    fn mark(&mut self, addr: u32) {
        let page = addr >> PAGE_SHIFT;
        match self.heap.uses.get(page as usize) {
            Some(Use::Small(class)) => {
                let index = object_at(*class, addr & (PAGE - 1));
                if index < PER_PAGE[usize::from(*class)] {
                    self.mark_slot(page, index, page * PAGE + index * SIZES[usize::from(*class)]);
                }
            }
            Some(Use::Large(_)) => self.mark_slot(page, 0, page * PAGE),
            Some(Use::Inside(first)) => self.mark_slot(*first, 0, first * PAGE),
            _ => {}
        }
    }

    #[inline]
    fn mark_slot(&mut self, page: u32, index: u32, start: u32) {
        let (word, bit) = (page as usize * BITMAP_WORDS + index as usize / 64, 1_u64 << (index % 64));
        let is_large = !matches!(self.heap.uses[page as usize], Use::Small(_));
        if self.heap.marked[word] & bit != 0 || (!is_large && self.heap.taken[word] & bit == 0) {
            return;
        }
        self.heap.marked[word] |= bit;
        let code = self.heap.contents[(page * PER_PAGE_MAX + index) as usize];
        if self.scan.has_addresses(code) {
            self.work.push((start, code));
        }
    }

    fn drain(&mut self) {
        while let Some((start, code)) = self.work.pop() {
            let size = match self.heap.uses[(start >> PAGE_SHIFT) as usize] {
                Use::Small(class) => SIZES[usize::from(class)],
                Use::Large(pages) => pages * PAGE,
                _ => continue,
            };
            self.scan_range(start, size, code);
        }
    }

    /// Marks what the values of a range point to. Behind the last whole value there is nothing.
    fn scan_range(&mut self, start: u32, size: u32, code: Code) {
        let scan = self.scan;
        let row = &scan.rows[code as usize];
        for i in 0..size / row.stride.max(1) {
            let at = start + i * row.stride;
            for offset in &row.offsets {
                let at = (at + offset) as usize;
                let word = self.heap.mem[at..at + 4].try_into().expect("invariant: four bytes");
                self.mark(u32::from_le_bytes(word));
            }
        }
    }
}

impl Heap {
    /// So much was allocated that the next allocating instruction has to collect first.
    #[inline]
    pub(crate) fn is_collection_due(&self) -> bool {
        self.allocated >= self.threshold
    }

    /// Frees what cannot be reached from package variables (values of type `globals.1` at `globals.0`) and the roots: words
    /// whose low halves may be addresses.
    pub(crate) fn collect(
        &mut self,
        scan: &ScanTable,
        globals: (u32, crate::module::TypeIdx),
        roots: impl FnOnce(&mut dyn FnMut(u64)),
    ) {
        self.peak = self.peak.max(self.allocated);
        self.collections += 1;
        for cursor in self.cursors.iter_mut() {
            if cursor.free != 0 {
                self.taken[cursor.page as usize * BITMAP_WORDS + cursor.word as usize] &= !cursor.free;
            }
            *cursor = Cursor::NONE;
        }
        self.marked.fill(0);
        let mut marker = Marker { heap: self, scan, work: vec![] };
        let code = globals.1.0 * 2 + 2;
        if scan.has_addresses(code) {
            marker.scan_range(globals.0, scan.rows[code as usize].stride, code);
        }
        roots(&mut |word| marker.mark(word as u32));
        marker.drain();
        self.sweep();
        self.kept = self.kept.saturating_add(self.allocated);
        self.threshold = self.threshold_for(self.allocated);
    }

    /// Collects because an instruction found no room. The caller runs that instruction again, which may fail for good.
    ///
    /// # Errors
    /// Out of memory if nothing was allocated since the last time, or if less than a quarter of the limit is free afterwards: else
    /// a program at its limit could have all of its memory marked for every few bytes that it asks for. An allocation pays for
    /// marking three times its size.
    pub(crate) fn collect_for_room(
        &mut self,
        scan: &ScanTable,
        globals: (u32, crate::module::TypeIdx),
        roots: impl FnOnce(&mut dyn FnMut(u64)),
    ) -> Result<(), Box<Trap>> {
        if self.forced_at == Some(self.total) {
            return Err(out_of_memory());
        }
        self.collect(scan, globals, roots);
        self.forced_at = Some(self.total);
        let pages_free = self.pages_max().saturating_sub(self.free.top()) + self.free.count();
        let free = (self.limit.saturating_sub(self.allocated)).min(u64::from(pages_free) * u64::from(PAGE));
        if free < self.limit / 4 { Err(out_of_memory()) } else { Ok(()) }
    }

    /// When to collect next, after a collection that left `live` bytes: at twice as much, but early enough that natives, in
    /// which nothing is collected, find room below the limit.
    pub(super) fn threshold_for(&self, live: u64) -> u64 {
        if let Some(pace) = self.pace {
            return live + pace;
        }
        let near_limit = (self.limit - self.limit / 8).max(live + self.limit / 4);
        (live * 2).max(THRESHOLD_FIRST).min(near_limit)
    }

    /// Frees what is not marked.
    fn sweep(&mut self) {
        let mut allocated = self.static_size;
        for list in &mut self.partial {
            list.clear();
        }
        // From the last page down: the lists are popped from their ends.
        for page in (0..self.free.top()).rev() {
            let words = page as usize * BITMAP_WORDS..(page as usize + 1) * BITMAP_WORDS;
            match self.uses[page as usize] {
                Use::Free | Use::Static | Use::Inside(_) => {}
                Use::Large(len) if self.marked[words.start] & 1 == 0 => {
                    self.uses[page as usize..(page + len) as usize].fill(Use::Free);
                    self.free.give(page, len);
                }
                Use::Large(len) => allocated += u64::from(len) * u64::from(PAGE),
                Use::Small(class) => {
                    let class = usize::from(class);
                    let live: u32 = self.marked[words.clone()].iter().map(|w| w.count_ones()).sum();
                    if live == 0 {
                        self.uses[page as usize] = Use::Free;
                        self.free.give(page, 1);
                        continue;
                    }
                    self.taken[words.clone()].copy_from_slice(&self.marked[words]);
                    allocated += u64::from(live) * u64::from(SIZES[class]);
                    if live < PER_PAGE[class] {
                        self.partial[class].push(page);
                    }
                }
            }
        }
        self.allocated = allocated;
        debug_assert!((0..COUNT).all(|c| valid_slots(c, 0) != 0));
    }
}
