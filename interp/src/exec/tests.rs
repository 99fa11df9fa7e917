//! Tests of the drivers themselves: that handlers really jump, and that fused instructions do what they stand for.

use std::sync::Arc;

use crate::host::BufferHost;
use crate::isa::{Instr, Op, pack};
use crate::machine::Limits;
use crate::module::{FuncIdx, Module};
use crate::native::Natives;
use crate::program::Program;
use crate::run::{Engine, Instance};
use crate::testing::{func, ins, module};

fn load(m: Module) -> Arc<Program> {
    Arc::new(Program::load(m, &Natives::new()).expect("verified"))
}

/// Results and energy of function 2, or the code and position of its trap.
fn outcome(program: &Arc<Program>, engine: Engine, args: &[u64]) -> (Result<Vec<u64>, String>, u64) {
    let mut host = BufferHost::default();
    let mut instance = Instance::new(program, engine, Limits::default(), &mut host);
    let result = instance.call(FuncIdx(2), args).map_err(|f| format!("{:?} {}", f.code, f.message));
    (result, instance.energy().total)
}

/// If handlers called each other, ten million instructions would need a stack of a gigabyte.
#[test]
fn ten_million_instructions_run_on_a_small_stack() {
    let f = func(
        "main.sum",
        (1, 1, 5),
        &[
            &[ins(Op::Const, 2, 0, 0, 0), ins(Op::Const, 3, 0, 0, 0), ins(Op::Jump, 0, 0, 0, 1)],
            &[ins(Op::Xor, 2, 2, 3, 0), ins(Op::Jump, 0, 0, 0, 2)],
            &[ins(Op::Add, 2, 2, 3, 0), ins(Op::AddI, 3, 3, 0, 1), ins(Op::BrLtS, 3, 1, 0, pack(1, 3))],
            &[ins(Op::Return, 2, 0, 0, 0)],
        ],
    );
    let run = || {
        let n = if cfg!(debug_assertions) { 20_000 } else { 2_000_000 };
        outcome(&load(module(vec![f])), Engine::Threaded, &[n])
    };
    // Verifying and loading recurse nowhere, so the whole of it fits.
    let stack = if cfg!(debug_assertions) { 1 << 20 } else { 64 << 10 };
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(stack).spawn_scoped(scope, run).expect("a thread");
        assert!(thread.join().expect("no overflow").0.is_ok());
    });
}

/// Runs blocks that may be fused on all engines, for many arguments.
fn agree(code: &[Instr]) {
    let block = [code, &[ins(Op::Return, 1, 0, 0, 0)]].concat();
    let program = load(module(vec![func("main.f", (3, 2, 9), &[&block])]));
    for x in [0, 1, 5, 40, 63, 64, 1 << 31, 1 << 32 | 100, u64::MAX, 1 << 63] {
        for y in [0, 3, 1056, 3 << 32 | 1056, u64::MAX, 0x3ff8_0000_0000_0000] {
            let args = [x, y, 2];
            let expected = outcome(&program, Engine::Reference, &args);
            for engine in [Engine::Portable, Engine::Threaded] {
                assert_eq!(outcome(&program, engine, &args), expected, "{engine:?} {args:?} {code:?}");
            }
        }
    }
}

#[test]
fn fused_instructions_do_what_they_stand_for() {
    let c = |imm| ins(Op::Const, 4, 0, 0, imm);
    for op in [
        Op::Add,
        Op::Sub,
        Op::Mul,
        Op::And,
        Op::Or,
        Op::Xor,
        Op::Shl,
        Op::ShrS,
        Op::ShrU,
        Op::DivS,
        Op::DivU,
        Op::RemS,
        Op::RemU,
        Op::Eq,
        Op::Ne,
        Op::LtS,
        Op::LeS,
        Op::LtU,
        Op::FAdd,
        Op::Rotl32,
    ] {
        for imm in [0, 7, -1, 64] {
            agree(&[c(imm), ins(op, 1, 1, 4, 0)]);
            agree(&[c(imm), ins(op, 1, 4, 1, 0)]);
            agree(&[c(imm), ins(op, 4, 1, 4, 0), ins(Op::Mov, 1, 4, 0, 0)]);
        }
    }
    for wrap in [Op::Zext32, Op::Sext32, Op::Zext8] {
        for op in [Op::Add, Op::Sub, Op::Mul] {
            agree(&[ins(op, 1, 1, 2, 0), ins(wrap, 1, 1, 0, 0)]);
        }
        for op in [Op::AddI, Op::MulI, Op::ShlI] {
            agree(&[ins(op, 1, 2, 0, 13), ins(wrap, 1, 1, 0, 0)]);
        }
        agree(&[ins(Op::Not, 1, 2, 0, 0), ins(wrap, 1, 1, 0, 0)]);
    }
    for op in [Op::AddCarry, Op::SubBorrow] {
        agree(&[ins(Op::AndI, 3, 3, 0, 1), ins(op, 1, 1, 0, 0)]);
        agree(&[ins(op, 4, 1, 0, 0), ins(Op::Mov, 1, 5, 0, 0)]);
    }
    let shifts = [ins(Op::ShrUI, 4, 1, 0, 6), ins(Op::ShlI, 5, 1, 0, 26), ins(Op::Zext32, 5, 5, 0, 0), ins(Op::Or, 1, 4, 5, 0)];
    agree(&shifts);
    let moves = [ins(Op::Mov, 4, 1, 0, 0), ins(Op::Mov, 1, 2, 0, 0), ins(Op::Mov, 2, 4, 0, 0)];
    agree(&moves);
    agree(&moves[..2]);
    let wrap = |r: u16| ins(Op::Zext32, r, r, 0, 0);
    agree(&[&shifts[..], &[ins(Op::Xor, 1, 2, 1, 0)]].concat());
    agree(&[ins(Op::Add, 4, 1, 2, 0), wrap(4), ins(Op::Add, 1, 3, 4, 0), wrap(1)]);
    agree(&[ins(Op::Not, 4, 1, 0, 0), wrap(4), ins(Op::And, 1, 4, 2, 0)]);
    for (first, second) in [
        (ins(Op::Add, 4, 1, 2, 0), Op::Add),
        (ins(Op::Xor, 4, 1, 2, 0), Op::Xor),
        (ins(Op::And, 4, 1, 2, 0), Op::Xor),
        (ins(Op::Mul, 4, 1, 2, 0), Op::Add),
        (ins(Op::AddI, 4, 1, 0, -3), Op::Add),
        (ins(Op::MulI, 4, 1, 0, -3), Op::Add),
        (ins(Op::ShlI, 4, 1, 0, 33), Op::Add),
        (ins(Op::ShrUI, 4, 1, 0, 33), Op::Xor),
    ] {
        agree(&[first, ins(second, 1, 4, 3, 0)]);
        agree(&[first, ins(second, 1, 3, 4, 0)]);
        agree(&[first, ins(second, 4, 4, 4, 0), ins(Op::Mov, 1, 4, 0, 0)]);
    }
    agree(&[ins(Op::Add, 4, 1, 2, 0), ins(Op::AddI, 1, 4, 0, 9)]);
    for op in [Op::FAdd, Op::FSub] {
        agree(&[ins(Op::FMul, 4, 1, 2, 0), ins(op, 1, 2, 4, 0)]);
        agree(&[ins(Op::FMul, 4, 1, 2, 0), ins(op, 1, 4, 2, 0)]);
    }
}

#[test]
fn fused_accesses_trap_where_their_parts_do() {
    for op in [Op::Ld64, Op::LdU32, Op::LdU8, Op::Lea] {
        for offset in [0, 16, i64::from(crate::isa::OFFSET_END) - 1] {
            agree(&[ins(Op::IdxAddr, 4, 2, 3, 8), ins(op, 1, 4, 0, offset)]);
            agree(&[ins(Op::ArrAddr, 4, 2, 3, pack(8, 3)), ins(op, 1, 4, 0, offset)]);
            agree(&[ins(Op::ArrAddr, 4, 2, 3, pack(8, 2)), ins(op, 1, 4, 0, offset)]);
            agree(&[ins(Op::GlobalAddr, 4, 0, 0, 8), ins(op, 1, 4, 0, offset)]);
            agree(&[ins(Op::GlobalAddr, 4, 0, 0, 16), ins(op, 1, 4, 0, offset)]);
        }
    }
    for op in [Op::St64, Op::St32, Op::St8] {
        let load = ins(Op::Ld64, 1, 2, 0, 16);
        agree(&[ins(Op::IdxAddr, 4, 2, 3, 8), ins(op, 4, 1, 0, 0), load]);
        agree(&[ins(Op::ArrAddr, 4, 2, 3, pack(8, 3)), ins(op, 4, 1, 0, 0), load]);
        agree(&[ins(Op::GlobalAddr, 4, 0, 0, 8), ins(op, 4, 1, 0, 0), load]);
    }
    for op in [Op::SetIdx8, Op::SetIdx64] {
        agree(&[ins(Op::Const, 4, 0, 0, -2), ins(op, 2, 3, 4, 0), ins(Op::Ld64, 1, 2, 0, 16)]);
    }
    for offset in [0, 16, i64::from(crate::isa::OFFSET_END) - 1] {
        let address = ins(Op::GlobalAddr, 4, 0, 0, 8);
        agree(&[address, ins(Op::Ld64, 5, 4, 0, 0), ins(Op::Ld64, 1, 2, 0, offset), ins(Op::Add, 1, 5, 1, 0)]);
        agree(&[address, ins(Op::Ld64, 5, 2, 0, offset), ins(Op::Ld64, 1, 4, 0, 0), ins(Op::Add, 1, 5, 1, 0)]);
        agree(&[address, ins(Op::St64, 4, 3, 0, 0), ins(Op::St64, 2, 3, 0, offset), ins(Op::Ld64, 1, 4, 0, 0)]);
        agree(&[ins(Op::FMul, 4, 1, 1, 0), ins(Op::FAdd, 4, 4, 3, 0), ins(Op::St64, 2, 4, 0, offset)]);
        agree(&[ins(Op::FMul, 4, 1, 1, 0), ins(Op::FSub, 4, 3, 4, 0), ins(Op::St64, 2, 4, 0, offset)]);
    }
    agree(&[ins(Op::Idx64, 4, 2, 3, 0), ins(Op::FMul, 4, 4, 1, 0), ins(Op::FAdd, 1, 1, 4, 0)]);
    for distance in [-2, -1, 0, 1, 3] {
        let index = ins(Op::AddI, 4, 3, 0, distance);
        let start = [ins(Op::MovN, 5, 1, 3, 0), index];
        agree(&[&start[..], &[ins(Op::RegU32, 1, 5, 4, 5 | 3 << 48)]].concat());
        agree(&[&start[..], &[ins(Op::RegN, 1, 5, 4, 3 | 1 << 32 | 3 << 48)]].concat());
    }
    for op in [Op::IdxU8, Op::Idx64] {
        agree(&[ins(op, 4, 2, 3, 0), ins(Op::Mov, 1, 4, 0, 0)]);
        agree(&[ins(Op::Mov, 4, 3, 0, 0), ins(op, 1, 2, 4, 0)]);
    }
}

/// Random numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    /// One of the registers that random instructions work on.
    fn register(&mut self) -> u16 {
        1 + self.below(8) as u16
    }
}

/// Instructions on registers 1 to 8 and, for calls of `callee`, which takes two slots and returns two, from 9 on.
fn random_code(random: &mut Random, count: usize, callee: Option<u32>) -> Vec<Instr> {
    let mut code = vec![];
    while code.len() < count {
        let (a, b, c) = (random.register(), random.register(), random.register());
        let small = [0, 1, 2, 7, 16, -1, 1 << 40][random.below(7) as usize];
        let pair = |r: u16| r.min(7);
        let next = match random.below(31) {
            0..=4 => ins(Op::Mov, a, b, 0, 0),
            5 => ins(Op::MovN, a.min(6), b.min(6), 3, 0),
            6 => ins(Op::MovN, pair(a), pair(b), 2, 0),
            7 | 8 => ins(Op::Const, a, 0, 0, small),
            9 => ins(Op::Zero, pair(a), 0, 2, 0),
            10 => ins(Op::Str, a, 0, 0, 1),
            11 => ins([Op::Add, Op::Sub, Op::Xor, Op::Mul][random.below(4) as usize], a, b, c, 0),
            12 => ins(Op::AddI, a, b, 0, small),
            13 => ins(Op::Add, a, a, c, 0),
            14 => ins([Op::DivS, Op::RemU, Op::Shl][random.below(3) as usize], a, b, c, 0),
            15 => ins(Op::Zext32, a, a, 0, 0),
            16 => ins([Op::FAdd, Op::FMul, Op::FSub][random.below(3) as usize], a, b, c, 0),
            17 => ins(Op::GlobalAddr, a, 0, 0, 8),
            18 => ins(Op::Ld64, a, b, 0, 0),
            19 => ins(Op::St64, a, b, 0, 0),
            20 => ins(Op::Idx64, a, b, c, 0),
            21 => ins(Op::SetIdx8, a, b, c, 0),
            22 => ins(Op::AddCarry, pair(a), b.min(6), 0, 0),
            23 => ins(Op::MulHiLo, pair(a), b, c, 0),
            24 => ins(Op::LdN, pair(a), b, 0, pack(0, 2)),
            25 => ins(Op::Len, a, b, 0, 0),
            26 => ins(Op::IdxAddr, a, b, c, 8),
            // The bounds stand in up to three registers, of which the instruction names the first.
            27 | 28 => {
                code.push(ins(Op::Str, b, 0, 0, 1));
                ins(Op::SliceStr, a, b, c.min(7), pack(1, 1 + random.below(3) as u32))
            }
            29 => ins(Op::SliceOf, pair(a), pair(b), c.min(6), pack(8, [1, 2, 3, 6, 7][random.below(5) as usize])),
            _ => match callee {
                Some(callee) => {
                    code.push(ins(Op::MovN, 10, pair(b), 2, 0));
                    code.push(ins(Op::Call, 9, 0, 0, callee.into()));
                    ins(Op::MovN, pair(a), 9, 2, 0)
                }
                None => ins(Op::Mov, a, b, 0, 0),
            },
        };
        code.push(next);
    }
    code
}

/// All that can be seen of a run of function 2.
fn all_of(program: &Arc<Program>, engine: Engine, args: &[u64], limits: &Limits) -> String {
    let mut host = BufferHost::default();
    let mut instance = Instance::new(program, engine, *limits, &mut host);
    let result = instance.call(FuncIdx(2), args).map_err(|f| (f.code, f.message, f.trace));
    format!("{result:?} {:?} {:?}", instance.energy(), instance.memory())
}

/// Moves, constants, accesses that trap and calls in any order, in loops, with too little energy and too small stacks.
#[test]
fn random_code_is_the_same_on_all_engines() {
    let mut random = Random(7);
    let rounds = if cfg!(debug_assertions) { 150 } else { 3000 };
    for round in 0..rounds {
        let start: Vec<Instr> = (4..=8).map(|r| ins(Op::Const, r, 0, 0, i64::from(r) * 5)).collect();
        let mut leaf = |count: usize, callee: Option<u32>| {
            let start = [&[ins(Op::Const, 3, 0, 0, 1)], &start[..]].concat();
            let end = [ins(Op::Return, 1 + random.below(6) as u16, 0, 0, 0)];
            let code = random_code(&mut random, count, callee);
            func("main.g", (2, 2, 12), &[&[&start[..], &code, &end].concat()])
        };
        let (inner, outer) = (leaf(4, None), leaf(6, Some(3)));
        let before = [&start[..], &random_code(&mut random, 5, Some(4)), &[ins(Op::Jump, 0, 0, 0, 1)]];
        let mut body = random_code(&mut random, 12, Some(if round % 2 == 0 { 3 } else { 4 }));
        body.push(ins(Op::AddI, 1, 1, 0, 1));
        body.push(ins([Op::BrLtSI, Op::BrNeI][round % 2], 1, 0, 40, pack(1, 2)));
        let end = [ins(Op::Return, 2, 0, 0, 0)];
        let f = func("main.f", (3, 2, 13), &[&before.concat(), &body, &end]);
        let program = load(module(vec![f, inner, outer]));
        for args in [[36, 3 << 32 | 1056, 2], [38, 1056, 0], [39, 8 << 32 | 16, 1]] {
            let same = |limits: &Limits| {
                let expected = all_of(&program, Engine::Reference, &args, limits);
                for engine in [Engine::Portable, Engine::Threaded] {
                    assert_eq!(all_of(&program, engine, &args, limits), expected, "{engine:?} {args:?} {limits:?}\n{program:?}");
                }
            };
            for energy in (1..40).map(|n| n * 7 + round as u64 % 7).chain([3000]) {
                same(&Limits { energy, ..Limits::default() });
            }
            for stack_slots in [12, 14, 22, 23, 30, 31, 40] {
                same(&Limits { energy: 3000, stack_slots, ..Limits::default() });
            }
        }
    }
}
