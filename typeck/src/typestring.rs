//! Types in gc's spelling.

use govm_lexer::{Interner, Symbol};
use govm_parser::ast::ChanDir;

use crate::checker::{Checker, PackageState};
use crate::limits;
use crate::object::{Object, PackageId};
use crate::scope::ScopeId;
use crate::spelling::{Spelling, Written};
use crate::types::{Basic, Interface, NamedId, Term, Type, TypeId, Types};

/// What is to be said of the object of a type parameter, if anything is.
type Remark<'t> = &'t dyn Fn(&Object) -> Option<String>;

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
    reader: Reader,
    has_names: bool,
    /// What is to be said of a type parameter behind its name.
    place: Option<Remark<'t>>,
    depth: u32,
}

/// Who reads a type's spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// The author of the program, in a message.
    Author,
    /// The program itself, or a tool.
    Program,
}

impl<'t, 'n> TypeWriter<'t, 'n> {
    /// A writer with nothing written.
    pub(crate) fn new(
        types: &'t Types,
        objects: &'t [Object],
        names: &'t Interner<'n>,
        package_name: &'t dyn Fn(PackageId) -> Symbol,
        pkg: Option<PackageId>,
        reader: Reader,
    ) -> TypeWriter<'t, 'n> {
        TypeWriter {
            types,
            objects,
            names,
            package_name,
            pkg,
            reader,
            has_names: true,
            place: None,
            out: String::new(),
            depth: 0,
        }
    }

    fn list(&mut self, list: &[TypeId]) {
        for (i, ty) in list.iter().enumerate() {
            if self.is_cut() {
                break;
            }
            if i > 0 {
                self.out.push_str(", ");
            }
            self.typ(*ty);
        }
    }

    /// Whether enough was written; shows that there would be more.
    fn is_cut(&mut self) -> bool {
        let is_cut = self.out.len() > limits::TYPE_STRING_MAX;
        if is_cut && !self.out.ends_with('…') {
            self.out.push('…');
        }
        is_cut
    }

    /// Writes a type.
    pub(crate) fn typ(&mut self, ty: TypeId) {
        // A type may be a graph whose spelling is exponentially larger than itself, and open interfaces may be cyclic.
        if self.is_cut() {
            return;
        }
        if self.depth > 100 {
            self.out.push('…');
            return;
        }
        self.depth += 1;
        match self.types.spelling(ty).filter(|_| self.reader == Reader::Author) {
            Some(spelling) => self.spelled(ty, spelling),
            None => self.typ_unbounded(ty),
        }
        self.depth -= 1;
    }

    fn spelled(&mut self, ty: TypeId, spelling: &'t Spelling) {
        match spelling {
            Spelling::Basic(name) => self.out.push_str(name),
            Spelling::Alias { obj, args, .. } => {
                let obj = &self.objects[obj.0 as usize];
                self.qualifier(obj.pkg);
                self.out.push_str(self.names.resolve(obj.name));
                self.type_args(args);
            }
            Spelling::Args(args) => {
                let Type::Named(id) = *self.types.get(ty) else { return };
                self.named_name(id);
                self.type_args(args);
            }
            Spelling::Names(_) => {
                self.out.push_str("func");
                self.signature(ty);
            }
            Spelling::Written(written) => self.written(written),
        }
    }

    fn type_args(&mut self, args: &[TypeId]) {
        if args.is_empty() {
            return;
        }
        self.out.push('[');
        match self.reader {
            Reader::Author => self.list(args),
            Reader::Program => {
                for (i, arg) in args.iter().enumerate() {
                    if i > 0 {
                        self.out.push(',');
                    }
                    self.typ(*arg);
                }
            }
        }
        self.out.push(']');
    }

    fn named_name(&mut self, id: NamedId) {
        let obj = &self.objects[self.types.named(id).obj.0 as usize];
        self.qualifier(obj.pkg);
        self.out.push_str(self.names.resolve(obj.name));
    }

    fn written(&mut self, written: &Written) {
        if let (true, [only]) = (written.is_implicit, &*written.embeds) {
            self.typ(*only);
            return;
        }
        self.out.push_str("interface{");
        let mut separator = "";
        for method in &written.methods {
            if self.is_cut() {
                break;
            }
            self.out.push_str(separator);
            separator = "; ";
            self.out.push_str(self.names.resolve(method.name));
            self.signature(method.sig);
        }
        for embedded in &written.embeds {
            if self.is_cut() {
                break;
            }
            self.out.push_str(separator);
            separator = "; ";
            self.typ(*embedded);
        }
        self.out.push('}');
    }

    fn typ_unbounded(&mut self, ty: TypeId) {
        match self.types.get(ty) {
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
                    if self.is_cut() {
                        break;
                    }
                    if i > 0 {
                        self.out.push_str("; ");
                    }
                    if !field.is_embedded {
                        self.out.push_str(self.names.resolve(field.name));
                        self.out.push(' ');
                    }
                    self.typ(field.ty);
                    if let Some(tag) = &field.tag {
                        let (shown, rest) = tag.split_at(tag.len().min(limits::TYPE_STRING_MAX));
                        self.out.push_str(&format!(" {:?}", String::from_utf8_lossy(shown)));
                        self.out.push_str(if rest.is_empty() { "" } else { "…" });
                    }
                }
                self.out.push('}');
            }
            Type::Tuple(list) => {
                self.out.push('(');
                self.list(list);
                self.out.push(')');
            }
            Type::Signature(_) => {
                self.out.push_str("func");
                self.signature(ty);
            }
            Type::Interface(interface) => self.interface(interface),
            Type::OpenInterface(_) => match self.types.under(ty) {
                closed if closed != Types::basic(Basic::Invalid) => self.typ(closed),
                _ => self.out.push_str("interface{…}"),
            },
            Type::Union(terms) => self.terms(terms),
            Type::TypeParam(id) => {
                let obj = &self.objects[self.types.type_param(*id).obj.0 as usize];
                self.out.push_str(self.names.resolve(obj.name));
                if let Some(place) = self.place.and_then(|place| place(obj)) {
                    self.out.push_str(&place);
                }
            }
            Type::Named(id) => {
                self.named_name(*id);
                let named = self.types.named(*id);
                match &named.instance_of {
                    Some((origin, args)) if !self.types.named(*origin).type_params.is_empty() => self.type_args(args),
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
            if self.is_cut() {
                break;
            }
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
            if self.is_cut() {
                break;
            }
            self.out.push_str(separator);
            separator = "; ";
            self.out.push_str(self.names.resolve(method.name));
            self.signature(method.sig);
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
    pub(crate) fn signature(&mut self, ty: TypeId) {
        let Type::Signature(sig) = self.types.get(ty) else { return };
        let names: &[Symbol] = match self.types.spelling(self.types.unalias(ty)) {
            Some(Spelling::Names(names)) if self.reader == Reader::Author && self.has_names => names,
            _ => &[],
        };
        let (params, results) = names.split_at(sig.params.len().min(names.len()));
        self.type_params(&sig.type_params);
        self.params(&sig.params, params, sig.is_variadic);
        match &*sig.results {
            [] => {}
            [result] if results.first().is_none_or(|name| *name == Symbol::EMPTY) => {
                self.out.push(' ');
                self.typ(*result);
            }
            list => {
                self.out.push(' ');
                self.params(list, results, false);
            }
        }
    }

    fn params(&mut self, list: &[TypeId], names: &[Symbol], is_variadic: bool) {
        self.out.push('(');
        for (i, ty) in list.iter().enumerate() {
            if self.is_cut() {
                break;
            }
            if i > 0 {
                self.out.push_str(", ");
            }
            if let Some(name) = names.get(i).filter(|name| **name != Symbol::EMPTY) {
                self.out.push_str(self.names.resolve(*name));
                self.out.push(' ');
            }
            if !is_variadic || i + 1 < list.len() {
                self.typ(*ty);
            } else if let Type::Slice(elem) = *self.types.get(*ty) {
                self.out.push_str("...");
                self.typ(elem);
            } else {
                // The special case of append([]byte, string...).
                self.typ(*ty);
                self.out.push_str("...");
            }
        }
        self.out.push(')');
    }
}

impl Checker<'_, '_> {
    fn write_type(&self, write: impl FnOnce(&mut TypeWriter<'_, '_>)) -> String {
        let package_name = |pkg: PackageId| self.qualifier_of(pkg);
        let mut writer = TypeWriter::new(&self.types, &self.objects, self.names, &package_name, Some(self.pkg), Reader::Author);
        // A type parameter that hides a predeclared name would be taken for that.
        let place = |obj: &Object| {
            self.lookup_in(ScopeId::UNIVERSE, obj.name)?;
            let at = self.map.location(obj.span.lo)?;
            Some(format!(" /* with {} declared at {at} */", self.name(obj.name)))
        };
        writer.place = Some(&place);
        write(&mut writer);
        self.types.step(100 + writer.out.len());
        writer.out
    }

    /// What qualifies the names of a package: its name, or its path where several packages have that name.
    fn qualifier_of(&self, pkg: PackageId) -> Symbol {
        let PackageState { name, path, .. } = self.package(pkg);
        // Only packages that were imported so far can be meant.
        let known = &self.packages[..=self.pkg.0 as usize];
        if known.iter().filter(|other| other.name == *name).count() > 1 && pkg != self.pkg {
            return self.names.intern(&format!("{path:?}"));
        }
        *name
    }

    /// A type as messages show it.
    pub(crate) fn type_string(&self, ty: TypeId) -> String {
        self.write_type(|w| w.typ(ty))
    }

    /// A method as messages show it: `name(params) results`.
    pub(crate) fn func_string(&self, name: Symbol, sig: TypeId) -> String {
        // Names of parameters would hide what differs.
        let rest = self.write_type(|w| {
            w.has_names = false;
            w.signature(sig);
        });
        format!("{}{rest}", self.name(name))
    }

    /// Terms of a union. Types of this package are qualified too.
    pub(crate) fn terms_string(&self, terms: &[Term]) -> String {
        self.write_type(|w| {
            w.pkg = None;
            w.terms(terms);
        })
    }

    /// A generic alias with its type parameters.
    pub(crate) fn generic_alias_string(&self, ty: TypeId) -> String {
        let params = match self.types.spelling(ty) {
            Some(Spelling::Alias { obj, .. }) => self.alias_type_params.get(obj),
            _ => None,
        };
        self.write_type(|w| {
            w.typ(ty);
            w.type_params(params.map_or(&[], |list| list));
        })
    }

    /// `x`, or `pkg.x` for an object of another package.
    pub(crate) fn qualified_name(&self, obj: crate::object::ObjId) -> String {
        let obj = self.obj(obj);
        match obj.pkg.filter(|p| *p != self.pkg) {
            Some(pkg) => format!("{}.{}", self.name(self.qualifier_of(pkg)), self.name(obj.name)),
            None => self.name(obj.name).to_string(),
        }
    }
}
