//! Type descriptors: from the checker's types, with type parameters replaced, to the module's.

use govm_lexer::Span;
use govm_parser::ast::ChanDir;
use govm_typeck::{Basic, Type, TypeId, TypeParamId};
use rustc_hash::FxHashMap;

use super::{Lowerer, TOO_LARGE};
use crate::layout::{Layout, LayoutError, LayoutTable};
use crate::module::{FieldDesc, Kind, MethodDesc, MethodIdx, MethodName, TypeDesc, TypeIdx};

/// The types that stand for the type parameters of the function that is lowered.
pub(super) type TypeEnv = Vec<(TypeParamId, TypeId)>;

/// How a defined type's name is qualified.
#[derive(Clone, Copy)]
enum Qualifier {
    Name,
    Path,
}

/// Most descriptors of a module.
const TYPES_MAX: usize = 100_000;

/// Descriptors made so far.
pub(super) struct TypeTable {
    descs: Vec<TypeDesc>,
    layouts: LayoutTable,
    index: FxHashMap<TypeId, TypeIdx>,
    /// The checker's type of each descriptor.
    sources: Vec<TypeId>,
}

pub(super) fn blank_desc(kind: Kind) -> TypeDesc {
    TypeDesc {
        kind,
        name: String::new(),
        pkg: String::new(),
        is_named: false,
        elem: TypeIdx(0),
        key: TypeIdx(0),
        len: 0,
        fields: Vec::new(),
        params: Vec::new(),
        results: Vec::new(),
        is_variadic: false,
        methods: Vec::new(),
    }
}

impl TypeTable {
    pub(super) fn new() -> TypeTable {
        TypeTable {
            descs: vec![blank_desc(Kind::None)],
            layouts: LayoutTable::default(),
            index: FxHashMap::default(),
            sources: vec![TypeId(Basic::Invalid as u32)],
        }
    }

    pub(super) fn desc(&self, ty: TypeIdx) -> &TypeDesc {
        &self.descs[ty.index()]
    }

    pub(super) fn source(&self, ty: TypeIdx) -> TypeId {
        self.sources[ty.index()]
    }

    /// A descriptor that no type of the program has.
    pub(super) fn push(&mut self, desc: TypeDesc) -> TypeIdx {
        self.descs.push(desc);
        self.sources.push(TypeId(Basic::Invalid as u32));
        TypeIdx(self.descs.len() as u32 - 1)
    }

    pub(super) fn count(&self) -> usize {
        self.descs.len()
    }

    pub(super) fn set_methods(&mut self, ty: TypeIdx, methods: Vec<MethodDesc>) {
        self.descs[ty.index()].methods = methods;
    }

    pub(super) fn take_descs(&mut self) -> Vec<TypeDesc> {
        std::mem::take(&mut self.descs)
    }
}

fn basic_kind(basic: Basic) -> Kind {
    match basic {
        Basic::Bool | Basic::UntypedBool => Kind::Bool,
        Basic::Int | Basic::UntypedInt => Kind::Int,
        Basic::Int8 => Kind::Int8,
        Basic::Int16 => Kind::Int16,
        Basic::Int32 | Basic::UntypedRune => Kind::Int32,
        Basic::Int64 => Kind::Int64,
        Basic::Uint => Kind::Uint,
        Basic::Uint8 => Kind::Uint8,
        Basic::Uint16 => Kind::Uint16,
        Basic::Uint32 => Kind::Uint32,
        Basic::Uint64 => Kind::Uint64,
        Basic::Uintptr => Kind::Uintptr,
        Basic::Float32 => Kind::Float32,
        Basic::Float64 | Basic::UntypedFloat => Kind::Float64,
        Basic::Complex64 => Kind::Complex64,
        Basic::Complex128 | Basic::UntypedComplex => Kind::Complex128,
        Basic::String | Basic::UntypedString => Kind::String,
        Basic::Invalid | Basic::UnsafePointer | Basic::UntypedNil => Kind::None,
    }
}

/// The typed form of an untyped basic type, by number; others as they are.
fn typed(ty: TypeId) -> TypeId {
    let to = |b: Basic| TypeId(b as u32);
    match ty.0 {
        n if n == Basic::UntypedBool as u32 => to(Basic::Bool),
        n if n == Basic::UntypedInt as u32 => to(Basic::Int),
        n if n == Basic::UntypedRune as u32 => to(Basic::Int32),
        n if n == Basic::UntypedFloat as u32 => to(Basic::Float64),
        n if n == Basic::UntypedComplex as u32 => to(Basic::Complex128),
        n if n == Basic::UntypedString as u32 => to(Basic::String),
        _ => ty,
    }
}

impl Lowerer<'_, '_> {
    pub(super) fn basic(&mut self, basic: Basic) -> TypeIdx {
        self.type_idx(TypeId(basic as u32), Span::NONE)
    }

    pub(super) fn pointer_to(&mut self, ty: TypeId) -> TypeId {
        self.prog.types.intern(Type::Pointer(ty))
    }

    /// The empty interface's type.
    pub(super) fn any(&mut self) -> TypeIdx {
        let empty = govm_typeck::Interface { methods: Box::default(), terms: None, is_comparable: false };
        let any = self.prog.types.intern(Type::Interface(empty));
        self.type_idx(any, Span::NONE)
    }

    /// `ty` with the function's type parameters replaced.
    pub(super) fn concrete(&mut self, ty: TypeId, env: &TypeEnv) -> TypeId {
        if env.is_empty() { ty } else { self.prog.types.subst(ty, env) }
    }

    /// The layout of a type that was already found to have one.
    pub(super) fn layout(&mut self, ty: TypeIdx) -> &Layout {
        self.types.layouts.get(&self.types.descs, ty).expect("invariant: type_idx gave out types with layouts only")
    }

    /// The descriptor of a type without type parameters. Errors of size are reported at `span`; then a type of one byte stands in.
    pub(super) fn type_idx(&mut self, ty: TypeId, span: Span) -> TypeIdx {
        let ty = typed(ty);
        if let Some(i) = self.types.index.get(&ty) {
            return *i;
        }
        let first = self.types.descs.len();
        let idx = self.describe(ty);
        // Descriptors that it refers to were made along with it, and any of them may be the one that is too large.
        for i in first..self.types.descs.len() {
            if let Err(e) = self.types.layouts.get(&self.types.descs, TypeIdx(i as u32)) {
                let text = self.types.descs[i].name.clone();
                match e {
                    LayoutError::TooLarge(_) => self.error(&TOO_LARGE, span, format!("type {text} too large")),
                    LayoutError::Malformed(_) => self.error(&TOO_LARGE, span, format!("type {text} nested too deeply")),
                }
                let name = std::mem::take(&mut self.types.descs[i].name);
                self.types.descs[i] = TypeDesc { name, ..blank_desc(Kind::Bool) };
            }
        }
        idx
    }

    fn describe(&mut self, ty: TypeId) -> TypeIdx {
        let ty = typed(ty);
        if let Some(i) = self.types.index.get(&ty) {
            return *i;
        }
        if self.types.descs.len() >= TYPES_MAX {
            self.error(&TOO_LARGE, Span::NONE, format!("program needs more than {TYPES_MAX} types"));
            return TypeIdx(0);
        }
        // Reserved before its parts are described: a type may refer to itself.
        let idx = TypeIdx(self.types.descs.len() as u32);
        self.types.descs.push(blank_desc(Kind::None));
        self.types.sources.push(ty);
        self.types.index.insert(ty, idx);
        let under = self.prog.types.under(ty);
        let mut desc = match self.prog.types.get(under).clone() {
            Type::Basic(basic) => blank_desc(basic_kind(basic)),
            Type::Pointer(elem) => TypeDesc { elem: self.describe(elem), ..blank_desc(Kind::Pointer) },
            Type::Slice(elem) => TypeDesc { elem: self.describe(elem), ..blank_desc(Kind::Slice) },
            Type::Array { elem, len } => {
                TypeDesc { elem: self.describe(elem), len: len.max(0) as u64, ..blank_desc(Kind::Array) }
            }
            Type::Map { key, elem } => TypeDesc { key: self.describe(key), elem: self.describe(elem), ..blank_desc(Kind::Map) },
            Type::Chan { elem, .. } => TypeDesc { elem: self.describe(elem), ..blank_desc(Kind::Chan) },
            Type::Struct(fields) => {
                let fields = fields.iter().map(|f| FieldDesc {
                    name: self.names.resolve(f.name).to_string(),
                    ty: self.describe(f.ty),
                    is_embedded: f.is_embedded,
                    tag: f.tag.as_deref().unwrap_or_default().to_vec(),
                });
                let fields = fields.collect();
                TypeDesc { fields, ..blank_desc(Kind::Struct) }
            }
            Type::Tuple(types) => {
                // The results of a call, laid out like a struct.
                let fields = types.iter().map(|t| FieldDesc {
                    name: String::new(),
                    ty: self.describe(*t),
                    is_embedded: false,
                    tag: Vec::new(),
                });
                let fields = fields.collect();
                TypeDesc { fields, ..blank_desc(Kind::Struct) }
            }
            Type::Signature(sig) => TypeDesc {
                params: sig.params.iter().map(|t| self.describe(*t)).collect(),
                results: sig.results.iter().map(|t| self.describe(*t)).collect(),
                is_variadic: sig.is_variadic,
                ..blank_desc(Kind::Func)
            },
            Type::Interface(interface) => {
                let mut methods: Vec<MethodDesc> = interface
                    .methods
                    .iter()
                    .map(|m| MethodDesc { name: self.method_idx(m.name, m.pkg, m.sig), func: crate::module::FuncIdx(0) })
                    .collect();
                methods.sort_by_key(|m| m.name);
                TypeDesc { methods, ..blank_desc(Kind::Interface) }
            }
            // What remains are types of constraints and of parameters, which no value has.
            Type::Named(_) | Type::OpenInterface(_) | Type::Union(_) | Type::TypeParam(_) => blank_desc(Kind::None),
        };
        desc.name = self.type_text(ty, Qualifier::Name);
        match *self.prog.types.get(ty) {
            Type::Named(named) => {
                desc.is_named = true;
                let obj = self.prog.types.named(named).obj;
                if let Some(pkg) = self.prog.objects[obj.0 as usize].pkg {
                    desc.pkg = self.package_path(pkg);
                }
            }
            Type::Basic(_) => desc.is_named = true,
            _ => {}
        }
        self.types.descs[idx.index()] = desc;
        idx
    }

    /// A type as `%T` prints it: names with their package's name, type arguments with its path.
    fn type_text(&self, ty: TypeId, qualifier: Qualifier) -> String {
        let text = |ty: TypeId| self.type_text(ty, qualifier);
        let list = |types: &[TypeId]| types.iter().map(|t| text(*t)).collect::<Vec<_>>().join(", ");
        match self.prog.types.get(typed(ty)) {
            Type::Basic(basic) => basic.name().to_string(),
            Type::Named(named) => {
                let named = self.prog.types.named(*named);
                let object = &self.prog.objects[named.obj.0 as usize];
                let name = self.names.resolve(object.name);
                let mut out = match (object.pkg, qualifier) {
                    (Some(pkg), Qualifier::Name) => {
                        format!("{}.{name}", self.names.resolve(self.prog.packages[pkg.0 as usize].name))
                    }
                    (Some(pkg), Qualifier::Path) => format!("{}.{name}", self.package_path(pkg)),
                    (None, _) => name.to_string(),
                };
                if let Some((_, args)) = &named.instance_of {
                    let args: Vec<_> = args.iter().map(|t| self.type_text(*t, Qualifier::Path)).collect();
                    out.push_str(&format!("[{}]", args.join(",")));
                }
                out
            }
            Type::Pointer(elem) => format!("*{}", text(*elem)),
            Type::Slice(elem) => format!("[]{}", text(*elem)),
            Type::Array { elem, len } => format!("[{len}]{}", text(*elem)),
            Type::Map { key, elem } => format!("map[{}]{}", text(*key), text(*elem)),
            Type::Chan { dir: ChanDir::Send, elem } => format!("chan<- {}", text(*elem)),
            Type::Chan { dir: ChanDir::Recv, elem } => format!("<-chan {}", text(*elem)),
            Type::Chan { elem, .. } => format!("chan {}", text(*elem)),
            Type::Struct(fields) => {
                let fields: Vec<_> = fields
                    .iter()
                    .map(|f| {
                        let name = if f.is_embedded { String::new() } else { format!("{} ", self.names.resolve(f.name)) };
                        let tag = f.tag.as_deref().map_or(String::new(), |t| format!(" {:?}", String::from_utf8_lossy(t)));
                        format!("{name}{}{tag}", text(f.ty))
                    })
                    .collect();
                if fields.is_empty() { "struct {}".to_string() } else { format!("struct {{ {} }}", fields.join("; ")) }
            }
            Type::Tuple(types) => format!("({})", list(types)),
            Type::Signature(_) => format!("func{}", self.signature_text(ty, qualifier)),
            Type::Interface(i) => {
                let methods: Vec<_> = i
                    .methods
                    .iter()
                    .map(|m| format!("{}{}", self.names.resolve(m.name), self.signature_text(m.sig, qualifier)))
                    .collect();
                if methods.is_empty() { "interface {}".to_string() } else { format!("interface {{ {} }}", methods.join("; ")) }
            }
            // An interface literal that was completed later has its completed form as underlying type.
            Type::OpenInterface(_) if self.prog.types.under(ty) != ty => text(self.prog.types.under(ty)),
            // What no value has.
            Type::OpenInterface(_) | Type::Union(_) | Type::TypeParam(_) => "?".to_string(),
        }
    }

    fn signature_text(&self, ty: TypeId, qualifier: Qualifier) -> String {
        let Type::Signature(sig) = self.prog.types.get(ty) else { return String::new() };
        let mut params: Vec<_> = sig.params.iter().map(|t| self.type_text(*t, qualifier)).collect();
        if sig.is_variadic
            && let Some(last) = params.last_mut()
        {
            *last = format!("...{}", last.trim_start_matches("[]"));
        }
        let results: Vec<_> = sig.results.iter().map(|t| self.type_text(*t, qualifier)).collect();
        let results = match results.as_slice() {
            [] => String::new(),
            [one] => format!(" {one}"),
            more => format!(" ({})", more.join(", ")),
        };
        format!("({}){results}", params.join(", "))
    }

    /// The index of a method's name: equal for equal names with identical signatures.
    pub(super) fn method_idx(&mut self, name: govm_lexer::Symbol, pkg: Option<govm_typeck::PackageId>, sig: TypeId) -> MethodIdx {
        let text = self.names.resolve(name);
        let pkg = if govm_lexer::is_exported(text) { None } else { pkg };
        let pkg = pkg.map_or(String::new(), |p| self.package_path(p));
        let sig = self.describe(sig);
        let desc = self.types.desc(sig);
        let list = |types: &[TypeIdx]| types.iter().map(|t| format!("#{}", t.0)).collect::<Vec<_>>().join(",");
        let dots = if desc.is_variadic { "..." } else { "" };
        let sig = format!("({}{dots})({})", list(&desc.params), list(&desc.results));
        self.method_name(MethodName { name: text.to_string(), pkg, sig })
    }
}
