//! Invalid recursive types: those that would contain themselves.

use crate::checker::Checker;
use crate::code;
use crate::limits;
use crate::types::{Basic, NamedId, Type, TypeId, Types};

/// The way from the declaration that is checked to the type that is looked at.
struct Walk {
    /// Types that contain what is looked at.
    nest: Vec<TypeId>,
    /// Those, and the types whose type arguments were followed.
    path: Vec<TypeId>,
    steps: usize,
    /// Longest nest seen.
    deepest: usize,
}

impl Checker<'_, '_> {
    /// Reports that a type contains itself, and makes it invalid then.
    pub(crate) fn valid_type(&mut self, id: NamedId) {
        let ty = self.types.intern(Type::Named(id));
        let mut walk = Walk { nest: Vec::new(), path: Vec::new(), steps: 0, deepest: 0 };
        if self.valid_within(ty, &mut walk) {
            self.valid_types.insert(id, walk.deepest);
        }
    }

    fn valid_within(&mut self, ty: TypeId, walk: &mut Walk) -> bool {
        walk.steps += 1;
        if walk.steps > limits::VALID_TYPE_STEPS_MAX {
            return true;
        }
        match self.types.get(ty).clone() {
            Type::Array { elem, .. } => self.valid_within(elem, walk),
            Type::Struct(fields) => fields.iter().all(|f| self.valid_within(f.ty, walk)),
            // Only the terms of an interface can contain the type, as methods go through functions.
            Type::Interface(interface) => {
                let terms = interface.terms.unwrap_or_default();
                terms.iter().all(|t| self.valid_within(t.ty, walk))
            }
            Type::Union(terms) => terms.iter().all(|t| self.valid_within(t.ty, walk)),
            Type::OpenInterface(id) => {
                let embeds = self.open_interfaces[id as usize].embeds.clone();
                embeds.iter().all(|(ty, _)| self.valid_within(*ty, walk))
            }
            Type::Named(id) => self.valid_named(ty, id, walk),
            Type::TypeParam(_) => self.valid_type_arg(ty, walk),
            _ => true,
        }
    }

    fn valid_named(&mut self, ty: TypeId, id: NamedId, walk: &mut Walk) -> bool {
        let named = self.types.named(id);
        let origin = named.instance_of.as_ref().map_or(id, |(origin, _)| *origin);
        let known = if named.instance_of.is_none() { self.valid_types.get(&id).copied() } else { None };
        let nesting = walk.nest.len() + known.unwrap_or(0);
        walk.deepest = walk.deepest.max(nesting + 1);
        if known.is_some() && nesting < limits::CONTAINMENT_MAX {
            return true;
        }
        if self.types.named(origin).underlying == Some(Types::basic(Basic::Invalid)) {
            return false;
        }
        if walk.nest.contains(&ty) {
            let start = walk.path.iter().position(|t| *t == ty).unwrap_or(0);
            let cycle = walk.path[start..].iter().filter_map(|t| self.origin(*t));
            let objects: Vec<_> = cycle.map(|id| self.types.named(id).obj).collect();
            self.cycle_error(&objects);
            self.invalidate(id, origin);
            return false;
        }
        if nesting >= limits::CONTAINMENT_MAX {
            let span = self.obj(self.types.named(id).obj).span;
            self.error(&code::LIMIT_EXCEEDED, span, "types contain each other too deeply");
            self.invalidate(id, origin);
            return false;
        }
        // Types of other packages, and predeclared ones, are known to be valid.
        let Some(rhs) = self.from_rhs.get(&origin).copied() else { return true };
        walk.nest.push(ty);
        walk.path.push(ty);
        let is_valid = self.valid_within(rhs, walk);
        walk.nest.pop();
        walk.path.pop();
        is_valid
    }

    /// Makes a type invalid, and a generic type with all its instances.
    fn invalidate(&mut self, id: NamedId, origin: NamedId) {
        for id in [id, origin] {
            self.types.named[id.0 as usize].underlying = Some(Types::basic(Basic::Invalid));
        }
        self.resolve_underlying();
    }

    fn origin(&self, ty: TypeId) -> Option<NamedId> {
        match *self.types.get(ty) {
            Type::Named(id) => Some(self.types.named(id).instance_of.as_ref().map_or(id, |(origin, _)| *origin)),
            _ => None,
        }
    }

    /// A type parameter stands for the argument of the instance that is looked at, which was written outside of it.
    fn valid_type_arg(&mut self, ty: TypeId, walk: &mut Walk) -> bool {
        let Some(inst) = walk.nest.last().copied() else { return true };
        let Type::Named(id) = *self.types.get(inst) else { return true };
        let Some((origin, args)) = self.types.named(id).instance_of.clone() else { return true };
        let Some(index) = self.types.params_of(origin).iter().position(|p| *p == ty) else { return true };
        walk.nest.pop();
        let is_valid = self.valid_within(args[index], walk);
        walk.nest.push(inst);
        is_valid
    }
}
