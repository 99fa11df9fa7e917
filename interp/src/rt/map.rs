//! Maps: compact tables that keep insertion order, wholly inside of the heap.
//!
//! A map is the address of a header of 32 bytes, all numbers of 32 bits: 0 address of the entries, 4 number of live entries, 8 address
//! of the index, 12 entries in use (deleted ones included), 16 log2 of the index's length, 20 capacity in entries, 24 zero, 28
//! how often the map was cleared. Entries lie in insertion order as [`crate::layout::EntryLayout`] says; an entry's hash word has
//! its lowest bit set while it lives. The index is an open-addressing table of entry numbers plus one, 0 being free; probing starts at
//! the highest bits of the hash word and goes up one by one. Entries of deleted keys stay in the index until the next rebuild.
//! Maps of up to [`SMALL`] entries have no index and are searched from the first entry on.
//!
//! A full table is rebuilt in a new array; the old one is never written again, so an iterator that started on it goes on over it and
//! looks every key up in the current one. Clearing is seen by its count. An entry that is made while an iterator runs is not visited,
//! so a loop that inserts ends.
//!
//! A program may write anything into a map's memory: every number read here may be wrong, and only ever leads to a trap, or to a
//! loop that pays for each step.

use super::equal::{hash_bytes, hash_packed, hash_value, hash_word, values_equal};
use super::{addr, len, strings};
use crate::energy::{EnergyKind, Meter};
use crate::heap::{Contents, Heap};
use crate::layout::EntryLayout;
use crate::module::TypeIdx;
use crate::program::{KeyKind, MapInfo, Program};
use crate::trap::{Trap, TrapCode};

type Result<T> = std::result::Result<T, Box<Trap>>;

const ENTRIES: u32 = 0;
const COUNT: u32 = 4;
const INDEX: u32 = 8;
const USED: u32 = 12;
const LOG2: u32 = 16;
const CAP: u32 = 20;
const CLEARED: u32 = 28;
const HEADER_SIZE: u32 = 32;

/// Most entries of a map without index.
const SMALL: u64 = 8;

/// Probes are paid for in lots of so many, so that no search runs far ahead of its price.
const PROBES_LOT: u64 = 64;

/// A map's header, read once.
#[derive(Clone, Copy, Debug)]
struct Table {
    map: u32,
    entries: u32,
    count: u32,
    index: u32,
    used: u32,
    log2: u32,
    cap: u32,
    cleared: u32,
}

impl Table {
    #[inline]
    fn read(heap: &Heap, map: u32) -> Result<Table> {
        let header: [u8; HEADER_SIZE as usize] = heap.get(map, 0)?;
        let at = |offset: u32| {
            let bytes = &header[offset as usize..][..4];
            u32::from_le_bytes(bytes.try_into().expect("invariant: four bytes"))
        };
        Ok(Table {
            map,
            entries: at(ENTRIES),
            count: at(COUNT),
            index: at(INDEX),
            used: at(USED),
            log2: at(LOG2),
            cap: at(CAP),
            cleared: at(CLEARED),
        })
    }

    #[inline]
    fn entry(&self, info: &MapInfo, i: u32) -> u32 {
        self.entries.wrapping_add(i.wrapping_mul(info.entry.size))
    }

    #[inline]
    fn mask(&self) -> u32 {
        1_u32.wrapping_shl(self.log2).wrapping_sub(1)
    }

    /// Where probing for a hash word starts.
    #[inline]
    fn start(&self, hash: u32) -> u32 {
        hash.wrapping_shr(32_u32.wrapping_sub(self.log2)) & self.mask()
    }
}

/// What a search needs beside the map.
struct Cx<'c> {
    program: &'c Program,
    heap: &'c mut Heap,
    meter: &'c mut Meter,
}

/// A key that is searched for.
trait Key {
    /// Its hash word.
    fn hash(&self, cx: &mut Cx<'_>) -> Result<u32>;
    /// Whether it equals the key at an address.
    fn is_at(&self, cx: &mut Cx<'_>, at: u32) -> Result<bool>;
    /// Writes it.
    fn write(&self, cx: &mut Cx<'_>, at: u32) -> Result<()>;
}

struct WordKey {
    word: u64,
    size: u32,
}

impl WordKey {
    #[inline]
    fn new(slot: u64, size: u32) -> WordKey {
        WordKey { word: if size < 8 { slot & ((1 << (size * 8)) - 1) } else { slot }, size }
    }

    #[inline]
    fn read(heap: &Heap, at: u32, size: u32) -> Result<WordKey> {
        // Behind a key there is at least the hash, so eight bytes can be read.
        Ok(WordKey::new(heap.u64(at)?, size))
    }
}

impl Key for WordKey {
    #[inline]
    fn hash(&self, _: &mut Cx<'_>) -> Result<u32> {
        Ok(hash_word(self.word))
    }

    #[inline]
    fn is_at(&self, cx: &mut Cx<'_>, at: u32) -> Result<bool> {
        Ok(WordKey::read(cx.heap, at, self.size)?.word == self.word)
    }

    #[inline]
    fn write(&self, cx: &mut Cx<'_>, at: u32) -> Result<()> {
        match self.size {
            8 => cx.heap.set_u64(at, self.word),
            4 => cx.heap.set_u32(at, self.word as u32),
            size => {
                cx.heap.bytes_mut(at, size)?.copy_from_slice(&self.word.to_le_bytes()[..size as usize]);
                Ok(())
            }
        }
    }
}

struct StringKey(u64);

impl Key for StringKey {
    #[inline]
    fn hash(&self, cx: &mut Cx<'_>) -> Result<u32> {
        cx.heap.charge_data(cx.meter, len(self.0).into())?;
        Ok(hash_bytes(cx.heap.bytes(addr(self.0), len(self.0))?))
    }

    #[inline]
    fn is_at(&self, cx: &mut Cx<'_>, at: u32) -> Result<bool> {
        let other = cx.heap.u64(at)?;
        strings::equal(cx.heap, cx.meter, self.0, other)
    }

    #[inline]
    fn write(&self, cx: &mut Cx<'_>, at: u32) -> Result<()> {
        cx.heap.set_u64(at, self.0)
    }
}

struct PackedKey<'k> {
    words: &'k [u64],
    size: u32,
}

impl Key for PackedKey<'_> {
    #[inline]
    fn hash(&self, _: &mut Cx<'_>) -> Result<u32> {
        Ok(hash_packed(self.words, self.size))
    }

    #[inline]
    fn is_at(&self, cx: &mut Cx<'_>, at: u32) -> Result<bool> {
        let bytes = cx.heap.bytes(at, self.size)?;
        let mut chunks = bytes.chunks_exact(8);
        for (chunk, word) in (&mut chunks).zip(self.words) {
            if chunk != word.to_le_bytes() {
                return Ok(false);
            }
        }
        let rest = chunks.remainder();
        Ok(rest.is_empty() || self.words.last().is_some_and(|w| rest == &w.to_le_bytes()[..rest.len()]))
    }

    #[inline]
    fn write(&self, cx: &mut Cx<'_>, at: u32) -> Result<()> {
        let place = cx.heap.bytes_mut(at, self.size)?;
        for (chunk, word) in place.chunks_mut(8).zip(self.words) {
            chunk.copy_from_slice(&word.to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

/// Any key, in memory.
struct GeneralKey {
    ty: TypeIdx,
    at: u32,
}

impl Key for GeneralKey {
    fn hash(&self, cx: &mut Cx<'_>) -> Result<u32> {
        hash_value(cx.program, cx.heap, cx.meter, self.ty, self.at)
    }

    fn is_at(&self, cx: &mut Cx<'_>, at: u32) -> Result<bool> {
        values_equal(cx.program, cx.heap, cx.meter, self.ty, self.at, at)
    }

    fn write(&self, cx: &mut Cx<'_>, at: u32) -> Result<()> {
        cx.heap.copy(at, self.at, cx.program.layout(self.ty).size)
    }
}

impl GeneralKey {
    /// A key in slots: one that is spread is first written to the room that the data segment has for it.
    fn new(cx: &mut Cx<'_>, ty: TypeIdx, slots: &[u64]) -> Result<GeneralKey> {
        let layout = cx.program.layout(ty);
        if layout.is_wide() {
            return Ok(GeneralKey { ty, at: slots[0] as u32 });
        }
        let at = cx.program.data.scratch;
        cx.heap.store(layout, at, slots)?;
        Ok(GeneralKey { ty, at })
    }
}

/// Runs `$body` with `$key` bound to the key of the right kind.
macro_rules! with_key {
    ($cx:expr, $info:expr, $slots:expr, $key:ident => $body:expr) => {
        match $info.key_kind {
            KeyKind::Word { size } => {
                let $key = WordKey::new($slots[0], size);
                $body
            }
            KeyKind::String => {
                let $key = StringKey($slots[0]);
                $body
            }
            KeyKind::Packed { size } => {
                let $key = PackedKey { words: &$slots[..size.div_ceil(8) as usize], size };
                $body
            }
            KeyKind::General => {
                let $key = GeneralKey::new($cx, $info.key, $slots)?;
                $body
            }
        }
    };
}

/// The number of slots that a key of the map type takes.
#[inline]
pub(crate) fn key_slots(program: &Program, ty: TypeIdx) -> usize {
    usize::from(program.layout(map_info(program, ty).key).slot_count())
}

#[inline]
fn map_info(program: &Program, ty: TypeIdx) -> &MapInfo {
    program.types[ty.index()].map.as_ref().expect("invariant: the verifier checked that the type is a map")
}

#[cold]
fn charge_probes(cx: &mut Cx<'_>, probes: u64) -> Result<()> {
    let price = cx.heap.schedule().map_probe;
    cx.meter.charge(EnergyKind::Data, probes * price)
}

/// The live entry with a key.
#[inline]
fn find(cx: &mut Cx<'_>, info: &MapInfo, table: &Table, key: &impl Key, hash: u32) -> Result<Option<u32>> {
    let (mut probes, mut found) = (0, None);
    if table.index == 0 {
        for i in 0..table.used {
            let at = table.entry(info, i);
            if u32::from_le_bytes(cx.heap.get(at, info.entry.hash)?) == hash && key.is_at(cx, at)? {
                found = Some(at);
                break;
            }
            probes += 1;
            if probes > PROBES_LOT {
                charge_probes(cx, PROBES_LOT)?;
                probes -= PROBES_LOT;
            }
        }
    } else {
        let mut pos = table.start(hash);
        for _ in 0..=table.mask() {
            let i = cx.heap.u32(table.index.wrapping_add(pos.wrapping_mul(4)))?;
            if i == 0 {
                break;
            }
            let at = table.entry(info, i.wrapping_sub(1));
            if u32::from_le_bytes(cx.heap.get(at, info.entry.hash)?) == hash && key.is_at(cx, at)? {
                found = Some(at);
                break;
            }
            probes += 1;
            if probes > PROBES_LOT {
                charge_probes(cx, PROBES_LOT)?;
                probes -= PROBES_LOT;
            }
            pos = pos.wrapping_add(1) & table.mask();
        }
    }
    // Looking at the first entry is part of the instruction's price.
    if probes > 1 {
        charge_probes(cx, probes - 1)?;
    }
    Ok(found)
}

/// A new map with room for `room` entries.
///
/// # Errors
/// Out of energy or memory.
pub fn new(program: &Program, heap: &mut Heap, meter: &mut Meter, ty: TypeIdx, room: u64) -> Result<u32> {
    let info = map_info(program, ty);
    let cap = if (room as i64) <= SMALL as i64 { 0 } else { cap_for(room) };
    // A room that no address reaches, or a negative one, is a hint that cannot be followed; so it is in Go.
    let cap = if arrays_size(info, cap) > u32::MAX.into() { 0 } else { cap };
    heap.check_room(u64::from(HEADER_SIZE) + arrays_size(info, cap))?;
    let map = heap.alloc(meter, Contents::Words, HEADER_SIZE.into())?;
    if cap > 0 {
        let cx = &mut Cx { program, heap, meter };
        let table = Table::read(cx.heap, map)?;
        rebuild(cx, info, &table, cap)?;
    }
    Ok(map)
}

/// The capacity of a table with room for `count` entries: [`SMALL`], or three quarters of its index.
fn cap_for(count: u64) -> u64 {
    if count <= SMALL {
        return SMALL;
    }
    let index_len = count.saturating_add(count / 3).saturating_add(1).checked_next_power_of_two().unwrap_or(1 << 63);
    // `index_len / 2` may do: 12 entries fit an index of 16.
    if index_len / 8 * 3 >= count { index_len / 8 * 3 } else { index_len / 4 * 3 }
}

/// log2 of the length of the index that goes with a capacity; 0 for none.
fn log2_for(cap: u64) -> u32 {
    if cap <= SMALL { 0 } else { (cap / 3 * 4).trailing_zeros() }
}

/// Bytes of the arrays of a table.
fn arrays_size(info: &MapInfo, cap: u64) -> u64 {
    let index = if cap <= SMALL { 0 } else { (cap / 3).saturating_mul(16) };
    cap.saturating_mul(info.entry.size.into()).saturating_add(index)
}

/// Makes new arrays with `cap` entries and moves the live entries there.
#[cold]
#[inline(never)]
fn rebuild(cx: &mut Cx<'_>, info: &MapInfo, old: &Table, cap: u64) -> Result<Table> {
    cx.heap.check_room(arrays_size(info, cap))?;
    let entries = cx.heap.alloc(cx.meter, info.contents, cap.saturating_mul(info.entry.size.into()))?;
    let log2 = log2_for(cap);
    let index = if log2 == 0 { 0 } else { cx.heap.alloc(cx.meter, Contents::Bytes, 4 << log2)? };
    let mut table = Table { entries, index, log2, cap: cap as u32, used: 0, count: 0, ..*old };
    for i in 0..old.used {
        let from = old.entry(info, i);
        let hash = u32::from_le_bytes(cx.heap.get(from, info.entry.hash)?);
        // A header that lies about its counts must not make the new table overflow.
        if hash & 1 != 0 && table.used < table.cap {
            cx.heap.copy(table.entry(info, table.used), from, info.entry.size)?;
            add_to_index(cx, &table, hash)?;
            table.used += 1;
        } else {
            charge_probes(cx, 1)?;
        }
    }
    table.count = table.used;
    write_header(cx.heap, &table)?;
    Ok(table)
}

fn write_header(heap: &mut Heap, table: &Table) -> Result<()> {
    for (offset, value) in [
        (ENTRIES, table.entries),
        (COUNT, table.count),
        (INDEX, table.index),
        (USED, table.used),
        (LOG2, table.log2),
        (CAP, table.cap),
        (CLEARED, table.cleared),
    ] {
        heap.put(table.map, offset, value.to_le_bytes())?;
    }
    Ok(())
}

/// Enters the entry that is `table.used` into the index.
#[inline]
fn add_to_index(cx: &mut Cx<'_>, table: &Table, hash: u32) -> Result<()> {
    if table.index == 0 {
        return Ok(());
    }
    let mut pos = table.start(hash);
    for _ in 0..=table.mask() {
        let at = table.index.wrapping_add(pos.wrapping_mul(4));
        if cx.heap.u32(at)? == 0 {
            return cx.heap.set_u32(at, table.used.wrapping_add(1));
        }
        charge_probes(cx, 1)?;
        pos = pos.wrapping_add(1) & table.mask();
    }
    Ok(())
}

/// Address of the value at a key, 0 if it is absent.
///
/// # Errors
/// Out of energy, or the key is not hashable.
#[inline]
pub fn get(program: &Program, heap: &mut Heap, meter: &mut Meter, ty: TypeIdx, map: u32, key: &[u64]) -> Result<u32> {
    let info = map_info(program, ty);
    let cx = &mut Cx { program, heap, meter };
    with_key!(cx, info, key, key => {
        if map == 0 && info.key_kind != KeyKind::General {
            return Ok(0);
        }
        // A key that cannot be hashed traps in a nil map too.
        let hash = key.hash(cx)? | 1;
        if map == 0 {
            return Ok(0);
        }
        let table = Table::read(cx.heap, map)?;
        Ok(find(cx, info, &table, &key, hash)?.map_or(0, |at| at.wrapping_add(info.entry.value)))
    })
}

/// Address of the value at a key, which is inserted with a zero value if it is absent.
///
/// # Errors
/// Out of energy or memory, the map is nil, or the key is not hashable.
#[inline]
pub fn set(program: &Program, heap: &mut Heap, meter: &mut Meter, ty: TypeIdx, map: u32, key: &[u64]) -> Result<u32> {
    let info = map_info(program, ty);
    if map == 0 {
        return Err(nil_map());
    }
    let cx = &mut Cx { program, heap, meter };
    with_key!(cx, info, key, key => {
        let hash = key.hash(cx)? | 1;
        let table = Table::read(cx.heap, map)?;
        let at = match find(cx, info, &table, &key, hash)? {
            Some(at) => at,
            None => insert(cx, info, table, &key, hash)?,
        };
        Ok(at.wrapping_add(info.entry.value))
    })
}

#[cold]
fn nil_map() -> Box<Trap> {
    Trap::new(TrapCode::NilMapWrite, "assignment to entry in nil map")
}

fn insert(cx: &mut Cx<'_>, info: &MapInfo, mut table: Table, key: &impl Key, hash: u32) -> Result<u32> {
    if table.used >= table.cap {
        // A table that is mostly deleted entries is only cleaned up.
        let (count, cap) = (u64::from(table.count), u64::from(table.cap));
        let wanted = if count > cap / 2 { cap + 1 } else { cap };
        table = rebuild(cx, info, &table, cap_for(wanted.max(count + 1)))?;
    }
    let at = table.entry(info, table.used);
    key.write(cx, at)?;
    cx.heap.put(at, info.entry.hash, hash.to_le_bytes())?;
    add_to_index(cx, &table, hash)?;
    cx.heap.put(table.map, COUNT, table.count.wrapping_add(1).to_le_bytes())?;
    cx.heap.put(table.map, USED, table.used.wrapping_add(1).to_le_bytes())?;
    Ok(at)
}

/// Deletes a key, if it is there.
///
/// # Errors
/// Out of energy, or the key is not hashable.
pub fn delete(program: &Program, heap: &mut Heap, meter: &mut Meter, ty: TypeIdx, map: u32, key: &[u64]) -> Result<()> {
    let info = map_info(program, ty);
    let cx = &mut Cx { program, heap, meter };
    with_key!(cx, info, key, key => {
        let hash = key.hash(cx)? | 1;
        if map == 0 {
            return Ok(());
        }
        let table = Table::read(cx.heap, map)?;
        let Some(at) = find(cx, info, &table, &key, hash)? else { return Ok(()) };
        // What the entry pointed to is garbage now.
        cx.heap.bytes_mut(at, info.entry.hash)?.fill(0);
        cx.heap.put(at, info.entry.hash, (hash & !1).to_le_bytes())?;
        cx.heap.put(map, COUNT, table.count.wrapping_sub(1).to_le_bytes())
    })
}

/// Number of live entries.
///
/// # Errors
/// The map does not lie in memory.
#[inline]
pub fn length(heap: &Heap, map: u32) -> Result<u64> {
    if map == 0 { Ok(0) } else { Ok(u32::from_le_bytes(heap.get(map, COUNT)?).into()) }
}

/// Number of entries, deleted ones included: how many [`entries`] looks at.
pub fn used(heap: &Heap, map: u32) -> Result<u32> {
    if map == 0 { Ok(0) } else { Ok(Table::read(heap, map)?.used) }
}

/// Addresses of the live entries in the order in which they were inserted. The caller has paid for as many as are [`used`].
pub fn entries(heap: &Heap, map: u32, layout: EntryLayout) -> Result<Vec<u32>> {
    if map == 0 {
        return Ok(Vec::new());
    }
    let table = Table::read(heap, map)?;
    let mut live = Vec::new();
    for i in 0..table.used {
        let at = table.entries.wrapping_add(i.wrapping_mul(layout.size));
        if u32::from_le_bytes(heap.get(at, layout.hash)?) & 1 == 1 {
            live.push(at);
        }
    }
    Ok(live)
}

/// Deletes all entries.
pub(crate) fn clear(heap: &mut Heap, map: u32) -> Result<()> {
    if map == 0 {
        return Ok(());
    }
    let old = Table::read(heap, map)?;
    let cleared = old.cleared.wrapping_add(1);
    write_header(heap, &Table { map, entries: 0, count: 0, index: 0, used: 0, log2: 0, cap: 0, cleared })
}

/// The state of an iterator at the start of a map: the map and how often it was cleared, the entries, position and end.
pub(crate) fn iter(heap: &Heap, map: u32) -> Result<[u64; 3]> {
    if map == 0 {
        return Ok([0; 3]);
    }
    let table = Table::read(heap, map)?;
    Ok([super::pack(map, table.cleared), table.entries.into(), super::pack(0, table.used)])
}

/// Address of the next entry, 0 at the end.
#[inline]
pub(crate) fn next(program: &Program, heap: &mut Heap, meter: &mut Meter, ty: TypeIdx, state: &mut [u64]) -> Result<u32> {
    let map = state[0] as u32;
    if map == 0 {
        return Ok(0);
    }
    let info = map_info(program, ty);
    let table = Table::read(heap, map)?;
    let (entries, mut pos, end) = (state[1] as u32, state[2] as u32, (state[2] >> 32) as u32);
    if table.cleared != (state[0] >> 32) as u32 {
        return Ok(0);
    }
    let cx = &mut Cx { program, heap, meter };
    let mut skipped = 0;
    while pos < end {
        let at = entries.wrapping_add(pos.wrapping_mul(info.entry.size));
        let hash = u32::from_le_bytes(cx.heap.get(at, info.entry.hash)?);
        pos += 1;
        if hash & 1 != 0 {
            let current = if entries == table.entries { Some(at) } else { find_again(cx, info, &table, at, hash)? };
            if let Some(at) = current {
                state[2] = super::pack(pos, end);
                return Ok(at);
            }
        }
        skipped += 1;
        if skipped % PROBES_LOT == 0 {
            charge_probes(cx, PROBES_LOT)?;
        }
    }
    if skipped % PROBES_LOT != 0 {
        charge_probes(cx, skipped % PROBES_LOT)?;
    }
    state[2] = super::pack(pos, end);
    Ok(0)
}

/// The current entry of a key of an old array.
#[cold]
#[inline(never)]
fn find_again(cx: &mut Cx<'_>, info: &MapInfo, table: &Table, at: u32, hash: u32) -> Result<Option<u32>> {
    match info.key_kind {
        KeyKind::Word { size } => {
            let key = WordKey::read(cx.heap, at, size)?;
            find(cx, info, table, &key, hash)
        }
        KeyKind::String => {
            let key = StringKey(cx.heap.u64(at)?);
            find(cx, info, table, &key, hash)
        }
        KeyKind::Packed { size } => {
            let mut words = [0; crate::layout::SLOTS_MAX];
            let words = &mut words[..size.div_ceil(8) as usize];
            for (word, chunk) in words.iter_mut().zip(cx.heap.bytes(at, size)?.chunks(8)) {
                let mut bytes = [0; 8];
                bytes[..chunk.len()].copy_from_slice(chunk);
                *word = u64::from_le_bytes(bytes);
            }
            find(cx, info, table, &PackedKey { words, size }, hash)
        }
        KeyKind::General => {
            let key = GeneralKey { ty: info.key, at };
            let found = find(cx, info, table, &key, hash)?;
            // NaN is never found, and only clearing deletes it: its old entry is as good as the new one.
            if found.is_none() && !key.is_at(cx, at)? { Ok(Some(at)) } else { Ok(found) }
        }
    }
}
