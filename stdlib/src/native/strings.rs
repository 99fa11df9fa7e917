//! Natives of package strings.

use govm_interp::{Contents, NativeCtx};

use super::search::{find, find_all, find_last};
use super::{Result, Row, check_text, index, len, part, read, read_two};
use crate::unicode::{self, RUNE_ERROR, decode, decode_last, is_space, push_rune, runes};

pub(super) const TABLE: &[Row] = &[
    ("strings.Index", |ctx, w| search(ctx, w, find)),
    ("strings.LastIndex", |ctx, w| search(ctx, w, find_last)),
    ("strings.IndexByte", |ctx, w| {
        let byte = w[1] as u8;
        w[0] = index(read(ctx, &w[..1])?.iter().position(|b| *b == byte));
        Ok(())
    }),
    ("strings.LastIndexByte", |ctx, w| {
        let byte = w[1] as u8;
        w[0] = index(read(ctx, &w[..1])?.iter().rposition(|b| *b == byte));
        Ok(())
    }),
    ("strings.IndexRune", index_rune),
    ("strings.IndexAny", |ctx, w| {
        let s = read(ctx, &w[..1])?.to_vec();
        let chars = read_set(ctx, w[1])?;
        w[0] = index(runes(&s).find(|(_, r, _)| chars.has(*r)).map(|(at, ..)| at));
        Ok(())
    }),
    ("strings.LastIndexAny", |ctx, w| {
        let s = read(ctx, &w[..1])?.to_vec();
        let chars = read_set(ctx, w[1])?;
        w[0] = index(last_runes(&s).find(|(_, r, _)| chars.has(*r)).map(|(at, ..)| at));
        Ok(())
    }),
    ("strings.Count", |ctx, w| {
        let (s, sep) = read_two(ctx, w[0], w[1])?;
        w[0] = if sep.is_empty() { unicode::rune_count(s) + 1 } else { find_all(s, sep).count() } as u64;
        Ok(())
    }),
    ("strings.EqualFold", equal_fold),
    ("strings.splitInto", split_into),
    ("strings.countFields", |ctx, w| {
        w[0] = fields(read(ctx, &w[..1])?).count() as u64;
        Ok(())
    }),
    ("strings.fieldsInto", |ctx, w| {
        let found: Vec<u64> = fields(read(ctx, &w[2..3])?).map(|(start, end)| part(w[2], start, end)).collect();
        put_strings(ctx, w[0], &found)
    }),
    ("strings.Join", join),
    ("strings.repeat", repeat),
    ("strings.Replace", replace),
    ("strings.replacePairs", replace_pairs),
    ("strings.ToUpper", |ctx, w| map_case(ctx, w, unicode::to_upper)),
    ("strings.ToLower", |ctx, w| map_case(ctx, w, unicode::to_lower)),
    ("strings.ToTitle", |ctx, w| map_case(ctx, w, unicode::to_title)),
    ("strings.ToValidUTF8", to_valid_utf8),
    ("strings.TrimSpace", |ctx, w| {
        let s = read(ctx, &w[..1])?;
        let start = runes(s).find(|(_, r, _)| !is_space(*r)).map_or(s.len(), |(at, ..)| at);
        let end = last_runes(&s[start..]).find(|(_, r, _)| !is_space(*r)).map_or(0, |(at, _, width)| at + width);
        w[0] = part(w[0], start, start + end);
        Ok(())
    }),
    ("strings.TrimLeft", |ctx, w| {
        let set = read_set(ctx, w[1])?;
        let s = read(ctx, &w[..1])?;
        let start = runes(s).find(|(_, r, _)| !set.has(*r)).map_or(s.len(), |(at, ..)| at);
        w[0] = part(w[0], start, s.len());
        Ok(())
    }),
    ("strings.TrimRight", |ctx, w| {
        let set = read_set(ctx, w[1])?;
        let s = read(ctx, &w[..1])?;
        let end = last_runes(s).find(|(_, r, _)| !set.has(*r)).map_or(0, |(at, _, width)| at + width);
        w[0] = part(w[0], 0, end);
        Ok(())
    }),
    // A string value is the first slot of the slice.
    ("strings.view", |_, _| Ok(())),
];

fn search(ctx: &mut NativeCtx<'_>, w: &mut [u64], find: fn(&[u8], &[u8]) -> Option<usize>) -> Result {
    let (s, wanted) = read_two(ctx, w[0], w[1])?;
    w[0] = index(find(s, wanted));
    Ok(())
}

fn index_rune(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let r = w[1] as u32;
    let s = read(ctx, &w[..1])?;
    w[0] = index(match char::from_u32(r) {
        None => None,
        Some(char::REPLACEMENT_CHARACTER) => runes(s).find(|(_, r, _)| *r == RUNE_ERROR).map(|(at, ..)| at),
        Some(c) => find(s, c.encode_utf8(&mut [0; 4]).as_bytes()),
    });
    Ok(())
}

/// The runes of `s` from the last to the first, with their offsets and widths.
fn last_runes(s: &[u8]) -> impl Iterator<Item = (usize, u32, usize)> {
    let mut end = s.len();
    std::iter::from_fn(move || {
        let (r, width) = decode_last(&s[..end]);
        if width == 0 {
            return None;
        }
        end -= width;
        Some((end, r, width))
    })
}

/// A set of runes.
struct RuneSet {
    ascii: u128,
    others: Vec<u32>,
}

impl RuneSet {
    fn has(&self, r: u32) -> bool {
        match r {
            0..0x80 => self.ascii >> r & 1 == 1,
            _ => self.others.binary_search(&r).is_ok(),
        }
    }
}

fn read_set(ctx: &mut NativeCtx<'_>, chars: u64) -> Result<RuneSet> {
    let mut set = RuneSet { ascii: 0, others: Vec::new() };
    for (_, r, _) in runes(read(ctx, &[chars])?) {
        if r < 0x80 {
            set.ascii |= 1 << r;
        } else {
            set.others.push(r);
        }
    }
    set.others.sort_unstable();
    Ok(set)
}

fn equal_fold(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let (mut a, mut b) = read_two(ctx, w[0], w[1])?;
    loop {
        let ((ra, na), (rb, nb)) = (decode(a), decode(b));
        if na == 0 || nb == 0 || !unicode::equal_fold(ra, rb) {
            w[0] = u64::from(na == 0 && nb == 0);
            return Ok(());
        }
        (a, b) = (&a[na..], &b[nb..]);
    }
}

/// Writes strings to the elements of a slice of strings, as far as it goes.
fn put_strings(ctx: &mut NativeCtx<'_>, slice: u64, strings: &[u64]) -> Result {
    let count = len(slice).min(strings.len() as u64) as usize;
    ctx.charge(count as u64)?;
    let place = ctx.heap.bytes_mut(slice as u32, count as u32 * 8)?;
    for (to, string) in place.chunks_exact_mut(8).zip(strings) {
        to.copy_from_slice(&string.to_le_bytes());
    }
    Ok(())
}

/// Writes the parts of a string between separators to a slice of strings, the last one being the rest.
/// Pays for the string and an unit per part.
fn split_into(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let (slice, string, keep) = (w[0], w[2], w[4] as usize);
    let count = len(slice) as usize;
    let (s, sep) = read_two(ctx, string, w[3])?;
    let mut parts = Vec::new();
    let mut start = 0;
    if sep.is_empty() {
        for (at, _, width) in runes(s).take(count.saturating_sub(1)) {
            parts.push(part(string, at, at + width));
            start = at + width;
        }
    } else {
        for at in find_all(s, sep).take(count.saturating_sub(1)) {
            parts.push(part(string, start, at + keep.min(sep.len())));
            start = at + sep.len();
        }
    }
    parts.push(part(string, start, s.len()));
    put_strings(ctx, slice, &parts)
}

/// Where the parts of `s` between white space begin and end.
fn fields(s: &[u8]) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + runes(&s[at..]).find(|(_, r, _)| !is_space(*r))?.0;
        at = runes(&s[start..]).find(|(_, r, _)| is_space(*r)).map_or(s.len(), |(i, ..)| start + i);
        Some((start, at))
    })
}

/// The strings of a slice. Pays an unit for each.
fn strings_of(ctx: &mut NativeCtx<'_>, slice: u64) -> Result<Vec<u64>> {
    ctx.charge(len(slice))?;
    let words = ctx.heap.bytes(slice as u32, (len(slice) * 8).min(u64::from(u32::MAX)) as u32)?;
    Ok(words.chunks_exact(8).map(|c| u64::from_le_bytes(c.try_into().expect("invariant: eight bytes"))).collect())
}

/// A new string of this length, zeroed, to be filled.
fn blank(ctx: &mut NativeCtx<'_>, bytes: u64) -> Result<u64> {
    if bytes == 0 {
        return Ok(0);
    }
    if bytes > u64::from(u32::MAX) {
        check_text(bytes)?;
    }
    let addr = ctx.heap.alloc(ctx.meter, Contents::Bytes, bytes)?;
    Ok(u64::from(addr) | bytes << 32)
}

/// Joins strings. Pays an unit for each, and for the bytes of the result.
fn join(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let (parts, sep) = (strings_of(ctx, w[0])?, w[2]);
    if let [only] = parts[..] {
        w[0] = only;
        return Ok(());
    }
    let bytes = parts.iter().map(|p| len(*p)).sum::<u64>() + len(sep) * (parts.len() as u64).saturating_sub(1);
    ctx.charge_bytes(bytes)?;
    check_text(bytes)?;
    let mut out = Vec::with_capacity(bytes as usize);
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            out.extend_from_slice(ctx.bytes(sep)?);
        }
        out.extend_from_slice(ctx.bytes(*part)?);
    }
    w[0] = ctx.new_string(&out)?;
    Ok(())
}

/// Repeats a string. Pays for the bytes of the result.
fn repeat(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let (string, count) = (w[0], w[1]);
    let bytes = len(string).saturating_mul(count);
    ctx.charge_bytes(bytes)?;
    let made = blank(ctx, bytes)?;
    let unit = ctx.bytes(string)?.to_vec();
    let place = ctx.heap.bytes_mut(made as u32, len(made) as u32)?;
    if let [byte] = unit[..] {
        place.fill(byte);
    } else if !unit.is_empty() {
        place.chunks_exact_mut(unit.len()).for_each(|c| c.copy_from_slice(&unit));
    }
    w[0] = made;
    Ok(())
}

/// Replaces. Pays for the bytes of the text and of the result.
fn replace(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let (old, new) = (w[1], w[2]);
    let limit = usize::try_from(w[3] as i64).unwrap_or(usize::MAX);
    let (s, old_bytes) = read_two(ctx, w[0], old)?;
    let places: Vec<usize> = if old_bytes.is_empty() {
        let all = runes(s).map(|(at, ..)| at).chain(std::iter::once(s.len()));
        all.take(limit).collect()
    } else {
        find_all(s, old_bytes).take(limit).collect()
    };
    if places.is_empty() || ctx.bytes(old)? == ctx.bytes(new)? {
        return Ok(());
    }
    let bytes = len(w[0]) - len(old) * places.len() as u64 + len(new) * places.len() as u64;
    ctx.charge_bytes(bytes)?;
    check_text(bytes)?;
    let (s, new) = (ctx.bytes(w[0])?, ctx.bytes(new)?);
    let (mut out, mut done) = (Vec::with_capacity(bytes as usize), 0);
    for at in places {
        out.extend_from_slice(&s[done..at]);
        out.extend_from_slice(new);
        done = at + len(old) as usize;
    }
    out.extend_from_slice(&s[done..]);
    w[0] = ctx.new_string(&out)?;
    Ok(())
}

/// Replaces several strings at once, the first pair in argument order that fits winning. Pays, for each byte of the text, an unit
/// per pair, for the bytes compared as it goes, and for those of the result.
fn replace_pairs(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let (string, pairs) = (w[0], strings_of(ctx, w[1])?);
    ctx.charge((len(string) + 1).saturating_mul(pairs.len() as u64 / 2))?;
    let (mut out, mut done, mut at, mut replaced, mut was_empty) = (Vec::new(), 0, 0, false, false);
    while at as u64 <= len(string) {
        let mut chosen = None;
        for pair in pairs.chunks_exact(2) {
            let old_len = len(pair[0]) as usize;
            // Directly behind a replaced empty string another one does not count.
            if old_len == 0 && was_empty {
                continue;
            }
            ctx.charge_bytes(old_len.min(len(string) as usize - at) as u64)?;
            if ctx.bytes(string)?[at..].starts_with(ctx.bytes(pair[0])?) {
                chosen = Some((old_len, pair[1]));
                break;
            }
        }
        was_empty = matches!(chosen, Some((0, _)));
        let Some((old_len, new)) = chosen else {
            at += 1;
            continue;
        };
        ctx.charge_bytes((at - done) as u64 + len(new))?;
        out.extend_from_slice(&ctx.bytes(string)?[done..at]);
        out.extend_from_slice(ctx.bytes(new)?);
        check_text(out.len() as u64)?;
        at += old_len;
        done = at;
        replaced = true;
    }
    if replaced {
        ctx.charge_bytes(len(string) - done as u64)?;
        out.extend_from_slice(&ctx.bytes(string)?[done..]);
        w[0] = ctx.new_string(&out)?;
    }
    Ok(())
}

/// Maps letters. Wrong bytes become U+FFFD if anything changes, as Go does it. Pays twice for the bytes of the text.
fn map_case(ctx: &mut NativeCtx<'_>, w: &mut [u64], map: fn(u32) -> u32) -> Result {
    let s = read(ctx, &[w[0], w[0]])?;
    if runes(s).all(|(_, r, width)| map(r) == r && (r != RUNE_ERROR || width > 1)) {
        return Ok(());
    }
    let mut out = Vec::with_capacity(s.len());
    runes(s).for_each(|(_, r, _)| push_rune(&mut out, map(r)));
    w[0] = ctx.new_string(&out)?;
    Ok(())
}

/// Pays for the bytes of the text and of the result.
fn to_valid_utf8(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let s = read(ctx, &w[..2])?.to_vec();
    let (mut runs, mut bad, mut in_run) = (0, 0, false);
    for (_, r, width) in runes(&s) {
        let wrong = r == RUNE_ERROR && width == 1;
        runs += u64::from(wrong && !in_run);
        bad += u64::from(wrong);
        in_run = wrong;
    }
    if runs == 0 {
        return Ok(());
    }
    let bytes = s.len() as u64 - bad + runs * len(w[1]);
    ctx.charge_bytes(bytes)?;
    check_text(bytes)?;
    let replacement = ctx.bytes(w[1])?;
    let mut out = Vec::with_capacity(bytes as usize);
    in_run = false;
    for (at, r, width) in runes(&s) {
        let wrong = r == RUNE_ERROR && width == 1;
        if !wrong {
            out.extend_from_slice(&s[at..at + width]);
        } else if !in_run {
            out.extend_from_slice(replacement);
        }
        in_run = wrong;
    }
    w[0] = ctx.new_string(&out)?;
    Ok(())
}
