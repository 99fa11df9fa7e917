//! Natives: leaf functions in Rust that Go code calls by name. A native never calls back into the machine.

use std::collections::BTreeMap;

use crate::energy::{EnergyKind, Meter};
use crate::heap::Heap;
use crate::host::Host;
use crate::layout::Layout;
use crate::module::{Module, NativeImport, TypeDesc, TypeIdx};
use crate::program::Program;
use crate::trap::Trap;

/// What a native works with.
#[expect(missing_debug_implementations, reason = "holds the embedder's host")]
pub struct NativeCtx<'r> {
    /// The sandboxed memory.
    pub heap: &'r mut Heap,
    /// The program.
    pub program: &'r Program,
    /// Its module: the type descriptors above all.
    pub module: &'r Module,
    /// Layouts of the descriptors.
    pub layouts: &'r [Layout],
    /// The import through which the native was called.
    pub import: &'r NativeImport,
    /// Energy.
    pub meter: &'r mut Meter,
    /// The embedder.
    pub host: &'r mut dyn Host,
    /// The native has begun what must not be done twice.
    pub(crate) has_acted: &'r mut bool,
}

/// A native: arguments stand in `window[0..params]`, results go to `window[0..results]`. The window has 16 slots at least, whatever
/// shape a module says that the native has; behind the arguments they are 0. A native charges for what it touches before it touches
/// it. Where it finds no room in memory, it is run again after a collection, with the same arguments and energy: what it has written
/// to memory and asked of the host by then must bear that, or [`NativeCtx::act_once`] says that it does not.
pub type NativeFn = fn(&mut NativeCtx<'_>, window: &mut [u64]) -> Result<(), Box<Trap>>;

/// The natives that modules may import, by full name.
#[derive(Clone, Debug, Default)]
pub struct Natives {
    table: BTreeMap<&'static str, NativeFn>,
}

impl Natives {
    /// No natives.
    #[must_use]
    pub fn new() -> Natives {
        Natives::default()
    }

    /// Adds natives; a later one of the same name replaces an earlier.
    pub fn extend(&mut self, rows: &[(&'static str, NativeFn)]) {
        self.table.extend(rows.iter().copied());
    }

    /// The native of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<NativeFn> {
        self.table.get(name).copied()
    }

    /// All names, sorted.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.table.keys().copied()
    }
}

impl NativeCtx<'_> {
    /// Charges for `bytes` bytes that are about to be touched.
    ///
    /// # Errors
    /// Out of energy.
    pub fn charge_bytes(&mut self, bytes: u64) -> Result<(), Box<Trap>> {
        let unit = self.heap.schedule().data_bytes_per_unit;
        self.meter.charge(EnergyKind::Data, bytes.div_ceil(unit))
    }

    /// Charges `amount` units of energy for data.
    ///
    /// # Errors
    /// Out of energy.
    pub fn charge(&mut self, amount: u64) -> Result<(), Box<Trap>> {
        self.meter.charge(EnergyKind::Data, amount)
    }

    /// What comes now must not be done twice: if there is no room in memory later, that is the end of the run.
    pub fn act_once(&mut self) {
        *self.has_acted = true;
    }

    /// The bytes of a string (or of a slice of bytes, given its first slot).
    ///
    /// # Errors
    /// A trap if it does not lie in memory.
    pub fn bytes(&self, string: u64) -> Result<&[u8], Box<Trap>> {
        self.heap.bytes(string as u32, (string >> 32) as u32)
    }

    /// A new string in memory, charged as an allocation.
    ///
    /// # Errors
    /// Out of energy or memory.
    pub fn new_string(&mut self, bytes: &[u8]) -> Result<u64, Box<Trap>> {
        self.heap.new_string(self.meter, bytes)
    }

    /// The descriptor of a type.
    #[must_use]
    pub fn ty(&self, ty: TypeIdx) -> &TypeDesc {
        &self.module.types[ty.index()]
    }

    /// The layout of a type.
    #[must_use]
    pub fn layout(&self, ty: TypeIdx) -> &Layout {
        &self.layouts[ty.index()]
    }
}
