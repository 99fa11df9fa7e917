package main

import (
	"bytes"
	"fmt"
	"io"
	"unicode"
)

func main() {
	for _, s := range []string{"", "abcabc", " x y ", "a,b,c", "héé", "aaaa"} {
		b := []byte(s)
		for _, t := range []string{"", "a", "bc", ",", "é"} {
			sep := []byte(t)
			fmt.Println(bytes.Index(b, sep), bytes.LastIndex(b, sep), bytes.Count(b, sep), bytes.Contains(b, sep), bytes.HasPrefix(b, sep), bytes.HasSuffix(b, sep), bytes.Compare(b, sep), bytes.Equal(b, sep))
			fmt.Printf("%q %q %q %q %q\n", bytes.Split(b, sep), bytes.SplitN(b, sep, 2), bytes.SplitAfter(b, sep), bytes.Trim(b, t), bytes.ReplaceAll(b, sep, []byte("<>")))
			x, y, ok := bytes.Cut(b, sep)
			fmt.Printf("%q %q %t\n", x, y, ok)
		}
		fmt.Printf("%q %q %q %q %q %q\n", bytes.Fields(b), bytes.ToUpper(b), bytes.TrimSpace(b), b, bytes.Repeat(b, 2), bytes.TrimFunc(b, unicode.IsLetter))
		fmt.Printf("%q %v %q\n", bytes.Map(unicode.ToUpper, b), bytes.Runes(b), bytes.Join([][]byte{b, b}, []byte("-")))
	}
	var buf bytes.Buffer
	buf.WriteString("hello ")
	fmt.Fprintf(&buf, "%d", 42)
	buf.WriteByte('!')
	buf.WriteRune('世')
	fmt.Println(buf.String(), buf.Len())
	p := make([]byte, 4)
	n, err := buf.Read(p)
	fmt.Println(n, err, string(p))
	c, err := buf.ReadByte()
	fmt.Println(c, err, buf.UnreadByte(), buf.UnreadByte())
	line, err := buf.ReadString('4')
	fmt.Printf("%q %v\n", line, err)
	rest, err := buf.ReadBytes('x')
	fmt.Printf("%q %v\n", rest, err)
	_, err = buf.ReadByte()
	fmt.Println(err, err == io.EOF)
	buf.Write([]byte("x世"))
	r, size, err := buf.ReadRune()
	fmt.Println(r, size, err)
	r, size, err = buf.ReadRune()
	fmt.Println(r, size, err, buf.UnreadRune(), buf.Len())
	var dst bytes.Buffer
	fmt.Println(buf.WriteTo(&dst))
	fmt.Println(dst.ReadFrom(bytes.NewBufferString("more")))
	all, err := io.ReadAll(&dst)
	fmt.Println(string(all), err)
	dst.WriteString("abc")
	dst.Truncate(2)
	fmt.Println(dst.String(), bytes.NewBuffer([]byte("z")).String())
}
