//! Long chains of declarations: they are checked from their ends, so that none nests within all the others.

use govm_parser::ast::{Element, Expr, ExprKind, InterfaceElem};
use rustc_hash::FxHashSet;

use crate::checker::Checker;
use crate::limits::{self, weight};
use crate::object::{ObjId, ObjectKind};

/// An object whose declaration is looked at, with those that it mentions and how many of them were looked at.
struct Frame {
    obj: ObjId,
    mentioned: Vec<ObjId>,
    next: usize,
    /// Native stack that the declarations down to this one take.
    depth: u32,
}

impl<'a> Checker<'a, '_> {
    /// The package-level objects with those that a declaration mentions before it (but for cycles), if following the declarations
    /// as they are needed would nest too deep. Whatever the order, the same is reported.
    pub(crate) fn deepest_first(&self, objects: &[ObjId]) -> Option<Vec<ObjId>> {
        let mut order = Vec::with_capacity(objects.len());
        let mut seen: FxHashSet<ObjId> = FxHashSet::default();
        let mut deepest = 0;
        let mut stack: Vec<Frame> = Vec::new();
        for obj in objects {
            if seen.insert(*obj) {
                stack.push(self.frame(*obj, 0));
            }
            while let Some(frame) = stack.last_mut() {
                let Some(next) = frame.mentioned.get(frame.next).copied() else {
                    order.push(frame.obj);
                    stack.pop();
                    continue;
                };
                frame.next += 1;
                if seen.insert(next) {
                    let depth = frame.depth;
                    stack.push(self.frame(next, depth));
                    deepest = deepest.max(depth);
                }
            }
        }
        (deepest > limits::STACK_MAX / 2).then_some(order)
    }

    fn frame(&self, obj: ObjId, above: u32) -> Frame {
        let decl = self.obj_state(obj).decl.map(|d| &self.decls[d.0 as usize]);
        let exprs = decl.map_or([None; 3], |d| [d.vtyp, d.init, d.tdecl.map(|spec| spec.ty)]);
        let height = exprs.iter().flatten().map(|e| e.height + 1).max().unwrap_or(0);
        Frame { obj, mentioned: self.mentioned(obj), next: 0, depth: above + weight::DECL + height * weight::EXPR }
    }

    /// The package-level objects that must be declared for this one, as far as their names tell: what a name stands for is not
    /// looked into, and bodies of functions are checked later.
    fn mentioned(&self, obj: ObjId) -> Vec<ObjId> {
        let mut out = Vec::new();
        if matches!(self.obj(obj).kind, ObjectKind::Func) {
            return out;
        }
        let Some(decl) = self.obj_state(obj).decl else { return out };
        let info = &self.decls[decl.0 as usize];
        let scope = self.package(self.pkg).scope;
        let mut stack: Vec<&Expr<'a>> = info.vtyp.into_iter().chain(info.init).collect();
        if let Some(spec) = info.tdecl {
            stack.push(spec.ty);
            stack.extend(spec.type_params.iter().map(|p| p.ty));
        }
        while let Some(e) = stack.pop() {
            match e.kind {
                ExprKind::Ident(name) => {
                    out.extend(self.lookup_in(scope, name).filter(|o| self.obj_state(*o).decl.is_some()));
                }
                ExprKind::Bad | ExprKind::BasicLit(..) => {}
                ExprKind::CompositeLit { ty, elems } => {
                    stack.extend(ty);
                    stack.extend(elems.iter().flat_map(|Element { key, value }| key.iter().copied().chain([*value])));
                }
                ExprKind::FuncLit { sig, .. } | ExprKind::FuncType(sig) => {
                    stack.extend(sig.params.iter().chain(sig.results).map(|f| f.ty));
                }
                ExprKind::Paren(x)
                | ExprKind::Star(x)
                | ExprKind::SliceType(x)
                | ExprKind::Ellipsis(x)
                | ExprKind::Unary { x, .. }
                | ExprKind::Selector { x, .. } => stack.push(x),
                ExprKind::Index { x, indices } => {
                    stack.push(x);
                    stack.extend(indices);
                }
                ExprKind::Slice { x, bounds: b } => stack.extend([Some(x), b.lo, b.hi, b.max].into_iter().flatten()),
                ExprKind::TypeAssert { x, ty } => stack.extend([Some(x), ty].into_iter().flatten()),
                ExprKind::Call { fun, args, .. } => {
                    stack.push(fun);
                    stack.extend(args);
                }
                ExprKind::Binary { x, y, .. } => stack.extend([x, y]),
                ExprKind::ArrayType { len, elem } => stack.extend(len.into_iter().chain([elem])),
                ExprKind::StructType { fields } => stack.extend(fields.iter().map(|f| f.ty)),
                ExprKind::InterfaceType { elems } => {
                    for elem in elems {
                        match elem {
                            InterfaceElem::Method { sig, .. } => stack.extend(sig.params.iter().chain(sig.results).map(|f| f.ty)),
                            InterfaceElem::Embedded(x) => stack.push(x),
                        }
                    }
                }
                ExprKind::MapType { key, value } => stack.extend([key, value]),
                ExprKind::ChanType { elem, .. } => stack.push(elem),
            }
        }
        out
    }
}
