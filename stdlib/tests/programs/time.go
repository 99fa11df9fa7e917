package main

import (
	"fmt"
	"time"
)

var state uint64 = 88172645463325252

func next() uint64 {
	state ^= state << 13
	state ^= state >> 7
	state ^= state << 17
	return state
}

func main() {
	layouts := []string{time.Layout, time.ANSIC, time.UnixDate, time.RubyDate, time.RFC822, time.RFC822Z, time.RFC850, time.RFC1123, time.RFC1123Z, time.RFC3339, time.RFC3339Nano, time.Kitchen, time.Stamp, time.StampMilli, time.StampMicro, time.StampNano, time.DateTime, time.DateOnly, time.TimeOnly,
		"2006 002 __2 _2 2 02", "Z07 Z0700 Z07:00 Z070000 Z07:00:00 -07 -0700 -07:00 -070000 -07:00:00", "3 03 15 4 04 5 05 PM pm .000 ,999 .0 .99 Monday Mon January Jan Janet Month _2006 06", "1 01 May 20 15h", ".000000000000 x.12"}
	zones := []*time.Location{time.UTC, time.FixedZone("XYZ", 3600*5+1800), time.FixedZone("", -3600*8-30), time.FixedZone("ABCT", -60)}
	times := []time.Time{{}, time.Unix(0, 0).UTC(), time.Unix(-1, -1).UTC(), time.Date(2024, 2, 29, 23, 59, 59, 999999999, time.UTC), time.Date(-5, 13, 0, -1, 61, 61, -1, zones[1]), time.Date(12345, 1, 1, 12, 0, 0, 100, zones[2])}
	for i := 0; i < 60; i++ {
		t := time.Unix(int64(next()%8000000000)-3000000000, int64(next()%2000000000)).In(zones[i%4])
		if i%7 == 0 {
			t = t.Truncate(time.Second)
		}
		times = append(times, t)
	}
	for _, t := range times {
		fmt.Println(t, t.Unix(), t.UnixMilli(), t.UnixMicro(), t.UnixNano(), t.Weekday(), t.YearDay(), t.IsZero())
		y, w := t.ISOWeek()
		fmt.Println(y, w, t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond())
		fmt.Printf("%#v %v\n", t, t.Location())
		for _, l := range layouts {
			s := t.Format(l)
			u, err := time.Parse(l, s)
			fmt.Println(s, "|", u, err)
		}
		b, err := t.MarshalBinary()
		var u time.Time
		fmt.Println(b, err, u.UnmarshalBinary(b), u)
		j, err := t.MarshalJSON()
		fmt.Println(string(j), err, u.UnmarshalJSON(j), u)
		x, err := t.MarshalText()
		fmt.Println(string(x), err, u.UnmarshalText(x), u)
		for _, d := range []time.Duration{1, 7, time.Microsecond, 1500, time.Second, 90 * time.Second, time.Hour, 24 * time.Hour, 7 * 24 * time.Hour, 1e15 + 1} {
			fmt.Println(t.Truncate(d), t.Round(d), t.Add(d), t.Add(-d))
		}
		fmt.Println(t.AddDate(1, 1, 1), t.AddDate(-1, -13, 40), t.AddDate(0, 0, -1000))
		fmt.Println(t.Sub(times[0]), t.Sub(times[1]), t.Before(times[3]), t.After(times[3]), t.Equal(t.UTC()), t.Compare(times[2]))
	}
	for _, d := range []time.Duration{0, 1, -1, 999, 1000, 1001, 1500000, 1e9, 61e9, 3600e9, 1<<63 - 1, -1 << 63, 100 * time.Hour, 5*time.Minute + 300*time.Millisecond} {
		fmt.Println(d, d.Seconds(), d.Minutes(), d.Hours(), d.Milliseconds(), d.Microseconds(), d.Nanoseconds(), d.Abs())
		for _, m := range []time.Duration{0, 1, 7, 1000, 1e6, 1e9, time.Minute, time.Hour, 1 << 62} {
			fmt.Print(d.Round(m), " ", d.Truncate(m), " ")
		}
		fmt.Println()
		p, err := time.ParseDuration(d.String())
		fmt.Println(p, err, p == d)
	}
	for _, s := range []string{"", "0", "1", "-", "+5s", "1.5h", "1h15m30.918273645s", ".5s", "5.s", ".s", "1x", "1h2", "3000000h", "9223372036854775807ns", "9223372036854775808ns", "-9223372036854775808ns", "0.100000000000000000000h", "1µs", "1μs", "1us1ns", "-1.5ms", "é", "0.3333333333333333333h", "39h9m14.425s", "\x85", "10000000000000000000s"} {
		d, err := time.ParseDuration(s)
		fmt.Println(int64(d), d, err)
	}
	for _, c := range [][2]string{{time.RFC3339, "2020-13-01T00:00:00Z"}, {time.RFC3339, "2020-02-30T00:00:00Z"}, {time.RFC3339, "2020-02-3"}, {time.RFC3339, "2020-02-03T25:00:00Z"}, {time.RFC3339, "2020-02-03T05:60:00Z"}, {time.RFC3339, "2020-02-03T05:00:60Z"},
		{time.RFC3339, "2020-02-03T05:00:00.123456789123Z"}, {time.RFC3339, "2020-02-03T05:00:00,5+25:00"}, {time.RFC3339, "2020-02-03T05:00:00+05:30x"}, {time.ANSIC, "Mon Jan  2 15:04:05 2006"}, {time.ANSIC, "mon jan 12 15:04:05 2006"}, {time.ANSIC, "Xon Jan 12 15:04:05 2006"},
		{time.Kitchen, "13:04PM"}, {time.Kitchen, "12:04AM"}, {time.Kitchen, "12:04PM"}, {time.Kitchen, "1:4PM"}, {time.RFC1123, "Mon, 02 Jan 2006 15:04:05 CEST"}, {time.RFC1123, "Mon, 02 Jan 2006 15:04:05 GMT+3"}, {time.RFC1123, "Mon, 02 Jan 2006 15:04:05 UTC"}, {time.RFC1123, "Mon, 02 Jan 2006 15:04:05 x"},
		{"2006 002", "2024 366"}, {"2006 002", "2023 366"}, {"2006 002", "2023 000"}, {"2006-01 002", "2023-02 001"}, {"2006-01-02 __2", "2023-02-03  34"}, {"2006-01-02 __2", "2023-02-04  34"}, {"06", "68"}, {"06", "69"}, {"5.000", "5.123"}, {"5.000", "5.12"}, {"5.999", "5"}, {"5", "5.25"}, {"15:04 -07", "01:02 +03"}, {"15:04 Z07:00:00", "01:02 -03:00:30"}, {"15:04 -0700", "01:02 +2500"}, {"15:04 -0700", "01:02 +0061"}, {"", "x"}, {"x", ""}, {"Jan 2", "é"}} {
		t, err := time.Parse(c[0], c[1])
		fmt.Println(t, err)
		t, err = time.ParseInLocation(c[0], c[1], zones[1])
		fmt.Println(t, err)
	}
	var u time.Time
	for _, s := range []string{`"2020-02-03T05:00:00Z"`, `"2020-02-03T5:00:00Z"`, `"2020-02-03T05:00:00,5Z"`, `"2020-02-03T05:00:00+24:00"`, `"2020-02-03T05:00:00+23:60"`, `null`, `5`, `"`, `"x"`} {
		fmt.Println(u.UnmarshalJSON([]byte(s)), u)
	}
	fmt.Println(u.UnmarshalBinary(nil), u.UnmarshalBinary([]byte{9}), u.UnmarshalBinary([]byte{1, 2}))
	for m := time.Month(0); m < 14; m++ {
		fmt.Print(m, " ", time.Weekday(m-1), " ")
	}
	fmt.Println()
	_, err := time.LoadLocation("Nowhere/Land")
	l, _ := time.LoadLocation("UTC")
	fmt.Println(err, l, time.FixedZone("Q", 1))
	fmt.Println(time.UnixMilli(1234567890123).UTC(), time.UnixMicro(-1234567890123).UTC(), time.Unix(1e9, 0).In(zones[1]).Local().UTC())
	fmt.Println(time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).Sub(time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)), time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).Sub(time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)))
}
