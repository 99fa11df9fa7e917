// Package utf8, as far as the invalid programs use it.
package utf8

const RuneError = 0xFFFD
