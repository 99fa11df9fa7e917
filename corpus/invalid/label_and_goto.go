// A label that nothing uses is an error, and so is a jump to one that is not there.
package main

func main() {
unused: // ERROR "label unused defined and not used"
	for {
		goto missing // ERROR "label missing not defined"
	}
}
