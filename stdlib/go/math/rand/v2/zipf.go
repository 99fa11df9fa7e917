package rand

import "math"

// Zipf makes numbers with Zipf's distribution, by rejection and inversion (Hörmann and Derflinger).
type Zipf struct {
	r                 *Rand
	last, v, q        float64
	oneMinusQ, invert float64
	end, span, accept float64
}

// integral is H of the paper, inverse its inverse.
func (z *Zipf) integral(x float64) float64 {
	return math.Exp(z.oneMinusQ*math.Log(z.v+x)) * z.invert
}

func (z *Zipf) inverse(x float64) float64 {
	return math.Exp(z.invert*math.Log(z.oneMinusQ*x)) - z.v
}

// NewZipf returns a distribution over 0 to imax in which k is as likely as (v+k)**(-s); nil if s is not above 1, or v below 1.
func NewZipf(r *Rand, s float64, v float64, imax uint64) *Zipf {
	if s <= 1.0 || v < 1 {
		return nil
	}
	z := &Zipf{r: r, last: float64(imax), v: v, q: s}
	z.oneMinusQ = 1.0 - z.q
	z.invert = 1.0 / z.oneMinusQ
	z.end = z.integral(z.last + 0.5)
	z.span = z.integral(0.5) - math.Exp(math.Log(z.v)*(-z.q)) - z.end
	z.accept = 1 - z.inverse(z.integral(1.5)-math.Exp(-z.q*math.Log(z.v+1.0)))
	return z
}

// Uint64 returns a number of the distribution.
func (z *Zipf) Uint64() uint64 {
	if z == nil {
		panic("rand: nil Zipf")
	}
	for {
		u := z.end + z.r.Float64()*z.span
		x := z.inverse(u)
		k := math.Floor(x + 0.5)
		if k-x <= z.accept || u >= z.integral(k+0.5)-math.Exp(-math.Log(k+z.v)*z.q) {
			return uint64(k)
		}
	}
}
