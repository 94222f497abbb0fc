package read

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/transform"

	"parallax/text"
)

// json reads the articles of a stream that opens with { or [: JSON Lines, one
// object over several lines (or several, one behind the other), or an array.
func (r *reader) json(src source, br *bufio.Reader) bool {
	// A stream in UTF-16 is turned into UTF-8 as it is read; a mark is dropped.
	// Without one its first character, which is ASCII, tells (RFC 4627, 3).
	head, _ := br.Peek(4)
	e, _, length := text.ByteOrderMark(head)
	switch {
	case length > 0:
		br.Discard(length)
	case len(head) > 1 && head[1] == 0:
		e, _, _ = text.ByteOrderMark([]byte("\xFF\xFE"))
	case len(head) > 1 && head[0] == 0:
		e, _, _ = text.ByteOrderMark([]byte("\xFE\xFF"))
	}
	if e != nil {
		br = bufio.NewReaderSize(transform.NewReader(br, e.NewDecoder()), sniffed)
	}
	head, _ = br.Peek(sniffed)
	if bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n\f\v"), []byte("[")) {
		return r.array(src, br)
	}
	lines := &lineReader{in: br, limit: r.opts.MaxBytes}
	line, err := lines.next()
	if len(line) > 0 && json.Valid(line) || errors.Is(err, errLongLine) {
		return r.lines(src, lines, line, err)
	}
	if err != nil && err != io.EOF {
		return r.error(readError(err), src.name)
	}
	return r.values(src, br, line)
}

// values reads objects that span lines. When the first one is broken, and
// further lines open objects of their own, it is JSON Lines with a broken
// first line.
func (r *reader) values(src source, br *bufio.Reader, firstLine []byte) bool {
	var read bytes.Buffer // what the decoder has taken, to take it again as lines
	first := append(bytes.Clone(firstLine), '\n')
	in := &limitReader{in: io.TeeReader(io.MultiReader(bytes.NewReader(first), br), &read), left: r.opts.MaxBytes}
	dec := json.NewDecoder(in)
	for ordinal := 1; ; ordinal++ {
		var raw json.RawMessage
		err := dec.Decode(&raw)
		switch {
		case err == io.EOF && ordinal > 1:
			return true
		case err != nil && ordinal == 1 && isSyntax(err):
			ahead, _ := br.Peek(sniffed)
			if bytes.Contains(read.Bytes(), []byte("\n{")) || bytes.Contains(ahead, []byte("\n{")) {
				rest := bufio.NewReaderSize(io.MultiReader(bytes.NewReader(read.Bytes()), br), sniffed)
				lines := &lineReader{in: rest, limit: r.opts.MaxBytes}
				line, err := lines.next()
				return r.lines(src, lines, line, err)
			}
			return r.error(jsonError(err), src.name)
		}
		// Further objects are rare; they get numbers, the first does not.
		name, number := src.name, 0
		if ordinal > 1 {
			name, number = element(src, ordinal), ordinal
		}
		if err != nil {
			return r.error(jsonError(err), name)
		}
		if !r.object(src, name, raw, number) {
			return false
		}
		if !r.going() {
			return false
		}
		read.Reset()
		in.left = r.opts.MaxBytes
	}
}

// lines reads JSON Lines, of which the first line is read already.
func (r *reader) lines(src source, lines *lineReader, line []byte, err error) bool {
	single := true // no other line has anything in it
	for ; ; line, err = lines.next() {
		if !r.going() {
			return false
		}
		name := fmt.Sprintf("%s:%d", src.name, lines.number)
		switch {
		case errors.Is(err, errLongLine):
			if !r.error(tooLarge(r.opts.MaxBytes), name) {
				return false
			}
			single = false
			continue
		case err != nil && err != io.EOF:
			e := readError(err)
			e.Detail += fmt.Sprintf(" after line %d", lines.number-1)
			return r.error(e, src.name)
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			ordinal := lines.number
			if single && (err == io.EOF || lines.blankRest()) {
				ordinal, name = 0, src.name
			}
			single = false
			if !r.object(src, name, line, ordinal) {
				return false
			}
		}
		if err == io.EOF {
			return true
		}
	}
}

// array reads the elements of an array, one at a time.
func (r *reader) array(src source, br *bufio.Reader) bool {
	in := &limitReader{in: br, left: r.opts.MaxBytes}
	dec := json.NewDecoder(in)
	if _, err := dec.Token(); err != nil { // [
		return r.error(jsonError(err), src.name)
	}
	ordinal := 0
	for dec.More() {
		if !r.going() {
			return false
		}
		ordinal++
		in.left = r.opts.MaxBytes
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return r.broken(src, ordinal, err)
		}
		if !r.object(src, element(src, ordinal), raw, ordinal) {
			return false
		}
	}
	if _, err := dec.Token(); err != nil { // ]
		return r.broken(src, ordinal+1, err)
	}
	if ordinal == 0 {
		return r.error(fail(Empty, "the JSON array has no elements", ""), src.name)
	}
	return true
}

// broken ends an array: behind broken JSON nothing tells where the next
// element starts.
func (r *reader) broken(src source, ordinal int, err error) bool {
	e := jsonError(err)
	if ordinal > 1 {
		e.Detail += fmt.Sprintf("; the %s before it was read, the rest is lost", plural(ordinal-1, "element", "elements"))
	}
	return r.error(e, element(src, ordinal))
}

func element(src source, ordinal int) string { return fmt.Sprintf("%s[%d]", src.name, ordinal) }

func isSyntax(err error) bool {
	var syntax *json.SyntaxError
	return errors.As(err, &syntax) || errors.Is(err, io.ErrUnexpectedEOF)
}

// jsonError says what broke JSON; or the stream below it.
func jsonError(err error) *Error {
	var syntax *json.SyntaxError
	var damaged damagedError
	switch {
	case errors.Is(err, errLimit):
		return fail(TooLarge, "the object is larger than an article may be", "split it, or raise the limit")
	case errors.As(err, &damaged):
		return readError(err)
	case errors.As(err, &syntax):
		return fail(BadJSON, fmt.Sprintf("%s at byte %d", strings.TrimPrefix(syntax.Error(), "json: "), syntax.Offset), "").because(err)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return fail(BadJSON, "it ends early", "").because(err)
	}
	return readError(err)
}

var (
	errLongLine = errors.New("line too long")
	errLimit    = errors.New("limit reached")
)

// limitReader fails when more than left bytes are read: json.Decoder itself
// would buffer an element of any size.
type limitReader struct {
	in   io.Reader
	left int64
}

func (l *limitReader) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errLimit
	}
	n, err := l.in.Read(p[:min(int64(len(p)), l.left)])
	l.left -= int64(n)
	return n, err
}

// lineReader reads lines up to a length and passes over longer ones.
type lineReader struct {
	in     *bufio.Reader
	limit  int64
	number int // of the line that next returned, from 1
	buf    []byte
}

// next returns the next line without its end, valid until the next call. With
// io.EOF the line may hold the rest of a stream that ends without a line end.
// A line beyond the limit gives errLongLine and is passed over.
func (l *lineReader) next() ([]byte, error) {
	l.number++
	if cap(l.buf) > 1<<20 {
		l.buf = nil // one huge line should not stay for the whole run
	}
	l.buf = l.buf[:0]
	long := false
	for {
		part, err := l.in.ReadSlice('\n')
		if int64(len(l.buf)+len(part)) > l.limit {
			long = true
			l.buf = l.buf[:0]
		}
		if !long {
			l.buf = append(l.buf, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case long && (err == nil || err == io.EOF):
			return nil, errLongLine
		}
		return bytes.TrimSuffix(l.buf, []byte{'\n'}), err
	}
}

// blankRest reports whether nothing but white space follows, as far as is
// buffered ahead.
func (l *lineReader) blankRest() bool {
	ahead, err := l.in.Peek(sniffed)
	return err == io.EOF && len(bytes.TrimSpace(ahead)) == 0
}
