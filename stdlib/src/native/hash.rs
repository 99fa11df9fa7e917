//! Natives of the packages below hash and crypto: what they do with blocks of bytes. States stand in the program's memory, as words.
//!
//! They pay for the bytes; the slower functions pay several times.

use govm_interp::NativeCtx;

use super::{Result, Row, len};
use crate::digest::{keccak, md5, sha1};
use crate::ed25519;

pub(super) const TABLE: &[Row] = &[
    ("hash/adler32.update", |ctx, w| {
        ctx.charge(len(w[1]) / 2)?;
        let (mut a, mut b) = (w[0] & 0xFFFF, w[0] >> 16 & 0xFFFF);
        // So many sums fit 64 bits by far.
        for chunk in ctx.bytes(w[1])?.chunks(5552) {
            for byte in chunk {
                a += u64::from(*byte);
                b += a;
            }
            (a, b) = (a % 65521, b % 65521);
        }
        w[0] = b << 16 | a;
        Ok(())
    }),
    ("hash/crc32.update", |ctx, w| {
        ctx.charge(len(w[2]) * 3 / 2 + 20)?;
        let table = words32(ctx, w[1] as u32, 256)?;
        let sum = ctx.bytes(w[2])?.iter().fold(!(w[0] as u32), |crc, b| table[usize::from(crc as u8 ^ b)] ^ crc >> 8);
        w[0] = u64::from(!sum);
        Ok(())
    }),
    ("hash/crc64.update", |ctx, w| {
        ctx.charge(len(w[2]) * 3 / 2 + 20)?;
        let table = words64(ctx, w[1] as u32, 256)?;
        let sum = ctx.bytes(w[2])?.iter().fold(!w[0], |crc, b| table[usize::from(crc as u8 ^ b)] ^ crc >> 8);
        w[0] = !sum;
        Ok(())
    }),
    ("hash/fnv.update32", |ctx, w| {
        ctx.charge(len(w[1]) * 3 / 2 + 20)?;
        const PRIME: u32 = 16_777_619;
        let a_form = w[3] != 0;
        let sum = ctx.bytes(w[1])?.iter().fold(w[0] as u32, |h, b| match a_form {
            true => (h ^ u32::from(*b)).wrapping_mul(PRIME),
            false => h.wrapping_mul(PRIME) ^ u32::from(*b),
        });
        w[0] = sum.into();
        Ok(())
    }),
    ("hash/fnv.update64", |ctx, w| {
        ctx.charge(len(w[1]) * 3 / 2 + 20)?;
        const PRIME: u64 = 1_099_511_628_211;
        let a_form = w[3] != 0;
        w[0] = ctx.bytes(w[1])?.iter().fold(w[0], |h, b| match a_form {
            true => (h ^ u64::from(*b)).wrapping_mul(PRIME),
            false => h.wrapping_mul(PRIME) ^ u64::from(*b),
        });
        Ok(())
    }),
    ("hash/fnv.update128", |ctx, w| {
        ctx.charge(len(w[2]) * 3 / 2)?;
        const PRIME: u128 = (1 << 88) + 0x13B;
        let a_form = w[4] != 0;
        let sum = ctx.bytes(w[2])?.iter().fold(u128::from(w[0]) << 64 | u128::from(w[1]), |h, b| match a_form {
            true => (h ^ u128::from(*b)).wrapping_mul(PRIME),
            false => h.wrapping_mul(PRIME) ^ u128::from(*b),
        });
        (w[0], w[1]) = ((sum >> 64) as u64, sum as u64);
        Ok(())
    }),
    ("crypto/md5.blocks", |ctx, w| {
        ctx.charge(len(w[1]) * 3 / 2 + 20)?;
        let mut state: [u32; 4] = words32(ctx, w[0] as u32, 4)?.try_into().unwrap_or_default();
        for block in ctx.bytes(w[1])?.chunks_exact(64) {
            md5(&mut state, block);
        }
        put32(ctx, w[0] as u32, &state)
    }),
    ("crypto/sha1.blocks", |ctx, w| {
        ctx.charge(len(w[1]) * 5 / 2 + 40)?;
        let mut state: [u32; 5] = words32(ctx, w[0] as u32, 5)?.try_into().unwrap_or_default();
        for block in ctx.bytes(w[1])?.chunks_exact(64) {
            sha1(&mut state, block);
        }
        put32(ctx, w[0] as u32, &state)
    }),
    ("crypto/sha256.blocks", |ctx, w| {
        ctx.charge(len(w[1]) * 3 / 2 + 20)?;
        let mut state: [u32; 8] = words32(ctx, w[0] as u32, 8)?.try_into().unwrap_or_default();
        let (blocks, _) = ctx.bytes(w[1])?.as_chunks::<64>();
        sha2::block_api::compress256(&mut state, blocks);
        put32(ctx, w[0] as u32, &state)
    }),
    ("crypto/sha512.blocks", |ctx, w| {
        ctx.charge(len(w[1]) * 3 / 2 + 20)?;
        let mut state: [u64; 8] = words64(ctx, w[0] as u32, 8)?.try_into().unwrap_or_default();
        let (blocks, _) = ctx.bytes(w[1])?.as_chunks::<128>();
        sha2::block_api::compress512(&mut state, blocks);
        put64(ctx, w[0] as u32, &state)
    }),
    // A permutation of 200 bytes.
    ("crypto/sha3.permute", |ctx, w| {
        ctx.charge(2600)?;
        let mut state: [u64; 25] = words64(ctx, w[0] as u32, 25)?.try_into().unwrap_or([0; 25]);
        keccak(&mut state);
        put64(ctx, w[0] as u32, &state)
    }),
    // Points are multiplied some 250 times: the price is that of the whole.
    ("crypto/ed25519.check", |ctx, w| {
        ctx.charge(POINT_PRICE * 2)?;
        let (key, signature, digest) = (bytes::<32>(ctx, w[0])?, bytes::<64>(ctx, w[2])?, bytes::<64>(ctx, w[4])?);
        w[0] = ed25519::check(&key, &signature, &digest).into();
        Ok(())
    }),
    ("crypto/ed25519.public", |ctx, w| {
        ctx.charge(POINT_PRICE)?;
        let point = ed25519::multiply_base(&bytes::<64>(ctx, w[0])?);
        w[0] = ctx.new_string(&point)?;
        Ok(())
    }),
    ("crypto/ed25519.combine", |ctx, w| {
        ctx.charge(900)?;
        let scalar = ed25519::combine(&bytes::<64>(ctx, w[0])?, &bytes::<64>(ctx, w[2])?, &bytes::<32>(ctx, w[4])?);
        w[0] = ctx.new_string(&scalar)?;
        Ok(())
    }),
];

/// What a multiplication of a point costs.
const POINT_PRICE: u64 = 120_000;

/// The bytes of a slice that has exactly so many; the Go side has seen to that.
fn bytes<const N: usize>(ctx: &NativeCtx<'_>, slice: u64) -> Result<[u8; N]> {
    let mut out = [0; N];
    let found = ctx.bytes(slice)?;
    let count = found.len().min(N);
    out[..count].copy_from_slice(&found[..count]);
    Ok(out)
}

fn words32(ctx: &NativeCtx<'_>, at: u32, count: u32) -> Result<Vec<u32>> {
    let (words, _) = ctx.heap.bytes(at, count * 4)?.as_chunks::<4>();
    Ok(words.iter().map(|w| u32::from_le_bytes(*w)).collect())
}

fn words64(ctx: &NativeCtx<'_>, at: u32, count: u32) -> Result<Vec<u64>> {
    let (words, _) = ctx.heap.bytes(at, count * 8)?.as_chunks::<8>();
    Ok(words.iter().map(|w| u64::from_le_bytes(*w)).collect())
}

fn put32(ctx: &mut NativeCtx<'_>, at: u32, words: &[u32]) -> Result {
    let bytes: Vec<u8> = words.iter().flat_map(|w| w.to_le_bytes()).collect();
    ctx.heap.bytes_mut(at, bytes.len() as u32)?.copy_from_slice(&bytes);
    Ok(())
}

fn put64(ctx: &mut NativeCtx<'_>, at: u32, words: &[u64]) -> Result {
    let bytes: Vec<u8> = words.iter().flat_map(|w| w.to_le_bytes()).collect();
    ctx.heap.bytes_mut(at, bytes.len() as u32)?.copy_from_slice(&bytes);
    Ok(())
}
