//! Ed25519 (RFC 8032): arithmetic of the curve, for checking and making signatures. Nothing here hides its timing: there are no secrets
//! in a machine whose whole state is public.

use num_bigint::BigUint;

/// An element of the field of 2**255 - 19, in five limbs of 51 bits and a little more.
#[derive(Clone, Copy, Debug)]
struct Field([u64; 5]);

const MASK: u64 = (1 << 51) - 1;
const ZERO: Field = Field([0; 5]);
const ONE: Field = Field([1, 0, 0, 0, 0]);

impl Field {
    /// 255 bits, little-endian; the highest bit does not count.
    fn from_bytes(bytes: &[u8; 32]) -> Field {
        let word = |i: usize| u64::from_le_bytes(bytes[i..i + 8].try_into().expect("invariant: eight bytes"));
        Field([word(0) & MASK, word(6) >> 3 & MASK, word(12) >> 6 & MASK, word(19) >> 1 & MASK, word(24) >> 12 & MASK])
    }

    fn to_bytes(self) -> [u8; 32] {
        let mut l = self.carried().carried().0;
        // Is it at least the prime? Then adding 19 carries out of 255 bits.
        let mut carry = 19;
        for limb in l {
            carry = (limb + carry) >> 51;
        }
        l[0] += 19 * carry;
        for i in 0..4 {
            l[i + 1] += l[i] >> 51;
            l[i] &= MASK;
        }
        l[4] &= MASK;
        let mut out = [0; 32];
        let words = [l[0] | l[1] << 51, l[1] >> 13 | l[2] << 38, l[2] >> 26 | l[3] << 25, l[3] >> 39 | l[4] << 12];
        for (chunk, word) in out.chunks_exact_mut(8).zip(words) {
            chunk.copy_from_slice(&word.to_le_bytes());
        }
        out
    }

    fn carried(self) -> Field {
        let l = self.0;
        let low = |i: usize| l[i] & MASK;
        Field([
            low(0) + 19 * (l[4] >> 51),
            low(1) + (l[0] >> 51),
            low(2) + (l[1] >> 51),
            low(3) + (l[2] >> 51),
            low(4) + (l[3] >> 51),
        ])
    }

    fn add(self, other: Field) -> Field {
        Field(std::array::from_fn(|i| self.0[i] + other.0[i])).carried()
    }

    fn sub(self, other: Field) -> Field {
        // Sixteen times the prime is added first, so that no limb goes below zero.
        const SIXTEEN: [u64; 5] = [(MASK - 18) * 16, MASK * 16, MASK * 16, MASK * 16, MASK * 16];
        Field(std::array::from_fn(|i| self.0[i] + SIXTEEN[i] - other.0[i])).carried()
    }

    fn mul(self, other: Field) -> Field {
        let (a, b) = (self.0, other.0);
        let mut sums = [0_u128; 5];
        for i in 0..5 {
            for j in 0..5 {
                // What goes beyond 255 bits comes back nineteenfold.
                let factor = if i + j >= 5 { 19 } else { 1 };
                sums[(i + j) % 5] += u128::from(a[i]) * u128::from(b[j] * factor);
            }
        }
        let mut out = [0; 5];
        let mut carry = 0;
        for (limb, sum) in out.iter_mut().zip(sums) {
            let sum = sum + carry;
            *limb = sum as u64 & MASK;
            carry = sum >> 51;
        }
        out[0] += carry as u64 * 19;
        Field(out).carried()
    }

    /// The power whose exponent is `2**n - k`.
    fn power_below(self, n: usize, k: u32) -> Field {
        let exponent = (BigUint::from(1_u8) << n) - k;
        let mut result = ONE;
        for i in (0..exponent.bits()).rev() {
            result = result.mul(result);
            if exponent.bit(i) {
                result = result.mul(self);
            }
        }
        result
    }

    fn inverse(self) -> Field {
        self.power_below(255, 21)
    }

    fn is_equal(self, other: Field) -> bool {
        self.to_bytes() == other.to_bytes()
    }
}

/// The curve's constant, -121665/121666.
fn curve_d() -> Field {
    ZERO.sub(Field([121_665, 0, 0, 0, 0])).mul(Field([121_666, 0, 0, 0, 0]).inverse())
}

/// A point (x/z, y/z) with t = xy/z.
#[derive(Clone, Copy, Debug)]
struct Point {
    x: Field,
    y: Field,
    z: Field,
    t: Field,
}

const NEUTRAL: Point = Point { x: ZERO, y: ONE, z: ONE, t: ZERO };

impl Point {
    /// The point with this y and the sign of x in the highest bit. As in Go, y need not be reduced.
    fn from_bytes(bytes: &[u8; 32], d: Field) -> Option<Point> {
        let y = Field::from_bytes(bytes);
        let square = y.mul(y);
        let (u, v) = (square.sub(ONE), square.mul(d).add(ONE));
        // x = sqrt(u/v) = u v^3 (u v^7)^((p-5)/8), perhaps times sqrt(-1)
        let v3 = v.mul(v).mul(v);
        let mut x = u.mul(v3).mul(u.mul(v3.mul(v3).mul(v)).power_below(252, 3));
        let found = v.mul(x).mul(x);
        if found.is_equal(ZERO.sub(u)) {
            // 2^((p-1)/4)
            x = x.mul(Field([2, 0, 0, 0, 0]).power_below(253, 5));
        } else if !found.is_equal(u) {
            return None;
        }
        if x.to_bytes()[0] & 1 != bytes[31] >> 7 {
            x = ZERO.sub(x);
        }
        Some(Point { x, y, z: ONE, t: x.mul(y) })
    }

    fn to_bytes(self) -> [u8; 32] {
        let inverse = self.z.inverse();
        let mut bytes = self.y.mul(inverse).to_bytes();
        bytes[31] |= (self.x.mul(inverse).to_bytes()[0] & 1) << 7;
        bytes
    }

    /// The sum, by Hisil, Wong, Carter and Dawson's complete formula; `d2` is twice the curve's constant.
    fn add(self, other: Point, d2: Field) -> Point {
        let a = self.y.sub(self.x).mul(other.y.sub(other.x));
        let b = self.y.add(self.x).mul(other.y.add(other.x));
        let c = self.t.mul(d2).mul(other.t);
        let d = self.z.add(self.z).mul(other.z);
        let (e, f, g, h) = (b.sub(a), d.sub(c), d.add(c), b.add(a));
        Point { x: e.mul(f), y: g.mul(h), z: f.mul(g), t: e.mul(h) }
    }

    fn negated(self) -> Point {
        Point { x: ZERO.sub(self.x), t: ZERO.sub(self.t), ..self }
    }

    fn multiply(self, scalar: &BigUint, d2: Field) -> Point {
        let mut result = NEUTRAL;
        for i in (0..scalar.bits()).rev() {
            result = result.add(result, d2);
            if scalar.bit(i) {
                result = result.add(self, d2);
            }
        }
        result
    }
}

/// The base point: y = 4/5, x even.
fn base(d: Field) -> Point {
    let y = Field([4, 0, 0, 0, 0]).mul(Field([5, 0, 0, 0, 0]).inverse());
    Point::from_bytes(&y.to_bytes(), d).expect("invariant: the base point is on the curve")
}

/// The order of the base point.
fn order() -> BigUint {
    (BigUint::from(1_u8) << 252_u32) + BigUint::from(27_742_317_777_372_353_535_851_937_790_883_648_493_u128)
}

fn scalar_bytes(scalar: &BigUint) -> [u8; 32] {
    let mut out = [0; 32];
    let bytes = scalar.to_bytes_le();
    out[..bytes.len()].copy_from_slice(&bytes);
    out
}

/// Whether a signature is good: its R equals `S*B - k*A`, where k is the digest of R, the key and the message.
pub(crate) fn check(key: &[u8; 32], signature: &[u8; 64], digest: &[u8; 64]) -> bool {
    let d = curve_d();
    let d2 = d.add(d);
    let Some(key) = Point::from_bytes(key, d) else { return false };
    let scalar = BigUint::from_bytes_le(&signature[32..]);
    if scalar >= order() {
        return false;
    }
    let k = BigUint::from_bytes_le(digest) % order();
    let sum = base(d).multiply(&scalar, d2).add(key.negated().multiply(&k, d2), d2);
    sum.to_bytes() == signature[..32]
}

/// The base point times a scalar of up to 512 bits.
pub(crate) fn multiply_base(scalar: &[u8; 64]) -> [u8; 32] {
    let d = curve_d();
    base(d).multiply(&(BigUint::from_bytes_le(scalar) % order()), d.add(d)).to_bytes()
}

/// `r + k*s` modulo the order of the base point.
pub(crate) fn combine(r: &[u8; 64], k: &[u8; 64], s: &[u8; 32]) -> [u8; 32] {
    let number = |bytes: &[u8]| BigUint::from_bytes_le(bytes);
    scalar_bytes(&((number(r) + number(k) % order() * number(s)) % order()))
}
