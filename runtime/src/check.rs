//! The check of a whole store: that it is what its head says, and that the rows which follow from others do.

use crate::app::AppRecord;
use crate::code;
use crate::funds;
use crate::hash::Hash;
use crate::layout::{self, Head};
use crate::store::{Store, StoreError, each_row};
use crate::tree;

/// Reads all rows of a store with this head. Yields the state root, computed without the stored tree.
pub(crate) fn check(store: &dyn Store, head: Option<&Head>) -> Result<Hash, StoreError> {
    let damaged = |what: String| Err(StoreError::Damaged(what));
    let said = head.map_or(tree::EMPTY, |head| head.root);
    let root = tree::recompute(store)?;
    if root != said {
        return damaged(format!("the entries have the root {root}, the head says {said}"));
    }
    let pages = tree::check_pages(store, &root)?;
    if each_row(store, b'H', |_, _| Ok::<(), StoreError>(()))? != pages {
        return damaged("there are pages that do not belong to the tree".into());
    }
    let entries = each_row(store, b'S', |key, stored| {
        let entry = layout::read_entry(stored)?;
        funds::check_entry(key, &entry)?;
        match store.get(&layout::expiry_key(entry.expiry, key))? {
            Some(_) => Ok(()),
            None => Err(StoreError::Damaged("an entry has no row of endings".into())),
        }
    })?;
    if each_row(store, b'X', |_, _| Ok::<(), StoreError>(()))? != entries {
        return damaged("there are rows of endings without an entry".into());
    }
    each_row(store, b'A', |key, record| {
        let record = AppRecord::from_bytes(record).map_err(|e| layout::damaged("the record of an app", e))?;
        layout::app_of_key(key)?;
        code::source_of(store, &record.code).map(|_| ())
    })?;
    Ok(root)
}
