package boilerplate

import "math"

// titled compares the line with the headline.
func (d *document) titled(v *vector, n int) {
	if len(d.title) < 3 {
		return
	}
	common, count, i := 0, 0, 0
	for k := range d.lines[n].words {
		w := &d.lines[n].words[k]
		if w.isSign() {
			continue
		}
		count++
		if i < len(d.title) && w.hash == d.title[i] {
			i++
			common++
		}
	}
	switch {
	case common*10 < len(d.title)*9:
	case count <= len(d.title)+1 && n < 3 && d.firstOfItsKind(n):
		v[fTitleTop] = 1
	case count <= len(d.title)+1:
		v[fTitleAgain] = 1
	case common == len(d.title) && count <= 6*len(d.title):
		if d.startsWithTitle(n) {
			v[fTitleGlued] = 1
		} else {
			v[fTitlePart] = 1
		}
	}
}

// firstOfItsKind reports whether no line before n says the same.
func (d *document) firstOfItsKind(n int) bool {
	h := hashLine(d.lines[n].words)
	for i := 0; i < n; i++ {
		if hashLine(d.lines[i].words) == h {
			return false
		}
	}
	return true
}

func (d *document) startsWithTitle(n int) bool {
	i := 0
	for k := range d.lines[n].words {
		w := &d.lines[n].words[k]
		if w.isSign() {
			continue
		}
		if i == len(d.title) {
			return true
		}
		if w.hash != d.title[i] {
			return false
		}
		i++
	}
	return false
}

// repeated tells how far the line's words stand elsewhere in the article.
func (d *document) repeated(v *vector, n, count int) {
	words := d.lines[n].words
	// Of a sentence and the same words without an end mark, the second is the
	// caption or summary.
	if h := hashLine(words); count >= 4 && d.same[h] > 1 && (!endsSentence(words) || d.ended[h] == d.same[h]) {
		v[fTwice] = 1
	}
	var grams, elsewhere, longer, own int
	var first [64]uint64
	eachGram(words, func(h uint64, k int) {
		grams++
		if g := d.grams[h]; g.count > 1 {
			elsewhere++
			if int(g.most) > len(words)+4 {
				longer++
			}
		}
		for _, f := range first[:min(k, len(first))] {
			if f == h {
				own++
				break
			}
		}
		if k < len(first) {
			first[k] = h
		}
	})
	if grams == 0 {
		return
	}
	if longer*10 >= grams*7 && grams >= 3 {
		v[fPulled] = 1
	} else if grams >= 3 {
		v[fEcho] = float64(elsewhere) / float64(grams)
	}
	if own >= 3 {
		v[fSelfRepeat] = math.Min(1, 2.5*float64(own)/float64(grams))
	}
}
