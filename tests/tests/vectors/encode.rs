//! Encode and Decode of the core, in its three forms. The rows name Go values; here is what each name stands for.

use std::fmt::Write as _;
use std::sync::Arc;

use govm_runtime::{CORE_NAME, Classic, ClassicConfig, GobNumbers, MemoryStore};
use serde_json::Value;

use crate::{Outcome, Report, hex, rows, same, text};

pub(crate) fn run(report: &mut Report) {
    for (file, form, encodes, decodes) in [
        ("encode_binary.json", 0, "encode", "decode"),
        ("encode_json.json", 1, "encode", "decode"),
        ("encode_gob.json", 2, "vectors", ""),
    ] {
        let vectors = report.file(file);
        let encode: Vec<(String, &Value)> = rows(&vectors, encodes).iter().map(|row| (encode_go(row, form), row)).collect();
        judge(report, file, "Encode", &encode, |row, output| {
            let expected = if text(row, "result") == "ok" { format!("ok 0 {}", text(row, "bytes")) } else { "panic".into() };
            same("bytes", output, expected.as_str())
        });
        let decode: Vec<(String, &Value)> = rows(&vectors, decodes).iter().map(|row| (decode_go(row, form), row)).collect();
        judge(report, file, "Decode", &decode, |row, output| decoded(row, output, form));
    }
    numbers_of_types(report);
}

/// What a process met before decides what gob calls a type.
fn numbers_of_types(report: &mut Report) {
    let file = report.file("encode_gob.json");
    let shift = file["id_shift"].as_object().expect("there are numbers of types");
    let encoded = |before: &str, gob| {
        let lines = script_with(&[&format!("{before}b := core.Encode(2, T1{{A: 1}}); show(0, b)")], gob)?;
        Ok::<_, String>(lines.first().and_then(|line| line.strip_prefix("ok 0 ")).unwrap_or("panic").to_string())
    };
    for (name, expected) in shift {
        let outcome = match name.as_str() {
            "T1{A:1} encoded first" => {
                encoded("", GobNumbers::FromFirst).and_then(|b| same("bytes", b.as_str(), text_of(expected)))
            }
            "T1{A:1} encoded after T4{}" => encoded("core.Encode(2, T4{}); ", GobNumbers::FromFirst)
                .and_then(|b| same("bytes", b.as_str(), text_of(expected))),
            _ => [("Go 1.19", GobNumbers::AsGo119), ("Go 1.27", GobNumbers::AsGo127)].into_iter().try_for_each(|(go, gob)| {
                let bytes = encoded("", gob)?;
                // The message begins with its length.
                same(go, bytes.get(2..6), expected[go].as_str())
            }),
        };
        report.row("encode_gob.json", &format!("id_shift: {name}"), outcome);
    }
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn decoded(row: &Value, output: &str, form: u8) -> Outcome {
    if text(row, "result") != "ok" {
        return same("result", output, "panic");
    }
    let mut parts = output.split(' ');
    same("result", parts.next(), Some("ok"))?;
    if let Some(n) = row["n"].as_u64() {
        same("n", parts.next(), Some(n.to_string().as_str()))?;
    }
    if let Some(again) = row["reencoded"].as_str() {
        let expected = if form == 1 { hex(again.as_bytes()) } else { again.to_string() };
        same("encoded again", parts.next().unwrap_or_default(), expected.as_str())?;
    }
    Ok(())
}

/// Runs one program for all rows; where that does not compile, one for each.
fn judge(report: &mut Report, file: &str, what: &str, calls: &[(String, &Value)], check: impl Fn(&Value, &str) -> Outcome) {
    let all: Vec<&str> = calls.iter().map(|(go, _)| go.as_str()).collect();
    let outputs: Vec<Result<String, String>> = match script(&all) {
        Ok(lines) if lines.len() == all.len() => lines.into_iter().map(Ok).collect(),
        _ => all
            .iter()
            .map(|go| script(&[go]).and_then(|lines| lines.into_iter().next().ok_or_else(|| "no output".to_string())))
            .collect(),
    };
    for (i, ((_, row), output)) in calls.iter().zip(outputs).enumerate() {
        let outcome = output.and_then(|output| check(row, &output));
        report.row(file, &format!("{what} {i}: {}", text(row, "go")), outcome);
    }
}

const TYPES: &str = r#"
type Inner struct { A uint8; B int16 }
type Mixed struct { B bool; I8 int8; U16 uint16; I32 int32; U64 uint64; F32 float32; F64 float64; C complex64; Arr [3]Inner; In Inner }
type Blank struct { A uint8; _ uint16; B uint8 }
type unexp struct { A uint8; b uint8 }
type Emb struct { Inner; C uint32 }
type Head struct { LineNum uint32; Type uint16; Flag uint8; DependNum uint8 }
type Dep struct { Alias [4]byte; AppName [32]byte }
type BaseInfo struct { Key [32]byte; Time, Chain, ID, BaseOpsEnergy uint64; Producer [24]byte; ParentID, LeftChildID, RightChildID uint64 }
type AppInfo struct { Account [24]byte; LineSum, Life uint64; Flag uint8 }
type TransactionHead struct { Time uint64; User [24]byte; Chain, Energy, Cost uint64; Ops uint8 }
type WithSlice struct { A []byte }
type WithString struct { A string }
type WithPtr struct { A *uint8 }
type WithMap struct { A map[uint8]uint8 }
type WithInterface struct { A interface{} }
type WithInt struct { A int }
type Empty struct{}
type T1 struct { A uint64; B string; C []byte }
type T2 struct { X int; Y bool; Z map[string]int; P *T1 }
type T4 struct { F float64; G [3]byte; H []string; I int8 }
type t3 struct { a int }
type pair struct { Key string `json:"key,omitempty"`; Value string `json:"value,omitempty"` }
type note struct { Title string `json:"title,omitempty"`; Ref Hash `json:"ref,omitempty"`; When uint64 `json:"when,omitempty"`; Extra map[string]interface{} `json:"extra,omitempty"`; hidden int }
type tags struct { A int `json:"a"`; B int `json:"-"`; C int `json:"-,"`; D int `json:",omitempty"`; E int `json:"e,string"`; F *int `json:"f,omitempty"`; G []byte `json:"g"`; H []int `json:"h"`; I [2]byte; J interface{}; K bool `json:"k,omitempty"`; L string `json:"bad name!,"`; M struct{} `json:"m,omitempty"` }
type emb struct { pair; Key int `json:"key"` }
type Hash = core.Hash

var one = 1
var u8 = uint8(7)
var mixed = Mixed{true, -1, 0x1234, -2, 0x0102030405060708, 1.5, -2.25, complex(1, -1), [3]Inner{{1, -1}, {2, 2}, {3, -3}}, Inner{9, 9}}

func dep() Dep {
	d := Dep{Alias: [4]byte{'c', 'o', 'r', 'e'}}
	for i := range d.AppName { d.AppName[i] = byte(i + 1) }
	return d
}
"#;

/// What names of values stand for, where they are not Go as they are.
const VALUES: &[(&str, &str)] = &[
    ("byte slice []byte{1,2,3}", "[]byte{1,2,3}"),
    ("float64(-0.0)", "math.Copysign(0, -1)"),
    ("complex128(1-2i)", "complex128(complex(1, -2))"),
    ("&uint8(7)", "&u8"),
    ("Head{4,0,3,1}", "Head{4,0,3,1}"),
    ("Dep{core, 1..32}", "dep()"),
    ("&Mixed{...}", "&mixed"),
    ("Mixed{...}", "mixed"),
    ("Blank{1,_,2}", "Blank{A: 1, B: 2}"),
    ("unexp{1,2} (unexported field)", "unexp{1, 2}"),
    ("BaseInfo zero", "BaseInfo{}"),
    ("AppInfo{Account:{1},LineSum:2,Life:3,Flag:4}", "AppInfo{[24]byte{1}, 2, 3, 4}"),
    ("TransactionHead{Time:1,User:{2},Chain:3,Energy:4,Cost:5,Ops:6}", "TransactionHead{1, [24]byte{2}, 3, 4, 5, 6}"),
    ("WithSlice", "WithSlice{}"),
    ("WithString", "WithString{}"),
    ("WithPtr", "WithPtr{}"),
    ("WithMap", "WithMap{}"),
    ("WithInt", "WithInt{}"),
    ("map[uint8]uint8", "map[uint8]uint8{1: 2}"),
    ("T1 zero", "T1{}"),
    ("T4{1.5,{1,2,3},{x,y},-3}", "T4{1.5, [3]byte{1, 2, 3}, []string{\"x\", \"y\"}, -3}"),
    ("bool true", "true"),
    ("string abc", "\"abc\""),
    ("t3 (no exported field)", "t3{1}"),
    ("note zero (Hash null even with omitempty)", "note{}"),
    ("note{...}", "note{\"a.b\", Hash{1}, 1 << 63, map[string]interface{}{\"z\": 1, \"a\": \"x\", \"M\": nil}, 5}"),
    ("struct{}", "struct{}{}"),
    ("T1{258,\"bc\",{9}}", "T1{258, \"bc\", []byte{9}}"),
    ("tags zero", "tags{}"),
    (
        "tags set",
        "tags{1, 2, 3, 4, 5, &one, []byte{1, 2, 3}, []int{}, [2]byte{1, 2}, []interface{}{1, \"x\"}, true, \"l\", struct{}{}}",
    ),
    ("embedded with shadowed key", "emb{pair{\"k\", \"v\"}, 7}"),
    ("string with html <>&", "\"<a>&</a>\""),
    ("string with controls", "\"\\x00\\x01\\b\\f\\n\\r\\t\\x1f\\x7f\""),
    ("string U+2028 U+2029", "\"\\u2028\\u2029\""),
    ("string quotes", "\"\\\"\\\\/\""),
    ("string invalid utf8", "\"\\xff\""),
    ("float64 1", "float64(1)"),
    ("float64 1e20", "float64(1e20)"),
    ("float64 1e21", "float64(1e21)"),
    ("float64 max", "math.MaxFloat64"),
    ("float32 0.1", "float32(0.1)"),
    ("float32 1e21", "float32(1e21)"),
    ("Inf", "math.Inf(1)"),
    ("NaN", "math.NaN()"),
    ("uint64 max", "uint64(math.MaxUint64)"),
    ("int64 min", "int64(math.MinInt64)"),
    ("[]byte nil", "[]byte(nil)"),
    ("[]byte empty", "[]byte{}"),
    ("[]int nil", "[]int(nil)"),
    ("map[string]int sorted", "map[string]int{\"b\": 2, \"a\": 1, \"\": 9, \"é\": 3, \"B\": 0}"),
    ("map[int]string", "map[int]string{10: \"x\", 9: \"y\", -1: \"z\"}"),
    ("map[uint8]bool", "map[uint8]bool{200: true, 3: false}"),
    ("map nil", "map[string]int(nil)"),
    ("map[bool]int", "map[bool]int{true: 1}"),
    ("chan", "make(chan int)"),
    ("Hash zero", "Hash{}"),
    ("[]Hash", "[]Hash{{}, {2}}"),
    ("map[string]Hash", "map[string]Hash{\"a\": {3}}"),
];

fn encode_go(row: &Value, form: u8) -> String {
    let name = text(row, "go").trim();
    let go = VALUES.iter().find(|(known, _)| *known == name).map_or(name, |(_, go)| go);
    format!("b := core.Encode({form}, {go}); show(0, b)")
}

/// What is decoded into, by the row's name up to the first comma.
const TARGETS: &[(&str, &str, &str)] = &[
    ("[]byte len 3", "v := make([]byte, 3)", "v"),
    ("[]uint16 len 2", "v := make([]uint16, 2)", "v"),
    ("uint64 by value", "var v uint64", "v"),
    ("*interface{} number", "var v interface{}", "&v"),
    ("*[]byte base64", "var v []byte", "&v"),
    ("*[]byte from array", "var v []byte", "&v"),
    ("*[2]byte long array", "v := [2]byte{9, 9}", "&v"),
    ("*[2]byte short array", "v := [2]byte{9, 9}", "&v"),
    ("*[]int into len 3", "v := []int{7, 8, 9}", "&v"),
    ("*Hash base64", "var v Hash", "&v"),
    ("*Hash null", "var v Hash", "&v"),
    ("*map[string]int merge", "v := map[string]int{\"b\": 2}", "&v"),
    ("*tags string opt wrong", "var v tags", "&v"),
    ("non-pointer", "var v pair", "v"),
    ("nil", "var v interface{}", "nil"),
    ("deep nesting", "var v interface{}", "&v"),
];

fn decode_go(row: &Value, form: u8) -> String {
    let name = text(row, "go");
    let (make, into) = match TARGETS.iter().find(|(known, ..)| name.starts_with(known)) {
        Some((_, make, into)) => ((*make).to_string(), *into),
        None => {
            let ty = name.split([',', ' ']).next().unwrap_or_default();
            (format!("var v {}", ty.strip_prefix('*').unwrap_or(ty)), "&v")
        }
    };
    let input = match (form, text(row, "in")) {
        (0, digits) => hex_literal(digits),
        (_, "('[' x 9999)(']' x 9999)") => "nested(9999)".into(),
        (_, "('[' x 10000)(']' x 10000)") => "nested(10000)".into(),
        (_, "('[' x 10001)(']' x 10001)") => "nested(10001)".into(),
        (_, json) => bytes_literal(json.as_bytes()),
    };
    let again = match row["reencoded"] {
        Value::Null => "nil".to_string(),
        _ => format!("core.Encode({form}, v)"),
    };
    format!("{make}; n := core.Decode({form}, {input}, {into}); _ = v; show(n, {again})")
}

fn hex_literal(digits: &str) -> String {
    bytes_literal(&crate::unhex(digits))
}

fn bytes_literal(bytes: &[u8]) -> String {
    let numbers: Vec<String> = bytes.iter().map(u8::to_string).collect();
    format!("[]byte{{{}}}", numbers.join(", "))
}

/// The lines that a program prints for these calls.
fn script(calls: &[&str]) -> Result<Vec<String>, String> {
    script_with(calls, GobNumbers::FromFirst)
}

fn script_with(calls: &[&str], gob: GobNumbers) -> Result<Vec<String>, String> {
    let mut source = format!(
        "package main\n\nimport (\n\t\"fmt\"\n\t\"math\"\n\n\tcore \"github.com/govm-net/govm/app/chain1/z{}\"\n)\n\
         var _ = math.Pi\n{TYPES}\n\
         func show(n int, b []byte) {{ fmt.Printf(\"ok %d %x\\n\", n, b) }}\n\
         func nested(n int) []byte {{\n\tvar b []byte\n\tfor i := 0; i < n; i++ {{ b = append(b, '[') }}\n\
         \tfor i := 0; i < n; i++ {{ b = append(b, ']') }}\n\treturn b\n}}\n\
         func try(f func()) {{\n\tdefer func() {{\n\t\tif recover() != nil {{ fmt.Println(\"panic\") }}\n\t}}()\n\tf()\n}}\n\n\
         func main() {{\n",
        hex(&CORE_NAME.0)
    );
    for call in calls {
        writeln!(source, "\ttry(func() {{ {call} }})").expect("strings take all text");
    }
    source.push_str("}\n");
    let config = ClassicConfig { gob, ..ClassicConfig::new() };
    let node = Classic::open(Arc::new(MemoryStore::new()), config).map_err(|e| e.to_string())?;
    let mut block = node.begin(1, b"block").map_err(|e| e.to_string())?;
    let run = block.run_script(&source, 0).map_err(|e| e.to_string())?;
    match run.error {
        Some(error) => Err(error),
        None => Ok(String::from_utf8_lossy(&run.output).lines().map(str::to_string).collect()),
    }
}
