package p
type List[T any] struct { head T; tail *List[T] }
func (l *List[T]) Push(x T) *List[T] { return &List[T]{x, l} }
func (l *List[_]) Len() (n int) { for ; l != nil; l = l.tail { n++ }; return }
type Pair[K comparable, V any] struct { Key K; Val V }
var p = new(List[Pair[string, []int]]).Push(Pair[string, []int]{"a", nil}).Len()
