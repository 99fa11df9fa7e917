// Functions as states, maps of functions, tokenising and evaluating expressions.
package main

import (
	"fmt"
	"strings"
)

type token struct {
	kind byte
	num  float64
}

type parser struct {
	toks []token
	pos  int
}

func lex(s string) (toks []token, err error) {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ':
		case strings.IndexByte("+-*/()^", c) >= 0:
			toks = append(toks, token{kind: c})
		case c >= '0' && c <= '9':
			n := 0.0
			for ; i < len(s) && s[i] >= '0' && s[i] <= '9'; i++ {
				n = n*10 + float64(s[i]-'0')
			}
			i--
			toks = append(toks, token{'n', n})
		default:
			return nil, fmt.Errorf("unexpected %q at %d", c, i)
		}
	}
	return append(toks, token{kind: 0}), nil
}

func (p *parser) peek() byte { return p.toks[p.pos].kind }
func (p *parser) next() token {
	t := p.toks[p.pos]
	p.pos++
	return t
}

var prec = map[byte]int{'+': 1, '-': 1, '*': 2, '/': 2, '^': 3}

var ops = map[byte]func(a, b float64) float64{
	'+': func(a, b float64) float64 { return a + b },
	'-': func(a, b float64) float64 { return a - b },
	'*': func(a, b float64) float64 { return a * b },
	'/': func(a, b float64) float64 { return a / b },
	'^': func(a, b float64) float64 {
		r := 1.0
		for range int(b) {
			r *= a
		}
		return r
	},
}

func (p *parser) expr(level int) float64 {
	left := p.operand()
	for prec[p.peek()] >= level && prec[p.peek()] > 0 {
		op := p.next().kind
		nextLevel := prec[op] + 1
		if op == '^' {
			nextLevel--
		}
		left = ops[op](left, p.expr(nextLevel))
	}
	return left
}

func (p *parser) operand() float64 {
	switch t := p.next(); t.kind {
	case 'n':
		return t.num
	case '-':
		return -p.operand()
	case '(':
		v := p.expr(1)
		if p.next().kind != ')' {
			panic("expected )")
		}
		return v
	default:
		panic(fmt.Sprintf("unexpected token %d", t.kind))
	}
}

func eval(s string) (v float64, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("eval %q: %v", s, r)
		}
	}()
	toks, err := lex(s)
	if err != nil {
		return 0, err
	}
	p := &parser{toks: toks}
	v = p.expr(1)
	if p.peek() != 0 {
		panic("trailing tokens")
	}
	return
}

type stateFn func(*machine) stateFn

type machine struct {
	in  string
	pos int
	out []string
}

func letters(m *machine) stateFn {
	start := m.pos
	for m.pos < len(m.in) && m.in[m.pos] >= 'a' {
		m.pos++
	}
	if m.pos > start {
		m.out = append(m.out, "L"+m.in[start:m.pos])
	}
	if m.pos == len(m.in) {
		return nil
	}
	return digits
}

func digits(m *machine) stateFn {
	start := m.pos
	for m.pos < len(m.in) && m.in[m.pos] < 'a' {
		m.pos++
	}
	m.out = append(m.out, "D"+m.in[start:m.pos])
	return letters
}

func main() {
	for _, s := range []string{"1 + 2 * 3", "(1+2)*3", "2^3^2", "-4/2-1", "1/0", "2*(3", "1 $ 2", "1 2", ""} {
		fmt.Println(eval(s))
	}
	m := &machine{in: "abc123de4f"}
	for f := stateFn(letters); f != nil; f = f(m) {
	}
	fmt.Println(m.out)
}
