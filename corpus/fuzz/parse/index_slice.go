package p

func f() {
	x = a[i]
	x = a[i, j]
	x = a[:]
	x = a[i:]
	x = a[:j]
	x = a[i:j:k]
	x = a[:j:k]
	x = a[[]int]
	x = a[i][j][k:l]
}
