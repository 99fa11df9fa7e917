//! What a contract tells the world: events, which only receipts carry.

use crate::abi::AbiType;
use crate::codec::{DecodeError, Reader, Writer};
use crate::hash::Hash;

/// A field of an event: a type and the canonical bytes of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventField {
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
            field.ty.write(writer);
            writer.bytes(&field.value);
        }
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Event, DecodeError> {
        let app = Hash(reader.array()?);
        let name = reader.text()?;
        let mut fields = Vec::new();
        for _ in 0..reader.count()? {
            fields.push(EventField { ty: AbiType::read(reader, 0)?, value: reader.bytes()?.to_vec() });
        }
        Ok(Event { app, name, fields })
    }

    /// The fields as a JSON array.
    #[must_use]
    pub fn fields_json(&self) -> String {
        let json = |field: &EventField| field.ty.value_to_json(&field.value).unwrap_or_else(|| "null".into());
        format!("[{}]", self.fields.iter().map(json).collect::<Vec<_>>().join(","))
    }
}
