//! Lowering to canonical bytecode, its verifier, and the machines that run it.

mod energy;
mod heap;
mod host;
mod isa;
mod layout;
mod module;
mod native;
mod trap;

pub use energy::{ENERGY_LIMIT_MAX, EnergyKind, Meter, Schedule};
pub use heap::{Contents, Heap};
pub use host::{BufferHost, Host};
pub use isa::{Imm, Instr, OFFSET_END, OPS, Op, OpInfo, Operand, Price, pack};
pub use layout::{
    EntryLayout, Layout, LayoutError, LayoutTable, SLOTS_MAX, Slot, SlotKind, TYPE_SIZE_MAX, entry_layout, layouts,
};
pub use module::{
    BlockIdx, Export, FieldDesc, Func, FuncIdx, Kind, KnownTypes, MethodDesc, MethodIdx, MethodName, Module, NativeIdx,
    NativeImport, Position, StrIdx, TypeDesc, TypeIdx,
};
pub use native::{NativeCtx, NativeFn, Natives};
pub use trap::{TraceFrame, Trap, TrapCode};
