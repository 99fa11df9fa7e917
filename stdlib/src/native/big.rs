//! Natives of package math/big. A number is a slice of words, the least first, without zeros at the top; results are new slices.
//!
//! Every native pays for what it does word by word, products for the product of the lengths.

use govm_interp::{Contents, NativeCtx, Trap, TrapCode};
use num_bigint::BigUint;

use super::{Result, Row, len, string_result};

pub(super) const TABLE: &[Row] = &[
    ("math/big.add", |ctx, w| {
        ctx.charge(pass_price(len(w[0]) + len(w[2])))?;
        let (x, y) = two(ctx, w)?;
        put(ctx, w, 0, &(x + y))
    }),
    ("math/big.sub", |ctx, w| {
        ctx.charge(pass_price(len(w[0]) + len(w[2])))?;
        let (x, y) = two(ctx, w)?;
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
        ctx.charge(quotient_price(len(w[0]), len(w[2])).saturating_mul(2))?;
        let (x, y) = two(ctx, w)?;
        if y == BigUint::ZERO {
            return Err(Trap::new(TrapCode::DivideByZero, "division by zero"));
        }
        let (quotient, remainder) = (&x / &y, &x % &y);
        put(ctx, w, 0, &quotient)?;
        put(ctx, w, 2, &remainder)
    }),
    ("math/big.compare", |ctx, w| {
        ctx.charge(pass_price(len(w[0]) + len(w[2])))?;
        let (x, y) = two(ctx, w)?;
        w[0] = x.cmp(&y) as i64 as u64;
        Ok(())
    }),
    ("math/big.shift", |ctx, w| {
        let by = w[2] as i64;
        let grown = if by > 0 { by as u64 / 64 } else { 0 };
        ctx.charge(pass_price(len(w[0]).saturating_add(grown)))?;
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
        ctx.charge(product_price(words, words).saturating_mul(3))?;
        let x = number(ctx, w[0])?;
        let exponent = u32::try_from(w[2]).map_err(|_| too_large())?;
        put(ctx, w, 0, &x.pow(exponent))
    }),
    ("math/big.powerModulo", |ctx, w| {
        ctx.charge(power_modulo_price(len(w[0]), len(w[2]), len(w[4])))?;
        let (x, y, m) = (number(ctx, w[0])?, number(ctx, w[2])?, number(ctx, w[4])?);
        let result = if m == BigUint::ZERO { BigUint::ZERO } else { x.modpow(&y, &m) };
        put(ctx, w, 0, &result)
    }),
    ("math/big.sqrt", |ctx, w| {
        // Each round doubles how many digits are right, and divides by a number of half the length.
        let rounds = u64::from(len(w[0]).checked_ilog2().unwrap_or(0)) + 3;
        ctx.charge(quotient_price(len(w[0]), len(w[0]) / 2 + 1).saturating_mul(rounds))?;
        let x = number(ctx, w[0])?;
        put(ctx, w, 0, &x.sqrt())
    }),
    ("math/big.bitwise", |ctx, w| {
        ctx.charge(pass_price(len(w[0]) + len(w[2])))?;
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
        let base = (w[2] as u32).clamp(2, 62);
        ctx.charge(digits_price(len(w[0]), base).saturating_add(len(w[0]) * 64 / u64::from(base.ilog2()) * 6))?;
        let digits = number(ctx, w[0])?.to_radix_be(base);
        let text: Vec<u8> = digits.into_iter().map(|d| DIGITS[usize::from(d)]).collect();
        ctx.charge_bytes(text.len() as u64)?;
        w[0] = string_result(ctx, &text)?;
        Ok(())
    }),
    // Of the values of digits, the greatest first.
    ("math/big.fromDigits", |ctx, w| {
        let base = (w[2] as u32).clamp(2, 256);
        let words = len(w[0]) * u64::from(base.ilog2() + 1) / 64 + 1;
        ctx.charge(digits_price(words, base).saturating_add(len(w[0]) * 2))?;
        let x = BigUint::from_radix_be(ctx.bytes(w[0])?, base).unwrap_or(BigUint::ZERO);
        put(ctx, w, 0, &x)
    }),
    ("math/big.fromBytes", |ctx, w| {
        ctx.charge(60 + len(w[0]) * 2)?;
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

/// What going over so many words once costs.
fn pass_price(words: u64) -> u64 {
    words.saturating_mul(3).saturating_add(80)
}

/// What multiplying numbers of so many words costs: a unit for each product of two words, of which there are less than one for each pair
/// where the numbers are long.
fn product_price(x: u64, y: u64) -> u64 {
    let (short, long) = (x.min(y).max(1), x.max(y));
    let (mut words, mut thirds, mut passes) = (short, 1_u64, 0_u64);
    while words > 64 {
        passes = passes.saturating_add(thirds.saturating_mul(words).saturating_mul(8));
        (words, thirds) = (words.div_ceil(2), thirds.saturating_mul(3));
    }
    let square = words.saturating_mul(words).saturating_mul(thirds).saturating_add(passes);
    square.saturating_mul(long.div_ceil(short)).saturating_add(pass_price(long.saturating_mul(2)))
}

/// What dividing a number of `x` words by one of `y` costs: the product of the lengths of quotient and divisor.
fn quotient_price(x: u64, y: u64) -> u64 {
    (x + 1).saturating_sub(y).saturating_mul(y.saturating_add(8)).saturating_add(pass_price(x.saturating_add(y)))
}

/// What a power of so many words costs: a base and a modulus are reduced once, then there are some hundred products for each word of
/// the exponent.
fn power_modulo_price(x: u64, y: u64, modulus: u64) -> u64 {
    let square = modulus.saturating_mul(modulus);
    let product = (square / 2).saturating_add(square).saturating_add(modulus.saturating_mul(4)).saturating_add(40);
    let products = y.saturating_mul(80).saturating_add(24);
    product.saturating_mul(products).saturating_add(quotient_price(x, modulus).saturating_mul(2))
}

/// What turning a number of so many words into digits of a base costs, or back: divisions by what fits a word.
fn digits_price(words: u64, base: u32) -> u64 {
    let square = if base.is_power_of_two() { 0 } else { words.saturating_mul(words) };
    square.saturating_add(pass_price(words.saturating_mul(4)))
}

fn number(ctx: &NativeCtx<'_>, slice: u64) -> Result<BigUint> {
    let bytes = u32::try_from(len(slice) * 8).map_err(|_| too_large())?;
    let (halves, _) = ctx.heap.bytes(slice as u32, bytes)?.as_chunks::<4>();
    Ok(BigUint::new(halves.iter().map(|half| u32::from_le_bytes(*half)).collect()))
}

/// The numbers of two slices, which take the first four slots.
fn two(ctx: &NativeCtx<'_>, w: &[u64]) -> Result<(BigUint, BigUint)> {
    Ok((number(ctx, w[0])?, number(ctx, w[2])?))
}

/// Puts a number as a new slice into the window.
fn put(ctx: &mut NativeCtx<'_>, w: &mut [u64], at: usize, x: &BigUint) -> Result {
    let words = x.to_u64_digits();
    check_words(words.len() as u64)?;
    let count = words.len() as u64;
    if count == 0 {
        (w[at], w[at + 1]) = (0, 0);
        return Ok(());
    }
    let place = ctx.heap.alloc(ctx.meter, Contents::Bytes, count * 8)?;
    let (room, _) = ctx.heap.bytes_mut(place, words.len() as u32 * 8)?.as_chunks_mut::<8>();
    room.iter_mut().zip(words).for_each(|(to, word)| *to = word.to_le_bytes());
    (w[at], w[at + 1]) = (u64::from(place) | count << 32, count);
    Ok(())
}
