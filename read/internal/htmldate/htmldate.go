// Package htmldate stands in for github.com/markusmobius/go-htmldate, which
// trafilatura imports to guess dates of publication. Parallax switches that
// off and reads dates itself; but importing the real package alone costs each
// run of the program 0.3 s and 67 MB, in which its date parser compiles the
// patterns of two hundred languages. See docs/decisions/004-no-date-guessing.md.
package htmldate

import (
	"errors"
	"time"

	"golang.org/x/net/html"
)

// Options are the fields that trafilatura sets.
type Options struct {
	URL                 string
	UseOriginalDate     bool
	SkipExtensiveSearch bool
}

// Result is the fields that trafilatura reads.
type Result struct {
	DateTime time.Time
	HasTime  bool
}

// IsZero reports that no date was found.
func (r Result) IsZero() bool { return r.DateTime.IsZero() }

// FromDocument finds nothing.
func FromDocument(*html.Node, Options) (Result, error) {
	return Result{}, errors.New("dates are read by package read")
}
