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
    for op in [Op::IdxU8, Op::Idx64] {
        agree(&[ins(op, 4, 2, 3, 0), ins(Op::Mov, 1, 4, 0, 0)]);
        agree(&[ins(Op::Mov, 4, 3, 0, 0), ins(op, 1, 2, 4, 0)]);
    }
}
