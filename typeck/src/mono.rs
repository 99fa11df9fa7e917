//! Detection of instantiations that go on for ever: `func f[T any]() { f[*T]() }`.

use govm_lexer::Span;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::checker::Checker;
use crate::code;
use crate::initorder::components;
use crate::types::{Type, TypeId, Types};

/// One type parameter is instantiated with a type that mentions another.
#[derive(Clone, Copy, Debug)]
struct Edge {
    from: usize,
    to: usize,
    /// The type is not the type parameter itself but made of it.
    is_growing: bool,
    at: Span,
    targ: TypeId,
}

/// Which type parameters are instantiated with which. A cycle with a step that grows is infinite.
#[derive(Debug, Default)]
pub(crate) struct MonoGraph {
    vertices: Vec<TypeId>,
    index: FxHashMap<TypeId, usize>,
    edges: Vec<Edge>,
    /// Type parameters of receivers stand for those of the type.
    canon: FxHashMap<TypeId, TypeId>,
}

impl MonoGraph {
    /// Notes that the receiver's type parameter `own` stands for `base`.
    pub(crate) fn record_canon(&mut self, own: TypeId, base: TypeId) {
        self.canon.insert(own, base);
    }

    fn vertex(&mut self, tparam: TypeId) -> usize {
        let tparam = self.canon.get(&tparam).copied().unwrap_or(tparam);
        *self.index.entry(tparam).or_insert_with(|| {
            self.vertices.push(tparam);
            self.vertices.len() - 1
        })
    }

    /// Notes an instantiation.
    pub(crate) fn record(&mut self, types: &Types, at: Span, tparams: &[TypeId], targs: &[TypeId]) {
        for (tparam, targ) in tparams.iter().zip(targs) {
            let mut seen = FxHashSet::default();
            let mut list = vec![*targ];
            while let Some(ty) = list.pop() {
                let ty = types.canonical(ty);
                if !types.facts(ty).has_type_params || !seen.insert(ty) {
                    continue;
                }
                if let Type::TypeParam(_) = types.get(ty) {
                    let (from, to) = (self.vertex(ty), self.vertex(*tparam));
                    self.edges.push(Edge { from, to, is_growing: ty != types.canonical(*targ), at, targ: *targ });
                } else {
                    list.extend(types.parts(ty));
                }
            }
        }
    }
}

impl Checker<'_, '_> {
    /// Reports instantiations without end, if nothing else is wrong.
    pub(crate) fn check_instance_cycles(&mut self) {
        if !self.diagnostics.is_empty() {
            return;
        }
        let mut succ = vec![Vec::new(); self.mono.vertices.len()];
        for edge in &self.mono.edges {
            succ[edge.from].push(edge.to);
        }
        let component = components(&succ);
        let is_inner = |e: &&Edge| component[e.from] == component[e.to];
        let Some(growing) = self.mono.edges.iter().filter(is_inner).find(|e| e.is_growing).copied() else { return };
        let mut inner: Vec<Edge> =
            self.mono.edges.iter().filter(is_inner).filter(|e| component[e.to] == component[growing.to]).copied().collect();
        inner.sort_by_key(|e| e.at);
        let param_span = |c: &Self, vertex: usize| match *c.types.get(c.mono.vertices[vertex]) {
            Type::TypeParam(id) => c.obj(c.types.type_param(id).obj).span,
            _ => Span::NONE,
        };
        let Some(at) = inner.iter().map(|e| param_span(self, e.to)).min() else { return };
        let mut diagnostic = self.diagnostic(&code::INVALID_INSTANCE_CYCLE, at, "instantiation cycle");
        for edge in inner.iter().take(10) {
            let tparam = self.type_string(self.mono.vertices[edge.to]);
            let words = format!("{tparam} instantiated as {}", self.type_string(edge.targ));
            diagnostic = self.with_place(diagnostic, edge.at, &words);
        }
        self.report(diagnostic);
    }
}
