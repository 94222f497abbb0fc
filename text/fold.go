package text

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Folded is a text with the differences taken out that do not change what is
// said, and the way back to the original bytes.
type Folded struct {
	Text string
	// A step says: from folded byte to on, folded offsets are shift away from
	// the original ones. Plain ASCII folds byte for byte and has no steps.
	steps  []step
	source string
}

type step struct{ folded, original int }

// Fold folds s for comparison: lower case; accents of Latin and Greek letters
// dropped (ø ł đ ß æ œ ligatures spelt out); every apostrophe and single quote
// is ', every double quote and guillemet ", every dash and minus -, an
// ellipsis ...; a run of white space is one space; soft hyphens and other
// invisible characters are dropped. Other scripts keep their letters.
func Fold(s string) Folded {
	f := Folded{source: s}
	var b strings.Builder
	b.Grow(len(s) + 8)
	add := func(to string, at int) {
		f.mark(b.Len(), at)
		b.WriteString(to)
	}
	space := false // the folded text ends in white space
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			switch {
			case c == ' ' || c >= '\t' && c <= '\r':
				if !space {
					f.mark(b.Len(), i)
					b.WriteByte(' ')
				}
				space = true
			case c >= 'A' && c <= 'Z':
				f.mark(b.Len(), i)
				b.WriteByte(c + 'a' - 'A')
				space = false
			default:
				f.mark(b.Len(), i)
				b.WriteByte(c)
				space = false
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch to, ok := sign(r); {
		case ok && to == " ":
			if !space {
				add(to, i)
			}
			space = true
		case ok && to != "":
			add(to, i)
			space = false
		case ok: // invisible
		case r == utf8.RuneError && size == 1:
			add("\uFFFD", i)
			space = false
		default:
			add(letter(s[i:i+size], r), i)
			space = false
		}
		i += size
	}
	f.Text = b.String()
	return f
}

// mark records that the folded byte at stands for the original byte from.
func (f *Folded) mark(at, from int) {
	shift := 0
	if n := len(f.steps); n > 0 {
		shift = f.steps[n-1].original - f.steps[n-1].folded
	}
	if from-at != shift {
		f.steps = append(f.steps, step{folded: at, original: from})
	}
}

// Back returns the original offset, on a rune boundary, of the character that
// the folded byte i belongs to; len(Text) leads to the end of the original.
func (f Folded) Back(i int) int {
	if i >= len(f.Text) {
		return len(f.source)
	}
	n := sort.Search(len(f.steps), func(k int) bool { return f.steps[k].folded > i })
	at := i
	if n > 0 {
		at = f.steps[n-1].original + i - f.steps[n-1].folded
	}
	if n < len(f.steps) && at >= f.steps[n].original {
		at = f.steps[n].original - 1 // a letter whose lower case is longer: its last bytes
	}
	at = min(at, len(f.source)-1)
	for back := 1; back < utf8.UTFMax && back <= at && !utf8.RuneStart(f.source[at]); back++ {
		if _, size := utf8.DecodeRuneInString(f.source[at-back:]); size > back {
			return at - back
		}
	}
	return at
}

// Span returns the original bytes that the folded bytes [start, end) stand
// for: every character that is touched with its accents, and no other.
func (f Folded) Span(start, end int) (from, to int) {
	from = f.Back(start)
	if end <= start {
		return from, from
	}
	to = f.Back(end - 1)
	for first := true; to < len(f.source); first = false {
		r, size := utf8.DecodeRuneInString(f.source[to:])
		if !first && !combining(r) {
			break
		}
		to += size
	}
	return from, to
}

// sign folds punctuation, white space and invisible characters.
func sign(r rune) (to string, ok bool) {
	switch r {
	case '‘', '’', '‚', '‛', '′', '‵', 'ʼ', 'ʹ', '´', '‹', '›', '＇':
		return "'", true
	case '“', '”', '„', '‟', '″', '‶', '«', '»', '〝', '〞', '＂':
		return `"`, true
	case '‐', '‑', '‒', '–', '—', '―', '−', '﹘', '－':
		return "-", true
	case '…':
		return "...", true
	case 0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF:
		return "", true
	}
	if combining(r) {
		return "", true
	}
	if r >= 0x80 && unicode.IsSpace(r) {
		return " ", true
	}
	return "", false
}

// combining reports the accents that follow their letter.
func combining(r rune) bool { return r >= 0x300 && r <= 0x36F }

// letter folds one letter, given as the string of rune r.
func letter(s string, r rune) string {
	// Latin and Greek: the base letter of the canonical decomposition.
	if (r < 0x250 || r >= 0x370 && r < 0x400 || r >= 0x1E00 && r < 0x2000) && !unicode.Is(unicode.Lm, r) {
		if d := norm.NFD.PropertiesString(s).Decomposition(); len(d) > 0 {
			r, _ = utf8.DecodeRune(d)
			s = string(r)
		}
	}
	switch r {
	case 'ß', 'ẞ':
		return "ss"
	case 'æ', 'Æ':
		return "ae"
	case 'œ', 'Œ':
		return "oe"
	case 'ø', 'Ø':
		return "o"
	case 'ł', 'Ł':
		return "l"
	case 'đ', 'Đ', 'ð', 'Ð':
		return "d"
	case 'þ', 'Þ':
		return "th"
	case 'ı':
		return "i"
	case 'ﬁ':
		return "fi"
	case 'ﬂ':
		return "fl"
	case 'ﬀ':
		return "ff"
	case 'ﬃ':
		return "ffi"
	case 'ﬄ':
		return "ffl"
	}
	if low := unicode.ToLower(r); low != r {
		return string(low)
	}
	return s
}
