//! The check of a whole store: that it is what its head says, and that the rows which follow from others do.

use crate::app::AppRecord;
use crate::code;
use crate::funds;
use crate::hash::Hash;
use crate::layout::{self, Head};
use crate::store::{Entries, Store, StoreError, prefix_end};
use crate::tree;

/// Rows that are read at a time.
const PAGE: usize = 1000;

/// Reads all rows of a store with this head. Yields the state root, computed without the stored tree.
pub(crate) fn check(store: &dyn Store, head: Option<&Head>) -> Result<Hash, StoreError> {
    let damaged = |what: String| Err(StoreError::Damaged(what));
    let said = head.map_or(tree::EMPTY, |head| head.root);
    let root = tree::recompute(store)?;
    if root != said {
        return damaged(format!("the entries have the root {root}, the head says {said}"));
    }
    let pages = tree::check_pages(store, &root)?;
    if each_row(store, b'H', |_| Ok(()))? != pages {
        return damaged("there are pages that do not belong to the tree".into());
    }
    let entries = each_row(store, b'S', |rows| {
        for (key, stored) in rows {
            let entry = layout::read_entry(&stored)?;
            funds::check_entry(&key, &entry)?;
            if store.get(&layout::expiry_key(entry.expiry, &key))?.is_none() {
                return Err(StoreError::Damaged("an entry has no row of endings".into()));
            }
        }
        Ok(())
    })?;
    if each_row(store, b'X', |_| Ok(()))? != entries {
        return damaged("there are rows of endings without an entry".into());
    }
    each_row(store, b'A', |rows| {
        for (key, record) in rows {
            let record = AppRecord::from_bytes(&record).map_err(|e| layout::damaged("the record of an app", e))?;
            layout::app_of_key(&key)?;
            code::source_of(store, &record.code)?;
        }
        Ok(())
    })?;
    Ok(root)
}

/// Visits the rows of a letter, and counts them.
fn each_row(store: &dyn Store, letter: u8, mut visit: impl FnMut(Entries) -> Result<(), StoreError>) -> Result<u64, StoreError> {
    let end = prefix_end(&[letter]).expect("invariant: the letters are below 255");
    let mut start = vec![letter];
    let mut count = 0;
    loop {
        let rows = store.range(&start, &end, PAGE)?;
        let Some((last, _)) = rows.last() else { return Ok(count) };
        start = [&last[..], &[0]].concat();
        count += rows.len() as u64;
        visit(rows)?;
    }
}
