// Complex numbers.
package main

import "fmt"

func main() {
	a := 1 + 2i
	b := complex(3, -1)
	fmt.Println(a+b, a-b, a*b, a/b, -a)
	fmt.Println(real(a), imag(b), a == b, a != b, a == 1+2i)
	var c complex64 = complex(float32(0.5), 2)
	fmt.Println(c, c*c, real(c))
	fmt.Printf("%T %T %T %.1f %v\n", a, c, real(c), a, 1i*1i)
	z := complex(0, 0)
	for i := range 5 {
		z = z*z + complex(0.1*float64(i), -0.2)
	}
	fmt.Printf("%.4f\n", z)
	var d complex128
	d += 2
	d *= 1i
	fmt.Println(d)
	m := map[complex128]string{1i: "i", 2: "two"}
	fmt.Println(m[1i], m[2+0i], len(m))
	type pair struct{ re, im float64 }
	p := pair{real(b), imag(b)}
	fmt.Println(p, complex128(c))
	const k = (1 + 1i) * (1 - 1i)
	var n int = k
	fmt.Println(n)
}
