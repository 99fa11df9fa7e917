//! Natives of package math/big. A number is a slice of words, the least first, without zeros at the top; results are new slices.
//!
//! Every native pays for what it does word by word, products for the product of the lengths.

use govm_interp::{Contents, NativeCtx, Trap, TrapCode};
use num_bigint::BigUint;

use super::{Result, Row, len, string_result};

pub(super) const TABLE: &[Row] = &[
    ("math/big.add", |ctx, w| {
        let (x, y) = two(ctx, w)?;
        ctx.charge(len(w[0]) + len(w[2]))?;
        put(ctx, w, 0, &(x + y))
    }),
    ("math/big.sub", |ctx, w| {
        let (x, y) = two(ctx, w)?;
        ctx.charge(len(w[0]) + len(w[2]))?;
        // The Go side has seen to it that x is not less.
        let difference = if x >= y { x - y } else { y - x };
        put(ctx, w, 0, &difference)
    }),
    ("math/big.mul", |ctx, w| {
        ctx.charge(product_price(len(w[0]), len(w[2])))?;
        let (x, y) = two(ctx, w)?;
        put(ctx, w, 0, &(x * y))
    }),
    ("math/big.divide", |ctx, w| {
        ctx.charge(product_price(len(w[0]), len(w[2])))?;
        let (x, y) = two(ctx, w)?;
        if y == BigUint::ZERO {
            return Err(Trap::new(TrapCode::DivideByZero, "division by zero"));
        }
        let (quotient, remainder) = (&x / &y, &x % &y);
        put(ctx, w, 0, &quotient)?;
        put(ctx, w, 2, &remainder)
    }),
    ("math/big.compare", |ctx, w| {
        ctx.charge(len(w[0]).min(len(w[2])))?;
        let (x, y) = two(ctx, w)?;
        w[0] = x.cmp(&y) as i64 as u64;
        Ok(())
    }),
    ("math/big.shift", |ctx, w| {
        let by = w[2] as i64;
        let grown = if by > 0 { by as u64 / 64 } else { 0 };
        ctx.charge(len(w[0]).saturating_add(grown))?;
        check_words(len(w[0]).saturating_add(grown))?;
        let x = number(ctx, w[0])?;
        let shifted = if by >= 0 { x << by as u64 } else { x >> by.unsigned_abs() };
        put(ctx, w, 0, &shifted)
    }),
    // Squarings double the length, so the last one costs as much as all before it.
    ("math/big.power", |ctx, w| {
        let bits = number(ctx, w[0])?.bits().saturating_mul(w[2]);
        let words = bits / 64 + 1;
        check_words(words)?;
        ctx.charge(product_price(words, words).saturating_mul(2))?;
        let x = number(ctx, w[0])?;
        let exponent = u32::try_from(w[2]).map_err(|_| too_large())?;
        put(ctx, w, 0, &x.pow(exponent))
    }),
    ("math/big.powerModulo", |ctx, w| {
        let (x, y, m) = (number(ctx, w[0])?, number(ctx, w[2])?, number(ctx, w[4])?);
        let one = product_price(len(w[4]), len(w[4])).saturating_mul(4).saturating_add(product_price(len(w[0]), len(w[4])));
        ctx.charge(one.saturating_mul(y.bits().max(1)))?;
        let result = if m == BigUint::ZERO { BigUint::ZERO } else { x.modpow(&y, &m) };
        put(ctx, w, 0, &result)
    }),
    ("math/big.sqrt", |ctx, w| {
        ctx.charge(product_price(len(w[0]), len(w[0])).saturating_mul(4))?;
        let x = number(ctx, w[0])?;
        put(ctx, w, 0, &x.sqrt())
    }),
    ("math/big.bitwise", |ctx, w| {
        ctx.charge(len(w[0]) + len(w[2]))?;
        let (x, y) = two(ctx, w)?;
        let result = match w[4] {
            0 => x & y,
            1 => x | y,
            2 => x ^ y,
            // x &^ y
            _ => {
                let both = &x & &y;
                x ^ both
            }
        };
        put(ctx, w, 0, &result)
    }),
    ("math/big.toText", |ctx, w| {
        ctx.charge(product_price(len(w[0]), len(w[0])).saturating_mul(4))?;
        let base = (w[2] as u32).clamp(2, 62);
        let digits = number(ctx, w[0])?.to_radix_be(base);
        let text: Vec<u8> = digits.into_iter().map(|d| DIGITS[usize::from(d)]).collect();
        ctx.charge_bytes(text.len() as u64)?;
        w[0] = string_result(ctx, &text)?;
        Ok(())
    }),
    // Of the values of digits, the greatest first.
    ("math/big.fromDigits", |ctx, w| {
        let words = len(w[0]) / 10 + 1;
        ctx.charge(product_price(words, words).saturating_add(len(w[0])))?;
        let base = (w[2] as u32).clamp(2, 256);
        let x = BigUint::from_radix_be(ctx.bytes(w[0])?, base).unwrap_or(BigUint::ZERO);
        put(ctx, w, 0, &x)
    }),
    ("math/big.fromBytes", |ctx, w| {
        ctx.charge_bytes(len(w[0]))?;
        let x = BigUint::from_bytes_be(ctx.bytes(w[0])?);
        put(ctx, w, 0, &x)
    }),
];

const DIGITS: &[u8; 62] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Most words of a number: 64 MB.
const WORDS_MAX: u64 = 1 << 23;

fn too_large() -> Box<Trap> {
    Trap::new(TrapCode::OutOfMemory, "out of memory")
}

fn check_words(words: u64) -> Result {
    if words > WORDS_MAX { Err(too_large()) } else { Ok(()) }
}

/// What multiplying or dividing numbers of so many words costs: some steps, and one for every four products of words.
fn product_price(x: u64, y: u64) -> u64 {
    x.saturating_mul(y) / 4 + x + y + 4
}

fn number(ctx: &NativeCtx<'_>, slice: u64) -> Result<BigUint> {
    let bytes = u32::try_from(len(slice) * 8).map_err(|_| too_large())?;
    Ok(BigUint::from_bytes_le(ctx.heap.bytes(slice as u32, bytes)?))
}

/// The numbers of two slices, which take the first four slots.
fn two(ctx: &NativeCtx<'_>, w: &[u64]) -> Result<(BigUint, BigUint)> {
    Ok((number(ctx, w[0])?, number(ctx, w[2])?))
}

/// Puts a number as a new slice into the window.
fn put(ctx: &mut NativeCtx<'_>, w: &mut [u64], at: usize, x: &BigUint) -> Result {
    let words = x.to_u64_digits();
    check_words(words.len() as u64)?;
    let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    let count = words.len() as u64;
    if count == 0 {
        (w[at], w[at + 1]) = (0, 0);
        return Ok(());
    }
    let place = ctx.heap.alloc(ctx.meter, Contents::Bytes, bytes.len() as u64)?;
    ctx.heap.bytes_mut(place, bytes.len() as u32)?.copy_from_slice(&bytes);
    (w[at], w[at + 1]) = (u64::from(place) | count << 32, count);
    Ok(())
}
