//! Lowering to canonical bytecode, its verifier, and the machines that run it.

mod decode;
mod disasm;
mod encode;
mod energy;
mod exec;
mod heap;
mod host;
mod isa;
mod layout;
mod liveness;
mod load;
mod lower;
mod machine;
mod module;
mod native;
mod program;
mod reference;
mod rt;
mod run;
#[cfg(test)]
mod run_tests;
mod sched;
mod stackmap;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod trap;
mod verify;
#[cfg(test)]
mod verify_tests;

pub use decode::{DecodeError, DecodeErrorKind, decode};
pub use disasm::dump_module;
pub use encode::{BYTECODE_VERSION, encode};
pub use energy::{ENERGY_LIMIT_MAX, EnergyKind, EnergyUsed, Meter, Schedule};
pub use heap::{Contents, Heap, MEMORY_LIMIT_MAX, MemoryStats};
pub use host::{BufferHost, Host};
pub use isa::{Imm, Instr, OFFSET_END, OPS, Op, OpInfo, Operand, Price, pack};
pub use layout::{
    EntryLayout, Layout, LayoutError, LayoutTable, SLOTS_MAX, Slot, SlotKind, TYPE_SIZE_MAX, entry_layout, layouts,
};
pub use lower::{IMPLICIT_PACKAGES, lower};
pub use machine::{Limits, Room};
pub use module::{
    BlockIdx, Export, FieldDesc, Func, FuncIdx, Kind, KnownTypes, MethodDesc, MethodIdx, MethodName, Module, NativeIdx,
    NativeImport, Position, StrIdx, TypeDesc, TypeIdx,
};
pub use native::{NativeCtx, NativeFn, Natives};
pub use program::{LoadError, Program};
pub use rt::map::{
    delete as map_delete, entries as map_entries, get as map_get, length as map_length, new as map_new, set as map_set,
    used as map_used,
};
pub use rt::natives::natives as runtime_natives;
pub use rt::slices::grow as slice_grow;
pub use run::{Engine, Failure, Instance};
pub use trap::{TraceFrame, Trap, TrapCode};
pub use verify::{VerifyCode, VerifyError, verify};
