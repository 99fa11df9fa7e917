//! Index and slice expressions.

use govm_lexer::{Code, Span};
use govm_parser::ast::Expr;

use crate::api::Mode;
use crate::checker::Checker;
use crate::code;
use crate::const_expr::representable_const;
use crate::constant::Kind;
use crate::expr::{INVALID_ARG, INVALID_OP};
use crate::operand::{Generic, Operand};
use crate::types::{Basic, Type, TypeId, Types};

/// What indexing a type yields.
struct Indexed {
    /// The key type of a map.
    key: Option<TypeId>,
    elem: TypeId,
    mode: Mode,
    /// Length of an array or constant string.
    length: Option<i64>,
}

impl<'a> Checker<'a, '_> {
    /// Checks `x[indices]`. True for a generic function with type arguments: the operand is the function, and it is for the
    /// caller to instantiate it.
    pub(crate) fn index_expr(&mut self, e: &'a Expr<'a>, x: &'a Expr<'a>, indices: &'a [&'a Expr<'a>]) -> (Operand<'a>, bool) {
        let mut x = self.expr_or_type(x, Generic::Allowed);
        match x.mode {
            Mode::Invalid => {
                self.use_exprs(indices);
                return (Operand::invalid(e), false);
            }
            Mode::TypeExpr => {
                let ty = self.var_type(e);
                let mode = if self.is_valid(ty) { Mode::TypeExpr } else { Mode::Invalid };
                return (Operand::new(mode, ty, e), false);
            }
            Mode::Value if matches!(self.types.get(self.under(x.ty)), Type::Signature(sig) if !sig.type_params.is_empty()) => {
                return (x, true);
            }
            _ => {}
        }
        self.non_generic(None, &mut x);
        if x.is_invalid() {
            return (Operand::invalid(e), false);
        }
        let indexed = if self.is_type_param(x.ty) { self.index_type_param(&x) } else { self.index_type(&x, self.under(x.ty)) };
        let Some(indexed) = indexed else {
            let message = format!("{INVALID_OP}cannot index {}", self.operand_string(&x));
            self.error(&code::NON_INDEXABLE_OPERAND, Span::new(x.span().hi, e.span.hi), message);
            self.use_exprs(indices);
            return (Operand::invalid(e), false);
        };
        let Some(index) = indices.first() else { return (Operand::invalid(e), false) };
        if let Some(second) = indices.get(1) {
            self.error(&code::INVALID_INDEX, second.span, format!("{INVALID_OP}more than one index"));
        }
        match indexed.key {
            Some(key) => {
                let mut x = self.expr(None, index);
                self.assignment(&mut x, Some(key), "map index");
            }
            None => {
                self.index(index, indexed.length.unwrap_or(-1));
            }
        }
        (Operand::new(indexed.mode, indexed.elem, e), false)
    }

    /// Indexing the value `x` as if its underlying type were `under`.
    fn index_type(&self, x: &Operand<'a>, under: TypeId) -> Option<Indexed> {
        let plain = |elem, mode, length| Some(Indexed { key: None, elem, mode, length });
        let array_mode = if x.mode == Mode::Variable { Mode::Variable } else { Mode::Value };
        match *self.types.get(under) {
            Type::Basic(Basic::String | Basic::UntypedString) => {
                // "A constant index of a constant string yields a byte value that is not constant."
                let length = x.value.string_len().filter(|_| x.is_constant()).and_then(|len| i64::try_from(len).ok());
                plain(Types::BYTE, Mode::Value, length)
            }
            Type::Array { elem, len } => plain(elem, array_mode, Some(len)),
            Type::Pointer(base) => match *self.types.get(self.under(base)) {
                Type::Array { elem, len } => plain(elem, Mode::Variable, Some(len)),
                _ => None,
            },
            Type::Slice(elem) => plain(elem, Mode::Variable, None),
            Type::Map { key, elem } => Some(Indexed { key: Some(key), elem, mode: Mode::MapIndex, length: None }),
            _ => None,
        }
    }

    /// Indexing a value of a type parameter: all types of its set must allow it with the same key and element types.
    fn index_type_param(&self, x: &Operand<'a>) -> Option<Indexed> {
        let mut all: Option<Indexed> = None;
        for under in self.specific_unders(x.ty)? {
            let one = self.index_type(x, under)?;
            let Some(all) = &mut all else {
                all = Some(one);
                continue;
            };
            let is_same_key = match (all.key, one.key) {
                (None, None) => true,
                (Some(a), Some(b)) => self.identical(a, b),
                _ => false,
            };
            if !is_same_key || !self.identical(all.elem, one.elem) {
                return None;
            }
            if one.mode == Mode::Value {
                all.mode = Mode::Value;
            }
            all.length = match (all.length, one.length) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
        }
        all
    }

    /// `x[lo:hi:max]`
    pub(crate) fn slice_expr(
        &mut self,
        e: &'a Expr<'a>,
        x: &'a Expr<'a>,
        bounds: [Option<&'a Expr<'a>>; 3],
        is_full: bool,
    ) -> Operand<'a> {
        let x = self.expr(None, x);
        if x.is_invalid() {
            for bound in bounds.into_iter().flatten() {
                self.use_exprs(&[bound]);
            }
            return Operand::invalid(e);
        }
        let Some(core) = self.core_string(x.ty) else {
            let message =
                format!("{INVALID_OP}cannot slice {}: {} has no core type", self.operand_string(&x), self.type_string(x.ty));
            self.error(&code::NON_SLICEABLE_OPERAND, x.span(), message);
            return Operand::invalid(e);
        };
        let (ty, length) = match *self.types.get(core) {
            Type::Basic(Basic::String | Basic::UntypedString) => {
                if is_full {
                    let at = bounds[2].map_or(e.span, |max| max.span);
                    self.error(&code::INVALID_SLICE_EXPR, at, format!("{INVALID_OP}3-index slice of string"));
                    return Operand::invalid(e);
                }
                let length = x.value.string_len().filter(|_| x.is_constant()).and_then(|len| i64::try_from(len).ok());
                let mut ty = x.ty;
                if self.is_untyped(ty) {
                    // "For untyped string operands the result is a non-constant value of type string."
                    ty = Types::basic(Basic::String);
                    let mut x = x.clone();
                    self.convert_untyped(&mut x, ty);
                }
                (ty, length)
            }
            Type::Array { elem, len } => {
                if x.mode != Mode::Variable {
                    let message = format!("{INVALID_OP}{} (slice of unaddressable value)", self.operand_string(&x));
                    self.error(&code::NON_SLICEABLE_OPERAND, x.span(), message);
                    return Operand::invalid(e);
                }
                (self.types.intern(Type::Slice(elem)), Some(len))
            }
            Type::Slice(_) => (x.ty, None),
            Type::Pointer(base) if let Type::Array { elem, len } = *self.types.get(self.under(base)) => {
                (self.types.intern(Type::Slice(elem)), Some(len))
            }
            _ => {
                let message = format!("{INVALID_OP}cannot slice {}", self.operand_string(&x));
                self.error(&code::NON_SLICEABLE_OPERAND, x.span(), message);
                return Operand::invalid(e);
            }
        };
        self.slice_bounds(bounds, length);
        Operand::new(Mode::Value, ty, e)
    }

    /// Checks the bounds of a slice expression: constant ones must be in range and in order.
    fn slice_bounds(&mut self, bounds: [Option<&'a Expr<'a>>; 3], length: Option<i64>) {
        let mut known = [None; 3];
        for (i, bound) in bounds.iter().enumerate() {
            known[i] = match bound {
                // A bound may be equal to the length.
                Some(bound) => self.index(bound, length.map_or(-1, |len| len.saturating_add(1))).1,
                None if i == 0 => Some(0),
                None => length,
            };
        }
        for (i, x) in known.iter().enumerate() {
            let Some(x) = x else { continue };
            for (j, y) in known.iter().enumerate().skip(i + 1) {
                if let (Some(y), Some(bound)) = (y, bounds[j])
                    && y < x
                {
                    let message = format!("invalid slice indices: {y} < {x}");
                    self.error(&code::SWAPPED_SLICE_INDICES, bound.span, message);
                    return;
                }
            }
        }
    }

    /// Checks an index: an integer, and if it is constant not negative and, for `0 <= max`, below `max`. Whether it is valid,
    /// and its value if it is constant.
    pub(crate) fn index(&mut self, index: &'a Expr<'a>, max: i64) -> (bool, Option<i64>) {
        let mut x = self.expr(None, index);
        if !self.is_valid_index(&mut x, &code::INVALID_INDEX, "index") {
            return (false, None);
        }
        if !x.is_constant() {
            return (true, None);
        }
        let Some(value) = x.value.to_int().int64_val().filter(|_| x.value.kind() != Kind::Unknown) else {
            return (false, None);
        };
        if 0 <= max && max <= value {
            let message = format!("{INVALID_ARG}index {} out of bounds [0:{max}]", x.value);
            self.error(&code::INVALID_INDEX, x.span(), message);
            return (false, None);
        }
        (true, Some(value))
    }

    /// Checks that `x` can be an index, reporting what it is called if not.
    pub(crate) fn is_valid_index(&mut self, x: &mut Operand<'a>, code: Code, what: &str) -> bool {
        if x.is_invalid() {
            return false;
        }
        // "A constant index that is untyped is given type int."
        self.convert_untyped(x, Types::basic(Basic::Int));
        if x.is_invalid() {
            return false;
        }
        let problem = if !self.all_integer(x.ty) {
            "must be integer"
        } else if x.is_constant() && x.value.sign() < 0 {
            "must not be negative"
        } else if x.is_constant() && representable_const(&x.value, Basic::Int).is_none() {
            "overflows int"
        } else {
            return true;
        };
        let message = format!("{INVALID_ARG}{what} {} {problem}", self.operand_string(x));
        self.error(code, x.span(), message);
        false
    }
}
