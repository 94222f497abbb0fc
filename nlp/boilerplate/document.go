package boilerplate

import "parallax/news"

// A document is what the features of its lines share.
type document struct {
	text     string
	lines    []line
	title    []uint32
	foreign  bool    // not in English: its function words are not known
	endMarks float64 // share of lines of 8 words or more that end like a sentence
	offers   []bool  // lines with a cue, by number
	headings []bool  // short lines that announce links
	grams    map[uint64]gram
	starts   map[uint64]int // lines by the hash of their first three words
	ended    map[uint64]int // those of them that end like a sentence
	same     map[uint64]int // lines by the hash of all their words
}

// A gram is where a run of gramWords words stands.
type gram struct {
	line  int32
	count int32 // lines that have it
	most  int32 // words of the longest of them
}

// gramWords is the length of the word runs that show repetition: five words in
// a row seldom recur by chance within one article.
const gramWords = 5

func newDocument(text, title string) *document {
	d := &document{text: text, lines: splitLines(text), same: map[uint64]int{}, ended: map[uint64]int{}, starts: map[uint64]int{}}
	for _, w := range scanWords(nil, title, news.Span{End: len(title)}) {
		if !w.isSign() {
			d.title = append(d.title, w.hash)
		}
	}
	if len(d.title) == 0 {
		d.title = d.headline()
	}
	long, ended := 0, 0
	total := 0
	for i := range d.lines {
		words := d.lines[i].words
		total += len(words)
		d.same[hashLine(words)]++
		if endsSentence(words) {
			d.ended[hashLine(words)]++
		}
		d.starts[hashStart(words)]++
		if len(words) >= 8 {
			long++
			if endsSentence(words) {
				ended++
			}
		}
	}
	if long > 0 {
		d.endMarks = float64(ended) / float64(long)
	}
	d.grams = make(map[uint64]gram, total)
	for i := range d.lines {
		words := d.lines[i].words
		eachGram(words, func(h uint64, _ int) {
			g, seen := d.grams[h]
			switch {
			case !seen:
				g = gram{line: int32(i), count: 1, most: int32(len(words))}
			case g.line != int32(i):
				g.line, g.count, g.most = int32(i), g.count+1, max(g.most, int32(len(words)))
			default:
				return
			}
			d.grams[h] = g
		})
	}
	return d
}

// headline finds the title of a text that came without one: the first of its
// top lines that has no end mark and is as long as headlines are, unless it is
// a date, a credit or the like.
func (d *document) headline() []uint32 {
	for n := 0; n < len(d.lines) && n < 4; n++ {
		words := d.lines[n].words
		if endsSentence(words) {
			if len(words) > 10 { // the report has begun
				return nil
			}
			continue
		}
		var title []uint32
		letters := 0
		for i := range words {
			if !words[i].isSign() {
				title = append(title, words[i].hash)
			}
			if words[i].letters > 0 {
				letters++
			}
		}
		if letters < 4 || len(title) > 25 || announces(words) {
			continue
		}
		return title
	}
	return nil
}

// announces reports whether a line holds a phrase that headlines do not.
func announces(words []word) bool {
	for _, h := range cues().line.find(nil, words) {
		if h.strength == certain && h.kind != prose {
			return true
		}
	}
	return false
}

// eachGram calls f with the hash of every run of gramWords words, signs left
// out, and its number.
func eachGram(words []word, f func(h uint64, n int)) {
	var ring [gramWords]uint32
	n := 0
	for i := range words {
		if words[i].isSign() {
			continue
		}
		ring[n%gramWords] = words[i].exact
		n++
		if n < gramWords {
			continue
		}
		h := uint64(14695981039346656037)
		for k := n; k < n+gramWords; k++ {
			h = (h ^ uint64(ring[k%gramWords])) * 1099511628211
		}
		f(h, n-gramWords)
	}
}

func hashLine(words []word) uint64 {
	h := uint64(14695981039346656037)
	for i := range words {
		if !words[i].isSign() {
			h = (h ^ uint64(words[i].exact)) * 1099511628211
		}
	}
	return h
}

// hashStart hashes the folded first three words, so that series whose members
// differ by a number come together.
func hashStart(words []word) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(words) && i < 3; i++ {
		h = (h ^ uint64(words[i].hash)) * 1099511628211
	}
	return h
}

// endsSentence reports whether the last signs close a sentence.
func endsSentence(words []word) bool {
	for i := len(words) - 1; i >= 0 && i >= len(words)-4; i-- {
		switch words[i].first {
		case '.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔':
			return true
		case '"', '”', '\'', '’', ')', ']', '»':
			continue
		}
		return false
	}
	return false
}
