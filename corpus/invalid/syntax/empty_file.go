// A file has a package clause. // ERROR "syntax error: package statement must be first"
