//! Scopes: what names are declared in a block, and the blocks around it.

use govm_lexer::Symbol;
use govm_parser::ast;
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use crate::checker::Checker;
use crate::code;
use crate::object::{ObjId, ObjectKind};

/// Index of a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ScopeId(pub(crate) u32);

impl ScopeId {
    /// The predeclared names.
    pub(crate) const UNIVERSE: ScopeId = ScopeId(0);
}

/// The names declared in a block.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    /// The block around; `None` for the universe.
    pub(crate) parent: Option<ScopeId>,
    /// Blocks within, in source order.
    pub(crate) children: Vec<ScopeId>,
    /// The names in the order in which they were declared.
    pub(crate) elems: IndexMap<Symbol, ObjId, FxBuildHasher>,
    /// Scope of a function: the search for unused variables of the function around stops here.
    pub(crate) is_func: bool,
}

impl Checker<'_, '_> {
    /// A new scope within `parent`.
    pub(crate) fn new_scope(&mut self, parent: Option<ScopeId>) -> ScopeId {
        let id = ScopeId(u32::try_from(self.scopes.len()).expect("invariant: fewer scopes than positions"));
        self.scopes.push(Scope { parent, ..Scope::default() });
        if let Some(parent) = parent.filter(|p| *p != ScopeId::UNIVERSE) {
            self.scopes[parent.0 as usize].children.push(id);
        }
        id
    }

    /// The scope with this id.
    pub(crate) fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0 as usize]
    }

    /// Opens a block within the current one.
    pub(crate) fn open_scope(&mut self) {
        self.env.scope = self.new_scope(Some(self.env.scope));
    }

    /// Closes the current block.
    pub(crate) fn close_scope(&mut self) {
        self.env.scope = self.scope(self.env.scope).parent.expect("invariant: scopes are closed as often as opened");
    }

    /// What `name` stands for here, and the scope that declares it.
    pub(crate) fn lookup_scope(&self, name: Symbol) -> Option<(ScopeId, ObjId)> {
        let mut at = Some(self.env.scope);
        while let Some(id) = at {
            let scope = self.scope(id);
            if let Some(obj) = scope.elems.get(&name) {
                return Some((id, *obj));
            }
            at = scope.parent;
        }
        None
    }

    /// What `name` stands for here.
    pub(crate) fn lookup(&self, name: Symbol) -> Option<ObjId> {
        self.lookup_scope(name).map(|(_, obj)| obj)
    }

    /// What `scope` itself declares `name` as.
    pub(crate) fn lookup_in(&self, scope: ScopeId, name: Symbol) -> Option<ObjId> {
        self.scope(scope).elems.get(&name).copied()
    }

    /// Enters `obj` under its name, without a check; the blank name is not entered.
    pub(crate) fn insert(&mut self, scope: ScopeId, obj: ObjId) -> Option<ObjId> {
        let name = self.objects[obj.0 as usize].name;
        if name == Symbol::BLANK {
            return None;
        }
        if let Some(alt) = self.lookup_in(scope, name) {
            return Some(alt);
        }
        self.scopes[scope.0 as usize].elems.insert(name, obj);
        self.object_states[obj.0 as usize].scope = Some(scope);
        None
    }

    /// Declares `obj` in `scope`, reporting a redeclaration, and records that `ident` defines it.
    pub(crate) fn declare(&mut self, scope: ScopeId, ident: Option<ast::Ident<'_>>, obj: ObjId) {
        let Some(alt) = self.insert(scope, obj) else {
            if let Some(ident) = ident {
                self.record_def(ident.id, Some(obj));
            }
            return;
        };
        let (name, span) = (self.obj(obj).name, self.obj(obj).span);
        let message = format!("{} redeclared in this block", self.name(name));
        let diagnostic = self.diagnostic(&code::DUPLICATE_DECL, span, message);
        let diagnostic = self.with_alt_decl(diagnostic, alt);
        self.report(diagnostic);
        // A name that is declared twice is no use of the first: the second is still there for its own initialisation.
        if matches!(self.obj(obj).kind, ObjectKind::Var(_)) {
            self.mark_used(obj);
        }
        if let Some(ident) = ident {
            self.record_def(ident.id, Some(obj));
        }
    }
}
