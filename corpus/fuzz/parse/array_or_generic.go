package p

type A [N]int
type B[N * 2]int
type C[P *T,] int
type D[P *[]int | Q] int
type E[P (T), Q []P, R [2]*P] int
type F [len(x)]int
type G[P T] int
type H[P *T | ~int] int
type I[P *struct{} | Q] int
type J[P []int] int
type K[(x)]int
