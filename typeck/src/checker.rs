//! The state of the checker, the order of its phases, and how it reports errors.

use std::rc::Rc;

use govm_lexer::{BytePos, Code, Diagnostic, Interner, SourceMap, Span, Symbol, is_exported};
use govm_parser::ast;
use indexmap::IndexSet;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::api::{Config, FuncInfo, Info, Initializer, Mode, Package, Rules};
use crate::check::LoadedKind;
use crate::code;
use crate::constant::Value;
use crate::interface::OpenInterface;
use crate::limits;
use crate::mono::MonoGraph;
use crate::object::{ObjId, Object, ObjectKind, PackageId, VarKind};

use crate::scope::{Scope, ScopeId};
use crate::types::{NamedId, TypeId, Types};
use crate::version::FileVersion;

/// Something that is checked once the current declaration is complete.
pub(crate) type Action<'a, 'c> = Box<dyn FnOnce(&mut Checker<'a, 'c>) + 'a>;

/// Index of the declaration of a package-level object or method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct DeclId(pub(crate) u32);

/// The declaration of a package-level object or method.
#[derive(Clone, Debug)]
pub(crate) struct DeclInfo<'a> {
    /// Scope of the file that contains it.
    pub(crate) file: ScopeId,
    /// `a, b = f()`: all variables that share the initialiser; empty otherwise.
    pub(crate) lhs: Rc<[ObjId]>,
    /// Type of a constant or variable.
    pub(crate) vtyp: Option<&'a ast::Expr<'a>>,
    /// Initialisation expression.
    pub(crate) init: Option<&'a ast::Expr<'a>>,
    /// The initialisation expression is that of an earlier constant.
    pub(crate) is_inherited: bool,
    /// Value of iota.
    pub(crate) iota: u32,
    /// Type declaration.
    pub(crate) tdecl: Option<&'a ast::TypeSpec<'a>>,
    /// Function declaration.
    pub(crate) fdecl: Option<&'a ast::FuncDecl<'a>>,
    /// Package-level objects that the initialiser or body refers to, in order.
    pub(crate) deps: IndexSet<ObjId, FxBuildHasher>,
}

/// How far the declaration of an object has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Color {
    /// Not begun.
    White,
    /// Begun; the index into the path of objects being declared.
    Grey(u32),
    /// Done.
    Black,
}

/// What the checker knows about an object beside the object itself.
#[derive(Clone, Debug)]
pub(crate) struct ObjectState {
    /// How far its declaration has come.
    pub(crate) color: Color,
    /// The scope that it was entered in.
    pub(crate) scope: Option<ScopeId>,
    /// Its package-level declaration.
    pub(crate) decl: Option<DeclId>,
    /// A local variable or an imported package was used.
    pub(crate) is_used: bool,
    /// Of a method: the receiver is a pointer.
    pub(crate) has_ptr_recv: bool,
}

impl ObjectState {
    /// Of an object that needs no declaration to be checked.
    pub(crate) fn resolved() -> ObjectState {
        ObjectState { color: Color::Black, scope: None, decl: None, is_used: false, has_ptr_recv: false }
    }

    /// Of a package-level object.
    pub(crate) fn declared_by(decl: DeclId) -> ObjectState {
        ObjectState { color: Color::White, scope: None, decl: Some(decl), is_used: false, has_ptr_recv: false }
    }
}

/// A function's signature with the variables that it declares.
#[derive(Clone, Debug)]
pub(crate) struct FuncSig {
    /// The signature type, without receiver.
    pub(crate) ty: TypeId,
    /// The receiver variable, if there is a receiver.
    pub(crate) recv: Option<ObjId>,
    /// Results, unnamed ones included.
    pub(crate) results: Box<[ObjId]>,
    /// The scope of type parameters, parameters and results; the body's scope.
    pub(crate) scope: ScopeId,
    /// The type parameters that a method's receiver declares.
    pub(crate) recv_type_params: Box<[TypeId]>,
    /// All type parameters that are in scope in the body.
    pub(crate) outer_params: Box<[TypeId]>,
}

/// Where the current expression or statement stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Environment {
    /// The package-level declaration whose initialiser or body is checked.
    pub(crate) decl: Option<DeclId>,
    /// Innermost scope.
    pub(crate) scope: ScopeId,
    /// Value of iota in a constant declaration.
    pub(crate) iota: Option<Value>,
    /// Of a constant with inherited initialiser: its name, where errors are reported.
    pub(crate) errpos: Option<Span>,
    /// Inside a type parameter list.
    pub(crate) in_tparam_list: bool,
    /// The function whose body is checked.
    pub(crate) sig: Option<Rc<FuncSig>>,
    /// Calls of the built-in panic, for the analysis of terminating statements.
    pub(crate) is_panic: FxHashSet<ast::NodeId>,
    /// The expression contains a function call or receive operation.
    pub(crate) has_call_or_recv: bool,
    /// The language version; `None` for that of the checker.
    pub(crate) version: Option<FileVersion>,
}

/// What is remembered of an expression whose type is still untyped.
#[derive(Clone, Debug)]
pub(crate) struct ExprInfo {
    /// It is the left operand of a shift whose check is delayed.
    pub(crate) is_lhs: bool,
    /// Its mode.
    pub(crate) mode: Mode,
    /// Its untyped type.
    pub(crate) ty: TypeId,
    /// Of constants.
    pub(crate) value: Option<Value>,
}

/// Predeclared things that rules refer to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Universe {
    /// The type `any`, which is the empty interface.
    pub(crate) any: TypeId,
    /// The name `any`.
    pub(crate) any_obj: ObjId,
    /// The type `error`.
    pub(crate) error: TypeId,
    /// The constraint `comparable`.
    pub(crate) comparable: TypeId,
    /// `nil`
    pub(crate) nil: ObjId,
    /// `iota`
    pub(crate) iota: ObjId,
}

/// A package while it and its importers are checked.
#[derive(Clone, Debug)]
pub(crate) struct PackageState {
    /// Import path.
    pub(crate) path: String,
    /// Name.
    pub(crate) name: Symbol,
    /// The package-level scope.
    pub(crate) scope: ScopeId,
    /// Where it comes from; whatever is selected from one that could not be imported is no error.
    pub(crate) kind: LoadedKind,
    /// Whether it belongs to the library.
    pub(crate) is_library: bool,
}

/// The checker of a program. Types, objects and facts are shared by all packages; what belongs to the package being checked is
/// reset between packages.
pub(crate) struct Checker<'a, 'c> {
    pub(crate) names: &'c Interner<'a>,
    pub(crate) map: &'c SourceMap,
    pub(crate) config: &'c Config,

    /// The types of the program.
    pub(crate) types: Types,
    /// The objects of the program.
    pub(crate) objects: Vec<Object>,
    /// Beside `objects`.
    pub(crate) object_states: Vec<ObjectState>,
    /// All scopes.
    pub(crate) scopes: Vec<Scope>,
    /// Facts about nodes.
    pub(crate) info: Info,
    /// Predeclared things.
    pub(crate) universe: Universe,
    /// Packages, checked or not, in dependency order.
    pub(crate) packages: Vec<PackageState>,
    /// Packages that were checked.
    pub(crate) done: Vec<Package<'a>>,
    /// Import path to package. Looked up, never iterated.
    pub(crate) package_index: FxHashMap<String, PackageId>,
    /// Declared functions.
    pub(crate) funcs: FxHashMap<ObjId, FuncInfo<'a>>,
    /// Type parameters of methods' receivers.
    pub(crate) recv_type_params: FxHashMap<ObjId, Box<[TypeId]>>,
    /// Generic aliases: their type parameters.
    pub(crate) alias_type_params: FxHashMap<ObjId, Box<[TypeId]>>,
    /// Errors in the order of their discovery.
    pub(crate) diagnostics: Vec<Diagnostic>,

    /// The package that is checked.
    pub(crate) pkg: PackageId,
    /// Declarations of the package.
    pub(crate) decls: Vec<DeclInfo<'a>>,
    /// Package-level objects and methods in source order.
    pub(crate) pkg_objects: Vec<ObjId>,
    /// Names of imported packages, all files.
    pub(crate) imports: Vec<ObjId>,
    /// Names that a file's scope has from a dot import, and the import. Looked up, never iterated.
    pub(crate) dot_imports: FxHashMap<(ScopeId, Symbol), ObjId>,
    /// Methods by the type name that they belong to, until the type is declared.
    pub(crate) methods: FxHashMap<ObjId, Vec<ObjId>>,
    /// Expressions without final type.
    pub(crate) untyped: FxHashMap<ast::NodeId, ExprInfo>,
    /// What is checked later, first in, first out.
    pub(crate) delayed: Vec<(Option<Action<'a, 'c>>, Option<FileVersion>)>,
    /// The objects being declared, for reporting cycles.
    pub(crate) obj_path: Vec<ObjId>,
    /// Initialisation order of the package.
    pub(crate) init_order: Vec<Initializer<'a>>,
    /// Interfaces as written whose type sets are computed later, beside `Types::open`.
    pub(crate) open_interfaces: Vec<OpenInterface>,
    /// What defined types are defined as.
    pub(crate) from_rhs: FxHashMap<NamedId, TypeId>,
    /// Types defined as another type whose underlying type is not known yet.
    pub(crate) unresolved: Vec<NamedId>,
    /// Receiver types of methods.
    pub(crate) recv_types: FxHashMap<ObjId, TypeId>,
    /// The root package, whose functions must have bodies.
    pub(crate) root: PackageId,
    /// Where in `open_interfaces` those begin that may still be open.
    pub(crate) first_open: usize,
    /// Types that contain themselves through interface literals alone.
    pub(crate) anonymous_cycles: Vec<ObjId>,
    /// Array types that are too large, and where they stand.
    pub(crate) large_types: Vec<(Span, TypeId)>,
    /// Where instances of generic types were first met.
    pub(crate) instance_spans: FxHashMap<NamedId, Span>,
    /// Versions of files that are not in that of the checker, by their scopes. Looked up, never iterated.
    pub(crate) file_versions: FxHashMap<ScopeId, FileVersion>,
    /// Where something was wrong before anything was checked, in order.
    pub(crate) syntax_errors: Vec<BytePos>,
    /// Where a limit on types was exceeded.
    pub(crate) exceeded: Option<Span>,
    /// Which type parameters are instantiated with which: a cycle that grows is infinite.
    pub(crate) mono: MonoGraph,
    /// How deep defined types nest in a type; `None` for those that contain themselves.
    pub(crate) valid_types: FxHashMap<NamedId, Option<usize>>,
    /// Aliases whose declarations are about to be checked.
    pub(crate) predeclaring: FxHashSet<ObjId>,

    /// Defined types that were mentioned where declarations nested too deep to go on, and what is still to be declared of them.
    pub(crate) begun: FxHashMap<ObjId, NamedId>,
    /// Those, in order.
    pub(crate) waiting: Vec<ObjId>,
    /// Types that are waiting are being declared.
    pub(crate) is_completing: bool,
    /// Values among the objects being declared, and array lengths being computed: they need complete types.
    pub(crate) needs_complete: u32,
    /// Native stack in use, in units of [`limits::STACK_MAX`].
    depth: u32,
    /// Where the last level began.
    entered: Span,
    /// Steps that the program may take.
    pub(crate) steps_max: u64,
    /// Nothing more is checked: a limit on the whole program was exceeded.
    is_stopped: bool,

    /// Where the current expression or statement stands.
    pub(crate) env: Environment,
}

impl<'a, 'c> Checker<'a, 'c> {
    /// A checker with a declared universe.
    pub(crate) fn new(map: &'c SourceMap, names: &'c Interner<'a>, config: &'c Config, node_count: usize) -> Checker<'a, 'c> {
        let info =
            Info { types: vec![None; node_count], uses: vec![None; node_count], defs: vec![None; node_count], ..Info::default() };
        let mut it = Checker {
            names,
            map,
            config,
            types: Types::new(),
            objects: Vec::new(),
            object_states: Vec::new(),
            scopes: Vec::new(),
            info,
            universe: Universe::undeclared(),
            packages: Vec::new(),
            done: Vec::new(),
            package_index: FxHashMap::default(),
            funcs: FxHashMap::default(),
            recv_type_params: FxHashMap::default(),
            alias_type_params: FxHashMap::default(),
            diagnostics: Vec::new(),
            pkg: PackageId(0),
            decls: Vec::new(),
            pkg_objects: Vec::new(),
            imports: Vec::new(),
            dot_imports: FxHashMap::default(),
            methods: FxHashMap::default(),
            untyped: FxHashMap::default(),
            delayed: Vec::new(),
            obj_path: Vec::new(),
            init_order: Vec::new(),
            open_interfaces: Vec::new(),
            from_rhs: FxHashMap::default(),
            unresolved: Vec::new(),
            recv_types: FxHashMap::default(),
            root: PackageId(0),
            valid_types: FxHashMap::default(),
            first_open: 0,
            anonymous_cycles: Vec::new(),
            large_types: Vec::new(),
            instance_spans: FxHashMap::default(),
            file_versions: FxHashMap::default(),
            syntax_errors: Vec::new(),
            exceeded: None,
            mono: MonoGraph::default(),
            predeclaring: FxHashSet::default(),
            begun: FxHashMap::default(),
            waiting: Vec::new(),
            is_completing: false,
            needs_complete: 0,
            depth: 0,
            entered: Span::NONE,
            steps_max: config
                .steps
                .saturating_add(config.steps_per_byte.saturating_mul(map.files().iter().map(|f| f.text.len() as u64).sum())),
            is_stopped: false,
            env: Environment::default(),
        };
        it.declare_universe();
        it
    }

    // Objects.

    /// The object with this id.
    pub(crate) fn obj(&self, id: ObjId) -> &Object {
        &self.objects[id.0 as usize]
    }

    /// What else is known about the object.
    pub(crate) fn obj_state(&self, id: ObjId) -> &ObjectState {
        &self.object_states[id.0 as usize]
    }

    /// Adds an object.
    pub(crate) fn push_object(&mut self, object: Object, state: ObjectState) -> ObjId {
        let id = ObjId(u32::try_from(self.objects.len()).expect("invariant: fewer objects than positions"));
        self.objects.push(object);
        self.object_states.push(state);
        id
    }

    /// A new object of the package being checked that needs no further declaration: locals, parameters, fields.
    pub(crate) fn new_object(&mut self, kind: ObjectKind, name: Symbol, span: Span, ty: TypeId) -> ObjId {
        let pkg = Some(self.pkg);
        self.push_object(Object { kind, name, pkg, span, ty }, ObjectState::resolved())
    }

    /// A new variable.
    pub(crate) fn new_var(&mut self, kind: VarKind, name: Symbol, span: Span, ty: TypeId) -> ObjId {
        self.new_object(ObjectKind::Var(kind), name, span, ty)
    }

    /// Sets the type of an object.
    pub(crate) fn set_obj_type(&mut self, id: ObjId, ty: TypeId) {
        self.objects[id.0 as usize].ty = ty;
    }

    /// Marks a variable or imported package as used.
    pub(crate) fn mark_used(&mut self, id: ObjId) {
        self.object_states[id.0 as usize].is_used = true;
    }

    /// Whether a variable or imported package was used.
    pub(crate) fn is_used(&self, id: ObjId) -> bool {
        self.object_states[id.0 as usize].is_used
    }

    /// The package with this id.
    pub(crate) fn package(&self, id: PackageId) -> &PackageState {
        &self.packages[id.0 as usize]
    }

    /// `Some` of the current package for a name that is not exported: what tells equal field and method names apart.
    pub(crate) fn name_pkg(&self, name: Symbol) -> Option<PackageId> {
        if is_exported(self.name(name)) { None } else { Some(self.pkg) }
    }

    /// Notes that the current package-level declaration refers to `to`.
    pub(crate) fn add_decl_dep(&mut self, to: ObjId) {
        let Some(from) = self.env.decl else { return };
        if self.obj_state(to).decl.is_some() && self.obj(to).pkg == Some(self.pkg) {
            self.decls[from.0 as usize].deps.insert(to);
        }
    }

    // Errors.

    /// A diagnostic that is not reported yet.
    pub(crate) fn diagnostic(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, span, message)
    }

    /// Adds where `alt` was declared.
    pub(crate) fn with_alt_decl(&self, diagnostic: Diagnostic, alt: ObjId) -> Diagnostic {
        let Object { name, span, .. } = *self.obj(alt);
        self.with_place(diagnostic, span, &format!("other declaration of {}", self.name(name)))
    }

    /// Adds another place, as a line of the message (which is how gc shows it) and as a label.
    pub(crate) fn with_place(&self, mut diagnostic: Diagnostic, span: Span, words: &str) -> Diagnostic {
        let Some(at) = self.map.location(span.lo) else { return diagnostic };
        diagnostic.message.push_str(&format!("\n\t{at}: {words}"));
        diagnostic.with_label(span, words)
    }

    /// Reports an error.
    pub(crate) fn error(&mut self, code: Code, span: Span, message: impl Into<String>) {
        self.report(Diagnostic::new(code, span, message));
    }

    /// Reports a diagnostic.
    ///
    /// A message that shows an invalid operand or type is dropped after the first error: it follows from that.
    pub(crate) fn report(&mut self, mut diagnostic: Diagnostic) {
        if self.is_stopped {
            return;
        }
        self.types.step(diagnostic.message.len() / 4 + 100);
        if !self.diagnostics.is_empty()
            && (diagnostic.message.contains("invalid operand") || diagnostic.message.contains("invalid type"))
        {
            return;
        }
        if let Some(at) = self.env.errpos {
            // An inherited initialiser is written elsewhere; the constant is what is wrong.
            let written = std::mem::replace(&mut diagnostic.span, at);
            diagnostic = diagnostic.with_label(written, "initialization expression");
        }
        // Of equal messages for a line in a row gc shows the first.
        if self.config.rules == Rules::Gc {
            let at = self.map.location(diagnostic.span.lo).map(|at| (at.file, at.line));
            let same = |last: &Diagnostic| {
                last.message == diagnostic.message && self.map.location(last.span.lo).map(|at| (at.file, at.line)) == at
            };
            if self.diagnostics.last().is_some_and(same) {
                return;
            }
        }
        // An error is put in words, which takes longer than anything that is right.
        self.types.step(200);
        if self.diagnostics.len() < self.config.error_limit.max(1) {
            self.diagnostics.push(diagnostic);
        }
    }

    // Limits.

    /// Begins a level of nesting that takes `weight` of native stack. False, after an error, if there is not so much left, or if the program
    /// took all its steps: then nothing is checked, and [`Checker::leave`] is not called.
    pub(crate) fn enter(&mut self, weight: u32, at: Span) -> bool {
        if self.is_out_of_steps(at) {
            return false;
        }
        if self.depth + weight > limits::STACK_MAX {
            self.error(&code::LIMIT_EXCEEDED, at, "nested too deeply");
            return false;
        }
        self.depth += weight;
        self.entered = at;
        true
    }

    /// Ends a level.
    pub(crate) fn leave(&mut self, weight: u32) {
        self.depth -= weight;
    }

    /// Native stack in use.
    pub(crate) fn depth(&self) -> u32 {
        self.depth
    }

    /// Whether nothing more is checked, because the program took all its steps, which is an error then, or because no more errors are
    /// reported. Without a place it is the one where the last level began.
    pub(crate) fn is_out_of_steps(&mut self, at: Span) -> bool {
        if self.is_stopped {
            return true;
        }
        if self.types.steps() > self.steps_max {
            let at = if at == Span::NONE { self.entered } else { at };
            self.error(&code::LIMIT_EXCEEDED, at, "program takes too long to check");
            self.is_stopped = true;
        }
        self.is_stopped |= self.diagnostics.len() >= self.config.error_limit.max(1);
        self.is_stopped
    }

    // The queue.

    /// Checks `action` once the current package-level declaration (or statement) is complete.
    pub(crate) fn later(&mut self, action: impl FnOnce(&mut Checker<'a, 'c>) + 'a) {
        self.delayed.push((Some(Box::new(action)), self.env.version));
    }

    /// Does what was put off since the queue had `top` entries.
    pub(crate) fn process_delayed(&mut self, top: usize) {
        let mut at = top;
        while at < self.delayed.len() {
            let (action, version) = (self.delayed[at].0.take(), self.delayed[at].1);
            if let Some(action) = action.filter(|_| !self.is_out_of_steps(Span::NONE)) {
                let outer = std::mem::replace(&mut self.env.version, version);
                action(self);
                self.env.version = outer;
            }
            at += 1;
        }
        self.delayed.truncate(top);
    }
}

impl Default for ScopeId {
    fn default() -> ScopeId {
        ScopeId::UNIVERSE
    }
}
