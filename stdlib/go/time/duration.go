package time

import "errors"

// Duration is a time span in nanoseconds.
type Duration int64

// Common durations.
const (
	Nanosecond  Duration = 1
	Microsecond          = 1000 * Nanosecond
	Millisecond          = 1000 * Microsecond
	Second               = 1000 * Millisecond
	Minute               = 60 * Second
	Hour                 = 60 * Minute
)

const (
	minDuration Duration = -1 << 63
	maxDuration Duration = 1<<63 - 1
)

// String returns the duration as 72h3m0.5s; units below a second are ms, µs and ns.
func (d Duration) String() string {
	if d == 0 {
		return "0s"
	}
	u := uint64(d)
	if d < 0 {
		u = -u
	}
	var b []byte
	if d < 0 {
		b = append(b, '-')
	}
	if u < uint64(Second) {
		switch {
		case u < uint64(Microsecond):
			b = appendUint(b, u)
			return string(append(b, "ns"...))
		case u < uint64(Millisecond):
			return string(append(appendDecimal(b, u, 3), "µs"...))
		}
		return string(append(appendDecimal(b, u, 6), "ms"...))
	}
	seconds := u / uint64(Second)
	if h := seconds / 3600; h > 0 {
		b = append(appendUint(b, h), 'h')
	}
	if m := seconds / 60; m > 0 {
		b = append(appendUint(b, m%60), 'm')
	}
	return string(append(appendDecimal(b, seconds%60*uint64(Second)+u%uint64(Second), 9), 's'))
}

func appendUint(b []byte, u uint64) []byte {
	var digits [20]byte
	i := len(digits)
	for {
		i--
		digits[i] = byte('0' + u%10)
		u /= 10
		if u == 0 {
			return append(b, digits[i:]...)
		}
	}
}

// appendDecimal appends u / 10**places without trailing zeros.
func appendDecimal(b []byte, u uint64, places int) []byte {
	unit := uint64(1)
	for i := 0; i < places; i++ {
		unit *= 10
	}
	b = appendUint(b, u/unit)
	rest := u % unit
	if rest == 0 {
		return b
	}
	b = append(b, '.')
	for rest > 0 {
		unit /= 10
		b = append(b, byte('0'+rest/unit))
		rest %= unit
	}
	return b
}

// Nanoseconds returns the duration in nanoseconds.
func (d Duration) Nanoseconds() int64 { return int64(d) }

// Microseconds returns the duration in whole microseconds.
func (d Duration) Microseconds() int64 { return int64(d) / 1e3 }

// Milliseconds returns the duration in whole milliseconds.
func (d Duration) Milliseconds() int64 { return int64(d) / 1e6 }

func (d Duration) in(unit Duration) float64 {
	return float64(d/unit) + float64(d%unit)/float64(unit)
}

// Seconds returns the duration in seconds.
func (d Duration) Seconds() float64 { return d.in(Second) }

// Minutes returns the duration in minutes.
func (d Duration) Minutes() float64 { return d.in(Minute) }

// Hours returns the duration in hours.
func (d Duration) Hours() float64 { return d.in(Hour) }

// Truncate rounds d towards zero to a multiple of m; d itself if m is not positive.
func (d Duration) Truncate(m Duration) Duration {
	if m <= 0 {
		return d
	}
	return d - d%m
}

// Round rounds d to the nearest multiple of m, halves away from zero; d itself if m is not positive.
func (d Duration) Round(m Duration) Duration {
	if m <= 0 {
		return d
	}
	r := d % m
	if d < 0 {
		r = -r
		if uint64(r)*2 < uint64(m) {
			return d + r
		}
		if n := d - m + r; n < d {
			return n
		}
		return minDuration
	}
	if uint64(r)*2 < uint64(m) {
		return d - r
	}
	if n := d + m - r; n > d {
		return n
	}
	return maxDuration
}

// Abs returns the size of d; the greatest duration for the least one.
func (d Duration) Abs() Duration {
	switch {
	case d >= 0:
		return d
	case d == minDuration:
		return maxDuration
	}
	return -d
}

func unitOf(s string) (unit uint64, ok bool) {
	switch s {
	case "ns":
		return 1, true
	case "us", "µs", "μs":
		return 1e3, true
	case "ms":
		return 1e6, true
	case "s":
		return 1e9, true
	case "m":
		return 60e9, true
	case "h":
		return 3600e9, true
	}
	return 0, false
}

// leadingInt reads digits.
func leadingInt(s string) (x uint64, rest string, overflow bool) {
	i := 0
	for ; i < len(s) && s[i] >= '0' && s[i] <= '9'; i++ {
		if x > 1<<63/10 {
			return 0, s[i:], true
		}
		x = x*10 + uint64(s[i]-'0')
		if x > 1<<63 {
			return 0, s[i:], true
		}
	}
	return x, s[i:], false
}

// ParseDuration reads numbers with units, like "300ms", "-1.5h" or "2h45m". Units are ns, us (or µs), ms, s, m and h.
func ParseDuration(s string) (Duration, error) {
	whole := s
	invalid := func() (Duration, error) { return 0, errors.New("time: invalid duration " + quote(whole)) }
	negative := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		negative = s[0] == '-'
		s = s[1:]
	}
	if s == "0" {
		return 0, nil
	}
	if s == "" {
		return invalid()
	}
	var sum uint64
	for s != "" {
		if s[0] != '.' && (s[0] < '0' || s[0] > '9') {
			return invalid()
		}
		before := len(s)
		x, rest, overflow := leadingInt(s)
		if overflow {
			return invalid()
		}
		hasDigits := len(rest) != before
		s = rest
		var fraction uint64
		scale := 1.0
		if s != "" && s[0] == '.' {
			s = s[1:]
			n := 0
			full := false
			for ; n < len(s) && s[n] >= '0' && s[n] <= '9'; n++ {
				// Digits beyond the precision do not count.
				if full || fraction > (1<<63-1)/10 {
					full = true
					continue
				}
				next := fraction*10 + uint64(s[n]-'0')
				if next > 1<<63 {
					full = true
					continue
				}
				fraction = next
				scale *= 10
			}
			hasDigits = hasDigits || n > 0
			s = s[n:]
		}
		if !hasDigits {
			return invalid()
		}
		n := 0
		for n < len(s) && s[n] != '.' && (s[n] < '0' || s[n] > '9') {
			n++
		}
		if n == 0 {
			return 0, errors.New("time: missing unit in duration " + quote(whole))
		}
		unit, ok := unitOf(s[:n])
		if !ok {
			return 0, errors.New("time: unknown unit " + quote(s[:n]) + " in duration " + quote(whole))
		}
		s = s[n:]
		if x > 1<<63/unit {
			return invalid()
		}
		x *= unit
		if fraction > 0 {
			x += uint64(float64(fraction) * (float64(unit) / scale))
			if x > 1<<63 {
				return invalid()
			}
		}
		sum += x
		if sum > 1<<63 {
			return invalid()
		}
	}
	if negative {
		return -Duration(sum), nil
	}
	if sum > 1<<63-1 {
		return invalid()
	}
	return Duration(sum), nil
}

// quote returns s in quotes; what is not ASCII is escaped byte by byte.
func quote(s string) string {
	const hex = "0123456789abcdef"
	b := []byte{'"'}
	for i, r := range s {
		switch {
		case r >= 0x80 || r < ' ':
			n := 1
			if r == 0xFFFD {
				if i+2 < len(s) && s[i:i+3] == "\uFFFD" {
					n = 3
				}
			} else {
				n = len(string(r))
			}
			for _, c := range []byte(s[i : i+n]) {
				b = append(b, '\\', 'x', hex[c>>4], hex[c&15])
			}
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		default:
			b = append(b, byte(r))
		}
	}
	return string(append(b, '"'))
}
