package main

type bad struct{ code int }

func (b bad) Error() string { panic("in Error") }

func main() { panic(bad{3}) }
