//! Recording facts about nodes.

use govm_parser::ast::{Expr, ExprKind, NodeId};

use crate::api::{Instance, Mode, Selection, TypeAndValue};
use crate::checker::{Checker, ExprInfo};
use crate::constant::Value;
use crate::object::ObjId;
use crate::types::{Type, TypeId};

impl<'a> Checker<'a, '_> {
    /// Records type, mode and value of an expression.
    pub(crate) fn record_type_and_value(&mut self, id: NodeId, mode: Mode, ty: TypeId, value: Option<Value>) {
        if mode != Mode::Invalid {
            let ty = self.types.canonical(ty);
            self.info.types[id.0 as usize] = Some(TypeAndValue { mode, ty, value });
        }
    }

    /// Remembers an untyped expression until its final type is known.
    pub(crate) fn remember_untyped(&mut self, id: NodeId, is_lhs: bool, mode: Mode, ty: TypeId, value: Option<Value>) {
        // Recorded at once: what is never converted keeps its untyped type.
        self.record_type_and_value(id, mode, ty, value.clone());
        self.untyped.insert(id, ExprInfo { is_lhs, mode, ty, value });
    }

    /// Records the signature that a built-in function has in a call.
    pub(crate) fn record_builtin_type(&mut self, mut fun: &'a Expr<'a>, sig: TypeId) {
        loop {
            self.record_type_and_value(fun.id, Mode::Builtin, sig, None);
            match fun.kind {
                ExprKind::Paren(x) => fun = x,
                _ => return,
            }
        }
    }

    /// Records that a comma-ok expression is used with two values of types `t0` and `t1`.
    pub(crate) fn record_comma_ok_types(&mut self, mut x: &'a Expr<'a>, t0: TypeId, t1: TypeId) {
        let tuple = self.types.intern(Type::Tuple(Box::new([t0, t1])));
        loop {
            if let Some(fact) = &mut self.info.types[x.id.0 as usize] {
                fact.ty = self.types.canonical(tuple);
            }
            match x.kind {
                ExprKind::Paren(inner) => x = inner,
                _ => return,
            }
        }
    }

    /// Records an instantiation by the identifier in `expr` (`f`, `pkg.F`, `f[T]`, in parentheses or not).
    pub(crate) fn record_instance(&mut self, expr: &'a Expr<'a>, type_args: &[TypeId], ty: TypeId) {
        let mut at = expr;
        let id = loop {
            match at.kind {
                ExprKind::Paren(x) | ExprKind::Index { x, .. } => at = x,
                ExprKind::Selector { sel, .. } => break sel.id,
                _ => break at.id,
            }
        };
        let type_args = type_args.iter().map(|t| self.types.canonical(*t)).collect();
        let ty = self.types.canonical(ty);
        self.info.instances.insert(id, Instance { type_args, ty });
    }

    /// Records what an identifier defines.
    pub(crate) fn record_def(&mut self, id: NodeId, obj: Option<ObjId>) {
        self.info.defs[id.0 as usize] = obj;
    }

    /// Records what an identifier uses.
    pub(crate) fn record_use(&mut self, id: NodeId, obj: ObjId) {
        self.info.uses[id.0 as usize] = Some(obj);
    }

    /// Records a selection by the node of the selector expression, and the use of its method.
    pub(crate) fn record_selection(&mut self, expr: NodeId, sel: NodeId, selection: Selection) {
        if let Some(method) = selection.method {
            self.record_use(sel, method);
        }
        let (recv, ty) = (self.types.canonical(selection.recv), self.types.canonical(selection.ty));
        self.info.selections.insert(expr, Selection { recv, ty, ..selection });
    }

    /// Records the variable that a type switch declares in a clause.
    pub(crate) fn record_implicit(&mut self, clause: NodeId, obj: ObjId) {
        self.info.clause_vars.insert(clause, obj);
    }
}
