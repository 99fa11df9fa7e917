package big

import (
	"errors"
	"fmt"
	"io"
	"math/bits"
	"strconv"
	"strings"
)

// decimal is the number 0.digits × 10**exp; the last digit is not 0.
type decimal struct {
	digits string
	exp    int
}

// newDecimal returns m × 2**exp, exactly.
func newDecimal(m []Word, exp int) decimal {
	if len(m) == 0 {
		return decimal{}
	}
	if exp < 0 {
		zeros := min(int(trailingZeros(m)), -exp)
		m = shift(m, -zeros)
		exp += zeros
	}
	point := 0
	switch {
	case exp > 0:
		m = shift(m, exp)
	case exp < 0:
		// A half is five tenths.
		m = mul(m, power([]Word{5}, uint(-exp)))
		point = exp
	}
	text := toText(m, 10)
	return decimal{text, len(text) + point}.trimmed()
}

func (d decimal) trimmed() decimal {
	d.digits = strings.TrimRight(d.digits, "0")
	if d.digits == "" {
		d.exp = 0
	}
	return d
}

// at returns a digit, 0 beyond the last.
func (d decimal) at(i int) byte {
	if i < len(d.digits) {
		return d.digits[i]
	}
	return '0'
}

// down keeps n digits.
func (d decimal) down(n int) decimal {
	d.digits = d.digits[:n]
	return d.trimmed()
}

// up keeps n digits and adds one to the last.
func (d decimal) up(n int) decimal {
	for n > 0 && d.digits[n-1] == '9' {
		n--
	}
	if n == 0 {
		return decimal{"1", d.exp + 1}
	}
	d.digits = d.digits[:n-1] + string(d.digits[n-1]+1)
	return d
}

// round keeps n digits, rounded to the nearest, halves to the even one.
func (d decimal) round(n int) decimal {
	if n < 0 || n >= len(d.digits) {
		return d
	}
	isUp := d.digits[n] >= '5'
	if d.digits[n] == '5' && n+1 == len(d.digits) {
		isUp = n > 0 && d.digits[n-1]&1 == 1
	}
	if isUp {
		return d.up(n)
	}
	return d.down(n)
}

// shortest returns as few digits of d, which is x, as tell x from its neighbours.
func (d decimal) shortest(x *Float) decimal {
	if d.digits == "" {
		return d
	}
	// The mantissa with a bit more than the precision, so that what is half of the way to the neighbours is an integer.
	by := int(x.prec) + 1 - len(x.mant)*64
	m := shift(x.mant, by)
	unit := int(x.unit()) - by
	low, high := newDecimal(sub(m, one), unit), newDecimal(add(m, one), unit)
	isEven := m[0]&2 == 0
	for i := range len(d.digits) {
		digit := d.digits[i]
		l, h := low.at(i), high.at(i)
		canDown := l != digit || isEven && i+1 == len(low.digits)
		canUp := digit != h && (isEven || digit+1 < h || i+1 < len(high.digits))
		switch {
		case canDown && canUp:
			return d.round(i + 1)
		case canDown:
			return d.down(i + 1)
		case canUp:
			return d.up(i + 1)
		}
	}
	return d
}

// scientific appends d with prec digits behind the point.
func (d decimal) scientific(buf []byte, letter byte, prec int) []byte {
	buf = append(buf, d.at(0))
	if prec > 0 {
		buf = append(buf, '.')
		for i := 1; i <= prec; i++ {
			buf = append(buf, d.at(i))
		}
	}
	exp := 0
	if d.digits != "" {
		exp = d.exp - 1
	}
	sign := byte('+')
	if exp < 0 {
		sign = '-'
		exp = -exp
	}
	buf = append(buf, letter, sign)
	if exp < 10 {
		buf = append(buf, '0')
	}
	return strconv.AppendInt(buf, int64(exp), 10)
}

// plain appends d with prec digits behind the point and no exponent.
func (d decimal) plain(buf []byte, prec int) []byte {
	if d.exp <= 0 {
		buf = append(buf, '0')
	}
	for i := 0; i < d.exp; i++ {
		buf = append(buf, d.at(i))
	}
	if prec > 0 {
		buf = append(buf, '.')
		for i := range prec {
			digit := byte('0')
			if at := d.exp + i; at >= 0 {
				digit = d.at(at)
			}
			buf = append(buf, digit)
		}
	}
	return buf
}

// Text returns x in a format of e, E, f, g, G (as in strconv.FormatFloat), b (integer mantissa and exponent of 2), p (hexadecimal fraction and
// exponent of 2) or x (hexadecimal, as in strconv); a negative precision asks for as few digits as tell x from its neighbours.
func (x *Float) Text(format byte, prec int) string { return string(x.Append(nil, format, prec)) }

// String returns x.Text('g', 10).
func (x *Float) String() string { return x.Text('g', 10) }

// Append appends x.Text(fmt, prec) to buf.
func (x *Float) Append(buf []byte, fmt byte, prec int) []byte {
	if !strings.ContainsRune("eEfgGbpx", rune(fmt)) && x.form != inf {
		return append(buf, '%', fmt)
	}
	switch {
	case x.neg:
		buf = append(buf, '-')
	case x.form == inf:
		buf = append(buf, '+')
	}
	if x.form == inf {
		return append(buf, "Inf"...)
	}
	switch fmt {
	case 'b':
		return x.appendInteger(buf)
	case 'p':
		return x.appendFraction(buf)
	case 'x':
		return x.appendHex(buf, prec)
	}
	var d decimal
	if x.form == finite {
		d = newDecimal(x.mant, int(x.unit()))
	}
	isShortest := prec < 0
	switch fmt | 0x20 {
	case 'e':
		if isShortest {
			d = d.shortest(x)
			prec = len(d.digits) - 1
		}
		return d.round(1+prec).scientific(buf, fmt, prec)
	case 'f':
		if isShortest {
			d = d.shortest(x)
			prec = max(len(d.digits)-d.exp, 0)
		}
		return d.round(d.exp+prec).plain(buf, prec)
	}
	if isShortest {
		d = d.shortest(x)
		prec = len(d.digits)
	} else {
		prec = max(prec, 1)
		d = d.round(prec)
	}
	// With so great an exponent there is no plain form.
	limit := prec
	if limit > len(d.digits) && len(d.digits) >= d.exp {
		limit = len(d.digits)
	}
	if isShortest {
		limit = 6
	}
	if exp := d.exp - 1; exp < -4 || exp >= limit {
		return d.scientific(buf, fmt-'g'+'e', min(prec, len(d.digits))-1)
	}
	if prec > d.exp {
		prec = len(d.digits)
	}
	return d.plain(buf, max(prec-d.exp, 0))
}

// appendInteger appends the mantissa as an integer with all bits of the precision, and the exponent that goes with it.
func (x *Float) appendInteger(buf []byte) []byte {
	if x.form == zero {
		return append(buf, '0')
	}
	buf = append(buf, toText(shift(x.mant, int(x.prec)-len(x.mant)*64), 10)...)
	return appendExponent(append(buf, 'p'), int64(x.exp)-int64(x.prec))
}

func appendExponent(buf []byte, exp int64) []byte {
	if exp >= 0 {
		buf = append(buf, '+')
	}
	return strconv.AppendInt(buf, exp, 10)
}

// appendFraction appends the mantissa as 0x.hhh.
func (x *Float) appendFraction(buf []byte) []byte {
	if x.form == zero {
		return append(buf, '0')
	}
	buf = append(buf, "0x."...)
	buf = append(buf, strings.TrimRight(toText(x.mant, 16), "0")...)
	return appendExponent(append(buf, 'p'), int64(x.exp))
}

// appendHex appends x as 0x1.hhh with prec hexadecimal digits, as many as it has if prec is negative.
func (x *Float) appendHex(buf []byte, prec int) []byte {
	if x.form == zero {
		buf = append(buf, "0x0"...)
		if prec > 0 {
			buf = append(buf, "."+strings.Repeat("0", prec)...)
		}
		return append(buf, "p+00"...)
	}
	digits := uint(max(prec, 0))
	if prec < 0 {
		digits = (x.MinPrec() + 2) / 4
	}
	size := 1 + 4*digits
	r := new(Float).SetPrec(size).SetMode(x.mode).Set(x)
	text := toText(shift(r.mant, int(size)-len(r.mant)*64), 16)
	buf = append(buf, "0x1"...)
	if len(text) > 1 {
		buf = append(buf, '.')
		buf = append(buf, text[1:]...)
	}
	exp := int64(r.exp) - 1
	sign := byte('+')
	if exp < 0 {
		sign = '-'
		exp = -exp
	}
	buf = append(buf, 'p', sign)
	if exp < 10 {
		buf = append(buf, '0')
	}
	return strconv.AppendInt(buf, exp, 10)
}

// Format prints x under the verbs of Text, and F and v, with width, precision and the flags of floats.
func (x *Float) Format(s fmt.State, format rune) {
	prec, hasPrec := s.Precision()
	verb := byte(format)
	switch format {
	case 'e', 'E', 'f', 'b', 'p', 'x', 'F':
		if !hasPrec {
			prec = 6
		}
	case 'v', 'g', 'G':
		if !hasPrec {
			prec = -1
		}
	default:
		fmt.Fprintf(s, "%%!%c(*big.Float=%s)", format, x.String())
		return
	}
	switch verb {
	case 'F':
		verb = 'f'
	case 'v':
		verb = 'g'
	}
	text := x.Text(verb, prec)
	sign := ""
	switch {
	case text[0] == '-':
		sign, text = "-", text[1:]
	case text[0] == '+':
		sign, text = "+", text[1:]
		if s.Flag(' ') {
			sign = " "
		}
	case s.Flag('+'):
		sign = "+"
	case s.Flag(' '):
		sign = " "
	}
	width, _ := s.Width()
	pad := max(width-len(sign)-len(text), 0)
	switch {
	case s.Flag('0') && !x.IsInf():
		text = sign + strings.Repeat("0", pad) + text
	case s.Flag('-'):
		text = sign + text + strings.Repeat(" ", pad)
	default:
		text = strings.Repeat(" ", pad) + sign + text
	}
	io.WriteString(s, text)
}

var (
	errNoDigits   = errors.New("number has no digits")
	errSeparators = errors.New("'_' must separate successive digits")
)

// numberReader reads the parts of a number; err is the first failure of the reader that is not its end.
type numberReader struct {
	r   io.ByteScanner
	c   byte
	has bool // c is the next byte
	err error
}

func (r *numberReader) next() {
	c, err := r.r.ReadByte()
	r.c, r.has = c, err == nil
	if err != nil && err != io.EOF {
		r.err = err
	}
}

// sign reads a sign; there must be something.
func (r *numberReader) sign() (neg bool, err error) {
	c, err := r.r.ReadByte()
	if err != nil {
		return false, err
	}
	r.c, r.has = c, true
	if c == '-' || c == '+' {
		r.next()
	}
	return c == '-', nil
}

// mantissa reads digits with perhaps a point, and says how many are behind it.
func (r *numberReader) mantissa(base int) (m []Word, real, behind int, err error) {
	real = base
	var digits []byte
	wasDigit, isBad, wasUnderscore, hasPrefix := false, false, false, false
	count, point := 0, -1
	if base == 0 {
		real = 10
		if r.has && r.c == '0' {
			r.next()
			wasDigit = true
			count = 1
			if r.has {
				switch r.c | 0x20 {
				case 'b':
					real, hasPrefix = 2, true
				case 'o':
					real, hasPrefix = 8, true
				case 'x':
					real, hasPrefix = 16, true
				}
			}
			if hasPrefix {
				count = 0
				r.next()
			}
		}
	}
	for ; r.has; r.next() {
		if r.c == '.' && point < 0 {
			isBad = isBad || wasUnderscore
			point = count
			wasDigit, wasUnderscore = false, false
			continue
		}
		if r.c == '_' && base == 0 {
			isBad = isBad || !wasDigit
			wasDigit, wasUnderscore = false, true
			continue
		}
		value := real
		switch c := r.c; {
		case '0' <= c && c <= '9':
			value = int(c - '0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			value = int(c|0x20-'a') + 10
		}
		if value >= real {
			break
		}
		digits = append(digits, byte(value))
		count++
		wasDigit, wasUnderscore = true, false
	}
	if r.err != nil {
		return nil, real, 0, r.err
	}
	if count == 0 {
		return nil, real, 0, errNoDigits
	}
	if isBad || wasUnderscore {
		err = errSeparators
	}
	if point >= 0 {
		behind = count - point
	}
	return fromDigits(digits, real), real, behind, err
}

// exponent reads e or p with an integer, if it is there.
func (r *numberReader) exponent(separators bool) (exp int64, base int, err error) {
	if !r.has {
		return 0, 10, r.err
	}
	switch r.c | 0x20 {
	case 'e':
		base = 10
	case 'p':
		base = 2
	default:
		return 0, 10, nil
	}
	digits := ""
	r.next()
	if r.has && (r.c == '+' || r.c == '-') {
		if r.c == '-' {
			digits = "-"
		}
		r.next()
	}
	hasDigits, wasDigit, isBad, wasUnderscore := false, false, false, false
	for ; r.has; r.next() {
		if r.c == '_' && separators {
			isBad = isBad || !wasDigit
			wasDigit, wasUnderscore = false, true
			continue
		}
		if r.c < '0' || r.c > '9' {
			break
		}
		digits += string(rune(r.c))
		hasDigits, wasDigit, wasUnderscore = true, true, false
	}
	if r.err != nil {
		return 0, base, r.err
	}
	if !hasDigits {
		return 0, base, errNoDigits
	}
	exp, err = strconv.ParseInt(digits, 10, 64)
	if err == nil && (isBad || wasUnderscore) {
		err = errSeparators
	}
	return exp, base, err
}

// scan reads as long a number as there is.
func (z *Float) scan(r io.ByteScanner, base int) (f *Float, b int, err error) {
	switch base {
	case 0, 2, 8, 10, 16:
	default:
		panic(fmt.Sprintf("invalid number base %d", base))
	}
	prec := z.prec
	if prec == 0 {
		prec = 64
	}
	z.form = zero
	in := numberReader{r: r}
	if z.neg, err = in.sign(); err != nil {
		return nil, 0, err
	}
	m, b, behind, err := in.mantissa(base)
	if err != nil {
		return nil, b, err
	}
	exp, expBase, err := in.exponent(base == 0)
	if err != nil {
		return nil, b, err
	}
	if in.has {
		r.UnreadByte()
	}
	if len(m) == 0 {
		z.prec = prec
		z.acc = Exact
		return z, b, nil
	}
	// The number is m × 2**twos × 5**fives.
	twos, fives := int64(0), int64(0)
	if b == 10 {
		twos, fives = -int64(behind), -int64(behind)
	} else {
		twos = -int64(behind) * int64(bits.Len(uint(b))-1)
	}
	twos += exp
	if expBase == 10 {
		fives += exp
	}
	if whole := twos + int64(bitLen(m)); whole < MinExp || whole > MaxExp {
		return nil, b, errors.New("exponent overflow")
	}
	z.prec = prec
	exact := Float{prec: MaxPrec, neg: z.neg}
	exact.assign(m, twos, false)
	z.mant, z.exp, z.form = exact.mant, exact.exp, finite
	switch {
	case fives == 0:
		z.round(false)
	case fives < 0:
		z.Quo(z, powerOfFive(uint64(-fives), prec+64))
	default:
		z.Mul(z, powerOfFive(uint64(fives), prec+64))
	}
	return z, b, nil
}

// powerOfFive returns 5**n, each step being rounded to prec bits.
func powerOfFive(n uint64, prec uint32) *Float {
	// 5**27 is the greatest power that a word has room for.
	z := new(Float).SetPrec(uint(prec)).SetInt(new(Int).set(false, power([]Word{5}, uint(min(n, 27)))))
	if n <= 27 {
		return z
	}
	square := new(Float).SetPrec(uint(prec + 64)).SetUint64(5)
	for n -= 27; n > 0; n >>= 1 {
		if n&1 == 1 {
			z.Mul(z, square)
		}
		square.Mul(square, square)
	}
	return z
}

// Parse sets z to the number that all of s is, in base 2, 8, 10 or 16, or 0 for the base that its prefix tells; it returns the base too. A
// precision of 0 becomes 64.
func (z *Float) Parse(s string, base int) (f *Float, b int, err error) {
	if name := strings.TrimLeft(s, "+-"); len(s)-len(name) <= 1 && (name == "Inf" || name == "inf") {
		return z.SetInf(s[0] == '-'), 0, nil
	}
	r := strings.NewReader(s)
	if f, b, err = z.scan(r, base); err != nil {
		return f, b, err
	}
	if c, end := r.ReadByte(); end == nil {
		err = fmt.Errorf("expected end of string, found %q", c)
	}
	return f, b, err
}

// ParseFloat parses s into a new Float with this precision and mode.
func ParseFloat(s string, base int, prec uint, mode RoundingMode) (f *Float, b int, err error) {
	return new(Float).SetPrec(prec).SetMode(mode).Parse(s, base)
}

// SetString sets z to the number that all of s is.
func (z *Float) SetString(s string) (*Float, bool) {
	f, _, err := z.Parse(s, 0)
	if err != nil {
		return nil, false
	}
	return f, true
}

// runeBytes reads bytes from a ScanState.
type runeBytes struct{ fmt.ScanState }

func (r runeBytes) ReadByte() (byte, error) {
	c, size, err := r.ReadRune()
	if size != 1 && err == nil {
		err = fmt.Errorf("invalid rune %#U", c)
	}
	return byte(c), err
}

func (r runeBytes) UnreadByte() error { return r.UnreadRune() }

// Scan reads a number for fmt, under any verb.
func (z *Float) Scan(s fmt.ScanState, ch rune) error {
	s.SkipSpace()
	_, _, err := z.scan(runeBytes{s}, 0)
	return err
}

const floatGobVersion = 1

// appendWord appends the low n bytes of x, the greatest first.
func appendWord(buf []byte, x Word, n int) []byte {
	for n--; n >= 0; n-- {
		buf = append(buf, byte(x>>(8*n)))
	}
	return buf
}

// GobEncode returns version, mode, accuracy, form and sign, precision, exponent and mantissa.
func (x *Float) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	about := byte(x.mode&7)<<5 | byte((x.acc+1)&3)<<3 | byte(x.form&3)<<1
	if x.neg {
		about |= 1
	}
	buf := appendWord([]byte{floatGobVersion, about}, Word(x.prec), 4)
	if x.form == finite {
		buf = appendWord(buf, Word(uint32(x.exp)), 4)
		// Beyond the precision there is nothing.
		n := min((int(x.prec)+63)/64, len(x.mant))
		for i := len(x.mant) - 1; i >= len(x.mant)-n; i-- {
			buf = appendWord(buf, x.mant[i], 8)
		}
	}
	return buf, nil
}

// GobDecode is the reverse of GobEncode; a z with a precision keeps it, and its mode.
func (z *Float) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Float{}
		return nil
	}
	if len(buf) < 6 {
		return errors.New("Float.GobDecode: buffer too small")
	}
	if buf[0] != floatGobVersion {
		return fmt.Errorf("Float.GobDecode: encoding version %d not supported", buf[0])
	}
	prec, mode := z.prec, z.mode
	about := buf[1]
	read := Float{
		mode: RoundingMode(about >> 5),
		acc:  Accuracy(about>>3&3) - 1,
		form: form(about >> 1 & 3),
		neg:  about&1 == 1,
		prec: uint32(low(fromBytes(buf[2:6]))),
	}
	if read.form == finite {
		if len(buf) < 10 {
			return errors.New("Float.GobDecode: buffer too small for finite form float")
		}
		read.exp = int32(low(fromBytes(buf[6:10])))
		read.mant = fromBytes(buf[10:])
		switch {
		case len(read.mant) == 0:
			return errors.New("Float.GobDecode: nonzero finite number with empty mantissa")
		case read.mant[len(read.mant)-1]>>63 == 0:
			return fmt.Errorf("Float.GobDecode: msb not set in last word %#x of %s", read.mant[len(read.mant)-1], read.Text('p', 0))
		case read.prec == 0 && prec == 0:
			return errors.New("Float.GobDecode: zero precision finite number")
		}
	}
	*z = read
	if prec != 0 {
		z.mode = mode
		z.SetPrec(uint(prec))
	}
	return nil
}

// AppendText appends the shortest text that tells x from its neighbours to b.
func (x *Float) AppendText(b []byte) ([]byte, error) {
	if x == nil {
		return append(b, "<nil>"...), nil
	}
	return x.Append(b, 'g', -1), nil
}

// MarshalText returns the shortest text that tells x from its neighbours.
func (x *Float) MarshalText() (text []byte, err error) { return x.AppendText(nil) }

// UnmarshalText reads a number as Parse with base 0 does.
func (z *Float) UnmarshalText(text []byte) error {
	if _, _, err := z.Parse(string(text), 0); err != nil {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Float (%v)", text, err)
	}
	return nil
}
