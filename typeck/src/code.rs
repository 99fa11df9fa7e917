//! The codes of type errors, named as in Go's `internal/types/errors`.

govm_lexer::codes! {
    /// BlankPkgName.
    BLANK_PKG_NAME = "T0001", "BlankPkgName", "";
    /// MismatchedPkgName.
    MISMATCHED_PKG_NAME = "T0002", "MismatchedPkgName", "";
    /// InvalidPkgUse.
    INVALID_PKG_USE = "T0003", "InvalidPkgUse", "";
    /// BadImportPath.
    BAD_IMPORT_PATH = "T0004", "BadImportPath", "";
    /// BrokenImport.
    BROKEN_IMPORT = "T0005", "BrokenImport", "";
    /// UnusedImport.
    UNUSED_IMPORT = "T0006", "UnusedImport", "";
    /// InvalidInitCycle.
    INVALID_INIT_CYCLE = "T0007", "InvalidInitCycle", "";
    /// DuplicateDecl.
    DUPLICATE_DECL = "T0008", "DuplicateDecl", "";
    /// InvalidDeclCycle.
    INVALID_DECL_CYCLE = "T0009", "InvalidDeclCycle", "";
    /// InvalidTypeCycle.
    INVALID_TYPE_CYCLE = "T0010", "InvalidTypeCycle", "";
    /// InvalidConstInit.
    INVALID_CONST_INIT = "T0011", "InvalidConstInit", "";
    /// InvalidConstVal.
    INVALID_CONST_VAL = "T0012", "InvalidConstVal", "";
    /// InvalidConstType.
    INVALID_CONST_TYPE = "T0013", "InvalidConstType", "";
    /// UntypedNilUse.
    UNTYPED_NIL_USE = "T0014", "UntypedNilUse", "";
    /// WrongAssignCount.
    WRONG_ASSIGN_COUNT = "T0015", "WrongAssignCount", "";
    /// UnassignableOperand.
    UNASSIGNABLE_OPERAND = "T0016", "UnassignableOperand", "";
    /// NoNewVar.
    NO_NEW_VAR = "T0017", "NoNewVar", "";
    /// MultiValAssignOp.
    MULTI_VAL_ASSIGN_OP = "T0018", "MultiValAssignOp", "";
    /// InvalidIfaceAssign.
    INVALID_IFACE_ASSIGN = "T0019", "InvalidIfaceAssign", "";
    /// InvalidChanAssign.
    INVALID_CHAN_ASSIGN = "T0020", "InvalidChanAssign", "";
    /// IncompatibleAssign.
    INCOMPATIBLE_ASSIGN = "T0021", "IncompatibleAssign", "";
    /// UnaddressableFieldAssign.
    UNADDRESSABLE_FIELD_ASSIGN = "T0022", "UnaddressableFieldAssign", "";
    /// NotAType.
    NOT_A_TYPE = "T0023", "NotAType", "";
    /// InvalidArrayLen.
    INVALID_ARRAY_LEN = "T0024", "InvalidArrayLen", "";
    /// BlankIfaceMethod.
    BLANK_IFACE_METHOD = "T0025", "BlankIfaceMethod", "";
    /// IncomparableMapKey.
    INCOMPARABLE_MAP_KEY = "T0026", "IncomparableMapKey", "";
    /// InvalidPtrEmbed.
    INVALID_PTR_EMBED = "T0027", "InvalidPtrEmbed", "";
    /// BadRecv.
    BAD_RECV = "T0028", "BadRecv", "";
    /// InvalidRecv.
    INVALID_RECV = "T0029", "InvalidRecv", "";
    /// DuplicateFieldAndMethod.
    DUPLICATE_FIELD_AND_METHOD = "T0030", "DuplicateFieldAndMethod", "";
    /// DuplicateMethod.
    DUPLICATE_METHOD = "T0031", "DuplicateMethod", "";
    /// InvalidBlank.
    INVALID_BLANK = "T0032", "InvalidBlank", "";
    /// InvalidIota.
    INVALID_IOTA = "T0033", "InvalidIota", "";
    /// MissingInitBody.
    MISSING_INIT_BODY = "T0034", "MissingInitBody", "";
    /// InvalidInitDecl.
    INVALID_INIT_DECL = "T0035", "InvalidInitDecl", "";
    /// InvalidMainDecl.
    INVALID_MAIN_DECL = "T0036", "InvalidMainDecl", "";
    /// TooManyValues.
    TOO_MANY_VALUES = "T0037", "TooManyValues", "";
    /// NotAnExpr.
    NOT_AN_EXPR = "T0038", "NotAnExpr", "";
    /// TruncatedFloat.
    TRUNCATED_FLOAT = "T0039", "TruncatedFloat", "";
    /// NumericOverflow.
    NUMERIC_OVERFLOW = "T0040", "NumericOverflow", "";
    /// UndefinedOp.
    UNDEFINED_OP = "T0041", "UndefinedOp", "";
    /// MismatchedTypes.
    MISMATCHED_TYPES = "T0042", "MismatchedTypes", "";
    /// DivByZero.
    DIV_BY_ZERO = "T0043", "DivByZero", "";
    /// NonNumericIncDec.
    NON_NUMERIC_INC_DEC = "T0044", "NonNumericIncDec", "";
    /// UnaddressableOperand.
    UNADDRESSABLE_OPERAND = "T0045", "UnaddressableOperand", "";
    /// InvalidIndirection.
    INVALID_INDIRECTION = "T0046", "InvalidIndirection", "";
    /// NonIndexableOperand.
    NON_INDEXABLE_OPERAND = "T0047", "NonIndexableOperand", "";
    /// InvalidIndex.
    INVALID_INDEX = "T0048", "InvalidIndex", "";
    /// SwappedSliceIndices.
    SWAPPED_SLICE_INDICES = "T0049", "SwappedSliceIndices", "";
    /// NonSliceableOperand.
    NON_SLICEABLE_OPERAND = "T0050", "NonSliceableOperand", "";
    /// InvalidSliceExpr.
    INVALID_SLICE_EXPR = "T0051", "InvalidSliceExpr", "";
    /// InvalidShiftCount.
    INVALID_SHIFT_COUNT = "T0052", "InvalidShiftCount", "";
    /// InvalidShiftOperand.
    INVALID_SHIFT_OPERAND = "T0053", "InvalidShiftOperand", "";
    /// InvalidReceive.
    INVALID_RECEIVE = "T0054", "InvalidReceive", "";
    /// InvalidSend.
    INVALID_SEND = "T0055", "InvalidSend", "";
    /// DuplicateLitKey.
    DUPLICATE_LIT_KEY = "T0056", "DuplicateLitKey", "";
    /// MissingLitKey.
    MISSING_LIT_KEY = "T0057", "MissingLitKey", "";
    /// InvalidLitIndex.
    INVALID_LIT_INDEX = "T0058", "InvalidLitIndex", "";
    /// OversizeArrayLit.
    OVERSIZE_ARRAY_LIT = "T0059", "OversizeArrayLit", "";
    /// MixedStructLit.
    MIXED_STRUCT_LIT = "T0060", "MixedStructLit", "";
    /// InvalidStructLit.
    INVALID_STRUCT_LIT = "T0061", "InvalidStructLit", "";
    /// MissingLitField.
    MISSING_LIT_FIELD = "T0062", "MissingLitField", "";
    /// DuplicateLitField.
    DUPLICATE_LIT_FIELD = "T0063", "DuplicateLitField", "";
    /// UnexportedLitField.
    UNEXPORTED_LIT_FIELD = "T0064", "UnexportedLitField", "";
    /// InvalidLitField.
    INVALID_LIT_FIELD = "T0065", "InvalidLitField", "";
    /// UntypedLit.
    UNTYPED_LIT = "T0066", "UntypedLit", "";
    /// InvalidLit.
    INVALID_LIT = "T0067", "InvalidLit", "";
    /// AmbiguousSelector.
    AMBIGUOUS_SELECTOR = "T0068", "AmbiguousSelector", "";
    /// UndeclaredImportedName.
    UNDECLARED_IMPORTED_NAME = "T0069", "UndeclaredImportedName", "";
    /// UnexportedName.
    UNEXPORTED_NAME = "T0070", "UnexportedName", "";
    /// UndeclaredName.
    UNDECLARED_NAME = "T0071", "UndeclaredName", "";
    /// MissingFieldOrMethod.
    MISSING_FIELD_OR_METHOD = "T0072", "MissingFieldOrMethod", "";
    /// BadDotDotDotSyntax.
    BAD_DOT_DOT_DOT_SYNTAX = "T0073", "BadDotDotDotSyntax", "";
    /// NonVariadicDotDotDot.
    NON_VARIADIC_DOT_DOT_DOT = "T0074", "NonVariadicDotDotDot", "";
    /// MisplacedDotDotDot.
    MISPLACED_DOT_DOT_DOT = "T0075", "MisplacedDotDotDot", "";
    /// InvalidDotDotDot.
    INVALID_DOT_DOT_DOT = "T0076", "InvalidDotDotDot", "";
    /// UncalledBuiltin.
    UNCALLED_BUILTIN = "T0077", "UncalledBuiltin", "";
    /// InvalidAppend.
    INVALID_APPEND = "T0078", "InvalidAppend", "";
    /// InvalidCap.
    INVALID_CAP = "T0079", "InvalidCap", "";
    /// InvalidClear.
    INVALID_CLEAR = "T0080", "InvalidClear", "";
    /// InvalidClose.
    INVALID_CLOSE = "T0081", "InvalidClose", "";
    /// InvalidCopy.
    INVALID_COPY = "T0082", "InvalidCopy", "";
    /// InvalidComplex.
    INVALID_COMPLEX = "T0083", "InvalidComplex", "";
    /// InvalidDelete.
    INVALID_DELETE = "T0084", "InvalidDelete", "";
    /// InvalidImag.
    INVALID_IMAG = "T0085", "InvalidImag", "";
    /// InvalidLen.
    INVALID_LEN = "T0086", "InvalidLen", "";
    /// SwappedMakeArgs.
    SWAPPED_MAKE_ARGS = "T0087", "SwappedMakeArgs", "";
    /// InvalidMake.
    INVALID_MAKE = "T0088", "InvalidMake", "";
    /// InvalidMinMaxOperand.
    INVALID_MIN_MAX_OPERAND = "T0089", "InvalidMinMaxOperand", "";
    /// InvalidReal.
    INVALID_REAL = "T0090", "InvalidReal", "";
    /// InvalidAssert.
    INVALID_ASSERT = "T0091", "InvalidAssert", "";
    /// ImpossibleAssert.
    IMPOSSIBLE_ASSERT = "T0092", "ImpossibleAssert", "";
    /// InvalidConversion.
    INVALID_CONVERSION = "T0093", "InvalidConversion", "";
    /// InvalidUntypedConversion.
    INVALID_UNTYPED_CONVERSION = "T0094", "InvalidUntypedConversion", "";
    /// UnusedExpr.
    UNUSED_EXPR = "T0095", "UnusedExpr", "";
    /// UnusedVar.
    UNUSED_VAR = "T0096", "UnusedVar", "";
    /// MissingReturn.
    MISSING_RETURN = "T0097", "MissingReturn", "";
    /// WrongResultCount.
    WRONG_RESULT_COUNT = "T0098", "WrongResultCount", "";
    /// OutOfScopeResult.
    OUT_OF_SCOPE_RESULT = "T0099", "OutOfScopeResult", "";
    /// InvalidCond.
    INVALID_COND = "T0100", "InvalidCond", "";
    /// InvalidPostDecl.
    INVALID_POST_DECL = "T0101", "InvalidPostDecl", "";
    /// InvalidIterVar.
    INVALID_ITER_VAR = "T0102", "InvalidIterVar", "";
    /// InvalidRangeExpr.
    INVALID_RANGE_EXPR = "T0103", "InvalidRangeExpr", "";
    /// DuplicateCase.
    DUPLICATE_CASE = "T0104", "DuplicateCase", "";
    /// DuplicateDefault.
    DUPLICATE_DEFAULT = "T0105", "DuplicateDefault", "";
    /// BadTypeKeyword.
    BAD_TYPE_KEYWORD = "T0106", "BadTypeKeyword", "";
    /// InvalidTypeSwitch.
    INVALID_TYPE_SWITCH = "T0107", "InvalidTypeSwitch", "";
    /// InvalidExprSwitch.
    INVALID_EXPR_SWITCH = "T0108", "InvalidExprSwitch", "";
    /// InvalidSelectCase.
    INVALID_SELECT_CASE = "T0109", "InvalidSelectCase", "";
    /// InvalidMethodExpr.
    INVALID_METHOD_EXPR = "T0110", "InvalidMethodExpr", "";
    /// WrongArgCount.
    WRONG_ARG_COUNT = "T0111", "WrongArgCount", "";
    /// InvalidCall.
    INVALID_CALL = "T0112", "InvalidCall", "";
    /// UnusedResults.
    UNUSED_RESULTS = "T0113", "UnusedResults", "";
    /// InvalidDefer.
    INVALID_DEFER = "T0114", "InvalidDefer", "";
    /// InvalidGo.
    INVALID_GO = "T0115", "InvalidGo", "";
    /// BadDecl.
    BAD_DECL = "T0116", "BadDecl", "";
    /// UnsupportedFeature.
    UNSUPPORTED_FEATURE = "T0117", "UnsupportedFeature", "";
    /// NotAGenericType.
    NOT_A_GENERIC_TYPE = "T0118", "NotAGenericType", "";
    /// WrongTypeArgCount.
    WRONG_TYPE_ARG_COUNT = "T0119", "WrongTypeArgCount", "";
    /// CannotInferTypeArgs.
    CANNOT_INFER_TYPE_ARGS = "T0120", "CannotInferTypeArgs", "";
    /// InvalidTypeArg.
    INVALID_TYPE_ARG = "T0121", "InvalidTypeArg", "";
    /// InvalidInstanceCycle.
    INVALID_INSTANCE_CYCLE = "T0122", "InvalidInstanceCycle", "";
    /// InvalidUnion.
    INVALID_UNION = "T0123", "InvalidUnion", "";
    /// MisplacedConstraintIface.
    MISPLACED_CONSTRAINT_IFACE = "T0124", "MisplacedConstraintIface", "";
    /// InvalidMethodTypeParams.
    INVALID_METHOD_TYPE_PARAMS = "T0125", "InvalidMethodTypeParams", "";
    /// MisplacedTypeParam.
    MISPLACED_TYPE_PARAM = "T0126", "MisplacedTypeParam", "";
    /// TypeTooLarge.
    TYPE_TOO_LARGE = "T0127", "TypeTooLarge", "";
    /// MissingBody.
    MISSING_BODY = "T0128", "MissingBody", "";
    /// ImportCycle.
    IMPORT_CYCLE = "T0129", "ImportCycle", "";
    /// LimitExceeded.
    LIMIT_EXCEEDED = "T0130", "LimitExceeded", "";
    /// InvalidSyntaxTree.
    INVALID_SYNTAX_TREE = "T0131", "InvalidSyntaxTree", "";
    /// MissingMain.
    MISSING_MAIN = "T0132", "MissingMain", "";
}
