//! The codes of type errors, named as in Go's `internal/types/errors`. Those without example need more than one file, cannot be reached
//! because the parser reports the same first, or are kept so that their numbers are not used again.

govm_lexer::codes! {
    /// A package has the blank name. "The PackageName must not be the blank identifier."
    BLANK_PKG_NAME = "T0001", "BlankPkgName", "package _\n";
    /// Files of one package name different packages. It takes two files to see.
    MISMATCHED_PKG_NAME = "T0002", "MismatchedPkgName", "";
    /// A package name is used other than to select from it.
    INVALID_PKG_USE = "T0003", "InvalidPkgUse", "package p; import \"fmt\"; var _ = fmt; func f() { fmt.Println() }\n";
    /// An import path is malformed.
    BAD_IMPORT_PATH = "T0004", "BadImportPath", "package p; import \"\"\n";
    /// An imported package is not there or cannot be read.
    BROKEN_IMPORT = "T0005", "BrokenImport", "package p; import \"no/such/package\"\n";
    /// An imported package is not used. "It is illegal to directly import a package without referring to any of its
    /// exported identifiers."
    UNUSED_IMPORT = "T0006", "UnusedImport", "package p; import \"fmt\"\n";
    /// The initialisation of a package-level variable depends on the variable itself.
    INVALID_INIT_CYCLE = "T0007", "InvalidInitCycle", "package p; var x int = f(); func f() int { return x }\n";
    /// A name is declared twice in one block.
    DUPLICATE_DECL = "T0008", "DuplicateDecl", "package p; var x = 1; var x = 2\n";
    /// A declaration refers to itself in a way that has no meaning.
    INVALID_DECL_CYCLE = "T0009", "InvalidDeclCycle", "package p; type T struct { t T }\n";
    /// A type refers to itself through an interface literal (an implementation restriction of gc).
    INVALID_TYPE_CYCLE = "T0010", "InvalidTypeCycle", "package p; type I interface { m() interface { I } }\n";
    /// A constant is initialised with a value that is not constant.
    INVALID_CONST_INIT = "T0011", "InvalidConstInit", "package p; var x = 1; const c = x\n";
    /// A constant operation has no valid result: out of range, or too large for the implementation.
    INVALID_CONST_VAL = "T0012", "InvalidConstVal", "package p; const c = 1 << 600\n";
    /// The declared type of a constant cannot be that of a constant.
    INVALID_CONST_TYPE = "T0013", "InvalidConstType", "package p; const c []int = 1\n";
    /// Nil is used where no type tells what it is.
    UNTYPED_NIL_USE = "T0014", "UntypedNilUse", "package p; var x = nil\n";
    /// The number of values does not fit the number of variables or constants.
    WRONG_ASSIGN_COUNT = "T0015", "WrongAssignCount", "package p; var a, b = 1, 2, 3\n";
    /// The left side of an assignment is not assignable.
    UNASSIGNABLE_OPERAND = "T0016", "UnassignableOperand", "package p; const c = 1; func f() { c = 2 }\n";
    /// A short variable declaration declares nothing new.
    NO_NEW_VAR = "T0017", "NoNewVar", "package p; func f() { a := 1; a := 2; _ = a }\n";
    /// An assignment operation has several operands on a side.
    MULTI_VAL_ASSIGN_OP = "T0018", "MultiValAssignOp", "";
    /// A value is assigned to an interface that its type does not implement.
    INVALID_IFACE_ASSIGN = "T0019", "InvalidIfaceAssign", "package p; type I interface { m() }; var i I = 1\n";
    /// A channel is assigned to one of another type where neither direction nor name fit.
    INVALID_CHAN_ASSIGN = "T0020", "InvalidChanAssign", "package p; type C1 chan int; type C2 chan int; var a C1; var b C2 = a\n";
    /// A value is not assignable to the type that is wanted.
    INCOMPATIBLE_ASSIGN = "T0021", "IncompatibleAssign", "package p; var x int = \"a\"\n";
    /// A field of a struct in a map is assigned to.
    UNADDRESSABLE_FIELD_ASSIGN = "T0022", "UnaddressableFieldAssign", "package p; func f(m map[int]struct{ a int }) { m[0].a = 1 }\n";
    /// Something that is no type is used as one.
    NOT_A_TYPE = "T0023", "NotAType", "package p; var x = 1; var y x\n";
    /// An array length is no constant integer that is not negative.
    INVALID_ARRAY_LEN = "T0024", "InvalidArrayLen", "package p; var n = 1; var a [n]int\n";
    /// A method of an interface has a blank name.
    BLANK_IFACE_METHOD = "T0025", "BlankIfaceMethod", "package p; type T interface { _(int) }\n";
    /// The key type of a map is not comparable.
    INCOMPARABLE_MAP_KEY = "T0026", "IncomparableMapKey", "package p; var m map[[]int]int\n";
    /// An embedded field is a pointer to a pointer or interface.
    INVALID_PTR_EMBED = "T0027", "InvalidPtrEmbed", "package p; type P *int; type T struct { P }\n";
    /// A method does not have one receiver with as many type parameters as its type.
    BAD_RECV = "T0028", "BadRecv", "package p; type T[P any] struct{}; func (T[A, B]) m() {}\n";
    /// The receiver of a method is not of a type that may have methods here.
    INVALID_RECV = "T0029", "InvalidRecv", "package p; func (int) m() {}\n";
    /// A field and a method of a type have the same name.
    DUPLICATE_FIELD_AND_METHOD = "T0030", "DuplicateFieldAndMethod", "package p; type T struct { m int }; func (T) m() {}\n";
    /// Two methods of a type have the same name.
    DUPLICATE_METHOD = "T0031", "DuplicateMethod", "package p; type T int; func (T) m() {}; func (T) m() {}\n";
    /// The blank identifier is used as a value or type.
    INVALID_BLANK = "T0032", "InvalidBlank", "package p; var x = _\n";
    /// Iota is used outside a constant declaration.
    INVALID_IOTA = "T0033", "InvalidIota", "package p; var x = iota\n";
    /// A function init has no body.
    MISSING_INIT_BODY = "T0034", "MissingInitBody", "package p; func init()\n";
    /// Something other than a function without parameters is called init.
    INVALID_INIT_DECL = "T0035", "InvalidInitDecl", "package p; var init = 1\n";
    /// In package main, something other than a function without parameters is called main.
    INVALID_MAIN_DECL = "T0036", "InvalidMainDecl", "package main; var main = 1\n";
    /// Several values, or none, stand where one is wanted.
    TOO_MANY_VALUES = "T0037", "TooManyValues", "package p; func f() (int, int) { return 1, 2 }; var x int = f() + 1\n";
    /// Something that is no value is used as one.
    NOT_AN_EXPR = "T0038", "NotAnExpr", "package p; var x = int\n";
    /// A constant would lose its fraction.
    TRUNCATED_FLOAT = "T0039", "TruncatedFloat", "package p; var x int = 0.5\n";
    /// A constant does not fit its type.
    NUMERIC_OVERFLOW = "T0040", "NumericOverflow", "package p; var x int8 = 1000\n";
    /// An operator is not defined for the type of its operand.
    UNDEFINED_OP = "T0041", "UndefinedOp", "package p; var s string; var x = -s\n";
    /// The operands of an operator have different types.
    MISMATCHED_TYPES = "T0042", "MismatchedTypes", "package p; var a int; var b string; var x = a + b\n";
    /// A constant division by zero.
    DIV_BY_ZERO = "T0043", "DivByZero", "package p; var a int; var b = a / 0\n";
    /// A value that is not numeric is incremented.
    NON_NUMERIC_INC_DEC = "T0044", "NonNumericIncDec", "package p; func f() { s := \"a\"; s++ }\n";
    /// The address of something that has none is taken.
    UNADDRESSABLE_OPERAND = "T0045", "UnaddressableOperand", "package p; var p = &1\n";
    /// Something that is no pointer is dereferenced.
    INVALID_INDIRECTION = "T0046", "InvalidIndirection", "package p; var a int; var b = *a\n";
    /// Something that cannot be indexed is indexed.
    NON_INDEXABLE_OPERAND = "T0047", "NonIndexableOperand", "package p; var a int; var b = a[0]\n";
    /// An index is no integer in range.
    INVALID_INDEX = "T0048", "InvalidIndex", "package p; var a [3]int; var b = a[5]\n";
    /// Constant slice bounds are in the wrong order.
    SWAPPED_SLICE_INDICES = "T0049", "SwappedSliceIndices", "package p; var a []int; var b = a[2:1]\n";
    /// Something that cannot be sliced is sliced.
    NON_SLICEABLE_OPERAND = "T0050", "NonSliceableOperand", "package p; var a int; var b = a[:]\n";
    /// A string is sliced with three bounds.
    INVALID_SLICE_EXPR = "T0051", "InvalidSliceExpr", "package p; var s string; var t = s[0:1:2]\n";
    /// A shift count is no integer that is not negative.
    INVALID_SHIFT_COUNT = "T0052", "InvalidShiftCount", "package p; var a int; var b = a << -1\n";
    /// Something other than an integer is shifted.
    INVALID_SHIFT_OPERAND = "T0053", "InvalidShiftOperand", "package p; var s string; var t = s << 1\n";
    /// Something that is no channel to receive from is received from.
    INVALID_RECEIVE = "T0054", "InvalidReceive", "package p; func f(c chan<- int) { <-c }\n";
    /// Something that is no channel to send to is sent to.
    INVALID_SEND = "T0055", "InvalidSend", "package p; func f(c <-chan int) { c <- 1 }\n";
    /// A key appears twice in a literal.
    DUPLICATE_LIT_KEY = "T0056", "DuplicateLitKey", "package p; var m = map[int]int{1: 1, 1: 2}\n";
    /// An element of a map literal has no key.
    MISSING_LIT_KEY = "T0057", "MissingLitKey", "package p; var m = map[int]int{1}\n";
    /// A key of an array literal is no constant integer.
    INVALID_LIT_INDEX = "T0058", "InvalidLitIndex", "package p; var i = 1; var a = []int{i: 1}\n";
    /// An array literal has more elements than the array.
    OVERSIZE_ARRAY_LIT = "T0059", "OversizeArrayLit", "package p; var a = [1]int{1, 2}\n";
    /// A struct literal mixes elements with and without field names.
    MIXED_STRUCT_LIT = "T0060", "MixedStructLit", "package p; var s = struct{ a, b int }{a: 1, 2}\n";
    /// A struct literal has too few or too many values.
    INVALID_STRUCT_LIT = "T0061", "InvalidStructLit", "package p; var s = struct{ a, b int }{1}\n";
    /// A struct literal names a field that is not there.
    MISSING_LIT_FIELD = "T0062", "MissingLitField", "package p; var s = struct{ a int }{b: 1}\n";
    /// A struct literal names a field twice.
    DUPLICATE_LIT_FIELD = "T0063", "DuplicateLitField", "package p; var s = struct{ a int }{a: 1, a: 2}\n";
    /// A struct literal sets a field that another package does not export.
    UNEXPORTED_LIT_FIELD = "T0064", "UnexportedLitField", "";
    /// A key of a struct literal is no field name.
    INVALID_LIT_FIELD = "T0065", "InvalidLitField", "package p; var s = struct{ a int }{1: 1}\n";
    /// A literal without type stands where none can be told.
    UNTYPED_LIT = "T0066", "UntypedLit", "";
    /// A composite literal is of a type that has none.
    INVALID_LIT = "T0067", "InvalidLit", "package p; var x = int{}\n";
    /// A selector finds several fields or methods at the same depth.
    AMBIGUOUS_SELECTOR = "T0068", "AmbiguousSelector", "package p; type A struct{ x int }; type B struct{ x int }; type C struct { A; B }; var c C; var d = c.x\n";
    /// A package does not declare the name that is selected from it.
    UNDECLARED_IMPORTED_NAME = "T0069", "UndeclaredImportedName", "package p; import \"errors\"; var x = errors.Nothing\n";
    /// A name that another package does not export is selected.
    UNEXPORTED_NAME = "T0070", "UnexportedName", "package p; import \"errors\"; var x = errors.hidden\n";
    /// A name is not declared.
    UNDECLARED_NAME = "T0071", "UndeclaredName", "package p; var x = y\n";
    /// A selector finds no field or method.
    MISSING_FIELD_OR_METHOD = "T0072", "MissingFieldOrMethod", "package p; var a int; var b = a.x\n";
    /// An array type with `...` stands outside a composite literal.
    BAD_DOT_DOT_DOT_SYNTAX = "T0073", "BadDotDotDotSyntax", "package p; var a [...]int\n";
    /// A call spreads a slice over the parameters of a function that is not variadic.
    NON_VARIADIC_DOT_DOT_DOT = "T0074", "NonVariadicDotDotDot", "package p; func f(a []int) {}; func g() { f([]int{}...) }\n";
    /// `...` stands before a parameter that is not the last.
    MISPLACED_DOT_DOT_DOT = "T0075", "MisplacedDotDotDot", "package p; func f(a ...int, b int) {}\n";
    /// `...` stands where it has no meaning.
    INVALID_DOT_DOT_DOT = "T0076", "InvalidDotDotDot", "package p; var x = len([]int{}...)\n";
    /// A built-in function is not called.
    UNCALLED_BUILTIN = "T0077", "UncalledBuiltin", "package p; var x = len\n";
    /// The first argument of append is no slice.
    INVALID_APPEND = "T0078", "InvalidAppend", "package p; var x = append(1, 2)\n";
    /// The argument of cap has no capacity.
    INVALID_CAP = "T0079", "InvalidCap", "package p; var x = cap(\"a\")\n";
    /// The argument of clear is no map or slice.
    INVALID_CLEAR = "T0080", "InvalidClear", "package p; func f() { var a int; clear(a) }\n";
    /// The argument of close is no channel that may be closed.
    INVALID_CLOSE = "T0081", "InvalidClose", "package p; func f(c <-chan int) { close(c) }\n";
    /// The arguments of copy are not slices of the same elements.
    INVALID_COPY = "T0082", "InvalidCopy", "package p; var x = copy([]int{}, []string{})\n";
    /// The arguments of complex do not make a complex number.
    INVALID_COMPLEX = "T0083", "InvalidComplex", "package p; var x = complex(float32(1), float64(2))\n";
    /// The first argument of delete is no map.
    INVALID_DELETE = "T0084", "InvalidDelete", "package p; func f() { delete([]int{}, 1) }\n";
    /// The argument of imag is not complex.
    INVALID_IMAG = "T0085", "InvalidImag", "package p; var x = imag(\"a\")\n";
    /// The argument of len has no length.
    INVALID_LEN = "T0086", "InvalidLen", "package p; var x = len(1)\n";
    /// The capacity given to make is less than the length.
    SWAPPED_MAKE_ARGS = "T0087", "SwappedMakeArgs", "package p; var x = make([]int, 2, 1)\n";
    /// The first argument of make is no slice, map or channel type.
    INVALID_MAKE = "T0088", "InvalidMake", "package p; var x = make(int)\n";
    /// An argument of min or max is not ordered.
    INVALID_MIN_MAX_OPERAND = "T0089", "InvalidMinMaxOperand", "package p; var x = min(true)\n";
    /// The argument of real is not complex.
    INVALID_REAL = "T0090", "InvalidReal", "package p; var x = real(\"a\")\n";
    /// Something that is no interface is asserted to have a type.
    INVALID_ASSERT = "T0091", "InvalidAssert", "package p; var a int; var b = a.(int)\n";
    /// A type assertion that cannot succeed.
    IMPOSSIBLE_ASSERT = "T0092", "ImpossibleAssert", "package p; type T struct{}; type I interface { m() }; var i I; var t = i.(T)\n";
    /// A value cannot be converted to the type.
    INVALID_CONVERSION = "T0093", "InvalidConversion", "package p; var a []int; var b = string(a[0:1:1]) + string(struct{}{})\n";
    /// An untyped value does not fit the other operand's type.
    INVALID_UNTYPED_CONVERSION = "T0094", "InvalidUntypedConversion", "";
    /// An expression is evaluated for nothing.
    UNUSED_EXPR = "T0095", "UnusedExpr", "package p; func f() { 1 + 1 }\n";
    /// A variable is declared and not used.
    UNUSED_VAR = "T0096", "UnusedVar", "package p; func f() { a := 1 }\n";
    /// A function with results may end without a return statement.
    MISSING_RETURN = "T0097", "MissingReturn", "package p; func f() int { }\n";
    /// A return statement has too many or too few values.
    WRONG_RESULT_COUNT = "T0098", "WrongResultCount", "package p; func f() int { return 1, 2 }\n";
    /// A bare return stands where a result is hidden by another variable.
    OUT_OF_SCOPE_RESULT = "T0099", "OutOfScopeResult", "package p; func f() (a int) { { a := 1; _ = a; return } }\n";
    /// A condition is not boolean.
    INVALID_COND = "T0100", "InvalidCond", "package p; func f() { if 1 { } }\n";
    /// The post statement of a for statement declares a variable.
    INVALID_POST_DECL = "T0101", "InvalidPostDecl", "";
    /// The variables of a range clause do not fit what is ranged over.
    INVALID_ITER_VAR = "T0102", "InvalidIterVar", "package p; func f() { for i, j := range 3 { _, _ = i, j } }\n";
    /// Something that cannot be ranged over is ranged over.
    INVALID_RANGE_EXPR = "T0103", "InvalidRangeExpr", "package p; func f() { for range 1.5 { } }\n";
    /// A value or type appears twice in the cases of a switch statement.
    DUPLICATE_CASE = "T0104", "DuplicateCase", "package p; func f(a int) { switch a { case 1: case 1: } }\n";
    /// A switch or select statement has several default clauses.
    DUPLICATE_DEFAULT = "T0105", "DuplicateDefault", "package p; func f(a int) { switch a { default: default: } }\n";
    /// `.(type)` stands outside a type switch.
    BAD_TYPE_KEYWORD = "T0106", "BadTypeKeyword", "package p; func f(a any) { _ = a.(type) }\n";
    /// The cases of a type switch do not fit.
    INVALID_TYPE_SWITCH = "T0107", "InvalidTypeSwitch", "package p; func f(a int) { switch a.(type) { } }\n";
    /// The tag of a switch statement cannot be compared.
    INVALID_EXPR_SWITCH = "T0108", "InvalidExprSwitch", "package p; func f(a struct{ b []int }) { switch a { } }\n";
    /// A case of a select statement is no communication.
    INVALID_SELECT_CASE = "T0109", "InvalidSelectCase", "package p; func f() { select { case 1: } }\n";
    /// A method expression is taken of a type that has the method only on its pointer.
    INVALID_METHOD_EXPR = "T0110", "InvalidMethodExpr", "package p; type T struct{}; func (*T) m() {}; var f = T.m\n";
    /// A call has too many or too few arguments.
    WRONG_ARG_COUNT = "T0111", "WrongArgCount", "package p; func f(a int) {}; func g() { f() }\n";
    /// Something that is no function is called.
    INVALID_CALL = "T0112", "InvalidCall", "package p; var a int; var b = a()\n";
    /// The result of a call to a function that does nothing else is not used.
    UNUSED_RESULTS = "T0113", "UnusedResults", "package p; func f() { defer len(\"a\") }\n";
    /// A defer statement has no call.
    INVALID_DEFER = "T0114", "InvalidDefer", "package p; func f() { defer int(1) }\n";
    /// A go statement has no call.
    INVALID_GO = "T0115", "InvalidGo", "package p; func f() { go int(1) }\n";
    /// A declaration is malformed.
    BAD_DECL = "T0116", "BadDecl", "package p; func f[P any]()\n";
    /// The feature is not supported.
    UNSUPPORTED_FEATURE = "T0117", "UnsupportedFeature", "";
    /// A type that is not generic has type arguments.
    NOT_A_GENERIC_TYPE = "T0118", "NotAGenericType", "package p; type T int; var x T[int]\n";
    /// A generic type or function has the wrong number of type arguments.
    WRONG_TYPE_ARG_COUNT = "T0119", "WrongTypeArgCount", "package p; type T[P any] int; var x T\n";
    /// The type arguments of a call cannot be inferred.
    CANNOT_INFER_TYPE_ARGS = "T0120", "CannotInferTypeArgs", "package p; func f[P any]() {}; func g() { f() }\n";
    /// A type argument does not satisfy its constraint.
    INVALID_TYPE_ARG = "T0121", "InvalidTypeArg", "package p; type T[P comparable] int; var x T[[]int]\n";
    /// An instantiation leads to further instantiations without end.
    INVALID_INSTANCE_CYCLE = "T0122", "InvalidInstanceCycle", "package p; func f[P any]() { f[*P]() }\n";
    /// A union has terms that it may not have.
    INVALID_UNION = "T0123", "InvalidUnion", "package p; type C interface { ~int }; type D interface { int | ~int }\n";
    /// A constraint is used as the type of a variable.
    MISPLACED_CONSTRAINT_IFACE = "T0124", "MisplacedConstraintIface", "package p; var x comparable\n";
    /// A method has type parameters of its own.
    INVALID_METHOD_TYPE_PARAMS = "T0125", "InvalidMethodTypeParams", "";
    /// A type parameter stands where it must not.
    MISPLACED_TYPE_PARAM = "T0126", "MisplacedTypeParam", "package p; type T[P any] P\n";
    /// A type is larger than the address space.
    TYPE_TOO_LARGE = "T0127", "TypeTooLarge", "package p; var a [1 << 60]int\n";
    /// A function has no body. Only the library has native functions.
    MISSING_BODY = "T0128", "MissingBody", "package p; func f()\n";
    /// Packages import each other in a circle. It takes a package that imports the root to see.
    IMPORT_CYCLE = "T0129", "ImportCycle", "";
    /// The program exceeds a limit of the compiler.
    LIMIT_EXCEEDED = "T0130", "LimitExceeded", "";
    /// What the parser accepts for a better message, but means nothing.
    INVALID_SYNTAX_TREE = "T0131", "InvalidSyntaxTree", "";
    /// A program's package main has no function main.
    MISSING_MAIN = "T0132", "MissingMain", "package main; func f() {}\n";
    /// A function of package unsafe is called with arguments that it does not take.
    INVALID_UNSAFE_CALL = "T0133", "InvalidUnsafeCall", "";
}
