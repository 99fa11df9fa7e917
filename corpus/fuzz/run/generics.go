package main

type num interface{ ~int | ~float64 }
type list[T any] struct {
	v T
	n *list[T]
}

func (l *list[T]) push(v T) *list[T] { return &list[T]{v, l} }
func sum[T num](l *list[T]) (s T) { for ; l != nil; l = l.n { s += l.v }; return }

func main() { var l *list[float64]; println(sum(l.push(1).push(2.5)), sum((&list[int]{v: 3}).push(4))) }
