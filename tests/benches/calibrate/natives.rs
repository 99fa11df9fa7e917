//! Natives: each is called in a loop by a function that is added to its package, with operands that cost the most.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use govm_interp::{Op, runtime_natives};

use crate::compile::{compile, natives_of};
use crate::measure::{Job, Work};

/// A call of a native: package, native, sizes, what is prepared, the call.
type Call = (&'static str, &'static str, &'static [u64], &'static str, &'static str);

const ONE: &[u64] = &[1];
const SIZES: &[u64] = &[1, 64, 4096, 65536];
const MANY: &[u64] = &[2, 64, 4096, 65536];
const WORDS: &[u64] = &[1, 16, 256, 4096];

/// In every package.
const HELPERS: &str = "
var calSink int
var calText string
var calAny any
func calFilled(c string, n int) string { b := make([]byte, n); for i := range b { b[i] = c[i%len(c)] }; return string(b) }
func calWords(n int) []@ { a, x := make([]@, n), uint64(1); for i := range a { x ^= x << 13; x ^= x >> 7; x ^= x << 17; a[i] = @(x | 1<<63) }; return a }
func calNoise(n int) []int { a, x := make([]int, n), uint32(1); for i := range a { x ^= x << 13; x ^= x >> 17; x ^= x << 5; a[i] = int(x) }; return a }
";

/// The helpers of a package; words are those of its own.
fn helpers(pkg: &str) -> String {
    HELPERS.replace('@', if pkg == "math/big" { "Word" } else { "uint" })
}

/// Functions of a float.
const FLOATS: &[&str] = &[
    "Cbrt",
    "Floor",
    "Ceil",
    "Trunc",
    "Round",
    "RoundToEven",
    "Exp",
    "Exp2",
    "Expm1",
    "Log",
    "Log1p",
    "Sin",
    "Cos",
    "Tan",
    "Asin",
    "Acos",
    "Atan",
    "Sinh",
    "Cosh",
    "Tanh",
    "Asinh",
    "Acosh",
    "Atanh",
    "Erf",
    "Erfc",
    "Gamma",
    "J0",
    "J1",
    "Y0",
    "Y1",
    "Lgamma",
    "Frexp",
    "Log2",
    "Log10",
    "Erfinv",
];

/// Operands of those.
const FLOAT_VALUES: &[&str] = &["0.7", "5.3", "170.5", "1e22", "1.7e308", "3e-310", "1e-100", "-744.9", "-0.3"];

/// Functions of package math/bits by their parameters.
const BITS: &[(&str, &str)] = &[
    (
        "x",
        "LeadingZeros LeadingZeros8 LeadingZeros16 LeadingZeros32 TrailingZeros TrailingZeros8 TrailingZeros16 TrailingZeros32 OnesCount OnesCount8 OnesCount16 OnesCount32 Reverse Reverse8 Reverse16 Reverse32 Reverse64 ReverseBytes ReverseBytes16 ReverseBytes32 ReverseBytes64 Len Len8 Len16 Len32 Len64",
    ),
    ("x, 5", "RotateLeft RotateLeft8 RotateLeft16"),
    ("x, x, 1", "Add Add32 Sub Sub32"),
    ("x, x", "Mul Mul32"),
];

/// Natives that are instructions where they are called by name: package, native, operand's type, operands.
const VALUES: &[(&str, &str, &str, &str)] = &[
    ("math", "Sqrt", "float64", "x"),
    ("math", "Abs", "float64", "x"),
    ("math", "Float64bits", "float64", "x"),
    ("math", "Float64frombits", "uint64", "x"),
    ("math/bits", "LeadingZeros64", "uint64", "x"),
    ("math/bits", "TrailingZeros64", "uint64", "x"),
    ("math/bits", "OnesCount64", "uint64", "x"),
    ("math/bits", "Mul64", "uint64", "x, x"),
    ("math/bits", "Add64", "uint64", "x, x, 1"),
    ("math/bits", "Sub64", "uint64", "x, x, 1"),
    ("math/bits", "RotateLeft32", "uint32", "x, 5"),
    ("math/bits", "RotateLeft64", "uint64", "x, 5"),
];

/// Properties and mappings of runes.
const RUNES: &[&str] = &[
    "IsLetter",
    "IsDigit",
    "IsNumber",
    "IsSpace",
    "IsUpper",
    "IsLower",
    "IsTitle",
    "IsPunct",
    "IsSymbol",
    "IsMark",
    "IsGraphic",
    "IsPrint",
    "ToUpper",
    "ToLower",
    "ToTitle",
    "SimpleFold",
];

#[rustfmt::skip]
const CALLS: &[Call] = &[
    ("strings", "Index", SIZES, "s := calFilled(\"a\", size)", "calSink = Index(s, \"ab\")"),
    ("strings", "Index", SIZES, "s, t := calFilled(\"a\", size), calFilled(\"a\", size/2) + \"b\"", "calSink = Index(s, t)"),
    ("strings", "Index", SIZES, "s, t := calFilled(\"aaaaaaab\", size), calFilled(\"a\", 8)", "calSink = Index(s, t)"),
    ("strings", "LastIndex", SIZES, "s := calFilled(\"a\", size)", "calSink = LastIndex(s, \"ba\")"),
    ("strings", "LastIndex", SIZES, "s, t := calFilled(\"a\", size), \"b\" + calFilled(\"a\", size/2)", "calSink = LastIndex(s, t)"),
    ("strings", "IndexByte", SIZES, "s := calFilled(\"a\", size)", "calSink = IndexByte(s, 'b')"),
    ("strings", "LastIndexByte", SIZES, "s := calFilled(\"a\", size)", "calSink = LastIndexByte(s, 'b')"),
    ("strings", "IndexRune", SIZES, "s := calFilled(\"\\xe2\\x82\", size)", "calSink = IndexRune(s, 8364)"),
    ("strings", "IndexRune", SIZES, "s := calFilled(\"a\", size)", "calSink = IndexRune(s, 0xfffd)"),
    ("strings", "IndexAny", SIZES, "s, t := calFilled(\"\\u20ac\", size/3*3), \"abc\"", "calSink = IndexAny(s, t)"),
    ("strings", "IndexAny", SIZES, "s := calFilled(\"\\u20ac\", size/3*3)\nt := string([]rune{900, 800, 700, 600, 500})", "calSink = IndexAny(s, t)"),
    ("strings", "IndexAny", SIZES, "r := make([]rune, size)\nfor i := range r { r[i] = rune(200 + (i*7919) % 50000) }\nt := string(r)\ns := \"a\"", "calSink = IndexAny(s, t)"),
    ("strings", "LastIndexAny", SIZES, "s, t := calFilled(\"\\u20ac\", size/3*3), \"abc\"", "calSink = LastIndexAny(s, t)"),
    ("strings", "LastIndexAny", SIZES, "s, t := calFilled(\"\\x80\", size), \"abc\"", "calSink = LastIndexAny(s, t)"),
    ("strings", "Count", SIZES, "s := calFilled(\"ab\", size)", "calSink = Count(s, \"a\")"),
    ("strings", "Count", SIZES, "s := calFilled(\"ab\", size)", "calSink = Count(s, \"\")"),
    ("strings", "Count", SIZES, "s := calFilled(\"aaab\", size)", "calSink = Count(s, \"aab\")"),
    ("strings", "EqualFold", SIZES, "s, t := calFilled(\"aB\", size), calFilled(\"Ab\", size)", "if EqualFold(s, t) { calSink++ }"),
    ("strings", "EqualFold", SIZES, "s, t := calFilled(\"\\u0440\\u0420\", size/2*2), calFilled(\"\\u0420\\u0440\", size/2*2)", "if EqualFold(s, t) { calSink++ }"),
    ("strings", "splitInto", SIZES, "s := calFilled(\"a,\", size)\na := make([]string, size/2 + 1)", "splitInto(a, s, \",\", 0)"),
    ("strings", "splitInto", SIZES, "s := calFilled(\"ab\", size)\na := make([]string, size)", "splitInto(a, s, \"\", 0)"),
    ("strings", "countFields", SIZES, "s := calFilled(\"a \", size)", "calSink = countFields(s)"),
    ("strings", "countFields", SIZES, "s := calFilled(\"\\u2003\", size/3*3)", "calSink = countFields(s)"),
    ("strings", "fieldsInto", SIZES, "s := calFilled(\"a \", size)\na := make([]string, size/2+1)", "fieldsInto(a, s)"),
    ("strings", "Join", SIZES, "a := make([]string, size)\nfor i := range a { a[i] = \"a\" }", "calText = Join(a, \"\")"),
    ("strings", "Join", SIZES, "a := make([]string, size)\nfor i := range a { a[i] = \"ab\" }", "calText = Join(a, \", \")"),
    ("strings", "Join", SIZES, "a := []string{calFilled(\"a\", size), \"b\"}", "calText = Join(a, \", \")"),
    ("strings", "repeat", SIZES, "", "calText = repeat(\"ab\", size)"),
    ("strings", "repeat", SIZES, "", "calText = repeat(\"a\", size)"),
    ("strings", "Replace", SIZES, "s := calFilled(\"ab\", size)", "calText = Replace(s, \"a\", \"cd\", -1)"),
    ("strings", "Replace", SIZES, "s := calFilled(\"ab\", size)", "calText = Replace(s, \"\", \"c\", -1)"),
    ("strings", "Replace", SIZES, "s := calFilled(\"ab\", size)", "calText = Replace(s, \"\", \"\", -1)"),
    ("strings", "Replace", SIZES, "s := calFilled(\"ab\", size)", "calText = Replace(s, \"aa\", \"c\", -1)"),
    ("strings", "replacePairs", SIZES, "s := calFilled(\"ab\", size)\np := []string{\"a\", \"b\", \"b\", \"a\"}", "calText = replacePairs(s, p)"),
    ("strings", "replacePairs", SIZES, "s := calFilled(\"ab\", size)\np := []string{\"x\", \"b\", \"y\", \"a\", \"z\", \"a\", \"w\", \"a\"}", "calText = replacePairs(s, p)"),
    ("strings", "replacePairs", SIZES, "s := calFilled(\"ab\", size)\np := []string{\"\", \"b\"}", "calText = replacePairs(s, p)"),
    ("strings", "ToUpper", SIZES, "s := calFilled(\"ab\", size)", "calText = ToUpper(s)"),
    ("strings", "ToUpper", SIZES, "s := calFilled(\"\\u0440\", size/2*2)", "calText = ToUpper(s)"),
    ("strings", "ToLower", SIZES, "s := calFilled(\"aB\", size)", "calText = ToLower(s)"),
    ("strings", "ToLower", SIZES, "s := calFilled(\"\\xff\", size)", "calText = ToLower(s)"),
    ("strings", "ToTitle", SIZES, "s := calFilled(\"ab\", size)", "calText = ToTitle(s)"),
    ("strings", "ToValidUTF8", SIZES, "s := calFilled(\"a\\xff\", size)", "calText = ToValidUTF8(s, \"?\")"),
    ("strings", "ToValidUTF8", SIZES, "s := calFilled(\"ab\", size)", "calText = ToValidUTF8(s, \"?\")"),
    ("strings", "TrimSpace", SIZES, "s := calFilled(\"  \", size)", "calText = TrimSpace(s)"),
    ("strings", "TrimSpace", SIZES, "s := \"a\" + calFilled(\"\\u2003\", size/3*3)", "calText = TrimSpace(s)"),
    ("strings", "TrimLeft", SIZES, "s := calFilled(\"ab\", size)", "calText = TrimLeft(s, \"ab\")"),
    ("strings", "TrimRight", SIZES, "s := calFilled(\"\\u20ac\", size/3*3)\nt := string([]rune{900, 8364, 700, 600, 500})", "calText = TrimRight(s, t)"),
    ("strings", "view", ONE, "b := make([]byte, 10)", "calText = view(b)"),
    ("bytes", "view", ONE, "b := make([]byte, 10)", "calText = view(b)"),

    ("strconv", "parseInt", ONE, "", "x, _ := parseInt(\"-9223372036854775807\", 10, 64)\ncalSink = int(x)"),
    ("strconv", "parseInt", SIZES, "s := calFilled(\"1\", size)", "x, _ := parseInt(s, 2, 64)\ncalSink = int(x)"),
    ("strconv", "parseUint", SIZES, "s := calFilled(\"0\", size)", "x, _ := parseUint(s, 10, 64)\ncalSink = int(x)"),
    ("strconv", "parseUint", SIZES, "s := \"0x\" + calFilled(\"f_\", size) + \"0\"", "x, _ := parseUint(s, 0, 64)\ncalSink = int(x)"),
    ("strconv", "parseFloat", SIZES, "s := \"1.\" + calFilled(\"0\", size) + \"1\"", "x, _ := parseFloat(s, 64)\ncalSink = int(x)"),
    ("strconv", "parseFloat", SIZES, "s := calFilled(\"9\", size) + \"e-300\"", "x, _ := parseFloat(s, 64)\ncalSink = int(x)"),
    ("strconv", "parseFloat", ONE, "", "x, _ := parseFloat(\"9007199254740993.0000000000000000000000000000001e-20\", 64)\ncalSink = int(x)"),
    ("strconv", "parseFloat", ONE, "", "x, _ := parseFloat(\"2.2250738585072011360574097967091319759348195463516456480234261097248222220210769455165295239081350879141491589130396211068700864386945946455276572074078206217433799881410632673292535522868813721490129811224514518898490572223072852551331557550159143974763979834118019993239623482617590e-308\", 64)\ncalSink = int(x * 1e300)"),
    ("strconv", "parseFloat", SIZES, "s := \"0x\" + calFilled(\"1f\", size) + \"p-5\"", "x, _ := parseFloat(s, 64)\ncalSink = int(x)"),
    ("strconv", "Itoa", ONE, "", "calText = Itoa(-1234567890123456789)"),
    ("strconv", "formatInt", ONE, "", "calText = formatInt(-1234567890123456789, 2)"),
    ("strconv", "formatUint", ONE, "", "calText = formatUint(12345678901234567890, 2)"),
    ("strconv", "formatFloat", ONE, "", "calText = formatFloat(1.2345678901234567, 'g', -1, 64)"),
    ("strconv", "formatFloat", ONE, "", "calText = formatFloat(5e-324, 'e', -1, 64)"),
    ("strconv", "formatFloat", ONE, "", "calText = formatFloat(1.7976931348623157e308, 'f', -1, 64)"),
    ("strconv", "formatFloat", SIZES, "", "calText = formatFloat(1.7976931348623157e308, 'f', size, 64)"),
    ("strconv", "formatFloat", SIZES, "", "calText = formatFloat(5e-324, 'f', size, 64)"),
    ("strconv", "formatFloat", SIZES, "", "calText = formatFloat(2.2250738585072011e-308, 'e', size, 64)"),
    ("strconv", "formatFloat", ONE, "", "calText = formatFloat(2.2250738585072011e-308, 'b', -1, 64)"),
    ("strconv", "formatFloat", ONE, "", "calText = formatFloat(2.2250738585072011e-308, 'x', -1, 64)"),
    ("strconv", "quote", SIZES, "s := calFilled(\"ab\", size)", "calText = quote(s, '\"', 0)"),
    ("strconv", "quote", SIZES, "s := calFilled(\"\\xff\", size)", "calText = quote(s, '\"', 0)"),
    ("strconv", "quote", SIZES, "s := calFilled(\"\\u20ac\", size/3*3)", "calText = quote(s, '\"', 1)"),
    ("strconv", "quoteRune", ONE, "", "calText = quoteRune(0x10fffe, 1)"),
    ("strconv", "CanBackquote", SIZES, "s := calFilled(\"\\u20ac\", size/3*3)", "if CanBackquote(s) { calSink++ }"),
    ("strconv", "unquote", SIZES, "s := \"\\\"\" + calFilled(\"\\\\n\", size/2*2) + \"\\\"\"", "calText, _ = unquote(s)"),
    ("strconv", "unquote", SIZES, "s := \"\\\"\" + calFilled(\"a\", size) + \"\\\"\"", "calText, _ = unquote(s)"),
    ("strconv", "quotedPrefix", SIZES, "s := \"\\\"\" + calFilled(\"a\", size) + \"\\\"\"", "calSink = quotedPrefix(s)"),
    ("strconv", "quotedPrefix", SIZES, "s := \"\\\"\" + calFilled(\"\\\\u20ac\", size/6*6) + \"\\\"\"", "calSink = quotedPrefix(s)"),
    ("strconv", "unquoteChar", SIZES, "s := calFilled(\"\\\\U0010fffe\", size/10*10 + 10)", "_, _, calSink = unquoteChar(s, '\"')"),
    ("strconv", "IsPrint", ONE, "", "if IsPrint(rune(0x1f600 + i&63)) { calSink++ }"),
    ("strconv", "IsGraphic", ONE, "", "if IsGraphic(rune(0x3000 + i&63)) { calSink++ }"),

    ("sort", "lenOf", ONE, "var a any = make([]int, 10)", "calSink = lenOf(a)"),
    ("sort", "permute", MANY, "a := calNoise(size)\np := make([]int32, size)\nfor i := range p { p[i] = int32((i*7919) % size) }", "permute(a, p)"),
    ("sort", "permute", MANY, "a := make([][8]int, size)\np := make([]int32, size)\nfor i := range p { p[i] = int32((i*7919) % size) }", "permute(a, p)"),
    ("sort", "sortOrdered", MANY, "a := calNoise(size)\nb := make([]int, size)", "copy(b, a)\nsortOrdered(b)"),
    ("sort", "sortOrdered", MANY, "a := calNoise(size)\nb, c := make([]float64, size), make([]float64, size)\nfor i := range b { c[i] = float64(a[i]) }", "copy(b, c)\nsortOrdered(b)"),
    ("sort", "sortOrdered", MANY, "a := calNoise(size)\nb, c := make([]float32, size), make([]float32, size)\nfor i := range b { c[i] = float32(a[i]) }", "copy(b, c)\nsortOrdered(b)"),
    ("sort", "sortOrdered", MANY, "a := calNoise(size)\nb, c := make([]uint8, size), make([]uint8, size)\nfor i := range b { c[i] = uint8(a[i]) }", "copy(b, c)\nsortOrdered(b)"),
    ("sort", "sortOrdered", MANY, "a := calNoise(size)\nb, c := make([]string, size), make([]string, size)\nfor i := range b { c[i] = string(rune(a[i]&0xffff)) }", "copy(b, c)\nsortOrdered(b)"),
    ("sort", "sortOrdered", &[2, 64, 4096], "a := calNoise(size)\nb, c := make([]string, size), make([]string, size)\nfor i := range b { c[i] = calFilled(\"ab\", 100) + string(rune(a[i]&0xffff)) }", "copy(b, c)\nsortOrdered(b)"),
    ("sort", "sortOrdered", MANY, "a := make([]int, size)\nfor i := range a { a[i] = i }", "sortOrdered(a)"),
    ("slices", "sortOrdered", MANY, "a := calNoise(size)\nb := make([]int, size)", "copy(b, a)\nsortOrdered(b)"),

    ("fmt", "render", ONE, "", "calText, _ = render(0, \"%d\", []any{i}, nil)"),
    ("fmt", "render", ONE, "", "calText = Sprintf(\"%d %s %v\", i, \"text\", true)"),
    ("fmt", "render", SIZES, "s := calFilled(\"ab\", size)", "calText = Sprintf(\"%s\", s)"),
    ("fmt", "render", SIZES, "s := calFilled(\"ab\", size)", "calText = Sprintf(\"%q\", s)"),
    ("fmt", "render", SIZES, "s := calFilled(\"ab\", size)", "calText = Sprintf(\"% x\", s)"),
    ("fmt", "render", SIZES, "s := calFilled(\"ab\", size)", "calText = Sprintf(s)"),
    ("fmt", "render", SIZES, "s := calFilled(\"%d\", size/2*2)", "calText = Sprintf(s)"),
    ("fmt", "render", SIZES, "s := calFilled(\"%d\", size/2*2)\na := make([]any, size/2)\nfor i := range a { a[i] = i }", "calText = Sprintf(s, a...)"),
    ("fmt", "render", SIZES, "a := make([]int, size)", "calText = Sprint(a)"),
    ("fmt", "render", SIZES, "a := make([]byte, size)", "calText = Sprint(a)"),
    ("fmt", "render", SIZES, "a := make([]float64, size)\nfor i := range a { a[i] = 1.0/float64(i+3) }", "calText = Sprint(a)"),
    ("fmt", "render", SIZES, "a := make([]any, size)\nfor i := range a { a[i] = i }", "calText = Sprintf(\"%v\", a)"),
    ("fmt", "render", SIZES, "a := make([]struct{ A, B int }, size)", "calText = Sprintf(\"%+v\", a)"),
    ("fmt", "render", SIZES, "a := make([]struct{ A, B int }, size)", "calText = Sprintf(\"%#v\", a)"),
    ("fmt", "render", &[1, 64, 4096], "m := map[int]int{}\nfor i := range size { m[(i*7919)%100003] = i }", "calText = Sprint(m)"),
    ("fmt", "render", &[1, 64, 4096], "m := map[string]int{}\nfor i := range size { m[calFilled(\"ab\", 100) + string(rune(i))] = i }", "calText = Sprint(m)"),
    ("fmt", "render", ONE, "", "calText = Sprintf(\"%v\", 1.2345678901234567)"),
    ("fmt", "render", ONE, "", "calText = Sprintf(\"%f\", 1.7e308)"),
    ("fmt", "render", ONE, "", "calText = Sprintf(\"%.300g\", 1.7e-300)"),
    ("fmt", "render", SIZES, "", "calText = Sprintf(\"%*d\", size, 5)"),
    ("fmt", "render", ONE, "", "calText = Sprintf(\"%b\", 1<<62)"),
    ("fmt", "render", &[1, 30], "type list struct { Next any }\nvar l any\nfor i := 0; i < size; i++ { l = list{l} }", "calText = Sprintf(\"%+v\", l)"),
    ("fmt", "renderText", SIZES, "s := calFilled(\"ab\", size)", "calText = renderText(s, 's', 0, 0, 0)"),
    ("fmt", "renderText", SIZES, "s := calFilled(\"ab\", size)", "calText = renderText(s, 'q', 0, 0, 0)"),
    ("fmt", "isNilPointer", ONE, "var p *int", "if isNilPointer(p) { calSink++ }"),
    ("fmt", "output", SIZES, "s := calFilled(\"ab\", size)", "output(s)"),
    ("os", "write", SIZES, "s := make([]byte, size)", "write(1, s)"),

    ("errors", "comparableValue", ONE, "e := New(\"x\")", "if comparableValue(e) { calSink++ }"),
    ("errors", "checkTarget", ONE, "var e *errorString\nvar t any = &e", "calSink = checkTarget(t, nil)"),
    ("errors", "assign", ONE, "e := New(\"x\")\nt := e.(*errorString)", "if assign(e, &t) { calSink++ }"),
    ("runtime", "printed", SIZES, "var v any = calFilled(\"ab\", size)", "calText = printed(v)"),
    ("runtime", "printed", ONE, "", "calText = printed(1.25)"),
    ("sync/atomic", "swapInt32", ONE, "var x int32", "if swapInt32(&x, 0, 0) { calSink++ }"),
    ("sync/atomic", "swapInt64", ONE, "var x int64", "if swapInt64(&x, 0, 0) { calSink++ }"),
    ("sync/atomic", "swapUint32", ONE, "var x uint32", "if swapUint32(&x, 0, 0) { calSink++ }"),
    ("sync/atomic", "swapUint64", ONE, "var x uint64", "if swapUint64(&x, 0, 0) { calSink++ }"),
    ("sync/atomic", "swapUintptr", ONE, "var x uintptr", "if swapUintptr(&x, 0, 0) { calSink++ }"),
    ("sync/atomic", "swapBool", ONE, "var x bool", "if swapBool(&x, false, false) { calSink++ }"),
    ("sync/atomic", "swapPointer", ONE, "var x *int\nvar a any = &x", "if swapPointer(a, x, x) { calSink++ }"),
    ("sync/atomic", "sameType", ONE, "var a any = 1", "if sameType(a, a) { calSink++ }"),

    ("math", "Mod", ONE, "", "if Mod(1.7e308, 5e-324) != 0 { calSink++ }"),
    ("math", "Mod", ONE, "", "if Mod(5.5, 2.5) != 0 { calSink++ }"),
    ("math", "Remainder", ONE, "", "if Remainder(1.7e308, 5e-324) != 0 { calSink++ }"),
    ("math", "Ldexp", ONE, "", "if Ldexp(1.5, -1070) != 0 { calSink++ }"),
    ("math", "FMA", ONE, "", "if FMA(1.7e300, 1.3e-20, 1.7e-100) != 0 { calSink++ }"),
    ("math", "Hypot", ONE, "", "if Hypot(3.3, 4.4) != 0 { calSink++ }"),
    ("math", "Pow", ONE, "", "if Pow(1.7, 123.4) != 0 { calSink++ }"),
    ("math", "Pow", ONE, "", "if Pow(3e-310, 0.97) != 0 { calSink++ }"),
    ("math", "Pow10", ONE, "", "if Pow10(-300) != 0 { calSink++ }"),
    ("math", "Atan2", ONE, "", "if Atan2(1.7, -123.4) != 0 { calSink++ }"),
    ("math", "Jn", &[2, 1000, 100_000], "", "if Jn(size, 2.5) != 0 { calSink++ }"),
    ("math", "Jn", &[2, 1000, 100_000], "", "if Jn(size, float64(size) * 1.1) != 0 { calSink++ }"),
    ("math", "Jn", &[2, 1000, 100_000], "", "if Jn(size, float64(size) * 0.9) != 0 { calSink++ }"),
    ("math", "Jn", ONE, "", "if Jn(3, 1e300) != 0 { calSink++ }"),
    ("math", "Yn", &[2, 1000, 100_000], "", "if Yn(size, float64(size) * 1.1) != 0 { calSink++ }"),
    ("math", "Yn", &[2, 1000, 100_000], "", "if Yn(size, 2.5) != 0 { calSink++ }"),
    ("math", "Float32bits", ONE, "x := float32(1.5)", "if Float32bits(x) != 0 { calSink++ }"),
    ("math", "Float32frombits", ONE, "", "if Float32frombits(uint32(i)) != 0 { calSink++ }"),
    ("math/bits", "divide", ONE, "", "x, _ := divide(1<<40, 77, 1<<62 + uint64(i))\ncalSink = int(x)"),
    ("math/bits", "divide", ONE, "", "x, _ := divide(0, 77, 5)\ncalSink = int(x)"),
    ("encoding/hex", "encode", SIZES, "a, b := make([]byte, size*2), make([]byte, size)", "encode(a, b)"),
    ("encoding/hex", "decode", SIZES, "a, b := make([]byte, size), []byte(calFilled(\"a1\", size*2))", "calSink = decode(a, b)"),
    ("encoding/base64", "encodeGroups", SIZES, "a, b := make([]byte, size*4), make([]byte, size*3)", "StdEncoding.Encode(a, b)"),
    ("encoding/base64", "decodeGroups", SIZES, "a, b := make([]byte, size*3), []byte(calFilled(\"abcd\", size*4))", "calSink, _ = StdEncoding.Decode(a, b)"),
    ("encoding/json", "scan", SIZES, "b := []byte(calFilled(\"[\", size/8+1) + calFilled(\"1,\", size) + \"1\")", "calSink, _ = scan(b, 0)"),
    ("encoding/json", "scan", SIZES, "b := []byte(\"\\\"\" + calFilled(\"\\\\n\", size/2*2) + \"\\\"\")", "calSink, _ = scan(b, 0)"),
    ("encoding/json", "quote", SIZES, "s := calFilled(\"\\x01<\", size)", "calText = quote(s, true)"),
    ("encoding/json", "quote", SIZES, "s := calFilled(\"\\xff\", size)", "calText = quote(s, true)"),
    ("encoding/json", "unquote", SIZES, "b := []byte(\"\\\"\" + calFilled(\"\\\\u20ac\", size/6*6) + \"\\\"\")", "calText, _ = unquote(b)"),
    ("encoding/json", "compact", SIZES, "b := []byte(\"[\" + calFilled(\"1, \", size/3*3) + \"1]\")", "calText = compact(b, true)"),
    ("encoding/json", "indent", SIZES, "b := []byte(\"[\" + calFilled(\"1,\", size/2*2) + \"1]\")", "calText = indent(b, \"\", \"\\t\")"),
    ("hash/adler32", "update", SIZES, "b := make([]byte, size)", "calSink = int(update(1, b))"),
    ("hash/crc32", "update", SIZES, "b := make([]byte, size)", "calSink = int(update(1, IEEETable, b))"),
    ("hash/crc64", "update", SIZES, "b := make([]byte, size)\nt := MakeTable(ISO)", "calSink = int(update(1, t, b))"),
    ("hash/fnv", "update32", SIZES, "b := make([]byte, size)", "calSink = int(update32(1, b, true))"),
    ("hash/fnv", "update64", SIZES, "b := make([]byte, size)", "calSink = int(update64(1, b, true))"),
    ("hash/fnv", "update128", SIZES, "b := make([]byte, size)", "x, _ := update128(1, 2, b, true)\ncalSink = int(x)"),
    ("crypto/md5", "blocks", &[1, 64, 1024], "var state [4]uint32\nb := make([]byte, size*64)", "blocks(&state, b)"),
    ("crypto/sha1", "blocks", &[1, 64, 1024], "var state [5]uint32\nb := make([]byte, size*64)", "blocks(&state, b)"),
    ("crypto/sha256", "blocks", &[1, 64, 1024], "var state [8]uint32\nb := make([]byte, size*64)", "blocks(&state, b)"),
    ("crypto/sha512", "blocks", &[1, 64, 1024], "var state [8]uint64\nb := make([]byte, size*128)", "blocks(&state, b)"),
    ("crypto/sha3", "permute", ONE, "var state [25]uint64", "permute(&state)"),
    ("crypto/ed25519", "public", ONE, "b := []byte(calFilled(\"a\", 32))", "calText = public(b)"),
    ("crypto/ed25519", "check", ONE, "seed := make([]byte, 32)\nk := NewKeyFromSeed(seed)\ns := Sign(k, seed)\nkey := []byte(k[32:])\nd := make([]byte, 64)", "if check(key, s, d) { calSink++ }"),
    ("crypto/ed25519", "combine", ONE, "r, b, c := []byte(calFilled(\"a\", 64)), []byte(calFilled(\"a\", 64)), []byte(calFilled(\"a\", 32))", "calText = combine(r, b, c)"),
    ("unicode", "ranges", ONE, "", "calText = ranges(\"Lu\")"),

    ("reflect", "typeID", ONE, "var v any = 1", "calSink = typeID(v)"),
    ("reflect", "describe", ONE, "id := typeID(struct{ A, B int }{})\nvar t [10]int", "calSink, _, _, _, _, _ = describe(id, &t[0])"),
    ("reflect", "fieldOf", ONE, "id := typeID(struct{ A, B int \"tag\" }{})", "_, calSink, _, _, _, _ = fieldOf(id, 1)"),
    ("reflect", "signature", ONE, "id := typeID(func(int, string) bool { return true })", "calSink = signature(id, 1)"),
    ("reflect", "methodOf", ONE, "id := typeID((*error)(nil)) + 0\nvar e error\ne = &ValueError{}\nt := TypeOf(&e).Elem()\nid = t.(*rtype).id", "_, _, calSink = methodOf(id, 0)"),
    ("reflect", "implements", ONE, "var e error = &ValueError{}\nt := TypeOf(&e).Elem()\na, b := typeID(e), t.(*rtype).id", "if implements(a, b) { calSink++ }"),
    ("reflect", "sameUnderlying", ONE, "a, b := typeID(struct{ A, B, C, D int }{}), typeID(struct{ A, B, C, D int \"t\" }{})", "if sameUnderlying(a, b, false) { calSink++ }"),
    ("reflect", "find", ONE, "a := typeID(1)", "calSink = find(int(Slice), a, 0, 0)"),
    ("reflect", "isUpper", ONE, "", "if isUpper('A') { calSink++ }"),
    ("reflect", "box", ONE, "var v any = [4]int{}", "if box(v) == nil { calSink++ }"),
    ("reflect", "box", ONE, "var v any = 1", "if box(v) == nil { calSink++ }"),
    ("reflect", "loadInt", ONE, "id, p := typeID(1), box([4]int{})", "calSink = int(loadInt(p, id))"),
    ("reflect", "loadFloat", ONE, "id, p := typeID(1.5), box([4]float64{})", "if loadFloat(p, id, 0) != 0 { calSink++ }"),
    ("reflect", "loadString", ONE, "p := box([4]string{})", "calText = loadString(p)"),
    ("reflect", "loadBytes", ONE, "p := box([4][]byte{})", "calSink = len(loadBytes(p))"),
    ("reflect", "loadPointer", ONE, "p := box([4]*int{})", "if loadPointer(p) != nil { calSink++ }"),
    ("reflect", "loadInterface", ONE, "p := box([4]any{})", "calAny = loadInterface(p)"),
    ("reflect", "storeInt", ONE, "p := box([4]int{})", "storeInt(p, 8, int64(i))"),
    ("reflect", "storeFloat", ONE, "id, p := typeID(1.5), box([4]float64{})", "storeFloat(p, id, 1, 1)"),
    ("reflect", "storeString", ONE, "p := box([4]string{})", "storeString(p, \"a\")"),
    ("reflect", "storeBytes", ONE, "p := box([4][]byte{})", "storeBytes(p, nil)"),
    ("reflect", "storePointer", ONE, "p := box([4]*int{})", "storePointer(p, p)"),
    ("reflect", "storeInterface", ONE, "p := box([4]any{})", "storeInterface(p, 1)"),
    ("reflect", "address", ONE, "p := box([4]any{})", "calSink = int(address(p))"),
    ("reflect", "pack", ONE, "id, p := typeID([4]int{}), box([4]int{})", "calAny = pack(p, id)"),
    ("reflect", "copyValues", SIZES, "id := typeID(1)\np, q := newValues(id, size), newValues(id, size)", "copyValues(p, q, id, size)"),
    ("reflect", "isZero", SIZES, "id := typeID(1)\np := newValues(id, size)", "if isZero(p, size*8) { calSink++ }"),
    ("reflect", "newValues", SIZES, "id := typeID(1)", "if newValues(id, size) == nil { calSink++ }"),
    ("reflect", "offset", ONE, "p := box([4]int{})", "if offset(p, 8) == nil { calSink++ }"),
    ("reflect", "growSlice", ONE, "id, p := typeID(1), box([4][]int{})", "growSlice(p, id, 1)\nsetSlice(p, nil, 0, 0)"),
    ("reflect", "sliceParts", ONE, "p := box([4][]int{})", "_, calSink, _ = sliceParts(p)"),
    ("reflect", "setSlice", ONE, "p := box([4][]int{})", "setSlice(p, nil, 0, 0)"),
    ("reflect", "newMap", ONE, "id := typeID(map[int]int{})", "if newMap(id, 0) == nil { calSink++ }"),
    ("reflect", "mapLen", ONE, "m := newMap(typeID(map[int]int{}), 0)", "calSink = mapLen(m)"),
    ("reflect", "mapGet", ONE, "id := typeID(map[int]int{})\nm, k := newMap(id, 0), box([4]int{})", "if mapGet(id, m, k) == nil { calSink++ }"),
    ("reflect", "mapSet", ONE, "id := typeID(map[int]int{})\nm, k := newMap(id, 0), box([4]int{})", "mapSet(id, m, k, k)"),
    ("reflect", "mapDelete", ONE, "id := typeID(map[int]int{})\nm, k := newMap(id, 0), box([4]int{})", "mapDelete(id, m, k)"),
    ("reflect", "mapEntries", &[1, 64, 4096], "id := typeID(map[int]int{})\nvar m *byte\nv := map[int]int{}\nfor i := range size { v[i] = i }\nm = loadPointer(box([4]map[int]int{v}))", "calSink = len(mapEntries(id, m))"),

    ("math/big", "add", WORDS, "x := calWords(size)", "calSink = len(add(x, x))"),
    ("math/big", "add", WORDS, "x := calWords(size)", "calSink = len(add(x, one))"),
    ("math/big", "sub", WORDS, "x := calWords(size)\ny := append(append([]Word{}, x...), 1)", "calSink = len(sub(y, x))"),
    ("math/big", "mul", WORDS, "x := calWords(size)", "calSink = len(mul(x, x))"),
    ("math/big", "mul", WORDS, "x := calWords(size)", "calSink = len(mul(x, one))"),
    ("math/big", "mul", WORDS, "x, y := calWords(size), calWords(size/4 + 1)", "calSink = len(mul(x, y))"),
    ("math/big", "divide", WORDS, "x, y := calWords(size), calWords(size/2 + 1)", "q, _ := divide(x, y)\ncalSink = len(q)"),
    ("math/big", "divide", WORDS, "x, y := calWords(size), []Word{77777777777}", "q, _ := divide(x, y)\ncalSink = len(q)"),
    ("math/big", "divide", WORDS, "x, y := calWords(size + 1), calWords(size)", "q, _ := divide(x, y)\ncalSink = len(q)"),
    ("math/big", "compare", WORDS, "x, y := calWords(size), calWords(size)", "calSink = compare(x, y)"),
    ("math/big", "shift", WORDS, "x := calWords(size)", "calSink = len(shift(x, 7))"),
    ("math/big", "shift", WORDS, "x := calWords(size)", "calSink = len(shift(x, -7))"),
    ("math/big", "shift", WORDS, "x := []Word{3}", "calSink = len(shift(x, size*64))"),
    ("math/big", "power", WORDS, "x := []Word{77777777777}", "calSink = len(power(x, uint(size)))"),
    ("math/big", "power", &[1, 8, 64], "x := calWords(size)", "calSink = len(power(x, 15))"),
    ("math/big", "powerModulo", &[1, 4, 32], "x, m := calWords(size), calWords(size)\nm[0] |= 1", "calSink = len(powerModulo(x, x, m))"),
    ("math/big", "powerModulo", &[1, 4, 32], "x, m := calWords(size), calWords(size)\nm[0] &^= 1", "calSink = len(powerModulo(x, x, m))"),
    ("math/big", "powerModulo", &[1, 8, 64, 1024], "x, m, y := calWords(size), calWords(size), []Word{3}\nm[0] |= 1", "calSink = len(powerModulo(x, y, m))"),
    ("math/big", "powerModulo", &[1, 8, 64, 1024], "x, m, y := calWords(size), []Word{77777777777}, []Word{3}", "calSink = len(powerModulo(x, y, m))"),
    ("math/big", "sqrt", WORDS, "x := calWords(size)", "calSink = len(sqrt(x))"),
    ("math/big", "bitwise", WORDS, "x := calWords(size)\ny := add(x, x)", "calSink = len(bitwise(x, y, i&3))"),
    ("math/big", "toText", WORDS, "x := calWords(size)", "calText = toText(x, 10)"),
    ("math/big", "toText", WORDS, "x := calWords(size)", "calText = toText(x, 3)"),
    ("math/big", "toText", WORDS, "x := calWords(size)", "calText = toText(x, 2)"),
    ("math/big", "fromDigits", SIZES, "b := []byte(calFilled(\"\\t\\x08\", size))", "calSink = len(fromDigits(b, 10))"),
    ("math/big", "fromDigits", SIZES, "b := []byte(calFilled(\"\\x01\", size))", "calSink = len(fromDigits(b, 2))"),
    ("math/big", "fromDigits", SIZES, "b := []byte(calFilled(\"\\x3c\", size))", "calSink = len(fromDigits(b, 62))"),
    ("math/big", "fromBytes", SIZES, "b := []byte(calFilled(\"a\", size))", "calSink = len(fromBytes(b))"),

    ("regexp", "compile", SIZES, "s := calFilled(\"ab\", size)", "calText, _, _, _ = compile(s, true)"),
    ("regexp", "compile", &[64, 4096, 65536], "s := calFilled(\"(a|)\", size/4*4)", "calText, _, _, _ = compile(s, true)"),
    ("regexp", "compile", &[64, 4096], "s := calFilled(\"(?P<a>a*?)\", size/10*10)", "calText, _, _, _ = compile(s, true)"),
    ("regexp", "compile", &[64, 4096, 65536], "s := calFilled(\"a|\", size/2*2)", "calText, _, _, _ = compile(s, true)"),
    ("regexp", "compile", &[64, 1024], "s := calFilled(\"\\\\pL\", size/3*3)", "calText, _, _, _ = compile(s, true)"),
    ("regexp", "compile", &[64, 1024], "s := \"[\" + calFilled(\"\\\\pL\", size/3*3) + \"]\"", "calText, _, _, _ = compile(s, true)"),
    ("regexp", "compile", &[64, 1024], "s := \"(?i)\" + calFilled(\"[^\\\\pL]\", size/6*6) + \"(\"", "calText, _, _, _ = compile(s, true)"),
    ("regexp", "compile", &[64, 1024], "s := \"(?i)[\" + calFilled(\"a-\\U0010ffff\", size/6*6) + \"]\"", "calText, _, _, _ = compile(s, true)"),
    ("regexp", "compile", &[64, 1024], "s := \"(?i)\" + calFilled(\"k\", size)", "calText, _, _, _ = compile(s, true)"),
    ("regexp", "compile", &[64, 4096], "s := \"[\" + calFilled(\"azbycx\", size/6*6) + \"]\"", "calText, _, _, _ = compile(s, true)"),
    ("regexp", "compile", ONE, "", "calText, _, _, _ = compile(\"((a{10}){10}){10}\", true)"),
    ("regexp", "find", SIZES, "p, _, _, _ := compile(\"a*b\", true)\ns := calFilled(\"a\", size)\nat := make([]int, 2)", "if find(p, s, 0, false, at) { calSink++ }"),
    ("regexp", "find", SIZES, "p, _, _, _ := compile(\"x\", true)\ns := calFilled(\"a\", size)\nat := make([]int, 2)", "if find(p, s, 0, false, at) { calSink++ }"),
    ("regexp", "find", SIZES, "p, _, _, _ := compile(\"(a|aa|aaa)*b\", true)\ns := calFilled(\"a\", size)\nat := make([]int, 4)", "if find(p, s, 0, true, at) { calSink++ }"),
    ("regexp", "find", SIZES, "p, _, _, _ := compile(\"\\\\pL*1\", true)\ns := calFilled(\"\\u0440\\u20ac\", size/5*5)\nat := make([]int, 2)", "if find(p, s, 0, false, at) { calSink++ }"),
    ("regexp", "find", SIZES, "p, _, _, _ := compile(\"(?:[\\\\pL\\\\d]\\\\b?){9}1\", true)\ns := calFilled(\"\\u0440\", size/2*2)\nat := make([]int, 2)", "if find(p, s, 0, false, at) { calSink++ }"),
    ("regexp", "find", &[1, 64, 4096], "p, _, _, _ := compile(\"(?:a?){100}(?:a){100}b\", true)\ns := calFilled(\"a\", size)\nat := make([]int, 2)", "if find(p, s, 0, false, at) { calSink++ }"),
    ("regexp", "find", &[1, 64, 4096], "p, _, _, _ := compile(calFilled(\"(a?)\", 400), true)\ns := calFilled(\"a\", size)\nat := make([]int, 202)", "if find(p, s, 0, false, at) { calSink++ }"),
    ("regexp", "find", &[10, 300], "p, _, _, _ := compile(calFilled(\"(a)\", size*3), true)\nat := make([]int, size*2 + 2)", "if find(p, \"b\", 0, false, at) { calSink++ }"),
    ("regexp", "find", SIZES, "p, _, _, _ := compile(\"^a\", true)\ns := calFilled(\"a\", size)\nat := make([]int, 2)", "if find(p, s, size, false, at) { calSink++ }"),
    ("regexp", "view", ONE, "b := make([]byte, 10)", "calText = view(b)"),

    ("fmt", "basicPointer", ONE, "type own []byte\nvar x own\nvar a any = &x", "calAny, _ = basicPointer(a, basics)"),
    ("runtime", "Goexit", ONE, "", "go func() { Goexit() }()\nGosched()"),
    ("math/bits", "overflow", ONE, "", "func() { defer func() { recover() }(); overflow() }()"),
    ("runtime", "bytesToString", SIZES, "b := make([]byte, size)", "calText = string(b)"),
    ("runtime", "stringToBytes", SIZES, "s := calFilled(\"ab\", size)", "calSink = cap([]byte(s))"),
    ("runtime", "runesToString", SIZES, "r := []rune(calFilled(\"\\u20ac\", size*3))", "calText = string(r)"),
    ("runtime", "stringToRunes", SIZES, "s := calFilled(\"\\u20ac\", size*3)", "calSink = len([]rune(s))"),
    ("runtime", "stringToRunes", SIZES, "s := calFilled(\"a\\xe2\\x82\", size)", "calSink = len([]rune(s))"),
    ("runtime", "runeToString", ONE, "", "calText = string(rune(8364 + i&7))"),
    ("runtime", "sliceToArrayCheck", ONE, "a := make([]int, 8)", "b := (*[8]int)(a)\ncalSink = b[i&7]"),
    ("runtime", "complexDiv", ONE, "x, y := complex(1.5, 2.5), complex(0.5, float64(size))", "z := x / y\nif real(z) == 0 { calSink++ }"),
    ("runtime", "complexDiv", ONE, "x, y := complex(3e-310, 2e-310), complex(0.5, float64(size))", "z := x / y\nif real(z) == 0 { calSink++ }"),
    ("runtime", "fmin", ONE, "x, y := 1.5, float64(size)", "z := min(x, y)\nif z == 0 { calSink++ }"),
    ("runtime", "fmax", ONE, "x, y := 1.5, float64(size)", "z := max(x, y)\nif z == 0 { calSink++ }"),
    ("runtime", "printString", SIZES, "s := calFilled(\"ab\", size)", "print(s)"),
    ("runtime", "printInt", ONE, "x := -1 << 62", "print(x)"),
    ("runtime", "printUint", ONE, "x := uint(1) << 63", "print(x)"),
    ("runtime", "printFloat", ONE, "x := 1.7976931348623157e308", "print(x)"),
    ("runtime", "printFloat", ONE, "x := 5e-324", "print(x)"),
    ("runtime", "printComplex", ONE, "x := complex(1.7976931348623157e308, 5e-324)", "print(x)"),
    ("runtime", "printBool", ONE, "x := size == 1", "print(x)"),
    ("runtime", "printPointer", ONE, "x := &size", "print(x)"),
    ("runtime", "printSlice", ONE, "x := make([]int, size)", "print(x)"),
    ("runtime", "printIface", ONE, "var x any = size", "print(x)"),
    ("runtime", "printNewline", ONE, "", "println()"),
    ("runtime", "printSpace", ONE, "s := \"\"", "println(s, s)"),

    ("unicode/utf8", "FullRune", ONE, "s := []byte(\"\\xe2\\x82\")", "if FullRune(s) { calSink++ }"),
    ("unicode/utf8", "FullRuneInString", ONE, "s := \"\\xe2\\x82\"", "if FullRuneInString(s) { calSink++ }"),
    ("unicode/utf8", "DecodeRune", ONE, "s := []byte(\"\\U0010fffe\")", "_, calSink = DecodeRune(s)"),
    ("unicode/utf8", "DecodeRuneInString", ONE, "s := \"\\U0010fffe\"", "_, calSink = DecodeRuneInString(s)"),
    ("unicode/utf8", "DecodeLastRune", ONE, "s := []byte(\"\\x80\\x80\\x80\\x80\")", "_, calSink = DecodeLastRune(s)"),
    ("unicode/utf8", "DecodeLastRuneInString", ONE, "s := \"\\x80\\x80\\x80\\x80\"", "_, calSink = DecodeLastRuneInString(s)"),
    ("unicode/utf8", "RuneCount", SIZES, "s := []byte(calFilled(\"\\xe2\\x82\", size))", "calSink = RuneCount(s)"),
    ("unicode/utf8", "RuneCountInString", SIZES, "s := calFilled(\"\\u20ac\", size/3*3)", "calSink = RuneCountInString(s)"),
    ("unicode/utf8", "Valid", SIZES, "s := []byte(calFilled(\"\\u20ac\", size/3*3))", "if Valid(s) { calSink++ }"),
    ("unicode/utf8", "ValidString", SIZES, "s := calFilled(\"\\u0440\", size/2*2)", "if ValidString(s) { calSink++ }"),
];

/// Natives that end the program, so that what they cost is paid once, and those that are always instructions.
const NEVER_CALLED: &[&str] = &["sync.fatal", "os.Exit", "sync.acquire", "sync.release", "runtime.Gosched"];

/// All calls, with those that are made from lists.
fn calls() -> Vec<(&'static str, String, Vec<u64>, String, String)> {
    let mut all: Vec<_> = CALLS
        .iter()
        .map(|(pkg, name, sizes, prepare, call)| {
            (*pkg, (*name).to_owned(), sizes.to_vec(), (*prepare).to_owned(), (*call).to_owned())
        })
        .collect();
    for (pkg, name, kind, args) in VALUES {
        let results = if matches!(*name, "Mul64" | "Add64" | "Sub64") { "y, _" } else { "y" };
        let call = format!("{results} := f({args})\nif y != 0 {{ calSink++ }}");
        let value = if *kind == "float64" { "3e-310" } else { "77" };
        all.push((*pkg, (*name).to_owned(), vec![1], format!("f, x := {name}, {kind}({value})"), call));
    }
    for name in FLOATS {
        for value in FLOAT_VALUES {
            let results = if matches!(*name, "Lgamma" | "Frexp") { "y, _" } else { "y" };
            let call = format!("{results} := {name}(x)\nif y == 0 {{ calSink++ }}");
            all.push(("math", (*name).to_owned(), vec![1], format!("x := {value}"), call));
        }
    }
    for (params, names) in BITS {
        for name in names.split(' ') {
            let width = name.trim_start_matches(|c: char| c.is_alphabetic());
            let results = if params.len() > 4 || name.starts_with("Mul") { "y, _" } else { "y" };
            let call = format!("{results} := {name}({params})\ncalSink += int(y)");
            all.push(("math/bits", name.to_owned(), vec![1], format!("x := uint{width}(77)"), call));
        }
    }
    for name in RUNES {
        for value in ["'a'", "0x440", "0x1e9e", "0x1f600", "0x10fffe"] {
            let call = if name.starts_with("Is") {
                format!("if {name}(x) {{ calSink++ }}")
            } else {
                format!("calSink = int({name}(x))")
            };
            all.push(("unicode", (*name).to_owned(), vec![1], format!("x := rune({value})"), call));
        }
    }
    all
}

/// Natives of the library and of the language that none of the jobs calls.
pub(crate) fn unmeasured(jobs: &[Job]) -> Vec<&'static str> {
    let measured: BTreeSet<&str> = jobs.iter().flat_map(|job| job.natives.iter().map(String::as_str)).collect();
    let all = govm_stdlib::natives().map(|(name, _)| name).chain(runtime_natives().iter().map(|(name, _)| *name));
    all.filter(|name| !measured.contains(*name) && !NEVER_CALLED.contains(name)).collect()
}

/// Rows that name a native which is not what they call.
pub(crate) fn misnamed(jobs: &[Job]) -> Vec<&str> {
    let is_misnamed = |job: &&Job| !job.native.is_empty() && !job.natives.contains(&job.native);
    jobs.iter().filter(is_misnamed).map(|job| job.name.as_str()).collect()
}

pub(crate) fn jobs() -> Vec<Job> {
    let calls = calls();
    let mut files: BTreeMap<&'static str, String> = BTreeMap::new();
    let (mut imports, mut main) = (BTreeSet::new(), String::new());
    for (i, (pkg, _, _, prepare, call)) in calls.iter().enumerate() {
        let last = pkg.rsplit('/').next().expect("a path has a last element");
        let file = files.entry(pkg).or_insert_with(|| format!("package {last}\n{}", helpers(pkg)));
        write!(file, "func Measure{i}(n, size int) {{\n{prepare}\nfor i := 0; i < n; i++ {{\n{call}\n}}\n}}\n")
            .expect("strings take all text");
        imports.insert(*pkg);
        writeln!(main, "func Measure{i}(n, size int) {{ {last}.Measure{i}(n, size) }}").expect("strings take all text");
    }
    let imports: String = imports.iter().map(|path| format!("import {path:?}\n")).collect();
    let program = compile(format!("package calibrate\n{imports}{main}"), &files);
    let mut jobs = vec![];
    for (i, (pkg, name, sizes, prepare, call)) in calls.iter().enumerate() {
        let natives = natives_of(&program, &format!("{pkg}.Measure{i}"));
        let lines = prepare.lines().chain(call.lines());
        let what = lines.collect::<Vec<_>>().join("; ");
        for size in sizes {
            let work = Work::Go { program: program.clone(), export: format!("Measure{i}"), size: *size };
            jobs.push(Job {
                name: format!("{pkg}.{name} {size} [{i}: {what}]"),
                ops: vec![Op::CallNative],
                native: format!("{pkg}.{name}"),
                what: what.clone(),
                size: *size,
                sizes: sizes.len(),
                natives: natives.clone(),
                work,
                per_round: 1,
                is_bounded: true,
            });
        }
    }
    jobs
}
