//! Invalid recursive types: those that would contain themselves.

use crate::checker::Checker;
use crate::code;
use crate::limits;
use crate::object::ObjId;
use crate::types::{Basic, NamedId, Type, TypeId, Types};
use govm_lexer::Span;

/// The way from the declaration that is checked to the type that is looked at.
struct Walk {
    /// Types that contain what is looked at.
    nest: Vec<TypeId>,
    /// Those, and the types whose type arguments were followed.
    path: Vec<TypeId>,
    steps: usize,
    depth: u32,
}

impl Checker<'_, '_> {
    /// Reports that a type contains itself, and makes it invalid then.
    pub(crate) fn valid_type(&mut self, id: NamedId) {
        let ty = self.types.intern(Type::Named(id));
        let mut walk = Walk { nest: Vec::new(), path: Vec::new(), steps: 0, depth: 0 };
        self.valid_within(ty, &mut walk);
    }

    /// How deep defined types nest in `ty`; `None` if it is not valid.
    fn valid_within(&mut self, ty: TypeId, walk: &mut Walk) -> Option<usize> {
        walk.steps += 1;
        self.types.step(40);
        if walk.steps > limits::VALID_TYPE_STEPS_MAX || self.is_out_of_steps(Span::NONE) {
            return Some(0);
        }
        if walk.depth > limits::LAYOUT_DEPTH_MAX {
            let span = walk.nest.last().and_then(|ty| self.place(*ty)).map_or(Span::NONE, |(_, span)| span);
            self.error(&code::LIMIT_EXCEEDED, span, "types contain each other too deeply");
            return None;
        }
        walk.depth += 1;
        let depth = self.valid_parts(ty, walk);
        walk.depth -= 1;
        depth
    }

    fn valid_parts(&mut self, ty: TypeId, walk: &mut Walk) -> Option<usize> {
        let ty = self.types.canonical(ty);
        match self.types.get(ty).clone() {
            Type::Array { elem, .. } => self.valid_within(elem, walk),
            Type::Struct(fields) => self.valid_all(fields.iter().map(|f| f.ty), walk),
            // Only the terms of an interface can contain the type, as methods go through functions.
            Type::Interface(interface) => {
                let terms = interface.terms.unwrap_or_default();
                self.valid_all(terms.iter().map(|t| t.ty), walk)
            }
            Type::Union(terms) => self.valid_all(terms.iter().map(|t| t.ty), walk),
            Type::OpenInterface(id) => {
                let embeds = self.open_interfaces[id as usize].embeds.clone();
                self.valid_all(embeds.iter().map(|(ty, _)| *ty), walk)
            }
            Type::Named(id) => self.valid_named(ty, id, walk),
            Type::TypeParam(_) => self.valid_type_arg(ty, walk),
            _ => Some(0),
        }
    }

    fn valid_all(&mut self, list: impl Iterator<Item = TypeId>, walk: &mut Walk) -> Option<usize> {
        let mut deepest = 0;
        for ty in list {
            deepest = deepest.max(self.valid_within(ty, walk)?);
        }
        Some(deepest)
    }

    fn valid_named(&mut self, ty: TypeId, id: NamedId, walk: &mut Walk) -> Option<usize> {
        let named = self.types.named(id);
        let origin = named.instance_of.as_ref().map_or(id, |(origin, _)| *origin);
        // What a plain type contains does not depend on where it stands.
        let is_plain = named.instance_of.is_none() && named.type_params.is_empty();
        let known = self.valid_types.get(&id).copied().filter(|_| is_plain);
        if let Some(None) = known {
            return None;
        }
        if self.types.named(origin).underlying == Some(Types::basic(Basic::Invalid)) {
            return None;
        }
        if walk.nest.contains(&ty) {
            let start = walk.path.iter().position(|t| *t == ty).unwrap_or(0);
            let cycle: Vec<NamedId> = walk.path[start..].iter().filter_map(|t| self.origin(*t)).collect();
            let places: Vec<_> = walk.path[start..].iter().filter_map(|t| self.place(*t)).collect();
            self.cycle_error(&places);
            // Nothing more is said about the others, but generic types may be all right with other arguments.
            for other in cycle {
                if self.types.named(other).type_params.is_empty() {
                    self.invalidate(other, other);
                }
            }
            self.invalidate(id, origin);
            return None;
        }
        if walk.nest.len() + known.flatten().unwrap_or(0) >= limits::CONTAINMENT_MAX {
            let span = self.obj(self.types.named(id).obj).span;
            self.error(&code::LIMIT_EXCEEDED, span, "types contain each other too deeply");
            self.invalidate(id, origin);
            return None;
        }
        if let Some(Some(depth)) = known {
            return Some(depth);
        }
        // Types of other packages, and predeclared ones, are known to be valid.
        let Some(rhs) = self.from_rhs.get(&origin).copied() else { return Some(0) };
        walk.nest.push(ty);
        walk.path.push(ty);
        // A type that is defined as another contains nothing more than that.
        let own = usize::from(!matches!(self.types.get(rhs), Type::Named(_)));
        let depth = self.valid_within(rhs, walk).map(|d| d + own);
        walk.nest.pop();
        walk.path.pop();
        if is_plain {
            self.valid_types.insert(id, depth);
        }
        depth
    }

    /// Makes a type invalid, and a generic type with all its instances.
    fn invalidate(&mut self, id: NamedId, origin: NamedId) {
        for id in [id, origin] {
            self.types.named[id.0 as usize].underlying = Some(Types::basic(Basic::Invalid));
        }
        self.resolve_underlying();
    }

    /// The name of a defined type and where it is: an instance is where it was first met.
    fn place(&self, ty: TypeId) -> Option<(ObjId, Span)> {
        let Type::Named(id) = *self.types.get(ty) else { return None };
        let obj = self.types.named(id).obj;
        Some((obj, self.instance_spans.get(&id).copied().unwrap_or(self.obj(obj).span)))
    }

    fn origin(&self, ty: TypeId) -> Option<NamedId> {
        match *self.types.get(ty) {
            Type::Named(id) => Some(self.types.named(id).instance_of.as_ref().map_or(id, |(origin, _)| *origin)),
            _ => None,
        }
    }

    /// A type parameter stands for the argument of the instance that is looked at, which was written outside of it.
    fn valid_type_arg(&mut self, ty: TypeId, walk: &mut Walk) -> Option<usize> {
        let Some(inst) = walk.nest.last().copied() else { return Some(0) };
        let Type::Named(id) = *self.types.get(inst) else { return Some(0) };
        let (Some((origin, args)), Type::TypeParam(param)) = (&self.types.named(id).instance_of, self.types.get(ty)) else {
            return Some(0);
        };
        let params = self.types.params_of(*origin);
        // A type parameter knows its place in its own list; a local type has those of several.
        let place = self.types.type_param(*param).index as usize;
        let place = if params.get(place) == Some(&ty) { Some(place) } else { params.iter().position(|p| *p == ty) };
        let Some(arg) = place.and_then(|place| args.get(place).copied()) else { return Some(0) };
        walk.nest.pop();
        let depth = self.valid_within(arg, walk);
        walk.nest.push(inst);
        depth
    }
}
