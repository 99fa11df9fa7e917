package p

func f() {
	x = a[]
	x = a[i:j:]
	x = a[i::k]
	x = a[::]
	x = a[i j]
	x = a[i:j:k:l]
	x = a[i
}
