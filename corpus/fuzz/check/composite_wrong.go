package p
type P struct { X, Y int }
var _ = P{1}
var _ = P{1, 2, 3}
var _ = P{X: 1, 2}
var _ = P{Z: 1, X: 1, X: 2}
var _ = P{"a", 1}
var _ = []int{0: 1, 0: 2, "a": 3, 1.5: 4}
var _ = [2]int{1, 2, 3, 5: 1}
var _ = map[string]int{"a": 1, "a": 2, 3: 3, 4}
var _ = int{1}
var _ = *P{}
var _ = []P{{1, 2}, {Z: 1}, 3}
var _ = map[[]int]int{}
var _ = [...][...]int{{1}}
var _ [...]int
