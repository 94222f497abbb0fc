package read

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/textproto"
	"sort"
	"strconv"
	"strings"

	"parallax/news"
)

// archive reads the pages of a web archive: WARC 0.17 to 1.1 (ISO 28500) and
// its forerunner ARC. Records that hold no page are passed over and counted; a
// broken one fails alone, and reading goes on at the next.
func (r *reader) archive(src source, br *bufio.Reader) bool {
	a := &archive{r: r, src: src, passed: map[string]int{}}
	going := a.records(br)
	if !going {
		return false
	}
	if len(a.passed) > 0 {
		var parts []string
		n := 0
		for what, count := range a.passed {
			parts = append(parts, fmt.Sprintf("%d %s", count, what))
			n += count
		}
		sort.Strings(parts)
		if !r.error(skip(NoPage, fmt.Sprintf("%d of %d: %s", n, a.count, strings.Join(parts, ", "))), src.name) {
			return false
		}
	}
	if a.count == 0 && !a.damaged {
		return r.error(fail(Damaged, "it has no records", "get the file again"), src.name)
	}
	return true
}

type archive struct {
	r       *reader
	src     source
	count   int // records so far
	passed  map[string]int
	damaged bool // some record has been reported
}

// A record is the head of one record.
type record struct {
	kind      string // WARC-Type
	address   string
	media     string // content type of the block
	length    int64
	truncated string
}

const longestHead = 64 << 10 // bytes of a record's head

var errHead = errors.New("its head cannot be read")

// records reads one record after the other.
func (a *archive) records(br *bufio.Reader) bool {
	lost := int64(0) // bytes passed over in search of the next record
	for {
		if !a.r.going() {
			return false
		}
		line, err := headLine(br)
		if err == nil || len(line) > 0 {
			if strings.TrimSpace(line) == "" {
				continue
			}
			rec, ok, headErr := a.head(line, br)
			if !ok {
				lost += int64(len(line)) + 1
				if err == nil {
					continue
				}
			}
			if lost > 0 && ok {
				if !a.fault(fmt.Sprintf("%d bytes before it are no record", lost)) {
					return false
				}
				lost = 0
			}
			if ok {
				a.count++
				if headErr != nil {
					if !a.fault(headErr.Error()) {
						return false
					}
					continue
				}
				if !a.record(rec, br) {
					return false
				}
				continue
			}
		}
		switch {
		case errors.Is(err, errBreak):
			if !a.fault("the archive is damaged here") {
				return false
			}
			continue
		case err == io.EOF:
			if lost > 0 {
				return a.fault(fmt.Sprintf("%d bytes at the end are no record", lost))
			}
			return true
		case err != nil:
			a.damaged = true
			return a.r.error(readError(err), element(a.src, a.count+1))
		}
	}
}

// fault reports a record that is lost.
func (a *archive) fault(detail string) bool {
	a.damaged = true
	return a.r.error(fail(Damaged, detail, "the other records are read"), element(a.src, max(a.count, 1)))
}

// headLine reads a line of at most longestHead bytes without its end.
func headLine(br *bufio.Reader) (string, error) {
	var b []byte
	for {
		part, err := br.ReadSlice('\n')
		b = append(b, part...)
		if errors.Is(err, bufio.ErrBufferFull) && len(b) < longestHead {
			continue
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			err = nil
		}
		return strings.TrimRight(string(b), "\r\n"), err
	}
}

// head reads the head of the record that line opens; ok is false when it opens
// none.
func (a *archive) head(line string, br *bufio.Reader) (rec record, ok bool, err error) {
	if !strings.HasPrefix(line, "WARC/") {
		return arcHead(line)
	}
	h := textproto.MIMEHeader{}
	last := ""
	for size := 0; ; {
		l, err := headLine(br)
		if size += len(l); size > longestHead {
			return rec, true, errHead
		}
		if l == "" {
			if err != nil {
				return rec, true, errors.New("the archive ends within its head")
			}
			break
		}
		if (l[0] == ' ' || l[0] == '\t') && last != "" { // folded
			h.Set(last, h.Get(last)+" "+strings.TrimSpace(l))
			continue
		}
		name, value, found := strings.Cut(l, ":")
		if !found {
			return rec, true, errHead
		}
		last = strings.TrimSpace(name)
		h.Add(last, strings.TrimSpace(value))
	}
	rec = record{kind: strings.ToLower(h.Get("WARC-Type")), address: strings.Trim(h.Get("WARC-Target-URI"), "<> "), media: h.Get("Content-Type"),
		truncated: h.Get("WARC-Truncated")}
	rec.length, err = strconv.ParseInt(h.Get("Content-Length"), 10, 64)
	if err != nil || rec.length < 0 {
		return rec, true, errors.New("it does not say how long it is")
	}
	return rec, true, nil
}

// arcHead reads the one line that opens a record of ARC: address, IP address,
// time, media type, ... length. Addresses may have spaces.
func arcHead(line string) (rec record, ok bool, err error) {
	fields := strings.Fields(line)
	if len(fields) < 5 || !strings.Contains(fields[0], ":") {
		return rec, false, nil
	}
	rec.length, err = strconv.ParseInt(fields[len(fields)-1], 10, 64)
	if err != nil || rec.length < 0 {
		return rec, false, nil
	}
	rest := fields[:len(fields)-1]
	time := len(rest) - 2 // ARC 1; ARC 2 has more fields behind the media type
	for time > 1 && !arcTime(rest[time]) {
		time--
	}
	if !arcTime(rest[time]) {
		return rec, false, nil
	}
	rec.address = strings.Join(rest[:time-1], "%20")
	rec.kind = "response"
	rec.media = "application/http"
	if strings.HasPrefix(rec.address, "filedesc:") {
		rec.kind = "warcinfo"
	}
	return rec, true, nil
}

func arcTime(s string) bool {
	if len(s) < 8 || len(s) > 14 {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// record reads a record's block.
func (a *archive) record(rec record, br *bufio.Reader) bool {
	name := element(a.src, a.count)
	pass := func(what string) bool {
		a.passed[what]++
		n, err := io.CopyN(io.Discard, br, rec.length)
		if err != nil && !errors.Is(err, errBreak) && err != io.EOF {
			a.damaged = true
			return a.r.error(readError(err), name)
		}
		if n < rec.length {
			a.passed[what]--
			if a.passed[what] == 0 {
				delete(a.passed, what)
			}
			return a.fault("the archive ends within it")
		}
		return true
	}
	switch rec.kind {
	case "response", "resource", "conversion":
	case "":
		return pass("without a type")
	default:
		return pass(rec.kind)
	}
	if !isAddress(rec.address) && !strings.HasPrefix(rec.address, "file:") {
		return pass("not of the web")
	}
	if rec.length > a.r.opts.MaxBytes {
		if !a.r.error(tooLarge(a.r.opts.MaxBytes), name) {
			return false
		}
		n, err := io.CopyN(io.Discard, br, rec.length)
		return err == nil || n < rec.length && a.fault("the archive ends within it")
	}
	block := &bytes.Buffer{}
	n, err := io.CopyN(block, br, rec.length)
	if err != nil && err != io.EOF && !errors.Is(err, errBreak) {
		a.damaged = true
		return a.r.error(readError(err), name)
	}
	cut := n < rec.length
	article := news.Article{URL: strings.ReplaceAll(rec.address, " ", "%20")}
	what, e := a.r.archived(&article, rec, block.Bytes())
	switch {
	case e != nil && cut:
		return a.fault("the archive ends within it")
	case e != nil:
		return a.r.error(e, name)
	case what != "":
		a.passed[what]++
		return !cut || a.fault("the archive ends within it")
	}
	if cut || rec.truncated != "" {
		a.damaged = a.damaged || cut
		article.Notes = append(article.Notes, "the archive breaks off within the page: the text is cut short")
	}
	src := a.src
	src.base = baseOf(rec.address)
	return a.r.article(article, src, 0)
}

// archived reads a page out of a record's block. what says why the record
// holds none, which is no fault.
func (r *reader) archived(a *news.Article, rec record, block []byte) (what string, e *Error) {
	contentType := rec.media
	media, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	body := block
	brotli := false
	if strings.TrimSpace(media) == "application/http" {
		status, header, rest, err := httpResponse(block)
		if err != nil {
			return "", fail(Damaged, "its HTTP head cannot be read", "").because(err)
		}
		if status < 200 || status > 299 {
			return fmt.Sprintf("HTTP %d", status), nil
		}
		contentType = header.Get("Content-Type")
		body = r.httpBody(header, rest)
		brotli = strings.EqualFold(header.Get("Content-Encoding"), "br")
	}
	media, _, _ = strings.Cut(strings.ToLower(contentType), ";")
	switch media = strings.TrimSpace(media); {
	case len(bytes.TrimSpace(body)) == 0:
		return "empty", nil
	case rec.kind == "conversion", strings.Contains(media, "html"), media == "":
	case media == "text/plain" && rec.kind == "resource":
	default:
		return media, nil
	}
	if brotli {
		return "", fail(Unsupported, "the page is packed with brotli, which cannot be opened", "record it anew with a crawler that does not ask for “br”, or save the page with a browser")
	}
	e = r.pageInto(a, body, contentType, a.URL)
	if e != nil && (e.Reason == NoText || e.Reason == Unsupported || e.Reason == Empty || e.Reason == Binary) {
		return "without an article", nil
	}
	return "", e
}

// httpResponse takes the head off a stored response. Archives hold what servers
// sent, so the head is read by hand where net/http is too strict.
func httpResponse(block []byte) (status int, header http.Header, body []byte, err error) {
	head, body, ok := bytes.Cut(block, []byte("\r\n\r\n"))
	if h, b, okLF := bytes.Cut(block, []byte("\n\n")); okLF && (!ok || len(h) < len(head)) {
		head, body, ok = h, b, true
	}
	if !ok {
		head, body = block, nil
	}
	lines := strings.Split(string(head), "\n")
	proto, rest, _ := strings.Cut(strings.TrimSpace(lines[0]), " ")
	if !strings.HasPrefix(proto, "HTTP/") && proto != "ICY" {
		return 0, nil, nil, fmt.Errorf("it opens with %q", shortened(lines[0], 40))
	}
	code, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	if status, err = strconv.Atoi(code); err != nil {
		return 0, nil, nil, err
	}
	header = http.Header{}
	for _, l := range lines[1:] {
		if name, value, found := strings.Cut(l, ":"); found {
			header.Add(strings.TrimSpace(name), strings.TrimSpace(value))
		}
	}
	return status, header, body, nil
}

// httpBody undoes what was done to a body on its way. What does not hold as it
// is declared is taken as it stands: crawlers store chunked and packed bodies
// both ways, and do not always change the head.
func (r *reader) httpBody(header http.Header, body []byte) []byte {
	if strings.Contains(strings.ToLower(header.Get("Transfer-Encoding")), "chunked") {
		plain, err := io.ReadAll(io.LimitReader(httputil.NewChunkedReader(bytes.NewReader(body)), r.opts.MaxBytes))
		if err == nil || len(plain) > 0 && errors.Is(err, io.ErrUnexpectedEOF) {
			body = plain
		}
	}
	unpack := func(z io.Reader, err error) {
		if err != nil {
			return
		}
		plain, err := io.ReadAll(io.LimitReader(z, r.opts.MaxBytes))
		if err == nil || len(plain) > 0 {
			body = plain
		}
	}
	if strings.EqualFold(header.Get("Content-Encoding"), "deflate") {
		if z, err := zlib.NewReader(bytes.NewReader(body)); err == nil {
			unpack(z, nil)
		} else {
			unpack(flate.NewReader(bytes.NewReader(body)), nil)
		}
	}
	if packed(body) {
		br, o, err := decompress(bufio.NewReader(bytes.NewReader(body)))
		if err == nil {
			defer o.close()
			unpack(br, nil)
		}
	}
	return body
}

func packed(b []byte) bool {
	return bytes.HasPrefix(b, []byte{0x1F, 0x8B}) || bytes.HasPrefix(b, []byte{0x28, 0xB5, 0x2F, 0xFD})
}
