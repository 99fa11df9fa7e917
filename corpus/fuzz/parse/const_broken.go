package p

const
const x int
const = 1
const a b c = 1
const (x = 1, y = 2)
