//! The table of syntax diagnostics.

govm_lexer::codes! {
    /// A token stands where the grammar of the language does not let it stand.
    UNEXPECTED_TOKEN = "P0001", "UnexpectedToken", "package p\n\nfunc f() { x := := 1 }\n";
    /// An embedded field and the type of a composite literal are written without parentheses.
    PARENTHESIZED_TYPE = "P0002", "ParenthesizedType", "package p\n\ntype A int\n\ntype T struct{ (A) }\n";
    /// Either all parameters of a list have a name or none has one; every type parameter has a name and a constraint.
    INCOMPLETE_PARAMETER = "P0003", "IncompleteParameter", "package p\n\nfunc f(a int, string) {}\n";
    /// A full slice expression has its second and its third index.
    INCOMPLETE_SLICE = "P0004", "IncompleteSlice", "package p\n\nvar s []int\n\nvar t = s[1::2]\n";
    /// A method has exactly one receiver.
    RECEIVER_COUNT = "P0005", "InvalidReceiverCount", "package p\n\nfunc () m() {}\n";
    /// A condition or tag is an expression; the post statement of a for loop declares nothing.
    MISUSED_STATEMENT = "P0006", "MisusedStatement", "package p\n\nfunc f(x int) {\n\tif x = 1 {\n\t}\n}\n";
    /// An if statement has a condition.
    MISSING_CONDITION = "P0007", "MissingCondition", "package p\n\nfunc f() {\n\tif x := 1; {\n\t}\n}\n";
    /// A range clause has at most two iteration variables.
    RANGE_VARIABLES = "P0008", "TooManyRangeVariables", "package p\n\nfunc f(m map[int]int) {\n\tfor a, b, c := range m {\n\t}\n}\n";
    /// Expressions, types and statements nest to a limit, which every later stage relies on. Chains of one operator, and of else-ifs,
    /// may have any length.
    NESTING = "P0009", "NestingTooDeep", "package p\n\nvar x ******************************************************************************************************************************************************************************************************************************************************************************************************************************************************************************************************************int\n";
    /// Imports stand before all other declarations.
    MISPLACED_IMPORT = "P0010", "MisplacedImport", "package p\n\nvar x int\n\nimport \"a\"\n";
    /// The call of a go or defer statement is written without parentheses.
    PARENTHESIZED_CALL = "P0011", "ParenthesizedCall", "package p\n\nfunc f() {\n\tdefer (f())\n}\n";
    /// A label is declared once in a function.
    DUPLICATE_LABEL = "P0014", "DuplicateLabel", "package p\n\nfunc f() {\nL:\n\tfor {\n\t\tbreak L\n\t}\nL:\n}\n";
    /// A label that is declared is used.
    UNUSED_LABEL = "P0015", "UnusedLabel", "package p\n\nfunc f() {\nL:\n}\n";
    /// The label of a branch is declared in the same function.
    UNDECLARED_LABEL = "P0016", "UndeclaredLabel", "package p\n\nfunc f() {\n\tgoto L\n}\n";
    /// The label of a break or continue is that of an enclosing statement that it can leave or continue.
    INVALID_LABEL = "P0017", "InvalidLabel", "package p\n\nfunc f() {\nL:\n\tfor {\n\t}\n\tfor {\n\t\tbreak L\n\t}\n}\n";
    /// A break stands in a loop, switch or select, a continue in a loop, a fallthrough at the end of a case that is not the last.
    MISPLACED_BRANCH = "P0018", "MisplacedBranch", "package p\n\nfunc f() {\n\tbreak\n}\n";
    /// A goto outside a block does not jump into it.
    JUMP_INTO_BLOCK = "P0019", "JumpIntoBlock", "package p\n\nfunc f() {\n\tgoto L\n\t{\n\tL:\n\t}\n}\n";
    /// A goto does not bring variables into scope.
    JUMP_OVER_DECL = "P0020", "JumpOverDecl", "package p\n\nfunc f() {\n\tgoto L\n\tx := 1\n\t_ = x\nL:\n}\n";
    /// A method has no type parameters of its own.
    GENERIC_METHOD = "P0021", "GenericMethod", "package p\n\ntype T int\n\nfunc (T) m[P any]() {}\n";
    /// A file begins with its package clause.
    MISSING_PACKAGE_CLAUSE = "P0022", "MissingPackageClause", "import \"a\"\n";
    /// At package level stand declarations alone.
    STATEMENT_OUTSIDE_FUNCTION = "P0023", "StatementOutsideFunction", "package p\n\nx := 1\n";
    /// An import declares a path, which is a string literal.
    INVALID_IMPORT_PATH = "P0024", "InvalidImportPath", "package p\n\nimport a\n";
    /// The brackets of a list of type parameters or type arguments hold at least one.
    EMPTY_TYPE_PARAMS = "P0025", "EmptyTypeParams", "package p\n\nfunc f[]() {}\n";
    /// A channel type and a variadic parameter have an element type.
    MISSING_TYPE = "P0026", "MissingType", "package p\n\nvar c chan\n";
    /// A label stands before a statement, if only an empty one.
    MISSING_STATEMENT = "P0027", "MissingStatement", "package p\n\nfunc f(x int) {\n\tswitch x {\n\tcase 1:\n\tL:\n\tcase 2:\n\t\tgoto L\n\t}\n}\n";
    /// After `else` stands an if statement or a block.
    INVALID_ELSE = "P0028", "InvalidElse", "package p\n\nfunc f(x bool) {\n\tif x {\n\t} else return\n}\n";
}
