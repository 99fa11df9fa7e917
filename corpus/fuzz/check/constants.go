package p
const ( A = 1 << iota; B; _; C; D = "s" + "t"; E; F = 'a' + 1.0; G = 1i * 1i )
const ( Big = 1 << 200; Small = Big >> 199; Third = 1.0 / 3; Huge = 1e400 * 1e-390 )
const typed uint8 = ^uint8(0)
const ( l = len("abc"); m = len([...]int{9: 1}); r = real(2 + 3i); mx = max(1, 2.5, 'b') )
var x float32 = Huge
var s uint = 7
var sh = 1.0 << s
var y int8 = -1 << 7
type W int
const ( w W = iota + 1; v )
