package binary

import (
	"errors"
	"io"
	"math"
	"reflect"
)

var (
	errOverflow = errors.New("binary: varint overflows a 64-bit integer")
	errTooSmall = errors.New("buffer too small")
)

// NativeEndian is the order of bytes of the machine, which is LittleEndian for every machine here.
var NativeEndian nativeEndian

type nativeEndian struct{ littleEndian }

func (nativeEndian) String() string   { return "NativeEndian" }
func (nativeEndian) GoString() string { return "binary.NativeEndian" }

// ReadUvarint reads a number in seven bits per byte. At the end of the input the error is io.EOF, in the middle of a
// number io.ErrUnexpectedEOF.
func ReadUvarint(r io.ByteReader) (uint64, error) {
	var x uint64
	for i := range MaxVarintLen64 {
		c, err := r.ReadByte()
		if err != nil {
			if i > 0 && err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return x, err
		}
		if i == MaxVarintLen64-1 && c > 1 && c < 0x80 {
			return x, errOverflow
		}
		if c < 0x80 {
			return x | uint64(c)<<(7*i), nil
		}
		x |= uint64(c&0x7f) << (7 * i)
	}
	return x, errOverflow
}

// ReadVarint is ReadUvarint for a signed number.
func ReadVarint(r io.ByteReader) (int64, error) {
	u, err := ReadUvarint(r)
	return int64(u>>1) ^ -int64(u&1), err
}

// sizeOf returns the bytes of a value of a type, -1 if that is not fixed.
func sizeOf(t reflect.Type) int {
	switch k := t.Kind(); k {
	case reflect.Array:
		if n := sizeOf(t.Elem()); n >= 0 {
			return n * t.Len()
		}
	case reflect.Struct:
		sum := 0
		for i := range t.NumField() {
			n := sizeOf(t.Field(i).Type)
			if n < 0 {
				return -1
			}
			sum += n
		}
		return sum
	case reflect.Bool, reflect.Int8, reflect.Uint8:
		return 1
	case reflect.Int16, reflect.Uint16:
		return 2
	case reflect.Int32, reflect.Uint32, reflect.Float32:
		return 4
	case reflect.Int64, reflect.Uint64, reflect.Float64, reflect.Complex64:
		return 8
	case reflect.Complex128:
		return 16
	}
	return -1
}

// dataSize is sizeOf for a value, which may be a slice.
func dataSize(v reflect.Value) int {
	if !v.IsValid() {
		return -1
	}
	if v.Kind() == reflect.Slice {
		if n := sizeOf(v.Type().Elem()); n >= 0 {
			return n * v.Len()
		}
		return -1
	}
	return sizeOf(v.Type())
}

// Size returns how many bytes Write makes of v, -1 if v is not of a fixed size or a slice of such values.
func Size(v any) int { return dataSize(reflect.Indirect(reflect.ValueOf(v))) }

// target returns what data points to, or the slice that it is, and its size.
func target(data any) (reflect.Value, int) {
	v := reflect.ValueOf(data)
	switch v.Kind() {
	case reflect.Pointer:
		v = v.Elem()
		return v, dataSize(v)
	case reflect.Slice:
		return v, dataSize(v)
	}
	return v, -1
}

func typeName(data any) string {
	if t := reflect.TypeOf(data); t != nil {
		return t.String()
	}
	return "<nil>"
}

// Read reads what data points to, or the elements of the slice data, from r: numbers, bools, and arrays and structs of them. Fields
// named _ are passed over.
func Read(r io.Reader, order ByteOrder, data any) error {
	v, size := target(data)
	if size < 0 {
		return errors.New("binary.Read: invalid type " + typeName(data))
	}
	buf := make([]byte, size)
	if _, err := io.ReadFull(r, buf); err != nil {
		return err
	}
	c := coder{order, buf}
	c.read(v)
	return nil
}

// Decode reads data as Read does from buf and returns how many bytes that took.
func Decode(buf []byte, order ByteOrder, data any) (int, error) {
	v, size := target(data)
	if size < 0 {
		return 0, errors.New("binary.Decode: invalid type " + typeName(data))
	}
	if len(buf) < size {
		return 0, errTooSmall
	}
	c := coder{order, buf[:size]}
	c.read(v)
	return size, nil
}

// Write writes data, what it points to, or its elements if it is a slice, to w. Fields named _ are zeros.
func Write(w io.Writer, order ByteOrder, data any) error {
	buf, err := appended(nil, order, data, "binary.Write")
	if err != nil {
		return err
	}
	_, err = w.Write(buf)
	return err
}

// Append appends to buf what Write writes.
func Append(buf []byte, order ByteOrder, data any) ([]byte, error) {
	return appended(buf, order, data, "binary.Append")
}

func appended(buf []byte, order ByteOrder, data any, caller string) ([]byte, error) {
	v := reflect.Indirect(reflect.ValueOf(data))
	size := dataSize(v)
	if size < 0 {
		return nil, errors.New(caller + ": some values are not fixed-sized in type " + typeName(data))
	}
	n := len(buf)
	buf = append(buf, make([]byte, size)...)
	c := coder{order, buf[n:]}
	c.write(v)
	return buf, nil
}

// Encode writes to buf what Write writes and returns how many bytes that are.
func Encode(buf []byte, order ByteOrder, data any) (int, error) {
	v := reflect.Indirect(reflect.ValueOf(data))
	size := dataSize(v)
	if size < 0 {
		return 0, errors.New("binary.Encode: some values are not fixed-sized in type " + typeName(data))
	}
	if len(buf) < size {
		return 0, errTooSmall
	}
	c := coder{order, buf}
	c.write(v)
	return size, nil
}

// A coder goes through a buffer that is as long as what is read or written.
type coder struct {
	order ByteOrder
	buf   []byte
}

func (c *coder) take(n int) []byte {
	b := c.buf[:n]
	c.buf = c.buf[n:]
	return b
}

func (c *coder) number(size int) uint64 {
	switch b := c.take(size); size {
	case 1:
		return uint64(b[0])
	case 2:
		return uint64(c.order.Uint16(b))
	case 4:
		return uint64(c.order.Uint32(b))
	default:
		return c.order.Uint64(b)
	}
}

func (c *coder) put(size int, x uint64) {
	switch b := c.take(size); size {
	case 1:
		b[0] = byte(x)
	case 2:
		c.order.PutUint16(b, uint16(x))
	case 4:
		c.order.PutUint32(b, uint32(x))
	default:
		c.order.PutUint64(b, x)
	}
}

func (c *coder) float(size int) float64 {
	if size == 4 {
		return float64(math.Float32frombits(uint32(c.number(4))))
	}
	return math.Float64frombits(c.number(8))
}

func (c *coder) putFloat(size int, x float64) {
	if size == 4 {
		c.put(4, uint64(math.Float32bits(float32(x))))
	} else {
		c.put(8, math.Float64bits(x))
	}
}

func (c *coder) read(v reflect.Value) {
	switch k := v.Kind(); k {
	case reflect.Slice, reflect.Array:
		if k == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
			copy(v.Bytes(), c.take(v.Len()))
			return
		}
		for i := range v.Len() {
			c.read(v.Index(i))
		}
	case reflect.Struct:
		t := v.Type()
		for i := range v.NumField() {
			if f := v.Field(i); f.CanSet() || t.Field(i).Name != "_" {
				c.read(f)
			} else {
				c.take(sizeOf(f.Type()))
			}
		}
	case reflect.Bool:
		v.SetBool(c.number(1) != 0)
	case reflect.Int8:
		v.SetInt(int64(int8(c.number(1))))
	case reflect.Int16:
		v.SetInt(int64(int16(c.number(2))))
	case reflect.Int32:
		v.SetInt(int64(int32(c.number(4))))
	case reflect.Int64:
		v.SetInt(int64(c.number(8)))
	case reflect.Float32, reflect.Float64:
		v.SetFloat(c.float(sizeOf(v.Type())))
	case reflect.Complex64, reflect.Complex128:
		half := sizeOf(v.Type()) / 2
		re := c.float(half)
		v.SetComplex(complex(re, c.float(half)))
	default:
		v.SetUint(c.number(sizeOf(v.Type())))
	}
}

func (c *coder) write(v reflect.Value) {
	switch k := v.Kind(); k {
	case reflect.Slice, reflect.Array:
		if k == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
			copy(c.take(v.Len()), v.Bytes())
			return
		}
		for i := range v.Len() {
			c.write(v.Index(i))
		}
	case reflect.Struct:
		t := v.Type()
		for i := range v.NumField() {
			if f := v.Field(i); t.Field(i).Name != "_" {
				c.write(f)
			} else {
				clear(c.take(sizeOf(f.Type())))
			}
		}
	case reflect.Bool:
		x := uint64(0)
		if v.Bool() {
			x = 1
		}
		c.put(1, x)
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		c.put(sizeOf(v.Type()), uint64(v.Int()))
	case reflect.Float32, reflect.Float64:
		c.putFloat(sizeOf(v.Type()), v.Float())
	case reflect.Complex64, reflect.Complex128:
		half := sizeOf(v.Type()) / 2
		c.putFloat(half, real(v.Complex()))
		c.putFloat(half, imag(v.Complex()))
	default:
		c.put(sizeOf(v.Type()), v.Uint())
	}
}
