//! Natives of package runtime: conversions without an opcode, `print`, complex division.

use super::{num, print, slices, strings};
use crate::native::{NativeCtx, NativeFn};
use crate::trap::Trap;

type Result = std::result::Result<(), Box<Trap>>;

/// Natives that lowered code calls by name, whatever the library.
#[must_use]
pub fn natives() -> &'static [(&'static str, NativeFn)] {
    &[
        ("runtime.bytesToString", |cx, w| put(w, strings::from_bytes(cx.heap, cx.meter, w[0])?)),
        ("runtime.stringToBytes", |cx, w| put_two(w, strings::to_bytes(cx.heap, cx.meter, w[0])?)),
        ("runtime.runesToString", |cx, w| put(w, strings::from_runes(cx.heap, cx.meter, w[0])?)),
        ("runtime.stringToRunes", |cx, w| put_two(w, strings::to_runes(cx.heap, cx.meter, w[0])?)),
        ("runtime.runeToString", |cx, w| put(w, strings::from_rune(cx.heap, cx.meter, w[0])?)),
        ("runtime.sliceToArrayCheck", |_, w| slices::to_array_check(w[0], w[1])),
        ("runtime.complexDiv", complex_div),
        ("runtime.fmin", |_, w| put(w, num::float_min(w[0], w[1]))),
        ("runtime.fmax", |_, w| put(w, num::float_max(w[0], w[1]))),
        ("runtime.printString", print_string),
        ("runtime.printInt", |cx, w| write(cx, &(w[0] as i64).to_string())),
        ("runtime.printUint", |cx, w| write(cx, &w[0].to_string())),
        ("runtime.printFloat", |cx, w| {
            cx.charge(PRINTED_FLOAT)?;
            write(cx, &print::float(f64::from_bits(w[0])))
        }),
        ("runtime.printComplex", |cx, w| {
            cx.charge(2 * PRINTED_FLOAT)?;
            write(cx, &print::complex(f64::from_bits(w[0]), f64::from_bits(w[1])))
        }),
        ("runtime.printBool", |cx, w| write(cx, if w[0] != 0 { "true" } else { "false" })),
        ("runtime.printPointer", |cx, w| write(cx, &format!("{:#x}", w[0] as u32))),
        ("runtime.printSlice", |cx, w| write(cx, &format!("[{}/{}]{:#x}", w[0] >> 32, w[1], w[0] as u32))),
        ("runtime.printIface", |cx, w| write(cx, &format!("({:#x},{:#x})", w[0] as u32, w[1] as u32))),
        ("runtime.printNewline", |cx, _| write(cx, "\n")),
        ("runtime.printSpace", |cx, _| write(cx, " ")),
    ]
}

fn put(window: &mut [u64], value: u64) -> Result {
    window[0] = value;
    Ok(())
}

fn put_two(window: &mut [u64], value: [u64; 2]) -> Result {
    window[..2].copy_from_slice(&value);
    Ok(())
}

/// A float that is printed: exact arithmetic.
const PRINTED_FLOAT: u64 = 900;

/// Writes a text that was made for it.
fn write(cx: &mut NativeCtx<'_>, text: &str) -> Result {
    cx.charge(60)?;
    cx.charge_bytes(text.len() as u64)?;
    cx.host.write(2, text.as_bytes());
    Ok(())
}

fn print_string(cx: &mut NativeCtx<'_>, window: &mut [u64]) -> Result {
    cx.charge_bytes(super::len(window[0]).into())?;
    let bytes = cx.heap.bytes(super::addr(window[0]), super::len(window[0]))?;
    cx.host.write(2, bytes);
    Ok(())
}

/// Complex division as Go does it: Smith's algorithm, then the infinities and zeros of C99's annex G where it gives NaN.
fn complex_div(cx: &mut NativeCtx<'_>, window: &mut [u64]) -> Result {
    // Numbers next to zero, as for the instructions.
    cx.charge(100)?;
    let [a, b, c, d] = [0, 1, 2, 3].map(|i| f64::from_bits(window[i]));
    let (re, im) = divide((a, b), (c, d));
    window[0] = num::float_bits(re.to_bits());
    window[1] = num::float_bits(im.to_bits());
    Ok(())
}

fn divide((a, b): (f64, f64), (c, d): (f64, f64)) -> (f64, f64) {
    let (re, im) = if c.abs() >= d.abs() {
        let ratio = d / c;
        let scale = c + ratio * d;
        ((a + b * ratio) / scale, (b - a * ratio) / scale)
    } else {
        let ratio = c / d;
        let scale = d + ratio * c;
        ((a * ratio + b) / scale, (b * ratio - a) / scale)
    };
    if !(re.is_nan() && im.is_nan()) {
        return (re, im);
    }
    // Infinities count as one, everything else as zero, with their signs.
    let unit = |x: f64| if x.is_infinite() { 1.0_f64.copysign(x) } else { 0.0_f64.copysign(x) };
    if c == 0.0 && d == 0.0 && !(a.is_nan() && b.is_nan()) {
        let infinity = f64::INFINITY.copysign(c);
        (infinity * a, infinity * b)
    } else if (a.is_infinite() || b.is_infinite()) && c.is_finite() && d.is_finite() {
        let (a, b) = (unit(a), unit(b));
        (f64::INFINITY * (a * c + b * d), f64::INFINITY * (b * c - a * d))
    } else if (c.is_infinite() || d.is_infinite()) && a.is_finite() && b.is_finite() {
        let (c, d) = (unit(c), unit(d));
        (0.0 * (a * c + b * d), 0.0 * (b * c - a * d))
    } else {
        (re, im)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complex_division_has_go_s_infinities() {
        assert_eq!(divide((1.0, 2.0), (3.0, 4.0)), (0.44, 0.08));
        assert_eq!(divide((1.0, 0.0), (0.0, 0.0)).0, f64::INFINITY);
        let inf = f64::INFINITY;
        assert_eq!(divide((inf, 1.0), (2.0, 1.0)), (inf, -inf));
        assert_eq!(divide((1.0, 1.0), (inf, inf)), (0.0, 0.0));
    }
}
