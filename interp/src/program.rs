//! A loaded program: a module that was verified, with all that the engines derive from it once. It never changes and is shared.

use std::fmt;

use crate::energy::Schedule;
use crate::heap::{Contents, DataSegment, ScanTable};
use crate::layout::{EntryLayout, Layout, entry_layout};
use crate::load::Executable;
use crate::module::{Export, FuncIdx, Kind, MethodIdx, Module, TypeDesc, TypeIdx};
use crate::native::{NativeFn, Natives};
use crate::verify::{VerifyError, verify};

/// A module that is ready to run.
#[derive(Debug)]
pub struct Program {
    pub(crate) module: Module,
    pub(crate) layouts: Vec<Layout>,
    pub(crate) types: Vec<TypeInfo>,
    pub(crate) natives: Vec<NativeFn>,
    pub(crate) data: DataSegment,
    pub(crate) scan: ScanTable,
    pub(crate) schedule: Schedule,
    /// Per function and instruction: the prices of its block up to it and including it.
    pub(crate) prices: Vec<Box<[u32]>>,
    pub(crate) executable: Executable,
}

/// How values of a type are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Equality {
    /// They are not comparable.
    Never,
    /// They are equal exactly if their bytes are.
    Bytes,
    /// By kind, field by field.
    Walk,
}

/// What the one slot of a value holds, for equality and hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leaf {
    /// Nothing that counts.
    Nothing,
    /// A word: equal exactly if its bits are.
    Word,
    /// A float.
    Float,
    /// A string.
    String,
}

/// How a map's keys are hashed and compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyKind {
    /// One slot, `size` bytes in memory, equal exactly if the bits are.
    Word {
        /// Bytes in memory.
        size: u32,
    },
    /// A string.
    String,
    /// A packed array of this many bytes in several slots.
    Packed {
        /// Bytes in memory.
        size: u32,
    },
    /// Anything else: by descriptor, in memory.
    General,
}

/// What maps of a type need.
#[derive(Clone, Debug)]
pub(crate) struct MapInfo {
    pub(crate) key_kind: KeyKind,
    pub(crate) key: TypeIdx,
    pub(crate) entry: EntryLayout,
    /// Contents of arrays of entries.
    pub(crate) contents: Contents,
}

/// What is derived from a type descriptor.
#[derive(Clone, Debug)]
pub(crate) struct TypeInfo {
    /// Contents of values of the type in memory.
    pub(crate) contents: Contents,
    pub(crate) equality: Equality,
    /// Of types of at most one slot.
    pub(crate) leaf: Leaf,
    /// Of map types.
    pub(crate) map: Option<Box<MapInfo>>,
}

/// Why a module cannot be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LoadError {
    /// The verifier refuses it.
    Refused(VerifyError),
    /// Constants and package variables take too much memory.
    DataTooLarge,
    /// The module imports a native that is not there.
    MissingNative(String),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::Refused(error) => error.fmt(f),
            LoadError::DataTooLarge => write!(f, "constants and package variables take too much memory"),
            LoadError::MissingNative(name) => write!(f, "native function {name} does not exist"),
        }
    }
}

impl std::error::Error for LoadError {}

impl Program {
    /// Verifies a module and derives what running it takes.
    ///
    /// # Errors
    /// If it is damaged, or asks for natives that do not exist.
    pub fn load(module: Module, natives: &Natives) -> Result<Program, LoadError> {
        let layouts = verify(&module).map_err(LoadError::Refused)?;
        let types = type_infos(&module.types, &layouts);
        let data = DataSegment::new(&module, &layouts[module.globals.index()]).map_err(|_| LoadError::DataTooLarge)?;
        let native = |name: &String| natives.get(name).ok_or_else(|| LoadError::MissingNative(name.clone()));
        let natives = module.natives.iter().map(|i| native(&i.name)).collect::<Result<_, _>>()?;
        let schedule = Schedule::current();
        let prices: Vec<_> = module.funcs.iter().map(|f| block_prices(&schedule, f)).collect();
        let executable = Executable::new(&module, &layouts, &data, &prices);
        let scan = ScanTable::new(&module.types, &layouts);
        Ok(Program { layouts, types, natives, data, scan, schedule, prices, executable, module })
    }

    /// The module.
    #[must_use]
    pub fn module(&self) -> &Module {
        &self.module
    }

    /// Layouts of the module's types.
    #[must_use]
    pub fn layouts(&self) -> &[Layout] {
        &self.layouts
    }

    /// The prices in force.
    #[must_use]
    pub fn schedule(&self) -> &Schedule {
        &self.schedule
    }

    /// What can be called under this name.
    #[must_use]
    pub fn export(&self, name: &str) -> Option<&Export> {
        self.module.exports.iter().find(|e| e.name == name)
    }

    pub(crate) fn desc(&self, ty: TypeIdx) -> &TypeDesc {
        &self.module.types[ty.index()]
    }

    pub(crate) fn layout(&self, ty: TypeIdx) -> &Layout {
        &self.layouts[ty.index()]
    }

    /// Address and type of the package variables.
    pub(crate) fn globals(&self) -> (u32, TypeIdx) {
        (self.data.globals, self.module.globals)
    }

    /// The function that method `name` of dynamic type `ty` is.
    #[inline]
    pub(crate) fn method(&self, ty: TypeIdx, name: MethodIdx) -> Option<FuncIdx> {
        let methods = &self.module.types.get(ty.index())?.methods;
        methods.binary_search_by_key(&name, |m| m.name).ok().map(|i| methods[i].func)
    }

    /// The source position of an instruction: file, line, column.
    pub(crate) fn position(&self, func: FuncIdx, instr: u32) -> Option<(String, u32, u32)> {
        let positions = &self.module.funcs[func.index()].positions;
        let after = positions.partition_point(|p| p.instr <= instr);
        let p = positions[..after].last()?;
        Some((self.module.files.get(p.file as usize)?.clone(), p.line, p.column))
    }
}

/// The prices of each instruction's block up to it and including it.
fn block_prices(schedule: &Schedule, func: &crate::module::Func) -> Box<[u32]> {
    let mut sum = 0_u32;
    let mut prices = Vec::with_capacity(func.code.len());
    for instr in &func.code {
        sum = sum.saturating_add(schedule.price_of(instr));
        prices.push(sum);
        if instr.op.is_terminator() {
            sum = 0;
        }
    }
    prices.into()
}

fn type_infos(types: &[TypeDesc], layouts: &[Layout]) -> Vec<TypeInfo> {
    let mut done = vec![None; types.len()];
    let mut infos = Vec::with_capacity(types.len());
    for (i, desc) in types.iter().enumerate() {
        let ty = TypeIdx(i as u32);
        let contents = if layouts[i].pointers.is_empty() { Contents::Bytes } else { Contents::Values(ty) };
        let map = match desc.kind {
            Kind::Map => Some(Box::new(map_info(types, layouts, ty, &mut done))),
            _ => None,
        };
        let leaf = if layouts[i].is_direct() { leaf(types, layouts, ty) } else { Leaf::Nothing };
        infos.push(TypeInfo { contents, equality: equality(types, layouts, ty, &mut done), leaf, map });
    }
    infos
}

/// How values of `ty` are compared. Types contain each other by value no deeper than layouts allow.
fn equality(types: &[TypeDesc], layouts: &[Layout], ty: TypeIdx, done: &mut [Option<Equality>]) -> Equality {
    if let Some(known) = done[ty.index()] {
        return known;
    }
    let desc = &types[ty.index()];
    let result = match desc.kind {
        Kind::Slice | Kind::Map | Kind::Func | Kind::None => Equality::Never,
        Kind::Float32 | Kind::Float64 | Kind::Complex64 | Kind::Complex128 | Kind::String | Kind::Interface => Equality::Walk,
        Kind::Array => equality(types, layouts, desc.elem, done),
        Kind::Struct => {
            let mut all = Equality::Bytes;
            let mut size = 0;
            for field in &desc.fields {
                size += layouts[field.ty.index()].size;
                match equality(types, layouts, field.ty, done) {
                    Equality::Never => all = Equality::Never,
                    Equality::Walk if all == Equality::Bytes => all = Equality::Walk,
                    _ => {}
                }
            }
            // Blank fields and padding do not count.
            let has_blank = desc.fields.iter().any(|f| f.name == "_");
            if all == Equality::Bytes && (has_blank || size != layouts[ty.index()].size) { Equality::Walk } else { all }
        }
        _ => Equality::Bytes,
    };
    done[ty.index()] = Some(result);
    result
}

/// What the one slot of a value of `ty` holds.
fn leaf(types: &[TypeDesc], layouts: &[Layout], ty: TypeIdx) -> Leaf {
    let desc = &types[ty.index()];
    match desc.kind {
        _ if layouts[ty.index()].slot_count() == 0 => Leaf::Nothing,
        Kind::Float32 | Kind::Float64 => Leaf::Float,
        Kind::String => Leaf::String,
        Kind::Array if layouts[desc.elem.index()].size < 8 && layouts[desc.elem.index()].slot_count() == 1 => {
            // A packed array's slot is a word whatever its elements are; one of a single element has that element's slot.
            match leaf(types, layouts, desc.elem) {
                Leaf::Nothing => Leaf::Nothing,
                inner if desc.len == 1 => inner,
                _ => Leaf::Word,
            }
        }
        Kind::Array => leaf(types, layouts, desc.elem),
        Kind::Struct => {
            let holder = desc.fields.iter().find(|f| layouts[f.ty.index()].slot_count() > 0);
            holder.filter(|f| f.name != "_").map_or(Leaf::Nothing, |f| leaf(types, layouts, f.ty))
        }
        _ => Leaf::Word,
    }
}

fn map_info(types: &[TypeDesc], layouts: &[Layout], ty: TypeIdx, done: &mut [Option<Equality>]) -> MapInfo {
    let desc = &types[ty.index()];
    let (key, value) = (&layouts[desc.key.index()], &layouts[desc.elem.index()]);
    let equality = equality(types, layouts, desc.key, done);
    let key_kind = match (types[desc.key.index()].kind, equality, &key.slots) {
        (Kind::String, ..) => KeyKind::String,
        (_, Equality::Bytes, Some(slots)) if slots.len() == 1 && matches!(key.size, 1..=8) => KeyKind::Word { size: key.size },
        (Kind::Array, Equality::Bytes, Some(slots)) if slots.len() as u32 == key.size.div_ceil(8) && key.size > 0 => {
            KeyKind::Packed { size: key.size }
        }
        _ => KeyKind::General,
    };
    let entry = entry_layout(key, value);
    let has_addresses = !key.pointers.is_empty() || !value.pointers.is_empty();
    let contents = if has_addresses { Contents::Entries(ty) } else { Contents::Bytes };
    MapInfo { key_kind, key: desc.key, entry, contents }
}

/// Programs are shared between threads.
const _: fn() = || {
    fn shared<T: Send + Sync>() {}
    shared::<Program>();
};
