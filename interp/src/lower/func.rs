//! One function: its registers, blocks and instructions while they are made.

use govm_lexer::{BytePos, Span, Symbol};
use govm_parser::ast;
use govm_typeck::{ObjId, TypeId};
use rustc_hash::FxHashMap;

use super::blocks::Blocks;
use super::rangefunc::Outside;
use super::scan::Scan;
use super::types::TypeEnv;
use super::{FuncKey, Lowerer, REGS_MAX, TOO_LARGE};
use crate::isa::{Imm, Instr, Op, pack};
use crate::module::{BlockIdx, Func, Kind, Position, TypeIdx};
use crate::trap::TrapCode;

/// A register, or the first of several.
pub(super) type Reg = u16;

/// A block under construction; not yet in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label(pub(super) u32);

/// Where a local variable is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Loc {
    /// Its value stands in registers.
    Reg(Reg),
    /// A register holds the address of the heap object that is the variable.
    Boxed(Reg),
}

#[derive(Default)]
pub(super) struct BlockData {
    pub(super) code: Vec<(Instr, BytePos)>,
    placed: bool,
}

/// What `break` and `continue` mean inside a statement.
pub(super) struct Target {
    pub(super) label: Option<Symbol>,
    pub(super) break_to: Label,
    pub(super) continue_to: Option<Label>,
    /// A switch: `break` leaves it without naming a label.
    pub(super) is_switch: bool,
}

/// The function around, as `return` sees it.
#[derive(Default)]
pub(super) struct Results {
    pub(super) types: Vec<TypeIdx>,
    /// Variables that hold the results: named ones, or in a function that defers one per result.
    pub(super) vars: Option<Vec<Loc>>,
    pub(super) slots: u16,
    /// A closure shares one of them: it sees what `return` assigns.
    pub(super) is_shared: bool,
}

pub(super) struct FuncCx<'l, 'p, 'a> {
    pub(super) lw: &'l mut Lowerer<'p, 'a>,
    pub(super) env: TypeEnv,
    pub(super) scan: &'l Scan,
    pub(super) name: String,
    pub(super) vars: FxHashMap<ObjId, Loc>,
    pub(super) results: Results,
    pub(super) has_defer: bool,
    pub(super) is_closure: bool,
    pub(super) is_defer_wrapper: bool,
    pub(super) params: u16,
    pub(super) targets: Vec<Target>,
    pub(super) labels: FxHashMap<Symbol, Label>,
    /// Label of the statement that is lowered next.
    pub(super) pending_label: Option<Symbol>,
    pub(super) fallthrough_to: Option<Label>,
    pub(super) closures: u32,
    pub(super) recover_block: Option<Label>,
    /// Where the body of a loop over a function leads to outside of it.
    pub(super) outside: Option<Outside>,
    /// The list that deferred calls in such a body are put on.
    pub(super) defer_list: Option<Reg>,
    /// The body of a loop over a function returns from this function.
    pub(super) is_returned_through: bool,
    blocks: Vec<BlockData>,
    order: Vec<Label>,
    tables: Vec<Vec<Label>>,
    current: Option<Label>,
    pub(super) pos: BytePos,
    next_reg: u32,
    regs: u32,
    /// What the types of a generic function are in this instance of it.
    type_cache: FxHashMap<TypeId, TypeIdx>,
}

impl<'l, 'p, 'a> FuncCx<'l, 'p, 'a> {
    pub(super) fn new(lw: &'l mut Lowerer<'p, 'a>, scan: &'l Scan, env: TypeEnv, name: String) -> Self {
        let mut cx = FuncCx {
            lw,
            env,
            scan,
            name,
            vars: FxHashMap::default(),
            results: Results::default(),
            has_defer: false,
            is_closure: false,
            is_defer_wrapper: false,
            params: 0,
            targets: Vec::new(),
            labels: FxHashMap::default(),
            pending_label: None,
            fallthrough_to: None,
            closures: 0,
            recover_block: None,
            outside: None,
            defer_list: None,
            is_returned_through: false,
            blocks: Vec::new(),
            order: Vec::new(),
            tables: Vec::new(),
            current: None,
            pos: BytePos(0),
            next_reg: 1,
            regs: 1,
            type_cache: FxHashMap::default(),
        };
        let entry = cx.label();
        cx.place(entry);
        cx
    }

    // Types.

    pub(super) fn type_idx(&mut self, ty: TypeId, span: Span) -> TypeIdx {
        if self.env.is_empty() {
            return self.lw.type_idx(ty, span);
        }
        if let Some(t) = self.type_cache.get(&ty) {
            return *t;
        }
        let concrete = self.lw.concrete(ty, &self.env);
        let idx = self.lw.type_idx(concrete, span);
        self.type_cache.insert(ty, idx);
        idx
    }

    /// The type of an expression.
    pub(super) fn type_of(&mut self, e: &ast::Expr<'a>) -> TypeIdx {
        let info = &self.lw.prog.info;
        if let Some(tv) = info.types[e.id.0 as usize].as_ref() {
            let ty = tv.ty;
            return self.type_idx(ty, e.span);
        }
        // Names on the left of `:=` are no expressions to the checker.
        match info.uses[e.id.0 as usize].or(info.defs[e.id.0 as usize]) {
            Some(obj) => self.type_of_obj(obj),
            None => TypeIdx(0),
        }
    }

    /// The type of a variable, constant or function object.
    pub(super) fn type_of_obj(&mut self, obj: ObjId) -> TypeIdx {
        let (ty, span) = {
            let object = &self.lw.prog.objects[obj.0 as usize];
            (object.ty, object.span)
        };
        self.type_idx(ty, span)
    }

    pub(super) fn kind(&self, ty: TypeIdx) -> Kind {
        self.lw.types.desc(ty).kind
    }

    pub(super) fn elem(&self, ty: TypeIdx) -> TypeIdx {
        self.lw.types.desc(ty).elem
    }

    pub(super) fn slots(&mut self, ty: TypeIdx) -> u16 {
        self.lw.layout(ty).slot_count()
    }

    pub(super) fn is_wide(&mut self, ty: TypeIdx) -> bool {
        self.lw.layout(ty).is_wide()
    }

    pub(super) fn size(&mut self, ty: TypeIdx) -> u32 {
        self.lw.layout(ty).size
    }

    // Registers: allocated as on a stack; a mark releases all that came after it.

    pub(super) fn alloc(&mut self, slots: u16) -> Reg {
        let reg = self.next_reg;
        self.next_reg += u32::from(slots);
        if self.next_reg > REGS_MAX {
            let span = Span::new(self.pos, self.pos);
            self.lw.error(&TOO_LARGE, span, format!("function needs more than {REGS_MAX} registers"));
            self.next_reg = 1;
            return 1;
        }
        self.regs = self.regs.max(self.next_reg);
        reg as Reg
    }

    pub(super) fn alloc_for(&mut self, ty: TypeIdx) -> Reg {
        let slots = self.slots(ty);
        self.alloc(slots)
    }

    pub(super) fn mark(&self) -> u32 {
        self.next_reg
    }

    pub(super) fn release(&mut self, mark: u32) {
        self.next_reg = mark;
    }

    /// The register `dst`, or a new one for a value of the type.
    pub(super) fn dst(&mut self, dst: Option<Reg>, ty: TypeIdx) -> Reg {
        dst.unwrap_or_else(|| self.alloc_for(ty))
    }

    // Blocks.

    pub(super) fn label(&mut self) -> Label {
        self.blocks.push(BlockData::default());
        Label(self.blocks.len() as u32 - 1)
    }

    /// Starts the block here; control that falls off the block before goes on in it.
    pub(super) fn place(&mut self, label: Label) {
        if self.current.is_some() {
            self.jump(label);
        }
        let block = &mut self.blocks[label.0 as usize];
        debug_assert!(!block.placed, "a block is placed once");
        block.placed = true;
        self.order.push(label);
        self.current = Some(label);
    }

    /// Whether control can reach what is emitted next.
    pub(super) fn is_live(&self) -> bool {
        self.current.is_some()
    }

    // Instructions.

    pub(super) fn emit(&mut self, op: Op, a: Reg, b: Reg, c: u16, imm: i64) {
        // After a jump nothing can be reached until the next block starts.
        let Some(current) = self.current else { return };
        self.blocks[current.0 as usize].code.push((Instr { op, a, b, c, imm }, self.pos));
        if op.is_terminator() {
            self.current = None;
        }
    }

    pub(super) fn emit3(&mut self, op: Op, a: Reg, b: Reg, c: Reg) {
        self.emit(op, a, b, c, 0);
    }

    pub(super) fn emit2(&mut self, op: Op, a: Reg, b: Reg) {
        self.emit(op, a, b, 0, 0);
    }

    pub(super) fn emit_imm(&mut self, op: Op, a: Reg, b: Reg, imm: i64) {
        self.emit(op, a, b, 0, imm);
    }

    pub(super) fn constant(&mut self, dst: Reg, value: i64) {
        self.emit(Op::Const, dst, 0, 0, value);
    }

    pub(super) fn jump(&mut self, to: Label) {
        self.emit(Op::Jump, 0, 0, 0, i64::from(to.0));
    }

    /// A branch instruction; targets are labels until the function is finished.
    pub(super) fn branch(&mut self, op: Op, a: Reg, b: Reg, c: u16, yes: Label, no: Label) {
        self.emit(op, a, b, c, pack(yes.0, no.0));
    }

    pub(super) fn switch(&mut self, on: Reg, table: Vec<Label>) {
        self.tables.push(table);
        self.emit(Op::Switch, on, 0, 0, self.tables.len() as i64 - 1);
    }

    pub(super) fn trap(&mut self, code: TrapCode) {
        self.emit(Op::TrapNow, 0, 0, 0, code as i64);
    }

    /// Copies `slots` slots; nothing if they are the same.
    pub(super) fn copy(&mut self, dst: Reg, src: Reg, slots: u16) {
        if dst == src || slots == 0 {
            return;
        }
        if slots == 1 { self.emit2(Op::Mov, dst, src) } else { self.emit(Op::MovN, dst, src, slots, 0) }
    }

    /// Sets the slots of a value of a type to its zero value. A wide one gets new memory.
    pub(super) fn zero(&mut self, dst: Reg, ty: TypeIdx) {
        if self.is_wide(ty) {
            self.emit(Op::New, dst, 0, 0, i64::from(ty.0));
            return;
        }
        match self.slots(ty) {
            0 => {}
            1 => self.constant(dst, 0),
            n => self.emit(Op::Zero, dst, 0, n, 0),
        }
    }

    // The end.

    /// The finished function: blocks that can be reached, in the order in which they were placed.
    pub(super) fn finish(mut self) -> Func {
        if self.current.is_some() {
            self.trap(TrapCode::Unreachable);
        }
        let mut blocks =
            Blocks { blocks: &mut self.blocks, tables: &mut self.tables, entry: self.order[0], recover: self.recover_block };
        blocks.simplify();
        let reached = blocks.reached();
        let order: Vec<Label> = self.order.iter().copied().filter(|l| reached[l.0 as usize]).collect();
        let mut number = vec![0_u32; self.blocks.len()];
        for (i, label) in order.iter().enumerate() {
            number[label.0 as usize] = i as u32;
        }
        let length = order.iter().map(|l| self.blocks[l.0 as usize].code.len()).sum();
        let (mut code, mut blocks) = (Vec::with_capacity(length), Vec::with_capacity(order.len()));
        let mut positions = Vec::<Position>::new();
        let mut last = None;
        for label in &order {
            blocks.push(code.len() as u32);
            for (mut instr, pos) in std::mem::take(&mut self.blocks[label.0 as usize].code) {
                match instr.op.info().imm {
                    Imm::Block => instr.imm = i64::from(number[instr.imm as usize]),
                    Imm::Branch => {
                        let (yes, no) = instr.targets();
                        instr.imm = pack(number[yes as usize], number[no as usize]);
                    }
                    _ => {}
                }
                if last != Some(pos) {
                    last = Some(pos);
                    self.push_position(&mut positions, code.len() as u32, pos);
                }
                code.push(instr);
            }
        }
        let tables = std::mem::take(&mut self.tables);
        Func {
            name: self.name,
            params: self.params,
            results: self.results.slots,
            is_closure: self.is_closure,
            is_defer_wrapper: self.is_defer_wrapper,
            regs: self.regs as u16,
            code,
            blocks,
            tables: tables.iter().map(|t| t.iter().map(|l| BlockIdx(number[l.0 as usize])).collect()).collect(),
            recover_block: self.recover_block.map(|l| BlockIdx(number[l.0 as usize])),
            positions,
        }
    }

    /// Code that the compiler made for no place in particular counts to what stands before it.
    fn push_position(&mut self, positions: &mut Vec<Position>, instr: u32, pos: BytePos) {
        let (Some(file), Some(at)) = (self.lw.map.file_of(pos), self.lw.map.location(pos)) else { return };
        let (line, column) = (at.line, at.column);
        positions.push(Position { instr, file: self.lw.file(file), line, column });
    }
}

impl<'a> Lowerer<'_, 'a> {
    /// Lowers the function for `key`.
    pub(super) fn lower_func(&mut self, key: &FuncKey) -> Func {
        match key {
            FuncKey::Declared { obj, type_args } => self.lower_declared(*obj, type_args),
            FuncKey::Wrapper(w) => self.lower_wrapper(w),
            FuncKey::MethodExpr(w) => self.lower_method_expr(w),
            FuncKey::MethodValue(w) => self.lower_method_value(w),
            FuncKey::Initializer(pkg, n) => self.lower_initializer(*pkg, *n),
            FuncKey::Init(pkg, n) => {
                let package = &self.prog.packages[pkg.0 as usize];
                let decl = package.inits[*n as usize];
                let name = format!("{}.init.{n}", package.path);
                let scan = self.scan(decl.recv, decl.sig, decl.body);
                self.lower_body(&scan, TypeEnv::new(), name, decl)
            }
        }
    }

    fn lower_declared(&mut self, obj: ObjId, type_args: &[TypeId]) -> Func {
        let info = self.prog.funcs[&obj];
        let params = self.type_params_of(obj);
        let env: TypeEnv = params.into_iter().zip(type_args.iter().copied()).collect();
        let name = self.func_name(obj, !type_args.is_empty());
        if info.decl.body.is_none() {
            return self.lower_native_stub(obj, env, name);
        }
        let scan = self.scan(info.decl.recv, info.decl.sig, info.decl.body);
        let is_defer_wrapper = name == super::rangefunc::RUN_DEFERRED;
        Func { is_defer_wrapper, ..self.lower_body(&scan, env, name, info.decl) }
    }

    /// The type parameters of a function, or of a method's receiver.
    pub(super) fn type_params_of(&self, obj: ObjId) -> Vec<govm_typeck::TypeParamId> {
        let list = match self.prog.recv_type_params.get(&obj) {
            Some(list) => list.clone(),
            None => match self.prog.types.get(self.prog.objects[obj.0 as usize].ty) {
                govm_typeck::Type::Signature(sig) => sig.type_params.clone(),
                _ => Box::default(),
            },
        };
        list.iter()
            .filter_map(|t| match self.prog.types.get(*t) {
                govm_typeck::Type::TypeParam(p) => Some(*p),
                _ => None,
            })
            .collect()
    }

    /// `main.f`, `main.(*T).m`, `main.T.m`, `main.f[...]`, as Go's tracebacks print it.
    pub(super) fn func_name(&self, obj: ObjId, is_instance: bool) -> String {
        let object = &self.prog.objects[obj.0 as usize];
        let path = object.pkg.map_or(String::new(), |p| self.package_path(p));
        let name = self.names.resolve(object.name);
        let dots = if is_instance { "[...]" } else { "" };
        match self.prog.funcs.get(&obj).and_then(|f| f.recv) {
            None => format!("{path}.{name}{dots}"),
            Some((recv, is_pointer)) => {
                let base = match self.prog.types.get(recv) {
                    govm_typeck::Type::Named(n) => self.prog.objects[self.prog.types.named(*n).obj.0 as usize].name,
                    _ => Symbol::BLANK,
                };
                let base = self.names.resolve(base);
                if is_pointer { format!("{path}.(*{base}{dots}).{name}") } else { format!("{path}.{base}{dots}.{name}") }
            }
        }
    }

    fn lower_body(&mut self, scan: &Scan, env: TypeEnv, name: String, decl: &'a ast::FuncDecl<'a>) -> Func {
        let Some(body) = decl.body else { return super::empty_func() };
        let mut cx = FuncCx::new(self, scan, env, name);
        cx.pos = decl.name.span.lo;
        let recv = decl.recv.unwrap_or_default();
        cx.is_returned_through = scan.is_returned_through(None);
        cx.signature(recv, decl.sig, scan.has_defer(None));
        cx.body(body);
        cx.finish()
    }
}

impl<'a> FuncCx<'_, '_, 'a> {
    /// Declares receiver, parameters and results. Register 1 onwards hold the arguments.
    pub(super) fn signature(&mut self, recv: &[ast::Field<'a>], sig: &ast::FuncType<'a>, has_defer: bool) {
        let mut params = Vec::new();
        for field in recv.iter().chain(sig.params) {
            let obj = field.name.and_then(|n| self.lw.prog.info.defs[n.id.0 as usize]);
            let ty = match obj {
                Some(obj) => self.type_of_obj(obj),
                None => self.field_type(field),
            };
            let reg = self.alloc_for(ty);
            params.push((obj, ty, reg));
        }
        self.params = (self.mark() - 1) as u16;
        if self.is_closure {
            self.alloc(1);
        }
        // Where a recovered panic leads reads the results, so they are there before anything that the verifier takes for a panic.
        if has_defer {
            self.declare_results(sig, has_defer);
        }
        for (obj, ty, reg) in params {
            let Some(obj) = obj else { continue };
            // A wide argument is the caller's memory, which others may change later: the parameter is a copy.
            if self.is_boxed(obj) || self.is_wide(ty) {
                let addr = self.alloc(1);
                self.emit(Op::New, addr, 0, 0, i64::from(ty.0));
                self.store_mem(addr, 0, ty, reg);
                self.vars.insert(obj, Loc::Boxed(addr));
            } else {
                self.vars.insert(obj, Loc::Reg(reg));
            }
        }
        if !has_defer {
            self.declare_results(sig, has_defer);
        }
    }

    /// The type of a parameter or result that has no object, from its type expression.
    fn field_type(&mut self, field: &ast::Field<'a>) -> TypeIdx {
        match field.ty.kind {
            ast::ExprKind::Ellipsis(elem) => {
                let elem = self.lw.prog.info.types[elem.id.0 as usize].as_ref().map(|t| t.ty);
                match elem {
                    Some(elem) => {
                        let slice = self.lw.prog.types.intern(govm_typeck::Type::Slice(elem));
                        self.type_idx(slice, field.span)
                    }
                    None => TypeIdx(0),
                }
            }
            _ => self.type_of(field.ty),
        }
    }

    fn declare_results(&mut self, sig: &ast::FuncType<'a>, has_defer: bool) {
        self.has_defer = has_defer;
        let mut objs = Vec::new();
        for field in sig.results {
            let obj = field.name.and_then(|n| self.lw.prog.info.defs[n.id.0 as usize]);
            let ty = match obj {
                Some(obj) => self.type_of_obj(obj),
                None => self.field_type(field),
            };
            let slots = self.slots(ty);
            self.results.slots += slots;
            self.results.types.push(ty);
            objs.push(obj);
        }
        let is_named = sig.results.iter().any(|f| f.name.is_some());
        if !is_named && !has_defer && !self.is_returned_through {
            return;
        }
        self.results.is_shared = objs.iter().flatten().any(|obj| self.is_boxed(*obj));
        let mut vars = Vec::new();
        for (obj, ty) in objs.into_iter().zip(self.results.types.clone()) {
            let is_boxed = self.is_returned_through || self.is_wide(ty) || obj.is_some_and(|o| self.is_boxed(o));
            let loc = self.new_var(ty, is_boxed);
            if let Some(obj) = obj {
                self.vars.insert(obj, loc);
            }
            vars.push(loc);
        }
        self.results.vars = Some(vars);
    }

    /// A new variable of the type, zero.
    pub(super) fn new_var(&mut self, ty: TypeIdx, is_boxed: bool) -> Loc {
        if is_boxed {
            let addr = self.alloc(1);
            self.emit(Op::New, addr, 0, 0, i64::from(ty.0));
            Loc::Boxed(addr)
        } else {
            let reg = self.alloc_for(ty);
            self.zero(reg, ty);
            Loc::Reg(reg)
        }
    }

    /// Whether a variable lives on the heap because its address is taken or a closure shares it.
    pub(super) fn is_boxed(&self, obj: ObjId) -> bool {
        self.scan.is_shared(obj)
    }

    /// Lowers the body and the return at its end.
    pub(super) fn body(&mut self, body: &ast::Block<'a>) {
        if self.has_defer {
            self.recover_block = Some(self.label());
        }
        self.stmts(body.stmts);
        self.pos = BytePos(body.span.hi.0.saturating_sub(1));
        if self.is_live() {
            // Functions with results end in a terminating statement, so control gets here without results or with named ones
            // only by way of `return`.
            if self.results.types.is_empty() || self.results.vars.is_some() {
                self.return_vars();
            } else {
                self.trap(TrapCode::Unreachable);
            }
        }
        if let Some(label) = self.recover_block {
            self.place(label);
            self.return_vars();
        }
    }

    /// Runs deferred calls and returns the values of the result variables.
    pub(super) fn return_vars(&mut self) {
        let mark = self.mark();
        if self.has_defer {
            let window = self.alloc(1);
            self.emit(Op::RunDefers, window, 0, 0, 0);
            self.release(mark);
        }
        let base = self.alloc(self.results.slots.max(1));
        let mut at = base;
        let vars = self.results.vars.take();
        for (loc, ty) in vars.iter().flatten().zip(self.results.types.clone()) {
            self.load_loc(*loc, ty, at);
            at += self.slots(ty);
        }
        self.results.vars = vars;
        self.emit(Op::Return, base, 0, 0, 0);
        self.release(mark);
    }

    /// Reads a variable into registers.
    pub(super) fn load_loc(&mut self, loc: Loc, ty: TypeIdx, dst: Reg) {
        let slots = self.slots(ty);
        match loc {
            Loc::Reg(reg) => self.copy(dst, reg, slots),
            Loc::Boxed(addr) => self.load_mem(addr, 0, ty, dst),
        }
    }
}
