//! Expressions. What the specification leaves open is not asked for: a statement's expressions either may panic, at one place alone, or
//! have calls that do something, since the order of all that is not given; and what they call changes nothing that they read.

use super::Gen;
use super::types::{BOOL, COMPLEX128, Constraint, FLOAT32, FLOAT64, INT, INT64, Kind, RUNE, STRING, Ty, UINT, UINT8};

/// An expression's text, and whether it is constant: of constants the compiler sees overflows.
#[derive(Clone, Debug)]
pub(super) struct Ex {
    pub(super) text: String,
    is_const: bool,
}

impl Ex {
    fn new(text: impl Into<String>) -> Ex {
        Ex { text: text.into(), is_const: false }
    }

    fn constant(text: impl Into<String>) -> Ex {
        Ex { text: text.into(), is_const: true }
    }

    /// The same value, and no constant.
    fn opaque(self) -> String {
        if self.is_const { format!("v({})", self.text) } else { self.text }
    }
}

/// What the expressions of a statement may do.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mode {
    /// One operation may panic, which takes this away.
    pub(super) may_panic: bool,
    pub(super) may_call: bool,
}

const STRINGS: [&str; 12] = [
    "\"\"",
    "\"a\"",
    "\"hello\"",
    "\"h\\u00e9llo\"",
    "\"\\xff\\x80z\"",
    "\"\u{65e5}\u{672c}\"",
    "\"0123456789\"",
    "`raw\\n`",
    "\"\\U0001F600\"",
    "\"\\xe6\\x97\"",
    "\"b\"",
    "\"\\x00\"",
];

const FLOATS: [&str; 10] = ["0.5", "1", "-2.75", "3.25", "1e10", "0.1", "1e-7", "123456.789", "-1", "16777217"];

impl Gen {
    /// An expression of a type.
    pub(super) fn expr(&mut self, ty: Ty, depth: usize) -> String {
        self.ex(ty, depth).text
    }

    /// An expression that is not constant.
    pub(super) fn value(&mut self, ty: Ty, depth: usize) -> String {
        self.ex(ty, depth).opaque()
    }

    /// Expressions of several types, with commas.
    pub(super) fn exprs(&mut self, types: &[Ty], depth: usize) -> String {
        types.iter().map(|ty| self.expr(*ty, depth)).collect::<Vec<_>>().join(", ")
    }

    pub(super) fn ex(&mut self, ty: Ty, depth: usize) -> Ex {
        if depth == 0 {
            return match self.choices.below(3) {
                1 | 2 => self.reach(ty).map_or_else(|| self.literal(ty, 0), Ex::new),
                _ => self.literal(ty, 0),
            };
        }
        match self.choices.below(16) {
            0 => self.literal(ty, depth),
            1..=4 => self.reach(ty).map_or_else(|| self.literal(ty, depth - 1), Ex::new),
            5 => {
                let x = self.expr(ty, depth - 1);
                Ex::new(match self.choices.below(4) {
                    0 => format!("v({x})"),
                    1 => format!("func() {} {{ return {x} }}()", self.name(ty)),
                    2 => {
                        let (cond, y) = (self.expr(BOOL, depth - 1), self.expr(ty, depth - 1));
                        format!("pick[{}]({cond}, {x}, {y})", self.name(ty))
                    }
                    _ => format!("any({x}).({})", self.name(ty)),
                })
                .checked(self, ty)
            }
            6 if self.mode.may_call => self.call_total(ty, depth).unwrap_or_else(|| self.literal(ty, depth)),
            7 if self.mode.may_call && !self.is_total => {
                self.traces += 1;
                let (n, x) = (self.traces, self.expr(ty, depth - 1));
                Ex::new(format!("tr[{}]({n}, {x})", self.name(ty)))
            }
            8 if self.mode.may_panic => self.panicking(ty, depth),
            _ => self.operation(ty, depth),
        }
    }

    /// A place that holds a value of the type: a variable or something in one.
    pub(super) fn reach(&mut self, ty: Ty) -> Option<String> {
        let direct = self.visible(|var| var.ty == ty);
        if !direct.is_empty() && self.choices.below(4) < 3 {
            let var = self.choices.pick(&direct);
            return Some(self.scope[var].name.clone());
        }
        for _ in 0..4 {
            let all = self.visible(|_| true);
            if all.is_empty() {
                return None;
            }
            let var = self.choices.pick(&all);
            let (mut at, mut text) = (self.scope[var].ty, self.scope[var].name.clone());
            // One step needs the other's value: their order is given.
            let mut panics = false;
            for _ in 0..4 {
                if at == ty {
                    break;
                }
                match self.kind(at).clone() {
                    Kind::Struct(fields) if !fields.is_empty() => {
                        let field = fields.iter().position(|f| f.ty == ty).unwrap_or_else(|| self.choices.below(fields.len()));
                        at = fields[field].ty;
                        text = format!("{text}.{}", fields[field].name);
                    }
                    Kind::Array(len, elem) => {
                        let index = self.choices.below(len as usize);
                        at = elem;
                        text = format!("{text}[{index}]");
                    }
                    Kind::Slice(elem) => {
                        let index = self.simple(INT);
                        at = elem;
                        panics |= self.mode.may_panic;
                        text = if self.mode.may_panic { format!("{text}[{index}]") } else { format!("get({text}, {index})") };
                    }
                    Kind::Map(key, elem) if self.mode.may_panic || self.is_strictly_comparable(key) => {
                        panics |= !self.is_strictly_comparable(key);
                        let key = self.simple(key);
                        at = elem;
                        text = format!("{text}[{key}]");
                    }
                    Kind::Ptr(elem) if self.mode.may_panic => {
                        panics = true;
                        at = elem;
                        text = format!("(*{text})");
                    }
                    _ => break,
                }
            }
            if at == ty {
                self.mode.may_panic &= !panics;
                return Some(text);
            }
        }
        if direct.is_empty() { None } else { Some(self.scope[direct[0]].name.clone()) }
    }

    /// A variable or a literal, as no constant.
    fn simple(&mut self, ty: Ty) -> String {
        let direct = self.visible(|var| var.ty == ty);
        if direct.is_empty() || self.choices.below(2) == 0 {
            return self.literal(ty, 0).opaque();
        }
        let var = self.choices.pick(&direct);
        self.scope[var].name.clone()
    }

    /// An index below `len`.
    pub(super) fn index(&mut self, len: u32) -> String {
        if self.choices.below(2) == 0 {
            return self.choices.below(len as usize).to_string();
        }
        let i = self.value(INT, 1);
        if self.mode.may_panic && self.choices.one_in(4) {
            self.mode.may_panic = false;
            i
        } else {
            format!("at({i}, {len})")
        }
    }

    /// A literal, or what comes nearest.
    pub(super) fn literal(&mut self, ty: Ty, depth: usize) -> Ex {
        let name = self.name(ty);
        let less = depth.saturating_sub(1);
        match self.kind(ty).clone() {
            // Types may lead to themselves: at the end of the depth there is nothing in a value.
            Kind::Slice(_) | Kind::Map(..) if depth == 0 => {
                Ex::new(if self.choices.below(2) == 0 { format!("{name}(nil)") } else { format!("{name}{{}}") })
            }
            Kind::Array(..) | Kind::Struct(_) if depth == 0 => Ex::new(format!("{name}{{}}")),
            Kind::Ptr(elem) if depth == 0 => {
                Ex::new(if self.choices.below(2) == 0 { format!("({name})(nil)") } else { format!("new({})", self.name(elem)) })
            }
            Kind::Iface(_) if depth == 0 => Ex::new(format!("{name}(nil)")),
            Kind::Bool => {
                let text = self.choices.pick(&["false", "true"]);
                Ex::constant(if ty == BOOL { text.to_owned() } else { format!("{name}({text})") })
            }
            Kind::Int { bits, is_signed } => {
                let value = self.integer(bits, is_signed);
                Ex::constant(if ty == INT { format!("({value})") } else { format!("{name}({value})") })
            }
            Kind::Float => {
                let value = self.choices.pick(&FLOATS);
                match self.choices.below(12) {
                    11 => Ex::new(format!("{name}(1 / fz)")),
                    10 => Ex::new(format!("{name}(fz / fz)")),
                    9 => Ex::new(format!("{name}(-fz)")),
                    _ => Ex::constant(format!("{name}({value})")),
                }
            }
            Kind::Complex => {
                let (re, im) = (self.choices.pick(&FLOATS), self.choices.pick(&FLOATS));
                Ex::constant(format!("{name}(complex({re}, {im}))"))
            }
            Kind::Str => {
                let text = self.choices.pick(&STRINGS);
                Ex::constant(if ty == STRING { text.to_owned() } else { format!("{name}({text})") })
            }
            Kind::Slice(elem) => {
                let count = self.choices.below(5);
                match count {
                    0 => Ex::new(format!("{name}(nil)")),
                    4 => {
                        let (len, more) = (self.choices.below(6), self.choices.below(4));
                        Ex::new(format!("make({name}, {len}, {})", len + more))
                    }
                    _ => {
                        let items: Vec<String> = (0..count).map(|_| self.expr(elem, less)).collect();
                        Ex::new(format!("{name}{{{}}}", items.join(", ")))
                    }
                }
            }
            Kind::Array(len, elem) => match self.choices.below(4) {
                0 => Ex::new(format!("{name}{{}}")),
                1 => {
                    let (at, x) = (self.choices.below(len as usize), self.expr(elem, less));
                    Ex::new(format!("{name}{{{at}: {x}}}"))
                }
                _ => {
                    let items: Vec<String> = (0..len.min(5)).map(|_| self.expr(elem, less)).collect();
                    Ex::new(format!("{name}{{{}}}", items.join(", ")))
                }
            },
            Kind::Map(key, elem) => {
                let keys = match self.kind(key) {
                    Kind::Int { .. } => ["1", "2", "77"],
                    Kind::Str => ["\"a\"", "\"bb\"", "\"\""],
                    _ => return Ex::new(if self.choices.one_in(6) { format!("{name}(nil)") } else { format!("{name}{{}}") }),
                };
                let count = self.choices.below(4);
                let items: Vec<String> = (0..count).map(|i| format!("{}: {}", keys[i], self.expr(elem, less))).collect();
                if self.choices.one_in(8) {
                    return Ex::new(format!("{name}(nil)"));
                }
                Ex::new(format!("{name}{{{}}}", items.join(", ")))
            }
            Kind::Ptr(elem) => match (self.choices.below(6), self.kind(elem)) {
                (0, _) => Ex::new(format!("({name})(nil)")),
                (1 | 2, Kind::Struct(_)) => {
                    let x = self.composite(elem, less);
                    Ex::new(format!("&{x}"))
                }
                (3, _) => Ex::new(format!("new({})", self.name(elem))),
                _ => {
                    let x = self.expr(elem, less);
                    Ex::new(format!("ref[{}]({x})", self.name(elem)))
                }
            },
            Kind::Struct(_) => Ex::new(self.composite(ty, less)),
            Kind::Func(params, results) => {
                let literal = self.func_literal(&params, &results, less);
                Ex::new(if self.types[ty].definition.is_some() { format!("{name}({literal})") } else { literal })
            }
            Kind::Iface(methods) => {
                let implementer = if self.choices.one_in(6) { None } else { self.random_implementer(&methods) };
                match implementer {
                    Some(have) => {
                        let x = self.expr(have, less);
                        Ex::new(format!("{name}({x})"))
                    }
                    None => Ex::new(format!("{name}(nil)")),
                }
            }
            Kind::Any => match self.choices.below(6) {
                0 => Ex::new("v[any](nil)"),
                n => {
                    let have =
                        if n < 4 || depth == 0 { self.choices.pick(&[INT, STRING, BOOL, FLOAT64]) } else { self.random_type(1) };
                    let x = if depth == 0 { self.literal(have, 0).text } else { self.expr(have, less) };
                    Ex::new(format!("any({x})"))
                }
            },
            Kind::Error => Ex::new(match self.choices.below(3) {
                0 => "v[error](nil)".to_owned(),
                1 => "error(errText(\"e\"))".to_owned(),
                _ => format!("error(&errCode{{{}}})", self.choices.below(9)),
            }),
            Kind::Chan(_) => Ex::new(format!("make({name}, {})", self.choices.below(3))),
            Kind::Param(Constraint::Integer) => Ex::new(format!("{name}({})", self.choices.below(100))),
            Kind::Param(_) => Ex::new(format!("*new({name})")),
        }
    }

    fn integer(&mut self, bits: u32, is_signed: bool) -> String {
        let max: u128 = if is_signed { (1 << (bits - 1)) - 1 } else { (1 << bits) - 1 };
        match self.choices.below(10) {
            n @ 0..=3 => n.to_string(),
            4 if is_signed => "-1".to_owned(),
            5 if is_signed => format!("-{}", max + 1),
            6 => max.to_string(),
            7 => (max / 3).to_string(),
            8 if is_signed => format!("-{}", max / 5),
            _ => self.choices.below(100).to_string(),
        }
    }

    /// A composite literal of a struct.
    fn composite(&mut self, ty: Ty, depth: usize) -> String {
        let Kind::Struct(fields) = self.kind(ty).clone() else { return format!("{}{{}}", self.name(ty)) };
        let name = self.name(ty);
        match self.choices.below(3) {
            0 => format!("{name}{{}}"),
            1 => {
                let mut items = Vec::new();
                for field in &fields {
                    if self.choices.below(2) == 0 {
                        let x = self.expr(field.ty, depth);
                        items.push(format!("{}: {x}", field.name));
                    }
                }
                format!("{name}{{{}}}", items.join(", "))
            }
            _ => {
                let types: Vec<Ty> = fields.iter().map(|f| f.ty).collect();
                format!("{name}{{{}}}", self.exprs(&types, depth))
            }
        }
    }

    /// A function literal on one line.
    fn func_literal(&mut self, params: &[Ty], results: &[Ty], depth: usize) -> String {
        let (mark, mode) = (self.scope.len(), self.mode);
        self.mode = Mode::default();
        let params = self.declare_params(params);
        let values = if depth == 0 { String::new() } else { self.exprs(results, depth) };
        self.scope.truncate(mark);
        self.mode = mode;
        if depth == 0 {
            return format!("func({params}) ({}) {{ panic(\"empty\") }}", self.names(results));
        }
        format!("func({params}) ({}) {{ return {values} }}", self.names(results))
    }

    /// An operator or a conversion that cannot panic.
    fn operation(&mut self, ty: Ty, depth: usize) -> Ex {
        let less = depth - 1;
        let name = self.name(ty);
        match self.kind(ty).clone() {
            Kind::Bool => self.condition(ty, less),
            Kind::Int { bits, is_signed } => match self.choices.below(12) {
                0..=3 => {
                    let op = self.choices.pick(&["+", "-", "*", "&", "|", "^", "&^"]);
                    self.binary(ty, op, less)
                }
                4 => {
                    let (x, y, op) = (self.value(ty, less), self.value(ty, less), self.choices.pick(&["/", "%"]));
                    Ex::new(format!("({x} {op} ({y} | 1))"))
                }
                5 => {
                    let (x, y) = (self.value(ty, less), self.value(UINT, less));
                    let (op, y) = match self.choices.below(3) {
                        0 => ("<<", format!("({y} & 15)")),
                        1 => (">>", format!("({y} & 127)")),
                        _ => (self.choices.pick(&["<<", ">>"]), y),
                    };
                    Ex::new(format!("({x} {op} {y})"))
                }
                6 => {
                    let (x, op) = (self.value(ty, less), self.choices.pick(&["-", "^", "+"]));
                    Ex::new(format!("({op}{x})"))
                }
                7 | 8 => {
                    let from = self.random_integer();
                    let x = self.value(from, less);
                    Ex::new(format!("{name}({x})"))
                }
                9 if bits == 64 && is_signed => {
                    let from = self.choices.pick(&[FLOAT64, FLOAT32]);
                    let x = self.value(from, less);
                    Ex::new(format!("{name}({x})"))
                }
                10 if ty == INT => self.length(less),
                11 => {
                    let (op, x, y) = (self.choices.pick(&["min", "max"]), self.value(ty, less), self.value(ty, less));
                    Ex::new(format!("{op}({x}, {y})"))
                }
                _ if ty == UINT8 => {
                    let (s, i) = (self.value(STRING, less), self.value(INT, less));
                    Ex::new(format!("byteAt({s}, {i})"))
                }
                _ => self.reach(ty).map_or_else(|| self.literal(ty, 0), Ex::new),
            },
            Kind::Float => match self.choices.below(8) {
                0..=3 => {
                    let op = self.choices.pick(&["+", "-", "*", "/"]);
                    self.binary(ty, op, less)
                }
                4 => {
                    let from = self.random_number();
                    let x = self.value(from, less);
                    Ex::new(format!("{name}({x})"))
                }
                5 => {
                    let (op, x, y) = (self.choices.pick(&["min", "max"]), self.value(ty, less), self.value(ty, less));
                    Ex::new(format!("{op}({x}, {y})"))
                }
                6 if ty == FLOAT64 => {
                    let (part, x) = (self.choices.pick(&["real", "imag"]), self.value(COMPLEX128, less));
                    Ex::new(format!("{part}({x})"))
                }
                _ => {
                    let x = self.value(ty, less);
                    Ex::new(format!("(-{x})"))
                }
            },
            Kind::Complex => match self.choices.below(3) {
                0 => {
                    let op = self.choices.pick(&["+", "-", "*"]);
                    self.binary(ty, op, less)
                }
                1 => {
                    let (re, im) = (self.value(FLOAT64, less), self.value(FLOAT64, less));
                    Ex::new(format!("{name}(complex({re}, {im}))"))
                }
                _ => {
                    let x = self.value(ty, less);
                    Ex::new(format!("(-{x})"))
                }
            },
            Kind::Str => match self.choices.below(8) {
                0 | 1 => {
                    let (x, y) = (self.value(ty, less), self.value(ty, less));
                    Ex::new(format!("lim({x} + {y})"))
                }
                2 => {
                    let x = self.value(RUNE, less);
                    Ex::new(format!("{name}({x})"))
                }
                3 => {
                    let elem = self.choices.pick(&[UINT8, RUNE]);
                    let from = self.slice_of(elem);
                    let x = self.value(from, less);
                    Ex::new(format!("{name}({x})"))
                }
                4 => {
                    let (x, i, j) = (self.value(ty, less), self.value(INT, less), self.value(INT, less));
                    Ex::new(format!("{name}(cut(string({x}), {i}, {j}))"))
                }
                5 => {
                    let (op, x, y) = (self.choices.pick(&["min", "max"]), self.value(ty, less), self.value(ty, less));
                    Ex::new(format!("{op}({x}, {y})"))
                }
                _ => self.reach(ty).map_or_else(|| self.literal(ty, 0), Ex::new),
            },
            Kind::Slice(elem) => match self.choices.below(5) {
                0 if elem == UINT8 || elem == RUNE => {
                    let x = self.value(STRING, less);
                    Ex::new(format!("{name}({x})"))
                }
                1 => {
                    let (x, y) = (self.value(ty, less), self.expr(elem, less));
                    Ex::new(format!("append(few({x}), {y})"))
                }
                2 => {
                    let (x, y) = (self.value(ty, less), self.value(ty, less));
                    Ex::new(format!("append(few({x}), few({y})...)"))
                }
                3 => {
                    let (x, i) = (self.value(ty, less), self.value(INT, less));
                    Ex::new(format!("tail({x}, {i})"))
                }
                _ => self.reach(ty).map_or_else(|| self.literal(ty, depth), Ex::new),
            },
            Kind::Ptr(elem) => {
                let vars = self.visible(|var| var.ty == elem && var.is_writable);
                if vars.is_empty() || self.is_total {
                    return self.literal(ty, depth);
                }
                let var = self.choices.pick(&vars);
                Ex::new(format!("&{}", self.scope[var].name))
            }
            Kind::Param(constraint) => match self.choices.below(3) {
                0 if constraint == Constraint::Integer => {
                    let op = self.choices.pick(&["+", "-", "*", "&", "|", "^"]);
                    self.binary(ty, op, less)
                }
                1 if constraint == Constraint::Integer => {
                    let x = self.value(INT64, less);
                    Ex::new(format!("{name}({x})"))
                }
                2 if constraint >= Constraint::Ordered => {
                    let (op, x, y) = (self.choices.pick(&["min", "max"]), self.value(ty, less), self.value(ty, less));
                    Ex::new(format!("{op}({x}, {y})"))
                }
                _ => self.reach(ty).map_or_else(|| self.literal(ty, 0), Ex::new),
            },
            _ => self.literal(ty, depth),
        }
    }

    fn binary(&mut self, ty: Ty, op: &str, depth: usize) -> Ex {
        let x = self.value(ty, depth);
        // A constant divisor that is 0 is an error.
        let y = if op == "/" { self.value(ty, depth) } else { self.expr(ty, depth) };
        Ex::new(format!("({x} {op} {y})"))
    }

    fn length(&mut self, depth: usize) -> Ex {
        let elem = self.random_type(0);
        let (op, ty) = match self.choices.below(4) {
            0 => ("len", STRING),
            1 => ("cap", self.slice_of(elem)),
            2 => ("len", self.intern(format!("map[int]{}", self.name(elem)), Kind::Map(INT, elem))),
            _ => ("len", self.slice_of(elem)),
        };
        let x = self.value(ty, depth);
        Ex::new(format!("{op}({x})"))
    }

    fn condition(&mut self, ty: Ty, depth: usize) -> Ex {
        let inner = match self.choices.below(8) {
            0 => {
                let (x, y) = (self.value(BOOL, depth), self.expr(BOOL, depth));
                format!("({x} {} {y})", self.choices.pick(&["&&", "||"]))
            }
            1 => format!("(!{})", self.value(BOOL, depth)),
            2 => {
                let of = self.random_type(1);
                match self.kind(of) {
                    Kind::Slice(_) | Kind::Map(..) | Kind::Func(..) | Kind::Ptr(_) | Kind::Any | Kind::Iface(_) | Kind::Error => {
                        format!("({} == nil)", self.value(of, depth))
                    }
                    _ => self.reach(BOOL).unwrap_or_else(|| "true".to_owned()),
                }
            }
            3 | 4 => {
                let of = self.random_type(1);
                let never_panics = self.is_strictly_comparable(of);
                if never_panics || self.mode.may_panic && self.is_comparable(of) {
                    self.mode.may_panic &= never_panics;
                    let (x, y) = (self.value(of, depth), self.value(of, depth));
                    format!("({x} {} {y})", self.choices.pick(&["==", "!="]))
                } else {
                    "true".to_owned()
                }
            }
            _ => {
                let of = match self.choices.below(4) {
                    0 => STRING,
                    1 => self.random_integer(),
                    2 => self.param.filter(|p| self.is_ordered(*p)).unwrap_or(INT),
                    _ => self.random_number(),
                };
                let op = self.choices.pick(&["<", "<=", ">", ">=", "==", "!="]);
                let (x, y) = (self.value(of, depth), self.expr(of, depth));
                format!("({x} {op} {y})")
            }
        };
        if ty == BOOL { Ex { is_const: inner == "true", text: inner } } else { Ex::new(format!("{}(v({inner}))", self.name(ty))) }
    }

    /// A call of a function that panics never and changes nothing.
    fn call_total(&mut self, ty: Ty, depth: usize) -> Option<Ex> {
        let all: Vec<usize> = (0..self.total_funcs.len()).filter(|f| self.total_funcs[*f].results == [ty]).collect();
        if !all.is_empty() && self.choices.below(4) < 3 {
            let f = self.choices.pick(&all);
            let func = self.total_funcs[f].clone();
            let args = self.exprs(&func.params, depth - 1);
            return Some(Ex::new(format!("{}({args})", func.name)));
        }
        // Methods that can be called on a variable.
        let specs: Vec<usize> =
            (0..self.methods.len()).filter(|m| self.methods[*m].is_total && self.methods[*m].results == [ty]).collect();
        let spec = if specs.is_empty() { return None } else { self.choices.pick(&specs) };
        let vars = self.visible(|_| true);
        let vars: Vec<usize> =
            vars.into_iter().filter(|v| self.types[self.scope[*v].ty].methods.iter().any(|m| m.0 == spec)).collect();
        if vars.is_empty() || self.is_total {
            return None;
        }
        let var = self.choices.pick(&vars);
        let params = self.methods[spec].params.clone();
        let args = self.exprs(&params, depth - 1);
        Some(Ex::new(format!("{}.M{spec}({args})", self.scope[var].name)))
    }

    /// What may panic.
    fn panicking(&mut self, ty: Ty, depth: usize) -> Ex {
        self.mode.may_panic = false;
        let less = depth - 1;
        let name = self.name(ty);
        match (self.kind(ty).clone(), self.choices.below(6)) {
            (Kind::Int { .. }, 0 | 1) => {
                let (x, y, op) = (self.value(ty, less), self.value(ty, less), self.choices.pick(&["/", "%"]));
                Ex::new(format!("({x} {op} {y})"))
            }
            (Kind::Int { .. }, 2) => {
                let by = self.random_integer();
                let (x, y, op) = (self.value(ty, less), self.value(by, less), self.choices.pick(&["<<", ">>"]));
                Ex::new(format!("({x} {op} {y})"))
            }
            (Kind::Str, 0 | 1) => {
                let (x, i, j) = (self.value(ty, less), self.value(INT, less), self.value(INT, less));
                Ex::new(match self.choices.below(3) {
                    0 => format!("{x}[{i}:]"),
                    1 => format!("{x}[:{j}]"),
                    _ => format!("{x}[{i}:{j}]"),
                })
            }
            (Kind::Slice(_), 0..=2) => {
                let (x, i, j) = (self.value(ty, less), self.value(INT, less), self.value(INT, less));
                Ex::new(match self.choices.below(4) {
                    0 => format!("{x}[{i}:]"),
                    1 => format!("{x}[:{j}]"),
                    2 => format!("{x}[{i}:{j}]"),
                    _ => format!("{x}[{i}:{j}:{}]", self.value(INT, less)),
                })
            }
            (Kind::Array(_, elem), 0) => {
                let slice = self.slice_of(elem);
                let x = self.value(slice, less);
                Ex::new(format!("{name}({x})"))
            }
            (_, 3) => {
                let slice = self.slice_of(ty);
                let (x, i) = (self.value(slice, less), self.value(INT, less));
                Ex::new(format!("{x}[{i}]"))
            }
            (_, 4) => {
                let pointer = self.pointer_to(ty);
                let x = self.value(pointer, less);
                Ex::new(format!("(*{x})"))
            }
            _ => {
                let x = self.value(super::types::ANY, less);
                Ex::new(format!("{x}.({name})"))
            }
        }
    }
}

impl Ex {
    /// A type assertion to an interface that a nil value would fail stands only where panics may.
    fn checked(self, gen_: &mut Gen, ty: Ty) -> Ex {
        let is_interface = matches!(gen_.kind(ty), Kind::Any | Kind::Iface(_) | Kind::Error);
        if !is_interface || !self.text.starts_with("any(") {
            return self;
        }
        if std::mem::take(&mut gen_.mode.may_panic) { self } else { Ex::new(format!("v[{}](nil)", gen_.name(ty))) }
    }
}
