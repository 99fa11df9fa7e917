//! Natives of packages encoding/hex and encoding/base64.

use govm_interp::NativeCtx;

use super::{Result, Row, len, read};

pub(super) const TABLE: &[Row] = &[
    ("encoding/hex.encode", |ctx, w| {
        ctx.charge(10 + len(w[2]) / 2)?;
        let text: Vec<u8> = read(ctx, &[w[2], w[2], w[2]])?.iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]).collect();
        put(ctx, w[0], &text)
    }),
    ("encoding/hex.decode", |ctx, w| {
        ctx.charge(10 + len(w[2]) / 2)?;
        let pairs = read(ctx, &[w[2], w[2]])?.chunks_exact(2);
        let value = |pair: &[u8]| Some(hex_value(pair[0])? << 4 | hex_value(pair[1])?);
        let bytes: Vec<u8> = pairs.map_while(value).take(len(w[0]) as usize).collect();
        put(ctx, w[0], &bytes)?;
        w[0] = bytes.len() as u64;
        Ok(())
    }),
    ("encoding/base64.encodeGroups", |ctx, w| {
        ctx.charge(len(w[2]) * 3 / 2)?;
        let src = read(ctx, &[w[2], w[2], w[2]])?.to_vec();
        let alphabet = ctx.bytes(w[4])?;
        let Some(alphabet) = alphabet.get(..64) else { return Ok(()) };
        let text: Vec<u8> = src
            .chunks_exact(3)
            .flat_map(|c| {
                let bits = usize::from(c[0]) << 16 | usize::from(c[1]) << 8 | usize::from(c[2]);
                [18, 12, 6, 0].map(|shift| alphabet[bits >> shift & 63])
            })
            .collect();
        put(ctx, w[0], &text)
    }),
    ("encoding/base64.decodeGroups", |ctx, w| {
        let groups = (len(w[0]) / 3) as usize;
        ctx.charge(len(w[2]) * 2)?;
        let src = read(ctx, &[w[2], w[2]])?.to_vec();
        let values = ctx.bytes(w[4])?;
        let Some(values) = values.get(..256) else { return Ok(()) };
        let decoded = src.chunks_exact(4).take(groups).map_while(|c| {
            let [a, b, c, d] = [c[0], c[1], c[2], c[3]].map(|c| u32::from(values[usize::from(c)]));
            let bits = a << 18 | b << 12 | c << 6 | d;
            ((a | b | c | d) < 64).then_some([(bits >> 16) as u8, (bits >> 8) as u8, bits as u8])
        });
        let bytes: Vec<u8> = decoded.flatten().collect();
        put(ctx, w[0], &bytes)?;
        w[0] = bytes.len() as u64 / 3;
        Ok(())
    }),
];

fn digit(value: u8) -> u8 {
    b"0123456789abcdef"[usize::from(value)]
}

fn hex_value(c: u8) -> Option<u8> {
    char::from(c).to_digit(16).map(|d| d as u8)
}

/// Writes to the beginning of a slice of bytes, as far as it goes.
fn put(ctx: &mut NativeCtx<'_>, slice: u64, bytes: &[u8]) -> Result {
    let count = bytes.len().min(len(slice) as usize);
    ctx.heap.bytes_mut(slice as u32, count as u32)?.copy_from_slice(&bytes[..count]);
    Ok(())
}
