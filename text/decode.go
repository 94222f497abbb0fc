package text

import (
	"bytes"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	utf "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// ErrBinary says that bytes are no text in any encoding.
var ErrBinary = errors.New("binary data, not text")

// Decoded is text in UTF-8 and what its decoding knew.
type Decoded struct {
	Text     string
	Encoding string // name in the WHATWG Encoding Standard: utf-8, windows-1252, ...; also utf-32le, utf-32be
	Guessed  bool   // neither a byte order mark, nor a declaration, nor valid UTF-8 told the encoding
	// Replaced counts the stretches of bytes that the encoding does not allow;
	// each stands as one U+FFFD in Text, the first at byte First.
	Replaced, First int

	lost int // bytes or code units behind Replaced
}

// Decode turns bytes into UTF-8. UTF-8 comes back byte for byte. The encoding
// is told by a byte order mark (which is not part of the text), by the bytes
// being valid UTF-8 beyond ASCII, by the declared label (of an HTTP header, a
// meta element or an XML declaration; "" when there is none), or is guessed.
// Bytes that no encoding reads as text give [ErrBinary].
func Decode(b []byte, declared string) (Decoded, error) {
	if d, marked := decodeMarked(b); marked {
		return d, d.check()
	}
	c := count(b)
	if c.invalid == 0 && !(c.multi == 0 && c.escapes > 0) {
		if c.nul > 0 {
			if d, ok := decodeWide(b); ok {
				return d, nil
			}
		}
		if tooMany(c.controls, len(b)) {
			return Decoded{}, ErrBinary
		}
		if legacy := lookup(declared); legacy == nil || c.multi > 0 || c.high == 0 {
			return Decoded{Text: string(b), Encoding: "utf-8"}, nil
		}
	}
	if c.nul > 0 {
		if d, ok := decodeWide(b); ok {
			return d, nil
		}
	}
	if tooMany(c.controls, len(b)) {
		return Decoded{}, ErrBinary
	}
	if e := lookup(declared); e != nil {
		d := decodeWith(e, b)
		return d, d.check()
	}
	if c.multi > 0 && c.multi >= c.invalid {
		// Mostly UTF-8: Latin-1 hardly ever forms a valid sequence by accident.
		d := replaceInvalid(b)
		return d, d.check()
	}
	d := guess(b, c)
	return d, d.check()
}

// counts is what one look at the bytes tells.
type counts struct {
	high     int // bytes of 0x80 and above
	multi    int // valid UTF-8 sequences beyond ASCII
	invalid  int // bytes that are in no valid UTF-8 sequence
	controls int // control characters that text does not have
	nul      int
	escapes  int // escape sequences of ISO 2022
}

func count(b []byte) (c counts) {
	for i := 0; i < len(b); {
		switch x := b[i]; {
		case x >= utf8.RuneSelf:
			_, size := utf8.DecodeRune(b[i:])
			if size == 1 {
				c.invalid++
			} else {
				c.multi++
			}
			c.high += size
			i += size
			continue
		case x >= ' ' && x != 0x7F, x >= '\t' && x <= '\r':
		case x == 0x1B && i+1 < len(b) && (b[i+1] == '$' || b[i+1] == '('):
			c.escapes++
		default:
			c.controls++
			if x == 0 {
				c.nul++
			}
		}
		i++
	}
	return c
}

// tooMany tells binary data by its control characters: random bytes have 10 %
// of them, programs and images more; a text has at most a stray one.
func tooMany(controls, of int) bool {
	return controls > 1 && controls*100 > of || controls == of && of > 0
}

// lookup returns the legacy encoding of a label; nil for UTF-8, UTF-16 (which
// a declaration in ASCII cannot mean, says the standard) and unknown labels.
func lookup(label string) encoding.Encoding {
	e, err := htmlindex.Get(strings.TrimSpace(label))
	if err != nil {
		return nil
	}
	if name, _ := htmlindex.Name(e); name == "utf-8" || name == "utf-16le" || name == "utf-16be" || name == "replacement" || name == "x-user-defined" {
		return nil
	}
	return e
}

var (
	utf16le = utf.UTF16(utf.LittleEndian, utf.IgnoreBOM)
	utf16be = utf.UTF16(utf.BigEndian, utf.IgnoreBOM)
	utf32le = utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)
	utf32be = utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)
)

// marks are the byte order marks, longer ones first.
var marks = []struct {
	mark string
	name string
	enc  encoding.Encoding
}{
	{"\xFF\xFE\x00\x00", "utf-32le", utf32le},
	{"\x00\x00\xFE\xFF", "utf-32be", utf32be},
	{"\xEF\xBB\xBF", "utf-8", nil},
	{"\xFF\xFE", "utf-16le", utf16le},
	{"\xFE\xFF", "utf-16be", utf16be},
}

// ByteOrderMark returns the encoding that a byte order mark at the start of b
// tells, and the length of the mark. The encoding is nil for UTF-8.
func ByteOrderMark(b []byte) (e encoding.Encoding, name string, length int) {
	for _, m := range marks {
		if bytes.HasPrefix(b, []byte(m.mark)) {
			return m.enc, m.name, len(m.mark)
		}
	}
	return nil, "", 0
}

func decodeMarked(b []byte) (d Decoded, marked bool) {
	e, name, length := ByteOrderMark(b)
	switch {
	case length == 0:
		return d, false
	case e == nil:
		d = replaceInvalid(b[length:])
	default:
		d = decodeWith(e, b[length:])
		d.Encoding = name
	}
	return d, true
}

// decodeWide reads UTF-16 without a mark: in text the zero bytes of Latin
// letters, spaces and line ends stand all on one side of the pairs.
func decodeWide(b []byte) (Decoded, bool) {
	sample := b[:min(len(b), 1<<16)&^1]
	var zeros [2]int
	for i, x := range sample {
		if x == 0 {
			zeros[i&1]++
		}
	}
	pairs := len(sample) / 2
	e, name := utf16le, "utf-16le"
	most, least := zeros[1], zeros[0]
	if least > most {
		e, name = utf16be, "utf-16be"
		most, least = least, most
	}
	// 1 in 20: the spaces and line ends of a text in Chinese.
	if pairs < 2 || most*20 < pairs || least*100 > pairs {
		return Decoded{}, false
	}
	if short := 8; pairs < short && most*2 < pairs { // too little to tell from numbers
		return Decoded{}, false
	}
	d := decodeWith(e, b)
	d.Encoding, d.Guessed = name, true
	return d, d.check() == nil
}

func decodeWith(e encoding.Encoding, b []byte) Decoded {
	out, err := e.NewDecoder().Bytes(b)
	if err != nil { // decoders replace what they cannot read; an error is unforeseen
		out = []byte(strings.ToValidUTF8(string(out), "\uFFFD"))
	}
	name, _ := htmlindex.Name(e)
	d := Decoded{Text: string(out), Encoding: name}
	d.Replaced = strings.Count(d.Text, "\uFFFD")
	d.lost = d.Replaced
	d.First = max(0, strings.Index(d.Text, "\uFFFD"))
	return d
}

// replaceInvalid reads b as UTF-8 and puts U+FFFD for each invalid stretch.
func replaceInvalid(b []byte) Decoded {
	d := Decoded{Encoding: "utf-8"}
	if utf8.Valid(b) {
		d.Text = string(b)
		return d
	}
	var out strings.Builder
	out.Grow(len(b) + 16)
	bad := false
	for i := 0; i < len(b); {
		_, size := utf8.DecodeRune(b[i:])
		if size == 1 && b[i] >= utf8.RuneSelf {
			d.lost++
			if !bad {
				if d.Replaced == 0 {
					d.First = out.Len()
				}
				d.Replaced++
				out.WriteString("\uFFFD")
			}
			bad = true
		} else {
			out.Write(b[i : i+size])
			bad = false
		}
		i += size
	}
	d.Text = out.String()
	return d
}

// check refuses what was decoded without becoming text: control characters,
// or one character in four unreadable.
func (d Decoded) check() error {
	controls := 0
	runes := 0
	for _, r := range d.Text {
		runes++
		if r < ' ' && (r < '\t' || r > '\r') && r != 0x1B || r >= 0x7F && r < 0xA0 {
			controls++
		}
	}
	if tooMany(controls, runes) || d.lost*4 > runes && d.lost > 1 {
		return ErrBinary
	}
	return nil
}

// guess chooses an encoding for bytes that are not UTF-8 and that nothing
// declares. Western European text in windows-1252 is what such files mostly
// hold; another encoding needs evidence.
func guess(b []byte, c counts) Decoded {
	sample := b[:min(len(b), 1<<16)]
	// With fewer high bytes than these the detector names encodings at random.
	if enough := c.high >= 6 && c.high*10 >= len(b); enough || c.escapes > 0 {
		if e := detect(sample); e != nil {
			if d := decodeWith(e, b); d.Replaced == 0 {
				d.Guessed = true
				return d
			}
		}
	}
	e, _ := htmlindex.Get("windows-1252")
	if d := decodeWith(e, b); plausible(d.Text) {
		d.Guessed = true
		return d
	}
	d := replaceInvalid(b)
	d.Guessed = true
	return d
}

// detect asks the detector for an encoding other than the Western ones, which
// it cannot tell apart (it calls German text Turkish).
func detect(b []byte) (e encoding.Encoding) {
	defer func() {
		if recover() != nil {
			e = nil
		}
	}()
	r := chardet.Detect(b)
	label, need := r.Charset, 0.8
	switch strings.ToLower(label) {
	case "shift_jis", "euc-jp", "iso-2022-jp", "gb2312", "gb18030", "big5", "euc-kr":
		need = 0.4 // multi-byte encodings prove themselves by decoding without an error
	case "windows-1252", "windows-1254", "iso-8859-1", "iso-8859-9", "iso-8859-15", "macintosh", "ascii", "":
		return nil
	}
	if r.Confidence < need {
		return nil
	}
	return lookup(label)
}

// plausible reports whether text read as windows-1252 looks like it: words
// have ASCII letters too, and the bytes that the encoding leaves unused do not
// occur.
func plausible(s string) bool {
	foreign, ascii := false, false // what the word at hand holds
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			if r|0x20 >= 'a' && r|0x20 <= 'z' {
				ascii = true
				continue
			}
		case r < 0xA0 || r == utf8.RuneError:
			return false
		case strings.ContainsRune("àáèéêíóôúÀÁÉÓÔÚªº", r): // are words by themselves
			ascii = true
			continue
		case unicode.IsLetter(r):
			foreign = true
			continue
		}
		if foreign && !ascii {
			return false
		}
		foreign, ascii = false, false
	}
	return ascii || !foreign
}
