package time

import "errors"

// Layouts: the reference instant, January 2 of 2006, 15:04:05 seven hours west of UTC, in various forms.
const (
	Layout      = "01/02 03:04:05PM '06 -0700"
	ANSIC       = "Mon Jan _2 15:04:05 2006"
	UnixDate    = "Mon Jan _2 15:04:05 MST 2006"
	RubyDate    = "Mon Jan 02 15:04:05 -0700 2006"
	RFC822      = "02 Jan 06 15:04 MST"
	RFC822Z     = "02 Jan 06 15:04 -0700"
	RFC850      = "Monday, 02-Jan-06 15:04:05 MST"
	RFC1123     = "Mon, 02 Jan 2006 15:04:05 MST"
	RFC1123Z    = "Mon, 02 Jan 2006 15:04:05 -0700"
	RFC3339     = "2006-01-02T15:04:05Z07:00"
	RFC3339Nano = "2006-01-02T15:04:05.999999999Z07:00"
	Kitchen     = "3:04PM"
	Stamp       = "Jan _2 15:04:05"
	StampMilli  = "Jan _2 15:04:05.000"
	StampMicro  = "Jan _2 15:04:05.000000"
	StampNano   = "Jan _2 15:04:05.000000000"
	DateTime    = "2006-01-02 15:04:05"
	DateOnly    = "2006-01-02"
	TimeOnly    = "15:04:05"
)

// An element of a layout that stands for a part of the instant.
type element int

const (
	none element = iota
	longMonth
	month
	numMonth
	zeroMonth
	longWeekDay
	weekDay
	day
	underDay
	zeroDay
	underYearDay
	zeroYearDay
	hour
	hour12
	zeroHour12
	minute
	zeroMinute
	second
	zeroSecond
	longYear
	year
	upperPM
	lowerPM
	zoneName
	isoZone        // Z0700
	isoSecondsZone // Z070000
	isoShortZone   // Z07
	isoColonZone   // Z07:00
	isoColonSecondsZone
	numZone // -0700
	numSecondsZone
	numShortZone
	numColonZone
	numColonSecondsZone
	fractionZeros
	fractionNines
)

// Elements by their texts; of two that fit, the one that comes first counts.
var elements = [...]struct {
	text string
	is   element
}{
	{"January", longMonth}, {"Jan", month}, {"Monday", longWeekDay}, {"Mon", weekDay}, {"MST", zoneName},
	{"01", zeroMonth}, {"02", zeroDay}, {"03", zeroHour12}, {"04", zeroMinute}, {"05", zeroSecond}, {"06", year}, {"002", zeroYearDay},
	{"15", hour}, {"1", numMonth}, {"2006", longYear}, {"2", day}, {"__2", underYearDay}, {"_2", underDay}, {"3", hour12}, {"4", minute},
	{"5", second}, {"PM", upperPM}, {"pm", lowerPM},
	{"-070000", numSecondsZone}, {"-07:00:00", numColonSecondsZone}, {"-0700", numZone}, {"-07:00", numColonZone}, {"-07", numShortZone},
	{"Z070000", isoSecondsZone}, {"Z07:00:00", isoColonSecondsZone}, {"Z0700", isoZone}, {"Z07:00", isoColonZone}, {"Z07", isoShortZone},
}

func hasPrefix(s, prefix string) bool { return len(s) >= len(prefix) && s[:len(prefix)] == prefix }

func isDigit(s string, i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }

// nextElement cuts a layout at its first element. width is the number of digits of a fraction.
func nextElement(layout string) (before string, is element, text, after string, width int) {
	for i := 0; i < len(layout); i++ {
		rest := layout[i:]
		switch c := layout[i]; c {
		case 'J', 'M', '0', '1', '2', '3', '4', '5', '_', 'P', 'p', '-', 'Z':
			// "_2006" is an underscore and a year.
			if hasPrefix(rest, "_2006") {
				return layout[:i+1], longYear, "2006", layout[i+5:], 0
			}
			for _, e := range elements {
				if !hasPrefix(rest, e.text) {
					continue
				}
				// "Jan" and "Mon" followed by a small letter are words.
				if (e.is == month || e.is == weekDay) && len(rest) > 3 && rest[3] >= 'a' && rest[3] <= 'z' {
					continue
				}
				return layout[:i], e.is, e.text, rest[len(e.text):], 0
			}
		case '.', ',':
			if i+1 < len(layout) && (layout[i+1] == '0' || layout[i+1] == '9') {
				digit := layout[i+1]
				j := i + 1
				for j < len(layout) && layout[j] == digit {
					j++
				}
				if !isDigit(layout, j) {
					is := fractionZeros
					if digit == '9' {
						is = fractionNines
					}
					return layout[:i], is, layout[i:j], layout[j:], j - i - 1
				}
			}
		}
	}
	return layout, none, "", "", 0
}

// appendInt appends x with at least width digits.
func appendInt(b []byte, x, width int) []byte {
	u := uint64(x)
	if x < 0 {
		b = append(b, '-')
		u = -u
	}
	digits := 1
	for v := u; v >= 10; v /= 10 {
		digits++
	}
	for ; digits < width; digits++ {
		b = append(b, '0')
	}
	return appendUint(b, u)
}

// appendFraction appends a separator and digits of a second's fraction; trailing zeros are cut off if the layout has nines.
func appendFraction(b []byte, nsec, width int, separator byte, nines bool) []byte {
	start := len(b)
	b = append(b, separator)
	unit := 100000000
	for i := 0; i < width && i < 9; i++ {
		b = append(b, byte('0'+nsec/unit%10))
		unit /= 10
	}
	if nines {
		for b[len(b)-1] == '0' {
			b = b[:len(b)-1]
		}
		if len(b) == start+1 {
			b = b[:start]
		}
	}
	return b
}

func appendOffset(b []byte, is element, offset int) []byte {
	if offset == 0 && is >= isoZone && is <= isoColonSecondsZone {
		return append(b, 'Z')
	}
	minutes, size := offset/60, offset
	if minutes < 0 {
		b = append(b, '-')
		minutes, size = -minutes, -size
	} else {
		b = append(b, '+')
	}
	b = appendInt(b, minutes/60, 2)
	colon := is == isoColonZone || is == isoColonSecondsZone || is == numColonZone || is == numColonSecondsZone
	if colon {
		b = append(b, ':')
	}
	if is != isoShortZone && is != numShortZone {
		b = appendInt(b, minutes%60, 2)
	}
	if is == isoSecondsZone || is == numSecondsZone || is == isoColonSecondsZone || is == numColonSecondsZone {
		if colon {
			b = append(b, ':')
		}
		b = appendInt(b, size%60, 2)
	}
	return b
}

// Format returns t in the form in which layout has the reference instant.
func (t Time) Format(layout string) string { return string(t.AppendFormat(nil, layout)) }

// AppendFormat appends t.Format(layout) to b.
func (t Time) AppendFormat(b []byte, layout string) []byte {
	y, m, d := t.Date()
	h, min, sec := t.Clock()
	zone, offset := t.Zone()
	for layout != "" {
		before, is, text, after, width := nextElement(layout)
		b = append(b, before...)
		if is == none {
			break
		}
		layout = after
		switch is {
		case longYear:
			b = appendInt(b, y, 4)
		case year:
			b = appendInt(b, max(y, -y)%100, 2)
		case longMonth:
			b = append(b, m.String()...)
		case month:
			b = append(b, m.String()[:3]...)
		case numMonth:
			b = appendInt(b, int(m), 0)
		case zeroMonth:
			b = appendInt(b, int(m), 2)
		case longWeekDay:
			b = append(b, t.Weekday().String()...)
		case weekDay:
			b = append(b, t.Weekday().String()[:3]...)
		case day:
			b = appendInt(b, d, 0)
		case underDay:
			if d < 10 {
				b = append(b, ' ')
			}
			b = appendInt(b, d, 0)
		case zeroDay:
			b = appendInt(b, d, 2)
		case underYearDay:
			n := t.YearDay()
			if n < 100 {
				b = append(b, ' ')
			}
			if n < 10 {
				b = append(b, ' ')
			}
			b = appendInt(b, n, 0)
		case zeroYearDay:
			b = appendInt(b, t.YearDay(), 3)
		case hour:
			b = appendInt(b, h, 2)
		case hour12:
			b = appendInt(b, (h+11)%12+1, 0)
		case zeroHour12:
			b = appendInt(b, (h+11)%12+1, 2)
		case minute:
			b = appendInt(b, min, 0)
		case zeroMinute:
			b = appendInt(b, min, 2)
		case second:
			b = appendInt(b, sec, 0)
		case zeroSecond:
			b = appendInt(b, sec, 2)
		case upperPM:
			if h >= 12 {
				b = append(b, "PM"...)
			} else {
				b = append(b, "AM"...)
			}
		case lowerPM:
			if h >= 12 {
				b = append(b, "pm"...)
			} else {
				b = append(b, "am"...)
			}
		case zoneName:
			if zone != "" {
				b = append(b, zone...)
				break
			}
			minutes := offset / 60
			if minutes < 0 {
				b = append(b, '-')
				minutes = -minutes
			} else {
				b = append(b, '+')
			}
			b = appendInt(b, minutes/60, 2)
			b = appendInt(b, minutes%60, 2)
		case fractionZeros, fractionNines:
			b = appendFraction(b, int(t.nsec), width, text[0], is == fractionNines)
		default:
			b = appendOffset(b, is, offset)
		}
	}
	return b
}

// String returns t in the layout "2006-01-02 15:04:05.999999999 -0700 MST".
func (t Time) String() string { return t.Format("2006-01-02 15:04:05.999999999 -0700 MST") }

// GoString returns t as Go source.
func (t Time) GoString() string {
	y, m, d := t.Date()
	h, min, sec := t.Clock()
	b := append([]byte("time.Date("), ""...)
	b = append(appendInt(b, y, 0), ", "...)
	if m >= January && m <= December {
		b = append(append(b, "time."...), m.String()...)
	} else {
		b = appendInt(b, int(m), 0)
	}
	for _, n := range []int{d, h, min, sec, int(t.nsec)} {
		b = appendInt(append(b, ", "...), n, 0)
	}
	b = append(b, ", "...)
	switch loc := t.Location(); loc {
	case UTC:
		b = append(b, "time.UTC"...)
	case Local:
		b = append(b, "time.Local"...)
	default:
		b = append(append(append(b, "time.Location("...), quote(loc.name)...), ')')
	}
	return string(append(b, ')'))
}

// ParseError is what is wrong with a text that was to be an instant.
type ParseError struct {
	Layout     string
	Value      string
	LayoutElem string
	ValueElem  string
	Message    string
}

// Error returns the message, or says what could not be read as which element.
func (e *ParseError) Error() string {
	if e.Message == "" {
		return "parsing time " + quote(e.Value) + " as " + quote(e.Layout) + ": cannot parse " + quote(e.ValueElem) + " as " +
			quote(e.LayoutElem)
	}
	return "parsing time " + quote(e.Value) + e.Message
}

// Parse reads an instant in the form in which layout has the reference instant. What layout leaves out is zero, or one; without a zone it
// is in UTC.
func Parse(layout, value string) (Time, error) { return parse(layout, value, UTC, Local) }

// ParseInLocation is Parse for instants in a zone where the text names none.
func ParseInLocation(layout, value string, loc *Location) (Time, error) {
	return parse(layout, value, loc, loc)
}

var errBad = errors.New("bad value for field")

// number reads digits, as many as two, or exactly two if fixed.
func number(s string, fixed bool) (int, string, error) {
	if !isDigit(s, 0) {
		return 0, s, errBad
	}
	if !isDigit(s, 1) {
		if fixed {
			return 0, s, errBad
		}
		return int(s[0] - '0'), s[1:], nil
	}
	return int(s[0]-'0')*10 + int(s[1]-'0'), s[2:], nil
}

// digits reads n digits.
func digits(s string, n int) (int, string, error) {
	if len(s) < n {
		return 0, s, errBad
	}
	x := 0
	for i := 0; i < n; i++ {
		if !isDigit(s, i) {
			return 0, s, errBad
		}
		x = x*10 + int(s[i]-'0')
	}
	return x, s[n:], nil
}

// lookup reads one of some names, or the first n letters of one, in any case.
func lookup(names []string, s string, n int) (int, string, error) {
	for i, name := range names {
		if n > 0 {
			name = name[:n]
		}
		if len(s) >= len(name) && equalFold(s[:len(name)], name) {
			return i, s[len(name):], nil
		}
	}
	return -1, s, errBad
}

func equalFold(a, b string) bool {
	for i := 0; i < len(a); i++ {
		if a[i] != b[i] && (a[i]|0x20 != b[i]|0x20 || a[i]|0x20 < 'a' || a[i]|0x20 > 'z') {
			return false
		}
	}
	return true
}

// skip takes prefix off s; a space stands for any number of them.
func skip(s, prefix string) (string, error) {
	for prefix != "" {
		if prefix[0] == ' ' {
			if s != "" && s[0] != ' ' {
				return s, errBad
			}
			for prefix != "" && prefix[0] == ' ' {
				prefix = prefix[1:]
			}
			for s != "" && s[0] == ' ' {
				s = s[1:]
			}
			continue
		}
		if s == "" || s[0] != prefix[0] {
			return s, errBad
		}
		prefix, s = prefix[1:], s[1:]
	}
	return s, nil
}

// nanoseconds reads the n bytes of a fraction, its separator first.
func nanoseconds(s string, n int) (ns int, outOfRange string, err error) {
	if s[0] != '.' && s[0] != ',' {
		return 0, "", errBad
	}
	if n > 10 {
		s = s[:10]
		n = 10
	}
	// A sign may stand before the digits, but only zero can be negative.
	first := 1
	if n > 1 && (s[1] == '-' || s[1] == '+') {
		first = 2
	}
	for i := first; i < n; i++ {
		if !isDigit(s, i) {
			return 0, "", errBad
		}
		ns = ns*10 + int(s[i]-'0')
	}
	if s[1] == '-' && ns > 0 {
		return 0, "fractional second", nil
	}
	for i := n; i < 10; i++ {
		ns *= 10
	}
	return ns, "", nil
}

// zoneLength returns how many bytes of s are the abbreviation of a zone.
func zoneLength(s string) (int, bool) {
	if len(s) < 3 {
		return 0, false
	}
	if hasPrefix(s, "ChST") || hasPrefix(s, "MeST") {
		return 4, true
	}
	if hasPrefix(s, "GMT") {
		return 3 + signedOffset(s[3:]), true
	}
	if s[0] == '+' || s[0] == '-' {
		n := signedOffset(s)
		return n, n > 0
	}
	n := 0
	for n < 6 && n < len(s) && s[n] >= 'A' && s[n] <= 'Z' {
		n++
	}
	switch n {
	case 5:
		return 5, s[4] == 'T'
	case 4:
		return 4, s[3] == 'T' || s[:4] == "WITA"
	case 3:
		return 3, true
	}
	return 0, false
}

// signedOffset returns the length of a sign and hours below 24.
func signedOffset(s string) int {
	if s == "" || s[0] != '+' && s[0] != '-' {
		return 0
	}
	x, rest, overflow := leadingInt(s[1:])
	if overflow || len(rest) == len(s)-1 || x > 23 {
		return 0
	}
	return len(s) - len(rest)
}

// parsed is what is known of the instant so far.
type parsed struct {
	year, month, day, yearDay, hour, min, sec, nsec int
	pm, am                                          bool
	zone                                            *Location
	offset                                          int
	zoneName                                        string
}

func parse(layout, value string, defaultLocation, local *Location) (Time, error) {
	wholeLayout, wholeValue := layout, value
	p := parsed{month: -1, day: -1, yearDay: -1, offset: -1}
	outOfRange := ""
	for {
		before, is, text, after, width := nextElement(layout)
		rest, err := skip(value, before)
		if err != nil {
			return Time{}, &ParseError{wholeLayout, wholeValue, before, rest, ""}
		}
		if is == none {
			if rest != "" {
				return Time{}, &ParseError{wholeLayout, wholeValue, "", rest, ": extra text: " + quote(rest)}
			}
			break
		}
		layout = after
		hold := rest
		value, outOfRange, err = p.element(is, rest, after, width)
		if outOfRange != "" {
			return Time{}, &ParseError{wholeLayout, wholeValue, text, hold, ": " + outOfRange + " out of range"}
		}
		if err != nil {
			return Time{}, &ParseError{wholeLayout, wholeValue, text, hold, ""}
		}
	}
	if p.pm && p.hour < 12 {
		p.hour += 12
	} else if p.am && p.hour == 12 {
		p.hour = 0
	}
	if p.yearDay >= 0 {
		if message := p.applyYearDay(); message != "" {
			return Time{}, &ParseError{wholeLayout, wholeValue, "", wholeValue, message}
		}
	} else {
		if p.month < 0 {
			p.month = 1
		}
		if p.day < 0 {
			p.day = 1
		}
	}
	if p.day < 1 || p.day > daysIn(Month(p.month), p.year) {
		return Time{}, &ParseError{wholeLayout, wholeValue, "", wholeValue, ": day out of range"}
	}
	at := func(loc *Location) Time {
		return Date(p.year, Month(p.month), p.day, p.hour, p.min, p.sec, p.nsec, loc)
	}
	if p.zone != nil {
		return at(p.zone), nil
	}
	if p.offset != -1 {
		l := local.get()
		if l.offset == p.offset && (p.zoneName == "" || l.zone == p.zoneName) {
			return at(local), nil
		}
		return at(FixedZone(p.zoneName, p.offset)), nil
	}
	if p.zoneName != "" {
		if l := local.get(); l.zone == p.zoneName {
			return at(local), nil
		}
		// The abbreviation of an unknown zone has no offset, but for GMT+3 and the like.
		offset := 0
		if len(p.zoneName) > 3 && p.zoneName[:3] == "GMT" {
			x, _, _ := leadingInt(p.zoneName[4:])
			offset = int(x) * 3600
			if p.zoneName[3] == '-' {
				offset = -offset
			}
		}
		return at(UTC).In(FixedZone(p.zoneName, offset)), nil
	}
	return at(defaultLocation), nil
}

// applyYearDay takes month and day from the day of the year, and says what is wrong.
func (p *parsed) applyYearDay() string {
	last := 365
	if isLeap(p.year) {
		last = 366
	}
	if p.yearDay < 1 || p.yearDay > last {
		return ": day-of-year out of range"
	}
	_, m, d, _ := dateOf(dayNumber(int64(p.year), 1, 1) + int64(p.yearDay) - 1)
	if p.month >= 0 && p.month != int(m) {
		return ": day-of-year does not match month"
	}
	if p.day >= 0 && p.day != d {
		return ": day-of-year does not match day"
	}
	p.month, p.day = int(m), d
	return ""
}

// element reads one element off value.
func (p *parsed) element(is element, value, after string, width int) (rest, outOfRange string, err error) {
	switch is {
	case year:
		p.year, value, err = digits(value, 2)
		if err == nil {
			if p.year >= 69 {
				p.year += 1900
			} else {
				p.year += 2000
			}
		}
	case longYear:
		p.year, value, err = digits(value, 4)
	case month:
		p.month, value, err = lookup(monthNames[:], value, 3)
		p.month++
	case longMonth:
		p.month, value, err = lookup(monthNames[:], value, 0)
		p.month++
	case numMonth, zeroMonth:
		p.month, value, err = number(value, is == zeroMonth)
		if err == nil && (p.month < 1 || p.month > 12) {
			outOfRange = "month"
		}
	case weekDay:
		_, value, err = lookup(dayNames[:], value, 3)
	case longWeekDay:
		_, value, err = lookup(dayNames[:], value, 0)
	case day, underDay, zeroDay:
		if is == underDay && value != "" && value[0] == ' ' {
			value = value[1:]
		}
		p.day, value, err = number(value, is == zeroDay)
	case underYearDay, zeroYearDay:
		for i := 0; i < 2; i++ {
			if is == underYearDay && value != "" && value[0] == ' ' {
				value = value[1:]
			}
		}
		if is == zeroYearDay {
			p.yearDay, value, err = digits(value, 3)
			break
		}
		n := 0
		for n < 3 && isDigit(value, n) {
			n++
		}
		if n == 0 {
			err = errBad
			break
		}
		p.yearDay, value, err = digits(value, n)
	case hour:
		p.hour, value, err = number(value, false)
		if err == nil && p.hour > 23 {
			outOfRange = "hour"
		}
	case hour12, zeroHour12:
		p.hour, value, err = number(value, is == zeroHour12)
		if err == nil && p.hour > 12 {
			outOfRange = "hour"
		}
	case minute, zeroMinute:
		p.min, value, err = number(value, is == zeroMinute)
		if err == nil && p.min > 59 {
			outOfRange = "minute"
		}
	case second, zeroSecond:
		p.sec, value, err = number(value, is == zeroSecond)
		if err == nil && p.sec > 59 {
			outOfRange = "second"
			break
		}
		// A fraction may follow although the layout has none.
		if err == nil && len(value) >= 2 && (value[0] == '.' || value[0] == ',') && isDigit(value, 1) {
			_, next, _, _, _ := nextElement(after)
			if next == fractionZeros || next == fractionNines {
				break
			}
			n := 2
			for isDigit(value, n) {
				n++
			}
			p.nsec, outOfRange, err = nanoseconds(value, n)
			value = value[n:]
		}
	case upperPM, lowerPM:
		if len(value) < 2 {
			err = errBad
			break
		}
		pm, am := "PM", "AM"
		if is == lowerPM {
			pm, am = "pm", "am"
		}
		switch value[:2] {
		case pm:
			p.pm = true
		case am:
			p.am = true
		default:
			err = errBad
		}
		value = value[2:]
	case zoneName:
		if hasPrefix(value, "UTC") {
			p.zone = UTC
			return value[3:], "", nil
		}
		n, ok := zoneLength(value)
		if !ok {
			return value, "", errBad
		}
		p.zoneName, value = value[:n], value[n:]
	case fractionZeros:
		if len(value) < width+1 {
			return value, "", errBad
		}
		p.nsec, outOfRange, err = nanoseconds(value, width+1)
		value = value[width+1:]
	case fractionNines:
		if len(value) < 2 || value[0] != '.' && value[0] != ',' || !isDigit(value, 1) {
			break
		}
		n := 1
		for isDigit(value, n) {
			n++
		}
		p.nsec, outOfRange, err = nanoseconds(value, n)
		value = value[n:]
	default:
		return p.zoneOffset(is, value)
	}
	return value, outOfRange, err
}

func (p *parsed) zoneOffset(is element, value string) (rest, outOfRange string, err error) {
	if is >= isoZone && is <= isoColonSecondsZone && value != "" && value[0] == 'Z' {
		p.zone = UTC
		return value[1:], "", nil
	}
	form := "-0700"
	switch is {
	case isoColonZone, numColonZone:
		form = "-07:00"
	case isoShortZone, numShortZone:
		form = "-07"
	case isoSecondsZone, numSecondsZone:
		form = "-070000"
	case isoColonSecondsZone, numColonSecondsZone:
		form = "-07:00:00"
	}
	if len(value) < len(form) || value[0] != '+' && value[0] != '-' {
		return value, "", errBad
	}
	var parts [3]int
	n, i := 0, 1
	for i < len(form) {
		if form[i] == ':' {
			if value[i] != ':' {
				return value, "", errBad
			}
			i++
			continue
		}
		x, _, err := digits(value[i:], 2)
		if err != nil {
			return value, "", err
		}
		parts[n] = x
		n++
		i += 2
	}
	switch {
	case parts[0] > 24:
		outOfRange = "time zone offset hour"
	case parts[1] > 60:
		outOfRange = "time zone offset minute"
	case parts[2] > 60:
		outOfRange = "time zone offset second"
	}
	p.offset = parts[0]*3600 + parts[1]*60 + parts[2]
	if value[0] == '-' {
		p.offset = -p.offset
	}
	return value[len(form):], outOfRange, nil
}
