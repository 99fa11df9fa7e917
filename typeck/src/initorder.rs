//! Initialisation order of package-level variables.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, VecDeque};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::api::Initializer;
use crate::checker::Checker;
use crate::code;
use crate::limits;
use crate::object::{ObjId, ObjectKind};

impl<'a> Checker<'a, '_> {
    /// "The next package-level variable that is earliest in declaration order and ready for initialization": ready means that it has no
    /// initialisation expression or that the expression depends on no variable that is not initialised, be it through functions.
    pub(crate) fn init_order(&mut self) {
        let is_node = |c: &Self, o: ObjId| matches!(c.obj(o).kind, ObjectKind::Var(_) | ObjectKind::Func | ObjectKind::Const(_));
        let nodes: Vec<ObjId> = self.pkg_objects.iter().copied().filter(|o| is_node(self, *o)).collect();
        let index: FxHashMap<ObjId, usize> = nodes.iter().enumerate().map(|(i, o)| (*o, i)).collect();
        let succ: Vec<Vec<usize>> = nodes
            .iter()
            .map(|o| {
                let Some(decl) = self.obj_state(*o).decl else { return Vec::new() };
                let deps = self.decls[decl.0 as usize].deps.iter();
                // What else a constant expression refers to is only asked for its type.
                let is_const = |o: &ObjId| matches!(self.obj(*o).kind, ObjectKind::Const(_));
                deps.filter(|d| !is_const(o) || is_const(d)).filter_map(|d| index.get(d).copied()).collect()
            })
            .collect();
        let component = components(&succ);
        let is_func: Vec<bool> = nodes.iter().map(|o| matches!(self.obj(*o).kind, ObjectKind::Func)).collect();
        if self.report_init_cycles(&nodes, &succ, &component, &is_func) {
            return;
        }

        // Without a variable in a cycle, components of more than one node are recursive functions, which count as one.
        let count = component.iter().max().map_or(0, |m| m + 1);
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); count];
        let mut users: Vec<Vec<usize>> = vec![Vec::new(); count];
        let mut missing = vec![0usize; count];
        for (node, component_of) in component.iter().enumerate() {
            members[*component_of].push(node);
            for dep in &succ[node] {
                if component[*dep] != *component_of {
                    users[component[*dep]].push(*component_of);
                    missing[*component_of] += 1;
                }
            }
        }
        // Functions and constants are ready before any variable, as they take no step of their own.
        let is_var: Vec<bool> = nodes.iter().map(|o| matches!(self.obj(*o).kind, ObjectKind::Var(_))).collect();
        let key = |c: usize| Reverse((is_var[members[c][0]], members[c][0], c));
        let mut ready: BinaryHeap<_> = (0..count).filter(|c| missing[*c] == 0).map(key).collect();
        let mut emitted = Vec::new();
        while let Some(Reverse((is_variable, node, at))) = ready.pop() {
            if is_variable {
                emitted.push(nodes[node]);
            }
            for user in &users[at] {
                missing[*user] -= 1;
                if missing[*user] == 0 {
                    ready.push(key(*user));
                }
            }
        }
        self.emit(&emitted);
    }

    fn emit(&mut self, vars: &[ObjId]) {
        let mut done = vec![false; self.decls.len()];
        for var in vars {
            let Some(decl) = self.obj_state(*var).decl else { continue };
            let info = &self.decls[decl.0 as usize];
            let Some(rhs) = info.init.filter(|_| matches!(self.obj(*var).kind, ObjectKind::Var(_))) else { continue };
            // Variables that share an initialiser are initialised with the first of them.
            if std::mem::replace(&mut done[decl.0 as usize], true) {
                continue;
            }
            let vars: &[ObjId] = if info.lhs.is_empty() { std::slice::from_ref(var) } else { &info.lhs };
            let named = |v: &ObjId| if self.obj(*v).name == govm_lexer::Symbol::BLANK { None } else { Some(*v) };
            let lhs = vars.iter().map(named).collect();
            self.init_order.push(Initializer { lhs, rhs });
        }
    }

    /// Reports variables and constants that depend on themselves.
    fn report_init_cycles(&mut self, nodes: &[ObjId], succ: &[Vec<usize>], component: &[usize], is_func: &[bool]) -> bool {
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
        component.iter().enumerate().for_each(|(n, c)| members[*c].push(n));
        members.retain(|m| {
            m.len() > 1 && m.iter().any(|n| !is_func[*n]) || m.len() == 1 && succ[m[0]].contains(&m[0]) && !is_func[m[0]]
        });
        members.sort();
        for list in &members {
            self.report_component(nodes, succ, component, is_func, list);
        }
        !members.is_empty()
    }

    /// Reports the cycles of one component: each time the value with the fewest dependencies that are left is taken to be
    /// initialised, until nothing depends on itself.
    fn report_component(&mut self, nodes: &[ObjId], succ: &[Vec<usize>], component: &[usize], is_func: &[bool], list: &[usize]) {
        let mut values: Vec<usize> = list.iter().copied().filter(|n| !is_func[*n]).collect();
        let mut deps: FxHashMap<usize, BTreeSet<usize>> = FxHashMap::default();
        let mut looked_at = 0;
        for value in values.iter().take(limits::CYCLE_VALUES_MAX) {
            if deps.values().map(BTreeSet::len).sum::<usize>() > 1_000_000 {
                break;
            }
            looked_at += 1;
            deps.insert(*value, values_reached(*value, succ, is_func, |n| component[n] == component[*value]));
        }
        values.truncate(looked_at);
        while let Some(at) = (0..values.len()).min_by_key(|i| (deps[&values[*i]].len(), values[*i])) {
            let value = values.remove(at);
            if self.is_out_of_steps(self.obj(nodes[value]).span) {
                return;
            }
            if !deps[&value].is_empty() {
                self.report_init_cycle(nodes, succ, value);
            }
            for other in &values {
                if let Some(deps) = deps.get_mut(other) {
                    deps.remove(&value);
                }
            }
        }
    }

    /// Reports the shortest way from `start` back to itself.
    fn report_init_cycle(&mut self, nodes: &[ObjId], succ: &[Vec<usize>], start: usize) {
        self.types.step(16 * nodes.len());
        let mut from: Vec<Option<usize>> = vec![None; nodes.len()];
        let mut queue = VecDeque::from([start]);
        while let Some(at) = queue.pop_front() {
            for next in &succ[at] {
                if from[*next].is_none() {
                    from[*next] = Some(at);
                    queue.push_back(*next);
                }
            }
        }
        let mut cycle = Vec::new();
        let mut at = from[start];
        while let Some(node) = at.filter(|n| *n != start) {
            cycle.push(nodes[node]);
            at = from[node];
        }
        cycle.reverse();
        let obj = nodes[start];
        let (name, span) = (self.qualified_name(obj), self.obj(obj).span);
        if cycle.is_empty() {
            self.error(&code::INVALID_INIT_CYCLE, span, format!("initialization cycle: {name} refers to itself"));
            return;
        }
        let mut diagnostic = self.diagnostic(&code::INVALID_INIT_CYCLE, span, format!("initialization cycle for {name}"));
        let mut at = obj;
        let length = cycle.len() + 1;
        for (i, next) in cycle.into_iter().chain([obj]).enumerate() {
            if i == limits::CYCLE_SHOWN_MAX {
                diagnostic.message.push_str(&format!("\n\tand {} more", length - i));
                break;
            }
            let words = format!("{} refers to {}", self.qualified_name(at), self.qualified_name(next));
            diagnostic = self.with_place(diagnostic, self.obj(at).span, &words);
            at = next;
        }
        self.report(diagnostic);
    }
}

/// The variables and constants that `start` depends on, through functions or not, among the nodes that `is_member` tells.
fn values_reached(start: usize, succ: &[Vec<usize>], is_func: &[bool], is_member: impl Fn(usize) -> bool) -> BTreeSet<usize> {
    let mut out = BTreeSet::new();
    let mut seen = FxHashSet::default();
    let mut list = vec![start];
    while let Some(node) = list.pop() {
        for next in succ[node].iter().copied().filter(|n| is_member(*n)) {
            if !is_func[next] {
                out.insert(next);
            } else if seen.insert(next) {
                list.push(next);
            }
        }
    }
    out
}

/// Strongly connected components (Tarjan's algorithm, without recursion): the number of each node's component.
pub(crate) fn components(succ: &[Vec<usize>]) -> Vec<usize> {
    const NONE: usize = usize::MAX;
    let count = succ.len();
    let (mut order, mut low) = (vec![NONE; count], vec![0; count]);
    let (mut component, mut stack, mut next, mut found) = (vec![NONE; count], Vec::new(), 0, 0);
    for root in 0..count {
        if order[root] != NONE {
            continue;
        }
        // A node and how many of its edges were followed.
        let mut path = vec![(root, 0)];
        while let Some((node, edge)) = path.last_mut() {
            let node = *node;
            if *edge == 0 {
                order[node] = next;
                low[node] = next;
                next += 1;
                stack.push(node);
            }
            match succ[node].get(*edge) {
                Some(to) => {
                    *edge += 1;
                    if order[*to] == NONE {
                        path.push((*to, 0));
                    } else if component[*to] == NONE {
                        low[node] = low[node].min(order[*to]);
                    }
                }
                None => {
                    path.pop();
                    if let Some((parent, _)) = path.last() {
                        low[*parent] = low[*parent].min(low[node]);
                    }
                    if low[node] == order[node] {
                        while let Some(member) = stack.pop() {
                            component[member] = found;
                            if member == node {
                                break;
                            }
                        }
                        found += 1;
                    }
                }
            }
        }
    }
    component
}

#[cfg(test)]
mod tests {
    use super::components;

    #[test]
    fn components_are_cycles() {
        let c = components(&[vec![1], vec![2], vec![0, 3], vec![], vec![4, 3]]);
        assert_eq!((c[0], c[1]), (c[1], c[2]));
        assert_ne!(c[2], c[3]);
        assert_ne!(c[3], c[4]);
    }

    #[test]
    fn long_chains_do_not_recurse() {
        let succ: Vec<Vec<usize>> = (0..100_000).map(|i| if i > 0 { vec![i - 1] } else { vec![] }).collect();
        assert_eq!(components(&succ).iter().max(), Some(&99_999));
    }
}
