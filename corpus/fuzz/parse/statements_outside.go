package p

x := 1
for {
}
if a {
}
return
