//! The machine as calls use it: an app's code made ready, and one run of it. All that the runtime asks of the interpreter goes
//! through here.

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use govm_interp::{
    EnergyUsed, Export, Instance, Layout, Module, Natives, Program, Room, TraceFrame, Trap, TrapCode, decode, encode,
};

use crate::abi::AbiFunction;
use crate::call::Env;
use crate::codec::{DecodeError, Reader};
use crate::marshal::{Memory, ReadFault};
use crate::natives;

/// All natives that contracts can import.
static NATIVES: LazyLock<Natives> = LazyLock::new(|| {
    let mut table = Natives::new();
    table.extend(govm_interp::runtime_natives());
    table.extend(&govm_stdlib::natives().collect::<Vec<_>>());
    table.extend(&natives::chain_natives());
    table
});

/// Code that is ready to run.
#[derive(Debug)]
pub(crate) struct Loaded(Arc<Program>);

impl Loaded {
    /// Verifies a module and makes it ready, or says why not.
    pub(crate) fn new(module: Module) -> Result<Loaded, String> {
        if !natives::shapes_are_right(&module) {
            return Err("a native of package govm has another shape".into());
        }
        Program::load(module, &NATIVES).map(|program| Loaded(Arc::new(program))).map_err(|e| e.to_string())
    }

    pub(crate) fn module(&self) -> &Module {
        self.0.module()
    }

    fn layouts(&self) -> &[Layout] {
        self.0.layouts()
    }
}

/// The bytes that bytecode is stored as.
pub(crate) fn to_bytes(module: &Module) -> Vec<u8> {
    encode(module)
}

/// Stored bytecode; none if it is of another version or damaged, and has to be made anew.
pub(crate) fn from_bytes(bytecode: &[u8]) -> Option<Module> {
    decode(bytecode).ok()
}

/// An entry point of a program.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entrance<'p> {
    pub(crate) function: &'p AbiFunction,
    pub(crate) export: &'p Export,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) enum Ended {
    /// Canonical bytes of the results.
    Values(Vec<u8>),
    /// The last result was an error with this text.
    Error(String),
    /// The bytes of the arguments are not those of the parameters.
    Arguments(DecodeError),
    /// It did not return.
    Crash(Crash),
}

/// Why a run did not return.
#[derive(Debug)]
pub(crate) struct Crash {
    pub(crate) code: TrapCode,
    pub(crate) text: String,
    pub(crate) trace: Vec<TraceFrame>,
}

impl From<Box<govm_interp::Failure>> for Crash {
    fn from(failure: Box<govm_interp::Failure>) -> Crash {
        Crash { code: failure.code, text: failure.message, trace: failure.trace }
    }
}

/// While arguments or results are copied, no function runs.
impl From<Box<Trap>> for Crash {
    fn from(trap: Box<Trap>) -> Crash {
        Crash { code: trap.code, text: trap.text, trace: Vec::new() }
    }
}

/// Initialises the packages of a program in fresh memory and calls an entry point, if there is one to call.
pub(crate) fn run(
    code: &Loaded,
    env: &mut Env,
    limits: govm_interp::Limits,
    entry: Option<Entrance<'_>>,
    args: &[u8],
) -> (Ended, EnergyUsed) {
    let library = env.library().clone();
    let mut instance = Instance::new_in(library.rooms().take(), &code.0, env.engine(), limits, env);
    let ended = run_in(code, &mut instance, entry, args).unwrap_or_else(Ended::Crash);
    let energy = instance.energy();
    library.rooms().give(instance.into_room());
    (ended, energy)
}

/// Room for machines: what calls have left, for the calls that follow.
#[derive(Debug, Default)]
pub(crate) struct Rooms(Mutex<Vec<Room>>);

/// Most rooms that are kept, about as many as calls are nested and threads query.
const ROOMS_MAX: usize = 16;

impl Rooms {
    // Rooms are put in and taken out whole, whatever became of who held the lock.
    fn take(&self) -> Room {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    fn give(&self, room: Room) {
        let mut rooms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if rooms.len() < ROOMS_MAX {
            rooms.push(room);
        }
    }
}

fn run_in(code: &Loaded, instance: &mut Instance<'_>, entry: Option<Entrance<'_>>, args: &[u8]) -> Result<Ended, Crash> {
    instance.run_init()?;
    let Some(Entrance { function, export }) = entry else { return Ok(Ended::Values(Vec::new())) };
    let mut slots = Vec::new();
    let mut reader = Reader::new(args);
    let mut ctx = instance.ctx();
    let mut memory = Memory::of(&mut ctx);
    let read = export.params.iter().try_for_each(|ty| memory.decode_slots(&mut reader, *ty, &mut slots));
    match read.and_then(|()| Ok(reader.end()?)) {
        Ok(()) => {}
        Err(ReadFault::Trap(trap)) => return Err(trap.into()),
        Err(ReadFault::Bytes(error)) => return Ok(Ended::Arguments(error)),
    }
    let results = instance.call(export.func, &slots)?;

    let values = &export.results[..function.results.len()];
    let mut rest = results.as_slice();
    let mut bytes = Vec::new();
    let counts: Vec<usize> = values.iter().map(|ty| usize::from(code.layouts()[ty.index()].slot_count())).collect();
    let error_at: usize = counts.iter().sum();
    if function.can_fail && results[error_at] != 0 {
        return error_text(code, instance, [results[error_at], results[error_at + 1]]).map(Ended::Error);
    }
    for (ty, count) in values.iter().zip(counts) {
        let (value, after) = rest.split_at(count);
        let mut ctx = instance.ctx();
        Memory::of(&mut ctx).encode_slots(*ty, value, &mut bytes)?;
        rest = after;
    }
    Ok(Ended::Values(bytes))
}

/// The text of an error: what its method `Error` returns.
fn error_text(code: &Loaded, instance: &mut Instance<'_>, [ty, payload]: [u64; 2]) -> Result<String, Crash> {
    let module = code.module();
    let name = module.method_names.iter().zip(0..).find(|(name, _)| name.name == "Error" && name.pkg.is_empty());
    let methods = module.types.get(ty as usize).map_or(&[][..], |desc| &desc.methods);
    let method = name.and_then(|(_, index)| methods.iter().find(|method| method.name.0 == index));
    let Some(method) = method else { return Ok("error".into()) };
    let text = instance.call(method.func, &[payload])?;
    let ctx = instance.ctx();
    Ok(String::from_utf8_lossy(ctx.bytes(text[0])?).into_owned())
}
