package counter

import "testing"

// Functions that use the chain run on a chain: `govm deploy` and `govm call` try those. What they decide by can be tested here.
func TestNext(t *testing.T) {
	for _, c := range []struct {
		have, more, limit, want uint64
		err                     error
	}{
		{0, 3, 10, 3, nil},
		{7, 3, 10, 10, nil},
		{8, 3, 10, 0, errFull},
		{1, 1<<64 - 1, 1<<64 - 1, 0, errFull},
	} {
		if got, err := next(c.have, c.more, c.limit); got != c.want || err != c.err {
			t.Errorf("next(%d, %d, %d) = %d, %v, want %d, %v", c.have, c.more, c.limit, got, err, c.want, c.err)
		}
	}
}
