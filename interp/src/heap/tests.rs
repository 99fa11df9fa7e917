//! Random object graphs against a model that knows what is reachable.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::module::Kind;
use crate::testing::{desc, module};

/// A deterministic source of numbers.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}

/// `struct { a *T; n uint64; b *T }`: 24 bytes, addresses at 0 and 16.
const NODE: TypeIdx = TypeIdx(11);
const NODE_SIZE: u64 = 24;

fn scan_table() -> ScanTable {
    let mut m = module(vec![]);
    let field = |name: &str, ty| crate::FieldDesc { name: name.into(), ty: TypeIdx(ty), is_embedded: false, tag: vec![] };
    m.types.push(crate::TypeDesc { fields: vec![field("a", 12), field("n", 1), field("b", 12)], ..desc(Kind::Struct, "node") });
    m.types.push(crate::TypeDesc { elem: NODE, ..desc(Kind::Pointer, "*node") });
    let layouts = crate::layouts(&m.types).expect("small");
    assert_eq!((u64::from(layouts[11].size), &*layouts[11].pointers), (NODE_SIZE, &[0, 16][..]));
    ScanTable::new(&m.types, &layouts)
}

fn data() -> DataSegment {
    let m = module(vec![]);
    DataSegment::new(&m, &crate::layouts(&m.types).expect("small")[5]).expect("small")
}

/// Package variables of no type: the tests have roots of their own.
const NO_GLOBALS: (u32, TypeIdx) = (0, TypeIdx(0));

#[derive(Clone, Debug)]
struct Object {
    contents: Contents,
    size: u64,
    /// Where it holds which address.
    links: BTreeMap<u32, u32>,
    stamp: u64,
}

struct Model {
    heap: Heap,
    meter: Meter,
    scan: ScanTable,
    objects: BTreeMap<u32, Object>,
    roots: Vec<u32>,
    random: Random,
}

impl Model {
    fn new(limit: u64, seed: u64) -> Model {
        Model {
            heap: Heap::new_in(HeapRoom::default(), Schedule::current(), limit, &data()),
            meter: Meter::new(crate::ENERGY_LIMIT_MAX),
            scan: scan_table(),
            objects: BTreeMap::new(),
            roots: vec![],
            random: Random(seed),
        }
    }

    /// Offsets of an object's words that may hold addresses, and of its first word that holds none.
    fn fields(object: &Object) -> (Vec<u32>, u32) {
        let size = object.size as u32;
        match object.contents {
            Contents::Values(_) => ((0..size / 24).flat_map(|i| [i * 24, i * 24 + 16]).collect(), 8),
            Contents::Words => ((8..size).step_by(8).collect(), 4),
            _ => (vec![], 0),
        }
    }

    fn allocate(&mut self) {
        let (contents, size) = match self.random.below(40) {
            0 => (Contents::Values(NODE), NODE_SIZE * (1 + self.random.below(400))),
            1 => (Contents::Bytes, 8 + self.random.below(20_000)),
            2..10 => (Contents::Words, 8 * (1 + self.random.below(20))),
            10..20 => (Contents::Bytes, 8 + self.random.below(100)),
            _ => (Contents::Values(NODE), NODE_SIZE),
        };
        let addr = match self.heap.alloc(&mut self.meter, contents, size) {
            Ok(addr) => addr,
            Err(trap) => {
                assert_eq!(trap.code, TrapCode::OutOfMemory);
                self.roots.clear();
                return self.collect();
            }
        };
        assert!(self.heap.bytes(addr, size as u32).expect("inside").iter().all(|b| *b == 0), "memory is zeroed");
        let before = self.objects.range(..=addr).next_back();
        assert!(before.is_none_or(|(at, o)| u64::from(*at) + o.size <= addr.into()), "objects overlap");
        let after = self.objects.range(addr..).next();
        assert!(after.is_none_or(|(at, _)| u64::from(addr) + size <= (*at).into()), "objects overlap");
        let mut object = Object { contents, size, links: BTreeMap::new(), stamp: self.random.below(1 << 31) << 32 };
        let (fields, stamp_at) = Model::fields(&object);
        if stamp_at == 4 {
            self.heap.set_u32(addr + 4, (object.stamp >> 32) as u32).expect("inside");
        } else {
            self.heap.set_u64(addr + stamp_at, object.stamp).expect("inside");
        }
        for offset in fields {
            if self.random.below(2) == 0
                && let Some(target) = self.any_object()
            {
                object.links.insert(offset, target);
                self.heap.set_u32(addr + offset, target).expect("inside");
            }
        }
        self.objects.insert(addr, object);
        if self.random.below(10) == 0 {
            self.roots.push(addr);
        }
        if self.random.below(12) == 0 && !self.roots.is_empty() {
            let at = self.random.below(self.roots.len() as u64) as usize;
            self.roots.swap_remove(at);
        }
    }

    /// An address inside of an object that is reachable or not.
    fn any_object(&mut self) -> Option<u32> {
        let (&first, &last) = (self.objects.keys().next()?, self.objects.keys().next_back()?);
        let near = first + self.random.below(u64::from(last - first) + 1) as u32;
        let (addr, object) = self.objects.range(..=near).next_back()?;
        let inside = self.random.below(object.size) as u32;
        Some(addr + inside)
    }

    fn reachable(&self) -> BTreeSet<u32> {
        let (mut seen, mut work) = (BTreeSet::new(), self.roots.clone());
        while let Some(addr) = work.pop() {
            let (start, object) = self.objects.range(..=addr).next_back().expect("links lead to objects");
            assert!(u64::from(addr - start) < object.size);
            if seen.insert(*start) {
                work.extend(object.links.values());
            }
        }
        seen
    }

    fn collect(&mut self) {
        let live = self.reachable();
        self.objects.retain(|addr, _| live.contains(addr));
        let roots = self.roots.clone();
        self.heap.collect(&self.scan, NO_GLOBALS, |visit| roots.iter().for_each(|r| visit((*r).into())));
        let size = |o: &Object| match o.size {
            n if n > SMALL_MAX => n.next_multiple_of(PAGE.into()),
            n => SIZES[usize::from(CLASS_OF[n.div_ceil(16) as usize])].into(),
        };
        let allocated: u64 = self.objects.values().map(size).sum();
        assert_eq!(self.heap.stats().allocated, allocated + self.heap.static_size);
        for (addr, object) in &self.objects {
            let (_, stamp_at) = Model::fields(object);
            if stamp_at == 4 {
                assert_eq!(self.heap.u32(addr + 4), Ok((object.stamp >> 32) as u32));
            } else {
                assert_eq!(self.heap.u64(addr + stamp_at), Ok(object.stamp));
            }
            for (offset, target) in &object.links {
                assert_eq!(self.heap.u32(addr + offset), Ok(*target));
            }
        }
    }
}

#[test]
fn what_is_reachable_survives_and_nothing_else() {
    for seed in 1..5 {
        let mut model = Model::new(2 << 20, seed);
        for round in 0..20_000 {
            model.allocate();
            if round % 1000 == 999 {
                model.collect();
            }
        }
        assert!(model.heap.stats().collections >= 20);
    }
}

#[test]
fn addresses_are_the_same_in_every_run() {
    let run = || {
        let mut model = Model::new(8 << 20, 7);
        (0..3000).for_each(|_| model.allocate());
        model.collect();
        (0..3000).for_each(|_| model.allocate());
        model.objects.keys().copied().collect::<Vec<_>>()
    };
    assert_eq!(run(), run());
}

#[test]
fn garbage_in_memory_and_roots_misleads_nobody() {
    let mut model = Model::new(4 << 20, 3);
    (0..2000).for_each(|_| model.allocate());
    let end = model.heap.end();
    for _ in 0..200_000 {
        let (addr, value) = (model.random.below(u64::from(end) + 100_000) as u32, model.random.below(u64::MAX));
        let _ = model.heap.set_u64(addr, value);
    }
    for _ in 0..3 {
        let words: Vec<u64> = (0..5000).map(|_| model.random.below(u64::MAX)).collect();
        model.heap.collect(&model.scan, NO_GLOBALS, |visit| words.iter().for_each(|w| visit(*w)));
        for _ in 0..1000 {
            let bytes = model.random.below(5000);
            let _ = model.heap.alloc(&mut model.meter, Contents::Values(NODE), bytes);
        }
    }
}

#[test]
fn the_limit_is_exact_and_a_full_heap_does_not_collect_for_ever() {
    let data = data();
    let static_size = u64::from(PAGE);
    let limit = static_size + 100 * u64::from(PAGE);
    let mut heap = Heap::new_in(HeapRoom::default(), Schedule::current(), limit, &data);
    let mut meter = Meter::new(1 << 40);
    let scan = scan_table();
    for _ in 0..100 * 256 {
        heap.alloc(&mut meter, Contents::Bytes, 16).expect("below the limit");
    }
    let trap = heap.alloc(&mut meter, Contents::Bytes, 16).expect_err("above the limit");
    assert_eq!(trap.code, TrapCode::OutOfMemory);
    heap.collect_for_room(&scan, NO_GLOBALS, |_| {}).expect("everything is free");
    assert!(heap.collect_for_room(&scan, NO_GLOBALS, |_| {}).is_err(), "nothing was allocated since");
    let kept: Vec<u32> = (0..96 * 256).map(|_| heap.alloc(&mut meter, Contents::Bytes, 16).expect("below the limit")).collect();
    assert!(heap.alloc(&mut meter, Contents::Bytes, 5 * u64::from(PAGE)).is_err());
    let full = heap.collect_for_room(&scan, NO_GLOBALS, |visit| kept.iter().for_each(|a| visit((*a).into())));
    assert!(full.is_err(), "less than a quarter is free");
}

#[test]
fn an_allocation_is_paid_before_it_is_made() {
    let mut heap = Heap::new_in(HeapRoom::default(), Schedule::current(), 1 << 20, &data());
    let mut meter = Meter::new(30 + 9 + 30);
    heap.alloc(&mut meter, Contents::Bytes, 17).expect("paid");
    assert_eq!((meter.used(), meter.memory), (39, 39));
    let before = heap.stats();
    assert_eq!(heap.alloc(&mut meter, Contents::Bytes, 1 << 16).expect_err("poor").code, TrapCode::OutOfEnergy);
    assert_eq!((heap.stats(), meter.used()), (before, 69));
}

#[test]
fn accesses_outside_of_memory_trap() {
    let mut heap = Heap::new_in(HeapRoom::default(), Schedule::current(), 1 << 20, &data());
    let end = heap.end();
    for addr in [0, 15, end, end + 1, u32::MAX] {
        assert!(heap.u64(addr).is_err() && heap.set_u64(addr, 1).is_err() && heap.bytes(addr, 1).is_err());
    }
    assert!(heap.u64(end - 1).is_ok(), "the slack belongs to the last address");
    assert!(heap.get::<8>(end - 1, OFFSET_END - 1).is_ok());
    assert!(heap.bytes(end - 1, 2).is_err());
    assert_eq!(heap.bytes(0, 0), Ok(&[][..]));
    assert_eq!(heap.bytes_mut(u32::MAX, 0).map(|b| b.len()), Ok(0));
}

#[test]
fn nothing_is_left_of_the_heap_before() {
    let fresh = Heap::new_in(HeapRoom::default(), Schedule::current(), 1 << 20, &data());
    let mut used = Heap::new_in(HeapRoom::default(), Schedule::current(), 1 << 20, &data());
    let mut meter = Meter::new(1 << 30);
    for bytes in [16, 100, 2000, 5000, 40_000] {
        let addr = used.alloc(&mut meter, Contents::Words, bytes).expect("room");
        used.bytes_mut(addr, bytes as u32).expect("an object").fill(7);
    }
    // Damaged bytecode reaches the slack.
    let end = used.end as usize;
    used.mem[end..end + SLACK].fill(7);
    let mut again = Heap::new_in(used.into_room(), Schedule::current(), 1 << 20, &data());
    assert_eq!((again.end, &again.mem[..fresh.mem.len()]), (fresh.end, &fresh.mem[..]));
    assert!(again.mem[fresh.mem.len()..].iter().all(|byte| *byte == 0));
    assert!(again.contents.iter().all(|code| *code == 0));
    assert_eq!((&again.uses, &again.taken, &again.marked), (&fresh.uses, &fresh.taken, &fresh.marked));
    assert_eq!(again.alloc(&mut meter, Contents::Bytes, 16), fresh.clone().alloc(&mut meter, Contents::Bytes, 16));
}
