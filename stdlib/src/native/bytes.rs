//! Natives of package bytes.

use super::Row;

pub(super) const TABLE: &[Row] = &[
    // A string value is the first slot of the slice.
    ("bytes.view", |_, _| Ok(())),
];
