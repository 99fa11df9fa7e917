//! The readable form of a module: stable, for people, snapshots and `govm dump bytecode`.

use std::fmt::Write as _;

use crate::energy::Schedule;
use crate::isa::{Imm, Instr, Op, Operand};
use crate::liveness::block_range;
use crate::module::{Func, FuncIdx, Kind, Module, TypeDesc, TypeIdx};
use crate::trap::TrapCode;

/// Text of string constants and names is cut after this many characters.
const TEXT_MAX: usize = 60;

/// The dump of a module. `sources` holds the text of each of [`Module::files`], or nothing: then positions stand without their
/// lines. Damaged modules have a dump too.
#[must_use]
pub fn dump_module(module: &Module, sources: &[&str]) -> String {
    let mut d = Dump {
        module,
        schedule: Schedule::current(),
        lines: sources.iter().map(|s| s.lines().collect()).collect(),
        out: String::new(),
    };
    d.head();
    for i in 0..module.funcs.len() {
        d.func(FuncIdx(i as u32));
    }
    d.out
}

struct Dump<'m> {
    module: &'m Module,
    schedule: Schedule,
    lines: Vec<Vec<&'m str>>,
    out: String,
}

impl Dump<'_> {
    fn line(&mut self, text: impl AsRef<str>) {
        self.out.push_str(text.as_ref());
        self.out.push('\n');
    }

    fn head(&mut self) {
        let m = self.module;
        self.line(format!("module {}", m.path));
        for (i, desc) in m.types.iter().enumerate().skip(1) {
            let text = format!("type t{i} {}{}", desc.name, self.type_text(desc));
            self.line(text);
            for method in &desc.methods {
                let name = m.method_names.get(method.name.index()).map_or("?".to_owned(), |n| format!("{}{}", n.name, n.sig));
                let text = match desc.kind {
                    Kind::Interface => format!("  method {name}"),
                    _ => format!("  method {name} = {}", self.func_name(method.func.0)),
                };
                self.line(text);
            }
        }
        for native in &m.natives {
            self.line(format!("native {} ({}) {}", native.name, native.params, native.results));
        }
        for export in &m.exports {
            let types = |types: &[TypeIdx]| types.iter().map(|t| self.type_name(t.0)).collect::<Vec<_>>().join(", ");
            let text = format!("export {} ({}) ({})", export.name, types(&export.params), types(&export.results));
            self.line(text);
        }
    }

    /// What the name of a type does not say.
    fn type_text(&self, desc: &TypeDesc) -> String {
        match desc.kind {
            Kind::Struct => {
                let fields = desc.fields.iter().map(|f| {
                    let name = if f.is_embedded { format!("{} embedded", f.name) } else { f.name.clone() };
                    format!("{name} {}", self.type_name(f.ty.0))
                });
                let fields = fields.collect::<Vec<_>>().join("; ");
                format!(" = struct {{{fields}}}")
            }
            Kind::None => String::new(),
            kind if !desc.is_named => match kind {
                Kind::Pointer | Kind::Slice | Kind::Array | Kind::Chan => {
                    format!(" = {kind:?} of {}", self.type_name(desc.elem.0))
                }
                Kind::Map => format!(" = Map of {} to {}", self.type_name(desc.key.0), self.type_name(desc.elem.0)),
                _ => String::new(),
            },
            kind => {
                let mut text = format!(" = {kind:?}");
                for part in [desc.key, desc.elem].iter().filter(|t| t.0 != 0) {
                    let _ = write!(text, " {}", self.type_name(part.0));
                }
                text
            }
        }
    }

    fn type_name(&self, ty: u32) -> String {
        if ty == 0 {
            return "none".to_owned();
        }
        self.module.types.get(ty as usize).map_or_else(|| format!("t{ty}?"), |d| cut(&d.name))
    }

    fn func_name(&self, func: u32) -> String {
        self.module.funcs.get(func as usize).map_or_else(|| format!("f{func}?"), |f| f.name.clone())
    }

    fn func(&mut self, idx: FuncIdx) {
        let func = &self.module.funcs[idx.index()];
        let mut head = format!("\nfunc {} params {} results {} regs {}", func.name, func.params, func.results, func.regs);
        if func.is_closure {
            head.push_str(" closure");
        }
        if func.is_defer_wrapper {
            head.push_str(" defer-wrapper");
        }
        if let Some(block) = func.recover_block {
            let _ = write!(head, " recover b{}", block.0);
        }
        self.line(head);
        for (i, table) in func.tables.iter().enumerate() {
            let targets = table.iter().map(|b| format!(" b{}", b.0)).collect::<String>();
            self.line(format!("table {i}:{targets}"));
        }
        let mut last_line = None;
        for block in 0..func.blocks.len() {
            let (start, end) = block_range(func, block);
            let code = func.code.get(start as usize..end as usize).unwrap_or_default();
            let energy: u64 = code.iter().map(|i| u64::from(self.schedule.price_of(i))).sum();
            self.line(format!("b{block}: ; energy {energy}"));
            for (instr, at) in code.iter().zip(start..) {
                self.source_line(func, at, &mut last_line);
                let text = self.instr(instr);
                self.line(format!("  {text}"));
            }
        }
    }

    /// The source line, where another one starts.
    fn source_line(&mut self, func: &Func, at: u32, last: &mut Option<(u32, u32)>) {
        let Ok(i) = func.positions.binary_search_by_key(&at, |p| p.instr) else { return };
        let p = func.positions[i];
        if *last == Some((p.file, p.line)) {
            return;
        }
        *last = Some((p.file, p.line));
        let file = self.module.files.get(p.file as usize).map_or("?", String::as_str);
        let text = self.lines.get(p.file as usize).and_then(|l| l.get((p.line as usize).checked_sub(1)?));
        let text = text.map_or(String::new(), |t| format!("  {}", t.trim()));
        self.line(format!("  ; {file}:{}{text}", p.line));
    }

    fn instr(&self, instr: &Instr) -> String {
        let info = instr.op.info();
        let mut parts: Vec<String> = Vec::new();
        for (kind, value) in info.operands.iter().zip([instr.a, instr.b, instr.c]) {
            match *kind {
                Operand::None => {}
                Operand::Count => parts.push(format!("x{value}")),
                Operand::Imm16 => parts.push((value as i16).to_string()),
                Operand::Window => parts.push(format!("window r{value}")),
                Operand::Def(_)
                | Operand::Use(_)
                | Operand::DefN
                | Operand::UseN
                | Operand::Iter
                | Operand::Key
                | Operand::Elem
                | Operand::DefElem
                | Operand::DefWords
                | Operand::UseWords
                | Operand::UseArray
                | Operand::ModArray
                | Operand::Results => parts.push(format!("r{value}")),
            }
        }
        parts.extend(self.immediate(instr));
        if parts.is_empty() { info.mnemonic.to_owned() } else { format!("{} {}", info.mnemonic, parts.join(", ")) }
    }

    fn immediate(&self, instr: &Instr) -> Option<String> {
        let imm = instr.imm;
        let (lo, hi) = instr.targets();
        Some(match instr.op.info().imm {
            Imm::None => return None,
            Imm::Int if matches!(instr.op, Op::AndI | Op::OrI | Op::XorI) => format!("{imm:#x}"),
            Imm::Int => imm.to_string(),
            Imm::Str => {
                let bytes = usize::try_from(imm).ok().and_then(|i| self.module.strings.get(i));
                bytes.map_or("?".to_owned(), |b| quote(b))
            }
            Imm::Global => format!("globals+{imm}"),
            Imm::Func => self.func_name(imm as u32),
            Imm::Type => self.type_name(imm as u32),
            Imm::Types => format!("{}, {}", self.type_name(lo), self.type_name(hi)),
            Imm::Native => self.module.natives.get(imm as usize).map_or("?".to_owned(), |n| n.name.clone()),
            Imm::Block => format!("b{imm}"),
            Imm::Branch => format!("b{lo} else b{hi}"),
            Imm::Table => format!("table {imm}"),
            Imm::Offset => format!("+{imm}"),
            Imm::Words => format!("+{lo} x{hi}"),
            Imm::Size => format!("size {imm}"),
            Imm::Len => format!("len {imm}"),
            Imm::ElemLen => format!("size {lo} len {hi}"),
            Imm::RegArray => match hi as u16 {
                0 => format!("len {lo}"),
                each => format!("len {lo} x{each}"),
            },
            Imm::Slice => {
                let given = |bit: u32| if hi >> bit & 1 != 0 { "given" } else { "" };
                let max = if hi >> 2 & 1 != 0 { ":given" } else { "" };
                let of = if hi >> 3 & 1 != 0 { " array" } else { "" };
                format!("[{}:{}{max}] size {lo}{of}", given(0), given(1))
            }
            Imm::Shape => format!("({}) {}", hi as u16, hi >> 16),
            Imm::Method => {
                let name = self.module.method_names.get(lo as usize).map_or("?".to_owned(), |n| n.name.clone());
                format!("{name} ({}) {}", hi as u16, hi >> 16)
            }
            Imm::Trap => u8::try_from(imm).ok().and_then(TrapCode::from_number).map_or("?".to_owned(), |c| format!("{c:?}")),
        })
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(TEXT_MAX) {
        Some((at, _)) => format!("{}...", &text[..at]),
        None => text.to_owned(),
    }
}

/// Bytes as a Go string literal of printable ASCII.
fn quote(bytes: &[u8]) -> String {
    let mut text = String::from("\"");
    for byte in bytes.iter().take(TEXT_MAX) {
        match byte {
            b'"' | b'\\' => text.extend(['\\', char::from(*byte)]),
            b'\n' => text.push_str("\\n"),
            b'\t' => text.push_str("\\t"),
            0x20..0x7f => text.push(char::from(*byte)),
            _ => {
                let _ = write!(text, "\\x{byte:02x}");
            }
        }
    }
    text.push('"');
    if bytes.len() > TEXT_MAX {
        let _ = write!(text, "... ({} bytes)", bytes.len());
    }
    text
}
