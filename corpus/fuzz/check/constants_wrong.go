package p
const a int8 = 128
const b = 1 / 0
const c uint = -1
const d = "a" + 1
const e = 1 << -1
const f = 1 << 1000000000
const g = 1e646456992
var h = [1 << 40]int{}
var i byte = 'a' * 10
const j = len(h) + x
var x = 1.5 << 3 + 'a' % 2.0
const k = big(1)
const l int = 1.1
const m = ^1.0
var n = []int{1 << 30: 1, -1: 2, 1.5: 3, 3, 1 << 62: 0}
