//! Functions that print values: with the built-in functions, without addresses, in an order that does not depend on a map.

use super::Gen;
use super::types::{Kind, Ty};

/// What prints a float: its text depends on Go's version.
const FLOAT: &str = "printFloat(float64(x))";

/// What prints a complex number.
const COMPLEX: &str = "printFloat(float64(real(x))); printFloat(float64(imag(x)))";

/// Elements of a container that are printed.
const ELEMS_MAX: usize = 6;

impl Gen {
    /// A call that prints a value.
    pub(super) fn show_call(&mut self, text: &str, ty: Ty) -> String {
        if self.types[ty].is_parametric || matches!(self.kind(ty), Kind::Any | Kind::Error | Kind::Iface(_)) {
            return format!("showAny(any({text}))");
        }
        format!("show{}({text})", self.shown_as(ty))
    }

    fn shown_as(&mut self, ty: Ty) -> usize {
        if let Some(known) = self.shown.iter().position(|t| *t == ty) {
            return known;
        }
        self.shown.push(ty);
        self.shown.len() - 1
    }

    pub(super) fn show_functions(&mut self) {
        let defined: Vec<Ty> = (0..self.types.len())
            .filter(|t| self.types[*t].definition.is_some() && !matches!(self.types[*t].kind, Kind::Iface(_)))
            .collect();
        let mut lines = vec!["func showAny(x any) {".to_owned(), "\tswitch x := x.(type) {".to_owned()];
        let mut case = |types: &str, code: &str| lines.extend([format!("\tcase {types}:"), format!("\t\t{code}")]);
        case("nil", "print(\"nil\")");
        for basic in ["bool", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "uintptr"]
        {
            case(basic, &format!("print(\"{basic} \", x)"));
        }
        case("string", "print(\"string \", x)");
        for (basic, code) in [("float32", FLOAT), ("float64", FLOAT), ("complex64", COMPLEX), ("complex128", COMPLEX)] {
            case(basic, &format!("print(\"{basic} \"); {code}"));
        }
        case("error", "print(\"error \", x.Error())");
        for ty in defined {
            let name = self.name(ty);
            let call = self.show_call("x", ty);
            case(&name, &format!("print(\"{name} \"); {call}"));
        }
        lines.extend(["\tdefault:".to_owned(), "\t\tprint(\"?\")".to_owned(), "\t}".to_owned(), "}".to_owned()]);
        let mut done = 0;
        while done < self.shown.len() {
            let ty = self.shown[done];
            let code = self.show_code(ty);
            lines.push(format!("func show{done}(x {}) {{", self.name(ty)));
            lines.push(format!("\t{code}"));
            lines.push("}".to_owned());
            done += 1;
        }
        self.lines.append(&mut lines);
    }

    fn show_code(&mut self, ty: Ty) -> String {
        match self.kind(ty).clone() {
            Kind::Slice(elem) | Kind::Array(_, elem) => {
                let nil = if matches!(self.kind(ty), Kind::Slice(_)) { "if x == nil { print(\"nil\") }; " } else { "" };
                let call = self.show_call("e", elem);
                format!(
                    "{nil}print(len(x), \"[\"); for i, e := range x {{ if i == {ELEMS_MAX} {{ break }}; {call}; print(\" \") }}; print(\"]\")"
                )
            }
            Kind::Map(key, elem) => {
                let nil = "if x == nil { print(\"nil\") }; ";
                if !matches!(self.kind(key), Kind::Int { .. } | Kind::Str) {
                    return format!("{nil}print(\"map of \", len(x))");
                }
                let call = self.show_call("x[k]", elem);
                format!(
                    "{nil}print(len(x), \"{{\"); for i, k := range keys(x) {{ if i == {ELEMS_MAX} {{ break }}; print(k, \": \"); {call}; print(\" \") }}; print(\"}}\")"
                )
            }
            Kind::Ptr(elem) => {
                let inner = if self.is_flat(elem) { self.show_call("*x", elem) } else { "print(\"there\")".to_owned() };
                format!("if x == nil {{ print(\"nil\") }} else {{ print(\"&\"); {inner} }}")
            }
            Kind::Struct(fields) => {
                let mut parts = vec!["print(\"{\")".to_owned()];
                for field in fields {
                    parts.push(self.show_call(&format!("x.{}", field.name), field.ty));
                    parts.push("print(\" \")".to_owned());
                }
                parts.push("print(\"}\")".to_owned());
                parts.join("; ")
            }
            Kind::Func(..) | Kind::Chan(_) => "print(x != nil)".to_owned(),
            Kind::Float => FLOAT.to_owned(),
            Kind::Complex => COMPLEX.to_owned(),
            _ => "print(x)".to_owned(),
        }
    }

    /// Values hold no references to others.
    fn is_flat(&self, ty: Ty) -> bool {
        match self.kind(ty) {
            Kind::Bool | Kind::Int { .. } | Kind::Float | Kind::Complex | Kind::Str => true,
            Kind::Array(_, elem) => self.is_flat(*elem),
            Kind::Struct(fields) => fields.iter().all(|f| self.is_flat(f.ty)),
            _ => false,
        }
    }
}
