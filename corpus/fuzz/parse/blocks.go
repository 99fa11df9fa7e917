package p

func f() {
	{
	}
	{ a(); { b() }; ; }
	;;
	{ var x int; type T int; const c = 1 }
}
