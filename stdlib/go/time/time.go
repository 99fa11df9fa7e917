// Package time measures and names instants of the Gregorian calendar, without a clock: there is no Now, nothing sleeps, and no timer
// runs. A contract reads the time of its block from package govm. The only zones are UTC and those that FixedZone makes; Local is UTC.
package time

import "errors"

// Time is an instant with a precision of nanoseconds, in a zone. The zero Time is January 1 of the year 1, 00:00:00 UTC.
type Time struct {
	sec  int64 // since the zero Time
	nsec int32
	loc  *Location // nil for UTC
}

// Month is a month of the year; January is 1.
type Month int

// The months.
const (
	January Month = 1 + iota
	February
	March
	April
	May
	June
	July
	August
	September
	October
	November
	December
)

var monthNames = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
	"November", "December"}

// String returns the month's English name.
func (m Month) String() string {
	if m >= January && m <= December {
		return monthNames[m-1]
	}
	return "%!Month(" + string(appendUint(nil, uint64(m))) + ")"
}

// Weekday is a day of the week; Sunday is 0.
type Weekday int

// The days of the week.
const (
	Sunday Weekday = iota
	Monday
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
)

var dayNames = [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}

// String returns the day's English name.
func (d Weekday) String() string {
	if d >= Sunday && d <= Saturday {
		return dayNames[d]
	}
	return "%!Weekday(" + string(appendUint(nil, uint64(d))) + ")"
}

// Location is a zone: an offset from UTC and its name.
type Location struct {
	name   string
	zone   string
	offset int
}

var utc = Location{name: "UTC", zone: "UTC"}

// UTC is the universal time.
var UTC *Location = &utc

// Local is the zone of the machine, which has none: it is UTC by another name.
var Local *Location = &Location{name: "Local", zone: "UTC"}

func (l *Location) get() *Location {
	if l == nil {
		return &utc
	}
	return l
}

// String returns the name that the zone was made with.
func (l *Location) String() string { return l.get().name }

// FixedZone returns a zone that is always offset seconds east of UTC.
func FixedZone(name string, offset int) *Location { return &Location{name, name, offset} }

// LoadLocation returns UTC for "" and "UTC", and Local for "Local". There is no data base of other zones.
func LoadLocation(name string) (*Location, error) {
	switch name {
	case "", "UTC":
		return UTC, nil
	case "Local":
		return Local, nil
	}
	return nil, errors.New("unknown time zone " + name)
}

const (
	secondsPerDay = 86400
	// unixSeconds lie between the zero Time and January 1 of 1970.
	unixSeconds = 62135596800
)

// floorDiv returns the quotient rounded down and the remainder, which is not negative.
func floorDiv(a, b int64) (q, r int64) {
	q, r = a/b, a%b
	if r < 0 {
		q, r = q-1, r+b
	}
	return q, r
}

// dayNumber returns the days from January 1 of the year 1 to a date, whose month is between 1 and 12. Years are counted from March.
func dayNumber(year int64, month, day int64) int64 {
	if month <= 2 {
		year--
		month += 12
	}
	era, y := floorDiv(year, 400)
	return era*146097 + y*365 + y/4 - y/100 + (153*(month-3)+2)/5 + day - 1 - 306
}

// dateOf is the reverse of dayNumber, and gives the day of the year from 0 on.
func dateOf(days int64) (year int64, month Month, day, yearDay int) {
	era, d := floorDiv(days+306, 146097)
	y := (d - d/1460 + d/36524 - d/146096) / 365
	fromMarch := d - (365*y + y/4 - y/100)
	m := (5*fromMarch + 2) / 153
	day = int(fromMarch - (153*m+2)/5 + 1)
	year = era*400 + y
	month = Month(m + 3)
	if month > 12 {
		month -= 12
		year++
	}
	yearDay = int(days - dayNumber(year, 1, 1))
	return year, month, day, yearDay
}

func isLeap(year int) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

func daysIn(m Month, year int) int {
	switch m {
	case February:
		if isLeap(year) {
			return 29
		}
		return 28
	case April, June, September, November:
		return 30
	}
	return 31
}

// Date returns the instant that a calendar and a clock in a zone show. Values out of range are carried: October 32 is November 1.
func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Date")
	}
	carry, m := floorDiv(int64(month)-1, 12)
	y := int64(year) + carry
	more, ns := floorDiv(int64(nsec), 1e9)
	seconds := (dayNumber(y, m+1, 1)+int64(day)-1)*secondsPerDay + int64(hour)*3600 + int64(min)*60 + int64(sec) + more
	t := Time{seconds - int64(loc.get().offset), int32(ns), nil}
	t.setLoc(loc)
	return t
}

func (t *Time) setLoc(loc *Location) {
	if loc == &utc {
		loc = nil
	}
	t.loc = loc
}

// Unix returns the instant sec seconds and nsec nanoseconds after January 1 of 1970 UTC, in the zone Local.
func Unix(sec int64, nsec int64) Time {
	more, ns := floorDiv(nsec, 1e9)
	return Time{sec + more + unixSeconds, int32(ns), Local}
}

// UnixMilli is Unix for milliseconds.
func UnixMilli(msec int64) Time { return Unix(msec/1e3, msec%1e3*1e6) }

// UnixMicro is Unix for microseconds.
func UnixMicro(usec int64) Time { return Unix(usec/1e6, usec%1e6*1e3) }

// Unix returns the seconds since January 1 of 1970 UTC.
func (t Time) Unix() int64 { return t.sec - unixSeconds }

// UnixMilli returns the milliseconds since January 1 of 1970 UTC.
func (t Time) UnixMilli() int64 { return t.Unix()*1e3 + int64(t.nsec)/1e6 }

// UnixMicro returns the microseconds since January 1 of 1970 UTC.
func (t Time) UnixMicro() int64 { return t.Unix()*1e6 + int64(t.nsec)/1e3 }

// UnixNano returns the nanoseconds since January 1 of 1970 UTC.
func (t Time) UnixNano() int64 { return t.Unix()*1e9 + int64(t.nsec) }

// IsZero reports whether t is the zero Time's instant.
func (t Time) IsZero() bool { return t.sec == 0 && t.nsec == 0 }

// After reports whether t is after u.
func (t Time) After(u Time) bool { return t.Compare(u) > 0 }

// Before reports whether t is before u.
func (t Time) Before(u Time) bool { return t.Compare(u) < 0 }

// Compare returns -1 if t is before u, +1 if it is after u, 0 if they are the same instant.
func (t Time) Compare(u Time) int {
	switch {
	case t.sec < u.sec || t.sec == u.sec && t.nsec < u.nsec:
		return -1
	case t.sec == u.sec && t.nsec == u.nsec:
		return 0
	}
	return 1
}

// Equal reports whether t and u are the same instant, in whatever zones.
func (t Time) Equal(u Time) bool { return t.sec == u.sec && t.nsec == u.nsec }

// local returns the seconds that the calendar and the clock of t's zone show.
func (t Time) local() int64 { return t.sec + int64(t.loc.get().offset) }

// Date returns the year, month and day of t.
func (t Time) Date() (year int, month Month, day int) {
	days, _ := floorDiv(t.local(), secondsPerDay)
	y, month, day, _ := dateOf(days)
	return int(y), month, day
}

// Year returns the year of t.
func (t Time) Year() int {
	year, _, _ := t.Date()
	return year
}

// Month returns the month of t.
func (t Time) Month() Month {
	_, month, _ := t.Date()
	return month
}

// Day returns the day of the month of t.
func (t Time) Day() int {
	_, _, day := t.Date()
	return day
}

// YearDay returns the day of the year of t, from 1 on.
func (t Time) YearDay() int {
	days, _ := floorDiv(t.local(), secondsPerDay)
	_, _, _, yearDay := dateOf(days)
	return yearDay + 1
}

// Weekday returns the day of the week of t.
func (t Time) Weekday() Weekday {
	days, _ := floorDiv(t.local(), secondsPerDay)
	_, w := floorDiv(days+1, 7)
	return Weekday(w)
}

// ISOWeek returns the week of ISO 8601 that t lies in, and the year that it belongs to: that of its Thursday.
func (t Time) ISOWeek() (year, week int) {
	days, _ := floorDiv(t.local(), secondsPerDay)
	_, fromMonday := floorDiv(days, 7)
	y, _, _, yearDay := dateOf(days - fromMonday + 3)
	return int(y), yearDay/7 + 1
}

// Clock returns the hour, minute and second of t.
func (t Time) Clock() (hour, min, sec int) {
	_, s := floorDiv(t.local(), secondsPerDay)
	return int(s / 3600), int(s / 60 % 60), int(s % 60)
}

// Hour returns the hour of t, 0 to 23.
func (t Time) Hour() int {
	hour, _, _ := t.Clock()
	return hour
}

// Minute returns the minute of t.
func (t Time) Minute() int {
	_, min, _ := t.Clock()
	return min
}

// Second returns the second of t.
func (t Time) Second() int {
	_, _, sec := t.Clock()
	return sec
}

// Nanosecond returns the nanosecond within the second of t.
func (t Time) Nanosecond() int { return int(t.nsec) }

// Add returns the instant d after t.
func (t Time) Add(d Duration) Time {
	t.sec += int64(d / 1e9)
	ns := int64(t.nsec) + int64(d%1e9)
	more, rest := floorDiv(ns, 1e9)
	t.sec += more
	t.nsec = int32(rest)
	return t
}

// Sub returns t-u, or the nearest duration if there is none so long.
func (t Time) Sub(u Time) Duration {
	d := Duration(t.sec-u.sec)*Second + Duration(t.nsec-u.nsec)
	switch {
	case u.Add(d).Equal(t):
		return d
	case t.Before(u):
		return minDuration
	}
	return maxDuration
}

// AddDate adds years, months and days to the date; what comes out is carried as in Date.
func (t Time) AddDate(years int, months int, days int) Time {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	return Date(year+years, month+Month(months), day+days, hour, min, sec, int(t.nsec), t.Location())
}

// mod returns the time since the zero Time modulo d, which is positive.
func (t Time) mod(d Duration) Duration {
	// Seconds are taken modulo d piece by piece, with room for no more than 64 bits.
	if d%Second == 0 {
		_, r := floorDiv(t.sec, int64(d/Second))
		return Duration(r)*Second + Duration(t.nsec)
	}
	sec, negative := t.sec, false
	ns := uint64(t.nsec)
	if sec < 0 {
		negative = true
		sec = -sec
		if ns > 0 {
			sec--
			ns = 1e9 - ns
		}
	}
	r, unit := uint64(0), uint64(Second)%uint64(d)
	for s := uint64(sec); s > 0; s >>= 1 {
		if s&1 == 1 {
			r = (r + unit) % uint64(d)
		}
		unit = unit * 2 % uint64(d)
	}
	r = (r + ns%uint64(d)) % uint64(d)
	if negative && r != 0 {
		r = uint64(d) - r
	}
	return Duration(r)
}

// Truncate rounds t down to a multiple of d since the zero Time; t itself if d is not positive.
func (t Time) Truncate(d Duration) Time {
	if d <= 0 {
		return t
	}
	return t.Add(-t.mod(d))
}

// Round rounds t to the nearest multiple of d since the zero Time, halves up; t itself if d is not positive.
func (t Time) Round(d Duration) Time {
	if d <= 0 {
		return t
	}
	r := t.mod(d)
	if uint64(r)*2 < uint64(d) {
		return t.Add(-r)
	}
	return t.Add(d - r)
}

// UTC returns t in UTC.
func (t Time) UTC() Time {
	t.loc = nil
	return t
}

// Local returns t in the zone Local.
func (t Time) Local() Time {
	t.loc = Local
	return t
}

// In returns t in a zone.
func (t Time) In(loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Time.In")
	}
	t.setLoc(loc)
	return t
}

// Location returns t's zone.
func (t Time) Location() *Location {
	if t.loc == nil {
		return UTC
	}
	return t.loc
}

// Zone returns the name of t's zone and its offset in seconds east of UTC.
func (t Time) Zone() (name string, offset int) {
	l := t.loc.get()
	return l.zone, l.offset
}

// ZoneBounds returns zero Times: zones here never change.
func (t Time) ZoneBounds() (start, end Time) { return }

// IsDST reports false: zones here have no summer time.
func (t Time) IsDST() bool { return false }

const (
	version1 = 1
	version2 = 2
)

// AppendBinary appends what MarshalBinary returns to b.
func (t Time) AppendBinary(b []byte) ([]byte, error) {
	offset, seconds := -1, 0
	version := byte(version1)
	if t.Location() != UTC {
		_, offset = t.Zone()
		if offset%60 != 0 {
			version = version2
			seconds = offset % 60
		}
		offset /= 60
		if offset < -32768 || offset == -1 || offset > 32767 {
			return b, errors.New("Time.MarshalBinary: unexpected zone offset")
		}
	}
	b = append(b, version)
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(t.sec>>shift))
	}
	for shift := 24; shift >= 0; shift -= 8 {
		b = append(b, byte(t.nsec>>shift))
	}
	b = append(b, byte(offset>>8), byte(offset))
	if version == version2 {
		b = append(b, byte(seconds))
	}
	return b, nil
}

// MarshalBinary returns the instant and the offset of the zone in 15 or 16 bytes.
func (t Time) MarshalBinary() ([]byte, error) {
	b, err := t.AppendBinary(nil)
	if err != nil {
		return nil, err
	}
	return b, nil
}

// UnmarshalBinary is the reverse of MarshalBinary.
func (t *Time) UnmarshalBinary(data []byte) error {
	if len(data) == 0 {
		return errors.New("Time.UnmarshalBinary: no data")
	}
	version := data[0]
	if version != version1 && version != version2 {
		return errors.New("Time.UnmarshalBinary: unsupported version")
	}
	want := 15
	if version == version2 {
		want = 16
	}
	if len(data) != want {
		return errors.New("Time.UnmarshalBinary: invalid length")
	}
	var sec int64
	for _, c := range data[1:9] {
		sec = sec<<8 | int64(c)
	}
	var nsec int32
	for _, c := range data[9:13] {
		nsec = nsec<<8 | int32(c)
	}
	offset := int(int16(data[13])<<8|int16(data[14])) * 60
	if version == version2 {
		offset += int(int8(data[15]))
	}
	*t = Time{sec: sec, nsec: nsec}
	if offset == -60 {
		t.setLoc(UTC)
	} else if offset == Local.offset {
		t.setLoc(Local)
	} else {
		t.setLoc(FixedZone("", offset))
	}
	return nil
}

// GobEncode is MarshalBinary.
func (t Time) GobEncode() ([]byte, error) { return t.MarshalBinary() }

// GobDecode is UnmarshalBinary.
func (t *Time) GobDecode(data []byte) error { return t.UnmarshalBinary(data) }

// checkStrict returns an error if RFC 3339 has no form for t.
func (t Time) checkStrict(function string) error {
	if y := t.Year(); y < 0 || y > 9999 {
		return errors.New(function + ": year outside of range [0,9999]")
	}
	if _, offset := t.Zone(); offset <= -24*3600 || offset >= 24*3600 {
		return errors.New(function + ": timezone hour outside of range [0,23]")
	}
	return nil
}

// MarshalJSON returns the instant as a quoted string in the layout RFC3339Nano.
func (t Time) MarshalJSON() ([]byte, error) {
	if err := t.checkStrict("Time.MarshalJSON"); err != nil {
		return nil, err
	}
	return append(t.AppendFormat([]byte{'"'}, RFC3339Nano), '"'), nil
}

// UnmarshalJSON reads a quoted string in the layout RFC3339; null changes nothing.
func (t *Time) UnmarshalJSON(data []byte) error {
	s := string(data)
	if s == "null" {
		return nil
	}
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return errors.New("Time.UnmarshalJSON: input is not a JSON string")
	}
	var err error
	*t, err = Parse(RFC3339, s[1:len(s)-1])
	return err
}

// AppendText appends what MarshalText returns to b.
func (t Time) AppendText(b []byte) ([]byte, error) {
	if err := t.checkStrict("Time.AppendText"); err != nil {
		return nil, err
	}
	return t.AppendFormat(b, RFC3339Nano), nil
}

// MarshalText returns the instant in the layout RFC3339Nano.
func (t Time) MarshalText() ([]byte, error) {
	if err := t.checkStrict("Time.MarshalText"); err != nil {
		return nil, err
	}
	return t.AppendFormat(nil, RFC3339Nano), nil
}

// UnmarshalText reads an instant in the layout RFC3339.
func (t *Time) UnmarshalText(data []byte) error {
	var err error
	*t, err = Parse(RFC3339, string(data))
	return err
}
