//! The data segment: what lies at the start of every instance's memory, the same for all instances of a program.

use crate::isa::{Imm, Op};
use crate::layout::Layout;
use crate::module::Module;

/// Addresses below are never valid, so that nil and what is near it trap with one compare.
pub(crate) const FIRST: u32 = 16;

/// Where every value of no size lives.
pub(crate) const ZERO_SIZED: u32 = FIRST;

/// Static data: string constants, closures of functions that are used as values, package variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DataSegment {
    /// The bytes from address 0 on.
    pub(crate) bytes: Vec<u8>,
    /// String values of the module's string constants.
    pub(crate) strings: Vec<u64>,
    /// Address of each function's closure object, 0 for functions that are not used as values.
    pub(crate) closures: Vec<u32>,
    /// Address of the package variables.
    pub(crate) globals: u32,
    /// Address of room for one map key of any type that is spread over slots.
    pub(crate) scratch: u32,
}

/// Bytes of room for a map key: the slots of a narrow value never take more memory.
const SCRATCH_SIZE: usize = 1024;

/// The data segment is larger than memory can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DataTooLarge;

/// Largest data segment.
const DATA_MAX: u64 = 1 << 30;

impl DataSegment {
    /// The segment of a module.
    pub(crate) fn new(module: &Module, globals: &Layout) -> Result<DataSegment, DataTooLarge> {
        let strings_size: u64 = module.strings.iter().map(|s| s.len() as u64).sum();
        let closures_size = 8 * (module.funcs.len() as u64 + 2);
        if strings_size + closures_size + u64::from(globals.size) > DATA_MAX {
            return Err(DataTooLarge);
        }
        // Room for a value of no size, and for one behind it.
        let mut bytes = vec![0; ZERO_SIZED as usize + 16];
        let scratch = bytes.len() as u32;
        bytes.resize(bytes.len() + SCRATCH_SIZE, 0);
        let globals_at = bytes.len() as u32;
        bytes.resize(bytes.len() + (globals.size as usize).next_multiple_of(8), 0);
        let mut closures = vec![0; module.funcs.len()];
        let values = module.funcs.iter().flat_map(|f| &f.code).filter(|i| i.op == Op::FuncVal);
        debug_assert!(matches!(Op::FuncVal.info().imm, Imm::Func));
        for instr in values {
            if let Some(closure) = closures.get_mut(instr.imm as usize)
                && *closure == 0
            {
                *closure = bytes.len() as u32;
                bytes.extend_from_slice(&(instr.imm as u64).to_le_bytes());
            }
        }
        let strings = (module.strings.iter())
            .map(|s| {
                let at = if s.is_empty() { 0 } else { bytes.len() as u64 };
                bytes.extend_from_slice(s);
                at | (s.len() as u64) << 32
            })
            .collect();
        Ok(DataSegment { bytes, strings, closures, globals: globals_at, scratch })
    }
}
