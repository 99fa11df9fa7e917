package json

import (
	"bytes"
	"io"
)

// A Decoder reads JSON values from a stream, one after the other.
type Decoder struct {
	r       io.Reader
	buf     []byte
	at      int   // what is before in buf was read
	dropped int64 // bytes that were in buf before
	scanned int64 // bytes of the values that were decoded, which is what offsets of errors count
	err     error
	d       decoder

	state  int
	states []int // of the arrays and objects around
}

// What Token expects.
const (
	atTop = iota
	atArrayStart
	atArrayValue
	atArrayComma
	atObjectStart
	atObjectKey
	atObjectColon
	atObjectValue
	atObjectComma
)

// NewDecoder returns a Decoder of r, which may read more of it than it needs.
func NewDecoder(r io.Reader) *Decoder { return &Decoder{r: r} }

// UseNumber makes numbers in interfaces Numbers instead of floats.
func (dec *Decoder) UseNumber() { dec.d.useNumber = true }

// DisallowUnknownFields makes object keys that are no field of the struct an error.
func (dec *Decoder) DisallowUnknownFields() { dec.d.strict = true }

// Buffered returns a reader of what was read from the stream and not decoded, valid until the next Decode.
func (dec *Decoder) Buffered() io.Reader { return bytes.NewReader(dec.buf[dec.at:]) }

// InputOffset returns how many bytes were decoded.
func (dec *Decoder) InputOffset() int64 { return dec.dropped + int64(dec.at) }

// refill reads more.
func (dec *Decoder) refill() error {
	if dec.at > 0 {
		dec.dropped += int64(dec.at)
		dec.buf = dec.buf[:copy(dec.buf, dec.buf[dec.at:])]
		dec.at = 0
	}
	const least = 512
	if cap(dec.buf)-len(dec.buf) < least {
		buf := make([]byte, len(dec.buf), 2*cap(dec.buf)+least)
		copy(buf, dec.buf)
		dec.buf = buf
	}
	n, err := dec.r.Read(dec.buf[len(dec.buf):cap(dec.buf)])
	dec.buf = dec.buf[:len(dec.buf)+n]
	return err
}

// peek returns the next byte that is not space.
func (dec *Decoder) peek() (byte, error) {
	for {
		at := skipSpace(dec.buf, dec.at)
		if at < len(dec.buf) {
			dec.at = at
			return dec.buf[at], nil
		}
		// The space stays, so that the offset is that of the value before.
		if err := dec.refill(); err != nil {
			if skipSpace(dec.buf, dec.at) == len(dec.buf) {
				return 0, err
			}
		}
	}
}

// readValue makes sure that the next value is in the buffer and returns its end.
func (dec *Decoder) readValue() (int, error) {
	var readErr error
	for {
		end, state := scan(dec.buf, dec.at)
		// A number may go on with what comes next.
		more := end == len(dec.buf) && (state != complete || !closes(dec.buf[end-1]))
		if !more {
			if state != complete {
				err := fault(dec.buf, end, state)
				err.Offset += dec.scanned - int64(dec.at)
				dec.err = err
				return 0, err
			}
			return end, nil
		}
		if readErr != nil {
			if readErr == io.EOF {
				if state == complete {
					return end, nil
				}
				if skipSpace(dec.buf, dec.at) < len(dec.buf) {
					readErr = io.ErrUnexpectedEOF
				}
			}
			dec.err = readErr
			return 0, readErr
		}
		readErr = dec.refill()
	}
}

// closes reports whether a value that ends with c is complete whatever comes next.
func closes(c byte) bool { return c != '-' && (c < '0' || c > '9') }

// Decode reads the next value into what v points to, as Unmarshal does. At the end the error is io.EOF.
func (dec *Decoder) Decode(v any) error {
	if dec.err != nil {
		return dec.err
	}
	if err := dec.prepare(); err != nil {
		return err
	}
	if dec.state != atTop && dec.state != atArrayStart && dec.state != atArrayValue && dec.state != atObjectValue {
		return &SyntaxError{"not at beginning of value", dec.InputOffset()}
	}
	end, err := dec.readValue()
	if err != nil {
		return err
	}
	d := decoder{data: dec.buf[dec.at:end], useNumber: dec.d.useNumber, strict: dec.d.strict}
	dec.scanned += int64(end - dec.at)
	dec.at = end
	err = d.unmarshal(v)
	dec.valueEnd()
	return err
}

// prepare reads the comma or colon before a value.
func (dec *Decoder) prepare() error {
	want, state, message := byte(','), atArrayValue, "expected comma after array element"
	switch dec.state {
	case atArrayComma:
	case atObjectColon:
		want, state, message = ':', atObjectValue, "expected colon after object key"
	default:
		return nil
	}
	c, err := dec.peek()
	if err != nil {
		return err
	}
	if c != want {
		return &SyntaxError{message, dec.InputOffset()}
	}
	dec.at++
	dec.state = state
	return nil
}

// valueEnd notes that a value was read.
func (dec *Decoder) valueEnd() {
	switch dec.state {
	case atArrayStart, atArrayValue:
		dec.state = atArrayComma
	case atObjectValue:
		dec.state = atObjectComma
	}
}

// A Token is a Delim, bool, float64, Number, string or nil.
type Token any

// A Delim is one of [ ] { }.
type Delim rune

func (d Delim) String() string { return string(d) }

// More reports whether there is another element in the array or object that is being read.
func (dec *Decoder) More() bool {
	c, err := dec.peek()
	return err == nil && c != ']' && c != '}'
}

func (dec *Decoder) open(c byte, state int) Token {
	dec.at++
	dec.states = append(dec.states, dec.state)
	dec.state = state
	return Delim(c)
}

func (dec *Decoder) close(c byte) Token {
	dec.at++
	n := len(dec.states) - 1
	dec.state, dec.states = dec.states[n], dec.states[:n]
	dec.valueEnd()
	return Delim(c)
}

// Token returns the next token; commas and colons are passed over. At the end the error is io.EOF.
func (dec *Decoder) Token() (Token, error) {
	for {
		c, err := dec.peek()
		if err != nil {
			return nil, err
		}
		valueComes := dec.state == atTop || dec.state == atArrayStart || dec.state == atArrayValue || dec.state == atObjectValue
		switch {
		case c == '[' && valueComes:
			return dec.open(c, atArrayStart), nil
		case c == '{' && valueComes:
			return dec.open(c, atObjectStart), nil
		case c == ']' && (dec.state == atArrayStart || dec.state == atArrayComma):
			return dec.close(c), nil
		case c == '}' && (dec.state == atObjectStart || dec.state == atObjectComma):
			return dec.close(c), nil
		case c == ':' && dec.state == atObjectColon:
			dec.at++
			dec.state = atObjectValue
			continue
		case c == ',' && dec.state == atArrayComma:
			dec.at++
			dec.state = atArrayValue
			continue
		case c == ',' && dec.state == atObjectComma:
			dec.at++
			dec.state = atObjectKey
			continue
		case c == '"' && (dec.state == atObjectStart || dec.state == atObjectKey):
			var key string
			state := dec.state
			dec.state = atTop
			err := dec.Decode(&key)
			dec.state = state
			if err != nil {
				return nil, err
			}
			dec.state = atObjectColon
			return key, nil
		case valueComes && c != '[' && c != '{' && c != ']' && c != '}' && c != ':' && c != ',':
			var value any
			if err := dec.Decode(&value); err != nil {
				return nil, err
			}
			return value, nil
		}
		return nil, dec.tokenError(c)
	}
}

func (dec *Decoder) tokenError(c byte) error {
	context := ""
	switch dec.state {
	case atTop, atArrayStart, atArrayValue, atObjectValue:
		context = " looking for beginning of value"
	case atArrayComma:
		context = " after array element"
	case atObjectKey:
		context = " looking for beginning of object key string"
	case atObjectColon:
		context = " after object key"
	case atObjectComma:
		context = " after object key:value pair"
	}
	return &SyntaxError{"invalid character " + quoteByte(c) + context, dec.InputOffset()}
}

// An Encoder writes JSON values to a stream, each with a line feed behind it.
type Encoder struct {
	w            io.Writer
	err          error
	noHTML       bool
	prefix, step string
}

// NewEncoder returns an Encoder to w.
func NewEncoder(w io.Writer) *Encoder { return &Encoder{w: w} }

// Encode writes the JSON of v.
func (enc *Encoder) Encode(v any) error {
	if enc.err != nil {
		return enc.err
	}
	e := &encoder{escapeHTML: !enc.noHTML}
	if err := e.marshal(v); err != nil {
		return err
	}
	if enc.prefix != "" || enc.step != "" {
		e.buf = []byte(indent(e.buf, enc.prefix, enc.step))
	}
	_, err := enc.w.Write(append(e.buf, '\n'))
	if err != nil {
		enc.err = err
	}
	return err
}

// SetIndent makes Encode write a line for each element, as Indent does; two empty strings end that.
func (enc *Encoder) SetIndent(prefix, indent string) { enc.prefix, enc.step = prefix, indent }

// SetEscapeHTML sets whether <, > and & are escaped in strings; they are unless it is set to false.
func (enc *Encoder) SetEscapeHTML(on bool) { enc.noHTML = !on }
