package p
type P struct { X, Y int; name string }
type L []P
type M map[string]*P
var ( a = P{1, 2, "x"}; b = P{X: 1, name: "n"}; c = L{{1, 2, ""}, {Y: 3}}; d = M{"a": {X: 1}, "b": nil}; e = [...]string{2: "x", "y", 0: "z"} )
var ( f = [][]int{{1}, {2, 3}, nil}; g = map[P][2]bool{{1, 2, ""}: {true}}; h = &[]*P{{}, &b}; i = struct{ P; int }{P{}, 1}; j = []any{1, "a", nil, []int{}} )
