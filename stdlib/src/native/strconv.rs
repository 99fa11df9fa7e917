//! Natives of package strconv.

use govm_interp::NativeCtx;

use super::{Result, Row, check_text, float, len, part, read};
use crate::float_text::format_float;
use crate::number::{Fault, format_int, parse_float, parse_int, parse_uint};
use crate::quote::{Keep, can_backquote, quote, quote_rune, unquote_char, unquote_prefix};
use crate::unicode::{is_graphic, is_print};

pub(super) const TABLE: &[Row] = &[
    ("strconv.parseInt", |ctx, w| {
        let (n, fault) = parse_int(read(ctx, &w[..1])?, w[1] as i64, w[2] as i64);
        result(w, n as u64, fault)
    }),
    ("strconv.parseUint", |ctx, w| {
        let (n, fault) = parse_uint(read(ctx, &w[..1])?, w[1] as i64, w[2] as i64);
        result(w, n, fault)
    }),
    // Reading a float is some twenty times the work of reading its bytes.
    ("strconv.parseFloat", |ctx, w| {
        ctx.charge(len(w[0]))?;
        let (value, fault) = parse_float(read(ctx, &w[..1])?, w[1] as i64);
        result(w, float(value), fault)
    }),
    ("strconv.Itoa", |ctx, w| integer(ctx, w, w[0] as i64, 10)),
    ("strconv.formatInt", |ctx, w| integer(ctx, w, w[0] as i64, w[1])),
    ("strconv.formatUint", |ctx, w| {
        let base = w[1].clamp(2, 36);
        w[0] = ctx.new_string(&format_int(false, w[0], base))?;
        Ok(())
    }),
    ("strconv.formatFloat", float_text),
    ("strconv.quote", |ctx, w| {
        ctx.charge(len(w[0]))?;
        let text = quote(ctx.bytes(w[0])?, Keep::from_mode(w[2]));
        w[0] = ctx.new_string(&text)?;
        Ok(())
    }),
    ("strconv.quoteRune", |ctx, w| {
        w[0] = ctx.new_string(&quote_rune(w[0] as u32, Keep::from_mode(w[1])))?;
        Ok(())
    }),
    ("strconv.CanBackquote", |ctx, w| {
        w[0] = u64::from(can_backquote(read(ctx, &w[..1])?));
        Ok(())
    }),
    ("strconv.unquote", unquote),
    ("strconv.quotedPrefix", |ctx, w| {
        ctx.charge(len(w[0]))?;
        w[0] = unquote_prefix(ctx.bytes(w[0])?).map_or(0, |(n, _)| n as u64);
        Ok(())
    }),
    ("strconv.unquoteChar", |ctx, w| {
        let found = unquote_char(ctx.bytes(w[0])?, w[1] as u8);
        let (value, is_multibyte, width) = found.map_or((0, false, 0), |c| (c.value, c.is_multibyte, c.width));
        w[..3].copy_from_slice(&[value.into(), is_multibyte.into(), width as u64]);
        Ok(())
    }),
    ("strconv.IsPrint", |_, w| {
        w[0] = u64::from(is_print(w[0] as u32));
        Ok(())
    }),
    ("strconv.IsGraphic", |_, w| {
        w[0] = u64::from(is_graphic(w[0] as u32));
        Ok(())
    }),
];

fn result(w: &mut [u64], value: u64, fault: Fault) -> Result {
    (w[0], w[1]) = (value, fault as u64);
    Ok(())
}

fn integer(ctx: &mut NativeCtx<'_>, w: &mut [u64], value: i64, base: u64) -> Result {
    w[0] = ctx.new_string(&format_int(value < 0, value.unsigned_abs(), base.clamp(2, 36)))?;
    Ok(())
}

/// Pays an unit for each digit that is asked for, and 40 for the digits that are found out.
fn float_text(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let prec = w[2] as i64;
    ctx.charge(40 + prec.max(0) as u64)?;
    check_text(prec.max(0) as u64)?;
    w[0] = ctx.new_string(&format_float(f64::from_bits(w[0]), w[1] as u8, prec, w[3] as i64))?;
    Ok(())
}

/// Pays an unit per byte.
fn unquote(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let string = w[0];
    ctx.charge(len(string))?;
    let s = ctx.bytes(string)?;
    let found = unquote_prefix(s).filter(|(n, _)| *n == s.len());
    (w[0], w[1]) = match found {
        // Nothing was escaped: the text stands in the literal as it is.
        Some((n, text)) if s.get(1..n - 1) == Some(&text[..]) => (part(string, 1, n - 1), 1),
        Some((_, text)) => (ctx.new_string(&text)?, 1),
        None => (0, 0),
    };
    Ok(())
}
