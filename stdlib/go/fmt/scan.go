package fmt

import (
	"errors"
	"io"
	"math"
	"strconv"
	"unicode/utf8"
)

// ScanState is what a Scanner reads from.
type ScanState interface {
	// ReadRune reads a character; at the end of the operand's width, or under Scanln behind a line, it returns io.EOF.
	ReadRune() (r rune, size int, err error)
	// UnreadRune puts the last character back.
	UnreadRune() error
	// SkipSpace skips spaces, and line feeds where they count as such.
	SkipSpace()
	// Token reads characters as long as f likes them, nil standing for all but spaces; the result is good until the next call.
	Token(skipSpace bool, f func(rune) bool) (token []byte, err error)
	// Width returns the width and whether there is one.
	Width() (wid int, ok bool)
	// Read must not be called: ReadRune reads.
	Read(buf []byte) (n int, err error)
}

// Scanner is a value that reads itself; its method has a pointer receiver.
type Scanner interface {
	Scan(state ScanState, verb rune) error
}

// Scan reads operands that spaces and line feeds separate from the standard input, which is empty.
func Scan(a ...any) (n int, err error) { return Sscan("", a...) }

// Scanln is Scan that ends with the line.
func Scanln(a ...any) (n int, err error) { return Sscanln("", a...) }

// Scanf reads operands as format tells from the standard input, which is empty.
func Scanf(format string, a ...any) (n int, err error) { return Sscanf("", format, a...) }

// textReader reads runes of a string.
type textReader struct{ text string }

func (t *textReader) Read(b []byte) (int, error) {
	if t.text == "" {
		return 0, io.EOF
	}
	n := copy(b, t.text)
	t.text = t.text[n:]
	return n, nil
}

// Sscan reads operands that spaces and line feeds separate from str, and returns how many it could read.
func Sscan(str string, a ...any) (n int, err error) { return Fscan(&textReader{text: str}, a...) }

// Sscanln is Sscan that ends with the line, in which the last operand must stand.
func Sscanln(str string, a ...any) (n int, err error) { return Fscanln(&textReader{text: str}, a...) }

// Sscanf reads operands from str as format tells; line feeds must match those of format.
func Sscanf(str string, format string, a ...any) (n int, err error) {
	return Fscanf(&textReader{text: str}, format, a...)
}

// Fscan is Sscan for a reader.
func Fscan(r io.Reader, a ...any) (n int, err error) {
	s := newScanner(r)
	s.lineIsSpace = true
	return s.all(a)
}

// Fscanln is Sscanln for a reader.
func Fscanln(r io.Reader, a ...any) (n int, err error) {
	s := newScanner(r)
	s.lineIsEnd = true
	return s.all(a)
}

// Fscanf is Sscanf for a reader.
func Fscanf(r io.Reader, format string, a ...any) (n int, err error) {
	return newScanner(r).formatted(format, a)
}

// byteRunes reads runes of a reader that has none, byte by byte, so that nothing is read ahead.
type byteRunes struct {
	r       io.Reader
	pending []byte // read, but not yet part of a rune
	last    rune
	hasLast bool
	isBack  bool // last was put back
}

func (b *byteRunes) readByte() (byte, error) {
	if len(b.pending) > 0 {
		c := b.pending[0]
		b.pending = b.pending[1:]
		return c, nil
	}
	var one [1]byte
	n, err := io.ReadFull(b.r, one[:])
	if n != 1 {
		return 0, err
	}
	return one[0], nil
}

func (b *byteRunes) ReadRune() (r rune, size int, err error) {
	if b.isBack {
		b.isBack = false
		return b.last, utf8.RuneLen(b.last), nil
	}
	var buf [utf8.UTFMax]byte
	n := 0
	for n == 0 || !utf8.FullRune(buf[:n]) {
		c, err := b.readByte()
		if err == io.EOF && n > 0 {
			break
		}
		if err != nil {
			return 0, 0, err
		}
		buf[n] = c
		n++
	}
	r, size = utf8.DecodeRune(buf[:n])
	if size < n {
		b.pending = append(append([]byte(nil), buf[size:n]...), b.pending...)
	}
	b.last, b.hasLast = r, true
	return r, size, nil
}

func (b *byteRunes) UnreadRune() error {
	if !b.hasLast || b.isBack {
		return errors.New("fmt: scanning called UnreadRune with no rune available")
	}
	b.isBack = true
	return nil
}

const (
	endOfInput = -1
	noWidth    = 1 << 30
)

// scanner is the ScanState of a call. Errors are panics with a failure, or with io.EOF, which the entry points recover from.
type scanner struct {
	in          io.RuneScanner
	token       []byte
	count       int // of characters read
	limit       int // of count, for the operand
	width       int
	atEnd       bool
	lineIsSpace bool
	lineIsEnd   bool
}

type failure struct{ err error }

func newScanner(r io.Reader) *scanner {
	in, ok := r.(io.RuneScanner)
	if !ok {
		in = &byteRunes{r: r}
	}
	return &scanner{in: in, limit: noWidth, width: noWidth}
}

func (s *scanner) fail(err error)      { panic(failure{err}) }
func (s *scanner) failText(msg string) { panic(failure{errors.New(msg)}) }

func recoverFailure(err *error) {
	switch e := recover().(type) {
	case nil:
	case failure:
		*err = e.err
	case error:
		if e != io.EOF {
			panic(e)
		}
		*err = e
	default:
		panic(e)
	}
}

func (s *scanner) Read(buf []byte) (n int, err error) {
	return 0, errors.New("ScanState's Read should not be called. Use ReadRune")
}

func (s *scanner) ReadRune() (r rune, size int, err error) {
	if s.atEnd || s.count >= s.limit {
		return 0, 0, io.EOF
	}
	r, size, err = s.in.ReadRune()
	if err == nil {
		s.count++
		s.atEnd = s.lineIsEnd && r == '\n'
	} else if err == io.EOF {
		s.atEnd = true
	}
	return r, size, err
}

func (s *scanner) UnreadRune() error {
	s.in.UnreadRune()
	s.atEnd = false
	s.count--
	return nil
}

func (s *scanner) Width() (wid int, ok bool) {
	if s.width == noWidth {
		return 0, false
	}
	return s.width, true
}

// next returns the next character, or endOfInput.
func (s *scanner) next() rune {
	r, _, err := s.ReadRune()
	if err == io.EOF {
		return endOfInput
	}
	if err != nil {
		s.fail(err)
	}
	return r
}

// must is next where the input must not end.
func (s *scanner) must() rune {
	r := s.next()
	if r == endOfInput {
		s.fail(io.ErrUnexpectedEOF)
	}
	return r
}

func (s *scanner) notAtEnd() {
	if s.next() == endOfInput {
		panic(io.EOF)
	}
	s.UnreadRune()
}

func contains(set string, r rune) bool {
	for _, c := range set {
		if c == r {
			return true
		}
	}
	return false
}

func (s *scanner) peek(set string) bool {
	r := s.next()
	if r != endOfInput {
		s.UnreadRune()
	}
	return contains(set, r)
}

// accept reads a character of a set into the token, if one is next.
func (s *scanner) accept(set string) bool {
	r := s.next()
	if r == endOfInput {
		return false
	}
	if contains(set, r) {
		s.token = utf8.AppendRune(s.token, r)
		return true
	}
	s.UnreadRune()
	return false
}

func (s *scanner) acceptAll(set string) {
	for s.accept(set) {
	}
}

func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
		return true
	}
	return r >= 0x2000 && r <= 0x200A
}

func isNoSpace(r rune) bool { return !isSpace(r) }

func (s *scanner) SkipSpace() {
	for {
		r := s.next()
		switch {
		case r == endOfInput:
			return
		case r == '\r' && s.peek("\n"):
		case r == '\n':
			if !s.lineIsSpace {
				s.failText("unexpected newline")
			}
		case !isSpace(r):
			s.UnreadRune()
			return
		}
	}
}

func (s *scanner) Token(skipSpace bool, f func(rune) bool) (token []byte, err error) {
	defer func() {
		if e := recover(); e != nil {
			if f, ok := e.(failure); ok {
				err = f.err
			} else {
				panic(e)
			}
		}
	}()
	if f == nil {
		f = isNoSpace
	}
	if skipSpace {
		s.SkipSpace()
	}
	s.token = s.token[:0]
	return s.word(f), nil
}

func (s *scanner) word(f func(rune) bool) []byte {
	for {
		r := s.next()
		if r == endOfInput {
			break
		}
		if !f(r) {
			s.UnreadRune()
			break
		}
		s.token = utf8.AppendRune(s.token, r)
	}
	return s.token
}

func (s *scanner) all(a []any) (n int, err error) {
	defer recoverFailure(&err)
	for _, arg := range a {
		s.operand('v', arg)
		n++
	}
	if s.lineIsEnd {
		for {
			r := s.next()
			if r == '\n' || r == endOfInput {
				break
			}
			if !isSpace(r) {
				s.failText("expected newline")
			}
		}
	}
	return n, nil
}

func (s *scanner) formatted(format string, a []any) (n int, err error) {
	defer recoverFailure(&err)
	for format != "" {
		rest, isMatch := s.literal(format)
		if !isMatch {
			if format[0] != '%' {
				s.failText("input does not match format")
			}
			// A percent sign that was not found is looked for behind spaces, as a directive.
			rest = format
		}
		if rest == "" {
			break
		}
		format = rest[1:] // of the percent sign
		s.width = noWidth
		digits := 0
		for digits < len(format)-1 && format[digits] >= '0' && format[digits] <= '9' {
			digits++
		}
		if digits > 0 {
			w, err := strconv.Atoi(format[:digits])
			if err == nil && w <= 1e6 {
				s.width = w
			}
		}
		directive := format[digits:]
		verb, size := utf8.DecodeRuneInString(directive)
		format = directive[size:]
		if verb != 'c' {
			s.SkipSpace()
		}
		if verb == '%' {
			s.notAtEnd()
			if !s.accept("%") {
				s.failText("missing literal %")
			}
			continue
		}
		if s.width != noWidth {
			s.limit = s.count + s.width
		}
		if n >= len(a) {
			s.failText("too few operands for format '%" + directive + "'")
		}
		s.operand(verb, a[n])
		n++
		s.limit = noWidth
	}
	if n < len(a) {
		s.failText("too many operands")
	}
	return n, nil
}

// literal matches input with format up to a directive, whose percent sign is then first in rest.
func (s *scanner) literal(format string) (rest string, isMatch bool) {
	for format != "" {
		r, size := utf8.DecodeRuneInString(format)
		if isSpace(r) {
			format = s.spaces(format)
			continue
		}
		if r == '%' {
			if len(format) == size {
				s.failText("missing verb: % at end of format string")
			}
			if format[size] != '%' {
				return format, true
			}
			// Two of them stand for one.
			format = format[size:]
		}
		if s.must() != r {
			s.UnreadRune()
			return format, false
		}
		format = format[size:]
	}
	return "", true
}

// spaces matches the spaces that format begins with. A line feed matches spaces and a line feed, or the end; other spaces at the end match
// any number of spaces, at least one if no line feed comes before them.
func (s *scanner) spaces(format string) string {
	lines, trailing := 0, false
	for format != "" {
		r, size := utf8.DecodeRuneInString(format)
		if !isSpace(r) {
			break
		}
		if r == '\n' {
			lines++
		}
		trailing = r != '\n'
		format = format[size:]
	}
	skip := func(r rune) rune {
		for isSpace(r) && r != '\n' {
			r = s.next()
		}
		return r
	}
	for i := 0; i < lines; i++ {
		if r := skip(s.next()); r != '\n' && r != endOfInput {
			s.failText("newline in format does not match input")
		}
	}
	if !trailing {
		return format
	}
	r := s.next()
	if lines == 0 {
		if !isSpace(r) && r != endOfInput {
			s.failText("expected space in input to match format")
		}
		if r == '\n' {
			s.failText("newline in input does not match format")
		}
	}
	if skip(r) != endOfInput {
		s.UnreadRune()
	}
	return format
}

// Pointers to basic types, one of each kind.
var basics = []any{(*bool)(nil), (*int)(nil), (*int8)(nil), (*int16)(nil), (*int32)(nil), (*int64)(nil), (*uint)(nil), (*uint8)(nil),
	(*uint16)(nil), (*uint32)(nil), (*uint64)(nil), (*uintptr)(nil), (*float32)(nil), (*float64)(nil), (*complex64)(nil),
	(*complex128)(nil), (*string)(nil), (*[]byte)(nil)}

// basicPointer returns a pointer to a defined type as the one of basics to the same kind; nil if there is none. isPointer tells whether
// arg is a pointer at all.
func basicPointer(arg any, basics []any) (p any, isPointer bool)

// operand reads one operand.
func (s *scanner) operand(verb rune, arg any) {
	s.token = s.token[:0]
	if v, ok := arg.(Scanner); ok {
		err := v.Scan(s, verb)
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			s.fail(err)
		}
		return
	}
	switch v := arg.(type) {
	case *bool:
		*v = s.boolean(verb)
	case *int:
		*v = int(s.integer(verb, 64))
	case *int8:
		*v = int8(s.integer(verb, 8))
	case *int16:
		*v = int16(s.integer(verb, 16))
	case *int32:
		*v = int32(s.integer(verb, 32))
	case *int64:
		*v = s.integer(verb, 64)
	case *uint:
		*v = uint(s.unsigned(verb, 64))
	case *uint8:
		*v = uint8(s.unsigned(verb, 8))
	case *uint16:
		*v = uint16(s.unsigned(verb, 16))
	case *uint32:
		*v = uint32(s.unsigned(verb, 32))
	case *uint64:
		*v = s.unsigned(verb, 64)
	case *uintptr:
		*v = uintptr(s.unsigned(verb, 64))
	case *float32:
		s.check(verb, floatVerbs, "float32")
		s.SkipSpace()
		s.notAtEnd()
		*v = float32(s.float(s.floatToken(), 32))
	case *float64:
		s.check(verb, floatVerbs, "float64")
		s.SkipSpace()
		s.notAtEnd()
		*v = s.float(s.floatToken(), 64)
	case *complex64:
		*v = complex64(s.complexNumber(verb, 64))
	case *complex128:
		*v = s.complexNumber(verb, 128)
	case *string:
		*v = s.text(verb)
	case *[]byte:
		*v = []byte(s.text(verb))
	default:
		p, isPointer := basicPointer(arg, basics)
		switch {
		case !isPointer:
			s.failText("type not a pointer: " + Sprintf("%T", arg))
		case p == nil:
			s.failText("can't scan type: " + Sprintf("%T", arg))
		}
		s.operand(verb, p)
	}
}

const (
	binaryDigits  = "01"
	octalDigits   = "01234567"
	decimalDigits = "0123456789"
	hexDigits     = "0123456789aAbBcCdDeEfF"
	floatVerbs    = "beEfFgGv"
)

func (s *scanner) check(verb rune, verbs, typ string) {
	if !contains(verbs, verb) {
		s.failText("bad verb '%" + string(verb) + "' for " + typ)
	}
}

func (s *scanner) boolean(verb rune) bool {
	s.SkipSpace()
	s.notAtEnd()
	s.check(verb, "tv", "boolean")
	wrong := false
	switch s.next() {
	case '1':
		return true
	case 't', 'T':
		if wrong = s.accept("rR") && (!s.accept("uU") || !s.accept("eE")); !wrong {
			return true
		}
	case 'f', 'F':
		wrong = s.accept("aA") && (!s.accept("lL") || !s.accept("sS") || !s.accept("eE"))
	}
	if wrong {
		s.failText("syntax error scanning boolean")
	}
	return false
}

// number reads the digits of an integer under a verb, with the base that they are in.
func (s *scanner) number(verb rune, signed bool) (base int) {
	s.check(verb, "bdoUxXv", "integer")
	base, digits, has := 10, decimalDigits, false
	switch verb {
	case 'b':
		base, digits = 2, binaryDigits
	case 'o':
		base, digits = 8, octalDigits
	case 'x', 'X', 'U':
		base, digits = 16, hexDigits
	}
	if verb == 'U' {
		if s.next() != 'U' || s.next() != '+' {
			s.failText("bad unicode format ")
		}
	} else {
		if signed {
			s.accept("+-")
		}
		if verb == 'v' {
			base, digits, has = s.prefix()
		}
	}
	if !has {
		s.notAtEnd()
		if !s.accept(digits) {
			s.failText("expected integer")
		}
	}
	s.acceptAll(digits)
	return base
}

// prefix reads the prefix of a base; what it is strconv sees again, so the base is 0.
func (s *scanner) prefix() (base int, digits string, has bool) {
	switch {
	case !s.peek("0"):
		return 0, decimalDigits + "_", false
	default:
		s.accept("0")
	}
	switch {
	case s.accept("bB"):
		return 0, binaryDigits + "_", true
	case s.accept("oO"):
		return 0, octalDigits + "_", true
	case s.accept("xX"):
		return 0, hexDigits + "_", true
	}
	return 0, octalDigits + "_", true
}

func (s *scanner) character(bits uint) int64 {
	s.notAtEnd()
	r := int64(s.next())
	if r<<(64-bits)>>(64-bits) != r {
		s.failText("overflow on character value " + string(rune(r)))
	}
	return r
}

func (s *scanner) integer(verb rune, bits uint) int64 {
	if verb == 'c' {
		return s.character(bits)
	}
	s.SkipSpace()
	s.notAtEnd()
	base := s.number(verb, true)
	i, err := strconv.ParseInt(string(s.token), base, 64)
	if err != nil {
		s.fail(err)
	}
	if i<<(64-bits)>>(64-bits) != i {
		s.failText("integer overflow on token " + string(s.token))
	}
	return i
}

func (s *scanner) unsigned(verb rune, bits uint) uint64 {
	if verb == 'c' {
		return uint64(s.character(bits))
	}
	s.SkipSpace()
	s.notAtEnd()
	base := s.number(verb, false)
	i, err := strconv.ParseUint(string(s.token), base, 64)
	if err != nil {
		s.fail(err)
	}
	if i<<(64-bits)>>(64-bits) != i {
		s.failText("unsigned integer overflow on token " + string(s.token))
	}
	return i
}

func (s *scanner) floatToken() string {
	s.token = s.token[:0]
	if s.accept("nN") && s.accept("aA") && s.accept("nN") {
		return string(s.token)
	}
	s.accept("+-")
	if s.accept("iI") && s.accept("nN") && s.accept("fF") {
		return string(s.token)
	}
	digits, exponent := decimalDigits+"_", "eEpP"
	if s.accept("0") && s.accept("xX") {
		digits, exponent = hexDigits+"_", "pP"
	}
	s.acceptAll(digits)
	if s.accept(".") {
		s.acceptAll(digits)
	}
	if s.accept(exponent) {
		s.accept("+-")
		s.acceptAll(decimalDigits + "_")
	}
	return string(s.token)
}

// float reads a token; a decimal number may have an exponent of two, as %b prints it.
func (s *scanner) float(token string, bits int) float64 {
	p, isHex := -1, false
	for i := 0; i < len(token); i++ {
		switch token[i] {
		case 'p':
			if p < 0 {
				p = i
			}
		case 'x', 'X':
			isHex = true
		}
	}
	if p < 0 || isHex {
		f, err := strconv.ParseFloat(token, bits)
		if err != nil {
			s.fail(err)
		}
		return f
	}
	f, err := strconv.ParseFloat(token[:p], bits)
	if err == nil {
		var m int
		m, err = strconv.Atoi(token[p+1:])
		if err == nil {
			return math.Ldexp(f, m)
		}
	}
	if e, ok := err.(*strconv.NumError); ok {
		e.Num = token
	}
	s.fail(err)
	return 0
}

func (s *scanner) complexNumber(verb rune, bits int) complex128 {
	s.check(verb, floatVerbs, "complex")
	s.SkipSpace()
	s.notAtEnd()
	const wrong = "syntax error scanning complex number"
	isOpen := s.accept("(")
	re := s.floatToken()
	s.token = s.token[:0]
	if !s.accept("+-") {
		s.failText(wrong)
	}
	sign := string(s.token)
	im := s.floatToken()
	if !s.accept("i") || isOpen && !s.accept(")") {
		s.failText(wrong)
	}
	return complex(s.float(re, bits/2), s.float(sign+im, bits/2))
}

func (s *scanner) text(verb rune) string {
	s.check(verb, "svqxX", "string")
	s.SkipSpace()
	s.notAtEnd()
	switch verb {
	case 'q':
		return s.quoted()
	case 'x', 'X':
		return s.hex()
	}
	return string(s.word(isNoSpace))
}

func (s *scanner) quoted() string {
	quote := s.next()
	switch quote {
	case '`':
		for {
			r := s.must()
			if r == quote {
				return string(s.token)
			}
			s.token = utf8.AppendRune(s.token, r)
		}
	case '"':
		s.token = append(s.token, '"')
		for {
			r := s.must()
			s.token = utf8.AppendRune(s.token, r)
			if r == '\\' {
				s.token = utf8.AppendRune(s.token, s.must())
			} else if r == '"' {
				break
			}
		}
		text, err := strconv.Unquote(string(s.token))
		if err != nil {
			s.fail(err)
		}
		return text
	}
	s.failText("expected quoted string")
	return ""
}

func hexValue(r rune) (int, bool) {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0'), true
	case r|0x20 >= 'a' && r|0x20 <= 'f' && r < 0x80:
		return int(r|0x20-'a') + 10, true
	}
	return 0, false
}

func (s *scanner) hex() string {
	for {
		r := s.next()
		if r == endOfInput {
			break
		}
		high, ok := hexValue(r)
		if !ok {
			s.UnreadRune()
			break
		}
		low, ok := hexValue(s.must())
		if !ok {
			s.failText("illegal hex digit")
		}
		s.token = append(s.token, byte(high<<4|low))
	}
	if len(s.token) == 0 {
		s.failText("no hex data for %x string")
	}
	return string(s.token)
}
