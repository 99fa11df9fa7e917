//! Maps against a model that keeps insertion order, with iterators that run while the map changes.

use std::collections::BTreeSet;

use super::map;
use super::pack;
use crate::energy::Meter;
use crate::heap::{Heap, HeapRoom};
use crate::module::{FieldDesc, Kind, TypeDesc, TypeIdx};
use crate::native::Natives;
use crate::program::{KeyKind, Program};
use crate::testing::{ANY, INT, MAP_OF_INT, SLICE_OF_INT, STRING, UINT8, desc, module};
use crate::trap::TrapCode;

const ADDRESS: u32 = 11;
const PAIR: u32 = 12;
const FLOAT64: u32 = 13;
const MAP_OF_STRING: u32 = 14;
const MAP_OF_ADDRESS: u32 = 15;
const MAP_OF_PAIR: u32 = 16;
const MAP_OF_FLOAT: u32 = 17;
const MAP_OF_ANY: u32 = 18;
const MAP_OF_UINT8: u32 = 19;

fn program() -> Program {
    let mut m = module(vec![]);
    let field = |name: &str, ty| FieldDesc { name: name.into(), ty: TypeIdx(ty), is_embedded: false, tag: vec![] };
    let map_of = |key| TypeDesc { key: TypeIdx(key), elem: TypeIdx(INT), ..desc(Kind::Map, "map") };
    m.types.extend([
        TypeDesc { elem: TypeIdx(UINT8), len: 20, ..desc(Kind::Array, "main.Address") },
        TypeDesc { fields: vec![field("s", STRING), field("n", INT)], ..desc(Kind::Struct, "main.Pair") },
        desc(Kind::Float64, "float64"),
        map_of(STRING),
        map_of(ADDRESS),
        map_of(PAIR),
        map_of(FLOAT64),
        map_of(ANY),
        map_of(UINT8),
    ]);
    Program::load(m, &Natives::new()).expect("verified")
}

struct Machine {
    program: Program,
    heap: Heap,
    meter: Meter,
}

impl Machine {
    fn new() -> Machine {
        let program = program();
        let heap = Heap::new_in(HeapRoom::default(), program.schedule.clone(), 64 << 20, &program.data);
        Machine { program, heap, meter: Meter::new(1 << 50) }
    }

    fn map(&mut self, ty: u32, room: u64) -> u32 {
        map::new(&self.program, &mut self.heap, &mut self.meter, TypeIdx(ty), room).expect("room")
    }

    fn set(&mut self, ty: u32, map: u32, key: &[u64], value: u64) {
        let at = map::set(&self.program, &mut self.heap, &mut self.meter, TypeIdx(ty), map, key).expect("room");
        self.heap.set_u64(at, value).expect("inside");
    }

    fn get(&mut self, ty: u32, map: u32, key: &[u64]) -> Option<u64> {
        let at = map::get(&self.program, &mut self.heap, &mut self.meter, TypeIdx(ty), map, key).expect("hashable");
        (at != 0).then(|| self.heap.u64(at).expect("inside"))
    }

    fn delete(&mut self, ty: u32, map: u32, key: &[u64]) {
        map::delete(&self.program, &mut self.heap, &mut self.meter, TypeIdx(ty), map, key).expect("hashable");
    }

    fn next(&mut self, ty: u32, state: &mut [u64; 3]) -> Option<u32> {
        let at = map::next(&self.program, &mut self.heap, &mut self.meter, TypeIdx(ty), state).expect("inside");
        (at != 0).then_some(at)
    }

    fn len(&self, map: u32) -> u64 {
        map::length(&self.heap, map).expect("a map")
    }

    fn string(&mut self, text: &str) -> u64 {
        self.heap.new_string(&mut self.meter, text.as_bytes()).expect("room")
    }
}

fn random(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

#[test]
fn key_kinds_are_what_the_types_allow() {
    let p = program();
    let kind = |ty: u32| p.types[ty as usize].map.as_ref().expect("a map").key_kind;
    assert_eq!(kind(MAP_OF_INT), KeyKind::Word { size: 8 });
    assert_eq!(kind(MAP_OF_UINT8), KeyKind::Word { size: 1 });
    assert_eq!(kind(MAP_OF_STRING), KeyKind::String);
    assert_eq!(kind(MAP_OF_ADDRESS), KeyKind::Packed { size: 20 });
    for ty in [MAP_OF_PAIR, MAP_OF_FLOAT, MAP_OF_ANY] {
        assert_eq!(kind(ty), KeyKind::General);
    }
}

/// Runs random operations on keys made of small numbers, with an iterator that is started again and again.
fn check(ty: u32, seed: u64, room: u64, key_of: impl Fn(&mut Machine, u64) -> Vec<u64>) {
    let mut vm = Machine::new();
    let map = vm.map(ty, room);
    let mut model: Vec<(u64, u64)> = vec![];
    let mut state = seed;
    let value_at = vm.program.types[ty as usize].map.as_ref().expect("a map").entry.value;
    let mut iterator = ([0; 3], vec![], BTreeSet::new());
    for step in 0..6000_u64 {
        let id = random(&mut state) % 150;
        let key = key_of(&mut vm, id);
        match random(&mut state) % 10 {
            0..4 => {
                vm.set(ty, map, &key, step);
                match model.iter_mut().find(|(k, _)| *k == id) {
                    Some(entry) => entry.1 = step,
                    None => model.push((id, step)),
                }
            }
            4..7 => {
                vm.delete(ty, map, &key);
                model.retain(|(k, _)| *k != id);
                iterator.2.insert(id);
            }
            7 if random(&mut state).is_multiple_of(200) => {
                map::clear(&mut vm.heap, map).expect("a map");
                iterator.2.extend(model.iter().map(|(k, _)| *k));
                model.clear();
            }
            7 => {}
            _ => assert_eq!(vm.get(ty, map, &key), model.iter().find(|(k, _)| *k == id).map(|(_, v)| *v)),
        }
        assert_eq!(vm.len(map), model.len() as u64);
        // The running iterator goes one step. Values say which entry it is at: they are unique.
        let (iter_state, expected, touched) = &mut iterator;
        match vm.next(ty, iter_state) {
            Some(entry) => {
                let value = vm.heap.u64(entry + value_at).expect("inside");
                let (id, _) = *model.iter().find(|(_, v)| *v == value).expect("entries that are visited exist");
                // What was neither deleted nor there before comes in insertion order.
                while let Some(next) = expected.first().copied()
                    && next != id
                {
                    assert!(touched.contains(&next), "skipped {next}");
                    expected.remove(0);
                }
                assert_eq!(expected.first(), Some(&id), "visited twice or out of order");
                expected.remove(0);
            }
            None => {
                assert!(expected.iter().all(|k| touched.contains(k)), "{expected:?} left, deleted {touched:?}");
                iterator = (map::iter(&vm.heap, map).expect("a map"), model.iter().map(|(k, _)| *k).collect(), BTreeSet::new());
            }
        }
    }
    let mut iter = map::iter(&vm.heap, map).expect("a map");
    let mut order = vec![];
    while let Some(entry) = vm.next(ty, &mut iter) {
        order.push(vm.heap.u64(entry + value_at).expect("inside"));
    }
    assert_eq!(order, model.iter().map(|(_, v)| *v).collect::<Vec<_>>());
}

#[test]
fn maps_of_all_kinds_of_keys_keep_insertion_order() {
    check(MAP_OF_INT, 1, 0, |_, id| vec![id.wrapping_sub(50)]);
    check(MAP_OF_UINT8, 2, 100, |_, id| vec![id]);
    check(MAP_OF_STRING, 3, 9, |vm, id| vec![vm.string(&format!("key {id}"))]);
    check(MAP_OF_ADDRESS, 4, 0, |_, id| vec![id, id << 40, id & 15]);
    check(MAP_OF_PAIR, 5, 0, |vm, id| vec![vm.string(&(id / 10).to_string()), id % 10]);
    check(MAP_OF_FLOAT, 6, 0, |_, id| vec![(id as f64 / 4.0).to_bits()]);
    check(MAP_OF_ANY, 7, 0, |vm, id| match id % 3 {
        0 => vec![INT.into(), id],
        1 => vec![STRING.into(), vm.string(&id.to_string())],
        _ => vec![FLOAT64.into(), (id as f64).to_bits()],
    });
}

#[test]
fn both_zeros_are_one_key_and_nan_is_a_new_one_each_time() {
    let mut vm = Machine::new();
    let map = vm.map(MAP_OF_FLOAT, 0);
    vm.set(MAP_OF_FLOAT, map, &[0.0_f64.to_bits()], 1);
    vm.set(MAP_OF_FLOAT, map, &[(-0.0_f64).to_bits()], 2);
    assert_eq!((vm.len(map), vm.get(MAP_OF_FLOAT, map, &[0])), (1, Some(2)));
    let nan = [f64::NAN.to_bits()];
    vm.set(MAP_OF_FLOAT, map, &nan, 3);
    vm.set(MAP_OF_FLOAT, map, &nan, 4);
    assert_eq!((vm.len(map), vm.get(MAP_OF_FLOAT, map, &nan)), (3, None));
    // An iterator sees them even if the table is rebuilt under it.
    let mut iter = map::iter(&vm.heap, map).expect("a map");
    for i in 1..100 {
        vm.set(MAP_OF_FLOAT, map, &[f64::from(i).to_bits()], 9);
    }
    let mut count = 0;
    while vm.next(MAP_OF_FLOAT, &mut iter).is_some() {
        count += 1;
    }
    assert_eq!(count, 3);
}

#[test]
fn unhashable_keys_and_nil_maps_trap_as_in_go() {
    let mut vm = Machine::new();
    let ty = TypeIdx(MAP_OF_ANY);
    let slice = [SLICE_OF_INT.into(), 0];
    let Machine { program, heap, meter } = &mut vm;
    let trap = map::get(program, heap, meter, ty, 0, &slice).expect_err("a slice");
    assert_eq!((trap.code, &trap.text[..]), (TrapCode::Incomparable, "hash of unhashable type []int"));
    let trap = map::set(program, heap, meter, ty, 0, &[INT.into(), 1]).expect_err("nil");
    assert_eq!((trap.code, &trap.text[..]), (TrapCode::NilMapWrite, "assignment to entry in nil map"));
    assert_eq!(map::get(program, heap, meter, ty, 0, &[INT.into(), 1]), Ok(0));
    assert_eq!(map::delete(program, heap, meter, ty, 0, &[INT.into(), 1]), Ok(()));
    assert_eq!((map::length(heap, 0), map::iter(heap, 0)), (Ok(0), Ok([0; 3])));
}

#[test]
fn colliding_keys_pay_for_their_probes() {
    let mut vm = Machine::new();
    // A hash is the high half of a product: multiples of its inverse differ in the low half alone.
    let mut inverse = 1_u64;
    for _ in 0..6 {
        inverse = inverse.wrapping_mul(2_u64.wrapping_sub(inverse.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
    }
    let cost = |vm: &mut Machine, key_of: &dyn Fn(u64) -> u64| {
        let map = vm.map(MAP_OF_INT, 2000);
        (0..1000).for_each(|i| vm.set(MAP_OF_INT, map, &[key_of(i)], i));
        let before = vm.meter.used();
        (0..1000).for_each(|i| assert_eq!(vm.get(MAP_OF_INT, map, &[key_of(i)]), Some(i)));
        vm.meter.used() - before
    };
    assert!(cost(&mut vm, &|i| i) < 1000);
    assert!(cost(&mut vm, &|i| inverse.wrapping_mul(i)) > 400_000);
}

#[test]
fn a_loop_that_inserts_ends() {
    let mut vm = Machine::new();
    let map = vm.map(MAP_OF_INT, 0);
    (0..10).for_each(|i| vm.set(MAP_OF_INT, map, &[i], i));
    let mut iter = map::iter(&vm.heap, map).expect("a map");
    let mut visited = 0;
    while vm.next(MAP_OF_INT, &mut iter).is_some() {
        visited += 1;
        vm.set(MAP_OF_INT, map, &[1000 + visited], 0);
    }
    assert_eq!((visited, vm.len(map)), (10, 20));
}

#[test]
fn damaged_headers_are_harmless() {
    let mut state = 99;
    for _ in 0..300 {
        let mut vm = Machine::new();
        vm.meter = Meter::new(200_000);
        let map = vm.map(MAP_OF_INT, 20);
        (0..20).for_each(|i| vm.set(MAP_OF_INT, map, &[i], i));
        for _ in 0..4 {
            let (at, value) = ((random(&mut state) % 8) as u32 * 4, random(&mut state) as u32 >> (random(&mut state) % 32));
            vm.heap.set_u32(map + at, value).expect("inside");
        }
        let Machine { program, heap, meter } = &mut vm;
        let ty = TypeIdx(MAP_OF_INT);
        for key in 0..40 {
            let _ = map::get(program, heap, meter, ty, map, &[key]);
            let _ = map::set(program, heap, meter, ty, map, &[key]);
            let _ = map::delete(program, heap, meter, ty, map, &[key + 7]);
        }
        let mut iter = map::iter(heap, map).unwrap_or([pack(map, 0), 5, pack(0, 100)]);
        while map::next(program, heap, meter, ty, &mut iter).is_ok_and(|at| at != 0) {}
    }
}
