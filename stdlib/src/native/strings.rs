//! Natives of package strings.

use govm_interp::{Contents, NativeCtx};

use super::search::{count, find, find_all, find_last};
use super::{Result, Row, check_text, index, len, part, read_runes};
use crate::price;
use crate::unicode::{self, RUNE_ERROR, decode, decode_last, is_space, push_rune, runes};

pub(super) const TABLE: &[Row] = &[
    ("strings.Index", |ctx, w| {
        let wanted = ctx.bytes(w[1])?.to_vec();
        w[0] = index(search(ctx, w[0], &wanted, End::First)?);
        Ok(())
    }),
    ("strings.LastIndex", |ctx, w| {
        let wanted = ctx.bytes(w[1])?.to_vec();
        w[0] = index(search(ctx, w[0], &wanted, End::Last)?);
        Ok(())
    }),
    ("strings.IndexByte", |ctx, w| {
        w[0] = index(search(ctx, w[0], &[w[1] as u8], End::First)?);
        Ok(())
    }),
    ("strings.LastIndexByte", |ctx, w| {
        w[0] = index(search(ctx, w[0], &[w[1] as u8], End::Last)?);
        Ok(())
    }),
    ("strings.IndexRune", index_rune),
    ("strings.IndexAny", |ctx, w| {
        let set = read_set(ctx, w[1])?;
        let end = skip(ctx, w[0], set.price(), |r| !set.has(r))?;
        w[0] = index(Some(end as usize).filter(|end| *end < len(w[0]) as usize));
        Ok(())
    }),
    ("strings.LastIndexAny", |ctx, w| {
        let set = read_set(ctx, w[1])?;
        let end = skip_back(ctx, w[0], set.price() + 1, |r| !set.has(r))?;
        let s = &ctx.bytes(w[0])?[..end as usize];
        w[0] = index(if end == 0 { None } else { Some(s.len() - decode_last(s).1) });
        Ok(())
    }),
    ("strings.Count", |ctx, w| {
        let (all, wanted) = (len(w[0]), len(w[1]));
        ctx.charge(if wanted == 0 { all * price::RUNE_BYTE } else { price::searched_for_all(all, wanted, all) })?;
        let (s, sep) = (ctx.bytes(w[0])?, ctx.bytes(w[1])?);
        w[0] = if sep.is_empty() { unicode::rune_count(s) + 1 } else { count(s, sep) } as u64;
        Ok(())
    }),
    ("strings.EqualFold", equal_fold),
    ("strings.splitInto", split_into),
    ("strings.countFields", |ctx, w| {
        w[0] = fields(read_runes(ctx, w[0], 2)?).count() as u64;
        Ok(())
    }),
    ("strings.fieldsInto", |ctx, w| {
        let found: Vec<u64> = fields(read_runes(ctx, w[2], 2)?).map(|(start, end)| part(w[2], start, end)).collect();
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
        let start = skip(ctx, w[0], price::RUNE_BYTE, is_space)?;
        let rest = part(w[0], start as usize, len(w[0]) as usize);
        w[0] = part(rest, 0, skip_back(ctx, rest, price::RUNE_BYTE_BACK, is_space)? as usize);
        Ok(())
    }),
    ("strings.TrimLeft", |ctx, w| {
        let set = read_set(ctx, w[1])?;
        let start = skip(ctx, w[0], set.price(), |r| set.has(r))?;
        w[0] = part(w[0], start as usize, len(w[0]) as usize);
        Ok(())
    }),
    ("strings.TrimRight", |ctx, w| {
        let set = read_set(ctx, w[1])?;
        w[0] = part(w[0], 0, skip_back(ctx, w[0], set.price() + 1, |r| set.has(r))? as usize);
        Ok(())
    }),
    // A string value is the first slot of the slice.
    ("strings.view", |_, _| Ok(())),
];

/// Which occurrence is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

/// Bytes that are searched, and paid for, at first: whoever finds early pays little.
const LOT: u64 = 64;

/// Looks for a text, in parts that grow from one end on. Pays for each part before it looks there.
fn search(ctx: &mut NativeCtx<'_>, string: u64, wanted: &[u8], end: End) -> Result<Option<usize>> {
    let (all, width) = (len(string), wanted.len() as u64);
    ctx.charge(10)?;
    let price = |bytes: u64| if width == 1 { price::scanned(bytes) } else { price::searched(bytes + width) };
    let (mut near, mut done) = (LOT.max(4 * width), 0);
    loop {
        let to = near.saturating_add(width).min(all);
        ctx.charge(price(to - done))?;
        let s = ctx.bytes(string)?;
        // What was searched before is known to hold nothing, but for a beginning or an end.
        let (from, to_index, again) = (done as usize, to as usize, (done.min(width)) as usize);
        let found = match end {
            End::First => find(&s[from - again..to_index], wanted).map(|i| i + from - again),
            End::Last => {
                let (start, stop) = (s.len() - to_index, s.len() - from + again);
                find_last(&s[start..stop], wanted).map(|i| i + start)
            }
        };
        if found.is_some() || to == all {
            return Ok(found);
        }
        (near, done) = (near.saturating_mul(16), to);
    }
}

fn index_rune(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let r = w[1] as u32;
    w[0] = index(match char::from_u32(r) {
        None => None,
        Some(char::REPLACEMENT_CHARACTER) => {
            let at = skip(ctx, w[0], price::RUNE_BYTE, |r| r != RUNE_ERROR)?;
            Some(at as usize).filter(|at| *at < len(w[0]) as usize)
        }
        Some(c) => search(ctx, w[0], c.encode_utf8(&mut [0; 4]).as_bytes(), End::First)?,
    });
    Ok(())
}

/// Where the first rune stands that is not to be skipped, or the end. Pays for bytes, each `price`, in lots that grow.
fn skip(ctx: &mut NativeCtx<'_>, string: u64, price: u64, is_skipped: impl Fn(u32) -> bool) -> Result<u64> {
    let (all, mut at, mut paid) = (len(string), 0, 0);
    while at < all {
        if at >= paid {
            let lot = (paid + 16).min(all - paid);
            ctx.charge(lot.saturating_mul(price))?;
            paid += lot;
        }
        let s = ctx.bytes(string)?;
        while at < paid {
            let (r, width) = decode(&s[at as usize..]);
            if !is_skipped(r) {
                return Ok(at);
            }
            at += width as u64;
        }
    }
    Ok(all)
}

/// Likewise from the end: what is left in front of all that is skipped.
fn skip_back(ctx: &mut NativeCtx<'_>, string: u64, price: u64, is_skipped: impl Fn(u32) -> bool) -> Result<u64> {
    let (all, mut left, mut paid) = (len(string), len(string), 0);
    while left > 0 {
        if all - left >= paid {
            let lot = (paid + 16).min(all - paid);
            ctx.charge(lot.saturating_mul(price))?;
            paid += lot;
        }
        let s = ctx.bytes(string)?;
        while left > 0 && all - left < paid {
            let (r, width) = decode_last(&s[..left as usize]);
            if !is_skipped(r) {
                return Ok(left);
            }
            left -= width as u64;
        }
    }
    Ok(0)
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

impl RuneSet {
    /// What a byte costs whose rune is looked up.
    fn price(&self) -> u64 {
        price::RUNE_BYTE + self.others.len().checked_ilog2().map_or(0, |n| u64::from(n) + 1)
    }
}

fn read_set(ctx: &mut NativeCtx<'_>, chars: u64) -> Result<RuneSet> {
    let mut set = RuneSet { ascii: 0, others: Vec::new() };
    for (_, r, _) in runes(read_runes(ctx, chars, 1)?) {
        if r < 0x80 {
            set.ascii |= 1 << r;
        } else {
            set.others.push(r);
        }
    }
    let rounds = set.others.len().checked_ilog2().map_or(0, |n| u64::from(n) + 1);
    ctx.charge(10 + set.others.len() as u64 * rounds)?;
    set.others.sort_unstable();
    Ok(set)
}

fn equal_fold(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let bytes = len(w[0]) + len(w[1]);
    ctx.charge(bytes.div_ceil(4))?;
    let (mut a, mut b) = (ctx.bytes(w[0])?, ctx.bytes(w[1])?);
    if a.is_ascii() && b.is_ascii() {
        w[0] = a.eq_ignore_ascii_case(b).into();
        return Ok(());
    }
    ctx.charge(bytes * price::CASE_BYTE / 2)?;
    (a, b) = (ctx.bytes(w[0])?, ctx.bytes(w[1])?);
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
    ctx.charge(10 + 2 * count as u64)?;
    let place = ctx.heap.bytes_mut(slice as u32, count as u32 * 8)?;
    for (to, string) in place.chunks_exact_mut(8).zip(strings) {
        to.copy_from_slice(&string.to_le_bytes());
    }
    Ok(())
}

/// Writes the parts of a string between separators to a slice of strings, the last one being the rest.
/// Pays for the search, and for each part.
fn split_into(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let (slice, string, keep) = (w[0], w[2], w[4] as usize);
    let count = len(slice) as usize;
    let (all, wanted) = (len(string), len(w[3]));
    let price = if wanted == 0 { all * price::RUNE_BYTE } else { price::searched_for_all(all, wanted, count as u64) };
    ctx.charge(price)?;
    let (s, sep) = (ctx.bytes(string)?, ctx.bytes(w[3])?);
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

/// The strings of a slice. Pays for each, also for what is done with it but for its bytes.
fn strings_of(ctx: &mut NativeCtx<'_>, slice: u64) -> Result<Vec<u64>> {
    ctx.charge(6 * len(slice))?;
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

/// Joins strings. Pays for each, and for the bytes of the result.
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
    } else if !place.is_empty() {
        place[..unit.len()].copy_from_slice(&unit);
        let mut done = unit.len();
        while done < place.len() {
            let more = done.min(place.len() - done);
            place.copy_within(..more, done);
            done += more;
        }
    }
    w[0] = made;
    Ok(())
}

/// Replaces. Pays for the search, for each place and for the bytes of the result.
fn replace(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let (old, new) = (w[1], w[2]);
    let limit = usize::try_from(w[3] as i64).unwrap_or(usize::MAX);
    let (all, wanted) = (len(w[0]), len(old));
    let price = if wanted == 0 { all * price::RUNE_BYTE } else { price::searched_for_all(all, wanted, limit as u64) };
    ctx.charge(40 + price)?;
    let (s, old_bytes) = (ctx.bytes(w[0])?, ctx.bytes(old)?);
    if old_bytes == ctx.bytes(new)? {
        return Ok(());
    }
    let places: Vec<usize> = if old_bytes.is_empty() {
        let all = runes(s).map(|(at, ..)| at).chain(std::iter::once(s.len()));
        all.take(limit).collect()
    } else {
        find_all(s, old_bytes).take(limit).collect()
    };
    if places.is_empty() {
        return Ok(());
    }
    let bytes = len(w[0]) - len(old) * places.len() as u64 + len(new) * places.len() as u64;
    ctx.charge_bytes(bytes)?;
    ctx.charge(8 * places.len() as u64)?;
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

/// Replaces several strings at once, the first pair in argument order that fits winning. Pays, for each byte of the text, for all
/// pairs, for the bytes compared as it goes, for each replacement and for the bytes of the result.
fn replace_pairs(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let (string, pairs) = (w[0], strings_of(ctx, w[1])?);
    ctx.charge((len(string) + 1).saturating_mul(pairs.len() as u64 / 2 * 8))?;
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
        ctx.charge(50)?;
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

/// Maps letters. Wrong bytes become U+FFFD if anything changes, as Go does it. Pays for the bytes of the text, much more for one
/// that is not all ASCII.
fn map_case(ctx: &mut NativeCtx<'_>, w: &mut [u64], map: fn(u32) -> u32) -> Result {
    ctx.charge(40 + len(w[0]).saturating_mul(price::RUNE_BYTE))?;
    let s = ctx.bytes(w[0])?;
    let out: Vec<u8> = if s.is_ascii() {
        s.iter().map(|b| map(u32::from(*b)) as u8).collect()
    } else {
        ctx.charge(len(w[0]).saturating_mul(price::CASE_BYTE))?;
        let s = ctx.bytes(w[0])?;
        if runes(s).all(|(_, r, width)| map(r) == r && (r != RUNE_ERROR || width > 1)) {
            return Ok(());
        }
        let mut out = Vec::with_capacity(s.len());
        runes(s).for_each(|(_, r, _)| push_rune(&mut out, map(r)));
        out
    };
    if ctx.bytes(w[0])? != out {
        w[0] = ctx.new_string(&out)?;
    }
    Ok(())
}

/// Pays for the bytes of the text and of the result.
fn to_valid_utf8(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    ctx.charge(len(w[0]))?;
    if std::str::from_utf8(ctx.bytes(w[0])?).is_ok() {
        return Ok(());
    }
    let s = read_runes(ctx, w[0], 2)?.to_vec();
    let (mut runs, mut bad, mut in_run) = (0, 0, false);
    for (_, r, width) in runes(&s) {
        let wrong = r == RUNE_ERROR && width == 1;
        runs += u64::from(wrong && !in_run);
        bad += u64::from(wrong);
        in_run = wrong;
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
