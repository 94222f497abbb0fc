package name

import (
	"unicode"
	"unicode/utf8"

	model "parallax/model/classes"
	"parallax/news"
	"parallax/text/names"
)

// shape is how a token is written.
type shape uint8

const (
	shapeOther  shape = iota // a sign
	shapeLower               // state
	shapeCap                 // State
	shapeUpper               // NATO
	shapeLetter              // J
	shapeInner               // McCain, iPhone, eBay
	shapeDotted              // U.S., J., Gov.
	shapeNumber              // 84, 2:15
	shapeAlnum               // G7, 6th
	shapeHyphen              // -
	shapeQuote
	shapeOpen
	shapeClose
	shapeComma
	shapeStop
	shapeApos   // 's, n't
	shapeHandle // @name, #tag, address
	shapes      // how many
)

// A word is what the features need to know of a token, computed once.
type word struct {
	exact     uint64 // hash of the token as written, digits as 0
	lower     uint64 // hash of it in lower case
	pre       [3]uint64
	suf       [4]uint64
	cluster   uint16 // fine distributional class, 0 when unknown
	coarse    uint16
	shape     shape
	capital   bool  // begins with an upper-case letter
	title     uint8 // 1 title word, 2 title head, 3 honorific
	near      bool  // could be part of a name: capital, or beside one
	start     bool  // first word of its sentence
	heading   uint8 // of its sentence: 0 running text, 1 title case, 2 capitals
	known     uint8 // code of the gazetteer's phrase that covers it, 0 for none
	knownPart uint8 // where in that phrase: begin, inside, last, only
	role      uint8 // code of the part that it plays in names, 0 when unknown
	doc       int32 // index of its docWord, or -1
	run       int32 // index of its run, or -1
}

const (
	hashSeed  = model.Start
	hashPrime = model.Prime
)

// measure fills what can be said of a token by itself.
func measure(w *word, s string) {
	exact, lower := hashSeed, hashSeed
	upper, low, digit, dot, first := 0, 0, 0, 0, rune(0)
	var ends [4]int // where the last 1..4 characters start
	n := 0
	for i, r := range s {
		if n == 0 {
			first = r
		}
		copy(ends[1:], ends[:3])
		ends[0] = i
		n++
		l := r
		switch {
		case r >= 'a' && r <= 'z':
			low++
		case r >= 'A' && r <= 'Z':
			upper++
			l = r + 'a' - 'A'
		case r >= '0' && r <= '9':
			digit++
			r, l = '0', '0'
		case r == '.':
			dot++
		case r == '’' || r == '‘':
			r, l = '\'', '\''
		case r < utf8.RuneSelf:
		case unicode.IsUpper(r):
			upper++
			l = unicode.ToLower(r)
		case unicode.IsLetter(r):
			low++
		}
		exact = (exact ^ uint64(r)) * hashPrime
		lower = (lower ^ uint64(l)) * hashPrime
		if n >= 2 && n <= 4 {
			w.pre[n-2] = lower
		}
	}
	w.exact, w.lower = exact, lower
	c := model.OfHash(model.Finish(exact))
	w.cluster, w.coarse = c.Fine, c.Coarse
	for i := range w.suf {
		if n > i {
			w.suf[i] = hashOf(s[ends[i]:])
		}
	}
	w.shape = shapeOf(s, first, n, upper, low, digit, dot)
	w.capital = unicode.IsUpper(first)
	if upper+low > 0 {
		w.title = titles[lower]
	}
}

// titles grades the words of titles by their hash in lower case, with and
// without a full stop.
var titles = func() map[uint64]uint8 {
	m := map[uint64]uint8{}
	names.Titles(func(word string, grade uint8) {
		for _, h := range [...]uint64{hashOf(word), hashOf(word + ".")} {
			m[h] = max(m[h], grade)
		}
	})
	return m
}()

func shapeOf(s string, first rune, n, upper, low, digit, dot int) shape {
	switch {
	case upper+low+digit == 0:
		switch first {
		case '-', '–', '—':
			return shapeHyphen
		case '"', '“', '”':
			return shapeQuote
		case '(', '[':
			return shapeOpen
		case ')', ']':
			return shapeClose
		case ',', ';', ':':
			return shapeComma
		case '.', '!', '?':
			return shapeStop
		case '\'', '’', '‘':
			return shapeApos
		}
		return shapeOther
	case first == '@' || first == '#' || n > 24:
		return shapeHandle
	case first == '\'' || first == '’':
		return shapeApos
	case upper+low == 0:
		return shapeNumber
	case digit > 0:
		return shapeAlnum
	case dot > 0 && upper > 0:
		return shapeDotted
	case upper == 0:
		return shapeLower
	case n == 1:
		return shapeLetter
	case low == 0:
		return shapeUpper
	case upper == 1 && unicode.IsUpper(first):
		return shapeCap
	}
	return shapeInner
}

// hashOf hashes a word in lower case as measure hashes w.lower.
func hashOf(s string) uint64 {
	h := hashSeed
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * hashPrime
	}
	return h
}

// A run is a stretch of capitalised tokens with the small words that may join
// them within a name: "Bank of the South", "Vale & Sons".
type run struct {
	first, end int // tokens
	head       int // last capitalised token
}

// joiners may stand within a name between capitalised words.
var joiners = set("of", "and", "the", "for", "de", "del", "la", "da", "di", "du", "des", "van", "von", "der", "den", "bin",
	"al", "el", "ibn", "bint", "y", "e", "on", "in", "at", "to", "&", "-", "'s", "’s", "'", "’", "/", ".")

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// A docWord is what the rest of the article shows of a capitalised word: an
// unknown name is often plain from another place where it stands.
type docWord struct {
	seen  uint32 // bits below
	lower uint16 // times in lower case
	mid   uint16 // times capitalised within running text
	// head and lead are the last and the first word of the longest run that
	// holds the word.
	head, lead int32
	longest    int32
}

// What has been seen beside a word somewhere in the article.
const (
	afterTitle = 1 << iota
	afterSpeech
	beforeSpeech
	afterIn
	afterThe
	beforeComma
	beforePossessive
	inParens
	lastOfRun
	firstOfRun
	innerOfRun
	docBits = iota
)

// scene is an article prepared for the features.
type scene struct {
	doc     *news.Doc
	phrases Gazetteer
	words   []word
	runs    []run
	known   []docWord

	folded map[string][]string // words of each name met so far
}
