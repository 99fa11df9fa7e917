//! What a contract tells the world: events, which only receipts carry.

use crate::abi::AbiType;
use crate::codec::{DecodeError, Reader, Writer};
use crate::hash::Hash;

/// A value with its type, in canonical bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TypedValue {
    pub(crate) ty: AbiType,
    pub(crate) value: Vec<u8>,
}

/// A field of an event: a name, a type and the canonical bytes of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventField {
    /// Its name; empty for the fields of `govm.Event`, which have a place only.
    pub name: String,
    /// Its type.
    pub ty: AbiType,
    /// The canonical bytes.
    pub value: Vec<u8>,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The app that told it.
    pub app: Hash,
    /// Its name.
    pub name: String,
    /// Its fields.
    pub fields: Vec<EventField>,
}

impl Event {
    pub(crate) fn write(&self, writer: &mut Writer) {
        writer.raw(&self.app.0).text(&self.name).count(self.fields.len());
        for field in &self.fields {
            writer.text(&field.name);
            field.ty.write(writer);
            writer.bytes(&field.value);
        }
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Event, DecodeError> {
        let app = Hash(reader.array()?);
        let name = reader.text()?;
        let mut fields = Vec::new();
        for _ in 0..reader.count()? {
            let name = reader.text()?;
            fields.push(EventField { name, ty: AbiType::read(reader, 0)?, value: reader.bytes()?.to_vec() });
        }
        Ok(Event { app, name, fields })
    }

    /// The bytes that are limited and paid for: all but the lengths of the fields' names, so that fields without names cost what
    /// their types and values take.
    pub(crate) fn size(&self) -> usize {
        // Most events are shorter: growing step by step costs more than writing.
        let mut writer = Writer::with_room(256);
        self.write(&mut writer);
        writer.finish().len() - 4 * self.fields.len()
    }

    /// The fields as JSON: an object by their names, or an array where they have none.
    #[must_use]
    pub fn fields_json(&self) -> String {
        let value = |field: &EventField| field.ty.value_to_json(&field.value).unwrap_or_else(|| "null".into());
        if self.fields.iter().any(|field| field.name.is_empty()) {
            return format!("[{}]", self.fields.iter().map(value).collect::<Vec<_>>().join(","));
        }
        let member = |field: &EventField| format!("{}:{}", serde_json::Value::from(field.name.as_str()), value(field));
        match self.fields.as_slice() {
            [] => "[]".into(),
            fields => format!("{{{}}}", fields.iter().map(member).collect::<Vec<_>>().join(",")),
        }
    }
}
