// Package feature holds what trained models look at in a word, as numbers for
// linear.F: its shape and its affixes. Nothing here allocates.
package feature

import (
	"unicode"
	"unicode/utf8"
)

// Suffix packs the last n bytes of s, at most 8, in lower case (ASCII). A
// shorter s gives 0, so that no suffix is the whole of a shorter word.
func Suffix(s string, n int) uint64 {
	if len(s) < n {
		return 0
	}
	return pack(s[len(s)-n:])
}

// Prefix packs the first n bytes of s, at most 8, in lower case (ASCII), or
// gives 0 when s is shorter.
func Prefix(s string, n int) uint64 {
	if len(s) < n {
		return 0
	}
	return pack(s[:n])
}

func pack(s string) (v uint64) {
	for i := range len(s) {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		v = v<<8 | uint64(c)
	}
	return v
}

// The classes of characters in a shape.
const (
	shapeLower = iota + 1
	shapeUpper
	shapeDigit
	shapeStop       // .
	shapeComma      // ,
	shapeHyphen     // -
	shapeApostrophe // ' ’
	shapeSlash
	shapeOther
)

// Shape is the word's shape, runs of one class as one or two ("Quill" and
// "Marshes" are Xxx, "U.S." X.X., "1,200" d,ddd up to length 16), packed four
// bits a character.
func Shape(s string) uint64 {
	const most = 16 // characters of four bits
	var shape, last uint64
	run, n := 0, 0
	for i := 0; i < len(s) && n < most; {
		c, size := shapeOf(s[i:])
		i += size
		if c == last {
			if run++; run > 2 {
				continue
			}
		} else {
			last, run = c, 1
		}
		shape = shape<<4 | c
		n++
	}
	return shape
}

func shapeOf(s string) (class uint64, size int) {
	switch c := s[0]; {
	case c >= 'a' && c <= 'z':
		return shapeLower, 1
	case c >= 'A' && c <= 'Z':
		return shapeUpper, 1
	case c >= '0' && c <= '9':
		return shapeDigit, 1
	case c == '.':
		return shapeStop, 1
	case c == ',':
		return shapeComma, 1
	case c == '-':
		return shapeHyphen, 1
	case c == '\'':
		return shapeApostrophe, 1
	case c == '/':
		return shapeSlash, 1
	case c < utf8.RuneSelf:
		return shapeOther, 1
	}
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case unicode.IsLower(r):
		return shapeLower, n
	case unicode.IsUpper(r) || unicode.IsTitle(r):
		return shapeUpper, n
	case unicode.IsDigit(r):
		return shapeDigit, n
	case r == '’':
		return shapeApostrophe, n
	}
	return shapeOther, n
}
