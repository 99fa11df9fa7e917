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
}
