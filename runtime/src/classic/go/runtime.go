// Package runtime is what the core app stands on: tables of values with a life, logs, hashes, signatures, events and energy. What
// is wrong ends the run by a panic, as it always did.
package runtime

import (
	"bytes"
	"encoding/binary"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"strings"
)

// The forms that Encode knows.
const (
	EncBinary = uint8(iota)
	EncJSON
	EncGob
)

// Lengths of what the chain names things by.
const (
	hashLen = 32
	lifeLen = 8
)

// TRuntime is the runtime of a chain.
type TRuntime struct {
	// Chain is the number of the chain.
	Chain uint64
}

// NewRuntime returns the runtime of the chain that this run belongs to.
func NewRuntime(addressType string, chain uint64) *TRuntime {
	if chain == 0 {
		chain = chainOf()
	}
	return &TRuntime{Chain: chain}
}

// Started reports whether the run has its energy: before that, packages are initialised.
func Started() bool { return started() }

// GetHash returns the SHA3-256 digest of "govm" followed by in.
func (r *TRuntime) GetHash(in []byte) []byte { return []byte(digest(in)) }

// Recover reports whether sign is a signature of msg by the owner of address.
func (r *TRuntime) Recover(address, sign, msg []byte) bool {
	_ = address[0]
	return isOwners(address, sign, msg)
}

// Encode returns the bytes of in: numbers of fixed size in binary, JSON, or gob.
func (r *TRuntime) Encode(typ uint8, in any) []byte {
	switch typ {
	case EncBinary:
		var buf bytes.Buffer
		if err := binary.Write(&buf, binary.BigEndian, in); err != nil {
			panic(err)
		}
		return buf.Bytes()
	case EncJSON:
		return r.JSONEncode(in)
	case EncGob:
		return encodeGob(in)
	default:
		panic("unknown encode type")
	}
}

// Decode reads what Encode wrote into what out points to and returns how many bytes that took, 0 for JSON.
func (r *TRuntime) Decode(typ uint8, in []byte, out any) int {
	switch typ {
	case EncBinary:
		n := binary.Size(out)
		if err := binary.Read(bytes.NewReader(in), binary.BigEndian, out); err != nil {
			// The original shows the beginning of what it could not read.
			_ = in[:20]
			panic(err)
		}
		return n
	case EncJSON:
		r.JSONDecode(in, out)
		return 0
	case EncGob:
		return decodeGob(in, out)
	default:
		panic("unknown decode type")
	}
}

// JSONEncode returns the JSON of in in the form that was written when the chain began.
func (r *TRuntime) JSONEncode(in any) []byte {
	out, err := json.Marshal(in)
	if err != nil {
		panic(err)
	}
	return oldEscapes(out)
}

// JSONDecode reads JSON into what out points to.
func (r *TRuntime) JSONDecode(in []byte, out any) {
	if err := json.Unmarshal(in, out); err != nil {
		panic(err)
	}
}

// oldEscapes writes backspace and form feed by their numbers.
func oldEscapes(in []byte) []byte {
	if !bytes.Contains(in, []byte(`\b`)) && !bytes.Contains(in, []byte(`\f`)) {
		return in
	}
	out := make([]byte, 0, len(in)+16)
	for i := 0; i < len(in); i++ {
		if in[i] != '\\' || i+1 == len(in) {
			out = append(out, in[i])
			continue
		}
		i++
		switch in[i] {
		case 'b':
			out = append(out, `\u0008`...)
		case 'f':
			out = append(out, `\u000c`...)
		default:
			out = append(out, '\\', in[i])
		}
	}
	return out
}

// encodeGob returns the stream of a gob encoder that sends in alone: types have numbers from the first that is free, and maps are
// sorted. On chains that say so the encoder has met other types before, as the one of the original's processes had.
func encodeGob(in any) []byte {
	var buf bytes.Buffer
	enc := gob.NewEncoder(&buf)
	for _, met := range []any{[1]bool{}, [2]bool{}, [3]bool{}, [4]bool{}}[:gobTypes()] {
		if err := enc.Encode(met); err != nil {
			panic(err)
		}
	}
	buf.Reset()
	if err := enc.Encode(in); err != nil {
		panic(err)
	}
	return buf.Bytes()
}

// decodeGob reads the first value of a stream and returns how many bytes that took.
func decodeGob(in []byte, out any) int {
	r := bytes.NewReader(in)
	if err := gob.NewDecoder(r).Decode(out); err != nil {
		panic(err)
	}
	return len(in) - r.Len()
}

// table returns the name of the table that belongs to the struct type of owner: its full name with another first letter.
func table(letter byte, owner any) string {
	name := structName(owner)
	if name == "" {
		panic("error owner, it must be a struct")
	}
	parts := strings.Split(name, ".")
	if len(parts) != 2 || parts[1] == "" || parts[1][0] < 'a' || parts[1][0] > 'z' {
		panic("error owner, it must be a private struct of a package")
	}
	return string(letter) + name[1:]
}

// DbSet keeps value until the time life. Without a value it deletes.
func (r *TRuntime) DbSet(owner any, key, value []byte, life uint64) {
	name := table('d', owner)
	if len(value) == 0 {
		write(name, key, nil)
		return
	}
	write(name, key, binary.BigEndian.AppendUint64(value, life))
}

// DbGet returns a value and the time until which it is kept, or nothing.
func (r *TRuntime) DbGet(owner any, key []byte) ([]byte, uint64) {
	return split(read(r.Chain, table('d', owner), key))
}

// DbGetLife returns the time until which a value is kept.
func (r *TRuntime) DbGetLife(owner any, key []byte) uint64 {
	_, life := r.DbGet(owner, key)
	return life
}

// LogWrite keeps a value that other chains may read until the time life.
func (r *TRuntime) LogWrite(owner any, key, value []byte, life uint64) {
	write(table('l', owner), key, binary.BigEndian.AppendUint64(value, life))
}

// LogRead returns what chain wrote in its log, and until when it is kept. Chains that are too far away cannot be read.
func (r *TRuntime) LogRead(owner any, chain uint64, key []byte) ([]byte, uint64) {
	name := table('l', owner)
	if chain == 0 {
		chain = r.Chain
	}
	if !mayRead(r.Chain, chain) {
		panic("too far, cannot read the log of that chain")
	}
	return split(read(chain, name, key))
}

// LogReadLife returns the time until which an entry of this chain's log is kept.
func (r *TRuntime) LogReadLife(owner any, key []byte) uint64 {
	_, life := r.LogRead(owner, 0, key)
	return life
}

func split(stored []byte) ([]byte, uint64) {
	n := len(stored) - lifeLen
	if n < 0 {
		return nil, 0
	}
	return stored[:n], binary.BigEndian.Uint64(stored[n:])
}

// GetAppName returns the name of the app whose package declares the struct type of owner.
func (r *TRuntime) GetAppName(owner any) []byte {
	name := table('d', owner)
	// Packages of apps have names of digits; of any other, what can be read is returned.
	out, _ := hex.DecodeString(name[1:strings.IndexByte(name, '.')])
	return out
}

// Event tells those who listen that something happened.
func (r *TRuntime) Event(user any, event string, param ...[]byte) {
	emit(structName(user)+"."+event, param)
}

// NewApp deploys an app when the transaction that the core is at has been done.
func (r *TRuntime) NewApp(name, code []byte) { newApp(name, code) }

// RunApp runs an app when the transaction that the core is at has been done.
func (r *TRuntime) RunApp(name, user, data []byte, energy, cost uint64) {
	runApp(name, user, data, energy, cost)
}

// ConsumeEnergy charges n, and ends the run by a panic when there is not enough.
func (r *TRuntime) ConsumeEnergy(n uint64) { ConsumeEnergy(n) }

// ConsumeEnergy charges n, and ends the run by a panic when there is not enough.
func ConsumeEnergy(n uint64) {
	if message := consume(n); message != "" {
		panic(message)
	}
}

func chainOf() uint64
func started() bool
func gobTypes() int
func digest(in []byte) string
func isOwners(address, sign, msg []byte) bool
func structName(owner any) string
func write(table string, key, stored []byte)
func read(chain uint64, table string, key []byte) []byte
func mayRead(reader, chain uint64) bool
func emit(name string, params [][]byte)
func consume(n uint64) string
func newApp(name, code []byte)
func runApp(name, user, data []byte, energy, cost uint64)
