// Package dateparser stands in for github.com/markusmobius/go-dateparser,
// which go-htmldate, and so go-trafilatura, links for date phrases in other
// languages. At every start of the program that module builds tables for 200
// locales: 0.25 s and 95 MB for each run of a command that takes 0.1 s. This
// one offers the part of its API that go-htmldate uses and finds nothing, so
// that go-htmldate falls back on its own patterns (ISO dates, English, day
// first and month first). docs/decisions/004-dateparser.md has the figures.
package dateparser

import (
	"errors"
	"time"
)

// ParserType selects a way of parsing; none is offered here.
type ParserType uint8

const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// PreferredDateSource resolves what is ambiguous; nothing is resolved here.
type PreferredDateSource uint8

// Past prefers dates in the past.
const Past PreferredDateSource = 1

// Configuration is accepted and not used.
type Configuration struct {
	CurrentTime         time.Time
	PreferredDateSource PreferredDateSource
	StrictParsing       bool
}

// Parser finds no date.
type Parser struct{ ParserTypes []ParserType }

// Date is a time that was found.
type Date struct{ Time time.Time }

var errNotOffered = errors.New("dateparser: date phrases of other languages are not parsed")

// Parse always returns an error and the zero Date.
func (*Parser) Parse(*Configuration, string, ...string) (Date, error) { return Date{}, errNotOffered }
