//! Types in gc's spelling.

use govm_lexer::{Interner, Symbol};
use govm_parser::ast::ChanDir;

use crate::checker::Checker;
use crate::limits;
use crate::object::{Object, PackageId};
use crate::types::{Basic, Interface, Signature, Term, Type, TypeId, Types};

/// Writes types. Names are qualified by their package's name, but for those of `pkg`.
pub(crate) struct TypeWriter<'t, 'n> {
    pub(crate) types: &'t Types,
    pub(crate) objects: &'t [Object],
    pub(crate) names: &'t Interner<'n>,
    /// Name of each package.
    pub(crate) package_name: &'t dyn Fn(PackageId) -> Symbol,
    /// The package whose names need no qualification.
    pub(crate) pkg: Option<PackageId>,
    pub(crate) out: String,
    spelling: Spelling,
    depth: u32,
}

/// Who reads the spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// The author of the program, in a message.
    Source,
    /// The program itself, or a tool.
    Runtime,
}

impl Basic {
    /// How it is spelled.
    #[must_use]
    pub fn name(self) -> &'static str {
        use Basic::*;
        match self {
            Invalid => "invalid type",
            Bool => "bool",
            Int => "int",
            Int8 => "int8",
            Int16 => "int16",
            Int32 => "int32",
            Int64 => "int64",
            Uint => "uint",
            Uint8 => "uint8",
            Uint16 => "uint16",
            Uint32 => "uint32",
            Uint64 => "uint64",
            Uintptr => "uintptr",
            Float32 => "float32",
            Float64 => "float64",
            Complex64 => "complex64",
            Complex128 => "complex128",
            String => "string",
            UnsafePointer => "unsafe.Pointer",
            UntypedBool => "untyped bool",
            UntypedInt => "untyped int",
            UntypedRune => "untyped rune",
            UntypedFloat => "untyped float",
            UntypedComplex => "untyped complex",
            UntypedString => "untyped string",
            UntypedNil => "untyped nil",
        }
    }
}

impl<'t, 'n> TypeWriter<'t, 'n> {
    /// A writer with nothing written.
    pub(crate) fn new(
        types: &'t Types,
        objects: &'t [Object],
        names: &'t Interner<'n>,
        package_name: &'t dyn Fn(PackageId) -> Symbol,
        pkg: Option<PackageId>,
        spelling: Spelling,
    ) -> TypeWriter<'t, 'n> {
        TypeWriter { types, objects, names, package_name, pkg, spelling, out: String::new(), depth: 0 }
    }

    fn list(&mut self, list: &[TypeId]) {
        for (i, ty) in list.iter().enumerate() {
            if i > 0 {
                self.out.push_str(", ");
            }
            self.typ(*ty);
        }
    }

    /// Writes a type.
    pub(crate) fn typ(&mut self, ty: TypeId) {
        // A type may be a graph whose spelling is exponentially larger than itself, and open interfaces may be cyclic.
        if self.out.len() > limits::TYPE_STRING_MAX || self.depth > 100 {
            self.out.push('…');
            return;
        }
        self.depth += 1;
        self.typ_unbounded(ty);
        self.depth -= 1;
    }

    fn typ_unbounded(&mut self, ty: TypeId) {
        match self.types.get(ty) {
            // A byte is most often what was written, and what gc shows then; at run time, a type has one name.
            Type::Basic(Basic::Uint8) if self.spelling == Spelling::Source => self.out.push_str("byte"),
            Type::Basic(basic) => self.out.push_str(basic.name()),
            Type::Pointer(elem) => {
                self.out.push('*');
                self.typ(*elem);
            }
            Type::Slice(elem) => {
                self.out.push_str("[]");
                self.typ(*elem);
            }
            Type::Array { elem, len } => {
                self.out.push_str(&format!("[{len}]"));
                self.typ(*elem);
            }
            Type::Map { key, elem } => {
                self.out.push_str("map[");
                self.typ(*key);
                self.out.push(']');
                self.typ(*elem);
            }
            Type::Chan { dir, elem } => {
                self.out.push_str(match dir {
                    ChanDir::Both => "chan ",
                    ChanDir::Send => "chan<- ",
                    ChanDir::Recv => "<-chan ",
                });
                let is_ambiguous =
                    *dir == ChanDir::Both && matches!(self.types.get(*elem), Type::Chan { dir: ChanDir::Recv, .. });
                if is_ambiguous {
                    self.out.push('(');
                }
                self.typ(*elem);
                if is_ambiguous {
                    self.out.push(')');
                }
            }
            Type::Struct(fields) => {
                self.out.push_str("struct{");
                for (i, field) in fields.iter().enumerate() {
                    if i > 0 {
                        self.out.push_str("; ");
                    }
                    if !field.is_embedded {
                        self.out.push_str(self.names.resolve(field.name));
                        self.out.push(' ');
                    }
                    self.typ(field.ty);
                    if let Some(tag) = &field.tag {
                        self.out.push_str(&format!(" {:?}", String::from_utf8_lossy(tag)));
                    }
                }
                self.out.push('}');
            }
            Type::Tuple(list) => {
                self.out.push('(');
                self.list(list);
                self.out.push(')');
            }
            Type::Signature(sig) => {
                self.out.push_str("func");
                self.signature(sig);
            }
            Type::Interface(interface) => self.interface(interface),
            Type::OpenInterface(_) => match self.types.under(ty) {
                closed if closed != Types::basic(Basic::Invalid) => self.typ(closed),
                _ => self.out.push_str("interface{…}"),
            },
            Type::Union(terms) => self.terms(terms),
            Type::TypeParam(id) => {
                let obj = self.types.type_param(*id).obj;
                self.out.push_str(self.names.resolve(self.objects[obj.0 as usize].name));
            }
            Type::Named(id) => {
                let named = self.types.named(*id);
                let obj = &self.objects[named.obj.0 as usize];
                self.qualifier(obj.pkg);
                self.out.push_str(self.names.resolve(obj.name));
                match &named.instance_of {
                    Some((origin, args)) if !self.types.named(*origin).type_params.is_empty() => {
                        self.out.push('[');
                        for (i, arg) in args.iter().enumerate() {
                            if i > 0 {
                                self.out.push(',');
                            }
                            self.typ(*arg);
                        }
                        self.out.push(']');
                    }
                    _ => self.type_params(&named.type_params),
                }
            }
        }
    }

    fn qualifier(&mut self, pkg: Option<PackageId>) {
        if let Some(pkg) = pkg.filter(|p| Some(*p) != self.pkg) {
            self.out.push_str(self.names.resolve((self.package_name)(pkg)));
            self.out.push('.');
        }
    }

    /// Writes a list of type parameters with their constraints, equal ones grouped.
    pub(crate) fn type_params(&mut self, list: &[TypeId]) {
        if list.is_empty() {
            return;
        }
        self.out.push('[');
        let mut last = None;
        for (i, ty) in list.iter().enumerate() {
            let Type::TypeParam(id) = *self.types.get(*ty) else { continue };
            let constraint = self.types.type_param(id).constraint;
            if i > 0 {
                if let Some(last) = last.filter(|l| *l != constraint) {
                    self.out.push(' ');
                    self.typ(last);
                }
                self.out.push_str(", ");
            }
            last = Some(constraint);
            self.typ(*ty);
        }
        if let Some(last) = last {
            self.out.push(' ');
            self.typ(last);
        }
        self.out.push(']');
    }

    fn terms(&mut self, terms: &[Term]) {
        for (i, term) in terms.iter().enumerate() {
            if i > 0 {
                self.out.push_str(" | ");
            }
            if term.is_tilde {
                self.out.push('~');
            }
            self.typ(term.ty);
        }
    }

    fn interface(&mut self, interface: &Interface) {
        if interface.is_all() {
            self.out.push_str("any");
            return;
        }
        if interface.methods.is_empty()
            && let Some(terms) = interface.some_terms()
        {
            self.terms(terms);
            return;
        }
        self.out.push_str("interface{");
        let mut separator = "";
        for method in &interface.methods {
            self.out.push_str(separator);
            separator = "; ";
            self.out.push_str(self.names.resolve(method.name));
            if let Type::Signature(sig) = self.types.get(method.sig) {
                self.signature(sig);
            }
        }
        if interface.is_comparable {
            self.out.push_str(separator);
            separator = "; ";
            self.out.push_str("comparable");
        }
        if let Some(terms) = &interface.terms {
            self.out.push_str(separator);
            if terms.is_empty() {
                self.out.push('∅');
            }
            self.terms(terms);
        }
        self.out.push('}');
    }

    /// Writes type parameters, parameters and results.
    pub(crate) fn signature(&mut self, sig: &Signature) {
        self.type_params(&sig.type_params);
        self.out.push('(');
        match (sig.is_variadic, sig.params.split_last()) {
            (true, Some((last, init))) => {
                self.list(init);
                if !init.is_empty() {
                    self.out.push_str(", ");
                }
                if let Type::Slice(elem) = *self.types.get(*last) {
                    self.out.push_str("...");
                    self.typ(elem);
                } else {
                    // The special case of append([]byte, string...).
                    self.typ(*last);
                    self.out.push_str("...");
                }
            }
            _ => self.list(&sig.params),
        }
        self.out.push(')');
        match &*sig.results {
            [] => {}
            [result] => {
                self.out.push(' ');
                self.typ(*result);
            }
            results => {
                self.out.push_str(" (");
                self.list(results);
                self.out.push(')');
            }
        }
    }
}

impl Checker<'_, '_> {
    fn write_type(&self, write: impl FnOnce(&mut TypeWriter<'_, '_>)) -> String {
        let package_name = |pkg: PackageId| self.package(pkg).name;
        let mut writer = TypeWriter::new(&self.types, &self.objects, self.names, &package_name, Some(self.pkg), Spelling::Source);
        write(&mut writer);
        writer.out
    }

    /// A type as messages show it.
    pub(crate) fn type_string(&self, ty: TypeId) -> String {
        self.write_type(|w| w.typ(ty))
    }

    /// A method as messages show it: `name(params) results`.
    pub(crate) fn func_string(&self, name: Symbol, sig: TypeId) -> String {
        let rest = self.write_type(|w| {
            if let Type::Signature(sig) = w.types.get(sig) {
                w.signature(sig);
            }
        });
        format!("{}{rest}", self.name(name))
    }

    /// Types of a list, in parentheses.
    pub(crate) fn terms_string(&self, terms: &[Term]) -> String {
        self.write_type(|w| w.terms(terms))
    }

    /// `x`, or `pkg.x` for an object of another package.
    pub(crate) fn qualified_name(&self, obj: crate::object::ObjId) -> String {
        let obj = self.obj(obj);
        match obj.pkg.filter(|p| *p != self.pkg) {
            Some(pkg) => format!("{}.{}", self.name(self.package(pkg).name), self.name(obj.name)),
            None => self.name(obj.name).to_string(),
        }
    }
}
