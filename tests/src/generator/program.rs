//! A whole program: types, variables, functions, `main`.

use super::expr::Mode;
use super::prelude::PRELUDE;
use super::stmt::FuncCx;
use super::types::{BOOL, Constraint, FLOAT64, Field, INT, Kind, MethodSpec, STRING, Ty};
use super::{FuncSig, Gen, Var};

impl Gen {
    pub(super) fn program(&mut self) -> String {
        self.add_basic_types();
        self.uses_fmt = self.choices.one_in(6);
        self.add_methods();
        self.add_types();
        self.variables();
        let count = self.choices.below(3);
        for i in 0..count {
            self.total_function(i);
        }
        self.method_bodies();
        let count = self.choices.below(3);
        for i in 0..count {
            self.generic_function(i);
        }
        let count = 1 + self.choices.below(4);
        for i in 0..count {
            self.function(i);
        }
        self.main();
        self.show_functions();
        self.assemble()
    }

    fn assemble(&self) -> String {
        let fmt = if self.uses_fmt { "\t\"fmt\"\n" } else { "" };
        let mut text = format!("package main\n\nimport (\n{fmt}\t\"math\"\n\t\"os\"\n)\n{PRELUDE}");
        if self.uses_fmt {
            text.push_str("\nvar _ = fmt.Sprint\n");
        }
        for ty in &self.types {
            if let Some(definition) = &ty.definition {
                text.push_str(&format!("\ntype {} {definition}\n", ty.name));
            }
        }
        text.push('\n');
        for line in self.lines.iter().filter(|line| !line.is_empty()) {
            text.push_str(line);
            text.push('\n');
            if line == "}" {
                text.push('\n');
            }
        }
        text
    }

    fn add_methods(&mut self) {
        let (a, b) = (self.random_type(1), self.random_type(1));
        let spec =
            |params: &[Ty], results: &[Ty], is_total| MethodSpec { params: params.to_vec(), results: results.to_vec(), is_total };
        self.methods =
            vec![spec(&[], &[INT], true), spec(&[INT], &[STRING], true), spec(&[a], &[b, BOOL], false), spec(&[], &[], false)];
    }

    fn add_types(&mut self) {
        let interfaces = self.choices.below(3);
        for i in 0..interfaces {
            let mut methods: Vec<usize> = (0..self.methods.len()).filter(|_| self.choices.below(2) == 1).collect();
            if methods.is_empty() {
                methods.push(0);
            }
            let texts: Vec<String> = methods
                .iter()
                .map(|m| {
                    let spec = &self.methods[*m];
                    format!("M{m}({}) ({})", self.names(&spec.params), self.names(&spec.results))
                })
                .collect();
            let definition = format!("interface {{ {} }}", texts.join("; "));
            self.define(format!("I{i}"), Kind::Iface(methods), definition);
        }
        let count = self.choices.below(6);
        for i in 0..count {
            self.add_type(i);
        }
    }

    fn define(&mut self, name: String, kind: Kind, definition: String) -> Ty {
        let ty = self.intern(name, kind);
        self.types[ty].definition = Some(definition);
        ty
    }

    fn add_type(&mut self, i: usize) {
        let name = format!("D{i}");
        let ty = match self.choices.below(6) {
            0 => {
                let of = self.random_number();
                let (kind, definition) = (self.kind(of).clone(), self.name(of));
                self.define(name, kind, definition)
            }
            1 => {
                let of = match self.choices.below(3) {
                    0 => STRING,
                    1 => BOOL,
                    _ => {
                        let elem = self.random_type(1);
                        self.slice_of(elem)
                    }
                };
                let (kind, definition) = (self.kind(of).clone(), self.name(of));
                self.define(name, kind, definition)
            }
            2 => {
                let of = self.random_type(2);
                // Interfaces and pointers have no methods of their own.
                let of = if matches!(self.kind(of), Kind::Ptr(_) | Kind::Iface(_) | Kind::Any | Kind::Error) { INT } else { of };
                let (kind, definition) = (self.kind(of).clone(), self.name(of));
                self.define(name, kind, definition)
            }
            _ => self.add_struct(name),
        };
        for m in 0..self.methods.len() {
            if self.choices.below(2) == 1 {
                let has_pointer = self.choices.below(2) == 1;
                self.types[ty].methods.push((m, has_pointer));
            }
        }
    }

    fn add_struct(&mut self, name: String) -> Ty {
        let mut fields = Vec::new();
        if self.choices.below(2) == 1
            && let Some(base) = self.random_defined()
        {
            let is_pointer = !matches!(self.kind(base), Kind::Iface(_)) && self.choices.below(3) == 2;
            let ty = if is_pointer { self.pointer_to(base) } else { base };
            fields.push(Field { name: self.name(base), ty, is_embedded: true });
        }
        for i in 0..self.choices.below(5) {
            let ty = self.random_type(2);
            // A blank field counts for nothing but its place.
            fields.push(Field { name: format!("f{i}"), ty, is_embedded: false });
        }
        let ty = self.define(name, Kind::Struct(Vec::new()), String::new());
        if self.choices.one_in(3) {
            let ty = self.pointer_to(ty);
            fields.push(Field { name: "next".to_owned(), ty, is_embedded: false });
        }
        let texts: Vec<String> = fields
            .iter()
            .map(|f| if f.is_embedded { self.name(f.ty) } else { format!("{} {}", f.name, self.types[f.ty].name) })
            .collect();
        self.types[ty].definition = Some(format!("struct {{ {} }}", texts.join("; ")));
        self.types[ty].kind = Kind::Struct(fields);
        ty
    }

    /// Package variables, in another order than they depend on each other.
    fn variables(&mut self) {
        self.depth = 3;
        let count = self.choices.below(6);
        let mut lines = Vec::new();
        for i in 0..count {
            let ty = self.random_type(2);
            self.mode = Mode::default();
            let value = self.expr(ty, 2);
            let (name, type_name) = (format!("g{i}"), self.name(ty));
            let line = match self.choices.below(3) {
                0 => format!("var {name} {type_name}"),
                1 => format!("var {name} {type_name} = tr[{type_name}]({}, {value})", 900 + i),
                _ => format!("var {name} {type_name} = {value}"),
            };
            let at = self.choices.below(lines.len() + 1);
            lines.insert(at, line);
            self.scope.push(Var { name, ty, is_writable: true });
        }
        self.lines.append(&mut lines);
        self.depth = 0;
    }

    /// The code of a function between its first line and its last.
    fn body(&mut self, header: &str, cx: FuncCx, statements: usize) {
        let results = cx.results.clone();
        self.func = cx;
        self.depth = 0;
        self.line(header);
        self.indent += 1;
        self.line("tick()");
        // Small functions are as frequent as large ones.
        self.budget = statements;
        self.block_start = self.scope.len();
        while self.budget > 0 {
            self.stmt();
        }
        self.mode = Mode::default();
        let values = self.exprs(&results, 2);
        self.line(format!("return {values}"));
        self.indent -= 1;
        self.line("}");
        self.func = FuncCx::default();
    }

    fn flat_type(&mut self) -> Ty {
        match self.choices.below(4) {
            0 => INT,
            1 => STRING,
            2 => self.random_number(),
            _ => {
                let ty = self.random_type(1);
                let is_flat = self.is_strictly_comparable(ty) && !matches!(self.kind(ty), Kind::Ptr(_) | Kind::Chan(_));
                if is_flat { ty } else { FLOAT64 }
            }
        }
    }

    fn total_function(&mut self, i: usize) {
        let params: Vec<Ty> = (0..1 + self.choices.below(3)).map(|_| self.flat_type()).collect();
        let result = self.flat_type();
        let globals = std::mem::take(&mut self.scope);
        let param_list = self.declare_params(&params);
        self.is_total = true;
        let header = format!("func p{i}({param_list}) {} {{", self.name(result));
        let statements = self.choices.below(8);
        self.body(&header, FuncCx::new(vec![result], false), statements);
        self.is_total = false;
        self.scope = globals;
        self.total_funcs.push(FuncSig {
            name: format!("p{i}"),
            params,
            results: vec![result],
            variadic: None,
            is_generic: false,
            constraint: Constraint::Any,
        });
    }

    fn method_bodies(&mut self) {
        self.is_method = true;
        for ty in 0..self.types.len() {
            for (m, has_pointer) in self.types[ty].methods.clone() {
                let MethodSpec { params, results, is_total } = self.methods[m].clone();
                let globals = self.scope.clone();
                if is_total {
                    self.scope.clear();
                }
                let receiver = self.fresh("a");
                let type_name = self.name(ty);
                let star = if has_pointer { "*" } else { "" };
                // A total method reads what is not behind pointers.
                if !has_pointer {
                    self.scope.push(Var { name: receiver.clone(), ty, is_writable: !is_total });
                } else if !is_total {
                    let pointer = self.pointer_to(ty);
                    self.scope.push(Var { name: receiver.clone(), ty: pointer, is_writable: true });
                }
                let param_list = self.declare_params(&params);
                self.is_total = is_total;
                let result_list = self.names(&results);
                let header = format!("func ({receiver} {star}{type_name}) M{m}({param_list}) ({result_list}) {{");
                let statements = self.choices.below(5);
                self.body(&header, FuncCx::new(results, false), statements);
                self.is_total = false;
                self.scope = globals;
            }
        }
        self.is_method = false;
    }

    fn generic_function(&mut self, i: usize) {
        let constraint = self.choices.pick(&[Constraint::Integer, Constraint::Any, Constraint::Comparable, Constraint::Ordered]);
        let param = self.intern(format!("P{i}"), Kind::Param(constraint));
        let globals = self.scope.clone();
        self.param = Some(param);
        let param_list = self.declare_params(&[param, INT]);
        let header = format!("func h{i}[P{i} {}]({param_list}) (r0 P{i}, r1 int) {{", constraint.name());
        self.declare("r0", param);
        self.declare("r1", INT);
        let statements = 1 + self.choices.below(8);
        self.body(&header, FuncCx::new(vec![param, INT], true), statements);
        self.param = None;
        self.scope = globals;
        self.funcs.push(FuncSig {
            name: format!("h{i}"),
            params: vec![],
            results: vec![],
            variadic: None,
            is_generic: true,
            constraint,
        });
    }

    /// A type that a type parameter may stand for.
    pub(super) fn generic_argument(&mut self, constraint: Constraint) -> Ty {
        let param = self.param.take();
        let ty = match constraint {
            Constraint::Any => self.random_type(2),
            Constraint::Comparable => self.flat_type(),
            Constraint::Ordered if self.choices.below(3) == 0 => STRING,
            Constraint::Ordered => self.random_number(),
            Constraint::Integer => self.random_integer(),
        };
        self.param = param;
        ty
    }

    fn function(&mut self, i: usize) {
        let params: Vec<Ty> = (0..self.choices.below(4)).map(|_| self.random_type(2)).collect();
        let results: Vec<Ty> = (0..self.choices.below(4)).map(|_| self.random_type(2)).collect();
        let has_names = self.choices.below(2) == 1;
        let variadic = if self.choices.one_in(4) { Some(self.random_type(1)) } else { None };
        let globals = self.scope.clone();
        let mut param_list = self.declare_params(&params);
        if let Some(elem) = variadic {
            let name = self.fresh("a");
            let separator = if params.is_empty() { "" } else { ", " };
            param_list.push_str(&format!("{separator}{name} ...{}", self.name(elem)));
            let slice = self.slice_of(elem);
            self.declare(&name, slice);
        }
        let result_list = if has_names {
            let named: Vec<String> = results.iter().enumerate().map(|(n, ty)| format!("r{n} {}", self.types[*ty].name)).collect();
            for (n, ty) in results.iter().enumerate() {
                self.declare(&format!("r{n}"), *ty);
            }
            named.join(", ")
        } else {
            self.names(&results)
        };
        let header = format!("func f{i}({param_list}) ({result_list}) {{");
        let statements = 2 + self.choices.below(24);
        self.body(&header, FuncCx::new(results.clone(), has_names), statements);
        self.scope = globals;
        self.funcs.push(FuncSig {
            name: format!("f{i}"),
            params,
            results,
            variadic,
            is_generic: false,
            constraint: Constraint::Any,
        });
    }

    fn main(&mut self) {
        self.line("func main() {");
        self.indent += 1;
        self.mode = Mode::default();
        let globals = self.scope.len();
        let funcs: Vec<FuncSig> = self.funcs.iter().filter(|f| !f.is_generic).cloned().collect();
        for func in &funcs {
            for _ in 0..1 + self.choices.below(2) {
                self.line(format!("guard(\"{}\", func() {{", func.name));
                self.indent += 1;
                self.guarded_call(func);
                self.scope.truncate(globals);
                self.indent -= 1;
                self.line("})");
            }
        }
        let all = self.scope.clone();
        for var in all {
            self.show(&var.name, var.ty);
        }
        if self.choices.one_in(3) {
            self.last_words(&funcs);
        }
        self.indent -= 1;
        self.line("}");
    }

    fn guarded_call(&mut self, func: &FuncSig) {
        let args = self.exprs(&func.params, 2);
        let names: Vec<String> = func.results.iter().map(|_| self.fresh("x")).collect();
        let call = format!("{}({args})", func.name);
        if names.is_empty() {
            return self.line(call);
        }
        self.line(format!("{} := {call}", names.join(", ")));
        for (name, ty) in names.iter().zip(&func.results) {
            self.show(name, *ty);
        }
    }

    /// An end that Go reports.
    fn last_words(&mut self, funcs: &[FuncSig]) {
        if self.choices.below(2) == 0 {
            let ty = match self.choices.below(3) {
                0 => self.choices.pick(&[STRING, INT, BOOL]),
                _ => self.random_integer(),
            };
            let value = self.value(ty, 1);
            return self.line(format!("panic({value})"));
        }
        let func = funcs[self.choices.below(funcs.len())].clone();
        let args = self.exprs(&func.params, 2);
        self.line(format!("{}({args})", func.name));
    }
}
