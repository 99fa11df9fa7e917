//! Natives of package strconv.

use govm_interp::NativeCtx;

use super::{Result, Row, check_text, float, len, part, read_runes};
use crate::float_text::format_float;
use crate::number::{Fault, format_int, parse_float, parse_int, parse_uint};
use crate::price;
use crate::quote::{Keep, can_backquote, quote, quote_rune, unquote_char, unquote_prefix};
use crate::unicode::{is_graphic, is_print};

pub(super) const TABLE: &[Row] = &[
    ("strconv.parseInt", |ctx, w| {
        let (n, fault) = parse_int(read_number(ctx, w[0])?, w[1] as i64, w[2] as i64);
        result(w, n as u64, fault)
    }),
    ("strconv.parseUint", |ctx, w| {
        let (n, fault) = parse_uint(read_number(ctx, w[0])?, w[1] as i64, w[2] as i64);
        result(w, n, fault)
    }),
    ("strconv.parseFloat", |ctx, w| {
        let digits = read_number(ctx, w[0])?.iter().skip_while(|b| matches!(b, b'0' | b'.' | b'+' | b'-'));
        let is_long = digits.clone().next() != Some(&b'x') && digits.filter(|b| b.is_ascii_digit()).count() > 19;
        ctx.charge(if is_long { price::LONG_FLOAT } else { 80 })?;
        let (value, fault) = parse_float(ctx.bytes(w[0])?, w[1] as i64);
        result(w, float(value), fault)
    }),
    ("strconv.Itoa", |ctx, w| integer(ctx, w, w[0] as i64, 10)),
    ("strconv.formatInt", |ctx, w| integer(ctx, w, w[0] as i64, w[1])),
    ("strconv.formatUint", |ctx, w| {
        let base = w[1].clamp(2, 36);
        ctx.charge(price::INTEGER)?;
        w[0] = ctx.new_string(&format_int(false, w[0], base))?;
        Ok(())
    }),
    ("strconv.formatFloat", float_text),
    ("strconv.quote", |ctx, w| {
        ctx.charge(len(w[0]) * price::QUOTED_BYTE)?;
        let text = quote(ctx.bytes(w[0])?, Keep::from_mode(w[2]));
        w[0] = ctx.new_string(&text)?;
        Ok(())
    }),
    ("strconv.quoteRune", |ctx, w| {
        ctx.charge(20)?;
        w[0] = ctx.new_string(&quote_rune(w[0] as u32, Keep::from_mode(w[1])))?;
        Ok(())
    }),
    ("strconv.CanBackquote", |ctx, w| {
        w[0] = u64::from(can_backquote(read_runes(ctx, w[0], 1)?));
        Ok(())
    }),
    ("strconv.unquote", unquote),
    ("strconv.quotedPrefix", |ctx, w| {
        ctx.charge(len(w[0]) * price::READ_BYTE)?;
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
    ctx.charge(price::INTEGER)?;
    w[0] = ctx.new_string(&format_int(value < 0, value.unsigned_abs(), base.clamp(2, 36)))?;
    Ok(())
}

/// The bytes of a number. Pays for them.
fn read_number<'c>(ctx: &'c mut NativeCtx<'_>, string: u64) -> Result<&'c [u8]> {
    ctx.charge(len(string) * price::READ_BYTE)?;
    ctx.bytes(string)
}

fn float_text(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let prec = w[2] as i64;
    ctx.charge(price::float_text(f64::from_bits(w[0]), w[1] as u8, prec))?;
    check_text(prec.max(0) as u64)?;
    w[0] = ctx.new_string(&format_float(f64::from_bits(w[0]), w[1] as u8, prec, w[3] as i64))?;
    Ok(())
}

fn unquote(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let string = w[0];
    ctx.charge(len(string) * price::READ_BYTE)?;
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
