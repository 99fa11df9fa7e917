// At package level, main and init can only be functions.
package main

var init = 1 // ERROR "cannot declare init - must be func"

type main struct{} // ERROR "cannot declare main - must be func"

const _ = 1
