package story

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"parallax/model/words"
	"parallax/news"
	"parallax/text"
	"parallax/text/names"
)

// Features is what the index knows of an article: sparse counts, not its text.
// It is made from a Doc by [Read], can be stored, and gives the same decision
// later as it would have given at once.
type Features struct {
	ID     string
	Title  string // as a reader may be shown it
	Outlet string // registrable domain or publisher's name, "" when unknown
	// Time is the publication in seconds after 1970, 0 when unknown; Clock says
	// that the time of day is known too.
	Time  int64
	Clock bool

	English bool
	Words   int       // of prose
	Terms   []Term    // by key
	Names   []Name    // by key
	Counts  []Count   // numbers that title and lead give of something; in their order
	Days    []int32   // days that the article dates events to, 1 = 2 January 1970; sorted
	Prints  []uint32  // fingerprints of runs of words, a fixed sample; sorted
	Topic   []float32 // mean of the vectors of its words, length 1; nil when unknown
}

// A Term is a stem and how often it stands in the title, the lead and the rest.
type Term struct {
	Key               string
	Show              string // as title or lead write it, "" where neither has it
	Title, Lead, Body uint16
}

// A Count is a number and the stem of what it counts or ranks.
type Count struct {
	Number string // digits
	Of     string
	Show   string // what is counted, as it is written
	Rank   bool   // an ordinal: "12th package"
	Title  bool   // the title says so
}

// A Name is an entity: for a person Key is the surname and Given the first
// name where the article has it.
type Name struct {
	Key, Given string
	Show       string // as the article writes it
	Kind       news.EntityKind
	Count      uint16
	Lead       bool // in the title or the lead
}

const (
	// leadWords is how much of the prose counts as lead: a first paragraph, or
	// the two that news agencies put who, what and where into.
	leadWords = 60
	// mostWords bounds what is read: an event is told in the first screens, and
	// a book must not cost more than a report.
	mostWords = 1200
)

// Read makes the features of an article. It needs language, boilerplate,
// sentences and tokens; names and times are used where they are known.
func Read(d *news.Doc) Features {
	f := Features{ID: d.ID, Title: shorten(d.Title), Outlet: d.Outlet, English: d.Language == "" || d.Language == "en"}
	f.Time, f.Clock = published(d.Published)
	r := reader{f: &f, terms: map[string]*Term{}}
	for w := range forms(d.Title) {
		r.add(w, inTitle)
	}
	r.counter.end()
	prose := r.body(d)
	f.Words = prose
	for _, t := range r.terms {
		f.Terms = append(f.Terms, *t)
	}
	slices.SortFunc(f.Terms, func(a, b Term) int { return strings.Compare(a.Key, b.Key) })
	f.Names = readNames(d, r.leadEnd)
	f.Counts = r.counter.counts
	f.Days = readDays(d)
	f.Prints = r.prints()
	f.Topic = topic(f.Terms)
	return f
}

const (
	inTitle = iota
	inLead
	inBody
)

type reader struct {
	f       *Features
	terms   map[string]*Term
	row     []uint32 // hashes of the words of the prose
	counter counter
	leadEnd int // byte at which the lead ends
}

func (r *reader) add(word string, where int) {
	if where != inBody {
		r.counter.see(word, where == inTitle)
	}
	if text.IsStop(word) {
		return
	}
	key := word
	if r.f.English {
		key = text.Stem(word)
	}
	t := r.terms[key]
	if t == nil {
		t = &Term{Key: strings.Clone(key)}
		r.terms[t.Key] = t
	}
	if t.Show == "" && where != inBody {
		t.Show = strings.Clone(word)
	}
	switch where {
	case inTitle:
		t.Title++
	case inLead:
		t.Lead++
	default:
		t.Body++
	}
}

// body reads the prose: boilerplate is passed over, captions excepted.
func (r *reader) body(d *news.Doc) (n int) {
	r.leadEnd = len(d.Text)
	for _, s := range d.Sentences {
		if passed(d, s.Span) {
			continue
		}
		where := inLead
		if n >= leadWords {
			where = inBody
			if r.leadEnd == len(d.Text) {
				r.leadEnd = s.Start
			}
		}
		read := n < mostWords
		r.counter.end()
		for w := range forms(d.Slice(s.Span)) {
			r.row = append(r.row, hash(w))
			if read {
				n++
				r.add(w, where)
			}
		}
		if len(r.row) >= mostPrinted {
			break
		}
	}
	return n
}

// shorten bounds a title; some pages have none and give their first paragraph.
func shorten(title string) string {
	const most = 120 // bytes
	title = strings.Join(strings.Fields(title), " ")
	if len(title) <= most {
		return title
	}
	cut := strings.LastIndexByte(title[:most], ' ')
	if cut <= 0 {
		for cut = most; !utf8.RuneStart(title[cut]); cut-- {
		}
	}
	return title[:cut] + "…"
}

func passed(d *news.Doc, s news.Span) bool {
	for i := range d.Boilerplate {
		b := &d.Boilerplate[i]
		if b.Start >= s.End {
			break
		}
		if b.Overlaps(s) && b.Kind != news.Caption {
			return true
		}
	}
	return false
}

// forms yields the folded words of a text: runs of letters and digits; pairs
// of characters in scripts that are written without spaces.
func forms(s string) func(func(string) bool) {
	return func(yield func(string) bool) {
		folded := s
		if !lowerASCII(s) {
			folded = text.Fold(s).Text
		}
		for i := 0; i < len(folded); {
			r, n := utf8.DecodeRuneInString(folded[i:])
			if !wordRune(r) {
				i += n
				continue
			}
			start := i
			for i < len(folded) {
				r, n = utf8.DecodeRuneInString(folded[i:])
				if !wordRune(r) {
					break
				}
				if dense(r) {
					if i > start {
						break
					}
					i += n
					if next, m := utf8.DecodeRuneInString(folded[i:]); dense(next) {
						if !yield(folded[start : i+m]) { // overlapping pairs
							return
						}
					}
					start = i
					continue
				}
				i += n
			}
			if i > start && !yield(folded[start:i]) {
				return
			}
		}
	}
}

func lowerASCII(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' {
			return false
		}
	}
	return true
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// dense reports the scripts that are written without spaces.
func dense(r rune) bool {
	return r > 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

func hash(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

const (
	printWords = 5 // as in package reuse: runs of four recur by chance
	// One run in four is a fingerprint. Two sentences taken over are about 36
	// runs, some of them changed: two in the sample, which chance does not give,
	// are found of 98 in 100; at one in eight, of 87.
	printBits = 2
	// leastPrints are taken of the shortest report.
	leastPrints = 4
	// mostPrinted bounds the words that are sampled.
	mostPrinted = 6000
)

// prints samples the runs of words by their hashes, so that what two articles
// share is sampled in both (Manber 1994).
func (r *reader) prints() []uint32 {
	var all, rest []uint32
	for i := 0; i+printWords <= len(r.row); i++ {
		h := uint64(14695981039346656037)
		for _, w := range r.row[i : i+printWords] {
			h = (h ^ uint64(w)) * 1099511628211
		}
		h ^= h >> 29
		h *= 0x9e3779b97f4a7c15
		if h>>(64-printBits) == 0 {
			all = append(all, uint32(h>>(32-printBits)))
		} else if len(r.row) < 16*leastPrints {
			rest = append(rest, uint32(h>>(32-printBits)))
		}
	}
	if n := leastPrints - len(all); n > 0 {
		slices.Sort(rest)
		rest = slices.Compact(rest)
		all = append(all, rest[:min(n, len(rest))]...)
	}
	slices.Sort(all)
	return slices.Clone(slices.Compact(all))
}

func published(p news.Published) (at int64, clock bool) {
	if p.At == "" {
		return 0, false
	}
	if t, err := time.Parse(time.RFC3339, p.At); err == nil {
		h, m, s := t.Clock()
		return t.Unix(), h+m+s > 0
	}
	if t, err := time.Parse(time.DateOnly, p.Day()); err == nil {
		return t.Unix(), false
	}
	return 0, false
}

const daySeconds = 86400

// readDays lists the days that the article names.
func readDays(d *news.Doc) []int32 {
	var days []int32
	for i := range d.Times {
		t := &d.Times[i]
		if t.Type != news.Date && t.Type != news.TimeOfDay || len(t.Value) < len(time.DateOnly) || passed(d, t.Span) {
			continue
		}
		if at, err := time.Parse(time.DateOnly, t.Value[:len(time.DateOnly)]); err == nil {
			days = append(days, int32(at.Unix()/daySeconds))
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// readNames lists the entities, one for each name.
func readNames(d *news.Doc, leadEnd int) []Name {
	seen := map[string]*Name{}
	var keys []string
	for i := range d.Entities {
		e := &d.Entities[i]
		key, given := nameKey(e)
		if key == "" {
			continue
		}
		id := string(e.Kind) + key + "/" + given
		n := seen[id]
		if n == nil {
			n = &Name{Key: key, Given: given, Show: e.Name, Kind: e.Kind}
			seen[id] = n
			keys = append(keys, id)
		}
		n.Count++
		n.Lead = n.Lead || e.Start < leadEnd
	}
	out := make([]Name, 0, len(keys))
	for _, k := range keys {
		out = append(out, *seen[k])
	}
	slices.SortFunc(out, func(a, b Name) int {
		return cmp.Or(strings.Compare(a.Key, b.Key), strings.Compare(string(a.Kind), string(b.Kind)), strings.Compare(a.Given, b.Given))
	})
	return out
}

func nameKey(e *news.Entity) (key, given string) {
	switch e.Kind {
	case news.Person:
		p := names.ParsePerson(e.Name)
		return p.Surname(), p.Given()
	case news.Place:
		return names.PlaceKey(e.Name), ""
	}
	return names.Key(e.Name), ""
}

// topic is the direction of the article in the space of words that are used
// alike.
func topic(terms []Term) []float32 {
	sum := make([]float32, words.Dims)
	for i := range terms {
		t := &terms[i]
		v := words.VectorOf(t.Key)
		tf := 2*float64(t.Title) + 1.5*float64(t.Lead) + float64(t.Body)
		v.AddTo(sum, words.Weight(t.Key)*(1+logf(tf)))
	}
	if !normalise(sum) {
		return nil
	}
	return sum
}
