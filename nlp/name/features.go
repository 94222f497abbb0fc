package name

import (
	"parallax/model/gazetteer"
	"parallax/news"
)

// A Gazetteer tells what is known under a key, as model/gazetteer does.
type Gazetteer func(key uint32) uint8

// look prepares an article: tokens measured, runs found, and what each
// capitalised word does elsewhere in the article.
func look(d *news.Doc, phrases Gazetteer) *scene {
	s := &scene{doc: d, phrases: phrases, words: make([]word, len(d.Tokens)), folded: map[string][]string{}}
	for i := range d.Tokens {
		t := d.Slice(d.Tokens[i].Span)
		w := &s.words[i]
		measure(w, t)
		w.doc, w.run = -1, -1
		if w.capital {
			w.role = phrases(gazetteer.WordKey(w.lower))
		}
	}
	for i := range d.Sentences {
		s.sentence(&d.Sentences[i])
	}
	s.survey()
	return s
}

// recognise marks the longest phrases of the gazetteer in a sentence.
func (s *scene) recognise(sent *news.Sentence) {
	for i := sent.First; i < sent.Last; {
		if !s.words[i].capital {
			i++
			continue
		}
		h, code, n := uint64(0), uint8(0), 0
		for k := i; k < min(sent.Last, i+gazetteer.MostWords); k++ {
			h = gazetteer.Join(h, s.words[k].lower)
			if w := &s.words[k]; !w.capital && w.shape != shapeNumber && w.shape != shapeAlnum {
				if !w.near {
					break
				}
				continue // no name ends in a small word
			}
			if c := s.phrases(gazetteer.Key(h)); c > 0 {
				code, n = c, k-i+1
			}
		}
		for k := range n {
			w := &s.words[i+k]
			w.known, w.knownPart = code, inside
			switch {
			case n == 1:
				w.knownPart = only
			case k == 0:
				w.knownPart = begin
			case k == n-1:
				w.knownPart = last
			}
		}
		i += max(n, 1)
	}
}

// sentence marks the start, the heading kind and the runs of a sentence.
func (s *scene) sentence(sent *news.Sentence) {
	capitals, lowers, uppers, long := 0, 0, 0, 0
	started := false
	for i := sent.First; i < sent.Last; i++ {
		w := &s.words[i]
		switch w.shape {
		case shapeLower:
			if !minor[s.doc.Slice(s.doc.Tokens[i].Span)] {
				lowers++
			}
		case shapeCap, shapeInner:
			capitals++
		case shapeUpper:
			uppers++
			if s.doc.Tokens[i].Len() > 3 {
				long++
			}
		}
		if !started && w.shape != shapeOther && w.shape != shapeQuote && w.shape != shapeOpen && w.shape != shapeHyphen {
			w.start, started = true, true
		}
	}
	heading := uint8(0)
	stop := sent.Last > sent.First && s.doc.Slice(s.doc.Tokens[sent.Last-1].Span) == "."
	switch {
	case uppers >= 2 && long > 0 && capitals+lowers == 0:
		heading = 2
	case !stop && capitals >= 3 && lowers <= (capitals+uppers)/4:
		heading = 1
	}
	for i := sent.First; i < sent.Last; i++ {
		w := &s.words[i]
		w.heading = heading
		if w.capital || w.shape == shapeNumber || w.shape == shapeAlnum {
			for k := max(sent.First, i-1); k < min(sent.Last, i+2); k++ {
				s.words[k].near = s.words[k].near || w.capital
			}
			// "Vale Min - ho", as some papers set a name in two parts.
			if i+2 < sent.Last && s.words[i+1].shape == shapeHyphen && s.words[i+2].shape == shapeLower {
				s.words[i+2].near = s.words[i+2].near || w.capital
			}
		}
	}
	s.findRuns(sent)
	s.recognise(sent)
}

// minor words stay in lower case in a heading of title case.
var minor = set("a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "is", "nor", "of", "off", "on", "or", "over",
	"s", "the", "to", "up", "via", "vs", "with")

// findRuns finds the runs of a sentence. A joiner goes into a run only when a
// capitalised word follows it.
func (s *scene) findRuns(sent *news.Sentence) {
	const mostJoiners = 2 // "Ministry of the Interior"
	for i := sent.First; i < sent.Last; {
		if !s.words[i].capital {
			i++
			continue
		}
		r := run{first: i, end: i + 1, head: i}
		for k := i + 1; k < sent.Last; k++ {
			if s.words[k].capital || s.words[k].shape == shapeNumber && k == r.end {
				r.end = k + 1
				if s.words[k].capital {
					r.head = k
				}
				continue
			}
			if k-r.end >= mostJoiners || !joiners[s.doc.Slice(s.doc.Tokens[k].Span)] {
				break
			}
		}
		for k := r.first; k < r.end; k++ {
			s.words[k].run = int32(len(s.runs))
			s.words[k].near = true
		}
		s.runs = append(s.runs, r)
		i = r.end
	}
}

// survey gathers for each capitalised word what the article shows of it.
func (s *scene) survey() {
	at := map[uint64]int32{}
	for i := range s.words {
		w := &s.words[i]
		if !w.capital {
			continue
		}
		k, ok := at[w.lower]
		if !ok {
			k = int32(len(s.known))
			s.known = append(s.known, docWord{head: -1, lead: -1})
			at[w.lower] = k
		}
		w.doc = k
	}
	for si := range s.doc.Sentences {
		sent := &s.doc.Sentences[si]
		for i := sent.First; i < sent.Last; i++ {
			w := &s.words[i]
			if !w.capital {
				if w.shape == shapeLower {
					if k, ok := at[w.lower]; ok {
						s.known[k].lower++
					}
				}
				continue
			}
			if w.heading == 0 {
				s.observe(sent, i)
			}
		}
	}
}

// observe adds what stands around the capitalised word i.
func (s *scene) observe(sent *news.Sentence, i int) {
	w := &s.words[i]
	k := &s.known[w.doc]
	if !w.start {
		k.mid++
	}
	r := &s.runs[w.run]
	if n := int32(r.end - r.first); n > 1 {
		switch i {
		case r.first:
			k.seen |= firstOfRun
		case r.head:
			k.seen |= lastOfRun
		default:
			k.seen |= innerOfRun
		}
		if n > k.longest && n <= 6 {
			k.longest, k.head, k.lead = n, int32(r.head), int32(r.first)
		}
	}
	if i > sent.First {
		p := &s.words[i-1]
		switch {
		case p.title >= 2:
			k.seen |= afterTitle
		case p.lower == wordThe:
			k.seen |= afterThe
		case isPlacePreposition(p.lower):
			k.seen |= afterIn
		case isSpeech(p.lower):
			k.seen |= afterSpeech
		case p.shape == shapeOpen:
			k.seen |= inParens
		}
	}
	if i+1 < sent.Last {
		n := &s.words[i+1]
		switch {
		case n.shape == shapeComma:
			k.seen |= beforeComma
		case n.shape == shapeApos:
			k.seen |= beforePossessive
		case isSpeech(n.lower):
			k.seen |= beforeSpeech
		}
	}
}

var (
	wordThe = hashOf("the")
	wordIn  = hashes("in", "at", "from", "near", "to", "outside", "across", "around", "throughout", "into", "downtown", "northern",
		"southern", "eastern", "western", "central")
	wordSaid = hashes("said", "says", "told", "added", "wrote", "tweeted", "asked", "explained", "noted", "argued", "testified",
		"recalled", "tells", "stated", "announced")
)

func hashes(words ...string) map[uint64]bool {
	m := make(map[uint64]bool, len(words))
	for _, w := range words {
		m[hashOf(w)] = true
	}
	return m
}

func isPlacePreposition(h uint64) bool { return wordIn[h] }
func isSpeech(h uint64) bool           { return wordSaid[h] }

// pad stands for a token before the start or behind the end of the sentence.
var pad = word{exact: 1, lower: 1, doc: -1, run: -1}

// features appends the features of token i of a sentence. Each is a hash of
// the template's number and the values it looks at.
func (s *scene) features(sent *news.Sentence, i int, out []uint32) []uint32 {
	return s.featuresOf(sent, i, true, out)
}

// at returns the word of token k where it is in the sentence.
func (s *scene) at(sent *news.Sentence, k int) *word {
	if k < sent.First || k >= sent.Last {
		return &pad
	}
	return &s.words[k]
}

// feature hashes a template's number and what was seen.
func feature(template int, seen uint64) uint32 {
	return uint32((seen ^ uint64(template)*0x9E3779B97F4A7C15) * 0xff51afd7ed558ccd >> 32)
}

// featuresOf appends the features of token i: all, or those that more than one
// word makes, see alone.
func (s *scene) featuresOf(sent *news.Sentence, i int, all bool, out []uint32) []uint32 {
	p2, p1, w, n1, n2 := s.at(sent, i-2), s.at(sent, i-1), s.at(sent, i), s.at(sent, i+1), s.at(sent, i+2)
	id := 0
	add := func(v uint64) {
		id++
		out = append(out, feature(id, v))
	}
	skip := func() { id++ }
	alone := func(v uint64) {
		if all {
			add(v)
		} else {
			skip()
		}
	}
	pair := func(a, b uint64) uint64 { return (a^0x2545F4914F6CDD1D)*0x9FB21C651E98DF25 + b }
	c := func(w *word) uint64 { return uint64(w.cluster) }
	role := func(w *word) uint64 { return uint64(w.role) }
	sh := func(w *word) uint64 { return uint64(w.shape) }

	alone(sh(w))
	alone(w.lower)
	alone(w.exact)
	alone(p1.lower)
	alone(n1.lower)
	alone(p2.lower)
	alone(n2.lower)
	add(pair(p1.lower, w.lower))
	add(pair(w.lower, n1.lower))
	add(pair(p2.lower, p1.lower))
	add(pair(n1.lower, n2.lower))
	add(pair(p1.lower, sh(w)))
	add(pair(n1.lower, sh(w)))
	for _, h := range w.pre {
		if h != 0 {
			alone(h)
		} else {
			skip()
		}
	}
	for _, h := range w.suf {
		if h != 0 {
			alone(h)
		} else {
			skip()
		}
	}
	add(pair(p1.suf[2], w.suf[2]))
	add(pair(n1.suf[2], w.suf[2]))
	add(sh(p1)<<16 | sh(w)<<8 | sh(n1))
	add(sh(p2)<<24 | sh(p1)<<16 | sh(w)<<8 | sh(n1))
	add(sh(p1)<<24 | sh(w)<<16 | sh(n1)<<8 | sh(n2))
	alone(c(w))
	alone(c(p1))
	alone(c(n1))
	alone(c(p2))
	alone(c(n2))
	add(c(p1)<<16 | c(w))
	add(c(w)<<16 | c(n1))
	add(c(p1)<<32 | c(w)<<16 | c(n1))
	alone(uint64(w.coarse))
	alone(role(w))
	alone(role(p1))
	alone(role(n1))
	add(role(p1)<<16 | role(w)<<8 | role(n1))
	add(role(w)<<8 | sh(w))
	add(uint64(p1.coarse)<<16 | uint64(w.coarse))
	add(uint64(w.coarse)<<16 | uint64(n1.coarse))
	add(uint64(p1.coarse)<<32 | uint64(w.coarse)<<16 | uint64(n1.coarse))
	add(uint64(p1.coarse)<<32 | uint64(n1.coarse)<<16 | sh(w))
	add(uint64(p2.coarse)<<32 | uint64(p1.coarse)<<16 | uint64(w.coarse))
	add(uint64(n2.coarse)<<32 | uint64(n1.coarse)<<16 | uint64(w.coarse))
	add(uint64(p1.title)<<16 | uint64(w.title)<<8 | uint64(n1.title))
	add(pair(uint64(p1.title), sh(w)))
	start := uint64(0)
	if w.start {
		start = 1
	}
	add(start<<16 | uint64(w.heading)<<8 | sh(w))
	add(pair(start<<16|uint64(w.heading)<<8, w.lower))
	add(start<<32 | uint64(w.heading)<<24 | c(w))
	known := func(w *word) uint64 { return uint64(w.known)<<2 | uint64(w.knownPart) }
	if w.known != 0 {
		class, sure := gazetteer.Class(w.known)
		add(known(w))
		add(uint64(class)<<2 | uint64(w.knownPart))
		add(pair(known(w), sh(p1)<<16|sh(n1)))
		if sure {
			add(pair(uint64(class)<<2|uint64(w.knownPart), uint64(p1.coarse)))
			add(pair(uint64(class)<<2|uint64(w.knownPart), uint64(n1.coarse)))
		} else {
			skip()
			skip()
		}
	} else {
		for range 5 {
			skip()
		}
	}
	add(known(p1)<<16 | known(w)<<8 | sh(w))
	add(known(w)<<16 | known(n1)<<8 | sh(w))
	s.runFeatures(sent, i, w, add, skip, pair)
	s.docFeatures(w, add, skip, pair)
	return out
}

// runFeatures tell of the run that the token stands in: how long, where in
// it, its last word (Ministry, University, River), what stands around it.
func (s *scene) runFeatures(sent *news.Sentence, i int, w *word, add func(uint64), skip func(), pair func(a, b uint64) uint64) {
	const templates = 10
	if w.run < 0 {
		for range templates {
			skip()
		}
		return
	}
	r := s.runs[w.run]
	first, head := &s.words[r.first], &s.words[r.head]
	before, behind := &pad, &pad
	if r.first > sent.First {
		before = &s.words[r.first-1]
	}
	if r.end < sent.Last {
		behind = &s.words[r.end]
	}
	where := uint64(1)
	switch {
	case r.end-r.first == 1:
		where = 0
	case i == r.first:
		where = 2
	case i == r.head:
		where = 3
	}
	length := uint64(min(r.end-r.first, 5))
	add(where<<8 | length)
	add(pair(where, head.lower))
	add(pair(where, first.lower))
	add(pair(where, before.lower))
	add(pair(where, behind.lower))
	add(pair(where<<16|uint64(head.cluster), 1))
	add(pair(where<<16|uint64(first.cluster), 2))
	add(pair(where<<32|uint64(first.cluster)<<16|uint64(head.cluster), 3))
	add(pair(where<<32|uint64(before.coarse)<<16|uint64(behind.coarse), 4))
	add(pair(where<<16|uint64(w.heading), head.suf[2]))
}

// docFeatures tell what the article shows of the word elsewhere.
func (s *scene) docFeatures(w *word, add func(uint64), skip func(), pair func(a, b uint64) uint64) {
	const templates = docBits + 7
	if w.doc < 0 {
		for range templates {
			skip()
		}
		return
	}
	k := &s.known[w.doc]
	for b := range docBits {
		if k.seen>>b&1 != 0 {
			add(uint64(w.shape))
		} else {
			skip()
		}
	}
	lower, mid := uint64(min(k.lower, 2)), uint64(min(k.mid, 2))
	start := uint64(0)
	if w.start {
		start = 1
	}
	add(start<<24 | uint64(w.heading)<<16 | lower<<8 | mid)
	add(uint64(k.seen))
	if k.head < 0 {
		for range 5 {
			skip()
		}
		return
	}
	head, lead := &s.words[k.head], &s.words[k.lead]
	place := uint64(0)
	if head.lower == w.lower {
		place = 1
	} else if lead.lower == w.lower {
		place = 2
	}
	single := uint64(0)
	if r := s.runs[w.run]; r.end-r.first == 1 {
		single = 1
	}
	place = place<<4 | single
	add(place<<8 | uint64(min(k.longest, 5)))
	add(pair(place, head.lower))
	add(pair(place, lead.lower))
	add(pair(place, uint64(head.cluster)))
	add(pair(place, uint64(lead.cluster)))
}
