//! Small programs by hand: calls, energy, traps, deferred calls, panics, collection.

use std::sync::Arc;

use crate::energy::EnergyUsed;
use crate::host::BufferHost;
use crate::isa::{Instr, Op, pack};
use crate::machine::Limits;
use crate::module::{BlockIdx, Func, FuncIdx, Kind, Module, NativeImport, Position, TypeDesc, TypeIdx};
use crate::native::Natives;
use crate::program::Program;
use crate::run::{Engine, Failure, Instance};
use crate::testing::{ANY, INT, SLICE_OF_INT, STRING, desc, func, ins, module};
use crate::trap::TrapCode;

/// What a call of function 2 came to.
#[derive(Debug, PartialEq)]
struct Outcome {
    result: Result<Vec<u64>, Box<Failure>>,
    energy: EnergyUsed,
    stderr: String,
    memory: crate::MemoryStats,
}

fn run_on(engine: Engine, program: &Arc<Program>, limits: Limits, args: &[u64]) -> Outcome {
    let mut host = BufferHost::default();
    let mut instance = Instance::new(program, engine, limits, &mut host);
    let result = instance.call(FuncIdx(2), args);
    let (energy, memory) = (instance.energy(), instance.memory());
    Outcome { result, energy, memory, stderr: String::from_utf8(host.stderr).expect("text") }
}

/// Runs on all engines: they agree, whatever the limit of energy.
fn run_with(m: Module, limits: Limits, args: &[u64]) -> Outcome {
    let mut natives = Natives::new();
    natives.extend(crate::runtime_natives());
    let program = Arc::new(Program::load(m, &natives).expect("verified"));
    let outcome = run_on(Engine::Reference, &program, limits, args);
    let used = outcome.energy.total;
    let steps = if used < 10_000 { 100 } else { 2 };
    let poor = (0..used).step_by((used as usize / steps).max(1));
    for energy in poor.chain([limits.energy]) {
        let limits = Limits { energy, ..limits };
        let expected = run_on(Engine::Reference, &program, limits, args);
        for engine in [Engine::Portable, Engine::Threaded] {
            assert_eq!(run_on(engine, &program, limits, args), expected, "{engine:?} with energy {energy}");
        }
    }
    outcome
}

fn run(m: Module, args: &[u64]) -> Outcome {
    run_with(m, Limits::default(), args)
}

/// A module of these functions, whose panics are strings. String constants: "", "hello", "a", "b".
fn program(funcs: Vec<Func>) -> Module {
    let mut m = module(funcs);
    m.funcs[1] = func("runtime.panicText", (2, 1, 3), &[&[ins(Op::Return, 2, 0, 0, 0)]]);
    m.strings.extend([b"a".to_vec(), b"b".to_vec()]);
    m
}

/// `panic` of a string constant, by way of registers `r` and `r + 1`.
fn throw(r: u16, constant: i64) -> [Instr; 3] {
    [ins(Op::TypeVal, r, 0, 0, STRING.into()), ins(Op::Str, r + 1, 0, 0, constant), ins(Op::Panic, r, 0, 0, 0)]
}

/// `defer` of a function without captures, by way of register `r`.
fn defer(r: u16, func: i64) -> [Instr; 2] {
    [ins(Op::FuncVal, r, 0, 0, func), ins(Op::Defer, r, 0, 0, 0)]
}

/// Adds to the package variable `total`: `total = total * 10 + n`.
fn log(n: i64) -> Vec<Instr> {
    vec![
        ins(Op::GlobalAddr, 1, 0, 0, 0),
        ins(Op::Ld64, 2, 1, 0, 0),
        ins(Op::MulI, 2, 2, 0, 10),
        ins(Op::AddI, 2, 2, 0, n),
        ins(Op::St64, 1, 2, 0, 0),
    ]
}

/// Adds `n`, or `n + 1` if `recover()` is not nil.
fn log_recovered(n: i64) -> Vec<Instr> {
    let mut code = vec![ins(Op::Recover, 3, 0, 0, 0), ins(Op::NeI, 5, 3, 0, 0)];
    code.extend(log(n));
    code.extend([ins(Op::Add, 2, 2, 5, 0), ins(Op::St64, 1, 2, 0, 0)]);
    code
}

const RETURN: Instr = Instr { op: Op::Return, a: 1, b: 0, c: 0, imm: 0 };

/// The block that returns `total`, after what is still deferred has run.
fn return_total() -> Vec<Instr> {
    vec![ins(Op::RunDefers, 3, 0, 0, 0), ins(Op::GlobalAddr, 1, 0, 0, 0), ins(Op::Ld64, 1, 1, 0, 0), RETURN]
}

fn recovering(mut f: Func) -> Func {
    f.recover_block = Some(BlockIdx(f.blocks.len() as u32 - 1));
    f
}

fn leaf(name: &str, code: Vec<Instr>) -> Func {
    func(name, (0, 0, 8), &[&[code, vec![RETURN]].concat()])
}

#[test]
fn a_loop_costs_its_blocks() {
    let f = func(
        "main.sum",
        (1, 1, 5),
        &[
            &[ins(Op::Const, 2, 0, 0, 0), ins(Op::Const, 3, 0, 0, 0), ins(Op::Jump, 0, 0, 0, 2)],
            &[ins(Op::Add, 2, 2, 3, 0), ins(Op::AddI, 3, 3, 0, 1), ins(Op::Jump, 0, 0, 0, 2)],
            &[ins(Op::BrLtS, 3, 1, 0, pack(1, 3))],
            &[ins(Op::Return, 2, 0, 0, 0)],
        ],
    );
    let out = run(program(vec![f.clone()]), &[5]);
    assert_eq!(out.result, Ok(vec![10]));
    assert_eq!(out.energy, EnergyUsed { total: 3 + 6 + 5 * 3 + 3, code: 27, ..EnergyUsed::default() });
    // One unit less runs out at the last block.
    let out = run_with(program(vec![f]), Limits { energy: 26, ..Limits::default() }, &[5]);
    assert_eq!(out.result.expect_err("poor").code, TrapCode::OutOfEnergy);
    assert_eq!(out.energy.total, 26);
}

#[test]
fn an_index_out_of_range_says_where() {
    let mut f = func(
        "main.f",
        (2, 1, 6),
        &[&[
            ins(Op::Const, 3, 0, 0, 3),
            ins(Op::MakeSlice, 4, 3, 3, INT.into()),
            ins(Op::Idx64, 1, 4, 1, 0),
            ins(Op::Const, 2, 0, 0, 0),
            ins(Op::Return, 1, 0, 0, 0),
        ]],
    );
    f.positions = vec![
        Position { instr: 0, file: 0, line: 3, column: 7 },
        Position { instr: 2, file: 0, line: 4, column: 9 },
        Position { instr: 3, file: 0, line: 5, column: 1 },
    ];
    let out = run(program(vec![f]), &[5, 0]);
    let failure = out.result.expect_err("out of range");
    assert_eq!(failure.code, TrapCode::IndexOutOfRange);
    assert_eq!(failure.message, "panic: runtime error: index out of range [5] with length 3");
    assert_eq!(failure.position, Some(("main.go".into(), 4, 9)));
    assert_eq!((failure.trace.len(), &failure.trace[0].name[..]), (1, "main.f"));
    // The instructions up to the one that trapped, and the allocation of 24 bytes.
    assert_eq!(out.energy, EnergyUsed { total: 49, code: 1 + 4 + 2, memory: 30 + 12, ..EnergyUsed::default() });
}

#[test]
fn calls_share_windows_and_recursion_is_limited() {
    // func f(n) int { if n == 0 { return 0 }; return f(n-1) + n }
    let f = func(
        "main.f",
        (1, 1, 5),
        &[
            &[ins(Op::BrEqI, 1, 0, 0, pack(1, 2))],
            &[ins(Op::Return, 1, 0, 0, 0)],
            &[ins(Op::AddI, 3, 1, 0, -1), ins(Op::Call, 2, 0, 0, 2), ins(Op::Add, 1, 1, 2, 0), ins(Op::Return, 1, 0, 0, 0)],
        ],
    );
    assert_eq!(run(program(vec![f.clone()]), &[100]).result, Ok(vec![5050]));
    let slots = |stack_slots| Limits { stack_slots, ..Limits::default() };
    assert_eq!(run_with(program(vec![f.clone()]), slots(2 * 100 + 5), &[100]).result, Ok(vec![5050]));
    let failure = run_with(program(vec![f]), slots(2 * 100 + 4), &[100]).result.expect_err("too deep");
    assert_eq!((failure.code, &failure.message[..]), (TrapCode::StackOverflow, "fatal error: stack overflow"));
    assert_eq!(failure.trace.len(), 100);
}

#[test]
fn deferred_calls_run_last_one_first() {
    let f = func("main.f", (0, 1, 8), &[&[&defer(1, 3)[..], &defer(1, 4), &return_total()].concat()]);
    let out = run(program(vec![f, leaf("main.one", log(1)), leaf("main.two", log(2))]), &[]);
    assert_eq!(out.result, Ok(vec![21]));
}

#[test]
fn recover_ends_a_panic_and_the_rest_still_runs() {
    let body = [&defer(1, 3)[..], &defer(1, 4), &defer(1, 5), &throw(1, 1)].concat();
    let f = recovering(func("main.f", (0, 1, 8), &[&body, &return_total()]));
    let m = program(vec![
        f,
        leaf("main.last", log_recovered(1)),
        leaf("main.recovers", log_recovered(3)),
        leaf("main.first", log(5)),
    ]);
    // 5 first, then 4 for the recovered panic, then 1 because nothing panics any more.
    assert_eq!(run(m, &[]).result, Ok(vec![541]));
}

#[test]
fn recover_works_only_in_the_deferred_call_itself_or_under_a_wrapper() {
    let helper = leaf("main.helper", log_recovered(1));
    let calls_helper = leaf("main.calls", vec![ins(Op::Call, 2, 0, 0, 4)]);
    let body = [&defer(1, 3)[..], &throw(1, 1)].concat();
    let f = recovering(func("main.f", (0, 1, 8), &[&body, &return_total()]));
    let failure = run(program(vec![f.clone(), calls_helper.clone(), helper.clone()]), &[]).result.expect_err("not recovered");
    assert_eq!((failure.code, &failure.message[..]), (TrapCode::Panic, "panic: hello"));
    assert_eq!(failure.trace.len(), 1);
    let wrapper = Func { is_defer_wrapper: true, ..calls_helper };
    assert_eq!(run(program(vec![f, wrapper, helper]), &[]).result, Ok(vec![2]));
}

#[test]
fn a_panic_in_a_deferred_call_replaces_the_first_and_both_are_printed() {
    let body = [&defer(1, 3)[..], &throw(1, 2)].concat();
    let f = func("main.f", (0, 1, 8), &[&body]);
    let again = func("main.again", (0, 0, 8), &[&throw(1, 3)]);
    let failure = run(program(vec![f.clone(), again]), &[]).result.expect_err("panics");
    assert_eq!(failure.message, "panic: a\n\tpanic: b");
    assert_eq!(failure.trace.iter().map(|t| &t.name[..]).collect::<Vec<_>>(), ["main.again", "main.f"]);
    let recovers_and_throws = func("main.again", (0, 0, 8), &[&[&log_recovered(0)[..], &throw(1, 3)].concat()]);
    let failure = run(program(vec![f, recovers_and_throws]), &[]).result.expect_err("panics");
    assert_eq!(failure.message, "panic: a [recovered]\n\tpanic: b");
}

#[test]
fn a_recovered_second_panic_ends_the_first_too() {
    // f defers r (which recovers) and calls g, which defers t (which throws b) and throws a.
    let f = recovering(func(
        "main.f",
        (0, 1, 8),
        &[&[&defer(1, 3)[..], &[ins(Op::Call, 2, 0, 0, 4)], &return_total()].concat(), &return_total()],
    ));
    let g = func("main.g", (0, 0, 8), &[&[&defer(1, 5)[..], &throw(1, 2)].concat()]);
    let t = func("main.t", (0, 0, 8), &[&throw(1, 3)]);
    let m = program(vec![f, leaf("main.r", log_recovered(1)), g, t]);
    assert_eq!(run(m, &[]).result, Ok(vec![2]));
}

#[test]
fn a_nested_panic_that_is_recovered_leaves_the_outer_one() {
    // f defers d and throws a; d calls h, which defers r (recovers) and throws b; then d recovers a.
    let f = recovering(func("main.f", (0, 1, 8), &[&[&defer(1, 3)[..], &throw(1, 2)].concat(), &return_total()]));
    let d = leaf("main.d", [vec![ins(Op::Call, 2, 0, 0, 4)], log_recovered(4)].concat());
    let h = recovering(func("main.h", (0, 0, 8), &[&[&defer(1, 5)[..], &throw(1, 3)].concat(), &[RETURN]]));
    let m = program(vec![f, d, h, leaf("main.r", log_recovered(1))]);
    assert_eq!(run(m, &[]).result, Ok(vec![25]));
}

#[test]
fn a_recovered_trap_is_an_error_of_the_runtime() {
    // The deferred call keeps what it recovered in the package variable `name`, then f returns that.
    let keep = leaf(
        "main.keep",
        vec![ins(Op::Recover, 1, 0, 0, 0), ins(Op::GlobalAddr, 3, 0, 0, 0), ins(Op::St64, 3, 1, 0, 0), ins(Op::St64, 3, 2, 0, 8)],
    );
    let finish = [ins(Op::GlobalAddr, 1, 0, 0, 0), ins(Op::LdN, 1, 1, 0, pack(0, 2)), RETURN];
    let body = [&defer(1, 3)[..], &[ins(Op::Zero, 1, 0, 2, 0), ins(Op::Ld64, 1, 1, 0, 8), RETURN]].concat();
    let f = recovering(func("main.f", (0, 2, 8), &[&body, &finish]));
    let m = program(vec![f, keep]);
    let program = Arc::new(Program::load(m, &Natives::new()).expect("verified"));
    let mut host = BufferHost::default();
    let mut instance = Instance::new(&program, Engine::Reference, Limits::default(), &mut host);
    let result = instance.call(FuncIdx(2), &[]).expect("recovered");
    assert_eq!(result[0], u64::from(STRING));
    let text = instance.ctx().bytes(result[1]).map(<[u8]>::to_vec);
    assert_eq!(text, Ok(b"invalid memory address or nil pointer dereference".to_vec()));
}

#[test]
fn unwinding_charges_every_frame_up_to_its_call() {
    let f = recovering(func(
        "main.f",
        (0, 1, 8),
        &[&[&defer(1, 3)[..], &[ins(Op::Call, 2, 0, 0, 4)], &return_total()].concat(), &return_total()],
    ));
    let g = func("main.g", (0, 0, 8), &[&[ins(Op::Const, 1, 0, 0, 0), ins(Op::Call, 2, 0, 0, 5), RETURN]]);
    let h = func("main.h", (0, 0, 8), &[&throw(1, 2)]);
    let out = run(program(vec![f, leaf("main.r", vec![ins(Op::Recover, 1, 0, 0, 0)]), g, h]), &[]);
    assert_eq!(out.result, Ok(vec![0]));
    let (in_h, in_r, in_g, in_f, after) = (1 + 1 + 140, 140 + 3, 1 + 6, 1 + 6 + 6, 6 + 1 + 2 + 3);
    assert_eq!(out.energy.total, in_h + in_r + in_g + in_f + after);
}

#[test]
fn a_loop_that_makes_garbage_runs_in_bounded_memory() {
    // Makes a list of n slices of 1000 ints and keeps the last one alone.
    let f = func(
        "main.f",
        (1, 1, 9),
        &[
            &[ins(Op::Const, 2, 0, 0, 1000), ins(Op::Zero, 3, 0, 2, 0), ins(Op::Jump, 0, 0, 0, 1)],
            &[
                ins(Op::MakeSlice, 5, 2, 2, INT.into()),
                ins(Op::Const, 7, 0, 0, 7),
                ins(Op::SetIdx64, 5, 7, 1, 0),
                ins(Op::MovN, 3, 5, 2, 0),
                ins(Op::AddI, 1, 1, 0, -1),
                ins(Op::BrNeI, 1, 0, 0, pack(1, 2)),
            ],
            &[ins(Op::Const, 7, 0, 0, 7), ins(Op::Idx64, 1, 3, 7, 0), ins(Op::Return, 1, 0, 0, 0)],
        ],
    );
    let limits = Limits { memory: 1 << 20, ..Limits::default() };
    let out = run_with(program(vec![f.clone()]), limits, &[10_000]);
    assert_eq!(out.result, Ok(vec![1]));
    assert!(out.memory.collections > 50 && out.memory.peak <= 1 << 20 && out.memory.total > 75 << 20);
    let roomy = run(program(vec![f]), &[10_000]);
    assert_eq!(roomy.energy, out.energy, "energy does not depend on when memory is collected");
}

#[test]
fn a_large_allocation_collects_before_it_gives_up() {
    // n times: a slice of 4,000 ints, of which two do not fit the limit. (As an address, 4,000 leads to no object.)
    let f = func(
        "main.f",
        (1, 1, 5),
        &[
            &[ins(Op::Const, 2, 0, 0, 4_000), ins(Op::Jump, 0, 0, 0, 1)],
            &[ins(Op::MakeSlice, 3, 2, 2, INT.into()), ins(Op::AddI, 1, 1, 0, -1), ins(Op::BrNeI, 1, 0, 0, pack(1, 2))],
            &[RETURN],
        ],
    );
    let limits = |memory| Limits { memory, ..Limits::default() };
    assert_eq!(run_with(program(vec![f.clone()]), limits(48_000), &[20]).result, Ok(vec![0]));
    let failure = run_with(program(vec![f]), limits(30_000), &[20]).result.expect_err("too large");
    assert_eq!((failure.code, &failure.message[..]), (TrapCode::OutOfMemory, "fatal error: out of memory"));
}

#[test]
fn closures_get_their_captures_and_shapes_are_checked() {
    let add = Func {
        is_closure: true,
        ..func("main.f.func1", (1, 1, 4), &[&[ins(Op::Ld64, 3, 2, 0, 8), ins(Op::Add, 1, 1, 3, 0), RETURN]])
    };
    let shape = |params: i64, results: i64| params << 32 | results << 48;
    let call = |imm| {
        func(
            "main.f",
            (2, 1, 8),
            &[&[
                ins(Op::Closure, 3, 1, 1, 3),
                ins(Op::Mov, 5, 2, 0, 0),
                ins(Op::CallValue, 4, 3, 0, imm),
                ins(Op::Return, 4, 0, 0, 0),
            ]],
        )
    };
    assert_eq!(run(program(vec![call(shape(1, 1)), add.clone()]), &[40, 2]).result, Ok(vec![42]));
    let failure = run(program(vec![call(shape(0, 1)), add]), &[40, 2]).result.expect_err("another shape");
    assert_eq!(failure.code, TrapCode::BadCall);
}

#[test]
fn natives_get_their_window() {
    let import = |name: &str, params, results| NativeImport { name: name.into(), params, results, types: vec![] };
    let f = func(
        "main.f",
        (0, 2, 8),
        &[&[
            ins(Op::Str, 3, 0, 0, 1),
            ins(Op::CallNative, 2, 0, 0, 0),
            ins(Op::Const, 5, 0, 0, -7),
            ins(Op::CallNative, 4, 0, 0, 1),
            ins(Op::Return, 2, 0, 0, 0),
        ]],
    );
    let mut m = program(vec![f]);
    m.natives = vec![import("runtime.stringToBytes", 1, 2), import("runtime.printInt", 1, 0)];
    let out = run(m.clone(), &[]);
    let result = out.result.expect("runs");
    assert_eq!((result[0] >> 32, result[1], &out.stderr[..]), (5, 8, "-7"));
    m.natives[1].name = "runtime.missing".into();
    let missing = Program::load(m, &Natives::new()).expect_err("no natives at all");
    assert_eq!(missing.to_string(), "native function runtime.stringToBytes does not exist");
}

#[test]
fn failed_assertions_say_what_go_says() {
    let assert_int = func("main.f", (2, 0, 4), &[&[ins(Op::PanicAssert, 1, 0, 0, pack(INT, ANY))]]);
    let message = |dynamic: u32| {
        let failure = run(program(vec![assert_int.clone()]), &[dynamic.into(), 0]).result.expect_err("fails");
        assert_eq!(failure.code, TrapCode::TypeAssertion);
        failure.message
    };
    assert_eq!(message(STRING), "panic: interface conversion: interface {} is string, not int");
    assert_eq!(message(0), "panic: interface conversion: interface {} is nil, not int");
    let mut m = program(vec![func("main.f", (2, 0, 4), &[&[ins(Op::PanicAssert, 1, 0, 0, pack(11, ANY))]])]);
    m.method_names = vec![
        crate::MethodName { name: "Z".into(), pkg: String::new(), sig: "()".into() },
        crate::MethodName { name: "M".into(), pkg: String::new(), sig: "()".into() },
    ];
    let asked = |name| crate::MethodDesc { name: crate::MethodIdx(name), func: FuncIdx(0) };
    m.types.push(TypeDesc { methods: vec![asked(0), asked(1)], ..desc(Kind::Interface, "main.I") });
    let text = |dynamic: u32| run(m.clone(), &[dynamic.into(), 0]).result.expect_err("fails").message;
    assert_eq!(text(STRING), "panic: interface conversion: string is not main.I: missing method M");
    assert_eq!(text(0), "panic: interface conversion: interface is nil, not main.I");
}

#[test]
fn interfaces_compare_by_type_and_value() {
    let f = func("main.f", (4, 1, 6), &[&[ins(Op::EqIface, 1, 1, 3, 0), RETURN]]);
    let equal = |args: [u64; 4]| run(program(vec![f.clone()]), &args).result;
    let (int, slice) = (u64::from(INT), u64::from(SLICE_OF_INT));
    assert_eq!(equal([int, 5, int, 5]), Ok(vec![1]));
    assert_eq!(equal([int, 5, u64::from(STRING), 5]), Ok(vec![0]));
    assert_eq!(equal([0, 0, 0, 0]), Ok(vec![1]));
    assert_eq!(
        equal([slice, 64, slice, 64]).expect_err("slices").message,
        "panic: runtime error: comparing uncomparable type []int"
    );
    assert_eq!(equal([slice, 64, int, 64]), Ok(vec![0]));
}

#[test]
fn calls_from_outside_are_checked() {
    let f = func("main.f", (1, 1, 2), &[&[RETURN]]);
    assert_eq!(run(program(vec![f.clone()]), &[]).result.expect_err("too few").code, TrapCode::BadCall);
    let small = Limits { memory: 100, ..Limits::default() };
    assert_eq!(run_with(program(vec![f]), small, &[1]).result.expect_err("no room").code, TrapCode::OutOfMemory);
}

#[test]
fn types_of_the_tests_are_as_the_tests_say() {
    assert_eq!(TypeIdx(STRING), program(vec![]).known.error_string);
}
