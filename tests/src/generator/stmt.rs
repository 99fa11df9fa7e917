//! Statements.

use super::expr::Mode;
use super::types::{ANY, BOOL, ERROR, INT, Kind, MethodSpec, RUNE, STRING, Ty};
use super::{Gen, Var};

/// What the statements of a function know of it.
#[derive(Clone, Debug, Default)]
pub(super) struct FuncCx {
    pub(super) results: Vec<Ty>,
    pub(super) has_named_results: bool,
    /// Statements around that `break` or `continue` may name: label, and whether it is a loop.
    loops: Vec<(String, bool)>,
    /// A jump out of the function's statements is possible: not so in a part that must run to its end.
    is_closure: bool,
}

impl FuncCx {
    pub(super) fn new(results: Vec<Ty>, has_named_results: bool) -> FuncCx {
        FuncCx { results, has_named_results, ..FuncCx::default() }
    }
}

impl Gen {
    pub(super) fn line(&mut self, text: impl AsRef<str>) {
        self.lines.push(format!("{}{}", "\t".repeat(self.indent), text.as_ref()));
    }

    fn open(&mut self, text: impl AsRef<str>) {
        self.line(text);
        self.indent += 1;
    }

    fn close(&mut self, text: impl AsRef<str>) {
        self.indent -= 1;
        self.line(text);
    }

    pub(super) fn fresh(&mut self, prefix: &str) -> String {
        self.names += 1;
        format!("{prefix}{}", self.names)
    }

    /// Variables in scope that are not shadowed and that a test accepts.
    pub(super) fn visible(&self, is_it: impl Fn(&Var) -> bool) -> Vec<usize> {
        let is_seen = |i: usize| self.scope[i + 1..].iter().all(|later| later.name != self.scope[i].name);
        (0..self.scope.len()).filter(|i| is_it(&self.scope[*i]) && is_seen(*i)).collect()
    }

    pub(super) fn declare(&mut self, name: &str, ty: Ty) {
        self.scope.push(Var { name: name.to_owned(), ty, is_writable: true });
    }

    /// Parameters as they are written; they are in scope.
    pub(super) fn declare_params(&mut self, params: &[Ty]) -> String {
        let mut texts = Vec::new();
        for ty in params {
            let name = self.fresh("a");
            texts.push(format!("{name} {}", self.name(*ty)));
            self.declare(&name, *ty);
        }
        texts.join(", ")
    }

    /// A name for a new local variable, sometimes one that is known outside of the block.
    fn local_name(&mut self) -> String {
        if self.choices.one_in(8) {
            let outer: Vec<usize> = self.visible(|var| var.name.starts_with('x'));
            let outer: Vec<usize> = outer.into_iter().filter(|i| *i < self.block_start).collect();
            if !outer.is_empty() {
                let var = self.choices.pick(&outer);
                return self.scope[var].name.clone();
            }
        }
        self.fresh("x")
    }

    fn set_mode(&mut self) {
        self.mode = match self.choices.below(3) {
            1 if !self.is_total => Mode { may_panic: true, may_call: false },
            2 => Mode { may_panic: false, may_call: true },
            _ => Mode::default(),
        };
    }

    /// Statements in braces that the caller wrote.
    pub(super) fn block(&mut self, count: usize) {
        let (mark, start) = (self.scope.len(), self.block_start);
        self.block_start = mark;
        for _ in 0..count {
            self.stmt();
        }
        self.scope.truncate(mark);
        self.block_start = start;
    }

    fn some(&mut self) -> usize {
        1 + self.choices.below(3)
    }

    pub(super) fn stmt(&mut self) {
        if self.budget == 0 {
            return;
        }
        self.budget -= 1;
        self.depth += 1;
        self.set_mode();
        let is_deep = self.depth > 5;
        match self.choices.below(46) {
            0..=3 => self.var_decl(),
            4..=8 => self.assign(),
            9 => self.op_assign(),
            10 => self.swap(),
            11 => self.show_some(),
            12 => self.container_stmt(),
            13 => self.map_stmt(),
            _ if is_deep => self.assign(),
            14..=16 => self.if_stmt(),
            17 | 18 => self.for_stmt(),
            19..=21 => self.range_stmt(),
            22 | 23 => self.switch_stmt(),
            24 => self.type_switch(),
            25 | 26 => self.jump(),
            27 => self.goto_stmt(),
            28 | 29 if !self.is_total => self.defer_stmt(),
            30 | 31 if !self.is_total => self.call_stmt(),
            32 if !self.is_total => self.method_stmt(),
            33 if !self.is_total => self.panic_stmt(),
            34 => self.closure_stmt(),
            35 if !self.is_total => self.func_value_stmt(),
            36 if !self.is_total => self.goroutine_stmt(),
            37 if !self.is_total => self.select_stmt(),
            38 if !self.is_total => self.pointer_stmt(),
            39 => self.multi_stmt(),
            40 => {
                self.open("{");
                let count = self.some();
                self.block(count);
                self.close("}");
            }
            41 if !self.is_total => self.method_value_stmt(),
            42 => self.const_stmt(),
            43 => self.local_type_stmt(),
            44 if !self.is_total => self.box_stmt(),
            _ => self.assign(),
        }
        self.depth -= 1;
    }

    fn var_decl(&mut self) {
        let ty = self.random_type(2);
        self.var_decl_of(ty);
    }

    fn var_decl_of(&mut self, ty: Ty) {
        let type_name = self.name(ty);
        let form = self.choices.below(4);
        let value = if form == 3 { String::new() } else { self.expr(ty, 3) };
        let name = self.local_name();
        // A name of an outer variable may stand in the value, which still means that one.
        match form {
            0 => self.line(format!("var {name} {type_name} = {value}")),
            1 => self.line(format!("var {name} = v[{type_name}]({value})")),
            2 => self.line(format!("{name} := v[{type_name}]({value})")),
            _ => self.line(format!("var {name} {type_name}")),
        }
        self.line(format!("_ = {name}"));
        self.declare(&name, ty);
    }

    /// A place to assign to, that is there whatever the values are.
    fn place(&mut self) -> Option<(String, Ty)> {
        let all = self.visible(|var| var.is_writable);
        if all.is_empty() {
            return None;
        }
        let var = self.choices.pick(&all);
        let (mut text, mut ty) = (self.scope[var].name.clone(), self.scope[var].ty);
        let mode = std::mem::take(&mut self.mode);
        while self.choices.below(3) > 0 {
            match self.kind(ty).clone() {
                Kind::Struct(fields) if !fields.is_empty() => {
                    let field = self.choices.below(fields.len());
                    text = format!("{text}.{}", fields[field].name);
                    ty = fields[field].ty;
                }
                Kind::Array(len, elem) => {
                    let index = self.index(len);
                    text = format!("{text}[{index}]");
                    ty = elem;
                }
                _ => break,
            }
        }
        self.mode = mode;
        Some((text, ty))
    }

    /// A place that may not be there.
    fn risky_place(&mut self) -> Option<(String, Ty)> {
        let is_risky = |gen_: &Gen, ty| matches!(gen_.kind(ty), Kind::Slice(_) | Kind::Map(..) | Kind::Ptr(_));
        let all: Vec<usize> = self.visible(|_| true).into_iter().filter(|v| is_risky(self, self.scope[*v].ty)).collect();
        if all.is_empty() || self.is_total {
            return None;
        }
        let var = self.choices.pick(&all);
        let (text, ty) = (self.scope[var].name.clone(), self.scope[var].ty);
        Some(match self.kind(ty).clone() {
            Kind::Slice(elem) => {
                let index = self.value(INT, 1);
                (format!("{text}[{index}]"), elem)
            }
            Kind::Map(key, elem) => {
                let key = self.expr(key, 1);
                (format!("{text}[{key}]"), elem)
            }
            Kind::Ptr(elem) => match self.kind(elem).clone() {
                Kind::Struct(fields) if !fields.is_empty() && self.choices.below(3) > 0 => {
                    let field = self.choices.below(fields.len());
                    (format!("{text}.{}", fields[field].name), fields[field].ty)
                }
                _ => (format!("*{text}"), elem),
            },
            _ => return None,
        })
    }

    fn assign(&mut self) {
        if self.choices.one_in(4) {
            let mode = self.mode;
            self.mode = Mode::default();
            if let Some((place, ty)) = self.risky_place() {
                let value = self.expr(ty, 2);
                self.line(format!("{place} = {value}"));
                return;
            }
            self.mode = mode;
        }
        match self.place() {
            Some((place, ty)) => {
                let value = self.expr(ty, 3);
                self.line(format!("{place} = {value}"));
            }
            None => self.var_decl(),
        }
    }

    fn op_assign(&mut self) {
        self.mode.may_call = false;
        let Some((place, ty)) = self.place() else { return self.var_decl() };
        match self.kind(ty) {
            Kind::Int { .. } => {
                let text = match self.choices.below(6) {
                    0 => format!("{place}++"),
                    1 => format!("{place}--"),
                    2 => {
                        let (op, by) = (self.choices.pick(&["<<=", ">>="]), self.value(super::types::UINT, 1));
                        format!("{place} {op} {by}")
                    }
                    3 => {
                        let (op, by) = (self.choices.pick(&["/=", "%="]), self.value(ty, 1));
                        format!("{place} {op} {by} | 1")
                    }
                    _ => {
                        let (op, by) = (self.choices.pick(&["+=", "-=", "*=", "&=", "|=", "^=", "&^="]), self.expr(ty, 2));
                        format!("{place} {op} {by}")
                    }
                };
                self.line(text);
            }
            Kind::Float | Kind::Complex => {
                let (op, by) = (self.choices.pick(&["+=", "-=", "*="]), self.expr(ty, 2));
                self.line(format!("{place} {op} {by}"));
            }
            Kind::Str => {
                let more = self.expr(ty, 2);
                self.open(format!("if len({place}) < 50 {{"));
                self.line(format!("{place} += {more}"));
                self.close("}");
            }
            _ => self.var_decl(),
        }
    }

    fn swap(&mut self) {
        self.mode = Mode::default();
        let (Some((a, ty)), Some((b, other))) = (self.place(), self.place()) else { return self.var_decl() };
        let (x, y) = if ty == other && self.choices.below(2) == 0 {
            (b.clone(), a.clone())
        } else {
            (self.expr(ty, 2), self.expr(other, 2))
        };
        self.line(format!("{a}, {b} = {x}, {y}"));
    }

    pub(super) fn show_some(&mut self) {
        let all = self.visible(|_| true);
        if all.is_empty() {
            return self.line("println(\"here\")");
        }
        let var = self.choices.pick(&all);
        let (name, ty) = (self.scope[var].name.clone(), self.scope[var].ty);
        self.show(&name, ty);
        if self.uses_fmt && self.is_plain(ty) {
            let verb = self.choices.pick(&["%v", "%+v", "%#v", "%d", "%x", "%q", "%8v|%-8v", "%T", "%s", "%t", "%08.3f", "%e"]);
            let args = if verb.contains('|') { format!("{name}, {name}") } else { name };
            self.line(format!("fmt.Printf(\"{verb}\\n\", {args})"));
        }
    }

    /// A line with a value.
    pub(super) fn show(&mut self, text: &str, ty: Ty) {
        let call = self.show_call(text, ty);
        let label = text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '.').collect::<String>();
        self.line(format!("print(\"{label} = \"); {call}; println()"));
    }

    fn container_stmt(&mut self) {
        self.mode.may_call = false;
        let all: Vec<usize> = self
            .visible(|var| var.is_writable)
            .into_iter()
            .filter(|v| matches!(self.kind(self.scope[*v].ty), Kind::Slice(_)))
            .collect();
        if all.is_empty() {
            let elem = self.random_type(1);
            let ty = self.slice_of(elem);
            return self.var_decl_of(ty);
        }
        let var = self.choices.pick(&all);
        let (name, ty) = (self.scope[var].name.clone(), self.scope[var].ty);
        let Kind::Slice(elem) = *self.kind(ty) else { return };
        // What a total function is given stays as it is.
        match if self.is_total { 5 } else { self.choices.below(7) } {
            0..=2 => {
                let count = self.some();
                let values = self.exprs(&vec![elem; count], 2);
                self.open(format!("if len({name}) < 40 {{"));
                self.line(format!("{name} = append({name}, {values})"));
                self.close("}");
            }
            3 => {
                let from = self.value(ty, 1);
                self.line(format!("println(\"copied\", copy({name}, {from}))"));
            }
            4 => self.line(format!("clear({name})")),
            5 => self.line(format!("println(\"len\", len({name}), cap({name}))")),
            _ => {
                let index = self.value(INT, 1);
                let value = self.expr(elem, 1);
                self.open(format!("if len({name}) > 0 {{"));
                self.line(format!("{name}[at({index}, len({name}))] = {value}"));
                self.close("}");
            }
        }
    }

    fn map_stmt(&mut self) {
        self.mode.may_call = false;
        let all: Vec<usize> =
            self.visible(|_| true).into_iter().filter(|v| matches!(self.kind(self.scope[*v].ty), Kind::Map(..))).collect();
        if all.is_empty() {
            let elem = self.random_type(1);
            let ty = self.intern(format!("map[int]{}", self.name(elem)), Kind::Map(INT, elem));
            return self.var_decl_of(ty);
        }
        let var = self.choices.pick(&all);
        let (name, ty) = (self.scope[var].name.clone(), self.scope[var].ty);
        let Kind::Map(key, elem) = *self.kind(ty) else { return };
        if self.is_total && !self.is_strictly_comparable(key) {
            return;
        }
        let at = if self.choices.one_in(4) { self.value(key, 2) } else { self.expr(key, 0) };
        match if self.is_total { 3 } else { self.choices.below(6) } {
            0 | 1 => {
                let value = self.expr(elem, 2);
                self.open(format!("if {name} != nil && len({name}) < 30 {{"));
                self.line(format!("{name}[{at}] = {value}"));
                self.close("}");
            }
            2 => self.line(format!("delete({name}, {at})")),
            3 => {
                let (x, ok) = (self.fresh("x"), self.fresh("x"));
                self.line(format!("{x}, {ok} := {name}[{at}]"));
                self.line(format!("_, _ = {x}, {ok}"));
                self.declare(&x, elem);
                self.declare(&ok, BOOL);
            }
            4 if matches!(self.kind(elem), Kind::Int { .. }) => {
                let by = self.expr(elem, 1);
                self.open(format!("if {name} != nil && len({name}) < 30 {{"));
                self.line(format!("{name}[{at}] += {by}"));
                self.close("}");
            }
            _ => {
                let sum = self.fresh("x");
                self.line(format!("{sum} := 0"));
                self.open(format!("for range {name} {{"));
                self.line(format!("{sum}++"));
                self.close("}");
                if self.choices.one_in(3) && !self.is_total {
                    self.line(format!("clear({name})"));
                }
                self.line(format!("_ = {sum}"));
                self.declare(&sum, INT);
            }
        }
    }

    fn if_stmt(&mut self) {
        let cond = self.expr(BOOL, 3);
        let count = self.some();
        let mark = self.scope.len();
        if self.choices.one_in(4) {
            let ty = self.random_type(1);
            let (name, value) = (self.fresh("x"), self.expr(ty, 2));
            let type_name = self.name(ty);
            self.open(format!("if {name} := (v[{type_name}]({value})); ({cond}) {{"));
            self.declare(&name, ty);
            self.line(format!("_ = {name}"));
        } else {
            self.open(format!("if ({cond}) {{"));
        }
        self.block(count);
        if self.choices.one_in(3) {
            self.set_mode();
            let (cond, count) = (self.expr(BOOL, 2), self.some());
            self.indent -= 1;
            self.open(format!("}} else if ({cond}) {{"));
            self.block(count);
        }
        if self.choices.below(2) == 1 {
            let count = self.some();
            self.indent -= 1;
            self.open("} else {");
            self.block(count);
        }
        self.scope.truncate(mark);
        self.close("}");
    }

    /// The body of a loop or switch that may be named by a label.
    fn labelled(&mut self, head: String, is_loop: bool, body: impl FnOnce(&mut Gen)) {
        let label = self.fresh("L");
        let at = self.lines.len();
        self.lines.push(String::new());
        self.open(head);
        if is_loop {
            self.line("tick()");
        }
        self.func.loops.push((label.clone(), is_loop));
        body(self);
        self.func.loops.pop();
        self.close("}");
        let is_used = self.lines[at..].iter().any(|line| line.ends_with(&format!(" {label}")));
        if is_used {
            self.lines[at] = format!("{label}:");
        }
    }

    fn for_stmt(&mut self) {
        let (name, count, limit) = (self.fresh("i"), self.some(), self.choices.below(6));
        let mark = self.scope.len();
        let head = match self.choices.below(5) {
            0 => {
                let cond = self.expr(BOOL, 2);
                format!("for {name} := 0; {name} < {limit} && ({cond}); {name}++ {{")
            }
            1 => {
                let ty = self.random_integer();
                let type_name = self.name(ty);
                self.declare(&name, ty);
                format!("for {name} := {type_name}({limit}); {name} > 0; {name}-- {{")
            }
            2 => {
                let cond = self.expr(BOOL, 2);
                format!("for ({cond}) {{")
            }
            3 => "for {".to_owned(),
            _ => {
                self.declare(&name, INT);
                format!("for {name} := 0; {name} < {limit}; {name}++ {{")
            }
        };
        let is_endless = head == "for {";
        let is_open = is_endless || head.starts_with("for (");
        self.labelled(head, true, |g| {
            g.open("{");
            g.block(count);
            g.close("}");
            if is_open {
                g.mode = Mode::default();
                let cond = g.expr(BOOL, 1);
                g.line(format!("if ({cond}) || fuel%3 == 0 {{ break }}"));
            }
        });
        self.scope.truncate(mark);
    }

    fn range_stmt(&mut self) {
        self.mode.may_call = false;
        let (k, e, count) = (self.fresh("k"), self.fresh("e"), self.some());
        let mark = self.scope.len();
        let form = self.choices.below(10);
        let (head, vars): (String, Vec<(String, Ty)>) = match form {
            0 => {
                let ty = self.random_integer();
                let n = self.choices.below(6);
                (format!("for {k} := range {}({n}) {{", self.name(ty)), vec![(k, ty)])
            }
            1 => {
                let x = self.value(STRING, 2);
                (format!("for {k}, {e} := range ({x}) {{"), vec![(k, INT), (e, RUNE)])
            }
            2 | 3 => {
                let elem = self.random_type(1);
                let slice = self.slice_of(elem);
                let x = self.value(slice, 2);
                (format!("for {k}, {e} := range ({x}) {{"), vec![(k, INT), (e, elem)])
            }
            4 => {
                let arrays: Vec<usize> = self
                    .visible(|_| true)
                    .into_iter()
                    .filter(|v| matches!(self.kind(self.scope[*v].ty), Kind::Array(..)))
                    .collect();
                if arrays.is_empty() {
                    return self.var_decl();
                }
                let var = self.choices.pick(&arrays);
                let (name, ty) = (self.scope[var].name.clone(), self.scope[var].ty);
                let Kind::Array(_, elem) = *self.kind(ty) else { return };
                let by_address = if self.choices.below(2) == 1 { "&" } else { "" };
                (format!("for {k}, {e} := range ({by_address}{name}) {{"), vec![(k, INT), (e, elem)])
            }
            5 | 6 => {
                let elem = self.random_type(1);
                let slice = self.slice_of(elem);
                let x = self.value(slice, 2);
                (format!("for {k}, {e} := range each({x}) {{"), vec![(k, INT), (e, elem)])
            }
            7 => {
                let elem = self.random_type(1);
                let mode = std::mem::take(&mut self.mode);
                let values: Vec<String> = (0..self.some()).map(|_| self.expr(elem, 1)).collect();
                self.mode = mode;
                let end = self.choices.pick(&["{ return }", "{ println(\"stop\"); return }", "{ panic(\"stopped\") }", "{}"]);
                let end = if self.is_total { "{ return }" } else { end };
                let calls: Vec<String> = values.iter().map(|x| format!("if !yield({x}) {end}")).collect();
                let name = self.name(elem);
                (format!("for {e} := range (func(yield func({name}) bool) {{ {} }}) {{", calls.join("; ")), vec![(e, elem)])
            }
            8 => {
                let key = self.choices.pick(&[INT, STRING, 13]);
                let elem = self.random_type(1);
                let map = self.intern(format!("map[{}]{}", self.name(key), self.name(elem)), Kind::Map(key, elem));
                let x = self.value(map, 2);
                (format!("for _, {k} := range keys({x}) {{"), vec![(k, key)])
            }
            _ => {
                // Assigned to what is there.
                let Some((place, ty)) = self.place().filter(|p| matches!(self.kind(p.1), Kind::Int { .. })) else {
                    return self.assign();
                };
                let n = self.choices.below(5);
                (format!("for {place} = range {}({n}) {{", self.name(ty)), vec![])
            }
        };
        self.labelled(head, true, |g| {
            for (name, ty) in vars {
                g.line(format!("_ = {name}"));
                g.declare(&name, ty);
            }
            g.block(count);
        });
        self.scope.truncate(mark);
    }

    fn switch_stmt(&mut self) {
        self.mode.may_call = false;
        let is_tagless = self.choices.below(3) == 0;
        let ty = self.choices.pick(&[INT, STRING, BOOL, 13]);
        let head = if is_tagless {
            "switch {".to_owned()
        } else {
            let tag = self.value(ty, 2);
            format!("switch ({tag}) {{")
        };
        let clauses = self.some();
        let default_at = self.choices.below(5);
        self.labelled(head, false, |g| {
            g.indent -= 1;
            for i in 0..clauses {
                let case = if i == default_at {
                    "default:".to_owned()
                } else if is_tagless {
                    format!("case {}:", g.value(BOOL, 2))
                } else if ty == BOOL || g.choices.below(2) == 1 {
                    format!("case {}:", g.value(ty, 1))
                } else if ty == STRING {
                    format!("case \"{}\", \"c{i}\":", ["a", "hello", ""][i])
                } else {
                    format!("case {i}, {}:", 50 + i)
                };
                g.open(case);
                let count = g.some();
                g.block(count);
                if i + 1 < clauses && g.choices.one_in(4) {
                    g.line("fallthrough");
                }
                g.indent -= 1;
            }
            g.indent += 1;
        });
    }

    fn type_switch(&mut self) {
        let x = self.value(ANY, 2);
        let name = self.fresh("y");
        let mut types: Vec<Ty> = Vec::new();
        for _ in 0..self.some() {
            let ty = self.random_type(1);
            if !types.contains(&ty) && ty != ANY && !self.types[ty].is_parametric {
                types.push(ty);
            }
        }
        let has_nil = self.choices.below(2) == 1;
        self.labelled(format!("switch {name} := ({x}).(type) {{"), false, |g| {
            g.indent -= 1;
            for ty in types {
                let type_name = g.name(ty);
                g.open(format!("case {type_name}:"));
                g.line(format!("_ = {name}"));
                let mark = g.scope.len();
                g.declare(&name, ty);
                g.show(&name, ty);
                let count = g.some();
                g.block(count);
                g.scope.truncate(mark);
                g.indent -= 1;
            }
            if has_nil {
                g.line("case nil:");
                g.line(format!("\tprintln(\"nil\", {name} == nil)"));
            }
            g.open("default:");
            g.line(format!("_ = {name}"));
            g.block(1);
            g.indent -= 1;
            g.indent += 1;
        });
    }

    fn jump(&mut self) {
        self.mode = Mode::default();
        let cond = self.expr(BOOL, 2);
        let loops = self.func.loops.clone();
        let choice = self.choices.below(4);
        if choice < 3 && !loops.is_empty() {
            let around = self.choices.below(loops.len());
            let (label, is_loop) = loops[loops.len() - 1 - around].clone();
            let word = if is_loop && self.choices.below(2) == 1 { "continue" } else { "break" };
            self.open(format!("if ({cond}) {{"));
            let innermost = loops.last().is_some_and(|l| l.0 == label);
            if innermost && self.choices.below(2) == 0 {
                self.line(word);
            } else {
                self.line(format!("{word} {label}"));
            }
            return self.close("}");
        }
        self.open(format!("if ({cond}) {{"));
        self.return_stmt();
        self.close("}");
    }

    pub(super) fn return_stmt(&mut self) {
        self.set_mode();
        if self.func.has_named_results && self.choices.below(3) == 0 {
            return self.line("return");
        }
        let results = self.func.results.clone();
        let values = self.exprs(&results, 2);
        self.line(format!("return {values}"));
    }

    fn goto_stmt(&mut self) {
        self.mode = Mode::default();
        let (label, cond, count) = (self.fresh("G"), self.expr(BOOL, 2), self.some());
        self.open("{");
        if self.choices.below(2) == 0 {
            self.open(format!("if ({cond}) {{"));
            self.line(format!("goto {label}"));
            self.close("}");
            self.open("{");
            self.block(count);
            self.close("}");
            self.line(format!("{label}:"));
            self.line("println(\"at label\")");
        } else {
            let times = self.fresh("n");
            self.line(format!("{times} := 0"));
            self.line(format!("{label}:"));
            self.line("tick()");
            self.open("{");
            self.block(count);
            self.close("}");
            let most = self.choices.below(3);
            self.open(format!("if {times} < {most} {{"));
            self.line(format!("{times}++"));
            self.line(format!("goto {label}"));
            self.close("}");
        }
        self.close("}");
    }

    /// Statements of a closure: what is around cannot be left from it.
    fn closure_body(&mut self, results: &[Ty], named: bool, count: usize) {
        let outer = std::mem::replace(&mut self.func, FuncCx { is_closure: true, ..FuncCx::new(results.to_vec(), named) });
        self.block(count);
        self.func = outer;
    }

    fn defer_stmt(&mut self) {
        let count = self.some();
        match self.choices.below(6) {
            0 => {
                self.mode = Mode::default();
                let ty = self.random_type(1);
                let value = self.expr(ty, 2);
                self.defers += 1;
                let (n, name) = (self.defers, self.name(ty));
                self.line(format!("defer tr[{name}]({n}, {value})"));
            }
            1 => {
                self.mode = Mode::default();
                let value = self.value(INT, 2);
                self.line(format!("defer println(\"deferred\", {value})"));
            }
            2 => {
                self.open("defer func() {");
                self.closure_body(&[], false, count);
                self.close("}()");
            }
            _ => {
                let r = self.fresh("r");
                self.open("defer func() {");
                let outer = std::mem::replace(&mut self.func, FuncCx { is_closure: true, ..FuncCx::default() });
                let named: Vec<(String, Ty)> = if outer.has_named_results && !outer.is_closure {
                    outer.results.iter().enumerate().map(|(i, ty)| (format!("r{i}"), *ty)).collect()
                } else {
                    Vec::new()
                };
                self.open(format!("if {r} := recover(); {r} != nil {{"));
                self.line(format!("print(\"recovered \"); showAny({r}); println()"));
                for (name, ty) in named {
                    if self.choices.below(2) == 1 {
                        self.mode = Mode::default();
                        let value = self.expr(ty, 1);
                        self.line(format!("{name} = {value}"));
                    }
                }
                self.block(count);
                if self.choices.one_in(5) {
                    self.line(format!("panic({r})"));
                }
                self.close("}");
                self.func = outer;
                self.close("}()");
            }
        }
    }

    fn panic_stmt(&mut self) {
        self.mode = Mode::default();
        let (cond, ty) = (self.expr(BOOL, 2), self.choices.pick(&[STRING, INT, ERROR, ANY]));
        let value = self.value(ty, 1);
        let not_nil =
            if matches!(self.kind(ty), Kind::Any | Kind::Error) { format!(" && ({value}) != nil") } else { String::new() };
        self.open(format!("if ({cond}){not_nil} {{"));
        self.line(format!("panic({value})"));
        self.close("}");
    }

    /// The results of a call as new variables.
    fn take_results(&mut self, call: &str, results: &[Ty]) {
        if results.is_empty() {
            return self.line(call);
        }
        let names: Vec<String> = results.iter().map(|_| self.fresh("x")).collect();
        self.line(format!("{} := {call}", names.join(", ")));
        self.line(format!("{} = {}", vec!["_"; names.len()].join(", "), names.join(", ")));
        for (name, ty) in names.iter().zip(results) {
            self.declare(name, *ty);
        }
    }

    fn call_stmt(&mut self) {
        if self.funcs.is_empty() {
            return self.assign();
        }
        self.mode = Mode { may_panic: self.choices.below(2) == 1, may_call: false };
        let f = self.choices.below(self.funcs.len());
        let func = self.funcs[f].clone();
        if func.is_generic {
            let (arg, by) = (self.generic_argument(func.constraint), self.value(INT, 1));
            let (x, name) = (self.value(arg, 2), self.name(arg));
            let explicit = if self.choices.below(2) == 1 { format!("[{name}]") } else { String::new() };
            return self.take_results(&format!("{}{explicit}({x}, {by})", func.name), &[arg, INT]);
        }
        let mut args = self.exprs(&func.params, 2);
        if let Some(elem) = func.variadic {
            let slice = self.slice_of(elem);
            let more = match self.choices.below(3) {
                0 => String::new(),
                1 => format!("{}...", self.value(slice, 1)),
                _ => {
                    let count = self.some();
                    self.exprs(&vec![elem; count], 1)
                }
            };
            if !args.is_empty() && !more.is_empty() {
                args.push_str(", ");
            }
            args.push_str(&more);
        }
        let call = format!("{}({args})", func.name);
        match self.choices.below(6) {
            0 if func.results.is_empty() => self.line(format!("defer {call}")),
            _ => self.take_results(&call, &func.results),
        }
    }

    /// Calls of methods, by value, pointer and interface.
    fn method_stmt(&mut self) {
        self.mode = Mode::default();
        if self.is_method {
            return self.assign();
        }
        let spec = self.choices.below(self.methods.len());
        let vars: Vec<usize> =
            self.visible(|var| var.is_writable).into_iter().filter(|v| self.can_call(self.scope[*v].ty, spec)).collect();
        if vars.is_empty() {
            let ty = self.random_defined().unwrap_or(INT);
            return self.var_decl_of(ty);
        }
        let var = self.choices.pick(&vars);
        let MethodSpec { params, results, .. } = self.methods[spec].clone();
        let args = self.exprs(&params, 2);
        let name = self.scope[var].name.clone();
        self.take_results(&format!("{name}.M{spec}({args})"), &results);
    }

    fn can_call(&self, ty: Ty, spec: usize) -> bool {
        if self.implements(ty, &[spec]) {
            return true;
        }
        // The variable's address is taken.
        self.types[ty].methods.iter().any(|m| m.0 == spec)
    }

    fn method_value_stmt(&mut self) {
        self.mode = Mode::default();
        if self.is_method {
            return self.assign();
        }
        let spec = self.choices.below(self.methods.len());
        let vars: Vec<usize> =
            self.visible(|_| true).into_iter().filter(|v| self.implements(self.scope[*v].ty, &[spec])).collect();
        if vars.is_empty() {
            return self.method_stmt();
        }
        let var = self.choices.pick(&vars);
        let MethodSpec { params, results, .. } = self.methods[spec].clone();
        let args = self.exprs(&params, 1);
        let (name, ty) = (self.scope[var].name.clone(), self.scope[var].ty);
        let f = self.fresh("x");
        match self.choices.below(3) {
            0 => {
                let first = if args.is_empty() { name } else { format!("{name}, ") };
                let type_name = self.name(ty);
                self.take_results(&format!("({type_name}).M{spec}({first}{args})"), &results);
            }
            1 => self.line(format!("defer {name}.M{spec}({args})")),
            _ => {
                self.line(format!("{f} := {name}.M{spec}"));
                self.open("{");
                self.block(1);
                self.close("}");
                let ty = self.func_of(params, results.clone());
                self.take_results(&format!("{f}({args})"), &results);
                self.declare(&f, ty);
            }
        }
    }

    fn closure_stmt(&mut self) {
        let params: Vec<Ty> = (0..self.choices.below(3)).map(|_| self.random_type(1)).collect();
        let results: Vec<Ty> = (0..self.choices.below(3)).map(|_| self.random_type(1)).collect();
        let name = self.fresh("x");
        let (mark, start, count) = (self.scope.len(), self.block_start, self.some());
        self.block_start = mark;
        let param_list = self.declare_params(&params);
        let result_names = self.names(&results);
        let ty = self.func_of(params, results.clone());
        self.open(format!("{name} := func({param_list}) ({result_names}) {{"));
        self.line("tick()");
        // In braces: the result means the variables outside.
        self.open("{");
        self.closure_body(&results, false, count);
        self.close("}");
        self.mode = Mode::default();
        let values = self.exprs(&results, 2);
        self.line(format!("return {values}"));
        self.close("}");
        self.scope.truncate(mark);
        self.block_start = start;
        self.line(format!("_ = {name}"));
        self.declare(&name, ty);
    }

    fn func_value_stmt(&mut self) {
        self.mode = Mode::default();
        let all: Vec<usize> =
            self.visible(|_| true).into_iter().filter(|v| matches!(self.kind(self.scope[*v].ty), Kind::Func(..))).collect();
        if all.is_empty() {
            return self.closure_stmt();
        }
        let var = self.choices.pick(&all);
        let (name, ty) = (self.scope[var].name.clone(), self.scope[var].ty);
        let Kind::Func(params, results) = self.kind(ty).clone() else { return };
        let args = self.exprs(&params, 2);
        self.line("tick()");
        self.take_results(&format!("{name}({args})"), &results);
    }

    fn goroutine_stmt(&mut self) {
        self.mode = Mode::default();
        let ty = self.random_type(1);
        let (ch, x, type_name) = (self.fresh("c"), self.fresh("x"), self.name(ty));
        let count = self.some();
        match self.choices.below(4) {
            0 | 1 => {
                // The one that started it waits for it, so the two never run at once.
                let cap = self.choices.below(2);
                self.line(format!("{ch} := make(chan {type_name}, {cap})"));
                self.open("go func() {");
                self.open("defer func() {");
                self.line(format!(
                    "if r := recover(); r != nil {{ print(\"goroutine recovered \"); showAny(r); println(); close({ch}) }}"
                ));
                self.close("}()");
                let mark = self.scope.len();
                // What it defers runs before it sends.
                self.open("func() {");
                self.closure_body(&[], false, count);
                self.close("}()");
                self.mode = Mode::default();
                let value = self.expr(ty, 1);
                self.line(format!("{ch} <- {value}"));
                self.scope.truncate(mark);
                self.close("}()");
                self.line(format!("{x} := <-{ch}"));
                self.line(format!("_ = {x}"));
                self.declare(&x, ty);
            }
            2 => {
                // It works on values of its own.
                let (n, value) = (self.some() + 1, self.expr(ty, 1));
                let cap = self.choices.below(3);
                self.line(format!("{ch} := make(chan {type_name}, {cap})"));
                self.open(format!("go func({x} {type_name}) {{"));
                self.open(format!("for range {n} {{"));
                self.line(format!("{ch} <- {x}"));
                self.close("}");
                self.line(format!("close({ch})"));
                self.close(format!("}}({value})"));
                let mark = self.scope.len();
                self.labelled(format!("for {x} := range {ch} {{"), true, |g| {
                    g.line(format!("_ = {x}"));
                    g.declare(&x, ty);
                    g.block(count);
                });
                self.scope.truncate(mark);
            }
            _ => {
                let workers = self.some() + 1;
                self.line(format!("{ch} := make(chan int)"));
                self.open(format!("for w := range {workers} {{"));
                self.line(format!("go func() {{ {ch} <- w * w }}()"));
                self.close("}");
                self.line(format!("{x} := 0"));
                self.line(format!("for range {workers} {{ {x} += <-{ch} }}"));
                self.line(format!("_ = {x}"));
                self.declare(&x, INT);
            }
        }
    }

    /// A select of which one case at most can be taken.
    fn select_stmt(&mut self) {
        self.mode = Mode::default();
        let ty = self.random_type(1);
        let (ch, x, ok) = (self.fresh("c"), self.fresh("x"), self.fresh("x"));
        let type_name = self.name(ty);
        let (cap, value) = (self.choices.below(3), self.expr(ty, 1));
        self.line(format!("{ch} := make(chan {type_name}, {cap})"));
        self.line(format!("var {ch}n chan {type_name}"));
        if self.choices.one_in(5) {
            self.line(format!("close({ch})"));
        }
        let count = self.some();
        // A send on a closed channel panics.
        self.labelled("select {".to_owned(), false, |g| {
            g.indent -= 1;
            g.open(format!("case {ch} <- {value}:"));
            g.line("println(\"sent\")");
            g.block(count);
            g.indent -= 1;
            g.open(format!("case {x}, {ok} := <-{ch}n:"));
            g.line(format!("_, _ = {x}, {ok}"));
            g.indent -= 1;
            g.open("default:");
            g.line("println(\"not sent\")");
            g.block(1);
            g.indent -= 1;
            g.indent += 1;
        });
        self.open("select {");
        self.indent -= 1;
        self.line(format!("case {x}, {ok} := <-{ch}:"));
        self.line(format!("\t_ = {x}; println(\"received\", {ok}, len({ch}), cap({ch}))"));
        self.line("default:");
        self.line("\tprintln(\"nothing\")");
        self.indent += 1;
        self.close("}");
    }

    fn pointer_stmt(&mut self) {
        self.mode = Mode::default();
        let vars = self.visible(|var| var.is_writable);
        if vars.is_empty() {
            return self.var_decl();
        }
        let var = self.choices.pick(&vars);
        let (name, ty) = (self.scope[var].name.clone(), self.scope[var].ty);
        let p = self.fresh("x");
        let value = self.expr(ty, 2);
        self.line(format!("{p} := &{name}"));
        self.line(format!("*{p} = {value}"));
        self.line(format!("_ = {p}"));
        let pointer = self.pointer_to(ty);
        self.declare(&p, pointer);
    }

    fn multi_stmt(&mut self) {
        self.mode.may_call = false;
        let (x, ok) = (self.fresh("x"), self.fresh("x"));
        let (ty, from) = (self.random_type(1), self.value(ANY, 2));
        self.line(format!("{x}, {ok} := ({from}).({})", self.name(ty)));
        self.line(format!("_, _ = {x}, {ok}"));
        self.declare(&x, ty);
        self.declare(&ok, BOOL);
    }

    fn const_stmt(&mut self) {
        let (name, ty) = (self.fresh("K"), self.random_number());
        let literal = self.choices.pick(&["1", "7", "1 << 5", "'a'", "100", "iota + 3", "2 * 9 / 4"]);
        let x = self.fresh("x");
        self.line(format!("const {name} {} = {literal}", self.name(ty)));
        self.line(format!("{x} := {name}"));
        self.line(format!("_ = {x}"));
        self.declare(&x, ty);
    }

    /// A type that the function declares, and a variable of an equal literal type.
    fn local_type_stmt(&mut self) {
        self.mode = Mode::default();
        let ty = self.random_type(1);
        let (name, x, type_name) = (self.fresh("T"), self.fresh("x"), self.name(ty));
        let value = self.expr(ty, 1);
        self.line(format!("type {name} struct {{ f {type_name}; g int }}"));
        self.line(format!("{x} := any({name}{{{value}, 1}}).({name}).f"));
        self.line(format!("_ = {x}"));
        self.declare(&x, ty);
    }

    /// A generic type and its methods.
    fn box_stmt(&mut self) {
        self.mode = Mode::default();
        let elem = self.random_type(1);
        if self.types[elem].is_parametric {
            return self.assign();
        }
        let ty = self.box_of(elem);
        let boxes = self.visible(|var| var.ty == ty && var.is_writable);
        if boxes.is_empty() {
            self.var_decl_of(ty);
        }
        let boxes = self.visible(|var| var.ty == ty && var.is_writable);
        let name = self.scope[self.choices.pick(&boxes)].name.clone();
        let (x, value) = (self.fresh("x"), self.expr(elem, 1));
        match self.choices.below(3) {
            0 => self.line(format!("{x} := {name}.put({value})")),
            1 => self.line(format!("{x} := {name}.last()")),
            _ => {
                let elem_name = self.name(elem);
                self.line(format!("{x} := (*Box[{elem_name}]).put(&{name}, {value})"));
            }
        }
        self.line(format!("_ = {x}"));
        self.declare(&x, elem);
    }
}
