//! Natives of packages unicode and unicode/utf8.

use super::{Row, read_runes};
use crate::unicode::{self, Category, category, decode, decode_last, is_full_rune, rune_count};

/// A rune's slot is sign-extended.
fn rune(slot: u64) -> u32 {
    slot as u32
}

/// A rune that is looked up in the tables.
const LOOKED_UP: u64 = 10;

/// A native that tells a property of the rune in its window.
macro_rules! property {
    ($test:expr) => {
        |ctx, w| {
            ctx.charge(LOOKED_UP)?;
            w[0] = u64::from($test(rune(w[0])));
            Ok(())
        }
    };
}

/// A native that maps the rune in its window; what is not a code point stays.
macro_rules! mapping {
    ($map:expr) => {
        |ctx, w| {
            ctx.charge(LOOKED_UP)?;
            if rune(w[0]) <= 0x10_FFFF {
                w[0] = u64::from($map(rune(w[0])));
            }
            Ok(())
        }
    };
}

/// A native that decodes a rune of the string or slice in its window.
macro_rules! decoding {
    ($decode:expr) => {
        |ctx, w| {
            let (r, width) = $decode(ctx.bytes(w[0])?);
            (w[0], w[1]) = (u64::from(r), width as u64);
            Ok(())
        }
    };
}

/// A native that looks at all bytes of the string or slice in its window.
macro_rules! scanning {
    ($scan:expr) => {
        |ctx, w| {
            w[0] = $scan(read_runes(ctx, w[0], 1)?) as u64;
            Ok(())
        }
    };
}

fn is_valid(s: &[u8]) -> bool {
    std::str::from_utf8(s).is_ok()
}

pub(super) const TABLE: &[Row] = &[
    ("unicode.IsLetter", property!(unicode::is_letter)),
    ("unicode.IsDigit", property!(|r| category(r) == Category::Digit)),
    ("unicode.IsNumber", property!(unicode::is_number)),
    ("unicode.IsSpace", property!(unicode::is_space)),
    ("unicode.IsUpper", property!(|r| category(r) == Category::Upper)),
    ("unicode.IsLower", property!(|r| category(r) == Category::Lower)),
    ("unicode.IsTitle", property!(|r| category(r) == Category::Title)),
    ("unicode.IsPunct", property!(|r| category(r) == Category::Punct)),
    ("unicode.IsSymbol", property!(|r| category(r) == Category::Symbol)),
    ("unicode.IsMark", property!(|r| category(r) == Category::Mark)),
    ("unicode.IsGraphic", property!(unicode::is_graphic)),
    ("unicode.IsPrint", property!(unicode::is_print)),
    ("unicode.ToUpper", mapping!(unicode::to_upper)),
    ("unicode.ToLower", mapping!(unicode::to_lower)),
    ("unicode.ToTitle", mapping!(unicode::to_title)),
    ("unicode.SimpleFold", mapping!(unicode::simple_fold)),
    ("unicode.ranges", |ctx, w| {
        let name = read_runes(ctx, w[0], 1)?.to_vec();
        ctx.charge(50)?;
        let packed = std::str::from_utf8(&name).map(unicode::packed_ranges).unwrap_or_default();
        ctx.charge_bytes(packed.len() as u64)?;
        w[0] = ctx.new_string(&packed)?;
        Ok(())
    }),
    ("unicode/utf8.FullRune", |ctx, w| {
        w[0] = u64::from(is_full_rune(ctx.bytes(w[0])?));
        Ok(())
    }),
    ("unicode/utf8.FullRuneInString", |ctx, w| {
        w[0] = u64::from(is_full_rune(ctx.bytes(w[0])?));
        Ok(())
    }),
    ("unicode/utf8.DecodeRune", decoding!(decode)),
    ("unicode/utf8.DecodeRuneInString", decoding!(decode)),
    ("unicode/utf8.DecodeLastRune", decoding!(decode_last)),
    ("unicode/utf8.DecodeLastRuneInString", decoding!(decode_last)),
    ("unicode/utf8.RuneCount", scanning!(rune_count)),
    ("unicode/utf8.RuneCountInString", scanning!(rune_count)),
    ("unicode/utf8.Valid", scanning!(is_valid)),
    ("unicode/utf8.ValidString", scanning!(is_valid)),
];
