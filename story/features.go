package story

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"parallax/model/words"
	"parallax/news"
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
	r := readers.Get().(*reader)
	defer readers.Put(r)
	r.reset(&f)
	for w := range forms(d.Title) {
		r.add(w, inTitle)
	}
	r.counter.end()
	f.Words = r.body(d)
	f.Terms = r.terms()
	f.Names = readNames(d, r.leadEnd)
	f.Counts = r.counter.counts
	f.Days = readDays(d)
	f.Prints = r.prints()
	f.Topic = topic(f.Terms)
	return f
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
	type named struct {
		kind       news.EntityKind
		key, given string
	}
	type said struct {
		kind news.EntityKind
		name string
	}
	const passedOver = -1
	number := map[named]int{}
	known := map[said]int{} // most names are said more than once
	var out []Name
	for i := range d.Entities {
		e := &d.Entities[i]
		n, ok := known[said{e.Kind, e.Name}]
		if !ok {
			key, given := nameKey(e)
			if n, ok = number[named{e.Kind, key, given}]; !ok {
				n = len(out)
				if key == "" {
					n = passedOver
				} else {
					out = append(out, Name{Key: key, Given: given, Show: e.Name, Kind: e.Kind})
				}
				number[named{e.Kind, key, given}] = n
			}
			known[said{e.Kind, e.Name}] = n
		}
		if n == passedOver {
			continue
		}
		out[n].Count++
		out[n].Lead = out[n].Lead || e.Start < leadEnd
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
		v, w := words.Of(t.Key)
		tf := 2*float64(t.Title) + 1.5*float64(t.Lead) + float64(t.Body)
		v.AddTo(sum, w*(1+logf(tf)))
	}
	if !normalise(sum) {
		return nil
	}
	return sum
}
