package read

import (
	"errors"
	"strings"
)

// A Fate says what became of an input that gave no article.
type Fate string

const (
	Skipped Fate = "skipped" // left out on purpose; nothing for the user to repair
	Failed  Fate = "failed"  // should have given an article
)

// A Reason is why an input gave no article, in words that can be counted.
type Reason string

const (
	// Skipped.
	GivenTwice Reason = "given twice"
	Hidden     Reason = "hidden file"
	Media      Reason = "image, sound, video or font"
	Special    Reason = "not a regular file"
	NoEntries  Reason = "the list is empty"
	NoPage     Reason = "records that hold no article"
	// Failed.
	NotFound    Reason = "not found"
	Unreadable  Reason = "cannot be read"
	NoInput     Reason = "nothing to read in directory"
	Empty       Reason = "empty"
	Binary      Reason = "binary data"
	Unsupported Reason = "unsupported kind"
	TooLarge    Reason = "too large"
	Damaged     Reason = "damaged archive"
	BadJSON     Reason = "broken JSON"
	BadFeed     Reason = "broken feed"
	WrongType   Reason = "wrong type of a JSON key"
	NoText      Reason = "no text"
	NotFetched  Reason = "cannot be fetched"
)

// An Error is the fate of one input that gave no article: a file, a line of
// a JSON Lines file, an address. It is the only kind of error, beside the
// context's, that reading yields.
type Error struct {
	Input  string // as the user named it; "path:line" for a line, "path[n]" for an element, both counted from 1
	Fate   Fate
	Reason Reason
	Detail string // what exactly, one clause; may be empty
	Remedy string // what the user can do; may be empty
	Err    error  // cause, or nil
}

// Error says input, reason, detail and remedy in one line.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Input)
	b.WriteString(": ")
	b.WriteString(string(e.Reason))
	if e.Detail != "" {
		b.WriteString(": ")
		b.WriteString(e.Detail)
	}
	if e.Remedy != "" {
		b.WriteString("; ")
		b.WriteString(e.Remedy)
	}
	return b.String()
}

func (e *Error) Unwrap() error { return e.Err }

// FateOf returns how an error of reading is to be counted: Skipped or Failed;
// Failed for errors of any other kind.
func FateOf(err error) Fate {
	var e *Error
	if errors.As(err, &e) {
		return e.Fate
	}
	return Failed
}

func fail(reason Reason, detail, remedy string) *Error {
	return &Error{Fate: Failed, Reason: reason, Detail: detail, Remedy: remedy}
}

func skip(reason Reason, detail string) *Error {
	return &Error{Fate: Skipped, Reason: reason, Detail: detail}
}

// of names the input that the error is about.
func (e *Error) of(input string) *Error {
	e.Input = input
	return e
}

func (e *Error) because(err error) *Error {
	e.Err = err
	return e
}
