//! Values of every kind under every verb.

use govm_interp::{Kind, MethodIdx, NativeCtx, Trap, TrapCode, TypeIdx};

use super::key::key;
use super::spec::Spec;
use crate::native::TEXT_MAX;
use crate::price;
use crate::value::{Elements, Types, Value};

type Result<T = ()> = std::result::Result<T, Box<Trap>>;

/// Deepest nesting of values that is printed: a slice may contain itself.
pub(super) const DEPTH_MAX: u32 = 300;

/// A method that has its own say, in the numbering of the Go side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Method {
    /// None: the hole records the operand of a `%w`.
    Wrapped,
    Format,
    Error,
    String,
    GoString,
}

/// The methods by name, `None` for one that no type of the program has.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Methods {
    pub(crate) format: Option<MethodIdx>,
    pub(crate) error: Option<MethodIdx>,
    pub(crate) string: Option<MethodIdx>,
    pub(crate) go_string: Option<MethodIdx>,
}

/// A place in the text that the result of a method fills.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hole {
    /// `None` for nil, the operand of a `%w`.
    pub(crate) value: Option<Value>,
    /// Offset in the text; for `Wrapped` the index of the operand.
    pub(crate) at: usize,
    pub(crate) method: Method,
    pub(crate) verb: char,
    pub(crate) spec: Spec,
}

/// Whether methods may be called on a value: not on what unexported fields hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Access {
    Free,
    /// Reached through an unexported embedded field: its exported fields are free again.
    Embedded,
    Hidden,
}

impl Access {
    /// For elements and entries, which have no fields of their own to be exported.
    fn inside(self) -> Access {
        if self == Access::Free { Access::Free } else { Access::Hidden }
    }
}

/// Text under construction. Pays an unit for each value and for the bytes of the text.
pub(crate) struct Printer<'c, 'r> {
    pub(crate) ctx: &'c mut NativeCtx<'r>,
    pub(crate) out: Vec<u8>,
    pub(crate) holes: Vec<Hole>,
    pub(crate) spec: Spec,
    /// `%w` is allowed.
    pub(crate) wraps: bool,
    methods: Methods,
    /// The value of a wrong verb is being printed: no methods.
    is_erroring: bool,
    paid: usize,
}

impl<'c, 'r> Printer<'c, 'r> {
    pub(crate) fn new(ctx: &'c mut NativeCtx<'r>, methods: Methods, wraps: bool) -> Printer<'c, 'r> {
        let (out, holes) = (Vec::new(), Vec::new());
        Printer { ctx, out, holes, spec: Spec::default(), wraps, methods, is_erroring: false, paid: 0 }
    }

    /// Pays for the text that was added since the last time.
    pub(crate) fn pay(&mut self) -> Result {
        let bytes = self.out.len() - self.paid;
        self.paid = self.out.len();
        if self.out.len() as u64 > TEXT_MAX {
            return Err(Trap::new(TrapCode::OutOfMemory, "out of memory"));
        }
        self.ctx.charge_bytes(bytes as u64)
    }

    pub(crate) fn push(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    pub(crate) fn push_char(&mut self, c: char) {
        self.out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }

    fn types(&self) -> Types<'r> {
        Types::of(self.ctx)
    }

    pub(crate) fn type_name(&self, value: Value) -> Result<&'r str> {
        Ok(&self.types().desc(value.ty)?.name)
    }

    /// An operand, `None` being nil.
    pub(crate) fn operand(&mut self, value: Option<Value>, verb: char) -> Result {
        let Some(value) = value else {
            if !matches!(verb, 'T' | 'v') {
                return self.bad_verb(None, verb);
            }
            self.spec.pad(&mut self.out, b"<nil>");
            return self.pay();
        };
        let desc = self.types().desc(value.ty)?;
        match verb {
            'T' => self.spec.text(&mut self.out, desc.name.as_bytes()),
            'p' if matches!(desc.kind, Kind::Pointer | Kind::Map | Kind::Chan | Kind::Func | Kind::Slice) => {
                let addr = self.address(value, desc.kind)?;
                self.hex(addr, !self.spec.sharp);
            }
            'p' => return self.bad_verb(Some(value), verb),
            _ if desc.name == "reflect.Value" && desc.pkg == "reflect" => return self.reflected(value, verb),
            _ => {
                // Package fmt prints an operand of type []byte without a look at methods, which even %w follows.
                let is_bytes = verb == 'w' && desc.name == "[]uint8";
                if is_bytes || !self.call_method(value, verb)? {
                    self.value(value, verb, 0, Access::Free)?;
                }
            }
        }
        self.pay()
    }

    /// An operand of type reflect.Value stands for what it holds. Its fields are the type, whose number comes first, the place and flags.
    fn reflected(&mut self, value: Value, verb: char) -> Result {
        let part = |i: usize, kind: Kind| value.field(self.types(), i)?.bits(self.ctx.heap, kind);
        let (ty, at, flags) = (part(0, Kind::Pointer)? as u32, part(1, Kind::Pointer)? as u32, part(2, Kind::Uintptr)?);
        if ty == 0 {
            self.push("<invalid reflect.Value>");
            return self.pay();
        }
        let held = Value::at(TypeIdx(self.ctx.heap.u32(ty)?), at);
        // The lowest bit says that it is a variable, the others that an unexported field led to it.
        let access = if flags & !1 == 0 { Access::Free } else { Access::Hidden };
        if access == Access::Hidden || !self.call_method(held, verb)? {
            self.value(held, verb, 0, access)?;
        }
        self.pay()
    }

    /// Leaves a hole if a method of the value has its own say.
    fn call_method(&mut self, value: Value, verb: char) -> Result<bool> {
        let desc = self.types().desc(value.ty)?;
        if self.is_erroring || desc.methods.is_empty() && verb != 'w' {
            return Ok(false);
        }
        let has = |m: Option<MethodIdx>| m.is_some_and(|m| desc.methods.binary_search_by_key(&m, |d| d.name).is_ok());
        let mut verb = verb;
        if verb == 'w' {
            if !self.wraps || !has(self.methods.error) {
                self.bad_verb(Some(value), verb)?;
                return Ok(true);
            }
            verb = 'v';
        }
        let method = if has(self.methods.format) {
            Method::Format
        } else if self.spec.sharp_v {
            if !has(self.methods.go_string) {
                return Ok(false);
            }
            Method::GoString
        } else if !matches!(verb, 'v' | 's' | 'x' | 'X' | 'q') {
            return Ok(false);
        } else if has(self.methods.error) {
            Method::Error
        } else if has(self.methods.string) {
            Method::String
        } else {
            return Ok(false);
        };
        // A hole takes memory on the Go side, and its value may need a box.
        self.ctx.charge(price::DIRECTIVE)?;
        self.holes.push(Hole { value: Some(value), at: self.out.len(), method, verb, spec: self.spec });
        Ok(true)
    }

    /// `%!verb(type=value)`
    fn bad_verb(&mut self, value: Option<Value>, verb: char) -> Result {
        self.is_erroring = true;
        self.push("%!");
        self.push_char(verb);
        self.push("(");
        match value {
            None => self.push("<nil>"),
            Some(value) => {
                let name = self.type_name(value)?;
                self.push(name);
                self.push("=");
                self.value(value, 'v', 0, Access::Free)?;
            }
        }
        self.push(")");
        self.is_erroring = false;
        self.pay()
    }

    /// What a pointer, map, channel, function or slice points to.
    fn address(&self, value: Value, kind: Kind) -> Result<u64> {
        Ok(match kind {
            Kind::Slice => value.string(self.ctx.heap)? & 0xFFFF_FFFF,
            _ => value.bits(self.ctx.heap, kind)?,
        })
    }

    fn hex(&mut self, number: u64, prefixed: bool) {
        Spec { sharp: prefixed, ..self.spec }.integer(&mut self.out, false, number, 16, 'v');
    }

    fn value(&mut self, value: Value, verb: char, depth: u32, access: Access) -> Result {
        if depth > DEPTH_MAX {
            return Err(Trap::new(TrapCode::StackOverflow, "stack overflow"));
        }
        self.ctx.charge(price::PRINTED)?;
        let desc = self.types().desc(value.ty)?;
        // The methods of what is in an interface count, not those of the interface.
        let may_call = depth > 0 && access == Access::Free && desc.kind != Kind::Interface;
        if may_call && self.call_method(value, verb)? {
            return Ok(());
        }
        match desc.kind {
            Kind::None => {}
            Kind::Bool => {
                if !matches!(verb, 't' | 'v') {
                    return self.bad_verb(Some(value), verb);
                }
                let on = value.bits(self.ctx.heap, Kind::Bool)? != 0;
                self.spec.boolean(&mut self.out, on);
            }
            Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => {
                return self.integer(value, desc.kind, true, verb);
            }
            Kind::Uint | Kind::Uint8 | Kind::Uint16 | Kind::Uint32 | Kind::Uint64 | Kind::Uintptr => {
                return self.integer(value, desc.kind, false, verb);
            }
            Kind::Float32 | Kind::Float64 => {
                let number = value.float(self.ctx.heap, desc.kind, 0)?;
                if !self.float(number, if desc.kind == Kind::Float32 { 32 } else { 64 }, verb)? {
                    return self.bad_verb(Some(value), verb);
                }
            }
            Kind::Complex64 | Kind::Complex128 => return self.complex(value, desc.kind, verb),
            Kind::String => {
                let string = value.string(self.ctx.heap)?;
                self.ctx.charge(price::text(verb, self.spec.sharp_v, string >> 32))?;
                let text = self.ctx.heap.bytes(string as u32, (string >> 32) as u32)?;
                if !self.spec.string(&mut self.out, text, verb) {
                    return self.bad_verb(Some(value), verb);
                }
            }
            Kind::Map => return self.map(value, verb, depth, access),
            Kind::Struct => return self.fields(value, verb, depth, access),
            Kind::Interface => match value.dynamic(self.types(), self.ctx.heap)? {
                Some(inner) => return self.value(inner, verb, depth + 1, access.inside()),
                None if self.spec.sharp_v => {
                    self.push(&desc.name);
                    self.push("(nil)");
                }
                None => self.push("<nil>"),
            },
            Kind::Array | Kind::Slice => return self.elements(value, verb, depth, access),
            Kind::Pointer if depth == 0 && value.bits(self.ctx.heap, desc.kind)? != 0 => {
                let elem = self.types().desc(desc.elem)?;
                if !matches!(elem.kind, Kind::Array | Kind::Slice | Kind::Struct | Kind::Map) {
                    return self.pointer(value, desc.kind, verb);
                }
                self.push("&");
                let addr = value.bits(self.ctx.heap, desc.kind)? as u32;
                return self.value(Value::at(desc.elem, addr), verb, depth + 1, access);
            }
            Kind::Pointer | Kind::Chan | Kind::Func => return self.pointer(value, desc.kind, verb),
        }
        self.pay()
    }

    fn integer(&mut self, value: Value, kind: Kind, signed: bool, verb: char) -> Result {
        let bits = value.bits(self.ctx.heap, kind)?;
        let negative = signed && (bits as i64) < 0;
        let magnitude = if negative { bits.wrapping_neg() } else { bits };
        let (spec, out) = (self.spec, &mut self.out);
        match verb {
            'v' if spec.sharp_v && !signed => self.hex(bits, true),
            'v' | 'd' => spec.integer(out, negative, magnitude, 10, verb),
            'b' => spec.integer(out, negative, magnitude, 2, verb),
            'o' | 'O' => spec.integer(out, negative, magnitude, 8, verb),
            'x' | 'X' => spec.integer(out, negative, magnitude, 16, verb),
            'c' => spec.character(out, bits),
            'q' => spec.quoted_character(out, bits),
            'U' => spec.unicode(out, bits),
            _ => return self.bad_verb(Some(value), verb),
        }
        self.pay()
    }

    /// A float; `false` if it has no such verb. Pays for finding the digits.
    fn float(&mut self, value: f64, bits: i64, verb: char) -> Result<bool> {
        let format = if verb == 'F' { b'f' } else { verb as u8 };
        let least = if matches!(format, b'f' | b'e' | b'E') { 6 } else { -1 };
        self.ctx.charge(price::float_text(value, format, self.spec.prec.map_or(least, |prec| prec as i64)))?;
        let (spec, out) = (self.spec, &mut self.out);
        match verb {
            'v' => spec.float(out, value, bits, b'g', -1),
            'b' | 'g' | 'G' | 'x' | 'X' => spec.float(out, value, bits, verb as u8, -1),
            'f' | 'e' | 'E' => spec.float(out, value, bits, verb as u8, 6),
            'F' => spec.float(out, value, bits, b'f', 6),
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn complex(&mut self, value: Value, kind: Kind, verb: char) -> Result {
        if !matches!(verb, 'v' | 'b' | 'g' | 'G' | 'x' | 'X' | 'f' | 'F' | 'e' | 'E') {
            return self.bad_verb(Some(value), verb);
        }
        let bits = if kind == Kind::Complex64 { 32 } else { 64 };
        let (re, im) = (value.float(self.ctx.heap, kind, 0)?, value.float(self.ctx.heap, kind, 1)?);
        self.push("(");
        self.float(re, bits, verb)?;
        // The imaginary part always has its sign.
        let plus = std::mem::replace(&mut self.spec.plus, true);
        self.float(im, bits, verb)?;
        self.spec.plus = plus;
        self.push("i)");
        self.pay()
    }

    fn pointer(&mut self, value: Value, kind: Kind, verb: char) -> Result {
        let addr = value.bits(self.ctx.heap, kind)?;
        let (spec, out) = (self.spec, &mut self.out);
        match verb {
            'v' if spec.sharp_v => {
                let name = self.type_name(value)?;
                self.push("(");
                self.push(name);
                self.push(")(");
                if addr == 0 {
                    self.push("nil");
                } else {
                    self.hex(addr, true);
                }
                self.push(")");
            }
            'v' if addr == 0 => spec.pad(out, b"<nil>"),
            'v' | 'p' => self.hex(addr, !spec.sharp),
            'b' => spec.integer(out, false, addr, 2, verb),
            'o' => spec.integer(out, false, addr, 8, verb),
            'd' => spec.integer(out, false, addr, 10, verb),
            'x' | 'X' => spec.integer(out, false, addr, 16, verb),
            _ => return self.bad_verb(Some(value), verb),
        }
        self.pay()
    }

    /// What stands between two fields, elements or entries.
    fn separator(&mut self, i: u64) {
        if i > 0 {
            self.push(if self.spec.sharp_v { ", " } else { " " });
        }
    }

    fn fields(&mut self, value: Value, verb: char, depth: u32, access: Access) -> Result {
        let desc = self.types().desc(value.ty)?;
        if self.spec.sharp_v {
            self.push(&desc.name);
        }
        self.push("{");
        for (i, field) in desc.fields.iter().enumerate() {
            self.separator(i as u64);
            if (self.spec.plus_v || self.spec.sharp_v) && !field.name.is_empty() {
                self.push(&field.name);
                self.push(":");
            }
            let exported = field.name.chars().next().is_some_and(|c| {
                use crate::unicode::{Category, category};
                category(u32::from(c)) == Category::Upper
            });
            let inner = match access {
                Access::Hidden => Access::Hidden,
                _ if exported => Access::Free,
                _ if field.is_embedded => Access::Embedded,
                _ => Access::Hidden,
            };
            // A non-nil interface in a field stands for what is in it.
            let mut part = value.field(self.types(), i)?;
            if self.types().desc(part.ty)?.kind == Kind::Interface
                && let Some(dynamic) = part.dynamic(self.types(), self.ctx.heap)?
            {
                part = dynamic;
            }
            self.value(part, verb, depth + 1, inner)?;
        }
        self.push("}");
        self.pay()
    }

    fn elements(&mut self, value: Value, verb: char, depth: u32, access: Access) -> Result {
        let desc = self.types().desc(value.ty)?;
        let elements = value.elements(self.types(), self.ctx.heap)?;
        if matches!(verb, 's' | 'q' | 'x' | 'X') && self.types().desc(desc.elem)?.kind == Kind::Uint8 {
            self.ctx.charge(price::text(verb, false, elements.len))?;
            let bytes = value.bytes(self.types(), self.ctx.heap)?;
            self.spec.string(&mut self.out, &bytes, verb);
            return self.pay();
        }
        if !self.spec.sharp_v {
            self.push("[");
            self.list(elements, verb, depth, access)?;
            self.push("]");
            return self.pay();
        }
        // Package fmt knows an operand of type []byte by this name.
        let is_bytes = depth == 0 && verb == 'v' && !desc.is_named && desc.name == "[]uint8";
        self.push(if is_bytes { "[]byte" } else { &desc.name });
        if desc.kind == Kind::Slice && self.address(value, Kind::Slice)? == 0 {
            self.push("(nil)");
        } else {
            self.push("{");
            self.list(elements, verb, depth, access)?;
            self.push("}");
        }
        self.pay()
    }

    fn list(&mut self, elements: Elements, verb: char, depth: u32, access: Access) -> Result {
        for i in 0..elements.len {
            self.separator(i);
            self.value(elements.get(i), verb, depth + 1, access.inside())?;
        }
        Ok(())
    }

    /// A map, sorted by keys. Pays for the comparisons, `n log n` of them.
    fn map(&mut self, value: Value, verb: char, depth: u32, access: Access) -> Result {
        let desc = self.types().desc(value.ty)?;
        if self.spec.sharp_v {
            self.push(&desc.name);
            if value.bits(self.ctx.heap, Kind::Map)? == 0 {
                self.push("(nil)");
                return self.pay();
            }
            self.push("{");
        } else {
            self.push("map[");
        }
        let room = value.map_room(self.ctx.heap)?;
        self.ctx.charge(room.saturating_mul(2 + u64::from(room.max(1).ilog2())).saturating_mul(price::SORTED_ENTRY))?;
        let mut entries = Vec::new();
        for (k, v) in value.map_entries(self.types(), self.ctx.heap)? {
            entries.push((key(self.ctx, k, depth)?, k, v));
        }
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        for (i, (_, k, v)) in entries.into_iter().enumerate() {
            self.separator(i as u64);
            self.value(k, verb, depth + 1, access.inside())?;
            self.push(":");
            self.value(v, verb, depth + 1, access.inside())?;
        }
        self.push(if self.spec.sharp_v { "}" } else { "]" });
        self.pay()
    }
}
