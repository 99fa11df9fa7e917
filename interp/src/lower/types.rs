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
        self.write_type(&mut desc.name, ty, Qualifier::Name);
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

    /// Writes a type as `%T` prints it: names with their package's name, type arguments with its path.
    fn write_type(&self, out: &mut String, ty: TypeId, qualifier: Qualifier) {
        let types = &self.prog.types;
        match types.get(typed(ty)) {
            Type::Basic(basic) => out.push_str(basic.name()),
            Type::Named(named) => {
                let named = types.named(*named);
                let object = &self.prog.objects[named.obj.0 as usize];
                if let Some(pkg) = object.pkg {
                    let package = &self.prog.packages[pkg.0 as usize];
                    out.push_str(match qualifier {
                        Qualifier::Name => self.names.resolve(package.name),
                        Qualifier::Path => &package.path,
                    });
                    out.push('.');
                }
                out.push_str(self.names.resolve(object.name));
                if let Some((_, args)) = &named.instance_of {
                    out.push('[');
                    self.write_types(out, args, ",", Qualifier::Path);
                    out.push(']');
                }
            }
            Type::Pointer(elem) => self.write_part(out, "*", *elem, qualifier),
            Type::Slice(elem) => self.write_part(out, "[]", *elem, qualifier),
            Type::Array { elem, len } => self.write_part(out, &format!("[{len}]"), *elem, qualifier),
            Type::Map { key, elem } => {
                self.write_part(out, "map[", *key, qualifier);
                self.write_part(out, "]", *elem, qualifier);
            }
            Type::Chan { dir, elem } => {
                let before = match dir {
                    ChanDir::Send => "chan<- ",
                    ChanDir::Recv => "<-chan ",
                    ChanDir::Both => "chan ",
                };
                self.write_part(out, before, *elem, qualifier);
            }
            Type::Struct(fields) if fields.is_empty() => out.push_str("struct {}"),
            Type::Struct(fields) => {
                out.push_str("struct { ");
                for (i, field) in fields.iter().enumerate() {
                    out.push_str(if i == 0 { "" } else { "; " });
                    if !field.is_embedded {
                        out.push_str(self.names.resolve(field.name));
                        out.push(' ');
                    }
                    self.write_type(out, field.ty, qualifier);
                    if let Some(tag) = &field.tag {
                        out.push_str(&format!(" {:?}", String::from_utf8_lossy(tag)));
                    }
                }
                out.push_str(" }");
            }
            Type::Tuple(types) => {
                out.push('(');
                self.write_types(out, types, ", ", qualifier);
                out.push(')');
            }
            Type::Signature(_) => {
                out.push_str("func");
                self.write_signature(out, ty, qualifier);
            }
            Type::Interface(i) if i.methods.is_empty() => out.push_str("interface {}"),
            Type::Interface(i) => {
                out.push_str("interface { ");
                for (i, method) in i.methods.iter().enumerate() {
                    out.push_str(if i == 0 { "" } else { "; " });
                    out.push_str(self.names.resolve(method.name));
                    self.write_signature(out, method.sig, qualifier);
                }
                out.push_str(" }");
            }
            // An interface literal that was completed later has its completed form as underlying type.
            Type::OpenInterface(_) if types.under(ty) != ty => self.write_type(out, types.under(ty), qualifier),
            // What no value has.
            Type::OpenInterface(_) | Type::Union(_) | Type::TypeParam(_) => out.push('?'),
        }
    }

    fn write_part(&self, out: &mut String, before: &str, ty: TypeId, qualifier: Qualifier) {
        out.push_str(before);
        self.write_type(out, ty, qualifier);
    }

    fn write_types(&self, out: &mut String, types: &[TypeId], separator: &str, qualifier: Qualifier) {
        for (i, ty) in types.iter().enumerate() {
            self.write_part(out, if i == 0 { "" } else { separator }, *ty, qualifier);
        }
    }

    fn write_signature(&self, out: &mut String, ty: TypeId, qualifier: Qualifier) {
        let Type::Signature(sig) = self.prog.types.get(ty) else { return };
        out.push('(');
        match (sig.is_variadic, sig.params.split_last()) {
            (true, Some((last, before))) => {
                self.write_types(out, before, ", ", qualifier);
                out.push_str(if before.is_empty() { "..." } else { ", ..." });
                // `append([]byte, string...)` has a string there.
                let elem = if let Type::Slice(elem) = self.prog.types.get(*last) { *elem } else { *last };
                self.write_type(out, elem, qualifier);
            }
            _ => self.write_types(out, &sig.params, ", ", qualifier),
        }
        out.push(')');
        match &*sig.results {
            [] => {}
            [one] => self.write_part(out, " ", *one, qualifier),
            more => {
                out.push_str(" (");
                self.write_types(out, more, ", ", qualifier);
                out.push(')');
            }
        }
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
