// A constant must be representable in the type that it is given, and typed constant expressions must not overflow.
package main

const big = 1 << 100
const tooBig = 1 << 600 // ERROR "constant shift overflow"
const huge = big * big * big * big * big * big // ERROR "constant multiplication overflow"

var i8 int8 = 128 // ERROR "cannot use 128 (untyped int constant) as int8 value in variable declaration (overflows)"
var u8 byte = 256 // ERROR "cannot use 256 (untyped int constant) as byte value in variable declaration (overflows)"
var neg uint = -1 // ERROR "cannot use -1 (untyped int constant) as uint value in variable declaration (overflows)"
var i32 int32 = 1 << 31 // ERROR "cannot use 1 << 31 (untyped int constant 2147483648) as int32 value in variable declaration (overflows)"
var i int = 1 << 63 // ERROR "cannot use 1 << 63 (untyped int constant 9223372036854775808) as int value in variable declaration (overflows)"
var i64 int64 = 9223372036854775808 // ERROR "cannot use 9223372036854775808 (untyped int constant) as int64 value in variable declaration (overflows)"
var u64 uint64 = 18446744073709551616 // ERROR "cannot use 18446744073709551616 (untyped int constant) as uint64 value in variable declaration (overflows)"
var f32 float32 = 1e39 // ERROR "cannot use 1e39 (untyped float constant 1e+39) as float32 value in variable declaration (overflows)"
var f64 float64 = 1e309 // ERROR "cannot use 1e309 (untyped float constant 1e+309) as float64 value in variable declaration (overflows)"
var c64 complex64 = 1e39 // ERROR "cannot use 1e39 (untyped float constant 1e+39) as complex64 value in variable declaration (overflows)"
var trunc int = 1.5 // ERROR "cannot use 1.5 (untyped float constant) as int value in variable declaration (truncated)"
var trunc2 byte = 3.7 // ERROR "cannot use 3.7 (untyped float constant) as byte value in variable declaration (truncated)"
var r rune = 0x110000
var r2 int8 = 'a' * 2 // ERROR "cannot use 'a' * 2 (untyped rune constant 194) as int8 value in variable declaration (overflows)"

const max8 int8 = 127
const over8 = max8 + 1 // ERROR "max8 + 1 (constant 128 of type int8) overflows int8"
const mul8 = max8 * 2 // ERROR "max8 * 2 (constant 254 of type int8) overflows int8"
const neg8 = -max8 - 2 // ERROR "-max8 - 2 (constant -129 of type int8) overflows int8"
const minus = -int8(-128) // ERROR "-int8(-128) (constant 128 of type int8) overflows int8"
const shl8 = max8 << 1 // ERROR "max8 << 1 (constant 254 of type int8) overflows int8"
const compl uint8 = ^0 // ERROR "cannot use ^0 (untyped int constant -1) as uint8 value in constant declaration (overflows)"
const compl2 = ^uint8(0)
const under uint = uint(0) - 1 // ERROR "uint(0) - 1 (constant -1 of type uint) overflows uint"

var conv1 = byte(300) // ERROR "constant 300 overflows byte"
var conv2 = int8(-129) // ERROR "constant -129 overflows int8"
var conv3 = int(1.5) // ERROR "cannot convert 1.5 (untyped float constant) to type int"
var conv4 = uint(-1) // ERROR "constant -1 overflows uint"
var conv5 = float32(1e39) // ERROR "cannot convert 1e39 (untyped float constant 1e+39) to type float32"
var conv6 = int64(big) // ERROR "constant 1267650600228229401496703205376 overflows int64"
var conv7 = string(big)
var x int = big // ERROR "cannot use big (untyped int constant 1267650600228229401496703205376) as int value in variable declaration (overflows)"

func main() {
	var b byte
	b = 1000 // ERROR "cannot use 1000 (untyped int constant) as byte value in assignment (overflows)"
	b += 256 // ERROR "256 (untyped int constant) overflows byte"
	_ = b == 300 // ERROR "300 (untyped int constant) overflows byte"
	_ = b + 256 // ERROR "256 (untyped int constant) overflows byte"
	_ = b << 8
	var arr [big]int // ERROR "invalid array length big (untyped int constant 1267650600228229401496703205376)"
	_ = arr
	_ = x + big // ERROR "big (untyped int constant 1267650600228229401496703205376) overflows int"
	var f float32
	_ = f * 1e100 // ERROR "1e100 (untyped float constant 1e+100) overflows float32"
}
