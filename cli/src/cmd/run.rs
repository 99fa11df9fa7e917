//! `govm run`

use std::io::Write;
use std::mem::ManuallyDrop;
use std::process::ExitCode;
use std::sync::Arc;

use govm_interp::{
    ENERGY_LIMIT_MAX, EnergyUsed, Engine, Failure as RunFailure, Instance, Limits, MemoryStats, Natives, Program, lower,
    runtime_natives,
};
use govm_lexer::SourceMap;

use crate::args::{EngineArg, RunArgs};
use crate::compile::{Goal, compile};
use crate::exit::{ERROR, Failure, PANIC};
use crate::host::StreamHost;
use crate::render::{self, Format, Limit};
use crate::sources;

pub(crate) fn run(args: &RunArgs) -> Result<ExitCode, Failure> {
    let sources = sources::read(&args.path, &[])?;
    let mut map = SourceMap::new();
    let module = match compile(sources.root.clone(), &sources, &mut map, Goal::Run, Limit::Ten, lower) {
        Ok(module) => module,
        Err(errors) => {
            render::diagnostics(&map, &errors, Format::Text);
            return Ok(ExitCode::from(ERROR));
        }
    };
    if !module.exports.iter().any(|e| e.name == "main") {
        return Err(Failure::new(format!("{}: package main without function main", args.path.display())));
    }
    let mut natives = Natives::new();
    natives.extend(runtime_natives());
    for row in govm_stdlib::natives() {
        natives.extend(&[row]);
    }
    let program = Program::load(module, &natives).map_err(|e| Failure::new(e.to_string()))?;
    // The process ends here, with all that it holds: taking that apart, and the thread, would be a good part of a short program's time.
    let program = ManuallyDrop::new(Arc::new(program));
    let code = execute(&program, args);
    std::process::exit(i32::from(code))
}

/// Runs the program; the exit code.
fn execute(program: &Arc<Program>, args: &RunArgs) -> u8 {
    let engine = match args.engine {
        // It alone counts instructions.
        None if args.stats => Engine::Reference,
        None | Some(EngineArg::Threaded) => Engine::Threaded,
        Some(EngineArg::Portable) => Engine::Portable,
        Some(EngineArg::Reference) => Engine::Reference,
    };
    let mut limits = Limits::generous();
    limits.energy = args.limits.energy.unwrap_or(ENERGY_LIMIT_MAX);
    if let Some(memory) = args.limits.memory {
        limits.memory = memory;
    }
    let mut host = StreamHost::new();
    let mut instance = ManuallyDrop::new(Instance::new(program, engine, limits, &mut host));
    let result = instance.run_init().and_then(|()| instance.call_export("main", &[]));
    let (energy, memory, instructions) = (instance.energy(), instance.memory(), instance.instructions());
    host.flush();
    if args.stats {
        let _ = std::io::stderr().write_all(stats(&energy, &memory, instructions).as_bytes());
    }
    match result {
        Ok(_) => 0,
        Err(failure) if failure.exit_status.is_some() => failure.exit_status.unwrap_or_default() as u8,
        Err(failure) => {
            report(&failure);
            PANIC
        }
    }
}

/// What a run used, a line each.
fn stats(energy: &EnergyUsed, memory: &MemoryStats, instructions: Option<u64>) -> String {
    let EnergyUsed { total, code, memory: allocations, data, host } = energy;
    let MemoryStats { peak, objects, total: bytes, collections, .. } = memory;
    let mut text = format!("energy {total} (code {code}, memory {allocations}, data {data}, host {host})\n");
    if let Some(instructions) = instructions {
        text += &format!("instructions {instructions}\n");
    }
    text + &format!("allocations {objects} ({bytes} bytes)\npeak memory {peak} bytes\ncollections {collections}\n")
}

/// What Go prints for an uncaught panic.
pub(super) fn report(failure: &RunFailure) {
    let mut out = std::io::stderr().lock();
    let _ = writeln!(out, "{}\n\ngoroutine {} [{}]:", failure.message, failure.goroutine, failure.state);
    for frame in &failure.trace {
        let _ = writeln!(out, "{}(...)", frame.name);
        if let Some((file, line, _)) = &frame.position {
            let _ = writeln!(out, "\t{file}:{line}");
        }
    }
    let _ = writeln!(out, "exit status {PANIC}");
}
