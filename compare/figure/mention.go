package figure

import (
	"math"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/model/words"
	"parallax/news"
	"parallax/text"
)

// A mention is one figure of one article with what decides which other
// figures it is the same quantity as.
type mention struct {
	doc, origin int
	fig         *news.Figure
	sentence    int // of its article, -1 when none covers it
	place       float64

	dim    dimension
	kind   string  // what must be equal within the dimension: currency, temperature scale
	value  float64 // in the canonical unit of dim
	low    float64
	high   float64
	digits int // significant digits of the value as written

	head    string // stem of the head noun, "" without one
	quals   []int  // stems of the words that qualify it
	context vector // stems of the sentence, by rarity and nearness
	near    []int  // stems within reach words, nearest first
	left    int    // the nearest content word before it, -1 when none is within reach
	right   int    // and behind it
	proper  bool   // what is counted is a name
	listed  bool   // its sentence gives another value of what it counts
	sole    bool   // the only figure of its article with this value
	names   []int  // names in the sentence
	before  []int  // names in the sentence before
	owner   int    // name that the figure belongs to (the person aged 24), -1 when none
	times   []string
	others  []float64  // values of the other figures of the sentence
	source  string     // who says it, in the words of the article, "" when nobody is named
	partial bool       // a part of a count, or an addition to it: "including 3", "3 more"
	aliases []*mention // conversions in brackets behind it: 40 metres (131 feet)
	wording *wording   // of its sentence, read when it is asked for
	copyKey string     // the sentence without spaces and case: equal for copied sentences
}

// reach is how many words on either side count as near: a clause of average length.
const reach = 7

// A vector is a sparse vector of stems, ascending.
type vector struct {
	stems   []int
	weights []float64
	norm    float64
}

func (v *vector) cosine(w *vector) float64 {
	if v.norm == 0 || w.norm == 0 {
		return 0
	}
	dot := 0.0
	for i, j := 0, 0; i < len(v.stems) && j < len(w.stems); {
		switch {
		case v.stems[i] < w.stems[j]:
			i++
		case v.stems[i] > w.stems[j]:
			j++
		default:
			dot += v.weights[i] * w.weights[j]
			i, j = i+1, j+1
		}
	}
	return dot / (v.norm * w.norm)
}

// A reader turns the figures of a report into mentions.
type reader struct {
	report  *news.Report
	numbers map[string]int // of stems
	forms   map[string]int // stem number of a lower-case form; -1 for a stop word
	stems   []string
	weight  []float64 // of stems: rare in English news and rare in this story
	names   map[string]int
	heads   []map[string]bool  // per article: the head nouns that are counted
	ages    []map[float64]bool // per article: the ages of nobody by name
	groups  []map[int]int      // per article: start of a name -> number of its entity
	origin  []int
	figures [][]news.Figure // per article, as the story means them
}

// heaviest caps the weight of a word: a misprint tells no more than a rare name.
const heaviest = 8.0

func newReader(r *news.Report) *reader {
	rd := &reader{report: r, numbers: map[string]int{}, forms: map[string]int{}, names: map[string]int{}}
	rd.origin = make([]int, len(r.Articles))
	rd.figures = make([][]news.Figure, len(r.Articles))
	for i := range rd.origin {
		rd.origin[i] = -1 - i // its own witness while origins are not known
	}
	for o, one := range r.Origins {
		for _, a := range one.Articles {
			if a >= 0 && a < len(rd.origin) {
				rd.origin[a] = o
			}
		}
	}
	rd.heads = make([]map[string]bool, len(r.Articles))
	rd.ages = make([]map[float64]bool, len(r.Articles))
	for i := range rd.heads {
		rd.heads[i], rd.ages[i] = map[string]bool{}, map[float64]bool{}
	}
	rd.groups = make([]map[int]int, len(r.Articles))
	for i := range rd.groups {
		rd.groups[i] = map[int]int{}
	}
	for g, e := range r.Entities {
		for _, m := range e.Mentions {
			rd.groups[m.Doc][m.Start] = g
		}
	}
	rd.weigh()
	return rd
}

// stem is the number of a word's stem, -1 for a stop word or a sign.
func (rd *reader) stem(word string) int {
	lower := strings.ToLower(word)
	if n, ok := rd.forms[lower]; ok {
		return n
	}
	n := -1
	if r, _ := utf8.DecodeRuneInString(lower); unicode.IsLetter(r) && !text.IsStop(lower) {
		s := text.Stem(lower)
		var ok bool
		if n, ok = rd.numbers[s]; !ok {
			n = len(rd.stems)
			rd.numbers[s] = n
			rd.stems = append(rd.stems, s)
		}
	}
	rd.forms[lower] = n
	return n
}

// weigh counts in how many sentences each stem stands. A word that the whole
// story is about tells its figures apart less than its rarity in the language
// promises, so a weight is the geometric mean of both.
func (rd *reader) weigh() {
	var count []int
	seen := map[int]bool{}
	sentences := 0
	for _, d := range rd.report.Articles {
		for _, s := range d.Sentences {
			sentences++
			clear(seen)
			for _, t := range d.Tokens[s.First:s.Last] {
				n := rd.stem(d.Slice(t.Span))
				if n < 0 || seen[n] {
					continue
				}
				seen[n] = true
				for len(count) <= n {
					count = append(count, 0)
				}
				count[n]++
			}
		}
	}
	rd.weight = make([]float64, len(rd.stems))
	for n, s := range rd.stems {
		inStory := math.Log(float64(sentences+1) / (float64(count[n]) + 0.5))
		rd.weight[n] = math.Sqrt(min(heaviest, words.Weight(s)) * max(0.1, inStory))
	}
}

// name gives the entity of a name a number: that of its group across the
// articles where groups are known, else that of its form in the article.
func (rd *reader) name(doc int, e news.Entity) int {
	if g, ok := rd.groups[doc][e.Start]; ok {
		return g
	}
	key := strings.ToLower(e.Name)
	if key == "" {
		key = strings.ToLower(rd.report.Articles[doc].Slice(e.Span))
	}
	n, ok := rd.names[key]
	if !ok {
		n = len(rd.report.Entities) + len(rd.names)
		rd.names[key] = n
	}
	return n
}

// mentions reads every figure of the report.
func (rd *reader) mentions() []*mention {
	var all []*mention
	for doc, d := range rd.report.Articles {
		rd.figures[doc] = rd.settle(doc)
		for i := range rd.figures[doc] {
			if rd.figures[doc][i].Implied { // "a man was killed" contradicts and confirms nothing
				continue
			}
			m := rd.mention(doc, &rd.figures[doc][i])
			if k := len(all) - 1; k >= 0 && converts(d, all[k], m) {
				all[k].aliases = append(all[k].aliases, m)
				continue
			}
			all = append(all, m)
			if m.dim == ageDim && m.owner < 0 && m.fig.HasValue && m.fig.Bound == news.Exact {
				rd.ages[m.doc][m.value] = true
			}
			if m.head != "" {
				rd.heads[m.doc][m.head] = true
			}
		}
	}
	type given struct {
		doc   int
		dim   dimension
		value float64
	}
	times := map[given]int{}
	for _, m := range all {
		times[given{m.doc, m.dim, m.value}]++
	}
	for i, m := range all { // the other figures of each sentence
		m.sole = times[given{m.doc, m.dim, m.value}] == 1
		for j := i - 1; j >= 0 && j > i-8 && all[j].doc == m.doc && all[j].sentence == m.sentence; j-- {
			if o := all[j]; m.head != "" && m.head == o.head && m.dim == o.dim && m.value != o.value {
				m.listed, o.listed = true, true
			}
			m.others = append(m.others, all[j].value)
			all[j].others = append(all[j].others, m.value)
		}
	}
	return all
}

// converts reports whether b is a in another unit, in brackets behind it.
func converts(d *news.Doc, a, b *mention) bool {
	if a.doc != b.doc || a.dim != b.dim || a.fig.Unit == b.fig.Unit || b.fig.Start < a.fig.End || b.fig.Start-a.fig.End > 4 {
		return false
	}
	if !strings.Contains(d.Text[a.fig.End:b.fig.Start], "(") || a.value <= 0 {
		return false
	}
	const rounding = 0.08 // "10 metres (33 feet)" lies within 1 %, "80 diggers (90)" is no conversion
	return math.Abs(a.value-b.value) <= rounding*a.value
}

func (rd *reader) mention(doc int, f *news.Figure) *mention {
	d := rd.report.Articles[doc]
	m := &mention{doc: doc, origin: rd.origin[doc], fig: f, owner: -1, left: -1, right: -1}
	c, kind := convert(f.Unit, f.Measure)
	m.dim, m.kind = c.dim, kind
	m.value, m.low, m.high = f.Value*c.factor, f.Low*c.factor, f.High*c.factor
	if m.value < 0 && m.dim != temperatureDim { // "-1,190 points" in a table is "lost 1,190 points" in a sentence
		m.value, m.low, m.high = -m.value, -m.high, -m.low
	}
	m.digits = significant(d.Slice(f.Number), f.Value)
	m.sentence = d.SentenceAt(f.Number.Start)
	if len(d.Text) > 0 {
		m.place = float64(f.Start) / float64(len(d.Text))
	}
	if f.What.Len() > 0 {
		rd.what(d, f, m)
	}
	m.partial = partial(d, m)
	m.source = sourceOf(d, f.Number)
	if m.sentence >= 0 {
		rd.surroundings(d, m)
		rd.nameAround(d, m)
	}
	return m
}

// sourceOf is the source of the innermost attribution that holds span, lower case.
// Unlike a claimant it need not be a speaker that has been resolved.
func sourceOf(d *news.Doc, span news.Span) string {
	best, size := "", len(d.Text)+1
	const back = 24 // attributions nest a few deep
	after := sort.Search(len(d.Attributions), func(i int) bool {
		c := d.Attributions[i].Content
		return len(c) > 0 && c[0].Start > span.Start
	})
	for i := max(0, after-back); i < after; i++ {
		a := &d.Attributions[i]
		for _, c := range a.Content {
			if c.Contains(span) && c.Len() < size && len(a.Source) > 0 {
				best, size = strings.ToLower(d.Slice(a.Source[0])), c.Len()
			}
		}
	}
	return best
}

// partial reports whether m counts a part ("including three children", "three of
// her grandchildren", "one from the north and another from the south") or an
// addition ("three more deaths"), or only places something in time ("at age 30",
// "two years ago").
func partial(d *news.Doc, m *mention) bool {
	f := m.fig
	word := func(t int) string {
		if t < 0 || t >= len(d.Tokens) {
			return ""
		}
		return strings.ToLower(d.Slice(d.Tokens[t].Span))
	}
	first, last := d.TokensIn(f.Span)
	for t := first; t < min(last, first+8); t++ {
		switch word(t) {
		case "more":
			if t+1 < last && word(t+1) != "than" {
				return true
			}
		case "additional", "another", "further", "extra":
			return true
		}
	}
	at, after := d.TokensIn(f.Number)
	counts := m.dim == peopleDim || m.dim == otherDim
	if counts && word(after) == "of" {
		switch word(after + 1) {
		case "the", "her", "his", "their", "its", "these", "those", "them", "whom":
			return true
		}
	}
	if counts && word(at-1) == "other" && word(at-2) == "the" { // the rest
		return true
	}
	if counts && word(at) == "one" && m.sentence >= 0 {
		end := d.Sentences[m.sentence].Last
		if m.sentence+1 < len(d.Sentences) {
			end = d.Sentences[m.sentence+1].First + 3 // One died at once. The other died later.
		}
		for t := after; t < min(end, len(d.Tokens)); t++ {
			if word(t) == "another" || word(t) == "other" && word(t-1) == "the" {
				return true
			}
		}
	}
	if word(last+1) == "than" { // 6 inches greater than: a difference
		switch word(last) {
		case "greater", "higher", "lower", "taller", "longer", "shorter", "more", "less", "fewer", "better", "worse", "larger", "smaller":
			return true
		}
	}
	for t := at - 1; t >= at-6 && m.sentence >= 0 && t >= d.Sentences[m.sentence].First; t-- {
		if word(t) == "alone" { // one region's share
			return true
		}
	}
	if word(last) == "of" && word(last+1) == "the" && word(last+2) == "total" {
		return true
	}
	if m.dim == durationDim && (word(first-1) == "first" || word(at-1) == "or" || word(last) == "or") {
		return true // the first hours of something; two years or three
	}
	if f.Measure == "" {
		switch word(last) {
		case "ago", "earlier", "later", "before", "after":
			return true
		}
	}
	switch word(first - 1) {
	case "including", "among", "additional", "another":
		return true
	case "at", "by", "before", "since", "until":
		return f.Measure == "age" // at age 30: a milestone
	}
	return false
}

// what reads the head noun and its qualifiers.
func (rd *reader) what(d *news.Doc, f *news.Figure, m *mention) {
	first, last := d.TokensIn(f.What)
	if last > first && last < len(d.Tokens) {
		switch next := d.Tokens[last]; next.POS {
		case news.NOUN, news.PROPN, news.ADJ:
			if strings.TrimSpace(d.Text[d.Tokens[last-1].End:next.Start]) == "" && d.Tokens[last-1].POS != news.NOUN {
				return // cut before the noun that is counted: "six North" of "six North Korean ships"
			}
		}
	}
	for t := last - 1; t >= first; t-- {
		n := rd.stem(d.Slice(d.Tokens[t].Span))
		if n < 0 {
			continue
		}
		if m.head == "" {
			m.head = rd.stems[n]
			m.proper = d.Tokens[t].POS == news.PROPN
			continue
		}
		m.quals = append(m.quals, n)
	}
}

// surroundings reads the words and times of the sentence.
func (rd *reader) surroundings(d *news.Doc, m *mention) {
	sent := d.Sentences[m.sentence]
	at, end := d.TokensIn(m.fig.Number)
	type weighted struct {
		stem   int
		weight float64
		far    int
		before bool
	}
	var all []weighted
	for t := sent.First; t < sent.Last; t++ {
		if t >= at && t < end || d.Tokens[t].Start >= m.fig.Start && t < at && !m.fig.What.Contains(d.Tokens[t].Span) {
			continue // the number, and the words that bound it: shortly before 7 a.m.
		}
		far := at - t
		if t >= end {
			far = t - end + 1
		}
		const longest = 60 // words; beyond lies the rest of a table
		if far > longest {
			continue
		}
		n := rd.stem(d.Slice(d.Tokens[t].Span))
		if n < 0 || n >= len(rd.weight) {
			continue
		}
		all = append(all, weighted{n, rd.weight[n] * math.Exp(-float64(far)/12), far, t < at})
	}
	slices.SortStableFunc(all, func(a, b weighted) int { return a.far - b.far })
	for _, w := range all {
		if w.far > reach {
			break
		}
		if w.before && m.left < 0 {
			m.left = w.stem
		}
		if !w.before && m.right < 0 {
			m.right = w.stem
		}
	}
	for _, w := range all {
		if w.far <= reach && len(m.near) < 8 {
			m.near = append(m.near, w.stem)
		}
	}
	slices.SortStableFunc(all, func(a, b weighted) int { return a.stem - b.stem })
	for _, w := range all {
		if k := len(m.context.stems); k > 0 && m.context.stems[k-1] == w.stem {
			m.context.weights[k-1] = max(m.context.weights[k-1], w.weight)
			continue
		}
		m.context.stems = append(m.context.stems, w.stem)
		m.context.weights = append(m.context.weights, w.weight)
	}
	for _, w := range m.context.weights {
		m.context.norm += w * w
	}
	m.context.norm = math.Sqrt(m.context.norm)
	for i := range d.Times {
		if t := &d.Times[i]; t.Overlaps(sent.Span) && t.Type == news.Date && len(t.Value) >= 4 && t.Value[0] >= '0' && t.Value[0] <= '9' {
			m.times = append(m.times, t.Value)
		}
	}
	m.copyKey = squeeze(d.Slice(sent.Span))
}

// nameAround reads the names of the sentence and of the one before, and the
// owner of the figure.
func (rd *reader) nameAround(d *news.Doc, m *mention) {
	sent := d.Sentences[m.sentence]
	from := sent.Start
	if m.sentence > 0 {
		from = d.Sentences[m.sentence-1].Start
	}
	var left, right *news.Entity
	for i := firstName(d, from); i < len(d.Entities) && d.Entities[i].Start < sent.End; i++ {
		e := &d.Entities[i]
		n := rd.name(m.doc, *e)
		if e.Start < sent.Start {
			if !slices.Contains(m.before, n) {
				m.before = append(m.before, n)
			}
			continue
		}
		if !slices.Contains(m.names, n) {
			m.names = append(m.names, n)
		}
		if e.Kind != news.Person && m.dim == ageDim {
			continue
		}
		if e.End <= m.fig.Number.Start {
			left = e
		} else if e.Start >= m.fig.Number.End && right == nil {
			right = e
		}
	}
	if m.dim == ageDim {
		m.owner = rd.ageOwner(d, m, left, right)
		return
	}
	if left != nil {
		m.owner = rd.name(m.doc, *left)
	} else {
		m.owner = rd.pronounOwner(d, m)
	}
}

// firstName is the first entity that ends after offset.
func firstName(d *news.Doc, offset int) int {
	n, _ := slices.BinarySearchFunc(d.Entities, offset, func(e news.Entity, at int) int {
		if e.End > at {
			return 1
		}
		return -1
	})
	return n
}

// squeeze leaves the letters and digits of a sentence in lower case.
func squeeze(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// significant counts the digits that a value is given with: 3 for "1.13
// million", 1 for "6,000" and "five".
func significant(number string, value float64) int {
	digits := 0
	zeros := 0
	point := false
	for i := 0; i < len(number); i++ {
		switch c := number[i]; {
		case c == '.':
			point = true
		case c == '0' && digits == 0:
		case c == '0':
			zeros++
		case c >= '1' && c <= '9':
			digits += 1 + zeros
			zeros = 0
		}
	}
	if point {
		digits += zeros
	}
	if digits > 0 {
		return digits
	}
	v := math.Abs(value) // number words
	for v >= 10 && math.Mod(v, 10) == 0 {
		v /= 10
	}
	for digits = 1; v >= 10; digits++ {
		v /= 10
	}
	return digits
}
