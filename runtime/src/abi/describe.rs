//! The ABI as JSON, for tools that make forms, clients and tables of events from it.

use serde_json::{Map, Value, json};

use super::{Abi, AbiEvent, AbiField, AbiFunction, AbiType};

impl Abi {
    /// The description: `{"functions": [...], "events": [...]}`, each in order of name. A function has `name`, `params`, `results`
    /// and `can_fail`, an event `name` and `fields`; parameters and fields have `name` and `type`.
    ///
    /// A type has `go`, its text in Go, and `kind`: the name of a basic type; `array` with `len` and `elem`; `slice` or `pointer` with
    /// `elem`; `map` with `key` and `elem`; `struct` with `fields`. A defined type has the kind of what it is defined as.
    #[must_use]
    pub fn to_json(&self) -> String {
        let functions: Vec<Value> = self.functions().iter().map(function).collect();
        let events: Vec<Value> = self.events().iter().map(event).collect();
        json!({ "functions": functions, "events": events }).to_string()
    }
}

fn function(function: &AbiFunction) -> Value {
    let results: Vec<Value> = function.results.iter().map(type_json).collect();
    json!({ "name": function.name, "params": fields(&function.params), "results": results, "can_fail": function.can_fail })
}

fn event(event: &AbiEvent) -> Value {
    json!({ "name": event.name, "fields": fields(&event.fields) })
}

fn fields(fields: &[AbiField]) -> Vec<Value> {
    fields.iter().map(|field| json!({ "name": field.name, "type": type_json(&field.ty) })).collect()
}

fn type_json(ty: &AbiType) -> Value {
    let mut object = Map::new();
    object.insert("go".into(), ty.to_string().into());
    let mut put = |name: &str, value: Value| object.insert(name.into(), value);
    match ty.underlying() {
        AbiType::Basic(basic) => {
            put("kind", basic.name().into());
        }
        AbiType::Array { len, elem } => {
            put("kind", "array".into());
            put("len", (*len).into());
            put("elem", type_json(elem));
        }
        AbiType::Slice(elem) => {
            put("kind", "slice".into());
            put("elem", type_json(elem));
        }
        AbiType::Pointer(elem) => {
            put("kind", "pointer".into());
            put("elem", type_json(elem));
        }
        AbiType::Map { key, elem } => {
            put("kind", "map".into());
            put("key", type_json(key));
            put("elem", type_json(elem));
        }
        AbiType::Struct(of) => {
            put("kind", "struct".into());
            put("fields", fields(of).into());
        }
        AbiType::Named { .. } => unreachable!("invariant: the underlying type is not a defined one"),
    }
    Value::Object(object)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::abi::tests::{address, basic};
    use crate::abi::{AbiBasic, AbiFunction};

    #[test]
    fn types_are_described_down_to_basic_ones() {
        let param = |name: &str, ty| AbiField { name: name.into(), ty };
        let counts = AbiType::Map { key: Box::new(basic(AbiBasic::String)), elem: Box::new(AbiType::Slice(Box::new(address()))) };
        let function = AbiFunction { name: "Count".into(), params: vec![param("by", counts)], results: vec![], can_fail: true };
        let event = AbiEvent { name: "Counted".into(), fields: vec![param("N", basic(AbiBasic::Int))] };
        let described: Value = serde_json::from_str(&Abi::new(vec![function], vec![event]).to_json()).unwrap();
        let address = json!({
            "go": "govm.Address", "kind": "array", "len": 24, "elem": { "go": "uint8", "kind": "uint8" },
        });
        let counts = json!({
            "go": "map[string][]govm.Address", "kind": "map", "key": { "go": "string", "kind": "string" },
            "elem": { "go": "[]govm.Address", "kind": "slice", "elem": address },
        });
        assert_eq!(
            described,
            json!({
                "functions": [
                    { "name": "Count", "params": [{ "name": "by", "type": counts }], "results": [], "can_fail": true }
                ],
                "events": [{ "name": "Counted", "fields": [{ "name": "N", "type": { "go": "int", "kind": "int" } }] }],
            })
        );
    }
}
